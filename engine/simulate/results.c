/* results.c - from counts to what is said of each unit, factor and pair. */
#include "base/error.h"
#include "messages/one_language.h"
#include "messages/simulate.h"
#include "num/rng.h"
#include "simulate/covariance.h"
#include "simulate/normal_ranks.h"
#include "simulate/simulation_state.h"

#include <math.h>
#include <string.h>
#include <tangbac/score.h>

/* The units that have a composite, as the sets need them. */
typedef struct ranked {
    size_t n, *of;      /* the k-th is unit of[k] */
    double *score;      /* larger is better */
    double *covariance; /* of their errors */
} ranked;

/* Ranks when the scores are normal around their values with these errors: what the sets are
 * about, as a distribution. error_* of each unit: quantiles of its rank and the probability to be
 * among the best, by opts.bootstraps draws. TB_EDATA: the matrix is no covariance. */
static tb_status make_error_ranks(tb_simulation *s, const ranked *r, tb_arena *a, tb_err *err)
{
    size_t m = r->n;
    tb_error_factor l;
    tb_rank_counts c = tbi_rank_counts_of(m, TB_NEW(a, uint64_t, (m * tbi_rank_width(m))),
                                          TB_NEW(a, int64_t, tbi_rank_ties(m)));
    if (a->refused)
        return tbi_no_memory(err, "the ranks under error");
    tb_status st = tbi_error_factor_make(&l, r->covariance, m, a, err);
    if (st == TB_OK)
        st = tbi_normal_ranks(&c, r->score, &l, 0, s->opts.bootstraps, s->opts.seed,
                              TB_STREAM_BOOTSTRAP + 16, s->threads, err);
    for (size_t k = 0; k < m && st == TB_OK; k++) {
        tb_simulate_unit *u = &s->unit[r->of[k]];
        u->error_q05 = (double)tbi_rank_count_quantile(&c, k, 0.05);
        u->error_q50 = (double)tbi_rank_count_quantile(&c, k, 0.5);
        u->error_q95 = (double)tbi_rank_count_quantile(&c, k, 0.95);
        u->error_best =
            (double)tbi_rank_count_top(&c, k, s->opts.best) / (double)s->opts.bootstraps;
    }
    return st;
}

/* Officially ranked units only, scores turned so that more is better. The covariance is the
 * diagonal of the noise, or the file of the caller, whose diagonal then replaces the units'
 * standard errors. r's arrays are in a; covariance [n][n] in squared points of the composite.
 * r->of says which unit each is. */
static tb_status gather_ranked(ranked *r, tb_simulation *s, tb_arena *a, tb_err *err)
{
    const tb_sim_components *t = &s->parts;
    const char **code = TB_NEW(a, const char *, t->units);
    *r = (ranked){ 0, TB_NEW(a, size_t, t->units), TB_NEW(a, double, t->units),
                   TB_NEW(a, double, (t->units * t->units)) };
    if (a->refused)
        return tbi_no_memory(err, "the confidence sets for ranks");
    for (size_t i = 0; i < t->units; i++) {
        if (s->reference[i] == 0)
            continue;
        code[r->n] = t->unit[i]->code;
        r->of[r->n] = i;
        r->score[r->n++] = t->sign * s->reference_score[i];
    }
    for (size_t k = 0; k < r->n; k++)
        r->covariance[k * r->n + k] = s->unit[r->of[k]].se * s->unit[r->of[k]].se;
    if (s->opts.covariance == NULL)
        return TB_OK;
    tb_status st =
        tbi_covariance_read(r->covariance, code, r->n, s->panel, t->year, s->opts.covariance, err);
    for (size_t k = 0; k < r->n && st == TB_OK; k++)
        s->unit[r->of[k]].se = sqrt(r->covariance[k * r->n + k]);
    return st;
}

/* Confidence sets for the ranks of the units that have a composite, from the noise of its
 * components or the covariance that was given. Ranks from 1; [0] the lower end, [1] the upper.
 * Level and number of bootstraps are the options'. */
static tb_status make_sets(tb_simulation *s, tb_err *err)
{
    tb_arena own = { 0 };
    ranked r;
    tb_status st = gather_ranked(&r, s, &own, err);
    tb_rank_sets sets = { TB_NEW(&own, int, (2 * r.n)), TB_NEW(&own, int, (2 * r.n)),
                          TB_NEW(&own, bool, r.n) };
    if (st == TB_OK && own.refused)
        st = tbi_no_memory(err, "the confidence sets for ranks");
    if (st == TB_OK)
        st = tb_rank_sets_make(&sets, r.score, r.covariance, r.n, s->opts.level_of_sets,
                               s->opts.bootstraps, s->opts.best, s->opts.seed, s->threads, err);
    for (size_t k = 0; k < r.n && st == TB_OK; k++) {
        tb_simulate_unit *u = &s->unit[r.of[k]];
        u->marginal[0] = sets.marginal[2 * k];
        u->marginal[1] = sets.marginal[2 * k + 1];
        u->simultaneous[0] = sets.simultaneous[2 * k];
        u->simultaneous[1] = sets.simultaneous[2 * k + 1];
        u->among_best = sets.among_best[k];
    }
    if (st == TB_OK)
        st = make_error_ranks(s, &r, &own, err);
    tbi_arena_free(&own);
    return st;
}

/* One unit's row of the results. chance_* are shares of all draws, those included in which the
 * unit has no rank; means and quantiles are over the draws in which it has one, NaN when there
 * are none. missing: the first component that the unit has not; reason: why, by the status of
 * its cell. */
static void describe_unit(tb_simulation *s, size_t i)
{
    const tb_sim_components *t = &s->parts;
    tb_simulate_unit *u = &s->unit[i];
    double draws = (double)s->opts.draws;
    uint64_t times = tbi_rank_count_ranked(&s->counts, i);
    *u = (tb_simulate_unit){ .code = t->unit[i]->code,
                             .name_vi = t->unit[i]->name_vi,
                             .name_en = t->unit[i]->name_en,
                             .reference_rank = s->reference[i],
                             .reference_score = s->reference_score[i] };
    u->error_q05 = u->error_q50 = u->error_q95 = u->error_best = NAN;
    for (size_t j = 0; j < t->parts; j++) {
        if (!isnan(t->x[j * t->units + i]) || u->missing != NULL)
            continue;
        ptrdiff_t year = tb_index_year(t->index, t->year);
        uint8_t status =
            t->index->status[((size_t)year * t->index->n_unit + t->row[i]) * t->index->n_indicator +
                             t->of[j]];
        u->missing = t->code[j];
        u->reason = status == TB_CELL_WITHHELD    ? "withheld"
                    : status == TB_CELL_NO_SCHEME ? "no such scheme"
                                                  : "not in the data";
    }
    if (t->tables > 0 && s->reference[i] == 0 && u->reason == NULL)
        u->reason = "not in the data";
    u->se = tbi_noise_of_composite(t, i);
    u->chance_ranked = (double)times / draws;
    u->chance_top10 = (double)tbi_rank_count_top(&s->counts, i, 10) / draws;
    u->chance_best = (double)tbi_rank_count_top(&s->counts, i, s->opts.best) / draws;
    u->rank_mean = times ? tbi_rank_count_mean(&s->counts, i) : NAN;
    u->rank_q05 = times ? (double)tbi_rank_count_quantile(&s->counts, i, 0.05) : NAN;
    u->rank_q50 = times ? (double)tbi_rank_count_quantile(&s->counts, i, 0.5) : NAN;
    u->rank_q95 = times ? (double)tbi_rank_count_quantile(&s->counts, i, 0.95) : NAN;
    u->mean_abs_shift =
        times && s->reference[i] ? tbi_rank_count_shift(&s->counts, i, s->reference[i]) : NAN;
}

/* probability [units][units]: of each rank, by unit. Sets of ranks need scores with errors: none
 * with completed tables. Called once, when all draws are done. mean_shift is over the units with
 * a published place, in places; NaN where there are none. */
tb_status tbi_simulation_read_counts(tb_simulation *s, tb_err *err)
{
    size_t n = s->parts.units;
    s->unit = TB_NEW(&s->own, tb_simulate_unit, n);
    s->probability = n <= TB_RANK_EXACT ? TB_NEW(&s->own, double, (n * n)) : NULL;
    if (s->unit == NULL || s->own.refused)
        return tbi_no_memory(err, "the results");
    double shift = 0, known = 0;
    bool noise = false;
    for (size_t i = 0; i < n; i++) {
        describe_unit(s, i);
        noise = noise || s->unit[i].se > 0;
        if (!isnan(s->unit[i].mean_abs_shift)) {
            shift += s->unit[i].mean_abs_shift;
            known++;
        }
    }
    s->mean_shift = shift / known;
    if (s->probability != NULL)
        tbi_rank_probability(s->probability, &s->counts, (double)s->opts.draws);
    if (n > TB_RANK_EXACT &&
        !tbi_notice_add(&s->notices, &s->own, "places-in-classes",
                        tbi_arena_printf(&s->own, TB_EN(TB_MSG_SIMULATE_PLACES_IN_CLASSES), n,
                                         (int)TB_RANK_FIRST, tbi_rank_class(n)),
                        tbi_arena_printf(&s->own, TB_VI(TB_MSG_SIMULATE_PLACES_IN_CLASSES), n,
                                         (int)TB_RANK_FIRST, tbi_rank_class(n))))
        return tbi_no_memory(err, "a notice");
    if (s->parts.tables > 0)
        return TB_OK; /* no sets without the scores */
    if (known < (double)n &&
        !tbi_notice_add(
            &s->notices, &s->own, "partial",
            tbi_arena_printf(&s->own, TB_EN(TB_MSG_SIMULATE_RANKS_AMONG_UNITS_THAT), known, n),
            tbi_arena_printf(&s->own, TB_VI(TB_MSG_SIMULATE_RANKS_AMONG_UNITS_THAT), known, n)))
        return tbi_no_memory(err, "a notice");
    return (noise || s->opts.covariance != NULL) && s->opts.bootstraps > 0 ? make_sets(s, err)
                                                                           : TB_OK;
}

size_t tb_simulation_units(const tb_simulation *s)
{
    return s->parts.units;
}

const tb_simulate_unit *tb_simulation_unit(const tb_simulation *s, size_t i)
{
    return &s->unit[i];
}

size_t tb_simulation_factors(const tb_simulation *s)
{
    return s->design.factors;
}

const char *tb_simulation_factor(const tb_simulation *s, size_t k)
{
    return s->design.factor[k].name;
}

size_t tb_simulation_pairs(const tb_simulation *s)
{
    return s->design.pairs;
}

const tb_simulate_pair *tb_simulation_pair(const tb_simulation *s, size_t k)
{
    return &s->design.pair[k];
}

/* *first and *total stay NaN where the reason is not NULL. Mean and variance are pooled over A
 * and B of all scramblings. output: a unit, or the number of units for the mean shift. Returns
 * NULL, or why there is no index, with *vi in Vietnamese. Standard errors come from the
 * scramblings. */
const char *tb_simulation_sobol(const tb_simulation *s, size_t output, size_t factor,
                                tb_simulate_index *first, tb_simulate_index *total, const char **vi)
{
    const tb_sobol_sums *q = &s->sums;
    double points = (double)((size_t)1 << s->plan.log_points);
    double all = 2 * points * TB_SCRAMBLINGS;
    double sum[TB_SCRAMBLINGS * 3];
    *first = *total = (tb_simulate_index){ NAN, NAN, NAN };
    if (s->plan.samples == 0) {
        *vi = TB_VI(TB_MSG_SIMULATE_NO_SOBOL_INDICES);
        return TB_EN(TB_MSG_SIMULATE_NO_SOBOL_INDICES);
    }
    if (q->unranked[output] > 0) {
        *vi = TB_VI(TB_MSG_SIMULATE_NOT_RANKED_EVERYWHERE);
        return TB_EN(TB_MSG_SIMULATE_NOT_RANKED_EVERYWHERE);
    }
    /* of ranks: whole numbers, so the sums are exact */
    double value[TB_SCRAMBLINGS * 2], mean = 0, variance = 0;
    for (size_t r = 0; r < TB_SCRAMBLINGS; r++)
        for (size_t k = 0; k < 2; k++)
            value[2 * r + k] = (double)q->value[(r * q->outputs + output) * 2 + k];
    for (size_t r = 0; r < TB_SCRAMBLINGS; r++) {
        mean += value[2 * r] / all;
        variance += value[2 * r + 1] / all;
    }
    variance -= mean * mean;
    if (!(variance > 1e-9)) {
        *vi = TB_VI(TB_MSG_SIMULATE_WITHOUT_VARIANCE);
        return TB_EN(TB_MSG_SIMULATE_WITHOUT_VARIANCE);
    }
    for (size_t r = 0; r < TB_SCRAMBLINGS; r++)
        for (size_t k = 0; k < 3; k++)
            sum[3 * r + k] =
                (double)q->pick[((r * q->factors + factor) * q->outputs + output) * 3 + k];
    tbi_sobol_estimate(first, total, sum, value, points);
    return NULL;
}

const double *tb_simulation_rank_probability(const tb_simulation *s)
{
    return s->probability;
}

size_t tb_simulation_components(const tb_simulation *s)
{
    return s->parts.parts;
}

const char *tb_simulation_component(const tb_simulation *s, size_t j)
{
    return s->parts.code[j];
}

double tb_simulation_weight(const tb_simulation *s, size_t j)
{
    return s->parts.weight[j];
}

/* Root of the mean square over the units. */
double tb_simulation_noise(const tb_simulation *s, size_t j)
{
    double square = 0;
    for (size_t i = 0; i < s->parts.units; i++)
        square += s->parts.noise[j * s->parts.units + i] * s->parts.noise[j * s->parts.units + i];
    return sqrt(square / (double)s->parts.units);
}

double tb_simulation_composite_noise(const tb_simulation *s)
{
    double square = 0;
    for (size_t i = 0; i < s->parts.units; i++) {
        double sd = tbi_noise_of_composite(&s->parts, i);
        square += sd * sd;
    }
    return sqrt(square / (double)s->parts.units);
}

size_t tb_simulation_methods(const tb_simulation *s)
{
    return s->method != NULL ? s->design.methods : 0;
}

const tb_simulate_method *tb_simulation_method(const tb_simulation *s, size_t k)
{
    return &s->method[k];
}

/* Under the official rules a point of component j is point[j] of the total: the gap to the
 * neighbour in rank, in points of the component. INFINITY: no value within the component's range
 * reaches the neighbour, or there is none. NaN: the unit has no place, or the tables are
 * completed ones. */
void tb_simulation_local(const tb_simulation *s, size_t i, size_t j, double *up, double *down)
{
    const tb_sim_components *t = &s->parts;
    double x = t->x[j * t->units + i];
    *up = *down = NAN;
    if (s->reference[i] == 0 || t->tables > 0)
        return;
    double step = t->point[j] > 0 ? 1 / t->point[j] : INFINITY;
    *up = s->gap_up[i] * step;
    *down = s->gap_down[i] * step;
    double room_up = t->sign > 0 ? t->high[j] - x : x - t->low[j];
    double room_down = t->sign > 0 ? x - t->low[j] : t->high[j] - x;
    if (*up > room_up * (1 + 1e-12) || s->reference[i] == 1)
        *up = INFINITY;
    if (*down > room_down * (1 + 1e-12))
        *down = INFINITY;
}

size_t tb_simulation_tables(const tb_simulation *s)
{
    return s->parts.tables;
}

uint64_t tb_simulation_draws(const tb_simulation *s)
{
    return s->opts.draws;
}

size_t tb_simulation_samples(const tb_simulation *s)
{
    return s->plan.samples;
}

double tb_simulation_concentration(const tb_simulation *s)
{
    return s->design.weights == TB_SIMULATE_GAMMA ? s->design.concentration : NAN;
}

double tb_simulation_mean_shift(const tb_simulation *s)
{
    return s->mean_shift;
}

tb_notices tb_simulation_notices(const tb_simulation *s)
{
    return tbi_notice_view(&s->notices);
}
