/* Weights, REML, instruments and difference-in-Hansen beside R (lm, sandwich, clubSandwich, nlme,
 * plm, gmm) and gretl:
 * tests/reference/plm/weights.R, which also says what the weights are. */
#include "support/check.h"
#include "support/estimates.h"
#include "support/papi_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static papi_table t;
static double weight[PAPI_ROWS];

static double look(const char *path)
{
    return reference_number("weights.json", path);
}

static void same(double mine, const char *path, double tolerance)
{
    double theirs = look(path);
    double d = fabs(mine - theirs) / fabs(theirs);
    if (!(d <= tolerance))
        fail_msg("%s: %.17g instead of %.17g (relative %.2g)", path, mine, theirs, d);
}

static void load(const char *y, const char *x, int first, int last, bool weighted)
{
    papi_load(&t, y, x, first, last);
    for (size_t i = 0; i < t.n; i++)
        weight[i] = ((t.unit[i] * 13 + t.year[i] * 7) % 17 + 1) / 3.0;
    t.data.weight = weighted ? weight : NULL;
}

static tb_estimate *fit(const tb_estimate_opts *o)
{
    return fit_arrays(&t.data, o);
}

static const tb_coefficient *find(const tb_estimate *e, const char *term)
{
    return coefficient_of(tb_estimate_info(e), term);
}

static const tb_estimate_test *find_test(const tb_estimate *e, const char *name)
{
    const tb_estimate_summary *v = tb_estimate_info(e);
    for (size_t i = 0; i < v->tests; i++)
        if (strcmp(v->test[i].name, name) == 0)
            return &v->test[i];
    fail_msg("no test %s", name);
    return NULL;
}

/* Estimates and standard errors of each term below one path. */
static void compare(const tb_estimate *e, const char *under, const char *const *term, size_t n,
                    double tolerance)
{
    char path[160];
    for (size_t i = 0; i < n; i++) {
        snprintf(path, sizeof path, "%s/%s/estimate", under, term[i]);
        same(find(e, term[i])->estimate, path, tolerance);
        snprintf(path, sizeof path, "%s/%s/std_error", under, term[i]);
        same(find(e, term[i])->std_error, path, tolerance);
    }
}

static const char *const three[] = { "D2", "D4", "D5" };
static const char *const four[] = { "(Intercept)", "D2", "D4", "D5" };

static void weighted_least_squares_agree_with_lm_and_sandwich(void **state)
{
    (void)state;
    static const char *const kinds[][3] = { { "hc1", NULL, "hc1" },
                                            { "hc3", NULL, "hc3" },
                                            { "cluster:unit", "none", "cluster_unit_none" },
                                            { "cluster:unit", NULL, "cluster_unit_fixest" },
                                            { "cluster:unit,year", "none", "twoway_none" },
                                            { "dk:2", "none", "dk2_none" } };
    load("D6", "D2 D4 D5", 2011, 2017, true);
    t.data.effects = "unit + year";
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.vcov.kind = TB_VCOV_IID;
    o.rows = true;
    tb_estimate *e = fit(&o);
    const tb_estimate_summary *v = tb_estimate_info(e);
    compare(e, "within/iid", three, 3, 1e-9);
    same(v->sigma, "within/sigma", 1e-9);
    same(v->rss, "within/rss", 1e-9);
    same(v->loglik, "within/loglik", 1e-9);
    same(tb_estimate_row_at(e, 0)->residual, "within/residual_first", 1e-9);
    tb_estimate_free(e);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        char path[100];
        assert_int_equal(tb_vcov_of(&o.vcov, kinds[k][0], NULL), TB_OK);
        o.ssc = TB_SSC_FIXEST;
        if (kinds[k][1] != NULL)
            assert_int_equal(tb_ssc_of(&o.ssc, kinds[k][1], NULL), TB_OK);
        e = fit(&o);
        for (size_t i = 0; i < 3; i++) {
            snprintf(path, sizeof path, "within/%s/%s", kinds[k][2], three[i]);
            same(find(e, three[i])->std_error, path, 1e-8);
        }
        tb_estimate_free(e);
    }
}

static void weighted_bias_reduced_variances_agree_with_clubsandwich(void **state)
{
    (void)state;
    load("D6", "D2 D4 D5", 2011, 2017, true);
    t.data.effects = "unit + year";
    for (int k = 0; k < 2; k++) {
        char path[100];
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        assert_int_equal(tb_vcov_of(&o.vcov, k == 0 ? "cr2:unit" : "cr3:unit", NULL), TB_OK);
        tb_estimate *e = fit(&o);
        for (size_t i = 0; i < 3; i++) {
            snprintf(path, sizeof path, "within/%s/%s/std_error", k == 0 ? "cr2" : "cr3", three[i]);
            same(find(e, three[i])->std_error, path, 1e-8);
            snprintf(path, sizeof path, "within/%s/%s/df", k == 0 ? "cr2" : "cr3", three[i]);
            same(find(e, three[i])->df, path, 1e-7);
        }
        tb_estimate_free(e);
    }
}

static void weighted_pooled_agrees_with_lm(void **state)
{
    (void)state;
    load("D6", "D2 D4 D5", 2011, 2017, true);
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.vcov.kind = TB_VCOV_IID;
    o.rows = true;
    tb_estimate *e = fit(&o);
    compare(e, "pooled/iid", four, 4, 1e-9);
    same(tb_estimate_info(e)->r2, "pooled/r2", 1e-9);
    same(tb_estimate_info(e)->loglik, "pooled/loglik", 1e-9);
    same(tb_estimate_info(e)->aic, "pooled/aic", 1e-9);
    same(tb_estimate_row_at(e, 0)->residual, "pooled/residual_first", 1e-9);
    tb_estimate_free(e);
    o.vcov.kind = TB_VCOV_HC3;
    e = fit(&o);
    for (size_t i = 0; i < 4; i++) {
        char path[100];
        snprintf(path, sizeof path, "pooled/hc3/%s", four[i]);
        same(find(e, four[i])->std_error, path, 1e-9);
    }
    tb_estimate_free(e);
}

/* nlme's own optimiser stops at about 1e-7 of the variance components. */
static void reml_agrees_with_nlme(void **state)
{
    (void)state;
    static const char *const gaps[] = { "(Intercept)", "D1", "D2", "factor(year)2014",
                                        "factor(year)2020" };
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.method = TB_METHOD_REML;
    o.vcov.kind = TB_VCOV_IID;
    load("D6", "D2 D4 D5", 2011, 2017, false);
    tb_estimate *e = fit(&o);
    compare(e, "reml/table/coefficients", four, 4, 1e-6);
    same(tb_estimate_info(e)->sigma2_unit, "reml/table/sigma2_unit", 1e-5);
    same(tb_estimate_info(e)->sigma2_idios, "reml/table/sigma2_idios", 1e-6);
    same(tb_estimate_info(e)->loglik, "reml/table/loglik", 1e-9);
    tb_estimate_free(e);
    load("D3", "D1 D2", 2013, 2020, false);
    for (size_t i = 0; i < t.n; i++)
        if ((t.unit[i] * 7 + t.year[i] * 5) % 11 == 0)
            t.y[i] = NAN;
    t.data.effects = "year";
    e = fit(&o);
    compare(e, "reml/gaps/coefficients", gaps, 5, 1e-6);
    same(tb_estimate_info(e)->sigma2_unit, "reml/gaps/sigma2_unit", 1e-5);
    same(tb_estimate_info(e)->sigma2_idios, "reml/gaps/sigma2_idios", 1e-6);
    same(tb_estimate_info(e)->loglik, "reml/gaps/loglik", 1e-9);
    tb_estimate_free(e);
}

/* D6 on D4 and D2, D2 endogenous, by the columns of the last papi_load as instruments. */
static void load_instruments(bool weighted)
{
    static double z[2 * PAPI_ROWS];
    static const unsigned char endogenous[] = { 0, 1 };
    static const char *const names[] = { "D1", "D3" };
    load("D6", "D4 D2 D1 D3", 2011, 2017, weighted);
    memcpy(z, t.x + 2 * t.n, 2 * t.n * sizeof *z);
    t.data.k = 2;
    t.data.q = 2;
    t.data.z = z;
    t.data.instrument = names;
    t.data.endogenous = endogenous;
}

static const char *const two[] = { "D4", "D2" };

static void two_stages_agree_with_plm_and_dense_matrices(void **state)
{
    (void)state;
    for (int w = 0; w < 2; w++) {
        char path[100];
        const char *who = w ? "iv/weighted" : "iv/unweighted";
        load_instruments(w == 1);
        t.data.effects = "unit + year";
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        o.vcov.kind = TB_VCOV_IID;
        tb_estimate *e = fit(&o);
        assert_string_equal(tb_estimate_info(e)->method, "iv");
        if (w == 0)
            compare(e, "iv/plm", two, 2, 1e-9);
        snprintf(path, sizeof path, "%s/iid", who);
        compare(e, path, two, 2, 1e-9);
        snprintf(path, sizeof path, "%s/first_stage_iid", who);
        same(find_test(e, "first_stage: D2")->statistic, path, 1e-8);
        snprintf(path, sizeof path, "%s/wu_hausman_iid", who);
        same(find_test(e, "wu_hausman")->statistic, path, 1e-8);
        snprintf(path, sizeof path, "%s/sargan", who);
        same(find_test(e, "sargan")->statistic, path, 1e-8);
        tb_estimate_free(e);
        o.vcov.kind = TB_VCOV_DEFAULT;
        e = fit(&o);
        for (size_t i = 0; i < 2; i++) {
            snprintf(path, sizeof path, "%s/cluster/%s", who, two[i]);
            same(find(e, two[i])->std_error, path, 1e-8);
        }
        snprintf(path, sizeof path, "%s/first_stage_cluster", who);
        same(find_test(e, "first_stage: D2")->statistic, path, 1e-8);
        snprintf(path, sizeof path, "%s/wu_hausman_cluster", who);
        same(find_test(e, "wu_hausman")->statistic, path, 1e-8);
        snprintf(path, sizeof path, "%s/hansen", who);
        same(find_test(e, "hansen")->statistic, path, 1e-8);
        tb_estimate_free(e);
    }
    load_instruments(false);
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.vcov.kind = TB_VCOV_IID;
    tb_estimate *e = fit(&o);
    static const char *const with[] = { "(Intercept)", "D4", "D2" };
    compare(e, "gretl/tsls", with, 3, 1e-9);
    same(find_test(e, "sargan")->statistic, "gretl/sargan", 1e-9);
    tb_estimate_free(e);
}

/* The lag of D6 first, then D4 and the endogenous D2; all lags from 2. */
static void load_dynamic(void)
{
    static double x[3 * PAPI_ROWS], z[2 * PAPI_ROWS];
    static const unsigned char lag[] = { 1, 0, 0 };
    static const unsigned char endogenous[] = { 0, 0, 1 };
    static const char *const terms[] = { "L.D6", "D4", "D2" };
    load("D6", "L.D6 D4 D2 D1 D3", 2011, 2017, false);
    memcpy(x, t.x, 3 * t.n * sizeof *x);
    memcpy(z, t.x + 3 * t.n, 2 * t.n * sizeof *z);
    t.data.x = x;
    t.data.k = 3;
    t.data.term = terms;
    t.data.q = 2;
    t.data.z = z;
    t.data.lag_of_y = lag;
    t.data.endogenous = endogenous;
}

static void dynamic_panels_with_instruments_agree_with_pgmm(void **state)
{
    (void)state;
    static const char *const terms[] = { "L.D6", "D4", "D2" };
    static const char *const paths[] = { "dynamic/difference", "dynamic/difference_two",
                                         "dynamic/system", "dynamic/system_two" };
    for (int i = 0; i < 4; i++) {
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        assert_int_equal(tb_estimate_method_of(&o.method, i < 2 ? "gmm" : "sysgmm", NULL), TB_OK);
        o.steps = i % 2 + 1;
        o.lag_from = 2;
        o.collapse = 0;
        load_dynamic();
        t.data.intercept = false;
        tb_estimate *e = fit(&o);
        compare(e, paths[i], terms, 3, 1e-7);
        tb_estimate_free(e);
    }
}

static void difference_in_hansen_agrees_with_pgmm_and_gmm(void **state)
{
    (void)state;
    static const unsigned char lag[] = { 1, 0 };
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    load("D6", "L.D6 D4", 2011, 2017, false);
    t.data.lag_of_y = lag;
    t.data.intercept = false;
    o.method = TB_METHOD_SYSGMM;
    o.lag_from = 2;
    o.lag_to = 4;
    o.collapse = 0;
    tb_estimate *e = fit(&o);
    assert_int_equal((int)look("groups/columns"), (int)tb_estimate_info(e)->gmm.instruments);
    same(find_test(e, "hansen")->statistic, "groups/hansen", 1e-7);
    same(find_test(e, "difference_hansen: levels")->statistic, "groups/levels", 1e-6);
    assert_true(find_test(e, "difference_hansen: levels")->df == 5);
    same(find_test(e, "difference_hansen: regressors")->statistic, "groups/regressors", 1e-5);
    assert_true(find_test(e, "difference_hansen: regressors")->df == 2);
    tb_estimate_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weighted_least_squares_agree_with_lm_and_sandwich),
        cmocka_unit_test(weighted_bias_reduced_variances_agree_with_clubsandwich),
        cmocka_unit_test(weighted_pooled_agrees_with_lm),
        cmocka_unit_test(reml_agrees_with_nlme),
        cmocka_unit_test(two_stages_agree_with_plm_and_dense_matrices),
        cmocka_unit_test(dynamic_panels_with_instruments_agree_with_pgmm),
        cmocka_unit_test(difference_in_hansen_agrees_with_pgmm_and_gmm)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
