/* table_rows.c - see table_rows.h. */
#include "sheet/table_rows.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/refusals.h"
#include "messages/sheet.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* fields of one table; rows from above in which heads are looked for */
enum { FIELDS_MOST = 1 << 22, HEADS_LOOKED_AT = 30 };

/* A table that stands on its own: what tbi_csv_of_rows borrows. */
typedef struct own_table {
    tb_arena own;
    tb_csv_given given;
    tb_sheets *sheets; /* closed with the table; NULL: somebody else's */
    const char *sheet; /* its name, where there are several; else NULL */
} own_table;

/* Called when the table is closed. */
static void release_table(void *owner)
{
    own_table *t = owner;
    tbi_sheets_free(t->sheets);
    tbi_arena_free(&t->own);
    free(t);
}

/* Hands the sheets over to the table that was made of them. */
static void keep_sheets(tb_csv *c, tb_sheets *all)
{
    own_table *t = tbi_csv_owner(c);
    t->sheets = all;
}

/* Rows with content, ascending: cells are in order after tbi_sheet_end. */
tb_status tbi_rows_of(tb_rows *out, const tb_sheet *s, tb_arena *a, tb_err *err)
{
    *out = (tb_rows){ .row = TB_NEW(a, uint32_t, s->cells + 1) };
    if (out->row == NULL)
        return tbi_no_memory(err, "a sheet");
    for (size_t i = 0; i < s->cells; i++) {
        if (out->count == 0 || out->row[out->count - 1] != s->cell[i].row)
            out->row[out->count++] = s->cell[i].row;
        if (s->cell[i].column >= out->columns)
            out->columns = s->cell[i].column + 1;
    }
    return TB_OK;
}

/* kept [n]: positions in rows. field [n][columns]; the sheets must live as long as the table. */
tb_status tbi_rows_table(tb_csv **out, const tb_sheets *all, const tb_sheet *s, const tb_rows *rows,
                         const size_t *kept, size_t n, const char *const *head, uint32_t columns,
                         tb_err *err)
{
    *out = NULL;
    if (columns > 0 && n > FIELDS_MOST / columns)
        return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_TABLE_MORE_CELLS, all->path, FIELDS_MOST);
    own_table *t = tbi_calloc(1, sizeof *t);
    if (t == NULL)
        return tbi_no_memory_of(err, all->path);
    const char **own_head = TB_NEW(&t->own, const char *, columns + 1);
    size_t *line = TB_NEW(&t->own, size_t, n + 1);
    tb_field *field = TB_NEW(&t->own, tb_field, n * columns + 1);
    tb_status st = t->own.refused ? tbi_no_memory_of(err, all->path) : TB_OK;
    for (uint32_t c = 0; c < columns && st == TB_OK; c++) {
        own_head[c] = tbi_arena_text(&t->own, head[c]);
        if (own_head[c] == NULL)
            st = tbi_no_memory_of(err, all->path);
    }
    for (size_t i = 0; i < n && st == TB_OK; i++) {
        uint32_t row = rows->row[kept[i]];
        /* as the spreadsheet numbers its rows, for messages */
        line[i] = (size_t)row + 1;
        for (uint32_t c = 0; c < columns; c++) {
            const tb_sheet_cell *x = tbi_sheet_at(s, row, c);
            const char *text = x != NULL ? x->text : "";
            field[i * columns + c] =
                (tb_field){ text, strlen(text) }; /* texts are the workbook's */
        }
    }
    t->sheet = all->count > 1 ? s->name : NULL;
    t->given = (tb_csv_given){ all->path, all->digest, columns, n, own_head, line, field };
    if (st == TB_OK)
        st = tbi_csv_of_rows(out, &t->given, err);
    if (st == TB_OK)
        tbi_csv_own(*out, t, release_table);
    else
        release_table(t);
    return st;
}

/* Columns end with the last head; what stands to the right of it is no part of the table. */
tb_status tbi_rows_plain(tb_csv **out, const tb_sheets *all, const tb_sheet *s, const tb_rows *rows,
                         size_t head, tb_err *err)
{
    tb_arena a = { 0 };
    const char **heads = TB_NEW(&a, const char *, rows->columns + 1);
    size_t *kept = TB_NEW(&a, size_t, rows->count + 1);
    tb_status st = a.refused ? tbi_no_memory_of(err, all->path) : TB_OK;
    size_t n = 0;
    uint32_t columns = 0;
    for (uint32_t c = 0; c < rows->columns && st == TB_OK; c++) {
        const tb_sheet_cell *x = tbi_sheet_at(s, rows->row[head], c);
        heads[c] = x != NULL ? x->text : "";
        if (x != NULL)
            columns = c + 1;
    }
    for (size_t i = head + 1; i < rows->count && st == TB_OK; i++)
        kept[n++] = i;
    if (st == TB_OK)
        st = tbi_rows_table(out, all, s, rows, kept, n, heads, columns, err);
    tbi_arena_free(&a);
    return st;
}

/* Whether a folded text is one of the words between the bars. */
static bool is_one_of(const char *text, const char *words)
{
    size_t n = strlen(text);
    for (const char *p = words; *p != '\0';) {
        const char *bar = strchr(p, '|');
        size_t m = bar != NULL ? (size_t)(bar - p) : strlen(p);
        if (m == n && n > 0 && memcmp(p, text, n) == 0)
            return true;
        p += m + (bar != NULL);
    }
    return false;
}

/* A CSV file has no sheet and no owner. */
const char *tbi_table_place(const tb_csv *c, const char *file, tb_arena *a)
{
    const own_table *t = tbi_csv_owner(c);
    return t != NULL && t->sheet != NULL ? tbi_arena_printf(a, "%s '%s'", file, t->sheet)
                                         : tbi_arena_text(a, file);
}

tb_status tbi_table_next(tb_csv *c, tb_csv_row *row, const char *place, tb_err *err)
{
    bool fatal;
    tb_err why = TB_ERR_INIT;
    tb_status st = tbi_csv_next(c, row, &fatal, &why);
    if (st == TB_EDATA)
        return tbi_fail_within(err, st, &why, TB_MSG_SHEET_AT_LINE, place, row->line);
    return st == TB_OK ? TB_OK : tbi_fail_within(err, st, &why, "%s", "%s", "");
}

/* The first of several. */
ptrdiff_t tbi_table_column(const tb_csv *c, const char *heads)
{
    for (size_t i = 0; i < tbi_csv_columns(c); i++)
        if (is_one_of(tbi_csv_head_folded(c, i), heads))
            return (ptrdiff_t)i;
    return -1;
}

/* Codes before names: a code means one unit, a name may mean several. */
ptrdiff_t tbi_table_unit(const tb_csv *c)
{
    ptrdiff_t code = tbi_table_column(c, "unit|code|ma|ma tinh");
    return code >= 0 ? code : tbi_table_column(c, TB_UNIT_NAMES);
}

/* At most TB_TABLE_NAMES of them; a table that names a unit more often is not looked at
 * further. */
void tbi_table_names(tb_table_names *out, const tb_csv *c, ptrdiff_t unit)
{
    out->count = 0;
    for (size_t i = 0; i < tbi_csv_columns(c) && out->count < TB_TABLE_NAMES; i++)
        if ((ptrdiff_t)i != unit && is_one_of(tbi_csv_head_folded(c, i), TB_UNIT_NAMES))
            out->at[out->count++] = i;
}

/* Its zero is in room too, so the longest name has one byte less. */
const char *tbi_table_name(char room[TB_TABLE_NAME_MOST], const tb_table_names *n, size_t i,
                           const tb_csv_row *row)
{
    const tb_field *f = &row->field[n->at[i]];
    size_t size = f->n < TB_TABLE_NAME_MOST ? f->n : 0;
    memcpy(room, f->text, size);
    room[size] = '\0';
    return room;
}

/* Of two columns with one head the reader would take one, and nobody would know which. */
static tb_status check_heads(const tb_csv *c, const char *path, tb_err *err)
{
    for (size_t i = 0; i < tbi_csv_columns(c); i++)
        for (size_t k = 0; k < i; k++) {
            const char *head = tbi_csv_head_folded(c, i);
            if (head[0] != '\0' && strcmp(head, tbi_csv_head_folded(c, k)) == 0)
                return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_HEAD_TWICE, path, tbi_csv_head(c, i),
                                k + 1, i + 1);
        }
    return TB_OK;
}

/* A formula without its value would read as an empty cell. */
static tb_status check_cells(const tb_sheets *all, const tb_sheet *s, uint32_t head, tb_err *err)
{
    for (size_t i = 0; i < s->cells; i++) {
        const tb_sheet_cell *x = &s->cell[i];
        if (x->row > head && (x->type == TB_CELL_UNCOMPUTED || x->type == TB_CELL_ERROR))
            return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_CELL_WITHOUT_VALUE, all->path, x->row + 1,
                            x->column + 1);
    }
    return TB_OK;
}

/* How many cells of a row are heads of the list. */
static size_t count_heads(const tb_sheet *s, uint32_t row, uint32_t columns, const char *heads)
{
    size_t n = 0;
    for (uint32_t c = 0; c < columns; c++) {
        const tb_sheet_cell *x = tbi_sheet_at(s, row, c);
        tb_arena a = { 0 };
        const char *folded = x != NULL ? tbi_utf8_fold(&a, x->text) : NULL;
        n += folded != NULL && is_one_of(folded, heads);
        tbi_arena_free(&a);
    }
    return n;
}

/* "a|b|c" is said as "a, b, c". */
static tb_status refuse_heads(const char *path, const char *heads, tb_err *err)
{
    tb_buf b = { 0 };
    for (const char *p = heads; *p != '\0'; p++)
        if (*p == '|')
            tbi_buf_text(&b, ", ");
        else
            tbi_buf_char(&b, *p);
    tb_status st = b.failed || b.data == NULL
                       ? tbi_no_memory_of(err, path)
                       : tbi_fail(err, TB_EDATA, TB_MSG_SHEET_NO_HEADS, path, b.data);
    tbi_buf_free(&b);
    return st;
}

/* The row with most heads on the sheets that are shown, and the table below it. */
static tb_status find_best_table(tb_csv **out, tb_sheets *all, const char *heads, tb_err *err)
{
    tb_arena a = { 0 };
    size_t best = 0;
    const tb_sheet *sheet = NULL;
    tb_rows rows = { 0 };
    size_t head = 0;
    tb_status st = TB_OK;
    for (size_t k = 0; k < all->count && st == TB_OK; k++) {
        tb_rows of;
        st = tbi_rows_of(&of, &all->sheet[k], &a, err);
        for (size_t i = 0;
             st == TB_OK && !all->sheet[k].hidden && i < of.count && i < HEADS_LOOKED_AT; i++) {
            size_t n = count_heads(&all->sheet[k], of.row[i], of.columns, heads);
            if (n <= best)
                continue;
            best = n;
            sheet = &all->sheet[k];
            rows = of;
            head = i;
        }
    }
    /* one head could stand in any title; a list of a single head needs only that */
    if (st == TB_OK && best < (strchr(heads, '|') != NULL ? 2 : 1))
        st = refuse_heads(all->path, heads, err);
    if (st == TB_OK)
        st = check_cells(all, sheet, rows.row[head], err);
    if (st == TB_OK)
        st = tbi_rows_plain(out, all, sheet, &rows, head, err);
    tbi_arena_free(&a);
    return st;
}

/* A CSV whose first row has none of the heads is opened again as a sheet, and keeps its first
 * reading when that finds no more. */
static tb_status open_any(tb_csv **out, const char *path, const char *heads, tb_err *err)
{
    tb_sheets *all = NULL;
    bool csv = tbi_sheet_kind_of(path) == TB_FILE_CSV;
    tb_status st = TB_OK;
    if (csv) {
        st = tbi_csv_open(out, path, err);
        size_t known = 0;
        for (size_t i = 0; st == TB_OK && i < tbi_csv_columns(*out); i++)
            known += is_one_of(tbi_csv_head_folded(*out, i), heads);
        if (st != TB_OK || known > 0 || strcmp(path, "-") == 0)
            return st;
    }
    /* a title above the heads; when there is none, the reader of the table says what it misses */
    tb_csv *below = NULL;
    st = tbi_sheets_open(&all, path, err);
    if (st == TB_OK)
        st = find_best_table(&below, all, heads, err);
    if (st == TB_OK) {
        tbi_csv_close(*out);
        *out = below;
        keep_sheets(below, all);
        return TB_OK;
    }
    tbi_sheets_free(all);
    return csv ? TB_OK : st;
}

/* *out is NULL on failure. */
tb_status tbi_table_open(tb_csv **out, const char *path, const char *heads, tb_err *err)
{
    *out = NULL;
    tb_status st = open_any(out, path, heads, err);
    if (st == TB_OK)
        st = check_heads(*out, path, err);
    if (st != TB_OK) {
        tbi_csv_close(*out);
        *out = NULL;
    }
    return st;
}
