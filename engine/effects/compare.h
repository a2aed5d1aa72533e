/* effects/compare.h - one comparison of two groups of units over two years, adjusted for covariates
 * or not. */
#ifndef TB_EFFECTS_COMPARE_H
#define TB_EFFECTS_COMPARE_H

#include "base/arena.h"

#include <stdbool.h>
#include <tangbac/effects.h>

/* Buffers for one comparison of a cohort with its controls, reused by the next: tbi_compare_room
 * makes them for the largest, n and treated are set anew each time. */
typedef struct tbi_compare {
    size_t n, k, treated; /* units, columns of x (the first is 1), units of the cohort */
    size_t *unit;         /* [n] whose row it is */
    signed char *side;    /* [n] 1 = of the cohort, 0 = compared with */
    double *change;       /* [n] of the outcome */
    double *x;            /* [n][k] */
    double *psi;          /* [n] out: influence on the estimate */
    double *score;        /* [n] scratch: propensity */
    double *room;         /* [scratch] */
} tbi_compare;

/* n, k: the most units and columns that any comparison will have. false: no memory. */
bool tbi_compare_room(tbi_compare *c, size_t n, size_t k, tb_arena *a);

/* The effect on the cohort and the influences. With only the constant in x all methods are the
 * difference of means. false: the covariates cannot be told apart (the comparison has no answer).
 */
bool tbi_compare_make(double *estimate, tbi_compare *c, tb_effect_method method);

#endif
