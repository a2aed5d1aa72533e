/* test_curve_needs.c - the byte that stands for a need says of every point of the grid whether it
 * covers the need, as the definition does; and the others of a draw stand in order. */
#include "support/check.h"

#include "attain/curve_needs.h"
#include "attain/rivals.h"
#include "num/rng.h"

#include <math.h>

enum { UNITS = 23, FOCUS = 7, DRAWS = 3000 };

static tb_index index_of = { .n_unit = UNITS };
static tb_index_draws track = { .index = &index_of, .focus = FOCUS };
static tb_goal_state aim = { .track = &track, .sign = 1 };

/* Ties, absent units, and needs that lie on points of the grid. */
static void draw(double *score, tb_rng *r)
{
    for (size_t i = 0; i < UNITS; i++) {
        score[i] = floor(8 * tbi_rng_normal(r)) / 8;
        if (tbi_rng_below(r, 15) == 0)
            score[i] = NAN;
    }
}

/* How many stand ahead with so many points on top, from the definition. */
static size_t count_ahead(const double *score, double points)
{
    size_t ahead = 0;
    for (size_t i = 0; i < UNITS; i++)
        ahead += i != FOCUS && score[i] - score[FOCUS] > points;
    return ahead;
}

/* A byte against the numbers ahead at each point of the grid, from TB_CURVE_BELOW steps less on:
 * place k + 1 is reached where no more than k are ahead. */
static void check_step(uint8_t step, size_t k, const size_t *ahead)
{
    bool room = step > TB_NEED_BEYOND; /* held with so many steps less */
    int spare = room ? step - TB_NEED_BEYOND : 0, wrong = 0;
    for (int x = 0; x < TB_CURVE_POINTS; x++)
        wrong += (room || step <= x) != (ahead[TB_CURVE_BELOW + x] <= k);
    for (int x = 1; x <= TB_CURVE_BELOW; x++)
        wrong += (spare >= x) != (ahead[TB_CURVE_BELOW - x] <= k);
    assert_int_equal(wrong, 0);
}

static void bytes_say_what_the_definition_says(void **state)
{
    tb_arena own = { 0 };
    tb_curve_needs w;
    tb_rng r;
    (void)state;
    tbi_rng_start(&r, 5, TB_STREAM_SIMULATE, 0);
    assert_true(tbi_curve_needs_start(&w, &aim, DRAWS, NULL, 0, &own));
    w.most = 2; /* steps of 1/32: every need is a point of the grid or beyond it */
    for (size_t d = 0; d < DRAWS; d++) {
        double score[UNITS], others[UNITS];
        draw(score, &r);
        size_t n = tbi_others_sort(others, &aim, score, UNITS, NULL);
        for (size_t k = 1; k < n; k++)
            assert_true(others[k - 1] >= others[k]);
        tbi_curve_needs_note(&w, d, others, n, score[FOCUS]);
        const uint8_t *step = w.step + d * w.rows;
        size_t ahead[TB_CURVE_BELOW + TB_CURVE_POINTS];
        for (int x = -TB_CURVE_BELOW; x < TB_CURVE_POINTS; x++)
            ahead[x + TB_CURVE_BELOW] = count_ahead(score, x / 32.0);
        for (size_t k = 0; k < UNITS; k++) {
            if (isnan(score[FOCUS]))
                assert_int_equal(step[k], TB_NEED_NONE);
            else
                check_step(step[k], k, ahead);
        }
    }
    tbi_arena_free(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_say_what_the_definition_says),
    };
    return cmocka_run_group_tests_name("attain.curve_needs", tests, NULL, NULL);
}
