/* simulate/design.h - what varies, and how a point of the unit cube becomes the settings of one
 * evaluation. */
#ifndef TB_SIMULATE_DESIGN_H
#define TB_SIMULATE_DESIGN_H

#include "simulate/components.h"

enum { TB_INPUTS_MOST = 4096, TB_NORMS = 6, TB_AGGREGATIONS = 4, TB_GROUPS_OF_NOISE = 64 };
enum {
    TB_NORM_NONE,
    TB_NORM_MINMAX,
    TB_NORM_ZSCORE,
    TB_NORM_RANK,
    TB_NORM_PERCENTILE,
    TB_NORM_DISTANCE
};
enum { TB_AGG_ARITHMETIC, TB_AGG_GEOMETRIC, TB_AGG_HARMONIC, TB_AGG_COPELAND };
extern const char *const tbi_norm_words[TB_NORMS], *const tbi_aggregation_words[TB_AGGREGATIONS];

typedef enum tb_factor_kind {
    TB_FACTOR_WEIGHT,
    TB_FACTOR_WEIGHTS,
    TB_FACTOR_NORM,
    TB_FACTOR_AGGREGATION,
    TB_FACTOR_LEFT_OUT,
    TB_FACTOR_NOISE,
    TB_FACTOR_TABLE
} tb_factor_kind;

typedef struct tb_factor {
    /* as results name it: "weight:PAR1", "noise" */
    const char *name;
    tb_factor_kind kind;
    size_t part; /* weight: which; noise: which group */
    /* coordinate of the cube; noise and the group of all weights have none of their own */
    size_t input;
} tb_factor;

/* A way to compute: normalisation and aggregation, a used pair. */
typedef struct tb_method {
    int norm, aggregation;
} tb_method;

/* How a point u of [0, 1)^inputs becomes settings: each coordinate is one random decision.
 * Read-only once it is made. */
typedef struct tb_design {
    const tb_sim_components *parts;
    tb_simulate_weights weights;
    /* of gamma weights; of percent weights */
    double concentration, percent;
    double centre; /* share of draws in which a choice is the publisher's own */
    size_t inputs; /* dimension of the cube */
    size_t factors;
    /* [factors] */
    tb_factor *factor;
    size_t pairs; /* for the listing */
    /* [pairs] with the reason of those that are refused */
    tb_simulate_pair *pair;
    size_t methods;
    /* [methods] used pairs: by aggregation in its order, then normalisation */
    tb_method *method;
    /* first method of each used aggregation; of_aggregation[aggregations] = methods */
    size_t of_aggregation[TB_AGGREGATIONS + 1];
    size_t aggregations;
    ptrdiff_t input_norm, input_aggregation, input_left, input_table; /* -1 = fixed */
    /* choices of what is left out, the first is nothing */
    size_t lefts;
    /* dimensions are left out, not single parts */
    bool left_dimensions;
    /* groups of errors: 0 = noise of all parts if any, then one a varied component */
    size_t noises;
    /* [parts][units] standard errors of the group */
    const double *noise_of[TB_GROUPS_OF_NOISE];
    double *gamma; /* [parts][nodes][2] quantile tables */
} tb_design;

/* Lays out factors, pairs and tables. Errors as tb_simulation_start. */
TB_MUST_CHECK tb_status tbi_design_make(tb_design *out, const tb_sim_components *t,
                                        const tb_simulate_opts *o, tb_arena *a, tb_notice_list *w,
                                        tb_err *err);

/* g [count]: factors of weight of part j at u[from[i]] in (0, 1), before normalisation to sum 1. */
void tbi_design_weights(double *g, const tb_design *d, size_t j, const double *u,
                        const uint32_t *from, size_t count);
/* Which method the two uniforms mean; which choice is left out. In each choice the publisher's own
 * (the arithmetic mean, no normalisation, nothing left out), where it is among those to choose
 * from, has the share `centre`; the others have equal shares of the rest. */
size_t tbi_design_method(const tb_design *d, double u_aggregation, double u_norm);
size_t tbi_design_left(const tb_design *d, double u);
/* Whether part j is out when choice `left` is (0 = nothing). */
bool tbi_design_is_out(const tb_design *d, size_t left, size_t j);
/* Share of the draws that use method m. */
double tbi_design_share(const tb_design *d, size_t m);
const char *tbi_design_left_code(const tb_design *d, size_t left); /* "" for nothing */

#endif
