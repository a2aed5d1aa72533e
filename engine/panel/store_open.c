/* store_open.c - whether the bytes of a panel file may be given to HDF5, and by which process
 * first. The bytes are read once: what was digested is what HDF5 sees, whatever happens to the file
 * meanwhile. */
#include "panel/store.h"

#include "base/child.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "base/opts.h"
#include "messages/panel.h"
#include "panel/store_read.h"
#include "text/utf8.h"

#include <string.h>

/* Deflate packs at most about 1032 to 1, so no honest table is larger than this many times its
 * file. */
enum { UNPACKS_TO = 1100, SPARE_BYTES = 1 << 20, UNSEALED_MOST = 1 << 30 };

/* Bytes that are digested at a time: a file of this country is one piece. */
enum { DIGESTED = 1 << 24 };

/* Where HDF5 says that its bytes end (format specification, superblock version 0, which we write;
 * offsets of eight bytes); 0 for other versions.
 * The end-of-file address stands at byte 40, little endian, behind the 8-byte base and free-space
 * addresses. */
static uint64_t find_end_of_hdf5(const tb_file_map *m)
{
    const unsigned char *b = (const unsigned char *)m->data;
    uint64_t end = 0;
    if (b[8] != 0 || b[13] != 8)
        return 0;
    for (int i = 7; i >= 0; i--)
        end = end << 8 | b[40 + i];
    return end;
}

/* Bytes that are not as they were: another program has the file open for writing, as the flags of
 * the superblock say (versions 0 and 1: byte 20, later ones: byte 11; bit 0 writing, bit 2 SWMR),
 * or did not close it; else damage. */
static tb_status refuse_changed(const tb_panel *p, const tb_file_map *m, const char *where,
                                const char *where_vi, tb_err *err)
{
    unsigned flags = (unsigned char)m->data[m->data[8] < 2 ? 20 : 11];
    if ((flags & 5) != 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_OPEN_ELSEWHERE, p->path);
    return tbi_store_refuse_damaged(p->path, where, where_vi, err);
}

/* Whether the bytes may be given to HDF5. Digests the whole file on the way.
 * A sealed file whose digest is right needs no distrust: its bytes are those that an import
 * wrote. */
static tb_status check_bytes(tb_panel *p, bool *has_seal, const tb_file_map *m, tb_err *err)
{
    static const char signature[] = "\x89HDF\r\n\x1a\n";
    if (m->size == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_EMPTY_PANEL, p->path);
    if (m->size < 64 || memcmp(m->data, signature, 8) != 0)
        return tbi_store_refuse_foreign(p->path, err);
    const char *seal = m->size > TB_STORE_SEAL_SIZE ? m->data + m->size - TB_STORE_SEAL_SIZE : NULL;
    bool sealed = seal != NULL && memcmp(seal, TB_STORE_SEAL, sizeof TB_STORE_SEAL - 1) == 0;
    *has_seal = sealed;
    if (!sealed && find_end_of_hdf5(m) != 0 && find_end_of_hdf5(m) != m->size)
        return refuse_changed(p, m, TB_MSG_PANEL_CUT_OFF, err);
    tb_digest whole;
    tbi_digest_start(&whole);
    size_t body_size = sealed ? m->size - TB_STORE_SEAL_SIZE : m->size;
    for (size_t at = 0; at < body_size; at += DIGESTED) {
        size_t n = body_size - at < DIGESTED ? body_size - at : DIGESTED;
        tbi_digest_add(&whole, m->data + at, n);
        /* what is not asked for shall not stay in memory because it was digested */
        tbi_file_map_drop(m, at, n);
    }
    /* the seal is of the bytes before it, the digest of the panel of all bytes, the seal
     * included */
    if (sealed) {
        tb_digest body = whole;
        char hex[65];
        tbi_digest_end(&body, hex);
        if (memcmp(hex, seal + sizeof TB_STORE_SEAL - 1, 64) != 0)
            return refuse_changed(p, m, TB_MSG_PANEL_OTHER_BYTES, err);
        tbi_digest_add(&whole, seal, TB_STORE_SEAL_SIZE);
    }
    tbi_digest_end(&whole, p->digest);
    return TB_OK;
}

/* HDF5 opens the image, and everything that is wanted is read.
 * most: deflate packs at most 1032 to 1, so no honest table is larger than UNPACKS_TO times its
 * file. */
static tb_status read_image(tb_panel *p, tb_file_map *m, bool sealed, const tb_panel_opts *o,
                            tb_err *err)
{
    size_t most = m->size * UNPACKS_TO + SPARE_BYTES;
    /* a stranger's file may not make us take what memory it likes */
    if (!sealed && most > UNSEALED_MOST)
        most = UNSEALED_MOST;
    tb_h5_quiet quiet;
    tbi_h5_enter(&quiet);
    H5PLset_loading_state(0); /* a filter of a file is no reason to load a library */
    hid_t file = tbi_h5_open_image(m);
    tb_status st = file >= 0 ? tbi_store_read_all(p, file, most, o, err)
                             : tbi_store_refuse_damaged(p->path, TB_MSG_PANEL_CUT_OFF, err);
    if (file >= 0)
        H5Fclose(file);
    tbi_h5_leave(&quiet);
    return st;
}

/* What the child process needs; it sees the map as this process does. */
typedef struct first_read {
    tb_file_map *map;
    const char *path;
    const tb_panel_opts *opts;
} first_read;

/* Runs in the child: what it allocates goes with it. Why the file is refused, or nothing. */
static bool read_in_child(void *ctx, FILE *to)
{
    first_read *f = ctx;
    tb_err why = TB_ERR_INIT;
    tb_panel *p = tbi_panel_blank(f->path);
    if (p == NULL || read_image(p, f->map, false, f->opts, &why) == TB_OK)
        return p != NULL;
    return !p->own.refused && fwrite(&why, sizeof why, 1, to) == 1;
}

/* The refusal that the other process told, which the file may have taken over: no status but those
 * of files, and texts that are text. */
static tb_status repeat_refusal(const char *path, const tb_buf *told, tb_err *err)
{
    tb_err why = TB_ERR_INIT;
    if (told->size == sizeof why)
        memcpy(&why, told->data, sizeof why);
    why.message[TB_ERR_TEXT - 1] = why.message_vi[TB_ERR_TEXT - 1] = '\0';
    if (why.status != TB_EDATA || !tbi_utf8_valid(why.message, strlen(why.message), NULL) ||
        !tbi_utf8_valid(why.message_vi, strlen(why.message_vi), NULL))
        return tbi_store_refuse_damaged(path, TB_MSG_PANEL_PARTS, err);
    return tbi_fail_texts(err, why.status, why.message, why.message_vi);
}

/* HDF5 1.10 crashes on some files that were built to make it, takes what memory they ask for, or
 * says at the end of the process that it cannot close itself: a file without our seal is read by
 * another process first, and by this one only when that went well.
 * 15 seconds and UNSEALED_MOST bytes: more than any panel of this country takes. */
static tb_status try_in_child(tb_file_map *m, const char *path, const tb_panel_opts *o, tb_err *err)
{
    static const tb_child_limits limits = { 15, UNSEALED_MOST, sizeof(tb_err) };
    first_read f = { m, path, o };
    tb_child_end end = TB_CHILD_REFUSED;
    tb_buf told = { 0 };
    tb_status st = tbi_child_tell(&end, &told, read_in_child, &f, &limits, err);
    if (st == TB_OK && end == TB_CHILD_DONE && told.size > 0)
        st = repeat_refusal(path, &told, err);
    else if (st == TB_OK && end == TB_CHILD_DIED)
        st = tbi_store_refuse_damaged(path, TB_MSG_PANEL_PARTS, err);
    else if (st == TB_OK && end != TB_CHILD_DONE) /* beyond a limit, or no memory within it */
        st = tbi_store_refuse_damaged(path, TB_MSG_PANEL_TOO_COSTLY, err);
    tbi_buf_free(&told);
    return st;
}

/* Files of other tools are read only when the caller asks for it (tb_panel_opts.unsealed). */
static tb_status refuse_unsealed(const char *path, tb_err *err)
{
    return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_NO_SEAL, path);
}

/* A sealed file is believed once its digest is right; any other is read by a child process
 * first, and only on demand. Everything is in the panel's arena, so the map can go before
 * this returns.
 * Errors: TB_EIO, TB_EDATA, TB_EARG, TB_ENOMEM; *out is NULL then. */
tb_status tb_panel_open_as(tb_panel **out, const char *path, const tb_panel_opts *o, tb_err *err)
{
    *out = NULL;
    tb_panel_opts usual = TB_PANEL_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    tb_file_map m = { 0 };
    bool sealed = false;
    tb_status st = tbi_file_open_map(&m, path, err);
    if (st != TB_OK)
        return st;
    tb_panel *p = tbi_panel_blank(path);
    st = p != NULL ? check_bytes(p, &sealed, &m, err) : tbi_no_memory_of(err, path);
    if (st == TB_OK && !sealed)
        st = o->unsealed ? try_in_child(&m, path, o, err) : refuse_unsealed(path, err);
    if (st == TB_OK)
        st = read_image(p, &m, sealed, o, err);
    tbi_file_unmap(&m);
    /* a table that found no memory was reported as damage on the way */
    if (st == TB_EDATA && p != NULL && p->own.refused)
        st = tbi_no_memory_of(err, path);
    if (st != TB_OK) {
        tb_panel_free(p);
        return st;
    }
    *out = p;
    return TB_OK;
}

/* As tb_panel_open_as with what is usual. */
tb_status tb_panel_open(tb_panel **out, const char *path, const char *const *indices, tb_err *err)
{
    tb_panel_opts o = TB_PANEL_OPTS_INIT;
    o.indices = indices;
    return tb_panel_open_as(out, path, &o, err);
}
