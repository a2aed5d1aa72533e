/* diagnose.c - what a careful reader asks next: do random effects hold, are errors correlated over
 * years, over provinces? */
#include "estimate/result.h"

#include "base/error.h"
#include "base/reason.h"
#include "num/dist.h"
#include "num/linalg.h"
#include "num/linalg_product.h"
#include "num/tolerance.h"

#include <math.h>
#include <string.h>

/* Statistic d'V^-1 d over the terms that both fits have; V = Vw - Vr. bread of either fit times
 * its own variance of errors. *df: terms that both kept; NaN where none, or where V is singular.
 * s2w, s2r: variances of errors of the within and the random-effects fit. */
static double compute_hausman(const tb_ols *w, const tb_ols *s, double s2w, double s2r, size_t *df,
                              tb_arena *a)
{
    size_t q = 0;
    size_t *pw = TB_NEW(a, size_t, w->k + 1);
    size_t *ps = TB_NEW(a, size_t, w->k + 1);
    if (a->refused)
        return NAN;
    for (size_t i = 0; i < w->k; i++)
        for (size_t j = 0; j < s->k; j++)
            if (w->column[i] == s->column[j]) {
                pw[q] = i;
                ps[q] = j;
                q++;
            }
    double *v = TB_NEW(a, double, (q * q));
    double *d = TB_NEW(a, double, q);
    double *u = TB_NEW(a, double, (q * q + 2 * q));
    if (q == 0 || a->refused)
        return NAN;
    /* coefficients in common, and their variances, which differ because random effects are
     * efficient */
    for (size_t i = 0; i < q; i++) {
        d[i] = w->b[pw[i]] - s->b[ps[i]];
        for (size_t j = 0; j < q; j++)
            v[i + j * q] =
                s2w * w->bread[pw[i] + pw[j] * w->k] - s2r * s->bread[ps[i] + ps[j] * s->k];
    }
    *df = q;
    double scale[1] = { 0 };
    for (size_t i = 0; i < q; i++)
        scale[0] = fmax(scale[0], fabs(v[i + i * q]));
    /* the difference need not be positive definite: solved as it stands, as R's phtest does */
    memcpy(u, d, q * sizeof *u);
    double *x = u + q, *sv = x + q;
    memcpy(x, d, q * sizeof *x);
    double *copy = TB_NEW(a, double, (q * q));
    if (copy == NULL)
        return NAN;
    memcpy(copy, v, q * q * sizeof *v);
    /* a singular difference has no inverse to judge by */
    if (tbi_lstsq(x, sv, copy, q, q, u, 1e-14) != (long)q)
        return NAN;
    return tbi_dot(d, x, q);
}

/* (b_w - b_r)' (V_w - V_r)^-1 (b_w - b_r), classical variances: Hausman (1978). A difference
 * that is no covariance gives a negative statistic, which is said and not reported as 0. What
 * cannot be fitted is a reason, not an error. Both fits are on the same rows, spread over unit
 * and year; without an intercept there is no test. */
static tb_status test_hausman(tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_frame spread, within;
    tb_swar s;
    tb_ols w;
    tb_err quiet = TB_ERR_INIT;
    tb_estimate_test t = tbi_test_without_figure("hausman", "chisq", NAN);
    tb_status st = tbi_frame_spread(&spread, &r->frame, a, err);
    if (st != TB_OK)
        return st;
    if (!spread.intercept)
        return TB_OK;
    /* within: the same rows with the effect of units taken out */
    within = spread;
    within.n_effect = 1;
    within.effect[0] = spread.unit;
    if (tbi_swar_fit(&s, &spread, a, &quiet) != TB_OK ||
        tbi_ols_fit(&w, &within, a, &quiet) != TB_OK) {
        t.reason = tbi_reason_of(a, "refused", "%s%.0s", "%.0s%s", quiet.message, quiet.message_vi);
        return tbi_run_test(r, t, err);
    }
    size_t df = 0;
    /* each fit's own variance of errors */
    double s2w = w.rss / ((double)w.n - (double)w.parameters);
    double s2r = s.ols.rss / ((double)s.ols.n - (double)s.ols.parameters);
    t.statistic = compute_hausman(&w, &s.ols, s2w, s2r, &df, a);
    t.df = (double)df;
    if (!isfinite(t.statistic)) {
        t.reason = TBI_REASON(SINGULAR_DIFFERENCE);
        t.statistic = NAN;
    } else if (t.statistic < 0) {
        t.reason = TBI_REASON(NEGATIVE_STATISTIC);
        t.statistic = NAN;
    } else
        t.p_value = tbi_chisq_upper(t.statistic, t.df);
    return tbi_run_test(r, t, err);
}

/* Whether column j has one value a year in all units, as the effects of years and a trend have.
 * O(n years): years are few. */
static bool is_same_in_year(const tb_frame *f, size_t j)
{
    const double *x = f->x + j * f->n;
    for (size_t t = 0; t < f->year.count; t++) {
        double value = NAN;
        for (size_t i = 0; i < f->n; i++) {
            if ((size_t)f->year.of[i] != t)
                continue;
            if (isnan(value))
                value = x[i];
            if (x[i] != value)
                return false;
        }
    }
    return true;
}

/* The frame without the columns that have one value a year, their means over units being only a
 * count of gaps. x's means alone are what the test is about. */
static tb_status list_mean_columns(size_t **tested, size_t *count, const tb_frame *spread,
                                   const tb_frame *level, size_t first, tb_arena *a, tb_err *err)
{
    *tested = TB_NEW(a, size_t, level->k);
    if (*tested == NULL)
        return tbi_no_memory(err, "the Hausman test");
    *count = 0;
    for (size_t j = first; j < level->k; j++)
        for (size_t l = 0; l < spread->k; l++) {
            const char *name = tbi_arena_printf(a, "mean(%s)", spread->term[l]);
            if (name == NULL)
                return tbi_no_memory(err, "the Hausman test");
            if (strcmp(name, level->term[j]) == 0 && !is_same_in_year(spread, l))
                (*tested)[(*count)++] = j;
        }
    return TB_OK;
}

/* Wald's test that the means of units have no effect beside the regressors, clustered by unit:
 * Hausman's question without his assumptions (Wooldridge 2010, 10.7.3). The means of year
 * effects, which a panel with gaps has, stay in the regression and out of the test: a few units
 * with gaps identify them, and a Wald statistic of many restrictions on few clusters rejects
 * always. F with the number of means and the degrees of freedom of the first coefficient's
 * variance. What cannot be fitted is a reason in the test, not an error. */
static tb_status test_hausman_robust(tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_frame spread, level;
    tb_swar s;
    size_t first;
    tb_err quiet = TB_ERR_INIT;
    tb_vcov v;
    tb_vcov_spec spec = tbi_vcov_spec_of((tb_vcov_choice){ .kind = TB_VCOV_CLUSTER }, r->o->ssc);
    tb_estimate_test t = tbi_test_without_figure("hausman_robust", "F", NAN);
    tb_status st = tbi_frame_spread(&spread, &r->frame, a, err);
    if (st == TB_OK)
        st = tbi_mundlak_frame(&level, &first, &spread, a, err);
    if (st != TB_OK)
        return st;
    if (!spread.intercept)
        return TB_OK;
    st = tbi_swar_fit(&s, &level, a, &quiet);
    if (st == TB_OK)
        st = tbi_vcov_make(&v, &spec, &s.ols, &s.transformed, false, a, &quiet);
    if (st != TB_OK) {
        t.reason = tbi_reason_of(a, "refused", "%s%.0s", "%.0s%s", quiet.message, quiet.message_vi);
        return tbi_run_test(r, t, err);
    }
    size_t k = s.ols.k;
    /* one row of the hypothesis for each mean that is tested, all against 0 */
    tb_hypothesis h = { "hausman_robust", 0, TB_NEW(a, double, (k * k)), TB_NEW(a, double, k) };
    if (a->refused)
        return tbi_no_memory(err, "the Hausman test");
    size_t *tested = NULL;
    size_t means = 0;
    st = list_mean_columns(&tested, &means, &spread, &level, first, a, err);
    if (st != TB_OK)
        return st;
    for (size_t j = 0; j < k; j++)
        for (size_t l = 0; l < means; l++)
            if (s.ols.column[j] == tested[l])
                h.c[h.q++ * k + j] = 1;
    t.df = (double)h.q;
    t.df2 = v.df[0];
    if (h.q > 0)
        t.statistic = tbi_hypothesis_f(&h, s.ols.b, v.v, k, a);
    if (isfinite(t.statistic))
        t.p_value = tbi_f_upper(t.statistic, t.df, t.df2);
    else {
        t.reason = TBI_REASON(MEANS_NOT_TESTABLE);
        t.statistic = NAN;
    }
    return tbi_run_test(r, t, err);
}

/* Wooldridge's test on the residuals of the within estimator: under no correlation their slope
 * on the row before is -1/(T-1) (Wooldridge 2010, 10.5.4). The slope's variance is clustered by
 * unit (sum over units of (sum x e)^2 / (sum x^2)^2), because the demeaned residuals of a unit
 * are correlated by construction. Rows must be sorted by unit, then year. Fewer than four pairs
 * of neighbours, or than three years: a reason and no statistic. */
static tb_status test_serial(tb_run *r, tb_err *err)
{
    const tb_ols *o = &r->ols;
    const tb_frame *f = &r->used;
    size_t m = 0, n = f->n;
    tb_estimate_test t = tbi_test_without_figure("wooldridge_ar", "F", 1);
    double sx = 0, sy = 0;
    for (size_t i = 1; i < n; i++)
        if (f->unit.of[i] == f->unit.of[i - 1]) {
            sx += o->e[i - 1];
            sy += o->e[i];
            m++;
        }
    if (m < 4 || f->year.count < 3) {
        t.reason = TBI_REASON(FEW_ROWS_IN_A_ROW);
        return tbi_run_test(r, t, err);
    }
    double mx = sx / (double)m;
    double my = sy / (double)m;
    double xx = 0;
    double xy = 0;
    for (size_t i = 1; i < n; i++)
        if (f->unit.of[i] == f->unit.of[i - 1]) {
            xx += (o->e[i - 1] - mx) * (o->e[i - 1] - mx);
            xy += (o->e[i - 1] - mx) * (o->e[i] - my);
        }
    double slope = xy / xx, meat = 0;
    for (size_t i = 0; i < n;) {
        double s = 0;
        size_t from = i;
        for (i++; i < n && f->unit.of[i] == f->unit.of[from]; i++)
            s += (o->e[i - 1] - mx) * (o->e[i] - my - slope * (o->e[i - 1] - mx));
        meat += s * s;
    }
    /* the null value is -1/(T-1) and not 0, hence the sum */
    double gap = slope + 1 / ((double)f->year.count - 1);
    t.df2 = (double)m - 2;
    t.statistic = gap * gap * xx * xx / meat;
    /* 0 / 0 where the residuals do not vary */
    if (isfinite(t.statistic))
        t.p_value = tbi_f_upper(t.statistic, 1, t.df2);
    else {
        t.reason = TBI_REASON(CONSTANT_RESIDUALS);
        t.statistic = NAN;
    }
    return tbi_run_test(r, t, err);
}

/* Whether the residuals sum to zero in every year, as effects of years or dummies make them. */
static bool is_zero_each_year(const tb_frame *f, const double *e)
{
    for (size_t t = 0; t < f->year.count; t++) {
        double sum = 0;
        double size = 0;
        for (size_t i = 0; i < f->n; i++) {
            if ((size_t)f->year.of[i] != t)
                continue;
            sum += e[i];
            size += fabs(e[i]);
        }
        if (fabs(sum) > TB_TOL_ZERO_SUM * size)
            return false;
    }
    return true;
}

/* Pesaran's CD (2004, 2015): sum over pairs of sqrt(T_ij) rho_ij over the years that both have.
 * Standard normal under no correlation between units, for many units and few years alike. Where
 * residuals sum to zero in every year the correlations of pairs sum to about -N/2, and the
 * statistic is near -sqrt(T/2) whatever the errors are (Juodis and Reese 2022): no test.
 * O(units^2 years). Pairs with fewer than two years in common have no correlation and are left
 * out. */
static tb_status test_cross_section(tb_run *r, tb_err *err)
{
    const tb_ols *o = &r->ols;
    const tb_frame *f = &r->used;
    size_t units = f->unit.count, years = f->year.count, pairs = 0;
    tb_estimate_test t = tbi_test_without_figure("pesaran_cd", "normal", NAN);
    if (is_zero_each_year(f, o->e)) {
        t.reason = TBI_REASON(YEARS_TAKEN_OUT);
        return tbi_run_test(r, t, err);
    }
    if (units > 2000) {
        t.reason = TBI_REASON(TOO_MANY_UNITS);
        return tbi_run_test(r, t, err);
    }
    double *grid = TB_NEW(&r->out->arena, double, (units * years));
    double sum = 0;
    if (grid == NULL)
        return tbi_no_memory(err, "the correlations of units");
    /* NaN: that unit has no row in that year */
    for (size_t i = 0; i < units * years; i++)
        grid[i] = NAN;
    for (size_t i = 0; i < f->n; i++)
        grid[(size_t)f->unit.of[i] * years + (size_t)f->year.of[i]] = o->e[i];
    for (size_t p = 0; p < units; p++)
        for (size_t q = 0; q < p; q++) {
            const double *x = grid + p * years, *y = grid + q * years;
            double c = 0;
            double mx = 0;
            double my = 0;
            double xx = 0;
            double yy = 0;
            double xy = 0;
            for (size_t i = 0; i < years; i++)
                if (!isnan(x[i]) && !isnan(y[i])) {
                    c += 1;
                    mx += x[i];
                    my += y[i];
                }
            if (c < 2)
                continue;
            mx /= c;
            my /= c;
            for (size_t i = 0; i < years; i++)
                if (!isnan(x[i]) && !isnan(y[i])) {
                    xx += (x[i] - mx) * (x[i] - mx);
                    yy += (y[i] - my) * (y[i] - my);
                    xy += (x[i] - mx) * (y[i] - my);
                }
            double rho = xy / sqrt(xx * yy);
            /* a unit whose residuals do not vary within those years */
            if (!isfinite(rho))
                continue;
            sum += sqrt(c) * rho;
            pairs++;
        }
    if (pairs > 0) {
        t.statistic = sum / sqrt((double)pairs);
        t.p_value = 2 * tbi_normal_upper(fabs(t.statistic));
    } else
        t.reason = TBI_REASON(NO_YEARS_IN_COMMON);
    return tbi_run_test(r, t, err);
}

/* A perfect fit leaves only rounding to test, and one unit nothing to compare. With weights the
 * tests, which are written for errors alike, are left out. Tests are added to the result in a
 * fixed order; random effects are compared only up to 20,000 rows. */
tb_status tbi_run_diagnose(tb_run *r, tb_err *err)
{
    const char *m = r->out->view.method;
    if (r->ols.k == 0 || r->ols.perfect || r->used.unit.count < 2 || r->used.root != NULL)
        return TB_OK;
    bool within = strcmp(m, "within") == 0;
    bool effects = within || strcmp(m, "random") == 0 || strcmp(m, "mundlak") == 0;
    tb_status st = TB_OK;
    if (effects && r->used.n <= 20000) {
        st = test_hausman(r, err);
        if (st == TB_OK)
            st = test_hausman_robust(r, err);
    }
    if (st == TB_OK && within)
        st = test_serial(r, err);
    if (st == TB_OK && (within || strcmp(m, "pooled") == 0))
        st = test_cross_section(r, err);
    return st;
}
