/* lever_time.c - when measures begin, and whether they come in time. */
#include "lever/lever_link.h"

#include "messages/lever.h"

/* Goals without an answer do not count. At least 1. */
int tbi_ask_horizon(const tb_ask_state *c)
{
    int year = c->ask->origin + 1;
    for (size_t i = 0; i < c->goals; i++)
        if (c->aim[i].track != NULL && c->aim[i].a->year > year)
            year = c->aim[i].a->year;
    return year - c->ask->origin;
}

/* An index may be known up to another year than the question's origin. */
int tbi_ask_years(const tb_ask_state *c, const tb_index *x)
{
    int years = c->ask->origin + tbi_ask_horizon(c) - tbi_ask_origin(c, x);
    return years > 0 ? years : 1;
}

/* Results of a year come out in spring of the next: who asks for the second year on has that
 * year to act. Nothing begins before the question is asked. */
int tbi_ask_begins(const tb_ask_state *c)
{
    int year = c->ask->origin + 1;
    bool based = false;
    for (size_t i = 0; i < c->goals; i++) {
        int base = c->aim[i].track != NULL ? c->aim[i].a->base_year : 0;
        based |= base > 0;
        year = base >= year ? base + 1 : year;
    }
    if (!based && c->ask->year == c->ask->origin + 2)
        year = c->ask->year;
    return c->ask->asked / 10000 > year ? c->ask->asked / 10000 : year;
}

/* Whether the measure did not exist yet, or no longer, in the years of the plan; then it says
 * so. */
static bool is_of_other_years(tb_lever_link *t, tb_ask_state *c)
{
    int last = c->ask->origin + tbi_ask_horizon(c);
    int first = tbi_ask_begins(c);
    if (t->lever->offered_from > last)
        (void)tbi_arena_pair(c->arena, &t->reason, &t->reason_vi, TB_MSG_LEVER_NOT_YET,
                             t->lever->offered_from, last);
    else if (t->lever->offered_to > 0 && t->lever->offered_to < first)
        (void)tbi_arena_pair(c->arena, &t->reason, &t->reason_vi, TB_MSG_LEVER_NO_LONGER,
                             t->lever->offered_to, first);
    return t->reason != NULL;
}

/* An effect in the year of the last goal is in time. */
bool tbi_lever_link_late(tb_lever_link *t, tb_ask_state *c)
{
    int year = c->ask->origin + tbi_ask_horizon(c);
    if (is_of_other_years(t, c))
        return true;
    if (t->lever->lag <= 0 || tbi_ask_begins(c) + t->lever->lag <= year)
        return false;
    (void)tbi_arena_pair(c->arena, &t->reason, &t->reason_vi, TB_MSG_LEVER_EFFECT_COMES_LATER,
                         t->lever->lag, year);
    return true;
}
