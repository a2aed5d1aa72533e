/* statespace/signal_fit_kept.h - the mode of a table that was fitted before is read, not searched
 * again. */
#ifndef TB_STATESPACE_SIGNAL_FIT_KEPT_H
#define TB_STATESPACE_SIGNAL_FIT_KEPT_H

#include "base/number_book.h"
#include "statespace/signal_fit.h"

/* As tbi_signal_fit_table under tbi_signal_vague, shares estimated, without the distribution around
 * the mode. book NULL: nothing is kept. */
TB_MUST_CHECK tb_status tbi_signal_fit_kept(tb_signal_fit *out, tb_number_book *book,
                                            const tb_deviation *d, tb_arena *a, tb_err *err);

#endif
