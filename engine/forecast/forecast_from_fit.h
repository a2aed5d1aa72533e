/* forecast/forecast_from_fit.h - a forecast read from a distribution that somebody has fitted
 * already: the goals of a run and its forecast stand on the same draws. */
#ifndef TB_FORECAST_FORECAST_FROM_FIT_H
#define TB_FORECAST_FORECAST_FROM_FIT_H

#include "forecast/predictive.h"

#include <tangbac/forecast.h>

/* joint: of the index of `o`, from its origin, over the years year [n_year], the last of them
 * o->year; o->model and o->seed are the joint's, not read. Where the origin is among the years,
 * climbs count from places drawn there when none was published. The joint stays the caller's.
 * Errors: as tb_forecast_run. */
TB_MUST_CHECK tb_status tbi_forecast_read(tb_forecast **out, const tb_panel *p,
                                          tb_predictive *joint, const int *year, size_t n_year,
                                          const tb_forecast_opts *o, tb_err *err);

#endif
