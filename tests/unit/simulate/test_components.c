/* Components weighted as their publisher weights them give the publisher's own total, whether weights are
 * written as shares, in percent of a hundred points, or not at all. */
#include "support/check.h"
#include "support/shipped.h"

#include <math.h>
#include <tangbac/score.h>
#include <tangbac/simulate.h>

/* Totals are printed to two decimals at most, and so are 8 to 50 components. */
static const double ROUNDING = 0.16;

static void check_year(const tb_panel *p, const char *index, int year, size_t least)
{
    tb_err err = TB_ERR_INIT;
    tb_simulation *s = NULL;
    tb_simulate_opts o = TB_SIMULATE_OPTS_INIT;
    o.index = index;
    o.year = year;
    o.noise = TB_SIMULATE_NOISE_NONE;
    o.normalise = "none";
    o.aggregate = "arithmetic";
    o.draws = 104;
    o.samples = 0;
    o.bootstraps = 0;
    CHECK_OK(tb_simulation_start(&s, p, &o, &err), err);
    while (tb_simulation_left(s) > 0)
        CHECK_OK(tb_simulation_step(s, 104, &err), err);
    CHECK_OK(tb_simulation_finish(s, &err), err);
    const tb_index *x = tb_panel_index(p, index);
    size_t seen = 0;
    for (size_t i = 0; i < tb_simulation_units(s); i++) {
        const tb_simulate_unit *u = tb_simulation_unit(s, i);
        double total = tb_score_cell(x, year, (size_t)tb_index_unit(x, u->code), 0, NULL);
        if (isnan(total) || isnan(u->reference_score))
            continue;
        if (!(fabs(u->reference_score - total) <= ROUNDING))
            fail_msg("%s %d %s: %g instead of %g", index, year, u->code, u->reference_score, total);
        seen++;
    }
    if (seen < least)
        fail_msg("%s %d: %zu units", index, year, seen);
    tb_simulation_free(s);
}

static void the_publishers_own_totals_come_back(void **state)
{
    (void)state;
    tb_panel *p = shipped_panel();
    assert_non_null(p);
    check_year(p, "PAPI", 2022, 55);
    check_year(p, "PCI", 2020, 10);
    tb_panel_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_publishers_own_totals_come_back) };
    return cmocka_run_group_tests_name("simulate.components", tests, NULL, NULL);
}
