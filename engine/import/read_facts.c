/* read_facts.c - figures on whole tables and figures printed elsewhere: kind, scope, a label before
 * a colon, a tolerance. */
#include "base/error.h"
#include "import/reading.h"
#include "messages/import.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Every kind of fact that some stage reads. One that is not among them would be read by
 * nobody, so it is rejected. */
static const char *const kinds[] = { "n_ranked",
                                     "mean",
                                     "median",
                                     "best",
                                     "worst",
                                     "range",
                                     "ratio",
                                     "count_above",
                                     "count_below",
                                     "count_above_mean",
                                     "count_group",
                                     "group",
                                     "group_from",
                                     "group_to",
                                     "withheld",
                                     "score",
                                     "rank",
                                     "change",
                                     "rank_change",
                                     "largest_fall",
                                     "n_up",
                                     "n_down",
                                     "n_respondents",
                                     "percent",
                                     "n_same",
                                     "smallest_rise",
                                     "smallest_fall",
                                     "rank_region",
                                     "n_leader_respondents" };

typedef struct fact_columns {
    /* columns of the table, -1 for none */
    ptrdiff_t index, year, scope, indicator, kind, value, tolerance, source, basis;
} fact_columns;

/* Case counts: kinds are written by package authors and not by hand. */
static bool is_known_kind(const char *kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i], kind) == 0)
            return true;
    return false;
}

/* A region is whatever a unit of the table says that it belongs to; there is no list of
 * them. */
static bool is_region(const tb_builder *d, const char *scope)
{
    for (size_t u = 0; u < d->units; u++)
        if (d->unit[u].region[0] != '\0' && strcmp(d->unit[u].region, scope) == 0)
            return true;
    return false;
}

/* VN, a region, or a unit, whose code is returned. NULL: rejected. */
static const char *find_scope(tb_reading *r, tb_csv *c, const tb_csv_row *row, ptrdiff_t column,
                              int year, tb_arena *a)
{
    const char *scope = tbi_reading_text(r, row, column, a);
    if (strcmp(scope, "VN") == 0 || is_region(r->draft, scope) ||
        (!r->draft->has_units && scope[0] != '\0'))
        return scope;
    ptrdiff_t code = tbi_reading_unit(r, c, row, column, year);
    return code >= 0 ? r->draft->code[code] : NULL;
}

/* Says what a fact is about, where figures of two tables differ. */
static void note_clash(tb_reading *r, const tb_spot *at, const tb_builder_index *x,
                       const tb_fact *old, const tb_fact *new)
{
    tbi_reject_say(r->rejects, at, TB_MSG_IMPORT_FACTS_DIFFER, x->code, new->indicator_code,
                   new->year, new->scope, new->kind, old->text, new->text);
    r->rejects->remedies |= TB_REMEDY_PREFER;
}

/* By the path of the table or by its source, as --prefer names either. */
static bool is_preferred(const tb_reading *r, unsigned table, int32_t source)
{
    for (const char *const *p = r->opts->prefer; p != NULL && *p != NULL; p++)
        if (strcmp(*p, r->table[table].path) == 0 ||
            (source >= 0 && strcmp(*p, r->draft->source[source].id) == 0))
            return true;
    return false;
}

/* Facts of words are compared as texts, numbers within the wider of the two tolerances. */
static bool is_same_fact(const tb_fact *a, const tb_fact *b)
{
    if (isnan(a->value) || isnan(b->value))
        return strcmp(a->text, b->text) == 0;
    return fabs(a->value - b->value) <= fmax(a->tolerance, b->tolerance) + 1e-9;
}

/* Without memory the fact counts as not there. */
int64_t tbi_fact_at(const tb_builder_index *x, const tb_fact *f)
{
    tb_arena scratch = { 0 };
    const char *key = tbi_arena_printf(&scratch, "%d\x1f%s\x1f%s\x1f%s\x1f%s", f->year, f->scope,
                                       f->indicator_code, f->kind, f->label);
    int64_t had =
        key != NULL ? tbi_hash_map_get(&x->fact_key, key, strlen(key), true) : TB_DICT_NONE;
    tbi_arena_free(&scratch);
    return had;
}

/* Two readings of one fact, by the same reasons as two of a cell (merge.c), though without
 * decimals: equal within the tolerances, then preference, then published before derived. Twice
 * in one table is an error in any case. The key is year, scope, indicator, kind and label. What
 * clashes is rejected until a preference decides. */
void tbi_merge_fact(tb_reading *r, tb_builder_index *x, const tb_fact *f, const tb_spot *at)
{
    tb_arena scratch = { 0 };
    unsigned table = (unsigned)r->tables - 1;
    const char *key = tbi_arena_printf(&scratch, "%d\x1f%s\x1f%s\x1f%s\x1f%s", f->year, f->scope,
                                       f->indicator_code, f->kind, f->label);
    int64_t had =
        key != NULL ? tbi_hash_map_get(&x->fact_key, key, strlen(key), true) : TB_DICT_NONE;
    if (key == NULL) {
        r->no_memory = true;
    } else if (had < 0) {
        if (!tbi_hash_map_put(&x->fact_key, key, strlen(key), true, (uint32_t)x->facts) ||
            !tbi_builder_fact(r->draft, x, f, table))
            r->no_memory = true;
    } else if (x->fact_table[had] == table) {
        tbi_reject_say(r->rejects, at, TB_MSG_IMPORT_FACT_TWICE, x->code, f->indicator_code,
                       /* one publication says it again: both are its sources */
                       f->year, f->scope, f->kind);
    } else if (is_same_fact(&x->fact[had], f)) {
        x->fact[had].source = tbi_builder_source_both(r->draft, x->fact[had].source, f->source);
    } else if (is_preferred(r, table, f->source) ||
               (strcmp(x->fact[had].basis, "derived") == 0 && strcmp(f->basis, "published") == 0)) {
        /* the texts of the key are equal to those that are there, so only the others are copied */
        tb_fact own = *f;
        own.scope = x->fact[had].scope;
        own.indicator_code = x->fact[had].indicator_code;
        own.kind = x->fact[had].kind;
        own.label = x->fact[had].label;
        own.text = tbi_arena_text(&r->draft->own, f->text);
        own.basis = tbi_arena_text(&r->draft->own, f->basis);
        if (own.text == NULL || own.basis == NULL)
            r->no_memory = true;
        else
            x->fact[had] = own;
        /* a derived one that differs from a published one is passed over */
    } else if (!is_preferred(r, x->fact_table[had], x->fact[had].source) &&
               !(strcmp(x->fact[had].basis, "published") == 0 &&
                 strcmp(f->basis, "derived") == 0)) {
        note_clash(r, at, x, &x->fact[had], f);
    }
    tbi_reading_forget(r, &scratch);
}

/* One row of facts. "label:number" in the value gives the label; a fact of kind "group" has a
 * letter and no number. "PAR,2021,VN,TOTAL,mean,86.37": what a publisher says of the whole
 * table and not of one unit. What is wrong is rejected, and the row left. */
static void read_row(tb_reading *r, tb_csv *c, const tb_csv_row *row, const fact_columns *at,
                     const tb_resource *of, tb_arena *a)
{
    const char *code = tbi_reading_text(r, row, at->index, a);
    if (code[0] == '\0')
        code = of->index;
    tb_spot spot = tbi_reading_spot(r, c, row, at->index);
    tb_builder_index *x = tbi_reading_index(r, &spot, code, strlen(code));
    int year = tbi_reading_year(r, c, row, at->year);
    if (x == NULL || year == 0)
        return;
    const char *scope = find_scope(r, c, row, at->scope, year, a);
    const char *kind = tbi_reading_text(r, row, at->kind, a);
    if (scope == NULL)
        return;
    spot = tbi_reading_spot(r, c, row, at->kind);
    if (!is_known_kind(kind)) {
        tbi_reject_say(r->rejects, &spot, TB_MSG_IMPORT_NOT_FACT_KIND, kind);
        return;
    }
    const char *indicator = tbi_reading_text(r, row, at->indicator, a);
    if (indicator[0] == '\0')
        indicator = "TOTAL";
    ptrdiff_t column = -1;
    tb_cell_kind what = TB_KIND_VALUE;
    if (!tbi_reading_indicator(&column, &what, r, x, indicator, strlen(indicator))) {
        spot = tbi_reading_spot(r, c, row, at->indicator);
        tbi_reading_no_indicator(r, x, &spot, indicator, strlen(indicator));
        return;
    }
    const char *value = tbi_reading_text(r, row, at->value, a);
    /* "A:16" is a figure about group A */
    const char *colon = strchr(value, ':');
    const char *label = colon != NULL ? tbi_arena_text_n(a, value, (size_t)(colon - value)) : "";
    const char *text = colon != NULL ? colon + 1 : value;
    const char *basis = tbi_reading_text(r, row, at->basis, a);
    if (basis[0] != '\0' && strcmp(basis, "published") != 0 && strcmp(basis, "derived") != 0) {
        spot = tbi_reading_spot(r, c, row, at->basis);
        tbi_reject_say(r->rejects, &spot, TB_MSG_IMPORT_NOT_BASIS_OF, basis);
        return;
    }
    const char *source = tbi_reading_text(r, row, at->source, a);
    const char *tolerance = tbi_reading_text(r, row, at->tolerance, a);
    /* column -1 for facts of places */
    tb_fact f = {
        year,        scope, what == TB_KIND_VALUE ? column : -1,    indicator, kind, label, text,
        (double)NAN, 0,     basis[0] != '\0' ? basis : "published", -1
    };
    /* a file between whose fields stand commas cannot have them as decimal marks */
    bool comma = tbi_csv_separator(c) != ',';
    spot = tbi_reading_spot(r, c, row, at->value);
    if (!tbi_parse_double(&f.value, NULL, text, strlen(text), comma))
        f.value = (double)NAN;
    if (isnan(f.value) && strcmp(kind, "group") != 0) {
        tbi_reject_say(r->rejects, &spot, TB_MSG_IMPORT_NOT_NUMBER, text);
        return;
    }
    if (tolerance[0] != '\0' &&
        (!tbi_parse_double(&f.tolerance, NULL, tolerance, strlen(tolerance), comma) ||
         f.tolerance < 0)) {
        spot = tbi_reading_spot(r, c, row, at->tolerance);
        tbi_reject_say(r->rejects, &spot, TB_MSG_IMPORT_NOT_TOLERANCE, tolerance);
        return;
    }
    if (source[0] != '\0' && (f.source = tbi_builder_source(r->draft, source, strlen(source))) < 0)
        r->no_memory = true;
    tbi_merge_fact(r, x, &f, &spot);
}

/* The first required column that is missing is named, and the table is left. Required: year,
 * scope, kind, value; index may be that of the resource. */
tb_status tbi_read_facts(tb_reading *r, tb_csv *c, const tb_resource *x, tb_err *err)
{
    fact_columns at = { tbi_csv_column(c, "index"),     tbi_csv_column(c, "year"),
                        tbi_csv_column(c, "scope"),     tbi_csv_column(c, "indicator"),
                        tbi_csv_column(c, "kind"),      tbi_csv_column(c, "value"),
                        tbi_csv_column(c, "tolerance"), tbi_csv_column(c, "source"),
                        tbi_csv_column(c, "basis") };
    tb_spot head = { x->path, 1, 0, NULL, NULL };
    if (at.year < 0 || at.scope < 0 || at.kind < 0 || at.value < 0) {
        tbi_reject_say(r->rejects, &head, TB_MSG_IMPORT_NO_COLUMN,
                       at.year < 0    ? "year"
                       : at.scope < 0 ? "scope"
                       : at.kind < 0  ? "kind"
                                      : "value");
        return TB_OK;
    }
    tb_csv_row row;
    tb_status st;
    while ((st = tbi_reading_next(r, c, &row, err)) == TB_OK && row.count > 0) {
        tb_arena a = { 0 };
        r->table[r->tables - 1].rows++;
        read_row(r, c, &row, &at, x, &a);
        tbi_reading_forget(r, &a);
    }
    return st;
}
