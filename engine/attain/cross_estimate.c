/* cross_estimate.c - the correlation of two indices of one province, from the years that are known
 * of both. */
#include "attain/cross_estimate.h"

#include "base/error.h"
#include "statespace/deviation.h"

#include <math.h>

static const double PRIOR = 0.3; /* spread of Fisher's z before anything is seen */

/* Slope of a deviation on that of the year before. 0 when nothing is known twice running.
 * sum y_t y_(t-1) / sum y_(t-1)^2 over all units and years, without an intercept, since
 * deviations have mean 0 in every year. */
static double estimate_slope(const tb_deviation *d)
{
    double xy = 0, xx = 0;
    for (size_t t = 1; t < d->n_year; t++)
        for (size_t u = 0; u < d->n_unit; u++) {
            double x = d->y[(t - 1) * d->n_unit + u];
            double y = d->y[t * d->n_unit + u];
            if (isnan(x) || isnan(y))
                continue;
            xy += x * y;
            xx += x * x;
        }
    return xx > 0 ? xy / xx : 0;
}

/* y_t - slope y_(t-1) of a unit; NaN in the first year, outside the table, or where either is
 * not known. */
static double compute_innovation(const tb_deviation *d, double slope, int year, size_t unit)
{
    int t = year - d->first;
    if (t < 1 || (size_t)t >= d->n_year)
        return NAN;
    return d->y[(size_t)t * d->n_unit + unit] - slope * d->y[(size_t)(t - 1) * d->n_unit + unit];
}

/* n: of independent pairs. */
static void shrink_correlation(tb_cross_index *out, double r, double n)
{
    double have = n - 3;
    double precision = have + 1 / (PRIOR * PRIOR);
    double z = atanh(fmin(fmax(r, -0.999), 0.999)) * have / precision;
    double half = 1.96 / sqrt(precision);
    out->raw = r;
    out->correlation = tanh(z);
    out->low = tanh(z - half);
    out->high = tanh(z + half);
    out->basis = "estimated";
}

/* Pearson's correlation of the innovations, signs turned so that more is better in both. out
 * stays "assumed" below TB_CROSS_LEAST pairs.
 * r = (sum e_a e_b - sum e_a sum e_b / n) / sqrt(v_a v_b), over the units that both indices have
 * by code and the years of a that b has too. */
static void correlate_innovations(tb_cross_index *out, const tb_deviation *a, const tb_index *ia,
                                  const tb_deviation *b, const tb_index *ib)
{
    double slope_a = estimate_slope(a);
    double slope_b = estimate_slope(b);
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    double n = 0;
    for (size_t t = 1; t < a->n_year; t++)
        for (size_t u = 0; u < a->n_unit; u++) {
            ptrdiff_t other = tb_index_unit(ib, ia->unit_code[u]);
            if (other < 0)
                continue;
            double ea = compute_innovation(a, slope_a, a->first + (int)t, u);
            double eb = compute_innovation(b, slope_b, a->first + (int)t, (size_t)other);
            if (isnan(ea) || isnan(eb))
                continue;
            ea *= ia->direction < 0 ? -1 : 1;
            eb *= ib->direction < 0 ? -1 : 1;
            n++;
            x += ea;
            y += eb;
            xx += ea * ea;
            yy += eb * eb;
            xy += ea * eb;
        }
    out->pairs = (int)n;
    double vx = xx - x * x / n, vy = yy - y * y / n;
    if (n >= TB_CROSS_LEAST && vx > 0 && vy > 0)
        shrink_correlation(out, (xy - x * y / n) / sqrt(vx * vy), n);
}

/* Where few units are known two years running in both: deviations of the same year, each unit's own
 * mean taken out, which costs a pair a unit.
 * x'x within units: n - units degrees stay, which is the n that the shrinkage is told. */
static void correlate_levels(tb_cross_index *out, const tb_deviation *a, const tb_index *ia,
                             const tb_deviation *b, const tb_index *ib)
{
    double xx = 0;
    double yy = 0;
    double xy = 0;
    double n = 0;
    double units = 0;
    for (size_t u = 0; u < a->n_unit; u++) {
        ptrdiff_t other = tb_index_unit(ib, ia->unit_code[u]);
        double x = 0;
        double y = 0;
        double sxx = 0;
        double syy = 0;
        double sxy = 0;
        double k = 0;
        for (size_t t = 0; other >= 0 && t < a->n_year; t++) {
            int at = a->first + (int)t - b->first;
            if (at < 0 || (size_t)at >= b->n_year)
                continue;
            double p = a->y[t * a->n_unit + u];
            double q = b->y[(size_t)at * b->n_unit + (size_t)other];
            if (isnan(p) || isnan(q))
                continue;
            p *= ia->direction < 0 ? -1 : 1;
            q *= ib->direction < 0 ? -1 : 1;
            k++;
            x += p;
            y += q;
            sxx += p * p;
            syy += q * q;
            sxy += p * q;
        }
        if (k < 2)
            continue;
        n += k;
        units++;
        xx += sxx - x * x / k;
        yy += syy - y * y / k;
        xy += sxy - x * y / k;
    }
    if (n - units < TB_CROSS_LEAST || !(xx > 0) || !(yy > 0))
        return;
    shrink_correlation(out, xy / sqrt(xx * yy), n - units);
    out->pairs = (int)n;
    out->levels = true;
}

/* Innovations first; deviations of the same year where there are too few. A table that cannot
 * be made leaves the correlation 0, assumed: only memory is an error. */
tb_status tbi_cross_estimate(tb_cross_index *out, const tb_index *a, size_t a_column,
                             const tb_index *b, size_t b_column, int origin, tb_err *err)
{
    tb_arena own = { 0 };
    tb_deviation da, db;
    tb_err why = TB_ERR_INIT;
    *out = (tb_cross_index){
        .a = a->code, .b = b->code, .low = NAN, .high = NAN, .raw = NAN, .basis = "assumed"
    };
    tb_status st = tbi_deviation_make(&da, a, a_column, origin, &own, &why);
    if (st == TB_OK)
        st = tbi_deviation_make(&db, b, b_column, origin, &own, &why);
    if (st == TB_OK)
        correlate_innovations(out, &da, a, &db, b);
    if (st == TB_OK && isnan(out->raw))
        correlate_levels(out, &da, a, &db, b);
    tbi_arena_free(&own);
    return st == TB_ENOMEM ? tbi_no_memory(err, "a correlation") : TB_OK;
}
