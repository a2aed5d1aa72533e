/* start_scores.c - scores for the places of a first table: between what is pinned by a power law,
 * outside of it by normal quantiles, bent until their mean is the published one. */
#include "complete/start_scores.h"

#include "base/error.h"
#include "num/dist.h"

#include <math.h>
#include <string.h>

/* The score of place p among n independent normal ones, in sd above the mean. */
static double find_quantile(const tb_rank_bounds *s, double p)
{
    double share = (p + 0.5) / (double)s->n;
    return tbi_normal_quantile(1 - fmin(fmax(share, 1e-6), 1 - 1e-6));
}

/* Whether the limits leave no more than rounding. */
static bool is_pinned(const tb_rank_bounds *s, size_t p)
{
    return s->high[p] - s->low[p] <= 4 * s->f->slack;
}

/* What is pinned nearest above and below a place: places and values, counts between places
 * included. NaN values: an open end. */
typedef struct neighbours {
    double at[2], value[2];
} neighbours;

/* out [n]: once for all that bend; one sweep from each end, then the counts. O(n counts) */
static void find_neighbours(neighbours *out, const tb_rank_bounds *s)
{
    neighbours now = { { -1, (double)s->n }, { NAN, NAN } };
    for (size_t p = 0; p < s->n; p++) {
        out[p] = now;
        if (is_pinned(s, p)) {
            now.at[0] = (double)p;
            now.value[0] = s->low[p];
        }
    }
    for (size_t p = s->n; p-- > 0;) {
        out[p].at[1] = now.at[1];
        out[p].value[1] = now.value[1];
        if (is_pinned(s, p)) {
            now.at[1] = (double)p;
            now.value[1] = s->high[p];
        }
    }
    for (size_t p = 0; p < s->n; p++)
        for (size_t k = 0; k < s->y->n_bar; k++) {
            double place = (double)s->y->bar[k].above - 0.5;
            if (place < (double)p && place > out[p].at[0]) {
                out[p].at[0] = place;
                out[p].value[0] = s->y->bar[k].at;
            }
            if (place > (double)p && place < out[p].at[1]) {
                out[p].at[1] = place;
                out[p].value[1] = s->y->bar[k].at;
            }
        }
}

/* Values for the places; bend > 0 lifts those that nothing pins, < 0 lowers them.
 * Between two pinned scores the places are spread by a power law whose exponent is exp(-bend);
 * outside the pinned ones by normal quantiles. Monotone in bend, which tbi_start_scores()
 * bisects. */
static void fill_scores(double *out, const tb_rank_bounds *s, const neighbours *beside,
                        double level, double sd, double bend)
{
    for (size_t p = 0; p < s->n; p++) {
        const double *at = beside[p].at, *v = beside[p].value;
        if (is_pinned(s, p)) {
            double fixed = s->y->fixed[s->who[p]];
            out[p] = !isnan(fixed) ? fixed : (s->low[p] + s->high[p]) / 2;
            continue;
        }
        if (!isnan(v[0]) && !isnan(v[1]))
            out[p] = v[1] + (v[0] - v[1]) * pow((at[1] - (double)p) / (at[1] - at[0]), exp(-bend));
        else if (!isnan(v[0]))
            out[p] = v[0] -
                     exp(-bend) * sd * (find_quantile(s, at[0]) - find_quantile(s, (double)p)) -
                     1e-6;
        else if (!isnan(v[1]))
            out[p] = v[1] +
                     exp(bend) * sd * (find_quantile(s, (double)p) - find_quantile(s, at[1])) +
                     1e-6;
        else
            out[p] = level + sd * find_quantile(s, (double)p) + bend * sd;
        out[p] = fmin(fmax(out[p], s->low[p]), s->high[p]);
    }
}

static double average_scores(const double *x, size_t n)
{
    double sum = 0;
    for (size_t k = 0; k < n; k++)
        sum += x[k];
    return sum / (double)n;
}

/* As near to the national mean as the limits let it come.
 * 80 halvings of [-8, 8]. The regions' means are left to the chain, which starts with wide
 * tolerances. */
tb_status tbi_start_scores(double *out, const tb_rank_bounds *s, double level, double sd,
                           tb_err *err)
{
    neighbours *beside = TB_NEW(s->a, neighbours, s->n);
    if (beside == NULL)
        return tbi_no_memory(err, "the start of the chain");
    find_neighbours(beside, s);
    fill_scores(out, s, beside, level, sd, 0);
    if (s->y->n_mean == 0 || strcmp(s->y->mean[0].scope, "VN") != 0)
        return TB_OK;
    double low = -8, high = 8;
    for (int k = 0; k < 80; k++) {
        double middle = (low + high) / 2;
        fill_scores(out, s, beside, level, sd, middle);
        if (average_scores(out, s->n) < s->y->mean[0].mean)
            low = middle;
        else
            high = middle;
    }
    return TB_OK;
}
