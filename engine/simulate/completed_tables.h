/* simulate/completed_tables.h - full tables of an index that is known in part, in place of its
 * components. */
#ifndef TB_SIMULATE_COMPLETED_TABLES_H
#define TB_SIMULATE_COMPLETED_TABLES_H

#include "simulate/components.h"

/* Whether the components leave out units that the publisher ranked, because this panel lacks their
 * values; whole: how many units have every component. read: the components were read, not refused.
 * */
bool tbi_completed_tables_wanted(size_t *whole, const tb_sim_components *t, bool read);
/* whole: as above, for the notice; 0 = none. Fills everything but noise: one part, the total
 * itself, and `tables` draws of it. Errors: TB_EDATA (no such year, nothing known, facts that
 * contradict one another), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_completed_tables_read(tb_sim_components *t, const tb_panel *p,
                                                  const tb_simulate_opts *o, size_t whole,
                                                  tb_arena *a, tb_notice_list *w, tb_err *err);

#endif
