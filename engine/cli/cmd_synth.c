/* cmd_synth.c - tangbac synth -o DIR */
#include "cli/command.h"
#include "cli/terminal.h"

#include <stdio.h>
#include <tangbac/import.h>

static const cli_opt options[] = {
    { "units", 0, CLI_U64, "N", { TB_HELP_SYNTH_UNITS }, false },
    { "years", 0, CLI_U64, "T", { TB_HELP_SYNTH_YEARS }, false },
    { "indicators", 0, CLI_U64, "K", { TB_HELP_SYNTH_INDICATORS }, false },
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* There is no panel and no report: the files are the result. */
static int run_synth(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    tb_synth_opts o = TB_SYNTH_OPTS_INIT;
    const char *dir = cli_text(a, "output", NULL);
    if (dir == NULL)
        return cli_usage("synth", TB_MSG_CLI_SYNTH_OUTPUT);
    o.units = (size_t)cli_u64(a, "units", o.units);
    o.years = (size_t)cli_u64(a, "years", o.years);
    o.indicators = (size_t)cli_u64(a, "indicators", o.indicators);
    o.seed = cli_seed(a);
    return tb_synth_write(dir, &o, &err) == TB_OK ? 0 : cli_fail(&err);
}

const cli_command cli_cmd_synth = {
    .name = "synth",
    .group = CLI_LOOK,
    .summary = { TB_HELP_SYNTH },
    .usage = "synth -o DIR",
    .about = { TB_HELP_SYNTH_ABOUT },
    .example = "tangbac synth --units 10000 --years 30 --indicators 100 -o big && tangbac import "
               "big -o big.h5",
    .options = options,
    .run = run_synth,
    .least = 0,
    .most = 0,
};
