/* deviation.c - which scores are known, around which mean, and where the rules changed, all as the
 * origin could see it. */
#include "statespace/deviation.h"

#include "base/error.h"
#include "messages/statespace.h"
#include "score/compose.h"

#include <math.h>
#include <stdlib.h>
#include <tangbac/score.h>

/* The first scheme of an index breaks with nothing. */
static bool is_scheme_start(const tb_index *x, int year)
{
    for (size_t s = 1; s < x->n_scheme; s++)
        if (x->scheme[s].first_year == year)
            return true;
    return false;
}

/* withheld when the total or one of its parts was withheld */
static tb_known find_absence(const tb_index *x, size_t t, size_t unit, size_t column)
{
    const uint8_t *status = x->status + (t * x->n_unit + unit) * x->n_indicator;
    if (status[column] == TB_CELL_WITHHELD)
        return TB_KNOWN_WITHHELD;
    bool any = false, exists = false;
    for (size_t c = 0; c < x->n_indicator; c++) {
        if (status[c] == TB_CELL_WITHHELD)
            any = true;
        if (status[c] != TB_CELL_NO_SCHEME)
            exists = true;
    }
    /* nobody asked it that year */
    if (!exists || (column != 0 && tb_index_node(x, column, x->year[t]) == NULL))
        return TB_KNOWN_ABSENT;
    return column == 0 && any ? TB_KNOWN_WITHHELD : TB_KNOWN_NOT;
}

/* Fills row `row` of y, known, count, whole, level and level_is: scores as deviations from the
 * level of their year. The level is the mean of the scores where the table is whole (level_is
 * 2), else the published mean (2), else the mean of what is known (1), else none (0). Where the
 * table is whole, a unit without a score was withheld, not overlooked. */
static void read_year(tb_deviation *d, const tb_index *x, size_t row)
{
    int year = d->first + (int)row;
    double *y = d->y + row * d->n_unit, sum = 0;
    unsigned char *known = d->known + row * d->n_unit;
    ptrdiff_t t = tb_index_year(x, year);
    size_t n = 0, there = 0;
    tbi_score_column(y, x, year, d->column);
    for (size_t i = 0; i < d->n_unit; i++) {
        known[i] = (unsigned char)(!isnan(y[i]) ? TB_KNOWN_SCORE
                                   : t < 0      ? TB_KNOWN_NOT
                                                : find_absence(x, (size_t)t, i, d->column));
        if (known[i] != TB_KNOWN_ABSENT)
            there++;
        if (known[i] != TB_KNOWN_SCORE)
            continue;
        n++;
        sum += y[i];
    }
    int ranked = t < 0 ? -1 : x->n_ranked[t];
    d->count[row] = n;
    /* a pilot or a list of the best (SIPAS 2015: 10 units, PCI since 2022: 30) says nothing about
     * the others: they were not withheld */
    bool list = ranked > 0 && (size_t)ranked * 5 < there * 4;
    d->whole[row] = n > 0 && !list && (ranked > 0 ? n >= (size_t)ranked : n * 10 >= there * 9);
    const tb_fact *mean = tb_index_fact(x, year, "VN", (ptrdiff_t)d->column, "mean");
    d->level[row] = n > 0 ? sum / (double)n : NAN;
    d->level_is[row] = d->whole[row] ? 2 : n > 0 ? 1 : 0;
    if (!d->whole[row] && mean != NULL && !isnan(mean->value)) {
        d->level[row] = mean->value;
        d->level_is[row] = 2;
    }
    for (size_t i = 0; i < d->n_unit; i++) {
        if (known[i] == TB_KNOWN_SCORE)
            y[i] -= d->level[row];
        if (known[i] == TB_KNOWN_NOT && d->whole[row])
            known[i] = TB_KNOWN_WITHHELD;
    }
}

static tb_status refuse_empty(const tb_index *x, int origin, tb_err *err)
{
    if (x->n_year == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_STATESPACE_HAS_YEARS_PANEL, x->code);
    return tbi_fail(err, TB_EDATA, TB_MSG_STATESPACE_HAS_SCORE_BEFORE_PANEL, x->code, origin,
                    x->year[0], x->year[x->n_year - 1]);
}

/* As tbi_deviation_rows, but no score at all is an error. */
tb_status tbi_deviation_make(tb_deviation *out, const tb_index *x, size_t column, int origin,
                             tb_arena *a, tb_err *err)
{
    tb_deviation d;
    tb_status st = tbi_deviation_rows(&d, x, column, origin, a, err);
    if (st == TB_OK && d.scores == 0)
        st = refuse_empty(x, origin, err);
    if (st == TB_OK)
        *out = d;
    return st;
}

/* The axis runs over every year from the panel's first to the origin, so that a position is an
 * age; a year that the panel lacks has a row of NaN. */
tb_status tbi_deviation_rows(tb_deviation *out, const tb_index *x, size_t column, int origin,
                             tb_arena *a, tb_err *err)
{
    int first = x->n_year > 0 ? x->year[0] : origin + 1;
    if (first > origin || column >= x->n_indicator)
        return refuse_empty(x, origin, err);
    size_t T = (size_t)(origin - first) + 1;
    size_t U = x->n_unit;
    tb_deviation d = { .n_year = T, .n_unit = U, .column = column, .first = first };
    d.y = TB_NEW(a, double, (T * U));
    d.level = TB_NEW(a, double, T);
    d.low = TB_NEW(a, double, T);
    d.high = TB_NEW(a, double, T);
    d.whole = TB_NEW(a, unsigned char, T);
    d.level_is = TB_NEW(a, unsigned char, T);
    d.broken = TB_NEW(a, unsigned char, T);
    d.known = TB_NEW(a, unsigned char, (T * U));
    d.count = TB_NEW(a, size_t, T);
    if (a->refused)
        return tbi_no_memory(err, "the deviations of an index");
    for (size_t t = 0; t < T; t++) {
        read_year(&d, x, t);
        const tb_node *node = tb_index_node(x, column, first + (int)t);
        d.low[t] = node != NULL ? node->min : NAN;
        d.high[t] = node != NULL ? node->max : NAN;
        d.broken[t] = t > 0 && is_scheme_start(x, first + (int)t);
        d.scores += d.count[t];
    }
    *out = d;
    return TB_OK;
}

/* (breaks + 1/2) / (years + 1). Breaks are counted over the years - 1 steps, so this is the
 * posterior mean under Beta(1/2, 3/2), which expects a change in one year of four; Jeffreys'
 * Beta(1/2, 1/2) would divide by the number of years and give an index of one year a
 * probability of one half. */
double tbi_break_probability(const tb_index *x, const tb_deviation *d, int origin, int year)
{
    for (size_t s = 0; s < x->n_scheme; s++) {
        const tb_scheme *k = &x->scheme[s];
        if (k->first_year == year && k->announced != NULL && k->announced[0] != '\0' &&
            atoi(k->announced) <= origin)
            return 1;
    }
    double breaks = 0;
    for (size_t t = 1; t < d->n_year; t++)
        breaks += d->broken[t];
    return (breaks + 0.5) / ((double)d->n_year + 1);
}

/* sd [n_year] is first the root mean square of a year, then the factor that takes it to that of
 * the last year with any spread. A year without spread keeps its scores. */
tb_status tbi_deviation_one_scale(double **scale, tb_deviation *d, tb_arena *a, tb_err *err)
{
    size_t T = d->n_year, U = d->n_unit;
    double *y = TB_NEW(a, double, (T * U));
    double *sd = TB_NEW(a, double, T);
    double last = 0;
    if (a->refused)
        return tbi_no_memory(err, "the years of a component");
    for (size_t t = 0; t < T; t++) {
        double squares = 0;
        for (size_t i = 0; i < U; i++)
            squares += isnan(d->y[t * U + i]) ? 0 : d->y[t * U + i] * d->y[t * U + i];
        sd[t] = d->count[t] > 1 ? sqrt(squares / (double)d->count[t]) : 0;
        if (sd[t] > 1e-9)
            last = sd[t];
    }
    for (size_t t = 0; t < T; t++) {
        sd[t] = sd[t] > 1e-9 && last > 0 ? last / sd[t] : 1;
        for (size_t i = 0; i < U; i++)
            y[t * U + i] = sd[t] * d->y[t * U + i];
    }
    d->y = y;
    *scale = sd;
    return TB_OK;
}
