/* estimate/vcov.h - how sure: variances of least squares, each with its small-sample convention
 * said aloud. */
#ifndef TB_ESTIMATE_VCOV_H
#define TB_ESTIMATE_VCOV_H

#include "estimate/ols.h"

/* What is asked for, defaults filled in. ways: 0 to 2 names in way; iid, hc1 and hc3 have none. */
typedef struct tb_vcov_spec {
    tb_vcov_kind kind;
    /* which small-sample factors are used */
    tb_ssc ssc;
    size_t ways;
    char way[2][12]; /* unit year region */
    int lags;        /* dk; -1: by the number of years */
} tb_vcov_spec;

tb_vcov_spec tbi_vcov_spec_of(tb_vcov_choice v, tb_ssc ssc);

/* The variance and what a reader must know of it. k: columns that the fit kept. All in the arena
 * of the caller of tbi_vcov_make. */
typedef struct tb_vcov {
    double *v;         /* [k x k] */
    double factor;     /* small-sample factor on the meat; 1 for iid and cr2, cr3 */
    double *df;        /* [k] degrees of freedom of t */
    size_t clusters;   /* smallest number of clusters; 0 for none */
    const char *type;  /* as asked, normalised: "cluster:unit" */
    const char *words; /* the convention in one sentence */
    /* of dk, as used */
    int lags;
    /* [k] the scores of all clusters are rounding: the term is identified by one cluster */
    bool *alone;
    double *effective; /* [k] effective number of clusters; NULL without clusters */
} tb_vcov;

/* The variance of o->b, V = sum over clusters g of s_g s_g', s_g = U_g'e_g, with U of tbi_ols_rows
 * (made here when it is not there). `normal`: the estimator's theory is asymptotic (random
 * effects): iid gives infinite df. */
TB_MUST_CHECK tb_status tbi_vcov_make(tb_vcov *v, const tb_vcov_spec *s, tb_ols *o,
                                      const tb_frame *f, bool normal, tb_arena *a, tb_err *err);

/* Parameters K of the small-sample factor for clusters `way` (NULL entries: none): fixest's rule
 * "nested" and its relatives. */
double tbi_vcov_parameters(const tb_ols *o, const tb_frame *f, tb_ssc ssc,
                           const tb_levels *const *way, size_t ways);

/* ---- What bias-reduced clusters and leave-one-out share (estimate/cluster.c) ---- */

/* The regression seen by clusters: rows in cluster order, and every regressor and effect that is
 * not nested in the clusters as a column of z (effects that are nested are taken out of all of it).
 * By Frisch-Waugh-Lovell the blocks of its projection are those of the whole regression up to the
 * nested effects, which change nothing while rows count the same (Pustejovsky and Tipton 2018,
 * theorem 2); with weights they do, and are kept. */
typedef struct tb_blocks {
    size_t n, k, r; /* rows, regressors, columns of z (regressors first) */
    size_t count;   /* clusters */
    size_t *start;  /* [count + 1] */
    size_t *row;    /* [n] row of the frame */
    /* [n x r] orthonormal, in cluster order: Q of the regressors first, then the effects */
    double *z;
    /* [n x k], [n]: U = X (X'X)^-1 with all effects out, residuals, in cluster order */
    double *u, *e;
    size_t most; /* rows of the largest cluster */
    /* with weights: their roots [n], and the levels [n] of each nested effect, in cluster order;
     * NULL and 0: rows count the same */
    const double *root;
    size_t nested;
    const int32_t *level[TB_EFFECTS_MAX];
} tb_blocks;
TB_MUST_CHECK tb_status tbi_clusters_make(tb_blocks *c, tb_ols *o, const tb_frame *f,
                                          const tb_levels *way, tb_arena *a, tb_err *err);
/* The effects that are not nested in the clusters as orthonormal columns q [n x r] by row of the
 * frame, nested ones taken out. */
TB_MUST_CHECK tb_status tbi_effects_basis(double **q, size_t *r, const tb_frame *f,
                                          const tb_levels *way, tb_arena *a, tb_err *err);
/* out [n_g x n_g] = I - H of cluster g, H = Z Z' on the first `columns` of z. */
void tbi_clusters_residual_maker(double *out, const tb_blocks *c, size_t g, size_t columns);
/* A_g [n_g x n_g] of CR2 (power -0.5) or CR3 (power -1), so that A_g U_g multiplies the residuals.
 * scratch [TB_ADJUST_ROOM(rows of the largest cluster)]. */
#define TB_ADJUST_ROOM(most) (3 * (most) * (most) + (most))
TB_MUST_CHECK tb_status tbi_clusters_adjust(double *out, const tb_blocks *c, size_t g, double power,
                                            double *scratch, tb_err *err);
/* CR2 (power -0.5) and CR3 (power -1): v [k x k], df [k] (Satterthwaite, working model: independent
 * errors of one variance). As in clubSandwich, CR2 adjusts for the effects outside the clusters
 * too, CR3 for the transformed regressors only (the exact jackknife, effects estimated anew, is in
 * the list of influence). */
TB_MUST_CHECK tb_status tbi_clusters_variance(double *v, double *df, const tb_blocks *c,
                                              double power, tb_arena *a, tb_err *err);

#endif
