/* base/to_index.h - from a floating number to an index. C leaves a cast of NaN, of infinity or of
 * what does not fit undefined; here each has one answer, so that figures beyond all sense give a
 * wrong bin at the worst and never an address outside the array. */
#ifndef TB_BASE_TO_INDEX_H
#define TB_BASE_TO_INDEX_H

#include <stddef.h>

/* The whole number below x; 0 for NaN and what is below 0; most for what is above it. */
static inline size_t tbi_to_index(double x, size_t most)
{
    if (!(x > 0))
        return 0;
    return x < (double)most ? (size_t)x : most;
}

#endif
