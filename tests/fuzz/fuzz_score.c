/* fuzz_score.c - libFuzzer: bytes as a score sheet; nothing may crash, leak or run away, and what is
 * read has points between nothing and the maximum. The first byte says which: x the sheet of an
 * .xlsx, anything else a CSV file. tests/fuzz/run.sh builds and runs it. */
#include "base/arena.h"
#include "fuzz/fuzz_file.h"
#include "scenario/score_form.h"
#include "support/zip_of.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char path[] = "/dev/shm/fuzz-score-XXXXXX";

static void write_sheet(const char *bytes, size_t n)
{
    zip_part part[] = { { "xl/workbook.xml", "<a><sheet name=\"1\" id=\"r1\"/></a>" },
                        { "xl/_rels/workbook.xml.rels",
                          "<a><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></a>" },
                        { "xl/worksheets/sheet1.xml", bytes } };
    FILE *f = bytes[-1] == 'x' ? NULL : fopen(path, "wb");
    if (bytes[-1] == 'x') {
        if (!zip_of(path, part, sizeof part / sizeof *part))
            abort();
        return;
    }
    if (f == NULL || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
        abort();
}

/* What the reader hands every criterion to (scenario/catalogue.c keeps them; here they are looked
 * at). */
const char *const tbi_no_ids[1] = { NULL };
tb_status tbi_lever_put(tb_lever_list *l, const tb_lever *one, bool replace, const char *where,
                        tb_err *err)
{
    const tb_lever_effect *e = one->effect;
    (void)replace;
    (void)where;
    (void)err;
    if (one->id == NULL || one->name_vi == NULL || e->component == NULL)
        abort();
    if (!(e->lost >= -1e-6) || (!isnan(e->chance) && !(e->chance >= 0 && e->chance <= 1)))
        abort();
    l->count++;
    return TB_OK;
}

static void read_form(const tb_sheets *all)
{
    tb_arena a = { 0 };
    tb_score_form form;
    tb_lever_list list = { .arena = &a };
    if (tbi_score_form_find(&form, all, &a))
        (void)!tbi_score_form_read(&list, &form, false, "fuzz", NULL);
    tbi_arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    name_file(path);
    if (n < 2)
        return 0;
    char *text = malloc(n + 1);
    if (text == NULL)
        abort();
    memcpy(text, bytes, n);
    text[n] = '\0';
    write_sheet(text + 1, n - 1);
    free(text);
    tb_sheets *all = NULL;
    if (tbi_sheets_open(&all, path, NULL) == TB_OK)
        read_form(all);
    tbi_sheets_free(all);
    return 0;
}
