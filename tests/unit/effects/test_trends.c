/* test_trends.c - what is said of trends before exposure: the joint test of the event times and its power
 * against their laws, and the bends that the limits stand on against the printed event study. */
#include "support/check.h"
#include "support/effect_table.h"

#include "num/dist.h"
#include "num/rng.h"

#include <math.h>
#include <string.h>

static effect_table table;

static tb_effect *estimate(bool universal)
{
    tb_err err = TB_ERR_INIT;
    tb_effect *e = NULL;
    tb_effect_opts o = TB_EFFECT_OPTS_INIT;
    o.base = universal ? TB_EFFECT_UNIVERSAL : TB_EFFECT_VARYING;
    o.bootstraps = 0;
    o.permutations = 0;
    CHECK_OK(tb_effect_make(&e, &table.data, &o, &err), err);
    return e;
}

/* Eleven units of eighteen adopt in the third of five years: one change lies before. */
static void draw_one_cohort(void)
{
    enum { UNITS = 18, YEARS = 5 };
    effect_draw(&table, UNITS, YEARS, 41);
    for (size_t i = 0; i < 11; i++)
        table.exposed[i] = table.year[2];
}

/* With one event time W is the square of its t-value, F(1, n - 1) that of Student's t, and the power
 * the chance that a t with the drift in its middle lies beyond the 5 % points: the minimum detectable
 * effect over the mean age of exposure (1, 2 and 3 years: 2), in units of the error. */
static void one_event_time_is_a_t_test(void **state)
{
    (void)state;
    enum { DRAWS = 200000 };
    draw_one_cohort();
    tb_effect *e = estimate(false);
    const tb_effect_pre_trend *p = tb_effect_pre_trend_of(e);
    const tb_effect_value *before = tb_effect_event_at(e, 0);
    double n = (double)tb_effect_units(e), t = before->estimate / before->std_error;
    assert_int_equal(p->df, 1);
    assert_int_equal(before->time, -1);
    CHECK_NEAR(p->statistic, t * t, 1e-9);
    CHECK_NEAR(p->p_value, tbi_f_upper(t * t, 1, n - 1), 1e-9);
    double away = tb_effect_overall_of(e)->mde / 2 / before->std_error;
    double limit = tbi_t_quantile(0.975, n - 1), found = 0;
    tb_rng r;
    tbi_rng_start(&r, 8, TB_STREAM_SAMPLER, 0);
    for (size_t k = 0; k < DRAWS; k++) {
        double z = away + tbi_rng_normal(&r), squares = 2 * tbi_rng_gamma(&r, (n - 1) / 2);
        found += fabs(z) > limit * sqrt(squares / (n - 1));
    }
    assert_true(p->power_for_mde > 0.05 && p->power_for_mde < 0.999);
    CHECK_NEAR(p->power_for_mde, found / DRAWS, 0.005);
    tb_effect_free(e);
}

/* F(k, n - k) of (n - k) / (k (n - 1)) W for the event times of the simulated reference, at most
 * five. */
static void several_event_times_are_hotellings_test(void **state)
{
    (void)state;
    effect_load_simulated(&table, false);
    tb_effect *e = estimate(true);
    const tb_effect_pre_trend *p = tb_effect_pre_trend_of(e);
    double n = (double)tb_effect_units(e), k = (double)p->df;
    assert_true(k >= 3 && p->statistic > 0);
    CHECK_NEAR(p->p_value, tbi_f_upper(p->statistic * (n - k) / (k * (n - 1)), k, n - k), 1e-9);
    tb_effect_free(e);
}

/* Limits under a bend: none, half and the whole of the largest change of slope among the (at most
 * three) last event times before exposure, the base year's 0 among them. */
static void bends_are_those_of_the_event_study(void **state)
{
    (void)state;
    enum { MOST = 3 };
    effect_load_simulated(&table, false);
    tb_effect *e = estimate(true);
    double path[MOST + 1] = { 0 }, largest = 0, said = 0; /* by years before exposure, the base 0 */
    size_t known = 0;
    for (size_t k = 0; k < tb_effect_events(e); k++) {
        const tb_effect_value *v = tb_effect_event_at(e, k);
        if (v->time < -1 && v->time >= -1 - MOST && isfinite(v->std_error)) {
            path[-1 - v->time] = v->estimate;
            known++;
        }
    }
    assert_true(known >= 3);
    for (size_t k = 0; k + 2 <= known; k++)
        largest = fmax(largest, fabs(path[k] - 2 * path[k + 1] + path[k + 2]));
    for (size_t k = 0; k < tb_effect_bounds(e); k++) {
        const tb_effect_bound *b = tb_effect_bound_at(e, k);
        said = b->smooth ? fmax(said, b->m) : said;
        assert_true(b->low <= b->high);
    }
    CHECK_NEAR(said, largest, 1e-9);
    tb_effect_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(one_event_time_is_a_t_test),
                                        cmocka_unit_test(several_event_times_are_hotellings_test),
                                        cmocka_unit_test(bends_are_those_of_the_event_study) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
