/* simulate/composite.h - from settings to scores of all units, many evaluations side by side. Only
 * the order of scores means anything: means are kept as sums of logs or of minus reciprocals, and
 * weights are not brought to sum 1. */
#ifndef TB_SIMULATE_COMPOSITE_H
#define TB_SIMULATE_COMPOSITE_H

#include "simulate/design.h"

/* The settings of one evaluation. */
typedef struct tb_setting {
    const double *g; /* weights, any sum: of part j at g[j * step] */
    size_t step;
    /* of design->method; what is left out, 0: nothing; which completed table */
    uint32_t method, left, table;
    uint64_t noise_draw; /* number of the draw whose normals are used */
    uint64_t noise_b;    /* bit k: group k of the errors takes stream B */
} tb_setting;

enum { TB_LANES_MOST = 64 };

/* Values normalised once for every method where no draw changes them; read-only afterwards, so
 * that all threads share it. */
typedef struct tb_composite {
    const tb_design *design;
    uint64_t seed;
    /* [methods] [units][parts] normalised and ready to be summed, absent as 0; NULL: copeland, or
     * noise */
    double **value;
    double **column; /* [methods] [parts][units] the same, part by part */
    double **bound;  /* [methods] [parts][2] least and greatest of each column */
    /* cells without a value */
    size_t absents;
    uint32_t *absent; /* [absents][2] part, unit */
    double *x;        /* [parts][units] larger is better */
} tb_composite;

TB_MUST_CHECK tb_status tbi_composite_make(tb_composite *out, const tb_design *d, uint64_t seed,
                                           tb_arena *a, tb_err *err);
/* Whether every evaluation has values of its own: noise, or completed tables. */
bool tbi_composite_own_values(const tb_composite *c);
/* Bytes of scratch for tbi_composite_scores, a multiple of 64. */
size_t tbi_composite_scratch(const tb_composite *c);
/* score [units][lanes] of `used` settings that share one method; lanes: a multiple of 8, at most
 * TB_LANES_MOST. values [parts][units][lanes] (NULL: not wanted): with noise, what was weighted and
 * summed; not written for copeland, nor where a component is left out. */
void tbi_composite_scores(double *score, double *values, const tb_composite *c,
                          const tb_setting *const *setting, size_t used, size_t lanes,
                          void *scratch);

/* Sums of the same numbers in another order differ in their last digits; ranks must not tell them
 * apart. Rounds score [n] (NaN stays) to 2^-34 of the power of two above the largest of them: some
 * 1e-10, four digits beyond what rounding leaves. */
void tbi_composite_even_out(double *score, size_t n);

#endif
