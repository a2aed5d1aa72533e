/* sampling.c - standard errors of scores, and the share of a year's change that they explain. */
#include "statespace/sampling.h"

#include <math.h>
#include <string.h>

/* sum (v_t + v_t-1) / sum (y_t - y_t-1)^2 over pairs of years with both errors known: the errors
 * of two years are taken as independent. NAN below FEWEST pairs. */
double tbi_sampling_share(double *share_pairs, const double *y, const double *variance,
                          size_t n_year, size_t n_unit)
{
    static const double FEWEST = 20;
    double sampled = 0;
    double moved = 0;
    double pairs = 0;
    for (size_t t = 1; t < n_year; t++)
        for (size_t i = 0; i < n_unit; i++) {
            size_t now = t * n_unit + i;
            size_t before = now - n_unit;
            double change = y[now] - y[before];
            double both = variance[now] + variance[before];
            if (isnan(change) || isnan(both))
                continue;
            sampled += both;
            moved += change * change;
            pairs++;
        }
    *share_pairs = pairs;
    return pairs >= FEWEST && moved > 0 ? fmin(1, sampled / moved) : NAN;
}

/* Points of the column per point of its part: by the parts' weights where they have any.
 * weight_part / sum of the siblings' weights * max_whole / max_part: how a part enters an average
 * of its siblings on another scale. */
static double compute_points(const tb_index *x, const tb_node *whole, const tb_node *part, int year)
{
    double sum = 0;
    if (isnan(part->weight))
        return 1;
    for (size_t c = 0; c < x->n_indicator; c++) {
        const tb_node *n = tb_index_node(x, c, year);
        if (n != NULL && n->parent == (ptrdiff_t)whole->indicator && !isnan(n->weight))
            sum += n->weight;
    }
    return part->weight / sum * whole->max / part->max;
}

/* One error into its cell: own [n_year][n_unit] of the column itself, parts of its parts' sum.
 * Errors of parts are squared and weighted: Var(sum w x) = sum w^2 Var(x) for independent
 * samples. */
static void add_error(double *own, double *parts, double *known, const tb_precision *e,
                      const tb_index *x, const tb_deviation *d)
{
    ptrdiff_t column = tb_index_indicator(x, e->indicator);
    ptrdiff_t unit = tb_index_unit(x, e->unit);
    int t = e->year - d->first;
    if (column < 0 || unit < 0 || t < 0 || t >= (int)d->n_year || isnan(e->std_error))
        return;
    size_t cell = (size_t)t * d->n_unit + (size_t)unit;
    if ((size_t)column == d->column) {
        own[cell] = e->std_error * e->std_error;
        return;
    }
    const tb_node *whole = tb_index_node(x, d->column, e->year);
    const tb_node *part = tb_index_node(x, (size_t)column, e->year);
    if (whole == NULL || part == NULL || part->parent != (ptrdiff_t)d->column)
        return;
    double points = compute_points(x, whole, part, e->year) * e->std_error;
    if (!isfinite(points))
        return;
    parts[cell] += points * points;
    known[cell]++;
}

/* How many nodes hang directly below a column in the year. */
static size_t find_parts(const tb_index *x, size_t column, int year)
{
    size_t n = 0;
    for (size_t c = 0; c < x->n_indicator; c++) {
        const tb_node *node = tb_index_node(x, c, year);
        n += node != NULL && node->parent == (ptrdiff_t)column;
    }
    return n;
}

/* A published error of the column comes first. Else the sum over its parts, as if their errors
 * were independent, where at least half of the parts have one: what the others lack makes it too
 * small, never too large. */
bool tbi_sampling_variance(double *variance, const tb_panel *p, const tb_index *x,
                           const tb_deviation *d, tb_arena *a)
{
    size_t cells = d->n_year * d->n_unit;
    double *parts = TB_NEW(a, double, cells);
    double *known = TB_NEW(a, double, cells);
    if (a->refused)
        return false;
    for (size_t k = 0; k < cells; k++)
        variance[k] = NAN;
    for (size_t k = 0; p != NULL && k < tb_panel_precisions(p); k++) {
        const tb_precision *e = tb_panel_precision_at(p, k);
        if (strcmp(e->index, x->code) == 0)
            add_error(variance, parts, known, e, x, d);
    }
    for (size_t t = 0; t < d->n_year; t++) {
        size_t n = find_parts(x, d->column, d->first + (int)t);
        for (size_t i = 0; i < d->n_unit; i++) {
            size_t cell = t * d->n_unit + i;
            if (isnan(variance[cell]) && known[cell] > 0 && 2 * known[cell] >= (double)n)
                variance[cell] = parts[cell];
        }
    }
    return true;
}

/* n [n_year][n_unit]: how many answered, of the column or else of the index as a whole. */
static void read_answers(double *n, const tb_panel *p, const tb_index *x, const tb_deviation *d)
{
    for (size_t k = 0; k < d->n_year * d->n_unit; k++)
        n[k] = NAN;
    for (size_t k = 0; p != NULL && k < tb_panel_precisions(p); k++) {
        const tb_precision *e = tb_panel_precision_at(p, k);
        if (strcmp(e->index, x->code) != 0 || !(e->n > 0))
            continue;
        ptrdiff_t column = tb_index_indicator(x, e->indicator);
        ptrdiff_t unit = tb_index_unit(x, e->unit);
        int t = e->year - d->first;
        if (unit < 0 || t < 0 || t >= (int)d->n_year)
            continue;
        double *cell = &n[(size_t)t * d->n_unit + (size_t)unit];
        if (column == (ptrdiff_t)d->column || (column == 0 && isnan(*cell)))
            *cell = e->n;
    }
}

/* The mean of v, or of v n where n is not NULL, over the cells that are known; NaN: none is. */
static double find_mean(size_t *known, const double *v, const double *n, size_t cells)
{
    double sum = 0;
    *known = 0;
    for (size_t k = 0; k < cells; k++) {
        double x = n != NULL ? v[k] * n[k] : v[k];
        if (isnan(x))
            continue;
        sum += x;
        ++*known;
    }
    return *known > 0 ? sum / (double)*known : NAN;
}

/* A survey's design lasts: a year that is not known has what the unit had before, else after, else
 * 1. */
static void carry_sizes(double *r, size_t n_year, size_t n_unit)
{
    for (size_t i = 0; i < n_unit; i++) {
        double at = NAN;
        for (size_t t = 0; t < n_year && isnan(at); t++)
            at = r[t * n_unit + i];
        at = isnan(at) ? 1 : at;
        for (size_t t = 0; t < n_year; t++) {
            double *cell = &r[t * n_unit + i];
            at = isnan(*cell) ? at : *cell;
            *cell = at;
        }
    }
}

bool tbi_sampling_relative(tb_deviation *d, const double *variance, const double *scale,
                           const tb_panel *p, const tb_index *x, tb_arena *a)
{
    static const size_t FEWEST = 20;
    size_t cells = d->n_year * d->n_unit;
    double *v = TB_NEW(a, double, cells);
    double *n = TB_NEW(a, double, cells);
    size_t known;
    size_t both;
    if (a->refused)
        return false;
    for (size_t k = 0; k < cells; k++) {
        double by = scale != NULL ? scale[k / d->n_unit] : 1;
        v[k] = variance[k] * by * by;
    }
    double mean = find_mean(&known, v, NULL, cells);
    if (known < FEWEST || !(mean > 0))
        return true;
    read_answers(n, p, x, d);
    double of_one = find_mean(&both, v, n, cells); /* variance of one answer */
    for (size_t k = 0; k < cells; k++)
        v[k] = (isnan(v[k]) ? of_one / n[k] : v[k]) / mean;
    carry_sizes(v, d->n_year, d->n_unit);
    d->relative = v;
    d->sampled = mean;
    return true;
}
