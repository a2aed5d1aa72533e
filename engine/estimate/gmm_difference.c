/* gmm_difference.c - which instruments are to blame: Hansen's statistic with and without a group of
 * them.
 *
 * C = J(all) - J(without the group), chi-squared with as many degrees as the group has columns
 * while those that stay are valid (Eichenbaum, Hansen and Singleton 1988). Both statistics weigh by
 * the moments' covariance S of the first step with all instruments, the smaller by its submatrix,
 * so C is never negative (Hayashi 2000, 3.6). */
#include "estimate/gmm_moments.h"

#include "base/error.h"
#include "num/linalg.h"
#include "num/linalg_product.h"

#include <math.h>
#include <string.h>

/* min over b of (zy - zx b)' S^-1 (zy - zx b) over the columns kept [m]; NaN where S or the
 * coefficients are singular.
 * With S = L L' and everything scaled by the roots of its diagonal, the minimum is |L^-1(zy - zx
 * b)|^2 at the least-squares b of L^-1 zy on L^-1 zx. kept [m]: columns of the instruments,
 * ascending. */
static tb_status minimise_criterion(double *j, const tb_gmm_fit *g, const tb_moments *moments,
                                    const size_t *kept, size_t m, tb_arena *a, tb_err *err)
{
    size_t l = moments->instruments;
    size_t k = moments->k;
    double *s = TB_NEW(a, double, (m * m));
    double *z = TB_NEW(a, double, (m * (k + 1)));
    double *half = TB_NEW(a, double, (m * (k + 1)));
    double *singular = TB_NEW(a, double, (k + 1));
    double *b = TB_NEW(a, double, (k + 1));
    double *copy = TB_NEW(a, double, (m * k));
    *j = NAN;
    if (a->refused)
        return tbi_no_memory(err, "the test of the instruments");
    double norm = 0;
    for (size_t c = 0; c < m; c++) {
        double sum = 0;
        double scale = sqrt(g->s[kept[c] + kept[c] * l]);
        if (!(scale > 0))
            return TB_OK;
        for (size_t i = 0; i < m; i++) {
            s[i + c * m] = g->s[kept[i] + kept[c] * l] / scale / sqrt(g->s[kept[i] + kept[i] * l]);
            sum += fabs(s[i + c * m]);
        }
        for (size_t i = 0; i <= k; i++)
            z[c + i * m] = (i < k ? g->zx[kept[c] + i * l] : g->zy[kept[c]]) / scale;
        norm = fmax(norm, sum);
    }
    if (!tbi_chol(s, m) || tbi_chol_rcond(s, m, norm) < 1e-13)
        return TB_OK;
    /* in the space where S is the identity this is least squares */
    memcpy(half, z, m * (k + 1) * sizeof *half);
    tbi_chol_half(s, m, half, k + 1);
    memcpy(copy, half, m * k * sizeof *copy);
    if (tbi_lstsq(b, singular, copy, m, k, half + k * m, 1e-13) != (long)k)
        return TB_OK;
    memcpy(copy, z, m * k * sizeof *copy); /* half's last column was overwritten */
    tbi_gemv(0, m, k, -1, copy, m, b, 1, z + k * m);
    tbi_chol_half(s, m, z + k * m, 1);
    *j = tbi_dot(z + k * m, z + k * m, m);
    return TB_OK;
}

/* fmax(., 0): both statistics weigh by one S, so that a negative difference is rounding. */
tb_status tbi_gmm_difference(double *c, size_t *df, const tb_gmm_fit *g, const tb_moments *m,
                             tb_moment_group group, tb_arena *a, tb_err *err)
{
    size_t l = m->instruments;
    size_t *kept = TB_NEW(a, size_t, l);
    size_t *all = TB_NEW(a, size_t, l);
    *c = NAN;
    *df = 0;
    if (a->refused)
        return tbi_no_memory(err, "the test of the instruments");
    size_t left = 0;
    for (size_t i = 0; i < l; i++) {
        all[i] = i;
        if (m->group[i] != group)
            kept[left++] = i;
    }
    *df = l - left;
    if (*df == 0 || left < m->k)
        return TB_OK;
    double whole;
    double part;
    tb_status st = minimise_criterion(&whole, g, m, all, l, a, err);
    if (st == TB_OK && isfinite(whole))
        st = minimise_criterion(&part, g, m, kept, left, a, err);
    if (st == TB_OK && isfinite(whole) && isfinite(part))
        *c = fmax(whole - part, 0);
    return st;
}
