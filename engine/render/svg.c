/* svg.c - the strokes of which pictures are made. */
#include "messages/axes.h"
#include "render/chart.h"

#include "text/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* For texts and for attributes in either kind of quotes. */
void tbi_escape_xml(tb_buf *b, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        unsigned char byte = (unsigned char)*c;
        switch (*c) {
        case '&':
            tbi_buf_text(b, "&amp;");
            break;
        case '<':
            tbi_buf_text(b, "&lt;");
            break;
        case '>':
            tbi_buf_text(b, "&gt;");
            break;
        case '"':
            tbi_buf_text(b, "&quot;");
            break;
        case '\'':
            tbi_buf_text(b, "&#39;");
            break;
        default:
            /* XML has no control characters but tab and the ends of lines */
            if (byte >= 0x20 || *c == '\t' || *c == '\n' || *c == '\r')
                tbi_buf_char(b, *c);
        }
    }
}

/* title and desc are what a screen reader says of the picture.
 * height in pixels; the width is the same for all pictures, so that they stand in one column.
 * s->b is freed by tbi_svg_close. */
void tbi_svg_open(tb_svg *s, const tb_brief *p, int height, const char *title, const char *alt)
{
    *s = (tb_svg){ .height = height };
    tbi_buf_printf(&s->b,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
                   "height=\"%d\" role=\"img\" "
                   "lang=\"%s\" font-family=\"'Noto Sans','Segoe UI',Arial,sans-serif\" "
                   "font-size=\"12.5\" fill=\"" TB_INK "\"><title>",
                   TB_CHART_WIDTH, height, TB_CHART_WIDTH, height,
                   p->lang == TB_LANG_VI ? "vi" : "en");
    tbi_escape_xml(&s->b, title);
    tbi_buf_text(&s->b, "</title><desc>");
    tbi_escape_xml(&s->b, alt);
    tbi_buf_text(&s->b, "</desc>\n");
}

/* anchor: "start", "middle" or "end"; style: attributes, with a blank before.
 * x, y: of the anchor on the base line, in pixels from the upper left corner. */
static void put_text(tb_svg *s, double x, double y, const char *anchor, const char *style,
                     const char *text)
{
    tbi_buf_printf(&s->b, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>", x, y, anchor, style);
    bool minus = text[0] == '-' && text[1] >= '0' && text[1] <= '9';
    tbi_buf_text(&s->b, minus ? "−" : ""); /* the sign that sentences and tables have */
    tbi_escape_xml(&s->b, text + minus);
    tbi_buf_text(&s->b, "</text>\n");
}

/* fill is one of our own colours: at most 16 bytes of it are taken. */
void tbi_svg_text(tb_svg *s, double x, double y, const char *anchor, const char *fill, bool bold,
                  const char *text)
{
    char style[80];
    size_t n = 0;
    static const char weight[] = " font-weight=\"700\"";
    if (bold) {
        memcpy(style, weight, sizeof weight - 1);
        n = sizeof weight - 1;
    }
    style[n] = '\0';
    if (strcmp(fill, TB_INK) != 0) {
        strcat(style, " fill=\"");
        strncat(style, fill, 16);
        strcat(style, "\"");
    }
    put_text(s, x, y, anchor, style, text);
}

void tbi_svg_over(tb_svg *s, double x, double y, const char *anchor, const char *fill,
                  const char *text)
{
    char style[96];
    snprintf(style, sizeof style,
             " fill=\"%.16s\" stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\"", fill);
    put_text(s, x, y, anchor, style, text);
}

/* The labels of axes. */
void tbi_svg_small(tb_svg *s, double x, double y, const char *anchor, const char *text)
{
    put_text(s, x, y, anchor, " font-size=\"11.5\" fill=\"" TB_GREY "\"", text);
}

/* Coordinates with one decimal: a tenth of a pixel at print size, and the same bytes everywhere.
 */
void tbi_svg_line(tb_svg *s, double x1, double y1, double x2, double y2, const char *stroke,
                  double width)
{
    tbi_buf_printf(&s->b,
                   "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" "
                   "stroke-width=\"%.1f\"/>\n",
                   x1, y1, x2, y2, stroke, width);
}

void tbi_svg_dashed(tb_svg *s, double x1, double y1, double x2, double y2, const char *stroke)
{
    tbi_buf_printf(
        &s->b,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"1.5\" "
        "stroke-dasharray=\"5 4\"/>\n",
        x1, y1, x2, y2, stroke);
}

/* A negative width or height is none: SVG refuses it. */
void tbi_svg_box(tb_svg *s, double x, double y, double w, double h, const char *fill)
{
    tbi_buf_printf(&s->b,
                   "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n", x,
                   y, w > 0 ? w : 0, h > 0 ? h : 0, fill);
}

void tbi_svg_dot(tb_svg *s, double x, double y, const char *fill)
{
    tbi_buf_printf(&s->b, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n", x, y, fill);
}

/* Ends at x, in two lines at most; y is the middle of both.
 * columns: how many characters of the font fit a line. Where no space lies early enough the text
 * is cut with an ellipsis. */
void tbi_svg_label(tb_svg *s, const tb_brief *p, double x, double y, size_t columns,
                   const char *fill, const char *text)
{
    if (tbi_utf8_width(text) <= columns) {
        tbi_svg_text(s, x, y + 4, "end", fill, false, text);
        return;
    }
    size_t cut = 0; /* the last space at which the first line still fits */
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (text[i] != ' ')
            continue;
        const char *head = tbi_arena_text_n(p->a, text, i);
        if (head == NULL || tbi_utf8_width(head) > columns)
            break;
        cut = i;
    }
    if (cut == 0) {
        tbi_svg_text(s, x, y + 4, "end", fill, false, tbi_shorten(p, text, columns));
        return;
    }
    const char *head = tbi_arena_text_n(p->a, text, cut);
    tbi_svg_text(s, x, y - 3, "end", fill, false, head != NULL ? head : "");
    tbi_svg_text(s, x, y + 11, "end", fill, false, tbi_shorten(p, text + cut + 1, columns));
}

/* Titles of axes in the specifications of a result, which has them in Vietnamese.
 * NULL: not in the list, and the title stays as it is; names of indices are the same anyway. */
static const char *find_english(const char *title)
{
    static const struct {
        const char *en, *vi;
    } word[] = TB_AXES;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (strcmp(word[i].vi, title) == 0)
            return word[i].en;
    return NULL;
}

/* Every member "title" at any depth; those that are not in the list stay.
 * Changes the tree in place, so it must be a copy of the result's. NULL is fine. */
static void translate_titles(cJSON *o)
{
    for (cJSON *m = o != NULL ? o->child : NULL; m != NULL; m = m->next) {
        bool title = m->string != NULL && strcmp(m->string, "title") == 0 && cJSON_IsString(m);
        const char *english = title ? find_english(m->valuestring) : NULL;
        if (english != NULL)
            cJSON_SetValuestring(m, english);
        else if (cJSON_IsObject(m) || cJSON_IsArray(m))
            translate_titles(m);
    }
}

/* A specification with the titles of the page's language.
 * The caller frees the text with cJSON_free; NULL without memory. */
static char *print_vega(const tb_brief *p, const cJSON *chart)
{
    cJSON *spec = cJSON_Duplicate(tbi_json_get(chart, "vega_lite"), true);
    if (p->lang == TB_LANG_EN && spec != NULL) {
        translate_titles(spec);
        cJSON_ReplaceItemInObjectCaseSensitive(spec, "title",
                                               cJSON_CreateString(tbi_text_of(chart, "title")));
    }
    char *text = cJSON_Print(spec);
    cJSON_Delete(spec);
    return text;
}

/* The specification that the result has for the picture of that name.
 * In the arena of the page. NULL: the result has none of that id, and the chart goes without. */
static const char *find_vega(const tb_brief *p, const char *id)
{
    const cJSON *c;
    cJSON_ArrayForEach(c, tbi_json_get(p->result, "charts"))
    {
        if (strcmp(tbi_text_of(c, "id"), id) != 0)
            continue;
        char *text = print_vega(p, c);
        const char *kept = text != NULL ? tbi_arena_text(p->a, text) : NULL;
        cJSON_free(text);
        return kept;
    }
    return NULL;
}

/* Frees the buffer; the chart and its texts are in the page's arena. NULL: no memory. */
tb_chart *tbi_svg_close(tb_svg *s, tb_brief *p, const char *id, const char *title, const char *alt,
                        const tb_doc_table *data)
{
    tbi_buf_text(&s->b, "</svg>\n");
    tb_chart *c = TB_NEW(p->a, tb_chart, 1);
    const char *svg = !s->b.failed ? tbi_arena_text(p->a, s->b.data) : NULL;
    tbi_buf_free(&s->b);
    if (c == NULL || svg == NULL) {
        p->doc.failed = true;
        return NULL;
    }
    *c = (tb_chart){ .id = tbi_arena_text(p->a, id),
                     .title = title,
                     .alt = alt,
                     .svg = svg,
                     .width = TB_CHART_WIDTH,
                     .height = s->height,
                     .data = data,
                     .vega = find_vega(p, id) };
    if (c->id == NULL)
        p->doc.failed = true;
    return c;
}
