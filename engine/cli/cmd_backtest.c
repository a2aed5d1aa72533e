/* cmd_backtest.c - tangbac backtest PANEL.h5 --index I --origins A:B */
#include "cli/judged.h"

#include <string.h>
#include <tangbac/forecast_report.h>

static const cli_opt options[] = {
    { "index", 'i', CLI_TEXT, "INDEX", { TB_HELP_BACKTEST_INDEX }, false },
    { "origins", 0, CLI_TEXT, "A:B", { TB_HELP_BACKTEST_ORIGINS }, false },
    { "horizon", 0, CLI_INT, "YEARS", { TB_HELP_BACKTEST_HORIZON }, false },
    { "model", 0, CLI_LIST, "MODEL", { TB_HELP_BACKTEST_MODEL }, false },
    { "draws", 0, CLI_INT, "N", { TB_HELP_BACKTEST_DRAWS }, false },
    { "judge", 0, CLI_TEXT, "deviation|score", { TB_HELP_BACKTEST_JUDGE }, false },
    { "facts", 0, CLI_FLAG, NULL, { TB_HELP_BACKTEST_FACTS }, false },
    { "records", 0, CLI_FLAG, NULL, { TB_HELP_BACKTEST_RECORDS }, false },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* What was said of published places and scores. --facts gives scores of what was said, --records
 * the same as CSV. The panel must reach last_origin + horizon. */
static int run_facts(const cli_args *a, const tb_backtest_opts *like)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    tb_verification *v = NULL;
    tb_text *text = NULL;
    tb_verification_opts o = TB_VERIFICATION_OPTS_INIT;
    o.index = like->index;
    o.first_origin = like->first_origin;
    o.last_origin = like->last_origin;
    o.horizon = like->horizon;
    o.draws = like->draws;
    o.seed = like->seed;
    o.threads = like->threads;
    if (cli_open(&p, a, a->arg[0], NULL, o.last_origin + o.horizon, &err) != TB_OK)
        return cli_fail(&err);
    tb_status st = tb_verification_run(&v, p, &o, &err);
    if (st == TB_OK) {
        tb_report_input input = { tb_panel_path(p), tb_panel_digest(p) };
        tb_report_head head = cli_head(a, "backtest", &input, 1);
        head.also = tb_panel_notices(p);
        cli_warn(a, tb_verification_notices(v));
        st = tb_report_verification(&text, &head, v, &err);
    }
    if (st == TB_OK)
        st = cli_has(a, "records") ? cli_tabulate_as(&text, a, TB_TABLE_CSV, false, &err)
                                   : cli_tabulate(&text, a, &err);
    int code = cli_finish(a, st, text, &err);
    tb_verification_free(v);
    tb_panel_free(p);
    return code;
}

/* models ends with NULL, for the library; without any it takes those that it has. Exit code 2
 * where --index or --origins are missing or a number is out of range; --judge score takes the
 * scores as they are, else the deviations from the mean of the year. */
static int run_backtest(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    tb_backtest *b = NULL;
    const char *models[CLI_MAX_VALUES + 1] = { NULL };
    tb_backtest_opts o = TB_BACKTEST_OPTS_INIT;
    if (!cli_has(a, "index"))
        return cli_usage("backtest", TB_MSG_CLI_MISSING, "index", "index", "PAPI");
    if (!cli_has(a, "origins"))
        return cli_usage("backtest", TB_MSG_CLI_MISSING, "origins", "origins", "2013:2022");
    if (!cli_years(&o.first_origin, &o.last_origin, cli_text(a, "origins", "")))
        return cli_usage("backtest", TB_MSG_CLI_ORIGINS, cli_text(a, "origins", ""));
    long long horizon = cli_int(a, "horizon", 1);
    /* checked here, so that the sentence names the option; the library checks again */
    long long draws = cli_int(a, "draws", 4000);
    if (horizon < 1 || horizon > 5)
        return cli_usage("backtest", TB_MSG_CLI_RANGE, "horizon", 1LL, 5LL, horizon);
    if (draws < 100 || draws > 1000000)
        return cli_usage("backtest", TB_MSG_CLI_RANGE, "draws", 100LL, 1000000LL, draws);
    /* CLI_MAX_VALUES are the most values of a command line, and models has one room more */
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
    /* another question on the same options */
    if (cli_has(a, "facts") || cli_has(a, "records"))
        return run_facts(a, &o);
    if (cli_open(&p, a, a->arg[0], NULL, o.last_origin + o.horizon, &err) != TB_OK)
        return cli_fail(&err);
    tb_status st = tb_backtest_run(&b, p, &o, &err);
    tb_report_input input = { tb_panel_path(p), tb_panel_digest(p) };
    return cli_judged(a, "backtest", st, b, p, &input, 1, &err);
}

const cli_command cli_cmd_backtest = {
    .name = "backtest",
    .group = CLI_ESTIMATE,
    .summary = { TB_HELP_BACKTEST },
    .usage = "backtest PANEL.h5 --index I --origins FIRST:LAST",
    .about = { TB_HELP_BACKTEST_ABOUT },
    .example = "tangbac backtest build/panel.h5 --index PAPI --origins 2013:2022 -t",
    .options = options,
    .run = run_backtest,
    .least = 1,
    .most = 1,
};
