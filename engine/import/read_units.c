/* read_units.c - the tables of units: who they are, their other names, what is no unit, and who
 * borders on whom. */
#include "import/read_units.h"

#include "import/heads.h"
#include "import/reading.h"
#include "messages/import.h"
#include "text/parse_number.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

/* A required column; false: its absence was rejected. */
bool tbi_reading_require(tb_reading *r, tb_csv *c, ptrdiff_t *column, const char *names,
                         const char *word)
{
    *column = tbi_csv_column(c, names);
    if (*column >= 0)
        return true;
    tb_spot at = { r->table[r->tables - 1].path, 1, 0, NULL, NULL };
    tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_NO_COLUMN, word);
    return false;
}

/* A whole number, or `otherwise` when the field is empty or there is no such column. */
int tbi_reading_number_or(tb_reading *r, tb_csv *c, const tb_csv_row *row, ptrdiff_t column,
                          int otherwise)
{
    if (column < 0 || row->field[column].n == 0)
        return otherwise;
    long long x = 0;
    if (tbi_parse_int(&x, row->field[column].text, row->field[column].n, 0, 9999))
        return (int)x;
    tb_spot at = tbi_reading_spot(r, c, row, column);
    tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_NOT_YEAR,
                   (int)(row->field[column].n < 60 ? row->field[column].n : 60),
                   row->field[column].text);
    return otherwise;
}

/* Rejects a row for a required field that is empty. */
void tbi_reading_refuse_empty(tb_reading *r, tb_csv *c, const tb_csv_row *row, ptrdiff_t column)
{
    tb_spot at = tbi_reading_spot(r, c, row, column);
    tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_FIELD_EMPTY);
}

/* Whether a row of the units has the same code in years that overlap: a code may stand for several
 * units one after the other, and for one at a time. */
static bool has_unit(const tb_builder *d, const tb_unit *u)
{
    if (tbi_hash_map_get(&d->code_at, u->code, strlen(u->code), false) < 0)
        return false;
    for (size_t i = 0; i < d->units; i++)
        if (strcmp(d->unit[i].code, u->code) == 0 && d->unit[i].valid_from <= u->valid_to &&
            u->valid_from <= d->unit[i].valid_to)
            return true;
    return false;
}

/* Only the code is required. A name in one language stands in for the other, and the code for
 * both. "unit,name_vi,name_en,region,kind,valid_from,valid_to,successor"; a unit that changed
 * has one row for each time. The same code in overlapping years is rejected. */
tb_status tbi_read_units(tb_reading *r, tb_csv *c, tb_err *err)
{
    ptrdiff_t code;
    ptrdiff_t vi = tbi_csv_column(c, "name vi|name");
    ptrdiff_t en = tbi_csv_column(c, "name en|name");
    ptrdiff_t region = tbi_csv_column(c, "region|region code");
    ptrdiff_t kind = tbi_csv_column(c, "kind|type");
    ptrdiff_t from = tbi_csv_column(c, "valid from");
    ptrdiff_t to = tbi_csv_column(c, "valid to");
    ptrdiff_t successor = tbi_csv_column(c, "successor");
    if (!tbi_reading_require(r, c, &code, "unit|code", "unit"))
        return TB_OK;
    tb_csv_row row;
    tb_status st;
    r->draft->has_units = true;
    while ((st = tbi_reading_next(r, c, &row, err)) == TB_OK && row.count > 0) {
        tb_arena a = { 0 };
        r->table[r->tables - 1].rows++;
        tb_unit u = {
            tbi_reading_text(r, &row, code, &a),         tbi_reading_text(r, &row, vi, &a),
            tbi_reading_text(r, &row, en, &a),           tbi_reading_text(r, &row, region, &a),
            tbi_reading_text(r, &row, kind, &a),         tbi_reading_number_or(r, c, &row, from, 0),
            tbi_reading_number_or(r, c, &row, to, 9999), tbi_reading_text(r, &row, successor, &a)
        };
        /* messages always have a name to say, whichever language was filled in */
        if (u.name_vi[0] == '\0')
            u.name_vi = u.name_en[0] != '\0' ? u.name_en : u.code;
        if (u.name_en[0] == '\0')
            u.name_en = u.name_vi;
        if (u.code[0] == '\0') {
            tbi_reading_refuse_empty(r, c, &row, code);
        } else if (u.valid_from > u.valid_to) {
            tb_spot at = tbi_reading_spot(r, c, &row, to);
            tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_ENDS_BEFORE, u.code);
        } else if (has_unit(r->draft, &u)) {
            tb_spot at = tbi_reading_spot(r, c, &row, code);
            tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_UNIT_TWICE, u.code);
        } else if (!tbi_builder_unit(r->draft, &u)) {
            r->no_memory = true;
        }
        tbi_reading_forget(r, &a);
    }
    return st;
}

/* The spellings of a draft by what they fold to: "folded \x1f k" is the k-th of them. */
static bool note_spellings(tb_hash_map *at, size_t *noted, const tb_builder *d, tb_arena *a)
{
    for (; *noted < d->spellings; (*noted)++) {
        const char *key = NULL;
        for (size_t k = 0; key == NULL || tbi_hash_map_get(at, key, strlen(key), false) >= 0; k++) {
            key = tbi_arena_printf(a, "%s\x1f%zu", d->spelling[*noted].folded, k);
            if (key == NULL)
                return false;
        }
        if (!tbi_hash_map_put(at, key, strlen(key), false, (uint32_t)*noted))
            return false;
    }
    return true;
}

/* A unit of another code that holds in one of u's years and has this name already; NULL: none. */
static const tb_unit *find_namesake(const tb_hash_map *at, const tb_builder *d, const char *name,
                                    const tb_unit *u, tb_arena *a)
{
    const char *folded = tbi_utf8_fold(a, name);
    for (size_t k = 0; folded != NULL && folded[0] != '\0'; k++) {
        const char *key = tbi_arena_printf(a, "%s\x1f%zu", folded, k);
        int64_t row = key != NULL ? tbi_hash_map_get(at, key, strlen(key), false) : -1;
        if (row < 0)
            return NULL;
        const tb_unit *v = &d->unit[d->spelling[row].unit];
        if (strcmp(v->code, u->code) != 0 && v->valid_from <= u->valid_to &&
            u->valid_from <= v->valid_to)
            return v;
    }
    return NULL;
}

/* Adds the name to a unit, unless it is another one's: a name in a table must mean one unit. */
static void add_alias(tb_reading *r, const tb_hash_map *at, const char *name, size_t unit,
                      const tb_spot *spot, tb_arena *a)
{
    tb_builder *d = r->draft;
    const tb_unit *u = &d->unit[unit], *other = find_namesake(at, d, name, u, a);
    if (other != NULL)
        tbi_reject_say(r->rejects, spot, TB_MSG_IMPORT_ALIAS_OF_TWO, name, u->code, other->code);
    else if (!tbi_builder_spelling(d, name, unit))
        r->no_memory = true;
}

/* An alias belongs to every row of its unit that holds in any of its years. Without columns of
 * years those of the resource count (`tangbac:valid_from`, `tangbac:valid_to`). "alias,unit": a
 * spelling such as "TP HCM" and the code that it means. */
tb_status tbi_read_aliases(tb_reading *r, tb_csv *c, const tb_resource *x, tb_err *err)
{
    ptrdiff_t alias;
    ptrdiff_t unit;
    ptrdiff_t from = tbi_csv_column(c, "valid from");
    ptrdiff_t to = tbi_csv_column(c, "valid to");
    if (!tbi_reading_require(r, c, &alias, "alias", "alias") ||
        !tbi_reading_require(r, c, &unit, "unit", "unit"))
        return TB_OK;
    tb_csv_row row;
    tb_status st;
    tb_arena names = { 0 };
    tb_hash_map at = { .arena = &names };
    size_t noted = 0;
    while ((st = tbi_reading_next(r, c, &row, err)) == TB_OK && row.count > 0) {
        tb_arena a = { 0 };
        tb_builder *d = r->draft;
        bool any = false;
        r->table[r->tables - 1].rows++;
        tb_spot spot = tbi_reading_spot(r, c, &row, alias);
        if (!note_spellings(&at, &noted, d, &names))
            r->no_memory = true;
        const char *name = tbi_reading_text(r, &row, alias, &a);
        const char *code = tbi_reading_text(r, &row, unit, &a);
        /* a row that says no years has those of its resource */
        int first = tbi_reading_number_or(r, c, &row, from, x->valid_from);
        int last = tbi_reading_number_or(r, c, &row, to, x->valid_to);
        for (size_t u = 0; u < d->units; u++) {
            if (strcmp(d->unit[u].code, code) != 0 || d->unit[u].valid_from > last ||
                d->unit[u].valid_to < first)
                continue;
            any = true;
            add_alias(r, &at, name, u, &spot, &a);
        }
        if (!any && d->has_units) {
            tb_spot place = tbi_reading_spot(r, c, &row, unit);
            tbi_reject_say(r->rejects, &place, TB_MSG_IMPORT_NOT_UNIT_CODE, code);
        }
        tbi_reading_forget(r, &a);
    }
    tbi_arena_free(&names);
    return st;
}

/* What `use` names is not checked: the unit may come with a later table.
 * "label,what_it_is,use_unit,note": names that look like units and are none, so that a table
 * with one says what to use in its place. */
tb_status tbi_read_not_units(tb_reading *r, tb_csv *c, tb_err *err)
{
    ptrdiff_t label;
    ptrdiff_t what = tbi_csv_column(c, "what it is");
    ptrdiff_t use = tbi_csv_column(c, "use unit");
    ptrdiff_t note = tbi_csv_column(c, "note");
    if (!tbi_reading_require(r, c, &label, "label", "label"))
        return TB_OK;
    tb_csv_row row;
    tb_status st;
    while ((st = tbi_reading_next(r, c, &row, err)) == TB_OK && row.count > 0) {
        tb_arena a = { 0 };
        r->table[r->tables - 1].rows++;
        if (!tbi_builder_not_unit(
                r->draft, tbi_reading_text(r, &row, label, &a), tbi_reading_text(r, &row, what, &a),
                tbi_reading_text(r, &row, use, &a), tbi_reading_text(r, &row, note, &a)))
            r->no_memory = true;
        tbi_reading_forget(r, &a);
    }
    return st;
}

/* Both ends are looked at even if the first is unknown, so that one import names all that is
 * wrong. Codes on both sides; the pair counts for either. */
tb_status tbi_read_neighbours(tb_reading *r, tb_csv *c, tb_err *err)
{
    ptrdiff_t unit, other;
    if (!tbi_reading_require(r, c, &unit, "unit", "unit") ||
        !tbi_reading_require(r, c, &other, "neighbour unit", "neighbour_unit"))
        return TB_OK;
    tb_csv_row row;
    tb_status st;
    while ((st = tbi_reading_next(r, c, &row, err)) == TB_OK && row.count > 0) {
        tb_arena a = { 0 };
        const char *pair[2] = { tbi_reading_text(r, &row, unit, &a),
                                tbi_reading_text(r, &row, other, &a) };
        bool known = true;
        r->table[r->tables - 1].rows++;
        for (size_t k = 0; k < 2 && r->draft->has_units; k++) {
            if (tbi_builder_code(r->draft, pair[k], strlen(pair[k]), false) >= 0)
                continue;
            tb_spot at = tbi_reading_spot(r, c, &row, k == 0 ? unit : other);
            tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_NOT_UNIT_CODE, pair[k]);
            known = false;
        }
        if (known && !tbi_builder_neighbours(r->draft, pair[0], pair[1]))
            r->no_memory = true;
        tbi_reading_forget(r, &a);
    }
    return st;
}
