/* grid.c - columns of a panel, by unit and year. */
#include "estimate/grid.h"

#include "base/error.h"
#include "base/refusals.h"
#include "messages/estimate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/score.h>

/* The index and column of a variable; an unknown one is told with its place in the formula. */
static tb_status find_variable(const tb_index **x, size_t *column, const tb_panel *p,
                               const tb_variable *v, const char *whole, tb_err *err)
{
    tb_err inner = TB_ERR_INIT;
    tb_status st = tb_panel_find_indicator(x, column, p, v->name, &inner);
    if (st == TB_OK || st == TB_ENOMEM)
        return st == TB_OK ? st : tbi_no_memory(err, "the formula");
    tb_status out = tbi_fail_within(err, TB_EARG, &inner, TB_MSG_ESTIMATE_AT_POSITION, v->name,
                                    v->place + 1, whole);
    return out;
}

/* From the first year of any variable to the last, cut to what was asked for. first, last 0: not
 * asked for. TB_EARG: they are the wrong way round; TB_EDATA: no variable has a year among them. */
tb_status tbi_grid_make(tb_grid *g, const tb_panel *p, const tb_formula *f, int first, int last,
                        tb_arena *a, tb_err *err)
{
    int lo = 99999, hi = 0;
    for (size_t i = 0; i < f->variables; i++) {
        const tb_index *x = NULL;
        size_t column;
        if (f->variable[i].categorical || strcmp(f->variable[i].name, "year") == 0)
            continue;
        tb_status st = find_variable(&x, &column, p, &f->variable[i], f->text, err);
        if (st != TB_OK)
            return st;
        if (x->n_year == 0)
            continue;
        if (x->year[0] < lo)
            lo = x->year[0];
        if (x->year[x->n_year - 1] > hi)
            hi = x->year[x->n_year - 1];
    }
    if (first != 0 && last != 0 && first > last)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_YEARS_END_BEFORE_THEY, first, last);
    if (first != 0 && first > lo)
        lo = first;
    if (last != 0 && last < hi)
        hi = last;
    if (lo > hi)
        return tbi_fail(err, TB_EDATA, TB_MSG_ESTIMATE_VARIABLE_HAS_YEAR_YEARS, f->text);
    *g = (tb_grid){ p, tb_panel_units(p), (size_t)(hi - lo + 1), lo, a };
    return TB_OK;
}

/* Rows of the units table in the order of their codes, to find a code's rows fast. */
typedef struct code_row {
    const char *code;
    size_t row;
} code_row;

/* Rows of one code (a unit before and after a change of its name) by their place in the table. */
static int compare_by_code(const void *a, const void *b)
{
    const code_row *p = a, *q = b;
    int c = strcmp(p->code, q->code);
    return c != 0 ? c : p->row < q->row ? -1 : p->row > q->row;
}

/* In any year of the structure. */
static bool has_parts(const tb_index *x, size_t column)
{
    for (size_t i = 0; i < x->n_node; i++)
        if (x->node[i].parent == (ptrdiff_t)column)
            return true;
    return false;
}

/* v [units][years]. A unit that changed its borders has several rows of one code, each valid for
 * some years: a score goes to the row of its year. Rows by code in step with the index's codes,
 * which ascend too. A total that was not published is made of its parts where these are whole. */
static tb_status load_scores(double *v, const tb_grid *g, const tb_index *x, size_t column,
                             tb_err *err)
{
    code_row *rows = tbi_malloc((g->units > 0 ? g->units : 1) * sizeof *rows);
    if (rows == NULL)
        return tbi_no_memory(err, "the units");
    for (size_t i = 0; i < g->units; i++)
        rows[i] = (code_row){ tb_panel_unit(g->panel, i)->code, i };
    qsort(rows, g->units, sizeof *rows, compare_by_code);
    bool parts = has_parts(x, column);
    size_t at = 0;
    for (size_t i = 0; i < x->n_unit; i++) {
        while (at < g->units && strcmp(rows[at].code, x->unit_code[i]) < 0)
            at++;
        for (size_t t = 0; t < x->n_year; t++) {
            int year = x->year[t];
            if (year < g->first || year >= g->first + (int)g->years)
                continue;
            double value = x->value[(t * x->n_unit + i) * x->n_indicator + column];
            if (isnan(value) && parts)
                value = tb_score_cell(x, year, i, column, NULL);
            if (isnan(value))
                continue;
            for (size_t r = at; r < g->units && strcmp(rows[r].code, x->unit_code[i]) == 0; r++) {
                const tb_unit *u = tb_panel_unit(g->panel, rows[r].row);
                if (!tb_unit_holds(u, year))
                    continue;
                v[rows[r].row * g->years + (size_t)(year - g->first)] = value;
                break;
            }
        }
    }
    free(rows);
    return TB_OK;
}

/* In the order of x->op, over years of one unit; *bad counts the values that a logarithm or a
 * root had to refuse (NaN). v and scratch [units][years]. A lag is one of calendar years: a year
 * without a value gives NaN, not the value before the gap. */
void tbi_grid_functions(double *v, size_t *bad, const tb_grid *g, const tb_variable *x,
                        double *scratch)
{
    size_t n = g->units * g->years;
    for (size_t o = 0; o < x->ops; o++) {
        size_t k = (size_t)x->op[o].k;
        if (x->op[o].op == TB_OP_LOG || x->op[o].op == TB_OP_SQRT) {
            bool log_it = x->op[o].op == TB_OP_LOG;
            for (size_t i = 0; i < n; i++) {
                if (isnan(v[i]))
                    continue;
                bool fine = log_it ? v[i] > 0 : v[i] >= 0;
                *bad += !fine;
                v[i] = !fine ? NAN : log_it ? log(v[i]) : sqrt(v[i]);
            }
            continue;
        }
        memcpy(scratch, v, n * sizeof *v);
        for (size_t u = 0; u < g->units; u++)
            for (size_t t = 0; t < g->years; t++) {
                double before = t >= k ? scratch[u * g->years + t - k] : NAN;
                double after = t + k < g->years ? scratch[u * g->years + t + k] : NAN;
                v[u * g->years + t] = x->op[o].op == TB_OP_LAG ? before
                                      : x->op[o].op == TB_OP_LEAD
                                          ? after
                                          : scratch[u * g->years + t] - before;
            }
    }
}

/* out [units * years], year fastest, NaN where not known; *bad counts cells that log or sqrt
 * could not take. Errors: TB_EARG, TB_EDATA, TB_ENOMEM. whole: the formula, for sentences. A
 * variable called year is the calendar year. */
tb_status tbi_grid_variable(double **out, size_t *bad, const tb_grid *g, const tb_variable *x,
                            const char *whole, tb_err *err)
{
    size_t n = g->units * g->years;
    double *v = TB_NEW(g->arena, double, n);
    double *scratch = TB_NEW(g->arena, double, n);
    if (g->arena->refused)
        return tbi_no_memory(err, "a variable");
    if (strcmp(x->name, "year") == 0) {
        for (size_t i = 0; i < n; i++)
            v[i] = g->first + (double)(i % g->years);
    } else {
        const tb_index *index = NULL;
        size_t column;
        for (size_t i = 0; i < n; i++)
            v[i] = NAN;
        tb_status st = find_variable(&index, &column, g->panel, x, whole, err);
        if (st == TB_OK)
            st = load_scores(v, g, index, column, err);
        if (st != TB_OK)
            return st;
    }
    tbi_grid_functions(v, bad, g, x, scratch);
    *out = v;
    return TB_OK;
}
