/* panel/store_read.h - the tables of an open panel file, and the two ways to refuse one. Between
 * store_open.c, which decides whether the bytes may be read, and store_read.c, which reads them. */
#ifndef TB_PANEL_STORE_READ_H
#define TB_PANEL_STORE_READ_H

#include "panel/h5_part.h"
#include "panel/panel_internal.h"

/* Everything that is wanted, in the order in which one table refers to another, into p's arena.
 * most: bytes that one table may take. o: the indices and the years; the index of populations is
 * read in any case and whole, because merged units weigh by it. On failure p holds what was read so
 * far. Errors: TB_EDATA. */
TB_MUST_CHECK tb_status tbi_store_read_all(tb_panel *p, hid_t file, size_t most,
                                           const tb_panel_opts *o, tb_err *err);

/* A file that HDF5 may well read, and that is no panel. TB_EDATA. */
tb_status tbi_store_refuse_foreign(const char *path, tb_err *err);
/* where: the part that could not be read, for whoever looks into the file. TB_EDATA. */
tb_status tbi_store_refuse_damaged(const char *path, const char *where, const char *where_vi,
                                   tb_err *err);

#endif
