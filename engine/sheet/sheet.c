/* sheet.c - cells on a sheet: put there one after the other by a reader, found by place later. */
#include "sheet/sheet.h"

#include "base/control.h"
#include "base/error.h"
#include "messages/one_language.h"
#include "messages/sheet.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whether there is a space of any kind at p: ASCII, NBSP, narrow NBSP, zero width, BOM. Its bytes.
 */
static size_t measure_space(const char *p, size_t n)
{
    static const char *const spaces[] = {
        " ",           "\t", "\n", "\r", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x8B", "\xEF\xBB\xBF",
        "\xE2\x80\x87"
    };
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        size_t m = strlen(spaces[i]);
        if (n >= m && memcmp(p, spaces[i], m) == 0)
            return m;
    }
    return 0;
}

/* Narrows the text in place at both ends; nothing is copied. */
static void trim_text(const char **text, size_t *n)
{
    for (size_t m; (m = measure_space(*text, *n)) > 0;) {
        *text += m;
        *n -= m;
    }
    for (bool more = true; more && *n > 0;) {
        more = false;
        for (size_t m = 1; m <= 3 && m <= *n && !more; m++)
            if (measure_space(*text + *n - m, m) == m) {
                *n -= m;
                more = true;
            }
    }
}

/* Makes room for one more element of a list in the arena; doubled each time. */
static bool make_room(tb_arena *a, void **list, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return true;
    size_t wider = *room == 0 ? 64 : *room * 2;
    char *to = tbi_arena_alloc(a, wider, size);
    if (to == NULL)
        return false;
    if (count > 0)
        memcpy(to, *list, count * size);
    *list = to;
    *room = wider;
    return true;
}

/* what: "rows" and "dòng", in the order of the two sentences. */
static tb_status refuse_size(const char *path, const char *what, const char *what_vi, int most,
                             tb_err *err)
{
    tbi_fail(err, TB_EDATA, TB_MSG_SHEET_HAS_MORE_KEEP_TABLE, path, most, what);
    if (err != NULL)
        snprintf(err->message_vi, sizeof err->message_vi, TB_VI(TB_MSG_SHEET_HAS_MORE_KEEP_TABLE),
                 path, most, what_vi);
    return TB_EDATA;
}

/* A cell without text is not kept, unless its formula was never computed, which somebody should
 * hear of. */
tb_status tbi_sheet_add(tb_sheets *all, tb_sheet *s, const tb_sheet_cell *x, tb_err *err)
{
    const char *text = x->text;
    size_t n = strlen(text);
    trim_text(&text, &n);
    if (n == 0 && x->type != TB_CELL_UNCOMPUTED)
        return TB_OK;
    if (x->row >= TB_SHEET_ROWS_MOST)
        return refuse_size(all->path, TB_MSG_SHEET_ROWS, TB_SHEET_ROWS_MOST, err);
    if (x->column >= TB_SHEET_COLUMNS_MOST)
        return refuse_size(all->path, TB_MSG_SHEET_COLUMNS, TB_SHEET_COLUMNS_MOST, err);
    if (s->cells >= TB_SHEET_CELLS_MOST)
        return refuse_size(all->path, TB_MSG_SHEET_CELLS, TB_SHEET_CELLS_MOST, err);
    void *list = s->cell;
    if (!make_room(&all->own, &list, s->cells, &s->cell_room, sizeof *s->cell))
        return tbi_no_memory_of(err, all->path);
    s->cell = list;
    tb_sheet_cell own = *x;
    char *plain = tbi_arena_text_n(&all->own, text, n);
    if (plain == NULL)
        return tbi_no_memory_of(err, all->path);
    tbi_control_replace(plain, ' '); /* old files have marks of their own in texts */
    own.text = plain;
    s->cell[s->cells++] = own;
    return TB_OK;
}

/* A range of one cell, or the wrong way round, is none. */
tb_status tbi_sheet_merge(tb_sheets *all, tb_sheet *s, const tb_merge_range *m, tb_err *err)
{
    if (m->last_row < m->row || m->last_column < m->column)
        return TB_OK;
    if (m->last_row == m->row && m->last_column == m->column)
        return TB_OK;
    if (s->merges >= TB_SHEET_MERGES_MOST)
        return refuse_size(all->path, TB_MSG_SHEET_MERGED_CELLS, TB_SHEET_MERGES_MOST, err);
    void *list = s->merge;
    if (!make_room(&all->own, &list, s->merges, &s->merge_room, sizeof *s->merge))
        return tbi_no_memory_of(err, all->path);
    s->merge = list;
    s->merge[s->merges++] = *m;
    return TB_OK;
}

/* In any order: tbi_sheet_end sorts, since a file may name its rows as it likes. */
tb_status tbi_sheet_hide_row(tb_sheets *all, tb_sheet *s, uint32_t row, tb_err *err)
{
    /* rows without content may be hidden down to the last one of the sheet: they matter to nobody
     */
    if (row >= TB_SHEET_ROWS_MOST || s->hidden_rows >= TB_SHEET_ROWS_MOST)
        return TB_OK;
    void *list = s->hidden_row;
    if (!make_room(&all->own, &list, s->hidden_rows, &s->hidden_row_room, sizeof *s->hidden_row))
        return tbi_no_memory_of(err, all->path);
    s->hidden_row = list;
    s->hidden_row[s->hidden_rows++] = row;
    return TB_OK;
}

/* first and last from 0, both included; beyond the last column that is read nothing happens. */
tb_status tbi_sheet_hide_columns(tb_sheets *all, tb_sheet *s, uint32_t first, uint32_t last,
                                 tb_err *err)
{
    if (s->column_is_hidden == NULL) {
        s->column_is_hidden = TB_NEW(&all->own, bool, TB_SHEET_COLUMNS_MOST);
        if (s->column_is_hidden == NULL)
            return tbi_no_memory_of(err, all->path);
    }
    for (uint32_t c = first; c <= last && c < TB_SHEET_COLUMNS_MOST; c++)
        s->column_is_hidden[c] = true;
    return TB_OK;
}

/* Room for all sheets at once: pointers to sheets stay good. NULL: too many, or no memory; err says
 * which. */
tb_sheet *tbi_sheets_add(tb_sheets *all, const char *name, tb_err *err)
{
    if (all->count >= TB_SHEETS_MOST) {
        (void)refuse_size(all->path, TB_MSG_SHEET_SHEETS, TB_SHEETS_MOST, err);
        return NULL;
    }
    if (all->sheet == NULL)
        all->sheet = TB_NEW(&all->own, tb_sheet, TB_SHEETS_MOST);
    char *own = tbi_arena_text(&all->own, name);
    if (own != NULL)
        tbi_control_replace(own, ' ');
    if (all->sheet == NULL || own == NULL) {
        (void)tbi_no_memory_of(err, all->path);
        return NULL;
    }
    tb_sheet *s = &all->sheet[all->count++];
    *s = (tb_sheet){ .name = own };
    return s;
}

static int compare_rows(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* By row, then column. */
static int compare_by_place(const void *a, const void *b)
{
    const tb_sheet_cell *x = a;
    const tb_sheet_cell *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

/* Puts the cells in order for tbi_sheet_at; two cells in one place are damage. hidden_columns
 * counts those with a cell only. */
tb_status tbi_sheet_end(tb_sheets *all, tb_sheet *s, tb_err *err)
{
    bool in_order = true;
    for (size_t i = 1; i < s->cells && in_order; i++)
        in_order = compare_by_place(&s->cell[i - 1], &s->cell[i]) < 0;
    if (in_order)
        goto count_hidden;
    qsort(s->cell, s->cells, sizeof *s->cell, compare_by_place);
    for (size_t i = 1; i < s->cells; i++)
        if (compare_by_place(&s->cell[i - 1], &s->cell[i]) == 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_DAMAGED_ROW_HAS_TWO, all->path,
                            s->cell[i].row + 1, s->cell[i].column + 1);
count_hidden:
    if (s->hidden_rows > 1)
        qsort(s->hidden_row, s->hidden_rows, sizeof *s->hidden_row, compare_rows);
    for (uint32_t c = 0; s->column_is_hidden != NULL && c < TB_SHEET_COLUMNS_MOST; c++) {
        bool any = false;
        for (size_t i = 0; s->column_is_hidden[c] && i < s->cells && !any; i++)
            any = s->cell[i].column == c;
        s->hidden_columns += any;
    }
    return TB_OK;
}

/* By bisection, so only after tbi_sheet_end. */
const tb_sheet_cell *tbi_sheet_at(const tb_sheet *s, uint32_t row, uint32_t column)
{
    tb_sheet_cell key = { .row = row, .column = column };
    return s->cells > 0 ? bsearch(&key, s->cell, s->cells, sizeof *s->cell, compare_by_place)
                        : NULL;
}

/* The cell itself, else the upper left one of a merged range over it. */
const tb_sheet_cell *tbi_sheet_covering(const tb_sheet *s, uint32_t row, uint32_t column)
{
    const tb_sheet_cell *x = tbi_sheet_at(s, row, column);
    for (size_t i = 0; x == NULL && i < s->merges; i++) {
        const tb_merge_range *m = &s->merge[i];
        if (m->row <= row && row <= m->last_row && m->column <= column && column <= m->last_column)
            x = tbi_sheet_at(s, m->row, m->column);
    }
    return x;
}

/* By bisection: a hostile file hides a row for each that it has. */
bool tbi_sheet_row_hidden(const tb_sheet *s, uint32_t row)
{
    size_t from = 0, to = s->hidden_rows;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (s->hidden_row[middle] == row)
            return true;
        if (s->hidden_row[middle] < row)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}

/* "0.8632" -> "86.32", on the digits: 0.8632 * 100 would be 86.32000000000001. */
static void shift_percent(char *out, const char *text)
{
    char digits[48] = "";
    size_t n = 0;
    ptrdiff_t point = -1;
    const char *p = text;
    bool negative = *p == '-';
    for (p += negative; *p != '\0' && n < 40; p++) {
        if (*p == '.')
            point = (ptrdiff_t)n;
        else
            digits[n++] = *p;
    }
    size_t whole = (point < 0 ? n : (size_t)point) + 2;
    while (n < whole)
        digits[n++] = '0';
    char with_point[64];
    snprintf(with_point, sizeof with_point, "%s%.*s.%s", negative ? "-" : "", (int)whole, digits,
             digits + whole);
    double x = 0;
    if (tbi_parse_double(&x, NULL, with_point, strlen(with_point) - (n == whole), false))
        tbi_print_double(out, x);
}

/* 15 digits is what a spreadsheet shows of a double: 0.1 + 0.2 becomes 0.3. out [40]. false: text
 * is no number. */
bool tbi_sheet_number(char *out, const char *text, bool percent)
{
    double x = 0;
    if (!tbi_parse_double(&x, NULL, text, strlen(text), false))
        return false;
    char shown[40];
    snprintf(shown, sizeof shown, "%.15g", x);
    for (char *p = shown; *p != '\0'; p++)
        if (*p == ',')
            *p = '.';
    if (!tbi_parse_double(&x, NULL, shown, strlen(shown), false))
        return false;
    tbi_print_double(out, x);
    if (!percent)
        return true;
    if (strchr(out, 'e') == NULL) {
        char plain[40];
        snprintf(plain, sizeof plain, "%s", out);
        shift_percent(out, plain);
        return true;
    }
    /* 1e-05: no digits to shift */
    snprintf(shown, sizeof shown, "%.15g", x * 100);
    if (!tbi_parse_double(&x, NULL, shown, strlen(shown), false))
        return false;
    tbi_print_double(out, x);
    return true;
}

/* Tables that were made of the sheets borrow their texts, and must be closed before. */
void tbi_sheets_free(tb_sheets *s)
{
    if (s == NULL)
        return;
    tbi_arena_free(&s->own);
    free(s);
}

/* Howard Hinnant's civil_from_days, for days of the proleptic Gregorian calendar. */
bool tbi_sheet_date(char *out, const char *days)
{
    double x = 0;
    if (!tbi_parse_double(&x, NULL, days, strlen(days), false) || x < 1 || x > 2958465)
        return false;
    long z = (long)x - 25569 + 719468; /* since 0000-03-01 */
    long era = z / 146097;
    long of_era = z - era * 146097;
    long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * year + year / 4 - year / 100);
    long month = (5 * of_year + 2) / 153;
    long day = of_year - (153 * month + 2) / 5 + 1;
    month = month < 10 ? month + 3 : month - 9;
    year = year + era * 400 + (month <= 2);
    snprintf(out, 40, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
    return true;
}
