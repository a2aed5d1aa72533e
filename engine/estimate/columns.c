/* columns.c - from variables on the grid to the rows of a regression: which rows are whole, and
 * their columns as arrays. */
#include "estimate/columns.h"

#include "base/error.h"
#include "estimate/result.h"
#include "messages/estimate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare_by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* region [units]: position in region_code, which is sorted and without repetition; "" where a
 * unit has no region. regions by code and not by name, so that their order does not depend on
 * the language. */
static tb_status read_units(tb_columns *d, tb_err *err)
{
    tb_arena *a = d->grid.arena;
    size_t n = d->grid.units;
    d->region = TB_NEW(a, int32_t, n);
    d->region_code = TB_NEW(a, const char *, n);
    d->unit_code = TB_NEW(a, const char *, n);
    if (a->refused)
        return tbi_no_memory(err, "the units");
    for (size_t u = 0; u < n; u++) {
        const tb_unit *unit = tb_panel_unit(d->grid.panel, u);
        d->unit_code[u] = unit->code;
        d->region_code[u] = unit->region != NULL ? unit->region : "";
    }
    qsort(d->region_code, n, sizeof *d->region_code, compare_by_text);
    for (size_t u = 0; u < n; u++)
        if (d->regions == 0 || strcmp(d->region_code[d->regions - 1], d->region_code[u]) != 0)
            d->region_code[d->regions++] = d->region_code[u];
    for (size_t u = 0; u < n; u++) {
        const char *code = tb_panel_unit(d->grid.panel, u)->region;
        if (code == NULL)
            code = "";
        for (size_t r = 0; r < d->regions; r++)
            if (strcmp(d->region_code[r], code) == 0)
                d->region[u] = (int32_t)r;
    }
    return TB_OK;
}

/* The variable that the rows are weighted by, with its functions, on the grid. */
static tb_status read_weight(tb_columns *d, const char *text, tb_err *err)
{
    tb_variable v;
    const char *p = text;
    if (text == NULL)
        return TB_OK;
    tb_status st = tbi_variable_parse(&v, &p, text, d->grid.arena, err);
    if (st != TB_OK)
        return st;
    if (*p != '\0' || v.categorical)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_WEIGHT_IS_ONE_VARIABLE, text);
    size_t bad = 0;
    return tbi_grid_variable(&d->weight, &bad, &d->grid, &v, text, err);
}

/* Columns that are lags of the dependent variable: its text with lag(...) around. */
static bool is_lag_of_y(const tb_formula *f, const tb_term *t)
{
    if (t->factors != 1)
        return false;
    const tb_variable *v = &f->variable[t->factor[0]], *y = &f->variable[0];
    if (v->categorical || strcmp(v->name, y->name) != 0 || v->ops != y->ops + 1)
        return false;
    for (size_t i = 0; i < y->ops; i++)
        if (v->op[i].op != y->op[i].op || v->op[i].k != y->op[i].k)
            return false;
    return v->op[y->ops].op == TB_OP_LAG && v->op[y->ops].k > 0;
}

/* The scale is told only where y is one column as it was published: a log or a difference has
 * none. y_min and y_max in points: what the scheme of the last year used allows the node. A
 * fractional method needs them. */
static void describe_y(tb_columns *d)
{
    const tb_index *x = NULL;
    size_t column;
    tb_frame *f = &d->frame;
    const tb_variable *y = &d->formula.variable[0];
    f->y_name = y->text;
    if (strcmp(y->name, "year") == 0 ||
        tb_panel_find_indicator(&x, &column, d->grid.panel, y->name, NULL) != TB_OK)
        return;
    f->survey = x->survey;
    if (y->ops > 0)
        return;
    /* the last year's scheme stands for all: limits may have changed before */
    const tb_node *node = tb_index_node(x, column, f->year_value[f->year.count - 1]);
    if (node == NULL || !isfinite(node->min) || !isfinite(node->max))
        return;
    f->single_index_scale = true;
    f->y_min = node->min;
    f->y_max = node->max;
}

/* keep [units * years] out. gaps: rows with anything known stay, since methods with lags find
 * their own; else all variables must be known. The year itself is always known and does not make
 * a row. *rows: how many stay. A subset is an expression over the grid; where it is not known
 * the cell goes. */
static tb_status mark_rows(tb_columns *d, unsigned char *keep, const char *subset, bool gaps,
                           size_t *rows, tb_err *err)
{
    const tb_formula *f = &d->formula;
    size_t cells = d->grid.units * d->grid.years;
    for (size_t i = 0; i < cells; i++)
        keep[i] = 1;
    if (subset != NULL) {
        tb_status st = tbi_grid_subset(keep, &d->grid, subset, err);
        if (st != TB_OK)
            return st;
    }
    *rows = 0;
    for (size_t i = 0; i < cells; i++) {
        bool any = false, all = true;
        for (size_t v = 0; v < f->variables; v++) {
            if (d->variable[v] == NULL)
                continue;
            bool there = isfinite(d->variable[v][i]);
            all = all && there;
            any = any || (there && strcmp(f->variable[v].name, "year") != 0);
        }
        keep[i] = keep[i] && (gaps ? any : all);
        *rows += keep[i];
    }
    return TB_OK;
}

/* Whether the regression asks for regions: then a unit that has none has no value there. */
static bool is_reading_region(const tb_formula *f, const tb_estimate_opts *o)
{
    bool reads = strstr(f->effects, "region") != NULL;
    for (size_t v = 0; v < f->variables; v++)
        reads = reads || (f->variable[v].categorical && strcmp(f->variable[v].name, "region") == 0);
    return reads || o->vcov.by[0] == TB_BY_REGION || o->vcov.by[1] == TB_BY_REGION;
}

/* Takes out the rows of units without a region; they are no region of their own. */
static void leave_regionless(tb_columns *d, unsigned char *keep, size_t *rows)
{
    size_t cells = d->grid.units * d->grid.years;
    for (size_t i = 0; i < cells; i++) {
        const char *region = d->region_code[d->region[i / d->grid.years]];
        if (!keep[i] || region[0] != '\0')
            continue;
        keep[i] = 0;
        d->regionless++;
        --*rows;
    }
}

static tb_status refuse_variable(const tb_columns *d, const tb_variable *v, tb_err *err)
{
    int first = d->grid.first, last = first + (int)d->grid.years - 1;
    if (v->ops > 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_LAG_HAS_VALUE, v->text, first, last);
    return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_HAS_VALUE, v->text, first, last);
}

/* A regressor that has no value in any row where the others have one is named. Called when no
 * row is left: either one variable is empty, or all have values but never in the same cell; each
 * has its own sentence. Returns TB_EDATA always. */
static tb_status refuse_empty(const tb_columns *d, const char *subset, tb_err *err)
{
    const tb_formula *f = &d->formula;
    size_t cells = d->grid.units * d->grid.years;
    for (size_t v = 0; v < f->variables; v++) {
        bool any = false;
        for (size_t i = 0; d->variable[v] != NULL && i < cells && !any; i++)
            any = isfinite(d->variable[v][i]);
        if (d->variable[v] != NULL && !any)
            return refuse_variable(d, &f->variable[v], err);
    }
    if (subset != NULL)
        return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_SUBSET_HAS_EVERY, f->text);
    return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_UNIT_YEAR_HAS_EVERY, f->text);
}

/* The rows of the cells that stay as arrays, and of these the frame. n: how many cells. x [n x
 * k] by columns; the rows by unit, then year, as the grid has them, so that a unit's years stand
 * in order. d->frame borrows these arrays of the arena. */
static tb_status fill_frame(tb_columns *d, const unsigned char *keep, size_t n, bool gaps,
                            tb_err *err)
{
    const tb_formula *f = &d->formula;
    tb_arena *a = d->grid.arena;
    size_t cells = d->grid.units * d->grid.years;
    size_t k = d->columns;
    size_t q = f->instruments;
    double *y = TB_NEW(a, double, n);
    double *x = TB_NEW(a, double, (n * k));
    double *z = TB_NEW(a, double, (n * q));
    double *weight = TB_NEW(a, double, n);
    int32_t *unit = TB_NEW(a, int32_t, n);
    int32_t *year = TB_NEW(a, int32_t, n);
    int32_t *region = TB_NEW(a, int32_t, n);
    const char **term = TB_NEW(a, const char *, k);
    const char **instrument = TB_NEW(a, const char *, q);
    unsigned char *lag = TB_NEW(a, unsigned char, k);
    unsigned char *endogenous = TB_NEW(a, unsigned char, k);
    if (a->refused)
        return tbi_no_memory(err, "the rows");
    size_t row = 0;
    for (size_t i = 0; i < cells; i++) {
        if (!keep[i])
            continue;
        y[row] = d->variable[0][i];
        for (size_t c = 0; c < k; c++)
            x[row + c * n] = tbi_columns_cell(d, c, i);
        for (size_t c = 0; c < q; c++)
            z[row + c * n] = tbi_columns_instrument(d, c, i);
        weight[row] = d->weight != NULL ? d->weight[i] : 1;
        unit[row] = (int32_t)(i / d->grid.years);
        /* year of the calendar, not its position */
        year[row] = d->grid.first + (int32_t)(i % d->grid.years);
        region[row] = d->region[i / d->grid.years];
        row++;
    }
    for (size_t c = 0; c < k; c++) {
        term[c] = d->column[c].name;
        /* lags of y are instrumented by gmm with their own levels */
        lag[c] = is_lag_of_y(f, &f->term[d->column[c].term]);
        /* terms after the bar are endogenous where the formula has instruments */
        endogenous[c] = d->column[c].term >= f->endogenous;
    }
    for (size_t c = 0; c < q; c++)
        instrument[c] = f->instrument[c].text;
    /* the differences of gmm have no constant; the levels of sysgmm have one unless '0 +' is
     * said */
    tb_estimate_data data = { .n = n,
                              .k = k,
                              .y = y,
                              .x = x,
                              .unit = unit,
                              .year = year,
                              .term = term,
                              .effects = f->effects,
                              .intercept = f->intercept,
                              .lag_of_y = lag,
                              .weight = d->weight != NULL ? weight : NULL,
                              .q = q,
                              .z = z,
                              .instrument = instrument,
                              .endogenous = endogenous };
    return tbi_frame_make(&d->frame, &data, d->unit_code, d->grid.units, region, d->region_code,
                          d->regions, gaps, a, err);
}

/* Formula, grid, variables, columns, rows: in this order each needs the one before. Everything
 * is the arena's; a panel is borrowed for as long as d lives. TB_EDATA: no unit and year with
 * every variable. Errors of the formula carry the place in its text. */
tb_status tbi_columns_make(tb_columns *d, const tb_panel *p, const char *formula,
                           const tb_estimate_opts *o, tb_arena *a, tb_err *err)
{
    *d = (tb_columns){ 0 };
    tb_status st = tbi_formula_parse(&d->formula, formula, a, err);
    if (st == TB_OK)
        st = tbi_grid_make(&d->grid, p, &d->formula, o->first_year, o->last_year, a, err);
    if (st == TB_OK)
        st = read_units(d, err);
    if (st != TB_OK)
        return st;
    const tb_formula *f = &d->formula;
    size_t cells = d->grid.units * d->grid.years, n = 0, room = 0;
    unsigned char *keep = TB_NEW(a, unsigned char, cells);
    d->variable = TB_NEW(a, double *, f->variables);
    if (a->refused)
        return tbi_no_memory(err, "the variables");
    for (size_t v = 0; st == TB_OK && v < f->variables; v++)
        if (!f->variable[v].categorical)
            st = tbi_grid_variable(&d->variable[v], &d->bad, &d->grid, &f->variable[v], f->text,
                                   err);
    if (st == TB_OK)
        st = read_weight(d, o->weight_by, err);
    /* by the method: lags are sought by it in the grid */
    bool gaps =
        tbi_method_keeps_gaps(tbi_method_word(o, f->effects[0] != '\0', f->instruments > 0));
    if (st == TB_OK)
        st = mark_rows(d, keep, o->subset, gaps, &n, err);
    if (st == TB_OK && is_reading_region(f, o))
        leave_regionless(d, keep, &n);
    if (st == TB_OK && n == 0)
        st = refuse_empty(d, o->subset, err);
    for (size_t t = 0; st == TB_OK && t < f->terms; t++)
        st = tbi_columns_add_term(d, &room, t, keep, err);
    if (st != TB_OK)
        return st;
    st = fill_frame(d, keep, n, gaps, err);
    if (st != TB_OK)
        return st;
    d->frame.formula = f->text;
    /* only for sentences and limits; the numbers of the fit are ready */
    describe_y(d);
    return TB_OK;
}
