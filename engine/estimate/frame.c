/* frame.c - sorting, numbering, dropping what is not complete. */
#include "estimate/frame.h"

#include "base/error.h"
#include "base/refusals.h"
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
    if (raw == NULL || of == NULL)
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
    if (f->z == NULL || f->instrument == NULL || f->endogenous == NULL)
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

/* Rows are sorted by unit and year. x is [k][n], column by column, the intercept first; levels
 * of an effect are numbered from 0 over the rows that are left, so that none is empty. d is
 * borrowed for the call, its names for as long as f lives. keep_gaps: rows with NaN stay, for
 * methods with lags. TB_EDATA: no whole row, or a unit twice in a year. */
tb_status tbi_frame_make(tb_frame *f, const tb_estimate_data *d, const char *const *unit_code,
                         size_t unit_codes, const int32_t *region, const char *const *region_code,
                         size_t regions, bool keep_gaps, tb_arena *a, tb_err *err)
{
    key *order = TB_NEW(a, key, d->n);
    if (order == NULL)
        return tbi_no_memory(err, "the rows of the regression");
    size_t n = 0, c0 = d->intercept ? 1 : 0, k = d->k + c0;
    for (size_t i = 0; i < d->n; i++)
        if (keep_gaps || complete_row(d, i))
            order[n++] = (key){ d->unit[i], d->year[i], i };
    if (n == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_ROW_HAS_DEPENDENT_VARIABLE);
    qsort(order, n, sizeof *order, compare_by_unit_and_year);
    for (size_t i = 1; i < n; i++)
        if (compare_by_unit_and_year(&order[i - 1], &order[i]) == 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_UNIT_APPEARS_TWICE_YEAR, order[i].unit,
                            order[i].year);
    double *y = TB_NEW(a, double, n);
    double *x = TB_NEW(a, double, (n * k));
    int32_t *u = TB_NEW(a, int32_t, n);
    int32_t *t = TB_NEW(a, int32_t, n);
    int32_t *r = TB_NEW(a, int32_t, n);
    int32_t *raw = TB_NEW(a, int32_t, n);
    int32_t *units = NULL;
    int32_t *years = NULL;
    int32_t *found = NULL;
    const char **term = TB_NEW(a, const char *, k);
    unsigned char *lag = TB_NEW(a, unsigned char, k);
    if (y == NULL || x == NULL || u == NULL || t == NULL || r == NULL || raw == NULL ||
        term == NULL || lag == NULL)
        return tbi_no_memory(err, "the rows of the regression");
    for (size_t i = 0; i < n; i++)
        y[i] = d->y[order[i].row];
    for (size_t i = 0; c0 == 1 && i < n; i++)
        x[i] = 1;
    for (size_t j = 0; j < d->k; j++)
        for (size_t i = 0; i < n; i++)
            x[i + (j + c0) * n] = d->x[order[i].row + j * d->n];
    if (c0 == 1)
        term[0] = "(Intercept)";
    for (size_t j = 0; j < d->k; j++) {
        term[j + c0] = d->term != NULL ? d->term[j] : tbi_arena_printf(a, "x%zu", j + 1);
        lag[j + c0] = d->lag_of_y != NULL && d->lag_of_y[j];
    }
    for (size_t i = 0; i < n; i++)
        raw[i] = order[i].unit;
    size_t n_unit = number_levels(u, &units, raw, n, a);
    for (size_t i = 0; i < n; i++)
        raw[i] = order[i].year;
    size_t n_year = number_levels(t, &years, raw, n, a);
    if (n_unit == 0 || n_year == 0)
        return tbi_no_memory(err, "the rows of the regression");
    *f = (tb_frame){ .n = n,
                     .k = k,
                     .y = y,
                     .x = x,
                     .term = term,
                     .lag_of_y = lag,
                     .intercept = c0 == 1,
                     .formula = "",
                     .y_name = "y" };
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
    if (region != NULL && regions > 0) {
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
    }
    tb_status st = take_weights(f, d, order, a, err);
    if (st == TB_OK)
        st = take_instruments(f, d, order, a, err);
    return st == TB_OK ? read_effects(f, d->effects, a, err) : st;
}

/* Levels are numbered anew, since a level may have lost all of its rows. keep [f->n]. Weights
 * and instruments go along; the names are f's. */
tb_status tbi_frame_rows(tb_frame *out, const tb_frame *f, const unsigned char *keep, tb_arena *a,
                         tb_err *err)
{
    size_t n = 0, c0 = f->intercept ? 1 : 0;
    for (size_t i = 0; i < f->n; i++)
        n += keep[i] != 0;
    double *y = TB_NEW(a, double, n);
    double *x = TB_NEW(a, double, (n * f->k));
    int32_t *u = TB_NEW(a, int32_t, n);
    int32_t *t = TB_NEW(a, int32_t, n);
    int32_t *r = TB_NEW(a, int32_t, n);
    double *w = f->root != NULL ? TB_NEW(a, double, n) : NULL;
    double *z = TB_NEW(a, double, (n * f->q));
    if (y == NULL || x == NULL || u == NULL || t == NULL || r == NULL || z == NULL ||
        (f->root != NULL && w == NULL))
        return tbi_no_memory(err, "a part of the rows");
    size_t m = 0;
    for (size_t i = 0; i < f->n; i++) {
        if (!keep[i])
            continue;
        y[m] = f->y[i];
        for (size_t j = c0; j < f->k; j++)
            x[m + (j - c0) * n] = f->x[i + j * f->n];
        for (size_t j = 0; j < f->q; j++)
            z[m + j * n] = f->z[i + j * f->n];
        if (w != NULL)
            /* the frame takes weights and keeps roots */
            w[m] = f->root[i] * f->root[i];
        u[m] = f->unit.of[i];
        t[m] = f->year_value[f->year.of[i]];
        r[m] = f->region.of != NULL ? f->region.of[i] : 0;
        m++;
    }
    char effects[128] = "";
    for (size_t i = 0; i < f->n_effect; i++) {
        strncat(effects, "+", sizeof effects - strlen(effects) - 1);
        strncat(effects, f->effect[i].name, sizeof effects - strlen(effects) - 1);
    }
    tb_estimate_data d = { .n = n,
                           .k = f->k - c0,
                           .y = y,
                           .x = x,
                           .unit = u,
                           .year = t,
                           .term = f->term + c0,
                           .effects = effects,
                           .intercept = f->intercept,
                           .lag_of_y = f->lag_of_y + c0,
                           .weight = w,
                           .q = f->q,
                           .z = z,
                           .instrument = f->instrument,
                           .endogenous = f->q > 0 ? f->endogenous + c0 : NULL };
    tb_frame from = *f;
    tb_status st =
        tbi_frame_make(out, &d, f->unit_code, f->unit.count, f->region.of != NULL ? r : NULL,
                       f->region_code, f->region.count, false, a, err);
    if (st != TB_OK)
        return st;
    out->formula = from.formula;
    out->y_name = from.y_name;
    out->survey = from.survey;
    out->single_index_scale = from.single_index_scale;
    out->y_min = from.y_min;
    out->y_max = from.y_max;
    return TB_OK;
}

static const char *find_level_code(const tb_frame *f, const char *name, size_t row, tb_arena *a)
{
    if (strcmp(name, "year") == 0)
        return tbi_arena_printf(a, "%d", f->year_value[f->year.of[row]]);
    if (strcmp(name, "region") == 0)
        return f->region_code[f->region.of[row]];
    return f->unit_code[f->unit.of[row]];
}

/* The words of a level are read off the first row that has it; a^b is a level of two effects
 * together. */
const char *tbi_frame_level_text(const tb_frame *f, const tb_levels *l, size_t level, tb_arena *a)
{
    size_t row = 0;
    char first[32];
    size_t n = strcspn(l->name, "^");
    while (row + 1 < f->n && (size_t)l->of[row] != level)
        row++;
    if (l->name[n] == '\0')
        return find_level_code(f, l->name, row, a);
    memcpy(first, l->name, n);
    first[n] = '\0';
    return tbi_arena_printf(a, "%s^%s", find_level_code(f, first, row, a),
                            find_level_code(f, l->name + n + 1, row, a));
}

static const char *get_level_name(const tb_frame *f, const tb_levels *l, size_t level, tb_arena *a)
{
    return tbi_arena_printf(a, "factor(%s)%s", l->name, tbi_frame_level_text(f, l, level, a));
}

/* An intercept is put in front where effects held it; the first level of each effect is left
 * out. /. Columns of regressors are copied; y, units and weights are borrowed from f. Unit
 * effects are left: methods that spread have them as random. */
tb_status tbi_frame_spread(tb_frame *out, const tb_frame *f, tb_arena *a, tb_err *err)
{
    size_t more = 0;
    for (size_t e = 0; e < f->n_effect; e++)
        if (strcmp(f->effect[e].name, "unit") != 0)
            more += f->effect[e].count - 1;
    *out = *f;
    out->n_effect = 0;
    /* an intercept comes with absorbed effects that are spread */
    size_t c0 = f->intercept ? 0 : 1;
    if (more == 0 && c0 == 0)
        return TB_OK;
    out->k = f->k + more + c0;
    /* columns of endogenous terms would move: the methods that spread take no instruments */
    out->q = 0;
    out->x = TB_NEW(a, double, (f->n * out->k));
    out->term = TB_NEW(a, const char *, out->k);
    out->lag_of_y = TB_NEW(a, unsigned char, out->k);
    if (out->x == NULL || out->term == NULL || out->lag_of_y == NULL)
        return tbi_no_memory(err, "the columns of effects");
    for (size_t i = 0; c0 == 1 && i < f->n; i++)
        out->x[i] = 1;
    if (c0 == 1)
        out->term[0] = "(Intercept)";
    out->intercept = true;
    memcpy(out->x + c0 * f->n, f->x, f->n * f->k * sizeof *f->x);
    for (size_t j = 0; j < f->k; j++) {
        out->term[j + c0] = f->term[j];
        out->lag_of_y[j + c0] = f->lag_of_y[j];
    }
    size_t at = f->k + c0;
    for (size_t e = 0; e < f->n_effect; e++) {
        const tb_levels *l = &f->effect[e];
        if (strcmp(l->name, "unit") == 0)
            continue;
        for (size_t v = 1; v < l->count; v++, at++) {
            out->term[at] = get_level_name(f, l, v, a);
            for (size_t i = 0; i < f->n; i++)
                out->x[i + at * f->n] = (size_t)l->of[i] == v;
        }
    }
    return TB_OK;
}

/* Whether every level of `inner` lies in one level of `outer`; false without memory too. n:
 * rows. O(n). */
bool tbi_levels_nested(const tb_levels *inner, const tb_levels *outer, size_t n)
{
    if (inner->of == outer->of)
        return true;
    if (inner->count < outer->count)
        return false;
    int32_t *of = tbi_malloc(inner->count * sizeof *of);
    if (of == NULL)
        return false;
    for (size_t i = 0; i < inner->count; i++)
        of[i] = -1;
    bool nested = true;
    for (size_t i = 0; i < n && nested; i++) {
        int32_t *o = &of[inner->of[i]];
        if (*o < 0)
            *o = outer->of[i];
        nested = *o == outer->of[i];
    }
    free(of);
    return nested;
}

/* Every unit in every year; pairs are never there twice. */
bool tbi_frame_balanced(const tb_frame *f)
{
    return f->n == f->unit.count * f->year.count;
}

/* Clears the flag of every row that is alone in a level of `l`; returns how many. */
static size_t clear_singletons(unsigned char *keep, size_t *rows, const tb_levels *l, size_t n)
{
    size_t cleared = 0;
    memset(rows, 0, l->count * sizeof *rows);
    for (size_t i = 0; i < n; i++)
        rows[l->of[i]] += keep[i];
    for (size_t i = 0; i < n; i++)
        if (keep[i] && rows[l->of[i]] == 1) {
            keep[i] = 0;
            cleared++;
        }
    return cleared;
}

/* A row that is alone in a level is fitted perfectly and says nothing; taking it out may leave
 * another alone, so it is repeated until none is. *f is replaced. Each round costs O(n) an
 * effect, and rounds are few. TB_ESINGULAR: no row is left. */
tb_status tbi_frame_drop_singletons(tb_frame *f, size_t *dropped, tb_arena *a, tb_err *err)
{
    size_t most = 1;
    for (size_t e = 0; e < f->n_effect; e++)
        most = f->effect[e].count > most ? f->effect[e].count : most;
    unsigned char *keep = TB_NEW(a, unsigned char, f->n);
    size_t *rows = TB_NEW(a, size_t, most);
    if (keep == NULL || rows == NULL)
        return tbi_no_memory(err, "the rows of the regression");
    memset(keep, 1, f->n);
    *dropped = 0;
    for (size_t cleared = 1; cleared > 0;) {
        cleared = 0;
        for (size_t e = 0; e < f->n_effect; e++)
            cleared += clear_singletons(keep, rows, &f->effect[e], f->n);
        *dropped += cleared;
    }
    if (*dropped == 0)
        return TB_OK;
    if (*dropped == f->n)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_ALL_SINGLETONS, f->effect[0].name);
    tb_frame out;
    tb_status st = tbi_frame_rows(&out, f, keep, a, err);
    if (st == TB_OK)
        *f = out;
    return st;
}
