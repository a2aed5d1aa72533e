/* store_write.c - a draft becomes a panel file. The file is made in memory (packed, it is smaller
 * than the cells that it replaces), sealed and put in its place by base/file, so that a full disk
 * is met in one place and leaves the old panel as it was. */
#include "panel/store.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "messages/panel.h"
#include "panel/h5_part.h"

#include <hdf5_hl.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/version.h>

/* bytes of one year of a cube: larger ones are packed at the fastest level */
enum { LARGE = 1 << 20 };
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
    if (g >= 0)
        H5Gclose(g);
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
    if (g >= 0)
        H5Gclose(g);
    if (h >= 0)
        H5Gclose(h);
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
    if (g >= 0)
        H5Gclose(g);
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
    if (g >= 0)
        H5Gclose(g);
    if (h >= 0)
        H5Gclose(h);
    return ok;
}

/* /INDEX/scheme: the rules by span of years, and in tree/ the nodes by span of years. */
static bool put_schemes(hid_t at, const tb_builder_index *x, const tb_indicator *column,
                        const tb_node *n, tb_arena *a)
{
    static const tb_scheme no_scheme;
    static const tb_node no_node;
    const tb_scheme *s = x->schemes > 0 ? x->scheme : &no_scheme;
    const char **code = TB_NEW(a, const char *, x->nodes);
    const char **parent = TB_NEW(a, const char *, x->nodes);
    if (code == NULL || parent == NULL)
        return false;
    for (size_t i = 0; i < x->nodes; i++) {
        code[i] = column[n[i].indicator].code;
        parent[i] = n[i].parent >= 0 ? column[n[i].parent].code : "";
    }
    if (x->nodes == 0)
        n = &no_node;
    hid_t g = tbi_h5_group(at, "scheme");
    hid_t t = g >= 0 ? tbi_h5_group(g, "tree") : H5I_INVALID_HID;
    bool ok = t >= 0 && PUT_TEXTS(g, s, x->schemes, name) &&
              PUT_INTS(g, s, x->schemes, first_year) && PUT_INTS(g, s, x->schemes, last_year) &&
              PUT_TEXTS(g, s, x->schemes, announced) && PUT_TEXTS(g, s, x->schemes, groups);
    ok = ok && tbi_h5_put_texts(t, "code", code, sizeof *code, x->nodes) &&
         tbi_h5_put_texts(t, "parent", parent, sizeof *parent, x->nodes) &&
         PUT_TEXTS(t, n, x->nodes, name_vi) && PUT_TEXTS(t, n, x->nodes, name_en) &&
         PUT_DOUBLES(t, n, x->nodes, min) && PUT_DOUBLES(t, n, x->nodes, max) &&
         PUT_DOUBLES(t, n, x->nodes, weight) && PUT_INTS(t, n, x->nodes, first_year) &&
         PUT_INTS(t, n, x->nodes, last_year) && PUT_TEXTS(t, n, x->nodes, kind) &&
         PUT_TEXTS(t, n, x->nodes, note) && PUT_INTS(t, n, x->nodes, merge) &&
         PUT_TEXTS(t, n, x->nodes, same_as) && PUT_DOUBLES(t, n, x->nodes, factor);
    if (t >= 0)
        H5Gclose(t);
    if (g >= 0)
        H5Gclose(g);
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
    if (g >= 0)
        H5Gclose(g);
    return ok;
}

/* An attribute of one element, as netCDF wants its fill values. */
static bool put_fill(hid_t set, hid_t type, const void *value)
{
    hsize_t one = 1;
    hid_t space = H5Screate_simple(1, &one, NULL);
    hid_t a = H5I_INVALID_HID;
    bool ok = space >= 0 &&
              (a = H5Acreate2(set, "_FillValue", type, space, H5P_DEFAULT, H5P_DEFAULT)) >= 0 &&
              H5Awrite(a, type, value) >= 0;
    if (a >= 0)
        H5Aclose(a);
    if (space >= 0)
        H5Sclose(space);
    return ok;
}

/* A table of years x units x columns, and how it is written. */
typedef struct cube {
    const char *name;
    hid_t type;
    const void *fill; /* NULL: no value means "none" */
    void *year;       /* [units][columns] of one year */
    bool loose;       /* packing is not worth its time */
} cube;

/* Whether packing would take less than a quarter off n < 2^32 figures of many digits, of which the
 * packer makes nothing in a fifth of an import's time: by the entropy of each of their eight bytes
 * (Shannon
 * 1948), over some of them. */
static bool is_dense(const double *x, size_t n)
{
    enum { SAMPLE = 1 << 14 };
    size_t count[8][256] = { { 0 } };
    /* spread by the golden section: a step would fall in with the columns */
    for (uint64_t k = 1; k <= SAMPLE; k++) {
        unsigned char byte[8];
        memcpy(byte, &x[((k * 0x9E3779B97F4A7C15u) >> 32) * n >> 32], sizeof byte);
        for (size_t b = 0; b < 8; b++)
            count[b][byte[b]]++;
    }
    double bits = 0;
    for (size_t b = 0; b < 8; b++)
        for (size_t v = 0; v < 256; v++) {
            double share = (double)count[b][v] / SAMPLE;
            bits -= count[b][v] > 0 ? share * log2(share) : 0;
        }
    return bits > 0.75 * 64;
}

/* Whether one year of a table is more than a megabyte: then time counts for more than bytes. */
static bool is_large(const tb_shape *s, size_t size)
{
    return s->units * s->columns * size > LARGE;
}

/* Data set of years x units x columns with its dimensions; one chunk a year. */
static hid_t open_cube(hid_t at, const cube *c, const tb_shape *s, const hid_t *scale)
{
    hsize_t dims[3] = { s->years, s->units, s->columns };
    /* written and read year by year */
    hsize_t chunk[3] = { 1, s->units, s->columns };
    bool some = s->years > 0 && s->units > 0 && s->columns > 0;
    bool large = is_large(s, H5Tget_size(c->type));
    hid_t space = H5Screate_simple(3, dims, NULL);
    hid_t how = tbi_h5_plan();
    hid_t set = H5I_INVALID_HID;
    bool ok = space >= 0 && how >= 0;
    if (ok && some)
        ok = H5Pset_chunk(how, 3, chunk) >= 0;
    if (ok && some && !c->loose)
        /* bytes of the same weight side by side pack far better than whole numbers do */
        ok = H5Pset_shuffle(how) >= 0 && H5Pset_deflate(how, large ? 1 : 4) >= 0;
    if (ok && some)
        /* a checksum a chunk, for those who read the file with other tools and never see our
         * seal */
        ok = H5Pset_fletcher32(how) >= 0;
    if (ok && c->fill != NULL)
        ok = H5Pset_fill_value(how, c->type, c->fill) >= 0;
    ok = ok && (set = H5Dcreate2(at, c->name, c->type, space, H5P_DEFAULT, how, H5P_DEFAULT)) >= 0;
    for (unsigned i = 0; i < 3 && ok; i++)
        ok = H5DSattach_scale(set, scale[i], i) >= 0;
    if (ok && c->fill != NULL)
        ok = put_fill(set, c->type, c->fill);
    if (how >= 0)
        H5Pclose(how);
    if (space >= 0)
        H5Sclose(space);
    if (ok || set < 0)
        return set;
    H5Dclose(set);
    return H5I_INVALID_HID;
}

/* Writes c->year, which is [units][columns], as year t of the set. */
static bool put_year(hid_t set, const cube *c, const tb_shape *s, size_t t)
{
    hsize_t start[3] = { t, 0, 0 }, count[3] = { 1, s->units, s->columns };
    hid_t file = H5Dget_space(set);
    hid_t memory = H5Screate_simple(3, count, NULL);
    bool ok = file >= 0 && memory >= 0 &&
              H5Sselect_hyperslab(file, H5S_SELECT_SET, start, NULL, count, NULL) >= 0 &&
              H5Dwrite(set, c->type, memory, file, H5P_DEFAULT, c->year) >= 0;
    if (memory >= 0)
        H5Sclose(memory);
    if (file >= 0)
        H5Sclose(file);
    return ok;
}

/* A text attribute of a data set, as the CF conventions have them. */
static bool put_words(hid_t at, const char *set, const char *name, const char *text)
{
    hid_t to = H5Dopen2(at, set, H5P_DEFAULT);
    bool ok = to >= 0 && tbi_h5_put_text(to, name, text);
    if (to >= 0)
        H5Dclose(to);
    return ok;
}

/* What the numbers of a status mean. */
static bool put_flags(hid_t at, const char *set, const char *of)
{
    static const uint8_t values[] = { TB_CELL_PUBLISHED, TB_CELL_DERIVED,   TB_CELL_NOT_HERE,
                                      TB_CELL_WITHHELD,  TB_CELL_NO_SCHEME, TB_CELL_COMPUTED };
    hsize_t n = sizeof values;
    hid_t to = H5Dopen2(at, set, H5P_DEFAULT);
    hid_t space = H5Screate_simple(1, &n, NULL);
    hid_t a = H5I_INVALID_HID;
    bool ok =
        to >= 0 && space >= 0 &&
        (a = H5Acreate2(to, "flag_values", H5T_STD_U8LE, space, H5P_DEFAULT, H5P_DEFAULT)) >= 0 &&
        H5Awrite(a, H5T_NATIVE_UINT8, values) >= 0;
    if (a >= 0)
        H5Aclose(a);
    if (space >= 0)
        H5Sclose(space);
    if (to >= 0)
        H5Dclose(to);
    return ok && put_words(at, set, "long_name", of) &&
           put_words(at, set, "flag_meanings",
                     "published derived not_in_package withheld_by_publisher not_in_existence "
                     "computed");
}

/* units, long_name, flag_values and flag_meanings (CF conventions 1.8). */
static bool put_conventions(hid_t at, const tb_builder_index *x, bool ranks)
{
    bool ok = put_words(at, "value", "long_name", x->name_en) &&
              put_words(at, "value", "units", strcmp(x->unit, "%") == 0 ? "percent" : x->unit) &&
              put_words(at, "rank", "long_name", "published rank") &&
              put_words(at, "rank", "units", "1") &&
              put_words(at, "source", "long_name", "row of /source/id, -1 for none") &&
              put_flags(at, "status", "where the value comes from");
    if (ranks)
        ok = ok && put_flags(at, "rank_status", "where the rank comes from") &&
             put_words(at, "rank_source", "long_name", "row of /source/id of the rank");
    return ok;
}

/* Fills the nodes of one year that its rules make of their parts. room [units][columns]: all are
 * composed of what the draft has before the first one is written. */
static bool compose_year(const tb_year_tables *to, const tb_shape *s, size_t t, tb_index *view,
                         tb_compose *compose, double *room)
{
    view->year = &s->year[t];
    if (!compose(room, view, s->year[t]))
        return false;
    for (size_t at = 0; at < s->units * s->columns; at++) {
        if (isnan(room[at]))
            continue;
        to->value[at] = room[at];
        to->status[at] = TB_CELL_COMPUTED;
    }
    return true;
}

/* The tables of one year, with what its rules make of parts. */
static bool make_year(const tb_year_tables *year, const tb_builder *d, const tb_builder_index *x,
                      const tb_shape *s, size_t t, tb_index *view, tb_compose *compose,
                      double *room)
{
    return tbi_builder_fill(year, d, x, s, t) &&
           (compose == NULL || compose_year(year, s, t, view, compose, room));
}

/* Writes year by year and lets go of the slabs of each year as soon as it is written: the draft has
 * no cells afterwards. scale [3]: of years, units, columns. view, whose years, values and status
 * are set here, is what `compose` sees; the buffers are of one year and used for all. */
static bool put_cubes(hid_t at, const tb_builder *d, tb_builder_index *x, const tb_shape *s,
                      const hid_t *scale, tb_index *view, tb_compose *compose, tb_arena *a)
{
    static const double no_value = NAN;
    static const int16_t no_rank = -1;
    static const int32_t no_source = -1;
    size_t n = s->units * s->columns;
    /* an index without places has no use for where they came from */
    size_t cubes = tbi_builder_has_ranks(x) ? 6 : 4;
    tb_year_tables year = { TB_NEW(a, double, n),
                            TB_NEW(a, int16_t, n),
                            TB_NEW(a, uint8_t, n),
                            TB_NEW(a, int32_t, n),
                            NULL,
                            NULL,
                            TB_NEW(a, unsigned char, s->columns) };
    if (cubes == 6) {
        year.rank_status = TB_NEW(a, uint8_t, n);
        year.rank_source = TB_NEW(a, int32_t, n);
    }
    cube c[6] = { { "value", H5T_IEEE_F64LE, &no_value, year.value, false },
                  { "rank", H5T_STD_I16LE, &no_rank, year.rank, false },
                  { "status", H5T_STD_U8LE, NULL, year.status, false },
                  { "source", H5T_STD_I32LE, &no_source, year.source, false },
                  { "rank_status", H5T_STD_U8LE, NULL, year.rank_status, false },
                  { "rank_source", H5T_STD_I32LE, &no_source, year.rank_source, false } };
    hid_t set[6] = { H5I_INVALID_HID, H5I_INVALID_HID, H5I_INVALID_HID,
                     H5I_INVALID_HID, H5I_INVALID_HID, H5I_INVALID_HID };
    double *room = TB_NEW(a, double, n);
    bool ok = year.scratch != NULL && room != NULL;
    view->n_year = 1;
    view->n_unit = s->units;
    view->n_indicator = s->columns;
    view->value = year.value;
    view->status = year.status;
    bool any = s->years > 0 && n > 0;
    for (size_t k = 0; k < cubes && ok; k++)
        ok = c[k].year != NULL;
    /* the first year is made before the sets are: it tells how they are packed */
    ok = ok && (!any || make_year(&year, d, x, s, 0, view, compose, room));
    c[0].loose =
        ok && any && is_large(s, sizeof *year.value) && n <= UINT32_MAX && is_dense(year.value, n);
    for (size_t k = 0; k < cubes && ok; k++)
        ok = (set[k] = open_cube(at, &c[k], s, scale)) >= 0;
    for (size_t t = 0; t < s->years && ok && any; t++) {
        ok = t == 0 || make_year(&year, d, x, s, t, view, compose, room);
        for (size_t k = 0; k < cubes && ok; k++)
            ok = put_year(set[k], &c[k], s, t);
        tbi_builder_slab_drop(x, s->year[t]);
    }
    for (size_t k = 0; k < cubes; k++)
        if (set[k] >= 0)
            ok = H5Dclose(set[k]) >= 0 && ok;
    return ok && put_conventions(at, x, cubes == 6);
}

/* scale [3] out: the open scales of years, units, columns; negative where one failed, and the
 * caller closes them. text is used for the four columns of texts one after the other. */
static bool put_axes(hid_t at, const tb_builder *d, const tb_builder_index *x, const tb_shape *s,
                     hid_t *scale, tb_arena *a)
{
    const char **unit = TB_NEW(a, const char *, s->units);
    const char **text = TB_NEW(a, const char *, s->columns);
    int16_t *n_ranked = TB_NEW(a, int16_t, s->years);
    if (unit == NULL || text == NULL || n_ranked == NULL)
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
         H5DSattach_scale(set, scale[0], 0) >= 0 && put_fill(set, H5T_STD_I16LE, &unknown);
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
    ok = ok && put_cubes(g, d, x, &s, scale, &view, compose, &a);
    for (size_t i = 0; i < 3; i++)
        if (scale[i] >= 0)
            H5Dclose(scale[i]);
    if (g >= 0)
        H5Gclose(g);
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
    if (root >= 0)
        H5Gclose(root);
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
