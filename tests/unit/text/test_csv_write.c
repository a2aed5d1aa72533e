/* test_csv_write.c - text.csv_write: fields as RFC 4180 has them. */
#include "support/check.h"

#include "text/csv_write.h"

#include <math.h>

static void check_text(const char *text, const char *want)
{
    tb_buf b = { 0 };
    tbi_csv_write_text(&b, text);
    tbi_buf_char(&b, '\0');
    assert_string_equal(b.data, want);
    tbi_buf_free(&b);
}

static void texts_are_quoted_where_a_reader_would_lose_them(void **state)
{
    (void)state;
    check_text("Hà Nội", "Hà Nội");
    check_text("", "");
    check_text("a,b", "\"a,b\"");
    check_text("a \"b\"", "\"a \"\"b\"\"\"");
    check_text("a\nb", "\"a\nb\"");
    check_text("a\rb", "\"a\rb\"");
    check_text(" a", "\" a\"");
}

static void numbers_come_back_and_absent_ones_are_empty(void **state)
{
    tb_buf b = { 0 };
    (void)state;
    tbi_csv_add_number(&b, 0.1);
    tbi_csv_add_number(&b, NAN);
    tbi_csv_add_number(&b, INFINITY);
    tbi_csv_add_number(&b, -2);
    tbi_buf_char(&b, '\0');
    assert_string_equal(b.data, ",0.1,,,-2");
    tbi_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_quoted_where_a_reader_would_lose_them),
        cmocka_unit_test(numbers_come_back_and_absent_ones_are_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
