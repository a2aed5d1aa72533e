/* panel/h5_part.h - the few things that the panel file needs of HDF5, each checked: groups,
 * attributes, plain tables, dimension scales.
 *
 * Reading believes nothing: types, shapes and sizes are looked at before anything is allocated.
 * HDF5 is not safe for threads and prints when it fails; tbi_h5_enter and tbi_h5_leave stand around
 * every use: one thread at a time, the host's error printing switched off and restored.
 */
#ifndef TB_PANEL_H5_PART_H
#define TB_PANEL_H5_PART_H

#include "base/arena.h"
#include "base/file.h"

#include <hdf5.h>
#include <stdbool.h>

/* The host's way to print errors of HDF5, to be put back by tbi_h5_leave. */
typedef struct tb_h5_quiet {
    H5E_auto2_t print;
    void *data;
} tb_h5_quiet;
void tbi_h5_enter(tb_h5_quiet *q);
void tbi_h5_leave(const tb_h5_quiet *q);

/* Opens a mapped file where it stands, for reading; the map must outlive it. Negative: not a file
 * of HDF5, or not whole. */
hid_t tbi_h5_open_image(tb_file_map *m);

/* Takes a negative one too: what was refused is not open. */
void tbi_h5_close_group(hid_t g);

/* ---- Writing: false when HDF5 refuses ---- */
hid_t tbi_h5_group(hid_t at, const char *name); /* made; negative when refused */
/* A file in memory, to be taken once whether making it went well or not. */
typedef struct tb_h5_image {
    hid_t file;
    struct tb_h5_memory *memory; /* NULL: there was none for it */
} tb_h5_image;
bool tbi_h5_new_image(tb_h5_image *image);
/* Its bytes (malloc's, with `room` bytes behind them); the file is closed, true or false. */
bool tbi_h5_take_image(char **out, size_t *size, tb_h5_image *image, size_t room);
/* creation properties of a data set: no time stamps, so that the same tables give the same bytes */
hid_t tbi_h5_plan(void);
bool tbi_h5_put_text(hid_t at, const char *name, const char *text);
bool tbi_h5_put_int(hid_t at, const char *name, int value);
/* The attribute _FillValue of one element, as netCDF wants it. value: of `type`. */
bool tbi_h5_put_fill(hid_t set, hid_t type, const void *value);
/* A text attribute of the data set `set` of `at`. */
bool tbi_h5_put_words(hid_t at, const char *set, const char *name, const char *text);
/* The unit of an index as the CF conventions spell it. */
const char *tbi_h5_unit(const char *unit);
/* A column of a plain table: fixed-length UTF-8 of the longest text. step: bytes from one text
 * pointer to the next. */
bool tbi_h5_put_texts(hid_t at, const char *name, const void *first, size_t step, size_t n);
/* of int */
bool tbi_h5_put_ints(hid_t at, const char *name, const void *first, size_t step, size_t n);
/* of double */
bool tbi_h5_put_doubles(hid_t at, const char *name, const void *first, size_t step, size_t n);
/* A dimension of its group and its scale; the text one has variable length, as xarray likes it. The
 * open data set, to be closed; negative when refused. */
hid_t tbi_h5_put_year_scale(hid_t at, const int *year, size_t n);
hid_t tbi_h5_put_int_scale(hid_t at, const char *name, const int *value, size_t n);
hid_t tbi_h5_put_text_scale(hid_t at, const char *name, const char *const *text, size_t n);
/* Variable-length texts along a dimension. */
bool tbi_h5_put_along(hid_t at, const char *name, const char *const *text, size_t n, hid_t scale);

/* ---- Reading: false when it is not there or is not what it must be ---- */
typedef struct tb_h5_reader {
    tb_arena *arena;
    size_t most; /* no single table may take more bytes than this */
} tb_h5_reader;
bool tbi_h5_get_text(const tb_h5_reader *r, hid_t at, const char *name, const char **out);
bool tbi_h5_get_int(hid_t at, const char *name, int *out);
bool tbi_h5_has(hid_t at, const char *name); /* a link of that name */
/* A group to be closed, or negative. */
hid_t tbi_h5_open_group(hid_t at, const char *name);
/* Rows of a one-dimensional table. */
bool tbi_h5_rows(hid_t at, const char *name, size_t *n);
/* The same, and zeroed memory for them; NULL when they cannot be. */
void *tbi_h5_read_rows(const tb_h5_reader *r, hid_t at, const char *column, size_t size, size_t *n);
/* A column of exactly n rows into memory at `first`, one every `step` bytes. */
bool tbi_h5_get_texts(const tb_h5_reader *r, hid_t at, const char *name, void *first, size_t step,
                      size_t n);
bool tbi_h5_get_ints(const tb_h5_reader *r, hid_t at, const char *name, void *first, size_t step,
                     size_t n, int lo, int hi);
bool tbi_h5_get_doubles(const tb_h5_reader *r, hid_t at, const char *name, void *first, size_t step,
                        size_t n);
/* Years first .. first + count - 1 of a table of years x units x columns (dims [3]), in memory of
 * `type`: out [count][dims[1]][dims[2]]. */
bool tbi_h5_get_cube(hid_t at, const char *name, hid_t type, size_t size, const size_t *dims,
                     size_t first, size_t count, void *out);

#endif
