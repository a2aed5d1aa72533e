/* h5_put.c - writing parts of a panel file. */
#include "base/refusals.h"
#include "panel/h5_part.h"

#include <hdf5_hl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PACKED_FROM = 1 << 16 }; /* bytes: small columns are read faster as they are */

/* HDF5 as distributions build it is not safe for threads: one thread at a time, process-wide */
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

/* May wait for another thread. Not to be called twice by one: the lock is not recursive. */
void tbi_h5_enter(tb_h5_quiet *q)
{
    pthread_mutex_lock(&one_at_a_time);
    *q = (tb_h5_quiet){ 0 };
    H5Eget_auto2(H5E_DEFAULT, &q->print, &q->data);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
}

/* The host's printing first, then the lock: nobody else may see our silence. */
void tbi_h5_leave(const tb_h5_quiet *q)
{
    H5Eset_auto2(H5E_DEFAULT, q->print, q->data);
    pthread_mutex_unlock(&one_at_a_time);
}

/* The core driver's memory is ours: at the end of the file it is kept and not copied, or an import
 * would hold its panel twice. */
static void *make_image_room(size_t size, H5FD_file_image_op_t op, void *udata)
{
    (void)op;
    (void)udata;
    return tbi_malloc(size);
}

/* As realloc, since the block came from tbi_realloc. */
static void *grow_image(void *bytes, size_t size, H5FD_file_image_op_t op, void *udata)
{
    (void)op;
    (void)udata;
    return tbi_realloc(bytes, size);
}

/* Where the driver's memory goes. A file that HDF5 cannot close (no memory to write what is left)
 * stays open until the process ends, so that the record must outlive whoever asked for the file:
 * it counts its holders, the access lists and the one who asked. */
typedef struct tb_h5_memory {
    void *bytes;  /* of malloc, once the file is closed */
    bool is_left; /* nobody waits for the bytes any more */
    unsigned holders;
} tb_h5_memory;

/* The driver gives its memory back when the file closes: that block is the finished file,
 * and is kept. All others go. */
static herr_t keep_bytes(void *bytes, H5FD_file_image_op_t op, void *udata)
{
    tb_h5_memory *m = udata;
    if (op == H5FD_FILE_IMAGE_OP_FILE_CLOSE && m->bytes == NULL && !m->is_left)
        m->bytes = bytes;
    else
        free(bytes);
    return 0;
}

/* The same record for every file access list: HDF5 wants a "copy" of it. */
static void *hold_memory(void *udata)
{
    tb_h5_memory *m = udata;
    m->holders++;
    return m;
}

/* The last holder ends it. */
static herr_t leave_memory(void *udata)
{
    tb_h5_memory *m = udata;
    if (--m->holders == 0)
        free(m);
    return 0;
}

/* HDF5 looks for an old file of this name and would read it whole, so the name is one that no file
 * can have. */
bool tbi_h5_new_image(tb_h5_image *image)
{
    static const char name[] = "/dev/null/tangbac-panel";
    enum { STEP = 1 << 22 };
    tb_h5_memory *memory = tbi_calloc(1, sizeof *memory);
    *image = (tb_h5_image){ .file = H5I_INVALID_HID, .memory = memory };
    if (memory == NULL)
        return false;
    memory->holders = 1;
    H5FD_file_image_callbacks_t ours = { make_image_room, NULL,         grow_image, keep_bytes,
                                         hold_memory,     leave_memory, memory };
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    hid_t how = H5Pcreate(H5P_FILE_CREATE);
    if (access >= 0 && how >= 0 && H5Pset_fapl_core(access, STEP, false) >= 0 &&
        H5Pset_file_image_callbacks(access, &ours) >= 0 &&
        H5Pset_obj_track_times(how, false) >= 0 &&
        H5Pset_link_creation_order(how, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED) >= 0)
        image->file = H5Fcreate(name, H5F_ACC_TRUNC, how, access);
    if (how >= 0)
        H5Pclose(how);
    if (access >= 0)
        H5Pclose(access);
    return image->file >= 0;
}

/* The size is asked for after all is written and before the file is closed: the memory goes on in
 * steps behind it, and closing only gives free room at the end back. The file is closed whatever
 * happens. */
bool tbi_h5_take_image(char **out, size_t *size, tb_h5_image *image, size_t room)
{
    tb_h5_memory *m = image->memory;
    bool ok = image->file >= 0;
    ssize_t n = -1;
    *out = NULL;
    if (m == NULL)
        return false;
    if (ok && H5Fflush(image->file, H5F_SCOPE_GLOBAL) >= 0)
        n = H5Fget_file_image(image->file, NULL, 0);
    ok = ok && H5Fclose(image->file) >= 0 && n > 0 && m->bytes != NULL;
    char *bytes = ok ? tbi_realloc(m->bytes, (size_t)n + room) : NULL;
    if (bytes == NULL)
        free(m->bytes);
    m->bytes = NULL;
    m->is_left = true;
    leave_memory(m);
    if (bytes == NULL)
        return false;
    *out = bytes;
    *size = (size_t)n;
    return true;
}

/* Without time stamps, so that the same tables give the same bytes. */
hid_t tbi_h5_group(hid_t at, const char *name)
{
    hid_t how = H5Pcreate(H5P_GROUP_CREATE);
    hid_t g = H5I_INVALID_HID;
    /* netCDF lists variables in the order in which they were made */
    if (how >= 0 && H5Pset_obj_track_times(how, false) >= 0 &&
        H5Pset_link_creation_order(how, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED) >= 0)
        g = H5Gcreate2(at, name, H5P_DEFAULT, how, H5P_DEFAULT);
    if (how >= 0)
        H5Pclose(how);
    return g;
}

/* Negative when HDF5 refuses; to be closed by the caller. */
hid_t tbi_h5_plan(void)
{
    hid_t how = H5Pcreate(H5P_DATASET_CREATE);
    if (how >= 0 && H5Pset_obj_track_times(how, false) >= 0)
        return how;
    if (how >= 0)
        H5Pclose(how);
    return H5I_INVALID_HID;
}

/* UTF-8 of `size` bytes without an end mark (a text may fill its field), or of variable length with
 * one. To be closed. */
static hid_t make_text_type(size_t size)
{
    hid_t t = H5Tcopy(H5T_C_S1);
    if (t < 0)
        return t;
    if (H5Tset_size(t, size) >= 0 && H5Tset_cset(t, H5T_CSET_UTF8) >= 0 &&
        H5Tset_strpad(t, size == H5T_VARIABLE ? H5T_STR_NULLTERM : H5T_STR_NULLPAD) >= 0)
        return t;
    H5Tclose(t);
    return H5I_INVALID_HID;
}

/* An attribute of which file and memory have the same type; space is closed. */
static bool put_attribute_of(hid_t at, const char *name, hid_t type, hid_t space, const void *value)
{
    hid_t a = H5I_INVALID_HID;
    bool ok = space >= 0 &&
              (a = H5Acreate2(at, name, type, space, H5P_DEFAULT, H5P_DEFAULT)) >= 0 &&
              H5Awrite(a, type, value) >= 0;
    if (a >= 0)
        H5Aclose(a);
    if (space >= 0)
        H5Sclose(space);
    return ok;
}

static bool put_attribute(hid_t at, const char *name, hid_t type, const void *value)
{
    return put_attribute_of(at, name, type, H5Screate(H5S_SCALAR), value);
}

/* netCDF wants it to have one element and not to be scalar. */
bool tbi_h5_put_fill(hid_t set, hid_t type, const void *value)
{
    hsize_t one = 1;
    return put_attribute_of(set, "_FillValue", type, H5Screate_simple(1, &one, NULL), value);
}

/* "%" is no unit of UDUNITS. */
const char *tbi_h5_unit(const char *unit)
{
    return strcmp(unit, "%") == 0 ? "percent" : unit;
}

/* As the CF conventions have units, long_name and their like. */
bool tbi_h5_put_words(hid_t at, const char *set, const char *name, const char *text)
{
    hid_t to = H5Dopen2(at, set, H5P_DEFAULT);
    bool ok = to >= 0 && tbi_h5_put_text(to, name, text);
    if (to >= 0)
        H5Dclose(to);
    return ok;
}

/* Variable length, though it costs a heap in the file. */
bool tbi_h5_put_text(hid_t at, const char *name, const char *text)
{
    /* h5py gives these as str, fixed-length ones as bytes */
    hid_t type = make_text_type(H5T_VARIABLE);
    bool ok = type >= 0 && put_attribute(at, name, type, &text);
    if (type >= 0)
        H5Tclose(type);
    return ok;
}

bool tbi_h5_put_int(hid_t at, const char *name, int value)
{
    return put_attribute(at, name, H5T_NATIVE_INT, &value);
}

/* A one-dimensional data set; larger ones are packed. */
static bool put_column(hid_t at, const char *name, hid_t file_type, hid_t type, size_t size,
                       const void *data, size_t n)
{
    hsize_t dim = n;
    hid_t space = H5Screate_simple(1, &dim, NULL);
    hid_t how = tbi_h5_plan();
    hid_t set = H5I_INVALID_HID;
    bool ok = space >= 0 && how >= 0;
    if (ok && n * size > PACKED_FROM)
        ok = H5Pset_chunk(how, 1, &dim) >= 0 && H5Pset_shuffle(how) >= 0 &&
             H5Pset_deflate(how, 3) >= 0 && H5Pset_fletcher32(how) >= 0;
    if (ok)
        ok = (set = H5Dcreate2(at, name, file_type, space, H5P_DEFAULT, how, H5P_DEFAULT)) >= 0;
    if (ok && n > 0)
        ok = H5Dwrite(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data) >= 0;
    if (set >= 0)
        ok = H5Dclose(set) >= 0 && ok;
    if (how >= 0)
        H5Pclose(how);
    if (space >= 0)
        H5Sclose(space);
    return ok;
}

/* The element i of a member that stands every `step` bytes. */
static const void *get_nth(const void *first, size_t step, size_t i)
{
    return (const unsigned char *)first + i * step;
}

/* NULL is "": rows of static tables leave members out. */
static const char *get_nth_text(const void *first, size_t step, size_t i)
{
    const char *text;
    memcpy(&text, get_nth(first, step, i), sizeof text);
    return text != NULL ? text : "";
}

/* The width is that of the longest text and at least 1: HDF5 has no type of width 0. */
bool tbi_h5_put_texts(hid_t at, const char *name, const void *first, size_t step, size_t n)
{
    size_t longest = 1;
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(get_nth_text(first, step, i));
        if (len > longest)
            longest = len;
    }
    if (n > 0 && longest > SIZE_MAX / n)
        return false;
    char *packed = tbi_calloc(n > 0 ? n : 1, longest);
    hid_t type = make_text_type(longest);
    bool ok = packed != NULL && type >= 0;
    for (size_t i = 0; i < n && ok; i++) {
        const char *text = get_nth_text(first, step, i);
        memcpy(packed + i * longest, text, strlen(text));
    }
    ok = ok && put_column(at, name, type, type, longest, packed, n);
    if (type >= 0)
        H5Tclose(type);
    free(packed);
    return ok;
}

/* Members of rows are not side by side, and HDF5 writes what is: packed first. */
static bool put_members(hid_t at, const char *name, hid_t file_type, hid_t type, size_t size,
                        const void *first, size_t step, size_t n)
{
    unsigned char *packed = tbi_calloc(n > 0 ? n : 1, size);
    if (packed == NULL)
        return false;
    for (size_t i = 0; i < n; i++)
        memcpy(packed + i * size, get_nth(first, step, i), size);
    bool ok = put_column(at, name, file_type, type, size, packed, n);
    free(packed);
    return ok;
}

/* The file has 32 bits, little-endian, on every machine. */
bool tbi_h5_put_ints(hid_t at, const char *name, const void *first, size_t step, size_t n)
{
    return put_members(at, name, H5T_STD_I32LE, H5T_NATIVE_INT, sizeof(int), first, step, n);
}

/* The file has IEEE doubles, little-endian. */
bool tbi_h5_put_doubles(hid_t at, const char *name, const void *first, size_t step, size_t n)
{
    return put_members(at, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, sizeof(double), first, step, n);
}

/* A dimension scale, left open for those that attach it; negative when refused. */
static hid_t put_scale(hid_t at, const char *name, hid_t file_type, hid_t type, const void *data,
                       size_t n)
{
    hsize_t dim = n;
    hid_t space = H5Screate_simple(1, &dim, NULL);
    hid_t how = tbi_h5_plan();
    hid_t set = space >= 0 && how >= 0
                    ? H5Dcreate2(at, name, file_type, space, H5P_DEFAULT, how, H5P_DEFAULT)
                    : H5I_INVALID_HID;
    bool ok = set >= 0 &&
              (n == 0 || H5Dwrite(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data) >= 0) &&
              H5DSset_scale(set, name) >= 0;
    if (how >= 0)
        H5Pclose(how);
    if (space >= 0)
        H5Sclose(space);
    if (ok)
        return set;
    if (set >= 0)
        H5Dclose(set);
    return H5I_INVALID_HID;
}

/* Called "year" in every group, so that xarray lines the indices up along it. */
hid_t tbi_h5_put_year_scale(hid_t at, const int *year, size_t n)
{
    return put_scale(at, "year", H5T_STD_I32LE, H5T_NATIVE_INT, year, n);
}

/* For axes that are numbers without a calendar, such as draws. */
hid_t tbi_h5_put_int_scale(hid_t at, const char *name, const int *value, size_t n)
{
    return put_scale(at, name, H5T_STD_I32LE, H5T_NATIVE_INT, value, n);
}

/* Variable length, since xarray reads fixed-length texts as bytes. */
hid_t tbi_h5_put_text_scale(hid_t at, const char *name, const char *const *text, size_t n)
{
    hid_t type = make_text_type(H5T_VARIABLE);
    hid_t set = type >= 0 ? put_scale(at, name, type, type, text, n) : H5I_INVALID_HID;
    if (type >= 0)
        H5Tclose(type);
    return set;
}

/* scale stays the caller's to close. */
bool tbi_h5_put_along(hid_t at, const char *name, const char *const *text, size_t n, hid_t scale)
{
    hsize_t dim = n;
    hid_t type = make_text_type(H5T_VARIABLE);
    hid_t space = H5Screate_simple(1, &dim, NULL);
    hid_t how = tbi_h5_plan();
    hid_t set = H5I_INVALID_HID;
    bool ok = type >= 0 && space >= 0 && how >= 0 &&
              (set = H5Dcreate2(at, name, type, space, H5P_DEFAULT, how, H5P_DEFAULT)) >= 0;
    ok = ok && (n == 0 || H5Dwrite(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, text) >= 0) &&
         H5DSattach_scale(set, scale, 0) >= 0;
    if (set >= 0)
        ok = H5Dclose(set) >= 0 && ok;
    if (how >= 0)
        H5Pclose(how);
    if (space >= 0)
        H5Sclose(space);
    if (type >= 0)
        H5Tclose(type);
    return ok;
}
