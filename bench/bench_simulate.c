/* bench_simulate.c - how many draws are made, ranked and counted a second, and how many evaluations
 * of a composite for its Sobol' indices?
 *
 * usage: bench_simulate [w4|w5|scale|kernels|sets]...   The work is described in bench/README.md;
 * the same tables are made in bench/limits and bench/peers. */
#include "bench.h"

#include "num/rank_block.h"
#include "num/rng.h"
#include "num/simd.h"
#include "simulate/evaluate.h"
#include "simulate/normal_ranks.h"
#include "simulate/sobol_points.h"
#include "simulate/workspace.h"
#include <tangbac/simulate.h>

#include <math.h>
#include <omp.h>

enum { UNITS = 63, DRAWS = 1000000 };

static void fail(const char *what)
{
    fprintf(stderr, "bench_simulate: %s\n", what);
    exit(1);
}

/* ---- W4: 63 correlated scores: correlation 0.5 for all pairs, means 0.05 apart ---- */

typedef struct w4 {
    double mean[UNITS], l[UNITS * (UNITS + 1) / 2];
    uint64_t count[UNITS * UNITS];
    int64_t tie[UNITS * (UNITS + 1)];
    int threads;
} w4;

static void w4_table(w4 *w)
{
    double full[UNITS][UNITS] = { { 0 } };
    for (int i = 0; i < UNITS; i++)
        w->mean[i] = 0.05 * (UNITS - i);
    for (int i = 0; i < UNITS; i++)
        for (int j = 0; j <= i; j++) {
            double sum = i == j ? 1 : 0.5;
            for (int k = 0; k < j; k++)
                sum -= full[i][k] * full[j][k];
            full[i][j] = i == j ? sqrt(sum) : sum / full[j][j];
            w->l[i * (i + 1) / 2 + j] = full[i][j];
        }
}

static uint64_t w4_run(void *with)
{
    w4 *w = with;
    memset(w->count, 0, sizeof w->count);
    memset(w->tie, 0, sizeof w->tie);
    tb_rank_counts c = { UNITS, w->count, w->tie };
    tb_error_factor l = { UNITS, w->l, NULL };
    if (tbi_normal_ranks(&c, w->mean, &l, 0, DRAWS, 1, TB_STREAM_SIMULATE, w->threads, NULL) !=
        TB_OK)
        fail("no memory");
    uint64_t top = 0, up = 0; /* top 10, and five places above the place of the means */
    for (size_t i = 0; i < UNITS; i++)
        top += tbi_rank_count_top(&c, i, 10),
            up += i >= 5 ? tbi_rank_count_top(&c, i, i + 1 - 5) : 0;
    return bench_fold(w->count, UNITS * UNITS) + top + up;
}

static void bench_w4(void)
{
    static w4 w;
    w4_table(&w);
    for (w.threads = 1; w.threads <= 2; w.threads++) {
        char name[64];
        snprintf(name, sizeof name, "w4_%d_draws_of_%d_threads_%d", DRAWS, UNITS, w.threads);
        bench_run(name, DRAWS, w4_run, &w);
    }
}

/* ---- W5 and scale: a composite with uncertain weights, normalisation and aggregation ---- */

typedef struct w5 {
    tb_sim_components parts;
    tb_design design;
    tb_composite composite;
    tb_work_plan plan;
    tb_sobol_sums sums[2];
    tb_rank_counts counts[2];
    tb_workspace *place[2];
    size_t tallies;
    int threads;
    uint64_t draws;
} w5;

/* units x parts of independent normals around 5, the weights of `groups` groups of equal worth. */
static void w5_table(w5 *w, size_t units, size_t parts, size_t groups, const char *normalise,
                     const char *aggregate, size_t samples, uint64_t draws, tb_arena *a)
{
    static tb_index index = { .code = "BENCH" };
    static tb_unit unit = { .code = "x", .name_vi = "x", .name_en = "x" };
    tb_sim_components *t = &w->parts;
    *t = (tb_sim_components){ .index = &index,
                              .year = 2020,
                              .units = units,
                              .parts = parts,
                              .dimensions = groups,
                              .sign = 1 };
    t->unit = TB_NEW(a, const tb_unit *, units), t->code = TB_NEW(a, const char *, parts),
    t->dimension = TB_NEW(a, size_t, parts), t->dimension_code = t->code;
    t->x = TB_NEW(a, double, (units * parts)), t->noise = TB_NEW(a, double, (units * parts));
    t->low = TB_NEW(a, double, parts), t->high = TB_NEW(a, double, parts),
    t->point = TB_NEW(a, double, parts), t->weight = TB_NEW(a, double, parts);
    for (size_t i = 0; i < units; i++)
        t->unit[i] = &unit;
    for (size_t j = 0; j < parts; j++) {
        size_t group = j * groups / parts, members = 0;
        for (size_t k = 0; k < parts; k++)
            members += k * groups / parts == group;
        t->code[j] = tbi_arena_printf(a, "C%zu", j), t->dimension[j] = group;
        t->point[j] = 1, t->high[j] = 10, t->weight[j] = 1.0 / (double)groups / (double)members;
    }
    tbi_rng_normals(t->x, units * parts, 42, 5, 0);
    for (size_t k = 0; k < units * parts; k++)
        t->x[k] = 5 + t->x[k];
    tb_simulate_opts o = TB_SIMULATE_OPTS_INIT;
    tb_notice_list notices = { 0 };
    o.normalise = normalise, o.aggregate = aggregate, o.leave_out = TB_SIMULATE_OUT_NONE,
    o.noise = TB_SIMULATE_NOISE_NONE;
    if (tbi_design_make(&w->design, t, &o, a, &notices, NULL) != TB_OK ||
        tbi_composite_make(&w->composite, &w->design, 1, a, NULL) != TB_OK)
        fail("no design");
    uint32_t *direction = TB_NEW(a, uint32_t, (32 * 2 * w->design.inputs));
    uint16_t *reference = TB_NEW(a, uint16_t, units);
    size_t outputs = units + 1, log_points = 0;
    while (((size_t)TB_SCRAMBLINGS << log_points) < samples)
        log_points++;
    tbi_sobol_directions(direction, 2 * w->design.inputs < TB_SOBOL_DIMENSIONS
                                        ? 2 * w->design.inputs
                                        : TB_SOBOL_DIMENSIONS);
    for (size_t i = 0; i < units; i++)
        reference[i] = (uint16_t)(i + 1);
    w->plan = (tb_work_plan){ &w->design,
                              &w->composite,
                              reference,
                              direction,
                              1,
                              draws,
                              (unsigned)log_points,
                              samples,
                              units <= 512 ? 512 : 128,
                              units <= 512 ? 512 : 128 };
    w->tallies = TB_SCRAMBLINGS * w->design.factors * outputs * 3 + outputs * 3;
    for (int k = 0; k < 2; k++) {
        int64_t *at = TB_NEW(a, int64_t, w->tallies);
        w->sums[k] = (tb_sobol_sums){ outputs, w->design.factors, at,
                                      at + TB_SCRAMBLINGS * w->design.factors * outputs * 3,
                                      at + w->tallies - outputs };
        w->counts[k] = (tb_rank_counts){ units, TB_NEW(a, uint64_t, (units * units)),
                                         TB_NEW(a, int64_t, (units * (units + 1))) };
        w->place[k] = tbi_workspace_make(&w->plan, a);
        if (at == NULL || w->counts[k].count == NULL || w->counts[k].tie == NULL ||
            w->place[k] == NULL)
            fail("no memory");
    }
}

static uint64_t w5_run(void *with)
{
    w5 *w = with;
    size_t points = (size_t)1 << w->plan.log_points,
           pieces = (points - 1) / w->plan.chunk_points + 1;
    for (int k = 0; k < 2; k++)
        memset(w->sums[k].pick, 0, w->tallies * sizeof(int64_t));
#pragma omp parallel for num_threads(w->threads) schedule(dynamic)
    for (size_t c = 0; c < TB_SCRAMBLINGS * pieces; c++) {
        size_t first = c % pieces * w->plan.chunk_points,
               count =
                   points - first < w->plan.chunk_points ? points - first : w->plan.chunk_points;
        tbi_evaluate_points(&w->sums[omp_get_thread_num()], &w->plan, c / pieces, first, count,
                            w->place[omp_get_thread_num()]);
    }
    for (size_t i = 0; i < w->tallies; i++)
        w->sums[0].pick[i] += w->sums[1].pick[i];
    return bench_fold((uint64_t *)w->sums[0].pick, w->tallies);
}

static void bench_w5(void)
{
    tb_arena a = { 0 };
    static w5 w;
    w5_table(&w, UNITS, 29, 8, "none,minmax,zscore,rank,percentile,distance",
             "arithmetic,geometric,harmonic", 8192, 1, &a);
    for (w.threads = 1; w.threads <= 2; w.threads++) {
        char name[64];
        snprintf(name, sizeof name, "w5_sobol_63x29_N8192_threads_%d", w.threads);
        bench_run(name, 8192.0 * (double)(2 + w.design.factors), w5_run, &w);
    }
    tbi_arena_free(&a);
}

static uint64_t scale_run(void *with)
{
    w5 *w = with;
    for (int k = 0; k < 2; k++) {
        memset(w->counts[k].count, 0, w->counts[k].n * w->counts[k].n * sizeof(uint64_t));
        memset(w->counts[k].tie, 0, w->counts[k].n * (w->counts[k].n + 1) * sizeof(int64_t));
    }
    size_t chunks = (size_t)(w->draws / w->plan.chunk_draws);
#pragma omp parallel for num_threads(w->threads) schedule(dynamic)
    for (size_t c = 0; c < chunks; c++)
        tbi_evaluate_draws(&w->counts[omp_get_thread_num()], &w->plan, c * w->plan.chunk_draws,
                           w->plan.chunk_draws, w->place[omp_get_thread_num()]);
    tbi_rank_counts_add(&w->counts[0], &w->counts[1]);
    return bench_fold(w->counts[0].count, w->counts[0].n * w->counts[0].n);
}

static void bench_scale(void)
{
    static const size_t units[] = { 63, 208, 830, 3321 };
    for (size_t k = 0; k < 4; k++)
        for (int threads = 1; threads <= 2; threads++) {
            tb_arena a = { 0 };
            static w5 w;
            char name[64];
            w5_table(&w, units[k], 60, 8, "none,minmax,zscore,rank,percentile,distance",
                     "arithmetic,geometric,harmonic", 0, 1, &a);
            w.threads = threads;
            w.draws = units[k] == 63    ? 102400
                      : units[k] == 208 ? 51200
                      : units[k] == 830 ? 25600
                                        : 20480;
            snprintf(name, sizeof name, "scale_%zux60_threads_%d", units[k], threads);
            bench_run(name, (double)w.draws, scale_run, &w);
            tbi_arena_free(&a);
        }
}

/* ---- The kernels alone, at every instruction set, and the confidence sets ---- */

typedef struct kernel_case {
    const tb_simd *k;
    double z[UNITS * 64], y[UNITS * 64];
    int32_t key[64 * 16];
    w4 w;
} kernel_case;

static uint64_t normals_run(void *with)
{
    kernel_case *c = with;
    for (uint64_t d = 0; d < 12800; d += 64)
        c->k->normal_block(c->z, UNITS, 64, 1, 4, d);
    return bench_fold((uint64_t *)c->z, UNITS * 64);
}

static uint64_t triangle_run(void *with)
{
    kernel_case *c = with;
    for (int r = 0; r < 200; r++)
        c->k->triangle(c->y, c->w.l, c->w.mean, c->z, UNITS, 64);
    return bench_fold((uint64_t *)c->y, UNITS * 64);
}

static uint64_t sort_run(void *with)
{
    kernel_case *c = with;
    uint8_t absent[16];
    uint64_t h = 0;
    for (int r = 0; r < 200; r++)
        for (size_t d = 0; d < 64; d += 16)
            h += c->k->sort_64(c->key, absent, c->z + d, 64, UNITS, 16);
    return h + bench_fold((uint64_t *)(void *)c->key, 64 * 8);
}

/* What remains of an evaluation of W5 when nothing but its kernels runs: one column added to the
 * scores of 16 draws, ranks, the three sums. */
static uint64_t exchange_run(void *with)
{
    kernel_case *c = with;
    static tb_rank_base base;
    static double v[UNITS], room[4096];
    static uint8_t row[16 * 64];
    static int32_t acc[3 * 64];
    double down[16], up[16], amount[16];
    for (int i = 0; i < UNITS; i++)
        v[i] = 1 + 0.01 * i;
    for (int d = 0; d < 16; d++)
        down[d] = -1, up[d] = 1, amount[d] = 0.01 * (d - 8);
    memset(acc, 0, sizeof acc);
    tbi_rank_base_make(&base, c->z, 64, UNITS, 16, down, up);
    for (int r = 0; r < 800; r++) {
        tbi_rank_bytes_changed(row, &base, v, amount, room);
        c->k->pick_rows(acc, row, row, row, 16);
    }
    return (uint64_t)row[5] + (uint64_t)acc[3];
}

static void bench_kernels(void)
{
    const tb_simd *all[3];
    size_t n = tbi_simd_all(all);
    static kernel_case c;
    w4_table(&c.w);
    for (size_t k = 0; k < n; k++) {
        char name[64];
        c.k = all[k];
        snprintf(name, sizeof name, "normals_%s", c.k->name);
        bench_run(name, 12800.0 * UNITS, normals_run, &c);
        snprintf(name, sizeof name, "triangle_63_%s", c.k->name);
        bench_run(name, 12800, triangle_run, &c);
        snprintf(name, sizeof name, "sort_63_%s", c.k->name);
        bench_run(name, 12800, sort_run, &c);
        snprintf(name, sizeof name, "exchange_63_%s", c.k->name);
        if (k + 1 == n)
            bench_run(name, 12800, exchange_run, &c);
    }
}

static uint64_t sets_run(void *with)
{
    size_t draws = *(size_t *)with;
    static double score[UNITS], covariance[UNITS * UNITS];
    int marginal[2 * UNITS], simultaneous[2 * UNITS];
    bool best[UNITS];
    for (size_t i = 0; i < UNITS; i++)
        score[i] = 0.1 * (double)(UNITS - i), covariance[i * UNITS + i] = 0.09 + 0.001 * (double)i;
    tb_rank_sets sets = { marginal, simultaneous, best };
    if (tb_rank_sets_make(&sets, score, covariance, UNITS, 0.95, draws, 10, 1, 1, NULL) != TB_OK)
        fail("no sets");
    uint64_t h = 0;
    for (int i = 0; i < 2 * UNITS; i++)
        h = h * 31 + (uint64_t)(marginal[i] * 64 + simultaneous[i]);
    return h;
}

int main(int argc, char **argv)
{
    size_t few = 1000, many = 10000;
    for (int k = 1; k < argc || (argc == 1 && k == 1); k++) {
        const char *what = argc == 1 ? "all" : argv[k];
        int all = strcmp(what, "all") == 0;
        if (all || strcmp(what, "kernels") == 0)
            bench_kernels();
        if (all || strcmp(what, "w4") == 0)
            bench_w4();
        if (all || strcmp(what, "w5") == 0)
            bench_w5();
        if (all || strcmp(what, "scale") == 0)
            bench_scale();
        if (all || strcmp(what, "sets") == 0) {
            bench_run("rank_sets_63_bootstrap_1000", 1, sets_run, &few);
            bench_run("rank_sets_63_bootstrap_10000", 1, sets_run, &many);
        }
    }
    return 0;
}
