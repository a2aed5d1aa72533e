/* multiplier.c - one critical value for many estimates: influences are weighted at random, again
 * and again, and the largest deviation is looked at. */
#include "effects/inference.h"

#include "base/error.h"
#include "num/quantile.h"
#include "num/rng.h"

#include <math.h>
#include <string.h>

/* Mammen's (1993) two points: mean 0, variance 1, third moment 1. */
static double draw_mammen(tb_rng *r)
{
    static const double low = -0.6180339887498949, high = 1.618033988749895,
                        chance_low = 0.7236067977499790;
    return tbi_rng_uniform(r) < chance_low ? low : high;
}

/* w [n]: Mammen's two points, mean 0 and variance 1, from the stream of the draw's number. */
static void draw_weights(double *w, size_t n, uint64_t seed, size_t draw)
{
    tb_rng r;
    tbi_rng_start(&r, seed, TB_STREAM_TREATMENT, draw);
    for (size_t i = 0; i < n; i++)
        w[i] = draw_mammen(&r);
}

/* How far one bootstrap moves an estimate: sum of w_i psi_i. */
static double sum_moved(const double *w, const double *psi, size_t n)
{
    double s = 0;
    for (size_t i = 0; i < n; i++)
        s += w[i] * psi[i];
    return s;
}

/* The critical value of a band that holds for all targets at once: the 95 % quantile over draws
 * of the largest |t|, each draw giving every unit one weight in all targets. NAN when no target
 * has an error. */
double tbi_band(const tbi_targets *t, size_t n, size_t draws, uint64_t seed, tb_arena *a)
{
    double *w = TB_NEW(a, double, n), *most = TB_NEW(a, double, draws);
    if (draws == 0 || w == NULL || most == NULL)
        return NAN;
    bool any = false;
    for (size_t b = 0; b < draws; b++) {
        draw_weights(w, n, seed, b);
        for (size_t k = 0; k < t->count; k++) {
            const tbi_target *x = &t->at[k];
            if (x->psi == NULL || !(x->se > 0))
                continue;
            any = true;
            most[b] = fmax(most[b], fabs(sum_moved(w, x->psi, n)) / x->se);
        }
    }
    if (!any)
        return NAN;
    tbi_sort(most, draws);
    return most[(size_t)ceil(0.95 * (double)draws) - 1];
}

/* Step-down: from the largest |t| on, each outcome is compared with the largest bootstrap |t| among
 * those not larger than it; p-values never fall on the way. */
static void compute_step_down(double *p, const double *t, const size_t *order, size_t n,
                              const double *boot, size_t draws)
{
    double last = 0;
    for (size_t k = 0; k < n; k++) {
        size_t above = 0;
        for (size_t b = 0; b < draws; b++) {
            double most = 0;
            for (size_t j = k; j < n; j++)
                most = fmax(most, boot[order[j] * draws + b]);
            above += most >= t[order[k]];
        }
        last = fmax(last, (1 + (double)above) / (1 + (double)draws));
        p[order[k]] = last;
    }
}

/* Only estimators with influences can be drawn jointly. */
static bool is_usable(const tb_effect *e)
{
    return e != NULL && tb_effect_influence(e) != NULL && tb_effect_overall_of(e)->std_error > 0;
}

/* order [m]: outcomes from the largest |t| down. boot [n][draws]: |t| of each outcome under the
 * same weights, so that their dependence is kept. */
tb_status tb_effect_romano_wolf(double *p, const tb_effect *const *e, size_t n, size_t draws,
                                uint64_t seed, tb_err *err)
{
    tb_arena a = { 0 };
    size_t units = 0, m = 0;
    for (size_t k = 0; k < n; k++) {
        p[k] = NAN;
        if (is_usable(e[k]) && tb_effect_units_of_table(e[k]) > units)
            units = tb_effect_units_of_table(e[k]);
    }
    double *w = TB_NEW(&a, double, units), *boot = TB_NEW(&a, double, (n * draws)),
           *t = TB_NEW(&a, double, n);
    size_t *order = TB_NEW(&a, size_t, n);
    if (a.refused) {
        tbi_arena_free(&a);
        return tbi_no_memory(err, "p-values of several outcomes");
    }
    for (size_t k = 0; k < n; k++) {
        if (!is_usable(e[k]))
            continue;
        const tb_effect_overall *o = tb_effect_overall_of(e[k]);
        t[k] = fabs(o->estimate) / o->std_error;
        size_t j = m++;
        for (; j > 0 && t[order[j - 1]] < t[k]; j--)
            order[j] = order[j - 1];
        order[j] = k;
    }
    for (size_t b = 0; b < draws; b++) {
        draw_weights(w, units, seed, b);
        for (size_t j = 0; j < m; j++) {
            const tb_effect *x = e[order[j]];
            size_t own = tb_effect_units_of_table(x);
            boot[order[j] * draws + b] = fabs(sum_moved(w, tb_effect_influence(x), own)) /
                                         tb_effect_overall_of(x)->std_error;
        }
    }
    if (draws > 0)
        compute_step_down(p, t, order, m, boot, draws);
    tbi_arena_free(&a);
    return TB_OK;
}
