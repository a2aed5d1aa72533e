/* parts.c - which nodes make another one in a year, and how they add up. */
#include "score/parts.h"

#include "score/decimals.h"

#include <math.h>
#include <string.h>

/* Whether the node is a part of `parent` under the rules of the year. */
bool tbi_part_in_force(const tb_node *n, int year, size_t parent)
{
    return n->parent >= 0 && (size_t)n->parent == parent && n->first_year <= year &&
           year <= n->last_year;
}

/* weights, maxima and weighted_maxima are NaN as soon as one part lacks them. */
tb_parts tbi_parts_of(const tb_index *x, int year, size_t column, const char *kind)
{
    tb_parts p = { .kind = kind, .weighted = true };
    for (size_t i = 0; i < x->n_node; i++) {
        const tb_node *n = &x->node[i];
        if (!tbi_part_in_force(n, year, column) || strcmp(n->kind, kind) != 0)
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
double tbi_part_factor(const tb_parts *p, const tb_node *part, double whole_max)
{
    if (p->weighted) {
        if (fabs(p->weights - 100) > 0.01)
            return part->weight;
        double scale = whole_max / p->weighted_maxima;
        return isfinite(scale) ? tbi_score_decimal(part->weight * scale, TB_MOST_DECIMALS) : NAN;
    }
    if (strcmp(p->kind, "field") != 0 && strcmp(p->kind, "block") != 0)
        return NAN;
    bool partial = !isnan(p->maxima) && !isnan(whole_max) && p->maxima < whole_max - 0.01;
    return partial ? NAN : 1;
}

/* The kinds of parts under a node in a year: field first, block second, then as they stand. Returns
 * how many. */
size_t tbi_parts_kinds(const char **kind, size_t room, const tb_index *x, int year, size_t column)
{
    size_t n = 0;
    size_t from = 0;
    static const char *const first[] = { "field", "block" };
    while (from < x->n_node && !tbi_part_in_force(&x->node[from], year, column))
        from++;
    for (size_t f = 0; f < 2; f++)
        for (size_t i = from; i < x->n_node; i++)
            if (tbi_part_in_force(&x->node[i], year, column) &&
                strcmp(x->node[i].kind, first[f]) == 0) {
                kind[n++] = first[f];
                break;
            }
    for (size_t i = from; i < x->n_node && n < room; i++) {
        bool known = !tbi_part_in_force(&x->node[i], year, column);
        for (size_t k = 0; k < n && !known; k++)
            known = strcmp(kind[k], x->node[i].kind) == 0;
        if (!known)
            kind[n++] = x->node[i].kind;
    }
    return n;
}
