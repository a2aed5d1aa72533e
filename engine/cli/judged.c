/* judged.c - what backtest and evaluate found, as they both say it. */
#include "cli/judged.h"

#include <tangbac/forecast_report.h>

/* Frees b and p whatever st is. backtest and evaluate end alike: one report, as JSON or as a
 * table. Returns the exit code. */
int cli_judged(const cli_args *a, const char *command, tb_status st, tb_backtest *b, tb_panel *p,
               const tb_report_input *input, size_t inputs, tb_err *err)
{
    tb_text *text = NULL;
    if (st == TB_OK) {
        cli_warn(a, tb_backtest_notices(b));
        tb_report_head head = cli_head(a, command, input, inputs);
        head.also = tb_panel_notices(p);
        st = tb_report_backtest(&text, &head, b, err);
    }
    if (st == TB_OK)
        st = cli_tabulate(&text, a, err);
    int code = cli_finish(a, st, text, err);
    tb_backtest_free(b);
    tb_panel_free(p);
    return code;
}
