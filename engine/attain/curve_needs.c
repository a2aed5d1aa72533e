/* curve_needs.c - a draw's needs as steps of the grid, one byte a place. */
#include "attain/curve_needs.h"

#include "num/quantile.h"
#include "num/simd.h"

#include <math.h>
#include <string.h>

/* Denser where goals are; between them the nearest one tells how a draw compares. */
static const int mark_place[] = { 1, 2, 3, 5, 8, 11, 15, 19, 23, 27, 31, 36, 42, 49, 57 };

bool tbi_curve_needs_start(tb_curve_needs *w, const tb_goal_state *by, size_t draws,
                           const tb_groups *groups, size_t n_groups, tb_arena *a)
{
    size_t units = by->track->index->n_unit;
    *w = (tb_curve_needs){ .by = by, .units = units, .groups = groups };
    w->rows = units + (groups != NULL ? n_groups : 0);
    for (size_t m = 0; m < sizeof mark_place / sizeof *mark_place; m++)
        if ((size_t)mark_place[m] < units)
            w->mark[w->marks++] = mark_place[m];
    w->step = TB_NEW(a, uint8_t, draws * w->rows);
    w->lack = TB_NEW(a, float, (draws * (w->marks + 1)));
    return w->step != NULL && w->lack != NULL;
}

void tbi_curve_needs_range(tb_curve_needs *w, size_t kept, double *scratch)
{
    size_t n = 0;
    for (size_t d = 0; d < kept; d++) {
        double need = w->by->others[d * w->units] - w->by->sign * w->by->own[d];
        if (!isnan(need))
            scratch[n++] = need;
    }
    tbi_sort(scratch, n);
    double most = n > 0 ? tbi_quantile_sorted(scratch, n, 0.95) : 1;
    w->most = most > 0 ? most : 1;
}

size_t tbi_group_places(const tb_groups *g, size_t which)
{
    size_t places = 0;
    for (size_t k = 0; k <= which; k++)
        places += g->size[k] > 0 ? (size_t)g->size[k] : 0;
    return places;
}

/* A place that fewer others than it ask for is held whatever is taken away. */
void tbi_curve_needs_note(const tb_curve_needs *w, size_t draw, const double *others, size_t n,
                          double own)
{
    enum { HELD = TB_NEED_BEYOND + TB_CURVE_BELOW };
    uint8_t *row = w->step + draw * w->rows;
    float *lack = w->lack + draw * (w->marks + 1);
    if (isnan(own)) {
        memset(row, TB_NEED_NONE, w->rows);
        for (size_t m = 0; m <= w->marks; m++)
            lack[m] = INFINITY;
        return;
    }
    tbi_simd_best()->need_steps(row, others, own, w->most, TB_CURVE_POINTS, TB_CURVE_BELOW, n);
    memset(row + n, HELD, w->units - n);
    for (size_t g = 0; g + w->units < w->rows; g++) {
        size_t places = tbi_group_places(&w->groups[n + 1], g);
        row[w->units + g] = places == 0 ? TB_NEED_NONE : places <= n ? row[places - 1] : HELD;
    }
    for (size_t m = 0; m < w->marks; m++) {
        size_t k = (size_t)w->mark[m] - 1;
        lack[m] = (float)(k < n ? others[k] - own : -HUGE_VAL);
    }
    lack[w->marks] = (float)-own;
}
