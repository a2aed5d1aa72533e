/* persistence.c - moments of past persistence, and draws of what is to come. */
#include "statespace/persistence.h"

#include <math.h>

/* low and high are the quartiles of tbi_signal_vague, logistic(mean -+ 0.6745 sd) of the calm or
 * of the change distribution: they stand for two steps seen beforehand, so that a mean and a
 * variance exist at once. */
void tbi_persistence_prior(double *mean, double *var, const tb_deviation *d,
                           const double *persistence, bool change)
{
    double low = change ? 0.497 : 0.816;
    double high = change ? 0.882 : 0.971;
    double sum = low + high;
    double square = low * low + high * high;
    double n = 2;
    for (size_t t = 1; t < d->n_year; t++) {
        if (d->broken[t] != change)
            continue;
        sum += persistence[t];
        square += persistence[t] * persistence[t];
        n++;
    }
    *mean = sum / n;
    *var = fmax(square / n - *mean * *mean, 1e-6);
}

/* A beta distribution of mean m has the variance m (1 - m) / (size + 1); size at least 0.5, so that
 * neither of its parameters can vanish. */
double tbi_persistence_draw(tb_rng *r, const tb_deviation *d, const double *persistence,
                            bool change)
{
    double mean;
    double var;
    tbi_persistence_prior(&mean, &var, d, persistence, change);
    double size = fmax(mean * (1 - mean) / var - 1, 0.5);
    return tbi_rng_beta(r, mean * size, (1 - mean) * size);
}

double tbi_persistence_usual(const tb_deviation *d, const double *persistence)
{
    double calm, change, var, breaks = 0;
    tbi_persistence_prior(&calm, &var, d, persistence, false);
    tbi_persistence_prior(&change, &var, d, persistence, true);
    for (size_t t = 1; t < d->n_year; t++)
        breaks += d->broken[t];
    double probability = (breaks + 0.5) / ((double)d->n_year + 1);
    return (1 - probability) * calm + probability * change;
}
