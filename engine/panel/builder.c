/* builder.c - the lists of a panel in the making. */
#include "panel/builder.h"

#include "base/bar_list.h"
#include "text/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The maps take their memory from the arena in `own`, hence the draft must not move. */
void tbi_builder_start(tb_builder *d)
{
    d->code_at.arena = d->neighbour_at.arena = d->source_at.arena = d->index_at.arena = &d->own;
    for (unsigned k = 0; k < TB_RECORD_KINDS; k++)
        d->record[k].key.arena = &d->own;
}

/* The slabs come from calloc, all else is in the arena. */
void tbi_builder_free(tb_builder *d)
{
    for (size_t i = 0; i < d->indices; i++)
        for (int y = TB_YEAR_FIRST; y <= TB_YEAR_LAST; y++)
            tbi_builder_slab_drop(d->index[i], y);
    tbi_arena_free(&d->own);
    *d = (tb_builder){ 0 };
}

/* Room for one more element of a list in the arena; the old block stays behind. */
static bool grow_list(tb_arena *a, void **list, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return true;
    size_t wider = *room == 0 ? 16 : *room * 2;
    void *block = tbi_arena_alloc(a, wider, size);
    if (block == NULL)
        return false;
    if (count > 0)
        memcpy(block, *list, count * size);
    *list = block;
    *room = wider;
    return true;
}

#define MORE(d, list, count, room) \
    grow_list(&(d)->own, (void **)&(list), (count), &(room), sizeof *(list))

/* A copy in the draft's arena, "" for NULL. NULL: no memory. */
static const char *keep_text(tb_builder *d, const char *text)
{
    return tbi_arena_text(&d->own, text != NULL ? text : "");
}

/* A new index is called by its code and points up until a table says more. Its address holds: the
 * list grows, the indices stay where they are. */
tb_builder_index *tbi_builder_index_of(tb_builder *d, const char *code, size_t n, bool make)
{
    int64_t at = tbi_hash_map_get(&d->index_at, code, n, true);
    if (at >= 0)
        return d->index[at];
    tb_builder_index *x = make ? TB_NEW(&d->own, tb_builder_index, 1) : NULL;
    if (x == NULL || !MORE(d, d->index, d->indices, d->index_room))
        return NULL;
    x->code = tbi_arena_text_n(&d->own, code, n);
    x->name_vi = x->name_en = x->code;
    x->publisher = x->unit = "";
    x->direction = 1;
    x->column.arena = x->fact_key.arena = &d->own;
    if (x->code == NULL || !tbi_hash_map_put(&d->index_at, code, n, true, (uint32_t)d->indices))
        return NULL;
    d->index[d->indices++] = x;
    return x;
}

/* A new column has no parent and is called by its code; nodes give it both later. */
ptrdiff_t tbi_builder_column(tb_builder *d, tb_builder_index *x, const char *code, size_t n,
                             bool make)
{
    int64_t at = tbi_hash_map_get(&x->column, code, n, true);
    if (at >= 0 || !make)
        return (ptrdiff_t)at;
    if (!MORE(d, x->indicator, x->indicators, x->indicator_room))
        return -1;
    const char *text = tbi_arena_text_n(&d->own, code, n);
    if (text == NULL || !tbi_hash_map_put(&x->column, code, n, true, (uint32_t)x->indicators))
        return -1;
    x->indicator[x->indicators] = (tb_indicator){ text, "", text, text };
    return (ptrdiff_t)x->indicators++;
}

/* Case counts here, unlike in codes of indices and columns. Positions never change: slabs are laid
 * out by them. */
ptrdiff_t tbi_builder_code(tb_builder *d, const char *code, size_t n, bool make)
{
    int64_t at = tbi_hash_map_get(&d->code_at, code, n, false);
    if (at >= 0 || !make)
        return (ptrdiff_t)at;
    if (!MORE(d, d->code, d->codes, d->code_room))
        return -1;
    const char *text = tbi_arena_text_n(&d->own, code, n);
    if (text == NULL || !tbi_hash_map_put(&d->code_at, code, n, false, (uint32_t)d->codes))
        return -1;
    d->code[d->codes] = text;
    return (ptrdiff_t)d->codes++;
}

/* The names of a unit are spellings of it from the start. A unit without names is known by its code
 * alone. */
bool tbi_builder_unit(tb_builder *d, const tb_unit *u)
{
    if (!MORE(d, d->unit, d->units, d->unit_room) ||
        tbi_builder_code(d, u->code, strlen(u->code), true) < 0)
        return false;
    tb_unit own = { keep_text(d, u->code),
                    keep_text(d, u->name_vi),
                    keep_text(d, u->name_en),
                    keep_text(d, u->region),
                    keep_text(d, u->kind),
                    u->valid_from,
                    u->valid_to,
                    keep_text(d, u->successor) };
    if (d->own.refused)
        return false;
    size_t row = d->units++;
    d->unit[row] = own;
    if (strcmp(own.name_vi, own.code) == 0 && strcmp(own.name_en, own.code) == 0)
        return tbi_builder_spelling(d, own.code, row);
    return tbi_builder_spelling(d, own.name_vi, row) && tbi_builder_spelling(d, own.name_en, row);
}

/* A name that folds to nothing is passed over, and is no failure. */
bool tbi_builder_spelling(tb_builder *d, const char *name, size_t unit)
{
    const char *folded = tbi_utf8_fold(&d->own, name);
    if (folded == NULL || folded[0] == '\0')
        return folded != NULL;
    /* only those of the same unit stand behind: a name and its English form often fold to the same
     * */
    for (size_t i = d->spellings; i-- > 0 && d->spelling[i].unit == unit;)
        if (strcmp(d->spelling[i].folded, folded) == 0)
            return true;
    if (!MORE(d, d->spelling, d->spellings, d->spelling_room))
        return false;
    d->spelling[d->spellings++] = (tb_spelling){ folded, (uint32_t)unit };
    return true;
}

/* The label is folded here, once, as a name that is looked up will be. */
bool tbi_builder_not_unit(tb_builder *d, const char *label, const char *what, const char *use,
                          const char *note)
{
    if (!MORE(d, d->not_unit, d->not_units, d->not_unit_room))
        return false;
    tb_not_unit x = { keep_text(d, label), tbi_utf8_fold(&d->own, label), keep_text(d, what),
                      keep_text(d, use), keep_text(d, note) };
    if (x.folded == NULL || d->own.refused)
        return false;
    d->not_unit[d->not_units++] = x;
    return true;
}

/* A pair counts once, whichever way round it is said: the codes stand in ascending order. */
bool tbi_builder_neighbours(tb_builder *d, const char *a, const char *b)
{
    const char *first = strcmp(a, b) < 0 ? a : b;
    const char *second = first == a ? b : a;
    const char *key = tbi_arena_printf(&d->own, "%s\x1f%s", first, second);
    if (key == NULL || tbi_hash_map_get(&d->neighbour_at, key, strlen(key), false) >= 0)
        return key != NULL;
    if (!tbi_hash_map_put(&d->neighbour_at, key, strlen(key), false, (uint32_t)d->neighbours) ||
        !MORE(d, d->neighbour, d->neighbours, d->neighbour_room))
        return false;
    d->neighbour[d->neighbours][0] = keep_text(d, first);
    d->neighbour[d->neighbours][1] = keep_text(d, second);
    if (d->neighbour[d->neighbours][0] == NULL || d->neighbour[d->neighbours][1] == NULL)
        return false;
    d->neighbours++;
    return true;
}

/* "a | b" of one column of the parts of a set. */
static const char *join_texts(tb_builder *d, const char *have, const char *part)
{
    if (part[0] == '\0' || strcmp(have, part) == 0)
        return have;
    return have[0] == '\0' ? part : tbi_arena_printf(&d->own, "%s | %s", have, part);
}

/* What a set of sources says is what its parts say, each text once. Makes the parts that are new;
 * d->source may move meanwhile, so the row is written last. */
static bool fill_set(tb_builder *d, int32_t row)
{
    tb_source s = { d->source[row].id, "", "", "", "", 0 };
    for (const char *p = s.id; *p != '\0';) {
        const char *bar = strchr(p, '|');
        size_t n = bar != NULL ? (size_t)(bar - p) : strlen(p);
        int32_t part = tbi_builder_source(d, p, n);
        if (part < 0)
            return false;
        tb_source of = d->source[part];
        s.publisher = join_texts(d, s.publisher, of.publisher);
        s.title = join_texts(d, s.title, of.title);
        s.published = join_texts(d, s.published, of.published);
        s.url = join_texts(d, s.url, of.url);
        if (d->own.refused)
            return false;
        p += n + (bar != NULL);
    }
    d->source[row] = s;
    return true;
}

/* Bars and blanks around the id are no part of it. The map is told of a set before its parts are
 * made, and the parts have no bar, so this goes one level deep. */
int32_t tbi_builder_source(tb_builder *d, const char *id, size_t n)
{
    while (n > 0 && (id[0] == ' ' || id[0] == '|')) {
        id++;
        n--;
    }
    while (n > 0 && (id[n - 1] == ' ' || id[n - 1] == '|'))
        n--;
    int64_t at = tbi_hash_map_get(&d->source_at, id, n, false);
    if (at >= 0)
        return (int32_t)at;
    if (!MORE(d, d->source, d->sources, d->source_room) || d->sources > INT32_MAX - 1)
        return -1;
    const char *text = tbi_arena_text_n(&d->own, id, n);
    if (text == NULL || !tbi_hash_map_put(&d->source_at, id, n, false, (uint32_t)d->sources))
        return -1;
    int32_t row = (int32_t)d->sources++;
    d->source[row] = (tb_source){ text, "", "", "", "", 0 };
    if (memchr(id, '|', n) != NULL && !fill_set(d, row))
        return -1;
    return row;
}

/* -1 as a or b is "no source", and the other one is the answer. Ids of a come first. */
int32_t tbi_builder_source_both(tb_builder *d, int32_t a, int32_t b)
{
    if (a == b || b < 0)
        return a;
    if (a < 0)
        return b;
    const char *set = d->source[a].id;
    for (const char *p = d->source[b].id; *p != '\0' && set != NULL;) {
        const char *bar = strchr(p, '|');
        size_t n = bar != NULL ? (size_t)(bar - p) : strlen(p);
        if (!tbi_bar_list_has(set, p, n))
            set = tbi_arena_printf(&d->own, "%s|%.*s", set, (int)n, p);
        p += n + (bar != NULL);
    }
    return set != NULL ? tbi_builder_source(d, set, strlen(set)) : -1;
}

/* Every text is copied: conflicts outlive the table that they were met in. */
bool tbi_builder_conflict(tb_builder *d, const tb_conflict *c)
{
    if (!MORE(d, d->conflict, d->conflicts, d->conflict_room))
        return false;
    tb_conflict own = { keep_text(d, c->index),
                        keep_text(d, c->indicator),
                        c->year,
                        keep_text(d, c->unit),
                        c->kept,
                        c->other,
                        keep_text(d, c->source),
                        keep_text(d, c->other_source),
                        keep_text(d, c->reason) };
    if (d->own.refused)
        return false;
    d->conflict[d->conflicts++] = own;
    return true;
}

/* A node is added whatever else is there for its years; overlaps are the reader's to refuse. */
bool tbi_builder_node(tb_builder *d, tb_builder_index *x, const tb_node *n)
{
    if (!MORE(d, x->node, x->nodes, x->node_room))
        return false;
    tb_node own = *n;
    own.name_vi = keep_text(d, n->name_vi);
    own.name_en = keep_text(d, n->name_en);
    own.kind = keep_text(d, n->kind);
    own.note = keep_text(d, n->note);
    own.same_as = keep_text(d, n->same_as != NULL ? n->same_as : "");
    if (d->own.refused)
        return false;
    /* the names and the parent of a column are those of its newest span */
    bool newest = true;
    for (size_t i = 0; i < x->nodes; i++)
        newest = newest &&
                 (x->node[i].indicator != n->indicator || x->node[i].first_year <= n->first_year);
    tb_indicator *c = &x->indicator[n->indicator];
    if (newest) {
        const char *either = own.name_en[0] != '\0'   ? own.name_en
                             : own.name_vi[0] != '\0' ? own.name_vi
                                                      : c->code;
        *c = (tb_indicator){ c->code, n->parent >= 0 ? x->indicator[n->parent].code : "",
                             own.name_vi[0] != '\0' ? own.name_vi : either, either };
    }
    x->node[x->nodes++] = own;
    return true;
}

/* Keeps the list in ascending order of first years; equal ones in the order in which they came. */
bool tbi_builder_scheme(tb_builder *d, tb_builder_index *x, const tb_scheme *s)
{
    if (!MORE(d, x->scheme, x->schemes, x->scheme_room))
        return false;
    tb_scheme own = { keep_text(d, s->name), s->first_year, s->last_year,
                      keep_text(d, s->announced), keep_text(d, s->groups) };
    if (d->own.refused)
        return false;
    size_t at = x->schemes++;
    for (; at > 0 && x->scheme[at - 1].first_year > own.first_year; at--)
        x->scheme[at] = x->scheme[at - 1];
    x->scheme[at] = own;
    return true;
}

/* fact_table grows with fact: its room is whatever MORE has just made of fact_room. */
bool tbi_builder_fact(tb_builder *d, tb_builder_index *x, const tb_fact *f, unsigned table)
{
    size_t room = x->fact_room;
    if (!MORE(d, x->fact, x->facts, x->fact_room))
        return false;
    if (room != x->fact_room) {
        unsigned *wider = TB_NEW(&d->own, unsigned, x->fact_room);
        if (wider == NULL)
            return false;
        if (x->facts > 0)
            memcpy(wider, x->fact_table, x->facts * sizeof *wider);
        x->fact_table = wider;
    }
    tb_fact own = *f;
    own.scope = keep_text(d, f->scope);
    own.indicator_code = keep_text(d, f->indicator_code);
    own.kind = keep_text(d, f->kind);
    own.label = keep_text(d, f->label);
    own.text = keep_text(d, f->text);
    own.basis = keep_text(d, f->basis);
    if (d->own.refused)
        return false;
    x->fact_table[x->facts] = table;
    x->fact[x->facts++] = own;
    if (f->year >= TB_YEAR_FIRST && f->year <= TB_YEAR_LAST)
        x->year_used[f->year - TB_YEAR_FIRST] = true;
    return true;
}

/* A view: it holds until the next unit, name or label is added. Without by_code, since units
 * may still come. */
tb_unit_names tbi_builder_unit_names(const tb_builder *d)
{
    return (tb_unit_names){ d->unit,     d->units,     d->spelling, d->spellings,
                            d->not_unit, d->not_units, NULL };
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
    tb_slab *wider = tbi_slab_make(indicators, units, s != NULL && s->rank != NULL);
    if (wider == NULL)
        return NULL;
    for (size_t c = 0; s != NULL && c < s->indicators; c++)
        tbi_slab_copy_column(wider, s, c);
    tbi_slab_free(s);
    x->slab[t] = wider;
    x->year_used[t] = true;
    return wider;
}

/* The figures are gone afterwards. A year without a slab is fine. */
void tbi_builder_slab_drop(tb_builder_index *x, int year)
{
    size_t t = (size_t)(year - TB_YEAR_FIRST);
    tbi_slab_free(x->slab[t]);
    x->slab[t] = NULL;
}
