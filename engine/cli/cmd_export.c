/* cmd_export.c - tangbac export PANEL.h5 -o FILE */
#include "cli/command.h"

#include <string.h>
#include <strings.h>
#include <tangbac/import.h>

static const cli_opt options[] = {
    { "index", 'i', CLI_TEXT, "CODE", { TB_HELP_EXPORT_INDEX }, false },
    { "wide", 'w', CLI_FLAG, NULL, { TB_HELP_EXPORT_WIDE }, false },
    { "template", 0, CLI_FLAG, NULL, { TB_HELP_EXPORT_TEMPLATE }, false },
    { "year", 'y', CLI_INT, "YEAR", { TB_HELP_EXPORT_YEAR }, false },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* The ending decides the form; --wide and --template have forms of their own, by the same
 * endings. --template writes an empty table to be filled in for --year; exit code 2 for a
 * missing or unknown ending. */
static int run_export(const cli_args *a)
{
    typedef tb_status writer(const tb_panel *, const char *, const char *, tb_err *);
    static const struct {
        const char *ending;
        writer *write;
    } forms[] = { { ".csv", tb_export_csv },
                  { ".xlsx", tb_export_xlsx },
                  { ".dta", tb_export_dta } };
    tb_err err = TB_ERR_INIT;
    const char *path = cli_text(a, "output", NULL);
    const char *ending = path != NULL ? strrchr(path, '.') : NULL;
    if (path == NULL)
        return cli_usage("export", TB_MSG_CLI_EXPORT_OUTPUT);
    /* the form is looked up before the panel is opened: a wrong ending costs nothing */
    writer *write = NULL;
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
        if (ending != NULL && strcasecmp(ending, forms[k].ending) == 0)
            write = forms[k].write;
    if (write == NULL)
        return cli_usage("export", TB_MSG_CLI_EXPORT_ENDING, path);
    tb_panel *p = NULL;
    if (cli_open(&p, a, a->arg[0], NULL, 0, &err) != TB_OK)
        return cli_fail(&err);
    /* with a year to come it is empty, whatever the panel has */
    if (cli_has(a, "template")) {
        tb_template_opts o = TB_TEMPLATE_OPTS_INIT;
        o.index = cli_text(a, "index", NULL);
        o.year = (int)cli_int(a, "year", 0);
        tb_status made = tb_export_template(p, &o, path, &err);
        tb_panel_free(p);
        return made == TB_OK ? 0 : cli_fail(&err);
    }
    if (cli_has(a, "wide"))
        write = tb_export_wide;
    tb_status st = write(p, cli_text(a, "index", NULL), path, &err);
    tb_panel_free(p);
    return st == TB_OK ? 0 : cli_fail(&err);
}

const cli_command cli_cmd_export = {
    .name = "export",
    .group = CLI_LOOK,
    .summary = { TB_HELP_EXPORT },
    .usage = "export PANEL.h5 -o FILE",
    .about = { TB_HELP_EXPORT_ABOUT },
    .example = "tangbac export build/panel.h5 --index PAR -o par.csv",
    .options = options,
    .run = run_export,
    .least = 1,
    .most = 1,
};
