/* absorb.c - taking effects out.
 * Everything here works on rows that were multiplied by the roots r of their weights, so a dummy
 * is not 1 but r_i in its rows. M1 = I - D1 (D1'D1)^-1 D1' takes out the first effect, D holds
 * the dummies of the others; then M v = M1 (v - D g) with S g = D'M1 v and S = D'M1 D (Frisch and
 * Waugh 1933, Lovell 1963). */
#include "estimate/absorb.h"

#include "base/error.h"
#include "num/linalg.h"
#include "num/linalg_product.h"
#include "num/small_chol.h"

#include <string.h>

enum { DENSE_MOST = 1500 };

/* What a dummy is in row i: 1, or the root of the row's weight. */
static double get_root(const tb_absorb *b, size_t i)
{
    return b->root != NULL ? b->root[i] : 1;
}

/* v less its weighted mean in each level of the first effect: v_i -= r_i sum(r v) / sum(r^2)
 * with r the root of the weight. mean [levels] overwritten. */
static void demean_first(const tb_absorb *b, double *v, double *mean)
{
    memset(mean, 0, b->first.count * sizeof *mean);
    for (size_t i = 0; i < b->n; i++)
        mean[b->first.of[i]] += get_root(b, i) * v[i];
    for (size_t l = 0; l < b->first.count; l++)
        mean[l] *= b->inverse[l];
    for (size_t i = 0; i < b->n; i++)
        v[i] -= get_root(b, i) * mean[b->first.of[i]];
}

/* g [m] = D'v: sums of v over the levels of every effect but the first. */
static void sum_levels(const tb_absorb *b, double *g, const double *v)
{
    memset(g, 0, b->m * sizeof *g);
    for (size_t w = 0; w < b->others; w++)
        for (size_t i = 0; i < b->n; i++)
            g[b->offset[w] + (size_t)b->other[w].of[i]] += get_root(b, i) * v[i];
}

/* v -= D g: the other effects' part, without the first effect's means. */
static void subtract_effects(const tb_absorb *b, double *v, const double *g)
{
    for (size_t w = 0; w < b->others; w++)
        for (size_t i = 0; i < b->n; i++)
            v[i] -= get_root(b, i) * g[b->offset[w] + (size_t)b->other[w].of[i]];
}

/* S = D'M1 D by the rows of each first level: counts (sums of weights) of pairs less products of
 * counts. Rows of a level need not stand together.
 * S_pq = sum over rows i of [i in p][i in q] r_i^2 - sum over first levels l of (sum of r^2 in l
 * and p)(sum of r^2 in l and q) / (sum of r^2 in l). O(sum over l of n_l^2) for n_l rows of a
 * level, so that levels of a few years each are cheap. The tolerance 1e-10 of the pivoted
 * Cholesky decides which dummies are redundant. */
static tb_status build_system(tb_absorb *b, tb_arena *a, tb_err *err)
{
    size_t m = b->m, n = b->n, levels = b->first.count;
    size_t *start = TB_NEW(a, size_t, levels + 1);
    size_t *row = TB_NEW(a, size_t, n);
    size_t *at = TB_NEW(a, size_t, levels);
    double *s = TB_NEW(a, double, (m * m));
    b->order = TB_NEW(a, size_t, m);
    if (a->refused)
        return tbi_no_memory(err, "the system of effects");
    for (size_t i = 0; i < n; i++)
        start[b->first.of[i] + 1]++;
    for (size_t l = 0; l < levels; l++) {
        start[l + 1] += start[l];
        at[l] = start[l];
    }
    for (size_t i = 0; i < n; i++)
        row[at[b->first.of[i]]++] = i;
    for (size_t l = 0; l < levels; l++)
        for (size_t p = start[l]; p < start[l + 1]; p++)
            for (size_t w = 0; w < b->others; w++) {
                double *col = s + (b->offset[w] + (size_t)b->other[w].of[row[p]]) * m;
                double weight = get_root(b, row[p]) * get_root(b, row[p]);
                for (size_t v = 0; v < b->others; v++)
                    col[b->offset[v] + (size_t)b->other[v].of[row[p]]] += weight;
                for (size_t q = start[l]; q < start[l + 1]; q++) {
                    double share = get_root(b, row[q]) * get_root(b, row[q]) * weight;
                    for (size_t v = 0; v < b->others; v++)
                        col[b->offset[v] + (size_t)b->other[v].of[row[q]]] -= b->inverse[l] * share;
                }
            }
    b->rest = tbi_chol_pivot(s, m, 1e-10, b->order);
    b->factor = s;
    return TB_OK;
}

/* Components of the graph of two ways, for the rank where S is not built.
 * Nodes are the levels of all effects, an edge joins the levels of one row; union-find with path
 * halving, the root of a component is its lowest node. The rank of two ways of dummies is nodes
 * less components (Abowd, Creecy and Kramarz 2002). 1 where there is no memory: the rank is then
 * too high. */
static size_t count_components(const tb_absorb *b, tb_arena *a)
{
    size_t nodes = b->first.count + b->m, count = 0;
    int32_t *up = TB_NEW(a, int32_t, nodes);
    if (up == NULL)
        return 1;
    for (size_t i = 0; i < nodes; i++)
        up[i] = (int32_t)i;
    for (size_t i = 0; i < b->n; i++)
        for (size_t w = 0; w < b->others; w++) {
            int32_t p = b->first.of[i];
            int32_t q = (int32_t)(b->first.count + b->offset[w]) + b->other[w].of[i];
            while (up[p] != p)
                p = up[p] = up[up[p]];
            while (up[q] != q)
                q = up[q] = up[up[q]];
            if (p != q)
                up[p < q ? q : p] = p < q ? p : q;
        }
    for (size_t i = 0; i < nodes; i++)
        count += up[i] == (int32_t)i;
    return count;
}

/* The effect with the most levels is swept out exactly by its means; the others (m levels
 * together) are solved for, densely up to DENSE_MOST. Their rank beside the first is m less the
 * connected components of two effects; of more it is an upper bound, which rank_is_bound says. b
 * borrows root [n] and the effects for as long as it lives; everything else is a's. Levels
 * without a row must not be there: the inverse of their sum would be infinite. */
tb_status tbi_absorb_make(tb_absorb *b, const tb_levels *effect, size_t ways, size_t n,
                          const double *root, tb_arena *a, tb_err *err)
{
    *b = (tb_absorb){ .n = n, .ways = ways, .root = root };
    if (ways == 0)
        return TB_OK;
    /* the effect with the most levels costs least when it is swept by its means */
    size_t big = 0;
    for (size_t w = 1; w < ways; w++)
        if (effect[w].count > effect[big].count)
            big = w;
    b->first = effect[big];
    for (size_t w = 0; w < ways; w++) {
        if (w == big)
            continue;
        b->other[b->others] = effect[w];
        b->offset[b->others++] = b->m;
        b->m += effect[w].count;
    }
    b->inverse = TB_NEW(a, double, b->first.count);
    if (b->inverse == NULL)
        return tbi_no_memory(err, "the effects");
    /* sums of weights (roots squared) first, their inverse below */
    for (size_t i = 0; i < n; i++)
        b->inverse[b->first.of[i]] += get_root(b, i) * get_root(b, i);
    for (size_t l = 0; l < b->first.count; l++)
        b->inverse[l] = 1 / b->inverse[l];
    /* one effect: demeaning is all there is to do */
    if (b->m == 0) {
        b->rank = b->first.count;
        return TB_OK;
    }
    if (b->m <= DENSE_MOST) {
        tb_status st = build_system(b, a, err);
        if (st != TB_OK)
            return st;
    } else {
        /* more than two ways: each further effect brings one redundancy at least, hence the
         * bound */
        b->rest = b->m - count_components(b, a) - (b->others > 1 ? b->others - 1 : 0);
        b->rank_is_bound = b->others > 1;
    }
    b->rank = b->first.count + b->rest;
    return TB_OK;
}

/* mean [first], c, g and scratch [m each], and for conjugate gradients r, p, s [m each], a second
 * mean [first] and a row vector [n]. */
size_t tbi_absorb_room(const tb_absorb *b)
{
    return 2 * b->first.count + 7 * b->m + (b->factor == NULL ? b->n : 0) + 8;
}

/* g solves S g = c by the factor; what is not identified gets 0. */
static void solve_dense(const tb_absorb *b, double *g, const double *c, double *scratch)
{
    size_t m = b->m, r = b->rest;
    for (size_t i = 0; i < r; i++)
        scratch[i] = c[b->order[i]];
    tbi_small_chol_forward(b->factor, r, m, scratch);
    tbi_small_chol_back(b->factor, r, m, scratch);
    memset(g, 0, m * sizeof *g);
    for (size_t i = 0; i < r; i++)
        g[b->order[i]] = scratch[i];
}

/* The same by conjugate gradients (Hestenes and Stiefel 1952); S p is formed as D'M1 D p. Stops
 * when |r|^2 has fallen to 1e-28 of its start (1e-14 of the length) or after 5,000 steps. S is
 * only semidefinite, but c = D'M1 v lies in its range, so that the iteration stays there. g [m]
 * out: coefficients of the other effects' dummies, c [m] = D'M1 v. room: 3 m, one number for
 * each first level and n rows. Each step costs O(n x others). */
static void solve_iterate(const tb_absorb *b, double *g, const double *c, double *room)
{
    size_t m = b->m;
    double *r = room;
    double *p = room + m;
    double *s = room + 2 * m;
    double *mean = room + 3 * m;
    double *row = mean + b->first.count;
    memset(g, 0, m * sizeof *g);
    memcpy(r, c, m * sizeof *r);
    memcpy(p, c, m * sizeof *p);
    double rr = tbi_dot(r, r, m);
    double stop = rr * 1e-28;
    for (size_t step = 0; step < 5000 && rr > stop && rr > 0; step++) {
        memset(row, 0, b->n * sizeof *row);
        subtract_effects(b, row, p);
        demean_first(b, row, mean);
        sum_levels(b, s, row);
        double curve = -tbi_dot(p, s, m); /* subtract_effects() subtracts */
        /* rounding has left no direction in the range of S */
        if (!(curve > 0))
            break;
        double step_size = rr / curve;
        for (size_t i = 0; i < m; i++) {
            g[i] += step_size * p[i];
            r[i] += step_size * s[i];
        }
        double now = tbi_dot(r, r, m);
        for (size_t i = 0; i < m; i++)
            p[i] = r[i] + now / rr * p[i];
        rr = now;
    }
}

/* Columns one after the other: v := M v. Demeaning first makes c = D'M1 v a plain sum. v [n x
 * k], by columns, in place, already times the roots of the weights where there are any. room:
 * tbi_absorb_room(b) numbers. */
void tbi_absorb_out(const tb_absorb *b, double *v, size_t k, double *room)
{
    if (b->ways == 0)
        return;
    double *mean = room;
    double *c = room + b->first.count;
    double *g = c + b->m;
    double *scratch = g + b->m;
    for (size_t j = 0; j < k; j++, v += b->n) {
        demean_first(b, v, mean);
        /* the second pass takes out what rounding left */
        for (int pass = 0; b->m > 0 && pass < 2; pass++) {
            sum_levels(b, c, v);
            if (b->factor != NULL)
                solve_dense(b, g, c, scratch);
            else
                solve_iterate(b, g, c, scratch);
            subtract_effects(b, v, g);
            demean_first(b, v, mean);
        }
    }
}
