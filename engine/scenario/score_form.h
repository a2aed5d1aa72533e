/* scenario/score_form.h - a score sheet as a ministry or a department of home affairs issues it:
 * which columns have the numbers, names, maxima and points of fields, criteria and sub-criteria. */
#ifndef TB_SCENARIO_SCORE_FORM_H
#define TB_SCENARIO_SCORE_FORM_H

#include "scenario/question.h"
#include "sheet/sheet.h"

/* What a column holds. */
typedef enum tb_score_role {
    /* most points that the criterion can have */
    TB_SCORE_MAX,
    TB_SCORE_SELF,      /* what the province gave itself */
    TB_SCORE_APPRAISED, /* what the ministry gave */
    TB_SCORE_SURVEY,    /* what the sociological survey gave */
    TB_SCORE_RESULT,    /* both together */
    TB_SCORE_CHANCE,    /* of winning the points back, 0..1 */
    /* free text of the province */
    TB_SCORE_NOTE,
    /* who is responsible for the criterion */
    TB_SCORE_AGENCY,
    TB_SCORE_NUMBER, /* "II", "3.2.1" */
    /* what the criterion is called */
    TB_SCORE_NAME,
    TB_SCORE_ROLES
} tb_score_role;
/* Roles up to this one are points. */
enum { TB_SCORE_POINTS = TB_SCORE_RESULT + 1 };

typedef struct tb_score_form {
    /* borrowed, as are the texts of cells: the form must not outlive the sheets */
    const tb_sheets *all;
    const tb_sheet *sheet;
    uint32_t first;                   /* first row below the heads */
    ptrdiff_t column[TB_SCORE_ROLES]; /* -1: there is none */
    ptrdiff_t other[TB_SCORE_ROLES];  /* a second column with the same role; -1: there is none */
    const char *title;                /* the texts above the heads; in the arena */
} tb_score_form;

/* The best such form of the sheets that are shown. false: there is none (or no memory: look at the
 * arena). */
bool tbi_score_form_find(tb_score_form *out, const tb_sheets *all, tb_arena *a);

/* Adds a measure for each criterion without parts that lost points. Sums are checked: TB_EDATA
 * names both figures that contradict each other. */
TB_MUST_CHECK tb_status tbi_score_form_read(tb_lever_list *out, const tb_score_form *form,
                                            bool replace, const char *where, tb_err *err);

#endif
