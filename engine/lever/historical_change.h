/* lever/historical_change.h - how far provinces in a like position have come: lasting changes of a
 * component, noise removed. What others reached, not what a measure does. */
#ifndef TB_LEVER_HISTORICAL_CHANGE_H
#define TB_LEVER_HISTORICAL_CHANGE_H

#include "base/arena.h"
#include "base/number_book.h"

#include <tangbac/panel.h>

enum { TB_REACH_LEAST = 10, TB_REACH_EXAMPLES = 5 };

/* One pair of years of one unit, comparable with the focus at the origin. */
typedef struct tb_historical_change_case {
    size_t unit;
    int from, to;
    double start;  /* signal at `from` as it was known then, points against the national mean */
    double change; /* of the signal, beyond what was to be expected at `from` */
    double weight; /* kernel on the distance of `start` from the focus */
} tb_historical_change_case;

/* The record of a component: the weighted distribution of what comparable units gained. Arrays
 * are the arena's; with a reason everything but the row tables is empty. */
typedef struct tb_historical_change {
    const char *reason, *reason_vi; /* why there is none; NULL = there is */
    size_t n;                       /* comparable pairs of years */
    size_t provinces;               /* different provinces among them */
    int years;                      /* distance of a pair */
    double effective;               /* (sum of weights)^2 / sum of squares */
    double start;                   /* signal of the focus at the origin */
    size_t changes;
    /* [changes] ascending: the distribution of every pair's change by its quantiles, all pairs
     * together */
    double *change;
    double *below; /* [changes] share of the weight below the middle of each */
    /* the 75 % point of the changes: what a quarter of comparable provinces passed */
    double q75;
    size_t examples;
    /* the largest of the best quarter, one a province */
    tb_historical_change_case example[TB_REACH_EXAMPLES];
    /* every unit and year, for what several components did together: change and start
     * [years - distance][units], NaN = not usable; rows are the years `first`, first + 1, ... */
    size_t row_years, row_units;
    int first;
    double *row_change, *row_start;
} tb_historical_change;

/* The record of column c for unit `focus`, from pairs (t, t + years) up to the origin in which the
 * component was what it is at the origin.
 *   change  E[S(t + years) - S(t) | all known years] - E[S(t + years) - S(t) | years up to t]
 *           with its posterior spread: the gain beyond the forecast without action, since what
 *           falls back to the mean, or rises to it, would have come anyway; S = a + u, noise e
 *           removed (statespace/signal_model.h)
 *   weight  exp(-(s - s0)^2 / (2 h^2)) within 2.5 h, s = E[S(t) | years up to t] and s0 that of the
 *           focus at the origin; h by Silverman (1986) (3.28), wider until the pairs count for 20
 * book: of modes found before; may be NULL. Without 10 pairs the reason is set. Errors:
 * TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_historical_change_make(tb_historical_change *out, const tb_index *x,
                                                   size_t column, size_t focus, int origin,
                                                   int years, tb_number_book *book, tb_arena *a,
                                                   tb_err *err);

/* Kernel weights of n starts around s0: weight [n] out, 0 beyond 2.5 bandwidths; returns the
 * effective number. */
double tbi_start_weights(double *weight, const double *start, size_t n, double s0);

/* Quantile p of sorted values with the shares of weight below their middles. */
double tbi_weighted_quantile(const double *value, const double *below, size_t n, double p);

/* The q75 of the record as it may be: quantile u of the distribution of a sample's 75 % point,
 * Beta(0.75 (n + 1), 0.25 (n + 1)) over its order statistics, n the effective number (Maritz and
 * Jarrett 1978; Harrell and Davis 1982).
 * The places hang on n alone and stand in the book, which may be NULL.
 * grid [size]: filled so that grid[k] is the value at u = (k + 0.5) / size. */
void tbi_historical_change_grid(double *grid, size_t size, const tb_historical_change *r,
                                tb_number_book *book);

#endif
