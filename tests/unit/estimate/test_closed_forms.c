/* test_closed_forms.c - corners of the estimators of which the answer is known without them: by a
 * formula, by another estimator or by what any solution has. Data are synthetic. */
#include "num/dist.h"
#include "num/rng.h"
#include "support/check.h"
#include "support/estimates.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/estimate.h>

enum { MOST = 8400, COLUMNS = 24 };

typedef struct table {
    tb_estimate_data d;
    double y[MOST], x[MOST * COLUMNS], z[MOST * 3];
    int32_t unit[MOST], year[MOST];
    unsigned char endogenous[COLUMNS];
} table;

static tb_err err;
static table *t;

/* n rows, k regressors; the rest of the table is zero. */
static void start(size_t n, size_t k, const char *effects)
{
    memset(t, 0, sizeof *t);
    t->d = (tb_estimate_data){ .n = n,
                               .k = k,
                               .y = t->y,
                               .x = t->x,
                               .unit = t->unit,
                               .year = t->year,
                               .effects = effects,
                               .intercept = true };
}

static tb_estimate *fit(const tb_estimate_opts *o)
{
    return fit_arrays(&t->d, o);
}

static tb_estimate_opts by(tb_estimate_method method, const char *vcov)
{
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.method = method;
    o.plain = true;
    o.influence = false;
    if (vcov != NULL)
        CHECK_OK(tb_vcov_of(&o.vcov, vcov, &err), err);
    return o;
}

static bool says(const tb_estimate *e, const char *code)
{
    for (size_t i = 0; i < tb_estimate_notices(e).count; i++)
        if (strcmp(tb_estimate_notices(e).notice[i].code, code) == 0)
            return true;
    return false;
}

static const tb_estimate_test *find_test(const tb_estimate *e, const char *name)
{
    const tb_estimate_summary *v = tb_estimate_info(e);
    for (size_t i = 0; i < v->tests; i++)
        if (strncmp(v->test[i].name, name, strlen(name)) == 0)
            return &v->test[i];
    return NULL;
}

/* units x years, two regressors and an outcome of normals; a unit has `own` more than the last. */
static void draw_units(int units, int years, const char *effects, double own)
{
    tb_rng r;
    start((size_t)units * (size_t)years, 2, effects);
    tbi_rng_start(&r, 41, TB_STREAM_SAMPLER, 0);
    for (size_t i = 0; i < t->d.n; i++) {
        t->unit[i] = (int32_t)i / years;
        t->year[i] = 2010 + (int32_t)i % years;
        t->x[i] = tbi_rng_normal(&r);
        t->x[i + t->d.n] = tbi_rng_normal(&r);
        t->y[i] = t->x[i] - 0.5 * t->x[i + t->d.n] + own * t->unit[i] + tbi_rng_normal(&r);
    }
}

static void draw_panel(int units, int years, const char *effects)
{
    draw_units(units, years, effects, 0.3);
}

/* Two effects of 1,600 levels each are solved by conjugate gradients. What leaves residuals that sum
 * to zero in every level and are orthogonal to the regressor is the least squares. Units and years
 * of this table are two graphs that do not meet: even units with even years, odd with odd. */
static void many_levels_leave_what_least_squares_leaves(void **state)
{
    (void)state;
    enum { LEVELS = 1600, EACH = 5 };
    tb_rng r;
    double *sum = calloc((size_t)2 * LEVELS, sizeof *sum);
    assert_non_null(sum);
    start((size_t)LEVELS * EACH, 1, "unit + year");
    tbi_rng_start(&r, 7, TB_STREAM_SAMPLER, 0);
    for (size_t i = 0; i < t->d.n; i++) {
        t->unit[i] = (int32_t)(i / EACH);
        t->year[i] = (int32_t)((i / EACH + i % EACH * (1 + i % EACH * 53)) % LEVELS);
        t->x[i] = tbi_rng_normal(&r) + t->unit[i] % 7;
        t->y[i] = 2 * t->x[i] + t->unit[i] % 5 + t->year[i] % 3 + tbi_rng_normal(&r);
    }
    tb_estimate_opts o = by(TB_METHOD_WITHIN, "iid");
    o.rows = true;
    tb_estimate *e = fit(&o);
    const tb_estimate_summary *v = tb_estimate_info(e);
    assert_int_equal(v->n_obs, LEVELS * EACH);
    assert_int_equal(v->absorbed, 2 * LEVELS - 2);
    double cross = 0;
    for (size_t i = 0; i < tb_estimate_rows(e); i++) {
        const tb_estimate_row *row = tb_estimate_row_at(e, i);
        int unit = atoi(row->unit);
        sum[unit] += row->residual;
        sum[LEVELS + row->year] += row->residual;
        for (size_t j = (size_t)unit * EACH; j < (size_t)unit * EACH + EACH; j++)
            cross += t->year[j] == row->year ? t->x[j] * row->residual : 0;
    }
    CHECK_NEAR(cross, 0, 1e-6);
    for (size_t l = 0; l < (size_t)2 * LEVELS; l++)
        CHECK_NEAR(sum[l], 0, 1e-8);
    assert_true(fabs(v->coefficient[0].estimate - 2) < 5 * v->coefficient[0].std_error);
    tb_estimate_free(e);
    o = by(TB_METHOD_WITHIN, "cr2:unit");
    tb_estimate *none = NULL;
    CHECK_FAILS(tb_estimate_arrays(&none, &t->d, &o, &err), TB_EARG, err,
                "effects of up to 1500 levels outside the clusters (got 1600)");
    free(sum);
}

/* (a - 2) / 2 times the integral over g of the marginal likelihood against that of no terms, in u =
 * g / (1 + g): Liang et al. 2008, hyper-g with a = 3. To 1e-5 of itself. */
static double bayes_factor(size_t p, double r2, double free_rows)
{
    enum { STEPS = 4000 };
    double s = 0;
    if (p == 0)
        return 1;
    for (int i = 0; i < STEPS; i++) {
        double u = (i + 0.5) / STEPS;
        s += pow(1 - u, ((double)p + 3) / 2 - 2) * pow(1 - r2 * u, -free_rows / 2) / STEPS;
    }
    return s / 2;
}

static double choose(int n, int m)
{
    double c = 1;
    for (int i = 0; i < m; i++)
        c = c * (n - i) / (i + 1);
    return c;
}

static double walsh(size_t row, size_t column)
{
    return __builtin_popcountl(row & column) % 2 == 0 ? 1 : -1;
}

/* Columns at right angles, two of which y is made of: how probable each is, and how probable one
 * without any part, are sums over how many of the others are in. */
static void fill_walsh(size_t k)
{
    enum { ROWS = 64 };
    start(ROWS, k, NULL);
    for (size_t i = 0; i < ROWS; i++) {
        t->unit[i] = (int32_t)i / 8;
        t->year[i] = (int32_t)i % 8;
        for (size_t j = 0; j < k; j++)
            t->x[i + j * ROWS] = walsh(i, j + 1);
        t->y[i] = 3 + 0.5 * walsh(i, 1) + 0.3 * walsh(i, 2) + walsh(i, 40);
    }
}

static void check_models(size_t k, bool listed, double tolerance)
{
    fill_walsh(k);
    tb_estimate_opts o = by(TB_METHOD_BMA, NULL);
    tb_estimate *e = fit(&o);
    const tb_estimate_summary *v = tb_estimate_info(e);
    double all = 0, in[3] = { 0 }, yy = 0.25 + 0.09 + 1;
    int others = (int)k - 2;
    for (int s = 0; s < 4; s++) {
        double r2 = ((s & 1 ? 0.25 : 0) + (s & 2 ? 0.09 : 0)) / yy;
        for (int m = 0; m <= others; m++) {
            double w = choose(others, m) * bayes_factor((size_t)((s & 1) + s / 2 + m), r2, 63);
            all += w;
            in[0] += s & 1 ? w : 0;
            in[1] += s & 2 ? w : 0;
            in[2] += w * m / others;
        }
    }
    assert_int_equal(v->enumerated, listed);
    const tb_coefficient *c = &v->coefficient[v->coefficients - k];
    CHECK_NEAR(c[0].inclusion, in[0] / all, tolerance);
    CHECK_NEAR(c[1].inclusion, in[1] / all, tolerance);
    double rest = 0;
    for (size_t j = 2; j < k; j++) {
        rest += c[j].inclusion / others;
        CHECK_NEAR(c[j].estimate, 0, tolerance);
    }
    CHECK_NEAR(rest, in[2] / all, tolerance);
    assert_true(c[0].estimate > 0 && c[0].estimate < 0.5);
    tb_estimate_free(e);
}

static void models_are_listed_and_visited_alike(void **state)
{
    (void)state;
    check_models(8, true, 1e-4);
    check_models(22, false, 0.02);
    fill_walsh(3);
    for (size_t i = 0; i < 64; i++)
        t->x[i + 2 * 64] = 2 * t->x[i];
    tb_estimate_opts o = by(TB_METHOD_BMA, NULL);
    tb_estimate *e = fit(&o);
    const tb_coefficient *c = &tb_estimate_info(e)->coefficient[1];
    assert_true(says(e, "collinear_models"));
    CHECK_NEAR(c[0].inclusion, c[2].inclusion, 1e-10);
    CHECK_NEAR(c[0].estimate, 2 * c[2].estimate, 1e-10);
    tb_estimate_free(e);
}

/* A probit of two groups is saturated: the shares of the groups, whatever they are made of. */
static void a_probit_of_two_groups_gives_their_shares(void **state)
{
    (void)state;
    static const double share[2][4] = { { 0, 0.3, 0.4, 0.5 }, { 1, 0.6, 0.8, 0.8 } };
    for (int scale = 1; scale <= 100; scale += 99) {
        start(8, 1, NULL);
        for (size_t i = 0; i < 8; i++) {
            t->unit[i] = (int32_t)i;
            t->year[i] = 2020;
            t->x[i] = i >= 4;
            t->y[i] = share[i / 4][i % 4] * scale;
        }
        tb_estimate_opts o = by(TB_METHOD_FRACTIONAL, "hc1");
        tb_estimate *e = fit(&o);
        const tb_estimate_summary *v = tb_estimate_info(e);
        CHECK_NEAR(tbi_normal_cdf(v->coefficient[0].estimate), 0.3, 1e-8);
        CHECK_NEAR(tbi_normal_cdf(v->coefficient[0].estimate + v->coefficient[1].estimate), 0.8,
                   1e-8);
        tb_estimate_free(e);
    }
}

static void fractions_that_are_none_are_refused(void **state)
{
    (void)state;
    tb_estimate *e = NULL;
    draw_panel(6, 4, NULL);
    tb_estimate_opts o = by(TB_METHOD_FRACTIONAL, NULL);
    CHECK_FAILS(tb_estimate_arrays(&e, &t->d, &o, &err), TB_EDATA, err,
                "fractional needs a share (0..1)");
    for (size_t i = 0; i < t->d.n; i++)
        t->y[i] = i % 2 == 0 ? 0.5 : 200.5;
    CHECK_FAILS(tb_estimate_arrays(&e, &t->d, &o, &err), TB_EDATA, err, "runs from 0.5 to 200.5");
    for (size_t i = 0; i < t->d.n; i++)
        t->y[i] = t->x[i] > 0;
    CHECK_FAILS(tb_estimate_arrays(&e, &t->d, &o, &err), TB_ECONVERGE, err, "perfect separation");
    assert_null(e);
}

/* Units that differ no more than their rows: the maximum is at zero, and what is left is pooled. */
static void no_variance_of_units_is_pooled(void **state)
{
    (void)state;
    draw_panel(8, 4, NULL);
    for (size_t i = 0; i < t->d.n; i++)
        t->y[i] = t->x[i] + (i % 2 == 0 ? 1 : -1) * (i / 2 % 2 == 0 ? 1 : 2);
    for (int32_t u = 0; u < 8; u++) /* regressors alike in every unit on average */
        for (size_t j = 0; j < 2; j++) {
            double mean = 0;
            for (size_t i = 0; i < 4; i++)
                mean += t->x[(size_t)u * 4 + i + j * t->d.n] / 4;
            for (size_t i = 0; i < 4; i++)
                t->x[(size_t)u * 4 + i + j * t->d.n] -= mean;
        }
    tb_estimate_opts o = by(TB_METHOD_REML, "iid"), p = by(TB_METHOD_POOLED, "iid");
    tb_estimate *a = fit(&o), *b = fit(&p);
    const tb_estimate_summary *v = tb_estimate_info(a), *w = tb_estimate_info(b);
    CHECK_NEAR(v->sigma2_unit, 0, 1e-12);
    assert_true(says(a, "no_unit_variance"));
    CHECK_NEAR(find_test(a, "unit_variance")->p_value, 1, 1e-12);
    for (size_t j = 0; j < 3; j++) {
        CHECK_NEAR(v->coefficient[j].estimate, w->coefficient[j].estimate, 1e-9);
        CHECK_NEAR(v->coefficient[j].std_error, w->coefficient[j].std_error, 1e-9);
    }
    tb_estimate_free(a);
    tb_estimate_free(b);
    tb_estimate *none = NULL;
    for (size_t i = 0; i < t->d.n; i++)
        t->y[i] = 2 * t->x[i];
    CHECK_FAILS(tb_estimate_arrays(&none, &t->d, &o, &err), TB_ESINGULAR, err, "perfectly");
    draw_panel(8, 4, NULL);
    for (size_t i = 0; i < t->d.n; i++)
        t->y[i] = 1e5 * (t->unit[i] % 5) + 1e-3 * (double)(i % 3) * t->x[i];
    CHECK_FAILS(tb_estimate_arrays(&none, &t->d, &o, &err), TB_ECONVERGE, err, "no maximum");
}

/* x1 is endogenous and z1 its instrument, both about the constant: b = z'y / z'x. */
static void draw_instruments(void)
{
    tb_rng r;
    draw_panel(20, 5, NULL);
    tbi_rng_start(&r, 43, TB_STREAM_SAMPLER, 0);
    t->d.z = t->z;
    t->d.q = 1;
    t->d.endogenous = t->endogenous;
    t->endogenous[0] = 1;
    for (size_t i = 0; i < t->d.n; i++) {
        t->z[i] = t->x[i] + tbi_rng_normal(&r);
        t->z[i + t->d.n] = 3 * t->z[i];
    }
}

static void instruments_that_identify_exactly(void **state)
{
    (void)state;
    draw_instruments();
    t->d.k = 1;
    size_t n = t->d.n;
    double mean = 0, zy = 0, zx = 0;
    for (size_t i = 0; i < n; i++)
        mean += t->z[i] / (double)n;
    for (size_t i = 0; i < n; i++) {
        zy += (t->z[i] - mean) * t->y[i];
        zx += (t->z[i] - mean) * t->x[i];
    }
    tb_estimate_opts o = by(TB_METHOD_IV, "hc1");
    tb_estimate *e = fit(&o);
    CHECK_NEAR(tb_estimate_info(e)->coefficient[1].estimate, zy / zx, 1e-10);
    assert_false(says(e, "weak_instruments"));
    tb_estimate_free(e);
    t->d.q = 2; /* three times the first: nothing new */
    e = fit(&o);
    CHECK_NEAR(tb_estimate_info(e)->coefficient[1].estimate, zy / zx, 1e-10);
    assert_true(says(e, "instrument_dropped"));
    tb_estimate_free(e);
    t->d.q = 1; /* the regressor itself: least squares */
    memcpy(t->z, t->x, n * sizeof *t->z);
    e = fit(&o);
    tb_estimate_opts p = by(TB_METHOD_POOLED, "hc1");
    t->d.q = 0;
    tb_estimate *plain = fit(&p);
    CHECK_NEAR(tb_estimate_info(e)->coefficient[1].estimate,
               tb_estimate_info(plain)->coefficient[1].estimate, 1e-10);
    const tb_estimate_test *stage = find_test(e, "first_stage");
    assert_true(stage != NULL && isnan(stage->statistic));
    assert_string_equal(stage->reason->id, "perfect_fit");
    tb_estimate_free(e);
    tb_estimate_free(plain);
}

static void instruments_that_do_not_identify(void **state)
{
    (void)state;
    tb_estimate *e = NULL;
    draw_instruments();
    tb_estimate_opts o = by(TB_METHOD_IV, "cluster:unit");
    for (size_t i = 0; i < t->d.n; i++)
        t->z[i] = (double)(i * 7919 % 101) + 0.01 * t->x[i];
    tb_estimate *weak = fit(&o);
    assert_true(says(weak, "weak_instruments"));
    assert_true(find_test(weak, "first_stage")->statistic < 10);
    tb_estimate_free(weak);
    t->endogenous[0] = 0;
    CHECK_FAILS(tb_estimate_arrays(&e, &t->d, &o, &err), TB_EARG, err,
                "the instruments replace no regressor");
    t->endogenous[0] = t->endogenous[1] = 1;
    t->d.q = 2;
    for (size_t i = 0; i < t->d.n; i++)
        t->z[i + t->d.n] = 3 * t->z[i];
    CHECK_FAILS(tb_estimate_arrays(&e, &t->d, &o, &err), TB_ESINGULAR, err,
                "1 instruments are too few for 2 endogenous");
    /* more instruments than clusters: no test of them */
    draw_instruments();
    for (size_t i = 0; i < t->d.n; i++) {
        t->unit[i] = (int32_t)(i % 2);
        t->year[i] = (int32_t)i / 2;
        t->z[i + t->d.n] = t->x[i] + (double)(i * 31 % 17);
        t->z[i + 2 * t->d.n] = t->x[i] - (double)(i * 13 % 11);
    }
    t->d.q = 3;
    tb_estimate *few = fit(&o);
    const tb_estimate_test *j = find_test(few, "hansen");
    assert_true(j != NULL && isnan(j->statistic));
    assert_string_equal(j->reason->id, "few_clusters");
    tb_estimate_free(few);
}

static void ridge_between_its_limits(void **state)
{
    (void)state;
    draw_panel(10, 4, NULL);
    tb_estimate_opts o = by(TB_METHOD_RIDGE, NULL), p = by(TB_METHOD_POOLED, NULL);
    o.penalty = 0;
    tb_estimate *a = fit(&o), *b = fit(&p);
    for (size_t j = 0; j < 3; j++)
        CHECK_NEAR(tb_estimate_info(a)->coefficient[j].estimate,
                   tb_estimate_info(b)->coefficient[j].estimate, 1e-9);
    tb_estimate_free(a);
    tb_estimate_free(b);
    o.penalty = 1e15;
    a = fit(&o);
    CHECK_NEAR(tb_estimate_info(a)->coefficient[1].estimate, 0, 1e-9);
    CHECK_NEAR(tb_estimate_info(a)->effective_df, 0, 1e-9);
    tb_estimate_free(a);
    /* two columns that are one: the shortest solution gives each half of it, with any penalty */
    memcpy(t->x + t->d.n, t->x, t->d.n * sizeof *t->x);
    for (int least = 0; least < 2; least++) {
        o.penalty = least ? -1 : 0;
        a = fit(&o);
        CHECK_NEAR(tb_estimate_info(a)->coefficient[1].estimate,
                   tb_estimate_info(a)->coefficient[2].estimate, 1e-9);
        assert_true(tb_estimate_info(a)->coefficient[1].estimate > 0.2);
        tb_estimate_free(a);
    }
    /* a constant column leaves, alone it leaves nothing */
    for (size_t i = 0; i < t->d.n; i++)
        t->x[i + t->d.n] = 4;
    a = fit(&o);
    assert_int_equal(tb_estimate_info(a)->dropped, 1);
    assert_string_equal(tb_estimate_info(a)->drop[0].reason->id, "no_variation");
    tb_estimate_free(a);
    tb_estimate *none = NULL;
    memcpy(t->x, t->x + t->d.n, t->d.n * sizeof *t->x);
    CHECK_FAILS(tb_estimate_arrays(&none, &t->d, &o, &err), TB_ESINGULAR, err,
                "no regressor is left");
    draw_panel(2, 2, NULL);
    o.penalty = 1;
    t->d.k = 6;
    for (size_t i = 0; i < 24; i++)
        t->x[i] = (double)(i * i % 7);
    CHECK_FAILS(tb_estimate_arrays(&none, &t->d, &o, &err), TB_ESINGULAR, err,
                "ridge needs at least as many rows as terms");
    t->d.n = 2;
    t->d.k = 1;
    CHECK_FAILS(tb_estimate_arrays(&none, &t->d, &o, &err), TB_ESINGULAR, err,
                "leave no degrees of freedom");
}

/* Two ways less the rows that are in both; a way's own number of clusters or the smaller one. */
static void conventions_of_two_ways(void **state)
{
    (void)state;
    static const char *const ways[] = { "cluster:unit", "cluster:year", "hc1" };
    static const tb_ssc own[] = { TB_SSC_STATA, TB_SSC_PLM, TB_SSC_FIXEST };
    double part[3] = { 0 };
    draw_panel(12, 5, NULL);
    for (size_t i = 0; i < t->d.n; i++) { /* shocks that a unit and that a year have in common */
        t->x[i] += t->unit[i] % 3 + t->year[i] % 3;
        t->y[i] += 2 * (t->unit[i] % 3 == 0) + 3 * (t->year[i] % 3 == 0);
    }
    tb_estimate_opts o;
    for (size_t w = 0; w < 3; w++) {
        o = by(TB_METHOD_POOLED, ways[w]);
        o.ssc = TB_SSC_NONE;
        tb_estimate *e = fit(&o);
        part[w] = tb_estimate_info(e)->vcov[4];
        CHECK_NEAR(tb_estimate_info(e)->vcov_factor, 1, 0);
        tb_estimate_free(e);
    }
    o = by(TB_METHOD_POOLED, "cluster:unit,year");
    o.ssc = TB_SSC_NONE;
    tb_estimate *e = fit(&o);
    CHECK_NEAR(tb_estimate_info(e)->vcov[4], part[0] + part[1] - part[2], 1e-10);
    tb_estimate_free(e);
    for (size_t s = 0; s < 3; s++) {
        double n = 60, k = 3, g = s == 1 ? 12 : 60;
        double f[3] = { 12.0 / 11, 5.0 / 4, g / (g - 1) };
        double least = 5.0 / 4 * (n - 1) / (n - k), sum = 0;
        for (size_t w = 0; w < 3; w++)
            sum += (w == 2 ? -1 : 1) * part[w] *
                   (own[s] == TB_SSC_FIXEST ? least : f[w] * (n - 1) / (n - k));
        o.ssc = own[s];
        e = fit(&o);
        CHECK_NEAR(tb_estimate_info(e)->vcov[4], sum, 1e-10);
        tb_estimate_free(e);
    }
}

/* A column of its own for one row: that row says nothing of the rest, under HC3 either. */
static void a_row_that_its_own_dummy_fits(void **state)
{
    (void)state;
    draw_panel(6, 5, "unit + year");
    for (size_t i = 0; i < t->d.n; i++)
        t->x[i + t->d.n] = i == 17;
    tb_estimate_opts o = by(TB_METHOD_WITHIN, "hc3");
    tb_estimate *a = fit(&o);
    t->d.k = 1;
    t->y[17] = NAN;
    tb_estimate *b = fit(&o);
    CHECK_NEAR(tb_estimate_info(a)->coefficient[0].estimate,
               tb_estimate_info(b)->coefficient[0].estimate, 1e-9);
    CHECK_NEAR(tb_estimate_info(a)->coefficient[0].std_error,
               tb_estimate_info(b)->coefficient[0].std_error, 1e-9);
    tb_estimate_free(a);
    tb_estimate_free(b);
}

/* Clusters by regions that the rows do not have, more rows than HC3 or a cluster takes, tests of
 * many units. */
static void limits_are_said(void **state)
{
    (void)state;
    static const char *const none[] = { "cluster:region", "cr2:region", "cluster:unit,region" };
    tb_estimate *e = NULL;
    draw_panel(6, 4, "unit");
    for (size_t k = 0; k < 3; k++) {
        tb_estimate_opts o = by(TB_METHOD_WITHIN, none[k]);
        CHECK_FAILS(tb_estimate_arrays(&e, &t->d, &o, &err), TB_EARG, err,
                    "this table has no region to cluster by");
    }
    for (size_t i = 0; i < t->d.n; i++) {
        t->unit[i] = 3;
        t->year[i] = (int32_t)i;
    }
    t->d.effects = NULL;
    tb_estimate_opts o = by(TB_METHOD_POOLED, "cr3:unit");
    CHECK_FAILS(tb_estimate_arrays(&e, &t->d, &o, &err), TB_ESINGULAR, err,
                "there is only one unit: a clustered variance needs two; use hc1");
    o = by(TB_METHOD_POOLED, "iid");
    o.wild = 99;
    CHECK_FAILS(tb_estimate_arrays(&e, &t->d, &o, &err), TB_ESINGULAR, err,
                "the wild cluster bootstrap needs at least two clusters");
    draw_panel(2100, 4, "unit");
    o = by(TB_METHOD_WITHIN, NULL);
    o.plain = false;
    e = fit(&o);
    assert_string_equal(find_test(e, "pesaran_cd")->reason->id, "too_many_units");
    tb_estimate_free(e);
    e = NULL;
    o = by(TB_METHOD_WITHIN, "cr2:year");
    for (size_t i = 0; i < t->d.n; i++)
        t->unit[i] = (int32_t)i / 4 * 2 + (int32_t)i % 4 / 2;
    for (size_t i = 0; i < t->d.n; i++)
        t->year[i] = 2010 + (int32_t)i % 2;
    CHECK_FAILS(tb_estimate_arrays(&e, &t->d, &o, &err), TB_EARG, err,
                "clusters of up to 3000 rows (got one of 4200)");
}

/* Two rows in a row a unit, two of them: too few for the tests of errors; residuals that are all
 * alike have no correlation. */
static void tests_that_have_nothing_to_test(void **state)
{
    (void)state;
    draw_panel(3, 2, "unit");
    t->d.k = 1;
    tb_estimate_opts o = by(TB_METHOD_WITHIN, "iid");
    o.plain = false;
    tb_estimate *e = fit(&o);
    const tb_estimate_test *serial = find_test(e, "wooldridge_ar");
    assert_true(serial != NULL && isnan(serial->statistic) && isnan(serial->p_value));
    assert_string_equal(serial->reason->id, "few_rows_in_a_row");
    tb_estimate_free(e);
    /* units that share no two years */
    draw_panel(4, 3, NULL);
    for (size_t i = 0; i < t->d.n; i++)
        t->year[i] += t->unit[i] * 10;
    e = fit(&(tb_estimate_opts){ .size = sizeof o, .method = TB_METHOD_POOLED, .level = 0.95 });
    assert_string_equal(find_test(e, "pesaran_cd")->reason->id, "no_years_in_common");
    tb_estimate_free(e);
}

static void the_bootstrap_of_one_term(void **state)
{
    (void)state;
    double p = -1, q = -1;
    draw_units(70, 3, NULL, 0);
    CHECK_OK(tb_wild_quick(&p, &t->d, 0, 1, 999, 3, 1, &err), err);
    CHECK_OK(tb_wild_quick(&q, &t->d, 0, 0, 999, 3, 2, &err), err);
    CHECK_NEAR(q, 0.001, 1e-12); /* no draw reaches a t of about 8 */
    assert_true(p > 0.05);
    /* the p-value of the long way, from the same seed */
    tb_estimate_opts o = by(TB_METHOD_POOLED, "cluster:unit");
    static const char *const tests[] = { "one: x1 = 1", "both: x1 = 1, x2 = 0", NULL };
    o.wild = 999;
    o.seed = 3;
    o.tests = tests;
    tb_estimate *e = fit(&o);
    CHECK_NEAR(find_test(e, "one")->wild_p, p, 1e-12);
    assert_true(isnan(find_test(e, "both")->wild_p));
    assert_true(says(e, "wild_joint"));
    tb_estimate_free(e);
    o = by(TB_METHOD_POOLED, "cluster:unit,year");
    o.wild = 99;
    e = fit(&o);
    assert_true(says(e, "wild_one_way"));
    tb_estimate_free(e);
    memcpy(t->x + t->d.n, t->x, t->d.n * sizeof *t->x);
    CHECK_FAILS(tb_wild_quick(&p, &t->d, 1, 0, 99, 3, 1, &err), TB_ESINGULAR, err,
                "regressor 2 was dropped");
    draw_panel(1, 20, NULL);
    CHECK_FAILS(tb_wild_quick(&p, &t->d, 1, 0, 99, 3, 1, &err), TB_ESINGULAR, err,
                "there is only one unit");
    t->d.n = 0;
    CHECK_FAILS(tb_wild_quick(&p, &t->d, 1, 0, 99, 3, 1, &err), TB_EDATA, err, "no row");
}

/* The signs of 124 clusters and more are drawn one by one; of 100 by tables. Either way the p-value
 * of a true null is no extreme one, and threads do not matter. */
static void many_clusters(void **state)
{
    (void)state;
    for (int units = 122; units <= 130; units += 4) {
        double p[2];
        draw_units(units, 3, NULL, 0);
        for (int threads = 1; threads <= 2; threads++)
            CHECK_OK(tb_wild_quick(&p[threads - 1], &t->d, 1, -0.5, 400, 11, threads, &err), err);
        assert_true(p[0] == p[1] && p[0] > 0.02);
        CHECK_OK(tb_wild_quick(&p[0], &t->d, 1, 0.5, 400, 11, 1, &err), err);
        CHECK_NEAR(p[0], 1.0 / 401, 1e-12);
    }
}

static void the_short_way_refuses(void **state)
{
    (void)state;
    double b[2], vcov[4];
    draw_panel(5, 4, NULL);
    size_t n = t->d.n;
    for (size_t i = 0; i < n; i++)
        t->year[i] -= 2010;
    double *room = malloc(tb_within_quick_room(n, 2, 5, 4, 1) * sizeof *room);
    assert_non_null(room);
    static const struct {
        size_t row;
        int32_t unit, year;
        const char *says;
    } cases[] = {
        { 7, 0, 3, "row 8 is out of order" },
        { 5, 1, 0, "row 6 is out of order" },
        { 0, -1, 0, "row 1 has a unit outside 0..4" },
        { 19, 9, 3, "row 20 has a unit outside 0..4" },
        { 0, 0, -1, "row 1 has a year outside 0..3" },
        { 3, 0, 4, "row 4 has a year outside 0..3" },
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        int32_t unit = t->unit[cases[k].row], year = t->year[cases[k].row];
        t->unit[cases[k].row] = cases[k].unit;
        t->year[cases[k].row] = cases[k].year;
        CHECK_FAILS(
            tb_within_quick(b, vcov, t->y, t->x, n, 2, t->unit, 5, t->year, 4, room, 0, &err),
            TB_EARG, err, cases[k].says);
        t->unit[cases[k].row] = unit;
        t->year[cases[k].row] = year;
    }
    CHECK_FAILS(tb_within_quick(b, vcov, t->y, t->x, 10, 2, t->unit, 5, t->year, 4, room, 1, &err),
                TB_ESINGULAR, err, "10 rows are too few for 2 coefficients");
    CHECK_FAILS(tb_within_quick(b, vcov, t->y, t->x, 4, 2, t->unit, 1, NULL, 4, room, 1, &err),
                TB_ESINGULAR, err, "too few");
    memcpy(t->x + n, t->x, n * sizeof *t->x);
    CHECK_FAILS(tb_within_quick(b, vcov, t->y, t->x, n, 2, t->unit, 5, t->year, 4, room, 1, &err),
                TB_ESINGULAR, err, "collinear");
    /* two parts that share no year */
    int32_t year[12] = { 0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3 };
    int32_t unit[12] = { 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5 };
    double *more = malloc(tb_within_quick_room(12, 1, 6, 4, 1) * sizeof *more);
    assert_non_null(more);
    CHECK_FAILS(tb_within_quick(b, vcov, t->y, t->x, 12, 1, unit, 6, year, 4, more, 1, &err),
                TB_ESINGULAR, err, "the years are not connected through units");
    free(more);
    free(room);
}

/* y of the year before is x1; x2 has a part of the errors in it, and z1 and z2 stand for it. */
static void draw_dynamic(int units, int years)
{
    static unsigned char lag[COLUMNS];
    tb_rng r;
    start((size_t)units * (size_t)years, 2, NULL);
    memset(lag, 0, sizeof lag);
    lag[0] = 1;
    t->d.lag_of_y = lag;
    t->d.z = t->z;
    t->d.endogenous = t->endogenous;
    tbi_rng_start(&r, 47, TB_STREAM_SAMPLER, 0);
    size_t n = t->d.n;
    for (size_t i = 0; i < n; i++) {
        size_t year = i % (size_t)years;
        double own = (double)(i / (size_t)years % 5), e = tbi_rng_normal(&r);
        t->unit[i] = (int32_t)(i / (size_t)years);
        t->year[i] = 2010 + (int32_t)year;
        t->x[i] = year == 0 ? own : t->y[i - 1];
        t->z[i] = tbi_rng_normal(&r);
        t->z[i + n] = 2 * t->z[i];
        t->x[i + n] = t->z[i] + 0.5 * e;
        t->y[i] = 0.4 * t->x[i] + t->x[i + n] + own + e;
    }
}

/* An instrument that stands there twice says nothing more: the inverse of the moments is then a
 * generalised one, and the coefficients are those with one. */
static void moments_that_repeat_each_other(void **state)
{
    (void)state;
    draw_dynamic(60, 7);
    t->endogenous[1] = 1;
    t->d.q = 1;
    tb_estimate_opts o = by(TB_METHOD_GMM, NULL);
    o.lag_from = 2;
    o.lag_to = 3;
    o.collapse = 1;
    tb_estimate *a = fit(&o);
    assert_false(says(a, "generalised_inverse"));
    t->d.q = 2;
    tb_estimate *b = fit(&o);
    assert_true(says(b, "generalised_inverse"));
    const tb_estimate_summary *v = tb_estimate_info(a), *w = tb_estimate_info(b);
    assert_int_equal(w->gmm.instruments, v->gmm.instruments + 1);
    for (size_t j = 0; j < v->coefficients; j++)
        CHECK_NEAR(v->coefficient[j].estimate, w->coefficient[j].estimate, 1e-6);
    assert_true(fabs(v->coefficient[1].estimate - 1) < 5 * v->coefficient[1].std_error);
    tb_estimate_free(a);
    tb_estimate_free(b);
}

static void moments_that_are_too_few(void **state)
{
    (void)state;
    tb_estimate *e = NULL;
    draw_dynamic(30, 6);
    t->d.k = 1;
    t->d.q = 0;
    tb_estimate_opts o = by(TB_METHOD_GMM, NULL);
    o.lag_from = o.lag_to = 2;
    o.collapse = 1;
    e = fit(&o);
    assert_int_equal(tb_estimate_info(e)->gmm.instruments, 1);
    const tb_estimate_test *j = find_test(e, "hansen");
    assert_true(isnan(j->statistic) && isnan(j->p_value));
    assert_string_equal(j->reason->id, "exactly_identified");
    tb_estimate_free(e);
    e = NULL;
    draw_dynamic(30, 6);
    for (size_t i = 0; i < t->d.n; i++)
        t->year[i] = 2010 + 2 * (t->year[i] - 2010);
    CHECK_FAILS(tb_estimate_arrays(&e, &t->d, &o, &err), TB_EDATA, err,
                "no unit has consecutive years");
}

/* Differences over a gap of two years are told; halves need the regressor that the whole has. */
static void years_that_are_missing(void **state)
{
    (void)state;
    tb_estimate *e = NULL;
    draw_panel(10, 6, NULL);
    for (size_t i = 0; i < t->d.n; i++)
        t->year[i] += t->year[i] >= 2013;
    tb_estimate_opts o = by(TB_METHOD_FD, NULL);
    e = fit(&o);
    assert_true(says(e, "gap"));
    assert_int_equal(tb_estimate_info(e)->n_obs, 50);
    tb_estimate_free(e);
    e = NULL;
    draw_panel(10, 6, "unit");
    for (size_t i = 0; i < t->d.n; i++)
        t->x[i + t->d.n] *= t->year[i] >= 2013;
    o = by(TB_METHOD_HPJ, NULL);
    CHECK_FAILS(tb_estimate_arrays(&e, &t->d, &o, &err), TB_ESINGULAR, err,
                "the years 2010-2012 alone do not identify 'x2'");
    assert_null(e);
}

static int make_table(void **state)
{
    (void)state;
    t = malloc(sizeof *t);
    return t == NULL;
}

static int free_table(void **state)
{
    (void)state;
    free(t);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_levels_leave_what_least_squares_leaves),
        cmocka_unit_test(models_are_listed_and_visited_alike),
        cmocka_unit_test(a_probit_of_two_groups_gives_their_shares),
        cmocka_unit_test(fractions_that_are_none_are_refused),
        cmocka_unit_test(no_variance_of_units_is_pooled),
        cmocka_unit_test(instruments_that_identify_exactly),
        cmocka_unit_test(instruments_that_do_not_identify),
        cmocka_unit_test(ridge_between_its_limits),
        cmocka_unit_test(conventions_of_two_ways),
        cmocka_unit_test(a_row_that_its_own_dummy_fits),
        cmocka_unit_test(limits_are_said),
        cmocka_unit_test(tests_that_have_nothing_to_test),
        cmocka_unit_test(the_bootstrap_of_one_term),
        cmocka_unit_test(many_clusters),
        cmocka_unit_test(the_short_way_refuses),
        cmocka_unit_test(moments_that_repeat_each_other),
        cmocka_unit_test(moments_that_are_too_few),
        cmocka_unit_test(years_that_are_missing),
    };
    return cmocka_run_group_tests(tests, make_table, free_table);
}
