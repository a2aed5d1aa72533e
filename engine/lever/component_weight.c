/* component_weight.c - how many points of a total one point of a component is, by the scheme in
 * force; and how far a component is from its maximum. */
#include "lever/component_weight.h"

#include <math.h>
#include <string.h>

/* Weights of siblings that add up to a hundred are percents of the parent's range; otherwise they
 * are points a point. */
static bool is_percents(const tb_index *x, const tb_node *n, int year)
{
    double sum = 0;
    for (size_t k = 0; k < x->n_node; k++) {
        const tb_node *s = &x->node[k];
        if (s->parent == n->parent && s->first_year <= year && year <= s->last_year &&
            !isnan(s->weight))
            sum += s->weight;
    }
    return fabs(sum - 100) < 0.5;
}

/* Points of the parent per point of the node; NaN: the rules as read do not say. */
static double find_step_weight(const tb_index *x, const tb_node *n, int year)
{
    if (isnan(n->weight)) {
        /* a criterion's points are points of the whole */
        bool points = strcmp(n->kind, "field") == 0 || strcmp(n->kind, "block") == 0 ||
                      strcmp(n->kind, "criterion") == 0;
        return points ? 1 : NAN;
    }
    if (!is_percents(x, n, year))
        return n->weight;
    const tb_node *parent = tb_index_node(x, (size_t)n->parent, year);
    double top = parent != NULL ? parent->max : NAN;
    return n->weight / 100 * top / n->max; /* PCI: 100 / 10 * percent */
}

/* The product of the weights of the steps up from `column` to `above`. */
double tbi_component_weight_within(const tb_index *x, size_t above, size_t column, int year)
{
    double w = 1;
    for (size_t guard = 0; guard < 32 && column != above; guard++) {
        const tb_node *n = tb_index_node(x, column, year);
        if (n == NULL || n->parent < 0)
            return NAN;
        w *= find_step_weight(x, n, year);
        column = (size_t)n->parent;
    }
    return column == above ? w : NAN;
}

/* 32 levels at most, against circles in the structure. A column is below itself. */
static bool is_below(const tb_index *x, size_t above, size_t column, int year)
{
    for (size_t guard = 0; guard < 32 && column != above; guard++) {
        const tb_node *n = tb_index_node(x, column, year);
        if (n == NULL || n->parent < 0)
            return false;
        column = (size_t)n->parent;
    }
    return column == above;
}

/* Points of the goal's index for one point of another index that a node of it repeats in the goal's
 * year (PAR: SIPAS, 0.1 since the scheme of 2020); 0 when none does. */
static double find_nested_points(const tb_goal_state *aim, const tb_index *index)
{
    if (aim->track->column != 0)
        return 0;
    const tb_node *n = tb_index_nested(aim->track->index, index->code, aim->a->year);
    return n != NULL ? n->factor : 0;
}

/* 0: moving it leaves the goal where it is. NaN: it does count, and the rules as read do not
 * say how much. */
double tbi_component_weight_for(const tb_goal_state *aim, const tb_index *index, size_t column,
                                int origin)
{
    if (index == aim->track->index)
        return is_below(index, aim->track->column, column, origin)
                   ? tbi_component_weight_within(index, aim->track->column, column, origin)
                   : 0;
    double points = find_nested_points(aim, index);
    if (points == 0 || !is_below(index, 0, column, origin))
        return 0;
    return points * tbi_component_weight_within(index, 0, column, origin);
}

/* The last figure under the rules of the origin; those of an older scheme do not count. */
double tbi_headroom(double *score, int *year, double *max, const tb_index *x, size_t column,
                    size_t unit, int origin)
{
    *score = NAN;
    *year = 0;
    const tb_node *now = tb_index_node(x, column, origin);
    *max = now != NULL ? now->max : NAN;
    for (size_t t = 0; t < x->n_year && x->year[t] <= origin; t++) {
        if (tb_index_node(x, column, x->year[t]) != now || now == NULL)
            continue;
        double s = tb_score_cell(x, x->year[t], unit, column, NULL);
        if (isnan(s))
            continue;
        *score = s;
        *year = x->year[t];
    }
    return isnan(*score) || isnan(*max) ? INFINITY : fmax(*max - *score, 0);
}
