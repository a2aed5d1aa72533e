/* score/parts.h - the parts of a node under the rules of a year. Several kinds may stand under one
 * node; each adds up by itself. */
#ifndef TB_SCORE_PARTS_H
#define TB_SCORE_PARTS_H

#include <tangbac/panel.h>

/* Trees are not followed further down: a scheme that holds itself ends. */
enum { TB_DEEPEST_PART = 6, TB_PART_KINDS = 8 };

/* A set of parts: the nodes of one kind under one parent in one year. */
typedef struct tb_parts {
    const char *kind;
    size_t count;
    bool weighted;  /* every weight is known */
    double weights; /* their sum */
    double maxima, weighted_maxima;
} tb_parts;

/* Into [year][unit][indicator]; t is a position, not a year. */
static inline size_t tbi_cell_at(const tb_index *x, ptrdiff_t t, size_t unit, size_t column)
{
    return ((size_t)t * x->n_unit + unit) * x->n_indicator + column;
}

/* Whether the node is a part of `parent` under the rules of the year. */
bool tbi_part_in_force(const tb_node *n, int year, size_t parent);

/* The parts of one kind; weights, maxima and weighted_maxima are NaN as soon as one lacks them. */
tb_parts tbi_parts_of(const tb_index *x, int year, size_t column, const char *kind);

/* The factor of a part of a set; NaN when the scheme as read does not say how the set adds up. */
double tbi_part_factor(const tb_parts *p, const tb_node *part, double whole_max);

/* The kinds of parts under a node in a year: field first, block second, then as they stand. kind
 * [room]; returns how many. */
size_t tbi_parts_kinds(const char **kind, size_t room, const tb_index *x, int year, size_t column);

#endif
