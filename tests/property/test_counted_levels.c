/* test_counted_levels.c - intervals that are printed, counted: the truth is drawn, then the data, and
 * the ends must hold it as often as they say. Coefficients, wild bootstraps, posteriors of effects,
 * sets of ranks. */
#include "support/check.h"

#include "num/rng.h"

#include <math.h>
#include <tangbac/effects.h>
#include <tangbac/estimate.h>
#include <tangbac/simulate.h>

static tb_err err;

/* How far a share of `times` draws may be off: four standard errors. */
static void check_share(double inside, double times, double level)
{
    double off = 4 * sqrt(level * (1 - level) / times);
    if (fabs(inside / times - level) > off)
        fail_msg("%g of %g inside: %.3f instead of %.3f (%.3f allowed)", inside, times,
                 inside / times, level, off);
}

enum { UNITS = 12, YEARS = 6, N = UNITS * YEARS };

typedef struct table {
    double y[N], x[N];
    int32_t unit[N], year[N];
} table;

/* y = 0.4 x + unit + error; of the errors a part is the unit's own in every year, so that those of a
 * unit go together where x does too. */
static void draw(table *t, uint64_t seed, double common)
{
    tb_rng r;
    tbi_rng_start(&r, seed, TB_STREAM_SAMPLER, 4);
    for (size_t i = 0; i < UNITS; i++) {
        double trend = common * tbi_rng_normal(&r), slope = common * tbi_rng_normal(&r);
        for (size_t k = 0; k < YEARS; k++) {
            size_t at = i * YEARS + k;
            double time = (double)k - (YEARS - 1) / 2.0;
            t->unit[at] = (int32_t)i;
            t->year[at] = 2000 + (int32_t)k;
            t->x[at] = slope * time + tbi_rng_normal(&r);
            t->y[at] = 0.4 * t->x[at] + (double)i + trend * time + tbi_rng_normal(&r);
        }
    }
}

static tb_coefficient fit(const table *t, const char *vcov, double level, size_t wild)
{
    tb_estimate *e = NULL;
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    tb_estimate_data d = { .n = N,
                           .k = 1,
                           .y = t->y,
                           .x = t->x,
                           .unit = t->unit,
                           .year = t->year,
                           .effects = "unit",
                           .intercept = true };
    CHECK_OK(tb_vcov_of(&o.vcov, vcov, &err), err);
    o.level = level;
    o.wild = wild;
    o.plain = true;
    o.influence = false;
    CHECK_OK(tb_estimate_arrays(&e, &d, &o, &err), err);
    tb_coefficient c = tb_estimate_info(e)->coefficient[0];
    tb_estimate_free(e);
    return c;
}

/* Independent errors: exact at any level. */
static void of_coefficients(void **state)
{
    (void)state;
    enum { TIMES = 3000 };
    static const double level[] = { 0.95, 0.8 };
    for (size_t l = 0; l < 2; l++) {
        double inside = 0;
        for (uint64_t k = 0; k < TIMES; k++) {
            table t;
            draw(&t, k, 0);
            tb_coefficient c = fit(&t, "iid", level[l], 0);
            inside += c.ci_low <= 0.4 && 0.4 <= c.ci_high;
        }
        check_share(inside, TIMES, level[l]);
    }
}

/* Errors that go together within twelve units: CR2 with Satterthwaite's degrees of freedom and the
 * wild bootstrap come within three points of their level; errors that know nothing of units do not,
 * which shows that the tables are hard. */
static void of_few_clusters(void **state)
{
    (void)state;
    enum { TIMES = 1000, WILD = 300 };
    double bias_reduced = 0, wild = 0, plain = 0, drawn = 0;
    for (uint64_t k = 0; k < TIMES; k++) {
        table t;
        draw(&t, k, 1);
        tb_coefficient c = fit(&t, "cr2:unit", 0.95, 0);
        bias_reduced += c.ci_low <= 0.4 && 0.4 <= c.ci_high;
        c = fit(&t, "iid", 0.95, 0);
        plain += c.ci_low <= 0.4 && 0.4 <= c.ci_high;
        if (k >= WILD)
            continue;
        c = fit(&t, "cluster:unit", 0.95, 399);
        drawn += isfinite(c.wild_low) && isfinite(c.wild_high);
        wild += c.wild_low <= 0.4 && 0.4 <= c.wild_high;
    }
    assert_true(drawn == WILD);
    assert_true(plain / TIMES < 0.85);
    if (fabs(bias_reduced / TIMES - 0.95) > 0.03 || fabs(wild / WILD - 0.95) > 0.045)
        fail_msg("CR2 holds it in %.3f, the wild bootstrap in %.3f", bias_reduced / TIMES,
                 wild / WILD);
}

/* Spread, effects and estimates drawn from the law that the posterior stands on: 90 in 100 effects
 * between its ends, 5 on each side, and above zero as often as it says. */
static void of_posteriors_of_effects(void **state)
{
    (void)state;
    enum { TIMES = 1500, EFFECTS = 4 };
    const double prior = 0.3;
    double inside = 0, below = 0, above = 0, said = 0;
    tb_rng r;
    tbi_rng_start(&r, 12, TB_STREAM_SAMPLER, 5);
    for (size_t k = 0; k < TIMES; k++) {
        double theta[EFFECTS], y[EFFECTS], v[EFFECTS * EFFECTS] = { 0 };
        tb_effect_posterior p[EFFECTS];
        double spread = prior * fabs(tbi_rng_normal(&r));
        for (size_t i = 0; i < EFFECTS; i++) {
            double se = 0.1 + 0.05 * (double)i;
            v[i + i * EFFECTS] = se * se;
            theta[i] = spread * tbi_rng_normal(&r);
            y[i] = theta[i] + se * tbi_rng_normal(&r);
        }
        CHECK_OK(tb_effect_shrink(p, y, v, EFFECTS, prior, NULL, &err), err);
        for (size_t i = 0; i < EFFECTS; i++) {
            inside += p[i].q05 <= theta[i] && theta[i] <= p[i].q95;
            below += theta[i] < p[i].q05;
            above += theta[i] > 0;
            said += p[i].above_zero;
        }
    }
    /* the effects of one round share a spread: as if a third of them were drawn alone */
    check_share(inside / 3, TIMES * EFFECTS / 3.0, 0.9);
    check_share(below / 3, TIMES * EFFECTS / 3.0, 0.05);
    assert_true(fabs(above - said) < 4 * sqrt(TIMES * EFFECTS / 4.0));
}

/* Two units that are all but equal: the set misses the true order when the other one is significant,
 * half of what the level leaves. Of eight units alone or together at least the level holds. */
static void of_sets_of_ranks(void **state)
{
    (void)state;
    enum { TIMES = 2000, MANY = 8, ROUNDS = 400, DRAWS = 2000 };
    double missed = 0, alone = 0, together = 0;
    double covariance[MANY * MANY] = { 0 }, score[MANY];
    int marginal[2 * MANY], simultaneous[2 * MANY];
    bool best[MANY];
    tb_rank_sets sets = { marginal, simultaneous, best };
    tb_rng r;
    tbi_rng_start(&r, 14, TB_STREAM_SAMPLER, 6);
    covariance[0] = 0.04;
    covariance[3] = 0.09;
    for (size_t k = 0; k < TIMES; k++) {
        score[0] = 1e-9 + 0.2 * tbi_rng_normal(&r);
        score[1] = 0.3 * tbi_rng_normal(&r);
        CHECK_OK(tb_rank_sets_make(&sets, score, covariance, 2, 0.8, DRAWS, 1, k, 1, &err), err);
        missed += marginal[0] > 1;
        missed += simultaneous[3] < 2;
    }
    check_share(missed / 2, TIMES, 0.1);
    for (size_t i = 0; i < MANY; i++)
        for (size_t j = 0; j < MANY; j++)
            covariance[i * MANY + j] = i == j ? 0.25 : 0;
    for (size_t k = 0; k < ROUNDS; k++) {
        bool all = true;
        for (size_t i = 0; i < MANY; i++)
            score[i] = -0.4 * (double)i + 0.5 * tbi_rng_normal(&r);
        CHECK_OK(tb_rank_sets_make(&sets, score, covariance, MANY, 0.9, DRAWS, 1, k, 1, &err), err);
        for (int i = 0; i < MANY; i++) {
            alone += marginal[2 * i] <= i + 1 && i + 1 <= marginal[2 * i + 1];
            all = all && simultaneous[2 * i] <= i + 1 && i + 1 <= simultaneous[2 * i + 1];
        }
        together += all;
    }
    double off = 4 * sqrt(0.09 / ROUNDS);
    assert_true(alone / (ROUNDS * MANY) > 0.9 - 0.02 && together / ROUNDS > 0.9 - off);
    /* nor do they hold because they hold everything */
    assert_true(together < ROUNDS && marginal[1] < MANY && marginal[2 * MANY - 2] > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(of_coefficients),
                                        cmocka_unit_test(of_few_clusters),
                                        cmocka_unit_test(of_posteriors_of_effects),
                                        cmocka_unit_test(of_sets_of_ranks) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
