/* Shares of the kinds of cases: the mean of their law given what was said, from records of earlier
 * origins alone. */
#include "support/check.h"

#include "forecast/place_weight.h"

enum { RECORDS = 3, U = 2 };

/* Records of origins 2011, 2012 and 2013, looked up already: nothing is fitted. */
typedef struct history {
    double mass[RECORDS][TB_CASE_KINDS][U];
    tb_place_record record[RECORDS];
    tb_crps_record crps_record;
} history;

static void make(history *h)
{
    *h = (history){ .mass = { { { 0.1, 0.2 }, { 0.3, 0.2 }, { 0.5, 0.2 } },
                              { { 0.1 }, { 0.4 }, { 0.1 } },
                              { { 0.9 }, { 0.1 }, { 0.1 } } } };
    for (int k = 0; k < RECORDS; k++) {
        h->record[k] = (tb_place_record){ .origin = 2011 + k, .seen = true, .n = k == 0 ? 2 : 1 };
        for (int m = 0; m < TB_CASE_KINDS; m++)
            h->record[k].mass[m] = h->mass[k][m];
    }
    h->crps_record = (tb_crps_record){ .place = h->record, .places = RECORDS };
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
    CHECK_OK(tbi_place_weight_learn(&w, &h->crps_record, NULL, &x, &o, &facts, &err), err);
    CHECK_NEAR(w.share[TB_CASE_TABLES] + w.share[TB_CASE_PLACES] + w.share[TB_CASE_MOVES], 1,
               1e-12);
    return w;
}

static void without_history_kinds_are_alike(void **state)
{
    (void)state;
    history h;
    make(&h);
    tb_place_weight w = learn(&h, 2011);
    for (int k = 0; k < TB_CASE_KINDS; k++)
        CHECK_NEAR(w.share[k], 1.0 / 3, 1e-12);
    assert_true(w.cells == 0 && w.years == 0);
}

/* One factor sum_k w_k p_k over the triangle, where E[w_j w_k] = (1 + [j = k]) / 12: E[w_j] =
 * (p_j + sum_k p_k) / (4 sum_k p_k). The pair of which all said alike counts, and tells nothing. */
static void one_place_gives_the_mean_of_a_plane(void **state)
{
    (void)state;
    static const double p[TB_CASE_KINDS] = { 0.1, 0.3, 0.5 };
    history h;
    make(&h);
    tb_place_weight w = learn(&h, 2012);
    for (int k = 0; k < TB_CASE_KINDS; k++)
        CHECK_NEAR(w.share[k], (p[k] + 0.9) / (4 * 0.9), 1e-3);
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
    assert_true(w.cells == 3 && w.years == 2);
    assert_true(w.share[TB_CASE_PLACES] > learn(&h, 2012).share[TB_CASE_PLACES]);
    assert_true(learn(&h, 2014).share[TB_CASE_TABLES] > w.share[TB_CASE_TABLES]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_history_kinds_are_alike),
        cmocka_unit_test(one_place_gives_the_mean_of_a_plane),
        cmocka_unit_test(nothing_later_counts),
    };
    return cmocka_run_group_tests_name("forecast.place_weight", tests, NULL, NULL);
}
