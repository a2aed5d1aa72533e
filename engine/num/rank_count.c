/* rank_count.c - who was where, how often: straight from the sorted keys for small tables, unit by
 * unit for large ones, where the whole table of counts fits no cache. */
#include "num/rank_block.h"

#include "num/rank_rows.h"
#include "num/simd.h"

#include <math.h>

/* The class of place p (from 0), and the first place of a class: each place its own up to
 * TB_RANK_EXACT units. */
static size_t find_class(size_t n, size_t p)
{
    if (n <= TB_RANK_EXACT || p < TB_RANK_FIRST)
        return p;
    return TB_RANK_FIRST +
           (p - TB_RANK_FIRST) * (TB_RANK_EXACT - TB_RANK_FIRST) / (n - TB_RANK_FIRST);
}

static size_t find_first(size_t n, size_t class)
{
    enum { CLASSES = TB_RANK_EXACT - TB_RANK_FIRST };
    if (n <= TB_RANK_EXACT || class <= TB_RANK_FIRST)
        return class;
    return TB_RANK_FIRST + ((class - TB_RANK_FIRST) * (n - TB_RANK_FIRST) + CLASSES - 1) / CLASSES;
}

size_t tbi_rank_class(size_t n)
{
    enum { CLASSES = TB_RANK_EXACT - TB_RANK_FIRST };
    return n <= TB_RANK_EXACT ? 1 : (n - TB_RANK_FIRST + CLASSES - 1) / CLASSES;
}

static size_t count_classes(const tb_rank_counts *c)
{
    return c->n <= TB_RANK_EXACT ? c->n : TB_RANK_EXACT;
}

static uint64_t *get_row(const tb_rank_counts *c, size_t unit)
{
    return c->count + unit * tbi_rank_width(c->n);
}

/* Adds `value` to places from .. to - 1 of a row of differences. */
static void add_range(int64_t *row, size_t from, size_t to, int64_t value)
{
    row[from] += value;
    row[to] -= value;
}

/* A tie of m units at places first .. first + m - 1: each gets 1/m of each place. TB_RANK_TIE_ONE =
 * q m + r; the r odd parts go round like the squares of a calendar, so that rows and columns both
 * sum to TB_RANK_TIE_ONE exactly. */
static void spread_counts(tb_rank_counts *c, const uint16_t *unit, size_t first, size_t m)
{
    int64_t q = TB_RANK_TIE_ONE / (int64_t)m;
    size_t r = TB_RANK_TIE_ONE % m;
    for (size_t b = 0; b < m; b++) {
        int64_t *row = c->tie + unit[b] * (c->n + 1) + first;
        add_range(row, 0, 1, -TB_RANK_TIE_ONE);
        add_range(row, 0, m, q);
        size_t from = (m - b) % m;
        size_t to = from + r; /* places a with (a + b) mod m < r */
        add_range(row, from, to < m ? to : m, 1);
        if (to > m)
            add_range(row, 0, to - m, 1);
    }
}

/* Counts one draw: who has which place, all of a tie the better one, and what spreads the tie
 * over its places. */
static void count_order(tb_rank_counts *c, const uint16_t *order, const double *row, size_t ranked)
{
    for (size_t p = 0, next; p < ranked; p = next) {
        for (next = p + 1; next < ranked && row[order[next]] == row[order[p]]; next++) {}
        size_t class = find_class(c->n, p);
        for (size_t k = p; k < next; k++) {
            uint64_t *places = get_row(c, order[k]);
            places[class]++;
            if (c->n > TB_RANK_EXACT)
                places[TB_RANK_EXACT] += p + 1;
        }
        if (next - p > 1 && c->tie != NULL)
            spread_counts(c, order + p, p, next - p);
    }
}

/* unit: positions of a block of TB_RANK_ROW draws, best first. */
static void count_sorted(tb_rank_counts *c, const unsigned char *unit, size_t ranked)
{
    uint64_t *count = c->count;
    size_t n = c->n;
    for (size_t p = 0; p < ranked; p++)
        count[unit[p * TB_RANK_ROW] * n + p]++;
}

/* A draw whose bit is set in `near` has keys too close to one another to be trusted; it is put in
 * order again by its scores. */
static void count_small_table(tb_rank_counts *c, const double *score, size_t draws, size_t used,
                              void *scratch)
{
    const tb_simd *kernels = tbi_simd_best();
    int32_t *key = tbi_rank_rows_key(scratch);
    for (size_t d = 0; d < used; d += TB_RANK_DRAWS) {
        size_t here = draws - d < TB_RANK_DRAWS ? draws - d : TB_RANK_DRAWS;
        uint8_t absent[TB_RANK_DRAWS];
        unsigned near = kernels->sort_64(key, absent, score + d, draws, c->n, here);
        for (unsigned k = 0; k < here && d + k < used; k++) {
            const uint16_t *order;
            const double *row;
            if (near >> k & 1) {
                size_t ranked = tbi_rank_rows_put_right(&order, &row, score + d + k, draws, c->n,
                                                        absent[k], k, scratch);
                count_order(c, order, row, ranked);
            } else {
                count_sorted(c, (const unsigned char *)(key + k) + TB_RANK_LOW_BYTE,
                             c->n - absent[k]);
            }
        }
    }
}

/* Up to 64 units by the sorting kernels; more, draw by draw. */
void tbi_rank_count(tb_rank_counts *c, const double *score, size_t draws, size_t used,
                    void *scratch)
{
    if (c->n <= 64) {
        count_small_table(c, score, draws, used, scratch);
        return;
    }
    for (size_t d = 0; d < used; d++) {
        const uint16_t *order;
        const double *row;
        size_t ranked = tbi_rank_rows_row(&order, &row, score + d, draws, c->n, scratch);
        count_order(c, order, row, ranked);
    }
}

/* rank [n][stride], `used` of the draws count; 0 is no rank. */
void tbi_rank_count_ranks(tb_rank_counts *c, const uint16_t *rank, size_t stride, size_t used)
{
    for (size_t u = 0; u < c->n; u++) {
        uint64_t *row = get_row(c, u);
        uint64_t sum = 0;
        for (size_t l = 0; l < used; l++) {
            if (rank[u * stride + l] == 0)
                continue;
            row[find_class(c->n, rank[u * stride + l] - 1)]++;
            sum += rank[u * stride + l];
        }
        if (c->n > TB_RANK_EXACT)
            row[TB_RANK_EXACT] += sum;
    }
}

/* Whole numbers: any order of adding gives the same. */
void tbi_rank_counts_add(tb_rank_counts *total, const tb_rank_counts *part)
{
    size_t n = total->n;
    for (size_t i = 0; i < n * tbi_rank_width(n); i++)
        total->count[i] += part->count[i];
    /* ties are rare: a page of zeros that is only read takes no memory */
    for (size_t i = 0; total->tie != NULL && part->tie != NULL && i < n * (n + 1); i++)
        if (part->tie[i] != 0)
            total->tie[i] += part->tie[i];
}

/* Draws in which the unit has one of the ranks 1 .. top. */
uint64_t tbi_rank_count_top(const tb_rank_counts *c, size_t unit, size_t top)
{
    const uint64_t *row = get_row(c, unit);
    uint64_t sum = 0;
    for (size_t k = 0; k < count_classes(c) && find_first(c->n, k) < top; k++) {
        size_t first = find_first(c->n, k), next = find_first(c->n, k + 1);
        sum += next <= top ? row[k] : row[k] * (top - first) / (next - first);
    }
    return sum;
}

uint64_t tbi_rank_count_ranked(const tb_rank_counts *c, size_t unit)
{
    return tbi_rank_count_top(c, unit, c->n);
}

void tbi_rank_count_row(double *row, const tb_rank_counts *c, size_t unit)
{
    for (size_t k = 0; k < count_classes(c); k++) {
        size_t first = find_first(c->n, k), next = find_first(c->n, k + 1);
        for (size_t p = first; p < next; p++)
            row[p] = (double)get_row(c, unit)[k] / (double)(next - first);
    }
}

/* Mean of |rank - base| over the draws that rank the unit; NaN when none does. */
double tbi_rank_count_shift(const tb_rank_counts *c, size_t unit, size_t base)
{
    const uint64_t *row = get_row(c, unit);
    double sum = 0;
    for (size_t k = 0; k < count_classes(c); k++) {
        /* the middle of the class, which is its place where it has but one */
        double place = 0.5 * (double)(find_first(c->n, k) + 1 + find_first(c->n, k + 1));
        sum += (double)row[k] * fabs(place - (double)base);
    }
    return sum / (double)tbi_rank_count_ranked(c, unit);
}

double tbi_rank_count_mean(const tb_rank_counts *c, size_t unit)
{
    if (c->n <= TB_RANK_EXACT)
        return tbi_rank_count_shift(c, unit, 0);
    return (double)get_row(c, unit)[TB_RANK_EXACT] / (double)tbi_rank_count_ranked(c, unit);
}

/* The least place that at least p of the draws in which the unit is ranked reach or better; 0
 * when it never is. */
size_t tbi_rank_count_quantile(const tb_rank_counts *c, size_t unit, double p)
{
    const uint64_t *row = get_row(c, unit);
    double want = p * (double)tbi_rank_count_ranked(c, unit);
    uint64_t sum = 0;
    if (tbi_rank_count_ranked(c, unit) == 0)
        return 0;
    for (size_t k = 0; k < count_classes(c); k++) {
        size_t first = find_first(c->n, k), places = find_first(c->n, k + 1) - first;
        double before = (double)sum;
        sum += row[k];
        if ((double)sum < want)
            continue;
        double part = row[k] > 0 ? (want - before) / (double)row[k] : 0;
        size_t within = (size_t)ceil(part * (double)places);
        return first + (within < 1 || places == 1 ? 1 : within > places ? places : within);
    }
    return c->n;
}

/* Shared ranks count in parts: `tie` holds differences along the ranks, summed up here. */
void tbi_rank_probability(double *probability, const tb_rank_counts *c, double draws)
{
    for (size_t u = 0; u < c->n; u++) {
        int64_t tie = 0;
        for (size_t p = 0; p < c->n; p++) {
            tie += c->tie[u * (c->n + 1) + p];
            probability[u * c->n + p] =
                ((double)c->count[u * c->n + p] + (double)tie / TB_RANK_TIE_ONE) / draws;
        }
    }
}
