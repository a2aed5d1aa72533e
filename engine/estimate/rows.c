/* rows.c - what does the fit leave of each row, and what are the effects that were taken out? */
#include "estimate/result.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

enum { ROUNDS_MOST = 100000 };

/* The residual of a row in the units of y: the fit has it times the root of the weight. */
static double get_residual(const tb_run *r, size_t row)
{
    return r->used.root != NULL ? r->ols.e[row] / r->used.root[row] : r->ols.e[row];
}

/* Observed, fitted and residual of each row: y = x'b + effects + e. */
static tb_status keep_rows(tb_run *r, tb_err *err)
{
    const tb_frame *f = &r->used;
    tb_estimate *out = r->out;
    out->row = TB_NEW(&out->arena, tb_estimate_row, f->n);
    if (out->row == NULL)
        return tbi_no_memory(err, "the residuals");
    for (size_t i = 0; i < f->n; i++) {
        double e = get_residual(r, i);
        out->row[i] = (tb_estimate_row){ .unit = f->unit_code[f->unit.of[i]],
                                         .year = f->year_value[f->year.of[i]],
                                         .observed = f->y[i],
                                         .fitted = f->y[i] - e,
                                         .residual = e };
    }
    out->rows = f->n;
    return TB_OK;
}

/* One round of Gauss and Seidel: each effect becomes the mean of what the others leave of its rows.
 * left [n] = y - x'b - e less all effects; value [levels of all effects]. Returns the largest
 * change. */
static double update_effects(double *value, double *left, const tb_frame *f, double *sum,
                             double *count)
{
    double most = 0;
    size_t at = 0;
    for (size_t e = 0; e < f->n_effect; at += f->effect[e++].count) {
        const tb_levels *l = &f->effect[e];
        memset(sum, 0, l->count * sizeof *sum);
        memset(count, 0, l->count * sizeof *count);
        for (size_t i = 0; i < f->n; i++) {
            sum[l->of[i]] += left[i];
            count[l->of[i]] += 1;
        }
        for (size_t v = 0; v < l->count; v++) {
            sum[v] /= count[v];
            value[at + v] += sum[v];
            most = fmax(most, fabs(sum[v]));
        }
        for (size_t i = 0; i < f->n; i++)
            left[i] -= sum[l->of[i]];
    }
    return most;
}

/* The first level of every effect but the first is the origin: its value goes to the first. */
static void normalise_effects(double *value, const tb_frame *f)
{
    size_t at = f->effect[0].count;
    for (size_t e = 1; e < f->n_effect; at += f->effect[e++].count) {
        double origin = value[at];
        for (size_t v = 0; v < f->effect[e].count; v++)
            value[at + v] -= origin;
        for (size_t v = 0; v < f->effect[0].count; v++)
            value[v] += origin;
    }
}

/* What neither regressors nor residuals explain is the sum of the effects; it is divided among
 * them by turns (Gauss-Seidel) until nothing moves. */
static tb_status keep_effects(tb_run *r, tb_err *err)
{
    const tb_frame *f = &r->used;
    tb_estimate *out = r->out;
    tb_arena *a = &out->arena;
    size_t levels = 0;
    size_t most = 1;
    for (size_t e = 0; e < f->n_effect; e++) {
        levels += f->effect[e].count;
        most = f->effect[e].count > most ? f->effect[e].count : most;
    }
    if (levels == 0)
        return TB_OK;
    double *left = TB_NEW(a, double, f->n);
    double *value = TB_NEW(a, double, levels);
    double *room = TB_NEW(a, double, (2 * most));
    out->effect = TB_NEW(a, tb_estimate_effect, levels);
    if (a->refused)
        return tbi_no_memory(err, "the effects");
    double scale = 0;
    for (size_t i = 0; i < f->n; i++) {
        left[i] = f->y[i] - get_residual(r, i);
        for (size_t j = 0; j < r->ols.k; j++)
            left[i] -= f->x[i + r->ols.column[j] * f->n] * r->ols.b[j];
        scale = fmax(scale, fabs(left[i]));
    }
    for (int round = 0; round < ROUNDS_MOST; round++)
        if (update_effects(value, left, f, room, room + most) <= 1e-14 * scale)
            break;
    normalise_effects(value, f);
    for (size_t e = 0, at = 0; e < f->n_effect; at += f->effect[e++].count)
        for (size_t v = 0; v < f->effect[e].count; v++)
            out->effect[at + v] =
                (tb_estimate_effect){ .effect = f->effect[e].name,
                                      .level = tbi_frame_level_text(f, &f->effect[e], v, a),
                                      .estimate = value[at + v] };
    out->effects = levels;
    return TB_OK;
}

/* Only where residuals are of rows of the panel: within and pooled. */
tb_status tbi_run_rows(tb_run *r, tb_err *err)
{
    const char *m = r->out->view.method;
    if (!r->o->rows || !r->linear || (strcmp(m, "within") != 0 && strcmp(m, "pooled") != 0))
        return TB_OK;
    tb_status st = keep_rows(r, err);
    return st == TB_OK ? keep_effects(r, err) : st;
}

size_t tb_estimate_rows(const tb_estimate *e)
{
    return e->rows;
}

const tb_estimate_row *tb_estimate_row_at(const tb_estimate *e, size_t i)
{
    return i < e->rows ? &e->row[i] : NULL;
}

size_t tb_estimate_effects(const tb_estimate *e)
{
    return e->effects;
}

const tb_estimate_effect *tb_estimate_effect_at(const tb_estimate *e, size_t i)
{
    return i < e->effects ? &e->effect[i] : NULL;
}
