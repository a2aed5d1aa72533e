/* estimate/wild_signs.h - products of a small matrix with many sign vectors by looking up sums of
 * its columns, six signs at a time. */
#ifndef TB_ESTIMATE_WILD_SIGNS_H
#define TB_ESTIMATE_WILD_SIGNS_H

#include <stddef.h>
#include <stdint.h>

enum { TB_SIGNS_MOST = 126 };

typedef struct tb_signs {
    /* columns; rows of a product, padded to eights: the last is n'v; groups of six columns */
    size_t g, rows, groups;
    double *table; /* [groups][64][rows] */
} tb_signs;

/* Doubles that the table of g columns takes. */
size_t tbi_signs_room(size_t g);
/* k [g x g] column-major, n [g]; table [tbi_signs_room] aligned to 64. */
void tbi_signs_make(tb_signs *s, const double *k, const double *n, size_t g, double *table);
/* For each of m sign vectors (bits [m][2]: bit 1 = -1): num [m] = n'v, square [m] = |k v|^2; with a
 * second table also num2, cross = (k v)'(k2 v), square2. */
void tbi_signs_run(const tb_signs *s, const tb_signs *second, const uint64_t (*bits)[2], size_t m,
                   double *num, double *square, double *num2, double *cross, double *square2);

#endif
