/* covariance.c - reads a square table whose rows and columns stand in any order. */
#include "simulate/covariance.h"

#include "base/arena.h"
#include "base/error.h"
#include "messages/simulate.h"
#include "num/linalg.h"
#include "sheet/table_rows.h"
#include "text/csv.h"
#include "text/numbers.h"

#include <math.h>
#include <string.h>

static size_t find_place(const char *const *code, size_t n, const char *text, size_t length)
{
    for (size_t i = 0; i < n; i++)
        if (strlen(code[i]) == length && memcmp(code[i], text, length) == 0)
            return i;
    return SIZE_MAX;
}

/* unit [columns] out: the unit of each column, SIZE_MAX for others; *key: the column 'unit'.
 * code [n]: the ranked units. Every one of them needs a column; TB_EDATA says how many have one. */
static tb_status read_head(size_t *unit, size_t *key, const tb_csv *c, const char *const *code,
                           size_t n, const char *path, tb_err *err)
{
    size_t found = 0;
    *key = SIZE_MAX;
    for (size_t k = 0; k < tbi_csv_columns(c); k++) {
        const char *head = tbi_csv_head(c, k);
        if ((ptrdiff_t)k == tbi_table_unit(c))
            *key = k;
        unit[k] = find_place(code, n, head, strlen(head));
        found += unit[k] != SIZE_MAX;
    }
    if (*key == SIZE_MAX)
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_1_THERE_COLUMN_UNIT, path);
    if (found != n)
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_1_RANKED_UNITS_HAVE, path, found, n,
                        code[0]);
    return TB_OK;
}

/* Columns beside that name another unit than the row's code. */
static tb_status check_names(const tb_table_names *names, const tb_csv_row *row, const char *code,
                             const tb_panel *p, int year, const char *path, tb_err *err)
{
    size_t unit;
    char room[TB_TABLE_NAME_MOST];
    tb_err why = TB_ERR_INIT;
    if (names->count == 0 || tb_panel_find_unit(&unit, p, code, year, NULL) != TB_OK)
        return TB_OK;
    for (size_t k = 0; k < names->count; k++)
        if (tb_panel_same_unit(p, unit, tbi_table_name(room, names, k, row), year, &why) != TB_OK)
            return tbi_fail_within(err, TB_EDATA, &why, TB_MSG_SIMULATE_ENTRY, path, row->line,
                                   code);
    return TB_OK;
}

/* Rows and columns of units that are not ranked are passed over; covariance holds NaN where
 * nothing was read yet, by which a row that stands twice is found. covariance [n][n], in squared
 * points. A unit that is named by code must not have another one's name beside it. */
static tb_status read_rows(double *covariance, tb_csv *c, const size_t *unit, size_t key,
                           const char *const *code, size_t n, const tb_panel *p, int year,
                           const char *path, tb_err *err)
{
    tb_csv_row row;
    tb_table_names names;
    tbi_table_names(&names, c, (ptrdiff_t)key);
    tb_column_marks marks = { 0 }; /* one for the whole square: its columns are one quantity */
    for (;;) {
        tb_status st = tbi_table_next(c, &row, path, err);
        if (st != TB_OK)
            return st;
        if (row.count == 0)
            return tbi_column_doubt(&marks, err);
        size_t i = find_place(code, n, row.field[key].text, row.field[key].n);
        if (i == SIZE_MAX)
            continue;
        st = check_names(&names, &row, code[i], p, year, path, err);
        if (st != TB_OK)
            return st;
        for (size_t k = 0; k < row.count; k++) {
            if (unit[k] == SIZE_MAX || k == key)
                continue;
            double *cell = &covariance[i * n + unit[k]];
            if (!isnan(*cell))
                return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_DUPLICATE_UNIT, path, row.line,
                                code[i]);
            tb_err why = TB_ERR_INIT;
            const tb_field *f = &row.field[k];
            if (tbi_column_number(cell, &marks, f->text, f->n, row.line, &why) != TB_OK)
                return tbi_fail_within(err, TB_EDATA, &why, TB_MSG_SIMULATE_ENTRY, path, row.line,
                                       code[i]);
        }
    }
}

/* Every ranked unit has its row, opposite entries agree to 1e-9 of the product of their standard
 * deviations, and no variance is below 0. The smallest entries are compared on the scale of
 * their own deviations. */
static tb_status check_covariance(const double *covariance, const char *const *code, size_t n,
                                  const char *path, tb_err *err)
{
    for (size_t i = 0; i < n; i++) {
        if (isnan(covariance[i * n + i]))
            return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_THERE_ROW_UNIT, path, code[i]);
        for (size_t k = 0; k < i; k++)
            if (!(fabs(covariance[i * n + k] - covariance[k * n + i]) <=
                  1e-9 * sqrt(fabs(covariance[i * n + i] * covariance[k * n + k]))))
                return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_ENTRIES_DIFFER_THOSE_COVARIANC, path,
                                code[i], code[k], code[k], code[i]);
        if (covariance[i * n + i] < 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_VARIANCE_NEGATIVE, path, code[i],
                            covariance[i * n + i]);
    }
    return TB_OK;
}

/* No weights on the units may have a variance below zero: the smallest eigenvalue is not negative
 * beyond rounding. */
static tb_status check_definite(const double *covariance, size_t n, const char *path, tb_arena *a,
                                tb_err *err)
{
    double *vector = TB_NEW(a, double, (n * n));
    double *value = TB_NEW(a, double, n);
    if (a->refused)
        return tbi_no_memory(err, "the covariance");
    memcpy(vector, covariance, n * n * sizeof *vector);
    if (!tbi_eigen(vector, n, value))
        return tbi_no_memory(err, "the covariance");
    if (n > 0 && value[0] < -1e-8 * fabs(value[n - 1]))
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_COVARIANCE_INDEFINITE, path, value[0]);
    return TB_OK;
}

tb_status tbi_covariance_read(double *covariance, const char *const *code, size_t n,
                              const tb_panel *p, int year, const char *path, tb_err *err)
{
    tb_csv *c;
    size_t key = SIZE_MAX;
    tb_arena own = { 0 };
    tb_status st = tbi_table_open(&c, path, "unit", err);
    if (st != TB_OK)
        return st;
    size_t *unit = TB_NEW(&own, size_t, tbi_csv_columns(c));
    const char *place = tbi_table_place(c, path, &own);
    path = place != NULL ? place : path;
    for (size_t k = 0; k < n * n; k++)
        covariance[k] = NAN;
    st = unit == NULL ? tbi_no_memory(err, "the covariance")
                      : read_head(unit, &key, c, code, n, path, err);
    if (st == TB_OK)
        st = read_rows(covariance, c, unit, key, code, n, p, year, path, err);
    if (st == TB_OK)
        st = check_covariance(covariance, code, n, path, err);
    if (st == TB_OK)
        st = check_definite(covariance, n, path, &own, err);
    tbi_csv_close(c);
    tbi_arena_free(&own);
    return st;
}
