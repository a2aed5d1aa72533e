/* plan_value.c - what a set of choices is worth, draw by draw, straight from the definition. The search must agree with it to the draw. */
#include "intervene/plan.h"

#include <math.h>
#include <string.h>

double tb_plan_cost(const tb_plan_problem *p, uint64_t set)
{
    double cost = 0;
    for (size_t i = 0; i < p->choices; i++)
        if (set >> i & 1) cost += p->cost[i];
    return cost;
}

bool tb_plan_allowed(const tb_plan_problem *p, uint64_t set)
{
    size_t n = 0;
    for (size_t i = 0; i < p->choices; i++) {
        if (!(set >> i & 1)) continue;
        n++;
        if ((p->needs[i] & ~set) != 0 || (p->bars[i] & set) != 0) return false;
    }
    return (p->most == 0 || n <= p->most) && tb_plan_cost(p, set) <= p->budget * (1 + 1e-12);
}

static bool joint(const tb_plan_problem *p, size_t d, const double *extra)
{
    uint64_t seen = 0, met = 0;
    for (size_t g = 0; g < p->goals; g++) {
        bool is = p->gap[g][d] <= extra[g];
        if (p->any[g] == 0 && !is) return false;
        if (p->any[g] == 0) continue;
        seen |= 1ULL << (p->any[g] & 63);
        if (is) met |= 1ULL << (p->any[g] & 63);
    }
    return seen == met;
}

/* The points on top of each goal that a set gives in draw d. */
static void extra_of(double *extra, const tb_plan_problem *p, uint64_t set, size_t d)
{
    double sum[TB_PLAN_GROUPS] = { 0 };
    const double *weight[TB_PLAN_GROUPS] = { NULL };
    memset(extra, 0, p->goals * sizeof *extra);
    for (size_t k = 0; k < p->keys; k++) {
        const tb_plan_key *key = &p->key[k];
        if ((key->choices & set) == 0) continue;
        double size = (double)key->size[d];
        if (key->group >= 0) {
            sum[key->group] += size;
            weight[key->group] = key->weight;
            continue;
        }
        for (size_t g = 0; g < p->goals; g++) extra[g] += key->weight[g] * size;
    }
    for (size_t q = 0; q < p->groups; q++)
        for (size_t g = 0; g < p->goals && weight[q] != NULL; g++) extra[g] += weight[q][g] * fmin(sum[q], p->group_cap[q]);
}

void tb_plan_flags(unsigned char *flag, const tb_plan_problem *p, uint64_t set)
{
    double extra[TB_PLAN_GOALS];
    for (size_t d = p->first; d < p->draws; d += p->step) {
        extra_of(extra, p, set, d);
        flag[d] = joint(p, d, extra);
    }
}

size_t tb_plan_met(const tb_plan_problem *p, uint64_t set)
{
    double extra[TB_PLAN_GOALS];
    size_t met = 0;
    for (size_t d = p->first; d < p->draws; d += p->step) {
        extra_of(extra, p, set, d);
        met += joint(p, d, extra);
    }
    return met;
}
