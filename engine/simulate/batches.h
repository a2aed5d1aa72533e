/* simulate/batches.h - settings of draws and points, brought into blocks of evaluations that share
 * a method: what evaluate.c and evaluate_small.c have in common. */
#ifndef TB_SIMULATE_BATCHES_H
#define TB_SIMULATE_BATCHES_H

#include "simulate/workspace.h"

/* The settings of `count` draws from `first`: fills setting [count], whose weights stand in g
 * [parts][step]. */
void tbi_settings_of_draws(tb_setting *setting, double *g, size_t step, const tb_work_plan *p,
                           uint64_t first, size_t count);

/* order [count]: settings by method, in their own order within one. */
void tbi_batches_sort(uint32_t *order, const tb_setting *s, size_t count, size_t methods);
/* The next block of settings that share a method, from position `from` of the order: pointers
 * [TB_LANES_MOST]; returns how many. */
size_t tbi_batches_next(const tb_setting **block, size_t *lanes, const tb_setting *s,
                        const uint32_t *order, size_t from, size_t count);

/* Fills A and B with points first .. of a scrambling, brought into the order of A's methods, so
 * that blocks of A are contiguous. */
void tbi_batches_points(const tb_work_plan *p, size_t scrambling, size_t first, size_t count,
                        tb_workspace *w);
/* C: A with the factor from B. */
void tbi_batches_factor(const tb_work_plan *p, const tb_factor *f, size_t count, tb_workspace *w);
/* Whether scores of a method are sums of weighted values that are at hand: of all evaluations, or
 * (with noise) of each of the block. */
bool tbi_batches_is_sum(const tb_work_plan *p, const tb_workspace *w, size_t method);
/* The first place of A whose scores are no sums (copeland; noise in tables too large to keep
 * values): from there on C needs whole evaluations. */
size_t tbi_batches_first_whole(const tb_work_plan *p, size_t count, const tb_workspace *w);
/* out [lanes]: what the exchange of a part's weight adds to it in places at .. at + used - 1; 0
 * behind them, and where the part is left out. */
void tbi_batches_exchange(double *out, const tb_work_plan *p, size_t part, size_t at, size_t used,
                          size_t lanes, const tb_workspace *w);

#endif
