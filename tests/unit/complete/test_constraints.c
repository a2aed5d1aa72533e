/* How each kind of published figure becomes a limit on a table. */
#include "support/check.h"

#include "complete/table_facts.h"

#include <math.h>
#include <string.h>

enum { U = 5, T = 2, FACTS = 8 };

typedef struct small {
    tb_index x;
    int year[T];
    const char *unit[U];
    double value[T * U];
    int16_t rank[T * U], n_ranked[T];
    uint8_t status[T * U];
    int32_t source[T * U];
    tb_indicator indicator;
    tb_scheme scheme;
    tb_fact fact[FACTS];
} small;

static tb_err err;

/* 2000: a 90, b 80 and three unknown; 2001: c 70 and four unknown. */
static void make(small *s)
{
    static const char *const names[U] = { "a", "b", "c", "d", "e" };
    memset(s, 0, sizeof *s);
    s->indicator.code = "TOTAL";
    s->scheme = (tb_scheme){
        .name = "S", .first_year = 2000, .last_year = 9999, .announced = "", .groups = "5:2/1/1/1"
    };
    for (int k = 0; k < T * U; k++) {
        s->value[k] = NAN;
        s->rank[k] = -1;
        s->source[k] = -1;
        s->status[k] = TB_CELL_NOT_HERE;
    }
    s->value[0] = 90;
    s->value[1] = 80;
    s->value[U + 2] = 70;
    s->status[0] = s->status[1] = s->status[U + 2] = TB_CELL_PUBLISHED;
    for (int t = 0; t < T; t++) {
        s->year[t] = 2000 + t;
        s->n_ranked[t] = U;
    }
    for (int i = 0; i < U; i++)
        s->unit[i] = names[i];
    s->x = (tb_index){ .code = "X",
                       .direction = 1,
                       .n_year = T,
                       .n_unit = U,
                       .n_indicator = 1,
                       .year = s->year,
                       .unit_code = s->unit,
                       .indicator = &s->indicator,
                       .value = s->value,
                       .rank = s->rank,
                       .status = s->status,
                       .source = s->source,
                       .n_ranked = s->n_ranked,
                       .scheme = &s->scheme,
                       .n_scheme = 1,
                       .fact = s->fact };
}

static void add(small *s, int year, const char *scope, const char *kind, const char *text,
                double value, double tolerance)
{
    s->fact[s->x.n_fact++] = (tb_fact){ .year = year,
                                        .scope = scope,
                                        .indicator = 0,
                                        .indicator_code = "TOTAL",
                                        .kind = kind,
                                        .label = "",
                                        .text = text,
                                        .value = value,
                                        .tolerance = tolerance,
                                        .basis = "published",
                                        .source = -1 };
}

static tb_constraints gather(small *s, tb_arena *a)
{
    tb_constraints f;
    CHECK_OK(tbi_constraints_gather(&f, NULL, &s->x, 0, 2001, a, &err), err);
    return f;
}

static void a_change_tells_the_other_year(void **state)
{
    (void)state;
    small s;
    tb_arena a = { 0 };
    make(&s);
    add(&s, 2001, "a", "change", "-3.5", -3.5, 0.01);
    add(&s, 2001, "c", "change", "2.1", 2.1, 0.1);
    add(&s, 2001, "e", "change", "1", 1, 0.1);
    tb_constraints f = gather(&s, &a);
    CHECK_NEAR(f.year[1].low[0], 86.49, 1e-9);
    CHECK_NEAR(f.year[1].high[0], 86.51, 1e-9);
    CHECK_NEAR(f.year[0].low[2], 67.8, 1e-9);
    CHECK_NEAR(f.year[0].high[2], 68.0, 1e-9);
    assert_int_equal(f.scores, 3 + 2);
    assert_string_equal(f.unused, "change (e) 2001");
    s.value[U] = 80;
    s.status[U] = TB_CELL_PUBLISHED;
    CHECK_FAILS(tbi_constraints_gather(&f, NULL, &s.x, 0, 2001, &a, &err), TB_EDATA, err,
                "change -3.5 of a", "score 90 of a in 2000", "score 80 of a in 2001");
    tbi_arena_free(&a);
}

static void places_gained_tell_a_place(void **state)
{
    (void)state;
    small s;
    tb_arena a = { 0 };
    make(&s);
    s.rank[3] = 4;
    add(&s, 2001, "d", "rank_change", "1", 1, 0);
    tb_constraints f = gather(&s, &a);
    assert_int_equal(f.year[1].rank[3], 3);
    assert_int_equal(f.ranks, 2);
    s.fact[0].value = 9;
    s.fact[0].text = "9";
    CHECK_FAILS(tbi_constraints_gather(&f, NULL, &s.x, 0, 2001, &a, &err), TB_EDATA, err,
                "rank_change 9 of d", "rank -5 of 5");
    tbi_arena_free(&a);
}

static void groups_are_places_or_scores(void **state)
{
    (void)state;
    small s;
    tb_arena a = { 0 };
    make(&s);
    add(&s, 2000, "d", "group", "high", NAN, 0);
    add(&s, 2000, "e", "group", "60-75", NAN, 0);
    tb_constraints f = gather(&s, &a);
    CHECK_NEAR(f.year[0].low[4], 60, 0);
    CHECK_NEAR(f.year[0].high[4], 75, 0);
    assert_int_equal(f.counts, 2);
    assert_int_equal(f.year[0].n_cut, 1);
    assert_int_equal(f.year[0].cut[0], 2);
    assert_int_equal(f.year[0].to[3], 2);
    add(&s, 2000, "b", "group", "60-75", NAN, 0);
    CHECK_FAILS(tbi_constraints_gather(&f, NULL, &s.x, 0, 2001, &a, &err), TB_EDATA, err,
                "score 80 of b", "group 60-75 of b");
    tbi_arena_free(&a);
}

static void spans_tell_the_other_end(void **state)
{
    (void)state;
    small s;
    tb_arena a = { 0 };
    make(&s);
    add(&s, 2000, "VN", "best", "90", 90, 0.01);
    add(&s, 2000, "VN", "range", "25.5", 25.5, 0.01);
    add(&s, 2001, "VN", "worst", "60", 60, 0.01);
    add(&s, 2001, "VN", "ratio", "1.5", 1.5, 0.01);
    tb_constraints f = gather(&s, &a);
    CHECK_NEAR(f.year[0].worst, 64.5, 1e-9);
    CHECK_NEAR(f.year[1].best, 90, 1e-9);
    assert_int_equal(f.extremes, 4);
    add(&s, 2000, "VN", "worst", "70", 70, 0.01);
    CHECK_FAILS(tbi_constraints_gather(&f, NULL, &s.x, 0, 2001, &a, &err), TB_EDATA, err,
                "range 25.5", "best 90", "worst 70");
    tbi_arena_free(&a);
}

static void the_median_stands_in_the_middle(void **state)
{
    (void)state;
    small s;
    tb_arena a = { 0 };
    double score[U];
    unsigned char slot[U];
    ptrdiff_t at[U];
    make(&s);
    add(&s, 2000, "VN", "median", "72.5", 72.5, 0.01);
    tb_constraints f = gather(&s, &a);
    assert_int_equal(f.year[0].n_bar, 2);
    CHECK_OK(tbi_constraints_start(score, slot, at, &f, 0, 75, 8, &a, &err), err);
    CHECK_NEAR(score[at[2]], 72.5, 1e-9);
    s.n_ranked[0] = 7; /* the median of another table */
    f = gather(&s, &a);
    assert_int_equal(f.year[0].n_bar, 0);
    tbi_arena_free(&a);
}

/* Of more units than have a score: those that were withheld stand last. */
static void the_median_of_more_units_says_so(void **state)
{
    (void)state;
    small s;
    tb_arena a = { 0 };
    make(&s);
    add(&s, 2000, "VN", "median", "72.5", 72.5, 0.01);
    s.status[3] = s.status[4] = TB_CELL_WITHHELD;
    s.n_ranked[0] = 3;
    tb_constraints f = gather(&s, &a); /* the middle one of three */
    assert_int_equal(f.year[0].n_bar, 2);
    assert_int_equal(f.year[0].bar[0].above + f.year[0].bar[1].above, 1 + 2);
    s.fact[0].label = "5"; /* the third of five is the last that has a score */
    f = gather(&s, &a);
    assert_int_equal(f.year[0].n_bar, 2);
    assert_int_equal(f.year[0].bar[0].above + f.year[0].bar[1].above, 2 + 3);
    s.fact[0].label = "2"; /* fewer than have a score, more than there are, no number */
    f = gather(&s, &a);
    assert_int_equal(f.year[0].n_bar, 0);
    s.fact[0].label = "6";
    f = gather(&s, &a);
    assert_int_equal(f.year[0].n_bar, 0);
    s.fact[0].label = "North";
    f = gather(&s, &a);
    assert_int_equal(f.year[0].n_bar, 0);
    tbi_arena_free(&a);
}

static void scores_and_places_in_texts_count(void **state)
{
    (void)state;
    small s;
    tb_arena a = { 0 };
    make(&s);
    add(&s, 2000, "d", "score", "66.6", 66.6, 0.01);
    add(&s, 2000, "e", "rank", "5", 5, 0);
    add(&s, 2000, "a", "score", "12", 12, 0.01); /* the table's own cell is better */
    tb_constraints f = gather(&s, &a);
    CHECK_NEAR(f.year[0].fixed[3], 66.6, 0);
    CHECK_NEAR(f.year[0].fixed[0], 90, 0);
    assert_int_equal(f.year[0].rank[4], 5);
    tbi_arena_free(&a);
}

static void nothing_to_complete_from_is_said(void **state)
{
    (void)state;
    small s;
    tb_arena a = { 0 };
    tb_constraints f;
    make(&s);
    for (int k = 0; k < T * U; k++) {
        s.value[k] = NAN;
        s.status[k] = TB_CELL_NOT_HERE;
    }
    add(&s, 2000, "VN", "mean", "70", 70, 0.01);
    CHECK_FAILS(tbi_constraints_gather(&f, NULL, &s.x, 0, 2001, &a, &err), TB_EDATA, err,
                "nothing to complete a table from", "2001");
    add(&s, 2000, "VN", "best", "80", 80, 0.01);
    f = gather(&s, &a);
    assert_int_equal(f.scores, 0);
    tbi_arena_free(&a);
}

static void what_no_move_keeps_is_listed(void **state)
{
    (void)state;
    small s;
    tb_arena a = { 0 };
    make(&s);
    add(&s, 2000, "VN", "n_up", "1", 1, 0);
    add(&s, 2001, "VN", "n_up", "3", 3, 0);
    add(&s, 2001, "VN", "n_up", "2", 2, 0);
    s.fact[s.x.n_fact - 1].indicator = -1;
    s.fact[s.x.n_fact - 1].indicator_code = "RANK";
    add(&s, 2001, "VN", "smallest_rise", "0.1", 0.1, 0.01);
    add(&s, 2002, "VN", "n_down", "1", 1, 0);
    tb_constraints f = gather(&s, &a);
    assert_string_equal(f.unused, "n_up 2000, 2001; n_up (RANK) 2001; smallest_rise 2001");
    tbi_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_tells_the_other_year),
        cmocka_unit_test(places_gained_tell_a_place),
        cmocka_unit_test(groups_are_places_or_scores),
        cmocka_unit_test(spans_tell_the_other_end),
        cmocka_unit_test(the_median_stands_in_the_middle),
        cmocka_unit_test(the_median_of_more_units_says_so),
        cmocka_unit_test(scores_and_places_in_texts_count),
        cmocka_unit_test(what_no_move_keeps_is_listed),
        cmocka_unit_test(nothing_to_complete_from_is_said),
    };
    return cmocka_run_group_tests_name("complete.constraints", tests, NULL, NULL);
}
