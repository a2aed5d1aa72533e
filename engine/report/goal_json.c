/* goal_json.c - a goal's answer member by member, in the order of the schema; what is absent is
 * null beside its reason. */
#include "report/goal_json.h"

#include "base/arena.h"
#include "report/goal_advice.h"
#include "report/goal_silent.h"
#include "report/plan_json.h"
#include "report/record_json.h"

#include <math.h>
#include <string.h>

/* q [3] under the names a, b, c.
 * Quantiles in ascending order; NaN becomes null. */
static void write_quantiles(tb_json *j, const char *key, const double *q, const char *a,
                            const char *b, const char *c)
{
    tbi_json_object(j, key);
    tbi_json_number(j, a, q[0]);
    tbi_json_number(j, b, q[1]);
    tbi_json_number(j, c, q[2]);
    tbi_json_object_end(j);
}

/* What was asked for: a place, an interval, points, a group.
 * A climb of a range is [weaker, stronger]; for the kinds that hold or improve it is null, as
 * they ask for no number. */
static void write_value(tb_json *j, const tb_goal *g)
{
    switch (g->kind) {
    case TB_GOAL_PLACE:
    case TB_GOAL_REGION:
        tbi_json_int(j, "value", g->place);
        return;
    /* [worst, best]: both ends of the band count */
    case TB_GOAL_BAND:
        tbi_json_array(j, "value");
        tbi_json_int(j, NULL, g->place);
        tbi_json_int(j, NULL, g->place_best);
        tbi_json_array_end(j);
        return;
    case TB_GOAL_CLIMB:
    case TB_GOAL_YEARLY:
        if (g->up == 0) {
            tbi_json_number(j, "value", g->points);
            return;
        }
        if (g->up_best == 0) {
            tbi_json_int(j, "value", g->up);
            return;
        }
        tbi_json_array(j, "value");
        tbi_json_int(j, NULL, g->up);
        tbi_json_int(j, NULL, g->up_best);
        tbi_json_array_end(j);
        return;
    case TB_GOAL_SCORE:
    case TB_GOAL_GAIN:
        tbi_json_number(j, "value", g->points);
        return;
    case TB_GOAL_GROUP:
        tbi_json_text(j, "value", g->group[0] != '\0' ? g->group : NULL);
        return;
    case TB_GOAL_KEEP:
        if (g->place > 0)
            tbi_json_int(j, "value", g->place);
        else
            tbi_json_null(j, "value");
        return;
    case TB_GOAL_IMPROVE:
        break;
    }
    tbi_json_null(j, "value");
}

/* What the goal is measured from; n_known is left out where it was not counted (-1).
 * score in the index's unit, rank of n_ranked; 0 becomes null. */
static void write_reference(tb_json *j, const tb_goal_answer *a)
{
    tbi_json_object(j, "reference");
    tbi_json_year(j, "year", a->reference_year);
    tbi_json_number(j, "score", a->reference_score);
    tbi_json_year(j, "rank", a->reference_rank);
    tbi_json_text(j, "group", a->reference_group);
    tbi_json_year(j, "n_ranked", a->n_ranked > 0 ? a->n_ranked : 0);
    if (a->n_known >= 0)
        tbi_json_int(j, "n_known", a->n_known);
    tbi_json_object_end(j);
}

/* One component. points_for_..: points of the component that make the probability so likely, and
 * whether its maximum leaves room for them.
 * One entry of `prices`. chance_gain_01: what 0.1 point of the component adds to the probability;
 * reach: what the best quarter of comparable provinces kept, in points. */
static void write_price(tb_json *j, const tb_price *p)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "component", p->component);
    tbi_json_text(j, "name", p->name_en);
    tbi_json_text(j, "name_vi", p->name_vi);
    tbi_json_int(j, "depth", p->depth);
    tbi_json_number(j, "weight", p->weight);
    tbi_json_number(j, "score", p->score);
    tbi_json_year(j, "score_year", p->score_year);
    tbi_json_number(j, "max", p->max);
    tbi_json_number(j, "highest", p->highest);
    tbi_json_number(j, "chance_gain_01", p->gain_01);
    tbi_json_number(j, "points_for_50", p->need_50);
    tbi_json_bool(j, "points_for_50_possible", !isnan(p->need_50) && p->fits_50);
    tbi_json_number(j, "points_for_80", p->need_80);
    tbi_json_bool(j, "points_for_80_possible", !isnan(p->need_80) && p->fits_80);
    tbi_json_number(j, "reach", p->reach);
    tbi_json_object_end(j);
}

/* gap is null where there is no probability; `national` is of the level of the year.
 * chance_se is the error of the simulation alone. chance_best is left out unless the goal is a
 * range, whose stronger end it is of. */
static void write_chances(tb_json *j, const tb_goal_answer *a)
{
    tbi_json_number(j, "chance_without_action", a->chance);
    tbi_json_text(j, "chance_without_action_reason", a->reason);
    tbi_json_text(j, "chance_without_action_reason_vi", a->reason_vi);
    tbi_json_number(j, "chance_se", a->chance_se);
    if (!isnan(a->chance_best))
        tbi_json_number(j, "chance_best", a->chance_best);
    tbi_json_number(j, "noise_chance", a->noise_chance);
    if (isnan(a->noise_chance)) {
        bool own = a->noise_reason != NULL;
        tbi_json_text(j, "noise_chance_reason", own ? a->noise_reason : a->reason);
        tbi_json_text(j, "noise_chance_reason_vi", own ? a->noise_reason_vi : a->reason_vi);
    }
    tbi_json_number(j, "chance_withheld", a->chance_withheld);
    tbi_json_number(j, "chance_if_scheme_stays", a->chance_same_scheme);
    tbi_json_number(j, "share_scheme_stays", a->share_same_scheme);
    if (isnan(a->national[1]))
        tbi_json_null(j, "national");
    else
        write_quantiles(j, "national", a->national, "q05", "q50", "q95");
    tbi_json_number(j, "level_for_half", a->level_for_half);
    if (isnan(a->chance))
        tbi_json_null(j, "gap");
    else
        write_quantiles(j, "gap", a->gap, "q10", "q50", "q90");
}

/* Units around the goal's place, in the order of the answer.
 * between: share of draws in which it ends between the unit and its goal. */
static void write_rivals(tb_json *j, const tb_goal_answer *a)
{
    tbi_json_array(j, "rivals");
    for (size_t i = 0; i < a->rivals; i++) {
        tbi_json_object(j, NULL);
        tbi_json_text(j, "code", a->rival[i].code);
        tbi_json_text(j, "name", a->rival[i].name_vi);
        tbi_json_text(j, "name_en", a->rival[i].name_en);
        tbi_json_number(j, "between", a->rival[i].chance_between);
        tbi_json_number(j, "lead", a->rival[i].lead);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* What the progress changed; absent without one.
 * chance_before is without what the progress told, chance_with_done with the measures that are
 * done. */
static void write_since(tb_json *j, const tb_goal_answer *a, bool silent)
{
    if (isnan(a->chance_before))
        return;
    tbi_json_object(j, "since");
    tbi_json_number(j, "chance_before", silent ? NAN : a->chance_before);
    tbi_json_number(j, "plan_chance_before", a->plan_before);
    tbi_json_number(j, "chance_with_done", a->chance_done);
    tbi_json_texts(j, "plan_before", a->plan_before_lever, a->plan_before_levers);
    tbi_json_object_end(j);
}

/* null unless the goal is more likely missed than met;
 * place_50 and score_50: what is met in half of the draws, with the plan where with_plan says
 * so; even_year: the first year in which the goal itself is as likely met as missed. */
static void write_counter_offer(tb_json *j, const tb_goal_answer *a)
{
    const tb_counter_offer *o = &a->instead;
    if (o->place_50 == 0 && isnan(o->score_50)) {
        tbi_json_null(j, "instead");
        return;
    }
    tbi_json_object(j, "instead");
    tbi_json_bool(j, "with_plan", a->plan.made && a->plan.levers > 0 && a->plan.place_50 > 0);
    tbi_json_year(j, "place_50", o->place_50);
    tbi_json_year(j, "place_80", o->place_80);
    tbi_json_number(j, "score_50", o->score_50);
    tbi_json_number(j, "score_80", o->score_80);
    tbi_json_year(j, "even_year", o->even_year);
    tbi_json_text(j, "even_year_reason", o->even_reason);
    tbi_json_text(j, "even_year_reason_vi", o->even_reason_vi);
    tbi_json_year(j, "even_year_with_plan", o->even_year_plan);
    tbi_json_text(j, "even_year_with_plan_reason", o->even_plan_reason);
    tbi_json_text(j, "even_year_with_plan_reason_vi", o->even_plan_reason_vi);
    tbi_json_object_end(j);
}

/* met is null when it cannot be told (-1), and the reason stands beside it. */
static void write_outcome(tb_json *j, const tb_goal_answer *a)
{
    tbi_json_object(j, "outcome");
    tbi_json_number(j, "score", a->outcome_score);
    tbi_json_year(j, "rank", a->outcome_rank);
    tbi_json_year(j, "base_rank", a->outcome_base_rank);
    if (a->met >= 0)
        tbi_json_bool(j, "met", a->met == 1);
    else
        tbi_json_null(j, "met");
    tbi_json_text(j, "reason", a->outcome_reason);
    tbi_json_text(j, "reason_vi", a->outcome_reason_vi);
    tbi_json_object_end(j);
}

/* P(goal | points added to the index).
 * Left out for a goal without a probability; points in the index's unit. */
static void write_curve(tb_json *j, const tb_goal_answer *a)
{
    if (a->curve == 0)
        return;
    tbi_json_object(j, "curve");
    tbi_json_array(j, "points");
    for (size_t i = 0; i < a->curve; i++)
        tbi_json_number(j, NULL, a->curve_point[i]);
    tbi_json_array_end(j);
    tbi_json_array(j, "chance");
    for (size_t i = 0; i < a->curve; i++)
        tbi_json_number(j, NULL, a->curve_chance[i]);
    tbi_json_array_end(j);
    tbi_json_object_end(j);
}

/* Advice that asks for figures tells no number of the goal's. */
static bool is_request(const char *code)
{
    return strcmp(code, "score-sheet") == 0 || strcmp(code, "own-assessment") == 0;
}

/* The same sentences in both languages, in the same order. */
static void write_advice(tb_json *j, const tb_goal_answer *a, bool silent)
{
    tb_arena mine = { 0 };
    tb_advice given[TB_ADVICE_MOST];
    size_t n = tbi_goal_advice(given, &mine, a);
    tbi_json_array(j, "advice");
    for (size_t i = 0; i < n; i++) {
        if (silent && !is_request(given[i].code))
            continue;
        tbi_json_object(j, NULL);
        tbi_json_text(j, "code", given[i].code);
        tbi_json_text(j, "text", given[i].en);
        tbi_json_text(j, "text_vi", given[i].vi);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_arena_free(&mine);
}

/* What was asked, and how it was read. `any` holds the group of the goal in its low six bits and
 * how many of the group are needed from bit 8 on. */
static void write_asked(tb_json *j, const tb_goal_answer *a)
{
    tbi_json_text(j, "index", a->index);
    tbi_json_text(j, "index_name", a->index_name_en);
    tbi_json_text(j, "index_name_vi", a->index_name_vi);
    tbi_json_text(j, "index_unit", a->index_unit);
    tbi_json_text(j, "goal", a->goal);
    tbi_json_text(j, "kind", a->is_parsed ? tb_goal_kind_word(a->parsed.kind) : NULL);
    if (a->is_parsed)
        write_value(j, &a->parsed);
    else
        tbi_json_null(j, "value");
    /* how the words were read, for a planner to object to */
    tbi_json_text(j, "understood", a->understood);
    tbi_json_text(j, "understood_vi", a->understood_vi);
    tbi_json_text(j, "of_how_many", a->of_how_many);
    tbi_json_text(j, "of_how_many_vi", a->of_how_many_vi);
    if (a->any > 0)
        tbi_json_int(j, "any", a->any & 63);
    /* one of the group is enough unless more are asked for */
    if (a->any >> 8 > 1)
        tbi_json_int(j, "need", a->any >> 8);
    /* one of several components that a single goal asked about */
    if (a->asked != NULL) {
        tbi_json_object(j, "part_of");
        tbi_json_text(j, "index", a->asked_index);
        tbi_json_text(j, "goal", a->asked);
        tbi_json_int(j, "of", a->asked_of);
        tbi_json_object_end(j);
    }
    tbi_json_year(j, "base_year", a->base_year);
    tbi_json_year(j, "year", a->year);
    write_reference(j, a);
    /* what the goal comes to in figures, once its base year is known */
    tbi_json_year(j, "target_place", a->target_place);
    tbi_json_number(j, "target_score", a->target_score);
}

/* What was found: `told` is the answer without its numbers where the kind of goal is not
 * calibrated, and `a` itself elsewhere. */
static void write_found(tb_json *j, const tb_goal_answer *told, const tb_goal_answer *a,
                        bool evaluated)
{
    bool silent = told != a;
    write_chances(j, told);
    write_since(j, told, silent);
    tbi_record_json(j, a->index, a->is_parsed ? &a->parsed : NULL, a->year - a->origin, a->chance);
    if (silent)
        tbi_uncalibrated_json(j, a);
    /* the distribution of the year itself, with how many published figures it stands on */
    if (!isnan(a->chance)) {
        write_quantiles(j, "score", a->score_q, "q05", "q50", "q95");
        write_quantiles(j, "rank", a->rank_q, "q05", "q50", "q95");
        tbi_json_u64(j, "facts", a->facts);
    }
    write_curve(j, told);
    write_rivals(j, a);
    tbi_json_array(j, "prices");
    for (size_t i = 0; i < told->prices; i++)
        write_price(j, &told->price[i]);
    tbi_json_array_end(j);
    write_counter_offer(j, told);
    tbi_json_array(j, "priorities");
    for (size_t i = 0; i < a->priorities; i++)
        tbi_priority_json(j, &a->priority[i]);
    tbi_json_array_end(j);
    tbi_json_array(j, "levers");
    for (size_t i = 0; i < told->levers; i++)
        tbi_lever_json(j, &told->lever[i], told->curve);
    tbi_json_array_end(j);
    tbi_plan_json(j, "plan", &told->plan);
    write_advice(j, a, silent);
    if (evaluated)
        write_outcome(j, a);
}

/* evaluated: with what came, for goals of years gone by. false: no memory. */
bool tbi_goal_json(tb_json *j, const tb_goal_answer *a, bool evaluated)
{
    tb_arena mine = { 0 };
    tb_goal_answer told = *a;
    bool silent = tbi_answer_is_silent(a);
    bool fine = !silent || tbi_silence_answer(&told, &mine);
    tbi_json_object(j, NULL);
    write_asked(j, a);
    if (fine)
        write_found(j, silent ? &told : a, a, evaluated);
    tbi_json_object_end(j);
    tbi_arena_free(&mine);
    return fine;
}
