/* design.c - reads the options into factors; says which pairs of normalisation and aggregation do
 * not exist, and why. */
#include "simulate/design.h"

#include "base/error.h"
#include "messages/one_language.h"
#include "messages/simulate.h"
#include "simulate/gamma_table.h"

#include <math.h>
#include <string.h>

const char *const tbi_norm_words[TB_NORMS] = { "none", "minmax",     "zscore",
                                               "rank", "percentile", "distance" };
const char *const tbi_aggregation_words[TB_AGGREGATIONS] = { "arithmetic", "geometric", "harmonic",
                                                             "copeland" };

/* A comma-separated list of words into marks. on [n] out by position in words. TB_EARG: an
 * unknown word, with all that there are, or an empty list. */
static tb_status read_list(bool *on, const char *list, const char *const *words, size_t n,
                           const char *what, tb_err *err)
{
    memset(on, 0, n * sizeof *on);
    for (const char *at = list; *at != '\0';) {
        size_t len = strcspn(at, ",");
        size_t k = 0;
        while (k < n && (strlen(words[k]) != len || strncmp(words[k], at, len) != 0))
            k++;
        if (k == n) {
            char all[256] = "";
            for (size_t i = 0; i < n; i++)
                strcat(strcat(all, i ? ", " : ""), words[i]);
            return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_KNOWN_EXPECTED, what, (int)len, at, all);
        }
        on[k] = true;
        at += len + (at[len] == ',');
    }
    for (size_t k = 0; k < n; k++)
        if (on[k])
            return TB_OK;
    return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_LIST_EMPTY, what);
}

/* Geometric and harmonic means need values above zero whatever the data: only these promise them.
 * */
static bool is_always_positive(int norm)
{
    return norm == TB_NORM_MINMAX || norm == TB_NORM_RANK || norm == TB_NORM_PERCENTILE;
}

/* Why a mean that needs positive values is not made after this normalisation, with an example
 * from the data where there is one. norm: TB_NORM_*. In a, Vietnamese where vi. The worst value
 * is the example. */
static const char *explain_refusal(const tb_sim_components *t, int norm, tb_arena *a, bool vi)
{
    size_t part = SIZE_MAX, unit = 0;
    double worst = INFINITY;
    for (size_t j = 0; j < t->parts; j++) {
        double mean = 0, n = 0;
        for (size_t i = 0; i < t->units; i++)
            if (!isnan(t->x[j * t->units + i])) {
                mean += t->x[j * t->units + i];
                n++;
            }
        mean /= n;
        for (size_t i = 0; i < t->units; i++) {
            double v = t->x[j * t->units + i];
            if (norm == TB_NORM_ZSCORE)
                v -= mean;
            if (!isnan(v) && v <= 0 && v < worst) {
                worst = v;
                part = j;
                unit = i;
            }
        }
    }
    if (part == SIZE_MAX)
        return vi ? TB_VI(TB_MSG_SIMULATE_VALUES_CAN_BE_ZERO)
                  : TB_EN(TB_MSG_SIMULATE_VALUES_CAN_BE_ZERO);
    return tbi_arena_printf(a,
                            vi ? TB_VI(TB_MSG_SIMULATE_VALUES_ZERO_OR_NEGATIVE)
                               : TB_EN(TB_MSG_SIMULATE_VALUES_ZERO_OR_NEGATIVE),
                            t->code[part], vi ? t->unit[unit]->name_vi : t->unit[unit]->name_en,
                            t->unit[unit]->code);
}

static void add_pair(tb_design *d, const char *norm, int aggregation, bool used, const char *reason,
                     const char *reason_vi)
{
    d->pair[d->pairs++] =
        (tb_simulate_pair){ norm, tbi_aggregation_words[aggregation], used, reason, reason_vi };
}

/* Every pair that was asked for is listed in `pair`, refused ones with their reason; `method`
 * keeps those that are used. An aggregation that is left without any normalisation is an error.
 * Copeland only compares, so that one method stands for all its normalisations. Memory for all
 * pairs is there. TB_EARG: a mean that cannot be computed after any of the normalisations. */
static tb_status make_methods(tb_design *d, const tb_simulate_opts *o, tb_arena *a, tb_err *err)
{
    bool norm[TB_NORMS], aggregation[TB_AGGREGATIONS];
    tb_status st = read_list(norm, o->normalise, tbi_norm_words, TB_NORMS, "normalisation", err);
    if (st == TB_OK)
        st = read_list(aggregation, o->aggregate, tbi_aggregation_words, TB_AGGREGATIONS,
                       "aggregation", err);
    if (st != TB_OK)
        return st;
    for (int g = 0; g < TB_AGGREGATIONS; g++) {
        if (!aggregation[g])
            continue;
        size_t before = d->methods;
        for (int k = 0; k < TB_NORMS; k++) {
            if (g == TB_AGG_COPELAND) {
                add_pair(d, "any", g, true, NULL, NULL);
                d->method[d->methods++] = (tb_method){ TB_NORM_NONE, g };
                break;
            }
            if (!norm[k])
                continue;
            bool fit = g == TB_AGG_ARITHMETIC || is_always_positive(k);
            add_pair(d, tbi_norm_words[k], g, fit,
                     fit ? NULL : explain_refusal(d->parts, k, a, false),
                     fit ? NULL : explain_refusal(d->parts, k, a, true));
            if (fit)
                d->method[d->methods++] = (tb_method){ k, g };
        }
        if (d->methods == before) {
            const tb_simulate_pair *last = &d->pair[d->pairs - 1];
            return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_MEAN_CANNOT_COMPUTED_AFTER,
                            tbi_aggregation_words[g], d->parts->index->code, last->normalise,
                            last->reason, last->reason_vi);
        }
        d->of_aggregation[d->aggregations++] = before;
    }
    d->of_aggregation[d->aggregations] = d->methods;
    return TB_OK;
}

/* Of an index that is known in part nothing but the total can be computed. The words are checked
 * all the same, and every pair but the plain one is listed as not used. */
static tb_status make_total(tb_design *d, const tb_simulate_opts *o, tb_arena *a, tb_err *err)
{
    /* what was asked for must be words that there are */
    tb_status st = make_methods(d, o, a, err);
    if (st != TB_OK)
        return st;
    for (size_t k = 0; k < d->pairs; k++) {
        d->pair[k].used = d->pair[k].aggregate == tbi_aggregation_words[TB_AGG_ARITHMETIC] &&
                          d->pair[k].normalise == tbi_norm_words[TB_NORM_NONE];
        d->pair[k].reason =
            d->pair[k].used ? NULL : TB_EN(TB_MSG_SIMULATE_COMPONENTS_WHOLE_TABLE_NOT);
        d->pair[k].reason_vi =
            d->pair[k].used ? NULL : TB_VI(TB_MSG_SIMULATE_COMPONENTS_WHOLE_TABLE_NOT);
    }
    d->method[0] = (tb_method){ TB_NORM_NONE, TB_AGG_ARITHMETIC };
    d->methods = d->aggregations = d->of_aggregation[1] = 1;
    d->of_aggregation[0] = 0;
    d->weights = TB_SIMULATE_FIXED;
    return TB_OK;
}

static void add_factor(tb_design *d, const char *name, tb_factor_kind kind, size_t part,
                       ptrdiff_t input)
{
    d->factor[d->factors++] = (tb_factor){ name, kind, part, input < 0 ? SIZE_MAX : (size_t)input };
}

/* The factors of weights and the tables they are drawn from. Independent gammas of shape
 * concentration times the official weight, brought to sum 1, are a Dirichlet distribution around
 * the official weights. concentration: 10 times the parts unless given; percent: half the width
 * around each official weight. d->gamma [parts][TB_GAMMA_TABLE]. */
static tb_status make_weights(tb_design *d, const tb_simulate_opts *o, tb_arena *a, tb_err *err)
{
    const tb_sim_components *t = d->parts;
    bool gamma = o->weights == TB_SIMULATE_GAMMA;
    d->weights = o->weights;
    d->concentration = o->concentration == 0 ? 10 * (double)t->parts : o->concentration;
    /* below, one component has all the weight in every draw, and gammas of such shapes take
     * minutes */
    if (gamma && !(d->concentration >= 0.01 && d->concentration < 1e9))
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_CONCENTRATION_MUST_0_1E9, o->concentration);
    d->percent = o->percent;
    if (d->weights == TB_SIMULATE_PERCENT && !(o->percent > 0 && o->percent <= 100))
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_PERCENT_MUST_0_100, o->percent);
    if (d->weights == TB_SIMULATE_FIXED)
        return TB_OK;
    if (gamma) {
        d->gamma = TB_NEW(a, double, (t->parts * TB_GAMMA_TABLE));
        if (d->gamma == NULL)
            return tbi_no_memory(err, "the weights");
        for (size_t j = 0; j < t->parts; j++)
            if (t->weight[j] > 0)
                tbi_gamma_table(d->gamma + j * TB_GAMMA_TABLE, d->concentration * t->weight[j]);
    }
    for (size_t j = 0; j < t->parts; j++) {
        /* a weight of zero stays zero */
        if (t->weight[j] == 0 && d->weights != TB_SIMULATE_UNIFORM)
            continue;
        char *name = tbi_arena_printf(a, "weight:%s", t->code[j]);
        if (name == NULL)
            return tbi_no_memory(err, "the factors");
        add_factor(d, name, TB_FACTOR_WEIGHT, j, (ptrdiff_t)d->inputs++);
    }
    add_factor(d, "weights", TB_FACTOR_WEIGHTS, 0, -1);
    return TB_OK;
}

/* Group 0 is the noise of all parts, if there is any; each component that is varied on purpose
 * makes a group of its own, the same standard deviation for all units. sd in points of the
 * component; at most TB_GROUPS_OF_NOISE groups. */
static tb_status make_noise(tb_design *d, const tb_simulate_opts *o, tb_arena *a, tb_err *err)
{
    const tb_sim_components *t = d->parts;
    bool any = false;
    for (size_t k = 0; k < t->parts * t->units; k++)
        any = any || t->noise[k] > 0;
    if (any) {
        d->noise_of[d->noises] = t->noise;
        add_factor(d, "noise", TB_FACTOR_NOISE, d->noises++, -1);
    }
    for (size_t v = 0; v < o->varies; v++) {
        const tb_simulate_error *e = &o->vary[v];
        size_t j = 0;
        const char *dot = e->component != NULL ? strchr(e->component, '.') : NULL;
        const char *code = dot != NULL ? dot + 1 : e->component != NULL ? e->component : "";
        while (j < t->parts && strcmp(t->code[j], code) != 0)
            j++;
        if (j == t->parts)
            return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_UNKNOWN_COMPONENT_LEVEL_EXPECT, code,
                            o->index, o->year, t->code[0], t->code[1]);
        if (!(e->sd > 0) || isinf(e->sd))
            return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_STANDARD_DEVIATION_COMPONENT_M, code,
                            e->sd);
        if (d->noises == TB_GROUPS_OF_NOISE)
            return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_MOST_COMPONENTS_CAN_VARY,
                            TB_GROUPS_OF_NOISE - 1);
        double *sd = TB_NEW(a, double, (t->parts * t->units));
        char *name = tbi_arena_printf(a, "component:%s", code);
        if (a->refused)
            return tbi_no_memory(err, "the factors");
        for (size_t i = 0; i < t->units; i++)
            sd[j * t->units + i] = e->sd;
        d->noise_of[d->noises] = sd;
        add_factor(d, name, TB_FACTOR_NOISE, d->noises++, -1);
    }
    return TB_OK;
}

/* Coordinates of the cube in this order: weights, normalisation, aggregation, what is left out.
 * What has one choice only gets none; noise has none either, its normals come from streams of
 * their own. centre 0..1. d lives in a and borrows t. TB_EARG for what was asked, TB_EDATA for
 * what the index cannot give. */
tb_status tbi_design_make(tb_design *d, const tb_sim_components *t, const tb_simulate_opts *o,
                          tb_arena *a, tb_notice_list *w, tb_err *err)
{
    (void)w;
    if (t->parts + 3 > TB_INPUTS_MOST)
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_COMPONENTS_MORE_DESIGN_CAN, t->parts,
                        TB_INPUTS_MOST - 3);
    if (!(o->centre >= 0 && o->centre < 1))
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_CENTRE_MUST_0_1, o->centre);
    *d = (tb_design){ .parts = t,
                      .centre = o->centre,
                      .input_norm = -1,
                      .input_aggregation = -1,
                      .input_left = -1,
                      .input_table = -1,
                      .lefts = 1 };
    d->factor = TB_NEW(a, tb_factor, t->parts + 8 + o->varies);
    d->pair = TB_NEW(a, tb_simulate_pair, (TB_NORMS * TB_AGGREGATIONS));
    d->method = TB_NEW(a, tb_method, (TB_NORMS * TB_AGGREGATIONS));
    if (a->refused)
        return tbi_no_memory(err, "the design");
    if (t->tables > 0) {
        tb_status done = make_total(d, o, a, err);
        if (done != TB_OK)
            return done;
        add_factor(d, "completion", TB_FACTOR_TABLE, 0, d->input_table = (ptrdiff_t)d->inputs++);
        return make_noise(d, o, a, err);
    }
    tb_status st = make_methods(d, o, a, err);
    if (st == TB_OK)
        st = make_weights(d, o, a, err);
    if (st != TB_OK)
        return st;
    /* a normalisation is chosen where some aggregation has two of them */
    bool norms = false;
    for (size_t k = 0; k < d->aggregations; k++)
        norms = norms || d->of_aggregation[k + 1] - d->of_aggregation[k] > 1;
    if (norms)
        add_factor(d, "normalisation", TB_FACTOR_NORM, 0, d->input_norm = (ptrdiff_t)d->inputs++);
    if (d->aggregations > 1)
        add_factor(d, "aggregation", TB_FACTOR_AGGREGATION, 0,
                   d->input_aggregation = (ptrdiff_t)d->inputs++);
    bool indicator = o->leave_out == TB_SIMULATE_OUT_INDICATOR;
    bool dimension = o->leave_out == TB_SIMULATE_OUT_DIMENSION;
    d->left_dimensions = dimension;
    if (dimension && t->dimensions < 2)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_HAS_ONE_DIMENSION_LEAVING, o->index);
    if (indicator || dimension) {
        d->lefts = 1 + (dimension ? t->dimensions : t->parts);
        add_factor(d, "left_out", TB_FACTOR_LEFT_OUT, 0, d->input_left = (ptrdiff_t)d->inputs++);
    }
    return make_noise(d, o, a, err);
}

/* gamma: quantiles of the table; uniform: unit exponentials, that is a flat Dirichlet
 * distribution once they are brought to sum 1; percent: official (1 + p (2 u - 1)); fixed:
 * official. g [count] out, not brought to sum 1; u[from[i]] in (0, 1). */
void tbi_design_weights(double *g, const tb_design *d, size_t j, const double *u,
                        const uint32_t *from, size_t count)
{
    double official = d->parts->weight[j];
    switch (d->weights) {
    case TB_SIMULATE_GAMMA:
        if (official > 0)
            tbi_gamma_table_read(g, d->gamma + j * TB_GAMMA_TABLE, u, from, count);
        else
            memset(g, 0, count * sizeof *g);
        break;
    case TB_SIMULATE_UNIFORM:
        for (size_t i = 0; i < count; i++)
            g[i] = -log(u[from[i]]);
        break;
    case TB_SIMULATE_PERCENT:
        for (size_t i = 0; i < count; i++)
            g[i] = official * (1 + d->percent / 100 * (2 * u[from[i]] - 1));
        break;
    case TB_SIMULATE_FIXED:
        for (size_t i = 0; i < count; i++)
            g[i] = official;
    }
}

/* Which of n choices u in [0, 1) means; own: the publisher's, n or more when it is not among
 * them. */
static size_t choose_option(double u, size_t n, size_t own, double centre)
{
    if (own >= n || n == 1 || centre == 0)
        return (size_t)(u * (double)n);
    if (u < centre)
        return own;
    size_t k = (size_t)((u - centre) / (1 - centre) * (double)(n - 1));
    k = k < n - 1 ? k : n - 2; /* rounding */
    return k + (k >= own);
}

/* Share of the draws in which choose_option() returns k. */
static double compute_share(size_t k, size_t n, size_t own, double centre)
{
    if (own >= n || n == 1 || centre == 0)
        return 1 / (double)n;
    return k == own ? centre : (1 - centre) / (double)(n - 1);
}

/* The publisher's aggregation among those of the design, and its normalisation within one of
 * them. */
static size_t find_own_aggregation(const tb_design *d)
{
    return d->method[0].aggregation == TB_AGG_ARITHMETIC ? 0 : SIZE_MAX;
}

static size_t find_own_norm(const tb_design *d, size_t aggregation)
{
    return d->method[d->of_aggregation[aggregation]].norm == TB_NORM_NONE ? 0 : SIZE_MAX;
}

/* Two choices after one another: aggregation, then a normalisation that goes with it. */
size_t tbi_design_method(const tb_design *d, double u_aggregation, double u_norm)
{
    size_t g = choose_option(u_aggregation, d->aggregations, find_own_aggregation(d), d->centre);
    size_t from = d->of_aggregation[g];
    return from +
           choose_option(u_norm, d->of_aggregation[g + 1] - from, find_own_norm(d, g), d->centre);
}

/* The probability that tbi_design_method gives m for uniform coordinates. */
double tbi_design_share(const tb_design *d, size_t m)
{
    size_t g = 0;
    while (d->of_aggregation[g + 1] <= m)
        g++;
    size_t from = d->of_aggregation[g];
    return compute_share(g, d->aggregations, find_own_aggregation(d), d->centre) *
           compute_share(m - from, d->of_aggregation[g + 1] - from, find_own_norm(d, g), d->centre);
}

size_t tbi_design_left(const tb_design *d, double u)
{
    return choose_option(u, d->lefts, 0, d->centre);
}

bool tbi_design_is_out(const tb_design *d, size_t left, size_t j)
{
    return left != 0 && (d->left_dimensions ? d->parts->dimension[j] : j) == left - 1;
}

const char *tbi_design_left_code(const tb_design *d, size_t left)
{
    return left == 0            ? ""
           : d->left_dimensions ? d->parts->dimension_code[left - 1]
                                : d->parts->code[left - 1];
}
