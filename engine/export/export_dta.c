/* export_dta.c - a panel as a Stata data set: the long table of the CSV, with the names of units
 * and indicators, or a row a unit and year. */
#include <tangbac/import.h>

#include "base/error.h"
#include "export/dta.h"
#include "export/export_forms.h"
#include "export/export_walk.h"
#include "messages/export.h"

#include <string.h>

enum { TEXTS = 6 };

/* The variables that are texts; between them stand year, value and basis. */
enum { INDEX, INDICATOR, UNIT, SOURCE, UNIT_NAME, INDICATOR_NAME };

/* text [TEXTS]; a code with a suffix is new in the arena each time.
 * Pointers into the panel or the arena, good until the next row. "" where there is no such name:
 * Stata has no missing texts. */
static void list_texts(const char **text, const tb_export_row *row, tb_arena *a)
{
    text[INDEX] = row->index->code;
    text[INDICATOR] = tbi_export_code(row, a);
    text[UNIT] = row->unit;
    text[SOURCE] = row->source;
    text[UNIT_NAME] = row->who != NULL ? row->who->name_vi : "";
    text[INDICATOR_NAME] = row->index->indicator[row->column].name_vi;
}

/* Widens a variable by a text; refuses what none holds.
 * width in bytes, as the format counts them; a Vietnamese letter has up to three. */
static tb_status widen_variable(size_t *width, const char *text, tb_err *err)
{
    size_t n = strlen(text);
    if (n > *width)
        *width = n;
    if (n <= TB_DTA_TEXT_MOST)
        return TB_OK;
    return tbi_fail(err, TB_EDATA, TB_MSG_EXPORT_LONGER_BYTES_TEXT_STATA, text, TB_DTA_TEXT_MOST);
}

/* The widths of the texts, and how many rows there are.
 * walk is a copy, so that the caller can walk once more to write. width [TEXTS], 0 at first. */
static tb_status measure_widths(size_t *width, size_t *rows, tb_export_walk walk, tb_arena *a,
                                tb_err *err)
{
    tb_export_row row;
    const char *text[TEXTS];
    tb_status st = TB_OK;
    for (*rows = 0; st == TB_OK && tbi_export_next(&walk, &row); ++*rows) {
        list_texts(text, &row, a);
        for (size_t k = 0; k < TEXTS && st == TB_OK; k++)
            st = widen_variable(&width[k], text[k], err);
    }
    if (st == TB_OK && *rows > TB_DTA_ROWS_MOST)
        st = tbi_fail(err, TB_EARG, TB_MSG_EXPORT_FIGURES_MORE_STATA_FILE, *rows);
    return st == TB_OK && a->refused ? tbi_no_memory(err, "the table") : st;
}

/* In the order in which put_rows fills them.
 * The labels are English in every language: a data set is shared among researchers, and Stata
 * shows one label. */
static void add_variables(tb_dta *d, const size_t *width)
{
    static const char *const basis[] = { "published", "derived", "computed", NULL };
    tbi_dta_variable(d, "index", "Index", TB_DTA_TEXT, width[INDEX]);
    tbi_dta_variable(d, "indicator", "Indicator; RANK: published place", TB_DTA_TEXT,
                     width[INDICATOR]);
    tbi_dta_variable(d, "year", "Year", TB_DTA_YEAR, 0);
    tbi_dta_variable(d, "unit", "Code of the unit", TB_DTA_TEXT, width[UNIT]);
    tbi_dta_variable(d, "value", "Value", TB_DTA_NUMBER, 0);
    tbi_dta_variable(d, "source", "Source; see notes", TB_DTA_TEXT, width[SOURCE]);
    tbi_dta_variable(d, "basis", "Published, derived or computed", TB_DTA_WORD, 0);
    tbi_dta_words(d, "basis", basis);
    tbi_dta_variable(d, "unit_name", "Name of the unit", TB_DTA_TEXT, width[UNIT_NAME]);
    tbi_dta_variable(d, "indicator_name", "Name of the indicator", TB_DTA_TEXT,
                     width[INDICATOR_NAME]);
}

/* Where the figures come from goes with them.
 * Sources whose id joins several with "|" get no note: the parts have theirs. A note that
 * does not fit in memory is skipped here, and a->refused tells the caller. */
static void add_notes(tb_dta *d, const tb_panel *p, tb_arena *a)
{
    for (size_t i = 0; i < tb_panel_sources(p); i++) {
        const tb_source *s = tb_panel_source(p, i);
        const char *text = strchr(s->id, '|') == NULL
                               ? tbi_arena_printf(a, "%s: %s. %s. %s %s", s->id, s->publisher,
                                                  s->title, s->published, s->url)
                               : NULL;
        if (text != NULL)
            tbi_dta_note(d, text);
    }
}

/* The number of a basis is its place among the words, from 1.
 * Cells in the order of add_variables, nine a row; walk is a copy and ends here. */
static void put_rows(tb_dta *d, tb_export_walk walk, tb_arena *a)
{
    tb_export_row row;
    const char *text[TEXTS];
    while (tbi_export_next(&walk, &row)) {
        list_texts(text, &row, a);
        tbi_dta_text(d, text[INDEX]);
        tbi_dta_text(d, text[INDICATOR]);
        tbi_dta_number(d, row.year);
        tbi_dta_text(d, text[UNIT]);
        tbi_dta_number(d, row.value);
        tbi_dta_text(d, text[SOURCE]);
        tbi_dta_number(d, row.basis == TB_CELL_COMPUTED ? 3 : row.basis == TB_CELL_DERIVED ? 2 : 1);
        tbi_dta_text(d, text[UNIT_NAME]);
        tbi_dta_text(d, text[INDICATOR_NAME]);
        tbi_dta_end_row(d);
    }
}

/* Six texts, and year, value and basis. */
tb_status tb_export_dta(const tb_panel *p, const char *index, const char *out_path, tb_err *err)
{
    tb_export_walk walk;
    tb_arena a = { 0 };
    tb_dta *d = NULL;
    size_t rows = 0, width[TEXTS] = { 0 };
    tb_status st = tbi_export_start(&walk, p, index, err);
    if (st == TB_OK)
        st = measure_widths(width, &rows, walk, &a, err);
    if (st == TB_OK)
        st = tbi_dta_open(&d, out_path, TEXTS + 3, err);
    if (st == TB_OK) {
        add_variables(d, width);
        add_notes(d, p, &a);
        tbi_dta_begin(d, rows);
        put_rows(d, walk, &a);
        /* labels that were cut for want of memory would be a wrong file */
        st = a.refused ? tbi_dta_drop(d), tbi_no_memory_of(err, out_path) : tbi_dta_keep(d, err);
    }
    tbi_arena_free(&a);
    return st;
}

/* Texts are measured first: their width is part of the head of the file. */
tb_status tbi_export_wide_dta(const tb_wide *w, const char *out_path, tb_err *err)
{
    tb_arena a = { 0 };
    tb_dta *d = NULL;
    /* widths of the three texts, in bytes */
    size_t unit = 0, vi = 0, en = 0;
    tb_status st = TB_OK;
    if (w->columns + 4 > TB_DTA_VARIABLES_MOST)
        return tbi_fail(err, TB_EARG, TB_MSG_EXPORT_INDICATORS_MORE_VARIABLES_STATA, w->columns,
                        TB_DTA_VARIABLES_MOST);
    if (w->rows > TB_DTA_ROWS_MOST)
        return tbi_fail(err, TB_EARG, TB_MSG_EXPORT_FIGURES_MORE_STATA_FILE, w->rows);
    for (size_t r = 0; r < w->rows && st == TB_OK; r++) {
        st = widen_variable(&unit, w->row[r].unit, err);
        if (st == TB_OK)
            st = widen_variable(&vi, w->row[r].name_vi, err);
        if (st == TB_OK)
            st = widen_variable(&en, w->row[r].name_en, err);
    }
    if (st == TB_OK)
        st = tbi_dta_open(&d, out_path, w->columns + 4, err);
    if (st != TB_OK)
        return st;
    tbi_dta_variable(d, "unit", "Code of the unit", TB_DTA_TEXT, unit);
    tbi_dta_variable(d, "name_vi", "Name", TB_DTA_TEXT, vi);
    tbi_dta_variable(d, "name_en", "Name in English", TB_DTA_TEXT, en);
    tbi_dta_variable(d, "year", "Year", TB_DTA_YEAR, 0);
    for (size_t c = 0; c < w->columns; c++)
        tbi_dta_variable(d, w->column[c].name, w->column[c].label, TB_DTA_NUMBER, 0);
    add_notes(d, w->panel, &a);
    tbi_dta_begin(d, w->rows);
    for (size_t r = 0; r < w->rows; r++) {
        tbi_dta_text(d, w->row[r].unit);
        tbi_dta_text(d, w->row[r].name_vi);
        tbi_dta_text(d, w->row[r].name_en);
        tbi_dta_number(d, w->row[r].year);
        for (size_t c = 0; c < w->columns; c++)
            tbi_dta_number(d, w->value[r * w->columns + c]);
        tbi_dta_end_row(d);
    }
    st = a.refused ? tbi_dta_drop(d), tbi_no_memory_of(err, out_path) : tbi_dta_keep(d, err);
    tbi_arena_free(&a);
    return st;
}
