/* test_expected_rank.c - the plan of the best expected rank is the one that looking at every set finds,
 * with budget, number, prerequisites, exclusions and capped groups. */
#include "support/check.h"

#include "num/rng.h"
#include "plan/expected_rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWS = 300, UNITS = 14, CHOICES = 8, TABLES = 2 };

typedef struct toy {
    tb_index index[TABLES];
    tb_index_draws track[TABLES];
    tb_goal_state aim[TABLES];
    const tb_goal_state *aims[TABLES];
    double own[TABLES][DRAWS], others[TABLES][DRAWS][UNITS], gap[TABLES][DRAWS],
        weight[CHOICES][TABLES], cost[CHOICES], cap[1];
    float size[CHOICES][DRAWS];
    tb_plan_key key[CHOICES];
    uint64_t needs[CHOICES], bars[CHOICES];
    const double *gaps[TABLES];
    int any[TABLES];
    tb_plan_problem p;
} toy;

static int falling(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x < y) - (x > y);
}

static void tables(toy *t, tb_rng *r)
{
    for (size_t k = 0; k < TABLES; k++) {
        t->index[k].n_unit = UNITS;
        t->track[k].index = &t->index[k];
        t->aim[k] = (tb_goal_state){ .track = &t->track[k],
                                     .sign = 1,
                                     .own = t->own[k],
                                     .others = &t->others[k][0][0],
                                     .year_at = 0 };
        t->aims[k] = &t->aim[k];
        t->gaps[k] = t->gap[k];
        for (size_t d = 0; d < DRAWS; d++) {
            size_t n = UNITS - 1 - (size_t)tbi_rng_below(r, 3);
            for (size_t i = 0; i < UNITS; i++)
                t->others[k][d][i] = i < n ? 2 * tbi_rng_normal(r) : NAN;
            qsort(t->others[k][d], n, sizeof(double), falling);
            t->own[k][d] = tbi_rng_below(r, 25) == 0 ? NAN : tbi_rng_normal(r) - 1;
        }
    }
}

static void make(toy *t, uint64_t seed)
{
    tb_rng r;
    memset(t, 0, sizeof *t);
    tbi_rng_start(&r, seed, 78, 0);
    tables(t, &r);
    for (size_t c = 0; c < CHOICES; c++) {
        double mean = 0.5 * tbi_rng_uniform(&r);
        double sd = 0.4 * tbi_rng_uniform(&r);
        for (size_t d = 0; d < DRAWS; d++)
            t->size[c][d] = (float)(mean + sd * tbi_rng_normal(&r));
        for (size_t g = 0; g < TABLES; g++)
            t->weight[c][g] = tbi_rng_below(&r, 3) > 0 ? 1 : 0.1;
        t->key[c] = (tb_plan_key){
            .size = t->size[c], .weight = t->weight[c], .choices = 1ULL << c, .group = -1
        };
        t->cost[c] = 0.5 + tbi_rng_uniform(&r);
        if (c > 2 && tbi_rng_below(&r, 3) == 0)
            t->needs[c] = 1ULL << tbi_rng_below(&r, c);
        if (c > 2 && tbi_rng_below(&r, 3) == 0) {
            uint64_t o = tbi_rng_below(&r, c);
            t->bars[c] |= 1ULL << o;
            t->bars[o] |= 1ULL << c;
        }
    }
    for (size_t c = 0; c < 2; c++) { /* two figures of one's own on one component */
        t->key[c].group = 0;
        memcpy(t->weight[c], t->weight[0], sizeof t->weight[0]);
    }
    t->cap[0] = 0.6;
    t->p = (tb_plan_problem){ .draws = DRAWS,
                              .goals = TABLES,
                              .choices = CHOICES,
                              .keys = CHOICES,
                              .gap = t->gaps,
                              .any = t->any,
                              .key = t->key,
                              .group_cap = t->cap,
                              .groups = 1,
                              .cost = t->cost,
                              .needs = t->needs,
                              .bars = t->bars,
                              .budget = seed % 3 == 0 ? INFINITY : 1 + 3 * tbi_rng_uniform(&r),
                              .most = seed % 2 == 0 ? 3 : 0,
                              .first = 0,
                              .step = 2 };
}

/* Places left out of the sum where the unit is not ranked: the same for every set. */
static double places(const tb_expected_rank *c, uint64_t set)
{
    return tbi_expected_rank_of(c, set, 0);
}

static void the_best_expected_rank_is_found(void **state)
{
    (void)state;
    toy *t = malloc(sizeof *t);
    assert_non_null(t);
    size_t moved = 0;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        tb_err err = TB_ERR_INIT;
        tb_arena own = { 0 };
        tb_expected_rank c;
        tb_plan_problem rows;
        tb_plan_found found;
        size_t used = 0, best_met = 0;
        make(t, seed);
        tbi_expected_rank_start(&c, &t->p, t->aims, DRAWS);
        assert_int_equal(c.tables, TABLES);
        CHECK_OK(tbi_expected_rank_problem(&rows, &used, &c, &own, &err), err);
        assert_int_equal(used, DRAWS / 2);
        CHECK_OK(tbi_plan_search(&found, &rows, 0, &err), err);
        assert_true(found.exact);
        double none = places(&c, 0);
        for (uint64_t set = 0; set < 1ULL << CHOICES; set++) {
            if (!tbi_plan_allowed(&t->p, set))
                continue;
            size_t met = tbi_plan_met(&rows, set);
            if (met > best_met)
                best_met = met;
        }
        assert_int_equal(found.met, best_met);
        assert_true(tbi_plan_allowed(&t->p, found.set));
        moved += places(&c, found.set) < none;
        tbi_arena_free(&own);
    }
    assert_true(moved > 30);
    free(t);
}

/* One table, all ranked: rows met are the places climbed, to the place. */
static void met_rows_are_places(void **state)
{
    (void)state;
    toy *t = malloc(sizeof *t);
    assert_non_null(t);
    for (uint64_t seed = 101; seed <= 110; seed++) {
        tb_err err = TB_ERR_INIT;
        tb_arena own = { 0 };
        tb_expected_rank c;
        tb_plan_problem rows;
        size_t used = 0, ranked = 0;
        make(t, seed);
        t->p.goals = 1;
        for (size_t d = 0; d < DRAWS; d += 2)
            ranked += isnan(t->own[0][d]) ? 0 : 1;
        tbi_expected_rank_start(&c, &t->p, t->aims, DRAWS);
        CHECK_OK(tbi_expected_rank_problem(&rows, &used, &c, &own, &err), err);
        for (uint64_t set = 0; set < 1ULL << CHOICES; set += 5) {
            double climbed = (places(&c, 0) - places(&c, set)) * (double)ranked;
            double met = (double)tbi_plan_met(&rows, set) - (double)tbi_plan_met(&rows, 0);
            assert_true(fabs(climbed - met) < 1e-6);
        }
        tbi_arena_free(&own);
    }
    free(t);
}

/* Of two records together a tenth of what they reach counts. */
static double share(void *data, uint64_t records)
{
    (void)data;
    return (records & (records - 1)) == 0 ? 1 : 0.1;
}

/* As above, with records whose draws hold more, or less, than nothing: two of them together add
 * what neither adds alone (a share of a loss, less what is held), and those places count too. */
static void places_of_records_are_met_rows(void **state)
{
    (void)state;
    toy *t = malloc(sizeof *t);
    static float held[2][DRAWS];
    assert_non_null(t);
    for (uint64_t seed = 201; seed <= 210; seed++) {
        tb_err err = TB_ERR_INIT;
        tb_arena own = { 0 };
        tb_expected_rank c;
        tb_plan_problem rows;
        size_t used = 0, ranked = 0;
        tb_rng r;
        make(t, seed);
        tbi_rng_start(&r, seed, 79, 0);
        t->p.goals = 1;
        t->p.keys = 5; /* of which the last two are records */
        t->p.together = (tb_plan_together){ .part = share, .family = { 3 }, .families = 1 };
        for (size_t k = 0; k < 2; k++) {
            for (size_t d = 0; d < DRAWS; d++) {
                held[k][d] = (float)(-1 + tbi_rng_normal(&r));
                t->size[3 + k][d] = (float)(-1 + tbi_rng_normal(&r));
            }
            t->weight[3 + k][0] = 1;
            t->key[3 + k].held = held[k];
            t->key[3 + k].record = (unsigned)k;
        }
        for (size_t d = 0; d < DRAWS; d += 2)
            ranked += isnan(t->own[0][d]) ? 0 : 1;
        tbi_expected_rank_start(&c, &t->p, t->aims, DRAWS);
        CHECK_OK(tbi_expected_rank_problem(&rows, &used, &c, &own, &err), err);
        for (uint64_t set = 0; set < 1ULL << 5; set++) {
            double climbed = (places(&c, 0) - places(&c, set)) * (double)ranked;
            double met = (double)tbi_plan_met(&rows, set) - (double)tbi_plan_met(&rows, 0);
            assert_true(fabs(climbed - met) < 1e-6);
        }
        tbi_arena_free(&own);
    }
    free(t);
}

/* Without measures: one more than those above, over the draws in which the unit is ranked, and the
 * mean over the tables. */
static void it_is_the_mean_place(void **state)
{
    (void)state;
    toy *t = malloc(sizeof *t);
    tb_expected_rank c;
    double mean = 0;
    assert_non_null(t);
    make(t, 7);
    tbi_expected_rank_start(&c, &t->p, t->aims, DRAWS);
    for (size_t k = 0; k < TABLES; k++) {
        double sum = 0, ranked = 0;
        for (size_t d = 0; d < DRAWS; d += 2) {
            if (isnan(t->own[k][d]))
                continue;
            ranked++;
            sum++;
            for (size_t i = 0; i < UNITS; i++)
                sum += t->others[k][d][i] > t->own[k][d];
        }
        mean += sum / ranked / TABLES;
    }
    CHECK_NEAR(tbi_expected_rank_of(&c, 0, 0), mean, 1e-9);
    free(t);
}

static void the_same_set_is_alike(void **state)
{
    (void)state;
    toy *t = malloc(sizeof *t);
    tb_expected_rank c;
    assert_non_null(t);
    make(t, 3);
    tbi_expected_rank_start(&c, &t->p, t->aims, DRAWS);
    assert_true(tbi_expected_rank_alike(&c, 5, 5, 1));
    for (size_t d = 0; d < DRAWS; d++)
        t->size[4][d] = 2;
    t->weight[4][0] = t->weight[4][1] = 1;
    assert_false(tbi_expected_rank_alike(&c, 0, 1ULL << 4, 1));
    free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_expected_rank_is_found), cmocka_unit_test(met_rows_are_places),
        cmocka_unit_test(places_of_records_are_met_rows),  cmocka_unit_test(it_is_the_mean_place),
        cmocka_unit_test(the_same_set_is_alike),
    };
    return cmocka_run_group_tests_name("unit.plan.expected_rank", tests, NULL, NULL);
}
