/* pre_trend.c - did those who would adopt move like the others before they did, and would we have
 * noticed if they had not?
 *
 * W = b' V^-1 b over the last k event times before exposure; (n - k) / (k (n - 1)) W is compared
 * with F(k, n - k), as Hotelling's statistic is. Its power is that of the non-central F for a
 * straight drift (Roth 2022). */
#include "effects/inference.h"
#include "messages/effects.h"
#include "messages/one_language.h"

#include "num/dist.h"
#include "num/linalg.h"

#include <math.h>
#include <string.h>

enum { MOST = 5 };

/* P(F' > f) of the non-central F: a Poisson mixture of central ones. */
static double compute_power(double f, double df1, double df2, double away)
{
    double p = exp(-away / 2), sum = 0, left = 1;
    for (int j = 0; j < 2000 && left > 1e-12; j++) {
        double more = df1 + 2 * j;
        sum += p * tbi_f_upper(f * df1 / more, more, df2);
        left -= p;
        p *= away / 2 / (j + 1);
    }
    return fmin(1, sum);
}

/* The f with P(F > f) = 0.05, by bisection. */
static double find_critical(double df1, double df2)
{
    double low = 0, high = 1000;
    for (int k = 0; k < 100; k++) {
        double middle = (low + high) / 2;
        if (tbi_f_upper(middle, df1, df2) > 0.05)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* Mean time since the base year over the treated cells, by their weights: what a drift of 1 a year
 * adds to the overall effect. */
static double average_age(const tbi_answer *x)
{
    double sum = 0, all = 0;
    for (size_t k = 0; k < x->cell.count; k++) {
        const tbi_target *c = &x->cell.at[k];
        if (!isfinite(c->estimate) || c->time < c->group)
            continue;
        sum += c->weight * (c->time - c->group + 1);
        all += c->weight;
    }
    return all > 0 ? sum / all : NAN;
}

/* Hotelling's T^2 of the k newest estimates before exposure: T^2 (n - k) / (k (n - 1)) is F(k, n
 * - k). Power: the drift is a straight line that would have made an effect of `size` at the
 * average age, and away is the noncentrality. */
void tbi_pre_trend(tb_effect_pre_trend *out, const tbi_answer *x, const tbi_design *d,
                   bool universal, double size, tb_arena *a)
{
    const tbi_target *pick[MOST];
    size_t k = 0;
    (void)a;
    *out = (tb_effect_pre_trend){ NAN, NAN, NAN, 0, NULL, NULL };
    for (size_t j = x->event.count; j > 0 && k < MOST; j--) {
        const tbi_target *e = &x->event.at[j - 1];
        if (e->time < 0 && e->psi != NULL && isfinite(e->se) && e->se > 0)
            pick[k++] = e;
    }
    double v[MOST * MOST], w[MOST], drift[MOST], line[MOST];
    for (size_t p = 0; p < k; p++)
        for (size_t q = 0; q < k; q++) {
            v[p + q * k] = 0;
            for (size_t i = 0; i < d->n; i++)
                v[p + q * k] += pick[p]->psi[i] * pick[q]->psi[i];
        }
    double norm = 0, step = size / average_age(x), stat = 0, away = 0, n = (double)d->n,
           df = (double)k;
    for (size_t p = 0; p < k; p++) {
        norm = fmax(norm, v[p * (k + 1)]);
        w[p] = pick[p]->estimate;
        line[p] = universal ? step * (pick[p]->time + 1) : step;
        drift[p] = line[p];
    }
    if (k == 0 || d->n <= k + 1 || !tbi_chol(v, k) || tbi_chol_rcond(v, k, norm) < 1e-10) {
        out->reason = k == 0 ? TB_EN(TB_MSG_EFFECTS_NO_EVENT_TIME_BEFORE)
                             : TB_EN(TB_MSG_EFFECTS_ERRORS_EVENT_TIMES_CANNOT);
        out->reason_vi = k == 0 ? TB_VI(TB_MSG_EFFECTS_NO_EVENT_TIME_BEFORE)
                                : TB_VI(TB_MSG_EFFECTS_ERRORS_EVENT_TIMES_CANNOT);
        return;
    }
    tbi_chol_half(v, k, w, 1);
    tbi_chol_half(v, k, drift, 1);
    for (size_t p = 0; p < k; p++) {
        stat += w[p] * w[p];
        away += drift[p] * drift[p];
    }
    double scale = (n - df) / (df * (n - 1));
    out->statistic = stat;
    out->df = k;
    out->p_value = tbi_f_upper(stat * scale, df, n - df);
    if (isfinite(away))
        out->power_for_mde = compute_power(find_critical(df, n - df), df, n - df, away);
}
