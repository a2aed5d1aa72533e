/* complete/chain_draws.h - several chains run and kept: full tables of an index, all of which agree
 * with everything that was published up to a year.
 */
#ifndef TB_COMPLETE_CHAIN_DRAWS_H
#define TB_COMPLETE_CHAIN_DRAWS_H

#include "base/buf.h"
#include "complete/table_facts.h"
#include "statespace/signal_fit.h"

enum { TB_CHAINS = 4 };

/* Chains have mixed where R-hat is at most TB_MOST_RHAT (Vehtari et al. 2021) and TB_LEAST_ESS
 * draws are effective. */
#define TB_MOST_RHAT 1.01
#define TB_LEAST_ESS 400

typedef struct tb_chains_opts {
    /* sweeps before; draws kept of each chain (even); sweeps between two that are kept */
    size_t warm, kept, thin;
    /* while the table of `year` has not mixed the chains go on, with twice as many sweeps between
     * kept draws as before, up to this; what was kept is thrown away. 0: never */
    size_t most_thin;
    uint64_t seed;
    int threads;
    int year; /* whose table is asked for, which is given most of the work; 0 = the last */
    /* how scores move is that of the complete indices (the distribution before the index had its
     * own): one spread for all years, one pace for all units */
    bool borrowed;
} tb_chains_opts;

typedef struct tb_chains {
    tb_constraints facts;
    size_t n, n_year, n_unit, n_free; /* n = TB_CHAINS * kept draws: chain by chain */
    /* [n][n_year][n_unit] all units, also those outside the table (latent) */
    double *score;
    double *level; /* [n][n_year] */
    /* [n][n_unit] which of the paces (tbi_chain_paces of the draw) a unit has */
    unsigned char *pace_of;
    bool own; /* the distribution is the index's own, with spreads of years and paces of units */
    /* [tbi_publication_count] mean of the numbers of the publication model */
    double *print;
    /* [n][n_free] the numbers of the distribution, in the order of tbi_chain_free_count */
    double *free;
    /* which complete indices said how scores move: "PAPI", "" when none did */
    const char *prior;
} tb_chains;

/* Everything in the arena. Errors: TB_EDATA (contradictory facts, named), TB_ESINGULAR, TB_ENOMEM.
 * */
TB_MUST_CHECK tb_status tbi_chains_run(tb_chains *out, const tb_panel *p, const tb_index *x,
                                       size_t column, int until, const tb_chains_opts *o,
                                       tb_arena *a, tb_err *err);

/* The draws as bytes, to be kept (base/memo.h), and back: found tells whether bytes [left] (NULL:
 * none) hold draws of the size that the facts and the options ask for. Whether they are of the same
 * facts is the caller's key to know. */
void tbi_chains_write(tb_buf *b, const tb_chains *c);
TB_MUST_CHECK tb_status tbi_chains_read(tb_chains *out, bool *found, const char *bytes, size_t left,
                                        const tb_panel *p, const tb_index *x, size_t column,
                                        int until, const tb_chains_opts *o, tb_arena *a,
                                        tb_err *err);

/* Standard deviation of what of a unit's score does not last beyond year t (position): root mean
 * square over the draws, each with its own distribution, spread of the year and pace of the
 * unit. */
double tbi_chains_noise(const tb_chains *c, size_t t, size_t unit);

/* upto [n_unit], P(place <= k + 1) of a unit in the year after the last: given that the cell is
 * printed, P(r | printed) prop. to P(r) p(r), p by the mean numbers of the publication model and
 * the rate of the last three years. base: place in the last year, of which a rise is told; 0 = none
 * known. */
void tbi_publication_condition(double *upto, const tb_chains *d, size_t unit, int base);

/* The worst R-hat and the least effective sample over the unknown scores of years from .. to
 * (positions); NaN when nothing is unknown. */
void tbi_chains_diagnostics(double *rhat, double *ess, const tb_chains *c, size_t from, size_t to);

#endif
