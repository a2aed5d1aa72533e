/* An index in which less is better, and the same one turned round: predictions of the one and of the
 * other have the same places and so the same score of places. */
#include "support/built_panel.h"
#include "support/check.h"

#include "num/rng.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/backtest.h>

enum { UNITS = 20, YEARS = 10, FIRST = 2011, ORIGIN = FIRST + YEARS - 2, DRAWS = 50 };

/* The score of unit i in year t: 3 z_i lasts, z_it comes anew; to two digits, as it is published. */
static double score_of(size_t i, size_t t)
{
    double lasting[8], own[16];
    tbi_rng_normal_block(lasting, 1, 8, 5, 77, 16 * i);
    tbi_rng_normal_block(own, 1, 16, 5, 78, 16 * i);
    return round(100 * (50 + 3 * lasting[0] + own[t])) / 100;
}

static tb_panel *panel_of(int direction)
{
    double score[UNITS][YEARS];
    for (size_t i = 0; i < UNITS; i++)
        for (size_t t = 0; t < YEARS; t++)
            score[i][t] = direction > 0 ? score_of(i, t) : 100 - score_of(i, t);
    return panel_of_totals(&(totals){ .index = "X",
                                      .units = UNITS,
                                      .years = YEARS,
                                      .first = FIRST,
                                      .direction = direction,
                                      .decimals = 2,
                                      .score = &score[0][0] });
}

/* The score of places of draws around the truth; *error: of how many places they are off. */
static double judge(double *error, int direction)
{
    char path[1024];
    tb_err err = TB_ERR_INIT;
    tb_panel *p = panel_of(direction);
    tb_evaluate_opts o = TB_EVALUATE_OPTS_INIT;
    tb_backtest *b = NULL;
    snprintf(path, sizeof path, "%s/draws.csv", check_folder("evaluate_direction"));
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("index,unit,origin,year,output_type,output_type_id,value\n", f);
    for (size_t i = 0; i < UNITS; i++) {
        char code[CODE_ROOM];
        code_of_unit(code, i);
        for (size_t k = 0; k < DRAWS; k++) {
            double z[8];
            tbi_rng_normal_block(z, 1, 8, 6, 79, 16 * (i * DRAWS + k));
            double v = score_of(i, YEARS - 1) + 0.5 * z[0];
            fprintf(f, "X,%s,%d,%d,sample,%zu,%.9f\n", code, ORIGIN, ORIGIN + 1, k,
                    direction > 0 ? v : 100 - v);
        }
    }
    fclose(f);
    CHECK_OK(tb_evaluate_run(&b, p, path, NULL, &o, &err), err);
    double rps = NAN;
    for (size_t k = 0; k < tb_backtest_rows(b); k++) {
        const tb_score_row *r = tb_backtest_row(b, k);
        if (strcmp(r->model, "predictions") != 0 || r->origin != ORIGIN)
            continue;
        rps = r->score[TB_METRIC_RPS];
        *error = r->score[TB_METRIC_RANK_MAE];
    }
    tb_backtest_free(b);
    tb_panel_free(p);
    return rps;
}

static void places_are_counted_from_the_better_end(void **state)
{
    (void)state;
    double up, down;
    double rps = judge(&up, 1);
    assert_true(rps > 0 && up < 3);
    CHECK_NEAR(judge(&down, -1), rps, 1e-9);
    CHECK_NEAR(down, up, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_counted_from_the_better_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
