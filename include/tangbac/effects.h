/* tangbac/effects.h - what did a measure do to an outcome, from who adopted it when?
 *
 * Units adopt in different years. Those that adopted are compared with those that had not yet:
 * group-time effects, averaged by event time, cohort, year and overall, with intervals fit for some
 * sixty units, what could have been seen at all, and what the answer is worth when parallel trends
 * do not hold.
 *
 * Two doors. Arrays: fill a tb_effect_table, call tb_effect_make. Panels: tb_effects_run reads
 * adoptions and outcomes of a panel and answers for every measure and outcome that was asked for,
 * with verdicts in words.
 *
 *     tb_effect_opts how = TB_EFFECT_OPTS_INIT;
 *     tb_effect *e = NULL;
 *     tb_effect_table data = { .size = sizeof data, .units = 63, .years = 14 };
 *     data.year = year, data.y = y, data.exposed = first_year_of_exposure;
 *     if (tb_effect_make(&e, &data, &how, &err) == TB_OK)
 *         printf("%.3f\n", tb_effect_overall_of(e)->estimate);
 *     tb_effect_free(e);
 *
 * Numbers that do not exist are NaN with a reason beside. All texts are borrowed from the result.
 */
#ifndef TANGBAC_EFFECTS_H
#define TANGBAC_EFFECTS_H

#include <tangbac/panel.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- How ---- */

typedef enum tb_effect_estimator {
    TB_EFFECT_CS,         /* group-time effects: Callaway and Sant'Anna (2021) */
    TB_EFFECT_SUNAB,      /* interaction-weighted: Sun and Abraham (2021) */
    TB_EFFECT_IMPUTATION, /* Borusyak, Jaravel and Spiess (2024) */
    TB_EFFECT_ETWFE,      /* extended two-way: Wooldridge (2021) */
    TB_EFFECT_SWITCHERS,  /* de Chaisemartin and D'Haultfoeuille (2020) */
    TB_EFFECT_TWFE,       /* plain two-way, with its weights laid open: Goodman-Bacon (2021) */
    TB_EFFECT_SYNTH,      /* synthetic control: Abadie, Diamond and Hainmueller (2010) */
    TB_EFFECT_SDID /* synthetic difference in differences: Arkhangelsky et al. (2021), a block for
                      each cohort */
} tb_effect_estimator;
typedef enum tb_effect_method { TB_EFFECT_REG, TB_EFFECT_IPW, TB_EFFECT_DR } tb_effect_method;
typedef enum tb_effect_control { TB_EFFECT_NOT_YET, TB_EFFECT_NEVER } tb_effect_control;
typedef enum tb_effect_base { TB_EFFECT_VARYING, TB_EFFECT_UNIVERSAL } tb_effect_base;
typedef enum tb_effect_scale { TB_EFFECT_POINTS, TB_EFFECT_SD } tb_effect_scale;
typedef enum tb_effect_dates { TB_EFFECT_DATED, TB_EFFECT_DRAWN, TB_EFFECT_BOUNDS } tb_effect_dates;

/* The word of a choice, and the choice of a word (false: there is no such word, *out stays). */
TB_API const char *tb_effect_estimator_word(tb_effect_estimator e);
TB_API const char *tb_effect_method_word(tb_effect_method m);
TB_API const char *tb_effect_control_word(tb_effect_control c);
TB_API const char *tb_effect_base_word(tb_effect_base b);
TB_API const char *tb_effect_scale_word(tb_effect_scale s);
TB_API const char *tb_effect_dates_word(tb_effect_dates d);
TB_API bool tb_effect_estimator_of(tb_effect_estimator *out, const char *word);
TB_API bool tb_effect_method_of(tb_effect_method *out, const char *word);
TB_API bool tb_effect_control_of(tb_effect_control *out, const char *word);
TB_API bool tb_effect_base_of(tb_effect_base *out, const char *word);
TB_API bool tb_effect_scale_of(tb_effect_scale *out, const char *word);
TB_API bool tb_effect_dates_of(tb_effect_dates *out, const char *word);

typedef struct tb_effect_opts {
    size_t size;
    tb_effect_estimator estimator;
    tb_effect_method method;   /* cs: how covariates are adjusted for */
    tb_effect_control control; /* cs, etwfe: those not yet exposed, or those never exposed */
    tb_effect_base base;       /* cs: what years before exposure are compared with */
    tb_effect_scale scale;     /* points, or standard deviations within the year */
    bool balanced;             /* only units whose score and exposure are known in every year */
    int first_year, last_year; /* 0 = all years of the outcome */
    size_t floor;              /* comparison units that a cell needs to count towards a verdict */
    size_t bootstraps;         /* of the multiplier bootstrap, 0 = none: no bands */
    size_t permutations;       /* of adoption years among units, 0 = none */
    bool bounds; /* limits under violations of parallel trends, and the power of the pre-test */
    uint64_t seed;
    /* only what a plan needs: no estimates with one unit left out, of the bounds that of M = 1 */
    bool plan_only;
} tb_effect_opts;
#define TB_EFFECT_OPTS_INIT                                                                 \
    {                                                                                       \
        .size = sizeof(tb_effect_opts), .floor = 8, .bootstraps = 999, .permutations = 999, \
        .bounds = true, .seed = 1                                                           \
    }

/* ---- Arrays ---- */

#define TB_EFFECT_MAX_YEARS 100
typedef struct tb_effect_table {
    size_t size;
    size_t units, years, covariates;
    const int *year;    /* [years] ascending */
    const double *y;    /* [units][years] outcome, NaN = none */
    const int *exposed; /* [units] first year of exposure, which lasts; 0 = none that is known */
    const int *known_until; /* [units] for units without a year: the last year in which they are
                               known to be unexposed (0: unknown, never a control; 9999: never
                               exposed); NULL = 9999 for all */
    const double
        *x; /* [covariates][units][years]; a comparison reads the earlier of its two years */
} tb_effect_table;

typedef struct tb_effect tb_effect;

/* Errors: TB_EARG (an option out of range), TB_EDATA (one adopter, all at once, nobody left to
 * compare with, ...), TB_ESINGULAR, TB_ENOMEM. */
TB_API TB_MUST_CHECK tb_status tb_effect_make(tb_effect **out, const tb_effect_table *t,
                                              const tb_effect_opts *o, tb_err *err);
TB_API void tb_effect_free(tb_effect *e); /* NULL is fine */

/* One estimate and its clustered analytic standard error. */
typedef struct tb_effect_value {
    int group, time; /* cell: cohort and year · event: time since exposure · cohort: group ·
                        calendar: time is the year */
    double estimate, std_error;
    size_t treated,
        controls; /* units behind it: of a cell those compared, of an event the adopters */
    double low,
        high; /* event times: uniform band over all of them; else the pointwise 95 % interval */
    const char *reason,
        *reason_vi; /* why there is no estimate, error or interval; NULL otherwise */
} tb_effect_value;

typedef struct tb_effect_overall {
    double estimate, std_error;
    double ci_low, ci_high, p_value; /* by interval_error and t with df degrees of freedom */
    double interval_error;           /* the error raised for cohorts of few units */
    double df;
    double p_permutation, p_wild; /* NaN: not computed, see the reasons */
    const char *p_permutation_reason, *p_permutation_reason_vi;
    const char *std_error_reason, *std_error_reason_vi;
    double mde; /* minimum detectable effect: (t.975 + t.80) x std_error, t with units - 1 */
} tb_effect_overall;

TB_API size_t tb_effect_units(const tb_effect *e);
TB_API size_t tb_effect_units_of_table(const tb_effect *e);
TB_API size_t tb_effect_adopters(const tb_effect *e); /* units of the cohorts that are estimated */
TB_API size_t tb_effect_controls(const tb_effect *e); /* units that are compared with at some time
                                                         and adopt at none of the years */
TB_API int tb_effect_first_year(const tb_effect *e);
TB_API int tb_effect_last_year(const tb_effect *e);
TB_API size_t tb_effect_left_out_early(const tb_effect *e); /* adopters before the second year */
TB_API size_t tb_effect_left_out_unbalanced(
    const tb_effect *e); /* of --balanced: units with gaps or of unknown exposure */

/* The overall effect: of cs, etwfe and sunab averages of cells (did::aggte "simple", sunab's ATT);
 * of imputation and switchers the mean over treated cells; of twfe its coefficient; of synth and
 * sdid the mean over treated years. */
TB_API const tb_effect_overall *tb_effect_overall_of(const tb_effect *e);
TB_API size_t tb_effect_cells(const tb_effect *e); /* group-time effects */
TB_API const tb_effect_value *tb_effect_cell_at(const tb_effect *e, size_t i);
TB_API size_t tb_effect_events(const tb_effect *e);
TB_API const tb_effect_value *tb_effect_event_at(const tb_effect *e, size_t i);
TB_API size_t tb_effect_cohorts(const tb_effect *e);
TB_API const tb_effect_value *tb_effect_cohort_at(const tb_effect *e, size_t i);
TB_API size_t tb_effect_calendar(const tb_effect *e);
TB_API const tb_effect_value *tb_effect_calendar_at(const tb_effect *e, size_t i);
/* The averages over event times, cohorts and years (did::aggte's overall of each), estimate and
 * error. */
TB_API const tb_effect_value *tb_effect_mean_of_events(const tb_effect *e);
TB_API const tb_effect_value *tb_effect_mean_of_cohorts(const tb_effect *e);
TB_API const tb_effect_value *tb_effect_mean_of_years(const tb_effect *e);

/* How far each unit moves the overall effect: influence [units of the table], 0 for those left out.
 * Its sum of squares is the squared standard error; sums of products of two outcomes are their
 * covariance. NULL where the estimator has none. */
TB_API const double *tb_effect_influence(const tb_effect *e);

/* Joint test that the event times before exposure (at most five) are zero. df 0: none was made, see
 * the reason. power_for_mde: probability that it finds a straight drift that would make up the
 * minimum detectable effect (Roth 2022). */
typedef struct tb_effect_pre_trend {
    double statistic, p_value, power_for_mde;
    size_t df;
    const char *reason, *reason_vi;
} tb_effect_pre_trend;
TB_API const tb_effect_pre_trend *tb_effect_pre_trend_of(const tb_effect *e);

/* Limits of the mean effect of the first years (event times 0 to 2, of those that are there) when
 * parallel trends fail (Rambachan and Roth 2023). */
typedef struct tb_effect_bound {
    bool smooth; /* false: relative magnitudes, m times the largest step before exposure; true: the
                    slope changes by m a year */
    double m;
    const char *target;
    double low, high;
} tb_effect_bound;
TB_API size_t tb_effect_bounds(const tb_effect *e);
TB_API const tb_effect_bound *tb_effect_bound_at(const tb_effect *e, size_t i);
TB_API const char *
tb_effect_bounds_reason(const tb_effect *e,
                        const char **vi); /* why there are none; NULL otherwise */

/* One comparison of two groups in the plain two-way coefficient, and its weight (Goodman-Bacon
 * 2021); control 0: never exposed. */
typedef struct tb_effect_weight {
    int treated, control;
    const char *kind; /* "earlier vs later" "later vs earlier" "treated vs never" */
    double weight, estimate;
} tb_effect_weight;
TB_API size_t tb_effect_weights(const tb_effect *e);
TB_API const tb_effect_weight *tb_effect_weight_at(const tb_effect *e, size_t i);

/* Mean of the treated and of their synthetic counterpart, by year since the start of the cohorts'
 * blocks (largest cohort). */
typedef struct tb_effect_path {
    int year;
    double actual, counterfactual;
} tb_effect_path;
TB_API size_t tb_effect_paths(const tb_effect *e);
TB_API const tb_effect_path *tb_effect_path_at(const tb_effect *e, size_t i);

/* The overall effect with each adopter or control left out in turn: the extremes and whose absence
 * makes them (rows of the table). */
typedef struct tb_effect_left_out {
    double low, high;
    size_t low_unit, high_unit;
} tb_effect_left_out;
TB_API const tb_effect_left_out *tb_effect_leave_one_out(const tb_effect *e);
/* The overall effect over cells with at least `floor` comparison units: floors 5, 8, 12 and that of
 * the options. */
typedef struct tb_effect_floor {
    size_t floor, cells;
    double estimate, std_error;
} tb_effect_floor;
TB_API size_t tb_effect_floors(const tb_effect *e);
TB_API const tb_effect_floor *tb_effect_floor_at(const tb_effect *e, size_t i);
/* What the permutations gave, in ascending order: [n] estimates; 0 where there are none. */
TB_API size_t tb_effect_permutations(const tb_effect *e);
TB_API const double *tb_effect_permuted(const tb_effect *e);

/* p-values of several outcomes together (Romano and Wolf 2005, step-down): p [n] from the outcomes'
 * overall estimates and influences over the same units, by `draws` multiplier bootstraps. Outcomes
 * without an estimate get NaN. */
TB_API TB_MUST_CHECK tb_status tb_effect_romano_wolf(double *p, const tb_effect *const *e, size_t n,
                                                     size_t draws, uint64_t seed, tb_err *err);

/* Many standardised effects together: true effects have mean zero and a spread with a half-normal
 * prior (scale `prior`), which is integrated over. estimate, variance [n][n] of the errors.
 * Posterior mean, standard deviation, 5th and 95th percentile and the probability of being above
 * zero and above need[i] (NULL: not asked), each [n]. */
typedef struct tb_effect_posterior {
    double mean, sd, q05, q95, above_zero, above_need;
} tb_effect_posterior;
TB_API TB_MUST_CHECK tb_status tb_effect_shrink(tb_effect_posterior *out, const double *estimate,
                                                const double *variance, size_t n, double prior,
                                                const double *need, tb_err *err);

/* ---- Panels ------------------------------------------------------------------------------------
 */

/* What is known of a unit and a measure. */
typedef enum tb_exposure_status {
    TB_EXPOSURE_DATED,   /* a year of adoption is known */
    TB_EXPOSURE_BOUNDED, /* adopted, the year lies within bounds */
    TB_EXPOSURE_NOT_YET, /* decided or not yet; trial */
    TB_EXPOSURE_NEVER,   /* stated by a user: not adopted at all */
    TB_EXPOSURE_UNKNOWN
} tb_exposure_status;

typedef struct tb_exposure {
    const char *measure, *unit; /* code of the unit */
    tb_exposure_status status;
    int adopt_year, exposure_year; /* 0 = not dated */
    int not_before, not_after;     /* years of adoption, 0 = no bound */
    const char *date, *basis, *source;
} tb_exposure;

/* The adoptions of a panel, with those of a file of events (form of adoption.csv) in the place of
 * the panel's for the measures that it names; events NULL: the panel's. cutoff: a measure in
 * service by this day (MMDD, 630) counts for the same year, later or with only its year known for
 * the next one; an exposure_year of the table overrides. */
typedef struct tb_exposures tb_exposures;
TB_API TB_MUST_CHECK tb_status tb_exposures_read(tb_exposures **out, const tb_panel *p,
                                                 const char *events, int cutoff, tb_err *err);
TB_API void tb_exposures_free(tb_exposures *a);
TB_API size_t tb_exposures_count(const tb_exposures *a);
TB_API const tb_exposure *tb_exposure_at(const tb_exposures *a, size_t i);
/* Where a unit stood with a measure at the end of a year, by its row of the table. */
typedef enum tb_adoption_state {
    TB_ADOPTION_UNKNOWN, /* no row, or bounds that hold the year */
    TB_ADOPTION_NOT,     /* known not to have adopted by then */
    TB_ADOPTION_SINCE,   /* adopted, with the year of exposure */
    TB_ADOPTION_UNDATED  /* adopted, in a year that is not known */
} tb_adoption_state;
/* since: first year of exposure (0 unless SINCE); it may be the year after `year`. A unit that was
 * put together of several (unit tables of the panel, successor) stands where all of them stand:
 * with the last of their years, and UNKNOWN when they differ. */
TB_API tb_adoption_state tb_exposures_state(const tb_exposures *a, const tb_panel *p,
                                            const char *measure, const tb_unit *unit, int year,
                                            int *since);
TB_API size_t tb_exposures_measures(const tb_exposures *a);
TB_API const char *tb_exposures_measure(const tb_exposures *a, size_t i);

/* A measure and an outcome, "PASC" and "PAPI.D5". */
typedef struct tb_effect_pair {
    const char *measure, *outcome;
} tb_effect_pair;

/* The last year of one index that is known. */
typedef struct tb_effect_as_of {
    const char *index;
    int year;
} tb_effect_as_of;

/* What to ask of a panel. */
typedef struct tb_effects_ask {
    size_t size;
    const char *const *measure; /* [measures] ids, or the one word "all" */
    size_t measures;
    const char *const *outcome; /* [outcomes] "PAPI.D5", "PAPI.all", or the one word "all" */
    size_t outcomes;
    const char *const *covariate; /* [covariates] columns of the panel: "GSO.POVERTY_MD" */
    size_t covariates;
    const char *events; /* NULL: the panel's adoptions */
    int cutoff;         /* 630 = 30 June */
    int as_of;          /* only what was known when the results of this year were out; 0 = all */
    tb_effect_dates dates;
    double prior; /* scale of the spread of true effects, in standard deviations between units */
    const tb_effect_opts *how; /* NULL: TB_EFFECT_OPTS_INIT */
    /* instead of outcomes: those that each measure is said to move (the table of measures), what
     * they are made of and the totals above them. `measure` may be empty: all */
    bool expected;
    const tb_effect_pair *also; /* [alsos] studied beside the others, not summarised with them */
    size_t alsos;
    const double *need; /* points that a goal needs, for posterior.above_need; NULL = none named */
    int threads;        /* 0 = as many as there are cores; never changes a number */
    const tb_effect_as_of *as_of_index; /* [as_ofs] indices known to another year than as_of */
    size_t as_ofs;
} tb_effects_ask;
#define TB_EFFECTS_ASK_INIT                                         \
    {                                                               \
        .size = sizeof(tb_effects_ask), .cutoff = 630, .prior = 0.2 \
    }

/* An outcome that the measure should not move, under the same design. */
typedef struct tb_effect_placebo {
    const char *outcome;
    double estimate, std_error, p_value, pre_trend_p;
} tb_effect_placebo;

/* What could be seen with so many adopters among all units, adopting half-way. */
typedef struct tb_effect_power {
    size_t adopters;
    double points, ranks;
} tb_effect_power;

/* Dates that are only bounded: drawn (n sets of dates; Rubin's total variance), and the range over
 * all admissible dates (searched unit by unit). NaN: not asked for. */
typedef struct tb_effect_date_draws {
    size_t n, units;
    double estimate, std_error, between_sd, low, high;
} tb_effect_date_draws;

typedef struct tb_effect_study {
    const char *measure, *measure_vi, *measure_en;
    const char *outcome, *outcome_vi, *outcome_en; /* "PAPI.D5" */
    tb_effect_scale scale;
    const tb_effect *effect;                       /* NULL: see the reason */
    const char *reason, *reason_vi;                /* why it cannot be estimated */
    const char *const *unit_code, *const *unit_vi; /* rows of the effect's table */
    double p_romano_wolf;
    double mde_ranks;  /* median move of places by the minimum detectable effect, middle third */
    double sd_between; /* standard deviation between units within a year, mean over years */
    size_t powers, placebos;
    const tb_effect_power *power;
    const tb_effect_placebo *placebo;
    tb_effect_date_draws dates;
    tb_effect_floor within_scheme; /* cells whose two years lie in one scheme; floor 0 */
    bool usable;
    const char *usable_reason, *usable_reason_vi;
    const char *verdict, *verdict_vi;
    bool pooled;                   /* it is among the effects that were summarised together */
    tb_effect_posterior posterior; /* in points of the outcome's scale */
    double plan_sd;                /* error that enters the summary: at least that of M = 1 */
    bool selected; /* no effect, since the outcome is known of a selection of the units only */
    /* why it is not usable, for programs: "nobody_known", "selected", "nobody_dated",
     * "not_estimated" (the estimator's own words), "few_adopters", "few_controls", "unbounded";
     * NULL where it is. number: from 1 in the order of the result, the same for the same sentence
     * with the same figures, so that a list says each once; 0 where it is usable */
    const char *usable_reason_id;
    size_t usable_reason_number;
} tb_effect_study;

typedef struct tb_effects tb_effects;
/* Errors: those of tb_effect_make when one measure and one outcome were asked for (of several, each
 * says its own reason); TB_EDATA for unknown measures, outcomes, units and bad rows of events. */
TB_API TB_MUST_CHECK tb_status tb_effects_run(tb_effects **out, const tb_panel *p,
                                              const tb_effects_ask *ask, tb_err *err);
TB_API void tb_effects_free(tb_effects *e);
TB_API size_t tb_effects_studies(const tb_effects *e);
TB_API const tb_effect_study *tb_effects_study_at(const tb_effects *e, size_t i);
/* The summarised ones, the largest posterior mean first (of their standardised effects). */
TB_API size_t tb_effects_ranked(const tb_effects *e);
TB_API const tb_effect_study *tb_effects_ranked_at(const tb_effects *e, size_t i);
TB_API bool tb_effects_is_ranking(const tb_effects *e); /* ask.expected */
TB_API tb_notices tb_effects_notices(const tb_effects *e);
/* Adoptions as they were read for it; borrowed. */
TB_API const tb_exposures *tb_effects_exposures(const tb_effects *e);
TB_API const tb_effect_study *tb_effects_study_of(const tb_effects *e, const char *measure,
                                                  const char *outcome); /* NULL: not asked */

/* What a measure brings to a unit: the whole effect of one that has not adopted (from
 * TB_EFFECT_NOT_EXPOSED), of one that is exposed since `from` years at the origin what its path
 * over the event times still brings until `to`. A path is read as far as at least five adopters
 * made it, and level from there on; nothing left is 0 for certain. Drawn towards zero beside the
 * summarised effects, with the error of M = 1.
 *   quantile [n]: at (k + 0.5) / n, ascending; NULL = not asked · need: points, NaN = not asked
 * Errors: TB_EARG (the study has no effect or no error), TB_ENOMEM, TB_ECONVERGE. */
enum { TB_EFFECT_NOT_EXPOSED = -9999 };
TB_API TB_MUST_CHECK tb_status tb_effects_bring(tb_effect_posterior *out, double *quantile,
                                                size_t n, const tb_effects *e,
                                                const tb_effect_study *s, int from, int to,
                                                double need, tb_err *err);

#ifdef __cplusplus
}
#endif
#endif
