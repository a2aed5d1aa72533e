/* predict.c - the rows of a file that a within or pooled estimate is asked about. */
#include "estimate/predict.h"

#include "base/error.h"
#include "base/reason.h"
#include "estimate/predict_dummies.h"
#include "messages/estimate.h"
#include "sheet/table_rows.h"
#include "text/csv.h"
#include "text/numbers.h"
#include "text/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

/* What the columns of the caller's table are: unit, year, names beside them (which must agree),
 * variables of the formula by their text, the outcome (passed over). Any other column is
 * refused: a misspelt regressor would be predicted without. */
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
    if (a->refused)
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
static tb_status read_row(tb_prediction *out, const tb_dummy_regression *w, const tb_columns *d,
                          mapping *m, const tb_csv_row *row, const char *path, double *value,
                          double *x, double *z, tb_err *err)
{
    tb_arena *a = &w->r->out->arena;
    size_t at = SIZE_MAX;
    long long year;
    const tb_field *unit = &row->field[m->unit], *when = &row->field[m->year];
    const double nan = NAN;
    *out = (tb_prediction){
        .fit = nan, .std_error = nan, .ci_low = nan, .ci_high = nan, .pi_low = nan, .pi_high = nan
    };
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
            out->reason = tbi_reason_of(a, TB_REASON_NO_VALUE, d->column[column - skip].name);
            return TB_OK;
        }
    }
    tbi_dummies_predict(out, w, d, x, at, (int)year, z, z + w->p + w->levels);
    return TB_OK;
}

/* Errors in the file name its line. The rows of the result stand in the order of the file. */
tb_status tbi_run_predict(tb_run *r, const tb_columns *d, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    const char *path = r->o->predict, *method = r->out->view.method;
    if (strcmp(method, "within") != 0 && strcmp(method, "pooled") != 0)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_PREDICT_GOES_WITHIN_POOLED, method);
    if (r->ols.perfect)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_FIT_PERFECT_PREDICTIONS_WOULD);
    tb_dummy_regression w = { 0 };
    mapping m = { .unit = SIZE_MAX, .year = SIZE_MAX };
    tb_csv *c = NULL;
    tb_status st = tbi_dummies_regress(&w, r, err);
    if (st == TB_OK)
        st = open_rows(&c, d, path, a, err);
    if (st == TB_OK) {
        const char *place = tbi_table_place(c, path, a);
        path = place != NULL ? place : path;
        st = map_columns(&m, c, d, path, a, err);
    }
    double *value = TB_NEW(a, double, d->formula.variables);
    double *x = TB_NEW(a, double, w.k + 1);
    double *z = TB_NEW(a, double, (2 * (w.p + w.levels + 1)));
    if (st == TB_OK && a->refused)
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
