/* compose.c - a node's score from its parts, only when every part of that year's scheme is known.
 * PAPI: plain sums (UNDP, unweighted aggregate). PCI: weights in percent of the hundred points, so
 * weight/10 times a sub-index of 1..10. PAR: kinds `field` and `block` add the same points in two
 * ways, of which one complete one is used. */
#include "score/compose.h"

#include "score/decimals.h"
#include "score/parts.h"

#include <math.h>
#include <string.h>

static double compose_score(const tb_index *x, int year, ptrdiff_t t, size_t unit, size_t column,
                            int depth, tb_basis *basis);
static double sum_partial(const tb_index *x, int year, ptrdiff_t t, size_t unit, size_t column,
                          int depth);

/* The sum of a set; NaN when a part is unknown. partial: of the known parts only. */
static double sum_parts(const tb_index *x, int year, ptrdiff_t t, size_t unit, size_t column,
                        const tb_parts *p, int depth, bool partial)
{
    const tb_node *whole = tb_index_node(x, column, year);
    double whole_max = whole != NULL ? whole->max : NAN, sum = 0;
    int decimals = 0, a = 0, b = 0; /* a part has about as many as the one before */
    for (size_t i = 0; i < x->n_node; i++) {
        const tb_node *n = &x->node[i];
        if (!tbi_part_in_force(n, year, column) || strcmp(n->kind, p->kind) != 0)
            continue;
        double part = compose_score(x, year, t, unit, n->indicator, depth + 1, NULL);
        double factor = tbi_part_factor(p, n, whole_max);
        if (isnan(factor))
            return NAN;
        if (isnan(part)) {
            if (!partial)
                return NAN;
            part = sum_partial(x, year, t, unit, n->indicator, depth + 1);
        }
        a = tbi_score_decimals_near(part, a);
        b = tbi_score_decimals_near(factor, b);
        decimals = decimals < 0 || a < 0 || b < 0 ? -1 : a + b > decimals ? a + b : decimals;
        sum += factor * part;
    }
    return tbi_score_decimal(sum, decimals);
}

/* What is published wins over a sum; a withheld cell is never composed. Of the kinds of parts
 * the first that adds up is used. NaN: not known. */
static double compose_score(const tb_index *x, int year, ptrdiff_t t, size_t unit, size_t column,
                            int depth, tb_basis *basis)
{
    size_t at = tbi_cell_at(x, t, unit, column);
    if (basis != NULL)
        *basis = TB_BASIS_NONE;
    if (!isnan(x->value[at])) {
        if (basis != NULL)
            *basis = x->status[at] == TB_CELL_COMPUTED  ? TB_BASIS_COMPUTED
                     : x->status[at] == TB_CELL_DERIVED ? TB_BASIS_DERIVED
                                                        : TB_BASIS_PUBLISHED;
        return x->value[at];
    }
    if (depth > TB_DEEPEST_PART || x->status[at] == TB_CELL_WITHHELD)
        return NAN;
    const char *kind[TB_PART_KINDS];
    size_t kinds = tbi_parts_kinds(kind, TB_PART_KINDS, x, year, column);
    for (size_t k = 0; k < kinds; k++) {
        tb_parts p = tbi_parts_of(x, year, column, kind[k]);
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

/* Whether the cell or any above it in that year's tree is withheld. */
bool tbi_score_withheld(const tb_index *x, int year, size_t unit, size_t column)
{
    ptrdiff_t t = tb_index_year(x, year);
    ptrdiff_t c = (ptrdiff_t)column;
    for (int depth = 0; t >= 0 && c >= 0 && depth < TB_DEEPEST_PART; depth++) {
        if (x->status[tbi_cell_at(x, t, unit, (size_t)c)] == TB_CELL_WITHHELD)
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
    if (!isnan(x->value[tbi_cell_at(x, t, unit, column)]))
        return true;
    for (size_t i = 0; i < x->n_node && depth < TB_DEEPEST_PART; i++)
        if (tbi_part_in_force(&x->node[i], year, column) &&
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
    double whole = x->value[tbi_cell_at(x, t, unit, column)];
    if (!isnan(whole) || depth > TB_DEEPEST_PART)
        return isnan(whole) ? 0 : whole;
    const char *kind[TB_PART_KINDS];
    size_t kinds = tbi_parts_kinds(kind, TB_PART_KINDS, x, year, column);
    for (size_t k = 0; k < kinds; k++) {
        tb_parts p = tbi_parts_of(x, year, column, kind[k]);
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
