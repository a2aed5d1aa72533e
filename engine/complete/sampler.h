/* complete/sampler.h - a Markov chain over full tables that agree with every fact, jointly over years, with the motion's numbers.
 *
 * A sweep redraws every free score from its normal law given the unit's other years, between the barriers that keep all places and counts (Gelfand,
 * Smith and Lee 1992); moves pairs of a year against each other, which leaves means alone; exchanges the scores of two units; redraws the years'
 * levels; and proposes new numbers of the motion (Metropolis). Rounded means are normal with the spread of their rounding.
 */
#ifndef TB_COMPLETE_SAMPLER_H
#define TB_COMPLETE_SAMPLER_H

#include "complete/facts.h"
#include "dynamics/motion_fit.h"
#include "num/rng.h"

/* The chain's state; memory is the arena's that made it. */
typedef struct tb_chain {
    const tb_facts *f;
    const tb_motion_prior *prior;
    tb_rng rng;
    size_t n_year, n_unit, n_free;
    double *score;          /* [n_year][n_unit] of units outside the table too: latent, limited by nothing */
    double *level;          /* [n_year] */
    double *anchor, spread; /* [n_year] where levels started, and the spread of scores then: the weak prior of levels */
    double *free, *keep;    /* the motion's free numbers [n_free], shares kept [n_year] */
    tb_motion motion;
    double *step;        /* [n_free] of the proposals */
    unsigned char *slot; /* [n_year][n_unit] */
    double *precision;   /* [n_year][n_year] inverse covariance of a unit's years */
    double loglik;
    double *sum; /* [n_year][TB_REGIONS] sums of the scores of each mean's members */
    double *scratch;
    double ease; /* factor on the tolerance of means: above 1 while the chain finds its way, 1 when draws are kept */
} tb_chain;

/* free: where the motion's numbers start [n_free = TB_MOTION_FREE + n_year - 1]. Errors: TB_EDATA (contradictory facts), TB_ENOMEM. */
TB_MUST_CHECK tb_status tb_chain_start(tb_chain *out, const tb_facts *f, const tb_motion_prior *prior, const double *free, const double *level,
                                       uint64_t seed, uint64_t number, tb_arena *a, tb_err *err);

/* One sweep. adapt: proposals learn their size (only before draws are kept). */
void tb_chain_sweep(tb_chain *c, bool adapt);

#endif
