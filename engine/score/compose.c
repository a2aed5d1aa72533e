/* compose.c - a node's score from its parts, only when every part of that year's scheme is known.
 * PAPI: plain sums (UNDP, unweighted aggregate). PCI: weights in percent of the hundred points, so
 * weight/10 times a sub-index of 1..10. PAR: kinds `field` and `block` add the same points in two
 * ways, of which one complete one is used. */
#include "score/compose.h"

#include "base/arena.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { DEEPEST = 6, MOST_DECIMALS = 9 };

/* exact in a double, up to MOST_DECIMALS */
static const double power[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };

/* round() of what is below 2^52, without a call: an import rounds every figure several times. */
static double round_figure(double x)
{
    double whole = (double)(int64_t)x;
    double rest = x - whole;
    return rest >= 0.5 ? whole + 1 : rest <= -0.5 ? whole - 1 : whole;
}

/* Beyond a million the digits behind the point would not be safe, and no score is so large. */
double tbi_score_decimal(double x, int decimals)
{
    if (decimals < 0 || decimals > MOST_DECIMALS || !(fabs(x) <= 1e6))
        return x;
    return round_figure(x * power[decimals]) / power[decimals];
}

/* As tbi_score_decimals, looked for from `near` on: what d decimals give back, d + 1 give back
 * too. */
static int count_decimals(double x, int near)
{
    int d = near >= 0 ? near : 0;
    if (tbi_score_decimal(x, d) == x) {
        while (d > 0 && tbi_score_decimal(x, d - 1) == x)
            d--;
        return d;
    }
    for (d++; d <= MOST_DECIMALS; d++)
        if (tbi_score_decimal(x, d) == x)
            return d;
    return -1;
}

/* From none on. */
int tbi_score_decimals(double x)
{
    return count_decimals(x, 0);
}

/* Into [year][unit][indicator]; t is a position, not a year. */
static size_t find_cell(const tb_index *x, ptrdiff_t t, size_t unit, size_t column)
{
    return ((size_t)t * x->n_unit + unit) * x->n_indicator + column;
}

/* Whether the node is a part of `parent` under the rules of the year. */
static bool is_in_force(const tb_node *n, int year, size_t parent)
{
    return n->parent >= 0 && (size_t)n->parent == parent && n->first_year <= year &&
           year <= n->last_year;
}

/* A set of parts: the nodes of one kind under one parent in one year. */
typedef struct parts {
    const char *kind;
    size_t count;
    bool weighted;  /* every weight is known */
    double weights; /* their sum */
    double maxima, weighted_maxima;
} parts;

/* weights, maxima and weighted_maxima are NaN as soon as one part lacks them. */
static parts find_parts(const tb_index *x, int year, size_t column, const char *kind)
{
    parts p = { .kind = kind, .weighted = true };
    for (size_t i = 0; i < x->n_node; i++) {
        const tb_node *n = &x->node[i];
        if (!is_in_force(n, year, column) || strcmp(n->kind, kind) != 0)
            continue;
        p.count++;
        p.weighted = p.weighted && !isnan(n->weight);
        p.weights += n->weight;
        p.maxima += n->max;
        p.weighted_maxima += n->weight * n->max;
    }
    return p;
}

/* The factor of a part of a set; NaN when the scheme as read does not say how the set adds up.
 * Weights that make 100 are percent: they are scaled so that the maxima of the parts make the
 * maximum of the whole. Without weights only points of fields and blocks add up, unless their
 * maxima are known and do not make the whole. */
static double find_factor(const parts *p, const tb_node *part, double whole_max)
{
    if (p->weighted) {
        if (fabs(p->weights - 100) > 0.01)
            return part->weight;
        double scale = whole_max / p->weighted_maxima;
        return isfinite(scale) ? tbi_score_decimal(part->weight * scale, MOST_DECIMALS) : NAN;
    }
    if (strcmp(p->kind, "field") != 0 && strcmp(p->kind, "block") != 0)
        return NAN;
    bool partial = !isnan(p->maxima) && !isnan(whole_max) && p->maxima < whole_max - 0.01;
    return partial ? NAN : 1;
}

static double compose_score(const tb_index *x, int year, ptrdiff_t t, size_t unit, size_t column,
                            int depth, tb_basis *basis);
static double sum_partial(const tb_index *x, int year, ptrdiff_t t, size_t unit, size_t column,
                          int depth);

/* The sum of a set; NaN when a part is unknown. partial: of the known parts only. */
static double sum_parts(const tb_index *x, int year, ptrdiff_t t, size_t unit, size_t column,
                        const parts *p, int depth, bool partial)
{
    const tb_node *whole = tb_index_node(x, column, year);
    double whole_max = whole != NULL ? whole->max : NAN, sum = 0;
    int decimals = 0, a = 0, b = 0; /* a part has about as many as the one before */
    for (size_t i = 0; i < x->n_node; i++) {
        const tb_node *n = &x->node[i];
        if (!is_in_force(n, year, column) || strcmp(n->kind, p->kind) != 0)
            continue;
        double part = compose_score(x, year, t, unit, n->indicator, depth + 1, NULL);
        double factor = find_factor(p, n, whole_max);
        if (isnan(factor))
            return NAN;
        if (isnan(part)) {
            if (!partial)
                return NAN;
            part = sum_partial(x, year, t, unit, n->indicator, depth + 1);
        }
        a = count_decimals(part, a);
        b = count_decimals(factor, b);
        decimals = decimals < 0 || a < 0 || b < 0 ? -1 : a + b > decimals ? a + b : decimals;
        sum += factor * part;
    }
    return tbi_score_decimal(sum, decimals);
}

/* The kinds of parts under a node in a year: field first, block second, then as they stand. Returns
 * how many. */
static size_t list_kinds(const char **kind, size_t room, const tb_index *x, int year, size_t column)
{
    size_t n = 0;
    size_t from = 0;
    static const char *const first[] = { "field", "block" };
    while (from < x->n_node && !is_in_force(&x->node[from], year, column))
        from++;
    for (size_t f = 0; f < 2; f++)
        for (size_t i = from; i < x->n_node; i++)
            if (is_in_force(&x->node[i], year, column) && strcmp(x->node[i].kind, first[f]) == 0) {
                kind[n++] = first[f];
                break;
            }
    for (size_t i = from; i < x->n_node && n < room; i++) {
        bool known = !is_in_force(&x->node[i], year, column);
        for (size_t k = 0; k < n && !known; k++)
            known = strcmp(kind[k], x->node[i].kind) == 0;
        if (!known)
            kind[n++] = x->node[i].kind;
    }
    return n;
}

/* What is published wins over a sum; a withheld cell is never composed. Of the kinds of parts
 * the first that adds up is used. NaN: not known. */
static double compose_score(const tb_index *x, int year, ptrdiff_t t, size_t unit, size_t column,
                            int depth, tb_basis *basis)
{
    size_t at = find_cell(x, t, unit, column);
    if (basis != NULL)
        *basis = TB_BASIS_NONE;
    if (!isnan(x->value[at])) {
        if (basis != NULL)
            *basis = x->status[at] == TB_CELL_COMPUTED  ? TB_BASIS_COMPUTED
                     : x->status[at] == TB_CELL_DERIVED ? TB_BASIS_DERIVED
                                                        : TB_BASIS_PUBLISHED;
        return x->value[at];
    }
    if (depth > DEEPEST || x->status[at] == TB_CELL_WITHHELD)
        return NAN;
    const char *kind[8];
    size_t kinds = list_kinds(kind, 8, x, year, column);
    for (size_t k = 0; k < kinds; k++) {
        parts p = find_parts(x, year, column, kind[k]);
        double sum = sum_parts(x, year, t, unit, column, &p, depth, false);
        if (isnan(sum))
            continue;
        if (basis != NULL)
            *basis = TB_BASIS_COMPUTED;
        return sum;
    }
    return NAN;
}

/* basis (may be NULL): where the score comes from, TB_BASIS_NONE when there is none. NaN:
 * not known, or the index has no such year. */
double tb_score_cell(const tb_index *x, int year, size_t unit, size_t column, tb_basis *basis)
{
    ptrdiff_t t = tb_index_year(x, year);
    if (basis != NULL)
        *basis = TB_BASIS_NONE;
    return t < 0 ? NAN : compose_score(x, year, t, unit, column, 0, basis);
}

/* ---- A whole year at once: what the rules of the year say is looked up once, not for each unit
 * ----
 */
typedef struct year_part {
    size_t column;
    double factor; /* NaN: not known how the set adds up */
    int decimals;  /* of the factor */
} year_part;

/* Parts of one kind, which add up by themselves. */
typedef struct year_set {
    const year_part *part;
    size_t count;
} year_set;

/* All ways in which a column may be made of parts, in the order in which they are tried. */
typedef struct year_plan {
    year_set set[8]; /* by kind, in the order of list_kinds */
    size_t sets;
} year_plan;

typedef struct year_sums {
    const tb_index *x;
    size_t first; /* of the year's cells */
    year_plan *plan;
    const double *done; /* [units][columns] sums that were made already; NULL: the tree is deep */
} year_sums;

/* part: room for the parts of the column, of which there are *parts in all. */
static void plan_column(year_plan *plan, year_part *part, size_t *parts_n, const tb_index *x,
                        int year, size_t column)
{
    const char *kind[8];
    const tb_node *whole = tb_index_node(x, column, year);
    double whole_max = whole != NULL ? whole->max : NAN;
    plan->sets = list_kinds(kind, 8, x, year, column);
    for (size_t k = 0; k < plan->sets; k++) {
        parts p = find_parts(x, year, column, kind[k]);
        plan->set[k] = (year_set){ part + *parts_n, p.count };
        for (size_t i = 0; i < x->n_node; i++) {
            const tb_node *n = &x->node[i];
            if (!is_in_force(n, year, column) || strcmp(n->kind, kind[k]) != 0)
                continue;
            double factor = find_factor(&p, n, whole_max);
            part[(*parts_n)++] = (year_part){ n->indicator, factor, tbi_score_decimals(factor) };
        }
    }
}

/* Whether no chain of parents is longer than compose_score goes down: then a sum is the same from
 * wherever it is asked for. */
static bool is_shallow(const tb_index *x, int year)
{
    for (size_t c = 0; c < x->n_indicator; c++) {
        int depth = 0;
        const tb_node *n = tb_index_node(x, c, year);
        for (; n != NULL && n->parent >= 0 && depth <= DEEPEST; depth++)
            n = tb_index_node(x, (size_t)n->parent, year);
        if (depth > DEEPEST)
            return false;
    }
    return true;
}

static double sum_set(const year_sums *y, size_t unit, const year_set *s, int depth);

/* As compose_score. */
static double compose_planned(const year_sums *y, size_t unit, size_t column, int depth)
{
    size_t at = unit * y->x->n_indicator + column;
    double value = y->x->value[y->first + at];
    if (!isnan(value))
        return value;
    if (depth > DEEPEST || y->x->status[y->first + at] == TB_CELL_WITHHELD)
        return NAN;
    if (y->done != NULL && !isnan(y->done[at]))
        return y->done[at];
    const year_plan *plan = &y->plan[column];
    for (size_t k = 0; k < plan->sets; k++) {
        double sum = sum_set(y, unit, &plan->set[k], depth);
        if (!isnan(sum))
            return sum;
    }
    return NAN;
}

/* As sum_parts, and in its order: the same bits. */
static double sum_set(const year_sums *y, size_t unit, const year_set *s, int depth)
{
    double sum = 0;
    int decimals = 0, last = 0;
    for (size_t i = 0; i < s->count; i++) {
        const year_part *p = &s->part[i];
        double part = isnan(p->factor) ? NAN : compose_planned(y, unit, p->column, depth + 1);
        if (isnan(part))
            return NAN;
        last = count_decimals(part, last);
        bool exact = decimals >= 0 && last >= 0 && p->decimals >= 0;
        decimals = !exact ? -1 : last + p->decimals > decimals ? last + p->decimals : decimals;
        sum += p->factor * part;
    }
    return tbi_score_decimal(sum, decimals);
}

/* Columns from the last to the first: the structure stands from the whole to the parts, so that the
 * sums of parts are there when the whole asks for them. */
bool tbi_score_year(double *out, const tb_index *x, int year)
{
    ptrdiff_t t = tb_index_year(x, year);
    tb_arena a = { 0 };
    size_t parts_n = 0;
    year_plan *plan = TB_NEW(&a, year_plan, x->n_indicator);
    year_part *part = TB_NEW(&a, year_part, x->n_node);
    for (size_t at = 0; at < x->n_unit * x->n_indicator; at++)
        out[at] = NAN;
    if (plan == NULL || part == NULL || t < 0) {
        tbi_arena_free(&a);
        return t < 0;
    }
    for (size_t c = 0; c < x->n_indicator; c++)
        plan_column(&plan[c], part, &parts_n, x, year, c);
    year_sums y = { x, (size_t)t * x->n_unit * x->n_indicator, plan,
                    is_shallow(x, year) ? out : NULL };
    for (size_t c = x->n_indicator; c-- > 0;)
        for (size_t u = 0; u < x->n_unit && plan[c].sets > 0; u++) {
            size_t at = u * x->n_indicator + c;
            if (isnan(x->value[y.first + at]) && x->status[y.first + at] == TB_CELL_NOT_HERE)
                out[at] = compose_planned(&y, u, c, 0);
        }
    tbi_arena_free(&a);
    return true;
}

/* The rules of the column and of all that it is made of, each once. */
static void plan_tree(year_plan *plan, bool *planned, year_part *part, size_t *parts_n,
                      const tb_index *x, int year, size_t column)
{
    if (planned[column])
        return;
    planned[column] = true;
    plan_column(&plan[column], part, parts_n, x, year, column);
    for (size_t k = 0; k < plan[column].sets; k++)
        for (size_t i = 0; i < plan[column].set[k].count; i++)
            plan_tree(plan, planned, part, parts_n, x, year, plan[column].set[k].part[i].column);
}

/* Sums of the units whose cell is not in the data. Without memory for the rules they are looked
 * up for each unit: slower, the same scores. */
static void compose_column(double *out, const tb_index *x, ptrdiff_t t, size_t column)
{
    tb_arena a = { 0 };
    size_t parts_n = 0;
    int year = x->year[t];
    year_plan *plan = TB_NEW(&a, year_plan, x->n_indicator);
    year_part *part = TB_NEW(&a, year_part, x->n_node);
    bool *planned = TB_NEW(&a, bool, x->n_indicator);
    bool room = plan != NULL && part != NULL && planned != NULL;
    if (room)
        plan_tree(plan, planned, part, &parts_n, x, year, column);
    year_sums y = { x, (size_t)t * x->n_unit * x->n_indicator, plan, NULL };
    for (size_t u = 0; u < x->n_unit; u++) {
        if (!isnan(out[u]) || x->status[find_cell(x, t, u, column)] == TB_CELL_WITHHELD)
            continue;
        out[u] = room ? compose_planned(&y, u, column, 0)
                      : compose_score(x, year, t, u, column, 0, NULL);
    }
    tbi_arena_free(&a);
}

void tbi_score_column(double *out, const tb_index *x, int year, size_t column)
{
    ptrdiff_t t = tb_index_year(x, year);
    bool lacking = false;
    for (size_t u = 0; u < x->n_unit; u++) {
        out[u] = t < 0 ? NAN : x->value[find_cell(x, t, u, column)];
        lacking |= t >= 0 && isnan(out[u]);
    }
    if (lacking)
        compose_column(out, x, t, column);
}

/* Whether the cell or any above it in that year's tree is withheld. */
bool tbi_score_withheld(const tb_index *x, int year, size_t unit, size_t column)
{
    ptrdiff_t t = tb_index_year(x, year);
    ptrdiff_t c = (ptrdiff_t)column;
    for (int depth = 0; t >= 0 && c >= 0 && depth < DEEPEST; depth++) {
        if (x->status[find_cell(x, t, unit, (size_t)c)] == TB_CELL_WITHHELD)
            return true;
        const tb_node *n = tb_index_node(x, (size_t)c, year);
        c = n != NULL ? n->parent : -1;
    }
    return false;
}

/* Whether anything of the node, or of what is under it, is known. */
static bool has_below(const tb_index *x, int year, ptrdiff_t t, size_t unit, size_t column,
                      int depth)
{
    if (!isnan(x->value[find_cell(x, t, unit, column)]))
        return true;
    for (size_t i = 0; i < x->n_node && depth < DEEPEST; i++)
        if (is_in_force(&x->node[i], year, column) &&
            has_below(x, year, t, unit, x->node[i].indicator, depth + 1))
            return true;
    return false;
}

/* Used to tell a unit that is absent from one that is known in part. */
bool tbi_score_any(const tb_index *x, int year, size_t unit, size_t column)
{
    ptrdiff_t t = tb_index_year(x, year);
    return t >= 0 && has_below(x, year, t, unit, column, 0);
}

/* Like compose_score, but an unknown part counts with what is known of it, 0 at the least. */
static double sum_partial(const tb_index *x, int year, ptrdiff_t t, size_t unit, size_t column,
                          int depth)
{
    double whole = x->value[find_cell(x, t, unit, column)];
    if (!isnan(whole) || depth > DEEPEST)
        return isnan(whole) ? 0 : whole;
    const char *kind[8];
    size_t kinds = list_kinds(kind, 8, x, year, column);
    for (size_t k = 0; k < kinds; k++) {
        parts p = find_parts(x, year, column, kind[k]);
        double sum = sum_parts(x, year, t, unit, column, &p, depth, true);
        if (!isnan(sum))
            return sum;
    }
    return 0;
}

/* 0 also for a year that the index does not have. */
double tbi_score_partial(const tb_index *x, int year, size_t unit, size_t column)
{
    ptrdiff_t t = tb_index_year(x, year);
    return t < 0 ? 0 : sum_partial(x, year, t, unit, column, 0);
}

/* NULL for none: results have null then. */
const char *tb_basis_word(tb_basis b)
{
    switch (b) {
    case TB_BASIS_PUBLISHED:
        return "published";
    case TB_BASIS_DERIVED:
        return "derived";
    case TB_BASIS_COMPUTED:
        return "computed";
    case TB_BASIS_NONE:
        break;
    }
    return NULL;
}

/* Whether c is column or stands below it in the year. */
static bool is_under(const tb_index *x, size_t column, size_t c, int year)
{
    for (size_t guard = 0; guard < 32; guard++) {
        if (c == column)
            return true;
        const tb_node *n = tb_index_node(x, c, year);
        if (n == NULL || n->parent < 0)
            return false;
        c = (size_t)n->parent;
    }
    return false;
}

/* Whether the column and everything under it have the same rows of the structure in both years:
 * only then may their scores be compared. */
bool tbi_index_same_thing(const tb_index *x, size_t column, int a, int b)
{
    for (size_t c = 0; c < x->n_indicator; c++) {
        bool in_a = is_under(x, column, c, a);
        bool in_b = is_under(x, column, c, b);
        if (!in_a && !in_b)
            continue;
        if (tb_index_node(x, c, a) == NULL || tb_index_node(x, c, a) != tb_index_node(x, c, b))
            return false;
    }
    return true;
}
