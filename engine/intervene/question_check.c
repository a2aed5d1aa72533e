/* question_check.c - what is asked, of whom, and what is known besides: refused where it is no
 * question or none that can be answered, before anything is drawn. */
#include "intervene/question_check.h"

#include "attain/component_goals.h"
#include "base/error.h"
#include "intervene/panel_memo.h"

#include "base/number_book.h"
#include "messages/intervene.h"
#include "messages/one_language.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* The unit asked for; a name means the unit that has it in the year of the goals, and in the
 * origin's year when it has ended by then. TB_EDATA of the panel where no unit has the name. */
static tb_status find_unit(tb_intervention *v, tb_err *err)
{
    size_t row = 0;
    tb_ask_state *c = &v->c;
    tb_status st = tb_panel_find_unit(&row, c->panel, c->ask->unit, c->ask->origin, err);
    if (st != TB_OK)
        return st;
    c->unit = tb_panel_unit(c->panel, row);
    if (c->unit->valid_to >= c->ask->year)
        return TB_OK;
    const tb_unit *now = tb_panel_unit_of(c->panel, c->unit->successor, c->ask->year);
    const char *code = c->unit->successor;
    tbi_notice_add(c->notices, c->arena, "ended",
                   tbi_ask_say(c, TB_EN(TB_MSG_INTERVENE_UNIT_ENDED), c->unit->name_en,
                               now != NULL ? now->name_en : code, c->ask->year),
                   tbi_ask_say(c, TB_VI(TB_MSG_INTERVENE_UNIT_ENDED), c->unit->name_vi,
                               now != NULL ? now->name_vi : code, c->ask->year));
    return TB_OK;
}

/* A goal that is no goal refuses the whole question, whatever the others say: what it meant
 * would be a guess. The sentence is that of the goal's parser; its status becomes TB_EDATA,
 * since the goal came from a file or a line of words. */
static tb_status check_goal(const tb_ask_goal *g, int leading, tb_err *err)
{
    tb_goal goal;
    tb_goal_opts o = TB_GOAL_OPTS_INIT;
    tb_err why = TB_ERR_INIT;
    char index[128];
    snprintf(index, sizeof index, "%.*s", (int)strcspn(g->index, "."), g->index);
    o.index = index;
    o.leading = leading;
    if (tb_goal_parse(&goal, g->goal, &o, NULL, &why) == TB_OK)
        return TB_OK;
    if (err != NULL)
        *err = why;
    if (err != NULL)
        err->status = TB_EDATA;
    return TB_EDATA;
}

/* What is wrong with the question itself, before anything is drawn: years, rivals, too many
 * goals for the bits that tell alternatives, goals that cannot be read. rivals: the others as
 * forecast, or what they can still reach. */
static tb_status check_question(const tb_ask *ask, const tb_intervention_opts *o, tb_err *err)
{
    if (ask->year <= ask->origin)
        return tbi_fail(err, TB_EDATA, TB_MSG_INTERVENE_YEAR_AFTER_ORIGIN_ORIGIN, ask->year,
                        ask->origin);
    int asked = ask->asked / 10000;
    if (asked > 0 && (asked <= ask->origin || asked > ask->year))
        return tbi_fail(err, TB_EDATA, TB_MSG_INTERVENE_ASKED, ask->origin + 1, ask->year, asked,
                        ask->origin);
    if (strcmp(o->rivals, "forecast") != 0 && strcmp(o->rivals, "reach") != 0)
        return tbi_fail(err, TB_EARG, TB_MSG_INTERVENE_RIVALS_MUST_FORECAST_REACH, o->rivals);
    int groups = 0;
    for (size_t i = 0; i < ask->goals; i++)
        /* the group of alternatives that a goal is in; the higher bits say how many of it
         * are needed */
        groups = (ask->goal[i].any & 63) > groups ? (ask->goal[i].any & 63) : groups;
    if (ask->goals > TB_MOST_GOALS || groups > TB_MOST_GOALS)
        return tbi_fail(err, TB_EDATA, TB_MSG_INTERVENE_GOALS_MORE_60_ONE, ask->goals);
    for (size_t i = 0; i < ask->goals; i++) {
        tb_status st = check_goal(&ask->goal[i], o->leading, err);
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}

/* The first goal gives the reason. Where some can be answered each of the others has its own beside
 * it. */
tb_status tbi_question_refuse_unanswered(const tb_ask_state *c, tb_err *err)
{
    for (size_t i = 0; i < c->goals; i++)
        if (c->aim[i].track != NULL)
            return TB_OK;
    const tb_goal_answer *a = &c->answer[0];
    return tbi_fail(err, TB_EDATA, TB_MSG_INTERVENE_GOAL_SCENARIO_CAN_ANSWERED, a->index, a->goal,
                    a->reason, a->reason_vi);
}

/* The panel becomes the one with what is known besides. */
static tb_status add_known_facts(tb_intervention *v, tb_err *err)
{
    v->ask = *v->c.ask;
    v->c.ask = &v->ask;
    tb_status st = tbi_known_panel(&v->known, &v->used, &v->ask, v->c.panel, v->c.unit,
                                   v->opts.leading, &v->own, &v->notices, err);
    if (v->known != NULL)
        v->c.panel = v->known;
    tbi_panel_memo_start(&v->memo, v->opts.cache, v->c.panel, v->used.at, v->used.n);
    v->fit_cache.memo = &v->memo;
    if (st == TB_OK)
        st = tbi_number_book_open(&v->fit_cache.book, &v->memo, err);
    v->c.book = v->fit_cache.book;
    return st;
}

/* What is wrong with the words comes first, then the unit, then what is known besides, which may
 * change the panel that the goals are resolved on. */
tb_status tbi_question_settle(tb_intervention *v, tb_err *err)
{
    tb_ask_state *c = &v->c;
    const tb_ask *asked = c->ask;
    tb_status st = tbi_component_goals(&c->ask, asked, c->panel, v->opts.leading, &v->own, err);
    if (st == TB_OK)
        st = check_question(c->ask, &v->opts, err);
    if (st == TB_OK)
        st = find_unit(v, err);
    if (st == TB_OK && v->one)
        st = add_known_facts(v, err);
    if (st == TB_OK)
        st = tbi_ask_resolve(c, err);
    return st == TB_OK ? tbi_question_refuse_unanswered(c, err) : st;
}

/* What is known besides refuses the question where no table agrees with it: the reason of a goal
 * would hide whose figure it was. TB_EDATA with the figure and why. Where nothing was known
 * besides there is nothing to check. */
tb_status tbi_question_check_known(tb_intervention *v, tb_err *err)
{
    const tb_ask_state *c = &v->c;
    for (size_t i = 0; i < c->tracks && v->known != NULL; i++) {
        const tb_index_draws *t = c->track[i];
        for (size_t k = 0; k < v->ask.known_n && t->n_year > 0 && t->joint == NULL; k++) {
            const tb_known_figure *known = &v->ask.known[k];
            size_t n = strcspn(known->index, ".");
            if (strlen(t->index->code) != n || strncasecmp(t->index->code, known->index, n) != 0)
                continue;
            const char *en = tbi_ask_say(&v->c, "%s %d", known->index, known->year);
            return tbi_fail(err, TB_EDATA, TB_MSG_KNOWN_NO_TABLE, t->index->code, en, en, t->reason,
                            t->reason_vi);
        }
    }
    return TB_OK;
}
