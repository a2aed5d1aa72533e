/* publication.c - which cells of a table are printed? Leaders, laggards, and provinces whose press
 * is stored: what is known is not drawn at random.
 *
 *   logit P(cell of unit i in year t is printed) = year_t + unit_i + place_1 top(r) + place_2 bottom(r)
 *   top(r) = max(0, 1 - (r - 1) / 15),  bottom(r) = max(0, 1 - (n - r) / 8),  r the place of n
 *   year_t ~ N(-1.5, 2^2),  unit_i ~ N(0, 0.7^2),  place_k ~ N(2, 3^2)
 *
 * Where places are printed, how often a place is printed says nothing of who stands at those that
 * are not: the factor is the same for every table that agrees with the facts (it is ignorable,
 * Rubin 1976). What is not: a unit that is often printed and is silent this year stands rather
 * where little is printed. So the factor enters where units change between gaps, and a unit in a
 * gap counts with the mean of top and bottom over the gap's places. */
#include "complete/chain.h"

#include "base/error.h"

#include <math.h>

static const double YEAR_MEAN = -1.5, YEAR_SD = 2, UNIT_SD = 0.7, PLACE_MEAN = 2, PLACE_SD = 3;
static const double TOP = 15, BOTTOM = 8; /* places over which the pull of the ends fades */

tb_ends tbi_publication_ends(size_t place, size_t n)
{
    double r = (double)place;
    return (tb_ends){ fmax(0, 1 - (r - 1) / TOP), fmax(0, 1 - ((double)n - r) / BOTTOM) };
}

double tbi_publication_probability(const double *law, size_t year, size_t unit, size_t n_year,
                                   size_t n_unit, tb_ends e)
{
    const double *place = law + n_year + n_unit;
    double logit = law[year] + law[n_year + unit] + place[0] * e.top + place[1] * e.bottom;
    return 1 / (1 + exp(-logit));
}

/* Mean of the ends over the places strictly between two (0-based, halves between two places). */
static tb_ends ends_between(double from, double to, size_t n)
{
    tb_ends sum = { 0, 0 };
    double count = 0;
    for (double p = floor(from) + 1; p < to; p++) {
        if (p < 0 || p >= (double)n)
            continue;
        tb_ends e = tbi_publication_ends((size_t)p + 1, n);
        sum.top += e.top;
        sum.bottom += e.bottom;
        count++;
    }
    return count > 0 ? (tb_ends){ sum.top / count, sum.bottom / count } : sum;
}

tb_status tbi_publication_start(tb_chain *c, tb_arena *a, tb_err *err)
{
    size_t n = c->n_year + c->n_unit + 2;
    c->print = TB_NEW(a, double, n);
    c->print_step = TB_NEW(a, double, n);
    if (c->print == NULL || c->print_step == NULL)
        return tbi_no_memory(err, "a chain");
    for (size_t k = 0; k < n; k++) {
        c->print[k] = k < c->n_year ? YEAR_MEAN : k + 2 < n ? 0 : PLACE_MEAN;
        c->print_step[k] = 0.5;
    }
    for (size_t t = 0; t < c->n_year; t++) {
        const tb_table_year *y = &c->f->year[t];
        tb_chain_year *w = &c->year[t];
        const tb_rank_order *o = &w->order;
        w->ends_gap = TB_NEW(a, tb_ends, (o->n_gap + 1));
        w->ends_edge = TB_NEW(a, tb_ends, (o->n_gap + 1));
        w->printed = TB_NEW(a, unsigned char, c->n_unit);
        if (w->ends_gap == NULL || w->ends_edge == NULL || w->printed == NULL)
            return tbi_no_memory(err, "a chain");
        for (size_t g = 0; g <= o->n_gap; g++) {
            if (g < o->n_gap)
                w->ends_gap[g] = ends_between(o->place[g], o->place[g + 1], y->n_in);
            double p = fmax(0, fmin(o->place[g], (double)y->n_in - 1));
            w->ends_edge[g] = tbi_publication_ends((size_t)p + 1, y->n_in);
        }
        for (size_t i = 0; i < c->n_unit; i++)
            w->printed[i] = y->rank[i] > 0 || !isnan(y->fixed[i]);
    }
    return TB_OK;
}

static tb_ends ends_of(const tb_chain_year *w, size_t i)
{
    const tb_rank_order *o = &w->order;
    return o->edge_of[i] != TB_NO_SEAT ? w->ends_edge[o->edge_of[i]] : w->ends_gap[o->gap_of[i]];
}

static double log_density(bool printed, double logit)
{
    double x = printed ? -logit : logit; /* -log(1 + e^x) */
    return x > 30 ? -x : -log1p(exp(x));
}

static double cell(const tb_chain *c, size_t t, size_t i, tb_ends e)
{
    const double *place = c->print + c->n_year + c->n_unit;
    double logit = c->print[t] + c->print[c->n_year + i] + place[0] * e.top + place[1] * e.bottom;
    return log_density(c->year[t].printed[i], logit);
}

double tbi_publication_change(const tb_chain *c, size_t t, size_t i, size_t k)
{
    const tb_chain_year *w = &c->year[t];
    if (!c->scaled || w->order.gap_of[i] == w->order.gap_of[k])
        return 0;
    tb_ends ei = w->ends_gap[w->order.gap_of[i]];
    tb_ends ek = w->ends_gap[w->order.gap_of[k]];
    return cell(c, t, i, ek) + cell(c, t, k, ei) - cell(c, t, i, ei) - cell(c, t, k, ek);
}

/* Log density of the cells that hang on number k of the publication law. */
static double density_of(const tb_chain *c, size_t k)
{
    size_t T = c->n_year;
    size_t U = c->n_unit;
    double sum = 0;
    for (size_t t = k < T ? k : 0; t < (k < T ? k + 1 : T); t++)
        for (size_t i = k >= T && k < T + U ? k - T : 0; i < (k >= T && k < T + U ? k - T + 1 : U);
             i++)
            if (c->f->year[t].in[i])
                sum += cell(c, t, i, ends_of(&c->year[t], i));
    return sum;
}

void tbi_publication_move(tb_chain *c, bool adapt)
{
    size_t T = c->n_year;
    size_t n = T + c->n_unit + 2;
    for (size_t k = 0; k < n; k++) {
        double mean = k < T ? YEAR_MEAN : k + 2 < n ? 0 : PLACE_MEAN;
        double sd = k < T ? YEAR_SD : k + 2 < n ? UNIT_SD : PLACE_SD;
        double was = c->print[k];
        double to = was + c->print_step[k] * tbi_rng_normal(&c->rng);
        double change = 0.5 * ((was - mean) * (was - mean) - (to - mean) * (to - mean)) / (sd * sd);
        change -= density_of(c, k);
        c->print[k] = to;
        change += density_of(c, k);
        bool take = tbi_chain_takes(&c->rng, change);
        if (!take)
            c->print[k] = was;
        if (adapt)
            c->print_step[k] *= take ? 1.12 : 0.92;
    }
}
