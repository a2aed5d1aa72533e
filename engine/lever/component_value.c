/* component_value.c - what each component is worth for a goal: arithmetic of the scheme on the gap,
 * no evidence about any measure needed. */
#include "attain/summary.h"
#include "attain/yearly_goal.h"
#include "base/to_index.h"
#include "lever/lever.h"

#include "base/error.h"
#include "base/refusals.h"
#include "num/quantile.h"
#include "score/compose.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/score.h>

/* Share of the sorted gaps that are at most x. */
static double find_share(const double *sorted, size_t n, double x)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (sorted[mid] <= x)
            lo = mid + 1;
        else
            hi = mid;
    }
    return (double)lo / (double)n;
}

/* Least points that bring the probability to p: the smallest x with find_share(x) >= p, not below
 * 0; NaN when none does. */
static double find_points(const double *sorted, size_t n, double p)
{
    size_t k = tbi_to_index(ceil(p * (double)n), n);
    double x = sorted[k > 0 ? k - 1 : 0];
    return isinf(x) && x > 0 ? NAN : x > 0 ? x : 0;
}

/* Levels between a column and `above`; 0 when the year's tree does not lead there. */
static size_t find_depth(const tb_index *x, size_t above, size_t column, int year)
{
    size_t depth = 0;
    while (column != above && depth < 32) {
        const tb_node *n = tb_index_node(x, column, year);
        if (n == NULL || n->parent < 0)
            return 0;
        column = (size_t)n->parent;
        depth++;
    }
    return depth;
}

/* Years under other rules are left out: their points mean something else. */
double tbi_component_highest(const tb_panel *p, const tb_index *x, size_t column, int origin)
{
    const tb_panel *parts = tb_panel_unmerged(p);
    const tb_index *of = parts != NULL ? tb_panel_index(parts, x->code) : x;
    double highest = NAN;
    if (of == NULL || column >= of->n_indicator)
        of = x;
    const tb_node *now = tb_index_node(of, column, origin);
    double *score = tbi_malloc(of->n_unit * sizeof *score);
    for (size_t t = 0; t < of->n_year && now != NULL && of->year[t] <= origin; t++) {
        if (tb_index_node(of, column, of->year[t]) != now)
            continue;      /* other rules, other points */
        if (score != NULL) /* else one by one: slower, the same */
            tbi_score_column(score, of, of->year[t], column);
        for (size_t i = 0; i < of->n_unit; i++)
            highest =
                fmax(highest,
                     score != NULL ? score[i] : tb_score_cell(of, of->year[t], i, column, NULL));
    }
    free(score);
    return highest;
}

/* w: points of the goal per point of the component. gain_01:
 * what 0.1 of a point adds to the probability; need_50, need_80: points that bring it to 50 and
 * 80 in 100; fits: whether the maximum leaves room for them (no bound where it or the score is
 * not known). */
static void fill_price(tb_price *p, const tb_goal_state *aim, const tb_index *x, size_t column,
                       double w, const tb_ask_state *c)
{
    const double *sorted = aim->sorted;
    double max;
    p->weight = w;
    tbi_headroom(&p->score, &p->score_year, &max, x, column,
                 (size_t)tb_index_unit(x, c->unit->code), tbi_ask_origin(c, x));
    p->max = max;
    p->highest = tbi_component_highest(c->panel, x, column, tbi_ask_origin(c, x));
    p->gain_01 = find_share(sorted, c->draws, 0.1 * w) - aim->a->chance;
    p->need_50 = find_points(sorted, c->draws, 0.5) / w;
    p->need_80 = find_points(sorted, c->draws, 0.8) / w;
    double room = isnan(p->score) || isnan(max) ? INFINITY : max - p->score;
    p->fits_50 = p->need_50 <= room;
    p->fits_80 = p->need_80 <= room;
    p->reach = NAN;
}

/* Of a path: 0.1 point in every year from the first on, judged year against year. No lasting
 * improvement brings a path to any probability one likes, since it raises the bar too. */
static tb_status fill_path(tb_price *p, const tb_goal_state *aim, double w, tb_err *err)
{
    tb_arena own = { 0 };
    size_t kept = aim->path->kept;
    float *size = TB_NEW(&own, float, kept);
    if (size == NULL)
        return tbi_no_memory(err, "the component values");
    for (size_t d = 0; d < kept; d++)
        size[d] = (float)(0.1 * w);
    int from = (aim->a->base_year > aim->a->origin ? aim->a->base_year : aim->a->origin) + 1;
    p->gain_01 = ((double)tbi_yearly_goal_met(aim, size, from) -
                  (double)tbi_yearly_goal_met(aim, NULL, from)) /
                 (double)kept;
    p->need_50 = aim->a->chance >= 0.5 ? 0 : NAN;
    p->need_80 = aim->a->chance >= 0.8 ? 0 : NAN;
    tbi_arena_free(&own);
    return TB_OK;
}

/* An index may have several tracks, one for each component that a goal is on. */
static bool is_seen_before(const tb_ask_state *c, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (c->track[k]->index == c->track[i]->index)
            return true;
    return false;
}

/* Whether the component, of weight w in the goal, has a price. A goal on the whole has none in
 * itself; another index enters as a whole. */
static bool has_price(const tb_ask_state *c, const tb_goal_state *aim, const tb_index *x,
                      size_t col, double w)
{
    bool own = x == aim->track->index;
    if (isnan(w) || w == 0 || tb_index_node(x, col, tbi_ask_origin(c, x)) == NULL ||
        tb_index_unit(x, c->unit->code) < 0)
        return false;
    bool whole = own && col == 0 && aim->track->column == 0;
    return !whole && (own || col == 0);
}

/* Which component a price is of, where it stands in the tree, and what comparable provinces kept of
 * it. */
static void name_price(tb_price *p, tb_ask_state *c, const tb_goal_state *aim, const tb_keys *keys,
                       const tb_index *x, size_t col)
{
    int origin = tbi_ask_origin(c, x);
    p->component = col == 0 ? x->code : tbi_ask_say(c, "%s.%s", x->code, x->indicator[col].code);
    p->name_vi = col == 0 ? x->name_vi : tb_index_name_vi(x, col, origin);
    p->name_en = col == 0 ? x->name_en : tb_index_name_en(x, col, origin);
    p->depth = x == aim->track->index ? (int)find_depth(x, aim->track->column, col, origin) : 1;
    for (size_t k = 0; k < keys->count; k++)
        if (keys->key[k].index == x && keys->key[k].column == col &&
            keys->key[k].evidence == TB_EVIDENCE_HISTORICAL)
            p->reach = keys->key[k].reach.q75;
}

/* One price for each component that has a weight in the goal; of another index only the whole. */
static tb_status list_prices(tb_ask_state *c, tb_goal_state *aim, const tb_keys *keys, tb_err *err)
{
    size_t room = 0;
    for (size_t i = 0; i < c->tracks; i++)
        room += c->track[i]->index->n_indicator;
    tb_price *price = TB_NEW(c->arena, tb_price, room);
    if (price == NULL)
        return tbi_no_memory(err, "the component values");
    aim->a->price = price;
    for (size_t i = 0; i < c->tracks; i++) {
        const tb_index *x = c->track[i]->index;
        if (is_seen_before(c, i))
            continue;
        for (size_t col = 0; col < x->n_indicator; col++) {
            double w = tbi_component_weight_for(aim, x, col, tbi_ask_origin(c, x));
            if (!has_price(c, aim, x, col, w))
                continue;
            tb_price *p = &price[aim->a->prices++];
            fill_price(p, aim, x, col, w, c);
            if (aim->path != NULL && fill_path(p, aim, w, err) != TB_OK)
                return TB_ENOMEM;
            name_price(p, c, aim, keys, x, col);
        }
    }
    return TB_OK;
}

/* Every price is a share of the goal's sorted gaps. */
tb_status tbi_component_values_answer(tb_ask_state *c, tb_keys *keys, tb_err *err)
{
    for (size_t i = 0; i < c->goals; i++) {
        if (c->aim[i].track == NULL)
            continue;
        tb_status st = list_prices(c, &c->aim[i], keys, err);
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}
