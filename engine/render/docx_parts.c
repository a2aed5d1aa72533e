/* docx_parts.c - styles, header and lists of parts of a Word document. Decree 30/2020/NĐ-CP, annex
 * I: Times New Roman 13 to
 * 14, first line in by 1 to 1.27 cm, at least 6 pt between paragraphs, numbers of pages on top from
 * the second page on. */
#include "render/docx_parts.h"

/* Names of ECMA-376, spelt out once. */
#define XML     "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define WORD    "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define KIND    "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* what each part of the package is (ECMA-376 part 2, 10.1.2) */
const char tbi_docx_types[] =
    XML "<Types xmlns=\"" PACKAGE "/content-types\"><Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package."
        "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default "
        "Extension=\"png\" "
        "ContentType=\"image/png\"/><Override PartName=\"/word/document.xml\" ContentType=\"" KIND
        "document.main+xml\"/><Override "
        "PartName=\"/word/styles.xml\" ContentType=\"" KIND
        "styles+xml\"/><Override PartName=\"/word/header1.xml\" ContentType=\"" KIND
        "header+xml\"/></Types>";

const char tbi_docx_rels[] = XML "<Relationships xmlns=\"" PACKAGE
                                 "/relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE
                                 "/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

const char tbi_docx_links_head[] =
    XML "<Relationships xmlns=\"" PACKAGE
        "/relationships\"><Relationship Id=\"rIdStyles\" Type=\"" OFFICE
        "/styles\" Target=\"styles.xml\"/><Relationship Id=\"rIdHeader\" Type=\"" OFFICE
        "/header\" Target=\"header1.xml\"/>";

/* the number of the page, in the middle */
const char tbi_docx_header[] =
    XML "<w:hdr xmlns:w=\"" WORD "\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:fldChar "
        "w:fldCharType=\"begin\"/></w:r><w:r>"
        "<w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar "
        "w:fldCharType=\"end\"/></w:r></w:p></w:hdr>";

const char tbi_docx_document_head[] =
    XML "<w:document xmlns:w=\"" WORD "\" xmlns:r=\"" OFFICE
        "\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
        "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
        "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>\n";

/* A style of a paragraph: its name, what it is based on, its paragraph and its letters. */
#define STYLE(id, name, paragraph, letters)                                                    \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name                 \
    "\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>" paragraph "</w:pPr><w:rPr>" letters \
    "</w:rPr></w:style>"
#define NO_INDENT "<w:ind w:firstLine=\"0\"/>"
/* Sizes are in half points (26 is 13 pt), lengths in twentieths of a point (567 is 1 cm),
 * spacing before and after as well. */
#define STYLES(lang)                                                                               \
    XML "<w:styles xmlns:w=\"" WORD                                                                \
        "\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" "            \
        "w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" w:eastAsia=\"Times New "             \
        "Roman\"/><w:sz w:val=\"26\"/><w:szCs "                                                    \
        "w:val=\"26\"/><w:lang w:val=\"" lang "\"/></w:rPr></w:rPrDefault></w:docDefaults>"        \
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "              \
        "w:val=\"Normal\"/><w:qFormat/><w:pPr>"                                                    \
        "<w:spacing w:before=\"0\" w:after=\"120\" w:line=\"252\" w:lineRule=\"auto\"/><w:ind "    \
        "w:firstLine=\"567\"/><w:jc "                                                              \
        "w:val=\"both\"/></w:pPr></w:style>" STYLE(                                                \
            "Title", "Title",                                                                      \
            "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"120\"/>" NO_INDENT                   \
            "<w:jc w:val=\"center\"/>",                                                            \
            "<w:b/><w:sz w:val=\"30\"/>") STYLE("Heading1", "heading 1",                           \
                                                "<w:keepNext/><w:spacing w:before=\"200\" "        \
                                                "w:after=\"60\"/>" NO_INDENT                       \
                                                "<w:jc w:val=\"left\"/>"                           \
                                                "<w:outlineLvl w:val=\"0\"/>",                     \
                                                "<w:b/>")                                          \
            STYLE("Heading2", "heading 2",                                                         \
                  "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/>" NO_INDENT            \
                  "<w:jc w:val=\"left\"/>"                                                         \
                  "<w:outlineLvl w:val=\"1\"/>",                                                   \
                  "<w:b/><w:i/>") STYLE("Heading3", "heading 3",                                   \
                                        "<w:keepNext/><w:spacing w:before=\"200\" "                \
                                        "w:after=\"60\"/><w:jc w:val=\"left\"/>"                   \
                                        "<w:outlineLvl w:val=\"2\"/>",                             \
                                        "<w:b/>")                                                  \
                STYLE("Caption", "caption",                                                        \
                      "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"60\"/>" NO_INDENT        \
                      "<w:jc w:val=\"center\"/>",                                                  \
                      "<w:b/><w:sz w:val=\"22\"/>") STYLE("Detail", "Detail",                      \
                                                          "<w:spacing w:before=\"0\" "             \
                                                          "w:after=\"60\" w:line=\"240\" "         \
                                                          "w:lineRule=\"auto\"/>",                 \
                                                          "<w:sz w:val=\"24\"/>")                  \
                    STYLE("Picture", "Picture",                                                    \
                          "<w:spacing w:after=\"160\"/>" NO_INDENT "<w:jc w:val=\"center\"/>",     \
                          "") STYLE("Cell", "Table cell",                                          \
                                    "<w:spacing w:before=\"30\" w:after=\"30\" "                   \
                                    "w:line=\"240\" w:lineRule=\"auto\"/>" NO_INDENT               \
                                    "<w:jc w:val=\"left\"/>",                                      \
                                    "<w:sz w:val=\"20\"/>")                                        \
                        STYLE("CellAnnex", "Table cell, annex",                                    \
                              "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" "            \
                              "w:lineRule=\"auto\"/>" NO_INDENT "<w:jc w:val=\"left\"/>",          \
                              "<w:sz w:val=\"18\"/>") STYLE("CellTight", "Table cell, tight",      \
                                                            "<w:spacing w:before=\"0\" "           \
                                                            "w:after=\"0\" w:line=\"240\" "        \
                                                            "w:lineRule=\"auto\"/>" NO_INDENT      \
                                                            "<w:jc w:val=\"left\"/>",              \
                                                            "<w:sz w:val=\"20\"/>")                \
                            STYLE(                                                                 \
                                "Gap", "Gap", "<w:spacing w:before=\"0\" w:after=\"60\"/>",        \
                                "<w:sz w:val=\"12\"/>") "<w:style w:type=\"table\" "               \
                                                        "w:styleId=\"Grid\"><w:name "              \
                                                        "w:val=\"Table Grid\"/><w:tblPr>"          \
                                                        "<w:tblBorders><w:top w:val=\"single\" "   \
                                                        "w:sz=\"4\"/><w:left w:val=\"single\" "    \
                                                        "w:sz=\"4\"/><w:bottom w:val=\"single\" "  \
                                                        "w:sz=\"4\"/><w:right w:val=\"single\" "   \
                                                        "w:sz=\"4\"/><w:insideH w:val=\"single\" " \
                                                        "w:sz=\"4\"/><w:insideV w:val=\"single\" " \
                                                        "w:sz=\"4\"/></"                           \
                                                        "w:tblBorders><w:tblCellMar><w:left "      \
                                                        "w:w=\"70\" w:type=\"dxa\"/>"              \
                                                        "<w:right w:w=\"70\" "                     \
                                                        "w:type=\"dxa\"/></w:tblCellMar></"        \
                                                        "w:tblPr></w:style></w:styles>"

const char tbi_docx_styles_vi[] = STYLES("vi-VN");
const char tbi_docx_styles_en[] = STYLES("en-GB");
