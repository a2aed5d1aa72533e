/* frame_rows.c - frames made of another one: with fewer rows, or with effects as columns; and what
 * its levels are called. */
#include "estimate/frame.h"

#include "base/error.h"
#include "base/refusals.h"
#include "messages/estimate.h"

#include <stdlib.h>
#include <string.h>

/* Levels are numbered anew, since a level may have lost all of its rows. keep [f->n]. Weights
 * and instruments go along; the names are f's. */
tb_status tbi_frame_rows(tb_frame *out, const tb_frame *f, const unsigned char *keep, tb_arena *a,
                         tb_err *err)
{
    size_t n = 0, c0 = f->intercept ? 1 : 0;
    for (size_t i = 0; i < f->n; i++)
        n += keep[i] != 0;
    double *y = TB_NEW(a, double, n);
    double *x = TB_NEW(a, double, (n * f->k));
    int32_t *u = TB_NEW(a, int32_t, n);
    int32_t *t = TB_NEW(a, int32_t, n);
    int32_t *r = TB_NEW(a, int32_t, n);
    double *w = f->root != NULL ? TB_NEW(a, double, n) : NULL;
    double *z = TB_NEW(a, double, (n * f->q));
    if (a->refused)
        return tbi_no_memory(err, "a part of the rows");
    size_t m = 0;
    for (size_t i = 0; i < f->n; i++) {
        if (!keep[i])
            continue;
        y[m] = f->y[i];
        for (size_t j = c0; j < f->k; j++)
            x[m + (j - c0) * n] = f->x[i + j * f->n];
        for (size_t j = 0; j < f->q; j++)
            z[m + j * n] = f->z[i + j * f->n];
        if (w != NULL)
            /* the frame takes weights and keeps roots */
            w[m] = f->root[i] * f->root[i];
        u[m] = f->unit.of[i];
        t[m] = f->year_value[f->year.of[i]];
        r[m] = f->region.of != NULL ? f->region.of[i] : 0;
        m++;
    }
    char effects[128] = "";
    for (size_t i = 0; i < f->n_effect; i++) {
        strncat(effects, "+", sizeof effects - strlen(effects) - 1);
        strncat(effects, f->effect[i].name, sizeof effects - strlen(effects) - 1);
    }
    tb_estimate_data d = { .n = n,
                           .k = f->k - c0,
                           .y = y,
                           .x = x,
                           .unit = u,
                           .year = t,
                           .term = f->term + c0,
                           .effects = effects,
                           .intercept = f->intercept,
                           .lag_of_y = f->lag_of_y + c0,
                           .weight = w,
                           .q = f->q,
                           .z = z,
                           .instrument = f->instrument,
                           .endogenous = f->q > 0 ? f->endogenous + c0 : NULL };
    tb_frame from = *f;
    tb_status st =
        tbi_frame_make(out, &d, f->unit_code, f->unit.count, f->region.of != NULL ? r : NULL,
                       f->region_code, f->region.count, false, a, err);
    if (st != TB_OK)
        return st;
    out->formula = from.formula;
    out->y_name = from.y_name;
    out->survey = from.survey;
    out->single_index_scale = from.single_index_scale;
    out->y_min = from.y_min;
    out->y_max = from.y_max;
    return TB_OK;
}

static const char *find_level_code(const tb_frame *f, const char *name, size_t row, tb_arena *a)
{
    if (strcmp(name, "year") == 0)
        return tbi_arena_printf(a, "%d", f->year_value[f->year.of[row]]);
    if (strcmp(name, "region") == 0)
        return f->region_code[f->region.of[row]];
    return f->unit_code[f->unit.of[row]];
}

/* The words of a level are read off the first row that has it; a^b is a level of two effects
 * together. */
const char *tbi_frame_level_text(const tb_frame *f, const tb_levels *l, size_t level, tb_arena *a)
{
    size_t row = 0;
    char first[32];
    size_t n = strcspn(l->name, "^");
    while (row + 1 < f->n && (size_t)l->of[row] != level)
        row++;
    if (l->name[n] == '\0')
        return find_level_code(f, l->name, row, a);
    memcpy(first, l->name, n);
    first[n] = '\0';
    return tbi_arena_printf(a, "%s^%s", find_level_code(f, first, row, a),
                            find_level_code(f, l->name + n + 1, row, a));
}

static const char *get_level_name(const tb_frame *f, const tb_levels *l, size_t level, tb_arena *a)
{
    return tbi_arena_printf(a, "factor(%s)%s", l->name, tbi_frame_level_text(f, l, level, a));
}

/* An intercept is put in front where effects held it; the first level of each effect is left
 * out. /. Columns of regressors are copied; y, units and weights are borrowed from f. Unit
 * effects are left: methods that spread have them as random. */
tb_status tbi_frame_spread(tb_frame *out, const tb_frame *f, tb_arena *a, tb_err *err)
{
    size_t more = 0;
    for (size_t e = 0; e < f->n_effect; e++)
        if (strcmp(f->effect[e].name, "unit") != 0)
            more += f->effect[e].count - 1;
    *out = *f;
    out->n_effect = 0;
    /* an intercept comes with absorbed effects that are spread */
    size_t c0 = f->intercept ? 0 : 1;
    if (more == 0 && c0 == 0)
        return TB_OK;
    out->k = f->k + more + c0;
    /* columns of endogenous terms would move: the methods that spread take no instruments */
    out->q = 0;
    out->x = TB_NEW(a, double, (f->n * out->k));
    out->term = TB_NEW(a, const char *, out->k);
    out->lag_of_y = TB_NEW(a, unsigned char, out->k);
    if (a->refused)
        return tbi_no_memory(err, "the columns of effects");
    for (size_t i = 0; c0 == 1 && i < f->n; i++)
        out->x[i] = 1;
    if (c0 == 1)
        out->term[0] = "(Intercept)";
    out->intercept = true;
    memcpy(out->x + c0 * f->n, f->x, f->n * f->k * sizeof *f->x);
    for (size_t j = 0; j < f->k; j++) {
        out->term[j + c0] = f->term[j];
        out->lag_of_y[j + c0] = f->lag_of_y[j];
    }
    size_t at = f->k + c0;
    for (size_t e = 0; e < f->n_effect; e++) {
        const tb_levels *l = &f->effect[e];
        if (strcmp(l->name, "unit") == 0)
            continue;
        for (size_t v = 1; v < l->count; v++, at++) {
            out->term[at] = get_level_name(f, l, v, a);
            for (size_t i = 0; i < f->n; i++)
                out->x[i + at * f->n] = (size_t)l->of[i] == v;
        }
    }
    return TB_OK;
}

/* Whether every level of `inner` lies in one level of `outer`; false without memory too. n:
 * rows. O(n). */
bool tbi_levels_nested(const tb_levels *inner, const tb_levels *outer, size_t n)
{
    if (inner->of == outer->of)
        return true;
    if (inner->count < outer->count)
        return false;
    int32_t *of = tbi_malloc(inner->count * sizeof *of);
    if (of == NULL)
        return false;
    for (size_t i = 0; i < inner->count; i++)
        of[i] = -1;
    bool nested = true;
    for (size_t i = 0; i < n && nested; i++) {
        int32_t *o = &of[inner->of[i]];
        if (*o < 0)
            *o = outer->of[i];
        nested = *o == outer->of[i];
    }
    free(of);
    return nested;
}

/* Every unit in every year; pairs are never there twice. */
bool tbi_frame_balanced(const tb_frame *f)
{
    return f->n == f->unit.count * f->year.count;
}

/* Clears the flag of every row that is alone in a level of `l`; returns how many. */
static size_t clear_singletons(unsigned char *keep, size_t *rows, const tb_levels *l, size_t n)
{
    size_t cleared = 0;
    memset(rows, 0, l->count * sizeof *rows);
    for (size_t i = 0; i < n; i++)
        rows[l->of[i]] += keep[i];
    for (size_t i = 0; i < n; i++)
        if (keep[i] && rows[l->of[i]] == 1) {
            keep[i] = 0;
            cleared++;
        }
    return cleared;
}

/* A row that is alone in a level is fitted perfectly and says nothing; taking it out may leave
 * another alone, so it is repeated until none is. *f is replaced. Each round costs O(n) an
 * effect, and rounds are few. TB_ESINGULAR: no row is left. */
tb_status tbi_frame_drop_singletons(tb_frame *f, size_t *dropped, tb_arena *a, tb_err *err)
{
    size_t most = 1;
    for (size_t e = 0; e < f->n_effect; e++)
        most = f->effect[e].count > most ? f->effect[e].count : most;
    unsigned char *keep = TB_NEW(a, unsigned char, f->n);
    size_t *rows = TB_NEW(a, size_t, most);
    if (a->refused)
        return tbi_no_memory(err, "the rows of the regression");
    memset(keep, 1, f->n);
    *dropped = 0;
    for (size_t cleared = 1; cleared > 0;) {
        cleared = 0;
        for (size_t e = 0; e < f->n_effect; e++)
            cleared += clear_singletons(keep, rows, &f->effect[e], f->n);
        *dropped += cleared;
    }
    if (*dropped == 0)
        return TB_OK;
    if (*dropped == f->n)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_ALL_SINGLETONS, f->effect[0].name);
    tb_frame out;
    tb_status st = tbi_frame_rows(&out, f, keep, a, err);
    if (st == TB_OK)
        *f = out;
    return st;
}
