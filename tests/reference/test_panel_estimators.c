/* The panel estimators beside R: plm, clubSandwich and fixest on the PAPI dimensions
 * (tests/reference/plm/panel.R, fixest.R). Each check is relative, and the largest deviation of
 * each estimator is printed: the note of docs/estimate.md is taken from there. */
#include "support/check.h"
#include "support/estimates.h"
#include "support/papi_table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double worst;

static void same(double mine, double theirs, double tolerance, const char *what)
{
    double d = fabs(mine - theirs) / fabs(theirs);
    if (!(d <= worst))
        worst = d;
    if (!(d <= tolerance))
        fail_msg("%s: %.17g instead of %.17g (relative %.2g)", what, mine, theirs, d);
}

static tb_estimate *fit(papi_table *t, const char *who, const char *effects,
                        const tb_estimate_opts *o)
{
    papi_load(t, "D6", "D2 D4 D5", 2011, strcmp(who, "balanced") == 0 ? 2013 : 2017);
    t->data.effects = effects;
    return fit_arrays(&t->data, o);
}

static const char *const terms[] = { "(Intercept)", "D2", "D4", "D5" };

/* Estimates, standard errors and p-values of one model of panel.json. */
static void compare(const char *who, const char *model, const char *method, const char *effects,
                    double tolerance)
{
    static papi_table t;
    char path[200];
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    assert_int_equal(tb_estimate_method_of(&o.method, method, NULL), TB_OK);
    o.vcov.kind = TB_VCOV_IID;
    worst = 0;
    tb_estimate *e = fit(&t, who, effects, &o);
    const tb_estimate_summary *v = tb_estimate_info(e);
    for (size_t i = strcmp(method, "within") == 0 ? 1 : 0; i < 4; i++) {
        const tb_coefficient *c = coefficient_of(v, terms[i]);
        snprintf(path, sizeof path, "%s/%s/coefficients/%s/estimate", who, model, terms[i]);
        same(c->estimate, reference_number("panel.json", path), tolerance, path);
        snprintf(path, sizeof path, "%s/%s/coefficients/%s/std_error", who, model, terms[i]);
        same(c->std_error, reference_number("panel.json", path), tolerance, path);
        snprintf(path, sizeof path, "%s/%s/coefficients/%s/p_value", who, model, terms[i]);
        same(c->p_value, reference_number("panel.json", path), tolerance, path);
    }
    if (strcmp(method, "random") != 0) {
        snprintf(path, sizeof path, "%s/%s/%s", who, model,
                 strcmp(method, "within") == 0 ? "r2_within" : "r2");
        same(v->r2, reference_number("panel.json", path), tolerance, path);
    } else {
        snprintf(path, sizeof path, "%s/random_swar/sigma2/idios", who);
        same(v->sigma2_idios, reference_number("panel.json", path), tolerance, path);
        snprintf(path, sizeof path, "%s/random_swar/sigma2/id", who);
        same(v->sigma2_unit, reference_number("panel.json", path), tolerance, path);
        if (strcmp(who, "balanced") == 0)
            same(v->theta_min, reference_number("panel.json", "balanced/random_swar/theta"),
                 tolerance, "theta");
    }
    print_message("%s %s: largest relative deviation %.1e\n", who, model, worst);
    tb_estimate_free(e);
}

static void classical_fits_agree_with_plm(void **state)
{
    (void)state;
    for (int b = 0; b < 2; b++) {
        const char *who = b ? "balanced" : "unbalanced";
        compare(who, "within_individual", "within", "unit", 1e-8);
        compare(who, "within_time", "within", "year", 1e-8);
        compare(who, "within_twoways", "within", "unit + year", 1e-8);
        compare(who, "pooling", "pooled", NULL, 1e-8);
        compare(who, "between", "between", NULL, 1e-8);
        compare(who, "fd", "fd", NULL, 1e-8);
        compare(who, "random_swar", "random", NULL, 1e-8);
    }
}

/* Standard errors of one variance against one list of a file. */
static void compare_errors(const char *who, const char *effects, const char *vcov, const char *ssc,
                           const char *file, const char *path)
{
    static papi_table t;
    char whole[200];
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    if (vcov != NULL)
        assert_int_equal(tb_vcov_of(&o.vcov, vcov, NULL), TB_OK);
    if (ssc != NULL)
        assert_int_equal(tb_ssc_of(&o.ssc, ssc, NULL), TB_OK);
    tb_estimate *e = fit(&t, who, effects, &o);
    worst = 0;
    for (size_t i = 1; i < 4; i++) {
        snprintf(whole, sizeof whole, "%s/%s", path, terms[i]);
        same(coefficient_of(tb_estimate_info(e), terms[i])->std_error,
             reference_number(file, whole), 1e-8, whole);
    }
    print_message("%s, %s, %s: largest relative deviation %.1e\n", path, vcov,
                  ssc != NULL ? ssc : "fixest", worst);
    tb_estimate_free(e);
}

static void variances_agree_with_plm_and_fixest(void **state)
{
    (void)state;
    static const char *const effects[] = { "unit", "year", "unit + year" }, *const models[] = {
        "within_individual", "within_time", "within_twoways"
    };
    char path[200];
    for (int b = 0; b < 2; b++)
        for (int m = 0; m < 3; m++) {
            const char *who = b ? "balanced" : "unbalanced";
            static const char *const kinds[][3] = { { "cluster:unit", "none", "cluster_unit_HC0" },
                                                    { "cluster:unit", "plm", "cluster_unit_sss" },
                                                    { "dk:2", "none", "driscoll_kraay_L2_HC0" },
                                                    { "cluster:unit,year", "none",
                                                      "twoway_cluster_HC0" } };
            for (size_t i = 0; i < 4; i++) {
                snprintf(path, sizeof path, "%s/%s/%s", who, models[m], kinds[i][2]);
                compare_errors(who, effects[m], kinds[i][0], kinds[i][1], "panel.json", path);
            }
        }
    compare_errors("unbalanced", "unit + year", "iid", NULL, "fixest.json", "se_iid");
    compare_errors("unbalanced", "unit + year", "hc1", NULL, "fixest.json", "se_hetero");
    compare_errors("unbalanced", "unit + year", "cluster:unit", NULL, "fixest.json",
                   "se_cluster_unit");
    compare_errors("unbalanced", "unit + year", "cluster:unit,year", NULL, "fixest.json",
                   "se_cluster_unit_year");
    compare_errors("unbalanced", "unit + year", "dk:2", NULL, "fixest.json",
                   "se_driscoll_kraay_L2");
}

static void bias_reduced_variances_agree_with_clubsandwich(void **state)
{
    (void)state;
    static papi_table t;
    static const char *const kinds[][2] = { { "cr2:unit", "CR2" }, { "cr3:unit", "CR3" } };
    char path[200];
    for (size_t m = 0; m < 2; m++) {
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        assert_int_equal(tb_vcov_of(&o.vcov, kinds[m][0], NULL), TB_OK);
        tb_estimate *e = fit(&t, "unbalanced", "unit + year", &o);
        worst = 0;
        for (size_t i = 1; i < 4; i++) {
            const tb_coefficient *c = coefficient_of(tb_estimate_info(e), terms[i]);
            const double mine[] = { c->estimate, c->std_error, c->df, c->p_value };
            static const char *const what[] = { "estimate", "std_error", "df_satterthwaite",
                                                "p_value" };
            for (size_t l = 0; l < 4; l++) {
                snprintf(path, sizeof path, "within_twoways_cluster_unit/%s/%s/%s", kinds[m][1],
                         terms[i], what[l]);
                same(mine[l], reference_number("panel.json", path), 1e-8, path);
            }
        }
        print_message("%s: largest relative deviation %.1e\n", kinds[m][1], worst);
        tb_estimate_free(e);
    }
}

static const tb_estimate_test *find_test(const tb_estimate_summary *v, const char *name)
{
    for (size_t i = 0; i < v->tests; i++)
        if (strcmp(v->test[i].name, name) == 0)
            return &v->test[i];
    fail_msg("no test %s", name);
    return NULL;
}

static void diagnostics_agree_with_plm(void **state)
{
    (void)state;
    static papi_table t;
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    tb_estimate *e = fit(&t, "unbalanced", "unit", &o);
    worst = 0;
    const tb_estimate_test *h = find_test(tb_estimate_info(e), "hausman"),
                           *w = find_test(tb_estimate_info(e), "wooldridge_ar");
    same(h->statistic, reference_number("panel.json", "hausman/statistic"), 1e-8, "hausman");
    same(h->p_value, reference_number("panel.json", "hausman/p"), 1e-8, "hausman");
    print_message("hausman: largest relative deviation %.1e\n", worst);
    worst = 0;
    same(w->statistic, reference_number("panel.json", "wooldridge_ar_within/statistic"), 1e-8,
         "wooldridge");
    same(w->p_value, reference_number("panel.json", "wooldridge_ar_within/p"), 1e-8, "wooldridge");
    print_message("wooldridge: largest relative deviation %.1e\n", worst);
    tb_estimate_free(e);
    e = fit(&t, "balanced", "unit", &o);
    worst = 0;
    const tb_estimate_test *c = find_test(tb_estimate_info(e), "pesaran_cd");
    same(c->statistic, reference_number("panel.json", "pesaran_cd_balanced/statistic"), 1e-8, "cd");
    same(c->p_value, reference_number("panel.json", "pesaran_cd_balanced/p"), 1e-8, "cd");
    print_message("pesaran_cd: largest relative deviation %.1e\n", worst);
    tb_estimate_free(e);
}

/* Arellano-Bond and Blundell-Bond: D6 on its lag and D4, 2011-2017, lags 2 to 4, one instrument a
 * year and lag. */
static void gmm_one(const char *method, int steps, const char *node)
{
    static papi_table t;
    static const unsigned char lag[] = { 1, 0 };
    static const char *const mine[] = { "L.D6", "D4" }, *const theirs[] = { "lag(D6, 1)", "D4" };
    tb_err err = TB_ERR_INIT;
    tb_estimate *e = NULL;
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    char path[200];
    papi_load(&t, "D6", "L.D6 D4", 2011, 2017);
    t.data.lag_of_y = lag, t.data.intercept = false;
    assert_int_equal(tb_estimate_method_of(&o.method, method, NULL), TB_OK);
    o.lag_from = 2, o.lag_to = 4, o.steps = steps;
    CHECK_OK(tb_estimate_arrays(&e, &t.data, &o, &err), err);
    const tb_estimate_summary *v = tb_estimate_info(e);
    worst = 0;
    for (int j = 0; j < 2; j++) {
        static const char *const what[] = { "estimate", "std_error", "p_value" };
        const tb_coefficient *c = coefficient_of(v, mine[j]);
        const double x[] = { c->estimate, c->std_error, c->p_value };
        for (int l = 0; l < 3; l++) {
            snprintf(path, sizeof path, "%s/coefficients/%s/%s", node, theirs[j], what[l]);
            same(x[l], reference_number("panel.json", path), 1e-6, path);
        }
    }
    if (steps == 1 && strcmp(method, "gmm") == 0) {
        same(find_test(v, "sargan")->statistic,
             reference_number("panel.json", "gmm_difference_onestep/sargan/statistic"), 1e-6,
             "sargan");
        same(find_test(v, "ar1")->statistic,
             reference_number("panel.json", "gmm_difference_onestep/ar1"), 1e-6, "ar1");
        same(find_test(v, "ar2")->statistic,
             reference_number("panel.json", "gmm_difference_onestep/ar2"), 1e-6, "ar2");
        assert_int_equal(v->gmm.instruments, 13);
        assert_false(v->gmm.collapsed);
    }
    print_message("%s: largest relative deviation %.1e\n", node, worst);
    tb_estimate_free(e);
}

static void gmm_agrees_with_pgmm(void **state)
{
    (void)state;
    gmm_one("gmm", 1, "gmm_difference_onestep");
    gmm_one("gmm", 2, "gmm_difference_twosteps_windmeijer");
    gmm_one("sysgmm", 1, "gmm_system_onestep");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classical_fits_agree_with_plm),
        cmocka_unit_test(variances_agree_with_plm_and_fixest),
        cmocka_unit_test(bias_reduced_variances_agree_with_clubsandwich),
        cmocka_unit_test(diagnostics_agree_with_plm), cmocka_unit_test(gmm_agrees_with_pgmm)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
