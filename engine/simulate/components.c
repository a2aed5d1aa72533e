/* components.c - walks the tree of an index down to the parts that are known in a year, with the
 * points that each is worth. */
#include "simulate/components.h"

#include "base/error.h"
#include "messages/simulate.h"

#include <math.h>
#include <string.h>
#include <tangbac/score.h>

/* What the walk carries. */
typedef struct walk {
    tb_sim_components *t; /* filled on the way */
    /* whose tree is walked */
    const tb_index *x;
    int year;
    bool leaf;   /* down to the leaves, not to the dimensions alone */
    size_t room; /* parts that the arrays of t hold */
} walk;

static size_t count_known(const tb_index *x, int year, size_t column)
{
    size_t known = 0;
    for (size_t i = 0; i < x->n_unit; i++)
        known += isnan(tb_score_cell(x, year, i, column, NULL)) ? 0 : 1;
    return known;
}

/* A cut is a split of the answers, not a part of the sum. */
static bool is_part(const tb_node *n, size_t parent, int year)
{
    return n->parent == (ptrdiff_t)parent && n->first_year <= year && year <= n->last_year &&
           strcmp(n->kind, "cut") != 0;
}

/* Where an index adds the same points in two ways (fields and blocks), the way of which more is
 * known. NULL: no parts. Borrowed from a node. */
static const char *name_kind(const tb_index *x, int year, size_t parent)
{
    const char *best = NULL;
    size_t most = 0;
    for (size_t k = 0; k < x->n_node; k++) {
        if (!is_part(&x->node[k], parent, year))
            continue;
        size_t known = 0;
        for (size_t m = 0; m < x->n_node; m++)
            if (is_part(&x->node[m], parent, year) && strcmp(x->node[m].kind, x->node[k].kind) == 0)
                known += count_known(x, year, x->node[m].indicator);
        if (known > most) {
            most = known;
            best = x->node[k].kind;
        }
    }
    return best;
}

/* Points of the parent per weighted point of its parts: publishers write weights as shares,
 * percents or not at all. */
static double find_scale(const tb_index *x, int year, size_t parent, const char *kind)
{
    const tb_node *whole = tb_index_node(x, parent, year);
    double sum = 0;
    for (size_t k = 0; k < x->n_node; k++)
        if (is_part(&x->node[k], parent, year) && strcmp(x->node[k].kind, kind) == 0)
            sum += (isnan(x->node[k].weight) ? 1 : x->node[k].weight) * x->node[k].max;
    if (whole == NULL || isnan(whole->max) || !(sum > 0))
        return 1;
    return fabs(sum / whole->max - 1) < 0.05 ? 1 : whole->max / sum;
}

/* Walks down from a node to the parts that the composite is made of, `points` being what one
 * point of the node is worth in the composite. A node is replaced by its parts as long as these
 * are known somewhere (and the caller wants leaves); what it stops at is a part. At depth 0 each
 * child opens a dimension. points: of the composite. Depth is bounded, so that a circle in a
 * table of nodes ends. */
static void walk_node(walk *w, size_t column, double points, size_t depth, size_t dimension)
{
    tb_sim_components *t = w->t;
    const char *kind =
        depth < 16 && (depth == 0 || w->leaf) ? name_kind(w->x, w->year, column) : NULL;
    /* only where every part is known somewhere is a node replaced by its parts */
    if (kind != NULL && depth > 0) {
        for (size_t k = 0; k < w->x->n_node && kind != NULL; k++)
            if (is_part(&w->x->node[k], column, w->year) && strcmp(w->x->node[k].kind, kind) == 0 &&
                count_known(w->x, w->year, w->x->node[k].indicator) == 0)
                kind = NULL;
    }
    if (kind == NULL) {
        if (depth == 0 || t->parts == w->room)
            return;
        t->of[t->parts] = column;
        t->point[t->parts] = points;
        t->dimension[t->parts++] = dimension;
        return;
    }
    double scale = find_scale(w->x, w->year, column, kind);
    for (size_t k = 0; k < w->x->n_node; k++) {
        const tb_node *n = &w->x->node[k];
        if (!is_part(n, column, w->year) || strcmp(n->kind, kind) != 0)
            continue;
        double worth = points * scale * (isnan(n->weight) ? 1 : n->weight);
        if (depth == 0) {
            dimension = t->dimensions++;
            t->dimension_code[dimension] = w->x->indicator[n->indicator].code;
            t->dimension_of[dimension] = n->indicator;
            t->dimension_point[dimension] = worth;
        }
        walk_node(w, n->indicator, worth, depth + 1, dimension);
    }
}

/* A row that holds in the year wins; otherwise the first one of the code. */
const tb_unit *tbi_sim_unit_of(const tb_panel *p, const char *code, int year)
{
    const tb_unit *u = tb_panel_unit_of(p, code, year);
    return u != NULL ? u : tb_panel_unit_of(p, code, 0);
}

/* Units that existed that year: of the index's units those that the units table lists, or that have
 * a value. */
static void find_units(tb_sim_components *t, const tb_panel *p)
{
    const tb_index *x = t->index;
    for (size_t i = 0; i < x->n_unit; i++) {
        const tb_unit *u = tbi_sim_unit_of(p, x->unit_code[i], t->year);
        bool known = false;
        for (size_t j = 0; j < t->parts && !known; j++)
            known = !isnan(tb_score_cell(x, t->year, i, t->of[j], NULL));
        if (u == NULL || (!known && !tb_unit_holds(u, t->year)))
            continue;
        t->unit[t->units] = u;
        t->row[t->units++] = i;
    }
}

/* Official weight of a part = points of the composite per point of the part times the part's
 * range, brought to sum 1. Where any range is not stated all are taken as one point, with a
 * notice. t->weight sums to 1; low and high in points of the part. TB_EDATA: a weight below 0,
 * or nothing but zeros. */
static tb_status weigh_parts(tb_sim_components *t, tb_notice_list *w, tb_arena *a, tb_err *err)
{
    double sum = 0;
    bool ranges = true;
    for (size_t j = 0; j < t->parts; j++) {
        const tb_node *n = tb_index_node(t->index, t->of[j], t->year);
        t->low[j] = n != NULL ? n->min : NAN;
        t->high[j] = n != NULL ? n->max : NAN;
        ranges = ranges && t->high[j] > 0;
    }
    for (size_t j = 0; j < t->parts; j++) {
        if (t->point[j] < 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_OFFICIAL_WEIGHT_MUST_LEAST,
                            t->index->code, t->code[j], t->point[j]);
        sum += t->weight[j] =
            t->point[j] * (ranges ? t->high[j] - (t->low[j] > 0 ? t->low[j] : 0) : 1);
    }
    if (!(sum > 0))
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_OFFICIAL_WEIGHTS_COMPONENTS_SU,
                        t->index->code, t->year);
    for (size_t j = 0; j < t->parts; j++)
        t->weight[j] /= sum;
    if (!ranges && !tbi_notice_add(w, a, "ranges", TB_MSG_SIMULATE_SCHEME_DOES_STATE_RANGE))
        return tbi_no_memory(err, "a notice");
    return TB_OK;
}

/* lacking: the year is there, but not the components. */
static tb_status refuse_year(tb_sim_components *t, const char *name, int year, tb_err *err)
{
    const tb_index *x = t->index;
    if (tb_index_year(x, year) < 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_HAS_YEAR_PANEL_HAS, x->code, year,
                        x->n_year ? x->year[0] : 0, x->n_year ? x->year[x->n_year - 1] : 0);
    t->lacking = true;
    return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_HAS_COMPONENTS_PANEL_RANK, name, year);
}

/* Whether two units differ in a component. */
static bool is_different(const double *x, size_t n)
{
    double first = NAN;
    for (size_t i = 0; i < n; i++) {
        if (isnan(x[i]))
            continue;
        if (isnan(first))
            first = x[i];
        if (x[i] != first)
            return true;
    }
    return false;
}

/* A component without any value, fewer than two units that have all, or nothing that differs: no
 * ranking can be made. t->lacking is set for the first two, which completed tables can still
 * answer. Needs t->x. TB_EDATA in all three cases. */
static tb_status check_values(tb_sim_components *t, tb_err *err)
{
    size_t whole = 0;
    bool some = false;
    for (size_t j = 0; j < t->parts; j++) {
        size_t known = 0;
        for (size_t i = 0; i < t->units; i++)
            known += isnan(t->x[j * t->units + i]) ? 0 : 1;
        t->lacking = known == 0;
        if (known == 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_HAS_VALUE_PANEL_SO, t->index->code,
                            t->code[j], t->year);
        some = some || is_different(t->x + j * t->units, t->units);
    }
    for (size_t i = 0; i < t->units; i++) {
        bool all = true;
        for (size_t j = 0; j < t->parts; j++)
            all = all && !isnan(t->x[j * t->units + i]);
        whole += all;
    }
    t->lacking = whole < 2;
    if (whole < 2)
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_ONLY_UNIT_ALL_COMPONENTS, whole,
                        whole == 1 ? " has" : "s have", t->index->code, t->year);
    if (!some)
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_ALL_UNITS_HAVE_EQUAL, t->index->code,
                        t->year);
    return TB_OK;
}

/* Parts from the tree of the year, then the units that have them, then values and weights. One
 * part alone is no composite. All arrays are a's; t->x [parts][units] in points as published,
 * NaN: absent. TB_EDATA where no composite can be made. */
tb_status tbi_sim_components_read(tb_sim_components *t, const tb_panel *p,
                                  const tb_simulate_opts *o, tb_arena *a, tb_notice_list *w,
                                  tb_err *err)
{
    const tb_index *x;
    size_t column;
    tb_status st = tb_panel_find_indicator(&x, &column, p, o->index, err);
    if (st != TB_OK)
        return st;
    size_t most = x->n_node;
    *t = (tb_sim_components){
        .index = x, .year = o->year, .column = column, .sign = x->direction < 0 ? -1 : 1
    };
    t->unit = TB_NEW(a, const tb_unit *, x->n_unit);
    t->row = TB_NEW(a, size_t, x->n_unit);
    t->of = TB_NEW(a, size_t, most);
    t->dimension = TB_NEW(a, size_t, most);
    t->code = TB_NEW(a, const char *, most);
    t->dimension_code = TB_NEW(a, const char *, most);
    t->dimension_of = TB_NEW(a, size_t, most);
    t->dimension_point = TB_NEW(a, double, most);
    t->low = TB_NEW(a, double, most);
    t->high = TB_NEW(a, double, most);
    t->point = TB_NEW(a, double, most);
    t->weight = TB_NEW(a, double, most);
    if (a->refused)
        return tbi_no_memory(err, "the components");
    walk walker = { t, x, o->year, o->level == TB_SIMULATE_LEAF, most };
    if (tb_index_year(x, o->year) < 0)
        return refuse_year(t, o->index, o->year, err);
    walk_node(&walker, column, 1, 0, 0);
    if (t->parts == 0)
        return refuse_year(t, o->index, o->year, err);
    for (size_t j = 0; j < t->parts; j++)
        t->code[j] = x->indicator[t->of[j]].code;
    if (t->parts == 1)
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_HAS_ONE_COMPONENT_WEIGHTS, o->index, o->year,
                        t->code[0]);
    find_units(t, p);
    t->x = TB_NEW(a, double, (t->parts * t->units));
    t->noise = TB_NEW(a, double, (t->parts * t->units));
    if (a->refused)
        return tbi_no_memory(err, "the components");
    for (size_t j = 0; j < t->parts; j++)
        for (size_t i = 0; i < t->units; i++)
            t->x[j * t->units + i] = tb_score_cell(x, o->year, t->row[i], t->of[j], NULL);
    if ((st = check_values(t, err)) != TB_OK)
        return st;
    return weigh_parts(t, w, a, err);
}
