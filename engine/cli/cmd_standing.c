/* cmd_standing.c - tangbac standing PANEL.h5 --unit U --year Y [--index I]... [--peers U]... */
#include "cli/command.h"
#include "messages/cli.h"

#include <tangbac/standing.h>

static const cli_opt options[] = {
    { "unit", 0, CLI_TEXT, "UNIT", { TB_HELP_STANDING_UNIT }, false },
    { "year", 'y', CLI_INT, "YEAR", { TB_HELP_STANDING_YEAR }, false },
    { "index", 'i', CLI_LIST, "CODE", { TB_HELP_STANDING_INDEX }, false },
    { "peers", 0, CLI_LIST, "UNIT", { TB_HELP_STANDING_PEERS }, false },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* The standing and the panel stay the caller's. */
static int print_standing(const cli_args *a, const tb_panel *p, const tb_standing *s)
{
    tb_err err = TB_ERR_INIT;
    tb_text *text = NULL;
    tb_report_input input;
    tb_report_head head = cli_panel_head(a, "standing", p, &input, 1);
    tb_status st = tb_report_standing(&text, &head, s, &err);
    if (st == TB_OK)
        st = cli_tabulate(&text, a, &err);
    return cli_finish(a, st, text, &err);
}

/* The year decides whether the new units are meant. Exit code 2 without --unit or --year;
 * --index and --peers may be given several times. */
static int run_standing(const cli_args *a)
{
    const char *index[CLI_MAX_VALUES];
    const char *peer[CLI_MAX_VALUES];
    if (!cli_has(a, "unit"))
        return cli_usage("standing", TB_MSG_CLI_MISSING, "unit", TB_MSG_CLI_UNIT);
    if (!cli_has(a, "year"))
        return cli_usage("standing", TB_MSG_CLI_MISSING, "year", "year", "2021");
    long long year = cli_int(a, "year", 0);
    if (year < 1990 || year > 2100)
        return cli_usage("standing", TB_MSG_CLI_RANGE, "year", 1990LL, 2100LL, year);
    tb_standing_opts o = TB_STANDING_OPTS_INIT;
    o.indices = cli_list(a, "index", index, CLI_MAX_VALUES);
    o.index = index;
    o.peers = cli_list(a, "peers", peer, CLI_MAX_VALUES);
    o.peer = peer;
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    tb_standing *s = NULL;
    if (cli_open(&p, a, a->arg[0], NULL, (int)year, &err) != TB_OK)
        return cli_fail(&err);
    int exit_code = tb_standing_make(&s, p, cli_text(a, "unit", ""), (int)year, &o, &err) == TB_OK
                        ? print_standing(a, p, s)
                        : cli_fail(&err);
    tb_standing_free(s);
    tb_panel_free(p);
    return exit_code;
}

const cli_command cli_cmd_standing = {
    .name = "standing",
    .group = CLI_LOOK,
    .summary = { TB_HELP_STANDING },
    .usage = "standing PANEL.h5 --unit U --year Y [--index I]... [--peers U]...",
    .about = { TB_HELP_STANDING_ABOUT },
    .example = "tangbac standing build/panel.h5 --unit 'Lai Châu' --year 2021 --index PAPI -t",
    .options = options,
    .run = run_standing,
    .least = 1,
    .most = 1,
};
