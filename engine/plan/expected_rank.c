/* expected_rank.c - expected rank as a problem of the plan search: one row for every draw and every
 * other unit that the measures can reach or lose. */
#include "plan/expected_rank.h"

#include "num/quantile.h"
#include "num/rank.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

enum { BLOCK = 256 };

/* Goals of one index and year share a table: the first of them stands for it, so that each
 * table counts once in the mean. */
void tbi_expected_rank_start(tb_expected_rank *out, const tb_plan_problem *p,
                             const tb_goal_state *const *aim, size_t draws)
{
    *out = (tb_expected_rank){ .p = p,
                               .kept = draws < TB_KEPT_RANK_DRAWS ? draws : TB_KEPT_RANK_DRAWS };
    for (size_t g = 0; g < p->goals; g++) {
        bool seen = false;
        for (size_t t = 0; t < out->tables; t++)
            seen |=
                out->table[t]->track == aim[g]->track && out->table[t]->year_at == aim[g]->year_at;
        if (seen)
            continue;
        out->goal[out->tables] = g;
        out->table[out->tables++] = aim[g];
    }
}

/* Most and least that any set adds to table t in draw d: a group's cap only takes from the most. */
static void find_band(double *low, double *high, const tb_expected_rank *c, size_t t, size_t d)
{
    *low = *high = 0;
    for (size_t k = 0; k < c->p->keys; k++) {
        const tb_plan_key *key = &c->p->key[k];
        double w = key->weight[c->goal[t]];
        double by = w * (double)key->size[d];
        /* any part of what a record reaches may count */
        double held = key->held != NULL ? w * (double)key->held[d] : 0;
        double most = key->held != NULL ? fmax(by + held, 0) - held : by;
        double least = key->held != NULL ? fmin(by + held, 0) - held : by;
        *high += fmax(most, 0);
        *low += fmin(least, 0);
    }
    double slack = 1e-6 * (*high - *low) + 1e-9;
    *low -= slack;
    *high += slack;
}

/* Others of table t in draw d that the measures can reach or lose: those first .. first + n - 1
 * of the table. The others of a draw lie sorted, best first; NaN from the last one that is
 * ranked. Returns how many. */
static size_t count_within(size_t *first, const tb_expected_rank *c, size_t t, size_t d)
{
    const tb_goal_state *aim = c->table[t];
    size_t units = aim->track->index->n_unit, n = 0;
    const double *others = aim->others + d * units;
    double own = aim->sign * aim->own[d], low, high;
    *first = 0;
    if (isnan(own))
        return 0;
    find_band(&low, &high, c, t, d);
    for (size_t i = 0; i < units && !isnan(others[i]) && others[i] - own > low; i++) {
        if (others[i] - own > high)
            continue;
        if (n++ == 0)
            *first = i;
    }
    return n;
}

/* Pairs of a draw and another unit that may be passed in it. */
typedef struct rows {
    size_t n;
    double *gap;          /* [n] points that are missing to pass it */
    uint32_t *draw;       /* [n] number of the draw */
    unsigned char *table; /* [n] which index and year */
} rows;

/* One row for each other unit that some set may move the unit past: gap = what is missing to it
 * in that draw. The problem of expected rank is to pass as many of them as possible. used draws,
 * every c->p->step-th from c->p->first on; gap in points of the table, oriented so that more is
 * better. */
static void fill_gaps(rows *r, const tb_expected_rank *c, size_t used)
{
    r->n = 0;
    for (size_t i = 0, d = c->p->first; i < used; i++, d += c->p->step) {
        for (size_t t = 0; t < c->tables; t++) {
            const tb_goal_state *aim = c->table[t];
            size_t first, n = count_within(&first, c, t, d);
            for (size_t k = 0; k < n; k++) {
                r->gap[r->n] = aim->others[d * aim->track->index->n_unit + first + k] -
                               aim->sign * aim->own[d];
                r->draw[r->n] = (uint32_t)d;
                r->table[r->n++] = (unsigned char)t;
            }
        }
    }
}

/* Size of key k (or what the draws hold of it) row by row in points of the row's table; in a group
 * of keys, of table t alone and 0 elsewhere. */
static const float *list_sizes(const tb_expected_rank *c, const rows *r, size_t k, size_t only,
                               bool held, tb_arena *a)
{
    float *out = TB_NEW(a, float, r->n + 1);
    const tb_plan_key *key = &c->p->key[k];
    const float *value = held ? key->held : key->size;
    for (size_t i = 0; out != NULL && i < r->n; i++) {
        size_t t = r->table[i];
        out[i] = only == SIZE_MAX || only == t
                     ? (float)(key->weight[c->goal[t]] * (double)value[r->draw[i]])
                     : 0;
    }
    return out;
}

/* Every key in points of its row's table. Keys of a group stand once a table, each table's group
 * with the cap in its points. Draws of the new problem are rows of r. r->draw says which draw a
 * row is of, and so which size of the key it has. */
static tb_status make_keys(tb_plan_problem *out, const tb_expected_rank *c, const rows *r,
                           tb_arena *a, tb_err *err)
{
    static const double one[1] = { 1 };
    tb_plan_key *key = TB_NEW(a, tb_plan_key, (c->p->keys * c->tables));
    double *cap = TB_NEW(a, double, TB_PLAN_GROUPS);
    if (key == NULL || cap == NULL)
        return tbi_no_memory(err, "the plan");
    out->keys = out->groups = 0;
    size_t group[TB_PLAN_GROUPS][TB_PLAN_GOALS];
    memset(group, 0xff, sizeof group);
    for (size_t k = 0; k < c->p->keys; k++) {
        const tb_plan_key *from = &c->p->key[k];
        /* a key without a group needs no copy for each table: its sizes are in each row's points
         * already */
        for (size_t t = 0; t < (from->group >= 0 ? c->tables : 1); t++) {
            tb_plan_key *to = &key[out->keys];
            *to = (tb_plan_key){ .size =
                                     list_sizes(c, r, k, from->group >= 0 ? t : SIZE_MAX, false, a),
                                 .weight = one,
                                 .choices = from->choices,
                                 .group = -1,
                                 .record = from->record };
            if (from->held != NULL)
                to->held = list_sizes(c, r, k, SIZE_MAX, true, a);
            if (to->size == NULL || (from->held != NULL && to->held == NULL))
                return tbi_no_memory(err, "the plan");
            out->keys++;
            if (from->group < 0 || from->weight[c->goal[t]] == 0)
                continue;
            size_t *at = &group[from->group][t];
            if (*at == SIZE_MAX && out->groups < TB_PLAN_GROUPS) {
                cap[out->groups] = from->weight[c->goal[t]] * c->p->group_cap[from->group];
                *at = out->groups++;
            }
            if (*at != SIZE_MAX)
                to->group = (int)*at;
        }
    }
    out->key = key;
    out->group_cap = cap;
    return TB_OK;
}

/* Places climbed are a goal like any other once each pair (draw, unit to pass) is a draw of its
 * own; draws are taken in order until TB_CLIMB_ROWS is full. *used: draws that fit. out shares
 * costs, budget and ties with *c->p; only draws, gaps and keys are new. */
tb_status tbi_expected_rank_problem(tb_plan_problem *out, size_t *used, const tb_expected_rank *c,
                                    tb_arena *a, tb_err *err)
{
    static const int must[1] = { 0 };
    size_t n = 0;
    *used = 0;
    for (size_t d = c->p->first; d < c->kept; d += c->p->step) {
        size_t more = 0, first;
        for (size_t t = 0; t < c->tables; t++)
            more += count_within(&first, c, t, d);
        if (n + more > TB_CLIMB_ROWS)
            /* a draw is taken whole or not: else its last places would not count */
            break;
        n += more;
        (*used)++;
    }
    rows r = { 0, TB_NEW(a, double, n + 1), TB_NEW(a, uint32_t, n + 1),
               TB_NEW(a, unsigned char, n + 1) };
    const double **gap = TB_NEW(a, const double *, 1);
    if (r.gap == NULL || r.draw == NULL || r.table == NULL || gap == NULL)
        return tbi_no_memory(err, "the plan");
    fill_gaps(&r, c, *used);
    gap[0] = r.gap;
    *out = *c->p;
    out->draws = r.n;
    out->first = 0;
    out->step = 1;
    out->goals = 1;
    out->gap = gap;
    out->any = must;
    return make_keys(out, c, &r, a, err);
}

/* Ranks of table t with a set in n draws from d on, two apart; 0 where the unit has none. */
static void compute_ranks(double *rank, const tb_expected_rank *c, size_t t, uint64_t set, size_t d,
                          size_t n)
{
    const tb_goal_state *aim = c->table[t];
    size_t units = aim->track->index->n_unit;
    double extra[BLOCK];
    tb_plan_problem p = *c->p;
    p.step = 2;
    tbi_plan_extra(extra, &p, set, c->goal[t], d, n);
    for (size_t i = 0; i < n; i++) {
        size_t k = d + 2 * i;
        rank[i] = isnan(aim->own[k]) ? 0
                                     : (double)tbi_rank_among(aim->others + k * units, units,
                                                              aim->sign * aim->own[k] + extra[i]);
    }
}

/* Draws from d on that fit one block; every second of the kept draws is looked at. */
static size_t find_block(const tb_expected_rank *c, size_t d)
{
    size_t left = (c->kept - d + 1) / 2;
    return left < BLOCK ? left : BLOCK;
}

/* Draws in which the unit has no rank do not count; one table without any makes the mean NaN.
 * Mean over the tables of the mean rank (from 1) over draws first, first + 2, ...: even draws
 * choose and odd ones judge. */
double tbi_expected_rank_of(const tb_expected_rank *c, uint64_t set, size_t first)
{
    double all = 0, rank[BLOCK];
    for (size_t t = 0; t < c->tables; t++) {
        double sum = 0, ranked = 0;
        for (size_t d = first, n; d < c->kept; d += 2 * n) {
            n = find_block(c, d);
            compute_ranks(rank, c, t, set, d, n);
            for (size_t i = 0; i < n; i++) {
                sum += rank[i];
                ranked += rank[i] > 0;
            }
        }
        all += ranked > 0 ? sum / ranked : NAN;
    }
    return all / (double)c->tables;
}

/* Paired by draw: both sets meet the same future, so that only the differences have a variance.
 * |sum d| <= 1.96 sqrt(sum d^2 - (sum d)^2 / n). by [block]: the difference of ranks summed over
 * the tables. */
bool tbi_expected_rank_alike(const tb_expected_rank *c, uint64_t a, uint64_t b, size_t first)
{
    double sum = 0, squares = 0, draws = 0, rank[2][BLOCK], by[BLOCK];
    for (size_t d = first, n; d < c->kept; d += 2 * n) {
        n = find_block(c, d);
        memset(by, 0, sizeof by);
        for (size_t t = 0; t < c->tables; t++) {
            compute_ranks(rank[0], c, t, a, d, n);
            compute_ranks(rank[1], c, t, b, d, n);
            for (size_t i = 0; i < n; i++)
                by[i] += rank[0][i] - rank[1][i];
            /* one more difference for each draw, over all tables */
        }
        for (size_t i = 0; i < n; i++) {
            sum += by[i];
            squares += by[i] * by[i];
            draws++;
        }
    }
    return fabs(sum) <= 1.96 * sqrt(fmax(squares - sum * sum / draws, 0));
}

/* Draws without a rank count as not reached: p is of all draws. *score: the (1 - p)-quantile,
 * back in the index's own direction, over the draws that have one; NaN without any. p 0.5: the
 * place that is reached in half of the draws. *place 0: in no place so often. rank 0: not
 * ranked. */
tb_status tbi_reached_with(int *place, double *score, const tb_expected_rank *c, uint64_t set,
                           size_t first, double p, tb_err *err)
{
    tb_arena own = { 0 };
    const tb_goal_state *aim = c->table[0];
    double rank[BLOCK];
    double extra[BLOCK];
    size_t units = aim->track->index->n_unit;
    size_t all = 0;
    size_t known = 0;
    size_t *at = TB_NEW(&own, size_t, units + 2); /* draws by place */
    double *reached = TB_NEW(&own, double, c->kept);
    if (at == NULL || reached == NULL) {
        tbi_arena_free(&own);
        return tbi_no_memory(err, "the plan");
    }
    for (size_t d = first, n; d < c->kept; d += 2 * n) {
        tb_plan_problem q = *c->p;
        q.step = 2;
        n = find_block(c, d);
        compute_ranks(rank, c, 0, set, d, n);
        tbi_plan_extra(extra, &q, set, c->goal[0], d, n);
        for (size_t i = 0; i < n; i++) {
            double own_score = aim->own[d + 2 * i];
            all++;
            at[(size_t)rank[i]] += rank[i] > 0;
            if (!isnan(own_score))
                reached[known++] = aim->sign * own_score + extra[i];
        }
    }
    /* the least place with at least p of all draws in it or better */
    size_t so_far = 0;
    *place = 0;
    for (size_t k = 1; k <= units && *place == 0; k++) {
        so_far += at[k];
        if ((double)so_far >= p * (double)all)
            *place = (int)k;
    }
    tbi_sort(reached, known);
    *score = known > 0 ? aim->sign * tbi_quantile_sorted(reached, known, 1 - p) : NAN;
    tbi_arena_free(&own);
    return TB_OK;
}
