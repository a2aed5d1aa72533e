/* unit: formulas as terms, effects and outcomes; what is refused and where. */
#include "estimate/formula.h"
#include "support/check.h"

#include <string.h>
#include <tangbac/estimate.h>

static void leads_and_lags_are_told_apart(void **state)
{
    (void)state;
    tb_arena a = { 0 };
    tb_err err = TB_ERR_INIT;
    tb_formula f;
    CHECK_OK(tbi_formula_parse(&f, "Y ~ lag(X, 2) + lead(X) + lead(log(Z), 3)", &a, &err), err);
    assert_int_equal(f.terms, 3);
    assert_int_equal(f.variable[1].op[0].op, TB_OP_LAG);
    assert_int_equal(f.variable[1].op[0].k, 2);
    assert_int_equal(f.variable[2].op[0].op, TB_OP_LEAD);
    assert_int_equal(f.variable[2].op[0].k, 1);
    /* innermost first */
    assert_int_equal(f.variable[3].op[0].op, TB_OP_LOG);
    assert_int_equal(f.variable[3].op[1].op, TB_OP_LEAD);
    assert_int_equal(f.variable[3].op[1].k, 3);
    CHECK_FAILS(tbi_formula_parse(&f, "Y ~ lag(X, -1)", &a, &err), TB_EARG, err, "lead()");
    tbi_arena_free(&a);
}

static void effects_may_be_pairs(void **state)
{
    (void)state;
    tb_arena a = { 0 };
    tb_err err = TB_ERR_INIT;
    tb_formula f;
    CHECK_OK(tbi_formula_parse(&f, "Y ~ X | unit + region ^ year + year + unit", &a, &err), err);
    /* a pair is no repetition of its parts; what is said twice is said once */
    assert_string_equal(f.effects, "unit + region^year + year");
    CHECK_OK(tbi_formula_parse(&f, "Y ~ X | 0", &a, &err), err);
    assert_string_equal(f.effects, "");
    CHECK_FAILS(tbi_formula_parse(&f, "Y ~ X | region^planet", &a, &err), TB_EARG, err,
                "region^year");
    CHECK_FAILS(tbi_formula_parse(&f, "Y ~ X | unit^region^year", &a, &err), TB_EARG, err,
                "more than two");
    tbi_arena_free(&a);
}

static void instruments_stand_behind_a_second_bar(void **state)
{
    (void)state;
    tb_arena a = { 0 };
    tb_err err = TB_ERR_INIT;
    tb_formula f;
    CHECK_OK(tbi_formula_parse(&f, "Y ~ X + W | unit | E + X:E ~ Z + lag(E) + Z", &a, &err), err);
    assert_int_equal(f.terms, 4);
    assert_int_equal(f.endogenous, 2);
    assert_string_equal(f.term[2].text, "E");
    assert_int_equal(f.instruments, 2); /* what is said twice is said once */
    assert_string_equal(f.instrument[1].text, "lag(E)");
    assert_string_equal(f.effects, "unit");
    assert_true(f.intercept);
    /* the constant of the regression is not the instruments' to take away */
    CHECK_OK(tbi_formula_parse(&f, "Y ~ 1 | 0 | E ~ 0 + Z", &a, &err), err);
    assert_true(f.intercept && f.terms == 1 && f.endogenous == 0);
    CHECK_OK(tbi_formula_parse(&f, "Y ~ X | unit", &a, &err), err);
    assert_true(f.instruments == 0 && f.endogenous == 1);
    CHECK_FAILS(tbi_formula_parse(&f, "Y ~ X | unit | E", &a, &err), TB_EARG, err, "'~' between");
    CHECK_FAILS(tbi_formula_parse(&f, "Y ~ X | unit | X ~ Z", &a, &err), TB_EARG, err,
                "not among the regressors yet");
    CHECK_FAILS(tbi_formula_parse(&f, "Y ~ X | unit | E ~ X", &a, &err), TB_EARG, err,
                "an instrument is already among the regressors");
    CHECK_FAILS(tbi_formula_parse(&f, "Y ~ X | unit | E ~ factor(region)", &a, &err), TB_EARG, err,
                "must be a number");
    tbi_arena_free(&a);
}

static void outcomes_are_counted_and_split(void **state)
{
    (void)state;
    static const char list[] = "c(A.B, log(C), diff(D, 2)) ~ X | unit";
    tb_err err = TB_ERR_INIT;
    char text[64];
    assert_int_equal(tb_estimate_outcomes("A ~ X"), 1);
    assert_int_equal(tb_estimate_outcomes(list), 3);
    assert_int_equal(tb_estimate_outcomes("c(A, B ~ X"),
                     1); /* does not close: B's list never ends */
    CHECK_OK(tb_estimate_outcome(text, sizeof text, list, 2, &err), err);
    assert_string_equal(text, " diff(D, 2) ~ X | unit");
    CHECK_FAILS(tb_estimate_outcome(text, sizeof text, list, 3, &err), TB_EARG, err,
                "no such position");
    CHECK_FAILS(tb_estimate_outcome(text, 10, list, 0, &err), TB_EARG, err, "9 characters");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(leads_and_lags_are_told_apart),
                                        cmocka_unit_test(effects_may_be_pairs),
                                        cmocka_unit_test(instruments_stand_behind_a_second_bar),
                                        cmocka_unit_test(outcomes_are_counted_and_split) };
    return cmocka_run_group_tests_name("unit.estimate.formula", tests, NULL, NULL);
}
