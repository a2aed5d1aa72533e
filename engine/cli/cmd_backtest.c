/* cmd_backtest.c - tangbac backtest PANEL.h5 --index I --origins A:B */
#include "cli/judged.h"

#include <string.h>

static const cli_opt options[] = {
    { "index", 'i', CLI_TEXT, "INDEX", "an index (its total) or a component such as PAPI.D5",
      false },
    { "origins", 0, CLI_TEXT, "A:B", "first and last origin; a single year is both", false },
    { "horizon", 0, CLI_INT, "YEARS", "how far ahead, 1 to 5 (default 1)", false },
    { "model", 0, CLI_LIST, "MODEL", "only this model; may be given again (default: all)", false },
    { "draws", 0, CLI_INT, "N", "draws of each law, 100 to 1000000 (default 4000)", false },
    { "judge", 0, CLI_TEXT, "deviation|score",
      "what is judged: the deviation from the mean of the target year (default) or the score",
      false },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, NULL, false },
};

static int run(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    tb_backtest *b = NULL;
    const char *models[CLI_MAX_VALUES + 1] = { NULL };
    tb_backtest_opts o = TB_BACKTEST_OPTS_INIT;
    if (!cli_has(a, "index"))
        return cli_usage("backtest", "say which index: --index PAPI");
    if (!cli_has(a, "origins"))
        return cli_usage("backtest", "say from which origins: --origins 2013:2022");
    if (!cli_years(&o.first_origin, &o.last_origin, cli_text(a, "origins", "")))
        return cli_usage("backtest",
                         "--origins '%s' is not FIRST:LAST with years from 1990 to 2100",
                         cli_text(a, "origins", ""));
    long long horizon = cli_int(a, "horizon", 1);
    long long draws = cli_int(a, "draws", 4000);
    if (horizon < 1 || horizon > 5)
        return cli_usage("backtest", "--horizon %lld is not from 1 to 5", horizon);
    if (draws < 100 || draws > 1000000)
        return cli_usage("backtest", "--draws %lld is not from 100 to 1000000", draws);
    size_t n = cli_list(a, "model", models, CLI_MAX_VALUES);
    models[n] = NULL;
    o.index = cli_text(a, "index", NULL);
    o.horizon = (int)horizon;
    o.draws = (size_t)draws;
    if (n > 0)
        o.models = models;
    o.seed = cli_seed(a);
    o.threads = cli_threads(a);
    o.deviations = strcmp(cli_text(a, "judge", "deviation"), "deviation") == 0;
    if (cli_open(&p, a, a->arg[0], NULL, o.last_origin + o.horizon, &err) != TB_OK)
        return cli_fail(&err);
    tb_status st = tb_backtest_run(&b, p, &o, &err);
    tb_report_input input = { tb_panel_path(p), tb_panel_digest(p) };
    return cli_judged(a, "backtest", st, b, p, &input, 1, &err);
}

const cli_command cli_cmd_backtest = {
    .name = "backtest",
    .group = "Estimate",
    .summary = "were past forecasts honest, and which model was best?",
    .usage = "backtest PANEL.h5 --index I --origins FIRST:LAST",
    .about = "Every model is fitted anew at every origin and sees nothing later; its law is judged "
             "by proper scores beside the simple models on the "
             "same rows.\n"
             "Standard errors are over target years, since the units of a year move together; "
             "differences carry the correction of Harvey, Leybourne "
             "and Newbold.\n"
             "The model 'default' is chosen at each origin by earlier origins only; the best in "
             "hindsight is named apart.",
    .example = "tangbac backtest panel.h5 --index PAPI --origins 2013:2022 -t",
    .options = options,
    .run = run,
    .least = 1,
    .most = 1,
};
