/* archive.c - zip by minizip: every entry has the same date, so that a document has the same bytes
 * whenever it is made. */
#include "render/archive.h"

#include "base/error.h"
#include "base/file.h"
#include "base/stream.h"
#include "messages/render.h"

#include <minizip/zip.h>

/* A folder that cannot be written to is met now, and not after a minute of drawing. Errors:
 * TB_EIO, TB_ENOMEM; then there is nothing to drop. */
tb_status tbi_archive_open(tb_archive *z, const char *path, tb_err *err)
{
    tb_out_file probe;
    tb_status st =
        tbi_out_open(&probe, path, err); /* whether we may write there is asked before the work */
    if (st != TB_OK)
        return st;
    tbi_out_drop(&probe);
    *z = (tb_archive){ 0 };
    z->path = tbi_arena_text(&z->own, path);
    z->beside = tbi_file_beside(&z->own, path);
    if (z->path != NULL && z->beside != NULL)
        z->zip = zipOpen64(z->beside, APPEND_STATUS_CREATE);
    if (z->zip != NULL)
        return TB_OK;
    if (z->beside != NULL)
        tbi_file_remove(z->beside);
    tbi_arena_free(&z->own);
    return tbi_no_memory_of(err, path);
}

/* All files are of 2000-01-01, so that the same page gives the same bytes. After the first failure
 * nothing is added any more.
 * bytes [n] are packed at once and need not stay. The failure is told by tbi_archive_keep. */
void tbi_archive_add(tb_archive *z, const char *name, const char *bytes, size_t n)
{
    zip_fileinfo info = { .tmz_date = { .tm_mday = 1, .tm_mon = 0, .tm_year = 2000 } };
    if (z->failed)
        return;
    int bad = zipOpenNewFileInZip64(z->zip, name, &info, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 6, 0);
    if (bad == ZIP_OK) {
        bad = zipWriteInFileInZip(z->zip, bytes, (unsigned)n);
        int closed = zipCloseFileInZip(z->zip);
        if (bad == ZIP_OK)
            bad = closed;
    }
    z->failed = bad != ZIP_OK;
}

/* The file takes its name only when all entries were written; else the old one stays as it
 * was. z is not to be used afterwards in either case. */
tb_status tbi_archive_keep(tb_archive *z, tb_err *err)
{
    tb_status st = TB_OK;
    bool whole = zipClose(z->zip, NULL) == ZIP_OK && !z->failed;
    z->zip = NULL;
    if (!whole)
        st = tbi_fail(err, TB_EIO, TB_MSG_RENDER_ZIP, z->path);
    if (st == TB_OK)
        st = tbi_file_put(z->beside, z->path, err);
    tbi_archive_drop(z);
    return st;
}

/* Fine after a failure anywhere between opening and keeping. */
void tbi_archive_drop(tb_archive *z)
{
    if (z->zip != NULL)
        (void)zipClose(z->zip, NULL);
    z->zip = NULL;
    tbi_file_remove(z->beside);
    tbi_arena_free(&z->own);
}
