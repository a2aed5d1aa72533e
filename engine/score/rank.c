/* rank.c - places from scores. Called once per draw, so it allocates nothing and cannot fail; the
 * only notion of a tie is equality of doubles, see tbi_score_decimal (decimals.h) for how sums are
 * made comparable before they come here. */
#include "num/rank.h"

#include <math.h>
#include <stdlib.h>
#include <tangbac/score.h>

/* a country has 34 or 63 units: up to MIDDLE counting all pairs is faster than sorting; a region
 * has fewer, and insertion is faster up to SHORT */
enum { SHORT = 24, MIDDLE = 128 };

/* Insertion sort of positions by descending score: what small runs need. */
static void sort_by_insertion(size_t *at, size_t n, const double *score, double sign)
{
    for (size_t i = 1; i < n; i++) {
        size_t mine = at[i];
        double s = sign * score[mine];
        size_t j = i;
        for (; j > 0 && sign * score[at[j - 1]] < s; j--)
            at[j] = at[j - 1];
        at[j] = mine;
    }
}

/* Positions, not scores: those stay where they are. */
static void swap_positions(size_t *a, size_t *b)
{
    size_t t = *a;
    *a = *b;
    *b = t;
}

/* Restores the heap whose root is the smallest score below i. */
static void sift_heap(size_t *at, size_t i, size_t n, const double *score, double sign)
{
    for (size_t child; (child = 2 * i + 1) < n; i = child) {
        if (child + 1 < n && sign * score[at[child + 1]] < sign * score[at[child]])
            child++;
        if (sign * score[at[i]] <= sign * score[at[child]])
            return;
        swap_positions(&at[i], &at[child]);
    }
}

/* Heap sort by descending score: n log n whatever the order, no recursion, no memory. */
static void sort_by_heap(size_t *at, size_t n, const double *score, double sign)
{
    for (size_t i = n / 2; i-- > 0;)
        sift_heap(at, i, n, score, sign);
    for (size_t last = n; last-- > 1;) {
        swap_positions(&at[0], &at[last]);
        sift_heap(at, 0, last, score, sign);
    }
}

/* No branch hangs on a score, so that several are compared at once. */
static void count_better(int *rank, const double *score, size_t n, double sign)
{
    double turned[MIDDLE];
    for (size_t i = 0; i < n; i++)
        turned[i] = sign * score[i];
    for (size_t i = 0; i < n; i++)
        rank[i] = tbi_rank_of(turned, n, turned[i], 1);
}

/* Ties share the better rank and the next one is left out (1, 2, 2, 4). rank 0: no score.
 * scratch [n]. */
void tb_rank_scores(int *rank, const double *score, size_t n, int direction, size_t *scratch)
{
    double sign = direction < 0 ? -1 : 1;
    size_t known = 0;
    if (n > SHORT && n <= MIDDLE) {
        count_better(rank, score, n, sign);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        rank[i] = 0;
        if (!isnan(score[i]))
            scratch[known++] = i;
    }
    if (known <= SHORT)
        sort_by_insertion(scratch, known, score, sign);
    else
        sort_by_heap(scratch, known, score, sign);
    for (size_t k = 0; k < known; k++) {
        bool tie = k > 0 && score[scratch[k]] == score[scratch[k - 1]];
        rank[scratch[k]] = tie ? rank[scratch[k - 1]] : (int)k + 1;
    }
}
