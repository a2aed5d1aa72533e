/* place_moves.c - which past pair a unit follows. */
#include "forecast/place_moves.h"

#include <math.h>

/* Of a hundred places; pairs that the distribution of places counts for. Both were set before any
 * result of them was seen: the width is that of the baseline of the same name
 * (backtest/verification_places.c). */
static const double WIDTH = 6.0 / 63, ASSUMED = 3;

size_t tbi_place_pairs(tb_pair *pair, const int *place, size_t n_year, size_t units, size_t ahead)
{
    size_t n = 0;
    for (size_t t = 0; t + ahead < n_year; t++)
        for (size_t i = 0; i < units; i++) {
            int base = place[t * units + i];
            int rank = place[(t + ahead) * units + i];
            if (base > 0 && rank > 0)
                pair[n++] = (tb_pair){ base, rank };
        }
    return n;
}

int tbi_place_move_draw(tb_rng *r, double *upto, const tb_pair *pair, size_t n, size_t units,
                        int from)
{
    double sum = 0;
    for (size_t k = 0; k < n; k++) {
        double off = (pair[k].base - from) / (WIDTH * (double)units);
        upto[k] = sum += exp(-0.5 * off * off);
    }
    double u = tbi_rng_uniform(r) * (sum + ASSUMED);
    for (size_t k = 0; k < n; k++) {
        if (u >= upto[k])
            continue;
        int to = from + pair[k].rank - pair[k].base;
        return to < 1 ? 1 : to > (int)units ? (int)units : to;
    }
    return 0;
}
