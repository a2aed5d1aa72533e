/* lever_result.c - what each measure alone is worth for a goal: the chance with it, the places it
 * moves. */
#include "attain/summary.h"
#include "attain/yearly_goal.h"
#include "lever/agency_name.h"
#include "lever/lever.h"
#include "lever/lever_order.h"
#include "lever/lever_studies.h"
#include "num/rank.h"
#include "num/simd.h"

#include "base/error.h"
#include "base/threads.h"
#include "messages/lever.h"
#include "messages/one_language.h"
#include "num/dist.h"
#include "num/quantile.h"

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
 * points; and the chance with the measure and so many points more, chance [points] on the grid of
 * the goal's own curve. Its effect goes with the draws, so that no curve of the goal alone could
 * tell. */
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

/* The cases that the size of a historical effect comes from, with the unit's name in the year in
 * which the change ended. */
static tb_status name_examples(tb_lever_answer *a, tb_ask_state *c, const tb_key *k, tb_err *err)
{
    const char **name = TB_NEW(c->arena, const char *, TB_REACH_EXAMPLES);
    if (name == NULL)
        return tbi_no_memory(err, "the examples");
    for (size_t i = 0; i < k->reach.examples; i++) {
        const tb_historical_change_case *one = &k->reach.example[i];
        const char *code = k->index->unit_code[one->unit];
        const tb_unit *unit = tb_panel_unit_of(c->panel, code, one->to);
        name[i] =
            tbi_ask_say(c, "%s %d–%d", unit != NULL ? unit->name_vi : code, one->from, one->to);
    }
    a->example = name;
    a->examples = k->reach.examples;
    a->pairs = (int)k->reach.n;
    return TB_OK;
}

/* Of the first measure that names one: all that do name the same (tbi_levers_check). */
const char *tbi_cost_unit(const tb_ask *ask)
{
    if (ask->cost_unit[0] != '\0')
        return ask->cost_unit;
    for (size_t i = 0; i < ask->levers; i++)
        if (ask->lever[i].cost_unit[0] != '\0')
            return ask->lever[i].cost_unit;
    return "";
}

/* Without any unit costs are counts of measures. */
double tbi_lever_cost(const tb_ask *ask, const tb_lever *v)
{
    return v->cost_given || tbi_cost_unit(ask)[0] == '\0' ? v->cost : (double)NAN;
}

/* An answer with its names, as they are at the origin, and no figure: NaN until fill_answer() knows
 * better. */
static void begin_answer(tb_lever_answer *a, const tb_lever_link *t, const tb_ask_state *c)
{
    const tb_indicator *in = &t->index->indicator[t->column];
    const tb_ask *ask = c->ask;
    int origin = tbi_ask_origin(c, t->index);
    *a = (tb_lever_answer){ .id = t->lever->id,
                            .name_vi = t->lever->name_vi,
                            .name_en = t->lever->name_en,
                            .agency_vi = t->lever->agency_vi,
                            .agency_en = t->lever->agency_en,
                            .index = t->index->code,
                            .component = in->code,
                            .component_vi = tb_index_name_vi(t->index, t->column, origin),
                            .component_en = tb_index_name_en(t->index, t->column, origin),
                            .effect = { NAN, NAN, NAN },
                            .weight = NAN,
                            .rank_change = { NAN, NAN, NAN },
                            .chance = NAN,
                            .chance_gain = NAN,
                            .chance_low = NAN,
                            .chance_high = NAN,
                            .gain_per_cost = NAN,
                            .above_need = NAN,
                            .cost = tbi_lever_cost(ask, t->lever),
                            .cost_given = t->lever->cost_given,
                            .cost_unit = t->lever->cost_given ? tbi_cost_unit(ask) : "",
                            .link = t->effect->link,
                            .note = t->effect->note,
                            .note_vi = t->effect->note_vi,
                            .aims_at = t->effect->aims_at };
}

/* Which of two kinds of evidence counts where there are two: the user's own figure. */
static void say_choice(tb_lever_answer *a, const tb_lever_link *t)
{
    a->beside = t->beside;
    if (t->beside) {
        a->choice = TB_EN(TB_MSG_LEVER_SHOWN_BESIDE_USER_S);
        a->choice_vi = TB_VI(TB_MSG_LEVER_SHOWN_BESIDE_USER_S);
    } else if (t->two) {
        a->choice = TB_EN(TB_MSG_LEVER_TWO_KINDS_EVIDENCE_EXIST);
        a->choice_vi = TB_VI(TB_MSG_LEVER_TWO_KINDS_EVIDENCE_EXIST);
    }
}

/* A path with the measure alone, begun at once: the chance without it and what changes in the kept
 * draws. at: quantile of the effect, NaN = as drawn.
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

/* Which effect a measure has on one goal, if any: without a key, a known weight or time to act it
 * keeps its reason and no figures. */
static tb_status take_evidence(tb_lever_answer *a, const tb_lever_link *t, tb_ask_state *c,
                               const tb_goal_state *aim, tb_err *err)
{
    double w = t->to != NULL ? 1
                             : tbi_component_weight_for(aim, t->index, t->column,
                                                        tbi_ask_origin(c, t->index));
    a->weight = w;
    a->effect_reason = t->reason;
    a->effect_reason_vi = t->reason_vi;
    a->compared = t->compared.said;
    a->compared_vi = t->compared.said_vi;
    a->treatment = t->compared.treatment;
    a->compared_usable = t->compared.usable;
    a->compared_measure_vi = t->compared.measure_vi;
    a->compared_measure_en = t->compared.measure_en;
    a->compared_verdict_vi = t->compared.verdict_vi;
    a->compared_verdict_en = t->compared.verdict_en;
    a->compared_reason_id = t->compared.reason_id;
    a->compared_reason_number = t->compared.reason_number;
    if (t->key == NULL)
        return TB_OK;
    if (isnan(w)) {
        a->effect_reason = TB_EN(TB_MSG_LEVER_HOW_MANY_POINTS_INDEX);
        a->effect_reason_vi = TB_VI(TB_MSG_LEVER_HOW_MANY_POINTS_INDEX);
        return TB_OK;
    }
    /* this goal's own year: another goal may lie later */
    if (t->lever->lag > 0 && tbi_ask_begins(c) + t->lever->lag > aim->a->year) {
        a->effect_reason =
            tbi_ask_say(c, TB_EN(TB_MSG_LEVER_ITS_EFFECT_COMES_YEARS), t->lever->lag, aim->a->year);
        a->effect_reason_vi =
            tbi_ask_say(c, TB_VI(TB_MSG_LEVER_ITS_EFFECT_COMES_YEARS), t->lever->lag, aim->a->year);
        return TB_OK;
    }
    const tb_key *k = t->key;
    a->source = k->number;
    a->evidence = k->evidence;
    a->condition = k->condition;
    a->condition_vi = k->condition_vi;
    a->effect = k->spread;
    a->pairs = k->pairs;
    a->own_figure = k->lever != NULL && k->evidence != TB_EVIDENCE_QUASI;
    say_choice(a, t);
    return k->evidence == TB_EVIDENCE_HISTORICAL ? name_examples(a, c, k, err) : TB_OK;
}

/* One measure whose figures for one goal are wanted. */
typedef struct tb_lever_work {
    tb_lever_answer *a;
    const tb_lever_link *link;
    double *curve; /* [points] of the goal's grid */
    tb_status st;
    tb_err why;
} tb_lever_work;

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

/* Measures side by side: each reads what is shared and writes its own. work [n]: those that have an
 * effect. scratch [threads][draws]. */
static tb_status fill_answers(tb_lever_work *work, size_t n, tb_ask_state *c,
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

/* Agencies as they are named in the year in which measures can begin. Over all provinces at once
 * nobody is named. */
static tb_status name_agencies(tb_lever_answer *a, size_t n, tb_ask_state *c, tb_err *err)
{
    tb_agency_table t;
    int year = tbi_ask_begins(c);
    if (c->opts->best_plan_only || n == 0)
        return TB_OK;
    bool room = tbi_agency_table_make(&t, c->panel, c->ask, c->unit, c->arena);
    for (size_t i = 0; i < n && room; i++)
        room = tbi_agencies_text(&a[i].agency_vi, &t, a[i].agency_vi, year, true, c->arena) &&
               tbi_agencies_text(&a[i].agency_en, &t, a[i].agency_en, year, false, c->arena);
    return room ? TB_OK : tbi_no_memory(err, "the agencies");
}

/* Whether the goal's answer has the measure: it moves the goal, or would if the rules of the origin
 * had its component. */
static bool is_of_goal(const tb_lever_link *t, const tb_goal_state *aim, const tb_ask_state *c)
{
    if (t->gone)
        return t->index == aim->track->index;
    if (t->to != NULL)
        return t->to == aim->track;
    return tbi_component_weight_for(aim, t->index, t->column, tbi_ask_origin(c, t->index)) != 0;
}

/* The answers of one goal, in the order of links; work and a have room for all of them. */
static tb_status list_answers(tb_lever_answer *a, size_t *n, tb_lever_work *work, size_t *works,
                              tb_ask_state *c, const tb_lever_links *t, const tb_goal_state *aim,
                              tb_err *err)
{
    for (size_t k = 0; k < t->count; k++) {
        const tb_lever_link *one = &t->touch[k];
        if (!is_of_goal(one, aim, c))
            continue;
        begin_answer(&a[*n], one, c);
        if (!tbi_lever_studies(&a[*n].study, &a[*n].studies, c, one->lever->id))
            return tbi_no_memory(err, "the levers");
        tb_status st = take_evidence(&a[*n], one, c, aim, err);
        if (st != TB_OK)
            return st;
        if (a[*n].source > 0)
            work[(*works)++] = (tb_lever_work){ .a = &a[*n], .link = one };
        (*n)++;
    }
    return TB_OK;
}

/* Measures with evidence first: levers_known of them have figures. */
tb_status tbi_levers_answer(tb_ask_state *c, const tb_lever_links *t, tb_err *err)
{
    int threads = tbi_threads(c->opts->threads);
    double *scratch = TB_NEW(c->arena, double, (size_t)threads * c->draws);
    tb_lever_work *work = TB_NEW(c->arena, tb_lever_work, t->count);
    if (scratch == NULL || work == NULL)
        return tbi_no_memory(err, "the levers");
    for (size_t i = 0; i < c->goals; i++) {
        tb_goal_state *aim = &c->aim[i];
        if (aim->track == NULL)
            continue;
        tb_lever_answer *a = TB_NEW(c->arena, tb_lever_answer, t->count);
        if (a == NULL)
            return tbi_no_memory(err, "the levers");
        size_t n = 0, works = 0;
        tb_status st = list_answers(a, &n, work, &works, c, t, aim, err);
        if (st == TB_OK)
            st = fill_answers(work, works, c, aim, scratch, threads, err);
        if (st != TB_OK)
            return st;
        st = tbi_levers_order(a, n, c, err);
        if (st == TB_OK)
            st = name_agencies(a, n, c, err);
        if (st != TB_OK)
            return st;
        aim->a->lever = a;
        aim->a->levers = n;
        /* those with figures stand first in the order */
        while (aim->a->levers_known < n && a[aim->a->levers_known].effect_reason == NULL)
            aim->a->levers_known++;
    }
    return TB_OK;
}
