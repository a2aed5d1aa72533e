/* lever_check.c - what must hold of measures before anybody computes with them: effects with a
 * spread, one cost unit, prerequisites that can be met.
 */
#include "base/error.h"
#include "base/hash_map.h"
#include "messages/scenario.h"
#include "scenario/question.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

/* An effect of the user needs its spread: a mean that is certain is refused, no effect (0, 0) is
 * not. A share of the headroom lies within -1 and 1. mean and sd in points, or as a share of the
 * headroom where e->headroom. Not given: both NaN, and evidence is looked for. */
tb_status tbi_effect_check(const tb_lever_effect *e, const char *id, const char *where, tb_err *err)
{
    if (e->aims_at[0] != '\0' && strcmp(e->aims_at, "respondents") != 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_AIMS_AT, where, id, e->aims_at);
    if (!e->given && !isnan(e->sd))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_HAS_SD_BUT, where, id, e->component);
    if (!e->given)
        return TB_OK;
    if (e->sd < 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_SD_BELOW, where, id, e->component,
                        e->sd);
    if (isnan(e->sd) || (e->sd == 0 && e->mean != 0))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_MEASURE_GIVES_EFFECT_WITHOUT, where, id,
                        e->component);
    if (!isfinite(e->mean) || !isfinite(e->sd))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_MEAN_SD_MUST, where, id, e->component);
    if (e->headroom && (e->mean > 1 || e->mean < -1))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_SHARE_HEADROOM_MUST, where, id,
                        e->component, e->mean);
    return TB_OK;
}

/* Where each id stands, so that a catalogue of thousands is checked in a time in proportion. */
static tb_status map_ids(tb_hash_map *map, const tb_lever *lever, size_t n, tb_err *err)
{
    for (size_t i = 0; i < n; i++) {
        const char *id = lever[i].id;
        if (tbi_hash_map_get(map, id, strlen(id), false) == TB_DICT_NONE &&
            !tbi_hash_map_put(map, id, strlen(id), false, (uint32_t)i))
            return tbi_no_memory(err, "the levers");
    }
    return TB_OK;
}

/* -1: no measure has that id. */
static int64_t find_id(const tb_hash_map *map, const char *id)
{
    return tbi_hash_map_get(map, id, strlen(id), false);
}

/* Prerequisites may stand further down in the list, so this is asked when all are there. A
 * measure that excludes itself could never be chosen. */
static tb_status check_known_ids(const tb_hash_map *map, const tb_lever *v, const char *where,
                                 tb_err *err)
{
    for (size_t k = 0; k < v->requires_n; k++)
        if (find_id(map, v->requires_id[k]) < 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_REQUIRES_WHICH_AMONG, where, v->id,
                            v->requires_id[k]);
    for (size_t k = 0; k < v->excludes_n; k++) {
        if (strcmp(v->excludes_id[k], v->id) == 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_EXCLUDES_ITSELF, where, v->id);
        if (find_id(map, v->excludes_id[k]) < 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_EXCLUDES_WHICH_AMONG, where, v->id,
                            v->excludes_id[k]);
    }
    return TB_OK;
}

/* of a measure in the walk: not met, on the way to its prerequisites, behind it */
enum { NEW, OPEN, DONE };

/* Walks from measure `first` along its prerequisites, depth first with a stack of our own (a
 * chain may be as long as the catalogue). A measure that is met while it is open lies on a
 * circle: returned; n when there is none. state, next, stack [n]. next [n]: how many
 * prerequisites of each have been followed; both arrays are kept from start to start, so the
 * whole walk is O(measures + prerequisites). */
static size_t find_circle_behind(size_t first, const tb_hash_map *map, const tb_lever *lever,
                                 size_t n, unsigned char *state, size_t *next, size_t *stack)
{
    size_t depth = 0;
    stack[depth++] = first;
    state[first] = OPEN;
    while (depth > 0) {
        size_t i = stack[depth - 1];
        if (next[i] == lever[i].requires_n) {
            state[i] = DONE;
            depth--;
            continue;
        }
        size_t to = (size_t)find_id(map, lever[i].requires_id[next[i]++]);
        if (state[to] == OPEN)
            return to;
        if (state[to] == DONE)
            continue;
        state[to] = OPEN;
        stack[depth++] = to;
    }
    return n;
}

/* Depth first over prerequisites, without recursion. Every prerequisite is known by then:
 * check_ids comes before. */
static tb_status check_no_circle(const tb_hash_map *map, const tb_lever *lever, size_t n,
                                 const char *where, tb_err *err)
{
    unsigned char *state = TB_NEW(map->arena, unsigned char, n);
    size_t *next = TB_NEW(map->arena, size_t, n);
    size_t *stack = TB_NEW(map->arena, size_t, n);
    if (state == NULL || next == NULL || stack == NULL)
        return tbi_no_memory(err, "the levers");
    for (size_t i = 0; i < n; i++) {
        /* reached from an earlier measure, and found to be without a circle */
        if (state[i] != NEW)
            continue;
        size_t on = find_circle_behind(i, map, lever, n, state, next, stack);
        if (on < n)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_PREREQUISITES_MEASURE_RUN_CIRC, where,
                            lever[on].id);
    }
    return TB_OK;
}

/* The map is for this check alone; ids stay where they are. */
static tb_status check_ids(const tb_lever *lever, size_t n, const char *where, tb_err *err)
{
    tb_arena scratch = { 0 };
    tb_hash_map map = { .arena = &scratch };
    tb_status st = map_ids(&map, lever, n, err);
    for (size_t i = 0; i < n && st == TB_OK; i++)
        st = check_known_ids(&map, &lever[i], where, err);
    if (st == TB_OK)
        st = check_no_circle(&map, lever, n, where, err);
    tbi_arena_free(&scratch);
    return st;
}

/* y and i are one. */
tb_status tbi_units_compare(bool *same, const char *a, const char *b, tb_err *err)
{
    tb_arena scratch = { 0 };
    char *x = tbi_utf8_fold(&scratch, a);
    char *y = tbi_utf8_fold(&scratch, b);
    tb_status st = scratch.refused ? tbi_no_memory(err, "the levers") : TB_OK;
    for (char *p = x; p != NULL && *p != '\0'; p++)
        *p = *p == 'y' ? 'i' : *p;
    for (char *p = y; p != NULL && *p != '\0'; p++)
        *p = *p == 'y' ? 'i' : *p;
    *same = x != NULL && y != NULL ? strcmp(x, y) == 0 : strcmp(a, b) == 0;
    tbi_arena_free(&scratch);
    return st;
}

/* All costs are of one unit: that of the scenario, or the first that a measure names. TB_EDATA:
 * an id twice, an unknown prerequisite, a circle, or costs in two units. where: the file, for
 * sentences. */
tb_status tbi_levers_check(const tb_lever *lever, size_t n, const char *cost_unit,
                           const char *where, tb_err *err)
{
    tb_status st = check_ids(lever, n, where, err);
    if (st != TB_OK)
        return st;
    const char *unit = cost_unit;
    for (size_t i = 0; i < n; i++) {
        if (lever[i].cost_unit[0] == '\0')
            continue;
        if (unit[0] == '\0')
            unit = lever[i].cost_unit;
        bool same = true;
        st = tbi_units_compare(&same, unit, lever[i].cost_unit, err);
        if (st != TB_OK)
            return st;
        if (!same)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_MEASURE_COSTS_WHILE_OTHERS, where,
                            lever[i].id, lever[i].cost_unit, unit);
    }
    return TB_OK;
}
