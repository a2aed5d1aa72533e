/* fit_shared.c - one distribution for several questions without a focus. */
#include "forecast/fit_shared.h"

#include "base/error.h"
#include "base/refusals.h"
#include "forecast/fit_cache.h"
#include "messages/forecast.h"

#include <stdlib.h>
#include <string.h>

/* The cache owns what it hands out; a distribution is fitted once for a key, a nested index and a
 * list of years. */
tb_status tbi_fit_cache_predictive(tb_predictive **out, tb_fit_cache *s, const tb_panel *p,
                                   const tb_index *x, const tb_predictive_opts *o, tb_err *err)
{
    tb_fitted key = {
        .p = p, .x = x, .column = o->column, .cases = o->cases, .origin = o->origin, .seed = o->seed
    };
    *out = NULL;
    if (o->n_year > TB_SHARED_YEARS || o->focus != SIZE_MAX)
        return tbi_fail(err, TB_EARG, TB_MSG_FORECAST_SHARED_PREDICTIVE_DISTRIBUTION, o->n_year);
    for (tb_shared_predictive *k = s->joint; k != NULL; k = k->next)
        if (tbi_fitted_is_same(&k->about, &key) && k->nested == o->nested &&
            k->n_year == o->n_year && memcmp(k->year, o->year, o->n_year * sizeof *k->year) == 0) {
            *out = k->joint;
            return TB_OK;
        }
    tb_shared_predictive *k = tbi_calloc(1, sizeof *k);
    if (k == NULL)
        return tbi_no_memory(err, "a forecast");
    k->about = key;
    k->nested = o->nested;
    k->n_year = o->n_year;
    memcpy(k->year, o->year, o->n_year * sizeof *k->year);
    tb_status st = tbi_predictive_fit(&k->joint, p, x, o, err);
    if (st != TB_OK) {
        free(k);
        return st;
    }
    k->next = s->joint;
    s->joint = k;
    *out = k->joint;
    return TB_OK;
}
