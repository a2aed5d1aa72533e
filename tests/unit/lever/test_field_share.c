/* test_field_share.c - the share of lost points that a field has: the reference of
 * bench/field_shares.py on the shipped figures, and what is said where little or nothing is known. */
#include "support/check.h"
#include "support/shipped.h"

#include "lever/field_share.h"

#include <math.h>

static tb_field_share ask(const char *field, int origin)
{
    const tb_index *x = tb_panel_index(shipped, "PAR");
    tb_field_share s;
    tb_arena a = { 0 };
    assert_true(tbi_field_share(&s, x, (size_t)tb_index_indicator(x, field), origin, &a));
    tbi_arena_free(&a);
    return s;
}

static void equals_the_reference(void **state)
{
    (void)state;
    static const struct {
        const char *field;
        int origin;
        double low, high;
        size_t cases;
    } of[] = { { "C3", 2020, 0.006415, 0.213653, 14 },
               { "C3", 2024, 0.003099, 0.166521, 37 },
               { "C7", 2020, 0.029042, 0.335460, 14 },
               { "C7", 2024, 0.013642, 0.245924, 37 } };
    for (size_t k = 0; k < sizeof of / sizeof *of; k++) {
        tb_field_share s = ask(of[k].field, of[k].origin);
        assert_int_equal(s.cases, of[k].cases);
        CHECK_NEAR(s.low, of[k].low, 2e-5);
        CHECK_NEAR(s.high, of[k].high, 2e-4);
    }
}

/* Nothing is known of any field in 2016; more is known later, and never a share below nothing or above
 * all. */
static void says_nothing_where_nothing_is_known(void **state)
{
    (void)state;
    assert_true(isnan(ask("C3", 2016).low));
    assert_int_equal(ask("C3", 2016).cases, 0);
    size_t before = 0;
    for (int origin = 2017; origin <= 2024; origin++) {
        tb_field_share s = ask("C5", origin);
        assert_true(s.cases >= before);
        before = s.cases;
        if (!isnan(s.low))
            assert_true(s.low >= 0 && s.low < s.high && s.high <= 1);
    }
    assert_true(before > 20);
}

/* Points of 2020 lack nothing of the 22 of 2022: of the blocks only SIPAS has cases with the maximum of
 * their rules then, and how far blocks lie apart is not seen in one. */
static void a_maximum_of_other_rules_makes_no_case(void **state)
{
    (void)state;
    assert_true(isnan(ask("IMPACT_LEADER", 2020).low));
    assert_true(isnan(ask("IMPACT_LEADER", 2020).high));
    assert_int_equal(ask("IMPACT_LEADER", 2020).cases, 0);
}

/* A maximum of the nearest year in which it was read, but of no scheme that begins after the goal's
 * year: the survey of leaders has 22 points in the rules of 2022, which a goal for 2020 is not judged
 * by. */
static void a_later_scheme_has_no_maximum(void **state)
{
    (void)state;
    const tb_index *x = tb_panel_index(shipped, "PAR");
    size_t survey = (size_t)tb_index_indicator(x, "IMPACT_LEADER");
    size_t staff = (size_t)tb_index_indicator(x, "C4");
    int scheme = 0;
    assert_true(isnan(tbi_field_max(&scheme, x, survey, 2018, 2020)));
    CHECK_NEAR(tbi_field_max(&scheme, x, survey, 2018, TB_ANY_SCHEME), 22, 1e-12);
    assert_int_equal(scheme, 2022);
    CHECK_NEAR(tbi_field_max(&scheme, x, staff, 2021, 2021), 12, 1e-12);
    assert_int_equal(scheme, 2018);
    CHECK_NEAR(tbi_field_max(&scheme, x, staff, 2021, 2022), 10.5, 1e-12);
    assert_int_equal(scheme, 2022);
}

/* Fields are called as the year's scheme calls them, and as the newest where it does not have them. */
static void a_field_has_the_name_of_its_year(void **state)
{
    (void)state;
    const tb_index *x = tb_panel_index(shipped, "PAR");
    size_t field = (size_t)tb_index_indicator(x, "C7");
    assert_string_equal(tb_index_name_vi(x, field, 2018), "Hiện đại hóa hành chính");
    assert_string_equal(tb_index_name_vi(x, field, 2022),
                        "Xây dựng và phát triển chính quyền điện tử, chính quyền số");
    assert_string_equal(tb_index_name_vi(x, field, 1999), x->indicator[field].name_vi);
    assert_string_equal(tb_index_name_en(x, field, 1999), x->indicator[field].name_en);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equals_the_reference),
        cmocka_unit_test(a_maximum_of_other_rules_makes_no_case),
        cmocka_unit_test(a_later_scheme_has_no_maximum),
        cmocka_unit_test(a_field_has_the_name_of_its_year),
        cmocka_unit_test(says_nothing_where_nothing_is_known),
    };
    return cmocka_run_group_tests_name("lever.field_share", tests, open_shipped, close_shipped);
}
