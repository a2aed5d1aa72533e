/* tangbac/intervene.h - one province's question: which measures, in which order, reach the goals,
 * and how sure are we?
 *
 * Every goal is reduced to a gap: in each joint draw of all units, the points that the unit lacks
 * given what all others score. The gap prices every component; measures have an effect only where
 * there is evidence for one. All texts are borrowed from the result, English with `_vi` beside. NaN
 * = absent, with a reason beside.
 */
#ifndef TANGBAC_INTERVENE_H
#define TANGBAC_INTERVENE_H

#include <tangbac/forecast.h>
#include <tangbac/goal.h>
#include <tangbac/plan.h>
#include <tangbac/scenario.h>
#include <tangbac/score.h>
#include <tangbac/standing.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tb_intervention_opts {
    size_t size;  /* of this struct, set by the initialiser */
    size_t draws; /* 0 = the scenario's, else 20000 */
    uint64_t seed;
    int threads; /* 0 = as many as there are cores; never changes a number */
    int leading; /* what "leading group" means in a goal; 0 = not said */
    /* "forecast": rivals move as forecast; "reach": the nearest ones also get their reach */
    const char *rivals;
    /* measures may also rest on associations between surveys (evidence `estimated`) */
    bool estimated;
    bool with_context; /* run: history, forecast and sensitivity too */
    /* looking back: what happened in the goals' years, read from later figures after every
     * probability was computed */
    bool evaluate;
    const char *model;       /* of the forecast, NULL = default */
    bool probabilities_only; /* nothing but the probabilities: no prices, measures and plans */
    bool best_plan_only;     /* of plans the best one only, no frontier */
    /* a survey from the question's origin to this one, the goals' years moving along; 0 = the
     * question's alone */
    int last_origin;
    /* units that `standing` compares with; none = region and group */
    size_t peers;
    const char *const *peer;
    /* folder in which what follows from the panel alone (completed tables, the record of earlier
     * years) is kept from one run to the next; NULL: it is worked out anew. Never changes a
     * byte. */
    const char *cache;
    /* told now and then what share of the work is done, 0 to 1, by the thread that called; NULL:
     * nobody. It cannot change the answer. */
    void (*tell)(void *about, double share);
    void *about;
} tb_intervention_opts;
#define TB_INTERVENTION_OPTS_INIT                                              \
    {                                                                          \
        .size = sizeof(tb_intervention_opts), .seed = 1, .rivals = "forecast", \
        .with_context = true                                                   \
    }

/* What can be had instead of a goal that is out of reach: with the plan where there is one. NaN, 0
 * = nothing to offer. */
typedef struct tb_counter_offer {
    int place_50, place_80; /* best places that are reached with at least that probability */
    double score_50, score_80;
    /* first year after the goal's in which the same goal has an even probability without action,
     * at most five years on; 0 = none, even_reason says why */
    int even_year;
    const char *even_reason, *even_reason_vi;
    /* the same with the plan of the goal carried out; 0 and no reason where the plan makes the goal
     * even in its own year, or there is none */
    int even_year_plan;
    const char *even_plan_reason, *even_plan_reason_vi;
} tb_counter_offer;

typedef struct tb_rival {
    const char *code, *name_vi, *name_en;
    /* share of the draws in which the goal is missed and this unit stands between the unit and its
     * goal */
    double chance_between;
    double lead; /* its mean lead in points */
} tb_rival;

typedef struct tb_goal_answer {
    const char *index, *goal; /* as asked: "PAPI.D5", "+5 ranks" */
    const char *index_name_vi, *index_name_en, *index_unit;
    tb_goal parsed;
    bool is_parsed;
    int any;
    int base_year, year; /* 0 = none */
    /* of the three below: the base year, or the origin when the goal compares with none; 0 = the
     * base year lies after the origin */
    int reference_year;
    double reference_score;      /* NaN = not known at the origin */
    int reference_rank;          /* 0 = not known */
    const char *reference_group; /* NULL = not known */
    int target_place;            /* rank that is asked for when it is certain; 0 otherwise */
    /* score that is asked for when it is certain; NaN otherwise */
    double target_score;
    double chance;                  /* without action */
    const char *reason, *reason_vi; /* why there is none */
    double chance_best;             /* of the stronger end of a range; NaN = none was named */
    /* simulation error of probability, of the completed tables and parameters too: from one seed
     * to another it moves by about so much */
    double chance_se;
    double noise_chance;
    const char *noise_reason, *noise_reason_vi;
    double chance_withheld;
    double chance_same_scheme; /* among the draws without a change of scheme; NaN = none such */
    double share_same_scheme;
    /* q05 q50 q95 of the national mean, goals on scores; NaN otherwise */
    double national[3];
    /* national mean at which the probability would be one half; NaN otherwise */
    double level_for_half;
    double gap[3]; /* q10 q50 q90, points; NaN where unbounded */
    /* q05 q50 q95 of the unit's score and rank that year, without action */
    double score_q[3], rank_q[3];
    size_t facts;          /* published figures that the forecast stands on */
    int n_ranked, n_known; /* of the table at the origin; -1 = not known */
    size_t prices;
    const tb_price *price;
    size_t levers, levers_known; /* those with an effect come first, by gain of probability */
    const tb_lever_answer *lever;
    size_t rivals;
    const tb_rival *rival;
    tb_plan plan;
    size_t priorities;
    const tb_priority *priority;
    const char *understood, *understood_vi; /* how the words were read, one sentence */
    /* of how many were ranked at the origin and why so many; NULL = nothing to say */
    const char *of_how_many, *of_how_many_vi;
    tb_counter_offer instead;
    /* looking back (evaluate) */
    double outcome_score;                /* NaN = not known */
    int outcome_rank, outcome_base_rank; /* 0 = not known */
    int met;                             /* 1 met, 0 not, -1 not known: see reason */
    const char *outcome_reason, *outcome_reason_vi;
    int origin; /* of the question */
    /* P(goal | points added to the index); curve 0: none (a path over years, or no answer) */
    size_t curve;
    const double *curve_point, *curve_chance;
    /* of a goal on components: as tb_ask_goal */
    const char *asked, *asked_index;
    int asked_of;
    /* the same question without the progress: probability without action and with its plan; then
     * with the progress and the measures that are done, and no others; NaN = no progress */
    double chance_before, plan_before, chance_done;
    size_t plan_before_levers; /* ids of that plan */
    const char *const *plan_before_lever;
    bool score_sheet; /* units score themselves on a sheet of the index, criterion by criterion */
} tb_goal_answer;

enum {
    TB_CURVE_POINTS = 65,
    TB_CURVE_SCORES = 201,
    TB_CURVE_DRAWS = 28000,
    TB_CURVE_MARKS = 16,
    TB_CURVE_BELOW = 32
};

/* How the rank of the unit would move if points were added to the index: from the same draws as the
 * answers. */
typedef struct tb_rank_curve {
    const char *index; /* "PAPI", "PAPI.D5" */
    int year;
    int base_year, base_rank; /* as published; 0 = not known */
    size_t units;
    double *point; /* [TB_CURVE_POINTS] points added, from 0 in even steps */
    double *place; /* [units][TB_CURVE_POINTS] probability of rank k + 1 or better */
    /* [units][TB_CURVE_BELOW] the same with points taken away: the last is one step less than
     * nothing added, the first TB_CURVE_BELOW steps less */
    double *below;
    double *score; /* [TB_CURVE_SCORES] quantiles 0 .. 1 of the score with nothing added */
    double ranked; /* share of the draws in which the unit is ranked */
    /* places for which the kept draws are told one by one, ascending, so that measures can be added
     * to them; need [marks + 1][kept]: points lacking to that place in the draws of
     * tb_intervention_gaps, and in the last row the unit's score, negated where more is better.
     * INFINITY: withheld */
    int mark[TB_CURVE_MARKS];
    size_t marks, kept;
    const float *need;
    /* groups by the rules known at the origin, best first, without the last, which every ranked
     * unit reaches; 0: none, or their limits are not known. By cut-off only group_from, the lowest
     * score of the group. By size group_from is NaN, group_place the places of the group and the
     * better ones when all units are ranked, and group [groups][TB_CURVE_POINTS] and group_below
     * [groups][TB_CURVE_BELOW] are as place and below, by the size that the group has in each
     * draw */
    size_t groups;
    const char *group_name[TB_GROUPS_MAX];
    double group_from[TB_GROUPS_MAX];
    int group_place[TB_GROUPS_MAX];
    double *group, *group_below;
} tb_rank_curve;

/* What effects of measures rest on: a component's record, which all measures on it share, or one
 * measure's own figure. With the weights w of a goal, a set of sources gives in a draw the points
 *   sum_i w_i size_i                                     of sources without group and record
 *   + sum_g w min(sum_i size_i, cap_g)                   of groups
 *   + sum_f (part_f sum_i w_i (size_i + held_i) - sum_i w_i held_i)    of the records of one index,
 *   part = min(1, sqrt(sum_ij q_i q_j r_ij) / sum_i q_i),  q = max(w q75, 0),  part of one = 1. */
typedef struct tb_effect_source {
    const char *index, *component; /* "PAPI", "D5" */
    tb_evidence evidence;
    const float *size; /* [draws] points of the component */
    const float *held; /* [draws] of a record: what the draw holds of it already; NULL: no record */
    int group;         /* -1 = none */
    double cap;        /* of its group; NaN = none */
    int record;        /* its row of the correlations; -1 = no record */
    double q75;        /* of a record, points of the component; NaN = no record */
} tb_effect_source;

/* How much the unit's place at the origin hangs on weights, method, what is left out and noise
 * (tangbac/simulate.h). */
typedef struct tb_rank_sensitivity {
    const char *index;
    int year;
    const char *reason, *reason_vi; /* why there is none; NULL otherwise */
    int reference_rank;
    double rank_q[3], mean_abs_shift; /* q05 q50 q95 over the draws */
    uint64_t draws;
    /* with the fewest points for one place up under the official rules; NULL = none */
    const char *component;
    double points;
} tb_rank_sensitivity;

typedef struct tb_history_row {
    const char *index; /* "PAPI" or "PAPI.D5" */
    int year;
    double score;
    int rank;
    /* published derived computed withheld "not in the data" "no such scheme" */
    const char *group, *status;
    const char *source; /* id, NULL = none */
} tb_history_row;

/* How two indices of the province go together in a year, beyond what was expected of each: the
 * correlation with which their draws are joined. */
typedef struct tb_cross_index {
    const char *a, *b; /* codes of the indices */
    /* as used: the shrunk estimate; 0 when assumed; as it stands in the draws when one index enters
     * the other by the rules */
    double correlation;
    double low, high; /* 95 % of the estimate; NaN otherwise */
    double raw;       /* before shrinkage; NaN with too few pairs */
    /* unit-years up to the origin: in which both moved by a known amount from the year before; or,
     * when levels, in which both are known */
    int pairs;
    /* estimated from the deviations of the same year, too few units being known two years running
     * */
    bool levels;
    const char *basis; /* "estimated", "published" (SIPAS is a part of PAR), "assumed" */
} tb_cross_index;

typedef struct tb_intervention tb_intervention;

/* Answers a question. Errors: TB_EDATA (unit unknown, no goal can be answered), TB_EARG (options),
 * TB_ENOMEM, and what the forecast says.
 * A goal that cannot be answered alone is no error: it has a reason. The scenario and the panel
 * must outlive the result. */
TB_API TB_MUST_CHECK tb_status tb_intervention_run(tb_intervention **out, const tb_panel *p,
                                                   const tb_ask *ask, const tb_intervention_opts *o,
                                                   tb_err *err);
TB_API void tb_intervention_free(tb_intervention *v);

TB_API const tb_unit *tb_intervention_unit(const tb_intervention *v);
/* where the unit stands at the origin; NULL unless the whole answer was asked for, or when the
 * panel has nothing of that year */
TB_API const tb_standing *tb_intervention_standing(const tb_intervention *v);
TB_API int tb_intervention_origin(const tb_intervention *v);
TB_API int tb_intervention_year(const tb_intervention *v);
/* the question as it was answered: with the origins that its goals tell */
TB_API const tb_ask *tb_intervention_ask(const tb_intervention *v);
/* what was used besides the panel: listed by the question or told by its goals, and not in the
 * panel */
TB_API size_t tb_intervention_known(const tb_intervention *v);
TB_API const tb_known_figure *tb_intervention_known_at(const tb_intervention *v, size_t i);
TB_API size_t tb_intervention_draws(const tb_intervention *v);
TB_API uint64_t tb_intervention_seed(const tb_intervention *v);
TB_API double tb_intervention_budget(const tb_intervention *v); /* NaN = no limit */
TB_API const char *tb_intervention_rivals(const tb_intervention *v);
TB_API bool tb_intervention_evaluated(const tb_intervention *v);
TB_API size_t tb_intervention_goals(const tb_intervention *v);
TB_API const tb_goal_answer *tb_intervention_goal(const tb_intervention *v, size_t i);
/* probability that all goals are met (of `any`: at least one), over those that can be answered */
TB_API double tb_intervention_joint(const tb_intervention *v);
/* NULL unless goals were left out or none is there */
TB_API const char *tb_intervention_joint_reason(const tb_intervention *v, const char **vi);
/* The goal without which all together would be likeliest, and that joint probability; false when
 * fewer than two goals can be answered. */
TB_API bool tb_intervention_spoiler(const tb_intervention *v, size_t *goal, double *without);
/* pairs of the indices that goals stand on */
TB_API size_t tb_intervention_crossings(const tb_intervention *v);
TB_API const tb_cross_index *tb_intervention_crossing(const tb_intervention *v, size_t i);
TB_API const tb_plan *tb_intervention_joint_plan(const tb_intervention *v);
TB_API size_t tb_intervention_history(const tb_intervention *v);
TB_API const tb_history_row *tb_intervention_history_at(const tb_intervention *v, size_t i);
/* one an index (not for single components) */
TB_API size_t tb_intervention_forecasts(const tb_intervention *v);
TB_API const tb_forecast *tb_intervention_forecast(const tb_intervention *v, size_t i,
                                                   const char **index);
TB_API size_t tb_intervention_sensitivities(const tb_intervention *v);
TB_API const tb_rank_sensitivity *tb_intervention_sensitivity(const tb_intervention *v, size_t i);
TB_API size_t tb_intervention_sources(const tb_intervention *v); /* those of the history's rows */
TB_API const tb_source *tb_intervention_source(const tb_intervention *v, size_t i);
/* 0 unless the context was asked for (run) */
TB_API size_t tb_intervention_curves(const tb_intervention *v);
TB_API const tb_rank_curve *tb_intervention_curve_at(const tb_intervention *v, size_t i);
/* Points that a goal lacks in *kept of the draws, the same ones for every goal; INFINITY: never.
 * NULL when there is no answer. Draw k of those kept is draw k * draws / kept of all. */
TB_API const double *tb_intervention_gaps(const tb_intervention *v, size_t goal, size_t *kept);
/* Sources of the measures' effects; 0 unless the whole page was asked for. */
TB_API size_t tb_intervention_effect_sources(const tb_intervention *v);
TB_API const tb_effect_source *tb_intervention_effect_source_at(const tb_intervention *v, size_t i);
/* r_ij of two records, by their rows. */
TB_API double tb_intervention_effect_correlation(const tb_intervention *v, size_t a, size_t b);
TB_API tb_notices tb_intervention_notices(const tb_intervention *v);

#ifdef __cplusplus
}
#endif
#endif
