/* test_partial_pooling.c - the pooled models against the same posterior made plainly: every unit's known
 * years by their own covariance, every point of the grid, EM over the series and the vague law. */
#include "support/check.h"

#include "num/rng.h"
#include "statespace/partial_pooling.h"
#include "statespace/signal_fit.h"

#include <math.h>
#include <string.h>

enum { YEARS = 4, UNITS = 12, SERIES = 2, SIDE = 7, RHOS = 5, POINTS = SIDE * SIDE * RHOS };

static double scores[SERIES][YEARS * UNITS];
static const double persistence[YEARS] = { 1, 0.95, 0.7, 0.9 };

/* Noise mostly, and what lasts mostly; every fifth score is not known. */
static void draw_scores(void)
{
    static const double permanent[SERIES] = { 0.6, 2.5 }, noise[SERIES] = { 1.5, 0.5 };
    for (size_t k = 0; k < SERIES; k++) {
        tb_rng r;
        tbi_rng_start(&r, 11, 7, k);
        for (size_t i = 0; i < UNITS; i++) {
            double own = permanent[k] * tbi_rng_normal(&r);
            for (size_t t = 0; t < YEARS; t++) {
                double y = own + noise[k] * tbi_rng_normal(&r);
                scores[k][t * UNITS + i] = (i + 2 * t + k) % 5 == 0 ? NAN : y;
            }
        }
    }
}

/* From -3 to 3 by 1 for the logs of the variances in units of the noise, from -1 to 4 by 1.25 for the
 * logit of rho. x [4] as tbi_signal_of takes it, of a whole variance of 1. */
static void find_point(double *x, size_t p)
{
    x[0] = 0;
    x[1] = (double)(p / (SIDE * RHOS)) - 3;
    x[2] = (double)(p / RHOS % SIDE) - 3;
    x[3] = 1.25 * (double)(p % RHOS) - 1;
}

/* Adds y' R^-1 y and log |R| of n known years at[], by elimination. */
static void add_unit(double *square, double *size, const tb_uc_model *m, const double *y,
                     const size_t *at, size_t n)
{
    double r[YEARS][YEARS + 1];
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++)
            r[i][j] = tbi_signal_moments(m, persistence, at[i], at[j]) + (i == j ? m->var_e : 0);
        r[i][n] = y[i];
    }
    for (size_t i = 0; i < n; i++) {
        *size += log(r[i][i]);
        *square += r[i][n] * r[i][n] / r[i][i];
        for (size_t k = i + 1; k < n; k++) {
            double by = r[k][i] / r[i][i];
            for (size_t j = i; j <= n; j++)
                r[k][j] -= by * r[i][j];
        }
    }
}

/* fit: log likelihood with the scale integrated out; square: the scale at the point. */
static void fit_series(double *fit, double *square, const double *y)
{
    for (size_t p = 0; p < POINTS; p++) {
        double x[4], sum = 0, size = 0, n = 0;
        find_point(x, p);
        tb_uc_model m = tbi_signal_of(x);
        for (size_t i = 0; i < UNITS; i++) {
            double known[YEARS];
            size_t at[YEARS], have = 0;
            for (size_t t = 0; t < YEARS; t++)
                if (!isnan(y[t * UNITS + i])) {
                    known[have] = y[t * UNITS + i];
                    at[have++] = t;
                }
            add_unit(&sum, &size, &m, known, at, have);
            n += (double)have;
        }
        square[p] = sum / n;
        fit[p] = -0.5 * size - 0.5 * n * log(sum / n);
    }
}

static void weigh(double *weight, const double *fit, const double *middle, const double *spread)
{
    double most = -INFINITY, sum = 0;
    for (size_t p = 0; p < POINTS; p++) {
        double x[4];
        find_point(x, p);
        weight[p] = fit[p];
        for (int r = 0; r < 3; r++)
            weight[p] -= 0.5 * pow((x[r + 1] - middle[r]) / spread[r], 2);
        most = fmax(most, weight[p]);
    }
    for (size_t p = 0; p < POINTS; p++)
        sum += weight[p] = exp(weight[p] - most);
    for (size_t p = 0; p < POINTS; p++)
        weight[p] /= sum;
}

static void against_a_plain_posterior(void **state)
{
    (void)state;
    static double fit[SERIES][POINTS], square[SERIES][POINTS], weight[POINTS];
    double middle[3], spread[3];
    const double *vague = tbi_signal_vague.mean + 1, *wide = tbi_signal_vague.sd + 1;
    tb_deviation d[SERIES];
    tb_pool_series s[SERIES];
    tb_uc_model got[SERIES];
    tb_arena a = { 0 };
    tb_err err = TB_ERR_INIT;
    draw_scores();
    for (size_t k = 0; k < SERIES; k++) {
        d[k] = (tb_deviation){ .n_year = YEARS, .n_unit = UNITS, .y = scores[k] };
        s[k] = (tb_pool_series){ &d[k], persistence };
        fit_series(fit[k], square[k], scores[k]);
    }
    memcpy(middle, vague, sizeof middle);
    memcpy(spread, wide, sizeof spread);
    for (int round = 0; round < 20; round++) {
        double mean[3], squares[3];
        for (int r = 0; r < 3; r++) {
            mean[r] = vague[r] / (SERIES + 1);
            squares[r] = (wide[r] * wide[r] + vague[r] * vague[r]) / (SERIES + 1);
        }
        for (size_t k = 0; k < SERIES; k++) {
            weigh(weight, fit[k], middle, spread);
            for (size_t p = 0; p < POINTS; p++) {
                double x[4];
                find_point(x, p);
                for (int r = 0; r < 3; r++) {
                    mean[r] += weight[p] * x[r + 1] / (SERIES + 1);
                    squares[r] += weight[p] * x[r + 1] * x[r + 1] / (SERIES + 1);
                }
            }
        }
        for (int r = 0; r < 3; r++) {
            middle[r] = mean[r];
            spread[r] = sqrt(squares[r] - mean[r] * mean[r]);
        }
    }
    CHECK_OK(tbi_pool_models(got, s, SERIES, &a, &err), err);
    for (size_t k = 0; k < SERIES; k++) {
        tb_uc_model want = { 0 };
        weigh(weight, fit[k], middle, spread);
        for (size_t p = 0; p < POINTS; p++) {
            double x[4];
            find_point(x, p);
            tb_uc_model m = tbi_signal_of(x);
            want.var_a += weight[p] * square[k][p] * m.var_a;
            want.var_u += weight[p] * square[k][p] * m.var_u;
            want.var_e += weight[p] * square[k][p] * m.var_e;
            want.rho += weight[p] * m.rho;
        }
        CHECK_NEAR(got[k].var_a, want.var_a, 1e-8);
        CHECK_NEAR(got[k].var_u, want.var_u, 1e-8);
        CHECK_NEAR(got[k].var_e, want.var_e, 1e-8);
        CHECK_NEAR(got[k].rho, want.rho, 1e-8);
    }
    /* the two series are not alike, and their models are not either */
    assert_true(got[1].var_a / got[1].var_e > 3 * got[0].var_a / got[0].var_e);
    tbi_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(against_a_plain_posterior) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
