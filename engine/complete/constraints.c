/* constraints.c - reading the published figures of whole tables. */
#include "complete/table_facts.h"

#include "base/error.h"
#include "messages/complete.h"
#include "statespace/sampling.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/score.h>

/* The national mean always stands first, where start_levels() looks for it. Members are the units
 * of the table in that year whose region is the scope. false: no memory. */
static bool add_mean(tb_constraints *f, tb_table_year *y, const tb_fact *fact, tb_arena *a)
{
    bool national = strcmp(fact->scope, "VN") == 0;
    if (y->n_mean == TB_REGIONS || isnan(fact->value))
        return true;
    unsigned char *member = TB_NEW(a, unsigned char, f->n_unit);
    if (member == NULL)
        return false;
    size_t n = 0;
    for (size_t i = 0; i < f->n_unit; i++) {
        const tb_unit *u =
            national || f->p == NULL ? NULL : tb_panel_unit_of(f->p, f->x->unit_code[i], y->year);
        bool here = national || (u != NULL && strcmp(u->region, fact->scope) == 0);
        member[i] = here && y->in[i];
        n += member[i];
    }
    if (n == 0)
        return true;
    double tolerance = fact->tolerance > 0 ? fact->tolerance : 0.01;
    tb_component_mean m = { f->x->direction < 0 ? -fact->value : fact->value,
                            tolerance,
                            n,
                            member,
                            fact->source,
                            fact->scope };
    if (national && y->n_mean > 0) {
        y->mean[y->n_mean++] = y->mean[0];
        y->mean[0] = m;
    } else {
        y->mean[y->n_mean++] = m;
    }
    f->means++;
    return true;
}

/* Counts by group are counts above the groups' cut-offs. */
static void add_groups(tb_constraints *f, tb_table_year *y, size_t column)
{
    tb_groups g;
    if (!tb_groups_of(&g, f->x, y->year, (int)y->n_in, NULL) || g.by_size)
        return;
    double above = 0;
    for (size_t k = 0; k + 1 < g.count; k++) {
        const tb_fact *found = NULL;
        for (size_t n = 0; n < f->x->n_fact; n++) {
            const tb_fact *q = &f->x->fact[n];
            if (q->year == y->year && q->indicator == (ptrdiff_t)column &&
                strcmp(q->kind, "count_group") == 0 && strcmp(q->scope, "VN") == 0 &&
                strcmp(q->label, g.name[k]) == 0)
                found = q;
        }
        if (found == NULL)
            break;
        above += found->value;
        tbi_constraints_bar(y, g.from[k], above, found);
        f->counts++;
    }
}

/* best, worst and means are turned with the scores when less is better; counts and groups are
 * read only where more is better. */
static bool add_facts(tb_constraints *f, tb_table_year *y, size_t column, tb_arena *a)
{
    double mean = NAN;
    for (size_t n = 0; n < f->x->n_fact; n++) {
        const tb_fact *q = &f->x->fact[n];
        bool nation = strcmp(q->scope, "VN") == 0;
        if (q->year != y->year || q->indicator != (ptrdiff_t)column)
            continue;
        if (strcmp(q->kind, "mean") == 0 && !add_mean(f, y, q, a))
            return false;
        if (strcmp(q->kind, "mean") == 0 && nation)
            mean = q->value;
        if (!nation || isnan(q->value))
            continue;
        if (strcmp(q->kind, "best") == 0) {
            y->best = q->value;
            y->best_source = q->source;
            f->extremes++;
        } else if (strcmp(q->kind, "worst") == 0) {
            y->worst = q->value;
            y->worst_source = q->source;
            f->extremes++;
        }
    }
    for (size_t n = 0; n < f->x->n_fact && f->x->direction > 0; n++) {
        const tb_fact *q = &f->x->fact[n];
        if (q->year != y->year || q->indicator != (ptrdiff_t)column ||
            strcmp(q->scope, "VN") != 0 || isnan(q->value))
            continue;
        size_t before = y->n_bar;
        if (strcmp(q->kind, "count_above") == 0)
            tbi_constraints_bar(y, atof(q->label), q->value, q);
        if (strcmp(q->kind, "count_below") == 0)
            tbi_constraints_bar(y, atof(q->label), (double)y->n_in - q->value, q);
        if (strcmp(q->kind, "count_above_mean") == 0)
            tbi_constraints_bar(y, mean, q->value, q);
        f->counts += y->n_bar - before;
    }
    if (f->x->direction > 0)
        add_groups(f, y, column);
    if (f->x->direction < 0) {
        y->best = -y->best;
        y->worst = -y->worst;
    }
    return true;
}

/* What the cells of a year say of each unit, with larger as better: scores (as they were
 * published, deviation and level put together again), ranks unless they are those of a pilot,
 * and the ends of the scale for everybody else. Who is neither known nor missing by chance
 * (withheld, absent) is not in the table. */
static void add_cells(tb_constraints *f, tb_table_year *y, const tb_deviation *d, size_t row,
                      size_t column)
{
    ptrdiff_t t = tb_index_year(f->x, y->year);
    int ranked = t >= 0 ? f->x->n_ranked[t] : -1;
    /* places among a few say nothing of places among all */
    bool pilot = ranked > 0 && (double)ranked < 0.4 * (double)f->n_unit;
    const tb_node *scale = tb_index_node(f->x, column, y->year);
    bool ends = scale != NULL && scale->max > scale->min;
    bool less = f->x->direction < 0;
    for (size_t i = 0; i < f->n_unit; i++) {
        unsigned char known = d->known[row * f->n_unit + i];
        y->in[i] = known == TB_KNOWN_SCORE || known == TB_KNOWN_NOT;
        y->n_in += y->in[i];
        y->to[i] = f->n_unit;
        y->fixed[i] = NAN;
        y->low[i] = ends ? (less ? -scale->max : scale->min) : -INFINITY;
        y->high[i] = ends ? (less ? -scale->min : scale->max) : INFINITY;
        y->score_source[i] = y->rank_source[i] = y->limit_source[i] = -1;
        if (t < 0 || !y->in[i])
            continue;
        size_t cell = ((size_t)t * f->n_unit + i) * f->x->n_indicator + column;
        if (known == TB_KNOWN_SCORE) {
            y->fixed[i] =
                (f->x->direction < 0 ? -1 : 1) * (d->y[row * f->n_unit + i] + d->level[row]);
            y->score_source[i] = f->x->source[cell];
            f->scores++;
        }
        if (f->x->rank[cell] > 0 && !pilot) {
            y->rank[i] = f->x->rank[cell];
            y->rank_source[i] = f->x->source[cell];
            f->ranks++;
        }
    }
}

/* Scores are printed with two digits, or with four where they are shares of one. */
static double compute_slack(const tb_constraints *f)
{
    double largest = 0;
    for (size_t t = 0; t < f->n_year; t++)
        for (size_t i = 0; i < f->n_unit; i++)
            if (!isnan(f->year[t].fixed[i]))
                largest = fmax(largest, fabs(f->year[t].fixed[i]));
    return largest > 2 ? 5e-3 : 5e-5;
}

typedef struct span {
    size_t figures, most; /* of a year; the most of any year */
    double low, high, widest;
} span;

/* NaN is no figure. */
static void add_figure(span *s, double v)
{
    if (isnan(v))
        return;
    s->figures++;
    s->low = fmin(s->low, v);
    s->high = fmax(s->high, v);
}

/* Two figures of one year that differ tell how far scores lie apart: without them any spread would
 * do. */
static tb_status check_spread(const tb_constraints *f, int until, tb_err *err)
{
    span s = { 0 };
    bool open = false;
    for (size_t t = 0; t < f->n_year; t++) {
        const tb_table_year *y = &f->year[t];
        s.figures = 0;
        s.low = INFINITY;
        s.high = -INFINITY;
        add_figure(&s, y->best);
        add_figure(&s, y->worst);
        for (size_t k = 0; k < y->n_bar; k++)
            add_figure(&s, y->bar[k].at);
        for (size_t k = 0; k < y->n_mean; k++)
            add_figure(&s, y->mean[k].mean);
        for (size_t i = 0; i < f->n_unit; i++) {
            add_figure(&s, y->fixed[i]);
            open = open || (y->in[i] && isnan(y->fixed[i]));
        }
        if (s.figures > s.most)
            s.most = s.figures;
        if (s.figures >= 2)
            s.widest = fmax(s.widest, s.high - s.low);
    }
    if (!open || s.widest > 0)
        return TB_OK;
    if (s.most >= 2)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_COMPLETE_ALL_FIGURES_KNOWN_SAME, f->x->code,
                        until);
    return tbi_fail(err, TB_EDATA, TB_MSG_COMPLETE_HAS_TWO_SCORES_MEANS, f->x->code, until);
}

/* Appends the years of one kind of fact of the column, or of places (the code RANK is no node), to
 * the list: "n_up 2018, 2019; n_up (RANK) 2013". region: only those whose scope is neither the
 * nation nor a unit. NULL: no memory. */
static const char *list_years(const tb_constraints *f, size_t column, const char *kind, bool places,
                              bool region, const char *text, tb_arena *a)
{
    int last = 0;
    for (size_t n = 0; n < f->x->n_fact && text != NULL; n++) {
        const tb_fact *q = &f->x->fact[n];
        bool ours = places ? column == 0 && strcmp(q->indicator_code, "RANK") == 0
                           : q->indicator == (ptrdiff_t)column;
        bool within = strcmp(q->scope, "VN") == 0 || tb_index_unit(f->x, q->scope) >= 0;
        if (!ours || strcmp(q->kind, kind) != 0 || q->year < f->first ||
            q->year >= f->first + (int)f->n_year || q->year == last || (region && within))
            continue;
        text = last != 0 ? tbi_arena_printf(a, "%s, %d", text, q->year)
                         : tbi_arena_printf(a, "%s%s%s%s %d", text, text[0] != '\0' ? "; " : "",
                                            kind, places ? " (RANK)" : "", q->year);
        last = q->year;
    }
    return text;
}

/* Numbers that tie every unit's years to one another (how many rose or fell, the largest fall, the
 * smallest change), and numbers and places of a region: the chain does not keep them. */
static tb_status list_unused(tb_constraints *f, size_t column, tb_arena *a, tb_err *err)
{
    static const char *const kinds[] = { "n_up",         "n_down",        "n_same",
                                         "largest_fall", "smallest_rise", "smallest_fall",
                                         "rank_region",  "count_group" };
    const char *text = f->unused;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (int places = 0; places < 2; places++)
            text = list_years(f, column, kinds[k], places == 1,
                              strcmp(kinds[k], "count_group") == 0, text, a);
    if (text == NULL)
        return tbi_no_memory(err, "the constraints");
    f->unused = text;
    return TB_OK;
}

/* The mean sampling variance of each year, of all standard errors that are known of it, of printed
 * scores or not: the noise of those that are completed is sampled alike. */
static tb_status read_sampling(tb_constraints *f, const tb_deviation *d, tb_arena *a, tb_err *err)
{
    static const double FEWEST = 20;
    size_t U = d->n_unit;
    double known = 0;
    double *variance = TB_NEW(a, double, (d->n_year * U));
    double *sampled = TB_NEW(a, double, d->n_year);
    if (a->refused || !tbi_sampling_variance(variance, f->p, f->x, d, a))
        return tbi_no_memory(err, "the sampling errors of an index");
    for (size_t t = 0; t < d->n_year; t++) {
        double sum = 0;
        double n = 0;
        for (size_t i = 0; i < U; i++) {
            double v = variance[t * U + i];
            sum += isnan(v) ? 0 : v;
            n += !isnan(v);
        }
        sampled[t] = n > 0 ? sum / n : 0;
        known += n;
    }
    f->sampled = known >= FEWEST ? sampled : NULL;
    return TB_OK;
}

/* Order matters: cells say who is in the table, facts count on that, ranges of merged units need
 * what is still unknown, and the checks need everything. */
tb_status tbi_constraints_gather(tb_constraints *out, const tb_panel *p, const tb_index *x,
                                 size_t column, int until, tb_arena *a, tb_err *err)
{
    tb_deviation d;
    tb_status st = tbi_deviation_rows(&d, x, column, until, a, err);
    if (st != TB_OK)
        return st;
    tb_constraints f = { .p = p, .x = x, .n_year = d.n_year, .n_unit = d.n_unit, .first = d.first };
    f.year = TB_NEW(a, tb_table_year, d.n_year);
    if (f.year == NULL)
        return tbi_no_memory(err, "the constraints");
    for (size_t t = 0; t < d.n_year; t++) {
        tb_table_year *y = &f.year[t];
        size_t U = d.n_unit;
        *y = (tb_table_year){ .year = d.first + (int)t,
                              .best = NAN,
                              .worst = NAN,
                              .best_source = -1,
                              .worst_source = -1,
                              .broken = d.broken[t] };
        y->in = TB_NEW(a, unsigned char, U);
        y->fixed = TB_NEW(a, double, U);
        y->from = TB_NEW(a, size_t, U);
        y->to = TB_NEW(a, size_t, U);
        y->low = TB_NEW(a, double, U);
        y->high = TB_NEW(a, double, U);
        y->rank = TB_NEW(a, int, U);
        y->score_source = TB_NEW(a, int32_t, U);
        y->rank_source = TB_NEW(a, int32_t, U);
        y->limit_source = TB_NEW(a, int32_t, U);
        y->between = TB_NEW(a, unsigned char, U);
        if (!y->in || !y->fixed || !y->low || !y->high || !y->rank || !y->score_source ||
            !y->rank_source || !y->between || !y->from || !y->to || !y->limit_source)
            return tbi_no_memory(err, "the constraints");
        add_cells(&f, y, &d, t, column);
        if (!add_facts(&f, y, column, a))
            return tbi_no_memory(err, "the constraints");
        tbi_constraints_add_ranges(&f, y, column);
    }
    f.slack = compute_slack(&f);
    f.unused = "";
    st = tbi_constraints_units(&f, column, a, err);
    if (st == TB_OK)
        st = tbi_constraints_orders(&f, column, a, err);
    if (st == TB_OK)
        st = list_unused(&f, column, a, err);
    if (st == TB_OK)
        st = check_spread(&f, until, err);
    if (st == TB_OK)
        st = read_sampling(&f, &d, a, err);
    if (st == TB_OK)
        *out = f;
    return st;
}
