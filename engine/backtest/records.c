/* records.c - the record beside a probability: when the forecasts of an index said about this of
 * this kind of goal, how often did it come true? Read from datasets/records.csv, which the command
 * makes (bench/records.sh) and the build takes in, so that library and record are of one model. */
#include "backtest/record_rows.h"
#include "messages/backtest.h"
#include "num/dist.h"

#include <math.h>
#include <string.h>
#include <tangbac/verification.h>

static const double FARTHEST =
    2; /* a record of another number of places stands in up to this ratio */

/* Kind and number of a goal as the record has them; NULL: kinds that are not on record. */
static const char *find_kind(int *number, const tb_goal *g)
{
    *number = 0;
    switch (g->kind) {
    case TB_GOAL_PLACE:
    case TB_GOAL_BAND:
        *number = g->place;
        return "top";
    case TB_GOAL_CLIMB:
        *number = g->up;
        return "climb";
    case TB_GOAL_KEEP:
        *number = g->place;
        return g->place > 0 ? "top" : "keep";
    case TB_GOAL_IMPROVE:
        *number = 1;
        return g->rise_rank && !g->rise_score ? "climb" : NULL;
    default:
        return NULL;
    }
}

/* Of two numbers of places: the ratio counts, since top 3 and top 5 differ more than top 30
 * and top 32. A number of 0 (kinds without one) is near itself only. */
static double measure_distance(int a, int b)
{
    if (a <= 0 || b <= 0)
        return a == b ? 0 : INFINITY;
    return fabs(log((double)a / (double)b));
}

/* Static texts; n stays 0, which is how readers know. */
static void set_reason(tb_goal_record *out, const char *reason, const char *reason_vi)
{
    out->reason = reason;
    out->reason_vi = reason_vi;
}

/* Whether a row is of this index, kind of goal and distance. */
static bool is_of(const tb_record_row *r, const char *index, const char *kind, int horizon)
{
    return r->horizon == horizon && strcmp(r->kind, kind) == 0 && strcmp(r->index, index) == 0;
}

/* What the record says of this bin. The baseline is the model of past moves
 * (verification_places.c), which sees places alone. */
static void copy_bin(tb_goal_record *out, const tb_record_row *l)
{
    out->number = l->number;
    out->low = l->low;
    out->high = l->high;
    out->n = (size_t)l->n;
    out->mean = l->mean;
    out->met = l->met;
    out->se = l->se;
    out->brier = l->brier;
    out->brier_baseline = l->brier_baseline;
    out->since = l->since;
    out->until = l->until;
    out->baseline = "moves";
}

/* The larger of the binomial variance of a bin's share and of that over years. The latter of a bin
 * of which every result was the same, or all were of one year, is no estimate: the binomial one
 * then stands alone. */
static double compute_variance(const tb_record_row *l)
{
    double binomial = l->mean * (1 - l->mean) / l->n;
    return l->se * l->se > binomial ? l->se * l->se : binomial;
}

/* The next row of the record's kind, number and distance, from *r on; false: there is none. */
static bool find_next_row(const tb_record_row **r, const tb_goal_record *of, const char *index,
                          int horizon)
{
    while ((*r)->index != NULL &&
           ((*r)->number != of->number || !is_of(*r, index, of->kind, horizon)))
        (*r)++;
    return (*r)->index != NULL;
}

/* The Brier score of the share that came, said always: of all rows, one of each kind added
 * (Laplace), so that a share of 0 or 1 is not certain. Of B - m (1 - m), the difference, the error
 * follows by the delta method from the variances v_b of the bins' shares:
 * (n_b / n)^2 4 (m - said_b)^2 v_b. */
static bool is_worse_than_constant(tb_goal_record *out, const char *index, int horizon)
{
    const tb_record_row *l = tbi_record_rows;
    double n = 0;
    double met = 0;
    double variance = 0;
    double brier = NAN;
    for (; find_next_row(&l, out, index, horizon); l++) {
        n += l->n;
        met += l->n * l->met;
        brier = l->brier;
    }
    double m = met / n;
    double off = (met + 1) / (n + 2) - m;
    l = tbi_record_rows;
    for (; find_next_row(&l, out, index, horizon); l++)
        variance += l->n / n * (l->n / n) * 4 * (m - l->mean) * (m - l->mean) * compute_variance(l);
    out->brier_constant = m * (1 - m) + off * off;
    out->constant_se = sqrt(variance);
    return brier - out->brier_constant > out->constant_se;
}

/* The joint test of all bins of the record's kind and number (Hosmer and Lemeshow 1980; nothing was
 * fitted to the bins, so each has its own degree of freedom), and what one number would have
 * done. */
static void test_kind(tb_goal_record *out, const char *index, int horizon)
{
    static const double LEAST = 20, LEVEL = 0.05;
    const tb_record_row *l = tbi_record_rows;
    double n = 0;
    out->calibration = 0;
    for (; find_next_row(&l, out, index, horizon); l++) {
        double variance = compute_variance(l);
        n += l->n;
        if (!(variance > 1e-12))
            continue;
        out->calibration += (l->met - l->mean) * (l->met - l->mean) / variance;
        out->calibration_df++;
    }
    out->calibration_n = (size_t)n;
    if (out->calibration_df > 0)
        out->calibration_p = tbi_chisq_upper(out->calibration, out->calibration_df);
    bool worse = is_worse_than_constant(out, index, horizon);
    if (!(n >= LEAST) || out->calibration_df == 0)
        return;
    out->calibrated = out->calibration_p < LEVEL || worse ? TB_CALIBRATED_NO : TB_CALIBRATED_YES;
}

/* The number of places on record that is nearest to the goal's own; 0 without one is exact. */
static bool find_number(int *number, const char *index, const char *kind, int horizon, int wanted)
{
    double nearest = log(FARTHEST) + 1e-9;
    bool any = false;
    for (const tb_record_row *l = tbi_record_rows; l->index != NULL; l++) {
        if (!is_of(l, index, kind, horizon) || !(measure_distance(wanted, l->number) < nearest))
            continue;
        nearest = measure_distance(wanted, l->number);
        *number = l->number;
        any = true;
    }
    return any;
}

/* Reads the rows each time: there are a few hundred, and no state is kept between calls. */
void tb_goal_record_of(tb_goal_record *out, const char *index, const tb_goal *goal, int horizon,
                       double probability)
{
    int number;
    double nearest = log(FARTHEST) + 1e-9;
    const char *kind = goal != NULL ? find_kind(&number, goal) : NULL;
    *out = (tb_goal_record){ .mean = NAN, .met = NAN, .se = NAN, .brier = NAN };
    out->brier_baseline = out->low = out->high = out->calibration = out->calibration_p = NAN;
    out->brier_constant = out->constant_se = NAN;
    if (isnan(probability)) {
        set_reason(out, TB_MSG_BACKTEST_THERE_PROBABILITY);
        return;
    }
    if (kind == NULL) {
        set_reason(out, TB_MSG_BACKTEST_GOALS_KIND_LOOKED_BACK);
        return;
    }
    for (const tb_record_row *l = tbi_record_rows; l->index != NULL; l++) {
        if (!is_of(l, index, kind, horizon))
            continue;
        double off = measure_distance(number, l->number);
        /* bins are closed below and open above, but for the last one */
        if (probability < l->low || (probability >= l->high && l->high < 1) || !(off < nearest))
            continue;
        nearest = off;
        out->kind = kind;
        copy_bin(out, l);
    }
    if (out->n == 0)
        set_reason(out, TB_MSG_BACKTEST_NOTHING_LIKE_SAID_PUBLISHED);
    /* the kind may be known to be wrong though nothing was said in this bin */
    if (out->n == 0 && find_number(&out->number, index, kind, horizon, number))
        out->kind = kind;
    if (out->kind != NULL)
        test_kind(out, index, horizon);
}
