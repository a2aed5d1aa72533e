/* forecast/fit_shared.h - one distribution for several questions without a focus. */
#ifndef TB_FORECAST_FIT_SHARED_H
#define TB_FORECAST_FIT_SHARED_H

#include "forecast/fitted.h"

/* tbi_predictive_fit for a question without a focus and of at most TB_SHARED_YEARS years (errors:
 * also TB_EARG), made once and kept: the joint is the cache's, do not free it. The model is not
 * looked at: a cache serves questions of one model. */
TB_MUST_CHECK tb_status tbi_fit_cache_predictive(tb_predictive **out, tb_fit_cache *s,
                                                 const tb_panel *p, const tb_index *x,
                                                 const tb_predictive_opts *o, tb_err *err);

#endif
