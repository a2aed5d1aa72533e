/* own_change.c - is the change from the year before more than noise? The noise of a single year is
 * that of the component's state space (statespace/signal_model.h): y = a + u + e for the deviation
 * y from the mean of all, and a change of y holds the noise e of two years, so its standard
 * deviation is sqrt(2) s_e; where standard errors were published, by those of the unit in the two
 * years (statespace/sampling.h). What moved all provinces alike is not the province's own
 * change. */
#include "base/error.h"
#include "score/compose.h"
#include "standing/standing_parts.h"
#include "statespace/sampling.h"
#include "statespace/signal_fit_kept.h"

#include <math.h>

/* Consecutive years of one unit that must be known, over all units, before noise is told apart from
 * lasting moves. */
enum { LEAST_PAIRS = 60 };

/* Two-sided 5 % of a standard normal. */
static const double FIVE_PERCENT = 1.959963984540054;

/* Pairs of neighbouring years that one unit has: what the noise is learnt from. */
static size_t count_pairs(const tb_deviation *d)
{
    size_t n = 0;
    for (size_t t = 0; t + 1 < d->n_year; t++)
        for (size_t i = 0; i < d->n_unit; i++)
            n += !isnan(d->y[t * d->n_unit + i]) && !isnan(d->y[(t + 1) * d->n_unit + i]);
    return n;
}

/* Years in which another thing was measured under the same code are not read. */
static void drop_other_years(tb_deviation *d, const tb_index *x, size_t column, int year)
{
    for (size_t t = 0; t < d->n_year; t++) {
        bool same = tbi_index_same_thing(x, column, d->first + (int)t, year);
        for (size_t i = 0; i < d->n_unit && !same; i++)
            d->y[t * d->n_unit + i] = NAN;
    }
}

/* The unit's noise of the last two years of the table together, by the fitted signal model. */
static double compute_change_sd(const tb_signal_fit *fit, const tb_deviation *d, size_t unit,
                                double *persistence, double *free)
{
    tb_uc_model m = tbi_signal_fit_at(persistence, fit, NULL, free);
    if (d->relative == NULL)
        return sqrt(2 * m.var_e);
    const double *now = d->relative + (d->n_year - 1) * d->n_unit;
    const double *before = now - d->n_unit;
    return sqrt(tbi_signal_noise(&m, now[unit]) + tbi_signal_noise(&m, before[unit]));
}

/* Sampling variances of the table, relative to the mean of all as its deviations are.
 * TB_ENOMEM only: what was not published is no failure. */
static tb_status read_samples(tb_deviation *d, const tb_panel *p, const tb_index *x, tb_arena *a)
{
    double *variance = TB_NEW(a, double, (d->n_year * d->n_unit));
    return variance != NULL && tbi_sampling_variance(variance, p, x, d, a) &&
                   tbi_sampling_relative(d, variance, NULL, p, x, a)
               ? TB_OK
               : TB_ENOMEM;
}

/* The noise of the unit's change and the change of the mean of all; NaN when the table is too thin
 * or has no spread. */
static tb_status find_noise(double *sd, double *national, const tb_panel *p, const tb_index *x,
                            size_t column, size_t unit, int year, tb_number_book *book, tb_err *err)
{
    tb_arena own = { 0 };
    tb_deviation d;
    tb_signal_fit fit;
    tb_err why = TB_ERR_INIT;
    *sd = NAN;
    *national = NAN;
    tb_status st = tbi_deviation_make(&d, x, column, year, &own, &why);
    if (st == TB_OK && d.n_year >= 2)
        *national = d.level[d.n_year - 1] - d.level[d.n_year - 2];
    if (st == TB_OK) {
        drop_other_years(&d, x, column, year);
        if (count_pairs(&d) < LEAST_PAIRS)
            st = TB_EDATA;
    }
    if (st == TB_OK)
        st = read_samples(&d, p, x, &own);
    if (st == TB_OK)
        st = tbi_signal_fit_kept(&fit, book, &d, &own, &why);
    if (st == TB_OK) {
        double *persistence = TB_NEW(&own, double, d.n_year);
        double *free = TB_NEW(&own, double, fit.n);
        if (persistence == NULL || free == NULL)
            st = TB_ENOMEM;
        else
            *sd = compute_change_sd(&fit, &d, unit, persistence, free);
    }
    tbi_arena_free(&own);
    if (st != TB_ENOMEM)
        return TB_OK; /* a table that says nothing of its noise leaves the change unknown */
    return tbi_no_memory(err, "the noise of a component");
}

/* A total is comparable only within a scheme; a component while its own rows of the structure
 * stay. */
static bool is_comparable(const tb_index *x, size_t column, int before, int year)
{
    return tbi_index_same_thing(x, column, before, year) &&
           (column != 0 || tb_index_scheme(x, before) == tb_index_scheme(x, year));
}

/* The change against the nation's, judged by the noise of a difference of two years, sqrt(2
 * var_e): real beyond FIVE_PERCENT of its standard deviations, else noise. Unknown across a
 * change of rules. */
tb_status tbi_standing_change(tb_standing_component *out, const tb_panel *p, const tb_index *x,
                              size_t column, size_t unit, int year, tb_number_book *book,
                              tb_err *err)
{
    out->change = NAN;
    out->change_national = NAN;
    out->change_sd = NAN;
    out->change_is = TB_CHANGE_UNKNOWN;
    double before = tb_score_cell(x, year - 1, unit, column, NULL);
    if (isnan(out->score) || isnan(before) || !is_comparable(x, column, year - 1, year))
        return TB_OK;
    out->change = out->score - before;
    tb_status st =
        find_noise(&out->change_sd, &out->change_national, p, x, column, unit, year, book, err);
    double own = out->change - out->change_national;
    if (st == TB_OK && !isnan(out->change_sd) && !isnan(own))
        out->change_is =
            fabs(own) > FIVE_PERCENT * out->change_sd ? TB_CHANGE_REAL : TB_CHANGE_NOISE;
    return st;
}
