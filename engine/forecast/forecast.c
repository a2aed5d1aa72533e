/* forecast.c - from draws to what a planner reads: means, quantiles, chances, and how much of it is
 * noise. */
#include "forecast/draw_summary.h"
#include "forecast/fit_state.h"
#include "forecast/forecast_from_fit.h"
#include "forecast/outcome_table.h"

#include "base/error.h"
#include "base/opts.h"
#include "base/reason.h"
#include "base/years.h"
#include "messages/forecast.h"
#include "num/quantile_pick.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/forecast.h>
#include <tangbac/samples.h>
#include <tangbac/score.h>

const int tb_top_places[TB_TOP_COUNT] = { 1, 3, 5, 10, 15, 20, 30 };
const int tb_up_places[TB_UP_COUNT] = { 1, 3, 5, 10 };

struct tb_forecast {
    tb_arena own;
    tb_forecast_summary about;
    size_t n_unit;
    tb_forecast_unit *unit;
    double *probability;
    tb_notices notices;
    tb_samples samples;
};

typedef struct run {
    const tb_panel *p;
    const tb_index *x;
    size_t column;
    const tb_forecast_opts *o;
    tb_forecast *f;
    tb_predictive *joint;
    bool borrowed; /* the joint is somebody else's */
    tb_draw_summary s;
    tb_groups groups;
    int years[2];
    const int *year; /* [n_year] of the joint, the last one is forecast */
    size_t n_year;
    /* position of the origin among them, when climbs from there are drawn; -1 = not */
    ptrdiff_t origin_at;
    int *base;  /* [n_unit] rank at the origin; 0 = not known */
    bool *gone; /* [n_unit] withheld at the origin */
    tb_arena *scratch;
} run;

static tb_status check(const tb_forecast_opts *o, tb_err *err)
{
    if (o->year <= o->origin || o->year > o->origin + 5)
        return tbi_fail(err, TB_EARG, TB_MSG_FORECAST_YEAR_MUST_1_5, o->year, o->origin);
    if (o->draws < 100 || o->draws > 1000000)
        return tbi_fail(err, TB_EARG, TB_MSG_FORECAST_DRAWS_MUST_100_1000000, o->draws);
    return TB_OK;
}

/* Places at the origin. Where a unit's place is not known though it was ranked, the origin is drawn
 * too. */
static tb_status list_bases(run *r, tb_err *err)
{
    size_t U = r->x->n_unit;
    r->base = TB_NEW(r->scratch, int, U);
    r->gone = TB_NEW(r->scratch, bool, U);
    if (r->base == NULL || r->gone == NULL)
        return tbi_no_memory(err, "the places at the origin");
    tb_outcome_table t;
    bool drawn = false;
    tb_deviation d;
    tb_status st = tbi_deviation_make(&d, r->x, r->column, r->o->origin, r->scratch, err);
    if (st != TB_OK)
        return st;
    if (tbi_outcome_table_make(&t, NULL, r->x, r->column, r->o->origin, r->scratch, NULL) == TB_OK)
        memcpy(r->base, t.rank, U * sizeof *r->base);
    for (size_t i = 0; i < U; i++) {
        unsigned char known = d.known[(d.n_year - 1) * U + i];
        r->gone[i] = known == TB_KNOWN_WITHHELD || known == TB_KNOWN_ABSENT;
        drawn = drawn || (r->base[i] == 0 && !r->gone[i]);
    }
    r->origin_at = r->borrowed && drawn ? tbi_find_year(r->year, r->n_year, r->o->origin) : -1;
    if (r->borrowed)
        return TB_OK;
    if (drawn)
        r->years[r->n_year++] = r->o->origin;
    r->origin_at = drawn ? 0 : -1;
    r->years[r->n_year++] = r->o->year;
    r->year = r->years;
    return TB_OK;
}

/* Draws in which the unit is withheld have no score: figures are of those that have one. */
static void say_scores(run *r, tb_forecast_unit *u, size_t i, double *scratch)
{
    static const double p[5] = { 0.05, 0.25, 0.5, 0.75, 0.95 };
    const double *x = r->s.score + i * r->s.n;
    double sum = 0, squares = 0, n = 0;
    for (size_t d = 0; d < r->s.n; d++)
        if (!isnan(x[d])) {
            sum += x[d];
            n++;
        }
    u->score_mean = n > 0 ? sum / n : NAN;
    for (size_t d = 0; d < r->s.n; d++)
        if (!isnan(x[d]))
            squares += (x[d] - u->score_mean) * (x[d] - u->score_mean);
    u->score_sd = n > 1 ? sqrt(squares / (n - 1)) : NAN;
    tbi_quantile_pick(u->score_q, p, 5, x, r->s.n, scratch);
}

static int find_target_place(int base, int up)
{
    return base - up > 1 ? base - up : 1;
}

/* Chances are shares of all draws; quantiles are over the draws in which the unit is ranked.
 * Climbs are counted from the place at the origin where that is known, else within each draw. */
static void say_places(run *r, tb_forecast_unit *u, size_t i)
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
            (double)tbi_rank_count_top(&r->s.still, i, (size_t)find_target_place(r->base[i], 5)) /
            n;
}

/* Groups by size are ranges of places, the last of them open below; groups by score take the
 * first limit that a draw reaches. */
static void say_groups(run *r, tb_forecast_unit *u, size_t i)
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
static void count_groups(run *r)
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
static double find_middle_shift(const run *r)
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
            shift[by] += r->s.still.count[i * U + k];
            all += r->s.still.count[i * U + k];
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
 * quantiles are over the cases, the numbers of the motion being uncertain. */
static void say_noise(run *r, tb_noise *noise)
{
    double sum = 0, n = 0;
    for (size_t i = 0; i < r->s.n_unit; i++) {
        if (r->base[i] <= 5)
            continue;
        sum +=
            (double)tbi_rank_count_top(&r->s.still, i, (size_t)(r->base[i] - 5)) / (double)r->s.n;
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
static void hold(double *level, size_t n, const run *r)
{
    const tb_node *scale = tb_index_node(r->x, r->column, r->o->origin);
    if (scale == NULL || !(scale->max > scale->min))
        return;
    for (size_t d = 0; d < n; d++)
        level[d] = fmax(scale->min, fmin(scale->max, level[d]));
}

/* The second set of quantiles is over the draws whose case has no change of scheme; their share
 * also says how likely one is. */
static tb_status forecast_national(run *r, tb_err *err)
{
    static const double p[3] = { 0.05, 0.5, 0.95 };
    tb_forecast_summary *a = &r->f->about;
    size_t n = r->s.n, m = 0;
    double *scratch = TB_NEW(r->scratch, double, n);
    double *calm = TB_NEW(r->scratch, double, n);
    if (scratch == NULL || calm == NULL)
        return tbi_no_memory(err, "the national level");
    for (size_t d = 0; d < n; d++)
        if (r->joint->same[d % r->joint->cases])
            calm[m++] = r->s.level[d];
    hold(r->s.level, n, r);
    tbi_quantile_pick(a->national_q, p, 3, r->s.level, n, scratch);
    tbi_quantile_pick(a->national_same_scheme_q, p, 3, calm, m, scratch);
    a->break_chance = 1 - (double)m / (double)n;
    return TB_OK;
}

/* What tb_forecast_samples hands out, before anything is sorted or held. */
static tb_status keep_samples(run *r, tb_err *err)
{
    tb_forecast *f = r->f;
    size_t cells = r->s.n_unit * r->s.n;
    double *score = TB_NEW(&f->own, double, cells);
    double *level = TB_NEW(&f->own, double, r->s.n);
    const char **code = TB_NEW(&f->own, const char *, r->s.n_unit);
    if (score == NULL || level == NULL || code == NULL)
        return tbi_no_memory(err, "the draws");
    memcpy(score, r->s.score, cells * sizeof *score);
    memcpy(level, r->s.level, r->s.n * sizeof *level);
    for (size_t i = 0; i < r->s.n_unit; i++)
        code[i] = f->unit[i].code;
    f->samples = (tb_samples){ f->about.index, f->about.model, f->about.origin, f->about.year,
                               r->o->seed,     r->s.n_unit,    r->s.n,          code,
                               score,          level };
    return TB_OK;
}

/* From the draws to figures: each unit's score, rank and group by itself (in parallel: nothing
 * is shared but the counts, which are final), then names, the probability of every rank of every
 * unit, noise, and the national mean. */
static tb_status read_draws(run *r, tb_err *err)
{
    tb_forecast *f = r->f;
    size_t U = r->x->n_unit;
    f->n_unit = U;
    f->unit = TB_NEW(&f->own, tb_forecast_unit, U);
    f->probability = TB_NEW(&f->own, double, (U * U));
    int threads = r->o->threads > 0 ? r->o->threads : omp_get_max_threads();
    double *scratch = TB_NEW(r->scratch, double, ((size_t)threads * r->s.n));
    if (f->unit == NULL || f->probability == NULL || scratch == NULL)
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
        if (u->code == NULL || u->name_vi == NULL || u->name_en == NULL)
            return tbi_no_memory(err, "a name");
    }
    tbi_rank_probability(f->probability, &r->s.rank, (double)r->s.n);
    say_noise(r, &f->about.noise);
    tb_status st = r->o->samples ? keep_samples(r, err) : TB_OK;
    return st == TB_OK ? forecast_national(r, err) : st;
}

/* Whether a unit of the origin was merged before the year that is forecast. */
static bool is_end_of_units(const run *r)
{
    for (size_t i = 0; i < r->x->n_unit; i++) {
        const tb_unit *u = tb_panel_unit_of(r->p, r->x->unit_code[i], r->o->origin);
        if (u != NULL && u->valid_to < r->o->year)
            return true;
    }
    return false;
}

/* Units are those of the origin, whatever became of them since; that is said. */
static tb_status copy_notices(run *r, tb_err *err)
{
    tb_notices from = tbi_predictive_notices(r->joint);
    tb_notice_list to = { 0 };
    for (size_t k = 0; k < from.count; k++)
        if (!tbi_notice_add(&to, &r->f->own, from.notice[k].code, from.notice[k].text,
                            from.notice[k].text_vi))
            return tbi_no_memory(err, "a notice");
    if (is_end_of_units(r) &&
        !tbi_notice_add(&to, &r->f->own, "units",
                        "some units of the origin no longer exist in the year that "
                        "is forecast: the table is of the units of the origin",
                        "một số đơn vị hành chính của năm gốc không còn trong năm "
                        "dự báo: bảng này tính cho các đơn vị của năm gốc"))
        return tbi_no_memory(err, "a notice");
    r->f->notices = tbi_notice_view(&to);
    return TB_OK;
}

/* The joint predictive distribution of all target years, at the years and the column that the
 * run needs. */
static tb_status fit(run *r, tb_err *err)
{
    tb_predictive_opts jo = { .origin = r->o->origin,
                              .year = r->years,
                              .n_year = r->n_year,
                              .model = r->o->model,
                              .seed = r->o->seed,
                              .focus = SIZE_MAX,
                              .threads = r->o->threads,
                              .column = r->column };
    return tbi_predictive_fit(&r->joint, r->p, r->x, &jo, err);
}

/* The whole of a forecast: options, index, what is known at the origin, the predictive
 * distribution (unless it is borrowed), the counts over all draws, and the figures. Scores are
 * kept within the scale of the index. */
static tb_status do_work(run *r, tb_err *err)
{
    tb_status st = check(r->o, err);
    if (st == TB_OK)
        st = tb_panel_find_indicator(&r->x, &r->column, r->p, r->o->index, err);
    if (st == TB_OK)
        st = list_bases(r, err);
    if (st == TB_OK && !r->borrowed)
        st = fit(r, err);
    if (st != TB_OK)
        return st;
    tb_draw_summary_opts so = { .year = r->n_year - 1,
                                .n = r->o->draws,
                                .direction = r->x->direction,
                                .threads = r->o->threads,
                                .still = true,
                                .base = r->origin_at,
                                .climbs = tb_up_places,
                                .n_up = TB_UP_COUNT };
    const tb_node *scale = tb_index_node(r->x, r->column, r->o->origin);
    if (scale != NULL && scale->max > scale->min) {
        so.bounded = true;
        so.least = scale->min;
        so.most = scale->max;
    }
    if ((st = tbi_draw_summary_add(&r->s, r->joint, r->x->n_unit, r->n_year, &so, r->scratch,
                                   err)) != TB_OK)
        return st;
    tb_forecast_summary *a = &r->f->about;
    a->index = tbi_arena_printf(&r->f->own, r->column == 0 ? "%s" : "%s.%s", r->x->code,
                                r->x->indicator[r->column].code);
    a->model = tbi_arena_text(&r->f->own, tbi_predictive_model(r->joint));
    if (a->index == NULL || a->model == NULL)
        return tbi_no_memory(err, "a forecast");
    a->origin = r->o->origin;
    a->year = r->o->year;
    a->draws = r->o->draws;
    a->facts = tbi_predictive_facts(r->joint);
    st = read_draws(r, err);
    return st == TB_OK ? copy_notices(r, err) : st;
}

/* Owns what do_work builds: on failure everything is given back and *out stays NULL. A borrowed
 * distribution is its owner's. */
static tb_status forecast_whole(tb_forecast **out, run *r, tb_err *err)
{
    *out = NULL;
    tb_arena own = { 0 }, scratch = { 0 };
    tb_forecast *f = TB_NEW(&own, tb_forecast, 1);
    if (f == NULL)
        return tbi_no_memory(err, "a forecast");
    f->own = own;
    r->f = f;
    // cppcheck-suppress autoVariables ; taken back below
    r->scratch = &scratch;
    tb_status st = do_work(r, err);
    if (!r->borrowed)
        tbi_predictive_free(r->joint);
    tbi_arena_free(&scratch);
    r->scratch = NULL;
    if (st == TB_OK)
        *out = f;
    else
        tb_forecast_free(f);
    return st;
}

tb_status tb_forecast_run(tb_forecast **out, const tb_panel *p, const tb_forecast_opts *o,
                          tb_err *err)
{
    tb_forecast_opts usual = TB_FORECAST_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    run r = { .p = p, .o = o };
    return forecast_whole(out, &r, err);
}

tb_status tbi_forecast_read(tb_forecast **out, const tb_panel *p, tb_predictive *joint,
                            const int *year, size_t n_year, const tb_forecast_opts *o, tb_err *err)
{
    run r = { .p = p, .o = o, .joint = joint, .borrowed = true, .year = year, .n_year = n_year };
    return forecast_whole(out, &r, err);
}

void tb_forecast_free(tb_forecast *f)
{
    if (f == NULL)
        return;
    tb_arena own = f->own; /* the forecast itself lives in it */
    tbi_arena_free(&own);
}

size_t tb_forecast_units(const tb_forecast *f)
{
    return f->n_unit;
}

const tb_forecast_unit *tb_forecast_unit_at(const tb_forecast *f, size_t i)
{
    return &f->unit[i];
}

const double *tb_forecast_rank_probability(const tb_forecast *f)
{
    return f->probability;
}

tb_notices tb_forecast_notices(const tb_forecast *f)
{
    return f->notices;
}

const tb_forecast_summary *tb_forecast_info(const tb_forecast *f)
{
    return &f->about;
}

int tb_noise_origin(const tb_index *x)
{
    enum { MOST_UNITS = 1000 }; /* a sentence must not cost minutes */
    if (x->n_unit > MOST_UNITS)
        return 0;
    int newest = 0;
    size_t whole = 0;
    for (size_t t = 0; t < x->n_year; t++) {
        int known = 0;
        for (size_t i = 0; i < x->n_unit && x->n_ranked[t] > 0; i++)
            if (!isnan(tb_score_cell(x, x->year[t], i, 0, NULL)))
                known++;
        if (x->n_ranked[t] <= 0 || known < x->n_ranked[t])
            continue;
        whole++;
        newest = x->year[t];
    }
    return whole >= 3 && newest == x->year[x->n_year - 1] ? newest : 0;
}

/* A forecast of the next year, whatever year was asked for, of which the noise is kept. */
tb_status tb_noise_of(tb_noise *out, const tb_panel *p, const tb_forecast_opts *o, tb_err *err)
{
    tb_forecast_opts next = TB_FORECAST_OPTS_INIT;
    if (tbi_opts_take(&next, sizeof next, o, err) != TB_OK)
        return TB_EARG;
    next.year = next.origin + 1;
    tb_forecast *f;
    tb_status st = tb_forecast_run(&f, p, &next, err);
    if (st != TB_OK)
        return st;
    *out = f->about.noise;
    tb_forecast_free(f);
    return TB_OK;
}

tb_samples tb_forecast_samples(const tb_forecast *f)
{
    return f->samples;
}
