/* htz.c - Hotelling's T-squared approximation for several restrictions under CR2 (Pustejovsky and
 * Tipton 2018, section 3.2; HTZ of the R package clubSandwich).
 *
 * C V C' behaves like a Wishart matrix. With C scaled so that C V C' is expected to be the identity
 * under the working model and d_st its entries, E d = I, its degrees of freedom are those that
 * match the total variance of the entries,
 *     eta = q (q + 1) / sum_st Var(d_st),
 *     (eta - q + 1) / (eta q) * (Cb - d)' (C V C')^-1 (Cb - d) ~ F(q, eta - q + 1).
 * For q = 1 eta is Satterthwaite's df. With p_gs = A_g U_g c_s and w_gs = Z_g' p_gs, errors of one
 * variance give the scores of clusters g and h the covariance P_gh^st = [g = h] p_gs'p_gt -
 * w_gs'w_ht, and Var(d_st) = sum_gh P_gh^ss P_gh^tt + P_gh^st P_gh^ts, whose sums over pairs of
 * clusters are those of T_st = sum_g w_gs w_gt', so that the cost grows with the clusters and not
 * with their square. */
#include "base/error.h"
#include "estimate/result.h"
#include "num/linalg.h"
#include "num/linalg_product.h"
#include "num/tolerance.h"

#include <math.h>

/* Sums over clusters, of which eta is made at the end; all in the arena. */
typedef struct htz_sums {
    const tb_blocks *c;
    size_t q;
    double *t;        /* [q][q][r x r] T_st */
    double *variance; /* [q][q] what the pairs g = h add to Var(d_st) */
    double *pp, *ww;  /* [q x q] of one cluster */
} htz_sums;

/* p [n x q] = A_g U_g C' of every cluster, and omega [q x q] what C V C' is expected to be for
 * errors of one variance: sum over clusters of p_g'p_g - w_g'w_g, which is C (X'X)^-1 C' where the
 * adjustment is exact. contrast [q][k], w [r x q] and ug [m x q] scratch. */
static tb_status adjust_contrasts(double *p, double *omega, const tb_blocks *c,
                                  const double *contrast, size_t q, tb_arena *a, tb_err *err)
{
    size_t m = c->most, n = c->n, r = c->r;
    double *adjust = TB_NEW(a, double, (m * m));
    double *scratch = TB_NEW(a, double, TB_ADJUST_ROOM(m));
    double *ug = TB_NEW(a, double, (m * q));
    double *w = TB_NEW(a, double, (r * q));
    if (a->refused)
        return tbi_no_memory(err, "the contrasts of clusters");
    for (size_t g = 0; g < c->count; g++) {
        size_t from = c->start[g], size = c->start[g + 1] - from;
        tb_status st = tbi_clusters_adjust(adjust, c, g, -0.5, scratch, err);
        if (st != TB_OK)
            return st;
        tbi_gemm(0, 0, size, q, c->k, 1, c->u + from, n, contrast, c->k, 0, ug, size);
        tbi_gemm(0, 0, size, q, size, 1, adjust, size, ug, size, 0, p + from, n);
        tbi_gemm(1, 0, r, q, size, 1, c->z + from, n, p + from, n, 0, w, r);
        for (size_t s = 0; s < q; s++)
            for (size_t t = 0; t < q; t++)
                omega[s + t * q] += tbi_dot(p + from + s * n, p + from + t * n, size) -
                                    tbi_dot(w + s * r, w + t * r, r);
    }
    return TB_OK;
}

/* p [m x q] and w [r x q] of one cluster into the sums. Of the cluster's p and w both are
 * overwritten by the next one. O(q^2 r^2). */
static void add_cluster(htz_sums *b, const double *p, const double *w, size_t m)
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
static double sum_variances(const htz_sums *b)
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
    size_t m = c->most, n = c->n, r = c->r;
    double *all = TB_NEW(a, double, (n * q));
    double *omega = TB_NEW(a, double, (q * q));
    double *root = TB_NEW(a, double, (q * q));
    double *scratch = TB_NEW(a, double, (q * q + q));
    double *p = TB_NEW(a, double, (m * q));
    double *w = TB_NEW(a, double, (r * q));
    htz_sums b = { .c = c,
                   .q = q,
                   .t = TB_NEW(a, double, (q * q * r * r)),
                   .variance = TB_NEW(a, double, (q * q)),
                   .pp = TB_NEW(a, double, (q * q)),
                   .ww = TB_NEW(a, double, (q * q)) };
    *eta = NAN;
    if (a->refused)
        return tbi_no_memory(err, "the test of several restrictions");
    tb_status st = adjust_contrasts(all, omega, c, contrast, q, a, err);
    if (st != TB_OK)
        return st;
    if (tbi_sympower(root, omega, q, -0.5, TB_TOL_RANK, scratch) != (long)q)
        return TB_OK; /* restrictions that repeat one another */
    for (size_t g = 0; g < c->count; g++) {
        size_t from = c->start[g], size = c->start[g + 1] - from;
        tbi_gemm(0, 0, size, q, q, 1, all + from, n, root, q, 0, p, size);
        tbi_gemm(1, 0, r, q, size, 1, c->z + from, n, p, size, 0, w, r);
        add_cluster(&b, p, w, size);
    }
    *eta = (double)(q * (q + 1)) / sum_variances(&b);
    return TB_OK;
}
