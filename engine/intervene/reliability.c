/* reliability.c - bins of probabilities, scores, and their errors over years. */
#include "intervene/reliability.h"

#include <math.h>
#include <string.h>

enum { BINS = TB_HINDSIGHT_BINS };

/* Sums of one origin, for one bin or for the score. */
typedef struct part {
    double n, sum;
} part;

/* A probability that was said, and an outcome that is known. */
static bool is_counted(const tb_survey_row *r)
{
    return r->met >= 0 && !isnan(r->chance);
}

/* A probability of one belongs to the last bin. */
static size_t find_bin(double chance)
{
    return chance >= 1 ? BINS - 1 : (size_t)(chance * BINS);
}

/* Of the ratio sum / n of all origins together. */
static double compute_error(const part *p, size_t origins, size_t step, double ratio, double n)
{
    double squares = 0, used = 0;
    for (size_t k = 0; k < origins; k++) {
        double left = p[k * step].sum - ratio * p[k * step].n;
        squares += left * left;
        used += p[k * step].n > 0;
    }
    return used > 1 ? sqrt(used / (used - 1) * squares) / n : NAN;
}

/* Rows stand by origin. brier: mean of (probability - outcome)^2 within the origin (Brier 1950);
 * NaN for an origin without a counted row. year [n] out; returns how many. chance and share are
 * means, 0..1. */
static size_t count_origins(tb_reliability_year *year, const tb_survey_row *row, size_t n)
{
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        if (k == 0 || year[k - 1].origin != row[i].origin)
            year[k++] = (tb_reliability_year){ .origin = row[i].origin, .year = row[i].year };
        if (!is_counted(&row[i]))
            continue;
        tb_reliability_year *y = &year[k - 1];
        y->n++;
        y->chance += row[i].chance;
        y->share += row[i].met;
        y->brier += (row[i].chance - row[i].met) * (row[i].chance - row[i].met);
    }
    for (size_t i = 0; i < k; i++) {
        double count = (double)year[i].n;
        year[i].chance = count > 0 ? year[i].chance / count : NAN;
        year[i].share = count > 0 ? year[i].share / count : NAN;
        year[i].brier = count > 0 ? year[i].brier / count : NAN;
    }
    return k;
}

/* The Brier score of one who always says the share met of each goal: sum of m (1 - m / n) over
 * all counted rows. O(goals x rows). In the same units as brier: the mean of squares, NaN
 * without rows. */
static void score_climatology(tb_reliability_table *h, const tb_survey_row *row, size_t n,
                              size_t goals)
{
    double squares = 0, all = 0;
    for (size_t g = 0; g < goals; g++) {
        double met = 0, count = 0;
        for (size_t i = 0; i < n; i++)
            if (row[i].goal == g && is_counted(&row[i])) {
                met += row[i].met;
                count++;
            }
        if (count > 0)
            squares += met * (1 - met / count);
        all += count;
    }
    h->climatology = all > 0 ? squares / all : NAN;
}

/* Mean probability and share met of each fifth of the probabilities, with the error of the share
 * over origins (a year hits all units alike, so that rows of one origin are no independent
 * cases); binomial when there is a single origin. p [origins][BINS] overwritten; rows of one
 * origin follow one another. */
static void fill_bins(tb_reliability_table *h, const tb_survey_row *row, size_t n, part *p)
{
    size_t k = 0;
    for (size_t b = 0; b < BINS; b++)
        h->bin[b] = (tb_reliability){ .from = (double)b / BINS, .to = (double)(b + 1) / BINS };
    for (size_t i = 0; i < n; i++) {
        /* rows stand by origin, so a change of it is the next one */
        if (i > 0 && row[i].origin != row[i - 1].origin)
            k++;
        if (!is_counted(&row[i]))
            continue;
        size_t b = find_bin(row[i].chance);
        h->bin[b].n++;
        h->bin[b].chance += row[i].chance;
        p[k * BINS + b].n++;
        p[k * BINS + b].sum += row[i].met;
        h->bin[b].share += row[i].met;
    }
    for (size_t b = 0; b < BINS; b++) {
        tb_reliability *one = &h->bin[b];
        double count = (double)one->n;
        one->chance = count > 0 ? one->chance / count : NAN;
        one->share = count > 0 ? one->share / count : NAN;
        one->se = h->years > 1 ? compute_error(p + b, h->years, BINS, one->share, count)
                               : sqrt(one->share * (1 - one->share) / count);
        /* nothing varies: that says nothing of the error */
        if (one->n == 0 || one->share <= 0 || one->share >= 1)
            one->se = NAN;
    }
}

/* Standard errors by origin: the units of one year share its surprise and are not independent.
 * row [n] by origin. false: no memory. p is used twice: by origin and bin, then by origin. */
bool tbi_reliability_make(tb_reliability_table *out, const tb_survey_row *row, size_t n,
                          size_t goals, tb_arena *a)
{
    tb_reliability_table h = { .brier = NAN, .brier_se = NAN };
    h.year = TB_NEW(a, tb_reliability_year, n);
    if (h.year == NULL)
        return false;
    h.years = count_origins(h.year, row, n);
    part *p = TB_NEW(a, part, (h.years * BINS));
    if (p == NULL)
        return false;
    fill_bins(&h, row, n, p);
    score_climatology(&h, row, n, goals);
    double sum = 0, all = 0;
    for (size_t k = 0; k < h.years; k++) {
        double count = (double)h.year[k].n;
        p[k] = (part){ .n = count, .sum = count > 0 ? count * h.year[k].brier : 0 };
        sum += p[k].sum;
        all += count;
    }
    if (all > 0) {
        h.brier = sum / all;
        h.brier_se = compute_error(p, h.years, 1, h.brier, all);
    }
    *out = h;
    return true;
}
