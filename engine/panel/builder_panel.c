/* builder_panel.c - a draft as a panel in memory, without a file: for tests, and for hosts with
 * tables of their own. */
#include "base/error.h"
#include "panel/builder.h"
#include "panel/panel_internal.h"

#include <string.h>

/* A copy in the panel's arena, which remembers a refusal, so that a run of copies is asked once. */
static const char *copy_text(tb_panel *p, const char *text)
{
    return tbi_arena_text(&p->own, text != NULL ? text : "");
}

/* The table of names, with rows in the order of the draft: spellings name them by position. */
static bool copy_units(tb_panel *p, const tb_builder *d)
{
    tb_unit *u = TB_NEW(&p->own, tb_unit, d->units);
    tb_spelling *s = TB_NEW(&p->own, tb_spelling, d->spellings);
    tb_not_unit *l = TB_NEW(&p->own, tb_not_unit, d->not_units);
    if (p->own.refused)
        return false;
    for (size_t i = 0; i < d->units; i++) {
        const tb_unit *f = &d->unit[i];
        u[i] = (tb_unit){ copy_text(p, f->code),
                          copy_text(p, f->name_vi),
                          copy_text(p, f->name_en),
                          copy_text(p, f->region),
                          copy_text(p, f->kind),
                          f->valid_from,
                          f->valid_to,
                          copy_text(p, f->successor) };
    }
    for (size_t i = 0; i < d->spellings; i++)
        s[i] = (tb_spelling){ copy_text(p, d->spelling[i].folded), d->spelling[i].unit };
    for (size_t i = 0; i < d->not_units; i++) {
        const tb_not_unit *f = &d->not_unit[i];
        l[i] = (tb_not_unit){ copy_text(p, f->label), copy_text(p, f->folded),
                              copy_text(p, f->what), copy_text(p, f->use), copy_text(p, f->note) };
    }
    if (p->own.refused)
        return false;
    p->unit_names = (tb_unit_names){ u, d->units, s, d->spellings, l, d->not_units, NULL };
    return tbi_unit_names_sort(&p->unit_names, &p->own);
}

/* Sources, neighbours, conflicts and the plain tables. Cells name sources by row, so their order
 * stays. */
static bool copy_tables(tb_panel *p, const tb_builder *d)
{
    p->source = TB_NEW(&p->own, tb_source, d->sources);
    p->neighbour = tbi_arena_alloc(&p->own, d->neighbours, sizeof *p->neighbour);
    p->conflict = TB_NEW(&p->own, tb_conflict, d->conflicts);
    if (p->own.refused)
        return false;
    for (size_t i = 0; i < d->sources; i++) {
        const tb_source *f = &d->source[i];
        p->source[i] = (tb_source){ copy_text(p, f->id),    copy_text(p, f->publisher),
                                    copy_text(p, f->title), copy_text(p, f->published),
                                    copy_text(p, f->url),   f->secondary };
    }
    for (size_t i = 0; i < d->neighbours; i++)
        for (size_t k = 0; k < 2; k++)
            p->neighbour[i][k] = copy_text(p, d->neighbour[i][k]);
    for (size_t i = 0; i < d->conflicts; i++) {
        const tb_conflict *f = &d->conflict[i];
        p->conflict[i] = (tb_conflict){ copy_text(p, f->index),
                                        copy_text(p, f->indicator),
                                        f->year,
                                        copy_text(p, f->unit),
                                        f->kept,
                                        f->other,
                                        copy_text(p, f->source),
                                        copy_text(p, f->other_source),
                                        copy_text(p, f->reason) };
    }
    p->sources = d->sources;
    p->neighbours = d->neighbours;
    p->conflicts = d->conflicts;
    return tbi_records_copy(p->record, d->record, &p->own) && !p->own.refused;
}

/* Facts and nodes are renumbered first, with texts that are the draft's, and these are then
 * replaced by copies in place. */
static bool copy_rules(tb_index *x, tb_panel *p, const tb_builder_index *from, const tb_shape *s)
{
    tb_fact *f = NULL;
    tb_node *n = NULL;
    tb_scheme *c = TB_NEW(&p->own, tb_scheme, from->schemes);
    if (!tbi_builder_facts(&f, from, s, &p->own) || !tbi_builder_nodes(&n, from, s, &p->own) ||
        p->own.refused)
        return false;
    for (size_t i = 0; i < from->facts; i++) {
        f[i].scope = copy_text(p, f[i].scope);
        f[i].indicator_code = copy_text(p, f[i].indicator_code);
        f[i].kind = copy_text(p, f[i].kind);
        f[i].label = copy_text(p, f[i].label);
        f[i].text = copy_text(p, f[i].text);
        f[i].basis = copy_text(p, f[i].basis);
    }
    for (size_t i = 0; i < from->nodes; i++) {
        n[i].name_vi = copy_text(p, n[i].name_vi);
        n[i].name_en = copy_text(p, n[i].name_en);
        n[i].kind = copy_text(p, n[i].kind);
        n[i].note = copy_text(p, n[i].note);
        n[i].same_as = copy_text(p, n[i].same_as);
    }
    for (size_t i = 0; i < from->schemes; i++)
        c[i] = (tb_scheme){ copy_text(p, from->scheme[i].name), from->scheme[i].first_year,
                            from->scheme[i].last_year, copy_text(p, from->scheme[i].announced),
                            copy_text(p, from->scheme[i].groups) };
    x->fact = f;
    x->node = n;
    x->scheme = c;
    x->n_fact = from->facts;
    x->n_node = from->nodes;
    x->n_scheme = from->schemes;
    return !p->own.refused;
}

/* Cubes [year][unit][column] of the whole index. t points to the year in hand and moves on by one
 * year; scratch is used by all. */
static bool copy_cells(tb_index *x, tb_panel *p, const tb_builder *d, const tb_builder_index *from,
                       const tb_shape *s)
{
    size_t year = s->units * s->columns, n = year * s->years;
    tb_year_tables t = { TB_NEW(&p->own, double, n),
                         TB_NEW(&p->own, int16_t, n),
                         TB_NEW(&p->own, uint8_t, n),
                         TB_NEW(&p->own, int32_t, n),
                         TB_NEW(&p->own, uint8_t, n),
                         TB_NEW(&p->own, int32_t, n),
                         TB_NEW(&p->own, unsigned char, s->columns) };
    if (p->own.refused)
        return false;
    x->value = t.value;
    x->rank = t.rank;
    x->status = t.status;
    x->source = t.source;
    x->rank_status = t.rank_status;
    x->rank_source = t.rank_source;
    for (size_t k = 0; k < s->years; k++) {
        if (!tbi_builder_fill(&t, d, from, s, k))
            return false;
        t = (tb_year_tables){ t.value + year,  t.rank + year,        t.status + year,
                              t.source + year, t.rank_status + year, t.rank_source + year,
                              t.scratch };
    }
    return true;
}

/* The year axis lies in the panel's arena since the shape was made there; codes and columns are
 * copied. */
static bool copy_index(tb_index *x, tb_panel *p, const tb_builder *d, const tb_builder_index *from)
{
    tb_shape s;
    if (!tbi_builder_shape(&s, d, from, &p->own))
        return false;
    int16_t *n_ranked = TB_NEW(&p->own, int16_t, s.years);
    const char **unit = TB_NEW(&p->own, const char *, s.units);
    tb_indicator *column = TB_NEW(&p->own, tb_indicator, s.columns);
    *x = (tb_index){ .code = copy_text(p, from->code),
                     .name_vi = copy_text(p, from->name_vi),
                     .name_en = copy_text(p, from->name_en),
                     .publisher = copy_text(p, from->publisher),
                     .unit = copy_text(p, from->unit),
                     .direction = from->direction,
                     .survey = from->survey,
                     .score_sheet = from->score_sheet,
                     .merge = from->merge,
                     .n_year = s.years,
                     .n_unit = s.units,
                     .n_indicator = s.columns,
                     .year = s.year,
                     .unit_code = unit,
                     .indicator = column,
                     .n_ranked = n_ranked };
    if (p->own.refused)
        return false;
    for (size_t t = 0; t < s.years; t++)
        n_ranked[t] = tbi_builder_n_ranked(from, s.year[t]);
    for (size_t i = 0; i < s.units; i++)
        unit[i] = copy_text(p, d->code[s.code[i]]);
    for (size_t c = 0; c < s.columns; c++) {
        const tb_indicator *f = &from->indicator[s.column[c]];
        column[c] = (tb_indicator){ copy_text(p, f->code), copy_text(p, f->parent),
                                    copy_text(p, f->name_vi), copy_text(p, f->name_en) };
    }
    return copy_rules(x, p, from, &s) && copy_cells(x, p, d, from, &s);
}

/* Indices are counted as they become whole, so that tb_panel_free of half a panel is fine. */
tb_status tbi_builder_panel(tb_panel **out, const tb_builder *d, tb_err *err)
{
    *out = NULL;
    tb_panel *p = tbi_panel_blank("(memory)");
    if (p == NULL)
        return tbi_no_memory(err, "a panel");
    /* no file, no digest; the last byte is 0 already */
    memset(p->digest, '0', 64);
    p->index = TB_NEW(&p->own, tb_index, d->indices);
    p->code = TB_NEW(&p->own, const char *, d->indices);
    bool ok = copy_units(p, d) && copy_tables(p, d);
    for (size_t i = 0; i < d->indices && ok; i++) {
        ok = copy_index(&p->index[i], p, d, d->index[i]);
        p->code[i] = p->index[i].code;
        p->indices = p->codes = i + 1;
    }
    if (!ok) {
        tb_panel_free(p);
        return tbi_no_memory(err, "a panel");
    }
    *out = p;
    return TB_OK;
}
