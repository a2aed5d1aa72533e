/* report/brief_columns.h - which columns the sheets of a brief have, in both languages, and where
 * in the JSON of a result their cells come from. */
#ifndef TB_REPORT_BRIEF_COLUMNS_H
#define TB_REPORT_BRIEF_COLUMNS_H

#include "report/workbook.h"

/* Words that stand in the JSON for programs and in a sheet for people. */
typedef enum tb_brief_words { TB_WORDS_PLAIN, TB_WORDS_EVIDENCE, TB_WORDS_KNOWN } tb_brief_words;

/* A column of a sheet: where its cells come from. path: a member of the row, with dots into it;
 * after "goal:" a member of the row's goal. */
typedef struct tb_brief_column {
    const char *en, *vi, *path;
    double width;
    tb_sheet_form form;
    tb_brief_words words;
} tb_brief_column; /* a table of them ends with en = NULL */

extern const tb_brief_column tb_brief_goal_columns[], tb_brief_price_columns[],
    tb_brief_measure_columns[], tb_brief_plan_columns[], tb_brief_frontier_columns[],
    tb_brief_forecast_columns[], tb_brief_history_columns[], tb_brief_source_columns[],
    tb_brief_note_columns[], tb_brief_unit_columns[], tb_brief_origin_columns[],
    tb_brief_reliability_columns[];

#endif
