/* effects/target.h - what every estimator gives: an effect, its error, and how far each unit moves
 * it.
 *
 * psi [n]: influence of unit i on the estimate, so scaled that the clustered variance is sum
 * psi_i^2 and the covariance of two targets is sum psi_i phi_i. */
#ifndef TB_EFFECTS_TARGET_H
#define TB_EFFECTS_TARGET_H

#include "effects/did_design.h"

/* One number with its error. A target without an estimate (NaN) stays in its list, so that a
 * reader sees that the cell exists. */
typedef struct tbi_target {
    int group, time; /* cell: cohort, year · event: time since exposure · cohort · year; 0 where it
                        has none */
    int base;        /* cells: the year compared with */
    double estimate, se;      /* NaN: none */
    double weight;            /* cells: of the cohort in averages, its number of units */
    size_t treated, controls; /* units compared */
    double *psi;              /* [n]; NULL where the estimator gives no influence */
} tbi_target;

/* A list of the arena; `at` is NULL when it is empty. */
typedef struct tbi_targets {
    size_t count;
    tbi_target *at;
} tbi_targets;

/* An answer in all its averages. overall.psi may be NULL. */
typedef struct tbi_answer {
    tbi_target overall, mean_event, mean_cohort, mean_year;
    tbi_targets cell, event, cohort, year;
} tbi_answer;

/* Square root of the sum of squares; NaN when it is not above R's bound for "no error" (1.5e-7). */
double tbi_target_se(const double *psi, size_t n);

/* Group-time effects of Callaway and Sant'Anna. Cells without anybody to compare with have estimate
 * NaN. */
TB_MUST_CHECK tb_status tbi_cells(tbi_targets *out, const tbi_design *d, const tb_effect_opts *o,
                                  tb_arena *a, tb_err *err);

/* How averages weigh: by cohort sizes that are estimated (did::aggte), or by weights taken as they
 * are. */
typedef enum tbi_weighing { TBI_WEIGHTS_ESTIMATED, TBI_WEIGHTS_FIXED } tbi_weighing;

/* Averages of cells with at least `floor` controls (0 = all): simple, by event time, cohort and
 * year. */
TB_MUST_CHECK tb_status tbi_average(tbi_answer *out, const tbi_targets *cell, const tbi_design *d,
                                    tbi_weighing weighing, size_t floor, tb_arena *a, tb_err *err);
/* The simple average alone: of cells from the time of exposure on with at least `floor` controls;
 * cells: how many (may be NULL). */
bool tbi_average_simple(tbi_target *out, size_t *cells, const tbi_targets *cell,
                        const tbi_design *d, tbi_weighing weighing, size_t floor, tb_arena *a);

/* What the path over event times gains from one to another: estimate and influences [units of the
 * table]. Below 0 nothing was gained yet; event times of fewer than five adopters are those of the
 * last one with five. false: no path (nothing is left, or the estimator has none). */
bool tbi_effect_gain(const tb_effect *e, int from, int to, double *estimate, double *psi);

/* Years of the outcome behind the last estimated one, in which all adopters are exposed and nobody
 * else is known to be unexposed; the i-th of them, ascending. */
size_t tbi_effect_cut_years(const tb_effect *e);
int tbi_effect_cut_year_at(const tb_effect *e, size_t i);

/* The other estimators. */
TB_MUST_CHECK tb_status tbi_sunab(tbi_answer *out, const tbi_design *d, tb_arena *a, tb_err *err);
TB_MUST_CHECK tb_status tbi_etwfe(tbi_answer *out, const tbi_design *d, const tb_effect_opts *o,
                                  tb_arena *a, tb_err *err);
TB_MUST_CHECK tb_status tbi_imputation(tbi_answer *out, const tbi_design *d, tb_arena *a,
                                       tb_err *err);
TB_MUST_CHECK tb_status tbi_switchers(tbi_answer *out, const tbi_design *d, tb_arena *a,
                                      tb_err *err);
TB_MUST_CHECK tb_status tbi_twfe(tbi_answer *out, double *p_wild, const tbi_design *d,
                                 const tb_effect_opts *o, tb_arena *a, tb_err *err);

#endif
