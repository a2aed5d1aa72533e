/* quick_rows.c - the readings of quick.c: what each takes from a chunk of rows, a block at a time
 * in cache, and what chunks make together. */
#include "estimate/quick_rows.h"

#include "num/linalg_product.h"
#include "num/small_chol.h"
#include "num/wide.h"

#include <string.h>

/* Sum of m numbers in eight lanes, the rest one by one: the order of the additions is the same
 * on every machine. */
static inline __attribute__((always_inline)) double sum_lanes(const double *p, size_t m)
{
    tb_eight a = { 0 }, v;
    size_t i = 0;
    for (; i + 8 <= m; i += 8) {
        memcpy(&v, p + i, sizeof v);
        a += v;
    }
    double rest = 0;
    for (; i < m; i++)
        rest += p[i];
    return tbi_eight_fold(&a) + rest;
}

/* As sum_lanes, of the products. */
static inline __attribute__((always_inline)) double compute_dot(const double *p, const double *q,
                                                                size_t m)
{
    tb_eight a = { 0 }, v, w;
    size_t i = 0;
    for (; i + 8 <= m; i += 8) {
        memcpy(&v, p + i, sizeof v);
        memcpy(&w, q + i, sizeof w);
        a += v * w;
    }
    double rest = 0;
    for (; i < m; i++)
        rest += p[i] * q[i];
    return tbi_eight_fold(&a) + rest;
}

/* One behind the last row of the unit of row `from`, at most `limit`. Units are runs of rows. */
static inline __attribute__((always_inline)) size_t find_unit_end(const tb_quick_fit *j,
                                                                  size_t from, size_t limit)
{
    if (j->regular)
        return from + j->years;
    size_t i = from + 1;
    while (i < limit && j->unit[i] == j->unit[from])
        i++;
    return i;
}

/* Column c of [X y]: y stands behind the k regressors and is treated like one of them. */
static const double *find_column(const tb_quick_fit *j, size_t c)
{
    return c < j->k ? j->x + c * j->n : j->y;
}

/* A block is as many whole units as fit into j->block rows, one at least: it is transformed in
 * cache. */
static size_t find_block_end(const tb_quick_fit *j, size_t from, size_t limit)
{
    size_t to = from;
    while (to < limit) {
        size_t end = find_unit_end(j, to, limit);
        if (end - from > j->block && to > from)
            break;
        to = end;
    }
    return to;
}

/* Rows from..to-1 of every column less the means of units into z; the means are kept, and the sums
 * over units by year added to.
 * Of regular tables the year of a row is its place in the unit, so that no index is read. z has
 * the leading dimension ld and one column for each of c; sum [c][years] belongs to the chunk. */
TB_WIDE static void take_means(const tb_quick_fit *j, size_t from, size_t to, double *z, size_t ld,
                               double *sum)
{
    for (size_t c = 0; c < j->c; c++) {
        const double *x = find_column(j, c);
        double *g = sum + c * j->years, *means = j->mean + c * j->units, *out = z + c * ld;
        for (size_t i = from; i < to;) {
            size_t end = find_unit_end(j, i, to);
            size_t m = end - i;
            double *o = out + (i - from);
            double mean = sum_lanes(x + i, m) / (double)m;
            means[j->unit[i]] = mean;
            for (size_t l = 0; l < m; l++)
                o[l] = x[i + l] - mean;
            if (j->regular) {
                for (size_t l = 0; l < m; l++)
                    g[l] += o[l];
            } else if (j->year != NULL) {
                for (size_t l = 0; l < m; l++)
                    g[j->year[i + l]] += o[l];
            }
            i = end;
        }
    }
}

/* First reading of a chunk. slot: whose scratch.
 * Adds up z'z (only sums over the unit-demeaned rows) in cross [c x c] and D'z in sum [c][years],
 * both of this chunk alone: chunks are joined by tbi_quick_sum_chunks() in a fixed order
 * afterwards. */
void tbi_quick_products(const tb_quick_fit *j, size_t chunk, size_t slot)
{
    double *cross = j->cross + chunk * j->c * j->c;
    double *sum = j->year_sum + chunk * j->years * j->c;
    memset(cross, 0, j->c * j->c * sizeof *cross);
    memset(sum, 0, j->years * j->c * sizeof *sum);
    for (size_t i = j->start[chunk]; i < j->start[chunk + 1];) {
        size_t end = j->keep ? j->start[chunk + 1] : find_block_end(j, i, j->start[chunk + 1]);
        size_t ld = j->keep ? j->n : j->block;
        double *z = j->keep ? j->table + i : j->table + slot * j->block * j->c;
        take_means(j, i, end, z, ld, sum);
        tbi_cross_add(cross, z, end - i, j->c, ld);
        i = end;
    }
}

/* Adds the chunks' parts into the first, in order.
 * part [chunks][size]: what is in part[0] on return is the sum in the order 0, 1, 2, ...,
 * whichever thread made which chunk. */
void tbi_quick_sum_chunks(double *part, size_t chunks, size_t size)
{
    for (size_t q = 1; q < chunks; q++)
        for (size_t l = 0; l < size; l++)
            part[l] += part[q * size + l];
}

/* S = D'M D without its last row and column, factored in place (lower, row by row); false: not
 * connected.
 * With n_ut = 1 where unit u has year t and m_u its number of years: S_tt = sum over u of n_ut -
 * n_ut / m_u, S_ts = - sum over u of n_ut n_us / m_u. S has rank years - 1 in a connected table
 * (its rows sum to 0), hence the last year is left out. O(sum of m_u^2). */
static bool factor_year_effects(const tb_quick_fit *j)
{
    size_t t = j->years;
    double *s = j->s;
    memset(s, 0, t * t * sizeof *s);
    for (size_t i = 0; i < j->n;) {
        size_t end = find_unit_end(j, i, j->n);
        double w = 1 / (double)(end - i);
        for (size_t a = i; a < end; a++) {
            double *row = s + (size_t)j->year[a] * t;
            row[j->year[a]] += 1;
            for (size_t b = i; b < end; b++)
                row[j->year[b]] -= w;
        }
        i = end;
    }
    return tbi_small_chol(s, t - 1, t, tbi_quick_definite);
}

/* effect [c][years]: of each column, units already taken out. A complete table has the years'
 * means; else the years are solved for by the factor of their normal matrix, the last year being
 * 0. */
bool tbi_quick_absorb_years(tb_quick_fit *j)
{
    size_t t = j->years;
    if (j->year == NULL)
        return true;
    tbi_quick_sum_chunks(j->year_sum, j->chunks, t * j->c);
    for (size_t l = 0; l < t * j->c; l++) {
        j->effect[l] = j->regular ? j->year_sum[l] / (double)j->units : j->year_sum[l];
    }
    if (j->regular)
        return true;
    if (!factor_year_effects(j))
        return false;
    for (size_t c = 0; c < j->c; c++) {
        double *g = j->effect + c * t;
        tbi_small_chol_forward(j->s, t - 1, t, g);
        tbi_small_chol_back(j->s, t - 1, t, g);
        g[t - 1] = 0;
    }
    return true;
}

/* The cross products less what years take; false when a column loses more than five digits by that.
 * x'M x - (D'M x)' S^-1 (D'M y) for every pair of columns; 1e-5 is the share of a column that
 * must be left, below it the difference has lost five of its sixteen digits and the caller reads
 * again. */
bool tbi_quick_subtract_years(tb_quick_fit *j)
{
    size_t c = j->c, t = j->years;
    if (j->year == NULL)
        return true;
    for (size_t a = 0; a < c; a++)
        for (size_t b = 0; b <= a; b++) {
            double v = 0, before = j->cross[a + b * c];
            for (size_t l = 0; l < t; l++)
                v += j->year_sum[a * t + l] * j->effect[b * t + l];
            if (a == b && !(before - v > 1e-5 * before))
                return false;
            j->cross[a + b * c] = j->cross[b + a * c] = before - v;
        }
    return true;
}

/* The means of a chunk's units once the effects of years are known: the mean of x - D g. In a
 * regular table these effects sum to zero in each unit.
 */
void tbi_quick_settle_means(const tb_quick_fit *j, size_t chunk)
{
    if (j->year == NULL || j->regular)
        return;
    for (size_t i = j->start[chunk]; i < j->start[chunk + 1];) {
        size_t end = find_unit_end(j, i, j->start[chunk + 1]);
        size_t m = end - i;
        for (size_t c = 0; c < j->c; c++) {
            const double *g = j->effect + c * j->years;
            double mean = 0;
            for (size_t l = i; l < end; l++)
                mean += g[j->year[l]];
            j->mean[c * j->units + (size_t)j->unit[i]] -= mean / (double)m;
        }
        i = end;
    }
}

/* Transforms rows from..to-1 into z (leading dimension ld).
 * z = x - mean of the unit - effect of the year, with the means as tbi_quick_settle_means left
 * them. */
TB_WIDE static void transform_rows(const tb_quick_fit *j, size_t from, size_t to, double *z,
                                   size_t ld)
{
    for (size_t c = 0; c < j->c; c++) {
        const double *x = find_column(j, c);
        const double *g = j->effect + c * j->years;
        const double *means = j->mean + c * j->units;
        double *out = z + c * ld;
        for (size_t i = from; i < to;) {
            size_t end = find_unit_end(j, i, to);
            size_t m = end - i;
            double *o = out + (i - from);
            double mean = means[j->unit[i]];
            if (j->regular)
                for (size_t l = 0; l < m; l++)
                    o[l] = x[i + l] - mean - g[l];
            else if (j->year != NULL)
                for (size_t l = 0; l < m; l++)
                    o[l] = x[i + l] - mean - g[j->year[i + l]];
            else
                for (size_t l = 0; l < m; l++)
                    o[l] = x[i + l] - mean;
            i = end;
        }
    }
}

void tbi_quick_transform(const tb_quick_fit *j, size_t from, size_t to, double *z, size_t ld)
{
    transform_rows(j, from, to, z, ld);
}

/* The reading between, where it is needed: cross products of transformed rows.
 * The same bits in cross as tbi_quick_products would give of the transformed table, without
 * cancellation. */
void tbi_quick_cross(const tb_quick_fit *j, size_t chunk, size_t slot)
{
    double *cross = j->cross + chunk * j->c * j->c;
    memset(cross, 0, j->c * j->c * sizeof *cross);
    for (size_t i = j->start[chunk]; i < j->start[chunk + 1];) {
        size_t end = j->keep ? j->start[chunk + 1] : find_block_end(j, i, j->start[chunk + 1]);
        size_t ld = j->keep ? j->n : j->block;
        double *z = j->keep ? j->table + i : j->table + slot * j->block * j->c;
        transform_rows(j, i, end, z, ld);
        tbi_cross_add(cross, z, end - i, j->c, ld);
        i = end;
    }
}

/* Last reading: residuals, scores of units, their sum and cross products.
 * e = y - X b of transformed rows; the score of unit u is s_u = sum over its rows of x_i e_i [k].
 * total = sum s_u = X'e, which finish_estimate() uses to refine b; meat = sum s_u s_u' (Liang and
 * Zeger 1986). Scores stand as [k][count] in a block, so that the cross products are one call. */
TB_WIDE static void read_scores(const tb_quick_fit *j, size_t chunk, size_t slot, const double *b)
{
    double *meat = j->meat + chunk * j->k * j->k;
    double *total = j->total + chunk * j->k;
    double *e = j->e + slot * j->block;
    double *score = j->score + slot * j->block * j->k;
    memset(meat, 0, j->k * j->k * sizeof *meat);
    memset(total, 0, j->k * sizeof *total);
    for (size_t i = j->start[chunk]; i < j->start[chunk + 1];) {
        size_t end = find_block_end(j, i, j->start[chunk + 1]);
        size_t m = end - i;
        size_t ld = j->keep ? j->n : j->block;
        size_t count = 0;
        double *z = j->keep ? j->table + i : j->table + slot * j->block * j->c;
        if (!j->keep)
            transform_rows(j, i, end, z, ld);
        memcpy(e, z + j->k * ld, m * sizeof *e);
        for (size_t c = 0; c < j->k; c++) {
            const double *x = z + c * ld;
            double f = b[c];
            for (size_t l = 0; l < m; l++)
                e[l] -= f * x[l];
        }
        for (size_t l = i; l < end; l = find_unit_end(j, l, end))
            count++;
        for (size_t c = 0; c < j->k; c++) {
            const double *x = z + c * ld;
            double all = 0;
            for (size_t l = 0, u = 0; l < m; u++) {
                size_t stop = find_unit_end(j, i + l, end) - i;
                score[c * count + u] = compute_dot(x + l, e + l, stop - l);
                all += score[c * count + u];
                l = stop;
            }
            total[c] += all;
        }
        tbi_cross_add(meat, score, count, j->k, count);
        i = end;
    }
}

void tbi_quick_scores(const tb_quick_fit *j, size_t chunk, size_t slot, const double *b)
{
    read_scores(j, chunk, slot, b);
}
