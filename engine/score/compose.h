/* score/compose.h - scores of cells, columns and years: as published, else made of their parts. */
#ifndef TB_SCORE_COMPOSE_H
#define TB_SCORE_COMPOSE_H

#include <tangbac/score.h>

/* tb_score_cell of every cell of a year that is not in the data and that the year's rules make of
 * parts, into out [units][columns]; NaN for all others. false: no memory. */
bool tbi_score_year(double *out, const tb_index *x, int year);

/* out [units]: tb_score_cell of a column in a year for every unit, in time proportional to the
 * units and the parts together. */
void tbi_score_column(double *out, const tb_index *x, int year, size_t column);

/* Whether a cell without a value was withheld by the publisher: its own status says so, or that of
 * a node above it. */
bool tbi_score_withheld(const tb_index *x, int year, size_t unit, size_t column);

/* Whether any node at or below `column` of the unit has a value that year. */
bool tbi_score_any(const tb_index *x, int year, size_t unit, size_t column);

/* The sum over the known components (each composed in turn), for units that were withheld in part:
 * PAPI orders them by it, last. 0 when nothing is known. */
double tbi_score_partial(const tb_index *x, int year, size_t unit, size_t column);

/* Whether the component, with everything that it is made of, is the same thing in both years. */
bool tbi_index_same_thing(const tb_index *x, size_t column, int a, int b);

#endif
