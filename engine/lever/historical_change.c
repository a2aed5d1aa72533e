/* historical_change.c - the record of a component: changes of the signals of all units over the lag
 * beyond what was to be expected, weighted by how near they started. */
#include "lever/historical_change.h"

#include "base/error.h"
#include "messages/lever.h"
#include "messages/one_language.h"
#include "num/dist.h"
#include "num/quantile.h"
#include "score/compose.h"
#include "statespace/mvnormal.h"
#include "statespace/signal_fit_kept.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* quantiles by which a pair's change is laid out; effective pairs wanted, and how often the kernel
 * may be widened by a quarter for them */
enum { SHADES = 21, ENOUGH = 20, WIDER = 24 };

typedef struct smoothed_record {
    tb_deviation d;
    size_t years;   /* distance of a pair */
    double *signal; /* [n_year][n_unit] posterior mean of a + u */
    /* [n_year][n_unit] posterior sd of the change from a year to `years` later */
    double *spread;
    double *start; /* [n_year][n_unit] E[S(t) | years up to t] */
    double *drift; /* [n_year][n_unit] E[S(t + years) - S(t) | years up to t] */
    bool *usable;  /* [n_year] the component was then what it is at the origin */
} smoothed_record;

/* Posterior sd of signal(t + years) - signal(t) given the known years: prior variance of the
 * contrast less what the known years explain. kk: their factor. */
static double estimate_change_spread(const smoothed_record *s, const tb_uc_model *m,
                                     const double *persistence, const double *kk,
                                     const size_t *known, size_t k, size_t t, double *c)
{
    size_t to = t + s->years;
    double var = tbi_signal_moments(m, persistence, t, t) +
                 tbi_signal_moments(m, persistence, to, to) -
                 2 * tbi_signal_moments(m, persistence, t, to);
    for (size_t i = 0; i < k; i++)
        c[i] = tbi_signal_moments(m, persistence, to, known[i]) -
               tbi_signal_moments(m, persistence, t, known[i]);
    tbi_mvnormal_forward(kk, k, c);
    for (size_t i = 0; i < k; i++)
        var -= c[i] * c[i];
    return sqrt(fmax(var, 0));
}

/* E[S(to) - S(from) | known years up to t]: prior covariance with them through the factor; z =
 * factor^-1 y. The first k entries of factor^-1 c need the first k of c only. */
static double expect_change(const tb_uc_model *m, const double *persistence, const double *kk,
                            const size_t *known, size_t k, const double *z, size_t t, size_t from,
                            size_t to, double *c)
{
    double sum = 0;
    for (size_t i = 0; i < k; i++)
        c[i] = tbi_signal_moments(m, persistence, to, known[i]) -
               (from != to ? tbi_signal_moments(m, persistence, from, known[i]) : 0);
    tbi_mvnormal_forward(kk, k, c);
    for (size_t i = 0; i < k && known[i] <= t; i++)
        sum += c[i] * z[i];
    return sum;
}

/* signal of one unit: S_k' (S + s_e^2 I)^-1 y over its known years; room [T * T + 4 T] */
static bool smooth_unit(smoothed_record *s, const tb_uc_model *m, const double *persistence,
                        size_t unit, double *room)
{
    size_t T = s->d.n_year;
    size_t U = s->d.n_unit;
    size_t known[128];
    size_t k = 0;
    for (size_t t = 0; t < T; t++)
        if (s->usable[t] && !isnan(s->d.y[t * U + unit]))
            known[k++] = t;
    for (size_t t = 0; t < T; t++) {
        s->signal[t * U + unit] = NAN;
        s->start[t * U + unit] = NAN;
        s->drift[t * U + unit] = NAN;
    }
    if (k == 0)
        return true;
    double *kk = room;
    double *b = room + T * T;
    double *z = b + T;
    double *c = z + T;
    for (size_t i = 0; i < k; i++) {
        b[i] = s->d.y[known[i] * U + unit];
        for (size_t j = 0; j < k; j++)
            kk[i * k + j] =
                tbi_signal_moments(m, persistence, known[i], known[j]) + (i == j ? m->var_e : 0);
    }
    if (!tbi_mvnormal_factor(kk, k))
        return false;
    tbi_mvnormal_forward(kk, k, b);
    memcpy(z, b, k * sizeof *z);
    tbi_mvnormal_back(kk, k, b);
    for (size_t t = 0; t < T; t++) {
        if (!s->usable[t])
            continue;
        double sum = 0;
        for (size_t i = 0; i < k; i++)
            sum += tbi_signal_moments(m, persistence, t, known[i]) * b[i];
        size_t at = t * U + unit;
        bool ahead = t + s->years < T;
        s->signal[at] = sum;
        s->spread[at] = ahead ? estimate_change_spread(s, m, persistence, kk, known, k, t, c) : 0;
        s->start[at] = expect_change(m, persistence, kk, known, k, z, t, t, t, c);
        if (ahead)
            s->drift[at] = expect_change(m, persistence, kk, known, k, z, t, t, t + s->years, c);
    }
    return true;
}

/* The signal model of the component over the years up to the origin, [year][unit]. Years in
 * which it was another thing are taken out; a change of scheme elsewhere is no break for it. */
static tb_status make_smooth(smoothed_record *s, const tb_index *x, size_t column, int origin,
                             tb_number_book *book, tb_arena *a, tb_err *err)
{
    tb_status st = tbi_deviation_make(&s->d, x, column, origin, a, err);
    if (st != TB_OK)
        return st;
    size_t T = s->d.n_year, U = s->d.n_unit;
    /* `known` of smooth_unit has room for as many years */
    if (T > 128)
        return tbi_fail(err, TB_EDATA, TB_MSG_LEVER_YEARS_MORE_SERIES_MAY, T);
    s->signal = TB_NEW(a, double, (T * U));
    s->spread = TB_NEW(a, double, (T * U));
    s->start = TB_NEW(a, double, (T * U));
    s->drift = TB_NEW(a, double, (T * U));
    s->usable = TB_NEW(a, bool, T);
    double *persistence = TB_NEW(a, double, T);
    double *room = TB_NEW(a, double, (T * T + 4 * T));
    if (s->start == NULL || s->drift == NULL || s->signal == NULL || s->spread == NULL ||
        s->usable == NULL || persistence == NULL || room == NULL)
        return tbi_no_memory(err, "the historical change of a component");
    for (size_t t = 0; t < T; t++) {
        s->usable[t] = tbi_index_same_thing(x, column, s->d.first + (int)t, origin);
        /* the scheme changed elsewhere */
        if (t > 0 && s->usable[t] && s->usable[t - 1])
            /* the break of a scheme is none for a component that stayed what it was */
            s->d.broken[t] = 0;
        for (size_t i = 0; i < U && !s->usable[t]; i++)
            s->d.y[t * U + i] = NAN;
    }
    tb_signal_fit fit;
    st = tbi_signal_fit_kept(&fit, book, &s->d, a, err);
    if (st != TB_OK)
        return st;
    double *free = TB_NEW(a, double, fit.n);
    if (free == NULL)
        return tbi_no_memory(err, "the historical change of a component");
    tb_uc_model m = tbi_signal_fit_at(persistence, &fit, NULL, free);
    for (size_t i = 0; i < U; i++)
        if (!smooth_unit(s, &m, persistence, i, room))
            return tbi_fail(err, TB_ESINGULAR, TB_MSG_LEVER_SERIES_CONSTANT);
    return TB_OK;
}

/* Gaussian kernel cut at 2.5 h around s0, h = 1.06 sd n^(-1/5) (Silverman 1986, 3.28), widened
 * by a quarter at a time until the pairs count for ENOUGH or WIDER steps are made. */
double tbi_start_weights(double *weight, const double *start, size_t n, double s0)
{
    double mean = 0;
    double square = 0;
    double effective = 0;
    for (size_t i = 0; i < n; i++)
        mean += start[i] / (double)n;
    for (size_t i = 0; i < n; i++)
        square += (start[i] - mean) * (start[i] - mean);
    /* 1.06 sd n^(-1/5); all starts alike: everything weighs the same */
    double h = n > 1 ? 1.06 * sqrt(square / (double)(n - 1)) * pow((double)n, -0.2) : 0;
    for (int wider = 0; wider < WIDER && effective < ENOUGH; wider++, h *= 1.25) {
        double sum = 0;
        double squares = 0;
        for (size_t i = 0; i < n; i++) {
            double z = h > 0 ? (start[i] - s0) / h : 0;
            weight[i] = fabs(z) <= 2.5 ? exp(-z * z / 2) : 0;
            sum += weight[i];
            squares += weight[i] * weight[i];
        }
        effective = squares > 0 ? sum * sum / squares : 0;
    }
    return effective;
}

/* Linear between the middles of the steps, flat beyond the first and the last. below [n]
 * ascending. */
double tbi_weighted_quantile(const double *value, const double *below, size_t n, double p)
{
    size_t k = 0;
    while (k < n && below[k] < p)
        k++;
    if (k == 0)
        return value[0];
    if (k == n)
        return value[n - 1];
    double between = below[k] - below[k - 1];
    double part = between > 0 ? (p - below[k - 1]) / between : 0;
    return value[k - 1] + part * (value[k] - value[k - 1]);
}

/* By change, then unit and year, so that the order never depends on the sort. */
static int compare_larger_first(const void *a, const void *b)
{
    const tb_historical_change_case *x = a, *y = b;
    if (x->change != y->change)
        return x->change < y->change ? 1 : -1;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    return x->from - y->from;
}

/* sorted: largest change first; examples come from the best quarter. */
static void list_examples(tb_historical_change *out, const tb_historical_change_case *sorted)
{
    for (size_t k = 0; k < (out->n + 3) / 4 && out->examples < TB_REACH_EXAMPLES; k++) {
        bool seen = false;
        for (size_t e = 0; e < out->examples; e++)
            seen |= out->example[e].unit == sorted[k].unit;
        if (!seen)
            out->example[out->examples++] = sorted[k];
    }
}

/* Every unit and year, whether near the focus or not: row_change and row_start. */
static tb_status keep_rows(tb_historical_change *out, const smoothed_record *s, int years,
                           tb_arena *a, tb_err *err)
{
    size_t T = s->d.n_year;
    size_t U = s->d.n_unit;
    out->first = s->d.first;
    out->row_units = U;
    out->row_years = T > (size_t)years ? T - (size_t)years : 0;
    out->row_change = TB_NEW(a, double, (out->row_years * U));
    out->row_start = TB_NEW(a, double, (out->row_years * U));
    if (out->row_change == NULL || out->row_start == NULL)
        return tbi_no_memory(err, "the historical change of a component");
    for (size_t t = 0; t < out->row_years; t++)
        for (size_t i = 0; i < U; i++) {
            size_t at = t * U + i;
            size_t to = (t + (size_t)years) * U + i;
            bool is = s->usable[t] && s->usable[t + (size_t)years] && !isnan(s->d.y[at]) &&
                      !isnan(s->d.y[to]);
            out->row_start[at] = is ? s->start[at] : NAN;
            out->row_change[at] = is ? s->signal[to] - s->signal[at] - s->drift[at] : NAN;
        }
    return TB_OK;
}

/* A possible change and how much it counts. */
typedef struct weighted_change {
    double value, weight;
} weighted_change;

/* Ascending; equal values may stand in any order, since only their sums count. */
static int compare_smaller_first(const void *a, const void *b)
{
    const weighted_change *x = a;
    const weighted_change *y = b;
    return (x->value > y->value) - (x->value < y->value);
}

/* A smoothed change is shrunk: what was reached is the distribution around it, here by its
 * quantiles. */
static tb_status fill_quantiles(tb_historical_change *out, const tb_historical_change_case *one,
                                const smoothed_record *s, tb_arena *a, tb_err *err)
{
    size_t n = out->n * SHADES;
    double sum = 0;
    double so_far = 0;
    weighted_change *all = TB_NEW(a, weighted_change, n);
    out->change = TB_NEW(a, double, n);
    out->below = TB_NEW(a, double, n);
    if (all == NULL || out->change == NULL || out->below == NULL)
        return tbi_no_memory(err, "the historical change of a component");
    for (size_t k = 0; k < n; k++) {
        const tb_historical_change_case *c = &one[k / SHADES];
        double spread = s->spread[(size_t)(c->from - s->d.first) * s->d.n_unit + c->unit];
        double z = tbi_normal_quantile(((double)(k % SHADES) + 0.5) / SHADES);
        all[k] = (weighted_change){ c->change + spread * z, c->weight };
        sum += c->weight;
    }
    qsort(all, n, sizeof *all, compare_smaller_first);
    for (size_t k = 0; k < n; k++) {
        out->change[k] = all[k].value;
        out->below[k] = (so_far + all[k].weight / 2) / sum;
        so_far += all[k].weight;
    }
    out->changes = n;
    return TB_OK;
}

/* Pairs of years of the other units, weighed by how near they started to the focus; out->n:
 * those with a weight above 0. */
static tb_status count_cases(tb_historical_change *out, const smoothed_record *s, size_t focus,
                             int years, tb_arena *a, tb_err *err)
{
    size_t U = s->d.n_unit;
    size_t n = 0;
    tb_status st = keep_rows(out, s, years, a, err);
    if (st != TB_OK)
        return st;
    size_t most = out->row_years * U;
    tb_historical_change_case *one = TB_NEW(a, tb_historical_change_case, most);
    double *start = TB_NEW(a, double, most);
    double *weight = TB_NEW(a, double, most);
    bool *seen = TB_NEW(a, bool, U);
    if (one == NULL || start == NULL || weight == NULL || seen == NULL)
        return tbi_no_memory(err, "the historical change of a component");
    out->start = s->start[(s->d.n_year - 1) * U + focus];
    for (size_t k = 0; k < most && !isnan(out->start); k++) {
        /* the unit's own past is no comparison */
        if (k % U == focus || isnan(out->row_change[k]))
            continue;
        int from = s->d.first + (int)(k / U);
        start[n] = out->row_start[k];
        one[n++] = (tb_historical_change_case){
            .unit = k % U,
            .from = from,
            .to = from + years,
            .start = out->row_start[k],
            .change = out->row_change[k],
        };
    }
    out->effective = tbi_start_weights(weight, start, n, out->start);
    for (size_t k = 0; k < n; k++) {
        one[k].weight = weight[k];
        if (weight[k] > 0)
            /* those without a weight are dropped in place */
            one[out->n++] = one[k]; /* never ahead of k */
    }
    for (size_t k = 0; k < out->n; k++) {
        out->provinces += !seen[one[k].unit];
        seen[one[k].unit] = true;
    }
    qsort(one, out->n, sizeof *one, compare_larger_first);
    st = fill_quantiles(out, one, s, a, err);
    if (st == TB_OK && out->n >= TB_REACH_LEAST) {
        out->q75 = tbi_weighted_quantile(out->change, out->below, out->changes, 0.75);
        list_examples(out, one);
    }
    return st;
}

/* Texts are static or the arena's. */
static void note_no_record(tb_historical_change *out, const char *text, const char *text_vi)
{
    out->reason = text;
    out->reason_vi = text_vi;
}

/* A component without a record is a result with a reason, not an error; only memory fails. */
tb_status tbi_historical_change_make(tb_historical_change *out, const tb_index *x, size_t column,
                                     size_t focus, int origin, int years, tb_number_book *book,
                                     tb_arena *a, tb_err *err)
{
    *out = (tb_historical_change){ .years = years };
    if (tb_index_node(x, column, origin) == NULL) {
        note_no_record(out, TB_MSG_LEVER_COMPONENT_LONGER_EXISTS);
        return TB_OK;
    }
    tb_err why = TB_ERR_INIT;
    smoothed_record s = { .years = (size_t)years };
    tb_status st = make_smooth(&s, x, column, origin, book, a, &why);
    if (st == TB_ENOMEM)
        return tbi_no_memory(err, "the historical change of a component");
    if (st == TB_OK)
        st = count_cases(out, &s, focus, years, a, err);
    if (st == TB_ENOMEM)
        return st;
    if (st != TB_OK || out->n < TB_REACH_LEAST) {
        const char *text = out->n == 0 ? tbi_arena_printf(a, TB_EN(TB_MSG_LEVER_NO_PAIRS_OF_YEARS),
                                                          (int)TB_REACH_LEAST)
                                       : tbi_arena_printf(a, TB_EN(TB_MSG_LEVER_NO_EFFECT_CAN_BE),
                                                          out->n, (int)TB_REACH_LEAST);
        const char *vi = out->n == 0 ? tbi_arena_printf(a, TB_VI(TB_MSG_LEVER_NO_PAIRS_OF_YEARS),
                                                        (int)TB_REACH_LEAST)
                                     : tbi_arena_printf(a, TB_VI(TB_MSG_LEVER_NO_EFFECT_CAN_BE),
                                                        out->n, (int)TB_REACH_LEAST);
        if (text == NULL || vi == NULL)
            return tbi_no_memory(err, "the historical change of a component");
        note_no_record(out, text, vi);
    }
    return TB_OK;
}

/* place [size]: of order statistics at which the 75 % point of a sample of n may lie. */
static void list_places(double *place, size_t size, double n, tb_number_book *book)
{
    static const char WHAT[] = "places of the 75 % point";
    char name[65];
    tb_digest of;
    const double about[2] = { (double)size, n };
    tbi_digest_start(&of);
    tbi_digest_add(&of, WHAT, sizeof WHAT);
    tbi_digest_add(&of, about, sizeof about);
    if (tbi_number_book_find(place, size, name, book, &of))
        return;
    for (size_t k = 0; k < size; k++)
        place[k] =
            tbi_beta_quantile(((double)k + 0.5) / (double)size, 0.75 * (n + 1), 0.25 * (n + 1));
    tbi_number_book_add(book, name, place, size);
}

/* The distribution of the 75 % point, and not of a change: what is uncertain is how far the best
 * quarter came. */
void tbi_historical_change_grid(double *grid, size_t size, const tb_historical_change *r,
                                tb_number_book *book)
{
    list_places(grid, size, r->effective, book);
    for (size_t k = 0; k < size; k++)
        grid[k] = tbi_weighted_quantile(r->change, r->below, r->changes, grid[k]);
}
