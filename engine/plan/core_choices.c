/* core_choices.c - efficiencies of choices, as the greedy solution of a knapsack ranks them
 * (Dantzig 1957). They decide what is searched, never what is answered. */
#include "plan/core_choices.h"

#include "base/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int compare_worth(const void *left, const void *right)
{
    const tb_core_choice *a = left, *b = right;
    if (a->worth != b->worth)
        return a->worth > b->worth ? -1 : 1;
    return strcmp(a->id, b->id);
}

/* Standard deviation of what a goal lacks, over the draws in which it is a number; 1 where they
 * have no spread. */
static double find_gap_spread(const tb_goal_state *aim, size_t draws)
{
    double n = 0, sum = 0, square = 0;
    for (size_t d = 0; d < draws; d++) {
        if (!isfinite(aim->gap[d]))
            continue;
        n++;
        sum += aim->gap[d];
        square += aim->gap[d] * aim->gap[d];
    }
    double variance = n > 1 ? (square - sum * sum / n) / (n - 1) : 0;
    return variance > 0 ? sqrt(variance) : 1;
}

/* What a choice is expected to bring, in spreads; for its price where money is short. */
static double find_worth(const tb_core_choice *one, const tb_goal_state *const *goal, size_t goals,
                         const double *spread, const tb_ask_state *c)
{
    double sum = 0;
    for (size_t g = 0; g < goals; g++)
        for (size_t k = 0; k < one->keys; k++) {
            double w =
                tbi_key_weight(goal[g], one->key[k], tbi_ask_origin(c, goal[g]->track->index));
            sum += isnan(w) ? 0 : w * one->key[k]->spread.mean / spread[g];
        }
    if (one->done)
        return INFINITY;
    if (isnan(c->ask->budget))
        return sum;
    return one->cost > 0 ? sum / one->cost : sum > 0 ? INFINITY : 0;
}

tb_status tbi_core_order(tb_core_choice *one, size_t n, const tb_goal_state *const *goal,
                         size_t goals, const tb_ask_state *c, tb_err *err)
{
    tb_arena own = { 0 };
    double *spread = TB_NEW(&own, double, goals);
    if (spread == NULL)
        return tbi_no_memory(err, "the plan");
    for (size_t g = 0; g < goals; g++)
        spread[g] = find_gap_spread(goal[g], c->draws);
    for (size_t i = 0; i < n; i++)
        one[i].worth = find_worth(&one[i], goal, goals, spread, c);
    qsort(one, n, sizeof *one, compare_worth);
    tbi_arena_free(&own);
    return TB_OK;
}
