/* test_scenario.c - a question is read whole or refused by name: what is missing, unknown, of the
 * wrong kind, or cannot be. */
#include "support/check.h"

#include "base/file.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/scenario.h>

static const char *put(const char *name, const char *text)
{
    return check_file("scenario", name, text);
}

#define WHOLE(rest)                                                                             \
    "{ \"schema\": \"tangbac/scenario/1\", \"panel\": \"p.h5\", \"unit\": \"12\", \"origin\": " \
    "2021, \"year\": 2022, \"goals\": [ { \"index\": "                                          \
    "\"PAPI\", \"goal\": \"+5 ranks\" } ]" rest " }"

static void what_is_known_besides_is_kept(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tb_scenario *s = NULL;
    CHECK_OK(tb_scenario_read(
                 &s,
                 put("known.json", WHOLE(", \"known\": [ { \"index\": \"PAR\", \"year\": 2018, "
                                         "\"group\": \"D\" } ], \"origins\": { \"ICT\": 2019 }")),
                 &err),
             err);
    CHECK_OK(tb_scenario_add_known(s, "PAPI.D5:2017:score=6.25,unit=Hà Nội", &err), err);
    CHECK_OK(tb_scenario_add_known(s, "ICT:2019:rank=34", &err), err);
    CHECK_OK(tb_scenario_add_known(s, "SIPAS:2019:score=86,81,unit=12", &err), err);
    CHECK_OK(tb_scenario_add_origin(s, "ICT=2020", &err), err);
    const tb_ask *a = tb_scenario_ask(s);
    assert_int_equal(a->known_n, 4);
    assert_string_equal(a->known[0].group, "D");
    assert_true(a->known[0].unit == NULL && isnan(a->known[0].score));
    assert_string_equal(a->known[1].index, "PAPI.D5");
    assert_string_equal(a->known[1].unit, "Hà Nội");
    CHECK_NEAR(a->known[1].score, 6.25, 0);
    assert_int_equal(a->known[2].rank, 34);
    CHECK_NEAR(a->known[3].score, 86.81, 0);
    assert_string_equal(a->known[3].unit, "12");
    assert_int_equal(a->origins, 1);
    assert_int_equal(tb_ask_origin(a, "ICT"), 2020);
    assert_int_equal(tb_ask_origin(a, "ict.X1"), 2020);
    assert_int_equal(tb_ask_origin(a, "PAPI"), 2021);
    static const char *const bad[] = { "",
                                       "PAR",
                                       "PAR:2018",
                                       "PAR:2018:rank=",
                                       ":2018:rank=1",
                                       "PAR:18:rank=1",
                                       "PAR:2018:rank=0",
                                       "PAR:2018:rank=1.5",
                                       "PAR:2018:score=nan",
                                       "PAR:2018:score=0x50",
                                       "PAR:2018:score=8,1,2",
                                       "PAR:2018:group=",
                                       "PAR:2018:place=3",
                                       "PAR:2018:rank=3,unit=" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(tb_scenario_add_known(s, bad[i], &err), TB_EARG);
    assert_int_equal(tb_scenario_add_origin(s, "ICT=19", &err), TB_EARG);
    assert_int_equal(tb_scenario_add_origin(s, "=2019", &err), TB_EARG);
    assert_int_equal(tb_scenario_ask(s)->known_n, 4);
    tb_scenario_free(s);
}

/* The origin of WHOLE is 2021. */
static void what_a_clause_tells_of_a_year_gone_by_is_no_goal(void **state)
{
    (void)state;
    static const struct {
        const char *text, *goal[2];
    } cases[] = {
        { "năm 2018 xếp hạng 46/63, phấn đấu tốp 40",
          { "phấn đấu tốp 40 (năm 2018 xếp hạng 46/63)" } },
        { "tốp 40; năm 2021 đạt 80,5 điểm", { "tốp 40 (năm 2021 đạt 80,5 điểm)" } },
        { "năm 2018 thuộc nhóm D, phấn đấu lên nhóm C",
          { "phấn đấu lên nhóm C (năm 2018 thuộc nhóm D)" } },
        { "năm 2022 xếp hạng 46/63, phấn đấu tốp 40",
          { "năm 2022 xếp hạng 46/63", "phấn đấu tốp 40" } },
        { "85% trở lên và tốp 20", { "85% trở lên", "tốp 20" } },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tb_err err = TB_ERR_INIT;
        tb_scenario *s = NULL;
        const char *goal[1] = { NULL };
        char text[256];
        snprintf(text, sizeof text, "PAR: %s", cases[i].text);
        goal[0] = text;
        tb_scenario_words w = {
            .panel = "p.h5", .unit = "12", .origin = 2021, .year = 2022, .goal = goal, .goals = 1
        };
        CHECK_OK(tb_scenario_make(&s, &w, &err), err);
        const tb_ask *a = tb_scenario_ask(s);
        assert_int_equal(a->goals, cases[i].goal[1] != NULL ? 2 : 1);
        for (size_t k = 0; k < a->goals; k++)
            assert_string_equal(a->goal[k].goal, cases[i].goal[k]);
        tb_scenario_free(s);
    }
}

static void a_scenario_says_what_it_says(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tb_scenario *s = NULL;
    const char *path =
        put("whole.json",
            "{ \"schema\": \"tangbac/scenario/1\", \"panel\": \"sub/p.h5\", \"unit\": \"Lai "
            "Châu\", \"origin\": 2021, \"year\": 2022,\n"
            "\"goals\": [ { \"index\": \"PAR\", \"goal\": \"tốp 30\" }, { \"any\": [ { \"index\": "
            "\"SIPAS\", \"goal\": \">= 86%\" }, { "
            "\"index\": \"SIPAS\", \"goal\": \"top 20\" } ] } ],\n"
            "\"levers\": [ { \"id\": \"on-time\", \"name_vi\": \"Đúng hạn\", \"effects\": [ { "
            "\"component\": \"PAPI.D5\", \"mean\": "
            "0.30, \"sd\": 0.10 } ], \"cost\": 2.5, \"lag\": 0, \"requires\": [\"b\"] },\n"
            "{ \"id\": \"b\", \"effects\": [ { \"component\": \"PAPI.D2\" } ] } ], \"budget\": 10, "
            "\"cost_unit\": \"tỷ đồng\", "
            "\"draws\": 1000, \"seed\": 7 }");
    CHECK_OK(tb_scenario_read(&s, path, &err), err);
    const tb_ask *a = tb_scenario_ask(s);
    assert_non_null(strstr(a->panel, "/scenario/sub/p.h5"));
    assert_string_equal(a->unit, "Lai Châu");
    assert_int_equal(a->goals, 3);
    assert_int_equal(a->goal[0].any, 0);
    assert_int_equal(a->goal[1].any, 1);
    assert_int_equal(a->goal[2].any, 1);
    assert_string_equal(a->goal[2].goal, "top 20");
    assert_int_equal(a->levers, 2);
    assert_true(a->lever[0].effect[0].given);
    CHECK_NEAR(a->lever[0].effect[0].mean, 0.30, 0);
    CHECK_NEAR(a->lever[0].cost, 2.5, 0);
    CHECK_NEAR(a->lever[1].cost, 1, 0);
    assert_false(a->lever[1].effect[0].given);
    assert_string_equal(a->lever[0].name_en, "Đúng hạn");
    assert_string_equal(a->lever[1].name_vi, "b");
    assert_int_equal(a->draws, 1000);
    assert_int_equal(a->seed, 7);
    assert_true(a->levers_listed);
    assert_int_equal(tb_scenario_files(s), 1);
    tb_scenario_free(s);
}

static void what_cannot_be_is_refused_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *text, *word, *other;
    } bad[] = {
        { "{ \"schema\": ", "not JSON", "bad.json:1" },
        { "[1]", "one JSON object", NULL },
        { WHOLE(", \"colour\": 1"), "unknown member 'colour'", NULL },
        { "{ \"schema\": \"tangbac/scenario/1\", \"unit\": \"12\" }", "'panel' is missing", NULL },
        { "{ \"schema\": \"tangbac/scenario/2\", \"panel\": \"p\" }", "tangbac/scenario/2", NULL },
        { "{ \"schema\": \"tangbac/scenario/1\", \"panel\": \"p.h5\", \"unit\": \"12\", "
          "\"origin\": 2021, \"goals\": [] }",
          "'year' is missing", NULL },
        { "{ \"schema\": \"tangbac/scenario/1\", \"panel\": \"p.h5\", \"unit\": \"12\", "
          "\"origin\": \"2021\", \"year\": 2022, \"goals\": [] }",
          "'origin' must be a number", NULL },
        { "{ \"schema\": \"tangbac/scenario/1\", \"panel\": \"p.h5\", \"unit\": \"12\", "
          "\"origin\": 2021, \"year\": 2022, \"goals\": [] }",
          "at least one goal", NULL },
        { "{ \"schema\": \"tangbac/scenario/1\", \"panel\": \"p.h5\", \"unit\": \"12\", "
          "\"origin\": 2021, \"year\": 2022, \"goals\": [ { \"index\": "
          "\"PAPI\" } ] }",
          "'goal' is missing", NULL },
        { "{ \"schema\": \"tangbac/scenario/1\", \"panel\": \"p.h5\", \"unit\": \"12\", "
          "\"origin\": 2021, \"year\": 2022, \"goals\": [ { \"index\": "
          "\"PAPI\", \"goal\": \"top 3\", \"by\": 1 } ] }",
          "'by'", NULL },
        { WHOLE(", \"budget\": -1"), "at least 0", NULL },
        { WHOLE(", \"levers\": 3"), "'levers'", NULL },
        { WHOLE(", \"levers\": [ { \"id\": \"a\", \"effects\": [ { \"component\": \"PAPI.D5\", "
                "\"mean\": 0.3 } ] } ]"),
          "'a'", "without a spread" },
        { WHOLE(", \"levers\": [ { \"id\": \"a\", \"effects\": [ { \"component\": \"PAPI.D5\", "
                "\"mean\": 0.3, \"sd\": 0 } ] } ]"),
          "'a'", "without a spread" },
        { WHOLE(", \"levers\": [ { \"id\": \"a\", \"cost\": -2, \"effects\": [ { \"component\": "
                "\"PAPI.D5\" } ] } ]"),
          "'a'", "at least 0" },
        { WHOLE(", \"levers\": [ { \"id\": \"a\" } ]"), "'a'", "effects" },
        { WHOLE(", \"levers\": [ { \"id\": \"a\", \"effects\": [ { \"component\": \"PAPI.D5\" } ], "
                "\"requires\": [\"z\"] } ]"),
          "'z'", "not among" },
        { WHOLE(", \"levers\": [ { \"id\": \"a\", \"effects\": [ { \"component\": \"PAPI.D5\" } ] "
                "}, { \"id\": \"a\", \"effects\": [ { "
                "\"component\": \"PAPI.D5\" } ] } ]"),
          "'a'", "duplicate" },
        { WHOLE(", \"levers\": [ { \"id\": \"a\", \"requires\": [\"b\"], \"effects\": [ { "
                "\"component\": \"PAPI.D5\" } ] }, { \"id\": \"b\", "
                "\"requires\": [\"a\"], \"effects\": [ { \"component\": \"PAPI.D5\" } ] } ]"),
          "circle", NULL },
        { WHOLE(", \"levers\": [ { \"id\": \"a\", \"cost_unit\": \"người\", \"effects\": [ { "
                "\"component\": \"PAPI.D5\" } ] }, { \"id\": \"b\", "
                "\"cost_unit\": \"tỷ đồng\", \"effects\": [ { \"component\": \"PAPI.D5\" } ] } ]"),
          "one cost unit", NULL },
        { WHOLE(", \"levers\": [ { \"id\": \"a\", \"effects\": [ { \"component\": \"PAPI.D5\", "
                "\"mean\": 2, \"sd\": 0.1, \"per\": \"headroom\" } ] } "
                "]"),
          "share", NULL },
        { WHOLE(", \"levers\": \"none.csv\""), "none.csv", NULL },
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        tb_err err = TB_ERR_INIT;
        tb_scenario *s = NULL;
        tb_status st = tb_scenario_read(&s, put("bad.json", bad[i].text), &err);
        if (st == TB_OK || strstr(err.message, bad[i].word) == NULL)
            fail_msg("case %zu: %s", i, err.message);
        if (bad[i].other != NULL)
            assert_non_null(strstr(err.message, bad[i].other));
        assert_null(s);
    }
}

static void a_catalogue_is_read_row_by_row(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tb_scenario *s = NULL;
    put("levers.csv", "id,name_vi,component,mean,sd,per,cost,requires,excludes\n"
                      "A,Một,PAPI.D5,,,,,,\nB,Hai,PAPI.D2,0.2,0.05,points,3,A,\nA,Một,PAPI.D1,0.5,"
                      "0.1,headroom,,,\nC,Ba,PAR.C1,,,,,,A|B\n");
    CHECK_OK(tb_scenario_read(&s, put("file.json", WHOLE(", \"levers\": \"levers.csv\"")), &err),
             err);
    const tb_ask *a = tb_scenario_ask(s);
    assert_int_equal(a->levers, 3);
    assert_string_equal(a->lever[0].id, "A");
    assert_int_equal(a->lever[0].effects, 2);
    assert_true(a->lever[0].effect[1].headroom);
    CHECK_NEAR(a->lever[1].cost, 3, 0);
    assert_string_equal(a->lever[1].requires_id[0], "A");
    assert_int_equal(a->lever[2].excludes_n, 2);
    assert_false(a->levers_listed);
    assert_int_equal(tb_scenario_files(s), 2);
    tb_scenario_free(s);
    put("levers.csv", "id,component,mean,sd\nA,PAPI.D5,0.2,\n");
    CHECK_FAILS(tb_scenario_read(&s, put("file.json", WHOLE(", \"levers\": \"levers.csv\"")), &err),
                TB_EDATA, err, "levers.csv:2", "without a spread");
    put("levers.csv", "id,component,cost\nA,PAPI.D5,-3\n");
    CHECK_FAILS(tb_scenario_read(&s, put("file.json", WHOLE(", \"levers\": \"levers.csv\"")), &err),
                TB_EDATA, err, "levers.csv:2", "cost must be at least 0");
    put("levers.csv", "a,b\n1,2\n");
    CHECK_FAILS(tb_scenario_read(&s, put("file.json", WHOLE(", \"levers\": \"levers.csv\"")), &err),
                TB_EDATA, err, "levers.csv", "score sheet");
}

static void a_score_sheet_gives_its_lost_points(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tb_scenario *s = NULL;
    CHECK_OK(tb_scenario_read(&s, put("sheet.json", WHOLE("")), &err), err);
    CHECK_FAILS(tb_scenario_add(s, "/nonexistent/none.csv", &err), TB_EIO, err, "none.csv");
    CHECK_OK(
        tb_scenario_add(
            s,
            put("sheet.csv",
                "unit,year,criterion,parent,name,max,self_score,awarded,how,agency,note,chance\n"
                "12,2021,C1,,Chỉ đạo,6,6,,report,Sở Nội vụ,,\n"
                "12,2021,1.1,C1,Kế hoạch,2,2,2,report,Sở Nội vụ,,\n"
                "12,2021,1.2,C1,Kiểm tra,3,3,1.5,report,Sở Nội vụ,,0.6\n"
                "12,2021,1.3,C1,Sáng kiến,1,1,,report,Sở Nội vụ,,\n"),
            &err),
        err);
    const tb_ask *a = tb_scenario_ask(s);
    assert_int_equal(a->levers, 1); /* C1 is the sum of what names it as parent */
    assert_string_equal(a->lever[0].id, "1.2");
    assert_string_equal(a->lever[0].effect[0].component, "C1");
    CHECK_NEAR(a->lever[0].effect[0].lost, 1.5, 1e-12);
    CHECK_NEAR(a->lever[0].effect[0].chance, 0.6, 0);
    assert_string_equal(a->lever[0].sheet_unit, "12");
    tb_scenario_free(s);
}

/* An amount is turned into the unit of the costs; the mark that sets thousands apart is that of the
 * unit's language. */
static void budgets_are_read_as_plans_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double is; /* triệu đồng; NaN: refused */
    } cases[] = {
        { "10 tỷ đồng", 10000 },
        { "10 tỉ đồng", 10000 },
        { "10 tỷ", 10000 },
        { "4,5 tỷ đồng", 4500 },
        { "4,125 tỷ đồng", 4125 },
        { "1.500 triệu đồng", 1500 },
        { "1.500,25 triệu đồng", 1500.25 },
        { "1 500 triệu đồng.", 1500 },
        { "1\xC2\xA0"
          "500 triệu",
          1500 },
        { "1.5 billion VND", 1500 },
        { "1,500 million VND", 1500 },
        { "1,500.25 million VND", 1500.25 },
        { "2 nghìn tỷ đồng", 2e6 },
        { "4.000.000.000 đồng", 4000 },
        { "4,000,000,000 VND", 4000 },
        { "700.000 đồng", 0.7 },
        { "500.000.000đ", 500 },
        { "0 tỷ đồng", 0 },
        { "7", 7 },
        { "1.5", 1.5 },
        { "5 tỷ đồng and 3 triệu", NAN },
        { "5 tỷ 300 triệu đồng", NAN },
        { "1.50.000 triệu đồng", NAN },
        { "1.5.0 tỷ đồng", NAN },
        { "1,500,00 triệu đồng", NAN },
        { "mười tỷ", NAN },
        { "-3 tỷ đồng", NAN },
        { "4 tỷ USD", NAN },
        { "10%", NAN },
        { "10-12 tỷ đồng", NAN },
        { "", NAN },
        { "tỷ đồng", NAN },
        { "99999999999999999999999999999999999999999 đồng", NAN },
    };
    tb_err err = TB_ERR_INIT;
    tb_scenario *s = NULL;
    CHECK_OK(tb_scenario_read(&s,
                              put("money.json", WHOLE(", \"budget\": 3, \"levers\": [ { \"id\": "
                                                      "\"A\", \"cost\": 2, \"cost_unit\": "
                                                      "\"Triệu đồng\", \"effects\": [ { "
                                                      "\"component\": \"PAPI.D5\" } ] } ]")),
                              &err),
             err);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double before = tb_scenario_ask(s)->budget;
        tb_status st = tb_scenario_set_budget(s, cases[i].text, &err);
        if (isnan(cases[i].is) != (st == TB_EARG))
            fail_msg("'%s' gave %d: %s", cases[i].text, st, st != TB_OK ? err.message : "read");
        CHECK_NEAR(tb_scenario_ask(s)->budget, st == TB_OK ? cases[i].is : before, 1e-9);
    }
    tb_scenario_free(s);
    /* without costs the unit is the budget's; years are of one unit */
    CHECK_OK(tb_scenario_read(&s,
                              put("years.json", WHOLE(", \"budget\": { \"2022\": \"1,5 tỷ đồng\", "
                                                      "\"2023\": \"2 tỉ đồng\" }")),
                              &err),
             err);
    CHECK_NEAR(tb_scenario_ask(s)->budget, 3.5, 1e-12);
    CHECK_NEAR(tb_scenario_ask(s)->year_budget[1].budget, 2, 0);
    assert_string_equal(tb_scenario_ask(s)->cost_unit, "tỷ đồng");
    tb_scenario_free(s);
    assert_int_equal(
        tb_scenario_read(&s, put("mixed.json", WHOLE(", \"budget\": [ \"1 tỷ đồng\", 2 ]")), &err),
        TB_EDATA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scenario_says_what_it_says),
        cmocka_unit_test(what_is_known_besides_is_kept),
        cmocka_unit_test(what_a_clause_tells_of_a_year_gone_by_is_no_goal),
        cmocka_unit_test(what_cannot_be_is_refused_by_name),
        cmocka_unit_test(a_catalogue_is_read_row_by_row),
        cmocka_unit_test(a_score_sheet_gives_its_lost_points),
        cmocka_unit_test(budgets_are_read_as_plans_write_them),
    };
    return cmocka_run_group_tests_name("scenario.scenario", tests, NULL, NULL);
}
