/* fuzz_sheet.c - libFuzzer: bytes as the parts of a workbook, or as the words of a PDF; nothing
 * may crash, leak or run away. The first byte says which: x the sheet of an .xlsx, s its shared
 * texts, f its formats, o the content of an .ods, p words of a PDF, b what the reader of an .xls
 * tells, c a CSV file with a title, anything else the whole archive. tests/fuzz/run.sh builds and runs it. */
#include "fuzz/fuzz_file.h"
#include "sheet/pdf_words.h"
#include "sheet/sheet.h"
#include "sheet/xls_record.h"
#include "support/zip_of.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char path[] = "/dev/shm/fuzz-sheet-XXXXXX";

static void write_bytes(const char *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    if (f == NULL || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
        abort();
}

static void write_xlsx(char which, const char *text)
{
    const char *sheet = "<a><row r=\"1\"><c r=\"A1\" t=\"s\" s=\"1\"><v>1</v></c></row></a>";
    zip_part part[] = { { "xl/workbook.xml", "<a><sheet name=\"1\" id=\"r1\"/></a>" },
                        { "xl/_rels/workbook.xml.rels",
                          "<a><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></a>" },
                        { "xl/styles.xml",
                          which == 'f' ? text
                                       : "<a><cellXfs><xf/><xf numFmtId=\"9\"/></cellXfs></a>" },
                        { "xl/sharedStrings.xml",
                          which == 's' ? text : "<a><si><t>x</t></si><si><t>y</t></si></a>" },
                        { "xl/worksheets/sheet1.xml", which == 'x' ? text : sheet } };
    if (!zip_of(path, part, sizeof part / sizeof *part))
        abort();
}

static void look(void)
{
    tb_sheets *all = NULL;
    if (tbi_sheets_open(&all, path, NULL) != TB_OK)
        return;
    for (size_t k = 0; k < all->count; k++) {
        const tb_sheet *s = &all->sheet[k];
        for (size_t i = 0; i < s->cells && i < 200; i++)
            if (tbi_sheet_at(s, s->cell[i].row, s->cell[i].column) != &s->cell[i])
                abort();
        (void)tbi_sheet_covering(s, 3, 3);
    }
    tbi_sheets_free(all);
}

static void lay_words(char *tsv)
{
    tb_sheets *all = calloc(1, sizeof *all);
    tb_pdf_words w;
    if (all == NULL)
        abort();
    all->path = path;
    tb_sheet *s = tbi_sheets_add(all, "", NULL);
    if (tbi_pdf_words(&w, tsv, &all->own, path, NULL) == TB_OK && w.count > 0 &&
        tbi_pdf_lay_out(all, s, &w, NULL) == TB_OK && tbi_sheet_end(all, s, NULL) != TB_OK)
        abort();
    tbi_sheets_free(all);
}

/* Records that the other process might send when a file has taken it over. */
static void take_records(const char *bytes, size_t n)
{
    tb_sheets *all = calloc(1, sizeof *all);
    if (all == NULL)
        abort();
    all->path = path;
    (void)tbi_xls_told(all, bytes, n, NULL);
    tbi_sheets_free(all);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    name_file(path);
    if (n == 0)
        return 0;
    char *text = malloc(n);
    if (text == NULL)
        abort();
    memcpy(text, bytes + 1, n - 1);
    text[n - 1] = '\0';
    if (bytes[0] == 'p') {
        lay_words(text);
    } else if (bytes[0] == 'b') {
        take_records(text, n - 1);
    } else {
        if (bytes[0] == 'x' || bytes[0] == 's' || bytes[0] == 'f')
            write_xlsx((char)bytes[0], text);
        else if (bytes[0] == 'o') {
            zip_part part[] = { { "content.xml", text } };
            if (!zip_of(path, part, 1))
                abort();
        } else if (bytes[0] == 'c')
            write_bytes(text, n - 1);
        else
            write_bytes((const char *)bytes, n);
        look();
    }
    free(text);
    return 0;
}
