/* standing/standing_kept.h - a standing that finds what was worked out before. */
#ifndef TB_STANDING_STANDING_KEPT_H
#define TB_STANDING_STANDING_KEPT_H

#include "base/number_book.h"

#include <tangbac/standing.h>

/* As tb_standing_make with options that are whole, with the modes of its components' models in a
 * book, which must outlive this call; NULL: none. */
TB_MUST_CHECK tb_status tbi_standing_make(tb_standing **out, const tb_panel *p, const char *unit,
                                          int year, const tb_standing_opts *o, tb_number_book *book,
                                          tb_err *err);

#endif
