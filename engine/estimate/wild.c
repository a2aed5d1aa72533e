/* wild.c - the restricted wild cluster bootstrap (Cameron, Gelbach and Miller 2008) in the fast
 * form of Roodman, MacKinnon, Nielsen and Webb (2019).
 *
 * Under c'b = r the residuals of the restricted fit are u(r) = u0 + r u1. A replication multiplies
 * the residuals of cluster g by v_g. All that its t needs is linear in v: numerator n'v, and the
 * scores of the clusters K v, t* = n'v / |K v|, with n and K affine in r: n0 + r n1, K0 + r K1. So
 * a draw costs one product with a [clusters x clusters] matrix, and once n0'v, n1'v, |K0 v|^2,
 * K0v'K1v, |K1 v|^2 are kept, a p-value at another r costs nothing but a count: the interval is
 * exact inversion. Weights depend on (seed, draw) only. */
#include "estimate/wild.h"

#include "base/error.h"
#include "base/reason.h"
#include "estimate/wild_signs.h"
#include "num/linalg.h"
#include "num/linalg_product.h"
#include "num/rng.h"
#include "num/wide.h"

#include <math.h>
#include <string.h>

enum { BLOCK = 256 };

/* Scores of restricted residuals: for the residual vector u (by row), n [G] and k [G x G] as above,
 * weighted so that row g of k is the score of cluster g.
 * n [G]: n_g = q_g'u_g, so that the numerator of a draw is n'v. k [G x G] column-major: k_gh is
 * what the residuals of cluster h, multiplied by v_h, add to the score of cluster g once the
 * regression of the replication has taken its fitted values out. */
typedef struct kernel {
    double *n, *k;
} kernel;

/* Fills n and k for residuals u. q [n] = U c by row, U = X (X'X)^-1. wz [p x G] = sums over
 * the cluster of q z', h [p x G] = Z_g'u_g, Z the orthonormal columns of the regressors. */
static tb_status fill_kernel(kernel *s, const tb_wild *w, const double *u, tb_arena *a, tb_err *err)
{
    const tb_ols *o = w->ols;
    size_t g = w->clusters, p = o->k, n = o->n;
    double *h = TB_NEW(a, double, (p * g));
    s->n = TB_NEW(a, double, g);
    s->k = TB_NEW(a, double, (g * g));
    if (a->refused)
        return tbi_no_memory(err, "the bootstrap");
    for (size_t j = 0; j < p; j++)
        for (size_t i = 0; i < n; i++)
            h[j + (size_t)w->of[i] * p] += o->q[i + j * n] * u[i];
    for (size_t i = 0; i < n; i++)
        s->n[w->of[i]] += w->q[i] * u[i];
    /* effects that cross clusters mix them: q_g'(M u_h e_h)_g = q_g'u_g [g = h] -
     * (Q_g'q_g)'(Q_h'u_h), Q the orthonormal basis of those effects with the nested out */
    for (size_t c = 0; c < g; c++)
        s->k[c + c * g] = s->n[c];
    if (w->mixing > 0) {
        double *m = TB_NEW(a, double, (w->mixing * g));
        if (m == NULL)
            return tbi_no_memory(err, "the bootstrap");
        for (size_t l = 0; l < w->mixing; l++)
            for (size_t i = 0; i < n; i++)
                m[l + (size_t)w->of[i] * w->mixing] += w->basis[i + l * n] * u[i];
        tbi_gemm(1, 0, g, g, w->mixing, -1, w->qb, w->mixing, m, w->mixing, 1, s->k, g);
    }
    /* row g, column h: - (sum q z')_g Z_h'u_h */
    tbi_gemm(1, 0, g, g, p, -1, w->wz, p, h, p, 1, s->k, g);
    return TB_OK;
}

/* Webb's (2014) six points +-sqrt(1/2), +-1, +-sqrt(3/2), each with 1/6: for few clusters, where
 * the two signs of Rademacher give too few different draws. */
static double draw_webb(uint32_t word)
{
    static const double points[6] = { -1.2247448713915890, -1, -0.70710678118654752,
                                      0.70710678118654752, 1,  1.2247448713915890 };
    return points[(uint64_t)word * 6 >> 32];
}

/* Signs of draws first .. first + m - 1, 60 clusters in a word, the rest behind. A set bit is -1.
 * */
static void draw_signs(uint64_t (*bits)[2], const tb_wild *w, uint64_t first, size_t m)
{
    for (size_t d = 0; d < m; d++) {
        if (w->kind == TB_WILD_ENUMERATE) {
            bits[d][0] = first + d;
            bits[d][1] = 0;
            continue;
        }
        tb_rng r;
        tbi_rng_start(&r, w->seed, TB_STREAM_BOOTSTRAP, first + d);
        bits[d][0] = tbi_rng_u64(&r);
        bits[d][1] = w->clusters > 60 ? tbi_rng_u64(&r) : 0;
    }
}

/* Where the bit of a cluster stands: 60 in the first word, 60 in the second, then the four bits
 * that each word has left. */
static int is_minus(const uint64_t *bits, size_t cluster)
{
    return (int)((cluster < 60    ? bits[0] >> cluster
                  : cluster < 120 ? bits[1] >> (cluster - 60)
                  : cluster < 124 ? bits[0] >> (cluster - 60)
                                  : bits[1] >> (cluster - 64)) &
                 1);
}

/* Weights of draws first .. first + m - 1: v [G x m].
 * The same signs as draw_signs for as many clusters as a table of signs can have, so that results
 * do not depend on which of the two ways computed them. */
static void draw_weights(double *v, const tb_wild *w, uint64_t first, size_t m)
{
    size_t g = w->clusters;
    for (size_t d = 0; d < m; d++) {
        double *c = v + d * g;
        uint64_t bits[1][2];
        if (w->kind != TB_WILD_WEBB && g <= TB_SIGNS_MOST) {
            draw_signs(bits, w, first + d, 1);
            for (size_t i = 0; i < g; i++)
                c[i] = is_minus(bits[0], i) ? -1 : 1;
            continue;
        }
        tb_rng r;
        tbi_rng_start(&r, w->seed, TB_STREAM_BOOTSTRAP, first + d);
        for (size_t i = 0; i < g; i++)
            c[i] = w->kind == TB_WILD_WEBB ? draw_webb(tbi_rng_u32(&r))
                   : tbi_rng_u32(&r) & 1   ? -1
                                           : 1;
    }
}

/* What each draw leaves: n0'v n1'v |K0v|^2 K0v'K1v |K1v|^2; five arrays of `draws`. one: only the
 * first and third.
 * out [5][draws]: n0'v, n1'v, |K0 v|^2, K0v'K1v, |K1 v|^2 at the draws first .. first + m - 1. By
 * tables of signs where there are (wild_signs.c), else as products with v [G x m]. */
static void run_block(double *out, const tb_wild *w, const kernel *k0, const kernel *k1,
                      const tb_signs *table, double *room, size_t first, size_t m)
{
    size_t g = w->clusters, n = w->draws;
    double *o = out + first;
    if (table != NULL) {
        uint64_t bits[BLOCK][2];
        draw_signs(bits, w, first, m);
        tbi_signs_run(&table[0], k1 != NULL ? &table[1] : NULL, (const uint64_t(*)[2])bits, m, o,
                      o + 2 * n, o + n, o + 3 * n, o + 4 * n);
        return;
    }
    double *v = room, *p0 = v + g * BLOCK, *p1 = p0 + g * BLOCK;
    draw_weights(v, w, first, m);
    tbi_gemm(0, 0, g, m, g, 1, k0->k, g, v, g, 0, p0, g);
    if (k1 != NULL)
        tbi_gemm(0, 0, g, m, g, 1, k1->k, g, v, g, 0, p1, g);
    for (size_t d = 0; d < m; d++) {
        const double *c = v + d * g, *a = p0 + d * g, *e = p1 + d * g;
        o[d] = tbi_dot(k0->n, c, g);
        o[2 * n + d] = tbi_dot(a, a, g);
        if (k1 == NULL)
            continue;
        o[n + d] = tbi_dot(k1->n, c, g);
        o[3 * n + d] = tbi_dot(a, e, g);
        o[4 * n + d] = tbi_dot(e, e, g);
    }
}

/* All bootstrap draws by blocks of BLOCK, whose random signs come from the number of the draw:
 * threads share nothing but the table of signs. room_all: [threads][clusters * BLOCK * 3]. */
static void run_draws(double *out, const tb_wild *w, const kernel *k0, const kernel *k1,
                      const tb_signs *table, double *room_all, int threads)
{
    size_t blocks = (w->draws + BLOCK - 1) / BLOCK;
    size_t each = w->clusters * BLOCK * 3;
#pragma omp parallel for schedule(static) num_threads(threads) if (threads > 1)
    for (size_t b = 0; b < blocks; b++) {
        size_t first = b * BLOCK;
        run_block(out, w, k0, k1, table, room_all + (size_t)tbi_thread_number() * each, first,
                  w->draws - first < BLOCK ? w->draws - first : BLOCK);
    }
}

/* The p-value: the share of draws whose |t*| is at least |t|. Of an enumeration the identity is one
 * of them; of random draws the sample itself is counted as one more, (1 + count) / (1 + draws), so
 * that no p-value is zero (Davison and Hinkley 1997, 4.2). Ties count, to 1e-10. t and t* carry no
 * small-sample factor: it is the same in both. */
TB_WIDE static double compute_share(const tb_wild *w, const double *s, double r, double t)
{
    size_t n = w->draws;
    int64_t count = 0;
    double limit = t * t * (1 - 1e-10);
    const double *s1 = s + n;
    const double *s2 = s1 + n;
    const double *s3 = s2 + n;
    const double *s4 = s3 + n;
    if (!w->affine)
        for (size_t d = 0; d < n; d++)
            count += s[d] * s[d] >= limit * s2[d];
    else
        for (size_t d = 0; d < n; d++) {
            double num = s[d] + r * s1[d];
            double den = s2[d] + r * (2 * s3[d] + r * s4[d]);
            count += num * num >= limit * den;
        }
    if (w->kind == TB_WILD_ENUMERATE)
        return (double)count / (double)n;
    return (1 + (double)count) / (1 + (double)n);
}

/* t = (c'b - r) / |scores of clusters|, without a small-sample factor. */
static double compute_t(const tb_wild *w, double r)
{
    return (w->estimate - r) / w->error;
}

/* The end of the interval on one side: steps outward until the p-value is under alpha, then halves.
 * NaN when it never is.
 * alpha = 1 - level; side -1 or 1. The p-value at the estimate is 1, and it is not monotone in r:
 * what is found is a crossing, and is_one_piece looks for others. Stops at 1e-10 standard errors.
 */
static double find_end(const tb_wild *w, const double *s, double alpha, double side)
{
    double inside = w->estimate, step = w->error, outside = NAN;
    for (int i = 0; i < 40; i++, step *= 1.5) {
        double r = inside + side * step;
        if (compute_share(w, s, r, compute_t(w, r)) < alpha) {
            outside = r;
            break;
        }
        inside = r;
    }
    if (isnan(outside))
        return NAN;
    for (int i = 0; i < 60 && fabs(outside - inside) > 1e-10 * w->error; i++) {
        double middle = 0.5 * (inside + outside);
        if (compute_share(w, s, middle, compute_t(w, middle)) < alpha)
            outside = middle;
        else
            inside = middle;
    }
    return 0.5 * (inside + outside);
}

/* Whether the set of values with p >= alpha is one interval, on a grid between and beyond its ends.
 * Outside as far as twice the width on either side. */
static bool is_one_piece(const tb_wild *w, const double *s, double alpha, double low, double high)
{
    double width = high - low;
    for (int i = 1; i < 40; i++) {
        double in = low + width * i / 40;
        double below = low - width * i / 20;
        double above = high + width * i / 20;
        if (compute_share(w, s, in, compute_t(w, in)) < alpha)
            return false;
        if (compute_share(w, s, below, compute_t(w, below)) >= alpha ||
            compute_share(w, s, above, compute_t(w, above)) >= alpha)
            return false;
    }
    return true;
}

/* u0 and u1 with residuals of the fit restricted to c'b = r: e + X (X'X)^-1 c (c'(X'X)^-1 c)^-1
 * (c'b - r). */
static void compute_restricted(const tb_wild *w, double *u0, double *u1)
{
    double f = 1 / w->cbc;
    for (size_t i = 0; i < w->ols->n; i++) {
        u0[i] = w->ols->e[i] + w->q[i] * f * w->estimate;
        u1[i] = -w->q[i] * f;
    }
}

/* What c'b is made of, by clusters: w->q, the fit to it of rows, and its products with the basis.
 * *why: there is nothing to test, NULL otherwise. O(n p). */
static tb_status fill_projections(const tb_reason **why, tb_wild *w, const double *c, tb_arena *a,
                                  tb_err *err)
{
    const tb_ols *o = w->ols;
    size_t n = o->n, p = o->k, g = w->clusters;
    double *score = TB_NEW(a, double, g);
    double sum = 0;
    double gross = 0;
    *why = NULL;
    w->q = TB_NEW(a, double, n);
    w->wz = TB_NEW(a, double, (p * g));
    w->qb = TB_NEW(a, double, (w->mixing * g));
    if (a->refused)
        return tbi_no_memory(err, "the bootstrap");
    tbi_gemv(0, n, p, 1, o->u, n, c, 0, w->q);
    w->cbc = tbi_dot(w->q, w->q, n);
    w->estimate = tbi_dot(c, o->b, p);
    if (!(w->cbc > 0)) {
        *why = TBI_REASON(HYPOTHESIS_NO_VARIANCE);
        return TB_OK;
    }
    for (size_t j = 0; j < p; j++)
        for (size_t i = 0; i < n; i++)
            w->wz[j + (size_t)w->of[i] * p] += w->q[i] * o->q[i + j * n];
    for (size_t l = 0; l < w->mixing; l++)
        for (size_t i = 0; i < n; i++)
            w->qb[l + (size_t)w->of[i] * w->mixing] += w->basis[i + l * n] * w->q[i];
    for (size_t i = 0; i < n; i++) {
        score[w->of[i]] += w->q[i] * o->e[i];
        gross += fabs(w->q[i] * o->e[i]);
    }
    for (size_t i = 0; i < g; i++)
        sum += score[i] * score[i];
    w->error = sqrt(sum);
    /* scores that are rounding: one cluster alone identifies the hypothesis */
    if (!(w->error > 1e-12 * gross))
        *why = TBI_REASON(RESIDUALS_NO_VARIANCE);
    return TB_OK;
}

/* The ends of the interval by inversion; a set that is no interval has a reason. */
static void find_interval(tb_wild_answer *out, const tb_wild *w, const double *s, double alpha)
{
    out->low = find_end(w, s, alpha, -1);
    out->high = find_end(w, s, alpha, 1);
    if (isnan(out->low) || isnan(out->high))
        out->reason = TBI_REASON(UNBOUNDED_SET);
    else if (!is_one_piece(w, s, alpha, out->low, out->high))
        out->reason = TBI_REASON(BROKEN_SET);
    if (out->reason != NULL)
        out->low = out->high = NAN;
}

/* Needs tbi_ols_rows of w->ols. Without an interval the null is one value, u = u0 + value u1, and
 * one kernel is enough. O(n p + G^2 p + draws G^2). */
tb_status tbi_wild_run(tb_wild_answer *out, tb_wild *w, const double *c, double value, double alpha,
                       bool interval, tb_arena *a, tb_err *err)
{
    size_t n = w->ols->n, g = w->clusters;
    *out = (tb_wild_answer){ NAN, NAN, NAN, NULL };
    double *u0 = TB_NEW(a, double, n);
    double *u1 = TB_NEW(a, double, n);
    double *s = TB_NEW(a, double, (5 * w->draws));
    bool look_up = w->kind != TB_WILD_WEBB && g <= TB_SIGNS_MOST && w->draws >= 512;
    int threads =
        w->threads > 1 && w->draws * g * g > 4000000 * (look_up ? (size_t)24 : 1) ? w->threads : 1;
    tb_signs table[2];
    double *room = TB_NEW(a, double, ((size_t)threads * g * BLOCK * 3));
    if (a->refused)
        return tbi_no_memory(err, "the bootstrap");
    tb_status st = fill_projections(&out->reason, w, c, a, err);
    if (st != TB_OK || out->reason != NULL)
        return st;
    compute_restricted(w, u0, u1);
    if (!interval) {
        tbi_axpy(u0, value, u1, n);
    }
    kernel k0, k1;
    st = fill_kernel(&k0, w, u0, a, err);
    if (st == TB_OK && interval)
        st = fill_kernel(&k1, w, u1, a, err);
    if (st != TB_OK)
        return st;
    w->affine = interval;
    if (look_up) {
        double *t0 = TB_NEW(a, double, tbi_signs_room(g));
        double *t1 = interval ? TB_NEW(a, double, tbi_signs_room(g)) : NULL;
        if (a->refused)
            return tbi_no_memory(err, "the bootstrap");
        tbi_signs_make(&table[0], k0.k, k0.n, g, t0);
        if (interval)
            tbi_signs_make(&table[1], k1.k, k1.n, g, t1);
    }
    run_draws(s, w, &k0, interval ? &k1 : NULL, look_up ? table : NULL, room, threads);
    out->p = compute_share(w, s, value, compute_t(w, value));
    if (interval)
        find_interval(out, w, s, alpha);
    return TB_OK;
}
