/* effects.c - several measures and outcomes of a panel: each alone, then together. */
#include "effects/measure_study.h"

#include "base/error.h"
#include "base/notices.h"
#include "messages/effects.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct tb_effects {
    tb_arena arena;
    tb_exposures *adoptions;
    tb_effect_study *study;
    size_t studies;
    size_t *ranked, n_ranked;
    tb_notice_list notices;
};

void tb_effects_free(tb_effects *e)
{
    if (e == NULL)
        return;
    for (size_t i = 0; i < e->studies; i++)
        tb_effect_free((tb_effect *)(uintptr_t)e->study[i].effect);
    tb_exposures_free(e->adoptions);
    tbi_arena_free(&e->arena);
    free(e);
}

size_t tb_effects_studies(const tb_effects *e)
{
    return e->studies;
}

const tb_effect_study *tb_effects_study_at(const tb_effects *e, size_t i)
{
    return i < e->studies ? &e->study[i] : NULL;
}

size_t tb_effects_ranked(const tb_effects *e)
{
    return e->n_ranked;
}

const tb_effect_study *tb_effects_ranked_at(const tb_effects *e, size_t i)
{
    return i < e->n_ranked ? &e->study[e->ranked[i]] : NULL;
}

tb_notices tb_effects_notices(const tb_effects *e)
{
    return tbi_notice_view(&e->notices);
}

/* An outcome that was asked for. */
typedef struct wanted {
    const tb_index *index;
    size_t column;
} wanted;

typedef struct asked {
    tbi_measure *measure;
    size_t measures;
    wanted *outcome;
    size_t outcomes;
    bool one; /* one measure and one outcome were named */
} asked;

static tb_status unknown_measure(const tb_exposures *all, const char *name, tb_arena *a,
                                 tb_err *err)
{
    const char *list = "";
    for (size_t i = 0; i < tb_exposures_measures(all) && list != NULL; i++)
        list = tbi_arena_printf(a, "%s%s%s", list, i > 0 ? ", " : "", tb_exposures_measure(all, i));
    return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_UNKNOWN_MEASURE, name, list != NULL ? list : "");
}

static tb_status find_measures(asked *out, tb_effects *e, const tb_panel *p,
                               const tb_effects_ask *ask, tb_err *err)
{
    const tb_exposures *all = e->adoptions;
    size_t most = tb_exposures_measures(all) + ask->measures;
    out->measure = TB_NEW(&e->arena, tbi_measure, most);
    if (out->measure == NULL)
        return tbi_no_memory(err, "effects");
    for (size_t k = 0; k < ask->measures; k++) {
        bool every = strcmp(ask->measure[k], "all") == 0, found = every;
        for (size_t i = 0; i < tb_exposures_measures(all); i++) {
            const char *id = tb_exposures_measure(all, i);
            if (!every && strcmp(id, ask->measure[k]) != 0)
                continue;
            found = true;
            out->measure[out->measures++] = tbi_measure_of(p, id);
        }
        if (!found)
            return unknown_measure(all, ask->measure[k], &e->arena, err);
        out->one = ask->measures == 1 && ask->outcomes == 1 && !every;
    }
    return TB_OK;
}

/* Every node of an index that is a number of its own: a part of its tree. */
static void add_all(asked *out, const tb_index *x)
{
    for (size_t c = 0; c < x->n_indicator; c++)
        if (c == 0 || x->indicator[c].parent[0] != '\0')
            out->outcome[out->outcomes++] = (wanted){ x, c };
}

static bool has_total(const tb_index *x)
{
    return x->n_indicator > 0 && strcmp(x->indicator[0].code, "TOTAL") == 0;
}

static tb_status find_outcomes(asked *out, tb_effects *e, const tb_panel *p,
                               const tb_effects_ask *ask, tb_err *err)
{
    size_t most = ask->outcomes;
    for (size_t i = 0; i < tb_panel_indices(p); i++)
        most += tb_panel_index_at(p, i)->n_indicator * (ask->outcomes + 1);
    out->outcome = TB_NEW(&e->arena, wanted, most);
    if (out->outcome == NULL)
        return tbi_no_memory(err, "effects");
    for (size_t k = 0; k < ask->outcomes; k++) {
        const char *name = ask->outcome[k], *dot = strchr(name, '.');
        bool every = strcmp(name, "all") == 0, whole = dot != NULL && strcmp(dot, ".all") == 0;
        out->one = out->one && !every && !whole;
        for (size_t i = 0; every && i < tb_panel_indices(p); i++)
            if (has_total(tb_panel_index_at(p, i)))
                add_all(out, tb_panel_index_at(p, i));
        const char *code = whole ? tbi_arena_text_n(&e->arena, name, (size_t)(dot - name)) : name;
        const tb_index *index = NULL;
        size_t column = 0;
        if (every)
            continue;
        index = whole && code != NULL ? tb_panel_index(p, code) : NULL;
        if (index != NULL) {
            add_all(out, index);
            continue;
        }
        tb_status st = tb_panel_find_indicator(&index, &column, p, code, err);
        if (st != TB_OK)
            return st;
        out->outcome[out->outcomes++] = (wanted){ index, column };
    }
    return TB_OK;
}

static tb_status make_studies(tb_effects *e, const asked *q, const tb_panel *p,
                              const tb_effects_ask *ask, tb_err *err)
{
    tbi_setting with = { p, ask, e->adoptions, &e->arena };
    e->study = TB_NEW(&e->arena, tb_effect_study, q->measures * q->outcomes);
    if (e->study == NULL)
        return tbi_no_memory(err, "effects");
    for (size_t m = 0; m < q->measures; m++)
        for (size_t k = 0; k < q->outcomes; k++) {
            tb_err why = TB_ERR_INIT;
            tb_status st = tbi_study_make(&e->study[e->studies], &with, &q->measure[m],
                                          q->outcome[k].index, q->outcome[k].column, &why, err);
            if (st != TB_OK)
                return st;
            e->studies++;
            if (q->one && why.status != TB_OK) {
                if (err != NULL)
                    *err = why;
                return why.status;
            }
        }
    return TB_OK;
}

/* p-values of all outcomes of a measure together. */
static tb_status compare_outcomes(tb_effects *e, size_t outcomes, const tb_effects_ask *ask,
                                  tb_err *err)
{
    const tb_effect **one = TB_NEW(&e->arena, const tb_effect *, outcomes);
    double *p = TB_NEW(&e->arena, double, outcomes);
    if (one == NULL || p == NULL)
        return tbi_no_memory(err, "effects");
    for (size_t from = 0; from < e->studies; from += outcomes) {
        for (size_t k = 0; k < outcomes; k++)
            one[k] = e->study[from + k].effect;
        tb_status st =
            tb_effect_romano_wolf(p, one, outcomes, ask->how.bootstraps, ask->how.seed, err);
        if (st != TB_OK)
            return st;
        for (size_t k = 0; k < outcomes; k++)
            e->study[from + k].p_romano_wolf = p[k];
    }
    return TB_OK;
}

static double scale_of(const tb_effect_study *s)
{
    return s->scale == TB_EFFECT_SD ? 1 : s->sd_between;
}

/* Covariance of two studies' errors, both standardised; units are matched by their codes. */
static double shared(const tb_effect_study *a, const tb_effect_study *b)
{
    const double *x = tb_effect_influence(a->effect), *y = tb_effect_influence(b->effect);
    size_t n = tb_effect_units_of_table(a->effect), m = tb_effect_units_of_table(b->effect), j = 0;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        while (j < m && strcmp(b->unit_code[j], a->unit_code[i]) < 0)
            j++;
        if (j < m && strcmp(b->unit_code[j], a->unit_code[i]) == 0)
            sum += x[i] * y[j];
    }
    return sum / scale_of(a) / scale_of(b);
}

/* All effects that have an error are drawn together towards zero; those that may enter plans carry
 * the error of M = 1. */
static tb_status summarise(tb_effects *e, const tb_effects_ask *ask, tb_err *err)
{
    size_t n = 0, *place = TB_NEW(&e->arena, size_t, e->studies);
    double *y = TB_NEW(&e->arena, double, e->studies);
    if (place == NULL || y == NULL)
        return tbi_no_memory(err, "effects");
    for (size_t i = 0; i < e->studies; i++) {
        const tb_effect_study *s = &e->study[i];
        if (s->effect == NULL || tb_effect_influence(s->effect) == NULL || !(s->plan_sd > 0) ||
            !(scale_of(s) > 0))
            continue;
        y[n] = tb_effect_overall_of(s->effect)->estimate / scale_of(s);
        place[n++] = i;
    }
    double *v = TB_NEW(&e->arena, double, n *n);
    tb_effect_posterior *post = TB_NEW(&e->arena, tb_effect_posterior, n);
    if (v == NULL || post == NULL)
        return tbi_no_memory(err, "effects");
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            const tb_effect_study *a = &e->study[place[i]], *b = &e->study[place[j]];
            double own = shared(a, b), wide = a->plan_sd / scale_of(a);
            v[i + j * n] = i == j ? fmax(own, wide * wide) : own;
            v[j + i * n] = v[i + j * n];
        }
    tb_status st = tb_effect_shrink(post, y, v, n, ask->prior, NULL, err);
    e->ranked = place;
    for (size_t i = 0; st == TB_OK && i < n; i++) {
        tb_effect_study *s = &e->study[place[i]];
        double by = scale_of(s);
        s->pooled = true;
        s->posterior =
            (tb_effect_posterior){ post[i].mean * by, post[i].sd * by,    post[i].q05 * by,
                                   post[i].q95 * by,  post[i].above_zero, NAN };
    }
    e->n_ranked = st == TB_OK ? n : 0;
    for (size_t i = 1; i < e->n_ranked; i++) /* by standardised posterior mean, largest first */
        for (size_t j = i; j > 0; j--) {
            const tb_effect_study *a = &e->study[place[j - 1]], *b = &e->study[place[j]];
            if (a->posterior.mean / scale_of(a) >= b->posterior.mean / scale_of(b))
                break;
            size_t swap = place[j];
            place[j] = place[j - 1];
            place[j - 1] = swap;
        }
    return st;
}

static tb_status check_ask(const tb_effects_ask *ask, tb_err *err)
{
    if (ask->measures == 0 || ask->outcomes == 0)
        return tbi_fail(err, TB_EARG, TB_MSG_EFFECTS_NO_MEASURE);
    return TB_OK;
}

tb_status tb_effects_run(tb_effects **out, const tb_panel *p, const tb_effects_ask *ask,
                         tb_err *err)
{
    *out = NULL;
    tb_status st = check_ask(ask, err);
    if (st != TB_OK)
        return st;
    if (tb_panel_unmerged(p) != NULL)
        p = tb_panel_unmerged(p);
    tb_effects *e = calloc(1, sizeof *e);
    if (e == NULL)
        return tbi_no_memory(err, "effects");
    asked q = { 0 };
    st = tb_exposures_read(&e->adoptions, p, ask->events, ask->cutoff, err);
    if (st == TB_OK)
        st = find_measures(&q, e, p, ask, err);
    if (st == TB_OK)
        st = find_outcomes(&q, e, p, ask, err);
    if (st == TB_OK)
        st = make_studies(e, &q, p, ask, err);
    if (st == TB_OK)
        st = compare_outcomes(e, q.outcomes, ask, err);
    for (size_t i = 0; st == TB_OK && i < e->studies; i++)
        tbi_study_judge(&e->study[i], &ask->how, &e->arena);
    if (st == TB_OK)
        st = summarise(e, ask, err);
    if (st != TB_OK) {
        tb_effects_free(e);
        return st;
    }
    *out = e;
    return TB_OK;
}
