/* pack_draws.c - which draws some set may meet, and which goals some choice touches: the others
 * need not be looked at for any set. */
#include "search/search_bounds.h"

#include "base/error.h"
#include "base/refusals.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 256 };

/* has [n]: whether goal g may be met by some set in the n counted draws from `first` on. A key
 * counts once, however many choices have it, and never less than nothing: no set adds more. */
static void find_attainable(unsigned char *has, const tb_plan_problem *p, size_t g, size_t first,
                            size_t n)
{
    double high[BLOCK] = { 0 };
    for (size_t k = 0; k < p->keys; k++) {
        const tb_plan_key *key = &p->key[k];
        double w = key->weight[g];
        for (size_t i = 0; i < n && w != 0; i++) {
            double x = w * (double)key->size[first + i * p->step];
            double held = key->held != NULL ? w * (double)key->held[first + i * p->step] : 0;
            double most = key->held != NULL ? fmax(x + held, 0) - held : x;
            high[i] += most > 0 ? most : 0;
        }
    }
    double slack = tbi_plan_is_touched(p, g) ? 1e-9 : 0; /* for sums of floats */
    for (size_t i = 0; i < n; i++)
        has[i] = p->gap[g][first + i * p->step] <= high[i] + 1e-6 * high[i] + slack;
}

/* may [n]: whether some set may meet all that must hold in the n counted draws from `first` on. */
static void find_possible(unsigned char *may, const tb_plan_problem *p, size_t first, size_t n)
{
    unsigned char has[BLOCK];
    memset(may, 1, n);
    for (size_t g = 0; g < p->goals; g++) {
        unsigned char hold[BLOCK] = { 0 };
        for (size_t o = p->any[g] == 0 ? g : 0; o < (p->any[g] == 0 ? g + 1 : p->goals); o++) {
            if (p->any[o] != p->any[g])
                continue;
            find_attainable(has, p, o, first, n);
            for (size_t i = 0; i < n; i++)
                hold[i] = (unsigned char)(hold[i] + has[i]);
        }
        size_t need = p->any[g] == 0 ? 1 : tbi_any_need(p->any[g]);
        for (size_t i = 0; i < n; i++)
            may[i] &= hold[i] >= need;
    }
}

/* draw: those that count and that some set may meet, in their order; returns how many. of: how many
 * count. */
static size_t list_possible(uint32_t *draw, const tb_plan_problem *p, size_t of)
{
    size_t kept = 0;
    for (size_t at = 0; at < of; at += BLOCK) {
        unsigned char may[BLOCK];
        size_t n = of - at < BLOCK ? of - at : BLOCK, first = p->first + at * p->step;
        find_possible(may, p, first, n);
        for (size_t i = 0; i < n; i++)
            if (may[i])
                draw[kept++] = (uint32_t)(first + i * p->step);
    }
    return kept;
}

static const float *pack_floats(tb_plan_ready *r, const float *from, const uint32_t *draw, size_t n)
{
    float *to = from != NULL ? TB_NEW(&r->own, float, n) : NULL;
    for (size_t k = 0; k < n && to != NULL; k++)
        to[k] = from[draw[k]];
    return to;
}

/* Of the goals those that some choice touches, or of which some of a group are enough: the others
 * are met in every draw that is possible. gap and any out [goals]; returns how many. */
static size_t keep_goals(const double **gap, int *any, size_t *kept, const tb_plan_problem *p)
{
    size_t n = 0;
    for (size_t g = 0; g < p->goals; g++) {
        if (p->any[g] == 0 && !tbi_plan_is_touched(p, g))
            continue;
        gap[n] = p->gap[g];
        any[n] = p->any[g];
        kept[n++] = g;
    }
    return n;
}

/* The keys of the packed problem: draws side by side, weights of the goals that are left. */
static tb_plan_key *pack_keys(tb_plan_ready *r, const tb_plan_problem *p, const size_t *kept,
                              size_t goals, const uint32_t *draw, size_t n)
{
    tb_plan_key *key = TB_NEW(&r->own, tb_plan_key, p->keys);
    double *weight = TB_NEW(&r->own, double, (p->keys * goals));
    for (size_t k = 0; k < p->keys && key != NULL && weight != NULL; k++) {
        key[k] = p->key[k];
        key[k].size = pack_floats(r, p->key[k].size, draw, n);
        key[k].held = pack_floats(r, p->key[k].held, draw, n);
        key[k].weight = weight + k * goals;
        for (size_t g = 0; g < goals; g++)
            weight[k * goals + g] = p->key[k].weight[kept[g]];
    }
    return key;
}

/* The same problem with nothing but the draws that count and that can be met at all, side by side:
 * every set is then counted over few numbers, which are read in order. */
static tb_status pack_draws(tb_plan_ready *r, const tb_plan_problem *p, tb_err *err)
{
    uint32_t *draw = TB_NEW(&r->own, uint32_t, r->of);
    const double **gap = TB_NEW(&r->own, const double *, p->goals);
    int *any = TB_NEW(&r->own, int, p->goals);
    size_t kept[TB_PLAN_GOALS];
    if (draw == NULL || gap == NULL || any == NULL)
        return tbi_no_memory(err, "the plan");
    size_t n = list_possible(draw, p, r->of), goals = keep_goals(gap, any, kept, p);
    tb_plan_key *key = pack_keys(r, p, kept, goals, draw, n);
    for (size_t g = 0; g < goals; g++) {
        double *own = TB_NEW(&r->own, double, n);
        for (size_t k = 0; k < n && own != NULL; k++)
            own[k] = gap[g][draw[k]];
        gap[g] = own;
    }
    if (r->own.refused)
        return tbi_no_memory(err, "the plan");
    r->packed = *p;
    r->packed.goals = goals;
    r->packed.any = any;
    r->packed.key = key;
    r->packed.gap = gap;
    r->packed.draws = n;
    r->packed.first = 0;
    r->packed.step = 1;
    r->whole = &r->packed;
    return TB_OK;
}

/* O(choices draws goals) for the tables of rises and falls; *out NULL on failure. */
tb_status tbi_plan_prepare(tb_plan_ready **out, const tb_plan_problem *p, tb_err *err)
{
    *out = NULL;
    tb_plan_ready *r = tbi_calloc(1, sizeof *r);
    if (r == NULL)
        return tbi_no_memory(err, "the plan");
    r->of = p->draws > p->first ? (p->draws - p->first + p->step - 1) / p->step : 0;
    r->loose = p->together.part != NULL && p->together.families > 0;
    tb_status st = pack_draws(r, p, err);
    if (st == TB_OK)
        st = tbi_plan_bound(r, err);
    if (st == TB_OK)
        *out = r;
    else
        tbi_plan_ready_free(r);
    return st;
}

void tbi_plan_ready_free(tb_plan_ready *r)
{
    if (r == NULL)
        return;
    tbi_arena_free(&r->own);
    free(r);
}
