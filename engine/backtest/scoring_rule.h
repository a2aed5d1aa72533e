/* backtest/scoring_rule.h - how good a predictive distribution was, given what came: proper scores
 * (Gneiting and Raftery 2007), agreement of orders. Smaller is better except for the two
 * correlations. */
#ifndef TB_BACKTEST_SCORING_RULE_H
#define TB_BACKTEST_SCORING_RULE_H

#include <stddef.h>

/* Continuous ranked probability score of the empirical distribution of sorted draws x [n]: mean |x
 * - y| - half the mean |x - x'|. NaN when n is 0. */
double tbi_crps_draws(const double *x, size_t n, double y);
/* The fair form of the same (Ferro 2014): mean |x - y| - sum |x - x'| / (2 n (n - 1)), whose
 * expectation is that of the distribution the draws are from at any n, so that ten draws lose
 * nothing against four hundred. NaN below 2 draws. */
double tbi_crps_fair(const double *x, size_t n, double y);
/* Of a normal distribution, in closed form (Gneiting et al. 2005, eq. 5); sd 0: |mean - y|. */
double tbi_crps_normal(double mean, double sd, double y);
/* From quantiles x [n] at ascending levels p [n]: twice the pinball loss, integrated over the
 * levels with each level standing for the levels nearest to it. An approximation from above in the
 * tails, exact in the limit of many levels. */
double tbi_crps_quantiles(const double *p, const double *x, size_t n, double y);

/* Weighted interval score (Bracher, Ray, Gneiting and Reich 2021) of quantiles x [n] at levels p
 * [n]:
 * the mean over the levels of twice the pinball loss, which for levels that lie in pairs around a
 * median is their eq. 2 (the median and K intervals, weights alpha / 2, divided by K + 1/2). */
double tbi_wis(const double *p, const double *x, size_t n, double y);

/* -log of the density of draws x [n] (sorted) at y: normal kernels, bandwidth 0.9 min(sd, IQR /
 * 1.34) n^-1/5 (Silverman 1986, eq. 3.31). NaN below 10 draws or where the spread is none, or
 * rounding (1e-12 of the draws). */
double tbi_log_score_draws(const double *x, size_t n, double y);

/* Ranked probability score of a rank distribution: probability [n] of places 1..n (sum 1)
 * against the place that came; divided by n - 1. */
double tbi_rps(const double *probability, size_t n, size_t place);

/* Spearman's and Kendall's (tau-b) correlation of a and b over positions where neither is NaN; NaN
 * below 2 or when one is constant.
 *   scratch [4 * n] */
double tbi_spearman(const double *a, const double *b, size_t n, double *scratch);
double tbi_kendall(const double *a, const double *b, size_t n);

#endif
