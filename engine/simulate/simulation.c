/* simulation.c - lays the work out in chunks, does some of them in each step, adds up. */
#include "simulate/simulation_state.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/opts.h"
#include "base/threads.h"
#include "messages/simulate.h"
#include "simulate/comm.h"
#include "simulate/completed_tables.h"
#include "simulate/reference_ranks.h"
#include "simulate/simulation_kept.h"
#include "simulate/sobol_points.h"

#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SOBOL_UNITS_MOST = 8191 };

/* Numbers for which there are counters, and an index. */
static tb_status check_options(const tb_simulate_opts *o, tb_err *err)
{
    if (o->index == NULL)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_INDEX_NAMED);
    if (o->draws == 0)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_DRAWS_MUST_LEAST_1, (size_t)o->draws);
    if (o->draws > (uint64_t)1 << 61)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_DRAWS_MORE_CAN_COUNTED,
                        (unsigned long long)o->draws);
    if (o->samples > (size_t)TB_SCRAMBLINGS << TB_SOBOL_LOG_MAX)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_BASE_POINTS_TOO_MANY, o->samples);
    if (o->best == 0)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_BEST_MUST_LEAST_1, (size_t)o->best);
    return TB_OK;
}

/* The errors given and the components varied share one array: first o->errors, then o->varies. o
 * may go after the call: texts and errors are copied. Standard errors are in points. */
static tb_status copy_options(tb_simulation *s, const tb_simulate_opts *o, tb_err *err)
{
    s->opts = *o;
    tb_simulate_error *e = TB_NEW(&s->own, tb_simulate_error, o->errors + o->varies);
    if (e == NULL)
        return tbi_no_memory(err, "the options");
    s->opts.index = tbi_arena_text(&s->own, o->index);
    s->opts.normalise = tbi_arena_text(&s->own, o->normalise);
    s->opts.aggregate = tbi_arena_text(&s->own, o->aggregate);
    s->opts.covariance = tbi_arena_text(&s->own, o->covariance);
    for (size_t k = 0; k < o->errors + o->varies; k++) {
        const tb_simulate_error *from = k < o->errors ? &o->error[k] : &o->vary[k - o->errors];
        e[k] = (tb_simulate_error){ tbi_arena_text(&s->own, from->component),
                                    tbi_arena_text(&s->own, from->unit), from->sd };
    }
    s->opts.error = e;
    s->opts.vary = e + o->errors;
    return s->own.refused ? tbi_no_memory(err, "the options") : TB_OK;
}

/* Digest of the panel, the options that change a count, and the values themselves: a checkpoint
 * of another run is refused by it. The number of threads and processes is not in it.
 * s->identity: 64 hexadecimal digits. */
static void digest_inputs(tb_simulation *s, const tb_panel *p)
{
    tb_digest d;
    char line[512];
    const tb_simulate_opts *o = &s->opts;
    tbi_digest_start(&d);
#define ADD(...) tbi_digest_add(&d, line, (size_t)snprintf(line, sizeof line, __VA_ARGS__))
    ADD("%s|%s|%d|%s|%s|%.17g|%.17g|", tb_panel_digest(p), s->opts.index, o->year,
        tb_simulate_level_word(o->level), tb_simulate_weights_word(o->weights),
        s->design.concentration, o->percent);
    ADD("%s|%s|%s|%.17g|%s|%llu|%zu|%llu|", o->normalise, o->aggregate,
        tb_simulate_leave_out_word(o->leave_out), o->centre, tb_simulate_noise_word(o->noise),
        (unsigned long long)o->draws, s->plan.samples, (unsigned long long)o->seed);
    for (size_t k = 0; k < o->errors + o->varies; k++)
        ADD("%d%s|%s|%.17g|", k < o->errors, o->error[k].component ? o->error[k].component : "",
            o->error[k].unit ? o->error[k].unit : "", o->error[k].sd);
#undef ADD
    if (s->parts.tables > 0)
        tbi_digest_add(&d, s->parts.table, s->parts.tables * s->parts.units * sizeof(double));
    tbi_digest_add(&d, s->parts.x, s->parts.parts * s->parts.units * sizeof(double));
    tbi_digest_end(&d, s->identity);
}

/* Views of the tally from `at` on; the order is that of the checkpoint. */
static void view_sums(tb_sobol_sums *out, uint64_t *at, size_t outputs, size_t factors)
{
    out->outputs = outputs;
    out->factors = factors;
    out->pick = (int64_t *)at;
    out->value = out->pick + TB_SCRAMBLINGS * factors * outputs * 3;
    out->unranked = out->value + TB_SCRAMBLINGS * outputs * 2;
}

/* The arrays that count, for this process and for each further thread. Counts and ties
 * (num/rank_block.h), then sums of the indices: in one array, so that a checkpoint is one
 * piece. Every thread has its own, added up at the end. */
static tb_status make_tallies(tb_simulation *s, tb_err *err)
{
    size_t n = s->parts.units;
    size_t outputs = n + 1;
    size_t sobol = s->plan.samples == 0
                       ? 0
                       : TB_SCRAMBLINGS * (s->design.factors * outputs * 3 + outputs * 2) + outputs;
    size_t counts = n * tbi_rank_width(n), ties = tbi_rank_ties(n);
    s->tallies = counts + ties + sobol;
    double gigabytes = (double)s->tallies * 8e-9;
    /* large tables: fewer copies rather than more memory */
    while (s->threads > 1 && gigabytes * s->threads > 4)
        s->threads--;
    s->place = TB_NEW(&s->own, tb_workspace *, (size_t)s->threads);
    s->mine = TB_NEW(&s->own, tb_rank_counts, (size_t)s->threads);
    s->mine_sums = TB_NEW(&s->own, tb_sobol_sums, (size_t)s->threads);
    if (s->own.refused)
        return tbi_no_memory(err, "the tallies");
    for (int k = 0; k < s->threads; k++) {
        uint64_t *tally = TB_NEW(&s->own, uint64_t, s->tallies);
        s->place[k] = tbi_workspace_make(&s->plan, &s->own);
        /* the one place where the sentence says how much would have been needed */
        if (tally == NULL || s->place[k] == NULL)
            return tbi_fail(err, TB_ENOMEM, TB_MSG_SIMULATE_ENOUGH_MEMORY_COUNTS_UNITS, n,
                            s->threads);
        if (k == 0)
            s->tally = tally;
        s->mine[k] = tbi_rank_counts_of(n, tally, (int64_t *)(tally + counts));
        view_sums(&s->mine_sums[k], tally + counts + ties, outputs, s->design.factors);
    }
    s->counts = s->mine[0];
    s->sums = s->mine_sums[0];
    return TB_OK;
}

/* The sizes of chunks depend on the units alone, never on threads or processes, so that a run
 * can be taken up elsewhere. samples is rounded up to a power of two a scrambling. The
 * directions cover A and B: twice the inputs. s->chunks: pieces of work, of draws first. */
static tb_status lay_out_chunks(tb_simulation *s, tb_err *err)
{
    const tb_simulate_opts *o = &s->opts;
    size_t n = s->parts.units;
    unsigned log_points = 0;
    while (((size_t)TB_SCRAMBLINGS << log_points) < o->samples)
        log_points++;
    size_t dimensions =
        2 * s->design.inputs < TB_SOBOL_DIMENSIONS ? 2 * s->design.inputs : TB_SOBOL_DIMENSIONS;
    uint32_t *direction = TB_NEW(&s->own, uint32_t, (32 * dimensions + 32));
    if (direction == NULL)
        return tbi_no_memory(err, "the design");
    tbi_sobol_directions(direction, dimensions);
    if (o->samples > 0 && dimensions < 2 * s->design.inputs &&
        !tbi_notice_add(&s->notices, &s->own, "dimensions",
                        TB_MSG_SIMULATE_DESIGN_MORE_INPUTS_THERE))
        return tbi_no_memory(err, "a notice");
    s->plan = (tb_work_plan){ &s->design,
                              &s->composite,
                              s->reference,
                              direction,
                              o->seed,
                              o->draws,
                              log_points,
                              o->samples == 0 ? 0 : (size_t)TB_SCRAMBLINGS << log_points,
                              n <= 512 ? 512 : 128,
                              n <= 512 ? 512 : 128 };
    size_t points = (size_t)1 << log_points;
    /* draws is above 0 by then */
    s->chunks_draws = (o->draws - 1) / s->plan.chunk_draws + 1;
    s->chunks_scrambling = s->plan.samples == 0 ? 0 : (points - 1) / s->plan.chunk_points + 1;
    s->chunks = s->chunks_draws + TB_SCRAMBLINGS * s->chunks_scrambling;
    return TB_OK;
}

/* Components where they are known of all that were ranked, else full tables of the total; what
 * was asked for where it was. AUTO: components first. A failure of the tables leaves notices and
 * parts as they were with the components. */
static tb_status read_parts(tb_simulation *s, const tb_panel *p, tb_err *err)
{
    const tb_simulate_opts *o = &s->opts;
    if (o->tables == TB_SIMULATE_COMPLETED)
        return tbi_completed_tables_read(&s->parts, p, o, 0, &s->own, &s->notices, err);
    tb_status st = tbi_sim_components_read(&s->parts, p, o, &s->own, &s->notices, err);
    size_t whole = 0;
    if (o->tables != TB_SIMULATE_AUTO ||
        !tbi_completed_tables_wanted(&whole, &s->parts, st == TB_OK))
        return st;
    tb_notice_list notices = s->notices;
    tb_sim_components known = s->parts;
    if (tbi_completed_tables_read(&s->parts, p, o, whole, &s->own, &s->notices, NULL) == TB_OK)
        return TB_OK;
    /* what the components say then is all that can be said */
    s->parts = known;
    s->notices = notices;
    return st;
}

/* Asked as soon as the units are counted: ranks by every method take their time. */
static tb_status check_units(size_t n, bool sobol, tb_err *err)
{
    if (n > TB_RANK_UNITS_MAX)
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_UNITS_MORE_CAN_RANKED, n, TB_RANK_UNITS_MAX);
    if (sobol && n > SOBOL_UNITS_MOST)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_SOBOL_INDICES_COMPUTED_8191, n);
    return TB_OK;
}

/* Everything is in the simulation's own arena; p must live until it is freed. The order: what is
 * read, what is varied, what is counted. */
tb_status tbi_simulation_start(tb_simulation **out, const tb_panel *p, const tb_simulate_opts *o,
                               tb_number_book *book, tb_err *err)
{
    *out = NULL;
    tb_arena own = { 0 };
    tb_simulation *s = TB_NEW(&own, tb_simulation, 1);
    if (s == NULL)
        return tbi_no_memory(err, "the simulation");
    s->own = own;
    s->panel = p;
    tb_status st = check_options(o, err);
    if (st == TB_OK)
        st = copy_options(s, o, err);
    o = &s->opts;
    s->threads = tbi_threads(o->threads);
    if (st == TB_OK)
        st = read_parts(s, p, err);
    if (st == TB_OK)
        st = check_units(s->parts.units, o->samples > 0, err);
    if (st == TB_OK)
        s->parts.book = book;
    if (st == TB_OK)
        st = tbi_sim_component_noise(&s->parts, p, o, &s->own, &s->notices, err);
    if (st == TB_OK)
        st = tbi_design_make(&s->design, &s->parts, o, &s->own, &s->notices, err);
    if (st == TB_OK)
        st = tbi_composite_make(&s->composite, &s->design, o->seed, &s->own, err);
    if (st == TB_OK)
        st = tbi_reference_ranks(s, err);
    if (st == TB_OK)
        st = tbi_simulation_by_method(s, err);
    if (st == TB_OK)
        st = lay_out_chunks(s, err);
    if (st == TB_OK)
        st = make_tallies(s, err);
    if (st != TB_OK) {
        tb_simulation_free(s);
        return st;
    }
    digest_inputs(s, p);
    *out = s;
    return TB_OK;
}

tb_status tb_simulation_start(tb_simulation **out, const tb_panel *p, const tb_simulate_opts *o,
                              tb_err *err)
{
    tb_simulate_opts usual = TB_SIMULATE_OPTS_INIT;
    *out = NULL;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    return tbi_simulation_start(out, p, &usual, NULL, err);
}

void tb_simulation_free(tb_simulation *s)
{
    if (s == NULL)
        return;
    tb_arena own = s->own; /* s itself lives in it */
    tbi_arena_free(&own);
}

/* Evaluations of a chunk: its draws, or its points times A, B and a C for each factor. */
static uint64_t estimate_work(const tb_simulation *s, uint64_t chunk)
{
    uint64_t last = s->plan.draws - (s->chunks_draws - 1) * s->plan.chunk_draws;
    uint64_t points = (uint64_t)1 << s->plan.log_points;
    if (chunk < s->chunks_draws)
        return chunk + 1 == s->chunks_draws ? last : s->plan.chunk_draws;
    return (points < s->plan.chunk_points ? points : s->plan.chunk_points) *
           (2 + s->design.factors);
}

/* Work in chunks before `chunk`. */
static uint64_t sum_work_before(const tb_simulation *s, uint64_t chunk)
{
    if (chunk <= s->chunks_draws)
        return chunk == s->chunks_draws ? s->plan.draws : chunk * s->plan.chunk_draws;
    return s->plan.draws + (chunk - s->chunks_draws) * estimate_work(s, s->chunks_draws);
}

/* Evaluations in all, draws and points of the design together. */
uint64_t tb_simulation_all(const tb_simulation *s)
{
    return sum_work_before(s, s->chunks);
}

uint64_t tb_simulation_left(const tb_simulation *s)
{
    return sum_work_before(s, s->chunks) - sum_work_before(s, s->next);
}

/* Chunks 0 .. chunks_draws - 1 are draws; then come the points of scrambling 0, 1, ... thread:
 * whose counters and workspace are used. Work of one chunk is the same whoever does it, since
 * draws and points have numbers. */
static void evaluate_chunk(tb_simulation *s, uint64_t chunk, int thread)
{
    if (chunk < s->chunks_draws) {
        uint64_t first = chunk * s->plan.chunk_draws;
        tbi_evaluate_draws(&s->mine[thread], &s->plan, first, (size_t)estimate_work(s, chunk),
                           s->place[thread]);
        return;
    }
    size_t at = (size_t)(chunk - s->chunks_draws);
    size_t scrambling = at / s->chunks_scrambling;
    size_t first = at % s->chunks_scrambling * s->plan.chunk_points;
    size_t points = (size_t)1 << s->plan.log_points;
    size_t count = points - first < s->plan.chunk_points ? points - first : s->plan.chunk_points;
    tbi_evaluate_points(&s->mine_sums[thread], &s->plan, scrambling, first, count,
                        s->place[thread]);
}

/* A step takes at least so many chunks, so that threads have something to share; the same in every
 * process, whatever its threads. */
enum { TOGETHER = 16 };

/* Process r of `size` takes the chunks whose number is r modulo size; every process computes the
 * same `to`, so that no message is needed. most: evaluations that a process should do in the
 * step, at least; 0: as few as keep all threads busy. Never fails. */
tb_status tb_simulation_step(tb_simulation *s, uint64_t most, tb_err *err)
{
    (void)err;
    uint64_t from = s->next, to = from, work = 0;
    uint64_t size = (uint64_t)tb_comm_size(s->opts.comm);
    uint64_t mine = (uint64_t)tb_comm_rank(s->opts.comm);
    while (to < s->chunks && (to - from < TOGETHER * size || work < most * size))
        work += estimate_work(s, to++);
    /* the first chunk of this process from `from` on */
    uint64_t first = from + (mine + size - from % size) % size;
    uint64_t count = first < to ? (to - first - 1) / size + 1 : 0;
#pragma omp parallel for num_threads(s->threads) schedule(dynamic)
    for (uint64_t k = 0; k < count; k++)
        evaluate_chunk(s, first + k * size, omp_get_thread_num());
    s->next = to;
    return TB_OK;
}

/* What the threads counted into the process's own tally. Integers: the order does not matter. */
static void sum_tallies(tb_simulation *s)
{
    for (int k = 1; k < s->threads; k++) {
        uint64_t *other = s->mine[k].count;
        for (size_t i = 0; i < s->tallies; i++) {
            s->tally[i] += other[i];
            other[i] = 0;
        }
    }
}

tb_status tbi_simulation_gather(tb_simulation *s, uint64_t *whole, tb_err *err)
{
    sum_tallies(s);
    if (whole != s->tally)
        memcpy(whole, s->tally, s->tallies * sizeof *whole);
    return tbi_comm_sum(s->opts.comm, whole, s->tallies, err);
}

/* Process 0 alone has the results; calling it again is fine. */
tb_status tb_simulation_finish(tb_simulation *s, tb_err *err)
{
    if (s->next < s->chunks)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_SIMULATION_DONE_EVALUATIONS_LE,
                        (unsigned long long)tb_simulation_left(s));
    if (s->finished)
        return TB_OK;
    tb_status st = tbi_simulation_gather(s, s->tally, err);
    if (st == TB_OK && tb_comm_rank(s->opts.comm) == 0)
        st = tbi_simulation_read_counts(s, err);
    s->finished = st == TB_OK;
    return st;
}
