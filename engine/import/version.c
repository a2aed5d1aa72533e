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

/* Once. HDF5 refuses to work with another release than its headers are of, so theirs is its; to be
 * asked it would start itself up, which no command without a panel needs. */
static void list_libraries(void)
{
    snprintf(libraries, sizeof libraries, "GSL %s, %s, HDF5 %d.%d.%d, cJSON %s", tbi_gsl_version(),
             tbi_blas_version(), H5_VERS_MAJOR, H5_VERS_MINOR, H5_VERS_RELEASE, cJSON_Version());
}

const char *tb_version(void)
{
    return TB_VERSION;
}

const char *tb_version_libraries(void)
{
    pthread_once(&once, list_libraries);
    return libraries;
}
