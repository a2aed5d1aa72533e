/* Refusals that need no more than a line: each ends with its code and its sentence, on the small
 * synthetic panel, in this process. A line's words are divided by ';'. */
#include "failure/one_run.h"
#include "support/check.h"

#include <stdio.h>
#include <string.h>

#define E "estimate;p.h5;SYN ~ SYN.D1"
#define S "simulate;p.h5;--index;SYN;--year;2022;--draws;40;--samples;0"
#define A "--panel;p.h5;--unit;S01;--origin;2022;--year;2023;--draws;100;--threads;1;-q"

static const struct {
    const char *line;
    int code;
    const char *says;
} lines[] = {
    /* options of the commands */
    { "backtest;p.h5;--index;SYN;--origins;moon", 2, "--origins must be FIRST:LAST" },
    { "backtest;p.h5;--index;SYN;--origins;2021;--horizon;9", 2, "horizon must be from 1 to 5" },
    { "backtest;p.h5;--index;SYN;--origins;2021;--facts;--draws;100", 2, "from 400 to 100000" },
    { "complete;p.h5;--index;SYN;--year;2022;--as-of;2020", 2, "--as-of must not be before" },
    { "complete;p.h5;--index;SYN;--year;2022;--draws;1", 2, "from 400 to 100000 (got 1)" },
    { E ";--years;moon", 2, "--years must be A:B" },
    { E ";-m;gmm;--lags;0:2", 2, "--lags must be A:B with A at least 1" },
    { E ";-m;ridge;--penalty;-1", 2, "--penalty must not be negative" },
    { E ";--wild;99999999999", 2, "--wild must be at most" },
    { "export;p.h5", 2, "-o is missing, for example -o FILE.csv" },
    { "export;p.h5;--template;-o;out.csv", 2, "a template must be of one index" },
    { "export;p.h5;--template;--year;2023;--index;SYN;-o;out.dta", 2, "ends in .csv or .xlsx" },
    { "forecast;p.h5;--index;SYN", 2, "--origin is missing" },
    { "import;syn", 2, "-o is missing, for example -o PANEL.h5" },
    { "import;syn;-o;-", 2, "cannot write a panel to standard output" },
    { "import;-o;out.h5", 2, "missing argument" },
    { "report;result.json", 2, "-o is missing: a file that ends in" },
    { "synth", 2, "-o is missing, for example -o DIR" },
    { "synth;-q;-o;syn/..", 2, "holds other files" },
    { "run;" A ";--goal;SYN: +1 ranks;--units;some", 2, "--units must be 'all'" },
    { "run;" A ";--goal;SYN: +1 ranks;--origins;2020:2021", 2, "--origins goes with --units all" },
    { "run;s.json;--goal;SYN: +1 ranks", 2, "the scenario file has the goals" },
    { "run;" A ";--goal;SYN: +1 ranks;--rivals;moon", 2, "moon" },
    { "intervene;--unit;S01;--origin;2022;--year;2023;--goal;SYN: +1 ranks", 2,
      "the panel is missing" },
    { "intervene;--panel;p.h5;--origin;2022;--year;2023;--goal;SYN: +1 ranks", 2,
      "the province is missing" },
    { "intervene;--panel;p.h5;--unit;S01;--year;2023;--goal;SYN: +1 ranks", 2,
      "the newest year that is known is missing" },
    { "intervene;--panel;p.h5;--unit;S01;--origin;2022;--goal;SYN: +1 ranks", 2,
      "the year of the goals is missing" },
    { "intervene;--panel;p.h5;--unit;S01;--origin;2022;--year;2023", 2, "a goal is missing" },
    { "moon", 2, "unknown command 'moon'" },
    { "rank;p.h5;p.h5;--index;SYN;--year;2021", 2, "is one argument too many" },
    { "rank;p.h5;--quiet=1;--index;SYN", 2, "takes no value" },
    { "rank;p.h5;--index", 2, "--index needs a value" },
    { "show;syn/values.csv", 3, "is not a panel" },
    { "standing;p.h5;--unit;S01;--year;1999", 3, "no index has anything for 1999" },
    { "forecast;p.h5;--index;SYN;--origin;2021;--year;2029", 2, "must be 1 to 5 years after" },
    { "show;p.h5;--merged", 3, "merged into another" },
    /* regressions */
    { E ";--level;2", 2, "level must be between 0 and 1 (got 2)" },
    { E ";--ssc;moon", 2, "moon" },
    { E ";-m;moon", 2, "moon" },
    { E ";--vcov;moon", 2, "unknown vcov 'moon'" },
    { E ";--vcov;cluster:moon", 2, "unknown cluster in vcov" },
    { E ";--vcov;cluster:unit,year,region", 2, "more than two ways of clustering" },
    { E ";--vcov;cluster:", 2, "names no cluster" },
    { E ";--vcov;cr2:unit,year", 2, "takes one way of clustering" },
    { E ";--vcov;hc1:unit", 2, "takes nothing after a colon" },
    { E ";--vcov;dk:moon", 2, "needs a number of lags" },
    { E " | unit;-m;pooled", 2, "pooled takes no effects behind" },
    { E " | moon", 2, "expected an effect behind '|'" },
    { E ";-m;gmm", 2, "gmm needs the lagged dependent variable" },
    { "estimate;p.h5;SYN ~ lag(SYN) | region;-m;gmm", 2, "gmm takes unit and year behind" },
    { "estimate;p.h5;SYN ~ lag(SYN);-m;gmm;--vcov;hc1", 2, "clustered by unit already" },
    { "estimate;p.h5;SYN ~ lag(SYN);-m;gmm;--lags;9:9", 4, "years are too few for instruments" },
    { E ";-m;hpj;--vcov;hc1", 2, "has errors clustered by unit" },
    { E ";-m;hpj;--years;2021:2022", 4, "the half-panel jackknife needs four" },
    { E ";--weight-by;SYN.D2;-m;gmm", 2, "takes no weights" },
    { E ";--weight-by;SYN.D2;-m;random", 2, "random takes no weights" },
    { E ";--test;1 = 0", 2, "names no coefficient" },
    { E ";--subset;moon > 1", 2, "moon" },
    { E ";-m;fd;--years;2021:2021", 4, "no unit has two years" },
    { E " + SYN.D2 + SYN.D3 + SYN.I1 + SYN.I5 + SYN.I9 + SYN.I2;-m;between", 4,
      "8 rows are too few for 8 parameters" },
    { E " | unit + year;--years;2021:2022;--subset;unit == \"S01\"", 4,
      "every row is the only one of its unit" },
    { E ";-m;random;--predict;predict.csv", 2, "predict goes with within and pooled" },
    { E ";--predict;predict.csv;--vcov;cr2:unit", 2, "predictions have intervals by iid" },
    { E ";--predict;events.csv", 3, "the column 'measure' is neither unit, year nor a variable" },
    { "estimate;p.h5;SYN ~ 2", 2, "2" },
    /* simulations */
    { S ";--error;moon", 2, "must be COMPONENT=NUMBER" },
    { S ";--noise;given", 2, "given noise needs at least one standard error" },
    { S ";--noise;given;--error;I1=-1", 2, "must be COMPONENT=NUMBER" },
    { S ";--concentration;0", 2, "--concentration must be above 0" },
    { S ";--confidence;0.2", 2, "--confidence must be between 0.5 and 1" },
    { S ";--weights;percent;--percent;200", 2, "at most 100 (got 200)" },
    { S ";--centre;1", 2, "centre must be from 0 to below 1" },
    { S ";--top;0", 2, "--top must be from 1 to 65535" },
    { S ";--level;moon", 2, "moon" },
    { S ";--tables;moon", 2, "moon" },
    { S ";--checkpoint;predict.csv", 3, "is not a checkpoint of tangbac" },
    { S ";--covariance;predict.csv", 3, "of the 8 ranked units have a column" },
    { S ";--draws;0", 2, "at least 1" },
    { "simulate;p.h5;--year;2022", 2, "--index" },
    /* effects */
    { "effects;p.h5;--measure;M;--outcome;SYN", 3, "holds no table of adoptions" },
    { "effects;p.h5;--events;predict.csv;--measure;M;--outcome;SYN", 3, "has no column 'measure'" },
    { "effects;p.h5;--events;events.csv;--measure;M;--outcome;SYN;--bootstrap;999999", 2,
      "--bootstrap must be from 0 to 100000" },
    { "effects;p.h5;--events;events.csv;--measure;M;--outcome;SYN.D1;--estimator;sdid;--years;"
      "2019:2021",
      3, "whole years before" },
    { "atlas;p.h5;-q;-o;out.md", 2, ".html" },
    { "report;result.json;-o;out.odt", 2, "unknown ending" },
    { "report;effects.json;-q;-o;out.csv", 3, "'effects.json' has no rows for a .csv" },
    { "report;syn/datapackage.json;-q;-o;out.html", 3, "datapackage.json" },
};

/* Nothing is refused from below. */
void faults_start(long at)
{
    (void)at;
}

long faults_stop(void)
{
    return 0;
}

static void every_line_is_refused_by_its_sentence(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        one_run r = run_line(lines[i].line, 0);
        if (r.code != lines[i].code || strstr(r.err, lines[i].says) == NULL ||
            strstr(r.err, "(null)") != NULL || r.file != NULL) {
            bad++;
            print_error("%s: exit %d instead of %d%s, '%s' is not in: %s\n", lines[i].line, r.code,
                        lines[i].code, r.file != NULL ? ", a file" : "", lines[i].says, r.err);
        }
        free_run(&r);
    }
    assert_int_equal(bad, 0);
}

static int make_inputs(void **state)
{
    (void)state;
    return make_small_inputs("refused_lines");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_line_is_refused_by_its_sentence) };
    return cmocka_run_group_tests(tests, make_inputs, NULL);
}
