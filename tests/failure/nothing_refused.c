/* nothing_refused.c - for programs of one_run.h that refuse nothing from below. */
#include "failure/one_run.h"

void faults_start(long at)
{
    (void)at;
}

long faults_stop(void)
{
    return 0;
}
