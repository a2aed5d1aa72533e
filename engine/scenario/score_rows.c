/* score_rows.c - the rows of a score sheet: fields (I, II or 1, 2), criteria (1.1), sub-criteria
 * (1.1.1) and their parts (a, b), each with its points. Numbers under a Roman field begin anew in
 * some sheets ("II", then "1") and have the field in others ("II", then "2.1"). Rows without a
 * number are ways of grading and notes. */
#include "scenario/score_rows.h"

#include "base/error.h"
#include "messages/scenario.h"
#include "text/numbers.h"
#include "text/say.h"
#include "text/utf8.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- cells -------------------------------------------------------------------------------- */

/* NULL: the form has no such column, or the row no such cell. */
static const tb_sheet_cell *find_cell(const tb_score_table *t, uint32_t row, tb_score_role role)
{
    ptrdiff_t column = t->form->column[role];
    return column < 0 ? NULL : tbi_sheet_at(t->form->sheet, row, (uint32_t)column);
}

/* Never NULL; borrowed from the sheet. */
static const char *find_text(const tb_score_table *t, uint32_t row, tb_score_role role)
{
    const tb_sheet_cell *x = find_cell(t, row, role);
    return x == NULL ? "" : x->text;
}

/* A hyphen or an en dash stands for "no points", and is no fault. */
static bool is_dash(const char *text)
{
    return strcmp(text, "-") == 0 || strcmp(text, "\xE2\x80\x93") == 0;
}

/* Points, or a probability; stays as it is when the cell is empty. row from 0. A dash is an empty
 * cell. TB_EDATA: a formula without a value, an error, a date, or a percent where points are
 * meant. */
static tb_status read_points(double *out, tb_score_table *t, uint32_t row, tb_score_role role,
                             tb_err *err)
{
    const tb_sheet_cell *x = find_cell(t, row, role);
    tb_err why = TB_ERR_INIT;
    if (x == NULL || is_dash(x->text))
        return TB_OK;
    if (x->type == TB_CELL_ERROR || x->type == TB_CELL_UNCOMPUTED || x->type == TB_CELL_DATE)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_CELL, t->where, row + 1,
                        x->column + 1);
    if (tbi_column_number(out, &t->marks[role], x->text, strlen(x->text), row + 1, &why) != TB_OK)
        return tbi_fail_within(err, TB_EDATA, &why, TB_MSG_SCENARIO_SCORE_AT, t->where, row + 1,
                               x->column + 1);
    bool percent = x->type == TB_CELL_PERCENT || strchr(x->text, '%') != NULL;
    if (percent && role == TB_SCORE_CHANCE)
        *out /= 100;
    else if (percent)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_PERCENT, t->where, row + 1,
                        x->column + 1, x->text);
    return TB_OK;
}

/* ---- numbers of rows ---------------------------------------------------------------------- */

/* I to XXXIX; 0: no Roman numeral. */
static int read_roman(const char *text, size_t n)
{
    int sum = 0;
    for (size_t i = 0; i < n; i++) {
        int here = text[i] == 'I' ? 1 : text[i] == 'V' ? 5 : text[i] == 'X' ? 10 : 0;
        int next = i + 1 >= n ? 0 : text[i + 1] == 'V' ? 5 : text[i + 1] == 'X' ? 10 : 1;
        if (here == 0)
            return 0;
        sum += here < next ? -here : here;
    }
    return sum;
}

/* "3.2.1" or "3,2" into parts; the bytes it takes, 0: it is none. Up to three digits a level and
 * TB_SCORE_LEVELS - 1 levels; "3." is level one, its mark is not counted. */
static size_t read_arabic(tb_score_row *r, const char *text)
{
    size_t at = 0;
    r->levels = 0;
    while (isdigit((unsigned char)text[at]) && r->levels < TB_SCORE_LEVELS - 1) {
        int value = 0;
        size_t from = at;
        while (isdigit((unsigned char)text[at]) && at - from < 3)
            value = value * 10 + (text[at++] - '0');
        r->part[r->levels++] = value;
        if ((text[at] == '.' || text[at] == ',') && isdigit((unsigned char)text[at + 1]))
            at++;
        else
            break;
    }
    return r->levels > 0 ? at : 0;
}

/* The kind of a row by the text of its number, or by the beginning of its name. used: bytes of
 * the number with its mark behind. "II", "3.2.1" or "a)". in_name: a mark must end the number,
 * so that the year in "2021 ..." is none of it. */
static tb_score_row_kind find_kind(tb_score_row *r, const char *text, bool in_name, size_t *used)
{
    size_t n = 0;
    tb_score_row_kind kind = TB_SCORE_ROW_NONE;
    /* uppercase only: "i" is a letter of a list */
    size_t letters = strspn(text, "IVX");
    if (letters > 0 && letters <= 5 && (r->part[0] = read_roman(text, letters)) > 0) {
        n = letters;
        r->levels = 1;
        kind = TB_SCORE_ROW_ROMAN;
    } else if ((n = read_arabic(r, text)) > 0) {
        kind = TB_SCORE_ROW_ARABIC;
    } else if (text[0] >= 'a' && text[0] <= 'z' && (text[1] == '\0' || strchr(").", text[1]))) {
        r->part[0] = text[0] - 'a' + 1;
        r->levels = 1;
        n = 1;
        kind = TB_SCORE_ROW_LETTER;
    }
    size_t marks = strspn(text + n, ".):/ -");
    bool ends = in_name ? marks > 0 : text[n + marks] == '\0';
    *used = n + marks;
    return kind != TB_SCORE_ROW_NONE && ends ? kind : TB_SCORE_ROW_NONE;
}

/* "Tổng điểm", "TỔNG CỘNG",
        "Total": a row that has no number and is a sum all the same. */
static bool is_total_label(const tb_score_table *t, const char *text)
{
    tb_arena a = { 0 };
    const char *folded = tbi_utf8_fold(&a, text);
    bool is = folded != NULL && (strncmp(folded, "tong", 4) == 0 || strcmp(folded, "total") == 0);
    tbi_arena_free(&a);
    (void)t;
    return is;
}

/* "Cộng lĩnh vực I", "Cộng:". With its mark, since "Công khai ..." is a criterion. */
static bool is_subtotal_label(const char *text)
{
    static const char word[] = "cộng";
    tb_arena a = { 0 };
    const char *whole = tbi_utf8_nfc(&a, text);
    const char *lower = whole != NULL ? tbi_utf8_lower(&a, whole) : NULL;
    bool is = lower != NULL && strncmp(lower, word, sizeof word - 1) == 0 &&
              strchr(" :", lower[sizeof word - 1]) != NULL;
    tbi_arena_free(&a);
    return is;
}

/* Whether a text has a word: rows that number the columns have none. */
static bool has_word(const char *text)
{
    size_t run = 0;
    for (; *text != '\0'; text++) {
        run = isalpha((unsigned char)*text) || (unsigned char)*text >= 0x80 ? run + 1 : 0;
        if (run == 2)
            return true;
    }
    return false;
}

tb_status tbi_score_refuse_above(const tb_score_row *r, double points, const char *where,
                                 tb_err *err)
{
    tb_figure x = tbi_words_figure(points);
    tb_figure most = tbi_words_figure(r->point[TB_SCORE_MAX]);
    return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_ABOVE, where, r->row, r->name, x.en, x.vi,
                    most.en, most.vi);
}

/* No points are below nothing, and none that were given above the maximum. */
static tb_status check_points(const tb_score_row *r, const char *where, tb_err *err)
{
    for (int k = 0; k < TB_SCORE_POINTS; k++) {
        tb_figure x = tbi_words_figure(r->point[k]);
        if (r->point[k] < 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_BELOW, where, r->row, r->name,
                            x.en, x.vi);
        if (k != TB_SCORE_MAX && r->point[k] > r->point[TB_SCORE_MAX] + 1e-9)
            return tbi_score_refuse_above(r, r->point[k], where, err);
    }
    return TB_OK;
}

/* The number at the head of a text, without the marks behind it. NULL: no memory. */
static const char *cut_number(const tb_score_table *t, const char *text, size_t used)
{
    while (used > 0 && strchr(".):/ -", text[used - 1]) != NULL)
        used--;
    return tbi_arena_printf(t->arena, "%.*s", (int)used, text);
}

static tb_status refuse_chance(const tb_score_row *r, const char *where, tb_err *err)
{
    tb_figure x = tbi_words_figure(r->chance);
    return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_CHANCE, where, r->row, x.en, x.vi);
}

/* A row is a criterion by its number (NULL: an empty cell), or by a number at the head of its name,
 * which is cut off then; TB_SCORE_ROW_NONE: a heading or a remark. false: no memory. */
static bool choose_kind(tb_score_row *r, const tb_score_table *t, const tb_sheet_cell *number)
{
    size_t used = 0;
    const char *name = r->name;
    /* totals say so in the name or in the place of the number */
    if (is_total_label(t, name) || (number != NULL && is_total_label(t, number->text)))
        r->kind = TB_SCORE_ROW_TOTAL;
    else if (is_subtotal_label(number != NULL ? number->text : name))
        r->kind = TB_SCORE_ROW_SUBTOTAL;
    else if (number != NULL && has_word(name))
        r->kind = find_kind(r, number->text, false, &used);
    else if (number == NULL && has_word(name) && (r->kind = find_kind(r, name, true, &used)) != 0)
        r->name = name + used;
    if (r->kind == TB_SCORE_ROW_ROMAN)
        r->field = cut_number(t, number != NULL ? number->text : name, used);
    bool total = r->kind == TB_SCORE_ROW_TOTAL || r->kind == TB_SCORE_ROW_SUBTOTAL;
    if (total && name[0] == '\0')
        r->name = number->text;
    return r->field != NULL;
}

/* Points and probability are read of criteria and totals alone. A number column that a spreadsheet
 * turned into dates (3.2 read as 3 February) is refused, with the cell. */
static tb_status read_row(tb_score_row *r, tb_score_table *t, uint32_t row, tb_err *err)
{
    const tb_sheet_cell *number = find_cell(t, row, TB_SCORE_NUMBER);
    *r = (tb_score_row){ .row = row + 1,
                         .awarded = NAN,
                         .chance = NAN,
                         .name = find_text(t, row, TB_SCORE_NAME),
                         .field = "" };
    for (int k = 0; k < TB_SCORE_POINTS; k++)
        r->point[k] = NAN;
    if (number != NULL && number->type == TB_CELL_DATE)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_NUMBER_DATE, t->where, row + 1,
                        number->column + 1);
    tb_status st = choose_kind(r, t, number) ? TB_OK : tbi_no_memory(err, "the score sheet");
    for (int k = 0; k < TB_SCORE_POINTS && st == TB_OK && r->kind != TB_SCORE_ROW_NONE; k++)
        st = read_points(&r->point[k], t, row, (tb_score_role)k, err);
    if (st == TB_OK)
        st = check_points(r, t->where, err);
    if (st == TB_OK && r->kind != TB_SCORE_ROW_NONE)
        st = read_points(&r->chance, t, row, TB_SCORE_CHANCE, err);
    if (st == TB_OK && (r->chance < 0 || r->chance > 1))
        st = refuse_chance(r, t->where, err);
    r->agency = find_text(t, row, TB_SCORE_AGENCY);
    r->note = find_text(t, row, TB_SCORE_NOTE);
    return st;
}

/* From the row below the head to the last with a cell; rows that are no criteria are dropped. */
tb_status tbi_score_rows_read(tb_score_table *t, tb_err *err)
{
    const tb_sheet *s = t->form->sheet;
    uint32_t end = s->cells > 0 ? s->cell[s->cells - 1].row + 1 : 0;
    tb_status st = TB_OK;
    t->row = TB_NEW(t->arena, tb_score_row, (end > t->form->first ? end - t->form->first : 0) + 1);
    if (t->row == NULL)
        return tbi_no_memory(err, "the score sheet");
    for (uint32_t row = t->form->first; row < end && st == TB_OK; row++) {
        st = read_row(&t->row[t->count], t, row, err);
        t->count += t->row[t->count].kind != TB_SCORE_ROW_NONE;
    }
    return st;
}
