/* cells.c - where the figures of a draft stand. A slab grows only when units or indicators come up
 * that no table announced. */
#include "base/refusals.h"
#include "panel/builder.h"

#include <stdlib.h>
#include <string.h>

/* NULL is no slab, and fine. */
static void free_slab(tb_slab *s)
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

/* On failure what was made stays in s for free_slab. */
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
static void move_column(tb_slab *to, const tb_slab *from, size_t c)
{
    size_t a = c * to->units, b = c * from->units, n = from->units;
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
static tb_slab *make_slab(size_t indicators, size_t units, bool ranks)
{
    tb_slab *s = tbi_calloc(1, sizeof *s);
    if (s == NULL)
        return NULL;
    s->indicators = indicators;
    s->units = units;
    if (make_room(s, ranks))
        return s;
    free_slab(s);
    return NULL;
}

/* What to make room for: exactly what tables announced, else the next power of two. */
static size_t find_room(size_t need, bool announced)
{
    size_t room = 16;
    if (announced)
        return need > 0 ? need : 1;
    while (room < need)
        room *= 2;
    return room;
}

/* The old slab is freed: pointers to it do not outlive this call. [indicators][units] for the
 * year, made or widened as columns and codes come up; NULL: no memory, and the old slab stays.
 * Freed with the builder. */
tb_slab *tbi_builder_slab(tb_builder *d, tb_builder_index *x, int year)
{
    size_t t = (size_t)(year - TB_YEAR_FIRST);
    tb_slab *s = x->slab[t];
    if (s != NULL && s->indicators >= x->indicators && s->units >= d->codes)
        return s;
    size_t indicators = find_room(x->indicators, x->has_structure);
    size_t units = find_room(d->codes, d->has_units);
    /* never narrower than before, or a column would be lost */
    if (s != NULL && s->indicators > indicators)
        indicators = s->indicators;
    if (s != NULL && s->units > units)
        units = s->units;
    tb_slab *wider = make_slab(indicators, units, s != NULL && s->rank != NULL);
    if (wider == NULL)
        return NULL;
    for (size_t c = 0; s != NULL && c < s->indicators; c++)
        move_column(wider, s, c);
    free_slab(s);
    x->slab[t] = wider;
    x->year_used[t] = true;
    return wider;
}

/* The figures are gone afterwards. A year without a slab is fine. */
void tbi_builder_slab_drop(tb_builder_index *x, int year)
{
    size_t t = (size_t)(year - TB_YEAR_FIRST);
    free_slab(x->slab[t]);
    x->slab[t] = NULL;
}
