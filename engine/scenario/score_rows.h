/* scenario/score_rows.h - a score sheet while it is read, row by row: its cells become rows
 * (score_rows.c), the rows a tree whose sums agree (score_tree.c), and its leaves measures
 * (score_levers.c). */
#ifndef TB_SCENARIO_SCORE_ROWS_H
#define TB_SCENARIO_SCORE_ROWS_H

#include "base/arena.h"
#include "scenario/score_form.h"
#include "text/numbers.h"

/* Parts of the longest number, "II.3.2.1.a" and one to spare */
enum { TB_SCORE_LEVELS = 6 };

/* TB_SCORE_ROW_SUBTOTAL: "Cộng lĩnh vực I", of the criteria above it */
typedef enum tb_score_row_kind {
    TB_SCORE_ROW_NONE,
    TB_SCORE_ROW_TOTAL,
    TB_SCORE_ROW_SUBTOTAL,
    TB_SCORE_ROW_ROMAN,
    TB_SCORE_ROW_ARABIC,
    TB_SCORE_ROW_LETTER
} tb_score_row_kind;

typedef struct tb_score_row {
    /* criterion by kind of number, total, or none */
    tb_score_row_kind kind;
    int part[TB_SCORE_LEVELS]; /* what the number says; after tbi_score_rows_place the whole path */
    /* how many of part are said */
    int levels;
    const char *path;   /* "3.2.1" */
    const char *field;  /* "II", as the sheet prints what the path begins with; "" for digits */
    const char *number; /* the path with the field as printed, "II.2.1"; "" for a total */
    /* of cells, borrowed from the sheet; "" where empty */
    const char *name, *agency, *note;
    double point[TB_SCORE_POINTS]; /* NaN: empty */
    /* awarded: points that count in the end; chance: 0..1 of winning the rest back; NaN: not
     * said */
    double awarded, chance;
    uint32_t row; /* from 1 */
    /* other criteria stand below it */
    bool has_parts;
} tb_score_row;

/* A form while it is read. */
typedef struct tb_score_table {
    const tb_score_form *form;
    const char *where; /* name of the file, for messages */
    tb_arena *arena;
    tb_score_row *row; /* [count] criteria and totals, in the order of the sheet */
    size_t count;
    tb_column_marks marks[TB_SCORE_ROLES]; /* how each column writes its decimals */
} tb_score_table;

/* Whether a row is a field, a criterion or a part of one, and no sum or remark. */
static inline bool tbi_score_is_criterion(const tb_score_row *r)
{
    return r->kind >= TB_SCORE_ROW_ROMAN;
}

/* From the row below the head to the last with a cell; rows that are no criteria are dropped. */
TB_MUST_CHECK tb_status tbi_score_rows_read(tb_score_table *t, tb_err *err);

/* Whole paths, of the field, of the criterion, of its parts, and their texts; twice the same is
 * refused. */
TB_MUST_CHECK tb_status tbi_score_rows_place(tb_score_table *t, tb_err *err);

/* Points of parts must make those of the whole, appraised and surveyed points the result. Says
 * what was awarded and which rows have parts. */
TB_MUST_CHECK tb_status tbi_score_rows_check(tb_score_table *t, tb_err *err);

/* TB_EDATA: points above the maximum of their row. */
tb_status tbi_score_refuse_above(const tb_score_row *r, double points, const char *where,
                                 tb_err *err);

#endif
