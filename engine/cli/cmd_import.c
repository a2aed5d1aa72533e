/* cmd_import.c - tangbac import SOURCE... -o PANEL.h5 */
#include "cli/command.h"
#include "cli/terminal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/import.h>

static const cli_opt options[] = {
    { "index", 'i', CLI_TEXT, "CODE", { TB_HELP_IMPORT_INDEX }, false },
    { "year", 'y', CLI_INT, "YEAR", { TB_HELP_IMPORT_YEAR }, false },
    { "columns", 0, CLI_LIST, "HEAD=CODE", { TB_HELP_IMPORT_COLUMNS }, false },
    { "prefer", 0, CLI_LIST, "NAME", { TB_HELP_IMPORT_PREFER }, false },
    { "accept", 0, CLI_FLAG, NULL, { TB_HELP_IMPORT_ACCEPT }, false },
    { "accept-fault", 0, CLI_LIST, "NAME", { TB_HELP_IMPORT_ACCEPT_FAULT }, false },
    { "complete", 0, CLI_FLAG, NULL, { TB_HELP_IMPORT_COMPLETE }, false },
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* The panel went to -o, so the report always goes to standard output. */
static int print_report(tb_text *text)
{
    int code = 0;
    if (fwrite(tb_text_data(text), 1, tb_text_size(text), stdout) != tb_text_size(text) ||
        fflush(stdout) != 0) {
        if (errno != EPIPE)
            cli_say_stdout(errno);
        code = 1;
    }
    tb_text_free(text);
    return code;
}

/* An error after the import (no memory, standard output) leaves the panel where it is. The
 * result lists every table that was read with its SHA-256. Exit code of the report alone: the
 * panel is written by then. */
static int report_import(const cli_args *a, const tb_import *m, const char *path)
{
    tb_err err = TB_ERR_INIT;
    tb_text *text = NULL;
    size_t n = tb_import_tables(m);
    tb_report_input *input = calloc(n + 1, sizeof *input);
    tb_status st = TB_OK;
    if (input == NULL)
        return cli_no_memory();
    for (size_t i = 0; i < n; i++)
        input[i] =
            (tb_report_input){ tb_import_table_at(m, i)->path, tb_import_table_at(m, i)->sha256 };
    tb_report_head head = cli_head(a, "import", input, n);
    (void)path;
    st = tb_report_import(&text, &head, m, &err);
    if (st == TB_OK)
        st = cli_tabulate(&text, a, &err);
    free(input);
    cli_warn(a, tb_import_notices(m));
    return st == TB_OK ? print_report(text) : cli_fail(&err);
}

/* Lists end with NULL, for the library. */
static int run_import(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    const char *path = cli_text(a, "output", NULL);
    if (path == NULL)
        return cli_usage("import", TB_MSG_CLI_IMPORT_OUTPUT);
    /* HDF5 is not a stream */
    if (strcmp(path, "-") == 0)
        return cli_usage("import", TB_MSG_CLI_IMPORT_FILE);
    /* one more than there can be options, for the NULL at the end */
    const char *prefer[CLI_MAX_VALUES + 1] = { NULL };
    prefer[cli_list(a, "prefer", prefer, CLI_MAX_VALUES)] = NULL;
    const char *columns[CLI_MAX_VALUES + 1] = { NULL };
    columns[cli_list(a, "columns", columns, CLI_MAX_VALUES)] = NULL;
    tb_import_opts o = TB_IMPORT_OPTS_INIT;
    o.columns = columns;
    /* as the refusal names them */
    const char *faults[CLI_MAX_VALUES + 1] = { NULL };
    faults[cli_list(a, "accept-fault", faults, CLI_MAX_VALUES)] = NULL;
    o.faults = faults;
    /* who names the faults of a table has looked at it */
    o.accept = cli_has(a, "accept") || faults[0] != NULL;
    o.index = cli_text(a, "index", NULL);
    long long year = cli_int(a, "year", 0);
    if (cli_has(a, "year") && (year < 1990 || year > 2100))
        return cli_usage("import", TB_MSG_CLI_RANGE, "year", 1990LL, 2100LL, year);
    o.year = (int)year;
    o.prefer = prefer;
    tb_err_details all = TB_ERR_DETAILS_INIT;
    o.details = &all;
    o.complete = cli_has(a, "complete");
    tb_import *m = NULL;
    if (tb_import_run(&m, a->arg, a->n_arg, path, &o, &err) != TB_OK)
        return cli_fail_all(&err, &all);
    int code = report_import(a, m, path);
    tb_import_free(m);
    return code;
}

const cli_command cli_cmd_import = {
    .name = "import",
    .group = CLI_LOOK,
    .summary = { TB_HELP_IMPORT },
    .usage = "import SOURCE... -o PANEL.h5",
    .about = { TB_HELP_IMPORT_ABOUT },
    .example =
        "tangbac import datasets/datapackage.json par.xlsx -o build/panel.h5 --prefer par.xlsx",
    .options = options,
    .run = run_import,
    .least = 1,
    .most = 200,
};
