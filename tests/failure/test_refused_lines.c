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
    { "backtest;p.h5", 2, "--index is missing, for example --index PAPI" },
    { "backtest;p.h5;--index;SYN", 2, "--origins is missing, for example --origins 2013:2022" },
    { "complete;p.h5", 2, "--index is missing" },
    { "complete;p.h5;--index;SYN", 2, "--year is missing" },
    { "forecast;p.h5", 2, "--index is missing" },
    { "rank;p.h5;--index;SYN", 2, "--year is missing" },
    { "rank;p.h5;--index;SYN;--year;1800", 2, "--year must be from 1990 to 2100 (got 1800)" },
    { "rank;p.h5;--index;"
      "0123456789012345678901234567890123456789012345678901234567890123456789.D1;--year;2021",
      2, "is too long for the name of an index" },
    { "standing;p.h5;--year;2021", 2, "--unit is missing" },
    { "standing;p.h5;--unit;S01", 2, "--year is missing" },
    { "standing;p.h5;--unit;S01;--year;2101", 2, "--year must be from 1990 to 2100 (got 2101)" },
    { "simulate;p.h5;--index;SYN;--year;1800", 2, "--year must be from 1990 to 2100 (got 1800)" },
    { "run;s.json;--draws;1", 2, "--draws must be from 2 to 10000000 (got 1)" },
    { "run;s.json;--leading;0", 2, "--leading must be from 1 to 100000 (got 0)" },
    { "run;s.json;--max-levers;65", 2, "--max-levers must be from 1 to 64 (got 65)" },
    { "run;s.json;--units;all;--origins;2022:2020", 2, "2022:2020" },
    { "run;s.json;--evidence;moon", 2, "moon" },
    { "run;s.json;--cost-unit;moon;--budget;3 people", 2, "use one unit" },
    { "run;s.json;--levers;none.csv", 1, "none.csv" },
    { "run;s.json;--agencies;predict.csv", 3, "predict.csv" },
    { "run;s.json;--asked;soon", 2, "soon" },
    { "run;s.json;--known;moon", 2, "expected INDEX:YEAR:rank=34" },
    { "run;s.json;--origin;SYN=1800", 2, "1800" },
    { "run;s.json;--panel;none.h5", 1, "no file 'none.h5'" },
    { "run;s.json;--unit;Moon", 3, "Moon" },
    { "show;none.h5", 1, "no file 'none.h5'" },
    { "show;p.h5;--index;SYN", 2, "--index and --year go with --missing" },
    { "show;p.h5;--year;2021;--lang;vi", 2, "--index và --year đi cùng --missing" },
    { "show;p.h5;--missing;--index;MOON;--year;2021;-o;out.csv", 3, "MOON" },
    { "evaluate;p.h5;none.csv", 1, "none.csv" },
    { "estimat;p.h5", 2, "unknown command 'estimat'; did you mean 'estimate'?" },
    { "help;moonlight", 2, "unknown command 'moonlight'" },
    { "help;simulat", 2, "did you mean 'simulate'?" },
    { "help;--completion;ksh", 2, "--completion must be bash, zsh or fish (got 'ksh')" },
    { "help;--completion", 2, "--completion must be bash, zsh or fish (got '')" },
    { "show;p.h5;--year", 2, "--year needs a value" },
    { "show;p.h5;--year;20x1", 2, "20x1" },
    { "show;p.h5;--year;99999999999", 2, "99999999999" },
    { "show;p.h5;--moon", 2, "unknown option '--moon'" },
    { "show;p.h5;-Z", 2, "unknown option '-Z'" },
    { "rank;p.h5;--threads;0;--index;SYN;--year;2021", 2, "--threads" },
    { "forecast;p.h5;--index;SYN;--origin;2021;--draws;100;--samples;out.moon", 2, "out.moon" },
    { "report;result.json;-o;-", 2, "-o is missing: a file that ends in" },
    { "report;result.json;-q;-o;out", 2, "unknown ending" },
    { "synth;-q;-o;out;--units;x", 2, "--units" },
    { "export;p.h5;-q;-o;none/out.csv", 1, "none" },
    { "export;p.h5;-q;-o;out.moon", 2, "out.moon" },
    { "import;none.csv;-o;out.h5", 1, "no file 'none.csv'" },
    { "import;second.csv;-o;out.h5;--year;1800", 2, "--year must be from 1990 to 2100 (got 1800)" },
    { "import;second.csv;-o;out.h5;--columns;moon", 2, "expected HEAD=INDICATOR" },
    { "import;second.csv;-o;out.h5;--columns;=moon", 2, "expected HEAD=INDICATOR" },
    { "import;second.csv;-o;out.h5;--columns;moon=", 2, "expected HEAD=INDICATOR" },
    { "import;second.csv;-o;out.h5;--prefer;moon", 2, "unknown preference 'moon'" },
    { "import;second.csv;-o;out.h5;--accept-fault;moon", 2, "unknown fault 'moon'" },
    /* regressions */
    { E ";--compare;moon: SYN ~ SYN.D2", 2, "moon" },
    { E ";--compare;SYN ~ MOON", 2, "unknown index 'MOON'" },
    { E ";--years;2021:2019", 2, "--years must be A:B" },
    { E ";--years;-1", 2, "--years must be A:B" },
    { E ";--years;2019:x", 2, "--years must be A:B" },
    { E ";--years;2019-2021", 2, "--years must be A:B" },
    { E ";-m;gmm;--lags;2:1", 2, "--lags must be A:B" },
    { E ";--wild;10;--weights;moon", 2, "moon" },
    { "estimate;p.h5", 2, "missing argument" },
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
    { S ";--error;=1", 2, "must be COMPONENT=NUMBER" },
    { S ";--error;I1@S01=-1", 2, "(got 'I1@S01=-1')" },
    { S ";--vary;I1@S01=x", 2, "(got 'I1@S01=x')" },
    { S ";--confidence;1", 2, "--confidence must be between 0.5 and 1" },
    { S ";--normalise;moon", 2, "moon" },
    { S ";--aggregate;moon", 2, "moon" },
    { S ";--noise;moon", 2, "moon" },
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
    { "effects;p.h5;--events;events.csv;--measure;M;--outcome;SYN;--cutoff;13-01", 2, "13-01" },
    { "effects;p.h5;--events;events.csv;--measure;M;--outcome;SYN;--cutoff;00-10", 2, "00-10" },
    { "effects;p.h5;--events;events.csv;--measure;M;--outcome;SYN;--cutoff;10-32", 2, "10-32" },
    { "effects;p.h5;--events;events.csv;--measure;M;--outcome;SYN;--cutoff;10-01x", 2, "10-01x" },
    { "effects;p.h5;--events;events.csv;--measure;M;--outcome;SYN;--cutoff;10", 2, "10" },
    { "effects;p.h5;--events;events.csv;--measure;M;--outcome;SYN;--prior;11", 2, "--prior" },
    { "effects;p.h5;--events;events.csv;--measure;M;--outcome;SYN;--as-of;1800", 2,
      "--as-of must be from 1990 to 2100 (got 1800)" },
    { "atlas;p.h5;-q;-o;out.md", 2, ".html" },
    { "atlas;p.h5;-q;-o;out", 2, ".html" },
    { "report;result.json;-o;out.odt", 2, "unknown ending" },
    { "report;effects.json;-q;-o;out.csv", 3, "'effects.json' has no rows for a .csv" },
    { "report;syn/datapackage.json;-q;-o;out.html", 3, "datapackage.json" },
};

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
