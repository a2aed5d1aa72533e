/* goal_groups.c - the limits of groups that a goal is held against: those of its year where its
 * rules were known at the origin, else those in force then. */
#include "attain/goal_state.h"

#include "base/error.h"
#include "base/notices.h"
#include "messages/attain.h"
#include "messages/one_language.h"

tb_status tbi_groups_table(const tb_groups **out, tb_arena *a, const tb_index_draws *track,
                           int year, const tb_reason **reason, tb_err *err)
{
    const tb_index *x = track->index;
    size_t n = x->n_unit;
    tb_groups *g = TB_NEW(a, tb_groups, n + 1);
    bool *is = TB_NEW(a, bool, n + 1);
    if (g == NULL || is == NULL)
        return tbi_no_memory(err, "the groups");
    bool any = false;
    for (size_t i = 1; i <= n; i++) {
        /* cut-offs are points of the total */
        is[i] =
            tb_groups_of(&g[i], x, year, (int)i, reason) && (track->column == 0 || g[i].by_size);
        any |= is[i];
    }
    *out = NULL;
    if (!any)
        return TB_OK;
    for (size_t i = 0; i <= n; i++) {
        for (size_t d = 1; !is[i] && d <= n; d++) {
            if (i + d <= n && is[i + d])
                g[i] = g[i + d];
            else if (i >= d && is[i - d])
                g[i] = g[i - d];
            else
                continue;
            break;
        }
    }
    *out = g;
    return TB_OK;
}

/* The same for a goal, which cannot be answered without them. */
static tb_status find_groups_table(const tb_groups **out, tb_ask_state *c, tb_goal_state *aim,
                                   int year, tb_err *err)
{
    const tb_reason *reason = NULL;
    const char *en = NULL;
    const char *vi = NULL;
    tb_status st = tbi_groups_table(out, c->arena, aim->track, year, &reason, err);
    if (st != TB_OK || *out != NULL)
        return st;
    bool room = reason != NULL
                    ? tbi_arena_pair(c->arena, &en, &vi, TB_MSG_ATTAIN_GROUPS_OF, year,
                                     reason->text, reason->text_vi)
                    : tbi_arena_pair(c->arena, &en, &vi, TB_MSG_ATTAIN_GROUPS_UNKNOWN, year);
    if (!room)
        return tbi_no_memory(err, "the groups");
    tbi_ask_reason(c, aim, en, vi);
    return TB_OK;
}

int tbi_groups_year(const tb_ask_state *c, const tb_index *x, int year)
{
    int origin = tbi_ask_origin(c, x);
    const tb_scheme *known = tbi_scheme_known(x, year, origin);
    int take =
        year <= origin || (known != NULL && known == tb_index_scheme(x, year)) ? year : origin;
    return take > origin && known == tb_index_scheme(x, origin) ? origin : take;
}

/* Limits of the goal's year if they were known at the origin, else those in force at the
 * origin, with a notice. A group to be held whose base is drawn needs the limits of the base
 * year too. */
tb_status tbi_goal_groups(tb_ask_state *c, tb_goal_state *aim, tb_err *err)
{
    if (aim->goal.kind != TB_GOAL_GROUP)
        return TB_OK;
    const tb_index *x = aim->track->index;
    int origin = tbi_ask_origin(c, x), year = aim->a->year;
    int take = tbi_groups_year(c, x, year);
    tb_status st = find_groups_table(&aim->groups, c, aim, take, err);
    if (st == TB_OK && aim->track != NULL && take != year)
        tbi_notice_add(c->notices, c->arena, "groups",
                       tbi_ask_say(c, TB_EN(TB_MSG_ATTAIN_LIMITS_GROUPS_THOSE_FORCE), aim->a->index,
                                   year, take),
                       tbi_ask_say(c, TB_VI(TB_MSG_ATTAIN_LIMITS_GROUPS_THOSE_FORCE), aim->a->index,
                                   year, take));
    if (st == TB_OK && aim->track != NULL && aim->goal.group[0] == '\0' && aim->base.group == NULL)
        st = find_groups_table(&aim->base_groups, c, aim,
                               aim->a->base_year <= origin ? aim->a->base_year : take, err);
    return st;
}
