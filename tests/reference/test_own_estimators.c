/* The estimators that panel.R leaves out, and other variables, years and gaps, beside R: plm,
 * sandwich, clubSandwich, BMS, MASS (tests/reference/plm/own.R). */
#include "support/check.h"
#include "support/estimates.h"
#include "support/papi_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static double worst;
static papi_table t;
static char path[200];

static void same(double mine, const char *where, double tolerance)
{
    double theirs = reference_number("own.json", where);
    double d = fabs(mine - theirs) / fabs(theirs);
    if (!(d <= worst))
        worst = d;
    if (!(d <= tolerance))
        fail_msg("%s: %.17g instead of %.17g (relative %.2g)", where, mine, theirs, d);
}

static tb_estimate *fit(const tb_estimate_opts *o)
{
    return fit_arrays(&t.data, o);
}

/* mine [n] coefficients as R calls them in `theirs`, estimates and standard errors under `node`. */
static void compare(const tb_estimate_summary *v, const char *node, const char *const *mine,
                    const char *const *theirs, size_t n, double tolerance)
{
    for (size_t j = 0; j < n; j++) {
        const tb_coefficient *c = coefficient_of(v, mine[j]);
        snprintf(path, sizeof path, "%s/%s/estimate", node, theirs[j]);
        same(c->estimate, path, tolerance);
        snprintf(path, sizeof path, "%s/%s/std_error", node, theirs[j]);
        same(c->std_error, path, tolerance);
    }
}

static void report(const char *what)
{
    print_message("%s: largest relative deviation %.1e\n", what, worst);
    worst = 0;
}

/* 2013-2020 with holes by the rule of own.R; the lag looks at the whole table. */
static void load_gaps(void)
{
    papi_load(&t, "D3", "D1 L.D1 D2", 2011, 2020);
    for (size_t i = 0; i < t.n; i++)
        if (t.year[i] < 2013 || (t.unit[i] * 7 + t.year[i] * 5) % 11 == 0)
            t.y[i] = NAN;
}

static void gaps_and_other_years_agree(void **state)
{
    (void)state;
    static const char *const terms[] = { "(Intercept)", "D1", "L.D1", "D2" };
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    static const char *const vcov[] = { "iid", "hc1", "hc3" };
    load_gaps();
    t.data.effects = "unit + year";
    for (size_t m = 0; m < 3; m++) {
        assert_int_equal(tb_vcov_of(&o.vcov, vcov[m], NULL), TB_OK);
        tb_estimate *e = fit(&o);
        char node[40];
        assert_int_equal(tb_estimate_info(e)->n_obs, (int)reference_number("own.json", "gaps/n"));
        snprintf(node, sizeof node, "gaps/%s", vcov[m]);
        compare(tb_estimate_info(e), node, terms + 1, terms + 1, 3, 1e-8);
        tb_estimate_free(e);
        report(node);
    }
    for (int m = 0; m < 2; m++) {
        const char *words = m == 0 ? "cr2:unit" : "cr3:unit";
        assert_int_equal(tb_vcov_of(&o.vcov, words, NULL), TB_OK);
        tb_estimate *e = fit(&o);
        for (size_t j = 1; j < 4; j++) {
            snprintf(path, sizeof path, "gaps/CR%d/%s/std_error", m + 2, terms[j]);
            same(coefficient_of(tb_estimate_info(e), terms[j])->std_error, path, 1e-8);
            snprintf(path, sizeof path, "gaps/CR%d/%s/df", m + 2, terms[j]);
            same(coefficient_of(tb_estimate_info(e), terms[j])->df, path, 1e-8);
        }
        tb_estimate_free(e);
        report(words);
    }
    t.data.effects = NULL;
    o.vcov.kind = TB_VCOV_IID;
    o.method = TB_METHOD_RANDOM;
    tb_estimate *e = fit(&o);
    compare(tb_estimate_info(e), "gaps/random/coefficients", terms, terms, 4, 1e-8);
    same(tb_estimate_info(e)->sigma2_unit, "gaps/random/sigma2/id", 1e-8);
    tb_estimate_free(e);
    report("random with gaps");
    o.method = TB_METHOD_FD;
    e = fit(&o);
    compare(tb_estimate_info(e), "gaps/fd", terms, terms, 4, 1e-8);
    tb_estimate_free(e);
    report("fd with gaps");
}

static void the_half_panel_jackknife_agrees(void **state)
{
    (void)state;
    static const char *const terms[] = { "L.D6", "D2" };
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.method = TB_METHOD_HPJ;
    for (int odd = 0; odd < 2; odd++) {
        papi_load(&t, "D6", "L.D6 D2", 2011, odd ? 2022 : 2023);
        t.data.effects = "unit + year";
        tb_estimate *e = fit(&o);
        compare(tb_estimate_info(e), odd ? "hpj/odd/coefficients" : "hpj/even/coefficients", terms,
                terms, 2, 1e-8);
        tb_estimate_free(e);
    }
    report("hpj");
}

static void ridge_agrees_with_mass(void **state)
{
    (void)state;
    static const char *const mine[] = { "(Intercept)", "D1", "D2", "D3", "D4", "D5" };
    static const char *const theirs[] = { "", "D1", "D2", "D3", "D4", "D5" };
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    papi_load(&t, "D6", "D1 D2 D3 D4 D5", 2011, 2017);
    o.method = TB_METHOD_RIDGE;
    for (int l = 0; l < 2; l++) {
        o.penalty = l ? 25 : 1;
        tb_estimate *e = fit(&o);
        for (size_t j = 1; j < 6; j++) {
            snprintf(path, sizeof path, "ridge/penalty%d/%s", l ? 25 : 1, theirs[j]);
            same(coefficient_of(tb_estimate_info(e), mine[j])->estimate, path, 1e-8);
        }
        tb_estimate_free(e);
    }
    o.penalty = -1;
    tb_estimate *e = fit(&o);
    same(tb_estimate_info(e)->gcv, "ridge/gcv/gcv", 1e-8);
    /* the bottom of a flat curve */
    same(tb_estimate_info(e)->penalty, "ridge/gcv/penalty", 1e-4);
    tb_estimate_free(e);
    report("ridge (the penalty lies on a flat curve; coefficients and gcv within 1e-8)");
}

static void model_averages_agree_with_bms(void **state)
{
    (void)state;
    static const char *const terms[] = { "D1", "D2", "D3", "D4", "D5", "D7", "D8" };
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    papi_load(&t, "D6", "D1 D2 D3 D4 D5 D7 D8", 2018, 2023);
    for (size_t i = 0; i < t.n; i++) { /* own.R: every dimension must be there */
        for (size_t j = 0; j < t.k; j++)
            if (isnan(t.x[i + j * t.n]))
                t.y[i] = NAN;
    }
    o.method = TB_METHOD_BMA;
    tb_estimate *e = fit(&o);
    assert_true(tb_estimate_info(e)->models == 128);
    for (size_t j = 0; j < 7; j++) {
        const tb_coefficient *c = coefficient_of(tb_estimate_info(e), terms[j]);
        snprintf(path, sizeof path, "bma/%s/inclusion", terms[j]);
        same(c->inclusion, path, 1e-6);
        snprintf(path, sizeof path, "bma/%s/mean", terms[j]);
        same(c->estimate, path, 1e-6);
    }
    tb_estimate_free(e);
    report("bma beside BMS");
    /* brute force over all 2^8 models; the year is the eighth regressor */
    static double x[PAPI_ROWS * 8];
    static const char *names[8];
    for (size_t j = 0; j < 8; j++)
        for (size_t i = 0; i < t.n; i++)
            x[i + j * t.n] = j < 7 ? t.x[i + j * t.n] : t.year[i];
    for (size_t j = 0; j < 8; j++)
        names[j] = j < 7 ? t.term[j] : "year";
    t.data.x = x;
    t.data.k = 8;
    t.data.term = names;
    e = fit(&o);
    for (size_t j = 0; j < 8; j++) {
        const tb_coefficient *c = coefficient_of(tb_estimate_info(e), names[j]);
        snprintf(path, sizeof path, "brute/%s/inclusion", names[j]);
        same(c->inclusion, path, 1e-8);
        snprintf(path, sizeof path, "brute/%s/mean", names[j]);
        same(c->estimate, path, 1e-8);
        snprintf(path, sizeof path, "brute/%s/sd", names[j]);
        same(c->std_error, path, 1e-8);
    }
    tb_estimate_free(e);
    report("bma beside brute force");
}

static void fractional_probit_agrees_with_glm(void **state)
{
    (void)state;
    static const char *const mine[] = { "(Intercept)", "D2", "D4", "mean(D2)", "mean(D4)" };
    static const char *const theirs[] = { "(Intercept)", "D2", "D4", "m.D2", "m.D4" };
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    papi_load(&t, "D6", "D2 D4", 2011, 2017);
    for (size_t i = 0; i < t.n; i++)
        t.y[i] = (t.y[i] - 1) / 9;
    o.method = TB_METHOD_FRACTIONAL;
    tb_estimate *e = fit(&o);
    const tb_estimate_summary *v = tb_estimate_info(e);
    compare(v, "fractional/coefficients", mine, theirs, 5, 1e-6);
    for (size_t j = 1; j < 5; j++) {
        snprintf(path, sizeof path, "fractional/ape/%zu", j - 1);
        same(9 * v->partial_effect[j], path, 1e-6);
        snprintf(path, sizeof path, "fractional/ape_se/%zu", j - 1);
        same(9 * v->partial_effect_se[j], path, 1e-6);
    }
    tb_estimate_free(e);
    report("fractional");
}

static void mundlak_agrees(void **state)
{
    (void)state;
    static const char *const terms[] = { "(Intercept)", "D2", "D4", "mean(D2)", "mean(D4)" };
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    papi_load(&t, "D6", "D2 D4", 2011, 2017);
    o.method = TB_METHOD_MUNDLAK;
    o.vcov.kind = TB_VCOV_IID;
    tb_estimate *e = fit(&o);
    compare(tb_estimate_info(e), "mundlak", terms, terms, 5, 1e-8);
    tb_estimate_free(e);
    report("mundlak");
}

static double test_of(const tb_estimate_summary *v, const char *name)
{
    for (size_t i = 0; i < v->tests; i++)
        if (strcmp(v->test[i].name, name) == 0)
            return v->test[i].statistic;
    fail_msg("no test %s", name);
    return NAN;
}

static void gmm_case(const char *node, const char *y, const char *x, int first, int last,
                     tb_estimate_opts o, const char *effects, const char *const *mine,
                     const char *const *theirs, size_t k, bool serial)
{
    static const unsigned char lag[] = { 1, 0, 0 };
    char where[100];
    papi_load(&t, y, x, first, last);
    t.data.lag_of_y = lag;
    t.data.intercept = false;
    t.data.effects = effects;
    tb_estimate *e = fit(&o);
    const tb_estimate_summary *v = tb_estimate_info(e);
    snprintf(where, sizeof where, "gmm/%s/coefficients", node);
    compare(v, where, mine, theirs, k, 1e-6);
    snprintf(where, sizeof where, "gmm/%s/sargan", node);
    same(test_of(v, "sargan"), where, 1e-6);
    if (serial) {
        snprintf(where, sizeof where, "gmm/%s/ar1", node);
        same(test_of(v, "ar1"), where, 1e-6);
        snprintf(where, sizeof where, "gmm/%s/ar2", node);
        same(test_of(v, "ar2"), where, 1e-6);
    }
    tb_estimate_free(e);
    report(node);
}

static void gmm_agrees_in_other_years(void **state)
{
    (void)state;
    static const char *const m1[] = { "L.D4", "D1", "D3" };
    static const char *const t1[] = { "lag(D4, 1)", "D1", "D3" };
    static const char *const m2[] = { "L.D6", "D2" };
    static const char *const t2[] = { "lag(D6, 1)", "D2" };
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.method = TB_METHOD_GMM;
    o.lag_from = 2;
    o.lag_to = 3;
    o.steps = 1;
    gmm_case("years", "D4", "L.D4 D1 D3", 2012, 2018, o, "unit + year", m1, t1, 3, true);
    o.lag_from = 3;
    o.lag_to = 0;
    o.steps = 2;
    gmm_case("collapsed", "D6", "L.D6 D2", 2011, 2019, o, NULL, m2, t2, 2, true);
    o.method = TB_METHOD_SYSGMM;
    o.lag_from = 2;
    o.lag_to = 3;
    gmm_case("system2", "D6", "L.D6 D2", 2011, 2017, o, NULL, m2, t2, 2,
             /* plm takes all residuals of the system into m1, m2; we the differences' */
             false);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(gaps_and_other_years_agree),
                                        cmocka_unit_test(the_half_panel_jackknife_agrees),
                                        cmocka_unit_test(ridge_agrees_with_mass),
                                        cmocka_unit_test(model_averages_agree_with_bms),
                                        cmocka_unit_test(fractional_probit_agrees_with_glm),
                                        cmocka_unit_test(mundlak_agrees),
                                        cmocka_unit_test(gmm_agrees_in_other_years) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
