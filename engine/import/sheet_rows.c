/* sheet_rows.c - see sheet_rows.h. */
#include "import/sheet_rows.h"

#include "base/error.h"
#include "import/heads.h"
#include "import/numbers.h"
#include "import/reading.h"
#include "messages/import.h"

#include <stdlib.h>
#include <string.h>

enum { FIELDS_MOST = 1 << 22, HEADS_LOOKED_AT = 30 };

/* A table that stands on its own: what tbi_csv_of_rows borrows. */
typedef struct own_table {
    tb_arena own;
    tb_csv_given given;
} own_table;

static void release(void *owner)
{
    own_table *t = owner;
    tbi_arena_free(&t->own);
    free(t);
}

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

bool tbi_is_figure(const tb_sheet_cell *c)
{
    double x = 0;
    int decimals = 0;
    tb_column_marks m = { 0 };
    size_t n = strlen(c->text);
    if (c->type == TB_CELL_NUMBER || c->type == TB_CELL_PERCENT)
        return true;
    if (tbi_number(&x, &decimals, &m, c->text, n, 0) != TB_NUMBER_NONE)
        return true;
    return tbi_place(&x, c->text, n) || tbi_says_withheld(c->text, n);
}

tb_status tbi_rows_table(tb_csv **out, const tb_sheets *all, const tb_sheet *s, const tb_rows *rows,
                         const size_t *kept, size_t n, const char *const *head, uint32_t columns,
                         tb_err *err)
{
    *out = NULL;
    if (columns > 0 && n > FIELDS_MOST / columns)
        return tbi_fail_vi(err, TB_EDATA, TB_MSG_IMPORT_HAS_TABLE_MORE_CELLS, all->path,
                           FIELDS_MOST);
    own_table *t = calloc(1, sizeof *t);
    if (t == NULL)
        return tbi_no_memory(err, all->path);
    const char **own_head = TB_NEW(&t->own, const char *, columns + 1);
    size_t *line = TB_NEW(&t->own, size_t, n + 1);
    tb_field *field = TB_NEW(&t->own, tb_field, n * columns + 1);
    tb_status st = t->own.refused ? tbi_no_memory(err, all->path) : TB_OK;
    for (uint32_t c = 0; c < columns && st == TB_OK; c++) {
        own_head[c] = tbi_arena_text(&t->own, head[c]);
        if (own_head[c] == NULL)
            st = tbi_no_memory(err, all->path);
    }
    for (size_t i = 0; i < n && st == TB_OK; i++) {
        uint32_t row = rows->row[kept[i]];
        line[i] = (size_t)row + 1;
        for (uint32_t c = 0; c < columns; c++) {
            const tb_sheet_cell *x = tbi_sheet_at(s, row, c);
            const char *text = x != NULL ? x->text : "";
            field[i * columns + c] =
                (tb_field){ text, strlen(text) }; /* texts are the workbook's */
        }
    }
    t->given = (tb_csv_given){ all->path, all->digest, columns, n, own_head, line, field };
    if (st == TB_OK)
        st = tbi_csv_of_rows(out, &t->given, err);
    if (st == TB_OK)
        tbi_csv_own(*out, t, release);
    else
        release(t);
    return st;
}

tb_status tbi_rows_plain(tb_csv **out, const tb_sheets *all, const tb_sheet *s, const tb_rows *rows,
                         size_t head, tb_err *err)
{
    tb_arena a = { 0 };
    const char **heads = TB_NEW(&a, const char *, rows->columns + 1);
    size_t *kept = TB_NEW(&a, size_t, rows->count + 1);
    tb_status st = a.refused ? tbi_no_memory(err, all->path) : TB_OK;
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

tb_status tbi_rows_head(tb_role *role, size_t *at, const tb_sheets *all, const tb_sheet *s,
                        const tb_rows *rows, tb_err *err)
{
    *role = TB_ROLE_VALUES;
    *at = SIZE_MAX;
    tb_rows one = *rows;
    for (size_t i = 0; i < rows->count && i < HEADS_LOOKED_AT; i++) {
        tb_csv *c = NULL;
        one.count = i + 1; /* heads without rows below */
        tb_status st = tbi_rows_plain(&c, all, s, &one, i, err);
        if (st != TB_OK)
            return st;
        tb_role is = tbi_csv_columns(c) >= 2 ? tbi_role_of_table(c) : TB_ROLE_VALUES;
        bool figures = tbi_csv_column(c, "indicator") >= 0 && tbi_csv_column(c, "value") >= 0;
        tbi_csv_close(c);
        if (is == TB_ROLE_VALUES && !figures)
            continue;
        *role = is;
        *at = i;
        return TB_OK;
    }
    return TB_OK;
}

void tbi_check_heads_once(tb_reading *r, const tb_csv *c, const tb_resource *x)
{
    for (size_t i = 0; i < tbi_csv_columns(c); i++)
        for (size_t k = 0; k < i; k++) {
            const char *head = tbi_csv_head_folded(c, i);
            if (head[0] == '\0' || strcmp(head, tbi_csv_head_folded(c, k)) != 0)
                continue;
            tb_spot at = { x->path, 1, i, tbi_arena_text(r->arena, tbi_csv_head(c, i)) };
            tbi_reject_say(r->rejects, &at,
                           "duplicate column: the head appears twice, as column %zu and %zu",
                           "cột bị trùng: tên này là của cả cột %zu và cột %zu", k + 1, i + 1);
        }
}
