/* tangbac/forecast.h - where is each province heading, with what spread?
 *
 * Every figure and scheme later than the origin is left unread; a break that starts after the
 * origin counts only when it was announced by then.
 */
#ifndef TANGBAC_FORECAST_H
#define TANGBAC_FORECAST_H

#include <tangbac/panel.h>
#include <tangbac/reason.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tb_forecast_opts {
    size_t size;       /* of this struct, set by the initialiser */
    const char *index; /* an index ("PAPI": its TOTAL) or a component ("PAPI.D5") */
    int origin, year;  /* last year whose results are out; target year, 1 to 5 later */
    /* default statespace leaves totals borrowed stack persistence shrunk mean3 climatology
     * national */
    const char *model;
    size_t draws; /* 100 to 1,000,000 */
    uint64_t seed;
    int threads;  /* 0 = as many as there are cores; never changes a number */
    bool samples; /* keep the draws, for tb_forecast_samples */
} tb_forecast_opts;
#define TB_FORECAST_OPTS_INIT                                                           \
    {                                                                                   \
        .size = sizeof(tb_forecast_opts), .model = "default", .draws = 20000, .seed = 1 \
    }

typedef struct tb_forecast tb_forecast;

enum { TB_TOP_COUNT = 7, TB_UP_COUNT = 4 };
TB_API extern const int tb_top_places[TB_TOP_COUNT]; /* 1 3 5 10 15 20 30 */
TB_API extern const int tb_up_places[TB_UP_COUNT];   /* 1 3 5 10 */

typedef struct tb_forecast_unit {
    const char *code, *name_vi, *name_en;
    /* q05 q25 q50 q75 q95, over draws in which the unit is ranked */
    double score_mean, score_sd, score_q[5];
    double rank_mean, rank_q[5];
    double chance_top[TB_TOP_COUNT]; /* over all draws: a withheld unit is in no top */
    /* against the rank at the origin; NaN when the unit was withheld then */
    double chance_up[TB_UP_COUNT];
    double chance_group[8]; /* NaN where the groups of the year are not known */
    double chance_withheld;
    int base_rank; /* at the origin; 0 = not known: drawn with the rest */
    /* signal frozen at the origin, only the noise drawn again; NaN when base_rank is 0 */
    double chance_up_5_without_change;
} tb_forecast_unit;

/* How much of a year's movement is noise: what does not last beyond the year. */
typedef struct tb_noise {
    /* Var(e_t - e_t-1) / Var(y_t - y_t-1) over draws of the parameters; NaN for the simple models
     * */
    double share, share_q05, share_q95;
    /* mean over the units that could climb 5 places; NaN when no base rank is known */
    double chance_up_5_without_change;
    double median_abs_rank_change; /* of noise alone, over units and draws */
    /* standard deviation of what of a score does not last beyond the year, points at the origin;
     * NaN for the simple models */
    double sd;
    /* Of the variance of a year's change of scores at least this share is sampling, by the standard
     * errors that came with the scores (precision.csv): sum of both years' error variances over sum
     * of squared changes, of sampling_pairs pairs of years. A floor under share. NaN: not known. */
    double sampling_share;
    size_t sampling_pairs;
} tb_noise;

/* Errors: TB_EARG (no such index or model, year not 1..5 after the origin, draws), TB_EDATA when
 * the index has nothing up to the origin (the sentence says which years it has) or one unit,
 * TB_ESINGULAR when all scores are equal. */
TB_API TB_MUST_CHECK tb_status tb_forecast_run(tb_forecast **out, const tb_panel *p,
                                               const tb_forecast_opts *o, tb_err *err);
TB_API void tb_forecast_free(tb_forecast *f);
TB_API size_t tb_forecast_units(const tb_forecast *f);
TB_API const tb_forecast_unit *tb_forecast_unit_at(const tb_forecast *f, size_t i);
/* [units][units], row i: probability of rank 1, 2, ...; ties spread over their places. NULL of more
 * than 1,024 units, of which only the first 512 places are counted one by one: what is told of
 * places behind them is as fine as one in 512 of those. */
TB_API const double *tb_forecast_rank_probability(const tb_forecast *f);
TB_API tb_notices tb_forecast_notices(const tb_forecast *f);

/* What was asked and used. Texts are borrowed from the forecast. */
typedef struct tb_forecast_summary {
    const char *index, *model;
    int origin, year;
    /* facts: published figures that the forecast stands on */
    size_t draws, facts;
    /* probability that the scheme changes between origin and year, as the origin could know it */
    double break_chance;
    double national_q[3]; /* q05 q50 q95 of the national mean */
    /* the same over draws without a break; NaN when there is none */
    double national_same_scheme_q[3];
    size_t groups; /* how many chance_group has */
    const char *group_name[8];
    const tb_reason *group_reason; /* why groups is 0 */
    tb_noise noise;
} tb_forecast_summary;
TB_API const tb_forecast_summary *tb_forecast_info(const tb_forecast *f);

/* The noise in one sentence. Returns the length that the whole text needs, like snprintf; "" when
 * nothing can be said. */
TB_API size_t tb_noise_say(char *text, size_t n, const tb_noise *noise, bool vietnamese);

/* The noise block alone, with the draws of `o` (its year is not read: the year after the origin).
 * */
TB_API TB_MUST_CHECK tb_status tb_noise_of(tb_noise *out, const tb_panel *p,
                                           const tb_forecast_opts *o, tb_err *err);

/* The newest year from which the noise of an index can be told without completing tables: three
 * whole tables at least, the newest of them. 0: none.
 */
TB_API int tb_noise_origin(const tb_index *x);

#ifdef __cplusplus
}
#endif
#endif
