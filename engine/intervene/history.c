/* history.c - what the unit's figures were, year by year up to the origin, each with where it comes
 * from. Nothing later is looked at. */
#include "attain/rank_at.h"
#include "attain/summary.h"
#include "lever/effect.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

/* Row of the panel's sources; -1: the index has no such year, or the cell no source. */
static int32_t get_source(const tb_index *x, size_t column, size_t unit, int year)
{
    ptrdiff_t t = tb_index_year(x, year);
    return t >= 0 ? x->source[((size_t)t * x->n_unit + unit) * x->n_indicator + column] : -1;
}

/* Each source once; the list grows by 64 and its old room stays with the arena. at: row of the
 * panel's sources, negative: none. false: no memory. */
static bool keep_source(tb_history *out, const tb_ask_state *c, int32_t at)
{
    if (at < 0 || (size_t)at >= tb_panel_sources(c->panel))
        return true;
    const tb_source *s = tb_panel_source(c->panel, (size_t)at);
    for (size_t i = 0; i < out->sources; i++)
        if (out->source[i] == s)
            return true;
    if (out->sources % 64 == 0) {
        const tb_source **more = TB_NEW(c->arena, const tb_source *, out->sources + 64);
        if (more == NULL)
            return false;
        if (out->sources > 0)
            memcpy(more, out->source, out->sources * sizeof *more);
        out->source = more;
    }
    out->source[out->sources++] = s;
    return true;
}

/* The source of a year's figure: of the cell, else of the first of its components that has one.
 * false: no memory. A year without any figure has no source. */
static bool find_row_source(tb_history *out, tb_history_row *h, const tb_ask_state *c,
                            const tb_index_draws *t, int year)
{
    int32_t own = get_source(t->index, t->column, t->focus, year);
    for (size_t k = 0; own < 0 && k < t->index->n_indicator; k++)
        if (!isnan(tbi_component_weight_within(t->index, t->column, k, year)))
            own = get_source(t->index, k, t->focus, year);
    static const char *const kinds[] = { "score", "rank", "group" };
    for (size_t k = 0; own < 0 && k < sizeof kinds / sizeof *kinds; k++) {
        const tb_fact *f = tb_index_fact(t->index, year, t->index->unit_code[t->focus],
                                         (ptrdiff_t)t->column, kinds[k]);
        own = f != NULL ? f->source : -1;
    }
    if (isnan(h->score) && h->rank == 0 && h->group == NULL)
        return true;
    if (own >= 0 && (size_t)own < tb_panel_sources(c->panel))
        h->source = tb_panel_source(c->panel, (size_t)own)->id;
    return keep_source(out, c, own);
}

/* One row a year up to the origin of the index, published or not. */
static tb_status read_past(tb_history *out, tb_ask_state *c, const tb_index_draws *t,
                           const char *name, tb_err *err)
{
    for (size_t k = 0; k < t->index->n_year && t->index->year[k] <= tbi_ask_origin(c, t->index);
         k++) {
        tb_rank_at s;
        int year = t->index->year[k];
        if (!tbi_rank_at_of(&s, c->panel, t->index, t->column, t->focus, year, c->arena))
            return tbi_no_memory(err, "the history");
        tb_history_row *h = &out->row[out->rows++];
        *h = (tb_history_row){ name, year, s.score, s.rank, s.group, s.status, NULL };
        if (!find_row_source(out, h, c, t, year))
            return tbi_no_memory(err, "the history");
    }
    return TB_OK;
}

/* Room for every year of every index; the years after its origin are not filled in. *out is the
 * case's memory; sources are those of the rows, each once. */
tb_status tbi_ask_history(tb_history *out, tb_ask_state *c, tb_err *err)
{
    size_t room = 0;
    *out = (tb_history){ NULL, 0, NULL, 0 };
    for (size_t i = 0; i < c->tracks; i++)
        room += c->track[i]->index->n_year;
    out->row = TB_NEW(c->arena, tb_history_row, room);
    if (out->row == NULL)
        return tbi_no_memory(err, "the history");
    for (size_t i = 0; i < c->tracks; i++) {
        const tb_index_draws *t = c->track[i];
        if (!t->wanted)
            continue;
        const char *name = t->column == 0 ? t->index->code
                                          : tbi_ask_say(c, "%s.%s", t->index->code,
                                                        t->index->indicator[t->column].code);
        tb_status st = read_past(out, c, t, name, err);
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}
