/* plan_condition.c - how often was the whole condition of a plan met? With S components that rise
 * as the best quarter did, each alone is met by a quarter of the comparable cases, all together by
 * far fewer: what comparable provinces reach in the sum is less than the sum of what they reach in
 * each,
 *   factor = sqrt(sum_kl q_k q_l r_kl) / sum_k q_k,   q_k = w_k q75_k,
 * the spread of a sum over the sum of its spreads, with r_kl the correlation of the gains of two
 * components beyond the forecast without action in the same province and years. The best quarter of
 * every sum itself, from the few cases in which all of its components are known, would be as true
 * for one set; a search that compares thousands of sets would pick the one whose cases happened to
 * be large (the winner's curse), which correlations over all cases do not reward. */
#include "plan/plan_condition.h"

#include "base/error.h"
#include "num/pair_correlation.h"

#include <math.h>
#include <stdlib.h>

/* LEAST_PAIRS: fewer pairs of gains tell nothing of how they go together */
enum { LEAST_PAIRS = 10, RECORDS = 64 };

/* One component: rows are the years and units of its family. */
typedef struct record {
    const tb_key *key;
    double weight;              /* points of the goal's score per point, above 0 */
    const double *gain, *start; /* [rows] NaN = not usable */
} record;

/* The records of one index, on common rows [years][units]. */
typedef struct family {
    /* borrowed; also what tells families apart */
    const tb_index *index;
    uint64_t records; /* bit r: record r is one of them */
    int first;        /* year of the first row */
    /* the span of all records, and the most units of one */
    size_t years, units;
} family;

/* A value and what it weighs. */
typedef struct weighted_value {
    double value, weight;
} weighted_value;

struct tb_plan_conditions {
    record record[RECORDS];
    size_t records;
    family family[TB_PLAN_FAMILIES];
    size_t families;
    /* of the gains of two records of a family; 0 between families */
    double correlation[RECORDS][RECORDS];
    /* [rows] of the largest family */
    double *start, *kernel, *value, *below;
    unsigned *row;
    weighted_value *sorting;
};

/* ---- Laying out
 * ------------------------------------------------------------------------------- */

/* Makes a family for a new index; TB_PLAN_FAMILIES when there is no room. */
static size_t find_family(tb_plan_conditions *t, const tb_index *x)
{
    size_t f = 0;
    while (f < t->families && t->family[f].index != x)
        f++;
    if (f == t->families && f < TB_PLAN_FAMILIES)
        t->family[t->families++] = (family){ .index = x };
    return f;
}

/* The years of a family are those of all its records. */
static void widen_family(family *f, const tb_historical_change *r)
{
    int last = r->first + (int)r->row_years;
    int end = f->first + (int)f->years;
    if (f->years == 0) {
        f->first = r->first;
        end = last;
    }
    f->first = r->first < f->first ? r->first : f->first;
    f->years = (size_t)((last > end ? last : end) - f->first);
    f->units = r->row_units > f->units ? r->row_units : f->units;
}

/* The record's changes and starts on the common rows of its family, year by unit; NaN where the
 * record has no such year or unit. In a. Rows are year by unit, unit fastest, so that rows of
 * two records of one index are of the same province and year. */
static tb_status fill_record(record *one, const family *f, tb_arena *a, tb_err *err)
{
    const tb_historical_change *r = &one->key->reach;
    size_t rows = f->years * f->units;
    double *gain = TB_NEW(a, double, rows);
    double *start = TB_NEW(a, double, rows);
    if (gain == NULL || start == NULL)
        return tbi_no_memory(err, "the condition of a plan");
    for (size_t i = 0; i < rows; i++) {
        ptrdiff_t year = f->first + (ptrdiff_t)(i / f->units) - r->first;
        size_t unit = i % f->units;
        bool in = year >= 0 && (size_t)year < r->row_years && unit < r->row_units;
        gain[i] = in ? r->row_change[(size_t)year * r->row_units + unit] : NAN;
        start[i] = in ? r->row_start[(size_t)year * r->row_units + unit] : NAN;
    }
    one->gain = gain;
    one->start = start;
    return TB_OK;
}

/* t->correlation [records][records], only between records of one family; 1 on the diagonal. */
static void fill_correlations(tb_plan_conditions *t)
{
    for (size_t f = 0; f < t->families; f++) {
        size_t rows = t->family[f].years * t->family[f].units;
        for (size_t k = 0; k < t->records; k++) {
            for (size_t l = 0; l <= k; l++) {
                if (!(t->family[f].records >> k & t->family[f].records >> l & 1))
                    continue;
                double r = k == l ? 1
                                  : tbi_pair_correlation(t->record[k].gain, t->record[l].gain, rows,
                                                         LEAST_PAIRS);
                t->correlation[k][l] = t->correlation[l][k] = r;
            }
        }
    }
}

/* Scratch for the longest family, shared by all of them. */
static tb_status make_room(tb_plan_conditions *t, tb_arena *a, tb_err *err)
{
    size_t rows = 1;
    for (size_t f = 0; f < t->families; f++)
        if (t->family[f].years * t->family[f].units > rows)
            rows = t->family[f].years * t->family[f].units;
    t->start = TB_NEW(a, double, rows);
    t->kernel = TB_NEW(a, double, rows);
    t->value = TB_NEW(a, double, rows);
    t->below = TB_NEW(a, double, rows);
    t->row = TB_NEW(a, unsigned, rows);
    t->sorting = TB_NEW(a, weighted_value, rows);
    return a->refused ? tbi_no_memory(err, "the condition of a plan") : TB_OK;
}

/* rec [n]: the number of key i's record, -1 when it is no record, does not add to the goal, or
 * comes after the first RECORDS. Records of one index make a family. weight [n]: points of the
 * goal for a point of the component. *out lives in a. */
tb_status tbi_plan_conditions_make(tb_plan_conditions **out, int *rec, const tb_key *const *key,
                                   const double *weight, size_t n, tb_arena *a, tb_err *err)
{
    tb_plan_conditions *t = TB_NEW(a, tb_plan_conditions, 1);
    tb_status st = TB_OK;
    *out = NULL;
    if (t == NULL)
        return tbi_no_memory(err, "the condition of a plan");
    for (size_t i = 0; i < n; i++) {
        bool is =
            key[i]->evidence == TB_EVIDENCE_HISTORICAL && weight[i] > 0 && t->records < RECORDS;
        size_t f = is ? find_family(t, key[i]->index) : TB_PLAN_FAMILIES;
        rec[i] = -1;
        if (f == TB_PLAN_FAMILIES)
            continue;
        rec[i] = (int)t->records;
        t->record[t->records] = (record){ .key = key[i], .weight = weight[i] };
        t->family[f].records |= 1ULL << t->records++;
        widen_family(&t->family[f], &key[i]->reach);
    }
    for (size_t f = 0; f < t->families; f++)
        for (size_t k = 0; k < t->records && st == TB_OK; k++)
            if (t->family[f].records >> k & 1)
                st = fill_record(&t->record[k], &t->family[f], a, err);
    if (st == TB_OK)
        st = make_room(t, a, err);
    if (st != TB_OK)
        return st;
    fill_correlations(t);
    *out = t;
    return TB_OK;
}

/* ---- One set of one family
 * -------------------------------------------------------------------- */

/* A tb_plan_together.part. A component whose best quarter is below 0 adds no spread. data: a
 * tb_plan_conditions. sqrt(q' R q) / sum q for the quarters q and their correlations R: 1 where
 * all move together, 1 / sqrt(n) for n alike that are independent. At most 1. */
static double find_part(void *data, uint64_t records)
{
    const tb_plan_conditions *t = data;
    double square = 0;
    double sum = 0;
    for (size_t k = 0; k < t->records; k++) {
        const record *a = &t->record[k];
        double q = records >> k & 1 ? fmax(a->weight * a->key->reach.q75, 0) : 0;
        sum += q;
        square += q * q;
        for (size_t l = 0; l < k && q > 0; l++) {
            const record *b = &t->record[l];
            if (records >> l & 1)
                square += 2 * q * fmax(b->weight * b->key->reach.q75, 0) * t->correlation[k][l];
        }
    }
    return sum > 0 ? fmin(sqrt(fmax(square, 0)) / sum, 1) : 1;
}

/* Rows in which every record of the set is known: t->row and the sums of their starts. s0: that
 * of the unit. Returns how many rows; t->row and t->start hold that many. Sums in points of the
 * goal. */
static size_t collect_rows(tb_plan_conditions *t, const family *f, uint64_t set, double *s0)
{
    size_t n = 0;
    *s0 = 0;
    for (size_t k = 0; k < t->records; k++)
        *s0 += set >> k & 1 ? t->record[k].weight * t->record[k].key->reach.start : 0;
    for (size_t i = 0; i < f->years * f->units; i++) {
        double start = 0;
        for (size_t k = 0; k < t->records; k++)
            if (set >> k & 1)
                /* 0 times the gain: a row without a gain becomes NaN too */
                start += t->record[k].weight * (t->record[k].start[i] + 0 * t->record[k].gain[i]);
        if (isnan(start))
            continue;
        t->row[n] = (unsigned)i;
        t->start[n++] = start;
    }
    return n;
}

static int compare_smaller_value_first(const void *a, const void *b)
{
    const weighted_value *x = a;
    const weighted_value *y = b;
    return (x->value > y->value) - (x->value < y->value);
}

/* The best quarter of one component in n rows. room [n] is overwritten. In points of the
 * component; rows weigh by how near their start is to that of the unit. */
static double find_single_quarter(tb_plan_conditions *t, const record *r, size_t n,
                                  weighted_value *room)
{
    double sum = 0;
    double so_far = 0;
    for (size_t i = 0; i < n; i++) {
        room[i] = (weighted_value){ r->gain[t->row[i]], t->kernel[i] };
        sum += t->kernel[i];
    }
    qsort(room, n, sizeof *room, compare_smaller_value_first);
    for (size_t i = 0; i < n; i++) {
        t->value[i] = room[i].value;
        /* the middle of the row's weight, as the weighted quantile wants it */
        t->below[i] = (so_far + room[i].weight / 2) / sum;
        so_far += room[i].weight;
    }
    return tbi_weighted_quantile(t->value, t->below, n, 0.75);
}

static size_t count_bits(uint64_t x)
{
    size_t n = 0;
    for (; x != 0; x &= x - 1)
        n++;
    return n;
}

/* The comparable rows, and how many of them met every single quarter. out->met of out->n
 * comparable rows; the set has records of this family only. */
static void fill_family(tb_plan_condition *out, tb_plan_conditions *t, const family *f,
                        uint64_t set)
{
    double s0;
    double quarter[RECORDS] = { 0 };
    size_t kept = 0;
    size_t n = collect_rows(t, f, set, &s0);
    (void)tbi_start_weights(t->kernel, t->start, n, s0);
    for (size_t i = 0; i < n; i++) {
        if (!(t->kernel[i] > 0))
            continue;
        t->row[kept] = t->row[i];
        t->kernel[kept++] = t->kernel[i];
    }
    *out = (tb_plan_condition){ .n = kept, .factor = find_part(t, set) };
    for (size_t k = 0; k < t->records && kept > 0; k++)
        if (set >> k & 1)
            quarter[k] = find_single_quarter(t, &t->record[k], kept, t->sorting);
    for (size_t i = 0; i < kept; i++) {
        bool every = true;
        for (size_t k = 0; k < t->records && every; k++)
            every = !(set >> k & 1) || t->record[k].gain[t->row[i]] >= quarter[k];
        out->met += every;
    }
}

/* ---- Asked
 * ------------------------------------------------------------------------------------ */

/* The search asks part() with t as its data: t must outlive it. */
void tbi_plan_conditions_together(tb_plan_together *out, tb_plan_conditions *t)
{
    *out = (tb_plan_together){ .part = find_part, .data = t, .families = t->families };
    for (size_t f = 0; f < t->families; f++)
        out->family[f] = t->family[f].records;
}

/* The condition of the family that has the most records of the set; of equals the first. */
void tbi_plan_conditions_of(tb_plan_condition *out, tb_plan_conditions *t, uint64_t records)
{
    size_t most = 0;
    *out = (tb_plan_condition){ .factor = 1 };
    for (size_t f = 0; f < t->families; f++) {
        uint64_t own = records & t->family[f].records;
        if (count_bits(own) <= most)
            continue;
        most = count_bits(own);
        fill_family(out, t, &t->family[f], own);
    }
}

double tbi_plan_conditions_correlation(const tb_plan_conditions *t, size_t a, size_t b)
{
    return t->correlation[a][b];
}
