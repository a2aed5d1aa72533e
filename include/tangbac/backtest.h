/* tangbac/backtest.h - was the spread of the forecasts honest in the past, and whose were best?
 * Rolling origins, proper scores, anybody's predictions.
 */
#ifndef TANGBAC_BACKTEST_H
#define TANGBAC_BACKTEST_H

#include <tangbac/forecast.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Smaller is better, but for the correlations; coverage is best at its name. Scores that a
 * prediction does not allow are NaN. */
typedef enum tb_metric {
    TB_METRIC_RMSE, /* of the mean */
    TB_METRIC_MAE,  /* of the median */
    TB_METRIC_CRPS,
    TB_METRIC_LOG_SCORE, /* -log density */
    TB_METRIC_SPEARMAN,
    TB_METRIC_KENDALL,  /* tau-b */
    TB_METRIC_RANK_MAE, /* of the median rank */
    TB_METRIC_RPS,      /* of the rank distribution, divided by the units ranked that year - 1 */
    TB_METRIC_BRIER_TOP10,
    TB_METRIC_COVERAGE50,
    TB_METRIC_COVERAGE90,
    TB_METRIC_WIDTH90,
    TB_METRIC_BRIER_UP5,
    /* weighted interval score (Bracher, Ray, Gneiting and Reich 2021): mean over the quantile
     * levels of twice the pinball loss; of draws at the hubs' 23 levels */
    TB_METRIC_WIS,
    TB_METRIC_COUNT
} tb_metric;
TB_API extern const char *const tb_metric_names[TB_METRIC_COUNT];

/* One model in one target year (year 0: pooled, mean over target years). */
typedef struct tb_score_row {
    int year, origin;
    const char *model;
    size_t n; /* units that were judged (pooled: their sum) */
    double score[TB_METRIC_COUNT];
} tb_score_row;

typedef struct tb_pooled_row {
    tb_score_row row;
    size_t years;
    /* 1 - score / score of persistence on the same rows; standard error over target years */
    double crps_skill, crps_skill_se;
    double wis_skill; /* the same of the weighted interval score */
} tb_pooled_row;

/* Paired difference of yearly mean CRPS, a minus b: negative when a is better. Diebold and Mariano
 * (1995) with the correction of Harvey, Leybourne and Newbold (1997); p two-sided, t with years - 1
 * degrees of freedom. */
typedef struct tb_difference {
    const char *a, *b;
    size_t years;
    double mean, se, statistic, p_value;
} tb_difference;

enum { TB_CALIBRATION_BINS = 10, TB_CALIBRATION_EVENTS = 2 };
TB_API extern const char *const tb_calibration_event_names[TB_CALIBRATION_EVENTS]; /* top10 up5 */
/* Over all units and target years of a model. pit: where what came fell in the predictive
 * distribution, in tenths (ties and steps spread). Reliability: forecasts of an event by tenths of
 * their probability: how many, their mean, how often it came. */
typedef struct tb_calibration {
    const char *model;
    double pit[TB_CALIBRATION_BINS];
    double count[TB_CALIBRATION_EVENTS][TB_CALIBRATION_BINS],
        chance[TB_CALIBRATION_EVENTS][TB_CALIBRATION_BINS],
        came[TB_CALIBRATION_EVENTS][TB_CALIBRATION_BINS];
} tb_calibration;

typedef struct tb_backtest_opts {
    size_t size; /* of this struct, set by the initialiser */
    const char *index;
    int first_origin, last_origin, horizon;
    const char *const *models; /* NULL-terminated, NULL = all */
    size_t draws;
    uint64_t seed;
    int threads;
    /* scores are judged as deviations from the mean of the target year (else as they are) */
    bool deviations;
} tb_backtest_opts;
#define TB_BACKTEST_OPTS_INIT                                                     \
    {                                                                             \
        .size = sizeof(tb_backtest_opts), .horizon = 1, .draws = 4000, .seed = 1, \
        .deviations = true                                                        \
    }

typedef struct tb_evaluate_opts {
    size_t size; /* of this struct, set by the initialiser */
    uint64_t seed;
    int threads;
    bool deviations;         /* the predictions are deviations from the mean of the target year */
    tb_err_details *details; /* out: all rows of the table that were refused; may be NULL */
} tb_evaluate_opts;
#define TB_EVALUATE_OPTS_INIT                       \
    {                                               \
        .size = sizeof(tb_evaluate_opts), .seed = 1 \
    }

/* What a backtest or an evaluation found. Opaque. */
typedef struct tb_backtest tb_backtest;

/* Origins without a score in the target year are passed over with a notice. Errors: TB_EARG,
 * TB_EDATA (no origin can be judged). */
TB_API TB_MUST_CHECK tb_status tb_backtest_run(tb_backtest **out, const tb_panel *p,
                                               const tb_backtest_opts *o, tb_err *err);

/* Judges a CSV of predictions (index,origin,year,unit,output_type,output_type_id,value; output_type
 * quantile, sample or mean) beside persistence on the same rows. Errors: TB_EDATA with the rows
 * that cannot be read, TB_EIO. */
TB_API TB_MUST_CHECK tb_status tb_evaluate_run(tb_backtest **out, const tb_panel *p,
                                               const char *path, char *digest,
                                               const tb_evaluate_opts *o, tb_err *err);
TB_API void tb_backtest_free(tb_backtest *b);

typedef struct tb_backtest_summary {
    const char *index;
    int horizon; /* 0: several */
    bool deviations;
    size_t draws;
} tb_backtest_summary;
TB_API const tb_backtest_summary *tb_backtest_info(const tb_backtest *b);
TB_API size_t tb_backtest_rows(const tb_backtest *b);
TB_API const tb_score_row *tb_backtest_row(const tb_backtest *b, size_t i);
TB_API size_t tb_backtest_models(const tb_backtest *b);
TB_API const tb_pooled_row *tb_backtest_pooled(const tb_backtest *b, size_t i);
TB_API const tb_calibration *tb_backtest_calibration(const tb_backtest *b, size_t i);
TB_API size_t tb_backtest_differences(const tb_backtest *b);
TB_API const tb_difference *tb_backtest_difference(const tb_backtest *b, size_t i);
/* What "default" was at each origin, chosen by earlier origins only; and the model with the best
 * CRPS in hindsight. */
TB_API size_t tb_backtest_choices(const tb_backtest *b);
TB_API const tb_score_row *tb_backtest_choice(const tb_backtest *b, size_t i, const char **chosen);
TB_API const char *tb_backtest_best_in_hindsight(const tb_backtest *b);
TB_API tb_notices tb_backtest_notices(const tb_backtest *b);

#ifdef __cplusplus
}
#endif
#endif
