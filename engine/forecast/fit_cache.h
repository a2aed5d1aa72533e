/* forecast/fit_cache.h - what is worked out once about an index up to an origin, whatever is then
 * asked of it: its tables completed from the facts, its motion and components, the record of the
 * models.
 * Goals, forecast and every unit of a survey stand on the same one; a run owns its shelf, nothing
 * is kept behind anybody's back.
 */
#ifndef TB_FORECAST_FIT_CACHE_H
#define TB_FORECAST_FIT_CACHE_H

#include "base/memo.h"
#include "complete/chains.h"
#include "forecast/model_choice.h"
#include "forecast/place_weight.h"
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
    bool borrowed; /* tables were completed with the law of the complete indices */
    uint64_t seed;
    tb_arena arena; /* owns what follows */
    tb_crps_record book;
    /* whether the motion is there, and the components of each tb_level_of */
    bool made, parted[3];
    size_t facts; /* figures that completed tables stand on; 0 when all is known */
    /* full tables that agree with the facts, where a table is known in part; NULL = all is known */
    const tb_chains *done;
    /* of completed tables only its n is set: each draw has its own */
    tb_signal_fit motion;
    /* how published places move, where tables are known in part; n 0: too little is known */
    tb_signal_fit places;
    const int *place; /* [n_year][n_unit] places as the facts know them; NULL: all is known */
    /* how many cases move so; weighed: it was learned */
    bool weighed;
    tb_place_weight weight;
    double *keep; /* [n_year] at the mode */
    /* variance of the logarithm of a year's variance; 0 for completed tables */
    double unrest;
    /* by tb_level_of: the index itself (as its only component), those right under its total, the
     * leaves */
    tb_components parts[3];
    tb_deviation_cache tables; /* of the index up to the origin; x NULL: not read */
} tb_fitted;

/* A law without a focus that several questions may stand on. */
typedef struct tb_shared_predictive {
    struct tb_shared_predictive *next;
    tb_fitted about;
    const tb_predictive *driver;
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
} tb_fit_cache; /* start with { 0 } */

/* tbi_predictive_fit for a question without a focus and of at most TB_SHARED_YEARS years (errors:
 * also TB_EARG), made once and kept: the joint is the shelf's, do not free it. The model is not
 * looked at: a shelf serves questions of one model. */
TB_MUST_CHECK tb_status tbi_fit_cache_predictive(tb_predictive **out, tb_fit_cache *s,
                                                 const tb_panel *p, const tb_index *x,
                                                 const tb_predictive_opts *o, tb_err *err);

/* The place of what `key` is about, found or added empty; borrowed from the shelf. NULL: no memory.
 * */
tb_fitted *tbi_fit_cache_slot(tb_fit_cache *s, const tb_fitted *key);
void tbi_fit_cache_free(tb_fit_cache *s);
/* Gives back what one place holds. */
void tbi_fitted_clear(tb_fitted *f);

#endif
