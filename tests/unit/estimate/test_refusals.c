/* test_refusals.c - what an estimate refuses, each by the sentence that says why: formulas, effects,
 * hypotheses, subsets, years, and methods with errors or bootstraps that do not go with them. */
#include "support/check.h"
#include "support/shipped.h"

#include <stdio.h>
#include <string.h>
#include <tangbac/estimate.h>

static tb_err err;

typedef struct refusal {
    const char *formula, *words;
    tb_status status;
    tb_estimate_method method;
    const char *vcov, *test, *subset, *predict;
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
    o.predict = r->predict;
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
        { "factor(year) ~ PAPI.D1", "the dependent variable must be a number" },
        { "PAPI.D5 ~ lag(log(lag(log(lag(log(lag(log(lag(PAPI.D1)))))))))",
          "too many functions around one variable" },
        { "PAPI.D5 ~ ", "the formula ends where a variable is expected" },
        { "PAPI.D5 ~ +", "expected a variable" },
        { "PAPI.D5 ~ lag(PAPI.D1, k=)", "a number of years from 0 to 60" },
        { "PAPI.D5 ~ lag(PAPI.D1, -1)", "write lead() to look ahead" },
        { "PAPI.D5 ~ sunab(PAPI.D1)", "i() and sunab() are not functions here" },
        { "PAPI.D5 ~ PAPI.D1 | unit^year^region", "more than two effects in one" },
        { "PAPI.D5 ~ PAPI.D1 | unit | PAPI.D2", "expected a '~' between endogenous terms" },
        { "PAPI.D5 ~ PAPI.D1 | unit | PAPI.D1 ~ PAPI.D2",
          "a term that is not among the regressors yet" },
        { "PAPI.D5 ~ PAPI.D1 | unit | PAPI.D2 ~ PAPI.D1",
          "an instrument is already among the regressors" },
        { "PAPI.D5 ~ PAPI.D1 | unit | PAPI.D2 ~ factor(region)",
          "an instrument must be a number, not a factor()" },
        { "PAPI.D5 ~ factor(unit):factor(year):factor(region)", "more than 5000 columns" },
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const refusal r = { .formula = cases[k][0], .words = cases[k][1], .status = TB_EARG };
        check(&r);
    }
}

/* 512 variables are the most, and as many terms. */
static void too_many(void **state)
{
    (void)state;
    static char many[40000], products[40000];
    size_t n = (size_t)sprintf(many, "PAPI.D5 ~ PAPI.D1");
    for (int k = 1; k <= 9 * 60; k++)
        n += (size_t)sprintf(many + n, " + %s(PAPI.D%d, %d)", k > 480 ? "lead" : "lag",
                             (k - 1) / 60 % 8 + 1, (k - 1) % 60 + 1);
    n = (size_t)sprintf(products, "PAPI.D5 ~ PAPI.D1");
    for (int k = 0; k < 600; k++)
        n += (size_t)sprintf(products + n, " + lag(PAPI.D1, %d):lag(PAPI.D2, %d)", k / 20, k % 20);
    const refusal a = { .formula = many, .words = "too many variables", .status = TB_EARG };
    const refusal b = { .formula = products, .words = "too many terms", .status = TB_EARG };
    check(&a);
    check(&b);
}

/* No row: one variable is empty, or none has a year in common with another. */
static void no_rows(void **state)
{
    (void)state;
    static const refusal cases[] = {
        { "PAPI.D5 ~ lag(PAPI.D1, 30)", "'lag(PAPI.D1,30)' has no value in", TB_EDATA,
          .vcov = NULL },
        { "PAPI.D5 ~ lag(PAPI.D1)", "(a lag needs the year before it)", TB_EDATA, .first = 2015,
          .last = 2015 },
        { "PAPI.D5 ~ PAPI.D1", "within the subset has every variable of", TB_EDATA,
          .subset = "PAPI.D1 > 99" },
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        check(&cases[k]);
}

static void weights_are_one_variable(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "GSO.POP_TOTAL + 1", "the weight is one variable with its functions" },
        { "factor(region)", "the weight is one variable with its functions" },
        { "log(", "the formula ends where a variable is expected" },
    };
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    tb_estimate *e = NULL;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        o.weight_by = cases[k][0];
        CHECK_FAILS(tb_estimate_run(&e, shipped, "PAPI.D5 ~ PAPI.D1", &o, &err), TB_EARG, err,
                    cases[k][1]);
        assert_null(e);
    }
}

static void outcomes(void **state)
{
    (void)state;
    char text[64];
    assert_int_equal(tb_estimate_outcomes("PAPI.D5 ~ PAPI.D1"), 1);
    assert_int_equal(tb_estimate_outcomes("c(PAPI.D5, log(PAPI.D6)) ~ PAPI.D1"), 2);
    assert_int_equal(tb_estimate_outcomes("c(PAPI.D5, PAPI.D6 ~ PAPI.D1"), 1);
    assert_int_equal(tb_estimate_outcomes("moon"), 1);
    CHECK_OK(tb_estimate_outcome(text, sizeof text, "c(A, log(B)) ~ C | unit", 1, &err), err);
    assert_string_equal(text, " log(B) ~ C | unit");
    CHECK_FAILS(tb_estimate_outcome(text, sizeof text, "c(A, B) ~ C", 2, &err), TB_EARG, err,
                "has no such position");
    CHECK_FAILS(tb_estimate_outcome(text, 8, "c(A, B) ~ C + D", 1, &err), TB_EARG, err,
                "longer than 7 characters");
}

/* The indices that a formula reads are opened, and no others. */
static void indices(void **state)
{
    (void)state;
    const char *code[4];
    char text[4][32];
    CHECK_OK(tb_estimate_indices(code, text, 4, "papi.D5 ~ year + PAPI.D1 + factor(unit)", &err),
             err);
    assert_string_equal(code[0], "PAPI");
    assert_null(code[1]);
    CHECK_FAILS(tb_estimate_indices(code, text, 2, "PAPI.D5 ~ GSO.POP_TOTAL", &err), TB_EARG, err,
                "reads more than 1 indices");
    CHECK_FAILS(tb_estimate_indices(code, text, 2, "PAPI.D5 ~", &err), TB_EARG, err, "ends where");
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
        { "PAPI.D5 ~ PAPI.D1 | unit + year + region", "predict takes up to two effects", TB_EARG,
          TB_METHOD_WITHIN, .predict = "none.csv" },
        { "PAPI.D5 ~ PAPI.D5:PAPI.D5", "predict goes with within and pooled, not with fd", TB_EARG,
          TB_METHOD_FD, .predict = "none.csv" },
        { "PAPI.D5 ~ PAPI.D1 + lag(PAPI.D5)", "years are too few for instruments", TB_ESINGULAR,
          TB_METHOD_GMM, .first = 2020, .last = 2021 },
        { "PAPI.D5 ~ PAPI.D1", "the half-panel jackknife has errors clustered by unit", TB_EARG,
          TB_METHOD_HPJ, .vcov = "cluster:unit,year" },
        { "PAPI.D5 ~ PAPI.D1", "errors clustered by unit", TB_EARG, TB_METHOD_HPJ,
          .vcov = "cluster:region" },
        { "PAPI.D5 ~ PAPI.D1 | unit", "not with mundlak", TB_EARG, TB_METHOD_MUNDLAK, .wild = 9 },
        { "PAPI.D5 ~ PAPI.D1 | unit", "not with random", TB_EARG, TB_METHOD_RANDOM, .wild = 9 },
        { "PAPI.D5 ~ PAPI.D1", "have no years: use iid", TB_EARG, TB_METHOD_BETWEEN,
          .vcov = "dk:1" },
        { "PAPI.D5 ~ PAPI.D1 + PAPI.D2 | unit", "too few for a between regression", TB_ESINGULAR,
          TB_METHOD_RANDOM, .subset = "unit == 12 | unit == 79" },
        { "PAPI.D5 ~ PAPI.D1 | unit | PAPI.D2 ~ PAPI.D3", "hc3, cr2 and cr3 rest on the leverages",
          TB_EARG, TB_METHOD_IV, .vcov = "cr3:unit" },
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
        { "PAPI.D5 ~ PAPI.D1", "something that is no number", TB_EARG, .test = "... = 0" },
        { "PAPI.D5 ~ PAPI.D1", "unexpected text", TB_EARG, .test = "PAPI.D1 = 0 moon" },
        { "PAPI.D5 ~ PAPI.D1", "has more than 12 parts", TB_EARG,
          .test = "PAPI.D1=1=2=3=4=5=6=7=8=9=10=11=12=13" },
        { "PAPI.D5 ~ PAPI.D1", "no coefficient at position 1", TB_EARG, .test = "PAPI.D11 = 0" },
        { "PAPI.D5 ~ PAPI.D1", "unknown region 'moon'", TB_EARG, .subset = "region == moon" },
        { "PAPI.D5 ~ PAPI.D1", "the subset 'unit == \"moon\"'", TB_EARG,
          .subset = "unit == \"moon\"" },
        { "PAPI.D5 ~ PAPI.D1", "expected == or !=", TB_EARG, .subset = "region > RRD" },
        { "PAPI.D5 ~ PAPI.D1", "expected a word in quotes", TB_EARG, .subset = "region == " },
        { "PAPI.D5 ~ PAPI.D1", "expected a number", TB_EARG, .subset = "year == x" },
        { "PAPI.D5 ~ PAPI.D1", "expected a comparison", TB_EARG, .subset = "year" },
        { "PAPI.D5 ~ PAPI.D1", "expected a closing parenthesis", TB_EARG,
          .subset = "(year > 2015" },
        { "PAPI.D5 ~ PAPI.D1", "factor() cannot be compared", TB_EARG,
          .subset = "factor(year) == 2015" },
        { "PAPI.D5 ~ PAPI.D1", "unexpected text", TB_EARG, .subset = "year > 2015 moon" },
        { "PAPI.D5 ~ PAPI.D1", "too many parentheses", TB_EARG,
          .subset =
              "((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((year" },
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
                                        cmocka_unit_test(too_many),
                                        cmocka_unit_test(no_rows),
                                        cmocka_unit_test(weights_are_one_variable),
                                        cmocka_unit_test(outcomes),
                                        cmocka_unit_test(indices),
                                        cmocka_unit_test(words) };
    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
