/* forecast/fitted.h - what is worked out once about an index up to an origin, and where it
 * is kept. */
#ifndef TB_FORECAST_FITTED_H
#define TB_FORECAST_FITTED_H

#include "base/memo.h"
#include "complete/chain_draws.h"
#include "forecast/origin_record.h"
#include "forecast/predictive.h"
#include "statespace/component.h"

/* What the state space is of. */
typedef enum tb_level_of { TB_OF_INDEX, TB_OF_COMPONENTS, TB_OF_LEAVES } tb_level_of;

enum { TB_SHARED_YEARS = 16 };

typedef struct tb_fitted {
    struct tb_fitted *next;
    const tb_panel *p; /* what it is about: these seven */
    const tb_index *x;
    size_t column, cases;
    int origin;
    bool borrowed; /* tables were completed with the distribution of the complete indices */
    uint64_t seed;
    tb_arena arena; /* owns what follows */
    tb_crps_record crps_record;
    /* whether the signal model is there, and the components of each tb_level_of */
    bool made, parted[3];
    size_t facts; /* figures that completed tables stand on; 0 when all is known */
    /* full tables that agree with the facts, where a table is known in part; NULL = all is known */
    const tb_chains *done;
    /* of completed tables only its n is set: each draw has its own */
    tb_signal_fit signal_fit;
    /* how published places move, where tables are known in part; n 0: too little is known */
    tb_signal_fit places;
    const int *place; /* [n_year][n_unit] places as the facts know them; NULL: all is known */
    /* how many cases move so; weighed: it was learned */
    bool weighed;
    tb_place_weight weight;
    double *persistence; /* [n_year] at the mode */
    /* variance of the logarithm of a year's variance; 0 for completed tables */
    double year_variance;
    /* by tb_level_of: the index itself (as its only component), those right under its total, the
     * leaves */
    tb_components parts[3];
    tb_deviation_cache tables; /* of the index up to the origin; x NULL: not read */
} tb_fitted;

/* A distribution without a focus that several questions may stand on. */
typedef struct tb_shared_predictive {
    struct tb_shared_predictive *next;
    tb_fitted about;
    const tb_predictive *nested;
    int year[TB_SHARED_YEARS];
    size_t n_year;
    tb_predictive *joint;
} tb_shared_predictive;

/* Not for several threads at once. */
typedef struct tb_fit_cache {
    tb_fitted *first;
    tb_shared_predictive *joint;
    /* what earlier runs worked out of the panel that it is of; NULL: nothing is kept */
    const tb_memo *memo;
    struct tb_number_book *book; /* the same, of single numbers (base/number_book.h); NULL: none */
} tb_fit_cache;                  /* start with { 0 } */

#endif
