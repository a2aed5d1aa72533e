/* Every completed table must agree with every fact, and facts that cannot stand together must be
 * named. */
#include "support/check.h"
#include "support/shipped.h"

#include "complete/chain_draws.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/complete.h>

static tb_err err;

static void holds(const tb_chains *c, size_t k, size_t t)
{
    const tb_table_year *y = &c->facts.year[t];
    const double *s = c->score + (k * c->n_year + t) * c->n_unit;
    double best = -INFINITY, worst = INFINITY;
    size_t shared = 0;
    for (size_t i = 0; i < c->n_unit; i++)
        for (size_t j = 0; j < i; j++)
            shared += y->rank[i] > 0 && y->rank[i] == y->rank[j];
    for (size_t i = 0; i < c->n_unit; i++) {
        if (!y->in[i])
            continue;
        size_t above = 0, same = 0;
        for (size_t j = 0; j < c->n_unit; j++) {
            above += y->in[j] && s[j] > s[i] + 5e-3;
            same += y->in[j] && fabs(s[j] - s[i]) <= 5e-3;
        }
        if (y->rank[i] > 0)
            /* exact but for equal scores and shared places */
            assert_in_range((size_t)y->rank[i] + shared, above + 1, above + same + shared);
        if (!isnan(y->fixed[i]))
            CHECK_NEAR(s[i], y->fixed[i], 1e-12);
        assert_true(s[i] >= y->low[i] && s[i] <= y->high[i]);
        best = fmax(best, s[i]);
        worst = fmin(worst, s[i]);
    }
    if (!isnan(y->best))
        CHECK_NEAR(best, y->best, 6e-3);
    if (!isnan(y->worst))
        CHECK_NEAR(worst, y->worst, 6e-3);
    for (size_t b = 0; b < y->n_bar; b++) {
        size_t above = 0, near = 0;
        for (size_t i = 0; i < c->n_unit; i++) {
            above += y->in[i] && s[i] > y->bar[b].at + 5e-3;
            near += y->in[i] && fabs(s[i] - y->bar[b].at) <= 5e-3;
        }
        assert_in_range(y->bar[b].above, above, above + near);
    }
    for (size_t m = 0; m < y->n_mean; m++) {
        double sum = 0;
        for (size_t i = 0; i < c->n_unit; i++)
            if (y->mean[m].member[i])
                sum += s[i];
        double off = fabs(sum / (double)y->mean[m].n - y->mean[m].mean);
        if (off > 5 * y->mean[m].tolerance / sqrt(3))
            fail_msg("%s %d: mean of %s is off by %g", c->facts.x->code, y->year, y->mean[m].scope,
                     off);
    }
}

static void every_draw_agrees_with_every_fact(void **state)
{
    (void)state;
    static const char *const names[] = { "PAR", "SIPAS", "DTI", "PCI" };
    for (size_t n = 0; n < 4; n++) {
        tb_arena a = { 0 };
        tb_chains c;
        tb_chains_opts o = { .warm = 200, .kept = 10, .thin = 2, .seed = 5, .threads = 2 };
        CHECK_OK(
            tbi_chains_run(&c, shipped, tb_panel_index(shipped, names[n]), 0, 2023, &o, &a, &err),
            err);
        for (size_t k = 0; k < c.n; k++)
            for (size_t t = 0; t < c.n_year; t++)
                holds(&c, k, t);
        tbi_arena_free(&a);
    }
}

static void threads_change_nothing(void **state)
{
    (void)state;
    tb_arena a = { 0 };
    tb_chains c, d;
    tb_chains_opts o = { .warm = 20, .kept = 10, .thin = 1, .seed = 5, .threads = 1 };
    CHECK_OK(tbi_chains_run(&c, shipped, tb_panel_index(shipped, "PAR"), 0, 2021, &o, &a, &err),
             err);
    o.threads = 4;
    CHECK_OK(tbi_chains_run(&d, shipped, tb_panel_index(shipped, "PAR"), 0, 2021, &o, &a, &err),
             err);
    assert_memory_equal(c.score, d.score, c.n * c.n_year * c.n_unit * sizeof *c.score);
    tbi_arena_free(&a);
}

/* One fact changed so that no table is left. */
typedef struct lie {
    const char *index;
    int year;
    const char *scope, *kind, *label, *text;
    double value;
    const char *words[2];
} lie;

static void contradiction(const lie *l)
{
    const tb_index *x = tb_panel_index(shipped, l->index);
    tb_index y = *x;
    tb_arena a = { 0 };
    tb_chains c;
    tb_chains_opts o = { .warm = 1, .kept = 8, .thin = 1, .seed = 5, .threads = 1 };
    tb_fact *fact = malloc(x->n_fact * sizeof *fact);
    assert_non_null(fact);
    memcpy(fact, x->fact, x->n_fact * sizeof *fact);
    size_t changed = 0;
    for (size_t k = 0; k < x->n_fact; k++)
        if (fact[k].year == l->year && strcmp(fact[k].scope, l->scope) == 0 &&
            strcmp(fact[k].kind, l->kind) == 0 &&
            (l->label == NULL || strcmp(fact[k].label, l->label) == 0)) {
            fact[k].value = l->value;
            if (l->text != NULL)
                fact[k].text = l->text;
            changed++;
        }
    assert_true(changed > 0);
    y.fact = fact;
    CHECK_FAILS(tbi_chains_run(&c, shipped, &y, 0, 2023, &o, &a, &err), TB_EDATA, err, l->index,
                "contradict", l->words[0], l->words[1], "[");
    assert_non_null(strchr(strchr(err.message, '[') + 1, '[')); /* both sources */
    free(fact);
    tbi_arena_free(&a);
}

static void facts_that_contradict_are_named(void **state)
{
    (void)state;
    static const lie lies[] = {
        { "PAR", 2021, "VN", "best", NULL, NULL, 85, { "best 85", "mean 86.37" } },
        { "PAR", 2021, "VN", "worst", NULL, NULL, 90, { "worst 90", "mean 86.37" } },
        { "PAR", 2017, "VN", "range", NULL, NULL, 25, { "range 25", "worst 59.69" } },
        { "PAR", 2021, "VN", "count_above", "80", NULL, 20, { "20 above 80", "62 above 80" } },
        { "PAR",
          2020,
          "VN",
          "count_group",
          "B",
          NULL,
          30,
          { "32 above 80 (count_group)", "58 above 80 (count_above)" } },
        { "PAR", 2021, "91", "group", NULL, "A", NAN, { "group A", "Kiên Giang" } },
        { "PAR", 2012, "02", "group", NULL, "90-95", NAN, { "Hà Giang", "Đà Nẵng" } },
        { "PAR", 2023, "54", "change", NULL, "2", 2, { "change 2", "Phú Yên" } },
        { "SIPAS", 2021, "VN", "median", NULL, NULL, 93.5, { "median", "score" } },
    };
    for (size_t k = 0; k < sizeof lies / sizeof *lies; k++)
        contradiction(&lies[k]);
}

/* A mean that its units cannot have is named, whether of the nation or of a region. */
static void means_out_of_reach_are_named(void **state)
{
    (void)state;
    static const lie lies[] = {
        { "PAR", 2020, "VN", "mean", NULL, NULL, 99, { "mean 99", "between" } },
        { "PAR", 2022, "VN", "mean", NULL, NULL, 89.5, { "mean 89.5", "between" } },
        { "PAR", 2023, "CH", "mean", NULL, NULL, 92, { "mean 92 of CH", "between" } },
        { "PAR",
          2023,
          "MRD",
          "mean",
          NULL,
          NULL,
          86.9,
          { "mean 86.98", "the means of the regions" } },
    };
    for (size_t k = 0; k < sizeof lies / sizeof *lies; k++) {
        const tb_index *x = tb_panel_index(shipped, "PAR");
        tb_index y = *x;
        tb_arena a = { 0 };
        tb_chains c;
        tb_chains_opts o = { .warm = 1, .kept = 8, .thin = 1, .seed = 5, .threads = 1 };
        tb_fact *fact = malloc(x->n_fact * sizeof *fact);
        assert_non_null(fact);
        memcpy(fact, x->fact, x->n_fact * sizeof *fact);
        for (size_t n = 0; n < x->n_fact; n++)
            if (fact[n].year == lies[k].year && strcmp(fact[n].scope, lies[k].scope) == 0 &&
                strcmp(fact[n].kind, "mean") == 0)
                fact[n].value = lies[k].value;
        y.fact = fact;
        CHECK_FAILS(tbi_chains_run(&c, shipped, &y, 0, 2023, &o, &a, &err), TB_EDATA, err, "PAR",
                    lies[k].words[0], lies[k].words[1], "[");
        free(fact);
        tbi_arena_free(&a);
    }
}

/* Tenth, and said to be in group D, below 70: the place below has 88.44. */
static void a_group_that_a_place_rules_out_is_named(void **state)
{
    (void)state;
    const tb_index *x = tb_panel_index(shipped, "PAR");
    tb_index y = *x;
    tb_arena a = { 0 };
    tb_chains c;
    tb_chains_opts o = { .warm = 1, .kept = 8, .thin = 1, .seed = 5, .threads = 1 };
    tb_fact *fact = malloc((x->n_fact + 1) * sizeof *fact);
    assert_non_null(fact);
    memcpy(fact, x->fact, x->n_fact * sizeof *fact);
    for (size_t k = 0; k < x->n_fact; k++)
        if (strcmp(fact[k].kind, "group") == 0)
            fact[x->n_fact] = fact[k];
    fact[x->n_fact].year = 2021;
    fact[x->n_fact].scope = "01";
    fact[x->n_fact].indicator = 0;
    fact[x->n_fact].text = "D";
    fact[x->n_fact].value = NAN;
    y.fact = fact;
    y.n_fact++;
    CHECK_FAILS(tbi_chains_run(&c, shipped, &y, 0, 2021, &o, &a, &err), TB_EDATA, err, "2021",
                "rank 10 of Hà Nội", "to 70", "88.44");
    free(fact);
    tbi_arena_free(&a);
}

static void a_place_that_its_score_rules_out_is_named(void **state)
{
    (void)state;
    const tb_index *x = tb_panel_index(shipped, "PAR");
    tb_index y = *x;
    size_t n = x->n_year * x->n_unit * x->n_indicator;
    size_t t = (size_t)tb_index_year(x, 2021);
    size_t U = x->n_unit;
    int16_t *rank = malloc(n * sizeof *rank);
    assert_non_null(rank);
    memcpy(rank, x->rank, n * sizeof *rank);
    /* 84.69 points, said to stand third */
    rank[(t * U + (size_t)tb_index_unit(x, "06")) * x->n_indicator] = 3;
    y.rank = rank;
    tb_arena a = { 0 };
    tb_chains c;
    tb_chains_opts o = { .warm = 1, .kept = 8, .thin = 1, .seed = 5, .threads = 1 };
    CHECK_FAILS(tbi_chains_run(&c, shipped, &y, 0, 2021, &o, &a, &err), TB_EDATA, err, "2021",
                "Bắc Kạn", "[");
    free(rank);
    tbi_arena_free(&a);
}

/* How many tables of an index, seen from a year, facts allow none of. *tables rises by those that
 * were tried. */
static size_t count_contradictions(size_t *tables, const tb_index *x, size_t column, int until)
{
    tb_arena a = { 0 };
    tb_constraints f;
    size_t wrong = 0, U = x->n_unit;
    double *score = calloc(U, sizeof *score);
    unsigned char *extreme = calloc(U, 1);
    ptrdiff_t *at = calloc(U, sizeof *at);
    assert_true(score != NULL && extreme != NULL && at != NULL);
    tb_status st = tbi_constraints_gather(&f, shipped, x, column, until, &a, &err);
    for (size_t t = 0; st == TB_OK && t < f.n_year; t++) {
        memset(extreme, 0, U);
        ++*tables;
        if (tbi_constraints_start(score, extreme, at, &f, t, 0, 1, &a, &err) == TB_OK)
            continue;
        wrong++;
        print_error("%s, seen from %d: %s\n", x->code, until, err.message);
    }
    if (st != TB_OK && strstr(err.message, "contradict") != NULL) {
        wrong++;
        print_error("%s, seen from %d: %s\n", x->code, until, err.message);
    }
    free(score);
    free(extreme);
    free(at);
    tbi_arena_free(&a);
    return wrong;
}

/* Facts of the shipped data stand together, seen from every year: a contradiction refuses every
 * table of the index, also of years that have nothing to do with it. Of components as they are seen
 * from the last year. */
static void shipped_facts_stand_together(void **state)
{
    (void)state;
    size_t tables = 0, refused = 0;
    for (size_t k = 0; k < tb_panel_indices(shipped); k++) {
        const tb_index *x = tb_panel_index_at(shipped, k);
        for (size_t column = 0; x->n_unit > 1 && column < x->n_indicator; column++)
            for (size_t n = column == 0 || x->n_year == 0 ? 0 : x->n_year - 1; n < x->n_year; n++)
                refused += count_contradictions(&tables, x, column, x->year[n]);
    }
    assert_int_equal(refused, 0);
    assert_true(tables > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_draw_agrees_with_every_fact),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(facts_that_contradict_are_named),
        cmocka_unit_test(means_out_of_reach_are_named),
        cmocka_unit_test(a_group_that_a_place_rules_out_is_named),
        cmocka_unit_test(a_place_that_its_score_rules_out_is_named),
        cmocka_unit_test(shipped_facts_stand_together),
    };
    return cmocka_run_group_tests_name("property.complete_law", tests, open_shipped, close_shipped);
}
