/* lever_figures.c - what the effect of a measure alone does in the draws of a goal: the
 * probability with it, as drawn and held at its ends, and the places that it moves. */
#include "lever/lever_figures.h"

#include "attain/yearly_goal.h"
#include "base/error.h"
#include "num/dist.h"
#include "num/quantile.h"
#include "num/rank.h"
#include "num/simd.h"

#include <math.h>
#include <omp.h>
#include <string.h>

/* Mean, 5 % and 95 % of value [n], which is sorted; NaN when n is 0. */
static tb_spread summarise_spread(double *value, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += value[i];
    tbi_sort(value, n);
    return (tb_spread){ n > 0 ? sum / (double)n : NAN, tbi_quantile_sorted(value, n, 0.05),
                        tbi_quantile_sorted(value, n, 0.95) };
}

enum { BLOCK = 256 };

/* A block of the draws of one measure and goal. */
typedef struct tb_lever_block {
    size_t first, n;
    double extra[BLOCK];      /* points of the goal that the effect adds, as it was drawn */
    double innovation[BLOCK]; /* of the key */
} tb_lever_block;

static void read_block(tb_lever_block *b, const tb_key *k, double weight, size_t draws)
{
    b->n = draws - b->first < BLOCK ? draws - b->first : BLOCK;
    memset(b->extra, 0, b->n * sizeof *b->extra);
    tbi_simd_best()->add_sizes(b->extra, k->size + b->first, weight, b->n);
    for (size_t i = 0; i < b->n; i++)
        b->innovation[i] = k->parts > 0 ? tbi_key_innovation(k, b->first + i) : 0;
}

/* In how many draws of the block the effect, held at one size, covers what is missing. */
static size_t count_held(const tb_lever_block *b, const double *gap, double weight, double size)
{
    double extra[BLOCK];
    for (size_t i = 0; i < b->n; i++)
        extra[i] = weight * (size - b->innovation[i]);
    return tbi_simd_best()->count_reached(gap, extra, b->n);
}

/* count [points + 1] += by the first point of the goal's grid that covers what the measure leaves
 * to do; the last of them: none does. */
static void count_points(uint32_t *count, const tb_lever_block *b, const double *gap, double most,
                         int points)
{
    double need[BLOCK];
    uint8_t step[BLOCK];
    for (size_t i = 0; i < b->n; i++)
        need[i] = gap[i] - b->extra[i];
    tbi_simd_best()->need_steps(step, need, 0, most, points, 0, b->n);
    for (size_t i = 0; i < b->n; i++)
        count[step[i]]++;
}

/* Draws in which the effect covers what is missing: as it was drawn, and held at its 5 % and 95 %
 * points; and the probability with the measure and so many points more, chance [points] on the
 * grid of the goal's own curve. Its effect goes with the draws, so that no curve of the goal alone
 * could tell. */
static void estimate_chances(tb_lever_answer *a, double *chance, const tb_goal_state *aim,
                             const tb_key *k, double weight, size_t draws)
{
    double low = tbi_key_size(k, tbi_normal_quantile(0.05));
    double high = tbi_key_size(k, tbi_normal_quantile(0.95));
    size_t points = aim->a->curve;
    size_t met = 0, met_low = 0, met_high = 0, covered = 0;
    uint32_t count[UINT8_MAX + 1] = { 0 };
    tb_lever_block b;
    for (b.first = 0; b.first < draws; b.first += b.n) {
        const double *gap = aim->gap + b.first;
        read_block(&b, k, weight, draws);
        met += tbi_simd_best()->count_reached(gap, b.extra, b.n);
        met_low += count_held(&b, gap, weight, low);
        met_high += count_held(&b, gap, weight, high);
        if (points > 0)
            count_points(count, &b, gap, aim->a->curve_point[points - 1], (int)points);
    }
    a->chance = (double)met / (double)draws;
    a->chance_low = (double)met_low / (double)draws;
    a->chance_high = (double)met_high / (double)draws;
    for (size_t x = 0; x < points; x++) {
        covered += count[x];
        chance[x] = (double)covered / (double)draws;
    }
}

/* Without any measure: the rank in each of the kept draws, 0 in those without a score. */
static void rank_kept_draws(uint16_t *rank, const tb_goal_state *aim, size_t kept)
{
    size_t units = aim->track->index->n_unit;
    for (size_t d = 0; d < kept; d++) {
        const double *others = aim->others + d * units;
        bool none = isnan(aim->own[d]);
        rank[d] = none ? 0 : (uint16_t)tbi_rank_among(others, units, aim->sign * aim->own[d]);
    }
}

/* The rank of a score that stood at `rank` and moved: from place to place, since few are passed. */
static size_t find_moved_rank(size_t rank, const double *others, size_t units, double score)
{
    while (rank > 1 && !(others[rank - 2] > score))
        rank--;
    while (rank <= units && others[rank - 1] > score)
        rank++;
    return rank;
}

/* Rank before less rank after, in the kept draws that have a score, the others as they were
 * drawn. before [kept]: rank_kept_draws(). */
static tb_spread summarise_rank_change(const tb_goal_state *aim, const tb_key *k, double weight,
                                       const uint16_t *before, size_t kept, double *scratch)
{
    size_t units = aim->track->index->n_unit;
    size_t n = 0;
    for (size_t d = 0; d < kept; d++) {
        if (before[d] == 0)
            continue;
        double own = aim->sign * aim->own[d] + weight * (double)k->size[d];
        size_t after = find_moved_rank(before[d], aim->others + d * units, units, own);
        scratch[n++] = (double)before[d] - (double)after;
    }
    return summarise_spread(scratch, n);
}

/* A path with the measure alone, begun at once: the probability without it and what changes in the
 * kept draws. at: quantile of the effect, NaN = as drawn.
 */
static double is_on_path(const tb_goal_state *aim, const tb_key *k, double weight, int lag,
                         double at, float *size)
{
    size_t kept = aim->path->kept;
    int from = (aim->a->base_year > aim->a->origin ? aim->a->base_year : aim->a->origin) + 1 +
               (lag > 0 ? lag : 0);
    double fixed = isnan(at) ? 0 : tbi_key_size(k, tbi_normal_quantile(at));
    for (size_t d = 0; d < kept; d++)
        size[d] =
            (float)(weight * (isnan(at) ? (double)k->size[d] : fixed - tbi_key_innovation(k, d)));
    double by =
        (double)tbi_yearly_goal_met(aim, size, from) - (double)tbi_yearly_goal_met(aim, NULL, from);
    return aim->a->chance + by / (double)kept;
}

/* A path is met or missed as a whole, with the effect from its lag on: it cannot be read from
 * gaps. NAN: the effect as drawn; 0.05 and 0.95: at these quantiles. */
static tb_status fill_path(tb_lever_answer *a, const tb_goal_state *aim, const tb_key *k,
                           double weight, int lag, tb_err *err)
{
    tb_arena own = { 0 };
    float *size = TB_NEW(&own, float, aim->path->kept);
    if (size == NULL)
        return tbi_no_memory(err, "the levers");
    a->chance = is_on_path(aim, k, weight, lag, NAN, size);
    a->chance_low = is_on_path(aim, k, weight, lag, 0.05, size);
    a->chance_high = is_on_path(aim, k, weight, lag, 0.95, size);
    a->chance_gain = a->chance - aim->a->chance;
    tbi_arena_free(&own);
    return TB_OK;
}

/* How often the effect is above the points that the goal lacks in the middle of the draws. */
static double compute_share_above_need(const tb_goal_state *aim, const tb_key *k, double weight,
                                       size_t draws)
{
    double need = aim->a->gap[1];
    size_t above = 0;
    if (isnan(need))
        return NAN;
    for (size_t d = 0; d < draws; d++)
        above += weight * (double)k->size[d] >= fmax(need, 0);
    return (double)above / (double)draws;
}

static size_t count_kept(const tb_ask_state *c)
{
    return c->draws < TB_KEPT_RANK_DRAWS ? c->draws : TB_KEPT_RANK_DRAWS;
}

/* The figures of one measure for one goal; before [kept], scratch [draws]. */
static void fill_answer(tb_lever_work *w, const tb_ask_state *c, const tb_goal_state *aim,
                        const uint16_t *before, double *scratch)
{
    tb_lever_answer *a = w->a;
    const tb_key *k = w->link->key;
    double weight = a->weight;
    /* each draw carries its own effect, so that a large one may fall together with a large
     * gap */
    estimate_chances(a, w->curve, aim, k, weight, c->draws);
    a->chance_gain = a->chance - aim->a->chance;
    if (aim->path != NULL)
        w->st = fill_path(a, aim, k, weight, w->link->lever->lag, &w->why);
    a->curve_chance = aim->a->curve > 0 ? w->curve : NULL;
    a->gain_per_cost = a->cost > 0 ? a->chance_gain / a->cost : NAN;
    a->rank_change = summarise_rank_change(aim, k, weight, before, count_kept(c), scratch);
    if (k->evidence == TB_EVIDENCE_QUASI)
        a->above_need = compute_share_above_need(aim, k, weight, c->draws);
}

/* Measures side by side: each reads what is shared and writes its own. */
tb_status tbi_lever_figures(tb_lever_work *work, size_t n, tb_ask_state *c,
                            const tb_goal_state *aim, double *scratch, int threads, tb_err *err)
{
    double *curve = TB_NEW(c->arena, double, (n * aim->a->curve));
    uint16_t *before = TB_NEW(c->arena, uint16_t, count_kept(c));
    if (curve == NULL || before == NULL)
        return tbi_no_memory(err, "the curves");
    if (n > 0)
        rank_kept_draws(before, aim, count_kept(c));
    for (size_t i = 0; i < n; i++)
        work[i].curve = curve + i * aim->a->curve;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (size_t i = 0; i < n; i++)
        fill_answer(&work[i], c, aim, before, scratch + (size_t)omp_get_thread_num() * c->draws);
    for (size_t i = 0; i < n; i++)
        if (work[i].st != TB_OK)
            return tbi_no_memory(err, "the levers");
    return TB_OK;
}
