/* cmd_rank.c - tangbac rank PANEL.h5 --index I --year Y */
#include "cli/command.h"

#include <string.h>
#include <tangbac/score.h>

static const cli_opt options[] = {
    { "index", 'i', CLI_TEXT, "CODE", { TB_HELP_RANK_INDEX }, false },
    { "year", 'y', CLI_INT, "YEAR", { TB_HELP_RANK_YEAR }, false },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* The panel stays the caller's. Places of one node in one year; column 0 is the index itself. */
static int print_ranking(const cli_args *a, const tb_panel *p, const tb_index *x, size_t column,
                         int year)
{
    tb_err err = TB_ERR_INIT;
    tb_ranking *r = NULL;
    tb_text *text = NULL;
    tb_status st = tb_ranking_make(&r, p, x, column, year, &err);
    if (st != TB_OK)
        return cli_fail(&err);
    tb_report_input input;
    tb_report_head head = cli_panel_head(a, "rank", p, &input, 1);
    st = tb_report_rank(&text, &head, x, r, &err);
    if (st == TB_OK)
        st = cli_tabulate(&text, a, &err);
    cli_warn(a, tb_ranking_notices(r));
    int code = cli_finish(a, st, text, &err);
    tb_ranking_free(r);
    return code;
}

/* Only the index that is named is read; "PAPI.D5" needs PAPI. */
static int run_rank(const cli_args *a)
{
    const char *name = cli_text(a, "index", NULL);
    if (name == NULL)
        return cli_usage("rank", TB_MSG_CLI_MISSING, "index", "index", "PAPI");
    if (!cli_has(a, "year"))
        return cli_usage("rank", TB_MSG_CLI_MISSING, "year", "year", "2023");
    long long year = cli_int(a, "year", 0);
    if (year < 1990 || year > 2100)
        return cli_usage("rank", TB_MSG_CLI_RANGE, "year", 1990LL, 2100LL, year);
    char code[64];
    /* the index alone, without its component */
    size_t n = strcspn(name, ".");
    if (n >= sizeof code)
        return cli_usage("rank", TB_MSG_CLI_INDEX_LONG, name);
    memcpy(code, name, n);
    code[n] = '\0';
    /* a panel of all indices takes longer to read than the table to make */
    const char *wanted[] = { code, NULL };
    const int range[2] = { (int)year, (int)year };
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    if (cli_open_years(&p, a, a->arg[0], wanted, range[0], range, &err) != TB_OK)
        return cli_fail(&err);
    const tb_index *x = NULL;
    size_t column = 0;
    int exit_code = tb_panel_find_indicator(&x, &column, p, name, &err) == TB_OK
                        ? print_ranking(a, p, x, column, (int)year)
                        : cli_fail(&err);
    tb_panel_free(p);
    return exit_code;
}

const cli_command cli_cmd_rank = {
    .name = "rank",
    .group = CLI_LOOK,
    .summary = { TB_HELP_RANK },
    .usage = "rank PANEL.h5 --index I --year Y",
    .about = { TB_HELP_RANK_ABOUT },
    .example = "tangbac rank build/panel.h5 --index PAPI --year 2022 -t",
    .options = options,
    .run = run_rank,
    .least = 1,
    .most = 1,
};
