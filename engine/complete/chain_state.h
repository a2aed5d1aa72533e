/* complete/chain_state.h - a Markov chain over full tables that agree with every fact, jointly over
 * years, with the model's numbers.
 *
 * Model. Score s_it of unit i in year t, units of the table and, latent, those outside it:
 *
 *   s_it = m_t + c_t (a_it + u_it + e_it),   (a, u, e)_i. the model of statespace/signal_model.h
 *          at pace p_i: var_e p_i, rho^p_i, keep_t^p_i
 *   log p_i = 0, -r, r with weights 2/3, 1/6, 1/6, r = sqrt(3) tau     (three-point rule of N(0,
 *     tau^2)), log tau ~ N(prior) below 1.5 (beyond, a covariance is singular to rounding)
 *   log c_t = log c_t-1 + N(0, omega^2), c_1 = 1                       years have spreads
 *   logit keep_t ~ N(kappa_k, 0.7^2), k calm or change of scheme        persistence over steps
 *   m_t ~ N(anchor_t, (2 sd)^2)                                        levels, weakly
 *   c_t^2 var_e > v_t, the mean sampling variance where it is known    noise_floor.c
 *
 * so that given its pace the years of a unit are N(m, C_p), C_p,st = c_s c_t (keep.. (var_a + var_u
 * rho^|t-s|) + [s = t] var_e), drawn with normal priors on log ratios, logits and logarithms
 * (tb_signal_prior). Likelihood of the facts: known scores, places, limits of groups and counts are
 * constraints (density times 1 or 0); a mean published to a rounding h is N(mean of its members,
 * h^2 / 3); and of what is printed at all, publication.c. The target of the chain is
 *
 *   prior(numbers) prod_i N(s_i.; m, C_p_i) 1{facts} prod_means N prod_cells P(printed or not)
 *
 * A sweep redraws every free score from its normal distribution given the unit's other years,
 * between the scores that keep all places and counts (Gelfand, Smith and Lee 1992); moves pairs of
 * a year against each other, which leaves means alone; trades the slots of two units, of one year
 * or of several; moves whole runs of places, and all between two known scores; lets a scored unit
 * overtake placed ones; takes two regions of a year with regional means on excursions to wider
 * roundings (simulated tempering: Marinari and Parisi 1992); changes a unit's pace, or a year's
 * spread, with the scores that go with it; redraws all levels; and proposes new numbers of the
 * model (Metropolis). Each move's proposal, reverse and acceptance ratio stand in its file. Rounded
 * means are normal with the spread of their rounding. Every move leaves the distribution as it is:
 * tests/property/test_complete_exact.c holds the chain against brute force.
 */
#ifndef TB_COMPLETE_CHAIN_STATE_H
#define TB_COMPLETE_CHAIN_STATE_H

#include "complete/rank_order.h"
#include "complete/table_facts.h"
#include "num/rng.h"
#include "statespace/signal_fit.h"

enum {
    TB_PACES = 3,
    TB_RUNGS = 5,
    TB_CHAIN_YEARS = 96,  /* most years of a chain */
    TB_OVERTAKE_MOST = 8, /* most placed units that a scored one passes at once */
    TB_WORDS = 256
};

/* How near a place is to the ends of the table, where the press looks (publication.c): 1 at the
 * first and the last place, 0 in the middle; and the places that it may be, from .. to (from 1,
 * halves on either side: a known place 7 is 6.5 .. 7.5). */
typedef struct tb_ends {
    double top, bottom, from, to;
} tb_ends;

/* Numbers of the publication model beside those of years and units: top, bottom, rise, again, log
 * of the spread of units. */
enum { TB_PRINT_MORE = 5 };

/* What moves in a year. Lists are fixed when the chain starts.
 * Invariant: sum[k] is the sum of the scores of mean k's members and order.edge of a placed unit
 * is its score, whatever moved last: tbi_chain_set is the only writer of scores. */
typedef struct tb_chain_year {
    tb_rank_order order;
    size_t n_free, n_swappable, n_class;
    uint16_t *free;          /* [n_free] units without a known score */
    uint16_t *swappable;     /* [n_swappable] of these, those that may trade slots */
    uint16_t *class_of;      /* [n_unit] units of one class are members of the same means */
    uint16_t *by_class;      /* [n_free] free units, class by class */
    uint16_t *class_first;   /* [n_class + 1] first peer of a class */
    uint32_t *means;         /* [n_class] bit k: members of mean k */
    unsigned char *immobile; /* [n_unit] 1: the score never moves */
    size_t n_unscored;
    /* [n_unscored] edges that are units without a known score, from above */
    uint16_t *unscored;
    uint16_t *unit_at; /* [edges] the unit of an edge, else TB_NO_SLOT */
    /* of the scores of each mean's members; what it should be; 1 / (n sd)^2, sd = tolerance /
     * sqrt(3) that of a uniform error within the rounding */
    double sum[TB_REGIONS], target[TB_REGIONS], weight[TB_REGIONS];
    /* weight / tolerance_factor^2, so that -hold (sum - target)^2 / 2 is the log density of the
     * mean; tolerance_factor, a factor on its tolerance, is above 1 while the chain finds its way,
     * and on excursions */
    double hold[TB_REGIONS];
    uint16_t *stretch; /* [n_stretch] fixed edges with free units below them (move_stretch.c) */
    size_t n_stretch;
    double *stretch_step; /* [n_stretch] of log powers */
    bool one_class;       /* all that moves in the table is a member of the same means */
    bool regional;        /* means of several classes that move: the year makes excursions */
    /* log weights of the excursions' rungs, beside those that normal misfits would need */
    double rung[TB_RUNGS];
    size_t seen; /* steps that these were learnt from */
    /* slots: gaps, then edges. ends [n_slot]: of a gap the mean over its places; slot [n_slot]:
     * what they add to the logit that a cell is printed; rise [n_slot of the year
     * before][n_slot] */
    size_t n_slot;
    tb_ends *ends;
    double *slot, *rise;
    unsigned char *printed; /* [n_unit] 1: a score or a place was published */
    double *saved_score;    /* [n_unit] scratch */
    uint16_t *saved_member; /* [n_unit] scratch */
} tb_chain_year;

/* Powers of the persistence of each step, persistence of [n_year] to the power pace. */
typedef struct tb_chain_powers {
    double pace, of[TB_CHAIN_YEARS], power[TB_CHAIN_YEARS];
} tb_chain_powers;

/* The chain's state; memory is the arena's that made it.
 * Indices: unit i, year t, score[i * row + t]; row >= n_year is a multiple of the vector width,
 * its cells behind n_year are 0. Invariant: pull = precision (score - level), row by row. */
typedef struct tb_chain {
    const tb_constraints *f;
    const tb_signal_prior *prior;
    tb_rng rng;
    uint32_t word[TB_WORDS]; /* the next of rng, drawn many at a time */
    size_t word_at;
    /* row: doubles from a unit's scores to the next unit's */
    size_t n_year, n_unit, n_free, row;
    size_t wanted; /* position of the year that is asked for; the last at the start */
    bool asked;    /* for its own table, not for what comes after it */
    /* [n_unit][row] years of a unit side by side; of units outside the table too: latent, limited
     * by nothing */
    double *score;
    /* [n_unit][row] precision times (score - level): minus the slope of the log density */
    double *pull;
    double *level; /* [n_year] */
    /* [n_year] where levels started, and the spread of scores then: the weak prior of levels */
    double *anchor, spread;
    double *free, *persistence; /* the free numbers (tbi_chain_free_count); persistence [n_year] */
    double *scale;              /* [n_year] spread of a year in units of the first year's */
    bool scaled;                /* years have spreads, units have paces of their own */
    size_t n_pace;              /* 1 or TB_PACES */
    /* pace: years that pass for the unit in a year; units have one of TB_PACES */
    double pace[TB_PACES], log_det[TB_PACES];
    unsigned char *pace_of; /* [n_unit] */
    tb_uc_model model;
    double *step; /* [n_free] of the proposals */
    double
        *precision; /* [n_pace][n_year][row] inverse covariance of a unit's years, zeros behind */
    tb_chain_year *year;
    /* numbers of the publication model [tbi_publication_count], steps; of the cells
     * [n_year][n_unit] the logits without the slots, and logits and log densities as scratch of its
     * move */
    double *print, *print_step, *print_base, *print_logit, *print_now;
    /* of the cells that a proposal changes: which, and what their logits and densities would be */
    size_t *print_cell, print_cells;
    double *print_to, *print_then;
    size_t sweeps;
    unsigned char *moved; /* [n_unit] scratch */
    double *scratch;
    tb_chain_powers *powers; /* [TB_PACES] the last that were asked for (table_likelihood.c) */
} tb_chain;

#define TB_PERSISTENCE_SD 0.7 /* of the logits of persistence over single steps around their mean */

/* How many free numbers: of the model; T - 1 logits of persistence; and where years have spreads
 * and units have paces of their own T - 1 log spreads, the log of their step, the log of the spread
 * of log paces, the means of the logits kept over calm steps and over changes. */
size_t tbi_chain_free_count(const tb_signal_prior *prior, size_t T);
/* free: where the model's numbers start [TB_SIGNAL_FREE + n_year - 1]. Errors: TB_EDATA
 * (contradictory facts), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_chain_start(tb_chain *out, const tb_constraints *f,
                                        const tb_signal_prior *prior, const double *free,
                                        const double *level, uint64_t seed, uint64_t number,
                                        tb_arena *a, tb_err *err);

/* One sweep. tolerance_factor: factor on the tolerance of means, 1 when draws are kept. adapt:
 * proposals learn their size (only before draws are kept). */
void tbi_chain_sweep(tb_chain *c, double tolerance_factor, bool adapt);

/* Of the years that make excursions, the most means that one has; 0 where none makes any. */
size_t tbi_chain_most_means(const tb_chain *c);

/* The parts of a sweep: scores of a year one by one; many scores of a year together, and its level;
 * placed units against scored ones, others keeping the mean; stretches between known scores;
 * excursions of years with regional means; units' years traded whole; a unit's pace with its
 * scores; spreads of years with their scores; the model. */
void tbi_chain_gibbs_scores(tb_chain *c, size_t t);
void tbi_chain_move_blocks(tb_chain *c, size_t t);
void tbi_chain_move_overtake(tb_chain *c, size_t t);
void tbi_chain_move_stretch(tb_chain *c, size_t t, bool adapt);
void tbi_chain_move_bend(tb_chain *c, size_t t);
/* The stretches of a year, once its other lists stand. */
void tbi_chain_list_stretches(tb_chain_year *w);
void tbi_chain_temper(tb_chain *c, size_t t, bool adapt);
void tbi_chain_move_swap_units(tb_chain *c);
void tbi_chain_move_paces(tb_chain *c);
void tbi_chain_move_year_spread(tb_chain *c);
void tbi_chain_parameters(tb_chain *c, bool adapt);

/* Of these numbers, given tables as table_likelihood.h sums them up: spreads of years and the step
 * of their walk (square follows them); all spreads from a year on; the pace of each unit; the
 * spread of paces. */
void tbi_chain_move_scales(tb_chain *c, double *square, const double *count, bool adapt);
void tbi_chain_move_tails(tb_chain *c, double *square, const double *count);
void tbi_chain_gibbs_paces(tb_chain *c);
void tbi_chain_move_pace_spread(tb_chain *c, const double *square, const double *count, bool adapt);

/* `moves` of scores and slots of the units of two classes of a year, picked at random; half of the
 * trades are of the unit in `slot`, unless that is TB_NO_SLOT. */
void tbi_chain_shuffle(tb_chain *c, size_t t, const size_t pair[2], size_t slot, size_t moves);
/* The tolerance of the means of a set (bits) is `tolerance_factor` times the published one. */
void tbi_chain_ease(tb_chain_year *w, uint32_t means, double tolerance_factor);

/* Log density of the noise given the standard errors of a year, at a spread; of all years at theirs
 * (noise_floor.c). 0 where no errors are known. */
double tbi_noise_floor(const tb_chain *c, double var_e, size_t t, double log_scale);
double tbi_noise_floors(const tb_chain *c, double var_e);

/* Row t of the precision of unit i's years. */
static inline const double *tbi_chain_row(const tb_chain *c, size_t i, size_t t)
{
    return c->precision + ((size_t)c->pace_of[i] * c->n_year + t) * c->row;
}

/* The log of a spread, a logit, that is beyond this is not proposed: years that are all alike would
 * let a spread fall for ever. */
#define TB_FARTHEST 25.0
/* Paces by the log of the spread of their logarithm. */
void tbi_chain_paces(double *pace, double log_spread);

/* The publication model (publication.c): how many numbers it has; its start; its numbers anew. */
size_t tbi_publication_count(size_t n_year, size_t n_unit);
TB_MUST_CHECK tb_status tbi_publication_start(tb_chain *c, tb_arena *a, tb_err *err);
void tbi_publication_move(tb_chain *c, bool adapt);
/* The change of its log density when units i and k trade gaps in year t, or in those of the years
 * from .. to - 1 that are marked in trade [to - from]. */
double tbi_publication_change(const tb_chain *c, size_t t, size_t i, size_t k);
double tbi_publication_trade(const tb_chain *c, size_t i, size_t k, size_t from, size_t to,
                             const unsigned char *trade);
/* The ends of a place of n; whether a place was kept or bettered (1) or lost (-1); the probability
 * that a cell is printed by the numbers [tbi_publication_count]. again: the unit's cell of the
 * year before was printed. */
tb_ends tbi_publication_ends(size_t place, size_t n);
double tbi_publication_rise(tb_ends before, tb_ends now);
double tbi_publication_probability(const double *numbers, size_t year, size_t unit, size_t n_year,
                                   size_t n_unit, tb_ends e, double rise, bool again);

/* What they have in common: a score is v from now on; a level rises; a draw of a normal between two
 * limits; one of n, as often each but for n in 2^32 (moves and their reverses are picked alike, so
 * nothing hangs on that); whether a change of the log density is taken; log density of the means
 * after the members of `plus` rose by d and those of `minus` fell, against now. */
void tbi_chain_set(tb_chain *c, size_t t, size_t i, double v);
void tbi_chain_lift(tb_chain *c, size_t t, double by);
double tbi_chain_between(tb_chain *c, double mean, double sd, double low, double high);
bool tbi_chain_takes(tb_chain *c, double change);
#define TB_NEVER (-40) /* a change of the log density that is never taken: under 1e-17 */
double tbi_chain_mean_change(const tb_chain *c, size_t t, uint32_t plus, uint32_t minus, double d);
/* Log density of one score at v given the unit's other years, against now. */
double tbi_chain_weigh(const tb_chain *c, size_t t, size_t i, double v);
/* The precision and the pull that means add along such a direction; the room of d when i rises by d
 * and k falls; another unit than i (it may be i), any or one of the same means in some year. */
void tbi_chain_mean_pull(double *precision, double *pull, const tb_chain *c, size_t t,
                         uint32_t plus, uint32_t minus);
tb_score_interval tbi_chain_pair_room(const tb_chain *c, size_t t, size_t i, size_t k);
size_t tbi_chain_pick_other(tb_chain *c, size_t i);
/* The pulls of a unit whose pace is another one now. */
void tbi_chain_renew_pull(tb_chain *c, size_t i);

/* The next word of the chain's own, a uniform of two of them (open interval, 53 bits), one of n. */
uint32_t tbi_chain_refill(tb_chain *c);
static inline uint32_t tbi_chain_word(tb_chain *c)
{
    return c->word_at < TB_WORDS ? c->word[c->word_at++] : tbi_chain_refill(c);
}
static inline double tbi_chain_uniform(tb_chain *c)
{
    uint64_t low = tbi_chain_word(c);
    uint64_t bits = low | (uint64_t)tbi_chain_word(c) << 32;
    return ((double)(bits >> 12) + 0.5) * 0x1p-52;
}
static inline size_t tbi_chain_pick(tb_chain *c, size_t n)
{
    return (size_t)((uint64_t)tbi_chain_word(c) * n >> 32);
}

/* The precision of a unit's years by the model's numbers, and all pulls by it. false: the years
 * cannot be told apart. */
bool tbi_chain_renew(tb_chain *c);
/* Persistence by the free numbers. */
void tbi_chain_persistence(double *persistence, const double *x, size_t n_year);

#endif
