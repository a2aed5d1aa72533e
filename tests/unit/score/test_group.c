/* score.group: groups by cut-off and by size, and when they are not known. */
#include "score/group_limits.h"
#include "support/check.h"

#include <math.h>
#include <string.h>

static void cut_offs_are_read_best_first(void **state)
{
    (void)state;
    tb_groups g;
    assert_true(tbi_group_limits_read(&g, "A:80;B:75;C:70", 63));
    assert_int_equal(g.count, 4);
    assert_false(g.by_size);
    static const struct {
        double score;
        const char *name;
    } cases[] = { { 80, "A" }, { 79.99, "B" }, { 75, "B" }, { 74.5, "C" },
                  { 70, "C" }, { 69.99, "D" }, { 0, "D" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(g.name[tb_group_of(&g, cases[i].score, 0)], cases[i].name);
    assert_int_equal(tb_group_of(&g, NAN, 5), -1);
}

static void sizes_go_by_how_many_are_grouped(void **state)
{
    (void)state;
    static const char text[] = "63:16/16/15/16;61:15/15/15/16;60:15/15/15/15";
    tb_groups g;
    assert_true(tbi_group_limits_read(&g, text, 61));
    assert_true(g.by_size);
    assert_string_equal(g.name[tb_group_of(&g, NAN, 15)], "high");
    assert_string_equal(g.name[tb_group_of(&g, NAN, 16)], "mid-high");
    assert_string_equal(g.name[tb_group_of(&g, NAN, 45)], "mid-low");
    assert_string_equal(g.name[tb_group_of(&g, NAN, 61)], "low");
    assert_int_equal(tb_group_of(&g, NAN, 62), -1);
    assert_int_equal(tb_group_of(&g, 43.5, 0), -1);
    assert_true(tbi_group_limits_read(&g, text, 63));
    assert_int_equal(g.size[1], 16);
    assert_false(tbi_group_limits_read(&g, text, 62));
}

static void what_is_no_limit_is_not_read(void **state)
{
    (void)state;
    static const char *const bad[] = { "",
                                       "A",
                                       "A:",
                                       "A:x;B:70",
                                       "A:70;B:80",
                                       ":70",
                                       "63:16/16/15",
                                       "63:16/16/15/17",
                                       "63:16/16/15/16/0",
                                       "63:",
                                       "A:90;A_name_that_is_far_too_long:80",
                                       "A:9;B:8;C:7;D:6;E:5;F:4;G:3;H:2;I:1" };
    tb_groups g;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (tbi_group_limits_read(&g, bad[i], 63))
            fail_msg("'%s' was read", bad[i]);
    assert_false(tbi_group_limits_read(&g, NULL, 63));
}

static const tb_scheme schemes[] = { { "old", 2012, 2015, "", "" },
                                     { "new", 2020, 9999, "", "A:90;B:80;C:70" } };
#define FACT(year, label, text, value, tolerance)                                            \
    {                                                                                        \
        year, "VN", 0, "TOTAL", "group_from", label, text, value, tolerance, "published", -1 \
    }
static const tb_fact facts[] = { FACT(2015, "C", "70", 70, 0), FACT(2015, "A", "90", 90, 0),
                                 FACT(2015, "B", "80", 80, 0), FACT(2014, "A", "88.1", 88.1, 0.1) };
static const tb_index par = {
    .code = "PAR", .n_scheme = 2, .scheme = schemes, .n_fact = 4, .fact = facts
};

static void a_single_year_can_have_its_own_limits(void **state)
{
    (void)state;
    tb_groups g;
    const tb_reason *reason = NULL;
    assert_true(tb_groups_of(&g, &par, 2015, 63, &reason));
    assert_string_equal(g.name[0], "A");
    assert_string_equal(g.name[3], "D");
    assert_int_equal(tb_group_of(&g, 81.5, 0), 1);
    /* the lowest score seen in A is no rule */
    assert_false(tb_groups_of(&g, &par, 2014, 63, &reason));
    assert_non_null(strstr(reason->text, "limits"));
    assert_false(tb_groups_of(&g, &par, 2017, 63, &reason));
    assert_non_null(strstr(reason->text, "scheme"));
    assert_true(tb_groups_of(&g, &par, 2023, 63, NULL));
}

static void names_of_groups_are_those_that_have_limits(void **state)
{
    (void)state;
    assert_true(tbi_group_limits_name(&par, "A"));
    assert_true(tbi_group_limits_name(&par, "D"));
    assert_false(tbi_group_limits_name(&par, "high"));
    const tb_scheme sized[] = { { "2021", 2021, 9999, "", "63:16/16/15/16;60:15/15/15/15" } };
    const tb_index papi = { .code = "PAPI", .n_scheme = 1, .scheme = sized };
    assert_true(tbi_group_limits_name(&papi, "mid-low"));
    assert_false(tbi_group_limits_name(&papi, "A"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_offs_are_read_best_first),
        cmocka_unit_test(sizes_go_by_how_many_are_grouped),
        cmocka_unit_test(what_is_no_limit_is_not_read),
        cmocka_unit_test(a_single_year_can_have_its_own_limits),
        cmocka_unit_test(names_of_groups_are_those_that_have_limits),
    };
    return cmocka_run_group_tests_name("score.group", tests, NULL, NULL);
}
