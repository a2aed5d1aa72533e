/* historical_change.c - the record of a component: smoothed signals of all units, changes over the lag, those
 * of units that started in the same third. */
#include "lever/historical_change.h"

#include "base/error.h"
#include "messages/lever.h"
#include "num/dist.h"
#include "num/quantile.h"
#include "statespace/mvnormal.h"
#include "statespace/signal_fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHADES = 21 };

static bool under(const tb_index *x, size_t column, size_t c, int year)
{
    for (size_t guard = 0; guard < 32; guard++) {
        if (c == column)
            return true;
        const tb_node *n = tb_index_node(x, c, year);
        if (n == NULL || n->parent < 0)
            return false;
        c = (size_t)n->parent;
    }
    return false;
}

bool tbi_index_same_thing(const tb_index *x, size_t column, int a, int b)
{
    for (size_t c = 0; c < x->n_indicator; c++) {
        bool in_a = under(x, column, c, a);
        bool in_b = under(x, column, c, b);
        if (!in_a && !in_b)
            continue;
        if (tb_index_node(x, c, a) == NULL || tb_index_node(x, c, a) != tb_index_node(x, c, b))
            return false;
    }
    return true;
}

typedef struct smooth {
    tb_deviation d;
    size_t years;   /* distance of a pair */
    double *signal; /* [n_year][n_unit] posterior mean of a + u */
    /* [n_year][n_unit] posterior sd of the change from a year to `years` later */
    double *spread;
    bool *usable; /* [n_year] the component was then what it is at the origin */
} smooth;

/* Posterior sd of signal(t + years) - signal(t) given the known years: prior variance of the
 * contrast less what the known years explain. kk: their factor. */
static double change_spread(const smooth *s, const tb_uc_model *m, const double *keep,
                            const double *kk, const size_t *known, size_t k, size_t t, double *c)
{
    size_t to = t + s->years;
    double var = tbi_signal_moments(m, keep, t, t) + tbi_signal_moments(m, keep, to, to) -
                 2 * tbi_signal_moments(m, keep, t, to);
    for (size_t i = 0; i < k; i++)
        c[i] = tbi_signal_moments(m, keep, to, known[i]) - tbi_signal_moments(m, keep, t, known[i]);
    tbi_mvnormal_forward(kk, k, c);
    for (size_t i = 0; i < k; i++)
        var -= c[i] * c[i];
    return sqrt(fmax(var, 0));
}

/* signal of one unit: S_k' (S + s_e^2 I)^-1 y over its known years */
static bool smooth_unit(smooth *s, const tb_uc_model *m, const double *keep, size_t unit,
                        double *room)
{
    size_t T = s->d.n_year, U = s->d.n_unit, known[128], k = 0;
    for (size_t t = 0; t < T; t++)
        if (s->usable[t] && !isnan(s->d.y[t * U + unit]))
            known[k++] = t;
    for (size_t t = 0; t < T; t++)
        s->signal[t * U + unit] = NAN;
    if (k == 0)
        return true;
    double *kk = room, *b = room + T * T;
    for (size_t i = 0; i < k; i++) {
        b[i] = s->d.y[known[i] * U + unit];
        for (size_t j = 0; j < k; j++)
            kk[i * k + j] =
                tbi_signal_moments(m, keep, known[i], known[j]) + (i == j ? m->var_e : 0);
    }
    if (!tbi_mvnormal_factor(kk, k))
        return false;
    tbi_mvnormal_forward(kk, k, b);
    tbi_mvnormal_back(kk, k, b);
    for (size_t t = 0; t < T; t++) {
        if (!s->usable[t])
            continue;
        double sum = 0;
        for (size_t i = 0; i < k; i++)
            sum += tbi_signal_moments(m, keep, t, known[i]) * b[i];
        s->signal[t * U + unit] = sum;
        s->spread[t * U + unit] =
            t + s->years < T ? change_spread(s, m, keep, kk, known, k, t, b + T) : 0;
    }
    return true;
}

static tb_status make_smooth(smooth *s, const tb_index *x, size_t column, int origin, tb_arena *a,
                             tb_err *err)
{
    tb_status st = tbi_deviation_make(&s->d, x, column, origin, a, err);
    if (st != TB_OK)
        return st;
    size_t T = s->d.n_year, U = s->d.n_unit;
    if (T > 128)
        return tbi_fail_vi(err, TB_EDATA, TB_MSG_LEVER_YEARS_MORE_SERIES_MAY, T);
    s->signal = TB_NEW(a, double, (T * U));
    s->spread = TB_NEW(a, double, (T * U));
    s->usable = TB_NEW(a, bool, T);
    double *keep = TB_NEW(a, double, T);
    double *room = TB_NEW(a, double, (T * T + 2 * T));
    if (s->signal == NULL || s->spread == NULL || s->usable == NULL || keep == NULL || room == NULL)
        return tbi_no_memory(err, "the record of a component");
    for (size_t t = 0; t < T; t++) {
        s->usable[t] = tbi_index_same_thing(x, column, s->d.first + (int)t, origin);
        /* the scheme changed elsewhere */
        if (t > 0 && s->usable[t] && s->usable[t - 1])
            s->d.broken[t] = 0;
        for (size_t i = 0; i < U && !s->usable[t]; i++)
            s->d.y[t * U + i] = NAN;
    }
    tb_signal_fit fit;
    st = tbi_signal_fit_table(&fit, &s->d, &tbi_signal_vague, NULL, false, a, err);
    if (st != TB_OK)
        return st;
    double *free = TB_NEW(a, double, fit.n);
    if (free == NULL)
        return tbi_no_memory(err, "the record of a component");
    tb_uc_model m = tbi_signal_fit_at(keep, &fit, NULL, free);
    for (size_t i = 0; i < U; i++)
        if (!smooth_unit(s, &m, keep, i, room))
            return tbi_fail_vi(err, TB_ESINGULAR, TB_MSG_LEVER_SERIES_CONSTANT);
    return TB_OK;
}

/* Third of a unit's signal among those of the year: 0 best, 1, 2; -1 when it has none. */
static int third(const smooth *s, size_t t, size_t unit)
{
    size_t U = s->d.n_unit, n = 0, above = 0;
    double own = s->signal[t * U + unit];
    if (isnan(own))
        return -1;
    for (size_t i = 0; i < U; i++) {
        double one = s->signal[t * U + i];
        n += isnan(one) ? 0 : 1;
        above += one > own;
    }
    return (int)(above * 3 / n);
}

static int larger_first(const void *a, const void *b)
{
    const tb_historical_change_case *x = a, *y = b;
    if (x->change != y->change)
        return x->change < y->change ? 1 : -1;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    return x->from - y->from;
}

static void examples(tb_historical_change *out, const tb_historical_change_case *sorted)
{
    for (size_t k = 0; k < (out->n + 3) / 4 && out->examples < TB_REACH_EXAMPLES; k++) {
        bool seen = false;
        for (size_t e = 0; e < out->examples; e++)
            seen |= out->example[e].unit == sorted[k].unit;
        if (!seen)
            out->example[out->examples++] = sorted[k];
    }
}

static tb_status count_cases(tb_historical_change *out, const smooth *s, size_t focus, int years,
                             tb_arena *a, tb_err *err)
{
    size_t T = s->d.n_year, U = s->d.n_unit, n = 0;
    tb_historical_change_case *one = TB_NEW(a, tb_historical_change_case, (T * U));
    bool *seen = TB_NEW(a, bool, U);
    int own = third(s, T - 1, focus);
    if (one == NULL || seen == NULL)
        return tbi_no_memory(err, "the record of a component");
    for (size_t t = 0; own >= 0 && t + (size_t)years < T; t++) {
        size_t to = t + (size_t)years;
        for (size_t i = 0; i < U; i++) {
            if (i == focus || !s->usable[t] || !s->usable[to] || isnan(s->d.y[t * U + i]) ||
                isnan(s->d.y[to * U + i]) || third(s, t, i) != own)
                continue;
            one[n++] = (tb_historical_change_case){ i, s->d.first + (int)t, s->d.first + (int)to,
                                                    s->signal[to * U + i] - s->signal[t * U + i] };
            out->provinces += !seen[i];
            seen[i] = true;
        }
    }
    qsort(one, n, sizeof *one, larger_first);
    out->n = n;
    out->changes = n * SHADES;
    out->change = TB_NEW(a, double, out->changes);
    if (out->change == NULL)
        return tbi_no_memory(err, "the record of a component");
    /* a smoothed change is shrunk: what was reached is the law around it, here by its quantiles */
    for (size_t k = 0; k < n; k++)
        for (size_t h = 0; h < SHADES; h++)
            out->change[k * SHADES + h] =
                one[k].change + s->spread[(size_t)(one[k].from - s->d.first) * U + one[k].unit] *
                                    tbi_normal_quantile(((double)h + 0.5) / SHADES);
    tbi_sort(out->change, out->changes);
    if (n >= TB_REACH_LEAST) {
        out->q75 = tbi_quantile_sorted(out->change, out->changes, 0.75);
        examples(out, one);
    }
    return TB_OK;
}

static void no_record(tb_historical_change *out, const char *text, const char *text_vi)
{
    out->reason = text;
    out->reason_vi = text_vi;
}

tb_status tbi_historical_change_make(tb_historical_change *out, const tb_index *x, size_t column,
                                     size_t focus, int origin, int years, tb_arena *a, tb_err *err)
{
    *out = (tb_historical_change){ .years = years };
    if (tb_index_node(x, column, origin) == NULL) {
        no_record(out, "the component no longer exists",
                  "nội dung này không còn trong bộ tiêu chí");
        return TB_OK;
    }
    tb_err why = TB_ERR_INIT;
    smooth s = { .years = (size_t)years };
    tb_status st = make_smooth(&s, x, column, origin, a, &why);
    if (st == TB_ENOMEM)
        return tbi_no_memory(err, "the record of a component");
    if (st == TB_OK)
        st = count_cases(out, &s, focus, years, a, err);
    if (st == TB_ENOMEM)
        return st;
    if (st != TB_OK || out->n < TB_REACH_LEAST) {
        const char *text = tbi_arena_printf(a,
                                            "no effect can be given: %zu usable pairs of years of "
                                            "comparable provinces, %d are needed",
                                            out->n, (int)TB_REACH_LEAST);
        const char *vi =
            out->n == 0
                ? tbi_arena_printf(a,
                                   "chưa có căn cứ để lượng hóa: bộ dữ liệu chưa có cặp năm nào so "
                                   "sánh được của các tỉnh tương đồng, cần ít nhất %d",
                                   (int)TB_REACH_LEAST)
                : tbi_arena_printf(a,
                                   "chưa có căn cứ để lượng hóa: chỉ có %zu cặp năm so sánh được "
                                   "của các tỉnh tương đồng, cần ít nhất %d",
                                   out->n, (int)TB_REACH_LEAST);
        if (text == NULL || vi == NULL)
            return tbi_no_memory(err, "the record of a component");
        no_record(out, text, vi);
    }
    return TB_OK;
}

void tbi_historical_change_grid(double *grid, size_t size, const tb_historical_change *r)
{
    double n = (double)r->n;
    for (size_t k = 0; k < size; k++) {
        double place =
            tbi_beta_quantile(((double)k + 0.5) / (double)size, 0.75 * (n + 1), 0.25 * (n + 1));
        grid[k] = tbi_quantile_sorted(r->change, r->changes, place);
    }
}
