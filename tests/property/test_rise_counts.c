/* Do completed tables move as much as those that nobody has seen whole? How many units rose from the
 * year before (n_up), by score or by place, was published of whole tables, which no press has
 * selected, and the chain does not use it. Here it is held against the drawn tables of PAR INDEX and
 * SIPAS, and against tables that move otherwise:
 *
 *   moves times f   the same draws, what a unit gained beyond the line through its score of the year
 *                   before f times as wide, the spread of the year kept: z' = r' z + sqrt(1 - r'^2) w,
 *                   1 - r'^2 = min(1, f^2 (1 - r^2)), w the unit's own residual
 *   correlated r'   the same with r' given: 0.91, what pairs of printed places have
 *   held at r'      a chain that agrees with every fact, with its prior's persistence nailed there
 *
 * Prints the table of docs/evidence.md (bench/rise_counts.sh). TANGBAC_KEPT: tables of each chain. */
#include "support/check.h"
#include "support/shipped.h"

#include "complete/chain_draws.h"
#include "complete/chain_state.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAST = 2024, MOST_FACTS = 24, MOST_UNITS = 64, MOST_YEARS = 16 };

static tb_err err;

/* Tables [n][n_year][n_unit]. */
typedef struct tables {
    size_t n;
    const double *score;
} tables;

typedef struct spread {
    double low, least, median, most, high; /* 0.5, 5, 50, 95, 99.5 % */
} spread;

/* What the tables are taken for. correlation: 0 = their own, with moves `factor` times as wide. */
typedef struct motion {
    double factor, correlation;
} motion;

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static spread spread_of(double *x, size_t n)
{
    qsort(x, n, sizeof *x, by_value);
    return (spread){ x[n / 200], x[n / 20], x[n / 2], x[n - 1 - n / 20], x[n - 1 - n / 200] };
}

/* now [n]: scores of the year with moves of another size; before [n] those of the year before. */
static void move_otherwise(double *now, const double *before, size_t n, motion m)
{
    double m0 = 0, m1 = 0, xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < n; i++) {
        m0 += before[i] / (double)n;
        m1 += now[i] / (double)n;
    }
    for (size_t i = 0; i < n; i++) {
        xx += (before[i] - m0) * (before[i] - m0);
        yy += (now[i] - m1) * (now[i] - m1);
        xy += (before[i] - m0) * (now[i] - m1);
    }
    double r = xy / sqrt(xx * yy);
    double open = fmin(1, m.factor * m.factor * (1 - r * r));
    double to = m.correlation > 0 ? m.correlation : sqrt(1 - open);
    for (size_t i = 0; i < n; i++) {
        double z = (before[i] - m0) / sqrt(xx);
        double w = ((now[i] - m1) / sqrt(yy) - r * z) / sqrt(1 - r * r);
        now[i] = m1 + sqrt(yy) * (to * z + sqrt(1 - to * to) * w);
    }
}

static size_t place_of(const double *score, size_t n, size_t unit)
{
    size_t above = 0;
    for (size_t i = 0; i < n; i++)
        above += score[i] > score[unit];
    return above + 1;
}

/* Of the units of both years of one table: how many rose. kept: how many kept or bettered their
 * place. */
static double count_rises(double *kept, const tables *d, size_t k, const tb_constraints *f,
                          size_t t, bool place, motion m)
{
    double before[MOST_UNITS], now[MOST_UNITS];
    size_t n = 0, up = 0, held = 0;
    const double *score = d->score + (k * f->n_year + t) * f->n_unit;
    const double *last = score - f->n_unit;
    for (size_t i = 0; i < f->n_unit; i++)
        if (f->year[t].in[i] && f->year[t - 1].in[i]) {
            before[n] = last[i];
            now[n++] = score[i];
        }
    if (m.factor != 1 || m.correlation > 0)
        move_otherwise(now, before, n, m);
    for (size_t i = 0; i < n; i++) {
        size_t from = place_of(before, n, i), to = place_of(now, n, i);
        up += place ? to < from : now[i] > before[i];
        held += to <= from;
    }
    *kept = (double)held / (double)n;
    return (double)up;
}

/* x [d->n] is scratch; kept: mean share of units that kept or bettered their place. */
static spread count(double *kept, double *x, const tables *d, const tb_constraints *f, size_t t,
                    bool place, motion m)
{
    double sum = 0;
    for (size_t k = 0; k < d->n; k++) {
        double share;
        x[k] = count_rises(&share, d, k, f, t, place, m);
        sum += share / (double)d->n;
    }
    *kept = sum;
    return spread_of(x, d->n);
}

/* Tables of a chain whose prior nails the correlation of two years: no noise, nothing permanent, all
 * units at one pace. level [n_year], log_sd: where it starts. */
static tables hold(const tb_constraints *f, double correlation, const double *level, double log_sd,
                   size_t n, tb_arena *a)
{
    enum { P = TB_SIGNAL_FREE, WARM = 400, THIN = 8 };
    static const double FIRM = 0.01, WHOLE = 20;
    tb_chain c;
    tb_signal_prior prior = tbi_signal_vague;
    double start[P + MOST_YEARS], *score = TB_NEW(a, double, (n * f->n_year * f->n_unit));
    prior.pace[0] = -8;
    prior.pace[1] = FIRM;
    prior.scale[0] = -1.6;
    prior.scale[1] = 0.7;
    prior.mean[1] = -4;
    prior.mean[2] = 8;
    prior.mean[3] = log(correlation / (1 - correlation));
    prior.calm[0] = prior.change[0] = WHOLE;
    prior.calm[1] = prior.change[1] = FIRM;
    start[0] = log_sd;
    for (size_t k = 1; k < P + f->n_year - 1; k++)
        start[k] = k < P ? prior.mean[k] : WHOLE;
    for (size_t k = 1; k < P; k++)
        prior.sd[k] = FIRM;
    CHECK_OK(tbi_chain_start(&c, f, &prior, start, level, 5, 0, a, &err), err);
    for (size_t k = 0; k < WARM; k++)
        tbi_chain_sweep(&c, fmax(1, 400 * pow(0.5, 20 * (double)k / WARM)), true);
    for (size_t k = 0; k < n; k++) {
        for (size_t s = 0; s < THIN; s++)
            tbi_chain_sweep(&c, 1, false);
        for (size_t t = 0; t < f->n_year; t++)
            for (size_t i = 0; i < f->n_unit; i++)
                score[(k * f->n_year + t) * f->n_unit + i] = c.score[i * c.row + t];
    }
    return (tables){ n, score };
}

/* The motions that are asked of the drawn tables, then the chains that are held. */
enum { DRAWN, HALF, TWICE, PRINTED, HELD_HIGH, HELD_LOW, MOTIONS };
static const motion motions[HELD_HIGH] = { { 1, 0 }, { 0.5, 0 }, { 2, 0 }, { 1, 0.91 } };
static const double held_at[MOTIONS - HELD_HIGH] = { 0.91, 0.3 };

static size_t outside[MOTIONS], counted;

static void judge_fact(const tb_index *x, const tb_fact *q, const tables *d,
                       const tb_constraints *f, double *scratch)
{
    bool place = strcmp(q->indicator_code, "RANK") == 0;
    size_t t = (size_t)(q->year - f->first);
    double kept = 0;
    printf("| %s | %d | %s | %.0f |", x->code, q->year, place ? "places" : "scores", q->value);
    for (size_t m = 0; m < MOTIONS; m++) {
        double share;
        spread s = count(&share, scratch, &d[m], f, t, place,
                         m < HELD_HIGH ? motions[m] : (motion){ 1, 0 });
        kept = m == DRAWN ? share : kept;
        bool out = q->value < s.low || q->value > s.high;
        outside[m] += out;
        printf(" %s%.0f (%.0f–%.0f)%s |", out ? "*" : "", s.median, s.least, s.most,
               out ? "*" : "");
    }
    printf(" %.0f %% |\n", 100 * kept);
    counted++;
}

static bool is_count(const tb_fact *q)
{
    return strcmp(q->kind, "n_up") == 0 && strcmp(q->scope, "VN") == 0 && q->year <= LAST &&
           (strcmp(q->indicator_code, "TOTAL") == 0 || strcmp(q->indicator_code, "RANK") == 0);
}

static void judge_index(const char *code, size_t kept)
{
    tb_arena a = { 0 };
    tb_chains c;
    tb_chains_opts o = { .warm = 600, .kept = kept, .thin = 5, .seed = 1 };
    const tb_index *x = tb_panel_index(shipped, code);
    CHECK_OK(tbi_chains_run(&c, shipped, x, 0, LAST, &o, &a, &err), err);
    assert_true(c.n_unit <= MOST_UNITS && c.n_year <= MOST_YEARS);
    tables d[MOTIONS];
    double level[MOST_YEARS] = { 0 };
    double *scratch = TB_NEW(&a, double, c.n);
    assert_non_null(scratch);
    for (size_t k = 0; k < c.n * c.n_year; k++)
        level[k % c.n_year] += c.level[k] / (double)c.n;
    for (size_t m = 0; m < HELD_HIGH; m++)
        d[m] = (tables){ c.n, c.score };
    for (size_t m = HELD_HIGH; m < MOTIONS; m++)
        d[m] = hold(&c.facts, held_at[m - HELD_HIGH], level, c.free[0], kept, &a);
    for (size_t k = 0; k < x->n_fact; k++)
        if (is_count(&x->fact[k]))
            judge_fact(x, &x->fact[k], d, &c.facts, scratch);
    tbi_arena_free(&a);
}

/* With 99 % intervals one count of eleven may fall outside by chance in one of ten packages; what is
 * published agrees with the drawn tables throughout, and not with tables that move half or twice as
 * much, nor with a chain that hardly persists. */
static void published_counts_agree(void **state)
{
    (void)state;
    const char *asked = getenv("TANGBAC_KEPT");
    size_t kept = asked != NULL ? strtoul(asked, NULL, 10) : 150;
    printf("\n| index | year | rises of | published | drawn tables | moves half as wide | twice as "
           "wide | correlated by 0.91 | chain held at 0.91 | held at 0.3 | kept their place |\n"
           "|---|---|---|---|---|---|---|---|---|---|---|\n");
    judge_index("PAR", kept);
    judge_index("SIPAS", kept);
    printf("| outside 99 %% | | | |");
    for (size_t m = 0; m < MOTIONS; m++)
        printf(" %zu of %zu |", outside[m], counted);
    printf(" |\n");
    assert_true(counted >= 11);
    assert_int_equal(outside[DRAWN], 0);
    assert_true(outside[HALF] >= 3);
    assert_true(outside[TWICE] >= 3);
    assert_true(outside[PRINTED] >= 2);
    assert_true(outside[HELD_LOW] >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(published_counts_agree) };
    return cmocka_run_group_tests_name("property.rise_counts", tests, open_shipped, close_shipped);
}
