/* compose_year.c - a whole year at once: what the rules of the year say is looked up once, not for
 * each unit. The figures are those of compose.c, to the bit. */
#include "score/compose.h"

#include "base/arena.h"
#include "score/decimals.h"
#include "score/parts.h"

#include <math.h>
#include <string.h>

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
    year_set set[TB_PART_KINDS]; /* by kind, in the order of tbi_parts_kinds */
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
    const char *kind[TB_PART_KINDS];
    const tb_node *whole = tb_index_node(x, column, year);
    double whole_max = whole != NULL ? whole->max : NAN;
    plan->sets = tbi_parts_kinds(kind, TB_PART_KINDS, x, year, column);
    for (size_t k = 0; k < plan->sets; k++) {
        tb_parts p = tbi_parts_of(x, year, column, kind[k]);
        plan->set[k] = (year_set){ part + *parts_n, p.count };
        for (size_t i = 0; i < x->n_node; i++) {
            const tb_node *n = &x->node[i];
            if (!tbi_part_in_force(n, year, column) || strcmp(n->kind, kind[k]) != 0)
                continue;
            double factor = tbi_part_factor(&p, n, whole_max);
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
        for (; n != NULL && n->parent >= 0 && depth <= TB_DEEPEST_PART; depth++)
            n = tb_index_node(x, (size_t)n->parent, year);
        if (depth > TB_DEEPEST_PART)
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
    if (depth > TB_DEEPEST_PART || y->x->status[y->first + at] == TB_CELL_WITHHELD)
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
        last = tbi_score_decimals_near(part, last);
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
        if (!isnan(out[u]) || x->status[tbi_cell_at(x, t, u, column)] == TB_CELL_WITHHELD)
            continue;
        out[u] = room ? compose_planned(&y, u, column, 0) : tb_score_cell(x, year, u, column, NULL);
    }
    tbi_arena_free(&a);
}

void tbi_score_column(double *out, const tb_index *x, int year, size_t column)
{
    ptrdiff_t t = tb_index_year(x, year);
    bool lacking = false;
    for (size_t u = 0; u < x->n_unit; u++) {
        out[u] = t < 0 ? NAN : x->value[tbi_cell_at(x, t, u, column)];
        lacking |= t >= 0 && isnan(out[u]);
    }
    if (lacking)
        compose_column(out, x, t, column);
}
