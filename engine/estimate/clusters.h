/* estimate/clusters.h - what bias-reduced clusters and leave-one-out share. */
#ifndef TB_ESTIMATE_CLUSTERS_H
#define TB_ESTIMATE_CLUSTERS_H

#include "estimate/ols.h"

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
