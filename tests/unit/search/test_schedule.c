/* test_schedule.c - the phased plan is the one that looking at every set and every year finds; a path
 * is judged year by year by its plain definition. */
#include "support/check.h"

#include "num/rng.h"
#include "search/schedule.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWS = 80, UNITS = 12, CHOICES = 4, YEARS = 3, KEYS = CHOICES + 1, GOALS = 3 };

typedef struct toy {
    tb_schedule_problem p;
    tb_schedule_goal goal[GOALS];
    tb_plan_key key[KEYS];
    double own[YEARS][DRAWS], others[YEARS][DRAWS][UNITS], gap[2][DRAWS], base_score[DRAWS],
        weight[KEYS][GOALS], cost[CHOICES], cap[1];
    unsigned short base_place[DRAWS];
    float size[KEYS][DRAWS];
    uint64_t has[CHOICES], needs[CHOICES], bars[CHOICES];
    size_t lag[CHOICES];
    float held[KEYS][DRAWS];
    tb_plan_after after[1];
} toy;

/* Two records or three reach less than their sum. */
static double part_of(void *data, uint64_t records)
{
    (void)data;
    return records == 0x1c ? 0.55 : 0.625 + 0.0625 * (double)(records & 4);
}

/* Every second problem: the keys that share no cap are records of one family, and choice 3 waits for
 * choice 1 or 2. */
static void make_records(toy *t, tb_rng *r)
{
    t->p.together = (tb_plan_together){ .part = part_of, .family = { 0x1c }, .families = 1 };
    for (size_t k = 2; k < KEYS; k++) {
        t->key[k].held = t->held[k];
        t->key[k].record = (unsigned)k;
        for (size_t d = 0; d < DRAWS; d++)
            t->held[k][d] = (float)(0.2 * tbi_rng_normal(r));
    }
    t->after[0] = (tb_plan_after){ 8, 6 };
    t->p.after = t->after;
    t->p.afters = 1;
}

static int falling(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x < y) - (x > y);
}

static void draws(toy *t, tb_rng *r)
{
    for (size_t d = 0; d < DRAWS; d++) {
        double level = 0.5 * tbi_rng_normal(r);
        t->base_place[d] = (unsigned short)(3 + tbi_rng_below(r, 7));
        t->base_score[d] = level;
        for (size_t y = 0; y < YEARS; y++) {
            t->own[y][d] =
                tbi_rng_below(r, 40) == 0 ? NAN : level + 0.3 * (double)y + 0.4 * tbi_rng_normal(r);
            for (size_t u = 0; u < UNITS; u++)
                t->others[y][d][u] = u + 1 == UNITS ? NAN : tbi_rng_normal(r);
            qsort(t->others[y][d], UNITS - 1, sizeof(double), falling);
        }
        for (size_t g = 0; g < 2; g++)
            t->gap[g][d] = 0.4 + 0.8 * tbi_rng_normal(r);
    }
}

static void make(toy *t, uint64_t seed)
{
    tb_rng r;
    memset(t, 0, sizeof *t);
    tbi_rng_start(&r, seed, 79, 0);
    draws(t, &r);
    t->goal[0] = (tb_schedule_goal){ .steps = YEARS,
                                     .year = { 0, 1, 2 },
                                     .units = UNITS,
                                     .base_score = t->base_score,
                                     .base_place = t->base_place,
                                     .up = seed % 3 == 0 ? 0 : 1,
                                     .points = 0.1,
                                     .any = 0 };
    for (size_t y = 0; y < YEARS; y++) {
        t->goal[0].own[y] = t->own[y];
        t->goal[0].others[y] = &t->others[y][0][0];
    }
    for (size_t g = 1; g < GOALS; g++)
        t->goal[g] = (tb_schedule_goal){ .steps = 1,
                                         .year = { seed % 2 + g - 1 },
                                         .gap = t->gap[g - 1],
                                         .any = seed % 4 == 0 ? 1 : 0 };
    for (size_t k = 0; k < KEYS; k++) {
        double mean = 0.6 * tbi_rng_uniform(&r);
        double sd = 0.4 * tbi_rng_uniform(&r);
        for (size_t d = 0; d < DRAWS; d++)
            t->size[k][d] = (float)(mean + sd * tbi_rng_normal(&r));
        for (size_t g = 0; g < GOALS; g++)
            t->weight[k][g] = tbi_rng_below(&r, 4) == 0 ? 0.1 : 1;
        t->key[k] = (tb_plan_key){ .size = t->size[k], .weight = t->weight[k], .group = -1 };
    }
    for (size_t k = 0; k < 2; k++) {
        t->key[k].group = 0;
        if (k > 0)
            memcpy(t->weight[k], t->weight[0], sizeof t->weight[0]);
    }
    t->cap[0] = 0.5;
    for (size_t c = 0; c < CHOICES; c++) {
        t->has[c] = 1ULL << c | (tbi_rng_below(&r, 2) ? 1ULL << (KEYS - 1) : 0);
        t->cost[c] = 0.5 + tbi_rng_uniform(&r);
        t->lag[c] = tbi_rng_below(&r, 3) == 0 ? 1 : 0;
        if (c > 0 && tbi_rng_below(&r, 3) == 0)
            t->needs[c] = 1ULL << tbi_rng_below(&r, c);
    }
    if (seed % 5 == 0) {
        t->bars[0] |= 2;
        t->bars[1] |= 1;
    }
    t->p = (tb_schedule_problem){ .draws = DRAWS,
                                  .first = 0,
                                  .step = 2,
                                  .goals = 1 + seed % GOALS,
                                  .keys = KEYS,
                                  .choices = CHOICES,
                                  .years = YEARS,
                                  .goal = t->goal,
                                  .key = t->key,
                                  .group_cap = t->cap,
                                  .groups = 1,
                                  .has = t->has,
                                  .cost = t->cost,
                                  .lag = t->lag,
                                  .needs = t->needs,
                                  .bars = t->bars,
                                  .budget = seed % 2 ? 3 : INFINITY,
                                  .year_budget = { seed % 3 ? INFINITY : 1.2,
                                                   seed % 3 ? INFINITY : 1.2, INFINITY },
                                  .most = seed % 7 == 0 ? 2 : 0 };
    if (seed % 2 == 1)
        make_records(t, &r);
}

/* ---- the plain definition ---- */

static double plain_extra(const toy *t, const unsigned char *start, size_t g, size_t year, size_t d)
{
    double sum = 0, group = 0, reach = 0;
    uint64_t records = 0;
    for (size_t k = 0; k < KEYS; k++) {
        bool works = false;
        for (size_t c = 0; c < CHOICES; c++)
            works |= (t->has[c] >> k & 1) && start[c] > 0 && start[c] - 1 + t->lag[c] <= year;
        if (!works)
            continue;
        if (t->key[k].group == 0) {
            group += (double)t->size[k][d];
        } else if (t->key[k].held != NULL) {
            double held = t->weight[k][g] * (double)t->held[k][d];
            reach += t->weight[k][g] * (double)t->size[k][d] + held;
            sum -= held;
            records |= 1ULL << k;
        } else
            sum += t->weight[k][g] * (double)t->size[k][d];
    }
    double part = (records & (records - 1)) != 0 ? part_of(NULL, records) : 1;
    return sum + part * reach + t->weight[0][g] * fmin(group, t->cap[0]);
}

static int plain_place(const toy *t, size_t y, size_t d, double own)
{
    int place = 1;
    for (size_t u = 0; u < UNITS; u++)
        place += t->others[y][d][u] > own;
    return place;
}

static bool plain_path(const toy *t, const unsigned char *start, size_t d)
{
    int place = t->base_place[d];
    double score = t->base_score[d];
    for (size_t y = 0; y < YEARS; y++) {
        if (isnan(t->own[y][d]))
            return false;
        double own = t->own[y][d] + plain_extra(t, start, 0, y, d);
        int now = plain_place(t, y, d, own);
        int wanted = place > 1 ? place - 1 : 1;
        if (t->goal[0].up > 0 ? now > wanted : own < score + t->goal[0].points)
            return false;
        place = now;
        score = own;
    }
    return true;
}

static size_t plain_met(const toy *t, const unsigned char *start)
{
    size_t met = 0;
    for (size_t d = 0; d < DRAWS; d += 2) {
        bool all = plain_path(t, start, d);
        bool some = false;
        bool asked = false;
        for (size_t g = 1; g < t->p.goals; g++) {
            bool is = t->gap[g - 1][d] <= plain_extra(t, start, g, t->goal[g].year[0], d);
            if (t->goal[g].any == 0)
                all &= is;
            else {
                asked = true;
                some |= is;
            }
        }
        met += all && (!asked || some);
    }
    return met;
}

static bool plain_allowed(const toy *t, const unsigned char *start)
{
    for (size_t i = 0; i < t->p.afters; i++) /* choice 3 after 1 or 2 */
        if (start[3] > 0 && !(start[1] > 0 && start[1] <= start[3]) &&
            !(start[2] > 0 && start[2] <= start[3]))
            return false;
    double all = 0, year[YEARS] = { 0 };
    size_t n = 0;
    for (size_t c = 0; c < CHOICES; c++) {
        if (start[c] == 0)
            continue;
        n++;
        all += t->cost[c];
        year[start[c] - 1] += t->cost[c];
        for (size_t o = 0; o < CHOICES; o++) {
            if ((t->bars[c] >> o & 1) && start[o] > 0)
                return false;
            if ((t->needs[c] >> o & 1) && (start[o] == 0 || start[o] > start[c]))
                return false;
        }
    }
    for (size_t y = 0; y < YEARS; y++)
        if (year[y] > t->p.year_budget[y])
            return false;
    return all <= t->p.budget && (t->p.most == 0 || n <= t->p.most);
}

static void the_best_set_and_years_are_found(void **state)
{
    (void)state;
    toy *t = malloc(sizeof *t);
    assert_non_null(t);
    size_t late = 0, moved = 0;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        tb_err err = TB_ERR_INIT;
        tb_schedule_found found;
        size_t best = 0;
        make(t, seed);
        CHECK_OK(tbi_schedule_search(&found, &t->p, &err), err);
        for (size_t code = 0; code < 256; code++) {
            unsigned char start[TB_SCHEDULE_CHOICES] = { 0 };
            for (size_t c = 0, x = code; c < CHOICES; c++, x /= YEARS + 1)
                start[c] = (unsigned char)(x % (YEARS + 1));
            size_t met = plain_met(t, start);
            assert_int_equal(met, tbi_schedule_met(&t->p, start));
            assert_int_equal(plain_allowed(t, start), tbi_schedule_allowed(&t->p, start));
            if (plain_allowed(t, start) && met > best)
                best = met;
        }
        assert_true(found.exact);
        assert_int_equal(found.met, best);
        assert_int_equal(found.bound, best);
        assert_true(plain_allowed(t, found.start));
        for (size_t c = 0; c < CHOICES; c++) {
            late += found.start[c] > 1;
            moved += found.start[c] > 0;
        }
    }
    assert_true(late > 5 && moved > 40);
    free(t);
}

static void a_search_cut_short_says_so_and_bounds(void **state)
{
    (void)state;
    toy *t = malloc(sizeof *t);
    assert_non_null(t);
    size_t cut = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        tb_err err = TB_ERR_INIT;
        tb_schedule_found whole, part;
        make(t, seed);
        CHECK_OK(tbi_schedule_search(&whole, &t->p, &err), err);
        t->p.node_limit = 2;
        CHECK_OK(tbi_schedule_search(&part, &t->p, &err), err);
        assert_true(part.met <= whole.met && whole.met <= part.bound);
        cut += !part.exact;
    }
    assert_true(cut > 5);
    free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_set_and_years_are_found),
        cmocka_unit_test(a_search_cut_short_says_so_and_bounds),
    };
    return cmocka_run_group_tests_name("search.schedule", tests, NULL, NULL);
}
