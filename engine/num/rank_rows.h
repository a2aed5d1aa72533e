/* num/rank_rows.h - between rank_block.c and rank_count.c: the order of one draw, when the kernel's
 * was not enough. */
#ifndef TB_NUM_RANK_ROWS_H
#define TB_NUM_RANK_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The key table [64][16] that the kernel leaves in the scratch: the lowest byte of key (p, d), at
 * TB_RANK_LOW_BYTE, is the unit at place p of draw d; places are TB_RANK_ROW bytes apart. */
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
enum { TB_RANK_LOW_BYTE = 3, TB_RANK_DRAWS = 16, TB_RANK_ROW = 64 };
#else
enum { TB_RANK_LOW_BYTE = 0, TB_RANK_DRAWS = 16, TB_RANK_ROW = 64 };
#endif
int32_t *tbi_rank_rows_key(void *scratch);

/* The units of one draw from best to last and its scores (both in the scratch); returns how many
 * are ranked. score: unit i at score[i * stride]. */
size_t tbi_rank_rows_row(const uint16_t **order, const double **row, const double *score,
                         size_t stride, size_t n, void *scratch);
/* The same from the kernel's order of draw d, by the whole scores; those absent stand behind. */
size_t tbi_rank_rows_put_right(const uint16_t **order, const double **row, const double *score,
                               size_t stride, size_t n, size_t absent, unsigned d, void *scratch);

#endif
