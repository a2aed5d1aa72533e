/* doc.c - the tree of a page and its tables, grown in one arena. */
#include "render/doc.h"

#include <math.h>
#include <string.h>

/* Outside the tree; it belongs to the part of the place where the document stands. */
static tb_block *make_node(tb_doc *d, tb_block_kind kind)
{
    tb_block *n = TB_NEW(d->arena, tb_block, 1);
    if (n == NULL) {
        d->failed = true;
        return NULL;
    }
    n->kind = kind;
    n->part = d->at != NULL ? d->at->part : TB_DOC_PART_FRONT;
    n->id = "";
    n->text = "";
    return n;
}

/* Behind the last child of the open block. */
static tb_block *add_node(tb_doc *d, tb_block_kind kind)
{
    tb_block *n = make_node(d, kind);
    if (n == NULL)
        return NULL;
    n->up = d->at;
    if (d->at->last != NULL)
        d->at->last->next = n;
    else
        d->at->first = n;
    d->at->last = n;
    return n;
}

/* The root is a section without a heading. lang is borrowed. false: no memory. */
bool tbi_doc_start(tb_doc *d, tb_arena *a, const char *lang)
{
    *d = (tb_doc){ .arena = a, .lang = lang, .title = "" };
    d->root = make_node(d, TB_BLOCK_SECTION);
    d->at = d->root;
    return d->root != NULL;
}

/* What follows goes into it until tbi_doc_close. */
tb_block *tbi_doc_open(tb_doc *d, tb_block_kind kind)
{
    tb_block *n = add_node(d, kind);
    if (n != NULL)
        d->at = n;
    return n;
}

/* The root stays open, so that one close too many does no harm. */
void tbi_doc_close(tb_doc *d)
{
    if (d->at->up != NULL)
        d->at = d->at->up;
}

/* NULL: no memory; what follows is then added to the block outside, and d->failed is set. */
tb_block *tbi_doc_section(tb_doc *d, tb_doc_part part, int level, const char *id, const char *title)
{
    tb_block *n = tbi_doc_open(d, TB_BLOCK_SECTION);
    if (n == NULL)
        return NULL;
    n->part = part;
    n->level = level;
    n->id = tbi_arena_text(d->arena, id);
    n->text = tbi_arena_text(d->arena, title);
    if (n->id == NULL || n->text == NULL)
        d->failed = true;
    return n;
}

/* The card is copied; its texts are not.
 * The card stays open for its sentences until tbi_doc_close. */
tb_block *tbi_doc_card(tb_doc *d, const tb_card *card)
{
    tb_block *n = tbi_doc_open(d, TB_BLOCK_CARD);
    tb_card *kept = TB_NEW(d->arena, tb_card, 1);
    if (n == NULL || kept == NULL) {
        d->failed = true;
        return n;
    }
    *kept = *card;
    n->card = kept;
    return n;
}

/* Whether a hyphen at `at` is a minus: a whole figure behind it, and nothing, a blank or a
 * parenthesis before it ("(-0,10; 0,29)", not "2012-2014", and not a name such as "-2+3"). */
static bool is_minus(const char *text, const char *at)
{
    if (*at != '-' || (at != text && at[-1] != ' ' && at[-1] != '('))
        return false;
    size_t figure = strspn(at + 1, "0123456789.,");
    return figure > 0 && strchr(" );%", at[1 + figure]) != NULL;
}

/* A copy with the sign of its own that a minus has in print: as wide as a plus, and no line breaks
 * behind it. NULL without memory. */
static const char *copy_text(tb_doc *d, const char *text)
{
    static const char sign[] = "−";
    size_t found = 0;
    for (const char *c = text; *c != '\0'; c++)
        found += is_minus(text, c);
    if (found == 0)
        return tbi_arena_text(d->arena, text);
    char *out = TB_NEW(d->arena, char, strlen(text) + found * (sizeof sign - 2) + 1);
    char *to = out;
    for (const char *c = text; *c != '\0' && out != NULL; c++) {
        if (!is_minus(text, c)) {
            *to++ = *c;
            continue;
        }
        memcpy(to, sign, sizeof sign - 1);
        to += sizeof sign - 1;
    }
    return out;
}

/* An empty text is no block, which lets callers pass sentences that may have nothing to say. */
tb_block *tbi_doc_text(tb_doc *d, tb_tone tone, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return NULL;
    tb_block *n = add_node(d, TB_BLOCK_TEXT);
    if (n == NULL)
        return NULL;
    n->tone = tone;
    n->text = copy_text(d, text);
    if (n->text == NULL)
        d->failed = true;
    return n;
}

/* As tbi_doc_text: an empty text adds nothing. */
tb_block *tbi_doc_item(tb_doc *d, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return NULL;
    tb_block *n = add_node(d, TB_BLOCK_ITEM);
    if (n == NULL)
        return NULL;
    n->text = copy_text(d, text);
    if (n->text == NULL)
        d->failed = true;
    return n;
}

/* The table is borrowed and may be shown in several places. */
tb_block *tbi_doc_table(tb_doc *d, const tb_doc_table *g)
{
    if (g == NULL || g->rows == 0)
        return NULL;
    tb_block *n = add_node(d, TB_BLOCK_TABLE);
    if (n != NULL)
        n->grid = g;
    return n;
}

/* A list of pointers that doubles; false: no room.
 * The old list is left in the arena: lists are short, and the arena goes with the page. */
static bool grow_list(tb_doc *d, const void ***list, size_t used, size_t *room)
{
    if (used < *room)
        return true;
    size_t more = *room == 0 ? 16 : *room * 2;
    const void **wider = TB_NEW(d->arena, const void *, more);
    if (wider == NULL) {
        d->failed = true;
        return false;
    }
    if (used > 0)
        memcpy(wider, *list, used * sizeof *wider);
    *list = wider;
    *room = more;
    return true;
}

/* The list of charts is for skins that number them or write them as files. */
tb_block *tbi_doc_chart(tb_doc *d, const tb_chart *c)
{
    if (c == NULL)
        return NULL;
    const void **list = (const void **)d->chart;
    if (!grow_list(d, &list, d->charts, &d->chart_room))
        return NULL;
    d->chart = (const tb_chart **)list;
    d->chart[d->charts++] = c;
    tb_block *n = add_node(d, TB_BLOCK_CHART);
    if (n != NULL)
        n->chart = c;
    return n;
}

/* Sheets are for workbooks and stand beside the tree: a page shows extracts of them. */
void tbi_doc_sheet(tb_doc *d, const tb_doc_table *g)
{
    if (g == NULL)
        return;
    const void **list = (const void **)d->sheet;
    if (!grow_list(d, &list, d->sheets, &d->sheet_room))
        return;
    d->sheet = (const tb_doc_table **)list;
    d->sheet[d->sheets++] = g;
}

/* In the arena of the document and in no block until tbi_doc_table; NULL goes through all tbi_grid_
 * functions. */
tb_doc_table *tbi_grid_new(tb_doc *d, const char *id, const char *title)
{
    tb_doc_table *g = TB_NEW(d->arena, tb_doc_table, 1);
    if (g == NULL) {
        d->failed = true;
        return NULL;
    }
    g->id = tbi_arena_text(d->arena, id);
    g->title = tbi_arena_text(d->arena, title);
    if (g->id == NULL || g->title == NULL)
        d->failed = true;
    return g;
}

/* A column beyond TB_DOC_COLUMNS is dropped; its cells would not fit either, so tables are
 * made below that. */
void tbi_grid_column(tb_doc_table *g, tb_doc_kind kind, int drop, double width, const char *head)
{
    if (g == NULL || g->columns == TB_DOC_COLUMNS)
        return;
    g->column[g->columns++] = (tb_doc_column){ head, kind, drop, width, false };
}

/* A form that shows a row as lines then shows the line of an empty cell too. */
void tbi_grid_fill(tb_doc_table *g)
{
    if (g != NULL && g->columns > 0)
        g->column[g->columns - 1].fill = true;
}

/* cell [rows][columns]: columns must be known before the first cell.
 * Room for rows doubles from 16. false: no memory, and d->failed is set. */
static bool grow_grid(tb_doc *d, tb_doc_table *g)
{
    size_t more = g->room == 0 ? 16 : g->room * 2;
    tb_doc_cell *wider = TB_NEW(d->arena, tb_doc_cell, more * g->columns);
    if (wider == NULL) {
        d->failed = true;
        return false;
    }
    if (g->rows > 0)
        memcpy(wider, g->cell, g->rows * g->columns * sizeof *wider);
    g->cell = wider;
    g->room = more;
    return true;
}

/* From the left; a row begins with its first cell. Text and number are both kept, for skins that
 * write one or the other.
 * text is copied. number NaN where the text is all that there is. */
void tbi_grid_cell(tb_doc *d, tb_doc_table *g, const char *text, double number)
{
    if (g == NULL || g->columns == 0)
        return;
    if (g->next == 0) {
        if (g->rows == g->room && !grow_grid(d, g))
            return;
        g->rows++;
    }
    const char *kept = copy_text(d, text != NULL ? text : "");
    if (kept == NULL)
        d->failed = true;
    g->cell[(g->rows - 1) * g->columns + g->next] =
        (tb_doc_cell){ kept != NULL ? kept : "", number, false };
    g->next = (g->next + 1) % g->columns;
}

/* The row that was begun last, also while cells of it are still to come. */
void tbi_grid_strong(tb_doc_table *g)
{
    if (g == NULL || g->rows == 0)
        return;
    for (size_t c = 0; c < g->columns; c++)
        g->cell[(g->rows - 1) * g->columns + c].strong = true;
}
