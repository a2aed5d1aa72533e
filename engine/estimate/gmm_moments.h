/* estimate/gmm.h - moments of dynamic panels: rows with few non-zero instruments, and the two-step
 * estimator on them.
 * Model: y_it = sum over lags of y rho_j y_i(t-j) + x_it'b + a_i + d_t + e_it. Differences take
 * a_i out; their moments are E[z_it (e_it - e_i(t-1))] = 0, those of the system's levels E[dz_it
 * (a_i + e_it)] = 0 (Blundell and Bond 1998). Collapsed: one instrument a lag instead of one a
 * lag and year (Roodman 2009). */
#ifndef TB_ESTIMATE_GMM_MOMENTS_H
#define TB_ESTIMATE_GMM_MOMENTS_H

#include "estimate/frame.h"

/* One equation of one unit: y = x'b + error with instruments z (sparse). Equations of a unit stand
 * together, differences first, each part by year.
 * x points into a table of the moments; instruments of the row are column[from..to-1] with
 * value[from..to-1], columns being instruments 0..instruments-1. */
typedef struct tb_moment_row {
    /* position of the unit in the frame */
    size_t unit;
    int time;   /* years since the first */
    int before; /* of a difference: the year that it is taken from; time - 1, or before a gap */
    bool level; /* of the system: an equation in levels */
    double y;
    const double *x; /* [k] */
    size_t from, to; /* its instruments in `column`, `value` */
} tb_moment_row;

/* Where an instrument comes from. */
typedef enum tb_moment_group {
    TB_MOMENT_LAGS,       /* levels of y, for the differences */
    TB_MOMENT_LEVELS,     /* of the system: differences of y, for the levels */
    TB_MOMENT_REGRESSORS, /* regressors that are their own instruments */
    TB_MOMENT_EXTERNAL,   /* instruments that are no regressors */
    TB_MOMENT_YEARS       /* effects of years, the constant */
} tb_moment_group;

/* All equations of all units. Z is kept sparse by rows, since with instruments a year most of it
 * is zero. start[u]..start[u + 1] - 1 are the rows of unit u, none for a unit without equations.
 */
typedef struct tb_moments {
    /* rows: of all units; level_rows: those of the system in levels */
    size_t units, k, instruments, rows, level_rows;
    tb_moment_row *row;
    size_t *start; /* [units + 1] */
    size_t *column;
    double *value;
    const char **term;      /* [k] */
    tb_moment_group *group; /* [instruments] */
} tb_moments;

/* What tbi_method_gmm chose from the options; lags count years of the calendar. */
typedef struct tb_moment_opts {
    int lag_from, lag_to;         /* lag_to 0: all */
    bool collapse, system, years; /* years: effects of years */
    /* a difference for each two years with whole rows that follow one another, also across a gap */
    bool across_gaps;
} tb_moment_opts;

/* Equations and instruments from a frame that kept its gaps. Arellano and Bond (1991): levels of y
 * lagged lag_from.. for the differences; Blundell and Bond (1998): the difference of y lagged
 * lag_from - 1 for the levels; regressors that are no lags of y and not endogenous are their own
 * instruments (in each part), and so are the frame's external instruments, differenced for the
 * differences. */
TB_MUST_CHECK tb_status tbi_moments_make(tb_moments *m, const tb_frame *f, const tb_moment_opts *o,
                                         tb_arena *a, tb_err *err);

/* One step's estimate: b = (X'Z A Z'X)^-1 X'Z A Z'y with A the weight of that step. */
typedef struct tb_gmm_step {
    double *b, *v; /* [k], [k x k] robust; step 2 by Windmeijer (2005) */
    double *e;     /* [rows] */
    double j;      /* e'Z A2 Z'e, A2 from the first step's residuals */
    double ar[2];  /* Arellano and Bond's m1, m2; NaN when there is none */
} tb_gmm_step;

/* Both steps, and what the tests of groups of instruments need of them (l instruments, k terms).
 */
typedef struct tb_gmm_fit {
    tb_gmm_step step[2];
    double sargan;    /* first step, errors of one variance */
    bool generalised; /* a weight matrix is singular: its generalised inverse was used */
    /* sum over units of Z_i'X_i [l x k], Z_i'y_i [l], and of Z_i'e_i e_i'Z_i [l x l] with the first
     * step's residuals */
    const double *zx, *zy, *s;
} tb_gmm_fit;
/* Step 1 weighs by (Z'H Z)^-1, H the covariance of differenced white noise (2 on the diagonal, -1
 * beside it); step 2 by (sum Z_i'e_i e_i'Z_i)^-1 with the residuals of step 1. Memory O(units l
 * k). Errors: TB_ESINGULAR when coefficients are not identified, TB_ECONVERGE, TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_gmm_solve(tb_gmm_fit *g, const tb_moments *m, tb_arena *a, tb_err *err);

/* C of a group and its degrees of freedom; NaN where the rest identifies nothing, where the group
 * is empty (df 0) or where moments are singular (gmm_difference.c). */
TB_MUST_CHECK tb_status tbi_gmm_difference(double *c, size_t *df, const tb_gmm_fit *g,
                                           const tb_moments *m, tb_moment_group group, tb_arena *a,
                                           tb_err *err);

#endif
