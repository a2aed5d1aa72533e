/* test_same_words.c - a regression that is said in other words has the same numbers: formulas,
 * subsets and hypotheses spelled otherwise, effects as dummies, predictions beside both. */
#include "support/check.h"
#include "support/estimates.h"
#include "support/shipped.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/estimate.h>

static tb_err err;

static tb_estimate *fit(const char *formula, const tb_estimate_opts *o)
{
    tb_estimate *e = NULL;
    CHECK_OK(tb_estimate_run(&e, shipped, formula, o, &err), err);
    return e;
}

/* Term by term: by name, or by place where the name is spelled as the formula was. */
static void same(const tb_estimate *a, const tb_estimate *b)
{
    const tb_estimate_summary *v = tb_estimate_info(a), *w = tb_estimate_info(b);
    assert_int_equal(v->coefficients, w->coefficients);
    assert_int_equal(v->n_obs, w->n_obs);
    for (size_t j = 0; j < v->coefficients; j++) {
        const tb_coefficient *c = find_coefficient(w, v->coefficient[j].term);
        c = c != NULL ? c : &w->coefficient[j];
        CHECK_NEAR(v->coefficient[j].estimate, c->estimate, 1e-8);
        CHECK_NEAR(v->coefficient[j].std_error, c->std_error, 1e-7);
    }
}

static void formulas(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "PAPI.D5 ~ PAPI.D1*PAPI.D2", "PAPI.D5 ~ PAPI.D1 + PAPI.D2 + PAPI.D1:PAPI.D2" },
        { "PAPI.D5 ~ PAPI.D1*PAPI.D2:PAPI.D3", "PAPI.D5 ~ PAPI.D1 + PAPI.D2:PAPI.D3 + "
                                               "PAPI.D1:PAPI.D2:PAPI.D3" },
        { "\tPAPI.D5\r\n~ lag( PAPI.D1 , k = 2 )", "PAPI.D5 ~ lag(PAPI.D1,2)" },
        { "PAPI.D5 ~ lag(PAPI.D1)", "PAPI.D5 ~ lag(PAPI.D1, 1)" },
        { "papi.d5 ~ PAPI.D1 + PAPI.D1", "PAPI.D5 ~ PAPI.D1" },
        { "PAPI.D5 ~ PAPI.D1 + 0", "PAPI.D5 ~ PAPI.D1 - 1" },
        { "PAPI.D5 ~ 1 + PAPI.D1 | 0", "PAPI.D5 ~ PAPI.D1" },
        { "PAPI.D5 ~ PAPI.D1 | unit + unit", "PAPI.D5 ~ PAPI.D1 | unit" },
        { "PAPI.D5 ~ diff(PAPI.D1) + lag(PAPI.D1)", "PAPI.D5 ~ lag(PAPI.D1) + diff(PAPI.D1)" },
        { "PAPI.D5 ~ PAPI.D1:PAPI.D1", "PAPI.D5 ~ PAPI.D1:PAPI.D1 + PAPI.D1:PAPI.D1" },
    };
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.plain = true;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        tb_estimate *a = fit(cases[k][0], &o);
        tb_estimate *b = fit(cases[k][1], &o);
        same(a, b);
        tb_estimate_free(a);
        tb_estimate_free(b);
    }
}

/* Contrasts of a factor lose their first level only where something else spans it. */
static void levels_with_and_without_their_first(void **state)
{
    (void)state;
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.plain = true;
    o.first_year = 2018;
    tb_estimate *slopes = fit("PAPI.D5 ~ 0 + factor(region) + factor(region):PAPI.D1", &o);
    tb_estimate *change = fit("PAPI.D5 ~ factor(region)*PAPI.D1", &o);
    const tb_estimate_summary *v = tb_estimate_info(slopes);
    CHECK_NEAR(v->rss, tb_estimate_info(change)->rss, 1e-10);
    assert_int_equal(v->coefficients, tb_estimate_info(change)->coefficients);
    assert_null(find_coefficient(tb_estimate_info(change), "factor(region)CH"));
    const tb_coefficient *first =
        find_coefficient(tb_estimate_info(slopes), "factor(region)CH:PAPI.D1");
    const tb_coefficient *rrd =
        find_coefficient(tb_estimate_info(slopes), "factor(region)RRD:PAPI.D1");
    const tb_coefficient *base = find_coefficient(tb_estimate_info(change), "PAPI.D1");
    const tb_coefficient *more =
        find_coefficient(tb_estimate_info(change), "factor(region)RRD:PAPI.D1");
    assert_true(first && rrd && base && more);
    CHECK_NEAR(first->estimate, base->estimate, 1e-8);
    CHECK_NEAR(rrd->estimate, base->estimate + more->estimate, 1e-8);
    tb_estimate_free(slopes);
    tb_estimate_free(change);
}

static void subsets(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "year >= 2018 && region != \"RRD\"", "!(year < 2018) & !(region == RRD)" },
        { "region = 'RRD' || region = 'SE'", "region == \"rrd\" | region == \"se\"" },
        { "unit != \"12\" & year <= 2015", "!(unit == \"12\") & year < 2016" },
        { "unit == \"Lai Châu\"", "unit == 12" },
        { "(PAPI.D1 > 4.5 | PAPI.D1 <= 4.5) & year != 2016", "!(year == 2016)" },
        { "lag(PAPI.D1) >= -1e3", "lag(PAPI.D1) > -1000" },
    };
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.plain = true;
    CHECK_OK(tb_vcov_of(&o.vcov, "iid", &err), err);
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        o.subset = cases[k][0];
        tb_estimate *a = fit("PAPI.D5 ~ PAPI.D1", &o);
        o.subset = cases[k][1];
        tb_estimate *b = fit("PAPI.D5 ~ PAPI.D1", &o);
        same(a, b);
        tb_estimate_free(a);
        tb_estimate_free(b);
    }
}

static void hypotheses(void **state)
{
    (void)state;
    static const char *const five[] = { "PAPI.D1 = PAPI.D2",
                                        "PAPI.D1 - PAPI.D2 = 0",
                                        "PAPI.D1 - PAPI.D2",
                                        "alike: 2 * PAPI.D1 == 2*papi.d2",
                                        "-.5 * PAPI.D1 + 5e-1 * PAPI.D2 + 1 = 1",
                                        NULL };
    static const char *const chain[] = { "PAPI.D1 = PAPI.D2 = PAPI.D3",
                                         "PAPI.D1 = PAPI.D2, "
                                         "PAPI.D2 = PAPI.D3",
                                         NULL };
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.plain = true;
    o.tests = five;
    tb_estimate *e = fit("PAPI.D5 ~ PAPI.D1 + PAPI.D2 + PAPI.D3", &o);
    const tb_estimate_summary *v = tb_estimate_info(e);
    const tb_estimate_test *t = &v->test[v->tests - 5];
    for (size_t k = 1; k < 5; k++) {
        CHECK_NEAR(t[k].statistic, t[0].statistic, 1e-10);
        CHECK_NEAR(t[k].p_value, t[0].p_value, 1e-10);
        CHECK_NEAR(t[k].df, 1, 0);
    }
    assert_string_equal(t[3].name, "alike");
    tb_estimate_free(e);
    o.tests = chain;
    e = fit("PAPI.D5 ~ PAPI.D1 + PAPI.D2 + PAPI.D3", &o);
    v = tb_estimate_info(e);
    t = &v->test[v->tests - 2];
    CHECK_NEAR(t[0].statistic, t[1].statistic, 1e-10);
    CHECK_NEAR(t[1].df, 2, 0);
    tb_estimate_free(e);
}

/* A level of a pair is a pair: with the region's level alone the predictions of region^year were of
 * another year. */
static void predictions_by_effects_are_those_by_dummies(void **state)
{
    (void)state;
    static const struct {
        const char *effects, *dummies, *vcov, *weight;
    } cases[] = {
        { "PAPI.D5 ~ PAPI.D1 | region^year", "PAPI.D5 ~ PAPI.D1 + factor(region):factor(year)",
          "iid", NULL },
        { "PAPI.D5 ~ PAPI.D1 | year + unit", "PAPI.D5 ~ PAPI.D1 + factor(unit) + factor(year)",
          "iid", NULL },
        { "PAPI.D5 ~ PAPI.D1 | region + year", "PAPI.D5 ~ PAPI.D1 + factor(region) + factor(year)",
          "iid", "GSO.POP_TOTAL" },
        { "PAPI.D5 ~ PAPI.D1 + year | region", "PAPI.D5 ~ PAPI.D1 + year + factor(region)", "hc1",
          NULL },
        { "PAPI.D5 ~ PAPI.D1 | year", "PAPI.D5 ~ PAPI.D1 + factor(year)", "cluster:unit", NULL },
        { "PAPI.D5 ~ PAPI.D1 | region", "PAPI.D5 ~ PAPI.D1 + factor(region)", "cluster:unit",
          "GSO.POP_TOTAL" },
    };
    const char *path =
        check_file("same_words", "rows.csv",
                   "unit,year,PAPI.D1\n12,2022,5\n12,2015,\n79,2022,5.5\n01,2013,4\n");
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        o.plain = true;
        o.predict = path;
        o.first_year = 2012;
        o.last_year = 2023;
        o.weight_by = cases[k].weight;
        CHECK_OK(tb_vcov_of(&o.vcov, cases[k].vcov, &err), err);
        tb_estimate *a = fit(cases[k].effects, &o);
        tb_estimate *b = fit(cases[k].dummies, &o);
        const tb_estimate_summary *v = tb_estimate_info(a), *w = tb_estimate_info(b);
        assert_int_equal(v->predictions, 4);
        assert_int_equal(w->predictions, 4);
        for (size_t i = 0; i < 4; i++) {
            CHECK_NEAR(v->prediction[i].fit, w->prediction[i].fit, 1e-8);
            CHECK_NEAR(v->prediction[i].std_error, w->prediction[i].std_error, 1e-6);
            CHECK_NEAR(v->prediction[i].ci_low, w->prediction[i].ci_low, 1e-6);
            assert_true(isnan(v->prediction[i].pi_low) == isnan(w->prediction[i].pi_low));
        }
        tb_estimate_free(a);
        tb_estimate_free(b);
    }
}

/* A pair that never stood together has no effect. */
static void a_level_that_was_not_there_has_a_reason(void **state)
{
    (void)state;
    static const char *const cases[] = { "PAPI.D5 ~ PAPI.D1 | region^year",
                                         "PAPI.D5 ~ PAPI.D1 | year + region",
                                         "PAPI.D5 ~ PAPI.D1 | unit + year" };
    const char *path = check_file("same_words", "rows.csv", "unit,year,PAPI.D1\n12,2019,5\n");
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        o.plain = true;
        o.predict = path;
        o.subset = "year <= 2015 & region != \"NMM\"";
        CHECK_OK(tb_vcov_of(&o.vcov, "iid", &err), err);
        tb_estimate *e = fit(cases[k], &o);
        const tb_prediction *p = &tb_estimate_info(e)->prediction[0];
        assert_true(isnan(p->fit) && p->reason != NULL);
        assert_non_null(strstr(p->reason->id, "_effect"));
        tb_estimate_free(e);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas),
        cmocka_unit_test(levels_with_and_without_their_first),
        cmocka_unit_test(subsets),
        cmocka_unit_test(hypotheses),
        cmocka_unit_test(predictions_by_effects_are_those_by_dummies),
        cmocka_unit_test(a_level_that_was_not_there_has_a_reason),
    };
    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
