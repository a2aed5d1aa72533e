/* read_xlsx.c - the cells of an .xlsx workbook. ECMA-376 part 1, 18.3: <row r><c r t s><f/><v/>. */
#include "sheet/xlsx_parts.h"

#include "base/error.h"
#include "base/refusals.h"
#include "messages/sheet.h"

#include <stdlib.h>
#include <string.h>

/* The sheet that is being read. */
typedef struct sheet_reader {
    tb_xlsx *x;
    tb_sheets *all;
    tb_sheet *sheet;
    uint32_t row, column;           /* of the cell, from 0 */
    uint32_t next_row, next_column; /* where a row or a cell without a place stands */
    bool in_cell, in_value, in_inline, raised, formula;
    char type; /* of <c t>: s shared, i inline, t text, b truth, e error, d date, n number */
    unsigned long style;
    tb_buf value;
} sheet_reader;

/* "BC12" -> column 54, row 11. false: not a place of a sheet. */
static bool parse_place(const char *ref, uint32_t *row, uint32_t *column, const char **after)
{
    uint64_t c = 0;
    uint64_t r = 0;
    const char *p = ref;
    for (; *p >= 'A' && *p <= 'Z' && c < 1 << 20; p++)
        c = c * 26 + (uint64_t)(*p - 'A' + 1);
    const char *digits = p;
    for (; *p >= '0' && *p <= '9' && r < 1 << 24; p++)
        r = r * 10 + (uint64_t)(*p - '0');
    if (c == 0 || p == digits || r == 0)
        return false;
    *row = (uint32_t)r - 1;
    *column = (uint32_t)c - 1;
    if (after != NULL)
        *after = p;
    return true;
}

/* A place that no sheet has, or a shared text that the workbook lacks: the file is damaged,
 * and cells may stand elsewhere than they should. */
static tb_status refuse_place(const sheet_reader *r, const char *ref, tb_err *err)
{
    return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_DAMAGED_PLACE_SHEET, r->x->path, ref);
}

/* Types of ECMA-376 part 1, 18.18.11 (ST_CellType) in one letter; an unknown one is read as
 * text. */
static char parse_type(const char *t)
{
    if (t == NULL || strcmp(t, "n") == 0)
        return 'n';
    if (strcmp(t, "s") == 0)
        return 's';
    if (strcmp(t, "inlineStr") == 0)
        return 'i';
    if (strcmp(t, "str") == 0)
        return 't';
    return t[0] == 'b' || t[0] == 'e' || t[0] == 'd' ? t[0] : 't';
}

/* A row without a place comes behind the one before. hidden is xsd:boolean: 1 or true. */
static tb_status start_row(sheet_reader *r, const char **attributes, tb_err *err)
{
    const char *at = tbi_xml_attribute(attributes, "r");
    const char *hidden = tbi_xml_attribute(attributes, "hidden");
    unsigned long row = at != NULL ? strtoul(at, NULL, 10) : r->next_row + 1;
    if (row == 0 || row > 1u << 20)
        return refuse_place(r, at != NULL ? at : "", err);
    r->row = (uint32_t)row - 1;
    r->next_row = (uint32_t)row;
    r->next_column = 0;
    bool hides = hidden != NULL && (strcmp(hidden, "1") == 0 || strcmp(hidden, "true") == 0);
    return hides ? tbi_sheet_hide_row(r->all, r->sheet, r->row, err) : TB_OK;
}

/* A cell without a place stands behind the one before. */
static tb_status start_cell(sheet_reader *r, const char **attributes, tb_err *err)
{
    const char *ref = tbi_xml_attribute(attributes, "r");
    const char *style = tbi_xml_attribute(attributes, "s");
    r->column = r->next_column;
    if (ref != NULL && !parse_place(ref, &r->row, &r->column, NULL))
        return refuse_place(r, ref, err);
    r->next_column = r->column + 1;
    r->type = parse_type(tbi_xml_attribute(attributes, "t"));
    r->style = style != NULL ? strtoul(style, NULL, 10) : 0;
    r->in_cell = true;
    r->formula = false;
    r->raised = false;
    r->value.size = 0;
    return TB_OK;
}

/* <col min max hidden>: places from 1. Columns beyond what is read are cut off. */
static tb_status start_columns(sheet_reader *r, const char **attributes, tb_err *err)
{
    const char *first = tbi_xml_attribute(attributes, "min");
    const char *last = tbi_xml_attribute(attributes, "max");
    const char *hidden = tbi_xml_attribute(attributes, "hidden");
    if (first == NULL || last == NULL || hidden == NULL)
        return TB_OK;
    if (strcmp(hidden, "1") != 0 && strcmp(hidden, "true") != 0)
        return TB_OK;
    unsigned long a = strtoul(first, NULL, 10);
    unsigned long b = strtoul(last, NULL, 10);
    if (a == 0 || b < a || a > TB_SHEET_COLUMNS_MOST)
        return TB_OK;
    if (b > TB_SHEET_COLUMNS_MOST)
        b = TB_SHEET_COLUMNS_MOST;
    return tbi_sheet_hide_columns(r->all, r->sheet, (uint32_t)a - 1, (uint32_t)b - 1, err);
}

/* A range that is none is passed over: it hides no figure. */
static tb_status start_merge(sheet_reader *r, const char **attributes, tb_err *err)
{
    const char *ref = tbi_xml_attribute(attributes, "ref");
    const char *rest = NULL;
    tb_merge_range m = { 0 };
    if (ref == NULL || !parse_place(ref, &m.row, &m.column, &rest))
        return TB_OK;
    if (*rest != ':' || !parse_place(rest + 1, &m.last_row, &m.last_column, NULL))
        return TB_OK;
    return tbi_sheet_merge(r->all, r->sheet, &m, err);
}

/* Text counts inside <v>, and inside <t> of an inline text unless its run is raised: a footnote's
 * mark. */
static tb_status start_element(void *ctx, const char *name, const char **attributes, tb_err *err)
{
    sheet_reader *r = ctx;
    if (strcmp(name, "row") == 0)
        return start_row(r, attributes, err);
    if (strcmp(name, "c") == 0)
        return start_cell(r, attributes, err);
    if (strcmp(name, "col") == 0)
        return start_columns(r, attributes, err);
    if (strcmp(name, "mergeCell") == 0)
        return start_merge(r, attributes, err);
    if (!r->in_cell)
        return TB_OK;
    if (strcmp(name, "f") == 0) {
        r->formula = true;
    } else if (strcmp(name, "v") == 0) {
        r->in_value = true;
    } else if (strcmp(name, "is") == 0) {
        r->in_inline = true;
    } else if (strcmp(name, "t") == 0 && r->in_inline) {
        r->in_value = !r->raised;
    } else if (strcmp(name, "vertAlign") == 0) {
        const char *where = tbi_xml_attribute(attributes, "val");
        r->raised = where != NULL && strcmp(where, "superscript") == 0;
    } else if (strcmp(name, "r") == 0) {
        r->raised = false;
    }
    return TB_OK;
}

/* expat hands a text out in pieces. */
static tb_status take_text(void *ctx, const char *bytes, size_t n, tb_err *err)
{
    sheet_reader *r = ctx;
    if (!r->in_value)
        return TB_OK;
    if (r->value.size + n > TB_SHEET_TEXT_MOST)
        return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_CELL_ROW_COLUMN_LONGER, r->x->path, r->row + 1,
                        r->column + 1, TB_SHEET_TEXT_MOST);
    tbi_buf_add(&r->value, bytes, n);
    return r->value.failed ? tbi_no_memory_of(err, r->x->path) : TB_OK;
}

/* What the value is by the type of the cell; number [40] has room for a number's text. */
static tb_status fill_cell(const sheet_reader *r, tb_sheet_cell *c, char *number, tb_err *err)
{
    const char *value = r->value.size > 0 ? r->value.data : "";
    c->text = value;
    /* saved by a program that does not compute */
    if (r->formula && r->type == 'n' && value[0] == '\0')
        c->type = TB_CELL_UNCOMPUTED;
    if (r->type == 'e')
        c->type = TB_CELL_ERROR;
    if (r->type == 'd')
        c->type = TB_CELL_DATE;
    if (r->type == 's' && value[0] != '\0') {
        char *end = NULL;
        unsigned long at = strtoul(value, &end, 10);
        if (*end != '\0' || at >= r->x->shared_count)
            return refuse_place(r, value, err);
        /* all shared texts were read before the first sheet, so the buffer no longer moves */
        c->text = r->x->text.data + r->x->shared[at];
    }
    if (r->type != 'n' || value[0] == '\0')
        return TB_OK;
    tb_xlsx_format format = r->style < r->x->formats ? r->x->format[r->style] : TB_XLSX_PLAIN;
    /* no number though the type says so: it stays a text */
    if (!tbi_sheet_number(number, value, format == TB_XLSX_PERCENT))
        return TB_OK;
    c->text = number;
    if (format == TB_XLSX_DATE && tbi_sheet_date(number, value))
        c->text = number;
    c->type = format == TB_XLSX_PERCENT ? TB_CELL_PERCENT
              : format == TB_XLSX_DATE  ? TB_CELL_DATE
                                        : TB_CELL_NUMBER;
    return TB_OK;
}

/* A cell without text is dropped by tbi_sheet_add. */
static tb_status end_cell(sheet_reader *r, tb_err *err)
{
    char number[48];
    tb_sheet_cell c = {
        .row = r->row, .column = r->column, .type = TB_CELL_TEXT, .formula = r->formula
    };
    r->in_cell = false;
    r->in_inline = false;
    tb_status st = fill_cell(r, &c, number, err);
    return st == TB_OK ? tbi_sheet_add(r->all, r->sheet, &c, err) : st;
}

/* <r> is also a run of an inline text here; only </c> ends a cell. */
static tb_status end_element(void *ctx, const char *name, tb_err *err)
{
    sheet_reader *r = ctx;
    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
        r->in_value = false;
    if (strcmp(name, "r") == 0)
        r->raised = false;
    return strcmp(name, "c") == 0 && r->in_cell ? end_cell(r, err) : TB_OK;
}

/* part NULL: the workbook names a sheet that it has no part for. */
static tb_status read_sheet(tb_xlsx *x, tb_sheets *all, const tb_xlsx_sheet *of, tb_err *err)
{
    static const tb_xml_handlers h = { start_element, end_element, take_text };
    /* charts on a sheet of their own have no cells */
    if (of->part == NULL || strstr(of->part, "worksheets/") == NULL)
        return TB_OK;
    sheet_reader r = { .x = x, .all = all };
    r.sheet = tbi_sheets_add(all, of->name, err);
    if (r.sheet == NULL)
        return err != NULL ? err->status : TB_EDATA;
    r.sheet->hidden = of->hidden;
    tb_status st = tbi_zip_xml(x->zip, of->part, x->path, &h, &r, err);
    if (st == TB_OK)
        st = tbi_sheet_end(all, r.sheet, err);
    tbi_buf_free(&r.value);
    return st;
}

/* On the heap: it holds the list of all sheets. all keeps what was read even on failure, for its
 * owner to free. */
tb_status tbi_read_xlsx(tb_sheets *all, tb_err *err)
{
    tb_xlsx *x = tbi_calloc(1, sizeof *x);
    if (x == NULL)
        return tbi_no_memory_of(err, all->path);
    x->path = all->path;
    tb_status st = tbi_zip_open(&x->zip, all->path, err);
    if (st == TB_OK)
        st = tbi_xlsx_parts(x, err);
    for (size_t i = 0; i < x->sheets && st == TB_OK; i++)
        st = read_sheet(x, all, &x->sheet[i], err);
    tbi_zip_close(x->zip);
    tbi_buf_free(&x->text);
    free(x->shared);
    free(x->format);
    tbi_arena_free(&x->own);
    free(x);
    return st;
}
