/* test_gap.c - the gap says exactly what the definition of a goal says: at or below zero it is met,
 * above it is not. */
#include "support/check.h"

#include "attain/gap.h"
#include "num/rank.h"
#include "num/rng.h"

#include <math.h>
#include <string.h>

enum { UNITS = 23, YEARS = 4, FOCUS = 7 };

static double room[3][UNITS];
static tb_gap_scratch scratch = { .a = room[0], .b = room[1], .c = room[2] };
static unsigned char region[UNITS];
static tb_index_draws track = { .focus = FOCUS, .n_year = YEARS };

static void draw(double *score, tb_rng *r)
{
    for (size_t i = 0; i < YEARS * UNITS; i++) {
        score[i] = floor(4 * tbi_rng_normal(r)) / 4; /* many ties */
        if (tbi_rng_below(r, 15) == 0)
            score[i] = NAN;
    }
    for (size_t i = 0; i < UNITS; i++)
        region[i] = i != FOCUS && i % 3 == 1;
}

/* Whether the goal is met, from the rules of tb_goal_met, without a gap. */
static bool met(const tb_goal_state *aim, const double *score)
{
    const double *now = score + aim->year_at * UNITS, *then = score + aim->base_at * UNITS;
    tb_goal_base base = aim->base;
    tb_goal_requirement bar;
    int region_rank = 1;
    if (aim->base_at != SIZE_MAX) {
        if (isnan(then[FOCUS]))
            return false;
        base.score = then[FOCUS];
        base.rank = tbi_rank_of(then, UNITS, then[FOCUS], 1);
    }
    if (!tb_goal_requirement_of(&bar, &aim->goal, &base, NULL, NULL))
        return false;
    for (size_t i = 0; i < UNITS; i++)
        region_rank += region[i] && now[i] > now[FOCUS];
    return !isnan(now[FOCUS]) &&
           tb_goal_met(&bar, now[FOCUS], tbi_rank_of(now, UNITS, now[FOCUS], 1), region_rank);
}

static void gap_below_zero_is_met(void **state)
{
    (void)state;
    const tb_goal goals[] = {
        { .kind = TB_GOAL_PLACE, .place = 6 },
        { .kind = TB_GOAL_PLACE, .place = 40 },
        { .kind = TB_GOAL_CLIMB, .up = 3 },
        { .kind = TB_GOAL_CLIMB, .up = 30 },
        { .kind = TB_GOAL_SCORE, .points = 0.5 },
        { .kind = TB_GOAL_SCORE, .points = 0.5, .strict = true },
        { .kind = TB_GOAL_GAIN, .points = 1.25 },
        { .kind = TB_GOAL_KEEP },
        { .kind = TB_GOAL_IMPROVE, .rise_rank = true },
        { .kind = TB_GOAL_IMPROVE, .rise_score = true },
        { .kind = TB_GOAL_IMPROVE, .rise_score = true, .rise_rank = true },
        { .kind = TB_GOAL_BAND, .place = 9, .place_best = 4 },
        { .kind = TB_GOAL_REGION, .place = 2 },
    };
    double score[YEARS * UNITS];
    tb_rng r;
    tbi_rng_start(&r, 5, 1, 0);
    size_t yes = 0, no = 0;
    for (size_t g = 0; g < sizeof goals / sizeof *goals; g++) {
        tb_goal_state aim = { .goal = goals[g],
                              .track = &track,
                              .year_at = 3,
                              .base_at = 1,
                              .draw_score = true,
                              .draw_rank = true,
                              .region = region,
                              .sign = 1,
                              .base = { .score = NAN } };
        for (size_t k = 0; k < 400; k++) {
            tb_gap_draw d;
            draw(score, &r);
            tbi_gap_of(&d, &aim, score, NULL, true, UNITS, &scratch);
            assert_int_equal(d.gap <= 0, met(&aim, score));
            d.gap <= 0 ? yes++ : no++;
            if (!isfinite(d.gap))
                continue;
            /* adding just the gap meets it; a hair less does not */
            double *own = &score[3 * UNITS + FOCUS], before = *own;
            *own = d.need;
            assert_true(met(&aim, score));
            *own = nextafter(d.need, -INFINITY);
            assert_false(met(&aim, score));
            *own = before;
        }
    }
    assert_true(yes > 500 && no > 500);
}

static void a_stronger_end_is_never_easier(void **state)
{
    (void)state;
    double score[YEARS * UNITS];
    tb_rng r;
    tbi_rng_start(&r, 6, 1, 0);
    tb_goal_state aim = { .goal = { .kind = TB_GOAL_CLIMB, .up = 2, .up_best = 6 },
                          .track = &track,
                          .year_at = 3,
                          .base_at = SIZE_MAX,
                          .sign = 1,
                          .base = { .score = NAN, .rank = 12 } };
    for (size_t k = 0; k < 500; k++) {
        tb_gap_draw d;
        draw(score, &r);
        tbi_gap_of(&d, &aim, score, score, true, UNITS, &scratch);
        assert_true(d.best != TB_GAP_MET || d.gap <= 0);
    }
}

static void a_path_needs_every_step(void **state)
{
    (void)state;
    double score[YEARS * UNITS];
    tb_rng r;
    size_t all = 0;
    tbi_rng_start(&r, 8, 1, 0);
    tb_goal_state aim = { .goal = { .kind = TB_GOAL_YEARLY, .up = 1 },
                          .track = &track,
                          .year_at = 3,
                          .first_step = 1,
                          .base_at = SIZE_MAX,
                          .sign = 1,
                          .base = { .score = NAN, .rank = 15 } };
    for (size_t k = 0; k < 4000; k++) {
        tb_gap_draw d;
        draw(score, &r);
        int before = 15;
        bool every = true;
        for (size_t t = 1; t < YEARS; t++) {
            const double *then = score + t * UNITS;
            int rank = tbi_rank_of(then, UNITS, then[FOCUS], 1);
            int wanted = before - 1 > 1 ? before - 1 : 1;
            every &= rank > 0 && rank <= wanted;
            before = rank;
        }
        tbi_gap_of(&d, &aim, score, NULL, true, UNITS, &scratch);
        assert_int_equal(d.gap <= 0, every);
        all += every;
    }
    assert_true(all > 20);
}

static void less_can_be_more(void **state)
{
    (void)state;
    double score[UNITS];
    for (size_t i = 0; i < UNITS; i++)
        score[i] = (double)i;
    tb_index_draws one = { .focus = FOCUS, .n_year = 1 };
    tb_goal_state aim = { .goal = { .kind = TB_GOAL_PLACE, .place = 5 },
                          .track = &one,
                          .base_at = SIZE_MAX,
                          .sign = -1,
                          .base = { .score = NAN } };
    tb_gap_draw d;
    tbi_gap_of(&d, &aim, score, NULL, true, UNITS, &scratch);
    assert_int_equal(d.rank, FOCUS + 1);
    CHECK_NEAR(d.gap, FOCUS - 4.0, 1e-12);
}

/* A table turned round, in which less is better, lacks the same: places of the goal's year and of a
 * base year that is drawn are counted from the other end. */
static void a_table_turned_round_lacks_the_same(void **state)
{
    (void)state;
    const tb_goal goals[] = { { .kind = TB_GOAL_PLACE, .place = 6 },
                              { .kind = TB_GOAL_CLIMB, .up = 3 },
                              { .kind = TB_GOAL_KEEP },
                              { .kind = TB_GOAL_IMPROVE, .rise_rank = true },
                              { .kind = TB_GOAL_REGION, .place = 2 } };
    double score[YEARS * UNITS], turned[YEARS * UNITS];
    size_t lacking = 0;
    tb_rng r;
    tbi_rng_start(&r, 6, 1, 0);
    for (size_t g = 0; g < sizeof goals / sizeof *goals; g++) {
        tb_goal_state aim = { .goal = goals[g],
                              .track = &track,
                              .year_at = 3,
                              .base_at = 1,
                              .draw_score = true,
                              .draw_rank = true,
                              .region = region,
                              .sign = 1,
                              .base = { .score = NAN } };
        for (size_t k = 0; k < 100; k++) {
            tb_gap_draw d, other;
            draw(score, &r);
            for (size_t i = 0; i < YEARS * UNITS; i++)
                turned[i] = -score[i];
            aim.sign = 1;
            tbi_gap_of(&d, &aim, score, NULL, true, UNITS, &scratch);
            aim.sign = -1;
            tbi_gap_of(&other, &aim, turned, NULL, true, UNITS, &scratch);
            assert_true(other.gap == d.gap);
            assert_int_equal(other.rank, d.rank);
            assert_int_equal(other.base_rank, d.base_rank);
            lacking += d.gap > 0;
        }
    }
    assert_in_range(lacking, 100, 400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gap_below_zero_is_met),
        cmocka_unit_test(a_stronger_end_is_never_easier),
        cmocka_unit_test(a_path_needs_every_step),
        cmocka_unit_test(less_can_be_more),
        cmocka_unit_test(a_table_turned_round_lacks_the_same),
    };
    return cmocka_run_group_tests_name("attain.gap", tests, NULL, NULL);
}
