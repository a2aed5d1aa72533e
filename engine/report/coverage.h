/* report/coverage.h - how much of a column is known in a year, for JSON and for eyes alike. */
#ifndef TB_REPORT_COVERAGE_H
#define TB_REPORT_COVERAGE_H

#include <tangbac/score.h>

/* Counts of units of one column and year; known + withheld + not_here is the number of units. */
typedef struct tb_coverage {
    /* units with a score: published + derived + computed */
    size_t known;
    size_t published, derived, computed; /* computed: by summing parts that are all known */
    size_t ranks;                        /* units with a published place */
    /* units without a score: the publisher gave none; we lack it */
    size_t withheld, not_here;
    /* TB_CELL_NO_SCHEME when the column did not exist for any unit */
    tb_cell status;
} tb_coverage;
tb_coverage tbi_coverage_of(const tb_index *x, size_t year_at, size_t column);

#endif
