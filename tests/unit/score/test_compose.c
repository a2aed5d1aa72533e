/* score.compose: sums of parts by the rules of a year, on a small index typed by hand (synthetic).
 * */
#include "score/compose.h"
#include "score/decimals.h"
#include "support/check.h"

#include <math.h>
#include <stdint.h>
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
    /* just above and just below a half of the last digit */
    assert_true(tbi_score_decimal(1.23554, 3) == 1.236);
    assert_true(tbi_score_decimal(-1.23554, 3) == -1.236);
    assert_true(tbi_score_decimal(1.23546, 3) == 1.235);
}

/* A year at once gives the bits of a cell at a time: kinds in both orders, weights that make 100,
 * parts of parts, withheld cells, a set that does not add up, a node that ended. */
static void year_at_once_is_cell_by_cell(void **state)
{
    (void)state;
    static const tb_node plans[][8] = {
        { NODE(0, -1, 100, NAN, "total"), NODE(1, 0, 60, NAN, "field"),
          NODE(2, 0, 40, NAN, "field"), NODE(3, 0, 50, NAN, "block"), NODE(4, 0, 50, NAN, "block"),
          NODE(5, 2, 10, NAN, "field"), NODE(6, 2, 30, NAN, "field") },
        { NODE(0, -1, 100, NAN, "total"), NODE(1, 0, 10, 33.3, "dimension"),
          NODE(2, 0, 10, 66.7, "dimension"), NODE(3, 0, 50, NAN, "other"),
          NODE(4, 0, 50, NAN, "block"), NODE(5, 2, 10, 1.25, "dimension"),
          NODE(6, 2, 30, 0.5, "dimension") },
        /* two that call each other parts */
        { NODE(0, 1, 100, NAN, "field"), NODE(1, 0, 60, NAN, "field") },
    };
    static const size_t count[] = { 7, 7, 2 };
    uint32_t random = 7;
    double out[UNITS * COLUMNS];
    for (size_t k = 0; k < 300; k++) {
        tb_index x = index_with(plans[k % 3], count[k % 3]);
        for (size_t at = 0; at < UNITS * COLUMNS; at++) {
            random = random * 1664525 + 1013904223;
            unsigned is = random >> 24;
            if (is < 150)
                put(at / COLUMNS, at % COLUMNS, (double)(random >> 8 & 0xFFFF) / 1000,
                    TB_CELL_PUBLISHED);
            else if (is < 170)
                status[at] = TB_CELL_WITHHELD;
        }
        assert_true(tbi_score_year(out, &x, 2021));
        for (size_t at = 0; at < UNITS * COLUMNS; at++) {
            double one = isnan(value[at]) && status[at] == TB_CELL_NOT_HERE
                             ? tb_score_cell(&x, 2021, at / COLUMNS, at % COLUMNS, NULL)
                             : NAN;
            assert_true(isnan(one) ? isnan(out[at]) : out[at] == one);
        }
    }
    tb_index x = index_with(plans[0], count[0]);
    assert_true(tbi_score_year(out, &x, 1999)); /* a year that is not there */
    assert_true(isnan(out[0]));
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
        cmocka_unit_test(year_at_once_is_cell_by_cell),
    };
    return cmocka_run_group_tests_name("score.compose", tests, NULL, NULL);
}
