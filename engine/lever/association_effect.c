/* association_effect.c - measures by what goes together between surveys, only when asked for
 * (--evidence estimated): the association of the measure's component, in another survey, with the
 * index of a goal, times the change of the component. That change is what comparable provinces
 * reached (historical_change.h), or the user's own figure. Both spreads count: the sampling error
 * of the coefficient (t) and the distribution of the change. The words "association, not cause"
 * stand in every condition and reason. */
#include "lever/lever_link.h"

#include "base/error.h"
#include "messages/lever.h"
#include "messages/one_language.h"
#include "num/dist.h"

#include <math.h>

enum { GRID = 512, CHANGES = 96 };

static const char *const not_cause = TB_EN(TB_MSG_LEVER_ASSOCIATION_NOT_CAUSE),
                         *const not_cause_vi = TB_VI(TB_MSG_LEVER_ASSOCIATION_NOT_CAUSE);

/* The association of a survey with a goal's index, made once. NULL: no memory. */
static const tb_association *find_association(tb_keys *k, tb_ask_state *c, const tb_index *from,
                                              const tb_index_draws *to)
{
    for (size_t i = 0; i < k->links; i++)
        if (k->link[i].from == from && k->link[i].to == to)
            return k->link[i].association;
    if (k->links == TB_KEY_LINKS)
        return NULL;
    tb_association *s = TB_NEW(c->arena, tb_association, 1);
    int origin = tbi_ask_origin(c, from);
    if (tbi_ask_origin(c, to->index) < origin)
        origin = tbi_ask_origin(c, to->index);
    if (s == NULL ||
        tbi_association_make(s, from, to->index, to->column, origin, c->arena, NULL) != TB_OK)
        return NULL;
    k->link[k->links].from = from;
    k->link[k->links].to = to;
    k->link[k->links++].association = s;
    return s;
}

/* Both sentences begin with the words that must never be lost. */
static void set_reason(tb_ask_state *c, tb_lever_link *t, const char *text, const char *text_vi)
{
    t->reason = tbi_ask_say(c, "%s: %s", not_cause, text);
    t->reason_vi = tbi_ask_say(c, "%s: %s", not_cause_vi, text_vi);
}

/* The component right below the total that holds the column, and its points per point of the
 * column. */
static size_t find_term(double *weight, const tb_association *s, const tb_lever_link *t, int origin)
{
    for (size_t k = 0; k < s->terms; k++) {
        *weight = tbi_component_weight_within(t->index, s->column[k], t->column, origin);
        if (!isnan(*weight) && !isnan(s->coefficient[k]))
            return k;
    }
    return s->terms;
}

/* The change of the component: equally likely values, ascending. false: none, the touch says why.
 * */
static tb_status estimate_change(double *change, bool *is, tb_lever_link *t, tb_keys *keys,
                                 tb_ask_state *c, tb_err *err)
{
    const tb_lever_effect *e = t->effect;
    double score;
    double max;
    double cap =
        tbi_headroom(&score, &(int){ 0 }, &max, t->index, t->column,
                     (size_t)tb_index_unit(t->index, c->unit->code), tbi_ask_origin(c, t->index));
    *is = false;
    if (e->given) {
        if (e->headroom && !isfinite(cap)) {
            set_reason(c, t, TB_MSG_LEVER_SCORE_MAXIMUM_COMPONENT_KNOWN);
            return TB_OK;
        }
        /* what the user gave as a share of what is missing becomes points */
        double scale = e->headroom ? cap : 1;
        for (size_t k = 0; k < CHANGES; k++)
            change[k] = fmin(
                (e->mean + e->sd * tbi_normal_quantile(((double)k + 0.5) / CHANGES)) * scale, cap);
        *is = true;
        return TB_OK;
    }
    const tb_historical_change *r =
        tbi_keys_record(keys, c, t->index, t->column, tbi_ask_years(c, t->index));
    if (r == NULL)
        return tbi_no_memory(err, "the historical change of a component");
    if (r->reason != NULL) {
        set_reason(c, t, r->reason, r->reason_vi);
        return TB_OK;
    }
    tbi_historical_change_grid(change, CHANGES, r, c->book);
    for (size_t k = 0; k < CHANGES; k++)
        /* nobody can rise above the maximum */
        change[k] = fmin(change[k], cap);
    *is = true;
    return TB_OK;
}

/* The condition that goes with an estimated effect: what was seen, on how much, and under which
 * change of the component it would hold. */
static tb_status say_condition(tb_key *k, tb_lever_link *t, tb_ask_state *c,
                               const tb_association *s, size_t term, tb_err *err)
{
    const char *of =
        tbi_ask_say(c, "%s.%s", t->index->code, t->index->indicator[s->column[term]].code);
    const char *to = k->to->index->code;
    bool own = t->effect->given;
    k->condition =
        tbi_ask_say(c, TB_EN(TB_MSG_LEVER_PAIRS_PROVINCES_ONE_POINT), not_cause, s->pairs, s->units,
                    s->first, s->last, of, s->coefficient[term], to, s->error[term],
                    own ? TB_EN(TB_MSG_LEVER_CHANGES_USER_S_FIGURE)
                        : TB_EN(TB_MSG_LEVER_RISES_AS_BEST_QUARTER));
    k->condition_vi =
        tbi_ask_say(c, TB_VI(TB_MSG_LEVER_PAIRS_PROVINCES_ONE_POINT), not_cause_vi, s->pairs,
                    s->units, s->first, s->last, of, to, s->coefficient[term], s->error[term],
                    own ? TB_VI(TB_MSG_LEVER_CHANGES_USER_S_FIGURE)
                        : TB_VI(TB_MSG_LEVER_RISES_AS_BEST_QUARTER));
    k->pairs = (int)s->pairs;
    return k->condition[0] != '\0' && k->condition_vi[0] != '\0'
               ? TB_OK
               : tbi_no_memory(err, "the effects");
}

/* Makes the key of an association once; a touch without a usable term, or without a change to
 * assume, gets its reason instead. */
static tb_status estimate_effect(tb_lever_link *t, tb_keys *keys, tb_ask_state *c,
                                 const tb_association *s, tb_err *err)
{
    double weight, change[CHANGES];
    bool is;
    if (s->reason != NULL) {
        t->reason = s->reason;
        t->reason_vi = s->reason_vi;
        return TB_OK;
    }
    size_t term = find_term(&weight, s, t, tbi_ask_origin(c, t->index));
    if (term == s->terms) {
        set_reason(c, t, TB_MSG_LEVER_TOO_FEW_PAIRS_COMPONENT);
        return TB_OK;
    }
    tb_status st = estimate_change(change, &is, t, keys, c, err);
    if (st != TB_OK || !is)
        return st;
    t->key = tbi_keys_get(keys, c, t->index, t->column, TB_EVIDENCE_ESTIMATED,
                          t->effect->given ? t->lever->id : NULL, t->to);
    if (t->key == NULL)
        return tbi_no_memory(err, "the effects");
    /* another measure on the component has filled the key */
    if (t->key->condition != NULL)
        return TB_OK;
    double *grid = TB_NEW(c->arena, double, GRID);
    if (grid == NULL)
        return tbi_no_memory(err, "the effects");
    t->key->grid = grid;
    st = tbi_association_grid(grid, GRID, s, term, change, CHANGES, weight, c->arena, err);
    return st == TB_OK ? say_condition(t->key, t, c, s, term, err) : st;
}

/* A goal's index that the component does not enter by its rules. */
static bool is_apart(const tb_ask_state *c, const tb_index_draws *to, const tb_lever_link *t)
{
    if (!to->wanted || to->joint == NULL || to->index == t->index)
        return false;
    for (size_t i = 0; i < c->goals; i++)
        /* NaN too */
        if (c->aim[i].track == to && tbi_component_weight_for(&c->aim[i], t->index, t->column,
                                                              tbi_ask_origin(c, t->index)) != 0)
            return false;
    return true;
}

/* One link for each index that a goal is on and that the component does not enter by rules.
 * Measures of score sheets are left out: their points are known. */
tb_status tbi_lever_links_associate(tb_lever_links *out, bool *useful, tb_keys *keys,
                                    tb_ask_state *c, const tb_lever_link *of, tb_err *err)
{
    bool usable = of->index != NULL && of->column != 0 && isnan(of->effect->lost) &&
                  tb_index_unit(of->index, c->unit->code) >= 0;
    for (size_t i = 0; i < c->tracks && usable; i++) {
        if (!is_apart(c, c->track[i], of))
            continue;
        tb_lever_link *t = &out->touch[out->count++];
        *t = *of;
        t->key = NULL;
        t->reason = t->reason_vi = NULL;
        t->to = c->track[i];
        *useful = true;
        if (tbi_lever_link_late(t, c))
            continue;
        const tb_association *s = find_association(keys, c, of->index, t->to);
        if (s == NULL)
            return tbi_no_memory(err, "an association");
        tb_status st = estimate_effect(t, keys, c, s, err);
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}
