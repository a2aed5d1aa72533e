/* Dynamic panels with gaps beside gretl's dpanel: tests/reference/plm/dpanel.py, which also says what
 * gretl does with a gap. */
#include "support/check.h"
#include "support/papi_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static papi_table t;

static void same(double mine, const char *under, const char *member, double tolerance)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", under, member);
    double theirs = reference_number("dpanel.json", path);
    double d = fabs(mine - theirs) / fabs(theirs);
    if (!(d <= tolerance))
        fail_msg("%s: %.17g instead of %.17g (relative %.2g)", path, mine, theirs, d);
}

/* The rows of D6 on its lag and the other regressors; whole: without the units that have a gap. */
static void load(const char *regressors, bool whole)
{
    static const unsigned char lag[] = { 1, 0 };
    papi_load(&t, "D6", regressors, 2011, 2017);
    t.data.lag_of_y = lag;
    t.data.intercept = strcmp(regressors, "L.D6") == 0;
    for (size_t i = 0; whole && i < t.n; i++) /* a row without y is left out */
        if (t.unit[i] == 24 || t.unit[i] == 87)
            t.y[i] = NAN;
}

static void compare(const tb_estimate_opts *o, const char *under)
{
    tb_err err = TB_ERR_INIT;
    tb_estimate *e = NULL;
    CHECK_OK(tb_estimate_arrays(&e, &t.data, o, &err), err);
    const tb_estimate_summary *v = tb_estimate_info(e);
    same((double)v->n_obs, under, "n_obs", 0);
    same((double)v->gmm.instruments, under, "instruments", 0);
    for (size_t j = 0; j < 2; j++) {
        char member[40];
        snprintf(member, sizeof member, "%s/estimate", v->coefficient[j].term);
        same(v->coefficient[j].estimate, under, member, 1e-8);
        snprintf(member, sizeof member, "%s/std_error", v->coefficient[j].term);
        same(v->coefficient[j].std_error, under, member, 1e-8);
    }
    for (size_t i = 0; i < v->tests; i++)
        if (strcmp(v->test[i].name, "ar1") == 0 || strcmp(v->test[i].name, "ar2") == 0)
            same(v->test[i].statistic, under, v->test[i].name, 1e-7);
    tb_estimate_free(e);
}

static tb_estimate_opts all_lags(int steps)
{
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    o.method = TB_METHOD_GMM;
    o.lag_from = 2;
    o.collapse = 0;
    o.steps = steps;
    return o;
}

static void differences_across_gaps_agree_with_gretl(void **state)
{
    (void)state;
    load("L.D6 D4", false);
    tb_estimate_opts o = all_lags(1);
    o.across_gaps = true;
    compare(&o, "gaps/onestep");
    o.steps = 2;
    compare(&o, "gaps/twosteps");
    o.steps = 1;
    o.lag_to = 4;
    compare(&o, "gaps/lags");
    o.lag_to = 0;
    o.collapse = 1;
    compare(&o, "gaps/collapsed");
}

static void panels_without_gaps_agree_with_gretl_by_either_way(void **state)
{
    (void)state;
    for (int across = 0; across < 2; across++) {
        load("L.D6 D4", true);
        tb_estimate_opts o = all_lags(1);
        o.across_gaps = across == 1;
        compare(&o, "whole/onestep");
        o.steps = 2;
        compare(&o, "whole/twosteps");
        o.steps = 1;
        t.data.effects = "unit + year";
        compare(&o, "whole/years");
    }
}

static tb_estimate_opts whole_system(int steps, int collapse, bool across_gaps)
{
    tb_estimate_opts o = all_lags(steps);
    o.method = TB_METHOD_SYSGMM;
    o.collapse = collapse;
    o.across_gaps = across_gaps;
    return o;
}

static void systems_with_gaps_agree_with_gretl(void **state)
{
    (void)state;
    load("L.D6", false);
    tb_estimate_opts o = whole_system(1, 0, true);
    compare(&o, "gaps/system");
    o = whole_system(2, 0, true);
    compare(&o, "gaps/system_twosteps");
    o = whole_system(1, 1, true);
    compare(&o, "gaps/system_collapsed");
}

static void systems_without_gaps_agree_with_gretl_by_either_way(void **state)
{
    (void)state;
    for (int across = 0; across < 2; across++) {
        load("L.D6", true);
        tb_estimate_opts o = whole_system(1, 0, across == 1);
        compare(&o, "whole/system");
        o = whole_system(2, 0, across == 1);
        compare(&o, "whole/system_twosteps");
        t.data.effects = "unit + year";
        o = whole_system(1, 0, across == 1);
        compare(&o, "whole/system_years");
        o = whole_system(1, 1, across == 1);
        compare(&o, "whole/system_years_collapsed");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_across_gaps_agree_with_gretl),
        cmocka_unit_test(panels_without_gaps_agree_with_gretl_by_either_way),
        cmocka_unit_test(systems_with_gaps_agree_with_gretl),
        cmocka_unit_test(systems_without_gaps_agree_with_gretl_by_either_way)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
