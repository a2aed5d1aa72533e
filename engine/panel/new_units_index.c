/* new_units_index.c - one index with the new units as its axis: what has a mean, what has a sum,
 * what has neither. */
#include "panel/new_units.h"

#include <math.h>
#include <string.h>
#include <strings.h>

/* The package says how scores of units taken together are made (tb_merge): a survey of citizens has
 * the mean over the citizens of the larger unit, so parts weigh by population; an index that marks
 * an administration or asks firms has no such mean. */
typedef struct work {
    tb_index *out;
    /* x: the old index. people: the one with the populations, NULL for none */
    const tb_index *x, *people;
    /* column of `people`, -1 for none */
    ptrdiff_t population;
    const tb_new_units *n;
    const tb_unit_names *unit_names; /* of the old panel */
    /* row of the source of computed cells */
    int32_t source;
    /* as tbi_new_units_index gives it out */
    int *nearest;
    tb_merge *rule; /* [n_indicator] */
    double *weight; /* scratch: of the parts of one unit */
    /* from here on the cubes of the new index, [year][new unit][indicator]; rank_status and
     * rank_from are NULL where the old index has none */
    int16_t *rank;
    uint8_t *status, *rank_status;
    double *value;
    int32_t *from, *rank_from;
} work;

/* Rules whose cells are sums over the parts: counts, and populations themselves. */
static bool has_whole_sum(tb_merge rule)
{
    return rule == TB_MERGE_SUM || rule == TB_MERGE_POPULATION;
}

/* row is one of the old panel's units. */
static const char *find_code(const work *w, size_t row)
{
    return w->unit_names->unit[row].code;
}

/* Populations of the parts in the year, or in the nearest year (the earlier of two) in which all of
 * them are known. false: in none. */
static bool weigh_parts(work *w, const tb_new_unit *u, int year)
{
    const tb_index *g = w->people;
    /* position of the nearest year so far, and its distance */
    int best = -1, far = 0;
    for (size_t t = 0; g != NULL && w->population >= 0 && t < g->n_year; t++) {
        int d = g->year[t] > year ? g->year[t] - year : year - g->year[t];
        /* an equally near later year does not replace an earlier one */
        if (best >= 0 && d >= far)
            continue;
        bool all = true;
        for (size_t m = 0; m < u->parts && all; m++) {
            ptrdiff_t at = tb_index_unit(g, find_code(w, u->part[m]));
            all =
                at >= 0 &&
                g->value[(t * g->n_unit + (size_t)at) * g->n_indicator + (size_t)w->population] > 0;
        }
        if (!all)
            continue;
        best = (int)t;
        far = d;
    }
    if (best < 0) {
        *w->nearest = -1;
        return false;
    }
    for (size_t m = 0; m < u->parts; m++)
        w->weight[m] = g->value[((size_t)best * g->n_unit +
                                 (size_t)tb_index_unit(g, find_code(w, u->part[m]))) *
                                    g->n_indicator +
                                (size_t)w->population];
    /* the first such year is enough for one sentence */
    if (far > 0 && *w->nearest == 0)
        *w->nearest = year;
    return true;
}

/* The cell of a unit of several parts, before the new units. */
static void merge_cell(work *w, size_t to, size_t t, const tb_new_unit *u, size_t c, bool weighed)
{
    size_t known = 0, withheld = 0, none = 0;
    double sum = 0, weights = 0;
    for (size_t m = 0; m < u->parts; m++) {
        ptrdiff_t i = tb_index_unit(w->x, find_code(w, u->part[m]));
        size_t at = i >= 0 ? (t * w->x->n_unit + (size_t)i) * w->x->n_indicator + c : 0;
        double v = i >= 0 ? w->x->value[at] : (double)NAN;
        double weight = w->rule[c] == TB_MERGE_MEAN ? w->weight[m] : 1;
        known += isnan(v) ? 0 : 1;
        withheld += i >= 0 && w->x->status[at] == TB_CELL_WITHHELD;
        none += i < 0 || w->x->status[at] == TB_CELL_NO_SCHEME;
        sum += weight * v;
        weights += weight;
    }
    bool whole = known == u->parts &&
                 (has_whole_sum(w->rule[c]) || (w->rule[c] == TB_MERGE_MEAN && weighed));
    w->status[to] = (uint8_t)(whole              ? TB_CELL_COMPUTED
                              : none == u->parts ? TB_CELL_NO_SCHEME
                              : withheld > 0     ? TB_CELL_WITHHELD
                                                 : TB_CELL_NOT_HERE);
    w->value[to] = !whole ? (double)NAN : w->rule[c] == TB_MERGE_MEAN ? sum / weights : sum;
    w->from[to] = whole ? w->source : -1;
}

/* The cell of a unit that goes on, or that never had another part; places among the old units are
 * left out. */
static void carry_cell(work *w, size_t to, size_t at, bool places)
{
    const tb_index *x = w->x;
    w->value[to] = x->value[at];
    w->status[to] = x->status[at];
    w->from[to] = x->source[at];
    if (!places)
        return;
    w->rank[to] = x->rank[at];
    if (w->rank_status != NULL)
        w->rank_status[to] = x->rank_status[at];
    if (w->rank_from != NULL)
        w->rank_from[to] = x->rank_source[at];
}

/* Every cell starts as one of a unit that did not exist. */
static void clear_rows(work *w, size_t to)
{
    w->value[to] = (double)NAN;
    w->status[to] = TB_CELL_NO_SCHEME;
    w->from[to] = -1;
    w->rank[to] = -1;
    if (w->rank_status != NULL)
        w->rank_status[to] = TB_CELL_NOT_HERE;
    if (w->rank_from != NULL)
        w->rank_from[to] = -1;
}

/* Whether any column needs the populations at all: without one no weights are looked for,
 * and no warning about them is due. */
static bool has_mean(const work *w)
{
    for (size_t c = 0; c < w->x->n_indicator; c++)
        if (w->rule[c] == TB_MERGE_MEAN)
            return true;
    return false;
}

/* Cells of new unit k in year t. Before the merger a unit of several parts is joined, a unit of one
 * part has the row of that part; later ones have their own row. */
static void fill_unit(work *w, size_t t, size_t k)
{
    const tb_index *x = w->x;
    const tb_new_unit *u = &w->n->unit[k];
    bool before = x->year[t] < w->n->first;
    bool weighed = before && u->parts > 1 && has_mean(w) && weigh_parts(w, u, x->year[t]);
    ptrdiff_t i = tb_index_unit(x, find_code(w, before && u->parts == 1 ? u->part[0] : u->row));
    for (size_t c = 0; c < x->n_indicator; c++) {
        size_t to = (t * w->n->units + k) * x->n_indicator + c;
        clear_rows(w, to);
        if (before && u->parts > 1)
            merge_cell(w, to, t, u, c, weighed);
        else if (i >= 0)
            carry_cell(w, to, (t * x->n_unit + (size_t)i) * x->n_indicator + c, !before);
    }
}

/* How many would have been ranked: all but those of which a part was withheld, where the publisher
 * ranked all that it did not withhold; else unknown.
 */
static int16_t count_units(const work *w, size_t t)
{
    size_t there = 0, gone = 0;
    ptrdiff_t total = tb_index_indicator(w->x, "TOTAL");
    if (total < 0 || w->rule[total] != TB_MERGE_MEAN || w->x->n_ranked[t] < 0)
        return -1;
    /* parts that there were, and those of them without a score to rank */
    size_t old = 0, old_gone = 0;
    for (size_t k = 0; k < w->n->units; k++) {
        bool out = false;
        const tb_new_unit *u = &w->n->unit[k];
        for (size_t m = 0; m < (u->parts > 0 ? u->parts : 1); m++) {
            ptrdiff_t i = tb_index_unit(w->x, find_code(w, u->parts > 0 ? u->part[m] : u->row));
            bool withheld =
                i < 0 ||
                w->x->status[(t * w->x->n_unit + (size_t)i) * w->x->n_indicator + (size_t)total] ==
                    TB_CELL_WITHHELD;
            old++;
            old_gone += withheld;
            out = out || withheld;
        }
        there++;
        gone += out;
    }
    return (size_t)w->x->n_ranked[t] + old_gone == old ? (int16_t)(there - gone) : -1;
}

/* Facts that stay true: figures of units that are one old province, what says something of the
 * country and not of its 63 places, and all later ones.
 */
static bool is_staying(const work *w, const tb_fact *f)
{
    if (f->year >= w->n->first)
        return true;
    if (strcmp(f->scope, "VN") == 0)
        return strcmp(f->kind, "mean") == 0 || strcmp(f->kind, "n_respondents") == 0;
    if (strcmp(f->kind, "score") != 0 && strcmp(f->kind, "withheld") != 0)
        return false;
    for (size_t k = 0; k < w->n->units; k++)
        if (w->n->unit[k].parts == 1 &&
            strcmp(find_code(w, w->n->unit[k].part[0]), f->scope) == 0 &&
            strcmp(find_code(w, w->n->unit[k].row), f->scope) == 0)
            return true;
    return false;
}

/* Spread of the known scores of the old units; NaN below three. */
static double estimate_spread(const tb_index *x, int year, ptrdiff_t column)
{
    ptrdiff_t t = tb_index_year(x, year);
    double n = 0, sum = 0, squares = 0;
    for (size_t i = 0; t >= 0 && column >= 0 && i < x->n_unit; i++) {
        double v = x->value[((size_t)t * x->n_unit + i) * x->n_indicator + (size_t)column];
        if (isnan(v))
            continue;
        n++;
        sum += v;
        squares += v * v;
    }
    return n >= 3 ? sqrt(fmax(squares - sum * sum / n, 0) / (n - 1)) : (double)NAN;
}

/* A national mean counts each old unit once, a mean of the new units each part of a unit of three
 * as a third: the same country, other weights. For scores that have nothing to do with who was
 * merged, the two differ by the spread times the root of the summed squares of the differences
 * between the weights; three times that widens the tolerance. false: the spread is not known, so
 * the mean says nothing that can be relied upon. */
static bool widen_tolerance(const work *w, tb_fact *f)
{
    double sd = estimate_spread(w->x, f->year, f->indicator);
    double old = 0;
    double squares = 0;
    for (size_t k = 0; k < w->n->units; k++)
        old += w->n->unit[k].parts > 0 ? (double)w->n->unit[k].parts : 1;
    for (size_t k = 0; k < w->n->units; k++) {
        double parts = w->n->unit[k].parts > 0 ? (double)w->n->unit[k].parts : 1;
        double differ = 1 / ((double)w->n->units * parts) - 1 / old;
        squares += parts * differ * differ;
    }
    if (isnan(sd))
        return false;
    f->tolerance = (f->tolerance > 0 ? f->tolerance : 0) + 3 * sqrt(squares) * sd;
    f->basis = "derived";
    return true;
}

/* false: no memory. weight is as long as the unit with the most parts needs. */
static bool make_room(work *w, tb_arena *a)
{
    const tb_index *x = w->x;
    size_t cells = x->n_year * w->n->units * x->n_indicator, parts = 1;
    for (size_t k = 0; k < w->n->units; k++)
        parts = w->n->unit[k].parts > parts ? w->n->unit[k].parts : parts;
    w->rule = TB_NEW(a, tb_merge, x->n_indicator);
    w->weight = TB_NEW(a, double, parts);
    w->value = TB_NEW(a, double, cells);
    w->status = TB_NEW(a, uint8_t, cells);
    w->from = TB_NEW(a, int32_t, cells);
    w->rank = TB_NEW(a, int16_t, cells);
    if (x->rank_status != NULL)
        w->rank_status = TB_NEW(a, uint8_t, cells);
    if (x->rank_source != NULL)
        w->rank_from = TB_NEW(a, int32_t, cells);
    return !a->refused;
}

/* out shares with x what does not depend on the units: axes of years and indicators, nodes,
 * schemes, texts. */
bool tbi_new_units_index(tb_index *out, const tb_index *x, const tb_new_units *n,
                         const tb_panel *old, int32_t source, int *nearest, tb_arena *a)
{
    work w = { .out = out,
               .x = x,
               .n = n,
               .unit_names = &old->unit_names,
               .source = source,
               .nearest = nearest };
    size_t population = 0;
    w.people = tb_panel_population(old, &population);
    w.population = w.people != NULL ? (ptrdiff_t)population : -1;
    const char **code = TB_NEW(a, const char *, n->units);
    int16_t *ranked = TB_NEW(a, int16_t, x->n_year);
    tb_fact *fact = TB_NEW(a, tb_fact, x->n_fact);
    if (!make_room(&w, a))
        return false;
    for (size_t c = 0; c < x->n_indicator; c++)
        w.rule[c] = tb_index_merge(x, c);
    for (size_t k = 0; k < n->units; k++)
        code[k] = find_code(&w, n->unit[k].row);
    for (size_t t = 0; t < x->n_year; t++) {
        for (size_t k = 0; k < n->units; k++)
            fill_unit(&w, t, k);
        /* later years were published of the new units themselves */
        ranked[t] = x->year[t] < n->first ? count_units(&w, t) : x->n_ranked[t];
    }
    /* shared with the old index unless replaced below */
    *out = *x;
    out->n_unit = n->units;
    out->unit_code = code;
    out->value = w.value;
    out->status = w.status;
    out->source = w.from;
    out->rank = w.rank;
    out->rank_status = w.rank_status;
    out->rank_source = w.rank_from;
    out->n_ranked = ranked;
    out->fact = fact;
    out->n_fact = 0;
    for (size_t f = 0; f < x->n_fact; f++)
        if (is_staying(&w, &x->fact[f])) {
            tb_fact *kept = &fact[out->n_fact];
            *kept = x->fact[f];
            /* a mean over the old units is kept only when its tolerance could be widened */
            bool mean = kept->year < n->first && strcmp(kept->scope, "VN") == 0 &&
                        strcmp(kept->kind, "mean") == 0;
            out->n_fact += !mean || widen_tolerance(&w, kept);
        }
    return true;
}
