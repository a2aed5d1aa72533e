/* simulate/simulation.h - what a simulation is, for the files that start, run, save and read it. */
#ifndef TB_SIMULATE_SIMULATION_STATE_H
#define TB_SIMULATE_SIMULATION_STATE_H

#include "simulate/evaluate.h"

/* A simulation between its steps: what was asked, what follows from it, and the counts so far.
 * Only `tally` and `next` change while it runs; a save file holds these and the identity. */
struct tb_simulation {
    tb_arena own;
    tb_notice_list notices;
    tb_simulate_opts opts; /* its texts are in own */
    const tb_panel *panel; /* borrowed, as the units of parts are */
    tb_sim_components parts;
    tb_design design;
    tb_composite composite;
    tb_work_plan plan;
    int threads;
    /* chunks of all processes: draws first, then points; next is the first that is not done */
    uint64_t chunks_draws, chunks, next;
    size_t chunks_scrambling;
    char identity[65];       /* digest of everything that the counts depend on */
    double *reference_score; /* [units] NaN = none */
    double *gap_up,
        /* [units] points of the total to the next better and the next worse unit under the official
         * rules; INFINITY = nobody */
        *gap_down;
    uint16_t *reference; /* [units] */
    /* what this process counted: one array, so that it travels and is saved whole */
    uint64_t *tally;
    size_t tallies;
    tb_rank_counts counts; /* views of tally */
    tb_sobol_sums sums;
    tb_workspace **place; /* [threads] */
    tb_rank_counts *mine; /* [threads] counts of a step; mine[0] is counts itself */
    tb_sobol_sums *mine_sums;
    bool finished;
    tb_simulate_unit *unit;
    double *probability;
    tb_simulate_method *method; /* [design.methods] */
    double mean_shift;
};

/* whole [tallies] of process 0 = what all processes and threads counted; whole may be s->tally. */
TB_MUST_CHECK tb_status tbi_simulation_gather(tb_simulation *s, uint64_t *whole, tb_err *err);
/* Fills unit, probability, sets and mean shift from whole counts. */
TB_MUST_CHECK tb_status tbi_simulation_read_counts(tb_simulation *s, tb_err *err);
/* Fills method: the ranks of each way to compute alone. */
TB_MUST_CHECK tb_status tbi_simulation_by_method(tb_simulation *s, tb_err *err);

#endif
