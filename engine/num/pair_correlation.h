/* num/pair_correlation.h - Pearson's correlation where some values are not known. */
#ifndef TB_NUM_PAIR_CORRELATION_H
#define TB_NUM_PAIR_CORRELATION_H

#include <stddef.h>

/* Of x and y [n] over the pairs of which both are known; 0 with fewer than `least` pairs (2 or more
 * tell anything) or where one of them does not vary. */
double tbi_pair_correlation(const double *x, const double *y, size_t n, size_t least);

#endif
