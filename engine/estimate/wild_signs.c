/* wild_signs.c - the method of four Russians for a bootstrap with Rademacher weights: a sixth of
 * the additions of a product, and no multiplications.
 * A vector of +-1 for six clusters is one of 64, and the product of a [rows x 6] block with it is
 * one of 64 sums made beforehand (Arlazarov et al. 1970). A set bit is the weight -1. */
#include "estimate/wild_signs.h"

#include "num/wide.h"

#include <string.h>

/* Rows of a table: g scores and the numerator behind them, filled up to a multiple of eight lanes
 * with zeros, which add nothing to any sum. */
static size_t count_rows(size_t g)
{
    return (g + 1 + 7) / 8 * 8;
}

/* Doubles of a table for g clusters. */
size_t tbi_signs_room(size_t g)
{
    return (g + 5) / 6 * 64 * count_rows(g);
}

/* table [groups of six clusters][64 sign words][rows]: the sums of six columns for each of their
 * sign vectors, so that a draw adds g / 6 rows instead of g. The last row is the numerator's. */
void tbi_signs_make(tb_signs *s, const double *k, const double *n, size_t g, double *table)
{
    *s = (tb_signs){ g, count_rows(g), (g + 5) / 6, table };
    size_t r = s->rows;
    memset(table, 0, tbi_signs_room(g) * sizeof *table);
    for (size_t q = 0; q < s->groups; q++)
        for (size_t word = 0; word < 64; word++) {
            double *sum = table + (q * 64 + word) * r;
            for (size_t b = 0; b < 6 && q * 6 + b < g; b++) {
                size_t c = q * 6 + b;
                double sign = word >> b & 1 ? -1 : 1;
                for (size_t i = 0; i < g; i++)
                    sum[i] += sign * k[i + c * g];
                sum[r - 1] += sign * n[c];
            }
        }
}

/* p [rows] = the product for one vector of signs. */
static inline __attribute__((always_inline)) void multiply_signs(const tb_signs *s,
                                                                 const uint64_t *bits, double *p)
{
    size_t r = s->rows;
    unsigned word[21];
    /* six bits never lie across the two words: 60 in each */
    for (size_t q = 0; q < s->groups; q++) {
        size_t at = q * 6;
        word[q] = (unsigned)((at < 60    ? bits[0] >> at
                              : at < 120 ? bits[1] >> (at - 60)
                                         : bits[0] >> 60 | (bits[1] >> 60) << 4) &
                             63);
    }
    for (size_t i = 0; i < r; i += 8) {
        tb_eight sum = { 0 }, v;
        for (size_t q = 0; q < s->groups; q++) {
            memcpy(&v, s->table + (q * 64 + word[q]) * r + i, sizeof v);
            sum += v;
        }
        memcpy(p + i, &sum, sizeof sum);
    }
}

/* num [m]: sums of the signed numerators; square [m]: squared length of the other rows. With a
 * second table also its numerators, its squares and the products of the two. */
TB_WIDE void tbi_signs_run(const tb_signs *s, const tb_signs *second, const uint64_t (*bits)[2],
                           size_t m, double *num, double *square, double *num2, double *cross,
                           double *square2)
{
    double p[TB_SIGNS_MOST + 10], t[TB_SIGNS_MOST + 10];
    size_t r = s->rows;
    for (size_t d = 0; d < m; d++) {
        tb_eight a = { 0 }, b = { 0 }, c = { 0 }, v, w;
        multiply_signs(s, bits[d], p);
        num[d] = p[r - 1];
        p[r - 1] = 0;
        if (second != NULL) {
            multiply_signs(second, bits[d], t);
            num2[d] = t[r - 1];
            t[r - 1] = 0;
        }
        for (size_t i = 0; i < r; i += 8) {
            memcpy(&v, p + i, sizeof v);
            a += v * v;
            if (second == NULL)
                continue;
            memcpy(&w, t + i, sizeof w);
            b += v * w;
            c += w * w;
        }
        square[d] = tbi_eight_fold(&a);
        if (second != NULL) {
            cross[d] = tbi_eight_fold(&b);
            square2[d] = tbi_eight_fold(&c);
        }
    }
}
