/* num/rank.h - the rank of one score: 1 + how many are better, so that ties share the better rank
 * (1, 2, 2, 4) and NaN, who is not ranked, counts for nobody. Whole tables at once: tb_rank_scores
 * (tangbac/score.h); many draws at once: num/rank_block.h, of which this is the definition. */
#ifndef TB_NUM_RANK_H
#define TB_NUM_RANK_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

/* Among score [n], of which `own` may be one; sign +1: larger is better, -1: smaller. 0 when own is
 * NaN. O(n), for the vector unit: the count is as wide as a score. */
static inline int tbi_rank_of(const double *score, size_t n, double own, double sign)
{
    if (isnan(own))
        return 0;
    own *= sign;
    int64_t rank = 1;
#pragma omp simd reduction(+ : rank)
    for (size_t i = 0; i < n; i++)
        rank += sign * score[i] > own; /* false for NaN */
    return (int)rank;
}

/* Among score [n] that is sorted, the largest first and NaN behind; larger is better. By halves. */
static inline size_t tbi_rank_among(const double *score, size_t n, double own)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (score[mid] > own) /* false for NaN */
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo + 1;
}

#endif
