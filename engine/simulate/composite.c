/* composite.c - sums of weighted values for 8 to 64 evaluations at a time; with noise, the values
 * are drawn and normalised anew for each. */
#include "simulate/composite.h"
#include "simulate/copeland.h"
#include "simulate/normalise.h"

#include "base/error.h"
#include "num/rank_block.h"
#include "num/rng.h"
#include "num/simd.h"

#include <math.h>
#include <string.h>

_Static_assert((int)TB_LANES_MOST <= (int)TB_COPELAND_LANES, "TB_LANES_MOST");

/* Units up to which the values of a block of lanes stand side by side: they stay in the second
 * cache, and ranks are made by a sorting network. */
enum { SMALL = 64 };
enum { TILE = 8 }; /* lanes that are laid side by side at once; lanes are a multiple of it */

/* Units up to the next whole vector. */
static size_t pad_units(size_t n)
{
    return (n + 7) / 8 * 8;
}

/* What is summed: logs for the geometric mean, minus reciprocals for the harmonic, so that more
 * is better and the weights' sum does not matter for the order. v[i * step], i below n. Where a
 * value is not above 0 it becomes 0: it is absent, or its method was refused before. */
static void prepare_sum(double *v, size_t step, size_t n, int aggregation)
{
    if (aggregation == TB_AGG_GEOMETRIC)
        for (size_t i = 0; i < n; i++)
            v[i * step] = v[i * step] > 0 ? log(v[i * step]) : 0;
    if (aggregation == TB_AGG_HARMONIC && step == 1) {
#pragma omp simd
        for (size_t i = 0; i < n; i++) {
            double x = v[i] > 0 ? v[i] : 1;
            double y = -1 / x;
            v[i] = v[i] > 0 ? y : 0;
        }
    } else if (aggregation == TB_AGG_HARMONIC) {
        for (size_t i = 0; i < n; i++)
            v[i * step] = v[i * step] > 0 ? -1 / v[i * step] : 0;
    }
}

bool tbi_composite_own_values(const tb_composite *c)
{
    return c->design->noises > 0 || c->design->parts->tables > 0;
}

/* Normalises once what no evaluation changes. Where every evaluation has values of its own, and
 * for Copeland, which compares raw values, nothing can be made ahead: value, column and bound
 * stay NULL. c lives in a and borrows d. x is turned so that more is better. */
tb_status tbi_composite_make(tb_composite *c, const tb_design *d, uint64_t seed, tb_arena *a,
                             tb_err *err)
{
    const tb_sim_components *t = d->parts;
    size_t n = t->units, parts = t->parts;
    *c = (tb_composite){ .design = d, .seed = seed };
    c->x = TB_NEW(a, double, (n * parts));
    c->value = TB_NEW(a, double *, d->methods);
    c->column = TB_NEW(a, double *, d->methods);
    c->bound = TB_NEW(a, double *, d->methods);
    c->absent = TB_NEW(a, uint32_t, (2 * n * parts));
    uint16_t *rank = TB_NEW(a, uint16_t, n);
    void *room = tbi_arena_alloc(a, tbi_rank_scratch(n), 1);
    if (a->refused)
        return tbi_no_memory(err, "the composite");
    for (size_t j = 0; j < parts; j++)
        for (size_t i = 0; i < n; i++) {
            double x = t->x[j * n + i];
            c->x[j * n + i] = isnan(x) ? NAN : t->sign * x;
            if (isnan(x)) {
                c->absent[2 * c->absents] = (uint32_t)j;
                c->absent[2 * c->absents++ + 1] = (uint32_t)i;
            }
        }
    if (tbi_composite_own_values(c))
        return TB_OK;
    for (size_t m = 0; m < d->methods; m++) {
        if (d->method[m].aggregation == TB_AGG_COPELAND)
            continue;
        double *v = c->value[m] = TB_NEW(a, double, (n * parts));
        double *column = c->column[m] = TB_NEW(a, double, (n * parts));
        double *bound = c->bound[m] = TB_NEW(a, double, (2 * parts));
        if (a->refused)
            return tbi_no_memory(err, "the composite");
        for (size_t j = 0; j < parts; j++, column += n) {
            tbi_normalise(column, 1, d, j, d->method[m].norm, c->x + j * n, rank, room);
            prepare_sum(column, 1, n, d->method[m].aggregation);
            for (size_t i = 0; i < n; i++) {
                v[i * parts + j] = column[i];
                bound[2 * j] = fmin(bound[2 * j], column[i]);
                bound[2 * j + 1] = fmax(bound[2 * j + 1], column[i]);
            }
        }
    }
    return TB_OK;
}

/* The scratch of one call. */
typedef struct composite_room {
    double *g;       /* [parts][lanes] */
    double *sign;    /* [units][parts] copeland: who is ahead of one unit in what */
    double *ahead;   /* [units][lanes] */
    double *there;   /* [units][lanes] 1: every component that counts is known */
    double *z;       /* [parts][units] normals */
    double *x;       /* [TILE or 1][parts][units] values of one lane, or of a few */
    double *v, *sum; /* [units, padded to whole vectors] */
    /* of one lane: [parts] weights, [units] 1: every component that counts is known */
    double *lane_g, *lane_there;
    double *wide;    /* [parts][units][lanes] values side by side */
    uint16_t *ranks; /* [units][lanes] */
    uint16_t *rank;
    void *room;
} composite_room;

/* Lays the members of *r out from `at`, each at a multiple of 64 bytes, and returns the bytes
 * used; what this composite never needs gets one element. Methods stand in the order of their
 * aggregations, so that the last one tells whether Copeland is among them. */
static size_t plan_layout(composite_room *r, const tb_composite *c, char *at)
{
    size_t n = c->design->parts->units, parts = c->design->parts->parts, used = 0;
    bool copeland = c->design->method[c->design->methods - 1].aggregation == TB_AGG_COPELAND;
    bool noise = tbi_composite_own_values(c);
#define TAKE(member, type, count) \
    r->member = (type *)(void *)(at + used), used += ((count) * sizeof(type) + 63) / 64 * 64
    TAKE(g, double, parts *TB_LANES_MOST);
    TAKE(sign, double, copeland ? n *parts : 1);
    TAKE(ahead, double, copeland ? n *TB_LANES_MOST : 1);
    TAKE(there, double, copeland ? n *TB_LANES_MOST : 1);
    TAKE(z, double, noise ? n *parts : 1);
    TAKE(x, double, noise ? (n <= SMALL ? TILE : 1) * n *parts : 1);
    TAKE(v, double, pad_units(n));
    TAKE(sum, double, pad_units(n));
    TAKE(lane_g, double, parts);
    TAKE(lane_there, double, n);
    TAKE(wide, double, noise &&n <= SMALL ? n * parts * TB_LANES_MOST : 1);
    TAKE(ranks, uint16_t, noise ? n * TB_LANES_MOST : 1);
    TAKE(rank, uint16_t, n);
    TAKE(room, char, tbi_rank_scratch(n));
#undef TAKE
    return used;
}

/* The layout is planned twice by the same function: once for its size, once to be used. */
size_t tbi_composite_scratch(const tb_composite *c)
{
    static char nothing[1];
    composite_room r;
    return plan_layout(&r, c, nothing);
}

/* Values of one evaluation: what is known, or one of the tables, plus errors. r->x
 * [parts][units] out, in points, more is better. The same draw has the same normals at any
 * number of threads. */
static void draw_values(const tb_composite *c, const tb_setting *s, composite_room *r)
{
    const tb_design *d = c->design;
    size_t cells = d->parts->units * d->parts->parts;
    memcpy(r->x, d->parts->tables > 0 ? d->parts->table + s->table * cells : c->x,
           cells * sizeof *r->x);
    for (size_t k = 0; k < d->noises; k++) {
        /* errors of a unit's parts that are correlated */
        bool tied = d->noise_of[k] == d->parts->noise && d->parts->noise_factor != NULL;
        uint32_t stream = TB_STREAM_NOISE + 16 * (uint32_t)(1 + 2 * k + (s->noise_b >> k & 1));
        tbi_rng_normals(r->z, cells, c->seed, stream, s->noise_draw);
        const double *sd = d->noise_of[k];
        if (tied)
            tbi_simd_best()->add_triangle(r->x, d->parts->noise_factor, r->z, d->parts->parts,
                                          d->parts->units);
        for (size_t i = 0; i < cells && !tied; i++)
            r->x[i] += sd[i] * r->z[i];
    }
}

/* Where no two units of a lane tie a value hangs on the place and on how many are known, which
 * no error changes: every place has one value, prepared once for all lanes and units. table [n +
 * 1]; false: lanes differ in what is known. rank [n][lanes] with rank 0 for what is not known;
 * used: lanes that count. */
static bool fill_places(double *table, const uint16_t *rank, tb_method m, size_t n, size_t used,
                        size_t lanes)
{
    double known[TB_LANES_MOST] = { 0 };
    for (size_t i = 0; i < n; i++)
        for (size_t l = 0; l < used; l++)
            known[l] += rank[i * lanes + l] != 0;
    for (size_t l = 1; l < used; l++)
        if (known[l] != known[0])
            return false;
    table[0] = 0;
    for (size_t place = 1; place <= n; place++) {
        double below = known[0] + 1 - (double)place;
        table[place] = m.norm == TB_NORM_RANK ? below : 100 * (below - 0.5) / known[0];
    }
    prepare_sum(table, 1, n + 1, m.aggregation);
    return true;
}

/* Ranks of a part's values of all lanes at once, then one value a rank: what tbi_normalise makes
 * of one lane after another, in a sorting network over many. v [units][lanes] in: values · out:
 * what is summed of percentiles or ranks. used: lanes that count. Percentile: 100 (below - 1/2
 * ties) / known, in percent; rank: how many are not better. */
static void normalise_by_rank(double *v, uint16_t *rank, tb_method m, size_t n, size_t used,
                              size_t lanes, void *room)
{
    double table[SMALL + 1];
    if (!tbi_rank_part(rank, v, n, lanes, used, room) &&
        fill_places(table, rank, m, n, used, lanes)) {
        for (size_t i = 0; i < n; i++)
            for (size_t l = 0; l < used; l++)
                v[i * lanes + l] = table[rank[i * lanes + l]];
        return;
    }
    uint16_t *equal = room; /* [units + 1] how many share each rank */
    for (size_t l = 0; l < used; l++) {
        size_t known = 0;
        memset(equal, 0, (n + 1) * sizeof *equal);
        for (size_t i = 0; i < n; i++) {
            equal[rank[i * lanes + l]]++;
            known += rank[i * lanes + l] != 0;
        }
        for (size_t i = 0; i < n; i++) {
            size_t r = rank[i * lanes + l];
            double below = (double)(known + 1 - r);
            v[i * lanes + l] = r == 0 ? 0
                               : m.norm == TB_NORM_RANK
                                   ? below
                                   : 100 * (below - 0.5 * (double)equal[r]) / (double)known;
        }
    }
    prepare_sum(v, 1, n * lanes, m.aggregation);
}

/* wide [cells][lanes] from the values of the lanes, which are drawn eight at a time so that a line
 * of the cache is written while it is near. Lanes beyond `used`: 0. */
static void draw_wide(double *wide, const tb_composite *c, const tb_setting *const *setting,
                      size_t used, size_t lanes, composite_room *r)
{
    size_t cells = c->design->parts->units * c->design->parts->parts;
    double *x = r->x;
    for (size_t at = 0; at < lanes; at += TILE) {
        for (size_t l = 0; l < TILE; l++) {
            r->x = x + l * cells;
            if (at + l < used)
                draw_values(c, setting[at + l], r);
            else /* padding: ranked by nobody, weighs nothing */
                memset(r->x, 0, cells * sizeof *r->x);
        }
        tbi_simd_best()->turn(wide + at, lanes, x, cells, cells, 1);
    }
    r->x = x;
}

/* The same as compose_noisy() for normalisations by rank: the values of a part stand side by
 * side over the lanes, so that ranks and sums are made of many lanes at once. score
 * [units][lanes] out. */
static void make_noisy_ranks(double *score, double *values, const tb_composite *c,
                             const tb_setting *const *setting, size_t used, size_t lanes,
                             composite_room *r)
{
    const tb_design *d = c->design;
    size_t n = d->parts->units, parts = d->parts->parts;
    tb_method m = d->method[setting[0]->method];
    draw_wide(r->wide, c, setting, used, lanes, r);
    memset(score, 0, n * lanes * sizeof *score);
    for (size_t j = 0; j < parts; j++) {
        double *v = r->wide + j * n * lanes;
        const double *g = r->g + j * lanes;
        normalise_by_rank(v, r->ranks, m, n, used, lanes, r->room);
        tbi_simd_best()->update_each(score, score, v, g, n, lanes);
        for (size_t i = 0; i < n && values != NULL; i++)
            for (size_t l = 0; l < used; l++)
                if (g[l] != 0)
                    values[(j * n + i) * lanes + l] = v[i * lanes + l];
    }
}

/* Lane by lane: values are drawn, each part that has a weight is normalised and added with it.
 * values: as tbi_composite_scores. O(lanes x parts x units), and one sort a part where the
 * normalisation is by rank. */
static void compose_noisy(double *score, double *values, const tb_composite *c,
                          const tb_setting *const *setting, size_t used, size_t lanes,
                          composite_room *r)
{
    const tb_design *d = c->design;
    size_t n = d->parts->units, parts = d->parts->parts;
    size_t padded = pad_units(n);
    const tb_simd *kernels = tbi_simd_best();
    tb_method m = d->method[setting[0]->method];
    memset(r->v, 0, padded * sizeof *r->v);
    for (size_t l = 0; l < used; l++) {
        draw_values(c, setting[l], r);
        memset(r->sum, 0, padded * sizeof *r->sum);
        for (size_t j = 0; j < parts; j++) {
            double g = r->g[j * lanes + l];
            if (g == 0)
                continue;
            tbi_normalise(r->v, 1, d, j, m.norm, r->x + j * n, r->rank, r->room);
            prepare_sum(r->v, 1, n, m.aggregation);
            kernels->update(r->sum, r->sum, &g, 1, r->v, 1, padded);
            for (size_t i = 0; i < n && values != NULL; i++)
                values[(j * n + i) * lanes + l] = r->v[i];
        }
        for (size_t i = 0; i < n; i++)
            score[i * lanes + l] = r->sum[i];
    }
}

/* Copeland with values of its own for each evaluation, lane by lane in rows of their own. r->there
 * is filled, r->g holds the weights of all lanes. */
static void rank_noisy_copeland(double *score, const tb_composite *c,
                                const tb_setting *const *setting, size_t used, size_t lanes,
                                composite_room *r)
{
    size_t n = c->design->parts->units, parts = c->design->parts->parts;
    double *g = r->lane_g, *there = r->lane_there, *sum = r->sum;
    for (size_t l = 0; l < used; l++) {
        draw_values(c, setting[l], r);
        for (size_t j = 0; j < parts; j++)
            g[j] = r->g[j * lanes + l];
        for (size_t i = 0; i < n; i++)
            there[i] = r->there[i * lanes + l];
        tbi_copeland_lane(sum, &(tb_copeland){ r->x, g, there, n, parts }, r->v);
        for (size_t i = 0; i < n; i++)
            score[i * lanes + l] = sum[i];
    }
}

/* Puts `mark` where a component that counts is absent. */
static void mark_absent(double *score, const tb_composite *c, const double *weight, size_t lanes,
                        double mark)
{
    for (size_t k = 0; k < c->absents; k++) {
        const double *g = weight + c->absent[2 * k] * lanes;
        double *s = score + c->absent[2 * k + 1] * lanes;
        for (size_t l = 0; l < lanes; l++)
            if (g[l] != 0)
                s[l] = mark;
    }
}

/* Rounds to 34 bits below the largest: ranks then do not depend on the order of additions. */
void tbi_composite_even_out(double *score, size_t n)
{
    double largest = 0;
    int exponent;
    for (size_t i = 0; i < n; i++)
        largest = fabs(score[i]) > largest ? fabs(score[i]) : largest;
    if (!(largest > 0))
        return;
    frexp(largest, &exponent);
    double per_tick = ldexp(1, 34 - exponent);
    for (size_t i = 0; i < n; i++)
        score[i] = nearbyint(score[i] * per_tick) / per_tick;
}

/* Lanes behind `used` repeat the first setting: kernels work on whole vectors. score
 * [units][lanes] out, NaN where a component that counts is absent. All settings of a call have
 * the same method. scratch: tbi_composite_scratch(c) bytes. */
void tbi_composite_scores(double *score, double *values, const tb_composite *c,
                          const tb_setting *const *setting, size_t used, size_t lanes,
                          void *scratch)
{
    const tb_design *d = c->design;
    size_t n = d->parts->units, parts = d->parts->parts;
    composite_room r;
    plan_layout(&r, c, scratch);
    const double *from[TB_LANES_MOST];
    for (size_t l = 0; l < lanes; l++)
        from[l] = setting[l < used ? l : 0]->g;
    for (size_t j = 0; j < parts; j++)
        /* one step for all that stand side by side */
        for (size_t l = 0; l < lanes; l++)
            r.g[j * lanes + l] = from[l][j * setting[0]->step];
    for (size_t l = 0; l < lanes && d->lefts > 1; l++)
        for (size_t j = 0, left = setting[l < used ? l : 0]->left; j < parts && left != 0; j++)
            if (tbi_design_is_out(d, left, j))
                /* what is left out has weight 0 and is no longer missed */
                r.g[j * lanes + l] = 0;
    tb_method m = d->method[setting[0]->method];
    if (m.aggregation == TB_AGG_COPELAND) {
        for (size_t i = 0; i < n * lanes; i++)
            r.there[i] = 1;
        mark_absent(r.there, c, r.g, lanes, 0);
    }
    if (tbi_composite_own_values(c) && m.aggregation == TB_AGG_COPELAND)
        rank_noisy_copeland(score, c, setting, used, lanes, &r);
    else if (tbi_composite_own_values(c) && n <= SMALL &&
             (m.norm == TB_NORM_RANK || m.norm == TB_NORM_PERCENTILE))
        make_noisy_ranks(score, values, c, setting, used, lanes, &r);
    else if (tbi_composite_own_values(c))
        compose_noisy(score, values, c, setting, used, lanes, &r);
    else if (m.aggregation == TB_AGG_COPELAND)
        tbi_copeland_lanes(score, &(tb_copeland){ c->x, r.g, r.there, n, parts }, lanes, r.sign,
                           r.ahead);
    else
        tbi_simd_best()->product(score, c->value[setting[0]->method], r.g, n, parts, lanes);
    /* weights that vary make no ties but those of equal units */
    if (d->weights == TB_SIMULATE_FIXED)
        tbi_composite_even_out(score, n * lanes);
    mark_absent(score, c, r.g, lanes, NAN);
}
