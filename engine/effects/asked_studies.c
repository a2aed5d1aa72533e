/* asked_studies.c - which measures on which outcomes: names and "all" become pairs. */
#include "effects/asked_studies.h"

#include "base/bar_list.h"
#include "base/error.h"
#include "messages/effects.h"

#include <string.h>

/* Names every measure that the panel has a date of, since there are few. */
static tb_status refuse_measure(const tb_exposures *all, const char *name, tb_arena *a, tb_err *err)
{
    const char *list = "";
    for (size_t i = 0; i < tb_exposures_measures(all) && list != NULL; i++)
        list = tbi_arena_printf(a, "%s%s%s", list, i > 0 ? ", " : "", tb_exposures_measure(all, i));
    return tbi_fail(err, TB_EDATA, TB_MSG_EFFECTS_UNKNOWN_MEASURE, name, list != NULL ? list : "");
}

/* one: a single measure and outcome were asked for, so that their failure is the answer. */
static tb_status find_measures(tbi_asked_studies *out, tb_arena *a, const tb_exposures *all,
                               const tb_panel *p, const tb_effects_ask *ask, tb_err *err)
{
    static const char *const every_one[] = { "all" };
    size_t named = ask->measures > 0 ? ask->measures : 1;
    const char *const *list = ask->measures > 0 ? ask->measure : every_one;
    out->measure = TB_NEW(a, tbi_measure, (tb_exposures_measures(all) * named) + named);
    if (out->measure == NULL)
        return tbi_no_memory(err, "effects");
    for (size_t k = 0; k < named; k++) {
        bool every = strcmp(list[k], "all") == 0, found = every;
        for (size_t i = 0; i < tb_exposures_measures(all); i++) {
            const char *id = tb_exposures_measure(all, i);
            if (!every && strcmp(id, list[k]) != 0)
                continue;
            found = true;
            out->measure[out->measures++] = tbi_measure_of(p, id);
        }
        if (!found)
            return refuse_measure(all, list[k], a, err);
        out->one = named == 1 && ask->outcomes == 1 && !every && !ask->expected;
    }
    return TB_OK;
}

/* Every node of an index that is a number of its own: a part of its tree. */
static void add_outcomes(tbi_asked_studies *out, const tb_index *x)
{
    for (size_t c = 0; c < x->n_indicator; c++)
        if (c == 0 || x->indicator[c].parent[0] != '\0')
            out->outcome[out->outcomes++] = (tbi_asked_outcome){ x, c };
}

/* Covariates have columns and no total: "all" does not mean them. */
static bool has_total(const tb_index *x)
{
    return x->n_indicator > 0 && strcmp(x->indicator[0].code, "TOTAL") == 0;
}

/* "all": every index with a total, with all columns; "CODE.all": those of one index. */
static tb_status find_outcomes(tbi_asked_studies *out, tb_arena *a, const tb_panel *p,
                               const tb_effects_ask *ask, tb_err *err)
{
    size_t most = ask->outcomes;
    for (size_t i = 0; i < tb_panel_indices(p); i++)
        most += tb_panel_index_at(p, i)->n_indicator * (ask->outcomes + 1);
    out->outcome = TB_NEW(a, tbi_asked_outcome, most);
    if (out->outcome == NULL)
        return tbi_no_memory(err, "effects");
    for (size_t k = 0; k < ask->outcomes; k++) {
        const char *name = ask->outcome[k], *dot = strchr(name, '.');
        bool every = strcmp(name, "all") == 0, whole = dot != NULL && strcmp(dot, ".all") == 0;
        out->one = out->one && !every && !whole;
        for (size_t i = 0; every && i < tb_panel_indices(p); i++)
            if (has_total(tb_panel_index_at(p, i)))
                add_outcomes(out, tb_panel_index_at(p, i));
        const char *code = whole ? tbi_arena_text_n(a, name, (size_t)(dot - name)) : name;
        const tb_index *index = NULL;
        size_t column = 0;
        if (every)
            continue;
        index = whole && code != NULL ? tb_panel_index(p, code) : NULL;
        if (index != NULL) {
            add_outcomes(out, index);
            continue;
        }
        tb_status st = tb_panel_find_indicator(&index, &column, p, code, err);
        if (st != TB_OK)
            return st;
        out->outcome[out->outcomes++] = (tbi_asked_outcome){ index, column };
    }
    return TB_OK;
}

/* A pair that is there already keeps its first `pooled`; linear, a measure has tens of outcomes.
 */
static void add_pair(tbi_asked_studies *q, size_t measure, tbi_asked_outcome of, bool pooled)
{
    for (size_t i = 0; i < q->pairs; i++)
        if (q->pair[i].measure == measure && q->pair[i].of.index == of.index &&
            q->pair[i].of.column == of.column)
            return;
    q->pair[q->pairs++] = (tbi_study_pair){ measure, of, pooled };
}

/* The outcomes that a measure is said to move, each after the total of its index, with everything
 * that it is made of. */
static void add_expected(tbi_asked_studies *q, size_t measure, const tb_panel *p)
{
    const tbi_measure *m = &q->measure[measure];
    for (size_t i = 0; i < tb_panel_indices(p); i++) {
        const tb_index *x = tb_panel_index_at(p, i);
        bool any = false;
        for (size_t c = 0; c < x->n_indicator; c++)
            any |= tbi_expected(m, x, c);
        if (any && has_total(x))
            add_pair(q, measure, (tbi_asked_outcome){ x, 0 }, true);
        for (size_t c = 1; c < x->n_indicator && any; c++)
            if (tbi_expected(m, x, c) && !tbi_bar_list_has(m->components, x->code, strlen(x->code)))
                add_pair(q, measure, (tbi_asked_outcome){ x, c }, true);
    }
}

/* Outcomes that the caller asked for beside those which the measure is said to move; they take
 * no part in the ranking. */
static tb_status add_asked(tbi_asked_studies *q, size_t measure, const tb_panel *p,
                           const tb_effects_ask *ask, tb_err *err)
{
    for (size_t k = 0; k < ask->alsos; k++) {
        tbi_asked_outcome w = { NULL, 0 };
        if (strcmp(ask->also[k].measure, q->measure[measure].id) != 0)
            continue;
        tb_status st = tb_panel_find_indicator(&w.index, &w.column, p, ask->also[k].outcome, err);
        if (st != TB_OK)
            return st;
        add_pair(q, measure, w, false);
    }
    return TB_OK;
}

/* Expected outcomes first, then what was asked for, then what was asked beside it and is not
 * pooled. */
static tb_status find_pairs(tbi_asked_studies *q, tb_arena *a, const tb_panel *p,
                            const tb_effects_ask *ask, tb_err *err)
{
    size_t most = q->outcomes + ask->alsos;
    for (size_t i = 0; i < tb_panel_indices(p) && ask->expected; i++)
        most += tb_panel_index_at(p, i)->n_indicator;
    q->pair = TB_NEW(a, tbi_study_pair, most * q->measures + 1);
    if (q->pair == NULL)
        return tbi_no_memory(err, "effects");
    for (size_t m = 0; m < q->measures; m++) {
        if (ask->expected)
            add_expected(q, m, p);
        for (size_t k = 0; k < q->outcomes; k++)
            q->pair[q->pairs++] = (tbi_study_pair){ m, q->outcome[k], true };
        tb_status st = add_asked(q, m, p, ask, err);
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}

tb_status tbi_asked_studies_find(tbi_asked_studies *out, const tb_exposures *all, const tb_panel *p,
                                 const tb_effects_ask *ask, tb_arena *a, tb_err *err)
{
    tb_status st = find_measures(out, a, all, p, ask, err);
    if (st == TB_OK)
        st = find_outcomes(out, a, p, ask, err);
    return st == TB_OK ? find_pairs(out, a, p, ask, err) : st;
}
