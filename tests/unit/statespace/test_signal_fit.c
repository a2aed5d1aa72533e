/* The mode of a table's model is the top of likelihood and prior as their formulas say, written down
 * once more. */
#include "support/check.h"

#include "num/rng.h"
#include "statespace/signal_fit_kept.h"

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

/* A table of units that differ. */
typedef struct table {
    double by_year[T * U], by_unit[U * T], level[T], size[T * U];
    unsigned char broken[T], level_is[T];
    size_t count[T];
    tb_deviation d;
} table;

static void make_table(table *of)
{
    tb_rng r;
    tbi_rng_start(&r, 17, 4, 0);
    *of = (table){ .broken = { [3] = 1 } };
    for (size_t i = 0; i < U; i++) {
        double own = 1.3 * tbi_rng_normal(&r);
        for (size_t t = 0; t < T; t++)
            of->by_unit[i * T + t] = of->by_year[t * U + i] = own + 0.8 * tbi_rng_normal(&r);
    }
    for (size_t t = 0; t < T; t++) {
        of->level_is[t] = 2;
        of->count[t] = U;
        for (size_t i = 0; i < U; i++)
            of->size[t * U + i] = i % 2 == 0 ? 0.01 : -0.01;
    }
    of->d = (tb_deviation){ .n_year = T,
                            .n_unit = U,
                            .y = of->by_year,
                            .level = of->level,
                            .level_is = of->level_is,
                            .broken = of->broken,
                            .count = of->count,
                            .scores = T * U };
}

static void the_mode_is_the_top(void **state)
{
    (void)state;
    table of;
    make_table(&of);
    tb_deviation d = of.d;
    const double *by_unit = of.by_unit;
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

/* Fits the table and asks the book for it, twice. false: the book had it before. */
static bool is_new(tb_number_book *book, const tb_deviation *d)
{
    tb_arena own = { 0 };
    tb_err err = TB_ERR_INIT;
    tb_signal_fit fit, first, again;
    size_t before = tbi_number_book_size(book);
    CHECK_OK(tbi_signal_fit_table(&fit, d, &tbi_signal_vague, NULL, false, &own, &err), err);
    CHECK_OK(tbi_signal_fit_kept(&first, book, d, &own, &err), err);
    CHECK_OK(tbi_signal_fit_kept(&again, book, d, &own, &err), err);
    assert_int_equal(again.n, fit.n);
    assert_int_equal(again.n_year, fit.n_year);
    assert_memory_equal(first.free, fit.free, fit.n * sizeof *fit.free);
    assert_memory_equal(again.free, fit.free, fit.n * sizeof *fit.free);
    assert_true(again.loglik == fit.loglik && again.sampled == fit.sampled);
    assert_null(again.factor);
    tbi_arena_free(&own);
    return tbi_number_book_size(book) > before;
}

/* Whatever a fit reads of a table is a part of what it is found by. */
static void what_was_fitted_is_found(void **state)
{
    (void)state;
    tb_number_book *book;
    tb_err err = TB_ERR_INIT;
    table of;
    CHECK_OK(tbi_number_book_open(&book, NULL, &err), err);
    make_table(&of);
    assert_true(is_new(book, &of.d));
    assert_false(is_new(book, &of.d));
    of.by_year[5] += 0.25;
    assert_true(is_new(book, &of.d));
    of.broken[3] = 0;
    assert_true(is_new(book, &of.d));
    of.level_is[2] = 1;
    assert_true(is_new(book, &of.d));
    of.d.relative = of.size;
    assert_true(is_new(book, &of.d));
    of.size[4] += 0.01;
    assert_true(is_new(book, &of.d));
    of.d.sampled = 0.04;
    assert_true(is_new(book, &of.d));
    of.d.n_year--;
    assert_true(is_new(book, &of.d));
    assert_false(is_new(book, &of.d));
    tbi_number_book_close(book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mode_is_the_top),
        cmocka_unit_test(what_was_fitted_is_found),
    };
    return cmocka_run_group_tests_name("statespace.signal_fit", tests, NULL, NULL);
}
