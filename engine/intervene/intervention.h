/* intervene/intervention.h - what an answer is, for the files that make it and hand it out. */
#ifndef TB_INTERVENE_INTERVENTION_H
#define TB_INTERVENE_INTERVENTION_H

#include "attain/cross_index.h"
#include "attain/curve.h"
#include "attain/goal_state.h"
#include "attain/summary.h"
#include "base/memo.h"
#include "forecast/fit_cache.h"
#include "intervene/known_facts.h"
#include "plan/effect_sources.h"

#include <tangbac/effects.h>
#include <tangbac/forecast.h>
#include <tangbac/standing.h>

/* TB_MOST_GOALS: a count of groups and goals must fit in the low six bits of tb_ask_goal.any */
enum { TB_MOST_FORECASTS = 16, TB_MOST_GOALS = 60 };

struct tb_intervention {
    tb_arena own;
    tb_notice_list notices;
    /* the question resolved, and everything that is drawn and answered */
    tb_ask_state c;
    tb_ask ask;      /* the question, with the origins that its goals tell */
    tb_panel *known; /* the panel with what is known besides; NULL: as it was given */
    /* which figures were accepted, for the result */
    tb_known_list used;
    bool one; /* of one unit, not one among all */
    tb_intervention_opts opts;
    /* P(all goals that can be answered are met); NaN with its reason otherwise */
    double joint;
    const char *joint_reason, *joint_reason_vi;
    tb_effects *compared; /* of dated measures; NULL when they are another's or none */
    tb_plan joint_plan;
    /* plans are searched side by side, each in its own memory */
    tb_arena plan_own[TB_MOST_GOALS + 1];
    tb_arena side; /* of what is made beside the goals (side_answers.h) */
    const tb_cross_index *cross;
    /* pairs of indices whose movements were joined */
    size_t crossings;
    tb_history past;
    tb_curves curves;
    tb_effect_sources effects;
    tb_rank_sensitivity *sensitivity;
    size_t sensitivities;
    tb_memo memo; /* what earlier runs kept of the panel */
    /* what is worked out of each index; given back when the answer is there */
    tb_fit_cache fit_cache;
    /* [forecasts], one an index that is wanted */
    size_t forecasts;
    tb_forecast *forecast[TB_MOST_FORECASTS];
    const tb_index_draws *forecast_track[TB_MOST_FORECASTS];
    /* where the unit stands; NULL unless the whole answer was asked for */
    tb_standing *standing;
    bool spoiled;         /* two goals or more that must hold */
    size_t spoiler;       /* the goal without which all together are likeliest */
    double joint_without; /* that probability */
};

#endif
