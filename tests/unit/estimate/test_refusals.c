/* test_refusals.c - what an estimate refuses, each by the sentence that says why: formulas, effects,
 * hypotheses, subsets, years, and methods with errors or bootstraps that do not go with them. */
#include "support/check.h"
#include "support/shipped.h"

#include <tangbac/estimate.h>

static tb_err err;

typedef struct refusal {
    const char *formula, *words;
    tb_status status;
    tb_estimate_method method;
    const char *vcov, *test, *subset;
    int first, last;
    size_t wild;
    tb_wild_weights weights;
} refusal;

static void check(const refusal *r)
{
    const char *const tests[] = { r->test, NULL };
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    tb_estimate *e = NULL;
    o.method = r->method;
    o.subset = r->subset;
    o.first_year = r->first;
    o.last_year = r->last;
    o.wild = r->wild;
    o.weights = r->weights;
    o.tests = r->test != NULL ? tests : NULL;
    if (r->vcov != NULL)
        CHECK_OK(tb_vcov_of(&o.vcov, r->vcov, &err), err);
    CHECK_FAILS(tb_estimate_run(&e, shipped, r->formula, &o, &err), r->status, err, r->words);
    assert_null(e);
}

static void formulas(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "PAPI.D5 ~ lag(PAPI.D1, 99)", "a number of years from 0 to 60" },
        { "PAPI.D5 ~ cube(PAPI.D1)", "expected lag, lead, diff, log, sqrt or factor" },
        { "PAPI.D5 ~ log(i(region))", "i() and sunab() are not functions here" },
        { "PAPI.D5 ~ log(factor(region))", "factor() inside another function" },
        { "PAPI.D5 ~ log(PAPI.D1", "expected a closing parenthesis at position 22" },
        { "PAPI.D5 ~ factor(PAPI.D1)", "factor() takes region, year or unit" },
        { "PAPI.D5 ~ region", "region and unit are not numbers" },
        { "PAPI.D5 ~ PAPI.D1 - PAPI.D2", "only the intercept can be taken away" },
        { "PAPI.D5 + PAPI.D1 ~ PAPI.D2", "a '~' between the dependent variable" },
        { "PAPI.D5 ~ PAPI.D2 )", "unexpected text at position 19" },
        { "PAPI.D5 ~ PAPI.D5", "the dependent variable is among the regressors" },
        { "PAPI.D5 ~ PAPI.D1:PAPI.D2:PAPI.D3:PAPI.D4:PAPI.D6", "more than four variables" },
        { "PAPI.D5 ~ PAPI.D1 | moon", "unit, year, region, or two of them" },
        { "PAPI.D5 ~ PAPI.D1 | region + moon", "expected an effect behind '|'" },
        { "PAPI.D5 ~ sqrt(GSO.GINI)", "did you mean GSO.AREA_KM2" },
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const refusal r = { .formula = cases[k][0], .words = cases[k][1], .status = TB_EARG };
        check(&r);
    }
}

static void methods_and_what_goes_with_them(void **state)
{
    (void)state;
    static const refusal cases[] = {
        { "PAPI.D5 ~ PAPI.D1", "lag(PAPI.D5)", TB_EARG, TB_METHOD_GMM, .vcov = NULL },
        { "PAPI.D5 ~ lag(PAPI.D5) | region", "not region", TB_EARG, TB_METHOD_GMM, .vcov = NULL },
        { "PAPI.D5 ~ lag(PAPI.D5) | unit", "leave vcov out", TB_EARG, TB_METHOD_GMM,
          .vcov = "iid" },
        { "PAPI.D5 ~ PAPI.D1 | unit", "behind a second '|'", TB_EARG, TB_METHOD_IV, .vcov = NULL },
        { "PAPI.D5 ~ PAPI.D1", "fractional has robust errors", TB_EARG, TB_METHOD_FRACTIONAL,
          .vcov = "dk:2" },
        { "PAPI.D5 ~ PAPI.D1", "means of units have no years", TB_EARG, TB_METHOD_BETWEEN,
          .vcov = "cluster:unit,year" },
        { "PAPI.D5 ~ PAPI.D1 | unit", "goes with pooled, within and fd, not with bma", TB_EARG,
          TB_METHOD_BMA, .wild = 99 },
        { "PAPI.D5 ~ PAPI.D1 | unit", "2^63 sign vectors are too many", TB_EARG, TB_METHOD_WITHIN,
          .wild = 99, .weights = TB_WEIGHTS_ENUMERATE },
        { "PAPI.D5 ~ PAPI.D1 | unit", "every row is the only one of its unit", TB_ESINGULAR,
          TB_METHOD_WITHIN, .first = 2022, .last = 2022 },
        { "PAPI.D5 ~ PAPI.D1", "there is only one year", TB_ESINGULAR, TB_METHOD_POOLED,
          .vcov = "dk:2", .first = 2022, .last = 2022 },
        { "PAPI.D5 ~ PAPI.D1", "has a year in the years asked for", TB_EDATA, TB_METHOD_POOLED,
          .first = 1900, .last = 1901 },
        { "PAPI.D5 ~ PAPI.D1", "end before they", TB_EARG, TB_METHOD_POOLED, .first = 2020,
          .last = 2011 },
        { "PAPI.D5 ~ PAPI.D1 + PAPI.D2 + PAPI.D3", "degree", TB_ESINGULAR, TB_METHOD_POOLED,
          .vcov = "iid", .subset = "unit == \"12\" & year >= 2021" },
        { "PAPI.D5 ~ PAPI.D1", "only one unit", TB_ESINGULAR, TB_METHOD_HPJ,
          .subset = "unit == \"12\"" },
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        check(&cases[k]);
}

static void hypotheses_and_subsets(void **state)
{
    (void)state;
    static const refusal cases[] = {
        { "PAPI.D5 ~ PAPI.D1", "an end where a coefficient is expected", TB_EARG,
          .test = "PAPI.D1 =" },
        { "PAPI.D5 ~ PAPI.D1", "something that is no coefficient at position 1", TB_EARG,
          .test = "PAPI.D9 = 0" },
        { "PAPI.D5 ~ PAPI.D1", "names no coefficient", TB_EARG, .test = "1 = 1" },
        { "PAPI.D5 ~ PAPI.D1", "expected a word in quotes", TB_EARG, .subset = "region = \"X" },
        { "PAPI.D5 ~ PAPI.D1", "unknown index 'moon'", TB_EARG, .subset = "moon == 3" },
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        check(&cases[k]);
}

/* Words that no choice has: the sentence lists those there are. */
static void words(void **state)
{
    (void)state;
    tb_vcov_choice vcov;
    tb_ssc ssc;
    tb_wild_weights weights;
    tb_estimate_method method;
    CHECK_FAILS(tb_ssc_of(&ssc, "sas", &err), TB_EARG, err, "sas", "fixest", "plm");
    CHECK_FAILS(tb_wild_weights_of(&weights, "coin", &err), TB_EARG, err, "coin", "rademacher");
    CHECK_FAILS(tb_estimate_method_of(&method, "withn", &err), TB_EARG, err, "withn", "within");
    CHECK_FAILS(tb_vcov_of(&vcov, "cluster:moon", &err), TB_EARG, err, "moon");
    CHECK_FAILS(tb_vcov_of(&vcov, "dk:x", &err), TB_EARG, err, "dk:x");
    CHECK_FAILS(tb_vcov_of(&vcov, "hc9", &err), TB_EARG, err, "hc9");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(formulas),
                                        cmocka_unit_test(methods_and_what_goes_with_them),
                                        cmocka_unit_test(hypotheses_and_subsets),
                                        cmocka_unit_test(words) };
    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
