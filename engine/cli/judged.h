/* cli/judged.h - how the two commands that judge forecasts end: warnings, then the table or the
 * JSON. */
#ifndef CLI_JUDGED_H
#define CLI_JUDGED_H

#include "cli/command.h"

#include <tangbac/backtest.h>

/* st and err: of the call that made b (NULL when it failed). Writes what it found, frees it and the
 * panel, returns the exit code. */
int cli_judged(const cli_args *a, const char *command, tb_status st, tb_backtest *b, tb_panel *p,
               const tb_report_input *input, size_t inputs, tb_err *err);

#endif
