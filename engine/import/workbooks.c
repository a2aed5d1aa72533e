/* workbooks.c - see workbooks.h. */
#include "import/workbooks.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/refusals.h"
#include "import/recognise.h"
#include "messages/import.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* After the last table was closed: tables borrow the texts of the cells. */
void tbi_open_sheets_free(tb_open_sheets *o)
{
    for (size_t i = 0; i < o->count; i++)
        tbi_sheets_free(o->all[i]);
    free(o->all);
}

/* A fault of a file is a row of the rejects; what is not the file's fault ends the import. */
static tb_status reject_file(tb_reading *r, const char *path, tb_status st, const tb_err *why,
                             tb_err *err)
{
    if (st != TB_EDATA) {
        if (err != NULL)
            *err = *why;
        return st;
    }
    tb_spot at = { path, 0, 0, NULL, NULL };
    tbi_reject(r->rejects, &at, why);
    return TB_OK;
}

/* false: no memory; the sheets are still the caller's then. */
static bool keep_open(tb_open_sheets *o, tb_sheets *all)
{
    if (o->count == o->room) {
        size_t room = o->room == 0 ? 8 : o->room * 2;
        tb_sheets **wider = tbi_realloc(o->all, room * sizeof *wider);
        if (wider == NULL)
            return false;
        o->all = wider;
        o->room = room;
    }
    o->all[o->count++] = all;
    return true;
}

/* A resource for each sheet, after the one that stood for the file. like: what was said of the
 * file. Empty sheets are passed over in silence, hidden ones with a note; TB_OK also where the
 * file was rejected. */
static tb_status add_sheets(tb_resources *list, const tb_resource *like, const tb_sheets *all,
                            tb_reading *r, tb_err *err)
{
    size_t added = 0;
    for (size_t i = 0; i < all->count; i++) {
        const tb_sheet *s = &all->sheet[i];
        tb_resource one = *like;
        one.sheet = s;
        one.all = all;
        if (s->cells == 0)
            continue;
        if (s->hidden) {
            tbi_reading_note(r, "sheet-passed-over", TB_MSG_IMPORT_SHEET_HIDDEN,
                             tbi_file_name(like->path), s->name);
            continue;
        }
        tb_status st = TB_OK;
        if (one.role == TB_ROLE_UNKNOWN)
            st = tbi_role_of_sheet(&one.role, all, s, err);
        if (st == TB_OK && !tbi_resources_put(list, &one, r->arena))
            st = tbi_no_memory_of(err, like->path);
        if (st != TB_OK)
            return st;
        added++;
    }
    if (added > 0)
        return TB_OK;
    tb_spot at = { like->path, 0, 0, NULL, NULL };
    tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_NO_CELLS);
    return TB_OK;
}

/* The sheets stay open until the import ends: tables borrow their texts. */
static tb_status open_sheets(tb_resources *list, tb_open_sheets *open, tb_reading *r,
                             const tb_resource *x, tb_err *err)
{
    tb_sheets *all = NULL;
    tb_err why = TB_ERR_INIT;
    tb_status st = tbi_sheets_open(&all, x->path, &why);
    if (st != TB_OK)
        return reject_file(r, x->path, st, &why, err);
    if (!keep_open(open, all)) {
        tbi_sheets_free(all);
        return tbi_no_memory_of(err, x->path);
    }
    return add_sheets(list, x, all, r, err);
}

/* Whether a CSV file begins with the heads of a table. */
static bool has_heads_first(const tb_csv *c)
{
    if (tbi_role_of_table(c) != TB_ROLE_VALUES)
        return true;
    return tbi_csv_columns(c) >= 2 && (tbi_csv_column(c, "unit|code|ma|ma tinh") >= 0 ||
                                       tbi_csv_column(c, TB_UNIT_NAMES) >= 0);
}

/* A CSV file: kept as it is, or opened as a sheet. Our own tables begin with their heads; an
 * office's CSV may have a title above them ("BẢNG TỔNG HỢP ... NĂM 2022") and is looked through
 * like a sheet. */
static tb_status open_csv(tb_resources *list, tb_open_sheets *open, tb_reading *r, tb_resource *x,
                          tb_err *err)
{
    tb_csv *c = NULL;
    tb_err why = TB_ERR_INIT;
    tb_status st = tbi_csv_open(&c, x->path, &why);
    if (st != TB_OK) {
        /* a file that cannot be opened is a reject, unless memory was the cause */
        st = reject_file(r, x->path, st, &why, err);
        x->role = TB_ROLE_NONE;
        return st == TB_OK && !tbi_resources_put(list, x, r->arena) ? tbi_no_memory_of(err, x->path)
                                                                    : st;
    }
    bool heads = has_heads_first(c);
    if (heads)
        x->role = tbi_role_of_table(c);
    tbi_csv_close(c);
    if (!heads && !x->packaged)
        return open_sheets(list, open, r, x, err);
    if (!heads)
        x->role = TB_ROLE_VALUES;
    return tbi_resources_put(list, x, r->arena) ? TB_OK : tbi_no_memory_of(err, x->path);
}

/* Only what has no role yet is looked into. */
static tb_status open_resource(tb_resources *list, tb_open_sheets *open, tb_reading *r,
                               tb_resource *x, tb_err *err)
{
    tb_sheet_kind kind = x->role == TB_ROLE_NONE ? TB_FILE_CSV : tbi_sheet_kind_of(x->path);
    if (kind != TB_FILE_CSV)
        return open_sheets(list, open, r, x, err);
    if (x->role == TB_ROLE_UNKNOWN && strcmp(x->path, "-") != 0)
        return open_csv(list, open, r, x, err);
    if (x->role == TB_ROLE_UNKNOWN) /* standard input cannot be looked at twice */
        x->role = TB_ROLE_VALUES;
    return tbi_resources_put(list, x, r->arena) ? TB_OK : tbi_no_memory_of(err, x->path);
}

/* An exported workbook has the units, indicators and sources that the package has too: the package
 * holds. */
static void drop_doubles(tb_resources *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        const tb_resource *x = &list->item[i];
        bool twice = false;
        for (size_t k = 0; k < list->count && x->sheet != NULL && !x->packaged && !twice; k++)
            twice =
                list->item[k].packaged && list->item[k].role == x->role && x->role < TB_ROLE_FACTS;
        if (!twice)
            list->item[kept++] = *x;
    }
    list->count = kept;
}

/* list is replaced by what was found: one entry a table. Idle tables of a package are no news.
 * open: owns the sheets, which must live until the tables are read. TB_OK also where tables were
 * rejected. */
tb_status tbi_find_tables(tb_resources *list, tb_open_sheets *open, tb_reading *r, tb_err *err)
{
    tb_resources found = { 0 };
    for (size_t i = 0; i < list->count; i++) {
        tb_resource x = list->item[i];
        size_t before = found.count;
        bool unknown = x.role == TB_ROLE_UNKNOWN;
        size_t faults = r->rejects->count;
        tb_status st = open_resource(&found, open, r, &x, err);
        if (st != TB_OK)
            return st;
        for (size_t k = before; k < found.count && unknown && r->rejects->count == faults; k++)
            if (found.item[k].role == TB_ROLE_NONE && !x.packaged)
                tbi_reading_note(r, "not-figures", TB_MSG_IMPORT_NOT_FIGURES, x.path);
    }
    drop_doubles(&found);
    *list = found;
    return TB_OK;
}

/* *out NULL with TB_OK: the table was rejected or passed over. */
tb_status tbi_open_table(tb_csv **out, tb_reading *r, const tb_resource *x, tb_err *err)
{
    tb_err why = TB_ERR_INIT;
    *out = NULL;
    r->said_index = NULL;
    r->said_year = 0;
    tb_status st = x->sheet != NULL ? tbi_table_of_sheet(out, r, x, &why)
                                    : tbi_csv_open_as(out, x->path, &x->dialect, &why);
    if (st == TB_OK)
        return TB_OK;
    return reject_file(r, x->path, st, &why, err);
}
