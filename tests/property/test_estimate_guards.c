/* Where do the sums of a regression say something that the data do not? Size of the tests that are
 * printed beside an estimate, rows that say nothing, terms that one cluster identifies, fits that
 * are perfect, digits that a sandwich loses, p-values that are never zero. */
#include "num/rng.h"
#include "support/check.h"
#include "support/estimates.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/estimate.h>

enum { UNITS = 63, YEARS = 9, N = UNITS * YEARS, COLUMNS = 4 };

typedef struct table {
    size_t n, k;
    double y[N], x[N * COLUMNS];
    int32_t unit[N], year[N];
} table;

static tb_estimate *fit(const table *t, const char *effects, const tb_estimate_opts *o)
{
    const tb_estimate_data d = { .n = t->n,
                                 .k = t->k,
                                 .y = t->y,
                                 .x = t->x,
                                 .unit = t->unit,
                                 .year = t->year,
                                 .effects = effects,
                                 .intercept = true };
    return fit_arrays(&d, o);
}

/* Random effects that are uncorrelated with two regressors, effects of years, independent errors;
 * three units miss a year each, as three provinces do in PAPI. */
static void draw_null(table *t, uint64_t seed)
{
    tb_rng r;
    double x[N][2];
    tbi_rng_start(&r, seed, TB_STREAM_SAMPLER, 0);
    t->n = 0;
    t->k = 2;
    for (int u = 0; u < UNITS; u++) {
        double a = tbi_rng_normal(&r);
        double m = tbi_rng_normal(&r);
        for (int s = 0; s < YEARS; s++) {
            double w = tbi_rng_normal(&r);
            double v = m + tbi_rng_normal(&r);
            double e = tbi_rng_normal(&r);
            if ((u == 3 && s == 2) || (u == 17 && s == 5) || (u == 40 && s == 8))
                continue;
            x[t->n][0] = v;
            x[t->n][1] = w;
            t->y[t->n] = 0.5 * v - 0.2 * w + a + 0.3 * s + e;
            t->unit[t->n] = u;
            t->year[t->n] = 2011 + s;
            t->n++;
        }
    }
    for (size_t i = 0; i < t->n; i++)
        for (size_t j = 0; j < 2; j++)
            t->x[i + j * t->n] = x[i][j];
}

/* Under the null each test rejects at 5 % in about 5 % of 400 panels: beyond 2 to 9 % (four
 * standard errors) the test says something else. With the means of year effects among what is
 * tested hausman_robust rejected every time. */
static void tests_have_their_size(void **state)
{
    (void)state;
    static const char *const names[] = { "hausman", "hausman_robust", "wooldridge_ar" };
    enum { PANELS = 400 };
    int rejected[3] = { 0 };
    table *t = malloc(sizeof *t);
    assert_non_null(t);
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.influence = false;
    for (uint64_t p = 0; p < PANELS; p++) {
        draw_null(t, 700 + p);
        tb_estimate *e = fit(t, "unit + year", &o);
        const tb_estimate_summary *v = tb_estimate_info(e);
        for (size_t i = 0; i < v->tests; i++)
            for (int q = 0; q < 3; q++)
                if (strcmp(v->test[i].name, names[q]) == 0)
                    rejected[q] += v->test[i].p_value < 0.05;
        tb_estimate_free(e);
    }
    for (int q = 0; q < 3; q++) {
        print_message("%s: %d of %d panels rejected at 5 %%\n", names[q], rejected[q], PANELS);
        assert_in_range(rejected[q], 8, 36);
    }
    free(t);
}

/* Effects of years, or their dummies, make residuals sum to zero in every year: Pesaran's statistic
 * is then near -sqrt(T / 2) whatever the errors are, and stood there as a rejection. With effects
 * of units alone it is a test: 400 null panels without a common part. */
static void correlation_is_not_tested_after_years(void **state)
{
    (void)state;
    enum { PANELS = 400 };
    table *t = malloc(sizeof *t);
    assert_non_null(t);
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.influence = false;
    int rejected = 0;
    for (uint64_t p = 0; p < PANELS; p++) {
        draw_null(t, 2000 + p);
        for (size_t i = 0; i < t->n; i++)
            t->y[i] -= 0.3 * (t->year[i] - 2011);
        for (int years = 0; years < (p < 5 ? 2 : 1); years++) {
            tb_estimate *e = fit(t, years ? "unit + year" : "unit", &o);
            const tb_estimate_summary *v = tb_estimate_info(e);
            const tb_estimate_test *cd = NULL;
            for (size_t i = 0; i < v->tests; i++)
                if (strcmp(v->test[i].name, "pesaran_cd") == 0)
                    cd = &v->test[i];
            assert_non_null(cd);
            if (years) {
                assert_true(isnan(cd->statistic) && isnan(cd->p_value));
                assert_string_equal(cd->reason->id, "years_taken_out");
            } else
                rejected += cd->p_value < 0.05;
            tb_estimate_free(e);
        }
    }
    print_message("pesaran_cd: %d of %d panels rejected at 5 %%\n", rejected, PANELS);
    assert_in_range(rejected, 8, 36);
    free(t);
}

/* A unit with one year is fitted by its own effect: rows, units, clusters and degrees of freedom
 * are those of the table without it. */
static void singletons_count_for_nothing(void **state)
{
    (void)state;
    table *t = malloc(sizeof *t);
    table *w = malloc(sizeof *w);
    assert_true(t != NULL && w != NULL);
    draw_null(t, 5);
    *w = *t;
    w->n = 0;
    size_t all = 0;
    /* units 30.. keep one year in t, and none in w */
    double x[2][N][2];
    for (size_t i = 0; i < t->n; i++) {
        bool late = t->unit[i] >= 30;
        if (late && t->year[i] != 2013)
            continue;
        for (size_t j = 0; j < 2; j++)
            x[0][all][j] = t->x[i + j * t->n];
        double y = t->y[i];
        int32_t unit = t->unit[i];
        int32_t year = t->year[i];
        if (!late) {
            memcpy(x[1][w->n], x[0][all], sizeof x[0][0]);
            w->y[w->n] = y;
            w->unit[w->n] = unit;
            w->year[w->n++] = year;
        }
        t->y[all] = y;
        t->unit[all] = unit;
        t->year[all++] = year;
    }
    t->n = all;
    for (size_t j = 0; j < 2; j++) {
        for (size_t i = 0; i < t->n; i++)
            t->x[i + j * t->n] = x[0][i][j];
        for (size_t i = 0; i < w->n; i++)
            w->x[i + j * w->n] = x[1][i][j];
    }
    tb_estimate *a = fit(t, "unit", NULL);
    tb_estimate *b = fit(w, "unit", NULL);
    const tb_estimate_summary *p = tb_estimate_info(a);
    const tb_estimate_summary *q = tb_estimate_info(b);
    assert_int_equal(p->singletons, 33);
    assert_int_equal(q->singletons, 0);
    assert_int_equal(p->identified_by, 30);
    assert_int_equal(p->n_obs, q->n_obs);
    assert_int_equal(p->n_units, 30);
    assert_int_equal(p->clusters, 30);
    for (size_t j = 0; j < p->coefficients; j++) {
        assert_true(p->coefficient[j].std_error == q->coefficient[j].std_error);
        assert_true(p->coefficient[j].df == q->coefficient[j].df);
    }
    bool said = false;
    for (size_t i = 0; i < tb_estimate_notices(a).count; i++)
        said = said || strcmp(tb_estimate_notices(a).notice[i].code, "identified_by") == 0;
    assert_true(said);
    tb_estimate_free(a);
    tb_estimate_free(b);
    free(t);
    free(w);
}

/* Below 20 clusters CR2 and the bootstrap stand beside the error unasked, and the effective number
 * of clusters is between 1 and their number. */
static void few_clusters_bring_their_company(void **state)
{
    (void)state;
    table *t = malloc(sizeof *t);
    assert_non_null(t);
    draw_null(t, 6);
    for (size_t i = 0; i < t->n; i++) {
        t->year[i] += t->unit[i] / 9 * 100;
        t->unit[i] %= 9;
    }
    tb_estimate *e = fit(t, "unit", NULL);
    const tb_estimate_summary *v = tb_estimate_info(e);
    assert_int_equal(v->clusters, 9);
    assert_non_null(v->wild_weights);
    for (size_t j = 0; j < v->coefficients; j++) {
        const tb_coefficient *c = &v->coefficient[j];
        assert_true(c->cr2_error > 0 && c->wild_p > 0 && c->wild_p <= 1);
        assert_true(c->effective_clusters > 1 && c->effective_clusters <= 9);
    }
    tb_estimate_free(e);
    free(t);
}

/* A regressor that varies in one unit only, where the other does not: its unit's score is zero by
 * the normal equations, and the others have none. Rounding stood there as a standard error of 1e-17
 * and p < 0.0001. */
static void one_cluster_gives_no_error(void **state)
{
    (void)state;
    static const char *const vcov[] = { "cluster:unit", "cr2:unit", "cr3:unit" };
    static const char *const tests[] = { "alone: x2 = 0", "other: x1 = 0", NULL };
    table *t = malloc(sizeof *t);
    assert_non_null(t);
    draw_null(t, 8);
    for (size_t i = 0; i < t->n; i++) {
        bool here = t->unit[i] == 11;
        t->x[i + t->n] = here ? t->x[i + t->n] : 0;
        t->x[i] = here ? 0 : t->x[i];
    }
    for (size_t q = 0; q < 3; q++) {
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        o.method = TB_METHOD_WITHIN;
        assert_int_equal(tb_vcov_of(&o.vcov, vcov[q], NULL), TB_OK);
        o.tests = tests;
        tb_estimate *e = fit(t, "unit", &o);
        const tb_estimate_summary *v = tb_estimate_info(e);
        const tb_coefficient *c = v->coefficient;
        assert_int_equal(v->coefficients, 2);
        assert_true(c[0].std_error > 0.01);
        assert_true(isnan(c[1].std_error) && isnan(c[1].p_value));
        assert_non_null(strstr(c[1].reason->text, "one cluster alone"));
        for (size_t i = 0; i < v->tests; i++) {
            if (strcmp(v->test[i].name, "alone") == 0)
                assert_true(isnan(v->test[i].p_value) && v->test[i].reason != NULL);
            if (strcmp(v->test[i].name, "other") == 0)
                assert_true(v->test[i].p_value >= 0);
        }
        tb_estimate_free(e);
    }
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.method = TB_METHOD_WITHIN;
    o.wild = 999;
    tb_estimate *e = fit(t, "unit", &o);
    const tb_coefficient *c = tb_estimate_info(e)->coefficient;
    assert_true(isnan(c[1].wild_p) && c[1].wild_reason != NULL);
    /* x1 is real: no random draw reaches it, and the p-value is 1 / 1000, not 0 */
    CHECK_NEAR(c[0].wild_p, 0.001, 1e-12);
    tb_estimate_free(e);
    free(t);
}

/* The same over years, where Driscoll and Kraay's variance has its clusters. */
static void one_year_gives_no_driscoll_kraay_error(void **state)
{
    (void)state;
    table *t = malloc(sizeof *t);
    assert_non_null(t);
    draw_null(t, 13);
    int year = t->year[3];
    for (size_t i = 0; i < t->n; i++) {
        bool here = t->year[i] == year;
        t->x[i + t->n] = here ? t->x[i + t->n] : 0;
        t->x[i] = here ? 0 : t->x[i];
    }
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.method = TB_METHOD_WITHIN;
    assert_int_equal(tb_vcov_of(&o.vcov, "dk:2", NULL), TB_OK);
    tb_estimate *e = fit(t, "year", &o);
    const tb_coefficient *c = tb_estimate_info(e)->coefficient;
    assert_true(c[0].std_error > 0.001);
    assert_true(isnan(c[1].std_error) && isnan(c[1].p_value) && isnan(c[1].ci_low));
    assert_non_null(strstr(c[1].reason->text, "one cluster alone"));
    tb_estimate_free(e);
    free(t);
}

/* Ridge and model averaging on a perfect fit, and on an outcome that does not move: no error, no
 * likelihood, no rounding for a variance. */
static void ridge_and_bma_report_no_rounding(void **state)
{
    (void)state;
    static const char *const methods[] = { "ridge", "bma" };
    table *t = malloc(sizeof *t);
    assert_non_null(t);
    for (size_t q = 0; q < 2; q++) {
        tb_err err = TB_ERR_INIT;
        tb_estimate *e = NULL;
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        assert_int_equal(tb_estimate_method_of(&o.method, methods[q], NULL), TB_OK);
        draw_null(t, 14);
        tb_estimate_data d = { .n = t->n,
                               .k = 2,
                               .y = t->y,
                               .x = t->x,
                               .unit = t->unit,
                               .year = t->year,
                               .effects = "",
                               .intercept = true };
        for (size_t i = 0; i < t->n; i++)
            t->y[i] = 0.5 * t->x[i] + 0.25 * t->x[i + t->n];
        tb_status st = tb_estimate_arrays(&e, &d, &o, &err);
        assert_true(st == TB_OK || st == TB_ESINGULAR);
        const tb_estimate_summary *v = st == TB_OK ? tb_estimate_info(e) : NULL;
        for (size_t j = 0; v != NULL && j < v->coefficients; j++) {
            if (isfinite(v->coefficient[j].std_error))
                print_message("%s: the error %g\n", methods[q], v->coefficient[j].std_error);
            assert_true(isnan(v->coefficient[j].std_error) && isnan(v->coefficient[j].p_value));
            assert_non_null(v->coefficient[j].reason);
        }
        if (v != NULL && isfinite(v->loglik))
            print_message("%s: log likelihood %g\n", methods[q], v->loglik);
        assert_true(v == NULL || !isfinite(v->loglik));
        tb_estimate_free(e);
        for (size_t i = 0; i < t->n; i++)
            t->y[i] = 3.1;
        e = NULL;
        assert_int_equal(tb_estimate_arrays(&e, &d, &o, &err), TB_ESINGULAR);
        assert_non_null(strstr(err.message, "no variation"));
    }
    free(t);
}

/* y is a combination of the regressors: no method reports what is left as a variance. */
static void a_perfect_fit_has_no_errors(void **state)
{
    (void)state;
    static const char *const methods[] = { "pooled",  "within", "between", "fd",    "random",
                                           "mundlak", "hpj",    "gmm",     "sysgmm" };
    table *t = malloc(sizeof *t);
    assert_non_null(t);
    for (size_t q = 0; q < sizeof methods / sizeof *methods; q++) {
        bool gmm = strstr(methods[q], "gmm") != NULL;
        unsigned char lag[2] = { 0, gmm };
        draw_null(t, 9);
        for (size_t i = 0; i < t->n; i++) {
            bool first = i == 0 || t->unit[i] != t->unit[i - 1];
            double before = first ? t->x[i] : t->y[i - 1];
            t->y[i] = 0.5 * t->x[i] + 0.25 * (gmm ? before : t->x[i + t->n]);
            if (gmm)
                t->x[i + t->n] = first ? NAN : before;
        }
        tb_err err = TB_ERR_INIT;
        tb_estimate *e = NULL;
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        assert_int_equal(tb_estimate_method_of(&o.method, methods[q], NULL), TB_OK);
        tb_estimate_data d = { .n = t->n,
                               .k = 2,
                               .y = t->y,
                               .x = t->x,
                               .unit = t->unit,
                               .year = t->year,
                               .effects = "",
                               .intercept = true,
                               .lag_of_y = lag };
        if (strcmp(methods[q], "within") == 0)
            d.effects = "unit + year";
        tb_status st = tb_estimate_arrays(&e, &d, &o, &err);
        if (st != TB_OK) {
            if (st != TB_ESINGULAR && st != TB_ECONVERGE)
                print_message("%s: %s\n", methods[q], err.message);
            assert_true(st == TB_ESINGULAR || st == TB_ECONVERGE);
            continue;
        }
        const tb_estimate_summary *v = tb_estimate_info(e);
        for (size_t j = 0; j < v->coefficients; j++) {
            if (isfinite(v->coefficient[j].std_error))
                print_message("%s: %s has the error %g\n", methods[q], v->coefficient[j].term,
                              v->coefficient[j].std_error);
            assert_true(isnan(v->coefficient[j].std_error));
            assert_non_null(v->coefficient[j].reason);
        }
        for (size_t i = 0; i < v->tests; i++)
            assert_true(isnan(v->test[i].statistic));
        tb_estimate_free(e);
    }
    free(t);
}

/* fd has differences, between has units; rows are not what either is made of. */
static void rows_are_counted_as_used(void **state)
{
    (void)state;
    table *t = malloc(sizeof *t);
    assert_non_null(t);
    draw_null(t, 10);
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.method = TB_METHOD_FD;
    tb_estimate *e = fit(t, "", &o);
    assert_int_equal(tb_estimate_info(e)->n_obs, t->n - UNITS);
    assert_int_equal(tb_estimate_info(e)->n_periods, YEARS - 1);
    tb_estimate_free(e);
    o.method = TB_METHOD_BETWEEN;
    e = fit(t, "", &o);
    assert_int_equal(tb_estimate_info(e)->n_obs, UNITS);
    tb_estimate_free(e);
    free(t);
}

/* Against 60 digits (tests/reference/estimate/digits.py). The condition of 1, year, year^2 is about
 * 1e11 and that of 1, 1e7 + z about 4e7: a sandwich through (X'X)^-1 kept three digits of the one
 * and none of the other. */
static void digits_survive_bad_scaling(void **state)
{
    (void)state;
    FILE *f = fopen(TANGBAC_SOURCE_DIR "/tests/reference/estimate/digits.csv", "r");
    char line[256];
    int seen = 0;
    assert_non_null(f);
    table *t = malloc(sizeof *t);
    assert_non_null(t);
    while (fgets(line, sizeof line, f) != NULL) {
        char name[16];
        char kind[16];
        int term;
        double b;
        double se;
        if (sscanf(line, "%15[^,],%15[^,],%d,%lf,%lf", name, kind, &term, &b, &se) != 5)
            continue;
        bool years = strcmp(name, "years") == 0;
        t->n = 504;
        t->k = years ? 3 : 1;
        for (size_t i = 0; i < t->n; i++) {
            double z = (double)(37 * i % 101) / 101.0;
            double year = 2011 + (double)(i % 8);
            t->y[i] = z / 2 + (double)(53 * i % 97) / 97.0;
            t->unit[i] = (int32_t)(i / 8);
            t->year[i] = 2011 + (int32_t)(i % 8);
            t->x[i] = years ? year : 1e7 + z;
            t->x[i + t->n] = year * year;
            t->x[i + 2 * t->n] = z;
        }
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        o.method = TB_METHOD_POOLED;
        o.vcov.kind = strcmp(kind, "hc3") == 0 ? TB_VCOV_HC3 : TB_VCOV_CLUSTER;
        o.ssc = TB_SSC_NONE;
        tb_estimate *e = fit(t, "", &o);
        const tb_coefficient *c = &tb_estimate_info(e)->coefficient[term];
        CHECK_NEAR(c->estimate / b, 1, 1e-7);
        CHECK_NEAR(c->std_error / se, 1, 1e-6);
        tb_estimate_free(e);
        seen++;
    }
    assert_int_equal(seen, 12);
    fclose(f);
    free(t);
}

/* observed = fitted + residual, fitted = x'b + effects; residuals sum to zero in every level; and the
 * effects are those of a regression on dummies, the first year at zero. */
static void residuals_and_effects_add_up(void **state)
{
    (void)state;
    table *t = malloc(sizeof *t);
    assert_non_null(t);
    draw_null(t, 12);
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.rows = true;
    tb_estimate *e = fit(t, "unit + year", &o);
    const tb_coefficient *c = tb_estimate_info(e)->coefficient;
    assert_int_equal(tb_estimate_rows(e), t->n);
    assert_int_equal(tb_estimate_effects(e), UNITS + YEARS);
    assert_null(tb_estimate_row_at(e, t->n));
    double unit[UNITS] = { 0 };
    double year[YEARS] = { 0 };
    assert_true(tb_estimate_effect_at(e, UNITS)->estimate == 0);
    for (size_t i = 0; i < t->n; i++) {
        const tb_estimate_row *r = tb_estimate_row_at(e, i);
        double a = tb_estimate_effect_at(e, (size_t)t->unit[i])->estimate;
        double l = tb_estimate_effect_at(e, (size_t)(UNITS + t->year[i] - 2011))->estimate;
        double xb = t->x[i] * c[0].estimate + t->x[i + t->n] * c[1].estimate;
        assert_int_equal(r->year, t->year[i]);
        CHECK_NEAR(r->observed, t->y[i], 0);
        CHECK_NEAR(r->fitted + r->residual, r->observed, 1e-12);
        CHECK_NEAR(xb + a + l, r->fitted, 1e-10);
        unit[t->unit[i]] += r->residual;
        year[t->year[i] - 2011] += r->residual;
    }
    for (int u = 0; u < UNITS; u++)
        CHECK_NEAR(unit[u], 0, 1e-10);
    for (int s = 0; s < YEARS; s++)
        CHECK_NEAR(year[s], 0, 1e-10);
    tb_estimate_free(e);
    free(t);
}

/* A truth of 0.5 with effects whose mean is 4: with a constant system GMM finds it; without one, as
 * was the default, it does not. A caller of an older library, whose options
 * end before the last members, has their defaults. */
static void system_gmm_needs_its_constant(void **state)
{
    (void)state;
    enum { MANY = 400, LONG = 7 };
    static const unsigned char lag[1] = { 1 };
    size_t n = (size_t)MANY * LONG;
    double *y = calloc(n, sizeof *y);
    double *x = calloc(n, sizeof *x);
    int32_t *unit = calloc(n, sizeof *unit);
    int32_t *year = calloc(n, sizeof *year);
    assert_true(y && x && unit && year);
    tb_rng r;
    tbi_rng_start(&r, 77, TB_STREAM_SAMPLER, 0);
    for (size_t u = 0; u < MANY; u++) {
        double a = 4 + 0.5 * tbi_rng_normal(&r);
        double now = a / 0.5;
        for (int s = -20; s < LONG; s++) {
            double before = now;
            now = 0.5 * before + a + tbi_rng_normal(&r);
            if (s < 0)
                continue;
            size_t i = u * LONG + (size_t)s;
            y[i] = now;
            x[i] = s == 0 ? NAN : before;
            unit[i] = (int32_t)u;
            year[i] = 2000 + s;
        }
    }
    for (int constant = 0; constant < 2; constant++) {
        tb_err err = TB_ERR_INIT;
        tb_estimate *e = NULL;
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        o.method = TB_METHOD_SYSGMM;
        o.lag_from = 2;
        o.size = offsetof(tb_estimate_opts, influence);
        tb_estimate_data d = { .n = n,
                               .k = 1,
                               .y = y,
                               .x = x,
                               .unit = unit,
                               .year = year,
                               .effects = "",
                               .intercept = constant == 1,
                               .lag_of_y = lag };
        CHECK_OK(tb_estimate_arrays(&e, &d, &o, &err), err);
        double b = tb_estimate_info(e)->coefficient[0].estimate;
        print_message("%s a constant: %.3f for 0.5\n", constant == 1 ? "with" : "without", b);
        if (constant == 1)
            CHECK_NEAR(b, 0.5, 0.08);
        else
            assert_true(fabs(b - 0.5) > 0.08);
        tb_estimate_free(e);
    }
    free(y);
    free(x);
    free(unit);
    free(year);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(tests_have_their_size),
                                        cmocka_unit_test(correlation_is_not_tested_after_years),
                                        cmocka_unit_test(singletons_count_for_nothing),
                                        cmocka_unit_test(few_clusters_bring_their_company),
                                        cmocka_unit_test(one_cluster_gives_no_error),
                                        cmocka_unit_test(one_year_gives_no_driscoll_kraay_error),
                                        cmocka_unit_test(ridge_and_bma_report_no_rounding),
                                        cmocka_unit_test(a_perfect_fit_has_no_errors),
                                        cmocka_unit_test(rows_are_counted_as_used),
                                        cmocka_unit_test(digits_survive_bad_scaling),
                                        cmocka_unit_test(residuals_and_effects_add_up),
                                        cmocka_unit_test(system_gmm_needs_its_constant) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
