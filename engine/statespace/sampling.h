/* statespace/sampling.h - how much of what moves between two years is sampling: from the standard
 * errors that a survey publishes with its scores.
 *
 * With y_it = truth + s_it + other noise and Var(s_it) = v_it known, over all pairs of years
 * running in which both scores and both errors are known,
 *
 *   share = sum (v_it + v_i,t-1) / sum (d_it - d_i,t-1)^2,   d the deviation from the year's mean
 *
 * the numerator the expectation of what sampling adds to the denominator (Fuller 1987, ch. 1). It
 * is a floor under Var(e_t - e_t-1) / Var(y_t - y_t-1), the share of noise, of which sampling is a
 * part.
 */
#ifndef TB_STATESPACE_SAMPLING_H
#define TB_STATESPACE_SAMPLING_H

#include "statespace/deviation.h"

/* y, variance [n_year][n_unit], NaN where unknown. *share_pairs: how many pairs it rests on. NaN
 * with fewer than 20; at most 1. */
double tbi_sampling_share(double *share_pairs, const double *y, const double *variance,
                          size_t n_year, size_t n_unit);

/* variance [n_year][n_unit] of the column's sampling errors, from the panel's tables: its own
 * standard error, else of a sum the errors of its parts times their weights (sampled apart), when
 * at least half of them are known: what is missing makes it too small, never too large. p may be
 * NULL: nothing is known. Scratch is the arena's; false: no memory. */
bool tbi_sampling_variance(double *variance, const tb_panel *p, const tb_index *x,
                           const tb_deviation *d, tb_arena *a);

/* Sets d->relative [n_year][n_unit] and d->sampled by the variances v that are known, r = v / mean
 * v.
 * A cell without one whose number of answers n is known has mean (v n) / n, the mean over the cells
 * of which both are known: a sample of k times as many has a k-th of the variance (Cochran 1977,
 * eq.
 * 2.13). One without either has what its unit had in the last year known before it, else the first
 * after it, else the mean. scale [n_year]: by which the years of d->y were multiplied, NULL: by 1.
 * Left as it was where fewer than 20 standard errors are known: numbers of answers alone do not say
 * how large a sampling error is. false: no memory. */
bool tbi_sampling_relative(tb_deviation *d, const double *variance, const double *scale,
                           const tb_panel *p, const tb_index *x, tb_arena *a);

#endif
