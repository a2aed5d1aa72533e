/* cmd_show.c - tangbac show PANEL.h5 */
#include "cli/command.h"

#include <tangbac/import.h>

static const cli_opt options[] = {
    { "missing", 0, CLI_FLAG, NULL, { TB_HELP_SHOW_MISSING }, false },
    { "index", 'i', CLI_TEXT, "CODE", { TB_HELP_SHOW_INDEX }, false },
    { "year", 'y', CLI_INT, "YEAR", { TB_HELP_EXPORT_YEAR }, false },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* What is not in the data, as a table to fill in. */
static int show_missing(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    tb_template_opts o = TB_TEMPLATE_OPTS_INIT;
    o.index = cli_text(a, "index", NULL);
    o.year = (int)cli_int(a, "year", 0);
    o.missing = true;
    if (cli_open(&p, a, a->arg[0], NULL, 0, &err) != TB_OK)
        return cli_fail(&err);
    tb_status st = tb_export_template(p, &o, cli_text(a, "output", "-"), &err);
    tb_panel_free(p);
    return st == TB_OK ? 0 : cli_fail(&err);
}

/* Without --missing: what the panel has, all indices and years. Exit code 0 whatever is missing
 * in it: what a panel lacks is an answer, not a fault. */
static int run_show(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    tb_text *text = NULL;
    if (cli_has(a, "missing"))
        return show_missing(a);
    /* what is asked for and not obeyed would be an answer to another question */
    if (cli_has(a, "index") || cli_has(a, "year"))
        return cli_usage("show", TB_MSG_CLI_SHOW_MISSING);
    if (cli_open(&p, a, a->arg[0], NULL, 0, &err) != TB_OK)
        return cli_fail(&err);
    tb_report_input input;
    tb_report_head head = cli_panel_head(a, "show", p, &input, 1);
    tb_status st = tb_report_show(&text, &head, p, &err);
    if (st == TB_OK)
        st = cli_tabulate(&text, a, &err);
    tb_panel_free(p);
    return cli_finish(a, st, text, &err);
}

const cli_command cli_cmd_show = {
    .name = "show",
    .group = CLI_LOOK,
    .summary = { TB_HELP_SHOW },
    .usage = "show PANEL.h5",
    .about = { TB_HELP_SHOW_ABOUT },
    .example = "tangbac show build/panel.h5 --table",
    .options = options,
    .run = run_show,
    .least = 1,
    .most = 1,
};
