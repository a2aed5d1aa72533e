/* check_texts.c - after all tables: codes and names that a spreadsheet would take for a formula.
 * They stand at the beginning of cells of every exported .csv, where an apostrophe before them, as
 * reports have it, would be another name on its way back: they are kept, and said. */
#include "import/reading.h"
#include "messages/import.h"

#include <string.h>

typedef struct found {
    /* how many begin like a formula, and one of them for the sentence */
    size_t texts;
    const char *first;
} found;

/* A mark alone is no formula; "-" is the source that standard input is. */
static void count_text(found *f, const char *text)
{
    if (text == NULL || text[0] == '\0' || strchr("=+-@", text[0]) == NULL || text[1] == '\0')
        return;
    if (f->texts++ == 0)
        f->first = text;
}

/* A name that is the same as the code, or the same in both languages, is counted once. A name
 * that begins with =, +, - or @ would be computed by a spreadsheet that opens an export; it is
 * kept, and said. */
void tbi_check_texts(tb_reading *r)
{
    found f = { 0 };
    const tb_builder *d = r->draft;
    for (size_t i = 0; i < d->units; i++) {
        count_text(&f, d->unit[i].code);
        if (strcmp(d->unit[i].name_vi, d->unit[i].code) != 0)
            count_text(&f, d->unit[i].name_vi);
        if (strcmp(d->unit[i].name_en, d->unit[i].name_vi) != 0)
            count_text(&f, d->unit[i].name_en);
    }
    for (size_t i = 0; i < d->sources; i++)
        count_text(&f, d->source[i].id);
    for (size_t i = 0; i < d->indices; i++) {
        count_text(&f, d->index[i]->code);
        for (size_t k = 0; k < d->index[i]->indicators; k++)
            count_text(&f, d->index[i]->indicator[k].code);
    }
    if (f.texts > 0)
        tbi_reading_note(r, "formula", TB_MSG_IMPORT_FORMULA_FOR_NAME, f.texts, f.first);
}
