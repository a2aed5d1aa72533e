/* version.c - which versions are running. It stands here because this is the first folder
 * that sees all the libraries. */
#include "num/libraries.h"
#include "text/json_read.h"

#include <hdf5.h>
#include <pthread.h>
#include <stdio.h>
#include <tangbac/version.h>

static char libraries[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* Once: HDF5 is asked outside its lock, which is fine for a constant. */
static void fill(void)
{
    unsigned major = 0, minor = 0, patch = 0;
    H5get_libversion(&major, &minor, &patch);
    snprintf(libraries, sizeof libraries, "GSL %s, %s, HDF5 %u.%u.%u, cJSON %s", tbi_gsl_version(),
             tbi_blas_version(), major, minor, patch, cJSON_Version());
}

const char *tb_version(void)
{
    return TB_VERSION;
}

const char *tb_version_libraries(void)
{
    pthread_once(&once, fill);
    return libraries;
}
