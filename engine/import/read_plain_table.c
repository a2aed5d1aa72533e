/* read_plain_table.c - indices, sources and settled conflicts: small tables, read column by column
 * name; and which reader each role has. */
#include "import/heads.h"
#include "import/read_units.h"
#include "messages/import.h"
#include "text/date.h"
#include "text/parse_number.h"
#include "text/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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
    if (!tbi_reading_require(r, c, &index, "index", "index"))
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
    if (!tbi_reading_require(r, c, &id, "source|id", "source"))
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
            tbi_reading_refuse_empty(r, c, &row, id);
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
    if (!tbi_reading_require(r, c, &index, "index", "index") ||
        !tbi_reading_require(r, c, &indicator, "indicator", "indicator") ||
        !tbi_reading_require(r, c, &year, "year", "year") ||
        !tbi_reading_require(r, c, &unit, "unit", "unit") ||
        !tbi_reading_require(r, c, &kept, "kept", "kept") ||
        !tbi_reading_require(r, c, &other, "other", "other"))
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
        return tbi_read_units(r, c, err);
    case TB_ROLE_ALIASES:
        return tbi_read_aliases(r, c, x, err);
    case TB_ROLE_NOT_UNITS:
        return tbi_read_not_units(r, c, err);
    case TB_ROLE_NEIGHBOURS:
        return tbi_read_neighbours(r, c, err);
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
