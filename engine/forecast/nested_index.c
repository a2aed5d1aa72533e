/* nested_index.c - one index in another: where SIPAS is a part of PAR's points, a draw in which
 * SIPAS moves must move PAR too. */
#include "forecast/fit_state.h"

#include "base/error.h"

#include <math.h>
#include <stdio.h>

/* Points of the total per point of a percentage of the nested index; 0 when the scheme has no such
 * part. */
static double find_weight(const tb_fit_state *f)
{
    char code[64];
    snprintf(code, sizeof code, "IMPACT_%s", f->o->nested->code);
    ptrdiff_t column = tb_index_indicator(f->x, code);
    const tb_node *n = column >= 0 ? tb_index_node(f->x, (size_t)column, f->o->origin) : NULL;
    return n != NULL && n->max > 0 ? n->max / 100 : 0;
}

/* What the nested index brings is no longer the index's own spread: its rows shrink so that the
 * whole stays about what it was. */
static void shrink_own(tb_predictive *j)
{
    const tb_predictive *by = j->nested.by;
    for (size_t c = 0; c < j->cases; c++)
        for (size_t y = j->past; y < j->n_year; y++) {
            double *own = j->factor + (c * j->n_year + y) * j->n_year;
            double a = 0;
            double b = 0;
            const double *other = by->factor + (c % by->cases * by->n_year + y) * by->n_year;
            for (size_t k = 0; k <= y; k++) {
                a += own[k] * own[k];
                b += other[k] * other[k];
            }
            double left = a > 0 ? 1 - j->nested.weight * j->nested.weight * b / a : 1;
            double scale = sqrt(fmax(left, 0.1));
            for (size_t k = 0; k <= y; k++)
                own[k] *= scale;
        }
}

/* expected [year][unit] and level [year] are means over the nested index's cases: only what a draw
 * differs from them by is added, so that the forecast's own means stay. */
tb_status tbi_nested_index_start(tb_fit_state *f, tb_err *err)
{
    tb_predictive *j = f->j;
    const tb_predictive *by = f->o->nested;
    if (by == NULL || f->o->column != 0 || by->n_year != j->n_year || by->past != j->past)
        return TB_OK;
    double weight = find_weight(f);
    if (!(weight > 0))
        return TB_OK;
    size_t Y = j->n_year, U = by->n_unit;
    j->nested.unit = TB_NEW(&j->own, ptrdiff_t, j->n_unit);
    j->nested.expected = TB_NEW(&j->own, double, (Y * U));
    j->nested.level = TB_NEW(&j->own, double, Y);
    if (j->own.refused)
        return tbi_no_memory(err, "the nested index");
    for (size_t i = 0; i < j->n_unit; i++)
        j->nested.unit[i] = tb_index_unit(by->index, f->x->unit_code[i]);
    double n = (double)by->cases;
    for (size_t c = 0; c < by->cases; c++)
        for (size_t y = 0; y < Y; y++) {
            double level = by->level[c * Y + y];
            j->nested.level[y] += level / n;
            for (size_t i = 0; i < U; i++)
                j->nested.expected[y * U + i] += (level + by->mean[(c * Y + y) * U + i]) / n;
        }
    j->nested.by = by;
    j->nested.weight = weight;
    shrink_own(j);
    return TB_OK;
}

/* Draw for draw: the same number in both distributions. Units that the other index lacks keep their
 * own score. */
void tbi_nested_index_add(double *score, double *level, double *other, double *other_level,
                          const tb_predictive *j, uint64_t draw)
{
    const tb_nested_index *d = &j->nested;
    size_t U = d->by->n_unit;
    tb_predictive_block out = { .score = other, .level = other_level };
    tbi_predictive_draw(d->by, draw, 1, &out);
    for (size_t y = j->past; y < j->n_year; y++) {
        level[y] += d->weight * (other_level[y] - d->level[y]);
        for (size_t i = 0; i < j->n_unit; i++) {
            if (d->unit[i] < 0)
                continue;
            double moved =
                other[y * U + (size_t)d->unit[i]] - d->expected[y * U + (size_t)d->unit[i]];
            if (!isnan(moved))
                score[y * j->n_unit + i] += d->weight * moved;
        }
    }
}
