/* effect.c - the size of an effect in every draw. One common and one own standard normal a draw;
 * both are functions of (seed, names, draw) alone. */
#include "lever/effect.h"

#include "base/error.h"
#include "base/threads.h"
#include "num/dist.h"
#include "num/quantile_pick.h"
#include "num/rng.h"

#include <math.h>
#include <omp.h>
#include <string.h>

enum { GRID = TB_KEY_GRID, BLOCK = 256 };

/* 28 bits of a name (Fowler, Noll and Vo's hash FNV-1a), so that a stream belongs to a name and not
 * to a place in a list. */
static uint32_t name_bits(const char *a, const char *b, const char *c)
{
    const char *text[3] = { a, b, c != NULL ? c : "" };
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < 3; i++) {
        for (const char *p = text[i]; *p != '\0'; p++)
            h = (h ^ (unsigned char)*p) * 16777619u;
        h = (h ^ 31u) * 16777619u;
    }
    return (h & 0x0fffffffu) << 4 | TB_STREAM_EFFECT;
}

/* A sub-component of a drawn part: the part's change is taken to spread over its components by
 * their ranges (what is expected when they move alike and apart). */
static double find_share(const tb_index *x, size_t part, size_t column, int year)
{
    double own = NAN, all = 0;
    for (size_t k = 0; k < x->n_node; k++) {
        const tb_node *n = &x->node[k];
        if (n->parent != (ptrdiff_t)part || year < n->first_year || n->last_year < year)
            continue;
        all += n->max - n->min;
        if (n->indicator == column)
            own = n->max - n->min;
    }
    return own / all;
}

/* Mean gain of a part over the draws: what comes without action. */
static double average_gain(const tb_index_draws *t, size_t part, size_t draws)
{
    double sum = 0;
    for (size_t d = 0; d < draws; d++)
        sum += t->gain[d * t->parts + part];
    return sum / (double)draws;
}

/* Which parts of the forecast of the key's index lie under its column, or above it with a share
 * of it, and their weights. false: no memory; without such a forecast the key has no parts. */
static bool has_parts(tb_key *k, tb_ask_state *c)
{
    for (size_t i = 0; i < c->tracks; i++) {
        const tb_index_draws *t = c->track[i];
        if (t->index != k->index || t->column != 0 || t->joint == NULL || t->parts == 0)
            continue;
        k->part = TB_NEW(c->arena, size_t, t->parts);
        k->part_weight = TB_NEW(c->arena, double, t->parts);
        k->part_drift = TB_NEW(c->arena, double, t->parts);
        if (k->part == NULL || k->part_weight == NULL || k->part_drift == NULL)
            return false;
        k->track = t;
        for (size_t p = 0; p < t->parts; p++) {
            size_t column = tbi_predictive_component(t->joint, p);
            double w = tbi_component_weight_within(t->index, k->column, column,
                                                   tbi_ask_origin(c, t->index));
            if (isnan(w))
                w = find_share(t->index, column, k->column, tbi_ask_origin(c, t->index));
            if (isnan(w))
                continue;
            k->part[k->parts] = p;
            k->part_drift[k->parts] = average_gain(t, p, c->draws);
            k->part_weight[k->parts++] = w;
        }
        return true;
    }
    return true;
}

/* Found by index, column and number of years. A list that grows leaves the old one in the
 * arena, so that pointers handed out stay valid. */
const tb_historical_change *tbi_keys_record(tb_keys *k, tb_ask_state *c, const tb_index *index,
                                            size_t column, int years)
{
    for (size_t i = 0; i < k->records; i++)
        if (k->record[i].index == index && k->record[i].column == column &&
            k->record[i].reach.years == years)
            return &k->record[i].reach;
    if (k->records == k->record_room) {
        size_t room = k->record_room > 0 ? k->record_room * 2 : 64;
        void *more = tbi_arena_alloc(c->arena, room, sizeof *k->record);
        if (more == NULL)
            return NULL;
        if (k->records > 0)
            memcpy(more, k->record, k->records * sizeof *k->record);
        k->record = more;
        k->record_room = room;
    }
    ptrdiff_t unit = tb_index_unit(index, c->unit->code);
    k->record[k->records].index = index;
    k->record[k->records].column = column;
    tb_historical_change *r = &k->record[k->records].reach;
    if (unit < 0 ||
        tbi_historical_change_make(r, index, column, (size_t)unit, tbi_ask_origin(c, index), years,
                                   c->book, c->arena, NULL) != TB_OK)
        return NULL;
    k->records++;
    return r;
}

/* Its random stream comes from the names of index, component and measure, not from its
 * position: adding a measure moves no other's draws. */
tb_key *tbi_keys_get(tb_keys *k, tb_ask_state *c, const tb_index *index, size_t column,
                     tb_evidence evidence, const char *lever, const tb_index_draws *to)
{
    for (size_t i = 0; i < k->count; i++) {
        const tb_key *one = &k->key[i];
        bool same = (one->lever == NULL) == (lever == NULL) &&
                    (lever == NULL || strcmp(one->lever, lever) == 0);
        if (one->index == index && one->column == column && one->evidence == evidence &&
            one->to == to && same)
            return &k->key[i];
    }
    /* cannot happen: room was made for every link and component */
    if (k->count == k->room)
        return NULL;
    tb_key *one = &k->key[k->count];
    *one = (tb_key){ .index = index,
                     .column = column,
                     .evidence = evidence,
                     .lever = lever,
                     .to = to,
                     .number = k->count + 1,
                     .cap = INFINITY };
    one->stream = name_bits(
        index->code, index->indicator[column].code,
        to != NULL ? tbi_ask_say(c, "%s>%s", lever != NULL ? lever : "", to->index->code) : lever);
    one->size = TB_NEW_BARE(c->arena, float, c->draws);
    if (one->size == NULL || (evidence == TB_EVIDENCE_HISTORICAL && !has_parts(one, c)))
        return NULL;
    k->count++;
    return one;
}

/* The normals of draws first .. first + BLOCK - 1 : what all keys share and the own of this one,
 * the first of each stream. */
static void draw_block_normals(double *shared, double *own, const tb_key *k, const tb_ask_state *c,
                               size_t first)
{
    tbi_rng_normal_block(shared, 1, BLOCK, c->seed, TB_STREAM_EFFECT, first);
    tbi_rng_normal_block(own, 1, BLOCK, c->seed, k->stream, first);
}

/* Linear between the grid's quantiles at u = (k + 0.5) / GRID, flat beyond the ends. */
static double interpolate_reach(const double *grid, double z)
{
    double at = tbi_normal_cdf(z) * GRID - 0.5;
    if (at <= 0)
        return grid[0];
    if (at >= GRID - 1)
        return grid[GRID - 1];
    size_t i = (size_t)at;
    return grid[i] + (at - (double)i) * (grid[i + 1] - grid[i]);
}

/* The draws already hold what a component gains by itself: adding a whole record to it would
 * count that twice. */
double tbi_key_innovation(const tb_key *k, size_t draw)
{
    double sum = 0;
    for (size_t p = 0; p < k->parts; p++)
        sum += k->part_weight[p] *
               (k->track->gain[draw * k->track->parts + k->part[p]] - k->part_drift[p]);
    return sum;
}

/* By evidence: the quantile of a grid at Phi(z); of published points won back with probability
 * `won` all or none, with no such figure a uniform share; else normal. */
double tbi_key_size(const tb_key *k, double z)
{
    double size = 0;
    if (k->evidence == TB_EVIDENCE_HISTORICAL || k->evidence == TB_EVIDENCE_ESTIMATED ||
        k->evidence == TB_EVIDENCE_QUASI)
        size = interpolate_reach(k->grid, z);
    else if (k->evidence == TB_EVIDENCE_PUBLISHED)
        size = isnan(k->won)                    ? k->lost * tbi_normal_cdf(z)
               : tbi_normal_cdf(z) > 1 - k->won ? k->lost
                                                : 0;
    else
        size = k->mean + k->sd * z;
    return size > k->cap ? k->cap : size;
}

/* A draw's normals come from its number, not from its block; the first draw of a block is the
 * one that goes on with from, from + step, ... */
void tbi_key_sizes(float *const *size, const double *rho, size_t n, const tb_key *k,
                   const tb_ask_state *c, size_t from, size_t step)
{
    int threads = tbi_threads(c->opts->threads);
#pragma omp parallel for schedule(static) num_threads(threads)
    for (size_t first = 0; first < c->draws; first += BLOCK) {
        double shared[BLOCK], own[BLOCK];
        size_t end = c->draws - first < BLOCK ? c->draws - first : BLOCK;
        draw_block_normals(shared, own, k, c, first);
        for (size_t i = (from + step - first % step) % step; i < end; i += step) {
            double held = tbi_key_innovation(k, first + i);
            for (size_t r = 0; r < n; r++) {
                double z = sqrt(rho[r]) * shared[i] + sqrt(1 - rho[r]) * own[i];
                size[r][first + i] = (float)(tbi_key_size(k, z) - held);
            }
        }
    }
}

/* The user's own figures on one component, with a maximum that is known. */
static bool is_share_of_maximum(const tb_key *a, const tb_key *b)
{
    return a->evidence == TB_EVIDENCE_ASSUMED && b->evidence == TB_EVIDENCE_ASSUMED &&
           isfinite(a->cap) && a->index == b->index && a->column == b->column;
}

/* Keys that are shares of one maximum make a group with the cap of the first of them; one that
 * has no fellow keeps -1. */
size_t tbi_key_groups(int *group, double *cap, const tb_key *const *key, size_t n)
{
    size_t groups = 0;
    for (size_t i = 0; i < n; i++) {
        group[i] = -1;
        for (size_t k = 0; k < i && group[i] < 0; k++) {
            if (!is_share_of_maximum(key[i], key[k]))
                continue;
            if (group[k] < 0) {
                cap[groups] = key[k]->cap;
                group[k] = (int)groups++;
            }
            group[i] = group[k];
        }
    }
    return groups;
}

/* Mean, 5 % and 95 % over the draws. */
static void find_spread(tb_key *k, size_t draws, double *wide, double *scratch)
{
    static const double p[2] = { 0.05, 0.95 };
    double sum = 0, q[2];
    for (size_t d = 0; d < draws; d++) {
        wide[d] = (double)k->size[d];
        sum += wide[d];
    }
    tbi_quantile_pick(q, p, 2, wide, draws, scratch);
    k->spread = (tb_spread){ sum / (double)draws, q[0], q[1] };
}

/* What every draw holds of a record. */
static void fill_held(tb_key *k, size_t draws)
{
    for (size_t d = 0; d < draws; d++)
        k->held[d] = (float)tbi_key_innovation(k, d);
}

/* Room of a record's grid and of what draws hold of it. */
static bool make_record_room(double **grid, tb_key *k, tb_ask_state *c)
{
    *grid = NULL;
    if (k->evidence != TB_EVIDENCE_HISTORICAL)
        return true;
    *grid = TB_NEW(c->arena, double, GRID);
    k->grid = *grid;
    k->held = TB_NEW_BARE(c->arena, float, c->draws);
    return k->grid != NULL && k->held != NULL;
}

/* Grids of records are filled here, once for all draws; those of estimated effects by whoever
 * made them. Keys side by side: a key alone shares its draws among the threads. */
tb_status tbi_keys_draw(tb_keys *k, tb_ask_state *c, tb_err *err)
{
    const double usual = 0.5; /* the correlation of effects */
    int threads = tbi_threads(c->opts->threads);
    double *scratch = TB_NEW_BARE(c->arena, double, (size_t)threads * c->draws);
    double *wide = TB_NEW_BARE(c->arena, double, (size_t)threads * c->draws);
    double **grid = TB_NEW(c->arena, double *, k->count);
    bool fits = scratch != NULL && wide != NULL && grid != NULL;
    for (size_t i = 0; i < k->count && fits; i++)
        fits = make_record_room(&grid[i], &k->key[i], c);
    if (!fits)
        return tbi_no_memory(err, "the effects");
#pragma omp parallel for schedule(dynamic) num_threads(threads) if (k->count > 1)
    for (size_t i = 0; i < k->count; i++) {
        tb_key *one = &k->key[i];
        size_t at = (size_t)omp_get_thread_num() * c->draws;
        if (grid[i] != NULL) {
            tbi_historical_change_grid(grid[i], GRID, &one->reach, c->book);
            fill_held(one, c->draws);
        }
        tbi_key_sizes(&one->size, &usual, 1, one, c, 0, 1);
        find_spread(one, c->draws, wide + at, scratch + at);
    }
    return TB_OK;
}

/* The words of results; NULL for no evidence. */
const char *tb_evidence_word(tb_evidence e)
{
    static const char *const word[] = { NULL,        "published", "historical",
                                        "estimated", "assumed",   "quasi-experimental" };
    return word[e];
}

/* An association is in points of the goal's index already, and of no other. */
double tbi_key_weight(const tb_goal_state *aim, const tb_key *k, int origin)
{
    if (k->to != NULL)
        return k->to == aim->track ? 1 : 0;
    return tbi_component_weight_for(aim, k->index, k->column, origin);
}
