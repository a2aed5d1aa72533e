/* store_write.c - a draft becomes a panel file. The file is made in memory (packed, it is smaller
 * than the cells that it replaces), sealed and put in its place by base/file, so that a full disk
 * is met in one place and leaves the old panel as it was. */
#include "panel/store.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "messages/panel.h"
#include "panel/store_cubes.h"

#include <hdf5_hl.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/version.h>

#define PUT_TEXTS(at, rows, n, member) \
    tbi_h5_put_texts((at), #member, &(rows)[0].member, sizeof *(rows), (n))
#define PUT_INTS(at, rows, n, member) \
    tbi_h5_put_ints((at), #member, &(rows)[0].member, sizeof *(rows), (n))
#define PUT_DOUBLES(at, rows, n, member) \
    tbi_h5_put_doubles((at), #member, &(rows)[0].member, sizeof *(rows), (n))

/* The group "unit": one column a member, in the order of the table. */
static bool put_units(hid_t file, const tb_builder *d)
{
    /* the macros take the address of the first row, and an empty list has none */
    static const tb_unit none;
    const tb_unit *u = d->units > 0 ? d->unit : &none;
    hid_t g = tbi_h5_group(file, "unit");
    bool ok = g >= 0 && PUT_TEXTS(g, u, d->units, code) && PUT_TEXTS(g, u, d->units, name_vi) &&
              PUT_TEXTS(g, u, d->units, name_en) && PUT_TEXTS(g, u, d->units, region) &&
              PUT_TEXTS(g, u, d->units, kind) && PUT_INTS(g, u, d->units, valid_from) &&
              PUT_INTS(g, u, d->units, valid_to) && PUT_TEXTS(g, u, d->units, successor);
    tbi_h5_close_group(g);
    return ok;
}

/* Names of units and labels that are no unit: two tables, in the shape in which store_read.c wants
 * them. */
static bool put_spellings(hid_t file, const tb_builder *d)
{
    static const tb_spelling none;
    static const tb_not_unit no_label;
    const tb_spelling *s = d->spellings > 0 ? d->spelling : &none;
    const tb_not_unit *l = d->not_units > 0 ? d->not_unit : &no_label;
    hid_t g = tbi_h5_group(file, "alias");
    hid_t h = tbi_h5_group(file, "not_unit");
    bool ok = g >= 0 && h >= 0 && PUT_TEXTS(g, s, d->spellings, folded) &&
              PUT_INTS(g, s, d->spellings, unit);
    ok = ok && PUT_TEXTS(h, l, d->not_units, label) && PUT_TEXTS(h, l, d->not_units, folded) &&
         PUT_TEXTS(h, l, d->not_units, what) && PUT_TEXTS(h, l, d->not_units, use) &&
         PUT_TEXTS(h, l, d->not_units, note);
    tbi_h5_close_group(g);
    tbi_h5_close_group(h);
    return ok;
}

/* Rows in the draft's order: cells name their source by it. */
static bool put_sources(hid_t file, const tb_builder *d)
{
    static const tb_source none;
    const tb_source *s = d->sources > 0 ? d->source : &none;
    hid_t g = tbi_h5_group(file, "source");
    bool ok = g >= 0 && PUT_TEXTS(g, s, d->sources, id) && PUT_TEXTS(g, s, d->sources, publisher) &&
              PUT_TEXTS(g, s, d->sources, title) && PUT_TEXTS(g, s, d->sources, published) &&
              PUT_TEXTS(g, s, d->sources, url) && PUT_INTS(g, s, d->sources, secondary);
    tbi_h5_close_group(g);
    return ok;
}

/* A neighbour is two texts side by side in memory and two columns in the file. */
static bool put_pairs(hid_t file, const tb_builder *d)
{
    static const tb_conflict none;
    static const char *no_pair[2];
    const tb_conflict *c = d->conflicts > 0 ? d->conflict : &none;
    const char **pair = d->neighbours > 0 ? d->neighbour[0] : no_pair;
    hid_t g = tbi_h5_group(file, "neighbour");
    hid_t h = tbi_h5_group(file, "conflict");
    bool ok = g >= 0 && h >= 0 &&
              tbi_h5_put_texts(g, "unit", &pair[0], 2 * sizeof *pair, d->neighbours) &&
              tbi_h5_put_texts(g, "neighbour_unit", &pair[1], 2 * sizeof *pair, d->neighbours);
    ok = ok && PUT_TEXTS(h, c, d->conflicts, index) && PUT_TEXTS(h, c, d->conflicts, indicator) &&
         PUT_INTS(h, c, d->conflicts, year) && PUT_TEXTS(h, c, d->conflicts, unit) &&
         PUT_DOUBLES(h, c, d->conflicts, kept) && PUT_DOUBLES(h, c, d->conflicts, other) &&
         PUT_TEXTS(h, c, d->conflicts, source) && PUT_TEXTS(h, c, d->conflicts, other_source) &&
         PUT_TEXTS(h, c, d->conflicts, reason);
    tbi_h5_close_group(g);
    tbi_h5_close_group(h);
    return ok;
}

/* /INDEX/scheme/tree: the nodes by span of years, n [x->nodes]. */
static bool put_nodes(hid_t t, const tb_builder_index *x, const tb_indicator *column,
                      const tb_node *n, tb_arena *a)
{
    static const tb_node no_node;
    const char **code = TB_NEW(a, const char *, x->nodes);
    const char **parent = TB_NEW(a, const char *, x->nodes);
    if (a->refused)
        return false;
    for (size_t i = 0; i < x->nodes; i++) {
        code[i] = column[n[i].indicator].code;
        parent[i] = n[i].parent >= 0 ? column[n[i].parent].code : "";
    }
    if (x->nodes == 0)
        n = &no_node;
    return tbi_h5_put_texts(t, "code", code, sizeof *code, x->nodes) &&
           tbi_h5_put_texts(t, "parent", parent, sizeof *parent, x->nodes) &&
           PUT_TEXTS(t, n, x->nodes, name_vi) && PUT_TEXTS(t, n, x->nodes, name_en) &&
           PUT_DOUBLES(t, n, x->nodes, min) && PUT_DOUBLES(t, n, x->nodes, max) &&
           PUT_DOUBLES(t, n, x->nodes, weight) && PUT_INTS(t, n, x->nodes, first_year) &&
           PUT_INTS(t, n, x->nodes, last_year) && PUT_TEXTS(t, n, x->nodes, kind) &&
           PUT_TEXTS(t, n, x->nodes, note) && PUT_INTS(t, n, x->nodes, merge) &&
           PUT_TEXTS(t, n, x->nodes, same_as) && PUT_DOUBLES(t, n, x->nodes, factor);
}

/* /INDEX/scheme: the rules by span of years, and the nodes below them. */
static bool put_schemes(hid_t at, const tb_builder_index *x, const tb_indicator *column,
                        const tb_node *n, tb_arena *a)
{
    static const tb_scheme no_scheme;
    const tb_scheme *s = x->schemes > 0 ? x->scheme : &no_scheme;
    hid_t g = tbi_h5_group(at, "scheme");
    hid_t t = g >= 0 ? tbi_h5_group(g, "tree") : H5I_INVALID_HID;
    bool ok = t >= 0 && PUT_TEXTS(g, s, x->schemes, name) &&
              PUT_INTS(g, s, x->schemes, first_year) && PUT_INTS(g, s, x->schemes, last_year) &&
              PUT_TEXTS(g, s, x->schemes, announced) && PUT_TEXTS(g, s, x->schemes, groups) &&
              put_nodes(t, x, column, n, a);
    tbi_h5_close_group(t);
    tbi_h5_close_group(g);
    return ok;
}

/* f: x->facts of them, with columns of the finished shape, as tbi_builder_facts made them. */
static bool put_facts(hid_t at, const tb_builder_index *x, const tb_fact *f)
{
    static const tb_fact none;
    if (x->facts == 0)
        f = &none;
    hid_t g = tbi_h5_group(at, "fact");
    bool ok = g >= 0 && PUT_TEXTS(g, f, x->facts, kind) && PUT_INTS(g, f, x->facts, year) &&
              PUT_TEXTS(g, f, x->facts, scope) &&
              tbi_h5_put_texts(g, "indicator", &f[0].indicator_code, sizeof *f, x->facts) &&
              PUT_DOUBLES(g, f, x->facts, value) && PUT_DOUBLES(g, f, x->facts, tolerance) &&
              PUT_TEXTS(g, f, x->facts, basis) && PUT_INTS(g, f, x->facts, source) &&
              PUT_TEXTS(g, f, x->facts, label) && PUT_TEXTS(g, f, x->facts, text);
    tbi_h5_close_group(g);
    return ok;
}

/* scale [3] out: the open scales of years, units, columns; negative where one failed, and the
 * caller closes them. text is used for the four columns of texts one after the other. */
static bool put_axes(hid_t at, const tb_builder *d, const tb_builder_index *x, const tb_shape *s,
                     hid_t *scale, tb_arena *a)
{
    const char **unit = TB_NEW(a, const char *, s->units);
    const char **text = TB_NEW(a, const char *, s->columns);
    int16_t *n_ranked = TB_NEW(a, int16_t, s->years);
    if (a->refused)
        return false;
    for (size_t i = 0; i < s->units; i++)
        unit[i] = d->code[s->code[i]];
    for (size_t c = 0; c < s->columns; c++)
        text[c] = x->indicator[s->column[c]].code;
    for (size_t t = 0; t < s->years; t++)
        n_ranked[t] = tbi_builder_n_ranked(x, s->year[t]);
    scale[0] = tbi_h5_put_year_scale(at, s->year, s->years);
    scale[1] = tbi_h5_put_text_scale(at, "unit", unit, s->units);
    scale[2] = tbi_h5_put_text_scale(at, "indicator", text, s->columns);
    bool ok = scale[0] >= 0 && scale[1] >= 0 && scale[2] >= 0;
    for (size_t c = 0; c < s->columns; c++)
        text[c] = x->indicator[s->column[c]].parent;
    ok = ok && tbi_h5_put_along(at, "indicator_parent", text, s->columns, scale[2]);
    for (size_t c = 0; c < s->columns; c++)
        text[c] = x->indicator[s->column[c]].name_vi;
    ok = ok && tbi_h5_put_along(at, "indicator_name_vi", text, s->columns, scale[2]);
    for (size_t c = 0; c < s->columns; c++)
        text[c] = x->indicator[s->column[c]].name_en;
    ok = ok && tbi_h5_put_along(at, "indicator_name_en", text, s->columns, scale[2]);
    static const int16_t unknown = -1;
    hsize_t dim = s->years;
    hid_t space = H5Screate_simple(1, &dim, NULL);
    hid_t how = tbi_h5_plan();
    hid_t set = H5I_INVALID_HID;
    ok = ok && space >= 0 && how >= 0 && H5Pset_fill_value(how, H5T_STD_I16LE, &unknown) >= 0 &&
         (set = H5Dcreate2(at, "n_ranked", H5T_STD_I16LE, space, H5P_DEFAULT, how, H5P_DEFAULT)) >=
             0 &&
         (s->years == 0 ||
          H5Dwrite(set, H5T_NATIVE_INT16, H5S_ALL, H5S_ALL, H5P_DEFAULT, n_ranked) >= 0) &&
         H5DSattach_scale(set, scale[0], 0) >= 0 && tbi_h5_put_fill(set, H5T_STD_I16LE, &unknown);
    if (set >= 0)
        ok = H5Dclose(set) >= 0 && ok;
    if (how >= 0)
        H5Pclose(how);
    if (space >= 0)
        H5Sclose(space);
    return ok;
}

/* view is the index as `compose` reads it: shape of the finished tables, one year at a time. */
static bool put_index(hid_t file, const tb_builder *d, tb_builder_index *x, tb_compose *compose)
{
    tb_arena a = { 0 };
    tb_shape s;
    hid_t g = H5I_INVALID_HID;
    hid_t scale[3] = { H5I_INVALID_HID, H5I_INVALID_HID, H5I_INVALID_HID };
    tb_fact *facts = NULL;
    tb_node *nodes = NULL;
    bool ok = tbi_builder_shape(&s, d, x, &a) && tbi_builder_facts(&facts, x, &s, &a) &&
              tbi_builder_nodes(&nodes, x, &s, &a);
    tb_indicator *column = ok ? TB_NEW(&a, tb_indicator, s.columns) : NULL;
    for (size_t c = 0; column != NULL && c < s.columns; c++)
        column[c] = x->indicator[s.column[c]];
    ok = ok && column != NULL && (g = tbi_h5_group(file, x->code)) >= 0 &&
         tbi_h5_put_text(g, "name_vi", x->name_vi) && tbi_h5_put_text(g, "name_en", x->name_en) &&
         tbi_h5_put_text(g, "publisher", x->publisher) && tbi_h5_put_text(g, "unit", x->unit) &&
         tbi_h5_put_int(g, "direction", x->direction) && tbi_h5_put_int(g, "survey", x->survey) &&
         tbi_h5_put_int(g, "score_sheet", x->score_sheet) &&
         tbi_h5_put_int(g, "merge", (int)x->merge);
    ok = ok && put_axes(g, d, x, &s, scale, &a) && put_schemes(g, x, column, nodes, &a) &&
         put_facts(g, x, facts);
    /* no names and sources: rules need neither */
    tb_index view = { .code = x->code, .indicator = column, .n_node = x->nodes, .node = nodes };
    ok = ok && tbi_store_put_cubes(g, d, x, &s, scale, &view, compose, &a);
    for (size_t i = 0; i < 3; i++)
        if (scale[i] >= 0)
            H5Dclose(scale[i]);
    tbi_h5_close_group(g);
    tbi_arena_free(&a);
    return ok;
}

/* The index whose figures weigh the units, "" for none. */
static const char *name_population(const tb_builder *d)
{
    for (size_t i = 0; i < d->indices; i++)
        for (size_t n = 0; n < d->index[i]->nodes; n++)
            if (d->index[i]->node[n].merge == TB_MERGE_POPULATION)
                return d->index[i]->code;
    return "";
}

/* Attributes of the root. tangbac_indices is the list by which a reader finds the groups. */
static bool put_root(hid_t file, const tb_builder *d)
{
    tb_arena a = { 0 };
    const char *codes = "";
    for (size_t i = 0; i < d->indices && codes != NULL; i++)
        codes = tbi_arena_printf(&a, "%s%s%s", codes, i > 0 ? "," : "", d->index[i]->code);
    hid_t root = H5Gopen2(file, "/", H5P_DEFAULT);
    bool ok = codes != NULL && root >= 0 &&
              tbi_h5_put_int(root, "tangbac_schema", TB_PANEL_SCHEMA) &&
              tbi_h5_put_text(root, "Conventions", "CF-1.8") &&
              tbi_h5_put_text(root, "tangbac_version", TB_VERSION) &&
              tbi_h5_put_text(root, "tangbac_indices", codes) &&
              tbi_h5_put_text(root, "sources_digest", d->digest) &&
              tbi_h5_put_text(root, "tangbac_population", name_population(d));
    tbi_h5_close_group(root);
    tbi_arena_free(&a);
    return ok;
}

/* The bytes of the file with the seal behind them; *out is malloc's. */
static tb_status make_image(char **out, size_t *size, tb_builder *d, const char *path,
                            tb_compose *compose, tb_err *err)
{
    tb_h5_image image;
    /* in the order in which a reader needs them */
    bool ok = tbi_h5_new_image(&image);
    hid_t file = image.file;
    ok = ok && put_root(file, d) && put_units(file, d) && put_spellings(file, d) &&
         put_sources(file, d) && put_pairs(file, d) && tbi_records_put(file, d->record);
    for (size_t i = 0; i < d->indices && ok; i++)
        ok = put_index(file, d, d->index[i], compose);
    char *bytes = NULL;
    size_t n = 0;
    ok = tbi_h5_take_image(&bytes, &n, &image, TB_STORE_SEAL_SIZE + 1) && ok;
    if (!ok) {
        free(bytes);
        return tbi_fail(err, TB_ENOMEM, TB_MSG_PANEL_ENOUGH_MEMORY_WRITE_PANEL, path);
    }
    tb_digest digest;
    char hex[65];
    tbi_digest_start(&digest);
    tbi_digest_add(&digest, bytes, n);
    tbi_digest_end(&digest, hex);
    /* behind the end of HDF5's bytes, where it does not look */
    memcpy(bytes + n, TB_STORE_SEAL, sizeof TB_STORE_SEAL - 1);
    memcpy(bytes + n + sizeof TB_STORE_SEAL - 1, hex, 64);
    bytes[n + TB_STORE_SEAL_SIZE - 1] = '\n';
    *out = bytes;
    *size = n + TB_STORE_SEAL_SIZE;
    return TB_OK;
}

/* HDF5 is entered for the making only: the slow part, writing to the disk, is outside its lock. */
tb_status tbi_store_write(tb_builder *d, const char *path, tb_compose *compose, tb_err *err)
{
    if (tbi_file_is_dir(path))
        return tbi_fail(err, TB_EIO, TB_MSG_PANEL_DIRECTORY_FILE, path);
    tb_h5_quiet quiet;
    char *bytes = NULL;
    size_t size = 0;
    tbi_h5_enter(&quiet);
    tb_status st = make_image(&bytes, &size, d, path, compose, err);
    tbi_h5_leave(&quiet);
    if (st == TB_OK)
        st = tbi_file_save(path, bytes, size, err);
    free(bytes);
    return st;
}
