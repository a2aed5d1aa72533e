/* effects/inference.h - how sure: bands, permutations, pre-trends and limits when trends are not
 * parallel. */
#ifndef TB_EFFECTS_INFERENCE_H
#define TB_EFFECTS_INFERENCE_H

#include "effects/target.h"

/* Critical value for all targets together: 95 % quantile over multiplier bootstraps (Mammen's two
 * points) of the largest |sum w_i psi_i| / se. NaN when there is nothing to do. */
double tbi_band(const tbi_targets *t, size_t n, size_t draws, uint64_t seed, tb_arena *a);

/* The error behind the overall interval, and its degrees of freedom (in: at most so many). psi [n]:
 * influences on the overall effect with the sizes of cohorts taken as they are. */
double tbi_small_error(double *df, const double *psi, const tbi_answer *x, const tbi_design *d);

/* Overall estimates when cohorts are dealt anew to the units (statistic: estimate over its error).
 * values [permutations] out, unsorted; p: share of |t| at least as large as the own, the own one
 * counted. false: no memory. */
bool tbi_permute(double *values, double *p, const tbi_design *d, const tb_effect_opts *o,
                 const tbi_target *overall, tb_arena *a);

/* Joint test of the event times before exposure, at most the last five, and its power against a
 * straight drift that makes up `size` on average over the treated cells. */
void tbi_pre_trend(tb_effect_pre_trend *out, const tbi_answer *x, const tbi_design *d,
                   bool universal, double size, tb_arena *a);

/* x'Sigma y, sigma [p x p] column-major. */
double tbi_quadratic_form(const double *x, const double *sigma, const double *y, size_t p);
/* Confidence limits for the weighted sum of effects after exposure, l'beta_post, when parallel
 * trends fail by at most m times the largest step before exposure (relative magnitudes; the
 * conditional test with least favourable first stage), or when the slope of the difference changes
 * by at most m a period (smoothness; fixed-length interval). beta [pre + post] without the base
 * period, sigma [pre + post]^2. false: no such interval (no years before, singular errors, or no
 * memory). */
bool tbi_honest_relative(double *low, double *high, const double *beta, const double *sigma,
                         size_t pre, size_t post, const double *l, double m, uint64_t seed,
                         tb_arena *a);
bool tbi_honest_smooth(double *low, double *high, const double *beta, const double *sigma,
                       size_t pre, size_t post, const double *l, double m);

#endif
