/* component.c - which components stand for the total, and what is known of them. */
#include "statespace/component.h"

#include "base/error.h"
#include "messages/statespace.h"
#include "statespace/conditional.h"
#include "statespace/partial_pooling.h"

#include <math.h>
#include <string.h>
#include <tangbac/score.h>

enum { DEEPEST = 6 };
static const double KNOWN_SHARE = 0.8;

/* The components of a choice: columns, weights by the tree, the ancestor right under the total. */
typedef struct choice {
    /* [n] of the index's columns; block [n] is a column too */
    size_t n, *column, *block;
    double *weight;
} choice;

/* A node without a weight counts once: its total is a plain sum. */
static double find_weight(const tb_node *n)
{
    return isnan(n->weight) ? 1 : n->weight;
}

/* Whether a node hangs right under the total and is of the kind ("dimension", "field"). */
static bool is_child(const tb_node *n, const char *kind)
{
    return n != NULL && n->parent == 0 && n->kind != NULL && strcmp(n->kind, kind) == 0;
}

/* Whether a node has parts of its own in the year: column 0, the total, is nobody's child. */
static bool has_children(const tb_index *x, size_t column, int year)
{
    for (size_t c = 1; c < x->n_indicator; c++) {
        const tb_node *n = tb_index_node(x, c, year);
        if (n != NULL && n->parent == (ptrdiff_t)column)
            return true;
    }
    return false;
}

/* Whether column c hangs under the total by a child of the kind; weight and the child. */
static bool is_hanging(double *weight, size_t *block, const tb_index *x, size_t c, int year,
                       const char *kind)
{
    *weight = 1;
    for (int depth = 0; depth < DEEPEST; depth++) {
        const tb_node *n = tb_index_node(x, c, year);
        if (n == NULL)
            return false;
        *weight *= find_weight(n);
        if (is_child(n, kind)) {
            *block = c;
            return true;
        }
        if (n->parent <= 0)
            return false;
        c = (size_t)n->parent;
    }
    return false;
}

/* leaves: the ends of the tree below a child of the kind, weights multiplied along the way; else
 * the children of that kind, each its own block. */
static void choose_columns(choice *out, const tb_index *x, int year, const char *kind, bool leaves)
{
    out->n = 0;
    for (size_t c = 1; c < x->n_indicator; c++) {
        double weight;
        size_t block;
        if (leaves ? !is_hanging(&weight, &block, x, c, year, kind) || has_children(x, c, year)
                   : !is_child(tb_index_node(x, c, year), kind))
            continue;
        out->column[out->n] = c;
        out->weight[out->n] = leaves ? weight : find_weight(tb_index_node(x, c, year));
        out->block[out->n++] = leaves ? block : c;
    }
}

/* Whether they add up to the total for nearly all units that have one.
 * scale: 1, 0.1 or 0.01, for weights that are printed as percents. A component that is not known
 * for a unit makes the sum NaN, which is not near. 1 % of the total is what rounding may take. */
static bool has_total_as_sum(const choice *k, const tb_index *x, const tb_deviation *total,
                             int year, double scale)
{
    size_t known = 0, fine = 0, last = total->n_year - 1;
    for (size_t i = 0; i < x->n_unit; i++) {
        double whole = total->level[last] + total->y[last * x->n_unit + i], sum = 0;
        if (isnan(whole))
            continue;
        known++;
        for (size_t c = 0; c < k->n; c++)
            sum += scale * k->weight[c] * tb_score_cell(x, year, i, k->column[c], NULL);
        fine += fabs(sum - whole) <= 0.01 * fmax(1, fabs(whole));
    }
    return k->n > 0 && known > 1 && (double)fine >= KNOWN_SHARE * (double)known;
}

/* The first kind under the total whose components add up, perhaps with weights that are percents;
 * weights are scaled. false: none.
 * DEEPEST levels of a tree; kinds are tried in the order of the columns. */
static bool find_columns(choice *out, const tb_index *x, const tb_deviation *total, int year,
                         bool leaves)
{
    for (size_t c = 1; c < x->n_indicator; c++) {
        const tb_node *n = tb_index_node(x, c, year);
        if (n == NULL || n->parent != 0 || n->kind == NULL)
            continue;
        bool met = false;
        for (size_t b = 1; b < c && !met; b++)
            met = is_child(tb_index_node(x, b, year), n->kind);
        if (met)
            continue;
        choose_columns(out, x, year, n->kind, leaves);
        if (out->n > TB_PARTS_MOST)
            continue;
        for (double scale = 1; scale > 0.005; scale /= 10)
            if (has_total_as_sum(out, x, total, year, scale)) {
                for (size_t k = 0; k < out->n; k++)
                    out->weight[k] *= scale;
                return true;
            }
    }
    return false;
}

/* The first year of what the component is at the origin: a new line of the structure with the old
 * bounds is a new question under the old name. */
static int find_defined_since(const tb_index *x, size_t column, int origin)
{
    const tb_node *now = tb_index_node(x, column, origin);
    const tb_node *before = now;
    while (before != NULL) {
        const tb_node *earlier = tb_index_node(x, column, now->first_year - 1);
        if (earlier == NULL || earlier == now)
            return now->first_year;
        if (earlier->min == now->min && earlier->max == now->max)
            return now->first_year;
        before = now = earlier;
    }
    return 0;
}

/* From the whole axis to the unbroken series up to the origin, each year divided by its spread.
 * false: no such series.
 * Years before `since`, or before a year in which fewer than two units are known, are cut off. A
 * year without spread becomes 0. d->y is a copy, the rest still points into the cache. */
static bool standardise_component(tb_component *p, int since, tb_arena *a)
{
    tb_deviation *d = &p->d;
    size_t first = d->n_year, U = d->n_unit;
    while (first > 0 && d->count[first - 1] > 1 && d->first + (int)first - 1 >= since)
        first--;
    if (first == d->n_year)
        return false;
    d->n_year -= first;
    d->first += (int)first;
    double *y = TB_NEW(a, double, (d->n_year * U));
    if (y == NULL)
        return false;
    memcpy(y, d->y + first * U, d->n_year * U * sizeof *y);
    d->y = y;
    d->known += first * U;
    d->level += first;
    d->whole += first;
    d->level_is += first;
    d->broken += first;
    d->count += first;
    p->sd = TB_NEW(a, double, d->n_year);
    if (p->sd == NULL)
        return false;
    double steps = 0;
    for (size_t t = 0; t < d->n_year; t++) {
        double squares = 0;
        for (size_t i = 0; i < U; i++)
            if (!isnan(d->y[t * U + i]))
                squares += d->y[t * U + i] * d->y[t * U + i];
        p->sd[t] = sqrt(squares / (double)d->count[t]);
        if (!(p->sd[t] > 1e-9))
            p->sd[t] = 0;
        if (t > 0)
            steps += (d->level[t] - d->level[t - 1]) * (d->level[t] - d->level[t - 1]);
    }
    size_t last = d->n_year - 1;
    p->level = d->level[last];
    p->level_sd = last > 0 ? sqrt(steps / (double)last) : p->sd[last];
    for (size_t t = 0; t < d->n_year; t++)
        for (size_t i = 0; i < U; i++)
            d->y[t * U + i] = p->sd[t] > 0             ? d->y[t * U + i] / p->sd[t]
                              : isnan(d->y[t * U + i]) ? NAN
                                                       : 0;
    return true;
}

/* Then it has no part in what moves and no correlation with anything. */
static bool is_constant(const tb_component *p)
{
    for (size_t t = 0; t < p->d.n_year; t++)
        if (p->sd[t] > 0)
            return false;
    return true;
}

/* A component that is the same for all units in all years keeps no part in what moves.
 * persistence + (n_year - own years): the shares of the total's steps, which end at the same
 * origin. */
static tb_status fit_models(tb_components *s, size_t n_year, const double *persistence, tb_arena *a,
                            tb_err *err)
{
    tb_pool_series *known = TB_NEW(a, tb_pool_series, s->n);
    tb_uc_model *model = TB_NEW(a, tb_uc_model, s->n);
    if (a->refused)
        return tbi_no_memory(err, "the components");
    size_t n = 0;
    for (size_t k = 0; k < s->n; k++)
        if (!is_constant(&s->part[k]))
            known[n++] =
                (tb_pool_series){ &s->part[k].d, persistence + (n_year - s->part[k].d.n_year) };
    tb_status st = tbi_pool_models(model, known, n, a, err);
    if (st != TB_OK)
        return st;
    for (size_t k = 0, m = 0; k < s->n; k++)
        s->series[k].model =
            is_constant(&s->part[k]) ? (tb_uc_model){ .var_e = 1e-12 } : model[m++];
    return TB_OK;
}

/* Correlations first, then the filter that uses them; correlation and state are of the arena. */
static tb_status fit_joint(tb_components *s, size_t n_unit, size_t n_year,
                           const double *persistence, tb_arena *a, tb_err *err)
{
    s->persistence = persistence;
    tb_status st =
        tbi_correlation_fit(&s->correlation, s->series, s->n, n_unit, n_year, persistence, a, err);
    return st == TB_OK ? tbi_kalman_fit(&s->state, s->series, s->n, &s->correlation, n_unit, n_year,
                                        persistence, a, err)
                       : st;
}

/* The filled copies of the series, for what is known of the past. */
static tb_status fill_components(tb_components *s, const double *persistence, size_t n_year,
                                 tb_arena *a, tb_err *err)
{
    for (size_t k = 0; k < s->n; k++) {
        tb_deviation *d = &s->part[k].d;
        double *y = TB_NEW(a, double, (d->n_year * d->n_unit));
        if (y == NULL)
            return tbi_no_memory(err, "the components");
        memcpy(y, d->y, d->n_year * d->n_unit * sizeof *y);
        for (size_t i = 0; i < d->n_unit; i++)
            if (!tbi_fill_gaps(y + i, d->n_unit, d->n_year, &s->series[k].model,
                               persistence + (n_year - d->n_year), NULL, NULL))
                return tbi_fail(err, TB_ESINGULAR, TB_MSG_STATESPACE_COVARIANCE_COMPONENT_YEARS_S);
        d->y = y;
    }
    return TB_OK;
}

/* out->n = 0 is an answer: the index has no components to build on. */
tb_status tbi_components_fit(tb_components *out, const tb_index *x,
                             const tb_deviation_cache *tables, const tb_deviation *total,
                             int origin, const double *persistence, bool leaves, tb_arena *a,
                             tb_err *err)
{
    size_t most = x->n_indicator, T = total->n_year;
    *out = (tb_components){ 0 };
    choice c = { 0, TB_NEW(a, size_t, most), TB_NEW(a, size_t, most), TB_NEW(a, double, most) };
    if (a->refused)
        return tbi_no_memory(err, "the components");
    if (!find_columns(&c, x, total, origin, leaves))
        return TB_OK;
    tb_components s = { .n = c.n,
                        TB_NEW(a, tb_component, c.n),
                        TB_NEW(a, tb_correlation_series, c.n),
                        TB_NEW(a, double, c.n) };
    if (a->refused)
        return tbi_no_memory(err, "the components");
    for (size_t k = 0; k < c.n; k++) {
        tb_component *p = &s.part[k];
        *p = (tb_component){ .column = c.column[k], .weight = c.weight[k] };
        tb_status st = tbi_deviation_cache_view(&p->d, tables, x, p->column, origin, a, err);
        if (st != TB_OK)
            return st;
        /* nearly nobody has it: the total is all there is */
        if (!standardise_component(p, leaves ? find_defined_since(x, p->column, origin) : 0, a))
            return TB_OK;
        s.series[k] =
            (tb_correlation_series){ .y = p->d.y, .first = T - p->d.n_year, .block = c.block[k] };
        s.points[k] = p->weight * p->sd[p->d.n_year - 1];
    }
    tb_status st = fit_models(&s, T, persistence, a, err);
    if (st == TB_OK)
        st = fit_joint(&s, x->n_unit, T, persistence, a, err);
    if (st == TB_OK)
        st = fill_components(&s, persistence, T, a, err);
    if (st == TB_OK)
        *out = s;
    return st;
}

/* The total's deviations are not divided by their spread, so a point of the component is one of
 * the total. */
tb_status tbi_components_alone(tb_components *out, const tb_deviation *total,
                               const tb_uc_model *model, const double *persistence, tb_arena *a,
                               tb_err *err)
{
    tb_components s = { .n = 1,
                        .series = TB_NEW(a, tb_correlation_series, 1),
                        .points = TB_NEW(a, double, 1) };
    if (a->refused)
        return tbi_no_memory(err, "the signal model of an index");
    s.series[0] = (tb_correlation_series){ .y = total->y, .model = *model };
    s.points[0] = 1;
    tb_status st = fit_joint(&s, total->n_unit, total->n_year, persistence, a, err);
    if (st == TB_OK)
        *out = s;
    return st;
}

/* E(a + rho^h u) after h = ahead years, component by component, in points of the total. */
void tbi_components_expect(double *row, const tb_components *s, const double *points, size_t n_unit,
                           size_t ahead)
{
    memset(row, 0, n_unit * sizeof *row);
    for (size_t k = 0; k < s->n; k++) {
        double fade = pow(s->series[k].model.rho, (double)ahead);
        const double *a = s->state.permanent + k * n_unit, *u = s->state.transitory + k * n_unit;
        for (size_t i = 0; i < n_unit; i++)
            row[i] += points[k] * (a[i] + fade * u[i]);
    }
}
