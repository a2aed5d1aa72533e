/* intervene/even_year.h - in which later year would a goal that is out of reach now be even? */
#ifndef TB_INTERVENE_EVEN_YEAR_H
#define TB_INTERVENE_EVEN_YEAR_H

#include "attain/goal_state.h"

/* Fills the years of every counter-offer that was made: the first year after the goal's, at most
 * five after the origin, in which the same goal (the same words, the same base year) is at least as
 * likely met as missed without action; else says why there is none. All later years are asked at
 * once, from the fits that the cache keeps. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_even_years(tb_ask_state *c, tb_err *err);

#endif
