/* num/wide.h - loops over rows for every instruction set of the processor: clones of a function, of
 * which the loader picks one. Such loops have no sums that a compiler may reorder, or sum in eight
 * lanes that are folded in one order, so that every set gives the same bits. */
#ifndef TB_NUM_WIDE_H
#define TB_NUM_WIDE_H

/* not with ThreadSanitizer: the loader picks a clone before its runtime is there, and dies; not
 * where branches are counted: this processor takes one clone, the others would count as not run */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && \
    !defined(__SANITIZE_THREAD__) && !defined(TANGBAC_COVERAGE)
#define TB_WIDE __attribute__((target_clones("avx512f", "avx2", "default"), optimize("O3")))
#else
#define TB_WIDE
#endif

/* Eight running sums: the same bits whatever the width of the registers. */
typedef double tb_eight __attribute__((vector_size(64)));

/* The eight lanes pair by pair, as a tree: ((0+4)+(2+6)) + ((1+5)+(3+7)). A change of this order
 * changes the last bits of every result. */
static inline __attribute__((always_inline)) double tbi_eight_fold(const tb_eight *a)
{
    return (((*a)[0] + (*a)[4]) + ((*a)[2] + (*a)[6])) +
           (((*a)[1] + (*a)[5]) + ((*a)[3] + (*a)[7]));
}

#endif
