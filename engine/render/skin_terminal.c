/* skin_terminal.c - the page on a terminal: what fits the width, the most important first, the rest
 * on demand. */
#include "render/skin.h"

#include "text/utf8.h"

#include <math.h>
#include <string.h>

/* columns: left margin, least width of a text column, and between two columns */
enum { INDENT = 2, LEAST = 8, GAP = 2 };

/* b: where the page goes. a: scratch, freed with the page. width in columns of a screen, not
 * bytes: a letter with marks has one, whatever its bytes. */
typedef struct term {
    tb_buf *b;
    tb_arena *a;
    size_t width;
    bool full, colour;
} term;

/* Codes only where colour was asked for: a file or a pipe gets plain text. */
static void put_bold(term *t, const char *text)
{
    if (t->colour)
        tbi_buf_text(t->b, "\033[1m");
    tbi_buf_text(t->b, text);
    if (t->colour)
        tbi_buf_text(t->b, "\033[0m");
}

/* How many bytes of text fit so many columns, broken at a space where there is one.
 * At least one character, so that a column too narrow for a word still moves on. */
static size_t fit_bytes(const term *t, const char *text, size_t columns)
{
    size_t best = 0;
    size_t hard = 0;
    for (size_t i = 0;; i++) {
        if (text[i] != '\0' && ((unsigned char)text[i] & 0xC0) == 0x80)
            continue;
        const char *head = tbi_arena_text_n(t->a, text, i);
        if (head == NULL || tbi_utf8_width(head) > columns)
            break;
        hard = i;
        if (text[i] == ' ' || text[i] == '\0')
            best = i;
        if (text[i] == '\0')
            break;
    }
    if (best > 0)
        return best;
    return hard > 0 ? hard : strlen(text);
}

/* Lines after the first one begin `hang` columns further to the right. Marks of bold are not
 * counted. */
static void put_wrapped(term *t, const char *text, size_t indent, size_t hang, bool bold)
{
    size_t in = indent;
    while (*text != '\0') {
        size_t n = fit_bytes(t, text, t->width - in);
        tbi_buf_repeat(t->b, ' ', in);
        if (bold && t->colour)
            tbi_buf_text(t->b, "\033[1m");
        tbi_buf_add(t->b, text, n);
        if (bold && t->colour)
            tbi_buf_text(t->b, "\033[0m");
        tbi_buf_char(t->b, '\n');
        text += n;
        while (*text == ' ')
            text++;
        in = indent + hang;
    }
}

/* ---- tables: the columns that matter least go first, then the texts are wrapped
 * ------------------------------------------ */
typedef struct layout {
    size_t width[TB_DOC_COLUMNS];
    bool shown[TB_DOC_COLUMNS];
} layout;

/* As wide as its widest cell, but texts at most 60.
 * In columns, the head included; heads are cut at 16 since they go over several lines. */
static size_t find_natural_width(const tb_doc_table *g, size_t c)
{
    size_t w = tbi_utf8_width(g->column[c].head);
    bool text = g->column[c].kind == TB_DOC_TEXT;
    if (w > 16)
        w = 16; /* heads are wrapped */
    for (size_t r = 0; r < g->rows; r++) {
        size_t x = tbi_utf8_width(tbi_grid_at(g, r, c)->text);
        if (x > w)
            w = x;
    }
    return text && w > 60 ? 60 : w;
}

/* The least that a text column can be narrowed to.
 * From the column's own width, which the maker of the table gave as a share of a page. */
static size_t find_least_width(const tb_doc_table *g, size_t c, size_t natural)
{
    size_t least = natural;
    if (g->column[c].kind == TB_DOC_TEXT)
        least = (size_t)(g->column[c].width * 0.4) + LEAST;
    return least < natural ? least : natural;
}

/* Of the columns that are shown, with the gaps between them. */
static size_t sum_widths(const layout *l, const tb_doc_table *g, const size_t *width)
{
    size_t total = 0;
    for (size_t c = 0; c < g->columns; c++)
        if (l->shown[c])
            total += width[c] + (total > 0 ? GAP : 0);
    return total;
}

/* all: every column stays, and the table may be too wide. */
static void lay_out_columns(layout *l, const tb_doc_table *g, size_t room, bool all)
{
    /* how far each column may be narrowed before a column has to go */
    size_t least[TB_DOC_COLUMNS];
    for (size_t c = 0; c < g->columns; c++) {
        l->shown[c] = true;
        l->width[c] = find_natural_width(g, c);
        least[c] = find_least_width(g, c, l->width[c]);
    }
    /* columns go by their `drop`, the largest first, until the least widths fit */
    while (!all && sum_widths(l, g, least) > room) {
        size_t worst = g->columns;
        for (size_t c = 0; c < g->columns; c++)
            if (l->shown[c] && g->column[c].drop > 0 &&
                (worst == g->columns || g->column[c].drop > g->column[worst].drop))
                worst = c;
        if (worst == g->columns)
            break;
        l->shown[worst] = false;
    }
    /* the widest text gives first, a column at a time */
    while (sum_widths(l, g, l->width) > room) {
        size_t widest = g->columns;
        for (size_t c = 0; c < g->columns; c++) {
            if (!l->shown[c] || l->width[c] <= least[c])
                continue;
            if (widest == g->columns || l->width[c] > l->width[widest])
                widest = c;
        }
        if (widest == g->columns)
            break;
        l->width[widest]--;
    }
}

/* The last column of a line has no blanks behind it.
 * n bytes of text; wider texts stay as they are and push the rest of the line. */
static void put_padded(term *t, const char *text, size_t n, size_t width, bool right, bool last)
{
    const char *part = tbi_arena_text_n(t->a, text, n);
    size_t w = part != NULL ? tbi_utf8_width(part) : 0;
    size_t pad = w < width ? width - w : 0;
    if (right)
        tbi_buf_repeat(t->b, ' ', pad);
    tbi_buf_add(t->b, text, n);
    if (!right && !last)
        tbi_buf_repeat(t->b, ' ', pad);
}

/* One row of cells, each wrapped in its column; lines go on until every cell is written. */
static void put_row(term *t, const tb_doc_table *g, const layout *l, const char *const *cell)
{
    const char *rest[TB_DOC_COLUMNS];
    bool more = true;
    for (size_t c = 0; c < g->columns; c++)
        rest[c] = cell[c];
    while (more) {
        size_t last = 0;
        more = false;
        for (size_t c = 0; c < g->columns; c++)
            if (l->shown[c] && rest[c][0] != '\0')
                last = c;
        tbi_buf_repeat(t->b, ' ', INDENT);
        size_t behind = 0; /* columns passed over without a word */
        for (size_t c = 0; c <= last; c++) {
            if (!l->shown[c])
                continue;
            size_t n = rest[c][0] != '\0' ? fit_bytes(t, rest[c], l->width[c]) : 0;
            tbi_buf_repeat(t->b, ' ', behind);
            put_padded(t, rest[c], n, l->width[c], tbi_kind_is_number(g->column[c].kind),
                       c == last);
            behind = GAP;
            rest[c] += n;
            while (*rest[c] == ' ')
                rest[c]++;
            more = more || rest[c][0] != '\0';
        }
        tbi_buf_char(t->b, '\n');
    }
}

/* ---- a table that is too wide: a row as lines, one a column, so that nothing is left out ---- */

/* Whether a column with something in it would have to go. */
static bool is_cut(const layout *l, const tb_doc_table *g)
{
    for (size_t c = 0; c < g->columns; c++)
        for (size_t r = 0; r < g->rows && !l->shown[c]; r++)
            if (g->column[c].fill || tbi_grid_at(g, r, c)->text[0] != '\0')
                return true;
    return false;
}

/* The heads of columns stand one below the other, and what they say begins at one column.
 * name: the column that heads the lines. */
static size_t find_label_width(const tb_doc_table *g, size_t name)
{
    size_t width = 0;
    for (size_t c = name + 1; c < g->columns; c++) {
        size_t w = tbi_utf8_width(g->column[c].head);
        width = w > width ? w : width;
    }
    return width;
}

/* "Khối lượng:      trên 30% cơ quan"; dots where the reader is to fill in. */
static void put_line(term *t, const char *head, const char *text, size_t indent, size_t label)
{
    size_t w = tbi_utf8_width(head) + 1;
    size_t at = indent + label + 1 + GAP;
    const char *rest = text[0] != '\0' ? text : "…………";
    tbi_buf_repeat(t->b, ' ', indent);
    tbi_buf_text(t->b, head);
    tbi_buf_char(t->b, ':');
    tbi_buf_repeat(t->b, ' ', at - indent - w);
    while (*rest != '\0') {
        size_t n = fit_bytes(t, rest, t->width - at);
        tbi_buf_add(t->b, rest, n);
        tbi_buf_char(t->b, '\n');
        rest += n + strspn(rest + n, " ");
        if (*rest != '\0')
            tbi_buf_repeat(t->b, ' ', at);
    }
}

/* The first column that is no number names the row. An empty cell has no line, unless the reader
 * is to fill it in. */
static void put_records(term *t, const tb_doc_table *g)
{
    size_t name = tbi_kind_is_number(g->column[0].kind) && g->columns > 1 ? 1 : 0;
    size_t label = find_label_width(g, name);
    size_t indent = INDENT + (name > 0 ? 4 : 2);
    for (size_t r = 0; r < g->rows; r++) {
        const char *said = tbi_grid_at(g, r, name)->text;
        const char *head =
            name > 0 ? tbi_arena_printf(t->a, "%2s. %s", tbi_grid_at(g, r, 0)->text, said) : said;
        put_wrapped(t, head != NULL ? head : said, INDENT, indent - INDENT, true);
        bool head_row = tbi_grid_at(g, r, 0)->strong; /* of rows that follow: nothing to fill in */
        for (size_t c = name + 1; c < g->columns; c++) {
            const char *text = tbi_grid_at(g, r, c)->text;
            if (text[0] != '\0' || (g->column[c].fill && !head_row))
                put_line(t, g->column[c].head, text, indent, label);
        }
        if (r + 1 < g->rows)
            tbi_buf_char(t->b, '\n');
    }
}

/* Borrows the cells of g; each is wrapped in its column. What departments work from keeps all of
 * its columns, as lines where they do not fit side by side. */
static void put_grid(term *t, const tb_doc_table *g)
{
    layout l;
    const char *cell[TB_DOC_COLUMNS];
    lay_out_columns(&l, g, t->width - INDENT, false);
    if (g->wide && is_cut(&l, g)) {
        put_records(t, g);
        return;
    }
    for (size_t c = 0; c < g->columns; c++)
        cell[c] = g->column[c].head;
    put_row(t, g, &l, cell);
    tbi_buf_repeat(t->b, ' ', INDENT);
    for (size_t i = sum_widths(&l, g, l.width); i > 0; i--)
        tbi_buf_text(t->b, "─");
    tbi_buf_char(t->b, '\n');
    for (size_t r = 0; r < g->rows; r++) {
        for (size_t c = 0; c < g->columns; c++)
            cell[c] = tbi_grid_at(g, r, c)->text;
        put_row(t, g, &l, cell);
    }
}

/* ---- cards ---- */
static void put_card(term *t, const tb_block *n, bool brief)
{
    const tb_card *c = n->card;
    const char *head = tbi_arena_printf(t->a, "%s: %s", c->index, c->goal);
    const char *tail =
        tbi_arena_printf(t->a, "%s%s%s", c->spark, c->spark[0] != '\0' ? "   " : "", c->cases);
    if (head == NULL || tail == NULL)
        return;
    size_t room = t->width - INDENT;
    size_t used = tbi_utf8_width(head) + tbi_utf8_width(tail) + 2;
    /* a long goal has lines of its own, and so has a number with something to be read before it */
    if (used > room || c->caveat[0] != '\0') {
        put_wrapped(t, head, INDENT, 2, true);
        if (c->caveat[0] != '\0')
            put_wrapped(t, c->caveat, INDENT + 2, 0, false);
        put_wrapped(t, tail, INDENT + 2, 0, true);
    } else {
        tbi_buf_repeat(t->b, ' ', INDENT);
        put_bold(t, head);
        tbi_buf_repeat(t->b, ' ', room - used + 2);
        put_bold(t, tail);
        tbi_buf_char(t->b, '\n');
    }
    put_wrapped(t, c->headline, INDENT + 2, 0, false);
    const char *facts = "";
    for (const tb_block *f = n->first; f != NULL && !brief; f = f->next)
        facts = tbi_arena_printf(t->a, "%s%s%s", facts != NULL ? facts : "",
                                 facts != NULL && facts[0] != '\0' ? " " : "", f->text);
    if (facts != NULL && facts[0] != '\0')
        put_wrapped(t, facts, INDENT + 2, 0, false);
}

/* Beyond seven goals each is told in brief, unless all was asked for. */
static void put_cards(term *t, const tb_block *n)
{
    enum { MANY = 7 };
    size_t count = 0;
    for (const tb_block *c = n->first; c != NULL; c = c->next)
        count++;
    for (const tb_block *c = n->first; c != NULL; c = c->next) {
        put_card(t, c, count > MANY && !t->full);
        if (c->next != NULL && (count <= MANY || t->full))
            tbi_buf_char(t->b, '\n');
    }
}

/* Without `full` only the front is written. */
static void put_node(term *t, const tb_block *n)
{
    bool whole = t->full || n->part == TB_DOC_PART_FRONT;
    switch (n->kind) {
    case TB_BLOCK_SECTION:
        if (!whole)
            return;
        if (n->level > 1)
            tbi_buf_char(t->b, '\n');
        put_wrapped(t, n->text, n->level > 2 ? INDENT : 0, 0, true);
        break;
    case TB_BLOCK_TEXT:
        if (n->id != NULL && strcmp(n->id, "goals-note") == 0)
            return; /* cards have no columns */
        put_wrapped(t, n->text, INDENT, 0, n->tone == TB_TONE_STRONG);
        break;
    case TB_BLOCK_ITEM: {
        const char *line = tbi_arena_printf(t->a, "- %s", n->text);
        put_wrapped(t, line != NULL ? line : "", INDENT, 2, false);
        break;
    }
    case TB_BLOCK_TABLE:
        put_grid(t, n->grid);
        break;
    case TB_BLOCK_CARDS:
        if (n->part != TB_DOC_PART_FRONT)
            return; /* told on the first page */
        tbi_buf_char(t->b, '\n');
        put_cards(t, n);
        tbi_buf_char(t->b, '\n');
        return;
    case TB_BLOCK_CHART: /* a terminal has the figures in its tables and sentences */
    case TB_BLOCK_CARD:
        return;
    case TB_BLOCK_SLOT:
    case TB_BLOCK_LIST:
        break;
    }
    for (const tb_block *c = n->first; c != NULL; c = c->next)
        put_node(t, c);
}

/* A page by default has at most so many lines. */
enum { PAGE_LINES = 60 };

/* A mark in the last line says that there is more.
 * Counts ends of lines; a page of just PAGE_LINES - 1 lines is not cut. */
static void cut_page(tb_buf *b)
{
    size_t lines = 0;
    for (size_t i = 0; i < b->size; i++) {
        if (b->data[i] != '\n' || ++lines < PAGE_LINES - 1)
            continue;
        if (i + 1 < b->size) {
            b->size = i + 1;
            tbi_buf_text(b, "…\n");
        }
        return;
    }
}

/* Narrower than 40 columns nothing can be laid out; it is then written for 40. */
void tbi_skin_terminal(tb_buf *b, const tb_doc *d, size_t width, bool full, bool colour)
{
    tb_arena scratch = { 0 };
    term t = { b, &scratch, width < 40 ? 40 : width, full, colour };
    for (const tb_block *c = d->root->first; c != NULL; c = c->next)
        put_node(&t, c);
    if (!full)
        cut_page(b);
    if (scratch.refused)
        b->failed = true;
    tbi_arena_free(&scratch);
}
