/* tangbac/forecast_report.h - forecasts and their judgement as JSON (tables: tangbac/render.h).
 * Every function makes a tb_text that the caller frees.
 */
#ifndef TANGBAC_FORECAST_REPORT_H
#define TANGBAC_FORECAST_REPORT_H

#include <tangbac/backtest.h>
#include <tangbac/complete.h>
#include <tangbac/report.h>
#include <tangbac/verification.h>

#ifdef __cplusplus
extern "C" {
#endif

/* full: with rank_probability, units x ranks. */
TB_API TB_MUST_CHECK tb_status tb_report_forecast(tb_text **out, const tb_report_head *h,
                                                  const tb_forecast *f, bool full, tb_err *err);

/* A completed table. */
TB_API TB_MUST_CHECK tb_status tb_report_complete(tb_text **out, const tb_report_head *h,
                                                  const tb_completion *c, tb_err *err);

/* A backtest or an evaluation: the command in the head says which. */
TB_API TB_MUST_CHECK tb_status tb_report_backtest(tb_text **out, const tb_report_head *h,
                                                  const tb_backtest *b, tb_err *err);

/* A verification; its CSV (tb_render_table) is the record of the model "law" that stands beside
 * probabilities. */
TB_MUST_CHECK tb_status tb_report_verification(tb_text **out, const tb_report_head *h,
                                               const tb_verification *v, tb_err *err);

#ifdef __cplusplus
}
#endif
#endif
