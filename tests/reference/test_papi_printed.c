/* reference: the printed PAPI totals, dimension scores, ranks and groups (datasets/papi/facts.csv,
 * read from UNDP's pages and the press) against what the engine composes from the 63 provinces'
 * sub-dimensions. A printed score may differ by one unit of its last digit, since the press
 * truncates as often as it rounds, and by what rounding the sub-dimensions to four decimals can add
 * up to; ranks and groups may not differ at all. */
#include "support/check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/score.h>

static tb_panel *panel;
static const tb_index *papi;

static int open_panel(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    const char *wanted[] = { "PAPI", "PAR", "PCI", NULL };
    CHECK_OK(tb_panel_open(&panel, TANGBAC_BINARY_DIR "/panel.h5", wanted, &err), err);
    papi = tb_panel_index(panel, "PAPI");
    return papi == NULL;
}

static int close_panel(void **state)
{
    (void)state;
    tb_panel_free(panel);
    return 0;
}

typedef struct tally {
    int scores, ranks, groups, counts, wrong;
} tally;

static const tb_rank_row *row_of(const tb_ranking *r, const char *code)
{
    for (size_t i = 0; i < tb_ranking_rows(r); i++)
        if (strcmp(tb_ranking_row(r, i)->code, code) == 0)
            return tb_ranking_row(r, i);
    return NULL;
}

static void wrong(tally *t, const tb_fact *f, const char *kind, double got, const char *got_text)
{
    t->wrong++;
    print_error("PAPI.%s %d unit %s: %s printed %s, composed %.6g %s\n", f->indicator_code, f->year,
                f->scope, kind, f->text, got, got_text != NULL ? got_text : "");
}

/* Half a unit of the fourth decimal for each leaf below a column. */
static double rounding(ptrdiff_t column, int year)
{
    double sum = 0;
    for (size_t i = 0; i < papi->n_node; i++) {
        const tb_node *n = &papi->node[i];
        if (n->parent == column && n->first_year <= year && year <= n->last_year)
            sum += rounding((ptrdiff_t)n->indicator, year);
    }
    return sum > 0 ? sum : 0.00005;
}

/* One printed figure of one unit. */
static void compare(tally *t, const tb_fact *f, const tb_rank_row *row)
{
    if (strcmp(f->kind, "score") == 0) {
        t->scores++;
        if (!(fabs(row->score - f->value) <= f->tolerance + rounding(f->indicator, f->year) + 1e-9))
            wrong(t, f, "score", row->score, NULL);
    } else if (strcmp(f->kind, "rank") == 0) {
        t->ranks++;
        if (row->rank != (int)f->value || row->rank_basis == NULL ||
            strcmp(row->rank_basis, "computed") != 0)
            wrong(t, f, "rank", row->rank, row->rank_basis);
    } else if (strcmp(f->kind, "group") == 0) {
        t->groups++;
        if (row->group == NULL || strcmp(row->group, f->text) != 0)
            wrong(t, f, "group", row->rank, row->group);
    }
}

static tally compare_year(int year)
{
    tally t = { 0 };
    tb_err err = TB_ERR_INIT;
    for (size_t c = 0; c < papi->n_indicator; c++) {
        tb_ranking *r = NULL;
        CHECK_OK(tb_ranking_make(&r, panel, papi, c, year, &err), err);
        for (size_t i = 0; i < papi->n_fact; i++) {
            const tb_fact *f = &papi->fact[i];
            const tb_rank_row *row =
                f->year == year && f->indicator == (ptrdiff_t)c ? row_of(r, f->scope) : NULL;
            if (row != NULL)
                compare(&t, f, row);
        }
        tb_ranking_free(r);
    }
    return t;
}

static void printed_figures_of_the_named_years_come_out(void **state)
{
    (void)state;
    static const int years[] = { 2019, 2021, 2022, 2023 };
    tally all = { 0 };
    for (size_t i = 0; i < 4; i++) {
        tally t = compare_year(years[i]);
        print_message("PAPI %d: %d scores, %d ranks, %d groups compared, %d wrong\n", years[i],
                      t.scores, t.ranks, t.groups, t.wrong);
        all.scores += t.scores;
        all.ranks += t.ranks;
        all.groups += t.groups;
        all.wrong += t.wrong;
    }
    assert_int_equal(all.wrong, 0);
    /* the figures are there to be compared */
    assert_true(all.scores >= 100 && all.ranks >= 20 && all.groups >= 20);
}

static void printed_figures_of_all_other_years_come_out(void **state)
{
    (void)state;
    int wrong_all = 0, compared = 0;
    for (size_t t = 0; t < papi->n_year; t++) {
        int year = papi->year[t];
        if (year == 2019 || year >= 2021)
            continue;
        tally y = compare_year(year);
        compared += y.scores + y.ranks + y.groups;
        wrong_all += y.wrong;
    }
    print_message("other years: %d figures compared\n", compared);
    assert_int_equal(wrong_all, 0);
    assert_true(compared > 50);
}

/* The sizes of the groups, by number of provinces with any data (methods, section 2). */
static void groups_have_the_published_sizes(void **state)
{
    (void)state;
    static const struct {
        int year, size[4], none;
    } years[] = { { 2011, { 16, 16, 15, 16 }, 0 }, { 2014, { 15, 15, 15, 16 }, 2 },
                  { 2018, { 16, 16, 15, 14 }, 2 }, { 2019, { 16, 16, 15, 16 }, 0 },
                  { 2021, { 15, 15, 15, 15 }, 3 }, { 2022, { 16, 16, 15, 14 }, 2 },
                  { 2023, { 15, 15, 15, 16 }, 2 } };
    static const char *const names[] = { "high", "mid-high", "mid-low", "low" };
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        tb_ranking *r = NULL;
        tb_err err = TB_ERR_INIT;
        int size[4] = { 0 }, none = 0;
        CHECK_OK(tb_ranking_make(&r, panel, papi, 0, years[i].year, &err), err);
        for (size_t k = 0; k < tb_ranking_rows(r); k++) {
            const tb_rank_row *row = tb_ranking_row(r, k);
            none += row->group == NULL;
            for (int g = 0; g < 4; g++)
                size[g] += row->group != NULL && strcmp(row->group, names[g]) == 0;
        }
        for (int g = 0; g < 4; g++)
            assert_int_equal(size[g], years[i].size[g]);
        assert_int_equal(none, years[i].none);
        tb_ranking_free(r);
    }
}

/* PAR 2021: 22 of 63 scores are here. Published ranks or none; two withheld or unknown things are
 * not the same thing. */
static void a_table_known_in_part_gets_no_places_of_its_own(void **state)
{
    (void)state;
    tb_ranking *r = NULL;
    tb_err err = TB_ERR_INIT;
    const tb_index *par = tb_panel_index(panel, "PAR");
    CHECK_OK(tb_ranking_make(&r, panel, par, 0, 2021, &err), err);
    assert_int_equal(tb_ranking_n_ranked(r), 63);
    assert_false(tb_ranking_complete(r));
    assert_true(tb_ranking_n_known(r) > 10 && tb_ranking_n_known(r) < 63);
    int published = 0, none = 0;
    for (size_t i = 0; i < tb_ranking_rows(r); i++) {
        const tb_rank_row *row = tb_ranking_row(r, i);
        assert_int_equal(row->rank, row->published_rank);
        if (row->rank > 0)
            assert_string_equal(row->rank_basis, "published");
        else
            assert_non_null(row->rank_reason);
        if (isnan(row->score))
            assert_string_equal(row->reason->text, "not in the data");
        published += row->rank > 0;
        none += row->rank == 0;
    }
    assert_true(published > 20 && none > 20);
    assert_int_equal(row_of(r, "12")->rank, 31); /* Lai Châu: a rank without a score */
    assert_true(tb_ranking_notices(r).count >= 1);
    assert_string_equal(tb_ranking_notices(r).notice[0].code, "partly-known");
    tb_ranking_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printed_figures_of_the_named_years_come_out),
        cmocka_unit_test(printed_figures_of_all_other_years_come_out),
        cmocka_unit_test(groups_have_the_published_sizes),
        cmocka_unit_test(a_table_known_in_part_gets_no_places_of_its_own),
    };
    return cmocka_run_group_tests_name("papi_printed", tests, open_panel, close_panel);
}
