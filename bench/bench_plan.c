/* bench_plan.c - how hard are plans? Invented problems harder than a province's: more choices,
 * several goals at once, free budgets, effects that can fail. One JSON line each, with the nodes
 * that the search opened, what it met, its bound, and processor seconds. A node limit as the
 * command has it.
 */
#include "num/rng.h"
#include "search/search.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct instance {
    const char *name;
    size_t choices, goals, draws;
    double budget; /* of choices that cost 1 each, or 0.5 to 2.5 when `mixed` */
    bool mixed;
    uint64_t limit; /* nodes */
} instance;

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void *must(size_t n, size_t size)
{
    void *p = calloc(n, size);
    if (p == NULL)
        exit(1);
    return p;
}

/* Gaps of mean 3 and spread 1.5; a choice adds 0.2 to 1 points on average, spread as large as a
 * third to all of it, to the first goal and to some of the others. */
static void fill(tb_plan_problem *p, const instance *in)
{
    tb_rng r;
    tbi_rng_start(&r, 11, TB_STREAM_SYNTH, in->choices * 100 + in->goals);
    size_t n = in->draws, C = in->choices, G = in->goals;
    const double **gap = must(G, sizeof *gap);
    double *cost = must(C, sizeof *cost), *weight = must(C * G, sizeof *weight);
    tb_plan_key *key = must(C, sizeof *key);
    for (size_t g = 0; g < G; g++) {
        double *one = must(n, sizeof *one);
        for (size_t d = 0; d < n; d++)
            one[d] = 3 + 1.5 * tbi_rng_normal(&r);
        gap[g] = one;
    }
    for (size_t c = 0; c < C; c++) {
        float *size = must(n, sizeof *size);
        double mean = 0.2 + 0.8 * tbi_rng_uniform(&r),
               sd = mean * (1 + 2 * tbi_rng_uniform(&r)) / 3;
        for (size_t d = 0; d < n; d++)
            size[d] = (float)(mean + sd * tbi_rng_normal(&r));
        for (size_t g = 0; g < G; g++)
            weight[c * G + g] = g == 0 || tbi_rng_below(&r, 2) == 0 ? 1 : 0;
        cost[c] = in->mixed ? 0.5 + 2 * tbi_rng_uniform(&r) : 1;
        key[c] = (tb_plan_key){
            .size = size, .weight = weight + c * G, .choices = 1ULL << c, .group = -1
        };
    }
    *p = (tb_plan_problem){ .draws = n,
                            .goals = G,
                            .choices = C,
                            .keys = C,
                            .gap = gap,
                            .any = must(G, sizeof(int)),
                            .key = key,
                            .cost = cost,
                            .needs = must(C, sizeof(uint64_t)),
                            .bars = must(C, sizeof(uint64_t)),
                            .budget = in->budget,
                            .node_limit = in->limit,
                            .first = 0,
                            .step = 2 };
}

int main(void)
{
    static const instance list[] = {
        { "12 choices, 1 goal, budget 5", 12, 1, 20000, 5, false, 0 },
        { "20 choices, 1 goal, budget 5", 20, 1, 20000, 5, false, 0 },
        { "24 choices, 1 goal, budget 5", 24, 1, 20000, 5, false, 0 },
        { "24 choices, 1 goal, budget 8, mixed costs", 24, 1, 20000, 8, true, 0 },
        { "20 choices, 3 goals, budget 5", 20, 3, 20000, 5, false, 0 },
        { "24 choices, 3 goals, budget 8, mixed costs", 24, 3, 20000, 8, true, 20000 },
        { "40 choices, 1 goal, budget 8", 40, 1, 20000, 8, false, 20000 },
        { "60 choices, 3 goals, budget 12, mixed costs", 60, 3, 20000, 12, true, 5000 },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        tb_plan_problem p;
        tb_plan_found f;
        fill(&p, &list[i]);
        double from = seconds();
        if (tbi_plan_search(&f, &p, 0, NULL) != TB_OK)
            return 1;
        printf("{\"bench\": \"plan\", \"instance\": \"%s\", \"draws\": %zu, \"nodes\": %llu, "
               "\"exact\": %s, \"chance\": %.4f, \"bound\": %.4f, "
               "\"cpu_s\": %.2f}\n",
               list[i].name, f.of, (unsigned long long)f.nodes, f.exact ? "true" : "false",
               (double)f.met / (double)f.of, (double)f.bound / (double)f.of, seconds() - from);
        fflush(stdout);
    }
    return 0;
}
