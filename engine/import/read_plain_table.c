/* read_plain_table.c - units, names, neighbours, indices, sources and settled conflicts: small
 * tables, read column by column name. */
#include "base/error.h"
#include "import/heads.h"
#include "import/reading.h"
#include "messages/import.h"
#include "text/date.h"
#include "text/parse_number.h"
#include "text/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A required column; false: its absence was rejected. */
static bool require_column(tb_reading *r, tb_csv *c, ptrdiff_t *column, const char *names,
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
static int read_number_or(tb_reading *r, tb_csv *c, const tb_csv_row *row, ptrdiff_t column,
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
static void clear_field(tb_reading *r, tb_csv *c, const tb_csv_row *row, ptrdiff_t column)
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
static tb_status read_units(tb_reading *r, tb_csv *c, tb_err *err)
{
    ptrdiff_t code;
    ptrdiff_t vi = tbi_csv_column(c, "name vi|name");
    ptrdiff_t en = tbi_csv_column(c, "name en|name");
    ptrdiff_t region = tbi_csv_column(c, "region|region code");
    ptrdiff_t kind = tbi_csv_column(c, "kind|type");
    ptrdiff_t from = tbi_csv_column(c, "valid from");
    ptrdiff_t to = tbi_csv_column(c, "valid to");
    ptrdiff_t successor = tbi_csv_column(c, "successor");
    if (!require_column(r, c, &code, "unit|code", "unit"))
        return TB_OK;
    tb_csv_row row;
    tb_status st;
    r->draft->has_units = true;
    while ((st = tbi_reading_next(r, c, &row, err)) == TB_OK && row.count > 0) {
        tb_arena a = { 0 };
        r->table[r->tables - 1].rows++;
        tb_unit u = {
            tbi_reading_text(r, &row, code, &a),  tbi_reading_text(r, &row, vi, &a),
            tbi_reading_text(r, &row, en, &a),    tbi_reading_text(r, &row, region, &a),
            tbi_reading_text(r, &row, kind, &a),  read_number_or(r, c, &row, from, 0),
            read_number_or(r, c, &row, to, 9999), tbi_reading_text(r, &row, successor, &a)
        };
        /* messages always have a name to say, whichever language was filled in */
        if (u.name_vi[0] == '\0')
            u.name_vi = u.name_en[0] != '\0' ? u.name_en : u.code;
        if (u.name_en[0] == '\0')
            u.name_en = u.name_vi;
        if (u.code[0] == '\0') {
            clear_field(r, c, &row, code);
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
static tb_status read_aliases(tb_reading *r, tb_csv *c, const tb_resource *x, tb_err *err)
{
    ptrdiff_t alias;
    ptrdiff_t unit;
    ptrdiff_t from = tbi_csv_column(c, "valid from");
    ptrdiff_t to = tbi_csv_column(c, "valid to");
    if (!require_column(r, c, &alias, "alias", "alias") ||
        !require_column(r, c, &unit, "unit", "unit"))
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
        int first = read_number_or(r, c, &row, from, x->valid_from);
        int last = read_number_or(r, c, &row, to, x->valid_to);
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
static tb_status read_not_units(tb_reading *r, tb_csv *c, tb_err *err)
{
    ptrdiff_t label;
    ptrdiff_t what = tbi_csv_column(c, "what it is");
    ptrdiff_t use = tbi_csv_column(c, "use unit");
    ptrdiff_t note = tbi_csv_column(c, "note");
    if (!require_column(r, c, &label, "label", "label"))
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
static tb_status read_neighbours(tb_reading *r, tb_csv *c, tb_err *err)
{
    ptrdiff_t unit, other;
    if (!require_column(r, c, &unit, "unit", "unit") ||
        !require_column(r, c, &other, "neighbour unit", "neighbour_unit"))
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

/* The text in the draft's arena, where the index keeps it beyond the row; `otherwise` when it is
 * empty, uncopied. */
static const char *keep_text(tb_reading *r, const char *text, const char *otherwise)
{
    if (text[0] == '\0')
        return otherwise;
    const char *own = tbi_arena_text(&r->draft->own, text);
    if (own == NULL)
        r->no_memory = true;
    return own != NULL ? own : "";
}

/* A cell of yes and no; empty is no. */
static bool read_yes_or_no(tb_reading *r, tb_csv *c, const tb_csv_row *row, ptrdiff_t column,
                           tb_arena *a)
{
    const char *word = tbi_reading_text(r, row, column, a);
    if (word[0] == '\0' || strcmp(word, "no") == 0)
        return false;
    if (strcmp(word, "yes") == 0)
        return true;
    tb_spot at = tbi_reading_spot(r, c, row, column);
    tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_NEITHER_YES_NOR_NO, word);
    return false;
}

/* Refuses a row whose code stood in an earlier row of the table: which of the two holds would be a
 * matter of their order. at: code -> line, of this table. */
static void check_repeat(tb_reading *r, tb_csv *c, const tb_csv_row *row, tb_hash_map *at,
                         ptrdiff_t column)
{
    const char *code = row->field[column].text;
    size_t n = row->field[column].n;
    if (n == 0)
        return;
    int64_t before = tbi_hash_map_get(at, code, n, true);
    tb_spot spot = tbi_reading_spot(r, c, row, column);
    if (before >= 0)
        tbi_reject_say(r->rejects, &spot, TB_MSG_IMPORT_LISTED_TWICE, (int)(n < 60 ? n : 60), code,
                       (size_t)before);
    else if (!tbi_hash_map_put(at, code, n, true, (uint32_t)spot.line))
        r->no_memory = true;
}

/* A direction that cannot be read counts as up, after its rejection. survey and score_sheet are yes
 * or no, merge says how units that join are reckoned together. */
static tb_status read_indices(tb_reading *r, tb_csv *c, tb_err *err)
{
    ptrdiff_t index;
    ptrdiff_t vi = tbi_csv_column(c, "name vi|name");
    ptrdiff_t en = tbi_csv_column(c, "name en|name");
    ptrdiff_t publisher = tbi_csv_column(c, "publisher");
    ptrdiff_t unit = tbi_csv_column(c, "unit");
    ptrdiff_t direction = tbi_csv_column(c, "direction");
    ptrdiff_t survey = tbi_csv_column(c, "survey");
    ptrdiff_t sheet = tbi_csv_column(c, "score sheet");
    ptrdiff_t merge = tbi_csv_column(c, "merge");
    if (!require_column(r, c, &index, "index", "index"))
        return TB_OK;
    tb_csv_row row;
    tb_status st;
    tb_arena codes = { 0 };
    tb_hash_map line_of = { .arena = &codes };
    while ((st = tbi_reading_next(r, c, &row, err)) == TB_OK && row.count > 0) {
        tb_arena a = { 0 };
        r->table[r->tables - 1].rows++;
        check_repeat(r, c, &row, &line_of, index);
        const char *code = tbi_reading_text(r, &row, index, &a);
        const char *way = tbi_reading_text(r, &row, direction, &a);
        tb_spot spot = tbi_reading_spot(r, c, &row, index);
        tb_builder_index *x = tbi_reading_index(r, &spot, code, strlen(code));
        if (x != NULL) {
            x->name_vi = keep_text(r, tbi_reading_text(r, &row, vi, &a), x->code);
            x->name_en = keep_text(r, tbi_reading_text(r, &row, en, &a), x->code);
            x->publisher = keep_text(r, tbi_reading_text(r, &row, publisher, &a), "");
            x->unit = keep_text(r, tbi_reading_text(r, &row, unit, &a), "");
            x->survey = read_yes_or_no(r, c, &row, survey, &a);
            x->score_sheet = read_yes_or_no(r, c, &row, sheet, &a);
            x->merge = tbi_reading_merge(r, c, &row, merge, TB_MERGE_NONE, &a);
            /* down: fewer is better, as of unemployment */
            x->direction = strcmp(way, "down") == 0 || strcmp(way, "-1") == 0 ? -1 : 1;
            if (way[0] != '\0' && strcmp(way, "up") != 0 && strcmp(way, "1") != 0 &&
                strcmp(way, "+1") != 0 && x->direction == 1) {
                tb_spot at = tbi_reading_spot(r, c, &row, direction);
                tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_NOT_DIRECTION, way);
            }
        }
        tbi_reading_forget(r, &a);
    }
    tbi_arena_free(&codes);
    return st;
}

/* When a source was published may be said in words ("yearly"), but what is written as a day or a
 * month must be one. */
static void check_published(tb_reading *r, tb_csv *c, const tb_csv_row *row, ptrdiff_t column)
{
    static const char form[] = "0000-00-00";
    if (column < 0)
        return;
    const char *text = row->field[column].text;
    size_t n = row->field[column].n;
    int first;
    int last;
    if (n != sizeof form - 1 && n != sizeof form - 4)
        return;
    for (size_t i = 0; i < n; i++)
        if (form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return;
    char day[sizeof form];
    memcpy(day, text, n);
    day[n] = '\0';
    if (tbi_date_span(&first, &last, day))
        return;
    tb_spot at = tbi_reading_spot(r, c, row, column);
    tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_NOT_DATE, day);
}

/* A row fills in the source of its id, which a table of figures may have made already.
 * "source,publisher,title,published,url"; secondary: not the publisher's own. */
static tb_status read_sources(tb_reading *r, tb_csv *c, tb_err *err)
{
    ptrdiff_t id;
    ptrdiff_t publisher = tbi_csv_column(c, "publisher");
    ptrdiff_t title = tbi_csv_column(c, "title");
    ptrdiff_t published = tbi_csv_column(c, "published|date");
    ptrdiff_t url = tbi_csv_column(c, "url|address|path");
    ptrdiff_t secondary = tbi_csv_column(c, "secondary");
    if (!require_column(r, c, &id, "source|id", "source"))
        return TB_OK;
    tb_csv_row row;
    tb_status st;
    tb_arena ids = { 0 };
    tb_hash_map line_of = { .arena = &ids };
    while ((st = tbi_reading_next(r, c, &row, err)) == TB_OK && row.count > 0) {
        tb_arena a = { 0 };
        r->table[r->tables - 1].rows++;
        const char *name = tbi_reading_text(r, &row, id, &a);
        check_repeat(r, c, &row, &line_of, id);
        check_published(r, c, &row, published);
        int32_t at = name[0] != '\0' ? tbi_builder_source(r->draft, name, strlen(name)) : -1;
        if (name[0] == '\0')
            clear_field(r, c, &row, id);
        else if (at < 0)
            r->no_memory = true;
        if (at >= 0)
            r->draft->source[at] =
                (tb_source){ r->draft->source[at].id,
                             keep_text(r, tbi_reading_text(r, &row, publisher, &a), ""),
                             keep_text(r, tbi_reading_text(r, &row, title, &a), ""),
                             keep_text(r, tbi_reading_text(r, &row, published, &a), ""),
                             keep_text(r, tbi_reading_text(r, &row, url, &a), ""),
                             read_yes_or_no(r, c, &row, secondary, &a) };
        tbi_reading_forget(r, &a);
    }
    tbi_arena_free(&ids);
    return st;
}

/* What somebody has looked at and decided: the kept figure holds, the other one is remembered
 * with the reason. Cells are named by texts, not resolved here, so that a row about an index
 * that is not imported does no harm. kept and other in points, or places; a figure that is no
 * number rejects the row's field. */
static tb_status read_conflicts(tb_reading *r, tb_csv *c, tb_err *err)
{
    ptrdiff_t index;
    ptrdiff_t indicator;
    ptrdiff_t year;
    ptrdiff_t unit;
    ptrdiff_t kept;
    ptrdiff_t other;
    ptrdiff_t source = tbi_csv_column(c, "source");
    ptrdiff_t other_source = tbi_csv_column(c, "other source");
    ptrdiff_t reason = tbi_csv_column(c, "reason");
    if (!require_column(r, c, &index, "index", "index") ||
        !require_column(r, c, &indicator, "indicator", "indicator") ||
        !require_column(r, c, &year, "year", "year") ||
        !require_column(r, c, &unit, "unit", "unit") ||
        !require_column(r, c, &kept, "kept", "kept") ||
        !require_column(r, c, &other, "other", "other"))
        return TB_OK;
    tb_csv_row row;
    tb_status st;
    /* commas between fields cannot also be decimal marks */
    bool comma = tbi_csv_separator(c) != ',';
    while ((st = tbi_reading_next(r, c, &row, err)) == TB_OK && row.count > 0) {
        tb_arena a = { 0 };
        r->table[r->tables - 1].rows++;
        tb_conflict x = { tbi_reading_text(r, &row, index, &a),
                          tbi_reading_text(r, &row, indicator, &a),
                          tbi_reading_year(r, c, &row, year),
                          tbi_reading_text(r, &row, unit, &a),
                          (double)NAN,
                          (double)NAN,
                          tbi_reading_text(r, &row, source, &a),
                          tbi_reading_text(r, &row, other_source, &a),
                          tbi_reading_text(r, &row, reason, &a) };
        /* a figure that is no number is rejected and stays NaN */
        ptrdiff_t of[2] = { kept, other };
        double *to[2] = { &x.kept, &x.other };
        for (size_t k = 0; k < 2; k++) {
            const tb_field *f = &row.field[of[k]];
            if (tbi_parse_double(to[k], NULL, f->text, f->n, comma))
                continue;
            tb_spot at = tbi_reading_spot(r, c, &row, of[k]);
            tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_NOT_NUMBER_OF,
                           (int)(f->n < 80 ? f->n : 80), f->text);
        }
        const char *key =
            tbi_arena_printf(&a, "%s\x1f%s\x1f%d\x1f%s", x.index, x.indicator, x.year, x.unit);
        /* the first conflict of a cell is the one that merge.c goes by */
        size_t at = r->draft->conflicts;
        if (key == NULL || !tbi_builder_conflict(r->draft, &x))
            r->no_memory = true;
        else if (tbi_hash_map_get(&r->conflict_at, key, strlen(key), true) < 0 &&
                 !tbi_hash_map_put(&r->conflict_at, key, strlen(key), true, (uint32_t)at))
            r->no_memory = true;
        tbi_reading_forget(r, &a);
    }
    return st;
}

/* The one place that knows which reader a role has. Roles of other commands are passed over. Row
 * errors go to the rejects; the status is only for what ends the import. */
tb_status tbi_read_plain_table(tb_reading *r, tb_csv *c, const tb_resource *x, tb_err *err)
{
    switch (x->role) {
    case TB_ROLE_UNITS:
        return read_units(r, c, err);
    case TB_ROLE_ALIASES:
        return read_aliases(r, c, x, err);
    case TB_ROLE_NOT_UNITS:
        return read_not_units(r, c, err);
    case TB_ROLE_NEIGHBOURS:
        return read_neighbours(r, c, err);
    case TB_ROLE_INDICES:
        return read_indices(r, c, err);
    case TB_ROLE_SOURCES:
        return read_sources(r, c, err);
    case TB_ROLE_STRUCTURE:
        return tbi_read_structure(r, c, x, err);
    case TB_ROLE_SCHEMES:
        return tbi_read_schemes(r, c, x, err);
    case TB_ROLE_HEADS:
        return tbi_read_heads(r, c, err);
    case TB_ROLE_CONFLICTS:
        return read_conflicts(r, c, err);
    case TB_ROLE_FACTS:
        return tbi_read_facts(r, c, x, err);
    case TB_ROLE_VALUES:
        return tbi_read_cells(r, c, x, err);
    case TB_ROLE_AGENCIES:
        return tbi_read_records(r, c, TB_RECORD_AGENCY, err);
    case TB_ROLE_MEASURES:
        return tbi_read_records(r, c, TB_RECORD_MEASURE, err);
    case TB_ROLE_ADOPTION:
        return tbi_read_records(r, c, TB_RECORD_ADOPTION, err);
    case TB_ROLE_CRITERIA:
        return tbi_read_records(r, c, TB_RECORD_CRITERION, err);
    case TB_ROLE_PRECISION:
        return tbi_read_records(r, c, TB_RECORD_PRECISION, err);
    case TB_ROLE_STUDIES:
        return tbi_read_records(r, c, TB_RECORD_STUDY, err);
    case TB_ROLE_NONE:
    case TB_ROLE_UNKNOWN:
        break;
    }
    return TB_OK;
}
