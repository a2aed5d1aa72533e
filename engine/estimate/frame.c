/* frame.c - sorting, numbering, dropping what is not complete. */
#include "estimate/frame.h"

#include "base/error.h"
#include "messages/estimate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A row of the data by what it is sorted on. */
typedef struct key {
    /* numbers of the unit and of the calendar year */
    int32_t unit, year;
    size_t row;
} key;

/* Rows by unit, then year; equal keys are duplicates, which the caller refuses. */
static int compare_by_unit_and_year(const void *a, const void *b)
{
    const key *p = a, *q = b;
    if (p->unit != q->unit)
        return p->unit < q->unit ? -1 : 1;
    if (p->year != q->year)
        return p->year < q->year ? -1 : 1;
    return 0;
}

static int compare_by_number(const void *a, const void *b)
{
    int32_t p = *(const int32_t *)a;
    int32_t q = *(const int32_t *)b;
    return p < q ? -1 : p > q;
}

/* Numbers the distinct values of v [n] in ascending order: of [n], distinct values in *values.
 * Returns their count, 0 without memory. of [n] may be v itself; *values ascending, in a. O(n
 * log n). */
static size_t number_levels(int32_t *of, int32_t **values, const int32_t *v, size_t n, tb_arena *a)
{
    int32_t *s = TB_NEW(a, int32_t, n);
    if (s == NULL)
        return 0;
    memcpy(s, v, n * sizeof *s);
    qsort(s, n, sizeof *s, compare_by_number);
    size_t m = 0;
    for (size_t i = 0; i < n; i++)
        if (m == 0 || s[m - 1] != s[i])
            s[m++] = s[i];
    for (size_t i = 0; i < n; i++)
        of[i] = (int32_t)((int32_t *)bsearch(&v[i], s, m, sizeof *s, compare_by_number) - s);
    *values = s;
    return m;
}

/* NULL also for "region" where the rows have none. */
const tb_levels *tbi_frame_levels(const tb_frame *f, const char *name)
{
    if (strcmp(name, "unit") == 0)
        return &f->unit;
    if (strcmp(name, "year") == 0)
        return &f->year;
    if (strcmp(name, "region") == 0 && f->region.of != NULL)
        return &f->region;
    return NULL;
}

/* region^year: a level is a pair of levels that stand together in a row. Only pairs that occur
 * are levels, so that none is empty. */
static tb_status pair_levels(tb_levels *out, const tb_frame *f, const char *name, tb_arena *a,
                             tb_err *err)
{
    char first[32];
    size_t n = strcspn(name, "^");
    memcpy(first, name, n);
    first[n] = '\0';
    const tb_levels *p = tbi_frame_levels(f, first), *q = tbi_frame_levels(f, name + n + 1);
    if (p == NULL || q == NULL)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_UNKNOWN_EFFECT_EXPECTED_UNIT, name);
    int32_t *raw = TB_NEW(a, int32_t, f->n);
    int32_t *of = TB_NEW(a, int32_t, f->n);
    int32_t *values = NULL;
    if (a->refused)
        return tbi_no_memory(err, "the levels of an effect");
    for (size_t i = 0; i < f->n; i++)
        raw[i] = p->of[i] * (int32_t)q->count + q->of[i];
    *out = (tb_levels){ tbi_arena_text(a, name), of, number_levels(of, &values, raw, f->n, a) };
    return out->count > 0 && out->name != NULL ? TB_OK
                                               : tbi_no_memory(err, "the levels of an effect");
}

/* Reads "unit + region^year" into f->effect. An effect that is named twice counts once; at most
 * TB_EFFECTS_MAX. 0 and 1 say whether there is a constant, which was read before. TB_EARG names
 * an effect that is unknown. */
static tb_status read_effects(tb_frame *f, const char *text, tb_arena *a, tb_err *err)
{
    f->n_effect = 0;
    for (const char *p = text; p != NULL && *p != '\0';) {
        p += strspn(p, " +");
        size_t n = strcspn(p, " +");
        if (n == 0)
            break;
        char name[32];
        if (n >= sizeof name)
            return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_UNKNOWN_EFFECT_EXPECTED_UNIT, p);
        memcpy(name, p, n);
        name[n] = '\0';
        p += n;
        if (strcmp(name, "0") == 0 || strcmp(name, "1") == 0)
            continue;
        const tb_levels *l = tbi_frame_levels(f, name);
        tb_levels pair;
        if (strchr(name, '^') != NULL) {
            tb_status st = pair_levels(&pair, f, name, a, err);
            if (st != TB_OK)
                return st;
            l = &pair;
        }
        if (l == NULL)
            return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_UNKNOWN_EFFECT_EXPECTED_UNIT, name);
        for (size_t i = 0; i < f->n_effect; i++)
            if (strcmp(f->effect[i].name, name) == 0)
                l = NULL;
        if (l != NULL && f->n_effect < TB_EFFECTS_MAX)
            f->effect[f->n_effect++] = *l;
    }
    return TB_OK;
}

/* Whether outcome, regressors and instruments of a row are all finite: others do not enter
 * (listwise deletion). */
static bool complete_row(const tb_estimate_data *d, size_t i)
{
    bool ok = isfinite(d->y[i]);
    for (size_t j = 0; ok && j < d->k; j++)
        ok = isfinite(d->x[i + j * d->n]);
    for (size_t j = 0; ok && j < d->q; j++)
        ok = isfinite(d->z[i + j * d->n]);
    return ok;
}

/* Roots of the weights of the rows that stay. A weight that is missing, zero or negative is
 * refused with the row: to leave rows out is the asker's choice, not ours. f->root [n] in the
 * order of the frame; d's rows are found by order [n]. */
static tb_status take_weights(tb_frame *f, const tb_estimate_data *d, const key *order, tb_arena *a,
                              tb_err *err)
{
    if (d->weight == NULL)
        return TB_OK;
    size_t missing = 0;
    size_t first = SIZE_MAX;
    f->root = TB_NEW(a, double, f->n);
    if (f->root == NULL)
        return tbi_no_memory(err, "the weights");
    for (size_t i = 0; i < f->n; i++) {
        double w = d->weight[order[i].row];
        if (isnan(w)) {
            missing++;
            first = first == SIZE_MAX ? i : first;
            continue;
        }
        if (!(w > 0) || !isfinite(w))
            return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_WEIGHT_NOT_ABOVE_ZERO, w,
                            f->unit_code[f->unit.of[i]], f->year_value[f->year.of[i]]);
        f->root[i] = sqrt(w);
    }
    if (missing > 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_WEIGHT_MISSING, missing, f->n,
                        f->unit_code[f->unit.of[first]], f->year_value[f->year.of[first]]);
    return TB_OK;
}

/* Instruments that are no regressors, and the terms that they stand for. f->z [n x q] by
 * columns; f->endogenous [k], the intercept is never one. */
static tb_status take_instruments(tb_frame *f, const tb_estimate_data *d, const key *order,
                                  tb_arena *a, tb_err *err)
{
    if (d->q == 0)
        return TB_OK;
    size_t c0 = f->intercept ? 1 : 0;
    f->q = d->q;
    f->z = TB_NEW(a, double, (f->n * d->q));
    f->instrument = TB_NEW(a, const char *, d->q);
    f->endogenous = TB_NEW(a, unsigned char, f->k);
    if (a->refused)
        return tbi_no_memory(err, "the instruments");
    for (size_t j = 0; j < d->q; j++) {
        f->instrument[j] =
            d->instrument != NULL ? d->instrument[j] : tbi_arena_printf(a, "z%zu", j + 1);
        for (size_t i = 0; i < f->n; i++)
            f->z[i + j * f->n] = d->z[order[i].row + j * d->n];
    }
    for (size_t j = 0; j < d->k; j++)
        f->endogenous[j + c0] = d->endogenous != NULL && d->endogenous[j];
    return TB_OK;
}

/* The rows that regress, sorted; a unit that stands twice in a year is refused. order [d->n]. */
static tb_status sort_rows(key *order, size_t *rows, const tb_estimate_data *d, bool keep_gaps,
                           tb_err *err)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++)
        if (keep_gaps || complete_row(d, i))
            order[n++] = (key){ d->unit[i], d->year[i], i };
    *rows = n;
    if (n == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_ROW_HAS_DEPENDENT_VARIABLE);
    qsort(order, n, sizeof *order, compare_by_unit_and_year);
    for (size_t i = 1; i < n; i++)
        if (compare_by_unit_and_year(&order[i - 1], &order[i]) == 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_UNIT_APPEARS_TWICE_YEAR, order[i].unit,
                            order[i].year);
    return TB_OK;
}

/* y, and x column by column with the intercept first, and what its columns are called. */
static tb_status take_columns(tb_frame *f, const tb_estimate_data *d, const key *order, tb_arena *a,
                              tb_err *err)
{
    size_t n = f->n, c0 = f->intercept ? 1 : 0;
    f->y = TB_NEW(a, double, n);
    f->x = TB_NEW(a, double, (n * f->k));
    f->term = TB_NEW(a, const char *, f->k);
    f->lag_of_y = TB_NEW(a, unsigned char, f->k);
    if (a->refused)
        return tbi_no_memory(err, "the rows of the regression");
    for (size_t i = 0; i < n; i++)
        f->y[i] = d->y[order[i].row];
    for (size_t i = 0; c0 == 1 && i < n; i++)
        f->x[i] = 1;
    for (size_t j = 0; j < d->k; j++)
        for (size_t i = 0; i < n; i++)
            f->x[i + (j + c0) * n] = d->x[order[i].row + j * d->n];
    if (c0 == 1)
        f->term[0] = "(Intercept)";
    for (size_t j = 0; j < d->k; j++) {
        f->term[j + c0] = d->term != NULL ? d->term[j] : tbi_arena_printf(a, "x%zu", j + 1);
        f->lag_of_y[j + c0] = d->lag_of_y != NULL && d->lag_of_y[j];
    }
    return TB_OK;
}

/* Units and years of the rows, numbered from 0, and what they are called. */
static tb_status take_units(tb_frame *f, const key *order, const char *const *unit_code,
                            size_t unit_codes, tb_arena *a, tb_err *err)
{
    size_t n = f->n;
    int32_t *u = TB_NEW(a, int32_t, n);
    int32_t *t = TB_NEW(a, int32_t, n);
    int32_t *raw = TB_NEW(a, int32_t, n);
    int32_t *units = NULL;
    int32_t *years = NULL;
    if (a->refused)
        return tbi_no_memory(err, "the rows of the regression");
    for (size_t i = 0; i < n; i++)
        raw[i] = order[i].unit;
    size_t n_unit = number_levels(u, &units, raw, n, a);
    for (size_t i = 0; i < n; i++)
        raw[i] = order[i].year;
    size_t n_year = number_levels(t, &years, raw, n, a);
    if (n_unit == 0 || n_year == 0)
        return tbi_no_memory(err, "the rows of the regression");
    f->unit = (tb_levels){ "unit", u, n_unit };
    f->year = (tb_levels){ "year", t, n_year };
    f->year_value = (const int *)years;
    const char **code = TB_NEW(a, const char *, n_unit);
    if (code == NULL)
        return tbi_no_memory(err, "the names of units");
    for (size_t i = 0; i < n_unit; i++)
        /* a number without a code is its own name */
        code[i] = unit_code != NULL && units[i] >= 0 && (size_t)units[i] < unit_codes
                      ? unit_code[units[i]]
                      : tbi_arena_printf(a, "%d", units[i]);
    f->unit_code = code;
    return TB_OK;
}

/* Regions of the rows, where there are any. */
static tb_status take_regions(tb_frame *f, const key *order, const int32_t *region,
                              const char *const *region_code, size_t regions, tb_arena *a,
                              tb_err *err)
{
    size_t n = f->n;
    int32_t *found = NULL;
    if (region == NULL || regions == 0)
        return TB_OK;
    int32_t *r = TB_NEW(a, int32_t, n);
    int32_t *raw = TB_NEW(a, int32_t, n);
    if (a->refused)
        return tbi_no_memory(err, "the names of regions");
    for (size_t i = 0; i < n; i++)
        raw[i] = region[order[i].row];
    size_t m = number_levels(r, &found, raw, n, a);
    const char **names = TB_NEW(a, const char *, m);
    if (m == 0 || names == NULL)
        return tbi_no_memory(err, "the names of regions");
    for (size_t i = 0; i < m; i++)
        names[i] = found[i] >= 0 && (size_t)found[i] < regions ? region_code[found[i]] : "";
    f->region = (tb_levels){ "region", r, m };
    f->region_code = names;
    return TB_OK;
}

/* Rows are sorted by unit and year. x is [k][n], column by column, the intercept first; levels
 * of an effect are numbered from 0 over the rows that are left, so that none is empty. d is
 * borrowed for the call, its names for as long as f lives. keep_gaps: rows with NaN stay, for
 * methods with lags. TB_EDATA: no whole row, or a unit twice in a year. */
tb_status tbi_frame_make(tb_frame *f, const tb_estimate_data *d, const char *const *unit_code,
                         size_t unit_codes, const int32_t *region, const char *const *region_code,
                         size_t regions, bool keep_gaps, tb_arena *a, tb_err *err)
{
    key *order = TB_NEW(a, key, d->n);
    size_t n = 0;
    if (order == NULL)
        return tbi_no_memory(err, "the rows of the regression");
    tb_status st = sort_rows(order, &n, d, keep_gaps, err);
    if (st != TB_OK)
        return st;
    *f = (tb_frame){ .n = n,
                     .k = d->k + (d->intercept ? 1 : 0),
                     .intercept = d->intercept,
                     .formula = "",
                     .y_name = "y" };
    st = take_columns(f, d, order, a, err);
    if (st == TB_OK)
        st = take_units(f, order, unit_code, unit_codes, a, err);
    if (st == TB_OK)
        st = take_regions(f, order, region, region_code, regions, a, err);
    if (st == TB_OK)
        st = take_weights(f, d, order, a, err);
    if (st == TB_OK)
        st = take_instruments(f, d, order, a, err);
    return st == TB_OK ? read_effects(f, d->effects, a, err) : st;
}
