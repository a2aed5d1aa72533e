/* intervene/side_answers.h - what a whole answer says besides its goals and measures: forecasts,
 * where the unit stands, how much of its place hangs on the index's method. They need the fitted
 * indices and nothing of what is drawn, joined and weighed afterwards, so they are made beside
 * it. */
#ifndef TB_INTERVENE_SIDE_ANSWERS_H
#define TB_INTERVENE_SIDE_ANSWERS_H

#include "base/background.h"
#include "intervene/intervention.h"

typedef struct tb_side_answers {
    tb_background work;
    /* whose answers they are; members are written when the work is waited for */
    tb_intervention *v;
    tb_ask_state c; /* with the arena v->side, and no notices */
    /* each has its own status and reason: they are told where their turn is */
    tb_status forecast, standing, sensitivity;
    tb_err forecast_err, standing_err, sensitivity_err;
} tb_side_answers;

/* Begins when every index is fitted; nothing where no whole answer is wanted. v must not be moved
 * or given back before tbi_side_answers_wait. */
void tbi_side_answers_start(tb_side_answers *s, tb_intervention *v);
/* From here on what they made stands in v. */
void tbi_side_answers_wait(tb_side_answers *s);

#endif
