/* forecast/draw_summary.h - draws of one year of a joint distribution, side by side by unit, with
 * the count of who was where. The same at any thread count. */
#ifndef TB_FORECAST_DRAW_SUMMARY_H
#define TB_FORECAST_DRAW_SUMMARY_H

#include "base/arena.h"
#include "forecast/predictive.h"
#include "num/rank_block.h"

typedef struct tb_draw_summary {
    size_t n_unit, n;
    double *score;       /* [n_unit][n] NaN: withheld in that draw */
    double *level;       /* [n] national mean */
    tb_rank_counts rank; /* of the year */
    /* of the year when the signal stays as it was at the origin; count NULL when not wanted */
    tb_rank_counts frozen;
    /* [n_unit][n_up] draws in which the unit climbed by so many places from a base that is drawn;
     * NULL when not wanted */
    uint64_t *up;
} tb_draw_summary;

typedef struct tb_draw_summary_opts {
    size_t year; /* which of the joint's years */
    size_t n;
    int direction, threads;
    bool deviation, frozen; /* deviation: scores minus the draw's national mean */
    /* which of the joint's years is the base of climbs that are drawn; -1 = none */
    ptrdiff_t base;
    const int *climbs; /* [n_up] places; a climb past place 1 means place 1 */
    size_t n_up;
    /* scores are held within the scale least .. most after places are counted, since levels are
     * drawn without limits */
    bool bounded;
    double least, most;
} tb_draw_summary_opts;

/* n_year: of the joint. Memory is the arena's. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_draw_summary_add(tb_draw_summary *out, const tb_predictive *j,
                                             size_t n_unit, size_t n_year,
                                             const tb_draw_summary_opts *o, tb_arena *a,
                                             tb_err *err);

/* The same where somebody else draws: a counter that takes blocks of the joint's draws as they
 * come, each draw once, on as many threads as the options say. */
typedef struct tb_draw_counter tb_draw_counter;

/* s: filled as blocks are taken, its counts final after tbi_draw_counter_end, which must be called.
 * most: draws of a block, a multiple of 8. The counter and what s holds are the arena's. Errors:
 * TB_EDATA (more units than can be ranked), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_draw_counter_start(tb_draw_counter **out, tb_draw_summary *s,
                                               size_t n_unit, size_t n_year, size_t most,
                                               const tb_draw_summary_opts *o, tb_arena *a,
                                               tb_err *err);
/* Draws first .. first + n - 1 by thread number `thread`: drawn->score, level and, where it is
 * wanted, frozen. Nothing of `drawn` is kept. */
void tbi_draw_counter_take(tb_draw_counter *c, int thread, size_t first, size_t n,
                           const tb_predictive_block *drawn);
void tbi_draw_counter_end(tb_draw_counter *c);

#endif
