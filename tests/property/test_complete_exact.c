/* The chain of completed tables against brute force: six units in two years, drawn from the prior
 * and kept when every fact holds. What a chain could get wrong is in it: places without scores
 * beside a score without a place, means of two regions, a count, a range, years that lean on one
 * another, and paces of units that are drawn with their scores. */
#include "support/check.h"

#include "complete/chain_state.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#ifndef SHOW
#define SHOW 0
#endif
enum { U = 6, T = 2, PACED = 2 * U + U * U, WANTED = PACED + 2 * U };

typedef struct problem {
    tb_constraints f;
    tb_table_year year[T];
    tb_index x;
    char *code[U];
    unsigned char in[T][U], region[2][U];
    double fixed[T][U], low[T][U], high[T][U];
    int rank[T][U];
    size_t from[T][U], to[T][U];
    unsigned char between[U];
    int32_t source[U];
    double log_pace; /* log spread of the paces; NAN: all have one */
} problem;

static const double KEEP = 0.9, MEAN_SD = 0.35;
static const tb_uc_model MOTION = { .var_a = 0.5, .var_u = 0.3, .var_e = 0.2, .rho = 0.6 };

static void make(problem *p)
{
    static char names[U][16];
    memset(p, 0, sizeof *p);
    p->log_pace = NAN;
    for (int i = 0; i < U; i++) {
        snprintf(names[i], sizeof names[i], "u%d", i);
        p->code[i] = names[i];
        p->source[i] = -1;
    }
    p->x = (tb_index){
        .code = "TINY", .direction = 1, .n_unit = U, .unit_code = (const char *const *)p->code
    };
    for (int t = 0; t < T; t++) {
        for (int i = 0; i < U; i++) {
            p->in[t][i] = 1;
            p->fixed[t][i] = NAN;
            p->low[t][i] = -INFINITY;
            p->high[t][i] = INFINITY;
            p->to[t][i] = U;
        }
        p->year[t] = (tb_table_year){ .year = 2000 + t,
                                      .n_in = U,
                                      .in = p->in[t],
                                      .fixed = p->fixed[t],
                                      .low = p->low[t],
                                      .high = p->high[t],
                                      .rank = p->rank[t],
                                      .from = p->from[t],
                                      .to = p->to[t],
                                      .between = p->between,
                                      .score_source = p->source,
                                      .rank_source = p->source,
                                      .limit_source = p->source,
                                      .best = NAN,
                                      .worst = NAN,
                                      .best_source = -1,
                                      .worst_source = -1 };
    }
    p->f = (tb_constraints){ .x = &p->x,
                             .n_year = T,
                             .n_unit = U,
                             .first = 2000,
                             .year = p->year,
                             .slack = 1e-9,
                             .unused = "" };
}

/* Year 2000: two scores, a range. Year 2001: a score without a place, places 2 and 3 without a
 * score, a count, the means of two regions. */
static void facts(problem *p)
{
    p->fixed[0][0] = 0.8;
    p->fixed[0][2] = -0.5;
    p->low[0][4] = -0.5;
    p->high[0][4] = 1.5;
    p->fixed[1][0] = 0.6;
    p->rank[1][1] = 2;
    p->rank[1][5] = 3;
    tb_table_year *y = &p->year[1];
    y->bar[y->n_bar++] = (tb_bar){ .at = -0.8, .above = 5, .source = -1, .kind = "count_above" };
    for (int r = 0; r < 2; r++) {
        for (int i = 0; i < U; i++)
            p->region[r][i] = (i % 2) == r;
        y->mean[y->n_mean++] = (tb_component_mean){ .mean = r == 0 ? 0.25 : 0.1,
                                                    .tolerance = MEAN_SD * sqrt(3.0),
                                                    .n = 3,
                                                    .member = p->region[r],
                                                    .source = -1,
                                                    .scope = r == 0 ? "A" : "B" };
    }
}

/* Year 2001: one unit is among the best three, a score without a place, a narrow range, place 2
 * without a score. */
static void groups(problem *p)
{
    tb_table_year *y = &p->year[1];
    p->fixed[0][3] = 0.2;
    p->fixed[0][4] = 1.1;
    y->cut[y->n_cut++] = 3;
    p->to[1][4] = 3;
    p->fixed[1][5] = 0.3;
    p->low[1][3] = 0.2;
    p->high[1][3] = 0.4;
    p->rank[1][1] = 2;
}

static bool agrees(const problem *p, const double *s, int t)
{
    const tb_table_year *y = &p->year[t];
    for (int i = 0; i < U; i++) {
        int above = 1;
        for (int k = 0; k < U; k++)
            above += s[k] > s[i];
        if (y->rank[i] > 0 && above != y->rank[i])
            return false;
        if (s[i] < y->low[i] || s[i] > y->high[i] || (size_t)above <= y->from[i] ||
            (size_t)above > y->to[i])
            return false;
    }
    for (size_t b = 0; b < y->n_bar; b++) {
        size_t above = 0;
        for (int i = 0; i < U; i++)
            above += s[i] > y->bar[b].at;
        if (above != y->bar[b].above)
            return false;
    }
    return true;
}

static double mean_weight(const problem *p, const double *s, int t)
{
    double sum = 0;
    for (size_t k = 0; k < p->year[t].n_mean; k++) {
        double m = 0;
        for (int i = 0; i < U; i++)
            if (p->year[t].mean[k].member[i])
                m += s[i] / (double)p->year[t].mean[k].n;
        sum += pow((m - p->year[t].mean[k].mean) * sqrt(3.0) / p->year[t].mean[k].tolerance, 2);
    }
    return exp(-0.5 * sum);
}

/* For each unit of the second year: score, its square, the chance of each place, and of a slow and of
 * a fast pace; times a weight. */
static void count(double *sum, const double *s, const unsigned char *pace_of, double weight)
{
    for (int i = 0; i < U; i++) {
        int above = 0;
        for (int k = 0; k < U; k++)
            above += s[k] > s[i];
        sum[i] += weight * s[i];
        sum[U + i] += weight * s[i] * s[i];
        sum[2 * U + i * U + above] += weight;
        if (pace_of[i] > 0)
            sum[PACED + 2 * i + pace_of[i] - 1] += weight;
    }
}

static void by_force(double *sum, const problem *p, double spread, int tries)
{
    tb_rng r;
    double total = 0;
    double squares = 0;
    double persistence[T] = { 1, KEEP };
    double pace[TB_PACES] = { 1, 1, 1 };
    if (!isnan(p->log_pace))
        tbi_chain_paces(pace, p->log_pace);
    tbi_rng_start(&r, 11, TB_STREAM_SYNTH, 0);
    memset(sum, 0, WANTED * sizeof *sum);
    for (int n = 0; n < tries; n++) {
        double s[T][U];
        double level[T] = { 2 * spread * tbi_rng_normal(&r), 2 * spread * tbi_rng_normal(&r) };
        double log_weight = 0;
        unsigned char pace_of[U] = { 0 };
        for (int i = 0; i < U; i++) {
            double u = isnan(p->log_pace) ? 0 : 6 * tbi_rng_uniform(&r);
            pace_of[i] = u < 4 ? 0 : u < 5 ? 1 : 2; /* 2/3, 1/6, 1/6 */
            double years = pace[pace_of[i]];
            tb_uc_model m = MOTION;
            m.rho = pow(MOTION.rho, years);
            persistence[1] = pow(KEEP, years);
            double var = MOTION.var_a + MOTION.var_u + MOTION.var_e * years;
            double cov = tbi_signal_moments(&m, persistence, 0, 1);
            double mean = 0, v = var;
            /* the second year given the first; a known score weighs by its density */
            for (int t = 0; t < T; t++) {
                double sd = sqrt(v);
                double known = p->fixed[t][i];
                s[t][i] = isnan(known) ? level[t] + mean + sd * tbi_rng_normal(&r) : known;
                if (!isnan(known))
                    log_weight -= 0.5 * pow((known - level[t] - mean) / sd, 2) + log(sd);
                mean = cov / var * (s[t][i] - level[t]);
                v = var - cov * cov / var;
            }
        }
        if (!agrees(p, s[0], 0) || !agrees(p, s[1], 1))
            continue;
        double weight = exp(log_weight) * mean_weight(p, s[0], 0) * mean_weight(p, s[1], 1);
        count(sum, s[1], pace_of, weight);
        total += weight;
        squares += weight * weight;
    }
    assert_true(total * total / squares > 3000); /* what brute force is worth, in equal draws */
    for (int k = 0; k < WANTED; k++)
        sum[k] /= total;
}

static void by_chain(double *sum, const problem *p, double spread, int sweeps)
{
    tb_arena a = { 0 };
    tb_chain c;
    tb_err err;
    double free[TB_SIGNAL_FREE + T - 1] = { log(spread), log(MOTION.var_a / MOTION.var_e),
                                            log(MOTION.var_u / MOTION.var_e),
                                            log(MOTION.rho / (1 - MOTION.rho)),
                                            log(KEEP / (1 - KEEP)) };
    double level[T] = { 0 };
    CHECK_OK(tbi_chain_start(&c, &p->f, &tbi_signal_vague, free, level, 3, 0, &a, &err), err);
    memcpy(c.free, free, sizeof free);
    c.free[0] = 0.5 * log(MOTION.var_a + MOTION.var_u + MOTION.var_e);
    for (size_t k = 0; k < c.n_free; k++)
        c.step[k] = 0; /* the model is held */
    c.model = MOTION;
    c.persistence[1] = KEEP;
    if (!isnan(p->log_pace)) {
        c.n_pace = TB_PACES;
        tbi_chain_paces(c.pace, p->log_pace);
        c.precision = TB_NEW(&a, double, (TB_PACES * T * c.row));
        assert_non_null(c.precision);
    }
    assert_true(tbi_chain_renew(&c));
    memset(sum, 0, WANTED * sizeof *sum);
    for (int k = 0; k < 2000; k++)
        tbi_chain_sweep(&c, 1, true);
    for (int k = 0; k < sweeps; k++) {
        double s[U];
        tbi_chain_sweep(&c, 1, false);
        for (int i = 0; i < U; i++)
            s[i] = c.score[(size_t)i * c.row + 1];
        count(sum, s, c.pace_of, 1.0 / sweeps);
    }
    tbi_arena_free(&a);
}

/* Year 2001: nobody has a place, so that units of two regions whose means are known trade seats
 * while mates make it good. */
static void regions(problem *p)
{
    facts(p);
    p->rank[1][1] = 0;
    p->rank[1][5] = 0;
}

/* Year 2001: place 2 without a score above a score without a place that has two mates in its gap,
 * and the mean of all: the mates give way together when that score passes it. */
static void squeezed(problem *p)
{
    tb_table_year *y = &p->year[1];
    p->fixed[0][0] = 0.8;
    p->fixed[0][2] = -0.5;
    p->fixed[1][0] = 0.6;
    p->rank[1][1] = 2;
    y->bar[y->n_bar++] = (tb_bar){ .at = -0.8, .above = 5, .source = -1, .kind = "count_above" };
    memset(p->region[0], 1, U);
    y->mean[y->n_mean++] = (tb_component_mean){ .mean = 0.2,
                                                .tolerance = 0.3 * MEAN_SD * sqrt(3.0),
                                                .n = U,
                                                .member = p->region[0],
                                                .source = -1,
                                                .scope = "VN" };
}

static void add_count(tb_table_year *y, double at, size_t above)
{
    y->bar[y->n_bar++] = (tb_bar){ .at = at, .above = above, .source = -1, .kind = "count_above" };
}

/* Both years have stretches between counts: one in 2000, without a mean; two in 2001, with that of
 * all, so that what one gains the other one loses. Place 2 and a score without a place lie in them. */
static void stretched(problem *p)
{
    tb_table_year *y = &p->year[1];
    p->fixed[0][2] = -0.4;
    add_count(&p->year[0], 1.8, 0);
    add_count(&p->year[0], -1.8, 6);
    p->fixed[1][0] = 0.5;
    p->rank[1][1] = 2;
    add_count(y, 2, 0);
    add_count(y, 0.1, 3);
    add_count(y, -2, 6);
    memset(p->region[0], 1, U);
    y->mean[y->n_mean++] = (tb_component_mean){ .mean = 0.1,
                                                .tolerance = 0.4 * MEAN_SD * sqrt(3.0),
                                                .n = U,
                                                .member = p->region[0],
                                                .source = -1,
                                                .scope = "VN" };
}

/* The same without ends: distances from a count grow or shrink together, above and below; in 2001 what
 * the one side gains the other one loses. */
static void open_ended(problem *p)
{
    stretched(p);
    p->year[0].n_bar = p->year[1].n_bar = 0;
    add_count(&p->year[0], -0.3, 4);
    add_count(&p->year[1], 0.1, 3);
}

/* Placed units without scores that are bent with what is free around them: one in 2000; two in 2001,
 * beside a score without a place, one against the other, so that the mean stays. */
static void bent(problem *p)
{
    stretched(p);
    p->year[0].n_bar = p->year[1].n_bar = 0;
    p->fixed[0][2] = NAN;
    p->rank[0][1] = 2;
    p->rank[1][4] = 5;
    p->year[1].mean[0].tolerance *= 2;
    add_count(&p->year[1], 0.1, 3);
}

/* Mates that give way in a gap that nothing bounds below. */
static void squeezed_at_the_end(problem *p)
{
    squeezed(p);
    p->year[1].n_bar--;
}

static void compare(const problem *p)
{
    double spread = 0.25, force[WANTED], chain[WANTED];
    by_force(force, p, spread, 3000000);
    by_chain(chain, p, spread, 80000); /* fewer miss by as much as is allowed */
    for (int i = 0; i < U && SHOW; i++) {
        printf("u%d mean %.3f %.3f |", i, force[i], chain[i]);
        for (int k = 0; k < U; k++)
            printf(" %.3f/%.3f", force[2 * U + i * U + k], chain[2 * U + i * U + k]);
        printf(" | %.3f/%.3f %.3f/%.3f\n", force[PACED + 2 * i], chain[PACED + 2 * i],
               force[PACED + 2 * i + 1], chain[PACED + 2 * i + 1]);
    }
    for (int i = 0; i < U; i++) {
        CHECK_NEAR(chain[i], force[i], 0.03);
        CHECK_NEAR(chain[U + i], force[U + i], 0.04);
        for (int k = 0; k < U; k++)
            CHECK_NEAR(chain[2 * U + i * U + k], force[2 * U + i * U + k], 0.03);
        for (int k = 0; k < 2; k++)
            CHECK_NEAR(chain[PACED + 2 * i + k], force[PACED + 2 * i + k], 0.02);
    }
}

static void the_chain_has_the_law_of_brute_force(void **state)
{
    (void)state;
    static problem p;
    make(&p);
    facts(&p);
    compare(&p);
}

static void groups_of_places_and_narrow_ranges_too(void **state)
{
    (void)state;
    static problem p;
    make(&p);
    groups(&p);
    compare(&p);
}

static void regions_whose_units_trade_with_their_mates(void **state)
{
    (void)state;
    static problem p;
    make(&p);
    regions(&p);
    compare(&p);
}

static void mates_that_give_way_together(void **state)
{
    (void)state;
    static problem p;
    make(&p);
    squeezed(&p);
    compare(&p);
    make(&p);
    squeezed_at_the_end(&p);
    compare(&p);
}

static void stretches_between_known_scores(void **state)
{
    (void)state;
    static problem p;
    make(&p);
    stretched(&p);
    compare(&p);
    make(&p);
    open_ended(&p);
    compare(&p);
}

static void placed_units_bent_against_each_other(void **state)
{
    (void)state;
    static problem p;
    make(&p);
    bent(&p);
    compare(&p);
}

/* A slow unit moves a fifth as fast as the others, a fast one five times: what is known of both years
 * says which it is. */
static void paces_are_drawn_with_the_scores(void **state)
{
    (void)state;
    static problem p;
    make(&p);
    facts(&p);
    p.log_pace = log(log(5.0) / sqrt(3.0));
    compare(&p);
    make(&p);
    groups(&p);
    p.log_pace = log(log(5.0) / sqrt(3.0));
    compare(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_chain_has_the_law_of_brute_force),
        cmocka_unit_test(groups_of_places_and_narrow_ranges_too),
        cmocka_unit_test(regions_whose_units_trade_with_their_mates),
        cmocka_unit_test(mates_that_give_way_together),
        cmocka_unit_test(stretches_between_known_scores),
        cmocka_unit_test(placed_units_bent_against_each_other),
        cmocka_unit_test(paces_are_drawn_with_the_scores),
    };
    return cmocka_run_group_tests_name("property.complete_exact", tests, NULL, NULL);
}
