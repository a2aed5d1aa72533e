/* test_predictions.c - tables of predictions: rows that are refused, each by its sentence and its
 * line, and draws that are named by words. On the panel of the shipped data. */
#include "support/check.h"
#include "support/shipped.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/backtest.h>
#include <tangbac/score.h>
#include <tangbac/verification.h>

static tb_err err;

#define HEAD "index,origin,year,unit,output_type,output_type_id,value\n"

static const char *write_rows(const char *rows)
{
    static char text[20000];
    assert_true(snprintf(text, sizeof text, HEAD "%s", rows) < (int)sizeof text);
    return check_file("predictions", "p.csv", text);
}

static void every_row_is_refused_by_its_sentence(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "PAPI,2021,2022,12,quantile,0.5,40\nPCI,2021,2022,12,quantile,0.5,60\n",
          "a file of predictions is about one index" },
        { "PAPI,2021,2022,12,quantile,0.5,40\nPAPI.D5,2021,2022,12,quantile,0.5,6\n",
          "a file of predictions is about one index" },
        { "MOON,2021,2022,12,mean,,40\n", "MOON" },
        { "PAPI,moon,2022,12,mean,,40\n", "years from 1990 to 2100" },
        { "PAPI,2021,1066,12,mean,,40\n", "years from 1990 to 2100" },
        { "PAPI,2022,2022,12,mean,,40\n", "must be after its origin" },
        { "PAPI,2021,2042,12,mean,,40\n", "must be after its origin" },
        { "PAPI,2021,2022,Moon,mean,,40\n", "unknown unit 'Moon'" },
        { "PAPI,2021,2022,12,quantile,0,40\n", "between 0 and 1, such as 0.05" },
        { "PAPI,2021,2022,12,quantile,1,40\n", "between 0 and 1, such as 0.05" },
        { "PAPI,2021,2022,12,quantile,moon,40\n", "between 0 and 1, such as 0.05" },
        { "PAPI,2021,2022,12,sample,,40\n", "the number of its draw" },
        { "PAPI,2021,2022,12,median,,40\n", "expected quantile, sample or mean" },
        { "PAPI,2021,2022,12,mode,,40\n", "expected quantile, sample or mean" },
        { "PAPI,2021,2022,12,mean,,\n", "not a number" },
        { "PAPI,2021,2022,12,mean,,forty\n", "forty" },
        { "PAPI,2021,2022,12,mean,,40\nPAPI,2021,2022,12,mean,,41\n", "duplicate prediction" },
        { "PAPI,2021,2022,12,sample,a,40\nPAPI,2021,2022,12,sample,a,41\n",
          "duplicate prediction" },
        { "PAPI,2021,2022,12,mean,,40,99\n", ":2" },
        { "", "has no predictions" },
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        char digest[65];
        tb_backtest *b = NULL;
        const char *path = write_rows(cases[k][0]);
        CHECK_FAILS(tb_evaluate_run(&b, shipped, path, digest, NULL, &err), TB_EDATA, err,
                    cases[k][1]);
        assert_null(b);
    }
}

/* Twenty wrong rows, then how many more there are; all of them in the details. */
static void many_wrong_rows_are_counted(void **state)
{
    (void)state;
    static char rows[8000];
    size_t n = 0;
    for (int k = 0; k < 130; k++)
        n += (size_t)sprintf(rows + n, "PAPI,2021,2022,12,mode,,%d\n", k);
    char digest[65];
    tb_backtest *b = NULL;
    tb_err_details all = TB_ERR_DETAILS_INIT;
    tb_evaluate_opts o = TB_EVALUATE_OPTS_INIT;
    o.details = &all;
    CHECK_FAILS(tb_evaluate_run(&b, shipped, write_rows(rows), digest, &o, &err), TB_EDATA, err,
                ":2", "129 more");
    assert_non_null(all.text);
    assert_non_null(strstr(all.text, ":3"));
    const char *more = strstr(all.text, "... and ");
    assert_non_null(more);
    int left = 0, said = 0;
    assert_int_equal(sscanf(more, "... and %d more", &left), 1);
    for (const char *p = all.text; (p = strstr(p, "expected quantile")) != NULL; p++)
        said++;
    assert_int_equal(left + said, 130);
    tb_err_details_free(&all);
}

static double crps_of(const char *rows)
{
    char digest[65];
    tb_backtest *b = NULL;
    CHECK_OK(tb_evaluate_run(&b, shipped, write_rows(rows), digest, NULL, &err), err);
    double crps = tb_backtest_row(b, 0)->score[TB_METRIC_CRPS];
    assert_int_equal(strlen(digest), 64);
    tb_backtest_free(b);
    return crps;
}

/* Draws are the same whether they are numbered or named, and names never meet numbers. */
static void draws_that_are_named(void **state)
{
    (void)state;
    char number[2000] = "", name[2000] = "", mixed[2000] = "";
    for (int k = 0; k < 12; k++) {
        char row[100];
        for (int u = 0; u < 2; u++) {
            const char *unit = u == 0 ? "12" : "79";
            double value = 40 + k % 5 + 0.3 * u;
            snprintf(row, sizeof row, "PAPI,2021,2022,%s,sample,%d,%.1f\n", unit, k, value);
            strcat(number, row);
            snprintf(row, sizeof row, "PAPI,2021,2022,%s,sample,draw-%d,%.1f\n", unit, k, value);
            strcat(name, row);
            snprintf(row, sizeof row, "PAPI,2021,2022,%s,sample,%s%d,%.1f\n", unit,
                     k % 2 == 0 ? "" : "0.5 and ", k, value);
            strcat(mixed, row);
        }
    }
    double crps = crps_of(number);
    assert_true(crps > 0);
    CHECK_NEAR(crps_of(name), crps, 1e-12);
    CHECK_NEAR(crps_of(mixed), crps, 1e-12);
}

/* Of one point the CRPS is its absolute error, which a mean has alone. */
static void points_have_their_distance(void **state)
{
    (void)state;
    char digest[65];
    tb_backtest *b = NULL;
    const tb_index *x = tb_panel_index(shipped, "PAPI");
    size_t d5 = (size_t)tb_index_indicator(x, "D5"), i = 0;
    while (i < x->n_unit && isnan(tb_score_cell(x, 2022, i, d5, NULL)))
        i++;
    assert_true(i < x->n_unit);
    char row[100];
    snprintf(row, sizeof row, "PAPI.D5,2021,2022,%s,mean,,%.4f\n", x->unit_code[i],
             tb_score_cell(x, 2022, i, d5, NULL) + 1.5);
    CHECK_OK(tb_evaluate_run(&b, shipped, write_rows(row), digest, NULL, &err), err);
    CHECK_NEAR(tb_backtest_row(b, 0)->score[TB_METRIC_RMSE], 1.5, 1e-4);
    tb_backtest_free(b);
}

static void options_out_of_range(void **state)
{
    (void)state;
    tb_backtest *b = NULL;
    tb_backtest_opts o = TB_BACKTEST_OPTS_INIT;
    o.index = "PAPI";
    o.first_origin = 2021;
    o.last_origin = 2019;
    CHECK_FAILS(tb_backtest_run(&b, shipped, &o, &err), TB_EARG, err,
                "first origin 2021 must not come after last origin 2019");
    o.last_origin = 2021;
    o.horizon = 6;
    CHECK_FAILS(tb_backtest_run(&b, shipped, &o, &err), TB_EARG, err, "from 1 to 5 years (got 6)");
    o.horizon = 0;
    CHECK_FAILS(tb_backtest_run(&b, shipped, &o, &err), TB_EARG, err, "from 1 to 5 years (got 0)");
    o.horizon = 1;
    for (int k = 0; k < 2; k++) {
        o.draws = k == 0 ? 99 : 1000001;
        CHECK_FAILS(tb_backtest_run(&b, shipped, &o, &err), TB_EARG, err, "from 100 to 1000000");
    }
    tb_verification *v = NULL;
    tb_verification_opts w = TB_VERIFICATION_OPTS_INIT;
    w.index = "PAR";
    w.first_origin = 2022;
    w.last_origin = 2020;
    CHECK_FAILS(tb_verification_run(&v, shipped, &w, &err), TB_EARG, err,
                "first origin 2022 must not come after last origin 2020");
    w.last_origin = 2022;
    w.horizon = 7;
    CHECK_FAILS(tb_verification_run(&v, shipped, &w, &err), TB_EARG, err, "from 1 to 5 years");
    assert_null(b);
    assert_null(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_refused_by_its_sentence),
        cmocka_unit_test(many_wrong_rows_are_counted),
        cmocka_unit_test(draws_that_are_named),
        cmocka_unit_test(points_have_their_distance),
        cmocka_unit_test(options_out_of_range),
    };
    return cmocka_run_group_tests_name("backtest.predictions", tests, open_shipped, close_shipped);
}
