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

/* What is sorted, twice: digits move all of it from the one to the other. */
typedef struct sorted_keys {
    uint64_t *key[2];   /* [n] */
    uint32_t *place[2]; /* [n] where each key stood; NULL: nobody asks */
    uint32_t (*count)[DIGITS];
    int at; /* the one that is in order */
} sorted_keys;

/* One digit: keys, and what goes with them, to where their digit begins. */
static void move_by_digit(sorted_keys *s, size_t n, uint32_t *next, unsigned shift)
{
    const uint64_t *from = s->key[s->at];
    uint64_t *to = s->key[!s->at];
    const uint32_t *place = s->place[s->at];
    uint32_t *moved = s->place[!s->at];
    for (size_t i = 0; i < n && place == NULL; i++)
        to[next[from[i] >> shift & (DIGITS - 1)]++] = from[i];
    for (size_t i = 0; i < n && place != NULL; i++) {
        size_t k = next[from[i] >> shift & (DIGITS - 1)]++;
        to[k] = from[i];
        moved[k] = place[i];
    }
    s->at = !s->at;
}

/* Sorting by digits from the last (Knuth, The Art of Computer Programming 5.2.5), which leaves
 * equal keys in their order; a digit that is the same in all is passed over. */
static void sort_keys(sorted_keys *s, size_t n)
{
    count_digits(s->count, s->key[0], n);
    for (size_t p = 0; p < PASSES; p++) {
        uint32_t *c = s->count[p], sum = 0;
        unsigned shift = (unsigned)p * DIGIT_BITS;
        if (c[s->key[s->at][0] >> shift & (DIGITS - 1)] == n)
            continue;
        for (size_t d = 0; d < DIGITS; d++) {
            uint32_t here = c[d];
            c[d] = sum;
            sum += here;
        }
        move_by_digit(s, n, c, shift);
    }
}

static void free_keys(sorted_keys *s)
{
    free(s->key[0]);
    free(s->place[0]);
    free(s->count);
}

/* Room for n keys; ordered: for their places too. false: no memory. */
static bool make_keys(sorted_keys *s, size_t n, bool ordered)
{
    *s = (sorted_keys){ .key = { tbi_malloc(2 * n * sizeof(uint64_t)) },
                        .count = tbi_malloc(PASSES * sizeof *s->count) };
    if (ordered)
        s->place[0] = tbi_malloc(2 * n * sizeof(uint32_t));
    if (s->key[0] == NULL || s->count == NULL || (ordered && s->place[0] == NULL)) {
        free_keys(s);
        return false;
    }
    s->key[1] = s->key[0] + n;
    s->place[1] = ordered ? s->place[0] + n : NULL;
    return true;
}

/* false: no memory. */
static bool sort_digits(double *x, size_t n)
{
    sorted_keys s;
    if (!make_keys(&s, n, false))
        return false;
    for (size_t i = 0; i < n; i++)
        s.key[0][i] = make_key(x[i]);
    sort_keys(&s, n);
    for (size_t i = 0; i < n; i++)
        x[i] = decode_key(s.key[s.at][i]);
    free_keys(&s);
    return true;
}

/* false: no memory. -0 is 0: equal numbers keep their order. */
static bool order_digits(size_t *order, const double *x, size_t n)
{
    sorted_keys s;
    if (!make_keys(&s, n, true))
        return false;
    for (size_t i = 0; i < n; i++) {
        s.key[0][i] = make_key(x[i] + 0.0);
        s.place[0][i] = (uint32_t)i;
    }
    sort_keys(&s, n);
    for (size_t i = 0; i < n; i++)
        order[i] = s.place[s.at][i];
    free_keys(&s);
    return true;
}

/* Ascending; the radix sort from RADIX_FROM numbers on, NaN not allowed. */
void tbi_sort(double *x, size_t n)
{
    if (n < RADIX_FROM || n > UINT32_MAX || !sort_digits(x, n))
        gsl_sort(x, 1, n);
}

/* GSL's index sort is not stable: equal numbers are put in their order. */
static void order_few(size_t *order, const double *x, size_t n)
{
    gsl_sort_index(order, x, 1, n);
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

/* Stable: equal numbers keep their order, so that ranks do not depend on the library. */
void tbi_sort_order(size_t *order, const double *x, size_t n)
{
    if (n < RADIX_FROM || n > UINT32_MAX || !order_digits(order, x, n))
        order_few(order, x, n);
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
