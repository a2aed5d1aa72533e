/* constraints_merged.c - what the parts of a merged unit say of it: its score lies between
 * theirs. */
#include "complete/table_facts.h"
#include "messages/complete.h"
#include "messages/one_language.h"

#include <math.h>
#include <stdio.h>

enum { MOST_PARTS = 16, MOST_DECIMALS = 6 };

/* Half a unit of the last digit with which a figure was printed. */
static double compute_half_digit(double value)
{
    double unit = 1;
    for (int d = 0; d < MOST_DECIMALS && fabs(value / unit - round(value / unit)) > 1e-6 / unit;
         d++)
        unit /= 10;
    return unit / 2;
}

/* The score of a province of before in a year, NaN when it is not known. */
static double find_score(const tb_index *x, const char *code, size_t t, size_t column)
{
    ptrdiff_t unit = tb_index_unit(x, code);
    if (unit < 0)
        return NAN;
    size_t cell = (t * x->n_unit + (size_t)unit) * x->n_indicator + column;
    return x->status[cell] == TB_CELL_PUBLISHED || x->status[cell] == TB_CELL_DERIVED
               ? x->value[cell]
               : NAN;
}

/* Half a digit of the finest figure of a year's table: "62.8" stands for 62.80 there. */
static double compute_rounding(const tb_index *x, size_t t, size_t column)
{
    double half = 0.5;
    for (size_t i = 0; i < x->n_unit; i++) {
        double v = find_score(x, x->unit_code[i], t, column);
        if (!isnan(v))
            half = fmin(half, compute_half_digit(v));
    }
    return half;
}

/* low .. high: least and greatest score of the provinces that became the unit. false when one of
 * them has no score, or when the unit is not made of several. */
static bool find_range_of_parts(double *low, double *high, const tb_constraints *f,
                                const tb_index *before, size_t column, size_t t, const char *code,
                                int year)
{
    const tb_panel *old = tb_panel_unmerged(f->p);
    size_t row[MOST_PARTS], n = tb_panel_parts(row, MOST_PARTS, f->p, code, year);
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t k = 0; k < n && k < MOST_PARTS; k++) {
        double v = find_score(before, tb_panel_unit(old, row[k])->code, t, column);
        if (isnan(v))
            return false;
        *low = fmin(*low, v);
        *high = fmax(*high, v);
    }
    return n > 1 && n <= MOST_PARTS;
}

/* half: half a unit of the last published digit, so that rounding cannot shut the true score
 * out. */
void tbi_constraints_add_ranges(tb_constraints *f, tb_table_year *y, size_t column)
{
    const tb_panel *old = f->p != NULL ? tb_panel_unmerged(f->p) : NULL;
    const tb_index *before = old != NULL ? tb_panel_index(old, f->x->code) : NULL;
    ptrdiff_t t = before != NULL ? tb_index_year(before, y->year) : -1;
    ptrdiff_t c = t >= 0 ? tb_index_indicator(before, f->x->indicator[column].code) : -1;
    if (c < 0)
        return;
    double low, high, half = compute_rounding(before, (size_t)t, (size_t)c);
    for (size_t i = 0; i < f->n_unit; i++) {
        if (!y->in[i] || !isnan(y->fixed[i]) || y->rank[i] > 0)
            continue;
        if (!find_range_of_parts(&low, &high, f, before, (size_t)c, (size_t)t, f->x->unit_code[i],
                                 y->year))
            continue;
        y->low[i] = (f->x->direction < 0 ? -high : low) - half;
        y->high[i] = (f->x->direction < 0 ? -low : high) + half;
        y->between[i] = 1;
        f->ranges++;
    }
}

bool tbi_constraints_say_ranges(tb_notice_list *to, tb_arena *a, const tb_constraints *f)
{
    char text[512], text_vi[512];
    if (f->ranges == 0)
        return true;
    snprintf(text, sizeof text, TB_EN(TB_MSG_COMPLETE_UNIT_SEVERAL_PROVINCES_HAS), f->x->code,
             f->ranges);
    snprintf(text_vi, sizeof text_vi, TB_VI(TB_MSG_COMPLETE_UNIT_SEVERAL_PROVINCES_HAS), f->x->code,
             f->ranges);
    return tbi_notice_add(to, a, "parts-range", text, text_vi);
}
