/* render/brief_columns.h - which columns the sheets of a brief have, in both languages, and where
 * in the JSON of a result their cells come from. */
#ifndef TB_RENDER_BRIEF_COLUMNS_H
#define TB_RENDER_BRIEF_COLUMNS_H

#include "export/workbook.h"

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

extern const tb_brief_column tbi_brief_goal_columns[], tbi_brief_price_columns[],
    tbi_brief_measure_columns[], tbi_brief_plan_columns[], tbi_brief_frontier_columns[],
    tbi_brief_forecast_columns[], tbi_brief_history_columns[], tbi_brief_source_columns[],
    tbi_brief_note_columns[], tbi_brief_unit_columns[], tbi_brief_origin_columns[],
    tbi_brief_reliability_columns[];

#endif
