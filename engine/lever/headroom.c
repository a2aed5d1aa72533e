/* headroom.c - how many points can still be won in the field that a measure serves. Where the
 * province's score of the field is known with the maximum of its rules: maximum less score. (20.28
 * of 23.5 points in 2020 are not 1.72 less than the 22 of 2022.) Else: what the total is
 * expected to lack, times the field's share of the lost points as in the cases that are known, 8 in
 * 10 (field_share.h).
 * A criterion without a maximum stands for the field that holds it. */
#include "lever/headroom.h"

#include "attain/summary.h"
#include "base/error.h"
#include "lever/field_share.h"
#include "messages/lever.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Shares that were worked out for another lever of the case: there are a few fields and many
 * levers. */
enum { MEMO = 24 };

typedef struct memo {
    struct {
        const tb_index *x;
        size_t field;
        tb_field_share share;
    } of[MEMO];
    size_t n;
} memo;

typedef struct stake {
    double most, low, high, max;
    double score; /* of the province, NaN = not known */
    int year;     /* of that score */
    int scheme;   /* year whose maximum it is */
    size_t cases;
} stake;

/* The nearest node at or above the column, below the total, that has a maximum; -1 when none.
 * last: year of the goal; what a later scheme publishes is not of it. */
static ptrdiff_t find_field(const tb_index *x, size_t column, int year, int last)
{
    ptrdiff_t at = (ptrdiff_t)column;
    int scheme;
    for (int guard = 0; guard < 16 && at > 0; guard++) {
        if (!isnan(tbi_field_max(&scheme, x, (size_t)at, year, last)))
            return at;
        const tb_node *n = tb_index_node(x, (size_t)at, year);
        ptrdiff_t parent = n != NULL ? n->parent : tb_index_indicator(x, x->indicator[at].parent);
        at = parent;
    }
    return -1;
}

/* What the total is expected to lack in the goal's year: median and 95 %; NaN when it is not drawn.
 */
static void expect_lost(double *middle, double *much, const tb_goal_state *aim, const tb_index *x,
                        int year)
{
    const tb_node *whole = tb_index_node(x, 0, year);
    bool drawn = aim->track->index == x && aim->track->column == 0 && whole != NULL;
    *middle = drawn ? whole->max - aim->a->score_q[1] : NAN;
    *much = drawn ? whole->max - aim->a->score_q[0] : NAN;
}

/* Points of the total per point of the field: by its weight, or 1 where fields add up to the total;
 * NaN for a share of answers, as the factors of a survey are, which may lack more than the
 * total. */
static double find_points_of_total(const tb_index *x, size_t field, double max, int year)
{
    int scheme;
    double weight = tbi_component_weight_within(x, 0, field, year);
    if (isnan(weight) && max < tbi_field_max(&scheme, x, 0, year, TB_ANY_SCHEME))
        return 1;
    return weight > 0 && max < tbi_field_max(&scheme, x, 0, year, TB_ANY_SCHEME) ? weight : NAN;
}

/* A field's share of what is lacking, looked up or worked out and remembered: every measure of a
 * field asks for it. */
static bool find_share(tb_field_share *out, memo *known, const tb_index *x, size_t field,
                       int origin)
{
    tb_arena own = { 0 };
    for (size_t k = 0; k < known->n; k++)
        if (known->of[k].x == x && known->of[k].field == field) {
            *out = known->of[k].share;
            return true;
        }
    bool room = tbi_field_share(out, x, field, origin, &own);
    tbi_arena_free(&own);
    if (room && known->n < MEMO) {
        known->of[known->n].x = x;
        known->of[known->n].field = field;
        known->of[known->n++].share = *out;
    }
    return room;
}

/* What is missing to the field's maximum where the score and the maximum of its rules are known,
 * else the least of the nearest maximum and what the total may have lost (95 %); low and high: 8 in
 * 10 by the shares that the field had in such losses. */
static tb_status find_stake(stake *s, memo *known, const tb_goal_state *aim, const tb_ask_state *c,
                            const tb_index *x, size_t field, tb_err *err)
{
    int origin = tbi_ask_origin(c, x);
    double middle;
    double much;
    tb_field_share share;
    if (!find_share(&share, known, x, field, origin))
        return tbi_no_memory(err, "the points at stake");
    *s = (stake){ .most = NAN, .low = NAN, .high = NAN };
    double of_year;
    double left = tbi_headroom(&s->score, &s->year, &of_year, x, field,
                               (size_t)tb_index_unit(x, c->unit->code), origin);
    s->max = tbi_field_max(&s->scheme, x, field, origin, aim->a->year);
    if (isnan(of_year)) {
        s->score = NAN; /* points by rules whose maximum was not read: no other maximum is theirs */
        s->year = 0;
    }
    expect_lost(&middle, &much, aim, x, origin);
    double points = find_points_of_total(x, field, s->max, origin);
    if (isfinite(left))
        s->most = left;
    else if (!isnan(much) && !isnan(points))
        s->most = fmin(s->max, fmax(much, 0) / points); /* else no ceiling worth the name */
    if (isnan(s->score) && !isnan(middle) && points == 1 && !isnan(share.low)) {
        s->cases = share.cases;
        s->low = fmin(fmax(middle, 0) * share.low, s->most);
        s->high = fmin(fmax(middle, 0) * share.high, s->most);
    }
    return TB_OK;
}

/* By the field's name at the origin; a code such as IMPACT_SOCIO is not for the page. */
static bool say_stake(tb_lever_answer *l, const stake *s, tb_ask_state *c)
{
    const char *of_vi = l->stake_name_vi;
    const char *of_en = l->stake_name_en;
    const char **en = &l->at_stake;
    const char **vi = &l->at_stake_vi;
    if (!isnan(s->score))
        return tbi_arena_pair(c->arena, en, vi, TB_MSG_LEVER_STAKE_KNOWN, of_en, of_vi, s->most,
                              s->max, s->scheme, s->score, s->year);
    if (!isnan(s->low))
        return tbi_arena_pair(c->arena, en, vi, TB_MSG_LEVER_STAKE_LIKELY, of_en, of_vi, s->most,
                              s->low, s->high, s->max, s->scheme, (int)s->cases);
    return tbi_arena_pair(c->arena, en, vi, TB_MSG_LEVER_STAKE_BOUND, of_en, of_vi, s->most, s->max,
                          s->scheme);
}

/* Nothing is written where the component has no field above it, or what is at stake is not
 * known. A known score leaves no band: low and high are both the most. */
static tb_status fill_stake(tb_lever_answer *l, memo *known, const tb_goal_state *aim,
                            tb_ask_state *c, tb_err *err)
{
    const tb_index *x = tb_panel_index(c->panel, l->index);
    ptrdiff_t column = x != NULL ? tb_index_indicator(x, l->component) : -1;
    ptrdiff_t field =
        column > 0 ? find_field(x, (size_t)column, tbi_ask_origin(c, x), aim->a->year) : -1;
    bool ruled = column > 0 && tb_index_node(x, (size_t)column, tbi_ask_origin(c, x)) != NULL;
    if (field < 0 || !ruled || tb_index_unit(x, c->unit->code) < 0)
        return TB_OK;
    stake s;
    tb_status st = find_stake(&s, known, aim, c, x, (size_t)field, err);
    if (st != TB_OK || isnan(s.most))
        return st;
    const char *name_vi = tb_index_name_vi(x, (size_t)field, tbi_ask_origin(c, x));
    const char *name_en = tb_index_name_en(x, (size_t)field, tbi_ask_origin(c, x));
    l->stake_of = x->indicator[field].code;
    l->stake_name_vi = name_vi[0] != '\0' ? name_vi : l->stake_of;
    l->stake_name_en = name_en[0] != '\0' ? name_en : l->stake_name_vi;
    l->stake_max = s.max;
    l->stake_scheme = s.scheme;
    l->stake_score = s.score;
    l->stake_score_year = s.year;
    l->stake_cases = isnan(s.low) ? 0 : s.cases;
    l->stake_most = s.most;
    l->stake_low = isnan(s.score) ? s.low : s.most;
    l->stake_high = isnan(s.score) ? s.high : s.most;
    return say_stake(l, &s, c) ? TB_OK : tbi_no_memory(err, "the points at stake");
}

/* Whether the measure could be ordered in any year of the plan: what did not exist yet serves
 * nothing. */
static bool is_offered(const tb_ask_state *c, const char *id)
{
    int last = c->ask->origin + tbi_ask_horizon(c);
    for (size_t i = 0; i < c->ask->levers; i++) {
        const tb_lever *v = &c->ask->lever[i];
        if (strcmp(v->id, id) == 0)
            return v->offered_from <= last &&
                   (v->offered_to == 0 || v->offered_to >= tbi_ask_begins(c));
    }
    return true;
}

/* Only where no effect could be given; a ceiling beside an effect would be read as one. */
tb_status tbi_levers_at_stake(tb_ask_state *c, tb_err *err)
{
    memo known = { .n = 0 };
    for (size_t i = 0; i < c->goals; i++) {
        tb_lever_answer *l = (tb_lever_answer *)(uintptr_t)c->answer[i].lever;
        for (size_t k = 0; k < c->answer[i].levers && c->aim[i].track != NULL; k++) {
            l[k].stake_most = NAN;
            l[k].stake_low = NAN;
            l[k].stake_high = NAN;
            bool asked = l[k].effect_reason != NULL && is_offered(c, l[k].id);
            tb_status st = asked ? fill_stake(&l[k], &known, &c->aim[i], c, err) : TB_OK;
            if (st != TB_OK)
                return st;
        }
    }
    return TB_OK;
}
