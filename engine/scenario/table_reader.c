/* table_reader.c - one row after the other of a table whose columns are looked for by name. */
#include "scenario/table_reader.h"

#include "base/error.h"
#include "messages/scenario.h"
#include "sheet/table_rows.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

/* "FILE:LINE: what 'id'" in both languages; id may be NULL. */
tb_status tbi_reader_refuse(const tb_table_reader *r, tb_err *err, const char *what,
                            const char *what_vi, const char *id)
{
    return tbi_fail(err, TB_EDATA, "%s:%zu: %s%.0s%s%s%s", "%s:%zu: %.0s%s%s%s%s", r->where,
                    r->line, what, what_vi, id != NULL ? " '" : "", id != NULL ? id : "",
                    id != NULL ? "'" : "");
}

/* Columns by their names, in any case and with spaces for underscores.
 * "name_vi" is also found as "name vi"; a column that is absent has at -1. */
void tbi_reader_find_columns(tb_table_reader *r)
{
    for (size_t i = 0; r->name[i] != NULL; i++) {
        char head[32];
        snprintf(head, sizeof head, "%s", r->name[i]);
        for (char *p = head; *p != '\0'; p++)
            *p = *p == '_' ? ' ' : *p;
        r->at[i] = tbi_table_column(r->csv, head);
    }
}

/* The next row into cell; *more is false behind the last one. Cells are copied to the arena,
 * because the row stands in a window that the next one overwrites, and composed: a Mac writes "ộ"
 * as three characters, which few fonts put together again. An empty cell reads as "".
 * Errors are said with file and line. */
tb_status tbi_reader_next(tb_table_reader *r, bool *more, tb_err *err)
{
    tb_csv_row row;
    bool fatal;
    tb_err why = TB_ERR_INIT;
    tb_status st = tbi_csv_next(r->csv, &row, &fatal, &why);
    if (st == TB_ENOMEM)
        return tbi_no_memory(err, "the levers");
    if (st != TB_OK)
        return tbi_fail_within(err, st, &why, TB_MSG_SCENARIO_AT_LINE, r->where, row.line);
    *more = row.count > 0;
    r->line = row.line;
    for (size_t i = 0; r->name[i] != NULL && *more; i++) {
        const tb_field *f = r->at[i] >= 0 ? &row.field[r->at[i]] : NULL;
        r->cell[i] = f != NULL && f->n > 0 ? tbi_utf8_composed(r->arena, f->text, f->n) : "";
        if (r->cell[i] == NULL)
            return tbi_no_memory(err, "the levers");
    }
    return TB_OK;
}

/* A number in a cell; stays as it is when the cell is empty.
 * Thousands and decimals are told from each other by the whole column (tb_column_marks), whatever
 * the locale. */
tb_status tbi_reader_number(double *out, tb_table_reader *r, size_t column, tb_err *err)
{
    const char *text = r->cell[column];
    tb_err why = TB_ERR_INIT;
    if (text[0] == '\0' ||
        tbi_column_number(out, &r->marks[column], text, strlen(text), r->line, &why) == TB_OK)
        return TB_OK;
    return tbi_fail_within(err, TB_EDATA, &why, TB_MSG_SCENARIO_IN_COLUMN, r->where, r->line,
                           r->name[column]);
}

/* After the last row: a column whose marks might as well set thousands apart.
 * "1.500" alone may be 1,500 or 1.5: a column in which nothing tells which is refused, with the
 * line. */
tb_status tbi_reader_check_marks(const tb_table_reader *r, tb_err *err)
{
    tb_err why = TB_ERR_INIT;
    for (size_t i = 0; r->name[i] != NULL; i++)
        if (tbi_column_doubt(&r->marks[i], &why) != TB_OK)
            return tbi_fail_within(err, TB_EDATA, &why, TB_MSG_SCENARIO_IN_COLUMN, r->where,
                                   r->marks[i].line, r->name[i]);
    return TB_OK;
}

/* "a|b" as a list of ids. Empty parts ("a||b") are passed over; *out is the arena's, tbi_no_ids
 * for an empty cell. */
tb_status tbi_reader_ids(const char *const **out, size_t *n, const tb_table_reader *r,
                         size_t column, tb_err *err)
{
    const char *text = r->cell[column];
    *out = tbi_no_ids;
    *n = 0;
    if (text[0] == '\0')
        return TB_OK;
    size_t most = 1;
    for (const char *p = text; *p != '\0'; p++)
        most += *p == '|';
    const char **id = TB_NEW(r->arena, const char *, most);
    if (id == NULL)
        return tbi_no_memory(err, "the levers");
    while (*text != '\0') {
        size_t len = strcspn(text, "|");
        if (len > 0 && (id[(*n)++] = tbi_arena_text_n(r->arena, text, len)) == NULL)
            return tbi_no_memory(err, "the levers");
        text += len + (text[len] == '|');
    }
    *out = id;
    return TB_OK;
}
