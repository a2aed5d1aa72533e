/* predictive_draw.c - from a fitted distribution to draws; nothing here allocates unless the caller
 * wants no scores. */
#include "forecast/fit_state.h"

#include "base/refusals.h"
#include "num/rng.h"
#include "num/simd.h"

#include <math.h>
#include <stdlib.h>

/* Row c of a table whose rows have `size` numbers. */
static const double *find_case(const double *table, uint64_t c, size_t size)
{
    return table + c * size;
}

/* The walk is on the link scale, so that a level cannot leave its scale; years of the past do not
 * move.
 * level [n_year] out. The walk goes on from year to year, so that the years of one draw are of
 * one path. */
static void draw_level(double *level, const tb_predictive *j, uint64_t c, uint64_t draw)
{
    tb_rng r;
    tbi_rng_start(&r, j->seed, TB_STREAM_LEVEL + j->shift, draw);
    const double *mean = find_case(j->level, c, j->n_year);
    const double *step = find_case(j->level_step, c, j->n_year);
    double walk = 0;
    for (size_t y = 0; y < j->n_year; y++) {
        if (step[y] > 0)
            walk += step[y] * tbi_rng_normal(&r);
        level[y] = y < j->past ? mean[y]
                               : tbi_national_level_unlink(
                                     tbi_national_level_link(mean[y], j->low, j->high) + walk,
                                     j->low, j->high);
    }
}

/* The normals stand where the scores will: years are filled from the last, each from normals of its
 * own and earlier rows.
 * score [Y][U] out: s = level + mean + wide * (L z), L the lower factor over the years ahead, z
 * the normals of (seed, stream, draw). From the last year down, because row y still holds its own
 * normals while later rows are made. O(Y^2 U), vectorised over units. */
static void draw_scores(double *score, const double *level, const tb_predictive *j, uint64_t c,
                        uint64_t draw)
{
    size_t U = j->n_unit, Y = j->n_year, past = j->past;
    if (Y > past)
        tbi_rng_normals(score + past * U, (Y - past) * U, j->seed, TB_STREAM_FORECAST + j->shift,
                        draw);
    const double *mean = find_case(j->mean, c, Y * U);
    const double *factor = find_case(j->factor, c, Y * Y);
    const tb_simd *kernels = tbi_simd_best();
    for (size_t y = Y; y-- > 0;) {
        double *row = score + y * U;
        const double *l = factor + y * Y;
        const double *m = mean + y * U;
        const double base = level[y];
        const double own = l[y];
        if (y < past) {
            for (size_t i = 0; i < U; i++)
                row[i] = j->gone[y * U + i] ? NAN : base + m[i];
            continue;
        }
        const double *wide = j->wide != NULL ? find_case(j->wide, c, Y * U) + y * U : NULL;
        kernels->score_row(row, score + past * U, l + past, y - past, own, wide, base, m, U);
    }
}

/* One 32-bit word a cell: the probability is met to 2^-32. NAN is what a withheld score is to the
 * ranks.
 * Each cell by itself, with the probability of its unit. */
static void draw_withheld(double *score, const tb_predictive *j, uint64_t draw)
{
    enum { AT_ONCE = 64 };
    uint32_t word[AT_ONCE];
    tb_rng r;
    if (!j->withholds)
        return;
    tbi_rng_start(&r, j->seed, TB_STREAM_WITHHELD + j->shift, draw);
    for (size_t y = j->past; y < j->n_year; y++)
        for (size_t first = 0; first < j->n_unit; first += AT_ONCE) {
            size_t n = j->n_unit - first < AT_ONCE ? j->n_unit - first : AT_ONCE;
            tbi_rng_words(word, n, &r);
            for (size_t i = 0; i < n; i++)
                if ((double)word[i] < 4294967296.0 * j->withheld[first + i])
                    score[y * j->n_unit + first + i] = NAN;
        }
}

/* What the year would be if nothing but noise changed; its normals are of a stream of their
 * own. */
static void draw_frozen(double *frozen, double level, const tb_predictive *j, uint64_t c,
                        uint64_t draw)
{
    tbi_rng_normals(frozen, j->n_unit, j->seed, TB_STREAM_NOISE + j->shift, draw);
    const double *mean = find_case(j->frozen_mean, c, j->n_unit);
    const double *wide = j->frozen_wide != NULL ? find_case(j->frozen_wide, c, j->n_unit) : NULL;
    tbi_simd_best()->frozen_row(frozen, wide, level, j->frozen_sd[c], mean, j->n_unit);
}

/* Scores, level, components of one draw. row [Y][U]: where the scores go; other: room for a draw of
 * the nested index, NULL when there is none.
 * Draw number `draw` stands on case draw % cases; k: where in the block it goes. */
static void draw_scores_of_case(const tb_predictive *j, uint64_t draw, size_t k, double *row,
                                double *other, tb_predictive_block *out)
{
    size_t U = j->n_unit, Y = j->n_year, K = j->focus.parts;
    uint64_t c = draw % j->cases;
    double level[TB_PREDICTIVE_YEARS], own[TB_PREDICTIVE_YEARS], other_level[TB_PREDICTIVE_YEARS];
    draw_level(level, j, c, draw);
    if (row != NULL) {
        draw_scores(row, level, j, c, draw);
        if (other != NULL)
            tbi_nested_index_add(row, level, other, other_level, j, draw);
        if (Y > j->past)
            draw_withheld(row, j, draw);
    }
    for (size_t y = 0; y < Y && row != NULL && K > 0; y++)
        own[y] = row[y * U + j->focus.unit];
    if (row != NULL && K > 0 && (out->part != NULL || out->gain != NULL))
        tbi_unit_components_draw(out->part != NULL ? out->part + k * Y * K : NULL,
                                 out->gain != NULL ? out->gain + k * K : NULL, j, own, level, c,
                                 draw);
    for (size_t y = 0; y < Y && out->level != NULL; y++)
        out->level[k * Y + y] = level[y];
    if (out->frozen != NULL)
        draw_frozen(out->frozen + k * U, level[Y - 1], j, c, draw);
    if (out->same_scheme != NULL)
        out->same_scheme[k] = j->same[c];
}

/* Parts and gains of a unit are read off its score: where no scores are wanted they are drawn
 * into a row of their own. Without memory for it, what was wanted is NAN. */
void tbi_predictive_draw(const tb_predictive *j, uint64_t first, size_t n, tb_predictive_block *out)
{
    size_t size = j->n_year * j->n_unit;
    bool unasked =
        out->score == NULL && (out->part != NULL || out->gain != NULL || j->nested.by != NULL);
    double *own = unasked ? tbi_malloc(size * sizeof *own) : NULL;
    double *other =
        j->nested.by != NULL ? tbi_malloc(j->n_year * j->nested.by->n_unit * sizeof *other) : NULL;
    for (size_t k = 0; k < n; k++)
        draw_scores_of_case(j, first + k, k, out->score != NULL ? out->score + k * size : own,
                            other, out);
    for (size_t k = 0; unasked && own == NULL && k < n * j->focus.parts; k++) {
        for (size_t y = 0; out->part != NULL && y < j->n_year; y++)
            out->part[k * j->n_year + y] = NAN;
        if (out->gain != NULL)
            out->gain[k] = NAN;
    }
    free(own);
    free(other);
}
