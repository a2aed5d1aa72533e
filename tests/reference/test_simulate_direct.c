/* reference: rank sensitivity of PAPI 2022 against tests/reference/simulate/direct.R, the
 * definitions written down once more in base R with R's own random numbers (its output: direct.csv
 * beside it). Both are random, so mean ranks, chances of the ten best and mean shifts must agree
 * within Monte-Carlo error: 4.5 standard errors for each of some 180 figures. */
#include "support/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/simulate.h>

enum { DRAWS = 100000, THEIRS = 40000, MOST = 64 };
static const double ERRORS = 4.5;

typedef struct figures {
    char code[8];
    int reference;
    double ranked, rank_mean, rank_sd, top10, shift_mean, shift_sd; /* NaN: never ranked */
} figures;

static size_t read_figures(figures *out)
{
    FILE *f = fopen(TANGBAC_SOURCE_DIR "/tests/reference/simulate/direct.csv", "r");
    char line[256];
    size_t n = 0;
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    while (fgets(line, sizeof line, f) != NULL) {
        figures *x = &out[n++];
        double *number[6] = { &x->ranked, &x->rank_mean,  &x->rank_sd,
                              &x->top10,  &x->shift_mean, &x->shift_sd };
        char *cell = strtok(line, ",\r\n");
        assert_true(n < MOST);
        snprintf(x->code, sizeof x->code, "%s", cell);
        cell = strtok(NULL, ",\r\n");
        x->reference = strcmp(cell, "NA") == 0 ? 0 : atoi(cell);
        for (int k = 0; k < 6; k++) {
            cell = strtok(NULL, ",\r\n");
            assert_non_null(cell);
            *number[k] = strcmp(cell, "NA") == 0 ? NAN : atof(cell);
        }
    }
    fclose(f);
    return n;
}

/* The standard deviation of the difference of two means of draws with spread sd; a chance's spread
 * is never taken as 0. */
static double error_of(double sd, double times)
{
    return sd * sqrt(1 / (times * THEIRS) + 1 / (times * DRAWS));
}

static int compare(const tb_simulate_unit *u, const figures *x)
{
    int bad = 0;
    double p = fmin(fmax(x->top10, 1.0 / THEIRS), 1 - 1.0 / THEIRS);
    double q = fmin(fmax(x->ranked, 1.0 / THEIRS), 1 - 1.0 / THEIRS);
    assert_int_equal(u->reference_rank, x->reference);
#define CLOSE(what, a, b, error)                                                                   \
    if (!(fabs((a) - (b)) <= ERRORS * (error)))                                                    \
    bad++, print_error("%s: %s %.5f, R %.5f (%.1f standard errors)\n", x->code, what, (double)(a), \
                       (double)(b), fabs((a) - (b)) / (error))
    CLOSE("chance of being ranked", u->chance_ranked, x->ranked, error_of(sqrt(q * (1 - q)), 1));
    CLOSE("chance of the ten best", u->chance_top10, x->top10, error_of(sqrt(p * (1 - p)), 1));
    if (!isnan(x->rank_mean))
        CLOSE("mean rank", u->rank_mean, x->rank_mean, error_of(fmax(x->rank_sd, 0.01), x->ranked));
    if (!isnan(x->shift_mean))
        CLOSE("mean shift", u->mean_abs_shift, x->shift_mean,
              error_of(fmax(x->shift_sd, 0.01), x->ranked));
#undef CLOSE
    return bad;
}

static void papi_2022(void **state)
{
    (void)state;
    static figures want[MOST];
    static tb_simulate_error sd[MOST];
    const char *wanted[] = { "PAPI", NULL };
    tb_err err = TB_ERR_INIT;
    tb_panel *p;
    tb_simulation *s;
    size_t n = read_figures(want);
    size_t parts = 0;
    CHECK_OK(tb_panel_open(&p, TANGBAC_BINARY_DIR "/panel.h5", wanted, &err), err);
    tb_simulate_opts o = TB_SIMULATE_OPTS_INIT;
    o.index = "PAPI";
    o.year = 2022;
    o.noise = TB_SIMULATE_NOISE_NONE;
    o.centre = 0; /* every choice alike, as there */
    o.draws = 1;
    o.samples = 0;
    o.bootstraps = 0;
    /* for the names of the components, in the order of the scheme */
    CHECK_OK(tb_simulation_start(&s, p, &o, &err), err);
    parts = tb_simulation_components(s);
    for (size_t j = 0; j < parts; j++)
        sd[j] = (tb_simulate_error){ tb_simulation_component(s, j), NULL,
                                     0.03 + 0.002 * (double)(j + 1) };
    o.noise = TB_SIMULATE_NOISE_GIVEN;
    o.error = sd;
    o.errors = parts;
    o.draws = DRAWS;
    o.seed = 7;
    tb_simulation *names = s;
    CHECK_OK(tb_simulation_start(&s, p, &o, &err), err);
    while (tb_simulation_left(s) > 0)
        CHECK_OK(tb_simulation_step(s, 1 << 16, &err), err);
    CHECK_OK(tb_simulation_finish(s, &err), err);
    int bad = 0, seen = 0;
    for (size_t i = 0; i < tb_simulation_units(s); i++)
        for (size_t k = 0; k < n; k++)
            if (strcmp(tb_simulation_unit(s, i)->code, want[k].code) == 0) {
                bad += compare(tb_simulation_unit(s, i), &want[k]);
                seen++;
            }
    assert_int_equal(seen, n);
    assert_true(seen >= 61);
    assert_int_equal(bad, 0);
    tb_simulation_free(s);
    tb_simulation_free(names);
    tb_panel_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(papi_2022) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
