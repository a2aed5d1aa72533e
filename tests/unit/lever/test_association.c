/* test_association.c - what goes together between two surveys is found where it is known, never
 * from figures after the origin, and not at all from too few pairs. */
#include "support/check.h"

#include "lever/association.h"
#include "num/rng.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { UNITS = 24, YEARS = 8, COLUMNS = 3, FIRST = 2010 };

typedef struct toy {
    char name[UNITS][4];
    const char *code[UNITS];
    int year[YEARS];
    tb_indicator from_indicator[COLUMNS], to_indicator[1];
    tb_node from_node[COLUMNS], to_node[1];
    double from_value[YEARS][UNITS][COLUMNS], to_value[YEARS][UNITS][1];
    uint8_t from_status[YEARS][UNITS][COLUMNS], to_status[YEARS][UNITS][1];
    tb_index from, to;
} toy;

static toy t;

/* to = 2 a - 0.5 b + unit + year + noise; a and b lean on the unit too, so that only within units
 * and years the coefficients show. */
static void make(double noise)
{
    tb_rng r;
    memset(&t, 0, sizeof t);
    for (size_t y = 0; y < YEARS; y++)
        t.year[y] = FIRST + (int)y;
    for (size_t u = 0; u < UNITS; u++) {
        snprintf(t.name[u], sizeof t.name[u], "%02zu", u + 1);
        t.code[u] = t.name[u];
    }
    const char *const codes[COLUMNS] = { "TOTAL", "A", "B" };
    for (size_t c = 0; c < COLUMNS; c++) {
        t.from_indicator[c].code = codes[c];
        t.from_node[c] =
            (tb_node){ c,  c == 0 ? -1 : 0,  codes[c], codes[c], 0,
                       10, c == 0 ? NAN : 1, FIRST,    9999,     c == 0 ? "total" : "dimension",
                       "", TB_MERGE_NONE,    "",       0 };
    }
    t.to_indicator[0].code = "TOTAL";
    t.to_node[0] = (tb_node){ 0,    -1,      "TOTAL", "TOTAL",       0,  100, NAN, FIRST,
                              9999, "total", "",      TB_MERGE_NONE, "", 0 };
    for (size_t u = 0; u < UNITS; u++) {
        tbi_rng_start(&r, 5, 91, u);
        double own = 3 * tbi_rng_normal(&r);
        for (size_t y = 0; y < YEARS; y++) {
            double a = 5 + own + tbi_rng_normal(&r);
            double b = 4 - own + tbi_rng_normal(&r);
            t.from_value[y][u][0] = a + b;
            t.from_value[y][u][1] = a;
            t.from_value[y][u][2] = b;
            t.to_value[y][u][0] =
                2 * a - 0.5 * b + 10 * own + 4 * (double)y + noise * tbi_rng_normal(&r);
        }
    }
    t.from = (tb_index){ .code = "X",
                         .direction = 1,
                         .n_year = YEARS,
                         .n_unit = UNITS,
                         .n_indicator = COLUMNS,
                         .year = t.year,
                         .unit_code = t.code,
                         .indicator = t.from_indicator,
                         .value = &t.from_value[0][0][0],
                         .status = &t.from_status[0][0][0],
                         .n_node = COLUMNS,
                         .node = t.from_node };
    t.to = (tb_index){ .code = "Y",
                       .direction = 1,
                       .n_year = YEARS,
                       .n_unit = UNITS,
                       .n_indicator = 1,
                       .year = t.year,
                       .unit_code = t.code,
                       .indicator = t.to_indicator,
                       .value = &t.to_value[0][0][0],
                       .status = &t.to_status[0][0][0],
                       .n_node = 1,
                       .node = t.to_node };
}

static tb_association associate(int origin)
{
    tb_arena a = { 0 };
    tb_err err = TB_ERR_INIT;
    tb_association s;
    CHECK_OK(tbi_association_make(&s, &t.from, &t.to, 0, origin, &a, &err), err);
    if (s.reason != NULL)
        s.reason = s.reason_vi = "too few";
    tbi_arena_free(&a);
    return s;
}

static void a_known_association_is_found(void **state)
{
    (void)state;
    make(0.3);
    tb_association s = associate(FIRST + YEARS - 1);
    const double truth[2] = { 2, -0.5 };
    assert_null(s.reason);
    assert_int_equal(s.pairs, UNITS * YEARS);
    assert_int_equal(s.units, UNITS);
    assert_int_equal(s.terms, 2);
    for (size_t k = 0; k < 2; k++) {
        assert_true(s.error[k] > 0.005 && s.error[k] < 0.1 && s.df[k] > 5);
        assert_true(fabs(s.coefficient[k] - truth[k]) < 4 * s.error[k]);
    }
}

static void nothing_after_the_origin_is_read(void **state)
{
    (void)state;
    make(0.3);
    tb_association before = associate(FIRST + 4);
    for (size_t y = 5; y < YEARS; y++)
        for (size_t u = 0; u < UNITS; u++)
            t.to_value[y][u][0] = 1000 * (double)u;
    tb_association after = associate(FIRST + 4);
    assert_int_equal(before.last, FIRST + 4);
    assert_memory_equal(before.coefficient, after.coefficient, 2 * sizeof(double));
    assert_memory_equal(before.error, after.error, 2 * sizeof(double));
}

static void too_few_pairs_give_none(void **state)
{
    (void)state;
    make(0.3);
    size_t left = 0;
    for (size_t y = 0; y < YEARS; y++)
        for (size_t u = 0; u < UNITS; u++)
            if (u > 3 || y > 1)
                t.to_value[y][u][0] = NAN;
            else
                left++;
    assert_int_equal(left, 8);
    assert_non_null(associate(FIRST + YEARS - 1).reason);
}

/* Ten pairs are needed beside all effects: units that are seen once count for none. */
static void units_seen_once_are_no_pairs(void **state)
{
    (void)state;
    make(0.3);
    for (size_t y = 0; y < YEARS; y++)
        for (size_t u = 0; u < UNITS; u++)
            if (u % YEARS != y)
                t.to_value[y][u][0] = NAN;
    assert_non_null(associate(FIRST + YEARS - 1).reason);
}

static void a_component_hardly_known_is_left_out(void **state)
{
    (void)state;
    make(0.3);
    for (size_t y = 0; y < YEARS; y++)
        for (size_t u = 0; u < UNITS; u++)
            if (u > 0 && y > 0)
                t.from_value[y][u][2] = NAN;
    tb_association s = associate(FIRST + YEARS - 1);
    assert_null(s.reason);
    assert_int_equal(s.terms, 1);
    assert_int_equal(s.column[0], 1);
    assert_int_equal(s.pairs, UNITS * YEARS);
}

static void the_law_has_both_spreads(void **state)
{
    (void)state;
    make(0.3);
    tb_arena a = { 0 };
    tb_err err = TB_ERR_INIT;
    tb_association s = associate(FIRST + YEARS - 1);
    double change[50];
    double grid[200];
    double mean = 0;
    double square = 0;
    double m = 0;
    double v = 0;
    for (size_t k = 0; k < 50; k++) {
        change[k] = 0.2 + 0.01 * (double)k;
        m += change[k] / 50;
    }
    for (size_t k = 0; k < 50; k++)
        v += (change[k] - m) * (change[k] - m) / 50;
    CHECK_OK(tbi_association_grid(grid, 200, &s, 0, change, 50, 1, &a, &err), err);
    for (size_t k = 0; k < 200; k++) {
        mean += grid[k] / 200;
        square += grid[k] * grid[k] / 200;
        assert_true(k == 0 || grid[k] >= grid[k - 1]);
    }
    double b = s.coefficient[0];
    double e2 = s.error[0] * s.error[0] * s.df[0] / (s.df[0] - 2);
    double var = b * b * v + e2 * (m * m + v);
    assert_true(fabs(mean - b * m) < 0.01 * fabs(b * m));
    assert_true(fabs(square - mean * mean - var) < 0.06 * var);
    tbi_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_known_association_is_found),
        cmocka_unit_test(nothing_after_the_origin_is_read),
        cmocka_unit_test(too_few_pairs_give_none),
        cmocka_unit_test(units_seen_once_are_no_pairs),
        cmocka_unit_test(a_component_hardly_known_is_left_out),
        cmocka_unit_test(the_law_has_both_spreads),
    };
    return cmocka_run_group_tests_name("lever.association", tests, NULL, NULL);
}
