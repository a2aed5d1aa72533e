/* lever_check.c - what must hold of measures before anybody computes with them: effects with a
 * spread, one cost unit, prerequisites that can be met.
 */
#include "base/error.h"
#include "messages/scenario.h"
#include "scenario/question.h"

#include <math.h>
#include <string.h>

tb_status tbi_effect_check(const tb_lever_effect *e, const char *id, const char *where, tb_err *err)
{
    if (!e->given && !isnan(e->sd))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_HAS_SD_BUT, where, id, e->component);
    if (!e->given)
        return TB_OK;
    if (isnan(e->sd) || e->sd < 0 || (e->sd == 0 && e->mean != 0))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_MEASURE_GIVES_EFFECT_WITHOUT, where, id,
                        e->component);
    if (!isfinite(e->mean) || !isfinite(e->sd))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_MEAN_SD_MUST, where, id, e->component);
    if (e->headroom && (e->mean > 1 || e->mean < -1))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_SHARE_HEADROOM_MUST, where, id,
                        e->component, e->mean);
    return TB_OK;
}

static ptrdiff_t find(const tb_lever *lever, size_t n, const char *id)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(lever[i].id, id) == 0)
            return (ptrdiff_t)i;
    return -1;
}

static tb_status known_ids(const tb_lever *lever, size_t n, const char *where, tb_err *err)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < lever[i].requires_n; k++)
            if (find(lever, n, lever[i].requires_id[k]) < 0)
                return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_REQUIRES_WHICH_AMONG, where,
                                lever[i].id, lever[i].requires_id[k]);
        for (size_t k = 0; k < lever[i].excludes_n; k++)
            if (find(lever, n, lever[i].excludes_id[k]) < 0)
                return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_EXCLUDES_WHICH_AMONG, where,
                                lever[i].id, lever[i].excludes_id[k]);
    }
    return TB_OK;
}

/* Takes off, round after round, the measures whose prerequisites are off already; what stays when
 * nothing moves lies on a circle or behind one.
 * Returns the first of them, n when there is none. off [n]: scratch, false. */
static size_t first_in_circle(const tb_lever *lever, size_t n, bool *off)
{
    bool moved = true;
    while (moved) {
        moved = false;
        for (size_t i = 0; i < n; i++) {
            bool free = !off[i];
            for (size_t k = 0; k < lever[i].requires_n && free; k++)
                free = off[find(lever, n, lever[i].requires_id[k])];
            if (!free)
                continue;
            off[i] = moved = true;
        }
    }
    size_t i = 0;
    while (i < n && off[i])
        i++;
    return i;
}

static tb_status no_circle(const tb_lever *lever, size_t n, const char *where, tb_err *err)
{
    tb_arena scratch = { 0 };
    bool *off = TB_NEW(&scratch, bool, n);
    if (off == NULL)
        return tbi_no_memory(err, "the measures");
    size_t i = first_in_circle(lever, n, off);
    tbi_arena_free(&scratch);
    if (i == n)
        return TB_OK;
    return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_PREREQUISITES_MEASURE_RUN_CIRC, where,
                    lever[i].id);
}

tb_status tbi_levers_check(const tb_lever *lever, size_t n, const char *cost_unit,
                           const char *where, tb_err *err)
{
    tb_status st = known_ids(lever, n, where, err);
    if (st == TB_OK)
        st = no_circle(lever, n, where, err);
    if (st != TB_OK)
        return st;
    const char *unit = cost_unit;
    for (size_t i = 0; i < n; i++) {
        if (lever[i].cost_unit[0] == '\0')
            continue;
        if (unit[0] == '\0')
            unit = lever[i].cost_unit;
        if (strcmp(unit, lever[i].cost_unit) != 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_MEASURE_COSTS_WHILE_OTHERS, where,
                            lever[i].id, lever[i].cost_unit, unit);
    }
    return TB_OK;
}
