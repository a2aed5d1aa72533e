/* results.c - from counts to what is said of each unit, factor and pair. */
#include "base/error.h"
#include "num/rng.h"
#include "simulate/joint_ranks.h"
#include "simulate/rank_sets.h"
#include "simulate/simulation.h"

#include <math.h>
#include <tangbac/score.h>

/* Ranks when the scores are normal around their values with these errors: what the sets are about, as a distribution. m units, the k-th of them unit of[k]. */
static tb_status make_error_ranks(tb_simulation *s, const size_t *of, const double *score, size_t m, tb_arena *a, tb_err *err)
{
    double *l = TB_NEW(a, double, m * (m + 1) / 2);
    tb_rank_counts c = { m, TB_NEW(a, uint64_t, m * m), TB_NEW(a, int64_t, m * (m + 1)) };
    if (l == NULL || c.count == NULL || c.tie == NULL) return tb_no_memory(err, "the ranks under error");
    for (size_t k = 0; k < m; k++) l[k * (k + 1) / 2 + k] = s->unit[of[k]].se;
    tb_status st = tb_joint_ranks(&c, score, l, 0, s->opts.bootstraps, s->opts.seed, TB_STREAM_BOOTSTRAP + 16, s->threads, err);
    for (size_t k = 0; k < m && st == TB_OK; k++) {
        tb_simulate_unit *u = &s->unit[of[k]];
        u->error_q05 = (double)tb_rank_count_quantile(&c, k, 0.05), u->error_q50 = (double)tb_rank_count_quantile(&c, k, 0.5), u->error_q95 = (double)tb_rank_count_quantile(&c, k, 0.95);
        u->error_best = (double)tb_rank_count_top(&c, k, s->opts.best) / (double)s->opts.bootstraps;
    }
    return st;
}

/* Confidence sets for the ranks of the units that have a composite, from the noise of its components. */
static tb_status make_sets(tb_simulation *s, tb_err *err)
{
    const tb_sim_parts *t = &s->parts;
    size_t n = t->units, m = 0;
    tb_arena own = { 0 };
    size_t *of = TB_NEW(&own, size_t, n);
    double *score = TB_NEW(&own, double, n), *covariance = TB_NEW(&own, double, n * n);
    tb_rank_sets sets = { TB_NEW(&own, int, 2 * n), TB_NEW(&own, int, 2 * n), TB_NEW(&own, bool, n) };
    tb_status st = of && score && covariance && sets.marginal && sets.simultaneous && sets.among_best ? TB_OK : tb_no_memory(err, "the confidence sets for ranks");
    for (size_t i = 0; i < n && st == TB_OK; i++) {
        if (s->reference[i] == 0) continue;
        of[m] = i;
        score[m++] = t->sign * s->reference_score[i];
    }
    for (size_t k = 0; k < m && st == TB_OK; k++) covariance[k * m + k] = s->unit[of[k]].se * s->unit[of[k]].se;
    if (st == TB_OK) st = tb_rank_sets_make(&sets, score, covariance, m, s->opts.level_of_sets, s->opts.bootstraps, s->opts.best, s->opts.seed, s->threads, err);
    for (size_t k = 0; k < m && st == TB_OK; k++) {
        tb_simulate_unit *u = &s->unit[of[k]];
        u->marginal[0] = sets.marginal[2 * k], u->marginal[1] = sets.marginal[2 * k + 1];
        u->simultaneous[0] = sets.simultaneous[2 * k], u->simultaneous[1] = sets.simultaneous[2 * k + 1];
        u->among_best = sets.among_best[k];
    }
    if (st == TB_OK) st = make_error_ranks(s, of, score, m, &own, err);
    tb_arena_free(&own);
    return st;
}

static void describe(tb_simulation *s, size_t i)
{
    const tb_sim_parts *t = &s->parts;
    tb_simulate_unit *u = &s->unit[i];
    double draws = (double)s->opts.draws, variance = 0;
    uint64_t ranked = tb_rank_count_ranked(&s->counts, i);
    *u = (tb_simulate_unit){ .code = t->unit[i]->code, .name_vi = t->unit[i]->name_vi, .name_en = t->unit[i]->name_en, .reference_rank = s->reference[i], .reference_score = s->reference_score[i] };
    u->error_q05 = u->error_q50 = u->error_q95 = u->error_best = NAN;
    for (size_t j = 0; j < t->parts; j++) {
        variance += t->point[j] * t->point[j] * t->noise[j * t->units + i] * t->noise[j * t->units + i];
        if (!isnan(t->x[j * t->units + i]) || u->missing != NULL) continue;
        ptrdiff_t year = tb_index_year(t->index, t->year);
        uint8_t status = t->index->status[((size_t)year * t->index->n_unit + t->row[i]) * t->index->n_indicator + t->of[j]];
        u->missing = t->code[j];
        u->reason = status == TB_CELL_WITHHELD ? "withheld" : status == TB_CELL_NO_SCHEME ? "no such scheme" : "not in the data";
    }
    u->se = sqrt(variance);
    u->chance_ranked = (double)ranked / draws;
    u->chance_top10 = (double)tb_rank_count_top(&s->counts, i, 10) / draws;
    u->chance_best = (double)tb_rank_count_top(&s->counts, i, s->opts.best) / draws;
    u->rank_mean = ranked ? tb_rank_count_mean(&s->counts, i) : NAN;
    u->rank_q05 = ranked ? (double)tb_rank_count_quantile(&s->counts, i, 0.05) : NAN;
    u->rank_q50 = ranked ? (double)tb_rank_count_quantile(&s->counts, i, 0.5) : NAN;
    u->rank_q95 = ranked ? (double)tb_rank_count_quantile(&s->counts, i, 0.95) : NAN;
    u->mean_abs_shift = ranked && s->reference[i] ? tb_rank_count_shift(&s->counts, i, s->reference[i]) : NAN;
}

tb_status tb_simulation_read_counts(tb_simulation *s, tb_err *err)
{
    size_t n = s->parts.units;
    s->unit = TB_NEW(&s->own, tb_simulate_unit, n);
    s->probability = TB_NEW(&s->own, double, n * n);
    if (s->unit == NULL || s->probability == NULL) return tb_no_memory(err, "the results");
    double shift = 0, known = 0;
    bool noise = false;
    for (size_t i = 0; i < n; i++) {
        describe(s, i);
        noise = noise || s->unit[i].se > 0;
        if (!isnan(s->unit[i].mean_abs_shift)) shift += s->unit[i].mean_abs_shift, known++;
    }
    s->mean_shift = shift / known;
    tb_rank_probability(s->probability, &s->counts, (double)s->opts.draws);
    if (known < (double)n && !tb_notice_add(&s->notices, &s->own, "partial", tb_arena_printf(&s->own, "ranks are among the %.0f of %zu units that have every component; the others are not ranked", known, n),
                                           tb_arena_printf(&s->own, "thứ hạng tính trong %.0f/%zu đơn vị có đủ các thành phần; các đơn vị khác không được xếp hạng", known, n)))
        return tb_no_memory(err, "a notice");
    return noise && s->opts.bootstraps > 0 ? make_sets(s, err) : TB_OK;
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

const char *tb_simulation_sobol(const tb_simulation *s, size_t output, size_t factor, tb_simulate_index *first, tb_simulate_index *total, const char **vi)
{
    const tb_sobol_sums *q = &s->sums;
    double points = (double)((size_t)1 << s->plan.log_points), all = 2 * points * TB_SCRAMBLINGS, sum[TB_SCRAMBLINGS * 3];
    *first = *total = (tb_simulate_index){ NAN, NAN, NAN };
    if (s->plan.samples == 0) {
        *vi = "không yêu cầu tính chỉ số Sobol'";
        return "no Sobol' indices were asked for";
    }
    if (q->unranked[output] > 0) {
        *vi = "đơn vị không được xếp hạng trong mọi phương án tính";
        return "the unit is not ranked in every sample";
    }
    double mean = (double)q->value[2 * output] / all, variance = (double)q->value[2 * output + 1] / all - mean * mean;
    if (!(variance > 1e-9)) {
        *vi = "thứ hạng không đổi";
        return "without variance";
    }
    for (size_t r = 0; r < TB_SCRAMBLINGS; r++)
        for (size_t k = 0; k < 3; k++) sum[3 * r + k] = (double)q->pick[((r * q->factors + factor) * q->outputs + output) * 3 + k];
    tb_sobol_estimate(first, total, sum, points, mean, variance);
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

double tb_simulation_noise(const tb_simulation *s, size_t j)
{
    double square = 0;
    for (size_t i = 0; i < s->parts.units; i++) square += s->parts.noise[j * s->parts.units + i] * s->parts.noise[j * s->parts.units + i];
    return sqrt(square / (double)s->parts.units);
}

/* Under the official rules a point of component j is point[j] of the total: the gap to the neighbour in rank, in points of the component. */
void tb_simulation_local(const tb_simulation *s, size_t i, size_t j, double *up, double *down)
{
    const tb_sim_parts *t = &s->parts;
    double mine = s->reference_score[i], above = INFINITY, below = INFINITY, x = t->x[j * t->units + i];
    *up = *down = NAN;
    if (s->reference[i] == 0) return;
    for (size_t k = 0; k < t->units; k++) {
        if (s->reference[k] == 0) continue;
        double gap = t->sign * (s->reference_score[k] - mine);
        if (gap > 0 && gap < above) above = gap;
        if (k != i && gap <= 0 && -gap < below) below = -gap;
    }
    double step = t->point[j] > 0 ? 1 / t->point[j] : INFINITY;
    *up = above * step, *down = below * step;
    double room_up = t->sign > 0 ? t->high[j] - x : x - t->low[j], room_down = t->sign > 0 ? x - t->low[j] : t->high[j] - x;
    if (*up > room_up * (1 + 1e-12) || s->reference[i] == 1) *up = INFINITY;
    if (*down > room_down * (1 + 1e-12)) *down = INFINITY;
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
    return s->design.weights[0] == 'g' ? s->design.concentration : NAN;
}

double tb_simulation_mean_shift(const tb_simulation *s)
{
    return s->mean_shift;
}

tb_notices tb_simulation_notices(const tb_simulation *s)
{
    return tb_notice_view(&s->notices);
}
