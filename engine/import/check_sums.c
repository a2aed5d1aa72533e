/* check_sums.c - after all tables were read: do parts add up to what was published of the whole? */
#include "import/reading.h"
#include "messages/import.h"
#include "messages/one_language.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PARTS_MOST = 256 };

/* Parts of one node of one kind in one year. PAR adds the same points up in two ways, by kind field
 * and by kind block, so kinds are never mixed. */
typedef struct parts {
    /* a node with more parts than this is not checked: list_parts says so */
    size_t count, column[PARTS_MOST];
    double weight[PARTS_MOST];
} parts;

/* Both ends of a span count. */
static bool is_valid_in(const tb_node *n, int year)
{
    return n->first_year <= year && year <= n->last_year;
}

/* Kinds whose points are printed so that they add up to the whole without weights. Of other
 * kinds that is believed only where the maxima of the parts add up to that of the whole
 * (settle_weights). */
static bool has_plain_sum(const char *kind)
{
    static const char *const kinds[] = { "field", "block", "dimension", "sub-dimension" };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i], kind) == 0)
            return true;
    return false;
}

/* Turns the weights as read into points of the whole per point of a part. false: how the parts
 * add up is not known. max [count]: points of each part's scale, NaN where not known. Weights of
 * percents (sum 100) become whole->max / part's max / 100; no weight anywhere is a plain sum
 * where the maxima add up to the whole's. */
static bool settle_weights(parts *p, const double *max, const tb_node *whole, const char *kind)
{
    size_t without = 0;
    double sum = 0, sum_max = 0;
    for (size_t k = 0; k < p->count; k++) {
        without += isnan(p->weight[k]) ? 1 : 0;
        sum += p->weight[k];
        sum_max += max[k];
    }
    /* within one: published weights are rounded */
    if (without == 0 && p->count > 1 && fabs(sum - 100) < 1) { /* percents of the whole */
        for (size_t k = 0; k < p->count; k++) {
            if (isnan(max[k]) || isnan(whole->max))
                return false;
            p->weight[k] *= whole->max / max[k] / 100;
        }
        return true;
    }
    if (without == 0)
        return true;
    /* some with and some without a weight is not understood */
    if (without < p->count || !(has_plain_sum(kind) || fabs(sum_max - whole->max) < 1e-6))
        return false;
    for (size_t k = 0; k < p->count; k++)
        p->weight[k] = 1;
    return true;
}

/* Parts of `whole` of one kind in a year. false: none, more than there is room for, or not known
 * how they add up. Parts are the nodes directly below in the scheme of the year. */
static bool list_parts(parts *p, const tb_builder_index *x, const tb_node *whole, const char *kind,
                       int year)
{
    double max[PARTS_MOST];
    p->count = 0;
    for (size_t i = 0; i < x->nodes; i++) {
        const tb_node *n = &x->node[i];
        if (n->parent != (ptrdiff_t)whole->indicator || !is_valid_in(n, year) ||
            strcmp(n->kind, kind) != 0)
            continue;
        if (p->count == PARTS_MOST)
            return false;
        p->column[p->count] = n->indicator;
        p->weight[p->count] = n->weight;
        max[p->count++] = n->max;
    }
    return p->count > 0 && settle_weights(p, max, whole, kind);
}

/* Whether conflicts.csv has a row about the cell: a sum that does not agree was looked at
 * already. */
static bool is_settled(const tb_reading *r, const tb_builder_index *x, size_t column, int year,
                       size_t code)
{
    char key[400];
    int n = snprintf(key, sizeof key, "%.100s\x1f%.100s\x1f%d\x1f%.100s", x->code,
                     x->indicator[column].code, year, r->draft->code[code]);
    return n > 0 && (size_t)n < sizeof key &&
           tbi_hash_map_get(&r->conflict_at, key, (size_t)n, true) >= 0;
}

typedef struct sum_watch {
    /* filled over one index; complete: the caller said that the data are whole */
    tb_reading *r;
    tb_builder_index *x;
    bool complete;
    size_t count; /* sums that do not agree, and a word on the first */
    /* the sentence in English and in Vietnamese */
    char first[300], first_vi[300];
} sum_watch;

/* A figure that was read from where it is printed: each such sum is named. */
static bool is_guessed(const tb_reading *r, const tb_slab *s, size_t at)
{
    unsigned table = TB_MARK_TABLE(s->mark[at]);
    return table < r->tables && r->resource[table]->all != NULL && r->resource[table]->all->guessed;
}

static void note_guessed(sum_watch *w, const tb_slab *s, size_t column, size_t code, int year,
                         double sum)
{
    const char *unit = w->r->draft->code[code], *node = w->x->indicator[column].code;
    /* the caller may have named this sum as one that is printed so; it is said all the same */
    (void)tbi_fault_met(w->r, tbi_fault_name(w->r, "sum", w->x->code, node, year, unit));
    tbi_reading_note(w->r, "sum", TB_MSG_IMPORT_GUESSED_SUM, w->x->code, node, year, unit,
                     s->value[tb_slab_at(s, column, code)], sum);
}

/* What offered itself as complete is rejected. Else figures that were read from a guessed place
 * are named each, and of the others the first one only, with how many. sum: of the parts, in
 * points of the whole. */
static void reject_sums(sum_watch *w, const tb_slab *s, size_t column, size_t code, int year,
                        double sum, bool guessed)
{
    size_t at = tb_slab_at(s, column, code);
    unsigned table = TB_MARK_TABLE(s->mark[at]);
    const char *unit = w->r->draft->code[code], *name = w->x->indicator[column].code;
    if (w->complete || w->x->complete) {
        tb_spot spot = { table < w->r->tables ? w->r->table[table].path : "", 0, 0, NULL, NULL };
        /* to find the line the table is read again: not more than fifty times */
        if (w->r->rejects->count < 50)
            spot = tbi_locate(w->r, table, w->x, column, TB_KIND_VALUE, year, (ptrdiff_t)code);
        tbi_reject_say(w->r->rejects, &spot, TB_MSG_IMPORT_PARTS_SUM, w->x->code, name, year, unit,
                       s->value[at], sum);
        return;
    }
    if (guessed) {
        note_guessed(w, s, column, code, year, sum);
        return;
    }
    if (w->count++ > 0)
        return;
    snprintf(w->first, sizeof w->first, TB_EN(TB_MSG_IMPORT_ITS_PARTS_ADD_UP), name, year, unit,
             s->value[at], sum);
    snprintf(w->first_vi, sizeof w->first_vi, TB_VI(TB_MSG_IMPORT_ITS_PARTS_ADD_UP), name, year,
             unit, s->value[at], sum);
}

/* Only published totals of which every part is known. The slack is what rounding explains: of the
 * total one unit of its last digit, of each part half of one times its weight. */
static void check_node(sum_watch *w, const tb_node *whole, const char *kind, int year)
{
    parts p;
    const tb_slab *s = w->x->slab[year - TB_YEAR_FIRST];
    if (whole->indicator >= s->indicators || !list_parts(&p, w->x, whole, kind, year))
        return;
    for (size_t code = 0; code < s->units; code++) {
        size_t at = tb_slab_at(s, whole->indicator, code);
        if (!TB_MARK_IS(s->mark[at]) || TB_MARK_DERIVED(s->mark[at]))
            continue;
        double sum = 0;
        /* the decimals as printed: 83.4 may be any of 83.35 to 83.45 */
        double slack = pow(10, -TB_MARK_DECIMALS(s->mark[at])) + 1e-9;
        bool whole_known = true;
        bool guessed = is_guessed(w->r, s, at);
        for (size_t k = 0; k < p.count && whole_known; k++) {
            size_t part = p.column[k] < s->indicators ? tb_slab_at(s, p.column[k], code) : SIZE_MAX;
            whole_known = part != SIZE_MAX && TB_MARK_IS(s->mark[part]);
            if (!whole_known)
                break;
            guessed = guessed || is_guessed(w->r, s, part);
            sum += p.weight[k] * s->value[part];
            slack += fabs(p.weight[k]) * 0.5 * pow(10, -TB_MARK_DECIMALS(s->mark[part]));
        }
        if (whole_known && fabs(sum - s->value[at]) > slack &&
            !is_settled(w->r, w->x, whole->indicator, year, code))
            reject_sums(w, s, whole->indicator, code, year, sum, guessed);
    }
}

/* Every node with its parts, kind by kind; more than eight kinds below one node are not looked
 * at. O(nodes^2), some hundreds squared. */
static void check_year(sum_watch *w, int year)
{
    for (size_t i = 0; i < w->x->nodes; i++) {
        const tb_node *whole = &w->x->node[i];
        if (!is_valid_in(whole, year))
            continue;
        const char *seen[8] = { NULL };
        size_t kinds = 0;
        for (size_t k = 0; k < w->x->nodes && kinds < 8; k++) {
            const tb_node *n = &w->x->node[k];
            if (n->parent != (ptrdiff_t)whole->indicator || !is_valid_in(n, year))
                continue;
            bool had = false;
            for (size_t j = 0; j < kinds; j++)
                had = had || strcmp(seen[j], n->kind) == 0;
            if (had)
                continue;
            seen[kinds++] = n->kind;
            check_node(w, whole, n->kind, year);
        }
    }
}

/* What was neither rejected nor named by itself is said once an index, with how many sums
 * differ and the first of them: a package of thirty years could have thousands. */
void tbi_check_sums(tb_reading *r, bool complete)
{
    for (size_t i = 0; i < r->draft->indices; i++) {
        sum_watch w = { .r = r, .x = r->draft->index[i], .complete = complete };
        for (int y = TB_YEAR_FIRST; y <= TB_YEAR_LAST; y++)
            if (w.x->slab[y - TB_YEAR_FIRST] != NULL)
                check_year(&w, y);
        if (w.count == 0)
            continue;
        tbi_reading_note(r, "sum", TB_MSG_IMPORT_SUMS_DIFFER, w.x->code, w.count, w.first,
                         w.first_vi);
    }
}

/* Some reports print parts as percents of their maximum alone. The value made of one is
 * marked derived, so that a published value of another table would have gone before it; it
 * is made after all tables for the same reason. */
void tbi_check_percents(tb_reading *r)
{
    for (size_t i = 0; i < r->draft->indices; i++) {
        tb_builder_index *x = r->draft->index[i];
        for (size_t k = 0; k < x->facts; k++) {
            const tb_fact *f = &x->fact[k];
            if (strcmp(f->kind, "percent") != 0 || f->indicator < 0)
                continue;
            ptrdiff_t code = tbi_builder_code(r->draft, f->scope, strlen(f->scope), false);
            const tb_limit *limit = code >= 0 ? tbi_reading_limits(r, x, f->year) : NULL;
            if (limit == NULL || isnan(limit[f->indicator].hi))
                continue;
            tb_slab *s = tbi_builder_slab(r->draft, x, f->year);
            if (s == NULL) {
                r->no_memory = true;
                return;
            }
            size_t at = tb_slab_at(s, (size_t)f->indicator, (size_t)code);
            /* a value that some table has holds over one made of a percent */
            if (TB_MARK_IS(s->mark[at]))
                continue;
            /* percent x maximum / 100 has few decimals: what binary arithmetic adds is no figure */
            s->value[at] = round(f->value * limit[f->indicator].hi * 1e7) / 1e9;
            s->source[at] = f->source;
            s->mark[at] = TB_MARK(true, 3, x->fact_table[k]);
        }
    }
}
