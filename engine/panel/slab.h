/* panel/slab.h - where the figures of a draft stand: the cells of one index in one year. */
#ifndef TB_PANEL_SLAB_H
#define TB_PANEL_SLAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is kept beside a figure: bit 0 there is one, bit 1 derived, bits 2-5 digits behind the
 * point, bits 6-15 the table that it came from. */
typedef uint16_t tb_mark;
#define TB_MARK(derived, decimals, table)                                                          \
    ((tb_mark)(1u | ((derived) ? 2u : 0u) | ((unsigned)((decimals) > 15 ? 15 : (decimals)) << 2) | \
               ((unsigned)(table) << 6)))
#define TB_MARK_IS(m)       (((m)&1u) != 0)
#define TB_MARK_DERIVED(m)  (((m)&2u) != 0)
#define TB_MARK_DECIMALS(m) ((int)(((m) >> 2) & 15u))
#define TB_MARK_TABLE(m)    ((unsigned)((m) >> 6))

/* The cells of one index in one year, [indicator][unit] so that a new column touches only its own
 * pages. rank is NULL until the first published rank. */
typedef struct tb_slab {
    /* [indicators][units] each; a cell counts only where its mark says that there is one */
    double *value;
    /* row of the sources, -1 for none */
    int32_t *source;
    tb_mark *mark;
    int16_t *rank;
    int32_t *rank_source;
    tb_mark *rank_mark;
    size_t indicators, units; /* room */
} tb_slab;

/* Room for indicators x units cells, with or without ranks; NULL: no memory. */
tb_slab *tbi_slab_make(size_t indicators, size_t units, bool ranks);
void tbi_slab_free(tb_slab *s); /* NULL is fine */
/* Makes room for ranks; false: no memory, and the slab is as it was. */
bool tbi_slab_ranks(tb_slab *s);
/* Copies a column of a narrower slab into a wider one. */
void tbi_slab_copy_column(tb_slab *to, const tb_slab *from, size_t column);
static inline size_t tb_slab_at(const tb_slab *s, size_t column, size_t code)
{
    return column * s->units + code;
}

#endif
