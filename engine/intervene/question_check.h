/* intervene/question_check.h - is the question one that can be answered? */
#ifndef TB_INTERVENE_QUESTION_CHECK_H
#define TB_INTERVENE_QUESTION_CHECK_H

#include "intervene/intervention.h"

/* Goals, unit and known figures of v->c settled on its panel. TB_EDATA, TB_EARG with what is wrong
 * with the question, or why none of its goals can be answered. */
TB_MUST_CHECK tb_status tbi_question_settle(tb_intervention *v, tb_err *err);
/* After the forecasts were fitted: TB_EDATA where no table agrees with a known figure. */
TB_MUST_CHECK tb_status tbi_question_check_known(tb_intervention *v, tb_err *err);
/* TB_EDATA where no goal at all can be answered. */
TB_MUST_CHECK tb_status tbi_question_refuse_unanswered(const tb_ask_state *c, tb_err *err);

#endif
