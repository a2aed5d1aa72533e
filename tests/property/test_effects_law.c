/* property: effects that are known, equivalences that must hold, and whether intervals and tests
 * keep their word on simulated panels. `TANGBAC_PANELS=2000` runs the long simulation (a few
 * minutes). */
#include "num/rng.h"
#include "support/check.h"
#include "support/effect_table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int find_value(const double *list, size_t n, double value)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == value)
            return 1;
    return 0;
}

static void adopt(effect_table *t, size_t adopters, double effect);

/* Deals are worked on eight at a time: the first 13 of 13 and of 40 are the same deals, to the bit,
 * and not all the same. */
static void a_deal_does_not_know_its_neighbours(void **state)
{
    (void)state;
    static effect_table t;
    effect_draw(&t, 40, 10, 11);
    adopt(&t, 24, 0);
    t.y[5] = t.y[17] = NAN;
    tb_effect_opts o = effect_plain();
    o.permutations = 13;
    tb_effect *few = effect_make(&t, &o);
    o.permutations = 40;
    tb_effect *many = effect_make(&t, &o);
    assert_int_equal(tb_effect_permutations(few), 13);
    for (size_t i = 0; i < 13; i++)
        assert_true(find_value(tb_effect_permuted(many), tb_effect_permutations(many),
                               tb_effect_permuted(few)[i]));
    assert_true(tb_effect_permuted(few)[12] > tb_effect_permuted(few)[0]);
    tb_effect_free(few);
    tb_effect_free(many);
}

/* Cohorts of 2004, 2006, 2008 and 2009 in turn for the first `adopters` units. */
static void adopt(effect_table *t, size_t adopters, double effect)
{
    static const int when[] = { 2004, 2006, 2008, 2009 };
    for (size_t i = 0; i < adopters; i++) {
        t->exposed[i] = when[i % 4];
        for (size_t y = 0; y < t->data.years; y++)
            if (t->year[y] >= t->exposed[i])
                t->y[i * t->data.years + y] += effect;
    }
}

/* Two years, two groups: the difference of mean changes, with the error of two means. */
static void two_groups_in_two_years_are_a_difference_of_means(void **state)
{
    (void)state;
    static effect_table t;
    effect_draw(&t, 40, 2, 7);
    double sum[2] = { 0, 0 }, square[2] = { 0, 0 };
    for (size_t i = 0; i < 40; i++) {
        t.exposed[i] = i < 15 ? 2002 : 0;
        double change = t.y[i * 2 + 1] - t.y[i * 2];
        sum[i < 15] += change;
        square[i < 15] += change * change;
    }
    double mean[2] = { sum[0] / 25, sum[1] / 15 };
    double variance = (square[0] - 25 * mean[0] * mean[0]) / (25. * 25) +
                      (square[1] - 15 * mean[1] * mean[1]) / (15. * 15);
    static const tb_effect_estimator all[] = { TB_EFFECT_CS,         TB_EFFECT_SUNAB,
                                               TB_EFFECT_IMPUTATION, TB_EFFECT_ETWFE,
                                               TB_EFFECT_SWITCHERS,  TB_EFFECT_TWFE };
    for (size_t k = 0; k < 6; k++) {
        tb_effect_opts o = effect_plain();
        o.estimator = all[k];
        tb_effect *e = effect_make(&t, &o);
        CHECK_NEAR(tb_effect_overall_of(e)->estimate, mean[1] - mean[0], 1e-12);
        if (all[k] == TB_EFFECT_CS)
            CHECK_NEAR(tb_effect_overall_of(e)->std_error, sqrt(variance), 1e-12);
        if (all[k] == TB_EFFECT_SWITCHERS) /* as Welch's test has it: each side by its number - 1 */
            CHECK_NEAR(tb_effect_overall_of(e)->std_error,
                       sqrt((square[0] - 25 * mean[0] * mean[0]) / (25. * 24) +
                            (square[1] - 15 * mean[1] * mean[1]) / (15. * 14)),
                       1e-12);
        tb_effect_free(e);
    }
}

static const tb_effect_value *cell_of(const tb_effect *e, int group, int time)
{
    for (size_t i = 0; i < tb_effect_cells(e); i++)
        if (tb_effect_cell_at(e, i)->group == group && tb_effect_cell_at(e, i)->time == time)
            return tb_effect_cell_at(e, i);
    return NULL;
}

/* In a balanced panel with never-exposed controls the extended two-way regression has the
 * group-time effects of a universal base; without leads it has the imputed ones. */
static void regressions_and_comparisons_agree_in_balanced_panels(void **state)
{
    (void)state;
    static effect_table t;
    effect_draw(&t, 60, 10, 11);
    adopt(&t, 28, 0.3);
    tb_effect_opts o = effect_plain();
    o.control = TB_EFFECT_NEVER;
    o.base = TB_EFFECT_UNIVERSAL;
    tb_effect *cs = effect_make(&t, &o);
    o.estimator = TB_EFFECT_ETWFE;
    tb_effect *etwfe = effect_make(&t, &o), *sunab, *imputed, *not_yet;
    o.estimator = TB_EFFECT_SUNAB;
    sunab = effect_make(&t, &o);
    o.control = TB_EFFECT_NOT_YET;
    o.estimator = TB_EFFECT_ETWFE;
    not_yet = effect_make(&t, &o);
    o.estimator = TB_EFFECT_IMPUTATION;
    imputed = effect_make(&t, &o);
    CHECK_NEAR(tb_effect_overall_of(etwfe)->estimate, tb_effect_overall_of(cs)->estimate, 1e-11);
    CHECK_NEAR(tb_effect_overall_of(sunab)->estimate, tb_effect_overall_of(cs)->estimate, 1e-11);
    CHECK_NEAR(tb_effect_overall_of(imputed)->estimate, tb_effect_overall_of(not_yet)->estimate,
               1e-11);
    size_t seen = 0;
    for (size_t i = 0; i < tb_effect_cells(etwfe); i++) {
        const tb_effect_value *a = tb_effect_cell_at(etwfe, i);
        CHECK_NEAR(a->estimate, cell_of(cs, a->group, a->time)->estimate, 1e-11);
        seen++;
    }
    for (size_t i = 0; i < tb_effect_cells(imputed); i++) {
        const tb_effect_value *a = tb_effect_cell_at(imputed, i);
        CHECK_NEAR(a->estimate, cell_of(not_yet, a->group, a->time)->estimate, 1e-11);
        seen++;
    }
    assert_true(seen > 40);
    tb_effect_free(cs);
    tb_effect_free(etwfe);
    tb_effect_free(sunab);
    tb_effect_free(imputed);
    tb_effect_free(not_yet);
}

/* The comparisons inside the plain two-way coefficient add up to it (Goodman-Bacon 2021, theorem
 * 1). */
static void weights_of_the_plain_regression_add_up(void **state)
{
    (void)state;
    static effect_table t;
    effect_draw(&t, 50, 10, 3);
    adopt(&t, 30, 0.5);
    tb_effect_opts o = effect_plain();
    o.estimator = TB_EFFECT_TWFE;
    tb_effect *e = effect_make(&t, &o);
    double all = 0, sum = 0;
    for (size_t i = 0; i < tb_effect_weights(e); i++) {
        all += tb_effect_weight_at(e, i)->weight;
        sum += tb_effect_weight_at(e, i)->weight * tb_effect_weight_at(e, i)->estimate;
    }
    assert_true(tb_effect_weights(e) == 16);
    CHECK_NEAR(all, 1, 1e-12);
    CHECK_NEAR(sum, tb_effect_overall_of(e)->estimate, 1e-11);
    tb_effect_free(e);
}

/* Units in another order, and a constant added to a year or a unit, change nothing. */
static void order_and_constants_do_not_matter(void **state)
{
    (void)state;
    static effect_table t, other;
    effect_draw(&t, 40, 9, 5);
    adopt(&t, 20, 0.2);
    t.y[37] = NAN;
    other = t;
    other.data.year = other.year;
    other.data.y = other.y;
    other.data.exposed = other.exposed;
    for (size_t i = 0; i < 40; i++) {
        other.exposed[i] = t.exposed[39 - i];
        for (size_t y = 0; y < 9; y++)
            other.y[i * 9 + y] = t.y[(39 - i) * 9 + y] + (double)y * (double)y + (double)i;
    }
    for (int k = TB_EFFECT_CS; k <= TB_EFFECT_TWFE; k++) {
        tb_effect_opts o = effect_plain();
        o.estimator = (tb_effect_estimator)k;
        tb_effect *a = effect_make(&t, &o), *b = effect_make(&other, &o);
        CHECK_NEAR(tb_effect_overall_of(a)->estimate, tb_effect_overall_of(b)->estimate, 1e-9);
        CHECK_NEAR(tb_effect_overall_of(a)->std_error, tb_effect_overall_of(b)->std_error, 1e-9);
        tb_effect_free(a);
        tb_effect_free(b);
    }
}

typedef struct tally {
    double n, bias, covered, refused, permuted;
} tally;

/* 63 units, 12 years; true effect `effect`; the estimate, its interval, its t-test and the
 * permutations. */
static tally simulate(size_t panels, size_t adopters, double effect, tb_effect_estimator how,
                      bool permute)
{
    tally s = { 0 };
    for (size_t k = 0; k < panels; k++) {
        static effect_table t;
        effect_draw(&t, 63, 12, 1000 + k);
        adopt(&t, adopters, effect);
        tb_effect_opts o = effect_plain();
        o.estimator = how;
        o.permutations = permute ? 99 : 0;
        o.seed = k + 1;
        tb_effect *e = effect_make(&t, &o);
        const tb_effect_overall *x = tb_effect_overall_of(e);
        s.n++;
        s.bias += x->estimate - effect;
        s.covered += x->ci_low <= effect && effect <= x->ci_high;
        s.refused += x->p_value < 0.05;
        s.permuted += x->p_permutation <= 0.05;
        tb_effect_free(e);
    }
    return s;
}

/* Whether a share of n lies within the wanted band, allowing three standard errors of the
 * simulation. */
static void check_share(double count, double n, double low, double high, const char *what)
{
    double share = count / n, slack = 3 * sqrt(0.05 * 0.95 / n);
    printf("%-58s %.3f of %.0f\n", what, share, n);
    if (n >= 2000)
        slack = 0;
    assert_true(share >= low - slack && share <= high + slack);
}

static void intervals_and_tests_keep_their_word(void **state)
{
    (void)state;
    const char *many = getenv("TANGBAC_PANELS");
    size_t panels = many != NULL ? (size_t)atoi(many) : 100;
    static const size_t adopters[] = { 10, 20, 40 };
    for (size_t k = 0; k < 3; k++) {
        char what[100];
        tally s = simulate(panels, adopters[k], 0.3, TB_EFFECT_CS, false);
        snprintf(what, sizeof what, "%zu adopters, effect 0.3: intervals that hold it",
                 adopters[k]);
        check_share(s.covered, s.n, 0.93, 0.97, what);
        assert_true(fabs(s.bias / s.n) < 4 * 0.15 / sqrt(s.n));
        s = simulate(panels, adopters[k], 0, TB_EFFECT_CS, true);
        snprintf(what, sizeof what, "%zu adopters, no effect: refused by t", adopters[k]);
        check_share(s.refused, s.n, 0.03, 0.06, what);
        snprintf(what, sizeof what, "%zu adopters, no effect: refused by permutations",
                 adopters[k]);
        check_share(s.permuted, s.n, 0.04, 0.06, what);
    }
}

/* Two of four units adopt: of the six deals one is the truth and one its mirror, which is as far from
 * nothing, so that no p-value can be much below a third, whatever the effect. */
static void deals_as_far_as_the_own_one_count(void **state)
{
    (void)state;
    static effect_table t;
    effect_draw(&t, 4, 6, 5);
    for (size_t i = 0; i < 2; i++) {
        t.exposed[i] = t.year[3];
        for (size_t y = 3; y < t.data.years; y++)
            t.y[i * t.data.years + y] += 50;
    }
    tb_effect_opts o = effect_plain();
    o.permutations = 400;
    tb_effect *e = effect_make(&t, &o);
    double p = tb_effect_overall_of(e)->p_permutation;
    if (!(p > 0.25 && p < 0.42))
        fail_msg("p is %g, a third of all deals", p);
    tb_effect_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_groups_in_two_years_are_a_difference_of_means),
        cmocka_unit_test(a_deal_does_not_know_its_neighbours),
        cmocka_unit_test(deals_as_far_as_the_own_one_count),
        cmocka_unit_test(regressions_and_comparisons_agree_in_balanced_panels),
        cmocka_unit_test(weights_of_the_plain_regression_add_up),
        cmocka_unit_test(order_and_constants_do_not_matter),
        cmocka_unit_test(intervals_and_tests_keep_their_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
