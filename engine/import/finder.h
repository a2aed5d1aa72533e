/* import/finder.h - the search for the table of one sheet. */
#ifndef TB_IMPORT_FINDER_H
#define TB_IMPORT_FINDER_H

#include "import/heads.h"
#include "import/sheet_rows.h"

/* The work on one sheet.
 * Filled step by step: units, heads, index, year. Positions are rows of f->rows and columns of
 * the sheet. */
typedef struct tb_finder {
    /* of the whole import; rejects and notices go there */
    tb_reading *r;
    /* the file; s: one sheet of it, borrowed */
    const tb_resource *x;
    const tb_sheet *s;
    /* of the search alone: what the table keeps is copied out of it */
    tb_arena a;
    /* the rows of the sheet that have a cell at all */
    tb_rows rows;
    /* of the sheet */
    uint32_t columns;
    /* where the names or codes of units are */
    uint32_t unit_column;
    size_t first; /* the first row of units, a position in rows */
    size_t top;   /* the first row of heads */
    /* NULL: the sheet does not say, and the reader of cells must guess */
    tb_builder_index *index;
    /* 0: not said; -1: several are */
    int year;
} tb_finder;

/* Whether a cell is the name of a unit, of any year. */
bool tbi_finder_is_unit(tb_finder *f, const tb_sheet_cell *c);
/* The column with most names of units in rows with figures. false: there is none. */
bool tbi_find_units(tb_finder *f);
/* Without names of units: the first row that has a head of a column of units. */
bool tbi_find_unit_head(tb_finder *f);
/* The head of a column from the rows from `top` on that can be read; in the arena. */
const char *tbi_readable_head(tb_finder *f, tb_builder_index *x, size_t top, uint32_t column,
                              tb_head_is *is);
/* The words of a row, from left to right; in the arena. */
const char *tbi_row_text(tb_finder *f, size_t i);
/* The index that is said, else the one whose heads read best; and the first row of heads. */
void tbi_find_index(tb_finder *f);
/* The year of the titles; else of the sheet's name, else of the file's. -1: titles name several. */
int tbi_year_said(tb_finder *f);

#endif
