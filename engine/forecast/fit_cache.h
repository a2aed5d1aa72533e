/* forecast/fit_cache.h - what is worked out once about an index up to an origin, whatever is then
 * asked of it: its tables completed from the facts, its signal model and components, the record of
 * the models.
 * Goals, forecast and every unit of a survey stand on the same one; a run owns its cache, nothing
 * is kept behind anybody's back.
 */
#ifndef TB_FORECAST_FIT_CACHE_H
#define TB_FORECAST_FIT_CACHE_H

#include "forecast/fitted.h"

/* The place of what `key` is about, found or added empty; borrowed from the cache. NULL: no memory.
 * */
tb_fitted *tbi_fit_cache_slot(tb_fit_cache *s, const tb_fitted *key);
/* Whether both are about the same: panel, index, column, origin, cases, seed. */
bool tbi_fitted_is_same(const tb_fitted *a, const tb_fitted *b);
void tbi_fit_cache_free(tb_fit_cache *s);
/* Gives back what one place holds. */
void tbi_fitted_clear(tb_fitted *f);

#endif
