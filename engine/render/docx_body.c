/* docx_body.c - runs, paragraphs and pictures in the body of a Word document. */
#include "render/docx_body.h"

#include <string.h>

/* English Metric Units, 914,400 to the inch; a picture is no higher than TALLEST_MM. */
enum { EMU_A_MM = 36000, TALLEST_MM = 95 };

/* A run of text; marks: "b" bold, "i" italic.
 * marks "" is plain. Blanks at the ends are kept (xml:space), for runs that follow one another. */
void tbi_docx_run(tb_docx *w, const char *text, const char *marks)
{
    tbi_buf_text(&w->b, "<w:r><w:rPr>");
    if (strchr(marks, 'b') != NULL)
        tbi_buf_text(&w->b, "<w:b/>");
    if (strchr(marks, 'i') != NULL)
        tbi_buf_text(&w->b, "<w:i/>");
    tbi_buf_text(&w->b, "</w:rPr><w:t xml:space=\"preserve\">");
    tbi_escape_xml(&w->b, text);
    tbi_buf_text(&w->b, "</w:t></w:r>");
}

/* text is escaped in tbi_docx_run.
 * style: id in styles.xml ("Normal", "Detail", "Cell", ...); its size and spacing stand there. */
void tbi_docx_paragraph(tb_docx *w, const char *style, const char *text, const char *marks)
{
    /* a document of one sheet has no room between its paragraphs */
    bool tight = w->short_page && strcmp(style, "Normal") == 0;
    bool head = w->short_page && strncmp(style, "Heading", 7) == 0;
    tbi_buf_printf(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s%s</w:pPr>", style,
                   w->with_next ? "<w:keepNext/>" : "",
                   tight  ? "<w:spacing w:after=\"40\"/>"
                   : head ? "<w:spacing w:before=\"100\"/>"
                          : "");
    tbi_docx_run(w, text, marks);
    tbi_buf_text(&w->b, "</w:p>\n");
}

/* docPr ids must differ within a document, so they count; rId must agree with add_pictures
 * (skin_docx.c). Lengths are in EMU. */
void tbi_docx_picture(tb_docx *w, const tb_chart *c, double room)
{
    if (w->pictures == TB_DOCX_PICTURES)
        return;
    size_t id = ++w->pictures;
    w->picture[id - 1] = c;
    /* a tall picture is limited by its height, or it would fill a page alone */
    double tall = (double)c->height / c->width;
    double millimetres = tall * room > TALLEST_MM ? TALLEST_MM / tall : room;
    long wide = (long)(millimetres * EMU_A_MM);
    long high = wide * c->height / c->width;
    tbi_docx_paragraph(w, "Caption", c->title, "b");
    tbi_buf_printf(&w->b,
                   "<w:p><w:pPr><w:pStyle w:val=\"Picture\"/></w:pPr><w:r><w:drawing><wp:inline "
                   "distT=\"0\" distB=\"0\" "
                   "distL=\"0\" distR=\"0\"><wp:extent cx=\"%ld\" cy=\"%ld\"/><wp:docPr id=\"%zu\" "
                   "name=\"%s\" descr=\"",
                   wide, high, id, c->id);
    tbi_escape_xml(&w->b, c->alt);
    tbi_buf_printf(&w->b,
                   "\"/><a:graphic><a:graphicData "
                   "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
                   "<pic:nvPicPr><pic:cNvPr id=\"%zu\" "
                   "name=\"%s\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip "
                   "r:embed=\"rId%zu\"/><a:stretch><a:fillRect/></a:stretch></"
                   "pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" "
                   "y=\"0\"/><a:ext cx=\"%ld\" cy=\"%ld\"/></a:xfrm><a:prstGeom "
                   "prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>"
                   "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>\n",
                   id, c->id, id, wide, high);
}
