/* open_sheets.c - which reader a file needs, by its first bytes and not by its name. */
#include "sheet/sheet.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "base/refusals.h"
#include "base/stream.h"
#include "messages/sheet.h"
#include "sheet/zip_parts.h"

#include <stdlib.h>
#include <string.h>

/* A zip archive is a workbook when it has the part that its form begins with (ECMA-376,
 * OpenDocument). */
static tb_sheet_kind find_zip_kind(const char *path)
{
    tb_zip *z = NULL;
    tb_status st = tbi_zip_open(&z, path, NULL);
    if (st != TB_OK)
        return st == TB_ENOMEM ? TB_FILE_ANY_ZIP : TB_FILE_OTHER_ZIP;
    tb_sheet_kind kind = tbi_zip_has(z, "xl/workbook.xml") ? TB_FILE_XLSX
                         : tbi_zip_has(z, "content.xml")   ? TB_FILE_ODS
                                                           : TB_FILE_OTHER_ZIP;
    tbi_zip_close(z);
    return kind;
}

/* By the first bytes and not by the name. Eight bytes are read; standard input and whatever
 * cannot be opened count as CSV, so that the reader of CSV says what is wrong. An office table
 * that was renamed from .xls to .xlsx is still read as what it is. */
tb_sheet_kind tbi_sheet_kind_of(const char *path)
{
    char start[8] = "";
    size_t got = 0;
    tb_stream_file f;
    if (strcmp(path, "-") == 0 || tbi_stream_open(&f, path, NULL) != TB_OK)
        return TB_FILE_CSV;
    tb_status st = tbi_stream_read(&f, start, sizeof start, &got, NULL);
    tbi_stream_close(&f);
    /* fewer than four bytes hold no mark: an empty file is an empty CSV */
    if (st != TB_OK || got < 4)
        return TB_FILE_CSV;
    if (memcmp(start, "PK\x03\x04", 4) == 0)
        return find_zip_kind(path);
    if (memcmp(start, "%PDF", 4) == 0)
        return TB_FILE_PDF;
    if (memcmp(start, "\xD0\xCF\x11\xE0", 4) == 0)
        return TB_FILE_XLS;
    return TB_FILE_CSV;
}

/* The digest is of the file as it is, before any reader touches it. On success the caller frees
 * *out by tbi_sheets_free; on failure it is NULL and err says why. */
tb_status tbi_sheets_open(tb_sheets **out, const char *path, tb_err *err)
{
    *out = NULL;
    /* a reader asks it for the status of a call that returns a pointer */
    tb_err own = TB_ERR_INIT;
    if (err == NULL)
        err = &own;
    tb_sheets *all = tbi_calloc(1, sizeof *all);
    if (all == NULL)
        return tbi_no_memory_of(err, path);
    all->path = path;
    tb_sheet_kind kind = tbi_sheet_kind_of(path);
    tb_status st = tbi_digest_file(all->digest, path, err);
    if (st == TB_OK)
        switch (kind) {
        case TB_FILE_XLSX:
            st = tbi_read_xlsx(all, err);
            break;
        case TB_FILE_ODS:
            st = tbi_read_ods(all, err);
            break;
        case TB_FILE_PDF:
            st = tbi_read_pdf(all, err);
            break;
        case TB_FILE_CSV:
            st = tbi_read_csv_sheet(all, err);
            break;
        case TB_FILE_XLS:
            st = tbi_read_xls(all, err);
            break;
        case TB_FILE_OTHER_ZIP:
            st = tbi_fail(err, TB_EDATA, TB_MSG_SHEET_ZIP_ARCHIVE_WITHOUT_WORKBOOK, path);
            break;
        case TB_FILE_ANY_ZIP:
            st = tbi_no_memory_of(err, path);
            break;
        }
    if (st != TB_OK) {
        tbi_sheets_free(all);
        return st;
    }
    *out = all;
    return TB_OK;
}
