/* page_draws.c - joint draws as pages read them: bytes in base64. */
#include "report/page_draws.h"

#include "base/refusals.h"
#include "report/page_values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NEVER = 65535, STEPS = 65534 };

/* Gaps as 16-bit little-endian steps, bytes [2 n].
 * gap [n] in points; +INFINITY (no points suffice) becomes NEVER, -INFINITY (met whatever
 * happens) becomes 0. 1e-9 keeps a gap that is a whole number of steps from being rounded up
 * once more. */
static void encode_gaps(unsigned char *bytes, const double *gap, size_t n, double low, double step)
{
    for (size_t i = 0; i < n; i++) {
        double at = isfinite(gap[i]) ? ceil((gap[i] - low) / step - 1e-9) : gap[i] < 0 ? 0 : NEVER;
        unsigned code = at >= NEVER ? NEVER : at < 0 ? 0 : (unsigned)at;
        bytes[2 * i] = (unsigned char)(code & 255);
        bytes[2 * i + 1] = (unsigned char)(code >> 8);
    }
}

/* The finite gaps between their least and largest in 65,534 steps, rounded up: at zero points a
 * goal that is met stays met, since zero is a step.
 * One entry of `gaps`: low, step and data. The page has gap = low + step times the 16-bit
 * number. false: no memory. */
static bool write_gaps(tb_json *j, const double *gap, size_t n)
{
    double low = 0;
    double high = 0;
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(gap[i]))
            continue;
        low = fmin(low, gap[i]);
        high = fmax(high, gap[i]);
    }
    double step = high > low ? (high - low) / (STEPS - 2) : 1;
    low = step * floor(low / step); /* a whole number of steps below zero */
    unsigned char *bytes = tbi_malloc(2 * n + 1);
    if (bytes == NULL)
        return false;
    encode_gaps(bytes, gap, n, low, step);
    tbi_coded_draws_json(j, NULL, low, step, bytes, 2 * n);
    free(bytes);
    return true;
}

/* Where there are goals to be met together, or measures to be ticked together. goals and gaps run
 * side by side. false: no memory.
 * Writes `draws` of `joint`: `goals` has positions in the list of goals, `n` the draws that were
 * kept. Left out where a page would not use them. */
bool tbi_draws_json(tb_json *j, const tb_intervention *v)
{
    size_t kept = 0;
    bool whole = true;
    bool wanted = tb_intervention_goals(v) > 1 || tb_intervention_effect_sources(v) > 1;
    if (!wanted || tb_intervention_curves(v) == 0)
        return true;
    tbi_json_object(j, "draws");
    tbi_json_array(j, "goals");
    for (size_t i = 0; i < tb_intervention_goals(v); i++)
        if (tb_intervention_gaps(v, i, &kept) != NULL)
            tbi_json_u64(j, NULL, i);
    tbi_json_array_end(j);
    tbi_json_u64(j, "n", kept);
    tbi_json_array(j, "gaps");
    for (size_t i = 0; i < tb_intervention_goals(v); i++) {
        const double *gap = tb_intervention_gaps(v, i, &kept);
        if (gap != NULL)
            whole = write_gaps(j, gap, kept) && whole;
    }
    tbi_json_array_end(j);
    tbi_json_object_end(j);
    return whole;
}

enum { LEVELS = 255 }; /* the byte 255 is "never" */

/* need: points with which the marked place is reached in that draw, as bits that ascend with it;
 * INFINITY: with none. */
typedef struct ordered_need {
    uint32_t need, draw;
} ordered_need;

/* The bits of a number turned so that they ascend with it; -0 is 0. */
static uint32_t make_key(float x)
{
    uint32_t k;
    float zero = x + 0.0F;
    memcpy(&k, &zero, sizeof k);
    return k >> 31 ? ~k : k | 1U << 31;
}

/* By digits from the last (Knuth, The Art of Computer Programming 5.2.5), so that equal needs stay
 * in the order of draws. Returns which of order [n] and spare [n] holds them in order. */
static ordered_need *sort_needs(ordered_need *order, ordered_need *spare, size_t n)
{
    enum { BITS = 11, DIGITS = 1 << BITS };
    for (unsigned shift = 0; shift < 32; shift += BITS) {
        uint32_t at[DIGITS + 1] = { 0 };
        for (size_t i = 0; i < n; i++)
            at[(order[i].need >> shift & (DIGITS - 1)) + 1]++;
        for (size_t d = 1; d < DIGITS; d++)
            at[d] += at[d - 1];
        for (size_t i = 0; i < n; i++)
            spare[at[order[i].need >> shift & (DIGITS - 1)]++] = order[i];
        ordered_need *swap = order;
        order = spare;
        spare = swap;
    }
    return order;
}

/* A byte a draw: which of 255 equal parts of the draws with a finite need it falls into. That is
 * all that a page wants of it, since it has the distribution itself. key: NULL in an array.
 * A level is the place of the draw among all, not its need, so a byte is enough. false: no
 * memory. */
static bool write_levels(tb_json *j, const char *key, const float *need, size_t n)
{
    ordered_need *order = tbi_malloc(2 * n * sizeof *order + 1);
    unsigned char *bytes = tbi_malloc(n + 1);
    bool room = order != NULL && bytes != NULL;
    if (room) {
        size_t ranked = 0;
        for (size_t d = 0; d < n; d++) {
            order[d] = (ordered_need){ make_key(need[d]), (uint32_t)d };
            ranked += need[d] < INFINITY;
        }
        const ordered_need *sorted = sort_needs(order, order + n, n);
        /* level: the whole part of LEVELS i / ranked, without a division for each draw */
        for (size_t i = 0, level = 0, rest = 0; i < n; i++) {
            bytes[sorted[i].draw] = (unsigned char)(i < ranked ? level : LEVELS);
            for (rest += LEVELS; rest >= ranked && i < ranked; rest -= ranked)
                level++;
        }
        tbi_json_base64(j, key, bytes, n);
    }
    free(bytes);
    free(order);
    return room;
}

/* every: 2 leaves out every second place, where nobody adds measures to the draws. */
bool tbi_marks_json(tb_json *j, const tb_rank_curve *c, size_t every)
{
    bool whole = true;
    tbi_place_rows_json(j, "below", c->below, c->units, TB_CURVE_BELOW);
    tbi_json_object(j, "draws");
    tbi_json_array(j, "marks");
    for (size_t m = 0; m < c->marks; m += every)
        tbi_json_int(j, NULL, c->mark[m]);
    tbi_json_array_end(j);
    tbi_json_array(j, "levels");
    for (size_t m = 0; m < c->marks; m += every)
        whole = write_levels(j, NULL, c->need + m * c->kept, c->kept) && whole;
    tbi_json_array_end(j);
    whole = write_levels(j, "score_levels", c->need + c->marks * c->kept, c->kept) && whole;
    tbi_json_object_end(j);
    return whole;
}
