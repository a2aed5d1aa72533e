/* baseline.c - the simple models that every other one must beat, each with the spread that its own
 * errors had up to the origin.
 *
 * persistence: the last deviation; shrunk: a slope times it, estimated over all pairs so far;
 * mean3: mean of the last three years; climatology: mean of all years; national: the mean of all
 * units. Over several years errors are correlated as the scores are from year to year.
 */
#include "forecast/fit_state.h"

#include "base/error.h"
#include "messages/forecast.h"
#include "num/rng.h"
#include "statespace/mvnormal.h"

#include <math.h>
#include <string.h>

typedef enum kind { PERSISTENCE, SHRUNK, MEAN3, CLIMATOLOGY, NATIONAL, KINDS } kind;
static const char *const names[KINDS] = { "persistence", "shrunk", "mean3", "climatology",
                                          "national" };

/* -1: no baseline. */
static int parse_kind(const char *model)
{
    for (int k = 0; k < KINDS; k++)
        if (strcmp(model, names[k]) == 0)
            return k;
    return -1;
}

bool tbi_baseline_known(const char *model)
{
    return parse_kind(model) >= 0;
}

/* Mean of the known deviations of a unit in the `most` newest years up to t; when none of them is
 * known, the newest one before; 0 when there is none.
 */
static double find_newest(const tb_deviation *d, size_t unit, size_t t, size_t most)
{
    double sum = 0, n = 0;
    for (size_t back = 0; back <= t; back++) {
        if (back >= most && n > 0)
            break;
        double y = d->y[(t - back) * d->n_unit + unit];
        if (isnan(y))
            continue;
        sum += y;
        n++;
    }
    return n > 0 ? sum / n : 0;
}

/* The deviation expected after year t: the newest known, slope times it, the mean of the newest
 * three, the mean of all, or 0. */
static double expect_deviation(const tb_deviation *d, kind k, double slope, size_t unit, size_t t)
{
    switch (k) {
    case PERSISTENCE:
        return find_newest(d, unit, t, 1);
    case SHRUNK:
        return slope * find_newest(d, unit, t, 1);
    case MEAN3:
        return find_newest(d, unit, t, 3);
    case CLIMATOLOGY:
        return find_newest(d, unit, t, d->n_year);
    default:
        return 0;
    }
}

/* Least squares of y in t + h on y in t over all units and years, NaN without pairs. */
static double estimate_slope(const tb_deviation *d, size_t h)
{
    double xy = 0, xx = 0;
    for (size_t t = 0; t + h < d->n_year; t++)
        for (size_t i = 0; i < d->n_unit; i++) {
            double x = d->y[t * d->n_unit + i];
            double y = d->y[(t + h) * d->n_unit + i];
            if (isnan(x) || isnan(y))
                continue;
            xy += x * y;
            xx += x * x;
        }
    return xx > 0 ? xy / xx : NAN;
}

/* Mean square of the residuals h years ahead, over all units and all years of the past that have
 * one; NAN below two. slope was fitted on the same years, so the variance is rather too small. */
static double estimate_error_variance(const tb_deviation *d, kind k, double slope, size_t h)
{
    double squares = 0, n = 0;
    for (size_t t = 0; t + h < d->n_year; t++)
        for (size_t i = 0; i < d->n_unit; i++) {
            double y = d->y[(t + h) * d->n_unit + i];
            if (isnan(y) || d->count[t] == 0)
                continue;
            double e = y - expect_deviation(d, k, slope, i, t);
            squares += e * e;
            n++;
        }
    return n >= 2 ? squares / n : NAN;
}

/* Mean square of the deviations that are known: they have mean 0 in each year. */
static double estimate_variance(const tb_deviation *d)
{
    double squares = 0, n = 0;
    for (size_t k = 0; k < d->n_year * d->n_unit; k++)
        if (!isnan(d->y[k])) {
            squares += d->y[k] * d->y[k];
            n++;
        }
    return squares / fmax(n, 1);
}

/* mean [case][year][unit] of the target years up to the origin; a gap takes the unit's newest
 * deviation and a normal error. */
static void list_past_rows(tb_fit_state *f, double sd, size_t c)
{
    tb_predictive *j = f->j;
    tb_rng r;
    tbi_rng_start(&r, f->o->seed, TB_STREAM_COMPLETE + j->shift, c);
    for (size_t y = 0; y < j->past; y++)
        for (size_t i = 0; i < j->n_unit; i++) {
            int t = f->o->year[y] - f->d.first;
            double v = t >= 0 ? f->d.y[(size_t)t * j->n_unit + i] : NAN;
            if (t >= 0 && isnan(v))
                v = find_newest(&f->d, i, f->d.n_year - 1, f->d.n_year) + sd * tbi_rng_normal(&r);
            j->mean[(c * j->n_year + y) * j->n_unit + i] = v;
        }
}

/* One normal distribution for all cases: nothing but the scores themselves is uncertain in a
 * baseline. */
tb_status tbi_baseline_make(tb_fit_state *f, const char *model, tb_err *err)
{
    tb_predictive *j = f->j;
    const tb_deviation *d = &f->d;
    kind k = (kind)parse_kind(model);
    size_t U = j->n_unit, Y = j->n_year, n = f->n_ahead;
    double v[TB_CONDITIONAL_YEARS];
    double slope[TB_CONDITIONAL_YEARS];
    double cov[TB_CONDITIONAL_YEARS * TB_CONDITIONAL_YEARS];
    double all = estimate_variance(d);
    double fade = estimate_slope(d, 1);
    double before = 0;
    double b = 1;
    if (!(all > 1e-18))
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_FORECAST_ALL_UNITS_HAVE_SAME);
    fade = isnan(fade) ? 0.6 : fmax(0, fmin(fade, 0.95));
    for (size_t h = 0; h < n; h++) {
        size_t ahead = f->at[h] - (d->n_year - 1);
        double s = estimate_slope(d, ahead), e;
        b = isnan(s) ? b * (h == 0 ? fade : 1) : s;
        slope[h] = b;
        e = estimate_error_variance(d, k, b, ahead);
        v[h] = fmax(isnan(e) ? fmax(all, before) : e, before); /* a longer way is never surer */
        before = v[h];
    }
    for (size_t g = 0; g < n; g++)
        for (size_t h = 0; h < n; h++)
            cov[g * n + h] =
                sqrt(v[g] * v[h]) * pow(fade, fabs((double)f->at[g] - (double)f->at[h]));
    if (!tbi_mvnormal_factor(cov, n))
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_FORECAST_RESIDUALS_HAVE_VARIANCE_CAN, model);
    j->model = names[k];
    for (size_t c = 0; c < j->cases; c++) {
        unsigned char broken[TB_CONDITIONAL_YEARS] = { 0 };
        tbi_mixture_breaks(broken, f, c);
        tbi_mixture_level(f, broken, c);
        list_past_rows(f, sqrt(all * (1 - fade * fade)), c);
        for (size_t h = 0; h < n; h++)
            for (size_t i = 0; i < U; i++)
                j->mean[(c * Y + j->past + h) * U + i] =
                    expect_deviation(d, k, slope[h], i, d->n_year - 1);
        for (size_t g = 0; g < n; g++)
            for (size_t h = 0; h <= g; h++)
                j->factor[(c * Y + j->past + g) * Y + j->past + h] = cov[g * n + h];
        for (size_t i = 0; i < U; i++)
            j->frozen_mean[c * U + i] =
                expect_deviation(d, k, n > 0 ? slope[0] : fade, i, d->n_year - 1);
        j->frozen_sd[c] = n > 0 ? sqrt(v[0]) : sqrt(all);
    }
    return TB_OK;
}
