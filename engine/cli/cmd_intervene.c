/* cmd_intervene.c - goals, measures and plan, without history and forecast. */
#include "cli/cmd_run.h"

extern const cli_opt cli_run_options[];

static int run(const cli_args *a)
{
    return cli_answer(a, "intervene", false);
}

const cli_command cli_cmd_intervene = {
    .name = "intervene",
    .group = "Decide",
    .summary = "which measures move the ranks, how sure we are, and the best plan",
    .usage = "intervene SCENARIO.json",
    .about = "Answers a scenario as 'run' does, without history and forecast. Measures have an "
             "effect only where there is evidence: the scoring "
             "rules, the record of comparable "
             "provinces, or a figure of your own.",
    .example = "tangbac intervene datasets/scenarios/lai-chau-2022.json -t",
    .options = cli_run_options,
    .run = run,
    .least = 0,
    .most = 1,
};
