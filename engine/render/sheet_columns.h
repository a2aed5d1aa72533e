/* render/sheet_columns.h - which columns the whole tables have, in both languages, and where in the
 * JSON of a result their cells come from. */
#ifndef TB_RENDER_SHEET_COLUMNS_H
#define TB_RENDER_SHEET_COLUMNS_H

#include "render/brief.h"

/* What the JSON has for programs and a table says to people. NAMES: ids of measures, said by
 * name. */
typedef enum tb_sheet_words {
    TB_SHEET_PLAIN,
    TB_SHEET_EVIDENCE,
    TB_SHEET_KNOWN,
    TB_SHEET_NAMES,
    TB_SHEET_CHANGE,
    TB_SHEET_RECORD, /* of the goal that holds the member */
    TB_SHEET_CAVEAT  /* what is to be known before the goal's number */
} tb_sheet_words;

/* path: a member of the row, with dots into it; after "goal:" a member of the row's goal. */
typedef struct tb_sheet_column_of {
    const char *en, *vi, *path;
    double width;
    tb_doc_kind kind;
    tb_sheet_words words;
} tb_sheet_column_of; /* a table of them ends with en = NULL */

extern const tb_sheet_column_of tbi_sheet_goal_columns[], tbi_sheet_price_columns[],
    tbi_sheet_standing_columns[], tbi_sheet_measure_columns[], tbi_sheet_plan_columns[],
    tbi_sheet_frontier_columns[], tbi_sheet_forecast_columns[], tbi_sheet_history_columns[],
    tbi_sheet_source_columns[], tbi_sheet_note_columns[], tbi_sheet_unit_columns[],
    tbi_sheet_origin_columns[], tbi_sheet_reliability_columns[];

/* A list of texts, of things with names, or of ids of measures, as one text. */
const char *tbi_sheet_list(const tb_brief *p, const cJSON *list, tb_sheet_words words);
/* The page's tables as one, for CSV. */
void tbi_add_flat_table(tb_brief *p);

#endif
