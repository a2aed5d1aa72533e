/* quasi_experimental.c - evidence from who adopted what, and when: the effect of the dated measure
 * behind a lever on the lever's own component (tangbac/effects.h), drawn towards zero together with
 * the other measures, with the spread under trends that differ as much as before exposure.
 *
 * It takes the place of `historical` also when it is near zero: what a measure was seen to do comes
 * before what others reached by whatever they did. It never comes from less: fewer than ten
 * adopters, nobody to compare with or no limits give a sentence and no number. Whether this unit
 * has adopted the measure decides what it can still bring; where that is not known there is no
 * number. All levers of one measure share one key. */
#include "lever/quasi_experimental.h"

#include "base/bar_list.h"
#include "base/error.h"
#include "messages/lever.h"
#include "messages/one_language.h"

#include <math.h>
#include <string.h>

enum { GRID = TB_KEY_GRID, MOST_MEASURES = 32 };

/* The dated measures that a lever stands for. */
static size_t find_measures(const tb_measure *out[MOST_MEASURES], const tb_ask_state *c,
                            const char *lever)
{
    size_t n = 0;
    for (size_t i = 0; i < tb_panel_measures(c->panel) && n < MOST_MEASURES; i++) {
        const tb_measure *m = tb_panel_measure_at(c->panel, i);
        if (tbi_bar_list_has(m->levers, lever, strlen(lever)))
            out[n++] = m;
    }
    return n;
}

/* Pairs of measure and component of every lever, so that no study is missing later. */
static tb_status list_pairs(tb_effect_pair **out, size_t *count, tb_ask_state *c, tb_err *err)
{
    const tb_ask *ask = c->ask;
    size_t most = 0;
    for (size_t i = 0; i < ask->levers; i++)
        most += ask->lever[i].effects;
    *out = TB_NEW(c->arena, tb_effect_pair, most * MOST_MEASURES + 1);
    *count = 0;
    if (*out == NULL)
        return tbi_no_memory(err, "the levers");
    for (size_t i = 0; i < ask->levers; i++) {
        const tb_measure *m[MOST_MEASURES];
        size_t n = find_measures(m, c, ask->lever[i].id);
        for (size_t k = 0; k < ask->lever[i].effects && n > 0; k++) {
            const tb_index *x = NULL;
            size_t column = 0;
            tb_err why = TB_ERR_INIT;
            const char *name = ask->lever[i].effect[k].component;
            if (tb_panel_find_indicator(&x, &column, c->panel, name, &why) != TB_OK)
                continue; /* whoever resolves the lever says so */
            name = tbi_ask_say(c, "%s.%s", x->code, x->indicator[column].code);
            for (size_t j = 0; j < n; j++)
                (*out)[(*count)++] = (tb_effect_pair){ m[j]->measure, name };
        }
    }
    return TB_OK;
}

/* Compares adopters with the others, unless it was done already (a survey asks once for all
 * units). No bootstrap and no permutations: only the estimates and the verdicts are used here. */
tb_status tbi_quasi_prepare(tb_ask_state *c, tb_err *err)
{
    if (c->compared == NULL || *c->compared != NULL || tb_panel_measures(c->panel) == 0 ||
        tb_panel_adoptions(c->panel) == 0)
        return TB_OK;
    tb_effects_ask ask = TB_EFFECTS_ASK_INIT;
    tb_effect_pair *pair = NULL;
    size_t pairs = 0;
    tb_status st = list_pairs(&pair, &pairs, c, err);
    if (st != TB_OK || pairs == 0)
        return st;
    ask.expected = true;
    ask.also = pair;
    ask.alsos = pairs;
    ask.as_of = c->ask->origin;
    tb_effect_as_of *known = TB_NEW(c->arena, tb_effect_as_of, c->ask->origins + 1);
    if (known == NULL)
        return tbi_no_memory(err, "the levers");
    for (size_t i = 0; i < c->ask->origins; i++)
        known[i] = (tb_effect_as_of){ c->ask->origin_of[i].index, c->ask->origin_of[i].year };
    ask.as_of_index = known;
    ask.as_ofs = c->ask->origins;
    tb_effect_opts how = TB_EFFECT_OPTS_INIT;
    how.bootstraps = 0;
    how.permutations = 0;
    how.plan_only = true;
    ask.how = &how;
    ask.threads = c->opts->threads;
    return tb_effects_run(c->compared, c->panel, &ask, err);
}

/* Of the measures behind a lever the study that says most: one that may enter plans before one with
 * an estimate, before one without; of equals that of most adopters. */
static const tb_effect_study *find_study(tb_ask_state *c, const tb_lever_link *t)
{
    const tb_measure *m[MOST_MEASURES];
    const tb_effect_study *best = NULL;
    size_t n = find_measures(m, c, t->lever->id), most = 0;
    const char *name = tbi_ask_say(c, "%s.%s", t->index->code, t->index->indicator[t->column].code);
    for (size_t k = 0; k < n; k++) {
        const tb_effect_study *s = tb_effects_study_of(*c->compared, m[k]->measure, name);
        if (s == NULL)
            continue;
        size_t worth = 1;
        if (s->effect != NULL)
            worth = tb_effect_adopters(s->effect) + (s->usable ? 20000 : 10000);
        if (worth > most) {
            most = worth;
            best = s;
        }
    }
    return best;
}

/* A verdict where the comparison may enter plans, else why nothing can be concluded from it. */
static tb_status say_compared(tb_lever_link *t, tb_ask_state *c, const tb_effect_study *s,
                              tb_err *err)
{
    const char *en = s->usable ? s->verdict : s->usable_reason;
    const char *vi = s->usable ? s->verdict_vi : s->usable_reason_vi;
    tb_compared *x = &t->compared;
    *x = (tb_compared){ .treatment = s->measure,
                        .usable = s->usable,
                        .reason_id = s->usable_reason_id,
                        .reason_number = s->usable_reason_number };
    if (s->selected) { /* without the figures of each component: one reason for all of them */
        en = TB_EN(TB_MSG_LEVER_SELECTED);
        vi = TB_VI(TB_MSG_LEVER_SELECTED);
        x->reason_number = 0;
    }
    x->measure_en = tbi_arena_text(c->arena, s->measure_en);
    x->measure_vi = tbi_arena_text(c->arena, s->measure_vi);
    x->verdict_en = tbi_arena_text(c->arena, en);
    x->verdict_vi = tbi_arena_text(c->arena, vi);
    bool ok = s->usable
                  ? tbi_arena_pair(c->arena, &x->said, &x->said_vi, TB_MSG_LEVER_COMPARED,
                                   s->measure_en, s->measure_vi, en, vi)
                  : tbi_arena_pair(c->arena, &x->said, &x->said_vi, TB_MSG_LEVER_NOT_CONCLUDED,
                                   s->measure_en, s->measure_vi, en, vi);
    return ok ? TB_OK : tbi_no_memory(err, "the levers");
}

/* since: first year in which the unit has the measure, 0 = not yet. One that has it already has
 * what is left of the effect to come, perhaps nothing. */
static bool say_condition(tb_key *k, tb_ask_state *c, const tb_effect_study *s, int since, int year)
{
    const tb_effect *e = s->effect;
    size_t n = tb_effect_adopters(e);
    int first = tb_effect_first_year(e), last = tb_effect_last_year(e);
    if (since == 0)
        return tbi_arena_pair(c->arena, &k->condition, &k->condition_vi, TB_MSG_LEVER_QUASI, n,
                              first, last);
    if (k->mean == 0 && k->sd == 0)
        return tbi_arena_pair(c->arena, &k->condition, &k->condition_vi,
                              TB_MSG_LEVER_QUASI_NOTHING_LEFT, n, first, last, since, year);
    return tbi_arena_pair(c->arena, &k->condition, &k->condition_vi, TB_MSG_LEVER_QUASI_LEFT, n,
                          first, last, since, year);
}

/* The key of a study for this unit: what the measure brings until the last goal. */
static tb_status make_key(tb_lever_link *t, tb_keys *keys, tb_ask_state *c,
                          const tb_effect_study *s, int since, tb_err *err)
{
    int origin = tbi_ask_origin(c, t->index), max_year;
    int year = c->ask->origin + tbi_ask_horizon(c);
    int from = since == 0 ? TB_EFFECT_NOT_EXPOSED : origin - since;
    double score, max, *grid = TB_NEW(c->arena, double, GRID);
    tb_effect_posterior p;
    t->key = tbi_keys_get(keys, c, t->index, t->column, TB_EVIDENCE_QUASI, s->measure, NULL);
    if (t->key == NULL || grid == NULL)
        return tbi_no_memory(err, "the effects");
    if (t->key->condition != NULL)
        return TB_OK;
    tb_status st = tb_effects_bring(&p, grid, GRID, *c->compared, s, from, year - since, NAN, err);
    if (st != TB_OK)
        return st;
    t->key->mean = p.mean;
    t->key->sd = p.sd;
    t->key->grid = grid;
    t->key->cap = tbi_headroom(&score, &max_year, &max, t->index, t->column,
                               (size_t)tb_index_unit(t->index, c->unit->code), origin);
    return say_condition(t->key, c, s, since, year) ? TB_OK : tbi_no_memory(err, "the effects");
}

/* *decided: a usable comparison speaks for this measure, so that no other evidence is asked.
 * Whether and since when the unit has adopted must be known to say what is still to come. */
tb_status tbi_quasi_link(bool *decided, tb_lever_link *t, tb_keys *keys, tb_ask_state *c,
                         tb_err *err)
{
    *decided = false;
    if (c->compared == NULL || *c->compared == NULL)
        return TB_OK;
    const tb_effect_study *s = find_study(c, t);
    if (s == NULL)
        return TB_OK;
    tb_status st = say_compared(t, c, s, err);
    if (st != TB_OK || !s->usable)
        return st;
    int since = 0, origin = tbi_ask_origin(c, t->index);
    tb_adoption_state state = tb_exposures_state(tb_effects_exposures(*c->compared), c->panel,
                                                 s->measure, c->unit, origin, &since);
    bool ok = true;
    *decided = true;
    if (state == TB_ADOPTION_UNKNOWN)
        ok = tbi_arena_pair(c->arena, &t->reason, &t->reason_vi, TB_MSG_LEVER_ADOPTION_UNKNOWN,
                            s->measure_en, s->measure_vi, origin);
    else if (state == TB_ADOPTION_UNDATED)
        ok = tbi_arena_pair(c->arena, &t->reason, &t->reason_vi, TB_MSG_LEVER_ADOPTION_UNDATED,
                            s->measure_en, s->measure_vi, origin);
    else
        return make_key(t, keys, c, s, since, err);
    return ok ? TB_OK : tbi_no_memory(err, "the levers");
}
