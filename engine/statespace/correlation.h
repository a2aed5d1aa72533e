/* statespace/correlation.h - how components move together: correlations of their signals and of
 * their noises.
 *
 *   y_jit y_kis, s != t: expectation r_jk A_jk(t, s), A what the models say of two signals with
 *     correlation 1;
 *   s = t: r_jk A_jk(t, t) + q_jk sd_e,j sd_e,k. Least squares for r, then q, pair by pair; then
 *   r* = (1 - w) r + w pattern,  w = min(1, sum var(r_jk) / sum (r_jk - pattern)^2)
 *
 * Products of two components in different years hold their signals alone, products within a year
 * hold signals and noise: least squares of the products on what the models say of their size gives
 * both correlations (method of moments). Both are then shrunk towards a pattern by the share that
 * their sampling error over units has in their spread (Schaefer and Strimmer 2005, eq. 10): one
 * correlation for all pairs or, with blocks, one within and one between them. Blocks stand for many
 * components (28 leaves, 378 pairs): there the pattern alone is taken, since a backtest with the
 * measured share of single correlations was worse. What is no correlation matrix is mended by its
 * eigenvalues.
 */
#ifndef TB_STATESPACE_CORRELATION_H
#define TB_STATESPACE_CORRELATION_H

#include "base/arena.h"
#include "statespace/deviation.h"
#include "statespace/signal_model.h"

#include <tangbac/error.h>

/* Row-major, symmetric, unit diagonal, positive definite (repair_correlation() sees to it). In the
 * caller's arena. */
typedef struct tb_correlation {
    double *signal, *noise; /* [n][n] correlations */
} tb_correlation;

/* One component as the fit sees it; y is borrowed and must outlive the fit. */
typedef struct tb_correlation_series {
    const double *y; /* [years][units] divided deviations of the component, NaN = not known */
    size_t first;    /* position of its first year on the axis of the total */
    size_t block;    /* components of one block stand closer; all different: no blocks */
    tb_uc_model model;
} tb_correlation_series;

/* n components of n_unit units up to the last of n_year years; persistence [n_year] of the total.
 * Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_correlation_fit(tb_correlation *out,
                                            const tb_correlation_series *series, size_t n,
                                            size_t n_unit, size_t n_year, const double *persistence,
                                            tb_arena *a, tb_err *err);

#endif
