/* cmd_complete.c - tangbac complete PANEL.h5 --index I --year Y [--as-of Y2] */
#include "cli/command.h"

#include <tangbac/forecast_report.h>

static const cli_opt options[] = {
    { "index", 'i', CLI_TEXT, "INDEX", "an index (its total) or a component", false },
    { "year", 'y', CLI_INT, "YEAR", "the year whose table is wanted", false },
    { "as-of", 0, CLI_INT, "YEAR", "use facts of years up to this one only (default: all)", false },
    { "draws", 0, CLI_INT, "N", "kept draws, 400 to 100000 (default 4000)", false },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, NULL, false },
};

static int run(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    tb_complete *c = NULL;
    tb_text *text = NULL;
    if (!cli_has(a, "index"))
        return cli_usage("complete", "say which index: --index PAR");
    if (!cli_has(a, "year"))
        return cli_usage("complete", "say which year: --year 2021");
    long long year = cli_int(a, "year", 0);
    long long as_of = cli_int(a, "as-of", 0);
    long long draws = cli_int(a, "draws", 4000);
    if (year < 1990 || year > 2100)
        return cli_usage("complete", "--year %lld is not from 1990 to 2100", year);
    if (cli_has(a, "as-of") && (as_of < 1990 || as_of > 2100))
        return cli_usage("complete", "--as-of %lld is not from 1990 to 2100", as_of);
    if (cli_has(a, "as-of") && as_of < year)
        return cli_usage("complete", "--as-of %lld lies before --year %lld", as_of, year);
    if (draws < 400 || draws > 100000)
        return cli_usage("complete", "--draws %lld is not from 400 to 100000", draws);
    if (cli_open(&p, a, a->arg[0], NULL, (int)year, &err) != TB_OK)
        return cli_fail(&err);
    tb_complete_opts o = TB_COMPLETE_OPTS_INIT;
    o.index = cli_text(a, "index", NULL);
    o.year = (int)year;
    o.as_of = (int)as_of;
    o.draws = (size_t)draws;
    o.seed = cli_seed(a);
    o.threads = cli_threads(a);
    tb_status st = tb_complete_run(&c, p, &o, &err);
    if (st == TB_OK) {
        cli_warn(a, tb_complete_notices(c));
        tb_report_input input;
        tb_report_head head = cli_panel_head(a, "complete", p, &input, 1);
        st = cli_has(a, "table") ? tb_table_complete(&text, c, cli_lang(a), &err)
                                 : tb_report_complete(&text, &head, c, &err);
    }
    int code = cli_finish(a, st, text, &err);
    tb_complete_free(c);
    tb_panel_free(p);
    return code;
}

const cli_command cli_cmd_complete = {
    .name = "complete",
    .group = "Look",
    .summary = "full tables that agree with every published fact",
    .usage = "complete PANEL.h5 --index I --year YEAR [--as-of YEAR]",
    .about =
        "Draws of the whole table of a year, jointly over years: known scores stay as they are, "
        "published places, means, best, worst, groups "
        "and counts are kept\n"
        "in every draw. Facts that no table can satisfy together are named with their sources.",
    .example = "tangbac complete panel.h5 --index PAR --year 2021 -t",
    .options = options,
    .run = run,
    .least = 1,
    .most = 1,
};
