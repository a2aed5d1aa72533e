/* num/sort_network.h - which elements of x are compared and exchanged, CE(i, j), to sort 16 of them
 * and to merge longer runs. Included by the kernels that say what CE does: afterwards x[i] stands
 * before x[j]. Batcher (1968): odd-even merges up to 16, then bitonic merges, whose first step
 * compares with the mirror image. */
#ifndef TB_NUM_SORT_NETWORK_H
#define TB_NUM_SORT_NETWORK_H

/* clang-format off */
#define SORT_16 SORT_16_FROM(0)
#define SORT_16_FROM(f) \
    CE(f + 0, f + 1); CE(f + 2, f + 3); CE(f + 4, f + 5); CE(f + 6, f + 7); CE(f + 8, f + 9); \
    CE(f + 10, f + 11); CE(f + 12, f + 13); \
    CE(f + 14, f + 15); CE(f + 0, f + 2); CE(f + 1, f + 3); CE(f + 4, f + 6); CE(f + 5, f + 7); \
    CE(f + 8, f + 10); CE(f + 9, f + 11); \
    CE(f + 12, f + 14); CE(f + 13, f + 15); CE(f + 1, f + 2); CE(f + 5, f + 6); \
    CE(f + 9, f + 10); CE(f + 13, f + 14); CE(f + 0, f + 4); \
    CE(f + 1, f + 5); CE(f + 2, f + 6); CE(f + 3, f + 7); CE(f + 8, f + 12); CE(f + 9, f + 13); \
    CE(f + 10, f + 14); CE(f + 11, f + 15); \
    CE(f + 2, f + 4); CE(f + 3, f + 5); CE(f + 10, f + 12); CE(f + 11, f + 13); \
    CE(f + 1, f + 2); CE(f + 3, f + 4); CE(f + 5, f + 6); \
    CE(f + 9, f + 10); CE(f + 11, f + 12); CE(f + 13, f + 14); CE(f + 0, f + 8); \
    CE(f + 1, f + 9); CE(f + 2, f + 10); CE(f + 3, f + 11); \
    CE(f + 4, f + 12); CE(f + 5, f + 13); CE(f + 6, f + 14); CE(f + 7, f + 15); \
    CE(f + 4, f + 8); CE(f + 5, f + 9); CE(f + 6, f + 10); \
    CE(f + 7, f + 11); CE(f + 2, f + 4); CE(f + 3, f + 5); CE(f + 6, f + 8); CE(f + 7, f + 9); \
    CE(f + 10, f + 12); CE(f + 11, f + 13); \
    CE(f + 1, f + 2); CE(f + 3, f + 4); CE(f + 5, f + 6); CE(f + 7, f + 8); CE(f + 9, f + 10); \
    CE(f + 11, f + 12); CE(f + 13, f + 14)

/* The end of every bitonic merge, eight neighbours from a: distances 4, 2, 1. */
#define NEAR_8(a) \
    CE(a, a + 4); CE(a + 1, a + 5); CE(a + 2, a + 6); CE(a + 3, a + 7); CE(a, a + 2); \
    CE(a + 1, a + 3); CE(a + 4, a + 6); CE(a + 5, a + 7); \
    CE(a, a + 1); CE(a + 2, a + 3); CE(a + 4, a + 5); CE(a + 6, a + 7)

/* Two sorted runs of 16 at once: the mirror image, distance 8, and the neighbours. */
#define MERGE_32 \
    CE(0, 31); CE(1, 30); CE(2, 29); CE(3, 28); CE(4, 27); CE(5, 26); CE(6, 25); CE(7, 24); \
    CE(8, 23); CE(9, 22); CE(10, 21); CE(11, 20); \
    CE(12, 19); CE(13, 18); CE(14, 17); CE(15, 16); CE(0, 8); CE(1, 9); CE(2, 10); CE(3, 11); \
    CE(4, 12); CE(5, 13); CE(6, 14); CE(7, 15); \
    CE(16, 24); CE(17, 25); CE(18, 26); CE(19, 27); CE(20, 28); CE(21, 29); CE(22, 30); \
    CE(23, 31); NEAR_8(0); NEAR_8(8); NEAR_8(16); NEAR_8(24)

/* The end of a bitonic merge of 32 or more: distances 16, 8 and the neighbours. */
#define BITONIC_32 \
    CE(0, 16); CE(1, 17); CE(2, 18); CE(3, 19); CE(4, 20); CE(5, 21); CE(6, 22); CE(7, 23); \
    CE(8, 24); CE(9, 25); CE(10, 26); CE(11, 27); \
    CE(12, 28); CE(13, 29); CE(14, 30); CE(15, 31); CE(0, 8); CE(1, 9); CE(2, 10); CE(3, 11); \
    CE(4, 12); CE(5, 13); CE(6, 14); CE(7, 15); \
    CE(16, 24); CE(17, 25); CE(18, 26); CE(19, 27); CE(20, 28); CE(21, 29); CE(22, 30); \
    CE(23, 31); NEAR_8(0); NEAR_8(8); NEAR_8(16); NEAR_8(24)

/* Its first two steps in parts: for g = 0 .. 3, x[m] of row g + 8 m and x[4 + m] of row 7 - g + 8
 * m, m < 4. */
#define FAR_32 CE(0, 7); CE(1, 6); CE(4, 3); CE(5, 2); CE(0, 1); CE(2, 3); CE(4, 5); CE(6, 7)

/* The same for two sorted runs of 32, m < 8, x[8 + m]: the mirror image, then distances 16 and 8.
 * */
#define FAR_64 \
    CE(0, 15); CE(1, 14); CE(2, 13); CE(3, 12); CE(8, 7); CE(9, 6); CE(10, 5); CE(11, 4); \
    CE(0, 2); CE(1, 3); CE(4, 6); CE(5, 7); CE(8, 10); \
    CE(9, 11); CE(12, 14); CE(13, 15); CE(0, 1); CE(2, 3); CE(4, 5); CE(6, 7); CE(8, 9); \
    CE(10, 11); CE(12, 13); CE(14, 15)
/* clang-format on */

#endif
