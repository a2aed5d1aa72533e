/* Which model is taken, from a made-up record of earlier origins: years that were not over at the
 * origin say nothing, the lowest mean leads, and a model of many numbers must be better by more than
 * chance. */
#include "support/check.h"

#include "forecast/model_choice.h"

#include <math.h>
#include <string.h>

enum { FIRST = 2010, ORIGIN = 2015, AFTER = 3 };

static tb_crps_record crps_record;
static tb_record record[ORIGIN - FIRST + AFTER];

/* The member `best` has the distance `low`, all others 1; members do not differ from each other, so
 * that nothing is gained by mixing them. */
static void judge(tb_record *r, int origin, size_t best, double low)
{
    *r = (tb_record){ .origin = origin, .seen = true, .judged = true };
    for (size_t k = 0; k < TB_MEMBERS; k++)
        r->a[k] = k == best ? low : 1;
}

static tb_model_choice choose(int origin, size_t count)
{
    tb_err err = TB_ERR_INIT;
    int years[ORIGIN - FIRST + AFTER + 2];
    for (size_t t = 0; t < sizeof years / sizeof *years; t++)
        years[t] = FIRST - 1 + (int)t;
    tb_index x = { .code = "X", .n_year = sizeof years / sizeof *years, .year = years };
    int wanted = origin + 1;
    tb_predictive_opts o = { .origin = origin, .year = &wanted, .n_year = 1, .threads = 1 };
    tb_model_choice c;
    crps_record = (tb_crps_record){ .record = record, .count = count, .room = count, .horizon = 1 };
    CHECK_OK(tbi_choose_model(&c, &crps_record, &x, &o, &err), err);
    return c;
}

/* Five targets were over in 2015, and in these the second member was best; in the three that came
 * later the third one by far. */
static void later_years_say_nothing(void **state)
{
    (void)state;
    size_t n = ORIGIN - FIRST;
    for (size_t k = 0; k < n; k++)
        judge(&record[k], FIRST + (int)k, 1, 0.8);
    for (size_t k = n; k < n + AFTER; k++)
        judge(&record[k], FIRST + (int)k, 2, -9);
    tb_model_choice c = choose(ORIGIN, n + AFTER);
    assert_string_equal(c.model, tbi_member_names[1]);
    assert_int_equal(c.years, n);
    CHECK_NEAR(c.weight[1], 1, 1e-12);
    c = choose(ORIGIN + AFTER, n + AFTER);
    assert_string_equal(c.model, tbi_member_names[2]);
    assert_int_equal(c.years, n + AFTER);
}

/* Two years are too few to choose by. */
static void few_years_choose_nothing(void **state)
{
    (void)state;
    for (size_t k = 0; k < 2; k++)
        judge(&record[k], FIRST + (int)k, 2, 0.1);
    tb_model_choice c = choose(FIRST + 2, 2);
    assert_string_equal(c.model, tbi_member_names[0]);
    for (size_t k = 0; k < TB_MEMBERS; k++)
        CHECK_NEAR(c.weight[k], 0.25, 1e-12);
}

/* The fourth is better in the mean of five years: by 0.3 in each and a little, or by 2 in one and
 * worse in the others (t = 1 of 4 degrees of freedom). */
static void a_model_of_many_numbers_must_be_better_than_chance(void **state)
{
    (void)state;
    size_t n = ORIGIN - FIRST;
    for (size_t k = 0; k < n; k++)
        judge(&record[k], FIRST + (int)k, 3, 0.7 + 0.02 * (double)k);
    assert_string_equal(choose(ORIGIN, n).model, tbi_member_names[3]);
    for (size_t k = 0; k < n; k++)
        judge(&record[k], FIRST + (int)k, 3, k == 0 ? -1 : 1.05);
    assert_string_equal(choose(ORIGIN, n).model, tbi_member_names[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(later_years_say_nothing),
        cmocka_unit_test(few_years_choose_nothing),
        cmocka_unit_test(a_model_of_many_numbers_must_be_better_than_chance),
    };
    return cmocka_run_group_tests_name("forecast.model_choice", tests, NULL, NULL);
}
