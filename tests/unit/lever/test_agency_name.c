/* test_agency_name.c - lever: agencies are named as they were in the year, the first is in charge. */
#include "support/check.h"

#include "lever/agency_name.h"

#include <tangbac/scenario.h>

static tb_arena arena;

/* The reorganisation of 2025, and an agency that was renamed twice. */
static const tb_agency own[] = {
    { "ttt", "Sở Thông tin và Truyền thông", "Department of Information", "", "2025-02-28", "khcn",
      "", "", "" },
    { "khcn", "Sở Khoa học và Công nghệ", "Department of Science", "", "", "", "", "", "" },
    { "tnmt", "Sở Tài nguyên và Môi trường", "Department of Resources", "", "2025-02", "nnmt", "",
      "", "" },
    { "nnptnt", "Sở Nông nghiệp", "Department of Agriculture", "", "2025-02", "nnmt", "", "", "" },
    { "nnmt", "Sở Nông nghiệp và Môi trường", "Department of Environment", "2025-03", "", "", "",
      "", "" },
    { "huyen", "UBND cấp huyện", "Districts", "", "2025-06-30", "xa", "", "", "" },
    { "xa", "UBND cấp xã", "Communes", "", "", "", "", "", "" },
    { "hcc", "Ban Một cửa", "One-stop board", "", "2019", "", "", "", "" },
    { "hcc", "Trung tâm Hành chính công", "Service centre", "1/1/2020", "", "", "", "", "" },
    { "tam", "Tổ công tác", "Task force", "2021", "2022", "", "", "", "" },
    { "tinh", "UBND tỉnh", "Province", "", "", "", "", "UBND thành phố", "City" },
};
static const tb_ask ask = { .agencies = sizeof own / sizeof *own, .agency = own };

static void check_in(const tb_agency_table *t, const char *cell, int year, bool vietnamese,
                     const char *in_charge, const char *with)
{
    const char *a = NULL;
    const char *b = NULL;
    assert_true(tbi_agencies_of_year(&a, &b, t, cell, year, vietnamese, &arena));
    assert_string_equal(a, in_charge);
    assert_string_equal(b, with);
}

/* By the remarks alone. */
static void check(const char *cell, int year, const char *in_charge, const char *with)
{
    static const tb_agency_table none = { .count = 0 };
    check_in(&none, cell, year, true, in_charge, with);
}

static void check_table(const char *cell, int year, const char *in_charge, const char *with)
{
    tb_agency_table t;
    assert_true(tbi_agency_table_make(&t, NULL, &ask, NULL, &arena));
    check_in(&t, cell, year, true, in_charge, with);
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
    static const char *const cell = "UBND huyện, quận (đến 30/6/2025); UBND xã";
    check(cell, 2022, "UBND huyện, quận", "UBND xã");
    check(cell, 2026, "UBND xã", "");
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

static void the_table_knows_who_took_over(void **state)
{
    (void)state;
    static const char *const cell = "Sở Thông tin và Truyền thông; báo chí";
    check_table(cell, 2024, "Sở Thông tin và Truyền thông", "báo chí");
    check_table(cell, 2025, "Sở Thông tin và Truyền thông (từ 1/3/2025: Sở Khoa học và Công nghệ)",
                "báo chí");
    check_table(cell, 2026, "Sở Khoa học và Công nghệ", "báo chí");
    /* remarks on names give way to the table, others stay */
    check_table("Sở Thông tin và Truyền thông (từ tháng 3/2025: Sở X)", 2026,
                "Sở Khoa học và Công nghệ", "");
    check_table("Sở Thông tin và Truyền thông (theo dõi)", 2026,
                "Sở Khoa học và Công nghệ (theo dõi)", "");
    check_table("SO THONG TIN VA TRUYEN THONG", 2022, "Sở Thông tin và Truyền thông", "");
}

static void two_that_became_one_are_one(void **state)
{
    (void)state;
    static const char *const cell = "UBND cấp huyện; UBND cấp xã";
    check_table(cell, 2024, "UBND cấp huyện", "UBND cấp xã");
    check_table(cell, 2025, "UBND cấp huyện (đến 30/6/2025)", "UBND cấp xã");
    check_table(cell, 2026, "UBND cấp xã", "");
}

static void a_name_that_was_to_come(void **state)
{
    (void)state;
    /* two departments became it: which was meant cannot be told */
    check_table("Sở Nông nghiệp và Môi trường", 2022, "Sở Nông nghiệp và Môi trường", "");
    check_table("Sở Tài nguyên và Môi trường", 2026, "Sở Nông nghiệp và Môi trường", "");
    check_table("Trung tâm Hành chính công", 2019, "Ban Một cửa", "");
    check_table("Ban Một cửa", 2020, "Trung tâm Hành chính công", "");
    /* it ended and nothing took its place */
    check_table("Tổ công tác; UBND cấp xã", 2023, "UBND cấp xã", "");
    check_table("Tổ công tác; UBND cấp xã", 2022, "Tổ công tác", "UBND cấp xã");
}

static void names_in_english_and_of_cities(void **state)
{
    (void)state;
    static const tb_unit city = { .kind = "municipality" };
    tb_agency_table t;
    assert_true(tbi_agency_table_make(&t, NULL, &ask, &city, &arena));
    check_in(&t, "Department of Information; Province", 2025, false,
             "Department of Information (from 2025-03-01: Department of Science)", "City");
    check_in(&t, "UBND tỉnh", 2022, true, "UBND thành phố", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_department_has_the_name_of_the_year),
        cmocka_unit_test(districts_end_in_2025),
        cmocka_unit_test(the_rest_works_with_the_first),
        cmocka_unit_test(the_table_knows_who_took_over),
        cmocka_unit_test(two_that_became_one_are_one),
        cmocka_unit_test(a_name_that_was_to_come),
        cmocka_unit_test(names_in_english_and_of_cities),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    tbi_arena_free(&arena);
    return failed;
}
