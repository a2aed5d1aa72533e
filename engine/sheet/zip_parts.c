/* zip_parts.c - parts of a zip archive by minizip, with a budget of bytes for the whole archive. */
#include "sheet/zip_parts.h"

#include "base/error.h"
#include "base/refusals.h"
#include "messages/sheet.h"

#include <minizip/unzip.h>
#include <stdlib.h>

enum { PIECE = 1 << 16 };
/* A workbook of 63 rows has 30 KB; a bomb of 10 MB has 10 GB. */
static const size_t budget = (size_t)256 << 20;

struct tb_zip {
    unzFile file;
    const char *path;
    size_t read; /* bytes of all parts so far */
    char piece[PIECE];
};

/* Also for a part that is not there: a whole workbook has it. */
static tb_status refuse_damaged(const tb_zip *z, tb_err *err)
{
    return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_DAMAGED_OPEN_SPREADSHEET_SAVE, z->path);
}

/* z->piece is left unset: it is large, and is written before it is read. */
tb_status tbi_zip_open(tb_zip **out, const char *path, tb_err *err)
{
    *out = NULL;
    tb_zip *z = tbi_malloc(sizeof *z);
    if (z == NULL)
        return tbi_no_memory_of(err, path);
    z->path = path;
    z->read = 0;
    z->file = unzOpen64(path);
    if (z->file == NULL) {
        tb_status st = refuse_damaged(z, err);
        free(z);
        return st;
    }
    *out = z;
    return TB_OK;
}

void tbi_zip_close(tb_zip *z)
{
    if (z == NULL)
        return;
    unzClose(z->file);
    free(z);
}

/* Case counts, as in the standard. */
bool tbi_zip_has(tb_zip *z, const char *part)
{
    return unzLocateFile(z->file, part, 1) == UNZ_OK;
}

/* The taker is called once more with 0 bytes: that is the end of the part. */
static tb_status pass_bytes(tb_zip *z, tbi_zip_take *take, void *ctx, tb_err *err)
{
    for (;;) {
        int got = unzReadCurrentFile(z->file, z->piece, PIECE);
        if (got < 0)
            return refuse_damaged(z, err);
        z->read += (size_t)got;
        if (z->read > budget)
            return tbi_fail(err, TB_EDATA, TB_MSG_SHEET_HOLDS_MORE_MB_WHEN, z->path, budget >> 20);
        tb_status st = take(ctx, z->piece, (size_t)got, err);
        if (st != TB_OK || got == 0)
            return st;
    }
}

/* Bytes are handed on before the checksum is known, so whoever takes them must not act on
 * them until this has said TB_OK. */
tb_status tbi_zip_read(tb_zip *z, const char *part, tbi_zip_take *take, void *ctx, tb_err *err)
{
    if (!tbi_zip_has(z, part) || unzOpenCurrentFile(z->file) != UNZ_OK)
        return refuse_damaged(z, err);
    tb_status st = pass_bytes(z, take, ctx, err);
    /* UNZ_CRCERROR: the bytes are not what was packed */
    int closed = unzCloseCurrentFile(z->file);
    return st == TB_OK && closed != UNZ_OK ? refuse_damaged(z, err) : st;
}
