/* mixture_fit.c - what the cases of a state-space model have in common: signal models, persistence,
 * components, or completed tables. */
#include "forecast/fit_memo.h"
#include "forecast/fit_state.h"
#include "forecast/place_distribution.h"
#include "forecast/place_weight.h"

#include "base/error.h"
#include "statespace/persistence.h"
#include "statespace/sampling.h"
#include "statespace/year_variance.h"

#include <math.h>
#include <string.h>

/* Then tables are completed before anything is fitted. */
bool tbi_known_in_part(const tb_deviation *d)
{
    for (size_t k = 0; k < d->n_year * d->n_unit; k++)
        if (d->known[k] == TB_KNOWN_NOT)
            return true;
    return false;
}

/* Sweeps before and between the tables that are kept. From seed to seed the probabilities of goals
 * move by 0.3 to 0.8 points with 499 tables, and no less with twice as many sweeps before, or with
 * four or eight between: what is left is the number of tables. */
enum {
    WARM = 200,
    WARM_BRIEF = 100,
    THIN = 2,
    BRIEF = 100 /* cases below which a distribution is a rough one: the record of the models */
};

/* The distribution of published places, when there are as many pairs of years as it has numbers. */
static tb_status fit_places(tb_fitted *fitted, const tb_constraints *facts, tb_err *err)
{
    static const size_t FEWEST_PAIRS = 3;
    tb_arena *a = &fitted->arena;
    size_t U = facts->n_unit;
    int *place = TB_NEW(a, int, (facts->n_year * U));
    size_t *order = TB_NEW(a, size_t, U);
    fitted->places = (tb_signal_fit){ 0 };
    if (a->refused)
        return tbi_no_memory(err, "the rank distribution");
    if (fitted->borrowed)
        return TB_OK;
    fitted->place = place;
    tbi_places_known(place, facts, order);
    if (tbi_places_pairs(place, facts->n_year, U) < FEWEST_PAIRS)
        return TB_OK;
    return tbi_place_distribution_fit(&fitted->places, place, facts->n_year, U, true, a, err);
}

/* The chains together keep at least as many draws as there are cases: a case is one completed
 * table. */
static tb_status complete_tables(tb_fit_state *f, tb_err *err)
{
    tb_fitted *fitted = f->fitted;
    tb_chains *d = TB_NEW(&fitted->arena, tb_chains, 1);
    if (d == NULL)
        return tbi_no_memory(err, "the completed tables");
    tb_chains_opts o = { .warm = f->j->cases < BRIEF ? WARM_BRIEF : WARM,
                         .kept = (f->j->cases + TB_CHAINS - 1) / TB_CHAINS,
                         .thin = THIN,
                         .seed = f->o->seed,
                         .borrowed = f->fitted->borrowed,
                         .threads = f->o->threads };
    tb_status st = tbi_kept_tables(d, f, &o, err);
    if (st != TB_OK)
        return st;
    const tb_constraints *k = &d->facts;
    st = fit_places(fitted, k, err);
    if (st != TB_OK)
        return st;
    fitted->done = d;
    fitted->signal_fit.n = d->n_free;
    fitted->facts = k->scores + k->ranks + k->means + k->extremes + k->counts;
    return TB_OK;
}

/* How many cases move as published places do: as earlier origins ask for; of a rough distribution
 * the prior's. */
static tb_status weigh_places(tb_fit_state *f, tb_err *err)
{
    tb_fitted *k = f->fitted;
    if (k->weighed || f->o->places != TB_PLACES_LEARNED)
        return TB_OK;
    k->weighed = true;
    k->weight = tbi_place_weight_prior();
    if (k->places.n == 0 || f->j->cases < BRIEF)
        return TB_OK;
    return tbi_kept_weight(f, err);
}

/* Errors that the survey itself has published, or its numbers of answers: samples that differ. */
static tb_status read_samples(tb_fit_state *f, tb_err *err)
{
    f->variance = TB_NEW(f->scratch, double, (f->d.n_year * f->d.n_unit));
    if (f->variance == NULL || !tbi_sampling_variance(f->variance, f->p, f->x, &f->d, f->scratch) ||
        !tbi_sampling_relative(&f->d, f->variance, f->scale, f->p, f->x, f->scratch))
        return tbi_no_memory(err, "the sampling errors of an index");
    for (size_t k = 0; f->scale != NULL && k < f->d.n_year * f->d.n_unit; k++)
        f->variance[k] *= f->scale[k / f->d.n_unit] * f->scale[k / f->d.n_unit];
    return TB_OK;
}

/* Units whose samples were alike in all years share a row of sizes. A year to come is sampled as
 * the last. */
static tb_status sort_samples(tb_fit_state *f, tb_err *err)
{
    size_t T = f->d.n_year;
    size_t U = f->d.n_unit;
    size_t n = T + f->steps;
    f->n_size = 0;
    if (f->d.relative == NULL)
        return TB_OK;
    f->size = TB_NEW(f->scratch, double, (U * n));
    f->size_of = TB_NEW(f->scratch, size_t, U);
    if (f->scratch->refused)
        return tbi_no_memory(err, "the sampling errors of an index");
    for (size_t i = 0; i < U; i++) {
        double *row = f->size + f->n_size * n;
        for (size_t t = 0; t < n; t++)
            row[t] = f->d.relative[(t < T ? t : T - 1) * U + i];
        size_t k = 0;
        while (memcmp(f->size + k * n, row, n * sizeof *row) != 0)
            k++;
        f->size_of[i] = k;
        f->n_size += k == f->n_size;
    }
    return TB_OK;
}

/* year_variance: how much the years' spreads vary, judged by a filter that keeps what a forecaster
 * expected to keep then, not what a year turned out to keep. */
static tb_status fit_signal(tb_fit_state *f, tb_err *err)
{
    tb_fitted *k = f->fitted;
    tb_status st = tbi_kept_signal_fit(&k->signal_fit, f, err);
    if (st != TB_OK)
        return st;
    double *free = TB_NEW(f->scratch, double, k->signal_fit.n);
    k->persistence = TB_NEW(&k->arena, double, f->d.n_year);
    if (k->persistence == NULL || free == NULL)
        return tbi_no_memory(err, "the signal model of an index");
    tb_uc_model m = tbi_signal_fit_at(k->persistence, &k->signal_fit, NULL, free);
    k->year_variance =
        tbi_year_variance(&f->d, &m, k->persistence, tbi_persistence_usual(&f->d, k->persistence));
    return tbi_components_alone(&k->parts[TB_OF_INDEX], &f->d, &m, k->persistence, &k->arena, err);
}

/* Components of the index, or of the one to which the column belongs: its shares are those that its
 * total keeps, whichever column is asked for. */
static tb_status find_parts(tb_fit_state *f, tb_level_of level, tb_err *err)
{
    tb_fitted *k = f->fitted;
    tb_deviation total = f->d; /* of column 0; else it is read below */
    const double *persistence = k->persistence;
    if (k->parted[level])
        return TB_OK;
    k->parted[level] = true;
    if (f->o->column != 0) {
        tb_signal_fit signal_fit;
        tb_status st =
            tbi_deviation_cache_view(&total, f->o->tables, f->x, 0, f->o->origin, &k->arena, NULL);
        if (st != TB_OK || tbi_known_in_part(&total))
            return TB_OK;
        double *own = TB_NEW(&k->arena, double, total.n_year);
        if (own == NULL)
            return tbi_no_memory(err, "the components of an index");
        if (tbi_signal_fit_table(&signal_fit, &total, &tbi_signal_vague, NULL, false, &k->arena,
                                 NULL) != TB_OK)
            return TB_OK;
        tbi_signal_fit_at(own, &signal_fit, NULL, signal_fit.free);
        persistence = own;
    }
    return tbi_components_fit(&k->parts[level], f->x, f->o->tables, &total, f->o->origin,
                              persistence, level == TB_OF_LEAVES, &k->arena, err);
}

/* What a divided component counts for what is forecast: its points, or, when one component is
 * forecast, its own alone. */
static tb_status count_points(tb_fit_state *f, tb_err *err)
{
    size_t column = f->o->column;
    bool met = column == 0;
    f->points = TB_NEW(f->scratch, double, f->parts.n);
    if (f->points == NULL)
        return tbi_no_memory(err, "the components of an index");
    for (size_t k = 0; k < f->parts.n; k++) {
        const tb_component *p = &f->parts.part[k];
        f->points[k] = column == 0           ? f->parts.points[k]
                       : p->column == column ? p->sd[p->d.n_year - 1]
                                             : 0;
        met = met || p->column == column;
    }
    if (!met)
        f->parts.n = 0;
    return TB_OK;
}

/* What the components expect beyond the index itself, as if everything were kept, for each year
 * asked and (last) for the signal at the origin. */
static tb_status expect_parts(tb_fit_state *f, tb_err *err)
{
    size_t U = f->d.n_unit;
    static const double one[] = { 1 };
    double *alone = TB_NEW(f->scratch, double, U);
    f->expected = TB_NEW(f->scratch, double, ((f->n_ahead + 1) * U));
    if (f->scratch->refused)
        return tbi_no_memory(err, "the components of an index");
    for (size_t h = 0; h < f->n_ahead + 1; h++) {
        size_t ahead = h < f->n_ahead ? f->at[h] - (f->d.n_year - 1) : 0;
        double *row = f->expected + h * U;
        tbi_components_expect(row, &f->parts, f->points, U, ahead);
        tbi_components_expect(alone, &f->fitted->parts[TB_OF_INDEX], one, U, ahead);
        for (size_t i = 0; i < U; i++)
            row[i] -= alone[i];
    }
    return TB_OK;
}

/* What is fitted stays with the key and serves every model of the origin; parts are fitted on
 * demand. */
tb_status tbi_mixture_fit(tb_fit_state *f, tb_level_of level, tb_err *err)
{
    tb_fitted *k = f->fitted;
    tb_status st = f->o->column != 0 && !tbi_known_in_part(&f->d)
                       ? tbi_deviation_one_scale(&f->scale, &f->d, f->scratch, err)
                       : TB_OK;
    if (st == TB_OK)
        st = read_samples(f, err);
    if (st == TB_OK && !tbi_known_in_part(&f->d))
        st = sort_samples(f, err);
    if (st != TB_OK)
        return st;
    if (!k->made)
        st = tbi_known_in_part(&f->d) ? complete_tables(f, err) : fit_signal(f, err);
    if (st != TB_OK)
        return st;
    k->made = true;
    f->signal_fit = k->signal_fit;
    f->done = k->done;
    if (k->facts > 0)
        f->j->facts = k->facts;
    if (k->done != NULL)
        return weigh_places(f, err);
    bool shown = f->o->focus != SIZE_MAX && f->o->column == 0;
    if (level != TB_OF_INDEX)
        st = find_parts(f, level, err);
    if (st == TB_OK && shown)
        st = find_parts(f, TB_OF_COMPONENTS, err);
    if (st != TB_OK)
        return st;
    if (shown)
        f->shown = k->parts[TB_OF_COMPONENTS];
    if (level == TB_OF_INDEX || k->parts[level].n == 0)
        return TB_OK;
    f->parts = k->parts[level];
    st = count_points(f, err);
    return st == TB_OK && f->parts.n > 0 ? expect_parts(f, err) : st;
}
