/* cluster.c - the regression seen by clusters: bias-reduced variances and what is left without one
 * of them. */
#include "estimate/clusters.h"

#include "base/error.h"
#include "messages/estimate.h"
#include "num/linalg.h"
#include "num/linalg_product.h"

#include <math.h>
#include <string.h>

enum { LEVELS_MOST = 1500, ROWS_MOST = 3000 };

/* start [count + 1] and row [n]: a counting sort, so that a cluster's rows keep their order.
 * most: the largest cluster. way->of [n]: the cluster of each row, from 0. */
static tb_status order_rows(tb_blocks *c, const tb_levels *way, tb_arena *a, tb_err *err)
{
    c->start = TB_NEW(a, size_t, c->count + 1);
    c->row = TB_NEW(a, size_t, c->n);
    size_t *at = TB_NEW(a, size_t, c->count);
    if (a->refused)
        return tbi_no_memory(err, "the clusters");
    for (size_t i = 0; i < c->n; i++)
        c->start[way->of[i] + 1]++;
    for (size_t g = 0; g < c->count; g++) {
        if (c->start[g + 1] > c->most)
            c->most = c->start[g + 1];
        /* at [count]: where the next row of each cluster goes */
        at[g] = c->start[g + 1] += c->start[g];
        at[g] = c->start[g];
    }
    for (size_t i = 0; i < c->n; i++)
        c->row[at[way->of[i]]++] = i;
    return TB_OK;
}

/* Nested effects are out of every column first, so that what remains is the part of the other
 * effects that crosses clusters. Modified Gram-Schmidt, each column projected twice. q [n x *r]
 * out, in a; *r 0: no effect crosses the clusters. TB_EARG: they have more than LEVELS_MOST
 * levels. O(n m^2). */
tb_status tbi_effects_basis(double **q, size_t *r, const tb_frame *f, const tb_levels *way,
                            tb_arena *a, tb_err *err)
{
    tb_levels in[TB_EFFECTS_MAX], out[TB_EFFECTS_MAX];
    size_t n_in = 0;
    size_t n_out = 0;
    size_t m = 0;
    size_t n = f->n;
    for (size_t e = 0; e < f->n_effect; e++) {
        /* nested: each level lies in one cluster, as units do when units are the clusters */
        if (tbi_levels_nested(&f->effect[e], way, n))
            in[n_in++] = f->effect[e];
        else {
            out[n_out++] = f->effect[e];
            m += f->effect[e].count;
        }
    }
    *r = 0;
    if (m == 0)
        return TB_OK;
    if (m > LEVELS_MOST)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_CR2_CR3_BOOTSTRAP_TAKE, LEVELS_MOST, m,
                        way->name);
    tb_absorb b;
    tb_status st = tbi_absorb_make(&b, in, n_in, n, f->root, a, err);
    if (st != TB_OK)
        return st;
    double *d = TB_NEW(a, double, (n * m));
    double *s = TB_NEW(a, double, (m * m));
    double *room = TB_NEW(a, double, tbi_absorb_room(&b));
    double *basis = TB_NEW(a, double, (n * m));
    size_t *order = TB_NEW(a, size_t, m);
    size_t at = 0;
    if (a->refused)
        return tbi_no_memory(err, "the effects of clusters");
    /* a dummy's column is the root of the weight where the row has the level */
    for (size_t e = 0; e < n_out; at += out[e++].count)
        for (size_t i = 0; i < n; i++)
            d[i + (at + (size_t)out[e].of[i]) * n] = f->root != NULL ? f->root[i] : 1;
    tbi_absorb_out(&b, d, m, room);
    tbi_cross(s, d, n, m, n);
    *r = tbi_chol_pivot(s, m, 1e-10, order);
    /* column j of D R^-1, twice orthogonal enough: S is well conditioned by pivoting */
    for (size_t j = 0; j < *r; j++) {
        double *c = basis + j * n;
        memcpy(c, d + order[j] * n, n * sizeof *c);
        for (int pass = 0; pass < 2; pass++)
            for (size_t l = 0; l < j; l++)
                tbi_axpy(c, -tbi_dot(basis + l * n, c, n), basis + l * n, n);
        double size = sqrt(tbi_dot(c, c, n));
        for (size_t i = 0; i < n; i++)
            c[i] /= size;
    }
    *q = basis;
    return TB_OK;
}

/* Roots of the weights and levels of the nested effects in cluster order; nothing where rows count
 * the same, since the adjustment needs neither then. */
static tb_status keep_weights(tb_blocks *c, const tb_frame *f, const tb_levels *way, tb_arena *a,
                              tb_err *err)
{
    if (f->root == NULL)
        return TB_OK;
    double *root = TB_NEW(a, double, c->n);
    if (root == NULL)
        return tbi_no_memory(err, "the weights of clusters");
    for (size_t i = 0; i < c->n; i++)
        root[i] = f->root[c->row[i]];
    c->root = root;
    for (size_t e = 0; e < f->n_effect; e++) {
        if (!tbi_levels_nested(&f->effect[e], way, c->n))
            continue;
        int32_t *level = TB_NEW(a, int32_t, c->n);
        if (level == NULL)
            return tbi_no_memory(err, "the levels of clusters");
        for (size_t i = 0; i < c->n; i++)
            level[i] = f->effect[e].of[c->row[i]];
        c->level[c->nested++] = level;
    }
    return TB_OK;
}

/* O(n (k + m)^2) for m levels that cross the clusters; refused where a cluster has so many rows
 * that its square matrix would be large. o must be fitted. c's rows stand by cluster: z [n x r]
 * an orthonormal basis of regressors and crossing effects, u [n x k], e [n] residuals, all in a. */
tb_status tbi_clusters_make(tb_blocks *c, tb_ols *o, const tb_frame *f, const tb_levels *way,
                            tb_arena *a, tb_err *err)
{
    double *q = NULL;
    size_t more = 0, n = o->n, k = o->k;
    *c = (tb_blocks){ .n = n, .k = k, .count = way->count };
    tb_status st = order_rows(c, way, a, err);
    if (st == TB_OK && c->most > ROWS_MOST)
        st = tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_CR2_CR3_LEAVE_ONE, ROWS_MOST, c->most,
                      way->name);
    if (st == TB_OK)
        st = tbi_effects_basis(&q, &more, f, way, a, err);
    if (st == TB_OK)
        st = tbi_ols_rows(o, a, err);
    if (st != TB_OK)
        return st;
    c->r = k + more;
    st = keep_weights(c, f, way, a, err);
    if (st != TB_OK)
        return st;
    c->z = TB_NEW(a, double, (n * c->r));
    c->u = TB_NEW(a, double, (n * k));
    c->e = TB_NEW(a, double, n);
    if (a->refused)
        return tbi_no_memory(err, "the clusters");
    /* x has all effects out: Q is orthogonal to their basis */
    for (size_t i = 0; i < n; i++) {
        size_t row = c->row[i];
        c->e[i] = o->e[row];
        for (size_t j = 0; j < k; j++) {
            c->z[i + j * n] = o->q[row + j * n];
            c->u[i + j * n] = o->u[row + j * n];
        }
        for (size_t j = 0; j < more; j++)
            c->z[i + (k + j) * n] = q[row + j * n];
    }
    return TB_OK;
}

/* What Satterthwaite's degrees of freedom are gathered from, for one coefficient: P_gh = [g = h]
 * q_g'q_g - w_g'w_h, w_g = Z_g'q_g.
 * df = trace(P)^2 / trace(P P) over the clusters g, h (Satterthwaite 1946; Bell and McCaffrey
 * 2002): trace(P P) = sum_gh (w_g'w_h)^2 - 2 sum_g q_g'q_g w_g'w_g + sum_g (q_g'q_g)^2, and the
 * first sum is the squared length of t = sum_g w_g w_g'. */
typedef struct satterthwaite_sums {
    double own, own2, cross, trace; /* sums over g of P_gg; (q'q)^2; q'q w'w */
    double *t;                      /* [r x r] sum of w w' */
} satterthwaite_sums;

/* q [m]: A_g u_g of one coefficient, from: first row of the cluster in z; w [r] out: Z_g'q. */
static void add_cluster(satterthwaite_sums *s, const tb_blocks *c, const double *q, size_t from,
                        size_t m, double *w)
{
    size_t r = c->r;
    double qq = tbi_dot(q, q, m);
    tbi_gemv(1, m, r, 1, c->z + from, c->n, q, 0, w);
    double ww = tbi_dot(w, w, r);
    s->trace += qq - ww;
    s->own2 += qq * qq;
    s->cross += qq * ww;
    for (size_t j = 0; j < r; j++)
        for (size_t i = 0; i < r; i++)
            s->t[i + j * r] += w[i] * w[j];
}

/* A_g = (I - H_g)^power, with weights as tbi_clusters_adjust has it. O(sum m_g^3). */
tb_status tbi_clusters_variance(double *v, double *df, const tb_blocks *c, double power,
                                tb_arena *a, tb_err *err)
{
    size_t k = c->k, r = c->r, m = c->most;
    double *adjust = TB_NEW(a, double, (m * m));
    double *scratch = TB_NEW(a, double, TB_ADJUST_ROOM(m));
    double *au = TB_NEW(a, double, (m * k)); /* A_g U_g */
    double *score = TB_NEW(a, double, (c->count * k));
    double *w = TB_NEW(a, double, r);
    double *t = TB_NEW(a, double, (r * r * k));
    satterthwaite_sums *s = TB_NEW(a, satterthwaite_sums, k);
    if (a->refused)
        return tbi_no_memory(err, "the variance by clusters");
    for (size_t j = 0; j < k; j++)
        s[j].t = t + j * r * r;
    for (size_t g = 0; g < c->count; g++) {
        size_t from = c->start[g], size = c->start[g + 1] - from;
        tb_status st = tbi_clusters_adjust(adjust, c, g, power, scratch, err);
        if (st != TB_OK)
            return st;
        tbi_gemm(0, 0, size, k, size, 1, adjust, size, c->u + from, c->n, 0, au, size);
        for (size_t j = 0; j < k; j++) {
            score[g + j * c->count] = tbi_dot(au + j * size, c->e + from, size);
            add_cluster(&s[j], c, au + j * size, from, size, w);
        }
    }
    tbi_cross(v, score, c->count, k, c->count);
    for (size_t j = 0; j < k; j++) {
        double all = tbi_dot(s[j].t, s[j].t, r * r); /* t is symmetric: trace(t t) */
        df[j] = s[j].trace * s[j].trace / (all - 2 * s[j].cross + s[j].own2);
    }
    return TB_OK;
}
