/* chain.c - the chain's state, its start, and the order of a sweep. */
#include "complete/chain_state.h"

#include "base/error.h"
#include "messages/complete.h"
#include "statespace/mvnormal.h"

#include <math.h>
#include <string.h>

enum { P = TB_SIGNAL_FREE, LANES = 4 };

size_t tbi_chain_free_count(const tb_signal_prior *prior, size_t T)
{
    return P + T - 1 + (prior->scale[1] > 0 ? T + 3 : 0);
}

/* The set of means that unit i is a member of, mean k as bit k (at most TB_REGIONS). */
static uint32_t count_means(const tb_table_year *y, size_t i)
{
    uint32_t m = 0;
    for (size_t k = 0; k < y->n_mean; k++)
        m |= (uint32_t)(y->mean[k].member[i] != 0) << k;
    return m;
}

/* The lists of a year, with room for all units and edges. */
static tb_status allocate_lists(tb_chain_year *w, size_t U, tb_arena *a, tb_err *err)
{
    w->free = TB_NEW(a, uint16_t, U);
    w->swappable = TB_NEW(a, uint16_t, U);
    w->class_of = TB_NEW(a, uint16_t, U);
    w->by_class = TB_NEW(a, uint16_t, U);
    w->class_first = TB_NEW(a, uint16_t, U + 1);
    w->means = TB_NEW(a, uint32_t, U);
    w->immobile = TB_NEW(a, unsigned char, U);
    w->stretch = TB_NEW(a, uint16_t, w->order.n_gap + 1);
    w->stretch_step = TB_NEW(a, double, w->order.n_gap + 1);
    w->saved_score = TB_NEW(a, double, U);
    w->saved_member = TB_NEW(a, uint16_t, U);
    w->unscored = TB_NEW(a, uint16_t, w->order.n_gap + 1);
    w->unit_at = TB_NEW(a, uint16_t, w->order.n_gap + 1);
    return a->refused ? tbi_no_memory(err, "a Markov chain") : TB_OK;
}

/* The class of a unit by the means that it is a member of; a new one where none has them. */
static uint16_t give_class(tb_chain_year *w, uint32_t means)
{
    size_t k = 0;
    while (k < w->n_class && w->means[k] != means)
        k++;
    if (k == w->n_class)
        w->means[w->n_class++] = means;
    return (uint16_t)k;
}

/* The edges that are units, and of these the ones whose score is not known. */
static void list_edges(tb_chain_year *w, size_t U)
{
    for (size_t e = 0; e <= w->order.n_gap; e++)
        w->unit_at[e] = TB_NO_SLOT;
    for (size_t i = 0; i < U; i++)
        if (w->order.edge_of[i] != TB_NO_SLOT)
            w->unit_at[w->order.edge_of[i]] = (uint16_t)i;
    for (size_t e = 0; e <= w->order.n_gap; e++) {
        size_t i = w->unit_at[e];
        if (i != TB_NO_SLOT && !w->immobile[i])
            w->unscored[w->n_unscored++] = (uint16_t)e;
    }
}

/* The free units class by class. O(classes x free units); classes are few (regions). */
static void sort_by_class(tb_chain_year *w)
{
    size_t n = 0;
    for (size_t k = 0; k < w->n_class; k++) {
        w->class_first[k] = (uint16_t)n;
        for (size_t j = 0; j < w->n_free; j++)
            if (w->class_of[w->free[j]] == k)
                w->by_class[n++] = w->free[j];
    }
    w->class_first[w->n_class] = (uint16_t)n;
}

/* Classes of units by the means that they are members of, and the lists of what moves. Units whose
 * score or slot is fixed are in no list. */
static tb_status list_units(tb_chain_year *w, const tb_table_year *y,
                            const unsigned char *at_extreme, size_t U, tb_arena *a, tb_err *err)
{
    tb_status st = allocate_lists(w, U, a, err);
    if (st != TB_OK)
        return st;
    for (size_t i = 0; i < U; i++) {
        w->class_of[i] = give_class(w, count_means(y, i));
        w->immobile[i] = !isnan(y->fixed[i]) || (at_extreme[i] && y->rank[i] > 0);
        if (w->immobile[i])
            continue;
        w->free[w->n_free++] = (uint16_t)i;
        if (y->in[i] && y->rank[i] == 0)
            w->swappable[w->n_swappable++] = (uint16_t)i;
    }
    list_edges(w, U);
    sort_by_class(w);
    for (size_t k = 1; k < w->n_swappable; k++)
        w->regional = w->regional || w->class_of[w->swappable[k]] != w->class_of[w->swappable[0]];
    tbi_chain_list_stretches(w);
    return TB_OK;
}

/* A first table of year t that agrees with every fact (feasible_start.h), the order of its
 * ranks, the lists of units that the moves walk, and the sums that the published means are held
 * against. A mean with tolerance e is a soft constraint: its sum is normal about n mean with the
 * standard deviation of a uniform of half width n e, n e / sqrt(3). */
static tb_status start_year(tb_chain *c, size_t t, double sd, tb_arena *a, tb_err *err)
{
    size_t U = c->n_unit;
    const tb_table_year *y = &c->f->year[t];
    tb_chain_year *w = &c->year[t];
    double *score = TB_NEW(a, double, U);
    unsigned char *at_extreme = TB_NEW(a, unsigned char, U);
    ptrdiff_t *at = TB_NEW(a, ptrdiff_t, U);
    if (!score || !at_extreme || !at)
        return tbi_no_memory(err, "a Markov chain");
    tb_status st = tbi_constraints_start(score, at_extreme, at, c->f, t, c->level[t], sd, a, err);
    if (st == TB_OK)
        st = tbi_rank_order_make(&w->order, y, U, at, score, 1, at_extreme, a, err);
    if (st == TB_OK)
        st = list_units(w, y, at_extreme, U, a, err);
    if (st != TB_OK)
        return st;
    for (size_t k = 0; k < y->n_mean; k++) {
        double scale = (double)y->mean[k].n * y->mean[k].tolerance / sqrt(3.0);
        w->target[k] = (double)y->mean[k].n * y->mean[k].mean;
        w->hold[k] = w->weight[k] = 1 / (scale * scale);
    }
    for (size_t i = 0; i < U; i++) {
        if (isnan(score[i]))
            score[i] = c->level[t]; /* outside the table */
        c->score[i * c->row + t] = score[i];
        for (size_t k = 0; k < y->n_mean; k++)
            if (y->mean[k].member[i])
                w->sum[k] += score[i];
    }
    return TB_OK;
}

/* The chain's arrays, all zero. */
static tb_status allocate_chain(tb_chain *c, tb_arena *a, tb_err *err)
{
    size_t T = c->n_year;
    size_t U = c->n_unit;
    size_t row = c->row;
    c->score = TB_NEW(a, double, (U * row));
    c->pull = TB_NEW(a, double, (U * row));
    c->level = TB_NEW(a, double, T);
    c->anchor = TB_NEW(a, double, T);
    c->free = TB_NEW(a, double, c->n_free);
    c->persistence = TB_NEW(a, double, T);
    c->scale = TB_NEW(a, double, T);
    c->step = TB_NEW(a, double, c->n_free);
    c->precision = TB_NEW(a, double, (c->n_pace * T * row));
    c->pace_of = TB_NEW(a, unsigned char, U);
    c->year = TB_NEW(a, tb_chain_year, T);
    c->moved = TB_NEW(a, unsigned char, U);
    c->powers = TB_NEW(a, tb_chain_powers, TB_PACES);
    c->scratch = TB_NEW(a, double, ((TB_PACES + 1) * T * row + 8 * T));
    return a->refused ? tbi_no_memory(err, "a Markov chain") : TB_OK;
}

/* Where free number k is expected: start [P + T - 1] says it of the model's numbers and the logits
 * of persistence; then log spreads of the years after the first, the log of their step, the log
 * spread of paces, the mean logits kept (calm, change). */
static double expect_number(const tb_chain *c, const double *start, size_t k)
{
    size_t T = c->n_year;
    const tb_signal_prior *prior = c->prior;
    if (k < P + T - 1)
        return start[k];
    if (k < P + 2 * T - 2)
        return 0;
    if (k == P + 2 * T - 2)
        return prior->scale[0];
    if (k + 3 == c->n_free)
        return prior->pace[0];
    return k + 2 == c->n_free ? prior->calm[0] : prior->change[0];
}

/* Each number starts a normal of 0.2 away from where it is expected, so that chains begin apart and
 * R-hat can tell. */
static void start_numbers(tb_chain *c, const double *start)
{
    size_t T = c->n_year;
    for (size_t k = 0; k < c->n_free; k++) {
        c->free[k] = expect_number(c, start, k) + 0.2 * tbi_rng_normal(&c->rng);
        c->step[k] = k == 0 || k >= P + T - 1 ? 0.1 : 0.4;
    }
    for (size_t t = 0; t < T; t++)
        c->scale[t] = c->scaled && t > 0 ? exp(c->free[P + T - 1 + t - 1]) : 1;
    if (c->scaled)
        tbi_chain_paces(c->pace, c->free[c->n_free - 3]);
    c->model = tbi_signal_of(c->free);
    tbi_chain_persistence(c->persistence, c->free, T);
}

/* level [n_year]: where the levels start. *out is written when all has gone well. */
tb_status tbi_chain_start(tb_chain *out, const tb_constraints *f, const tb_signal_prior *prior,
                          const double *free, const double *level, uint64_t seed, uint64_t number,
                          tb_arena *a, tb_err *err)
{
    size_t T = f->n_year;
    tb_chain c = { .f = f,
                   .prior = prior,
                   .n_year = T,
                   .n_unit = f->n_unit,
                   .n_free = tbi_chain_free_count(prior, T),
                   .row = (T + LANES - 1) / LANES * LANES,
                   .wanted = T - 1,
                   .spread = exp(free[0]),
                   .scaled = prior->scale[1] > 0,
                   .n_pace = prior->scale[1] > 0 ? TB_PACES : 1,
                   .pace = { 1, 1, 1 },
                   .word_at = TB_WORDS }; /* none was drawn yet */
    if (f->n_unit >= TB_NO_SLOT)
        return tbi_fail(err, TB_EDATA, TB_MSG_COMPLETE_HAS_UNITS_TABLES_MOST, f->x->code, f->n_unit,
                        TB_NO_SLOT - 1);
    tbi_rng_start(&c.rng, seed, TB_STREAM_SAMPLER, number);
    tb_status st = allocate_chain(&c, a, err);
    if (st != TB_OK)
        return st;
    start_numbers(&c, free);
    for (size_t t = 0; t < T && st == TB_OK; t++) {
        c.level[t] = c.anchor[t] = level[t];
        st = start_year(&c, t, c.spread, a, err);
    }
    if (st != TB_OK)
        return st;
    if (!tbi_chain_renew(&c))
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_COMPLETE_YEARS_CANNOT_TOLD_APART, f->x->code);
    st = c.scaled ? tbi_publication_start(&c, a, err) : TB_OK;
    if (st == TB_OK)
        *out = c;
    return st;
}

/* The levels of all years given all scores: what the units say of them together, and a prior so
 * wide (two sd of the scores) that it matters only where nothing is known of a year.
 * Gibbs: the levels are jointly N(m + V^-1 to, V^-1) with V = weak I + sum over units of Q_i and
 * to = sum of the pulls + weak (anchor - m). With V = L L' the draw is L'^-1 (L^-1 to + z).
 * Always taken; it is its own reverse. */
static void move_levels(tb_chain *c)
{
    size_t T = c->n_year;
    double weak = 1 / (4 * c->spread * c->spread);
    double *v = c->scratch;
    double *to = v + T * T;
    double *z = to + T;
    double count[TB_PACES] = { 0 };
    for (size_t i = 0; i < c->n_unit; i++)
        count[c->pace_of[i]]++;
    for (size_t t = 0; t < T; t++) {
        to[t] = weak * (c->anchor[t] - c->level[t]);
        z[t] = tbi_rng_normal(&c->rng);
        for (size_t s = 0; s < T; s++) {
            v[t * T + s] = s == t ? weak : 0;
            for (size_t p = 0; p < c->n_pace; p++)
                v[t * T + s] += count[p] * c->precision[(p * T + t) * c->row + s];
        }
    }
    for (size_t i = 0; i < c->n_unit; i++)
        for (size_t t = 0; t < T; t++)
            to[t] += c->pull[i * c->row + t];
    if (!tbi_mvnormal_factor(v, T))
        return;
    tbi_mvnormal_forward(v, T, to);
    for (size_t t = 0; t < T; t++)
        to[t] += z[t];
    tbi_mvnormal_back(v, T, to);
    for (size_t t = 0; t < T; t++)
        tbi_chain_lift(c, t, to[t]);
}

/* Most means that a year of the chain has. */
size_t tbi_chain_most_means(const tb_chain *c)
{
    size_t most = 0;
    for (size_t t = 0; t < c->n_year; t++)
        if (c->year[t].regional && c->f->year[t].n_mean > most)
            most = c->f->year[t].n_mean;
    return most;
}

/* How often a year goes on an excursion in a sweep, once tolerance_factor is 1 (before, the means
 * are wide as it is): as often as it has means in the last year of the chain, once in the others.
 * For a table that is asked for by itself WANTED times as often in its year; more in those that
 * have most means too, which hold their units hardest, and OTHERS times in the others: all lean on
 * them. A unit that seldom leaves the last place of one year is held low in all. */
static size_t count_excursions(const tb_chain *c, size_t t, size_t most)
{
    enum { WANTED = 8, MOST = 3, MOST_BESIDE = 2, OTHERS = 2 };
    size_t n = c->f->year[t].n_mean;
    if (!c->asked)
        return t == c->wanted ? n : 1;
    if (t == c->wanted)
        return WANTED * n;
    if (n == most)
        return (c->year[c->wanted].regional ? MOST_BESIDE : MOST) * n;
    return OTHERS;
}

/* Years are redrawn one after another, then what ties them. The publication model's numbers cost
 * a pass over all cells: they move every sweep where years are few and tell little of them, every
 * third of 12. */
void tbi_chain_sweep(tb_chain *c, double tolerance_factor, bool adapt)
{
    size_t most = tbi_chain_most_means(c);
    for (size_t t = 0; t < c->n_year; t++) {
        tbi_chain_ease(&c->year[t], UINT32_MAX, tolerance_factor);
        tbi_chain_gibbs_scores(c, t);
        tbi_chain_move_blocks(c, t);
        tbi_chain_move_overtake(c, t);
        tbi_chain_move_stretch(c, t, adapt);
        tbi_chain_move_bend(c, t);
        size_t excursions = count_excursions(c, t, most);
        for (size_t k = 0; c->year[t].regional && tolerance_factor <= 1 && k < excursions; k++)
            tbi_chain_temper(c, t, adapt);
    }
    tbi_chain_move_swap_units(c);
    tbi_chain_move_paces(c);
    move_levels(c);
    tbi_chain_move_year_spread(c);
    tbi_chain_parameters(c, adapt);
    if (c->scaled && c->sweeps++ % (1 + c->n_year / 6) == 0)
        tbi_publication_move(c, adapt);
}
