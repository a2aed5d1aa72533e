/* test_parameters.c - the moves of the motion's numbers, without a table: what is left is the prior, whose
 * means and spreads are known. */
#include "support/check.h"

#include "complete/chain.h"

#include <math.h>
#include <string.h>

enum { T = 4, FREE = TB_SIGNAL_FREE + T - 1, KEEPS = 40000, FIRST = 2000 };

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
    c->keep = TB_NEW(a, double, T);
    c->scale = TB_NEW(a, double, T);
    c->step = TB_NEW(a, double, FREE);
    c->precision = TB_NEW(a, double, T *T);
    c->scratch = TB_NEW(a, double, ((TB_PACES + 1) * T * T + 8 * T));
    assert_false(a->refused);
    for (size_t k = 0; k < FREE; k++)
        c->step[k] = k == 0 ? 0.1 : 2.5;
    for (size_t t = 0; t < T; t++)
        c->scale[t] = 1;
    c->motion = tbi_signal_of(c->free);
    tbi_chain_keeps(c->keep, c->free, T);
}

/* Means within 0.1 and spreads within 8 %: some 7,000 independent draws are worth 0.02 and 1 %. */
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
    CHECK_NEAR(c.keep[T - 1], 1 / (1 + exp(-c.free[FREE - 1])), 1e-12);
    CHECK_NEAR(log(c.motion.var_a / c.motion.var_e), c.free[1], 1e-9);
    tbi_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(nothing_seen_leaves_the_prior) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
