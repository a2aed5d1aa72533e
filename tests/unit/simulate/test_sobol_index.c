/* test_sobol_index.c - Sobol' indices against closed forms: Ishigami's function, Sobol's
 * g-function, and composites whose ranks one weight or two decide. */
#include "support/check.h"

#include "num/rank_block.h"
#include "simulate/evaluate.h"
#include "simulate/sobol_index.h"
#include "simulate/sobol_points.h"
#include "simulate/workspace.h"

#include <math.h>
#include <string.h>

enum { D = 8, LOG = 10, N = 1 << LOG };

/* A function of coordinates by way of a part of each, which is found once for a point however often
 * it stands beside others'. */
typedef struct function {
    size_t d;
    double (*part)(size_t k, double u);
    double (*whole)(const double *part);
} function;

static double ishigami_part(size_t k, double u)
{
    double x = M_PI * (2 * u - 1), s = k < 2 ? sin(x) : 0;
    return k == 0 ? s : k == 1 ? 7 * s * s : 0.1 * x * x * x * x;
}

static double ishigami_whole(const double *part)
{
    return part[0] + part[1] + part[2] * part[0];
}

static const function ishigami = { 3, ishigami_part, ishigami_whole };

static const double g_a[D] = { 0, 1, 4.5, 9, 99, 99, 99, 99 };

static double g_part(size_t k, double u)
{
    return (fabs(4 * u - 2) + g_a[k]) / (1 + g_a[k]);
}

static double g_whole(const double *part)
{
    double y = 1;
    for (int i = 0; i < D; i++)
        y *= part[i];
    return y;
}

static const function g_function = { D, g_part, g_whole };

/* The estimators of the engine on a function. */
static void estimate(tb_simulate_index *first, tb_simulate_index *total, const function *f,
                     uint64_t seed)
{
    static uint32_t direction[2 * D * 32];
    static double u[2 * D][N], sum[D][TB_SCRAMBLINGS * 3];
    double value[TB_SCRAMBLINGS * 2] = { 0 };
    size_t d = f->d;
    tbi_sobol_directions(direction, 2 * d);
    memset(sum, 0, sizeof sum);
    for (uint32_t r = 0; r < TB_SCRAMBLINGS; r++) {
        for (size_t k = 0; k < 2 * d; k++)
            tbi_sobol_scrambled(u[k], 0, N, LOG, direction + 32 * k, k, seed, r);
        for (size_t i = 0; i < N; i++) {
            double a[D], b[D];
            for (size_t k = 0; k < d; k++) {
                a[k] = f->part(k, u[k][i]);
                b[k] = f->part(k, u[d + k][i]);
            }
            double fa = f->whole(a);
            double fb = f->whole(b);
            value[2 * r] += fa + fb;
            value[2 * r + 1] += fa * fa + fb * fb;
            for (size_t k = 0; k < d; k++) {
                double own = a[k];
                a[k] = b[k];
                double fc = f->whole(a);
                a[k] = own;
                sum[k][3 * r] += fb * (fc - fa);
                sum[k][3 * r + 1] += (fa - fc) * (fa - fc);
                sum[k][3 * r + 2] += fc - fa;
            }
        }
    }
    for (size_t k = 0; k < d; k++)
        tbi_sobol_estimate(&first[k], &total[k], sum[k], value, N);
}

/* The truth within the interval (95 %: a fixed seed, and up to one miss of many by less than half a
 * width), and near in points. */
static int misses;
static void covers(tb_simulate_index x, double truth, double tolerance)
{
    double half = (x.high - x.low) / 2;
    assert_true(half >= 0 && half < 0.06);
    assert_true(fabs(x.estimate - truth) < tolerance);
    if (truth < x.low || truth > x.high) {
        misses++;
        assert_true(fabs(x.estimate - truth) < 2 * half + 1e-3);
    }
}

static void closed_forms(void **state)
{
    (void)state;
    tb_simulate_index first[D], total[D];
    misses = 0;
    estimate(first, total, &ishigami, 1);
    double a = 7;
    double b = 0.1;
    double v1 = 0.5 * pow(1 + b * pow(M_PI, 4) / 5, 2);
    double v2 = a * a / 8;
    double v13 = 8 * b * b * pow(M_PI, 8) / 225;
    double v = v1 + v2 + v13;
    double want_first[3] = { v1 / v, v2 / v, 0 };
    double want_total[3] = { (v1 + v13) / v, v2 / v, v13 / v };
    for (int k = 0; k < 3; k++) {
        covers(first[k], want_first[k], 0.01);
        covers(total[k], want_total[k], 0.01);
    }
    estimate(first, total, &g_function, 2);
    double product = 1, all = 1;
    for (int k = 0; k < D; k++)
        all *= 1 + 1 / (3 * (1 + g_a[k]) * (1 + g_a[k]));
    v = all - 1;
    for (int k = 0; k < D; k++) {
        double one = 1 / (3 * (1 + g_a[k]) * (1 + g_a[k]));
        product = one * all / (1 + one);
        covers(first[k], one / v, 0.01);
        covers(total[k], product / v, 0.01);
    }
    assert_true(misses <= 3); /* of 22 intervals of 95 % */
}

/* Two units, three components, weights uniform on the simplex: unit 0 leads in component 0 by 1,
 * unit 1 in component 1 by 1, both are equal in component 2. Unit 0 is first when g0 > g1, with g =
 * -log u: the chance is 1/2, the variance of its rank 1/4, E(rank | u0) = 1 + u0 has variance 1/12:
 * first order 1/3, total 2/3; component 2 has none; all weights together 1. by_one: component 1
 * keeps its official weight of 1/4; unit 0 is first when u0 < exp(-1/4): one weight decides the
 * rank, first order and total are 1. */
static void decided(bool by_one)
{
    tb_arena own = { 0 };
    tb_notice_list w = { 0 };
    tb_err err = TB_ERR_INIT;
    double x[6] = { 3.7, 2.7, 1.2, 2.2, 5.5, 5.5 };
    double point[3] = { 1, 1, 1 };
    double weight[3] = { 0.25, 0.25, 0.5 };
    double low[3] = { 0 };
    double high[3] = { 10, 10, 20 };
    double noise[6] = { 0 };
    const char *code[3] = { "A", "B", "C" };
    size_t dimension[3] = { 0, 1, 2 };
    tb_unit unit = { .code = "x", .name_vi = "x", .name_en = "x" };
    const tb_unit *units[2] = { &unit, &unit };
    tb_index index = { .code = "X" };
    tb_sim_components t = { .index = &index,
                            .year = 2020,
                            .units = 2,
                            .parts = 3,
                            .dimensions = 3,
                            .unit = units,
                            .code = code,
                            .dimension = dimension,
                            .dimension_code = code,
                            .x = x,
                            .low = low,
                            .high = high,
                            .point = point,
                            .weight = weight,
                            .noise = noise,
                            .sign = 1 };
    tb_simulate_opts o = TB_SIMULATE_OPTS_INIT;
    o.weights = TB_SIMULATE_UNIFORM;
    o.normalise = "none";
    o.aggregate = "arithmetic";
    o.leave_out = TB_SIMULATE_OUT_NONE;
    o.noise = TB_SIMULATE_NOISE_NONE;
    tb_design d;
    tb_composite c;
    CHECK_OK(tbi_design_make(&d, &t, &o, &own, &w, &err), err);
    assert_int_equal(d.factors, 4);
    if (by_one) { /* without a factor of its own */
        memmove(&d.factor[1], &d.factor[2], 2 * sizeof *d.factor);
        d.factors = 3;
    }
    CHECK_OK(tbi_composite_make(&c, &d, 3, &own, &err), err);
    static uint32_t direction[32 * 8];
    tbi_sobol_directions(direction, 2 * d.inputs);
    uint16_t reference[2] = { 1, 2 };
    tb_work_plan plan = { &d,  &c, reference, direction, 3, 512, LOG, (size_t)TB_SCRAMBLINGS * N,
                          512, 512 };
    tb_workspace *place = tbi_workspace_make(&plan, &own);
    static int64_t pick[TB_SCRAMBLINGS * 4 * 3 * 3], value[TB_SCRAMBLINGS * 6], unranked[3];
    memset(pick, 0, sizeof pick);
    memset(value, 0, sizeof value);
    memset(unranked, 0, sizeof unranked);
    tb_sobol_sums sums = { 3, d.factors, pick, value, unranked };
    for (size_t r = 0; r < TB_SCRAMBLINGS; r++)
        for (size_t at = 0; at < N; at += 512)
            tbi_evaluate_points(&sums, &plan, r, at, 512, place);
    double first_of[2][4] = { { 1.0 / 3, 1.0 / 3, 0, 1 }, { 1, 0, 1 } };
    double total_of[2][4] = { { 2.0 / 3, 2.0 / 3, 0, 1 }, { 1, 0, 1 } };
    double p = by_one ? exp(-0.25) : 0.5;
    const double *want_first = first_of[by_one], *want_total = total_of[by_one];
    misses = 0;
    for (size_t output = 0; output < 3; output++) {
        double all = 2.0 * N * TB_SCRAMBLINGS;
        double of[TB_SCRAMBLINGS * 2], mean = 0, variance = 0;
        for (size_t r = 0; r < TB_SCRAMBLINGS; r++) {
            for (size_t m = 0; m < 2; m++)
                of[2 * r + m] = (double)value[(r * 3 + output) * 2 + m];
            mean += of[2 * r] / all;
            variance += of[2 * r + 1] / all;
        }
        variance -= mean * mean;
        double sum[TB_SCRAMBLINGS * 3];
        /* the sum of both shifts is 0 or 2 */
        double scale = (output == 2 ? 4 : 1) * p * (1 - p);
        assert_true(fabs(variance - scale) < 0.003 * scale * 4 && unranked[output] == 0);
        for (size_t k = 0; k < d.factors; k++) {
            tb_simulate_index first, total;
            for (size_t r = 0; r < TB_SCRAMBLINGS; r++)
                for (size_t m = 0; m < 3; m++)
                    sum[3 * r + m] = (double)pick[((r * d.factors + k) * 3 + output) * 3 + m];
            tbi_sobol_estimate(&first, &total, sum, of, N);
            covers(first, want_first[k], 0.01);
            covers(total, want_total[k], 0.01);
        }
    }
    assert_true(misses <= 4); /* of 24 intervals of which 8 are exact */
    tbi_arena_free(&own);
}

static void decided_by_two_weights(void **state)
{
    (void)state;
    decided(false);
}

static void decided_by_one_weight(void **state)
{
    (void)state;
    decided(true);
}

/* Sixteen scramblings whose estimates are known: mean 0.3, and 2.131 standard errors of a mean of 16
 * to each side (Student's t with 15 degrees of freedom, two-sided 5 %). Where the variance of a
 * scrambling goes with its part, as 0.3 to 1, the ratio has no error. */
static void the_interval_is_students(void **state)
{
    (void)state;
    double sum[TB_SCRAMBLINGS][3], value[TB_SCRAMBLINGS][2], square = 0;
    tb_simulate_index first, total;
    const double n = 512, variance = 2.5;
    for (int r = 0; r < TB_SCRAMBLINGS; r++) {
        double off = 0.01 * (r - 7.5);
        square += off * off;
        sum[r][0] = (0.3 + off) * n * variance;
        sum[r][1] = 2 * (0.4 + off) * n * variance;
        sum[r][2] = 0;
        value[r][0] = 7 * 2 * n;
        value[r][1] = (49 + variance) * 2 * n;
    }
    tbi_sobol_estimate(&first, &total, &sum[0][0], &value[0][0], n);
    double half = 2.131449545559323 * sqrt(square / 15 / 16);
    CHECK_NEAR(first.estimate, 0.3, 1e-12);
    CHECK_NEAR(first.low, 0.3 - half, 1e-9);
    CHECK_NEAR(first.high, 0.3 + half, 1e-9);
    CHECK_NEAR(total.estimate, 0.4, 1e-12);
    CHECK_NEAR(total.high - total.low, 2 * half, 1e-9);
    for (int r = 0; r < TB_SCRAMBLINGS; r++)
        value[r][1] = (49 + sum[r][0] / n / 0.3) * 2 * n;
    tbi_sobol_estimate(&first, &total, &sum[0][0], &value[0][0], n);
    CHECK_NEAR(first.estimate, 0.3, 1e-12);
    CHECK_NEAR(first.high - first.low, 0, 1e-9);
    assert_true(total.high - total.low > 0);
}

/* Ishigami's function a hundred times: of 600 intervals 95 in 100 hold the truth, within two and a half
 * points (those of one run stand on the same points). */
static void the_interval_holds_the_truth(void **state)
{
    (void)state;
    enum { TIMES = 100 };
    double v1 = 0.5 * pow(1 + 0.1 * pow(M_PI, 4) / 5, 2), v2 = 49 / 8.0;
    double v13 = 8 * 0.01 * pow(M_PI, 8) / 225, v = v1 + v2 + v13, inside = 0;
    const double want[2][3] = { { v1 / v, v2 / v, 0 }, { (v1 + v13) / v, v2 / v, v13 / v } };
    for (uint64_t k = 0; k < TIMES; k++) {
        tb_simulate_index x[2][D];
        estimate(x[0], x[1], &ishigami, 100 + k);
        for (size_t i = 0; i < 2; i++)
            for (size_t j = 0; j < 3; j++)
                inside += x[i][j].low <= want[i][j] && want[i][j] <= x[i][j].high;
    }
    if (fabs(inside / (6 * TIMES) - 0.95) > 0.025)
        fail_msg("%g of %d intervals hold it", inside, 6 * TIMES);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(closed_forms),
                                        cmocka_unit_test(decided_by_two_weights),
                                        cmocka_unit_test(decided_by_one_weight),
                                        cmocka_unit_test(the_interval_is_students),
                                        cmocka_unit_test(the_interval_holds_the_truth) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
