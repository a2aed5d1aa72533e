/* zip_of.c - see zip_of.h; by minizip's writer. */
#include "support/zip_of.h"

#include <minizip/zip.h>
#include <string.h>

static bool add_part(zipFile z, const zip_part *part, size_t times)
{
    unsigned size = (unsigned)strlen(part->text);
    bool ok =
        zipOpenNewFileInZip(z, part->name, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 1) == ZIP_OK;
    for (size_t i = 0; i < times && ok; i++)
        ok = zipWriteInFileInZip(z, part->text, size) == ZIP_OK;
    return ok && zipCloseFileInZip(z) == ZIP_OK;
}

bool zip_of_bomb(const char *path, const zip_part *part, size_t n, size_t times)
{
    zipFile z = zipOpen(path, APPEND_STATUS_CREATE);
    bool ok = z != NULL;
    for (size_t i = 0; i < n && ok; i++)
        ok = add_part(z, &part[i], i + 1 == n ? times : 1);
    if (z != NULL)
        zipClose(z, NULL);
    return ok;
}

bool zip_of(const char *path, const zip_part *part, size_t n)
{
    return zip_of_bomb(path, part, n, 1);
}
