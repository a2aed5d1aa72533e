/* forecast/predictive.h - the joint predictive distribution of one index: draws of all units over
 * several years at once, for forecast, simulate and intervene.
 *
 * A draw is a pure function of (seed, draw number): tbi_predictive_draw may be called by any thread
 * for any range and gives the same numbers.
 */
#ifndef TB_FORECAST_PREDICTIVE_H
#define TB_FORECAST_PREDICTIVE_H

#include <stdint.h>
#include <tangbac/panel.h>

/* Of an index that is known in part: which cases move as published places do (place_weight.h): as
 * many as earlier origins ask for; none; all by their distribution (place_distribution.h); all by
 * past moves (place_moves.h). */
typedef enum tb_place_share {
    TB_PLACES_LEARNED,
    TB_PLACES_NEVER,
    TB_PLACES_ALWAYS,
    TB_PLACES_MOVES
} tb_place_share;

/* Plain and internal: copied where it is kept, its pointers borrowed until the fit returns. */
typedef struct tb_predictive_opts {
    /* the last year whose results were out; nothing later is read, neither figures nor schemes */
    int origin;
    /* [n_year] ascending: the years wanted. A year at or before the origin gives what is known and
     * draws of what is not */
    const int *year;
    size_t n_year;
    const char *model; /* NULL = "default" */
    uint64_t seed;
    /* row (of the index's units) whose components are drawn too; SIZE_MAX = none */
    size_t focus;
    /* a joint of another index of the same years that enters this one by the scheme (SIPAS in PAR);
     * NULL = none */
    const struct tb_predictive *nested;
    int threads;  /* 0 = as many as there are cores; never changes a number */
    size_t cases; /* of the mixture; 0 = the usual number */
    tb_place_share places;
    /* what was worked out already, kept from one call to the next (fit_cache.h); NULL = worked out
     * anew
     * */
    struct tb_fit_cache *fit_cache;
    /* what earlier origins said, kept from one call to the next (model_choice.h); NULL = looked up
     * anew
     * */
    struct tb_crps_record *crps_record;
    /* the index read up to the origin or later (statespace/deviation_cache.h); NULL = read anew */
    const struct tb_deviation_cache *tables;
    /* of the index: 0 for its TOTAL (then TOTAL below means this column) */
    size_t column;
} tb_predictive_opts;

typedef struct tb_predictive tb_predictive;

/* Fits the distribution. Errors: TB_EDATA (no data up to the origin, one unit), TB_ESINGULAR,
 * TB_ECONVERGE, TB_ENOMEM. The panel must outlive the joint. */
TB_MUST_CHECK tb_status tbi_predictive_fit(tb_predictive **out, const tb_panel *p,
                                           const tb_index *x, const tb_predictive_opts *o,
                                           tb_err *err);
void tbi_predictive_free(tb_predictive *j);

/* the model that was used, after "default" was resolved */
const char *tbi_predictive_model(const tb_predictive *j);
/* draw d stands on case d % cases; neighbours may be correlated */
size_t tbi_predictive_cases(const tb_predictive *j);
/* components of the focus unit that are drawn */
size_t tbi_predictive_components(const tb_predictive *j);
size_t tbi_predictive_component(const tb_predictive *j,
                                size_t k); /* column of the index of part k */
/* points of TOTAL per point of the part, in the last year */
double tbi_predictive_component_weight(const tb_predictive *j, size_t k);
/* figures up to the origin that it stands on */
size_t tbi_predictive_facts(const tb_predictive *j);
tb_notices tbi_predictive_notices(const tb_predictive *j);

/* -log density of TOTAL of a unit in year y of those asked (one after the origin): of the score, or
 * of its deviation from the national mean. */
double tbi_predictive_log_score(const tb_predictive *j, size_t y, size_t unit, double value,
                                bool deviation);

/* Where draws go; NULL members are not wanted. n = number of draws asked for; U = units of the
 * index, Y = n_year, K = parts. C order. */
typedef struct tb_predictive_block {
    double *score; /* [n][Y][U] TOTAL; NaN: withheld or not ranked in that draw */
    /* [n][U]    TOTAL of the last year when the signal stays as it is at the origin and only the
     * noise is drawn again */
    double *frozen;
    double *level; /* [n][Y]    national mean */
    double *part;  /* [n][Y][K] the focus unit's components */
    /* [n][K]    what of part's change from the origin to the last year is lasting (the draw's own
     * innovation of the signal) */
    double *gain;
    /* [n] 1: no break between the origin and the last year in this draw */
    unsigned char *same_scheme;
} tb_predictive_block;

/* Writes draws first .. first + n - 1. Cannot fail; allocates nothing that outlives the call. */
void tbi_predictive_draw(const tb_predictive *j, uint64_t first, size_t n,
                         tb_predictive_block *out);

#endif
