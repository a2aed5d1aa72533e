/* plan_order.c - in which order does a plan list its measures? As the priorities of its goals: what
 * serves the component in which to begin comes first, what the province leads in comes late. The
 * order changes nothing of what the plan is worth. */
#include "plan/plan_order.h"

#include "base/error.h"

#include <stdint.h>
#include <string.h>

/* Whether a priority is of the component of a measure's answer. */
static bool is_of(const tb_priority *p, const tb_lever_answer *l)
{
    size_t n = strlen(l->index);
    return strncmp(p->component, l->index, n) == 0 && p->component[n] == '.' &&
           strcmp(p->component + n + 1, l->component) == 0;
}

/* The first place that any component of the measure has among the priorities of one goal; SIZE_MAX:
 * none. */
static size_t find_place(const tb_goal_answer *a, const char *id)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < a->levers; i++) {
        const tb_lever_answer *l = &a->lever[i];
        if (strcmp(l->id, id) != 0 || l->effect_reason != NULL || l->beside)
            continue;
        for (size_t k = 0; k < a->priorities && k < best; k++)
            if (is_of(&a->priority[k], l))
                best = k;
    }
    return best;
}

/* The same over all goals. */
static size_t find_first_place(const tb_ask_state *c, const char *id)
{
    size_t best = SIZE_MAX;
    for (size_t g = 0; g < c->goals; g++) {
        size_t place = find_place(&c->answer[g], id);
        best = place < best ? place : best;
    }
    return best;
}

/* Lists that run side by side are moved together. Stable, so that measures without a place keep
 * the catalogue's order. */
tb_status tbi_plan_order(tb_plan *p, const tb_ask_state *c, tb_arena *a, tb_err *err)
{
    size_t n = p->levers;
    if (n < 2)
        return TB_OK;
    size_t *place = TB_NEW(a, size_t, n);
    const char **lever = TB_NEW(a, const char *, n);
    const char **instead = TB_NEW(a, const char *, n);
    int *start = TB_NEW(a, int, n);
    int *from = TB_NEW(a, int, n);
    if (!place || !lever || !instead || !start || !from)
        return tbi_no_memory(err, "the plan");
    for (size_t i = 0; i < n; i++) {
        size_t own = find_first_place(c, p->lever[i]);
        size_t at = i;
        for (; at > 0 && place[at - 1] > own; at--) {
            place[at] = place[at - 1];
            lever[at] = lever[at - 1];
            instead[at] = instead[at - 1];
            start[at] = start[at - 1];
            from[at] = from[at - 1];
        }
        place[at] = own;
        lever[at] = p->lever[i];
        instead[at] = p->instead[i];
        start[at] = p->start[i];
        from[at] = p->effect_from[i];
    }
    p->lever = lever;
    p->instead = instead;
    p->start = start;
    p->effect_from = from;
    return TB_OK;
}
