/* num/mat.h - the one matrix of the engine: column-major, doubles, never a vendor's type. */
#ifndef TB_NUM_MAT_H
#define TB_NUM_MAT_H

#include <stddef.h>

/* Element (i, j) stands at a[i + j * ld]; ld >= m. A view: it owns nothing. */
typedef struct tb_mat {
    double *a;
    size_t m, n, ld;
} tb_mat;

static inline tb_mat tb_mat_of(double *a, size_t m, size_t n)
{
    return (tb_mat){ a, m, n, m > 0 ? m : 1 };
}

#endif
