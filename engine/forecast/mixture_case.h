/* forecast/mixture_case.h - one case of the mixture while it is made: mixture.c draws it,
 * mixture_moments.c says what it expects, mixture_places.c lets it move by published places. */
#ifndef TB_FORECAST_MIXTURE_CASE_H
#define TB_FORECAST_MIXTURE_CASE_H

#include "forecast/fit_state.h"
#include "forecast/place_moves.h"

/* Scratch of one thread, overwritten by every case. Room for past and future years. */
typedef struct tb_mixture_workspace {
    double *own_persistence; /* persistence at the pace of some units */
    double *scale,
        /* [n_year] spreads of years in units of the first year's, and the step of their logarithm;
         * completed tables only */
        step;
    double *z, *free, *persistence, *table, *weight, *factor;
    double *state; /* [2 parts][2 parts] room for the covariance of a state */
    int *place;    /* [n_unit] */
    /* pairs of published places as far apart as the first year asked is from the origin */
    tb_pair *pair;
    size_t n_pair;
    double *upto;  /* [n_pair] */
    double *move;  /* [n_unit] */
    double points; /* of a normal score in a case that moves by places */
    size_t *order; /* [n_unit] */
    tb_gap_rules *gaps;
} tb_mixture_workspace;

/* Expectations and spreads of case c on completed tables, in units of the first year's spread; rows
 * [n_ahead + 1][U] are added to. alike: all units have one pace. false: a covariance is not
 * positive. */
bool tbi_mixture_pace_moments(tb_fit_state *f, tb_mixture_workspace *b, const tb_uc_model *m,
                              double *const *rows, size_t c, bool alike);
/* The same into points of the years to come, whose spreads walk on from the last. */
void tbi_mixture_scale(tb_fit_state *f, const tb_mixture_workspace *b, double *const *rows,
                       size_t c, tb_rng *r);
/* Expectations and spreads of case c of a table that is known whole. */
bool tbi_mixture_whole_moments(tb_fit_state *f, tb_mixture_workspace *b, const tb_uc_model *m,
                               double *const *rows, size_t c);

/* Which cases move as published places do. */
tb_case_kind tbi_mixture_kind(const tb_fit_state *f, size_t c);
/* Puts normal scores of the places of the case's completed table in the place of its scores. */
tb_uc_model tbi_mixture_take_places(const tb_fit_state *f, tb_mixture_workspace *b, size_t c);
/* Puts for what is unknown of the first year asked a past move of each unit. */
void tbi_mixture_move(tb_fit_state *f, tb_mixture_workspace *b, double *const *rows, size_t c,
                      tb_rng *r);

#endif
