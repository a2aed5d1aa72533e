/* statespace/signal_fit.h - the model of a whole table: the posterior mode of its numbers and a
 * normal distribution around it (Laplace), for all units together.
 *
 *   mode: max over x of log L(x) - sum_k ((x_k - mean_k) / sd_k)^2 / 2,  x the free numbers,
 *         L the likelihood of signal_model.h over all units; around it N(mode, H^-1), H the
 *     negative
 *         Hessian by differences (Tierney and Kadane 1986).
 *
 * Standard errors: var e_it = var_e + v_it - mean v, and var_e may not undercut mean v (a wall of
 * 0.02 in its logarithm), since sampling is a part of the noise (Fay and Herriot 1979: sampling
 * variances are known). */
#ifndef TB_STATESPACE_SIGNAL_FIT_H
#define TB_STATESPACE_SIGNAL_FIT_H

#include "statespace/deviation.h"
#include "statespace/signal_model.h"

/* Independent normals for the free numbers of signal_model.h (the log sd is flat, its entry is not
 * read) and for the logit of the persistence over a step, calm or a change of scheme. */
typedef struct tb_signal_prior {
    double mean[TB_SIGNAL_FREE], sd[TB_SIGNAL_FREE];
    double calm[2], change[2]; /* mean, sd */
    /* Of completed tables only: log of the spread of units' log paces; log of the step by which the
     * log of a year's spread walks (sd 0: one spread for all years, one pace for all units). */
    double pace[2], scale[2];
} tb_signal_prior;

/* What is assumed before any table was seen. Calm steps keep 0.73 to 0.98 of the signal in two of
 * three cases, changes 0.38 to 0.92. */
extern const tb_signal_prior tbi_signal_vague;

/* The mode and, when it was wanted, the normal distribution around it. Arrays are of the arena of
 * the caller. */
typedef struct tb_signal_fit {
    /* free numbers: TB_SIGNAL_FREE, then the logit of persistence for years 1 .. n_year - 1 unless
     * those were given */
    size_t n, n_year;
    /* mean variance of sampling where the table has standard errors (tb_deviation.relative); else 0
     */
    double sampled;
    double *free; /* [n] the mode */
    /* [n][n] lower Cholesky factor of the covariance around it; NULL when not wanted */
    double *factor;
    double loglik; /* at the mode, without the prior */
} tb_signal_fit;

/* persistence [n_year], when another table has said it; NULL = estimated here.
 * wide: the distribution around the mode is wanted too. Memory is the arena's. Errors: TB_ESINGULAR
 * (no two units differ in any year), TB_ECONVERGE, TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_signal_fit_table(tb_signal_fit *out, const tb_deviation *d,
                                             const tb_signal_prior *prior,
                                             const double *persistence, bool wide, tb_arena *a,
                                             tb_err *err);

/* The model and persistence [n_year] (persistence[0] = 1) at the mode (z NULL) or
 * at the draw that z [n] standard normals give. free [n]: scratch. persistence is untouched when
 * the shares were given. */
tb_uc_model tbi_signal_fit_at(double *persistence, const tb_signal_fit *f, const double *z,
                              double *free);

#endif
