/* test_records.c - panel: the tables beside the figures and what the package says of its indices, as
 * a panel file of the shipped data gives them back. */
#include "support/check.h"

#include <math.h>
#include <string.h>
#include <tangbac/panel.h>

static tb_panel *open_shipped(const char *const *indices)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    CHECK_OK(tb_panel_open(&p, TANGBAC_BINARY_DIR "/panel.h5", indices, &err), err);
    return p;
}

static const tb_adoption *adoption_of(const tb_panel *p, const char *measure, const char *unit)
{
    for (size_t i = 0; i < tb_panel_adoptions(p); i++) {
        const tb_adoption *a = tb_panel_adoption_at(p, i);
        if (strcmp(a->measure, measure) == 0 && strcmp(a->unit, unit) == 0)
            return a;
    }
    return NULL;
}

static void adoptions_come_back_as_they_were_read(void **state)
{
    (void)state;
    tb_panel *p = open_shipped(NULL);
    size_t dated = 0;
    for (size_t i = 0; i < tb_panel_adoptions(p); i++) {
        const tb_adoption *a = tb_panel_adoption_at(p, i);
        dated += strcmp(a->measure, "PASC") == 0 && strcmp(a->status, "dated") == 0;
    }
    assert_int_equal(dated, 46);
    const tb_adoption *a = adoption_of(p, "PASC", "24");
    assert_non_null(a);
    assert_string_equal(a->date, "2016-09-01");
    assert_int_equal(a->adopt_year, 2016);
    assert_int_equal(a->exposure_year, 0); /* the rule says 2017 */
    assert_string_equal(a->source, "BNEWS_BG_2016");
    a = adoption_of(p, "PASC", "22"); /* in service for the whole of 2014 */
    assert_int_equal(a->exposure_year, 2014);
    a = adoption_of(p, "PASC", "64");
    assert_string_equal(a->status, "bounded");
    assert_int_equal(a->adopt_year, 0);
    assert_int_equal(a->not_before, 2016);
    assert_int_equal(a->not_after, 2025);
    assert_null(adoption_of(p, "PASC", "12")); /* nothing was read: unknown */
    assert_true(tb_panel_measures(p) >= 12);
    assert_string_equal(tb_panel_measure_at(p, 0)->measure, "PASC");
    tb_panel_free(p);
}

static void precision_and_criteria_come_back(void **state)
{
    (void)state;
    tb_panel *p = open_shipped((const char *const[]){ "SIPAS", NULL });
    size_t errors = 0;
    for (size_t i = 0; i < tb_panel_precisions(p); i++) {
        const tb_precision *q = tb_panel_precision_at(p, i);
        errors += isnan(q->std_error) ? 0 : 1;
        if (strcmp(q->indicator, "CSTP2_LAND") == 0 && q->year == 2009 &&
            strcmp(q->unit, "01") == 0) {
            CHECK_NEAR(q->std_error, 0.1744, 0);
            CHECK_NEAR(q->std_error_high, 0.2333, 0);
            CHECK_NEAR(q->n, 508, 0);
        }
    }
    assert_int_equal(errors, 3150);
    bool c3 = false;
    for (size_t i = 0; i < tb_panel_criteria(p); i++) {
        const tb_criterion *k = tb_panel_criterion_at(p, i);
        if (k->code[0] == 'u') /* no criterion's own points are public */
            assert_true(isnan(k->max));
        if (strcmp(k->scheme, "2948-2017") == 0 && strcmp(k->code, "C3") == 0) {
            c3 = true;
            CHECK_NEAR(k->max, 14.5, 0);
        }
    }
    assert_true(c3);
    tb_panel_free(p);
}

static void what_an_index_is_stands_in_the_package(void **state)
{
    (void)state;
    tb_panel *p = open_shipped((const char *const[]){ "PAR", "PAPI", "PCI", NULL });
    const tb_index *par = tb_panel_index(p, "PAR");
    const tb_index *papi = tb_panel_index(p, "PAPI");
    const tb_index *pci = tb_panel_index(p, "PCI");
    assert_true(papi->survey && pci->survey && !par->survey);
    assert_true(par->score_sheet && !papi->score_sheet);
    assert_int_equal(tb_index_merge(papi, 0), TB_MERGE_MEAN);
    assert_int_equal(tb_index_merge(pci, 0), TB_MERGE_NONE);
    CHECK_NEAR(tb_index_nested(par, "SIPAS", 2018)->factor, 0.12, 0);
    CHECK_NEAR(tb_index_nested(par, "SIPAS", 2023)->factor, 0.1, 0);
    assert_null(tb_index_nested(par, "SIPAS", 2017));
    assert_null(tb_index_nested(par, "PAPI", 2023));
    assert_null(tb_index_nested(papi, "SIPAS", 2023));
    size_t column = 0;
    const tb_index *people = tb_panel_population(p, &column); /* read though nobody asked for it */
    assert_non_null(people);
    assert_string_equal(people->indicator[column].code, "POP_TOTAL");
    assert_null(tb_panel_index(p, "SIPAS"));
    tb_panel_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adoptions_come_back_as_they_were_read),
        cmocka_unit_test(precision_and_criteria_come_back),
        cmocka_unit_test(what_an_index_is_stands_in_the_package),
    };
    return cmocka_run_group_tests_name("panel.records", tests, NULL, NULL);
}
