/* lever/historical_change.h - how far provinces in a like position have come: lasting changes of a
 * component, noise removed. What others reached, not what a measure does. */
#ifndef TB_LEVER_HISTORICAL_CHANGE_H
#define TB_LEVER_HISTORICAL_CHANGE_H

#include "base/arena.h"

#include <tangbac/panel.h>

enum { TB_REACH_LEAST = 10, TB_REACH_EXAMPLES = 5 };

typedef struct tb_historical_change_case {
    size_t unit;
    int from, to;
    double change; /* points of the component against the national mean */
} tb_historical_change_case;

typedef struct tb_historical_change {
    const char *reason, *reason_vi; /* why there is none; NULL = there is */
    size_t n;                       /* usable pairs of years */
    size_t provinces;               /* different provinces among them */
    int years;                      /* distance of a pair */
    size_t changes;
    /* [changes] ascending: the law of every pair's lasting change by its quantiles, all pairs
     * together */
    double *change;
    double q75;
    size_t examples;
    /* the largest of the best quarter, one a province */
    tb_historical_change_case example[TB_REACH_EXAMPLES];
} tb_historical_change;

/* Whether the component, with everything that it is made of, is the same thing in both years. */
bool tbi_index_same_thing(const tb_index *x, size_t column, int a, int b);

/* The record of column c for unit `focus`, from pairs (t, t + years) up to the origin in which the
 * component was what it is at the origin, of units that started in the same third as the focus
 * stands at the origin. Without 10 pairs the reason is set. Lasting changes are those of the signal
 * a + u given all known years of the unit (statespace/signal_model.h): mean and spread, since the mean
 * alone is shrunk and would understate what was reached.
 * Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_historical_change_make(tb_historical_change *out, const tb_index *x,
                                                   size_t column, size_t focus, int origin,
                                                   int years, tb_arena *a, tb_err *err);

/* The q75 of the record as it may be: quantile u of the law of a sample's 75 % point, Beta(0.75 (n
 * + 1), 0.25 (n + 1)) over its order statistics (Maritz and Jarrett 1978; Harrell and Davis 1982).
 * grid [size]: filled so that grid[k] is the value at u = (k + 0.5) / size. */
void tbi_historical_change_grid(double *grid, size_t size, const tb_historical_change *r);

#endif
