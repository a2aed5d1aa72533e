/* backtest/judge.h - one predictive distribution of one year against what came: a row of scores,
 * and counts for calibration. */
#ifndef TB_BACKTEST_JUDGE_H
#define TB_BACKTEST_JUDGE_H

#include "base/notices.h"
#include "forecast/draw_summary.h"
#include "forecast/outcome_table.h"

#include <tangbac/backtest.h>

typedef struct tb_mixture_rows {
    const double *actual;   /* [n_unit] score or deviation that came; NaN = not judged */
    const int *rank, *base; /* [n_unit] place that came, place at the origin; 0 = none */
    size_t n_unit, ranked;  /* ranked: how many had a place that year */
    /* CRPS of draws in the fair form: distributions of unlike numbers of draws */
    bool fair;
} tb_mixture_rows;

/* From draws s (places of all units included). log_score [n_unit]: of the model's density, NULL =
 * from the draws. cal may be NULL. */
TB_MUST_CHECK tb_status tbi_judge_draws(tb_score_row *out, tb_calibration *cal,
                                        const tb_draw_summary *s, const tb_mixture_rows *r,
                                        const double *log_score, tb_err *err);

/* From quantiles or a mean of each unit: q [n_unit][n_p] at levels p [n_p] ascending, mean
 * [n_unit]; NaN = none. n_p may be 0. direction orders the units. */
TB_MUST_CHECK tb_status tbi_judge_quantiles(tb_score_row *out, tb_calibration *cal, const double *p,
                                            const double *q, size_t n_p, const double *mean,
                                            int direction, const tb_mixture_rows *r, tb_err *err);

/* What the rows of a backtest come to. */
struct tb_backtest {
    /* everything below lies in it */
    tb_arena own;
    tb_notice_list notices;
    tb_backtest_summary about;
    /* n_row: origins that were judged times n_model */
    size_t n_row, n_model, n_difference, n_choice;
    /* the rows of one target year stand side by side, in the order of the models */
    tb_score_row *row; /* by target year, then model */
    /* [n_model], means over the years */
    tb_pooled_row *pooled;
    tb_calibration *calibration; /* [n_model] */
    /* [n_difference] */
    tb_difference *difference;
    /* what "default" scored at each origin, and which model it had chosen there */
    tb_score_row *choice;
    /* [n_choice] both; without "default" among the models there are none */
    const char **chosen;
    /* name of the model of the least mean CRPS; NULL: none could be scored */
    const char *best;
};

/* Fills pooled, differences and best from the rows (n_model models in the same order in every
 * target year; reference: the position of persistence).
 */
TB_MUST_CHECK tb_status tbi_backtest_pool(tb_backtest *b, size_t reference, tb_err *err);

#endif
