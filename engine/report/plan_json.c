/* plan_json.c - the levers of a goal and its plan as JSON members, in the order of the schema: the
 * studies behind a lever, its effect and what it does to the probability, the measures of the
 * plan, the frontier of cost against probability. */
#include "report/plan_json.h"

#include "base/arena.h"
#include "messages/report.h"

#include <math.h>
#include <string.h>

/* null when the spread is not known: its mean is NaN then.
 * mean, q05 and q95 in the units of what is described.
 * Nine draws in ten lie between q05 and q95. */
static void write_spread(tb_json *j, const char *key, const tb_spread *s)
{
    if (isnan(s->mean)) {
        tbi_json_null(j, key);
        return;
    }
    tbi_json_object(j, key);
    tbi_json_number(j, "mean", s->mean);
    tbi_json_number(j, "q05", s->q05);
    tbi_json_number(j, "q95", s->q95);
    tbi_json_object_end(j);
}

/* In the order given; an empty list is [] and not null, so that readers can iterate. */
void tbi_json_texts(tb_json *j, const char *key, const char *const *text, size_t n)
{
    tbi_json_array(j, key);
    for (size_t i = 0; i < n; i++)
        tbi_json_text(j, NULL, text[i]);
    tbi_json_array_end(j);
}

/* Years, places and numbers of units alike: 0 is none and becomes null. */
void tbi_json_year(tb_json *j, const char *key, int y)
{
    if (y > 0)
        tbi_json_int(j, key, y);
    else
        tbi_json_null(j, key);
}

/* Several figures of one study stand in one cell of its table: "8|10" is said "8; 10".
 * Calls itself for what lies behind the bar; without memory the cell stays as it is. */
static const char *list_figures(tb_arena *a, const char *cell)
{
    const char *bar = strchr(cell, '|');
    if (bar == NULL)
        return cell;
    const char *first = tbi_arena_text_n(a, cell, (size_t)(bar - cell));
    const char *all =
        first != NULL ? tbi_arena_printf(a, "%s; %s", first, list_figures(a, bar + 1)) : NULL;
    return all != NULL ? all : cell;
}

/* A study in one line: what it found, size as printed, design, place, how far it carries over. The
 * finding says in words which way it went: the sign of the table is that of what was measured, and
 * beside "leakage fell" a bare "negative" or "positive" would be read as the opposite.
 * The line is composed here, not in render/, because JSON is the only thing that pages read.
 * Writes `line` and `line_vi`, null without memory. */
static void write_study_line(tb_json *j, const tb_study *s)
{
    tb_arena a = { 0 };
    const char *line = NULL, *line_vi = NULL, *size = "", *size_vi = "";
    if (s->estimate[0] != '\0')
        (void)tbi_arena_pair(&a, &size, &size_vi, TB_SAY_STUDY_SIZE, list_figures(&a, s->estimate),
                             s->unit, s->unit_vi[0] != '\0' ? s->unit_vi : s->unit);
    (void)tbi_arena_pair(&a, &line, &line_vi, TB_SAY_STUDY, s->study,
                         s->study_vi[0] != '\0' ? s->study_vi : s->study, s->place, s->place_vi,
                         s->year, s->finding, s->finding_vi, size, size_vi, s->design,
                         s->design_vi[0] != '\0' ? s->design_vi : s->design, s->carries,
                         s->carries_vi);
    tbi_json_text(j, "line", line);
    tbi_json_text(j, "line_vi", line_vi);
    tbi_arena_free(&a);
}

/* Left out rather than empty: most measures have no study.
 * id and source are of the table of studies, for readers who want to look them up. */
static void write_studies(tb_json *j, const tb_lever_answer *l)
{
    if (l->studies == 0)
        return;
    tbi_json_array(j, "studies");
    for (size_t i = 0; i < l->studies; i++) {
        tbi_json_object(j, NULL);
        tbi_json_text(j, "id", l->study[i]->id);
        write_study_line(j, l->study[i]);
        tbi_json_text(j, "source", l->study[i]->source);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* null for a text that the plan that is cited does not say */
static void write_text_or_null(tb_json *j, const char *key, const char *text)
{
    tbi_json_text(j, key, text != NULL && text[0] != '\0' ? text : NULL);
}

/* Who, how much, by when: as the agency is called when the measure begins. starts: year in which it
 * begins; acts_from: the first year of the index that it can move. */
static void write_order(tb_json *j, const tb_plan_measure *m)
{
    write_text_or_null(j, "agency", m->agency_en);
    write_text_or_null(j, "agency_vi", m->agency_vi);
    write_text_or_null(j, "agencies_with", m->with_en);
    write_text_or_null(j, "agencies_with_vi", m->with_vi);
    write_text_or_null(j, "quantity", m->quantity_en);
    write_text_or_null(j, "quantity_vi", m->quantity_vi);
    write_text_or_null(j, "deadline", m->deadline);
    tbi_json_int(j, "starts", m->start);
    tbi_json_int(j, "acts_from", m->acts_from);
    tbi_json_bool(j, "ordered_here", m->ordered_here);
    write_text_or_null(j, "ordered_by", m->ordered_by);
}

/* What to look at on the way, long before the index comes out. */
static void write_watch(tb_json *j, const tb_plan_measure *m)
{
    tbi_json_text(j, "watch", m->watch_en);
    tbi_json_text(j, "watch_vi", m->watch_vi);
}

/* What can still be won in the field: a ceiling, so it has its own object and no effect.
 * most: points to the maximum; low and high: 8 in 10 of the part of the field in what the total
 * lacks.
 * Writes `at_stake`, or leaves it out: there is no null here. */
static void write_at_stake(tb_json *j, const tb_lever_answer *l)
{
    if (l->at_stake == NULL)
        return;
    tbi_json_object(j, "at_stake");
    tbi_json_text(j, "kind", "headroom");
    tbi_json_text(j, "of", l->stake_of);
    tbi_json_number(j, "most", l->stake_most);
    tbi_json_number(j, "low", l->stake_low);
    tbi_json_number(j, "high", l->stake_high);
    tbi_json_text(j, "name", l->stake_name_en);
    tbi_json_text(j, "name_vi", l->stake_name_vi);
    tbi_json_number(j, "max", l->stake_max);
    tbi_json_year(j, "scheme", l->stake_scheme);
    tbi_json_number(j, "score", l->stake_score);
    tbi_json_year(j, "score_year", l->stake_score_year);
    tbi_json_u64(j, "cases", l->stake_cases);
    tbi_json_text(j, "text", l->at_stake);
    tbi_json_text(j, "text_vi", l->at_stake_vi);
    if (l->order != NULL) {
        tbi_json_object(j, "order");
        write_order(j, l->order);
        write_watch(j, l->order);
        tbi_json_object_end(j);
    }
    tbi_json_object_end(j);
}

/* What comparing provinces with and without a dated measure says; nothing where none was compared.
 * above_need: P(effect is at least what the goal needs), of compared provinces alone. */
static void write_compared(tb_json *j, const tb_lever_answer *l)
{
    if (l->compared != NULL) {
        tbi_json_text(j, "compared", l->compared);
        tbi_json_text(j, "compared_vi", l->compared_vi);
        tbi_json_text(j, "treatment", l->treatment);
        tbi_json_bool(j, "compared_usable", l->compared_usable);
        tbi_json_text(j, "compared_measure", l->compared_measure_en);
        tbi_json_text(j, "compared_measure_vi", l->compared_measure_vi);
        tbi_json_text(j, "compared_verdict", l->compared_verdict_en);
        tbi_json_text(j, "compared_verdict_vi", l->compared_verdict_vi);
        tbi_json_text(j, "compared_reason_id", l->compared_reason_id);
        if (!l->compared_usable)
            tbi_json_u64(j, "compared_reason_number", l->compared_reason_number);
    }
    if (l->evidence == TB_EVIDENCE_QUASI)
        tbi_json_number(j, "above_need", l->above_need);
}

/* A member that is left out where there is no text. */
static void write_text_if_any(tb_json *j, const char *key, const char *text)
{
    if (text != NULL && text[0] != '\0')
        tbi_json_text(j, key, text);
}

/* How much and by when, as a cited plan orders it. */
static void write_quantity(tb_json *j, const tb_plan_measure *m)
{
    if (m == NULL)
        return;
    write_text_if_any(j, "quantity", m->quantity_en);
    write_text_if_any(j, "quantity_vi", m->quantity_vi);
    write_text_if_any(j, "deadline", m->deadline);
    if (m->ordered_here)
        tbi_json_bool(j, "ordered_here", true);
}

/* chance: with the measure; chance_gain: less that without; low, high: with the effect at its 5 %
 * and 95 % points, all else as drawn. gain_per_cost is null where cost is unknown or 0. */
static void write_gains(tb_json *j, const tb_lever_answer *l, size_t points)
{
    write_spread(j, "rank_change", &l->rank_change);
    tbi_json_number(j, "chance", l->chance);
    tbi_json_number(j, "chance_gain", l->chance_gain);
    if (l->curve_chance != NULL) {
        tbi_json_array(j, "curve");
        for (size_t i = 0; i < points; i++)
            tbi_json_number(j, NULL, l->curve_chance[i]);
        tbi_json_array_end(j);
    }
    tbi_json_number(j, "chance_low", l->chance_low);
    tbi_json_number(j, "chance_high", l->chance_high);
    tbi_json_number(j, "gain_per_cost", l->gain_per_cost);
    tbi_json_number(j, "cost", l->cost);
    tbi_json_bool(j, "cost_given", l->cost_given);
    tbi_json_text(j, "cost_unit", l->cost_unit[0] != '\0' ? l->cost_unit : NULL);
}

/* Its place in three orders, since the most useful need not be the cheapest; and which of several
 * measures for the same thing, of which a plan takes one, it is. */
static void write_choice(tb_json *j, const tb_lever_answer *l)
{
    if (l->by_chance > 0) {
        tbi_json_object(j, "place");
        tbi_json_int(j, "by_chance_gain", l->by_chance);
        tbi_json_int(j, "by_rank_gain", l->by_rank);
        tbi_json_number(j, "by_gain_per_cost", isnan(l->cost) ? (double)NAN : l->by_cost);
        tbi_json_object_end(j);
    }
    if (l->choice == NULL)
        return;
    tbi_json_bool(j, "chosen", !l->beside);
    tbi_json_text(j, "choice", l->choice);
    tbi_json_text(j, "choice_vi", l->choice_vi);
}

/* points: of the curve that all levers share. Members that belong to one kind of evidence or of
 * goal are left out elsewhere, not null. */
void tbi_lever_json(tb_json *j, const tb_lever_answer *l, size_t points)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "id", l->id);
    tbi_json_text(j, "name", l->name_en);
    tbi_json_text(j, "name_vi", l->name_vi);
    write_text_or_null(j, "agency", l->agency_en);
    write_text_or_null(j, "agency_vi", l->agency_vi);
    tbi_json_text(j, "index", l->index);
    tbi_json_text(j, "component", l->component);
    tbi_json_text(j, "component_name", l->component_en);
    tbi_json_text(j, "component_name_vi", l->component_vi);
    tbi_json_text(j, "evidence", tb_evidence_word(l->evidence));
    tbi_json_text(j, "condition", l->condition);
    tbi_json_text(j, "condition_vi", l->condition_vi);
    /* measures that have the same effect on the same component: together they count once */
    tbi_json_texts(j, "shared_with", l->shared_with, l->shared);
    write_spread(j, "effect", &l->effect);
    tbi_json_text(j, "effect_reason", l->effect_reason);
    tbi_json_text(j, "effect_reason_vi", l->effect_reason_vi);
    write_compared(j, l);
    write_studies(j, l);
    write_at_stake(j, l);
    write_quantity(j, l->order);
    tbi_json_number(j, "weight", l->weight);
    if (l->source > 0)
        tbi_json_u64(j, "effect_source", l->source - 1);
    write_gains(j, l, points);
    tbi_json_bool(j, "in_plan", l->in_plan);
    if (l->aims_at != NULL && strcmp(l->aims_at, "respondents") == 0)
        tbi_json_bool(j, "aims_at_respondents", true);
    write_choice(j, l);
    if (l->pairs > 0)
        tbi_json_int(j, "pairs", l->pairs);
    if (l->examples > 0)
        tbi_json_texts(j, "examples", l->example, l->examples);
    write_text_if_any(j, "link", l->link);
    write_text_if_any(j, "note", l->note);
    write_text_if_any(j, "note_vi", l->note_vi);
    tbi_json_object_end(j);
}

/* A measure of the plan as the annex needs it: who, how much, by when.
 * One row of the annex to a decision of the province's committee: a measure on one component.
 * `reason` is left out where among_the_ten_best is false. */
static void write_measure(tb_json *j, const tb_plan_measure *m)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "id", m->id);
    tbi_json_text(j, "name", m->name_en);
    tbi_json_text(j, "name_vi", m->name_vi);
    tbi_json_text(j, "component", m->component);
    tbi_json_text(j, "component_name", m->component_en);
    tbi_json_text(j, "component_name_vi", m->component_vi);
    tbi_json_text(j, "evidence", tb_evidence_word(m->evidence));
    write_spread(j, "effect", &m->effect);
    tbi_json_number(j, "weight", m->weight);
    write_order(j, m);
    tbi_json_bool(j, "among_the_ten_best", m->leads);
    if (m->leads) {
        tbi_json_text(j, "reason", m->leads_why);
        tbi_json_text(j, "reason_vi", m->leads_why_vi);
    }
    write_watch(j, m);
    write_text_or_null(j, "source", m->source);
    tbi_json_number(j, "cost", m->cost);
    tbi_json_bool(j, "cost_given", m->cost_given);
    write_text_or_null(j, "cost_unit", m->cost_unit);
    tbi_json_object_end(j);
}

/* weaker_as_good is there for those among the ten best only, and may be empty.
 * One entry of `priorities`: a component of the index. rank and of
 * are null where its places are not known. */
void tbi_priority_json(tb_json *j, const tb_priority *p)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "component", p->component);
    tbi_json_text(j, "name", p->name_en);
    tbi_json_text(j, "name_vi", p->name_vi);
    tbi_json_int(j, "depth", p->depth);
    tbi_json_year(j, "rank", p->rank);
    tbi_json_year(j, "of", p->of);
    tbi_json_bool(j, "among_the_ten_best", p->leads);
    tbi_json_number(j, "reach", p->reach);
    write_spread(j, "gain", &p->gain);
    tbi_json_int(j, "group", p->group);
    tbi_json_u64(j, "measures", p->measures);
    if (p->leads) {
        tbi_json_array(j, "weaker_as_good");
        for (size_t i = 0; i < p->weaker; i++)
            tbi_json_text(j, NULL, p->weaker_component[i]);
        tbi_json_array_end(j);
    }
    tbi_json_text(j, "reason", p->reason);
    tbi_json_text(j, "reason_vi", p->reason_vi);
    tbi_json_object_end(j);
}

/* How often comparable provinces met the whole condition of the plan. */
static void write_condition_met(tb_json *j, const tb_plan *p)
{
    tbi_json_object(j, "condition_met");
    tbi_json_u64(j, "n", p->condition_n);
    tbi_json_u64(j, "met", p->condition_met);
    tbi_json_number(j, "factor", p->condition_factor);
    tbi_json_number(j, "chance_if_reaches_added_up", p->chance_apart);
    tbi_json_object_end(j);
}

/* A list of years, one of each lever. */
static void write_years(tb_json *j, const char *key, const int *year, size_t n)
{
    tbi_json_array(j, key);
    for (size_t i = 0; i < n; i++)
        tbi_json_int(j, NULL, year[i]);
    tbi_json_array_end(j);
}

/* What is said only of a plan that was made. chance and chance_without are of the draws that did
 * not choose. p->lever, instead, start and effect_from are lists side by side. */
static void write_made(tb_json *j, const tb_plan *p)
{
    tbi_json_texts(j, "instead", p->instead, p->levers);
    write_years(j, "starts", p->start, p->levers);
    write_years(j, "effect_from", p->effect_from, p->levers);
    /* chance_chosen is of the draws that chose the plan, `chance` of those that did not */
    tbi_json_number(j, "chance_without", p->chance_none);
    tbi_json_number(j, "chance_chosen", p->chance_chosen);
    tbi_json_number(j, "expected_rank", p->rank);
    tbi_json_number(j, "expected_rank_without", p->rank_none);
    tbi_json_u64(j, "rank_indices", p->rank_indices);
    if (p->objective == TB_OBJECTIVE_RANK)
        tbi_json_number(j, "expected_rank_bound", p->rank_bound);
    /* between effects of measures that say nothing of one another: an assumption, so the
     * two lines below say what others would give */
    tbi_json_number(j, "correlation", 0.5);
    tbi_json_number(j, "chance_correlation_0", p->chance_0);
    tbi_json_number(j, "chance_correlation_09", p->chance_09);
    if (p->associated)
        tbi_json_text(j, "condition", "rests on association, not cause");
    if (p->associated)
        tbi_json_text(j, TB_MSG_REPORT_CONDITION_VI);
    if (p->condition_n > 0)
        write_condition_met(j, p);
    /* what the draws cannot tell from this plan: nothing at all, or another plan */
    tbi_json_bool(j, "equal_to_none", p->equal_none);
    tbi_json_text(j, "equal_to", p->equal_to[0] != '\0' ? p->equal_to : NULL);
    tbi_json_u64(j, "choices", p->choices);
    tbi_json_u64(j, "nodes", p->nodes);
}

/* By cost, each point with the measures that give it. */
static void write_frontier(tb_json *j, const tb_plan *p)
{
    tbi_json_array(j, "frontier");
    for (size_t i = 0; i < p->frontier_count; i++) {
        tbi_json_object(j, NULL);
        tbi_json_number(j, "cost", p->frontier[i].cost);
        if (p->cost_unit != NULL && p->cost_unit[0] != '\0')
            tbi_json_text(j, "cost_unit", p->cost_unit);
        tbi_json_number(j, "chance", p->frontier[i].chance);
        tbi_json_number(j, "expected_rank", p->frontier[i].rank);
        tbi_json_texts(j, "levers", p->frontier[i].lever, p->frontier[i].levers);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* Without a plan (!p->made) the members that every reader looks at are there, as null or empty,
 * beside the reason.
 * exact: the search looked at everything; bound: no allowed plan has a larger probability on the
 * draws that chose. */
void tbi_plan_json(tb_json *j, const char *key, const tb_plan *p)
{
    tbi_json_object(j, key);
    tbi_json_texts(j, "levers", p->lever, p->made ? p->levers : 0);
    tbi_json_number(j, "cost", p->made ? p->cost : NAN);
    tbi_json_text(j, "cost_unit",
                  p->cost_unit != NULL && p->cost_unit[0] != '\0' ? p->cost_unit : NULL);
    tbi_json_number(j, "budget", p->budget);
    tbi_json_number(j, "chance", p->chance);
    /* whether no better plan can exist; `bound` is what none can exceed */
    tbi_json_bool(j, "exact", p->exact);
    tbi_json_number(j, "bound", p->bound);
    tbi_json_text(j, "objective", tb_objective_word(p->objective));
    tbi_json_text(j, "reason", p->reason);
    tbi_json_text(j, "reason_vi", p->reason_vi);
    if (p->made)
        write_made(j, p);
    tbi_json_array(j, "measures");
    for (size_t i = 0; i < p->measures; i++)
        write_measure(j, &p->measure[i]);
    tbi_json_array_end(j);
    write_frontier(j, p);
    tbi_json_object_end(j);
}
