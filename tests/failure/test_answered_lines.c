/* Answers that need no more than a line, on the small synthetic panel whose scores have groups, in
 * this process: each says what is given here. Words that are divided by '|' are all said, in JSON
 * without its blanks; a line's words are divided by ';'. What was met is by the figures of 2023,
 * where S01 has place 8 of 8, and of its region place 2 of 2, with more points than in 2022. */
#include "failure/one_run.h"
#include "support/check.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define R \
    "run;--panel;g.h5;--unit;S01;--origin;2022;--year;2023;--draws;100;--threads;1;-q;--lang;en;"
#define E R "--evaluate;--goal;SYN: "
#define G R "--goal;SYN: "
#define B                                                                                          \
    "run;--panel;g.h5;--unit;S01;--origin;2022;--year;2024;--draws;100;--threads;1;-q;--lang;en;-" \
    "-goal;SYN: "
#define K      R "--goal;SYN: top 3;--known;"
#define T      R "--goal;TST: top 3;--known;"
#define P      R "--levers;l2.csv;--goal;SYN: +1 rank;--budget;"
#define A      "intervene;--panel;g.h5;--units;all;--draws;100;--threads;1;-q;--goal;SYN: top 3;--year;"
#define MET    "\"met\":true,\"reason\":null"
#define MISSED "\"met\":false,\"reason\":null"

static const struct {
    const char *line;
    int code;
    const char *says;
} lines[] = {
    /* how each kind of goal is read, and what came of it */
    { E "raise the score", 0, "score in 2023 higher than in 2022|" MET },
    { E "raise score and rank", 0, "both the score and the place better than in 2022|" MISSED },
    { E "raise the rank", 0, "place in 2023 better than in 2022|" MISSED },
    { E "improve", 0, "the goal names neither score nor place|" MET },
    { E "keep the score", 0, "score not below that of 2022 in 2023|" MET },
    { E "score above 20 points", 0, "score of more than 20.00 in 2023|" MISSED },
    { E "keep place 3", 0, "place 3 held in 2023|" MISSED },
    { E "keep the rank", 0, "place in 2023 not worse than in 2022|" MISSED },
    { E "place 2 to 4", 0, "place 4 or better in 2023; place 2 is the stronger end|" MISSED },
    { E "group B", 0, "group B or better in 2023|nhóm B trở lên năm 2023|" MET },
    { E "group A", 0, "group A or better in 2023|" MISSED },
    { E "keep the group", 0, "the group of 2022 or a better one in 2023|" MET },
    { E "top 1 in the region", 0, "among the first 1 of the region in 2023|" MISSED },
    { E "nằm trong tốp 2 của vùng", 0, "among the first 2 of the region in 2023|" MET },
    { E "up 0.5 points a year until 2024", 0,
      "at least 0.50 points up in every year from 2023|"
      "one year missed is the goal missed|" MISSED },
    { E "more than 1 point higher", 0, "more than 1.00 points above the score of 2022|" MISSED },
    { E "+1 points", 0, "at least 1.00 points above the score of 2022|" MISSED },
    { E "up 1 rank vs 2021", 0, "up from 2021 to 2023: from place 5 to place 4 or better|" MISSED },
    { R "--evaluate;--goal;TST: top 3", 0, "\"score\":62,\"rank\":3|" MET },
    { B "up 1 rank vs 2023", 0, "up from 2023 to 2024. Asked before the results of 2023 were out" },
    { B "keep the group vs 2023", 0,
      "the group of 2023 or a better one in 2024. Asked before|those in force in 2022, as known" },
    /* goals on components */
    { G "ít nhất 2/3 nội dung tăng điểm", 0,
      "\"index\":\"SYN.D1\"|\"index\":\"SYN.D2\"|\"index\":\"SYN.D3\"" },
    { G "8 nội dung tăng điểm", 3, "asks for more components than SYN has (3 in 2022)" },
    { G "tất cả các nội dung tăng điểm || SYN: top 2", 3, "cannot be one of several alternatives" },
    { R "--goal;TST: tất cả các nội dung tăng điểm", 3, "is about components, and TST has none" },
    { R "--goal;SYN.D9: top 3", 3, "unknown indicator 'SYN.D9'; did you mean SYN.D1, SYN.D2" },
    { R "--goal;SYN.D1: group B", 3, "the limits of the groups of 2022 are not known" },
    /* goals that cannot be answered */
    { R "--goal;TST: group B", 3, "no scheme of this index in the data gives limits" },
    { R "--goal;TST: keep the group", 3, "groups of 2022: the scheme of that year is not in" },
    { R "--goal;XYZ: top 3", 3, "unknown index 'XYZ'; did you mean SYN or TST?" },
    { G "top 3;--goal;XYZ: top 3", 0, "place 3 or better in 2023|unknown index 'XYZ'" },
    { G "top 9", 3, "the place is beyond the number of units" },
    { G "top 5 in the region", 3, "the place is beyond the number of units of the region" },
    { G "top 3 in 2040", 3, "2040 is 18 years after the origin 2022; at most 5" },
    { G "120%", 2, "more than 100%" },
    { G "leading group", 2, "how many places is that?" },
    { G "leading group;--leading;3", 0, "place 3 or better in 2023" },
    { G "leading group;--leading;0", 2, "--leading must be from 1 to 100000 (got 0)" },
    { G "top 3;--model;moon", 3, "unknown model 'moon'; expected one of" },
    { G "top 3;--peers;S99", 3, "unknown unit 'S99' of 2022" },
    { G "top 3;--year;2022", 3, "the year 2022 is not after the origin 2022" },
    /* figures known besides the panel */
    { K "SYN:2022:score=19.51", 0, "\"known\":[]" },
    { K "SYN:2022:score=19.7", 3, "score 19.7 [KNOWN] contradicts score 19.5071" },
    { K "SYN:2022:rank=7", 0, "\"known\":[]" },
    { K "SYN:2022:rank=6", 3, "rank 6 [KNOWN] contradicts rank 7" },
    { K "SYN:2022:group=B", 0, "\"known\":[]" },
    { K "SYN:2022:group=A", 3, "group A [KNOWN] contradicts group B" },
    { K "SYN:2022:group=Z", 3, "unknown group 'Z'; expected one of A, B, C, D" },
    { K "SYN:2022:rank=9", 3, "rank 9 is beyond the 8 units of that year" },
    { K "SYN:2022:score=31", 3, "score 31 is outside its scale of 3 to 30" },
    { K "SYN.D1:2022:rank=3", 3, "SYN.D1 2022 of unit S01: rank 3 [KNOWN] contradicts rank 6" },
    { K "SYN.D1:2022:score=3", 3, "score 3 [KNOWN] contradicts score 6.8987" },
    { K "SYN:2022:rank=7,unit=S99", 3, "unknown unit 'S99' of 2022" },
    { T "TST:2022:rank=5,unit=S07", 0, "\"unit\":\"S07\",\"rank\":5,\"source\":\"KNOWN\"" },
    { T "TST:2022:rank=5,unit=S07;--known;TST:2022:rank=6,unit=S07", 3,
      "rank 6 [KNOWN] contradicts rank 5 [KNOWN]" },
    { T "TST:2022:rank=3,unit=S06", 0, "\"known\":[]" },
    { T "TST:2022:rank=4,unit=S06", 3, "rank 4 [KNOWN] contradicts rank 3 [SYNTHETIC]" },
    { T "TST:2022:rank=5,unit=S07;--origin;TST=2021", 3, "is later than its origin 2021" },
    { R "--goal;SYN: +1 rank vs 2022 (rank 6/8 in 2022)", 0,
      "what it states of a past year is not used|rank 6 [GOAL] contradicts rank 7" },
    /* plans: C needs Z, which adds nothing; B is A again, and bars it; D has no cost and bars A */
    { P "0", 0, "the cheapest costs 1, the budget is 0" },
    { P "1", 0, "\"cost\":1,|\"levers\":[\"A\"]" },
    { P "2", 0, "\"cost\":2,|\"levers\":[\"C\",\"Z\"]" },
    { P "3", 0, "\"cost\":3,|\"levers\":[\"A\",\"C\",\"Z\"]" },
    { P "3;--max-levers;1", 0, "\"levers\":[\"A\"]" },
    { P "3;--max-levers;0", 2, "--max-levers must be from 1 to 64 (got 0)" },
    { P "3;--objective;moon", 2, "moon" },
    { P "3;--evidence;estimated", 0, "a plan with such measures is only as good as that" },
    { R "--levers;l3.csv;--goal;SYN: +1 rank;--budget;2 tỷ đồng", 0,
      "costs are in 'tỷ đồng': measures without a cost are listed|\"levers\":[\"A\"]" },
    { R "--levers;l2.csv;--goal;SYN: up 1 rank a year until 2025;--goal;SYN: top 3;--budget;3;"
        "--objective;joint",
      0, "at least 1 places up in every year from 2023 to 2025|\"A\",\"C\",\"Z\"" },
    { R "--levers;l2.csv;--goal;TST: top 1;--rivals;reach", 0,
      "TST: rivals move as forecast, since" },
    /* every unit, and looking back */
    { A "2023;--origins;2021:2022;--evaluate", 0,
      "\"origin\":2021,\"year\":2023|\"origin\":2022,\"year\":2024|\"brier_climatology\":0."
      "234375" },
    { A "2018;--origins;2016:2017", 0, "2016|'SYN' has no score in or before 2016" },
    { A "2023;--origins;2022:2021", 2, "--origins must be FIRST:LAST" },
    { A "2023;--origins;2023:2024", 3, "cannot be answered from any of the origins 2023 to 2024" },
    { A "2017;--origin;2016", 3, "cannot be answered for any unit" },
};

/* Without the blanks and ends of lines between the marks of JSON; words keep theirs. */
static void pack_json(char *text)
{
    bool word = false;
    char *to = text;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"' && (at == text || at[-1] != '\\'))
            word = !word;
        if (word || (*at != ' ' && *at != '\n'))
            *to++ = *at;
    }
    *to = '\0';
}

static bool says_all(const one_run *r, const char *words)
{
    char copy[512];
    snprintf(copy, sizeof copy, "%s", words);
    for (char *word = strtok(copy, "|"); word != NULL; word = strtok(NULL, "|"))
        if (strstr(r->code == 0 ? r->out : r->err, word) == NULL)
            return false;
    return true;
}

static void every_line_is_answered_as_it_should_be(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        one_run r = run_line(lines[i].line, 0);
        if (r.code == 0)
            pack_json(r.out);
        if (r.code != lines[i].code || !says_all(&r, lines[i].says)) {
            bad++;
            print_error("%s: exit %d instead of %d, or not '%s': %s\n", lines[i].line, r.code,
                        lines[i].code, lines[i].says, r.err);
        }
        free_run(&r);
    }
    assert_int_equal(bad, 0);
}

static void write_measures(void)
{
    FILE *f = fopen("l2.csv", "w");
    assert_non_null(f);
    fputs("id,name_vi,name_en,component,mean,sd,cost,requires,excludes\n"
          "A,A,A,SYN.D1,0.5,0.1,1,,\nB,B,B,SYN.D1,0.5,0.1,1,,A\nC,C,C,SYN.D2,1.5,0.1,1,Z,\n"
          "Z,Z,Z,SYN.D3,0,0,1,,\nD,D,D,SYN.D3,0.4,0.2,,,A\nE,E,E,TST,0.4,0.2,1,,\n",
          f);
    assert_int_equal(fclose(f), 0);
    f = fopen("l3.csv", "w");
    assert_non_null(f);
    fputs("id,name_vi,name_en,component,mean,sd,cost,cost_unit\n"
          "A,A,A,SYN.D1,0.5,0.1,1,tỷ đồng\nC,C,C,SYN.D2,1.5,0.1,,\n",
          f);
    assert_int_equal(fclose(f), 0);
}

/* The panel of the small commands, and the same one with groups: g.h5. */
static int make_inputs(void **state)
{
    (void)state;
    if (make_small_inputs("answered_lines") != 0)
        return 1;
    FILE *f = fopen("syn/schemes.csv", "w");
    assert_non_null(f);
    fputs("index,scheme,first_year,last_year,announced,groups,source\n"
          "SYN,synthetic-1,2017,,,A:21;B:17;C:13,SYNTHETIC\n",
          f);
    assert_int_equal(fclose(f), 0);
    write_measures();
    one_run r = run_line("import;syn/datapackage.json;second.csv;-q;-o;g.h5", 0);
    int code = r.code;
    free_run(&r);
    return code;
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_line_is_answered_as_it_should_be) };
    return cmocka_run_group_tests(tests, make_inputs, NULL);
}
