/* forecast_figures.c - from draws to what a planner reads: means, quantiles, probabilities of ranks
 * and groups, and how much of a rank's change is noise. */
#include "forecast/forecast_run.h"

#include "base/error.h"
#include "base/reason.h"
#include "base/threads.h"
#include "num/quantile_pick.h"
#include "num/simd.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

const int tb_top_places[TB_TOP_COUNT] = { 1, 3, 5, 10, 15, 20, 30 };
const int tb_up_places[TB_UP_COUNT] = { 1, 3, 5, 10 };

/* Sum over x [n] without NaN of (x - from)^power, power 1 or 2; how many in *known. LANES sums side
 * by side, added in one order, so that no addition waits for the one before and the result does not
 * hang on how wide the processor is. */
static double sum_known(size_t *known, const double *x, size_t n, double from, int power)
{
    enum { LANES = 8 };
    double sum[LANES] = { 0 };
    uint64_t count[LANES] = { 0 };
    tbi_simd_best()->sum_powers(sum, count, x, n, from, power);
    *known = 0;
    for (size_t l = 0; l < LANES; l++)
        *known += (size_t)count[l];
    return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
}

/* Draws in which the unit is withheld have no score: figures are of those that have one. */
static void say_scores(tb_forecast_state *r, tb_forecast_unit *u, size_t i, double *scratch)
{
    static const double p[5] = { 0.05, 0.25, 0.5, 0.75, 0.95 };
    const double *x = r->s.score + i * r->s.n;
    size_t n;
    double sum = sum_known(&n, x, r->s.n, 0, 1);
    u->score_mean = n > 0 ? sum / (double)n : NAN;
    double squares = sum_known(&n, x, r->s.n, u->score_mean, 2);
    u->score_sd = n > 1 ? sqrt(squares / (double)(n - 1)) : NAN;
    tbi_quantile_pick(u->score_q, p, 5, x, r->s.n, scratch);
}

/* The place that `up` ranks better is; place 1 at best. */
static int find_target_place(int base, int up)
{
    return base - up > 1 ? base - up : 1;
}

/* Chances are shares of all draws; quantiles are over the draws in which the unit is ranked.
 * Climbs are counted from the place at the origin where that is known, else within each draw. */
static void say_places(tb_forecast_state *r, tb_forecast_unit *u, size_t i)
{
    static const double p[5] = { 0.05, 0.25, 0.5, 0.75, 0.95 };
    double n = (double)r->s.n;
    size_t U = r->s.n_unit;
    u->rank_mean = tbi_rank_count_mean(&r->s.rank, i);
    for (int k = 0; k < 5; k++) {
        size_t q = tbi_rank_count_quantile(&r->s.rank, i, p[k]);
        u->rank_q[k] = q > 0 ? (double)q : NAN;
    }
    for (int k = 0; k < TB_TOP_COUNT; k++) {
        size_t top = (size_t)tb_top_places[k];
        u->chance_top[k] = (double)tbi_rank_count_top(&r->s.rank, i, top < U ? top : U) / n;
    }
    u->chance_withheld = 1 - (double)tbi_rank_count_ranked(&r->s.rank, i) / n;
    u->base_rank = r->base[i];
    u->chance_up_5_without_change = NAN;
    for (int k = 0; k < TB_UP_COUNT; k++) {
        if (r->base[i] > 0)
            u->chance_up[k] =
                (double)tbi_rank_count_top(&r->s.rank, i,
                                           (size_t)find_target_place(r->base[i], tb_up_places[k])) /
                n;
        else
            u->chance_up[k] = r->gone[i] || r->s.up == NULL
                                  ? NAN
                                  : (double)r->s.up[i * TB_UP_COUNT + (size_t)k] / n;
    }
    if (r->base[i] > 0)
        u->chance_up_5_without_change =
            (double)tbi_rank_count_top(&r->s.frozen, i, (size_t)find_target_place(r->base[i], 5)) /
            n;
}

/* Groups by size are ranges of places, the last of them open below; groups by score take the
 * first limit that a draw reaches. */
static void say_groups(tb_forecast_state *r, tb_forecast_unit *u, size_t i)
{
    const tb_groups *g = &r->groups;
    double n = (double)r->s.n;
    for (size_t k = 0; k < 8; k++)
        u->chance_group[k] = NAN;
    if (r->f->about.groups == 0)
        return;
    if (g->by_size) {
        size_t from = 0;
        for (size_t k = 0; k < g->count; k++) {
            size_t to = from + (size_t)g->size[k];
            size_t U = r->s.n_unit;
            if (k + 1 == g->count || to > U)
                to = U;
            u->chance_group[k] = (double)(tbi_rank_count_top(&r->s.rank, i, to) -
                                          tbi_rank_count_top(&r->s.rank, i, from)) /
                                 n;
            from = to;
        }
        return;
    }
    size_t count[8] = { 0 };
    for (size_t d = 0; d < r->s.n; d++) {
        double x = r->s.score[i * r->s.n + d];
        for (size_t k = 0; k < g->count && !isnan(x); k++)
            if (x >= g->from[k]) {
                count[k]++;
                break;
            }
    }
    for (size_t k = 0; k < g->count; k++)
        u->chance_group[k] = (double)count[k] / n;
}

/* Groups are made of the total alone; why there are none is told. */
static void count_groups(tb_forecast_state *r)
{
    tb_forecast_summary *a = &r->f->about;
    size_t expected = 0;
    for (size_t i = 0; i < r->x->n_unit; i++)
        expected += !r->gone[i] || r->joint->withheld[i] < 1;
    a->group_reason = TBI_REASON(GROUPS_OF_TOTAL);
    if (r->column != 0 ||
        !tb_groups_of(&r->groups, r->x, r->o->origin, (int)expected, &a->group_reason))
        return;
    a->groups = r->groups.count;
    for (size_t k = 0; k < a->groups && k < 8; k++)
        a->group_name[k] = tbi_arena_text(&r->f->own, r->groups.name[k]);
}

static int compare_by_value(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* How far places move by noise alone: the middle of |place - base| over units and draws. */
static double find_middle_shift(const tb_forecast_state *r)
{
    size_t U = r->s.n_unit;
    uint64_t *shift = TB_NEW(r->scratch, uint64_t, U);
    uint64_t all = 0;
    uint64_t seen = 0;
    if (shift == NULL)
        return NAN;
    for (size_t i = 0; i < U; i++) {
        if (r->base[i] == 0)
            continue;
        for (size_t k = 0; k < U; k++) {
            size_t base = (size_t)r->base[i];
            size_t place = k + 1;
            size_t by = place > base ? place - base : base - place;
            if (by >= U)
                continue;
            shift[by] += r->s.frozen.count[i * U + k];
            all += r->s.frozen.count[i * U + k];
        }
    }
    for (size_t by = 0; by < U && all > 0; by++) {
        seen += shift[by];
        if (2 * seen >= all)
            return (double)by;
    }
    return NAN;
}

/* Units that stand sixth or lower only: the others cannot climb five places. The share's
 * quantiles are over the cases, the numbers of the signal model being uncertain. */
static void say_noise(tb_forecast_state *r, tb_noise *noise)
{
    double sum = 0, n = 0;
    for (size_t i = 0; i < r->s.n_unit; i++) {
        if (r->base[i] <= 5)
            continue;
        sum +=
            (double)tbi_rank_count_top(&r->s.frozen, i, (size_t)(r->base[i] - 5)) / (double)r->s.n;
        n++;
    }
    noise->chance_up_5_without_change = n > 0 ? sum / n : NAN;
    noise->median_abs_rank_change = find_middle_shift(r);
    noise->share = noise->share_q05 = noise->share_q95 = NAN;
    noise->sd = r->joint->noise_sd;
    noise->sampling_share = r->joint->noise_share != NULL ? r->joint->sampling_share : NAN;
    noise->sampling_pairs = isnan(noise->sampling_share) ? 0 : (size_t)r->joint->sampling_pairs;
    const double *share = r->joint->noise_share;
    double *sorted = share != NULL ? TB_NEW(r->scratch, double, r->joint->cases) : NULL;
    if (sorted == NULL)
        return;
    memcpy(sorted, share, r->joint->cases * sizeof *sorted);
    qsort(sorted, r->joint->cases, sizeof *sorted, compare_by_value);
    noise->share = sorted[r->joint->cases / 2];
    noise->share_q05 = sorted[r->joint->cases / 20];
    noise->share_q95 = sorted[r->joint->cases - 1 - r->joint->cases / 20];
}

/* A national mean stays on the scale too. */
static void hold_on_scale(double *level, size_t n, const tb_forecast_state *r)
{
    const tb_node *scale = tb_index_node(r->x, r->column, r->o->origin);
    if (scale == NULL || !(scale->max > scale->min))
        return;
    for (size_t d = 0; d < n; d++)
        level[d] = fmax(scale->min, fmin(scale->max, level[d]));
}

/* The second set of quantiles is over the draws whose case has no change of scheme; their share
 * also says how likely one is. */
static tb_status forecast_national(tb_forecast_state *r, tb_err *err)
{
    static const double p[3] = { 0.05, 0.5, 0.95 };
    tb_forecast_summary *a = &r->f->about;
    size_t n = r->s.n, m = 0;
    double *scratch = TB_NEW(r->scratch, double, n);
    double *calm = TB_NEW(r->scratch, double, n);
    if (r->scratch->refused)
        return tbi_no_memory(err, "the national level");
    for (size_t d = 0; d < n; d++)
        if (r->joint->same[d % r->joint->cases])
            calm[m++] = r->s.level[d];
    hold_on_scale(r->s.level, n, r);
    tbi_quantile_pick(a->national_q, p, 3, r->s.level, n, scratch);
    tbi_quantile_pick(a->national_same_scheme_q, p, 3, calm, m, scratch);
    a->break_chance = 1 - (double)m / (double)n;
    return TB_OK;
}

/* What tb_forecast_samples hands out, before anything is sorted or held. */
static tb_status keep_samples(tb_forecast_state *r, tb_err *err)
{
    tb_forecast *f = r->f;
    size_t cells = r->s.n_unit * r->s.n;
    double *score = TB_NEW(&f->own, double, cells);
    double *level = TB_NEW(&f->own, double, r->s.n);
    const char **code = TB_NEW(&f->own, const char *, r->s.n_unit);
    const char *unit = tbi_arena_text(&f->own, r->x->unit);
    if (f->own.refused)
        return tbi_no_memory(err, "the draws");
    memcpy(score, r->s.score, cells * sizeof *score);
    memcpy(level, r->s.level, r->s.n * sizeof *level);
    for (size_t i = 0; i < r->s.n_unit; i++)
        code[i] = f->unit[i].code;
    f->samples = (tb_samples){
        f->about.index, f->about.model, f->about.origin, f->about.year, r->o->seed, r->s.n_unit,
        r->s.n,         code,           score,           level,         unit
    };
    return TB_OK;
}

/* From the draws to figures: each unit's score, rank and group by itself (in parallel: nothing
 * is shared but the counts, which are final), then names, the probability of every rank of every
 * unit, noise, and the national mean. */
tb_status tbi_forecast_figures(tb_forecast_state *r, tb_err *err)
{
    tb_forecast *f = r->f;
    size_t U = r->x->n_unit;
    f->n_unit = U;
    f->unit = TB_NEW(&f->own, tb_forecast_unit, U);
    f->probability = U <= TB_RANK_EXACT ? TB_NEW(&f->own, double, (U * U)) : NULL;
    int threads = tbi_threads(r->o->threads);
    double *scratch = TB_NEW(r->scratch, double, ((size_t)threads * r->s.n));
    if (f->unit == NULL || f->own.refused || scratch == NULL)
        return tbi_no_memory(err, "a forecast");
    count_groups(r);
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (size_t i = 0; i < U; i++) {
        tb_forecast_unit *u = &f->unit[i];
        say_scores(r, u, i, scratch + (size_t)omp_get_thread_num() * r->s.n);
        say_places(r, u, i);
        say_groups(r, u, i);
    }
    for (size_t i = 0; i < U; i++) {
        tb_forecast_unit *u = &f->unit[i];
        u->code = tbi_arena_text(&f->own, r->x->unit_code[i]);
        u->name_vi = u->name_en = u->code;
        const tb_unit *unit = tb_panel_unit_of(r->p, r->x->unit_code[i], r->o->origin);
        if (unit != NULL) { /* the units of the origin */
            u->name_vi = tbi_arena_text(&f->own, unit->name_vi);
            u->name_en = tbi_arena_text(&f->own, unit->name_en);
        }
        if (f->own.refused)
            return tbi_no_memory(err, "a name");
    }
    if (f->probability != NULL)
        tbi_rank_probability(f->probability, &r->s.rank, (double)r->s.n);
    say_noise(r, &f->about.noise);
    tb_status st = r->o->samples ? keep_samples(r, err) : TB_OK;
    return st == TB_OK ? forecast_national(r, err) : st;
}
