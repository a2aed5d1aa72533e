/* constraints_unit.c - what was published of one unit outside the table's columns: a score or a
 * place in a text, its group, its change from the year before.
 */
#include "complete/table_facts.h"

#include "base/error.h"
#include "messages/complete.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/score.h>

/* The known score of a unit in words, with its source, for a contradiction. */
static tb_fact_words say_score(const tb_constraints *f, size_t t, size_t i, tb_arena *a)
{
    return tbi_fact_words(a, TB_MSG_FACT_SCORE_IN, fabs(f->year[t].fixed[i]),
                          tbi_constraints_unit(f, i, a), f->year[t].year,
                          tbi_constraints_source(f, f->year[t].score_source[i]));
}

/* The known place of a unit. */
static tb_fact_words say_rank(const tb_constraints *f, size_t t, size_t i, tb_arena *a)
{
    return tbi_fact_words(a, TB_MSG_FACT_RANK_IN, f->year[t].rank[i], tbi_constraints_unit(f, i, a),
                          f->year[t].year, tbi_constraints_source(f, f->year[t].rank_source[i]));
}

/* Scores of the year before and of the year, of which a change does not fit. */
static tb_fact_words say_both_scores(const tb_constraints *f, size_t t, size_t i, tb_arena *a)
{
    tb_fact_words before = say_score(f, t - 1, i, a);
    tb_fact_words after = say_score(f, t, i, a);
    return tbi_fact_words(a, TB_MSG_FACT_BOTH, before.en, before.vi, after.en, after.vi);
}

/* The score lies between two limits: a known one must, to rounding.
 * low and high may be infinite. The narrower of several limits stays, whichever fact gave it. */
static tb_status limit_score(tb_constraints *f, size_t t, size_t i, double low, double high,
                             const tb_fact *q, tb_arena *a, tb_err *err)
{
    tb_table_year *y = &f->year[t];
    double v = y->fixed[i];
    if (!isnan(v) && (v < low - f->slack || v > high + f->slack))
        return tbi_constraints_contradict(err, f, q->year, say_score(f, t, i, a),
                                          tbi_fact_of_unit(f, q, i, a));
    if (isnan(v) && (low > y->high[i] + f->slack || high < y->low[i] - f->slack))
        return tbi_constraints_contradict(err, f, q->year, tbi_fact_of_unit(f, q, i, a),
                                          tbi_fact_words(a, TB_MSG_FACT_HELD,
                                                         tbi_constraints_unit(f, i, a), y->low[i],
                                                         y->high[i]));
    if (!isnan(v))
        return TB_OK;
    y->limit_source[i] = q->source;
    y->low[i] = fmax(y->low[i], low);
    y->high[i] = fmin(y->high[i], high);
    return TB_OK;
}

/* A published group of a unit. A band of scores ("70-80") or a class by scores bounds the score;
 * a class by size bounds the rank to (from, to], which becomes two cuts in the order, across
 * which nobody may stand. A group whose limits are not known says nothing; one that contradicts
 * the published rank is an error. */
static tb_status add_group(tb_constraints *f, size_t t, size_t i, const tb_fact *q, tb_arena *a,
                           tb_err *err)
{
    tb_table_year *y = &f->year[t];
    tb_groups g;
    char *rest;
    double low = strtod(q->text, &rest), high; /* a band of scores: 70-80 */
    if (rest != q->text && *rest == '-' && f->x->direction > 0) {
        high = strtod(rest + 1, &rest);
        if (*rest != '\0' || !(high > low))
            return TB_OK;
        f->counts++;
        return limit_score(f, t, i, low, high, q, a, err);
    }
    if (!tb_groups_of(&g, f->x, y->year, (int)y->n_in, NULL))
        return TB_OK;
    size_t from = 0;
    for (size_t k = 0; k < g.count; from += (size_t)g.size[k], k++) {
        if (strcmp(q->text, g.name[k]) != 0)
            continue;
        if (!g.by_size && f->x->direction < 0)
            return TB_OK;
        f->counts++;
        if (!g.by_size)
            return limit_score(f, t, i, g.from[k], k > 0 ? g.from[k - 1] : INFINITY, q, a, err);
        size_t to = from + (size_t)g.size[k];
        if (y->rank[i] > 0 && ((size_t)y->rank[i] <= from || (size_t)y->rank[i] > to))
            return tbi_constraints_contradict(
                err, f, q->year,
                tbi_fact_words(a, TB_MSG_FACT_RANK, y->rank[i], tbi_constraints_unit(f, i, a),
                               tbi_constraints_source(f, y->rank_source[i])),
                tbi_fact_of_unit(f, q, i, a));
        if (y->rank[i] > 0)
            return TB_OK;
        y->from[i] = from;
        y->to[i] = to;
        y->limit_source[i] = q->source;
        size_t cuts[2] = { from, to };
        for (size_t c = 0; c < 2; c++) {
            bool there = cuts[c] == 0 || cuts[c] >= y->n_in;
            for (size_t n = 0; n < y->n_cut; n++)
                there = there || y->cut[n] == cuts[c];
            if (!there && y->n_cut < TB_CUTS)
                y->cut[y->n_cut++] = cuts[c];
        }
        return TB_OK;
    }
    return TB_OK;
}

/* Neither year is known: nothing to hold on to. */
static tb_status note_unused(tb_constraints *f, const tb_fact *q, tb_arena *a, tb_err *err)
{
    const char *text =
        tbi_arena_printf(a, "%s%s%s (%s) %d", f->unused, f->unused[0] != '\0' ? "; " : "", q->kind,
                         q->scope, q->year);
    if (text == NULL)
        return tbi_no_memory(err, "the constraints");
    f->unused = text;
    return TB_OK;
}

/* A change from the year before ties two scores: where one is known the other is, within the
 * change's rounding. */
static tb_status add_change(tb_constraints *f, size_t t, size_t i, const tb_fact *q, tb_arena *a,
                            tb_err *err)
{
    if (t == 0 || !f->year[t - 1].in[i])
        return note_unused(f, q, a, err);
    double by = f->x->direction < 0 ? -q->value : q->value;
    double off = fmax(q->tolerance, f->slack);
    double before = f->year[t - 1].fixed[i], after = f->year[t].fixed[i];
    if (!isnan(before) && !isnan(after)) {
        if (fabs(after - before - by) > off + 2 * f->slack)
            return tbi_constraints_contradict(err, f, q->year, tbi_fact_of_unit(f, q, i, a),
                                              say_both_scores(f, t, i, a));
        return TB_OK;
    }
    if (isnan(before) && isnan(after))
        return note_unused(f, q, a, err);
    f->scores++;
    if (isnan(after))
        return limit_score(f, t, i, before + by - off, before + by + off, q, a, err);
    return limit_score(f, t - 1, i, after - by - off, after - by + off, q, a, err);
}

/* The same place said twice is no fact more; two different ones contradict each other. */
static tb_status add_rank(tb_constraints *f, size_t t, size_t i, int rank, const tb_fact *q,
                          tb_arena *a, tb_err *err)
{
    tb_table_year *y = &f->year[t];
    if (y->rank[i] == rank)
        return TB_OK;
    if (y->rank[i] > 0 || rank < 1 || (size_t)rank > y->n_in)
        return tbi_constraints_contradict(
            err, f, q->year, tbi_fact_of_unit(f, q, i, a),
            y->rank[i] > 0 ? say_rank(f, t, i, a)
                           : tbi_fact_words(a, TB_MSG_FACT_RANK_OF, rank, y->n_in));
    y->rank[i] = rank;
    y->rank_source[i] = q->source;
    f->ranks++;
    return TB_OK;
}

/* Places gained: positive is better. */
static tb_status add_rank_change(tb_constraints *f, size_t t, size_t i, const tb_fact *q,
                                 tb_arena *a, tb_err *err)
{
    if (t == 0 || !f->year[t - 1].in[i])
        return note_unused(f, q, a, err);
    int before = f->year[t - 1].rank[i];
    int after = f->year[t].rank[i];
    int by = (int)q->value;
    if (before > 0)
        return add_rank(f, t, i, before - by, q, a, err);
    return after > 0 ? add_rank(f, t - 1, i, after + by, q, a, err) : note_unused(f, q, a, err);
}

/* A score or a place that the cells have said stays: a fact about a unit only fills what is
 * unknown. */
static tb_status add_fact(tb_constraints *f, size_t t, size_t i, const tb_fact *q, tb_arena *a,
                          tb_err *err)
{
    tb_table_year *y = &f->year[t];
    bool number = !isnan(q->value);
    if (strcmp(q->kind, "group") == 0)
        return add_group(f, t, i, q, a, err);
    if (strcmp(q->kind, "score") == 0 && number && isnan(y->fixed[i])) {
        y->fixed[i] = f->x->direction < 0 ? -q->value : q->value;
        y->score_source[i] = q->source;
        f->scores++;
    }
    if (strcmp(q->kind, "rank") == 0 && number && y->rank[i] == 0)
        return add_rank(f, t, i, (int)q->value, q, a, err);
    if (strcmp(q->kind, "change") == 0 && number)
        return add_change(f, t, i, q, a, err);
    if (strcmp(q->kind, "rank_change") == 0 && number)
        return add_rank_change(f, t, i, q, a, err);
    return TB_OK;
}

/* Only facts whose scope is a unit of the table, within the years that are completed. */
tb_status tbi_constraints_units(tb_constraints *f, size_t column, tb_arena *a, tb_err *err)
{
    tb_status st = TB_OK;
    for (int pass = 0; pass < 2; pass++) /* scores and places first: the others lean on them */
        for (size_t n = 0; n < f->x->n_fact && st == TB_OK; n++) {
            const tb_fact *q = &f->x->fact[n];
            ptrdiff_t i = q->indicator == (ptrdiff_t)column ? tb_index_unit(f->x, q->scope) : -1;
            bool first = strcmp(q->kind, "score") == 0 || strcmp(q->kind, "rank") == 0;
            if (i < 0 || first != (pass == 0) || q->year < f->first ||
                q->year >= f->first + (int)f->n_year)
                continue;
            size_t t = (size_t)(q->year - f->first);
            if (f->year[t].in[i])
                st = add_fact(f, t, (size_t)i, q, a, err);
        }
    return st;
}
