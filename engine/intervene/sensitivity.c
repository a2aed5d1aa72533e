/* sensitivity.c - how much of the unit's place at the origin hangs on weights, method, a component
 * left out and noise: asked of simulate/, copied here. */
#include "attain/summary.h"

#include "base/error.h"
#include "base/threads.h"
#include "messages/intervene.h"
#include "messages/one_language.h"
#include "simulate/simulation_kept.h"

#include <math.h>
#include <string.h>
#include <tangbac/simulate.h>

/* draws of one index: enough for quantiles of a place */
enum { SENSITIVITY_DRAWS = 2000 };

/* The default design at the origin, without Sobol' points and sets of ranks. */
static tb_status simulate_origin(tb_simulation **s, tb_ask_state *c, const tb_index_draws *t,
                                 tb_err *err)
{
    tb_simulate_opts o = TB_SIMULATE_OPTS_INIT;
    o.index = t->index->code;
    o.year = tbi_ask_origin(c, t->index);
    o.draws = SENSITIVITY_DRAWS;
    o.samples = 0;
    o.bootstraps = 0;
    o.seed = c->seed;
    o.threads = c->opts->threads;
    tb_status st = tbi_simulation_start(s, c->panel, &o, c->book, err);
    while (st == TB_OK && tb_simulation_left(*s) > 0)
        st = tb_simulation_step(*s, tb_simulation_left(*s), err);
    return st == TB_OK ? tb_simulation_finish(*s, err) : st;
}

/* The component is the one that needs the fewest points to gain a rank on its own. points: what
 * the component must gain, in points of its own. s is freed by the caller, so texts are copied. */
static void copy_sensitivity(tb_rank_sensitivity *out, tb_ask_state *c, const tb_simulation *s)
{
    out->draws = tb_simulation_draws(s);
    for (size_t i = 0; i < tb_simulation_units(s); i++) {
        const tb_simulate_unit *u = tb_simulation_unit(s, i);
        if (strcmp(u->code, c->unit->code) != 0)
            continue;
        out->reference_rank = u->reference_rank;
        out->rank_q[0] = u->rank_q05;
        out->rank_q[1] = u->rank_q50;
        out->rank_q[2] = u->rank_q95;
        out->mean_abs_shift = u->mean_abs_shift;
        if (u->reason != NULL) {
            out->reason = tbi_ask_say(c, "%s", u->reason);
            out->reason_vi = TB_VI(TB_MSG_INTERVENE_COMPONENTS_MISSING);
            return;
        }
        for (size_t j = 0; j < tb_simulation_components(s); j++) {
            double up = NAN, down = NAN;
            tb_simulation_local(s, i, j, &up, &down);
            /* the first of several that need as many points stays */
            if (!isfinite(up) || (out->component != NULL && up >= out->points))
                continue;
            out->points = up;
            out->component = tbi_ask_say(c, "%s", tb_simulation_component(s, j));
        }
        return;
    }
    out->reason = TB_EN(TB_MSG_INTERVENE_UNIT_HAS_NO_COMPOSITE);
    out->reason_vi = TB_VI(TB_MSG_INTERVENE_UNIT_HAS_NO_COMPOSITE);
}

/* One index's question, asked beside those of the others. */
typedef struct tb_sensitivity_run {
    const tb_index_draws *track;
    tb_simulation *s;
    tb_err why;
    tb_status st;
} tb_sensitivity_run;

/* Indices are simulated side by side; answers are written in order afterwards, so that nothing
 * depends on who was first. *out [*n] in the case's memory, one an index asked for as a whole.
 * Only TB_ENOMEM is a failure. */
tb_status tbi_ask_sensitivity(tb_rank_sensitivity **out, size_t *n, tb_ask_state *c, tb_err *err)
{
    *n = 0;
    *out = TB_NEW(c->arena, tb_rank_sensitivity, c->tracks);
    if (*out == NULL)
        return tbi_no_memory(err, "the sensitivity");
    tb_sensitivity_run *asked = TB_NEW(c->arena, tb_sensitivity_run, c->tracks);
    if (asked == NULL)
        return tbi_no_memory(err, "the sensitivity");
    bool full = false;
    for (size_t i = 0; i < c->tracks; i++)
        if (c->track[i]->wanted && c->track[i]->column == 0)
            /* of the total alone: a component has no composition of its own here */
            asked[(*n)++].track = c->track[i];
    int threads = tbi_threads(c->opts->threads);
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (size_t i = 0; i < *n; i++)
        asked[i].st = simulate_origin(&asked[i].s, c, asked[i].track, &asked[i].why);
    for (size_t i = 0; i < *n; i++) {
        tb_sensitivity_run *q = &asked[i];
        tb_rank_sensitivity *one = &(*out)[i];
        *one = (tb_rank_sensitivity){ .index = q->track->index->code,
                                      .year = tbi_ask_origin(c, q->track->index),
                                      .rank_q = { NAN, NAN, NAN },
                                      .mean_abs_shift = NAN,
                                      .points = NAN };
        if (q->st == TB_OK)
            copy_sensitivity(one, c, q->s);
        tb_simulation_free(q->s);
        /* any other failure is the reason of that index; memory is one of the whole answer */
        full |= q->st == TB_ENOMEM;
        if (q->st == TB_OK)
            continue;
        one->reason = tbi_ask_say(c, "%s", q->why.message);
        one->reason_vi =
            tbi_ask_say(c, "%s", q->why.message_vi[0] != '\0' ? q->why.message_vi : q->why.message);
    }
    return full ? tbi_no_memory(err, "the sensitivity") : TB_OK;
}
