/* by_method.c - the ranks of each way to compute, one at a time: what normalisation and aggregation
 * do by themselves, which the mixture of all draws cannot say. */
#include "base/error.h"
#include "num/rank_block.h"
#include "simulate/simulation_state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The design with nothing in it but methods; official weights. */
static tb_design make_plain_design(const tb_design *d)
{
    tb_design plain = *d;
    plain.noises = 0;
    plain.lefts = 1;
    plain.weights = TB_SIMULATE_FIXED;
    return plain;
}

/* Over units ranked both officially and by the method: the mean of |shift| (NaN when there are
 * none) and who moves most (SIZE_MAX: nobody moves). shift in places. */
static void summarise_shifts(tb_simulate_method *m, const tb_simulation *s)
{
    double sum = 0, n = 0;
    int most = 0;
    m->most = SIZE_MAX;
    for (size_t i = 0; i < s->parts.units; i++) {
        /* 0: no rank */
        if (s->reference[i] == 0 || m->rank[i] == 0)
            continue;
        int shift = abs(m->rank[i] - (int)s->reference[i]);
        sum += shift;
        n++;
        if (shift > most) {
            most = shift;
            m->most = i;
        }
    }
    /* 0 / 0 is NaN */
    m->mean_abs_shift = sum / n;
}

/* One evaluation a method; `plain` is the design with official weights, everything in and no
 * noise. A single setting takes one lane of the eight. s->method [methods] and the places
 * [methods][units] in s's memory; scratch is the caller's. */
static tb_status rank_methods(tb_simulation *s, const tb_design *plain, tb_arena *scratch,
                              tb_err *err)
{
    enum { LANES = 8 };
    tb_composite c;
    size_t n = s->parts.units;
    tb_status st = tbi_composite_make(&c, plain, s->opts.seed, scratch, err);
    if (st != TB_OK)
        return st;
    double *score = TB_NEW(scratch, double, (n * LANES));
    double *one = TB_NEW(scratch, double, n);
    uint16_t *rank = TB_NEW(scratch, uint16_t, n);
    void *room = tbi_arena_alloc(scratch, tbi_rank_scratch(n), 1);
    void *composite = tbi_arena_alloc(scratch, tbi_composite_scratch(&c), 1);
    int *places = TB_NEW(&s->own, int, (n * plain->methods));
    if (scratch->refused || s->own.refused)
        return tbi_no_memory(err, "the ranks by method");
    for (size_t m = 0; m < plain->methods; m++) {
        tb_setting setting = { .g = s->parts.weight, .step = 1, .method = (uint32_t)m };
        const tb_setting *block[1] = { &setting };
        /* the lanes behind the first repeat it */
        tbi_composite_scores(score, NULL, &c, block, 1, LANES, composite);
        for (size_t i = 0; i < n; i++)
            one[i] = score[i * LANES];
        tbi_rank_single(rank, NULL, one, n, room);
        for (size_t i = 0; i < n; i++)
            places[m * n + i] = rank[i];
        s->method[m] =
            (tb_simulate_method){ .normalise = plain->method[m].aggregation == TB_AGG_COPELAND
                                                   ? "any"
                                                   : tbi_norm_words[plain->method[m].norm],
                                  .aggregate = tbi_aggregation_words[plain->method[m].aggregation],
                                  .share = tbi_design_share(plain, m),
                                  .rank = places + m * n };
        summarise_shifts(&s->method[m], s);
    }
    return TB_OK;
}

/* Without noise and with the official weights: what the method alone does. */
tb_status tbi_simulation_by_method(tb_simulation *s, tb_err *err)
{
    tb_arena scratch = { 0 };
    if (s->parts.tables > 0)
        return TB_OK; /* nothing but the total is known */
    tb_design plain = make_plain_design(&s->design);
    s->method = TB_NEW(&s->own, tb_simulate_method, s->design.methods);
    if (s->method == NULL)
        return tbi_no_memory(err, "the ranks by method");
    tb_status st = rank_methods(s, &plain, &scratch, err);
    tbi_arena_free(&scratch);
    return st;
}
