/* Wald tests of several restrictions under CR2 beside clubSandwich's HTZ:
 * tests/reference/plm/htz.R. */
#include "support/check.h"
#include "support/papi_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static papi_table t;
static double weight[PAPI_ROWS];
static double worst;

static void same(double mine, const char *under, const char *test, const char *member)
{
    char path[80];
    snprintf(path, sizeof path, "%s/%s/%s", under, test, member);
    double theirs = reference_number("htz.json", path);
    double d = fabs(mine - theirs) / fabs(theirs);
    if (!(d <= worst))
        worst = d;
    if (!(d <= 1e-9))
        fail_msg("%s: %.17g instead of %.17g (relative %.2g)", path, mine, theirs, d);
}

/* D6 on D2, D4 and D5 in 2011-2017 with the effects given; the names of the tests are those of
 * htz.R. */
static void compare(const char *effects, const char *under)
{
    static const char *const names[] = { "two", "three", "equal", "one" };
    static const char *const hypotheses[] = { "two: D2 = D4 = 0", "three: D2 = D4 = D5 = 0",
                                              "equal: D2 = D4 = D5", "one: D2 + D4 = 0", NULL };
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    tb_err err = TB_ERR_INIT;
    tb_estimate *e = NULL;
    t.data.effects = effects;
    o.tests = hypotheses;
    assert_int_equal(tb_vcov_of(&o.vcov, "cr2:unit", NULL), TB_OK);
    CHECK_OK(tb_estimate_arrays(&e, &t.data, &o, &err), err);
    const tb_estimate_summary *v = tb_estimate_info(e);
    size_t found = 0;
    for (size_t i = 0; i < v->tests; i++)
        for (size_t j = 0; j < 4; j++)
            if (strcmp(v->test[i].name, names[j]) == 0) {
                same(v->test[i].statistic, under, names[j], "statistic");
                same(v->test[i].df, under, names[j], "df1");
                same(v->test[i].df2, under, names[j], "df2");
                same(v->test[i].p_value, under, names[j], "p");
                found++;
            }
    assert_int_equal((int)found, 4);
    tb_estimate_free(e);
    print_message("%s: largest relative deviation %.1e\n", under, worst);
    worst = 0;
}

/* units: how many of the first, 0 for all. */
static void load(size_t units)
{
    papi_load(&t, "D6", "D2 D4 D5", 2011, 2017);
    size_t seen = 0;
    for (size_t i = 0; i < t.n; i++) {
        seen += i == 0 || t.unit[i] != t.unit[i - 1];
        if (units > 0 && seen > units) /* a row without y is left out */
            t.y[i] = NAN;
        weight[i] = ((t.unit[i] * 13 + t.year[i] * 7) % 17 + 1) / 3.0;
    }
}

static void absorbed_effects_agree(void **state)
{
    (void)state;
    load(0);
    compare("unit + year", "twoways");
    load(0);
    compare("unit", "individual");
}

static void few_clusters_agree(void **state)
{
    (void)state;
    load(9);
    compare("unit + year", "few");
}

static void pooled_and_weighted_rows_agree(void **state)
{
    (void)state;
    load(0);
    compare(NULL, "pooled");
    load(0);
    t.data.weight = weight;
    compare(NULL, "weighted");
    load(0);
    t.data.weight = weight;
    compare("unit + year", "weighted_twoways");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(absorbed_effects_agree),
                                        cmocka_unit_test(few_clusters_agree),
                                        cmocka_unit_test(pooled_and_weighted_rows_agree) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
