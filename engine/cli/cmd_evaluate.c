/* cmd_evaluate.c - tangbac evaluate PANEL.h5 PREDICTIONS.csv */
#include "cli/judged.h"

#include <string.h>

static const cli_opt options[] = {
    { "judge", 0, CLI_TEXT, "score|deviation", { TB_HELP_EVALUATE_JUDGE }, false },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* digest is filled in by the run, and the head of the report borrows it. The predictions are the
 * second argument. All faults of the file are said, up to the limit of details, and nothing is
 * judged then. */
static int run_evaluate(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    tb_backtest *b = NULL;
    char digest[65] = "";
    tb_evaluate_opts o = TB_EVALUATE_OPTS_INIT;
    o.seed = cli_seed(a);
    o.threads = cli_threads(a);
    tb_err_details all = TB_ERR_DETAILS_INIT;
    o.details = &all;
    o.deviations = strcmp(cli_text(a, "judge", "score"), "deviation") == 0;
    if (cli_open(&p, a, a->arg[0], NULL, 0, &err) != TB_OK)
        return cli_fail(&err);
    tb_status st = tb_evaluate_run(&b, p, a->arg[1], digest, &o, &err);
    if (st != TB_OK) {
        tb_panel_free(p);
        return cli_fail_all(&err, &all);
    }
    tb_report_input input[2] = { { tb_panel_path(p), tb_panel_digest(p) }, { a->arg[1], digest } };
    return cli_judged(a, "evaluate", st, b, p, input, 2, &err);
}

const cli_command cli_cmd_evaluate = {
    .name = "evaluate",
    .group = CLI_ESTIMATE,
    .summary = { TB_HELP_EVALUATE },
    .usage = "evaluate PANEL.h5 PREDICTIONS.csv",
    .about = { TB_HELP_EVALUATE_ABOUT },
    .example = "tangbac evaluate build/panel.h5 my-forecasts.csv -t",
    .options = options,
    .run = run_evaluate,
    .least = 2,
    .most = 2,
};
