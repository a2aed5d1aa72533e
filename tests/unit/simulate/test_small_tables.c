/* test_small_tables.c - simulations of tables small enough to know the answer: what each way to compute
 * gives, errors that are given, units that are far behind, and what is refused. Synthetic figures. */
#include "support/built_panel.h"
#include "support/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/simulate.h>

enum { PARTS = 4, YEAR = 2022 };

static tb_err err;

/* Scores from 1 to 9 with many ties; what the last units have is below all others. */
static double score_of(size_t unit, size_t part, size_t ahead)
{
    if (unit >= ahead)
        return 0.01 * (double)(1 + (unit - ahead) % 7);
    return 1 + (double)((unit * (3 + 2 * part) + part * 11 + unit * unit % 5) % 33) / 4;
}

/* TOTAL = A + B + C + D, the last two in one dimension; units 01, 02, ... */
static tb_panel *make_panel(size_t units, size_t ahead, bool flat)
{
    static const char *const code[PARTS] = { "A", "B", "C", "D" };
    tb_builder *d = start_units(units);
    tb_builder_index *x = tbi_builder_index_of(d, "IX", 2, true);
    assert_non_null(x);
    x->has_structure = true;
    ptrdiff_t total = tbi_builder_column(d, x, "TOTAL", 5, true), column[PARTS];
    for (size_t j = 0; j < PARTS; j++)
        column[j] = tbi_builder_column(d, x, code[j], 1, true);
    const tb_node whole = { (size_t)total, -1,      "T", "T",           0,  40, 1, 2011,
                            9999,          "total", "",  TB_MERGE_NONE, "", 0 };
    assert_true(tbi_builder_node(d, x, &whole));
    for (size_t j = 0; j < PARTS; j++) {
        const tb_node n = { (size_t)column[j],
                            flat || j < 3 ? total : column[2],
                            code[j],
                            code[j],
                            0,
                            10,
                            (double)NAN,
                            2011,
                            9999,
                            "dimension",
                            "",
                            TB_MERGE_NONE,
                            "",
                            0 };
        assert_true(tbi_builder_node(d, x, &n));
    }
    for (size_t i = 0; i < units; i++) {
        double sum = 0;
        for (size_t j = 0; j < PARTS; j++) {
            put_score(d, x, column[j], YEAR, i, score_of(i, j, ahead), 1);
            sum += score_of(i, j, ahead);
        }
        put_score(d, x, total, YEAR, i, sum, 1);
    }
    return finish_panel(d);
}

static tb_simulate_opts plain(void)
{
    tb_simulate_opts o = TB_SIMULATE_OPTS_INIT;
    o.index = "IX";
    o.year = YEAR;
    o.noise = TB_SIMULATE_NOISE_NONE;
    o.draws = 104;
    o.samples = 0;
    o.bootstraps = 0;
    o.threads = 1;
    return o;
}

static tb_simulation *run(const tb_panel *p, const tb_simulate_opts *o)
{
    tb_simulation *s = NULL;
    CHECK_OK(tb_simulation_start(&s, p, o, &err), err);
    while (tb_simulation_left(s) > 0)
        CHECK_OK(tb_simulation_step(s, 1000, &err), err);
    CHECK_OK(tb_simulation_finish(s, &err), err);
    CHECK_OK(tb_simulation_finish(s, &err), err); /* twice is once */
    return s;
}

/* The value of one part after a normalisation, more is better. */
static double normal(const char *how, size_t unit, size_t part, size_t n)
{
    double x = score_of(unit, part, n), below = 0, equal = 0, low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        double y = score_of(i, part, n);
        below += y <= x;
        equal += y == x;
        low = fmin(low, y);
        high = fmax(high, y);
    }
    if (strcmp(how, "rank") == 0)
        return below;
    if (strcmp(how, "percentile") == 0)
        return 100 * (below - equal / 2) / (double)n;
    if (strcmp(how, "minmax") == 0)
        return 1 + 99 * (x - low) / (high - low);
    return strcmp(how, "distance") == 0 ? x / high : x;
}

static double compose(const char *norm, const char *mean, size_t unit, size_t n)
{
    double sum = 0;
    for (size_t j = 0; j < PARTS; j++) {
        double v = normal(norm, unit, j, n);
        sum += strcmp(mean, "geometric") == 0 ? log(v) : strcmp(mean, "harmonic") == 0 ? -1 / v : v;
    }
    return sum;
}

/* Ranks by each mean after each normalisation, of 30 and of 70 units (beyond 64 they are sorted in
 * another way), beside the sums themselves. */
static void every_way_to_compute_gives_its_own_ranks(void **state)
{
    (void)state;
    for (size_t n = 30; n <= 70; n += 40) {
        tb_panel *p = make_panel(n, n, true);
        tb_simulate_opts o = plain();
        o.normalise = "none,minmax,rank,percentile";
        o.aggregate = "arithmetic,geometric,harmonic";
        o.leave_out = TB_SIMULATE_OUT_NONE;
        tb_simulation *s = run(p, &o);
        size_t seen = 0;
        for (size_t m = 0; m < tb_simulation_methods(s); m++) {
            const tb_simulate_method *way = tb_simulation_method(s, m);
            double v[70];
            for (size_t i = 0; i < n; i++)
                v[i] = compose(way->normalise, way->aggregate, i, n);
            for (size_t i = 0; i < n; i++) {
                int rank = 1;
                for (size_t k = 0; k < n; k++)
                    rank += v[k] > v[i] + 1e-9;
                if (way->rank[i] != rank)
                    fail_msg("%s %s, unit %zu of %zu: rank %d instead of %d", way->normalise,
                             way->aggregate, i, n, way->rank[i], rank);
            }
            seen++;
        }
        assert_true(seen >= 10);
        tb_simulation_free(s);
        tb_panel_free(p);
    }
}

/* 60 units, and the same with 12 more that are behind in every part: with raw values and sums the
 * ranks of the first are the same in every draw, and so are their Sobol' indices, though more than
 * 64 units are counted in another way. */
static void units_far_behind_change_nothing(void **state)
{
    (void)state;
    tb_panel *few = make_panel(60, 60, true), *many = make_panel(72, 60, true);
    tb_simulate_opts o = plain();
    o.normalise = "none";
    o.aggregate = "arithmetic,copeland";
    o.samples = 256;
    o.draws = 520;
    tb_simulation *a = run(few, &o), *b = run(many, &o);
    assert_int_equal(tb_simulation_factors(a), tb_simulation_factors(b));
    size_t found = 0;
    for (size_t i = 0; i < 60; i++) {
        const tb_simulate_unit *u = tb_simulation_unit(a, i), *v = tb_simulation_unit(b, i);
        assert_int_equal(u->reference_rank, v->reference_rank);
        CHECK_NEAR(u->rank_mean, v->rank_mean, 1e-12);
        CHECK_NEAR(u->rank_q95, v->rank_q95, 0);
        CHECK_NEAR(u->chance_top10, v->chance_top10, 1e-12);
        for (size_t k = 0; k < tb_simulation_factors(a); k++) {
            tb_simulate_index first[2], total[2];
            const char *vi;
            if (tb_simulation_sobol(a, i, k, &first[0], &total[0], &vi) != NULL)
                continue;
            assert_null(tb_simulation_sobol(b, i, k, &first[1], &total[1], &vi));
            CHECK_NEAR(first[0].estimate, first[1].estimate, 1e-9);
            CHECK_NEAR(total[0].estimate, total[1].estimate, 1e-9);
            CHECK_NEAR(total[0].high, total[1].high, 1e-9);
            found++;
        }
    }
    assert_true(found > 100);
    assert_true(tb_simulation_unit(b, 71)->rank_mean > 60);
    tb_simulation_free(a);
    tb_simulation_free(b);
    tb_panel_free(few);
    tb_panel_free(many);
}

/* A standard error of one part and unit is that of its sum of points, of all units where none is
 * named, and of the total where TOTAL is: shares of it are independent errors of the parts. */
static void errors_that_are_given(void **state)
{
    (void)state;
    static const tb_simulate_error one[] = { { "IX.B", "03", 0.5 } },
                                   all[] = { { "B", NULL, 0.3 }, { "A", NULL, 0.4 } },
                                   whole[] = { { "TOTAL", NULL, 0.6 }, { NULL, "02", 0.25 } },
                                   later[] = { { "A", NULL, 0.1 }, { NULL, NULL, 0.6 } };
    tb_panel *p = make_panel(12, 12, true);
    tb_simulate_opts o = plain();
    o.noise = TB_SIMULATE_NOISE_GIVEN;
    o.bootstraps = 104;
    o.error = one;
    o.errors = 1;
    tb_simulation *s = run(p, &o);
    for (size_t i = 0; i < 12; i++)
        CHECK_NEAR(tb_simulation_unit(s, i)->se, i == 2 ? 0.5 : 0, 1e-12);
    CHECK_NEAR(tb_simulation_noise(s, 1), 0.5 / sqrt(12), 1e-12);
    tb_simulation_free(s);
    o.error = all;
    o.errors = 2;
    s = run(p, &o);
    CHECK_NEAR(tb_simulation_unit(s, 7)->se, 0.5, 1e-12);
    CHECK_NEAR(tb_simulation_composite_noise(s), 0.5, 1e-12);
    tb_simulation_free(s);
    o.error = whole;
    s = run(p, &o);
    for (size_t i = 0; i < 12; i++)
        CHECK_NEAR(tb_simulation_unit(s, i)->se, i == 1 ? 0.25 : 0.6, 1e-12);
    tb_simulation_free(s);
    o.error = later; /* a part's own error replaces its share, whichever stands first */
    s = run(p, &o);
    CHECK_NEAR(tb_simulation_noise(s, 0), 0.1, 1e-12);
    assert_true(tb_simulation_unit(s, 0)->se < 0.6);
    tb_simulation_free(s);
    tb_panel_free(p);
}

static void what_does_not_vary_has_no_index(void **state)
{
    (void)state;
    tb_simulate_index first, total;
    const char *vi = NULL;
    tb_panel *p = make_panel(9, 9, true);
    tb_simulate_opts o = plain();
    tb_simulation *s = run(p, &o);
    assert_string_equal(tb_simulation_sobol(s, 0, 0, &first, &total, &vi),
                        "no Sobol' indices were asked for");
    assert_non_null(vi);
    assert_true(isnan(first.estimate) && isnan(total.high));
    tb_simulation_free(s);
    /* the last of all in every part never moves */
    tb_panel_free(p);
    p = make_panel(9, 8, true);
    o.samples = 64;
    o.normalise = "none";
    o.aggregate = "arithmetic";
    s = run(p, &o);
    assert_string_equal(tb_simulation_sobol(s, 8, 0, &first, &total, &vi), "without variance");
    assert_null(tb_simulation_sobol(s, 3, 0, &first, &total, &vi));
    tb_simulation_free(s);
    CHECK_OK(tb_simulation_start(&s, p, &o, &err), err);
    CHECK_FAILS(tb_simulation_finish(s, &err), TB_EARG, err, "the simulation is not done");
    tb_simulation_free(s);
    tb_panel_free(p);
}

/* A table of covariances of n units, 0.25 on the diagonal but for one cell. */
static const char *write_covariance(size_t n, size_t row, size_t column, const char *cell)
{
    static char path[600];
    snprintf(path, sizeof path, "%s/c.csv", check_folder("covariance"));
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("unit", f);
    for (size_t k = 0; k < n; k++)
        fprintf(f, ",%02zu", k + 1);
    fputs("\n", f);
    for (size_t i = 0; i < n; i++) {
        if (i == row && column == SIZE_MAX && cell[0] == '\0')
            continue; /* a row that is not there */
        fprintf(f, "%02zu", i == row && column == SIZE_MAX ? (size_t)atoi(cell) : i + 1);
        for (size_t k = 0; k < n; k++)
            fprintf(f, ",%s", i == row && k == column ? cell : i == k ? "0.25" : "0");
        fputs("\n", f);
    }
    assert_int_equal(fclose(f), 0);
    return path;
}

static void refuse_covariance(const tb_panel *p, size_t row, size_t column, const char *cell,
                              const char *says)
{
    tb_simulation *s = NULL;
    tb_simulate_opts o = plain();
    o.bootstraps = 104;
    o.covariance = write_covariance(9, row, column, cell);
    CHECK_OK(tb_simulation_start(&s, p, &o, &err), err);
    while (tb_simulation_left(s) > 0)
        CHECK_OK(tb_simulation_step(s, 1000, &err), err);
    CHECK_FAILS(tb_simulation_finish(s, &err), TB_EDATA, err, says);
    tb_simulation_free(s);
}

/* Errors of the units' sums that are given: 0.5 points each, and tables that are no covariance. */
static void covariances_that_are_given(void **state)
{
    (void)state;
    tb_panel *p = make_panel(9, 9, true);
    tb_simulate_opts o = plain();
    o.bootstraps = 104;
    o.covariance = write_covariance(9, SIZE_MAX, 0, "");
    tb_simulation *s = run(p, &o);
    for (size_t i = 0; i < 9; i++)
        CHECK_NEAR(tb_simulation_unit(s, i)->se, 0.5, 1e-12);
    tb_simulation_free(s);
    refuse_covariance(p, 2, 1, "0.1", "the entries of 03 and 02 differ from those of");
    refuse_covariance(p, 4, 4, "-1", "the variance of '05' must not be negative (got -1)");
    refuse_covariance(p, 4, 4, "half", "unit 05");
    refuse_covariance(p, 4, SIZE_MAX, "", "there is no row for unit 05");
    refuse_covariance(p, 4, SIZE_MAX, "4", "duplicate unit 04");
    tb_panel_free(p);
}

static void copy_part(const char *to, const char *from, size_t most, int flip)
{
    char bytes[200000];
    FILE *f = fopen(from, "rb");
    assert_non_null(f);
    size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    n = n < most ? n : most;
    if (flip > 0)
        bytes[n - (size_t)flip] ^= 1;
    f = fopen(to, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

/* What goes on from a checkpoint ends where the whole would have; one that is cut, changed or
 * another's is refused, and the simulation is as it was. */
static void checkpoints(void **state)
{
    (void)state;
    char whole[700], part[700];
    const char *folder = check_folder("checkpoints");
    snprintf(whole, sizeof whole, "%s/whole", folder);
    snprintf(part, sizeof part, "%s/part", folder);
    tb_panel *p = make_panel(12, 12, true);
    tb_simulate_opts o = plain();
    o.draws = 60000;
    tb_simulation *all = run(p, &o), *some = NULL, *rest = NULL;
    CHECK_OK(tb_simulation_start(&some, p, &o, &err), err);
    CHECK_OK(tb_simulation_step(some, 1000, &err), err);
    uint64_t left = tb_simulation_left(some);
    assert_true(left > 0 && left < tb_simulation_all(some));
    CHECK_OK(tb_simulation_save(some, whole, &err), err);
    CHECK_OK(tb_simulation_start(&rest, p, &o, &err), err);
    copy_part(part, whole, 60, 0);
    CHECK_FAILS(tb_simulation_load(rest, part, &err), TB_EDATA, err, "is not a checkpoint");
    copy_part(part, whole, SIZE_MAX, 1);
    CHECK_FAILS(tb_simulation_load(rest, part, &err), TB_EDATA, err, "is a damaged checkpoint");
    copy_part(part, whole, 400, 0);
    CHECK_FAILS(tb_simulation_load(rest, part, &err), TB_EDATA, err, "is a damaged checkpoint");
    assert_int_equal(tb_simulation_left(rest), tb_simulation_all(rest));
    CHECK_OK(tb_simulation_load(rest, whole, &err), err);
    assert_int_equal(tb_simulation_left(rest), left);
    while (tb_simulation_left(rest) > 0)
        CHECK_OK(tb_simulation_step(rest, 1000, &err), err);
    CHECK_OK(tb_simulation_finish(rest, &err), err);
    for (size_t i = 0; i < 12; i++)
        assert_true(tb_simulation_unit(rest, i)->rank_mean ==
                    tb_simulation_unit(all, i)->rank_mean);
    tb_simulation_free(some);
    o.seed = 2;
    CHECK_OK(tb_simulation_start(&some, p, &o, &err), err);
    CHECK_FAILS(tb_simulation_load(some, whole, &err), TB_EDATA, err,
                "is the checkpoint of another run");
    tb_simulation_free(some);
    tb_simulation_free(rest);
    tb_simulation_free(all);
    tb_panel_free(p);
}

static void refuse(const tb_panel *p, const tb_simulate_opts *o, tb_status status, const char *says)
{
    tb_simulation *s = NULL;
    CHECK_FAILS(tb_simulation_start(&s, p, o, &err), status, err, says);
    assert_null(s);
}

#define REFUSED(status, says, ...)    \
    do {                              \
        tb_simulate_opts o = plain(); \
        __VA_ARGS__;                  \
        refuse(p, &o, status, says);  \
    } while (0)

static void refusals(void **state)
{
    (void)state;
    static const tb_simulate_error moon[] = { { "moon", NULL, 1 } }, none[] = { { "A", NULL, 0 } },
                                   less[] = { { "A", NULL, -1 } }, nan[] = { { NULL, NULL, NAN } },
                                   far[] = { { "A", "9999", 1 } },
                                   infinite[] = { { "A", NULL, INFINITY } };
    tb_panel *p = make_panel(9, 9, false);
    REFUSED(TB_EARG, "no index is named", o.index = NULL);
    REFUSED(TB_EARG, "draws must be at least 1", o.draws = 0);
    REFUSED(TB_EARG, "more than can be counted", o.draws = UINT64_MAX);
    REFUSED(TB_EARG, "base points are too many", o.samples = SIZE_MAX);
    REFUSED(TB_EARG, "best must be at least 1", o.best = 0);
    REFUSED(TB_EDATA, "has no year 1999 in this panel", o.year = 1999);
    REFUSED(TB_EARG, "unknown normalisation 'moon'", o.normalise = "none,moon");
    REFUSED(TB_EARG, "is empty", o.aggregate = "");
    REFUSED(TB_EARG, "centre must be from 0 to below 1", o.centre = 1);
    REFUSED(TB_EARG, "concentration must be from 0.01", o.concentration = 1e-9);
    REFUSED(TB_EARG, "concentration must be from 0.01", o.concentration = 1e10);
    REFUSED(TB_EARG, "percent must be above 0", o.weights = TB_SIMULATE_PERCENT, o.percent = 0);
    REFUSED(TB_EARG, "percent must be above 0", o.weights = TB_SIMULATE_PERCENT, o.percent = 101);
    REFUSED(TB_EARG, "given noise needs at least one", o.noise = TB_SIMULATE_NOISE_GIVEN);
    REFUSED(TB_EARG, "unknown component 'moon' of IX in 2022", o.noise = TB_SIMULATE_NOISE_GIVEN,
            o.error = moon, o.errors = 1);
    REFUSED(TB_EARG, "the standard error of A must be", o.noise = TB_SIMULATE_NOISE_GIVEN,
            o.error = less, o.errors = 1);
    REFUSED(TB_EARG, "the standard error of A must be", o.noise = TB_SIMULATE_NOISE_GIVEN,
            o.error = infinite, o.errors = 1);
    REFUSED(TB_EARG, "the standard error of TOTAL must be", o.noise = TB_SIMULATE_NOISE_GIVEN,
            o.error = nan, o.errors = 1);
    REFUSED(TB_EDATA, "9999", o.noise = TB_SIMULATE_NOISE_GIVEN, o.error = far, o.errors = 1);
    REFUSED(TB_EARG, "unknown component 'moon'", o.vary = moon, o.varies = 1);
    REFUSED(TB_EARG, "the standard deviation of component A must be above 0", o.vary = none,
            o.varies = 1);
    REFUSED(TB_EARG, "the standard deviation of component A must be above 0", o.vary = infinite,
            o.varies = 1);
    REFUSED(TB_EDATA, "IX.C has one component in 2022 (D)", o.index = "IX.C");
    tb_panel_free(p);
    p = make_panel(1, 1, true);
    REFUSED(TB_EDATA, "only 1 unit has all components", o.draws = 10);
    tb_panel_free(p);
    p = make_panel(8192, 8192, true);
    REFUSED(TB_EARG, "up to 8191 units (got 8192); set samples to 0", o.samples = 16);
    tb_panel_free(p);
}

static void words(void **state)
{
    (void)state;
    tb_simulate_level level;
    tb_simulate_weights weights;
    tb_simulate_leave_out out;
    tb_simulate_noise noise;
    tb_simulate_tables tables;
    CHECK_FAILS(tb_simulate_level_of(&level, "moon", &err), TB_EARG, err, "leaf or dimension");
    CHECK_FAILS(tb_simulate_weights_of(&weights, "moon", &err), TB_EARG, err, "percent or fixed");
    CHECK_FAILS(tb_simulate_leave_out_of(&out, "moon", &err), TB_EARG, err, "indicator or");
    CHECK_FAILS(tb_simulate_noise_of(&noise, "moon", &err), TB_EARG, err, "forecast or given");
    CHECK_FAILS(tb_simulate_tables_of(&tables, "moon", &err), TB_EARG, err, "known or completed");
}

/* What a part lacks to the next unit above, and leads the next below, a tie being one of 0 below;
 * INFINITY where the part has no room for it. */
static void gaps_are_those_to_the_neighbours(void **state)
{
    (void)state;
    enum { N = 24 };
    tb_panel *p = make_panel(N, N, true);
    tb_simulate_opts o = plain();
    tb_simulation *s = run(p, &o);
    double sum[N];
    size_t ties = 0, reached = 0;
    for (size_t i = 0; i < N; i++) {
        sum[i] = 0;
        for (size_t j = 0; j < PARTS; j++)
            sum[i] += score_of(i, j, N);
    }
    for (size_t i = 0; i < N; i++) {
        double up = INFINITY, down = INFINITY, got_up, got_down;
        for (size_t k = 0; k < N; k++) {
            if (sum[k] > sum[i])
                up = fmin(up, sum[k] - sum[i]);
            if (k != i && sum[k] <= sum[i])
                down = fmin(down, sum[i] - sum[k]);
        }
        ties += down == 0;
        tb_simulation_local(s, i, 0, &got_up, &got_down);
        up = up > 10 - score_of(i, 0, N) ? INFINITY : up;
        down = down > score_of(i, 0, N) ? INFINITY : down;
        reached += isfinite(up) && isfinite(down);
        assert_true(got_up == up);
        assert_true(got_down == down);
    }
    assert_true(ties > 1 && reached > N / 2);
    tb_simulation_free(s);
    tb_panel_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_to_compute_gives_its_own_ranks),
        cmocka_unit_test(units_far_behind_change_nothing),
        cmocka_unit_test(errors_that_are_given),
        cmocka_unit_test(gaps_are_those_to_the_neighbours),
        cmocka_unit_test(what_does_not_vary_has_no_index),
        cmocka_unit_test(covariances_that_are_given),
        cmocka_unit_test(checkpoints),
        cmocka_unit_test(refusals),
        cmocka_unit_test(words),
    };
    return cmocka_run_group_tests_name("simulate.small_tables", tests, NULL, NULL);
}
