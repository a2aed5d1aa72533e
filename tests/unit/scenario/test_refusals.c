/* test_refusals.c - scenario: what tables and members of a question cannot be, each by its sentence
 * with the file and the line; and how tables of progress, agencies and score sheets are read. */
#include "base/file.h"
#include "support/check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/scenario.h>

static const char *put(const char *name, const char *text)
{
    return check_file("scenario_refusals", name, text);
}

#define HEAD                                                                                    \
    "{ \"schema\": \"tangbac/scenario/1\", \"panel\": \"p.h5\", \"unit\": \"12\", \"origin\": " \
    "2021, \"year\": 2023"
#define GOALS  ", \"goals\": [ { \"index\": \"PAPI\", \"goal\": \"+5 ranks\" } ]"
#define LEVERS ", \"levers\": \"levers.csv\""

static tb_scenario *read_whole(const char *rest)
{
    char text[2000];
    tb_err err = TB_ERR_INIT;
    tb_scenario *s = NULL;
    snprintf(text, sizeof text, HEAD GOALS "%s }", rest);
    CHECK_OK(tb_scenario_read(&s, put("whole.json", text), &err), err);
    return s;
}

/* A file beside the question is refused, and the question is as it was. */
static void refuse_file(tb_status (*add)(tb_scenario *s, const char *path, tb_err *err),
                        tb_scenario *s, const char *name, const char *text, const char *word)
{
    tb_err err = TB_ERR_INIT;
    size_t files = tb_scenario_files(s);
    size_t levers = tb_scenario_ask(s)->levers;
    tb_status st = add(s, put(name, text), &err);
    if (st != TB_EDATA || strstr(err.message, name) == NULL || strstr(err.message, word) == NULL)
        fail_msg("%s: status %d, '%s', not '%s'", text, (int)st, err.message, word);
    assert_int_equal(tb_scenario_files(s), files);
    assert_int_equal(tb_scenario_ask(s)->levers, levers);
    assert_true(err.message_vi[0] != '\0');
}

static void members_of_a_question(void **state)
{
    (void)state;
    static const struct {
        const char *rest, *word;
    } bad[] = {
        { GOALS ", \"known\": 5", "'known' must be a list of at most 256 objects" },
        { GOALS ", \"known\": [ 5 ]", "'known' must be a list of at most 256 objects" },
        { GOALS ", \"known\": [ { \"index\": \"PAR\" } ]", "must have 'index' and 'year'" },
        { GOALS ", \"known\": [ { \"year\": 2022 } ]", "must have 'index' and 'year'" },
        { GOALS ", \"known\": [ { \"index\": 5, \"year\": 2022 } ]", "'index' must be a text" },
        { GOALS ", \"known\": [ { \"index\": \"PAR\", \"year\": 1800 } ]", "'year'" },
        { GOALS ", \"known\": [ { \"index\": \"PAR\", \"year\": 2022 } ]",
          "must be one of score, rank and group" },
        { GOALS ", \"known\": [ { \"index\": \"PAR\", \"year\": 2022, \"rank\": 1, \"score\": 5 "
                "} ]",
          "must be one of score, rank and group" },
        { GOALS ", \"known\": [ { \"index\": \"PAR\", \"year\": 2022, \"rank\": 0 } ]", "'rank'" },
        { GOALS ", \"known\": [ { \"index\": \"PAR\", \"year\": 2022, \"score\": \"x\" } ]",
          "'score'" },
        { GOALS ", \"known\": [ { \"index\": \"PAR\", \"year\": 2022, \"group\": 5 } ]",
          "'group'" },
        { GOALS ", \"known\": [ { \"index\": \"PAR\", \"year\": 2022, \"unit\": 5 } ]", "'unit'" },
        { GOALS ", \"known\": [ { \"index\": \"PAR\", \"place\": 5 } ]", "unknown member 'place'" },
        { GOALS ", \"origins\": [ 2019 ]", "'origins' must be an object with a year by index" },
        { GOALS ", \"origins\": { \"ICT\": \"2019\" }", "the origin of 'ICT' must be a year" },
        { GOALS ", \"origins\": { \"ICT\": 2019.5 }", "the origin of 'ICT' must be a year" },
        { GOALS ", \"origins\": { \"ICT\": 2101 }", "the origin of 'ICT' must be a year" },
        { "", "the member 'goals' is missing" },
        { ", \"goals\": 5", "'goals' must be a list of at least one goal" },
        { ", \"goals\": [ 5 ]", "each of the 'goals' must be an object" },
        { ", \"goals\": [ { \"goal\": \"+5 ranks\" } ]", "'index' of a goal' is missing" },
        { ", \"goals\": [ { \"index\": 5, \"goal\": \"+5 ranks\" } ]", "'index' must be a text" },
        { ", \"goals\": [ { \"index\": \"PAPI\", \"goal\": 5 } ]", "'goal' must be a text" },
        { ", \"goals\": [ { \"any\": [] } ]", "'any' must be a list of at least one goal" },
        { ", \"goals\": [ { \"any\": 5 } ]", "'any' must be a list of at least one goal" },
        { ", \"goals\": [ { \"any\": [ { \"index\": \"PAPI\" } ] } ]", "'goal' is missing" },
        { ", \"goals\": [ { \"any\": [], \"all\": [] } ]", "unknown member 'all'" },
        { GOALS ", \"budget\": []", "a yearly budget must have from 1 to 20 years" },
        { GOALS ", \"budget\": [ true ]", "budget of 2022" },
        { GOALS ", \"budget\": [ -1 ]", "the budget of 2022 must be at least 0 (got -1)" },
        { GOALS ", \"budget\": [ 1e17 ]", "budget of 2022" },
        { GOALS ", \"budget\": { \"2021\": 1 }", "there is a budget for 2021, but levers begin" },
        { GOALS ", \"budget\": { \" 2022\": 1 }", "' 2022' in the budget is not a year" },
        { GOALS ", \"budget\": { \"1700\": 1 }", "'1700' in the budget is not a year" },
        { GOALS ", \"budget\": [ \"5 tỷ đồng\", 3 ]", "that of another has no unit" },
        { GOALS ", \"budget\": [ \"3\", \"5 tỷ đồng\" ]", "that of another has no unit" },
        { GOALS ", \"budget\": [ \"5 tỷ đồng\", \"3 người\" ]", "write them all in one unit" },
        { GOALS ", \"budget\": \"moon\"", "expected a budget as '10'" },
        { GOALS ", \"budget\": true", "'budget'" },
        { GOALS ", \"budget\": \"5 tỷ đồng\", \"cost_unit\": \"người\"",
          "the budget is in 'tỷ đồng' and the levers cost in 'người'" },
        { GOALS ", \"cost_unit\": 5", "'cost_unit' must be a text" },
        { GOALS ", \"draws\": 1", "'draws'" },
        { GOALS ", \"seed\": -1", "'seed'" },
        { GOALS ", \"max_levers\": 65", "'max_levers'" },
        { GOALS ", \"objective\": \"moon\"", "moon" },
        { GOALS ", \"objective\": 5", "'objective'" },
        { GOALS ", \"asked\": \"soon\"", "soon" },
        { GOALS ", \"asked\": 5", "'asked'" },
        { GOALS ", \"agencies\": 5", "'agencies'" },
        { GOALS ", \"agencies\": \"none.csv\"", "none.csv" },
        { GOALS ", \"levers\": [ 5 ]", "each of the 'levers' must be an object" },
        { GOALS ", \"levers\": [ { \"id\": \"\" } ]", "missing" },
        { GOALS ", \"levers\": [ { \"name_vi\": \"x\" } ]", "missing" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"colour\": 1 } ]", "unknown member 'colour'" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"name_en\": 5 } ]", "'name_en'" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"agency_en\": 5 } ]", "'agency_en'" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"cost_unit\": 5 } ]", "'cost_unit'" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"cost\": \"x\" } ]", "'cost'" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"lag\": 51 } ]", "'lag'" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"requires\": \"b\" } ]", "'requires' must be" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"excludes\": [ 5 ] } ]", "'excludes' must be" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"effects\": [] } ]", "lever 'a' needs" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"effects\": [ 5 ] } ]",
          "each of the 'effects' must be an object" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"effects\": [ { \"mean\": 1 } ] } ]",
          "an effect is missing 'component'" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"effects\": [ { \"component\": \"X\", "
                "\"per\": \"moon\" } ] } ]",
          "'per' must be 'points' or 'headroom' (got 'moon')" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"effects\": [ { \"component\": \"X\", "
                "\"sd\": 1 } ] } ]",
          "has an sd but no mean" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"effects\": [ { \"component\": \"X\", "
                "\"mean\": \"x\" } ] } ]",
          "'mean'" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"effects\": [ { \"component\": \"X\", "
                "\"aims_at\": \"moon\" } ] } ]",
          "aims_at must be respondents or empty (got 'moon')" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"effects\": [ { \"component\": \"X\", "
                "\"mean\": -2, \"sd\": 1, \"per\": \"headroom\" } ] } ]",
          "must be between -1 and 1 (got -2)" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"effects\": [ { \"component\": \"X\" } ], "
                "\"excludes\": [ \"b\" ] } ]",
          "excludes 'b', which is not among the levers" },
        { GOALS ", \"levers\": [ { \"id\": \"a\", \"effects\": [ { \"component\": \"X\" } ], "
                "\"excludes\": [ \"a\" ] } ]",
          "'a'" },
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[2000];
        tb_err err = TB_ERR_INIT;
        tb_scenario *s = NULL;
        snprintf(text, sizeof text, HEAD "%s }", bad[i].rest);
        tb_status st = tb_scenario_read(&s, put("bad.json", text), &err);
        if (st == TB_OK || strstr(err.message, bad[i].word) == NULL || err.message_vi[0] == '\0')
            fail_msg("case %zu, %s: status %d, %s", i, bad[i].rest, (int)st, err.message);
        assert_null(s);
    }
}

static void empty_texts(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tb_scenario *s = NULL;
    CHECK_FAILS(tb_scenario_read(&s,
                                 put("bad.json", "{ \"schema\": \"tangbac/scenario/1\", "
                                                 "\"panel\": \"\" }"),
                                 &err),
                TB_EDATA, err, "'panel'", "empty");
    CHECK_FAILS(tb_scenario_read(&s, put("bad.json", "{ \"schema\": 5 }"), &err), TB_EDATA, err,
                "'schema' must be a text");
}

#define L "id,name_vi,name_en,agency_en,component,mean,sd,per,lag,cost,offered_from,offered_to\n"

static void tables_of_levers(void **state)
{
    (void)state;
    static const struct {
        const char *text, *word;
    } bad[] = {
        { "id,name_vi\nA,x\n", "the column 'component' is missing" },
        { L ",x,,,SYN.D1,,,,,,,\n", "levers.csv:2: a lever without an id" },
        { L "A,x,,,,,,,,,,\n", "levers.csv:2: a lever without a component: 'A'" },
        { L "A,x,,,X,1,1,moon,,,,\n", "per must be points or headroom; got 'moon'" },
        { L "A,x,,,X,high,1,,,,,\n", "levers.csv:2" },
        { L "A,x,,,X,1,high,,,,,\n", "levers.csv:2" },
        { L "A,x,,,X,,,,soon,,,\n", "levers.csv:2" },
        { L "A,x,,,X,,,,-1,,,\n", "the lag must be a whole number of years; got '-1'" },
        { L "A,x,,,X,,,,51,,,\n", "the lag must be a whole number of years; got '51'" },
        { L "A,x,,,X,,,,1.5,,,\n", "the lag must be a whole number of years; got '1.5'" },
        { L "A,x,,,X,,,,,dear,,\n", "levers.csv:2" },
        { L "A,x,,,X,,,,,,soon,\n", "offered_from must be a year or a date" },
        { L "A,x,,,X,,,,,,,1700\n", "offered_to must be a year or a date" },
        { L "A,x,,,X,,,,,,20210601,\n", "offered_from must be a year or a date" },
        { L "A,x,,,X,,,,,,2023,2021-06-01\n", "offered_from must not be after offered_to" },
        { L "A,x,,,X,,,,,,,\nA,y,,,Y,,,,,,,\n",
          "levers.csv:3: lever 'A' has two values of name_vi" },
        { L "A,x,,,X,,,,,2,,\nA,,,,Y,,,,,3,,\n", "has two values of cost, 2 and 3" },
        { L "A,x,,,X,,,,1,,,\nA,,,,Y,,,,2,,,\n", "has two values of lag, 1 and 2" },
        { L "A,x,,,X,,,,,,,\nA,,,,X,,,,,,,\n", "levers.csv:3: duplicate component in lever 'A'" },
        { L "A,x,,,X,\"1,5\",1,,,,,\nB,y,,,X,2.5,1,,,,,\n", "levers.csv:3" },
        { L "A,x,,,X,1.042,1,,,,,\nB,y,,,X,964,1,,,,,\n", "levers.csv:2" },
        { L "A,x,,,X,,,,\n", "levers.csv:2" },
        { "unit,year,criterion,max\n12,2021,1.1,2\n", "neither a table of levers" },
        { "unit,year,criterion,max,awarded\n12,soon,1.1,2,1\n", "levers.csv:2" },
        { "unit,year,criterion,max,awarded\n12,1700,1.1,2,1\n", "year must be a year" },
        { "unit,year,criterion,max,awarded\n12,2021.5,1.1,2,1\n", "year must be a year" },
        { "unit,year,criterion,max,awarded\n12,2021,,2,1\n", "a row without a criterion" },
        { "unit,year,criterion,max,awarded\n12,2021,1.1,two,1\n", "levers.csv:2" },
        { "unit,year,criterion,max,awarded\n12,2021,1.1,2,one\n", "levers.csv:2" },
        { "unit,year,criterion,max,awarded\n12,2021,1.1,2,3\n",
          "more points were awarded than the maximum; criterion '1.1'" },
        { "unit,year,criterion,max,awarded,chance\n12,2021,1.1,2,1,7\n",
          "the chance of winning the points back must be from 0 to 1; criterion '1.1'" },
        { "unit,year,criterion,max,awarded,chance\n12,2021,1.1,2,1,some\n", "levers.csv:2" },
        { "unit,year,criterion,parent,max,awarded\n12,2021,C1,,5,3\n12,2021,1.1,C1,2,1\n",
          "the parts of criterion 'C1' add up to 2 points" },
        { "unit,year,criterion,parent,max,awarded\n12,2021,C1,,2,2\n12,2021,1.1,C1,2,1\n",
          "the parts of criterion 'C1' add up to 1 points" },
        { "unit,year,criterion,max,awarded\n12,2021,1.1,2,1\n12,2021,1.1,2,1\n", "'1.1'" },
    };
    tb_scenario *s = read_whole("");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        refuse_file(tb_scenario_add, s, "levers.csv", bad[i].text, bad[i].word);
    refuse_file(tb_scenario_add, s, "levers.json", "5", "must be a list of levers");
    refuse_file(tb_scenario_add, s, "levers.json", "{ \"levers\": 5 }", "must be a list of levers");
    refuse_file(tb_scenario_add, s, "levers.json", "{ \"measures\": [] }", "'measures'");
    refuse_file(tb_scenario_add, s, "levers.json", "[", "not JSON");
    tb_scenario_free(s);
}

/* Names stand in for one another; a later table replaces measures of the same id. */
static void what_a_table_leaves_out(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tb_scenario *s = read_whole("");
    CHECK_OK(tb_scenario_add(s,
                             put("levers.csv", L "A,,,Office,X,0,0,,0,,2021,2022-06-01\n"
                                                 "A,,,Office,Y,,,,0,,,\nB,,Two,,X,,,,,,,\n"),
                             &err),
             err);
    CHECK_OK(tb_scenario_add(s,
                             put("more.json",
                                 "{ \"levers\": [ { \"id\": \"B\", \"name_vi\": \"Hai\", \"lag\": "
                                 "2, \"cost\": 0, \"requires\": [ \"A\" ], \"effects\": [ { "
                                 "\"component\": \"X\", \"note_vi\": \"n\", \"link\": \"stated\", "
                                 "\"source\": \"s\", \"aims_at\": \"respondents\" } ] } ] }"),
                             &err),
             err);
    const tb_ask *a = tb_scenario_ask(s);
    assert_int_equal(a->levers, 2);
    assert_string_equal(a->lever[0].name_vi, "A");
    assert_string_equal(a->lever[0].name_en, "A");
    assert_string_equal(a->lever[0].agency_vi, "Office");
    assert_int_equal(a->lever[0].effects, 2);
    assert_true(a->lever[0].effect[0].given && a->lever[0].effect[0].mean == 0);
    assert_int_equal(a->lever[0].offered_from, 2021);
    assert_int_equal(a->lever[0].offered_to, 2022);
    assert_int_equal(a->lever[0].lag, 0);
    assert_string_equal(a->lever[1].name_vi, "Hai");
    assert_string_equal(a->lever[1].name_en, "Hai");
    assert_int_equal(a->lever[1].lag, 2);
    assert_true(a->lever[1].cost_given && a->lever[1].cost == 0);
    assert_string_equal(a->lever[1].effect[0].aims_at, "respondents");
    tb_scenario_free(s);
}

#define P "lever,date,done,note,index,year,value,std_error,kind\n"

static void progress(void **state)
{
    (void)state;
    static const struct {
        const char *text, *word;
    } bad[] = {
        { P "Z,,yes,,,,,,\n", "progress.csv:2: unknown lever 'Z'" },
        { P "A,soon,yes,,,,,,\n", "progress.csv:2: 'soon' is not a date" },
        { P "A,2022-02-30,yes,,,,,,\n", "'2022-02-30' is not a date" },
        { P "A,2021-12-31,yes,,,,,,\n", "must lie in the plan's years (got '2021-12-31', expected "
                                        "2022 to 2023)" },
        { P "A,2024,yes,,,,,,\n", "must lie in the plan's years" },
        { P "A,2022,maybe,,,,,,\n", "done must be yes or no (got 'maybe')" },
        { P ",,,note,,,,,\n", "a row of progress must name a lever or an index" },
        { P ",,,,PAPI,2022,40,1,guess\n", "unknown kind 'guess' of a figure" },
        { P ",,,,PAPI,2022,high,1,own\n", "the figure of PAPI must have a value" },
        { P ",,,,PAPI,2022,40,0,own\n", "a standard error above 0" },
        { P ",,,,PAPI,2022,40,,own\n", "a standard error above 0" },
        { P ",,,,PAPI,2021,40,1,own\n", "must be after the origin (got 2021, the origin is 2021)" },
        { P ",,,,PAPI,soon,40,1,own\n", "must be after the origin (got 0" },
        { P "A,,no,,,,,,\n", "nothing is done and no figure is given" },
    };
    tb_err err = TB_ERR_INIT;
    put("levers.csv", L "A,,,,X,,,,,,,\nB,,,,X,,,,,,,\nC,,,,X,,,,,,,\n");
    tb_scenario *s = read_whole(LEVERS);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        refuse_file(tb_scenario_add_progress, s, "progress.csv", bad[i].text, bad[i].word);
    char many[8000] = P;
    for (int i = 0; i < 65; i++)
        strcat(many, ",,,,PAPI,2022,40,1,own\n");
    refuse_file(tb_scenario_add_progress, s, "progress.csv", many, "at most 64 figures");
    refuse_file(tb_scenario_add_progress, s, "progress.json", "{ \"measures\": [ 5 ] }",
                "must name a lever or an index");
    refuse_file(tb_scenario_add_progress, s, "progress.json",
                "{ \"measures\": [ { \"lever\": \"A\", \"colour\": 1 } ] }", "'colour'");
    assert_int_equal(tb_scenario_ask(s)->measures_done, 0);
    CHECK_OK(
        tb_scenario_add_progress(s,
                                 put("progress.csv", P "A,31/3/2022,Có,first,,,,,\n"
                                                       "A,2022,yes,again,,,,,\n"
                                                       "B,,Chưa xong,,,,,,\n"
                                                       "C,,100%,,,,,,\n"
                                                       ",,,,PAPI.D5,2022,\"6,25\",0.5,survey\n"),
                                 &err),
        err);
    const tb_ask *a = tb_scenario_ask(s);
    assert_int_equal(a->measures_done, 2);
    assert_true(a->lever[0].done && !a->lever[1].done && a->lever[2].done);
    assert_int_equal(a->lever[0].done_year, 2022);
    assert_string_equal(a->lever[0].done_note, "again");
    assert_int_equal(a->figures, 1);
    CHECK_NEAR(a->figure[0].value, 6.25, 0);
    /* the answer rests on the table, which is named with its digest among the files */
    const char *digest = NULL;
    assert_non_null(strstr(tb_scenario_file(s, tb_scenario_files(s) - 1, &digest), "progress.csv"));
    assert_int_equal(strlen(digest), 64);
    CHECK_OK(
        tb_scenario_add_progress(
            s,
            put("progress.json",
                "{ \"measures\": [ { \"lever\": \"B\", \"date\": 2023, \"done\": true }, { "
                "\"lever\": \"C\", \"done\": false } ], \"scores\": [ { \"index\": \"PAPI\", "
                "\"year\": 2022, \"value\": 41.5, \"std_error\": 0.5, \"kind\": \"own\" } ] }"),
            &err),
        err);
    a = tb_scenario_ask(s);
    assert_int_equal(a->lever[1].done_year, 2023);
    CHECK_NEAR(a->figure[0].value, 41.5, 0);
    tb_scenario_free(s);
}

#define A "agency,name_vi,name_en,from,to,successor\n"

static void agencies(void **state)
{
    (void)state;
    static const struct {
        const char *text, *word;
    } bad[] = {
        { "agency,from\na,2020\n", "not a table of agencies" },
        { "name_vi,from\na,2020\n", "not a table of agencies" },
        { A ",Sở,,,,\n", "agencies.csv:2: an agency must have a code and a name_vi" },
        { A "a,,,,,\n", "agencies.csv:2: an agency must have a code and a name_vi" },
        { A "a,Sở,,soon,,\n", "'soon' is not a date" },
        { A "a,Sở,,,2025-13,\n", "'2025-13' is not a date" },
        { A "a,Sở,,2025,2020,\n", "the name 'Sở' ends (2020) before it begins (2025)" },
        { A "a,Sở,,,2025,\nb,Ban,,,,\na,Sở mới,,2025-03-01,,\n",
          "agencies.csv:4: the period of agency 'a' overlaps with that of line 2" },
    };
    tb_err err = TB_ERR_INIT;
    tb_scenario *s = read_whole("");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        refuse_file(tb_scenario_add_agencies, s, "agencies.csv", bad[i].text, bad[i].word);
    char many[8000] = A;
    for (int i = 0; i < 70; i++)
        sprintf(many + strlen(many), "a%d,Sở %d,,2020,1/3/2025,\n", i, i);
    strcat(many, "a0,Sở mới,,2/3/2025,,\n");
    CHECK_OK(tb_scenario_add_agencies(s, put("agencies.csv", many), &err), err);
    assert_non_null(strstr(tb_scenario_file(s, tb_scenario_files(s) - 1, NULL), "agencies.csv"));
    tb_scenario_free(s);
}

static void words_of_a_question(void **state)
{
    (void)state;
    static const char *const goals[] = { " PAPI: +5 ranks || PAPI: top 10 ",
                                         "PAR: top 10 and score at least 85" };
    static const char *const bad_goals[] = { "PAPI: moon" };
    tb_err err = TB_ERR_INIT;
    tb_scenario *s = NULL;
    tb_scenario_words w = {
        .panel = "p.h5", .unit = "12", .origin = 2021, .year = 2022, .goals = 2, .goal = goals
    };
    w.budget = (double)NAN;
    CHECK_OK(tb_scenario_make(&s, &w, &err), err);
    const tb_ask *a = tb_scenario_ask(s);
    assert_int_equal(a->goals, 4);
    assert_true(a->goal[0].any == 1 && a->goal[1].any == 1);
    assert_true(a->goal[2].any == 0 && a->goal[3].any == 0);
    assert_string_equal(a->goal[2].goal, "top 10");
    assert_string_equal(a->goal[3].goal, "score at least 85");
    tb_scenario_free(s);
    w.goals = 1;
    w.goal = bad_goals;
    CHECK_FAILS(tb_scenario_make(&s, &w, &err), TB_EARG, err, "moon");
    w.goal = goals;
    w.levers = "/none.csv";
    CHECK_FAILS(tb_scenario_make(&s, &w, &err), TB_EIO, err, "none.csv");
    w.levers = NULL;
    w.origin = 1800;
    CHECK_FAILS(tb_scenario_make(&s, &w, &err), TB_EARG, err,
                "must be from 1990 to 2100 (got 1800 and 2022)");
    w.origin = 2021;
    w.year = 2101;
    CHECK_FAILS(tb_scenario_make(&s, &w, &err), TB_EARG, err, "(got 2021 and 2101)");
    assert_null(s);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_of_a_question),
        cmocka_unit_test(empty_texts),
        cmocka_unit_test(tables_of_levers),
        cmocka_unit_test(what_a_table_leaves_out),
        cmocka_unit_test(progress),
        cmocka_unit_test(agencies),
        cmocka_unit_test(words_of_a_question),
    };
    return cmocka_run_group_tests_name("scenario.refusals", tests, NULL, NULL);
}
