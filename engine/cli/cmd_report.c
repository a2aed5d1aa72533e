/* cmd_report.c - a kept result as a page for people; needs no panel. */
#include "cli/command.h"

#include <string.h>

static const cli_opt options[] = {
    { NULL, 0, CLI_FLAG, NULL, NULL, false },
};

static int run(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    tb_text *text = NULL;
    const char *path = cli_text(a, "output", NULL), *dot = path != NULL ? strrchr(path, '.') : NULL;
    if (dot == NULL) return cli_usage("report", "-o brief.html is missing; the ending says what is made: .html, .md or .csv");
    if (strcmp(dot, ".html") != 0 && strcmp(dot, ".md") != 0 && strcmp(dot, ".csv") != 0) return cli_usage("report", "a brief ends in .html, .md or .csv, not '%s'", dot);
    tb_status st = tb_brief_make(&text, a->arg[0], dot, cli_lang(a), &err);
    return cli_finish(a, st, text, &err);
}

const cli_command cli_cmd_report = {
    .name = "report",
    .group = "Write",
    .summary = "a result of run or intervene as a page: .html, .md or .csv",
    .usage = "report RESULTS.json -o brief.html",
    .about = "Makes a brief of a kept result, in the language of --lang. The HTML page stands alone: no script, no outside resource, pictures inside.",
    .example = "tangbac report build/results.json -o build/brief.html --lang vi",
    .options = options,
    .run = run,
    .least = 1,
    .most = 1,
};
