/* test_find.c - panel: whom does a name mean, and in which year; what was likely meant by a wrong
 * one. On the panel of the shipped data. */
#include "support/check.h"
#include "support/shipped.h"

#include <string.h>
#include <tangbac/panel.h>

static int open_panel(void **state)
{
    static const char *const wanted[] = { "PAPI", "GSO", NULL };
    (void)state;
    return open_shipped_of(wanted);
}

static void units_in_any_spelling(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int year;
        const char *code;
    } cases[] = { { "12", 2022, "12" },
                  { "1", 2022, "01" },
                  { "Lai Châu", 2022, "12" },
                  { "Lai Cha\xCC\x82u", 2022, "12" },
                  { "lai chau", 2022, "12" },
                  { "  LAI   CHÂU ", 2022, "12" },
                  { "tỉnh Lai Châu", 2022, "12" },
                  { "UBND tỉnh Lai Châu", 2022, "12" },
                  { "TP. Hồ Chí Minh", 2022, "79" },
                  { "Đắk Lắk", 2022, "66" },
                  { "dak lak", 2022, "66" },
                  { "Huế", 2022, "46" },
                  { "Bà Rịa – Vũng Tàu", 2022, "77" },
                  { "Gia Lai", 2022, "64" },
                  { "Gia Lai", 2025, "52" },
                  { "52", 2022, "52" },
                  { "Hà Nội", 0, "01" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tb_err err = TB_ERR_INIT;
        size_t row = 0;
        CHECK_OK(tb_panel_find_unit(&row, shipped, cases[i].name, cases[i].year, &err), err);
        assert_string_equal(tb_panel_unit(shipped, row)->code, cases[i].code);
    }
    size_t row = 0;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tb_panel_find_unit(&row, shipped, "52", 2022, &err), err);
    assert_string_equal(tb_panel_unit(shipped, row)->name_vi, "Bình Định");
    CHECK_OK(tb_panel_find_unit(&row, shipped, "52", 2025, &err), err);
    assert_string_equal(tb_panel_unit(shipped, row)->name_vi, "Gia Lai");
}

/* The look-up by code knows no spellings: it answers like a walk through the whole table does. */
static void a_code_and_a_year_are_one_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < tb_panel_units(shipped); i++) {
        const tb_unit *u = tb_panel_unit(shipped, i);
        assert_ptr_equal(tb_panel_unit_of(shipped, u->code, u->valid_from), u);
        assert_ptr_equal(tb_panel_unit_of(shipped, u->code, u->valid_to), u);
        assert_false(tb_unit_holds(u, u->valid_from - 1));
        assert_true(tb_unit_holds(u, 0));
        const tb_unit *any = tb_panel_unit_of(shipped, u->code, 0);
        assert_true(any <= u && strcmp(any->code, u->code) == 0);
    }
    assert_string_equal(tb_panel_unit_of(shipped, "52", 2022)->name_vi, "Bình Định");
    assert_string_equal(tb_panel_unit_of(shipped, "52", 2025)->name_vi, "Gia Lai");
    assert_null(tb_panel_unit_of(shipped, "64", 2025)); /* a code that ended */
    assert_null(tb_panel_unit_of(shipped, "52", 1900));
    assert_null(tb_panel_unit_of(shipped, "1", 2022));
    assert_null(tb_panel_unit_of(shipped, "~", 0));
}

static void unknown_units_get_three_names(void **state)
{
    (void)state;
    size_t row = 77;
    tb_err err = TB_ERR_INIT;
    CHECK_FAILS(tb_panel_find_unit(&row, shipped, "Lai Chua", 2022, &err), TB_EDATA, err,
                "unknown unit 'Lai Chua' of 2022", "Lai Châu (12)", ", ", " or ");
    assert_non_null(strstr(err.message_vi, "có phải là"));
    CHECK_FAILS(tb_panel_find_unit(&row, shipped, "99", 2022, &err), TB_EDATA, err,
                "unknown unit '99'");
    CHECK_FAILS(tb_panel_find_unit(&row, shipped, "", 2022, &err), TB_EDATA, err, "unknown unit");
    CHECK_FAILS(tb_panel_find_unit(&row, shipped, "\xFF", 2022, &err), TB_EDATA, err, "UTF-8");
    CHECK_FAILS(tb_panel_find_unit(&row, shipped, "Lai Châu", 1900, &err), TB_EDATA, err,
                "from 2004 on");
    assert_int_equal(row, 77);
}

static void labels_that_are_no_units_say_what_they_are(void **state)
{
    (void)state;
    size_t row;
    tb_err err = TB_ERR_INIT;
    CHECK_FAILS(tb_panel_find_unit(&row, shipped, "Quy Nhơn", 2022, &err), TB_EDATA, err,
                "capital of Bình Định", "Bình Định (52)");
    CHECK_FAILS(tb_panel_find_unit(&row, shipped, "ha tay", 2022, &err), TB_EDATA, err,
                "province until 2008");
    CHECK_FAILS(tb_panel_find_unit(&row, shipped, "Tây Nguyên", 2022, &err), TB_EDATA, err,
                "region");
}

static void provinces_that_were_merged_say_into_what(void **state)
{
    (void)state;
    size_t row;
    tb_err err = TB_ERR_INIT;
    CHECK_FAILS(tb_panel_find_unit(&row, shipped, "Bình Định", 2025, &err), TB_EDATA, err,
                "until 2024", "Gia Lai (52)");
}

static void indicators(void **state)
{
    (void)state;
    static const struct {
        const char *name, *index, *indicator;
    } cases[] = { { "PAPI", "PAPI", "TOTAL" },
                  { "papi", "PAPI", "TOTAL" },
                  { "PAPI.D5", "PAPI", "D5" },
                  { "papi.sc53", "PAPI", "SC53" },
                  { "GSO.INCOME_PC_MONTH", "GSO", "INCOME_PC_MONTH" } };
    tb_err err = TB_ERR_INIT;
    const tb_index *x = NULL;
    size_t column = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_OK(tb_panel_find_indicator(&x, &column, shipped, cases[i].name, &err), err);
        assert_string_equal(x->code, cases[i].index);
        assert_string_equal(x->indicator[column].code, cases[i].indicator);
    }
    CHECK_FAILS(tb_panel_find_indicator(&x, &column, shipped, "PAPI.D9", &err), TB_EDATA, err,
                "'PAPI.D9'", "PAPI.D");
    CHECK_FAILS(tb_panel_find_indicator(&x, &column, shipped, "PAPPI", &err), TB_EDATA, err,
                "'PAPPI'", "PAPI");
    CHECK_FAILS(tb_panel_find_indicator(&x, &column, shipped, "GSO", &err), TB_EDATA, err,
                "no TOTAL");
}

static void neighbours(void **state)
{
    (void)state;
    assert_true(tb_panel_neighbours(shipped, "01", "17"));
    assert_true(tb_panel_neighbours(shipped, "17", "01"));
    assert_false(tb_panel_neighbours(shipped, "01", "96"));
}

static void positions(void **state)
{
    (void)state;
    const tb_index *x = tb_panel_index(shipped, "papi");
    assert_non_null(x);
    assert_null(tb_panel_index(shipped, "PAR")); /* was not asked for */
    assert_int_equal(tb_panel_codes(shipped), 8);
    assert_string_equal(x->indicator[0].code, "TOTAL");
    assert_int_equal(tb_index_year(x, 2011), 0);
    assert_int_equal(tb_index_year(x, 2010), -1);
    for (size_t i = 0; i < x->n_unit; i++)
        assert_int_equal(tb_index_unit(x, x->unit_code[i]), i);
    assert_int_equal(tb_index_unit(x, "00"), -1);
    ptrdiff_t sc52 = tb_index_indicator(x, "sc52");
    assert_true(sc52 > 0);
    assert_non_null(tb_index_node(x, (size_t)sc52, 2020));
    assert_null(tb_index_node(x, (size_t)sc52, 2021));
    assert_string_equal(tb_index_scheme(x, 2022)->name, "2021");
    assert_null(tb_index_scheme(x, 2010));
    const tb_fact *f = tb_index_fact(x, 2021, "VN", 0, "n_ranked");
    assert_non_null(f);
    CHECK_NEAR(f->value, 60, 0);
    assert_int_equal(strlen(tb_panel_digest(shipped)), 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(units_in_any_spelling),
                                        cmocka_unit_test(a_code_and_a_year_are_one_row),
                                        cmocka_unit_test(a_code_and_a_year_are_one_row),
                                        cmocka_unit_test(unknown_units_get_three_names),
                                        cmocka_unit_test(
                                            labels_that_are_no_units_say_what_they_are),
                                        cmocka_unit_test(provinces_that_were_merged_say_into_what),
                                        cmocka_unit_test(indicators),
                                        cmocka_unit_test(neighbours),
                                        cmocka_unit_test(positions) };
    return cmocka_run_group_tests_name("panel.find", tests, open_panel, close_shipped);
}
