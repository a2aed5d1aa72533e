/* test_rank_sets.c - confidence sets for ranks against tests/reference/simulate/rank_sets.py, a
 * brute-force program from the paper's definitions whose output stands below. */
#include "support/check.h"

#include <tangbac/simulate.h>

#include <math.h>
#include <string.h>

enum { MOST = 12 };

typedef struct reference {
    size_t n;
    double level;
    size_t best;
    double rho, score[MOST], sd[MOST];
    int marginal[2 * MOST], simultaneous[2 * MOST], among_best[MOST];
} reference;

/* clang-format off */
static const reference cases[] = {
    { 5, 0.95, 2, 0.0, { 1.543, 2.463, 1.72, -1.46, -2.089 }, { 0.171, 0.139, 0.19, 0.28, 0.185 },
      { 2, 3, 1, 1, 2, 3, 4, 5, 4, 5 }, { 2, 3, 1, 1, 2, 3, 4, 5, 4, 5 }, { 1, 1, 1, 0, 0 } },
    { 6, 0.9, 3, 0.1, { 0.437, 2.483, 1.231, -1.332, -1.517, 0.353 }, { 0.483, 0.103, 0.356,
    0.282, 0.249, 0.361 },
      { 2, 4, 1, 1, 2, 4, 5, 6, 5, 6, 2, 4 }, { 2, 4, 1, 1, 2, 4, 5, 6, 5, 6, 2, 4 }, { 1, 1, 1,
      0, 0, 1 } },
    { 8, 0.9, 3, 0.3, { 0.413, 1.192, -1.395, 1.485, -1.379, -0.906, 2.32, 0.744 }, { 0.529,
    0.256, 0.146, 0.151, 0.187, 0.393, 0.542, 0.141 },
      { 3, 5, 1, 5, 6, 8, 1, 3, 6, 8, 6, 8, 1, 2, 3, 5 }, { 2, 6, 1, 5, 6, 8, 1, 4, 6, 8, 5, 8,
      1, 3, 3, 5 }, { 1, 1, 0, 1, 0, 0, 1, 1 } },
    { 5, 0.95, 2, 0.0, { -0.231, 0.424, -0.011, 0.248, 1.096 }, { 0.407, 0.413, 0.276, 0.269,
    0.344 },
      { 2, 5, 1, 5, 2, 5, 1, 5, 1, 3 }, { 1, 5, 1, 5, 1, 5, 1, 5, 1, 5 }, { 1, 1, 1, 1, 1 } },
    { 6, 0.9, 3, 0.1, { 0.196, -0.27, 1.596, -1.512, 0.603, -0.397 }, { 0.39, 0.549, 0.223,
    0.467, 0.441, 0.422 },
      { 2, 5, 2, 6, 1, 1, 4, 6, 1, 5, 2, 6 }, { 2, 5, 2, 6, 1, 2, 4, 6, 1, 5, 2, 6 }, { 1, 1, 1,
      0, 1, 1 } },
    { 7, 0.95, 2, 0.2, { -1.376, 1.255, 3.29, -0.756, -1.023, 0.773, 0.43 }, { 0.505, 0.493,
    0.377, 0.536, 0.488, 0.383, 0.47 },
      { 5, 7, 2, 4, 1, 1, 4, 7, 5, 7, 2, 4, 2, 6 }, { 5, 7, 2, 4, 1, 1, 3, 7, 4, 7, 2, 5, 2,
      6 }, { 0, 1, 1, 0, 0, 1, 1 } },
    { 9, 0.95, 2, 0.0, { -0.475, 2.846, -0.448, -2.607, 0.051, -0.886, -0.767, -2.573, 1.936 },
    { 0.221, 0.457, 0.248, 0.549, 0.189, 0.145, 0.302, 0.305, 0.39 },
      { 3, 7, 1, 2, 3, 7, 8, 9, 3, 6, 4, 7, 3, 7, 8, 9, 1, 2 }, { 3, 7, 1, 2, 3, 7, 8, 9, 3, 6,
      4, 7, 3, 7, 8, 9, 1, 2 }, { 0, 1, 0, 0, 0, 0, 0, 0, 1 } },
    { 5, 0.95, 2, 0.0, { -1.893, -0.842, 2.439, -0.759, 0.44 }, { 0.565, 0.387, 0.556, 0.504,
    0.411 },
      { 3, 5, 2, 5, 1, 1, 2, 5, 2, 3 }, { 3, 5, 2, 5, 1, 1, 2, 5, 2, 4 }, { 0, 1, 1, 1, 1 } },
    { 6, 0.9, 3, 0.1, { 1.655, -1.975, 1.758, -3.611, 0.162, 1.372 }, { 0.543, 0.207, 0.4,
    0.495, 0.255, 0.277 },
      { 1, 3, 5, 5, 1, 3, 6, 6, 4, 4, 1, 3 }, { 1, 3, 5, 5, 1, 3, 6, 6, 4, 4, 1, 3 }, { 1, 0, 1,
      0, 0, 1 } },
    { 7, 0.95, 2, 0.2, { -1.271, 3.976, 2.86, -1.142, -0.961, -1.201, 1.084 }, { 0.185, 0.578,
    0.242, 0.455, 0.187, 0.411, 0.208 },
      { 4, 7, 1, 2, 1, 2, 4, 7, 4, 7, 4, 7, 3, 3 }, { 4, 7, 1, 2, 1, 2, 4, 7, 4, 7, 4, 7, 3,
      3 }, { 0, 1, 1, 0, 0, 0, 0 } },
    { 10, 0.9, 3, 0.1, { 0.814, -0.098, -0.936, 0.604, 0.762, -0.677, 0.731, -0.102, -1.166,
    1.399 }, { 0.134, 0.124, 0.51, 0.329, 0.274, 0.309, 0.193, 0.352, 0.403, 0.136 },
      { 2, 5, 5, 9, 6, 10, 2, 7, 1, 6, 6, 10, 2, 6, 3, 10, 8, 10, 1, 1 }, { 2, 6, 5, 10, 5, 10,
      1, 8, 1, 6, 6, 10, 2, 6, 2, 10, 6, 10, 1, 3 }, { 1, 0, 0, 1, 1, 0, 1, 1, 0, 1 } },
};
/* clang-format on */

static void against_brute_force(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const reference *r = &cases[k];
        double covariance[MOST * MOST];
        int marginal[2 * MOST], simultaneous[2 * MOST];
        bool among_best[MOST];
        tb_err err = TB_ERR_INIT;
        for (size_t i = 0; i < r->n; i++)
            for (size_t j = 0; j < r->n; j++)
                covariance[i * r->n + j] = r->sd[i] * r->sd[j] * (i == j ? 1 : r->rho);
        tb_rank_sets sets = { marginal, simultaneous, among_best };
        for (int threads = 1; threads <= 3; threads += 2) {
            CHECK_OK(tb_rank_sets_make(&sets, r->score, covariance, r->n, r->level, 200000, r->best,
                                       7, threads, &err),
                     err);
            for (size_t i = 0; i < r->n; i++) {
                assert_int_equal(marginal[2 * i], r->marginal[2 * i]);
                assert_int_equal(marginal[2 * i + 1], r->marginal[2 * i + 1]);
                assert_int_equal(simultaneous[2 * i], r->simultaneous[2 * i]);
                assert_int_equal(simultaneous[2 * i + 1], r->simultaneous[2 * i + 1]);
                assert_int_equal(among_best[i], r->among_best[i]);
            }
        }
    }
}

/* Without error the sets are the ranks; with a huge one they are everything; a set never loses the
 * sample rank; what is no covariance is refused. */
static void extremes(void **state)
{
    (void)state;
    enum { N = 5 };
    double score[N] = { 1.1, 5.2, 3.3, 4.4, 2.5 };
    double none[N * N] = { 0 };
    double huge[N * N] = { 0 };
    double bad[N * N] = { 0 };
    int want[N] = { 5, 1, 3, 2, 4 }, marginal[2 * N], simultaneous[2 * N];
    bool among_best[N];
    tb_err err = TB_ERR_INIT;
    tb_rank_sets sets = { marginal, simultaneous, among_best };
    for (size_t i = 0; i < N; i++) {
        huge[i * N + i] = 1e6;
        bad[i * N + i] = 1;
    }
    bad[1] = bad[N] = 3;
    CHECK_OK(tb_rank_sets_make(&sets, score, none, N, 0.95, 1000, 2, 1, 1, &err), err);
    for (int i = 0; i < N; i++) {
        assert_true(marginal[2 * i] == want[i] && marginal[2 * i + 1] == want[i] &&
                    simultaneous[2 * i] == want[i] && simultaneous[2 * i + 1] == want[i]);
        assert_true(among_best[i] == (want[i] <= 2));
    }
    CHECK_OK(tb_rank_sets_make(&sets, score, huge, N, 0.95, 1000, 2, 1, 1, &err), err);
    for (int i = 0; i < N; i++)
        assert_true(marginal[2 * i] == 1 && marginal[2 * i + 1] == N && simultaneous[2 * i] == 1 &&
                    simultaneous[2 * i + 1] == N && among_best[i]);
    CHECK_FAILS(tb_rank_sets_make(&sets, score, bad, N, 0.95, 1000, 2, 1, 1, &err), TB_EDATA, err,
                "covariance");
    CHECK_FAILS(tb_rank_sets_make(&sets, score, none, N, 1.2, 1000, 2, 1, 1, &err), TB_EARG, err,
                "1.2");
    CHECK_FAILS(tb_rank_sets_make(&sets, score, none, N, 0.9, 10, 2, 1, 1, &err), TB_EARG, err,
                "100");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(against_brute_force),
                                        cmocka_unit_test(extremes) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
