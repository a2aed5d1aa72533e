/* import/synth_model.h - scores of units that do not exist, with the spread, the persistence and
 * the gaps of PAPI 2011-2023.
 *
 * Leaf c of unit i in year t: y = level_ct + 0.146 (sqrt(0.19) G_it + sqrt(0.81) L_itc), each of G
 * and L the sum of a lasting part (variance 0.18), a fading part (0.42, AR(1) with 0.75) and noise
 * (0.40). Means over PAPI's leaves: sd within a year 0.146, correlation of two leaves 0.19, of a
 * leaf with itself 1, 2, 3, 4, 6 years later 0.48 0.40 0.35 0.31 0.24; the distribution gives 0.50
 * 0.42 0.36 0.31 0.25. Levels walk by 0.05 a year and jump at a break of the scheme.
 */
#ifndef TB_IMPORT_SYNTH_MODEL_H
#define TB_IMPORT_SYNTH_MODEL_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* The state between two years: only what lasts and what fades is carried on. Arrays are the
 * arena's. */
typedef struct tb_synth_model {
    uint64_t seed;
    size_t units, leaves;
    int year;                          /* years done */
    double *level;                     /* [leaves] */
    double *common;                    /* [units] of this year: G */
    double *common_last, *common_fade; /* [units] lasting and fading parts of G */
    double *last, *fade;               /* [units][leaves] of L */
    /* [units][leaves] of this year, four digits behind the point, inside the range */
    double *score;
    bool *withheld; /* [units] the publisher gave none */
    size_t ranked;  /* units that are not withheld */
} tb_synth_model;

#define TB_SYNTH_MIN 0.25
#define TB_SYNTH_MAX 2.5

/* Room and lasting parts. false: no memory. */
bool tbi_synth_start(tb_synth_model *s, size_t units, size_t leaves, uint64_t seed, tb_arena *a);
/* Draws the next year. */
void tbi_synth_year(tb_synth_model *s, bool scheme_breaks);

#endif
