/* Options of a caller who is older or newer than the library, and lists that are longer than an
 * error. */
#include "support/check.h"

#include "base/error.h"
#include "base/opts.h"

#include <string.h>
#include <tangbac/estimate.h>
#include <tangbac/goal.h>
#include <tangbac/import.h>
#include <tangbac/simulate.h>

static const char leading[] = "thuộc nhóm dẫn đầu";

/* A caller who knows the first two members alone: what follows in memory is not read. */
static void an_older_caller_gets_the_defaults_of_later_members(void **state)
{
    (void)state;
    tb_goal g;
    tb_goal_refusal why = TB_REFUSE_NONE;
    tb_err err = TB_ERR_INIT;
    tb_goal_opts o = TB_GOAL_OPTS_INIT;
    o.leading = 12;
    assert_int_equal(tb_goal_parse(&g, leading, &o, &why, &err), TB_OK);
    assert_int_equal(g.place, 12);
    o.size = offsetof(tb_goal_opts, leading);
    assert_int_equal(tb_goal_parse(&g, leading, &o, &why, &err), TB_EARG);
    assert_int_equal(why, TB_REFUSE_VAGUE);
    assert_int_equal(err.remedies, TB_REMEDY_LEADING);
    assert_null(strchr(err.message, '`'));
    assert_int_equal(tb_goal_parse(&g, "nonsense", &o, &why, &err), TB_EARG);
    assert_int_equal(err.remedies, 0); /* of another sentence */
    assert_int_equal(tb_goal_parse(&g, "top 10", &o, &why, &err), TB_OK);
    assert_int_equal(tb_goal_parse(&g, "top 10", NULL, &why, &err), TB_OK);
}

static void a_newer_caller_is_refused(void **state)
{
    (void)state;
    tb_goal g;
    tb_err err = TB_ERR_INIT;
    struct {
        tb_goal_opts known;
        long long later;
    } o = { .known = TB_GOAL_OPTS_INIT };
    o.known.size = sizeof o;
    assert_int_equal(tb_goal_parse(&g, "top 10", &o.known, NULL, &err), TB_EARG);
    assert_non_null(strstr(err.message, "the program was built for a newer one"));
    assert_non_null(strstr(err.message_vi, "phiên bản mới hơn"));
}

static void options_without_a_size_are_refused(void **state)
{
    (void)state;
    tb_goal g;
    tb_err err = TB_ERR_INIT;
    tb_goal_opts goal = { 0 };
    tb_synth_opts synth = { 0 };
    tb_estimate_opts estimate = { 0 };
    tb_estimate_data data = { 0 };
    tb_estimate *e = NULL;
    assert_int_equal(tb_goal_parse(&g, "top 10", &goal, NULL, &err), TB_EARG);
    assert_non_null(strstr(err.message, "do not say their size"));
    assert_int_equal(tb_synth_write("/no/such/folder", &synth, &err), TB_EARG);
    assert_non_null(strstr(err.message, "do not say their size"));
    assert_int_equal(tb_estimate_arrays(&e, &data, &estimate, &err), TB_EARG);
    assert_null(e);
}

/* The size that is handed on is the library's own. */
static void what_is_taken_is_whole(void **state)
{
    (void)state;
    tb_synth_opts own = TB_SYNTH_OPTS_INIT;
    tb_synth_opts old = TB_SYNTH_OPTS_INIT;
    tb_err err = TB_ERR_INIT;
    old.size = offsetof(tb_synth_opts, indicators);
    old.units = 7;
    old.indicators = 99;
    assert_int_equal(tbi_opts_take(&own, sizeof own, &old, &err), TB_OK);
    assert_int_equal(own.size, sizeof own);
    assert_int_equal(own.units, 7);
    assert_int_equal(own.indicators, 31);
}

static void a_list_says_its_first_line_and_how_many_follow(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tb_err_details all = TB_ERR_DETAILS_INIT;
    tb_status st = tbi_fail_lines(&err, TB_EDATA, &all, "a:1: one\na:2: two\na:3: three",
                                  "a:1: một\na:2: hai\na:3: ba", 3);
    assert_int_equal(st, TB_EDATA);
    assert_string_equal(err.message, "a:1: one (and 2 more)");
    assert_string_equal(err.message_vi, "a:1: một (và 2 lỗi nữa)");
    assert_string_equal(all.text, "a:1: one\na:2: two\na:3: three");
    assert_string_equal(all.text_vi, "a:1: một\na:2: hai\na:3: ba");
    tb_err_details_free(&all);
    assert_null(all.text);
    assert_int_equal(tbi_fail_lines(&err, TB_EDATA, NULL, "one", "một", 1), TB_EDATA);
    assert_string_equal(err.message, "one");
}

static void words_are_read_as_choices(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    assert_int_equal(o.method, TB_METHOD_AUTO);
    for (int m = TB_METHOD_POOLED; m <= TB_METHOD_FRACTIONAL; m++) {
        const char *word = tb_estimate_method_word((tb_estimate_method)m);
        assert_int_equal(tb_estimate_method_of(&o.method, word, &err), TB_OK);
        assert_int_equal(o.method, m);
    }
    assert_int_equal(tb_estimate_method_of(&o.method, "withn", &err), TB_EARG);
    assert_non_null(strstr(err.message, "withn"));
    assert_int_equal(o.method, TB_METHOD_FRACTIONAL);
    assert_int_equal(tb_vcov_of(&o.vcov, "cluster: year + unit", &err), TB_OK);
    assert_int_equal(o.vcov.kind, TB_VCOV_CLUSTER);
    assert_int_equal(o.vcov.by[0], TB_BY_YEAR);
    assert_int_equal(o.vcov.by[1], TB_BY_UNIT);
    assert_int_equal(tb_vcov_of(&o.vcov, "dk:0", &err), TB_OK);
    assert_true(o.vcov.lags_given);
    assert_int_equal(tb_vcov_of(&o.vcov, "dk", &err), TB_OK);
    assert_false(o.vcov.lags_given);
    static const char *const wrong[] = {
        "",         "cr2:unit,year", "cluster:", "cluster:village", "cluster:unit,year,region",
        "iid:unit", "dk:x",          "dk:-1"
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(tb_vcov_of(&o.vcov, wrong[i], &err), TB_EARG);
    tb_simulate_opts s = TB_SIMULATE_OPTS_INIT;
    assert_string_equal(tb_simulate_level_word(s.level), "leaf");
    assert_string_equal(tb_simulate_weights_word(s.weights), "gamma");
    assert_string_equal(tb_simulate_leave_out_word(s.leave_out), "indicator");
    assert_string_equal(tb_simulate_noise_word(s.noise), "forecast");
    assert_int_equal(s.tables, TB_SIMULATE_KNOWN);
    assert_int_equal(tb_simulate_tables_of(&s.tables, "auto", &err), TB_OK);
    assert_int_equal(s.tables, TB_SIMULATE_AUTO);
    assert_int_equal(tb_simulate_weights_of(&s.weights, "gama", &err), TB_EARG);
}

static void an_error_is_about_a_kilobyte(void **state)
{
    (void)state;
    assert_in_range(sizeof(tb_err), 900, 1400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_older_caller_gets_the_defaults_of_later_members),
        cmocka_unit_test(a_newer_caller_is_refused),
        cmocka_unit_test(options_without_a_size_are_refused),
        cmocka_unit_test(what_is_taken_is_whole),
        cmocka_unit_test(a_list_says_its_first_line_and_how_many_follow),
        cmocka_unit_test(words_are_read_as_choices),
        cmocka_unit_test(an_error_is_about_a_kilobyte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
