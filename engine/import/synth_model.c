/* synth_model.c - the draws of a synthetic panel. Every number is a function of the seed, the year
 * and the unit. */
#include "import/synth_model.h"

#include "num/rng.h"

#include <math.h>
#include <string.h>

/* The distribution of synth_model.h in numbers. The variances lasting, fading and noise add up to
 * one. */
static const double spread = 0.146, shared = 0.19, lasting = 0.18, fading = 0.42, noise = 0.40,
                    carry = 0.75, walk = 0.05, middle = 1.69;

/* Every unit has a stream of its own, so that its first values do not depend on how many units
 * there are. */
bool tbi_synth_start(tb_synth_model *s, size_t units, size_t leaves, uint64_t seed, tb_arena *a)
{
    *s = (tb_synth_model){ .seed = seed, .units = units, .leaves = leaves };
    s->level = TB_NEW(a, double, leaves);
    s->common = TB_NEW(a, double, units);
    s->common_last = TB_NEW(a, double, units);
    s->common_fade = TB_NEW(a, double, units);
    s->last = TB_NEW(a, double, (units * leaves));
    s->fade = TB_NEW(a, double, (units * leaves));
    s->score = TB_NEW(a, double, (units * leaves));
    s->withheld = TB_NEW(a, bool, units);
    if (!s->level || !s->common || !s->common_last || !s->common_fade || !s->last || !s->fade ||
        !s->score || !s->withheld)
        return false;
    for (size_t i = 0; i < units; i++) {
        tb_rng r;
        tbi_rng_start(&r, seed, TB_STREAM_SYNTH, i + 1);
        s->common_last[i] = sqrt(lasting) * tbi_rng_normal(&r);
        s->common_fade[i] = sqrt(fading) * tbi_rng_normal(&r);
        for (size_t c = 0; c < leaves; c++) {
            s->last[i * leaves + c] = sqrt(lasting) * tbi_rng_normal(&r);
            s->fade[i * leaves + c] = sqrt(fading) * tbi_rng_normal(&r);
        }
    }
    return true;
}

/* Levels of the year, and after a break other ones. */
static void move_levels(tb_synth_model *s, bool breaks, tb_rng *r)
{
    for (size_t c = 0; c < s->leaves; c++) {
        if (s->year == 0)
            s->level[c] = middle + 0.2 * tbi_rng_normal(r);
        else
            s->level[c] += (breaks ? 4 : 1) * walk * tbi_rng_normal(r);
        s->level[c] = fmin(fmax(s->level[c], 0.9), 2.1);
    }
}

/* AR(1) with variance `fading` in every year, since the step has variance fading (1 -
 * carry^2); the noise of the year is added and not kept. */
static double draw_step(double *fade, tb_rng *r)
{
    *fade = carry * *fade + sqrt(fading * (1 - carry * carry)) * tbi_rng_normal(r);
    return *fade + sqrt(noise) * tbi_rng_normal(r);
}

/* In two years of five about one unit in thirty is withheld, more often a leader: of three that are
 * picked the best. */
static void withhold_units(tb_synth_model *s, tb_rng *r)
{
    memset(s->withheld, 0, s->units * sizeof *s->withheld);
    s->ranked = s->units;
    size_t count = s->units < 8 || tbi_rng_uniform(r) > 0.4 ? 0 : s->units / 30 + 1;
    for (size_t k = 0; k < count; k++) {
        size_t best = (size_t)tbi_rng_below(r, s->units);
        for (int pick = 0; pick < 2; pick++) {
            size_t other = (size_t)tbi_rng_below(r, s->units);
            if (s->common[other] > s->common[best])
                best = other;
        }
        s->ranked -= !s->withheld[best];
        s->withheld[best] = true;
    }
}

/* Streams of a year begin at (year + 1) << 32, with the levels first: each unit draws the same
 * whatever the others do. Scores are rounded to the four digits that are written. */
void tbi_synth_year(tb_synth_model *s, bool scheme_breaks)
{
    tb_rng levels;
    uint64_t first = (uint64_t)(s->year + 1) << 32;
    tbi_rng_start(&levels, s->seed, TB_STREAM_SYNTH, first);
    move_levels(s, scheme_breaks, &levels);
    for (size_t i = 0; i < s->units; i++) {
        tb_rng r;
        tbi_rng_start(&r, s->seed, TB_STREAM_SYNTH, first + i + 1);
        s->common[i] = s->common_last[i] + draw_step(&s->common_fade[i], &r);
        for (size_t c = 0; c < s->leaves; c++) {
            size_t at = i * s->leaves + c;
            double own = s->last[at] + draw_step(&s->fade[at], &r);
            double y =
                s->level[c] + spread * (sqrt(shared) * s->common[i] + sqrt(1 - shared) * own);
            y = fmin(fmax(y, TB_SYNTH_MIN), TB_SYNTH_MAX);
            s->score[at] = floor(y * 1e4 + 0.5) / 1e4;
        }
    }
    withhold_units(s, &levels);
    s->year++;
}
