/* fit_cache.c - places by what they are about. */
#include "forecast/fit_cache.h"

#include "base/error.h"
#include "base/refusals.h"
#include "messages/forecast.h"

#include <stdlib.h>
#include <string.h>

/* Everything that a fit depends on besides the panel's bytes; model and draws are not among it. */
static bool is_same(const tb_fitted *a, const tb_fitted *b)
{
    return a->p == b->p && a->x == b->x && a->column == b->column && a->cases == b->cases &&
           a->origin == b->origin && a->borrowed == b->borrowed && a->seed == b->seed;
}

/* The slot of a key, made empty when there is none. NULL: no memory. */
tb_fitted *tbi_fit_cache_slot(tb_fit_cache *s, const tb_fitted *key)
{
    for (tb_fitted *f = s->first; f != NULL; f = f->next)
        if (is_same(f, key))
            return f;
    tb_fitted *f = tbi_malloc(sizeof *f);
    if (f == NULL)
        return NULL;
    *f = *key;
    f->next = s->first;
    return s->first = f;
}

void tbi_fitted_clear(tb_fitted *f)
{
    tbi_arena_free(&f->arena);
    tbi_arena_free(&f->tables.arena);
    tbi_arena_free(&f->book.arena);
}

/* The shelf owns what it hands out; a law is fitted once for a key, a driver and a list of
 * years. */
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
        if (is_same(&k->about, &key) && k->driver == o->driver && k->n_year == o->n_year &&
            memcmp(k->year, o->year, o->n_year * sizeof *k->year) == 0) {
            *out = k->joint;
            return TB_OK;
        }
    tb_shared_predictive *k = tbi_calloc(1, sizeof *k);
    if (k == NULL)
        return tbi_no_memory(err, "a forecast");
    k->about = key;
    k->driver = o->driver;
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

/* Also what was shared: laws handed out by the cache go with it. */
void tbi_fit_cache_free(tb_fit_cache *s)
{
    for (tb_shared_predictive *k = s->joint, *next; k != NULL; k = next) {
        next = k->next;
        tbi_predictive_free(k->joint);
        free(k);
    }
    s->joint = NULL;
    for (tb_fitted *f = s->first, *next; f != NULL; f = next) {
        next = f->next;
        tbi_fitted_clear(f);
        free(f);
    }
    s->first = NULL;
}
