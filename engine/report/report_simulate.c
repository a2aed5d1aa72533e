/* report_simulate.c - the JSON of a simulation. */
#include "base/error.h"
#include "messages/report.h"
#include "report/envelope.h"
#include "text/owned_text.h"

#include <math.h>

/* A number, or null with why beside.
 * reason_key: the whole name of the member beside it. */
static void write_number_or(tb_json *j, const char *key, double x, const char *reason_key,
                            const char *reason)
{
    tbi_json_number(j, key, x);
    if (!isfinite(x))
        tbi_json_text(j, reason_key, reason);
}

/* set [2]: the best and the worst place of a set of ranks.
 * Both are places from 1; a set of one place has it twice. */
static void write_set(tb_json *j, const char *key, const int *set)
{
    tbi_json_array(j, key);
    tbi_json_int(j, NULL, set[0]);
    tbi_json_int(j, NULL, set[1]);
    tbi_json_array_end(j);
}

/* null for a unit that no draw ranks. */
static void write_rank(tb_json *j, const tb_simulate_unit *u)
{
    if (isnan(u->rank_mean)) {
        tbi_json_null(j, "rank");
        tbi_json_text(j, "rank_reason", "not ranked in any draw");
        return;
    }
    tbi_json_object(j, "rank");
    tbi_json_number(j, "mean", u->rank_mean);
    tbi_json_number(j, "q05", u->rank_q05);
    tbi_json_number(j, "q50", u->rank_q50);
    tbi_json_number(j, "q95", u->rank_q95);
    tbi_json_object_end(j);
}

/* i: of the units. Points of one component alone that lift the unit by one rank, or whose loss
 * costs one.
 * Writes `local`, one entry a component; the reasons tell a component that is not known from one
 * that has no room. */
static void write_local(tb_json *j, const tb_simulation *s, size_t i)
{
    const char *none = tb_simulation_tables(s) > 0
                           ? "the components of the whole table are not known"
                           : "the unit has no composite";
    tbi_json_array(j, "local");
    for (size_t k = 0; k < tb_simulation_components(s); k++) {
        double up, down;
        tb_simulation_local(s, i, k, &up, &down);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "component", tb_simulation_component(s, k));
        write_number_or(j, "up", up, "up_reason",
                        isnan(up) ? none : "not within the component's range, or nobody above");
        write_number_or(j, "down", down, "down_reason",
                        isnan(down) ? none : "not within the component's range, or nobody below");
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* chance_top repeats chance_top10 when ten is what was asked for, and is left out then. */
static void write_unit(tb_json *j, const tb_simulation *s, size_t i, size_t best)
{
    const tb_simulate_unit *u = tb_simulation_unit(s, i);
    tbi_json_object(j, NULL);
    tbi_json_text(j, "code", u->code);
    tbi_json_text(j, "name", u->name_vi);
    tbi_json_text(j, "name_en", u->name_en);
    if (u->reference_rank > 0)
        tbi_json_int(j, "reference_rank", u->reference_rank);
    else {
        tbi_json_null(j, "reference_rank");
        tbi_json_text(j, "reference_rank_reason",
                      u->reason != NULL ? u->reason : "not in the data");
        tbi_json_text(j, "missing_component", u->missing);
    }
    /* the composite with official weights and no noise */
    write_number_or(j, "reference_score", u->reference_score, "reference_score_reason", u->reason);
    write_rank(j, u);
    /* places that the unit moves on average from its reference */
    write_number_or(j, "mean_abs_shift", u->mean_abs_shift, "mean_abs_shift_reason",
                    "no reference rank to move from");
    tbi_json_number(j, "chance_top10", u->chance_top10);
    if (best != 10)
        tbi_json_number(j, "chance_top", u->chance_best);
    tbi_json_number(j, "chance_ranked", u->chance_ranked);
    /* sets of ranks need standard errors of whole tables; else the first reason that holds
     * is given */
    if (u->marginal[0] > 0) {
        tbi_json_object(j, "rank_set");
        write_set(j, "marginal", u->marginal);
        write_set(j, "simultaneous", u->simultaneous);
        tbi_json_bool(j, "among_best", u->among_best);
        tbi_json_number(j, "score_se", u->se);
        /* the place under sampling errors alone, with everything else as it is */
        tbi_json_object(j, "by_errors");
        tbi_json_number(j, "q05", u->error_q05);
        tbi_json_number(j, "q50", u->error_q50);
        tbi_json_number(j, "q95", u->error_q95);
        tbi_json_number(j, "chance_top", u->error_best);
        tbi_json_object_end(j);
        tbi_json_object_end(j);
    } else {
        tbi_json_null(j, "rank_set");
        tbi_json_text(j, "rank_set_reason",
                      tb_simulation_tables(s) > 0 ? "the scores of the whole table are not known"
                      : u->reference_rank == 0    ? "the unit has no composite"
                      : u->se > 0                 ? "no sets were asked for"
                                                  : "no standard errors");
    }
    write_local(j, s, i);
    tbi_json_object_end(j);
}

/* total: total effects, else first-order ones. output: a unit's rank, or the mean shift behind the
 * last unit.
 * Writes the member `key`. A factor without an index is left out. Estimates are shares of
 * variance with their interval. */
static void write_indices(tb_json *j, const char *key, const tb_simulation *s, size_t output,
                          bool total)
{
    tbi_json_array(j, key);
    for (size_t k = 0; k < tb_simulation_factors(s); k++) {
        tb_simulate_index first, all, *x = total ? &all : &first;
        const char *vi;
        if (tb_simulation_sobol(s, output, k, &first, &all, &vi) != NULL)
            continue;
        tbi_json_object(j, NULL);
        tbi_json_text(j, "factor", tb_simulation_factor(s, k));
        tbi_json_number(j, "estimate", x->estimate);
        tbi_json_number(j, "ci_low", x->low);
        tbi_json_number(j, "ci_high", x->high);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* One entry for the rank of each unit and one for the mean shift; nothing without samples.
 * code is null for the mean shift, which is of no unit. factors == 0: nothing was varied. */
static void write_sobol(tb_json *j, const tb_simulation *s)
{
    size_t units = tb_simulation_units(s);
    tbi_json_array(j, "sobol");
    for (size_t o = 0; o <= units && tb_simulation_samples(s) > 0; o++) {
        tb_simulate_index first, total;
        const char *vi;
        const char *why = tb_simulation_factors(s) == 0
                              ? "no factors"
                              : tb_simulation_sobol(s, o, 0, &first, &total, &vi);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "code", o < units ? tb_simulation_unit(s, o)->code : NULL);
        tbi_json_text(j, "output", o < units ? "rank" : "mean_shift");
        if (why != NULL) {
            tbi_json_null(j, "first");
            tbi_json_text(j, "first_reason", why);
            tbi_json_null(j, "total");
            tbi_json_text(j, "total_reason", why);
        } else {
            write_indices(j, "first", s, o, false);
            write_indices(j, "total", s, o, true);
        }
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* What the draws vary: weights, errors, and pairs of normalising and adding up, with why some are
 * not used.
 * Writes `components`, `factors` and `design`. weight is the official one, noise_sd in points. */
static void write_design(tb_json *j, const tb_simulation *s)
{
    tbi_json_array(j, "components");
    for (size_t k = 0; k < tb_simulation_components(s); k++) {
        tbi_json_object(j, NULL);
        tbi_json_text(j, "component", tb_simulation_component(s, k));
        tbi_json_number(j, "weight", tb_simulation_weight(s, k));
        tbi_json_number(j, "noise_sd", tb_simulation_noise(s, k));
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_array(j, "factors");
    for (size_t k = 0; k < tb_simulation_factors(s); k++)
        tbi_json_text(j, NULL, tb_simulation_factor(s, k));
    tbi_json_array_end(j);
    tbi_json_array(j, "design");
    for (size_t k = 0; k < tb_simulation_pairs(s); k++) {
        const tb_simulate_pair *p = tb_simulation_pair(s, k);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "normalisation", p->normalise);
        tbi_json_text(j, "aggregation", p->aggregate);
        tbi_json_bool(j, "used", p->used);
        if (!p->used) {
            tbi_json_text(j, "reason", p->reason);
            tbi_json_text(j, "reason_vi", p->reason_vi);
        }
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* Each way to compute alone; ranks in the order of units, null where a unit has none.
 * share_of_draws: how often the draws took that way. moves_most: from its reference place to the
 * one of that way. */
static void write_methods(tb_json *j, const tb_simulation *s)
{
    tbi_json_array(j, "methods");
    for (size_t k = 0; k < tb_simulation_methods(s); k++) {
        const tb_simulate_method *m = tb_simulation_method(s, k);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "aggregation", m->aggregate);
        tbi_json_text(j, "normalisation", m->normalise);
        tbi_json_number(j, "share_of_draws", m->share);
        write_number_or(j, "mean_abs_shift", m->mean_abs_shift, "mean_abs_shift_reason",
                        "no unit was ranked");
        /* that way of computing leaves every unit where it is */
        if (m->most == SIZE_MAX) {
            tbi_json_null(j, "moves_most");
            tbi_json_text(j, "moves_most_reason", "no rank moves");
        } else {
            tbi_json_object(j, "moves_most");
            tbi_json_text(j, "code", tb_simulation_unit(s, m->most)->code);
            tbi_json_int(j, "from", tb_simulation_unit(s, m->most)->reference_rank);
            tbi_json_int(j, "to", m->rank[m->most]);
            tbi_json_object_end(j);
        }
        tbi_json_array(j, "ranks");
        for (size_t i = 0; i < tb_simulation_units(s); i++) {
            if (m->rank[i] > 0)
                tbi_json_int(j, NULL, m->rank[i]);
            else
                tbi_json_null(j, NULL);
        }
        tbi_json_array_end(j);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* full adds the probabilities [unit][place]. `samples` are the draws where none are made for
 * Sobol's indices. */
tb_status tb_report_simulate(tb_text **out, const tb_report_head *h, const tb_simulation *s,
                             const char *index, int year, size_t best, double level, bool full,
                             tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    size_t n = tb_simulation_units(s);
    if (full && tb_simulation_rank_probability(s) == NULL)
        return tbi_fail(err, TB_EARG, TB_MSG_REPORT_FULL_TOO_MANY_UNITS, n);
    tbi_envelope_open(&j, &b, h, "simulate", tb_simulation_notices(s), 4);
    tbi_json_text(&j, "index", index);
    tbi_json_int(&j, "year", year);
    tbi_json_u64(&j, "draws", tb_simulation_draws(s));
    tbi_json_u64(&j, "samples",
                 tb_simulation_samples(s) > 0 ? tb_simulation_samples(s) : tb_simulation_draws(s));
    /* 0 when no points were drawn for Sobol's indices */
    tbi_json_u64(&j, "sobol_points", tb_simulation_samples(s));
    /* of the gamma factors of the weights: the larger, the nearer to the weights of the
     * index */
    write_number_or(&j, "concentration", tb_simulation_concentration(s), "concentration_reason",
                    "weights are not drawn by gamma factors");
    write_number_or(&j, "mean_abs_shift", tb_simulation_mean_shift(s), "mean_abs_shift_reason",
                    "no unit was ranked");
    tbi_json_number(&j, "composite_noise_sd", tb_simulation_composite_noise(s));
    tbi_json_u64(&j, "best", best);
    /* tables drawn where scores were not published; 0 when all are known */
    tbi_json_u64(&j, "completed_tables", tb_simulation_tables(s));
    tbi_json_number(&j, "confidence", level);
    tbi_json_array(&j, "units");
    for (size_t i = 0; i < n; i++)
        write_unit(&j, s, i, best);
    tbi_json_array_end(&j);
    write_design(&j, s);
    write_methods(&j, s);
    write_sobol(&j, s);
    if (full) {
        const double *p = tb_simulation_rank_probability(s);
        tbi_json_array(&j, "rank_probability");
        for (size_t i = 0; i < n; i++) {
            tbi_json_array(&j, NULL);
            for (size_t k = 0; k < n; k++)
                tbi_json_number(&j, NULL, p[i * n + k]);
            tbi_json_array_end(&j);
        }
        tbi_json_array_end(&j);
    }
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}
