/* test_component_noise.c - a standard error of the total that is given becomes errors of its parts: they
 * add up to it again, each part in proportion to its own spread. */
#include "support/check.h"

#include "simulate/components.h"

#include <math.h>

enum { PARTS = 3, UNITS = 4 };

/* Spreads of 1, 2 and none, at 1, 0.5 and 3 points of the total per point of the part; a unit that
 * lacks a value counts for the others only. */
static void an_error_of_the_total_is_shared(void **state)
{
    (void)state;
    double x[PARTS * UNITS] = { 9, 11, 9, 11, 6, 10, NAN, NAN, 5, 5, 5, 5 };
    double point[PARTS] = { 1, 0.5, 3 }, noise[PARTS * UNITS] = { 0 };
    const char *code[PARTS] = { "A", "B", "C" };
    tb_sim_components t = { .units = UNITS,
                            .parts = PARTS,
                            .x = x,
                            .point = point,
                            .noise = noise,
                            .code = code,
                            .year = 2022 };
    const tb_simulate_error errors[] = { { .component = NULL, .unit = NULL, .sd = 0.7 },
                                         { .component = "B", .unit = NULL, .sd = 0.3 } };
    tb_simulate_opts o = TB_SIMULATE_OPTS_INIT;
    tb_err err = TB_ERR_INIT;
    tb_arena a = { 0 };
    o.noise = TB_SIMULATE_NOISE_GIVEN;
    o.error = errors;
    o.errors = 1;
    CHECK_OK(tbi_sim_component_noise(&t, NULL, &o, &a, NULL, &err), err);
    for (size_t i = 0; i < UNITS; i++) {
        double square = 0;
        for (size_t j = 0; j < PARTS; j++)
            square += pow(point[j] * noise[j * UNITS + i], 2);
        CHECK_NEAR(sqrt(square), 0.7, 1e-12);
        CHECK_NEAR(noise[UNITS + i] / noise[i], 2, 1e-12);
        CHECK_NEAR(noise[2 * UNITS + i], 0, 0);
    }
    /* what is said of a part comes before its share of the total */
    o.errors = 2;
    CHECK_OK(tbi_sim_component_noise(&t, NULL, &o, &a, NULL, &err), err);
    CHECK_NEAR(noise[UNITS], 0.3, 1e-12);
    CHECK_NEAR(noise[0], 0.7 / sqrt(2), 1e-12);
    tbi_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(an_error_of_the_total_is_shared) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
