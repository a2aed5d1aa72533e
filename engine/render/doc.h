/* render/doc.h - what is on a page, before anybody decides how it looks: headings, paragraphs,
 * lists, tables with typed columns, charts and the cards of the goals. Every form of a page
 * (terminal, HTML, Markdown, CSV, workbook, Word) is made from one such tree, so that none can lack
 * what another has. Everything lives in one arena. */
#ifndef TB_RENDER_DOC_H
#define TB_RENDER_DOC_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* What a column holds: decides alignment, the words of a number and the format of a sheet's
 * cell. */
typedef enum tb_doc_kind {
    TB_DOC_TEXT,
    TB_DOC_CODE,   /* a text that looks like a number: "01" */
    TB_DOC_WHOLE,  /* years, ranks, counts */
    TB_DOC_POINTS, /* two decimals */
    TB_DOC_TENTHS, /* one decimal */
    TB_DOC_COST,   /* as many decimals as it has, two at most */
    TB_DOC_CHANCE, /* 0..1, said in per cent */
    TB_DOC_GAIN    /* a difference of two chances, in percentage points */
} tb_doc_kind;

/* Static facts of a column, the same for every row.
 * head is borrowed: a literal or a text of the page's arena. */
typedef struct tb_doc_column {
    const char *head;
    tb_doc_kind kind;
    int drop;     /* 0: always there; the largest is left out first where there is no room */
    double width; /* characters, for sheets and for the shares of a printed table */
    bool fill;    /* an empty cell is left for the reader to fill in */
} tb_doc_column;

/* Both a text and a number, so that a page and a workbook can each take what they need. */
typedef struct tb_doc_cell {
    /* texts are borrowed; whoever makes them has them in the page's arena */
    const char *text; /* as people read it, never NULL */
    double number;    /* NaN: the text is all there is */
    bool strong;
} tb_doc_cell;

enum { TB_DOC_COLUMNS = 40 };

/* Cells are added one after the other with tbi_grid_cell; `next` wraps to a new row behind the
 * last column. Columns cannot be added once a row was begun. */
typedef struct tb_doc_table {
    const char *id, *title; /* title: caption of the table, name of the sheet */
    size_t columns, rows, room;
    tb_doc_column column[TB_DOC_COLUMNS];
    tb_doc_cell *cell; /* [rows][columns] */
    size_t next;       /* column that the next cell goes to */
    bool wide;         /* better read across a landscape page */
    size_t paper_rows; /* the first rows that go on paper; 0 = all */
    const char *cut;   /* then what is said of the others on paper */
} tb_doc_table;

/* How a workbook draws a chart of its own from the table behind it. */
typedef enum tb_chart_form {
    TB_CHART_NONE,
    TB_CHART_LINE,
    TB_CHART_BAR,
    TB_CHART_STEP
} tb_chart_form;

/* A finished picture with the figures behind it; a form without pictures shows the table. */
typedef struct tb_chart {
    const char *id, *title, *alt; /* alt: what the picture says, in one sentence */
    const char *svg;              /* stands alone: xmlns, own fonts and colours */
    int width, height;
    const tb_doc_table *data; /* the figures behind it */
    tb_chart_form form;
    size_t
        series; /* first numeric column that a workbook draws; the column before all is the axis */
    bool reversed;    /* place 1 on top */
    const char *vega; /* Vega-Lite specification, NULL = none */
} tb_chart;

/* Kinds of nodes; sections, lists, items and rows of cards have children, the others have none. */
typedef enum tb_block_kind {
    TB_BLOCK_SECTION,
    TB_BLOCK_TEXT,
    TB_BLOCK_LIST,
    TB_BLOCK_ITEM,
    TB_BLOCK_TABLE,
    TB_BLOCK_CHART,
    TB_BLOCK_CARDS,
    TB_BLOCK_CARD,
    TB_BLOCK_SLOT /* where a form that can do more puts it: the what-if tool of the HTML page */
} tb_block_kind;

/* Where a section belongs; a short page has the front only, an annex is printed across. */
typedef enum tb_doc_part {
    TB_DOC_PART_FRONT,
    TB_DOC_PART_DETAIL,
    TB_DOC_PART_ANNEX,
    TB_DOC_PART_APPENDIX
} tb_doc_part;

/* How a paragraph is meant; each form decides what that looks like. */
typedef enum tb_tone {
    TB_TONE_PLAIN,
    TB_TONE_LEAD,
    TB_TONE_STRONG,
    TB_TONE_MUTED,
    TB_TONE_WARNING
} tb_tone;

/* The card of one goal: what a leader reads.
 * All texts are borrowed from the page's arena; name and spark may be "". */
typedef struct tb_card {
    const char *index, *name, *goal; /* "PAPI", its full name, the planner's own words */
    const char *chance, *cases;      /* "36%", "36 in 100 cases" */
    double share;                    /* 0..1; NaN = no answer */
    const char *caveat;              /* what is to be read before the number, "" = nothing */
    const char *headline;
    const char *spark; /* the history as one line of blocks, "" = none */
} tb_card;

typedef struct tb_block tb_block;
/* A node of the tree. Owned by the arena of the document; never moved once it is made. */
struct tb_block {
    tb_block_kind kind;
    tb_doc_part part;
    tb_tone tone;
    int level;             /* of a section: 1 is the page's own title */
    const char *id, *text; /* text: of headings, paragraphs and items */
    /* grid, chart, card: of the kind that the block is, NULL otherwise; cards may have a grid that
     * stands for them where a page is laid out */
    const tb_doc_table *grid;
    const tb_chart *chart;
    const tb_card *card;
    /* both are hints: a form that cannot fold or hide shows everything */
    bool folded; /* a section that may start closed */
    bool screen; /* a detail that is left out on paper: to be looked up, not to be handed round */
    bool spare;  /* left out of a page of one sheet */
    /* parent, children, and the next child of the parent */
    tb_block *up, *first, *last, *next;
};

/* A page in the making. `failed` remembers a refusal of memory: whoever renders asks it once. */
typedef struct tb_doc {
    tb_arena *arena;
    const char *title, *lang; /* "vi", "en" */
    tb_block *root, *at;      /* at: where the next node goes */
    /* sheets and charts are lists that grow; the tree holds the same charts in their places */
    size_t sheets, sheet_room;
    const tb_doc_table **sheet; /* whole tables for workbooks, numbers as numbers */
    const tb_doc_table *flat;   /* the same in one table, one row a figure: what CSV has room for */
    size_t charts, chart_room;
    const tb_chart **chart;
    const char *data; /* JSON for the page's script, NULL = none */
    bool whole;       /* on paper too everything that is on the screen */
    bool failed;
} tb_doc;

/* lang: "vi" or "en". false: no memory. */
bool tbi_doc_start(tb_doc *d, tb_arena *a, const char *lang);
/* Opens a section; what follows goes into it until it ends. */
tb_block *tbi_doc_section(tb_doc *d, tb_doc_part part, int level, const char *id,
                          const char *title);
tb_block *tbi_doc_open(tb_doc *d, tb_block_kind kind); /* a list, an item, a row of cards */
tb_block *tbi_doc_card(tb_doc *d, const tb_card *card);
/* Back to the node that holds the open one; the root stays open. */
void tbi_doc_close(tb_doc *d);
/* Empty and NULL texts add nothing. */
tb_block *tbi_doc_text(tb_doc *d, tb_tone tone, const char *text);
tb_block *tbi_doc_item(tb_doc *d, const char *text);
tb_block *tbi_doc_table(tb_doc *d, const tb_doc_table *g); /* without rows: nothing */
tb_block *tbi_doc_chart(tb_doc *d, const tb_chart *c);
/* Marks a block as a detail for the screen; NULL is fine. */
static inline void tbi_doc_screen(tb_block *n)
{
    if (n != NULL)
        n->screen = true;
}
/* Leaves a block out of a page of one sheet; NULL is fine. */
static inline void tbi_doc_spare(tb_block *n)
{
    if (n != NULL)
        n->spare = true;
}
/* Adds a whole table for workbooks and CSV, which the tree need not show. */
void tbi_doc_sheet(tb_doc *d, const tb_doc_table *g);

/* An empty table of the document's arena; NULL when there is no memory, which all tbi_grid_ calls
 * take. */
tb_doc_table *tbi_grid_new(tb_doc *d, const char *id, const char *title);
/* drop: see tb_doc_column; head is borrowed. */
void tbi_grid_column(tb_doc_table *g, tb_doc_kind kind, int drop, double width, const char *head);
/* number: NaN where the text is all there is. */
void tbi_grid_cell(tb_doc *d, tb_doc_table *g, const char *text, double number);
/* Marks the column that was added last: its empty cells are for the reader to fill in. */
void tbi_grid_fill(tb_doc_table *g);
/* Marks the row that was begun last: the unit itself, a total. */
void tbi_grid_strong(tb_doc_table *g);
static inline const tb_doc_cell *tbi_grid_at(const tb_doc_table *g, size_t row, size_t column)
{
    return &g->cell[row * g->columns + column];
}
static inline bool tbi_kind_is_number(tb_doc_kind k)
{
    return k != TB_DOC_TEXT && k != TB_DOC_CODE;
}

#endif
