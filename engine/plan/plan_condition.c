/* plan_condition.c - how often was the whole condition of a plan met? With S components that rise as
 * the best quarter did, each alone is met by a quarter of the comparable cases, all together by far
 * fewer: what comparable provinces reached in the sum is its own best quarter,
 *   factor = q75(sum_k w_k g_k) / sum_k w_k q75(g_k),
 * g_k the gain of component k beyond the forecast without action in the same province and years. */
#include "plan/plan_condition.h"

#include "base/error.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_CASES = 10 };

typedef struct together {
    double start, gain, weight; /* weighted sums; kernel weight */
    size_t row;                 /* of the single gains */
} together;

static int smaller_gain_first(const void *a, const void *b)
{
    const together *x = a;
    const together *y = b;
    return (x->gain > y->gain) - (x->gain < y->gain);
}

/* Province-years of the components key [n], all of one index: sums of starts and gains, and the
 * single gains part [rows][n]. */
static size_t collect(together *out, double *part, const tb_key *const *key, const double *weight,
                      size_t n)
{
    size_t found = 0;
    const tb_historical_change *first = &key[0]->reach;
    for (size_t t = 0; t < first->row_years; t++) {
        int year = first->first + (int)t;
        for (size_t u = 0; u < first->row_units; u++) {
            together one = { .row = found };
            for (size_t k = 0; k < n; k++) {
                const tb_historical_change *r = &key[k]->reach;
                ptrdiff_t row = year - r->first;
                bool in = row >= 0 && (size_t)row < r->row_years && u < r->row_units;
                double gain = in ? r->row_change[(size_t)row * r->row_units + u] : NAN;
                one.start += in ? weight[k] * r->row_start[(size_t)row * r->row_units + u] : NAN;
                one.gain += weight[k] * gain;
                part[found * n + k] = gain;
            }
            if (!isnan(one.gain) && !isnan(one.start))
                out[found++] = one;
        }
    }
    return found;
}

/* Fills the kernel weights and keeps the comparable ones; returns how many. */
static size_t keep_comparable(together *all, size_t n, double s0, double *start, double *weight)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        start[i] = all[i].start;
    (void)tbi_start_weights(weight, start, n, s0);
    for (size_t i = 0; i < n; i++) {
        all[i].weight = weight[i];
        if (weight[i] > 0)
            all[kept++] = all[i]; /* never ahead of i */
    }
    return kept;
}

/* The weighted 75 % point of `gain`; sorts all. */
static double best_quarter(together *all, size_t n, double *gain, double *below)
{
    double sum = 0;
    double so_far = 0;
    qsort(all, n, sizeof *all, smaller_gain_first);
    for (size_t i = 0; i < n; i++)
        sum += all[i].weight;
    for (size_t i = 0; i < n; i++) {
        gain[i] = all[i].gain;
        below[i] = (so_far + all[i].weight / 2) / sum;
        so_far += all[i].weight;
    }
    return tbi_weighted_quantile(gain, below, n, 0.75);
}

/* Sum of the single best quarters in the same rows, each by the same kind of quantile; and how many
 * rows met every one of them. */
static double single_quarters(size_t *met, together *all, size_t rows, const double *part,
                              const double *weight, size_t n, double *gain, double *below,
                              double *quarter)
{
    double sum = 0;
    *met = 0;
    for (size_t k = 0; k < n; k++) {
        for (size_t i = 0; i < rows; i++)
            all[i].gain = part[all[i].row * n + k];
        quarter[k] = best_quarter(all, rows, gain, below);
        sum += weight[k] * quarter[k];
    }
    for (size_t i = 0; i < rows; i++) {
        bool every = true;
        for (size_t k = 0; k < n; k++)
            every &= part[all[i].row * n + k] >= quarter[k];
        *met += every;
    }
    return sum;
}

static tb_status of_one_index(tb_plan_condition *out, const tb_key *const *key,
                              const double *weight, size_t n, tb_err *err)
{
    tb_arena own = { 0 };
    size_t room = key[0]->reach.row_years * key[0]->reach.row_units + 1;
    together *all = TB_NEW(&own, together, room);
    double *part = TB_NEW(&own, double, room *n);
    double *start = TB_NEW(&own, double, room);
    double *kernel = TB_NEW(&own, double, room);
    double *gain = TB_NEW(&own, double, room);
    double *below = TB_NEW(&own, double, room);
    double *quarter = TB_NEW(&own, double, n);
    if (own.refused)
        return tbi_no_memory(err, "the condition of a plan");
    double s0 = 0;
    for (size_t k = 0; k < n; k++)
        s0 += weight[k] * key[k]->reach.start;
    size_t found = collect(all, part, key, weight, n);
    size_t kept = keep_comparable(all, found, s0, start, kernel);
    *out = (tb_plan_condition){ .n = kept, .factor = n > 1 ? 1 / sqrt((double)n) : 1 };
    if (kept >= LEAST_CASES) { /* with fewer: as if the components moved on their own */
        double together_reach = best_quarter(all, kept, gain, below);
        double apart = single_quarters(&out->met, all, kept, part, weight, n, gain, below, quarter);
        out->factor = apart > 0 ? fmin(fmax(together_reach / apart, 0), 1) : 1;
    }
    tbi_arena_free(&own);
    return TB_OK;
}

tb_status tbi_plan_condition_of(tb_plan_condition *out, const tb_key *const *key,
                                const double *weight, size_t n, tb_err *err)
{
    tb_arena own = { 0 };
    tb_status st = TB_OK;
    size_t most = 0;
    const tb_key **mine = TB_NEW(&own, const tb_key *, n);
    double *points = TB_NEW(&own, double, n);
    *out = (tb_plan_condition){ .factor = 1 };
    if (mine == NULL || points == NULL)
        return tbi_no_memory(err, "the condition of a plan");
    for (size_t i = 0; i < n && st == TB_OK; i++) {
        size_t same = 0;
        bool seen = false;
        for (size_t k = 0; k < n; k++) {
            bool is = key[k]->evidence == TB_EVIDENCE_HISTORICAL &&
                      key[i]->evidence == TB_EVIDENCE_HISTORICAL &&
                      key[k]->index == key[i]->index && weight[k] > 0;
            seen |= is && k < i;
            points[same] = weight[k];
            mine[same] = key[k];
            same += is;
        }
        tb_plan_condition one = { .factor = 1 };
        if (seen || same == 0)
            continue;
        st = of_one_index(&one, mine, points, same, err);
        out->factor = st == TB_OK ? fmin(out->factor, same > 1 ? one.factor : 1) : out->factor;
        if (st == TB_OK && same > most) {
            most = same;
            out->n = one.n;
            out->met = one.met;
        }
    }
    tbi_arena_free(&own);
    return st;
}
