/* cmd_report.c - a kept result as a page for people; needs no panel. */
#include "cli/command.h"

#include <string.h>

static const cli_opt options[] = {
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

static int run(const cli_args *a)
{
    static const char *const endings[] = { ".html", ".md", ".xlsx", ".csv" };
    tb_err err = TB_ERR_INIT;
    const char *path = cli_text(a, "output", NULL);
    const char *dot = path != NULL ? strrchr(path, '.') : NULL;
    bool known = false;
    if (dot == NULL)
        return cli_usage("report", TB_MSG_CLI_REPORT_OUTPUT);
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
        known = known || strcmp(dot, endings[k]) == 0;
    if (!known)
        return cli_usage("report", TB_MSG_CLI_REPORT_ENDING, dot);
    return tb_brief_save(a->arg[0], path, cli_lang(a), &err) == TB_OK ? 0 : cli_fail(&err);
}

const cli_command cli_cmd_report = {
    .name = "report",
    .group = CLI_WRITE,
    .summary = { TB_HELP_REPORT },
    .usage = "report RESULTS.json -o brief.html",
    .about = { TB_HELP_REPORT_ABOUT },
    .example = "tangbac report build/results.json -o build/brief.html --lang vi",
    .options = options,
    .run = run,
    .least = 1,
    .most = 1,
};
