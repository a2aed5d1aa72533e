/* test_standing.c - standing: places and distances agree with the ranked table, lists never overlap, and pure noise is not called a change. */
#include "support/built_panel.h"
#include "support/check.h"
#include "support/shipped.h"

#include "num/rng.h"
#include "standing/standing_kept.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/scenario.h>
#include <tangbac/standing.h>

/* Models of components are fitted once for all tests: the book finds them again. */
static tb_number_book *book;

static tb_standing *stand(const char *unit, int year, const char *index)
{
    tb_standing_opts o = TB_STANDING_OPTS_INIT;
    tb_standing *s = NULL;
    tb_err err = TB_ERR_INIT;
    o.indices = 1;
    o.index = &index;
    CHECK_OK(tbi_standing_make(&s, shipped, unit, year, &o, book, &err), err);
    assert_int_equal(tb_standing_indices(s), 1);
    return s;
}

static void places_are_those_of_the_ranked_table(void **state)
{
    (void)state;
    const tb_index *x = tb_panel_index(shipped, "PAPI");
    tb_standing *s = stand("Lai Châu", 2021, "PAPI");
    const tb_standing_index *i = tb_standing_index_at(s, 0);
    assert_int_equal(i->n_ranked, 60);
    assert_non_null(strstr(i->n_ranked_reason, "60 of 63"));
    assert_non_null(strstr(i->n_ranked_reason_vi, "60 trong 63"));
    assert_string_equal(i->component[0].code, "TOTAL");
    for (size_t k = 0; k < i->components; k++) {
        const tb_standing_component *c = &i->component[k];
        tb_ranking *r = NULL;
        tb_err err = TB_ERR_INIT;
        ptrdiff_t column = tb_index_indicator(x, c->code);
        size_t above = 0;
        CHECK_OK(tb_ranking_make(&r, shipped, x, (size_t)column, 2021, &err), err);
        for (size_t u = 0; u < tb_ranking_rows(r); u++)
            above += tb_ranking_row(r, u)->rank > 0 && tb_ranking_row(r, u)->score > c->score;
        assert_int_equal(c->rank, (int)above + 1);
        /* a quarter of the ranked units, and not more, stand above what the best quarter reaches */
        size_t better = 0;
        for (size_t u = 0; u < tb_ranking_rows(r); u++)
            better +=
                tb_ranking_row(r, u)->rank > 0 && tb_ranking_row(r, u)->score > c->best_quarter;
        assert_in_range(better, 14, 15);
        if (c->rank > 31)
            assert_true(c->to_median <= 0);
        if (c->rank < 30)
            assert_true(c->to_median >= 0);
        assert_true(c->to_best <= 0 && c->to_best <= c->to_best_quarter);
        CHECK_NEAR(c->score - c->to_best, c->best, 1e-12);
        tb_ranking_free(r);
    }
    for (size_t a = 0; a < i->strengths; a++)
        for (size_t b = 0; b < i->weaknesses; b++)
            assert_string_not_equal(i->strength[a], i->weakness[b]);
    tb_standing_free(s);
}

static void an_index_known_in_part_has_no_place_among_the_known(void **state)
{
    (void)state;
    tb_standing *s = stand("12", 2021, "PAR");
    const tb_standing_component *total = &tb_standing_index_at(s, 0)->component[0];
    assert_int_equal(total->rank, 31); /* published */
    assert_int_equal(total->of, 63);
    assert_true(isnan(total->best_quarter));
    tb_standing_free(s);
}

/* 2 region and group, 1 one of them, 0 none, as the peer's marks say. */
static int shared_with(const tb_rank_row *row, const tb_rank_row *me)
{
    const tb_unit *one = tb_panel_unit_of(shipped, row->code, 2021);
    const tb_unit *own = tb_panel_unit_of(shipped, me->code, 2021);
    bool group = row->group != NULL && me->group != NULL && strcmp(row->group, me->group) == 0;
    return (strcmp(one->region, own->region) == 0) + group;
}

/* Nobody who is left out shares more with the province, or as much and is nearer to it. */
static void peers_are_those_that_share_most(void **state)
{
    (void)state;
    const tb_index *x = tb_panel_index(shipped, "PAPI");
    tb_standing *s = stand("12", 2021, "PAPI");
    const tb_standing_index *i = tb_standing_index_at(s, 0);
    tb_ranking *r = NULL;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tb_ranking_make(&r, shipped, x, 0, 2021, &err), err);
    const tb_rank_row *me = NULL;
    for (size_t u = 0; u < tb_ranking_rows(r); u++)
        me = strcmp(tb_ranking_row(r, u)->code, "12") == 0 ? tb_ranking_row(r, u) : me;
    const tb_standing_peer *last = &i->peer[i->peers - 1];
    int least = (int)last->same_region + (int)last->same_group;
    assert_int_equal(i->peers, 5);
    for (size_t k = 1; k < i->peers; k++) {
        const tb_standing_peer *a = &i->peer[k - 1], *b = &i->peer[k];
        int more = (int)a->same_region + (int)a->same_group;
        assert_true(more > (int)b->same_region + (int)b->same_group ||
                    fabs(a->score - me->score) <= fabs(b->score - me->score));
    }
    for (size_t u = 0; u < tb_ranking_rows(r); u++) {
        const tb_rank_row *row = tb_ranking_row(r, u);
        bool in = row == me || isnan(row->score);
        for (size_t k = 0; k < i->peers; k++)
            in = in || strcmp(i->peer[k].code, row->code) == 0;
        int shared = shared_with(row, me);
        assert_true(
            in || shared < least ||
            (shared == least && fabs(row->score - me->score) >= fabs(last->score - me->score)));
    }
    tb_ranking_free(r);
    tb_standing_free(s);
}

static void peers_that_were_asked_for_stand_in_their_order(void **state)
{
    (void)state;
    static const char *const index[] = { "PAPI" };
    static const char *const peer[] = { "Sơn La", "11" };
    tb_standing_opts o = TB_STANDING_OPTS_INIT;
    tb_err err = TB_ERR_INIT;
    tb_standing *s = NULL;
    o.indices = 1;
    o.index = index;
    o.peers = 2;
    o.peer = peer;
    CHECK_OK(tb_standing_make(&s, shipped, "12", 2021, &o, &err), err);
    const tb_standing_index *i = tb_standing_index_at(s, 0);
    assert_int_equal(i->peers, 2);
    assert_string_equal(i->peer[0].code, "14");
    assert_string_equal(i->peer[1].code, "11");
    tb_standing_free(s);
    static const char *const nobody[] = { "Atlantis" };
    o.peer = nobody;
    o.peers = 1;
    CHECK_FAILS(tb_standing_make(&s, shipped, "12", 2021, &o, &err), TB_EDATA, err, "Atlantis");
}

/* PAR as of 2020 beside PAPI as of 2021: each is what it is when all are asked for that year. */
static void an_index_is_seen_in_its_own_year(void **state)
{
    (void)state;
    static const char *const index[] = { "PAR", "PAPI" };
    static const tb_origin own[] = { { "PAR", 2020 } };
    tb_standing_opts o = TB_STANDING_OPTS_INIT;
    tb_err err = TB_ERR_INIT;
    tb_standing *s = NULL;
    o.indices = 2;
    o.index = index;
    o.origins = 1;
    o.origin_of = own;
    CHECK_OK(tbi_standing_make(&s, shipped, "12", 2021, &o, book, &err), err);
    for (size_t i = 0; i < 2; i++) {
        const tb_standing_index *x = tb_standing_index_at(s, i);
        int year = strcmp(x->index, "PAR") == 0 ? 2020 : 2021;
        tb_standing *alone = stand("12", year, x->index);
        const tb_standing_index *y = tb_standing_index_at(alone, 0);
        assert_int_equal(x->year, year);
        assert_int_equal(x->components, y->components);
        assert_int_equal(x->component[0].rank, y->component[0].rank);
        assert_memory_equal(&x->component[0].score, &y->component[0].score, sizeof(double));
        tb_standing_free(alone);
    }
    tb_standing_free(s);
    o.origin_of = &(tb_origin){ "PAR", 1995 };
    CHECK_FAILS(tb_standing_make(&s, shipped, "12", 2021, &o, &err), TB_EDATA, err, "1995");
}

static void what_is_not_there_is_named(void **state)
{
    (void)state;
    static const char *const unknown[] = { "XYZ" };
    tb_standing_opts o = TB_STANDING_OPTS_INIT;
    tb_err err = TB_ERR_INIT;
    tb_standing *s = NULL;
    o.indices = 1;
    o.index = unknown;
    CHECK_FAILS(tb_standing_make(&s, shipped, "12", 2021, &o, &err), TB_EDATA, err, "XYZ");
    assert_non_null(strstr(err.message_vi, "XYZ"));
    static const char *const papi[] = { "PAPI" };
    o.index = papi;
    CHECK_FAILS(tb_standing_make(&s, shipped, "12", 1995, &o, &err), TB_EDATA, err, "1995");
}

/* ---- Scores that are a lasting level and noise of sd 1 ---------------------------------------- */

enum { UNITS = 60, YEARS = 12, MOVED = 6 };

/* Standard errors of all cells: 1, but of the first three units in the last two years [before, now].
 */
static const double few_answers[3][2] = { { 0.6, 0.6 }, { 1.6, 0.6 }, { 1.6, 1.6 } };

/* last_move: of the first units in the last year; national: of all units in it. */
static tb_panel *panel_of_noise(uint64_t seed, double last_move, double national, bool errors)
{
    double z[(YEARS + 8) / 8 * 8], score[UNITS][YEARS], error[UNITS][YEARS];
    for (size_t i = 0; i < UNITS; i++) {
        tbi_rng_normal_block(z, 1, (YEARS + 8) / 8 * 8, seed, 77, i * 16);
        for (int t = 0; t < YEARS; t++) {
            score[i][t] = 3 * z[YEARS] + z[t];
            error[i][t] = i < 3 && t + 2 >= YEARS ? few_answers[i][t + 2 - YEARS] : 1;
        }
        score[i][YEARS - 1] += national + (i < MOVED ? last_move : 0);
    }
    return panel_of_totals(&(totals){ .index = "PAPI",
                                      .units = UNITS,
                                      .years = YEARS,
                                      .first = 2011,
                                      .least = -100,
                                      .decimals = 1,
                                      .score = &score[0][0],
                                      .std_error = errors ? &error[0][0] : NULL });
}

/* The total of unit i as it stands in the last year; its texts are gone. */
static tb_standing_component total_of(const tb_panel *p, size_t i)
{
    static const char *const index[] = { "PAPI" };
    tb_standing_opts o = TB_STANDING_OPTS_INIT;
    tb_err err = TB_ERR_INIT;
    tb_standing *s = NULL;
    char code[CODE_ROOM];
    code_of_unit(code, i);
    o.indices = 1;
    o.index = index;
    CHECK_OK(tbi_standing_make(&s, p, code, 2011 + YEARS - 1, &o, book, &err), err);
    tb_standing_component c = tb_standing_index_at(s, 0)->component[0];
    tb_standing_free(s);
    return c;
}

static size_t count_real(const tb_panel *p, size_t first)
{
    size_t real = 0;
    for (size_t i = 0; i < first; i++) {
        tb_standing_component c = total_of(p, i);
        assert_int_not_equal(c.change_is, TB_CHANGE_UNKNOWN);
        real += c.change_is == TB_CHANGE_REAL;
    }
    return real;
}

/* The variance of a change is that of the noise of the year before and of this year, each linear in
 * the sampling variance of its year: errors of 0.6 and 1.6 give the mean of 0.6 twice and of 1.6
 * twice, and where no errors are known every unit has the same. */
static void both_years_give_a_change_their_sampling_error(void **state)
{
    (void)state;
    tb_panel *p = panel_of_noise(3, 0, 0, true);
    tb_panel *alike = panel_of_noise(3, 0, 0, false);
    double square[3];
    for (size_t i = 0; i < 3; i++)
        square[i] = total_of(p, i).change_sd * total_of(p, i).change_sd;
    assert_true(square[2] > 2 * square[0]);
    CHECK_NEAR(square[1], (square[0] + square[2]) / 2, 1e-12);
    CHECK_NEAR(total_of(alike, 1).change_sd, total_of(alike, 2).change_sd, 1e-15);
    tb_panel_free(p);
    tb_panel_free(alike);
}

/* Of 120 changes that are noise 5 % are called real: 6, and 0 to 15 in 99.9 of 100 tables; a move
 * of six by one province in ten nearly always is. A year in which
 * all move alike is no change of any one of them. */
static void noise_is_called_noise(void **state)
{
    (void)state;
    tb_panel *a = panel_of_noise(1, 0, 0, false);
    tb_panel *b = panel_of_noise(2, 0, 20, false);
    tb_panel *moved = panel_of_noise(1, 6, 0, false);
    assert_true(count_real(a, UNITS) + count_real(b, UNITS) <= 15);
    assert_true(count_real(moved, MOVED) >= MOVED - 1);
    tb_panel_free(a);
    tb_panel_free(b);
    tb_panel_free(moved);
}

static int open_both(void **state)
{
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tbi_number_book_open(&book, NULL, &err), err);
    return open_shipped(state);
}

static int close_both(void **state)
{
    tbi_number_book_close(book);
    return close_shipped(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_those_of_the_ranked_table),
        cmocka_unit_test(an_index_known_in_part_has_no_place_among_the_known),
        cmocka_unit_test(peers_are_those_that_share_most),
        cmocka_unit_test(peers_that_were_asked_for_stand_in_their_order),
        cmocka_unit_test(an_index_is_seen_in_its_own_year),
        cmocka_unit_test(what_is_not_there_is_named),
        cmocka_unit_test(noise_is_called_noise),
        cmocka_unit_test(both_years_give_a_change_their_sampling_error),
    };
    return cmocka_run_group_tests_name("standing.standing", tests, open_both, close_both);
}
