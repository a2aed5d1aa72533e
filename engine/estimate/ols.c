/* ols.c - normal equations where they are safe, reflections with refined residuals where they are
 * not.
 * b = argmin |y - X b|, e = y - X b, bread = (X'X)^-1. The error of the normal equations grows
 * with cond(X)^2, so that they are used only where their reciprocal condition is above
 * TB_TOL_NORMAL; otherwise Householder reflections, whose error grows with cond(X), and iterative
 * refinement of the augmented system. The exactness of both is held by NIST's sets of linear
 * regression. */
#include "estimate/ols.h"

#include "base/error.h"
#include "base/reason.h"
#include "messages/estimate.h"
#include "num/linalg.h"
#include "num/linalg_product.h"
#include "num/tolerance.h"

#include <math.h>
#include <string.h>

/* What is left of a column after effects went out counts as nothing below this share of its length:
 * rounding of a mean is 1e-15 of it. */
static const double TOL_ABSORBED = 1e-13;
/* What is left of y after the regression counts as rounding below this share of the length of y. */
static const double TOL_PERFECT = 1e-13;

/* The sum of squares as it is where it neither overflows nor vanishes, else scaled by the
 * largest entry. Euclidean length; squares of entries above 1e154 would overflow. */
static double compute_length(const double *x, size_t n)
{
    double big = 0;
    double sum = tbi_dot(x, x, n);
    if (sum > 1e-200 && sum < 1e200)
        return sqrt(sum);
    for (size_t i = 0; i < n; i++)
        if (fabs(x[i]) > big)
            big = fabs(x[i]);
    if (big == 0)
        return 0;
    sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (x[i] / big) * (x[i] / big);
    return big * sqrt(sum);
}

/* The term leaves the regression; the list of what was left out goes to the reader with the
 * reason. */
static void drop_term(tb_ols *o, const char *term, const tb_reason *reason)
{
    o->drop[o->drops++] = (tb_dropped){ term, reason };
}

/* Residuals in long double, rounded once.
 * x [n x k] column-major. Long double has 64 bits of mantissa on x86, eleven more than the
 * operands: what a residual of 1e-13 of y loses by cancellation is still there. */
static void compute_residuals(double *e, const double *x, const double *y, const double *b,
                              size_t n, size_t k)
{
    for (size_t i = 0; i < n; i++) {
        long double s = y[i];
        for (size_t j = 0; j < k; j++)
            s -= (long double)x[i + j * n] * b[j];
        e[i] = (double)s;
    }
}

/* By normal equations of scaled columns with one step of refinement; false when their condition
 * is not safe. (S^-1 X'X S^-1)(S b) = S^-1 X'y with S = diag(scale), the lengths of the columns,
 * so that the condition is that of directions and not of units of measure. The second pass
 * solves for the residual of the first. b, e, bread and condition are set only on success. O(n
 * k^2). false leaves o->b and o->e overwritten: solve_qr fills them anew. */
static bool solve_normal(tb_ols *o, const double *scale, tb_arena *a)
{
    size_t n = o->n, k = o->k;
    double *c = TB_NEW(a, double, (k * k));
    double *g = TB_NEW(a, double, k);
    if (a->refused)
        return false;
    tbi_cross(c, o->x, n, k, n);
    double norm = 0;
    for (size_t j = 0; j < k; j++) {
        double column = 0;
        for (size_t i = 0; i < k; i++) {
            c[i + j * k] /= scale[i] * scale[j];
            column += fabs(c[i + j * k]);
        }
        if (column > norm)
            norm = column;
    }
    /* the condition of the scaled cross products is the square of that of the columns */
    if (!tbi_chol(c, k) || tbi_chol_rcond(c, k, norm) < TB_TOL_NORMAL)
        return false;
    memcpy(o->e, o->y, n * sizeof *o->e);
    memset(o->b, 0, k * sizeof *o->b);
    for (int pass = 0; pass < 2; pass++) {
        tbi_gemv(1, n, k, 1, o->x, n, o->e, 0, g);
        for (size_t j = 0; j < k; j++)
            g[j] /= scale[j];
        tbi_chol_solve(c, k, g, 1);
        for (size_t j = 0; j < k; j++)
            o->b[j] += g[j] / scale[j];
        memcpy(o->e, o->y, n * sizeof *o->e);
        tbi_gemv(0, n, k, -1, o->x, n, o->b, 1, o->e);
    }
    tbi_chol_inverse(o->bread, c, k);
    for (size_t j = 0; j < k; j++)
        for (size_t i = 0; i < k; i++)
            o->bread[i + j * k] /= scale[i] * scale[j];
    double *s = TB_NEW(a, double, k);
    if (s != NULL && tbi_svd(c, k, k, s, NULL))
        o->condition = s[0] / s[k - 1];
    return true;
}

/* Q'v (transpose) or Qv by the reflections that stand under the diagonal of f.
 * f [n x r] as tbi_qr leaves it: reflection p is I - tau_p h h' with h_p = 1 and the rest of h
 * below the diagonal of column p. Q = H_0 H_1 ... H_(r-1), so Q' applies them first to last. */
static void apply_reflections(double *v, const double *f, const double *tau, size_t n, size_t r,
                              bool transpose)
{
    for (size_t q = 0; q < r; q++) {
        size_t p = transpose ? q : r - 1 - q;
        const double *h = f + p * n + p;
        double s = v[p];
        for (size_t i = 1; i < n - p; i++)
            s += h[i] * v[p + i];
        s *= tau[p];
        v[p] -= s;
        for (size_t i = 1; i < n - p; i++)
            v[p + i] -= s * h[i];
    }
}

/* Refines b and e together by the augmented system, residuals in long double (Björck 1967). The
 * system [I X; X' 0][e; b] = [y; 0] is solved for corrections of both unknowns at once: with
 * residuals f = y - e - X b and g = -X'e, R'h = g, d = Q'f, db = R^-1 (d_1 - h) and de = Q [h;
 * d_2]. Four passes; each gains as many digits as the factorisation has. f, tau: the
 * factorisation of the scaled columns; room [n + 2 k]. scale [k]. */
static void refine_solution(tb_ols *o, const double *f, const double *tau, const double *scale,
                            double *room)
{
    size_t n = o->n, r = o->k;
    double *f1 = room, *g1 = room + n, *db = g1 + r;
    for (int pass = 0; pass < 4; pass++) {
        for (size_t i = 0; i < n; i++) {
            long double s = (long double)o->y[i] - o->e[i];
            for (size_t j = 0; j < r; j++)
                s -= (long double)o->x[i + j * n] * o->b[j];
            f1[i] = (double)s;
        }
        for (size_t j = 0; j < r; j++) {
            long double s = 0;
            for (size_t i = 0; i < n; i++)
                s -= (long double)o->x[i + j * n] * o->e[i];
            g1[j] = (double)(s / scale[j]);
        }
        tbi_qr_solve_transposed(g1, f, n, r);
        apply_reflections(f1, f, tau, n, r, true);
        for (size_t i = 0; i < r; i++) {
            double d = f1[i] - g1[i];
            f1[i] = g1[i];
            g1[i] = d;
        }
        tbi_qr_solve(db, f, n, r, g1);
        for (size_t j = 0; j < r; j++)
            o->b[j] += db[j] / scale[j];
        apply_reflections(f1, f, tau, n, r, false);
        for (size_t i = 0; i < n; i++)
            o->e[i] += f1[i];
    }
}

/* By reflections on scaled columns; drops what is collinear. */
static tb_status solve_qr(tb_ols *o, const double *scale, const double *before,
                          /* before [frame's k] or NULL. o->x is closed up, o->column says which
                           * columns stayed; dropped ones have their reason in o->drop. */
                          const char *const *term, tb_arena *a, tb_err *err)
{
    size_t n = o->n, k = o->k;
    double *f = TB_NEW(a, double, (n * k));
    double *y = TB_NEW(a, double, n);
    double *tau = TB_NEW(a, double, k);
    double *norm = TB_NEW(a, double, k);
    double *kept = TB_NEW(a, double, k);
    double *room = TB_NEW(a, double, (n + 2 * k + 1));
    double *s = TB_NEW(a, double, k);
    double *corner = TB_NEW(a, double, (k * k));
    unsigned char *keep = TB_NEW(a, unsigned char, k);
    if (a->refused)
        return tbi_no_memory(err, "the least squares");
    for (size_t j = 0; j < k; j++) {
        for (size_t i = 0; i < n; i++)
            f[i + j * n] = o->x[i + j * n] / scale[j];
        /* rounding of what was before the effects went out is 1e-14 of it, at most */
        norm[j] = before != NULL && before[o->column[j]] * 1e-3 > scale[j]
                      ? before[o->column[j]] * 1e-3 / scale[j]
                      : 1;
    }
    memcpy(y, o->y, n * sizeof *y);
    size_t r = tbi_qr(f, n, k, norm, TB_TOL_COLLINEAR, keep, y, tau);
    size_t at = 0;
    for (size_t j = 0; j < k; j++) {
        if (!keep[j]) {
            drop_term(o, term[o->column[j]], TBI_REASON(COLLINEAR));
            continue;
        }
        if (at != j)
            memmove(o->x + at * n, o->x + j * n, n * sizeof *o->x);
        o->column[at] = o->column[j];
        kept[at++] = scale[j];
    }
    o->k = r;
    o->by_qr = true;
    tbi_qr_solve(o->b, f, n, r, y);
    for (size_t j = 0; j < r; j++)
        o->b[j] /= kept[j];
    compute_residuals(o->e, o->x, o->y, o->b, n, r);
    refine_solution(o, f, tau, kept, room);
    compute_residuals(o->e, o->x, o->y, o->b, n, r);
    tbi_qr_inverse(o->bread, f, n, r);
    for (size_t j = 0; j < r; j++)
        for (size_t i = 0; i < r; i++)
            o->bread[i + j * r] /= kept[i] * kept[j];
    for (size_t j = 0; j < r; j++)
        for (size_t i = 0; i <= j; i++)
            corner[i + j * r] = f[i + j * n];
    if (r > 0 && tbi_svd(corner, r, r, s, NULL))
        o->condition = s[0] / s[r - 1];
    return TB_OK;
}

/* Column j of Q: the reflections of f applied to the j-th unit vector.
 * q [n x k]; what tbi_qr keeps as reflections, written out. O(n k^2). */
static void form_q(double *q, const double *f, const double *tau, size_t n, size_t k)
{
    for (size_t j = 0; j < k; j++) {
        double *c = q + j * n;
        memset(c, 0, n * sizeof *c);
        c[j] = 1;
        apply_reflections(c, f, tau, n, k, false);
    }
}

/* U = Q R'^-1 S^-1 for X = Q R S, S the lengths of the columns: from the last column to the first,
 * u_j = (q_j - sum over l > j of R_jl u_l) / R_jj. */
static void form_u(double *u, const double *q, const double *f, const double *scale, size_t n,
                   size_t k)
{
    for (size_t j = k; j-- > 0;) {
        double *c = u + j * n;
        memcpy(c, q + j * n, n * sizeof *c);
        for (size_t l = j + 1; l < k; l++)
            tbi_axpy(c, -f[j + l * n], u + l * n, n);
        for (size_t i = 0; i < n; i++)
            c[i] /= f[j + j * n];
    }
    for (size_t j = 0; j < k; j++)
        for (size_t i = 0; i < n; i++)
            u[i + j * n] /= scale[j];
}

/* q [k][n] and u [k][n] are made once, when somebody first needs rows of influence. TB_ESINGULAR
 * cannot come after a fit that kept only independent columns, but is looked for. O(n k^2). */
tb_status tbi_ols_rows(tb_ols *o, tb_arena *a, tb_err *err)
{
    size_t n = o->n;
    size_t k = o->k;
    if (o->u != NULL || k == 0)
        return TB_OK;
    double *f = TB_NEW(a, double, (n * k));
    double *tau = TB_NEW(a, double, k);
    double *scale = TB_NEW(a, double, k);
    unsigned char *keep = TB_NEW(a, unsigned char, k);
    double *q = TB_NEW(a, double, (n * k));
    double *u = TB_NEW(a, double, (n * k));
    if (a->refused)
        return tbi_no_memory(err, "the rows of influence");
    for (size_t j = 0; j < k; j++) {
        scale[j] = compute_length(o->x + j * n, n);
        for (size_t i = 0; i < n; i++)
            f[i + j * n] = o->x[i + j * n] / scale[j];
    }
    if (tbi_qr(f, n, k, NULL, 0, keep, NULL, tau) != k)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_NO_ROWS);
    form_q(q, f, tau, n, k);
    form_u(u, q, f, scale, n, k);
    o->q = q;
    o->u = u;
    return TB_OK;
}

/* x and y are overwritten: columns that stay close up. Normal equations where they are well
 * conditioned, else QR, which also says which term depends on others. before [k]: lengths before
 * effects were taken out; a column that has lost all but TOL_ABSORBED of it is a combination of
 * the effects. term [k]. intercept: tss is about the mean. TB_ESINGULAR: no column is left, too
 * few rows, or sizes too unlike for numbers. */
tb_status tbi_ols_solve(tb_ols *o, double *x, double *y, size_t n, size_t k, const double *before,
                        const char *const *term, bool intercept, tb_arena *a, tb_err *err)
{
    double *scale = TB_NEW(a, double, k);
    o->n = n;
    o->k = 0;
    o->x = x;
    o->y = y;
    o->column = TB_NEW(a, size_t, k);
    o->drop = TB_NEW(a, tb_dropped, k);
    o->b = TB_NEW(a, double, k);
    o->bread = TB_NEW(a, double, (k * k));
    o->e = TB_NEW(a, double, n);
    if (a->refused)
        return tbi_no_memory(err, "the least squares");
    for (size_t j = 0; j < k; j++) {
        double now = compute_length(x + j * n, n);
        double was = before != NULL ? before[j] : now;
        if (now == 0 && was == 0)
            drop_term(o, term[j], TBI_REASON(ZERO));
        else if (!(now > TOL_ABSORBED * was))
            drop_term(o, term[j], TBI_REASON(NO_VARIATION));
        else {
            if (o->k != j)
                memmove(x + o->k * n, x + j * n, n * sizeof *x);
            scale[o->k] = now;
            o->column[o->k++] = j;
        }
    }
    if (o->k == 0 && k > 0)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_REGRESSOR_LEFT_HAS, o->drop[0].term,
                        o->drop[0].reason->text, o->drop[0].reason->text_vi);
    if (n <= o->k + o->absorb.rank && (n < o->k || !solve_normal(o, scale, a)))
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_ROWS_TOO_FEW_PARAMETERS, n,
                        o->k + o->absorb.rank, o->absorb.rank);
    if (o->k == 0)
        memcpy(o->e, y, n * sizeof *o->e);
    else if (!solve_normal(o, scale, a)) {
        tb_status st = solve_qr(o, scale, before, term, a, err);
        if (st != TB_OK)
            return st;
    }
    o->parameters = o->k + o->absorb.rank;
    if (n <= o->parameters)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_ROWS_LEAVE_DEGREE_FREEDOM, n,
                        o->parameters, o->absorb.rank);
    double mean = 0;
    for (size_t i = 0; intercept && i < n; i++)
        mean += y[i] / (double)n;
    for (size_t i = 0; i < n; i++) {
        o->rss += o->e[i] * o->e[i];
        o->tss += (y[i] - mean) * (y[i] - mean);
    }
    for (size_t j = 0; j < o->k; j++)
        if (!isfinite(o->b[j]))
            return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_COEFFICIENT_NUMBER_TERMS_DIFFE,
                            term[o->column[j]]);
    double total = compute_length(y, n);
    o->perfect = sqrt(o->rss) <= TOL_PERFECT * total || total == 0;
    return TB_OK;
}

/* With root s: the weighted mean is sum(s y) / sum(s^2), of which each row holds s times. */
void tbi_ols_recentre(tb_ols *o, const double *root)
{
    double sum = 0;
    double weight = 0;
    for (size_t i = 0; i < o->n; i++) {
        double s = root != NULL ? root[i] : 1;
        sum += s * o->y[i];
        weight += s * s;
    }
    o->tss = 0;
    for (size_t i = 0; i < o->n; i++) {
        double d = o->y[i] - (root != NULL ? root[i] : 1) * (sum / weight);
        o->tss += d * d;
    }
}

/* Each column times the roots of the weights: least squares of what comes out minimise the weighted
 * sum of squares (Aitken 1935). */
void tbi_ols_weigh(double *x, const double *root, size_t n, size_t k)
{
    for (size_t j = 0; root != NULL && j < k; j++)
        for (size_t i = 0; i < n; i++)
            x[i + j * n] *= root[i];
}

/* Weighs, takes effects out, solves. Lengths before the effects went out are kept, so that what
 * is left of a column can be told from rounding. The frame is not changed. o's arrays are in a;
 * o->column counts columns of the frame. */
tb_status tbi_ols_fit(tb_ols *o, const tb_frame *f, tb_arena *a, tb_err *err)
{
    *o = (tb_ols){ 0 };
    tb_status st = tbi_absorb_make(&o->absorb, f->effect, f->n_effect, f->n, f->root, a, err);
    if (st != TB_OK)
        return st;
    /* absorbed effects hold the intercept */
    size_t k = f->k, skip = f->n_effect > 0 && f->intercept ? 1 : 0;
    double *x = TB_NEW(a, double, (f->n * k));
    double *y = TB_NEW(a, double, f->n);
    double *before = TB_NEW(a, double, k);
    double *room = TB_NEW(a, double, tbi_absorb_room(&o->absorb));
    if (a->refused)
        return tbi_no_memory(err, "the columns of the regression");
    memcpy(x, f->x + skip * f->n, f->n * (k - skip) * sizeof *x);
    memcpy(y, f->y, f->n * sizeof *y);
    tbi_ols_weigh(x, f->root, f->n, k - skip);
    tbi_ols_weigh(y, f->root, f->n, 1);
    for (size_t j = 0; j < k - skip; j++)
        before[j] = compute_length(x + j * f->n, f->n);
    double y_before = compute_length(y, f->n);
    tbi_absorb_out(&o->absorb, x, k - skip, room);
    tbi_absorb_out(&o->absorb, y, 1, room);
    st = tbi_ols_solve(o, x, y, f->n, k - skip, before, f->term + skip, f->intercept && skip == 0,
                       a, err);
    for (size_t j = 0; st == TB_OK && j < o->k; j++)
        o->column[j] += skip;
    if (st == TB_OK && f->root != NULL && f->intercept && skip == 0)
        tbi_ols_recentre(o, f->root);
    if (st == TB_OK && sqrt(o->rss) <= TOL_PERFECT * y_before)
        o->perfect = true;
    return st;
}
