/* effects/dates.h - what do dates that are only bounded do to an effect? */
#ifndef TB_EFFECTS_DATES_H
#define TB_EFFECTS_DATES_H

#include "effects/target.h"

/* Units that adopted within bounds: earliest and latest first year of exposure [units], 0 = not
 * bounded. drawn: sets of dates by their probability given the unit's outcomes, pooled by Rubin's
 * rules; else the range of the estimate over admissible dates. */
TB_MUST_CHECK tb_status tbi_dates_try(tb_effect_date_draws *out, const tb_effect_table *t,
                                      const int *earliest, const int *latest,
                                      const tb_effect_opts *o, bool drawn, tb_err *err);

#endif
