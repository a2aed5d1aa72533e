/* test_office_cells.c - sheet: what LibreOffice and Excel write that a plain table has not: raised
 * marks, dates as text, rows and columns that are not shown, spans that repeat, cells too long. */
#include "support/check.h"
#include "support/sheet_cells.h"
#include "support/zip_of.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 4000 };

static const char *path_of(const char *name)
{
    static char path[600];
    snprintf(path, sizeof path, "%s/%s", check_folder("office_cells"), name);
    return path;
}

static const char *xlsx_of(const char *sheet, const char *shared, const char *styles)
{
    const char *path = path_of("t.xlsx");
    zip_part part[] = {
        { "xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"1\"/>"
                             "<sheet r:id=\"2\" state=\"hidden\"/><sheet name=\"c\" r:id=\"3\"/>"
                             "<sheet name=\"d\"/></sheets></workbook>" },
        { "xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id=\"1\" Target=\"/xl/worksheets/sheet1.xml\"/>"
          "<Relationship Id=\"2\" Target=\"worksheets/sheet2.xml\"/><Relationship Id=\"4\"/>"
          "<Relationship Id=\"3\" Target=\"chartsheets/sheet1.xml\"/><Other/></Relationships>" },
        { "xl/worksheets/sheet1.xml", sheet },
        { "xl/worksheets/sheet2.xml", "<worksheet/>" },
        { "xl/sharedStrings.xml", shared },
        { "xl/styles.xml", styles },
    };
    assert_true(zip_of(path, part, styles != NULL ? 6 : 5));
    return path;
}

static const char *ods_of(const char *head, const char *rows)
{
    static char content[ROOM * 2];
    const char *path = path_of("t.ods");
    snprintf(content, sizeof content,
             "<document>%s<table name=\"a\">%s</table><forms><form/></forms></document>", head,
             rows);
    zip_part part[] = { { "content.xml", content } };
    assert_true(zip_of(path, part, 1));
    return path;
}

static void refused(const char *path, const char *word)
{
    refuse_sheets(path, TB_EDATA, word);
}

#define SHARED                                                                                    \
    "<sst><si><t>tên</t><rPh><t>spoken</t></rPh></si><si><r><rPr><vertAlign/></rPr><t>a</t></r>" \
    "<r><rPr><vertAlign val=\"subscript\"/></rPr><t>2</t></r></si></sst>"
#define STYLES                                                                                \
    "<styleSheet><numFmts><numFmt numFmtId=\"200\"/><numFmt formatCode=\"0%\"/>"              \
    "<numFmt numFmtId=\"201\" formatCode=\"[$-42A]0;[Red]0\"/><numFmt numFmtId=\"202\" "      \
    "formatCode=\"[h]:mm\"/><numFmt numFmtId=\"203\" formatCode=\"0\\\"/></numFmts><cellXfs>" \
    "<xf/><xf numFmtId=\"201\"/><xf numFmtId=\"202\"/><xf numFmtId=\"45\"/><xf "              \
    "numFmtId=\"203\"/><xf numFmtId=\"9\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"

static void cells_of_excel(void **state)
{
    (void)state;
    static const struct {
        const char *cells, *said;
    } cases[] = {
        { "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>", "0,0=tên;0,1=a2;" },
        { "<c t=\"s\"><v></v></c><c t=\"b\"><v>1</v></c><c t=\"n\"><v>2</v></c>", "0,1=1;0,2n=2;" },
        { "<c t=\"d\"><v>2025-05-08</v></c>", "0,0d=2025-05-08;" },
        { "<c t=\"moon\"><v>x</v></c>", "0,0=x;" },
        { "<c t=\"n\"><v>1e</v></c><c><f>A1</f><v>#N/A</v></c>", "0,0=1e;0,1=f:#N/A;" },
        { "<c t=\"inlineStr\"><is><r><t>Cao </t></r><r><t>Bằng</t></r><r><rPr><vertAlign "
          "val=\"superscript\"/></rPr><t>1</t></r><r><rPr><vertAlign/></rPr><t>*</t></r></is></c>",
          "0,0=Cao Bằng*;" },
        { "<c s=\"1\"><v>3</v></c><c s=\"4\"><v>3</v></c><c s=\"99\"><v>3</v></c>",
          "0,0n=3;0,1n=3;0,2n=3;" },
        { "<c s=\"2\"><v>45784</v></c><c s=\"3\"><v>0</v></c><c s=\"6\"><v>-1</v></c>",
          "0,0d=2025-05-07;0,1d=0;0,2d=-1;" },
        { "<c s=\"6\"><v>60</v></c><c s=\"6\"><v>45716</v></c>",
          "0,0d=1900-02-28;0,1d=2025-02-28;" },
        { "<c s=\"5\"><v>-0.125</v></c><c s=\"5\"><v>1e300</v></c><c s=\"5\"><v>2</v></c>",
          "0,0p=-12.5;0,1=1e300;0,2p=200;" },
        { "<c s=\"5\"><v>0.0000125</v></c><c s=\"5\"><v>-1E-7</v></c>",
          "0,0p=0.00125;0,1p=-1e-05;" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sheet[ROOM], said[ROOM];
        snprintf(sheet, sizeof sheet, "<worksheet><sheetData><row>%s</row></sheetData></worksheet>",
                 cases[i].cells);
        say_cells(said, sizeof said, xlsx_of(sheet, SHARED, STYLES));
        assert_string_equal(said, cases[i].said);
    }
}

/* Rows that are hidden come in any order; what hides no column or merges no cells is passed over. */
static void shown_and_merged_of_excel(void **state)
{
    (void)state;
    tb_sheets *all = NULL;
    tb_err err = TB_ERR_INIT;
    const char *path = xlsx_of(
        "<worksheet><cols><col min=\"1\"/><col min=\"1\" max=\"1\"/><col min=\"1\" max=\"1\" "
        "hidden=\"0\"/><col min=\"0\" max=\"1\" hidden=\"1\"/><col min=\"2\" max=\"1\" "
        "hidden=\"1\"/><col min=\"9999\" max=\"9999\" hidden=\"1\"/><col min=\"2\" max=\"16384\" "
        "hidden=\"true\"/></cols><sheetData><row r=\"3\" hidden=\"true\"><c><v>1</v></c></row>"
        "<row r=\"1\" hidden=\"1\"><c><v>2</v></c><c><v>3</v></c></row><row r=\"5\" hidden=\"0\">"
        "<c><v>4</v></c></row></sheetData><mergeCells><mergeCell/><mergeCell ref=\"A\"/><mergeCell "
        "ref=\"A1\"/><mergeCell ref=\"A1:9\"/><mergeCell ref=\"B2:A1\"/><mergeCell ref=\"A1:A1\"/>"
        "<mergeCell ref=\"A5:C6\"/></mergeCells></worksheet>",
        SHARED, NULL);
    CHECK_OK(tbi_sheets_open(&all, path, &err), err);
    assert_int_equal(all->count,
                     2); /* a sheet that is a chart has no cells, one without a part none */
    assert_false(all->sheet[0].hidden);
    assert_true(all->sheet[1].hidden);
    assert_string_equal(all->sheet[1].name, "");
    const tb_sheet *s = &all->sheet[0];
    for (uint32_t row = 0; row < 6; row++)
        assert_int_equal(tbi_sheet_row_hidden(s, row), row == 0 || row == 2);
    assert_int_equal(s->hidden_columns, 1);
    assert_int_equal(s->merges, 1);
    assert_string_equal(tbi_sheet_covering(s, 5, 2)->text, "4");
    assert_null(tbi_sheet_covering(s, 5, 3));
    assert_null(tbi_sheet_covering(s, 3, 0));
    tbi_sheets_free(all);
}

#define RAISED                                                                          \
    "<style name=\"up\"><text-properties text-position=\"super 58%%\"/></style><style " \
    "name=\"down\"><text-properties text-position=\"sub 58%%\"/></style><style "        \
    "name=\"plain\"><text-properties/></style><style><text-properties "                 \
    "text-position=\"super\"/></style>"
#define CELL(attributes, inside) "<table-cell " attributes ">" inside "</table-cell>"

static void cells_of_libreoffice(void **state)
{
    (void)state;
    static const struct {
        const char *row, *said;
    } cases[] = {
        { CELL("", "<p>a<span style-name=\"up\">1<span>2</span></span><span "
                   "style-name=\"down\">3</span><span>4</span></p>"),
          "0,0=a34;" },
        { CELL("", "<p>a<tab/>b<line-break/>c</p>") "<covered-table-cell><p>d</p>"
                                                    "</covered-table-cell>",
          "0,0=a b c;0,1=d;" },
        { CELL("", "<annotation><p>seen <span>by</span><s/>x</p></annotation><p>y</p>"), "0,0=y;" },
        { CELL("value-type=\"boolean\"", "<p>TRUE</p>")
              CELL("value-type=\"currency\" value=\"5\"", "<p>5 đ</p>"),
          "0,0=TRUE;0,1n=5;" },
        { CELL("value-type=\"time\" time-value=\"PT1H\"", "<p>01:00</p>"), "0,0d=01:00;" },
        { CELL("value-type=\"float\"", "<p>7,5</p>")
              CELL("value-type=\"float\" value=\"moon\"", "<p>x</p>"),
          "0,0=7,5;0,1=x;" },
        { CELL("value-type=\"string\" formula=\"of:=A1\"", "<p>#REF!</p>")
              CELL("formula=\"of:=A1\"", "<p>b</p>") CELL("", "<p>#</p>"),
          "0,0e=f:#REF!;0,1=f:b;0,2=#;" },
        { CELL("number-columns-repeated=\"0\"", "<p>a</p>"), "0,0=a;" },
        { CELL(
              "value-type=\"float\" value=\"1000000000000000000000000000000000000000000000000000000"
              "000000000000\"",
              "<p>1E66</p>"),
          "0,0=1E66;" },
        { CELL("", "words that stand in no paragraph"), "" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char row[ROOM], said[ROOM];
        snprintf(row, sizeof row, "<table-row>%s</table-row>", cases[i].row);
        say_cells(said, sizeof said, ods_of(RAISED, row));
        assert_string_equal(said, cases[i].said);
    }
}

static void shown_of_libreoffice(void **state)
{
    (void)state;
    tb_sheets *all = NULL;
    tb_err err = TB_ERR_INIT;
    const char *path = ods_of(
        "", "<table-column/><table-column number-columns-repeated=\"2\" visibility=\"collapse\"/>"
            "<table-column visibility=\"visible\"/><table-column number-columns-repeated=\"2000\" "
            "visibility=\"filter\"/><table-column visibility=\"collapse\"/>"
            "<table-row visibility=\"visible\"><table-cell><p>a</p></table-cell><table-cell>"
            "<p>b</p></table-cell></table-row>"
            "<table-row visibility=\"collapse\" number-rows-repeated=\"2\"><table-cell><p>c</p>"
            "</table-cell></table-row><table-row visibility=\"filter\"><table-cell "
            "number-columns-spanned=\"2\" number-rows-spanned=\"2\"><p>d</p></table-cell>"
            "</table-row><shapes/>");
    CHECK_OK(tbi_sheets_open(&all, path, &err), err);
    const tb_sheet *s = &all->sheet[0];
    for (uint32_t row = 0; row < 6; row++)
        assert_int_equal(tbi_sheet_row_hidden(s, row), row >= 1 && row <= 3);
    assert_int_equal(s->hidden_columns, 1); /* of the second and third only the second is filled */
    assert_string_equal(tbi_sheet_covering(s, 4, 1)->text, "d");
    tbi_sheets_free(all);
}

/* Spans deeper than are looked at keep their words; what follows them is read as before. */
static void deep_spans(void **state)
{
    (void)state;
    char row[ROOM] = "<table-row><table-cell><p>";
    char said[ROOM];
    for (int i = 0; i < 40; i++)
        strcat(row, "<span>");
    strcat(row, "a");
    for (int i = 0; i < 40; i++)
        strcat(row, "</span>");
    strcat(row, "<span style-name=\"up\">1</span></p></table-cell></table-row>");
    say_cells(said, sizeof said, ods_of(RAISED, row));
    assert_string_equal(said, "0,0=a;");
}

/* 32,768 bytes in one cell are one more than Excel holds. */
static void cells_too_long(void **state)
{
    (void)state;
    enum { LONGEST = TB_SHEET_TEXT_MOST };
    char *text = malloc(2 * LONGEST);
    char *sheet = malloc(2 * LONGEST);
    assert_true(text != NULL && sheet != NULL);
    memset(text, 'x', LONGEST + 1);
    text[LONGEST + 1] = '\0';
    snprintf(sheet, 2 * LONGEST,
             "<worksheet><row r=\"4\"><c r=\"B4\" t=\"str\"><v>%s</v></c></row></worksheet>", text);
    refused(xlsx_of(sheet, SHARED, NULL), "row 4");
    snprintf(sheet, 2 * LONGEST,
             "<d><table><table-row/><table-row><table-cell><p>%s</p></table-cell></table-row>"
             "</table></d>",
             text);
    zip_part part[] = { { "content.xml", sheet } };
    const char *path = path_of("long.ods");
    assert_true(zip_of(path, part, 1));
    refused(path, "row 2");
    free(text);
    free(sheet);
}

/* Bounds are asked before memory is taken: each list refuses the one that is too many. */
static void too_many(void **state)
{
    (void)state;
    static char text[3 << 20];
    size_t at = 0;
    strcpy(text, "<worksheet><mergeCells>");
    at = strlen(text);
    for (int i = 0; i <= TB_SHEET_MERGES_MOST; i++)
        at += (size_t)sprintf(text + at, "<mergeCell ref=\"A%d:B%d\"/>", i + 1, i + 1);
    strcpy(text + at, "</mergeCells></worksheet>");
    refused(xlsx_of(text, SHARED, NULL), "merged cells");
    strcpy(text, "<d>");
    at = strlen(text);
    for (int i = 0; i <= TB_SHEETS_MOST; i++)
        at += (size_t)sprintf(text + at, "<table/>");
    strcpy(text + at, "</d>");
    zip_part part[] = { { "content.xml", text } };
    const char *path = path_of("many.ods");
    assert_true(zip_of(path, part, 1));
    refused(path, "64 sheets");
}

/* A part that is packed is whole or none: a bit turned over in it is heard. */
static void damaged_parts(void **state)
{
    (void)state;
    const char *path = ods_of("", "<table-row>" CELL("", "<p>Lai Châu</p>") "</table-row>");
    FILE *f = fopen(path, "r+b");
    assert_non_null(f);
    assert_int_equal(fseek(f, 60, SEEK_SET), 0); /* within the packed bytes */
    int c = fgetc(f);
    fseek(f, 60, SEEK_SET);
    fputc(c ^ 0x10, f);
    fclose(f);
    tb_sheets *all = NULL;
    tb_err err = TB_ERR_INIT;
    assert_int_equal(tbi_sheets_open(&all, path, &err), TB_EDATA);
    assert_null(all);
    assert_int_equal(tbi_sheets_open(&all, path, NULL), TB_EDATA); /* nobody wants the sentence */
    tbi_sheets_free(NULL);
}

static void dates_and_numbers(void **state)
{
    (void)state;
    char out[40];
    assert_true(tbi_sheet_date(out, "1"));
    assert_string_equal(out, "1899-12-31");
    assert_true(tbi_sheet_date(out, "2958465"));
    assert_string_equal(out, "9999-12-31");
    assert_true(tbi_sheet_date(out, "45992.75"));
    assert_string_equal(out, "2025-12-01");
    assert_false(tbi_sheet_date(out, "2958466"));
    assert_false(tbi_sheet_date(out, "0.5"));
    assert_false(tbi_sheet_date(out, "moon"));
    assert_true(tbi_sheet_number(out, "-0.0025", true));
    assert_string_equal(out, "-0.25");
    assert_false(tbi_sheet_number(out, "", false));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_of_excel),
        cmocka_unit_test(shown_and_merged_of_excel),
        cmocka_unit_test(cells_of_libreoffice),
        cmocka_unit_test(shown_of_libreoffice),
        cmocka_unit_test(deep_spans),
        cmocka_unit_test(cells_too_long),
        cmocka_unit_test(too_many),
        cmocka_unit_test(damaged_parts),
        cmocka_unit_test(dates_and_numbers),
    };
    return cmocka_run_group_tests_name("sheet.office_cells", tests, NULL, NULL);
}
