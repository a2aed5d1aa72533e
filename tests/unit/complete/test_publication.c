/* test_publication.c - the law of which cells are printed: the pull of the ends, what counts as a rise,
 * and places given that the cell is printed, each worked out by hand. */
#include "support/check.h"

#include "complete/chain_draws.h"
#include "complete/chain_state.h"

#include <math.h>

/* The first of 63 has all of the top's pull, the fourth 12 of 15 parts; the last but three has 5 of 8
 * parts of the bottom's. */
static void ends_fade(void **state)
{
    (void)state;
    tb_ends first = tbi_publication_ends(1, 63), fourth = tbi_publication_ends(4, 63);
    tb_ends middle = tbi_publication_ends(30, 63), late = tbi_publication_ends(60, 63);
    CHECK_NEAR(first.top, 1, 1e-12);
    CHECK_NEAR(fourth.top, 0.8, 1e-12);
    CHECK_NEAR(middle.top, 0, 1e-12);
    CHECK_NEAR(middle.bottom, 0, 1e-12);
    CHECK_NEAR(late.bottom, 0.625, 1e-12);
    CHECK_NEAR(fourth.from, 3.5, 1e-12);
    CHECK_NEAR(fourth.to, 4.5, 1e-12);
}

/* 2 P(X <= Y + 1/2) - 1, X uniform over the place now and Y over the place before: 1 for a better
 * place, -1 for one worse by two, 0.75 and -0.75 at the border, where a triangle of an eighth lies on
 * the other side; of a gap of four places as likely below as above 0. */
static void a_rise_is_a_better_place(void **state)
{
    (void)state;
    tb_ends before = tbi_publication_ends(10, 63);
    CHECK_NEAR(tbi_publication_rise(before, tbi_publication_ends(9, 63)), 1, 1e-12);
    CHECK_NEAR(tbi_publication_rise(before, tbi_publication_ends(10, 63)), 0.75, 1e-12);
    CHECK_NEAR(tbi_publication_rise(before, tbi_publication_ends(11, 63)), -0.75, 1e-12);
    CHECK_NEAR(tbi_publication_rise(before, tbi_publication_ends(12, 63)), -1, 1e-12);
    const tb_ends gap = { 0, 0, 0.5, 4.5 };
    CHECK_NEAR(tbi_publication_rise(tbi_publication_ends(2, 63), gap), 0, 1e-12);
    CHECK_NEAR(tbi_publication_rise(tbi_publication_ends(3, 63), gap), 0.5, 1e-12);
}

/* P(r | printed) goes by P(r) p(r), where p has the logit of the unit, the mean of the last three
 * years', the ends, the rise and the year before. Five units, four years; the unit was third. */
static void places_given_that_they_are_printed(void **state)
{
    (void)state;
    enum { YEARS = 4, UNITS = 5, UNIT = 1, BASE = 3 };
    static const double own[UNITS] = { 0.1, 0.3, 0.25, 0.2, 0.15 };
    double print[YEARS + UNITS + TB_PRINT_MORE] = { 9, -1.1, -0.4, -2.3, 0,   0.6, 0,
                                                    0, 0,    1.7,  0.9,  0.8, 0.5, 0 };
    int rank[UNITS] = { 0, BASE, 0, 0, 0 };
    double fixed[UNITS] = { NAN, NAN, NAN, NAN, NAN };
    tb_table_year year[YEARS] = { [YEARS - 1] = { .rank = rank, .fixed = fixed } };
    tb_chains d = { .n_year = YEARS, .n_unit = UNITS, .print = print, .facts = { .year = year } };
    double upto[UNITS], want[UNITS], all = 0;
    for (size_t k = 0; k < UNITS; k++) {
        upto[k] = own[k] + (k > 0 ? upto[k - 1] : 0);
        double place = (double)k + 1, top = fmax(0, 1 - (place - 1) / 15);
        double bottom = fmax(0, 1 - (UNITS - place) / 8);
        double rise = place < BASE ? 1 : place == BASE ? 0.75 : place == BASE + 1 ? -0.75 : -1;
        double logit = (-1.1 - 0.4 - 2.3) / 3 + 0.6 + 1.7 * top + 0.9 * bottom + 0.8 * rise + 0.5;
        all += want[k] = own[k] / (1 + exp(-logit));
    }
    tbi_publication_condition(upto, &d, UNIT, BASE);
    double so_far = 0;
    for (size_t k = 0; k < UNITS; k++) {
        so_far += want[k] / all;
        CHECK_NEAR(upto[k], so_far, 1e-12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(ends_fade),
                                        cmocka_unit_test(a_rise_is_a_better_place),
                                        cmocka_unit_test(places_given_that_they_are_printed) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
