/* goal_json.c - a goal's answer member by member, in the order of the schema; what is absent is
 * null beside its reason. */
#include "report/goal_json.h"

#include "report/advice.h"

#include <math.h>
#include <string.h>

static void spread(tb_json *j, const char *key, const tb_spread *s)
{
    if (isnan(s->mean)) {
        tb_json_null(j, key);
        return;
    }
    tb_json_object(j, key);
    tb_json_number(j, "mean", s->mean);
    tb_json_number(j, "q05", s->q05);
    tb_json_number(j, "q95", s->q95);
    tb_json_object_end(j);
}

static void three(tb_json *j, const char *key, const double *q, const char *a, const char *b,
                  const char *c)
{
    tb_json_object(j, key);
    tb_json_number(j, a, q[0]);
    tb_json_number(j, b, q[1]);
    tb_json_number(j, c, q[2]);
    tb_json_object_end(j);
}

static void texts(tb_json *j, const char *key, const char *const *text, size_t n)
{
    tb_json_array(j, key);
    for (size_t i = 0; i < n; i++)
        tb_json_text(j, NULL, text[i]);
    tb_json_array_end(j);
}

/* What was asked for: a place, an interval, points, a group. */
static void value(tb_json *j, const tb_goal *g)
{
    switch (g->kind) {
    case TB_GOAL_PLACE:
    case TB_GOAL_REGION:
        tb_json_int(j, "value", g->place);
        return;
    case TB_GOAL_BAND:
        tb_json_array(j, "value");
        tb_json_int(j, NULL, g->place);
        tb_json_int(j, NULL, g->place_best);
        tb_json_array_end(j);
        return;
    case TB_GOAL_CLIMB:
    case TB_GOAL_YEARLY:
        if (g->up == 0) {
            tb_json_number(j, "value", g->points);
            return;
        }
        if (g->up_best == 0) {
            tb_json_int(j, "value", g->up);
            return;
        }
        tb_json_array(j, "value");
        tb_json_int(j, NULL, g->up);
        tb_json_int(j, NULL, g->up_best);
        tb_json_array_end(j);
        return;
    case TB_GOAL_SCORE:
    case TB_GOAL_GAIN:
        tb_json_number(j, "value", g->points);
        return;
    case TB_GOAL_GROUP:
        tb_json_text(j, "value", g->group[0] != '\0' ? g->group : NULL);
        return;
    case TB_GOAL_KEEP:
        if (g->place > 0)
            tb_json_int(j, "value", g->place);
        else
            tb_json_null(j, "value");
        return;
    case TB_GOAL_IMPROVE:
        break;
    }
    tb_json_null(j, "value");
}

static void year(tb_json *j, const char *key, int y)
{
    if (y > 0)
        tb_json_int(j, key, y);
    else
        tb_json_null(j, key);
}

static void reference(tb_json *j, const tb_goal_answer *a)
{
    tb_json_object(j, "reference");
    year(j, "year", a->reference_year);
    tb_json_number(j, "score", a->reference_score);
    year(j, "rank", a->reference_rank);
    tb_json_text(j, "group", a->reference_group);
    year(j, "n_ranked", a->n_ranked > 0 ? a->n_ranked : 0);
    if (a->n_known >= 0)
        tb_json_int(j, "n_known", a->n_known);
    tb_json_object_end(j);
}

static void price(tb_json *j, const tb_price *p)
{
    tb_json_object(j, NULL);
    tb_json_text(j, "component", p->component);
    tb_json_text(j, "name", p->name_en);
    tb_json_text(j, "name_vi", p->name_vi);
    tb_json_int(j, "depth", p->depth);
    tb_json_number(j, "weight", p->weight);
    tb_json_number(j, "score", p->score);
    year(j, "score_year", p->score_year);
    tb_json_number(j, "max", p->max);
    tb_json_number(j, "chance_gain_01", p->gain_01);
    tb_json_number(j, "points_for_50", p->need_50);
    tb_json_bool(j, "points_for_50_possible", !isnan(p->need_50) && p->fits_50);
    tb_json_number(j, "points_for_80", p->need_80);
    tb_json_bool(j, "points_for_80_possible", !isnan(p->need_80) && p->fits_80);
    tb_json_number(j, "reach", p->reach);
    tb_json_object_end(j);
}

static void lever(tb_json *j, const tb_lever_answer *l)
{
    tb_json_object(j, NULL);
    tb_json_text(j, "id", l->id);
    tb_json_text(j, "name", l->name_en);
    tb_json_text(j, "name_vi", l->name_vi);
    tb_json_text(j, "agency", l->agency_en[0] != '\0' ? l->agency_en : NULL);
    tb_json_text(j, "agency_vi", l->agency_vi[0] != '\0' ? l->agency_vi : NULL);
    tb_json_text(j, "index", l->index);
    tb_json_text(j, "component", l->component);
    tb_json_text(j, "component_name", l->component_en);
    tb_json_text(j, "component_name_vi", l->component_vi);
    tb_json_text(j, "evidence", tb_evidence_word(l->evidence));
    tb_json_text(j, "condition", l->condition);
    tb_json_text(j, "condition_vi", l->condition_vi);
    texts(j, "shared_with", l->shared_with, l->shared);
    spread(j, "effect", &l->effect);
    tb_json_text(j, "effect_reason", l->effect_reason);
    tb_json_text(j, "effect_reason_vi", l->effect_reason_vi);
    tb_json_number(j, "weight", l->weight);
    spread(j, "rank_change", &l->rank_change);
    tb_json_number(j, "chance", l->chance);
    tb_json_number(j, "chance_gain", l->chance_gain);
    tb_json_number(j, "chance_low", l->chance_low);
    tb_json_number(j, "chance_high", l->chance_high);
    tb_json_number(j, "gain_per_cost", l->gain_per_cost);
    tb_json_number(j, "cost", l->cost);
    tb_json_text(j, "cost_unit", l->cost_unit[0] != '\0' ? l->cost_unit : NULL);
    tb_json_bool(j, "in_plan", l->in_plan);
    if (l->by_chance > 0) {
        tb_json_object(j, "place");
        tb_json_int(j, "by_chance_gain", l->by_chance);
        tb_json_int(j, "by_rank_gain", l->by_rank);
        tb_json_int(j, "by_gain_per_cost", l->by_cost);
        tb_json_object_end(j);
    }
    if (l->choice != NULL) {
        tb_json_bool(j, "chosen", !l->beside);
        tb_json_text(j, "choice", l->choice);
        tb_json_text(j, "choice_vi", l->choice_vi);
    }
    if (l->pairs > 0)
        tb_json_int(j, "pairs", l->pairs);
    if (l->examples > 0)
        texts(j, "examples", l->example, l->examples);
    if (l->link != NULL && l->link[0] != '\0')
        tb_json_text(j, "link", l->link);
    if (l->note != NULL && l->note[0] != '\0')
        tb_json_text(j, "note", l->note);
    if (l->note_vi != NULL && l->note_vi[0] != '\0')
        tb_json_text(j, "note_vi", l->note_vi);
    tb_json_object_end(j);
}

void tb_plan_json(tb_json *j, const char *key, const tb_plan *p)
{
    tb_json_object(j, key);
    texts(j, "levers", p->lever, p->made ? p->levers : 0);
    tb_json_number(j, "cost", p->made ? p->cost : NAN);
    tb_json_text(j, "cost_unit",
                 p->cost_unit != NULL && p->cost_unit[0] != '\0' ? p->cost_unit : NULL);
    tb_json_number(j, "chance", p->chance);
    tb_json_bool(j, "exact", p->exact);
    tb_json_number(j, "bound", p->bound);
    tb_json_text(j, "objective", tb_objective_word(p->objective));
    tb_json_text(j, "reason", p->reason);
    tb_json_text(j, "reason_vi", p->reason_vi);
    if (p->made) {
        texts(j, "instead", p->instead, p->levers);
        tb_json_array(j, "starts");
        for (size_t i = 0; i < p->levers; i++)
            tb_json_int(j, NULL, p->start[i]);
        tb_json_array_end(j);
        tb_json_array(j, "effect_from");
        for (size_t i = 0; i < p->levers; i++)
            tb_json_int(j, NULL, p->effect_from[i]);
        tb_json_array_end(j);
        tb_json_number(j, "chance_without", p->chance_none);
        tb_json_number(j, "chance_chosen", p->chance_chosen);
        tb_json_number(j, "expected_rank", p->rank);
        tb_json_number(j, "expected_rank_without", p->rank_none);
        if (p->objective == TB_OBJECTIVE_RANK)
            tb_json_number(j, "expected_rank_bound", p->rank_bound);
        tb_json_number(j, "correlation", 0.5);
        tb_json_number(j, "chance_correlation_0", p->chance_0);
        tb_json_number(j, "chance_correlation_09", p->chance_09);
        if (p->associated)
            tb_json_text(j, "condition", "rests on association, not cause");
        if (p->associated)
            tb_json_text(j, "condition_vi",
                         "dựa trên mối liên hệ thống kê, không phải quan hệ nhân quả");
        tb_json_bool(j, "equal_to_none", p->equal_none);
        tb_json_text(j, "equal_to", p->equal_to[0] != '\0' ? p->equal_to : NULL);
        tb_json_u64(j, "choices", p->choices);
        tb_json_u64(j, "nodes", p->nodes);
    }
    tb_json_array(j, "frontier");
    for (size_t i = 0; i < p->frontier_count; i++) {
        tb_json_object(j, NULL);
        tb_json_number(j, "cost", p->frontier[i].cost);
        tb_json_number(j, "chance", p->frontier[i].chance);
        tb_json_number(j, "expected_rank", p->frontier[i].rank);
        texts(j, "levers", p->frontier[i].lever, p->frontier[i].levers);
        tb_json_object_end(j);
    }
    tb_json_array_end(j);
    tb_json_object_end(j);
}

static void chances(tb_json *j, const tb_goal_answer *a)
{
    tb_json_number(j, "chance_without_action", a->chance);
    tb_json_text(j, "chance_without_action_reason", a->reason);
    tb_json_text(j, "chance_without_action_reason_vi", a->reason_vi);
    tb_json_number(j, "chance_se", a->chance_se);
    if (!isnan(a->chance_best))
        tb_json_number(j, "chance_best", a->chance_best);
    tb_json_number(j, "noise_chance", a->noise_chance);
    if (isnan(a->noise_chance))
        tb_json_text(j, "noise_chance_reason",
                     a->noise_reason != NULL ? a->noise_reason : a->reason);
    tb_json_number(j, "chance_withheld", a->chance_withheld);
    tb_json_number(j, "chance_if_scheme_stays", a->chance_same_scheme);
    tb_json_number(j, "share_scheme_stays", a->share_same_scheme);
    if (isnan(a->national[1]))
        tb_json_null(j, "national");
    else
        three(j, "national", a->national, "q05", "q50", "q95");
    tb_json_number(j, "level_for_half", a->level_for_half);
    if (isnan(a->chance))
        tb_json_null(j, "gap");
    else
        three(j, "gap", a->gap, "q10", "q50", "q90");
}

static void rivals(tb_json *j, const tb_goal_answer *a)
{
    tb_json_array(j, "rivals");
    for (size_t i = 0; i < a->rivals; i++) {
        tb_json_object(j, NULL);
        tb_json_text(j, "code", a->rival[i].code);
        tb_json_text(j, "name", a->rival[i].name_vi);
        tb_json_text(j, "name_en", a->rival[i].name_en);
        tb_json_number(j, "between", a->rival[i].chance_between);
        tb_json_number(j, "lead", a->rival[i].lead);
        tb_json_object_end(j);
    }
    tb_json_array_end(j);
}

static void outcome(tb_json *j, const tb_goal_answer *a)
{
    tb_json_object(j, "outcome");
    tb_json_number(j, "score", a->outcome_score);
    year(j, "rank", a->outcome_rank);
    year(j, "base_rank", a->outcome_base_rank);
    if (a->met >= 0)
        tb_json_bool(j, "met", a->met == 1);
    else
        tb_json_null(j, "met");
    tb_json_text(j, "reason", a->outcome_reason);
    tb_json_text(j, "reason_vi", a->outcome_reason_vi);
    tb_json_object_end(j);
}

/* The same sentences in both languages, in the same order. */
static void advice(tb_json *j, const tb_goal_answer *a)
{
    tb_arena mine = { 0 };
    const char *en[TB_ADVICE_MOST], *vi[TB_ADVICE_MOST];
    size_t n = tb_say_advice(en, &mine, a, TB_LANG_EN);
    tb_say_advice(vi, &mine, a, TB_LANG_VI);
    tb_json_array(j, "advice");
    for (size_t i = 0; i < n; i++) {
        tb_json_object(j, NULL);
        tb_json_text(j, "text", en[i]);
        tb_json_text(j, "text_vi", vi[i]);
        tb_json_object_end(j);
    }
    tb_json_array_end(j);
    tb_arena_free(&mine);
}

void tb_goal_json(tb_json *j, const tb_goal_answer *a, bool evaluated)
{
    tb_json_object(j, NULL);
    tb_json_text(j, "index", a->index);
    tb_json_text(j, "goal", a->goal);
    tb_json_text(j, "kind", a->is_parsed ? tb_goal_kind_word(a->parsed.kind) : NULL);
    if (a->is_parsed)
        value(j, &a->parsed);
    else
        tb_json_null(j, "value");
    if (a->any > 0)
        tb_json_int(j, "any", a->any);
    year(j, "base_year", a->base_year);
    year(j, "year", a->year);
    reference(j, a);
    year(j, "target_place", a->target_place);
    tb_json_number(j, "target_score", a->target_score);
    chances(j, a);
    if (!isnan(a->chance)) {
        three(j, "score", a->score_q, "q05", "q50", "q95");
        three(j, "rank", a->rank_q, "q05", "q50", "q95");
        tb_json_u64(j, "facts", a->facts);
    }
    rivals(j, a);
    tb_json_array(j, "prices");
    for (size_t i = 0; i < a->prices; i++)
        price(j, &a->price[i]);
    tb_json_array_end(j);
    tb_json_array(j, "levers");
    for (size_t i = 0; i < a->levers; i++)
        lever(j, &a->lever[i]);
    tb_json_array_end(j);
    tb_plan_json(j, "plan", &a->plan);
    advice(j, a);
    if (evaluated)
        outcome(j, a);
    tb_json_object_end(j);
}
