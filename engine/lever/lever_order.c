/* lever_order.c - the order of usefulness: by probability, by places, by what the money buys. */
#include "lever/lever_order.h"

#include "base/error.h"
#include "num/quantile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Places among those with an effect and not only shown beside, ties sharing the better one. */
static double compute_worth(const tb_lever_answer *a, int by)
{
    if (by == 0)
        return a->chance_gain;
    if (by == 1)
        return a->rank_change.mean;
    if (isnan(a->cost))
        return -INFINITY; /* nobody knows what it gives for its money */
    return a->cost > 0 ? a->gain_per_cost : a->chance_gain > 0 ? INFINITY : 0;
}

/* How many of sorted [n] are above x. */
static size_t count_above(const double *sorted, size_t n, double x)
{
    size_t low = 0;
    for (size_t high = n; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (sorted[middle] > x)
            high = middle;
        else
            low = middle + 1;
    }
    return n - low;
}

static bool is_ranked(const tb_lever_answer *a)
{
    return a->effect_reason == NULL && !a->beside;
}

/* Places by probability, by rank and by gain per cost; ties share a place. */
static tb_status rank_levers(tb_lever_answer *a, size_t n, tb_err *err)
{
    tb_arena own = { 0 };
    double *worth = TB_NEW(&own, double, n);
    if (worth == NULL)
        return tbi_no_memory(err, "the levers");
    for (int by = 0; by < 3; by++) {
        size_t ranked = 0;
        for (size_t i = 0; i < n; i++) {
            double own_worth = compute_worth(&a[i], by);
            if (is_ranked(&a[i]) && !isnan(own_worth))
                worth[ranked++] = own_worth;
        }
        tbi_sort(worth, ranked);
        for (size_t i = 0; i < n; i++) {
            double own_worth = compute_worth(&a[i], by);
            int *place = by == 0 ? &a[i].by_chance : by == 1 ? &a[i].by_rank : &a[i].by_cost;
            if (is_ranked(&a[i])) /* nothing is above what is not known */
                *place = 1 + (int)(isnan(own_worth) ? 0 : count_above(worth, ranked, own_worth));
        }
    }
    tbi_arena_free(&own);
    return TB_OK;
}

/* Those with an effect first, what is only shown beside behind them, by gain, then cheaper, then by
 * id and component; those without by id. */
static int compare_levers(const void *x, const void *y)
{
    const tb_lever_answer *a = x, *b = y;
    bool none_a = a->effect_reason != NULL, none_b = b->effect_reason != NULL;
    if (none_a != none_b)
        return none_a ? 1 : -1;
    if (!none_a && a->beside != b->beside)
        return a->beside ? 1 : -1;
    if (!none_a && a->chance_gain != b->chance_gain)
        return a->chance_gain < b->chance_gain ? 1 : -1;
    if (!none_a && isnan(a->cost) != isnan(b->cost))
        return isnan(a->cost) ? 1 : -1;
    if (!none_a && a->cost != b->cost && !isnan(a->cost))
        return a->cost > b->cost ? 1 : -1;
    int by = strcmp(a->id, b->id);
    return by != 0 ? by : strcmp(a->component, b->component);
}

/* A measure shares its effect with every other one on the same component and evidence. */
static tb_status count_share(tb_lever_answer *a, size_t n, tb_ask_state *c, tb_err *err)
{
    for (size_t i = 0; i < n; i++) {
        bool of_component = a[i].evidence == TB_EVIDENCE_HISTORICAL ||
                            a[i].evidence == TB_EVIDENCE_QUASI ||
                            (a[i].evidence == TB_EVIDENCE_ESTIMATED && !a[i].own_figure);
        if (!of_component)
            continue;
        const char **with = TB_NEW(c->arena, const char *, n);
        if (with == NULL)
            return tbi_no_memory(err, "the levers");
        for (size_t k = 0; k < n; k++) {
            bool same = k != i && a[k].evidence == a[i].evidence && !a[k].own_figure &&
                        strcmp(a[k].index, a[i].index) == 0 &&
                        strcmp(a[k].component, a[i].component) == 0;
            if (same && a[i].evidence == TB_EVIDENCE_QUASI)
                same = same && strcmp(a[i].treatment, a[k].treatment) == 0;
            if (same && strcmp(a[k].id, a[i].id) != 0)
                with[a[i].shared++] = a[k].id;
        }
        a[i].shared_with = with;
    }
    return TB_OK;
}

tb_status tbi_levers_order(tb_lever_answer *a, size_t n, tb_ask_state *c, tb_err *err)
{
    qsort(a, n, sizeof *a, compare_levers);
    tb_status st = rank_levers(a, n, err);
    return st == TB_OK ? count_share(a, n, c, err) : st;
}
