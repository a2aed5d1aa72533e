/* forecast/fitting.h - what the makers of a law share while it is made. */
#ifndef TB_FORECAST_FITTING_H
#define TB_FORECAST_FITTING_H

#include "dynamics/level.h"
#include "dynamics/motion_fit.h"
#include "dynamics/outlook.h"
#include "forecast/joint_law.h"
#include "forecast/shelf.h"

typedef struct tb_fitting {
    const tb_panel *p; /* may be NULL */
    const tb_index *x;
    const tb_joint_opts *o;
    tb_joint *j;
    tb_arena *scratch;
    /* what is worked out once; motion, parts, done and expected below are its */
    tb_fitted *fitted;
    tb_deviation d;
    tb_motion_fit motion;
    tb_parts parts; /* whose state gives the law; n = 0: the index itself */
    tb_parts shown; /* components of the focus unit that are drawn; n = 0: none */
    /* [2 shown.n][2 shown.n] covariance of the focus unit's components at the origin */
    double *focus_state;
    double *scale; /* [n_year] by which the years of d were multiplied; NULL: by 1 */
    /* [parts.n] points of what is forecast per divided unit of a component */
    double *points;
    /* [n_ahead + 1][n_unit] of parts less that of alone, as if everything were kept; the last: at
     * the origin */
    double *expected;
    tb_level_law level;
    /* positions of the years after the origin that are wanted */
    size_t n_ahead, at[TB_OUTLOOK_YEARS];
    size_t steps;                          /* from the origin to the last of them */
    double break_chance[TB_OUTLOOK_YEARS]; /* [steps] */
    /* full tables that agree with the facts, where a table is known in part; NULL = all is known */
    const tb_completion *done;
} tb_fitting;

/* The pattern of breaks of case c: broken [steps]. Patterns are spread evenly over the cases, so
 * that their shares are the chances. */
void tb_case_breaks(unsigned char *broken, const tb_fitting *f, size_t c);
/* Level, its steps and `same` of case c, for every model alike. */
void tb_case_level(const tb_fitting *f, const unsigned char *broken, size_t c);

/* Whether a score was ranked that is not known here: then tables are completed from all facts up to
 * the origin. */
bool tb_known_in_part(const tb_deviation *d);

/* State space: of the index itself, of the components right under the total, or of the leaves;
 * without such components, of the index itself (then f->parts.n is 0). */
TB_MUST_CHECK tb_status tb_cases_fit(tb_fitting *f, tb_level_of level, tb_err *err);
TB_MUST_CHECK tb_status tb_cases_make(tb_fitting *f, tb_err *err);

/* The simple models by name; false: no such model. */
bool tb_baseline_known(const char *model);
TB_MUST_CHECK tb_status tb_baseline_make(tb_fitting *f, const char *model, tb_err *err);

/* When the scheme at the origin has a component IMPACT_x for the index x of the driver: the weight
 * by its maximum (10 of 100: a tenth), expectations, and the own spread less what the driver
 * brings. To be called when the cases are made. */
TB_MUST_CHECK tb_status tb_drive_start(tb_fitting *f, tb_err *err);
/* Adds the driver's share to the years to come of one draw. other [Y][units of the other] and
 * other_level [Y]: scratch. */
void tb_drive_add(double *score, double *level, double *other, double *other_level,
                  const tb_joint *j, uint64_t draw);

/* Room and what does not depend on a case for the focus unit; then one case at a time. */
TB_MUST_CHECK tb_status tb_focus_start(tb_fitting *f, tb_err *err);
bool tb_focus_case(tb_fitting *f, size_t c, const double *keep, double *scratch);
/* Writes components and gains of one draw; score and level of that draw [Y]. */
void tb_focus_draw(double *part, double *gain, const tb_joint *j, const double *score,
                   const double *level, uint64_t c, uint64_t draw);

#endif
