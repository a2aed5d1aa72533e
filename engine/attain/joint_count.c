/* joint_count.c - in how many draws all goals are met together, and how many there would be without
 * one of them: each draw is a word of what it lacks. */
#include "attain/summary.h"

#include "search/plan_problem.h"

#include <math.h>
#include <string.h>

enum { BLOCK = 512 };

/* Bit i of lacks [n]: goal i is not met in that draw; of never: nor by any points. Goals that
 * cannot be answered have none. */
static void mark_lacking(uint64_t *lacks, uint64_t *never, const tb_ask_state *c, size_t first,
                         size_t n)
{
    memset(lacks, 0, n * sizeof *lacks);
    memset(never, 0, n * sizeof *never);
    for (size_t i = 0; i < c->goals; i++) {
        if (c->aim[i].track == NULL)
            continue;
        const double *gap = c->aim[i].gap + first;
        for (size_t d = 0; d < n; d++) {
            lacks[d] |= (uint64_t) !(gap[d] <= 0) << i;
            never[d] |= (uint64_t)isnan(gap[d]) << i;
        }
    }
}

/* Of each group of alternatives its goals, and how many of them must be met. */
typedef struct goal_alternatives {
    uint64_t goals[TB_PLAN_GOALS];
    size_t need[TB_PLAN_GOALS], n;
} goal_alternatives;

static void list_alternatives(goal_alternatives *a, uint64_t *alone, const tb_ask_state *c)
{
    uint64_t number[TB_PLAN_GOALS];
    a->n = 0;
    *alone = 0;
    for (size_t i = 0; i < c->goals; i++) {
        int own = c->answer[i].any;
        if (c->aim[i].track == NULL)
            continue;
        if (own == 0) {
            *alone |= 1ULL << i;
            continue;
        }
        size_t k = 0, need = tbi_any_need(own);
        while (k < a->n && number[k] != tbi_any_group(own))
            k++;
        if (k == a->n) {
            number[a->n] = tbi_any_group(own);
            a->need[a->n] = 0;
            a->goals[a->n++] = 0;
        }
        a->goals[k] |= 1ULL << i;
        a->need[k] = need > a->need[k] ? need : a->need[k];
    }
}

static bool has_alternatives(const goal_alternatives *a, uint64_t lacks)
{
    for (size_t k = 0; k < a->n; k++) {
        size_t met = 0;
        for (uint64_t is = a->goals[k] & ~lacks; is != 0; is &= is - 1)
            met++;
        if (met < a->need[k])
            return false;
    }
    return true;
}

/* A draw in which one goal alone is missing counts for all but that one. */
void tbi_ask_joint_count(size_t *met, size_t *without, const tb_ask_state *c)
{
    uint64_t lacks[BLOCK], never[BLOCK], alone;
    goal_alternatives group;
    size_t only[TB_PLAN_GOALS] = { 0 };
    list_alternatives(&group, &alone, c);
    *met = 0;
    for (size_t first = 0, n; first < c->draws; first += n) {
        n = c->draws - first < BLOCK ? c->draws - first : BLOCK;
        mark_lacking(lacks, never, c, first, n);
        for (size_t d = 0; d < n; d++) {
            uint64_t missing = lacks[d] & alone;
            if ((missing & (missing - 1)) != 0 || !has_alternatives(&group, lacks[d]))
                continue;
            *met += missing == 0;
            for (size_t i = 0; i < c->goals && missing != 0 && (missing & never[d]) == 0; i++)
                only[i] += missing >> i & 1;
        }
    }
    for (size_t i = 0; i < c->goals && without != NULL; i++)
        without[i] = *met + only[i];
}
