/* pdf_words.c - rows and columns out of the places of words.
 *
 * A PDF knows no table. Words whose heights overlap make a line. Lines with two figures or more
 * and few runs of words between them are taken for rows of the table; a column is a stretch of the
 * page's width in which at least a twentieth of them print a figure, or a twentieth print a word
 * (one long name or a title with two numbers in it makes no column). Figures and words are looked
 * at apart, since the number of a row is often printed hard by the name. A line without a figure
 * belongs to the row beside it when it is the second line of a cell there: "Bà Rịa -" above "Vũng
 * Tàu".
 */
#include "sheet/pdf_words.h"

#include "base/error.h"
#include "base/to_index.h"
#include "messages/sheet.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    /* words of one document: a table of all provinces has some ten thousand */
    WORDS_MOST = 1 << 18,
    WIDTH_MOST = 4000, /* points: A0 is 3,370 long */
    /* of the whole document: further stretches of the width open no column */
    COLUMNS_MOST = 200,
    SHARE = 20,  /* one line in so many must print in a column */
    FINE = 4,    /* parts of a point */
    WORD_GAP = 5 /* points between two words that are of two columns */
};

/* Words of one height on one page; most lines become one row of the sheet. */
typedef struct line {
    size_t first, count; /* words, by left edge */
    /* edges of its first word, in points from the top of the page */
    int page;
    double top, bottom;
    size_t figures; /* words that are numbers */
    bool is_row;
    ptrdiff_t joins; /* the row whose cell it goes on with; -1: none */
} line;

/* A stretch of the page's width, in points. */
typedef struct column {
    double left, right;
    /* numbers are printed in it: its stretches are found before those of words */
    bool figures;
} column;

/* tsv is what `pdftotext -tsv` prints; it is cut up in place, and the words borrow it. Level 5 is a
 * word. */
tb_status tbi_pdf_words(tb_pdf_words *out, char *tsv, tb_arena *a, const char *path, tb_err *err)
{
    size_t lines = 0;
    for (const char *p = tsv; (p = strchr(p, '\n')) != NULL; p++)
        lines++;
    if (lines > WORDS_MOST)
        return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_HAS_MORE_WORDS_KEEP, path, WORDS_MOST);
    *out = (tb_pdf_words){ .word = TB_NEW(a, tb_pdf_word, lines + 1) };
    if (out->word == NULL)
        return tbi_no_memory_of(err, path);
    for (char *p = tsv; p != NULL && *p != '\0';) {
        char *end = strchr(p, '\n');
        if (end != NULL)
            *end++ = '\0';
        int level = 0;
        int page = 0;
        int at = 0;
        double box[4]; /* left, top, width, height */
        /* level page par block line word left top width height conf text */
        int n = sscanf(p, "%d\t%d\t%*d\t%*d\t%*d\t%*d\t%lf\t%lf\t%lf\t%lf\t%*f\t%n", &level, &page,
                       &box[0], &box[1], &box[2], &box[3], &at);
        /* a damaged file can make pdftotext print anything */
        bool sane = n == 6 && at > 0 && isfinite(box[0] + box[1] + box[2] + box[3]) && box[2] >= 0;
        if (sane && level == 5 && p[at] != '\0' && box[0] > -1e4 && box[0] + box[2] < 1e5) {
            out->word[out->count++] =
                (tb_pdf_word){ page, box[0], box[0] + box[2], box[1], box[1] + box[3], p + at };
            if (page > out->pages)
                out->pages = page;
        }
        p = end;
    }
    return TB_OK;
}

/* By page, then by the middle of the word, then from the left. */
static int compare_by_height(const void *a, const void *b)
{
    const tb_pdf_word *x = a;
    const tb_pdf_word *y = b;
    if (x->page != y->page)
        return x->page < y->page ? -1 : 1;
    double middle_x = x->top + x->bottom;
    double middle_y = y->top + y->bottom;
    if (middle_x != middle_y)
        return middle_x < middle_y ? -1 : 1;
    return x->left < y->left ? -1 : x->left > y->left;
}

/* Within a line, after its words were told apart. */
static int compare_by_left(const void *a, const void *b)
{
    const tb_pdf_word *x = a;
    const tb_pdf_word *y = b;
    return x->left < y->left ? -1 : x->left > y->left;
}

/* Decimal comma or point: a document has either. */
static bool is_figure(const char *text)
{
    double x;
    return tbi_parse_double(&x, NULL, text, strlen(text), true);
}

/* How many runs of words there are between the figures of a line. A row has its name, perhaps a
 * word that stands for a figure; a title with dates and a row of heads ("Lĩnh vực 1 Lĩnh vực 2")
 * have more. */
static size_t join_words(const line *l, const tb_pdf_words *w)
{
    size_t runs = 0;
    bool inside = false;
    for (size_t k = 0; k < l->count; k++) {
        bool word = !is_figure(w->word[l->first + k].text);
        runs += word && !inside;
        inside = word;
    }
    return runs;
}

/* Words of one line: their middles lie within the height of its first word. l [words] out, at
 * most one line a word. Returns how many. The words are left sorted by page, height and left
 * edge, so that a line is a run of them. A row needs two figures at least: a title with one year
 * in it is none. */
static size_t find_lines(line *l, tb_pdf_words *w)
{
    size_t n = 0;
    qsort(w->word, w->count, sizeof *w->word, compare_by_height);
    for (size_t i = 0; i < w->count; i++) {
        const tb_pdf_word *x = &w->word[i];
        double middle = (x->top + x->bottom) / 2;
        double of_line = n > 0 ? (l[n - 1].top + l[n - 1].bottom) / 2 : 0;
        double near = n > 0 ? 0.12 * (l[n - 1].bottom - l[n - 1].top) : 0;
        bool same = n > 0 && l[n - 1].page == x->page && fabs(middle - of_line) <= near;
        /* a word that lies higher or lower than 12 % of the height begins the next line */
        if (!same)
            l[n++] = (line){ i, 0, x->page, x->top, x->bottom, 0, false, -1 };
        l[n - 1].count++;
        l[n - 1].figures += is_figure(x->text);
    }
    for (size_t i = 0; i < n; i++) {
        qsort(w->word + l[i].first, l[i].count, sizeof *w->word, compare_by_left);
        l[i].is_row = l[i].figures >= 2 && join_words(&l[i], w) <= 2;
    }
    return n;
}

/* Adds the stretches that enough rows cover to the columns. */
static size_t add_stretches(column *c, size_t n, const unsigned *cover, unsigned least, int gap,
                            bool figures)
{
    size_t first = n;
    for (int at = 0; at < WIDTH_MOST * FINE; at++) {
        if (cover[at] < least)
            continue;
        bool goes_on = n > first && at - c[n - 1].right * FINE <= gap;
        if (!goes_on && n == COLUMNS_MOST)
            break;
        if (!goes_on)
            c[n++] = (column){ (double)at / FINE, (double)at / FINE, figures };
        c[n - 1].right = (double)at / FINE;
    }
    return n;
}

/* Columns do not overlap when this is asked. */
static int compare_by_place(const void *a, const void *b)
{
    const column *x = a;
    const column *y = b;
    return x->left < y->left ? -1 : x->left > y->left;
}

/* A column of figures in which a word is printed too is one column. */
static size_t join_columns(column *c, size_t n)
{
    size_t m = 0;
    qsort(c, n, sizeof *c, compare_by_place);
    for (size_t i = 0; i < n; i++) {
        double width = fmin(c[i].right - c[i].left, m > 0 ? c[m - 1].right - c[m - 1].left : 0);
        double both = m > 0 ? c[m - 1].right - c[i].left : -1;
        if (m > 0 && both > 0.5 * width) {
            c[m - 1].right = fmax(c[m - 1].right, c[i].right);
            continue;
        }
        c[m++] = c[i];
    }
    return m;
}

/* How many rows print something in each part of the width, and from that the columns. c
 * [COLUMNS_MOST] out, from left to right; returns how many, 0 without memory or without rows.
 * Figures and words are counted apart: a long name may lie over the column of figures beside it. */
static size_t find_columns(column *c, const line *l, size_t lines, const tb_pdf_words *w,
                           tb_arena *a)
{
    unsigned *cover[2] = { TB_NEW(a, unsigned, (WIDTH_MOST * FINE)),
                           TB_NEW(a, unsigned, (WIDTH_MOST * FINE)) };
    size_t rows = 0;
    if (cover[0] == NULL || cover[1] == NULL)
        return 0;
    for (size_t i = 0; i < lines; i++) {
        if (!l[i].is_row)
            continue;
        rows++;
        for (size_t k = 0; k < l[i].count; k++) {
            const tb_pdf_word *x = &w->word[l[i].first + k];
            /* [1]: figures, [0]: words */
            unsigned *to = cover[is_figure(x->text)];
            const size_t most = (WIDTH_MOST - 1) * FINE;
            size_t from = tbi_to_index(x->left * FINE, most);
            size_t last = tbi_to_index(x->right * FINE, most);
            for (size_t at = from; at <= last; at++)
                to[at]++;
        }
    }
    /* a column needs one row in SHARE and one more, so that a stray word makes none */
    unsigned least = (unsigned)(rows / SHARE) + 1;
    size_t n = add_stretches(c, 0, cover[1], least, FINE, true);
    n = add_stretches(c, n, cover[0], least, WORD_GAP * FINE, false);
    return join_columns(c, n);
}

/* The column that a word is printed in: the one that it overlaps most, else the nearest. */
static size_t find_column(const tb_pdf_word *x, const column *c, size_t n)
{
    size_t best = 0;
    double most = -INFINITY;
    bool figure = is_figure(x->text);
    for (size_t k = 0; k < n; k++) {
        double left = fmax(x->left, c[k].left);
        double right = fmin(x->right, c[k].right);
        /* a hair for the column of its own kind, where both are as near */
        double both = right - left + (figure == c[k].figures ? 1.0 / FINE : 0);
        if (both > most) {
            most = both;
            best = k;
        }
    }
    return best;
}

/* Words from k on that are one phrase: no more than a space between them. In a row of the table
 * every word is looked at by itself, since two columns may be that close. */
static size_t find_phrase_at(const line *l, const tb_pdf_words *w, size_t k, tb_pdf_word *whole)
{
    const tb_pdf_word *x = &w->word[l->first + k];
    size_t n = 1;
    *whole = *x;
    while (!l->is_row && k + n < l->count) {
        const tb_pdf_word *next = &w->word[l->first + k + n];
        if (next->left - whole->right > 0.26 * (x->bottom - x->top))
            break;
        whole->right = fmax(whole->right, next->right);
        n++;
    }
    return n;
}

/* Whether a line without figures prints in one column only; that column. */
static bool is_one_column(size_t *out, const line *l, const tb_pdf_words *w, const column *c,
                          size_t n)
{
    tb_pdf_word whole;
    for (size_t k = 0; k < l->count; k += find_phrase_at(l, w, k, &whole)) {
        (void)find_phrase_at(l, w, k, &whole);
        size_t at = find_column(&whole, c, n);
        if (k > 0 && at != *out)
            return false;
        *out = at;
    }
    return l->count > 0;
}

/* Whether a row prints something in a column. */
static bool is_printed_in(const line *row, const tb_pdf_words *w, const column *c, size_t n,
                          size_t at)
{
    for (size_t k = 0; k < row->count; k++)
        if (find_column(&w->word[row->first + k], c, n) == at)
            return true;
    return false;
}

/* Lines that go on with a cell of words of the row above or below, whichever is nearer and near
 * enough. One above its row does so only where the row itself prints nothing: the cell is
 * printed around the row's middle. Else it is the last line of a head. Only lines that lie
 * wholly in one column of words can go on with a cell. */
static void find_joins(line *l, size_t lines, const tb_pdf_words *w, const column *c, size_t n)
{
    for (size_t i = 0; i < lines; i++) {
        size_t at = 0;
        if (l[i].is_row || !is_one_column(&at, &l[i], w, c, n) || c[at].figures)
            continue;
        double height = l[i].bottom - l[i].top;
        double nearest = 0.9 * height; /* free space between two lines of one cell */
        /* the row above first: where both are as near, it keeps the line */
        for (int step = -1; step <= 1; step += 2) {
            size_t to = i + (size_t)step;
            if (to >= lines || !l[to].is_row || l[to].page != l[i].page)
                continue;
            double apart = step < 0 ? l[i].top - l[to].bottom : l[to].top - l[i].bottom;
            if (apart >= nearest || (step > 0 && is_printed_in(&l[to], w, c, n, at)))
                continue;
            nearest = apart;
            l[i].joins = (ptrdiff_t)to;
        }
    }
}

/* A page's number: a line of figures and marks alone, not in the table. */
static bool is_page_number(const line *l, const tb_pdf_words *w)
{
    size_t words = 0;
    for (size_t k = 0; k < l->count; k++) {
        const char *text = w->word[l->first + k].text;
        bool mark = strcmp(text, "-") == 0 || strcmp(text, "\xE2\x80\x93") == 0;
        words += !mark;
        if (!mark && !is_figure(text))
            return false;
    }
    return words <= 1;
}

/* Adds the words of a line to the texts of the cells of its row. */
static void add_words(tb_buf *cell, const line *l, const tb_pdf_words *w, const column *c, size_t n)
{
    for (size_t k = 0; k < l->count;) {
        tb_pdf_word whole;
        size_t words = find_phrase_at(l, w, k, &whole);
        tb_buf *b = &cell[find_column(&whole, c, n)];
        for (size_t i = 0; i < words; i++) {
            if (b->size > 0)
                tbi_buf_char(b, ' ');
            tbi_buf_text(b, w->word[l->first + k + i].text);
        }
        k += words;
    }
}

/* Frees the texts of the cells whatever happens. */
static tb_status put_row(tb_sheets *all, tb_sheet *s, uint32_t row, tb_buf *cell, size_t n,
                         tb_err *err)
{
    tb_status st = TB_OK;
    for (size_t k = 0; k < n; k++) {
        tb_sheet_cell x = { row, (uint32_t)k, TB_CELL_TEXT, false,
                            cell[k].size > 0 ? cell[k].data : "" };
        if (st == TB_OK && cell[k].failed)
            st = tbi_no_memory_of(err, all->path);
        if (st == TB_OK)
            st = tbi_sheet_add(all, s, &x, err);
        tbi_buf_free(&cell[k]);
    }
    return st;
}

/* w is put in another order. Rows are counted anew, so line numbers are those of the table and not
 * of the page. */
tb_status tbi_pdf_lay_out(tb_sheets *all, tb_sheet *s, tb_pdf_words *w, tb_err *err)
{
    tb_arena a = { 0 };
    line *l = TB_NEW(&a, line, w->count + 1);
    column *c = TB_NEW(&a, column, COLUMNS_MOST);
    tb_buf *cell = TB_NEW(&a, tb_buf, COLUMNS_MOST);
    tb_status st = TB_OK;
    if (a.refused)
        st = tbi_no_memory_of(err, all->path);
    size_t lines = st == TB_OK ? find_lines(l, w) : 0;
    size_t n = st == TB_OK ? find_columns(c, l, lines, w, &a) : 0;
    if (st == TB_OK && n == 0)
        st = tbi_fail(err, TB_EDATA, TB_MSG_SHEET_HAS_TABLE_FIGURES_LINE, all->path);
    if (st == TB_OK)
        find_joins(l, lines, w, c, n);
    uint32_t row = 0;
    for (size_t i = 0; i < lines && st == TB_OK; i++) {
        /* it goes into the row that it belongs to */
        if (l[i].joins >= 0 || is_page_number(&l[i], w))
            continue;
        /* texts are added in the order in which they are printed */
        bool above = i > 0 && l[i - 1].joins == (ptrdiff_t)i;
        bool below = i + 1 < lines && l[i + 1].joins == (ptrdiff_t)i;
        if (above)
            add_words(cell, &l[i - 1], w, c, n);
        add_words(cell, &l[i], w, c, n);
        if (below)
            add_words(cell, &l[i + 1], w, c, n);
        st = put_row(all, s, row++, cell, n, err);
    }
    tbi_arena_free(&a);
    return st;
}
