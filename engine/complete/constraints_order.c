/* constraints_order.c - what was published of the order of a table: the score in the middle, and
 * how far the best stands above the worst. */
#include "complete/table_facts.h"

#include "base/error.h"
#include "messages/complete.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static tb_fact_words say_best(const tb_constraints *f, const tb_table_year *y, tb_arena *a)
{
    return tbi_fact_words(a, TB_MSG_FACT_BEST, fabs(y->best),
                          tbi_constraints_source(f, y->best_source));
}

static tb_fact_words say_worst(const tb_constraints *f, const tb_table_year *y, tb_arena *a)
{
    return tbi_fact_words(a, TB_MSG_FACT_WORST, fabs(y->worst),
                          tbi_constraints_source(f, y->worst_source));
}

static tb_fact_words say_extremes(const tb_constraints *f, const tb_table_year *y, tb_arena *a)
{
    tb_fact_words best = say_best(f, y, a);
    tb_fact_words worst = say_worst(f, y, a);
    return tbi_fact_words(a, TB_MSG_FACT_BOTH, best.en, best.vi, worst.en, worst.vi);
}

/* Of how many units it is the median: as its label says ("63:43.78", of which those without a score
 * count as the last), else of all that were ranked. 0: not of this table, since some sources give
 * that of the units they know. */
static size_t count_median_units(const tb_constraints *f, const tb_table_year *y, const tb_fact *q)
{
    ptrdiff_t t = tb_index_year(f->x, y->year);
    char *rest;
    long said = strtol(q->label, &rest, 10);
    if (rest != q->label)
        return *rest == '\0' && said >= (long)y->n_in && said <= (long)f->n_unit ? (size_t)said : 0;
    bool all = t >= 0 && f->x->n_ranked[t] > 0 && (size_t)f->x->n_ranked[t] == y->n_in;
    return all && q->label[0] == '\0' ? y->n_in : 0;
}

/* The score in the middle of an odd number of units is had by one of them; of an even number: half
 * stand above it. */
static void add_median(tb_constraints *f, tb_table_year *y, const tb_fact *q)
{
    size_t units = count_median_units(f, y, q);
    if (units == 0 || units / 2 >= y->n_in)
        return;
    double above = (double)(units / 2);
    f->extremes++;
    tbi_constraints_bar(y, q->value, above, q);
    if (units % 2 == 1)
        tbi_constraints_bar(y, q->value, above + 1, q);
}

/* best - worst, or best / worst: with one of them the other is known, or lies between two scores.
 * */
static tb_status add_span(tb_constraints *f, tb_table_year *y, const tb_fact *q, tb_arena *a,
                          tb_err *err)
{
    bool ratio = strcmp(q->kind, "ratio") == 0;
    double off = fmax(q->tolerance, 0);
    if (!isnan(y->best) && !isnan(y->worst)) {
        double is = ratio ? y->best / y->worst : y->best - y->worst;
        double rounding = ratio ? off : off + 2 * f->slack;
        if (fabs(is - q->value) > rounding + 1e-9)
            return tbi_constraints_contradict(err, f, y->year, tbi_fact_of_table(f, q, a),
                                              say_extremes(f, y, a));
        f->extremes++;
        return TB_OK;
    }
    if (isnan(y->best) && isnan(y->worst))
        return TB_OK;
    f->extremes++;
    bool top = isnan(y->best); /* the end that is told */
    double known = top ? y->worst : y->best;
    double other = ratio ? (top ? known * q->value : known / q->value)
                   : top ? known + q->value
                         : known - q->value;
    double least =
        ratio ? (top ? known * (q->value - off) : known / (q->value + off)) : other - off;
    double most = ratio ? (top ? known * (q->value + off) : known / (q->value - off)) : other + off;
    bool held = false; /* by a known score, which is better than what the rounding leaves */
    for (size_t i = 0; i < f->n_unit; i++)
        held = held || (y->fixed[i] >= least - f->slack && y->fixed[i] <= most + f->slack);
    if (held) {
        tbi_constraints_bar(y, top ? most : least, top ? 0 : (double)y->n_in, q);
    } else if (top) {
        y->best = other;
        y->best_source = q->source;
    } else {
        y->worst = other;
        y->worst_source = q->source;
    }
    return TB_OK;
}

/* A mean of all lies between the best and the worst. */
static tb_status check_mean(const tb_constraints *f, const tb_table_year *y, tb_arena *a,
                            tb_err *err)
{
    if (y->n_mean == 0 || strcmp(y->mean[0].scope, "VN") != 0)
        return TB_OK;
    const tb_component_mean *m = &y->mean[0];
    bool high = m->mean > y->best + m->tolerance, low = m->mean < y->worst - m->tolerance;
    if (!high && !low)
        return TB_OK;
    return tbi_constraints_contradict(
        err, f, y->year,
        tbi_fact_words(a, TB_MSG_FACT_MEAN, fabs(m->mean), tbi_constraints_source(f, m->source)),
        high ? say_best(f, y, a) : say_worst(f, y, a));
}

/* Facts about the order of a table (median, distance of the ends), only where more is better;
 * then whether the national mean lies between the worst and the best. */
tb_status tbi_constraints_orders(tb_constraints *f, size_t column, tb_arena *a, tb_err *err)
{
    tb_status st = TB_OK;
    for (size_t n = 0; n < f->x->n_fact && st == TB_OK && f->x->direction > 0; n++) {
        const tb_fact *q = &f->x->fact[n];
        if (q->indicator != (ptrdiff_t)column || strcmp(q->scope, "VN") != 0 || isnan(q->value))
            continue;
        if (q->year < f->first || q->year >= f->first + (int)f->n_year)
            continue;
        tb_table_year *y = &f->year[q->year - f->first];
        if (y->n_in < 2)
            continue;
        if (strcmp(q->kind, "median") == 0)
            add_median(f, y, q);
        if ((strcmp(q->kind, "range") == 0 && q->value >= 0) ||
            (strcmp(q->kind, "ratio") == 0 && q->value - q->tolerance >= 1))
            st = add_span(f, y, q, a, err);
    }
    for (size_t t = 0; t < f->n_year && st == TB_OK; t++)
        st = check_mean(f, &f->year[t], a, err);
    return st;
}
