/* test_merged_panel.c - panel: the new units by hand. Two provinces of 3 and 1 million people
 * become one, a third goes on. The figures are synthetic.
 */
#include "support/check.h"

#include "panel/builder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/score.h>

static void put(tb_builder *d, tb_builder_index *x, const char *indicator, int year, size_t code,
                double value)
{
    tb_slab *s = tbi_builder_slab(d, x, year);
    ptrdiff_t c = tbi_builder_column(d, x, indicator, strlen(indicator), true);
    assert_true(s != NULL && c >= 0);
    size_t at = tb_slab_at(s, (size_t)c, code);
    s->value[at] = value;
    s->source[at] = tbi_builder_source(d, "PRESS", 5);
    s->mark[at] = TB_MARK(false, 1, 3);
}

static tb_builder_index *index_of(tb_builder *d, const char *code, const char *indicator,
                                  const char *kind, tb_merge merge)
{
    tb_builder_index *x = tbi_builder_index_of(d, code, strlen(code), true);
    assert_non_null(x);
    x->has_structure = true;
    ptrdiff_t c = tbi_builder_column(d, x, indicator, strlen(indicator), true);
    const tb_node node = { (size_t)c, -1,   indicator, indicator, 0,     (double)NAN, 1,
                           2011,      9999, kind,      "",        merge, "",          0 };
    assert_true(tbi_builder_node(d, x, &node));
    return x;
}

/* codes in order of first mention: 01 is 0, 02 is 1, 03 is 2 */
static tb_panel *panel_of_parts(double second)
{
    static const tb_unit units[] = { { "01", "Một", "One", "", "province", 2004, 2024, "01" },
                                     { "02", "Hai", "Two", "", "province", 2004, 2024, "01" },
                                     { "03", "Ba", "Three", "", "province", 2004, 2024, "03" },
                                     { "01", "Một", "One", "", "province", 2025, 9999, "" },
                                     { "03", "Ba", "Three", "", "province", 2025, 9999, "" } };
    tb_builder *d = calloc(1, sizeof *d);
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    assert_non_null(d);
    tbi_builder_start(d);
    d->has_units = true;
    for (size_t i = 0; i < 5; i++)
        assert_true(tbi_builder_unit(d, &units[i]));
    tb_builder_index *papi = index_of(d, "PAPI", "TOTAL", "total", TB_MERGE_MEAN);
    tb_builder_index *par = index_of(d, "PAR", "TOTAL", "total", TB_MERGE_NONE);
    tb_builder_index *gso = index_of(d, "GSO", "POP_TOTAL", "covariate", TB_MERGE_POPULATION);
    const double score[] = { 40, second, 45 }, people[] = { 3000, 1000, 500 };
    for (size_t i = 0; i < 3; i++) {
        put(d, papi, "TOTAL", 2023, i, score[i]);
        put(d, papi, "TOTAL", 2022, i, score[i] + 1);
        put(d, par, "TOTAL", 2023, i, score[i] + 40);
        put(d, gso, "POP_TOTAL", 2023, i, people[i]);
    }
    put(d, papi, "TOTAL", 2025, 0, 50);
    const tb_fact ranked = { 2023, "VN", 0, "TOTAL", "n_ranked", "", "3", 3, 0, "published", -1 };
    assert_true(tbi_builder_fact(d, papi, &ranked, 0));
    assert_true(tbi_builder_spelling(d, "Hai", 1) && tbi_builder_spelling(d, "Một", 3) &&
                tbi_builder_spelling(d, "Một", 0));
    CHECK_OK(tbi_builder_panel(&p, d, &err), err);
    CHECK_OK(tb_panel_merge(&p, &err), err);
    tbi_builder_free(d);
    free(d);
    return p;
}

static double value(const tb_panel *p, const char *index, int year, const char *unit,
                    tb_cell status)
{
    const tb_index *x = tb_panel_index(p, index);
    ptrdiff_t t = tb_index_year(x, year);
    ptrdiff_t i = tb_index_unit(x, unit);
    assert_true(t >= 0 && i >= 0);
    size_t at = ((size_t)t * x->n_unit + (size_t)i) * x->n_indicator;
    assert_int_equal(x->status[at], status);
    return x->value[at];
}

static void a_mean_weighs_its_parts(void **state)
{
    (void)state;
    tb_panel *p = panel_of_parts(44);
    assert_int_equal(tb_panel_units(p), 2);
    /* (3 * 40 + 44) / 4 */
    CHECK_NEAR(value(p, "PAPI", 2023, "01", TB_CELL_COMPUTED), 41, 1e-12);
    /* by the populations of 2023, the nearest */
    CHECK_NEAR(value(p, "PAPI", 2022, "01", TB_CELL_COMPUTED), 42, 1e-12);
    CHECK_NEAR(value(p, "PAPI", 2023, "03", TB_CELL_PUBLISHED), 45, 0);
    CHECK_NEAR(value(p, "PAPI", 2025, "01", TB_CELL_PUBLISHED), 50, 0);
    CHECK_NEAR(value(p, "GSO", 2023, "01", TB_CELL_COMPUTED), 4000, 0);
    assert_true(isnan(value(p, "PAR", 2023, "01", TB_CELL_NOT_HERE)));
    CHECK_NEAR(value(p, "PAR", 2023, "03", TB_CELL_PUBLISHED), 85, 0);
    assert_null(tb_index_fact(tb_panel_index(p, "PAPI"), 2023, "VN", 0, "n_ranked"));
    assert_int_equal(tb_panel_merged_from(p), 2025);
    assert_int_equal(tb_panel_notices(p).count, 2);
    assert_string_equal(tb_panel_notices(p).notice[1].code, "nearest-population");
    tb_panel_free(p);
}

static void a_mean_needs_all_parts(void **state)
{
    (void)state;
    tb_panel *p = panel_of_parts((double)NAN);
    assert_true(isnan(value(p, "PAPI", 2023, "01", TB_CELL_NOT_HERE)));
    tb_panel_free(p);
}

static void parts_stand_side_by_side(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tb_ranking *r = NULL;
    tb_panel *p = panel_of_parts(44);
    CHECK_OK(tb_ranking_make(&r, p, tb_panel_index(p, "PAR"), 0, 2023, &err), err);
    assert_int_equal(tb_ranking_rows(r), 2);
    const tb_rank_row *row = tb_ranking_row(r, 0);
    assert_true(isnan(row->score));
    assert_int_equal(row->parts, 2);
    assert_string_equal(row->part[1].code, "02");
    CHECK_NEAR(row->part[0].score, 80, 0);
    CHECK_NEAR(row->part[1].score, 84, 0);
    assert_int_equal(tb_ranking_row(r, 1)->parts, 0);
    tb_ranking_free(r);
    tb_panel_free(p);
}

static void names_mean_the_new_unit(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    size_t row = 7;
    tb_panel *p = panel_of_parts(44);
    CHECK_OK(tb_panel_find_unit(&row, p, "01", 2022, &err), err);
    assert_int_equal(row, 0);
    CHECK_FAILS(tb_panel_find_unit(&row, p, "Hai", 2022, &err), TB_EDATA, err, "no longer a unit",
                "Một (01)");
    CHECK_FAILS(tb_panel_find_unit(&row, p, "02", 2022, &err), TB_EDATA, err, "no longer a unit",
                "Một (01)");
    CHECK_FAILS(tb_panel_merge(&p, &err), TB_EARG, err, "merged already");
    assert_int_equal(tb_panel_units(tb_panel_unmerged(p)), 5);
    tb_panel_free(p);
}

static void nothing_merged_is_said(void **state)
{
    (void)state;
    static const tb_unit unit = { "10", "Một", "One", "", "province", 0, 9999, "" };
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    tb_builder *d = calloc(1, sizeof *d);
    assert_non_null(d);
    tbi_builder_start(d);
    d->has_units = true;
    assert_true(tbi_builder_unit(d, &unit));
    CHECK_OK(tbi_builder_panel(&p, d, &err), err);
    assert_int_equal(tb_panel_merged_from(p), 0);
    CHECK_FAILS(tb_panel_merge(&p, &err), TB_EDATA, err, "ask without `merged`");
    assert_null(tb_panel_unmerged(p));
    tb_panel_free(p);
    tbi_builder_free(d);
    free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(a_mean_weighs_its_parts),
                                        cmocka_unit_test(a_mean_needs_all_parts),
                                        cmocka_unit_test(parts_stand_side_by_side),
                                        cmocka_unit_test(names_mean_the_new_unit),
                                        cmocka_unit_test(nothing_merged_is_said) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
