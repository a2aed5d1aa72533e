/* test_agency_name.c - plan: agencies are named as they were in the year, the first is in charge. */
#include "support/check.h"

#include "plan/agency_name.h"

static tb_arena arena;

static void check(const char *cell, int year, const char *in_charge, const char *with)
{
    const char *a = NULL;
    const char *b = NULL;
    assert_true(tbi_agencies_of_year(&a, &b, cell, year, &arena));
    assert_string_equal(a, in_charge);
    assert_string_equal(b, with);
}

static void a_department_has_the_name_of_the_year(void **state)
{
    (void)state;
    static const char *const cell =
        "Sở Thông tin và Truyền thông (từ tháng 3/2025: Sở Khoa học và Công nghệ)";
    check(cell, 2022, "Sở Thông tin và Truyền thông", "");
    check(cell, 2026, "Sở Khoa học và Công nghệ", "");
    check(cell, 2025, cell, ""); /* both names held in that year */
    check("Sở Kế hoạch và Đầu tư (nay là Sở Tài chính)", 2024, "Sở Kế hoạch và Đầu tư", "");
    check("Sở Kế hoạch và Đầu tư (nay là Sở Tài chính)", 2026, "Sở Tài chính", "");
}

static void districts_end_in_2025(void **state)
{
    (void)state;
    static const char *const cell = "UBND cấp huyện (đến 30/6/2025); UBND cấp xã";
    check(cell, 2022, "UBND cấp huyện", "UBND cấp xã");
    check(cell, 2026, "UBND cấp xã", "");
    check("Home Affairs; districts (until June 2025); communes", 2026, "Home Affairs", "communes");
}

static void the_rest_works_with_the_first(void **state)
{
    (void)state;
    check("Văn phòng UBND tỉnh; Sở Nội vụ; báo chí", 2022, "Văn phòng UBND tỉnh",
          "Sở Nội vụ; báo chí");
    check("Trung tâm (một cửa; 57 đơn vị); Sở Nội vụ", 2022, "Trung tâm (một cửa; 57 đơn vị)",
          "Sở Nội vụ");
    check("", 2022, "", "");
    check("; ;", 2022, "", "");
    check("Sở Nội vụ (không đóng", 2022, "Sở Nội vụ (không đóng", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_department_has_the_name_of_the_year),
        cmocka_unit_test(districts_end_in_2025),
        cmocka_unit_test(the_rest_works_with_the_first),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    tbi_arena_free(&arena);
    return failed;
}
