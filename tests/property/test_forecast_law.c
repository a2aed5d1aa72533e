/* What must hold for every forecast: the future is not read, threads change nothing, components add
 * up, what is known stays. Real PAPI totals, and a copy of them whose future was rewritten. */
#include "support/check.h"
#include "support/shipped.h"

#include "forecast/predictive.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWS = 200 };

static tb_err err;

static void *copy(const void *from, size_t size)
{
    void *to = malloc(size);
    assert_non_null(to);
    return memcpy(to, from, size);
}

/* Everything after the origin changed: values, ranks, states, counts, facts, schemes, and years
 * taken away. */
static tb_index other_future(const tb_index *x, int origin)
{
    tb_index y = *x;
    size_t cells = x->n_unit * x->n_indicator;
    double *value = copy(x->value, x->n_year * cells * sizeof *value);
    int16_t *rank = copy(x->rank, x->n_year * cells * sizeof *rank);
    int16_t *n_ranked = copy(x->n_ranked, x->n_year * sizeof *n_ranked);
    uint8_t *status = copy(x->status, x->n_year * cells);
    tb_scheme *scheme = copy(x->scheme, x->n_scheme * sizeof *scheme);
    tb_fact *fact = copy(x->fact, x->n_fact * sizeof *fact);
    tb_node *node = copy(x->node, x->n_node * sizeof *node);
    for (size_t t = 0; t < x->n_year; t++) {
        if (x->year[t] <= origin)
            continue;
        n_ranked[t] = 17;
        for (size_t c = t * cells; c < (t + 1) * cells; c++) {
            value[c] = 3.25 + (double)(c % 7);
            rank[c] = (int16_t)(c % 5);
            status[c] = (uint8_t)(c % 4);
        }
    }
    y.n_scheme = 0;
    for (size_t k = 0; k < x->n_scheme; k++)
        if (x->scheme[k].first_year <= origin) {
            scheme[y.n_scheme] = x->scheme[k];
            if (scheme[y.n_scheme].last_year >= origin)
                scheme[y.n_scheme].last_year = origin + 7;
            y.n_scheme++;
        }
    for (size_t k = 0; k < x->n_fact; k++)
        if (fact[k].year > origin)
            fact[k].value = 1.5;
    y.n_node = 0;
    for (size_t k = 0; k < x->n_node; k++)
        if (x->node[k].first_year <= origin)
            node[y.n_node++] = x->node[k];
    y.value = value;
    y.rank = rank;
    y.n_ranked = n_ranked;
    y.status = status;
    y.scheme = scheme;
    y.fact = fact;
    y.node = node;
    return y;
}

static void free_other(tb_index *y)
{
    free((void *)y->value);
    free((void *)y->rank);
    free((void *)y->n_ranked);
    free((void *)y->status);
    free((void *)y->scheme);
    free((void *)y->fact);
    free((void *)y->node);
}

static void draw(double *score, const tb_index *x, int origin, const char *model, int threads)
{
    int year[] = { origin, origin + 1, origin + 2 };
    tb_predictive *j = NULL;
    tb_predictive_opts o = { .origin = origin,
                             .year = year,
                             .n_year = 3,
                             .model = model,
                             .seed = 7,
                             .focus = SIZE_MAX,
                             .threads = threads };
    CHECK_OK(tbi_predictive_fit(&j, NULL, x, &o, &err), err);
    tb_predictive_block b = { .score = score };
    tbi_predictive_draw(j, 40, DRAWS, &b);
    tbi_predictive_free(j);
}

static void the_future_is_not_read(void **state)
{
    (void)state;
    static const char *const models[] = { "default",     "persistence", "statespace", "leaves",
                                          "totals",      "stack",       "shrunk",     "mean3",
                                          "climatology", "national" };
    static const struct {
        const char *index;
        int origin;
    } cases[] = {
        { "PAPI", 2014 }, { "PAPI", 2017 }, { "PAPI", 2021 }, { "PAR", 2019 }, { "SIPAS", 2018 }
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        const tb_index *x = tb_panel_index(shipped, cases[c].index);
        size_t n = DRAWS * 3 * x->n_unit;
        double *a = calloc(n, sizeof *a);
        double *b = calloc(n, sizeof *b);
        tb_index y = other_future(x, cases[c].origin);
        for (size_t m = 0; m < sizeof models / sizeof *models; m++) {
            /* completing tables takes its time; the other models share its path */
            if (strcmp(cases[c].index, "PAPI") != 0 && m > 1)
                continue;
            draw(a, x, cases[c].origin, models[m], 1);
            draw(b, &y, cases[c].origin, models[m], 2);
            assert_memory_equal(a, b, n * sizeof *a); /* and 1 and 2 threads agree */
        }
        free_other(&y);
        free(a);
        free(b);
    }
}

static void the_past_is_what_was_published(void **state)
{
    (void)state;
    const tb_index *x = tb_panel_index(shipped, "PAR");
    size_t U = x->n_unit;
    double *a = calloc(DRAWS * 3 * U, sizeof *a);
    draw(a, x, 2021, "totals", 1);
    size_t t = (size_t)tb_index_year(x, 2021);
    size_t known = 0;
    size_t varied = 0;
    for (size_t i = 0; i < U; i++) {
        double v = x->value[(t * U + i) * x->n_indicator];
        if (!isnan(v))
            known++;
        for (size_t d = 1; d < DRAWS; d++) {
            double s = a[d * 3 * U + i];
            if (!isnan(v))
                CHECK_NEAR(s, v, 1e-12);
            else
                varied += s != a[i];
        }
    }
    assert_true(known > 5);
    assert_true(varied > 1000);
    free(a);
}

static void components_add_up(void **state)
{
    (void)state;
    const tb_index *x = tb_panel_index(shipped, "PAPI");
    size_t U = x->n_unit;
    size_t who = (size_t)tb_index_unit(x, "12");
    int year[] = { 2021, 2022, 2023 };
    tb_predictive *j = NULL;
    tb_predictive_opts o = { .origin = 2021, .year = year, .n_year = 3, .seed = 3, .focus = who };
    CHECK_OK(tbi_predictive_fit(&j, shipped, x, &o, &err), err);
    size_t K = tbi_predictive_components(j);
    assert_int_equal(K, 8);
    double *score = calloc(DRAWS * 3 * U, sizeof *score);
    double *part = calloc(DRAWS * 3 * K, sizeof *part);
    double *alone = calloc(DRAWS * 3 * K, sizeof *part);
    tb_predictive_block b = { .score = score, .part = part };
    tbi_predictive_draw(j, 0, DRAWS, &b);
    for (size_t d = 0; d < DRAWS * 3; d++) {
        double sum = 0;
        for (size_t k = 0; k < K; k++)
            sum += tbi_predictive_component_weight(j, k) * part[d * K + k];
        if (!isnan(score[d * U + who]))
            CHECK_NEAR(sum, score[d * U + who], 1e-10);
    }
    tb_predictive_block c = { .part = alone };
    tbi_predictive_draw(j, 0, DRAWS, &c);
    assert_memory_equal(part, alone, DRAWS * 3 * K * sizeof *part);
    free(score);
    free(part);
    free(alone);
    tbi_predictive_free(j);
}

/* Mean and spread of what is left of x [n] when its line on the national mean is taken off. */
static void about(double *mean, double *sd, const double *x, const double *level, size_t n)
{
    double mx = 0;
    double ml = 0;
    double xl = 0;
    double ll = 0;
    double squares = 0;
    for (size_t d = 0; d < n; d++) {
        mx += x[d] / (double)n;
        ml += level[d] / (double)n;
    }
    for (size_t d = 0; d < n; d++) {
        xl += (x[d] - mx) * (level[d] - ml);
        ll += (level[d] - ml) * (level[d] - ml);
    }
    for (size_t d = 0; d < n; d++) {
        double e = x[d] - mx - xl / ll * (level[d] - ml);
        squares += e * e;
    }
    *mean = mx;
    *sd = sqrt(squares / (double)(n - 1));
}

/* The draws in which a unit is there: value [n] (stride apart) and the national mean. */
static size_t take(double *own, double *there, const double *value, size_t stride,
                   const double *level, size_t n)
{
    size_t m = 0;
    for (size_t d = 0; d < n; d++) {
        if (isnan(value[d * stride]))
            continue;
        own[m] = value[d * stride];
        there[m++] = level[d];
    }
    return m;
}

/* A planner who asks for PAPI and looks at a dimension, and one who asks for the dimension: the
 * same figures, within what drawing leaves open. */
static void components_are_what_they_are_alone(void **state)
{
    (void)state;
    enum { N = 3992 }; /* eight of each case */
    const tb_index *x = tb_panel_index(shipped, "PAPI");
    static const char *const units[] = { "12", "22" }; /* the second was withheld in 2021 */
    size_t U = x->n_unit;
    int year = 2022;
    double *part = calloc(N * 8, sizeof *part);
    double *level = calloc(N, sizeof *level);
    double *score = calloc(N * U, sizeof *score);
    double *own = calloc(N, sizeof *own);
    double *there = calloc(N, sizeof *there);
    for (size_t u = 0; u < 2; u++) {
        size_t who = (size_t)tb_index_unit(x, units[u]);
        tb_predictive *j = NULL, *alone = NULL;
        tb_predictive_opts o = { .origin = 2021,
                                 .year = &year,
                                 .n_year = 1,
                                 .model = "statespace",
                                 .seed = 3,
                                 .focus = who };
        CHECK_OK(tbi_predictive_fit(&j, shipped, x, &o, &err), err);
        tb_predictive_block b = { .part = part, .level = level };
        tbi_predictive_draw(j, 0, N, &b);
        size_t K = tbi_predictive_components(j);
        assert_int_equal(K, 8);
        o.focus = SIZE_MAX;
        for (size_t k = 0; k < K; k++) {
            double mean, sd, mean_alone, sd_alone;
            about(&mean, &sd, own, there, take(own, there, part + k, K, level, N));
            o.column = tbi_predictive_component(j, k);
            CHECK_OK(tbi_predictive_fit(&alone, shipped, x, &o, &err), err);
            double *its_level = calloc(N, sizeof *its_level);
            tb_predictive_block c = { .score = score, .level = its_level };
            tbi_predictive_draw(alone, 0, N, &c);
            about(&mean_alone, &sd_alone, own, there,
                  take(own, there, score + who, U, its_level, N));
            /* shares kept are drawn apart */
            assert_true(fabs(mean - mean_alone) < 0.15 * sd_alone);
            assert_true(sd / sd_alone > 0.85 && sd / sd_alone < 1.18);
            free(its_level);
            tbi_predictive_free(alone);
        }
        tbi_predictive_free(j);
    }
    free(part);
    free(level);
    free(score);
    free(own);
    free(there);
}

/* SIPAS is ten of PAR's hundred points since 2020: a draw in which a province's SIPAS is a point
 * higher has a PAR that is a tenth higher. */
static void sipas_moves_par(void **state)
{
    (void)state;
    enum { N = 4000 };
    const tb_index *par = tb_panel_index(shipped, "PAR");
    const tb_index *sipas = tb_panel_index(shipped, "SIPAS");
    int year[] = { 2022 };
    tb_predictive *nested = NULL, *driven = NULL, *alone = NULL;
    tb_predictive_opts o = {
        .origin = 2021, .year = year, .n_year = 1, .model = "totals", .seed = 3, .focus = SIZE_MAX
    };
    CHECK_OK(tbi_predictive_fit(&nested, shipped, sipas, &o, &err), err);
    CHECK_OK(tbi_predictive_fit(&alone, shipped, par, &o, &err), err);
    o.nested = nested;
    CHECK_OK(tbi_predictive_fit(&driven, shipped, par, &o, &err), err);
    double *s = calloc(N * sipas->n_unit, sizeof *s);
    double *d = calloc(N * par->n_unit, sizeof *d);
    double *a = calloc(N * par->n_unit, sizeof *a);
    tb_predictive_block bs = { .score = s }, bd = { .score = d }, ba = { .score = a };
    tbi_predictive_draw(nested, 0, N, &bs);
    tbi_predictive_draw(driven, 0, N, &bd);
    tbi_predictive_draw(alone, 0, N, &ba);
    size_t i = (size_t)tb_index_unit(par, "12");
    size_t k = (size_t)tb_index_unit(sipas, "12");
    double ms = 0;
    double md = 0;
    double ma = 0;
    double sd = 0;
    double ss = 0;
    double sa = 0;
    double dd = 0;
    double aa = 0;
    for (size_t n = 0; n < N; n++) {
        ms += s[n * sipas->n_unit + k] / N;
        md += d[n * par->n_unit + i] / N;
        ma += a[n * par->n_unit + i] / N;
    }
    for (size_t n = 0; n < N; n++) {
        double x = s[n * sipas->n_unit + k] - ms;
        double y = d[n * par->n_unit + i] - md;
        double z = a[n * par->n_unit + i] - ma;
        ss += x * x;
        sd += x * y;
        sa += x * z;
        dd += y * y;
        aa += z * z;
    }
    CHECK_NEAR(sd / ss - sa / ss, 0.1, 0.02); /* against the same draws without the driver */
    CHECK_NEAR(dd / aa, 1, 0.05);
    free(s);
    free(d);
    free(a);
    tbi_predictive_free(driven);
    tbi_predictive_free(alone);
    tbi_predictive_free(nested);
}

static void what_cannot_be_forecast_is_said(void **state)
{
    (void)state;
    const tb_index *x = tb_panel_index(shipped, "PAPI");
    int year[] = { 2010 };
    tb_predictive *j = NULL;
    tb_predictive_opts o = {
        .origin = 2009, .year = year, .n_year = 1, .seed = 3, .focus = SIZE_MAX
    };
    CHECK_FAILS(tbi_predictive_fit(&j, shipped, x, &o, &err), TB_EDATA, err, "PAPI", "2009", "2011",
                "2024");
    assert_null(j);
    o.model = "oracle";
    o.origin = 2015;
    year[0] = 2016;
    CHECK_FAILS(tbi_predictive_fit(&j, shipped, x, &o, &err), TB_EARG, err, "oracle",
                "persistence");
    double same[12];
    for (size_t k = 0; k < 12; k++)
        same[k] = 7.5;
    tb_index y = *x;
    int years[] = { 2014, 2015 }, next[] = { 2016 };
    tb_indicator total = { .code = "TOTAL" };
    y.n_year = 2;
    y.n_unit = 6;
    y.n_indicator = 1;
    y.year = years;
    y.indicator = &total;
    y.value = same;
    y.n_node = y.n_scheme = y.n_fact = 0;
    o.model = NULL;
    o.year = next;
    CHECK_FAILS(tbi_predictive_fit(&j, NULL, &y, &o, &err), TB_ESINGULAR, err, "same score");
    o.model = "shrunk";
    CHECK_FAILS(tbi_predictive_fit(&j, NULL, &y, &o, &err), TB_ESINGULAR, err, "same score");
    y.n_unit = 1;
    CHECK_FAILS(tbi_predictive_fit(&j, NULL, &y, &o, &err), TB_EDATA, err, "one unit");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_future_is_not_read),
        cmocka_unit_test(the_past_is_what_was_published),
        cmocka_unit_test(components_add_up),
        cmocka_unit_test(components_are_what_they_are_alone),
        cmocka_unit_test(sipas_moves_par),
        cmocka_unit_test(what_cannot_be_forecast_is_said),
    };
    return cmocka_run_group_tests_name("property.forecast_law", tests, open_shipped, close_shipped);
}
