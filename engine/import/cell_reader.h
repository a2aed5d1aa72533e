/* import/cell_reader.h - what the readers of long and of wide tables share: where a row's figures
 * belong, and the way of one into its cell. */
#ifndef TB_IMPORT_CELL_READER_H
#define TB_IMPORT_CELL_READER_H

#include "import/reading.h"
#include "text/numbers.h"

#include <string.h>

enum { TB_LAST_TEXT = 96, TB_NAME_COLUMNS = 4 };

/* The field of the row before, to see that it is the same again. */
typedef struct tb_last_text {
    char text[TB_LAST_TEXT];
    size_t n;
} tb_last_text;

/* Whether a field is the one of the row before. An empty field is never the same again: its
 * meaning depends on more than its text. Too long ones were not remembered. */
static inline bool tb_last_text_is_again(const tb_last_text *last, const tb_field *f)
{
    return f->n == last->n && f->n > 0 && memcmp(f->text, last->text, f->n) == 0;
}

/* n is 0 for a text that has no room, so that it is looked up each time. */
static inline void tb_last_text_remember(tb_last_text *last, const tb_field *f)
{
    last->n = f->n < TB_LAST_TEXT ? f->n : 0;
    if (last->n > 0)
        memcpy(last->text, f->text, f->n);
}

typedef struct tb_cell_columns {
    /* columns of the table, -1 for none */
    ptrdiff_t index, indicator, year, unit, value, source, basis;
} tb_cell_columns;

/* The reader of one table of figures, with what it remembers from row to row so that looking up
 * units, indices and columns is paid once for a run of equal cells. */
typedef struct tb_cell_reader {
    tb_reading *r;
    tb_csv *csv;
    const tb_resource *of;
    tb_cell_columns at;
    tb_column_marks *marks; /* [columns] how each marks decimals */
    /* columns that name the unit once more, beside the one that counts */
    ptrdiff_t name_column[TB_NAME_COLUMNS];
    size_t name_columns;
    int32_t own_source;      /* of rows that name none: the file */
    tb_builder_index *index; /* of the row */
    /* of the row; 0 while a wide table takes it from the heads of its columns */
    int year;
    const tb_limit *limit; /* of index and year */
    /* units of the year by the units table, or what the publisher ranked if that is more; 0
     * without such a table: then no place is too high */
    size_t units_then;
    /* where the row's figure goes, of a long table */
    ptrdiff_t column;
    tb_cell_kind kind;
    int32_t source;
    /* a row that repeats the row before is not looked up again; a text too long for the room
     * is never held to be the same */
    tb_last_text last_index, last_indicator, last_year, last_source;
    /* last_indicator was understood: column and kind hold for the next row too */
    bool known_indicator;
    bool any;             /* a figure was read */
    bool computed;        /* the row says that its figures were computed from others */
    size_t computed_rows; /* that were passed over, to be computed anew */
    /* it was said that a row is of another than --index or --year says */
    bool other_index, other_year;
    tb_arena own;
    bool *seen; /* [seen_codes] units with a row; NULL: none yet */
    size_t seen_codes;
} tb_cell_reader;

/* The index of a row or of the table; what was remembered of another is forgotten. false: rejected.
 */
bool tbi_cells_set_index(tb_cell_reader *w, const tb_spot *at, const char *code, size_t n);
/* The rules of the index in the year of the row. */
bool tbi_cells_set_limits(tb_cell_reader *w);
/* Index and year of a row, where columns say them. false: rejected. */
bool tbi_cells_set_place(tb_cell_reader *w, const tb_csv_row *row);
/* The row's own source, or that of the file. false: rejected, or no memory. */
bool tbi_cells_set_source(tb_cell_reader *w, const tb_csv_row *row);
/* published, or derived (computed is derived). false: rejected. */
bool tbi_cells_basis(tb_cell_reader *w, const tb_csv_row *row, bool *derived);
/* A figure that was read: looks at it and puts it into its cell. from: its column of the table;
 * column, kind, code: where it belongs. */
void tbi_cells_put(tb_cell_reader *w, const tb_csv_row *row, ptrdiff_t from, ptrdiff_t column,
                   tb_cell_kind kind, ptrdiff_t code, bool derived);

/* Whether other columns of the row name the same unit. false: rejected. */
bool tbi_cells_same_unit(tb_cell_reader *w, const tb_csv_row *row, ptrdiff_t code);
/* left_out.c: a row of a unit was read. */
void tbi_units_seen(tb_cell_reader *w, ptrdiff_t code);
/* Says which units of the year a table of most units has no row of; in a PDF that is a fault. */
void tbi_note_left_out(tb_cell_reader *w, int year);
/* Rejects a table that does not say of which year it is. */
void tbi_cells_no_year(tb_cell_reader *w, const tb_spot *at);

/* The rows of a wide table: a row a unit, a column an indicator. */
TB_MUST_CHECK tb_status tbi_read_wide_table(tb_cell_reader *w, tb_err *err);
/* The index of a table that does not say it: by its columns, else by its name. NULL: it cannot be
 * told. */
tb_builder_index *tbi_cells_guess_index(tb_cell_reader *w);

#endif
