/* test_search.c - the search must find what looking at every set finds, to the draw, with all its
 * rules and ties. */
#include "support/check.h"

#include "base/arena.h"
#include "num/rng.h"
#include "search/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWS = 400, MOST = 11, GOALS = 3 };

typedef struct toy {
    tb_plan_problem p;
    double gap[GOALS][DRAWS], weight[MOST * 2][GOALS], cost[MOST], cap[TB_PLAN_GROUPS];
    const double *gaps[GOALS];
    float size[MOST * 2][DRAWS];
    int any[GOALS];
    uint64_t needs[MOST], bars[MOST];
    tb_plan_key key[MOST * 2];
    float held[MOST * 2][DRAWS];
    tb_plan_after after[2];
} toy;

/* Less and less of the sum, and not the same of every set of one size. */
static double part_of(void *data, uint64_t records)
{
    (void)data;
    double n = 0;
    for (uint64_t x = records; x != 0; x &= x - 1)
        n++;
    return (1 / sqrt(n)) * (0.8 + 0.2 * (double)(records * 0x9e3779b97f4a7c15ULL >> 60) / 15);
}

/* Every second problem: some keys are records of two families, and two choices wait for others. */
static void make_records(toy *t, tb_rng *r, size_t choices)
{
    t->p.together.part = part_of;
    t->p.together.families = 2;
    for (size_t k = 2; k < choices; k++) {
        t->key[k].held = t->held[k];
        t->key[k].record = (unsigned)k;
        t->p.together.family[k % 2] |= 1ULL << k;
        for (size_t d = 0; d < DRAWS; d++)
            t->held[k][d] = (float)(0.2 * tbi_rng_normal(r));
    }
    t->after[0] = (tb_plan_after){ 1ULL << 2, 1ULL << 3 };
    t->after[1] = (tb_plan_after){ 1ULL << 0, 1ULL << 1 | 1ULL << 3 };
    t->p.after = t->after;
    t->p.afters = 2;
    if (tbi_rng_below(r, 2) == 0) { /* choice 1 is done already */
        t->p.forced = 2;
        t->cost[1] = 0;
    }
}

/* A problem with shared keys, groups with a cap, prerequisites and exclusions, some effects below
 * zero in some draws. */
static void make(toy *t, uint64_t seed, size_t choices)
{
    tb_rng r;
    tbi_rng_start(&r, seed, 77, 0);
    memset(t, 0, sizeof *t);
    t->p = (tb_plan_problem){ .draws = DRAWS,
                              .goals = 1 + (size_t)tbi_rng_below(&r, GOALS),
                              .choices = choices,
                              .keys = choices + 2,
                              .gap = t->gaps,
                              .any = t->any,
                              .key = t->key,
                              .group_cap = t->cap,
                              .groups = 1,
                              .cost = t->cost,
                              .needs = t->needs,
                              .bars = t->bars,
                              .budget = INFINITY,
                              .step = 2 };
    if (tbi_rng_below(&r, 3) > 0)
        t->p.budget = 1 + 5 * tbi_rng_uniform(&r);
    if (tbi_rng_below(&r, 3) == 0)
        t->p.most = 3;
    for (size_t g = 0; g < GOALS; g++) {
        t->gaps[g] = t->gap[g];
        t->any[g] = t->p.goals == 3 && g > 0 ? 1 : 0;
        double middle = 0.5 + tbi_rng_uniform(&r);
        for (size_t d = 0; d < DRAWS; d++)
            t->gap[g][d] = tbi_rng_below(&r, 20) == 0 ? INFINITY : middle + tbi_rng_normal(&r);
    }
    t->cap[0] = 0.4;
    for (size_t k = 0; k < t->p.keys; k++) {
        double mean = 0.4 * tbi_rng_uniform(&r);
        double sd = 0.3 * tbi_rng_uniform(&r);
        for (size_t d = 0; d < DRAWS; d++)
            t->size[k][d] = (float)(mean + sd * tbi_rng_normal(&r));
        t->key[k] = (tb_plan_key){ .size = t->size[k], .weight = t->weight[k], .group = -1 };
        for (size_t g = 0; g < GOALS; g++)
            t->weight[k][g] = tbi_rng_below(&r, 3) > 0 ? 1 : tbi_rng_below(&r, 2) ? 0.1 : 0;
    }
    for (size_t c = 0; c < choices; c++) {
        t->cost[c] = tbi_rng_below(&r, 2) ? 1 : 0.5 + 2 * tbi_rng_uniform(&r);
        t->key[c].choices |= 1ULL << c;
        t->key[choices + tbi_rng_below(&r, 2)].choices |= 1ULL << c;
        if (c > 2 && tbi_rng_below(&r, 5) == 0)
            t->needs[c] = 1ULL << tbi_rng_below(&r, c);
        if (c > 2 && tbi_rng_below(&r, 5) == 0) {
            uint64_t other = tbi_rng_below(&r, c);
            t->bars[c] |= 1ULL << other;
            t->bars[other] |= 1ULL << c;
        }
    }
    for (size_t k = 0; k < 2; k++) { /* two own figures on one component */
        t->key[k].group = 0;
        if (k > 0)
            memcpy(t->weight[k], t->weight[0], sizeof t->weight[0]);
    }
    if (seed % 2 == 0)
        make_records(t, &r, choices);
}

static size_t count(uint64_t x)
{
    size_t n = 0;
    for (; x != 0; x &= x - 1)
        n++;
    return n;
}

static uint64_t brute(const tb_plan_problem *p, size_t *best_met)
{
    uint64_t best = p->forced;
    *best_met = tbi_plan_met(p, best);
    for (uint64_t set = 1; set < 1ULL << p->choices; set++) {
        if (!tbi_plan_allowed(p, set))
            continue;
        size_t met = tbi_plan_met(p, set);
        double cost = tbi_plan_cost(p, set);
        double best_cost = tbi_plan_cost(p, best);
        uint64_t differ = set ^ best;
        bool wins = met != *best_met            ? met > *best_met
                    : cost != best_cost         ? cost < best_cost
                    : count(set) != count(best) ? count(set) < count(best)
                                                : (set & (differ & (~differ + 1))) != 0;
        if (!wins)
            continue;
        best = set;
        *best_met = met;
    }
    return best;
}

static void finds_what_looking_at_every_set_finds(void **state)
{
    (void)state;
    toy *t = malloc(sizeof *t);
    assert_non_null(t);
    for (uint64_t seed = 1; seed <= 60; seed++) {
        tb_err err = TB_ERR_INIT;
        tb_plan_found found;
        size_t met;
        make(t, seed, 4 + seed % (MOST - 3));
        uint64_t best = brute(&t->p, &met);
        CHECK_OK(tbi_plan_search(&found, &t->p, 0, &err), err);
        assert_int_equal(found.met, met);
        assert_int_equal(found.set, best);
        assert_true(found.exact);
        assert_int_equal(found.bound, found.met);
        assert_true(tbi_plan_allowed(&t->p, found.set));
    }
    free(t);
}

static void a_start_changes_nothing_but_the_work(void **state)
{
    (void)state;
    toy *t = malloc(sizeof *t);
    assert_non_null(t);
    for (uint64_t seed = 1; seed <= 20; seed++) {
        tb_err err = TB_ERR_INIT;
        tb_plan_found cold, warm;
        make(t, seed, 9);
        CHECK_OK(tbi_plan_search(&cold, &t->p, 0, &err), err);
        CHECK_OK(tbi_plan_search(&warm, &t->p, cold.set, &err), err);
        assert_int_equal(cold.set, warm.set);
        assert_true(warm.nodes <= cold.nodes);
    }
    free(t);
}

static void a_cut_search_says_so_and_its_bound_holds(void **state)
{
    (void)state;
    toy *t = malloc(sizeof *t);
    assert_non_null(t);
    size_t cut = 0;
    for (uint64_t seed = 1; seed <= 30; seed++) {
        tb_err err = TB_ERR_INIT;
        tb_plan_found found;
        size_t met;
        make(t, seed, MOST);
        t->p.budget = INFINITY;
        t->p.most = 0;
        brute(&t->p, &met);
        t->p.node_limit = 4;
        CHECK_OK(tbi_plan_search(&found, &t->p, 0, &err), err);
        assert_true(found.met <= met);
        assert_true(found.bound >= met);
        cut += !found.exact;
    }
    assert_true(cut > 5);
    free(t);
}

/* A search that may look at little ends with exchanges: no choice in, out or for another one meets
 * more draws. A frontier's second search has what the first one left. */
static void a_search_cut_by_its_looks_ends_where_no_exchange_helps(void **state)
{
    (void)state;
    toy *t = malloc(sizeof *t);
    assert_non_null(t);
    size_t cut = 0;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        tb_err err = TB_ERR_INIT;
        tb_plan_ready *ready;
        tb_plan_found found;
        size_t met;
        make(t, seed, MOST);
        t->p.look_limit = 1;
        brute(&t->p, &met);
        CHECK_OK(tbi_plan_prepare(&ready, &t->p, &err), err);
        for (int again = 0; again < 8; again++) {
            tbi_plan_search_within(&found, ready, t->p.budget, t->p.forced);
            assert_true(found.met <= met && found.bound >= met);
            assert_true(!found.exact || found.met == met);
            cut += !found.exact;
            for (size_t i = 0; i < MOST * MOST && !found.exact && !t->p.together.part; i++) {
                uint64_t set = found.set ^ 1ULL << i % MOST;
                set ^= i / MOST == i % MOST ? 0 : 1ULL << i / MOST;
                if (count(set) <= count(found.set) + 1 && tbi_plan_allowed(&t->p, set))
                    assert_true(tbi_plan_met(&t->p, set) <= found.met);
            }
        }
        tbi_plan_ready_free(ready);
    }
    assert_true(cut > 40);
    free(t);
}

static void records_reach_their_part_of_the_sum(void **state)
{
    (void)state;
    toy *t = malloc(sizeof *t);
    assert_non_null(t);
    double extra[4];
    make(t, 2, 6);
    for (size_t k = 2; k < 6; k++) {
        t->weight[k][0] = k == 2 ? 0.5 : 1;
        t->key[k].choices = 1ULL << k;
        t->size[k][0] = (float)(0.3 + 0.1 * (double)k);
        t->held[k][0] = 0.125F;
    }
    for (size_t k = 0; k < 2; k++)
        t->key[k].choices = t->key[6 + k].choices = 0;
    /* 2 and 4 are one family: 0.5 * 0.5 and 0.7 points with 0.125 held of each */
    uint64_t set = 1ULL << 2 | 1ULL << 4;
    tbi_plan_extra(extra, &t->p, set, 0, 0, 1);
    double reach = 0.5 * (0.5 + 0.125) + (0.7 + 0.125);
    CHECK_NEAR(extra[0], part_of(NULL, set) * reach - 1.5 * 0.125, 1e-6);
    /* one alone reaches what it reaches */
    tbi_plan_extra(extra, &t->p, 1ULL << 4, 0, 0, 1);
    CHECK_NEAR(extra[0], 0.7, 1e-6);
    /* without a part they add up */
    t->p.together.part = NULL;
    tbi_plan_extra(extra, &t->p, set, 0, 0, 1);
    CHECK_NEAR(extra[0], 0.25 + 0.7, 1e-6);
    free(t);
}

static void half_of_the_draws_are_the_ones_that_count(void **state)
{
    (void)state;
    toy *t = malloc(sizeof *t);
    assert_non_null(t);
    make(t, 3, 6);
    unsigned char flag[DRAWS];
    memset(flag, 9, sizeof flag);
    tbi_plan_flags(flag, &t->p, 5);
    size_t met = 0;
    for (size_t d = 0; d < DRAWS; d++) {
        if (d % 2 == 1)
            assert_int_equal(flag[d], 9);
        else
            met += flag[d];
    }
    assert_int_equal(met, tbi_plan_met(&t->p, 5));
    free(t);
}

/* Points that are the gap exactly meet the goal, alone and among goals of which one is enough. */
static void a_gap_that_is_just_filled_is_met(void **state)
{
    (void)state;
    enum { N = 8 };
    double gap[2][N], weight[2] = { 1, 1 }, cost = 1;
    float size[N];
    for (size_t d = 0; d < N; d++) {
        size[d] = 0.5F;
        gap[0][d] = d < 5 ? 0.5 : 0.625;
        gap[1][d] = INFINITY;
    }
    const double *gaps[] = { gap[0], gap[1] };
    uint64_t none = 0;
    int any[] = { 1, 1 };
    tb_plan_key key = { .size = size, .weight = weight, .choices = 1, .group = -1 };
    tb_plan_problem p = { .draws = N,
                          .goals = 2,
                          .choices = 1,
                          .keys = 1,
                          .gap = gaps,
                          .any = any,
                          .key = &key,
                          .cost = &cost,
                          .needs = &none,
                          .bars = &none,
                          .budget = INFINITY,
                          .step = 1 };
    assert_int_equal(tbi_plan_met(&p, 1), 5);
    any[0] = any[1] = 0;
    p.goals = 1;
    assert_int_equal(tbi_plan_met(&p, 1), 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_looking_at_every_set_finds),
        cmocka_unit_test(a_start_changes_nothing_but_the_work),
        cmocka_unit_test(a_cut_search_says_so_and_its_bound_holds),
        cmocka_unit_test(a_search_cut_by_its_looks_ends_where_no_exchange_helps),
        cmocka_unit_test(records_reach_their_part_of_the_sum),
        cmocka_unit_test(half_of_the_draws_are_the_ones_that_count),
        cmocka_unit_test(a_gap_that_is_just_filled_is_met),
    };
    return cmocka_run_group_tests_name("search.search", tests, NULL, NULL);
}
