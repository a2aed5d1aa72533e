/* test_start_order.c - who must stand above whom in a first table does, as far as groups let them. */
#include "support/check.h"

#include "complete/start_order.h"

#include <math.h>
#include <stdlib.h>

enum { UNITS = 9 };

typedef struct toy {
    tb_constraints f;
    tb_table_year y;
    tb_rank_bounds s;
    double fixed[UNITS], low[UNITS], high[UNITS];
    int rank[UNITS];
    size_t from[UNITS], to[UNITS];
    ptrdiff_t who[UNITS];
} toy;

/* Unit i at place i; nothing known. */
static void make(toy *t, size_t n, tb_arena *a)
{
    *t = (toy){ .y = { .n_in = n } };
    for (size_t i = 0; i < n; i++) {
        t->fixed[i] = NAN;
        t->low[i] = -INFINITY;
        t->high[i] = INFINITY;
        t->to[i] = n;
        t->who[i] = (ptrdiff_t)i;
    }
    t->y.fixed = t->fixed;
    t->y.low = t->low;
    t->y.high = t->high;
    t->y.rank = t->rank;
    t->y.from = t->from;
    t->y.to = t->to;
    t->s = (tb_rank_bounds){ .f = &t->f, .y = &t->y, .a = a, .n = n, .who = t->who };
}

static void scores_put_units_in_order(void **state)
{
    (void)state;
    static const double score[UNITS] = { 40, 70, 10, 60, 30, 80, 20, 50, 90 };
    static const ptrdiff_t best_first[UNITS] = { 8, 5, 1, 3, 7, 0, 4, 6, 2 };
    tb_arena own = { 0 };
    tb_err err = TB_ERR_INIT;
    toy t;
    make(&t, UNITS, &own);
    for (size_t i = 0; i < UNITS; i++)
        t.fixed[i] = score[i];
    CHECK_OK(tbi_start_order(&t.s, &err), err);
    assert_memory_equal(t.who, best_first, sizeof best_first);
    /* a unit whose place was published stays where it is, and the others go round it */
    make(&t, UNITS, &own);
    for (size_t i = 0; i < UNITS; i++)
        t.fixed[i] = score[i];
    t.rank[2] = 3;
    CHECK_OK(tbi_start_order(&t.s, &err), err);
    static const ptrdiff_t round[UNITS] = { 8, 5, 2, 1, 3, 7, 0, 4, 6 };
    assert_memory_equal(t.who, round, sizeof round);
    tbi_arena_free(&own);
}

/* Unit 2 must stand above both others, but its group begins at the second place; unit 0 may not
 * stand behind the second. */
static void groups_keep_units_where_they_are(void **state)
{
    (void)state;
    tb_arena own = { 0 };
    tb_err err = TB_ERR_INIT;
    toy t;
    make(&t, 3, &own);
    t.high[0] = 50;
    t.high[1] = 55;
    t.low[2] = 60;
    t.from[2] = 1;
    CHECK_OK(tbi_start_order(&t.s, &err), err);
    assert_int_equal(t.who[0], 0);
    assert_int_equal(t.who[1], 2);
    assert_int_equal(t.who[2], 1);
    make(&t, 3, &own);
    t.high[0] = 50;
    t.low[2] = 60;
    t.to[0] = 2;
    CHECK_OK(tbi_start_order(&t.s, &err), err);
    for (size_t p = 0; p < 3; p++)
        assert_int_equal(t.who[p], (ptrdiff_t)p);
    tbi_arena_free(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_put_units_in_order),
        cmocka_unit_test(groups_keep_units_where_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
