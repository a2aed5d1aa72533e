/* num/small_chol.h - the one Cholesky for matrices of a few dozen rows: by rows, in place, nothing
 * allocated. Larger or column-major ones go to LAPACK (num/linalg.h).
 *
 * Matrices are row-major with leading dimension ld (element i, j at i * ld + j); the lower triangle
 * is read and written, what is above it is left alone. The bytes are those of R with A = R'R
 * column-major, so that a factor of tbi_chol_pivot solves here as well. Inline: it is called per
 * draw, and callers know their n. */
#ifndef TB_NUM_SMALL_CHOL_H
#define TB_NUM_SMALL_CHOL_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/* When the square of a pivot is refused, and when it counts as 0: at or below
 * share * its diagonal element + refuse, and + zero. refuse <= zero. */
typedef struct tb_pivot_rule {
    double share, refuse, zero;
} tb_pivot_rule;

/* a [n x n] becomes L, A = L L' (Golub and Van Loan 2013, 4.2). A pivot that counts as 0 makes its
 * column 0: a direction without spread. false: a pivot was refused; a is half overwritten.
 * O(n^3/3).
 * Sums are taken in the order of k: every figure of the engine rests on that. */
static inline bool tbi_small_chol(double *a, size_t n, size_t ld, tb_pivot_rule rule)
{
    for (size_t i = 0; i < n; i++) {
        double *row = a + i * ld, bound = rule.share * row[i];
        for (size_t j = 0; j <= i; j++) {
            const double *other = a + j * ld;
            double s = row[j];
            for (size_t k = 0; k < j; k++)
                s -= row[k] * other[k];
            if (j < i)
                row[j] = other[j] > 0 ? s / other[j] : 0;
            else if (!(s > bound + rule.refuse)) /* NaN too */
                return false;
            else
                row[j] = s > bound + rule.zero ? sqrt(s) : 0;
        }
    }
    return true;
}

/* L y = b in place; a pivot of 0 gives 0. */
static inline void tbi_small_chol_forward(const double *l, size_t n, size_t ld, double *b)
{
    for (size_t i = 0; i < n; i++) {
        const double *row = l + i * ld;
        double s = b[i];
        for (size_t k = 0; k < i; k++)
            s -= row[k] * b[k];
        b[i] = row[i] > 0 ? s / row[i] : 0;
    }
}

/* L' x = y in place; a pivot of 0 gives 0. */
static inline void tbi_small_chol_back(const double *l, size_t n, size_t ld, double *b)
{
    for (size_t i = n; i-- > 0;) {
        double s = b[i];
        for (size_t k = i + 1; k < n; k++)
            s -= l[k * ld + i] * b[k];
        b[i] = l[i * ld + i] > 0 ? s / l[i * ld + i] : 0;
    }
}

#endif
