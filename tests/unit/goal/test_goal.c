/* score.goal: what planners write, and what is made of it. */
#include "support/check.h"
#include "support/goal_cases.h"
#include "text/csv.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void every_clause_means_what_the_table_says(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < GOAL_CASES; i++) {
        tb_goal g;
        tb_err err = TB_ERR_INIT;
        tb_goal_refusal why = TB_REFUSE_SYNTAX;
        char said[300] = "refused", meaning[340];
        if (tb_goal_parse(&g, goal_cases[i].text, NULL, &why, &err) == TB_OK) {
            tb_goal_describe(said, sizeof said, &g, false);
            assert_int_equal(why, TB_REFUSE_NONE);
            snprintf(meaning, sizeof meaning, "%s: %s", tb_goal_kind_word(g.kind), said);
        } else {
            snprintf(meaning, sizeof meaning, "refused: %.200s", err.message);
        }
        if (strcmp(meaning, goal_cases[i].meaning) == 0)
            continue;
        print_error("'%s' should be '%s', is '%s'\n", goal_cases[i].text, goal_cases[i].meaning,
                    meaning);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void what_is_no_goal_is_refused_with_the_place_and_three_examples(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < GOAL_REFUSED; i++) {
        const goal_refused *c = &goal_refused_cases[i];
        tb_goal g;
        tb_err err = TB_ERR_INIT;
        tb_goal_refusal why = TB_REFUSE_NONE;
        char place[120];
        snprintf(place, sizeof place, c->word[0] != '\0' ? ", '%s': " : "at its end%s",
                 c->word[0] != '\0' ? c->word : "");
        bool right = tb_goal_parse(&g, c->text, NULL, &why, &err) == TB_EARG && why == c->why &&
                     strstr(err.message, place) != NULL;
        right = right && strstr(err.message, "'top 10', '+5 ranks vs 2021', 'score >= 86'") != NULL;
        right = right &&
                strstr(err.message_vi,
                       "'tốp 10', 'tăng 5 bậc so với năm 2021', 'đạt từ 86% trở lên'") != NULL &&
                strstr(err.message, c->text) != NULL;
        if (right)
            continue;
        print_error("'%s': %s, %s\n", c->text, tb_goal_refusal_word(why), err.message);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void vague_groups_mean_what_leading_says(void **state)
{
    (void)state;
    static const char *const vague[] = { "leading group",
                                         "nhóm dẫn đầu",
                                         "nhóm đạt kết quả cao",
                                         "trong nhóm các tỉnh dẫn đầu",
                                         "tốp đầu",
                                         "among the leading provinces" };
    const tb_goal_opts o = { .size = sizeof o, .leading = 12 };
    for (size_t i = 0; i < sizeof vague / sizeof *vague; i++) {
        tb_goal g;
        tb_err err = TB_ERR_INIT;
        CHECK_OK(tb_goal_parse(&g, vague[i], &o, NULL, &err), err);
        assert_int_equal(g.kind, TB_GOAL_PLACE);
        assert_int_equal(g.place, 12);
        CHECK_FAILS(tb_goal_parse(&g, vague[i], NULL, NULL, &err), TB_EARG, err, "how many places");
        assert_int_equal(err.remedies, TB_REMEDY_LEADING);
    }
    /* an amount that is not said is another question: no number of places answers it */
    static const char *const amounts[] = { "tăng mạnh", "tăng đáng kể", "tăng điểm đáng kể" };
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
        tb_goal g;
        tb_err err = TB_ERR_INIT;
        CHECK_FAILS(tb_goal_parse(&g, amounts[i], NULL, NULL, &err), TB_EARG, err, "how much");
        assert_int_equal(err.remedies, 0);
    }
}

static void numbers_keep_their_parts(void **state)
{
    (void)state;
    tb_goal g;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tb_goal_parse(&g, "tăng từ 5 – 10 bậc so với năm 2018 (năm 2018 xếp hạng 46/63)", NULL,
                           NULL, &err),
             err);
    assert_int_equal(g.up, 5);
    assert_int_equal(g.up_best, 10);
    assert_int_equal(g.base_year, 2018);
    assert_int_equal(g.of, 0);
    CHECK_OK(tb_goal_parse(&g, "thứ hạng từ 10 đến 15/63 tỉnh, thành phố", NULL, NULL, &err), err);
    assert_int_equal(g.place, 15);
    assert_int_equal(g.place_best, 10);
    assert_int_equal(g.of, 63);
    CHECK_OK(tb_goal_parse(&g, "tăng 2,67%", NULL, NULL, &err), err);
    CHECK_NEAR(g.points, 2.67, 0);
    assert_true(g.percent);
    CHECK_OK(tb_goal_parse(&g, "từ nhóm D (năm 2018) lên nhóm C vào năm 2020", NULL, NULL, &err),
             err);
    assert_string_equal(g.group, "C");
    assert_string_equal(g.group_base, "D");
    assert_int_equal(g.base_year, 2018);
    assert_int_equal(g.year, 2020);
    CHECK_OK(tb_goal_parse(&g, "+1..2 ranks every year until 2025", NULL, NULL, &err), err);
    assert_int_equal(g.kind, TB_GOAL_YEARLY);
    assert_int_equal(g.until, 2025);
    CHECK_OK(tb_goal_parse(&g, "tốp 3 vùng Đồng bằng sông Cửu Long", NULL, NULL, &err), err);
    assert_string_equal(g.region, "MRD");
}

/* A table of an index as small as it gets: PCI has no group limits, PAR has. */
static void groups_without_limits_are_refused_as_classes(void **state)
{
    (void)state;
    const tb_scheme none[] = { { "2022", 2022, 9999, "", "" } };
    const tb_scheme cuts[] = { { "1149", 2020, 9999, "2020-12-30", "A:90;B:80;C:70" } };
    const tb_index pci = { .code = "PCI", .n_scheme = 1, .scheme = none };
    const tb_index par = { .code = "PAR", .n_scheme = 1, .scheme = cuts };
    tb_goal_opts o = { .size = sizeof o, .table = &pci };
    tb_goal g;
    tb_err err = TB_ERR_INIT;
    tb_goal_refusal why;
    CHECK_FAILS(tb_goal_parse(&g, "nhóm có điểm trung bình cao", &o, &why, &err), TB_EARG, err,
                "limits");
    assert_int_equal(why, TB_REFUSE_CLASS);
    CHECK_FAILS(tb_goal_parse(&g, "group B", &o, &why, &err), TB_EARG, err, "limits");
    o.table = &par;
    CHECK_OK(tb_goal_parse(&g, "group D", &o, &why, &err), err);
    CHECK_FAILS(tb_goal_parse(&g, "nhóm cao nhất", &o, &why, &err), TB_EARG, err, "limits");
    assert_int_equal(why, TB_REFUSE_CLASS);
}

static void the_index_stands_before_a_colon(void **state)
{
    (void)state;
    static const char *const cases[][3] = { { "PAPI: +5 ranks", "PAPI", "+5 ranks" },
                                            { " PAPI.D5 :top 10", "PAPI.D5", "top 10" },
                                            { "Chỉ số PCI: tốp 10", "PCI", "tốp 10" },
                                            { "PAR INDEX: tốp 30", "PAR", "tốp 30" },
                                            { "SIPAS\xEF\xBC\x9A>= 86%", "SIPAS", ">= 86%" },
                                            { "ICT Index: tăng 5 bậc", "ICT", "tăng 5 bậc" } };
    char index[40];
    const char *clause = NULL;
    tb_err err = TB_ERR_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_OK(tb_goal_split(index, sizeof index, &clause, cases[i][0], &err), err);
        assert_string_equal(index, cases[i][1]);
        assert_string_equal(clause, cases[i][2]);
    }
    CHECK_FAILS(tb_goal_split(index, sizeof index, &clause, "PAPI +5 ranks", &err), TB_EARG, err,
                "colon", "PAPI: +5 ranks");
    CHECK_FAILS(tb_goal_split(index, sizeof index, &clause, ": top 10", &err), TB_EARG, err,
                "colon");
    CHECK_FAILS(tb_goal_split(index, sizeof index, &clause, "PAPI:  ", &err), TB_EARG, err,
                "colon");
    CHECK_FAILS(tb_goal_split(index, 4, &clause, "PAPI: top 10", &err), TB_EARG, err, "too long");
}

static void hostile_text_is_refused(void **state)
{
    (void)state;
    static char longest[20001];
    tb_goal g;
    tb_err err = TB_ERR_INIT;
    CHECK_FAILS(tb_goal_parse(&g, "top \xC3(10", NULL, NULL, &err), TB_EARG, err, "UTF-8");
    CHECK_FAILS(tb_goal_parse(&g, "", NULL, NULL, &err), TB_EARG, err, "no goal");
    for (size_t i = 0; i < 20000; i += 4)
        memcpy(longest + i, "top ", 4);
    CHECK_FAILS(tb_goal_parse(&g, longest, NULL, NULL, &err), TB_EARG, err, "at most 160 words");
    for (size_t i = 0; i < 20000; i++)
        longest[i] = '1';
    CHECK_FAILS(tb_goal_parse(&g, longest, NULL, NULL, &err), TB_EARG, err, "column 1");
    CHECK_FAILS(tb_goal_parse(&g, "top 99999999999", NULL, NULL, &err), TB_EARG, err,
                "whole number");
    CHECK_FAILS(tb_goal_parse(&g, "top\n10\nbanana", NULL, NULL, &err), TB_EARG, err, "banana");
    assert_null(strchr(err.message, '\n'));
}

/* ---- goals.csv ---- */

static const char *cell(const tb_csv *c, const tb_csv_row *row, const char *name, char *out,
                        size_t n)
{
    for (size_t k = 0; k < tbi_csv_columns(c); k++)
        if (strcmp(tbi_csv_head(c, k), name) == 0) {
            snprintf(out, n, "%.*s", (int)row->field[k].n, row->field[k].text);
            return out;
        }
    fail_msg("no column %s", name);
    return NULL;
}

static double goal_figure(const tb_goal *g)
{
    if (g->kind == TB_GOAL_SCORE || g->kind == TB_GOAL_GAIN ||
        (g->kind == TB_GOAL_YEARLY && g->up == 0))
        return g->points;
    if (g->kind == TB_GOAL_CLIMB || g->kind == TB_GOAL_YEARLY)
        return g->up;
    return g->place;
}

static int goal_row(const char *id, const char *text, const char *expect, const char *kind,
                    const char *value, const char *value2)
{
    tb_goal g;
    tb_err err = TB_ERR_INIT;
    tb_goal_refusal why;
    char got[40] = "parse";
    bool parsed = tb_goal_parse(&g, text, NULL, &why, &err) == TB_OK;
    if (!parsed)
        snprintf(got, sizeof got, "refuse:%s", tb_goal_refusal_word(why));
    /* a group that nobody defined is refused as vague, or as a class */
    bool undefined = strcmp(expect, "refuse:undefined_group") == 0 &&
                     (strcmp(got, "refuse:vague") == 0 || strcmp(got, "refuse:class") == 0);
    bool right = strcmp(got, expect) == 0 || undefined;
    if (right && parsed) {
        double best = g.kind == TB_GOAL_YEARLY && g.up == 0                 ? g.points_best
                      : g.kind == TB_GOAL_CLIMB || g.kind == TB_GOAL_YEARLY ? g.up_best
                                                                            : g.place_best;
        right = strcmp(kind, "components") == 0 ? g.parts != 0
                                                : strcmp(tb_goal_kind_word(g.kind), kind) == 0;
        if (g.kind == TB_GOAL_GROUP)
            right = right && strcmp(g.group, value) == 0;
        else if (value[0] != '\0' && !(g.kind == TB_GOAL_KEEP && g.place == 0))
            right = right && goal_figure(&g) == strtod(value, NULL);
        right = right && (value2[0] == '\0' || best == strtod(value2, NULL));
    }
    if (!right)
        print_error("%s '%s': expected %s %s %s %s, got %s %s\n", id, text, expect, kind, value,
                    value2, got, parsed ? tb_goal_kind_word(g.kind) : err.message);
    return !right;
}

static void every_row_of_goals_csv_does_what_it_expects(void **state)
{
    (void)state;
    tb_csv *c = NULL;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tbi_csv_open(&c, TANGBAC_SOURCE_DIR "/datasets/goals.csv", &err), err);
    int wrong = 0, rows = 0;
    for (;;) {
        tb_csv_row row;
        bool fatal;
        char id[20], goal[600], vi[600], en[600], expect[40], kind[20], value[40], value2[40];
        CHECK_OK(tbi_csv_next(c, &row, &fatal, &err), err);
        if (row.count == 0)
            break;
        cell(c, &row, "id", id, sizeof id);
        cell(c, &row, "goal", goal, sizeof goal);
        cell(c, &row, "text_vi", vi, sizeof vi);
        cell(c, &row, "text_en", en, sizeof en);
        cell(c, &row, "expect", expect, sizeof expect);
        cell(c, &row, "kind", kind, sizeof kind);
        cell(c, &row, "value", value, sizeof value);
        cell(c, &row, "value2", value2, sizeof value2);
        int here = goal_row(id, goal, expect, kind, value, value2);
        here += goal_row(id, vi, expect, kind, value, value2); /* as it stands in the plan */
        here += goal_row(id, en, expect, kind, value, value2); /* as an English page says it */
        wrong += here;
        rows++;
    }
    tbi_csv_close(c);
    assert_int_equal(wrong, 0);
    assert_true(rows >= 130);
}

static void the_past_that_a_goal_tells_is_kept(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t n;
        tb_goal_told told[2];
    } cases[] = {
        { "tăng từ 5 – 10 bậc so với năm 2018 (năm 2018 xếp hạng 46/63)",
          1,
          { { 2018, 46, 63, NAN, "" } } },
        { "giữ vững vị trí dẫn đầu (năm 2017 xếp hạng 26, năm 2018 xếp hạng 1)",
          2,
          { { 2017, 26, 0, NAN, "" }, { 2018, 1, 0, NAN, "" } } },
        { "rank 26 in 2017 and 1 in 2018, keep the lead",
          2,
          { { 2017, 26, 0, NAN, "" }, { 2018, 1, 0, NAN, "" } } },
        { "đạt từ 85% trở lên (năm 2018 đạt 80,5%)", 1, { { 2018, 0, 0, 80.5, "" } } },
        { "tăng 5 bậc so với hạng 46 năm 2018", 1, { { 2018, 46, 0, NAN, "" } } },
        { "tăng 5 bậc so với năm 2018 (hạng 46)", 1, { { 2018, 46, 0, NAN, "" } } },
        { "từ hạng 46/63 năm 2018 lên hạng 30", 1, { { 2018, 46, 63, NAN, "" } } },
        { "từ vị trí 46 (năm 2018) lên vị trí 30", 1, { { 2018, 46, 0, NAN, "" } } },
        { "from rank 46 in 2018 to rank 30 in 2020", 1, { { 2018, 46, 0, NAN, "" } } },
        { "tăng từ 80,5% năm 2020 lên 86% năm 2022", 1, { { 2020, 0, 0, 80.5, "" } } },
        { "từ hạng 46 lên hạng 30", 0, { { 0 } } },
        { "tăng 05 bậc so với năm 2021", 0, { { 0 } } },
        { "top 10 (Decision 1234 of 2019)", 0, { { 0 } } },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tb_goal g;
        tb_err err = TB_ERR_INIT;
        CHECK_OK(tb_goal_parse(&g, cases[i].text, NULL, NULL, &err), err);
        if (g.told_n != cases[i].n)
            fail_msg("'%s' tells %zu figures", cases[i].text, g.told_n);
        for (size_t k = 0; k < g.told_n; k++) {
            const tb_goal_told *want = &cases[i].told[k], *got = &g.told[k];
            assert_int_equal(got->year, want->year);
            assert_int_equal(got->rank, want->rank);
            assert_true(want->of == 0 || got->of == want->of);
            assert_true(isnan(want->score) ? isnan(got->score) : got->score == want->score);
            assert_string_equal(got->group, want->group);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_clause_means_what_the_table_says),
        cmocka_unit_test(what_is_no_goal_is_refused_with_the_place_and_three_examples),
        cmocka_unit_test(vague_groups_mean_what_leading_says),
        cmocka_unit_test(numbers_keep_their_parts),
        cmocka_unit_test(groups_without_limits_are_refused_as_classes),
        cmocka_unit_test(the_index_stands_before_a_colon),
        cmocka_unit_test(hostile_text_is_refused),
        cmocka_unit_test(the_past_that_a_goal_tells_is_kept),
        cmocka_unit_test(every_row_of_goals_csv_does_what_it_expects),
    };
    return cmocka_run_group_tests_name("goal.goal", tests, NULL, NULL);
}
