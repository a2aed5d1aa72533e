/* rank_count.c - who was where, how often: straight from the sorted keys for small tables, unit by
 * unit for large ones, where the whole table of counts fits no cache. */
#include "num/rank_block.h"

#include "num/rank_rows.h"
#include "num/simd.h"

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
        for (size_t k = p; k < next; k++)
            c->count[order[k] * c->n + p]++;
        if (next - p > 1)
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
        uint64_t *row = c->count + u * c->n;
        for (size_t l = 0; l < used; l++)
            if (rank[u * stride + l] != 0)
                row[rank[u * stride + l] - 1]++;
    }
}

/* Whole numbers: any order of adding gives the same. */
void tbi_rank_counts_add(tb_rank_counts *total, const tb_rank_counts *part)
{
    size_t n = total->n;
    for (size_t i = 0; i < n * n; i++)
        total->count[i] += part->count[i];
    /* ties are rare: a page of zeros that is only read takes no memory */
    for (size_t i = 0; i < n * (n + 1); i++)
        if (part->tie[i] != 0)
            total->tie[i] += part->tie[i];
}

/* Draws in which the unit has one of the ranks 1 .. top. */
uint64_t tbi_rank_count_top(const tb_rank_counts *c, size_t unit, size_t top)
{
    uint64_t sum = 0;
    for (size_t p = 0; p < top && p < c->n; p++)
        sum += c->count[unit * c->n + p];
    return sum;
}

uint64_t tbi_rank_count_ranked(const tb_rank_counts *c, size_t unit)
{
    return tbi_rank_count_top(c, unit, c->n);
}

/* Mean of |rank - base| over the draws that rank the unit; NaN when none does. */
double tbi_rank_count_shift(const tb_rank_counts *c, size_t unit, size_t base)
{
    double sum = 0;
    for (size_t p = 1; p <= c->n; p++)
        sum += (double)c->count[unit * c->n + p - 1] * (double)(p > base ? p - base : base - p);
    return sum / (double)tbi_rank_count_ranked(c, unit);
}

double tbi_rank_count_mean(const tb_rank_counts *c, size_t unit)
{
    return tbi_rank_count_shift(c, unit, 0);
}

/* The least place that at least p of the draws in which the unit is ranked reach or better; 0
 * when it never is. */
size_t tbi_rank_count_quantile(const tb_rank_counts *c, size_t unit, double p)
{
    uint64_t ranked = tbi_rank_count_ranked(c, unit);
    uint64_t sum = 0;
    if (ranked == 0)
        return 0;
    for (size_t r = 1; r < c->n; r++) {
        sum += c->count[unit * c->n + r - 1];
        if ((double)sum >= p * (double)ranked)
            return r;
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
