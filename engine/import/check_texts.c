/* check_texts.c - after all tables: codes and names that a spreadsheet would take for a formula. They
 * stand at the beginning of cells of everything that is exported, and an apostrophe before them, as
 * reports have it, would be another name on its way back. */
#include "import/reading.h"
#include "messages/import.h"

#include <string.h>

typedef struct check {
    tb_reading *r;
    const tb_resources *list;
} check;

/* Said of the table that such texts come from, or of the first of all. */
static void check_text(const check *c, tb_role role, const char *text)
{
    if (text == NULL || text[0] == '\0' || strchr("=+-@", text[0]) == NULL)
        return;
    /* a mark alone is no formula; "-" is the source that standard input is */
    if (text[1] == '\0')
        return;
    tb_spot at = { .path = c->list->count > 0 ? c->list->item[0].path : "" };
    for (size_t i = c->list->count; i-- > 0;)
        if (c->list->item[i].role == role)
            at.path = c->list->item[i].path;
    tbi_reject_say(c->r->rejects, &at, TB_MSG_IMPORT_FORMULA_FOR_NAME, text);
}

void tbi_check_texts(tb_reading *r, const tb_resources *list)
{
    const check c = { r, list };
    const tb_builder *d = r->draft;
    for (size_t i = 0; i < d->units; i++) {
        check_text(&c, TB_ROLE_UNITS, d->unit[i].code);
        if (strcmp(d->unit[i].name_vi, d->unit[i].code) != 0)
            check_text(&c, TB_ROLE_UNITS, d->unit[i].name_vi);
        if (strcmp(d->unit[i].name_en, d->unit[i].name_vi) != 0)
            check_text(&c, TB_ROLE_UNITS, d->unit[i].name_en);
    }
    for (size_t i = 0; i < d->sources; i++)
        check_text(&c, TB_ROLE_SOURCES, d->source[i].id);
    for (size_t i = 0; i < d->indices; i++) {
        check_text(&c, TB_ROLE_INDICES, d->index[i]->code);
        for (size_t k = 0; k < d->index[i]->indicators; k++)
            check_text(&c, TB_ROLE_STRUCTURE, d->index[i]->indicator[k].code);
    }
}
