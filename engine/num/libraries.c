/* libraries.c - polite start-up of GSL and OpenBLAS. */
#include "num/libraries.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_version.h>
#include <pthread.h>

/* OpenBLAS's own header cannot stand beside GSL's (their enums collide), so its two calls are
 * declared here. */
extern void openblas_set_num_threads(int n);
extern char *openblas_get_config(void);

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void start_libraries(void)
{
    gsl_error_handler_t *before = gsl_set_error_handler_off();
    if (before != NULL)
        gsl_set_error_handler(before);
    openblas_set_num_threads(1);
}

void tbi_num_start(void)
{
    pthread_once(&once, start_libraries);
}

const char *tbi_gsl_version(void)
{
    return gsl_version;
}

const char *tbi_blas_version(void)
{
    return openblas_get_config();
}
