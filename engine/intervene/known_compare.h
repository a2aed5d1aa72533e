/* intervene/known_compare.h - what the panel says of a figure that somebody knows besides it. */
#ifndef TB_INTERVENE_KNOWN_COMPARE_H
#define TB_INTERVENE_KNOWN_COMPARE_H

#include "base/arena.h"

#include <tangbac/panel.h>
#include <tangbac/scenario.h>

/* NEW: the panel says nothing of it; THERE: it says the same. */
typedef enum tb_known_verdict { TB_KNOWN_NEW, TB_KNOWN_THERE, TB_KNOWN_AGAINST } tb_known_verdict;

/* TB_EDATA: the figure, of column `column` of x, is none that the index can have. */
TB_MUST_CHECK tb_status tbi_known_check_range(const tb_panel *p, const tb_index *x, size_t column,
                                              const tb_known_figure *k, tb_err *err);
/* Holds k, whose unit is a code, against the table of its year. other: what the panel says instead,
 * with words in a. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_known_compare(tb_known_verdict *out, tb_known_figure *other,
                                          const tb_panel *p, const tb_index *x, size_t column,
                                          const tb_known_figure *k, tb_arena *a, tb_err *err);

#endif
