/* dates.c - bounded dates drawn, or moved through all they may be.
 *
 * Drawing: the dated units give year effects a_t (means of the unexposed), effects by time since
 * exposure d_e and the variance s^2 of what is left. For a unit that adopted between bounds the
 * outcomes less a_t are m + d_(t-g) 1(t >= g) + error with unknown mean m, so that the probability
 * of g is proportional to exp(-S(g) / 2 s^2), S(g) the sum of squares about the mean; all dates
 * within the bounds are equally likely before. Each set of dates is estimated, and the sets are
 * pooled: variance = mean of the variances + (1 + 1/M) x variance of the estimates (Rubin 1987). */
#include "effects/dates.h"

#include "base/error.h"
#include "num/quantile.h"
#include "num/rng.h"

#include <math.h>
#include <string.h>

enum { SETS = 20, SWEEPS = 2 };

/* The overall effect under other years of exposure. */
static bool estimate_overall(double *value, double *error, const tb_effect_table *t,
                             const int *exposed, const tb_effect_opts *o)
{
    tb_arena a = { 0 };
    tbi_design d;
    tbi_targets cell;
    tbi_target overall = { .estimate = NAN, .se = NAN };
    tb_effect_table other = *t;
    other.exposed = exposed;
    bool ok = tbi_effect_design_make(&d, &other, o, &a, NULL) == TB_OK &&
              tbi_cells(&cell, &d, o, &a, NULL) == TB_OK &&
              tbi_average_simple(&overall, NULL, &cell, &d, TBI_WEIGHTS_ESTIMATED, 0, &a);
    *value = overall.estimate;
    *error = overall.se;
    tbi_arena_free(&a);
    return ok && isfinite(*value);
}

/* What the dated units say: year effects, effects by age, and the variance left. */
typedef struct date_model {
    double year[TB_EFFECT_MAX_YEARS], age[TB_EFFECT_MAX_YEARS], variance;
} date_model;

/* The distribution under which dates of adoption are drawn: effects by age from the imputation
 * estimator, the mean change of the unexposed in each year added up, and the variance of a score
 * about these, half the mean square of what changes of the unexposed leave. false: nothing can be
 * learned from these units. */
static bool fit_date_model(date_model *l, const tb_effect_table *t, const tb_effect_opts *o)
{
    tb_arena a = { 0 };
    tbi_design d;
    tbi_answer x;
    double sum = 0, n = 0;
    *l = (date_model){ .variance = NAN };
    bool ok = tbi_effect_design_make(&d, t, o, &a, NULL) == TB_OK &&
              tbi_imputation(&x, &d, &a, NULL) == TB_OK;
    for (size_t k = 0; ok && k < x.event.count; k++)
        if (x.event.at[k].time >= 0 && x.event.at[k].time < TB_EFFECT_MAX_YEARS)
            l->age[x.event.at[k].time] = x.event.at[k].estimate;
    for (size_t s = 0; ok && s < t->years; s++) { /* mean change of the unexposed, added up */
        double change = 0, m = 0;
        for (size_t i = 0; s > 0 && i < t->units; i++) {
            double step = t->y[i * t->years + s] - t->y[i * t->years + s - 1];
            bool before = t->exposed[i] != 0 && t->exposed[i] > t->year[s];
            if (!isfinite(step) || !before)
                continue;
            change += step;
            m++;
        }
        l->year[s] = s == 0 ? 0 : l->year[s - 1] + (m > 0 ? change / m : 0);
        for (size_t i = 0; s > 0 && i < t->units; i++) {
            double step = t->y[i * t->years + s] - t->y[i * t->years + s - 1] - change / m;
            if (!isfinite(step) || t->exposed[i] <= t->year[s])
                continue;
            sum += step * step / 2; /* a change has twice the variance */
            n++;
        }
    }
    l->variance = n > 0 ? sum / n : NAN;
    tbi_arena_free(&a);
    return ok && l->variance > 0;
}

/* Sum of squares about the mean when unit i is exposed from g. */
static double compute_misfit(const date_model *l, const tb_effect_table *t, size_t i, int g)
{
    double sum = 0, square = 0, n = 0;
    for (size_t s = 0; s < t->years; s++) {
        double y = t->y[i * t->years + s] - l->year[s];
        if (!isfinite(y))
            continue;
        if (t->year[s] >= g)
            y -= l->age[t->year[s] - g < TB_EFFECT_MAX_YEARS ? t->year[s] - g : 0];
        sum += y;
        square += y * y;
        n++;
    }
    return n > 0 ? square - sum * sum / n : 0;
}

/* P(g) is proportional to exp(-S(g) / 2 s^2); the least S is taken off first, or all would be
 * 0. */
static int draw_date(const date_model *l, const tb_effect_table *t, size_t i, int from, int to,
                     tb_rng *r)
{
    double least = INFINITY, all = 0;
    for (int g = from; g <= to; g++)
        least = fmin(least, compute_misfit(l, t, i, g));
    for (int g = from; g <= to; g++)
        all += exp(-(compute_misfit(l, t, i, g) - least) / (2 * l->variance));
    double u = tbi_rng_uniform(r) * all;
    for (int g = from; g < to; g++) {
        u -= exp(-(compute_misfit(l, t, i, g) - least) / (2 * l->variance));
        if (u < 0)
            return g;
    }
    return to;
}

/* Each set has a stream of its own. Sets that cannot be estimated are left out; two are needed
 * for a variance between them. */
static void draw_sets(tb_effect_date_draws *out, const tb_effect_table *t, const int *earliest,
                      const int *latest, int *exposed, const tb_effect_opts *o)
{
    date_model l;
    double value[SETS], within = 0, error;
    if (!fit_date_model(&l, t, o))
        return;
    for (uint64_t m = 0; m < SETS; m++) {
        tb_rng r;
        tbi_rng_start(&r, o->seed, TB_STREAM_TREATMENT, ((uint64_t)5 << 40) + m);
        for (size_t i = 0; i < t->units; i++)
            if (earliest[i] != 0)
                exposed[i] = draw_date(&l, t, i, earliest[i], latest[i], &r);
        if (!estimate_overall(&value[out->n], &error, t, exposed, o))
            continue;
        within += error * error;
        out->n++;
    }
    if (out->n < 2)
        return;
    double n = (double)out->n, between = tbi_variance(value, out->n);
    out->estimate = tbi_mean(value, out->n);
    out->between_sd = sqrt(between);
    out->std_error = sqrt(within / n + (1 + 1 / n) * between);
    tbi_sort(value, out->n);
    out->low = value[0];
    out->high = value[out->n - 1];
}

/* Each bounded unit in turn takes the date that pushes the estimate furthest; two sweeps. */
static double push_dates(const tb_effect_table *t, const int *earliest, const int *latest,
                         int *exposed, double sign, const tb_effect_opts *o)
{
    double best = NAN, error;
    if (!estimate_overall(&best, &error, t, exposed, o))
        return NAN;
    for (int sweep = 0; sweep < SWEEPS; sweep++)
        for (size_t i = 0; i < t->units; i++) {
            int kept = exposed[i];
            for (int g = earliest[i]; earliest[i] != 0 && g <= latest[i]; g++) {
                double value;
                exposed[i] = g;
                if (!estimate_overall(&value, &error, t, exposed, o) || sign * value <= sign * best)
                    continue;
                best = value;
                kept = g;
            }
            exposed[i] = kept;
        }
    return best;
}

/* drawn: pooled over sets of dates; else low and high are the estimates after dates were pushed
 * as far as they go in either direction, starting from the latest. */
tb_status tbi_dates_try(tb_effect_date_draws *out, const tb_effect_table *t, const int *earliest,
                        const int *latest, const tb_effect_opts *o, bool drawn, tb_err *err)
{
    tb_arena a = { 0 };
    int *exposed = TB_NEW(&a, int, t->units);
    *out = (tb_effect_date_draws){ 0, 0, NAN, NAN, NAN, NAN, NAN };
    if (exposed == NULL)
        return tbi_no_memory(err, "dates of adoption");
    for (size_t i = 0; i < t->units; i++)
        out->units += earliest[i] != 0;
    memcpy(exposed, t->exposed, t->units * sizeof *exposed);
    if (drawn)
        draw_sets(out, t, earliest, latest, exposed, o);
    else
        for (int k = 0; k < 2; k++) {
            for (size_t i = 0; i < t->units; i++)
                exposed[i] = earliest[i] != 0 ? latest[i] : t->exposed[i];
            double value = push_dates(t, earliest, latest, exposed, k == 0 ? -1 : 1, o);
            *(k == 0 ? &out->low : &out->high) = value;
        }
    tbi_arena_free(&a);
    return TB_OK;
}
