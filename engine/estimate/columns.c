/* columns.c - terms become columns: products, factors without their first level, rows that are
 * whole. */
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

/* A year is its own level; a unit is its row of the units table; a region its place in
 * region_code. */
static int find_level_at(const tb_columns *d, const tb_variable *v, size_t unit, int year)
{
    if (strcmp(v->name, "year") == 0)
        return year;
    return strcmp(v->name, "unit") == 0 ? (int)unit : d->region[unit];
}

static int find_level(const tb_columns *d, const tb_variable *v, size_t cell)
{
    return find_level_at(d, v, cell / d->grid.years, d->grid.first + (int)(cell % d->grid.years));
}

/* How a dummy of a factor is named in the output: factor(year)2019, factor(region)RRD. */
static const char *get_level_text(const tb_columns *d, const tb_variable *v, int level)
{
    tb_arena *a = d->grid.arena;
    if (strcmp(v->name, "year") == 0)
        return tbi_arena_printf(a, "factor(year)%d", level);
    return tbi_arena_printf(a, "%s%s", v->text,
                            strcmp(v->name, "unit") == 0 ? d->unit_code[level]
                                                         : d->region_code[level]);
}

/* A column is the product of its factors; a categorical one counts 1 at its level and 0
 * elsewhere. value [variables]: what the numeric ones are. */
double tbi_columns_value_at(const tb_columns *d, size_t column, size_t unit, int year,
                            const double *value)
{
    const tb_column *c = &d->column[column];
    const tb_term *t = &d->formula.term[c->term];
    double x = 1;
    for (size_t i = 0; i < t->factors; i++) {
        const tb_variable *v = &d->formula.variable[t->factor[i]];
        x *= v->categorical ? (double)(find_level_at(d, v, unit, year) == c->level[i])
                            : value[t->factor[i]];
    }
    return x;
}

/* The same at a cell of the grid; NaN where a numeric factor is not known. */
static double get_cell_value(const tb_columns *d, size_t column, size_t cell)
{
    const tb_column *c = &d->column[column];
    const tb_term *t = &d->formula.term[c->term];
    double x = 1;
    for (size_t i = 0; i < t->factors; i++) {
        const tb_variable *v = &d->formula.variable[t->factor[i]];
        x *= v->categorical ? (double)(find_level(d, v, cell) == c->level[i])
                            : d->variable[t->factor[i]][cell];
    }
    return x;
}

/* Whether `without` (the term less one factor) is among the terms, or nothing is left of it and
 * there is a constant. Then the contrasts of that factor lose their first level; else all of its
 * levels get a column, and the fit is the same in other words. */
static bool has_rest(const tb_formula *f, const tb_term *t, size_t without, bool constant)
{
    if (t->factors == 1)
        return constant;
    for (size_t i = 0; i < f->terms; i++) {
        size_t same = 0;
        if (f->term[i].factors != t->factors - 1)
            continue;
        for (size_t a = 0; a < t->factors; a++)
            for (size_t b = 0; a != without && b < f->term[i].factors; b++)
                same += f->term[i].factor[b] == t->factor[a];
        if (same == t->factors - 1)
            return true;
    }
    return false;
}

/* The distinct levels of a factor over the rows that stay, ascending. level [units + years + 1]
 * out, the most that a factor may have. Insertion: levels come nearly sorted. */
static size_t find_levels(int *level, const tb_columns *d, const tb_variable *v,
                          const unsigned char *keep)
{
    size_t n = 0, cells = d->grid.units * d->grid.years;
    for (size_t i = 0; i < cells; i++) {
        if (!keep[i])
            continue;
        int l = find_level(d, v, i);
        size_t at = 0;
        while (at < n && level[at] < l)
            at++;
        if (at < n && level[at] == l)
            continue;
        memmove(level + at + 1, level + at, (n - at) * sizeof *level);
        level[at] = l;
        n++;
    }
    return n;
}

/* *room: columns that there is space for; it doubles, and 5000 columns are the most. */
static tb_status add_column(tb_columns *d, size_t *room, tb_column c, tb_err *err)
{
    if (d->columns == *room) {
        size_t more = *room == 0 ? 64 : *room * 2;
        tb_column *wide = TB_NEW(d->grid.arena, tb_column, more);
        if (wide == NULL)
            return tbi_no_memory(err, "the columns");
        if (d->columns > 0)
            memcpy(wide, d->column, d->columns * sizeof *wide);
        d->column = wide;
        *room = more;
    }
    if (d->columns >= 5000)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_FORMULA_HAS_MORE_5000);
    d->column[d->columns++] = c;
    return TB_OK;
}

/* The columns of one term: one for a product of numbers, else one for each combination of levels
 * of its factors, the first level of a factor left out where a constant or a lower term spans it
 * (has_rest). The levels are counted like an odometer, the first factor fastest; a factor with a
 * single level gives no column. level[] holds the levels of a factor, from[] the first that gets
 * a column, at[] where the odometer stands. A name is as in R: "factor(year)2014:x", the parts
 * joined by ':'. */
static tb_status add_term_columns(tb_columns *d, size_t *room, size_t term,
                                  const unsigned char *keep, tb_err *err)
{
    const tb_formula *f = &d->formula;
    const tb_term *t = &f->term[term];
    int *level[TB_FACTORS_MOST] = { NULL };
    size_t count[TB_FACTORS_MOST], from[TB_FACTORS_MOST] = { 0 }, at[TB_FACTORS_MOST];
    /* effects span the constant as an intercept does */
    bool constant = f->intercept || f->effects[0] != '\0';
    for (size_t i = 0; i < t->factors; i++) {
        const tb_variable *v = &f->variable[t->factor[i]];
        count[i] = 1;
        if (!v->categorical)
            continue;
        level[i] = TB_NEW(d->grid.arena, int, d->grid.units + d->grid.years + 1);
        if (level[i] == NULL)
            return tbi_no_memory(err, "the levels");
        count[i] = find_levels(level[i], d, v, keep);
        from[i] = has_rest(f, t, i, constant) ? 1 : 0;
    }
    memcpy(at, from, sizeof at);
    for (;;) {
        char name[512] = "";
        tb_column c = { .term = term, .level = { -1, -1, -1, -1 } };
        for (size_t i = 0; i < t->factors; i++) {
            const tb_variable *v = &f->variable[t->factor[i]];
            if (at[i] >= count[i])
                return TB_OK; /* a factor of one level */
            if (i > 0)
                strncat(name, ":", sizeof name - strlen(name) - 1);
            if (v->categorical)
                c.level[i] = level[i][at[i]];
            const char *text = v->categorical ? get_level_text(d, v, c.level[i]) : v->text;
            if (text == NULL)
                return tbi_no_memory(err, "the levels");
            strncat(name, text, sizeof name - strlen(name) - 1);
        }
        c.name = tbi_arena_text(d->grid.arena, name);
        if (c.name == NULL)
            return tbi_no_memory(err, "the levels");
        tb_status st = add_column(d, room, c, err);
        if (st != TB_OK)
            return st;
        /* the next combination; the carry out of the last factor ends the term */
        size_t i = 0;
        while (i < t->factors && ++at[i] >= count[i]) {
            at[i] = from[i];
            i++;
        }
        if (i == t->factors)
            return TB_OK;
    }
}

/* An instrument at a cell: the product of its variables. */
static double get_instrument_value(const tb_columns *d, size_t instrument, size_t cell)
{
    const tb_term *t = &d->formula.instrument[instrument];
    double x = 1;
    for (size_t i = 0; i < t->factors; i++)
        x *= d->variable[t->factor[i]][cell];
    return x;
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
            x[row + c * n] = get_cell_value(d, c, i);
        for (size_t c = 0; c < q; c++)
            z[row + c * n] = get_instrument_value(d, c, i);
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
        st = add_term_columns(d, &room, t, keep, err);
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
