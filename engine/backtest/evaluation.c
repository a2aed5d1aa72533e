/* evaluation.c - anybody's predictions on the same rows as persistence. */
#include "backtest/judge.h"
#include "backtest/predictions.h"

#include "base/error.h"
#include "base/opts.h"
#include "messages/backtest.h"
#include "num/quantile.h"

#include <math.h>
#include <string.h>

/* DRAWS: of persistence, where its quantiles are asked for */
enum { BLOCK = 256, DRAWS = 4000 };

/* The whole evaluation: what was asked, what the file said, what is made of it. */
typedef struct evaluation_state {
    const tb_panel *p;
    const tb_evaluate_opts *o;
    tb_predictions said;
    /* model 0: the predictions of the file; 1: persistence beside them */
    tb_backtest *b;
} evaluation_state;

/* Rows first .. first + n - 1 of the predictions: one year from one origin. */
typedef struct group {
    const tb_quantile_row *row;
    /* samples, levels: how many distinct ids of each kind */
    size_t n, n_unit, samples, levels;
} group;

/* id [n] out, ascending: the draws' numbers, or the quantiles' levels, of a type. O(n log n)
 * comparisons, but insertion moves O(n) a time for ids that come unsorted; files list them in
 * order. */
static size_t list_distinct_ids(double *id, const group *g, tb_output type)
{
    size_t n = 0;
    for (size_t k = 0; k < g->n; k++) {
        if (g->row[k].type != type)
            continue;
        size_t low = 0, high = n;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (id[middle] < g->row[k].id)
                low = middle + 1;
            else
                high = middle;
        }
        if (low < n && id[low] == g->row[k].id)
            continue;
        memmove(id + low + 1, id + low, (n - low) * sizeof *id);
        id[low] = g->row[k].id;
        n++;
    }
    return n;
}

/* The position of the first id that is not below `wanted`. */
static size_t find_id(const double *id, size_t n, double wanted)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (id[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Draws of a file as a sample: places are counted over the units that it predicts. id [n]
 * ascending. s lives in a. A unit that the file does not predict, or a draw that it leaves out,
 * is NaN and has no place in that draw. false: no memory. */
static bool find_sample(tb_draw_summary *s, const group *g, const double *id, size_t n,
                        int direction, tb_arena *a)
{
    size_t U = g->n_unit;
    *s = (tb_draw_summary){ .n_unit = U, .n = n };
    s->score = TB_NEW(a, double, (U * n));
    s->rank.n = U;
    s->rank = tbi_rank_counts_of(U, TB_NEW(a, uint64_t, (U * tbi_rank_width(U))),
                                 TB_NEW(a, int64_t, tbi_rank_ties(U)));
    double *turned = TB_NEW(a, double, (U * BLOCK));
    void *scratch = tbi_arena_alloc(a, tbi_rank_scratch(U), 1);
    if (!s->score || !s->rank.count || a->refused || !turned || !scratch)
        return false;
    for (size_t k = 0; k < U * n; k++)
        s->score[k] = NAN;
    for (size_t k = 0; k < g->n; k++)
        if (g->row[k].type == TB_OUTPUT_SAMPLE)
            s->score[g->row[k].unit * n + find_id(id, n, g->row[k].id)] = g->row[k].value;
    for (size_t first = 0; first < n; first += BLOCK) {
        size_t used = n - first < BLOCK ? n - first : BLOCK;
        /* turned round so that one draw's units lie in a block: the counter takes BLOCK draws at
         * once, and NaN fills the last block up */
        for (size_t i = 0; i < U; i++)
            for (size_t d = 0; d < BLOCK; d++)
                /* direction -1: less is better, and the counter takes the highest as first */
                turned[i * BLOCK + d] = d < used ? direction * s->score[i * n + first + d] : NAN;
        tbi_rank_count(&s->rank, turned, BLOCK, used, scratch);
    }
    return true;
}

/* Places mean something only when every unit that was ranked is predicted. */
static bool is_ranked_whole(const group *g, const tb_outcome_table *t, tb_output type)
{
    for (size_t i = 0; i < g->n_unit; i++) {
        bool said = t->rank[i] == 0;
        for (size_t k = 0; k < g->n && !said; k++)
            said = g->row[k].unit == i && g->row[k].type == type;
        if (!said)
            return false;
    }
    return true;
}

/* Where the file has the quantile of a unit at a level; NAN: at any, the first of the unit's. */
static size_t find_line(const group *g, size_t unit, double level)
{
    size_t line = 0;
    for (size_t k = 0; k < g->n; k++) {
        const tb_quantile_row *p = &g->row[k];
        bool asked = isnan(level) || p->id == level;
        if (p->type == TB_OUTPUT_QUANTILE && p->unit == unit && asked &&
            (line == 0 || p->line < line))
            line = p->line;
    }
    return line;
}

/* Draws where there are any, else quantiles and means. q [n_unit][n]: a unit has all levels that
 * the others have or none, and they must not cross. TB_EDATA names the unit, the year and the
 * level at fault. Memory: O(units x levels) or O(units x draws), in a. */
static tb_status judge_said(evaluation_state *j, tb_score_row *row, const group *g,
                            const tb_mixture_rows *rows, tb_arena *a, tb_err *err)
{
    double *id = TB_NEW(a, double, g->n + 1);
    if (id == NULL)
        return tbi_no_memory(err, "the predictions");
    /* draws first: they say more than levels, and places too */
    size_t n = list_distinct_ids(id, g, TB_OUTPUT_SAMPLE);
    tb_calibration *cal = &j->b->calibration[0];
    if (n > 0) {
        tb_draw_summary s;
        if (!find_sample(&s, g, id, n, j->said.index->direction, a))
            return tbi_no_memory(err, "the draws of the predictions");
        return tbi_judge_draws(row, cal, &s, rows, NULL, err);
    }
    n = list_distinct_ids(id, g, TB_OUTPUT_QUANTILE);
    double *q = TB_NEW(a, double, (g->n_unit * (n + 1)));
    double *mean = TB_NEW(a, double, g->n_unit);
    if (q == NULL || mean == NULL)
        return tbi_no_memory(err, "the predictions");
    for (size_t k = 0; k < g->n_unit * (n + 1); k++)
        /* NaN: that level of that unit was not said */
        q[k] = NAN;
    for (size_t i = 0; i < g->n_unit; i++)
        mean[i] = NAN;
    for (size_t k = 0; k < g->n; k++) {
        if (g->row[k].type == TB_OUTPUT_MEAN)
            mean[g->row[k].unit] = g->row[k].value;
        if (g->row[k].type == TB_OUTPUT_QUANTILE)
            q[g->row[k].unit * n + find_id(id, n, g->row[k].id)] = g->row[k].value;
    }
    for (size_t i = 0; i < g->n_unit && n > 0; i++) {
        size_t lacking = 0;
        for (size_t k = 0; k < n; k++) {
            if (isnan(q[i * n + k]))
                /* from the second level on: levels are ascending, so must the quantiles be */
                lacking++;
            if (k > 0 && q[i * n + k] < q[i * n + k - 1])
                return tbi_fail(err, TB_EDATA, TB_MSG_BACKTEST_QUANTILES_UNIT_CROSS_LEVEL,
                                j->said.place, find_line(g, i, id[k]), j->said.index->unit_code[i],
                                g->row[0].year, id[k], id[k - 1]);
        }
        if (lacking > 0 && lacking < n)
            return tbi_fail(err, TB_EDATA, TB_MSG_BACKTEST_UNIT_LACKS_QUANTILES_OTHER,
                            j->said.place, find_line(g, i, NAN), j->said.index->unit_code[i],
                            g->row[0].year, lacking, n);
    }
    return tbi_judge_quantiles(row, cal, id, q, n, mean, j->said.index->direction, rows, err);
}

/* Persistence in the form of the predictions: its quantiles at their levels, or its mean, from
 * DRAWS draws. levels [n] ascending. The same loss at the same levels: a file that says what
 * persistence says scores as persistence does. Draws in which a unit is withheld are left out,
 * as in the judgement of the predictions; NaN where all are. */
static tb_status judge_baseline_levels(evaluation_state *j, tb_score_row *row,
                                       const tb_draw_summary *s, const double *level, size_t n,
                                       const tb_mixture_rows *rows, tb_arena *a, tb_err *err)
{
    size_t U = rows->n_unit;
    double *q = TB_NEW(a, double, (U * (n + 1)));
    double *mean = TB_NEW(a, double, U);
    double *x = TB_NEW(a, double, s->n);
    if (q == NULL || mean == NULL || x == NULL)
        return tbi_no_memory(err, "a comparison");
    for (size_t i = 0; i < U; i++) {
        size_t m = 0;
        for (size_t d = 0; d < s->n; d++)
            if (!isnan(s->score[i * s->n + d]))
                x[m++] = s->score[i * s->n + d];
        if (m > 0)
            tbi_sort(x, m);
        mean[i] = m > 0 ? tbi_mean(x, m) : NAN;
        for (size_t k = 0; k < n; k++)
            q[i * n + k] = m > 0 ? tbi_quantile_sorted(x, m, level[k]) : NAN;
    }
    return tbi_judge_quantiles(row, &j->b->calibration[1], level, q, n, mean,
                               j->said.index->direction, rows, err);
}

/* Draws are set beside as many draws of persistence, both by the fair score and by kernels of
 * their own; quantiles and means beside those of persistence. Row 1 of each group; the distribution
 * is fitted as in a backtest, from years up to the origin only. */
static tb_status judge_persistence(evaluation_state *j, tb_score_row *row, const group *g,
                                   const tb_mixture_rows *rows, int origin, int year, tb_arena *a,
                                   tb_err *err)
{
    const tb_index *x = j->said.index;
    tb_predictive *fitted = NULL;
    tb_draw_summary s;
    tb_predictive_opts jo = { .origin = origin,
                              .year = &year,
                              .n_year = 1,
                              .model = "persistence",
                              .seed = j->o->seed,
                              .focus = SIZE_MAX,
                              .threads = j->o->threads,
                              .column = j->said.column };
    tb_status st = tbi_predictive_fit(&fitted, j->p, x, &jo, err);
    if (st != TB_OK)
        return st;
    double *id = TB_NEW(a, double, g->n + 1);
    if (id == NULL) {
        tbi_predictive_free(fitted);
        return tbi_no_memory(err, "a comparison");
    }
    size_t samples = list_distinct_ids(id, g, TB_OUTPUT_SAMPLE);
    /* as in judge_said: draws go before quantiles */
    size_t levels = samples > 0 ? 0 : list_distinct_ids(id, g, TB_OUTPUT_QUANTILE);
    tb_draw_summary_opts so = { .n = samples > 0 ? samples : DRAWS,
                                .direction = x->direction,
                                .threads = j->o->threads,
                                .deviation = j->o->deviations,
                                .base = -1 };
    st = tbi_draw_summary_add(&s, fitted, x->n_unit, 1, &so, a, err);
    if (st == TB_OK && samples > 0)
        st = tbi_judge_draws(row, &j->b->calibration[1], &s, rows, NULL, err);
    else if (st == TB_OK)
        st = judge_baseline_levels(j, row, &s, id, levels, rows, a, err);
    tbi_predictive_free(fitted);
    return st;
}

/* Every unit must be said in the kind that is judged (draws before quantiles before means), so that
 * all are judged on the same rows as persistence.
 */
static tb_status check_same_kind(const evaluation_state *j, const group *g, tb_arena *a,
                                 tb_err *err)
{
    static const char *const names[][2] = { { TB_MSG_BACKTEST_KIND_MEAN },
                                            { TB_MSG_BACKTEST_KIND_QUANTILES },
                                            { TB_MSG_BACKTEST_KIND_DRAWS } };
    tb_output best = TB_OUTPUT_MEAN;
    bool *there = TB_NEW(a, bool, g->n_unit);
    if (there == NULL)
        return tbi_no_memory(err, "a comparison");
    for (size_t k = 0; k < g->n; k++)
        if (g->row[k].type > best)
            best = g->row[k].type;
    for (size_t k = 0; k < g->n; k++)
        if (g->row[k].type == best)
            there[g->row[k].unit] = true;
    for (size_t k = 0; k < g->n; k++)
        if (!there[g->row[k].unit])
            return tbi_fail(err, TB_EDATA, TB_MSG_BACKTEST_UNIT_HAS_THOUGH_OTHERS, j->said.place,
                            g->row[k].line, j->said.index->unit_code[g->row[k].unit],
                            g->row[0].year, names[best][0], names[best][1]);
    return TB_OK;
}

/* Only units that were forecast are judged, and persistence is judged on the same ones: a file
 * that leaves out what is hard gains nothing. Places count only where the whole table was
 * forecast. */
static tb_status judge_group(evaluation_state *j, group *g, tb_arena *a, tb_err *err)
{
    int origin = g->row[0].origin, year = g->row[0].year;
    const tb_index *x = j->said.index;
    tb_outcome_table truth, then;
    g->n_unit = x->n_unit;
    tb_status st = tbi_outcome_table_make(&truth, NULL, x, j->said.column, year, a, err);
    if (st == TB_OK)
        st = check_same_kind(j, g, a, err);
    if (st != TB_OK)
        return st;
    int *base = TB_NEW(a, int, x->n_unit);
    bool *said = TB_NEW(a, bool, x->n_unit);
    if (base == NULL || said == NULL)
        return tbi_no_memory(err, "a comparison");
    /* without a table of the origin nobody has a place to move from, and base stays 0 */
    if (tbi_outcome_table_make(&then, NULL, x, j->said.column, origin, a, NULL) == TB_OK)
        memcpy(base, then.rank, x->n_unit * sizeof *base);
    for (size_t k = 0; k < g->n; k++)
        said[g->row[k].unit] = true;
    double *actual = j->o->deviations ? truth.deviation : truth.score;
    if (!is_ranked_whole(g, &truth, g->row[g->n - 1].type))
        /* no place is judged then; scores still are */
        memset(truth.rank, 0, x->n_unit * sizeof *truth.rank);
    for (size_t i = 0; i < x->n_unit; i++)
        if (!said[i])
            actual[i] = NAN;
    tb_mixture_rows rows = { .actual = actual,
                             .rank = truth.rank,
                             .base = base,
                             .n_unit = x->n_unit,
                             .ranked = truth.ranked,
                             .fair = true };
    tb_score_row *row = &j->b->row[j->b->n_row];
    row[0] = (tb_score_row){ .year = year, .origin = origin, .model = "predictions" };
    row[1] = (tb_score_row){ .year = year, .origin = origin, .model = "persistence" };
    st = judge_said(j, &row[0], g, &rows, a, err);
    if (st == TB_OK)
        st = judge_persistence(j, &row[1], g, &rows, origin, year, a, err);
    if (st == TB_OK)
        j->b->n_row += 2;
    return st;
}

/* Rows are sorted by year, then origin. */
static bool is_same_group(const tb_quantile_row *a, const tb_quantile_row *b)
{
    return a->year == b->year && a->origin == b->origin;
}

/* Rows come sorted: a group is one origin and one target year. horizon 0: the groups have
 * several. A group has an arena of its own, since the draws of one group may be millions of
 * numbers. Two rows of scores a group; a year without outcomes is an error. */
static tb_status judge_groups(evaluation_state *j, tb_err *err)
{
    tb_backtest *b = j->b;
    const tb_predictions *p = &j->said;
    size_t groups = 1;
    /* two equal neighbours belong together: the reader has sorted by origin and year */
    for (size_t k = 1; k < p->count; k++)
        groups += !is_same_group(&p->row[k - 1], &p->row[k]);
    b->n_model = 2;
    b->row = TB_NEW(&b->own, tb_score_row, (2 * groups));
    b->calibration = TB_NEW(&b->own, tb_calibration, 2);
    if (b->row == NULL || b->calibration == NULL)
        return tbi_no_memory(err, "an evaluation");
    b->calibration[0].model = "predictions";
    b->calibration[1].model = "persistence";
    int horizon = p->row[0].year - p->row[0].origin;
    for (size_t from = 0, to; from < p->count; from = to) {
        tb_arena a = { 0 };
        for (to = from + 1; to < p->count && is_same_group(&p->row[from], &p->row[to]); to++) {}
        /* one number cannot stand for several horizons */
        if (p->row[from].year - p->row[from].origin != horizon)
            horizon = 0;
        group g = { .row = p->row + from, .n = to - from };
        tb_status st = judge_group(j, &g, &a, err);
        tbi_arena_free(&a);
        if (st != TB_OK)
            return st;
    }
    b->about = (tb_backtest_summary){ .index = tbi_arena_printf(
                                          &b->own, p->column == 0 ? "%s" : "%s.%s", p->index->code,
                                          p->index->indicator[p->column].code),
                                      .horizon = horizon,
                                      .deviations = j->o->deviations };
    return b->about.index != NULL ? tbi_backtest_pool(b, 1, err)
                                  : tbi_no_memory(err, "an evaluation");
}

/* digest [65] (may be NULL): of the file, for the result. What was read goes as soon as it is
 * judged. Row errors of the file are collected in o->details, so that one run names all of them. */
tb_status tb_evaluate_run(tb_backtest **out, const tb_panel *p, const char *path, char *digest,
                          const tb_evaluate_opts *o, tb_err *err)
{
    *out = NULL;
    tb_evaluate_opts usual = TB_EVALUATE_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    tb_arena own = { 0 }, scratch = { 0 };
    tb_backtest *b = TB_NEW(&own, tb_backtest, 1);
    if (b == NULL)
        return tbi_no_memory(err, "an evaluation");
    b->own = own;
    evaluation_state j = { .p = p, .o = o, .b = b };
    tb_status st =
        tbi_predictions_read(&j.said, digest, p, path, o->deviations, &scratch, o->details, err);
    if (st == TB_OK)
        st = judge_groups(&j, err);
    tbi_arena_free(&scratch);
    if (st == TB_OK)
        *out = b;
    else
        tb_backtest_free(b);
    return st;
}
