/* docx_table.c - what a Word document lays out in tables: tables of figures, the cards of the
 * goals, pictures side by side. */
#include "render/docx_body.h"

#include <math.h>

enum { HALF_MM = 80, THIRD_MM = 53 }; /* pictures: two beside one another, three */

/* Twentieths of a point between the margins. */
static int find_room(const tb_docx *w)
{
    int upright = TB_DOCX_SHORT_SIDE - TB_DOCX_LEFT;
    return (w->across ? TB_DOCX_LONG_SIDE - TB_DOCX_TOP : upright) - TB_DOCX_RIGHT;
}

/* The caller closes it, with at least one paragraph inside: Word refuses an empty cell.
 * width in twentieths of a point, of the column. */
static void begin_cell(tb_docx *w, int width)
{
    tbi_buf_printf(&w->b, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", width);
}

/* A paragraph of the style of cells; numbers stand at the right. */
static void put_cell(tb_docx *w, const char *text, int width, bool right, bool bold)
{
    begin_cell(w, width);
    tbi_buf_printf(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s%s</w:pPr>",
                   w->across  ? "CellAnnex"
                   : w->small ? "CellTight"
                              : "Cell",
                   w->with_next ? "<w:keepNext/>" : "", right ? "<w:jc w:val=\"right\"/>" : "");
    tbi_docx_run(w, text, bold ? "b" : "");
    tbi_buf_text(&w->b, "</w:p></w:tc>");
}

/* No column is narrower than a year needs, but for one that numbers rows. */
static double find_least(const tb_doc_column *c)
{
    return fmax(c->width, c->width <= 4 ? 7 : 9);
}

/* Shares of the page's width; a narrow page leaves out what matters least.
 * width [columns] in twentieths of a point, 0 for a column that is left out. Columns go by
 * `drop`, the largest first, until the texts have room enough. */
static void divide_width(const tb_docx *w, const tb_doc_table *g, int *width, bool *shown)
{
    double most = w->across ? 190 : 96; /* characters that a line of a table holds */
    double total = 0;
    for (size_t c = 0; c < g->columns; c++) {
        shown[c] = true;
        total += g->column[c].width;
    }
    while (total > most * 1.25) {
        size_t worst = g->columns;
        for (size_t c = 0; c < g->columns; c++)
            if (shown[c] && g->column[c].drop > 0 &&
                (worst == g->columns || g->column[c].drop > g->column[worst].drop))
                worst = c;
        if (worst == g->columns)
            break;
        shown[worst] = false;
        total -= g->column[worst].width;
    }
    int room = find_room(w);
    double floor_total = 0;
    for (size_t c = 0; c < g->columns; c++)
        if (shown[c])
            floor_total += find_least(&g->column[c]);
    for (size_t c = 0; c < g->columns; c++)
        width[c] = shown[c] ? (int)(room * find_least(&g->column[c]) / floor_total) : 0;
}

/* A short table is not broken at all; of a long one two rows at least stand under the head, and two
 * on the last page. */
static bool is_kept_with_next(size_t row, size_t rows)
{
    enum { SHORT = 8 };
    return row + 1 < rows && (rows <= SHORT || row == 0 || row + 2 == rows);
}

/* Rows do not break across pages, and the heads are repeated on each (w:cantSplit, w:tblHeader). */
void tbi_docx_grid(tb_docx *w, const tb_doc_table *g)
{
    int width[TB_DOC_COLUMNS];
    bool shown[TB_DOC_COLUMNS];
    divide_width(w, g, width, shown);
    tbi_buf_text(&w->b, "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"5000\" "
                        "w:type=\"pct\"/><w:tblLayout "
                        "w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
    for (size_t c = 0; c < g->columns; c++)
        if (shown[c])
            tbi_buf_printf(&w->b, "<w:gridCol w:w=\"%d\"/>", width[c]);
    tbi_buf_text(&w->b, "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    w->with_next = g->rows > 0;
    for (size_t c = 0; c < g->columns; c++)
        if (shown[c])
            put_cell(w, g->column[c].head, width[c], false, true);
    /* the heads are a row of their own that Word repeats */
    tbi_buf_text(&w->b, "</w:tr>\n");
    size_t rows = g->paper_rows > 0 && !w->doc->whole ? g->paper_rows : g->rows;
    for (size_t r = 0; r < rows; r++) {
        w->with_next = is_kept_with_next(r, rows);
        tbi_buf_text(&w->b, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (size_t c = 0; c < g->columns; c++) {
            const tb_doc_cell *cell = tbi_grid_at(g, r, c);
            if (shown[c])
                put_cell(w, cell->text, width[c], tbi_kind_is_number(g->column[c].kind),
                         cell->strong);
        }
        tbi_buf_text(&w->b, "</w:tr>\n");
    }
    w->with_next = false;
    tbi_buf_text(&w->b, "</w:tbl>\n");
    if (rows < g->rows)
        tbi_docx_paragraph(w, "Cell", g->cut, "i");
    if (!w->across) /* the annex has no room for it */
        tbi_docx_paragraph(w, "Gap", "", "");
}

/* Pictures side by side, in a table without lines.
 * list [n], n 2 or 3; each cell gets an equal share of the page. */
void tbi_docx_pictures(tb_docx *w, const tb_chart *const *list, size_t n)
{
    int share = find_room(w) / (int)n;
    tbi_buf_text(&w->b, "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout "
                        "w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
    for (size_t i = 0; i < n; i++)
        tbi_buf_printf(&w->b, "<w:gridCol w:w=\"%d\"/>", share);
    tbi_buf_text(&w->b, "</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (size_t i = 0; i < n; i++) {
        begin_cell(w, share);
        tbi_docx_picture(w, list[i], (n == 2 ? HALF_MM : THIRD_MM));
        tbi_buf_text(&w->b, "</w:tc>");
    }
    tbi_buf_text(&w->b, "</w:tr></w:tbl>\n");
    tbi_docx_paragraph(w, "Gap", "", "");
}

/* An empty line of a card takes no room.
 * Cards are tables in Word, and their lines stand closer than paragraphs. */
static void put_card_line(tb_docx *w, const char *text, bool bold)
{
    if (text[0] == '\0')
        return;
    tbi_buf_text(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr>");
    tbi_docx_run(w, text, bold ? "b" : "");
    tbi_buf_text(&w->b, "</w:p>");
}

/* A row a goal: what was asked and how likely it is; the news and what lies behind. */
void tbi_docx_cards(tb_docx *w, const tb_block *n)
{
    int room = TB_DOCX_SHORT_SIDE - TB_DOCX_LEFT - TB_DOCX_RIGHT;
    int left = room * 3 / 10;
    tbi_buf_printf(&w->b,
                   "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"5000\" "
                   "w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid><w:gridCol "
                   "w:w=\"%d\"/><w:gridCol w:w=\"%d\"/></w:tblGrid>",
                   left, room - left);
    for (const tb_block *c = n->first; c != NULL; c = c->next) {
        if (c->kind != TB_BLOCK_CARD)
            continue;
        tbi_buf_text(&w->b, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        begin_cell(w, left);
        tbi_buf_text(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr>");
        tbi_docx_run(w, c->card->index, "b");
        tbi_docx_run(w, ": ", "b");
        tbi_docx_run(w, c->card->goal, "b");
        tbi_buf_text(&w->b, "</w:p>");
        put_card_line(w, c->card->caveat, false);
        put_card_line(w, c->card->cases, false);
        tbi_buf_text(&w->b, "</w:tc>");
        begin_cell(w, room - left);
        put_card_line(w, c->card->headline, true);
        for (const tb_block *t = c->first; t != NULL; t = t->next)
            if (!tbi_left_out(t, w->short_page))
                put_card_line(w, t->text, false);
        tbi_buf_text(&w->b, "</w:tc></w:tr>\n");
    }
    tbi_buf_text(&w->b, "</w:tbl>\n");
    tbi_docx_paragraph(w, "Gap", "", "");
}
