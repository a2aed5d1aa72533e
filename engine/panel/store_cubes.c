/* store_cubes.c - the tables of years x units x columns of an index in a panel file: how they are
 * packed, what their missing values are called, and the figures that the rules of a year make. */
#include "panel/store_cubes.h"

#include <hdf5_hl.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* bytes of one year of a cube: larger ones are packed at the fastest level */
enum { LARGE = 1 << 20 };

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
 * 1948), over some of them.
 * Entropy of each of the eight byte positions over SAMPLE figures; 64 bits would be noise
 * throughout. */
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

/* Data set of years x units x columns with its dimensions; one chunk a year.
 * A chunk is one year, so that one year can be read without unpacking the others. */
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
        ok = tbi_h5_put_fill(set, c->type, c->fill);
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
    return ok && tbi_h5_put_words(at, set, "long_name", of) &&
           tbi_h5_put_words(
               at, set, "flag_meanings",
               "published derived not_in_package withheld_by_publisher not_in_existence "
               "computed");
}

/* units, long_name, flag_values and flag_meanings (CF conventions 1.8). */
static bool put_conventions(hid_t at, const tb_builder_index *x, bool ranks)
{
    bool ok = tbi_h5_put_words(at, "value", "long_name", x->name_en) &&
              tbi_h5_put_words(at, "value", "units", tbi_h5_unit(x->unit)) &&
              tbi_h5_put_words(at, "rank", "long_name", "published rank") &&
              tbi_h5_put_words(at, "rank", "units", "1") &&
              tbi_h5_put_words(at, "source", "long_name", "row of /source/id, -1 for none") &&
              put_flags(at, "status", "where the value comes from");
    if (ranks)
        ok = ok && put_flags(at, "rank_status", "where the rank comes from") &&
             tbi_h5_put_words(at, "rank_source", "long_name", "row of /source/id of the rank");
    return ok;
}

/* Fills the nodes of one year that its rules make of their parts. room [units][columns]: all are
 * composed of what the draft has before the first one is written.
 * view shows one year to `compose`: its tables are those of `to`. */
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

/* Two passes over years only for the first one, which tells how the values are packed. */
bool tbi_store_put_cubes(hid_t at, const tb_builder *d, tb_builder_index *x, const tb_shape *s,
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
