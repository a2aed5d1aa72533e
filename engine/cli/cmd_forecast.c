/* cmd_forecast.c - tangbac forecast PANEL.h5 --index I --origin Y --year Y2 */
#include "cli/command.h"
#include "messages/forecast_models.h"

#include <tangbac/forecast_report.h>
#include <tangbac/samples.h>

static const cli_opt options[] = {
    { "index", 'i', CLI_TEXT, "INDEX", { TB_HELP_FORECAST_INDEX }, false },
    { "origin", 0, CLI_INT, "YEAR", { TB_HELP_FORECAST_ORIGIN }, false },
    { "year", 'y', CLI_INT, "YEAR", { TB_HELP_FORECAST_YEAR }, false },
    { "model", 0, CLI_TEXT, TB_FORECAST_MODEL_WORDS, { TB_HELP_FORECAST_MODEL }, false },
    { "draws", 0, CLI_INT, "N", { TB_HELP_FORECAST_DRAWS }, false },
    { "full", 0, CLI_FLAG, NULL, { TB_HELP_FORECAST_FULL }, false },
    { "samples", 0, CLI_TEXT, "FILE", { TB_HELP_SAMPLES }, true },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* A year is the one behind the origin unless it is said; merged units are a matter of that year.
 * --index and --origin are needed; exit code 2 without them. --samples writes the draws before
 * the result. */
static int run_forecast(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    tb_forecast *f = NULL;
    tb_text *text = NULL;
    if (!cli_has(a, "index"))
        return cli_usage("forecast", TB_MSG_CLI_MISSING, "index", "index", "PAPI");
    if (!cli_has(a, "origin"))
        return cli_usage("forecast", TB_MSG_CLI_ORIGIN_MISSING);
    long long origin = cli_int(a, "origin", 0);
    /* 2105: five years beyond the last origin that there can be */
    long long year = cli_int(a, "year", origin + 1);
    long long draws = cli_int(a, "draws", 20000);
    if (origin < 1990 || origin > 2100)
        return cli_usage("forecast", TB_MSG_CLI_RANGE, "origin", 1990LL, 2100LL, origin);
    if (year < 1990 || year > 2105)
        return cli_usage("forecast", TB_MSG_CLI_RANGE, "year", 1990LL, 2105LL, year);
    if (draws < 100 || draws > 1000000)
        return cli_usage("forecast", TB_MSG_CLI_RANGE, "draws", 100LL, 1000000LL, draws);
    if (cli_open(&p, a, a->arg[0], NULL, (int)year, &err) != TB_OK)
        return cli_fail(&err);
    tb_forecast_opts o = TB_FORECAST_OPTS_INIT;
    o.index = cli_text(a, "index", NULL);
    o.origin = (int)origin;
    o.year = (int)year;
    o.model = cli_text(a, "model", "default");
    o.draws = (size_t)draws;
    o.samples = cli_has(a, "samples");
    o.seed = cli_seed(a);
    o.threads = cli_threads(a);
    tb_status st = tb_forecast_run(&f, p, &o, &err);
    if (st == TB_OK && o.samples) {
        /* borrowed from the forecast */
        tb_samples draws_of = tb_forecast_samples(f);
        st = tb_samples_write(&draws_of, cli_text(a, "samples", NULL), &err);
    }
    if (st == TB_OK) {
        cli_warn(a, tb_forecast_notices(f));
        tb_report_input input;
        tb_report_head head = cli_panel_head(a, "forecast", p, &input, 1);
        st = tb_report_forecast(&text, &head, f, cli_has(a, "full"), &err);
    }
    if (st == TB_OK)
        st = cli_tabulate(&text, a, &err);
    int code = cli_finish(a, st, text, &err);
    tb_forecast_free(f);
    tb_panel_free(p);
    return code;
}

const cli_command cli_cmd_forecast = {
    .name = "forecast",
    .group = CLI_ESTIMATE,
    .summary = { TB_HELP_FORECAST },
    .usage = "forecast PANEL.h5 --index I --origin YEAR [--year YEAR]",
    .about = { TB_HELP_FORECAST_ABOUT },
    .example = "tangbac forecast build/panel.h5 --index PAPI --origin 2021 --year 2022 -t",
    .options = options,
    .run = run_forecast,
    .least = 1,
    .most = 1,
};
