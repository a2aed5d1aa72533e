/* statespace/deviation.h - one column of an index up to an origin, as deviations from each year's
 * mean on an axis of consecutive years. Nothing later is read. */
#ifndef TB_STATESPACE_DEVIATION_H
#define TB_STATESPACE_DEVIATION_H

#include "base/arena.h"

#include <tangbac/panel.h>

/* Why a cell has a score or none; only a score that is known enters a likelihood. */
typedef enum tb_known {
    TB_KNOWN_SCORE,    /* y is known */
    TB_KNOWN_NOT,      /* published perhaps, not in the panel */
    TB_KNOWN_WITHHELD, /* the publisher gave none */
    TB_KNOWN_ABSENT    /* the unit or the column did not exist that year */
} tb_known;

/* The data that every model of this folder is fitted to. Row t is the year first + t. Figures may
 * be a view of a cache (deviation_cache.h) and must then not be written to. */
typedef struct tb_deviation {
    size_t n_year, n_unit, column;
    int first; /* years first .. first + n_year - 1 = origin */
    double *y; /* [n_year][n_unit] score minus level; NaN = unknown */
    double
        /* [n_year] mean over the ranked units: computed from a whole table, else the published
         * mean, else of the known scores; NaN = none */
        *level;
    unsigned char *whole; /* [n_year] 1: every unit that was ranked has a score */
    /* [n_year] 2 computed from a whole table or published, 1 a mean of the scores that are known, 0
     * unknown */
    unsigned char *level_is;
    double *low, *high;    /* [n_year] ends of the column's scale; NaN = not read */
    unsigned char *broken; /* [n_year] 1: a scheme starts with this year (0 for the first) */
    unsigned char *known;  /* [n_year][n_unit] tb_known */
    size_t *count;         /* [n_year] known scores */
    size_t scores;         /* sum of count */
    /* [n_year][n_unit] sampling variances in units of their mean, and that mean, where standard
     * errors are known (statespace/sampling.h); else NULL and 0 */
    const double *relative;
    double sampled;
} tb_deviation;

/* Builds it in the arena. Errors: TB_EDATA when no score is known up to the origin (the sentence
 * says which years the index has), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_deviation_make(tb_deviation *out, const tb_index *x, size_t column,
                                           int origin, tb_arena *a, tb_err *err);

/* The same, though no score be known: then y has none, and level only published means. Errors:
 * TB_EDATA when the index has no year up to the origin.
 */
TB_MUST_CHECK tb_status tbi_deviation_rows(tb_deviation *out, const tb_index *x, size_t column,
                                           int origin, tb_arena *a, tb_err *err);

/* Every year at the spread that it has at the origin: a component's maximum and its questions
 * change more often than a total's, and points of another scale are no guide to what it moves by.
 * d->y is replaced; scale [n_year] out: what the years were multiplied by, so that the past is had
 * back.
 * Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_deviation_one_scale(double **scale, tb_deviation *d, tb_arena *a,
                                                tb_err *err);

/* The probability that the step to a year after the origin is a break, as far as the origin can
 * know: 1 when a scheme that starts then was announced by the origin, else (breaks so far + 0.5)
 * / (years so far + 1), the posterior mean under Beta(1/2, 3/2) over the steps between them. */
double tbi_break_probability(const tb_index *x, const tb_deviation *d, int origin, int year);

#endif
