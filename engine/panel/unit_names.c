/* unit_names.c - codes first, then names and aliases without diacritics, then what the label is
 * instead, then the three nearest names. */
#include "panel/unit_names.h"

#include "base/error.h"
#include "messages/one_language.h"
#include "messages/panel.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* FARTHEST: edits beyond which the distance is not worked out exactly */
enum { NEAREST = 3, FARTHEST = 90 };

/* Year 0 asks about no year in particular. */
bool tb_unit_holds(const tb_unit *u, int year)
{
    return year == 0 || (u->valid_from <= year && year <= u->valid_to);
}

/* A row beside its code, so that sorting need not look the code up. */
typedef struct code_row {
    const char *code;
    uint32_t row;
} code_row;

/* Rows of one code stay in the order of the table, which makes the sort stable. */
static int compare_by_code(const void *a, const void *b)
{
    const code_row *x = a, *y = b;
    int order = strcmp(x->code, y->code);
    return order != 0 ? order : x->row < y->row ? -1 : x->row > y->row;
}

/* The units must not change afterwards; by_code is the arena's. */
bool tbi_unit_names_sort(tb_unit_names *b, tb_arena *a)
{
    uint32_t *row = TB_NEW(a, uint32_t, b->units);
    code_row *sorted = TB_NEW(a, code_row, b->units);
    if (a->refused)
        return false;
    for (size_t i = 0; i < b->units; i++)
        sorted[i] = (code_row){ b->unit[i].code, (uint32_t)i };
    qsort(sorted, b->units, sizeof *sorted, compare_by_code);
    for (size_t i = 0; i < b->units; i++)
        row[i] = sorted[i].row;
    b->by_code = row;
    return true;
}

/* Where the rows of a code begin in by_code, or would: a search by halves. */
static size_t find_first_row(const tb_unit_names *b, const char *code)
{
    size_t lo = 0, hi = b->units;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (strcmp(b->unit[b->by_code[mid]].code, code) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* While units are still being added there is no order yet, and the table is walked. */
ptrdiff_t tbi_unit_names_row(const tb_unit_names *b, const char *code, int year)
{
    for (size_t k = b->by_code != NULL ? find_first_row(b, code) : b->units; k < b->units; k++) {
        const tb_unit *u = &b->unit[b->by_code[k]];
        if (strcmp(u->code, code) != 0)
            return -1;
        if (tb_unit_holds(u, year))
            return (ptrdiff_t)b->by_code[k];
    }
    if (b->by_code != NULL)
        return -1;
    for (size_t i = 0; i < b->units; i++)
        if (strcmp(b->unit[i].code, code) == 0 && tb_unit_holds(&b->unit[i], year))
            return (ptrdiff_t)i;
    return -1;
}

/* Only a single digit is padded: "1" is what a spreadsheet makes of "01". */
ptrdiff_t tbi_unit_names_code(const tb_unit_names *b, const char *code, int year)
{
    ptrdiff_t row = tbi_unit_names_row(b, code, year);
    if (row >= 0 || code[0] < '1' || code[0] > '9' || code[1] != '\0')
        return row;
    char padded[3] = { '0', code[0], '\0' };
    return tbi_unit_names_row(b, padded, year);
}

/* What stands before a name and is no part of it. */
static const char *skip_title(const char *folded)
{
    static const char *const titles[] = { "uy ban nhan dan ", "ubnd ", "tinh ", "thanh pho ", "tp ",
                                          "province of ",     NULL };
    for (size_t i = 0; titles[i] != NULL; i++) {
        size_t n = strlen(titles[i]);
        if (strncmp(folded, titles[i], n) == 0 && folded[n] != '\0')
            return skip_title(folded + n);
    }
    return folded;
}

/* Rows that a folded name means: those that hold in the year first. *other: a row that does not
 * hold. *second: another unit of the same name. */
static ptrdiff_t find_by_spelling(const tb_unit_names *b, const char *folded, int year,
                                  ptrdiff_t *other, ptrdiff_t *second)
{
    ptrdiff_t found = -1;
    for (size_t i = 0; i < b->spellings; i++) {
        if (strcmp(b->spelling[i].folded, folded) != 0)
            continue;
        ptrdiff_t row = (ptrdiff_t)b->spelling[i].unit;
        if (!tb_unit_holds(&b->unit[row], year)) {
            if (*other < 0)
                *other = row;
        } else if (found < 0) {
            found = row;
        } else if (row != found && *second < 0) {
            *second = row;
        }
    }
    return found;
}

/* Of two units whose names fold to the same, the one written just so. */
static ptrdiff_t find_same_letters(const tb_unit_names *b, const char *name, const char *folded,
                                   int year, tb_arena *a)
{
    const char *lower = tbi_utf8_lower(a, name);
    ptrdiff_t found = -1;
    for (size_t i = 0; lower != NULL && i < b->spellings; i++) {
        const tb_unit *u = &b->unit[b->spelling[i].unit];
        if (strcmp(b->spelling[i].folded, folded) != 0 || !tb_unit_holds(u, year))
            continue;
        const char *mine = tbi_utf8_lower(a, u->name_vi);
        if (mine == NULL || strcmp(mine, lower) != 0 || found == (ptrdiff_t)b->spelling[i].unit)
            continue;
        if (found >= 0)
            return -1;
        found = (ptrdiff_t)b->spelling[i].unit;
    }
    return found;
}

/* A unit that the name may have meant, and by how many edits it is off. */
typedef struct near_unit {
    size_t row, distance;
} near_unit;

/* best [NEAREST + 1], nearest first. A unit has several spellings and stands in the list once, with
 * its nearest. */
static void keep_nearest(near_unit *best, size_t *count, near_unit x)
{
    size_t at = *count;
    for (size_t i = 0; i < *count; i++)
        if (best[i].row == x.row) {
            if (best[i].distance <= x.distance)
                return;
            memmove(best + i, best + i + 1, (*count - i - 1) * sizeof *best);
            (*count)--;
            at = *count;
            break;
        }
    while (at > 0 && best[at - 1].distance > x.distance)
        at--;
    if (at >= NEAREST)
        return;
    size_t last = *count < NEAREST ? *count : NEAREST - 1;
    memmove(best + at + 1, best + at, (last - at) * sizeof *best);
    best[at] = x;
    if (*count < NEAREST)
        (*count)++;
}

/* "did you mean Lai Châu (12), Lào Cai (10) or Lai ...?" into text. */
static void list_nearest(char *text, size_t n, const tb_unit_names *b, const char *folded, int year,
                         const char *word_or)
{
    near_unit best[NEAREST + 1];
    size_t count = 0, used = 0;
    for (size_t i = 0; i < b->spellings; i++) {
        if (!tb_unit_holds(&b->unit[b->spelling[i].unit], year))
            continue;
        /* what is farther than the third cannot enter the list, so its distance need not be
         * known */
        size_t cap = count < NEAREST ? FARTHEST : best[NEAREST - 1].distance;
        size_t d = tbi_utf8_distance(folded, b->spelling[i].folded, cap);
        keep_nearest(best, &count, (near_unit){ b->spelling[i].unit, d });
    }
    text[0] = '\0';
    for (size_t i = 0; i < count && used < n; i++) {
        const tb_unit *u = &b->unit[best[i].row];
        const char *between = i == 0 ? "" : i + 1 == count ? word_or : ", ";
        bool bare = strcmp(u->name_vi, u->code) == 0;
        int more = bare
                       ? snprintf(text + used, n - used, "%s%s", between, u->code)
                       : snprintf(text + used, n - used, "%s%s (%s)", between, u->name_vi, u->code);
        used += more > 0 ? (size_t)more : 0;
    }
}

/* The sentence offers the nearest names of that year, each with its code. */
static tb_status refuse_unknown(const tb_unit_names *b, const char *name, const char *folded,
                                int year, tb_err *err)
{
    if (err == NULL) /* the nearest names take long to find */
        return TB_EDATA;
    char near[512], near_vi[512], when[32] = "", when_vi[32] = "";
    list_nearest(near, sizeof near, b, folded, year, TB_EN(TB_MSG_PANEL_OR));
    list_nearest(near_vi, sizeof near_vi, b, folded, year, TB_VI(TB_MSG_PANEL_OR));
    if (year != 0)
        snprintf(when, sizeof when, TB_EN(TB_MSG_PANEL_OF), year);
    if (year != 0)
        snprintf(when_vi, sizeof when_vi, TB_VI(TB_MSG_PANEL_OF), year);
    if (near[0] == '\0')
        return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_UNKNOWN_UNIT_THERE_UNITS, name, when);
    return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_UNKNOWN_UNIT_DID_YOU, name, when, when_vi, near,
                    near_vi);
}

/* The unit exists, but not in that year. */
static tb_status refuse_not_then(const tb_unit_names *b, const tb_unit *u, int year, tb_err *err)
{
    if (year > u->valid_to && u->successor[0] != '\0') {
        ptrdiff_t next = tbi_unit_names_code(b, u->successor, year);
        const char *name = next >= 0 ? b->unit[next].name_vi : u->successor;
        return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_UNIT_UNTIL_PART, u->name_vi, u->valid_to, year,
                        name, u->successor);
    }
    if (year > u->valid_to)
        return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_UNIT_UNTIL, u->name_vi, u->valid_to, year);
    return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_UNIT, u->name_vi, u->valid_from, year);
}

/* What a label is instead, and what to use, when that unit exists in the year. */
static tb_status refuse_not_unit(const tb_unit_names *b, const tb_not_unit *x, const char *name,
                                 int year, tb_err *err)
{
    ptrdiff_t use = x->use[0] != '\0' ? tbi_unit_names_code(b, x->use, year) : -1;
    if (use >= 0 && x->what == NULL) /* in a merged panel: the name ended */
        return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_LONGER_UNIT_OWN_PART, name,
                        b->unit[use].name_vi, x->use);
    if (use >= 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_UNIT_UNIT, name, x->what, b->unit[use].name_vi,
                        x->use);
    const char *what = x->what != NULL ? x->what : "-";
    return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_UNIT_2, name, what);
}

/* The name as it is first, then without its title; a unit of another year is told of before labels
 * that are no unit. */
static tb_status find_unit(size_t *row, const tb_unit_names *b, const char *name, int year,
                           tb_arena *scratch, tb_err *err)
{
    const char *whole = tbi_utf8_fold(scratch, name);
    if (whole == NULL)
        return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_NAME_UNIT_UTF_8);
    const char *folded = whole;
    ptrdiff_t other = -1;
    ptrdiff_t second = -1;
    ptrdiff_t found = find_by_spelling(b, folded, year, &other, &second);
    if (found < 0 && other < 0) {
        folded = skip_title(whole);
        found = find_by_spelling(b, folded, year, &other, &second);
    }
    /* "Hoà Bình" of two units: by its letters, else by its code */
    if (found >= 0 && second >= 0) {
        ptrdiff_t exact = find_same_letters(b, name, folded, year, scratch);
        if (exact < 0 && year == 0 && strcmp(b->unit[found].name_vi, b->unit[second].name_vi) == 0)
            exact = found;
        if (exact < 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_CAN_MEAN_USE_CODE, name,
                            b->unit[found].name_vi, b->unit[found].code, b->unit[second].name_vi,
                            b->unit[second].code);
        found = exact;
    }
    if (found >= 0) {
        *row = (size_t)found;
        return TB_OK;
    }
    if (other >= 0)
        return refuse_not_then(b, &b->unit[other], year, err);
    for (size_t i = 0; i < b->not_units; i++)
        if (strcmp(b->not_unit[i].folded, whole) == 0 || strcmp(b->not_unit[i].folded, folded) == 0)
            return refuse_not_unit(b, &b->not_unit[i], name, year, err);
    return refuse_unknown(b, name, folded, year, err);
}

/* Codes before names: a code of another year is not looked for among the names. */
tb_status tbi_unit_names_find(size_t *row, const tb_unit_names *b, const char *name, int year,
                              tb_err *err)
{
    ptrdiff_t code = tbi_unit_names_code(b, name, year);
    if (code >= 0) {
        *row = (size_t)code;
        return TB_OK;
    }
    ptrdiff_t ever = tbi_unit_names_code(b, name, 0);
    if (ever >= 0)
        return refuse_not_then(b, &b->unit[ever], year, err);
    tb_arena scratch = { 0 };
    tb_status st = find_unit(row, b, name, year, &scratch, err);
    tbi_arena_free(&scratch);
    return st;
}
