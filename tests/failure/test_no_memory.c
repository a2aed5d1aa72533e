/* Refuses the k-th request for memory, for every k, and expects a clean TB_ENOMEM each time: no
 * crash, no half object, no leak (the sanitizer build looks). The linker puts our three functions
 * before the C library's, for the objects of libtangbac and of this program; vendors' own requests
 * pass.
 */
#include "failure/wrap_memory.h"
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/goal.h>
#include <tangbac/import.h>
#include <tangbac/render.h>
#include <tangbac/report.h>
#include <tangbac/score.h>

static long left = -1; /* requests until one is refused; -1: none is */
static bool refused;

bool refuse_request(void)
{
    if (left < 0)
        return false;
    if (left-- > 0)
        return false;
    refused = true;
    return true; /* left is -1 now: only this one */
}

#define PANEL TANGBAC_BINARY_DIR "/panel.h5"

static tb_status open_panel(tb_err *err)
{
    tb_panel *p = NULL;
    tb_status st = tb_panel_open(&p, PANEL, NULL, err);
    if (st != TB_OK)
        assert_null(p);
    tb_panel_free(p);
    return st;
}

static tb_status rank_year(tb_err *err)
{
    static const char *const only[] = { "PAPI", NULL };
    tb_panel *p = NULL;
    tb_ranking *r = NULL;
    tb_status st = tb_panel_open(&p, PANEL, only, err);
    if (st == TB_OK)
        st = tb_ranking_make(&r, p, tb_panel_index(p, "PAPI"), 0, 2022, err);
    if (st != TB_OK)
        assert_null(r);
    tb_ranking_free(r);
    tb_panel_free(p);
    return st;
}

static tb_status import_table(tb_err *err)
{
    static const char *const sources[] = { TANGBAC_SOURCE_DIR "/tests/failure/small.csv" };
    tb_import_opts o = TB_IMPORT_OPTS_INIT;
    tb_import *m = NULL;
    const char *out = TANGBAC_BINARY_DIR "/tests/no-memory.h5";
    remove(out);
    tb_status st = tb_import_run(&m, sources, 1, out, &o, err);
    FILE *f = fopen(out, "rb");
    assert_int_equal(f != NULL, st == TB_OK); /* whole or not there */
    if (f != NULL)
        fclose(f);
    if (st != TB_OK)
        assert_null(m);
    tb_import_free(m);
    return st;
}

/* The panel that importing_a_table has left, as a table of the form of `write`. */
static tb_status
export_as(const char *out,
          tb_status (*write)(const tb_panel *, const char *, const char *, tb_err *), tb_err *err)
{
    tb_panel *p = NULL;
    remove(out);
    tb_status st = tb_panel_open(&p, TANGBAC_BINARY_DIR "/tests/no-memory.h5", NULL, err);
    if (st == TB_OK)
        st = write(p, NULL, out, err);
    tb_panel_free(p);
    FILE *f = fopen(out, "rb");
    assert_int_equal(f != NULL, st == TB_OK); /* whole or not there */
    if (f != NULL)
        fclose(f);
    return st;
}

static tb_status export_csv(tb_err *err)
{
    return export_as(TANGBAC_BINARY_DIR "/tests/no-memory.csv", tb_export_csv, err);
}

static tb_status export_xlsx(tb_err *err)
{
    return export_as(TANGBAC_BINARY_DIR "/tests/no-memory.xlsx", tb_export_xlsx, err);
}

static tb_status export_dta(tb_err *err)
{
    return export_as(TANGBAC_BINARY_DIR "/tests/no-memory.dta", tb_export_dta, err);
}

static tb_status export_wide_dta(tb_err *err)
{
    return export_as(TANGBAC_BINARY_DIR "/tests/no-memory-wide.dta", tb_export_wide, err);
}

static tb_status export_wide_xlsx(tb_err *err)
{
    return export_as(TANGBAC_BINARY_DIR "/tests/no-memory-wide.xlsx", tb_export_wide, err);
}

static tb_status export_wide_csv(tb_err *err)
{
    return export_as(TANGBAC_BINARY_DIR "/tests/no-memory-wide.csv", tb_export_wide, err);
}

static tb_status make_brief(tb_err *err)
{
    static const char out[] = TANGBAC_BINARY_DIR "/tests/no-memory-brief.xlsx";
    remove(out);
    tb_render_opts o = TB_RENDER_OPTS_INIT;
    o.lang = TB_RENDER_LANG_VI;
    tb_status st =
        tb_render_file(TANGBAC_SOURCE_DIR "/tests/failure/small-result.json", out, &o, err);
    FILE *f = fopen(out, "rb");
    assert_int_equal(f != NULL, st == TB_OK);
    if (f != NULL)
        fclose(f);
    return st;
}

static tb_status parse_goal(tb_err *err)
{
    tb_goal g;
    tb_goal_opts o = TB_GOAL_OPTS_INIT;
    return tb_goal_parse(&g, "tăng từ 5 – 10 bậc so với năm 2018", &o, NULL, err);
}

/* Runs the work with the k-th request refused, k = 0, 1, ..., until it makes no more than k
 * requests. */
static void refuse_each(tb_status (*work)(tb_err *err), const char *what)
{
    tb_err *err = calloc(1, sizeof *err);
    assert_non_null(err);
    long k = 0;
    for (;; k++) {
        refused = false;
        left = k;
        err->message[0] = '\0';
        tb_status st = work(err);
        left = -1;
        if (!refused) {
            CHECK_OK(st, *err);
            break;
        }
        if (st == TB_OK)
            continue; /* what was refused could be done without */
        if (st != TB_ENOMEM)
            fail_msg("%s, request %ld refused: status %d, '%s'", what, k, (int)st, err->message);
        assert_true(strlen(err->message) > 0);
        assert_true(k < 1000000);
    }
    assert_true(k > 0);
    free(err);
}

static void opening_a_panel(void **state)
{
    (void)state;
    refuse_each(open_panel, "opening a panel");
}

static void ranking_a_year(void **state)
{
    (void)state;
    refuse_each(rank_year, "ranking a year");
}

static void importing_a_table(void **state)
{
    (void)state;
    refuse_each(import_table, "importing a table");
}

static void exporting(void **state)
{
    (void)state;
    refuse_each(export_csv, "exporting a table");
    refuse_each(export_xlsx, "exporting a workbook");
    refuse_each(export_dta, "exporting a Stata data set");
    refuse_each(export_wide_csv, "exporting a wide table");
    refuse_each(export_wide_xlsx, "exporting a wide workbook");
    refuse_each(export_wide_dta, "exporting a wide Stata data set");
}

static void making_a_workbook(void **state)
{
    (void)state;
    refuse_each(make_brief, "making a workbook of a result");
}

static void parsing_a_goal(void **state)
{
    (void)state;
    refuse_each(parse_goal, "parsing a goal");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_a_panel),   cmocka_unit_test(ranking_a_year),
        cmocka_unit_test(importing_a_table), cmocka_unit_test(exporting),
        cmocka_unit_test(making_a_workbook), cmocka_unit_test(parsing_a_goal)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
