/* cmd_intervene.c - goals, measures and plan, without history and forecast. */
#include "cli/cmd_run.h"

extern const cli_opt cli_run_options[];

/* The same as run, of which it tells less. */
static int run_intervene(const cli_args *a)
{
    return cli_answer(a, "intervene", false);
}

const cli_command cli_cmd_intervene = {
    .name = "intervene",
    .group = CLI_DECIDE,
    .summary = { TB_HELP_INTERVENE },
    .usage = "intervene SCENARIO.json",
    .about = { TB_HELP_INTERVENE_ABOUT },
    .example = "tangbac intervene datasets/scenarios/lai-chau-2022.json -t",
    .options = cli_run_options,
    .run = run_intervene,
    .least = 0,
    .most = 1,
};
