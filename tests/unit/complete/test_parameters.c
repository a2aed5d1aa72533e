/* test_parameters.c - the moves of the model's numbers, without a table: what is left is the prior, whose
 * means and spreads are known; and the law of a unit's years at each pace, and what of it does not
 * last, against their formulas. */
#include "support/check.h"

#include "complete/chain_draws.h"
#include "complete/chain_state.h"

#include <math.h>
#include <string.h>

enum { T = 4, FREE = TB_SIGNAL_FREE + T - 1, KEEPS = 20000, FIRST = 1000 };

/* A chain of no unit: steps to the second and third year are calm, the fourth starts a scheme. */
static void start(tb_chain *c, const tb_constraints *f, tb_arena *a)
{
    *c = (tb_chain){ .f = f,
                     .prior = &tbi_signal_vague,
                     .n_year = T,
                     .n_free = FREE,
                     .row = T,
                     .n_pace = 1,
                     .pace = { 1, 1, 1 },
                     .spread = 1 };
    tbi_rng_start(&c->rng, 17, TB_STREAM_SAMPLER, 0);
    c->level = TB_NEW(a, double, T);
    c->anchor = TB_NEW(a, double, T);
    c->free = TB_NEW(a, double, FREE);
    c->persistence = TB_NEW(a, double, T);
    c->scale = TB_NEW(a, double, T);
    c->step = TB_NEW(a, double, FREE);
    c->precision = TB_NEW(a, double, T *T);
    c->scratch = TB_NEW(a, double, ((TB_PACES + 1) * T * T + 8 * T));
    c->powers = TB_NEW(a, tb_chain_powers, TB_PACES);
    assert_false(a->refused);
    for (size_t k = 0; k < FREE; k++)
        c->step[k] = k == 0 ? 0.1 : 2.5;
    for (size_t t = 0; t < T; t++)
        c->scale[t] = 1;
    c->model = tbi_signal_of(c->free);
    tbi_chain_persistence(c->persistence, c->free, T);
}

/* Means within 0.1 and spreads within 8 %: some 3,500 independent draws are worth 0.03 and 1.2 %. */
static void nothing_seen_leaves_the_prior(void **state)
{
    (void)state;
    tb_table_year year[T] = {
        { .broken = false }, { .broken = false }, { .broken = false }, { .broken = true }
    };
    const tb_constraints f = { .n_year = T, .year = year };
    tb_arena a = { 0 };
    tb_chain c;
    double sum[FREE] = { 0 }, square[FREE] = { 0 };
    start(&c, &f, &a);
    for (int k = 0; k < FIRST + KEEPS; k++) {
        tbi_chain_parameters(&c, false);
        for (size_t j = 0; j < FREE && k >= FIRST; j++) {
            sum[j] += c.free[j] / KEEPS;
            square[j] += c.free[j] * c.free[j] / KEEPS;
        }
    }
    const tb_signal_prior *p = &tbi_signal_vague;
    for (size_t j = 1; j < FREE; j++) {
        const double *step = j + 1 == FREE ? p->change : p->calm;
        double mean = j < TB_SIGNAL_FREE ? p->mean[j] : step[0];
        double sd = j < TB_SIGNAL_FREE ? p->sd[j] : step[1];
        CHECK_NEAR(sum[j], mean, 0.1);
        CHECK_NEAR(sqrt(square[j] - sum[j] * sum[j]) / sd, 1, 0.08);
    }
    /* what was taken is what the chain stands on */
    CHECK_NEAR(c.persistence[T - 1], 1 / (1 + exp(-c.free[FREE - 1])), 1e-12);
    CHECK_NEAR(log(c.model.var_a / c.model.var_e), c.free[1], 1e-9);
    tbi_arena_free(&a);
}

/* Where standard errors are known the noise of a year, at its spread, is walled in from below: half a
 * squared distance of logarithms in units of 0.02, nothing above; other years say nothing. */
static void a_floor_is_a_wall_below_the_sampling_variance(void **state)
{
    (void)state;
    double sampled[T] = { 0, 0.5, 0, 2 };
    tb_constraints f = { .n_year = T, .sampled = sampled };
    tb_arena a = { 0 };
    tb_chain c;
    start(&c, &f, &a);
    CHECK_NEAR(tbi_noise_floor(&c, 0.1, 0, 0), 0, 1e-12);
    CHECK_NEAR(tbi_noise_floor(&c, 0.5, 1, 0), 0, 1e-12);
    CHECK_NEAR(tbi_noise_floor(&c, 0.5 * exp(-0.06), 1, 0), -4.5, 1e-9);
    CHECK_NEAR(tbi_noise_floor(&c, 0.5, 1, -0.03), -4.5,
               1e-9); /* the spread of the year, squared */
    c.scale[3] = exp(0.5);
    CHECK_NEAR(tbi_noise_floors(&c, 2 * exp(-1.04)), tbi_noise_floor(&c, 2 * exp(-1.04), 1, 0) - 2,
               1e-9);
    f.sampled = NULL;
    CHECK_NEAR(tbi_noise_floors(&c, 1e-9), 0, 1e-12);
    tbi_arena_free(&a);
}

/* Scores of all units by the law of the numbers as they are: the equations of signal_model.h at each
 * unit's pace, times the spread of the year. */
static void draw_scores(tb_chain *c, tb_rng *r)
{
    const tb_uc_model *m = &c->model;
    for (size_t i = 0; i < c->n_unit; i++) {
        double pace = c->pace[c->pace_of[i]], a = 0, u = 0;
        for (size_t t = 0; t < T; t++) {
            double k = t > 0 ? pow(c->persistence[t], pace) : 0, f = k * pow(m->rho, pace);
            a = k * a + sqrt((1 - k * k) * m->var_a) * tbi_rng_normal(r);
            u = f * u + sqrt((1 - f * f) * m->var_u) * tbi_rng_normal(r);
            double e = sqrt(m->var_e * pace) * tbi_rng_normal(r);
            c->score[i * T + t] = c->level[t] + c->scale[t] * (a + u + e);
        }
    }
}

/* Scores given the numbers and the numbers given the scores, in turn (Geweke 2004): if every move
 * leaves the law as it is, each number keeps its prior however much the scores say. With the spreads
 * of years and the paces of units; a factor of a Jacobian that is left out is seen. */
static void scores_and_numbers_in_turn_leave_the_prior(void **state)
{
    (void)state;
    enum { UNITS = 2, NUMBERS = TB_SIGNAL_FREE + 2 * T + 2, SPREADS = TB_SIGNAL_FREE + T - 1 };
    enum { TURNS = 20000 };
    tb_table_year year[T] = {
        { .broken = false }, { .broken = false }, { .broken = false }, { .broken = true }
    };
    const tb_constraints f = { .n_year = T, .year = year };
    tb_signal_prior prior = tbi_signal_vague;
    double sum[NUMBERS] = { 0 }, square[NUMBERS] = { 0 }, pace[TB_PACES] = { 0 };
    tb_arena a = { 0 };
    tb_chain c;
    tb_rng r;
    prior.pace[0] = -1.2; /* the prior ends at 1.5, and nowhere below */
    prior.pace[1] = prior.scale[1] = 0.3;
    prior.scale[0] = -0.7;
    start(&c, &f, &a);
    tbi_rng_start(&r, 5, TB_STREAM_SAMPLER, 1);
    c.prior = &prior;
    c.scaled = true;
    c.n_unit = UNITS;
    c.n_free = NUMBERS;
    c.n_pace = TB_PACES;
    c.free = TB_NEW(&a, double, NUMBERS);
    c.step = TB_NEW(&a, double, NUMBERS);
    c.precision = TB_NEW(&a, double, TB_PACES *T *T);
    c.score = TB_NEW(&a, double, UNITS *T);
    c.pull = TB_NEW(&a, double, UNITS *T);
    c.pace_of = TB_NEW(&a, unsigned char, UNITS);
    assert_false(a.refused);
    for (size_t k = 1; k < NUMBERS; k++)
        c.step[k] = k < SPREADS ? 1.5 : 0.7;
    c.free[NUMBERS - 4] = prior.scale[0];
    c.free[NUMBERS - 3] = prior.pace[0];
    tbi_chain_paces(c.pace, prior.pace[0]);
    assert_true(tbi_chain_renew(&c));
    for (size_t k = 0; k < TURNS; k++) {
        draw_scores(&c, &r);
        assert_true(tbi_chain_renew(&c));
        tbi_chain_parameters(&c, false);
        for (size_t i = 0; i < UNITS; i++)
            pace[c.pace_of[i]] += 1.0 / (TURNS * UNITS);
        for (size_t j = 0; j < NUMBERS; j++) {
            sum[j] += c.free[j] / TURNS;
            square[j] += c.free[j] * c.free[j] / TURNS;
        }
    }
    /* the three-point rule: two units in three have the usual pace */
    CHECK_NEAR(pace[0], 2.0 / 3, 0.02);
    CHECK_NEAR(pace[1], 1.0 / 6, 0.02);
    CHECK_NEAR(pace[2], 1.0 / 6, 0.02);
    double walk = exp(2 * prior.scale[0] + 2 * prior.scale[1] * prior.scale[1]);
    for (size_t j = 1; j < NUMBERS; j++) {
        const double *step = j + 1 == SPREADS || j + 1 == NUMBERS ? prior.change : prior.calm;
        double mean = step[0], sd = step[1];
        if (j < TB_SIGNAL_FREE) {
            mean = prior.mean[j];
            sd = prior.sd[j];
        } else if (j < SPREADS)
            sd = sqrt(sd * sd + TB_PERSISTENCE_SD * TB_PERSISTENCE_SD);
        else if (j < SPREADS + T - 1) {
            mean = 0;
            sd = sqrt((double)(j - SPREADS + 1) * walk);
        } else if (j < NUMBERS - 2) {
            mean = j == NUMBERS - 3 ? prior.pace[0] : prior.scale[0];
            sd = j == NUMBERS - 3 ? prior.pace[1] : prior.scale[1];
        }
        CHECK_NEAR((sum[j] - mean) / sd, 0, 0.1);
        CHECK_NEAR(sqrt(square[j] - sum[j] * sum[j]) / sd, 1, 0.1);
    }
    tbi_arena_free(&a);
}

/* Year 3, or years 3 and 4, of three units, of which one has a known score, or none (known 1 or 0):
 * all are drawn here, so that scores, levels and spreads keep their priors when the move that scales
 * years comes in turn (Geweke 2004). Limits whose score nobody knows hold the spreads of the other years. */
static void start_loose_year(tb_chain *c, tb_chain_year *year, tb_table_year *facts,
                             unsigned char known, size_t years, tb_arena *a)
{
    enum { UNITS = 3, AT = 2 };
    static double low[UNITS] = { -INFINITY, -INFINITY, -INFINITY };
    static double high[UNITS] = { INFINITY, INFINITY, INFINITY };
    static double edge[2][2] = { { INFINITY, -INFINITY }, { INFINITY, -INFINITY } };
    static uint16_t first[2] = { 0, UNITS }, member[UNITS] = { 0, 1, 2 };
    static uint16_t free[UNITS] = { 1, 2, 0 };
    static uint16_t nobody[UNITS] = { TB_NO_SLOT, TB_NO_SLOT, TB_NO_SLOT };
    static unsigned char immobile[UNITS];
    immobile[0] = known;
    for (size_t t = 0; t < T; t++) {
        year[t].n_free = UNITS;
        facts[t].n_cut = 1;
    }
    for (size_t k = 0; k < years; k++) {
        year[AT + k] = (tb_chain_year){
            .n_free = UNITS - known, .free = free, .immobile = immobile, .unit_at = nobody
        };
        year[AT + k].order = (tb_rank_order){
            .n_gap = 1, .edge = edge[k], .edge_of = nobody, .first = first, .member = member
        };
        facts[AT + k].n_cut = 0;
        facts[AT + k].low = low;
        facts[AT + k].high = high;
    }
    c->n_unit = UNITS;
    c->n_free = TB_SIGNAL_FREE + 2 * T + 2;
    c->n_pace = TB_PACES;
    c->scaled = true;
    c->year = year;
    c->free = TB_NEW(a, double, c->n_free);
    c->precision = TB_NEW(a, double, TB_PACES *T *T);
    c->score = TB_NEW(a, double, UNITS *T);
    c->pull = TB_NEW(a, double, UNITS *T);
    c->pace_of = TB_NEW(a, unsigned char, UNITS);
    assert_false(a->refused);
    c->model = (tb_uc_model){ .var_a = 0.5, .var_u = 0.3, .var_e = 0.2, .rho = 0.6 };
    c->free[c->n_free - 4] = log(0.4);
    tbi_chain_paces(c->pace, log(0.3));
}

/* x_3 given its walk's ends (0 two steps before, 0 one step after) and the other steps at 0: here all
 * other spreads are held, so that log c_3 is N(0, 0.4^2 / 2), or if c_4 moves too N(0, 0.4^2) and log
 * c_4 N(0, 2 0.4^2); the level N(anchor, (2 sd)^2). */
static void scale_years(unsigned char known, size_t years)
{
    enum { TURNS = 60000, AT = 2 };
    tb_table_year facts[T] = { { .broken = false } };
    tb_chain_year year[T] = { { .n_free = 0 } };
    const tb_constraints f = { .n_year = T, .year = facts };
    double sum[3] = { 0 }, square[3] = { 0 };
    tb_arena a = { 0 };
    tb_chain c;
    tb_rng r;
    start(&c, &f, &a);
    start_loose_year(&c, year, facts, known, years, &a);
    tbi_rng_start(&r, 5, TB_STREAM_SAMPLER, 1);
    c.anchor[AT] = 3;
    c.level[AT] = 3;
    assert_true(tbi_chain_renew(&c));
    for (size_t k = 0; k < TURNS; k++) {
        draw_scores(&c, &r);
        assert_true(tbi_chain_renew(&c));
        tbi_chain_move_year_spread(&c);
        const double *spread = c.free + TB_SIGNAL_FREE + T - 1 + AT - 1;
        double x[3] = { spread[0], c.level[AT] - 3, spread[1] };
        CHECK_NEAR(c.scale[AT], exp(x[0]), 1e-9);
        for (size_t j = 0; j < 3; j++) {
            sum[j] += x[j] / TURNS;
            square[j] += x[j] * x[j] / TURNS;
        }
    }
    CHECK_NEAR(sum[0], 0, 0.02);
    CHECK_NEAR(sqrt(square[0] - sum[0] * sum[0]), years == 1 ? 0.4 / sqrt(2) : 0.4, 0.02);
    CHECK_NEAR(sum[2], 0, 0.03);
    CHECK_NEAR(sqrt(square[2] - sum[2] * sum[2]), years == 1 ? 0 : 0.4 * sqrt(2), 0.03);
    /* around a known score the level moves too */
    CHECK_NEAR(sum[1], 0, 0.15);
    CHECK_NEAR(sqrt(square[1] - sum[1] * sum[1]), known ? 2 : 0, 0.15);
    tbi_arena_free(&a);
}

static void a_year_scaled_around_its_known_score_keeps_the_prior(void **state)
{
    (void)state;
    scale_years(1, 1);
}

static void years_scaled_together_keep_the_prior(void **state)
{
    (void)state;
    scale_years(1, 2);
}

static void a_year_without_a_known_score_has_the_spread_of_its_walk(void **state)
{
    (void)state;
    scale_years(0, 1);
}

/* Covariance of years s and t at a pace (chain.h): the pace multiplies the noise and is the power of
 * rho and of the shares kept; spreads of years multiply both sides. */
static double find_covariance(const tb_chain *c, double pace, size_t s, size_t t)
{
    double kept = 1;
    for (size_t k = (s < t ? s : t) + 1; k <= (s < t ? t : s); k++)
        kept *= pow(c->persistence[k], pace);
    double fade = pow(c->model.rho, pace * fabs((double)t - (double)s));
    return c->scale[s] * c->scale[t] *
           (kept * (c->model.var_a + c->model.var_u * fade) + (s == t ? c->model.var_e * pace : 0));
}

/* Covariance times precision is 1, for a slow, a usual and a fast unit; a pull is the precision times
 * the deviations. */
static void a_pace_has_its_own_covariance(void **state)
{
    (void)state;
    enum { UNITS = 3 };
    static const double scale[T] = { 1, 1.3, 0.8, 1.7 }, persistence[T] = { 1, 0.9, 0.6, 0.75 };
    const tb_constraints f = { .n_year = T };
    tb_arena a = { 0 };
    tb_chain c;
    start(&c, &f, &a);
    c.n_unit = UNITS;
    c.n_pace = TB_PACES;
    c.model = (tb_uc_model){ .var_a = 2.3, .var_u = 1.1, .var_e = 0.7, .rho = 0.55 };
    tbi_chain_paces(c.pace, log(0.4));
    CHECK_NEAR(c.pace[1] * c.pace[2], 1, 1e-12);
    CHECK_NEAR(fabs(log(c.pace[1])), sqrt(3) * 0.4, 1e-12);
    c.precision = TB_NEW(&a, double, TB_PACES *T *T);
    c.score = TB_NEW(&a, double, UNITS *T);
    c.pull = TB_NEW(&a, double, UNITS *T);
    c.pace_of = TB_NEW(&a, unsigned char, UNITS);
    assert_false(a.refused);
    for (size_t t = 0; t < T; t++) {
        c.scale[t] = scale[t];
        c.persistence[t] = persistence[t];
        c.level[t] = 5;
        for (size_t i = 0; i < UNITS; i++)
            c.score[i * T + t] = 5 + 1.9 * (double)i - 0.7 * (double)t;
    }
    for (size_t i = 0; i < UNITS; i++)
        c.pace_of[i] = (unsigned char)i;
    assert_true(tbi_chain_renew(&c));
    for (size_t i = 0; i < UNITS; i++)
        for (size_t s = 0; s < T; s++) {
            double pull = 0;
            for (size_t t = 0; t < T; t++) {
                double one = 0;
                for (size_t k = 0; k < T; k++)
                    one += find_covariance(&c, c.pace[i], s, k) * tbi_chain_row(&c, i, k)[t];
                CHECK_NEAR(one, s == t, 1e-10);
                pull += tbi_chain_row(&c, i, s)[t] * (c.score[i * T + t] - 5);
            }
            CHECK_NEAR(c.pull[i * T + s], pull, 1e-10);
        }
    tbi_arena_free(&a);
}

/* Root of the mean over the draws of var_e c_t^2 p_i: draws with other numbers, spreads and paces; the
 * first year's spread is 1. A law that is borrowed has neither spreads nor paces. */
static void noise_is_that_of_the_year_and_the_pace(void **state)
{
    (void)state;
    enum { DRAWS = 2, NUMBERS = TB_SIGNAL_FREE + 2 * T + 2 };
    double free[DRAWS * NUMBERS] = { 0 };
    unsigned char pace_of[DRAWS] = { 1, 2 };
    static const double log_sd[DRAWS] = { 0.3, -0.2 }, tau[DRAWS] = { -1, -0.4 };
    double first = 0, third = 0, plain = 0;
    for (size_t k = 0; k < DRAWS; k++) {
        double *x = free + k * NUMBERS, pace[TB_PACES];
        x[0] = log_sd[k];
        x[1] = 0.5;
        x[2] = -0.7;
        x[TB_SIGNAL_FREE + T - 1] = 9;                /* the second year's */
        x[TB_SIGNAL_FREE + T] = k == 0 ? 0.25 : -0.6; /* the third year's */
        x[NUMBERS - 3] = tau[k];
        tbi_chain_paces(pace, tau[k]);
        double var_e = exp(2 * log_sd[k]) / (1 + exp(0.5) + exp(-0.7));
        plain += var_e / DRAWS;
        first += var_e * pace[pace_of[k]] / DRAWS;
        third += var_e * pace[pace_of[k]] * exp(2 * x[TB_SIGNAL_FREE + T]) / DRAWS;
    }
    tb_chains c = { .n = DRAWS,
                    .n_year = T,
                    .n_unit = 1,
                    .n_free = NUMBERS,
                    .free = free,
                    .pace_of = pace_of,
                    .own = true };
    CHECK_NEAR(tbi_chains_noise(&c, 0, 0), sqrt(first), 1e-12);
    CHECK_NEAR(tbi_chains_noise(&c, 2, 0), sqrt(third), 1e-12);
    c.own = false;
    CHECK_NEAR(tbi_chains_noise(&c, 2, 0), sqrt(plain), 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_seen_leaves_the_prior),
        cmocka_unit_test(a_floor_is_a_wall_below_the_sampling_variance),
        cmocka_unit_test(scores_and_numbers_in_turn_leave_the_prior),
        cmocka_unit_test(a_year_scaled_around_its_known_score_keeps_the_prior),
        cmocka_unit_test(years_scaled_together_keep_the_prior),
        cmocka_unit_test(a_year_without_a_known_score_has_the_spread_of_its_walk),
        cmocka_unit_test(a_pace_has_its_own_covariance),
        cmocka_unit_test(noise_is_that_of_the_year_and_the_pace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
