/* forecast/place_moves.h - past moves of published places by starting place, as a distribution of
 * the next move of every unit: the third kind of case of an index that is known in part
 * (place_weight.h).
 *
 * A unit at place p takes the move r - b of one past pair (b, r) of the same distance in years,
 *
 *   P(pair) prop. to exp(-(b - p)^2 / (2 width^2)),  width = 6 of 63 places (as many of a hundred
 *     of any other number of units),
 *
 * held between the first and the last place; or, with the weight of ASSUMED pairs, none of them but
 * a residual of the distribution of published places (place_distribution.h): a kernel regression of
 * the whole distribution (Nadaraya 1964, Watson 1964), shrunk to the distribution by Dirichlet's
 * prior where pairs are few. Moves have what a normal distribution has not: many of none, and a few
 * far ones.
 */
#ifndef TB_FORECAST_PLACE_MOVES_H
#define TB_FORECAST_PLACE_MOVES_H

#include "num/rng.h"

#include <stddef.h>

/* Published places of a unit, some years apart. */
typedef struct tb_pair {
    int base, rank;
} tb_pair;

/* pair [at most n_year * units]: pairs `ahead` years apart of place [n_year][units], 0 = not known.
 * The number of them is returned. */
size_t tbi_place_pairs(tb_pair *pair, const int *place, size_t n_year, size_t units, size_t ahead);

/* Where a unit at place `from` goes by one past pair, 1 .. units; 0: by the distribution of places.
 * upto [n]: scratch. */
int tbi_place_move_draw(tb_rng *r, double *upto, const tb_pair *pair, size_t n, size_t units,
                        int from);

#endif
