/* workspace.c - sizes of the scratch of one thread. */
#include "simulate/workspace.h"

enum { VALUES_MOST = 1 << 17 }; /* cells of a table whose values are kept for a block: 64 MB */

/* Draws need A alone; B, C and the rows of bytes for up to 64 units come only with Sobol'
 * points. NULL also when some of it was refused: the arena has the rest. */
tb_workspace *tbi_workspace_make(const tb_work_plan *p, tb_arena *a)
{
    const tb_design *d = p->design;
    size_t n = d->parts->units;
    size_t parts = d->parts->parts;
    size_t chunk =
        p->samples > 0 && p->chunk_points > p->chunk_draws ? p->chunk_points : p->chunk_draws;
    /* an odd number of cache lines, so that columns do not collide */
    size_t stride = (chunk + 7) / 8 * 8 + 8;
    tb_workspace *w = TB_NEW(a, tb_workspace, 1);
    if (w == NULL)
        return NULL;
    w->stride = stride;
    w->a = TB_NEW(a, tb_setting, stride);
    w->b = TB_NEW(a, tb_setting, stride);
    w->c = TB_NEW(a, tb_setting, stride);
    w->ga = TB_NEW(a, double, (stride * parts));
    w->gb = TB_NEW(a, double, (stride * parts));
    w->gc = TB_NEW(a, double, (stride * parts));
    w->order = TB_NEW(a, uint32_t, stride);
    w->order_c = TB_NEW(a, uint32_t, stride);
    w->from = TB_NEW(a, uint32_t, stride);
    w->score = TB_NEW(a, double, (n * TB_LANES_MOST));
    w->rank = TB_NEW(a, uint16_t, (n * TB_LANES_MOST));
    w->composite = tbi_arena_alloc(a, tbi_composite_scratch(p->composite), 1);
    w->room = tbi_arena_alloc(a, tbi_rank_scratch(n), 1);
    w->rank_a = TB_NEW(a, uint16_t, (n * stride));
    if (p->samples == 0)
        return a->refused ? NULL : w;
    w->ua = TB_NEW(a, double, (stride * (d->inputs + 1)));
    w->ub = TB_NEW(a, double, (stride * (d->inputs + 1)));
    if (n <= 64) {
        w->row_a = TB_NEW(a, uint8_t, (stride * 64));
        w->row_b = TB_NEW(a, uint8_t, (stride * 64));
        w->row_c = TB_NEW(a, uint8_t, (stride * 64));
        w->row = TB_NEW(a, uint8_t, (TB_LANES_MOST * 64));
        w->acc = TB_NEW(a, int32_t, (d->factors * 3 * 64));
        w->amount = TB_NEW(a, double, (d->factors * 16));
        w->base = TB_NEW(a, tb_rank_base, 1);
    }
    w->rank_b = TB_NEW(a, uint16_t, (n * stride));
    w->rank_c = TB_NEW(a, uint16_t, (n * stride));
    w->shift_a = TB_NEW(a, uint32_t, stride);
    w->shift_b = TB_NEW(a, uint32_t, stride);
    w->shift_c = TB_NEW(a, uint32_t, stride);
    if (tbi_composite_own_values(p->composite) && n * parts <= VALUES_MOST)
        w->values = TB_NEW(a, double, (n * parts * TB_LANES_MOST));
    w->other = TB_NEW(a, double, (n * TB_LANES_MOST));
    w->rank_other = TB_NEW(a, uint16_t, (n * TB_LANES_MOST));
    return a->refused ? NULL : w;
}
