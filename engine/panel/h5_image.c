/* h5_image.c - bytes of a file that is mapped, read by HDF5 where they stand. */
#include "panel/h5_part.h"

#include <stdint.h>

/* The mapped bytes as a file of HDF5's core driver, without a copy: every "allocation" of the image
 * is the map itself. (H5LTopen_file_image does the same and loses 72 bytes each time.) */
static void *place_image(size_t size, H5FD_file_image_op_t op, void *udata)
{
    const tb_file_map *m = udata;
    (void)op;
    return size <= m->size ? (void *)(uintptr_t)m->data : NULL;
}

/* HDF5 asks for a copy of what is in place already. */
static void *copy_image(void *to, const void *from, size_t size, H5FD_file_image_op_t op,
                        void *udata)
{
    (void)from;
    (void)size;
    (void)op;
    (void)udata;
    return to; /* the same bytes at the same place */
}

/* The map is the caller's, and unmapped by whoever mapped it. */
static herr_t release_image(void *bytes, H5FD_file_image_op_t op, void *udata)
{
    (void)bytes;
    (void)op;
    (void)udata;
    return 0;
}

/* The context that HDF5 copies for each file it opens: the pointer itself is enough. */
static void *is_same_image(void *udata)
{
    return udata;
}

/* Nothing was copied, so there is nothing to free. */
static herr_t keep_image(void *udata)
{
    (void)udata;
    return 0;
}

/* Read-only, so HDF5 has no reason to write to the map. HDF5 refuses an image whose name is that of
 * a file: the name is one that nothing can have. */
hid_t tbi_h5_open_image(tb_file_map *m)
{
    static const char name[] = "/dev/null/tangbac-panel";
    H5FD_file_image_callbacks_t how = { place_image,   copy_image, NULL, release_image,
                                        is_same_image, keep_image, m };
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    hid_t file = H5I_INVALID_HID;
    if (access >= 0 && H5Pset_fapl_core(access, 1 << 16, 0) >= 0 &&
        H5Pset_file_image_callbacks(access, &how) >= 0 &&
        H5Pset_file_image(access, (void *)(uintptr_t)m->data, m->size) >= 0)
        file = H5Fopen(name, H5F_ACC_RDONLY, access);
    if (access >= 0)
        H5Pclose(access);
    return file;
}
