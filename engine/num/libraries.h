/* num/libraries.h - which GSL and OpenBLAS are running, and the one setting of OpenBLAS that
 * numbers depend on. */
#ifndef TB_NUM_LIBRARIES_H
#define TB_NUM_LIBRARIES_H

#include <stdbool.h>

/* Static texts: "2.7.1", "OpenBLAS 0.3.21 ... ". */
const char *tbi_gsl_version(void);
const char *tbi_blas_version(void);

/* Once per process: GSL's abort-on-error handler is taken off unless the host set its own, and
 * OpenBLAS is kept at one thread, since its threads change sums. Every function of num/ that calls
 * either does this first; calling it again costs a load. */
void tbi_num_start(void);

/* tbi_num_start, and whether OpenBLAS will find the room that it takes of the address space for
 * each thread at its first call: where it does not (ulimit -v) it asks again for ever. false: the
 * refusal is counted, and nothing of OpenBLAS may be called. */
bool tbi_blas_start(void);

#endif
