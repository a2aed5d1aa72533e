/* test_date.c - text: a date of a year, a month or a day is a span of days. */
#include "support/check.h"

#include "text/date.h"

static void check(const char *text, int first, int last)
{
    int a = 0;
    int b = 0;
    assert_true(tbi_date_span(&a, &b, text));
    assert_int_equal(a, first);
    assert_int_equal(b, last);
}

static void a_shorter_date_is_a_longer_span(void **state)
{
    (void)state;
    check("2025", 20250101, 20251231);
    check("2025-02", 20250201, 20250228);
    check("2024-02", 20240201, 20240229);
    check("2025-03-01", 20250301, 20250301);
    check("3/2025", 20250301, 20250331);
    check("1/3/2025", 20250301, 20250301);
    check("01/03/2025", 20250301, 20250301);
}

static void what_is_no_day(void **state)
{
    (void)state;
    static const char *const bad[] = { "",           "25",          "2025-13",   "2025-02-29",
                                       "2025-2",     "2025-",       "2025-03-1", " 2025",
                                       "+2025",      "2025-03-01x", "1/3/25",    "3-2025",
                                       "2025/3/1",   "1/3",         "0/3/2025",  "1/3/2025/",
                                       "2025-03-01-" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int a = 7;
        int b = 7;
        assert_false(tbi_date_span(&a, &b, bad[i]));
        assert_int_equal(a, 7);
        assert_int_equal(b, 7);
    }
}

static void the_day_after(void **state)
{
    (void)state;
    assert_int_equal(tbi_day_after(20250228), 20250301);
    assert_int_equal(tbi_day_after(20240228), 20240229);
    assert_int_equal(tbi_day_after(20251231), 20260101);
    assert_int_equal(tbi_day_after(20250630), 20250701);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shorter_date_is_a_longer_span),
        cmocka_unit_test(what_is_no_day),
        cmocka_unit_test(the_day_after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
