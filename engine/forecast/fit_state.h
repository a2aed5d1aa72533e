/* forecast/fit_state.h - what the makers of a distribution share while it is made. */
#ifndef TB_FORECAST_FIT_STATE_H
#define TB_FORECAST_FIT_STATE_H

#include "forecast/fitted.h"
#include "forecast/predictive_mixture.h"
#include "statespace/conditional.h"
#include "statespace/national_level.h"
#include "statespace/signal_fit.h"

/* One fit in the making. Filled in order: deviations, fits, components, expectations, cases;
 * everything is of `scratch` unless it is said to be of `fitted` or of j. */
typedef struct tb_fit_state {
    const tb_panel *p; /* may be NULL */
    const tb_index *x;
    const tb_predictive_opts *o;
    tb_predictive *j;
    tb_arena *scratch;
    /* what is worked out once; signal model, parts, done and expected below are its */
    tb_fitted *fitted;
    tb_deviation d;
    tb_signal_fit signal_fit;
    tb_components parts; /* whose state gives the distribution; n = 0: the index itself */
    tb_components shown; /* components of the focus unit that are drawn; n = 0: none */
    /* [2 shown.n][2 shown.n] covariance of the focus unit's components at the origin */
    double *focus_state;
    double *scale; /* [n_year] by which the years of d were multiplied; NULL: by 1 */
    /* [parts.n] points of what is forecast per divided unit of a component */
    double *points;
    /* [n_ahead + 1][n_unit] of parts less that of alone, as if everything were kept; the last: at
     * the origin */
    double *expected;
    tb_national_level level;
    /* sampling variances of the column's cells, [n_year][n_unit] (statespace/sampling.h), and where
     * samples differ between units: n_size rows [n_size][n_year + steps] of d.relative, carried
     * into the years to come, and which row a unit has; n_size 0: all are alike */
    double *variance, *size;
    size_t n_size, *size_of;
    /* positions of the years after the origin that are wanted */
    size_t n_ahead, at[TB_CONDITIONAL_YEARS];
    size_t steps;                              /* from the origin to the last of them */
    double break_chance[TB_CONDITIONAL_YEARS]; /* [steps] */
    /* full tables that agree with the facts, where a table is known in part; NULL = all is known */
    const tb_chains *done;
} tb_fit_state;

/* The pattern of breaks of case c: broken [steps]. Patterns are spread evenly over the cases, so
 * that their shares are the probabilities. */
void tbi_mixture_breaks(unsigned char *broken, const tb_fit_state *f, size_t c);
/* Level, its steps and `same` of case c, for every model alike. */
void tbi_mixture_level(const tb_fit_state *f, const unsigned char *broken, size_t c);

/* Whether a score was ranked that is not known here: then tables are completed from all facts up to
 * the origin. */
bool tbi_known_in_part(const tb_deviation *d);

/* State space: of the index itself, of the components right under the total, or of the leaves;
 * without such components, of the index itself (then f->parts.n is 0). */
TB_MUST_CHECK tb_status tbi_mixture_fit(tb_fit_state *f, tb_level_of level, tb_err *err);
TB_MUST_CHECK tb_status tbi_mixture_make(tb_fit_state *f, tb_err *err);

/* The simple models by name; false: no such model. */
bool tbi_baseline_known(const char *model);
TB_MUST_CHECK tb_status tbi_baseline_make(tb_fit_state *f, const char *model, tb_err *err);

/* When the scheme at the origin has a component IMPACT_x for the nested index x: the weight
 * by its maximum (10 of 100: a tenth), expectations, and the own spread less what the nested index
 * brings. To be called when the cases are made. */
TB_MUST_CHECK tb_status tbi_nested_index_start(tb_fit_state *f, tb_err *err);
/* Adds the nested index's share to the years to come of one draw. other [Y][units of the other] and
 * other_level [Y]: scratch. */
void tbi_nested_index_add(double *score, double *level, double *other, double *other_level,
                          const tb_predictive *j, uint64_t draw);

/* Room and what does not depend on a case for the focus unit; then one case at a time. */
TB_MUST_CHECK tb_status tbi_unit_components_start(tb_fit_state *f, tb_err *err);
bool tbi_unit_components_case(tb_fit_state *f, size_t c, const double *persistence,
                              double *scratch);
/* Writes components and gains of one draw; score and level of that draw [Y]. */
void tbi_unit_components_draw(double *part, double *gain, const tb_predictive *j,
                              const double *score, const double *level, uint64_t c, uint64_t draw);

#endif
