/* forecast/fit_memo.h - what a fit works out of the panel alone, looked up among what earlier runs
 * kept (base/memo.h) before it is worked out: completed tables, the weight of places, the choice of
 * a model, the signal model of an index. The same bytes either way. All need f->fitted, o->cache
 * and d. */
#ifndef TB_FORECAST_FIT_MEMO_H
#define TB_FORECAST_FIT_MEMO_H

#include "forecast/fit_state.h"

/* As tbi_chains_run for the question of f, in the arena of its place. */
TB_MUST_CHECK tb_status tbi_kept_tables(tb_chains *out, tb_fit_state *f, const tb_chains_opts *o,
                                        tb_err *err);
/* The weight of f's place (tbi_place_weight_learn). A record of the caller's, which grows from
 * origin to origin, is asked instead of what was kept. */
TB_MUST_CHECK tb_status tbi_kept_weight(tb_fit_state *f, tb_err *err);
/* As tbi_choose_model; the same holds of a record. */
TB_MUST_CHECK tb_status tbi_kept_choice(tb_model_choice *out, tb_fit_state *f, tb_err *err);
/* As tbi_signal_fit_table of f's deviations, shares estimated, the distribution around the mode
 * too. */
TB_MUST_CHECK tb_status tbi_kept_signal_fit(tb_signal_fit *out, tb_fit_state *f, tb_err *err);

#endif
