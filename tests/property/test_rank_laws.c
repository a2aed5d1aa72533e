/* property: what ranks do not depend on, and what meeting a goal must agree with. Fixed streams;
 * scores of many digits and of few, so that ties occur. */
#include "num/rank_block.h"
#include "num/rng.h"
#include "support/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/goal.h>

enum { N = 63, ROUNDS = 200 };

static void draw(double *score, uint64_t round, bool coarse)
{
    tb_rng r;
    tbi_rng_start(&r, 20260101, 7, round);
    for (size_t i = 0; i < N; i++) {
        double u = tbi_rng_uniform(&r);
        score[i] = u < 0.03 ? NAN : coarse ? floor(u * 40) / 4 + 60 : 60 + 30 * u;
    }
}

static void ranks_ignore_a_common_shift_and_scale(void **state)
{
    (void)state;
    double score[N], moved[N];
    int a[N], b[N];
    size_t scratch[N];
    for (uint64_t k = 0; k < ROUNDS; k++) {
        draw(score, k, true);
        for (size_t i = 0; i < N; i++)
            moved[i] = score[i] * 2 - 8; /* exact in doubles */
        tb_rank_scores(a, score, N, 1, scratch);
        tb_rank_scores(b, moved, N, 1, scratch);
        assert_memory_equal(a, b, sizeof a);
        for (size_t i = 0; i < N; i++)
            moved[i] = -score[i];
        tb_rank_scores(b, moved, N, -1, scratch);
        assert_memory_equal(a, b, sizeof a);
    }
}

static void ranks_follow_a_permutation(void **state)
{
    (void)state;
    double score[N], other[N];
    int a[N], b[N];
    size_t scratch[N];
    for (uint64_t k = 0; k < ROUNDS; k++) {
        draw(score, k, k % 2 == 0);
        /* 10 and 63 have no common factor */
        for (size_t i = 0; i < N; i++)
            other[(i * 10 + k) % N] = score[i];
        tb_rank_scores(a, score, N, 1, scratch);
        tb_rank_scores(b, other, N, 1, scratch);
        for (size_t i = 0; i < N; i++)
            assert_int_equal(a[i], b[(i * 10 + k) % N]);
    }
}

static void ranks_of_distinct_scores_are_one_to_n(void **state)
{
    (void)state;
    double score[N];
    int rank[N];
    size_t scratch[N];
    for (uint64_t k = 0; k < ROUNDS; k++) {
        int seen[N + 1] = { 0 }, known = 0;
        draw(score, k, false);
        tb_rank_scores(rank, score, N, 1, scratch);
        for (size_t i = 0; i < N; i++) {
            assert_int_equal(rank[i] == 0, isnan(score[i]));
            known += rank[i] > 0;
            seen[rank[i]]++;
        }
        for (int r = 1; r <= known; r++)
            assert_int_equal(seen[r], 1);
    }
}

/* One definition twice: the unit meets its bar exactly when its score is at least what tb_goal_need
 * says. */
static void meeting_a_goal_and_its_need_agree(void **state)
{
    (void)state;
    double score[N], others[N - 1], scratch[N];
    int rank[N];
    size_t order[N];
    for (uint64_t k = 0; k < ROUNDS; k++) {
        draw(score, k, k % 2 == 0);
        tb_rank_scores(rank, score, N, 1, order);
        for (size_t u = 0; u < N; u += 5) {
            if (isnan(score[u]))
                continue;
            memcpy(others, score, u * sizeof *score);
            memcpy(others + u, score + u + 1, (N - 1 - u) * sizeof *score);
            for (int place = 1; place <= N; place += 4) {
                tb_goal_requirement bars[] = { { place, 0, NAN, false, false },
                                               { place, 0, 64.25, k % 3 == 0, false },
                                               { 0, 0, 66.5, k % 3 == 1, false } };
                for (size_t b = 0; b < 3; b++) {
                    double need = tb_goal_need(&bars[b], others, N - 1, NULL, 0, scratch);
                    assert_int_equal(tb_goal_met(&bars[b], score[u], rank[u], 0), score[u] >= need);
                }
            }
        }
    }
}

/* The sorting kernels: normal scores seldom come so near that their keys cannot tell them apart, so
 * many are drawn. */
static void two_million_vectors_are_sorted(void **state)
{
    (void)state;
    enum { D = 512 };
    static double score[N * D];
    static uint16_t rank[N * D];
    void *scratch = aligned_alloc(64, (tbi_rank_scratch(N) + 63) / 64 * 64);
    for (uint64_t block = 0; block < 4000; block++) { /* two million */
        tbi_rng_normal_block(score, N, D, 11, 5, block * D);
        tbi_rank_block(rank, score, N, D, scratch);
        /* a permutation that sorts: every rank once, and scores fall along it */
        for (size_t d = 0; d < D; d++) {
            double at[N + 1];
            uint64_t seen = 0;
            for (size_t i = 0; i < N; i++) {
                seen |= (uint64_t)1 << rank[i * D + d];
                at[rank[i * D + d]] = score[i * D + d];
            }
            assert_true(seen == ~(uint64_t)0 << 1);
            int falls = 1;
            for (size_t p = 2; p <= N; p++)
                falls &= at[p] < at[p - 1];
            assert_true(falls);
        }
    }
    free(scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_ignore_a_common_shift_and_scale),
        cmocka_unit_test(ranks_follow_a_permutation),
        cmocka_unit_test(ranks_of_distinct_scores_are_one_to_n),
        cmocka_unit_test(meeting_a_goal_and_its_need_agree),
        cmocka_unit_test(two_million_vectors_are_sorted),
    };
    return cmocka_run_group_tests_name("rank_laws", tests, NULL, NULL);
}
