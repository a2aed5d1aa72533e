/* On published places of PAR INDEX the law is no worse than simple laws: as it is, better than the
 * borrowed one; given that the cell is printed, not worse than past moves and the law of places. The
 * last years only, few draws: the whole is bench/evidence.sh. */
#include "support/check.h"
#include "support/shipped.h"

#include <math.h>
#include <string.h>
#include <tangbac/verification.h>

static const tb_verified *find(const tb_verification *v, const char *model, const char *kind,
                               int number)
{
    for (size_t i = 0; i < tb_verification_goals(v); i++) {
        const tb_verified *g = tb_verification_goal_at(v, i);
        if (strcmp(g->model, model) == 0 && strcmp(g->kind, kind) == 0 && g->number == number &&
            !g->complete)
            return g;
    }
    return NULL;
}

static const tb_verified_places *places_of(const tb_verification *v, const char *model)
{
    for (size_t i = 0; i < tb_verification_places(v); i++) {
        const tb_verified_places *p = tb_verification_places_at(v, i);
        if (strcmp(p->model, model) == 0 && !p->complete)
            return p;
    }
    return NULL;
}

static void not_worse_than_simple_laws(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tb_panel *panel = NULL;
    tb_verification *v = NULL;
    tb_verification_opts o = TB_VERIFICATION_OPTS_INIT;
    CHECK_OK(tb_panel_open(&panel, SHIPPED_PANEL, NULL, &err), err);
    o.index = "PAR";
    o.first_origin = 2021;
    o.last_origin = 2022;
    o.draws = 1000;
    CHECK_OK(tb_verification_run(&v, panel, &o, &err), err);
    const tb_verified *law = find(v, "law", "top", 10);
    const tb_verified *printed = find(v, "printed", "top", 10);
    const tb_verified *moves = find(v, "moves", "top", 10);
    const tb_verified *borrowed = find(v, "borrowed", "top", 10);
    assert_true(law && printed && moves && borrowed && law->n >= 40);
    assert_true(law->brier < borrowed->brier - 0.02);
    /* like for like: paired, so the means differ as the scores do and the error is their own */
    CHECK_NEAR(moves->to_printed, moves->brier - printed->brier, 1e-12);
    CHECK_NEAR(law->to_printed, -printed->difference, 1e-12);
    CHECK_NEAR(law->to_printed_se, printed->difference_se, 1e-12);
    assert_true(isnan(printed->to_printed));
    assert_true(printed->brier < moves->brier + 0.02);
    assert_true(law->brier < moves->brier + 0.04);
    assert_true(find(v, "printed", "keep", 0)->brier < find(v, "places", "keep", 0)->brier + 0.02);
    const tb_verified_places *all = places_of(v, "printed");
    assert_true(all->log_score < places_of(v, "places")->log_score + 0.08);
    CHECK_NEAR(places_of(v, "places")->to_printed,
               places_of(v, "places")->log_score - all->log_score, 1e-12);
    assert_true(all->coverage90 > 0.82 && all->coverage90 < 0.98);
    tb_verification_free(v);
    tb_panel_free(panel);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(not_worse_than_simple_laws) };
    return cmocka_run_group_tests_name("property.published_law", tests, NULL, NULL);
}
