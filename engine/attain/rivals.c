/* rivals.c - the other units of a draw, in order; and those in the way, counted block by block. */
#include "attain/rivals.h"

#include "num/quantile.h"

#include <math.h>
#include <string.h>

/* By the ranks of all; SIZE_MAX where two units tie, and the ranks do not say who stands where. */
static size_t sort_by_ranks(double *out, const tb_goal_state *aim, const double *now, size_t units,
                            const uint8_t *row)
{
    unsigned char unit[65] = { 0 };
    size_t n = 0;
    for (size_t i = 0; i < units; i++) {
        if (row[i] > 0 && unit[row[i]] != 0)
            return SIZE_MAX;
        unit[row[i]] = (unsigned char)(i + 1);
    }
    for (size_t k = 1; k <= units; k++)
        if (unit[k] != 0 && unit[k] != aim->track->focus + 1)
            out[n++] = aim->sign * now[unit[k] - 1];
    return n;
}

/* Turned twice: the sort ascends. */
static size_t sort_by_scores(double *out, const tb_goal_state *aim, const double *now, size_t units)
{
    size_t n = 0;
    for (size_t i = 0; i < units; i++)
        if (i != aim->track->focus && !isnan(now[i]))
            out[n++] = -aim->sign * now[i];
    tbi_sort(out, n);
    for (size_t i = 0; i < n; i++)
        out[i] = -out[i];
    return n;
}

size_t tbi_others_sort(double *out, const tb_goal_state *aim, const double *now, size_t units,
                       const uint8_t *row)
{
    size_t n = row != NULL ? sort_by_ranks(out, aim, now, units, row) : SIZE_MAX;
    if (n == SIZE_MAX)
        n = sort_by_scores(out, aim, now, units);
    for (size_t k = n; k < units; k++)
        out[k] = NAN;
    return n;
}

bool tbi_rivals_start(tb_goal_state *aim, size_t kept, size_t block, tb_arena *a)
{
    size_t units = aim->track->index->n_unit;
    aim->blocks = (kept + block - 1) / block;
    aim->block_between = TB_NEW(a, unsigned, (aim->blocks * units));
    aim->block_lead = TB_NEW(a, double, (aim->blocks * units));
    return aim->block_between != NULL && aim->block_lead != NULL;
}

void tbi_rivals_note(tb_goal_state *aim, size_t block, size_t draw, const double *now, size_t units)
{
    double own = aim->sign * now[aim->track->focus], gap = aim->gap[draw];
    unsigned *between = aim->block_between + block * units;
    double *sum = aim->block_lead + block * units;
    if (!(gap > 0) || !isfinite(gap))
        return;
    for (size_t u = 0; u < units; u++) {
        double lead = aim->sign * now[u] - own;
        if (!(lead > 0) || lead > gap)
            continue;
        between[u]++;
        sum[u] += lead;
    }
}

/* The blocks are left empty, for draws that are made anew. */
void tbi_rivals_sum(tb_goal_state *aim, size_t units)
{
    memset(aim->between, 0, units * sizeof *aim->between);
    memset(aim->lead, 0, units * sizeof *aim->lead);
    for (size_t b = 0; b < aim->blocks; b++)
        for (size_t u = 0; u < units; u++) {
            aim->between[u] += aim->block_between[b * units + u];
            aim->lead[u] += aim->block_lead[b * units + u];
        }
    memset(aim->block_between, 0, aim->blocks * units * sizeof *aim->block_between);
    memset(aim->block_lead, 0, aim->blocks * units * sizeof *aim->block_lead);
}
