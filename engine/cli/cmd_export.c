/* cmd_export.c - tangbac export PANEL.h5 -o FILE */
#include "cli/command.h"

#include <string.h>
#include <strings.h>
#include <tangbac/import.h>

static const cli_opt options[] = {
    { "index", 'i', CLI_TEXT, "CODE", "only this index (default: all)", false },
    { "wide", 'w', CLI_FLAG, NULL,
      "a row a unit and year, a column an indicator, without sources and basis", false },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, NULL, false },
};

static int run(const cli_args *a)
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
        return cli_usage("export", "say where the table goes: -o FILE.csv, FILE.xlsx or FILE.dta");
    writer *write = NULL;
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
        if (ending != NULL && strcasecmp(ending, forms[k].ending) == 0)
            write = forms[k].write;
    if (write == NULL)
        return cli_usage("export",
                         "the ending of '%s' says no form of table: use .csv, .xlsx or .dta", path);
    tb_panel *p = NULL;
    if (cli_open(&p, a, a->arg[0], NULL, 0, &err) != TB_OK)
        return cli_fail(&err);
    if (cli_has(a, "wide"))
        write = tb_export_wide;
    tb_status st = write(p, cli_text(a, "index", NULL), path, &err);
    tb_panel_free(p);
    return st == TB_OK ? 0 : cli_fail(&err);
}

const cli_command cli_cmd_export = {
    .name = "export",
    .group = "Look",
    .summary = "write the figures of a panel as a table: .csv, .xlsx (Excel) or .dta (Stata)",
    .usage = "export PANEL.h5 -o FILE",
    .about = "One row a figure: index, indicator, year, unit, value, source, basis; published "
             "places as RANK or X_RANK. An import of the table "
             "beside the package\n"
             "that has the units and trees gives the same figures again. With --wide a row a unit "
             "and year and a column an indicator, as panels are "
             "fitted and templates\n"
             "filled; of several indices the columns are INDEX_INDICATOR. The ending of FILE says "
             "the form: .csv; .xlsx with sheets of the figures, "
             "units, indicators\n"
             "and sources; .dta for Stata 14 and later. The same panel gives the same bytes.",
    .example = "tangbac export build/panel.h5 --index PAR -o par.csv",
    .options = options,
    .run = run,
    .least = 1,
    .most = 1,
};
