/* estimate/columns.h - from a formula and a panel to the rows of a regression. */
#ifndef TB_ESTIMATE_COLUMNS_H
#define TB_ESTIMATE_COLUMNS_H

#include "estimate/columns_terms.h"

/* Reads everything. keep_gaps: rows with a gap stay (gmm). */
TB_MUST_CHECK tb_status tbi_columns_make(tb_columns *d, const tb_panel *p, const char *formula,
                                         const tb_estimate_opts *o, tb_arena *a, tb_err *err);
#endif
