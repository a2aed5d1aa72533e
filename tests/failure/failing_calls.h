/* failing_calls.h - calls that may fail though nothing is wrong with the arguments: name, type,
 * parameters, arguments, what a failure gives. Of those that end something (close) the work is done
 * all the same. */
/* clang-format off */
#define FAILING_CALLS(F, E) \
    F(int, fstat, (int fd, struct stat *s), (fd, s), -1) \
    F(ssize_t, read, (int fd, void *to, size_t n), (fd, to, n), -1) \
    F(ssize_t, write, (int fd, const void *from, size_t n), (fd, from, n), -1) \
    F(int, open, (const char *path, int how, ...), (path, how, 0666), -1) \
    F(pid_t, fork, (void), (), -1) \
    F(int, fsync, (int fd), (fd), -1) \
    E(int, close, (int fd), (fd), -1) \
    F(int, rename, (const char *from, const char *to), (from, to), -1) \
    F(int, linkat, (int a, const char *from, int b, const char *to, int how), (a, from, b, to, how), -1) \
    F(int, unlink, (const char *path), (path), -1) \
    F(int, mkdir, (const char *path, mode_t mode), (path, mode), -1) \
    F(int, pipe, (int *ends), (ends), -1) \
    F(FILE *, fdopen, (int fd, const char *mode), (fd, mode), NULL) \
    F(DIR *, opendir, (const char *path), (path), NULL) \
    F(void *, mmap, (void *at, size_t n, int how, int flags, int fd, off_t from), (at, n, how, flags, fd, from), MAP_FAILED) \
    F(ssize_t, getrandom, (void *to, size_t n, unsigned flags), (to, n, flags), -1) \
    F(char *, realpath, (const char *path, char *to), (path, to), NULL) \
    F(hid_t, H5Fopen, (const char *path, unsigned how, hid_t access), (path, how, access), -1) \
    F(hid_t, H5Fcreate, (const char *path, unsigned how, hid_t make, hid_t access), (path, how, make, access), -1) \
    F(herr_t, H5Fflush, (hid_t at, H5F_scope_t scope), (at, scope), -1) \
    E(herr_t, H5Fclose, (hid_t at), (at), -1) \
    F(ssize_t, H5Fget_file_image, (hid_t at, void *to, size_t n), (at, to, n), -1) \
    F(hid_t, H5Gopen2, (hid_t at, const char *name, hid_t how), (at, name, how), -1) \
    F(hid_t, H5Gcreate2, (hid_t at, const char *name, hid_t a, hid_t b, hid_t c), (at, name, a, b, c), -1) \
    E(herr_t, H5Gclose, (hid_t at), (at), -1) \
    F(hid_t, H5Dopen2, (hid_t at, const char *name, hid_t how), (at, name, how), -1) \
    F(hid_t, H5Dcreate2, (hid_t at, const char *name, hid_t type, hid_t space, hid_t a, hid_t b, hid_t c), (at, name, type, space, a, b, c), -1) \
    F(herr_t, H5Dwrite, (hid_t set, hid_t type, hid_t a, hid_t b, hid_t how, const void *from), (set, type, a, b, how, from), -1) \
    F(herr_t, H5Dread, (hid_t set, hid_t type, hid_t a, hid_t b, hid_t how, void *to), (set, type, a, b, how, to), -1) \
    F(hid_t, H5Dget_space, (hid_t set), (set), -1) \
    F(hid_t, H5Dget_type, (hid_t set), (set), -1) \
    F(hid_t, H5Dget_create_plist, (hid_t set), (set), -1) \
    E(herr_t, H5Dclose, (hid_t at), (at), -1) \
    F(hid_t, H5Screate, (H5S_class_t kind), (kind), -1) \
    F(hid_t, H5Screate_simple, (int rank, const hsize_t *dims, const hsize_t *most), (rank, dims, most), -1) \
    F(herr_t, H5Sselect_hyperslab, (hid_t space, H5S_seloper_t how, const hsize_t *a, const hsize_t *b, const hsize_t *c, const hsize_t *d), (space, how, a, b, c, d), -1) \
    F(int, H5Sget_simple_extent_dims, (hid_t space, hsize_t *dims, hsize_t *most), (space, dims, most), -1) \
    F(hid_t, H5Tcopy, (hid_t type), (type), -1) \
    F(herr_t, H5Tset_size, (hid_t type, size_t n), (type, n), -1) \
    F(hid_t, H5Pcreate, (hid_t kind), (kind), -1) \
    F(herr_t, H5Pset_chunk, (hid_t how, int rank, const hsize_t *dims), (how, rank, dims), -1) \
    F(herr_t, H5Pset_deflate, (hid_t how, unsigned level), (how, level), -1) \
    F(herr_t, H5Pset_fapl_core, (hid_t how, size_t step, hbool_t kept), (how, step, kept), -1) \
    F(hid_t, H5Acreate2, (hid_t at, const char *name, hid_t type, hid_t space, hid_t a, hid_t b), (at, name, type, space, a, b), -1) \
    F(herr_t, H5Awrite, (hid_t at, hid_t type, const void *from), (at, type, from), -1) \
    F(hid_t, H5Aopen, (hid_t at, const char *name, hid_t how), (at, name, how), -1) \
    F(herr_t, H5Aread, (hid_t at, hid_t type, void *to), (at, type, to), -1) \
    F(hid_t, H5Aget_type, (hid_t at), (at), -1) \
    F(hid_t, H5Aget_space, (hid_t at), (at), -1) \
    E(herr_t, H5Aclose, (hid_t at), (at), -1) \
    F(herr_t, H5DSset_scale, (hid_t set, const char *name), (set, name), -1) \
    F(herr_t, H5DSattach_scale, (hid_t set, hid_t scale, unsigned at), (set, scale, at), -1)
/* clang-format on */
