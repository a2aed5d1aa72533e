/* Are chances of places calibrated where the truth is known? Simulated tables (no real data), drawn
 * from the law that was fitted to PAR INDEX: numbers, levels, spreads and paces of one completed
 * draw each, cells printed as its publication law says, with mean, best and worst. Nothing of the
 * last year is seen; what is said of it from the year before is held against what came, of all
 * units. One test of all bins at once: over tables, which are
 * the sample (units of one table share its year), the sums of outcome less chance of every bin have
 * mean 0 (Hotelling 1931). Prints the table of docs/evidence.md:
 * `TANGBAC_TABLES=60 ctest -R complete_calibration -V`. */
#include "support/check.h"
#include "support/shipped.h"
#include "support/total_fact.h"

#include "complete/chain_draws.h"
#include "complete/chain_state.h"
#include "num/dist.h"
#include "statespace/mvnormal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/score.h>

enum { U = 63, MOST_YEARS = 16, BINS = 5, GOALS = 3, MOST_TABLES = 200 };

static tb_err err;

/* What is asked: among the first `top`, or so many places above the place of the year before. */
static const struct {
    const char *name;
    int top, climb;
} goals[GOALS] = { { "top 10", 10, 0 }, { "top 20", 20, 0 }, { "climbs 5", 0, 5 } };

typedef struct world {
    tb_index x;
    int T;
    double truth[MOST_YEARS * U], value[MOST_YEARS * U];
    int place[MOST_YEARS * U];
    int16_t rank[MOST_YEARS * U], n_ranked[MOST_YEARS];
    uint8_t status[MOST_YEARS * U];
    int32_t source[MOST_YEARS * U];
    tb_fact fact[3 * MOST_YEARS];
    tb_indicator indicator;
} world;

static void add_fact(world *w, int t, const char *kind, double value)
{
    w->fact[w->x.n_fact++] = total_fact(w->x.year[t], kind, round(100 * value) / 100);
}

/* factor [T][T]: the root of a unit's covariance over the years at a pace (chain.h). */
static void find_root(double *factor, const double *free, double pace, size_t T)
{
    double keep[MOST_YEARS];
    tb_uc_model m = tbi_signal_of(free);
    tbi_chain_persistence(keep, free, T);
    for (size_t t = 0; t < T; t++)
        keep[t] = pow(keep[t], pace);
    m.rho = pow(m.rho, pace);
    m.var_e *= pace;
    for (size_t s = 0; s < T; s++)
        for (size_t t = 0; t < T; t++)
            factor[s * T + t] = tbi_signal_moments(&m, keep, s, t) + (s == t ? m.var_e : 0);
    assert_true(tbi_mvnormal_factor(factor, T));
}

/* A new table of every year by the numbers of draw k. */
static void draw_truth(world *w, const tb_chains *c, size_t k, tb_rng *r)
{
    size_t T = c->n_year, scratch[U];
    const double *free = c->free + k * c->n_free;
    const double *log_scale = free + TB_SIGNAL_FREE + T - 1;
    double pace[TB_PACES], factor[MOST_YEARS * MOST_YEARS], z[MOST_YEARS];
    tbi_chain_paces(pace, free[c->n_free - 3]);
    for (size_t i = 0; i < U; i++) {
        find_root(factor, free, pace[c->pace_of[k * U + i]], T);
        for (size_t t = 0; t < T; t++)
            z[t] = tbi_rng_normal(r);
        for (size_t t = 0; t < T; t++) {
            double sum = 0;
            for (size_t s = 0; s <= t; s++)
                sum += factor[t * T + s] * z[s];
            w->truth[t * U + i] = c->level[k * T + t] + (t > 0 ? exp(log_scale[t - 1]) : 1) * sum;
        }
    }
    for (size_t t = 0; t < T; t++)
        tb_rank_scores(w->place + t * U, w->truth + t * U, U, 1, scratch);
}

/* What is printed of year t; of the last year nothing is told. */
static void print_year(world *w, const tb_chains *c, int t, tb_rng *r)
{
    double sum = 0, best = -INFINITY, worst = INFINITY;
    bool last = t + 1 == w->T;
    for (int i = 0; i < U; i++) {
        int at = t * U + i;
        tb_ends e = tbi_publication_ends((size_t)w->place[at], U);
        double rise =
            t > 0 ? tbi_publication_rise(tbi_publication_ends((size_t)w->place[at - U], U), e) : 0;
        double p = tbi_publication_probability(c->print, (size_t)t, (size_t)i, c->n_year, U, e,
                                               rise, t > 0 && w->rank[at - U] > 0);
        bool printed = tbi_rng_uniform(r) < p;
        sum += w->truth[at] / U;
        best = fmax(best, w->truth[at]);
        worst = fmin(worst, w->truth[at]);
        w->rank[at] = printed && !last ? (int16_t)w->place[at] : -1;
        w->source[at] = -1;
        w->value[at] = NAN;
        w->status[at] = TB_CELL_NOT_HERE;
        /* two printed places of three have a score beside them, as PAR has */
        if (w->rank[at] > 0 && tbi_rng_uniform(r) < 0.67) {
            w->value[at] = round(100 * w->truth[at]) / 100;
            w->status[at] = TB_CELL_PUBLISHED;
        }
    }
    if (last)
        return;
    add_fact(w, t, "mean", sum);
    add_fact(w, t, "best", best);
    add_fact(w, t, "worst", worst);
}

static void make(world *w, const tb_index *par, const tb_chains *c, size_t k, uint64_t number)
{
    tb_rng r;
    tbi_rng_start(&r, 23, TB_STREAM_SYNTH, number);
    memset(w, 0, sizeof *w);
    w->indicator.code = "TOTAL";
    w->T = (int)c->n_year;
    w->x = *par;
    w->x.code = "SIM";
    w->x.n_indicator = 1;
    w->x.indicator = &w->indicator;
    w->x.value = w->value;
    w->x.rank = w->rank;
    w->x.status = w->status;
    w->x.source = w->source;
    w->x.n_ranked = w->n_ranked;
    w->x.fact = w->fact;
    w->x.n_fact = w->x.n_node = 0;
    w->x.node = NULL;
    w->x.rank_status = NULL;
    w->x.rank_source = NULL;
    draw_truth(w, c, k, &r);
    for (int t = 0; t < w->T; t++) {
        w->n_ranked[t] = U;
        print_year(w, c, t, &r);
    }
}

/* upto [U][U]: P(place <= k + 1) in the last year. */
static void count_places(double *upto, const tb_chains *c)
{
    int rank[U];
    size_t scratch[U];
    memset(upto, 0, sizeof(double) * U * U);
    for (size_t d = 0; d < c->n; d++) {
        const double *score = c->score + (d * c->n_year + c->n_year - 1) * U;
        tb_rank_scores(rank, score, U, 1, scratch);
        for (size_t i = 0; i < U; i++)
            upto[i * U + (size_t)rank[i] - 1] += 1 / (double)c->n;
    }
    for (size_t i = 0; i < U; i++)
        for (size_t k = 1; k < U; k++)
            upto[i * U + k] += upto[i * U + k - 1];
}

/* Of each table and goal, by bin: cases, chances, outcomes; of places: inside 90 %, cases. */
typedef struct record {
    double n[BINS], said[BINS], came[BINS];
} record;
static record kept[GOALS][MOST_TABLES];
static double inside, cases;

static void note_unit(size_t table, const world *w, size_t i, const double *upto)
{
    int place = w->place[(w->T - 1) * U + (int)i];
    int base = w->rank[(w->T - 2) * U + (int)i];
    double below = place > 1 ? upto[place - 2] : 0;
    inside += upto[place - 1] > 0.05 && below < 0.95;
    cases++;
    for (size_t g = 0; g < GOALS; g++) {
        int cut = goals[g].top;
        if (goals[g].climb > 0) {
            if (base <= goals[g].climb)
                continue;
            cut = base - goals[g].climb;
        }
        double p = upto[cut - 1];
        size_t bin = p >= 1 ? BINS - 1 : (size_t)(p * BINS);
        record *r = &kept[g][table];
        r->n[bin]++;
        r->said[bin] += p;
        r->came[bin] += place <= cut;
    }
}

/* P of T^2 = n m' S^-1 m of the tables' sums of outcome less chance, bins without any spread left
 * out; NaN: too few tables. */
static double test_bins(const record *r, size_t tables)
{
    double mean[BINS] = { 0 }, cov[BINS * BINS] = { 0 }, small[BINS * BINS];
    size_t bin[BINS], n = 0;
    for (size_t b = 0; b < BINS; b++) {
        double square = 0;
        for (size_t k = 0; k < tables; k++) {
            mean[b] += (r[k].came[b] - r[k].said[b]) / (double)tables;
            square += r[k].n[b];
        }
        if (square >= (double)tables)
            bin[n++] = b;
    }
    for (size_t k = 0; k < tables; k++)
        for (size_t a = 0; a < n; a++)
            for (size_t b = 0; b < n; b++)
                cov[a * n + b] += (r[k].came[bin[a]] - r[k].said[bin[a]] - mean[bin[a]]) *
                                  (r[k].came[bin[b]] - r[k].said[bin[b]] - mean[bin[b]]) /
                                  (double)(tables - 1);
    if (n == 0 || tables <= n + 1)
        return NAN;
    memcpy(small, cov, sizeof small);
    assert_true(tbi_mvnormal_factor(small, n));
    double m[BINS], square = 0;
    for (size_t a = 0; a < n; a++)
        m[a] = mean[bin[a]];
    tbi_mvnormal_forward(small, n, m);
    for (size_t a = 0; a < n; a++)
        square += m[a] * m[a] * (double)tables;
    double df = (double)(tables - n);
    return tbi_f_upper(square * df / ((double)n * (double)(tables - 1)), (double)n, df);
}

static void print_goal(size_t g, size_t tables, double p)
{
    printf("| %s |", goals[g].name);
    for (size_t b = 0; b < BINS; b++) {
        double n = 0, said = 0, came = 0;
        for (size_t k = 0; k < tables; k++) {
            n += kept[g][k].n[b];
            said += kept[g][k].said[b];
            came += kept[g][k].came[b];
        }
        if (n > 0)
            printf(" %.0f: %.0f > %.0f |", n, 100 * said / n, 100 * came / n);
        else
            printf(" – |");
    }
    printf(" %.3f |\n", p);
}

static void chances_come_true_as_often_as_said(void **state)
{
    (void)state;
    static world w;
    static double upto[U * U];
    const char *asked = getenv("TANGBAC_TABLES");
    size_t tables = asked != NULL ? strtoul(asked, NULL, 10) : 16;
    tb_panel *panel = shipped_panel();
    assert_non_null(panel);
    const tb_index *par = tb_panel_index(panel, "PAR");
    tb_arena a = { 0 };
    tb_chains fitted;
    tb_chains_opts o = { .warm = 300, .kept = 50, .thin = 5, .seed = 1 };
    assert_non_null(par);
    assert_true(par->n_unit == U && tables >= 10 && tables <= MOST_TABLES);
    CHECK_OK(tbi_chains_run(&fitted, panel, par, 0, par->year[par->n_year - 1], &o, &a, &err), err);
    assert_true(fitted.n_year == par->n_year && fitted.n_year <= MOST_YEARS);
    for (size_t k = 0; k < tables; k++) {
        tb_arena own = { 0 };
        tb_chains c;
        tb_chains_opts then = { .warm = 250, .kept = 80, .thin = 2, .seed = 5 + k };
        make(&w, par, &fitted, k * fitted.n / tables, k);
        CHECK_OK(tbi_chains_run(&c, panel, &w.x, 0, par->year[par->n_year - 1], &then, &own, &err),
                 err);
        count_places(upto, &c);
        for (size_t i = 0; i < U; i++)
            note_unit(k, &w, i, upto + i * U);
        tbi_arena_free(&own);
    }
    printf("\n| goal | 0-20 %% | 20-40 %% | 40-60 %% | 60-80 %% | 80-100 %% | p |\n"
           "|---|---|---|---|---|---|---|\n");
    for (size_t g = 0; g < GOALS; g++) {
        double p = test_bins(kept[g], tables);
        print_goal(g, tables, p);
        assert_true(p > 0.001);
    }
    printf("90 %% intervals of places held %.1f %% of %.0f\n", 100 * inside / cases, cases);
    assert_true(inside / cases > 0.85 && inside / cases < 0.95);
    tbi_arena_free(&a);
    tb_panel_free(panel);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(chances_come_true_as_often_as_said) };
    return cmocka_run_group_tests_name("property.complete_calibration", tests, NULL, NULL);
}
