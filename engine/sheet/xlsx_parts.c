/* xlsx_parts.c - shared texts, formats and the list of sheets of an .xlsx workbook. */
#include "sheet/xlsx_parts.h"

#include "base/error.h"
#include "base/refusals.h"
#include "messages/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Workbooks of every province and year have some ten thousand texts. */
enum { SHARED_MOST = TB_SHEET_CELLS_MOST, FORMATS_MOST = 1 << 16, CUSTOM_MOST = 1 << 12 };

/* From the archive into the reader of XML. */
static tb_status feed_piece(void *ctx, const char *bytes, size_t n, tb_err *err)
{
    return tbi_xml_feed(ctx, bytes, n, err);
}

/* The part is never whole in memory. */
tb_status tbi_zip_xml(tb_zip *z, const char *part, const char *where, const tb_xml_handlers *h,
                      void *ctx, tb_err *err)
{
    tb_xml *xml = NULL;
    tb_status st = tbi_xml_open(&xml, h, ctx, where, err);
    if (st == TB_OK)
        st = tbi_zip_read(z, part, feed_piece, xml, err);
    tbi_xml_close(xml);
    return st;
}

/* For lists whose texts say nothing. */
static tb_status skip_text(void *ctx, const char *bytes, size_t n, tb_err *err)
{
    (void)ctx;
    (void)bytes;
    (void)n;
    (void)err;
    return TB_OK;
}

/* For lists whose elements have no contents. */
static tb_status skip_end(void *ctx, const char *name, tb_err *err)
{
    (void)ctx;
    (void)name;
    (void)err;
    return TB_OK;
}

/* ---- shared texts: <si><t>..</t></si>, or runs <si><r><rPr/><t>..</t></r>..</si> */

typedef struct shared_reader {
    tb_xlsx *x;
    size_t phonetic; /* depth of <rPh>: how Japanese is spoken, no part of the text */
    bool in_text, raised;
} shared_reader;

/* shared [i] is the offset of text i in x->text, where each ends with a zero. */
static tb_status start_shared(void *ctx, const char *name, const char **attributes, tb_err *err)
{
    shared_reader *r = ctx;
    tb_xlsx *x = r->x;
    if (strcmp(name, "si") == 0) {
        if (x->shared_count >= SHARED_MOST)
            return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_HAS_MORE_TEXTS, x->path, SHARED_MOST);
        if (x->shared_count == x->shared_room) {
            size_t room = x->shared_room == 0 ? 256 : x->shared_room * 2;
            size_t *wider = tbi_realloc(x->shared, room * sizeof *wider);
            if (wider == NULL)
                return tbi_no_memory_of(err, x->path);
            x->shared = wider;
            x->shared_room = room;
        }
        x->shared[x->shared_count++] = x->text.size;
    } else if (strcmp(name, "r") == 0) {
        r->raised = false;
    } else if (strcmp(name, "vertAlign") ==
               0) { /* a footnote's mark is no part of a name or figure */
        const char *where = tbi_xml_attribute(attributes, "val");
        r->raised = where != NULL && strcmp(where, "superscript") == 0;
    } else if (strcmp(name, "rPh") == 0) {
        r->phonetic++;
    } else if (strcmp(name, "t") == 0) {
        r->in_text = r->phonetic == 0 && !r->raised;
    }
    return TB_OK;
}

/* A superscript ends with its run. */
static tb_status end_shared(void *ctx, const char *name, tb_err *err)
{
    shared_reader *r = ctx;
    if (strcmp(name, "t") == 0)
        r->in_text = false;
    if (strcmp(name, "r") == 0)
        r->raised = false;
    if (strcmp(name, "rPh") == 0 && r->phonetic > 0)
        r->phonetic--;
    if (strcmp(name, "si") == 0) {
        tbi_buf_add(&r->x->text, "", 1);
        r->raised = false;
        if (r->x->text.failed)
            return tbi_no_memory_of(err, r->x->path);
    }
    return TB_OK;
}

/* Without memory the buffer remembers it, and end_shared says so. */
static tb_status take_shared_text(void *ctx, const char *bytes, size_t n, tb_err *err)
{
    shared_reader *r = ctx;
    (void)err;
    if (r->in_text)
        tbi_buf_add(&r->x->text, bytes, n);
    return TB_OK;
}

/* ---- formats of numbers */

typedef struct format_reader {
    tb_xlsx *x;
    struct {
        long id;
        tb_xlsx_format is;
    } custom[CUSTOM_MOST];
    size_t customs;
    bool in_cells; /* <cellXfs>: the list that cells count into */
} format_reader;

/* What a format code shows: letters of dates or a percent sign outside quotes and brackets. */
static tb_xlsx_format read_format_code(const char *code)
{
    bool quoted = false;
    bool bracket = false;
    for (const char *p = code; *p != '\0'; p++) {
        if (*p == '\\' && p[1] != '\0')
            p++;
        else if (*p == '"')
            quoted = !quoted;
        else if (!quoted && (*p == '[' || *p == ']'))
            bracket = *p == '[';
        else if (!quoted && !bracket && *p == '%')
            return TB_XLSX_PERCENT;
        else if (!quoted && !bracket && strchr("dmyhDMYH", *p) != NULL)
            return TB_XLSX_DATE;
    }
    return TB_XLSX_PLAIN;
}

/* ECMA-376 part 1, 18.8.30: formats that every workbook has by number. */
static tb_xlsx_format find_format(const format_reader *r, long id)
{
    for (size_t i = 0; i < r->customs; i++)
        if (r->custom[i].id == id)
            return r->custom[i].is;
    if (id == 9 || id == 10)
        return TB_XLSX_PERCENT;
    if ((id >= 14 && id <= 22) || (id >= 45 && id <= 47))
        return TB_XLSX_DATE;
    return TB_XLSX_PLAIN;
}

/* format [i]: what the i-th <xf> of <cellXfs> shows, since <c s> counts into that list. */
static bool add_format(tb_xlsx *x, tb_xlsx_format is)
{
    if (x->formats == x->format_room) {
        size_t room = x->format_room == 0 ? 64 : x->format_room * 2;
        uint8_t *wider = tbi_realloc(x->format, room);
        if (wider == NULL)
            return false;
        x->format = wider;
        x->format_room = room;
    }
    x->format[x->formats++] = (uint8_t)is;
    return true;
}

/* Custom formats come before the list that refers to them. */
static tb_status start_format(void *ctx, const char *name, const char **attributes, tb_err *err)
{
    format_reader *r = ctx;
    const char *id = tbi_xml_attribute(attributes, "numFmtId");
    const char *code = tbi_xml_attribute(attributes, "formatCode");
    if (strcmp(name, "numFmt") == 0 && id != NULL && code != NULL && r->customs < CUSTOM_MOST) {
        r->custom[r->customs].id = strtol(id, NULL, 10);
        r->custom[r->customs++].is = read_format_code(code);
    } else if (strcmp(name, "cellXfs") == 0) {
        r->in_cells = true;
    } else if (strcmp(name, "xf") == 0 && r->in_cells && r->x->formats < FORMATS_MOST) {
        if (!add_format(r->x, find_format(r, id != NULL ? strtol(id, NULL, 10) : 0)))
            return tbi_no_memory_of(err, r->x->path);
    }
    return TB_OK;
}

/* <xf> also stands in other lists, which cells do not count into. */
static tb_status end_format(void *ctx, const char *name, tb_err *err)
{
    format_reader *r = ctx;
    (void)err;
    if (strcmp(name, "cellXfs") == 0)
        r->in_cells = false;
    return TB_OK;
}

/* ---- the list of sheets */

/* Sheets beyond TB_SHEETS_MOST are left out here; names of attributes come without their prefix. */
static tb_status start_book(void *ctx, const char *name, const char **attributes, tb_err *err)
{
    tb_xlsx *x = ctx;
    if (strcmp(name, "sheet") != 0 || x->sheets >= TB_SHEETS_MOST)
        return TB_OK;
    const char *title = tbi_xml_attribute(attributes, "name");
    const char *state = tbi_xml_attribute(attributes, "state");
    const char *relation = NULL;
    /* the namespace of r:id may have any prefix; <sheet> has no other attribute named id */
    relation = tbi_xml_attribute(attributes, "id");
    tb_xlsx_sheet *s = &x->sheet[x->sheets++];
    s->name = tbi_arena_text(&x->own, title != NULL ? title : "");
    s->relation = tbi_arena_text(&x->own, relation != NULL ? relation : "");
    s->hidden = state != NULL && strcmp(state, "visible") != 0;
    return s->name != NULL && s->relation != NULL ? TB_OK : tbi_no_memory_of(err, x->path);
}

/* Targets are relative to xl/ unless they begin with a slash. */
static tb_status start_relation(void *ctx, const char *name, const char **attributes, tb_err *err)
{
    tb_xlsx *x = ctx;
    const char *id = tbi_xml_attribute(attributes, "Id");
    const char *target = tbi_xml_attribute(attributes, "Target");
    if (strcmp(name, "Relationship") != 0 || id == NULL || target == NULL)
        return TB_OK;
    for (size_t i = 0; i < x->sheets; i++) {
        if (strcmp(x->sheet[i].relation, id) != 0)
            continue;
        x->sheet[i].part = target[0] == '/' ? tbi_arena_text(&x->own, target + 1)
                                            : tbi_arena_printf(&x->own, "xl/%s", target);
        if (x->sheet[i].part == NULL)
            return tbi_no_memory_of(err, x->path);
    }
    return TB_OK;
}

/* A workbook may have no styles; then every number is plain. */
static tb_status read_styles(tb_xlsx *x, tb_err *err)
{
    static const tb_xml_handlers h = { start_format, end_format, skip_text };
    if (!tbi_zip_has(x->zip, "xl/styles.xml"))
        return TB_OK;
    format_reader *r = tbi_calloc(1, sizeof *r);
    if (r == NULL)
        return tbi_no_memory_of(err, x->path);
    r->x = x;
    tb_status st = tbi_zip_xml(x->zip, "xl/styles.xml", x->path, &h, r, err);
    free(r);
    return st;
}

/* In this order: relations need the list of sheets. */
tb_status tbi_xlsx_parts(tb_xlsx *x, tb_err *err)
{
    static const tb_xml_handlers book = { start_book, skip_end, skip_text };
    static const tb_xml_handlers relation = { start_relation, skip_end, skip_text };
    static const tb_xml_handlers shared = { start_shared, end_shared, take_shared_text };
    shared_reader r = { .x = x };
    tb_status st = tbi_zip_xml(x->zip, "xl/workbook.xml", x->path, &book, x, err);
    if (st == TB_OK)
        st = tbi_zip_xml(x->zip, "xl/_rels/workbook.xml.rels", x->path, &relation, x, err);
    if (st == TB_OK)
        st = read_styles(x, err);
    if (st == TB_OK && tbi_zip_has(x->zip, "xl/sharedStrings.xml"))
        st = tbi_zip_xml(x->zip, "xl/sharedStrings.xml", x->path, &shared, &r, err);
    return st;
}
