/* backtest/verification_result.h - what a verification is, for the files that make it and hand it
 * out. */
#ifndef TB_BACKTEST_VERIFICATION_RESULT_H
#define TB_BACKTEST_VERIFICATION_RESULT_H

#include "backtest/verification_rows.h"
#include "base/notices.h"

struct tb_verification {
    tb_arena own;
    tb_notice_list notices;
    const char *index;
    /* first, last: target years that were judged */
    int horizon, first, last;
    size_t n_goal, n_place, n_score, n_case;
    tb_verified *goal;
    tb_verified_places *place;
    tb_verified_scores *score;
    tb_verified_case *unit;
};

#endif
