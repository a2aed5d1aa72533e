/* The share of cases that move by published places: the mean of its law given what was said, from
 * records of earlier origins alone. */
#include "support/check.h"

#include "forecast/place_weight.h"

#include <math.h>

enum { RECORDS = 3, U = 2 };

/* Records of origins 2011, 2012 and 2013, looked up already: nothing is fitted. */
typedef struct history {
    double tables[RECORDS][U], places[RECORDS][U];
    tb_place_record record[RECORDS];
    tb_crps_record book;
} history;

static void make(history *h)
{
    *h = (history){ .tables = { { 0.1, 0.2 }, { 0.1 }, { 0.9 } },
                    .places = { { 0.3, 0.2 }, { 0.4 }, { 0.1 } } };
    for (int k = 0; k < RECORDS; k++)
        h->record[k] = (tb_place_record){ .origin = 2011 + k,
                                          .seen = true,
                                          .n = k == 0 ? 2 : 1,
                                          .tables = h->tables[k],
                                          .places = h->places[k] };
    h->book = (tb_crps_record){ .place = h->record, .places = RECORDS };
}

static tb_place_weight learn(history *h, int origin)
{
    static int years[] = { 2010, 2011 };
    static const char *const codes[] = { "a", "b" };
    tb_index x = { .code = "X", .n_unit = U, .unit_code = codes, .n_year = 2, .year = years };
    tb_predictive_opts o = { .origin = origin, .threads = 1 };
    tb_constraints facts = { .first = 2010, .n_unit = U };
    tb_place_weight w;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tbi_place_weight_learn(&w, &h->book, NULL, &x, &o, &facts, &err), err);
    return w;
}

static void without_history_it_is_a_half(void **state)
{
    (void)state;
    history h;
    make(&h);
    tb_place_weight w = learn(&h, 2011);
    CHECK_NEAR(w.share, 0.5, 0);
    assert_true(w.cells == 0 && w.years == 0);
}

/* One factor (1 - w) p + w q: E[w] = (p / 6 + q / 3) / (p / 2 + q / 2); the pair that both laws
 * said alike counts, and tells nothing. */
static void one_place_gives_the_mean_of_a_line(void **state)
{
    (void)state;
    history h;
    make(&h);
    tb_place_weight w = learn(&h, 2012);
    CHECK_NEAR(w.share, (0.1 / 6 + 0.3 / 3) / (0.1 / 2 + 0.3 / 2), 1e-4);
    assert_true(w.cells == 2 && w.years == 1);
}

/* The record of the origin itself, whose year is still to come, is never used: it would pull the
 * other way. */
static void nothing_later_counts(void **state)
{
    (void)state;
    history h;
    make(&h);
    tb_place_weight w = learn(&h, 2013);
    /* ((1 - w) 0.1 + 0.3 w) ((1 - w) 0.1 + 0.4 w) = 0.01 (1 + 5 w + 6 w^2) */
    CHECK_NEAR(w.share, (1.0 / 2 + 5.0 / 3 + 6.0 / 4) / (1 + 5.0 / 2 + 6.0 / 3), 1e-4);
    assert_true(w.cells == 3 && w.years == 2);
    assert_true(learn(&h, 2014).share < w.share);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_history_it_is_a_half),
        cmocka_unit_test(one_place_gives_the_mean_of_a_line),
        cmocka_unit_test(nothing_later_counts),
    };
    return cmocka_run_group_tests_name("forecast.place_weight", tests, NULL, NULL);
}
