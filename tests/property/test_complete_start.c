/* Facts that were read off a table never contradict one another: the start must find a table for
 * any of them, it must agree with every one, and so must whatever the chain makes of it. */
#include "support/check.h"

#include "complete/chain_state.h"
#include "num/rng.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 24, TABLES = 3000, CHAINS = 400 };

typedef struct problem {
    tb_constraints f;
    tb_table_year y;
    tb_index x;
    const char *code[MOST];
    double truth[MOST], fixed[MOST], low[MOST], high[MOST];
    int place[MOST], rank[MOST];
    size_t from[MOST], to[MOST];
    unsigned char in[MOST], between[MOST], all[MOST], half[MOST];
    int32_t source[MOST];
} problem;

static double two_digits(double v)
{
    return round(100 * v) / 100;
}

static void draw_table(problem *p, tb_rng *r)
{
    size_t n = 2 + tbi_rng_below(r, MOST - 2);
    memset(p, 0, sizeof *p);
    for (size_t i = 0; i < n; i++) {
        p->code[i] = "u";
        /* no two alike */
        p->truth[i] = two_digits(80 + 3 * tbi_rng_normal(r)) + (double)i * 1e-7;
        p->in[i] = p->all[i] = 1;
        p->half[i] = i % 2 == 0;
        p->fixed[i] = NAN;
        p->low[i] = -INFINITY;
        p->high[i] = INFINITY;
        p->to[i] = n;
        p->source[i] = -1;
    }
    for (size_t i = 0; i < n; i++) {
        p->place[i] = 1;
        for (size_t k = 0; k < n; k++)
            p->place[i] += p->truth[k] > p->truth[i];
    }
    p->x = (tb_index){ .code = "RANDOM", .direction = 1, .n_unit = n, .unit_code = p->code };
    p->y = (tb_table_year){ .year = 2000,
                            .n_in = n,
                            .in = p->in,
                            .fixed = p->fixed,
                            .low = p->low,
                            .high = p->high,
                            .rank = p->rank,
                            .from = p->from,
                            .to = p->to,
                            .between = p->between,
                            .score_source = p->source,
                            .rank_source = p->source,
                            .limit_source = p->source,
                            .best = NAN,
                            .worst = NAN,
                            .best_source = -1,
                            .worst_source = -1 };
    p->f = (tb_constraints){ .x = &p->x,
                             .n_year = 1,
                             .n_unit = n,
                             .first = 2000,
                             .year = &p->y,
                             .slack = 5e-3,
                             .unused = "" };
}

static size_t above(const problem *p, double v)
{
    size_t n = 0;
    for (size_t i = 0; i < p->y.n_in; i++)
        n += p->truth[i] > v;
    return n;
}

static void add_bar(problem *p, double at)
{
    size_t k = p->y.n_bar++;
    for (; k > 0 && p->y.bar[k - 1].at < at; k--)
        p->y.bar[k] = p->y.bar[k - 1];
    p->y.bar[k] = (tb_bar){ .at = at, .above = above(p, at), .source = -1, .kind = "count_above" };
}

static void add_mean(problem *p, const unsigned char *member, const char *scope)
{
    tb_component_mean m = { .tolerance = 0.01, .member = member, .source = -1, .scope = scope };
    for (size_t i = 0; i < p->y.n_in; i++)
        if (member[i]) {
            m.mean += p->truth[i];
            m.n++;
        }
    m.mean = two_digits(m.mean / (double)m.n);
    p->y.mean[p->y.n_mean++] = m;
}

static void read_facts(problem *p, tb_rng *r)
{
    size_t n = p->y.n_in;
    for (size_t i = 0; i < n; i++) {
        uint64_t what = tbi_rng_below(r, 8);
        if (what < 3)
            p->fixed[i] = p->truth[i];
        if (what == 2 || what == 3)
            p->rank[i] = p->place[i];
        if (what == 4) { /* a range, often narrow */
            double wide = pow(10, -3 + 4 * tbi_rng_uniform(r));
            double share = tbi_rng_uniform(r);
            p->low[i] = p->truth[i] - share * wide;
            p->high[i] = p->truth[i] + (1 - share) * wide;
            p->between[i] = tbi_rng_below(r, 2) == 0;
        }
        if (what == 5) { /* a group by size */
            size_t cut = 1 + tbi_rng_below(r, n);
            if ((size_t)p->place[i] <= cut)
                p->to[i] = cut;
            else
                p->from[i] = cut;
        }
    }
    for (uint64_t k = tbi_rng_below(r, 4); k > 0; k--)
        add_bar(p, two_digits(80 + 3 * tbi_rng_normal(r)) + 0.005);
    for (size_t i = 0; i < n; i++) {
        if (p->place[i] == 1 && tbi_rng_below(r, 2))
            p->y.best = p->truth[i];
        if (p->place[i] == (int)n && tbi_rng_below(r, 2))
            p->y.worst = p->truth[i];
    }
    if (tbi_rng_below(r, 2))
        add_mean(p, p->all, "VN");
    if (tbi_rng_below(r, 2))
        add_mean(p, p->half, "A");
}

static void holds(const problem *p, const double *score, const ptrdiff_t *at)
{
    size_t n = p->y.n_in;
    for (size_t q = 0; q < n; q++) {
        size_t i = (size_t)at[q];
        double v = score[i];
        if (q > 0)
            assert_true(v <= score[at[q - 1]] + 2 * p->f.slack);
        if (!isnan(p->fixed[i]))
            CHECK_NEAR(v, p->fixed[i], 1e-12);
        if (p->rank[i] > 0)
            assert_int_equal(p->rank[i], (int)q + 1);
        assert_true(q >= p->from[i] && q < p->to[i]);
        assert_true(v >= p->low[i] - 2 * p->f.slack && v <= p->high[i] + 2 * p->f.slack);
        if (q == 0 && !isnan(p->y.best))
            CHECK_NEAR(v, p->y.best, 1e-4);
        if (q + 1 == n && !isnan(p->y.worst))
            CHECK_NEAR(v, p->y.worst, 1e-4);
        for (size_t b = 0; b < p->y.n_bar; b++)
            assert_true(q < p->y.bar[b].above ? v >= p->y.bar[b].at - 2 * p->f.slack
                                              : v <= p->y.bar[b].at + 2 * p->f.slack);
    }
}

static void facts_of_a_table_always_start(void **state)
{
    (void)state;
    for (uint64_t k = 0; k < TABLES; k++) {
        problem p;
        tb_rng r;
        tb_arena a = { 0 };
        tb_err err;
        double score[MOST];
        unsigned char slot[MOST];
        ptrdiff_t at[MOST];
        tbi_rng_start(&r, 23, TB_STREAM_SYNTH, k);
        draw_table(&p, &r);
        read_facts(&p, &r);
        tb_status st = tbi_constraints_start(score, slot, at, &p.f, 0, 80, 3, &a, &err);
        if (st != TB_OK)
            fail_msg("table %d of %zu units: %s", (int)k, p.y.n_in, err.message);
        holds(&p, score, at);
        tbi_arena_free(&a);
    }
}

static size_t higher(const double *score, size_t n, double v)
{
    size_t k = 0;
    for (size_t j = 0; j < n; j++)
        k += score[j] > v;
    return k;
}

/* Nothing that the chain does breaks a fact. */
static void sweeps_keep_every_fact(void **state)
{
    (void)state;
    for (uint64_t k = 0; k < CHAINS; k++) {
        problem p;
        tb_rng r;
        tb_arena a = { 0 };
        tb_err err;
        tb_chain c;
        double free[TB_SIGNAL_FREE] = { log(3), 1, 0, 1 };
        double level = 80;
        double score[MOST];
        tbi_rng_start(&r, 29, TB_STREAM_SYNTH, k);
        draw_table(&p, &r);
        read_facts(&p, &r);
        for (size_t i = 0; i < p.y.n_in; i++)
            /* as tbi_constraints_units lists the limits of groups */
            for (size_t cut = 1; cut < p.y.n_in && p.y.n_cut < TB_CUTS; cut++) {
                bool there = p.from[i] != cut && p.to[i] != cut;
                for (size_t b = 0; b < p.y.n_cut; b++)
                    there = there || p.y.cut[b] == cut;
                if (!there)
                    p.y.cut[p.y.n_cut++] = cut;
            }
        if (p.y.n_cut == TB_CUTS)
            continue;
        CHECK_OK(tbi_chain_start(&c, &p.f, &tbi_signal_vague, free, &level, 7, k, &a, &err), err);
        for (int s = 0; s < 60; s++)
            tbi_chain_sweep(&c, s < 20 ? 20 - s : 1, s < 40);
        for (size_t i = 0; i < p.y.n_in; i++)
            score[i] = c.score[i * c.row];
        for (size_t i = 0; i < p.y.n_in; i++) {
            /* scores nearer than that may be the same before rounding */
            double off = 2 * p.f.slack;
            size_t first = higher(score, p.y.n_in, score[i] + off) + 1;
            size_t last = higher(score, p.y.n_in, score[i] - off);
            if (!isnan(p.fixed[i]))
                CHECK_NEAR(score[i], p.fixed[i], 1e-12);
            if (p.rank[i] > 0)
                assert_in_range(p.rank[i], first, last);
            assert_true(last > p.from[i] && first <= p.to[i]);
            assert_true(score[i] >= p.low[i] - off && score[i] <= p.high[i] + off);
            if (!isnan(p.y.best))
                assert_true(score[i] <= p.y.best + p.f.slack);
            if (!isnan(p.y.worst))
                assert_true(score[i] >= p.y.worst - p.f.slack);
        }
        for (size_t b = 0; b < p.y.n_bar; b++) {
            double at = p.y.bar[b].at, off = 2 * p.f.slack;
            assert_in_range(p.y.bar[b].above, higher(score, p.y.n_in, at + off),
                            higher(score, p.y.n_in, at - off));
        }
        tbi_arena_free(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(facts_of_a_table_always_start),
                                        cmocka_unit_test(sweeps_keep_every_fact) };
    return cmocka_run_group_tests_name("property.complete_start", tests, NULL, NULL);
}
