/* htz.c - Hotelling's T-squared approximation for several restrictions under CR2 (Pustejovsky and
 * Tipton 2018, section 3.2; HTZ of the R package clubSandwich).
 *
 * C V C' behaves like a Wishart matrix. With C scaled so that the working variance of Cb is the
 * identity and d_st the entries of the scaled C V C', E d = I, its degrees of freedom are those
 * that match the total variance of the entries,
 *     eta = q (q + 1) / sum_st Var(d_st),
 *     (eta - q + 1) / (eta q) * (Cb - d)' (C V C')^-1 (Cb - d) ~ F(q, eta - q + 1).
 * For q = 1 eta is Satterthwaite's df. With p_gs = A_g U_g c_s and w_gs = Z_g' p_gs, errors of one
 * variance give the scores of clusters g and h the covariance P_gh^st = [g = h] p_gs'p_gt -
 * w_gs'w_ht, and Var(d_st) = sum_gh P_gh^ss P_gh^tt + P_gh^st P_gh^ts, whose sums over pairs of
 * clusters are those of T_st = sum_g w_gs w_gt', so that the cost grows with the clusters and not
 * with their square. */
#include "base/error.h"
#include "estimate/result.h"
#include "messages/estimate.h"
#include "num/linalg.h"
#include "num/linalg_product.h"
#include "num/tolerance.h"

#include <math.h>

/* Sums over clusters, of which eta is made at the end; all in the arena. */
typedef struct bench {
    const tb_blocks *c;
    size_t q;
    double *g;        /* [k x q] contrasts, scaled */
    double *t;        /* [q][q][r x r] T_st */
    double *variance; /* [q][q] what the pairs g = h add to Var(d_st) */
    double *pp, *ww;  /* [q x q] of one cluster */
} bench;

/* g = C' Omega^-1/2, Omega = C (X'X)^-1 C' from the rows of U: U'U. contrast [q][k]. b->g [k x
 * q]. false: no memory, or restrictions that depend on one another. */
static bool scale_contrasts(bench *b, const double *contrast, tb_arena *a)
{
    size_t k = b->c->k, q = b->q;
    double *bread = TB_NEW(a, double, (k * k));
    double *omega = TB_NEW(a, double, (q * q));
    double *root = TB_NEW(a, double, (q * q));
    double *scratch = TB_NEW(a, double, (q * q + q));
    if (bread == NULL || omega == NULL || root == NULL || scratch == NULL)
        return false;
    tbi_cross(bread, b->c->u, b->c->n, k, b->c->n);
    for (size_t s = 0; s < q; s++)
        for (size_t t = 0; t < q; t++)
            for (size_t i = 0; i < k; i++)
                for (size_t j = 0; j < k; j++)
                    omega[s + t * q] +=
                        contrast[s * k + i] * bread[i + j * k] * contrast[t * k + j];
    if (tbi_sympower(root, omega, q, -0.5, TB_TOL_RANK, scratch) != (long)q)
        return false;
    for (size_t s = 0; s < q; s++)
        for (size_t i = 0; i < k; i++)
            for (size_t t = 0; t < q; t++)
                b->g[i + s * k] += contrast[t * k + i] * root[t + s * q];
    return true;
}

/* p [m x q] and w [r x q] of one cluster into the sums. Of the cluster's p and w both are
 * overwritten by the next one. O(q^2 r^2). */
static void gather(bench *b, const double *p, const double *w, size_t m)
{
    size_t r = b->c->r, q = b->q;
    for (size_t s = 0; s < q; s++)
        for (size_t t = 0; t < q; t++) {
            b->pp[s + t * q] = tbi_dot(p + s * m, p + t * m, m);
            b->ww[s + t * q] = tbi_dot(w + s * r, w + t * r, r);
            double *sum = b->t + (s * q + t) * r * r;
            for (size_t j = 0; j < r; j++)
                for (size_t i = 0; i < r; i++)
                    sum[i + j * r] += w[i + s * r] * w[j + t * r];
        }
    for (size_t s = 0; s < q; s++)
        for (size_t t = 0; t < q; t++) {
            const double *pp = b->pp, *ww = b->ww;
            b->variance[s * q + t] +=
                pp[s + s * q] * pp[t + t * q] - pp[s + s * q] * ww[t + t * q] -
                ww[s + s * q] * pp[t + t * q] + pp[s + t * q] * (pp[s + t * q] - 2 * ww[s + t * q]);
        }
}

/* Sum over s and t of Var(d_st).
 * sum_gh (w_gs'w_hs)(w_gt'w_ht) is |T_st|^2, and sum_gh (w_gs'w_ht)(w_gt'w_hs) the trace of T_st
 * T_st; b->variance holds what pairs of one cluster add or take. */
static double sum_variances(const bench *b)
{
    size_t r = b->c->r, q = b->q;
    double all = 0;
    for (size_t s = 0; s < q; s++)
        for (size_t t = 0; t < q; t++) {
            const double *x = b->t + (s * q + t) * r * r;
            all += b->variance[s * q + t] + tbi_dot(x, x, r * r);
            for (size_t i = 0; i < r; i++)
                for (size_t j = 0; j < r; j++)
                    all += x[i + j * r] * x[j + i * r];
        }
    return all;
}

/* O(count (m^3 + q^2 r^2)) for clusters of m rows and r columns of z. *eta: degrees of freedom
 * of the approximating Wishart distribution (Pustejovsky and Tipton 2018); NaN where
 * restrictions repeat one another. contrast [q][k] by rows. */
tb_status tbi_hypothesis_htz(double *eta, const tb_blocks *c, const double *contrast, size_t q,
                             tb_arena *a, tb_err *err)
{
    size_t m = c->most, k = c->k, r = c->r;
    double *maker = TB_NEW(a, double, (m * m));
    double *adjust = TB_NEW(a, double, (m * m));
    double *scratch = TB_NEW(a, double, (m * m + m));
    double *ug = TB_NEW(a, double, (m * q));
    double *p = TB_NEW(a, double, (m * q));
    double *w = TB_NEW(a, double, (r * q));
    bench b = { .c = c,
                .q = q,
                .g = TB_NEW(a, double, (k * q)),
                .t = TB_NEW(a, double, (q * q * r * r)),
                .variance = TB_NEW(a, double, (q * q)),
                .pp = TB_NEW(a, double, (q * q)),
                .ww = TB_NEW(a, double, (q * q)) };
    *eta = NAN;
    if (!maker || !adjust || !scratch || !ug || !p || !w || !b.g || !b.t || !b.variance || !b.pp ||
        !b.ww)
        return tbi_no_memory(err, "the test of several restrictions");
    if (!scale_contrasts(&b, contrast, a))
        return TB_OK; /* restrictions that repeat one another */
    for (size_t g = 0; g < c->count; g++) {
        size_t from = c->start[g], size = c->start[g + 1] - from;
        tbi_clusters_residual_maker(maker, c, g, r);
        if (tbi_sympower(adjust, maker, size, -0.5, TB_TOL_RANK, scratch) < 0)
            return tbi_fail(err, TB_ECONVERGE, TB_MSG_ESTIMATE_EIGENDECOMPOSITION_FAILED_ONE);
        tbi_gemm(0, 0, size, q, k, 1, c->u + from, c->n, b.g, k, 0, ug, size);
        tbi_gemm(0, 0, size, q, size, 1, adjust, size, ug, size, 0, p, size);
        tbi_gemm(1, 0, r, q, size, 1, c->z + from, c->n, p, size, 0, w, r);
        gather(&b, p, w, size);
    }
    *eta = (double)(q * (q + 1)) / sum_variances(&b);
    return TB_OK;
}
