/* chain_state.c - the random numbers of a chain, and what is drawn with them. */
#include "complete/chain_state.h"

#include <math.h>

/* TB_WORDS words at once from the stream of the chain: one call of the generator for many moves.
 */
uint32_t tbi_chain_refill(tb_chain *c)
{
    tbi_rng_words(c->word, TB_WORDS, &c->rng);
    c->word_at = 1;
    return c->word[0];
}

/* A normal between two limits: by rejection where the limits are wide or far out (Robert 1995),
 * else from the uniform.
 * At most 1,000 tries, then the limit nearest to the mean: only figures that are no numbers get
 * there. */
double tbi_chain_between(tb_chain *c, double mean, double sd, double low, double high)
{
    double a = (low - mean) / sd;
    double b = (high - mean) / sd;
    if (a > 0 || b < 0) {
        bool turned = b < 0;
        double from = turned ? -b : a;
        double to = turned ? -a : b;
        double rate = (from + sqrt(from * from + 4)) / 2;
        for (int k = 0; k < 1000; k++) {
            double z, u = tbi_chain_uniform(c);
            if (to - from < 1 / rate) {
                z = from + (to - from) * tbi_chain_uniform(c);
                if (u > exp((from * from - z * z) / 2))
                    continue;
            } else {
                z = from - log(tbi_chain_uniform(c)) / rate;
                if (z > to || u > exp(-(z - rate) * (z - rate) / 2))
                    continue;
            }
            return mean + sd * (turned ? -z : z);
        }
        return mean + sd * (turned ? -from : from);
    }
    if (b - a > 0.8) {
        for (int k = 0; k < 1000; k++) {
            double z = tbi_rng_normal(&c->rng);
            if (z >= a && z <= b)
                return mean + sd * z;
        }
    }
    for (int k = 0; k < 1000; k++) {
        double z = a + (b - a) * tbi_chain_uniform(c);
        /* 0 lies between: no more than a few tries */
        if (tbi_chain_uniform(c) <= exp(-z * z / 2))
            return mean + sd * z;
    }
    return low + (high - low) / 2; /* no distribution: mean or sd is no number */
}

/* min(1, exp(change)). Bounds of the exponential settle most cases without computing it; below
 * TB_NEVER the probability is under 1e-17. */
bool tbi_chain_takes(tb_chain *c, double change)
{
    if (change >= 0)
        return true;
    if (change < TB_NEVER)
        return false;
    double u = tbi_chain_uniform(c);
    /* 1 + x <= e^x <= 1 / (1 - x) */
    return u <= 1 + change || (u * (1 - change) < 1 && u < exp(change));
}
