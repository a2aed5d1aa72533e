/* report/forecast_json.h - the members of one forecast, for `forecast` and for the results that
 * hold forecasts. */
#ifndef TB_REPORT_FORECAST_JSON_H
#define TB_REPORT_FORECAST_JSON_H

#include "text/json_write.h"

#include <tangbac/forecast.h>

/* Members of the object that is open. which [n]: the units wanted, in this order; NULL: all. full:
 * rank_probability too. */
void tbi_forecast_json(tb_json *j, const tb_forecast *f, const size_t *which, size_t n, bool full);

#endif
