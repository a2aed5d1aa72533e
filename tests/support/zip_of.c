/* zip_of.c - see zip_of.h; by minizip's writer. */
#include "support/zip_of.h"

#include <minizip/zip.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { AS_IT_IS = 1 }; /* minizip: what is written was packed before */

/* A packed text that can stand beside others like it: it refers to nothing before itself. */
typedef struct packed {
    unsigned char *bytes;
    unsigned n;
    size_t unpacked;
    uLong crc;
} packed;

static bool pack(packed *out, const char *text, int flush)
{
    z_stream z = { 0 };
    unsigned size = (unsigned)strlen(text);
    if (deflateInit2(&z, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    unsigned room = (unsigned)deflateBound(&z, size) + 64;
    *out = (packed){ malloc(room), 0, size, crc32(0, (const Bytef *)text, size) };
    z.next_in = (z_const Bytef *)text;
    z.avail_in = size;
    z.next_out = out->bytes;
    z.avail_out = room;
    int st = out->bytes != NULL ? deflate(&z, flush) : Z_MEM_ERROR;
    out->n = room - z.avail_out;
    deflateEnd(&z);
    return st == (flush == Z_FINISH ? Z_STREAM_END : Z_OK);
}

static bool add_packed(zipFile z, packed *whole, const packed *p)
{
    whole->crc = crc32_combine(whole->crc, p->crc, (z_off_t)p->unpacked);
    whole->unpacked += p->unpacked;
    return zipWriteInFileInZip(z, p->bytes, p->n) == ZIP_OK;
}

/* The filler is packed once, however often it stands there: a large part is made in no time. */
static bool add_bomb(zipFile z, const zip_part *part, const char *filler, size_t times)
{
    packed piece[3] = { { 0 } };
    packed whole = { .crc = crc32(0, NULL, 0) };
    bool ok = pack(&piece[0], part->text, Z_FULL_FLUSH) && pack(&piece[1], filler, Z_FULL_FLUSH) &&
              pack(&piece[2], "", Z_FINISH) &&
              zipOpenNewFileInZip2(z, part->name, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 1,
                                   AS_IT_IS) == ZIP_OK &&
              add_packed(z, &whole, &piece[0]);
    for (size_t i = 0; i < times && ok; i++)
        ok = add_packed(z, &whole, &piece[1]);
    ok = ok && add_packed(z, &whole, &piece[2]) &&
         zipCloseFileInZipRaw64(z, whole.unpacked, whole.crc) == ZIP_OK;
    for (size_t i = 0; i < 3; i++)
        free(piece[i].bytes);
    return ok;
}

static bool add_part(zipFile z, const zip_part *part)
{
    unsigned size = (unsigned)strlen(part->text);
    return zipOpenNewFileInZip(z, part->name, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 1) ==
               ZIP_OK &&
           zipWriteInFileInZip(z, part->text, size) == ZIP_OK && zipCloseFileInZip(z) == ZIP_OK;
}

bool zip_of_bomb(const char *path, const zip_part *part, size_t n, const char *filler, size_t times)
{
    zipFile z = zipOpen(path, APPEND_STATUS_CREATE);
    bool ok = z != NULL;
    for (size_t i = 0; i < n && ok; i++)
        ok = i + 1 == n && times > 0 ? add_bomb(z, &part[i], filler, times) : add_part(z, &part[i]);
    if (z != NULL)
        zipClose(z, NULL);
    return ok;
}

bool zip_of(const char *path, const zip_part *part, size_t n)
{
    return zip_of_bomb(path, part, n, "", 0);
}
