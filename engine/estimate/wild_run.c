/* wild_run.c - the bootstrap for every coefficient and every hypothesis of one restriction. */
#include "estimate/result.h"
#include "estimate/wild.h"

#include "base/error.h"
#include "base/threads.h"
#include "messages/estimate.h"

#include <math.h>
#include <string.h>

/* All 2^g sign vectors where they are no more than the draws asked for. Below 12 clusters few
 * sign vectors differ, so Webb's six-point weights are taken.
 * Where only few of the 2^g sign vectors differ in |t|, a random sample of them would make
 * p-values that depend on the seed: all of them are then taken (Webb 2014 for what is between). */
static tb_status choose_weights(tb_run *r, tb_wild *w, tb_err *err)
{
    size_t g = w->clusters;
    bool small = g < 24 && ((size_t)1 << g) <= r->o->wild;
    switch (r->o->weights) {
    case TB_WEIGHTS_ENUMERATE:
        if (g > 24)
            return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_2_SIGN_VECTORS_TOO, g);
        w->kind = TB_WILD_ENUMERATE;
        break;
    case TB_WEIGHTS_WEBB:
        w->kind = TB_WILD_WEBB;
        break;
    case TB_WEIGHTS_RADEMACHER:
        w->kind = TB_WILD_RADEMACHER;
        break;
    case TB_WEIGHTS_AUTO:
        w->kind = small ? TB_WILD_ENUMERATE : g >= 12 ? TB_WILD_RADEMACHER : TB_WILD_WEBB;
    }
    w->draws = w->kind == TB_WILD_ENUMERATE ? (size_t)1 << g : r->o->wild;
    return TB_OK;
}

/* The clusters whose residuals are multiplied: the first way of the variance, else the units. */
static tb_status find_clusters(const tb_levels **way, const tb_run *r, tb_err *err)
{
    *way = tbi_frame_levels(&r->used, r->spec.ways > 0 ? r->spec.way[0] : "unit");
    if (*way == NULL)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_TABLE_HAS_CLUSTER, r->spec.way[0]);
    if ((*way)->count < 2)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_THERE_ONLY_ONE_WILD, (*way)->name);
    return TB_OK;
}

/* Coefficient j against 0, with an interval. c [k] is scratch. */
static tb_status test_coefficient(tb_coefficient *out, tb_wild *w, double *c, size_t j,
                                  double alpha, tb_err *err)
{
    tb_arena scratch = { 0 };
    tb_wild_answer answer;
    memset(c, 0, w->ols->k * sizeof *c);
    c[j] = 1;
    tb_status st = tbi_wild_run(&answer, w, c, 0, alpha, true, &scratch, err);
    if (st == TB_OK) {
        out->wild_p = answer.p;
        out->wild_low = answer.low;
        out->wild_high = answer.high;
        out->wild_reason = answer.reason;
    }
    tbi_arena_free(&scratch);
    return st;
}

/* One hypothesis as it is written: its p-value beside the Wald test of the same name, or a notice
 * that several restrictions at once are not tested. */
static tb_status test_hypothesis(tb_run *r, tb_wild *w, const char *text, double alpha, tb_err *err)
{
    tb_estimate_summary *v = &r->out->view;
    tb_hypothesis h;
    tb_arena scratch = { 0 };
    tb_wild_answer answer;
    const char **term = TB_NEW(&scratch, const char *, w->ols->k);
    if (term == NULL) {
        tbi_arena_free(&scratch);
        return tbi_no_memory(err, "the bootstrap");
    }
    for (size_t j = 0; j < w->ols->k; j++)
        term[j] = v->coefficient[j].term;
    tb_status st = tbi_hypothesis_read(&h, text, term, w->ols->k, &scratch, err);
    if (st == TB_OK && h.q == 1) {
        st = tbi_wild_run(&answer, w, h.c, h.d[0], alpha, false, &scratch, err);
        tb_estimate_test *t = (tb_estimate_test *)v->test;
        for (size_t l = 0; st == TB_OK && l < v->tests; l++)
            if (strcmp(t[l].name, h.name) == 0)
                t[l].wild_p = answer.p;
    } else if (st == TB_OK) {
        tbi_run_notice(r, "wild_joint", TB_MSG_ESTIMATE_BOOTSTRAP_TESTS_ONE_RESTRICTION);
    }
    tbi_arena_free(&scratch);
    return st;
}

/* Coefficient by coefficient against 0, with an interval; hypotheses of one restriction by
 * p-value alone. */
tb_status tbi_run_wild(tb_run *r, tb_err *err)
{
    static const char *const words[] = { "rademacher", "webb", "enumerate" };
    tb_arena *a = &r->out->arena;
    tb_estimate_summary *v = &r->out->view;
    tb_ols *o = &r->ols;
    if (!r->linear || strcmp(v->method, "random") == 0 || strcmp(v->method, "mundlak") == 0)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_WILD_BOOTSTRAP_GOES_POOLED, v->method);
    if (o->perfect)
        return TB_OK;
    const tb_levels *way;
    tb_status st = find_clusters(&way, r, err);
    if (st != TB_OK)
        return st;
    tb_wild w = { .ols = o,
                  .of = way->of,
                  .clusters = way->count,
                  .seed = r->o->seed,
                  .threads = tbi_threads(r->o->threads) };
    st = choose_weights(r, &w, err);
    if (st == TB_OK)
        st = tbi_ols_rows(o, a, err);
    if (st == TB_OK)
        st = tbi_effects_basis(&w.basis, &w.mixing, &r->used, way, a, err);
    double alpha = 1 - r->o->level;
    double *c = TB_NEW(a, double, o->k);
    if (st == TB_OK && c == NULL)
        st = tbi_no_memory(err, "the bootstrap");
    for (size_t j = 0; st == TB_OK && j < o->k; j++)
        st = test_coefficient((tb_coefficient *)&v->coefficient[j], &w, c, j, alpha, err);
    for (size_t i = 0; st == TB_OK && r->o->tests != NULL && r->o->tests[i] != NULL; i++)
        st = test_hypothesis(r, &w, r->o->tests[i], alpha, err);
    if (st != TB_OK)
        return st;
    v->wild_weights = words[w.kind];
    v->wild_replications = w.draws;
    if (r->spec.ways == 2)
        tbi_run_notice(r, "wild_one_way", TB_MSG_ESTIMATE_BOOTSTRAP_MULTIPLIES_RESIDUALS_FIRST);
    return TB_OK;
}

/* A reason why there is no p-value is an error here: there is nowhere else to say it. */
tb_status tb_wild_quick(double *p_value, const tb_estimate_data *d, size_t term, double value,
                        size_t draws, uint64_t seed, int threads, tb_err *err)
{
    tb_arena a = { 0 };
    tb_frame f;
    tb_ols o;
    tb_wild w = { .draws = draws, .seed = seed, .threads = threads, .kind = TB_WILD_RADEMACHER };
    tb_wild_answer answer = { NAN, NAN, NAN, NULL };
    tb_status st = tbi_frame_make(&f, d, NULL, 0, NULL, NULL, 0, false, &a, err);
    if (st == TB_OK)
        st = tbi_ols_fit(&o, &f, &a, err);
    if (st == TB_OK)
        st = tbi_ols_rows(&o, &a, err);
    size_t at = SIZE_MAX;
    for (size_t j = 0; st == TB_OK && j < o.k; j++)
        if (o.column[j] == term + (f.intercept ? 1 : 0))
            at = j;
    if (st == TB_OK && at == SIZE_MAX)
        st = tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_REGRESSOR_DROPPED_COLLINEAR_OT, term + 1);
    if (st == TB_OK && f.unit.count < 2)
        st = tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_THERE_ONLY_ONE_UNIT_2);
    if (st == TB_OK) {
        w.ols = &o;
        w.of = f.unit.of;
        w.clusters = f.unit.count;
        st = tbi_effects_basis(&w.basis, &w.mixing, &f, &f.unit, &a, err);
    }
    double *c = TB_NEW(&a, double, d->k + 1);
    if (st == TB_OK && c == NULL)
        st = tbi_no_memory(err, "the bootstrap");
    if (st == TB_OK) {
        c[at] = 1;
        st = tbi_wild_run(&answer, &w, c, value, 0.05, false, &a, err);
    }
    if (st == TB_OK && answer.reason != NULL)
        st = tbi_fail_texts(err, TB_ESINGULAR, answer.reason->text, answer.reason->text_vi);
    if (st == TB_OK)
        *p_value = answer.p;
    tbi_arena_free(&a);
    return st;
}
