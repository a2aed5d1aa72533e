/* columns_terms.c - terms become columns: products, factors without their first level. */
#include "estimate/columns_terms.h"

#include "base/error.h"
#include "messages/estimate.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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
double tbi_columns_cell(const tb_columns *d, size_t column, size_t cell)
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
tb_status tbi_columns_add_term(tb_columns *d, size_t *room, size_t term, const unsigned char *keep,
                               tb_err *err)
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
double tbi_columns_instrument(const tb_columns *d, size_t instrument, size_t cell)
{
    const tb_term *t = &d->formula.instrument[instrument];
    double x = 1;
    for (size_t i = 0; i < t->factors; i++)
        x *= d->variable[t->factor[i]][cell];
    return x;
}
