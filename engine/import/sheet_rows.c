/* sheet_rows.c - see sheet_rows.h. */
#include "import/sheet_rows.h"

#include "import/heads.h"
#include "import/reading.h"
#include "messages/import.h"
#include "text/numbers.h"

#include <string.h>

enum { HEADS_LOOKED_AT = 30 };

/* By the cell's type first; a text counts when a person would read it as a figure
 * ("1.234,5"), as a place ("1/63"), or as a word for a figure that was not given. */
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

/* Each row in turn is tried as the head of a table without rows: the reader of heads is the
 * same one as for files, so the two cannot drift apart. */
tb_status tbi_rows_head(tb_role *role, size_t *at, const tb_sheets *all, const tb_sheet *s,
                        const tb_rows *rows, tb_err *err)
{
    *role = TB_ROLE_VALUES;
    *at = SIZE_MAX;
    /* the same list, cut off behind the row that is tried */
    tb_rows one = *rows;
    for (size_t i = 0; i < rows->count && i < HEADS_LOOKED_AT; i++) {
        tb_csv *c = NULL;
        one.count = i + 1; /* heads without rows below */
        tb_status st = tbi_rows_plain(&c, all, s, &one, i, err);
        if (st != TB_OK)
            return st;
        tb_role is = tbi_csv_columns(c) >= 2 ? tbi_role_of_table(c) : TB_ROLE_VALUES;
        /* most rows of a sheet are "values" for want of anything better, which is no sign;
         * these two heads together are one */
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

/* The same head of units twice, each with columns of its own behind: two tables side by side, as
 * a long list is printed to save paper. false: it is not so. */
static bool find_name_columns(size_t *first, size_t *second, tb_reading *r, const tb_csv *c)
{
    size_t n = tbi_csv_columns(c);
    for (size_t i = 2; i + 1 < n; i++)
        for (size_t k = 0; k + 1 < i; k++) {
            if (strcmp(tbi_csv_head_folded(c, i), tbi_csv_head_folded(c, k)) != 0 ||
                tbi_head_meaning(r, NULL, 0, tbi_csv_head(c, i)).is != TB_HEAD_UNIT)
                continue;
            *first = k;
            *second = i;
            return true;
        }
    return false;
}

/* Of two columns with the same head it is not known which one is meant. Empty heads may
 * repeat. */
bool tbi_check_heads_once(tb_reading *r, const tb_csv *c, const tb_resource *x)
{
    size_t first = 0;
    size_t second = 0;
    if (!x->packaged && find_name_columns(&first, &second, r, c)) {
        const char *head = tbi_arena_text(r->arena, tbi_csv_head(c, second));
        tb_spot at = { x->path, 1, second, head, NULL };
        tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_SIDE_BY_SIDE, first + 1, second + 1);
        return false;
    }
    for (size_t i = 0; i < tbi_csv_columns(c); i++)
        for (size_t k = 0; k < i; k++) {
            const char *head = tbi_csv_head_folded(c, i);
            if (head[0] == '\0' || strcmp(head, tbi_csv_head_folded(c, k)) != 0)
                continue;
            tb_spot at = { x->path, 1, i, tbi_arena_text(r->arena, tbi_csv_head(c, i)), NULL };
            tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_HEAD_TWICE, k + 1, i + 1);
        }
    return true;
}
