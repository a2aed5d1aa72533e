/* standing/standing_parts.h - which pieces make the table of where a province stands: its own
 * changes beside the noise, and those to compare with. */
#ifndef TB_STANDING_STANDING_PARTS_H
#define TB_STANDING_STANDING_PARTS_H

#include "base/arena.h"
#include "base/number_book.h"

#include <tangbac/standing.h>

/* Change of a column's score from the year before, the standard deviation that noise alone gives
 * such a change (by the unit's own standard errors where they were published), and what it is.
 * book: of modes found before; may be NULL. Errors: TB_ENOMEM; a table that cannot be fitted leaves
 * the change unknown. */
TB_MUST_CHECK tb_status tbi_standing_change(tb_standing_component *out, const tb_panel *p,
                                            const tb_index *x, size_t column, size_t unit, int year,
                                            tb_number_book *book, tb_err *err);

/* Units of the same region and group as row `own` of the ranking, nearest in score first, at most
 * five. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_standing_peers(tb_standing_index *out, const tb_panel *p,
                                           const tb_ranking *r, size_t own, tb_arena *a,
                                           tb_err *err);

/* Exactly the units that were asked for, in their order. Errors: TB_EDATA (unknown), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_standing_peers_asked(tb_standing_index *out, const tb_panel *p,
                                                 const tb_ranking *r, const tb_standing_opts *o,
                                                 tb_arena *a, tb_err *err);

#endif
