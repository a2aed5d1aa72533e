/* quick.c - the two-way within estimator with clustered errors and nothing else: two readings of
 * the data, no allocation.
 *
 * With M the taking out of unit means, D the years and g = S^-1 D'M x, S = D'M D, a transformed
 * column is (x - D g) less its mean in the unit: a block of units is transformed in cache whenever
 * it is needed, and the transformed table is never written when it is large. The first reading
 * gives x'M x and D'M x, hence the cross products x'M x - (D'M x)'g; where years are so much of a
 * column that this would cancel, a reading more computes them from transformed rows. Sums go by
 * chunks of fixed size in a fixed order. */
#include "estimate/quick_rows.h"

#include "base/error.h"
#include "messages/estimate.h"
#include "num/linalg_product.h"

#include <string.h>
#include <tangbac/estimate.h>

/* Cholesky of the k x k corner of c (leading dimension j->c), inverse into out [k x k]; false:
 * collinear. r [k x k] scratch.
 * With C = R R' (R lower): R^-1 by forward substitution, then C^-1 = R^-T R^-1. O(k^3). */
static bool invert_cross(const tb_quick_fit *j, const double *c, double *out, double *r)
{
    size_t k = j->k, ld = j->c;
    for (size_t a = 0; a < k; a++)
        memcpy(r + a * k, c + a * ld, k * sizeof *r);
    if (!tbi_small_chol(r, k, k, tbi_quick_definite))
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
    size_t chunks = TB_QUICK_CHUNKS;
    size_t block = TB_QUICK_BLOCK_ROWS > years ? TB_QUICK_BLOCK_ROWS : years;
    if (n <= TB_QUICK_CHUNK_ROWS)
        chunks = 1;
    return units * c + years * c * (chunks + 1) + chunks * (c * c + k * k + k) +
           (n * c <= TB_QUICK_KEEP ? n * c : slots * block * c) + slots * block * (k + 1) +
           years * years + 4 * k * k + 8 * k + 64;
}

/* Chunks never part a unit, so that no sum of a unit is made by two threads; they depend on the
 * rows and not on the threads, and are added in order.
 * Rows must be sorted by unit and then by year, without a pair twice: checked here, since
 * everything else relies on units being runs of rows. Nothing of the caller's arrays is copied. */
static tb_status prepare_chunks(tb_quick_fit *j, double *room, int threads, tb_err *err)
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
    j->keep = j->n * j->c <= TB_QUICK_KEEP;
    j->chunks = j->n <= TB_QUICK_CHUNK_ROWS ? 1 : TB_QUICK_CHUNKS;
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
static void finish_estimate(const tb_quick_fit *j, double *b, double *vcov, const double *inverse,
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
 * where that keeps enough digits (tbi_quick_subtract_years), else by a second pass. Last: residuals
 * and the meat. */
tb_status tb_within_quick(double *b, double *vcov, const double *y, const double *x, size_t n,
                          size_t k, const int32_t *unit, size_t units, const int32_t *year,
                          size_t years, double *room, int threads, tb_err *err)
{
    tb_quick_fit j = { .y = y,
                       .x = x,
                       .n = n,
                       .k = k,
                       .c = k + 1,
                       .unit = unit,
                       .year = year,
                       .units = units,
                       .years = year != NULL ? years : 0,
                       .block = years > TB_QUICK_BLOCK_ROWS ? years : TB_QUICK_BLOCK_ROWS };
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
        tbi_quick_products(&j, q, parallel ? (size_t)tbi_thread_number() : 0);
    if (!tbi_quick_absorb_years(&j))
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_YEARS_CONNECTED_THROUGH_UNITS);
    tbi_quick_sum_chunks(j.cross, j.chunks, j.c * j.c);
    bool again = !tbi_quick_subtract_years(&j);
#pragma omp parallel for schedule(static) num_threads(threads) if (parallel)
    for (size_t q = 0; q < j.chunks; q++) {
        tbi_quick_settle_means(&j, q);
        if (again)
            tbi_quick_cross(&j, q, parallel ? (size_t)tbi_thread_number() : 0);
        else if (j.keep)
            tbi_quick_transform(&j, j.start[q], j.start[q + 1], j.table + j.start[q], n);
    }
    if (again)
        tbi_quick_sum_chunks(j.cross, j.chunks, j.c * j.c);
    if (!invert_cross(&j, j.cross, inverse, scratch))
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_REGRESSORS_COLLINEAR_ONCE_EFFE);
    for (size_t a = 0; a < k; a++) {
        b[a] = 0;
        for (size_t l = 0; l < k; l++)
            b[a] += inverse[a + l * k] * j.cross[l + k * j.c];
    }
#pragma omp parallel for schedule(static) num_threads(threads) if (parallel)
    for (size_t q = 0; q < j.chunks; q++)
        tbi_quick_scores(&j, q, parallel ? (size_t)tbi_thread_number() : 0, b);
    tbi_quick_sum_chunks(j.meat, j.chunks, k * k);
    tbi_quick_sum_chunks(j.total, j.chunks, k);
    finish_estimate(&j, b, vcov, inverse, scratch);
    return TB_OK;
}
