/* reference_ranks.c - where units stand under the official rules, and how far from one another. */
#include "simulate/reference_ranks.h"

#include "base/error.h"

#include <math.h>
#include <stdlib.h>

/* A ranked unit and its score, larger being better. */
typedef struct placed {
    double score;
    size_t unit;
} placed;

static int compare_worse_first(const void *left, const void *right)
{
    const placed *a = left, *b = right;
    return (a->score > b->score) - (a->score < b->score);
}

/* Equal scores are a gap of 0 downwards and none upwards: a tie is with the next worse unit. In
 * points of the composite, INFINITY: nobody on that side. false: no memory. */
static bool make_gaps(tb_simulation *s)
{
    const tb_sim_components *t = &s->parts;
    tb_arena own = { 0 };
    placed *at = TB_NEW(&own, placed, t->units);
    size_t n = 0;
    s->gap_up = TB_NEW(&s->own, double, t->units);
    s->gap_down = TB_NEW(&s->own, double, t->units);
    if (s->own.refused || own.refused) {
        tbi_arena_free(&own);
        return false;
    }
    for (size_t i = 0; i < t->units; i++) {
        s->gap_up[i] = s->gap_down[i] = INFINITY;
        if (s->reference[i] > 0)
            at[n++] = (placed){ t->sign * s->reference_score[i], i };
    }
    qsort(at, n, sizeof *at, compare_worse_first);
    for (size_t first = 0, next; first < n; first = next) {
        for (next = first + 1; next < n && at[next].score == at[first].score; next++) {}
        double up = next < n ? at[next].score - at[first].score : INFINITY;
        double down = next - first > 1 ? 0
                      : first > 0      ? at[first].score - at[first - 1].score
                                       : INFINITY;
        for (size_t k = first; k < next; k++) {
            s->gap_up[at[k].unit] = up;
            s->gap_down[at[k].unit] = down;
        }
    }
    tbi_arena_free(&own);
    return true;
}

/* Scores and ranks under the official rules. Official weights, no normalisation: the sum of
 * points. Completed tables have the published places. */
tb_status tbi_reference_ranks(tb_simulation *s, tb_err *err)
{
    const tb_sim_components *t = &s->parts;
    size_t n = t->units;
    s->reference_score = TB_NEW(&s->own, double, n);
    s->reference = TB_NEW(&s->own, uint16_t, n);
    double *larger = TB_NEW(&s->own, double, n);
    void *room = tbi_arena_alloc(&s->own, tbi_rank_scratch(n), 1);
    if (s->own.refused)
        return tbi_no_memory(err, "the reference ranks");
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (size_t j = 0; j < t->parts; j++)
            sum += t->point[j] == 0 ? 0 : t->point[j] * t->x[j * n + i];
        s->reference_score[i] = sum;
        larger[i] = t->sign * sum;
    }
    /* sums that differ by rounding alone must tie */
    tbi_composite_even_out(larger, n);
    tbi_rank_single(s->reference, NULL, larger, n, room);
    for (size_t i = 0; i < n && t->tables > 0; i++) {
        s->reference[i] = (uint16_t)t->known_rank[i];
        s->reference_score[i] = t->known_score[i];
    }
    return make_gaps(s) ? TB_OK : tbi_no_memory(err, "the gaps between neighbours");
}
