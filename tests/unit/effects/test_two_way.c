/* What is said beside a plain two-way coefficient, worked out again in a table that is whole: its
 * comparisons of cohorts add up to it (Goodman-Bacon 2021, theorem 1), and its p-value is that of
 * every way to flip signs (Cameron, Gelbach and Miller 2008). */
#include "support/check.h"
#include "support/effect_table.h"

#include <math.h>
#include <string.h>

enum { UNITS = 9, YEARS = 6 };

static effect_table table;

/* Three cohorts and two units never exposed; an effect that is not the same for all. */
static void fill(void)
{
    static const int when[UNITS] = { 2003, 2003, 2004, 2004, 2004, 2006, 2006, 0, 0 };
    effect_draw(&table, UNITS, YEARS, 23);
    for (size_t i = 0; i < UNITS; i++) {
        table.exposed[i] = when[i];
        for (size_t y = 0; y < YEARS; y++)
            if (when[i] != 0 && table.year[y] >= when[i])
                table.y[i * YEARS + y] += 0.25 + 0.1 * (double)i;
    }
}

static tb_effect *estimate(size_t bootstraps)
{
    tb_err err = TB_ERR_INIT;
    tb_effect *e = NULL;
    tb_effect_opts o = TB_EFFECT_OPTS_INIT;
    o.estimator = TB_EFFECT_TWFE;
    o.bootstraps = bootstraps;
    o.permutations = 0;
    o.bounds = false;
    CHECK_OK(tb_effect_make(&e, &table.data, &o, &err), err);
    return e;
}

/* Takes means of units and of years off x [UNITS][YEARS]. */
static void demean(double *x)
{
    double unit[UNITS] = { 0 };
    double year[YEARS] = { 0 };
    double all = 0;
    for (size_t k = 0; k < UNITS * YEARS; k++) {
        unit[k / YEARS] += x[k] / YEARS;
        year[k % YEARS] += x[k] / UNITS;
        all += x[k] / (UNITS * YEARS);
    }
    for (size_t k = 0; k < UNITS * YEARS; k++)
        x[k] += all - unit[k / YEARS] - year[k % YEARS];
}

/* beta, and its t-value by sums over units without any small-sample factor; x and y are demeaned. */
static double regress(double *t, const double *x, const double *y)
{
    double xx = 0;
    double xy = 0;
    double meat = 0;
    for (size_t k = 0; k < UNITS * YEARS; k++) {
        xx += x[k] * x[k];
        xy += x[k] * y[k];
    }
    for (size_t i = 0; i < UNITS; i++) {
        double sum = 0;
        for (size_t k = i * YEARS; k < (i + 1) * YEARS; k++)
            sum += x[k] * (y[k] - x[k] * xy / xx);
        meat += sum * sum;
    }
    *t = xy / sqrt(meat);
    return xy / xx;
}

static void demeaned_exposure(double *x)
{
    for (size_t k = 0; k < UNITS * YEARS; k++)
        x[k] = table.exposed[k / YEARS] != 0 && table.year[k % YEARS] >= table.exposed[k / YEARS];
    demean(x);
}

static void comparisons_add_up_to_the_coefficient(void **state)
{
    (void)state;
    double x[UNITS * YEARS];
    double y[UNITS * YEARS];
    double t;
    fill();
    memcpy(y, table.y, sizeof y);
    demean(y);
    demeaned_exposure(x);
    tb_effect *e = estimate(0);
    CHECK_NEAR(tb_effect_overall_of(e)->estimate, regress(&t, x, y), 1e-10);
    /* three cohorts against each other twice, and once against the never exposed */
    assert_int_equal(tb_effect_weights(e), 9);
    double shares = 0;
    double sum = 0;
    for (size_t k = 0; k < tb_effect_weights(e); k++) {
        const tb_effect_weight *w = tb_effect_weight_at(e, k);
        assert_true(w->weight > 0);
        shares += w->weight;
        sum += w->weight * w->estimate;
    }
    CHECK_NEAR(shares, 1, 1e-12);
    CHECK_NEAR(sum, tb_effect_overall_of(e)->estimate, 1e-10);
    tb_effect_free(e);
}

static void the_wild_p_is_that_of_every_flip(void **state)
{
    (void)state;
    double x[UNITS * YEARS];
    double y[UNITS * YEARS];
    double flipped[UNITS * YEARS];
    double own;
    size_t above = 0;
    fill();
    /* an effect that the table hardly shows, so that many flips come near it */
    for (size_t k = 0; k < UNITS * YEARS; k++)
        if (table.exposed[k / YEARS] != 0 && table.year[k % YEARS] >= table.exposed[k / YEARS])
            table.y[k] -= 0.45;
    memcpy(y, table.y, sizeof y);
    demean(y);
    demeaned_exposure(x);
    regress(&own, x, y);
    for (unsigned signs = 0; signs < 1U << UNITS; signs++) {
        double t;
        for (size_t k = 0; k < UNITS * YEARS; k++)
            flipped[k] = (signs >> (k / YEARS) & 1) != 0 ? y[k] : -y[k];
        demean(flipped);
        regress(&t, x, flipped);
        above += fabs(t) >= fabs(own) * (1 - 1e-9);
    }
    double exact = (double)above / (double)(1U << UNITS);
    tb_effect *e = estimate(9999);
    double p = tb_effect_overall_of(e)->p_wild;
    assert_true(exact > 0.1 && exact < 0.9);
    if (!(fabs(p - exact) < 4 * sqrt(exact * (1 - exact) / 9999) + 1e-4))
        fail_msg("p %g of 9999 flips, %g of all", p, exact);
    tb_effect_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparisons_add_up_to_the_coefficient),
        cmocka_unit_test(the_wild_p_is_that_of_every_flip),
    };
    return cmocka_run_group_tests_name("effects.two_way", tests, NULL, NULL);
}
