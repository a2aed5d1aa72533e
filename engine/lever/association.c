/* association.c - the pairs of two surveys, the regression on them, and the distribution of what it
 * would give. */
#include "lever/association.h"

#include "base/error.h"
#include "lever/historical_change.h"
#include "messages/lever.h"
#include "messages/one_language.h"
#include "num/dist.h"
#include "num/quantile.h"
#include "score/compose.h"

#include <math.h>
#include <string.h>
#include <tangbac/estimate.h>
#include <tangbac/score.h>

/* quantiles of either factor; their products make the distribution */
enum { SHADES = 48 };

/* The rows that all columns have, and which of them count: units and years seen once say nothing
 * within units and years. */
typedef struct pairs {
    const tb_index *from, *to;
    size_t to_column;
    size_t n, room, units, years;
    int32_t *unit, *year;      /* [n] positions in `to` */
    double *y, *x;             /* y [n]; x [n][terms] by rows */
    bool *out;                 /* [n] does not count */
    size_t *by_unit, *by_year; /* rows that count of each unit, of each year of `to` */
} pairs;

/* Room for every unit in every year of the index of the goal. x [pairs][terms], row by row. */
static bool make_room(pairs *p, size_t terms, tb_arena *a)
{
    p->room = p->to->n_unit * p->to->n_year;
    p->unit = TB_NEW(a, int32_t, p->room);
    p->year = TB_NEW(a, int32_t, p->room);
    p->y = TB_NEW(a, double, p->room);
    p->x = TB_NEW(a, double, (p->room * terms));
    p->out = TB_NEW(a, bool, p->room);
    p->by_unit = TB_NEW(a, size_t, p->to->n_unit);
    p->by_year = TB_NEW(a, size_t, p->to->n_year);
    return p->unit && p->year && p->y && p->x && p->out && p->by_unit && p->by_year;
}

/* Takes off, round after round, rows of units and of years that stand alone. */
static void drop_singletons(pairs *p)
{
    bool moved = true;
    memset(p->out, 0, p->n * sizeof *p->out);
    while (moved) {
        memset(p->by_unit, 0, p->to->n_unit * sizeof *p->by_unit);
        memset(p->by_year, 0, p->to->n_year * sizeof *p->by_year);
        for (size_t i = 0; i < p->n; i++) {
            p->by_unit[p->unit[i]] += !p->out[i];
            p->by_year[p->year[i]] += !p->out[i];
        }
        moved = false;
        for (size_t i = 0; i < p->n; i++) {
            if (p->out[i] || (p->by_unit[p->unit[i]] > 1 && p->by_year[p->year[i]] > 1))
                continue;
            p->out[i] = moved = true;
        }
    }
    p->units = p->years = 0;
    for (size_t i = 0; i < p->to->n_unit; i++)
        p->units += p->by_unit[i] > 0;
    for (size_t t = 0; t < p->to->n_year; t++)
        p->years += p->by_year[t] > 0;
}

/* Rows that still count after drop_singletons(). */
static size_t count_kept(const pairs *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++)
        n += !p->out[i];
    return n;
}

/* One row a unit and year in which y and all terms are known, up to the origin; a term whose
 * component was another thing in that year than at the origin makes the row unusable. */
static void collect_pairs(pairs *p, const tb_association *s, int origin)
{
    p->n = 0;
    for (size_t t = 0; t < p->to->n_year && p->to->year[t] <= origin; t++) {
        int year = p->to->year[t];
        for (size_t u = 0; u < p->to->n_unit; u++) {
            ptrdiff_t other = tb_index_unit(p->from, p->to->unit_code[u]);
            double *x = p->x + p->n * s->terms;
            p->y[p->n] = tb_score_cell(p->to, year, u, p->to_column, NULL);
            bool whole = other >= 0 && !isnan(p->y[p->n]);
            for (size_t k = 0; k < s->terms && whole; k++) {
                x[k] = tbi_index_same_thing(p->from, s->column[k], year, origin)
                           ? tb_score_cell(p->from, year, (size_t)other, s->column[k], NULL)
                           : NAN;
                whole = !isnan(x[k]);
            }
            if (!whole)
                continue;
            p->unit[p->n] = (int32_t)u;
            p->year[p->n++] = (int32_t)t;
        }
    }
    drop_singletons(p);
}

/* Enough to say anything: ten pairs, and ten degrees of freedom beside the effects and the
 * components. */
static bool has_enough(const pairs *p, size_t terms)
{
    size_t n = count_kept(p);
    return n >= TB_ASSOCIATION_LEAST && n >= TB_ASSOCIATION_LEAST + terms + p->units + p->years - 1;
}

/* Unit-years of `to` that component k has too. */
static size_t count_coverage(const pairs *p, size_t column, int origin)
{
    size_t n = 0;
    for (size_t t = 0; t < p->to->n_year && p->to->year[t] <= origin; t++) {
        int year = p->to->year[t];
        if (!tbi_index_same_thing(p->from, column, year, origin))
            continue;
        for (size_t u = 0; u < p->to->n_unit; u++) {
            ptrdiff_t other = tb_index_unit(p->from, p->to->unit_code[u]);
            if (other < 0 || isnan(tb_score_cell(p->to, year, u, p->to_column, NULL)))
                continue;
            n += isnan(tb_score_cell(p->from, year, (size_t)other, column, NULL)) ? 0 : 1;
        }
    }
    return n;
}

/* Columns right below the total that are known often enough; cover [terms]: how often. */
static void list_terms(tb_association *s, const pairs *p, size_t *cover, int origin)
{
    for (size_t c = 1; c < p->from->n_indicator && s->terms < TB_ASSOCIATION_TERMS; c++) {
        const tb_node *n = tb_index_node(p->from, c, origin);
        if (n == NULL || n->parent != 0)
            continue;
        cover[s->terms] = count_coverage(p, c, origin);
        if (cover[s->terms] >= TB_ASSOCIATION_LEAST)
            s->column[s->terms++] = c;
    }
}

/* Leaves out the least known component (of equals the last). */
static void drop_term(tb_association *s, size_t *cover)
{
    size_t least = 0;
    for (size_t k = 1; k < s->terms; k++)
        if (cover[k] <= cover[least])
            least = k;
    for (size_t k = least; k + 1 < s->terms; k++) {
        s->column[k] = s->column[k + 1];
        cover[k] = cover[k + 1];
    }
    s->terms--;
}

/* Too few pairs: no term, and the reason in both languages. That is an answer, not an error. */
static tb_status refuse_terms(tb_association *s, size_t n, tb_arena *a, tb_err *err)
{
    s->terms = 0;
    s->reason = tbi_arena_printf(a, TB_EN(TB_MSG_LEVER_ASSOCIATION_NOT_CAUSE_USABLE), n,
                                 (int)TB_ASSOCIATION_LEAST);
    s->reason_vi = tbi_arena_printf(a, TB_VI(TB_MSG_LEVER_ASSOCIATION_NOT_CAUSE_USABLE), n,
                                    (int)TB_ASSOCIATION_LEAST);
    return s->reason != NULL && s->reason_vi != NULL ? TB_OK : tbi_no_memory(err, "an association");
}

/* Terms are named x1, x2, ... by tb_estimate_arrays; one without a coefficient, or without a
 * standard error above 0, stays NaN: it was not identified. */
static void take_coefficients(tb_association *s, const tb_estimate_summary *v)
{
    for (size_t k = 0; k < s->terms; k++) {
        char name[16];
        s->coefficient[k] = s->error[k] = s->df[k] = NAN;
        name[0] = 'x';
        size_t n = 1, number = k + 1;
        if (number > 9)
            name[n++] = (char)('0' + number / 10);
        name[n++] = (char)('0' + number % 10);
        name[n] = '\0';
        for (size_t i = 0; i < v->coefficients; i++) {
            const tb_coefficient *c = &v->coefficient[i];
            if (strcmp(c->term, name) != 0 || !(c->std_error > 0) || !(c->df > 0))
                continue;
            s->coefficient[k] = c->estimate;
            s->error[k] = c->std_error;
            s->df[k] = c->df;
        }
    }
}

/* Two-way within regression, standard errors CR2 by unit. x [terms][n]: the rows kept, turned
 * by column. An estimate that cannot be made is a reason in the result, not an error. */
static tb_status regress_pairs(tb_association *s, const pairs *p, tb_arena *a, tb_err *err)
{
    size_t n = count_kept(p);
    size_t at = 0;
    double *y = TB_NEW(a, double, n);
    double *x = TB_NEW(a, double, (n * s->terms));
    int32_t *unit = TB_NEW(a, int32_t, n);
    int32_t *year = TB_NEW(a, int32_t, n);
    if (y == NULL || x == NULL || unit == NULL || year == NULL)
        return tbi_no_memory(err, "an association");
    s->pairs = n;
    s->units = p->units;
    for (size_t i = 0; i < p->n; i++) {
        if (p->out[i])
            continue;
        int when = p->to->year[p->year[i]];
        if (at == 0 || when < s->first)
            s->first = when;
        if (at == 0 || when > s->last)
            s->last = when;
        y[at] = p->y[i];
        unit[at] = p->unit[i];
        year[at] = p->year[i];
        for (size_t k = 0; k < s->terms; k++)
            x[k * n + at] = p->x[i * s->terms + k];
        at++;
    }
    tb_estimate *e = NULL;
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    tb_estimate_data d = {
        .n = n, .k = s->terms, .y = y, .x = x, .unit = unit, .year = year, .effects = "unit + year"
    };
    tb_err why = TB_ERR_INIT;
    o.method = TB_METHOD_WITHIN;
    o.vcov = (tb_vcov_choice){ .kind = TB_VCOV_CR2, .by = { TB_BY_UNIT } };
    o.influence = false;
    /* small, and others run beside it */
    o.threads = 1;
    tb_status st = tb_estimate_arrays(&e, &d, &o, &why);
    if (st == TB_ENOMEM)
        return tbi_no_memory(err, "an association");
    if (st != TB_OK)
        return refuse_terms(s, n, a, err);
    take_coefficients(s, tb_estimate_info(e));
    tb_estimate_free(e);
    return TB_OK;
}

/* All terms first, then without the least covered until enough pairs and degrees of freedom are
 * left. */
tb_status tbi_association_make(tb_association *out, const tb_index *from, const tb_index *to,
                               size_t to_column, int origin, tb_arena *a, tb_err *err)
{
    pairs p = { .from = from, .to = to, .to_column = to_column };
    size_t cover[TB_ASSOCIATION_TERMS], most = 0;
    *out = (tb_association){ .terms = 0 };
    if (!make_room(&p, TB_ASSOCIATION_TERMS, a))
        return tbi_no_memory(err, "an association");
    list_terms(out, &p, cover, origin);
    for (; out->terms > 0; drop_term(out, cover)) {
        collect_pairs(&p, out, origin);
        if (count_kept(&p) > most)
            most = count_kept(&p);
        if (has_enough(&p, out->terms))
            return regress_pairs(out, &p, a, err);
    }
    return refuse_terms(out, most, a, err);
}

/* All products of SHADES quantiles of the coefficient (t with its degrees of freedom) and as
 * many of the change, sorted: independent by construction and without random numbers. */
tb_status tbi_association_grid(double *grid, size_t size, const tb_association *s, size_t term,
                               const double *change, size_t n, double weight, tb_arena *a,
                               tb_err *err)
{
    double *all = TB_NEW(a, double, (SHADES * SHADES));
    if (all == NULL)
        return tbi_no_memory(err, "an association");
    for (size_t i = 0; i < SHADES; i++) {
        double b = s->coefficient[term] +
                   s->error[term] * tbi_t_quantile(((double)i + 0.5) / SHADES, s->df[term]);
        for (size_t k = 0; k < SHADES; k++)
            all[i * SHADES + k] =
                b * weight * tbi_quantile_sorted(change, n, ((double)k + 0.5) / SHADES);
    }
    tbi_sort(all, SHADES * SHADES);
    for (size_t k = 0; k < size; k++)
        grid[k] = tbi_quantile_sorted(all, SHADES * SHADES, ((double)k + 0.5) / (double)size);
    return TB_OK;
}
