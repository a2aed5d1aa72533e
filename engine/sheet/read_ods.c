/* read_ods.c - the cells of an OpenDocument spreadsheet: content.xml of OASIS OpenDocument 1.2
 * part 1, chapter 9 (tables). Cells and rows that repeat are written once with a count. */
#include "base/buf.h"
#include "base/error.h"
#include "base/refusals.h"
#include "messages/sheet.h"
#include "sheet/sheet.h"
#include "sheet/xlsx_parts.h"

#include <stdlib.h>
#include <string.h>

/* more styles of raised text than this are not told apart: their words stay in the cell */
enum { STYLES_MOST = 4096, STYLE_NAME = 64, SPANS_DEEP = 32 };

typedef struct ods_reader {
    tb_sheets *all;
    tb_sheet *sheet;      /* NULL outside a table */
    uint32_t row, column; /* from 0 */
    /* how often the row, and the cell, stands beside itself: 1 where the file says nothing */
    uint32_t row_repeat, cell_repeat;
    size_t row_first_cell; /* cells of the sheet before this row */
    /* formula: the cell's value was computed by the program that wrote it */
    bool in_cell, has_value, formula;
    /* paragraphs: of the cell so far */
    size_t paragraphs, note; /* depth of a comment, whose words are no part of the cell */
    /* depth of <text:p> */
    size_t in_paragraph;
    /* as the file declares it, not as the text looks */
    tb_cell_type type;
    /* the number or the date in the form of the file (1234.5, 2021-06-30); has_value: it is
     * there */
    char value[64];
    /* what is shown: "1.234,5" where the value is 1234.5 */
    tb_buf text;
    /* styles of text that raise it: a footnote's mark */
    char raised[STYLES_MOST][STYLE_NAME];
    size_t n_raised;
    char style[STYLE_NAME]; /* the one being defined */
    /* [spans]: whether each open span is raised, itself or by one around it */
    bool span_raised[SPANS_DEEP];
    size_t spans;
} ods_reader;

/* How often something stands there: 1 without the attribute, and never more than a sheet has
 * rows. */
static uint32_t read_repeat(const char **attributes, const char *name)
{
    const char *text = tbi_xml_attribute(attributes, name);
    unsigned long n = text != NULL ? strtoul(text, NULL, 10) : 1;
    return n == 0 ? 1 : n > 1u << 20 ? 1u << 20 : (uint32_t)n;
}

/* out [STYLE_NAME]; "" for a name that does not fit. */
static void keep_name(char *out, const char *name)
{
    size_t n = name != NULL ? strlen(name) : 0;
    if (n >= STYLE_NAME)
        n = 0;
    if (n > 0)
        memcpy(out, name, n);
    out[n] = '\0';
}

/* A walk: a document has a few such styles. */
static bool is_raised(const ods_reader *r, const char *style)
{
    for (size_t i = 0; style != NULL && i < r->n_raised; i++)
        if (strcmp(r->raised[i], style) == 0)
            return true;
    return false;
}

/* Automatic styles stand before the tables, so what is raised is known when the cells come. */
static void see_style(ods_reader *r, const char *name, const char **attributes)
{
    if (strcmp(name, "style") == 0)
        keep_name(r->style, tbi_xml_attribute(attributes, "name"));
    if (strcmp(name, "text-properties") != 0 || r->style[0] == '\0')
        return;
    const char *where = tbi_xml_attribute(attributes, "text-position");
    if (where == NULL || strncmp(where, "super", 5) != 0 || r->n_raised >= STYLES_MOST)
        return;
    memcpy(r->raised[r->n_raised++], r->style, STYLE_NAME);
}

/* A currency is a number like any other; without a type a cell is text. */
static tb_cell_type parse_type(const char *t)
{
    if (t == NULL || strcmp(t, "string") == 0 || strcmp(t, "boolean") == 0)
        return TB_CELL_TEXT;
    if (strcmp(t, "percentage") == 0)
        return TB_CELL_PERCENT;
    if (strcmp(t, "date") == 0 || strcmp(t, "time") == 0)
        return TB_CELL_DATE;
    return TB_CELL_NUMBER;
}

/* A covered cell is read like any other: it has text only if somebody merged over it. The value
 * is kept in the file's form and in full precision; the text that is shown may be rounded. A
 * value too long for the buffer is no number and is left out. */
static tb_status start_cell(ods_reader *r, const char **attributes, tb_err *err)
{
    const char *value = tbi_xml_attribute(attributes, "value");
    const char *date = tbi_xml_attribute(attributes, "date-value");
    r->cell_repeat = read_repeat(attributes, "number-columns-repeated");
    r->in_cell = true;
    r->paragraphs = 0;
    r->text.size = 0;
    r->type = parse_type(tbi_xml_attribute(attributes, "value-type"));
    r->formula = tbi_xml_attribute(attributes, "formula") != NULL;
    r->value[0] = '\0';
    /* a date has its own attribute: office:date-value */
    if (value == NULL && r->type == TB_CELL_DATE)
        value = date;
    r->has_value = value != NULL && strlen(value) < sizeof r->value;
    if (r->has_value)
        memcpy(r->value, value, strlen(value) + 1);
    tb_merge_range m = { r->row, r->column, 0, 0 };
    /* computed in 64 bits: a span of the file's choice may not wrap around */
    uint64_t last_row = (uint64_t)r->row + read_repeat(attributes, "number-rows-spanned") - 1;
    uint64_t last_column =
        (uint64_t)r->column + read_repeat(attributes, "number-columns-spanned") - 1;
    m.last_row = (uint32_t)last_row;
    m.last_column = (uint32_t)last_column;
    return tbi_sheet_merge(r->all, r->sheet, &m, err);
}

/* The cell once for each of its repetitions, when there is something in it. A number that does
 * not read as one is kept as its text. A formula whose text starts with # (as #REF!) is an error
 * and not a word. */
static tb_status end_cell(ods_reader *r, tb_err *err)
{
    char number[48];
    tb_sheet_cell c = { .row = r->row, .type = r->type, .formula = r->formula };
    c.text = r->text.size > 0 ? r->text.data : "";
    bool numeric = r->type == TB_CELL_NUMBER || r->type == TB_CELL_PERCENT;
    if (numeric && r->has_value && tbi_sheet_number(number, r->value, r->type == TB_CELL_PERCENT))
        c.text = number;
    else if (numeric)
        c.type = TB_CELL_TEXT;
    if (c.type == TB_CELL_DATE && r->has_value)
        c.text = r->value;
    if (c.type == TB_CELL_TEXT && c.text[0] == '#' && r->formula)
        c.type = TB_CELL_ERROR;
    r->in_cell = false;
    tb_status st = TB_OK;
    /* the empty cells to the right edge that every row ends with, often thousands, cost nothing */
    bool empty = c.text[0] == '\0';
    for (uint32_t k = 0; k < r->cell_repeat && !empty && st == TB_OK; k++) {
        c.column = r->column + k;
        st = tbi_sheet_add(r->all, r->sheet, &c, err);
    }
    r->column += r->cell_repeat;
    return st;
}

/* A row that stands for several: its cells again for each. The copies are read from the sheet
 * itself, by index: adding may move the array. */
static tb_status end_row(ods_reader *r, tb_err *err)
{
    size_t first = r->row_first_cell;
    size_t last = r->sheet->cells;
    tb_status st = TB_OK;
    for (uint32_t k = 1; k < r->row_repeat && last > first && st == TB_OK; k++)
        for (size_t i = first; i < last && st == TB_OK; i++) {
            tb_sheet_cell c = r->sheet->cell[i];
            c.row = r->row + k;
            st = tbi_sheet_add(r->all, r->sheet, &c, err);
        }
    /* a repetition that would wrap is dropped: the next cell is refused by its row */
    if (r->row > UINT32_MAX - r->row_repeat)
        r->row_repeat = 0;
    r->row += r->row_repeat;
    return st;
}

/* Rows beyond TB_SHEET_ROWS_MOST need not be remembered as hidden. */
static tb_status start_row(ods_reader *r, const char **attributes, tb_err *err)
{
    const char *shown = tbi_xml_attribute(attributes, "visibility");
    r->row_repeat = read_repeat(attributes, "number-rows-repeated");
    r->row_first_cell = r->sheet->cells;
    r->column = 0;
    bool hides = shown != NULL && strcmp(shown, "visible") != 0;
    tb_status st = TB_OK;
    for (uint32_t k = 0; hides && k < r->row_repeat && k < TB_SHEET_ROWS_MOST && st == TB_OK; k++)
        st = tbi_sheet_hide_row(r->all, r->sheet, r->row + k, err);
    return st;
}

/* Columns are declared before the rows, and r->column counts them meanwhile. */
static tb_status start_column(ods_reader *r, const char **attributes, tb_err *err)
{
    const char *shown = tbi_xml_attribute(attributes, "visibility");
    uint32_t n = read_repeat(attributes, "number-columns-repeated");
    uint32_t first = r->column;
    r->column = first + n < TB_SHEET_COLUMNS_MOST ? first + n : TB_SHEET_COLUMNS_MOST;
    bool hides = shown != NULL && strcmp(shown, "visible") != 0 && r->column > first;
    return hides ? tbi_sheet_hide_columns(r->all, r->sheet, first, r->column - 1, err) : TB_OK;
}

/* Each table is a sheet; its name is shown in messages. */
static tb_status start_table(ods_reader *r, const char **attributes, tb_err *err)
{
    const char *name = tbi_xml_attribute(attributes, "name");
    if (r->sheet != NULL) /* a table within a table */
        return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_HAS_TABLE_INSIDE_TABLE, r->all->path);
    r->sheet = tbi_sheets_add(r->all, name != NULL ? name : "", err);
    if (r->sheet == NULL)
        return err != NULL ? err->status : TB_EDATA;
    r->row = 0;
    r->column = 0;
    return TB_OK;
}

/* Drops what is no part of the cell: words of a comment, words outside a paragraph, raised
 * spans. */
static tb_status add_text(ods_reader *r, const char *bytes, size_t n, tb_err *err)
{
    bool raised = r->spans > 0 && r->spans <= SPANS_DEEP && r->span_raised[r->spans - 1];
    if (!r->in_cell || r->note > 0 || r->in_paragraph == 0 || raised)
        return TB_OK;
    if (r->text.size + n > TB_SHEET_TEXT_MOST)
        return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_CELL_ROW_COLUMN_LONGER, r->all->path,
                        r->row + 1, r->column + 1, TB_SHEET_TEXT_MOST);
    tbi_buf_add(&r->text, bytes, n);
    return r->text.failed ? tbi_no_memory_of(err, r->all->path) : TB_OK;
}

/* Paragraphs of a cell are joined by a space. Spans deeper than SPANS_DEEP are counted, so that
 * their ends match, and not looked at. Words of a comment (office:annotation) are no part of the
 * cell. */
static tb_status start_in_cell(ods_reader *r, const char *name, const char **attributes,
                               tb_err *err)
{
    if (strcmp(name, "annotation") == 0)
        r->note++;
    if (strcmp(name, "p") == 0 && r->note == 0) {
        r->in_paragraph++;
        if (r->paragraphs++ > 0)
            return add_text(r, " ", 1, err);
    } else if (strcmp(name, "span") == 0 && r->note == 0) {
        /* a span inside a raised one is raised too */
        bool outer = r->spans > 0 && r->spans <= SPANS_DEEP && r->span_raised[r->spans - 1];
        if (r->spans < SPANS_DEEP)
            r->span_raised[r->spans] =
                outer || is_raised(r, tbi_xml_attribute(attributes, "style-name"));
        r->spans++;
    } else if (strcmp(name, "s") == 0 || strcmp(name, "tab") == 0 ||
               strcmp(name, "line-break") == 0) {
        return add_text(r, " ", 1, err);
    }
    return TB_OK;
}

/* Names come without their prefix. Inside a cell only what is part of its text counts. Before
 * the first table only the styles are looked at, for footnote marks. */
static tb_status start_element(void *ctx, const char *name, const char **attributes, tb_err *err)
{
    ods_reader *r = ctx;
    if (strcmp(name, "table") == 0)
        return start_table(r, attributes, err);
    if (r->sheet == NULL) {
        see_style(r, name, attributes);
        return TB_OK;
    }
    if (r->in_cell)
        return start_in_cell(r, name, attributes, err);
    if (strcmp(name, "table-column") == 0)
        return start_column(r, attributes, err);
    if (strcmp(name, "table-row") == 0)
        return start_row(r, attributes, err);
    if (strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0)
        return start_cell(r, attributes, err);
    return TB_OK;
}

/* Ends of elements inside a cell close what start_in_cell has opened. */
static tb_status end_element(void *ctx, const char *name, tb_err *err)
{
    ods_reader *r = ctx;
    if (r->sheet == NULL)
        return TB_OK;
    if (r->in_cell && (strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0))
        return end_cell(r, err);
    if (r->in_cell) {
        if (strcmp(name, "annotation") == 0 && r->note > 0)
            r->note--;
        if (strcmp(name, "p") == 0 && r->note == 0 && r->in_paragraph > 0)
            r->in_paragraph--;
        if (strcmp(name, "span") == 0 && r->note == 0 && r->spans > 0)
            r->spans--;
        return TB_OK;
    }
    if (strcmp(name, "table-row") == 0)
        return end_row(r, err);
    if (strcmp(name, "table") != 0)
        return TB_OK;
    tb_status st = tbi_sheet_end(r->all, r->sheet, err);
    r->sheet = NULL;
    return st;
}

/* Expat hands a text out in pieces. */
static tb_status take_text(void *ctx, const char *bytes, size_t n, tb_err *err)
{
    return add_text(ctx, bytes, n, err);
}

/* On the heap: the names of styles take 256 KB. */
tb_status tbi_read_ods(tb_sheets *all, tb_err *err)
{
    static const tb_xml_handlers h = { start_element, end_element, take_text };
    tb_zip *zip = NULL;
    ods_reader *r = tbi_calloc(1, sizeof *r);
    if (r == NULL)
        return tbi_no_memory_of(err, all->path);
    r->all = all;
    tb_status st = tbi_zip_open(&zip, all->path, err);
    if (st == TB_OK)
        st = tbi_zip_xml(zip, "content.xml", all->path, &h, r, err);
    tbi_zip_close(zip);
    tbi_buf_free(&r->text);
    free(r);
    return st;
}
