/* tangbac/verification.h - what was said in the past of places and scores that were published, and
 * what came: every published figure of a target year against models that know the facts up to the
 * origin and nothing later.
 */
#ifndef TANGBAC_VERIFICATION_H
#define TANGBAC_VERIFICATION_H

#include <tangbac/forecast.h>
#include <tangbac/goal.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { TB_VERIFIED_BINS = 5, TB_VERIFIED_TENTHS = 10 };

/* One model on one kind of goal: "top" (rank <= number), "climb" (rank <= max(1, base - number)),
 * "keep" (rank <= base; number 0). Rows are units whose place was published at the origin and in
 * the target year. Standard errors are over target years; `difference` is the mean Brier score less
 * that of the model "law" on the same rows (NaN for that model itself), `to_printed` less that of
 * the model "printed", which knows as the models of published places do that it is printed. */
typedef struct tb_verified {
    const char *model, *kind;
    int number;
    bool complete; /* only of units whose place is known in every year that was judged */
    size_t n, years;
    double brier, brier_se, difference, difference_se, to_printed, to_printed_se;
    /* by fifths of the probability that was said: how often, its mean, the share that came true and
     * its standard error */
    size_t bin_n[TB_VERIFIED_BINS];
    double bin_said[TB_VERIFIED_BINS], bin_met[TB_VERIFIED_BINS], bin_se[TB_VERIFIED_BINS];
    /* chi-square over the bins with any rows (Hosmer and Lemeshow 1980), and its tail
     * probability */
    double calibration, calibration_p;
} tb_verified;

/* One model on all published places: -log probability of the place, ranked probability score,
 * share inside the central 90 %, where the place fell in its distribution (tenths of the
 * randomised PIT). */
typedef struct tb_verified_places {
    const char *model;
    bool complete;
    size_t n, years;
    double log_score, log_se, difference, difference_se, rps, coverage90, coverage_se;
    double to_printed, to_printed_se;
    double pit[TB_VERIFIED_TENTHS];
    /* of which units: "any"; "known", whose place at the origin was published; "silent", the others
     */
    const char *start;
} tb_verified_places;

/* One model on all published scores, as deviations from the national mean of their year. */
typedef struct tb_verified_scores {
    const char *model;
    size_t n, years;
    double crps, crps_se, difference, difference_se, log_score, coverage90;
    double pit[TB_VERIFIED_TENTHS];
} tb_verified_scores;

/* What was said of one unit from one origin: for a table of a province's own history. */
typedef struct tb_verified_case {
    const char *unit; /* code */
    int origin, base, rank;
    double top10[2]; /* probability by the models "law" and "borrowed"; NaN = none */
} tb_verified_case;

typedef struct tb_verification_opts {
    size_t size;
    const char *index;
    int first_origin, last_origin, horizon;
    size_t draws;
    uint64_t seed;
    int threads;
} tb_verification_opts;
#define TB_VERIFICATION_OPTS_INIT                                                    \
    {                                                                                \
        .size = sizeof(tb_verification_opts), .horizon = 1, .draws = 4000, .seed = 1 \
    }

typedef struct tb_verification tb_verification;

/* Models: "law" (what forecasts use), "printed" (the same, given that the cell is printed),
 * "borrowed" (completed tables that move as the complete indices do), "places" (a model of
 * published places alone), "moves" (past moves of places by starting place), "logit" (a logit in
 * the starting place, goal by goal), "persistence". Errors: TB_EARG, TB_EDATA (nothing can be
 * judged), TB_ENOMEM. */
TB_MUST_CHECK tb_status tb_verification_run(tb_verification **out, const tb_panel *p,
                                            const tb_verification_opts *o, tb_err *err);
void tb_verification_free(tb_verification *v);

const char *tb_verification_index(const tb_verification *v);
int tb_verification_horizon(const tb_verification *v);
/* First and last target year that was judged. */
void tb_verification_years(int *first, int *last, const tb_verification *v);
size_t tb_verification_goals(const tb_verification *v);
const tb_verified *tb_verification_goal_at(const tb_verification *v, size_t i);
size_t tb_verification_places(const tb_verification *v);
const tb_verified_places *tb_verification_places_at(const tb_verification *v, size_t i);
size_t tb_verification_scores(const tb_verification *v);
const tb_verified_scores *tb_verification_scores_at(const tb_verification *v, size_t i);
size_t tb_verification_cases(const tb_verification *v);
const tb_verified_case *tb_verification_case_at(const tb_verification *v, size_t i);
tb_notices tb_verification_notices(const tb_verification *v);

/* In JSON true, false, null. */
typedef enum tb_calibrated {
    TB_CALIBRATED_UNKNOWN,
    TB_CALIBRATED_YES,
    TB_CALIBRATED_NO
} tb_calibrated;

/* The record that stands beside a probability: of the same index, kind of goal and distance, what
 * came when about as much was said (low .. high) of published places. n 0: none, with a reason. */
typedef struct tb_goal_record {
    const char *kind; /* "top", "climb", "keep"; NULL where n is 0 */
    int number;       /* places of the goals on record: the nearest to the goal's own */
    size_t n;
    double low, high, mean, met, se; /* bin, mean probability said, share met, standard error */
    double brier, brier_baseline;    /* of all probabilities of this kind, and of the baseline */
    const char *baseline;
    int since, until; /* target years */
    const char *reason, *reason_vi;
    /* Whether probabilities of this kind of goal may be believed: all bins of the kind tested
     * together (chi-square, one degree of freedom a bin). A bin's variance is the larger of the
     * binomial one and that over target years, since the units of a year share its shocks. `no`
     * where the tail probability is below 0.05, or where one probability said always, the share
     * that came, would have had a lower Brier score by more than a standard error (brier_constant):
     * a page should say so instead of the number. `unknown` with fewer than 20 results. */
    tb_calibrated calibrated;
    size_t calibration_n; /* results in all bins */
    double calibration, calibration_df, calibration_p;
    double brier_constant, constant_se; /* of that share, and of the difference of the two scores */
} tb_goal_record;

/* goal NULL: not parsed. horizon: years from the origin to the goal's year. */
void tb_goal_record_of(tb_goal_record *out, const char *index, const tb_goal *goal, int horizon,
                       double chance);

#ifdef __cplusplus
}
#endif
#endif
