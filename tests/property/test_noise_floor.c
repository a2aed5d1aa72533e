/* The floor that published standard errors put under the noise of completed tables (noise_floor.c):
 * the moves of the model's numbers against brute force, what is read of the shipped table of errors,
 * and simulated tables (no real data) whose sampling variance is known. */
#include "support/check.h"
#include "support/shipped.h"

#include "complete/chain_state.h"
#include "num/rng.h"
#include "statespace/mvnormal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { P = TB_SIGNAL_FREE };

static tb_err err;

/* ---- against brute force: three units over four years, their scores held ---- */

enum { T = 4, U = 3, NUMBERS = P + 2 * T + 2, LOOKED = P + T };

static const double seen[U][T] = { { 1.1, 0.4, 1.6, 0.2 },
                                   { -0.3, -1.2, 0.5, -0.6 },
                                   { 0.2, 0.9, -0.8, 0.7 } };

static tb_signal_prior make_prior(void)
{
    tb_signal_prior prior = tbi_signal_vague;
    prior.pace[0] = -1.2;
    prior.pace[1] = prior.scale[1] = 0.3;
    prior.scale[0] = -0.7;
    return prior;
}

/* What is compared: the numbers of the model, log var_e in place of the log total, log spreads. */
static void look(double *seen_of, const double *free)
{
    memcpy(seen_of, free, P * sizeof *free);
    seen_of[0] = log(tbi_signal_of(free).var_e);
    for (size_t t = 1; t < T; t++)
        seen_of[P + t - 1] = free[P + T - 1 + t - 1];
    seen_of[LOOKED - 1] = free[NUMBERS - 3];
}

static void by_chain(double *mean, double *sd, const tb_constraints *f,
                     const tb_signal_prior *prior)
{
    enum { WARM = 5000, TURNS = 150000 };
    tb_arena a = { 0 };
    tb_chain c = { .f = f,
                   .prior = prior,
                   .n_year = T,
                   .n_unit = U,
                   .n_free = NUMBERS,
                   .row = T,
                   .n_pace = TB_PACES,
                   .scaled = true,
                   .spread = 1 };
    tbi_rng_start(&c.rng, 29, TB_STREAM_SAMPLER, 0);
    c.word_at = TB_WORDS;
    c.level = TB_NEW(&a, double, T);
    c.anchor = TB_NEW(&a, double, T);
    c.free = TB_NEW(&a, double, NUMBERS);
    c.persistence = TB_NEW(&a, double, T);
    c.scale = TB_NEW(&a, double, T);
    c.step = TB_NEW(&a, double, NUMBERS);
    c.powers = TB_NEW(&a, tb_chain_powers, TB_PACES);
    c.precision = TB_NEW(&a, double, TB_PACES *T *T);
    c.score = TB_NEW(&a, double, U *T);
    c.pull = TB_NEW(&a, double, U *T);
    c.pace_of = TB_NEW(&a, unsigned char, U);
    c.scratch = TB_NEW(&a, double, ((TB_PACES + 1) * T * T + 8 * T));
    assert_false(a.refused);
    memcpy(c.score, seen, sizeof seen);
    for (size_t k = 0; k < NUMBERS; k++)
        c.step[k] = k < P + T - 1 ? 1 : 0.5;
    for (size_t t = 0; t < T; t++)
        c.scale[t] = 1;
    c.free[NUMBERS - 4] = prior->scale[0];
    c.free[NUMBERS - 3] = prior->pace[0];
    tbi_chain_paces(c.pace, prior->pace[0]);
    c.model = tbi_signal_of(c.free);
    tbi_chain_persistence(c.persistence, c.free, T);
    assert_true(tbi_chain_renew(&c));
    double x[LOOKED], square[LOOKED] = { 0 };
    memset(mean, 0, LOOKED * sizeof *mean);
    for (int k = 0; k < WARM + TURNS; k++) {
        tbi_chain_parameters(&c, k < WARM);
        look(x, c.free);
        for (size_t j = 0; j < LOOKED && k >= WARM; j++) {
            mean[j] += x[j] / TURNS;
            square[j] += x[j] * x[j] / TURNS;
        }
    }
    for (size_t j = 0; j < LOOKED; j++)
        sd[j] = sqrt(square[j] - mean[j] * mean[j]);
    tbi_arena_free(&a);
}

/* Density of the scores at a draw, each unit's pace summed out by the three-point rule. */
static double density_of(const double *free, const double *persistence, const double *scale)
{
    static const double weight[TB_PACES] = { 2.0 / 3, 1.0 / 6, 1.0 / 6 };
    double pace[TB_PACES], one[U] = { 0 }, product = 1;
    tbi_chain_paces(pace, free[NUMBERS - 3]);
    for (size_t p = 0; p < TB_PACES; p++) {
        double v[T * T], keeps[T], det = 1;
        tb_uc_model m = tbi_signal_of(free);
        m.rho = pow(m.rho, pace[p]);
        m.var_e *= pace[p];
        for (size_t t = 0; t < T; t++)
            keeps[t] = pow(persistence[t], pace[p]);
        for (size_t s = 0; s < T; s++)
            for (size_t t = 0; t < T; t++)
                v[s * T + t] = scale[s] * scale[t] *
                               (tbi_signal_moments(&m, keeps, s, t) + (s == t ? m.var_e : 0));
        if (!tbi_mvnormal_factor(v, T))
            return 0;
        for (size_t t = 0; t < T; t++)
            det *= v[t * T + t];
        for (size_t i = 0; i < U; i++) {
            double z[T], form = 0;
            memcpy(z, seen[i], sizeof z);
            tbi_mvnormal_forward(v, T, z);
            for (size_t t = 0; t < T; t++)
                form += z[t] * z[t];
            one[i] += weight[p] * exp(-0.5 * form) / det;
        }
    }
    for (size_t i = 0; i < U; i++)
        product *= one[i];
    return product;
}

/* Importance sampling: all numbers from their prior, the log total, whose prior is flat, from a wide
 * normal; weights are the density of the scores times the floor, written out once more. */
static void by_force(double *mean, double *sd, const double *sampled, const tb_signal_prior *prior)
{
    enum { TRIES = 1500000 };
    static const double MIDDLE = 0.2, WIDE = 1;
    tb_rng r;
    double square[LOOKED] = { 0 }, total = 0, squares = 0;
    memset(mean, 0, LOOKED * sizeof *mean);
    tbi_rng_start(&r, 31, TB_STREAM_SYNTH, 0);
    for (int k = 0; k < TRIES; k++) {
        double free[NUMBERS], persistence[T] = { 1 }, scale[T] = { 1 }, x[LOOKED];
        double z = tbi_rng_normal(&r), weight = exp(0.5 * z * z);
        free[0] = MIDDLE + WIDE * z;
        for (size_t j = 1; j < P; j++)
            free[j] = prior->mean[j] + prior->sd[j] * tbi_rng_normal(&r);
        double kappa = prior->calm[0] + prior->calm[1] * tbi_rng_normal(&r);
        double step = exp(prior->scale[0] + prior->scale[1] * tbi_rng_normal(&r));
        free[NUMBERS - 3] = prior->pace[0] + prior->pace[1] * tbi_rng_normal(&r);
        for (size_t t = 1; t < T; t++) {
            double logit = kappa + TB_PERSISTENCE_SD * tbi_rng_normal(&r);
            persistence[t] = 1 / (1 + exp(-logit));
            free[P + T - 1 + t - 1] = log(scale[t - 1]) + step * tbi_rng_normal(&r);
            scale[t] = exp(free[P + T - 1 + t - 1]);
        }
        double var_e = tbi_signal_of(free).var_e;
        for (size_t t = 0; t < T && sampled != NULL; t++)
            if (sampled[t] > scale[t] * scale[t] * var_e)
                weight *=
                    exp(-0.5 * pow(log(sampled[t] / (scale[t] * scale[t] * var_e)) / 0.02, 2));
        weight *= weight > 1e-30 ? density_of(free, persistence, scale) : 0;
        look(x, free);
        total += weight;
        squares += weight * weight;
        for (size_t j = 0; j < LOOKED; j++) {
            mean[j] += weight * x[j];
            square[j] += weight * x[j] * x[j];
        }
    }
    assert_true(total * total / squares > 3000); /* what brute force is worth, in equal draws */
    for (size_t j = 0; j < LOOKED; j++) {
        mean[j] /= total;
        sd[j] = sqrt(square[j] / total - mean[j] * mean[j]);
    }
}

static void the_moves_have_the_law_of_brute_force(void **state)
{
    (void)state;
    tb_table_year year[T] = { { .broken = false } };
    double sampled[T] = { 0, 0.25, 0, 0.4 };
    const tb_signal_prior prior = make_prior();
    double floor_mean = 0;
    for (int with = 0; with < 2; with++) {
        double *errors = with ? sampled : NULL;
        tb_constraints f = { .n_year = T, .n_unit = U, .year = year, .sampled = errors };
        double mean[LOOKED], sd[LOOKED], right[LOOKED], spread[LOOKED];
        by_chain(mean, sd, &f, &prior);
        by_force(right, spread, errors, &prior);
        for (size_t j = 0; j < LOOKED; j++) {
            CHECK_NEAR((mean[j] - right[j]) / spread[j], 0, 0.1);
            CHECK_NEAR(sd[j] / spread[j], 1, 0.1);
        }
        floor_mean = right[0] - floor_mean;
    }
    assert_true(floor_mean > 0.3); /* the floor is felt: log var_e is higher with it */
}

/* ---- what is read of the shipped errors ---- */

/* The floor of a year is the mean of the squares that stand in the table; a year without any has
 * none, nor has an index. */
static void the_floor_is_the_mean_of_the_published_errors(void **state)
{
    (void)state;
    tb_arena a = { 0 };
    tb_constraints f;
    const tb_index *x = tb_panel_index(shipped, "PCI");
    ptrdiff_t column = tb_index_indicator(x, "CSTP4_TIME");
    assert_true(column > 0);
    CHECK_OK(tbi_constraints_gather(&f, shipped, x, (size_t)column, 2016, &a, &err), err);
    assert_non_null(f.sampled);
    for (size_t t = 0; t < f.n_year; t++) {
        double sum = 0, n = 0;
        for (size_t k = 0; k < tb_panel_precisions(shipped); k++) {
            const tb_precision *e = tb_panel_precision_at(shipped, k);
            if (strcmp(e->indicator, "CSTP4_TIME") != 0 || e->year != f.year[t].year)
                continue;
            sum += e->std_error * e->std_error;
            n++;
        }
        CHECK_NEAR(f.sampled[t], n > 0 ? sum / n : 0, 1e-12);
    }
    CHECK_OK(tbi_constraints_gather(&f, shipped, tb_panel_index(shipped, "PAR"), 0, 2016, &a, &err),
             err);
    assert_null(f.sampled);
    tbi_arena_free(&a);
}

/* ---- tables whose sampling variance is known ---- */

enum { YEARS = 10, UNITS = 63, KNOWN = 12, TABLES = 4 };

/* Share of the variance that is noise, mean and 5 % quantile over the sweeps of one chain; the least
 * noise of a year there was, over what sampling makes of it. */
typedef struct share {
    double mean, low, least;
} share;

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* A table of `KNOWN` printed units of 63, mean, best and worst, as PCI's sub-indices are. */
static void make_facts(tb_constraints *f, tb_table_year *year, const double *truth, tb_arena *a)
{
    static tb_index x = { .code = "SIM", .direction = 1, .n_unit = UNITS };
    *f = (tb_constraints){ .x = &x,
                           .n_year = YEARS,
                           .n_unit = UNITS,
                           .first = 2006,
                           .year = year,
                           .slack = 5e-3,
                           .unused = "" };
    for (size_t t = 0; t < YEARS; t++) {
        tb_table_year *y = &year[t];
        double sum = 0;
        *y = (tb_table_year){ .year = 2006 + (int)t,
                              .n_in = UNITS,
                              .best = NAN,
                              .worst = NAN,
                              .best_source = -1,
                              .worst_source = -1 };
        y->in = TB_NEW(a, unsigned char, UNITS);
        y->between = TB_NEW(a, unsigned char, UNITS);
        y->fixed = TB_NEW(a, double, UNITS);
        y->low = TB_NEW(a, double, UNITS);
        y->high = TB_NEW(a, double, UNITS);
        y->rank = TB_NEW(a, int, UNITS);
        y->from = TB_NEW(a, size_t, UNITS);
        y->to = TB_NEW(a, size_t, UNITS);
        y->score_source = TB_NEW(a, int32_t, UNITS);
        y->rank_source = y->limit_source = y->score_source;
        unsigned char *all = TB_NEW(a, unsigned char, UNITS);
        assert_false(a->refused);
        for (size_t i = 0; i < UNITS; i++) {
            double v = truth[t * UNITS + i];
            y->in[i] = all[i] = 1;
            y->fixed[i] = i < KNOWN ? v : NAN;
            y->low[i] = -INFINITY;
            y->high[i] = INFINITY;
            y->to[i] = UNITS;
            y->score_source[i] = -1;
            sum += v / UNITS;
        }
        y->mean[y->n_mean++] = (tb_component_mean){
            .mean = sum, .tolerance = 0.01, .n = UNITS, .member = all, .source = -1, .scope = "VN"
        };
    }
}

/* Signal an AR(1) of 0.9 and variance 1 - noise, sampling of variance `noise`, nothing else. */
static void draw_truth(double *truth, double noise, uint64_t number)
{
    static const double KEEPS = 0.9;
    tb_rng r;
    tbi_rng_start(&r, 37, TB_STREAM_SYNTH, number);
    for (size_t i = 0; i < UNITS; i++) {
        double u = tbi_rng_normal(&r);
        for (size_t t = 0; t < YEARS; t++) {
            truth[t * UNITS + i] = 5 + sqrt(1 - noise) * u + sqrt(noise) * tbi_rng_normal(&r);
            u = KEEPS * u + sqrt(1 - KEEPS * KEEPS) * tbi_rng_normal(&r);
        }
    }
}

static share complete(tb_constraints *f, uint64_t number, tb_arena *a)
{
    enum { WARM = 1500, KEPT = 1500 };
    tb_signal_prior prior = tbi_signal_vague;
    double start[P + YEARS], level[YEARS], x[KEPT];
    share s = { 0, 0, INFINITY };
    tb_chain c;
    prior.pace[0] = -0.35; /* as chains.c has them */
    prior.pace[1] = 0.5;
    prior.scale[0] = -1.6;
    prior.scale[1] = 0.7;
    for (size_t k = 0; k < P + YEARS - 1; k++)
        start[k] = k == 0 ? 0 : k < P ? prior.mean[k] : prior.calm[0];
    for (size_t t = 0; t < YEARS; t++)
        level[t] = f->year[t].mean[0].mean;
    CHECK_OK(tbi_chain_start(&c, f, &prior, start, level, 41, number, a, &err), err);
    for (size_t k = 0; k < WARM; k++)
        tbi_chain_sweep(&c, fmax(1, 400 * pow(0.5, 20 * (double)k / WARM)), true);
    for (size_t k = 0; k < KEPT; k++) {
        tbi_chain_sweep(&c, 1, false);
        x[k] = c.model.var_e / (c.model.var_a + c.model.var_u + c.model.var_e);
        s.mean += x[k] / KEPT;
        for (size_t t = 0; t < YEARS && f->sampled != NULL; t++)
            s.least = fmin(s.least, c.scale[t] * c.scale[t] * c.model.var_e / f->sampled[t]);
    }
    qsort(x, KEPT, sizeof *x, by_value);
    s.low = x[KEPT / 20];
    return s;
}

/* With the errors known the share of noise is given back, and does not fall below the floor; without
 * them some tables put it far below. */
static void the_share_is_given_back_above_the_floor(void **state)
{
    (void)state;
    static const double NOISE = 0.3;
    static double truth[YEARS * UNITS];
    double with = 0, without = 0;
    for (uint64_t k = 0; k < TABLES; k++) {
        tb_arena a = { 0 };
        tb_constraints f;
        tb_table_year year[YEARS];
        double sampled[YEARS];
        draw_truth(truth, NOISE, k);
        make_facts(&f, year, truth, &a);
        share plain = complete(&f, k, &a);
        for (size_t t = 0; t < YEARS; t++)
            sampled[t] = NOISE;
        f.sampled = sampled;
        share floored = complete(&f, k, &a);
        printf("without errors %.2f (5 %%: %.2f), with %.2f (%.2f)\n", plain.mean, plain.low,
               floored.mean, floored.low);
        assert_true(floored.least > exp(-0.15)); /* seven widths of the wall */
        with += floored.mean / TABLES;
        without += plain.low / TABLES;
        tbi_arena_free(&a);
    }
    assert_true(with > NOISE - 0.05 && with < NOISE + 0.15);
    assert_true(without < NOISE - 0.1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_moves_have_the_law_of_brute_force),
        cmocka_unit_test(the_floor_is_the_mean_of_the_published_errors),
        cmocka_unit_test(the_share_is_given_back_above_the_floor),
    };
    return cmocka_run_group_tests_name("property.noise_floor", tests, open_shipped, close_shipped);
}
