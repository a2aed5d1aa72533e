/* judge.c - a year's predictive distribution against what came. */
#include "backtest/judge.h"

#include "backtest/scoring_rule.h"
#include "base/error.h"
#include "num/quantile.h"
#include "num/rank.h"

#include <math.h>
#include <string.h>

/* In the order of tb_metric: the names of members and columns of results. */
const char *const tb_metric_names[TB_METRIC_COUNT] = {
    "rmse", "mae",         "crps",       "log_score",  "spearman", "kendall",   "rank_mae",
    "rps",  "brier_top10", "coverage50", "coverage90", "width90",  "brier_up5", "wis"
};
const char *const tb_calibration_event_names[TB_CALIBRATION_EVENTS] = { "top10", "up5" };

/* Sums over units with counts of their own, since a score may be missing for some. */
typedef struct metric_sums {
    double sum[TB_METRIC_COUNT], n[TB_METRIC_COUNT];
} metric_sums;

/* NaN is not counted, so that each metric has its own number of units. */
static void add_metric(metric_sums *s, tb_metric m, double x)
{
    if (isnan(x))
        return;
    s->sum[m] += x;
    s->n[m]++;
}

/* The bins are tenths; a probability of one is in the last of them. cal NULL: nobody asks for
 * calibration. */
static void add_event(tb_calibration *cal, int event, double probability, bool came)
{
    if (cal == NULL)
        return;
    size_t bin =
        probability >= 1 ? TB_CALIBRATION_BINS - 1 : (size_t)(probability * TB_CALIBRATION_BINS);
    cal->count[event][bin]++;
    cal->chance[event][bin] += probability;
    cal->came[event][bin] += came;
}

/* Means over the units that have the metric. The two correlations are of the whole table and
 * set by the caller. The root is taken last: mean of squares first. */
static void average_metrics(tb_score_row *out, const metric_sums *s)
{
    for (int m = 0; m < TB_METRIC_COUNT; m++)
        if (m != TB_METRIC_SPEARMAN && m != TB_METRIC_KENDALL)
            out->score[m] = s->n[m] > 0 ? s->sum[m] / s->n[m] : NAN;
    out->score[TB_METRIC_RMSE] = sqrt(out->score[TB_METRIC_RMSE]);
}

/* The probability integral transform lies between the shares of draws below and not above; its mass
 * is spread over those tenths. */
static void add_pit(tb_calibration *cal, double below, double not_above)
{
    if (cal == NULL)
        return;
    if (!(not_above > below))
        not_above = below + 1e-9;
    for (int k = 0; k < TB_CALIBRATION_BINS; k++) {
        double from = fmax(below, k / (double)TB_CALIBRATION_BINS);
        double to = fmin(not_above, (k + 1) / (double)TB_CALIBRATION_BINS);
        if (k + 1 == TB_CALIBRATION_BINS)
            to = not_above;
        if (to > from)
            cal->pit[k] += (to - from) / (not_above - below);
    }
}

/* How many of x [n], ascending, are below y, or not above it when `equal`. */
static size_t count_below(const double *x, size_t n, double y, bool equal)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (x[middle] < y || (equal && x[middle] <= y))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* At the levels that the forecasting hubs ask for. */
static double compute_wis(const double *x, size_t n, double y)
{
    static const double level[] = { 0.01, 0.025, 0.05, 0.1, 0.15, 0.2,   0.25, 0.3,
                                    0.35, 0.4,   0.45, 0.5, 0.55, 0.6,   0.65, 0.7,
                                    0.75, 0.8,   0.85, 0.9, 0.95, 0.975, 0.99 };
    enum { LEVELS = sizeof level / sizeof *level };
    double q[LEVELS];
    for (size_t k = 0; k < LEVELS; k++)
        q[k] = tbi_quantile_sorted(x, n, level[k]);
    return tbi_wis(level, q, LEVELS, y);
}

/* The point for squares is the mean, for distances the median: each is what its loss asks for.
 * With ties the PIT lies anywhere between the shares below and not above y, so both ends are
 * handed on. x [n] ascending, in points. y: what came. log_score NULL: by a kernel over the
 * draws. fair: the CRPS without the bias of a finite sample, for files with few draws. */
static void judge_score(metric_sums *s, tb_calibration *cal, const double *x, size_t n, double y,
                        const double *log_score, bool fair)
{
    double mean = tbi_mean(x, n);
    double low = tbi_quantile_sorted(x, n, 0.05);
    double high = tbi_quantile_sorted(x, n, 0.95);
    /* squares here: average_metrics() takes the mean and then the root */
    add_metric(s, TB_METRIC_RMSE, (mean - y) * (mean - y));
    add_metric(s, TB_METRIC_MAE, fabs(tbi_quantile_sorted(x, n, 0.5) - y));
    add_metric(s, TB_METRIC_CRPS, fair ? tbi_crps_fair(x, n, y) : tbi_crps_draws(x, n, y));
    add_metric(s, TB_METRIC_LOG_SCORE,
               log_score != NULL ? *log_score : tbi_log_score_draws(x, n, y));
    add_metric(s, TB_METRIC_COVERAGE50,
               y >= tbi_quantile_sorted(x, n, 0.25) && y <= tbi_quantile_sorted(x, n, 0.75));
    add_metric(s, TB_METRIC_COVERAGE90, y >= low && y <= high);
    add_metric(s, TB_METRIC_WIDTH90, high - low);
    add_metric(s, TB_METRIC_WIS, compute_wis(x, n, y));
    /* of a continuous distribution both shares are equal */
    add_pit(cal, (double)count_below(x, n, y, false) / (double)n,
            (double)count_below(x, n, y, true) / (double)n);
}

/* probability [U] out: the distribution of the place given that the unit is ranked. Events are
 * over all draws: a draw in which it is withheld is one in which it is not among the first ten.
 * Places from 1. event 0: among the first ten; event 1: up by five places from that of the
 * origin. */
static void judge_place(metric_sums *s, tb_calibration *cal, const tb_draw_summary *d, size_t i,
                        const tb_mixture_rows *r, double *probability)
{
    /* a table of which only a part is ranked is scored over that part */
    size_t U = d->n_unit, size = r->ranked > 1 && r->ranked <= U ? r->ranked : U;
    double ranked = (double)tbi_rank_count_ranked(&d->rank, i);
    double n = (double)d->n;
    if (!(ranked > 0) || r->rank[i] <= 0)
        return;
    tbi_rank_count_row(probability, &d->rank, i);
    for (size_t k = 0; k < U; k++)
        probability[k] /= ranked;
    double middle = (double)tbi_rank_count_quantile(&d->rank, i, 0.5);
    double top = (double)tbi_rank_count_top(&d->rank, i, U < 10 ? U : 10) / n;
    add_metric(s, TB_METRIC_RANK_MAE, fabs(middle - r->rank[i]));
    add_metric(s, TB_METRIC_RPS, tbi_rps(probability, size, (size_t)r->rank[i]));
    add_metric(s, TB_METRIC_BRIER_TOP10, (top - (r->rank[i] <= 10)) * (top - (r->rank[i] <= 10)));
    add_event(cal, 0, top, r->rank[i] <= 10);
    if (r->base[i] <= 0)
        return;
    /* from the sixth place and better "up five" is the first place */
    int target = r->base[i] > 6 ? r->base[i] - 5 : 1;
    double up = (double)tbi_rank_count_top(&d->rank, i, (size_t)target) / n;
    add_metric(s, TB_METRIC_BRIER_UP5,
               (up - (r->rank[i] <= target)) * (up - (r->rank[i] <= target)));
    add_event(cal, 1, up, r->rank[i] <= target);
}

/* A withheld draw has no score: the distribution that is judged is that of the scores given that
 * one is published. */
tb_status tbi_judge_draws(tb_score_row *out, tb_calibration *cal, const tb_draw_summary *d,
                          const tb_mixture_rows *r, const double *log_score, tb_err *err)
{
    size_t U = r->n_unit;
    tb_arena a = { 0 };
    double *x = TB_NEW(&a, double, d->n);
    double *middle = TB_NEW(&a, double, U);
    double *probability = TB_NEW(&a, double, U);
    double *scratch = TB_NEW(&a, double, (4 * U));
    if (x == NULL || middle == NULL || probability == NULL || scratch == NULL) {
        tbi_arena_free(&a);
        return tbi_no_memory(err, "the scores of a forecast");
    }
    metric_sums s = { 0 };
    out->n = 0;
    for (size_t i = 0; i < U; i++) {
        size_t n = 0;
        middle[i] = NAN;
        if (isnan(r->actual[i]))
            continue;
        /* the scores of those draws in which the unit is published */
        for (size_t k = 0; k < d->n; k++)
            if (!isnan(d->score[i * d->n + k]))
                x[n++] = d->score[i * d->n + k];
        if (n == 0)
            continue;
        tbi_sort(x, n);
        out->n++;
        middle[i] = tbi_quantile_sorted(x, n, 0.5);
        judge_score(&s, cal, x, n, r->actual[i], log_score != NULL ? &log_score[i] : NULL, r->fair);
        judge_place(&s, cal, d, i, r, probability);
    }
    average_metrics(out, &s);
    /* the order of the whole table, by the middle of each distribution. over the units that have
     * both a middle and an outcome */
    out->score[TB_METRIC_SPEARMAN] = tbi_spearman(middle, r->actual, U, scratch);
    out->score[TB_METRIC_KENDALL] = tbi_kendall(middle, r->actual, U);
    tbi_arena_free(&a);
    return TB_OK;
}

/* The quantile at a level, NaN when it was not given: nothing is interpolated. */
static double find_level(const double *p, const double *q, size_t n, double at)
{
    for (size_t k = 0; k < n; k++)
        if (fabs(p[k] - at) < 1e-9)
            return q[k];
    return NAN;
}

/* The distribution function at y, linear between the levels; below the lowest and above the
 * highest level half of what is left stands for the unknown tail. */
static double compute_share_below(const double *p, const double *q, size_t n, double y)
{
    if (y < q[0])
        return p[0] / 2;
    for (size_t k = 0; k + 1 < n; k++)
        if (y <= q[k + 1])
            return q[k + 1] > q[k] ? p[k] + (p[k + 1] - p[k]) * (y - q[k]) / (q[k + 1] - q[k])
                                   : p[k];
    return (1 + p[n - 1]) / 2;
}

/* Only levels that were said are used; a coverage whose ends are missing does not count. p [n]
 * levels ascending, q [n] the quantiles at them, y what came, all in points. NaN where a level
 * was not said. */
static void judge_levels(metric_sums *s, tb_calibration *cal, const double *p, const double *q,
                         size_t n, double y)
{
    double low = find_level(p, q, n, 0.05);
    double high = find_level(p, q, n, 0.95);
    double from = find_level(p, q, n, 0.25);
    double to = find_level(p, q, n, 0.75);
    double middle = find_level(p, q, n, 0.5);
    /* the CRPS of a file of levels is a sum over these levels, comparable only to the same
     * levels */
    add_metric(s, TB_METRIC_CRPS, tbi_crps_quantiles(p, q, n, y));
    add_metric(s, TB_METRIC_WIS, tbi_wis(p, q, n, y));
    add_metric(s, TB_METRIC_MAE, fabs(middle - y));
    if (!isnan(from) && !isnan(to))
        add_metric(s, TB_METRIC_COVERAGE50, y >= from && y <= to);
    if (!isnan(low) && !isnan(high))
        add_metric(s, TB_METRIC_COVERAGE90, y >= low && y <= high);
    add_metric(s, TB_METRIC_WIDTH90, high - low);
    /* one number, not two: between levels the share is interpolated */
    double below = compute_share_below(p, q, n, y);
    add_pit(cal, below, below);
}

/* Without draws a unit's place is that of its middle among the others' middles, ties at the
 * better place. p [n_p] ascending, q [n_unit][n_p], mean [n_unit], NaN where nothing was said;
 * n_p 0: means only. direction as in the index: -1 where less is better. */
tb_status tbi_judge_quantiles(tb_score_row *out, tb_calibration *cal, const double *p,
                              const double *q, size_t n_p, const double *mean, int direction,
                              const tb_mixture_rows *r, tb_err *err)
{
    size_t U = r->n_unit;
    tb_arena a = { 0 };
    double *middle = TB_NEW(&a, double, U);
    double *scratch = TB_NEW(&a, double, (4 * U));
    int *place = TB_NEW(&a, int, U);
    if (middle == NULL || scratch == NULL || place == NULL) {
        tbi_arena_free(&a);
        return tbi_no_memory(err, "the scores of a forecast");
    }
    metric_sums s = { 0 };
    out->n = 0;
    /* the middle is the median where it was said, else the mean */
    for (size_t i = 0; i < U; i++) {
        middle[i] = n_p > 0 ? find_level(p, q + i * n_p, n_p, 0.5) : mean[i];
        if (isnan(middle[i]))
            middle[i] = mean[i];
        if (isnan(r->actual[i]) || (isnan(middle[i]) && (n_p == 0 || isnan(q[i * n_p]))))
            continue;
        out->n++;
        if (!isnan(mean[i]))
            add_metric(&s, TB_METRIC_RMSE, (mean[i] - r->actual[i]) * (mean[i] - r->actual[i]));
        if (n_p > 0 && !isnan(q[i * n_p]))
            judge_levels(&s, cal, p, q + i * n_p, n_p, r->actual[i]);
        else
            add_metric(&s, TB_METRIC_MAE, fabs(mean[i] - r->actual[i]));
    }
    /* places need all middles, hence a second pass */
    for (size_t i = 0; i < U; i++) {
        place[i] = tbi_rank_of(middle, U, middle[i], direction < 0 ? -1 : 1);
        if (place[i] > 0 && r->rank[i] > 0 && !isnan(r->actual[i]))
            add_metric(&s, TB_METRIC_RANK_MAE, fabs((double)place[i] - r->rank[i]));
    }
    average_metrics(out, &s);
    out->score[TB_METRIC_SPEARMAN] = tbi_spearman(middle, r->actual, U, scratch);
    out->score[TB_METRIC_KENDALL] = tbi_kendall(middle, r->actual, U);
    tbi_arena_free(&a);
    return TB_OK;
}
