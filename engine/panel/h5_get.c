/* h5_get.c - reading parts of a panel file that may be anybody's. */
#include "panel/h5_part.h"

#include "base/control.h"
#include "base/refusals.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* bytes; a type of the file says its length, and it may say anything */
enum { LONGEST_TEXT = 1 << 20 };

/* Zeroed room for n rows, given back with free(). The arena remembers a refusal, so that the file
 * is not blamed for it. */
static void *make_rows(const tb_h5_reader *r, size_t n, size_t size)
{
    void *p = tbi_calloc(n + 1, size);
    if (p == NULL)
        r->arena->refused = true;
    return p;
}

/* A soft or an external link leads wherever its writer wants. */
bool tbi_h5_has(hid_t at, const char *name)
{
    H5L_info_t link;
    return H5Lexists(at, name, H5P_DEFAULT) > 0 && H5Lget_info(at, name, &link, H5P_DEFAULT) >= 0 &&
           link.type == H5L_TYPE_HARD;
}

/* Whether a data set is stored as we store ours: in this file, by no filter but ours. */
static bool is_stored_here(hid_t set)
{
    hid_t how = H5Dget_create_plist(set);
    H5D_layout_t layout = how >= 0 ? H5Pget_layout(how) : H5D_LAYOUT_ERROR;
    bool ok = layout == H5D_COMPACT || layout == H5D_CONTIGUOUS || layout == H5D_CHUNKED;
    ok = ok && H5Pget_external_count(how) == 0;
    int filters = ok ? H5Pget_nfilters(how) : 0;
    for (int i = 0; i < filters && ok; i++) {
        unsigned flags = 0;
        unsigned config = 0;
        size_t values = 0;
        H5Z_filter_t f = H5Pget_filter2(how, (unsigned)i, &flags, &values, NULL, 0, NULL, &config);
        ok = f == H5Z_FILTER_SHUFFLE || f == H5Z_FILTER_DEFLATE || f == H5Z_FILTER_FLETCHER32;
    }
    if (how >= 0)
        H5Pclose(how);
    return ok && filters >= 0;
}

/* A text of a field of fixed length ends at the first zero or at the end of the field. false also
 * for no memory, which the arena remembers. */
static bool is_plain_text(const tb_h5_reader *r, const char *bytes, size_t size, const char **out)
{
    const char *end = memchr(bytes, '\0', size);
    size_t n = end != NULL ? (size_t)(end - bytes) : size;
    if (!tbi_utf8_valid(bytes, n, NULL) || tbi_control_find(bytes, n) != 0)
        return false;
    return (*out = tbi_arena_text_n(r->arena, bytes, n)) != NULL;
}

/* A scalar attribute of one class; its type is the caller's to close. */
static hid_t open_scalar(hid_t at, const char *name, H5T_class_t class, hid_t *type)
{
    *type = H5I_INVALID_HID;
    if (H5Aexists(at, name) <= 0)
        return H5I_INVALID_HID;
    hid_t a = H5Aopen(at, name, H5P_DEFAULT);
    hid_t space = a >= 0 ? H5Aget_space(a) : H5I_INVALID_HID;
    bool ok = space >= 0 && H5Sget_simple_extent_npoints(space) == 1 &&
              (*type = H5Aget_type(a)) >= 0 && H5Tget_class(*type) == class;
    if (space >= 0)
        H5Sclose(space);
    if (ok)
        return a;
    if (*type >= 0)
        H5Tclose(*type);
    if (a >= 0)
        H5Aclose(a);
    return H5I_INVALID_HID;
}

/* Of either kind of text; HDF5's own memory is given back to it. */
bool tbi_h5_get_text(const tb_h5_reader *r, hid_t at, const char *name, const char **out)
{
    hid_t type, a = open_scalar(at, name, H5T_STRING, &type);
    if (a < 0)
        return false;
    bool ok = false;
    if (H5Tis_variable_str(type) > 0) {
        char *text = NULL;
        ok = H5Aread(a, type, &text) >= 0 && text != NULL &&
             is_plain_text(r, text, strlen(text), out);
        if (text != NULL)
            H5free_memory(text);
    } else {
        size_t size = H5Tget_size(type);
        char *bytes =
            size > 0 && size <= LONGEST_TEXT ? tbi_arena_alloc(r->arena, size + 1, 1) : NULL;
        ok = bytes != NULL && H5Aread(a, type, bytes) >= 0 && is_plain_text(r, bytes, size, out);
    }
    H5Tclose(type);
    H5Aclose(a);
    return ok;
}

/* Any width of integer is converted by HDF5, which clips at the ends of int. */
bool tbi_h5_get_int(hid_t at, const char *name, int *out)
{
    hid_t type, a = open_scalar(at, name, H5T_INTEGER, &type);
    if (a < 0)
        return false;
    bool ok = H5Aread(a, H5T_NATIVE_INT, out) >= 0;
    H5Tclose(type);
    H5Aclose(a);
    return ok;
}

/* Opens a data set of the class and of `rank` dimensions. */
static hid_t open_set(hid_t at, const char *name, H5T_class_t class, int rank, hsize_t *dims,
                      hid_t *type)
{
    *type = H5I_INVALID_HID;
    if (!tbi_h5_has(at, name))
        return H5I_INVALID_HID;
    hid_t set = H5Dopen2(at, name, H5P_DEFAULT);
    hid_t space = set >= 0 ? H5Dget_space(set) : H5I_INVALID_HID;
    bool ok = space >= 0 && is_stored_here(set) && H5Sis_simple(space) > 0 &&
              H5Sget_simple_extent_ndims(space) == rank &&
              H5Sget_simple_extent_dims(space, dims, NULL) == rank;
    ok = ok && (*type = H5Dget_type(set)) >= 0 && H5Tget_class(*type) == class;
    if (space >= 0)
        H5Sclose(space);
    if (ok)
        return set;
    if (*type >= 0)
        H5Tclose(*type);
    if (set >= 0)
        H5Dclose(set);
    return H5I_INVALID_HID;
}

/* Bounded so that n times a row of 64 bytes cannot overflow. */
bool tbi_h5_rows(hid_t at, const char *name, size_t *n)
{
    if (!tbi_h5_has(at, name))
        return false;
    hid_t set = H5Dopen2(at, name, H5P_DEFAULT);
    hid_t space = set >= 0 ? H5Dget_space(set) : H5I_INVALID_HID;
    hsize_t dim = 0;
    bool ok = space >= 0 && H5Sis_simple(space) > 0 && H5Sget_simple_extent_ndims(space) == 1 &&
              H5Sget_simple_extent_dims(space, &dim, NULL) == 1;
    if (space >= 0)
        H5Sclose(space);
    if (set >= 0)
        H5Dclose(set);
    *n = (size_t)dim;
    return ok && dim <= SIZE_MAX / 64;
}

/* memcpy, because rows are structs of any kind and the member's place is only a number here. */
static void put_text(void *first, size_t step, size_t i, const char *text)
{
    memcpy((unsigned char *)first + i * step, &text, sizeof text);
}

/* Texts of one length, as we write them. Bounded by the table's room before anything is
 * allocated. */
static bool read_fixed(const tb_h5_reader *r, hid_t set, hid_t type, void *first, size_t step,
                       size_t n)
{
    size_t size = H5Tget_size(type);
    if (size == 0 || size > LONGEST_TEXT || (n > 0 && size > r->most / n))
        return false;
    char *bytes = make_rows(r, n, size);
    bool ok =
        bytes != NULL && (n == 0 || H5Dread(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes) >= 0);
    /* one block for all texts: each would take a line of the cache otherwise */
    char *own = ok ? tbi_arena_alloc(r->arena, n, size + 1) : NULL;
    ok = ok && own != NULL;
    for (size_t i = 0; i < n && ok; i++) {
        const char *from = bytes + i * size;
        const char *end = memchr(from, '\0', size);
        size_t len = end != NULL ? (size_t)(end - from) : size;
        ok = tbi_utf8_valid(from, len, NULL) && tbi_control_find(from, len) == 0;
        memcpy(own, from, len);
        put_text(first, step, i, own);
        own += len + 1;
    }
    free(bytes);
    return ok;
}

/* Texts of variable length lie in HDF5's memory until H5Dvlen_reclaim; a text that was never
 * written is NULL and counts as "". */
static bool read_variable(const tb_h5_reader *r, hid_t set, hid_t type, void *first, size_t step,
                          size_t n)
{
    if (n > r->most / sizeof(char *))
        return false;
    char **text = make_rows(r, n, sizeof *text);
    hsize_t dim = n;
    hid_t space = H5Screate_simple(1, &dim, NULL);
    bool ok = text != NULL && space >= 0 &&
              (n == 0 || H5Dread(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, text) >= 0);
    for (size_t i = 0; i < n && ok; i++) {
        const char *own = NULL;
        ok = is_plain_text(r, text[i] != NULL ? text[i] : "", text[i] != NULL ? strlen(text[i]) : 0,
                           &own);
        put_text(first, step, i, own);
    }
    if (text != NULL && space >= 0 && n > 0)
        H5Dvlen_reclaim(type, space, H5P_DEFAULT, text);
    if (space >= 0)
        H5Sclose(space);
    free(text);
    return ok;
}

/* Both ways of storing texts are read: we write them at a fixed length, h5py and others do
 * not. */
bool tbi_h5_get_texts(const tb_h5_reader *r, hid_t at, const char *name, void *first, size_t step,
                      size_t n)
{
    hsize_t dim = 0;
    hid_t type, set = open_set(at, name, H5T_STRING, 1, &dim, &type);
    if (set < 0)
        return false;
    bool ok =
        dim == n && (H5Tis_variable_str(type) > 0 ? read_variable(r, set, type, first, step, n)
                                                  : read_fixed(r, set, type, first, step, n));
    H5Tclose(type);
    H5Dclose(set);
    return ok;
}

/* A column of exactly n. A type that is wider than the memory's would be cut off, so it is refused;
 * narrower ones are widened by HDF5. */
static bool read_numbers(hid_t at, const char *name, H5T_class_t class, hid_t memory, size_t size,
                         void *out, size_t n)
{
    hsize_t dim = 0;
    hid_t type, set = open_set(at, name, class, 1, &dim, &type);
    if (set < 0)
        return false;
    bool ok = dim == n && H5Tget_size(type) <= size &&
              (n == 0 || H5Dread(set, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, out) >= 0);
    H5Tclose(type);
    H5Dclose(set);
    return ok;
}

/* Read packed and then spread over the rows, with the check of lo..hi on the way. */
bool tbi_h5_get_ints(const tb_h5_reader *r, hid_t at, const char *name, void *first, size_t step,
                     size_t n, int lo, int hi)
{
    int *packed = n <= r->most / sizeof *packed ? make_rows(r, n, sizeof *packed) : NULL;
    bool ok = packed != NULL &&
              read_numbers(at, name, H5T_INTEGER, H5T_NATIVE_INT, sizeof *packed, packed, n);
    for (size_t i = 0; i < n && ok; i++) {
        ok = packed[i] >= lo && packed[i] <= hi;
        memcpy((unsigned char *)first + i * step, &packed[i], sizeof *packed);
    }
    free(packed);
    return ok;
}

/* Read packed and spread afterwards, as the ints are. n is bounded before anything is
 * allocated. */
bool tbi_h5_get_doubles(const tb_h5_reader *r, hid_t at, const char *name, void *first, size_t step,
                        size_t n)
{
    double *packed = n <= r->most / sizeof *packed ? make_rows(r, n, sizeof *packed) : NULL;
    bool ok = packed != NULL &&
              read_numbers(at, name, H5T_FLOAT, H5T_NATIVE_DOUBLE, sizeof *packed, packed, n);
    for (size_t i = 0; i < n && ok; i++)
        memcpy((unsigned char *)first + i * step, &packed[i], sizeof *packed);
    free(packed);
    return ok;
}

/* A chunk is a year (store_cubes.c), so that nothing is unpacked but what is asked for. */
static bool read_years(hid_t set, hid_t memory, const size_t *dims, size_t first, size_t count,
                       void *out)
{
    hsize_t start[3] = { first, 0, 0 }, some[3] = { count, dims[1], dims[2] };
    hid_t from = H5Dget_space(set);
    hid_t to = H5Screate_simple(3, some, NULL);
    bool ok = from >= 0 && to >= 0 &&
              H5Sselect_hyperslab(from, H5S_SELECT_SET, start, NULL, some, NULL) >= 0 &&
              H5Dread(set, memory, to, from, H5P_DEFAULT, out) >= 0;
    if (to >= 0)
        H5Sclose(to);
    if (from >= 0)
        H5Sclose(from);
    return ok;
}

/* dims [3]: what the axes say; any other shape is damage. `memory` must be as wide as the type of
 * the file. */
bool tbi_h5_get_cube(hid_t at, const char *name, hid_t memory, size_t size, const size_t *dims,
                     size_t first, size_t count, void *out)
{
    hsize_t dim[3] = { 0 };
    hid_t type, set = open_set(at, name, H5Tget_class(memory), 3, dim, &type);
    if (set < 0)
        return false;
    bool ok =
        dim[0] == dims[0] && dim[1] == dims[1] && dim[2] == dims[2] && H5Tget_size(type) == size;
    if (ok && count * dims[1] * dims[2] > 0)
        ok = read_years(set, memory, dims, first, count, out);
    H5Tclose(type);
    H5Dclose(set);
    return ok;
}

/* Rows of a table, and zeroed memory for them. NULL when they cannot be. */
void *tbi_h5_read_rows(const tb_h5_reader *r, hid_t at, const char *column, size_t size, size_t *n)
{
    if (at < 0 || !tbi_h5_rows(at, column, n) || *n > r->most / size)
        return NULL;
    return tbi_arena_alloc(r->arena, *n, size);
}

/* tbi_h5_has first: a soft or an external link would lead out of
 * the file. */
hid_t tbi_h5_open_group(hid_t at, const char *name)
{
    return tbi_h5_has(at, name) ? H5Gopen2(at, name, H5P_DEFAULT) : H5I_INVALID_HID;
}

void tbi_h5_close_group(hid_t g)
{
    if (g >= 0)
        H5Gclose(g);
}
