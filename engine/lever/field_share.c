/* field_share.c - shares of the lost points by the cases that are known, field by field. */
#include "lever/field_share.h"

#include "num/dist.h"
#include "score/compose.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Cases, and degrees of freedom of their spread, from which a share is said. */
enum { LEAST_CASES = 6, LEAST_FREE = 3 };

/* Sums over the cases of one field. */
typedef struct group {
    double n, sum, squares;
} group;

/* Of two equally near years the one that stands first in the structure. */
double tbi_field_max(int *scheme, const tb_index *x, size_t column, int year, int last)
{
    double max = NAN;
    int best = 0;
    for (size_t k = 0; k < x->n_node; k++) {
        const tb_node *n = &x->node[k];
        if (n->indicator != column || isnan(n->max) || n->first_year > last)
            continue;
        int at = year < n->first_year ? n->first_year : year > n->last_year ? n->last_year : year;
        if (!isnan(max) && abs(at - year) >= abs(best - year))
            continue;
        max = n->max;
        best = at;
    }
    *scheme = best;
    return max;
}

/* A row of the structure of the column, the first one with a maximum; NULL: none. */
static const tb_node *find_node(const tb_index *x, size_t column)
{
    for (size_t k = 0; k < x->n_node; k++)
        if (x->node[k].indicator == column && !isnan(x->node[k].max))
            return &x->node[k];
    return NULL;
}

/* The maximum by the rules of the year itself; NaN: not read. A maximum of other rules makes no
 * case: of 23.5 points in 2020 and 22 since 2022 the same score lacks 1.5 less. */
static double get_own_max(const tb_index *x, size_t column, int year)
{
    const tb_node *n = tb_index_node(x, column, year);
    return n != NULL ? n->max : NAN;
}

/* A case of a field that lacks more than all, or gained more than its maximum, is none: a figure is
 * wrong. total [years][units]: scores of the whole; part [units]:
 * scratch. */
static group sum_cases(const tb_index *x, size_t field, size_t years, const double *total,
                       double *part)
{
    group g = { 0 };
    for (size_t t = 0; t < years; t++) {
        int year = x->year[t];
        double most = get_own_max(x, field, year);
        double whole = get_own_max(x, 0, year);
        tbi_score_column(part, x, year, field);
        for (size_t i = 0; i < x->n_unit; i++) {
            double of_part = most - part[i];
            if (isnan(of_part))
                continue;
            double of_whole = whole - total[t * x->n_unit + i];
            if (!(of_part >= 0 && of_whole > 0 && of_part <= of_whole))
                continue;
            double z = sqrt(of_part / of_whole / (most / whole));
            g.n++;
            g.sum += z;
            g.squares += z * z;
        }
    }
    return g;
}

/* Spread within fields s^2 (of df) and between them t^2, and the mean of all fields. */
typedef struct spread {
    double within, between, mean, df, weight, known;
} spread;

/* One-way analysis of variance over the fields that are known (Searle, Casella and McCulloch
 * 1992, sec. 3.6, unequal groups): within s^2 = inside / df, between t^2 = (MS_between - s^2) (m
 * - 1) / (n - sum n_f^2 / n), not below 0; then the mean of the fields weighted by 1 / (t^2 +
 * s^2 / n_f), and the sum of these weights. df 0 gives NaN or infinity, which the caller
 * refuses. */
static spread analyse_variance(const group *g, size_t fields)
{
    double n = 0;
    double sum = 0;
    double sizes = 0;
    double inside = 0;
    double known = 0;
    for (size_t k = 0; k < fields; k++) {
        if (!(g[k].n > 0))
            continue;
        known++;
        n += g[k].n;
        sum += g[k].sum;
        sizes += g[k].n * g[k].n;
        inside += g[k].squares - g[k].sum * g[k].sum / g[k].n;
    }
    spread s = { .df = n - known, .mean = sum / n, .known = known };
    /* rounding alone can make it negative */
    s.within = fmax(inside, 0) / s.df;
    double apart = 0;
    for (size_t k = 0; k < fields; k++)
        if (g[k].n > 0)
            apart += g[k].n * (g[k].sum / g[k].n - s.mean) * (g[k].sum / g[k].n - s.mean);
    if (known > 1)
        s.between = fmax(apart / (known - 1) - s.within, 0) * (known - 1) / (n - sizes / n);
    sum = 0;
    for (size_t k = 0; k < fields; k++) {
        double precision = g[k].n > 0 ? 1 / (s.between + s.within / g[k].n) : 0;
        sum += precision > 0 ? precision * g[k].sum / g[k].n : 0;
        s.weight += precision;
    }
    s.mean = sum / s.weight;
    return s;
}

/* z of the next case of a field: mean and standard deviation. */
static void predict_case(double *mean, double *sd, const group *g, const spread *s)
{
    double own = s->between > 0 ? g->n / (g->n + s->within / s->between) : 0;
    *mean = own * (g->n > 0 ? g->sum / g->n : 0) + (1 - own) * s->mean;
    *sd = sqrt(s->within + (1 - own) * s->between + (1 - own) * (1 - own) / s->weight);
}

/* Parent and kind are those of the structure's rows: of the fields of one scheme no other is
 * read. */
bool tbi_field_share(tb_field_share *out, const tb_index *x, size_t field, int origin, tb_arena *a)
{
    static const double MOST = 0.9; /* as many lie above as below: 8 in 10 between */
    const tb_node *row = find_node(x, field);
    group *g = TB_NEW(a, group, x->n_indicator);
    size_t own = 0, years = 0;
    while (years < x->n_year && x->year[years] <= origin)
        years++;
    double *total = TB_NEW(a, double, (years * x->n_unit)), *part = TB_NEW(a, double, x->n_unit);
    double cases = 0;
    int scheme;
    *out = (tb_field_share){ NAN, NAN, 0 };
    if (g == NULL || total == NULL || part == NULL)
        return false;
    if (row == NULL)
        return true;
    for (size_t t = 0; t < years; t++)
        tbi_score_column(total + t * x->n_unit, x, x->year[t], 0);
    size_t fields = 0;
    /* 0 is the total */
    for (size_t c = 1; c < x->n_indicator; c++) {
        const tb_node *n = find_node(x, c);
        if (n == NULL || n->parent != row->parent || strcmp(n->kind, row->kind) != 0)
            continue;
        own = c == field ? fields : own;
        g[fields] = sum_cases(x, c, years, total, part);
        cases += g[fields++].n;
    }
    spread s = analyse_variance(g, fields);
    /* how far fields lie apart is not seen in one of them */
    bool blind = s.known < 2 && !(g[own].n > 0);
    if (cases < LEAST_CASES || s.df < LEAST_FREE || !(s.weight > 0) || blind)
        return true;
    double mean;
    double sd;
    predict_case(&mean, &sd, &g[own], &s);
    double reach = tbi_t_quantile(MOST, s.df) * sd;
    /* z is a root, so its square is taken only of what is not negative */
    double least = fmax(mean - reach, 0);
    double size = tbi_field_max(&scheme, x, field, origin, TB_ANY_SCHEME) /
                  tbi_field_max(&scheme, x, 0, origin, TB_ANY_SCHEME);
    *out = (tb_field_share){ fmin(1, size * least * least),
                             fmin(1, size * (mean + reach) * (mean + reach)), (size_t)cases };
    return true;
}
