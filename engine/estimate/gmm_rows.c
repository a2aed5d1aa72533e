/* gmm_rows.c - the equations of a dynamic panel and what instruments each of them has. */
#include "estimate/gmm_moments.h"

#include "base/error.h"
#include "messages/estimate.h"

#include <math.h>
#include <string.h>

/* The panel on its calendar grid, unit by unit and within a unit year by year; NaN where there is
 * nothing. years runs from the first to the last year of the frame, gaps included; k without the
 * intercept, q external instruments. */
typedef struct cells {
    size_t units, years, k, q;
    double *y, *x, *z; /* [units * years], [k][units * years], [q][units * years] */
} cells;

/* y [units][years], x [k][units][years]: every year between the first and the last has a cell,
 * NaN where there is no row, so that a lag is a step back and never skips a gap. The intercept
 * is left out: the equations have their own. All in a. O(units x years x (k + q)). */
static tb_status spread_cells(cells *c, const tb_frame *f, tb_arena *a, tb_err *err)
{
    int first = f->year_value[0], last = f->year_value[f->year.count - 1];
    size_t skip = f->intercept ? 1 : 0;
    *c = (cells){
        .units = f->unit.count, .years = (size_t)(last - first + 1), .k = f->k - skip, .q = f->q
    };
    size_t n = c->units * c->years;
    c->z = TB_NEW(a, double, (n * c->q));
    c->y = TB_NEW(a, double, n);
    c->x = TB_NEW(a, double, (n * c->k));
    if (a->refused)
        return tbi_no_memory(err, "the equations");
    for (size_t i = 0; i < n; i++)
        c->y[i] = NAN;
    for (size_t i = 0; i < n * c->k; i++)
        c->x[i] = NAN;
    for (size_t i = 0; i < n * c->q; i++)
        c->z[i] = NAN;
    for (size_t i = 0; i < f->n; i++) {
        size_t at =
            (size_t)f->unit.of[i] * c->years + (size_t)(f->year_value[f->year.of[i]] - first);
        c->y[at] = f->y[i];
        for (size_t j = 0; j < c->k; j++)
            c->x[at + j * n] = f->x[i + (j + skip) * f->n];
        for (size_t j = 0; j < c->q; j++)
            c->z[at + j * n] = f->z[i + j * f->n];
    }
    return TB_OK;
}

/* Where instruments stand among the columns.
 * The order is that of tb_moment_group, so that find_group needs only the first columns. */
typedef struct layout {
    int from, to; /* lags */
    /* first column of the lags of a difference equation at time t (not collapsed) */
    size_t years, *gmm;
    size_t gmm_level;                /* first column of the differences for levels */
    size_t own, own_level;           /* first column of regressors as their own instruments */
    size_t external, external_level; /* first column of instruments that are no regressors */
    size_t dummies;                  /* first column of years */
    size_t total;
} layout;

/* Lags from .. to that exist for year t of the grid: y_(t - lag) must not lie before its first
 * year. */
static size_t count_lags(const layout *l, int t)
{
    int last = l->to < t ? l->to : t;
    return last >= l->from ? (size_t)(last - l->from + 1) : 0;
}

/* What the fillers of rows share. used: entries of column and value that are taken so far. */
typedef struct builder {
    tb_moments *m;
    const cells *c;
    const tb_moment_opts *o;
    layout l;
    size_t own, *own_of; /* regressors that are their own instruments */
    size_t dummies;      /* columns of years (and of the intercept) behind the regressors */
    bool constant;
    size_t used;
} builder;

/* One entry of the sparse row that is being filled; zero and unknown instruments are not stored,
 * which is the same to every product. */
static void put_entry(builder *b, size_t column, double value)
{
    if (value == 0 || isnan(value))
        return;
    b->m->column[b->used] = column;
    b->m->value[b->used++] = value;
}

/* Columns of years: with differences one for each equation's year; in levels a constant and one for
 * each year but the first.
 * d: 0..dummies-1, t: years since the first. 1 or 0. */
static double compute_dummy(const builder *b, size_t d, int t)
{
    if (b->constant && d == 0)
        return 1;
    int year = b->l.from + (int)d - (b->constant ? 1 : 0);
    return t == year;
}

/* Whether y and all of x are known in year t. */
static bool is_whole(const cells *c, size_t unit, int t)
{
    size_t at = unit * c->years + (size_t)t;
    bool whole = isfinite(c->y[at]);
    for (size_t j = 0; j < c->k; j++)
        whole = whole && isfinite(c->x[at + j * c->units * c->years]);
    return whole;
}

/* The year that the difference of year t is taken from: the one before, or, across gaps, the last
 * with a whole row. */
static int find_before(const builder *b, size_t unit, int t)
{
    int before = t - 1;
    while (b->o->across_gaps && before > 0 && !is_whole(b->c, unit, before))
        before--;
    return before;
}

/* Of a row: dummies are always known. */
static bool has_values(double y, const double *x, size_t k)
{
    bool whole = isfinite(y);
    for (size_t j = 0; j < k; j++)
        whole = whole && isfinite(x[j]);
    return whole;
}

/* y_t - y_p on x_t - x_p with y_(s - from), y_(s - from - 1), .. as instruments, s = p + 1
 * (Arellano and Bond 1991): uncollapsed a column for each s and lag, collapsed one for each lag.
 * p is t - 1, and a row with a gap is left out; across gaps it is the last year before t with a
 * whole row, e_t - e_p is uncorrelated with what was known up to p - 1, and the instruments are
 * those of the year s after it, as gretl's dpanel has it. An instrument with a gap counts 0
 * (put). x [k] of the row: filled in any case, used only when the row is whole. Nothing is added
 * where the unit has no year to take the difference to, or too few years before it for the first
 * lag. */
static void fill_difference_row(builder *b, size_t unit, int t, double *x)
{
    const cells *c = b->c;
    size_t n = c->units * c->years;
    size_t at = unit * c->years + (size_t)t;
    int p = find_before(b, unit, t);
    int s = p + 1;
    if (s < b->l.from)
        return;
    size_t was = unit * c->years + (size_t)p;
    tb_moment_row *r = &b->m->row[b->m->rows];
    r->y = c->y[at] - c->y[was];
    for (size_t j = 0; j < c->k; j++)
        x[j] = c->x[at + j * n] - c->x[was + j * n];
    for (size_t d = 0; d < b->dummies; d++)
        x[c->k + d] = compute_dummy(b, d, t) - compute_dummy(b, d, p);
    if (!has_values(r->y, x, c->k))
        return;
    r->unit = unit;
    r->time = t;
    r->before = p;
    r->level = false;
    r->x = x;
    r->from = b->used;
    size_t lags = count_lags(&b->l, s);
    for (size_t l = 0; l < lags; l++)
        put_entry(b, b->o->collapse ? l : b->l.gmm[s] + l, c->y[was + 1 - (size_t)b->l.from - l]);
    for (size_t j = 0; j < b->own; j++)
        put_entry(b, b->l.own + j, x[b->own_of[j]]);
    for (size_t j = 0; j < c->q; j++)
        put_entry(b, b->l.external + j, c->z[at + j * n] - c->z[was + j * n]);
    /* in the system the dummies are instruments of the levels alone */
    for (size_t d = 0; d < b->dummies && !b->o->system; d++)
        put_entry(b, b->l.dummies + d, x[c->k + d]);
    r->to = b->used;
    b->m->rows++;
}

/* y_t on x_t with Delta y_(t - from + 1) as instrument (Blundell and Bond 1998). The level
 * equation needs no difference of x, so a row without a year before it can stand here. /. Rows
 * of levels come after the differences of the same unit. */
static void fill_level_row(builder *b, size_t unit, int t, double *x)
{
    const cells *c = b->c;
    size_t n = c->units * c->years;
    size_t at = unit * c->years + (size_t)t;
    tb_moment_row *r = &b->m->row[b->m->rows];
    r->y = c->y[at];
    for (size_t j = 0; j < c->k; j++)
        x[j] = c->x[at + j * n];
    for (size_t d = 0; d < b->dummies; d++)
        x[c->k + d] = compute_dummy(b, d, t);
    if (!has_values(r->y, x, c->k))
        return;
    r->unit = unit;
    r->time = t;
    r->level = true;
    r->x = x;
    r->from = b->used;
    /* the difference that is the first one dated from - 1 years back: earlier ones are redundant */
    if (t >= b->l.from)
        put_entry(b, b->l.gmm_level + (b->o->collapse ? 0 : (size_t)(t - b->l.from)),
                  c->y[at - (size_t)b->l.from + 1] - c->y[at - (size_t)b->l.from]);
    for (size_t j = 0; j < b->own; j++)
        put_entry(b, b->l.own_level + j, x[b->own_of[j]]);
    for (size_t j = 0; j < c->q; j++)
        put_entry(b, b->l.external_level + j, c->z[at + j * n]);
    for (size_t d = 0; d < b->dummies; d++)
        put_entry(b, b->l.dummies + d, x[c->k + d]);
    r->to = b->used;
    b->m->rows++;
    b->m->level_rows++;
}

/* Columns of the instruments in order: lags for the differences, differences for the levels, the
 * regressors as their own instruments in either, dummies. TB_ESINGULAR: the years do not reach
 * the first lag. With limits to the lags each year has its own columns. */
static tb_status lay_out_columns(builder *b, tb_arena *a, tb_err *err)
{
    layout *l = &b->l;
    size_t years = b->c->years;
    l->from = b->o->lag_from;
    l->to = b->o->lag_to > 0 ? b->o->lag_to : (int)years;
    if ((int)years <= l->from)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_YEARS_TOO_FEW_INSTRUMENTS, years,
                        l->from);
    l->gmm = TB_NEW(a, size_t, years);
    if (l->gmm == NULL)
        return tbi_no_memory(err, "the instruments");
    size_t at = 0;
    /* without collapse the columns of year t start here */
    for (int t = l->from; t < (int)years; t++) {
        l->gmm[t] = at;
        at += b->o->collapse ? 0 : count_lags(l, t);
    }
    if (b->o->collapse)
        at = count_lags(l, (int)years - 1);
    l->gmm_level = at;
    if (b->o->system)
        at += b->o->collapse ? 1 : years - (size_t)l->from;
    l->own = at;
    at += b->own;
    l->own_level = at;
    at += b->o->system ? b->own : 0;
    l->external = at;
    at += b->c->q;
    l->external_level = at;
    at += b->o->system ? b->c->q : 0;
    l->dummies = at;
    at += b->dummies;
    l->total = at;
    return TB_OK;
}

/* Which family of moments a column of Z belongs to; the families follow one another in the order
 * lags, levels, regressors, external, years. */
static tb_moment_group find_group(const layout *l, size_t column)
{
    if (column >= l->dummies)
        return TB_MOMENT_YEARS;
    if (column >= l->external)
        return TB_MOMENT_EXTERNAL;
    if (column >= l->own)
        return TB_MOMENT_REGRESSORS;
    return column >= l->gmm_level ? TB_MOMENT_LEVELS : TB_MOMENT_LAGS;
}

/* Columns that no row has are no instruments: numbered anew without them. m->group tells of each
 * column which kind of moment it is, for the tests. */
static tb_status close_ranks(tb_moments *m, const layout *l, size_t used, tb_arena *a, tb_err *err)
{
    size_t total = l->total;
    size_t *now = TB_NEW(a, size_t, total);
    m->group = TB_NEW(a, tb_moment_group, total);
    if (a->refused)
        return tbi_no_memory(err, "the instruments");
    for (size_t i = 0; i < used; i++)
        now[m->column[i]] = 1;
    for (size_t c = 0; c < total; c++)
        if (now[c] > 0) {
            m->group[m->instruments] = find_group(l, c);
            /* now holds the new number plus 1; 0 is none */
            now[c] = ++m->instruments;
        }
    for (size_t i = 0; i < used; i++)
        m->column[i] = now[m->column[i]] - 1;
    return TB_OK;
}

/* A dummy belongs to a year from lag_from on; with a constant the first place is the
 * intercept's. Names are in a; regressors keep theirs. */
static tb_status name_terms(builder *b, const tb_frame *f, tb_arena *a, tb_err *err)
{
    size_t k = b->c->k, skip = f->intercept ? 1 : 0;
    b->m->term = TB_NEW(a, const char *, b->m->k);
    if (b->m->term == NULL)
        return tbi_no_memory(err, "the names of terms");
    for (size_t j = 0; j < k; j++)
        b->m->term[j] = f->term[j + skip];
    for (size_t d = 0; d < b->dummies; d++)
        b->m->term[k + d] =
            b->constant && d == 0
                ? "(Intercept)"
                : tbi_arena_printf(a, "factor(year)%d",
                                   f->year_value[0] + b->l.from + (int)d - (b->constant ? 1 : 0));
    return TB_OK;
}

/* wide: the most instruments that a row can have; rows keep theirs as column and value, since
 * nearly all are zero. start [units + 1]: a unit's rows. m lives in a. TB_EDATA: no unit has the
 * years in a row that a difference and its lag need. */
tb_status tbi_moments_make(tb_moments *m, const tb_frame *f, const tb_moment_opts *o, tb_arena *a,
                           tb_err *err)
{
    cells c;
    tb_status st = spread_cells(&c, f, a, err);
    if (st != TB_OK)
        return st;
    *m = (tb_moments){ .units = c.units };
    builder b = { .m = m, .c = &c, .o = o, .own_of = TB_NEW(a, size_t, c.k + 1) };
    if (b.own_of == NULL)
        return tbi_no_memory(err, "the instruments");
    size_t skip = f->intercept ? 1 : 0;
    for (size_t j = 0; j < c.k; j++)
        /* lags of y and endogenous terms are no instruments of themselves */
        if (!f->lag_of_y[j + skip] && !(f->q > 0 && f->endogenous[j + skip]))
            b.own_of[b.own++] = j;
    /* a constant drops out of the differences */
    b.constant = o->system && (o->years || f->intercept);
    if ((int)c.years > o->lag_from)
        b.dummies = (o->years ? c.years - (size_t)o->lag_from : 0) + (b.constant ? 1 : 0);
    st = lay_out_columns(&b, a, err);
    if (st != TB_OK)
        return st;
    m->k = c.k + b.dummies;
    size_t most = c.units * c.years * (o->system ? 2 : 1);
    size_t wide =
        b.own + c.q + b.dummies +
        (o->collapse || o->lag_to == 0 ? c.years : (size_t)(o->lag_to - o->lag_from + 1)) + 2;
    m->row = TB_NEW(a, tb_moment_row, most);
    m->start = TB_NEW(a, size_t, c.units + 1);
    m->column = TB_NEW(a, size_t, (most * wide));
    m->value = TB_NEW(a, double, (most * wide));
    double *x = TB_NEW(a, double, (most * m->k));
    if (a->refused)
        return tbi_no_memory(err, "the equations");
    for (size_t u = 0; u < c.units; u++) {
        m->start[u] = m->rows;
        for (int t = o->lag_from; t < (int)c.years; t++)
            fill_difference_row(&b, u, t, x + m->rows * m->k);
        for (int t = o->lag_from - 1; o->system && t < (int)c.years; t++)
            if (t >= 0)
                fill_level_row(&b, u, t, x + m->rows * m->k);
    }
    m->start[c.units] = m->rows;
    if (m->rows == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_UNIT_HAS_CONSECUTIVE_YEARS);
    st = name_terms(&b, f, a, err);
    return st == TB_OK ? close_ranks(m, &b.l, b.used, a, err) : st;
}
