/* effect_outcome.c - an outcome from the panel: what is published or computed from published parts;
 * a cell that the publisher withheld is a gap. */
#include "effects/effect_outcome.h"

#include "base/years.h"
#include "num/quantile.h"
#include "score/compose.h"

#include <math.h>
#include <string.h>
#include <tangbac/score.h>

/* Units that the publisher ranked in a year. Where nobody says how many, those of the index that
 * there were in that year: those of which the data have a figure are what is asked about. */
static double count_ranked(const tb_panel *p, const tb_index *x, size_t t)
{
    double n = 0;
    if (x->n_ranked[t] > 0)
        return x->n_ranked[t];
    for (size_t i = 0; i < x->n_unit; i++)
        n += tb_panel_unit_of(p, x->unit_code[i], x->year[t]) != NULL;
    return n;
}

static const char *find_unit_name(const tb_panel *p, const char *code, int year)
{
    const tb_unit *u = tb_panel_unit_of(p, code, year);
    return u != NULL ? u->name_vi : code;
}

/* Arrays at the size of the index, and the outcome's names: the index' own for its total, else
 * those of the component. */
static bool make_room(tbi_outcome *o, const tb_index *x, tb_arena *a)
{
    o->units = x->n_unit;
    o->year = TB_NEW(a, int, x->n_year);
    o->unit = TB_NEW(a, const char *, x->n_unit);
    o->unit_vi = TB_NEW(a, const char *, x->n_unit);
    o->points = TB_NEW(a, double, x->n_unit * x->n_year);
    const char *code = x->indicator[o->column].code;
    o->name = tbi_arena_printf(a, "%s.%s", x->code, code);
    bool whole = strcmp(code, "TOTAL") == 0;
    o->vi = whole ? x->name_vi : x->indicator[o->column].name_vi;
    o->en = whole ? x->name_en : x->indicator[o->column].name_en;
    return !a->refused;
}

/* Mean and standard deviation of a year's scores; how many there are. */
static size_t compute_moments(double *mean, double *sd, const tbi_outcome *o, size_t t)
{
    double sum = 0, square = 0, n = 0;
    for (size_t i = 0; i < o->units; i++) {
        double y = o->points[i * o->years + t];
        if (!isfinite(y))
            continue;
        sum += y;
        n++;
    }
    *mean = sum / n;
    for (size_t i = 0; i < o->units; i++) {
        double y = o->points[i * o->years + t] - *mean;
        square += isfinite(y) ? y * y : 0;
    }
    *sd = n > 1 ? sqrt(square / (n - 1)) : NAN;
    return (size_t)n;
}

/* points [units][years] of the years in which anybody has a score. covered: the mean over the
 * years of the share of ranked units with one; sd: the mean spread of a year. */
bool tbi_outcome_load(tbi_outcome *out, const tb_panel *p, const tb_index *x, size_t column,
                      int first, int last, tb_arena *a)
{
    *out = (tbi_outcome){ .index = x, .column = column };
    size_t *place = TB_NEW(a, size_t, x->n_year);
    double *score = TB_NEW(a, double, (x->n_unit * x->n_year)); /* [kept year][unit] */
    if (!make_room(out, x, a))
        return false;
    for (size_t t = 0; t < x->n_year; t++) {
        double *of_year = score + out->years * x->n_unit;
        bool any = false;
        bool asked = (first == 0 || x->year[t] >= first) && (last == 0 || x->year[t] <= last);
        if (asked)
            tbi_score_column(of_year, x, x->year[t], column);
        for (size_t i = 0; i < x->n_unit && asked; i++)
            any = any || isfinite(of_year[i]);
        if (!any)
            continue;
        place[out->years] = t;
        out->year[out->years++] = x->year[t];
    }
    for (size_t i = 0; i < x->n_unit; i++) {
        out->unit[i] = x->unit_code[i];
        out->unit_vi[i] = find_unit_name(p, x->unit_code[i], out->years > 0 ? out->year[0] : 0);
        for (size_t t = 0; t < out->years; t++)
            out->points[i * out->years + t] = score[t * x->n_unit + i];
    }
    for (size_t t = 0; t < out->years; t++) {
        double mean, sd, with = (double)compute_moments(&mean, &sd, out, t);
        double ranked = count_ranked(p, x, place[t]);
        out->covered += fmin(1, with / ranked) / (double)out->years;
        out->ranked += ranked / (double)out->years;
        out->sd += (isfinite(sd) ? sd : 0) / (double)out->years;
    }
    return true;
}

/* (x - mean of the year) / sd of the year, so that a year with wider scores does not count for
 * more. */
bool tbi_outcome_standardise(double *y, const tbi_outcome *o)
{
    for (size_t t = 0; t < o->years; t++) {
        double mean, sd;
        compute_moments(&mean, &sd, o, t);
        for (size_t i = 0; i < o->units; i++)
            y[i * o->years + t] = sd > 0 ? (o->points[i * o->years + t] - mean) / sd : NAN;
    }
    return true;
}

/* until: last year in which a unit is known not to be exposed; NEVER lies after all panels. */
size_t tbi_outcome_expose(int *exposed, int *until, const tbi_outcome *o, const tb_exposures *all,
                          const char *measure)
{
    enum { NEVER = 9999 };
    size_t dated = 0;
    for (size_t i = 0; i < o->units; i++) {
        exposed[i] = 0;
        until[i] = 0;
    }
    for (size_t k = 0; k < tb_exposures_count(all); k++) {
        const tb_exposure *r = tb_exposure_at(all, k);
        ptrdiff_t i = strcmp(r->measure, measure) == 0 ? tb_index_unit(o->index, r->unit) : -1;
        if (i < 0)
            continue;
        exposed[i] = r->exposure_year;
        until[i] = r->status == TB_EXPOSURE_NEVER ? NEVER
                   : r->not_before > 0            ? r->not_before - 1
                                                  : 0;
        dated += r->exposure_year != 0;
    }
    return dated;
}

/* How many units a unit of the middle third would pass by `size` points in the last year
 * (median): at the ends of a table the same points pass fewer. */
double tbi_outcome_places(const tbi_outcome *o, double size)
{
    enum { MOST = 4096 };
    double score[MOST], moved[MOST];
    size_t n = 0, m = 0;
    for (size_t i = 0; i < o->units && n < MOST && o->years > 0; i++)
        if (isfinite(o->points[i * o->years + o->years - 1]))
            score[n++] = o->points[i * o->years + o->years - 1];
    if (n < 3 || !isfinite(size))
        return NAN;
    tbi_sort(score, n);
    for (size_t i = n / 3; i < n - n / 3; i++) {
        size_t j = i + 1;
        while (j < n && score[j] < score[i] + size)
            j++;
        moved[m++] = (double)(j - i - 1);
    }
    return tbi_median(moved, m);
}

size_t tbi_outcome_year(const tbi_outcome *o, int year)
{
    ptrdiff_t t = tbi_find_year(o->year, o->years, year);
    return t >= 0 ? (size_t)t : SIZE_MAX;
}
