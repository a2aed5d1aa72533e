/* support/effect_table.h - tables for tests of effects: the shared references' own, and simulated
 * ones. */
#ifndef TESTS_EFFECT_TABLE_H
#define TESTS_EFFECT_TABLE_H

#include <tangbac/effects.h>

enum { EFFECT_UNITS = 200, EFFECT_YEARS = 20 };

typedef struct effect_table {
    tb_effect_table data;
    int year[EFFECT_YEARS], exposed[EFFECT_UNITS], until[EFFECT_UNITS];
    double y[EFFECT_UNITS * EFFECT_YEARS], x[EFFECT_UNITS * EFFECT_YEARS];
} effect_table;

/* tests/reference/effects/did_sim.csv, with its covariate or without. */
void effect_load_simulated(effect_table *t, bool covariate);
/* A PAPI dimension ("D5") of 2011-2023 for the provinces with a dated service centre. */
void effect_load_papi(effect_table *t, const char *column);
/* The same ("D6", "TOTAL") for units [n] by their codes, exposed from these years on. */
void effect_load_adopters(effect_table *t, const char *column, const int *unit, const int *exposed,
                          size_t n);
/* Untreated outcomes: unit and year effects, errors with correlation 0.4 over years, nobody
 * exposed; a pure function of the seed. */
void effect_draw(effect_table *t, size_t units, size_t years, uint64_t seed);

/* Estimates and their standard errors alone: no bootstrap, no permutation, no bounds. */
tb_effect_opts effect_plain(void);
/* The effect of a table, which must have one. */
tb_effect *effect_make(const effect_table *t, const tb_effect_opts *o);

#endif
