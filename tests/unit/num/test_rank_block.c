/* test_rank_block.c - the rank kernels against counting by hand: ties, absent scores, infinities,
 * denormals, near-ties; every instruction set; every size. */
#include "support/check.h"

#include "num/rank_block.h"
#include "num/rng.h"
#include "num/simd.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a rank is, word for word. */
static void by_definition(uint16_t *rank, const double *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        rank[i] = (uint16_t)(isnan(s[i]) ? 0 : 1);
        for (size_t j = 0; j < n && rank[i] != 0; j++)
            rank[i] = (uint16_t)(rank[i] + (s[j] > s[i]));
    }
}

static double strange(tb_rng *r, int kind)
{
    static const double odd[] = {
        0.0,    -0.0,    5e-324,   -5e-324, 1e-310,   INFINITY,          -INFINITY,
        NAN,    DBL_MAX, -DBL_MAX, 1.0,     0x1p1023, 1.0 + DBL_EPSILON, 1.0 - DBL_EPSILON / 2,
        DBL_MIN
    };
    double z = tbi_rng_normal(r);
    switch (kind) {
    case 0:
        return z;
    case 1:
        return floor(z * 3); /* many ties */
    case 2:
        return odd[tbi_rng_below(r, sizeof odd / sizeof *odd)];
    case 3:
        return 50 + floor(z * 4) * 0x1p-47; /* neighbours in the last bits */
    case 4:
        return tbi_rng_uniform(r) < 0.3 ? NAN : z;
    case 5:
        return 7.25;
    case 6:
        return ldexp(z, (int)tbi_rng_below(r, 2000) - 1000); /* one dwarfs the other */
    case 7:
        return z * 5e-322;
    default:
        /* crowds beside outliers */
        return tbi_rng_uniform(r) < 0.02 ? 1e300 * z : 1 + z * 1e-14;
    }
}

static void check_block(size_t n, size_t draws, int kind, uint64_t seed)
{
    double *score = calloc(n * draws, sizeof *score);
    double *row = calloc(n, sizeof *row);
    uint16_t *rank = calloc(n * draws, sizeof *rank);
    uint16_t *want = calloc(n, sizeof *want);
    uint16_t *got = calloc(n, sizeof *got);
    uint16_t *order = calloc(n, sizeof *order);
    void *scratch = aligned_alloc(64, (tbi_rank_scratch(n) + 63) / 64 * 64);
    uint64_t *count = calloc(n * n, sizeof *count);
    uint64_t *wanted = calloc(n * n, sizeof *count);
    int64_t *tie = calloc(n * (n + 1), sizeof *tie);
    double *probability = calloc(n * n, sizeof *probability);
    assert_true(score && row && rank && want && got && order && scratch && count && wanted && tie &&
                probability);
    tb_rng r;
    tbi_rng_start(&r, seed, 5, (uint64_t)kind);
    for (size_t i = 0; i < n * draws; i++)
        score[i] = strange(&r, kind);
    tbi_rank_block(rank, score, n, draws, scratch);
    double ranked_all = 0;
    for (size_t d = 0; d < draws; d++) {
        size_t ranked = 0;
        for (size_t i = 0; i < n; i++)
            ranked += isnan(row[i] = score[i * draws + d]) ? 0 : 1;
        ranked_all += (double)ranked;
        by_definition(want, row, n);
        tbi_rank_single(got, order, row, n, scratch);
        for (size_t i = 0; i < n; i++) {
            assert_int_equal(rank[i * draws + d], want[i]);
            assert_int_equal(got[i], want[i]);
            if (want[i])
                wanted[i * n + want[i] - 1]++;
        }
        for (size_t p = 1; p < ranked; p++)
            assert_true(row[order[p - 1]] >= row[order[p]]);
    }
    tb_rank_counts c = { n, count, tie };
    tbi_rank_count(&c, score, draws, draws, scratch);
    assert_memory_equal(count, wanted, n * n * sizeof *count);
    /* rows sum to the chance of being ranked; all together to the number ranked; a place is held by
     * at most one */
    tbi_rank_probability(probability, &c, (double)draws);
    double all = 0, least = 0;
    for (size_t i = 0; i < n; i++) {
        double sum = 0, place = 0;
        for (size_t p = 0; p < n; p++) {
            sum += probability[i * n + p];
            place += probability[p * n + i];
            least = fmin(least, probability[i * n + p]);
        }
        assert_true(fabs(sum - (double)tbi_rank_count_ranked(&c, i) / (double)draws) < 1e-12);
        assert_true(place < 1 + 1e-12 && (kind == 2 || kind == 4 || place > 1 - 1e-12));
        all += sum;
    }
    assert_true(least == 0);
    assert_true(fabs(all - ranked_all / (double)draws) < 1e-9);
    free(score);
    free(row);
    free(rank);
    free(want);
    free(got);
    free(order);
    free(scratch);
    free(count);
    free(wanted);
    free(tie);
    free(probability);
}

static void sizes_and_kinds(void **state)
{
    (void)state;
    static const size_t sizes[] = { 1,  2,  3,  15, 16, 17, 31,  32,  33,
                                    34, 60, 61, 63, 64, 65, 100, 300, 700 };
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (int kind = 0; kind < 9; kind++)
            check_block(sizes[s], sizes[s] > 100 ? 8 : 40, kind, 100 + s);
}

/* The instruction sets, on 40,960 vectors, 2,560 of each strange kind: identical key tables, flags
 * and counts of absent scores; and each sorted. Two million are in property.rank_laws. */
static void every_set_the_same(void **state)
{
    (void)state;
    enum { N = 63, D = 64 };
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    static double score[N * D];
    static int32_t key[3][64 * 16];
    for (int round = 0; round < 640; round++) {
        tb_rng r;
        tbi_rng_start(&r, 99, 5, (uint64_t)round);
        int kind = round % 16 < 9 ? round % 16 : 0;
        if (kind == 0)
            tbi_rng_normal_block(score, N, D, 3, 5, (uint64_t)round * D);
        else
            for (size_t i = 0; i < N * D; i++)
                score[i] = strange(&r, kind);
        for (size_t d = 0; d < D; d += 16) {
            size_t draws = round % 5 == 4 ? 8 : 16;
            uint8_t absent[3][16];
            unsigned flag[3], all = (1u << draws) - 1;
            for (size_t v = 0; v < sets; v++) {
                flag[v] = set[v]->sort_64(key[v], absent[v], score + d, D, N, draws) & all;
                assert_int_equal(flag[v], flag[0]);
                assert_memory_equal(absent[v], absent[0], draws);
                for (size_t p = 0; p < 64; p++)
                    assert_memory_equal(key[v] + 16 * p, key[0] + 16 * p, draws * sizeof(int32_t));
            }
            size_t sorted = 0;
            for (size_t p = 0; p + 1 < 64; p++)
                for (size_t l = 0; l < draws; l++)
                    sorted += key[0][16 * p + l] > key[0][16 * (p + 1) + l];
            assert_int_equal(sorted, 63 * draws);
        }
    }
}

/* One column added to the scores of many draws, in other amounts: exact ranks of the sums, whatever
 * the scores are; and the same keys and rows from every instruction set. */
static void changed(size_t n, size_t draws, int kind, tb_rng *r, void *scratch)
{
    double score[64 * 16];
    double v[64];
    double amount[16];
    double down[16];
    double up[16];
    double low = 0;
    double high = 0;
    double sum[64] = { 0 };
    uint8_t row[16 * 64];
    uint16_t want[64];
    static tb_rank_base b;
    for (size_t i = 0; i < n * 16; i++)
        score[i] = strange(r, kind);
    for (size_t i = 0; i < n; i++) {
        v[i] = kind == 1 ? floor(tbi_rng_normal(r)) : tbi_rng_normal(r);
        low = fmin(low, v[i]);
        high = fmax(high, v[i]);
    }
    for (size_t d = 0; d < 16; d++) {
        amount[d] = d % 5 == 0 ? 0 : tbi_rng_normal(r);
        down[d] = fmin(amount[d] * low, amount[d] * high);
        up[d] = fmax(amount[d] * low, amount[d] * high);
    }
    tbi_rank_base_make(&b, score, 16, n, draws, down, up);
    tbi_rank_bytes_changed(row, &b, v, amount, scratch);
    for (size_t d = 0; d < draws; d++) {
        for (size_t i = 0; i < n; i++)
            sum[i] = fma(v[i], amount[d], score[i * 16 + d]);
        by_definition(want, sum, n);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(row[64 * d + i], want[i]);
    }
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    static double level[3][64 * 16], scale[3][16];
    static int32_t key[3][64 * 16];
    static uint8_t rows[3][16 * 64];
    unsigned near[3];
    for (size_t k = 0; k < sets; k++) {
        set[k]->levels(level[k], scale[k], score, 16, n, 16, down, up);
        near[k] = set[k]->sort_changed(key[k], level[k], b.some_gone ? b.gone : NULL, v, amount, n);
        assert_memory_equal(level[k], level[0], n * 16 * sizeof(double));
        assert_memory_equal(scale[k], scale[0], sizeof scale[0]);
        assert_int_equal(near[k], near[0]);
        assert_memory_equal(key[k], key[0], n * 16 * sizeof(int32_t));
        if (n <= 32)
            continue; /* fewer rows of keys than rows need */
        set[k]->rows(rows[k], key[k]);
        assert_memory_equal(rows[k], rows[0], sizeof rows[0]);
    }
}

static void changed_columns(void **state)
{
    (void)state;
    void *scratch = aligned_alloc(64, (tbi_rank_scratch(64) + 63) / 64 * 64);
    tb_rng r;
    tbi_rng_start(&r, 12, 5, 0);
    for (int round = 0; round < 800; round++) {
        /* no infinities: a composite has none */
        static const int kinds[] = { 0, 1, 3, 4, 5, 7 };
        changed(2 + tbi_rng_below(&r, 63), round % 3 ? 16 : 8, kinds[round % 6], &r, scratch);
    }
    free(scratch);
}

static void triangle(void **state)
{
    (void)state;
    enum { N = 63, D = 40 };
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    static double l[N * (N + 1) / 2], mean[N], z[N * D], y[3][N * D];
    for (size_t n = 1; n <= N; n += 1 + n / 7) {
        tbi_rng_normals(l, n * (n + 1) / 2, 1, 5, n);
        tbi_rng_normals(mean, n, 1, 5, 1000 + n);
        tbi_rng_normal_block(z, n, D, 1, 5, 2000);
        for (size_t v = 0; v < sets; v++) {
            memset(y[v], 0, sizeof y[v]);
            set[v]->triangle(y[v], l, mean, z, n, D);
            assert_memory_equal(y[v], y[0], sizeof y[0]);
        }
        for (size_t i = 0; i < n; i++)
            for (size_t d = 0; d < D; d++) {
                double sum = mean[i];
                for (size_t j = 0; j <= i; j++)
                    sum = fma(l[i * (i + 1) / 2 + j], z[j * D + d], sum);
                assert_true(y[0][i * D + d] == sum);
            }
    }
}

static void one_row_by_hand(void **state)
{
    (void)state;
    /* 3 units, 8 draws: a tie of the first two in draws 0..3; unit 2 absent in draws 4..7 */
    double score[24];
    for (size_t d = 0; d < 8; d++) {
        score[d] = 2.385;
        score[8 + d] = d < 4 ? 2.385 : 1.7;
        score[16 + d] = d < 4 ? -3.1 : NAN;
    }
    uint64_t count[9] = { 0 };
    int64_t tie[12] = { 0 };
    double probability[9], want[9] = { 0.75, 0.25, 0, 0.25, 0.75, 0, 0, 0, 0.5 };
    tb_rank_counts c = { 3, count, tie };
    void *scratch = aligned_alloc(64, (tbi_rank_scratch(3) + 63) / 64 * 64);
    tbi_rank_count(&c, score, 8, 8, scratch);
    tbi_rank_probability(probability, &c, 8);
    for (int i = 0; i < 9; i++)
        CHECK_NEAR(probability[i], want[i], 1e-15);
    assert_int_equal(tbi_rank_count_top(&c, 1, 1), 4); /* shares the first place in four draws */
    assert_int_equal(tbi_rank_count_ranked(&c, 2), 4);
    CHECK_NEAR(tbi_rank_count_mean(&c, 1), 1.5, 1e-15);
    CHECK_NEAR(tbi_rank_count_shift(&c, 1, 3), 1.5, 1e-15);
    assert_int_equal(tbi_rank_count_quantile(&c, 1, 0.5), 1);
    assert_int_equal(tbi_rank_count_quantile(&c, 1, 0.51), 2);
    free(scratch);
}

/* Of many units places are counted in classes: the first 512 and means exactly, the others within
 * the width of a class of what the ranks themselves say. */
static void many_units_are_counted_in_classes(void **state)
{
    (void)state;
    enum { UNITS = 3001, DRAWS = 64 };
    double *score = malloc(UNITS * DRAWS * sizeof *score);
    uint16_t *rank = malloc(UNITS * DRAWS * sizeof *rank);
    double *row = malloc(UNITS * sizeof *row);
    void *scratch = aligned_alloc(64, (tbi_rank_scratch(UNITS) + 63) / 64 * 64);
    uint64_t *count = calloc(UNITS * tbi_rank_width(UNITS), sizeof *count);
    uint64_t *again = calloc(UNITS * tbi_rank_width(UNITS), sizeof *again);
    assert_true(score && rank && row && scratch && count && again);
    assert_int_equal(tbi_rank_class(1024), 1);
    assert_int_equal(tbi_rank_class(UNITS), 5);
    assert_int_equal(tbi_rank_ties(UNITS), 0);
    for (size_t i = 0; i < UNITS; i++)
        for (size_t d = 0; d < DRAWS; d++)
            score[i * DRAWS + d] =
                i % 100 == 7 && d < 9 ? NAN : (double)i + 700 * sin((double)(i * 64 + d * d));
    tb_rank_counts c = tbi_rank_counts_of(UNITS, count, NULL);
    tb_rank_counts by_rank = tbi_rank_counts_of(UNITS, again, NULL);
    tbi_rank_count(&c, score, DRAWS, DRAWS, scratch);
    tbi_rank_block(rank, score, UNITS, DRAWS, scratch);
    tbi_rank_count_ranks(&by_rank, rank, DRAWS, DRAWS);
    assert_memory_equal(count, again, UNITS * tbi_rank_width(UNITS) * sizeof *count);
    for (size_t i = 0; i < UNITS; i += 7) { /* some of whom are absent from draws */
        double sum = 0, ranked = 0, shift = 0, mass = 0;
        size_t best = 0, upto[UNITS / 100 + 1] = { 0 };
        for (size_t d = 0; d < DRAWS; d++) {
            size_t r = rank[i * DRAWS + d];
            if (r == 0)
                continue;
            ranked++;
            sum += (double)r;
            shift += fabs((double)r - 900);
            best += r <= 500;
            for (size_t k = 0; k < UNITS / 100; k++)
                upto[k] += r <= 100 * (k + 1);
        }
        assert_int_equal(tbi_rank_count_ranked(&c, i), ranked);
        CHECK_NEAR(tbi_rank_count_mean(&c, i), sum / ranked, 1e-12 * sum);
        CHECK_NEAR(tbi_rank_count_shift(&c, i, 900), shift / ranked, 2.5);
        assert_int_equal(tbi_rank_count_top(&c, i, 500), best);
        assert_int_equal(tbi_rank_count_top(&c, i, UNITS), ranked);
        tbi_rank_count_row(row, &c, i);
        for (size_t p = 0; p < UNITS; p++)
            mass += row[p];
        CHECK_NEAR(mass, ranked, 1e-9);
        for (size_t k = 0; k < UNITS / 100; k++) {
            /* the class that holds place 100 (k + 1) is the only one that can be told wrong */
            size_t place = 100 * (k + 1), inside = 0;
            for (size_t d = 0; d < DRAWS; d++)
                inside += rank[i * DRAWS + d] > 0 && rank[i * DRAWS + d] + 5u > place &&
                          rank[i * DRAWS + d] < place + 5u;
            size_t got = tbi_rank_count_top(&c, i, place);
            assert_true(got <= upto[k] + inside && got + inside >= upto[k]);
            /* by quantiles, the same told the other way round */
            if (upto[k] > 0)
                assert_true(tbi_rank_count_quantile(&c, i, (double)upto[k] / ranked) <= place + 5);
        }
    }
    free(score);
    free(rank);
    free(row);
    free(scratch);
    free(count);
    free(again);
}

/* Absent scores, also of rows that a table lacks, are not near each other: only scores that nearly
 * meet may ask to be compared again. */
static void absent_scores_are_not_near(void **state)
{
    (void)state;
    enum { DRAWS = 16 };
    const tb_simd *set[3];
    size_t sets = tbi_simd_all(set);
    double score[64 * DRAWS];
    static int32_t key[64 * 16] __attribute__((aligned(64)));
    uint8_t absent[DRAWS];
    for (size_t i = 0; i < 64; i++)
        for (size_t d = 0; d < DRAWS; d++)
            score[i * DRAWS + d] = i == 3 || i == 4 || i == 5 ? NAN : (double)(i * 29 % 64);
    for (size_t v = 0; v < sets; v++)
        for (size_t n = 8; n <= 64; n += 7) {
            assert_int_equal(set[v]->sort_64(key, absent, score, DRAWS, n, DRAWS), 0);
            assert_int_equal(absent[0], 3);
        }
    score[9 * DRAWS + 2] = score[11 * DRAWS + 2];
    for (size_t v = 0; v < sets; v++)
        assert_int_equal(set[v]->sort_64(key, absent, score, DRAWS, 34, DRAWS), 1 << 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(many_units_are_counted_in_classes),
                                        cmocka_unit_test(absent_scores_are_not_near),
                                        cmocka_unit_test(one_row_by_hand),
                                        cmocka_unit_test(sizes_and_kinds),
                                        cmocka_unit_test(every_set_the_same),
                                        cmocka_unit_test(changed_columns),
                                        cmocka_unit_test(triangle) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
