/* Does the law give back what tables were drawn with? Simulated tables (no real data): 63 units over
 * 13 years, deviations an autoregression with persistence 0.4, 0.6 or 0.9 around a moving mean; cells
 * are printed as the publication law says (leaders, laggards, units whose press is stored), with
 * mean, best and worst. The completed tables must have the persistence of the true ones, and their
 * 90 % intervals must hold about 90 % of what was not printed. Half of the worlds have no noise at all,
 * which lies at the edge of the law (var_e 0, all kept): there a mean of draws lies a little inside, and
 * without bias is asked of worlds with noise. Prints the table of docs/evidence.md:
 * `TANGBAC_TABLES=20 ctest -R complete_recovery -V`. */
#include "support/check.h"
#include "support/total_fact.h"

#include "complete/chain_draws.h"
#include "complete/chain_state.h"
#include "num/rng.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/score.h>

enum { U = 63, T = 13, FIRST = 2012 };

static tb_err err;

typedef struct world {
    tb_index x;
    int year[T];
    double truth[T * U], value[T * U];
    int place[T * U];
    int16_t rank[T * U], n_ranked[T];
    uint8_t status[T * U];
    int32_t source[T * U];
    tb_fact fact[3 * T];
    tb_indicator indicator;
    char code[U][12];
    const char *unit_code[U];
} world;

static void add_fact(world *w, int t, const char *kind, double value)
{
    w->fact[w->x.n_fact++] = total_fact(FIRST + t, kind, value);
}

/* truth [T][U]: 80 + t / 2 + 4 (sqrt(1 - noise) u + sqrt(noise) e), u stationary with variance 1 and the
 * persistence of the sum as asked. */
static void draw_truth(world *w, double persistence, double noise, tb_rng *r)
{
    double keeps = persistence / (1 - noise);
    size_t scratch[U];
    for (int i = 0; i < U; i++) {
        double u = tbi_rng_normal(r);
        for (int t = 0; t < T; t++) {
            double e = noise > 0 ? sqrt(noise) * tbi_rng_normal(r) : 0;
            w->truth[t * U + i] = 80 + 0.5 * t + 4 * (sqrt(1 - noise) * u + e);
            u = keeps * u + sqrt(1 - keeps * keeps) * tbi_rng_normal(r);
        }
    }
    for (int t = 0; t < T; t++)
        tb_rank_scores(w->place + t * U, w->truth + t * U, U, 1, scratch);
}

static void print_year(world *w, int t, const double *press, tb_rng *r)
{
    double sum = 0;
    double best = -INFINITY;
    double worst = INFINITY;
    for (int i = 0; i < U; i++) {
        int c = t * U + i;
        tb_ends e = tbi_publication_ends((size_t)w->place[c], U);
        double p = 1 / (1 + exp(-(-1.7 + 0.12 * t + press[i] + 3 * e.top + 2.5 * e.bottom)));
        sum += w->truth[c];
        best = fmax(best, w->truth[c]);
        worst = fmin(worst, w->truth[c]);
        w->rank[c] = -1;
        w->source[c] = -1;
        w->value[c] = NAN;
        w->status[c] = TB_CELL_NOT_HERE;
        if (tbi_rng_uniform(r) > p)
            continue;
        w->rank[c] = (int16_t)w->place[c];
        if (tbi_rng_uniform(r) > 0.75)
            continue; /* a place alone */
        w->value[c] = round(100 * w->truth[c]) / 100;
        w->status[c] = TB_CELL_PUBLISHED;
    }
    add_fact(w, t, "mean", round(100 * sum / U) / 100);
    add_fact(w, t, "best", round(100 * best) / 100);
    add_fact(w, t, "worst", round(100 * worst) / 100);
}

static void make(world *w, double persistence, double noise, uint64_t number)
{
    tb_rng r;
    double press[U];
    tbi_rng_start(&r, 11, TB_STREAM_SYNTH, number);
    memset(w, 0, sizeof *w);
    w->indicator.code = "TOTAL";
    for (int i = 0; i < U; i++) {
        snprintf(w->code[i], sizeof w->code[i], "%02d", i + 1);
        w->unit_code[i] = w->code[i];
        press[i] = 0.7 * tbi_rng_normal(&r);
    }
    w->x = (tb_index){ .code = "SIM",
                       .direction = 1,
                       .n_year = T,
                       .n_unit = U,
                       .n_indicator = 1,
                       .year = w->year,
                       .unit_code = w->unit_code,
                       .indicator = &w->indicator,
                       .value = w->value,
                       .rank = w->rank,
                       .status = w->status,
                       .source = w->source,
                       .n_ranked = w->n_ranked,
                       .fact = w->fact };
    draw_truth(w, persistence, noise, &r);
    for (int t = 0; t < T; t++) {
        w->year[t] = FIRST + t;
        w->n_ranked[t] = U;
        print_year(w, t, press, &r);
    }
}

/* Mean over pairs of years of the correlation of two tables [T][U]. */
static double persistence_of(const double *score)
{
    double sum = 0;
    for (int t = 0; t + 1 < T; t++) {
        const double *a = score + t * U;
        const double *b = a + U;
        double ma = 0, mb = 0, aa = 0, bb = 0, ab = 0;
        for (int i = 0; i < U; i++) {
            ma += a[i] / U;
            mb += b[i] / U;
        }
        for (int i = 0; i < U; i++) {
            aa += (a[i] - ma) * (a[i] - ma);
            bb += (b[i] - mb) * (b[i] - mb);
            ab += (a[i] - ma) * (b[i] - mb);
        }
        sum += ab / sqrt(aa * bb) / (T - 1);
    }
    return sum;
}

/* Persistence of the printed pairs alone: what they would say. */
static double printed_persistence(const world *w)
{
    double aa = 0, bb = 0, ab = 0;
    for (int t = 0; t + 1 < T; t++)
        for (int i = 0; i < U; i++) {
            int c = t * U + i;
            if (w->rank[c] <= 0 || w->rank[c + U] <= 0)
                continue;
            double a = w->truth[c] - 80 - 0.5 * t;
            double b = w->truth[c + U] - 80 - 0.5 * (t + 1);
            aa += a * a;
            bb += b * b;
            ab += a * b;
        }
    return ab / sqrt(aa * bb);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double coverage(const world *w, const tb_chains *c)
{
    double inside = 0;
    double n = 0;
    double *x = malloc(c->n * sizeof *x);
    assert_non_null(x);
    for (int k = 0; k < T * U; k++) {
        if (!isnan(w->value[k]))
            continue;
        for (size_t d = 0; d < c->n; d++)
            x[d] = c->score[d * T * U + (size_t)k];
        qsort(x, c->n, sizeof *x, by_value);
        inside += w->truth[k] >= x[c->n / 20] && w->truth[k] <= x[c->n - 1 - c->n / 20];
        n++;
    }
    free(x);
    return inside / n;
}

typedef struct result {
    double truth, printed, law, cover, bias, bias_se, cover_se;
} result;

static void summarise(result *r, const double *bias, const double *cover, size_t n)
{
    double squares[2] = { 0, 0 };
    for (size_t k = 0; k < n; k++) {
        r->bias += bias[k] / (double)n;
        r->cover += cover[k] / (double)n;
    }
    for (size_t k = 0; k < n; k++) {
        squares[0] += (bias[k] - r->bias) * (bias[k] - r->bias);
        squares[1] += (cover[k] - r->cover) * (cover[k] - r->cover);
    }
    double m = (double)n;
    r->bias_se = sqrt(squares[0] / (m - 1) / m);
    r->cover_se = sqrt(squares[1] / (m - 1) / m);
}

static void recover(result *r, double persistence, double noise, size_t tables)
{
    static world w;
    enum { MOST = 100 };
    double bias[MOST];
    double cover[MOST];
    assert_true(tables >= 2 && tables <= MOST);
    memset(r, 0, sizeof *r);
    for (size_t k = 0; k < tables; k++) {
        tb_arena a = { 0 };
        tb_chains c;
        tb_chains_opts o = { .warm = 200, .kept = 60, .thin = 2, .seed = 3 + k };
        make(&w, persistence, noise, (uint64_t)(1000 * persistence) + k);
        CHECK_OK(tbi_chains_run(&c, NULL, &w.x, 0, FIRST + T - 1, &o, &a, &err), err);
        double law = 0;
        for (size_t d = 0; d < c.n; d++)
            law += persistence_of(c.score + d * T * U) / (double)c.n;
        double truth = persistence_of(w.truth);
        r->truth += truth / (double)tables;
        r->law += law / (double)tables;
        r->printed += printed_persistence(&w) / (double)tables;
        bias[k] = law - truth;
        cover[k] = coverage(&w, &c);
        tbi_arena_free(&a);
    }
    summarise(r, bias, cover, tables);
}

static void persistence_is_given_back(void **state)
{
    (void)state;
    static const double persistence[] = { 0.4, 0.6, 0.9, 0.4, 0.6, 0.9 };
    static const double noise[] = { 0, 0, 0, 0.2, 0.2, 0.08 };
    const char *asked = getenv("TANGBAC_TABLES");
    size_t tables = asked != NULL ? strtoul(asked, NULL, 10) : 2;
    printf("\n| drawn with | noise | true tables | printed pairs say | completed tables | bias | "
           "inside 90 "
           "%% |\n|---|---|---|---|---|---|---|\n");
    for (size_t k = 0; k < sizeof noise / sizeof *noise; k++) {
        result r;
        recover(&r, persistence[k], noise[k], tables);
        printf("| %.1f | %.2f | %.3f | %.3f | %.3f | %+.3f ± %.3f | %.1f ± %.1f |\n",
               persistence[k], noise[k], r.truth, r.printed, r.law, r.bias, r.bias_se,
               100 * r.cover, 100 * r.cover_se);
        assert_true(fabs(r.bias) < (noise[k] > 0 ? 0.03 : 0.05) + 3 * r.bias_se);
        assert_true(fabs(r.cover - 0.9) < 0.03 + 3 * r.cover_se);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(persistence_is_given_back) };
    return cmocka_run_group_tests_name("property.complete_recovery", tests, NULL, NULL);
}
