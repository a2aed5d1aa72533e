/* atlas.c - every index forecast once, and the outlook of every unit counted from those draws. The
 * question is put as a planner would put it for one unit, so that an atlas and a run never say
 * different things. */
#include "attain/outlook.h"
#include "attain/rank_at.h"
#include "base/error.h"
#include "base/opts.h"
#include "base/refusals.h"
#include "forecast/fit_cache.h"
#include "intervene/panel_memo.h"
#include "lever/effect.h"
#include "messages/intervene.h"
#include "messages/one_language.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/intervene.h>

/* STALE_YEARS: an index that is so far behind the newest one is left out; MOST_AHEAD: years
 * that a forecast may look ahead */
enum { MOST_GROUPS = TB_GROUPS_MAX, STALE_YEARS = 3, MOST_AHEAD = 5 };

struct tb_atlas {
    tb_arena own;
    tb_notice_list notices;
    tb_fit_cache fit_cache; /* given back when all outlooks are made */
    const tb_panel *p;
    tb_atlas_opts opts;
    /* room is for every index and year of the panel */
    size_t outlooks;
    tb_outlook *outlook;   /* [outlooks] one an index and year */
    tb_memo memo;          /* what earlier runs kept of the panel */
    double before, wanted; /* indices that are done, and all */
};

/* The panel is the caller's and stays. */
void tb_atlas_free(tb_atlas *a)
{
    if (a == NULL)
        return;
    tbi_fit_cache_free(&a->fit_cache);
    tbi_arena_free(&a->own);
    free(a);
}

size_t tb_atlas_outlooks(const tb_atlas *a)
{
    return a->outlooks;
}
const tb_outlook *tb_atlas_outlook_at(const tb_atlas *a, size_t i)
{
    return &a->outlook[i];
}
size_t tb_atlas_draws(const tb_atlas *a)
{
    return a->opts.draws;
}
const tb_panel *tb_atlas_panel(const tb_atlas *a)
{
    return a->p;
}
tb_notices tb_atlas_notices(const tb_atlas *a)
{
    return tbi_notice_view(&a->notices);
}

/* The newest year in which two units or more have a score of the index itself; 0 = none. */
static int find_newest_year(const tb_index *x)
{
    if (x->n_indicator == 0 || strcmp(x->indicator[0].code, "TOTAL") != 0)
        return 0;
    for (size_t t = x->n_year; t-- > 0;) {
        size_t known = 0;
        for (size_t i = 0; i < x->n_unit; i++)
            known += isnan(tb_score_cell(x, x->year[t], i, 0, NULL)) ? 0 : 1;
        if (known >= 2)
            return x->year[t];
    }
    return 0;
}

/* The unit exists at the origin and stands on the axis of the index, published or not. */
static bool is_unit_of(const tb_unit *u, const tb_index *x, int origin)
{
    return tb_unit_holds(u, origin) && tb_index_unit(x, u->code) >= 0;
}

/* What the atlas asks of an index: place 1, and every group that the newest rules name. */
typedef struct tb_question {
    tb_ask ask;
    tb_ask_goal goal[1 + MOST_GROUPS];
    /* the goals' words, which `goal` points to */
    char text[MOST_GROUPS][24];
} tb_question;

/* "top 1" and one goal for each group of the origin; where the limits of groups are not known
 * "top 1" alone. The question has no measures: only probabilities are asked for. */
static void put_question(tb_question *q, const tb_index *x, const tb_unit *u, int origin, int year)
{
    tb_groups g;
    ptrdiff_t at = tb_index_year(x, origin);
    int units = (int)x->n_unit;
    /* where nobody is ranked the number of units stands for it */
    int ranked = at >= 0 && x->n_ranked[at] > 0 ? x->n_ranked[at] : units;
    *q = (tb_question){ .ask = { .unit = u->code,
                                 .origin = origin,
                                 .year = year,
                                 .goals = 1,
                                 .goal = q->goal,
                                 .budget = NAN } };
    q->goal[0] = (tb_ask_goal){ .index = x->code, .goal = "top 1" };
    if (!tb_groups_of(&g, x, origin, ranked, NULL))
        return;
    for (size_t i = 0; i < g.count; i++) {
        snprintf(q->text[i], sizeof q->text[i], "group %s", g.name[i]);
        q->goal[q->ask.goals++] = (tb_ask_goal){ .index = x->code, .goal = q->text[i] };
    }
}

/* The groups of the first goal that has them; their names go to *out. */
static const tb_groups *find_groups(tb_outlook *out, tb_ask_state *c)
{
    for (size_t i = 1; i < c->goals; i++) {
        const tb_goal_state *aim = &c->aim[i];
        if (aim->track == NULL || aim->groups == NULL)
            continue;
        const tb_groups *g = &aim->groups[aim->track->index->n_unit];
        out->groups = g->count;
        for (size_t k = 0; k < g->count; k++)
            out->group[k] = tbi_arena_text(c->arena, g->name[k]);
        return aim->groups;
    }
    return NULL;
}

/* unit [out->units]: those that exist at the origin, with what they had then. score_limit:
 * points that the index can have at most, NaN without a scheme. Scores in points, ranks from 1,
 * 0: none. */
static tb_status read_units(tb_outlook *out, tb_unit_outlook *unit, tb_ask_state *c, tb_err *err)
{
    const tb_index *x = out->index;
    const tb_node *total = tb_index_node(x, 0, out->origin);
    for (size_t i = 0; i < tb_panel_units(c->panel); i++) {
        const tb_unit *u = tb_panel_unit(c->panel, i);
        tb_rank_at now;
        if (!is_unit_of(u, x, out->origin))
            continue;
        if (!tbi_rank_at_of(&now, c->panel, x, 0, (size_t)tb_index_unit(x, u->code), out->origin,
                            c->arena))
            return tbi_no_memory(err, "the atlas");
        unit[out->units++] = (tb_unit_outlook){ .code = u->code,
                                                .name_vi = u->name_vi,
                                                .name_en = u->name_en,
                                                .region = u->region,
                                                .base_rank = now.rank,
                                                .base_score = now.score,
                                                .base_group = now.group,
                                                .score_limit = total != NULL ? total->max : NAN };
    }
    out->unit = unit;
    return TB_OK;
}

/* The parts right under the total whose points count in it. weight: points of the total for one
 * point of the part; highest: the best score of the part at the origin. */
static tb_status read_parts(tb_outlook *out, tb_ask_state *c, const tb_goal_state *aim, tb_err *err)
{
    const tb_index *x = out->index;
    tb_outlook_part *part = TB_NEW(c->arena, tb_outlook_part, x->n_indicator);
    if (part == NULL)
        return tbi_no_memory(err, "the atlas");
    for (size_t col = 1; col < x->n_indicator; col++) {
        const tb_node *node = tb_index_node(x, col, out->origin);
        if (node == NULL || node->parent != 0)
            continue;
        double weight = tbi_component_weight_for(aim, x, col, out->origin);
        if (!(weight > 0))
            continue;
        part[out->parts++] =
            (tb_outlook_part){ .column = col,
                               .weight = weight,
                               .highest = tbi_component_highest(c->panel, x, col, out->origin) };
    }
    out->part = part;
    return TB_OK;
}

/* The first goal stands for all: when place 1 cannot be asked for, nothing can. units 0: no
 * curve was made. */
static void give_reason(tb_outlook *out, const tb_ask_state *c)
{
    const tb_goal_answer *a = &c->answer[0];
    out->reason = a->reason != NULL ? a->reason : TB_EN(TB_MSG_INTERVENE_CANNOT_BE_FORECAST);
    out->reason_vi =
        a->reason_vi != NULL ? a->reason_vi : TB_VI(TB_MSG_INTERVENE_CANNOT_BE_FORECAST);
    out->units = 0;
}

/* One case serves all units: the first unit only stands for the question, and the tables drawn
 * hold all of them. Where the index cannot be forecast the outlook has a reason and no units,
 * which is no failure. */
static tb_status make_outlook(tb_outlook *out, tb_atlas *a, const tb_intervention_opts *o,
                              const tb_unit *first, tb_err *err)
{
    tb_question q;
    put_question(&q, out->index, first, out->origin, out->year);
    tb_ask_state c = { .panel = a->p,
                       .ask = &q.ask,
                       .opts = o,
                       .arena = &a->own,
                       .notices = &a->notices,
                       .unit = first,
                       .draws = a->opts.draws,
                       .seed = a->opts.seed,
                       .fit_cache = &a->fit_cache };
    tb_unit_outlook *unit = TB_NEW(&a->own, tb_unit_outlook, tb_panel_units(a->p));
    if (unit == NULL)
        return tbi_no_memory(err, "the atlas");
    tb_status st = tbi_ask_resolve(&c, err);
    if (st == TB_OK)
        st = tbi_ask_fit(&c, err);
    if (st != TB_OK)
        return st;
    const tb_goal_state *aim = &c.aim[0];
    if (aim->track == NULL) {
        give_reason(out, &c);
        return TB_OK;
    }
    out->facts = aim->a->facts;
    const tb_groups *groups = find_groups(out, &c);
    st = read_units(out, unit, &c, err);
    if (st == TB_OK)
        st = read_parts(out, &c, aim, err);
    return st == TB_OK ? tbi_outlook_fill(out, unit, &c, aim, groups, err) : st;
}

/* Whichever comes first: the question needs one, and the draws hold all. NULL: the index has
 * no unit of that year. */
static const tb_unit *find_first_unit(const tb_panel *p, const tb_index *x, int origin)
{
    for (size_t i = 0; i < tb_panel_units(p); i++)
        if (is_unit_of(tb_panel_unit(p, i), x, origin))
            return tb_panel_unit(p, i);
    return NULL;
}

/* Without a list every index is. */
static bool is_wanted(const tb_atlas *a, const tb_index *x)
{
    for (size_t i = 0; i < a->opts.indices; i++)
        if (tb_panel_index(a->p, a->opts.index[i]) == x)
            return true;
    return a->opts.indices == 0;
}

/* The years ahead of one index; an index whose newest results are old is left out. *units grows
 * by what each outlook shows. newest: over all indices. */
static tb_status make_index(tb_atlas *a, const tb_intervention_opts *o, const tb_index *x,
                            int newest, size_t *units, tb_err *err)
{
    int origin = find_newest_year(x);
    const tb_unit *u = origin > 0 ? find_first_unit(a->p, x, origin) : NULL;
    if (u == NULL || origin + STALE_YEARS < newest)
        return TB_OK;
    for (int ahead = 1; ahead <= a->opts.years; ahead++) {
        tb_outlook *out = &a->outlook[a->outlooks++];
        *out = (tb_outlook){ .index = x, .origin = origin, .year = origin + ahead };
        tb_status st = make_outlook(out, a, o, u, err);
        if (st != TB_OK)
            return st;
        *units += out->units;
        if (a->opts.tell != NULL)
            /* tell gets the share that is done, 0..1 */
            a->opts.tell(a->opts.about, (a->before + (double)ahead / a->opts.years) / a->wanted);
    }
    return TB_OK;
}

/* Every index that is wanted, each from its own newest year. The newest of all indices is looked
 * for first: an index that lies more than STALE_YEARS behind it is left out (make_index).
 * Nothing at all to show is an error. a->wanted counts the indices, for the progress. */
static tb_status make_indices(tb_atlas *a, tb_err *err)
{
    tb_intervention_opts o = TB_INTERVENTION_OPTS_INIT;
    int newest = 0;
    size_t units = 0;
    o.seed = a->opts.seed;
    o.threads = a->opts.threads;
    o.model = a->opts.model;
    o.probabilities_only = true;
    o.with_context = true; /* the origin's year is drawn too: climbs are counted from it */
    for (size_t i = 0; i < tb_panel_indices(a->p); i++) {
        int year = find_newest_year(tb_panel_index_at(a->p, i));
        newest = year > newest ? year : newest;
        a->wanted += is_wanted(a, tb_panel_index_at(a->p, i));
    }
    a->outlook = TB_NEW(&a->own, tb_outlook, tb_panel_indices(a->p) * (size_t)a->opts.years + 1);
    if (a->outlook == NULL)
        return tbi_no_memory(err, "the atlas");
    for (size_t i = 0; i < tb_panel_indices(a->p); i++) {
        const tb_index *x = tb_panel_index_at(a->p, i);
        tb_status st = is_wanted(a, x) ? make_index(a, &o, x, newest, &units, err) : TB_OK;
        if (st != TB_OK)
            return st;
        a->before += is_wanted(a, x);
    }
    return units > 0 ? TB_OK : tbi_fail(err, TB_EDATA, TB_MSG_ATLAS_NOTHING);
}

/* Refuses before it allocates. The fits go as soon as all outlooks are made: they are the
 * largest part of the memory. 100 to 1,000,000 draws; TB_EDATA names an index that the panel has
 * not. *out is the caller's, p must outlive it. */
tb_status tb_atlas_make(tb_atlas **out, const tb_panel *p, const tb_atlas_opts *o, tb_err *err)
{
    *out = NULL;
    tb_atlas_opts usual = TB_ATLAS_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    if (o->draws < 100 || o->draws > 1000000)
        return tbi_fail(err, TB_EARG, TB_MSG_ATLAS_DRAWS, o->draws);
    if (o->years < 1 || o->years > MOST_AHEAD)
        return tbi_fail(err, TB_EARG, TB_MSG_ATLAS_YEARS, o->years);
    for (size_t i = 0; i < o->indices; i++)
        if (tb_panel_index(p, o->index[i]) == NULL)
            return tbi_fail(err, TB_EDATA, TB_MSG_ATLAS_NO_INDEX, o->index[i]);
    tb_atlas *a = tbi_calloc(1, sizeof *a);
    if (a == NULL)
        return tbi_no_memory(err, "the atlas");
    a->p = p;
    a->opts = *o;
    tbi_panel_memo_start(&a->memo, a->opts.cache, p, NULL, 0);
    a->fit_cache.memo = &a->memo;
    tb_status st = make_indices(a, err);
    tbi_fit_cache_free(&a->fit_cache);
    if (st != TB_OK) {
        tb_atlas_free(a);
        return st;
    }
    *out = a;
    return TB_OK;
}
