/* One unit with two possible years of adoption: every set of dates is one of two tables, so that what
 * is pooled over sets can be worked out from those two (Rubin 1987). */
#include "support/check.h"
#include "support/effect_table.h"

#include "effects/dates.h"

#include <math.h>

enum { UNITS = 14, YEARS = 7, FROM = 2004, TO = 2005 };

static effect_table table;

/* Unit 0 is the one of which only bounds are known. */
static void fill(void)
{
    static const int when[UNITS] = { TO, 2003, 2003, 2003, 2004, 2004, 2005, 2005, 2006, 2006 };
    effect_draw(&table, UNITS, YEARS, 31);
    for (size_t i = 0; i < UNITS; i++)
        table.exposed[i] = when[i];
}

static void estimate(double *value, double *error, int exposed)
{
    tb_err err = TB_ERR_INIT;
    tb_effect *e = NULL;
    tb_effect_opts o = effect_plain();
    table.exposed[0] = exposed;
    CHECK_OK(tb_effect_make(&e, &table.data, &o, &err), err);
    *value = tb_effect_overall_of(e)->estimate;
    *error = tb_effect_overall_of(e)->std_error;
    tb_effect_free(e);
    table.exposed[0] = TO;
}

static tb_effect_date_draws draw(int from, int to, bool drawn)
{
    tb_err err = TB_ERR_INIT;
    tb_effect_date_draws out;
    tb_effect_opts o = effect_plain();
    int earliest[UNITS] = { from };
    int latest[UNITS] = { to };
    CHECK_OK(tbi_dates_try(&out, &table.data, earliest, latest, &o, drawn, &err), err);
    return out;
}

static void sets_are_pooled_by_rubins_rule(void **state)
{
    (void)state;
    double value[2];
    double error[2];
    fill();
    estimate(&value[0], &error[0], FROM);
    estimate(&value[1], &error[1], TO);
    tb_effect_date_draws x = draw(FROM, TO, true);
    double n = (double)x.n;
    assert_int_equal(x.units, 1);
    if (x.n != 20 || !(fabs(value[0] - value[1]) > 1e-3))
        fail_msg("%zu sets, %g %g", x.n, value[0], value[1]);
    /* how many sets had the later year */
    double later = n * (x.estimate - value[0]) / (value[1] - value[0]);
    CHECK_NEAR(later, round(later), 1e-6);
    assert_true(later > 0.5 && later < n - 0.5);
    double within = ((n - later) * pow(error[0], 2) + later * pow(error[1], 2)) / n;
    double between =
        later * (n - later) / n * pow(value[1] - value[0], 2) / (n - 1); /* of two values */
    CHECK_NEAR(x.between_sd, sqrt(between), 1e-9);
    CHECK_NEAR(x.std_error, sqrt(within + (1 + 1 / n) * between), 1e-9);
    CHECK_NEAR(x.low, fmin(value[0], value[1]), 1e-12);
    CHECK_NEAR(x.high, fmax(value[0], value[1]), 1e-12);
}

static void one_possible_date_is_no_bound(void **state)
{
    (void)state;
    double value;
    double error;
    fill();
    estimate(&value, &error, TO);
    tb_effect_date_draws x = draw(TO, TO, true);
    CHECK_NEAR(x.estimate, value, 1e-12);
    CHECK_NEAR(x.std_error, error, 1e-12);
    CHECK_NEAR(x.between_sd, 0, 1e-12);
}

static void dates_are_pushed_as_far_as_they_go(void **state)
{
    (void)state;
    double value[2];
    double error;
    fill();
    estimate(&value[0], &error, FROM);
    estimate(&value[1], &error, TO);
    tb_effect_date_draws x = draw(FROM, TO, false);
    CHECK_NEAR(x.low, fmin(value[0], value[1]), 1e-12);
    CHECK_NEAR(x.high, fmax(value[0], value[1]), 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_are_pooled_by_rubins_rule),
        cmocka_unit_test(one_possible_date_is_no_bound),
        cmocka_unit_test(dates_are_pushed_as_far_as_they_go),
    };
    return cmocka_run_group_tests_name("effects.dates", tests, NULL, NULL);
}
