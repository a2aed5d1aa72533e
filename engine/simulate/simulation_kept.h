/* simulate/simulation_kept.h - a simulation that finds what was worked out before. */
#ifndef TB_SIMULATE_SIMULATION_KEPT_H
#define TB_SIMULATE_SIMULATION_KEPT_H

#include "base/number_book.h"

#include <tangbac/simulate.h>

/* As tb_simulation_start with options that are whole, with the modes of its components' models in a
 * book, which must outlive this call; NULL: none. */
TB_MUST_CHECK tb_status tbi_simulation_start(tb_simulation **out, const tb_panel *p,
                                             const tb_simulate_opts *o, tb_number_book *book,
                                             tb_err *err);

#endif
