/* place_distribution.c - normal scores of published places, and their state space. */
#include "forecast/place_distribution.h"

#include "base/error.h"
#include "num/dist.h"

#include <math.h>
#include <string.h>
#include <tangbac/score.h>

double tbi_place_score(int place, size_t units)
{
    double p = ((double)place - 0.5) / (double)units;
    return -tbi_normal_quantile(fmax(1e-9, fmin(1 - 1e-9, p)));
}

/* place [n_year][n_unit]: from scores where every unit of the table has one, else as published; 0
 * = unknown. */
void tbi_places_known(int *place, const tb_constraints *facts, size_t *order)
{
    size_t U = facts->n_unit;
    for (size_t t = 0; t < facts->n_year; t++) {
        const tb_table_year *y = &facts->year[t];
        size_t known = 0;
        for (size_t i = 0; i < U; i++)
            known += y->in[i] && !isnan(y->fixed[i]);
        if (known > 1 && known == y->n_in)
            tb_rank_scores(place + t * U, y->fixed, U, 1, order);
        else
            memcpy(place + t * U, y->rank, U * sizeof *place);
        for (size_t i = 0; i < U; i++)
            if (!y->in[i])
                place[t * U + i] = 0;
    }
}

size_t tbi_places_pairs(const int *place, size_t n_year, size_t units)
{
    size_t n = 0;
    for (size_t k = 0; n_year > 1 && k < (n_year - 1) * units; k++)
        n += place[k] > 0 && place[k + units] > 0;
    return n;
}

tb_status tbi_place_distribution_fit(tb_signal_fit *out, const int *place, size_t n_year,
                                     size_t units, bool wide, tb_arena *a, tb_err *err)
{
    static const tb_signal_prior prior = { { 0, 0, 0, 1 }, { 0, 3, 3, 1.5 }, { 2.5, 1.5 },
                                           { 1, 1.5 },     { 0, 1 },         { 0, 0 } };
    tb_deviation d = { .n_year = n_year, .n_unit = units };
    *out = (tb_signal_fit){ 0 };
    d.y = TB_NEW(a, double, (n_year * units));
    d.level_is = TB_NEW(a, unsigned char, n_year);
    d.broken = TB_NEW(a, unsigned char, n_year);
    double *persistence = TB_NEW(a, double, n_year);
    if (a->refused)
        return tbi_no_memory(err, "the rank distribution");
    for (size_t t = 0; t < n_year; t++) {
        persistence[t] = 1;
        d.level_is[t] = 2; /* the middle place is the mean */
        for (size_t i = 0; i < units; i++)
            d.y[t * units + i] =
                place[t * units + i] > 0 ? tbi_place_score(place[t * units + i], units) : NAN;
    }
    tb_signal_fit fit;
    tb_status st = tbi_signal_fit_table(&fit, &d, &prior, persistence, wide, a, err);
    if (st == TB_OK)
        *out = fit;
    return st == TB_ENOMEM ? st : TB_OK; /* too little is known: nothing is said */
}
