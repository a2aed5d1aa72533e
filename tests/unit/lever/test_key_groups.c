/* Own figures on one component share its maximum, however many components there are. */
#include "support/check.h"

#include "lever/effect.h"

#include <math.h>

enum { COLUMNS = 40 };

static void two_figures_on_each_of_many_components(void **state)
{
    (void)state;
    tb_key key[2 * COLUMNS];
    const tb_key *list[2 * COLUMNS];
    int group[2 * COLUMNS];
    double cap[COLUMNS];
    for (size_t k = 0; k < 2 * COLUMNS; k++) {
        key[k] = (tb_key){ .evidence = TB_EVIDENCE_ASSUMED,
                           .column = k % COLUMNS,
                           .cap = 1.0 + (double)(k % COLUMNS) };
        list[k] = &key[k];
    }
    assert_int_equal(tbi_key_groups(group, cap, list, 2 * COLUMNS), COLUMNS);
    for (size_t k = 0; k < COLUMNS; k++) {
        assert_true(group[k] >= 0 && group[k] < COLUMNS);
        assert_int_equal(group[k], group[k + COLUMNS]);
        assert_true(cap[group[k]] == key[k].cap);
    }
}

static void what_stands_alone_has_no_group(void **state)
{
    (void)state;
    tb_key key[] = { { .evidence = TB_EVIDENCE_ASSUMED, .column = 1, .cap = 2 },
                     { .evidence = TB_EVIDENCE_HISTORICAL, .column = 1, .cap = 2 },
                     { .evidence = TB_EVIDENCE_ASSUMED, .column = 2, .cap = INFINITY },
                     { .evidence = TB_EVIDENCE_ASSUMED, .column = 2, .cap = INFINITY } };
    const tb_key *list[] = { &key[0], &key[1], &key[2], &key[3] };
    int group[4];
    double cap[2];
    assert_int_equal(tbi_key_groups(group, cap, list, 4), 0);
    for (size_t k = 0; k < 4; k++)
        assert_int_equal(group[k], -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(two_figures_on_each_of_many_components),
                                        cmocka_unit_test(what_stands_alone_has_no_group) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
