/* test_ranking.c - score: when places are computed from scores. A table of five units, of which the publisher ranked three; synthetic figures. */
#include "support/built_panel.h"
#include "support/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/score.h>

enum { UNITS = 5, YEAR = 2024 };

static void put(tb_builder *d, tb_builder_index *x, const char *indicator, size_t unit,
                double value, int16_t rank)
{
    tb_slab *s = tbi_builder_slab(d, x, YEAR);
    ptrdiff_t c = tbi_builder_column(d, x, indicator, strlen(indicator), true);
    assert_true(s != NULL && c >= 0);
    size_t at = tb_slab_at(s, (size_t)c, unit);
    if (!isnan(value))
        put_score(d, x, c, YEAR, unit, value, 1);
    if (rank > 0) {
        assert_true(tbi_slab_ranks(s));
        s->rank[at] = rank;
        s->rank_source[at] = tbi_builder_source(d, "PRESS", 5);
        s->rank_mark[at] = TB_MARK(false, 1, 3);
    }
}

/* TOTAL with its only part D1; score, part and rank [UNITS], NaN and 0 for none. */
static tb_panel *panel_of(const double *score, const double *part, const int16_t *rank,
                          const char *ranked)
{
    tb_builder *d = start_units(UNITS);
    tb_builder_index *x = tbi_builder_index_of(d, "PAPI", 4, true);
    assert_non_null(x);
    x->has_structure = true;
    ptrdiff_t total = tbi_builder_column(d, x, "TOTAL", 5, true),
              d1 = tbi_builder_column(d, x, "D1", 2, true);
    const tb_node node[2] = { { (size_t)total, -1, "TOTAL", "TOTAL", 0, (double)NAN, 1, 2011, 9999,
                                "total", "", TB_MERGE_NONE, "", 0 },
                              { (size_t)d1, total, "D1", "D1", 0, (double)NAN, (double)NAN, 2011,
                                9999, "dimension", "", TB_MERGE_NONE, "", 0 } };
    assert_true(tbi_builder_node(d, x, &node[0]) && tbi_builder_node(d, x, &node[1]));
    for (size_t i = 0; i < UNITS; i++) {
        put(d, x, "TOTAL", i, score[i], rank[i]);
        put(d, x, "D1", i, part[i], 0);
    }
    const tb_fact fact = { YEAR,       "VN",        0,      "TOTAL",
                           "n_ranked", "",          ranked, strtod(ranked, NULL),
                           0,          "published", -1 };
    assert_true(tbi_builder_fact(d, x, &fact, 0));
    return finish_panel(d);
}

/* The places of a column, 0 for none; whether they were computed. */
static bool places(int *out, const tb_panel *p, const char *indicator)
{
    tb_err err = TB_ERR_INIT;
    tb_ranking *r = NULL;
    const tb_index *x = tb_panel_index(p, "PAPI");
    CHECK_OK(tb_ranking_make(&r, p, x, (size_t)tb_index_indicator(x, indicator), YEAR, &err), err);
    assert_int_equal(tb_ranking_rows(r), UNITS);
    for (size_t i = 0; i < UNITS; i++)
        out[i] = tb_ranking_row(r, i)->rank;
    bool computed = tb_ranking_complete(r);
    if (computed)
        assert_false(tb_ranking_of_some(r));
    tb_ranking_free(r);
    return computed;
}

static const double three[UNITS] = { 41, NAN, 45, 43, NAN }, five[UNITS] = { 4, 7, 5, 6, 8 };
static const int16_t none[UNITS] = { 0 };

static void as_many_scores_as_were_ranked_are_enough(void **state)
{
    (void)state;
    int got[UNITS];
    static const int want[UNITS] = { 3, 0, 1, 2, 0 };
    tb_panel *p = panel_of(three, three, none, "3");
    assert_true(places(got, p, "TOTAL")); /* nobody says that 02 and 05 were withheld */
    assert_memory_equal(got, want, sizeof want);
    assert_true(places(got, p, "D1")); /* the part is printed for those that have a total */
    assert_memory_equal(got, want, sizeof want);
    tb_panel_free(p);
}

static void a_part_can_be_known_of_more_units_than_were_ranked(void **state)
{
    (void)state;
    int got[UNITS];
    static const int want[UNITS] = { 5, 2, 4, 3, 1 };
    tb_panel *p = panel_of(three, five, none, "3");
    assert_true(places(got, p, "D1"));
    assert_memory_equal(got, want, sizeof want);
    tb_panel_free(p);
}

static void fewer_scores_than_were_ranked_give_no_place(void **state)
{
    (void)state;
    int got[UNITS];
    static const int nobody[UNITS] = { 0 };
    tb_panel *p = panel_of(three, three, none, "4");
    assert_false(places(got, p, "TOTAL"));
    assert_memory_equal(got, nobody, sizeof nobody);
    assert_false(places(got, p, "D1"));
    tb_panel_free(p);
}

/* Three scores and three ranked, but the published places say that 02 was one of the three, or that 04 was not. */
static void published_places_of_others_are_believed(void **state)
{
    (void)state;
    int got[UNITS];
    static const int16_t other[UNITS] = { 0, 2, 0, 0, 0 }, beyond[UNITS] = { 0, 0, 1, 4, 0 };
    tb_panel *p = panel_of(three, three, other, "3");
    assert_false(places(got, p, "TOTAL"));
    assert_int_equal(got[1], 2);
    tb_panel_free(p);
    p = panel_of(three, three, beyond, "3");
    assert_false(places(got, p, "TOTAL"));
    assert_int_equal(got[0], 0);
    assert_int_equal(got[3], 4);
    tb_panel_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_scores_as_were_ranked_are_enough),
        cmocka_unit_test(a_part_can_be_known_of_more_units_than_were_ranked),
        cmocka_unit_test(fewer_scores_than_were_ranked_give_no_place),
        cmocka_unit_test(published_places_of_others_are_believed),
    };
    return cmocka_run_group_tests_name("score.ranking", tests, NULL, NULL);
}
