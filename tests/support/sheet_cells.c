/* sheet_cells.c - see sheet_cells.h. */
#include "support/sheet_cells.h"

#include "support/check.h"

#include <stdio.h>

void say_sheet(char *out, size_t room, const tb_sheets *all)
{
    static const char *const kinds[] = { "", "n", "p", "d", "e", "u" };
    size_t at = 0;
    out[0] = '\0';
    assert_true(all->count >= 1);
    for (size_t i = 0; i < all->sheet[0].cells && at < room; i++) {
        const tb_sheet_cell *c = &all->sheet[0].cell[i];
        at += (size_t)snprintf(out + at, room - at, "%u,%u%s=%s%s;", c->row, c->column,
                               kinds[c->type], c->formula ? "f:" : "", c->text);
    }
}

void say_cells(char *out, size_t room, const char *path)
{
    tb_sheets *all = NULL;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tbi_sheets_open(&all, path, &err), err);
    say_sheet(out, room, all);
    tbi_sheets_free(all);
}

void refuse_sheets(const char *path, tb_status status, const char *word)
{
    tb_sheets *all = NULL;
    tb_err err = TB_ERR_INIT;
    CHECK_FAILS(tbi_sheets_open(&all, path, &err), status, err, word);
    assert_null(all);
    assert_true(err.message_vi[0] != '\0');
}
