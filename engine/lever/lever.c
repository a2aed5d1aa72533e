/* lever.c - which evidence a measure's component has. A measure is not an effect: without a record,
 * a rule or the user's own figure there is none, and it says why. */
#include "lever/lever.h"
#include "lever/quasi_experimental.h"

#include "base/error.h"
#include "lever/bind_sheet.h"
#include "messages/lever.h"
#include "messages/one_language.h"

#include <math.h>
#include <string.h>

/* A link without a key has a reason, always in both languages. */
static void set_reason(tb_ask_state *c, tb_lever_link *t, const char *text, const char *text_vi)
{
    t->reason = tbi_ask_say(c, "%s", text);
    t->reason_vi = tbi_ask_say(c, "%s", text_vi);
}

/* Any track will do: forecasts are made of the indices that goals stand on, and of those
 * that they repeat. */
static bool is_named(const tb_ask_state *c, const tb_index *index)
{
    for (size_t i = 0; i < c->tracks; i++)
        if (c->track[i]->index == index)
            return true; /* SIPAS too, where it enters PAR */
    return false;
}

/* Whether any goal that is answered changes when this component does. */
static bool is_touching_goal(const tb_ask_state *c, const tb_lever_link *t)
{
    for (size_t i = 0; i < c->goals; i++)
        /* NaN too */
        if (c->aim[i].track != NULL && tbi_component_weight_for(&c->aim[i], t->index, t->column,
                                                                tbi_ask_origin(c, t->index)) != 0)
            return true;
    return false;
}

/* Whether the component has a known weight other than 0 in any goal. */
static bool has_weight(const tb_ask_state *c, const tb_lever_link *t)
{
    bool any = false;
    for (size_t i = 0; i < c->goals; i++) {
        double w = c->aim[i].track != NULL
                       ? tbi_component_weight_for(&c->aim[i], t->index, t->column,
                                                  tbi_ask_origin(c, t->index))
                       : 0;
        any |= !isnan(w) && w != 0;
    }
    return any;
}

/* "INDEX.CODE" to index and column. An index that the panel lacks is an error only in a
 * scenario's own list. */
static tb_status resolve_component(tb_lever_link *t, tb_ask_state *c, tb_err *err)
{
    char code[64];
    size_t n = strcspn(t->effect->component, ".");
    if (n >= sizeof code)
        n = sizeof code - 1;
    memcpy(code, t->effect->component, n);
    code[n] = '\0';
    t->index = tb_panel_index(c->panel, code);
    tb_err why = TB_ERR_INIT;
    if (t->index == NULL) {
        if (!c->ask->levers_listed)
            return TB_OK; /* a catalogue serves many scenarios */
        return tbi_fail(err, TB_EDATA, TB_MSG_LEVER_MEASURE_ACTS_WHICH_PANEL, t->lever->id,
                        t->effect->component);
    }
    const tb_index *index = NULL;
    if (tb_panel_find_indicator(&index, &t->column, c->panel, t->effect->component, &why) == TB_OK)
        return TB_OK;
    /* a sheet's own numbering: a criterion's points are points of the whole */
    if (!isnan(t->effect->lost)) {
        t->column = 0;
        return TB_OK;
    }
    return tbi_fail_within(err, TB_EDATA, &why, TB_MSG_LEVER_MEASURE, t->lever->id);
}

/* A score sheet is one province's and one year's, and no later than what is known. */
static tb_status check_sheet(const tb_lever *v, tb_ask_state *c, tb_err *err)
{
    size_t row = 0;
    tb_err why = TB_ERR_INIT;
    if (v->sheet_year > c->ask->origin)
        return tbi_fail(err, TB_EDATA, TB_MSG_LEVER_SCORE_SHEET_LATER, v->sheet_at, v->sheet_year,
                        c->ask->origin, c->ask->origin);
    const tb_unit *other =
        v->sheet_title != NULL && v->sheet_title[0] != '\0'
            ? tbi_sheet_of_another(c->panel, c->unit, v->sheet_title,
                                   v->sheet_year > 0 ? v->sheet_year : c->ask->origin)
            : NULL;
    if (other != NULL)
        return tbi_fail(err, TB_EDATA, TB_MSG_LEVER_SCORE_SHEET_SCENARIO, v->sheet_at,
                        other->name_vi, c->unit->name_vi, c->unit->name_vi);
    if (v->sheet_unit[0] == '\0')
        return TB_OK;
    int year = v->sheet_year > 0 ? v->sheet_year : c->ask->origin;
    if (tb_panel_find_unit(&row, c->panel, v->sheet_unit, year, &why) != TB_OK ||
        (v->sheet_title != NULL &&
         tb_panel_same_unit(c->panel, row, v->sheet_title, year, &why) != TB_OK))
        return tbi_fail_within(err, TB_EDATA, &why, TB_MSG_LEVER_IN_SCORE_SHEET, v->sheet_at);
    if (strcmp(tb_panel_unit(c->panel, row)->code, c->unit->code) == 0)
        return TB_OK;
    return tbi_fail(err, TB_EDATA, TB_MSG_LEVER_SCORE_SHEET_SCENARIO, v->sheet_at,
                    tb_panel_unit(c->panel, row)->name_vi, c->unit->name_vi, c->unit->name_vi);
}

/* Sheets give points lost and a probability to win them back (no cap: they are what is
 * missing); users give mean and sd, as points or as a share of the headroom. */
static tb_status use_own_figure(tb_lever_link *t, tb_keys *keys, tb_ask_state *c, tb_err *err)
{
    const tb_lever_effect *e = t->effect;
    bool sheet = !isnan(e->lost);
    /* so that a key made for nothing can be taken back */
    size_t before = keys->count;
    t->key = tbi_keys_get(keys, c, t->index, t->column,
                          sheet ? TB_EVIDENCE_PUBLISHED : TB_EVIDENCE_ASSUMED, t->lever->id, NULL);
    if (t->key == NULL)
        return tbi_no_memory(err, "the effects");
    tb_key *k = t->key;
    double score, max;
    int year;
    k->cap = sheet ? INFINITY
                   : tbi_headroom(&score, &year, &max, t->index, t->column,
                                  (size_t)tb_index_unit(t->index, c->unit->code),
                                  tbi_ask_origin(c, t->index));
    if (sheet) {
        k->lost = e->lost;
        k->won = e->chance;
        bool survey = strcmp(e->how, "survey") == 0;
        k->condition = isnan(e->chance) ? TB_EN(TB_MSG_LEVER_ANYTHING_FROM_NONE_ALL)
                                        : tbi_ask_say(c, TB_EN(TB_MSG_LEVER_POINTS_LOST_WON_BACK),
                                                      e->chance * 100);
        k->condition_vi =
            isnan(e->chance)
                ? TB_VI(TB_MSG_LEVER_ANYTHING_FROM_NONE_ALL)
                : tbi_ask_say(c, TB_VI(TB_MSG_LEVER_POINTS_LOST_WON_BACK), e->chance * 100);
        if (survey)
            k->condition = tbi_ask_say(c, TB_EN(TB_MSG_LEVER_SCORED_SURVEY), k->condition);
        if (survey)
            k->condition_vi = tbi_ask_say(c, TB_VI(TB_MSG_LEVER_SCORED_SURVEY), k->condition_vi);
        return TB_OK;
    }
    double scale = 1;
    if (e->headroom) {
        if (!isfinite(k->cap)) {
            t->key = NULL;
            keys->count = before; /* a key that stood before stays */
            set_reason(c, t, TB_MSG_LEVER_SHARE_HEADROOM_GIVEN_BUT);
            return TB_OK;
        }
        scale = k->cap;
    }
    k->mean = e->mean * scale;
    k->sd = e->sd * scale;
    if (isfinite(max) && k->mean > max)
        return tbi_fail(err, TB_EDATA, TB_MSG_LEVER_MEASURE_ADDS_POINTS_WHOSE, t->lever->id,
                        k->mean, e->component, max);
    k->condition = isfinite(k->cap) && k->mean > k->cap
                       ? tbi_ask_say(c, TB_EN(TB_MSG_LEVER_USER_S_FIGURE_CUT), k->cap)
                       : TB_EN(TB_MSG_LEVER_USER_S_FIGURE);
    k->condition_vi = isfinite(k->cap) && k->mean > k->cap
                          ? tbi_ask_say(c, TB_VI(TB_MSG_LEVER_USER_S_FIGURE_CUT), k->cap)
                          : TB_VI(TB_MSG_LEVER_USER_S_FIGURE);
    return TB_OK;
}

/* A record is shared by all measures on the component: the first one fills the key. */
static tb_status find_record(tb_lever_link *t, tb_keys *keys, tb_ask_state *c, tb_err *err)
{
    int years = tbi_ask_years(c, t->index);
    const tb_historical_change *r = tbi_keys_record(keys, c, t->index, t->column, years);
    if (r == NULL)
        return tbi_no_memory(err, "the historical change of a component");
    if (r->reason != NULL) {
        set_reason(c, t, r->reason, r->reason_vi);
        return TB_OK;
    }
    t->key = tbi_keys_get(keys, c, t->index, t->column, TB_EVIDENCE_HISTORICAL, NULL, NULL);
    if (t->key == NULL)
        return tbi_no_memory(err, "the effects");
    tb_key *k = t->key;
    double score, max;
    int year;
    if (k->condition != NULL)
        return TB_OK;
    k->reach = *r;
    k->cap =
        tbi_headroom(&score, &year, &max, t->index, t->column,
                     (size_t)tb_index_unit(t->index, c->unit->code), tbi_ask_origin(c, t->index));
    k->condition =
        tbi_ask_say(c, TB_EN(TB_MSG_LEVER_IF_COMPONENT_RISES), r->n, years, years > 1 ? "s" : "");
    k->condition_vi = tbi_ask_say(c, TB_VI(TB_MSG_LEVER_IF_COMPONENT_RISES), r->n, years);
    return TB_OK;
}

/* A comparison of adopters, or the record of a component, for which the user has a figure: shown
 * beside it, never used with it. Without either there is nothing to show. */
static tb_status add_record(tb_lever_links *out, tb_keys *keys, tb_ask_state *c, tb_err *err)
{
    tb_lever_link *chosen = &out->touch[out->count - 1], *t = &out->touch[out->count];
    if (chosen->key == NULL || chosen->key->evidence != TB_EVIDENCE_ASSUMED)
        return TB_OK;
    *t = *chosen;
    t->key = NULL;
    t->beside = true;
    bool decided = false;
    tb_status st = tbi_quasi_link(&decided, t, keys, c, err);
    chosen->compared = t->compared;
    if (st == TB_OK && !decided && chosen->column != 0)
        st = find_record(t, keys, c, err);
    if (st != TB_OK || t->key == NULL)
        return st;
    chosen->two = true;
    out->count++;
    return TB_OK;
}

/* In order: own figure or sheet, comparison of adopters, record of the component. Each link
 * ends with a key or with a reason. */
static tb_status find_evidence(tb_lever_link *t, tb_keys *keys, tb_ask_state *c, tb_err *err)
{
    if (tbi_lever_link_late(t, c))
        return TB_OK;
    if (!has_weight(c, t)) {
        set_reason(c, t, TB_MSG_LEVER_UNKNOWN_WEIGHT);
        return TB_OK;
    }
    if (t->effect->given || !isnan(t->effect->lost))
        return use_own_figure(t, keys, c, err);
    bool decided = false;
    tb_status st = tbi_quasi_link(&decided, t, keys, c, err);
    if (st != TB_OK || decided)
        return st;
    if (t->column == 0) {
        set_reason(c, t, TB_MSG_LEVER_MEASURE_TIED_WHOLE_INDEX);
        return TB_OK;
    }
    return find_record(t, keys, c, err);
}

/* A measure that touches no goal, since the rules of the origin do not have the component that it
 * acts on (SC52 of PAPI since 2021): the first such component of an index with a goal, with the
 * reason. Who ordered it is told. */
static tb_status add_gone(tb_lever_links *out, const tb_lever *v, tb_ask_state *c, tb_err *err)
{
    tb_status st = TB_OK;
    for (size_t k = 0; k < v->effects && st == TB_OK; k++) {
        tb_lever_link *t = &out->touch[out->count];
        *t = (tb_lever_link){ .lever = v, .effect = &v->effect[k], .gone = true };
        st = resolve_component(t, c, err);
        if (st != TB_OK || t->index == NULL || !is_named(c, t->index) || t->column == 0 ||
            tb_index_unit(t->index, c->unit->code) < 0)
            continue;
        int origin = tbi_ask_origin(c, t->index);
        if (tb_index_node(t->index, t->column, origin) != NULL)
            continue;
        t->reason = tbi_ask_say(c, TB_EN(TB_MSG_LEVER_NOT_IN_RULES), t->index->code, origin);
        t->reason_vi = tbi_ask_say(c, TB_VI(TB_MSG_LEVER_NOT_IN_RULES), t->index->code, origin);
        out->count++;
        return TB_OK;
    }
    return st;
}

/* keys->key has room for every link and every component at once: pointers into it stay valid. */
tb_status tbi_lever_links_make(tb_lever_links *out, tb_keys *keys, tb_ask_state *c, tb_err *err)
{
    const tb_ask *ask = c->ask;
    size_t n = 0;
    size_t own = 0;
    tb_status st = tbi_quasi_prepare(c, err);
    if (st != TB_OK)
        return st;
    for (size_t i = 0; i < ask->levers; i++)
        n += ask->lever[i].effects * (c->opts->estimated ? 2 + c->tracks : 2);
    *out = (tb_lever_links){ TB_NEW(c->arena, tb_lever_link, n), 0 };
    for (size_t i = 0; i < c->tracks; i++)
        own += c->track[i]->index->n_indicator; /* components that no measure acts on */
    *keys = (tb_keys){ .key = TB_NEW(c->arena, tb_key, n + own), .room = n + own };
    if (out->touch == NULL || keys->key == NULL)
        return tbi_no_memory(err, "the levers");
    for (size_t i = 0; i < ask->levers; i++) {
        bool useful = false;
        size_t before = out->count;
        st = check_sheet(&ask->lever[i], c, err);
        if (st != TB_OK)
            return st;
        for (size_t k = 0; k < ask->lever[i].effects; k++) {
            tb_lever_link *t = &out->touch[out->count];
            *t = (tb_lever_link){ .lever = &ask->lever[i], .effect = &ask->lever[i].effect[k] };
            if ((st = resolve_component(t, c, err)) != TB_OK)
                return st;
            useful |= t->index != NULL && is_named(c, t->index);
            /* the place of t may be used again by the next link */
            const tb_lever_link of = *t;
            if (t->index != NULL && tb_index_unit(t->index, c->unit->code) >= 0 &&
                is_touching_goal(c, t)) {
                if ((st = find_evidence(t, keys, c, err)) != TB_OK)
                    return st;
                out->count++;
                if ((st = add_record(out, keys, c, err)) != TB_OK)
                    return st;
            }
            if (c->opts->estimated &&
                (st = tbi_lever_links_associate(out, &useful, keys, c, &of, err)) != TB_OK)
                return st;
        }
        if (out->count == before && (st = add_gone(out, &ask->lever[i], c, err)) != TB_OK)
            return st;
        if (!useful && ask->levers_listed)
            return tbi_fail(err, TB_EDATA, TB_MSG_LEVER_MEASURE_ACTS_INDEX_SCENARIO,
                            ask->lever[i].id, ask->lever[i].effect[0].component);
    }
    return TB_OK;
}
