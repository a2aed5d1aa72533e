/* What must hold of any estimate: a constant added to a unit changes no within estimate, the order
 * of rows changes nothing, absorbed effects are dummies, the bootstrap of a small table is the
 * enumeration of its signs, scales only scale. */
#include "num/rng.h"
#include "support/check.h"
#include "support/estimates.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/estimate.h>

enum { UNITS = 17, YEARS = 9, N_MOST = UNITS * YEARS, K = 3 };

typedef struct table {
    size_t n;
    double y[N_MOST], x[N_MOST * 40];
    int32_t unit[N_MOST], year[N_MOST];
} table;

/* An unbalanced table: some cells are left out by a fixed rule. */
static void make(table *t, uint64_t seed, int units)
{
    tb_rng r;
    double x[K];
    tbi_rng_start(&r, seed, TB_STREAM_SAMPLER, 0);
    t->n = 0;
    for (int u = 0; u < units; u++)
        for (int s = 0; s < YEARS; s++) {
            for (int j = 0; j < K; j++)
                x[j] = tbi_rng_normal(&r) + 0.3 * u - 0.2 * s * j;
            double e = tbi_rng_normal(&r);
            if ((u * 7 + s * 5) % 11 == 0)
                continue;
            t->y[t->n] = 1.5 * x[0] - 0.5 * x[1] + 0.25 * x[2] + u * 0.7 + s * s * 0.1 + e;
            for (int j = 0; j < K; j++)
                t->x[t->n * K + (size_t)j] = x[j];
            t->unit[t->n] = u;
            t->year[t->n] = 2000 + s;
            t->n++;
        }
    double *copy = malloc(t->n * K * sizeof *copy);
    assert_non_null(copy);
    memcpy(copy, t->x, t->n * K * sizeof *copy);
    for (size_t i = 0; i < t->n; i++)
        for (size_t j = 0; j < K; j++)
            t->x[i + j * t->n] = copy[i * K + j];
    free(copy);
}

static tb_estimate *fit(const table *t, size_t k, const char *effects, const tb_estimate_opts *o)
{
    const tb_estimate_data d = { .n = t->n,
                                 .k = k,
                                 .y = t->y,
                                 .x = t->x,
                                 .unit = t->unit,
                                 .year = t->year,
                                 .effects = effects,
                                 .intercept = true };
    return fit_arrays(&d, o);
}

static void same(const tb_estimate *a, const tb_estimate *b, size_t skip, double tolerance,
                 bool errors)
{
    const tb_estimate_summary *p = tb_estimate_info(a);
    const tb_estimate_summary *q = tb_estimate_info(b);
    for (size_t j = 0; j < K; j++) {
        CHECK_NEAR(p->coefficient[j].estimate, q->coefficient[j + skip].estimate, tolerance);
        if (errors)
            CHECK_NEAR(p->coefficient[j].std_error, q->coefficient[j + skip].std_error, tolerance);
    }
}

static void a_constant_added_to_a_unit_changes_no_within_estimate(void **state)
{
    (void)state;
    static table t, s;
    make(&t, 11, UNITS);
    s = t;
    for (size_t i = 0; i < s.n; i++) {
        s.y[i] += 100.0 * s.unit[i] - 3.0 * s.year[i];
        s.x[i + s.n] += 40.0 * s.unit[i] * s.unit[i];
    }
    tb_estimate *a = fit(&t, K, "unit + year", NULL);
    tb_estimate *b = fit(&s, K, "unit + year", NULL);
    same(a, b, 0, 1e-9, true);
    tb_estimate_free(a);
    tb_estimate_free(b);
}

static void the_order_of_rows_changes_nothing(void **state)
{
    (void)state;
    static table t, s;
    static const char *const methods[] = {
        "pooled", "within", "between", "fd", "random", "mundlak"
    };
    make(&t, 12, UNITS);
    s = t;
    for (size_t i = 0; i < t.n; i++) {
        size_t to = (i * 37 + 5) % t.n;
        while (t.n % 37 == 0)
            fail_msg("37 divides the number of rows");
        s.y[to] = t.y[i];
        s.unit[to] = t.unit[i];
        s.year[to] = t.year[i];
        for (size_t j = 0; j < K; j++)
            s.x[to + j * s.n] = t.x[i + j * t.n];
    }
    for (size_t m = 0; m < sizeof methods / sizeof *methods; m++) {
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        assert_int_equal(tb_estimate_method_of(&o.method, methods[m], NULL), TB_OK);
        tb_estimate *a = fit(&t, K, NULL, &o);
        tb_estimate *b = fit(&s, K, NULL, &o);
        const tb_estimate_summary *p = tb_estimate_info(a);
        const tb_estimate_summary *q = tb_estimate_info(b);
        assert_int_equal(p->coefficients, q->coefficients);
        for (size_t j = 0; j < p->coefficients; j++)
            assert_true(p->coefficient[j].estimate == q->coefficient[j].estimate &&
                        p->coefficient[j].std_error == q->coefficient[j].std_error);
        tb_estimate_free(a);
        tb_estimate_free(b);
    }
}

static void absorbed_effects_are_dummies(void **state)
{
    (void)state;
    static table t, s;
    make(&t, 13, UNITS);
    s = t;
    for (size_t u = 1; u < UNITS; u++)
        for (size_t i = 0; i < t.n; i++)
            s.x[i + (K + u - 1) * t.n] = (size_t)t.unit[i] == u;
    for (size_t y = 1; y < YEARS; y++)
        for (size_t i = 0; i < t.n; i++)
            s.x[i + (K + UNITS - 1 + y - 1) * t.n] = (size_t)(t.year[i] - 2000) == y;
    static const char *const vcov[] = { "iid", "hc1", "hc3", "cr2:unit" };
    for (size_t m = 0; m < 4; m++) {
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        assert_int_equal(tb_vcov_of(&o.vcov, vcov[m], NULL), TB_OK);
        tb_estimate *a = fit(&t, K, "unit + year", &o);
        tb_estimate *b = fit(&s, K + UNITS - 1 + YEARS - 1, NULL, &o);
        same(a, b, 1, 1e-10, true);
        CHECK_NEAR(tb_estimate_info(a)->rss, tb_estimate_info(b)->rss, 1e-10);
        for (size_t j = 0; j < K; j++)
            CHECK_NEAR(tb_estimate_info(a)->coefficient[j].df,
                       tb_estimate_info(b)->coefficient[j + 1].df, 1e-8);
        tb_estimate_free(a);
        tb_estimate_free(b);
    }
}

/* The list of estimates without each unit is what estimating without it gives. */
static void leaving_a_unit_out_is_estimating_without_it(void **state)
{
    (void)state;
    static table t, s;
    make(&t, 14, UNITS);
    tb_estimate *a = fit(&t, K, "unit + year", NULL);
    const tb_estimate_summary *v = tb_estimate_info(a);
    assert_int_equal(v->influence, UNITS);
    for (int u = 0; u < UNITS; u += 4) {
        s.n = 0;
        size_t kept = 0;
        for (size_t i = 0; i < t.n; i++)
            kept += t.unit[i] != u;
        for (size_t i = 0; i < t.n; i++) {
            if (t.unit[i] == u)
                continue;
            s.y[s.n] = t.y[i];
            s.unit[s.n] = t.unit[i];
            s.year[s.n] = t.year[i];
            for (size_t j = 0; j < K; j++)
                s.x[s.n + j * kept] = t.x[i + j * t.n];
            s.n++;
        }
        tb_estimate *b = fit(&s, K, "unit + year", NULL);
        for (size_t j = 0; j < K; j++)
            CHECK_NEAR(v->influential[u].coefficient[j],
                       tb_estimate_info(b)->coefficient[j].estimate, 1e-10);
        tb_estimate_free(b);
    }
    tb_estimate_free(a);
}

/* Solves a small system by elimination, for the brute-force bootstrap. */
static void solve(double *a, double *b, size_t n)
{
    for (size_t p = 0; p < n; p++) {
        size_t best = p;
        for (size_t i = p + 1; i < n; i++)
            if (fabs(a[i * n + p]) > fabs(a[best * n + p]))
                best = i;
        for (size_t j = 0; j < n; j++) {
            double h = a[p * n + j];
            a[p * n + j] = a[best * n + j];
            a[best * n + j] = h;
        }
        double h = b[p];
        b[p] = b[best];
        b[best] = h;
        for (size_t i = 0; i < n; i++) {
            if (i == p)
                continue;
            double f = a[i * n + p] / a[p * n + p];
            for (size_t j = p; j < n; j++)
                a[i * n + j] -= f * a[p * n + j];
            b[i] -= f * b[p];
        }
    }
    for (size_t i = 0; i < n; i++)
        b[i] /= a[i * n + i];
}

/* Least squares with dummies and the CR0 t of coefficient 0, from scratch: the long way. z [n x p]
 * column-major. */
static double long_t(const double *y, const double *z, size_t n, size_t p, const int32_t *unit,
                     int units, double value)
{
    static double a[40 * 40], b[40], q[40], c[40 * 40], e[N_MOST];
    for (size_t i = 0; i < p; i++) {
        b[i] = 0;
        q[i] = i == 0;
        for (size_t l = 0; l < n; l++)
            b[i] += z[l + i * n] * y[l];
        for (size_t j = 0; j < p; j++) {
            double s = 0;
            for (size_t l = 0; l < n; l++)
                s += z[l + i * n] * z[l + j * n];
            a[i * p + j] = c[i * p + j] = s;
        }
    }
    solve(a, b, p);
    solve(c, q, p);
    for (size_t l = 0; l < n; l++) {
        e[l] = y[l];
        for (size_t j = 0; j < p; j++)
            e[l] -= z[l + j * n] * b[j];
    }
    double v = 0;
    for (int u = 0; u < units; u++) {
        double s = 0;
        for (size_t l = 0; l < n; l++)
            if (unit[l] == u)
                for (size_t j = 0; j < p; j++)
                    s += q[j] * z[l + j * n] * e[l];
        v += s * s;
    }
    return (b[0] - value) / sqrt(v);
}

enum { CLUSTERS = 7 };

/* Of all sign vectors the share whose |t| is at least that of the sample, every regression fitted
 * anew: what the bootstrap of coefficient 0 is by its definition. */
static double share_of_signs(const table *t)
{
    enum { G = CLUSTERS };
    static double z[N_MOST * 40], fitted[N_MOST], u[N_MOST], y[N_MOST], b[40], a[40 * 40];
    size_t n = t->n, p = 0, count = 0;
    for (size_t j = 0; j < K; j++, p++)
        memcpy(z + p * n, t->x + j * n, n * sizeof *z);
    for (int g = 0; g < G; g++, p++)
        for (size_t i = 0; i < n; i++)
            z[i + p * n] = t->unit[i] == g;
    for (int s = 1; s < YEARS; s++, p++)
        for (size_t i = 0; i < n; i++)
            z[i + p * n] = t->year[i] == 2000 + s;
    double real = long_t(t->y, z, n, p, t->unit, G, 0);
    /* restricted fit: without column 0 */
    for (size_t i = 1; i < p; i++) {
        b[i - 1] = 0;
        for (size_t l = 0; l < n; l++)
            b[i - 1] += z[l + i * n] * t->y[l];
        for (size_t j = 1; j < p; j++) {
            a[(i - 1) * (p - 1) + j - 1] = 0;
            for (size_t l = 0; l < n; l++)
                a[(i - 1) * (p - 1) + j - 1] += z[l + i * n] * z[l + j * n];
        }
    }
    solve(a, b, p - 1);
    for (size_t l = 0; l < n; l++) {
        fitted[l] = 0;
        for (size_t j = 1; j < p; j++)
            fitted[l] += z[l + j * n] * b[j - 1];
        u[l] = t->y[l] - fitted[l];
    }
    for (unsigned signs = 0; signs < 1u << G; signs++) {
        for (size_t l = 0; l < n; l++)
            y[l] = fitted[l] + ((signs >> t->unit[l] & 1) ? -u[l] : u[l]);
        count += fabs(long_t(y, z, n, p, t->unit, G, 0)) >= fabs(real) * (1 - 1e-9);
    }
    return (double)count / (1 << G);
}

/* Among the effects are years, which cross the clusters: what they mix must be taken out of every
 * draw. The coefficient is none in the law, so that shares lie anywhere and one vector shows. */
static void the_bootstrap_of_few_clusters_is_the_enumeration_of_their_signs(void **state)
{
    (void)state;
    static table t;
    for (uint64_t seed = 15; seed < 27; seed++) {
        make(&t, seed, CLUSTERS);
        for (size_t i = 0; i < t.n; i++)
            t.y[i] -= 1.5 * t.x[i];
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        o.wild = 9999;
        o.weights = TB_WEIGHTS_ENUMERATE;
        tb_estimate *e = fit(&t, K, "unit + year", &o);
        const tb_estimate_summary *v = tb_estimate_info(e);
        assert_int_equal(v->wild_replications, 1 << CLUSTERS);
        CHECK_NEAR(v->coefficient[0].wild_p, share_of_signs(&t), 1e-12);
        tb_estimate_free(e);
    }
}

/* Many random signs come near the enumeration, and threads change nothing. */
static void random_signs_come_near_the_enumeration(void **state)
{
    (void)state;
    static table t;
    make(&t, 15, CLUSTERS);
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.wild = 9999;
    o.weights = TB_WEIGHTS_ENUMERATE;
    tb_estimate *e = fit(&t, K, "unit + year", &o);
    const tb_estimate_summary *v = tb_estimate_info(e);
    double exact[K];
    for (size_t j = 0; j < K; j++)
        exact[j] = v->coefficient[j].wild_p;
    tb_estimate_free(e);
    o.weights = TB_WEIGHTS_RADEMACHER;
    o.wild = 99999;
    o.threads = 1;
    e = fit(&t, K, "unit + year", &o);
    o.threads = 2;
    tb_estimate *f = fit(&t, K, "unit + year", &o);
    for (size_t j = 0; j < K; j++) {
        CHECK_NEAR(tb_estimate_info(e)->coefficient[j].wild_p, exact[j], 4 * sqrt(0.25 / 99999));
        assert_true(tb_estimate_info(e)->coefficient[j].wild_p ==
                    tb_estimate_info(f)->coefficient[j].wild_p);
        double quick = 0;
        tb_err err = TB_ERR_INIT;
        tb_estimate_data d = { .n = t.n,
                               .k = K,
                               .y = t.y,
                               .x = t.x,
                               .unit = t.unit,
                               .year = t.year,
                               .effects = "unit + year",
                               .intercept = true };
        CHECK_OK(tb_wild_quick(&quick, &d, j, 0, 99999, 1, 1, &err), err);
        /* the same draws; rounding may move one */
        CHECK_NEAR(quick, tb_estimate_info(e)->coefficient[j].wild_p, 1e-4);
        assert_true(tb_estimate_info(e)->coefficient[j].wild_low ==
                        tb_estimate_info(f)->coefficient[j].wild_low ||
                    isnan(tb_estimate_info(e)->coefficient[j].wild_low));
    }
    tb_estimate_free(e);
    tb_estimate_free(f);
}

static void scales_only_scale(void **state)
{
    (void)state;
    static table t, s;
    static const double scales[] = { 1e12, 1e-12, 1e-150, 1e100 };
    make(&t, 16, UNITS);
    tb_estimate *a = fit(&t, K, "unit + year", NULL);
    for (size_t c = 0; c < 4; c++) {
        s = t;
        for (size_t i = 0; i < s.n; i++)
            s.x[i + s.n] *= scales[c];
        tb_estimate *b = fit(&s, K, "unit + year", NULL);
        const tb_coefficient *p = tb_estimate_info(a)->coefficient;
        const tb_coefficient *q = tb_estimate_info(b)->coefficient;
        assert_int_equal(tb_estimate_info(b)->coefficients, K);
        CHECK_NEAR(q[0].estimate, p[0].estimate, 1e-10);
        CHECK_NEAR(q[1].estimate * scales[c], p[1].estimate, 1e-10);
        CHECK_NEAR(q[1].statistic, p[1].statistic, 1e-9);
        tb_estimate_free(b);
    }
    tb_estimate_free(a);
}

static void what_cannot_be_estimated_is_said(void **state)
{
    (void)state;
    static table t, s;
    tb_err err = TB_ERR_INIT;
    tb_estimate *e = NULL;
    make(&t, 17, UNITS);
    tb_estimate_data d = { .n = t.n,
                           .k = K,
                           .y = t.y,
                           .x = t.x,
                           .unit = t.unit,
                           .year = t.year,
                           .effects = "unit + year",
                           .intercept = true };
    /* constant within units: dropped by name */
    s = t;
    for (size_t i = 0; i < s.n; i++)
        s.x[i] = 3.1 * s.unit[i];
    tb_estimate *b = fit(&s, K, "unit + year", NULL);
    assert_int_equal(tb_estimate_info(b)->dropped, 1);
    assert_string_equal(tb_estimate_info(b)->drop[0].term, "x1");
    assert_int_equal(tb_estimate_info(b)->coefficients, 2);
    tb_estimate_free(b);
    /* the sum of two others: the last is dropped */
    for (size_t i = 0; i < s.n; i++) {
        s.x[i] = t.x[i];
        s.x[i + 2 * s.n] = 0.5 * t.x[i] + 2 * t.x[i + s.n];
    }
    b = fit(&s, K, "unit + year", NULL);
    assert_string_equal(tb_estimate_info(b)->drop[0].term, "x3");
    tb_estimate_free(b);
    /* a perfect fit has no standard errors */
    for (size_t i = 0; i < s.n; i++)
        s.y[i] = 2 * t.x[i] - t.x[i + s.n] + 5 * s.unit[i];
    b = fit(&s, 2, "unit", NULL);
    CHECK_NEAR(tb_estimate_info(b)->coefficient[0].estimate, 2, 1e-12);
    assert_true(isnan(tb_estimate_info(b)->coefficient[0].std_error));
    assert_non_null(tb_estimate_info(b)->coefficient[0].reason);
    tb_estimate_free(b);
    /* one cluster */
    for (size_t i = 0; i < s.n; i++) {
        s.unit[i] = 1;
        s.year[i] = (int32_t)i;
    }
    d.unit = s.unit;
    d.year = s.year;
    d.effects = NULL;
    CHECK_FAILS(tb_estimate_arrays(&e, &d, NULL, &err), TB_ESINGULAR, err, "one unit", "hc1");
    /* too few rows, a regressor that is missing everywhere, nothing left */
    d = (tb_estimate_data){ .n = 3,
                            .k = K,
                            .y = t.y,
                            .x = t.x,
                            .unit = t.unit,
                            .year = t.year,
                            .effects = "unit",
                            .intercept = true };
    CHECK_FAILS(tb_estimate_arrays(&e, &d, NULL, &err), TB_ESINGULAR, err, "too few");
    for (size_t i = 0; i < s.n; i++) {
        s.x[i + s.n] = NAN;
        s.unit[i] = t.unit[i];
        s.year[i] = t.year[i];
    }
    d = (tb_estimate_data){ .n = s.n,
                            .k = K,
                            .y = s.y,
                            .x = s.x,
                            .unit = s.unit,
                            .year = s.year,
                            .effects = "unit",
                            .intercept = true };
    CHECK_FAILS(tb_estimate_arrays(&e, &d, NULL, &err), TB_EDATA, err, "no row");
    for (size_t i = 0; i < s.n; i++)
        s.x[i] = s.unit[i];
    d.k = 1;
    CHECK_FAILS(tb_estimate_arrays(&e, &d, NULL, &err), TB_ESINGULAR, err, "no regressor is left",
                "x1");
    s.year[1] = s.year[0];
    s.unit[1] = s.unit[0];
    d.x = t.x;
    CHECK_FAILS(tb_estimate_arrays(&e, &d, NULL, &err), TB_EDATA, err, "twice");
    assert_null(e);
}

/* The short way gives the numbers of the long one: with holes and without, small and in chunks, and
 * the same bits with one thread and two. */
static void the_short_way_agrees(void **state)
{
    (void)state;
    static const struct {
        size_t units, years, k;
        bool holes, year;
        double slope;
    } cases[] = { { 63, 14, 10, false, true, 0.1 },
                  { 63, 14, 3, true, true, 0.1 },
                  { 900, 12, 4, true, true, 0.1 },
                  { 900, 12, 4, false, true, 1e5 },
                  { 40, 5, 2, true, false, 0 } };
    for (size_t c = 0; c < 5; c++) {
        size_t units = cases[c].units;
        size_t years = cases[c].years;
        size_t k = cases[c].k;
        size_t n = 0;
        size_t m = units * years;
        double *y = malloc(m * sizeof *y);
        double *x = malloc(m * k * sizeof *x);
        double *raw = malloc(m * k * sizeof *raw);
        double b[10];
        double v[100];
        double b2[10];
        double v2[100];
        int32_t *unit = malloc(m * sizeof *unit);
        int32_t *year = malloc(m * sizeof *year);
        double *room = malloc(tb_within_quick_room(m, k, units, years, 2) * sizeof *room);
        assert_true(y != NULL && x != NULL && raw != NULL && unit != NULL && year != NULL &&
                    room != NULL);
        tb_rng r;
        tb_err err = TB_ERR_INIT;
        tbi_rng_start(&r, 40 + c, TB_STREAM_SAMPLER, 0);
        for (size_t u = 0; u < units; u++)
            for (size_t t = 0; t < years; t++) {
                if (cases[c].holes && (u * 7 + t * 5) % 11 == 0)
                    continue;
                y[n] = tbi_rng_normal(&r) + 0.1 * (double)u;
                for (size_t j = 0; j < k; j++) {
                    raw[n * k + j] =
                        tbi_rng_normal(&r) + 0.05 * (double)u + cases[c].slope * (double)t;
                    y[n] += raw[n * k + j];
                }
                unit[n] = (int32_t)u;
                year[n++] = (int32_t)t;
            }
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < k; j++)
                x[i + j * n] = raw[i * k + j];
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        tb_estimate *e = NULL;
        o.influence = false;
        tb_estimate_data d = { .n = n,
                               .k = k,
                               .y = y,
                               .x = x,
                               .unit = unit,
                               .year = year,
                               .effects = cases[c].year ? "unit + year" : "unit",
                               .intercept = true };
        CHECK_OK(tb_estimate_arrays(&e, &d, &o, &err), err);
        CHECK_OK(tb_within_quick(b, v, y, x, n, k, unit, units, cases[c].year ? year : NULL, years,
                                 room, 1, &err),
                 err);
        CHECK_OK(tb_within_quick(b2, v2, y, x, n, k, unit, units, cases[c].year ? year : NULL,
                                 years, room, 2, &err),
                 err);
        for (size_t j = 0; j < k; j++) {
            CHECK_NEAR(b[j], tb_estimate_info(e)->coefficient[j].estimate, 1e-9);
            CHECK_NEAR(sqrt(v[j + j * k]) / tb_estimate_info(e)->coefficient[j].std_error, 1, 1e-9);
            assert_true(b[j] == b2[j] && v[j + j * k] == v2[j + j * k]);
        }
        tb_estimate_free(e);
        for (size_t i = 0; i < n; i++)
            x[i] = unit[i];
        CHECK_FAILS(tb_within_quick(b, v, y, x, n, k, unit, units, cases[c].year ? year : NULL,
                                    years, room, 1, &err),
                    TB_ESINGULAR, err, "collinear");
        unit[0] = 5;
        CHECK_FAILS(tb_within_quick(b, v, y, x, n, k, unit, units, cases[c].year ? year : NULL,
                                    years, room, 1, &err),
                    TB_EARG, err, "out of order");
        free(y);
        free(x);
        free(raw);
        free(unit);
        free(year);
        free(room);
    }
}

/* Nine years: without a word about lags Driscoll and Kraay's errors go to lag floor(9^(1/4)) = 1. */
static void lags_that_are_not_said(void **state)
{
    (void)state;
    static const char *const vcov[] = { "dk", "dk:1", "dk:3" };
    table *t = malloc(sizeof *t);
    double error[3];
    assert_non_null(t);
    make(t, 31, UNITS);
    for (size_t m = 0; m < 3; m++) {
        tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
        assert_int_equal(tb_vcov_of(&o.vcov, vcov[m], NULL), TB_OK);
        tb_estimate *e = fit(t, K, "unit", &o);
        error[m] = tb_estimate_info(e)->coefficient[0].std_error;
        tb_estimate_free(e);
    }
    CHECK_NEAR(error[0], error[1], 1e-14);
    assert_true(fabs(error[0] / error[2] - 1) > 1e-4);
    free(t);
}

/* Hotelling's T-squared under CR2: of one restriction it is the square of the coefficient's t with
 * Satterthwaite's degrees of freedom; two restrictions are the same however they are written. */
static void restrictions_under_cr2_are_one_however_they_are_written(void **state)
{
    (void)state;
    static const char *const words[] = { "x2 = 0", "x2 = 0, x3 = 0",
                                         "x2 + x3 = 0, 2 * x2 - 3 * x3 = 0", NULL };
    table *t = malloc(sizeof *t);
    assert_non_null(t);
    make(t, 19, UNITS);
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    assert_int_equal(tb_vcov_of(&o.vcov, "cr2:unit", NULL), TB_OK);
    o.tests = words;
    o.plain = true;
    tb_estimate *e = fit(t, K, "unit", &o);
    const tb_estimate_summary *s = tb_estimate_info(e);
    const tb_coefficient *c = &s->coefficient[1];
    assert_int_equal(s->tests, 3);
    CHECK_NEAR(s->test[0].statistic, c->statistic * c->statistic, 1e-8);
    CHECK_NEAR(s->test[0].df2, c->df, 1e-8);
    CHECK_NEAR(s->test[0].p_value, c->p_value, 1e-8);
    CHECK_NEAR(s->test[1].df, 2, 0);
    assert_true(s->test[1].df2 > 3 && s->test[1].df2 < UNITS);
    CHECK_NEAR(s->test[2].df2, s->test[1].df2, 1e-8);
    CHECK_NEAR(s->test[2].statistic, s->test[1].statistic, 1e-8);
    tb_estimate_free(e);
    free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_constant_added_to_a_unit_changes_no_within_estimate),
        cmocka_unit_test(the_order_of_rows_changes_nothing),
        cmocka_unit_test(absorbed_effects_are_dummies),
        cmocka_unit_test(leaving_a_unit_out_is_estimating_without_it),
        cmocka_unit_test(the_bootstrap_of_few_clusters_is_the_enumeration_of_their_signs),
        cmocka_unit_test(random_signs_come_near_the_enumeration),
        cmocka_unit_test(scales_only_scale),
        cmocka_unit_test(lags_that_are_not_said),
        cmocka_unit_test(restrictions_under_cr2_are_one_however_they_are_written),
        cmocka_unit_test(what_cannot_be_estimated_is_said),
        cmocka_unit_test(the_short_way_agrees)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
