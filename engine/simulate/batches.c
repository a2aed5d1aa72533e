/* batches.c - settings from draws and points of the unit cube, sorted by method so that evaluations
 * which share one go side by side. */
#include "simulate/batches.h"

#include "num/rng.h"
#include "simulate/sobol_points.h"

#include <string.h>

/* Weights of `count` points of the cube: coordinate k of point i at u[k * step + from[i]]; g
 * [parts][step_g]. The same for B, unless h is NULL. Weight after weight, so that one quantile
 * table is read at a time. u, v: uniforms of A and of B. Parts without a factor of their own
 * keep the official weight. */
static void draw_weights(double *g, double *h, size_t step_g, const tb_design *d, const double *u,
                         const double *v, size_t step, const uint32_t *from, size_t count)
{
    const tb_sim_components *t = d->parts;
    for (size_t j = 0; j < t->parts; j++)
        for (size_t i = 0; i < count; i++) {
            g[j * step_g + i] = t->weight[j];
            if (h != NULL)
                h[j * step_g + i] = t->weight[j];
        }
    for (size_t k = 0; k < d->factors; k++) {
        size_t part = d->factor[k].part, input = d->factor[k].input;
        if (d->factor[k].kind != TB_FACTOR_WEIGHT)
            continue;
        tbi_design_weights(g + part * step_g, d, part, u + input * step, from, count);
        if (h != NULL)
            tbi_design_weights(h + part * step_g, d, part, v + input * step, from, count);
    }
}

/* The other settings but for noise of one point: coordinate k at u[k * step]. */
static void choose_setting(tb_setting *s, const double *g, size_t step_g, const tb_design *d,
                           const double *u, size_t step)
{
    double norm = d->input_norm < 0 ? 0 : u[(size_t)d->input_norm * step];
    double aggregation = d->input_aggregation < 0 ? 0 : u[(size_t)d->input_aggregation * step];
    s->g = g;
    s->step = step_g;
    s->method = (uint32_t)tbi_design_method(d, aggregation, norm);
    s->left = d->input_left < 0 ? 0 : (uint32_t)tbi_design_left(d, u[(size_t)d->input_left * step]);
    s->table = d->input_table < 0
                   ? 0
                   : (uint32_t)(u[(size_t)d->input_table * step] * (double)d->parts->tables);
    s->noise_b = 0;
}

/* Each draw reads its own stream from the start, so that any draw can be made again from its
 * number. Some draws stand side by side, u [inputs][together], for the tables of weights. g
 * [parts][step]: weights, of draw first + i at g[i]. setting [count] borrows from it. */
void tbi_settings_of_draws(tb_setting *setting, double *g, size_t step, const tb_work_plan *p,
                           uint64_t first, size_t count)
{
    enum { TOGETHER = 32 };
    const tb_design *d = p->design;
    static const uint32_t own_place[TOGETHER] = { 0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10,
                                                  11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
                                                  22, 23, 24, 25, 26, 27, 28, 29, 30, 31 };
    double u[TB_INPUTS_MOST * 4]; /* 32 draws of up to 512 inputs, fewer of more */
    size_t together = d->inputs * TOGETHER <= TB_INPUTS_MOST * 4 ? TOGETHER : 4;
    for (size_t at = 0, some; at < count; at += some) {
        some = count - at < together ? count - at : together;
        for (size_t i = 0; i < some; i++) {
            tb_rng r;
            tbi_rng_start(&r, p->seed, TB_STREAM_SIMULATE, first + at + i);
            for (size_t k = 0; k < d->inputs; k++)
                u[k * together + i] = tbi_rng_uniform(&r);
        }
        draw_weights(g + at, NULL, step, d, u, NULL, together, own_place, some);
        for (size_t i = 0; i < some; i++) {
            choose_setting(&setting[at + i], g + at + i, step, d, u + i, together);
            setting[at + i].noise_draw = first + at + i;
        }
    }
}

/* A counting sort: stable, O(count + methods). */
void tbi_batches_sort(uint32_t *order, const tb_setting *s, size_t count, size_t methods)
{
    size_t start[TB_NORMS * TB_AGGREGATIONS + 1] = { 0 };
    for (size_t i = 0; i < count; i++)
        start[s[i].method + 1]++;
    for (size_t m = 0; m < methods; m++)
        start[m + 1] += start[m];
    for (size_t i = 0; i < count; i++)
        order[start[s[i].method]++] = (uint32_t)i;
}

/* lanes: `used` rounded up to eight, as the kernels need it. */
size_t tbi_batches_next(const tb_setting **block, size_t *lanes, const tb_setting *s,
                        const uint32_t *order, size_t from, size_t count)
{
    size_t used = 0;
    while (used < TB_LANES_MOST && from + used < count &&
           s[order[from + used]].method == s[order[from]].method) {
        block[used] = &s[order[from + used]];
        used++;
    }
    *lanes = (used + 7) / 8 * 8;
    return used;
}

/* Coordinates 0 .. inputs - 1 are A's, the next as many B's; those beyond the table of
 * directions are independent numbers. Points are sorted by A's method: w->from[i] is the point
 * in place i. B's noise is all of stream B, A's all of stream A. w must have room for count
 * points; total points of one scrambling are 2^log_points. */
void tbi_batches_points(const tb_work_plan *p, size_t scrambling, size_t first, size_t count,
                        tb_workspace *w)
{
    const tb_design *d = p->design;
    size_t total = (size_t)1 << p->log_points;
    for (size_t k = 0; k < 2 * d->inputs; k++) {
        double *u = k < d->inputs ? w->ua + k * w->stride : w->ub + (k - d->inputs) * w->stride;
        tbi_sobol_scrambled(u, first, count, p->log_points,
                            k < TB_SOBOL_DIMENSIONS ? p->direction + 32 * k : NULL, k, p->seed,
                            (uint32_t)scrambling);
    }
    for (size_t i = 0; i < count; i++) {
        double norm = d->input_norm < 0 ? 0 : w->ua[(size_t)d->input_norm * w->stride + i];
        /* -1: there is one choice only, and no coordinate */
        double aggregation =
            d->input_aggregation < 0 ? 0 : w->ua[(size_t)d->input_aggregation * w->stride + i];
        w->c[i].method = (uint32_t)tbi_design_method(d, aggregation, norm);
    }
    tbi_batches_sort(w->from, w->c, count, d->methods);
    draw_weights(w->ga, w->gb, w->stride, d, w->ua, w->ub, w->stride, w->from, count);
    for (size_t i = 0; i < count; i++) {
        w->order[i] = (uint32_t)i;
        choose_setting(&w->a[i], w->ga + i, w->stride, d, w->ua + w->from[i], w->stride);
        choose_setting(&w->b[i], w->gb + i, w->stride, d, w->ub + w->from[i], w->stride);
        w->a[i].noise_draw = w->b[i].noise_draw =
            /* apart from the draws of the distributions */
            ((uint64_t)1 << 62) + scrambling * total + first + w->from[i];
        w->b[i].noise_b = UINT64_MAX;
    }
}

/* Fills w->c: point by point the settings of A with one factor f taken from B. The method is
 * read anew from the uniforms, since normalisation and aggregation have a coordinate each but
 * make one method. Only w->c and w->gc are written. C's weights of one factor are A's but for
 * that part. */
void tbi_batches_factor(const tb_work_plan *p, const tb_factor *f, size_t count, tb_workspace *w)
{
    const tb_design *d = p->design;
    size_t parts = d->parts->parts;
    for (size_t i = 0; i < count; i++) {
        const tb_setting *a = &w->a[i], *b = &w->b[i];
        tb_setting *c = &w->c[i];
        double u_norm =
            d->input_norm < 0 ? 0 : w->ua[(size_t)d->input_norm * w->stride + w->from[i]];
        double u_aggregation = d->input_aggregation < 0
                                   ? 0
                                   : w->ua[(size_t)d->input_aggregation * w->stride + w->from[i]];
        *c = *a;
        if (f->kind == TB_FACTOR_WEIGHTS)
            c->g = b->g;
        if (f->kind == TB_FACTOR_WEIGHT) {
            double *g = w->gc + i;
            for (size_t j = 0; j < parts; j++)
                g[j * w->stride] = (j == f->part ? b : a)->g[j * w->stride];
            c->g = g;
        }
        if (f->kind == TB_FACTOR_NORM)
            u_norm = w->ub[(size_t)d->input_norm * w->stride + w->from[i]];
        if (f->kind == TB_FACTOR_AGGREGATION)
            u_aggregation = w->ub[(size_t)d->input_aggregation * w->stride + w->from[i]];
        c->method = (uint32_t)tbi_design_method(d, u_aggregation, u_norm);
        if (f->kind == TB_FACTOR_LEFT_OUT)
            c->left = b->left;
        if (f->kind == TB_FACTOR_TABLE)
            c->table = b->table;
        if (f->kind == TB_FACTOR_NOISE)
            /* stream B for the one group, stream A for the others */
            c->noise_b = (uint64_t)1 << f->part;
    }
}

/* Where scores are sums, the change of one weight changes them by a multiple of one column. */
bool tbi_batches_is_sum(const tb_work_plan *p, const tb_workspace *w, size_t method)
{
    return p->composite->value[method] != NULL ||
           (w->values != NULL && p->design->method[method].aggregation != TB_AGG_COPELAND);
}

size_t tbi_batches_first_whole(const tb_work_plan *p, size_t count, const tb_workspace *w)
{
    size_t from = 0;
    while (from < count && tbi_batches_is_sum(p, w, w->a[from].method))
        from++;
    return from; /* methods are in order, copeland is the last */
}

/* B's weight less A's: what C differs from A by. */
void tbi_batches_exchange(double *out, const tb_work_plan *p, size_t part, size_t at, size_t used,
                          size_t lanes, const tb_workspace *w)
{
    const tb_design *d = p->design;
    const double *a = w->ga + part * w->stride + at, *b = w->gb + part * w->stride + at;
    for (size_t l = 0; l < used; l++)
        out[l] = b[l] - a[l];
    for (size_t l = used; l < lanes; l++)
        out[l] = 0;
    if (d->lefts > 1)
        for (size_t l = 0; l < used; l++)
            if (tbi_design_is_out(d, w->a[at + l].left, part))
                out[l] = 0;
}
