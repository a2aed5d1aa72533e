/* forecast/place_weight.h - how many cases of an index that is known in part move as its completed
 * tables, how many by the distribution of its published places (place_distribution.h), and how many
 * as places moved before (place_moves.h): learned from what each said of the places that were
 * printed after earlier origins, and of nothing later.
 *
 *   f(w) prop. to prod_j sum_k w_k p_jk,  w_k >= 0, sum_k w_k = 1,   shares = E[w] under f
 *
 * j: the places printed in two years running, the later of them up to the origin; p_jk what cases
 * of kind k gave to the later one, given that the cell is printed (complete/publication.c), each
 * fitted anew on the facts up to the earlier year. A linear pool of densities by their past
 * logarithmic scores (Geweke and Amisano 2011), with its weights drawn from a flat prior
 * (Dirichlet's of 1, 1, 1), so that they are 1/3 where there is no history and never 0 or 1.
 * Places without a place before say where units stand, not how places move, and are left out.
 * Places of a year lean on one another, which f does not know: it is a little too sure.
 */
#ifndef TB_FORECAST_PLACE_WEIGHT_H
#define TB_FORECAST_PLACE_WEIGHT_H

#include "complete/table_facts.h"
#include "forecast/origin_record.h"
#include "forecast/predictive.h"

/* The shares where there is no history: alike. */
tb_place_weight tbi_place_weight_prior(void);

/* facts: all that is known up to o->origin. What earlier origins said is looked up in the record
 * and kept there; it is of one year ahead, however far the question. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_place_weight_learn(tb_place_weight *out, tb_crps_record *crps_record,
                                               const tb_panel *p, const tb_index *x,
                                               const tb_predictive_opts *o,
                                               const tb_constraints *facts, tb_err *err);

#endif
