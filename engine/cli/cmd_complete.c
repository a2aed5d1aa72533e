/* cmd_complete.c - tangbac complete PANEL.h5 --index I --year Y [--as-of Y2] */
#include "cli/command.h"

#include <tangbac/forecast_report.h>
#include <tangbac/samples.h>

static const cli_opt options[] = {
    { "index", 'i', CLI_TEXT, "INDEX", { TB_HELP_COMPLETE_INDEX }, false },
    { "year", 'y', CLI_INT, "YEAR", { TB_HELP_COMPLETE_YEAR }, false },
    { "as-of", 0, CLI_INT, "YEAR", { TB_HELP_COMPLETE_AS_OF }, false },
    { "draws", 0, CLI_INT, "N", { TB_HELP_COMPLETE_DRAWS }, false },
    { "samples", 0, CLI_TEXT, "FILE", { TB_HELP_SAMPLES }, true },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* as_of 0: not said. --samples writes the draws beside the result. Exit code 2 for options, else
 * that of the library's fault. */
static int run_complete(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    tb_completion *c = NULL;
    tb_text *text = NULL;
    if (!cli_has(a, "index"))
        return cli_usage("complete", TB_MSG_CLI_MISSING, "index", "index", "PAR");
    if (!cli_has(a, "year"))
        return cli_usage("complete", TB_MSG_CLI_MISSING, "year", "year", "2021");
    long long year = cli_int(a, "year", 0);
    long long as_of = cli_int(a, "as-of", 0);
    long long draws = cli_int(a, "draws", 4000);
    if (year < 1990 || year > 2100)
        return cli_usage("complete", TB_MSG_CLI_RANGE, "year", 1990LL, 2100LL, year);
    if (cli_has(a, "as-of") && (as_of < 1990 || as_of > 2100))
        return cli_usage("complete", TB_MSG_CLI_RANGE, "as-of", 1990LL, 2100LL, as_of);
    /* facts of a year are out after it, not before */
    if (cli_has(a, "as-of") && as_of < year)
        return cli_usage("complete", TB_MSG_CLI_AS_OF, as_of, year);
    if (draws < 400 || draws > 100000)
        return cli_usage("complete", TB_MSG_CLI_RANGE, "draws", 400LL, 100000LL, draws);
    if (cli_open(&p, a, a->arg[0], NULL, (int)year, &err) != TB_OK)
        return cli_fail(&err);
    tb_completion_opts o = TB_COMPLETION_OPTS_INIT;
    o.index = cli_text(a, "index", NULL);
    o.year = (int)year;
    o.as_of = (int)as_of;
    o.draws = (size_t)draws;
    o.samples = cli_has(a, "samples");
    o.seed = cli_seed(a);
    o.threads = cli_threads(a);
    tb_status st = tb_completion_run(&c, p, &o, &err);
    /* the file of draws is written before the result: without it the call has failed */
    if (st == TB_OK && o.samples) {
        /* borrowed from the completion */
        tb_samples draws_of = tb_completion_samples(c);
        st = tb_samples_write(&draws_of, cli_text(a, "samples", NULL), &err);
    }
    if (st == TB_OK) {
        cli_warn(a, tb_completion_notices(c));
        tb_report_input input;
        tb_report_head head = cli_panel_head(a, "complete", p, &input, 1);
        st = tb_report_complete(&text, &head, c, &err);
    }
    if (st == TB_OK)
        st = cli_tabulate(&text, a, &err);
    int code = cli_finish(a, st, text, &err);
    tb_completion_free(c);
    tb_panel_free(p);
    return code;
}

const cli_command cli_cmd_complete = {
    .name = "complete",
    .group = CLI_LOOK,
    .summary = { TB_HELP_COMPLETE },
    .usage = "complete PANEL.h5 --index I --year YEAR [--as-of YEAR]",
    .about = { TB_HELP_COMPLETE_ABOUT },
    .example = "tangbac complete build/panel.h5 --index PAR --year 2021 -t",
    .options = options,
    .run = run_complete,
    .least = 1,
    .most = 1,
};
