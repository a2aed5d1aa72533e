/* search_value.c - what a set of choices is worth, draw by draw, straight from the definition. The
 * search must agree with it to the draw. */
#include "search/plan_problem.h"

#include "num/simd.h"

#include <math.h>
#include <string.h>

/* In the order of the choices, so that equal sets cost the same to the bit. */
double tbi_plan_cost(const tb_plan_problem *p, uint64_t set)
{
    double cost = 0;
    for (size_t i = 0; i < p->choices; i++)
        if (set >> i & 1)
            cost += p->cost[i];
    return cost;
}

/* A choice that bars itself is never allowed. The budget has a relative tolerance of 1e-12,
 * since costs are added in another order than the search adds them. */
bool tbi_plan_allowed(const tb_plan_problem *p, uint64_t set)
{
    size_t n = 0;
    if ((p->forced & ~set) != 0)
        return false;
    for (size_t i = 0; i < p->choices; i++) {
        if (!(set >> i & 1))
            continue;
        n++;
        if ((p->needs[i] & ~set) != 0 || (p->bars[i] & set) != 0)
            return false;
    }
    for (size_t i = 0; i < p->afters; i++)
        if ((p->after[i].choice & set) != 0 && (p->after[i].one_of & set) == 0)
            return false;
    return (p->most == 0 || n <= p->most) && tbi_plan_cost(p, set) <= p->budget * (1 + 1e-12);
}

enum { BLOCK = 256 };

/* to += w * size, n draws `step` apart. A search packs the draws that count (search_bounds.c); of
 * others every other draw is the usual case: a step that the compiler knows is done several at a
 * time. */
static void add_sizes(double *to, const float *size, double w, size_t step, size_t n)
{
    if (step == 1) {
        tbi_simd_best()->add_sizes(to, size, w, n);
        return;
    }
    if (step == 2) {
#pragma omp simd
        for (size_t i = 0; i < n; i++)
            to[i] += w * (double)size[2 * i];
        return;
    }
    for (size_t i = 0; i < n; i++)
        to[i] += w * (double)size[i * step];
}

/* reach += w * (size + held), extra -= w * held, n draws `step` apart. */
static void add_record(double *reach, double *extra, const float *size, const float *held, double w,
                       size_t step, size_t n)
{
    if (step == 1) {
        tbi_simd_best()->add_record(reach, extra, size, held, w, n);
        return;
    }
    if (step == 2) {
#pragma omp simd
        for (size_t i = 0; i < n; i++) {
            double h = (double)held[2 * i];
            reach[i] += w * ((double)size[2 * i] + h);
            extra[i] -= w * h;
        }
        return;
    }
    for (size_t i = 0; i < n; i++) {
        double h = (double)held[i * step];
        reach[i] += w * ((double)size[i * step] + h);
        extra[i] -= w * h;
    }
}

/* What the records of one family give together: their part of the sum of what each reaches, less
 * what the draws already hold of them. */
static void add_family(double *extra, const tb_plan_problem *p, uint64_t set, size_t family,
                       size_t g, size_t d, size_t n)
{
    double reach[BLOCK];
    uint64_t records = 0;
    for (size_t k = 0; k < p->keys; k++) {
        const tb_plan_key *key = &p->key[k];
        double w = key->weight[g];
        bool in = key->held != NULL && (key->choices & set) != 0 && w != 0 &&
                  (p->together.family[family] >> key->record & 1) != 0;
        if (!in)
            continue;
        if (records == 0)
            memset(reach, 0, sizeof reach);
        records |= 1ULL << key->record;
        add_record(reach, extra, key->size + d, key->held + d, w, p->step, n);
    }
    if (records == 0)
        return;
    tbi_simd_best()->add_part(extra, reach, tbi_part_of(&p->together, family, records), n);
}

/* Keys in their order, then groups in theirs, then families. */
void tbi_plan_extra(double *extra, const tb_plan_problem *p, uint64_t set, size_t g, size_t d,
                    size_t n)
{
    double sum[BLOCK];
    memset(extra, 0, n * sizeof *extra);
    for (size_t k = 0; k < p->keys; k++) {
        const tb_plan_key *key = &p->key[k];
        double w = key->weight[g];
        if (key->group >= 0 || key->held != NULL || w == 0 || (key->choices & set) == 0)
            continue;
        add_sizes(extra, key->size + d, w, p->step, n);
    }
    for (size_t q = 0; q < p->groups; q++) {
        double w = 0, cap = p->group_cap[q];
        memset(sum, 0, n * sizeof *sum);
        for (size_t k = 0; k < p->keys; k++) {
            const tb_plan_key *key = &p->key[k];
            if (key->group != (int)q || (key->choices & set) == 0)
                continue;
            w = key->weight[g];
            add_sizes(sum, key->size + d, 1, p->step, n);
        }
        if (w == 0)
            continue;
#pragma omp simd
        for (size_t i = 0; i < n; i++)
            extra[i] += w * (sum[i] < cap ? sum[i] : cap);
    }
    for (size_t f = 0; f < p->together.families; f++)
        add_family(extra, p, set, f, g, d, n);
}

/* Strikes out the draws in which too few goals of a group are met. */
static void count_met_of_group(unsigned char *is, const tb_plan_problem *p, uint64_t set, int any,
                               size_t d, size_t n)
{
    double extra[BLOCK];
    unsigned char hold[BLOCK] = { 0 };
    for (size_t g = 0; g < p->goals; g++) {
        const double *gap = p->gap[g] + d;
        if (p->any[g] != any)
            continue;
        tbi_plan_extra(extra, p, set, g, d, n);
        for (size_t i = 0; i < n; i++)
            hold[i] = (unsigned char)(hold[i] + (gap[i * p->step] <= extra[i] ? 1 : 0));
    }
    for (size_t i = 0; i < n; i++)
        is[i] &= hold[i] >= tbi_any_need(any);
}

/* Whether n draws from `d` on, p->step apart, meet all goals: each that must be, one (or so many)
 * of those with equal numbers. */
static void count_met(unsigned char *is, const tb_plan_problem *p, uint64_t set, size_t d, size_t n)
{
    double extra[BLOCK];
    memset(is, 1, n);
    for (size_t g = 0; g < p->goals; g++) {
        const double *gap = p->gap[g] + d;
        bool first = p->any[g] != 0;
        for (size_t o = 0; o < g; o++)
            first &= p->any[o] != p->any[g];
        if (first)
            count_met_of_group(is, p, set, p->any[g], d, n);
        if (p->any[g] != 0)
            continue;
        tbi_plan_extra(extra, p, set, g, d, n);
        if (p->step == 2) {
#pragma omp simd
            for (size_t i = 0; i < n; i++)
                is[i] &= gap[2 * i] <= extra[i];
            continue;
        }
        for (size_t i = 0; i < n; i++)
            is[i] &= gap[i * p->step] <= extra[i];
    }
}

/* Draws that count from `d` on, at most a block of them. */
static size_t find_block(const tb_plan_problem *p, size_t d)
{
    size_t left = (p->draws - d + p->step - 1) / p->step;
    return left < BLOCK ? left : BLOCK;
}

void tbi_plan_flags(unsigned char *flag, const tb_plan_problem *p, uint64_t set)
{
    unsigned char is[BLOCK];
    for (size_t d = p->first, n; d < p->draws; d += n * p->step) {
        n = find_block(p, d);
        count_met(is, p, set, d, n);
        for (size_t i = 0; i < n; i++)
            flag[d + i * p->step] = is[i];
    }
}

/* One goal of plain draws has a vector kernel; the result is the same. */
size_t tbi_plan_met(const tb_plan_problem *p, uint64_t set)
{
    unsigned char is[BLOCK];
    double extra[BLOCK];
    size_t met = 0;
    bool plain = p->step == 1 && p->goals == 1 && p->any[0] == 0;
    for (size_t d = p->first, n; d < p->draws && plain; d += n) {
        n = find_block(p, d);
        tbi_plan_extra(extra, p, set, 0, d, n);
        met += tbi_simd_best()->count_reached(p->gap[0] + d, extra, n);
    }
    if (plain)
        return met;
    for (size_t d = p->first, n; d < p->draws; d += n * p->step) {
        n = find_block(p, d);
        count_met(is, p, set, d, n);
        for (size_t i = 0; i < n; i++)
            met += is[i];
    }
    return met;
}
