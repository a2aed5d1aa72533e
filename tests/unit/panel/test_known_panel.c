/* test_known_panel.c - a panel with what its caller knows besides: the figures stand there, the panel
 * that it borrows from is as it was. On the panel of the shipped data. */
#include "support/check.h"
#include "support/shipped.h"

#include <math.h>
#include <string.h>
#include <tangbac/panel.h>

static int open_panel(void **state)
{
    static const char *const wanted[] = { "ICT", "PAPI", NULL };
    (void)state;
    return open_shipped_of(wanted);
}

static double score_of(const tb_index *x, int year, const char *unit)
{
    size_t t = (size_t)tb_index_year(x, year), i = (size_t)tb_index_unit(x, unit);
    return x->value[(t * x->n_unit + i) * x->n_indicator];
}

static void scores_ranks_and_groups_stand_beside_the_published(void **state)
{
    (void)state;
    tb_panel *more = NULL;
    tb_err err = TB_ERR_INIT;
    const tb_known_figure known[] = {
        { .index = "ICT", .year = 2018, .unit = "84", .score = 0.4375 },
        { .index = "ICT", .year = 2018, .unit = "92", .score = NAN, .rank = 7 },
        { .index = "ICT", .year = 2018, .unit = "93", .score = NAN, .group = "C", .in_goal = true },
    };
    CHECK_OK(tb_panel_with(&more, shipped, known, 3, &err), err);
    const tb_index *x = tb_panel_index(more, "ICT"), *was = tb_panel_index(shipped, "ICT");
    CHECK_NEAR(score_of(x, 2018, "84"), 0.4375, 0);
    assert_false(score_of(was, 2018, "84") == 0.4375);
    const tb_fact *rank = tb_index_fact(x, 2018, "92", 0, "rank");
    const tb_fact *group = tb_index_fact(x, 2018, "93", 0, "group");
    assert_true(rank != NULL && rank->value == 7);
    assert_string_equal(tb_panel_source(more, (size_t)rank->source)->id, "KNOWN");
    assert_string_equal(group->text, "C");
    assert_string_equal(tb_panel_source(more, (size_t)group->source)->id, "GOAL");
    assert_int_equal(x->n_fact, was->n_fact + 2);
    /* random streams hang on the position of an index */
    assert_int_equal(x - tb_panel_index_at(more, 0), was - tb_panel_index_at(shipped, 0));
    assert_ptr_equal(tb_panel_index(more, "PAPI")->value, tb_panel_index(shipped, "PAPI")->value);
    tb_panel_free(more);
}

static void a_year_without_figures_is_made(void **state)
{
    (void)state;
    tb_panel *more = NULL;
    tb_err err = TB_ERR_INIT;
    const tb_index *was = tb_panel_index(shipped, "ICT");
    int year = was->year[was->n_year - 1] + 1;
    const tb_known_figure known = { .index = "ICT", .year = year, .unit = "84", .score = 0.5 };
    CHECK_OK(tb_panel_with(&more, shipped, &known, 1, &err), err);
    const tb_index *x = tb_panel_index(more, "ICT");
    assert_int_equal(x->n_year, was->n_year + 1);
    assert_int_equal(x->year[x->n_year - 1], year);
    CHECK_NEAR(score_of(x, year, "84"), 0.5, 0);
    assert_true(isnan(score_of(x, year, "92")));
    size_t cells = was->n_unit * was->n_indicator;
    assert_memory_equal(x->rank, was->rank, was->n_year * cells * sizeof *x->rank);
    assert_int_equal(x->rank[was->n_year * cells], -1);
    assert_int_equal(x->n_ranked[was->n_year], -1);
    tb_panel_free(more);
}

static void what_the_panel_cannot_hold_is_refused(void **state)
{
    (void)state;
    tb_panel *more = NULL;
    tb_err err = TB_ERR_INIT;
    tb_known_figure known = { .index = "XX", .year = 2018, .unit = "84", .score = 1 };
    assert_int_equal(tb_panel_with(&more, shipped, &known, 1, &err), TB_EDATA);
    known.index = "ICT";
    known.unit = "no";
    assert_int_equal(tb_panel_with(&more, shipped, &known, 1, &err), TB_EDATA);
    assert_non_null(strstr(err.message, "ICT has no unit 'no'"));
    assert_null(more);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_ranks_and_groups_stand_beside_the_published),
        cmocka_unit_test(a_year_without_figures_is_made),
        cmocka_unit_test(what_the_panel_cannot_hold_is_refused),
    };
    return cmocka_run_group_tests_name("panel.known_panel", tests, open_panel, close_shipped);
}
