/* test_simd.c - the small inner loops at every instruction set against their definition, bit for
 * bit, at sizes that fill no vector. */
#include "support/check.h"

#include "num/rng.h"
#include "num/simd.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 600 };

static void integers(void **state)
{
    (void)state;
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    uint16_t a[MOST], b[MOST], c[MOST];
    for (size_t n = 1; n <= MOST; n += 1 + n / 5) {
        tb_rng r;
        tbi_rng_start(&r, 3, 5, n);
        uint64_t limit = n % 2 ? 64 : 8192;
        int64_t want[3] = { 0 };
        uint32_t shift[MOST];
        int base = (int)tbi_rng_below(&r, limit);
        for (size_t i = 0; i < n; i++) {
            a[i] = (uint16_t)tbi_rng_below(&r, limit);
            b[i] = (uint16_t)tbi_rng_below(&r, limit);
            c[i] = (uint16_t)tbi_rng_below(&r, limit);
            if (i % 7 == 0) {
                a[i] = 0;
                b[i] = c[i] = (uint16_t)(limit - 1);
            }
            int64_t d = (int64_t)c[i] - a[i];
            want[0] += b[i] * d;
            want[1] += d * d;
            want[2] += d;
            shift[i] = 5 + (uint32_t)(a[i] > base ? a[i] - base : base - a[i]);
        }
        for (size_t v = 0; v < sets; v++) {
            int64_t sum[3] = { 0 };
            uint32_t got[MOST];
            for (size_t i = 0; i < n; i++)
                got[i] = 5;
            set[v]->pair_sums(sum, a, b, c, n);
            assert_memory_equal(sum, want, sizeof want);
            set[v]->add_shift(got, a, base, n);
            assert_memory_equal(got, shift, n * sizeof *got);
        }
    }
}

static void rows(void **state)
{
    (void)state;
    enum { D = 64 };
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    uint8_t a[D * 64], b[D * 64], c[D * 64];
    tb_rng r;
    tbi_rng_start(&r, 3, 6, 0);
    for (size_t i = 0; i < sizeof a; i++) {
        a[i] = (uint8_t)tbi_rng_below(&r, 65);
        b[i] = (uint8_t)tbi_rng_below(&r, 65);
        c[i] = (uint8_t)tbi_rng_below(&r, 65);
    }
    for (size_t i = 0; i < 64; i++) {
        a[i] = 0;
        b[i] = c[i] = 64;
    } /* the largest products */
    for (size_t draws = 1; draws <= D; draws++) {
        int32_t want[3 * 64] = { 0 };
        uint32_t shift[D];
        uint8_t counts[64];
        for (size_t i = 0; i < 64; i++)
            counts[i] = i % 5 ? 0xff : 0;
        for (size_t i = 0; i < 64 * draws; i++) {
            int32_t d = c[i] - a[i];
            int32_t from = (c[i] & counts[i % 64]) - b[i % 64];
            size_t at = tb_pick_place(i % 64);
            want[at] += b[i] * d;
            want[64 + at] += d * d;
            want[128 + at] += d;
            shift[i / 64] = (i % 64 ? shift[i / 64] : 0) + (uint32_t)abs(from);
        }
        for (size_t v = 0; v < sets; v++) {
            int32_t got[3 * 64] = { 0 };
            uint32_t shifted[D];
            set[v]->pick_rows(got, a, b, c, draws);
            assert_memory_equal(got, want, sizeof want);
            set[v]->shift_rows(shifted, c, b, counts, draws);
            assert_memory_equal(shifted, shift, draws * sizeof *shift);
        }
    }
}

static void doubles(void **state)
{
    (void)state;
    enum { N = 21, COLUMNS = 13, D = 24 };
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    double v[N * D * COLUMNS], x[COLUMNS * D], t[N * D], y[N * D], m[MOST], from[MOST];
    double other[MOST];
    tbi_rng_normals(v, sizeof v / sizeof *v, 1, 5, 1);
    tbi_rng_normals(x, sizeof x / sizeof *x, 1, 5, 2);
    tbi_rng_normals(t, sizeof t / sizeof *t, 1, 5, 3);
    tbi_rng_normals(from, MOST, 1, 5, 4);
    from[3] = from[5];
    from[9] = NAN;
    for (size_t k = 0; k < sets; k++) {
        set[k]->product(y, v, x, N, COLUMNS, D);
        for (size_t i = 0; i < N; i++)
            for (size_t d = 0; d < D; d++) {
                double sum = 0;
                for (size_t j = 0; j < COLUMNS; j++)
                    sum = fma(v[i * COLUMNS + j], x[j * D + d], sum);
                assert_true(y[i * D + d] == sum);
            }
        set[k]->update(y, t, v + 2, COLUMNS, x, N, D);
        for (size_t i = 0; i < N; i++)
            for (size_t d = 0; d < D; d++)
                assert_true(y[i * D + d] == fma(v[2 + i * COLUMNS], x[d], t[i * D + d]));
        set[k]->update_each(y, t, v, x, N, D);
        for (size_t i = 0; i < N; i++)
            for (size_t d = 0; d < D; d++)
                assert_true(y[i * D + d] == fma(v[i * D + d], x[d], t[i * D + d]));
        for (size_t n = 1; n < 70; n += 1 + n / 5) {
            double l[10], at[4 * 70];
            memcpy(l, v, sizeof l);
            memcpy(at, x, sizeof at);
            set[k]->add_triangle(at, l, v, 4, n);
            for (size_t j = 0, first = 0; j < 4; first += ++j)
                for (size_t i = 0; i < n; i++) {
                    double sum = x[j * n + i];
                    for (size_t c = 0; c <= j; c++)
                        sum = sum + l[first + c] * v[c * n + i];
                    assert_true(at[j * n + i] == sum);
                }
        }
        for (size_t n = 1; n < MOST; n += 1 + n / 3)
            for (int plain = 0; plain < 2; plain++) {
                size_t blocks = n < MOST - 10 ? n : MOST - 10;
                double most = 0, z = 0.3;
                for (size_t i = 0; i < blocks; i++)
                    m[i] = v[i] + 0.25;
                double largest = set[k]->bound_gaps(other, v, m, from + 10, z, plain, blocks);
                for (size_t i = 0; i < blocks; i++) {
                    double up = m[i] - z, down = z - v[i];
                    double bound = (plain || down > up ? down : up) * from[10 + i];
                    assert_true(other[i] == bound);
                    most = fmax(most, bound);
                }
                assert_true(largest == most);
                /* three parts of n others each; mine is the first of a part */
                size_t others = n < MOST / 3 ? n : MOST / 3;
                set[k]->sum_ahead(m, from, from, v, 3, others, others);
                for (size_t i = 0; i < others; i++) {
                    double sum = 0;
                    for (size_t j = 0; j < 3; j++)
                        sum = sum + (from[j * others] > from[j * others + i] ? v[j] : 0) -
                              (from[j * others] < from[j * others + i] ? v[j] : 0);
                    assert_true(m[i] == sum);
                }
            }
    }
}

/* Points over draws and gaps that they close, every operation rounded by itself. */
static void points(void **state)
{
    (void)state;
    enum { DRAWS = 83 };
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    float size[DRAWS], held[DRAWS], least[DRAWS];
    double gap[DRAWS];
    for (size_t i = 0; i < DRAWS; i++) {
        size[i] = (float)sin(2.385 * (double)i);
        held[i] = (float)cos(1.7 * (double)i);
        gap[i] = sin(0.7 * (double)i + 1);
        least[i] = (float)gap[i];
    }
    gap[4] = least[4] = NAN;
    gap[9] = least[9] = INFINITY;
    for (size_t k = 0; k < sets; k++)
        for (size_t n = 1; n <= DRAWS; n += 1 + n / 4) {
            double to[DRAWS] = { 0 }, reach[DRAWS] = { 0 }, extra[DRAWS] = { 0 };
            size_t reached = 0;
            set[k]->add_sizes(to, size, 1.3, n);
            set[k]->add_record(reach, extra, size, held, 1.3, n);
            set[k]->add_part(extra, reach, 0.6, n);
            for (size_t i = 0; i < n; i++) {
                double r = 1.3 * ((double)size[i] + (double)held[i]);
                double e = 0 - 1.3 * (double)held[i];
                assert_true(to[i] == 1.3 * (double)size[i] && reach[i] == r);
                assert_true(extra[i] == e + 0.6 * r);
                reached += gap[i] <= extra[i];
            }
            assert_int_equal(set[k]->count_reached(gap, extra, n), reached);
        }
}

/* Draws that stay open, whatever was dropped before; the slack is a millionth. */
static void open_draws(void **state)
{
    (void)state;
    enum { DRAWS = 83, AT = 5 };
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    float step[2][DRAWS + AT], from[DRAWS], least[DRAWS], most[DRAWS];
    const float *const steps[] = { step[0], step[1] };
    for (size_t i = 0; i < DRAWS; i++) {
        step[0][i + AT] = (float)sin(2.385 * (double)i);
        step[1][i + AT] = (float)cos(1.7 * (double)i);
        from[i] = i % 7 == 3 ? -INFINITY : (float)(i % 5);
        least[i] = i % 6 == 1 ? NAN : (float)(i % 4);
        most[i] = (float)(i % 9) - 2;
    }
    from[20] = least[20] = 3;
    step[0][20 + AT] = step[1][20 + AT] = -1e-6F; /* below by less than the slack */
    most[20] = most[21] = -INFINITY;
    for (size_t k = 0; k < sets; k++)
        for (size_t n = 0; n <= DRAWS; n += 1 + n / 4)
            for (size_t many = 0; many < 3; many++) {
                float x[DRAWS];
                size_t open = 0, sure = 0, near = 0;
                size_t kept = set[k]->keep_open(x, from, steps, many, AT, least, n);
                for (size_t i = 0; i < n; i++) {
                    float sum = from[i];
                    for (size_t j = 0; j < many; j++)
                        sum += step[j][i + AT];
                    bool is = isfinite(sum) && least[i] <= sum + 1e-6F * fabsf(sum);
                    assert_true(x[i] == (is ? sum : -INFINITY));
                    open += is;
                    sure += is && most[i] <= sum - 1e-6F * fabsf(sum);
                    near += is && most[i] <= sum + 1e-6F * fabsf(sum);
                }
                assert_int_equal(kept, open);
                assert_int_equal(set[k]->count_near(x, most, n), near);
                assert_int_equal(set[k]->drop_sure(x, most, n), sure);
                assert_int_equal(set[k]->drop_sure(x, most, n), 0); /* none twice */
            }
}

/* Columns with holes; an empty one has no ends. */
static void scales(void **state)
{
    (void)state;
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    double x[71], v[71], low, high;
    for (size_t i = 0; i < 71; i++)
        x[i] = i % 9 == 4 ? NAN : sin(2.385 * (double)i);
    for (size_t k = 0; k < sets; k++)
        for (size_t n = 0; n <= 71; n += 1 + n / 5) {
            double least = INFINITY, most = -INFINITY;
            for (size_t i = 0; i < n; i++) {
                least = x[i] < least ? x[i] : least;
                most = x[i] > most ? x[i] : most;
            }
            set[k]->range(&low, &high, x, n);
            assert_true(low == least && high == most);
            set[k]->affine(v, x, 1.7, -0.4, n);
            for (size_t i = 0; i < n; i++) {
                double y = 1.7 * x[i];
                y = y - 0.4;
                assert_true(v[i] == (isnan(x[i]) ? 0 : y));
            }
        }
}

/* Two states of a series at one point; returns what its year adds. */
static double filter_year(double *a, double *u, const double *step, double y)
{
    enum { K = TB_FILTER_POINTS };
    *a *= step[0];
    *u *= step[K];
    if (isnan(y))
        return 0;
    double d = y - *a - *u;
    double moved = step[2 * K] * d;
    *a += moved;
    moved = step[3 * K] * d;
    *u += moved;
    moved = 0.5 * d * d * step[4 * K];
    return moved + step[5 * K];
}

static void filters(void **state)
{
    (void)state;
    enum { SERIES = 11, YEARS = 5 };
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    double y[SERIES * YEARS], step[YEARS * TB_FILTER_STEP], term[TB_FILTER_SCRATCH(YEARS)];
    for (size_t i = 0; i < YEARS * TB_FILTER_STEP; i++)
        step[i] = cos(1.7 * (double)i);
    for (size_t i = 0; i < SERIES * YEARS; i++)
        y[i] = i % YEARS == 2 ? NAN : sin(2.385 * (double)i);
    for (size_t v = 0; v < sets; v++)
        for (size_t n = 1; n <= SERIES; n++) {
            double sum[TB_FILTER_POINTS];
            for (size_t l = 0; l < TB_FILTER_POINTS; l++)
                sum[l] = 0.3 * (double)l;
            set[v]->filter_means(sum, y, n, YEARS, step, term);
            for (size_t l = 0; l < TB_FILTER_POINTS; l++) {
                double want = 0.3 * (double)l;
                for (size_t i = 0; i < n; i++) {
                    double a = 0, u = 0;
                    for (size_t t = 0; t < YEARS; t++)
                        want -=
                            filter_year(&a, &u, step + t * TB_FILTER_STEP + l, y[i * YEARS + t]);
                }
                assert_true(sum[l] == want);
            }
        }
}

static void wins(void **state)
{
    (void)state;
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    double v[71], there[71], sum[71];
    for (size_t i = 0; i < 71; i++) {
        v[i] = i % 5 == 3 ? 0 : sin(2.385 * (double)i);
        there[i] = i % 7 == 4 ? 0 : 1;
    }
    for (size_t s = 0; s < sets; s++)
        for (size_t n = 0; n <= 71; n += 1 + n / 5) {
            double want = 0;
            for (size_t i = 0; i < 71; i++)
                sum[i] = (double)i;
            double won = set[s]->wins(sum, v, there, 1, 0.25, n);
            for (size_t i = 0; i < 71; i++) {
                double win = i >= n ? 0 : there[i] * ((v[i] > 0.25) - (v[i] < -0.25));
                want += win;
                assert_true(sum[i] == (double)i - win);
            }
            assert_true(won == want);
            assert_true(set[s]->wins(sum, v, there, 0, 0.25, n) == 0);
        }
}

/* Rows of every length against their definition; nothing beside is written. */
static void turns(void **state)
{
    (void)state;
    enum { COLUMNS = 21, STEP = 11 };
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    double from[8 * COLUMNS], to[COLUMNS * STEP];
    for (size_t i = 0; i < 8 * COLUMNS; i++)
        from[i] = i % 9 == 4 ? INFINITY : sin(2.385 * (double)i);
    for (size_t v = 0; v < sets; v++)
        for (size_t n = 0; n <= COLUMNS; n++) {
            double sign = n % 2 ? -1 : 1;
            for (size_t i = 0; i < COLUMNS * STEP; i++)
                to[i] = 7.25;
            set[v]->turn(to, STEP, from, COLUMNS, n, sign);
            for (size_t i = 0; i < COLUMNS; i++)
                for (size_t l = 0; l < STEP; l++)
                    assert_true(to[i * STEP + l] ==
                                (i < n && l < 8 ? sign * from[l * COLUMNS + i] : 7.25));
        }
}

/* Scores of draws, from normals on. */
static void draws(void **state)
{
    (void)state;
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    static double z[4 * MOST], wide[MOST], mean[MOST], row[MOST];
    const double l[2] = { 0.7, -0.2 };
    tbi_rng_normals(z, 4 * MOST, 2, 5, 1);
    tbi_rng_normals(wide, MOST, 2, 5, 2);
    tbi_rng_normals(mean, MOST, 2, 5, 3);
    for (size_t v = 0; v < sets; v++)
        for (size_t n = 1; n <= MOST; n += 1 + n / 5)
            for (size_t rows = 0; rows < 3; rows++) {
                bool is_wide = (n + rows) % 2 == 0;
                memcpy(row, z + 3 * MOST, sizeof row);
                set[v]->score_row(row, z, l, rows, 1.3, is_wide ? wide : NULL, 40, mean, n);
                for (size_t i = 0; i < n; i++) {
                    double want = z[3 * MOST + i] * 1.3;
                    for (size_t k = 0; k < rows; k++)
                        want += l[k] * z[k * n + i];
                    want *= is_wide ? wide[i] : 1;
                    assert_true(row[i] == want + (40 + mean[i]));
                }
                memcpy(row, z, sizeof row);
                set[v]->frozen_row(row, is_wide ? wide : NULL, 40, 1.3, mean, n);
                for (size_t i = 0; i < n; i++)
                    assert_true(row[i] == 40 + mean[i] + 1.3 * (is_wide ? z[i] * wide[i] : z[i]));
                assert_true(n == MOST || row[n] == z[n]);
            }
}

/* NaN stays NaN where scores are held, and counts for nothing in sums and bins. */
static void figures(void **state)
{
    (void)state;
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    double x[MOST], to[MOST];
    uint16_t bin[MOST];
    tbi_rng_normals(x, MOST, 2, 6, 1);
    for (size_t i = 0; i < MOST; i += 7)
        x[i] = i % 3 == 0 ? NAN : i % 3 == 1 ? 1.5 : -INFINITY;
    for (size_t v = 0; v < sets; v++)
        for (size_t n = 1; n <= MOST; n += 1 + n / 5) {
            set[v]->hold(to, x, -1, -1.25, 0.75, n);
            set[v]->bins(bin, x, -2, 1.7, 5, n);
            for (size_t i = 0; i < n; i++) {
                double at = (x[i] + 2) * 1.7;
                assert_true(isnan(x[i]) ? isnan(to[i]) : to[i] == fmax(-1.25, fmin(0.75, -x[i])));
                assert_int_equal(bin[i], isnan(x[i]) ? 6 : at < 0 ? 0 : at > 5 ? 5 : (int)at);
            }
            for (int power = 1; power <= 2; power++) {
                double sum[8] = { 1, 2, 3, 4, 5, 6, 7, 8 }, want[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
                uint64_t known[8] = { 9 }, count[8] = { 9 };
                set[v]->sum_powers(sum, known, x, n, 0.25, power);
                for (size_t i = 0; i < n; i++) {
                    double by = x[i] - 0.25;
                    want[i % 8] += isnan(x[i]) ? 0 : power == 2 ? by * by : by;
                    count[i % 8] += isnan(x[i]) ? 0 : 1;
                }
                assert_memory_equal(sum, want, sizeof want);
                assert_memory_equal(known, count, sizeof count);
            }
        }
}

/* The first point of a grid that covers a need, by trying all. */
static void need_steps(void **state)
{
    (void)state;
    enum { POINTS = 9, BELOW = 4 };
    static const double MOST_POINTS = 1.6;
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    double others[MOST];
    uint8_t row[MOST];
    tbi_rng_normals(others, MOST, 2, 7, 1);
    for (size_t i = 0; i < MOST; i += 5)
        others[i] = MOST_POINTS * ((int)(i / 5 % 19) - 5) / (POINTS - 1); /* on the grid */
    for (size_t v = 0; v < sets; v++)
        for (size_t n = 1; n <= MOST; n += 1 + n / 5) {
            set[v]->need_steps(row, others, 0, MOST_POINTS, POINTS, BELOW, n);
            for (size_t i = 0; i < n; i++) {
                int at = 0, spare = 0;
                while (at < POINTS && MOST_POINTS * at / (POINTS - 1) < others[i])
                    at++;
                while (spare < BELOW && -MOST_POINTS * (spare + 1) / (POINTS - 1) >= others[i])
                    spare++;
                assert_int_equal(row[i], spare > 0 ? POINTS + spare : at);
            }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(integers),   cmocka_unit_test(rows),
                                        cmocka_unit_test(doubles),    cmocka_unit_test(points),
                                        cmocka_unit_test(open_draws), cmocka_unit_test(open_draws),
                                        cmocka_unit_test(scales),     cmocka_unit_test(filters),
                                        cmocka_unit_test(wins),       cmocka_unit_test(turns),
                                        cmocka_unit_test(draws),      cmocka_unit_test(figures),
                                        cmocka_unit_test(need_steps) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
