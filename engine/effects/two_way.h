/* effects/two_way.h - least squares with effects of units and years on the rows that a design has,
 * clustered by unit. */
#ifndef TB_EFFECTS_TWO_WAY_H
#define TB_EFFECTS_TWO_WAY_H

#include "effects/did_design.h"

/* Unit-years with a score and known exposure.
 * Arrays run over the rows; all in the arena. */
typedef struct tbi_rows {
    size_t n;      /* rows, ascending by unit, then year */
    size_t *unit;  /* [n] */
    size_t *year;  /* [n] place of the year */
    double *y;     /* [n] */
    size_t *count; /* [units] rows of each unit */
    size_t units, years;
    size_t effects;  /* independent effects of units and years together */
    double *inverse; /* [years][years] pseudo-inverse of the cross product of the year dummies less
                        their unit means */
    double *sum;     /* [units + years] scratch */
} tbi_rows;

/* The rows of a design; unexposed: only those before exposure. */
bool tbi_rows_make(tbi_rows *r, const tbi_design *d, bool unexposed, tb_arena *a);

/* v [n] less its projection on the effects; effect_unit [units] and effect_year [years] get the
 * effects when not NULL. */
void tbi_rows_project(double *v, const tbi_rows *r, double *effect_unit, double *effect_year);

/* Least squares of y on columns x [n][k] (column-major), both projected in place. kept [k]: columns
 * that are no combination of the others (earlier ones stay); beta [k], NaN where dropped; psi
 * [k][units]: clustered influences with fixest's small-sample factor, (n - 1) / (n - K) x G / (G -
 * 1), K = columns kept + years (effects nested in the cluster are not counted). */
typedef struct tbi_fit {
    size_t k, rank;
    unsigned char *kept;
    double *beta, *psi;
    double *residual; /* [n] */
    double *bread;    /* [rank][rank] inverse cross product of the kept columns */
    size_t *place;    /* [rank] column of each kept one */
} tbi_fit;
bool tbi_fit_make(tbi_fit *f, double *x, size_t k, double *y, const tbi_rows *r, tb_arena *a);

#endif
