/* intervene/reliability.h - did what was given a probability of 30 % happen three times in ten?
 * Pure sums over the rows of a survey. */
#ifndef TB_INTERVENE_RELIABILITY_H
#define TB_INTERVENE_RELIABILITY_H

#include "base/arena.h"

#include <tangbac/survey.h>

enum { TB_HINDSIGHT_BINS = 5 };

typedef struct tb_reliability_table {
    tb_reliability bin[TB_HINDSIGHT_BINS]; /* by the probability that was said, equal widths */
    /* how many origins have rows */
    size_t years;
    tb_reliability_year *year; /* [years] one an origin */
    /* Brier score of all counted rows and its standard error over origins; the score of one who
     * always says the share met of each goal. NaN: no row to count */
    double brier, brier_se, climatology;
} tb_reliability_table;

/* row [n], origin by origin, of `goals` goals each; rows without a probability or an outcome are
 * not counted. climatology: the Brier score of somebody who always says the share that came true
 * over all these rows, goal by goal, which nobody could know beforehand. Standard errors over
 * origins where there are several, since the units of a year share its shocks (linearised ratio,
 * clusters = origins); over rows when there is one. false: no memory. */
bool tbi_reliability_make(tb_reliability_table *out, const tb_survey_row *row, size_t n,
                          size_t goals, tb_arena *a);

#endif
