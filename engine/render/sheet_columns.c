/* sheet_columns.c - the columns of the whole tables, as data: a column more is a line more. */
#include "render/sheet_columns.h"
#include "messages/render_known.h"
#include "messages/render_sheets.h"
#include "messages/render_standing.h"

#include <stddef.h>

/* a goal a row: what was asked, how likely it is, what is missing */
const tb_sheet_column_of tbi_sheet_goal_columns[] = {
    { TB_MSG_RENDER_INDEX, "index", 10, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_NAME_INDEX, "index_name", 34, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_UNIT_MEASURE, "index_unit", 9, TB_DOC_TEXT, TB_SHEET_KNOWN },
    { TB_MSG_RENDER_GOAL, "goal", 32, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_YEAR, "year", 7, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CAVEAT, "index", 30, TB_DOC_TEXT, TB_SHEET_CAVEAT },
    { TB_MSG_RENDER_CHANCE_WITHOUT_ACTION, "chance_without_action", 14, TB_DOC_CHANCE,
      TB_SHEET_PLAIN },
    { TB_WORD_RECORD_CELL, "record", 40, TB_DOC_TEXT, TB_SHEET_RECORD },
    { TB_MSG_RENDER_NOISE_ALONE, "noise_chance", 12, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CHANCE_PLAN, "plan.chance", 12, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CHANCE_BEING_WITHHELD, "chance_withheld", 12, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_POINTS_LACKING_10, "gap.q10", 10, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_POINTS_LACKING_50, "gap.q50", 10, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_POINTS_LACKING_90, "gap.q90", 10, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_UNDERSTOOD, "understood", 50, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_PLACE_REACHED_50_100, "instead.place_50", 12, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_PLACE_REACHED_80_100, "instead.place_80", 12, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_SCORE_REACHED_50_100, "instead.score_50", 12, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_SCORE_REACHED_80_100, "instead.score_80", 12, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_YEAR_EVEN_CHANCE_WITHOUT, "instead.even_year", 12, TB_DOC_WHOLE,
      TB_SHEET_PLAIN },
    { TB_MSG_RENDER_YEAR_EVEN_CHANCE_PLAN, "instead.even_year_with_plan", 12, TB_DOC_WHOLE,
      TB_SHEET_PLAIN },
    { TB_MSG_RENDER_LAST_KNOWN_YEAR, "reference.year", 10, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_SCORE, "reference.score", 10, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_RANK_2, "reference.rank", 10, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_GROUP, "reference.group", 14, TB_DOC_TEXT, TB_SHEET_KNOWN },
    { TB_MSG_RENDER_NEAREST_RIVALS, "rivals", 40, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_WHY_THERE_ANSWER, "chance_without_action_reason", 50, TB_DOC_TEXT,
      TB_SHEET_PLAIN },
    { NULL, NULL, NULL, 0, TB_DOC_TEXT, TB_SHEET_PLAIN },
};
/* a component of an index a row: here a "goal:" path looks into the index */
const tb_sheet_column_of tbi_sheet_standing_columns[] = {
    { TB_MSG_RENDER_INDEX, "goal:index", 10, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_YEAR, "goal:year", 7, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CODE, "code", 14, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_PART_OF, "parent", 10, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_NAME, "name", 50, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_SCORE_2, "score", 9, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_RANK_2, "rank", 9, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_OF_HOW_MANY, "of", 9, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_WORD_TO_MEDIAN, "to_median", 11, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_WORD_TO_BEST, "to_best_quarter", 12, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_WORD_TO_FIRST, "to_best", 11, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CHANGE_YEAR, "change", 11, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CHANGE_IS, "change_is", 30, TB_DOC_TEXT, TB_SHEET_CHANGE },
    { NULL, NULL, NULL, 0, TB_DOC_TEXT, TB_SHEET_PLAIN },
};
/* a component a row, under each goal */
const tb_sheet_column_of tbi_sheet_price_columns[] = {
    { TB_MSG_RENDER_INDEX, "goal:index", 10, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_GOAL, "goal:goal", 32, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_COMPONENT, "component", 12, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_NAME, "name", 44, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_SCORE_2, "score", 10, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_YEAR_SCORE, "score_year", 10, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_MAXIMUM, "max", 10, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CHANCE_GAINED_0_1, "chance_gain_01", 14, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_POINTS_CHANCE_50, "points_for_50", 14, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_POSSIBLE, "points_for_50_possible", 10, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_POINTS_CHANCE_80, "points_for_80", 14, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_POSSIBLE, "points_for_80_possible", 10, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { NULL, NULL, NULL, 0, TB_DOC_TEXT, TB_SHEET_PLAIN },
};
/* a measure and component a row, under each goal, those without an effect too */
const tb_sheet_column_of tbi_sheet_measure_columns[] = {
    { TB_MSG_RENDER_INDEX, "goal:index", 10, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_GOAL, "goal:goal", 32, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CODE, "id", 9, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_MEASURE, "name", 50, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_AGENCY, "agency", 36, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_INDEX_COMPONENT, "index", 10, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_COMPONENT, "component", 11, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_NAME_COMPONENT, "component_name", 36, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_EVIDENCE, "evidence", 26, TB_DOC_TEXT, TB_SHEET_EVIDENCE },
    { TB_MSG_RENDER_EFFECT_POINTS, "effect.mean", 10, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_EFFECT_5, "effect.q05", 10, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_EFFECT_95, "effect.q95", 10, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_PLACES, "rank_change.mean", 9, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CHANCE, "chance", 11, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_GAIN, "chance_gain", 11, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_COST, "cost", 9, TB_DOC_COST, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_UNIT_COST, "cost_unit", 11, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_PLAN, "in_plan", 10, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_COUNTED_ONCE, "shared_with", 40, TB_DOC_TEXT, TB_SHEET_NAMES },
    { TB_MSG_RENDER_CONDITION, "condition", 50, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_WHERE_DONE, "examples", 40, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_WHY_THERE_EFFECT, "effect_reason", 50, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_STAKE_EFFECT, "at_stake.text", 50, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_QUANTITY, "quantity", 40, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_DEADLINE, "deadline", 14, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_NOTE, "note", 60, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { NULL, NULL, NULL, 0, TB_DOC_TEXT, TB_SHEET_PLAIN },
};
/* a plan a row: of each goal, then of all together */
const tb_sheet_column_of tbi_sheet_plan_columns[] = {
    { TB_MSG_RENDER_INDEX, "goal:index", 10, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_GOAL, "goal:goal", 32, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_MEASURES, "levers", 60, TB_DOC_TEXT, TB_SHEET_NAMES },
    { TB_MSG_RENDER_COST, "cost", 10, TB_DOC_COST, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_UNIT_COST, "cost_unit", 12, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_BUDGET, "budget", 10, TB_DOC_COST, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CHANCE_WITHOUT, "chance_without", 14, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_WORD_RECORD_CELL, "goal:record", 40, TB_DOC_TEXT, TB_SHEET_RECORD },
    { TB_MSG_RENDER_CHANCE_2, "chance", 14, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_EXPECTED_RANK_WITHOUT, "expected_rank_without", 14, TB_DOC_POINTS,
      TB_SHEET_PLAIN },
    { TB_MSG_RENDER_EXPECTED_RANK, "expected_rank", 14, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_PROVEN_BEST, "exact", 10, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CONDITION, "condition", 40, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_WHY_THERE_PLAN, "reason", 50, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { NULL, NULL, NULL, 0, TB_DOC_TEXT, TB_SHEET_PLAIN },
};
/* the best plan for each cost */
const tb_sheet_column_of tbi_sheet_frontier_columns[] = {
    { TB_MSG_RENDER_INDEX, "goal:index", 10, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_GOAL, "goal:goal", 32, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_COST, "cost", 10, TB_DOC_COST, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_UNIT_COST, "cost_unit", 12, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CHANCE_3, "chance", 12, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_MEASURES, "levers", 60, TB_DOC_TEXT, TB_SHEET_NAMES },
    { NULL, NULL, NULL, 0, TB_DOC_TEXT, TB_SHEET_PLAIN },
};
/* here a "goal:" path looks into the forecast that the unit is of */
const tb_sheet_column_of tbi_sheet_forecast_columns[] = {
    { TB_MSG_RENDER_INDEX, "goal:index", 10, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_YEAR, "goal:year", 7, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CODE, "code", 7, TB_DOC_CODE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_PROVINCE, "name", 20, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_SCORE_2, "score.q50", 10, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_SCORE_5, "score.q05", 10, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_SCORE_95, "score.q95", 10, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_RANK_3, "rank.q50", 10, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_RANK_5, "rank.q05", 10, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_RANK_95, "rank.q95", 10, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CHANCE_TOP_10, "chance_top.10", 12, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CHANCE_5_PLACES_UP, "chance_up.5", 12, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CHANCE_BEING_WITHHELD, "chance_withheld", 12, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { NULL, NULL, NULL, 0, TB_DOC_TEXT, TB_SHEET_PLAIN },
};
/* a year of an index a row, published or not */
const tb_sheet_column_of tbi_sheet_history_columns[] = {
    { TB_MSG_RENDER_INDEX, "index", 10, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_YEAR, "year", 7, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_SCORE_2, "score", 10, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_RANK_3, "rank", 10, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_GROUP_2, "group", 16, TB_DOC_TEXT, TB_SHEET_KNOWN },
    { TB_MSG_RENDER_STATUS, "status", 28, TB_DOC_TEXT, TB_SHEET_KNOWN },
    { TB_MSG_RENDER_SOURCE, "source", 30, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { NULL, NULL, NULL, 0, TB_DOC_TEXT, TB_SHEET_PLAIN },
};
const tb_sheet_column_of tbi_sheet_source_columns[] = {
    { TB_MSG_RENDER_SOURCE, "id", 26, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_PUBLISHER, "publisher", 40, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_TITLE, "title", 60, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_PUBLISHED_2, "published", 14, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_ADDRESS, "url", 60, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { NULL, NULL, NULL, 0, TB_DOC_TEXT, TB_SHEET_PLAIN },
};
/* warnings, and the noise of forecasts */
const tb_sheet_column_of tbi_sheet_note_columns[] = {
    { TB_MSG_RENDER_NOTE_2, "text", 110, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { NULL, NULL, NULL, 0, TB_DOC_TEXT, TB_SHEET_PLAIN },
};

/* Every unit at once. */
const tb_sheet_column_of tbi_sheet_unit_columns[] = {
    { TB_MSG_RENDER_CODE, "code", 7, TB_DOC_CODE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_PROVINCE, "name", 20, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_KNOWN_UP, "origin", 10, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_YEAR, "year", 7, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_INDEX, "index", 10, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_GOAL, "goal", 32, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CHANCE_WITHOUT_ACTION, "chance_without_action", 14, TB_DOC_CHANCE,
      TB_SHEET_PLAIN },
    { TB_WORD_RECORD_CELL, "record", 40, TB_DOC_TEXT, TB_SHEET_RECORD },
    { TB_MSG_RENDER_NOISE_ALONE, "noise_chance", 12, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_BEST_MEASURE, "best_lever", 12, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_COMPONENT_2, "best_component", 14, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CHANCE_4, "best_chance", 14, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_CHANCE_PLAN, "plan_chance", 14, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_MET, "met", 9, TB_DOC_TEXT, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_WHY_THERE_ANSWER, "chance_without_action_reason", 50, TB_DOC_TEXT,
      TB_SHEET_PLAIN },
    { NULL, NULL, NULL, 0, TB_DOC_TEXT, TB_SHEET_PLAIN },
};
/* looking back: one origin a row */
const tb_sheet_column_of tbi_sheet_origin_columns[] = {
    { TB_MSG_RENDER_KNOWN_UP, "origin", 12, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_YEAR, "year", 8, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_GOALS, "n", 9, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_MEAN_CHANCE, "mean_chance", 12, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_SHARE_MET, "share_met", 12, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_BRIER_SCORE, "brier", 12, TB_DOC_POINTS, TB_SHEET_PLAIN },
    { NULL, NULL, NULL, 0, TB_DOC_TEXT, TB_SHEET_PLAIN },
};
/* looking back: one bin of what was said a row */
const tb_sheet_column_of tbi_sheet_reliability_columns[] = {
    { TB_MSG_RENDER_CHANCE_5, "from", 12, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_TO, "to", 12, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_GOALS, "n", 9, TB_DOC_WHOLE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_MEAN_CHANCE, "mean_chance", 12, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_SHARE_MET, "share_met", 12, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { TB_MSG_RENDER_STANDARD_ERROR, "se", 12, TB_DOC_CHANCE, TB_SHEET_PLAIN },
    { NULL, NULL, NULL, 0, TB_DOC_TEXT, TB_SHEET_PLAIN },
};
