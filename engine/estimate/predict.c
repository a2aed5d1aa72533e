/* predict.c - what a within or pooled estimate says of rows in a file, absorbed effects included,
 * with intervals. */
#include "estimate/predict.h"

#include "base/error.h"
#include "messages/estimate.h"
#include "num/dist.h"
#include "num/linalg.h"
#include "num/linalg_product.h"
#include "sheet/table_rows.h"
#include "text/csv.h"
#include "text/numbers.h"
#include "text/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The regression without its first effect: columns z [n x p] (regressors, then dummies of the other
 * effects that count) with that effect's means taken out, and theta, V: all that a prediction x'b +
 * a_i + l_t and its error need. a_i = mean(y)_i - mean(z)_i'theta. */
typedef struct whole {
    const tb_run *r;
    const tb_levels *first; /* NULL: pooled */
    size_t k, p, *level;    /* dummies: level of `second` for columns k.. */
    const tb_levels *second;
    double *theta, *v, *inverse;    /* [p], [p x p] of theta; (z'z)^-1 */
    double *z_mean, *y_mean, *rows; /* [levels of first x p], [levels], [levels] */
    double sigma2, t;
    bool iid; /* V is classical */
} whole;

/* z [p][n]: regressors, then dummies of the second effect without its first level, all less their
 * means within the first effect (z_mean [p][levels]). theta and v are of these, so that a
 * prediction needs no effect of the first, only a mean. */
static tb_status gather(whole *w, tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    const tb_frame *f = &r->used;
    const tb_ols *o = &r->ols;
    size_t n = f->n, k = o->k, more = 0;
    *w = (whole){ .r = r, .k = k };
    if (f->n_effect > 2)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_PREDICT_TAKES_TWO_EFFECTS);
    if (f->n_effect > 0)
        w->first = &o->absorb.first;
    if (f->n_effect == 2)
        w->second = &o->absorb.other[0];
    size_t levels = w->first != NULL ? w->first->count : 1;
    size_t seconds = w->second != NULL ? w->second->count : 0;
    if (k + seconds > 1500 || n * (k + seconds) > 50000000)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_PREDICT_TABLES_FEWER_LEVELS);
    double *z = TB_NEW(a, double, (n * (k + seconds)));
    w->level = TB_NEW(a, size_t, k + seconds);
    if (z == NULL || w->level == NULL)
        return tbi_no_memory(err, "the predictions");
    for (size_t j = 0; j < k; j++)
        memcpy(z + j * n, f->x + o->column[j] * n, n * sizeof *z);
    for (size_t l = 1; l < seconds; l++, more++) {
        w->level[k + more] = l;
        for (size_t i = 0; i < n; i++)
            z[i + (k + more) * n] = (size_t)w->second->of[i] == l;
    }
    size_t p = w->p = k + more;
    w->z_mean = TB_NEW(a, double, (levels * p));
    w->y_mean = TB_NEW(a, double, levels);
    w->rows = TB_NEW(a, double, levels);
    double *c = TB_NEW(a, double, (p * p));
    double *zy = TB_NEW(a, double, p);
    double *y = TB_NEW(a, double, n);
    w->theta = TB_NEW(a, double, p);
    w->v = TB_NEW(a, double, (p * p));
    w->inverse = TB_NEW(a, double, (p * p));
    if (w->z_mean == NULL || w->y_mean == NULL || w->rows == NULL || c == NULL || zy == NULL ||
        y == NULL || w->theta == NULL || w->v == NULL || w->inverse == NULL)
        return tbi_no_memory(err, "the predictions");
    memcpy(y, f->y, n * sizeof *y);
    if (w->first != NULL) {
        for (size_t i = 0; i < n; i++) {
            size_t l = (size_t)w->first->of[i];
            w->rows[l] += 1;
            w->y_mean[l] += y[i];
            for (size_t j = 0; j < p; j++)
                w->z_mean[l + j * levels] += z[i + j * n];
        }
        for (size_t l = 0; l < levels; l++) {
            w->y_mean[l] /= w->rows[l];
            for (size_t j = 0; j < p; j++)
                w->z_mean[l + j * levels] /= w->rows[l];
        }
        for (size_t i = 0; i < n; i++) {
            size_t l = (size_t)w->first->of[i];
            y[i] -= w->y_mean[l];
            for (size_t j = 0; j < p; j++)
                z[i + j * n] -= w->z_mean[l + j * levels];
        }
    }
    tb_ols all = { 0 };
    tb_err quiet = TB_ERR_INIT;
    const char **names = TB_NEW(a, const char *, p);
    if (names == NULL)
        return tbi_no_memory(err, "the predictions");
    for (size_t j = 0; j < p; j++)
        names[j] = "effect";
    all.absorb.rank = w->first != NULL ? w->first->count : 0;
    if (tbi_ols_solve(&all, z, y, n, p, NULL, names, false, a, &quiet) != TB_OK || all.k != p)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_EFFECTS_CONNECTED_SO_SOME);
    memcpy(w->theta, all.b, p * sizeof *all.b);
    memcpy(w->inverse, all.bread, p * p * sizeof *all.bread);
    w->sigma2 = o->rss / ((double)n - (double)o->parameters);
    tb_vcov_spec spec = r->spec;
    tb_vcov v;
    tb_frame bare = *f;
    if (spec.kind == TB_VCOV_HC3 || spec.kind == TB_VCOV_CR2 || spec.kind == TB_VCOV_CR3)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_PREDICT_VCOV, r->vcov.type);
    w->iid = spec.kind == TB_VCOV_IID;
    if (w->iid) {
        for (size_t i = 0; i < p * p; i++)
            w->v[i] = w->sigma2 * w->inverse[i];
        w->t = tbi_t_quantile(1 - (1 - r->o->level) / 2, (double)n - (double)o->parameters);
        return TB_OK;
    }
    all.parameters = o->parameters;
    bare.n_effect = f->n_effect;
    tb_status st = tbi_vcov_make(&v, &spec, &all, &bare, false, a, err);
    if (st != TB_OK)
        return st;
    for (size_t i = 0; i < p * p; i++)
        w->v[i] = v.v[i] * (r->vcov.factor / v.factor);
    w->t = tbi_t_quantile(1 - (1 - r->o->level) / 2, v.df[0]);
    return TB_OK;
}

/* The level of an effect that a unit and year have in the estimate; -1 when it was not there. */
static long find_level(const tb_run *r, const tb_columns *d, const tb_levels *l, size_t row,
                       int year)
{
    const tb_frame *f = &r->used;
    if (strcmp(l->name, "year") == 0) {
        for (size_t t = 0; t < f->year.count; t++)
            if (f->year_value[t] == year)
                return (long)t;
        return -1;
    }
    if (strcmp(l->name, "unit") == 0) {
        for (size_t u = 0; u < f->unit.count; u++)
            if (f->unit_code[u] == d->unit_code[row])
                return (long)u;
        return -1;
    }
    for (size_t g = 0; g < f->region.count; g++)
        if (f->region_code[g] == d->region_code[d->region[row]])
            return (long)g;
    return -1;
}

/* Var(fit) = sigma^2 / n_level + (z - z_mean)' V (z - z_mean); a new year adds sigma^2. A level
 * without rows has no effect: a reason, no figure. */
static void predict(tb_prediction *out, const whole *w, const tb_columns *d, const double *x,
                    size_t row, int year, double *z, double *vz)
{
    tb_arena *a = &w->r->out->arena;
    size_t p = w->p, levels = w->first != NULL ? w->first->count : 1;
    long first = -1, second = -1;
    if (w->first != NULL && (first = find_level(w->r, d, w->first, row, year)) < 0) {
        out->reason = tbi_arena_printf(a, "no effect of this %s was estimated", w->first->name);
        return;
    }
    if (w->second != NULL && (second = find_level(w->r, d, w->second, row, year)) < 0) {
        out->reason =
            strcmp(w->second->name, "year") == 0
                ? tbi_arena_printf(a, "no effect of the year %d was estimated", year)
                : tbi_arena_printf(a, "no effect of this %s was estimated", w->second->name);
        return;
    }
    for (size_t j = 0; j < p; j++)
        z[j] = j < w->k ? x[j] : (double)((long)w->level[j] == second);
    double fit = 0, variance = 0;
    if (w->first != NULL) {
        fit = w->y_mean[first];
        variance = w->sigma2 / w->rows[first];
        for (size_t j = 0; j < p; j++)
            z[j] -= w->z_mean[(size_t)first + j * levels];
    }
    fit += tbi_dot(z, w->theta, p);
    tbi_gemv(0, p, p, 1, w->v, p, z, 0, vz);
    variance += tbi_dot(z, vz, p);
    double se = sqrt(fmax(variance, 0));
    double wide = sqrt(fmax(variance, 0) + w->sigma2);
    out->fit = fit;
    out->std_error = se;
    out->ci_low = fit - w->t * se;
    out->ci_high = fit + w->t * se;
    out->pi_low = fit - w->t * wide;
    out->pi_high = fit + w->t * wide;
}

/* Which column of the file gives which variable of the formula; unit and year apart. */
typedef struct mapping {
    size_t unit, year, *variable; /* [columns] SIZE_MAX: none */
    tb_column_marks *marks;       /* [columns] how each marks decimals */
    size_t columns;
    tb_table_names names; /* columns that name the unit once more */
} mapping;

/* A CSV file, or a workbook: the row that has unit, year and variables of the formula. */
static tb_status open_rows(tb_csv **out, const tb_columns *d, const char *path, tb_arena *a,
                           tb_err *err)
{
    const char *heads = TB_UNIT_NAMES "|year|nam";
    for (size_t v = 0; v < d->formula.variables && heads != NULL; v++) {
        const char *name = tbi_utf8_fold(a, d->formula.variable[v].text);
        heads = name != NULL ? tbi_arena_printf(a, "%s|%s", heads, name) : NULL;
    }
    return heads != NULL ? tbi_table_open(out, path, heads, err)
                         : tbi_no_memory(err, "the predictions");
}

static tb_status map_columns(mapping *m, const tb_csv *c, const tb_columns *d, const char *path,
                             tb_arena *a, tb_err *err)
{
    size_t n = tbi_csv_columns(c);
    *m = (mapping){ .unit = (size_t)tbi_table_unit(c),
                    .year = (size_t)tbi_table_column(c, "year|nam"),
                    .variable = TB_NEW(a, size_t, n),
                    .marks = TB_NEW(a, tb_column_marks, n),
                    .columns = n };
    tbi_table_names(&m->names, c, (ptrdiff_t)m->unit);
    if (m->variable == NULL || m->marks == NULL)
        return tbi_no_memory(err, "the predictions");
    for (size_t i = 0; i < n; i++) {
        const char *head = tbi_csv_head(c, i);
        m->variable[i] = SIZE_MAX;
        if (i != m->unit && i != m->year && head[0] != '\0') {
            for (size_t v = 1; v < d->formula.variables; v++)
                if (strcasecmp(head, d->formula.variable[v].text) == 0)
                    m->variable[i] = v;
            bool name = false;
            for (size_t k = 0; k < m->names.count; k++)
                name = name || m->names.at[k] == i;
            if (m->variable[i] == SIZE_MAX && !name &&
                strcasecmp(head, d->formula.variable[0].text) != 0)
                return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_COLUMN_NEITHER_UNIT_YEAR, path,
                                head);
        }
    }
    if (m->unit == SIZE_MAX || m->year == SIZE_MAX)
        return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_NEEDS_COLUMNS_UNIT_YEAR, path);
    return TB_OK;
}

/* What the row of the file says of a variable comes before what the panel has; an empty field
 * says nothing. */
static tb_status read_row(tb_prediction *out, const whole *w, const tb_columns *d, mapping *m,
                          const tb_csv_row *row, const char *path, double *value, double *x,
                          double *z, tb_err *err)
{
    tb_arena *a = &w->r->out->arena;
    size_t at = SIZE_MAX;
    long long year;
    const tb_field *unit = &row->field[m->unit], *when = &row->field[m->year];
    const double nan = NAN;
    *out = (tb_prediction){ NULL, 0, nan, nan, nan, nan, nan, nan, NULL };
    if (!tbi_whole_number(&year, when->text, when->n, 1000, 9999))
        return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_YEAR, path, row->line, (int)when->n,
                        when->text);
    char *name = tbi_arena_text_n(a, unit->text, unit->n);
    tb_err inner = TB_ERR_INIT;
    if (name == NULL)
        return tbi_no_memory(err, "the predictions");
    if (tb_panel_find_unit(&at, d->grid.panel, name, (int)year, &inner) != TB_OK)
        return tbi_fail_within(err, TB_EDATA, &inner, TB_MSG_ESTIMATE_AT_LINE, path, row->line);
    char room[TB_TABLE_NAME_MOST];
    for (size_t k = 0; k < m->names.count; k++)
        if (tb_panel_same_unit(d->grid.panel, at, tbi_table_name(room, &m->names, k, row),
                               (int)year, &inner) != TB_OK)
            return tbi_fail_within(err, TB_EDATA, &inner, TB_MSG_ESTIMATE_AT_LINE, path, row->line);
    out->unit = d->unit_code[at];
    out->year = (int)year;
    bool inside = year >= d->grid.first && year < d->grid.first + (long long)d->grid.years;
    size_t cell = inside ? at * d->grid.years + (size_t)(year - d->grid.first) : 0;
    for (size_t v = 1; v < d->formula.variables; v++) {
        value[v] = inside && d->variable[v] != NULL ? d->variable[v][cell] : nan;
        if (strcmp(d->formula.variable[v].name, "year") == 0 && d->formula.variable[v].ops == 0)
            value[v] = (double)year;
    }
    for (size_t c = 0; c < row->count; c++) {
        size_t v = m->variable[c];
        if (v == SIZE_MAX || row->field[c].n == 0)
            continue;
        if (tbi_column_number(&value[v], &m->marks[c], row->field[c].text, row->field[c].n,
                              row->line, &inner) != TB_OK)
            return tbi_fail_within(err, TB_EDATA, &inner, TB_MSG_ESTIMATE_AT_LINE, path, row->line);
    }
    size_t skip = w->r->used.intercept ? 1 : 0;
    for (size_t j = 0; j < w->k; j++) {
        size_t column = w->r->ols.column[j];
        if (skip == 1 && column == 0) {
            x[j] = 1;
            continue;
        }
        x[j] = tbi_columns_value_at(d, column - skip, at, (int)year, value);
        if (!isfinite(x[j])) {
            out->reason =
                tbi_arena_printf(a, "'%s' has no value here", d->column[column - skip].name);
            return TB_OK;
        }
    }
    predict(out, w, d, x, at, (int)year, z, z + w->p);
    return TB_OK;
}

tb_status tbi_run_predict(tb_run *r, const tb_columns *d, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    const char *path = r->o->predict, *method = r->out->view.method;
    if (strcmp(method, "within") != 0 && strcmp(method, "pooled") != 0)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_PREDICT_GOES_WITHIN_POOLED, method);
    if (r->ols.perfect)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_FIT_PERFECT_PREDICTIONS_WOULD);
    whole w = { 0 };
    mapping m = { .unit = SIZE_MAX, .year = SIZE_MAX };
    tb_csv *c = NULL;
    tb_status st = gather(&w, r, err);
    if (st == TB_OK)
        st = open_rows(&c, d, path, a, err);
    if (st == TB_OK)
        st = map_columns(&m, c, d, path, a, err);
    double *value = TB_NEW(a, double, d->formula.variables);
    double *x = TB_NEW(a, double, w.k + 1);
    double *z = TB_NEW(a, double, (2 * w.p + 2));
    if (st == TB_OK && (value == NULL || x == NULL || z == NULL))
        st = tbi_no_memory(err, "the predictions");
    tb_prediction *all = NULL;
    size_t n = 0, room = 0;
    while (st == TB_OK) {
        tb_csv_row row;
        bool fatal = false;
        tb_err inner = TB_ERR_INIT;
        if (tbi_csv_next(c, &row, &fatal, &inner) != TB_OK) {
            st =
                tbi_fail_within(err, inner.status, &inner, TB_MSG_ESTIMATE_AT_LINE, path, row.line);
            break;
        }
        if (row.count == 0) {
            for (size_t k = 0; k < m.columns && st == TB_OK; k++)
                st = tbi_column_doubt(&m.marks[k], err);
            break;
        }
        if (n == room) {
            room = room == 0 ? 64 : room * 2;
            tb_prediction *more = TB_NEW(a, tb_prediction, room);
            if (more == NULL) {
                st = tbi_no_memory(err, "the predictions");
                break;
            }
            if (n > 0)
                memcpy(more, all, n * sizeof *more);
            all = more;
        }
        st = read_row(&all[n++], &w, d, &m, &row, path, value, x, z, err);
    }
    if (st == TB_OK)
        r->out->view.predict_digest = tbi_arena_text(a, tbi_csv_digest(c));
    tbi_csv_close(c);
    r->out->view.prediction = all;
    r->out->view.predictions = st == TB_OK ? n : 0;
    return st;
}
