/* estimate.c - the doors of the folder: a formula on a panel, or arrays of the caller's own; and
 * what is said about the rows before the model is run. */
#include "estimate/columns.h"
#include "estimate/result.h"

#include "base/error.h"
#include "base/opts.h"
#include "base/refusals.h"
#include "messages/estimate.h"
#include "messages/one_language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A scheme that starts within the years used is a break of the dependent variable: said, not
 * mended. One notice names all the years of change. Without memory it is left out, since the
 * estimate is good without it. */
static void tell_breaks(tb_estimate *e, const tb_columns *d)
{
    const tb_index *x = NULL;
    size_t column;
    const tb_frame *f = &d->frame;
    const tb_variable *y = &d->formula.variable[0];
    char years[200] = "";
    if (strcmp(y->name, "year") == 0 ||
        tb_panel_find_indicator(&x, &column, d->grid.panel, y->name, NULL) != TB_OK)
        return;
    for (size_t i = 0; i < x->n_scheme; i++) {
        /* a scheme that starts with the first year used breaks nothing within them */
        int first = x->scheme[i].first_year;
        if (first <= f->year_value[0] || first > f->year_value[f->year.count - 1] ||
            strlen(years) > 180)
            continue;
        snprintf(years + strlen(years), sizeof years - strlen(years), "%s%d",
                 years[0] != '\0' ? ", " : "", first);
    }
    if (years[0] == '\0')
        return;
    (void)tbi_notice_add(
        &e->notices, &e->arena, "break",
        tbi_arena_printf(&e->arena, TB_EN(TB_MSG_ESTIMATE_CHANGED_ITS_METHOD_COMPONENTS), x->code,
                         years),
        tbi_arena_printf(&e->arena, TB_VI(TB_MSG_ESTIMATE_CHANGED_ITS_METHOD_COMPONENTS), x->code,
                         years));
}

static void tell_regionless(tb_estimate *e, size_t rows)
{
    static const char *const text[2] = { TB_MSG_ESTIMATE_NO_REGION };
    (void)tbi_notice_add(&e->notices, &e->arena, "no_region",
                         tbi_arena_printf(&e->arena, "%s: %zu", text[0], rows),
                         tbi_arena_printf(&e->arena, "%s: %zu", text[1], rows));
}

/* Codes before the dot, upper case, each once; out ends with NULL, so room - 1 codes at most. */
tb_status tb_estimate_indices(const char **out, char (*text)[32], size_t room, const char *formula,
                              tb_err *err)
{
    tb_arena a = { 0 };
    tb_formula f;
    size_t n = 0;
    tb_status st = tbi_formula_parse(&f, formula, &a, err);
    for (size_t v = 0; st == TB_OK && v < f.variables; v++) {
        char code[32] = "";
        size_t len = strcspn(f.variable[v].name, ".");
        if (f.variable[v].categorical || strcmp(f.variable[v].name, "year") == 0 ||
            len >= sizeof code)
            continue;
        for (size_t i = 0; i < len; i++)
            code[i] = (char)(f.variable[v].name[i] >= 'a' && f.variable[v].name[i] <= 'z'
                                 ? f.variable[v].name[i] - 32
                                 : f.variable[v].name[i]);
        bool known = false;
        for (size_t i = 0; i < n; i++)
            known = known || strcmp(text[i], code) == 0;
        if (known)
            continue;
        if (n + 1 >= room)
            st = tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_FORMULA_READS_MORE_INDICES, room - 1);
        else {
            memcpy(text[n], code, sizeof code);
            out[n] = text[n];
            n++;
        }
    }
    out[n] = NULL;
    tbi_arena_free(&a);
    return st;
}

/* Notices about the rows come first, those of the model behind them. */
tb_status tb_estimate_run(tb_estimate **out, const tb_panel *p, const char *formula,
                          const tb_estimate_opts *o, tb_err *err)
{
    tb_estimate_opts usual = TB_ESTIMATE_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    tb_estimate *e = tbi_calloc(1, sizeof *e);
    tb_columns d;
    if (e == NULL)
        return tbi_no_memory(err, "the estimate");
    tb_status st = tbi_columns_make(&d, p, formula, o, &e->arena, err);
    if (st == TB_OK && d.bad > 0)
        (void)tbi_notice_add(
            &e->notices, &e->arena, "domain",
            tbi_arena_printf(&e->arena, TB_EN(TB_MSG_ESTIMATE_LOG_OR_SQRT_CANNOT), d.bad),
            tbi_arena_printf(&e->arena, TB_VI(TB_MSG_ESTIMATE_LOG_OR_SQRT_CANNOT), d.bad));
    if (st == TB_OK && d.regionless > 0)
        tell_regionless(e, d.regionless);
    if (st == TB_OK)
        tell_breaks(e, &d);
    if (st == TB_OK)
        st = tbi_run_frame(e, &d.frame, o, o->predict != NULL ? &d : NULL, err);
    if (st != TB_OK)
        tb_estimate_free(e);
    else
        *out = e;
    return st;
}

/* Arrays are copied. What needs names of a panel (subset, prediction, weights by name) is
 * refused. */
tb_status tb_estimate_arrays(tb_estimate **out, const tb_estimate_data *d,
                             const tb_estimate_opts *o, tb_err *err)
{
    tb_estimate_opts usual = TB_ESTIMATE_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    if (o->subset != NULL || o->predict != NULL || o->weight_by != NULL)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_SUBSET_PREDICT_NEED_PANEL);
    tb_estimate *e = tbi_calloc(1, sizeof *e);
    tb_frame f;
    if (e == NULL)
        return tbi_no_memory(err, "the estimate");
    bool effects = d->effects != NULL && strspn(d->effects, " +0") < strlen(d->effects);
    const char *method = tbi_method_word(o, effects, d->q > 0);
    tb_status st = tbi_frame_make(&f, d, NULL, 0, NULL, NULL, 0, tbi_method_keeps_gaps(method),
                                  &e->arena, err);
    if (st == TB_OK)
        st = tbi_run_frame(e, &f, o, NULL, err);
    if (st != TB_OK)
        tb_estimate_free(e);
    else
        *out = e;
    return st;
}

/* NULL is fine; whatever was handed out goes with it. */
void tb_estimate_free(tb_estimate *e)
{
    if (e == NULL)
        return;
    tbi_arena_free(&e->arena);
    free(e);
}

const tb_estimate_summary *tb_estimate_info(const tb_estimate *e)
{
    return &e->view;
}

tb_notices tb_estimate_notices(const tb_estimate *e)
{
    return tbi_notice_view(&e->notices);
}
