/* One column on every scale by hand, with ties and an absent value. */
#include "support/check.h"

#include "num/rank_block.h"
#include "simulate/composite.h"
#include "simulate/normalise.h"

#include <math.h>

enum { UNITS = 6 };

/* 7.5 twice, and the fourth is not published. */
static const double column[UNITS] = { 2.5, 7.5, 4, NAN, 7.5, 1 };

static void check_scale(int norm, const double *wanted)
{
    static double room[4096];
    tb_sim_components parts = { .units = UNITS, .parts = 1 };
    double point = 2;
    double weight = 0.25;
    double high = 10;
    parts.point = &point;
    parts.weight = &weight;
    parts.high = &high;
    tb_design d = { .parts = &parts };
    double v[UNITS];
    uint16_t rank[UNITS];
    assert_true(tbi_rank_scratch(UNITS) <= sizeof room);
    tbi_normalise(v, 1, &d, 0, norm, column, rank, room);
    for (size_t i = 0; i < UNITS; i++)
        CHECK_NEAR(v[i], wanted[i], 1e-12);
}

/* Five are known. Of percentiles: the share below and half of the equal, so that the two best, which
 * are equal, stand at 80, and all five have the mean 50. */
static void ranks_and_percentiles_share_ties(void **state)
{
    (void)state;
    static const double rank[UNITS] = { 2, 5, 3, 0, 5, 1 };
    static const double percentile[UNITS] = { 30, 80, 50, 0, 80, 10 };
    check_scale(TB_NORM_RANK, rank);
    check_scale(TB_NORM_PERCENTILE, percentile);
}

/* 1 to 100; mean 4.5 and standard deviation sqrt(34.5 / 4) of the five; over the best, 7.5; points of
 * the composite over the official weight, 8. */
static void affine_scales_are_what_they_are_called(void **state)
{
    (void)state;
    double sd = sqrt((4 + 9 + 0.25 + 9 + 12.25) / 4);
    const double minmax[UNITS] = { 1 + 99 * 1.5 / 6.5, 100, 1 + 99 * 3 / 6.5, 0, 100, 1 };
    const double zscore[UNITS] = { -2 / sd, 3 / sd, -0.5 / sd, 0, 3 / sd, -3.5 / sd };
    const double distance[UNITS] = { 1. / 3, 1, 4 / 7.5, 0, 1, 1 / 7.5 };
    const double none[UNITS] = { 20, 60, 32, 0, 60, 8 };
    check_scale(TB_NORM_MINMAX, minmax);
    check_scale(TB_NORM_ZSCORE, zscore);
    check_scale(TB_NORM_DISTANCE, distance);
    check_scale(TB_NORM_NONE, none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_and_percentiles_share_ties),
        cmocka_unit_test(affine_scales_are_what_they_are_called),
    };
    return cmocka_run_group_tests_name("simulate.normalise", tests, NULL, NULL);
}
