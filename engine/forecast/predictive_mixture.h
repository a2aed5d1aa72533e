/* forecast/predictive_mixture.h - what a fitted joint is: a mixture of a few hundred cases. A case
 * has its own parameters, its own completed table and its own pattern of breaks to come; given a
 * case, units are normal and independent, so that a draw costs one normal a unit and year. */
#ifndef TB_FORECAST_PREDICTIVE_MIXTURE_H
#define TB_FORECAST_PREDICTIVE_MIXTURE_H

#include "base/arena.h"
#include "base/notices.h"
#include "forecast/predictive.h"

enum {
    TB_PREDICTIVE_CASES = 499, /* odd, so that the even and the odd draws both meet every case */
    TB_PREDICTIVE_YEARS = 60   /* most years that may be asked for */
};

/* The focus unit's components: deviations in points, case by case. F = years after the origin.
 * part = mean + link * (what TOTAL differs from its mean by) + own noise: components and total of
 * one draw agree. */
typedef struct tb_unit_components {
    size_t parts, unit;
    size_t *column; /* [parts] */
    double *weight; /* [parts] points of TOTAL per point */
    /* [parts] of a change of the national mean that falls to the component, in its points */
    double *share;
    double *level; /* [parts] national mean of the component at the origin */
    double *past;  /* [past][parts] what is known of past years, or expected */
    /* [cases][parts][F + 2] years to come, signal at the origin, signal in the last year */
    double *mean;
    double *factor; /* [cases][parts][F + 2][F + 2] */
    /* [cases][F + 1][parts] points by which a component (and, last row, its lasting gain) moves
     * with a point of TOTAL */
    double *link;
    double *between; /* [parts][parts] lower factor of the correlation between components */
} tb_unit_components;

/* Another index that enters this one by the scheme (SIPAS in PAR): this one's scores move with what
 * the other's draw differs from its expectation.
 * total = own draw + weight * (the other's draw - what was expected of it), unit by unit. */
typedef struct tb_nested_index {
    const struct tb_predictive *by;
    double weight;    /* points of this index per point of the other */
    ptrdiff_t *unit;  /* [U] row of the other's units, -1 = none */
    double *expected; /* [Y][units of the other] score expected */
    double *level;    /* [Y] national mean expected */
} tb_nested_index;

struct tb_predictive {
    tb_arena own;
    tb_notice_list notices;
    const char *model, *code; /* code: of the index */
    const tb_index *index;    /* borrowed: lives as long as its panel */
    size_t cases, n_year, n_unit, facts;
    size_t past; /* how many of the years are not after the origin */
    uint64_t seed;
    /* 16 * position of the index in the panel: keeps the streams of indices apart */
    uint32_t shift;
    double *mean; /* [cases][Y][U] deviation expected */
    /* [cases][Y][Y] lower: spread of the deviations of a unit over the years; rows of past years
     * are 0 */
    double *factor;
    double *level; /* [cases][Y] */
    double *
        /* [cases][Y] sd of the step of g(level) to this year (statespace/national_level.h) */
        level_step;
    double low, high;    /* the scale on which levels walk; NaN: without ends */
    double *frozen_mean; /* [cases][U] the signal at the origin */
    /* spreads of single units in units of factor's and of frozen_sd: [cases][Y][U], [cases][U];
     * NULL: all are 1 */
    double *wide, *frozen_wide;
    double *frozen_sd;   /* [cases] of what is uncertain of it, and noise */
    unsigned char *same; /* [cases] */
    unsigned char *gone; /* [past][U] 1: no score in that past year */
    /* [cases] Var(e_t - e_t-1) / Var(y_t - y_t-1) in a calm year; NULL for the simple models */
    double *noise_share;
    /* the least that sampling is of Var(y_t - y_t-1) (statespace/sampling.h), a floor under
     * noise_share; NaN: no standard errors are known. pairs: of years it rests on */
    double sampling_share, sampling_pairs;
    /* standard deviation of e, what of a score does not last, at the origin; NaN: simple models */
    double noise_sd;
    double *withheld;       /* [U] probability in a year to come */
    bool withholds;         /* some of these probabilities are not zero */
    tb_nested_index nested; /* by NULL: none */
    tb_unit_components focus;
};

#endif
