/* tangbac/plan.h - what a component and a measure are worth for a goal, and the plan made of them.
 *
 * Members of the answers of tangbac/intervene.h. All texts are borrowed from the result, English
 * with `_vi` beside. NaN = absent, with a reason beside.
 */
#ifndef TANGBAC_PLAN_H
#define TANGBAC_PLAN_H

#include <tangbac/scenario.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum tb_evidence {
    TB_EVIDENCE_NONE,
    TB_EVIDENCE_PUBLISHED,
    TB_EVIDENCE_HISTORICAL,
    TB_EVIDENCE_ESTIMATED,
    TB_EVIDENCE_ASSUMED,
    /* those that adopted the measure compared with those that had not yet */
    TB_EVIDENCE_QUASI
} tb_evidence;
TB_API const char *tb_evidence_word(tb_evidence e); /* "published" ...; NULL for none */

/* mean and central 90 % over draws; NaN when there is none */
typedef struct tb_spread {
    double mean, q05, q95;
} tb_spread;

/* What a component is worth for one goal. */
typedef struct tb_price {
    const char *component, *name_vi, *name_en; /* "PAPI.D5" */
    /* in the tree, 1 = right below the total (or below the component that the goal is about) */
    int depth;
    /* points of the goal's score per point of the component */
    double weight;
    /* at the origin (last known), and the scheme's maximum; NaN = not known */
    double score, max;
    int score_year; /* year of that score, 0 = none */
    /* the most that any unit had under the rules of the origin, up to then; NaN = not known */
    double highest;
    /* probability gained by +0.1 point of the component */
    double gain_01;
    /* least lasting improvement that brings the probability to 50 %, 80 %; 0 when it is there, NaN
     * when no finite one does it */
    double need_50, need_80;
    /* whether that improvement stays below the maximum (true when the maximum is not known) */
    bool fits_50, fits_80;
    /* what the best quarter of comparable provinces kept (historical), NaN = none */
    double reach;
} tb_price;

/* What a component offers toward a goal, in the order in which to begin. */
typedef struct tb_priority {
    const char *component, *name_vi, *name_en; /* "PAPI.D7" */
    int depth;                                 /* as tb_price.depth */
    int rank, of;                              /* at the origin; 0 = not known */
    bool leads;   /* among the ten best of the country, or a part of a component that is */
    double reach; /* points of the component beyond the forecast without action */
    /* the same in points of the goal's score, with the sampling distribution of the reach */
    tb_spread gain;
    /* 1: begin here. Gains of one group cannot be told apart; within it the weakest component
     * stands first */
    int group;
    size_t measures; /* of the catalogue, on it or on what it is made of */
    /* leads: weaker components that offer as much, which therefore come first: "PAPI.D4" */
    size_t weaker;
    const char *const *weaker_component;
    /* why it stands before weaker ones, or that no measure is known; NULL = nothing to say */
    const char *reason, *reason_vi;
    /* leads: by which place, its own or that of the component it is a part of; NULL otherwise */
    const char *leads_at, *leads_at_vi;
} tb_priority;

/* A measure on one component, for one goal. */
typedef struct tb_lever_answer {
    const char *id, *name_vi, *name_en, *agency_vi, *agency_en;
    const char *index, *component; /* "PAPI", "D5" */
    const char *component_vi, *component_en;
    tb_evidence evidence;
    /* under which the effect is stated; NULL without effect */
    const char *condition, *condition_vi;
    size_t shared;
    /* ids of measures that draw on the same component and evidence: counted once with this one */
    const char *const *shared_with;
    /* points of the component; of an estimated effect points of the goal's index, its weight is 1
     * */
    tb_spread effect;
    /* points of the goal's score per point of the component */
    double weight;
    const char *effect_reason, *effect_reason_vi; /* why there is no effect; NULL otherwise */
    /* places climbed by the measure, positive is up */
    tb_spread rank_change;
    double chance, chance_gain; /* with this measure alone */
    /* [curve of the goal] the same with so many points more besides; NULL where the goal has no
     * curve */
    const double *curve_chance;
    double chance_low, chance_high; /* with its effect at q05 and at q95 */
    double gain_per_cost;
    /* NaN: no cost was given while the others or the budget are in a unit; in no plan then */
    double cost;
    bool cost_given;                             /* else 1 stands for one measure */
    const char *cost_unit;                       /* "" = none, or no cost was given */
    const char *link, *note, *note_vi, *aims_at; /* of the catalogue, as in tb_lever_effect */
    /* historical: usable pairs of years; estimated: unit-years with both; else 0 */
    int pairs;
    /* the size is the user's (of an estimated effect: the change of the component) */
    bool own_figure;
    size_t examples;
    const char *const *example; /* historical: provinces to visit, "Thái Nguyên 2019-2020" */
    int by_chance, by_rank,
        /* place among the measures with an effect by gain of probability, of expected rank, of
         * probability per cost; 0 without one */
        by_cost;
    /* a second kind of evidence for the same component, shown beside the chosen one and in no plan
     * */
    bool beside;
    /* where two kinds exist: which one is used, and why; NULL otherwise */
    const char *choice, *choice_vi;
    bool in_plan;
    /* what comparing provinces that adopted the measure with the others says, or why nothing; NULL
     * = it is no dated measure (tangbac/effects.h) */
    const char *compared, *compared_vi;
    const char *treatment; /* the dated measure that was looked at: "PASC"; NULL = none */
    bool compared_usable;  /* it may enter plans */
    /* quasi-experimental: probability that the effect is above the points that the goal lacks at
     * the middle of its draws; else NaN */
    double above_need;
    size_t studies; /* published ones that name the measure; never in its effect */
    const tb_study *const *study;
    /* kind `headroom`: points that can still be won in the component or the field that holds it. A
     * ceiling, never an effect; NaN = not known. most: maximum less what is known or sure; low,
     * high: where it likely lies */
    double stake_most, stake_low, stake_high;
    const char *stake_of;               /* code of the field or component that it is about */
    const char *at_stake, *at_stake_vi; /* one sentence; NULL = not known */
    size_t source; /* number of its tb_effect_source from 1; 0 = none, or only shown beside */
    /* what at_stake says, apart: the field's name; its maximum, and of which year's scheme; the
     * unit's score and its year (NaN, 0 = not known); cases of fields that low and high are from */
    const char *stake_name_vi, *stake_name_en;
    double stake_max, stake_score;
    int stake_scheme, stake_score_year;
    size_t stake_cases;
    /* what `compared` says, apart: the dated measure, and the verdict or why there is none */
    const char *compared_measure_vi, *compared_measure_en;
    const char *compared_verdict_vi, *compared_verdict_en;
    /* why nothing can be concluded, for programs, as usable_reason_id of tangbac/effects.h; NULL
     * where something can. number: the same for the same sentence of this answer */
    const char *compared_reason_id;
    size_t compared_reason_number;
    /* who, how much, by when and what to watch; NULL where many units are asked for at once */
    const struct tb_plan_measure *order;
} tb_lever_answer;

/* A measure of a plan as a row of the annex that a department signs. "" = not said in the plan that
 * is cited. */
typedef struct tb_plan_measure {
    const char *id, *name_vi, *name_en;
    const char *component, *component_vi, *component_en; /* "PAPI.D5" */
    tb_evidence evidence;
    tb_spread effect; /* points of the component */
    double weight;    /* points of the goal's score per point */
    /* in charge and working with it, as they were named in the year in which it begins */
    const char *agency_vi, *agency_en, *with_vi, *with_en;
    const char *quantity_vi, *quantity_en, *deadline;
    int start, acts_from;
    bool ordered_here;                    /* this province has ordered it already */
    bool leads;                           /* the province is among the ten best in the component */
    const char *leads_why, *leads_why_vi; /* then why the measure is in the plan all the same */
    const char *ordered_by; /* codes of the provinces whose plans are cited, joined by "|" */
    const char *watch_vi, *watch_en;
    const char *source;
    double cost;
    bool cost_given; /* else 1 stands for one measure */
    const char *cost_unit;
} tb_plan_measure;

typedef struct tb_frontier_point {
    double cost, chance;
    double rank; /* expected rank, as tb_plan.rank */
    size_t levers;
    const char *const *lever; /* ids */
} tb_frontier_point;

typedef struct tb_plan {
    bool made; /* false: no measure has an effect, or no goal can be answered; see reason */
    const char *reason, *reason_vi;
    size_t levers;
    const char *const *lever; /* ids */
    /* [levers] measures that would do as well in this one's place, joined by ", "; "" = none */
    const char *const *instead;
    /* [levers] the year in which each begins, and from which it works */
    const int *start, *effect_from;
    double cost;
    const char *cost_unit;
    double budget;              /* the most that it might cost, in that unit; NaN = no limit */
    double chance;              /* from the odd draws, correlation of effects 0.5 */
    double chance_0, chance_09; /* the same plan with correlations 0 and 0.9 */
    double rank,
        /* expected rank with and without the plan, odd draws; of all goals together the mean over
         * their indices. NaN = never ranked */
        rank_none;
    size_t rank_indices;    /* over so many */
    tb_objective objective; /* what it maximises */
    /* objective rank: no plan has a smaller expected rank on the draws on which it was chosen; NaN
     * otherwise */
    double rank_bound;
    double chance_chosen; /* on the even draws, on which it was chosen */
    double chance_none;   /* without any measure, odd draws */
    double chance_done;   /* with those that are done already and no others; NaN = none are */
    bool exact;
    /* objectives chance and joint: no plan has a larger probability on the even draws */
    double bound;
    uint64_t nodes;
    size_t choices; /* distinct choices that were searched */
    /* some of its effects are associations, not causes: to be said wherever the plan is shown */
    bool associated;
    bool equal_none; /* cannot be told apart from doing nothing by its draws */
    /* ids of a cheaper or smaller plan that cannot be told apart, "" = none */
    const char *equal_to;
    size_t frontier_count;
    const tb_frontier_point *frontier;
    size_t measures;
    const tb_plan_measure *measure;
    /* The condition of the components that rest on the reach of others, together: province-years
     * in which all of them are known and the sum started near this one's, how many of those met
     * every part, and the best quarter of their sums over the sum of the single reaches (1 with
     * fewer than two components). chance_apart: what the plan would promise if the reaches simply
     * added up. */
    size_t condition_n, condition_met;
    double condition_factor, chance_apart;
    /* of a plan for one goal: places and scores that are reached with probability 50 % and 80 %;
     * 0 and NaN = not asked */
    int place_50, place_80;
    double score_50, score_80;
    /* measures with an effect but without a cost, where costs are in a unit; choices that were not
     * searched, since there are more than a search can hold */
    size_t unpriced, left_out;
} tb_plan;

#ifdef __cplusplus
}
#endif
#endif
