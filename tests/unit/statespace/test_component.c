/* Components together: the filter against the dense normal law, models and correlations against
 * tables that were drawn from known ones. */
#include "support/check.h"

#include "num/rng.h"
#include "statespace/component.h"
#include "statespace/kalman.h"
#include "statespace/mvnormal.h"
#include "statespace/partial_pooling.h"
#include "statespace/year_variance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { YEARS = 6, UNITS = 3, PARTS = 2 };

static tb_err err;
static const double persistence[YEARS] = { 1, 0.9, 0.55, 0.97, 0.8, 0.93 };

/* Covariance of (component k in year s) and (l in t), s <= t, by the recursion that the header of
 * kalman.h tells; u_same [PARTS][PARTS][YEARS]. */
static double covariance(const tb_correlation_series *s, const tb_correlation *b, size_t k,
                         size_t year, size_t l, size_t later, bool only_a, bool only_u)
{
    double kept = 1;
    double fade = 1;
    double r = b->signal[k * PARTS + l];
    double u = r * sqrt(s[k].model.var_u * s[l].model.var_u);
    for (size_t t = 1; t <= year; t++) {
        double fk = persistence[t] * s[k].model.rho, fl = persistence[t] * s[l].model.rho;
        u = fk * fl * u +
            r * sqrt(s[k].model.var_u * s[l].model.var_u) * sqrt((1 - fk * fk) * (1 - fl * fl));
    }
    for (size_t t = year + 1; t <= later; t++) {
        kept *= persistence[t];
        fade *= s[l].model.rho;
    }
    double permanent = kept * r * sqrt(s[k].model.var_a * s[l].model.var_a);
    double transitory = kept * fade * u;
    return (only_u ? 0 : permanent) + (only_a ? 0 : transitory);
}

static double shown(const tb_correlation_series *s, const tb_correlation *b, size_t k, size_t year,
                    size_t l, size_t t)
{
    double v = year <= t ? covariance(s, b, k, year, l, t, false, false)
                         : covariance(s, b, l, t, k, year, false, false);
    return v +
           (year == t ? b->noise[k * PARTS + l] * sqrt(s[k].model.var_e * s[l].model.var_e) : 0);
}

/* Unit 0 without gaps, unit 1 without a year of one component, unit 2 without a whole year; the
 * second component starts in year 2. */
static void state_equals_dense_law(void **state)
{
    (void)state;
    double first[YEARS * UNITS];
    double second[(YEARS - 2) * UNITS];
    double signal[] = { 1, 0.4, 0.4, 1 };
    double noise[] = { 1, -0.3, -0.3, 1 };
    double cov[16];
    for (size_t k = 0; k < YEARS * UNITS; k++)
        first[k] = sin(1.7 * (double)k) * 1.3;
    for (size_t k = 0; k < (YEARS - 2) * UNITS; k++)
        second[k] = cos(2.3 * (double)k);
    first[3 * UNITS + 1] = NAN;
    first[4 * UNITS + 2] = second[2 * UNITS + 2] = NAN;
    tb_correlation_series s[PARTS] = {
        { .y = first, .first = 0, .block = 0, .model = { 0.7, 0.5, 0.4, 0.8, 0 } },
        { .y = second, .first = 2, .block = 1, .model = { 0.3, 0.9, 0.6, 0.35, 0 } }
    };
    tb_correlation b = { signal, noise };
    tb_kalman out;
    tb_arena a = { 0 };
    CHECK_OK(tbi_kalman_fit(&out, s, PARTS, &b, UNITS, YEARS, persistence, &a, &err), err);
    for (size_t i = 0; i < UNITS; i++) {
        size_t part[16], year[16], n = 0;
        double y[16], kk[256], wk[64], weight[64], ww[16] = { 0 };
        for (size_t k = 0; k < PARTS; k++)
            for (size_t t = s[k].first; t < YEARS; t++) {
                y[n] = s[k].y[(t - s[k].first) * UNITS + i];
                part[n] = k;
                year[n] = t;
                n += isnan(y[n]) ? 0 : 1;
            }
        for (size_t p = 0; p < n; p++)
            for (size_t q = 0; q < n; q++)
                kk[p * n + q] = shown(s, &b, part[p], year[p], part[q], year[q]);
        for (size_t w = 0; w < 4; w++)
            for (size_t q = 0; q < n; q++)
                wk[w * n + q] =
                    covariance(s, &b, part[q], year[q], w % 2, YEARS - 1, w < 2, w >= 2);
        for (size_t w = 0; w < 4; w++)
            for (size_t v = 0; v < 4; v++)
                if (w / 2 == v / 2)
                    ww[w * 4 + v] =
                        covariance(s, &b, w % 2, YEARS - 1, v % 2, YEARS - 1, w < 2, w >= 2);
        assert_true(tbi_mvnormal_condition(weight, ww, kk, wk, 4, n));
        CHECK_OK(tbi_kalman_spread(cov, s, PARTS, &b, UNITS, YEARS, persistence, i, &a, &err), err);
        for (size_t w = 0; w < 4; w++) {
            double mean = 0;
            for (size_t q = 0; q < n; q++)
                mean += weight[w * n + q] * y[q];
            CHECK_NEAR((w < 2 ? out.permanent : out.transitory)[w % 2 * UNITS + i], mean, 1e-11);
            for (size_t v = 0; v < 4; v++) {
                double dense = 0;
                for (size_t m = 0; m < 4; m++)
                    dense += ww[w * 4 + m] * ww[v * 4 + m];
                CHECK_NEAR(cov[w * 4 + v], dense, 1e-11);
                if (i == 0)
                    CHECK_NEAR(out.cov[w * 4 + v], dense, 1e-11);
            }
        }
    }
    tbi_arena_free(&a);
}

/* More sorts of gaps than the filter keeps: the gaps of the rest are filled, each component by
 * itself. Where components are independent that is no approximation: every unit has the state that
 * it has alone. */
static void units_with_gaps_of_their_own(void **state)
{
    (void)state;
    enum { MANY = 90, T = 8 };
    static double first[T * MANY], second[T * MANY];
    double alone[PARTS][T], shares[T] = { 1, 0.9, 0.8, 0.95, 0.9, 0.85, 0.9, 0.97 };
    double tied[] = { 1, 0, 0, 1 };
    for (size_t i = 0; i < MANY; i++)
        for (size_t t = 0; t < T; t++) {
            size_t gaps = i * 331 + 1; /* bit t of the first component, t + 8 of the second */
            first[t * MANY + i] = gaps >> t & 1 ? (double)NAN : sin(1.3 * (double)(i + 7 * t));
            second[t * MANY + i] =
                gaps >> (t + 8) & 1 ? (double)NAN : cos(0.7 * (double)(i + 5 * t));
        }
    tb_correlation_series s[PARTS] = {
        { .y = first, .model = { 0.7, 0.5, 0.4, 0.8, 0 } },
        { .y = second, .block = 1, .model = { 0.3, 0.9, 0.6, 0.35, 0 } }
    };
    tb_correlation b = { tied, tied };
    tb_kalman all, one;
    tb_arena a = { 0 };
    CHECK_OK(tbi_kalman_fit(&all, s, PARTS, &b, MANY, T, shares, &a, &err), err);
    s[0].y = alone[0];
    s[1].y = alone[1];
    for (size_t i = 0; i < MANY; i++) {
        for (size_t t = 0; t < T; t++) {
            alone[0][t] = first[t * MANY + i];
            alone[1][t] = second[t * MANY + i];
        }
        CHECK_OK(tbi_kalman_fit(&one, s, PARTS, &b, 1, T, shares, &a, &err), err);
        for (size_t k = 0; k < PARTS; k++) {
            CHECK_NEAR(all.permanent[k * MANY + i], one.permanent[k], 1e-10);
            CHECK_NEAR(all.transitory[k * MANY + i], one.transitory[k], 1e-10);
        }
    }
    tbi_arena_free(&a);
}

/* Draws PART tables of n units over n_year years, all shares kept 0.9, signals tied by r, noises by
 * s. */
static void draw_tables(double *y, size_t n, size_t n_year, const tb_uc_model *m, double r,
                        double s)
{
    tb_rng g;
    tbi_rng_start(&g, 11, 1, 0);
    for (size_t i = 0; i < n; i++) {
        double a[PARTS] = { 0 }, u[PARTS] = { 0 };
        for (size_t t = 0; t < n_year; t++) {
            double k = t == 0 ? 0 : 0.9, z[6];
            for (int j = 0; j < 6; j++)
                z[j] = tbi_rng_normal(&g);
            for (size_t p = 0; p < PARTS; p++) {
                double f = k * m[p].rho;
                double za = p == 0 ? z[0] : r * z[0] + sqrt(1 - r * r) * z[1];
                double zu = p == 0 ? z[2] : r * z[2] + sqrt(1 - r * r) * z[3];
                double ze = p == 0 ? z[4] : s * z[4] + sqrt(1 - s * s) * z[5];
                a[p] = k * a[p] + sqrt((1 - k * k) * m[p].var_a) * za;
                u[p] = f * u[p] + sqrt((1 - f * f) * m[p].var_u) * zu;
                y[(p * n_year + t) * n + i] = a[p] + u[p] + sqrt(m[p].var_e) * ze;
            }
        }
    }
}

static void correlations_are_found(void **state)
{
    (void)state;
    enum { N = 512, T = 12 };
    tb_uc_model m[PARTS] = { { 0.5, 0.3, 0.4, 0.7, 0.0 }, { 0.6, 0.2, 0.3, 0.7, 0.0 } };
    double *y = malloc(PARTS * T * N * sizeof *y), shares[T];
    assert_non_null(y);
    for (int t = 0; t < T; t++)
        shares[t] = 0.9;
    draw_tables(y, N, T, m, 0.6, -0.25);
    y[5] = y[N + 17] = NAN;
    tb_correlation_series s[PARTS] = { { .y = y, .block = 0, .model = m[0] },
                                       { .y = y + T * N, .block = 1, .model = m[1] } };
    tb_correlation b;
    tb_arena a = { 0 };
    CHECK_OK(tbi_correlation_fit(&b, s, PARTS, N, T, shares, &a, &err), err);
    CHECK_NEAR(b.signal[1], 0.6, 0.08);
    CHECK_NEAR(b.signal[2], b.signal[1], 0);
    CHECK_NEAR(b.noise[1], -0.25, 0.1);
    CHECK_NEAR(b.noise[0], 1, 0);
    /* one year: tied as the scores of that year are */
    CHECK_OK(tbi_correlation_fit(&b, s, PARTS, N, 1, shares, &a, &err), err);
    CHECK_NEAR(b.signal[1],
               (0.6 * (sqrt(0.5 * 0.6) + sqrt(0.3 * 0.2)) - 0.25 * sqrt(0.4 * 0.3)) /
                   sqrt(1.2 * 1.1),
               0.1);
    tbi_arena_free(&a);
    free(y);
}

static void kindred_motions_meet_between(void **state)
{
    (void)state;
    enum { N = 60, T = 12 };
    tb_uc_model m[PARTS] = { { 2, 0.4, 1, 0.6, 0 }, { 0.2, 0.4, 1, 0.6, 0 } }, found[PARTS];
    double y[PARTS * T * N], shares[T];
    for (int t = 0; t < T; t++)
        shares[t] = 0.9;
    draw_tables(y, N, T, m, 0, 0);
    y[3] = y[T * N + 5 * N + 9] = NAN;
    tb_deviation d[PARTS] = { { .n_year = T, .n_unit = N, .y = y },
                              { .n_year = T, .n_unit = N, .y = y + T * N } };
    tb_pool_series s[PARTS] = { { &d[0], shares }, { &d[1], shares } };
    tb_arena a = { 0 };
    CHECK_OK(tbi_pool_models(found, s, PARTS, &a, &err), err);
    for (size_t p = 0; p < PARTS; p++) {
        double all = m[p].var_a + m[p].var_u + m[p].var_e;
        double whole = found[p].var_a + found[p].var_u + found[p].var_e;
        CHECK_NEAR(whole / all, 1, 0.25);
        CHECK_NEAR(found[p].var_e / whole, m[p].var_e / all, 0.15);
        assert_true(found[p].rho > 0 && found[p].rho < 1);
    }
    assert_true(found[0].var_a / found[0].var_e > 3 * found[1].var_a / found[1].var_e);
    tbi_arena_free(&a);
}

static void a_wild_year_is_remembered(void **state)
{
    (void)state;
    enum { N = 60, T = 9 };
    tb_uc_model m[PARTS] = { { 1, 0.5, 0.5, 0.6, 0 }, { 1, 0.5, 0.5, 0.6, 0 } };
    double y[PARTS * T * N], shares[T];
    for (int t = 0; t < T; t++)
        shares[t] = 0.9;
    draw_tables(y, N, T, m, 0, 0);
    tb_deviation d = { .n_year = T, .n_unit = N, .y = y };
    double calm = tbi_year_variance(&d, &m[0], shares, 0.9);
    /* two assumed years of 0.25 among nine, and sampling */
    assert_true(calm > 0.05 && calm < 0.2);
    for (size_t i = 0; i < N; i++)
        y[6 * N + i] *= 3;
    assert_true(tbi_year_variance(&d, &m[0], shares, 0.9) > 2 * calm);
    d.n_year = 2;
    /* nothing was forecast yet: what is assumed */
    CHECK_NEAR(tbi_year_variance(&d, &m[0], shares, 0.9), 0.25, 1e-12);
}

/* Three years, of which the last is the only one that two years foretell: its squared residuals over
 * their variance, by regression on both years with the covariances of the model, and two assumed
 * years of 0.25. */
static void a_year_is_judged_by_what_the_years_before_foretell(void **state)
{
    (void)state;
    enum { N = 12, T = 3 };
    static const double shares[T] = { 1, 0.7, 0.4 };
    const double usual = 0.9, A = 1.1, U = 0.6, E = 0.5, rho = 0.6;
    tb_uc_model m = { A, U, E, rho, 0 };
    double y[T * N], square = 0;
    tb_rng r;
    tbi_rng_start(&r, 91, 3, 0);
    for (size_t k = 0; k < T * N; k++)
        y[k] = 2 * tbi_rng_normal(&r);
    double v = A + U + E, c01 = shares[1] * (A + rho * U), c12 = usual * (A + rho * U);
    double c02 = shares[1] * usual * (A + rho * rho * U), det = v * v - c01 * c01;
    double b0 = (v * c02 - c01 * c12) / det, b1 = (v * c12 - c01 * c02) / det;
    for (size_t i = 0; i < N; i++)
        square += pow(y[2 * N + i] - b0 * y[i] - b1 * y[N + i], 2) / (v - b0 * c02 - b1 * c12);
    tb_deviation d = { .n_year = T, .n_unit = N, .y = y };
    double off = log(square / N);
    assert_true(fabs(off) > 0.1);
    CHECK_NEAR(tbi_year_variance(&d, &m, shares, usual), (2 * 0.25 + off * off) / 3, 1e-12);
}

/* E(a + rho^h u) in points of the total: 2 (1.2 + 0.8^3 0.5) + 0.5 (0.3 - 0.25^3) three years on. */
static void what_lasts_and_what_fades_is_expected(void **state)
{
    (void)state;
    double permanent[PARTS] = { 1.2, 0.3 }, transitory[PARTS] = { 0.5, -1 }, row[1];
    static const double points[PARTS] = { 2, 0.5 };
    tb_correlation_series s[PARTS] = { { .model = { .rho = 0.8 } }, { .model = { .rho = 0.25 } } };
    tb_components c = { .n = PARTS,
                        .series = s,
                        .state = { .permanent = permanent, .transitory = transitory } };
    tbi_components_expect(row, &c, points, 1, 3);
    CHECK_NEAR(row[0], 2 * (1.2 + 0.512 * 0.5) + 0.5 * (0.3 - 0.015625), 1e-12);
    tbi_components_expect(row, &c, points, 1, 0);
    CHECK_NEAR(row[0], 2 * 1.7 + 0.5 * -0.7, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_with_gaps_of_their_own),
        cmocka_unit_test(state_equals_dense_law),
        cmocka_unit_test(correlations_are_found),
        cmocka_unit_test(kindred_motions_meet_between),
        cmocka_unit_test(a_wild_year_is_remembered),
        cmocka_unit_test(a_year_is_judged_by_what_the_years_before_foretell),
        cmocka_unit_test(what_lasts_and_what_fades_is_expected),
    };
    return cmocka_run_group_tests_name("statespace.component", tests, NULL, NULL);
}
