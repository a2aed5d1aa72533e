/* cmd_show.c - tangbac show PANEL.h5 */
#include "cli/command.h"

static const cli_opt options[] = {
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

static int run(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    tb_text *text = NULL;
    if (cli_open(&p, a, a->arg[0], NULL, 0, &err) != TB_OK)
        return cli_fail(&err);
    tb_report_input input;
    tb_report_head head = cli_panel_head(a, "show", p, &input, 1);
    tb_status st = cli_has(a, "table") ? tb_table_show(&text, p, cli_lang(a), &err)
                                       : tb_report_show(&text, &head, p, &err);
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
    .run = run,
    .least = 1,
    .most = 1,
};
