/* gmm_solve.c - one step, two steps, Windmeijer's correction, Hansen's J, serial correlation of the
 * differences. */
#include "estimate/gmm_moments.h"

#include "base/error.h"
#include "messages/estimate.h"
#include "num/linalg.h"
#include "num/linalg_product.h"

#include <math.h>
#include <string.h>

typedef struct work {
    const tb_moments *m;
    size_t l, k, n;  /* instruments, regressors, units */
    double *zx, *zy; /* [l x k], [l] sums over units */
    double *px;      /* [k][n x l] Z_i'x_k by unit, unit-major rows: px[k][i + l * n] */
    double *pe;      /* [n x l] Z_i'e */
    double *a1, *a2; /* weights [l x l] */
    double *s;       /* [l x l] sum Z'ee'Z of the first step */
    double *ax;      /* [l x k] scratch */
    tb_arena *arena;
    bool generalised;
} work;

/* Covariance of two error terms of one unit when errors are independent with variance 1. */
static double compute_link(const tb_moment_row *a, const tb_moment_row *b)
{
    double h = a->time == b->time;
    if (!a->level)
        h -= a->before == b->time;
    if (!b->level)
        h -= a->time == b->before;
    if (!a->level && !b->level)
        h += a->before == b->before;
    return h;
}

/* z [l][l] += sum over units Z_i' H Z_i, H the covariance of the unit's errors when those of the
 * levels are independent: 2 on the diagonal of differences, -1 where one begins where the other
 * ends. */
static void add_first_weight(work *w, double *z)
{
    const tb_moments *m = w->m;
    for (size_t u = 0; u < m->units; u++)
        for (size_t p = m->start[u]; p < m->start[u + 1]; p++)
            for (size_t q = m->start[u]; q < m->start[u + 1]; q++) {
                double h = compute_link(&m->row[p], &m->row[q]);
                if (h == 0)
                    continue;
                for (size_t i = m->row[p].from; i < m->row[p].to; i++) {
                    double f = h * m->value[i];
                    double *column = z + m->column[i] * w->l;
                    for (size_t j = m->row[q].from; j < m->row[q].to; j++)
                        column[m->column[j]] += f * m->value[j];
                }
            }
}

/* p [n x l] = Z_i'v for v given by row.
 * v [rows * stride]: the entry of row r is v[r * stride]. Column c of p holds the n units' sums
 * of z_rc v_r, so that p'p is the clustered covariance of the moments. */
static void sum_by_unit(const work *w, double *p, const double *v, size_t stride)
{
    const tb_moments *m = w->m;
    memset(p, 0, w->n * w->l * sizeof *p);
    for (size_t r = 0; r < m->rows; r++) {
        double f = v[r * stride];
        for (size_t i = m->row[r].from; i < m->row[r].to; i++)
            p[m->row[r].unit + m->column[i] * w->n] += m->value[i] * f;
    }
}

/* out = a^-1 where a is positive definite, else its generalised inverse (singular values under
 * 1.5e-8 of the largest count as zero).
 * Scaled to a unit diagonal before the factorisation: instruments are levels and differences of
 * very different sizes. w->generalised remembers the second way, which the result tells. */
static tb_status invert_moments(work *w, double *out, const double *a, tb_err *err)
{
    size_t l = w->l;
    double *r = TB_NEW(w->arena, double, (l * l));
    double *scale = TB_NEW(w->arena, double, l);
    if (w->arena->refused)
        return tbi_no_memory(err, "the weight matrix");
    bool positive = true;
    for (size_t j = 0; j < l; j++) {
        positive = positive && a[j + j * l] > 0;
        scale[j] = 1 / sqrt(a[j + j * l]);
    }
    double norm = 0;
    for (size_t j = 0; positive && j < l; j++) {
        double sum = 0;
        for (size_t i = 0; i < l; i++) {
            r[i + j * l] = a[i + j * l] * scale[i] * scale[j];
            sum += fabs(r[i + j * l]);
        }
        if (sum > norm)
            norm = sum;
    }
    if (positive && tbi_chol(r, l) && tbi_chol_rcond(r, l, norm) > 1e-13) {
        tbi_chol_inverse(out, r, l);
        for (size_t j = 0; j < l; j++)
            for (size_t i = 0; i < l; i++)
                out[i + j * l] *= scale[i] * scale[j];
        return TB_OK;
    }
    w->generalised = true;
    double *room = TB_NEW(w->arena, double, (l * l + l));
    if (room == NULL)
        return tbi_no_memory(err, "the weight matrix");
    return tbi_sympower(out, a, l, -1, 1.490116119384766e-8, room) >= 0
               ? TB_OK
               : tbi_fail(err, TB_ECONVERGE, TB_MSG_ESTIMATE_EIGENDECOMPOSITION_INSTRUMENTS);
}

/* The same for the second weight P'P, P = Z_i'e by unit, when instruments outnumber units:
 * P'(PP')^-1 (PP')^-1 P, unless units are nearly dependent too.
 * P [used x l] has fewer rows than columns, so P'P is singular and its pseudo-inverse is written
 * by the small matrix PP' [used x used]; a condition worse than 1e6 goes the general way. */
static tb_status invert_second(work *w, double *out, tb_err *err)
{
    size_t l = w->l, n = w->n, used = 0;
    if (l <= n)
        return invert_moments(w, out, w->s, err);
    double *p = TB_NEW(w->arena, double, (n * l));
    double *c = TB_NEW(w->arena, double, (n * n));
    if (w->arena->refused)
        return tbi_no_memory(err, "the weight matrix");
    for (size_t u = 0; u < n; u++) {
        if (w->m->start[u + 1] == w->m->start[u])
            continue; /* a unit without equations */
        for (size_t j = 0; j < l; j++)
            p[used + j * n] = w->pe[u + j * n];
        used++;
    }
    tbi_gemm(0, 1, used, used, l, 1, p, n, p, n, 0, c, used);
    double norm = 0;
    for (size_t j = 0; j < used; j++) {
        double sum = 0;
        for (size_t i = 0; i < used; i++)
            sum += fabs(c[i + j * used]);
        if (sum > norm)
            norm = sum;
    }
    if (!tbi_chol(c, used) || tbi_chol_rcond(c, used, norm) < 1e-6)
        return invert_moments(w, out, w->s, err);
    double *x = TB_NEW(w->arena, double, (used * l));
    if (x == NULL)
        return tbi_no_memory(err, "the weight matrix");
    for (size_t j = 0; j < l; j++)
        memcpy(x + j * used, p + j * n, used * sizeof *x);
    tbi_chol_solve(c, used, x, l);
    tbi_gemm(1, 0, l, l, used, 1, x, used, x, used, 0, out, l);
    w->generalised = true;
    return TB_OK;
}

/* b = (X'Z A Z'X)^-1 X'Z A Z'y; bread out.
 * a [l x l] the weight; w->ax = A Z'X is left for the caller. bread [k x k] = (X'Z A Z'X)^-1,
 * made of the system scaled to a unit diagonal. */
static tb_status solve_coefficients(work *w, double *b, double *bread, const double *a, tb_err *err)
{
    size_t l = w->l, k = w->k;
    double *c = TB_NEW(w->arena, double, (k * k));
    double *g = TB_NEW(w->arena, double, k);
    double *scale = TB_NEW(w->arena, double, k);
    if (w->arena->refused)
        return tbi_no_memory(err, "the coefficients");
    tbi_gemm(0, 0, l, k, l, 1, a, l, w->zx, l, 0, w->ax, l);
    tbi_gemm(1, 0, k, k, l, 1, w->zx, l, w->ax, l, 0, c, k);
    tbi_gemv(1, l, k, 1, w->ax, l, w->zy, 0, g);
    double norm = 0;
    for (size_t j = 0; j < k; j++) {
        if (!(c[j + j * k] > 0))
            return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_IDENTIFIED_INSTRUMENTS_CORRELA,
                            w->m->term[j]);
        scale[j] = 1 / sqrt(c[j + j * k]);
    }
    for (size_t j = 0; j < k; j++) {
        double sum = 0;
        for (size_t i = 0; i < k; i++) {
            c[i + j * k] *= scale[i] * scale[j];
            sum += fabs(c[i + j * k]);
        }
        if (sum > norm)
            norm = sum;
    }
    if (!tbi_chol(c, k) || tbi_chol_rcond(c, k, norm) < 1e-13)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_COEFFICIENTS_IDENTIFIED_REGRES);
    for (size_t j = 0; j < k; j++)
        b[j] = g[j] * scale[j];
    tbi_chol_solve(c, k, b, 1);
    for (size_t j = 0; j < k; j++)
        b[j] *= scale[j];
    tbi_chol_inverse(bread, c, k);
    for (size_t j = 0; j < k; j++)
        for (size_t i = 0; i < k; i++)
            bread[i + j * k] *= scale[i] * scale[j];
    return TB_OK;
}

/* e [rows] = y - X b of every equation, differences and levels alike. */
static void compute_residuals(const work *w, double *e, const double *b)
{
    for (size_t r = 0; r < w->m->rows; r++) {
        e[r] = w->m->row[r].y;
        for (size_t j = 0; j < w->k; j++)
            e[r] -= w->m->row[r].x[j] * b[j];
    }
}

/* z'A z for z [l], A [l x l]; room [l]. */
static double compute_quadratic_form(const work *w, const double *a, const double *z, double *room)
{
    tbi_gemv(0, w->l, w->l, 1, a, w->l, z, 0, room);
    return tbi_dot(z, room, w->l);
}

/* Arellano and Bond's test of correlation of order `order` among the differences. v: robust
 * variance, bread and a: of the step.
 * m_j = sum over units of w_i / sqrt(sum w_i^2 - 2 h + v), w_i = e_i(-j)'e_i of differences j
 * years apart, h = e(-j)'X B X'Z A sum Z_i'e_i w_i, v = e(-j)'X V X'e(-j) (Arellano and Bond
 * 1991). In a system w_i has the differences alone, while the coefficients, and so Z_i'e_i, have
 * the levels too. NaN when no unit has two equations so far apart, or for want of memory. */
static double test_serial(work *w, const tb_gmm_step *s, int order, const double *bread,
                          const double *a)
{
    const tb_moments *m = w->m;
    size_t l = w->l, k = w->k, pairs = 0;
    double num = 0;
    double eve = 0;
    double *ex = TB_NEW(w->arena, double, (4 * k + 3 * l + w->n));
    double *lagged = TB_NEW(w->arena, double, m->rows);
    if (w->arena->refused)
        return NAN;
    double *t = ex + k;
    double *t2 = t + k;
    double *zve = t2 + 2 * k;
    double *room = zve + l;
    double *we = room + 2 * l;
    for (size_t u = 0; u < m->units; u++)
        for (size_t p = m->start[u]; p < m->start[u + 1]; p++)
            for (size_t q = m->start[u]; q < p; q++) {
                if (m->row[p].level || m->row[q].level || m->row[p].time - m->row[q].time != order)
                    continue;
                lagged[p] = s->e[q];
                we[u] += s->e[p] * s->e[q];
                pairs++;
            }
    if (pairs == 0)
        return NAN;
    for (size_t u = 0; u < m->units; u++) {
        num += we[u];
        eve += we[u] * we[u];
    }
    for (size_t r = 0; r < m->rows; r++)
        for (size_t j = 0; j < k; j++)
            ex[j] += lagged[r] * m->row[r].x[j];
    sum_by_unit(w, w->pe, s->e, 1);
    for (size_t c = 0; c < l; c++)
        for (size_t u = 0; u < w->n; u++)
            zve[c] += w->pe[u + c * w->n] * we[u];
    tbi_gemv(0, l, l, 1, a, l, zve, 0, room);
    tbi_gemv(1, l, k, 1, w->zx, l, room, 0, t);
    tbi_gemv(0, k, k, 1, bread, k, t, 0, t2);
    double cross = tbi_dot(ex, t2, k);
    tbi_gemv(0, k, k, 1, s->v, k, ex, 0, t);
    return num / sqrt(eve - 2 * cross + tbi_dot(ex, t, k));
}

/* Robust variance (bread meat bread) of one step; s keeps sum Z_i' e_i e_i' Z_i, whose inverse is
 * the weight of the second.
 * V1 = B (AX)'S (AX) B with S = sum Z_i'e_i e_i'Z_i and AX = A1 Z'X: robust to any covariance
 * within a unit. */
static tb_status solve_first_step(work *w, tb_gmm_step *s, double *bread, tb_err *err)
{
    size_t l = w->l, k = w->k;
    double *z = TB_NEW(w->arena, double, (l * l));
    double *sax = TB_NEW(w->arena, double, (l * k));
    double *meat = TB_NEW(w->arena, double, (k * k));
    double *room = TB_NEW(w->arena, double, (k * k));
    if (w->arena->refused)
        return tbi_no_memory(err, "the first step");
    add_first_weight(w, z);
    tb_status st = invert_moments(w, w->a1, z, err);
    if (st == TB_OK)
        st = solve_coefficients(w, s->b, bread, w->a1, err);
    if (st != TB_OK)
        return st;
    compute_residuals(w, s->e, s->b);
    sum_by_unit(w, w->pe, s->e, 1);
    tbi_cross(w->s, w->pe, w->n, l, w->n);
    tbi_gemm(0, 0, l, k, l, 1, w->s, l, w->ax, l, 0, sax, l);
    tbi_gemm(1, 0, k, k, l, 1, w->ax, l, sax, l, 0, meat, k);
    tbi_sandwich(s->v, bread, meat, k, room);
    return TB_OK;
}

/* Windmeijer (2005): the second step's variance with what the first step's residuals add.
 * V = V2 + D V2 + V2 D' + D V1 D', where column j of D is -B X'Z A2 (dW/db_j) A2 Z'e2 and dW/db_j
 * = - sum over units of Z_i'(x_ij e_i' + e_i x_ij')Z_i at the first step's residuals (Windmeijer
 * 2005). db = D V2, dvd = D V1 D'. */
static tb_status solve_second_step(work *w, tb_gmm_step *s, const tb_gmm_step *first, double *bread,
                                   tb_err *err)
{
    size_t l = w->l, k = w->k, n = w->n;
    tb_status st = solve_coefficients(w, s->b, bread, w->a2, err);
    if (st != TB_OK)
        return st;
    compute_residuals(w, s->e, s->b);
    double *pe2 = TB_NEW(w->arena, double, (n * l));
    double *ze = TB_NEW(w->arena, double, (2 * l));
    double *ge = TB_NEW(w->arena, double, (2 * n));
    double *d = TB_NEW(w->arena, double, (k * k));
    double *q = TB_NEW(w->arena, double, l);
    double *room = TB_NEW(w->arena, double, (2 * k * k));
    if (w->arena->refused)
        return tbi_no_memory(err, "the second step");
    sum_by_unit(w, pe2, s->e, 1);
    for (size_t c = 0; c < l; c++)
        for (size_t u = 0; u < n; u++)
            ze[c] += pe2[u + c * n];
    double *g = ze + l, *gx = ge + n;
    tbi_gemv(0, l, l, 1, w->a2, l, ze, 0, g);
    sum_by_unit(w, w->pe, first->e, 1);
    tbi_gemv(0, n, l, 1, w->pe, n, g, 0, ge);
    for (size_t j = 0; j < k; j++) {
        const double *px = w->px + j * n * l;
        tbi_gemv(0, n, l, 1, px, n, g, 0, gx);
        tbi_gemv(1, n, l, 1, px, n, ge, 0, q);
        tbi_gemv(1, n, l, 1, w->pe, n, gx, 1, q);
        tbi_gemv(1, l, k, 1, w->ax, l, q, 0, room); /* ax = A2 Z'X since the last solve */
        tbi_gemv(0, k, k, 1, bread, k, room, 0, d + j * k);
    }
    double *db = room;
    double *dvd = room + k * k;
    double *scratch = TB_NEW(w->arena, double, (k * k));
    if (scratch == NULL)
        return tbi_no_memory(err, "the second step");
    tbi_gemm(0, 0, k, k, k, 1, d, k, bread, k, 0, db, k);
    tbi_sandwich(dvd, d, first->v, k, scratch);
    for (size_t j = 0; j < k; j++)
        for (size_t i = 0; i < k; i++)
            s->v[i + j * k] = bread[i + j * k] + db[i + j * k] + db[j + i * k] + dvd[i + j * k];
    return TB_OK;
}

/* Moments Z'X [l x k] and Z'y [l], the same for each unit (px, pe), weight matrices of both
 * steps and the moments' covariance s [l x l]; and what a step returns. */
static void allocate_work(work *w, tb_gmm_fit *g)
{
    tb_arena *a = w->arena;
    size_t l = w->l, k = w->k, n = w->n;
    w->zx = TB_NEW(a, double, (l * k));
    w->zy = TB_NEW(a, double, l);
    w->px = TB_NEW(a, double, (n * l * k));
    w->pe = TB_NEW(a, double, (n * l));
    w->a1 = TB_NEW(a, double, (l * l));
    w->a2 = TB_NEW(a, double, (l * l));
    w->s = TB_NEW(a, double, (l * l));
    w->ax = TB_NEW(a, double, (l * k));
    for (int s = 0; s < 2; s++) {
        g->step[s].b = TB_NEW(a, double, k);
        g->step[s].v = TB_NEW(a, double, (k * k));
        g->step[s].e = TB_NEW(a, double, w->m->rows);
    }
}

/* J = (sum Z_i'e_i)' A (sum Z_i'e_i). The homoskedastic form divides by the variance of a level's
 * error, half that of the differences'. */
tb_status tbi_gmm_solve(tb_gmm_fit *g, const tb_moments *m, tb_arena *a, tb_err *err)
{
    work w = { .m = m, .l = m->instruments, .k = m->k, .n = m->units, .arena = a };
    *g = (tb_gmm_fit){ .sargan = NAN };
    if (m->instruments < m->k)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_INSTRUMENTS_FEWER_COEFFICIENTS,
                        m->instruments, m->k);
    double *bread1 = TB_NEW(a, double, (m->k * m->k));
    double *bread2 = TB_NEW(a, double, (m->k * m->k));
    double *z = TB_NEW(a, double, (2 * m->instruments));
    allocate_work(&w, g);
    if (a->refused)
        return tbi_no_memory(err, "the moments");
    for (size_t r = 0; r < m->rows; r++)
        for (size_t i = m->row[r].from; i < m->row[r].to; i++) {
            w.zy[m->column[i]] += m->value[i] * m->row[r].y;
            for (size_t j = 0; j < w.k; j++) {
                double v = m->value[i] * m->row[r].x[j];
                w.zx[m->column[i] + j * w.l] += v;
                w.px[j * w.n * w.l + m->row[r].unit + m->column[i] * w.n] += v;
            }
        }
    tb_status st = solve_first_step(&w, &g->step[0], bread1, err);
    if (st == TB_OK)
        st = invert_second(&w, w.a2, err);
    if (st != TB_OK)
        return st;
    double *ze = z, rss = 0;
    size_t rows = 0;
    for (size_t c = 0; c < w.l; c++)
        for (size_t u = 0; u < w.n; u++)
            ze[c] += w.pe[u + c * w.n];
    g->step[0].j = compute_quadratic_form(&w, w.a2, ze, z + w.l);
    for (size_t r = 0; r < m->rows; r++)
        if (!m->row[r].level) {
            rss += g->step[0].e[r] * g->step[0].e[r];
            rows++;
        }
    g->sargan =
        compute_quadratic_form(&w, w.a1, ze, z + w.l) / (rss / (2 * ((double)rows - (double)m->k)));
    for (int o = 0; o < 2; o++)
        g->step[0].ar[o] = test_serial(&w, &g->step[0], o + 1, bread1, w.a1);
    st = solve_second_step(&w, &g->step[1], &g->step[0], bread2, err);
    if (st != TB_OK)
        return st;
    sum_by_unit(&w, w.pe, g->step[1].e, 1);
    memset(ze, 0, w.l * sizeof *ze);
    for (size_t c = 0; c < w.l; c++)
        for (size_t u = 0; u < w.n; u++)
            ze[c] += w.pe[u + c * w.n];
    g->step[1].j = compute_quadratic_form(&w, w.a2, ze, z + w.l);
    for (int o = 0; o < 2; o++)
        g->step[1].ar[o] = test_serial(&w, &g->step[1], o + 1, bread2, w.a2);
    g->generalised = w.generalised;
    g->zx = w.zx;
    g->zy = w.zy;
    g->s = w.s;
    return TB_OK;
}
