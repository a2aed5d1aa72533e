/* Where a unit stands with a measure, and what the measure can still bring it; on the shipped
 * data. */
#include "support/check.h"
#include "support/shipped.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/effects.h>

static const tb_unit *unit_of(const tb_panel *p, const char *code, int year)
{
    for (size_t i = 0; i < tb_panel_units(p); i++) {
        const tb_unit *u = tb_panel_unit(p, i);
        if (strcmp(u->code, code) == 0 && u->valid_from <= year && year <= u->valid_to)
            return u;
    }
    fail_msg("no unit %s in %d", code, year);
    return NULL;
}

/* Service centres: Quang Ninh (22) opened in 2014, Ha Noi (01) in 2024, unit 49 by 2018 in a year
 * that is not known, unit 48 is not known at all. */
static void a_unit_stands_where_its_row_says(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        int year;
        tb_adoption_state want;
    } rows[] = { { "22", 2021, TB_ADOPTION_SINCE },   { "22", 2013, TB_ADOPTION_NOT },
                 { "01", 2021, TB_ADOPTION_NOT },     { "01", 2024, TB_ADOPTION_SINCE },
                 { "49", 2021, TB_ADOPTION_UNDATED }, { "49", 2016, TB_ADOPTION_UNKNOWN },
                 { "48", 2021, TB_ADOPTION_UNKNOWN }, { "12", 2021, TB_ADOPTION_UNKNOWN } };
    const tb_panel *p = shipped;
    tb_exposures *a = NULL;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tb_exposures_read(&a, p, NULL, 630, &err), err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int since = -1;
        tb_adoption_state got =
            tb_exposures_state(a, p, "PASC", unit_of(p, rows[i].unit, 2020), rows[i].year, &since);
        if (got != rows[i].want)
            fail_msg("unit %s in %d: %d, not %d", rows[i].unit, rows[i].year, (int)got,
                     (int)rows[i].want);
        assert_int_equal(since > 0, got == TB_ADOPTION_SINCE);
    }
    tb_exposures_free(a);
}

/* A merged unit has what all of its parts have; parts that differ make it unknown. */
static void a_merged_unit_stands_where_all_parts_stand(void **state)
{
    (void)state;
    const tb_panel *p = shipped;
    tb_exposures *a = NULL;
    tb_err err = TB_ERR_INIT;
    size_t adopted = 0, mixed = 0;
    CHECK_OK(tb_exposures_read(&a, p, NULL, 630, &err), err);
    for (size_t i = 0; i < tb_panel_units(p); i++) {
        const tb_unit *u = tb_panel_unit(p, i);
        int since = 0, last = 0;
        bool all = true, any = false;
        if (u->valid_from < 2025)
            continue;
        for (size_t k = 0; k < tb_panel_units(p); k++) {
            const tb_unit *part = tb_panel_unit(p, k);
            if (part->valid_to > 2024 || strcmp(part->successor, u->code) != 0)
                continue;
            bool has = tb_exposures_state(a, p, "PASC", part, 2021, &since) == TB_ADOPTION_SINCE;
            all = all && has;
            any = any || has;
            last = since > last ? since : last;
        }
        tb_adoption_state got = tb_exposures_state(a, p, "PASC", u, 2021, &since);
        assert_int_equal(got == TB_ADOPTION_SINCE, all);
        if (all)
            assert_int_equal(since, last);
        adopted += all;
        mixed += any && !all;
    }
    assert_true(adopted > 0 && mixed > 0);
    tb_exposures_free(a);
}

/* Tables of adoptions: what a row without a status means, and what contradicts itself. */
static void rows_say_what_they_mean(void **state)
{
    (void)state;
    static const struct {
        const char *row; /* status,date,adopt_year,exposure_year,not_before,not_after */
        tb_exposure_status status;
        int exposed; /* -1: refused */
        const char *says;
    } cases[] = {
        { "dated,2018-06-30,,,,", TB_EXPOSURE_DATED, 2018, NULL },
        { "dated,2018-07-01,,,,", TB_EXPOSURE_DATED, 2019, NULL },
        { "dated,2018-06,,,,", TB_EXPOSURE_DATED, 2018, NULL },
        { "dated,2018-07,,,,", TB_EXPOSURE_DATED, 2019, NULL },
        { ",2018,,,,", TB_EXPOSURE_DATED, 2019, NULL },
        { ",,2018,,,", TB_EXPOSURE_DATED, 2019, NULL },
        { ",,2018,2018,,", TB_EXPOSURE_DATED, 2018, NULL },
        { ",,,2018,,", TB_EXPOSURE_DATED, 2018, NULL },
        { ",,,,2015,2020", TB_EXPOSURE_BOUNDED, 0, NULL },
        { ",,,,,2020", TB_EXPOSURE_BOUNDED, 0, NULL },
        { ",,,,2015,", TB_EXPOSURE_NOT_YET, 0, NULL },
        { ",,,,,", TB_EXPOSURE_UNKNOWN, 0, NULL },
        { "trial,,2018,,,", TB_EXPOSURE_NOT_YET, 0, NULL },
        { "never,,,,,", TB_EXPOSURE_NEVER, 0, NULL },
        { "never,,,2018,,", TB_EXPOSURE_NEVER, -1, "never adopted, and the year 2018" },
        { "dated,,,,,", TB_EXPOSURE_DATED, -1, "dated, without a date or year" },
        { "dated,,,,2015,2020", TB_EXPOSURE_DATED, -1, "dated, without a date or year" },
        { "dated,2018-01-01,2017,,,", TB_EXPOSURE_DATED, -1, "differ" },
        { "dated,,2018,2017,,", TB_EXPOSURE_DATED, -1, "2017" },
        { "dated,,2018,,2019,", TB_EXPOSURE_DATED, -1, "2018" },
        { "dated,,2018,,,2017", TB_EXPOSURE_DATED, -1, "2018" },
        { "dated,1800-01-01,,,,", TB_EXPOSURE_DATED, -1, "1800-01-01" },
        { "moon,,,,,", TB_EXPOSURE_DATED, -1, "unknown status 'moon'" },
    };
    const tb_panel *p = shipped;
    char text[600];
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        tb_err err = TB_ERR_INIT;
        tb_exposures *a = NULL;
        snprintf(text, sizeof text,
                 "measure,unit,status,date,adopt_year,exposure_year,not_before,not_after\n"
                 "M,12,%s\n",
                 cases[k].row);
        const char *path = check_file("adoption", "e.csv", text);
        if (cases[k].exposed < 0) {
            CHECK_FAILS(tb_exposures_read(&a, p, path, 630, &err), TB_EDATA, err, cases[k].says);
            assert_null(a);
            continue;
        }
        CHECK_OK(tb_exposures_read(&a, p, path, 630, &err), err);
        for (size_t i = 0; i < tb_exposures_count(a); i++) {
            const tb_exposure *e = tb_exposure_at(a, i);
            if (strcmp(e->measure, "M") != 0)
                continue;
            if (e->status != cases[k].status || e->exposure_year != cases[k].exposed)
                fail_msg("%s: status %d, exposed %d", cases[k].row, (int)e->status,
                         e->exposure_year);
        }
        assert_null(tb_exposure_at(a, tb_exposures_count(a)));
        assert_null(tb_exposures_measure(a, tb_exposures_measures(a)));
        tb_exposures_free(a);
    }
}

static tb_effects *centres_as_of(const tb_panel *p, int year)
{
    static const char *const measure[] = { "PASC" };
    tb_effects_ask ask = TB_EFFECTS_ASK_INIT;
    tb_effects *e = NULL;
    tb_err err = TB_ERR_INIT;
    ask.measure = measure;
    ask.measures = 1;
    ask.expected = true;
    ask.as_of = year;
    tb_effect_opts how = TB_EFFECT_OPTS_INIT;
    how.bootstraps = 0;
    how.permutations = 0;
    how.plan_only = true;
    ask.how = &how;
    CHECK_OK(tb_effects_run(&e, p, &ask, &err), err);
    return e;
}

/* The whole effect is the pooled one; what has run its course brings nothing, surely; in between a
 * change of the path with a spread of its own. Nothing later than the year that is asked for counts. */
static void what_is_left_shrinks_along_the_path(void **state)
{
    (void)state;
    const tb_panel *p = shipped;
    tb_effects *e = centres_as_of(p, 2020), *later = centres_as_of(p, 2024);
    const tb_effect_study *s = tb_effects_study_of(e, "PASC", "PAPI.D5");
    tb_effect_posterior whole, left, none;
    double grid[64];
    tb_err err = TB_ERR_INIT;
    assert_non_null(s);
    assert_true(s->usable && s->pooled && s->usable_reason_id == NULL);
    assert_int_equal(tb_effect_last_year(s->effect), 2020);
    CHECK_OK(tb_effects_bring(&whole, grid, 64, e, s, TB_EFFECT_NOT_EXPOSED, 2, 0.05, &err), err);
    CHECK_NEAR(whole.mean, s->posterior.mean, 0.02);
    assert_true(whole.sd > 0 && whole.sd < s->plan_sd);
    assert_true(grid[0] < grid[63] && whole.above_need > 0 && whole.above_need < whole.above_zero);
    CHECK_OK(tb_effects_bring(&left, NULL, 0, e, s, 0, 2, NAN, &err), err);
    assert_true(left.sd > 0 && isnan(left.above_need));
    CHECK_OK(tb_effects_bring(&none, grid, 64, e, s, 40, 42, NAN, &err), err);
    assert_true(none.mean == 0 && none.sd == 0 && grid[0] == 0 && grid[63] == 0);
    assert_int_equal(tb_effect_last_year(tb_effects_study_of(later, "PASC", "PAPI.D5")->effect),
                     2024);
    tb_effects_free(e);
    tb_effects_free(later);
}

/* Effects of fewer than ten adopters are told, and not ranked. */
static void few_adopters_are_not_ranked(void **state)
{
    (void)state;
    const tb_panel *p = shipped;
    tb_effects_ask ask = TB_EFFECTS_ASK_INIT;
    tb_effects *e = NULL;
    tb_err err = TB_ERR_INIT;
    ask.expected = true;
    tb_effect_opts how = TB_EFFECT_OPTS_INIT;
    how.bootstraps = 0;
    how.permutations = 0;
    how.plan_only = true;
    ask.how = &how;
    CHECK_OK(tb_effects_run(&e, p, &ask, &err), err);
    assert_true(tb_effects_is_ranking(e) && tb_effects_ranked(e) > 10);
    double last = INFINITY;
    for (size_t i = 0; i < tb_effects_ranked(e); i++) {
        const tb_effect_study *s = tb_effects_ranked_at(e, i);
        assert_true(tb_effect_adopters(s->effect) >= 10);
        assert_true(s->posterior.mean / s->sd_between <= last);
        last = s->posterior.mean / s->sd_between;
    }
    const tb_effect_study *few = tb_effects_study_of(e, "FEE", "PAPI.D8");
    assert_non_null(few);
    assert_true(!few->usable && !few->pooled && isnan(few->posterior.mean));
    assert_non_null(strstr(few->usable_reason, "fewer than 10"));
    assert_string_equal(few->usable_reason_id, "few_adopters");
    for (size_t i = 0; i < tb_effects_studies(e); i++) {
        const tb_effect_study *o = tb_effects_study_at(e, i);
        assert_int_equal(o->usable, o->usable_reason_number == 0);
        if (!o->usable)
            assert_int_equal(strcmp(o->usable_reason, few->usable_reason) == 0,
                             o->usable_reason_number == few->usable_reason_number);
    }
    tb_effects_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_say_what_they_mean),
        cmocka_unit_test(a_unit_stands_where_its_row_says),
        cmocka_unit_test(a_merged_unit_stands_where_all_parts_stand),
        cmocka_unit_test(what_is_left_shrinks_along_the_path),
        cmocka_unit_test(few_adopters_are_not_ranked),
    };
    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
