/* estimate/quick_rows.h - one call of tb_within_quick: quick.c cuts the rows into chunks and makes
 * the estimate, quick_rows.c reads them. */
#ifndef TB_ESTIMATE_QUICK_ROWS_H
#define TB_ESTIMATE_QUICK_ROWS_H

#include "num/small_chol.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A column of which less than this share of its square is its own is a combination of others. */
static const tb_pivot_rule tbi_quick_definite = { .share = 1e-10 };

enum {
    TB_QUICK_KEEP = 32768,
    TB_QUICK_CHUNK_ROWS = 4096,
    TB_QUICK_BLOCK_ROWS = 512,
    TB_QUICK_CHUNKS = 64
};

/* One call: the caller's arrays, how rows are cut into chunks and blocks, and where in the
 * caller's room each table stands. A table in [a x b] is column-major, in [a][b] row-major; slot:
 * one of the threads' scratch areas. */
typedef struct tb_quick_fit {
    const double *y, *x;
    size_t n, k, c; /* c = k + 1: the columns and y behind them */
    const int32_t *unit, *year;
    size_t units, years;
    bool regular;                              /* every unit has every year, in order */
    bool keep;                                 /* small: the transformed table stays in `table` */
    size_t chunks, start[TB_QUICK_CHUNKS + 1]; /* rows, whole units */
    size_t block;                 /* rows of a block: TB_QUICK_BLOCK_ROWS or one unit */
    double *effect;               /* [years x c] */
    double *mean;                 /* [units x c] */
    double *year_sum;             /* [chunks][years x c] */
    double *cross, *meat, *total; /* [chunks][c x c], [chunks][k x k], [chunks][k] */
    /* [n x c] when kept, else per chunk slot [block x c] */
    double *table;
    double *score; /* per slot [block x k] */
    double *e;     /* per slot [block] */
    double *s;     /* [years x years] */
} tb_quick_fit;

/* First reading of a chunk: z'z and D'z of its rows less the means of units. slot: whose
 * scratch. */
void tbi_quick_products(const tb_quick_fit *j, size_t chunk, size_t slot);
/* Adds the chunks' parts [chunks][size] into the first, in order. */
void tbi_quick_sum_chunks(double *part, size_t chunks, size_t size);
/* Effects of years of every column; false: the years are not connected through units. */
bool tbi_quick_absorb_years(tb_quick_fit *j);
/* The cross products less what years take; false: too few digits are left, read again. */
bool tbi_quick_subtract_years(tb_quick_fit *j);
/* The means of a chunk's units, once the effects of years are known. */
void tbi_quick_settle_means(const tb_quick_fit *j, size_t chunk);
/* Rows from..to-1, transformed, into z (leading dimension ld). */
void tbi_quick_transform(const tb_quick_fit *j, size_t from, size_t to, double *z, size_t ld);
/* The reading between: cross products of transformed rows. */
void tbi_quick_cross(const tb_quick_fit *j, size_t chunk, size_t slot);
/* Last reading: residuals, scores of units given the coefficients b [k], their sum and cross
 * products. */
void tbi_quick_scores(const tb_quick_fit *j, size_t chunk, size_t slot, const double *b);

#endif
