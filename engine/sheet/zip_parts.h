/* sheet/zip_parts.h - the parts of a workbook, each handed on piece by piece, none larger than a
 * bound however small it looks when packed. Only home of minizip's reader in this folder. */
#ifndef TB_SHEET_ZIP_PARTS_H
#define TB_SHEET_ZIP_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <tangbac/error.h>

typedef struct tb_zip tb_zip;

/* TB_EDATA when the file is not a zip archive. path is borrowed. */
TB_MUST_CHECK tb_status tbi_zip_open(tb_zip **out, const char *path, tb_err *err);
void tbi_zip_close(tb_zip *z); /* NULL is fine */
/* By its exact name. */
bool tbi_zip_has(tb_zip *z, const char *part);

/* Called with the next bytes of a part, and once with n 0 after the last ones. */
typedef tb_status tbi_zip_take(void *ctx, const char *bytes, size_t n, tb_err *err);
/* Hands a part on. TB_EDATA: there is no such part, it is damaged, or the parts that were read of
 * this archive are larger than 256 MB altogether. */
TB_MUST_CHECK tb_status tbi_zip_read(tb_zip *z, const char *part, tbi_zip_take *take, void *ctx,
                                     tb_err *err);

#endif
