/* tangbac/forecast.h - where is each province heading, with what spread, and was that spread honest in the past?
 */
#ifndef TANGBAC_FORECAST_H
#define TANGBAC_FORECAST_H

#include <tangbac/panel.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tb_forecast_opts {
    const char *index;  /* code of the index; its TOTAL is forecast */
    int origin, year;   /* last year whose results are out; target year, 1 to 5 later */
    const char *model;  /* default statespace stack persistence shrunk mean3 climatology national */
    size_t draws;
    uint64_t seed;
    int threads;        /* 0 = as many as there are cores; never changes a number */
} tb_forecast_opts;
#define TB_FORECAST_OPTS_INIT { NULL, 0, 0, "default", 20000, 1, 0 }

typedef struct tb_forecast tb_forecast;

enum { TB_TOP_COUNT = 7, TB_UP_COUNT = 4 };
extern const int tb_top_places[TB_TOP_COUNT]; /* 1 3 5 10 15 20 30 */
extern const int tb_up_places[TB_UP_COUNT];   /* 1 3 5 10 */

typedef struct tb_forecast_unit {
    const char *code, *name_vi, *name_en;
    double score_mean, score_sd, score_q[5]; /* q05 q25 q50 q75 q95, over draws in which the unit is ranked */
    double rank_mean, rank_q[5];
    double chance_top[TB_TOP_COUNT];         /* over all draws: a withheld unit is in no top */
    double chance_up[TB_UP_COUNT];           /* against the rank at the origin */
    double chance_group[8];                  /* NaN where the groups of the year are not known */
    double chance_withheld;
} tb_forecast_unit;

/* Errors: TB_EDATA when the index has nothing up to the origin; the sentence says which years it has. */
TB_MUST_CHECK tb_status tb_forecast_run(tb_forecast **out, const tb_panel *p, const tb_forecast_opts *o, tb_err *err);
void tb_forecast_free(tb_forecast *f);
size_t tb_forecast_units(const tb_forecast *f);
const tb_forecast_unit *tb_forecast_unit_at(const tb_forecast *f, size_t i);
const double *tb_forecast_rank_probability(const tb_forecast *f); /* [units][units], row i: chance of rank 1, 2, ...; ties spread over their places */
tb_notices tb_forecast_notices(const tb_forecast *f);

#ifdef __cplusplus
}
#endif
#endif
