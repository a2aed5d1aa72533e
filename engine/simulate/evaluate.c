/* evaluate.c - settings from draws and points, sorted by method so that evaluations which share one go side by side. */
#include "simulate/evaluate.h"

#include "num/kernels.h"
#include "num/rng.h"
#include "simulate/sobol_points.h"
#include "simulate/workplace.h"

#include <string.h>

/* Weights of `count` points of the cube: coordinate k of point i at u[k * step + from[i]]; g [count][parts]. Weight after weight, so that one quantile table is read at a time. */
static void weights_of_points(double *g, const tb_design *d, const double *u, size_t step, const uint32_t *from, size_t count)
{
    const tb_sim_parts *t = d->parts;
    for (size_t j = 0; j < t->parts; j++)
        for (size_t i = 0; i < count; i++) g[i * t->parts + j] = t->weight[j];
    for (size_t k = 0; k < d->factors; k++) {
        size_t part = d->factor[k].part;
        if (d->factor[k].kind != TB_FACTOR_WEIGHT) continue;
        for (size_t i = 0; i < count; i++) g[i * t->parts + part] = tb_design_weight(d, part, u[d->factor[k].input * step + from[i]]);
    }
}

/* The other settings but for noise of one point: coordinate k at u[k * step]. */
static void setting_of_point(tb_setting *s, const double *g, const tb_design *d, const double *u, size_t step)
{
    double norm = d->input_norm < 0 ? 0 : u[(size_t)d->input_norm * step], aggregation = d->input_aggregation < 0 ? 0 : u[(size_t)d->input_aggregation * step];
    s->g = g;
    s->method = (uint32_t)tb_design_method(d, aggregation, norm);
    s->left = d->input_left < 0 ? 0 : (uint32_t)tb_design_left(d, u[(size_t)d->input_left * step]);
    s->noise_b = 0;
}

void tb_settings_of_draws(tb_setting *setting, double *g, const tb_plan *p, uint64_t first, size_t count)
{
    enum { TOGETHER = 32 };
    const tb_design *d = p->design;
    static const uint32_t own_place[TOGETHER] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31 };
    double u[TB_INPUTS_MOST * 4]; /* 32 draws of up to 512 inputs, fewer of more */
    size_t parts = d->parts->parts, together = d->inputs * TOGETHER <= TB_INPUTS_MOST * 4 ? TOGETHER : 4;
    for (size_t at = 0, some; at < count; at += some) {
        some = count - at < together ? count - at : together;
        for (size_t i = 0; i < some; i++) {
            tb_rng r;
            tb_rng_start(&r, p->seed, TB_STREAM_SIMULATE, first + at + i);
            for (size_t k = 0; k < d->inputs; k++) u[k * together + i] = tb_rng_uniform(&r);
        }
        weights_of_points(g + at * parts, d, u, together, own_place, some);
        for (size_t i = 0; i < some; i++) {
            setting_of_point(&setting[at + i], g + (at + i) * parts, d, u + i, together);
            setting[at + i].noise_draw = first + at + i;
        }
    }
}

/* order [count]: settings by method, in their own order within one (a counting sort). */
static void sort_by_method(uint32_t *order, const tb_setting *s, size_t count, size_t methods)
{
    size_t at = 0;
    for (uint32_t m = 0; m < methods; m++)
        for (size_t i = 0; i < count; i++)
            if (s[i].method == m) order[at++] = (uint32_t)i;
}

/* The next block of settings that share a method: pointers [TB_LANES_MOST]; returns how many from position `from` of the order. */
static size_t next_block(const tb_setting **block, size_t *lanes, const tb_setting *s, const uint32_t *order, size_t from, size_t count)
{
    size_t used = 0;
    while (used < TB_LANES_MOST && from + used < count && s[order[from + used]].method == s[order[from]].method) {
        block[used] = &s[order[from + used]];
        used++;
    }
    *lanes = (used + 7) / 8 * 8;
    return used;
}

void tb_evaluate_draws(tb_rank_counts *counts, const tb_plan *p, uint64_t first, size_t count, tb_workplace *w)
{
    const tb_setting *block[TB_LANES_MOST];
    size_t lanes, n = p->design->parts->units, filled = 0;
    tb_settings_of_draws(w->a, w->ga, p, first, count);
    sort_by_method(w->order, w->a, count, p->design->methods);
    for (size_t at = 0, used; at < count; at += used) {
        used = next_block(block, &lanes, w->a, w->order, at, count);
        tb_composite_scores(w->score, NULL, p->composite, block, used, lanes, w->composite);
        if (n <= 64 || tb_rank_part(w->rank, w->score, n, lanes, used, w->room)) { /* a large table with ties is ranked again, tie by tie */
            tb_rank_count(counts, w->score, lanes, used, w->room);
            continue;
        }
        for (size_t i = 0; i < n; i++) memcpy(w->rank_a + i * w->stride + filled, w->rank + i * lanes, used * sizeof *w->rank);
        filled += used;
    }
    if (filled > 0) tb_rank_count_ranks(counts, w->rank_a, w->stride, filled);
}

/* For each evaluation the sum over units of |rank - reference rank|. */
static void sum_shifts(uint32_t *shift, const uint16_t *rank, const tb_plan *p, size_t count, size_t stride, size_t room)
{
    const tb_kernels *kernels = tb_kernels_best();
    memset(shift, 0, room * sizeof *shift);
    for (size_t i = 0; i < p->design->parts->units; i++)
        if (p->reference[i] != 0) kernels->add_shift(shift, rank + i * stride, p->reference[i], count);
}

/* Ranks of `count` settings into rank [units][stride], at the settings' own places. */
static void rank_settings(uint16_t *rank, uint32_t *shift, const tb_plan *p, const tb_setting *s, const uint32_t *order, size_t count, tb_workplace *w)
{
    const tb_setting *block[TB_LANES_MOST];
    size_t lanes, n = p->design->parts->units, stride = w->stride;
    for (size_t at = 0, used; at < count; at += used) {
        used = next_block(block, &lanes, s, order, at, count);
        tb_composite_scores(w->score, NULL, p->composite, block, used, lanes, w->composite);
        tb_rank_part(w->rank, w->score, n, lanes, used, w->room);
        for (size_t i = 0; i < n; i++)
            for (size_t l = 0; l < used; l++) rank[i * stride + order[at + l]] = w->rank[i * lanes + l];
    }
    sum_shifts(shift, rank, p, count, stride, count);
}

/* Adds B (C - A), (A - C)^2 and C - A of some evaluations to the sums of a factor, for every output. b stands in rows of stride_b. */
static void add_picks(int64_t *pick, size_t n, const uint16_t *a, const uint16_t *b, const uint16_t *c, size_t stride, size_t stride_b, const uint32_t *shift_a, const uint32_t *shift_b, const uint32_t *shift_c,
                      size_t count)
{
    const tb_kernels *kernels = tb_kernels_best();
    for (size_t i = 0; i < n; i++) kernels->pair_sums(pick + 3 * i, a + i * stride, b + i * stride_b, c + i * stride, count);
    for (size_t l = 0; l < count; l++) {
        int64_t difference = (int64_t)shift_c[l] - shift_a[l];
        pick[3 * n] += shift_b[l] * difference;
        pick[3 * n + 1] += difference * difference;
        pick[3 * n + 2] += difference;
    }
}

/* Whether scores of a method are sums of weighted values that are at hand: of all evaluations, or (with noise) of each of the block. */
static bool is_sum(const tb_plan *p, const tb_workplace *w, size_t method)
{
    return p->composite->value[method] != NULL || (w->values != NULL && p->design->method[method].aggregation != TB_AGG_COPELAND);
}

/* Scores that are sums of weighted values: C is A with one weight from B, so its scores are A's plus a difference. Lanes beyond `used` are copies that do not differ, and add nothing. */
static void exchange_weight(const tb_plan *p, size_t part, const tb_setting *const *block, size_t at, size_t used, size_t lanes, tb_workplace *w)
{
    const tb_design *d = p->design;
    const tb_kernels *kernels = tb_kernels_best();
    const double *v = p->composite->value[block[0]->method];
    size_t n = d->parts->units, parts = d->parts->parts;
    double difference[TB_LANES_MOST] = { 0 };
    for (size_t l = 0; l < used; l++) difference[l] = tb_design_is_out(d, block[l]->left, part) ? 0 : w->gb[(at + l) * parts + part] - w->ga[(at + l) * parts + part];
    if (v != NULL) kernels->update(w->other, w->score, v + part, parts, difference, n, lanes);
    else kernels->update_each(w->other, w->score, w->values + part * n * lanes, difference, n, lanes);
}

/* Rows of bytes (up to 64 units) of `lanes` evaluations from ranks [n][stride]. */
static void rows_of(uint8_t *row, const uint16_t *rank, size_t n, size_t stride, size_t lanes)
{
    for (size_t i = 0; i < n; i++)
        for (size_t l = 0; l < lanes; l++) row[64 * l + i] = (uint8_t)rank[i * stride + l];
}

static void shifts_of_rows(int32_t *shift, const uint8_t *row, const uint8_t *base, const uint8_t *counts, size_t lanes)
{
    for (size_t l = 0; l < lanes; l++) {
        int32_t sum = 0;
        for (size_t i = 0; i < 64; i++) {
            int32_t d = (row[64 * l + i] & counts[i]) - base[i];
            sum += d < 0 ? -d : d;
        }
        shift[l] = sum;
    }
}

/* All weights of one block of A, while it is in the cache: up to 64 units, in rows of bytes. */
static void pick_weights_small(tb_sobol_sums *sums, int64_t *pick, const tb_plan *p, const tb_setting *const *block, size_t at, size_t used, size_t lanes, tb_workplace *w)
{
    const tb_design *d = p->design;
    size_t n = d->parts->units;
    uint8_t a[TB_LANES_MOST * 64] = { 0 }, b[TB_LANES_MOST * 64] = { 0 }, c[TB_LANES_MOST * 64] = { 0 }, base[64] = { 0 }, counts[64] = { 0 };
    int32_t shift_a[TB_LANES_MOST], shift_c[TB_LANES_MOST];
    for (size_t i = 0; i < n; i++) base[i] = (uint8_t)p->reference[i], counts[i] = p->reference[i] != 0 ? 0xff : 0;
    rows_of(a, w->rank, n, lanes, lanes);
    rows_of(b, w->rank_b + at, n, w->stride, lanes);
    shifts_of_rows(shift_a, a, base, counts, lanes);
    for (size_t k = 0; k < d->factors; k++) {
        if (d->factor[k].kind != TB_FACTOR_WEIGHT) continue;
        int64_t *out = pick + k * sums->outputs * 3;
        int32_t acc[3 * 64] = { 0 };
        exchange_weight(p, d->factor[k].part, block, at, used, lanes, w);
        tb_rank_bytes(c, w->other, n, lanes, lanes, w->room);
        tb_kernels_best()->pick_rows(acc, a, b, c, lanes);
        for (size_t i = 0; i < n; i++)
            for (size_t m = 0; m < 3; m++) out[3 * i + m] += acc[64 * m + i];
        shifts_of_rows(shift_c, c, base, counts, lanes);
        for (size_t l = 0; l < lanes; l++) {
            int64_t difference = shift_c[l] - shift_a[l];
            out[3 * n] += w->shift_b[at + l] * difference;
            out[3 * n + 1] += difference * difference;
            out[3 * n + 2] += difference;
        }
    }
}

/* The same for larger tables. */
static void pick_weights(tb_sobol_sums *sums, int64_t *pick, const tb_plan *p, const tb_setting *const *block, size_t at, size_t used, size_t lanes, tb_workplace *w)
{
    const tb_design *d = p->design;
    size_t n = d->parts->units;
    uint32_t shift_a[TB_LANES_MOST], shift_c[TB_LANES_MOST];
    if (n <= 64) {
        pick_weights_small(sums, pick, p, block, at, used, lanes, w);
        return;
    }
    sum_shifts(shift_a, w->rank, p, lanes, lanes, lanes);
    for (size_t k = 0; k < d->factors; k++) {
        if (d->factor[k].kind != TB_FACTOR_WEIGHT) continue;
        exchange_weight(p, d->factor[k].part, block, at, used, lanes, w);
        tb_rank_part(w->rank_other, w->other, n, lanes, lanes, w->room);
        sum_shifts(shift_c, w->rank_other, p, lanes, lanes, lanes);
        add_picks(pick + k * sums->outputs * 3, n, w->rank, w->rank_b + at, w->rank_other, lanes, w->stride, shift_a, w->shift_b + at, shift_c, lanes);
    }
}

/* The evaluations of A, and of each C that is A but for a weight. */
static void rank_a_and_weights(tb_sobol_sums *sums, int64_t *pick, const tb_plan *p, size_t count, tb_workplace *w)
{
    const tb_setting *block[TB_LANES_MOST];
    size_t lanes, n = p->design->parts->units;
    for (size_t at = 0, used; at < count; at += used) {
        used = next_block(block, &lanes, w->a, w->order, at, count);
        tb_composite_scores(w->score, w->values, p->composite, block, used, lanes, w->composite);
        tb_rank_part(w->rank, w->score, n, lanes, lanes, w->room);
        for (size_t i = 0; i < n; i++) memcpy(w->rank_a + i * w->stride + at, w->rank + i * lanes, used * sizeof *w->rank);
        if (is_sum(p, w, block[0]->method)) pick_weights(sums, pick, p, block, at, used, lanes, w);
    }
    sum_shifts(w->shift_a, w->rank_a, p, count, w->stride, count);
}

/* C: A with the factor from B. */
static void settings_of_factor(const tb_plan *p, const tb_factor *f, size_t count, tb_workplace *w)
{
    const tb_design *d = p->design;
    size_t parts = d->parts->parts;
    for (size_t i = 0; i < count; i++) {
        const tb_setting *a = &w->a[i], *b = &w->b[i];
        tb_setting *c = &w->c[i];
        double u_norm = d->input_norm < 0 ? 0 : w->ua[(size_t)d->input_norm * w->stride + w->from[i]];
        double u_aggregation = d->input_aggregation < 0 ? 0 : w->ua[(size_t)d->input_aggregation * w->stride + w->from[i]];
        *c = *a;
        if (f->kind == TB_FACTOR_WEIGHTS) c->g = b->g;
        if (f->kind == TB_FACTOR_WEIGHT) {
            double *g = w->gc + i * parts;
            memcpy(g, a->g, parts * sizeof *g);
            g[f->part] = b->g[f->part];
            c->g = g;
        }
        if (f->kind == TB_FACTOR_NORM) u_norm = w->ub[(size_t)d->input_norm * w->stride + w->from[i]];
        if (f->kind == TB_FACTOR_AGGREGATION) u_aggregation = w->ub[(size_t)d->input_aggregation * w->stride + w->from[i]];
        c->method = (uint32_t)tb_design_method(d, u_aggregation, u_norm);
        if (f->kind == TB_FACTOR_LEFT_OUT) c->left = b->left;
        if (f->kind == TB_FACTOR_NOISE) c->noise_b = (uint64_t)1 << f->part;
    }
}

/* Fills A and B with points first .. of a scrambling, brought into the order of A's methods, so that blocks of A are contiguous. */
static void settings_of_points(const tb_plan *p, size_t scrambling, size_t first, size_t count, tb_workplace *w)
{
    const tb_design *d = p->design;
    size_t parts = d->parts->parts, total = (size_t)1 << p->log_points;
    for (size_t k = 0; k < 2 * d->inputs; k++) {
        double *u = k < d->inputs ? w->ua + k * w->stride : w->ub + (k - d->inputs) * w->stride;
        tb_sobol_scrambled(u, first, count, p->log_points, k < TB_SOBOL_DIMENSIONS ? p->direction + 32 * k : NULL, k, p->seed, (uint32_t)scrambling);
    }
    for (size_t i = 0; i < count; i++) {
        double norm = d->input_norm < 0 ? 0 : w->ua[(size_t)d->input_norm * w->stride + i], aggregation = d->input_aggregation < 0 ? 0 : w->ua[(size_t)d->input_aggregation * w->stride + i];
        w->c[i].method = (uint32_t)tb_design_method(d, aggregation, norm);
    }
    sort_by_method(w->from, w->c, count, d->methods);
    weights_of_points(w->ga, d, w->ua, w->stride, w->from, count);
    weights_of_points(w->gb, d, w->ub, w->stride, w->from, count);
    for (size_t i = 0; i < count; i++) {
        w->order[i] = (uint32_t)i;
        setting_of_point(&w->a[i], w->ga + i * parts, d, w->ua + w->from[i], w->stride);
        setting_of_point(&w->b[i], w->gb + i * parts, d, w->ub + w->from[i], w->stride);
        w->a[i].noise_draw = w->b[i].noise_draw = ((uint64_t)1 << 62) + scrambling * total + first + w->from[i]; /* apart from the draws of the distributions */
        w->b[i].noise_b = UINT64_MAX;
    }
}

static void add_values(tb_sobol_sums *sums, const uint16_t *rank, const uint32_t *shift, size_t count, size_t stride)
{
    size_t n = sums->outputs - 1;
    for (size_t i = 0; i < n; i++) {
        const uint16_t *r = rank + i * stride;
        int64_t sum = 0, square = 0, none = 0;
        for (size_t l = 0; l < count; l++) sum += r[l], square += (int64_t)r[l] * r[l], none += r[l] == 0;
        sums->value[2 * i] += sum;
        sums->value[2 * i + 1] += square;
        sums->unranked[i] += none;
    }
    for (size_t l = 0; l < count; l++) {
        sums->value[2 * n] += shift[l];
        sums->value[2 * n + 1] += (int64_t)shift[l] * shift[l];
    }
}

/* The first place whose scores are no sums (copeland; noise in tables too large to keep values): from there on C needs whole evaluations. */
static size_t first_whole(const tb_plan *p, size_t count, tb_workplace *w)
{
    size_t from = 0;
    while (from < count && is_sum(p, w, w->a[from].method)) from++;
    return from; /* methods are in order, copeland is the last */
}

void tb_evaluate_points(tb_sobol_sums *sums, const tb_plan *p, size_t scrambling, size_t first, size_t count, tb_workplace *w)
{
    const tb_design *d = p->design;
    size_t n = d->parts->units, stride = w->stride;
    int64_t *pick = sums->pick + scrambling * sums->factors * sums->outputs * 3;
    settings_of_points(p, scrambling, first, count, w);
    sort_by_method(w->order_c, w->b, count, d->methods);
    rank_settings(w->rank_b, w->shift_b, p, w->b, w->order_c, count, w);
    rank_a_and_weights(sums, pick, p, count, w);
    add_values(sums, w->rank_a, w->shift_a, count, stride);
    add_values(sums, w->rank_b, w->shift_b, count, stride);
    size_t whole = first_whole(p, count, w);
    for (size_t k = 0; k < d->factors; k++) {
        const tb_factor *f = &d->factor[k];
        size_t from = f->kind == TB_FACTOR_WEIGHT ? whole : 0; /* what pick_weights did not do */
        if (from == count) continue;
        settings_of_factor(p, f, count, w);
        sort_by_method(w->order_c, w->c + from, count - from, d->methods);
        rank_settings(w->rank_c + from, w->shift_c + from, p, w->c + from, w->order_c, count - from, w);
        add_picks(pick + k * sums->outputs * 3, n, w->rank_a + from, w->rank_b + from, w->rank_c + from, stride, stride, w->shift_a + from, w->shift_b + from, w->shift_c + from, count - from);
    }
}
