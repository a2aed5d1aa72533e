/* test_merged_law.c - laws of the new units on the shipped data: a mean lies between its parts,
 * what was one province stays as it was, people are not lost. */
#include "support/check.h"

#include <math.h>
#include <string.h>
#include <tangbac/complete.h>

static const char *const wanted[] = { "PAPI", "SIPAS", "PAR", "PCI", "DTI", "GSO", NULL };

static tb_panel *shipped(void)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    CHECK_OK(tb_panel_open(&p, TANGBAC_BINARY_DIR "/panel.h5", wanted, &err), err);
    CHECK_OK(tb_panel_merge(&p, &err), err);
    return p;
}

static size_t cell(const tb_index *x, size_t t, const char *unit, size_t c)
{
    ptrdiff_t i = tb_index_unit(x, unit);
    assert_true(i >= 0);
    return (t * x->n_unit + (size_t)i) * x->n_indicator + c;
}

/* Checks one cell of a unit; returns whether it was computed. */
static bool check_cell(const tb_panel *p, const tb_index *x, const tb_index *old, size_t t,
                       const tb_unit *u, size_t c)
{
    size_t row[16];
    size_t n = tb_panel_parts(row, 16, p, u->code, x->year[t]);
    size_t at = cell(x, t, u->code, c);
    size_t known = 0;
    double low = INFINITY, high = -INFINITY;
    for (size_t k = 0; k < n; k++) {
        double v = old->value[cell(old, t, tb_panel_unit(tb_panel_unmerged(p), row[k])->code, c)];
        known += isnan(v) ? 0 : 1;
        low = fmin(low, v);
        high = fmax(high, v);
    }
    assert_true(n >= 1 && n <= 3);
    assert_int_equal(x->rank[at], -1);
    if (x->status[at] != TB_CELL_COMPUTED) {
        assert_true(n == 1 || isnan(x->value[at]));
        if (n == 1)
            assert_true((isnan(low) || isinf(low)) ? isnan(x->value[at]) : x->value[at] == low);
        return false;
    }
    assert_int_equal(known, n);
    if (strcmp(x->code, "GSO") == 0)
        assert_true(x->value[at] > high);
    else
        assert_true(x->value[at] >= low - 1e-9 && x->value[at] <= high + 1e-9);
    return true;
}

static void means_lie_between_their_parts(void **state)
{
    (void)state;
    tb_panel *p = shipped();
    assert_int_equal(tb_panel_units(p), 34);
    for (size_t k = 0; wanted[k] != NULL; k++) {
        const tb_index *x = tb_panel_index(p, wanted[k]);
        const tb_index *old = tb_panel_index(tb_panel_unmerged(p), wanted[k]);
        size_t computed = 0;
        assert_int_equal(x->n_unit, 34);
        for (size_t t = 0; t < x->n_year; t++)
            for (size_t u = 0; u < 34; u++)
                for (size_t c = 0; c < x->n_indicator && x->year[t] < 2025; c++)
                    computed += check_cell(p, x, old, t, tb_panel_unit(p, u), c);
        bool mean = strcmp(x->code, "PAPI") == 0 || strcmp(x->code, "SIPAS") == 0 ||
                    strcmp(x->code, "GSO") == 0;
        assert_true(mean == (computed > 0));
    }
    tb_panel_free(p);
}

static void nobody_is_lost(void **state)
{
    (void)state;
    tb_panel *p = shipped();
    const tb_index *x = tb_panel_index(p, "GSO");
    const tb_index *old = tb_panel_index(tb_panel_unmerged(p), "GSO");
    size_t c = (size_t)tb_index_indicator(x, "POP_TOTAL");
    size_t years = 0;
    for (size_t t = 0; t < x->n_year; t++) {
        double now = 0, before = 0;
        for (size_t i = 0; i < x->n_unit; i++)
            now += x->value[(t * x->n_unit + i) * x->n_indicator + c];
        for (size_t i = 0; i < old->n_unit; i++)
            before += old->value[(t * old->n_unit + i) * old->n_indicator + c];
        if (isnan(before))
            continue;
        CHECK_NEAR(now, before, 1e-6 * before);
        years++;
    }
    assert_true(years >= 13);
    tb_panel_free(p);
}

/* What the parts of a unit hold it between in a year; false unless the score of every one is known.
 * */
static bool parts_hold(double *low, double *high, const tb_panel *p, const char *code, int year)
{
    const tb_index *old = tb_panel_index(tb_panel_unmerged(p), "PCI");
    size_t row[16], n = tb_panel_parts(row, 16, p, code, year);
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t k = 0; k < n; k++) {
        double v = old->value[cell(old, (size_t)tb_index_year(old, year),
                                   tb_panel_unit(tb_panel_unmerged(p), row[k])->code, 0)];
        if (isnan(v))
            return false;
        *low = fmin(*low, v);
        *high = fmax(*high, v);
    }
    return n > 1;
}

/* PCI has no mean of parts: a new unit is drawn, but between its parts, and the result says so. */
static void a_drawn_unit_lies_between_its_parts(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tb_panel *p = shipped();
    tb_completion *c = NULL;
    tb_completion_opts o = TB_COMPLETION_OPTS_INIT;
    o.index = "PCI";
    o.year = 2020;
    o.draws = 400;
    CHECK_OK(tb_completion_run(&c, p, &o, &err), err);
    size_t held = 0, spread = 0;
    for (size_t i = 0; i < tb_completion_units(c); i++) {
        const tb_completion_unit *u = tb_completion_unit_at(c, i);
        double low, high;
        if (!parts_hold(&low, &high, p, u->code, 2020))
            continue;
        assert_string_equal(u->basis, "completed");
        /* two digits are printed */
        assert_true(u->score_q[0] >= low - 0.0051 && u->score_q[2] <= high + 0.0051);
        spread += u->score_q[2] - u->score_q[0] > 0.3 * (high - low);
        held++;
    }
    assert_true(held >= 20);
    assert_true(spread >= held / 2); /* drawn, not put in the middle */
    assert_true(tb_completion_info(c)->ranges >= held);
    bool said = false;
    for (size_t k = 0; k < tb_completion_notices(c).count; k++)
        said = said || strcmp(tb_completion_notices(c).notice[k].code, "parts-range") == 0;
    assert_true(said);
    tb_completion_free(c);
    tb_panel_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(means_lie_between_their_parts),
                                        cmocka_unit_test(nobody_is_lost),
                                        cmocka_unit_test(a_drawn_unit_lies_between_its_parts) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
