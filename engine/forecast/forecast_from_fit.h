/* forecast/forecast_from_fit.h - a forecast of draws that somebody else makes: the goals of a run
 * and its forecast stand on the same draws of the same distribution, which are drawn once. */
#ifndef TB_FORECAST_FORECAST_FROM_FIT_H
#define TB_FORECAST_FORECAST_FROM_FIT_H

#include "forecast/predictive.h"

#include <tangbac/forecast.h>

typedef struct tb_forecast_counter tb_forecast_counter;

/* joint: of the index of `o`, from its origin, over the years year [n_year], the last of them
 * o->year; o->model and o->seed are the joint's, not read. Where the origin is among the years,
 * climbs count from places drawn there when none was published. p, joint, year and o are borrowed
 * until the end. most: draws of a block, a multiple of 8. Errors: as tb_forecast_run. */
TB_MUST_CHECK tb_status tbi_forecast_counter_start(tb_forecast_counter **out, const tb_panel *p,
                                                   tb_predictive *joint, const int *year,
                                                   size_t n_year, size_t most,
                                                   const tb_forecast_opts *o, tb_err *err);
/* Draws first .. first + n - 1 by thread `thread` of o->threads; each of the o->draws draws once.
 * drawn: score, level and frozen. */
void tbi_forecast_counter_take(tb_forecast_counter *c, int thread, size_t first, size_t n,
                               const tb_predictive_block *drawn);
/* Gives the counter back. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_forecast_counter_end(tb_forecast **out, tb_forecast_counter *c,
                                                 tb_err *err);

#endif
