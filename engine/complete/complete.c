/* complete.c - from kept draws to what a reader sees of one year's table. */
#include "complete/chain_draws.h"

#include "base/error.h"
#include "base/notices.h"
#include "base/opts.h"
#include "messages/complete.h"
#include "messages/one_language.h"
#include "num/quantile.h"
#include "score/compose.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/complete.h>
#include <tangbac/samples.h>
#include <tangbac/score.h>

/* R-hat of fewer draws than TELLING_DRAWS is above 1.01 by its own noise: who asks for few gets
 * them at once. */
enum { WARM = 600, THIN = 5, MOST_THIN = 4 * THIN, TELLING_DRAWS = 4000 };

/* What the public functions hand out. All texts are of its own arena. */
struct tb_completion {
    tb_arena own;
    tb_notice_list notices;
    tb_completion_summary about;
    size_t n_unit;
    tb_completion_unit *unit;
    tb_samples samples;
};

/* t: position of the year that was asked for, on the axis of the completed years. */
typedef struct work {
    const tb_panel *p;
    const tb_index *x;
    size_t column, t;
    tb_chains done;
    tb_completion *c;
    tb_arena scratch;
} work;

/* Refuses what cannot be completed. *until: the last year whose facts are used, as_of or the
 * newest year of the index, but never before the year that is asked for. */
static tb_status check_request(work *w, int *until, const tb_completion_opts *o, tb_err *err)
{
    tb_status st = tb_panel_find_indicator(&w->x, &w->column, w->p, o->index, err);
    if (st != TB_OK)
        return st;
    *until = o->as_of;
    if (*until == 0)
        *until = w->x->n_year > 0 ? w->x->year[w->x->n_year - 1] : o->year;
    if (*until < o->year && o->as_of == 0)
        *until = o->year;
    if (o->year > *until)
        return tbi_fail(err, TB_EARG, TB_MSG_COMPLETE_YEAR_LIES_AFTER_WHICH, o->year, *until);
    if (o->draws < 400 || o->draws > 100000)
        return tbi_fail(err, TB_EARG, TB_MSG_COMPLETE_DRAWS_MUST_400_100000, o->draws);
    if (w->x->n_year == 0 || o->year < w->x->year[0])
        return tbi_fail(err, TB_EDATA, TB_MSG_COMPLETE_HAS_NOTHING_PANEL_HAS, w->x->code, o->year,
                        w->x->n_year > 0 ? w->x->year[0] : 0);
    if (w->x->n_unit < 2)
        return tbi_fail(err, TB_EDATA, TB_MSG_COMPLETE_HAS_ONE_UNIT_THERE, w->x->code);
    return TB_OK;
}

/* Where the unit's score of the year comes from: published, derived or computed when it is
 * known, completed when it was drawn, else why it has none. */
static const char *name_basis(const work *w, const tb_table_year *y, size_t i)
{
    tb_basis b;
    if (y->in[i] && isnan(y->fixed[i]))
        return "completed";
    if (!y->in[i])
        return tbi_score_withheld(w->x, y->year, i, w->column) ? "withheld" : "no such scheme";
    (void)tb_score_cell(w->x, y->year, i, w->column, &b);
    const char *word = tb_basis_word(b);
    return word != NULL ? word : "published";
}

/* Mean, standard deviation (NULL: not wanted) and q [3] at 0.05, 0.5 and 0.95 of the draws x
 * [n], which are sorted in place. */
static void summarise_draws(double *mean, double *sd, double *q, double *x, size_t n)
{
    *mean = tbi_mean(x, n);
    if (sd != NULL)
        *sd = sqrt(tbi_variance(x, n));
    tbi_sort(x, n);
    q[0] = tbi_quantile_sorted(x, n, 0.05);
    q[1] = tbi_quantile_sorted(x, n, 0.5);
    q[2] = tbi_quantile_sorted(x, n, 0.95);
}

/* rank [draws][n_unit]: places within each draw, so that a unit's places and scores are of the
 * same tables. Scores in the chains are turned so that more is better; `sign` turns them back.
 * O(draws U log U): each draw is ranked once. */
static tb_status read_units(work *w, tb_err *err)
{
    const tb_chains *d = &w->done;
    const tb_table_year *y = &d->facts.year[w->t];
    size_t U = d->n_unit;
    int *rank = TB_NEW(&w->scratch, int, (d->n * U));
    double *row = TB_NEW(&w->scratch, double, U);
    double *x = TB_NEW(&w->scratch, double, d->n);
    size_t *order = TB_NEW(&w->scratch, size_t, U);
    w->c->unit = TB_NEW(&w->c->own, tb_completion_unit, U);
    if (!rank || !row || !x || !order || !w->c->unit)
        return tbi_no_memory(err, "a completed table");
    w->c->n_unit = U;
    for (size_t k = 0; k < d->n; k++) {
        const double *s = d->score + (k * d->n_year + w->t) * U;
        for (size_t i = 0; i < U; i++)
            row[i] = y->in[i] ? s[i] : NAN;
        tb_rank_scores(rank + k * U, row, U, 1, order);
    }
    double sign = w->x->direction < 0 ? -1 : 1, mean;
    for (size_t i = 0; i < U; i++) {
        tb_completion_unit *u = &w->c->unit[i];
        *u = (tb_completion_unit){ .score_mean = NAN,
                                   .score_sd = NAN,
                                   .score_q = { NAN, NAN, NAN },
                                   .rank_q = { NAN, NAN, NAN },
                                   .published_rank = y->rank[i] };
        u->code = u->name_vi = u->name_en = tbi_arena_text(&w->c->own, w->x->unit_code[i]);
        u->basis = name_basis(w, y, i);
        const tb_unit *unit = tb_panel_unit_of(w->p, w->x->unit_code[i], y->year);
        if (unit != NULL) {
            u->name_vi = tbi_arena_text(&w->c->own, unit->name_vi);
            u->name_en = tbi_arena_text(&w->c->own, unit->name_en);
        }
        if (!u->code || !u->name_vi || !u->name_en)
            return tbi_no_memory(err, "a name");
        if (!y->in[i])
            continue;
        for (size_t k = 0; k < d->n; k++)
            x[k] = sign * d->score[(k * d->n_year + w->t) * U + i];
        summarise_draws(&u->score_mean, &u->score_sd, u->score_q, x, d->n);
        for (size_t k = 0; k < d->n; k++)
            x[k] = rank[k * U + i];
        summarise_draws(&mean, NULL, u->rank_q, x, d->n);
        for (int k = 0; k < 3; k++)
            u->rank_q[k] = floor(u->rank_q[k] + 0.5);
    }
    return TB_OK;
}

/* score [n_unit][draws], turned back to the index's own direction; NAN for units outside the
 * table. */
static tb_status keep_samples(work *w, const tb_completion_opts *o, tb_err *err)
{
    const tb_chains *d = &w->done;
    tb_completion *c = w->c;
    const unsigned char *in = d->facts.year[w->t].in;
    double sign = w->x->direction < 0 ? -1 : 1;
    double *score = TB_NEW(&c->own, double, (d->n_unit * d->n));
    const char **code = TB_NEW(&c->own, const char *, d->n_unit);
    const char *unit = tbi_arena_text(&c->own, w->x->unit);
    if (score == NULL || code == NULL || unit == NULL)
        return tbi_no_memory(err, "the draws");
    for (size_t i = 0; i < d->n_unit; i++) {
        code[i] = c->unit[i].code;
        for (size_t k = 0; k < d->n; k++)
            score[i * d->n + k] =
                in[i] ? sign * d->score[(k * d->n_year + w->t) * d->n_unit + i] : NAN;
    }
    c->samples = (tb_samples){ c->about.index, "completed", c->about.as_of,
                               c->about.year,  o->seed,     d->n_unit,
                               d->n,           code,        score,
                               NULL,           unit };
    return TB_OK;
}

/* What a reader has to know of the completed tables: other indices that stood behind them, facts
 * that no move can keep, ranges, and chains that have not mixed (R-hat and effective draws:
 * Vehtari et al. 2021). */
static bool add_notices(work *w)
{
    const tb_completion_summary *a = &w->c->about;
    char text[512], text_vi[512];
    bool fine = true;
    if (a->prior[0] != '\0') {
        snprintf(text, sizeof text, TB_EN(TB_MSG_COMPLETE_SPREAD_PERSISTENCE_REST_ON), a->prior,
                 a->index);
        snprintf(text_vi, sizeof text_vi, TB_VI(TB_MSG_COMPLETE_SPREAD_PERSISTENCE_REST_ON),
                 a->prior, a->index);
        fine = tbi_notice_add(&w->c->notices, &w->c->own, "prior", text, text_vi);
    }
    if (w->done.facts.unused[0] != '\0') {
        const char *en = NULL, *vi = NULL; /* the list is as long as the facts are many */
        fine = fine &&
               tbi_arena_pair(&w->c->own, &en, &vi, TB_MSG_COMPLETE_PUBLISHED_BUT_NOT_USED,
                              w->done.facts.unused) &&
               tbi_notice_add(&w->c->notices, &w->c->own, "facts-unused", en, vi);
    }
    fine = fine && tbi_constraints_say_ranges(&w->c->notices, &w->c->own, &w->done.facts);
    if (a->rhat_max > TB_MOST_RHAT || a->ess_min < TB_LEAST_ESS) {
        snprintf(text, sizeof text, TB_EN(TB_MSG_COMPLETE_CHAINS_HAVE_NOT_MIXED), a->rhat_max,
                 a->ess_min);
        snprintf(text_vi, sizeof text_vi, TB_VI(TB_MSG_COMPLETE_CHAINS_HAVE_NOT_MIXED), a->rhat_max,
                 a->ess_min);
        fine = fine && tbi_notice_add(&w->c->notices, &w->c->own, "mixing", text, text_vi);
    }
    return fine;
}

/* Each of the four chains keeps an even number of draws, so that it can be split into halves. */
static tb_status run_completion(work *w, const tb_completion_opts *o, tb_err *err)
{
    int until;
    tb_status st = check_request(w, &until, o, err);
    if (st != TB_OK)
        return st;
    size_t kept = (o->draws + 7) / 8 * 2;
    tb_chains_opts co = { .warm = WARM,
                          .kept = kept,
                          .thin = THIN,
                          .most_thin = o->draws < TELLING_DRAWS ? 0 : MOST_THIN,
                          .seed = o->seed,
                          .threads = o->threads,
                          .year = o->year };
    st = tbi_chains_run(&w->done, w->p, w->x, w->column, until, &co, &w->scratch, err);
    if (st != TB_OK)
        return st;
    w->t = (size_t)(o->year - w->done.facts.first);
    tb_completion_summary *a = &w->c->about;
    const tb_constraints *f = &w->done.facts;
    *a = (tb_completion_summary){ .year = o->year,
                                  .as_of = until,
                                  .scores = f->scores,
                                  .ranks = f->ranks,
                                  .means = f->means,
                                  .extremes = f->extremes,
                                  .counts = f->counts,
                                  .ranges = f->ranges,
                                  .draws = w->done.n };
    a->index = tbi_arena_printf(&w->c->own, w->column == 0 ? "%s" : "%s.%s", w->x->code,
                                w->x->indicator[w->column].code);
    a->prior = tbi_arena_text(&w->c->own, w->done.prior);
    if (a->index == NULL || a->prior == NULL)
        return tbi_no_memory(err, "a completed table");
    tbi_chains_diagnostics(&a->rhat_max, &a->ess_min, &w->done, w->t, w->t + 1);
    st = read_units(w, err);
    if (st == TB_OK && o->samples)
        st = keep_samples(w, o, err);
    return st == TB_OK && !add_notices(w) ? tbi_no_memory(err, "a notice") : st;
}

/* Chains, then figures; everything is given back on failure and *out stays NULL. */
tb_status tb_completion_run(tb_completion **out, const tb_panel *p, const tb_completion_opts *o,
                            tb_err *err)
{
    *out = NULL;
    tb_completion_opts usual = TB_COMPLETION_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    tb_arena own = { 0 };
    tb_completion *c = TB_NEW(&own, tb_completion, 1);
    if (c == NULL)
        return tbi_no_memory(err, "a completed table");
    c->own = own;
    work w = { .p = p, .c = c };
    tb_status st = run_completion(&w, o, err);
    tbi_arena_free(&w.scratch);
    if (st == TB_OK)
        *out = c;
    else
        tb_completion_free(c);
    return st;
}

void tb_completion_free(tb_completion *c)
{
    if (c == NULL)
        return;
    tb_arena own = c->own; /* the result itself lives in it */
    tbi_arena_free(&own);
}

const tb_completion_summary *tb_completion_info(const tb_completion *c)
{
    return &c->about;
}

size_t tb_completion_units(const tb_completion *c)
{
    return c->n_unit;
}

const tb_completion_unit *tb_completion_unit_at(const tb_completion *c, size_t i)
{
    return &c->unit[i];
}

tb_notices tb_completion_notices(const tb_completion *c)
{
    return tbi_notice_view(&c->notices);
}

tb_samples tb_completion_samples(const tb_completion *c)
{
    return c->samples;
}
