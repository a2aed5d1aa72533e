/* test_intervene_laws.c - what must be true of chances whatever the data: a closed form where there
 * is one, more is never less, nothing changes nothing. */
#include "support/check.h"

#include "num/dist.h"
#include "num/rng.h"
#include "search/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWS = 60000 };

static double gap[DRAWS];
static float size[2][DRAWS];
static const double *const gaps[1] = { gap };
static const int any[1] = { 0 };
static const double one[1] = { 1 }, cost[2] = { 1, 1 }, cap[1] = { 0 };
static const uint64_t none[2] = { 0, 0 };

static tb_plan_problem problem(const tb_plan_key *key)
{
    return (tb_plan_problem){ .draws = DRAWS,
                              .goals = 1,
                              .choices = 2,
                              .keys = 2,
                              .gap = gaps,
                              .any = any,
                              .key = key,
                              .group_cap = cap,
                              .groups = 0,
                              .cost = cost,
                              .needs = none,
                              .bars = none,
                              .budget = INFINITY,
                              .first = 0,
                              .step = 1 };
}

static void fill(double mean, double sd, double lift, double spread)
{
    tb_rng r;
    for (uint64_t d = 0; d < DRAWS; d++) {
        tbi_rng_start(&r, 11, 3, d);
        gap[d] = mean + sd * tbi_rng_normal(&r);
        size[0][d] = (float)(lift + spread * tbi_rng_normal(&r));
        size[1][d] = 0;
    }
}

/* gap ~ N(m, s^2), effect ~ N(l, t^2): met with chance Phi((l - m) / sqrt(s^2 + t^2)) */
static void a_gaussian_toy_has_its_closed_form(void **state)
{
    (void)state;
    const double cases[][4] = {
        { 0.5, 1.3, 0, 0 }, { 0.5, 1.3, 0.4, 0.2 }, { -0.7, 0.8, 0.3, 0.6 }, { 2.1, 1.1, 0.9, 0.5 }
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const double *c = cases[k];
        fill(c[0], c[1], c[2], c[3]);
        const tb_plan_key key[2] = {
            { .size = size[0], .weight = one, .choices = 1, .group = -1 },
            { .size = size[1], .weight = one, .choices = 2, .group = -1 }
        };
        tb_plan_problem p = problem(key);
        double alone = tbi_normal_cdf(-c[0] / c[1]);
        double with = tbi_normal_cdf((c[2] - c[0]) / sqrt(c[1] * c[1] + c[3] * c[3]));
        assert_true(fabs((double)tbi_plan_met(&p, 0) / DRAWS - alone) <
                    4 * sqrt(alone * (1 - alone) / DRAWS));
        assert_true(fabs((double)tbi_plan_met(&p, 1) / DRAWS - with) <
                    4 * sqrt(with * (1 - with) / DRAWS));
    }
}

static void a_stronger_effect_never_lowers_a_chance(void **state)
{
    (void)state;
    size_t before = 0;
    for (int k = 0; k <= 10; k++) {
        fill(0.8, 1, 0.1 * k, 0);
        const tb_plan_key key[2] = {
            { .size = size[0], .weight = one, .choices = 1, .group = -1 },
            { .size = size[1], .weight = one, .choices = 2, .group = -1 }
        };
        tb_plan_problem p = problem(key);
        size_t met = tbi_plan_met(&p, 1);
        assert_true(met >= before);
        before = met;
    }
}

static void nothing_changes_nothing(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tb_plan_found found;
    fill(0.8, 1, 0.3, 0.1);
    const tb_plan_key key[2] = { { .size = size[0], .weight = one, .choices = 1, .group = -1 },
                                 { .size = size[1], .weight = one, .choices = 2, .group = -1 } };
    tb_plan_problem p = problem(key);
    assert_int_equal(tbi_plan_met(&p, 0), tbi_plan_met(&p, 2));
    assert_int_equal(tbi_plan_met(&p, 1), tbi_plan_met(&p, 3));
    CHECK_OK(tbi_plan_search(&found, &p, 0, &err), err);
    assert_int_equal(found.set, 1); /* what adds nothing is left out: fewer and cheaper */
}

static void met_for_certain_is_one(void **state)
{
    (void)state;
    fill(-50, 1, 0, 0);
    const tb_plan_key key[2] = { { .size = size[0], .weight = one, .choices = 1, .group = -1 },
                                 { .size = size[1], .weight = one, .choices = 2, .group = -1 } };
    tb_plan_problem p = problem(key);
    assert_int_equal(tbi_plan_met(&p, 0), DRAWS);
    tb_err err = TB_ERR_INIT;
    tb_plan_found found;
    CHECK_OK(tbi_plan_search(&found, &p, 0, &err), err);
    assert_int_equal(found.set, 0);
}

static void two_figures_on_one_component_stop_at_its_maximum(void **state)
{
    (void)state;
    const double limit[1] = { 0.25 };
    for (size_t d = 0; d < DRAWS; d++) {
        gap[d] = 0.5 * (double)d / DRAWS;
        size[0][d] = 0.2f;
        size[1][d] = 0.2f;
    }
    const tb_plan_key key[2] = { { .size = size[0], .weight = one, .choices = 1 },
                                 { .size = size[1], .weight = one, .choices = 2 } };
    tb_plan_problem p = problem(key);
    p.groups = 1;
    p.group_cap = limit;
    assert_true(fabs((double)tbi_plan_met(&p, 3) / DRAWS - 0.5) < 1e-3);
    assert_true(fabs((double)tbi_plan_met(&p, 1) / DRAWS - 0.4) < 1e-3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gaussian_toy_has_its_closed_form),
        cmocka_unit_test(a_stronger_effect_never_lowers_a_chance),
        cmocka_unit_test(nothing_changes_nothing),
        cmocka_unit_test(met_for_certain_is_one),
        cmocka_unit_test(two_figures_on_one_component_stop_at_its_maximum),
    };
    return cmocka_run_group_tests_name("property.intervene_laws", tests, NULL, NULL);
}
