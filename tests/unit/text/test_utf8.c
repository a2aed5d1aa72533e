/* Vietnamese words: one name in all its spellings, in the order of a Vietnamese list. */
#include "support/check.h"
#include "text/parse_number.h"
#include "text/utf8.h"

#include <string.h>

static void spellings_of_one_name_fold_together(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        { "Đắk Lắk", "dak lak" },
        { "ĐẮK LẮK", "dak lak" },
        { "Đa\xCC\x86\xCC\x81k La\xCC\x86\xCC\x81k", "dak lak" },
        { "TP. Hồ Chí Minh", "tp ho chi minh" },
        { "Bà Rịa - Vũng Tàu", "ba ria vung tau" },
        { "Bà Rịa–Vũng Tàu", "ba ria vung tau" },
        { "  Thừa   Thiên\xC2\xA0Huế ", "thua thien hue" },
    };
    tb_arena a = { 0 };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_string_equal(tbi_utf8_fold(&a, same[i][0]), same[i][1]);
    assert_null(tbi_utf8_fold(&a, "\xFF\xFE"));
    tbi_arena_free(&a);
}

static void lists_stand_in_vietnamese_order(void **state)
{
    (void)state;
    static const char *const order[] = {
        "An Giang",  "Bà Rịa - Vũng Tàu", "Bạc Liêu",  "Bắc Giang",      "Bắc Ninh",  "Bến Tre",
        "Cà Mau",    "Cao Bằng",          "Cần Thơ",   "Đà Nẵng",        "Điện Biên", "Hà Giang",
        "Hải Dương", "Thái Bình",         "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang"
    };
    for (size_t i = 0; i + 1 < sizeof order / sizeof *order; i++) {
        assert_true(tbi_utf8_collate(order[i], order[i + 1]) < 0);
        assert_true(tbi_utf8_collate(order[i + 1], order[i]) > 0);
    }
    assert_int_equal(tbi_utf8_collate("Huế", "Hue\xCC\x82\xCC\x81"),
                     tbi_utf8_collate("Huế", "Hue\xCC\x82\xCC\x81"));
    assert_true(tbi_utf8_collate("Đồng Nai", "Dương") > 0);
}

static void distance_counts_edits(void **state)
{
    (void)state;
    assert_int_equal(tbi_utf8_distance("lai chau", "lai chua", 5), 1);
    assert_int_equal(tbi_utf8_distance("ha noi", "ha nam", 5), 2);
    assert_int_equal(tbi_utf8_distance("ha noi", "ho chi minh", 3), 4);
}

static void numbers_are_read_in_both_habits(void **state)
{
    (void)state;
    double x = 0;
    int decimals = 0;
    assert_true(tbi_parse_double(&x, &decimals, "86,81%", 6, true));
    assert_true(x == 86.81 && decimals == 2);
    assert_false(tbi_parse_double(&x, NULL, "86,81", 5, false));
    assert_true(tbi_parse_double(&x, NULL, " 1.25e-3 ", 9, false) && x == 1.25e-3);
    assert_true(tbi_parse_double(&x, NULL, "0.30000000000000004", 19, false) &&
                x == 0.30000000000000004);
    static const char *const bad[] = { "",    "-",   ".",   "1e",   "1.2.3",
                                       "12a", "nan", "inf", "0x10", "1e999" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(tbi_parse_double(&x, NULL, bad[i], strlen(bad[i]), true));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(spellings_of_one_name_fold_together),
                                        cmocka_unit_test(lists_stand_in_vietnamese_order),
                                        cmocka_unit_test(distance_counts_edits),
                                        cmocka_unit_test(numbers_are_read_in_both_habits) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
