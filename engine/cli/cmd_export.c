/* cmd_export.c - tangbac export PANEL.h5 -o FILE */
#include "cli/command.h"

#include <string.h>
#include <strings.h>
#include <tangbac/import.h>

static const cli_opt options[] = {
    { "index", 'i', CLI_TEXT, "CODE", "only this index (default: all)", false },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, NULL, false },
};

static int run(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    const char *path = cli_text(a, "output", NULL), *ending = path != NULL ? strrchr(path, '.') : NULL;
    if (path == NULL) return cli_usage("export", "say where the table goes: -o FILE.csv");
    if (ending != NULL && (strcasecmp(ending, ".xlsx") == 0 || strcasecmp(ending, ".dta") == 0))
        return cli_usage("export", "this version writes .csv, not yet %s: '%s'", ending, path);
    if (ending == NULL || strcasecmp(ending, ".csv") != 0) return cli_usage("export", "the ending of '%s' says no form of table: use .csv", path);
    tb_panel *p = NULL;
    if (cli_open(&p, a, a->arg[0], NULL, 0, &err) != TB_OK) return cli_fail(&err);
    tb_status st = tb_export_csv(p, cli_text(a, "index", NULL), path, &err);
    tb_panel_free(p);
    return st == TB_OK ? 0 : cli_fail(&err);
}

const cli_command cli_cmd_export = {
    .name = "export",
    .group = "Look",
    .summary = "write the figures of a panel as a table",
    .usage = "export PANEL.h5 -o FILE.csv",
    .about = "One row a figure: index, indicator, year, unit, value, source, basis; published places as RANK or X_RANK. An import of the table beside the package\n"
             "that has the units and trees gives the same figures again.",
    .example = "tangbac export build/panel.h5 --index PAR -o par.csv",
    .options = options,
    .run = run,
    .least = 1,
    .most = 1,
};
