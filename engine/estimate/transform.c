/* transform.c - estimators that are least squares on transformed rows: means of units, differences,
 * quasi-demeaned rows, means beside the regressors.
 * The model of all four is y_it = x_it'b + a_i + e_it. between: means of units, b of the
 * differences between units; fd: y_it - y_i(t-1), which takes a_i out; random: rows less theta_i
 * times the unit's mean, which is generalised least squares for a_i ~ (0, su^2); mundlak: the
 * means of x beside x. */
#include "estimate/result.h"

#include "base/error.h"
#include "messages/estimate.h"
#include "messages/one_language.h"
#include "num/linalg.h"
#include "num/linalg_product.h"

#include <math.h>
#include <string.h>

/* Means over the rows of each unit: m [units x k] of x [n x k]; counts [units]. */
static void compute_unit_means(double *m, double *count, const double *x, const tb_frame *f,
                               size_t k)
{
    size_t n = f->n, u = f->unit.count;
    memset(m, 0, u * k * sizeof *m);
    memset(count, 0, u * sizeof *count);
    for (size_t i = 0; i < n; i++)
        count[f->unit.of[i]] += 1;
    for (size_t j = 0; j < k; j++)
        for (size_t i = 0; i < n; i++)
            m[(size_t)f->unit.of[i] + j * u] += x[i + j * n];
    for (size_t j = 0; j < k; j++)
        for (size_t l = 0; l < u; l++)
            m[l + j * u] /= count[l];
}

/* One row a unit, unweighted however many years it has; year effects become columns first and
 * lose their sense in a balanced panel, where they are then dropped as constant. TB_EARG: a
 * variance by years, which means have not. r->level keeps the rows before the means. */
tb_status tbi_method_between(tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_status st = tbi_frame_spread(&r->level, &r->frame, a, err);
    if (st != TB_OK)
        return st;
    const tb_frame *f = &r->level;
    size_t u = f->unit.count;
    r->used = *f;
    r->used.n = u;
    r->used.x = TB_NEW(a, double, (u * f->k));
    r->used.y = TB_NEW(a, double, u);
    double *count = TB_NEW(a, double, u);
    int32_t *own = TB_NEW(a, int32_t, u);
    int32_t *none = TB_NEW(a, int32_t, u);
    int32_t *region = TB_NEW(a, int32_t, u);
    if (a->refused)
        return tbi_no_memory(err, "the means of units");
    compute_unit_means(r->used.x, count, f->x, f, f->k);
    compute_unit_means(r->used.y, count, f->y, f, 1);
    for (size_t l = 0; l < u; l++)
        own[l] = (int32_t)l;
    /* a unit's region is that of its last row */
    for (size_t i = 0; i < f->n && f->region.of != NULL; i++)
        region[f->unit.of[i]] = f->region.of[i];
    /* a mean of equal values is that value, to the last bit */
    for (size_t j = 0; j < f->k; j++) {
        double lo = f->x[j * f->n], hi = lo;
        for (size_t i = 1; i < f->n; i++) {
            lo = fmin(lo, f->x[i + j * f->n]);
            hi = fmax(hi, f->x[i + j * f->n]);
        }
        for (size_t l = 0; lo == hi && l < u; l++)
            r->used.x[l + j * u] = lo;
    }
    r->used.unit.of = own;
    /* one year for all: effects of years make no sense here */
    r->used.year = (tb_levels){ "year", none, 1 };
    if (f->region.of != NULL)
        r->used.region.of = region;
    if (r->spec.kind == TB_VCOV_DK ||
        (r->spec.ways > 0 && strcmp(r->spec.way[r->spec.ways - 1], "year") == 0))
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_MEANS_UNITS_HAVE_YEARS);
    r->out->view.n_obs = u;
    st = tbi_run_least_squares(r, err);
    r->linear = false; /* one row a unit: no bootstrap over clusters, no influence by year */
    return st;
}

/* A difference is taken to the row before, whatever year that is: gaps are told. The intercept
 * stays a column of ones (a common trend). Errors of neighbouring differences are correlated by
 * -1/2 when e is white, which clusters by unit allow for. TB_ESINGULAR: no unit has two rows.
 * r->level keeps the levels, for predictions and R2. */
tb_status tbi_method_fd(tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_status st = tbi_frame_spread(&r->level, &r->frame, a, err);
    if (st != TB_OK)
        return st;
    const tb_frame *f = &r->level;
    size_t n = f->n, m = 0, gaps = 0;
    for (size_t i = 1; i < n; i++)
        /* rows are sorted by unit, then year */
        m += f->unit.of[i] == f->unit.of[i - 1];
    if (m == 0)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_UNIT_HAS_TWO_YEARS);
    double *x = TB_NEW(a, double, (m * f->k));
    double *y = TB_NEW(a, double, m);
    int32_t *u = TB_NEW(a, int32_t, m);
    int32_t *t = TB_NEW(a, int32_t, m);
    int32_t *g = TB_NEW(a, int32_t, m);
    double *w = TB_NEW(a, double, m); /* a difference has the weight of its later row */
    if (a->refused)
        return tbi_no_memory(err, "the differences");
    size_t at = 0;
    for (size_t i = 1; i < n; i++) {
        if (f->unit.of[i] != f->unit.of[i - 1])
            continue;
        gaps += f->year_value[f->year.of[i]] - f->year_value[f->year.of[i - 1]] > 1;
        y[at] = f->y[i] - f->y[i - 1];
        for (size_t j = 0; j < f->k; j++)
            /* the column of ones stays: its difference would be 0 */
            x[at + j * m] = f->intercept && j == 0 ? 1 : f->x[i + j * n] - f->x[i - 1 + j * n];
        u[at] = f->unit.of[i];
        t[at] = f->year.of[i];
        if (f->region.of != NULL)
            g[at] = f->region.of[i];
        w[at] = f->root != NULL ? f->root[i] * f->root[i] : 1;
        at++;
    }
    if (gaps > 0)
        tbi_run_notice(r, "gap",
                       tbi_arena_printf(a, TB_EN(TB_MSG_ESTIMATE_DIFFERENCES_SPAN_GAP_MORE), gaps),
                       tbi_arena_printf(a, TB_VI(TB_MSG_ESTIMATE_DIFFERENCES_SPAN_GAP_MORE), gaps));
    /* number units and years anew: the first row of each is gone */
    tb_estimate_data d = { .n = m,
                           .k = f->k - (f->intercept ? 1 : 0),
                           .y = y,
                           .x = x + (f->intercept ? m : 0),
                           .unit = u,
                           .year = t,
                           .term = f->term + (f->intercept ? 1 : 0),
                           .effects = "",
                           .intercept = f->intercept,
                           .weight = f->root != NULL ? w : NULL };
    st = tbi_frame_make(&r->used, &d, f->unit_code, f->unit.count, f->region.of != NULL ? g : NULL,
                        f->region_code, f->region.count, false, a, err);
    if (st != TB_OK)
        return st;
    int *years = TB_NEW(a, int, r->used.year.count);
    if (years == NULL)
        return tbi_no_memory(err, "the differences");
    for (size_t i = 0; i < r->used.year.count; i++)
        years[i] = f->year_value[r->used.year_value[i]];
    r->used.year_value = years;
    r->used.formula = f->formula;
    r->out->view.n_obs = r->used.n;
    r->out->view.n_units = r->used.unit.count;
    r->out->view.n_periods = r->used.year.count;
    r->out->view.balanced = tbi_frame_balanced(&r->used);
    return tbi_run_least_squares(r, err);
}

/* trace((Xb'Xb)^-1 sum_i T_i^2 xb_i xb_i') for the between regression weighted by rows (Baltagi
 * and Chang 1994). m [u x k] means, count [u] rows of each unit, column [k] of m. false:
 * singular. c = Xb' diag(T) Xb, w = Xb' diag(T^2) Xb; *trace their ratio's. */
static bool compute_between_trace(double *trace, const double *m, const double *count,
                                  const size_t *column, size_t k, size_t u, tb_arena *a)
{
    double *c = TB_NEW(a, double, (k * k));
    double *w = TB_NEW(a, double, (k * k));
    double *z = TB_NEW(a, double, (u * k));
    if (a->refused)
        return false;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t j = 0; j < k; j++)
            for (size_t l = 0; l < u; l++)
                z[l + j * u] = m[l + column[j] * u] * (pass == 0 ? sqrt(count[l]) : count[l]);
        tbi_cross(pass == 0 ? c : w, z, u, k, u);
    }
    if (!tbi_chol(c, k))
        return false;
    tbi_chol_solve(c, k, w, k);
    *trace = 0;
    for (size_t j = 0; j < k; j++)
        *trace += w[j + j * k];
    return true;
}

/* Whether column j of the means m is a multiple of one that was kept (a constant is one of the
 * intercept). kept [n]: columns of m that stay. Column-wise proportionality is all that is
 * looked for; other dependence is left to the least squares. O(n u). Zero columns of m are
 * multiples of nothing. */
static bool is_repeated(const double *m, const size_t *kept, size_t n, size_t j, size_t u)
{
    const double *x = m + j * u;
    for (size_t i = 0; i < n; i++) {
        const double *z = m + kept[i] * u;
        size_t l = 0, at = 0;
        while (at < u && z[at] == 0)
            at++;
        if (at == u)
            continue;
        double f = x[at] / z[at];
        while (l < u && fabs(x[l] - f * z[l]) <= 1e-13 * (fabs(x[l]) + fabs(f * z[l])))
            l++;
        if (l == u)
            return true;
    }
    return false;
}

/* Means of units, and the rows of the between regression weighted by their counts. */
typedef struct between_rows {
    double *x;     /* [u x k] means of the regressors, a column of ones for the intercept */
    double *y;     /* [u] of the outcome */
    double *count; /* [u] rows of each unit */
    tb_frame rows; /* sqrt(count) times the means that say something new */
    size_t *kept;  /* [rows.k] columns of x */
} between_rows;

/* A mean that says nothing new (a constant, a column seen before) stays out from the start. */
static tb_status make_between_rows(between_rows *b, const tb_frame *f, tb_arena *a, tb_err *err)
{
    size_t u = f->unit.count, k = f->k;
    const char **term = TB_NEW(a, const char *, k);
    *b = (between_rows){ .x = TB_NEW(a, double, (u * k)),
                         .y = TB_NEW(a, double, u),
                         .count = TB_NEW(a, double, u),
                         .rows = *f,
                         .kept = TB_NEW(a, size_t, k) };
    tb_frame *rows = &b->rows;
    rows->x = TB_NEW(a, double, (u * k));
    rows->y = TB_NEW(a, double, u);
    rows->n_effect = 0;
    rows->n = u;
    rows->k = 0;
    rows->term = term;
    rows->intercept = false;
    if (a->refused)
        return tbi_no_memory(err, "the random effects");
    compute_unit_means(b->x, b->count, f->x, f, k);
    compute_unit_means(b->y, b->count, f->y, f, 1);
    for (size_t j = 0; j < k; j++) {
        if (f->intercept && j == 0)
            for (size_t l = 0; l < u; l++)
                b->x[l] = 1;
        if (is_repeated(b->x, b->kept, rows->k, j, u))
            continue;
        b->kept[rows->k] = j;
        term[rows->k] = f->term[j];
        for (size_t l = 0; l < u; l++)
            rows->x[l + rows->k * u] = sqrt(b->count[l]) * b->x[l + j * u];
        rows->k++;
    }
    for (size_t l = 0; l < u; l++)
        rows->y[l] = sqrt(b->count[l]) * b->y[l];
    return TB_OK;
}

/* su^2 from the between regression, given se^2. TB_ESINGULAR: fewer units than columns. */
static tb_status estimate_unit_variance(tb_swar *s, const between_rows *m, size_t n, tb_arena *a,
                                        tb_err *err)
{
    tb_ols b = { 0 };
    size_t u = m->rows.n;
    if (u <= m->rows.k)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_UNITS_TOO_FEW_BETWEEN, u, m->rows.k);
    tb_status st = tbi_ols_fit(&b, &m->rows, a, err);
    if (st != TB_OK)
        return st;
    for (size_t j = 0; j < b.k; j++)
        b.column[j] = m->kept[b.column[j]];
    double trace = 0;
    if (u <= b.k || !compute_between_trace(&trace, m->x, m->count, b.column, b.k, u, a))
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_UNITS_TOO_FEW_BETWEEN, u, b.k);
    double free_units = (double)u - (double)b.k;
    s->sigma2_u = (b.rss - free_units * s->sigma2_e) / ((double)n - trace);
    /* a negative estimate is 0: then the fit is pooled least squares */
    if (!(s->sigma2_u > 0))
        s->sigma2_u = 0;
    return TB_OK;
}

/* Rows of f less theta_i times their unit's mean, theta_i from the two variances. */
static tb_status subtract_part_of_means(tb_swar *s, const between_rows *m, const tb_frame *f,
                                        tb_arena *a, tb_err *err)
{
    size_t n = f->n, u = f->unit.count, k = f->k;
    s->theta = TB_NEW(a, double, u);
    s->transformed = *f;
    s->transformed.n_effect = 0;
    s->transformed.x = TB_NEW(a, double, (n * k));
    s->transformed.y = TB_NEW(a, double, n);
    if (a->refused)
        return tbi_no_memory(err, "the random effects");
    for (size_t l = 0; l < u; l++)
        s->theta[l] =
            s->sigma2_e > 0 ? 1 - sqrt(s->sigma2_e / (s->sigma2_e + m->count[l] * s->sigma2_u)) : 1;
    for (size_t i = 0; i < n; i++) {
        size_t l = (size_t)f->unit.of[i];
        s->transformed.y[i] = f->y[i] - s->theta[l] * m->y[l];
        for (size_t j = 0; j < k; j++)
            s->transformed.x[i + j * n] = f->x[i + j * n] - s->theta[l] * m->x[l + j * u];
    }
    return TB_OK;
}

/* se^2 = rss of within / (n - u - k); su^2 = (rss of between - (u - k) se^2) / (n - trace), 0
 * where that is negative; theta_i = 1 - sqrt(se^2 / (se^2 + T_i su^2)) (Swamy and Arora 1972,
 * unbalanced as in Baltagi and Chang 1994). k counts the columns that each regression kept. s
 * lives in a; f must have no effects of its own (tbi_frame_spread). TB_ESINGULAR: a perfect
 * within fit, or fewer units than columns. */
tb_status tbi_swar_fit(tb_swar *s, const tb_frame *f, tb_arena *a, tb_err *err)
{
    *s = (tb_swar){ 0 };
    tb_frame within = *f;
    tb_ols w = { 0 };
    between_rows m;
    within.n_effect = 1;
    within.effect[0] = f->unit;
    tb_status st = tbi_ols_fit(&w, &within, a, err);
    if (st != TB_OK)
        return st;
    /* rounding is no variance to weigh the units by */
    if (w.perfect)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_PERFECT_WITHIN);
    s->sigma2_e = w.rss / ((double)f->n - (double)f->unit.count - (double)w.k);
    st = make_between_rows(&m, f, a, err);
    if (st == TB_OK)
        st = estimate_unit_variance(s, &m, f->n, a, err);
    if (st == TB_OK)
        st = subtract_part_of_means(s, &m, f, a, err);
    return st == TB_OK ? tbi_ols_fit(&s->ols, &s->transformed, a, err) : st;
}

/* Least squares on the rows of r->level less theta_i times their unit's mean; a column of ones
 * becomes 1 - theta_i. Classical variances go with the normal distribution here; r->transformed:
 * the sum of squares is no likelihood. */
static tb_status regress_random(tb_run *r, tb_err *err)
{
    tb_swar s;
    tb_status st = tbi_swar_fit(&s, &r->level, &r->out->arena, err);
    if (st != TB_OK)
        return st;
    r->used = s.transformed;
    r->used.intercept = false;
    r->normal = r->spec.kind == TB_VCOV_IID;
    r->transformed = true;
    tb_estimate_summary *v = &r->out->view;
    v->sigma2_idios = s.sigma2_e;
    v->sigma2_unit = s.sigma2_u;
    v->theta_min = v->theta_max = s.theta[0];
    for (size_t l = 1; l < r->level.unit.count; l++) {
        v->theta_min = fmin(v->theta_min, s.theta[l]);
        v->theta_max = fmax(v->theta_max, s.theta[l]);
    }
    return tbi_run_least_squares(r, err);
}

/* tss is about the mean of the rows as they are here, which have no column of ones any more. */
tb_status tbi_method_random(tb_run *r, tb_err *err)
{
    tb_status st = tbi_frame_spread(&r->level, &r->frame, &r->out->arena, err);
    if (st == TB_OK)
        st = regress_random(r, err);
    if (st != TB_OK)
        return st;
    tbi_ols_recentre(&r->ols, NULL);
    if (r->out->view.sigma2_unit == 0)
        tbi_run_tell(r, "no_unit_variance", TB_MSG_ESTIMATE_NO_UNIT_VARIANCE);
    return TB_OK;
}

/* Means of columns that are constant within units repeat the column and are left out, as are
 * means that all units share. */
tb_status tbi_mundlak_frame(tb_frame *out, size_t *first, const tb_frame *f, tb_arena *a,
                            tb_err *err)
{
    size_t n = f->n;
    size_t u = f->unit.count;
    size_t k = f->k;
    size_t more = 0;
    double *m = TB_NEW(a, double, (u * k));
    double *count = TB_NEW(a, double, u);
    unsigned char *vary = TB_NEW(a, unsigned char, k);
    if (a->refused)
        return tbi_no_memory(err, "the means of units");
    compute_unit_means(m, count, f->x, f, k);
    for (size_t j = f->intercept ? 1 : 0; j < k; j++) {
        for (size_t i = 1; i < n && !vary[j]; i++)
            vary[j] = f->unit.of[i] == f->unit.of[i - 1] && f->x[i + j * n] != f->x[i - 1 + j * n];
        double lo = INFINITY, hi = -INFINITY;
        for (size_t l = 0; l < u; l++) {
            lo = fmin(lo, m[l + j * u]);
            hi = fmax(hi, m[l + j * u]);
        }
        vary[j] =
            /* a mean that all units share (of a year in a balanced panel) says nothing */
            vary[j] && hi - lo > 1e-12 * fmax(fabs(lo), fabs(hi));
        more += vary[j];
    }
    *out = *f;
    *first = k;
    out->k = k + more;
    out->x = TB_NEW(a, double, (n * out->k));
    out->term = TB_NEW(a, const char *, out->k);
    out->lag_of_y = TB_NEW(a, unsigned char, out->k);
    if (a->refused)
        return tbi_no_memory(err, "the means of units");
    memcpy(out->x, f->x, n * k * sizeof *f->x);
    memcpy(out->term, f->term, k * sizeof *f->term);
    for (size_t j = 0, at = k; j < k; j++) {
        if (!vary[j])
            continue;
        out->term[at] = tbi_arena_printf(a, "mean(%s)", f->term[j]);
        if (out->term[at] == NULL)
            return tbi_no_memory(err, "the means of units");
        for (size_t i = 0; i < n; i++)
            out->x[i + at * n] = m[(size_t)f->unit.of[i] + j * u];
        at++;
    }
    return TB_OK;
}

/* Correlated random effects (Mundlak 1978): regressors and their means, random effects by Swamy and
 * Arora. In a balanced panel the coefficients of the regressors are those of within. */
tb_status tbi_method_mundlak(tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_frame spread;
    size_t first;
    tb_status st = tbi_frame_spread(&spread, &r->frame, a, err);
    if (st == TB_OK)
        st = tbi_mundlak_frame(&r->level, &first, &spread, a, err);
    return st == TB_OK ? regress_random(r, err) : st;
}
