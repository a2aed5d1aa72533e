/* forecast/model_choice.h - which model would have been best at earlier origins, and in which
 * mixture? Nothing later than the origin is looked at.
 *
 * The candidates are fitted anew at every earlier origin with a target of the same distance, and
 * judged by the CRPS of their deviations. For a mixture with weights w the CRPS is w'A - w'B w / 2
 * with A_i = E|X_i - y| and B_ij = E|X_i - X_j|, so that A and B of each year say everything
 * (Gneiting and Raftery 2007, eq. 21).
 */
#ifndef TB_FORECAST_MODEL_CHOICE_H
#define TB_FORECAST_MODEL_CHOICE_H

#include "forecast/origin_record.h"
#include "forecast/predictive.h"

TB_MUST_CHECK tb_status tbi_choose_model(tb_model_choice *out, tb_crps_record *crps_record,
                                         const tb_index *x, const tb_predictive_opts *o,
                                         tb_err *err);

#endif
