/* cli/cmd_run.h - what run and intervene share: their options, and the way from arguments to an
 * answer. */
#ifndef CLI_CMD_RUN_H
#define CLI_CMD_RUN_H

#include "cli/command.h"

/* whole: run (history, forecast, sources); false: intervene. */
int cli_answer(const cli_args *a, const char *command, bool whole);

#endif
