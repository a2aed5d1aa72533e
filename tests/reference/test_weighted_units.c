/* Weights where units vary beside lme4, and in differences beside R's lm:
 * tests/reference/plm/weighted_units.R, which also says what the weights are. */
#include "support/check.h"
#include "support/papi_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static papi_table t;
static double weight[PAPI_ROWS];

static void same(double mine, const char *under, const char *member, double tolerance)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", under, member);
    double theirs = reference_number("weighted_units.json", path);
    double d = fabs(mine - theirs) / fabs(theirs);
    if (!(d <= tolerance))
        fail_msg("%s: %.17g instead of %.17g (relative %.2g)", path, mine, theirs, d);
}

static void load(const char *y, const char *x, int first, int last)
{
    papi_load(&t, y, x, first, last);
    for (size_t i = 0; i < t.n; i++)
        weight[i] = ((t.unit[i] * 13 + t.year[i] * 7) % 17 + 1) / 3.0;
    t.data.weight = weight;
}

static tb_estimate *fit(tb_estimate_method method, tb_vcov_kind kind, tb_ssc ssc)
{
    tb_err err = TB_ERR_INIT;
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    tb_estimate *e = NULL;
    o.method = method;
    o.vcov.kind = kind;
    o.ssc = ssc;
    CHECK_OK(tb_estimate_arrays(&e, &t.data, &o, &err), err);
    return e;
}

static void compare(const tb_estimate *e, const char *under, double tolerance)
{
    const tb_estimate_summary *v = tb_estimate_info(e);
    for (size_t j = 0; j < v->coefficients; j++) {
        char member[60];
        const char *term = v->coefficient[j].term;
        snprintf(member, sizeof member, "%s/estimate", term);
        same(v->coefficient[j].estimate, under, member, tolerance);
        snprintf(member, sizeof member, "%s/std_error", term);
        same(v->coefficient[j].std_error, under, member, tolerance);
    }
}

static void compare_reml(const char *under, const char *coefficients)
{
    tb_estimate *e = fit(TB_METHOD_REML, TB_VCOV_IID, TB_SSC_FIXEST);
    const tb_estimate_summary *v = tb_estimate_info(e);
    compare(e, coefficients, 1e-6); /* lme4's optimiser stops before the last digits */
    same(v->sigma2_unit, under, "sigma2_unit", 1e-5);
    same(v->sigma2_idios, under, "sigma2_idios", 1e-6);
    same(v->loglik, under, "loglik", 1e-9);
    tb_estimate_free(e);
}

static void weighted_reml_agrees_with_lme4(void **state)
{
    (void)state;
    load("D6", "D2 D4 D5", 2011, 2017);
    compare_reml("reml/table", "reml/table/coefficients");
    load("D3", "D1 D2", 2013, 2020);
    for (size_t i = 0; i < t.n; i++)
        if ((t.unit[i] * 7 + t.year[i] * 5) % 11 == 0)
            t.y[i] = NAN;
    t.data.effects = "year";
    compare_reml("reml/gaps", "reml/gaps/coefficients");
}

static void weighted_differences_agree_with_lm(void **state)
{
    (void)state;
    load("D6", "D2 D4 D5", 2011, 2017);
    tb_estimate *e = fit(TB_METHOD_FD, TB_VCOV_IID, TB_SSC_FIXEST);
    compare(e, "fd/iid", 1e-9);
    same(tb_estimate_info(e)->sigma, "fd", "sigma", 1e-9);
    same(tb_estimate_info(e)->loglik, "fd", "loglik", 1e-9);
    tb_estimate_free(e);
    e = fit(TB_METHOD_FD, TB_VCOV_CLUSTER, TB_SSC_NONE);
    for (size_t j = 0; j < 4; j++) {
        const tb_coefficient *c = &tb_estimate_info(e)->coefficient[j];
        same(c->std_error, "fd/cluster_unit_none", c->term, 1e-9);
    }
    tb_estimate_free(e);
}

/* Weights that are all 4 quarter the variance of a row and change nothing else. */
static void equal_weights_change_no_estimate(void **state)
{
    (void)state;
    static const tb_estimate_method methods[] = { TB_METHOD_REML, TB_METHOD_FD };
    for (size_t k = 0; k < 2; k++) {
        papi_load(&t, "D6", "D2 D4 D5", 2011, 2017);
        tb_estimate *plain = fit(methods[k], TB_VCOV_IID, TB_SSC_FIXEST);
        for (size_t i = 0; i < t.n; i++)
            weight[i] = 4;
        t.data.weight = weight;
        tb_estimate *e = fit(methods[k], TB_VCOV_IID, TB_SSC_FIXEST);
        const tb_estimate_summary *v = tb_estimate_info(e);
        const tb_estimate_summary *p = tb_estimate_info(plain);
        assert_true(fabs(v->loglik - p->loglik) <= 1e-9 * fabs(p->loglik));
        for (size_t j = 0; j < p->coefficients; j++) {
            assert_true(fabs(v->coefficient[j].estimate - p->coefficient[j].estimate) < 1e-9);
            assert_true(fabs(v->coefficient[j].std_error - p->coefficient[j].std_error) < 1e-9);
        }
        tb_estimate_free(e);
        tb_estimate_free(plain);
    }
}

static void other_methods_say_why_they_take_none(void **state)
{
    (void)state;
    static const struct {
        tb_estimate_method method;
        const char *says;
    } cases[] = { { TB_METHOD_RANDOM, "reml takes them" },
                  { TB_METHOD_MUNDLAK, "reml takes them" },
                  { TB_METHOD_GMM, "it weights its moments itself" },
                  { TB_METHOD_RIDGE, "pooled, within, fd, iv and reml" } };
    load("D6", "D2", 2011, 2017);
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        tb_err err = TB_ERR_INIT;
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        tb_estimate *e = NULL;
        o.method = cases[k].method;
        assert_int_equal(tb_estimate_arrays(&e, &t.data, &o, &err), TB_EARG);
        if (strstr(err.message, cases[k].says) == NULL)
            fail_msg("'%s' does not say '%s'", err.message, cases[k].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(weighted_reml_agrees_with_lme4),
                                        cmocka_unit_test(weighted_differences_agree_with_lm),
                                        cmocka_unit_test(equal_weights_change_no_estimate),
                                        cmocka_unit_test(other_methods_say_why_they_take_none) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
