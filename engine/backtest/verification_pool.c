/* verification_pool.c - from rows to pooled scores with standard errors over target years: the
 * units of a year move together, so years are the sample.
 *
 * With n rows, yearly sums S_t of a loss and n_t of rows: mean m = sum S_t / n and, by the delta
 * method, se^2 = Y / (Y - 1) sum (S_t - m n_t)^2 / n^2 over Y years. */
#include "backtest/verification_rows.h"
#include "num/dist.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

/* target years that there is room for; the caller asks for at most 101 */
enum { YEARS = 128 };

/* Sums of a loss by origin. */
typedef struct sums {
    double sum[YEARS], n[YEARS];
    int origin[YEARS];
    size_t years;
} sums;

/* By origin, in whatever order they come. NaN: the model said nothing of that row. */
static void add_loss(sums *s, int origin, double loss)
{
    size_t k = 0;
    if (isnan(loss))
        return;
    while (k < s->years && s->origin[k] != origin)
        k++;
    if (k == YEARS)
        return;
    if (k == s->years) {
        s->origin[s->years++] = origin;
        s->sum[k] = s->n[k] = 0;
    }
    s->sum[k] += loss;
    s->n[k]++;
}

/* NAN without rows; the error needs two years. */
static void average_losses(double *mean, double *se, const sums *s)
{
    double total = 0;
    double n = 0;
    double squares = 0;
    for (size_t k = 0; k < s->years; k++) {
        total += s->sum[k];
        n += s->n[k];
    }
    *mean = n > 0 ? total / n : NAN;
    *se = NAN;
    for (size_t k = 0; k < s->years; k++)
        squares += (s->sum[k] - *mean * s->n[k]) * (s->sum[k] - *mean * s->n[k]);
    double years = (double)s->years;
    if (s->years > 1)
        *se = sqrt(squares * years / (years - 1)) / n;
}

/* Rows of all years; the counts are whole numbers kept as doubles. */
static size_t count_rows(const sums *s)
{
    double n = 0;
    for (size_t k = 0; k < s->years; k++)
        n += s->n[k];
    return (size_t)n;
}

/* What was said and what came, in the same bin, so that the two means can be compared. */
static void add_bin(sums *said, sums *met, const tb_verification_row *s, double p, bool came)
{
    size_t bin = p >= 1 ? TB_VERIFIED_BINS - 1 : (size_t)(p * TB_VERIFIED_BINS);
    add_loss(&said[bin], s->origin, p);
    add_loss(&met[bin], s->origin, came);
}

/* Hosmer and Lemeshow: squared misses of the bins over their variance, as many degrees of freedom
 * as bins with rows, since nothing was fitted to them. */
static void test_bins(tb_verified *v)
{
    double df = 0;
    v->calibration = 0;
    for (size_t b = 0; b < TB_VERIFIED_BINS; b++) {
        double n = (double)v->bin_n[b];
        double p = v->bin_said[b];
        if (!(n > 0) || !(p * (1 - p) > 1e-9))
            continue;
        v->calibration += n * (v->bin_met[b] - p) * (v->bin_met[b] - p) / (p * (1 - p));
        df++;
    }
    v->calibration_p = df > 0 ? tbi_chisq_upper(v->calibration, df) : NAN;
}

/* difference, to_printed: Brier score less that of the models "law" and "printed", row by row, so
 * that their errors are of paired years. */
static bool pool_goal(tb_verified *out, const tb_verification_table *t, size_t m, size_t g,
                      bool complete)
{
    sums brier = { 0 };
    sums difference = { 0 };
    sums to_printed = { 0 };
    sums said[TB_VERIFIED_BINS];
    sums met[TB_VERIFIED_BINS];
    memset(said, 0, sizeof said);
    memset(met, 0, sizeof met);
    for (size_t r = 0; r < t->n; r++) {
        const tb_verification_row *s = &t->row[r];
        double p = s->goal[m][g];
        if (s->base <= 0 || s->rank <= 0 || isnan(p) || (complete && !s->complete))
            continue;
        /* met: the place that came is at least as good as the one that was asked for */
        bool came = s->rank <= tbi_verification_cut(g, s->base);
        double law = s->goal[TB_VERIFICATION_LAW][g];
        double printed = s->goal[TB_VERIFICATION_PRINTED][g];
        double own = (p - came) * (p - came);
        add_loss(&brier, s->origin, own);
        add_loss(&difference, s->origin, own - (law - came) * (law - came));
        if (!isnan(printed))
            add_loss(&to_printed, s->origin, own - (printed - came) * (printed - came));
        add_bin(said, met, s, p, came);
    }
    *out = (tb_verified){ .model = tbi_verification_model_names[m],
                          .kind = tbi_verification_goals[g].kind,
                          .number = tbi_verification_goals[g].number,
                          .complete = complete,
                          .n = count_rows(&brier),
                          .years = brier.years,
                          .difference = NAN,
                          .difference_se = NAN,
                          .to_printed = NAN,
                          .to_printed_se = NAN };
    average_losses(&out->brier, &out->brier_se, &brier);
    if (m != TB_VERIFICATION_LAW)
        average_losses(&out->difference, &out->difference_se, &difference);
    if (m != TB_VERIFICATION_PRINTED)
        average_losses(&out->to_printed, &out->to_printed_se, &to_printed);
    for (size_t b = 0; b < TB_VERIFIED_BINS; b++) {
        double unused;
        out->bin_n[b] = count_rows(&met[b]);
        average_losses(&out->bin_said[b], &unused, &said[b]);
        average_losses(&out->bin_met[b], &out->bin_se[b], &met[b]);
    }
    test_bins(out);
    return out->n > 0;
}

/* Mass of a place's distribution between two levels, as a share of the place's own mass: the
 * randomised PIT of Czado, Gneiting and Held (2009), in expectation. */
static double compute_share_between(const tb_verification_row *s, size_t m, double from, double to)
{
    double own = fmax(s->upto[m] - s->below[m], 1e-9);
    double in = fmin(s->below[m] + own, to) - fmax(s->below[m], from);
    return fmax(0, in) / own;
}

/* -log of what a model gave to the place that came. */
static double compute_log_score(const tb_verification_row *s, size_t m)
{
    static const double LEAST = 1e-4; /* a place that no draw had is not infinitely unlikely */
    return -log(fmax(s->upto[m] - s->below[m], LEAST));
}

/* Rows that stand apart: units whose places are known in every year that is judged, and places
 * whose unit was published at the origin or was not. */
typedef enum subset {
    ALL,
    COMPLETE,
    KNOWN,
    SILENT,
} subset;

/* Log score, ranked probability score, coverage and PIT of the distributions of places of one
 * model. false: it said nothing of any place. */
static bool pool_places(tb_verified_places *out, const tb_verification_table *t, size_t m,
                        subset of)
{
    static const char *const start[] = {
        [ALL] = "any", [COMPLETE] = "any", [KNOWN] = "known", [SILENT] = "silent"
    };
    sums loss = { 0 };
    sums difference = { 0 };
    sums to_printed = { 0 };
    sums rps = { 0 };
    sums inside = { 0 };
    *out = (tb_verified_places){ .model = tbi_verification_model_names[m],
                                 .complete = of == COMPLETE,
                                 .start = start[of],
                                 .difference = NAN,
                                 .difference_se = NAN,
                                 .to_printed = NAN,
                                 .to_printed_se = NAN };
    for (size_t r = 0; r < t->n; r++) {
        const tb_verification_row *s = &t->row[r];
        if (s->rank <= 0 || isnan(s->upto[m]) || (of == COMPLETE && !s->complete) ||
            (of == KNOWN && s->base <= 0) || (of == SILENT && s->base > 0))
            continue;
        double own = compute_log_score(s, m);
        add_loss(&loss, s->origin, own);
        add_loss(&difference, s->origin, own - compute_log_score(s, TB_VERIFICATION_LAW));
        if (!isnan(s->upto[TB_VERIFICATION_PRINTED]))
            add_loss(&to_printed, s->origin, own - compute_log_score(s, TB_VERIFICATION_PRINTED));
        add_loss(&rps, s->origin, s->rps[m]);
        add_loss(&inside, s->origin, compute_share_between(s, m, 0.05, 0.95));
        for (size_t k = 0; k < TB_VERIFIED_TENTHS; k++)
            out->pit[k] += compute_share_between(s, m, (double)k / 10, (double)(k + 1) / 10);
    }
    double unused;
    out->n = count_rows(&loss);
    out->years = loss.years;
    average_losses(&out->log_score, &out->log_se, &loss);
    average_losses(&out->rps, &unused, &rps);
    average_losses(&out->coverage90, &out->coverage_se, &inside);
    if (m != TB_VERIFICATION_LAW)
        average_losses(&out->difference, &out->difference_se, &difference);
    if (m != TB_VERIFICATION_PRINTED)
        average_losses(&out->to_printed, &out->to_printed_se, &to_printed);
    for (size_t k = 0; k < TB_VERIFIED_TENTHS && out->n > 0; k++)
        out->pit[k] /= (double)out->n;
    return out->n > 0;
}

/* k 0: "law", 1: "borrowed". Coverage is that of the PIT between 0.05 and 0.95; pit [tenths] are
 * shares. */
static bool pool_scores(tb_verified_scores *out, const tb_verification_table *t, size_t k)
{
    sums crps = { 0 };
    sums difference = { 0 };
    sums loss = { 0 };
    sums inside = { 0 };
    *out = (tb_verified_scores){ .model = k == 0 ? "law" : "borrowed",
                                 .difference = NAN,
                                 .difference_se = NAN };
    for (size_t r = 0; r < t->n; r++) {
        const tb_verification_row *s = &t->row[r];
        if (isnan(s->crps[k]))
            continue;
        add_loss(&crps, s->origin, s->crps[k]);
        add_loss(&difference, s->origin, s->crps[k] - s->crps[0]);
        add_loss(&loss, s->origin, s->log_score[k]);
        add_loss(&inside, s->origin, s->pit[k] >= 0.05 && s->pit[k] <= 0.95);
        size_t tenth = (size_t)(s->pit[k] * TB_VERIFIED_TENTHS);
        out->pit[tenth < TB_VERIFIED_TENTHS ? tenth : TB_VERIFIED_TENTHS - 1]++;
    }
    double unused;
    out->n = count_rows(&crps);
    out->years = crps.years;
    average_losses(&out->crps, &out->crps_se, &crps);
    average_losses(&out->log_score, &unused, &loss);
    average_losses(&out->coverage90, &unused, &inside);
    if (k > 0)
        average_losses(&out->difference, &out->difference_se, &difference);
    for (size_t b = 0; b < TB_VERIFIED_TENTHS && out->n > 0; b++)
        out->pit[b] /= (double)out->n;
    return out->n > 0;
}

/* First over all rows, then (complete) over the units whose places are known in every year; places
 * by what was known at the origin too. place: room for TB_VERIFICATION_SUBSETS rows of every
 * model. */
void tbi_verification_pool(tb_verified *goal, size_t *n_goal, tb_verified_places *place,
                           size_t *n_place, tb_verified_scores *score, size_t *n_score,
                           const tb_verification_table *t)
{
    *n_goal = *n_place = *n_score = 0;
    for (int complete = 0; complete < 2; complete++)
        for (size_t m = 0; m < TB_VERIFICATION_MODELS; m++) {
            for (size_t g = 0; g < TB_VERIFICATION_GOALS; g++)
                *n_goal += pool_goal(&goal[*n_goal], t, m, g, complete != 0);
        }
    for (int of = 0; of < TB_VERIFICATION_SUBSETS; of++)
        for (size_t m = 0; m < TB_VERIFICATION_MODELS; m++)
            *n_place += pool_places(&place[*n_place], t, m, (subset)of);
    for (size_t k = 0; k < 2; k++)
        *n_score += pool_scores(&score[*n_score], t, k);
}
