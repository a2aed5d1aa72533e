/* model_choice.c - the past record of the candidates, and what follows from it. */
#include "forecast/model_choice.h"
#include "forecast/fit_cache.h"

#include "base/error.h"
#include "base/refusals.h"
#include "base/threads.h"
#include "forecast/fit_state.h"
#include "forecast/outcome_table.h"
#include "num/dist.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const tbi_member_names[TB_MEMBERS] = { "statespace", "totals", "shrunk", "leaves" };

enum { CASES = 33, GRID = 10 };

/* E|Z| of a normal with this mean and sd
 * E|Z| = m erf(m / (s sqrt 2)) + s sqrt(2 / pi) exp(-m^2 / (2 s^2)), the folded normal's mean. */
static double average_distance(double mean, double sd)
{
    if (!(sd > 0))
        return fabs(mean);
    double z = mean / sd;
    return mean * erf(z / sqrt(2)) + sd * sqrt(2 / 3.14159265358979323846) * exp(-0.5 * z * z);
}

/* Middle and spread of a unit's deviation in year 0 of the joint, over all cases.
 * A mixture of normals as one normal with the same mean and variance: enough for a mean CRPS. */
static void collapse_mixture(double *mean, double *sd, const tb_predictive *j, size_t unit)
{
    double m = 0;
    double squares = 0;
    double n = (double)j->cases;
    for (size_t c = 0; c < j->cases; c++) {
        double x = j->mean[c * j->n_unit + unit];
        double f = j->factor[c] * (j->wide != NULL ? j->wide[c * j->n_unit + unit] : 1);
        m += x / n;
        squares += (x * x + f * f) / n;
    }
    *mean = m;
    *sd = sqrt(fmax(squares - m * m, 0));
}

/* a [k] = mean E|X_k - y|, b [k][l] = mean E|X_k - X_l| for normals X: the CRPS of a mixture with
 * weights w is sum w_k a_k - 1/2 sum w_k w_l b_kl, so that weights are found without drawing
 * again.
 * Over the units whose score of the year came out; r->judged stays false for fewer than two. */
static void judge_members(tb_record *r, tb_predictive *const *j, const tb_outcome_table *t)
{
    double n = 0;
    for (size_t i = 0; i < t->n_unit; i++) {
        double mean[TB_MEMBERS], sd[TB_MEMBERS], y = t->deviation[i];
        if (isnan(y))
            continue;
        n++;
        for (size_t k = 0; k < TB_MEMBERS; k++) {
            collapse_mixture(&mean[k], &sd[k], j[k], i);
            r->a[k] += average_distance(mean[k] - y, sd[k]);
            for (size_t l = 0; l <= k; l++)
                r->b[k][l] += average_distance(mean[k] - mean[l], hypot(sd[k], sd[l]));
        }
    }
    for (size_t k = 0; k < TB_MEMBERS; k++) {
        r->a[k] /= n;
        for (size_t l = 0; l <= k; l++)
            r->b[l][k] = r->b[k][l] = r->b[k][l] / n;
    }
    r->judged = n >= 2;
}

/* Whether more than half of the units have a score in a year. */
static bool can_be_judged(const tb_index *x, const tb_predictive_opts *o, int year)
{
    tb_arena a = { 0 };
    tb_outcome_table t;
    bool fine = tbi_outcome_table_make(&t, o->tables, x, o->column, year, &a, NULL) == TB_OK &&
                t.known * 2 > t.exist;
    tbi_arena_free(&a);
    return fine;
}

/* An origin that cannot be judged (no data, no spread, no target) is simply not on record.
 * CASES cases a member: a few dozen are enough to compare models and a tenth of what a forecast
 * takes. Reads nothing later than r->origin but what came, which is what it judges by. */
static void judge_origin(tb_record *r, const tb_index *x, const tb_predictive_opts *o, int horizon)
{
    tb_arena a = { 0 };
    tb_predictive *j[TB_MEMBERS] = { NULL };
    tb_outcome_table t;
    int year = r->origin + horizon;
    tb_fit_cache both = { 0 }; /* the members stand on the same tables and signal models */
    bool fine = tbi_outcome_table_make(&t, o->tables, x, o->column, year, &a, NULL) == TB_OK &&
                t.known * 2 > t.exist;
    r->seen = true;
    for (size_t k = 0; k < TB_MEMBERS && fine; k++) {
        bool same = k > 0 && strcmp(tbi_predictive_model(j[0]), "totals") == 0 &&
                    strcmp(tbi_member_names[k], "shrunk") != 0;
        /* no components: the state space is that of the index itself under every name */
        if (same) {
            j[k] = j[0];
            continue;
        }
        tb_predictive_opts then = { .origin = r->origin,
                                    .year = &year,
                                    .n_year = 1,
                                    .model = tbi_member_names[k],
                                    .seed = o->seed,
                                    .focus = SIZE_MAX,
                                    .threads = 1,
                                    .column = o->column,
                                    .fit_cache = &both,
                                    .tables = o->tables,
                                    .cases = CASES };
        /* with so few cases: the prior weight of places */
        fine = tbi_predictive_fit(&j[k], NULL, x, &then, NULL) == TB_OK;
    }
    if (fine)
        judge_members(r, j, &t);
    for (size_t k = 0; k < TB_MEMBERS; k++)
        if (k == 0 || j[k] != j[0])
            tbi_predictive_free(j[k]);
    tbi_fit_cache_free(&both);
    tbi_arena_free(&a);
}

/* Room for `most` records; those that are there are copied. The old array stays in the arena:
 * there are few of them. */
static bool make_room(tb_crps_record *b, size_t most)
{
    if (b->record != NULL && b->room >= most)
        return true;
    tb_record *wider = TB_NEW(&b->arena, tb_record, most);
    if (wider == NULL)
        return false;
    if (b->count > 0)
        memcpy(wider, b->record, b->count * sizeof *wider);
    b->record = wider;
    b->room = most;
    return true;
}

/* Brings the record of past forecasts up to the origin: one record for each earlier origin whose
 * target at this horizon has come, fitted once and kept in the record for later origins. Records
 * of another horizon are dropped. Where too few years can be judged, nothing is fitted.
 * Origins are fitted in parallel, each into its own record. */
static tb_status extend_record(tb_crps_record *crps_record, const tb_index *x,
                               const tb_predictive_opts *o, int horizon, tb_err *err)
{
    /* two years at least, so that something of a movement is known */
    int first = x->n_year > 0 ? x->year[0] + 1 : o->origin;
    size_t from = crps_record->count;
    if (crps_record->horizon != horizon)
        from = crps_record->count = 0;
    crps_record->horizon = horizon;
    int next = from > 0 ? crps_record->record[from - 1].origin + 1 : first;
    if (o->origin - horizon < next)
        return TB_OK;
    size_t more = (size_t)(o->origin - horizon - next) + 1;
    if (!make_room(crps_record, from + more))
        return tbi_no_memory(err, "the scores of the models");
    for (size_t k = 0; k < more; k++)
        crps_record->record[from + k] = (tb_record){ .origin = next + (int)k };
    crps_record->count = from + more;
    size_t able = 0;
    for (size_t k = 0; k < crps_record->count; k++)
        able += can_be_judged(x, o, crps_record->record[k].origin + horizon);
    if (able < TB_FEWEST_YEARS)
        return TB_OK; /* nothing could be chosen: spare the fits */
#pragma omp parallel for schedule(dynamic, 1) num_threads(tbi_threads(o->threads))
    for (size_t k = 0; k < crps_record->count; k++)
        if (!crps_record->record[k].seen)
            judge_origin(&crps_record->record[k], x, o, horizon);
    return TB_OK;
}

/* CRPS of the mixture sum_k w_k F_k against what came: sum_k w_k E|X_k - y| - 1/2 sum_kl w_k w_l
 * E|X_k - X_l| (Gneiting and Raftery 2007, eq. 20), a and b those two expectations, averaged
 * over units when the record was made. */
static double score_mixture(const tb_record *r, const double *w)
{
    double s = 0;
    for (size_t k = 0; k < TB_MEMBERS; k++) {
        s += w[k] * r->a[k];
        for (size_t l = 0; l < TB_MEMBERS; l++)
            s -= 0.5 * w[k] * w[l] * r->b[k][l];
    }
    return s;
}

/* The best weights on a grid of tenths by the judged records whose target was out at `until`; equal
 * ones while there are few.
 * w [TB_MEMBERS] out, on the simplex in steps of a tenth: 286 points. Returns the judged years.
 * Ties go to the first in the order of the codes. */
static size_t choose_weights(double *w, const tb_crps_record *crps_record, int until)
{
    size_t years = 0;
    double least = INFINITY;
    for (size_t k = 0; k < TB_MEMBERS; k++)
        w[k] = 1.0 / TB_MEMBERS;
    for (size_t r = 0; r < crps_record->count; r++)
        years += crps_record->record[r].judged &&
                 crps_record->record[r].origin + crps_record->horizon <= until;
    if (years < TB_FEWEST_YEARS)
        return years;
    for (int code = 0; code < (GRID + 1) * (GRID + 1) * (GRID + 1); code++) {
        int p = code % (GRID + 1);
        int q = code / (GRID + 1) % (GRID + 1);
        int r = code / (GRID + 1) / (GRID + 1);
        int left = GRID - p - q - r;
        if (left < 0)
            continue;
        double v[TB_MEMBERS] = { p / (double)GRID, q / (double)GRID, r / (double)GRID,
                                 left / (double)GRID };
        double sum = 0;
        for (size_t k = 0; k < crps_record->count; k++)
            if (crps_record->record[k].judged &&
                crps_record->record[k].origin + crps_record->horizon <= until)
                sum += score_mixture(&crps_record->record[k], v);
        if (!(sum < least))
            continue;
        least = sum;
        memcpy(w, v, sizeof v);
    }
    return years;
}

/* Scores of every member and (last) of the mixture at one origin on record. */
typedef struct scores {
    double of[TB_MEMBERS + 1];
} scores;

/* The lowest mean of the first TB_LEADERS members. The others, which have many more numbers to fit,
 * take its place only when they were better by a difference that is significant at 5 % (t over
 * target years): the candidates are so close that to follow whoever is ahead is to follow noise.
 * n judged origins, at least two; s [n]. Paired differences over years, which are the sample. */
static size_t choose_best(const scores *s, size_t n)
{
    size_t leader = 0, best;
    double sum[TB_MEMBERS + 1] = { 0 }, most = 0;
    for (size_t r = 0; r < n; r++)
        for (size_t k = 0; k <= TB_MEMBERS; k++)
            sum[k] += s[r].of[k];
    for (size_t k = 1; k < TB_LEADERS; k++)
        if (sum[k] < sum[leader])
            leader = k;
    best = leader;
    for (size_t k = TB_LEADERS; k <= TB_MEMBERS; k++) {
        double gain = (sum[leader] - sum[k]) / (double)n;
        double squares = 0;
        for (size_t r = 0; r < n; r++)
            squares += pow(s[r].of[leader] - s[r].of[k] - gain, 2);
        double error = sqrt(squares / (double)(n - 1) / (double)n);
        if (!(gain > most) || !(tbi_t_two_sided(gain / error, (double)n - 1) < 0.05))
            continue;
        most = gain;
        best = k;
    }
    return best;
}

/* Only years that were over at the origin count, and the mixture is scored in each by the
 * weights that it would have had then. With fewer than TB_FEWEST_YEARS of them the first member
 * is taken. */
tb_status tbi_choose_model(tb_model_choice *out, tb_crps_record *crps_record, const tb_index *x,
                           const tb_predictive_opts *o, tb_err *err)
{
    tb_model_choice c = { .model = tbi_member_names[0] };
    tb_crps_record own = { 0 };
    int last = o->n_year > 0 ? o->year[o->n_year - 1] : o->origin + 1;
    int horizon = last > o->origin ? last - o->origin : 1;
    if (crps_record == NULL)
        crps_record = &own;
    tb_status st = extend_record(crps_record, x, o, horizon, err);
    if (st != TB_OK) {
        tbi_arena_free(&own.arena);
        return st;
    }
    scores *past = tbi_calloc(crps_record->count + 1, sizeof *past);
    if (past == NULL) {
        tbi_arena_free(&own.arena);
        return tbi_no_memory(err, "the scores of the models");
    }
    size_t n = 0;
    for (size_t r = 0; r < crps_record->count; r++) {
        const tb_record *rec = &crps_record->record[r];
        double w[TB_MEMBERS];
        if (!rec->judged || rec->origin + horizon > o->origin)
            continue;
        choose_weights(w, crps_record, rec->origin);
        for (size_t k = 0; k < TB_MEMBERS; k++)
            past[n].of[k] = rec->a[k] - 0.5 * rec->b[k][k];
        past[n++].of[TB_MEMBERS] = score_mixture(rec, w);
    }
    c.years = choose_weights(c.weight, crps_record, o->origin);
    size_t best = n >= TB_FEWEST_YEARS ? choose_best(past, n) : 0;
    free(past);
    c.model = best < TB_MEMBERS ? tbi_member_names[best] : "stack";
    tbi_arena_free(&own.arena);
    *out = c;
    return TB_OK;
}
