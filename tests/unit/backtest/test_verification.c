/* What is said of the simplest of the models that are verified, counted again from the cases. */
#include "support/check.h"
#include "support/shipped.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/verification.h>

/* Whether the place `base` said that one of the first `number` comes, and whether it came. */
static double find_brier(const tb_verification *v, int number)
{
    double wrong = 0;
    double n = 0;
    for (size_t i = 0; i < tb_verification_cases(v); i++) {
        const tb_verified_case *c = tb_verification_case_at(v, i);
        if (c->base <= 0)
            continue;
        wrong += (c->base <= number) != (c->rank <= number);
        n++;
    }
    return wrong / n;
}

/* Persistence says that the place stays: its ranked probability score is the distance of the two
 * places over the number of steps of the table, and its Brier score the share of those that crossed
 * the line. */
static void persistence_is_what_it_says(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tb_panel *p = shipped_panel();
    tb_verification *v = NULL;
    tb_verification_opts o = TB_VERIFICATION_OPTS_INIT;
    assert_non_null(p);
    /* whole tables, so that the law costs little; two provinces start without a place */
    o.index = "PAPI";
    o.first_origin = o.last_origin = 2014;
    o.draws = 400;
    CHECK_OK(tb_verification_run(&v, p, &o, &err), err);
    double steps = (double)tb_panel_index(p, "PAPI")->n_unit - 1;
    double distance = 0;
    double n = 0;
    for (size_t i = 0; i < tb_verification_cases(v); i++) {
        const tb_verified_case *c = tb_verification_case_at(v, i);
        distance += c->base > 0 ? abs(c->rank - c->base) / steps : 0;
        n += c->base > 0;
    }
    assert_int_equal(n, 61);
    assert_int_equal(tb_verification_cases(v), 63);
    size_t seen = 0;
    for (size_t i = 0; i < tb_verification_places(v); i++) {
        const tb_verified_places *x = tb_verification_places_at(v, i);
        if (strcmp(x->model, "persistence") != 0 || x->complete)
            continue;
        CHECK_NEAR(x->rps, distance / n, 1e-12);
        assert_int_equal(x->n, n);
        seen++;
    }
    for (size_t i = 0; i < tb_verification_goals(v); i++) {
        const tb_verified *x = tb_verification_goal_at(v, i);
        if (strcmp(x->model, "persistence") != 0 || x->complete || strcmp(x->kind, "top") != 0)
            continue;
        CHECK_NEAR(x->brier, find_brier(v, x->number), 1e-12);
        assert_true(isnan(x->to_printed)); /* of whole tables nothing is printed in part */
        seen++;
    }
    /* places of all cases, and of those that start from a known place, which are the same cases
     * here; and five goals */
    assert_int_equal(seen, 7);
    tb_verification_free(v);
    tb_panel_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(persistence_is_what_it_says) };
    return cmocka_run_group_tests_name("backtest.verification", tests, NULL, NULL);
}
