/* lever_result.c - the answer for each measure alone: its names, its evidence, and what it is worth
 * for a goal. */
#include "attain/summary.h"
#include "lever/agency_name.h"
#include "lever/lever_figures.h"
#include "lever/lever_order.h"
#include "lever/lever_studies.h"

#include "base/error.h"
#include "base/threads.h"
#include "messages/lever.h"
#include "messages/one_language.h"

#include <math.h>

/* The cases that the size of a historical effect comes from, with the unit's name in the year in
 * which the change ended. */
static tb_status name_examples(tb_lever_answer *a, tb_ask_state *c, const tb_key *k, tb_err *err)
{
    const char **name = TB_NEW(c->arena, const char *, TB_REACH_EXAMPLES);
    if (name == NULL)
        return tbi_no_memory(err, "the examples");
    for (size_t i = 0; i < k->reach.examples; i++) {
        const tb_historical_change_case *one = &k->reach.example[i];
        const char *code = k->index->unit_code[one->unit];
        const tb_unit *unit = tb_panel_unit_of(c->panel, code, one->to);
        name[i] =
            tbi_ask_say(c, "%s %d–%d", unit != NULL ? unit->name_vi : code, one->from, one->to);
    }
    a->example = name;
    a->examples = k->reach.examples;
    a->pairs = (int)k->reach.n;
    return TB_OK;
}

/* Of the first measure that names one: all that do name the same (tbi_levers_check). */
const char *tbi_cost_unit(const tb_ask *ask)
{
    if (ask->cost_unit[0] != '\0')
        return ask->cost_unit;
    for (size_t i = 0; i < ask->levers; i++)
        if (ask->lever[i].cost_unit[0] != '\0')
            return ask->lever[i].cost_unit;
    return "";
}

/* Without any unit costs are counts of measures. */
double tbi_lever_cost(const tb_ask *ask, const tb_lever *v)
{
    return v->cost_given || tbi_cost_unit(ask)[0] == '\0' ? v->cost : (double)NAN;
}

/* An answer with its names, as they are at the origin, and no figure: NaN until fill_answer() knows
 * better. */
static void begin_answer(tb_lever_answer *a, const tb_lever_link *t, const tb_ask_state *c)
{
    const tb_indicator *in = &t->index->indicator[t->column];
    const tb_ask *ask = c->ask;
    int origin = tbi_ask_origin(c, t->index);
    *a = (tb_lever_answer){ .id = t->lever->id,
                            .name_vi = t->lever->name_vi,
                            .name_en = t->lever->name_en,
                            .agency_vi = t->lever->agency_vi,
                            .agency_en = t->lever->agency_en,
                            .index = t->index->code,
                            .component = in->code,
                            .component_vi = tb_index_name_vi(t->index, t->column, origin),
                            .component_en = tb_index_name_en(t->index, t->column, origin),
                            .effect = { NAN, NAN, NAN },
                            .weight = NAN,
                            .rank_change = { NAN, NAN, NAN },
                            .chance = NAN,
                            .chance_gain = NAN,
                            .chance_low = NAN,
                            .chance_high = NAN,
                            .gain_per_cost = NAN,
                            .above_need = NAN,
                            .cost = tbi_lever_cost(ask, t->lever),
                            .cost_given = t->lever->cost_given,
                            .cost_unit = t->lever->cost_given ? tbi_cost_unit(ask) : "",
                            .link = t->effect->link,
                            .note = t->effect->note,
                            .note_vi = t->effect->note_vi,
                            .aims_at = t->effect->aims_at };
}

/* Which of two kinds of evidence counts where there are two: the user's own figure. */
static void say_choice(tb_lever_answer *a, const tb_lever_link *t)
{
    a->beside = t->beside;
    if (t->beside) {
        a->choice = TB_EN(TB_MSG_LEVER_SHOWN_BESIDE_USER_S);
        a->choice_vi = TB_VI(TB_MSG_LEVER_SHOWN_BESIDE_USER_S);
    } else if (t->two) {
        a->choice = TB_EN(TB_MSG_LEVER_TWO_KINDS_EVIDENCE_EXIST);
        a->choice_vi = TB_VI(TB_MSG_LEVER_TWO_KINDS_EVIDENCE_EXIST);
    }
}

/* Which effect a measure has on one goal, if any: without a key, a known weight or time to act it
 * keeps its reason and no figures. */
static tb_status take_evidence(tb_lever_answer *a, const tb_lever_link *t, tb_ask_state *c,
                               const tb_goal_state *aim, tb_err *err)
{
    double w = t->to != NULL ? 1
                             : tbi_component_weight_for(aim, t->index, t->column,
                                                        tbi_ask_origin(c, t->index));
    a->weight = w;
    a->effect_reason = t->reason;
    a->effect_reason_vi = t->reason_vi;
    a->compared = t->compared.said;
    a->compared_vi = t->compared.said_vi;
    a->treatment = t->compared.treatment;
    a->compared_usable = t->compared.usable;
    a->compared_measure_vi = t->compared.measure_vi;
    a->compared_measure_en = t->compared.measure_en;
    a->compared_verdict_vi = t->compared.verdict_vi;
    a->compared_verdict_en = t->compared.verdict_en;
    a->compared_reason_id = t->compared.reason_id;
    a->compared_reason_number = t->compared.reason_number;
    if (t->key == NULL)
        return TB_OK;
    if (isnan(w)) {
        a->effect_reason = TB_EN(TB_MSG_LEVER_HOW_MANY_POINTS_INDEX);
        a->effect_reason_vi = TB_VI(TB_MSG_LEVER_HOW_MANY_POINTS_INDEX);
        return TB_OK;
    }
    /* this goal's own year: another goal may lie later */
    if (t->lever->lag > 0 && tbi_ask_begins(c) + t->lever->lag > aim->a->year) {
        a->effect_reason =
            tbi_ask_say(c, TB_EN(TB_MSG_LEVER_ITS_EFFECT_COMES_YEARS), t->lever->lag, aim->a->year);
        a->effect_reason_vi =
            tbi_ask_say(c, TB_VI(TB_MSG_LEVER_ITS_EFFECT_COMES_YEARS), t->lever->lag, aim->a->year);
        return TB_OK;
    }
    const tb_key *k = t->key;
    a->source = k->number;
    a->evidence = k->evidence;
    a->condition = k->condition;
    a->condition_vi = k->condition_vi;
    a->effect = k->spread;
    a->pairs = k->pairs;
    a->own_figure = k->lever != NULL && k->evidence != TB_EVIDENCE_QUASI;
    say_choice(a, t);
    return k->evidence == TB_EVIDENCE_HISTORICAL ? name_examples(a, c, k, err) : TB_OK;
}

/* Agencies as they are named in the year in which measures can begin. Over all provinces at once
 * nobody is named. */
static tb_status name_agencies(tb_lever_answer *a, size_t n, tb_ask_state *c, tb_err *err)
{
    tb_agency_table t;
    int year = tbi_ask_begins(c);
    if (c->opts->best_plan_only || n == 0)
        return TB_OK;
    bool room = tbi_agency_table_make(&t, c->panel, c->ask, c->unit, c->arena);
    for (size_t i = 0; i < n && room; i++)
        room = tbi_agencies_text(&a[i].agency_vi, &t, a[i].agency_vi, year, true, c->arena) &&
               tbi_agencies_text(&a[i].agency_en, &t, a[i].agency_en, year, false, c->arena);
    return room ? TB_OK : tbi_no_memory(err, "the agencies");
}

/* Whether the goal's answer has the measure: it moves the goal, or would if the rules of the origin
 * had its component. */
static bool is_of_goal(const tb_lever_link *t, const tb_goal_state *aim, const tb_ask_state *c)
{
    if (t->gone)
        return t->index == aim->track->index;
    if (t->to != NULL)
        return t->to == aim->track;
    return tbi_component_weight_for(aim, t->index, t->column, tbi_ask_origin(c, t->index)) != 0;
}

/* The answers of one goal, in the order of links; work and a have room for all of them. */
static tb_status list_answers(tb_lever_answer *a, size_t *n, tb_lever_work *work, size_t *works,
                              tb_ask_state *c, const tb_lever_links *t, const tb_goal_state *aim,
                              tb_err *err)
{
    for (size_t k = 0; k < t->count; k++) {
        const tb_lever_link *one = &t->touch[k];
        if (!is_of_goal(one, aim, c))
            continue;
        begin_answer(&a[*n], one, c);
        if (!tbi_lever_studies(&a[*n].study, &a[*n].studies, c, one->lever->id))
            return tbi_no_memory(err, "the levers");
        tb_status st = take_evidence(&a[*n], one, c, aim, err);
        if (st != TB_OK)
            return st;
        if (a[*n].source > 0)
            work[(*works)++] = (tb_lever_work){ .a = &a[*n], .link = one };
        (*n)++;
    }
    return TB_OK;
}

/* Measures with evidence first: levers_known of them have figures. */
tb_status tbi_levers_answer(tb_ask_state *c, const tb_lever_links *t, tb_err *err)
{
    int threads = tbi_threads(c->opts->threads);
    double *scratch = TB_NEW(c->arena, double, (size_t)threads * c->draws);
    tb_lever_work *work = TB_NEW(c->arena, tb_lever_work, t->count);
    if (scratch == NULL || work == NULL)
        return tbi_no_memory(err, "the levers");
    for (size_t i = 0; i < c->goals; i++) {
        tb_goal_state *aim = &c->aim[i];
        if (aim->track == NULL)
            continue;
        tb_lever_answer *a = TB_NEW(c->arena, tb_lever_answer, t->count);
        if (a == NULL)
            return tbi_no_memory(err, "the levers");
        size_t n = 0, works = 0;
        tb_status st = list_answers(a, &n, work, &works, c, t, aim, err);
        if (st == TB_OK)
            st = tbi_lever_figures(work, works, c, aim, scratch, threads, err);
        if (st != TB_OK)
            return st;
        st = tbi_levers_order(a, n, c, err);
        if (st == TB_OK)
            st = name_agencies(a, n, c, err);
        if (st != TB_OK)
            return st;
        aim->a->lever = a;
        aim->a->levers = n;
        /* those with figures stand first in the order */
        while (aim->a->levers_known < n && a[aim->a->levers_known].effect_reason == NULL)
            aim->a->levers_known++;
    }
    return TB_OK;
}
