/* num/rank_block.h - ranks of many draws at once, exact in double precision, and how often each
 * unit had each rank. Knows nothing of provinces.
 *
 * Scores of a block stand side by side: score of unit i in draw d at score[i * draws + d], draws a
 * multiple of 8 (pad with NaN). Rank 1 is the largest score, equal scores share the better rank,
 * NaN has none (0). -0 equals 0; infinities and denormals are scores like others. The same ranks on
 * every processor. Up to 64 units: a sorting network over 16 draws; more: two passes of a radix
 * sort over scores scaled to their range, then put right by comparing whole scores (a merge sort
 * where scores crowd), O(n log n) at worst. */
#ifndef TB_NUM_RANK_BLOCK_H
#define TB_NUM_RANK_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TB_RANK_UNITS_MAX = 65535, TB_RANK_TIE_ONE = 1 << 24 };
/* Up to so many units every place is counted apart, so that the table is small. Of more units the
 * first places are, and the others are counted in as many classes of neighbouring places as make
 * TB_RANK_EXACT in all: units x units numbers would be 800 MB at 10,000 units. */
enum { TB_RANK_EXACT = 1024, TB_RANK_FIRST = 512 };

/* Bytes of scratch that the functions below need for n units; aligned to 64 (an arena's memory is).
 * */
size_t tbi_rank_scratch(size_t n);

/* rank [n][draws] out · score [n][draws]. n <= TB_RANK_UNITS_MAX. */
void tbi_rank_block(uint16_t *rank, const double *score, size_t n, size_t draws, void *scratch);

/* The same for the first `used` of the draws only (others may be written too); returns whether any
 * two units of a draw tie. */
bool tbi_rank_part(uint16_t *rank, const double *score, size_t n, size_t draws, size_t used,
                   void *scratch);

/* The same for up to 64 units, a row of 64 bytes a draw: row [used][64], unit after unit; bytes
 * behind the units are of no meaning. */
bool tbi_rank_bytes(uint8_t *row, const double *score, size_t n, size_t draws, size_t used,
                    void *scratch);

/* As tbi_rank_bytes of n <= draws draws whose scores stand draw by draw, score [n][stride], larger
 * is better where sign is 1. turned [units][draws]: scratch. */
void tbi_rank_draws(uint8_t *row, double *turned, const double *score, size_t stride, size_t units,
                    size_t draws, size_t n, double sign, void *scratch);

/* Scores of 8 or 16 draws of up to 64 units, to which amounts of one column after another are
 * added, each time anew: what they have in common. The scores are borrowed. */
typedef struct tb_rank_base {
    const double *score; /* [n][stride] */
    size_t stride, n, draws;
    double level[64 * 16], scale[16];
    uint16_t gone[64]; /* a bit for each draw in which the unit has no score */
    uint8_t absent[16];
    bool some_gone;
} tb_rank_base;
/* down [16] <= 0 <= up [16]: bounds of what will be added to any score of a draw. */
void tbi_rank_base_make(tb_rank_base *b, const double *score, size_t stride, size_t n, size_t draws,
                        const double *down, const double *up);
/* row [draws][64]: ranks of the scores fma(v[i], amount[d], score), exact. v [n], amount [draws].
 * */
void tbi_rank_bytes_changed(uint8_t *row, const tb_rank_base *b, const double *v,
                            const double *amount, void *scratch);

/* One draw: rank [n] out, order [n] out (may be NULL): units from best to last, NaN behind. score
 * [n], no padding. */
void tbi_rank_single(uint16_t *rank, uint16_t *order, const double *score, size_t n, void *scratch);

/* Who was where, how often. Integers only, so that blocks may be counted in any order and added.
 *   count [n][n]    [unit][place]: draws in which the unit's rank was place + 1 (ties: the better
 *   place of all of them)
 *   tie [n][n + 1]  what must be added, in parts of TB_RANK_TIE_ONE, to spread ties over their
 *   places: differences along a row
 * Every statistic of a single unit's rank (probability of top N, quantiles, mean shift) is a sum
 * over its row. Beyond TB_RANK_EXACT units count is [n][TB_RANK_EXACT + 1], by classes of places
 * and with the sum of the ranks at the end, and tie may be NULL: then the mean is exact, and
 * what falls within a class is as if its draws were spread evenly over its places. */
typedef struct tb_rank_counts {
    size_t n;
    uint64_t *count;
    int64_t *tie;
} tb_rank_counts;

/* Numbers of a row of counts, and of all ties, of n units. */
static inline size_t tbi_rank_width(size_t n)
{
    return n <= TB_RANK_EXACT ? n : TB_RANK_EXACT + 1;
}
static inline size_t tbi_rank_ties(size_t n)
{
    return n <= TB_RANK_EXACT ? n * (n + 1) : 0;
}
/* Views of count [n][tbi_rank_width(n)] and tie [tbi_rank_ties(n)], both zero. */
static inline tb_rank_counts tbi_rank_counts_of(size_t n, uint64_t *count, int64_t *tie)
{
    return (tb_rank_counts){ n, count, n <= TB_RANK_EXACT ? tie : NULL };
}

/* Places of the widest class; 1: each place is counted apart. */
size_t tbi_rank_class(size_t n);

/* Counts `used` draws of a block (the others are padding). */
void tbi_rank_count(tb_rank_counts *c, const double *score, size_t draws, size_t used,
                    void *scratch);

/* Counts `used` draws whose ranks are known and in which no two units tie: rank [n][stride]. Unit
 * by unit, since the counts of a large table fit no cache. */
void tbi_rank_count_ranks(tb_rank_counts *c, const uint16_t *rank, size_t stride, size_t used);

/* total += part. */
void tbi_rank_counts_add(tb_rank_counts *total, const tb_rank_counts *part);

/* What one row says. How often the unit had rank 1 .. top; how often it was ranked; the mean of
 * |rank - base| over the draws in which it was ranked (NaN: never); the smallest rank r with
 * chance(rank <= r | ranked) >= p (0: never ranked). */
uint64_t tbi_rank_count_top(const tb_rank_counts *c, size_t unit, size_t top);
uint64_t tbi_rank_count_ranked(const tb_rank_counts *c, size_t unit);
double tbi_rank_count_shift(const tb_rank_counts *c, size_t unit, size_t base);
double tbi_rank_count_mean(const tb_rank_counts *c, size_t unit);
size_t tbi_rank_count_quantile(const tb_rank_counts *c, size_t unit, double p);

/* row [n]: draws in which the unit had each place. */
void tbi_rank_count_row(double *row, const tb_rank_counts *c, size_t unit);

/* n <= TB_RANK_EXACT. probability [n][n]: of each place over `draws` draws, ties spread over their
 * places: a row sums to the probability of being ranked, a column to that of so many being
 * ranked. */
void tbi_rank_probability(double *probability, const tb_rank_counts *c, double draws);

#endif
