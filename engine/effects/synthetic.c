/* synthetic.c - synthetic control and synthetic difference in differences (Arkhangelsky, Athey,
 * Hirshberg, Imbens and Wager 2021), with the solver and the stopping rules of the authors' R
 * package synthdid 0.0.9, so that the figures agree.
 *
 * Unit weights make the comparison units' average run parallel to the treated before exposure; time
 * weights make the years before stand for the years after. Both minimise a ridge-penalised distance
 * over the simplex by Frank-Wolfe steps with exact line search; weights below a quarter of the
 * largest are set to zero, and the search goes on. */
#include "effects/synthetic.h"

#include "base/error.h"
#include "messages/effects.h"
#include "num/quantile.h"
#include "num/rng.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum { STEPS_BEFORE = 100, STEPS = 10000, PLACEBOS = 200 };

/* min over the simplex of |A w - b|^2 + rows zeta^2 |w|^2: one search. a [rows][k] row-major with b
 * as column k. */
typedef struct search {
    const double *a;
    size_t rows, k;
    double zeta, least; /* stops when the objective falls by less than least^2 */
    double *fit;        /* [rows] A w - b */
    double *slope;      /* [k] */
} search;

/* zeta^2 |w|^2 + |A w - b|^2 / rows; fit [rows] is left at A w - b for the slope. */
static double compute_objective(search *s, const double *w)
{
    double err = 0, ridge = 0;
    for (size_t r = 0; r < s->rows; r++) {
        double e = -s->a[r * (s->k + 1) + s->k];
        for (size_t j = 0; j < s->k; j++)
            e += s->a[r * (s->k + 1) + j] * w[j];
        s->fit[r] = e;
        err += e * e;
    }
    for (size_t j = 0; j < s->k; j++)
        ridge += w[j] * w[j];
    return s->zeta * s->zeta * ridge + err / (double)s->rows;
}

/* One step towards the vertex with the smallest slope; fit holds A w - b.
 * Exact line search: with d = e_best - w the objective along it is a parabola with its minimum at
 * -slope'd / (|A d|^2 + eta |d|^2), cut to [0, 1], so that w stays in the simplex. */
static void take_step(search *s, double *w)
{
    double eta = (double)s->rows * s->zeta * s->zeta, along = 0, length = 0, ridge = 0;
    size_t best = 0;
    for (size_t j = 0; j < s->k; j++) {
        s->slope[j] = eta * w[j];
        for (size_t r = 0; r < s->rows; r++)
            s->slope[j] += s->fit[r] * s->a[r * (s->k + 1) + j];
        if (s->slope[j] < s->slope[best])
            best = j;
    }
    for (size_t r = 0; r < s->rows; r++) {
        double ax = s->fit[r] + s->a[r * (s->k + 1) + s->k];
        double e = s->a[r * (s->k + 1) + best] - ax;
        length += e * e;
    }
    for (size_t j = 0; j < s->k; j++) {
        double d = (j == best) - w[j];
        along -= s->slope[j] * d;
        ridge += d * d;
    }
    if (ridge == 0)
        return;
    double size = fmin(1, fmax(0, along / (length + eta * ridge)));
    for (size_t j = 0; j < s->k; j++)
        w[j] += size * ((j == best) - w[j]);
}

/* Frank and Wolfe's steps on the simplex until one gains less than the square of `least`, at
 * most `steps` of them. */
static void run_frank_wolfe(search *s, double *w, int steps)
{
    double last = INFINITY, value = compute_objective(s, w);
    for (int t = 1; t <= steps; t++) {
        take_step(s, w);
        last = t == 1 ? INFINITY : value;
        value = compute_objective(s, w);
        if (t >= 2 && !(last - value > s->least * s->least))
            return;
    }
}

/* Weights of one kind: a [rows][k + 1], whose columns lose their means with an intercept.
 * The intercept is taken out by centring columns; weights are set to 0 below a quarter of the
 * largest, rescaled, and the search is taken up again from there. */
static void find_weights(search *s, double *a, double *w, bool intercept)
{
    for (size_t j = 0; j <= s->k && intercept; j++) {
        double mean = 0;
        for (size_t r = 0; r < s->rows; r++)
            mean += a[r * (s->k + 1) + j] / (double)s->rows;
        for (size_t r = 0; r < s->rows; r++)
            a[r * (s->k + 1) + j] -= mean;
    }
    s->a = a;
    for (size_t j = 0; j < s->k; j++)
        w[j] = 1 / (double)s->k;
    run_frank_wolfe(s, w, STEPS_BEFORE);
    double most = 0, sum = 0;
    for (size_t j = 0; j < s->k; j++)
        most = fmax(most, w[j]);
    for (size_t j = 0; j < s->k; j++) {
        w[j] = w[j] <= most / 4 ? 0 : w[j];
        sum += w[j];
    }
    for (size_t j = 0; j < s->k; j++)
        w[j] /= sum;
    run_frank_wolfe(s, w, STEPS);
}

/* Standard deviation of the yearly changes of the comparison units before exposure. */
static double estimate_noise(const double *y, size_t n0, size_t years, size_t t0, double *room)
{
    size_t m = 0;
    for (size_t i = 0; i < n0; i++)
        for (size_t t = 1; t < t0; t++)
            room[m++] = y[i * years + t] - y[i * years + t - 1];
    return sqrt(tbi_variance(room, m));
}

/* Mean of x[0], x[step_size], ..., n numbers. */
static double average_strided(const double *x, size_t n, size_t step_size)
{
    double s = 0;
    for (size_t i = 0; i < n; i++)
        s += x[i * step_size] / (double)n;
    return s;
}

/* Rows are the comparison units; columns the years before, and the mean of the years after. */
static void fill_time_rows(double *a, const double *y, size_t n0, size_t years, size_t t0)
{
    for (size_t i = 0; i < n0; i++) {
        for (size_t t = 0; t < t0; t++)
            a[i * (t0 + 1) + t] = y[i * years + t];
        a[i * (t0 + 1) + t0] = average_strided(&y[i * years + t0], years - t0, 1);
    }
}

/* Rows are the years before; columns the comparison units, and the mean of the treated. */
static void fill_unit_rows(double *a, const double *y, size_t n, size_t n0, size_t years, size_t t0)
{
    for (size_t t = 0; t < t0; t++) {
        for (size_t i = 0; i < n0; i++)
            a[t * (n0 + 1) + i] = y[i * years + t];
        a[t * (n0 + 1) + n0] = average_strided(&y[n0 * years + t], n - n0, years);
    }
}

/* y [n][years], the first n0 units for comparison, the first t0 years before exposure. sdid: zeta
 * = (treated units x exposed years)^(1/4) noise and time weights; else weights of units alone,
 * without a constant.
 * estimate = sum over years and units of (time contrast)(unit contrast) y: a difference in
 * differences with both sides weighted. */
bool tbi_synthetic_block(double *estimate, double *weight, double *time_weight, const double *y,
                         size_t n, size_t n0, size_t years, size_t t0, bool sdid, tb_arena *a)
{
    size_t wide = n0 > t0 ? n0 : t0;
    double *table = TB_NEW(a, double, (wide + 1) * (wide + 1)), *fit = TB_NEW(a, double, wide),
           *slope = TB_NEW(a, double, wide);
    double *room = TB_NEW(a, double, (n0 * years));
    if (a->refused)
        return false;
    double noise = estimate_noise(y, n0, years, t0, room), size = (double)((n - n0) * (years - t0));
    search s = {
        .rows = n0, .k = t0, .zeta = 1e-6 * noise, .least = 1e-5 * noise, .fit = fit, .slope = slope
    };
    memset(time_weight, 0, t0 * sizeof *time_weight);
    if (sdid) {
        fill_time_rows(table, y, n0, years, t0);
        find_weights(&s, table, time_weight, true);
    }
    s.rows = t0;
    s.k = n0;
    s.zeta = (sdid ? pow(size, 0.25) : 1e-6) * noise;
    fill_unit_rows(table, y, n, n0, years, t0);
    find_weights(&s, table, weight, sdid);
    *estimate = 0;
    for (size_t t = 0; t < years; t++) {
        double at = t < t0 ? -time_weight[t] : 1 / (double)(years - t0), gap = 0;
        for (size_t i = 0; i < n; i++)
            gap += (i < n0 ? -weight[i] : 1 / (double)(n - n0)) * y[i * years + t];
        *estimate += at * gap;
    }
    return true;
}

/* The block of a cohort: comparison units first. */
typedef struct block {
    int group;
    size_t n, n0, years, t0, first; /* first: place of the first year */
    size_t *unit;                   /* [n] */
    double *y;                      /* [n][years] */
} block;

/* Whether unit i has a score in every year place 0 .. last. */
static bool is_whole(const tbi_design *d, size_t i, size_t last)
{
    for (size_t t = 0; t <= last; t++)
        if (!isfinite(d->y[t * d->n + i]))
            return false;
    return true;
}

/* Units that can be compared with through year place `last`. */
static size_t count_controls(const tbi_design *d, size_t last)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++)
        n += tbi_unexposed(d, i, d->year[last]) && is_whole(d, i, last);
    return n;
}

/* false: no two years before, no whole treated row, or too few to compare with. */
static bool make_block(block *b, const tbi_design *d, size_t cohort, size_t floor, tb_arena *a)
{
    size_t last = d->years - 1, t0 = 0, m = 0;
    *b = (block){ .group = d->cohort[cohort] };
    while (t0 < d->years && d->year[t0] < b->group)
        t0++;
    while (last > t0 && count_controls(d, last) < floor)
        last--;
    if (t0 < 2 || t0 > last || count_controls(d, last) < floor)
        return false;
    b->t0 = t0;
    b->years = last + 1;
    b->unit = TB_NEW(a, size_t, d->n);
    b->y = TB_NEW(a, double, d->n * b->years);
    if (a->refused)
        return false;
    for (int treated = 0; treated < 2; treated++) {
        for (size_t i = 0; i < d->n; i++) {
            bool mine = treated ? d->group[i] == b->group : tbi_unexposed(d, i, d->year[last]);
            if (!mine || !is_whole(d, i, last))
                continue;
            for (size_t t = 0; t < b->years; t++)
                b->y[m * b->years + t] = d->y[t * d->n + i];
            b->unit[m++] = i;
        }
        if (!treated)
            b->n0 = m;
    }
    b->n = m;
    return b->n > b->n0;
}

/* The mean effect over treated years of all blocks, from their estimates.
 * Weights: treated units times treated years of a block. */
static double pool_estimates(const double *estimate, const block *b, size_t n)
{
    double sum = 0, all = 0;
    for (size_t k = 0; k < n; k++) {
        double w = (double)((b[k].n - b[k].n0) * (b[k].years - b[k].t0));
        sum += w * estimate[k];
        all += w;
    }
    return sum / all;
}

/* Error by placebos: as many comparison units as the block treats, drawn at random, take their
 * place (algorithm 4 of the paper). The draws of all blocks go together, so that the pooled effect
 * gets its error too. A block that treats as many units as it compares with has none.
 * O(PLACEBOS) blocks; placebo r of every run is the stream (seed, 2 << 40 + r), so that results
 * do not depend on the order in which blocks are asked. */
static size_t estimate_placebo_errors(tbi_target *cohort, double *pooled, const block *b, size_t n,
                                      const tb_effect_opts *o, tb_arena *a)
{
    double *draw = TB_NEW(a, double, (PLACEBOS * (n + 1))), *one = TB_NEW(a, double, n + 1);
    bool all = true;
    *pooled = NAN;
    for (size_t k = 0; k < n; k++)
        all = all && 2 * b[k].n0 > b[k].n;
    for (size_t r = 0; r < PLACEBOS && draw != NULL && one != NULL; r++) {
        tb_rng rng;
        tbi_rng_start(&rng, o->seed, TB_STREAM_TREATMENT, ((uint64_t)2 << 40) + r);
        for (size_t k = 0; k < n; k++) {
            tb_arena room = { 0 };
            size_t n0 = b[k].n0, n1 = b[k].n - n0;
            one[k] = NAN;
            double *y = TB_NEW(&room, double, (n0 * b[k].years)), *w = TB_NEW(&room, double, n0),
                   *v = TB_NEW(&room, double, b[k].t0);
            size_t *order = TB_NEW(&room, size_t, n0);
            for (size_t i = 0; i < n0 && order != NULL; i++) {
                size_t j = (size_t)tbi_rng_below(&rng, i + 1);
                order[i] = order[j];
                order[j] = i;
            }
            if (n0 > n1 && y != NULL && w != NULL && v != NULL && order != NULL) {
                for (size_t i = 0; i < n0; i++)
                    memcpy(&y[i * b[k].years], &b[k].y[order[i] * b[k].years],
                           b[k].years * sizeof *y);
                if (!tbi_synthetic_block(&one[k], w, v, y, n0, n0 - n1, b[k].years, b[k].t0,
                                         o->estimator == TB_EFFECT_SDID, &room))
                    one[k] = NAN;
            }
            draw[k * PLACEBOS + r] = one[k];
            tbi_arena_free(&room);
        }
        draw[n * PLACEBOS + r] = all ? pool_estimates(one, b, n) : NAN;
    }
    for (size_t k = 0; k <= n && draw != NULL; k++) {
        double variance = tbi_variance(&draw[k * PLACEBOS], PLACEBOS);
        double se = sqrt(variance * (PLACEBOS - 1) / PLACEBOS);
        if (k < n)
            cohort[k].se = se;
        else
            *pooled = se;
    }
    return all ? PLACEBOS : 0;
}

/* The treated units' mean and the weighted mean of those compared with, year by year. */
static bool draw_path(tbi_synthetic *out, const tbi_design *d, const block *b, const double *weight,
                      tb_arena *a)
{
    out->path = TB_NEW(a, tb_effect_path, b->years);
    out->paths = b->years;
    for (size_t t = 0; t < b->years && out->path != NULL; t++) {
        tb_effect_path *p = &out->path[t];
        *p = (tb_effect_path){ d->year[t],
                               average_strided(&b->y[b->n0 * b->years + t], b->n - b->n0, b->years),
                               0 };
        for (size_t i = 0; i < b->n0; i++)
            p->counterfactual += weight[i] * b->y[i * b->years + t];
    }
    return out->path != NULL;
}

/* With an intercept the synthetic path is moved to the level of the treated over the weighted years
 * before. */
static void lift_path(tbi_synthetic *out, const double *time_weight, size_t t0)
{
    double off = 0;
    for (size_t t = 0; t < t0; t++)
        off += time_weight[t] * (out->path[t].actual - out->path[t].counterfactual);
    for (size_t t = 0; t < out->paths; t++)
        out->path[t].counterfactual += off;
}

/* Each cohort has weights of its own; the path shown is that of the largest cohort. */
tb_status tbi_synthetic_make(tbi_synthetic *out, const tbi_design *d, const tb_effect_opts *o,
                             tb_arena *a, tb_err *err)
{
    bool sdid = o->estimator == TB_EFFECT_SDID;
    block *b = TB_NEW(a, block, d->cohorts);
    tbi_target *cohort = TB_NEW(a, tbi_target, d->cohorts);
    double *estimate = TB_NEW(a, double, d->cohorts), *weight = TB_NEW(a, double, d->n),
           *times = TB_NEW(a, double, d->years);
    size_t n = 0, largest = 0;
    *out = (tbi_synthetic){ 0 };
    if (a->refused)
        return tbi_no_memory(err, "a synthetic control");
    for (size_t k = 0; k < d->cohorts; k++) {
        if (!make_block(&b[n], d, k, o->floor > 2 ? o->floor : 2, a))
            continue;
        if (!tbi_synthetic_block(&estimate[n], weight, times, b[n].y, b[n].n, b[n].n0, b[n].years,
                                 b[n].t0, sdid, a))
            return tbi_no_memory(err, "a synthetic control");
        cohort[n] = (tbi_target){ .group = b[n].group, .estimate = estimate[n], .se = NAN };
        cohort[n].treated = b[n].n - b[n].n0;
        cohort[n].controls = b[n].n0;
        if (cohort[n].treated > largest) {
            largest = cohort[n].treated;
            if (!draw_path(out, d, &b[n], weight, a))
                return tbi_no_memory(err, "a synthetic control");
            lift_path(out, times, b[n].t0);
        }
        n++;
    }
    if (n == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_BAD_BLOCK, o->floor,
                        tb_effect_estimator_word(o->estimator));
    tbi_target none = { .estimate = NAN, .se = NAN };
    out->answer = (tbi_answer){
        .mean_event = none, .mean_cohort = none, .mean_year = none, .cohort = { n, cohort }
    };
    out->answer.overall = (tbi_target){ .estimate = pool_estimates(estimate, b, n), .se = NAN };
    out->blocks = n;
    out->placebos = estimate_placebo_errors(cohort, &out->answer.overall.se, b, n, o, a);
    return TB_OK;
}
