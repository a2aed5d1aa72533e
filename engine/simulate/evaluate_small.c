/* evaluate_small.c - points of tables of up to 64 units: the ranks of an evaluation are one row of
 * bytes, and whatever is summed is summed row by row. */
#include "simulate/evaluate_small.h"

#include "num/simd.h"
#include "simulate/batches.h"

#include <string.h>

enum { ROW = 64, TILE = 16 };

/* What every piece of a chunk needs. */
typedef struct small_chunk {
    tb_sobol_sums *sums;
    int64_t *pick; /* [factors][outputs][3] of the scrambling at hand */
    const tb_work_plan *p;
    tb_workspace *w;
    const tb_simd *kernels;
    /* a byte for each unit, padded to ROW */
    uint8_t base[ROW], counts[ROW]; /* reference ranks; 0xff where there is one */
} small_chunk;

static void shift_all_rows(uint32_t *shift, const small_chunk *s, const uint8_t *row, size_t count)
{
    s->kernels->shift_rows(shift, row, s->base, s->counts, count);
}

/* Ranks of `count` settings into rows at the settings' own places. */
static void rank_settings(uint8_t *row, uint32_t *shift, const small_chunk *s,
                          const tb_setting *setting, const uint32_t *order, size_t count)
{
    const tb_setting *block[TB_LANES_MOST];
    tb_workspace *w = s->w;
    size_t lanes, n = s->p->design->parts->units;
    for (size_t at = 0, used; at < count; at += used) {
        used = tbi_batches_next(block, &lanes, setting, order, at, count);
        tbi_composite_scores(w->score, NULL, s->p->composite, block, used, lanes, w->composite);
        tbi_rank_bytes(w->row, w->score, n, lanes, used, w->room);
        for (size_t l = 0; l < used; l++)
            memcpy(row + ROW * order[at + l], w->row + ROW * l, ROW);
    }
    shift_all_rows(shift, s, row, count);
}

/* The three sums of the mean shift. */
static void add_shifts(int64_t *out, const uint32_t *a, const uint32_t *b, const uint32_t *c,
                       size_t count)
{
    for (size_t l = 0; l < count; l++) {
        int64_t difference = (int64_t)c[l] - a[l];
        out[0] += b[l] * difference;
        out[1] += difference * difference;
        out[2] += difference;
    }
}

/* Sums of a chunk into those of the scrambling. */
static void empty_sums(int64_t *out, int32_t *acc, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t m = 0; m < 3; m++)
            out[3 * i + m] += acc[ROW * m + tb_pick_place(i)];
    memset(acc, 0, 3 * ROW * sizeof *acc);
}

/* What each weight's exchange adds in one tile of A, and between what bounds that lies over all
 * weights. down, up [TILE]: no score changes by more, whichever weight is exchanged. */
static void compute_amounts(double *down, double *up, const small_chunk *s, const double *bound,
                            size_t at, size_t used)
{
    const tb_design *d = s->p->design;
    for (size_t l = 0; l < TILE; l++)
        down[l] = up[l] = 0;
    for (size_t k = 0; k < d->factors; k++) {
        if (d->factor[k].kind != TB_FACTOR_WEIGHT)
            continue;
        double *amount = s->w->amount + TILE * k;
        double low = bound[2 * d->factor[k].part];
        double high = bound[2 * d->factor[k].part + 1];
        tbi_batches_exchange(amount, s->p, d->factor[k].part, at, used, TILE, s->w);
        for (size_t l = 0; l < TILE; l++) {
            double one = amount[l] * low;
            double other = amount[l] * high;
            double least = one < other ? one : other;
            double most = one < other ? other : one;
            down[l] = least < down[l] ? least : down[l];
            up[l] = most > up[l] ? most : up[l];
        }
    }
}

/* All weights of one tile of A, while it is in the cache: `here` (8 or 16) lanes of the block's
 * scores, of which `used` count. at: position in A's order; lane: the first of the block. */
static void pick_tile(const small_chunk *s, size_t method, size_t at, size_t lane, size_t lanes,
                      size_t here, size_t used)
{
    const tb_design *d = s->p->design;
    tb_workspace *w = s->w;
    size_t n = d->parts->units;
    double down[TILE], up[TILE];
    uint8_t c[TILE * ROW];
    uint32_t shift_c[TILE];
    compute_amounts(down, up, s, s->p->composite->bound[method], at, used);
    tbi_rank_base_make(w->base, w->score + lane, lanes, n, here, down, up);
    for (size_t k = 0; k < d->factors; k++) {
        if (d->factor[k].kind != TB_FACTOR_WEIGHT)
            continue;
        tbi_rank_bytes_changed(c, w->base, s->p->composite->column[method] + d->factor[k].part * n,
                               w->amount + TILE * k, w->room);
        s->kernels->pick_rows(w->acc + 3 * ROW * k, w->row_a + ROW * at, w->row_b + ROW * at, c,
                              used);
        shift_all_rows(shift_c, s, c, used);
        add_shifts(s->pick + (k * s->sums->outputs + n) * 3, w->shift_a + at, w->shift_b + at,
                   shift_c, used);
    }
}

/* The same with noise, where every evaluation has values of its own: a whole block. values of
 * each part were kept by the composite: A's score is changed by the exchanged weight. */
static void pick_noisy(const small_chunk *s, size_t at, size_t used, size_t lanes)
{
    const tb_design *d = s->p->design;
    tb_workspace *w = s->w;
    size_t n = d->parts->units;
    double difference[TB_LANES_MOST];
    uint32_t shift_c[TB_LANES_MOST];
    for (size_t k = 0; k < d->factors; k++) {
        if (d->factor[k].kind != TB_FACTOR_WEIGHT)
            continue;
        tbi_batches_exchange(difference, s->p, d->factor[k].part, at, used, lanes, w);
        s->kernels->update_each(w->other, w->score, w->values + d->factor[k].part * n * lanes,
                                difference, n, lanes);
        tbi_rank_bytes(w->row, w->other, n, lanes, used, w->room);
        s->kernels->pick_rows(w->acc + 3 * ROW * k, w->row_a + ROW * at, w->row_b + ROW * at,
                              w->row, used);
        shift_all_rows(shift_c, s, w->row, used);
        add_shifts(s->pick + (k * s->sums->outputs + n) * 3, w->shift_a + at, w->shift_b + at,
                   shift_c, used);
    }
}

/* The evaluations of A, and of each C that is A but for a weight. Blocks whose method is no sum
 * are left to the full evaluation. */
static void rank_a_and_weights(const small_chunk *s, size_t count)
{
    const tb_setting *block[TB_LANES_MOST];
    tb_workspace *w = s->w;
    size_t lanes, n = s->p->design->parts->units;
    for (size_t at = 0, used; at < count; at += used) {
        used = tbi_batches_next(block, &lanes, w->a, w->order, at, count);
        tbi_composite_scores(w->score, w->values, s->p->composite, block, used, lanes,
                             w->composite);
        tbi_rank_bytes(w->row_a + ROW * at, w->score, n, lanes, used, w->room);
        shift_all_rows(w->shift_a + at, s, w->row_a + ROW * at, used);
        if (!tbi_batches_is_sum(s->p, w, block[0]->method))
            continue;
        if (s->p->composite->value[block[0]->method] == NULL) {
            pick_noisy(s, at, used, lanes);
            continue;
        }
        for (size_t l = 0; l < used; l += TILE)
            pick_tile(s, block[0]->method, at + l, l, lanes, lanes - l < TILE ? lanes - l : TILE,
                      used - l < TILE ? used - l : TILE);
    }
}

/* The same sums as in evaluate.c over rows of bytes. 32 bits are enough: a chunk has at most
 * 512 points and a rank is below 65. */
static void add_values(tb_sobol_sums *sums, int64_t *value, const uint8_t *row,
                       const uint32_t *shift, size_t count)
{
    size_t n = sums->outputs - 1;
    uint32_t sum[ROW] = { 0 }, square[ROW] = { 0 }, none[ROW] = { 0 };
    for (size_t l = 0; l < count; l++)
        for (size_t i = 0; i < ROW; i++) {
            uint32_t r = row[ROW * l + i];
            sum[i] += r;
            square[i] += r * r;
            none[i] += r == 0;
        }
    for (size_t i = 0; i < n; i++) {
        value[2 * i] += sum[i];
        value[2 * i + 1] += square[i];
        sums->unranked[i] += none[i];
    }
    for (size_t l = 0; l < count; l++) {
        value[2 * n] += shift[l];
        value[2 * n + 1] += (int64_t)shift[l] * shift[l];
    }
}

/* Ranks as bytes, 64 to a row: differences of ranks are summed in vector registers. */
void tbi_evaluate_points_small(tb_sobol_sums *sums, int64_t *pick, int64_t *value,
                               const tb_work_plan *p, size_t count, tb_workspace *w)
{
    const tb_design *d = p->design;
    size_t n = d->parts->units;
    small_chunk s = { .sums = sums, .pick = pick, .p = p, .w = w, .kernels = tbi_simd_best() };
    for (size_t i = 0; i < n; i++) {
        s.base[i] = (uint8_t)p->reference[i];
        s.counts[i] = p->reference[i] != 0 ? 0xff : 0;
    }
    tbi_batches_sort(w->order_c, w->b, count, d->methods);
    rank_settings(w->row_b, w->shift_b, &s, w->b, w->order_c, count);
    rank_a_and_weights(&s, count);
    add_values(sums, value, w->row_a, w->shift_a, count);
    add_values(sums, value, w->row_b, w->shift_b, count);
    size_t whole = tbi_batches_first_whole(p, count, w);
    for (size_t k = 0; k < d->factors; k++) {
        const tb_factor *f = &d->factor[k];
        size_t from = f->kind == TB_FACTOR_WEIGHT ? whole : 0; /* what pick_tile did not do */
        if (from < count) {
            tbi_batches_factor(p, f, count, w);
            tbi_batches_sort(w->order_c, w->c + from, count - from, d->methods);
            rank_settings(w->row_c + ROW * from, w->shift_c + from, &s, w->c + from, w->order_c,
                          count - from);
            s.kernels->pick_rows(w->acc + 3 * ROW * k, w->row_a + ROW * from, w->row_b + ROW * from,
                                 w->row_c + ROW * from, count - from);
            add_shifts(pick + (k * sums->outputs + n) * 3, w->shift_a + from, w->shift_b + from,
                       w->shift_c + from, count - from);
        }
        empty_sums(pick + k * sums->outputs * 3, w->acc + 3 * ROW * k, n);
    }
}
