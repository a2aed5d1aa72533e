/* score_rows.c - the rows of a score sheet: fields (I, II or 1, 2), criteria (1.1), sub-criteria
 * (1.1.1) and their parts (a, b), each with its points. Numbers under a Roman field begin anew in
 * some sheets ("II", then "1") and have the field in others ("II", then "2.1"). Rows without a
 * number are ways of grading and notes. */
#include "scenario/score_form.h"

#include "base/error.h"
#include "messages/scenario.h"
#include "text/numbers.h"
#include "text/say.h"
#include "text/utf8.h"
#include "text/year_named.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* parts of the longest number, "II.3.2.1.a" and one to spare */
enum { LEVELS = 6 };

/* ROW_SUBTOTAL: "Cộng lĩnh vực I", of the criteria above it */
typedef enum row_kind {
    ROW_NONE,
    ROW_TOTAL,
    ROW_SUBTOTAL,
    ROW_ROMAN,
    ROW_ARABIC,
    ROW_LETTER
} row_kind;

typedef struct score_row {
    /* criterion by kind of number, total, or none */
    row_kind kind;
    int part[LEVELS]; /* what the number says; after place_rows the whole path */
    /* how many of part are said */
    int levels;
    const char *path;   /* "3.2.1" */
    const char *field;  /* "II", as the sheet prints what the path begins with; "" for digits */
    const char *number; /* the path with the field as printed, "II.2.1"; "" for a total */
    /* of cells, borrowed from the sheet; "" where empty */
    const char *name, *agency, *note;
    double point[TB_SCORE_POINTS]; /* NaN: empty */
    /* awarded: points that count in the end; chance: 0..1 of winning the rest back; NaN: not
     * said */
    double awarded, chance;
    uint32_t row; /* from 1 */
    /* other criteria stand below it */
    bool has_parts;
} score_row;

/* A form while it is read. */
typedef struct score_table {
    const tb_score_form *form;
    const char *where; /* name of the file, for messages */
    tb_arena *arena;
    score_row *row; /* [count] criteria and totals, in the order of the sheet */
    size_t count;
    tb_column_marks marks[TB_SCORE_ROLES]; /* how each column writes its decimals */
} score_table;

/* Whether a row is a field, a criterion or a part of one, and no sum or remark. */
static bool is_criterion(const score_row *r)
{
    return r->kind >= ROW_ROMAN;
}

/* ---- cells -------------------------------------------------------------------------------- */

/* NULL: the form has no such column, or the row no such cell. */
static const tb_sheet_cell *find_cell(const score_table *t, uint32_t row, tb_score_role role)
{
    ptrdiff_t column = t->form->column[role];
    return column < 0 ? NULL : tbi_sheet_at(t->form->sheet, row, (uint32_t)column);
}

/* Never NULL; borrowed from the sheet. */
static const char *find_text(const score_table *t, uint32_t row, tb_score_role role)
{
    const tb_sheet_cell *x = find_cell(t, row, role);
    return x == NULL ? "" : x->text;
}

/* A hyphen or an en dash stands for "no points", and is no fault. */
static bool is_dash(const char *text)
{
    return strcmp(text, "-") == 0 || strcmp(text, "\xE2\x80\x93") == 0;
}

/* Points, or a chance; stays as it is when the cell is empty. row from 0. A dash is an empty
 * cell. TB_EDATA: a formula without a value, an error, a date, or a percent where points are
 * meant. */
static tb_status read_points(double *out, score_table *t, uint32_t row, tb_score_role role,
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
 * LEVELS - 1 levels; "3." is level one, its mark is not counted. */
static size_t read_arabic(score_row *r, const char *text)
{
    size_t at = 0;
    r->levels = 0;
    while (isdigit((unsigned char)text[at]) && r->levels < LEVELS - 1) {
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
static row_kind find_kind(score_row *r, const char *text, bool in_name, size_t *used)
{
    size_t n = 0;
    row_kind kind = ROW_NONE;
    /* uppercase only: "i" is a letter of a list */
    size_t letters = strspn(text, "IVX");
    if (letters > 0 && letters <= 5 && (r->part[0] = read_roman(text, letters)) > 0) {
        n = letters;
        r->levels = 1;
        kind = ROW_ROMAN;
    } else if ((n = read_arabic(r, text)) > 0) {
        kind = ROW_ARABIC;
    } else if (text[0] >= 'a' && text[0] <= 'z' && (text[1] == '\0' || strchr(").", text[1]))) {
        r->part[0] = text[0] - 'a' + 1;
        r->levels = 1;
        n = 1;
        kind = ROW_LETTER;
    }
    size_t marks = strspn(text + n, ".):/ -");
    bool ends = in_name ? marks > 0 : text[n + marks] == '\0';
    *used = n + marks;
    return kind != ROW_NONE && ends ? kind : ROW_NONE;
}

/* "Tổng điểm", "TỔNG CỘNG",
        "Total": a row that has no number and is a sum all the same. */
static bool is_total_label(const score_table *t, const char *text)
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

static tb_status refuse_above(const score_row *r, double points, const char *where, tb_err *err)
{
    tb_figure x = tbi_words_figure(points);
    tb_figure most = tbi_words_figure(r->point[TB_SCORE_MAX]);
    return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_ABOVE, where, r->row, r->name, x.en, x.vi,
                    most.en, most.vi);
}

/* No points are below nothing, and none that were given above the maximum. */
static tb_status check_points(const score_row *r, const char *where, tb_err *err)
{
    for (int k = 0; k < TB_SCORE_POINTS; k++) {
        tb_figure x = tbi_words_figure(r->point[k]);
        if (r->point[k] < 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_BELOW, where, r->row, r->name,
                            x.en, x.vi);
        if (k != TB_SCORE_MAX && r->point[k] > r->point[TB_SCORE_MAX] + 1e-9)
            return refuse_above(r, r->point[k], where, err);
    }
    return TB_OK;
}

/* The number at the head of a text, without the marks behind it. NULL: no memory. */
static const char *cut_number(const score_table *t, const char *text, size_t used)
{
    while (used > 0 && strchr(".):/ -", text[used - 1]) != NULL)
        used--;
    return tbi_arena_printf(t->arena, "%.*s", (int)used, text);
}

static tb_status refuse_chance(const score_row *r, const char *where, tb_err *err)
{
    tb_figure x = tbi_words_figure(r->chance);
    return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_CHANCE, where, r->row, x.en, x.vi);
}

/* A row is a criterion by its number, or by a number at the head of its name; ROW_NONE: a
 * heading or a remark. Points and probability are read of criteria and totals alone. A number
 * column that a spreadsheet turned into dates (3.2 read as 3 February) is refused, with the
 * cell. */
static tb_status read_row(score_row *r, score_table *t, uint32_t row, tb_err *err)
{
    size_t used = 0;
    const tb_sheet_cell *number = find_cell(t, row, TB_SCORE_NUMBER);
    const char *name = find_text(t, row, TB_SCORE_NAME);
    *r = (score_row){ .row = row + 1, .awarded = NAN, .chance = NAN, .name = name, .field = "" };
    for (int k = 0; k < TB_SCORE_POINTS; k++)
        r->point[k] = NAN;
    if (number != NULL && number->type == TB_CELL_DATE)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_NUMBER_DATE, t->where, row + 1,
                        number->column + 1);
    /* totals say so in the name or in the place of the number */
    if (is_total_label(t, name) || (number != NULL && is_total_label(t, number->text)))
        r->kind = ROW_TOTAL;
    else if (is_subtotal_label(number != NULL ? number->text : name))
        r->kind = ROW_SUBTOTAL;
    else if (number != NULL && has_word(name))
        r->kind = find_kind(r, number->text, false, &used);
    else if (number == NULL && has_word(name) && (r->kind = find_kind(r, name, true, &used)) != 0)
        r->name = name + used;
    if (r->kind == ROW_ROMAN)
        r->field = cut_number(t, number != NULL ? number->text : name, used);
    tb_status st = r->field == NULL ? tbi_no_memory(err, "the score sheet") : TB_OK;
    for (int k = 0; k < TB_SCORE_POINTS && st == TB_OK && r->kind != ROW_NONE; k++)
        st = read_points(&r->point[k], t, row, (tb_score_role)k, err);
    if (st == TB_OK && (r->kind == ROW_TOTAL || r->kind == ROW_SUBTOTAL) && name[0] == '\0')
        r->name = number->text;
    if (st == TB_OK)
        st = check_points(r, t->where, err);
    if (st == TB_OK && r->kind != ROW_NONE)
        st = read_points(&r->chance, t, row, TB_SCORE_CHANCE, err);
    if (st == TB_OK && (r->chance < 0 || r->chance > 1))
        st = refuse_chance(r, t->where, err);
    r->agency = find_text(t, row, TB_SCORE_AGENCY);
    r->note = find_text(t, row, TB_SCORE_NOTE);
    return st;
}

/* ---- the tree ----------------------------------------------------------------------------- */

/* Whether a row has no points of any kind, maxima aside. */
static bool is_beyond(const score_row *r)
{
    for (int k = TB_SCORE_SELF; k < TB_SCORE_POINTS; k++)
        if (!isnan(r->point[k]))
            return false;
    return true;
}

/* Whole paths: of the field, of the criterion, of its parts. */
static tb_status place_rows(score_table *t, tb_err *err)
{
    /* the sheet numbers its fields with Roman numerals */
    bool fields = false;
    /* and criteria begin with "1" again under each of them */
    bool anew = false;
    int field = 0;
    const char *field_number = "";
    /* the last row with a number of digits: letters belong to it */
    score_row last = { 0 };
    for (size_t i = 0; i < t->count; i++)
        fields = fields || t->row[i].kind == ROW_ROMAN;
    for (size_t i = 0; i < t->count; i++)
        anew = anew || (fields && t->row[i].kind == ROW_ARABIC && t->row[i].levels == 1);
    for (size_t i = 0; i < t->count; i++) {
        score_row *r = &t->row[i];
        /* whether the number goes on from a row above */
        bool under = r->kind == ROW_LETTER || (r->kind == ROW_ARABIC && anew);
        const score_row *above = r->kind == ROW_LETTER ? &last : NULL;
        int own[LEVELS];
        int n = r->levels;
        /* a letter without points is a way of grading */
        if (r->kind == ROW_LETTER && (is_beyond(r) || last.levels == 0 || last.levels >= LEVELS)) {
            r->kind = ROW_NONE;
            continue;
        }
        if (r->kind == ROW_SUBTOTAL) {
            r->kind = last.levels > 0 ? ROW_SUBTOTAL : ROW_NONE; /* of nothing: a heading */
            r->part[0] = last.part[0];
            r->levels = 1;
            continue;
        }
        if (r->kind == ROW_ROMAN) {
            field = r->part[0];
            field_number = r->field;
        }
        memcpy(own, r->part, sizeof own);
        if (under && above == NULL) {
            r->part[0] = field;
            memcpy(r->part + 1, own, (size_t)n * sizeof *own);
            r->field = field_number;
            r->levels = n + 1;
        } else if (above != NULL) {
            memcpy(r->part, above->part, sizeof own);
            r->field = above->field;
            r->part[above->levels] = own[0];
            r->levels = above->levels + 1;
        } else if (r->kind == ROW_ARABIC && fields && r->part[0] != field) {
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_OTHER_FIELD, t->where, r->row,
                            r->part[0], field_number);
        }
        if (r->kind == ROW_ROMAN || r->kind == ROW_ARABIC)
            last = *r;
    }
    return TB_OK;
}

/* "3.2.1" from the parts of the number; twice the same is refused. Paths are the ids of
 * measures. O(count^2), some hundreds squared. */
static tb_status name_paths(score_table *t, tb_err *err)
{
    for (size_t i = 0; i < t->count; i++) {
        score_row *r = &t->row[i];
        r->path = "";
        for (int k = 0; k < r->levels && is_criterion(r); k++) {
            r->path = tbi_arena_printf(t->arena, "%s%s%d", r->path, k > 0 ? "." : "", r->part[k]);
            if (r->path == NULL)
                return tbi_no_memory(err, "the score sheet");
        }
        const char *below = strchr(r->path, '.');
        r->number = r->path;
        if (r->field[0] != '\0' && r->path[0] != '\0')
            r->number = tbi_arena_printf(t->arena, "%s%s", r->field, below != NULL ? below : "");
        if (r->number == NULL)
            return tbi_no_memory(err, "the score sheet");
        for (size_t k = 0; k < i && r->path[0] != '\0'; k++)
            if (strcmp(t->row[k].path, r->path) == 0)
                return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_TWICE, t->where, r->row,
                                r->number, t->row[k].row);
    }
    return TB_OK;
}

/* Whether b is directly under a; every field is under the total. */
static bool is_part(const score_row *a, const score_row *b)
{
    if (!is_criterion(b))
        return false;
    if (a->kind == ROW_TOTAL)
        return b->levels == 1;
    return b->levels == a->levels + 1 &&
           memcmp(a->part, b->part, (size_t)a->levels * sizeof *a->part) == 0;
}

/* ---- sums --------------------------------------------------------------------------------- */

/* Whether a subtotal is the sum of all that stands above it: "Cộng" under the last field may mean
 * that. k: which of the points. */
static bool is_sum_so_far(const score_table *t, const score_row *whole, int k)
{
    double sum = 0;
    size_t parts = 0;
    for (const score_row *r = t->row; r < whole; r++) {
        bool leaf = is_criterion(r) && !isnan(r->point[k]);
        for (size_t i = 0; i < t->count && leaf; i++)
            leaf = !is_part(r, &t->row[i]);
        sum += leaf ? r->point[k] : 0;
        parts += leaf;
    }
    return fabs(sum - whole->point[k]) <= 0.01 * (double)parts + 1e-9;
}

/* k: which of the points. Each part may be rounded to 0.01, so that the sum may differ by as
 * much for each. whole must have parts; a sum that does not agree names both figures, since a
 * digit was mistyped in one of them. */
static tb_status check_sum(const score_table *t, const score_row *whole, int k, tb_err *err)
{
    static const char *const names[][2] = { { TB_MSG_SCENARIO_MAXIMUM },
                                            { TB_MSG_SCENARIO_SELF_ASSESSMENT },
                                            { TB_MSG_SCENARIO_APPRAISAL },
                                            { TB_MSG_SCENARIO_SURVEY },
                                            { TB_MSG_SCENARIO_RESULT } };
    double sum = 0;
    size_t parts = 0;
    size_t known = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (!is_part(whole, &t->row[i]))
            continue;
        parts++;
        if (isnan(t->row[i].point[k]))
            continue;
        known++;
        sum += t->row[i].point[k];
    }
    /* maxima stand in every row; other points only where they were given that way */
    if (known == 0 || isnan(whole->point[k]) || (k == TB_SCORE_MAX && known < parts) ||
        fabs(sum - whole->point[k]) <= 0.01 * (double)parts + 1e-9 ||
        (whole->kind == ROW_SUBTOTAL && is_sum_so_far(t, whole, k)))
        return TB_OK;
    tb_figure said = tbi_words_figure(whole->point[k]), made = tbi_words_figure(sum);
    /* totals have no number */
    const char *space = whole->number[0] != '\0' ? " " : "";
    return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_SUM, t->where, whole->row, whole->number,
                    space, whole->name, names[k][0], names[k][1], said.en, said.vi, parts, made.en,
                    made.vi);
}

/* both: appraised and surveyed points together. */
static tb_status refuse_result(const score_table *t, const score_row *r, double both, tb_err *err)
{
    tb_figure end = tbi_words_figure(r->point[TB_SCORE_RESULT]);
    tb_figure sum = tbi_words_figure(both);
    return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_RESULT, t->where, r->row, r->name, end.en,
                    end.vi, sum.en, sum.vi);
}

/* Points of parts must make those of the whole; appraised and surveyed points the result, within
 * 0.02 of a point, since each may be rounded. awarded: the result, else their sum, NaN without
 * any. */
static tb_status check_rows(score_table *t, tb_err *err)
{
    tb_status st = TB_OK;
    for (size_t i = 0; i < t->count && st == TB_OK; i++) {
        score_row *r = &t->row[i];
        for (int k = 0; k < TB_SCORE_POINTS && st == TB_OK && r->kind != ROW_NONE; k++)
            st = check_sum(t, r, k, err);
        for (size_t k = 0; k < t->count; k++)
            r->has_parts = r->has_parts || (r->kind != ROW_NONE && is_part(r, &t->row[k]));
        double both = (isnan(r->point[TB_SCORE_APPRAISED]) ? 0 : r->point[TB_SCORE_APPRAISED]) +
                      (isnan(r->point[TB_SCORE_SURVEY]) ? 0 : r->point[TB_SCORE_SURVEY]);
        /* either kind of points is enough for a result */
        bool given = !isnan(r->point[TB_SCORE_APPRAISED]) || !isnan(r->point[TB_SCORE_SURVEY]);
        double result = r->point[TB_SCORE_RESULT];
        if (st == TB_OK && given && !isnan(result) && fabs(both - result) > 0.0201)
            st = refuse_result(t, r, both, err);
        /* the result as printed goes before the sum of its two kinds */
        r->awarded = !isnan(result) ? result : given ? both : NAN;
        if (st == TB_OK && r->kind != ROW_NONE && r->awarded > r->point[TB_SCORE_MAX] + 1e-9)
            st = refuse_above(r, r->awarded, t->where, err);
    }
    for (int k = 0; k < TB_SCORE_ROLES && st == TB_OK; k++) {
        /* a column of which it cannot be told whether "1.500" is one and a half */
        tb_err why = TB_ERR_INIT;
        if (tbi_column_doubt(&t->marks[k], &why) != TB_OK)
            st = tbi_fail_within(err, TB_EDATA, &why, TB_MSG_SCENARIO_SCORE_AT, t->where,
                                 (uint32_t)t->marks[k].line, (uint32_t)t->form->column[k] + 1);
    }
    return st;
}

/* ---- measures ----------------------------------------------------------------------------- */

/* Before any appraisal the self-assessment is what there is. */
static void take_self_scores(score_table *t)
{
    bool appraised = false;
    for (size_t i = 0; i < t->count; i++)
        appraised = appraised || !isnan(t->row[i].awarded);
    for (size_t i = 0; i < t->count && !appraised; i++)
        t->row[i].awarded = t->row[i].point[TB_SCORE_SELF];
}

/* A form comes with letters composed or not; a page has them composed. */
static const char *copy_text(const score_table *t, const char *text)
{
    return tbi_utf8_composed(t->arena, text, strlen(text));
}

/* "#3": the field of the index is found when the index is known (lever/bind_sheet.c). What is
 * scored by survey alone is marked so. One effect without a mean: points lost and the chance of
 * winning them back stand in its place. */
static tb_status put_lever(tb_lever_list *out, const score_table *t, const score_row *r,
                           bool replace, tb_err *err)
{
    /* scored by the survey alone: no report can win it back */
    bool survey = isnan(r->point[TB_SCORE_APPRAISED]) && !isnan(r->point[TB_SCORE_SURVEY]);
    int year = tbi_year_named(t->form->title);
    tb_lever_effect *e = TB_NEW(t->arena, tb_lever_effect, 1);
    if (e == NULL)
        return tbi_no_memory(err, "the score sheet");
    *e = (tb_lever_effect){ .component = tbi_arena_printf(t->arena, "#%d", r->part[0]),
                            .mean = NAN,
                            .sd = NAN,
                            .link = "criterion",
                            .note = copy_text(t, r->note),
                            .aims_at = "",
                            .source = "",
                            .lost = r->point[TB_SCORE_MAX] - r->awarded,
                            .chance = r->chance,
                            .how = survey ? "survey" : "report" };
    e->note_vi = e->note;
    tb_lever v = { .id = r->path,
                   .name_vi = copy_text(t, r->name),
                   .agency_vi = copy_text(t, r->agency),
                   .effects = 1,
                   .effect = e,
                   .cost = 1,
                   .cost_unit = "",
                   .lag = -1,
                   .requires_id = tbi_no_ids,
                   .excludes_id = tbi_no_ids,
                   .quantity_vi = "",
                   .quantity_en = "",
                   .deadline = "",
                   .ordered_by = "",
                   .offered_to = 9999,
                   .sheet_unit = "",
                   .sheet_year = year > 0 ? year : 0,
                   .sheet_title = copy_text(t, t->form->title) };
    v.name_en = v.name_vi;
    v.agency_en = v.agency_vi;
    if (t->arena->refused)
        return tbi_no_memory(err, "the score sheet");
    return tbi_lever_put(out, &v, replace, t->where, err);
}

/* Two columns of the same kind of points: which one holds cannot be guessed. */
static tb_status check_columns(const score_table *t, tb_err *err)
{
    for (int k = 0; k < TB_SCORE_POINTS; k++)
        if (t->form->other[k] >= 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_COLUMN_TWICE, t->where,
                            t->form->column[k] + 1, t->form->other[k] + 1);
    return TB_OK;
}

/* From the row below the head to the last with a cell; rows that are no criteria are dropped. */
static tb_status read_rows(score_table *t, tb_err *err)
{
    const tb_sheet *s = t->form->sheet;
    uint32_t end = s->cells > 0 ? s->cell[s->cells - 1].row + 1 : 0;
    tb_status st = TB_OK;
    t->row = TB_NEW(t->arena, score_row, (end > t->form->first ? end - t->form->first : 0) + 1);
    if (t->row == NULL)
        return tbi_no_memory(err, "the score sheet");
    for (uint32_t row = t->form->first; row < end && st == TB_OK; row++) {
        st = read_row(&t->row[t->count], t, row, err);
        t->count += t->row[t->count].kind != ROW_NONE;
    }
    return st;
}

/* One measure for each criterion without parts that lost points. A form in which no criterion is
 * found is refused; one that lost nothing is not. Texts of measures are copied, so the form may
 * go afterwards. */
tb_status tbi_score_form_read(tb_lever_list *out, const tb_score_form *form, bool replace,
                              const char *where, tb_err *err)
{
    score_table t = { .form = form, .where = where, .arena = out->arena };
    tb_status st = check_columns(&t, err);
    if (st == TB_OK)
        st = read_rows(&t, err);
    if (st == TB_OK)
        st = place_rows(&t, err);
    if (st == TB_OK)
        st = name_paths(&t, err);
    if (st == TB_OK)
        st = check_rows(&t, err);
    size_t criteria = 0;
    if (st == TB_OK)
        take_self_scores(&t);
    for (size_t i = 0; i < t.count && st == TB_OK; i++) {
        const score_row *r = &t.row[i];
        bool own = is_criterion(r) && !r->has_parts;
        /* a sum of criteria is no measure beside them */
        criteria += own;
        if (own && r->point[TB_SCORE_MAX] - r->awarded > 1e-9)
            st = put_lever(out, &t, r, replace, err);
    }
    if (st == TB_OK && criteria == 0)
        st = tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_NO_CRITERIA, where);
    return st;
}
