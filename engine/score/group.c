/* group.c - the groups of a year: by cut-off (PAR INDEX A..D) or by size (PAPI's four). What is not
 * stated is unknown, and says so. */
#include "base/reason.h"
#include "score/group_limits.h"

/* Limits of the year itself before those of its scheme; n_grouped: units that sizes are given
 * for. */
bool tb_groups_of(tb_groups *out, const tb_index *x, int year, int n_grouped,
                  const tb_reason **reason)
{
    const tb_scheme *s = tb_index_scheme(x, year);
    if (tbi_group_limits_year(out, x, year)) {
        out->n_grouped = n_grouped;
        return true;
    }
    if (s != NULL && tbi_group_limits_read(out, s->groups, n_grouped))
        return true;
    if (reason == NULL)
        return false;
    if (s == NULL)
        *reason = TBI_REASON(UNKNOWN_SCHEME);
    else if (s->groups == NULL || s->groups[0] == '\0')
        *reason = TBI_REASON(UNKNOWN_LIMITS);
    else
        *reason = TBI_REASON(UNKNOWN_SIZES);
    return false;
}

/* By size a group is a stretch of places, by cut-off one of scores; groups stand from the
 * best. -1: no place, or below every cut-off. */
int tb_group_of(const tb_groups *g, double score, int rank)
{
    int places = 0;
    for (size_t i = 0; i < g->count; i++) {
        places += g->size[i];
        if (g->by_size ? rank > 0 && rank <= places : score >= g->from[i])
            return (int)i;
    }
    return -1;
}
