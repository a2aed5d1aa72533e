/* forecast/forecast_run.h - a forecast while it is made: what forecast.c prepares and
 * forecast_figures.c turns into figures. */
#ifndef TB_FORECAST_FORECAST_RUN_H
#define TB_FORECAST_FORECAST_RUN_H

#include "forecast/draw_summary.h"
#include "forecast/fit_state.h"

#include <tangbac/forecast.h>
#include <tangbac/samples.h>
#include <tangbac/score.h>

struct tb_forecast {
    tb_arena own; /* the forecast itself lives in it */
    tb_forecast_summary about;
    size_t n_unit;
    tb_forecast_unit *unit; /* [n_unit] in the order of the index */
    /* [n_unit][n_unit]: P(unit i has rank k + 1); a row sums to P(unit i is ranked) */
    double *probability;
    tb_notices notices;
    tb_samples samples; /* empty unless they were asked for */
};

/* One run. Everything but f and a borrowed joint lives in `scratch` and goes with it. */
typedef struct tb_forecast_state {
    const tb_panel *p;
    const tb_index *x;
    size_t column; /* of x: 0 the total, else a component */
    const tb_forecast_opts *o;
    tb_forecast *f;
    tb_predictive *joint;
    bool borrowed;     /* the joint is somebody else's */
    tb_draw_summary s; /* counts and scores over all draws */
    tb_groups groups;
    int years[2];    /* of the own joint: the origin (when it is drawn) and the target */
    const int *year; /* [n_year] of the joint, the last one is forecast */
    size_t n_year;
    /* position of the origin in `year`, when climbs from there are drawn; -1: they are not */
    ptrdiff_t origin_at;
    int *base;  /* [n_unit] rank at the origin; 0 = not known */
    bool *gone; /* [n_unit] not published at the origin, or not there */
    tb_arena *scratch;
} tb_forecast_state;

/* Fills r->f (units, probabilities, noise, the national mean, samples) from r->s, whose counts are
 * final. In parallel over units; nothing is shared but the counts. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_forecast_figures(tb_forecast_state *r, tb_err *err);

#endif
