/* fit_cache.c - places by what they are about. */
#include "forecast/fit_cache.h"

#include "base/refusals.h"

#include <stdlib.h>
#include <string.h>

/* Everything that a fit depends on besides the panel's bytes; model and draws are not among it. */
bool tbi_fitted_is_same(const tb_fitted *a, const tb_fitted *b)
{
    return a->p == b->p && a->x == b->x && a->column == b->column && a->cases == b->cases &&
           a->origin == b->origin && a->borrowed == b->borrowed && a->seed == b->seed;
}

/* The slot of a key, made empty when there is none. NULL: no memory. */
tb_fitted *tbi_fit_cache_slot(tb_fit_cache *s, const tb_fitted *key)
{
    for (tb_fitted *f = s->first; f != NULL; f = f->next)
        if (tbi_fitted_is_same(f, key))
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
    tbi_arena_free(&f->crps_record.arena);
}

/* Also what was shared: distributions handed out by the cache go with it. */
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
