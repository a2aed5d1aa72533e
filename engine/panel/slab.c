/* slab.c - where the figures of a draft stand. Ranks come late. */
#include "panel/slab.h"

#include "base/refusals.h"

#include <stdlib.h>
#include <string.h>

/* NULL is no slab, and fine. */
void tbi_slab_free(tb_slab *s)
{
    if (s == NULL)
        return;
    free(s->value);
    free(s->source);
    free(s->mark);
    free(s->rank);
    free(s->rank_source);
    free(s->rank_mark);
    free(s);
}

/* On failure what was made stays in s for tbi_slab_free. */
static bool make_room(tb_slab *s, bool ranks)
{
    size_t n = s->indicators * s->units;
    if (s->units != 0 && n / s->units != s->indicators)
        return false;
    s->value = tbi_calloc(n, sizeof *s->value);
    s->source = tbi_calloc(n, sizeof *s->source);
    s->mark = tbi_calloc(n, sizeof *s->mark);
    if (s->value == NULL || s->source == NULL || s->mark == NULL)
        return false;
    return !ranks || tbi_slab_ranks(s);
}

/* Ranks come late, if at all: they are eight bytes more a cell, and many indices publish none.
 * In the shape of the scores: [indicators][units], zero is no place. false: no memory, and the
 * slab is as it was. */
bool tbi_slab_ranks(tb_slab *s)
{
    if (s->rank != NULL)
        return true;
    size_t n = s->indicators * s->units;
    tb_slab made = { .rank_source = tbi_calloc(n, sizeof *s->rank_source),
                     .rank_mark = tbi_calloc(n, sizeof *s->rank_mark),
                     .rank = tbi_calloc(n, sizeof *s->rank) };
    if (made.rank == NULL || made.rank_source == NULL || made.rank_mark == NULL) {
        /* all or none: whoever asks again looks at rank alone */
        free(made.rank);
        free(made.rank_source);
        free(made.rank_mark);
        return false;
    }
    s->rank = made.rank;
    s->rank_source = made.rank_source;
    s->rank_mark = made.rank_mark;
    return true;
}

/* Columns of both slabs are consecutive units, so a column is one block; the rest of the wider one
 * stays zero. */
void tbi_slab_copy_column(tb_slab *to, const tb_slab *from, size_t column)
{
    size_t a = column * to->units, b = column * from->units, n = from->units;
    memcpy(to->value + a, from->value + b, n * sizeof *to->value);
    memcpy(to->source + a, from->source + b, n * sizeof *to->source);
    memcpy(to->mark + a, from->mark + b, n * sizeof *to->mark);
    if (from->rank == NULL)
        return;
    memcpy(to->rank + a, from->rank + b, n * sizeof *to->rank);
    memcpy(to->rank_source + a, from->rank_source + b, n * sizeof *to->rank_source);
    memcpy(to->rank_mark + a, from->rank_mark + b, n * sizeof *to->rank_mark);
}

/* NULL: no memory, and nothing is left behind. */
tb_slab *tbi_slab_make(size_t indicators, size_t units, bool ranks)
{
    tb_slab *s = tbi_calloc(1, sizeof *s);
    if (s == NULL)
        return NULL;
    s->indicators = indicators;
    s->units = units;
    if (make_room(s, ranks))
        return s;
    tbi_slab_free(s);
    return NULL;
}
