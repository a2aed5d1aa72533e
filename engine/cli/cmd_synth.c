/* cmd_synth.c - tangbac synth -o DIR */
#include "cli/command.h"
#include "cli/terminal.h"

#include <stdio.h>
#include <tangbac/import.h>

static const cli_opt options[] = {
    { "units", 0, CLI_INT, "N", "how many units (default 63)", false },
    { "years", 0, CLI_INT, "T", "how many years (default 13)", false },
    { "indicators", 0, CLI_INT, "K", "how many indicators that are measured (default 31)", false },
    { NULL, 0, CLI_FLAG, NULL, NULL, false },
};

static size_t size_of(const cli_args *a, const char *name, size_t otherwise)
{
    long long n = cli_int(a, name, (long long)otherwise);
    return n > 0 ? (size_t)n : 0;
}

static int run(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    tb_synth_opts o = TB_SYNTH_OPTS_INIT;
    const char *dir = cli_text(a, "output", NULL);
    if (dir == NULL)
        return cli_usage("synth", "say where the package goes: -o DIR");
    o.units = size_of(a, "units", o.units);
    o.years = size_of(a, "years", o.years);
    o.indicators = size_of(a, "indicators", o.indicators);
    o.seed = cli_seed(a);
    return tb_synth_write(dir, &o, &err) == TB_OK ? 0 : cli_fail(&err);
}

const cli_command cli_cmd_synth = {
    .name = "synth",
    .group = "Look",
    .summary = "write a synthetic data package, marked so in every file",
    .usage = "synth -o DIR",
    .about = "The units do not exist; their figures have the spread, the persistence and the gaps "
             "of the real PAPI. The folder is made, or must be "
             "empty or hold\n"
             "an earlier synthetic package.",
    .example = "tangbac synth --units 10000 --years 30 --indicators 100 -o big && tangbac import "
               "big -o big.h5",
    .options = options,
    .run = run,
    .least = 0,
    .most = 0,
};
