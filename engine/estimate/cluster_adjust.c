/* cluster_adjust.c - what the residuals of a cluster are multiplied by in bias-reduced variances.
 *
 * For errors of variance Phi the adjusted residuals have that variance again, within each cluster:
 * A (I - H) Phi (I - H)' A' = Phi. With Phi = D'D, Pustejovsky and Tipton (2018, eq. 7) and their
 * package clubSandwich take the root A = D' B^-1/2 D, B = D (I - H) Phi (I - H)' D'. Where rows
 * count the same that is (I - H)^-1/2. With weights, Phi = W^-1, rows stand here times W^1/2; M is
 * the residual maker of those, B = Phi M Phi, and A, for such rows, B^-1/2 Phi. */
#include "estimate/clusters.h"

#include "base/error.h"
#include "messages/estimate.h"
#include "num/linalg.h"
#include "num/linalg_product.h"
#include "num/tolerance.h"

#include <math.h>

/* m [rows of g]; out column-major with leading dimension m. O(m^2 columns). */
void tbi_clusters_residual_maker(double *out, const tb_blocks *c, size_t g, size_t columns)
{
    const double *z = c->z + c->start[g];
    size_t m = c->start[g + 1] - c->start[g];
    tbi_gemm(0, 1, m, m, columns, -1, z, c->n, z, c->n, 0, out, m);
    for (size_t i = 0; i < m; i++)
        out[i + i * m] += 1;
}

/* The dummies of the nested effects within rows from .. from + m, times the roots, as orthonormal
 * columns of q [m x m]; how many. Modified Gram-Schmidt; dummies that earlier ones make up are left
 * out. */
static size_t orthonormalise_dummies(double *q, const tb_blocks *c, size_t from, size_t m)
{
    size_t found = 0;
    for (size_t e = 0; e < c->nested; e++) {
        const int32_t *level = c->level[e] + from;
        for (size_t first = 0; first < m && found < m; first++) {
            bool seen = false;
            for (size_t i = 0; i < first && !seen; i++)
                seen = level[i] == level[first];
            if (seen)
                continue;
            double *v = q + found * m;
            for (size_t i = 0; i < m; i++)
                v[i] = level[i] == level[first] ? c->root[from + i] : 0;
            double whole = sqrt(tbi_dot(v, v, m));
            for (size_t l = 0; l < found; l++)
                tbi_axpy(v, -tbi_dot(q + l * m, v, m), q + l * m, m);
            double left = sqrt(tbi_dot(v, v, m));
            if (left < 1e-10 * whole)
                continue;
            for (size_t i = 0; i < m; i++)
                v[i] /= left;
            found++;
        }
    }
    return found;
}

/* x [m x m] less its part along the `found` columns of q. */
static void remove_columns(double *x, const double *q, size_t found, size_t m)
{
    for (size_t j = 0; j < m; j++)
        for (size_t l = 0; l < found; l++)
            tbi_axpy(x + j * m, -tbi_dot(q + l * m, x + j * m, m), q + l * m, m);
}

/* What is below TB_TOL_RANK of the largest eigenvalue counts as 0, so that a cluster which its own
 * dummies fit adds nothing. CR3 needs no working variance: weights leave (I - H)^-1 as it is. What
 * multiplies u is the transpose of A; the effects that are nested are taken out of it, since errors
 * along them reach no residual. O(m^3). */
tb_status tbi_clusters_adjust(double *out, const tb_blocks *c, size_t g, double power,
                              double *scratch, tb_err *err)
{
    size_t from = c->start[g];
    size_t m = c->start[g + 1] - from;
    double *maker = scratch;
    double *q = maker + m * m;
    double *room = q + m * m;
    bool weighted = c->root != NULL && power != -1;
    size_t found = 0;
    tbi_clusters_residual_maker(maker, c, g, power == -1 ? c->k : c->r);
    if (weighted) {
        found = orthonormalise_dummies(q, c, from, m);
        tbi_gemm(0, 1, m, m, found, -1, q, m, q, m, 1, maker, m);
        for (size_t j = 0; j < m; j++)
            for (size_t i = 0; i < m; i++) {
                double roots = c->root[from + i] * c->root[from + j];
                maker[i + j * m] /= roots * roots;
            }
    }
    if (tbi_sympower(out, maker, m, power, TB_TOL_RANK, room) < 0)
        return tbi_fail(err, TB_ECONVERGE, TB_MSG_ESTIMATE_EIGENDECOMPOSITION_FAILED_ONE);
    if (!weighted)
        return TB_OK;
    for (size_t j = 0; j < m; j++)
        for (size_t i = 0; i < m; i++)
            out[i + j * m] /= c->root[from + i] * c->root[from + i];
    remove_columns(out, q, found, m);
    return TB_OK;
}
