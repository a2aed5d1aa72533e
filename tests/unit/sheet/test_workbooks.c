/* test_workbooks.c - sheet: cells of .xlsx and .ods as they were meant, and files that were built
 * to hurt. */
#include "base/buf.h"
#include "sheet/xls_record.h"
#include "support/check.h"
#include "support/sheet_cells.h"
#include "support/zip_of.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define X_BOOK(sheets) "<workbook xmlns:r=\"r\"><sheets>" sheets "</sheets></workbook>"
#define X_RELS                                                                    \
    "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>" \
    "</Relationships>"
#define X_STYLES                                                                            \
    "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"0.0&quot;%&quot;\"/>"       \
    "<numFmt numFmtId=\"171\" formatCode=\"0.00\\ %\"/></numFmts><cellStyleXfs>"            \
    "<xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/>" \
    "<xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/></cellXfs></styleSheet>"
#define X_SHARED                                                                      \
    "<sst><si><t>Hà Nội</t></si><si><r><t>Lai </t></r><r><t>Châu</t></r><r><rPr>" \
    "<vertAlign val=\"superscript\"/></rPr><t>1</t></r></si></sst>"
#define X_SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

static const char *path_of(const char *name)
{
    static char path[600];
    snprintf(path, sizeof path, "%s/%s", check_folder("workbooks"), name);
    return path;
}

/* A workbook with one sheet, and behind its text another so many times over. */
static const char *xlsx_of_bomb(const char *sheet, const char *filler, size_t times)
{
    const char *path = path_of("t.xlsx");
    zip_part part[] = { { "xl/workbook.xml", X_BOOK("<sheet name=\"Bảng 1\" r:id=\"rId1\"/>") },
                        { "xl/_rels/workbook.xml.rels", X_RELS },
                        { "xl/styles.xml", X_STYLES },
                        { "xl/sharedStrings.xml", X_SHARED },
                        { "xl/worksheets/sheet1.xml", sheet } };
    assert_true(zip_of_bomb(path, part, sizeof part / sizeof *part, filler, times));
    return path;
}

static const char *xlsx_of(const char *sheet)
{
    return xlsx_of_bomb(sheet, "", 0);
}

static const char *ods_of(const char *content)
{
    const char *path = path_of("t.ods");
    zip_part part[] = { { "content.xml", content } };
    assert_true(zip_of(path, part, 1));
    return path;
}

static void cells_of_xlsx(void **state)
{
    (void)state;
    static const struct {
        const char *rows, *cells;
    } cases[] = {
        { "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c></row>", "1,1=Hà Nội;" },
        { "<row><c t=\"s\"><v>1</v></c><c><v>86.32</v></c></row>", "0,0=Lai Châu;0,1n=86.32;" },
        /* the double that a spreadsheet keeps of 86.32 */
        { "<row r=\"1\"><c r=\"A1\"><v>86.319999999999993</v></c></row>", "0,0n=86.32;" },
        { "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>0.8632</v></c></row>", "0,0p=86.32;" },
        { "<row r=\"1\"><c r=\"A1\" s=\"4\"><v>1</v></c></row>", "0,0p=100;" },
        { "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>5.0000000000000001E-3</v></c></row>", "0,0p=0.5;" },
        { "<row r=\"1\"><c r=\"A1\" s=\"3\"><v>86.3</v></c></row>", "0,0n=86.3;" },
        { "<row r=\"1\"><c r=\"A1\" s=\"2\"><v>45784</v></c></row>", "0,0d=2025-05-07;" },
        { "<row r=\"1\"><c r=\"A1\"><f>B1*2</f><v>17.25</v></c></row>", "0,0n=f:17.25;" },
        { "<row r=\"1\"><c r=\"A1\"><f>B1*2</f></c></row>", "0,0u=f:;" },
        { "<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#DIV/0!</v></c></row>", "0,0e=#DIV/0!;" },
        { "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t> \xC2\xA0"
          "86,32 </t></is></c></row>",
          "0,0=86,32;" },
        { "<row r=\"1\"><c r=\"C1\" t=\"str\"><f>A1</f><v>a &lt;b&gt;</v></c></row>",
          "0,2=f:a <b>;" },
        { "<row r=\"9\"/><row r=\"10\"><c r=\"AA10\"><v>-1</v></c></row>", "9,26n=-1;" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sheet[1000], said[1000];
        snprintf(sheet, sizeof sheet, X_SHEET("%s"), cases[i].rows);
        say_cells(said, sizeof said, xlsx_of(sheet));
        assert_string_equal(said, cases[i].cells);
    }
}

static void merged_and_hidden_of_xlsx(void **state)
{
    (void)state;
    tb_sheets *all = NULL;
    tb_err err = TB_ERR_INIT;
    const char *path = xlsx_of(
        "<worksheet><cols><col min=\"3\" max=\"4\" hidden=\"1\"/></cols><sheetData><row r=\"1\">"
        "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"D1\"><v>7</v></c></row><row r=\"2\" hidden=\"1\">"
        "<c r=\"A2\"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:C1\"/>"
        "</mergeCells></worksheet>");
    CHECK_OK(tbi_sheets_open(&all, path, &err), err);
    const tb_sheet *s = &all->sheet[0];
    assert_string_equal(s->name, "Bảng 1");
    assert_string_equal(tbi_sheet_covering(s, 0, 2)->text, "Hà Nội");
    assert_null(tbi_sheet_at(s, 0, 2));
    assert_null(tbi_sheet_covering(s, 1, 2));
    assert_true(tbi_sheet_row_hidden(s, 1));
    assert_false(tbi_sheet_row_hidden(s, 0));
    assert_int_equal(s->hidden_columns, 1);
    assert_int_equal(strlen(all->digest), 64);
    tbi_sheets_free(all);
}

#define O_HEAD                                                                                    \
    "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" "             \
    "xmlns:style=\"s\" xmlns:calcext=\"c\"><office:automatic-styles><style:style "                \
    "style:name=\"T1\"><style:text-properties style:text-position=\"super 58%%\"/></style:style>" \
    "</office:automatic-styles><table:table table:name=\"Bảng\">"
#define O_TAIL "</table:table></office:document-content>"

static void cells_of_ods(void **state)
{
    (void)state;
    static const struct {
        const char *rows, *cells;
    } cases[] = {
        { "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Hà<text:s/>Nội"
          "<text:span text:style-name=\"T1\">2</text:span></text:p></table:table-cell>"
          "<table:table-cell office:value-type=\"float\" office:value=\"86.32\"><text:p>86,32"
          "</text:p></table:table-cell></table:table-row>",
          "0,0=Hà Nội;0,1n=86.32;" },
        { "<table:table-row><table:table-cell office:value-type=\"percentage\" "
          "office:value=\"0.8632\"><text:p>86%</text:p></table:table-cell></table:table-row>",
          "0,0p=86.32;" },
        { "<table:table-row><table:table-cell table:number-columns-repeated=\"3\"/>"
          "<table:table-cell office:value-type=\"float\" office:value=\"1\" "
          "table:number-columns-repeated=\"2\"><text:p>1</text:p></table:table-cell>"
          "<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>",
          "0,3n=1;0,4n=1;" },
        { "<table:table-row table:number-rows-repeated=\"5\"><table:table-cell/></table:table-row>"
          "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell "
          "office:value-type=\"string\"><text:p>a</text:p><text:p>b</text:p></table:table-cell>"
          "</table:table-row><table:table-row table:number-rows-repeated=\"1048000\">"
          "<table:table-cell/></table:table-row>",
          "5,0=a b;6,0=a b;" },
        { "<table:table-row><table:table-cell office:value-type=\"string\"><office:annotation>"
          "<text:p>seen</text:p></office:annotation><text:p>x</text:p></table:table-cell>"
          "<table:table-cell office:value-type=\"date\" office:date-value=\"2025-05-08\"><text:p>"
          "8.5</text:p></table:table-cell></table:table-row>",
          "0,0=x;0,1d=2025-05-08;" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char content[4000], said[1000];
        snprintf(content, sizeof content, O_HEAD "%s" O_TAIL, cases[i].rows);
        say_cells(said, sizeof said, ods_of(content));
        assert_string_equal(said, cases[i].cells);
    }
}

static void csv_with_a_title(void **state)
{
    (void)state;
    char said[1000];
    const char *path =
        check_file("workbooks", "t.csv", "Bảng 1, năm 2022\n\nunit;TOTAL;\"a;b\"\n01;86,32;\n");
    say_cells(said, sizeof said, path);
    assert_string_equal(said, "0,0=Bảng 1, năm 2022;2,0=unit;2,1=TOTAL;2,2=a;b;3,0=01;3,1=86,32;");
}

static void refused(const char *path, const char *word)
{
    refuse_sheets(path, TB_EDATA, word);
}

static void hostile_workbooks(void **state)
{
    (void)state;
    static const struct {
        const char *sheet, *word;
    } cases[] = {
        { "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">]><worksheet>&a;</worksheet>", "not built as" },
        { X_SHEET("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"),
          "two cells" },
        { X_SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>"), "not a place" },
        { X_SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>"), "not a place" },
        { X_SHEET("<row r=\"-5\"/>"), "not a place" },
        { X_SHEET("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"), "more than 1024 columns" },
        { X_SHEET("<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>"), "rows" },
        { X_SHEET("<row r=\"1\"><c r=\"99999999999\"><v>1</v></c></row>"), "not a place" },
        { "<worksheet><sheetData>", "not built as" },
        { "", "not built as" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        refused(xlsx_of(cases[i].sheet), cases[i].word);
    char *deep = malloc(200 * 3 + 1);
    assert_non_null(deep);
    deep[0] = '\0';
    for (int i = 0; i < 200; i++)
        memcpy(deep + i * 3, "<a>", 4);
    refused(xlsx_of(deep), "not built as");
    free(deep);
    refused(ods_of("<a><table><table/></table></a>"), "table inside a table");
    refused(ods_of("<a><table name=\"x\"><table-row number-rows-repeated=\"1048576\"><table-cell "
                   "value-type=\"float\" value=\"1\"/></table-row></table></a>"),
            "rows");
    zip_part part[] = { { "hello.txt", "hello" } };
    const char *path = path_of("t.zip");
    assert_true(zip_of(path, part, 1));
    refused(path, "without a workbook");
}

/* 260 MB of one letter, packed into some hundred KB: 4 MB more than a workbook may have. A letter of four
 * bytes is one to the parser, and takes it a quarter of the time. */
static void a_bomb(void **state)
{
    (void)state;
    static char text[(1 << 20) + 1];
    for (size_t i = 0; i + 1 < sizeof text; i += 4)
        memcpy(text + i, "\xF0\xA0\x80\x80", 4);
    refused(xlsx_of_bomb("<worksheet>", text, 260), "when unpacked");
}

static void add_record(tb_buf *b, char what, uint32_t row, uint32_t column, const char *text)
{
    tb_xls_record head = { what, row, column, (uint32_t)strlen(text) };
    tbi_buf_add(b, (const char *)&head, sizeof head);
    tbi_buf_add(b, text, strlen(text));
}

/* What the process that reads an .xls tells, taken apart and believed only as far as it is whole. */
static void records_of_xls(void **state)
{
    (void)state;
    tb_buf b = { 0 };
    add_record(&b, TB_XLS_SHEET, 0, 0, "2023");
    add_record(&b, TB_XLS_TEXT, 0, 1, "Lai Châu");
    add_record(&b, TB_XLS_NUMBER, 0, 2, "86.319999999999993");
    add_record(&b, TB_XLS_DATE, 1, 2, "2025-05-08");
    size_t whole = b.size;
    add_record(&b, TB_XLS_END, 0, 0, "");
    tb_err err = TB_ERR_INIT;
    tb_sheets all = { .path = "t.xls" };
    assert_int_equal(tbi_xls_told(&all, b.data, b.size, &err), TB_OK);
    assert_true(all.plain);
    assert_int_equal(all.count, 1);
    assert_string_equal(all.sheet[0].name, "2023");
    assert_string_equal(tbi_sheet_at(&all.sheet[0], 0, 2)->text, "86.32");
    assert_int_equal(tbi_sheet_at(&all.sheet[0], 1, 2)->type, TB_CELL_DATE);
    tbi_arena_free(&all.own);
    for (size_t n = 0; n <= whole; n++) {
        tb_sheets cut = { .path = "t.xls" };
        assert_int_equal(tbi_xls_told(&cut, b.data, n, &err), TB_EDATA);
        assert_non_null(strstr(err.message, "cannot be read as an Excel 97-2003 workbook"));
        tbi_arena_free(&cut.own);
    }
    b.size = 0;
    add_record(&b, TB_XLS_LOCKED, 0, 0, "");
    assert_int_equal(tbi_xls_told(&all, b.data, b.size, &err), TB_EDATA);
    assert_non_null(strstr(err.message, "locked with a password"));
    b.size = 0;
    add_record(&b, TB_XLS_NUMBER, 0, 0, "1"); /* a cell before any sheet */
    assert_int_equal(tbi_xls_told(&all, b.data, b.size, &err), TB_EDATA);
    tbi_buf_free(&b);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_of_xlsx),     cmocka_unit_test(merged_and_hidden_of_xlsx),
        cmocka_unit_test(cells_of_ods),      cmocka_unit_test(csv_with_a_title),
        cmocka_unit_test(hostile_workbooks), cmocka_unit_test(a_bomb),
        cmocka_unit_test(records_of_xls),
    };
    return cmocka_run_group_tests_name("sheet.workbooks", tests, NULL, NULL);
}
