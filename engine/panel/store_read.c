/* store_read.c - the tables of a panel file become a tb_panel. Every size, type and reference is
 * checked, because a file without our seal may come from anywhere; whether it may be read at all
 * is settled in store_open.c. */
#include "panel/store_read.h"

#include "panel/h5_rows.h"
#include "panel/store.h"
#include "panel/store_index.h"

#include "base/error.h"
#include "messages/panel.h"

#include <limits.h>
#include <string.h>
#include <strings.h>
#include <tangbac/version.h>

/* Whether no code has two rows that hold in one year. Rows of one code follow one another in the
 * order by code: each is held against all before it. */
static bool is_differing(const tb_unit_names *b)
{
    for (size_t i = 1; i < b->units; i++) {
        const tb_unit *u = &b->unit[b->by_code[i]];
        for (size_t k = i; k-- > 0;) {
            const tb_unit *v = &b->unit[b->by_code[k]];
            if (strcmp(u->code, v->code) != 0)
                break;
            if (v->valid_from <= u->valid_to && u->valid_from <= v->valid_to)
                return false;
        }
    }
    return true;
}

/* The table of units, in the order of its rows: spellings name units by these rows. */
static bool get_units(const tb_h5_reader *r, hid_t file, tb_panel *p)
{
    hid_t g = tbi_h5_open_group(file, "unit");
    size_t n = 0;
    tb_unit *u = tbi_h5_read_rows(r, g, "code", sizeof *u, &n);
    bool ok = u != NULL && TB_GET_TEXTS(r, g, u, n, code) && TB_GET_TEXTS(r, g, u, n, name_vi) &&
              TB_GET_TEXTS(r, g, u, n, name_en) && TB_GET_TEXTS(r, g, u, n, region) &&
              TB_GET_TEXTS(r, g, u, n, kind) && TB_GET_INTS(r, g, u, n, valid_from, 0, 9999) &&
              TB_GET_INTS(r, g, u, n, valid_to, 0, 9999) && TB_GET_TEXTS(r, g, u, n, successor);
    tbi_h5_close_group(g);
    p->unit_names.unit = u;
    p->unit_names.units = ok ? n : 0;
    return ok && tbi_unit_names_sort(&p->unit_names, &p->own) && is_differing(&p->unit_names);
}

/* Needs the units: a spelling names a row of theirs, and with no unit at all no row is allowed. */
static bool get_spellings(const tb_h5_reader *r, hid_t file, tb_panel *p)
{
    hid_t g = tbi_h5_open_group(file, "alias");
    hid_t h = tbi_h5_open_group(file, "not_unit");
    size_t n = 0, m = 0;
    tb_spelling *s = tbi_h5_read_rows(r, g, "folded", sizeof *s, &n);
    tb_not_unit *l = tbi_h5_read_rows(r, h, "label", sizeof *l, &m);
    int last = p->unit_names.units > 0 && p->unit_names.units < INT_MAX
                   ? (int)p->unit_names.units - 1
                   : -1;
    bool ok = s != NULL && l != NULL && TB_GET_TEXTS(r, g, s, n, folded) &&
              TB_GET_INTS(r, g, s, n, unit, 0, last);
    ok = ok && TB_GET_TEXTS(r, h, l, m, label) && TB_GET_TEXTS(r, h, l, m, folded) &&
         TB_GET_TEXTS(r, h, l, m, what) && TB_GET_TEXTS(r, h, l, m, use) &&
         TB_GET_TEXTS(r, h, l, m, note);
    tbi_h5_close_group(g);
    tbi_h5_close_group(h);
    p->unit_names.spelling = s;
    p->unit_names.spellings = n;
    p->unit_names.not_unit = l;
    p->unit_names.not_units = m;
    return ok;
}

/* `secondary` is younger than the schema: files without it have 0. Cells hold rows of sources as
 * int32_t, hence the limit. */
static bool get_sources(const tb_h5_reader *r, hid_t file, tb_panel *p)
{
    hid_t g = tbi_h5_open_group(file, "source");
    size_t n = 0;
    tb_source *s = tbi_h5_read_rows(r, g, "id", sizeof *s, &n);
    bool ok = s != NULL && TB_GET_TEXTS(r, g, s, n, id) && TB_GET_TEXTS(r, g, s, n, publisher) &&
              TB_GET_TEXTS(r, g, s, n, title) && TB_GET_TEXTS(r, g, s, n, published) &&
              TB_GET_TEXTS(r, g, s, n, url);
    if (ok && tbi_h5_has(g, "secondary"))
        ok = TB_GET_INTS(r, g, s, n, secondary, 0, 1);
    tbi_h5_close_group(g);
    p->source = s;
    p->sources = n;
    return ok && n < INT32_MAX;
}

/* Neighbours and conflicts. Both groups stand in every file, empty ones too. */
static bool get_pairs(const tb_h5_reader *r, hid_t file, tb_panel *p)
{
    hid_t g = tbi_h5_open_group(file, "neighbour");
    hid_t h = tbi_h5_open_group(file, "conflict");
    size_t n = 0, m = 0;
    const char *(*pair)[2] = tbi_h5_read_rows(r, g, "unit", sizeof *pair, &n);
    tb_conflict *c = tbi_h5_read_rows(r, h, "index", sizeof *c, &m);
    bool ok = pair != NULL && c != NULL &&
              tbi_h5_get_texts(r, g, "unit", &pair[0][0], sizeof *pair, n) &&
              tbi_h5_get_texts(r, g, "neighbour_unit", &pair[0][1], sizeof *pair, n);
    ok = ok && TB_GET_TEXTS(r, h, c, m, index) && TB_GET_TEXTS(r, h, c, m, indicator) &&
         TB_GET_INTS(r, h, c, m, year, 0, 9999) && TB_GET_TEXTS(r, h, c, m, unit) &&
         TB_GET_DOUBLES(r, h, c, m, kept) && TB_GET_DOUBLES(r, h, c, m, other) &&
         TB_GET_TEXTS(r, h, c, m, source) && TB_GET_TEXTS(r, h, c, m, other_source) &&
         TB_GET_TEXTS(r, h, c, m, reason);
    tbi_h5_close_group(g);
    tbi_h5_close_group(h);
    p->neighbour = pair;
    p->neighbours = n;
    p->conflict = c;
    p->conflicts = m;
    return ok;
}

/* indices: ends with NULL; NULL itself is all of them. */
static bool is_wanted(const char *const *indices, const char *code)
{
    if (indices == NULL)
        return true;
    for (; *indices != NULL; indices++)
        if (strcasecmp(*indices, code) == 0)
            return true;
    return false;
}

/* "PAPI,PAR" into codes. */
static bool get_codes(const tb_h5_reader *r, hid_t root, tb_panel *p)
{
    const char *all = NULL;
    if (!tbi_h5_get_text(r, root, "tangbac_indices", &all))
        return false;
    size_t most = 1;
    for (const char *c = all; *c != '\0'; c++)
        most += *c == ',';
    p->code = TB_NEW(r->arena, const char *, most);
    p->index = TB_NEW(r->arena, tb_index, most);
    if (r->arena->refused)
        return false;
    for (const char *c = all; *c != '\0';) {
        const char *comma = strchr(c, ',');
        size_t n = comma != NULL ? (size_t)(comma - c) : strlen(c);
        const char *code = tbi_arena_text_n(r->arena, c, n);
        /* a code is the name of a group: a path or a hidden name would lead elsewhere */
        if (code == NULL || n == 0 || strchr(code, '/') != NULL || code[0] == '.')
            return false;
        for (size_t i = 0; i < p->codes; i++)
            if (strcasecmp(p->code[i], code) == 0)
                return false;
        p->code[p->codes++] = code;
        c += n + (comma != NULL);
    }
    return true;
}

tb_status tbi_store_refuse_foreign(const char *path, tb_err *err)
{
    return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_PANEL_TANGBAC_MAKE_ONE, path);
}

/* where, where_vi: what of the file is damaged, a pair of messages/panel.h or a name. */
tb_status tbi_store_refuse_damaged(const char *path, const char *where, const char *where_vi,
                                   tb_err *err)
{
    return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_PANEL_DAMAGED_IMPORT_AGAIN, path, where, where_vi);
}

/* A later schema is told from damage, so that a user knows to take a newer command. */
tb_status tbi_store_read_all(tb_panel *p, hid_t file, size_t most, const tb_panel_opts *o,
                             tb_err *err)
{
    tb_h5_reader r = { &p->own, most };
    hid_t root = H5Gopen2(file, "/", H5P_DEFAULT);
    int schema = 0;
    bool ours = root >= 0 && tbi_h5_get_int(root, "tangbac_schema", &schema);
    bool ok = ours && schema == TB_PANEL_SCHEMA && get_codes(&r, root, p);
    const char *population = "";
    if (ok && H5Aexists(root, "tangbac_population") > 0)
        ok = tbi_h5_get_text(&r, root, "tangbac_population", &population);
    tbi_h5_close_group(root);
    if (!ours)
        return tbi_store_refuse_foreign(p->path, err);
    if (schema > TB_PANEL_SCHEMA)
        return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_PANEL_HAS_SCHEMA_WHICH, p->path, schema,
                        TB_PANEL_SCHEMA);
    if (!ok)
        return tbi_store_refuse_damaged(p->path, TB_MSG_PANEL_LIST_OF_INDICES, err);
    if (!get_units(&r, file, p))
        return tbi_store_refuse_damaged(p->path, TB_MSG_PANEL_TABLE_OF_UNITS, err);
    if (!get_spellings(&r, file, p))
        return tbi_store_refuse_damaged(p->path, TB_MSG_PANEL_TABLE_OF_NAMES, err);
    if (!get_sources(&r, file, p))
        return tbi_store_refuse_damaged(p->path, TB_MSG_PANEL_TABLE_OF_SOURCES, err);
    if (!get_pairs(&r, file, p))
        return tbi_store_refuse_damaged(p->path, TB_MSG_PANEL_TABLES_OF_PAIRS, err);
    if (!tbi_records_get(p->record, &r, file))
        return tbi_store_refuse_damaged(p->path, TB_MSG_PANEL_TABLES_BESIDE, err);
    tb_panel_opts whole = TB_PANEL_OPTS_INIT;
    for (size_t i = 0; i < p->codes; i++) {
        bool weighs = strcasecmp(p->code[i], population) == 0;
        if ((weighs || is_wanted(o->indices, p->code[i])) &&
            !tbi_store_get_index(&r, file, p->code[i], p, weighs ? &whole : o))
            return tbi_store_refuse_damaged(p->path, p->code[i], p->code[i], err);
    }
    return TB_OK;
}
