/* pool.c - from rows of target years to pooled scores and paired differences: years are the sample,
 * since the units of a year move together. */
#include "backtest/judge.h"

#include "base/error.h"
#include "num/dist.h"

#include <math.h>
#include <string.h>

/* Mean and standard error over target years of a score's ratio to another: 1 - mean a / mean b, by
 * the delta method. */
static void compute_skill(tb_pooled_row *p, const double *a, const double *b, size_t n)
{
    double mean_a = 0, mean_b = 0, squares = 0;
    for (size_t k = 0; k < n; k++) {
        mean_a += a[k] / (double)n;
        mean_b += b[k] / (double)n;
    }
    p->crps_skill = mean_b > 0 ? 1 - mean_a / mean_b : NAN;
    for (size_t k = 0; k < n; k++) {
        double d = a[k] - (1 - p->crps_skill) * b[k];
        squares += d * d;
    }
    p->crps_skill_se =
        n > 1 && mean_b > 0 ? sqrt(squares / (double)(n - 1) / (double)n) / mean_b : NAN;
}

/* Diebold and Mariano's test of equal CRPS over target years: with forecasts h years ahead
 * the differences of neighbouring years overlap, so their covariances up to lag h - 1 are
 * counted in. Small samples: the correction below, and a t distribution with n - 1 degrees of
 * freedom. NaN where there are too few years to tell. */
static tb_difference compare_models(const char *a, const char *b, const double *x, const double *y,
                                    size_t n, int horizon)
{
    tb_difference d = { .a = a, .b = b, .years = n, .se = NAN, .statistic = NAN, .p_value = NAN };
    double m = (double)n;
    double h = (double)(horizon > 0 ? horizon : 1);
    double variance = 0;
    for (size_t k = 0; k < n; k++)
        d.mean += (x[k] - y[k]) / m;
    for (int lag = 0; lag < (int)h && (size_t)lag < n; lag++) {
        double sum = 0;
        for (size_t k = (size_t)lag; k < n; k++)
            sum += (x[k] - y[k] - d.mean) * (x[k - (size_t)lag] - y[k - (size_t)lag] - d.mean);
        variance += (lag == 0 ? 1 : 2) * sum / m;
    }
    /* Harvey, Leybourne and Newbold (1997), eq. 9 */
    double correction = (m + 1 - 2 * h + h * (h - 1) / m) / m;
    if (n < 2 || !(variance > 0) || !(correction > 0))
        return d;
    d.statistic = d.mean / sqrt(variance / m) * sqrt(correction);
    d.se = d.mean / d.statistic;
    /* the ratio below is 0 / 0 then */
    if (d.mean == 0)
        d.se = sqrt(variance / m / correction);
    d.p_value = tbi_t_two_sided(d.statistic, m - 1);
    return d;
}

/* CRPS by model and target year, kept for comparisons of years with one another. */
typedef struct years {
    double *crps; /* [n_model][n] */
    size_t n;
} years;

/* Means over the years, each year one figure whatever its number of units; a metric that a year
 * does not have is left out of its own mean only. crps [model][year] is kept for the
 * comparisons. A year has the rows of all models or of none, so y->n holds for each of them.
 * NaN: no year has the metric. */
static void pool_model(tb_backtest *b, size_t model, years *y)
{
    tb_pooled_row *p = &b->pooled[model];
    double counts[TB_METRIC_COUNT] = { 0 };
    *p = (tb_pooled_row){ .row = { .model = b->row[model].model },
                          .years = y->n,
                          .crps_skill = NAN,
                          .crps_skill_se = NAN,
                          .wis_skill = NAN };
    for (size_t t = 0; t < y->n; t++) {
        const tb_score_row *r = &b->row[t * b->n_model + model];
        p->row.n += r->n;
        y->crps[model * y->n + t] = r->score[TB_METRIC_CRPS];
        for (int m = 0; m < TB_METRIC_COUNT; m++) {
            if (isnan(r->score[m]))
                continue;
            p->row.score[m] += r->score[m];
            counts[m]++;
        }
    }
    for (int m = 0; m < TB_METRIC_COUNT; m++)
        p->row.score[m] = counts[m] > 0 ? p->row.score[m] / counts[m] : NAN;
}

/* SIZE_MAX: that model was not asked for. */
static size_t find_model(const tb_backtest *b, const char *model)
{
    for (size_t k = 0; k < b->n_model; k++)
        if (strcmp(b->pooled[k].row.model, model) == 0)
            return k;
    return SIZE_MAX;
}

/* "default" cannot be the best: it is one of the others at every origin. reference: the model
 * whose mean CRPS and WIS the skill is measured by (1: perfect, 0: as good as it); SIZE_MAX: no
 * skill. A model is set beside those of `against` that are among the models. */
tb_status tbi_backtest_pool(tb_backtest *b, size_t reference, tb_err *err)
{
    static const char *const against[] = { "persistence", "shrunk", "totals" };
    years y = { .n = b->n_model > 0 ? b->n_row / b->n_model : 0 };
    b->pooled = TB_NEW(&b->own, tb_pooled_row, b->n_model);
    /* three rivals at most for each model */
    b->difference = TB_NEW(&b->own, tb_difference, (b->n_model * 3));
    y.crps = TB_NEW(&b->own, double, (b->n_model * y.n));
    if (b->pooled == NULL || b->difference == NULL || y.crps == NULL)
        return tbi_no_memory(err, "the pooled scores");
    size_t best = SIZE_MAX;
    for (size_t k = 0; k < b->n_model; k++)
        pool_model(b, k, &y);
    for (size_t k = 0; k < b->n_model; k++) {
        if (reference < b->n_model)
            compute_skill(&b->pooled[k], y.crps + k * y.n, y.crps + reference * y.n, y.n);
        if (reference < b->n_model && b->pooled[reference].row.score[TB_METRIC_WIS] > 0)
            b->pooled[k].wis_skill = 1 - b->pooled[k].row.score[TB_METRIC_WIS] /
                                             b->pooled[reference].row.score[TB_METRIC_WIS];
        /* the least mean CRPS, over the same years for all */
        double c = b->pooled[k].row.score[TB_METRIC_CRPS];
        if (!isnan(c) && strcmp(b->pooled[k].row.model, "default") != 0 &&
            (best == SIZE_MAX || c < b->pooled[best].row.score[TB_METRIC_CRPS]))
            best = k;
    }
    b->best = best != SIZE_MAX ? b->pooled[best].row.model : NULL;
    for (size_t a = 0; a < sizeof against / sizeof *against; a++) {
        size_t with = find_model(b, against[a]);
        for (size_t k = 0; with != SIZE_MAX && k < b->n_model; k++) {
            /* nothing to compare: a model is not set beside itself, nor without a CRPS of its
             * own */
            if (k == with || isnan(b->pooled[k].row.score[TB_METRIC_CRPS]))
                continue;
            b->difference[b->n_difference++] =
                compare_models(b->pooled[k].row.model, against[a], y.crps + k * y.n,
                               y.crps + with * y.n, y.n, b->about.horizon);
        }
    }
    return TB_OK;
}
