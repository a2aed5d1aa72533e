/* small_sample.c - how wide must an interval be when cohorts have two or three provinces?
 *
 * Deviations from the mean of a cohort of m units understate its variance by (m - 1) / m, and a
 * cohort of one unit shows none at all. Each cohort's share of the variance is raised by m / (m -
 * 1); a single unit gets w^2 s^2, where w is its weight in the average and s^2 the variance of a
 * unit that the other cohorts show. Degrees of freedom are those of a sum of variances that are
 * estimated apart (Welch 1947), V^2 / (sum V_c^2 / (m_c - 1)), where the squares of estimated
 * variances are too large by 2 / (m_c - 1): V^2 / (sum V_c^2 / (m_c + 1)) - 2. The units compared
 * with are one more group; single units stand on the degrees of freedom of the other cohorts. */
#include "effects/inference.h"

#include <math.h>
#include <string.h>

/* Weight of a cohort in the simple average. */
static double find_weight(const tbi_answer *x, int group)
{
    double own = 0, all = 0;
    for (size_t k = 0; k < x->cell.count; k++) {
        const tbi_target *c = &x->cell.at[k];
        if (!isfinite(c->estimate) || c->time < c->group)
            continue;
        all += c->weight;
        own += c->group == group ? c->weight : 0;
    }
    return all > 0 ? own / all : 0;
}

/* What the cohorts' variances add up to, and what they say of a single unit. */
typedef struct parts {
    double shown, squares; /* cohorts of two and more: sum of V_c, of V_c^2 / (m_c + 1) */
    double against;        /* sum of w^2 / m: shown / against is the variance of a unit */
    double single;         /* sum of w^2 of cohorts of one */
    double others;         /* of the units that are compared with, and their number */
    double compared;
} parts;

/* v is psi'psi of the cohort, raised to an unbiased variance; psi holds its weight already. */
static void add_cohort(parts *p, const double *psi, const tbi_answer *x, const tbi_design *d,
                       size_t c)
{
    double w = find_weight(x, d->cohort[c]), m = (double)d->members[c], v = 0;
    for (size_t i = 0; i < d->n; i++)
        v += d->group[i] == d->cohort[c] ? psi[i] * psi[i] : 0;
    if (!(m > 1)) {
        p->single += w * w;
        return;
    }
    v *= m / (m - 1);
    p->shown += v;
    p->squares += v * v / (m + 1);
    p->against += w * w / m;
}

/* *df is only ever lowered, to 2 at least. */
double tbi_small_error(double *df, const double *psi, const tbi_answer *x, const tbi_design *d)
{
    if (psi == NULL || x->cell.count == 0)
        return x->overall.se;
    parts p = { 0 };
    for (size_t c = 0; c < d->cohorts; c++)
        add_cohort(&p, psi, x, d, c);
    for (size_t i = 0; i < d->n; i++) {
        bool adopter = d->group[i] != 0 && tbi_design_cohort(d, d->group[i]) != SIZE_MAX;
        p.others += adopter ? 0 : psi[i] * psi[i];
        p.compared += adopter ? 0 : 1;
    }
    double adopters = p.shown * (1 + (p.against > 0 ? p.single / p.against : 0));
    double all = adopters + p.others, spread = 0;
    if (p.shown > 0)
        spread += adopters * adopters * p.squares / (p.shown * p.shown);
    if (p.compared > 1)
        spread += p.others * p.others / (p.compared + 1);
    if (spread > 0)
        *df = fmin(*df, fmax(2, all * all / spread - 2));
    return sqrt(all);
}
