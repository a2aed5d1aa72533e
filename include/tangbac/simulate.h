/* tangbac/simulate.h - how much of a rank is weighting, method, missing indicators or noise, and
 * which factor moves whom.
 *
 * A composite index is computed again and again with other weights, another normalisation, another
 * aggregation, a component left out, other noise (OECD/JRC 2008; Saisana, Saltelli and Tarantola
 * 2005), all at once. Long work is stepped by its caller: start, step while something is left,
 * finish, read. A draw is a pure function of (seed, draw), and only integers are counted, so that
 * threads, processes and interruptions never change a result.
 */
#ifndef TANGBAC_SIMULATE_H
#define TANGBAC_SIMULATE_H

#include <tangbac/panel.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A standard error that is given: of a component (or of TOTAL, spread over its components), for one
 * unit or for all. */
typedef struct tb_simulate_error {
    const char *component; /* code; NULL or "TOTAL" = of the index's total */
    const char *unit;      /* code or name; NULL = every unit */
    double sd;             /* points */
} tb_simulate_error;

/* components: the smallest known parts, or the parts of the node itself */
typedef enum tb_simulate_level { TB_SIMULATE_LEAF, TB_SIMULATE_DIMENSION } tb_simulate_level;
typedef enum tb_simulate_weights {
    TB_SIMULATE_GAMMA,   /* g ~ Gamma(concentration * official weight) */
    TB_SIMULATE_UNIFORM, /* on the simplex */
    TB_SIMULATE_PERCENT, /* official weight +- percent */
    TB_SIMULATE_FIXED
} tb_simulate_weights;
/* one of them, or none, is left out of each draw */
typedef enum tb_simulate_leave_out {
    TB_SIMULATE_OUT_INDICATOR,
    TB_SIMULATE_OUT_DIMENSION,
    TB_SIMULATE_OUT_NONE
} tb_simulate_leave_out;
typedef enum tb_simulate_noise {
    TB_SIMULATE_NOISE_FORECAST, /* each component's noise variance in the forecast model */
    TB_SIMULATE_NOISE_NONE,
    TB_SIMULATE_NOISE_GIVEN /* `error` */
} tb_simulate_noise;
/* KNOWN: units whose components are in the panel; COMPLETED: full tables of the index's total that
 * agree with every published fact (complete.h), drawn anew for each draw, and noise: no weights,
 * methods or components; AUTO: the second where the first leaves out units that the publisher
 * ranked */
typedef enum tb_simulate_tables {
    TB_SIMULATE_KNOWN,
    TB_SIMULATE_COMPLETED,
    TB_SIMULATE_AUTO
} tb_simulate_tables;

/* A choice by its word: "leaf" "dimension"; "gamma" "uniform" "percent" "fixed"; "indicator"
 * "dimension" "none"; "forecast" "none" "given"; "known" "completed" "auto". Errors: TB_EARG, with
 * the words there are. */
TB_API TB_MUST_CHECK tb_status tb_simulate_level_of(tb_simulate_level *out, const char *word,
                                                    tb_err *err);
TB_API TB_MUST_CHECK tb_status tb_simulate_weights_of(tb_simulate_weights *out, const char *word,
                                                      tb_err *err);
TB_API TB_MUST_CHECK tb_status tb_simulate_leave_out_of(tb_simulate_leave_out *out,
                                                        const char *word, tb_err *err);
TB_API TB_MUST_CHECK tb_status tb_simulate_noise_of(tb_simulate_noise *out, const char *word,
                                                    tb_err *err);
TB_API TB_MUST_CHECK tb_status tb_simulate_tables_of(tb_simulate_tables *out, const char *word,
                                                     tb_err *err);
TB_API const char *tb_simulate_level_word(tb_simulate_level x);
TB_API const char *tb_simulate_weights_word(tb_simulate_weights x);
TB_API const char *tb_simulate_leave_out_word(tb_simulate_leave_out x);
TB_API const char *tb_simulate_noise_word(tb_simulate_noise x);

typedef struct tb_comm tb_comm; /* the processes of a program; see below */

typedef struct tb_simulate_opts {
    size_t size;       /* of this struct, set by the initialiser */
    const char *index; /* an index, "PAPI", or a node with components, "PAPI.D5" */
    int year;
    tb_simulate_level level;
    tb_simulate_weights weights;
    double concentration;  /* 0 = ten times the number of components */
    double percent;        /* 0 < percent <= 100 */
    const char *normalise; /* list: none,minmax,zscore,rank,percentile,distance */
    const char *aggregate; /* list: arithmetic,geometric,harmonic,copeland */
    tb_simulate_leave_out leave_out;
    tb_simulate_noise noise;
    const tb_simulate_error *error; /* noise given: standard errors */
    size_t errors;
    /* components whose value is uncertain: each is a factor of its own; sd per component, unit NULL
     * */
    const tb_simulate_error *vary;
    size_t varies;
    uint64_t draws; /* for the distributions of ranks */
    /* base points of the Sobol' indices, all scramblings together; rounded up to 16 * 2^k; 0 = no
     * indices */
    size_t samples;
    double level_of_sets; /* confidence of the sets for ranks, 0.95 */
    size_t bootstraps;    /* draws for the sets; 0 = no sets */
    /* CSV: of the errors of the units' scores, for the sets; NULL = independent, from the noise of
     * the components. Column 'unit', then one column a unit, by code */
    const char *covariance;
    size_t best; /* "top N" of the probability and of the set of the N best */
    uint64_t seed;
    int threads; /* 0 = as many as there are cores; never changes a number */
    tb_simulate_tables tables;
    /* from 0 to below 1: share of the draws in which a choice (aggregation, normalisation, what is
     * left out) is the publisher's own (arithmetic, none, nothing); the others share the rest. 0 =
     * every choice alike */
    double centre;
    const tb_comm *comm; /* processes that share the work; NULL: this one alone */
} tb_simulate_opts;
#define TB_SIMULATE_OPTS_INIT                                                                   \
    {                                                                                           \
        .size = sizeof(tb_simulate_opts), .percent = 25,                                        \
        .normalise = "none,minmax,zscore,rank,percentile,distance",                             \
        .aggregate = "arithmetic,geometric,harmonic,copeland", .draws = 10000, .samples = 2048, \
        .level_of_sets = 0.95, .bootstraps = 10000, .best = 10, .seed = 1, .centre = 0.5        \
    }

typedef struct tb_simulation tb_simulation;

/* Reads the components and lays the design out. Errors: TB_EDATA (no such year, no components, one
 * unit, one component, all equal, weights that sum to zero), TB_EARG (an unknown word, a bad range,
 * a geometric or harmonic mean for which no normalisation in the list is fit: names indicator and
 * unit). The panel must outlive it. */
TB_API TB_MUST_CHECK tb_status tb_simulation_start(tb_simulation **out, const tb_panel *p,
                                                   const tb_simulate_opts *o, tb_err *err);
TB_API void tb_simulation_free(tb_simulation *s);

/* Work in units of one evaluation of the whole table; a step does a few chunks at least, and about
 * `most`. */
TB_API uint64_t tb_simulation_all(const tb_simulation *s);
TB_API uint64_t tb_simulation_left(const tb_simulation *s);
TB_API TB_MUST_CHECK tb_status tb_simulation_step(tb_simulation *s, uint64_t most, tb_err *err);
/* Adds up what all processes counted and computes the results. Every process calls it; only process
 * 0 has the results after it. */
TB_API TB_MUST_CHECK tb_status tb_simulation_finish(tb_simulation *s, tb_err *err);

/* What was counted so far, in a file that is replaced whole; every process calls it at the same
 * place. Load: before the first step; TB_EDATA when it is the checkpoint of another run. */
TB_API TB_MUST_CHECK tb_status tb_simulation_save(tb_simulation *s, const char *path, tb_err *err);
TB_API TB_MUST_CHECK tb_status tb_simulation_load(tb_simulation *s, const char *path, tb_err *err);

/* The settings of all draws as a CSV table, for a reviewer: normalisation, aggregation, what is
 * left out, number of the noise draw, weights as used.
 * Process 0 writes. */
TB_API TB_MUST_CHECK tb_status tb_simulation_replicates(const tb_simulation *s, const char *path,
                                                        tb_err *err);

/* ---- Results ---- */

typedef struct tb_simulate_unit {
    const char *code, *name_vi, *name_en;
    int reference_rank;  /* 0 = the unit has no composite under the official rules */
    const char *reason;  /* why not: "withheld" or "not in the data" */
    const char *missing; /* code of the first component that is absent, NULL for none */
    double reference_score;
    /* NaN: never ranked */
    double rank_mean, rank_q05, rank_q50, rank_q95, mean_abs_shift, chance_top10, chance_best,
        chance_ranked;
    /* confidence set for the rank: smallest and largest; 0 = none */
    int marginal[2], simultaneous[2];
    bool among_best; /* cannot be excluded from the N best */
    double se;       /* standard error of the composite, in points */
    double error_q05, error_q50, error_q95,
        /* rank, and probability of top N, when the scores move by their errors alone; NaN without
         * errors */
        error_best;
} tb_simulate_unit;

typedef struct tb_simulate_pair {
    const char *normalise, *aggregate; /* normalise: "any" for copeland */
    bool used;
    const char *reason, *reason_vi; /* why it is left out */
} tb_simulate_pair;

/* What a way to compute does to the ranks by itself: official weights, nothing left out, values as
 * published. */
typedef struct tb_simulate_method {
    const char *normalise, *aggregate;
    double share;          /* of the draws that use it */
    double mean_abs_shift; /* places from the reference, over the units with a reference rank */
    size_t most;           /* unit that moves most; SIZE_MAX: none moves */
    const int *rank;       /* [units] 0 = not ranked */
} tb_simulate_method;

typedef struct tb_simulate_index {
    double estimate, low, high; /* NaN: see reason */
} tb_simulate_index;

TB_API size_t tb_simulation_units(const tb_simulation *s);
TB_API const tb_simulate_unit *tb_simulation_unit(const tb_simulation *s, size_t i);
TB_API size_t tb_simulation_factors(const tb_simulation *s);
TB_API const char *tb_simulation_factor(const tb_simulation *s, size_t k);
TB_API size_t tb_simulation_pairs(const tb_simulation *s);
TB_API const tb_simulate_pair *tb_simulation_pair(const tb_simulation *s, size_t k);
TB_API size_t tb_simulation_methods(const tb_simulation *s); /* 0: completed tables */
TB_API const tb_simulate_method *tb_simulation_method(const tb_simulation *s, size_t k);
/* output: a unit, or tb_simulation_units for the mean shift. Returns NULL, or why there is no index
 * (English; *vi: Vietnamese). */
TB_API const char *tb_simulation_sobol(const tb_simulation *s, size_t output, size_t factor,
                                       tb_simulate_index *first, tb_simulate_index *total,
                                       const char **vi);
/* [units][units] ties spread over their places. NULL of more than 1,024 units, of which only the
 * first 512 places are counted one by one, as in a forecast. */
TB_API const double *tb_simulation_rank_probability(const tb_simulation *s);
TB_API size_t tb_simulation_components(const tb_simulation *s);
TB_API const char *tb_simulation_component(const tb_simulation *s, size_t j);
TB_API double tb_simulation_weight(const tb_simulation *s,
                                   size_t j); /* official, of all together 1 */
/* root mean square over units of the noise of this component, points */
TB_API double tb_simulation_noise(const tb_simulation *s, size_t j);
/* The same of the composite under the official rules, with the covariance of its components'
 * noises:
 * for noise "forecast" what tb_forecast_info says of the node at this year. */
TB_API double tb_simulation_composite_noise(const tb_simulation *s);
/* Points of component j that lift unit i by one rank under the official rules, and points whose
 * loss costs one rank. INFINITY: not within the component's range; NaN: unknown. */
TB_API void tb_simulation_local(const tb_simulation *s, size_t i, size_t j, double *up,
                                double *down);
/* completed tables that were drawn from; 0 = components */
TB_API size_t tb_simulation_tables(const tb_simulation *s);
TB_API uint64_t tb_simulation_draws(const tb_simulation *s);
TB_API size_t tb_simulation_samples(const tb_simulation *s);
TB_API double tb_simulation_concentration(const tb_simulation *s);
TB_API double tb_simulation_mean_shift(const tb_simulation *s); /* over units and draws */
TB_API tb_notices tb_simulation_notices(const tb_simulation *s);

/* ---- Confidence sets for ranks, of any scores
 *
 * M. Mogstad, J. P. Romano, A. M. Shaikh and D. Wilhelm (2024), Inference for Ranks with
 * Applications to Mobility across Neighbourhoods and Academic Achievement across Countries, Review
 * of Economic Studies 91, 476-518: differences of scores are studentised, the critical value is the
 * quantile of the largest of them over draws from N(0, covariance), pairs that are told apart leave
 * the maximum and the rest is tried again (stepwise; Romano and Wolf 2005). A unit's rank is at
 * least 1 + the units surely above it. The paper leaves two choices, and these are those of the
 * authors' R package csranks by default: two-sided sets, with the stepwise improvement. marginal is
 * its csranks(x, Sigma, coverage = level, cstype = "two-sided", stepdown = TRUE, simul = FALSE),
 * simultaneous the same with simul = TRUE, among_best its cstaubest(x, Sigma, tau = best, coverage
 * = level, stepdown = TRUE); R is our draws. */
typedef struct tb_rank_sets {
    int *marginal;     /* [n][2] smallest and largest rank of each unit alone */
    int *simultaneous; /* [n][2] of all units together */
    /* [n] cannot be excluded from the `best` best (one-sided, all units together) */
    bool *among_best;
} tb_rank_sets;

/* The arrays are the caller's. score [n] larger is better; covariance [n][n]. Errors: TB_EARG
 * (level, draws below 100), TB_EDATA (not a covariance; two units without any error between them
 * are told apart by their scores alone), TB_ENOMEM. Memory: n * draws doubles. The same sets at any
 * number of threads. */
TB_API TB_MUST_CHECK tb_status tb_rank_sets_make(tb_rank_sets *out, const double *score,
                                                 const double *covariance, size_t n, double level,
                                                 size_t draws, size_t best, uint64_t seed,
                                                 int threads, tb_err *err);

/* ---- Processes: one, unless the program was linked with the MPI face (tangbac-mpi) ---- */
/* NULL stands for this process alone, wherever a tb_comm is taken. One a program, made first and
 * ended last: MPI starts and ends once. */
TB_API TB_MUST_CHECK tb_status tb_comm_start(tb_comm **out, int *argc, char ***argv, tb_err *err);
TB_API int tb_comm_rank(const tb_comm *c);
TB_API int tb_comm_size(const tb_comm *c);
/* whether any process says so; every process calls it */
TB_API int tb_comm_any(const tb_comm *c, int flag);
TB_API void tb_comm_end(tb_comm *c); /* NULL is fine */

#ifdef __cplusplus
}
#endif
#endif
