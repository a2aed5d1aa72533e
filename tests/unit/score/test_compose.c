/* score.compose: sums of parts by the rules of a year, on a small index typed by hand (synthetic).
 * */
#include "score/compose.h"
#include "support/check.h"

#include <math.h>
#include <string.h>

/* columns: 0 TOTAL, 1 C1, 2 C2 (fields), 3 B1, 4 B2 (blocks), 5 S1, 6 S2 under C2 */
enum { COLUMNS = 7, UNITS = 4 };
static const int years[] = { 2021 };
static const char *const codes[] = { "01", "02", "04", "06" };
static const tb_indicator names[COLUMNS] = { { "TOTAL", "", "", "" },   { "C1", "TOTAL", "", "" },
                                             { "C2", "TOTAL", "", "" }, { "B1", "TOTAL", "", "" },
                                             { "B2", "TOTAL", "", "" }, { "S1", "C2", "", "" },
                                             { "S2", "C2", "", "" } };

static double value[UNITS * COLUMNS];
static int16_t rank[UNITS * COLUMNS];
static uint8_t status[UNITS * COLUMNS];
static int32_t source[UNITS * COLUMNS];
static const int16_t n_ranked[] = { 4 };

static tb_index index_with(const tb_node *node, size_t n_node)
{
    for (size_t i = 0; i < UNITS * COLUMNS; i++) {
        value[i] = NAN;
        rank[i] = -1;
        status[i] = TB_CELL_NOT_HERE;
        source[i] = -1;
    }
    return (tb_index){ .code = "TEST",
                       .direction = 1,
                       .n_year = 1,
                       .n_unit = UNITS,
                       .n_indicator = COLUMNS,
                       .year = years,
                       .unit_code = codes,
                       .indicator = names,
                       .value = value,
                       .rank = rank,
                       .status = status,
                       .source = source,
                       .n_ranked = n_ranked,
                       .n_node = n_node,
                       .node = node };
}

static void put(size_t unit, size_t column, double x, tb_cell how)
{
    value[unit * COLUMNS + column] = x;
    status[unit * COLUMNS + column] = (uint8_t)how;
}

#define NODE(column, up, top, w, kind)                                            \
    {                                                                             \
        column, up, "", "", 0, top, w, 2020, 9999, kind, "", TB_MERGE_NONE, "", 0 \
    }

static void plain_sums_through_two_levels(void **state)
{
    (void)state;
    const tb_node nodes[] = { NODE(0, -1, 20, NAN, "total"), NODE(1, 0, 10, 1, "dimension"),
                              NODE(2, 0, 10, 1, "dimension"), NODE(5, 2, 5, 1, "sub-dimension"),
                              NODE(6, 2, 5, 1, "sub-dimension") };
    tb_index x = index_with(nodes, 5);
    tb_basis basis;
    put(0, 1, 4.1, TB_CELL_PUBLISHED);
    put(0, 5, 1.1, TB_CELL_PUBLISHED);
    put(0, 6, 2.2, TB_CELL_PUBLISHED);
    put(1, 1, 2.2, TB_CELL_PUBLISHED);
    put(1, 5, 4.1, TB_CELL_PUBLISHED);
    put(1, 6, 1.1, TB_CELL_PUBLISHED);
    /* a part is unknown */
    put(2, 1, 4.1, TB_CELL_PUBLISHED);
    put(2, 5, 1.1, TB_CELL_PUBLISHED);
    put(3, 0, 7.39, TB_CELL_DERIVED);
    put(3, 1, 4.1, TB_CELL_PUBLISHED);
    /* 4.1 + (1.1 + 2.2) in doubles is 7.4 + 1e-15 */
    assert_true(tb_score_cell(&x, 2021, 0, 0, &basis) == 7.4);
    assert_int_equal(basis, TB_BASIS_COMPUTED);
    /* equal decimals tie */
    assert_true(tb_score_cell(&x, 2021, 0, 0, NULL) == tb_score_cell(&x, 2021, 1, 0, NULL));
    assert_true(isnan(tb_score_cell(&x, 2021, 2, 0, &basis)));
    assert_int_equal(basis, TB_BASIS_NONE);
    assert_true(tb_score_cell(&x, 2021, 3, 0, &basis) == 7.39);
    assert_int_equal(basis, TB_BASIS_DERIVED);
    assert_true(isnan(tb_score_cell(&x, 2030, 0, 0, NULL)));
    CHECK_NEAR(tbi_score_partial(&x, 2021, 2, 0), 5.2, 1e-12);
    assert_true(tbi_score_any(&x, 2021, 2, 0));
    assert_string_equal(tb_basis_word(TB_BASIS_COMPUTED), "computed");
}

static void weights_in_percent_are_weights_of_a_hundred_points(void **state)
{
    (void)state;
    const tb_node nodes[] = { NODE(0, -1, 100, NAN, "total"), NODE(1, 0, 10, 25, "sub-index"),
                              NODE(2, 0, 10, 75, "sub-index") };
    tb_index x = index_with(nodes, 3);
    put(0, 1, 6.5, TB_CELL_PUBLISHED);
    put(0, 2, 7.25, TB_CELL_PUBLISHED);
    CHECK_NEAR(tb_score_cell(&x, 2021, 0, 0, NULL), 2.5 * 6.5 + 7.5 * 7.25, 0);
    const tb_node unread[] = { NODE(0, -1, 100, NAN, "total"), NODE(1, 0, 10, NAN, "sub-index"),
                               NODE(2, 0, 10, 75, "sub-index") };
    x = index_with(unread, 3);
    put(0, 1, 6.5, TB_CELL_PUBLISHED);
    put(0, 2, 7.25, TB_CELL_PUBLISHED);
    assert_true(isnan(tb_score_cell(&x, 2021, 0, 0, NULL))); /* a weight that was not read */
}

static void fields_and_blocks_are_never_added(void **state)
{
    (void)state;
    const tb_node nodes[] = { NODE(0, -1, 100, NAN, "total"), NODE(1, 0, NAN, NAN, "field"),
                              NODE(2, 0, NAN, NAN, "field"), NODE(3, 0, 61.5, NAN, "block"),
                              NODE(4, 0, 38.5, NAN, "block") };
    tb_index x = index_with(nodes, 5);
    put(0, 1, 40.25, TB_CELL_PUBLISHED);
    put(0, 2, 45.5, TB_CELL_PUBLISHED);
    put(0, 3, 55.25, TB_CELL_PUBLISHED);
    put(0, 4, 30.5, TB_CELL_PUBLISHED);
    put(1, 1, 40.25, TB_CELL_PUBLISHED);
    put(1, 3, 55.25, TB_CELL_PUBLISHED);
    put(1, 4, 30.5, TB_CELL_PUBLISHED);
    put(2, 1, 40.25, TB_CELL_PUBLISHED);
    put(2, 3, 55.25, TB_CELL_PUBLISHED);
    /* both sets whole: the fields, once */
    CHECK_NEAR(tb_score_cell(&x, 2021, 0, 0, NULL), 85.75, 0);
    CHECK_NEAR(tb_score_cell(&x, 2021, 1, 0, NULL), 85.75, 0); /* the blocks */
    assert_true(isnan(tb_score_cell(&x, 2021, 2, 0, NULL)));   /* half of each is no whole */
}

static void parts_that_are_not_all_add_up_to_nothing(void **state)
{
    (void)state;
    const tb_node nodes[] = { NODE(0, -1, 100, NAN, "total"), NODE(3, 0, 50, NAN, "block"),
                              NODE(4, 0, 30, NAN, "block"), NODE(5, 3, NAN, NAN, "criterion") };
    tb_index x = index_with(nodes, 4);
    put(0, 3, 45.5, TB_CELL_PUBLISHED);
    put(0, 4, 28.25, TB_CELL_PUBLISHED);
    put(1, 5, 3.5, TB_CELL_PUBLISHED);
    /* 50 + 30 of 100 points: not the whole scheme */
    assert_true(isnan(tb_score_cell(&x, 2021, 0, 0, NULL)));
    assert_true(isnan(tb_score_cell(&x, 2021, 1, 3, NULL))); /* one criterion is not a block */
}

static void what_is_withheld_is_not_composed(void **state)
{
    (void)state;
    const tb_node nodes[] = { NODE(0, -1, 20, NAN, "total"), NODE(1, 0, 10, 1, "dimension"),
                              NODE(2, 0, 10, 1, "dimension") };
    tb_index x = index_with(nodes, 3);
    put(0, 1, 4.1, TB_CELL_PUBLISHED);
    put(0, 2, 5.5, TB_CELL_PUBLISHED);
    status[0] = TB_CELL_WITHHELD;
    assert_true(isnan(tb_score_cell(&x, 2021, 0, 0, NULL)));
    assert_true(tbi_score_withheld(&x, 2021, 0, 0));
    /* asked of a part without value, the whole speaks for it */
    assert_true(tbi_score_withheld(&x, 2021, 0, 1));
    assert_false(tbi_score_withheld(&x, 2021, 1, 0));
}

static void a_scheme_that_holds_itself_ends(void **state)
{
    (void)state;
    const tb_node nodes[] = { NODE(0, 1, 20, 1, "total"), NODE(1, 0, 10, 1, "dimension") };
    tb_index x = index_with(nodes, 2);
    assert_true(isnan(tb_score_cell(&x, 2021, 0, 0, NULL)));
    assert_false(tbi_score_any(&x, 2021, 0, 0));
    assert_false(tbi_score_withheld(&x, 2021, 0, 0));
    CHECK_NEAR(tbi_score_partial(&x, 2021, 0, 0), 0, 0);
}

static void decimals_are_those_that_were_printed(void **state)
{
    (void)state;
    assert_int_equal(tbi_score_decimals(86), 0);
    assert_int_equal(tbi_score_decimals(46.9), 1);
    assert_int_equal(tbi_score_decimals(1.4375), 4);
    assert_int_equal(tbi_score_decimals(0.1 + 0.2), -1);
    assert_true(tbi_score_decimal(0.1 + 0.2, 1) == 0.3);
    assert_true(tbi_score_decimal(0.1 + 0.2, -1) == 0.1 + 0.2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_sums_through_two_levels),
        cmocka_unit_test(weights_in_percent_are_weights_of_a_hundred_points),
        cmocka_unit_test(fields_and_blocks_are_never_added),
        cmocka_unit_test(parts_that_are_not_all_add_up_to_nothing),
        cmocka_unit_test(what_is_withheld_is_not_composed),
        cmocka_unit_test(a_scheme_that_holds_itself_ends),
        cmocka_unit_test(decimals_are_those_that_were_printed),
    };
    return cmocka_run_group_tests_name("score.compose", tests, NULL, NULL);
}
