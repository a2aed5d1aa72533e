/* chains.c - chains side by side, each with a stream of its own, kept in its own place: the
 * same draws at any thread count. */
#include "complete/chain_draws.h"

#include "base/error.h"
#include "base/refusals.h"
#include "base/threads.h"
#include "complete/chain_state.h"
#include "complete/diagnostics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { P = TB_SIGNAL_FREE, WHOLE_YEARS = 3 };
static const double TOLERANCE_FACTOR = 400; /* a hundredth of a point starts as four points */
/* Of log ratios and logits between indices: two in three lie within a factor of seven of what the
 * complete indices and the vague prior say together, so that an index's own figures decide. The
 * borrowed distribution stays near them. */
static const double PRIOR_SPREAD = 2, BORROWED_SPREAD = 0.5;
/* Log of the step by which the log of a year's spread walks (0.2, two in three 0.1 to 0.4), and of
 * the spread of log paces (0.7, two in three 0.4 to 1.2). */
static const double SCALE_STEP = -1.6, SCALE_STEP_SD = 0.7;
static const double PACE_SPREAD = -0.35, PACE_SPREAD_SD = 0.5;

/* How scores move, from the indices that are known whole (methods: spread and persistence are not
 * estimated from the known scores alone, since what is known depends on the place). Level and scale
 * stay the index's own. */
static void learn_prior(tb_signal_prior *prior, const char **names, const tb_panel *p,
                        const tb_index *x, int until, bool borrowed, tb_arena *a)
{
    double sum[P] = { 0 }, n = 0;
    *prior = tbi_signal_vague;
    if (!borrowed) {
        prior->pace[0] = PACE_SPREAD;
        prior->pace[1] = PACE_SPREAD_SD;
        prior->scale[0] = SCALE_STEP;
        prior->scale[1] = SCALE_STEP_SD;
    }
    *names = "";
    for (size_t k = 0; p != NULL && k < tb_panel_indices(p); k++) {
        const tb_index *other = tb_panel_index_at(p, k);
        tb_arena scratch = { 0 };
        tb_deviation d;
        tb_signal_fit fit;
        size_t whole = 0;
        if (other != x && other->n_indicator > 0 &&
            tbi_deviation_make(&d, other, 0, until, &scratch, NULL) == TB_OK) {
            for (size_t t = 0; t < d.n_year; t++) {
                ptrdiff_t at = tb_index_year(other, d.first + (int)t);
                /* an index that is ranked, no covariate */
                whole += d.whole[t] && at >= 0 && other->n_ranked[at] > 0;
            }
            if (whole >= WHOLE_YEARS && whole * 2 > d.n_year &&
                tbi_signal_fit_table(&fit, &d, &tbi_signal_vague, NULL, false, &scratch, NULL) ==
                    TB_OK) {
                for (size_t c = 1; c < P; c++)
                    sum[c] += fit.free[c];
                const char *longer =
                    tbi_arena_printf(a, "%s%s%s", *names, n > 0 ? ", " : "", other->code);
                if (longer != NULL)
                    *names = longer;
                n++;
            }
        }
        tbi_arena_free(&scratch);
    }
    for (size_t c = 1; c < P && n > 0; c++) {
        prior->mean[c] = sum[c] / (borrowed ? n : n + 1); /* one more stands for the vague prior */
        prior->sd[c] = borrowed ? BORROWED_SPREAD : PRIOR_SPREAD;
    }
}

/* A rough standard deviation between units for the first tables: from the published best and
 * worst where there are any (the range of 63 normals is 4.7 sd), else pooled within years, else
 * 1. Only the start depends on it. */
static double compute_spread(const tb_constraints *f)
{
    double squares = 0, n = 0, widest = 0;
    for (size_t t = 0; t < f->n_year; t++) {
        const tb_table_year *y = &f->year[t];
        double mean = 0, sum = 0, count = 0;
        for (size_t i = 0; i < f->n_unit; i++)
            if (!isnan(y->fixed[i])) {
                mean += y->fixed[i];
                sum += y->fixed[i] * y->fixed[i];
                count++;
            }
        if (count >= 2) {
            squares += sum - mean * mean / count;
            n += count - 1;
        }
        if (!isnan(y->best) && !isnan(y->worst))
            widest = fmax(widest, y->best - y->worst);
    }
    if (widest > 0)
        return widest / 4.7; /* range of 63 normals, in sd */
    return n > 0 && squares > 0 ? sqrt(squares / n) : 1;
}

/* level [n_year]: the published national mean, else the middle of best and worst, else the mean
 * of the known scores, else that of the year before or, for the first years, after. NAN when no
 * year has any. */
static void start_levels(double *level, const tb_constraints *f)
{
    double before = NAN;
    for (int pass = 0; pass < 2; pass++)
        for (size_t k = 0; k < f->n_year; k++) {
            size_t t = pass == 0 ? k : f->n_year - 1 - k;
            const tb_table_year *y = &f->year[t];
            double sum = 0, n = 0;
            for (size_t i = 0; i < f->n_unit; i++)
                if (!isnan(y->fixed[i])) {
                    sum += y->fixed[i];
                    n++;
                }
            if (y->n_mean > 0 && strcmp(y->mean[0].scope, "VN") == 0)
                level[t] = y->mean[0].mean;
            else if (!isnan(y->best) && !isnan(y->worst))
                level[t] = (y->best + y->worst) / 2;
            else if (n > 0)
                level[t] = sum / n;
            else if (pass == 0 || isnan(level[t]))
                level[t] = before;
            before = level[t];
        }
}

/* Copies the state of a chain into draw `at` of the result. Chains hold [unit][year] (a unit's
 * years together, which the moves need), draws [year][unit]. */
static void keep_draw(tb_chains *out, const tb_chain *c, size_t at)
{
    double *score = out->score + at * out->n_year * out->n_unit;
    for (size_t t = 0; t < out->n_year; t++)
        for (size_t i = 0; i < out->n_unit; i++)
            score[t * out->n_unit + i] = c->score[i * c->row + t];
    memcpy(out->level + at * out->n_year, c->level, out->n_year * sizeof *c->level);
    memcpy(out->pace_of + at * out->n_unit, c->pace_of, out->n_unit);
    memcpy(out->free + at * out->n_free, c->free, out->n_free * sizeof *c->free);
}

/* Sweeps from one kept draw to the next. A table that is asked for by itself: where it makes
 * excursions these are what it waits for, and fewer sweeps with more of them mix better in the same
 * time, fewer still where the year itself makes them; of a few years a sweep is cheap and tells
 * little of the model's numbers. */
static size_t count_sweeps(const tb_chain *c, size_t thin)
{
    static const size_t FEW_YEARS = 8;
    if (!c->asked)
        return thin;
    if (c->year[c->wanted].regional)
        return (3 * thin + 4) / 5;
    if (tbi_chain_most_means(c) > 0)
        return (4 * thin + 4) / 5;
    return c->n_year < FEW_YEARS ? 2 * thin : thin;
}

/* A chain with the memory that it stands on, and its share of the mean of the publication
 * probabilities [tbi_publication_count] over all chains. */
typedef struct running_chain {
    tb_chain c;
    tb_arena own;
    double *print;
    tb_status st;
    tb_err err;
} running_chain;

/* Chain number `number`: `warm` sweeps that are thrown away, in the first half of which the
 * tolerance of the means shrinks from TOLERANCE_FACTOR times theirs to theirs. Its random stream is
 * that of its number, so that the order of the chains is free. Errors stay in the chain, since
 * several may fail at once. */
static void start_chain(running_chain *r, size_t number, const tb_chains *out,
                        const tb_signal_prior *prior, const double *free, const double *level,
                        const tb_chains_opts *o)
{
    r->st =
        tbi_chain_start(&r->c, &out->facts, prior, free, level, o->seed, number, &r->own, &r->err);
    if (r->st != TB_OK)
        return;
    if (o->year >= out->facts.first) {
        r->c.wanted = (size_t)(o->year - out->facts.first);
        r->c.asked = true;
    }
    for (size_t k = 0; k < o->warm; k++) {
        /* means tighten over the first half */
        double tolerance_factor =
            fmax(1, TOLERANCE_FACTOR * pow(0.5, 20 * (double)k / (double)o->warm));
        tbi_chain_sweep(&r->c, tolerance_factor, true);
    }
}

/* kept times as many sweeps as count_sweeps says, the last of each kept: draws number * kept ..
 * (number + 1) * kept - 1 of `out` are this chain's alone. */
static void draw_chain(tb_chains *out, running_chain *r, size_t number, size_t kept, size_t thin)
{
    size_t n_print = tbi_publication_count(out->n_year, out->n_unit);
    size_t sweeps = count_sweeps(&r->c, thin);
    memset(r->print, 0, n_print * sizeof *r->print);
    for (size_t k = 0; k < kept; k++) {
        for (size_t s = 0; s < sweeps; s++)
            tbi_chain_sweep(&r->c, 1, false);
        keep_draw(out, &r->c, number * kept + k);
        for (size_t i = 0; i < n_print && r->c.scaled; i++)
            r->print[i] += r->c.print[i] / (double)(TB_CHAINS * kept);
    }
}

/* Of the table of the year that is asked for. */
static bool has_mixed(const tb_chains *c, int year)
{
    double rhat, ess;
    size_t t = (size_t)(year - c->facts.first);
    tbi_chains_diagnostics(&rhat, &ess, c, t, t + 1);
    return !(rhat > TB_MOST_RHAT) && !(ess < TB_LEAST_ESS);
}

/* All chains side by side: the first of their errors in order of number, so that no result depends
 * on which thread ends first. */
static tb_status run_chains(tb_chains *out, running_chain *chain, const tb_signal_prior *prior,
                            const double *free, const double *level, const tb_chains_opts *o,
                            tb_err *err)
{
    int threads = tbi_threads(o->threads);
    threads = threads < TB_CHAINS ? threads : TB_CHAINS;
#pragma omp parallel for schedule(static, 1) num_threads(threads)
    for (size_t k = 0; k < TB_CHAINS; k++)
        start_chain(&chain[k], k, out, prior, free, level, o);
    for (size_t k = 0; k < TB_CHAINS; k++)
        if (chain[k].st != TB_OK) {
            if (err != NULL)
                *err = chain[k].err;
            return chain[k].st;
        }
    for (size_t thin = o->thin;; thin *= 2) {
#pragma omp parallel for schedule(static, 1) num_threads(threads)
        for (size_t k = 0; k < TB_CHAINS; k++)
            draw_chain(out, &chain[k], k, o->kept, thin);
        if (2 * thin > o->most_thin || has_mixed(out, o->year))
            return TB_OK;
    }
}

/* Draw k of chain c is at c * kept + k. The chains' sums of what is printed stay apart until they
 * are added in order. */
tb_status tbi_chains_run(tb_chains *out, const tb_panel *p, const tb_index *x, size_t column,
                         int until, const tb_chains_opts *o, tb_arena *a, tb_err *err)
{
    tb_chains c = { 0 };
    tb_signal_prior prior;
    tb_status st = tbi_constraints_gather(&c.facts, p, x, column, until, a, err);
    if (st != TB_OK)
        return st;
    learn_prior(&prior, &c.prior, p, x, until, o->borrowed, a);
    c.own = !o->borrowed;
    c.n = TB_CHAINS * o->kept;
    c.n_year = c.facts.n_year;
    c.n_unit = c.facts.n_unit;
    c.n_free = tbi_chain_free_count(&prior, c.n_year);
    c.score = TB_NEW(a, double, (c.n * c.n_year * c.n_unit));
    c.level = TB_NEW(a, double, (c.n * c.n_year));
    c.free = TB_NEW(a, double, (c.n * c.n_free));
    size_t n_print = tbi_publication_count(c.n_year, c.n_unit);
    c.print = TB_NEW(a, double, n_print);
    double *prints = TB_NEW(a, double, (TB_CHAINS * n_print));
    c.pace_of = TB_NEW(a, unsigned char, (c.n * c.n_unit));
    double *start = TB_NEW(a, double, c.n_free);
    double *level = TB_NEW(a, double, c.n_year);
    running_chain *chain = tbi_calloc(TB_CHAINS, sizeof *chain);
    if (!c.pace_of || !c.print || !prints || !c.score || !c.level || !c.free || !start || !level ||
        !chain) {
        free(chain);
        return tbi_no_memory(err, "the completed tables");
    }
    for (size_t k = 0; k < TB_CHAINS; k++)
        chain[k].print = prints + k * n_print;
    start[0] = log(compute_spread(&c.facts));
    for (size_t k = 1; k < P; k++)
        start[k] = prior.mean[k];
    for (size_t k = P; k < P + c.n_year - 1; k++)
        start[k] = c.facts.year[k - P + 1].broken ? prior.change[0] : prior.calm[0];
    start_levels(level, &c.facts);
    st = run_chains(&c, chain, &prior, start, level, o, err);
    for (size_t k = 0; k < TB_CHAINS * n_print; k++)
        c.print[k % n_print] += prints[k];
    for (size_t k = 0; k < TB_CHAINS; k++)
        tbi_arena_free(&chain[k].own);
    free(chain);
    if (st == TB_OK)
        *out = c;
    return st;
}

/* x [n], scratch [5 n], order [n]: the draws of one cell, chain by chain. */
static void diagnose_mixing(double *rhat, double *ess, const tb_chains *c, size_t cell, double *x,
                            double *scratch, size_t *order)
{
    for (size_t k = 0; k < c->n; k++)
        x[k] = c->score[k * c->n_year * c->n_unit + cell];
    tbi_diagnostics(rhat, ess, x, TB_CHAINS, c->n / TB_CHAINS, scratch, order);
}

/* The worst R-hat and the least effective size over the cells of years from .. to - 1 whose score
 * is not known; a cell that never moves has neither. NAN when no cell is left. */
void tbi_chains_diagnostics(double *rhat, double *ess, const tb_chains *c, size_t from, size_t to)
{
    double worst = NAN, least = NAN;
#pragma omp parallel
    {
        tb_arena a = { 0 };
        double *x = TB_NEW(&a, double, c->n);
        double *scratch = TB_NEW(&a, double, (5 * c->n));
        size_t *order = TB_NEW(&a, size_t, c->n);
#pragma omp for schedule(dynamic, 8)
        for (size_t cell = from * c->n_unit; cell < to * c->n_unit; cell++) {
            const tb_table_year *y = &c->facts.year[cell / c->n_unit];
            double r, e;
            if (!y->in[cell % c->n_unit] || !isnan(y->fixed[cell % c->n_unit]) || !x || !scratch ||
                !order)
                continue;
            diagnose_mixing(&r, &e, c, cell, x, scratch, order);
            if (isnan(r))
                continue;
#pragma omp critical
            {
                worst = isnan(worst) ? r : fmax(worst, r);
                if (!isnan(e))
                    least = isnan(least) ? e : fmin(least, e);
            }
        }
        tbi_arena_free(&a);
    }
    *rhat = worst;
    *ess = least;
}

/* Root of the mean of var_e c_t^2 p_i over the draws: the standard deviation of what does not
 * last. */
double tbi_chains_noise(const tb_chains *c, size_t t, size_t unit)
{
    double square = 0;
    for (size_t k = 0; k < c->n; k++) {
        const double *free = c->free + k * c->n_free;
        double pace[TB_PACES] = { 1 }, log_spread = 0;
        if (c->own) {
            tbi_chain_paces(pace, free[c->n_free - 3]);
            log_spread = t == 0 ? 0 : free[TB_SIGNAL_FREE + c->n_year - 1 + t - 1];
        }
        square += tbi_signal_of(free).var_e * exp(2 * log_spread) *
                  pace[c->own ? c->pace_of[k * c->n_unit + unit] : 0];
    }
    return sqrt(square / (double)c->n);
}
