/* quantile.c - sorting by digits where there is much to sort and by GSL elsewhere, quantiles by the
 * book. */
#include "num/quantile.h"

#include "base/refusals.h"
#include "base/to_index.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { RADIX_FROM = 1024, DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, PASSES = 6 };

/* The bits of a double, turned so that they ascend with the number. */
static uint64_t make_key(double x)
{
    uint64_t k;
    memcpy(&k, &x, sizeof k);
    return k >> 63 ? ~k : k | 1ULL << 63;
}

/* The inverse of the order-preserving map from doubles to unsigned integers. */
static double decode_key(uint64_t k)
{
    double x;
    k = k >> 63 ? k & ~(1ULL << 63) : ~k;
    memcpy(&x, &k, sizeof x);
    return x;
}

/* All passes of the radix sort counted in one reading. */
static void count_digits(uint32_t (*count)[DIGITS], const uint64_t *key, size_t n)
{
    memset(count, 0, PASSES * sizeof *count);
    for (size_t i = 0; i < n; i++)
        for (size_t p = 0; p < PASSES; p++)
            count[p][key[i] >> (p * DIGIT_BITS) & (DIGITS - 1)]++;
}

/* Sorting by digits from the last (Knuth, The Art of Computer Programming 5.2.5); a digit that is
 * the same in all is passed over. false: no memory.
 */
static bool sort_digits(double *x, size_t n)
{
    uint64_t *key = tbi_malloc(2 * n * sizeof *key);
    uint64_t *from = key;
    uint64_t *to = key != NULL ? key + n : NULL;
    uint32_t(*count)[DIGITS] = tbi_malloc(PASSES * sizeof *count);
    bool fits = key != NULL && count != NULL;
    for (size_t i = 0; i < n && fits; i++)
        key[i] = make_key(x[i]);
    if (fits)
        count_digits(count, key, n);
    for (size_t p = 0; p < PASSES && fits; p++) {
        uint32_t *c = count[p], sum = 0;
        if (c[from[0] >> (p * DIGIT_BITS) & (DIGITS - 1)] == n)
            continue;
        for (size_t d = 0; d < DIGITS; d++) {
            uint32_t here = c[d];
            c[d] = sum;
            sum += here;
        }
        for (size_t i = 0; i < n; i++)
            to[c[from[i] >> (p * DIGIT_BITS) & (DIGITS - 1)]++] = from[i];
        uint64_t *t = from;
        from = to;
        to = t;
    }
    for (size_t i = 0; i < n && fits; i++)
        x[i] = decode_key(from[i]);
    free(count);
    free(key);
    return fits;
}

/* Ascending; the radix sort from RADIX_FROM numbers on, NaN not allowed. */
void tbi_sort(double *x, size_t n)
{
    if (n < RADIX_FROM || n > UINT32_MAX || !sort_digits(x, n))
        gsl_sort(x, 1, n);
}

/* Stable: equal numbers keep their order, so that ranks do not depend on the library. */
void tbi_sort_order(size_t *order, const double *x, size_t n)
{
    gsl_sort_index(order, x, 1, n);
    /* gsl_sort_index is not stable: put equal ones in their order */
    for (size_t i = 0; i < n;) {
        size_t e = i + 1;
        while (e < n && x[order[e]] == x[order[i]])
            e++;
        for (size_t a = i + 1; a < e; a++) {
            size_t v = order[a], b = a;
            while (b > i && order[b - 1] > v) {
                order[b] = order[b - 1];
                b--;
            }
            order[b] = v;
        }
        i = e;
    }
}

/* Linear between order statistics at (n - 1) p (R's type 7, Hyndman and Fan 1996). */
double tbi_quantile_sorted(const double *x, size_t n, double p)
{
    if (n == 0)
        return NAN;
    double at = p * (double)(n - 1);
    size_t low = tbi_to_index(at, n - 1);
    if (low + 1 >= n)
        return x[n - 1];
    double share = at - (double)low;
    if (share == 0 || x[low] == x[low + 1])
        return x[low]; /* no 0 times infinity, no difference of two infinities */
    return x[low] + share * (x[low + 1] - x[low]);
}

double tbi_mean(const double *x, size_t n)
{
    double s = 0;
    for (size_t i = 0; i < n; i++)
        s += x[i];
    return n == 0 ? NAN : s / (double)n;
}

/* Divided by n - 1; two passes. */
double tbi_variance(const double *x, size_t n)
{
    if (n < 2)
        return NAN;
    double m = tbi_mean(x, n);
    double s = 0;
    for (size_t i = 0; i < n; i++)
        s += (x[i] - m) * (x[i] - m);
    return s / (double)(n - 1);
}

double tbi_median(double *x, size_t n)
{
    tbi_sort(x, n);
    return tbi_quantile_sorted(x, n, 0.5);
}
