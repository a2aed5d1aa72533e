/* export/export_forms.h - a panel as a wide table, a row a unit and year and a column an indicator,
 * and the forms in which it is written. */
#ifndef TB_EXPORT_EXPORT_FORMS_H
#define TB_EXPORT_EXPORT_FORMS_H

#include "base/arena.h"

#include <tangbac/panel.h>

/* Texts are borrowed from the panel. Units that were merged have rows for their own years only. */
typedef struct tb_wide_row {
    const char *unit, *name_vi, *name_en; /* names "" where the units table has none */
    int year;
} tb_wide_row;

/* rank and computed exclude each other; neither: the published score in the index's own unit.
 * name and label are in the arena that tbi_wide_make was given. */
typedef struct tb_wide_column {
    const tb_index *index;
    size_t column;     /* of the index */
    bool rank;         /* its published places */
    bool computed;     /* what the rules make of the parts where nothing was published */
    const char *name;  /* "D1", "RANK"; of several indices "PAPI_D1", "PAPI_RANK" */
    const char *label; /* for people: "PAPI D1: ..." */
} tb_wide_column;

/* All arrays are in one arena; freeing it frees the table. Scores, places and computed scores
 * share `value`, a double each. */
typedef struct tb_wide {
    const tb_panel *panel;
    size_t rows, columns;
    tb_wide_row *row;       /* [rows] by unit, then year */
    tb_wide_column *column; /* [columns] that hold any figure */
    double *value;          /* [rows][columns], NaN = none */
} tb_wide;

/* The table of one index, or of all (only = NULL), in the arena. Errors: TB_EDATA (no such index),
 * TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_wide_make(tb_wide *out, const tb_panel *p, const char *only,
                                      tb_arena *a, tb_err *err);

/* A file each, all or nothing. Errors: TB_EIO, TB_ENOMEM; TB_EARG where the form has no room for
 * so many rows or columns. only: index of the sheet of indicators, NULL for all. */
TB_MUST_CHECK tb_status tbi_export_wide_csv(const tb_wide *w, const char *out_path, tb_err *err);
TB_MUST_CHECK tb_status tbi_export_wide_xlsx(const tb_wide *w, const char *only,
                                             const char *out_path, tb_err *err);
TB_MUST_CHECK tb_status tbi_export_wide_dta(const tb_wide *w, const char *out_path, tb_err *err);

#endif
