/* statespace/conditional.h - what a model says about one unit: gaps in its past, and the years to
 * come given a past without gaps.
 *
 * With K = cov(known years), C = cov(wanted, known), W = cov(wanted) by signal_model.h:
 *   E(wanted | y) = C K^-1 y,  cov(wanted | y) = W - C K^-1 C'   (normal theory; Mardia, Kent and
 *     Bibby
 * 1979, theorem 3.2.4).
 * Used to fill gaps where a full filter would be too much, and to draw the years of a forecast.
 * Sizes are those of one unit: at most TB_CONDITIONAL_YEARS years. */
#ifndef TB_STATESPACE_CONDITIONAL_H
#define TB_STATESPACE_CONDITIONAL_H

#include "statespace/signal_model.h"

#include <stdbool.h>
#include <stdint.h>

enum { TB_CONDITIONAL_YEARS = 96 }; /* most years of past and future together */
enum { TB_GAPS_KEPT = 3, TB_GAP_RULES = 128 };

/* The distribution of w quantities given n_year known years. Quantity k < n_ahead is y of position
 * at[k] >= n_year; then the signal at the last known position and the signal at at[n_ahead - 1]
 * (with n_ahead = 0: at the last known position). persistence [at[n_ahead - 1] + 1]: k
 * over the steps, future ones included. relative [at[n_ahead - 1] + 1]: the unit's sampling
 * variances in units of the mean; NULL: all are 1. weight [n_ahead + 2][n_year] out: expectation =
 * weight y factor [n_ahead + 2][n_ahead + 2] out: lower Cholesky factor of what is uncertain; its
 * leading block belongs to the years alone false: no covariance (never for variances >= 0 with
 * var_e > 0). */
bool tbi_conditional(double *weight, double *factor, const tb_uc_model *m,
                     const double *persistence, const double *relative, size_t n_year,
                     const size_t *at, size_t n_ahead);

/* Fills the gaps (NaN) of one unit's years y [n] (stride apart): with their expectation given what
 * is known, plus noise when z [n] standard normals are given. relative: as above. */
bool tbi_fill_gaps(double *y, size_t stride, size_t n, const tb_uc_model *m,
                   const double *persistence, const double *relative, const double *z);

/* What gaps follow from is the same for all units with the same ones: kept for as long as the model
 * and its persistence are, for units with few gaps. */
typedef struct tb_gap_rules {
    struct {
        uint64_t gaps; /* a bit a year; 0: nothing is kept here */
        double weight[TB_GAPS_KEPT * TB_CONDITIONAL_YEARS], ww[TB_GAPS_KEPT * TB_GAPS_KEPT];
    } rule[TB_GAP_RULES];
} tb_gap_rules;
/* Another model: nothing that is kept holds. */
void tbi_gap_rules_forget(tb_gap_rules *r);
/* As tbi_fill_gaps of units that are alike (relative NULL), the same bits. */
bool tbi_fill_gaps_alike(tb_gap_rules *r, double *y, size_t stride, size_t n, const tb_uc_model *m,
                         const double *persistence, const double *z);

#endif
