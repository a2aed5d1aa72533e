/* zip_of.c - see zip_of.h; by minizip's writer. */
#include "support/zip_of.h"

#include <minizip/zip.h>
#include <string.h>

bool zip_of(const char *path, const zip_part *part, size_t n)
{
    zipFile z = zipOpen(path, APPEND_STATUS_CREATE);
    bool ok = z != NULL;
    for (size_t i = 0; i < n && ok; i++) {
        ok = zipOpenNewFileInZip(z, part[i].name, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 1) ==
             ZIP_OK;
        ok = ok && zipWriteInFileInZip(z, part[i].text, (unsigned)strlen(part[i].text)) == ZIP_OK;
        ok = ok && zipCloseFileInZip(z) == ZIP_OK;
    }
    if (z != NULL)
        zipClose(z, NULL);
    return ok;
}
