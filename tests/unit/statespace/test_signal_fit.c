/* The mode of a table's model is the top of likelihood and prior as their formulas say, written down
 * once more. */
#include "support/check.h"

#include "num/rng.h"
#include "statespace/signal_fit.h"

#include <math.h>

enum { T = 6, U = 12 };

/* A prior that a small table cannot drown. */
static const tb_signal_prior firm = {
    { 0, 0.9, -0.8, 1.2 }, { 0, 0.3, 0.4, 0.3 }, { 1.4, 0.5 }, { 0.2, 0.4 }, { 0, 1 }, { 0, 0 }
};

static double compute_posterior(const double *z, const tb_deviation *d, const double *y)
{
    double persistence[T] = { 1 }, scratch[TB_SIGNAL_SCRATCH * T], prior = 0, sum = NAN;
    tb_uc_model m = tbi_signal_of(z);
    for (size_t t = 1; t < T; t++) {
        const double *p = d->broken[t] ? firm.change : firm.calm;
        double x = z[TB_SIGNAL_FREE + t - 1];
        persistence[t] = 1 / (1 + exp(-x));
        prior += (x - p[0]) * (x - p[0]) / (p[1] * p[1]) / 2;
    }
    for (size_t k = 1; k < TB_SIGNAL_FREE; k++)
        prior += (z[k] - firm.mean[k]) * (z[k] - firm.mean[k]) / (firm.sd[k] * firm.sd[k]) / 2;
    tbi_signal_logliks(&sum, &m, persistence, 1, y, NULL, U, T, scratch);
    return sum - prior;
}

static void the_mode_is_the_top(void **state)
{
    (void)state;
    double by_year[T * U], by_unit[U * T], level[T] = { 0 };
    unsigned char broken[T] = { 0, 0, 0, 1, 0, 0 }, level_is[T] = { 2, 2, 2, 2, 2, 2 };
    size_t count[T] = { U, U, U, U, U, U };
    tb_rng r;
    tbi_rng_start(&r, 17, 4, 0);
    for (size_t i = 0; i < U; i++) {
        double own = 1.3 * tbi_rng_normal(&r);
        for (size_t t = 0; t < T; t++)
            by_unit[i * T + t] = by_year[t * U + i] = own + 0.8 * tbi_rng_normal(&r);
    }
    tb_deviation d = { .n_year = T,
                       .n_unit = U,
                       .y = by_year,
                       .level = level,
                       .level_is = level_is,
                       .broken = broken,
                       .count = count,
                       .scores = T * U };
    tb_arena own = { 0 };
    tb_err err = TB_ERR_INIT;
    tb_signal_fit f;
    CHECK_OK(tbi_signal_fit_table(&f, &d, &firm, NULL, false, &own, &err), err);
    assert_int_equal(f.n, TB_SIGNAL_FREE + T - 1);
    double top = compute_posterior(f.free, &d, by_unit);
    for (size_t k = 0; k < f.n; k++)
        for (int side = -1; side <= 1; side += 2) {
            double was = f.free[k];
            f.free[k] = was + 0.03 * side;
            assert_true(compute_posterior(f.free, &d, by_unit) < top);
            f.free[k] = was;
        }
    tbi_arena_free(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_mode_is_the_top) };
    return cmocka_run_group_tests_name("statespace.signal_fit", tests, NULL, NULL);
}
