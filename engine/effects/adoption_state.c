/* adoption_state.c - had a unit adopted a measure by the end of a year? What no row says is
 * unknown, never "no". */
#include <tangbac/effects.h>

#include <string.h>

/* The last year of the units that the tables of adoption name. */
enum { BEFORE_THE_MERGERS = 2024 };

/* The first row of the measure and unit counts. *since: the first year of exposure, 0 when it is
 * not known. */
static tb_adoption_state find_state(const tb_exposures *a, const char *measure, const char *unit,
                                    int year, int *since)
{
    const tb_exposure *r = NULL;
    *since = 0;
    for (size_t i = 0; i < tb_exposures_count(a) && r == NULL; i++) {
        const tb_exposure *one = tb_exposure_at(a, i);
        if (strcmp(one->measure, measure) == 0 && strcmp(one->unit, unit) == 0)
            r = one;
    }
    if (r == NULL)
        return TB_ADOPTION_UNKNOWN;
    if (r->status == TB_EXPOSURE_NEVER)
        return TB_ADOPTION_NOT;
    if (r->status == TB_EXPOSURE_DATED) {
        int adopted = r->adopt_year != 0 ? r->adopt_year : r->exposure_year;
        if (adopted > year)
            return TB_ADOPTION_NOT;
        *since = r->exposure_year;
        return TB_ADOPTION_SINCE;
    }
    if (r->not_before > year)
        return TB_ADOPTION_NOT;
    if (r->status == TB_EXPOSURE_BOUNDED && r->not_after != 0 && r->not_after <= year)
        return TB_ADOPTION_UNDATED;
    return TB_ADOPTION_UNKNOWN;
}

/* Two parts of a unit: where both stand. */
static tb_adoption_state join_states(tb_adoption_state a, tb_adoption_state b)
{
    bool adopted_a = a == TB_ADOPTION_SINCE || a == TB_ADOPTION_UNDATED;
    bool adopted_b = b == TB_ADOPTION_SINCE || b == TB_ADOPTION_UNDATED;
    if (a == b)
        return a;
    return adopted_a && adopted_b ? TB_ADOPTION_UNDATED : TB_ADOPTION_UNKNOWN;
}

/* A merged unit is what its parts are together; *since is that of the last part, before which not
 * all of it was exposed. */
tb_adoption_state tb_exposures_state(const tb_exposures *a, const tb_panel *p, const char *measure,
                                     const tb_unit *unit, int year, int *since)
{
    if (tb_panel_unmerged(p) != NULL)
        p = tb_panel_unmerged(p);
    *since = 0;
    bool any = false;
    tb_adoption_state all = TB_ADOPTION_UNKNOWN;
    for (size_t i = 0; i < tb_panel_units(p) && unit->valid_to > BEFORE_THE_MERGERS; i++) {
        const tb_unit *part = tb_panel_unit(p, i);
        int own = 0;
        if (part->valid_to > BEFORE_THE_MERGERS || strcmp(part->successor, unit->code) != 0)
            continue;
        tb_adoption_state s = find_state(a, measure, part->code, year, &own);
        all = any ? join_states(all, s) : s;
        *since = own > *since ? own : *since;
        any = true;
    }
    if (!any)
        return find_state(a, measure, unit->code, year, since);
    if (all != TB_ADOPTION_SINCE)
        *since = 0;
    return all;
}
