/* test_deals.c - a permutation of years of adoption among units is the estimate of the table that it
 * deals, by whichever way it is computed; tables at the edge of what can be compared, and what is
 * refused. Synthetic. */
#include "num/rng.h"
#include "support/check.h"
#include "support/effect_table.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNITS = 24, YEARS = 8, DEALS = 11 };

static tb_err err;
static effect_table t, dealt;

/* Two cohorts of six of 24 units, 2001 to 2008, and a covariate. */
static void draw(bool covariate)
{
    tb_rng r;
    effect_draw(&t, UNITS, YEARS, 5);
    tbi_rng_start(&r, 9, TB_STREAM_SAMPLER, 0);
    for (size_t i = 0; i < UNITS; i++) {
        double own = tbi_rng_normal(&r);
        t.exposed[i] = i % 4 == 1 ? 2004 : i % 4 == 3 && i < 22 ? 2006 : 0;
        t.until[i] = 9999;
        for (size_t y = 0; y < YEARS; y++)
            t.x[i * YEARS + y] = own + 0.1 * (double)y;
    }
    t.data.known_until = t.until;
    t.data.covariates = covariate;
    t.data.x = covariate ? t.x : NULL;
}

/* When a unit leaves the comparison: by exposure, or when nothing more is known. */
static int find_key(size_t i)
{
    return t.exposed[i] != 0                 ? t.exposed[i]
           : t.until[i] >= t.year[YEARS - 1] ? INT_MAX
                                             : t.until[i] + 1;
}

static bool is_before(size_t i, size_t j)
{
    if (find_key(i) != find_key(j))
        return find_key(i) < find_key(j);
    return t.exposed[i] == 0 && t.exposed[j] != 0;
}

/* Deal number k: the units in a random order take the places of the units in order of exposure
 * (sorted), or of the table. */
static void deal(size_t k, uint64_t seed, bool sorted)
{
    tb_rng r;
    size_t order[UNITS], slot[UNITS];
    dealt = t;
    dealt.data.year = dealt.year;
    dealt.data.y = dealt.y;
    dealt.data.exposed = dealt.exposed;
    dealt.data.known_until = dealt.until;
    dealt.data.x = t.data.x != NULL ? dealt.x : NULL;
    tbi_rng_start(&r, seed, TB_STREAM_TREATMENT, ((uint64_t)3 << 40) + k);
    for (size_t i = 0; i < UNITS; i++) {
        size_t j = (size_t)tbi_rng_below(&r, i + 1);
        order[i] = order[j];
        order[j] = i;
        for (j = i; sorted && j > 0 && is_before(i, slot[j - 1]); j--)
            slot[j] = slot[j - 1];
        slot[j] = i;
    }
    for (size_t i = 0; i < UNITS; i++) {
        size_t to = sorted ? order[i] : i, from = sorted ? slot[i] : order[i];
        dealt.exposed[to] = t.exposed[from];
        dealt.until[to] = t.until[from];
    }
}

static void check_deals(tb_effect_opts o, bool sorted)
{
    tb_effect_opts single = o;
    o.permutations = DEALS;
    o.seed = 77;
    tb_effect *e = effect_make(&t, &o);
    double own = fabs(tb_effect_overall_of(e)->estimate) / tb_effect_overall_of(e)->std_error;
    size_t above = 0;
    assert_int_equal(tb_effect_permutations(e), DEALS);
    for (size_t k = 0; k < DEALS; k++) {
        deal(k, o.seed, sorted);
        tb_effect *one = effect_make(&dealt, &single);
        const tb_effect_overall *v = tb_effect_overall_of(one);
        double nearest = INFINITY;
        for (size_t i = 0; i < DEALS; i++)
            nearest = fmin(nearest, fabs(tb_effect_permuted(e)[i] - v->estimate));
        if (!(nearest < 1e-9))
            fail_msg("deal %zu: no permutation gave %.12g", k, v->estimate);
        above += fabs(v->estimate) / v->std_error >= own;
        tb_effect_free(one);
    }
    CHECK_NEAR(tb_effect_overall_of(e)->p_permutation, (1 + (double)above) / (1 + DEALS), 1e-12);
    tb_effect_free(e);
}

static void a_permutation_is_an_estimate_of_its_table(void **state)
{
    (void)state;
    tb_effect_opts o = effect_plain();
    draw(false);
    check_deals(o, true);
    o.control = TB_EFFECT_NEVER;
    check_deals(o, true);
    o.control = TB_EFFECT_NOT_YET;
    t.y[5 * YEARS + 6] = t.y[8 * YEARS + 1] = NAN;
    check_deals(o, true);
    t.until[0] = 2006; /* of these nothing is known later */
    t.until[2] = 2005;
    check_deals(o, true);
    draw(false);
    o.estimator = TB_EFFECT_TWFE;
    check_deals(o, false);
    draw(true);
    for (int method = TB_EFFECT_REG; method <= TB_EFFECT_DR; method++) {
        o = effect_plain();
        o.method = (tb_effect_method)method;
        check_deals(o, false);
    }
}

/* A unit whose covariate lacks a year is in no comparison that is balanced. */
static void a_gap_in_a_covariate_is_a_unit_less(void **state)
{
    (void)state;
    tb_effect_opts o = effect_plain();
    o.balanced = true;
    draw(true);
    t.x[7 * YEARS + 3] = NAN;
    tb_effect *a = effect_make(&t, &o);
    assert_int_equal(tb_effect_left_out_unbalanced(a), 1);
    draw(true);
    for (size_t y = 0; y < YEARS; y++)
        t.y[7 * YEARS + y] = NAN;
    tb_effect *b = effect_make(&t, &o);
    CHECK_NEAR(tb_effect_overall_of(a)->estimate, tb_effect_overall_of(b)->estimate, 1e-12);
    CHECK_NEAR(tb_effect_overall_of(a)->std_error, tb_effect_overall_of(b)->std_error, 1e-12);
    tb_effect_free(a);
    tb_effect_free(b);
    /* unbalanced, it is in those comparisons that do not read that year */
    o.balanced = false;
    draw(true);
    t.x[7 * YEARS + 3] = NAN;
    a = effect_make(&t, &o);
    assert_int_equal(tb_effect_left_out_unbalanced(a), 0);
    assert_true(fabs(tb_effect_overall_of(a)->estimate) > 0);
    tb_effect_free(a);
}

/* Units without a date of which something is known for a while: comparisons of years use them, a
 * regression has one sample. Exposed in the first year or before: left out everywhere. */
static void what_a_regression_leaves_out(void **state)
{
    (void)state;
    tb_effect_opts o = effect_plain();
    draw(false);
    t.until[0] = 2005;
    t.until[2] = 1990;
    t.exposed[5] = 2001;
    tb_effect *a = effect_make(&t, &o);
    assert_int_equal(tb_effect_left_out_unbalanced(a), 0);
    assert_int_equal(tb_effect_left_out_early(a), 1);
    o.estimator = TB_EFFECT_IMPUTATION;
    tb_effect *b = effect_make(&t, &o);
    assert_int_equal(tb_effect_left_out_unbalanced(b), 1);
    assert_int_equal(tb_effect_left_out_early(b), 1);
    tb_effect_free(a);
    tb_effect_free(b);
}

/* Without anybody who is never exposed the last cohort is what the first is compared with, until it
 * is exposed itself; an imputation has no effect of a year in which everybody is. */
static void the_last_cohort_is_compared_with(void **state)
{
    (void)state;
    tb_effect_opts o = effect_plain();
    draw(false);
    for (size_t i = 0; i < UNITS; i++)
        t.exposed[i] = i % 2 == 0 ? 2004 : 2007;
    tb_effect *a = effect_make(&t, &o);
    assert_int_equal(tb_effect_last_year(a), 2006);
    assert_int_equal(tb_effect_cohorts(a), 1);
    double gain[2] = { 0 }, sum = 0;
    for (int year = 2004; year <= 2006; year++) {
        gain[0] = gain[1] = 0;
        for (size_t i = 0; i < UNITS; i++)
            gain[i % 2] += (t.y[i * YEARS + (size_t)(year - 2001)] - t.y[i * YEARS + 2]) / 12;
        sum += (gain[0] - gain[1]) / 3;
    }
    CHECK_NEAR(tb_effect_overall_of(a)->estimate, sum, 1e-12);
    tb_effect_free(a);
}

static void refuse(const tb_effect_opts *o, tb_status status, const char *says)
{
    tb_effect *e = NULL;
    CHECK_FAILS(tb_effect_make(&e, &t.data, o, &err), status, err, says);
    assert_null(e);
}

static void refusals(void **state)
{
    (void)state;
    tb_effect_opts o = effect_plain();
    draw(false);
    o.bootstraps = 100001;
    refuse(&o, TB_EARG, "must be at most 100000 (got 100001)");
    o = effect_plain();
    o.permutations = 200000;
    refuse(&o, TB_EARG, "must be at most 100000 (got 200000)");
    o = effect_plain();
    o.first_year = o.last_year = 2004;
    refuse(&o, TB_EDATA, "there are 1 in the years asked for");
    o = effect_plain();
    o.last_year = 2003;
    refuse(&o, TB_EDATA, "no unit with scores adopted between the second year and the last");
    for (size_t i = 0; i < UNITS; i++)
        t.exposed[i] = i == 4 ? 2005 : 0;
    refuse(&o, TB_EDATA, "no unit with scores adopted");
    o = effect_plain();
    refuse(&o, TB_EDATA, "only one unit adopted (exposed from 2005)");
    for (size_t i = 0; i < UNITS; i++)
        t.exposed[i] = 2005;
    refuse(&o, TB_EDATA, "all 24 units adopted at once (exposed from 2005)");
    for (size_t i = 0; i < UNITS; i++) /* the last cohort has been exposed since the second year */
        t.exposed[i] = 2002;
    t.exposed[0] = 2001;
    refuse(&o, TB_EDATA, "adopted at once");
    draw(true);
    for (size_t k = 0; k < UNITS * YEARS; k++)
        t.x[k] = 3;
    refuse(&o, TB_ESINGULAR, "the covariates are collinear in every comparison");
    t.data.years = 101;
    refuse(&o, TB_EARG, "101 years are more than the 100");
}

static void words(void **state)
{
    (void)state;
    tb_effect_estimator e = TB_EFFECT_SDID;
    tb_effect_method m = TB_EFFECT_DR;
    tb_effect_control c = TB_EFFECT_NEVER;
    tb_effect_base b = TB_EFFECT_UNIVERSAL;
    tb_effect_scale s = TB_EFFECT_SD;
    tb_effect_dates d = TB_EFFECT_BOUNDS;
    assert_false(tb_effect_estimator_of(&e, "moon") || tb_effect_method_of(&m, "moon") ||
                 tb_effect_control_of(&c, "moon") || tb_effect_base_of(&b, "moon") ||
                 tb_effect_scale_of(&s, "moon") || tb_effect_dates_of(&d, NULL));
    assert_true(e == TB_EFFECT_SDID && m == TB_EFFECT_DR && c == TB_EFFECT_NEVER &&
                b == TB_EFFECT_UNIVERSAL && s == TB_EFFECT_SD && d == TB_EFFECT_BOUNDS);
    assert_true(tb_effect_estimator_of(&e, tb_effect_estimator_word(TB_EFFECT_ETWFE)) &&
                e == TB_EFFECT_ETWFE);
    assert_true(tb_effect_dates_of(&d, tb_effect_dates_word(TB_EFFECT_DRAWN)) &&
                d == TB_EFFECT_DRAWN);
}

/* Beyond the end there is nothing. */
static void lists_end(void **state)
{
    (void)state;
    draw(false);
    tb_effect_opts o = effect_plain();
    tb_effect *e = effect_make(&t, &o);
    assert_null(tb_effect_cell_at(e, tb_effect_cells(e)));
    assert_null(tb_effect_event_at(e, tb_effect_events(e)));
    assert_null(tb_effect_cohort_at(e, tb_effect_cohorts(e)));
    assert_null(tb_effect_calendar_at(e, tb_effect_calendar(e)));
    assert_null(tb_effect_bound_at(e, 0));
    assert_null(tb_effect_weight_at(e, 0));
    assert_null(tb_effect_path_at(e, 0));
    assert_null(tb_effect_floor_at(e, tb_effect_floors(e)));
    assert_non_null(tb_effect_bounds_reason(e, NULL));
    tb_effect_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_permutation_is_an_estimate_of_its_table),
        cmocka_unit_test(a_gap_in_a_covariate_is_a_unit_less),
        cmocka_unit_test(what_a_regression_leaves_out),
        cmocka_unit_test(the_last_cohort_is_compared_with),
        cmocka_unit_test(refusals),
        cmocka_unit_test(words),
        cmocka_unit_test(lists_end),
    };
    return cmocka_run_group_tests_name("effects.deals", tests, NULL, NULL);
}
