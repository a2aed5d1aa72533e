/* quick.c - the two-way within estimator with clustered errors and nothing else: two readings of
 * the data, no allocation.
 *
 * With M the taking out of unit means, D the years and g = S^-1 D'M x, S = D'M D, a transformed
 * column is (x - D g) less its mean in the unit: a block of units is transformed in cache whenever
 * it is needed, and the transformed table is never written when it is large. The first reading
 * gives x'M x and D'M x, hence the cross products x'M x - (D'M x)'g; where years are so much of a
 * column that this would cancel, a reading more computes them from transformed rows. Sums go by
 * chunks of fixed size in a fixed order. */
#include "base/error.h"
#include "messages/estimate.h"
#include "num/linalg_product.h"
#include "num/small_chol.h"

#include <math.h>
#include <string.h>
#include <tangbac/estimate.h>

/* The loops over rows have no sums that a compiler may not reorder, so that every instruction set
 * gives the same bits. */
/* not with ThreadSanitizer: the loader picks a clone before its runtime is there, and dies */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
#define WIDE __attribute__((target_clones("avx512f", "avx2", "default"), optimize("O3")))
#else
#define WIDE
#endif

/* A column of which less than this share of its square is its own is a combination of others. */
static const tb_pivot_rule definite = { .share = 1e-10 };

enum { KEEP = 32768, CHUNK_ROWS = 4096, BLOCK_ROWS = 512, CHUNKS_MOST = 64 };

/* One call: the caller's arrays, how rows are cut into chunks and blocks, and where in the
 * caller's room each table stands. A table in [a x b] is column-major, in [a][b] row-major; slot:
 * one of the threads' scratch areas. */
typedef struct quick_fit {
    const double *y, *x;
    size_t n, k, c; /* c = k + 1: the columns and y behind them */
    const int32_t *unit, *year;
    size_t units, years;
    bool regular;                          /* every unit has every year, in order */
    bool keep;                             /* small: the transformed table stays in `table` */
    size_t chunks, start[CHUNKS_MOST + 1]; /* rows, whole units */
    size_t block;                          /* rows of a block: BLOCK_ROWS or one unit */
    double *effect;                        /* [years x c] */
    double *mean;                          /* [units x c] */
    double *year_sum;                      /* [chunks][years x c] */
    double *cross, *meat, *total;          /* [chunks][c x c], [chunks][k x k], [chunks][k] */
    /* [n x c] when kept, else per chunk slot [block x c] */
    double *table;
    double *score; /* per slot [block x k] */
    double *e;     /* per slot [block] */
    double *s;     /* [years x years] */
} quick_fit;

/* Eight running sums, then their sum in a fixed order: the same bits whatever the width of the
 * registers. */
typedef double eight __attribute__((vector_size(64)));

/* The eight lanes pair by pair, as a tree: ((0+4)+(2+6)) + ((1+5)+(3+7)). A change of this order
 * changes the last bits of every result. */
static inline __attribute__((always_inline)) double fold_lanes(const eight *a)
{
    return (((*a)[0] + (*a)[4]) + ((*a)[2] + (*a)[6])) +
           (((*a)[1] + (*a)[5]) + ((*a)[3] + (*a)[7]));
}

/* Sum of m numbers in eight lanes, the rest one by one: the order of the additions is the same
 * on every machine. */
static inline __attribute__((always_inline)) double sum_lanes(const double *p, size_t m)
{
    eight a = { 0 }, v;
    size_t i = 0;
    for (; i + 8 <= m; i += 8) {
        memcpy(&v, p + i, sizeof v);
        a += v;
    }
    double rest = 0;
    for (; i < m; i++)
        rest += p[i];
    return fold_lanes(&a) + rest;
}

/* As sum_lanes, of the products. */
static inline __attribute__((always_inline)) double compute_dot(const double *p, const double *q,
                                                                size_t m)
{
    eight a = { 0 }, v, w;
    size_t i = 0;
    for (; i + 8 <= m; i += 8) {
        memcpy(&v, p + i, sizeof v);
        memcpy(&w, q + i, sizeof w);
        a += v * w;
    }
    double rest = 0;
    for (; i < m; i++)
        rest += p[i] * q[i];
    return fold_lanes(&a) + rest;
}

/* One behind the last row of the unit of row `from`, at most `limit`. Units are runs of rows. */
static inline __attribute__((always_inline)) size_t find_unit_end(const quick_fit *j, size_t from,
                                                                  size_t limit)
{
    if (j->regular)
        return from + j->years;
    size_t i = from + 1;
    while (i < limit && j->unit[i] == j->unit[from])
        i++;
    return i;
}

/* Column c of [X y]: y stands behind the k regressors and is treated like one of them. */
static const double *find_column(const quick_fit *j, size_t c)
{
    return c < j->k ? j->x + c * j->n : j->y;
}

/* A block is as many whole units as fit into j->block rows, one at least: it is transformed in
 * cache. */
static size_t find_block_end(const quick_fit *j, size_t from, size_t limit)
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
WIDE static void take_means(const quick_fit *j, size_t from, size_t to, double *z, size_t ld,
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
 * both of this chunk alone: chunks are joined by sum_chunks() in a fixed order afterwards. */
static void sum_products(const quick_fit *j, size_t chunk, size_t slot)
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
static void sum_chunks(double *part, size_t chunks, size_t size)
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
static bool factor_year_effects(const quick_fit *j)
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
    return tbi_small_chol(s, t - 1, t, definite);
}

/* effect [c][years]: of each column, units already taken out. A complete table has the years'
 * means; else the years are solved for by the factor of their normal matrix, the last year being
 * 0. */
static bool absorb_year_effects(quick_fit *j)
{
    size_t t = j->years;
    if (j->year == NULL)
        return true;
    sum_chunks(j->year_sum, j->chunks, t * j->c);
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
static bool subtract_years(quick_fit *j)
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
static void settle_means(const quick_fit *j, size_t chunk)
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
 * z = x - mean of the unit - effect of the year, with the means as settle_means left them. */
WIDE static void transform_rows(const quick_fit *j, size_t from, size_t to, double *z, size_t ld)
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

/* The reading between, where it is needed: cross products of transformed rows.
 * The same bits in cross as sum_products would give of the transformed table, without cancellation.
 */
static void read_cross(const quick_fit *j, size_t chunk, size_t slot)
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
WIDE static void read_scores(const quick_fit *j, size_t chunk, size_t slot, const double *b)
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

/* Cholesky of the k x k corner of c (leading dimension j->c), inverse into out [k x k]; false:
 * collinear. r [k x k] scratch.
 * With C = R R' (R lower): R^-1 by forward substitution, then C^-1 = R^-T R^-1. O(k^3). */
static bool invert_cross(const quick_fit *j, const double *c, double *out, double *r)
{
    size_t k = j->k, ld = j->c;
    for (size_t a = 0; a < k; a++)
        memcpy(r + a * k, c + a * ld, k * sizeof *r);
    if (!tbi_small_chol(r, k, k, definite))
        return false;
    for (size_t a = 0; a < k; a++) { /* out holds the inverse factor below the diagonal first */
        out[a * k + a] = 1 / r[a * k + a];
        for (size_t b = 0; b < a; b++) {
            double v = 0;
            for (size_t l = b; l < a; l++)
                v += r[a * k + l] * out[l * k + b];
            out[a * k + b] = -v / r[a * k + a];
        }
    }
    for (size_t a = 0; a < k; a++)
        for (size_t b = a; b < k; b++) {
            double v = 0;
            for (size_t l = b; l < k; l++)
                v += out[l * k + a] * out[l * k + b];
            r[a * k + b] = v; /* row a of r is not needed any more beyond its diagonal */
        }
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < a; b++)
            r[a * k + b] = r[b * k + a];
    memcpy(out, r, k * k * sizeof *out);
    return true;
}

/* Doubles that prepare_chunks() hands out below, in the same order: effect, mean, year_sum, cross,
 * meat and total, table, e and score, s; then two [k x k] and what alignment may take. */
size_t tb_within_quick_room(size_t n, size_t k, size_t units, size_t years, int threads)
{
    size_t c = k + 1;
    size_t slots = threads > 0 ? (size_t)threads : 1;
    size_t chunks = CHUNKS_MOST;
    size_t block = BLOCK_ROWS > years ? BLOCK_ROWS : years;
    if (n <= CHUNK_ROWS)
        chunks = 1;
    return units * c + years * c * (chunks + 1) + chunks * (c * c + k * k + k) +
           (n * c <= KEEP ? n * c : slots * block * c) + slots * block * (k + 1) + years * years +
           4 * k * k + 8 * k + 64;
}

/* Chunks never part a unit, so that no sum of a unit is made by two threads; they depend on the
 * rows and not on the threads, and are added in order.
 * Rows must be sorted by unit and then by year, without a pair twice: checked here, since
 * everything else relies on units being runs of rows. Nothing of the caller's arrays is copied. */
static tb_status prepare_chunks(quick_fit *j, double *room, int threads, tb_err *err)
{
    size_t slots = threads > 0 ? (size_t)threads : 1;
    size_t most = 1;
    size_t from = 0;
    j->regular = j->year != NULL && j->n == j->units * j->years;
    for (size_t i = 0; i < j->n; i++) {
        if (i > 0 &&
            (j->unit[i] < j->unit[i - 1] ||
             (j->unit[i] == j->unit[i - 1] && j->year != NULL && j->year[i] <= j->year[i - 1])))
            return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_ROW_OUT_ORDER_ROWS, i + 1);
        if (j->unit[i] < 0 || (size_t)j->unit[i] >= j->units)
            return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_ROW_HAS_UNIT_OUTSIDE, i + 1,
                            j->units - 1);
        if (j->year != NULL && (j->year[i] < 0 || (size_t)j->year[i] >= j->years))
            return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_ROW_HAS_YEAR_OUTSIDE, i + 1,
                            j->years - 1);
        if (i > 0 && j->unit[i] != j->unit[i - 1])
            from = i;
        if (i - from + 1 > most)
            most = i - from + 1;
    }
    if (most > j->block)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_UNIT_HAS_ROWS_MORE, most, j->block);
    j->keep = j->n * j->c <= KEEP;
    j->chunks = j->n <= CHUNK_ROWS ? 1 : CHUNKS_MOST;
    for (size_t q = 1; q < j->chunks; q++) {
        size_t at = j->n / j->chunks * q;
        while (at < j->n && at > 0 && j->unit[at] == j->unit[at - 1])
            at++;
        j->start[q] = at;
    }
    j->start[j->chunks] = j->n;
    size_t c = j->c, k = j->k;
    j->effect = room;
    room += j->years * c;
    j->mean = room;
    room += j->units * c;
    j->year_sum = room;
    room += j->chunks * j->years * c;
    j->cross = room;
    room += j->chunks * c * c;
    j->meat = room;
    room += j->chunks * k * k;
    j->total = room;
    room += j->chunks * k;
    j->s = room;
    room += j->years * j->years;
    j->e = room;
    room += slots * j->block;
    j->score = room;
    room += slots * j->block * k;
    j->table = room;
    return TB_OK;
}

/* The coefficients after one step of refinement, b += (X'X)^-1 X'e, and the clustered covariance
 * A M A with A = (X'X)^-1 and M the cross products of the units' scores, times G/(G-1)
 * (n-1)/(n-K): K counts the regressors and the years, not the units, which are nested in the
 * clusters (fixest's convention). scratch [k x k]. */
static void finish_estimate(const quick_fit *j, double *b, double *vcov, const double *inverse,
                            double *scratch)
{
    size_t k = j->k;
    double g = (double)j->units;
    double n = (double)j->n;
    double parameters = (double)k + (j->year != NULL ? (double)j->years : 1);
    double factor = g / (g - 1) * (n - 1) / (n - parameters);
    for (size_t a = 0; a < k; a++)
        /* one step of refinement: X'e is 0 */
        for (size_t l = 0; l < k; l++)
            b[a] += inverse[a + l * k] * j->total[l];
    for (size_t a = 0; a < k; a++)
        for (size_t l = 0; l < k; l++) {
            double v = 0;
            for (size_t q = 0; q < k; q++)
                v += inverse[a + q * k] * j->meat[q + l * k];
            scratch[a + l * k] = v;
        }
    for (size_t a = 0; a < k; a++)
        for (size_t l = 0; l <= a; l++) {
            double v = 0;
            for (size_t q = 0; q < k; q++)
                v += scratch[a + q * k] * inverse[q + l * k];
            vcov[a + l * k] = vcov[l + a * k] = factor * v;
        }
}

/* First pass: sums and cross products less unit means. Years are taken off the cross products
 * where that keeps enough digits (subtract_years), else by a second pass. Last: residuals and the
 * meat. */
tb_status tb_within_quick(double *b, double *vcov, const double *y, const double *x, size_t n,
                          size_t k, const int32_t *unit, size_t units, const int32_t *year,
                          size_t years, double *room, int threads, tb_err *err)
{
    quick_fit j = { .y = y,
                    .x = x,
                    .n = n,
                    .k = k,
                    .c = k + 1,
                    .unit = unit,
                    .year = year,
                    .units = units,
                    .years = year != NULL ? years : 0,
                    .block = years > BLOCK_ROWS ? years : BLOCK_ROWS };
    if (threads < 1)
        threads = 1;
    tb_status st = prepare_chunks(&j, room, threads, err);
    if (st != TB_OK)
        return st;
    if (units < 2 || n <= k + units + (year != NULL ? years - 1 : 0))
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_ROWS_TOO_FEW_COEFFICIENTS, n, k);
    size_t used = j.keep ? n * j.c : (size_t)threads * j.block * j.c;
    double *inverse = j.table + used, *scratch = inverse + k * k;
    bool parallel = threads > 1 && j.chunks > 1;
#pragma omp parallel for schedule(static) num_threads(threads) if (parallel)
    for (size_t q = 0; q < j.chunks; q++)
        sum_products(&j, q, parallel ? (size_t)tbi_thread_number() : 0);
    if (!absorb_year_effects(&j))
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_YEARS_CONNECTED_THROUGH_UNITS);
    sum_chunks(j.cross, j.chunks, j.c * j.c);
    bool again = !subtract_years(&j);
#pragma omp parallel for schedule(static) num_threads(threads) if (parallel)
    for (size_t q = 0; q < j.chunks; q++) {
        settle_means(&j, q);
        if (again)
            read_cross(&j, q, parallel ? (size_t)tbi_thread_number() : 0);
        else if (j.keep)
            transform_rows(&j, j.start[q], j.start[q + 1], j.table + j.start[q], n);
    }
    if (again)
        sum_chunks(j.cross, j.chunks, j.c * j.c);
    if (!invert_cross(&j, j.cross, inverse, scratch))
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_REGRESSORS_COLLINEAR_ONCE_EFFE);
    for (size_t a = 0; a < k; a++) {
        b[a] = 0;
        for (size_t l = 0; l < k; l++)
            b[a] += inverse[a + l * k] * j.cross[l + k * j.c];
    }
#pragma omp parallel for schedule(static) num_threads(threads) if (parallel)
    for (size_t q = 0; q < j.chunks; q++)
        read_scores(&j, q, parallel ? (size_t)tbi_thread_number() : 0, b);
    sum_chunks(j.meat, j.chunks, k * k);
    sum_chunks(j.total, j.chunks, k);
    finish_estimate(&j, b, vcov, inverse, scratch);
    return TB_OK;
}
