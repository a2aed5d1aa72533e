/* support/papi_table.h - the PAPI dimensions of tests/reference/plm as plain arrays, and frozen
 * values by their path in a JSON file. */
#ifndef TESTS_PAPI_TABLE_H
#define TESTS_PAPI_TABLE_H

#include <stddef.h>
#include <stdint.h>
#include <tangbac/estimate.h>

enum { PAPI_ROWS = 1000, PAPI_TERMS = 8 };

typedef struct papi_table {
    size_t n, k;
    double y[PAPI_ROWS], x[PAPI_ROWS * PAPI_TERMS];
    int32_t unit[PAPI_ROWS], year[PAPI_ROWS];
    const char *term[PAPI_TERMS];
    tb_estimate_data data;
} papi_table;

/* Rows of first..last with y and regressors by column name: "D6", "D2 D4 D5", "L.D6" (the year
 * before), "TOTAL". Blank cells are NaN. data points into t. */
void papi_load(papi_table *t, const char *y, const char *x, int first, int last);

/* tests/reference/plm/FILE, the number at "a/b/c" (members; a number of an array by its place).
 * Fails the test when there is none. */
double reference_number(const char *file, const char *path);

#endif
