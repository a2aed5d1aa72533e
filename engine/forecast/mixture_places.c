/* mixture_places.c - cases that move as published places do (place_moves.h), not as the scores of
 * completed tables: which they are, and what they put in the place of the scores. */
#include "forecast/mixture_case.h"

#include "complete/chain_state.h"
#include "forecast/place_distribution.h"
#include "num/rng.h"

#include <math.h>
#include <tangbac/score.h>

/* Which cases move as published places do: the shares that earlier origins ask for, spread evenly.
 * The completed tables alone say that too much moves (docs/notes/forecast.md). */
tb_case_kind tbi_mixture_kind(const tb_fit_state *f, size_t c)
{
    const double *share = f->fitted->weight.share;
    double at = fmod(((double)c + 0.5) * 0.6180339887498949, 1);
    if (f->done == NULL || f->fitted->places.n == 0 || f->o->places == TB_PLACES_NEVER)
        return TB_CASE_TABLES;
    if (f->o->places != TB_PLACES_LEARNED)
        return f->o->places == TB_PLACES_ALWAYS ? TB_CASE_PLACES : TB_CASE_MOVES;
    return at < share[TB_CASE_PLACES]                          ? TB_CASE_PLACES
           : at < share[TB_CASE_PLACES] + share[TB_CASE_MOVES] ? TB_CASE_MOVES
                                                               : TB_CASE_TABLES;
}

/* Puts for what is unknown of the first year asked a past move of each unit (place_moves.h), but
 * for a part of it that stays normal, so that neighbours are not tied; later years follow from it
 * as the distribution of places says. Moves that were printed rise more often than they fall, which
 * those of a whole table cannot: their mean is taken off. */
void tbi_mixture_move(tb_fit_state *f, tb_mixture_workspace *b, double *const *rows, size_t c,
                      tb_rng *r)
{
    static const double LEFT = 0.3;
    tb_predictive *j = f->j;
    size_t U = f->d.n_unit;
    size_t Y = j->n_year;
    double points = f->x->direction < 0 ? -b->points : b->points;
    double mean = 0;
    double *spread =
        j->factor + (c * Y + j->past) * Y + j->past; /* of the first year: one number */
    for (size_t i = 0; i < U; i++) {
        int to = tbi_place_move_draw(r, b->upto, b->pair, b->n_pair, U, b->place[i]);
        b->move[i] = to == 0 ? tbi_rng_normal(r) * sqrt(1 - LEFT * LEFT)
                             : (points * tbi_place_score(to, U) - rows[0][i]) / *spread;
        mean += b->move[i] / (double)U;
    }
    for (size_t h = 0; h < f->n_ahead; h++) {
        double *own = j->factor + (c * Y + j->past + h) * Y + j->past;
        for (size_t i = 0; i < U; i++)
            rows[h][i] += *own * (b->move[i] - mean);
        *own *= LEFT;
    }
}

/* Puts normal scores of the places of the case's completed table in the place of its scores, in
 * points of the last year, and a draw of how published places move in that of its signal model.
 * b->points turns a normal score into points of the last year; the signal model's variances, fitted
 * to normal scores, are scaled by its square. */
tb_uc_model tbi_mixture_take_places(const tb_fit_state *f, tb_mixture_workspace *b, size_t c)
{
    size_t T = f->d.n_year;
    size_t U = f->d.n_unit;
    double sign = f->x->direction < 0 ? -1 : 1;
    const double *last = b->table + (T - 1) * U;
    double squares = 0;
    double own = 0;
    tb_rng r;
    tbi_rng_start(&r, f->o->seed, TB_STREAM_PARAMETER + f->j->shift, UINT64_MAX - c);
    for (size_t k = 0; k < f->fitted->places.n; k++)
        b->z[k] = tbi_rng_normal(&r);
    tb_uc_model m = tbi_signal_fit_at(b->persistence, &f->fitted->places, b->z, b->free);
    for (size_t i = 0; i < U; i++) {
        double z = tbi_place_score((int)i + 1, U);
        squares += last[i] * last[i];
        own += z * z;
    }
    double points = b->points = own > 0 ? sqrt(squares / own) : 1;
    for (size_t t = 0; t < T; t++) {
        double *row = b->table + t * U;
        b->persistence[t] = 1;
        tb_rank_scores(b->place, row, U, f->x->direction, b->order);
        for (size_t i = 0; i < U; i++)
            row[i] = sign * points * tbi_place_score(b->place[i], U);
    }
    m.var_a *= points * points;
    m.var_u *= points * points;
    m.var_e *= points * points;
    return m;
}
