/* statespace/node_noise.h - how much of a score of one node does not last beyond its year. Forecast
 * and sensitivity of ranks ask here, so that both say the same. */
#ifndef TB_STATESPACE_NODE_NOISE_H
#define TB_STATESPACE_NODE_NOISE_H

#include "statespace/signal_fit_kept.h"

/* The standard deviation of e in y = a + u + e (signal_model.h), in points of the node at the
 * origin: at the posterior mode of the node's own model, a component's years brought to one scale
 * (deviation.h). book: of modes found before; may be NULL. *sd = NAN where the years up to the
 * origin do not tell it. Errors: TB_ENOMEM only. */
TB_MUST_CHECK tb_status tbi_node_noise(double *sd, const tb_index *x, size_t column, int origin,
                                       tb_number_book *book, tb_err *err);

#endif
