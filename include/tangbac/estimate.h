/* tangbac/estimate.h - what moves with what, and how sure are we? Panel regressions whose numbers
 * can be put beside R and Stata.
 *
 * Three doors: tb_estimate_run reads columns of a panel by a formula; tb_estimate_arrays takes
 * plain arrays; tb_within_quick does one thing (two-way within with clustered variance) without
 * allocating, for loops.
 */
#ifndef TANGBAC_ESTIMATE_H
#define TANGBAC_ESTIMATE_H

#include <tangbac/panel.h>
#include <tangbac/reason.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum tb_estimate_method {
    /* iv when instruments stand after a second |, within when effects stand after |, else pooled */
    TB_METHOD_AUTO,
    TB_METHOD_POOLED,
    TB_METHOD_WITHIN,
    TB_METHOD_BETWEEN,
    TB_METHOD_FD,
    TB_METHOD_RANDOM,
    TB_METHOD_REML,
    TB_METHOD_MUNDLAK,
    TB_METHOD_IV,
    TB_METHOD_GMM,
    TB_METHOD_SYSGMM,
    TB_METHOD_HPJ,
    TB_METHOD_RIDGE,
    TB_METHOD_BMA,
    TB_METHOD_FRACTIONAL
} tb_estimate_method;

/* Corrections for small samples, as the packages of these names make them. */
typedef enum tb_ssc { TB_SSC_FIXEST, TB_SSC_NONE, TB_SSC_STATA, TB_SSC_PLM } tb_ssc;

/* Of the restricted wild cluster bootstrap. AUTO: all 2^G sign vectors when they are no more than
 * the replications, rademacher from 12 clusters, webb below. */
typedef enum tb_wild_weights {
    TB_WEIGHTS_AUTO,
    TB_WEIGHTS_RADEMACHER,
    TB_WEIGHTS_WEBB,
    TB_WEIGHTS_ENUMERATE
} tb_wild_weights;

typedef enum tb_vcov_kind {
    TB_VCOV_DEFAULT, /* clustered by unit */
    TB_VCOV_IID,
    TB_VCOV_HC1,
    TB_VCOV_HC3,
    TB_VCOV_CLUSTER,
    TB_VCOV_CR2,
    TB_VCOV_CR3,
    TB_VCOV_DK
} tb_vcov_kind;
typedef enum tb_cluster_by { TB_BY_NONE, TB_BY_UNIT, TB_BY_YEAR, TB_BY_REGION } tb_cluster_by;

/* How the errors of an estimate depend on each other. */
typedef struct tb_vcov_choice {
    tb_vcov_kind kind;
    tb_cluster_by by[2]; /* cluster one or two ways, cr2 and cr3 one; none: by unit */
    bool lags_given;
    int lags; /* dk; not given: by the number of years */
} tb_vcov_choice;

/* A choice by its words: "within"; "plm"; "webb"; "iid" "hc1" "hc3" "cluster:unit"
 * "cluster:unit,year" "cr2:unit" "cr3:unit" "dk:3". Errors: TB_EARG, with the words there are. */
TB_API TB_MUST_CHECK tb_status tb_estimate_method_of(tb_estimate_method *out, const char *word,
                                                     tb_err *err);
TB_API TB_MUST_CHECK tb_status tb_ssc_of(tb_ssc *out, const char *word, tb_err *err);
TB_API TB_MUST_CHECK tb_status tb_wild_weights_of(tb_wild_weights *out, const char *word,
                                                  tb_err *err);
TB_API TB_MUST_CHECK tb_status tb_vcov_of(tb_vcov_choice *out, const char *words, tb_err *err);
TB_API const char *tb_estimate_method_word(tb_estimate_method x); /* "auto" for AUTO */
TB_API const char *tb_ssc_word(tb_ssc x);

typedef struct tb_estimate_opts {
    /* sizeof(tb_estimate_opts), set by TB_ESTIMATE_OPTS_INIT: how the library knows an older
     * caller, for whom later members have their defaults */
    size_t size;
    tb_estimate_method method;
    tb_vcov_choice vcov;
    tb_ssc ssc;
    double level; /* of the intervals: 0.95 */
    size_t wild;  /* replications of the restricted wild cluster bootstrap; 0: none */
    tb_wild_weights weights;
    uint64_t seed;
    int threads; /* 0: as many as there are cores; never changes a number */
    /* the panel is cut to these years before lags are taken; 0: not cut */
    int first_year, last_year;
    /* rows kept after lags were taken: "region == \"NMM\" & year >= 2018"; NULL: all */
    const char *subset;
    int lag_from,
        /* gmm: lags of the dependent variable's level that are instruments; 0: 3 to the last (2 for
         * what is no survey index), collapsed */
        lag_to;
    int steps;    /* gmm: 1 or 2; 0: 1 */
    int collapse; /* gmm: 1 yes, 0 no, -1: yes unless lag_to was given */
    /* ridge: on standardised columns; negative: by generalised cross-validation */
    double penalty;
    /* NULL-terminated hypotheses: "PAPI.D4 = PAPI.D5 = 0", "name: D4 + D5 = 1"; NULL: none */
    const char *const *tests;
    /* path of a CSV table with columns unit, year and any variables of the formula; NULL: none */
    const char *predict;
    bool influence; /* leave-one-unit-out estimates */
    bool rows;      /* keep residuals and effects: tb_estimate_row_at, tb_estimate_effect_at */
    bool plain; /* no diagnostics (Hausman, Wooldridge, Pesaran), which take longer than the fit */
    /* a variable with its functions, "GSO.POP_TOTAL": the precision of each row (its error has the
     * variance sigma^2 / weight), as in R's lm and lme4; pooled, within, iv, reml, and fd (a
     * difference has the weight of its later row); NULL: all rows count the same.
     * tb_estimate_arrays takes tb_estimate_data.weight instead. */
    const char *weight_by;
    /* gmm: where years are missing between two whole rows, their difference is an equation too, as
     * in gretl; else, as in plm and xtabond2, equations are differences of successive years */
    bool across_gaps;
} tb_estimate_opts;
#define TB_ESTIMATE_OPTS_INIT                                                                      \
    {                                                                                              \
        .size = sizeof(tb_estimate_opts), .level = 0.95, .seed = 1, .collapse = -1, .penalty = -1, \
        .influence = true                                                                          \
    }

/* A number that is absent is NaN; `reason` then says why. */
typedef struct tb_coefficient {
    const char *term;
    double estimate, std_error, statistic, df; /* df: infinite for the normal */
    double p_value, ci_low, ci_high;
    const tb_reason *reason; /* why there is no standard error; NULL otherwise */
    /* bma: posterior probability that the term belongs; NaN otherwise */
    double inclusion;
    double wild_p, wild_low, wild_high; /* NaN without --wild */
    /* why the bootstrap gave no p-value or no interval; NULL otherwise */
    const tb_reason *wild_reason;
    /* gmm: the same coefficient in the other step; NaN otherwise */
    double other_step, other_step_se;
    /* CR2 beside a variance that rests on fewer than 20 years or clusters; NaN otherwise */
    double cr2_error, cr2_df;
    /* effective number of clusters (Carter, Schnepel and Steigerwald 2017); NaN without clusters */
    double effective_clusters;
} tb_coefficient;

typedef struct tb_estimate_test {
    const char *name, *distribution;    /* F, chisq, normal */
    double statistic, df, df2, p_value; /* df2: of F, NaN otherwise */
    double wild_p;                      /* NaN without --wild */
    const tb_reason *reason;            /* why the statistic is absent; NULL otherwise */
} tb_estimate_test;

typedef struct tb_dropped {
    const char *term;
    const tb_reason *reason;
} tb_dropped;

/* What the estimate is without one unit: coefficient [coefficients] in the order of the result, NaN
 * where it is not identified without the unit. */
typedef struct tb_influence {
    const char *unit;
    /* trace of the unit's block of the projection on the regressors, effects taken out */
    double leverage;
    double dfbeta_max; /* largest change of a coefficient in its standard errors */
    const double *coefficient;
} tb_influence;

typedef struct tb_prediction {
    const char *unit;
    int year;
    /* ci: of the mean, pi: of an observation */
    double fit, std_error, ci_low, ci_high, pi_low, pi_high;
    /* why there is none; NULL otherwise */
    const tb_reason *reason;
    /* why there is no std_error and ci, no pi, beside a fit; NULL otherwise */
    const tb_reason *ci_reason, *pi_reason;
} tb_prediction;

typedef struct tb_gmm_info {
    int steps, lag_from, lag_to; /* lag_to: 0 for all */
    bool collapsed, system, generalised_inverse, across_gaps;
    size_t instruments, units;
} tb_gmm_info;

/* Everything but the long lists. Borrowed; lives as long as the estimate. */
typedef struct tb_estimate_summary {
    const char *formula, *method;
    /* fd: differences and the units that have any; between: one row a unit */
    size_t n_obs, n_units, n_periods;
    /* rows left out because an effect has no other row, and the units that the regressors vary in
     * once effects are taken out; identified_by 0 where no effects are absorbed */
    size_t singletons, identified_by;
    bool balanced;
    const char *effects; /* "unit + year", "" for none */
    size_t coefficients, dropped, tests, influence, predictions;
    const tb_coefficient *coefficient;
    const tb_dropped *drop;
    const tb_estimate_test *test;
    const tb_influence *influential; /* by unit */
    const tb_prediction *prediction;
    double r2, r2_within, r2_between, r2_overall, sigma, rss, loglik, aic, bic, condition;
    size_t parameters, absorbed; /* parameters: absorbed effects included */
    const char *vcov_type, *ssc;
    const char *vcov_words; /* the convention in one sentence */
    double vcov_factor;
    size_t clusters;    /* 0 when there are none */
    const double *vcov; /* [coefficients][coefficients] */
    size_t wild_replications;
    const char *wild_weights; /* NULL without --wild */
    double level;
    tb_gmm_info gmm;                  /* steps 0 when the method is another */
    double sigma2_idios, sigma2_unit; /* random; NaN otherwise */
    double theta_min, theta_max;
    double penalty, gcv, effective_df; /* ridge; NaN otherwise */
    double models;                     /* bma: visited; NaN otherwise */
    bool enumerated;
    /* fractional: how the dependent variable was brought to 0..1; NULL otherwise */
    const char *scale_words;
    /* fractional: average partial effects [coefficients]; NULL otherwise */
    const double *partial_effect;
    const double *partial_effect_se;
    const char *predict_digest; /* sha256 of the file of --predict; NULL without */
    /* what the rows were weighted by ("weight" for plain arrays), NULL without; the least and the
     * largest weight */
    const char *weight_by;
    double weight_least, weight_most;
    /* iv: names of the instruments that are no regressors [instruments]; NULL without */
    size_t instruments;
    const char *const *instrument;
    const char *vcov_words_vi;
} tb_estimate_summary;

/* The result of a regression. Opaque; owns everything that its view shows. */
typedef struct tb_estimate tb_estimate;

/* The codes of the indices that a formula (and a subset) reads, "PAPI" for PAPI.D6: out [room],
 * NULL-terminated, each in text [room][32]. For opening only what is needed. Errors: TB_EARG with
 * the place of the trouble; TB_EARG when there are more than room - 1. */
TB_API TB_MUST_CHECK tb_status tb_estimate_indices(const char **out, char (*text)[32], size_t room,
                                                   const char *formula, tb_err *err);

/* Of a formula with several dependent variables, 'c(Y1, Y2) ~ X | unit': how many (1 without a
 * list,
 * 0 when it does not close), and the formula of the k-th (from 0) into text [room]. Errors: TB_EARG
 * (no such one, no room). */
TB_API size_t tb_estimate_outcomes(const char *formula);
TB_API TB_MUST_CHECK tb_status tb_estimate_outcome(char *text, size_t room, const char *formula,
                                                   size_t k, tb_err *err);

/* Estimates 'Y ~ X1 + lag(X2,2) + lead(X3) + log(X4) + A:B + factor(region) | unit + region^year'
 * on a panel: behind '|' unit, year, region, or the levels of two of them together (0 for none);
 * behind a second '|' endogenous terms and the instruments that stand for them, '| X5 ~ lag(X5,2) +
 * Z'.
 * Errors: TB_EARG (the formula, an option; the sentence shows the place), TB_EDATA (no rows),
 * TB_ESINGULAR (not identified: fewer observations than parameters, one cluster, nothing left after
 * dropping), TB_ECONVERGE, TB_ENOMEM. */
TB_API TB_MUST_CHECK tb_status tb_estimate_run(tb_estimate **out, const tb_panel *p,
                                               const char *formula, const tb_estimate_opts *o,
                                               tb_err *err);

/* Plain arrays, in any order of rows; rows with a NaN are left out (gmm keeps them as gaps).
 *   y [n] · x [n x k] column-major, without an intercept · unit [n], year [n]: any numbers · term
 *   [k] names, NULL: x1, x2, ...
 *   effects: "unit + year",
 * "" or NULL for none · intercept: put one before x (pooled, between, fd,
 *   random, ...; ignored when effects are absorbed)
 *   lag_of_y [k] or NULL: 1 for columns that are lags of y (gmm) */
typedef struct tb_estimate_data {
    size_t n, k;
    const double *y, *x;
    const int32_t *unit, *year;
    const char *const *term;
    const char *effects;
    bool intercept;
    const unsigned char *lag_of_y;
    const double *weight; /* [n] above zero: tb_estimate_opts.weight_by; NULL: none */
    /* iv, gmm, sysgmm: q instruments that are no regressors, z [n x q] column-major, instrument [q]
     * names (NULL: z1, ...); endogenous [k]: 1 for the columns of x that they stand for */
    size_t q;
    const double *z;
    const char *const *instrument;
    const unsigned char *endogenous;
} tb_estimate_data;
TB_API TB_MUST_CHECK tb_status tb_estimate_arrays(tb_estimate **out, const tb_estimate_data *d,
                                                  const tb_estimate_opts *o, tb_err *err);

TB_API void tb_estimate_free(tb_estimate *e);
TB_API const tb_estimate_summary *tb_estimate_info(const tb_estimate *e);
TB_API tb_notices tb_estimate_notices(const tb_estimate *e);

/* One row of the estimate: observed = fitted + residual, fitted = x'b + effects. */
typedef struct tb_estimate_row {
    const char *unit;
    int year;
    double observed, fitted, residual;
} tb_estimate_row;
/* One absorbed effect. The levels of the first effect hold the constant; the first level of every
 * other is 0, as in R's fixest. Effects that are not connected are one choice of many. */
typedef struct tb_estimate_effect {
    const char *effect, *level; /* "unit", "01" */
    double estimate;
} tb_estimate_effect;
/* With the option rows, of pooled and within; 0 and NULL otherwise and beyond the end. */
TB_API size_t tb_estimate_rows(const tb_estimate *e);
TB_API const tb_estimate_row *tb_estimate_row_at(const tb_estimate *e, size_t i);
TB_API size_t tb_estimate_effects(const tb_estimate *e);
TB_API const tb_estimate_effect *tb_estimate_effect_at(const tb_estimate *e, size_t i);

/* ---- The short way ---- */

/* Two-way (or, with year NULL, one-way) within estimator with variance clustered by unit, fixest's
 * factor, unbalanced panels exact.
 *   y [n] · x [n x k] column-major · unit [n] ascending 0..units-1, rows of a unit together · year
 *   [n] 0..years-1 ascending within a unit, or NULL:
 * then `years` is the most rows that a unit has b [k], vcov [k x k] out · room:
 * tb_within_quick_room(...) doubles of scratch, aligned as malloc aligns; threads: 1 or more, never
 * changes a number Errors: TB_EARG (unsorted), TB_ESINGULAR (collinear or too few rows: ask
 * tb_estimate_arrays, which drops by name). */
TB_API size_t tb_within_quick_room(size_t n, size_t k, size_t units, size_t years, int threads);
TB_API TB_MUST_CHECK tb_status tb_within_quick(double *b, double *vcov, const double *y,
                                               const double *x, size_t n, size_t k,
                                               const int32_t *unit, size_t units,
                                               const int32_t *year, size_t years, double *room,
                                               int threads, tb_err *err);

/* The p-value of the restricted wild cluster bootstrap (Rademacher, clusters of units) that
 * regressor `term` of d has the coefficient `value`. */
TB_API TB_MUST_CHECK tb_status tb_wild_quick(double *p_value, const tb_estimate_data *d,
                                             size_t term, double value, size_t draws, uint64_t seed,
                                             int threads, tb_err *err);

#ifdef __cplusplus
}
#endif
#endif
