/* cmd_report.c - a kept result as a page for people; needs no panel. */
#include "cli/command.h"

#include <string.h>
#include <tangbac/render.h>

static const cli_opt options[] = {
    { "short", 0, CLI_FLAG, NULL, { TB_HELP_REPORT_SHORT }, false },
    { "full", 0, CLI_FLAG, NULL, { TB_HELP_REPORT_FULL }, false },
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* What cannot be an output is a wrong use, with help; the rest is an error. --short and --full
 * choose how much of the page is printed. Exit code 2 for an output without a known ending. */
static int run_report(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    const char *path = cli_text(a, "output", NULL);
    tb_render_opts o = TB_RENDER_OPTS_INIT;
    if (path == NULL || strcmp(path, "-") == 0)
        return cli_usage("report", TB_MSG_CLI_REPORT_OUTPUT);
    o.lang = cli_page_lang(a);
    o.short_page = cli_has(a, "short");
    o.full = cli_has(a, "full");
    tb_status st = tb_render_file(a->arg[0], path, &o, &err);
    const char *dot = strrchr(path, '.');
    if (st == TB_EARG)
        return cli_usage("report", TB_MSG_CLI_REPORT_ENDING, dot != NULL ? dot : path);
    return st == TB_OK ? 0 : cli_fail(&err);
}

const cli_command cli_cmd_report = {
    .name = "report",
    .group = CLI_WRITE,
    .summary = { TB_HELP_REPORT },
    .usage = "report RESULTS.json -o brief.html",
    .about = { TB_HELP_REPORT_ABOUT },
    .example = "tangbac report build/results.json -o build/brief.docx",
    .options = options,
    .run = run_report,
    .least = 1,
    .most = 1,
};
