/* look_up.c - what the words in a table mean: units, years, indicators. Whatever is unknown is
 * rejected here, with what was likely meant. */
#include "base/error.h"
#include "import/old_fonts.h"
#include "import/reading.h"
#include "import/unit_text.h"
#include "messages/import.h"
#include "messages/one_language.h"
#include "text/numbers.h"
#include "text/parse_number.h"
#include "text/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Which codes of the units table hold in which years, asked once for each row of a table.
 * code_holds [codes][years]; false: no memory. A unit may have several rows, one for each time
 * it existed. */
static bool fill_holds(tb_reading *r)
{
    tb_builder *d = r->draft;
    if (r->code_holds != NULL)
        return true;
    r->code_holds = TB_NEW(r->arena, bool, (d->codes * TB_YEAR_COUNT));
    if (r->code_holds == NULL)
        return false;
    r->code_holds_n = d->codes;
    for (size_t u = 0; u < d->units; u++) {
        ptrdiff_t code = tbi_builder_code(d, d->unit[u].code, strlen(d->unit[u].code), false);
        for (int y = TB_YEAR_FIRST; code >= 0 && y <= TB_YEAR_LAST; y++)
            if (tb_unit_holds(&d->unit[u], y))
                r->code_holds[(size_t)code * TB_YEAR_COUNT + (size_t)(y - TB_YEAR_FIRST)] = true;
    }
    return true;
}

/* Walks the units: the reader of cells asks only when the index or the year of its rows
 * changes. */
size_t tbi_reading_units_in(const tb_reading *r, int year)
{
    size_t n = 0;
    for (size_t u = 0; r->draft->has_units && u < r->draft->units; u++)
        n += tb_unit_holds(&r->draft->unit[u], year);
    return n;
}

/* Without a table of units, each code that comes up becomes a unit, with the names that stand
 * beside it. -1: no memory. row: names are in the columns name_vi and name_en, or name for both. */
static ptrdiff_t add_unit(tb_reading *r, const tb_csv *c, const tb_csv_row *row, const tb_field *f)
{
    tb_arena scratch = { 0 };
    tb_builder *d = r->draft;
    const char *plain = tbi_arena_text_n(&scratch, f->text, f->n);
    const char *code = plain != NULL ? tbi_utf8_nfc(&scratch, plain) : NULL;
    ptrdiff_t at = code != NULL ? tbi_builder_code(d, code, strlen(code), false) : -1;
    if (code != NULL && at < 0) {
        ptrdiff_t vi = tbi_csv_column(c, "name vi|name");
        ptrdiff_t en = tbi_csv_column(c, "name en|name");
        const char *name_vi = tbi_reading_text(r, row, vi, &scratch);
        const char *name_en = tbi_reading_text(r, row, en, &scratch);
        /* holds always: nothing says when the unit began or ended */
        tb_unit u = { code,
                      name_vi[0] != '\0' ? name_vi : code,
                      name_en[0] != '\0'   ? name_en
                      : name_vi[0] != '\0' ? name_vi
                                           : code,
                      "",
                      "",
                      0,
                      9999,
                      "" };
        if (tbi_builder_unit(d, &u))
            at = (ptrdiff_t)d->codes - 1;
    }
    if (at < 0)
        r->no_memory = true;
    tbi_arena_free(&scratch);
    return at;
}

/* The row of the units that a text means: as it is, else without marks of footnotes, else as the
 * code that a spreadsheet made a number with decimals ("1.0"). *unit: row of the units table.
 * why NULL: nobody hears. TB_EDATA: no unit in that year; a text in an old font (TCVN3, VNI) is
 * named as such. */
static tb_status find_unit(size_t *unit, tb_reading *r, const char *name, int year,
                           tb_arena *scratch, tb_err *why)
{
    tb_unit_names unit_names = tbi_builder_unit_names(r->draft);
    if (tbi_unit_names_find(unit, &unit_names, name, year, why) == TB_OK)
        return TB_OK;
    size_t digits = strspn(name, "0123456789");
    /* a spreadsheet shows code 1 as 1.0 when the column is of numbers */
    bool decimal = digits > 0 && name[digits] == '.' && name[digits + 1] == '0' &&
                   name[digits + 1 + strspn(name + digits + 1, "0")] == '\0';
    const char *bare =
        decimal ? tbi_arena_text_n(scratch, name, digits) : tbi_bare_unit(scratch, name);
    if (bare != NULL && strcmp(bare, name) != 0 &&
        tbi_unit_names_find(unit, &unit_names, bare, year, NULL) == TB_OK)
        return TB_OK;
    tbi_say_old_font(why, &unit_names, name, year);
    return TB_EDATA;
}

/* Only what was found is remembered, in r->names: a text that is no unit is looked for each
 * time. Returns the code, -1 or less for none. Nothing is rejected: the caller decides what a
 * name that is no unit means. */
ptrdiff_t tbi_reading_unit_of(tb_reading *r, const char *text, size_t n, int year)
{
    tb_arena a = { 0 };
    const char *name = tbi_arena_text_n(&a, text, n);
    const char *key = name != NULL ? tbi_arena_printf(&a, "%s\x1f%d", name, year) : NULL;
    int64_t known =
        key != NULL ? tbi_hash_map_get(&r->names, key, strlen(key), false) : TB_DICT_NONE;
    ptrdiff_t code = (ptrdiff_t)known;
    size_t unit = 0;
    if (known < 0 && key != NULL && find_unit(&unit, r, name, year, &a, NULL) == TB_OK) {
        const char *own = r->draft->unit[unit].code;
        code = tbi_builder_code(r->draft, own, strlen(own), false);
        if (!tbi_hash_map_put(&r->names, key, strlen(key), false, (uint32_t)code))
            r->no_memory = true;
    }
    tbi_reading_forget(r, &a);
    return code;
}

/* A name, or a code that is not written as in the units table. Rejects what it does not find,
 * with line and column. */
static ptrdiff_t find_by_name(tb_reading *r, const tb_csv *c, const tb_csv_row *row,
                              ptrdiff_t column, int year)
{
    const tb_field *f = &row->field[column];
    tb_arena scratch = { 0 };
    tb_err why;
    why.message[0] = why.message_vi[0] = '\0';
    const char *name = tbi_arena_text_n(&scratch, f->text, f->n);
    const char *key = name != NULL ? tbi_arena_printf(&scratch, "%s\x1f%d", name, year) : NULL;
    int64_t known =
        key != NULL ? tbi_hash_map_get(&r->names, key, strlen(key), false) : TB_DICT_NONE;
    ptrdiff_t code = -1;
    if (known >= 0) {
        code = (ptrdiff_t)known;
    } else if (key != NULL) {
        size_t unit = 0;
        if (find_unit(&unit, r, name, year, &scratch, &why) == TB_OK) {
            const char *text = r->draft->unit[unit].code;
            code = tbi_builder_code(r->draft, text, strlen(text), false);
            if (!tbi_hash_map_put(&r->names, key, strlen(key), false, (uint32_t)code))
                r->no_memory = true;
        } else {
            tb_spot at = tbi_reading_spot(r, c, row, column);
            tbi_reject(r->rejects, &at, &why);
        }
    } else {
        r->no_memory = true;
    }
    tbi_arena_free(&scratch);
    return code;
}

/* The code as written first: it is the one look-up that nearly all rows need. -1: rejected, or
 * no memory. A code must hold in the year; a unit that was merged since does not. */
ptrdiff_t tbi_reading_unit(tb_reading *r, const tb_csv *c, const tb_csv_row *row, ptrdiff_t column,
                           int year)
{
    const tb_field *f = &row->field[column];
    tb_builder *d = r->draft;
    if (f->n == 0) {
        tb_spot at = tbi_reading_spot(r, c, row, column);
        tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_NO_UNIT);
        return -1;
    }
    ptrdiff_t code = tbi_builder_code(d, f->text, f->n, false);
    /* without a units table every code is a unit */
    if (!d->has_units)
        return code >= 0 ? code : add_unit(r, c, row, f);
    if (code >= 0) {
        if (!fill_holds(r)) {
            r->no_memory = true;
            return -1;
        }
        /* held then; else the text may be a name, or is rejected there with the reason */
        if (r->code_holds[(size_t)code * TB_YEAR_COUNT + (size_t)(year - TB_YEAR_FIRST)])
            return code;
    }
    return find_by_name(r, c, row, column, year);
}

/* The whole field must be the year: "2019-2020" is none. */
int tbi_reading_year(tb_reading *r, const tb_csv *c, const tb_csv_row *row, ptrdiff_t column)
{
    const tb_field *f = &row->field[column];
    long long year = 0;
    if (tbi_whole_number(&year, f->text, f->n, TB_YEAR_FIRST, TB_YEAR_LAST))
        return (int)year;
    tb_spot at = tbi_reading_spot(r, c, row, column);
    tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_NOT_YEAR_FROM_TO, (int)(f->n < 60 ? f->n : 60),
                   f->text, TB_YEAR_FIRST, TB_YEAR_LAST);
    return 0;
}

/* Codes become names of groups in the panel file. Letters, digits, '_' and '-' (not first), up
 * to 40; not a name that the panel file has for itself. */
static bool is_index_code(const char *code, size_t n)
{
    static const char *const taken[] = { "unit",      "source",    "alias",     "not_unit",
                                         "neighbour", "conflict",  "agency",    "measure",
                                         "adoption",  "criterion", "precision", "study" };
    if (n == 0 || n > 40)
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = code[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        bool digit = c >= '0' && c <= '9';
        if (!letter && !digit && c != '_' && !(c == '-' && i > 0))
            return false;
    }
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (strlen(taken[i]) == n && memcmp(taken[i], code, n) == 0)
            return false;
    return true;
}

/* An unknown code is no fault here: a table of figures may come before, or without, a table
 * of indices. */
tb_builder_index *tbi_reading_index(tb_reading *r, const tb_spot *at, const char *code, size_t n)
{
    if (n == 0) {
        tbi_reject_say(r->rejects, at, TB_MSG_IMPORT_ROW_WITHOUT_INDEX);
        return NULL;
    }
    if (!is_index_code(code, n)) {
        tbi_reject_say(r->rejects, at, TB_MSG_IMPORT_NOT_INDEX_CODE, (int)(n < 80 ? n : 80), code);
        return NULL;
    }
    tb_builder_index *x = tbi_builder_index_of(r->draft, code, n, true);
    if (x == NULL)
        r->no_memory = true;
    return x;
}

/* limit [x->indicators] overwritten. A column without a node in that year does not exist then, if
 * the index has a structure. */
static void fill_limits(tb_limit *limit, const tb_builder_index *x, int year)
{
    for (size_t c = 0; c < x->indicators; c++)
        limit[c] = (tb_limit){ (double)NAN, (double)NAN, !x->has_structure };
    for (size_t i = 0; i < x->nodes; i++) {
        const tb_node *n = &x->node[i];
        if (n->first_year <= year && year <= n->last_year)
            limit[n->indicator] = (tb_limit){ n->min, n->max, true };
    }
}

/* Kept by index, year and number of columns: a column that came up since makes the old array too
 * short, and it is made anew beside it. limit [indicators], in points; NULL: no memory.
 * O(indicators) once a year. */
const tb_limit *tbi_reading_limits(tb_reading *r, const tb_builder_index *x, int year)
{
    char key[160];
    /* without a structure every year is alike, and columns come up as the tables are read */
    int n = snprintf(key, sizeof key, "%.100s\x1f%d\x1f%zu", x->code, x->has_structure ? year : 0,
                     x->indicators);
    int64_t at = tbi_hash_map_get(&r->limits_at, key, (size_t)n, false);
    if (at >= 0)
        return r->limits[at];
    if (r->limit_sets == r->limit_room) {
        size_t room = r->limit_room == 0 ? 64 : r->limit_room * 2;
        tb_limit **wider = TB_NEW(r->arena, tb_limit *, room);
        if (wider == NULL)
            return NULL;
        if (r->limit_sets > 0)
            memcpy(wider, r->limits, r->limit_sets * sizeof *wider);
        r->limits = wider;
        r->limit_room = room;
    }
    tb_limit *limit = TB_NEW(r->arena, tb_limit, x->indicators);
    if (limit == NULL ||
        !tbi_hash_map_put(&r->limits_at, key, (size_t)n, false, (uint32_t)r->limit_sets))
        return NULL;
    fill_limits(limit, x, year);
    return r->limits[r->limit_sets++] = limit;
}

/* `end` is in capitals; case of `code` does not count. A code that is nothing but the ending has no
 * such ending. */
static bool has_ending(const char *code, size_t n, const char *end)
{
    size_t m = strlen(end);
    if (n <= m)
        return false;
    for (size_t i = 0; i < m; i++) {
        char c = code[n - m + i];
        if ((c >= 'a' && c <= 'z' ? c - 32 : c) != end[i])
            return false;
    }
    return true;
}

/* A column whose code ends in _RANK or _PCT wins over the meaning of the ending. */
bool tbi_reading_indicator(ptrdiff_t *column, tb_cell_kind *kind, tb_reading *r,
                           tb_builder_index *x, const char *code, size_t n)
{
    size_t own = strlen(x->code);
    /* "PAPI.D5" within PAPI */
    if (n > own + 1 && code[own] == '.' && tbi_builder_index_of(r->draft, code, own, false) == x) {
        code += own + 1;
        n -= own + 1;
    }
    *kind = TB_KIND_VALUE;
    *column = tbi_builder_column(r->draft, x, code, n, false);
    if (*column >= 0)
        return true;
    /* "rank" alone is the place of the total; | 32 makes small letters of capitals */
    if (n == 4 && (code[0] | 32) == 'r' && (code[1] | 32) == 'a' && (code[2] | 32) == 'n' &&
        (code[3] | 32) == 'k') {
        *kind = TB_KIND_RANK;
        code = "TOTAL";
        n = 5;
    } else if (has_ending(code, n, "_RANK")) {
        *kind = TB_KIND_RANK;
        n -= 5;
    } else if (has_ending(code, n, "_PCT")) {
        *kind = TB_KIND_PERCENT;
        n -= 4;
    }
    if (n == 0)
        return false;
    *column = tbi_builder_column(r->draft, x, code, n, !x->has_structure);
    if (*column < 0 && !x->has_structure)
        r->no_memory = true;
    return *column >= 0;
}

/* Distances are of folded codes, so that case and diacritics cost nothing; beyond 90 edits all
 * are equally far. at: where the code stands. Rejects it with up to three codes that are spelt
 * most alike; [n] bytes of code, not ended by a zero. */
void tbi_reading_no_indicator(tb_reading *r, const tb_builder_index *x, const tb_spot *at,
                              const char *code, size_t n)
{
    tb_arena a = { 0 };
    const char *text = tbi_arena_text_n(&a, code, n);
    const char *folded = text != NULL ? tbi_utf8_fold(&a, text) : NULL;
    /* the three nearest columns, nearest first, and how far they are */
    size_t best[3] = { SIZE_MAX, SIZE_MAX, SIZE_MAX };
    size_t distance[3] = { SIZE_MAX, SIZE_MAX, SIZE_MAX };
    for (size_t c = 0; folded != NULL && c < x->indicators; c++) {
        const char *other = tbi_utf8_fold(&a, x->indicator[c].code);
        /* 91 for what could not be folded: farther than all others */
        size_t far = other != NULL ? tbi_utf8_distance(folded, other, 90) : 91;
        for (size_t k = 0; k < 3; k++) {
            if (far >= distance[k])
                continue;
            memmove(distance + k + 1, distance + k, (2 - k) * sizeof *distance);
            memmove(best + k + 1, best + k, (2 - k) * sizeof *best);
            distance[k] = far;
            best[k] = c;
            break;
        }
    }
    const char *near = "", *near_vi = "";
    for (size_t k = 0; k < 3 && best[k] != SIZE_MAX && near != NULL && near_vi != NULL; k++) {
        bool last = k == 2 || best[k + 1] == SIZE_MAX;
        near = tbi_arena_printf(&a, "%s%s%s", near,
                                k == 0 ? ""
                                : last ? TB_EN(TB_MSG_IMPORT_OR)
                                       : ", ",
                                x->indicator[best[k]].code);
        near_vi = tbi_arena_printf(&a, "%s%s%s", near_vi,
                                   k == 0 ? ""
                                   : last ? TB_VI(TB_MSG_IMPORT_OR)
                                          : ", ",
                                   x->indicator[best[k]].code);
    }
    tb_err why = TB_ERR_INIT;
    tbi_fail(&why, TB_EDATA, TB_MSG_IMPORT_UNKNOWN_INDICATOR_DID_YOU, text != NULL ? text : "",
             x->code, near != NULL ? near : "");
    snprintf(why.message_vi, sizeof why.message_vi, TB_VI(TB_MSG_IMPORT_UNKNOWN_INDICATOR_DID_YOU),
             text != NULL ? text : "", x->code, near_vi != NULL ? near_vi : "");
    tbi_err_remedy(&why, TB_REMEDY_COLUMNS);
    tbi_reject(r->rejects, at, &why);
    tbi_reading_forget(r, &a);
}
