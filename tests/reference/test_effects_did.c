/* Effects beside R: did 2.5.1, fixest's sunab, didimputation and synthdid on the dated service
 * centres, did on a simulated panel with a covariate, and HonestDiD (tests/reference/effects:
 * did.R, did_others.R, did_sim.R, honest.R); the other estimators on other outcomes beside numpy
 * (by_hand.py). Every number of the files is compared; the largest deviation of each
 * group is printed. */
#include "support/check.h"
#include "support/effect_table.h"

#include "text/json_read.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double worst;
static size_t compared;

static void same(double mine, double theirs, double tolerance, const char *what)
{
    double off = fabs(mine - theirs);
    worst = fmax(worst, off);
    compared++;
    if (!(off <= tolerance))
        fail_msg("%s: %.15g instead of %.15g", what, mine, theirs);
}

static cJSON *load(const char *name)
{
    char path[512];
    snprintf(path, sizeof path, TANGBAC_SOURCE_DIR "/tests/reference/effects/%s", name);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    char *text = malloc(1 << 20);
    size_t n = fread(text, 1, (1 << 20) - 1, f);
    text[n] = '\0';
    fclose(f);
    cJSON *json = cJSON_Parse(text);
    free(text);
    assert_non_null(json);
    return json;
}

static const cJSON *part(const cJSON *json, const char *key, const char *kind)
{
    char name[200];
    snprintf(name, sizeof name, "%s %s", key, kind);
    return cJSON_GetObjectItemCaseSensitive(json, name);
}

static const cJSON *item(const cJSON *x, const char *member, int i)
{
    const cJSON *y = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(x, member), i);
    assert_non_null(y);
    return y;
}

static int length(const cJSON *x, const char *member)
{
    return cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(x, member));
}

static double number(const cJSON *x, const char *member)
{
    return cJSON_GetObjectItemCaseSensitive(x, member)->valuedouble;
}

/* null is "no number": so must ours be. */
static void same_or_none(double mine, const cJSON *theirs, double tolerance, const char *what)
{
    if (cJSON_IsNull(theirs))
        assert_true(isnan(mine));
    else
        same(mine, theirs->valuedouble, tolerance, what);
}

static void compare_cells(const tb_effect *e, const cJSON *x, const char *what)
{
    for (int k = 0; k < length(x, "att"); k++) {
        const tb_effect_value *found = NULL;
        for (size_t i = 0; i < tb_effect_cells(e); i++) {
            const tb_effect_value *c = tb_effect_cell_at(e, i);
            if (c->group == item(x, "group", k)->valueint &&
                c->time == item(x, "time", k)->valueint)
                found = c;
        }
        if (found == NULL && cJSON_IsNull(item(x, "att", k)))
            continue;
        assert_non_null(found);
        same_or_none(found->estimate, item(x, "att", k), 1e-6, what);
        same_or_none(found->std_error, item(x, "se", k), 1e-6, what);
    }
}

static void compare_values(const tb_effect_value *(*at)(const tb_effect *, size_t), size_t n,
                           const tb_effect *e, const cJSON *x, bool cohort, const char *what)
{
    for (int k = 0; k < length(x, "egt"); k++) {
        const tb_effect_value *found = NULL;
        for (size_t i = 0; i < n; i++)
            if ((cohort ? at(e, i)->group : at(e, i)->time) == item(x, "egt", k)->valueint)
                found = at(e, i);
        assert_non_null(found);
        same_or_none(found->estimate, item(x, "att_egt", k), 1e-6, what);
        same_or_none(found->std_error, item(x, "se_egt", k), 1e-6, what);
    }
}

static void compare_aggregates(const tb_effect *e, const cJSON *json, const char *key)
{
    const cJSON *simple = part(json, key, "simple"), *dynamic = part(json, key, "dynamic");
    const cJSON *group = part(json, key, "group"), *calendar = part(json, key, "calendar");
    same(tb_effect_overall_of(e)->estimate, number(simple, "att"), 1e-6, key);
    same(tb_effect_overall_of(e)->std_error, number(simple, "se"), 1e-6, key);
    compare_values(tb_effect_event_at, tb_effect_events(e), e, dynamic, false, key);
    compare_values(tb_effect_cohort_at, tb_effect_cohorts(e), e, group, true, key);
    compare_values(tb_effect_calendar_at, tb_effect_calendar(e), e, calendar, false, key);
    same(tb_effect_mean_of_events(e)->estimate, number(dynamic, "att"), 1e-6, key);
    same(tb_effect_mean_of_events(e)->std_error, number(dynamic, "se"), 1e-6, key);
    same(tb_effect_mean_of_cohorts(e)->estimate, number(group, "att"), 1e-6, key);
    same(tb_effect_mean_of_cohorts(e)->std_error, number(group, "se"), 1e-6, key);
    same(tb_effect_mean_of_years(e)->estimate, number(calendar, "att"), 1e-6, key);
    same(tb_effect_mean_of_years(e)->std_error, number(calendar, "se"), 1e-6, key);
}

static void report(const char *what)
{
    printf("%-28s %5zu numbers, largest deviation %.2g\n", what, compared, worst);
    worst = 0;
    compared = 0;
}

static void test_simulated_panel(void **state)
{
    static effect_table t;
    cJSON *json = load("did_sim.json");
    (void)state;
    for (int m = 0; m < 3; m++)
        for (int c = 0; c < 2; c++)
            for (int b = 0; b < 2; b++)
                for (int x = 0; x < 2; x++) {
                    char key[100];
                    tb_effect_opts o = effect_plain();
                    o.method = (tb_effect_method)m;
                    o.control = (tb_effect_control)c;
                    o.base = (tb_effect_base)b;
                    snprintf(key, sizeof key, "%s %s %s %s", tb_effect_method_word(o.method),
                             c == TB_EFFECT_NEVER ? "nevertreated" : "notyettreated",
                             tb_effect_base_word(o.base), x ? "x" : "none");
                    effect_load_simulated(&t, x);
                    tb_effect *e = effect_make(&t, &o);
                    compare_cells(e, part(json, key, "att_gt"), key);
                    compare_aggregates(e, json, key);
                    tb_effect_free(e);
                }
    report("did, simulated panel");
    cJSON_Delete(json);
}

static void test_service_centres(void **state)
{
    static effect_table t;
    cJSON *json = load("did.json");
    (void)state;
    for (int d = 4; d <= 5; d++)
        for (int b = 0; b < 2; b++) {
            char key[100], column[3] = { 'D', (char)('0' + d), '\0' };
            tb_effect_opts o = effect_plain();
            o.base = (tb_effect_base)b;
            o.balanced = true;
            snprintf(key, sizeof key, "did %s notyettreated %s", column,
                     tb_effect_base_word(o.base));
            effect_load_papi(&t, column);
            tb_effect *e = effect_make(&t, &o);
            assert_int_equal(tb_effect_units(e), (int)number(part(json, key, "att_gt"), "n"));
            compare_cells(e, part(json, key, "att_gt"), key);
            compare_aggregates(e, json, key);
            tb_effect_free(e);
        }
    report("did, service centres");
    cJSON_Delete(json);
}

/* Terms are "year::-4" or "-4". */
static int time_of(const cJSON *term)
{
    const char *colon = strrchr(term->valuestring, ':');
    return atoi(colon != NULL ? colon + 1 : term->valuestring);
}

static void compare_terms(const tb_effect *e, const cJSON *x, const char *what)
{
    for (int k = 0; k < length(x, "term"); k++) {
        const tb_effect_value *found = NULL;
        for (size_t i = 0; i < tb_effect_events(e); i++)
            if (tb_effect_event_at(e, i)->time == time_of(item(x, "term", k)))
                found = tb_effect_event_at(e, i);
        assert_non_null(found);
        same_or_none(found->estimate, item(x, "estimate", k), 1e-6, what);
        same_or_none(found->std_error, item(x, "se", k), 1e-6, what);
    }
}

static void test_regressions_and_imputation(void **state)
{
    static effect_table t;
    cJSON *json = load("did.json");
    (void)state;
    for (int d = 4; d <= 5; d++) {
        char key[100], column[3] = { 'D', (char)('0' + d), '\0' };
        tb_effect_opts o = effect_plain();
        effect_load_papi(&t, column);
        o.estimator = TB_EFFECT_SUNAB;
        tb_effect *e = effect_make(&t, &o);
        snprintf(key, sizeof key, "sunab %s", column);
        same(tb_effect_overall_of(e)->estimate, number(part(json, key, "att"), "att"), 1e-6, key);
        same(tb_effect_overall_of(e)->std_error, number(part(json, key, "att"), "se"), 1e-6, key);
        compare_terms(e, part(json, key, "dynamic"), key);
        tb_effect_free(e);
        o.estimator = TB_EFFECT_TWFE;
        e = effect_make(&t, &o);
        snprintf(key, sizeof key, "twfe %s", column);
        const cJSON *twfe = cJSON_GetObjectItemCaseSensitive(json, key);
        same(tb_effect_overall_of(e)->estimate, number(twfe, "att"), 1e-6, key);
        same(tb_effect_overall_of(e)->std_error, number(twfe, "se"), 1e-6, key);
        tb_effect_free(e);
        o.estimator = TB_EFFECT_IMPUTATION;
        e = effect_make(&t, &o);
        snprintf(key, sizeof key, "imputation %s", column);
        same(tb_effect_overall_of(e)->estimate,
             item(part(json, key, "static"), "estimate", 0)->valuedouble, 1e-6, key);
        same(tb_effect_overall_of(e)->std_error,
             item(part(json, key, "static"), "se", 0)->valuedouble, 1e-6, key);
        compare_terms(e, part(json, key, "event"), key);
        tb_effect_free(e);
    }
    report("sunab, twfe, imputation");
    cJSON_Delete(json);
}

static double cohort_of(const tb_effect *e, int group)
{
    for (size_t i = 0; i < tb_effect_cohorts(e); i++)
        if (tb_effect_cohort_at(e, i)->group == group)
            return tb_effect_cohort_at(e, i)->estimate;
    fail_msg("no cohort %d", group);
    return NAN;
}

/* Units and years of exposure of a measure. */
static void load_measure(effect_table *t, const cJSON *json, const char *measure,
                         const char *column)
{
    const cJSON *x = cJSON_GetObjectItemCaseSensitive(json, measure);
    int unit[EFFECT_UNITS], exposed[EFFECT_UNITS];
    int n = length(x, "unit");
    for (int i = 0; i < n; i++) {
        unit[i] = item(x, "unit", i)->valueint;
        exposed[i] = item(x, "exposed", i)->valueint;
    }
    effect_load_adopters(t, column, unit, exposed, (size_t)n);
}

/* Measures and outcomes that nothing was developed on. */
static void test_other_outcomes(void **state)
{
    static const char *const measures[] = { "PASC", "IOC", "DDCI", "DXRES" };
    static const char *const columns[] = { "D1", "D6", "TOTAL" };
    static effect_table t;
    cJSON *json = load("did_others.json");
    (void)state;
    for (size_t m = 0; m < 4; m++)
        for (size_t c = 0; c < 3; c++)
            for (int b = 0; b < 2; b++) {
                char key[100];
                tb_effect_opts o = effect_plain();
                o.base = (tb_effect_base)b;
                o.balanced = true;
                snprintf(key, sizeof key, "%s %s %s", measures[m], columns[c],
                         tb_effect_base_word(o.base));
                load_measure(&t, json, measures[m], columns[c]);
                tb_effect *e = effect_make(&t, &o);
                assert_int_equal(tb_effect_units(e), (int)number(part(json, key, "att_gt"), "n"));
                compare_cells(e, part(json, key, "att_gt"), key);
                compare_aggregates(e, json, key);
                tb_effect_free(e);
            }
    report("did, other outcomes");
    cJSON_Delete(json);
}

/* An estimate and its error; null is no number. */
static void same_pair(const tb_effect_value *mine, const cJSON *theirs, const char *what)
{
    const cJSON *error = cJSON_GetArrayItem(theirs, 1);
    same(mine->estimate, cJSON_GetArrayItem(theirs, 0)->valuedouble, 1e-9, what);
    if (!cJSON_IsNull(error))
        same(mine->std_error, error->valuedouble, 1e-9, what);
}

static const tb_effect_value *find_event(const tb_effect *e, int time)
{
    for (size_t i = 0; i < tb_effect_events(e); i++)
        if (tb_effect_event_at(e, i)->time == time)
            return tb_effect_event_at(e, i);
    fail_msg("no event time %d", time);
    return NULL;
}

/* The same outcomes by the other estimators, beside numpy (by_hand.py, itself held against fixest
 * and didimputation). What it has of switchers is the effect in the year of the switch. */
static void test_other_estimators(void **state)
{
    static const char *const measures[] = { "PASC", "IOC", "DXRES" };
    static const char *const columns[] = { "D1", "D6", "TOTAL" };
    static const tb_effect_estimator estimators[] = { TB_EFFECT_SUNAB, TB_EFFECT_IMPUTATION,
                                                      TB_EFFECT_TWFE, TB_EFFECT_ETWFE,
                                                      TB_EFFECT_SWITCHERS };
    static effect_table t;
    (void)state;
    cJSON *dates = load("did_others.json");
    cJSON *json = load("by_hand.json");
    for (size_t i = 0; i < 45; i++) {
        const char *measure = measures[i / 15];
        const char *column = columns[i / 5 % 3];
        tb_effect_opts o = effect_plain();
        char key[100];
        o.estimator = estimators[i % 5];
        snprintf(key, sizeof key, "%s %s %s", tb_effect_estimator_word(o.estimator), measure,
                 column);
        const cJSON *x = cJSON_GetObjectItemCaseSensitive(json, key);
        const cJSON *event = cJSON_GetObjectItemCaseSensitive(x, "event");
        const cJSON *att = cJSON_GetObjectItemCaseSensitive(x, "att");
        load_measure(&t, dates, measure, column);
        tb_effect *e = effect_make(&t, &o);
        const tb_effect_overall *all = tb_effect_overall_of(e);
        tb_effect_value overall = { .estimate = all->estimate, .std_error = all->std_error };
        same_pair(o.estimator == TB_EFFECT_SWITCHERS ? find_event(e, 0) : &overall, att, key);
        for (const cJSON *v = event != NULL ? event->child : NULL; v != NULL; v = v->next)
            same_pair(find_event(e, atoi(v->string)), v, key);
        tb_effect_free(e);
    }
    report("numpy, other estimators");
    cJSON_Delete(json);
    cJSON_Delete(dates);
}

/* json: of the columns; whole rows over all years, as the references have them, before years are
 * cut. */
static void compare_synthetic(const cJSON *json, const char *column)
{
    static effect_table t;
    char key[100];
    tb_effect_opts o = effect_plain();
    o.balanced = true;
    effect_load_papi(&t, column);
    for (size_t i = 0; i < t.data.units; i++)
        for (size_t y = 0; y < t.data.years; y++)
            if (isnan(t.y[i * t.data.years + y]))
                t.y[i * t.data.years] = NAN;
    o.last_year = 2020;
    o.estimator = TB_EFFECT_SDID;
    tb_effect *e = effect_make(&t, &o);
    snprintf(key, sizeof key, "synthdid_estimate %s 2018", column);
    same(cohort_of(e, 2018), number(cJSON_GetObjectItemCaseSensitive(json, key), "att"), 1e-4, key);
    tb_effect_free(e);
    o.estimator = TB_EFFECT_SYNTH;
    e = effect_make(&t, &o);
    snprintf(key, sizeof key, "sc_estimate %s 2018", column);
    same(cohort_of(e, 2018), number(cJSON_GetObjectItemCaseSensitive(json, key), "att"), 1e-4, key);
    tb_effect_free(e);
}

static void test_synthetic(void **state)
{
    static const char *const developed[] = { "D4", "D5" }, *const others[] = { "D1", "D6",
                                                                               "TOTAL" };
    (void)state;
    cJSON *json = load("did.json");
    for (size_t c = 0; c < 2; c++)
        compare_synthetic(json, developed[c]);
    cJSON_Delete(json);
    json = load("did_others.json");
    for (size_t c = 0; c < 3; c++)
        compare_synthetic(json, others[c]);
    cJSON_Delete(json);
    report("synthdid");
}

/* Limits of HonestDiD lie on its grid of 2,000 points, and its critical value has 1,000 draws: 1 %
 * of the width. */
static void test_honest(void **state)
{
    static effect_table t;
    cJSON *json = load("honest.json");
    const cJSON *x = json->child;
    tb_effect_opts o = effect_plain();
    (void)state;
    effect_load_simulated(&t, false);
    o.control = TB_EFFECT_NEVER;
    o.base = TB_EFFECT_UNIVERSAL;
    o.bounds = true;
    o.first_year = 2011;
    tb_effect *e = effect_make(&t, &o);
    for (int k = 0; k < length(x, "mbar"); k++) {
        double m = item(x, "mbar", k)->valuedouble, low = item(x, "lb", k)->valuedouble,
               high = item(x, "ub", k)->valuedouble;
        const tb_effect_bound *found = NULL;
        for (size_t i = 0; i < tb_effect_bounds(e); i++)
            if (!tb_effect_bound_at(e, i)->smooth && tb_effect_bound_at(e, i)->m == m)
                found = tb_effect_bound_at(e, i);
        assert_non_null(found);
        same(found->low, low, 0.012 * (high - low), "lower limit");
        same(found->high, high, 0.012 * (high - low), "upper limit");
    }
    report("HonestDiD");
    tb_effect_free(e);
    cJSON_Delete(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_simulated_panel),
        cmocka_unit_test(test_service_centres),
        cmocka_unit_test(test_regressions_and_imputation),
        cmocka_unit_test(test_synthetic),
        cmocka_unit_test(test_other_outcomes),
        cmocka_unit_test(test_other_estimators),
        cmocka_unit_test(test_honest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
