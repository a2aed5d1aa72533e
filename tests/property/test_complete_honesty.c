/* Are the intervals of completed tables honest? PAPI totals, all of which are known, are hidden as
 * the tables of PAR are: (a) the units that keep their place or score are those whose PAPI places
 * are the places known of PAR in 2021 or 2023, (b) the same provinces; with the same kinds of facts
 * (mean, best, worst, counts). And as other publishers might: at random, one end of the table,
 * scores without places, places without scores. Prints the table of docs/evidence.md:
 * `TANGBAC_KEPT=250 ctest -R complete_honesty -V`. */
#include "support/check.h"
#include "support/shipped.h"
#include "support/total_fact.h"

#include "complete/chain_draws.h"
#include "num/rng.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/score.h>

enum { U = 63, T = 13, FIRST = 2011, HIDDEN = 6 };

static tb_panel *panel;
static tb_err err;
static double total[T * U];
static int place[T * U];

static int open_panel(void **state)
{
    (void)state;
    size_t scratch[U];
    panel = shipped_panel();
    if (panel == NULL)
        return 1;
    const tb_index *x = tb_panel_index(panel, "PAPI");
    if (x->n_unit != U)
        return 1;
    for (int t = 0; t < T; t++) {
        for (size_t i = 0; i < U; i++)
            total[t * U + (int)i] = tb_score_cell(x, FIRST + t, i, 0, NULL);
        tb_rank_scores(place + t * U, total + t * U, U, 1, scratch);
    }
    return 0;
}

static int close_panel(void **state)
{
    (void)state;
    tb_panel_free(panel);
    return 0;
}

typedef struct hidden {
    tb_index x;
    int year[T];
    double value[T * U];
    int16_t rank[T * U], n_ranked[T];
    uint8_t status[T * U];
    int32_t source[T * U];
    tb_fact fact[8 * T];
    tb_indicator indicator;
    int kind[T * U]; /* 0 not hidden, 1 place known, 2 nothing known */
} hidden;

static void add_fact(hidden *h, int year, const char *kind, double value, const char *label)
{
    tb_fact *f = &h->fact[h->x.n_fact++];
    *f = total_fact(year, kind, value);
    f->label = label;
}

/* What is known of a unit of a year that is hidden. */
enum { NOTHING, PLACE, SCORE_AND_PLACE, SCORE };

/* Other patterns than PAR's: what is known of the unit at a place, by a number that is drawn for
 * the unit. */
typedef struct other {
    const char *name;
    int (*known)(int place, unsigned drawn);
} other;

static int random_hidden(int at, unsigned drawn)
{
    (void)at;
    return drawn % 10 < 4 ? NOTHING : SCORE_AND_PLACE;
}

static int top_hidden(int at, unsigned drawn)
{
    (void)drawn;
    return at <= U / 3 ? NOTHING : SCORE_AND_PLACE;
}

static int bottom_hidden(int at, unsigned drawn)
{
    (void)drawn;
    return at > 2 * U / 3 ? NOTHING : SCORE_AND_PLACE;
}

static int scores_only(int at, unsigned drawn)
{
    (void)at;
    return drawn % 2 == 0 ? SCORE : NOTHING;
}

static int places_only(int at, unsigned drawn)
{
    (void)at;
    return drawn % 2 == 0 ? PLACE : NOTHING;
}

static int mixed(int at, unsigned drawn)
{
    static const int what[] = { SCORE, PLACE, NOTHING };
    (void)at;
    return what[drawn % 3];
}

static int nothing(int at, unsigned drawn)
{
    (void)at;
    (void)drawn;
    return NOTHING;
}

static const other others[] = {
    { "40 % at random", random_hidden },          { "the best third", top_hidden },
    { "the last third", bottom_hidden },          { "scores of half, no places", scores_only },
    { "places of half, no scores", places_only }, { "a third scores, a third places", mixed },
    { "all but mean, best, worst", nothing },
};
enum { OTHERS = sizeof others / sizeof *others };

/* Which places (by_place) or provinces PAR knows in `like`. */
static void pattern(int *known, int like, bool by_place)
{
    const tb_index *x = tb_panel_index(panel, "PAR");
    size_t t = (size_t)tb_index_year(x, like);
    memset(known, 0, U * sizeof *known);
    for (size_t i = 0; i < U; i++) {
        size_t cell = (t * x->n_unit + i) * x->n_indicator;
        int what = !isnan(x->value[cell]) ? SCORE_AND_PLACE : x->rank[cell] > 0 ? PLACE : NOTHING;
        size_t at = by_place ? (x->rank[cell] > 0 ? (size_t)x->rank[cell] - 1 : SIZE_MAX) : i;
        if (at < U && what > known[at])
            known[at] = what;
    }
}

static void hide_year(hidden *h, int t, const int *known, bool by_place, const other *o, tb_rng *r)
{
    static char label[T][16];
    double sum = 0, n = 0, best = -INFINITY, worst = INFINITY, above = 0, bar;
    for (int i = 0; i < U; i++) {
        double v = total[t * U + i];
        if (isnan(v))
            continue;
        sum += v;
        n++;
        best = fmax(best, v);
        worst = fmin(worst, v);
    }
    bar = floor(10 * (sum / n - 0.8)) / 10;
    for (int i = 0; i < U; i++) {
        int c = t * U + i, what = place[c] > 0 ? known[by_place ? place[c] - 1 : i] : NOTHING;
        if (isnan(total[c]))
            continue;
        if (o != NULL)
            what = o->known(place[c], tbi_rng_u32(r));
        above += total[c] > bar;
        if (what == PLACE || what == SCORE_AND_PLACE)
            h->rank[c] = (int16_t)place[c];
        if (what == PLACE || what == NOTHING) {
            h->value[c] = NAN;
            h->status[c] = TB_CELL_NOT_HERE;
            h->kind[c] = what == PLACE ? 1 : 2;
        }
    }
    snprintf(label[t], sizeof label[t], "%.1f", bar);
    add_fact(h, FIRST + t, "mean", round(100 * sum / n) / 100, "");
    add_fact(h, FIRST + t, "best", best, "");
    add_fact(h, FIRST + t, "worst", worst, "");
    add_fact(h, FIRST + t, "count_above", above, label[t]);
}

static void make(hidden *h, int like, bool by_place, bool all, const other *o)
{
    const tb_index *papi = tb_panel_index(panel, "PAPI");
    int known[U];
    tb_rng r;
    tbi_rng_start(&r, 5, TB_STREAM_SYNTH, 0);
    memset(h, 0, sizeof *h);
    h->indicator.code = "TOTAL";
    h->x = (tb_index){ .code = "PAPI",
                       .direction = 1,
                       .n_year = T,
                       .n_unit = U,
                       .n_indicator = 1,
                       .year = h->year,
                       .unit_code = papi->unit_code,
                       .indicator = &h->indicator,
                       .value = h->value,
                       .rank = h->rank,
                       .status = h->status,
                       .source = h->source,
                       .n_ranked = h->n_ranked,
                       .scheme = papi->scheme,
                       .n_scheme = papi->n_scheme,
                       .fact = h->fact };
    for (int t = 0; t < T; t++) {
        h->year[t] = FIRST + t;
        for (int i = 0; i < U; i++) {
            int c = t * U + i;
            h->value[c] = total[c];
            h->rank[c] = -1;
            h->source[c] = -1;
            h->status[c] = isnan(total[c]) ? TB_CELL_WITHHELD : TB_CELL_PUBLISHED;
            h->n_ranked[t] = (int16_t)(h->n_ranked[t] + !isnan(total[c]));
        }
    }
    pattern(known, like, by_place);
    for (int t = 0; t < T; t++)
        if (all || t % 2 == 1)
            hide_year(h, t, known, by_place, o, &r);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Width of a 90 % interval from the unit's other years: what one would say without any fact of the
 * year. */
static double climatological_width(int t)
{
    double squares = 0, n = 0, mean = 0, count = 0;
    for (int i = 0; i < U; i++)
        if (!isnan(total[t * U + i])) {
            mean += total[t * U + i];
            count++;
        }
    mean /= count;
    for (int i = 0; i < U; i++)
        if (!isnan(total[t * U + i])) {
            squares += pow(total[t * U + i] - mean, 2);
            n++;
        }
    return 2 * 1.645 * sqrt(squares / n);
}

typedef struct tally {
    double inside[3][T], n[3][T], width[3][T];
} tally;

static void judge(tally *y, const hidden *h, const tb_chains *c)
{
    double *x = malloc(c->n * sizeof *x);
    assert_non_null(x);
    for (int t = 0; t < T; t++)
        for (int i = 0; i < U; i++) {
            int k = h->kind[t * U + i];
            if (k == 0)
                continue;
            for (size_t d = 0; d < c->n; d++)
                x[d] = c->score[(d * c->n_year + (size_t)t) * U + (size_t)i];
            qsort(x, c->n, sizeof *x, by_value);
            double low = x[c->n / 20], high = x[c->n - 1 - c->n / 20], v = total[t * U + i];
            y->inside[k][t] += v >= low && v <= high;
            y->width[k][t] += (high - low) / climatological_width(t);
            y->n[k][t]++;
        }
    free(x);
}

/* Mean over years and its standard error. */
static double over_years(double *se, const double *sum, const double *n)
{
    double mean = 0, squares = 0, years = 0;
    for (int t = 0; t < T; t++)
        if (n[t] > 0) {
            mean += sum[t] / n[t];
            years++;
        }
    mean /= years;
    for (int t = 0; t < T; t++)
        if (n[t] > 0)
            squares += pow(sum[t] / n[t] - mean, 2);
    *se = sqrt(squares / (years - 1) / years);
    return mean;
}

/* One line of the table, and the checks: three standard errors around the nominal 90 %, and places
 * must be worth something. */
static void run(const char *hides, const char *what, const hidden *h, size_t kept)
{
    tb_arena a = { 0 };
    tb_chains c;
    tally y = { 0 };
    double se[3], inside[3], width[3], ignored;
    tb_chains_opts o = { .warm = 300, .kept = kept, .thin = 2, .seed = 17 };
    CHECK_OK(tbi_chains_run(&c, NULL, &h->x, 0, FIRST + T - 1, &o, &a, &err), err);
    judge(&y, h, &c);
    printf("| %s | %s |", hides, what);
    for (int k = 1; k <= 2; k++) {
        inside[k] = over_years(&se[k], y.inside[k], y.n[k]);
        width[k] = over_years(&ignored, y.width[k], y.n[k]);
        if (isnan(inside[k]))
            printf(" – | – |");
        else
            printf(" %.1f ± %.1f | %.2f |", 100 * inside[k], 100 * se[k], width[k]);
    }
    printf("\n");
    for (int k = 1; k <= 2; k++)
        if (!isnan(inside[k]))
            assert_true(fabs(inside[k] - 0.9) < 0.03 + 3 * se[k]);
    if (!isnan(width[1]))
        assert_true(width[1] < 0.5);
    tbi_arena_free(&a);
}

/* TANGBAC_KEPT: draws kept of each of the four chains, for the table of docs/evidence.md. */
static void intervals_are_honest(void **state)
{
    (void)state;
    static hidden h;
    const char *asked = getenv("TANGBAC_KEPT");
    size_t kept = asked != NULL ? strtoul(asked, NULL, 10) : 100;
    printf("\n| hidden | pattern | place known: inside 90 %% | width | nothing known: inside 90 %% "
           "| width |\n|---|---|---|---|---|---|\n");
    for (int k = 0; k < 8; k++) {
        char what[64];
        int like = k & 1 ? 2023 : 2021;
        bool by_place = !(k & 2), all = k >= 4;
        make(&h, like, by_place, all, NULL);
        snprintf(what, sizeof what, "%s of PAR %d", by_place ? "places" : "provinces", like);
        run(all ? "all years" : "every second year", what, &h, kept);
    }
    for (int k = 0; k < OTHERS; k++) {
        make(&h, 2021, true, false, &others[k]);
        run("every second year", others[k].name, &h, kept);
        if (others[k].known == nothing)
            continue;
        make(&h, 2021, true, true, &others[k]);
        run("all years", others[k].name, &h, kept);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(intervals_are_honest) };
    return cmocka_run_group_tests_name("property.complete_honesty", tests, open_panel, close_panel);
}
