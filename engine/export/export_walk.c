/* export_walk.c - which figures of a panel an export writes, and in which order: by index, year,
 * unit and indicator, a place behind its score; percentages last. */
#include "export/export_walk.h"

#include <math.h>
#include <string.h>
#include <strings.h>
#include <tangbac/score.h>

/* Asks for an indicator of that name only to have the nearest names in the refusal.
 * only: code of an index, NULL for all. The walk borrows p and only, and owns nothing. */
tb_status tbi_export_start(tb_export_walk *w, const tb_panel *p, const char *only, tb_err *err)
{
    *w = (tb_export_walk){ .panel = p, .only = only };
    if (only == NULL || tb_panel_index(p, only) != NULL)
        return TB_OK;
    const tb_index *x;
    size_t column;
    return tb_panel_find_indicator(&x, &column, p, only, err);
}

/* "" for none. */
static const char *get_source_id(const tb_panel *p, int32_t row)
{
    return row >= 0 ? tb_panel_source(p, (size_t)row)->id : "";
}

/* at: of [year][unit][indicator].
 * Everything in a row is borrowed from the panel; who is filled in by the walk. */
static tb_export_row make_value_row(const tb_panel *p, const tb_index *x, size_t at)
{
    size_t c = at % x->n_indicator;
    size_t i = at / x->n_indicator % x->n_unit;
    size_t t = at / x->n_indicator / x->n_unit;
    return (tb_export_row){ x,
                            x->indicator[c].code,
                            "",
                            c,
                            x->year[t],
                            x->unit_code[i],
                            NULL,
                            x->value[at],
                            get_source_id(p, x->source[at]),
                            (tb_cell)x->status[at] };
}

/* A node that the year's rules make of its parts; NaN: they do not, or a part is not known.
 * value NaN is passed over by the caller; no source, since nobody printed the figure. */
static tb_export_row find_computed(const tb_panel *p, const tb_index *x, size_t at)
{
    tb_export_row row = make_value_row(p, x, at);
    row.value =
        tb_score_cell(x, row.year, at / x->n_indicator % x->n_unit, at % x->n_indicator, NULL);
    row.source = "";
    row.basis = TB_CELL_COMPUTED;
    return row;
}

/* A rank has a basis and a source of its own where the panel keeps them.
 * TOTAL's place is called RANK, others CODE_RANK: the names that an import reads back. */
static tb_export_row make_rank_row(const tb_panel *p, const tb_index *x, size_t at)
{
    tb_export_row row = make_value_row(p, x, at);
    bool total = strcasecmp(row.indicator, "TOTAL") == 0;
    row.indicator = total ? "RANK" : row.indicator;
    row.suffix = total ? "" : "_RANK";
    row.value = x->rank[at];
    row.basis = x->rank_status != NULL ? (tb_cell)x->rank_status[at] : TB_CELL_PUBLISHED;
    if (x->rank_source != NULL)
        row.source = get_source_id(p, x->rank_source[at]);
    return row;
}

/* Each cell is visited twice, for its value and for its rank; w->rank tells which is next.
 * A rank of -1 is none. */
static bool read_next_cell(tb_export_walk *w, const tb_index *x, tb_export_row *row)
{
    size_t n = x->n_year * x->n_unit * x->n_indicator;
    while (w->cell < n) {
        size_t at = w->cell;
        bool rank = w->rank;
        w->rank = !rank;
        w->cell += rank;
        if (!rank && !isnan(x->value[at])) {
            *row = make_value_row(w->panel, x, at);
            return true;
        }
        if (!rank && x->status[at] == TB_CELL_NOT_HERE) {
            *row = find_computed(w->panel, x, at);
            if (!isnan(row->value))
                return true;
        }
        if (rank && x->rank[at] >= 0) {
            *row = make_rank_row(w->panel, x, at);
            return true;
        }
    }
    return false;
}

/* Percentages are facts and not cells; other facts are not exported.
 * f->scope is the code of the unit. */
static bool read_next_fact(tb_export_walk *w, const tb_index *x, tb_export_row *row)
{
    while (w->fact < x->n_fact) {
        const tb_fact *f = &x->fact[w->fact++];
        if (strcmp(f->kind, "percent") != 0 || f->indicator < 0)
            continue;
        size_t c = (size_t)f->indicator;
        *row = (tb_export_row){ x,
                                x->indicator[c].code,
                                "_PCT",
                                c,
                                f->year,
                                f->scope,
                                NULL,
                                f->value,
                                get_source_id(w->panel, f->source),
                                strcmp(f->basis, "derived") == 0 ? TB_CELL_DERIVED
                                                                 : TB_CELL_PUBLISHED };
        return true;
    }
    return false;
}

/* Who the unit of a row is; the cells of one unit and year follow one another. */
static void find_unit(tb_export_walk *w, tb_export_row *row)
{
    if (row->unit != w->code || row->year != w->year) {
        w->who = tb_panel_unit_of(w->panel, row->unit, row->year);
        w->code = row->unit;
        w->year = row->year;
    }
    row->who = w->who;
}

/* An index that has nothing left makes way for the next one, and the walk is at its beginning
 * again. */
bool tbi_export_next(tb_export_walk *w, tb_export_row *row)
{
    for (; w->index < tb_panel_indices(w->panel); w->index++, w->cell = w->fact = 0) {
        const tb_index *x = tb_panel_index_at(w->panel, w->index);
        if (w->only != NULL && strcasecmp(w->only, x->code) != 0)
            continue;
        if (!read_next_cell(w, x, row) && !read_next_fact(w, x, row))
            continue;
        find_unit(w, row);
        return true;
    }
    return false;
}

/* Walks a copy to its end: the walk itself stays where it is. */
size_t tbi_export_count(const tb_export_walk *w)
{
    tb_export_walk copy = *w;
    tb_export_row row;
    size_t n = 0;
    while (tbi_export_next(&copy, &row))
        n++;
    return n;
}

/* No copy where nothing stands behind the code. */
const char *tbi_export_code(const tb_export_row *row, tb_arena *a)
{
    const char *code = row->suffix[0] == '\0'
                           ? row->indicator
                           : tbi_arena_printf(a, "%s%s", row->indicator, row->suffix);
    return code != NULL ? code : "";
}

/* The words of the column `basis`, as imports read them. */
const char *tbi_export_basis(tb_cell basis)
{
    return basis == TB_CELL_COMPUTED  ? "computed"
           : basis == TB_CELL_DERIVED ? "derived"
                                      : "published";
}
