/* panel/store.h - the panel file: HDF5 that h5py, h5dump and xarray read as it stands, with one
 * line behind its end.
 *
 * That line, "tangbac panel sha256 <64 hex digits>", is the digest of all bytes before it. HDF5
 * does not look behind its own end, and we do not hand bytes to HDF5 that are not those that were
 * written: a damaged file is refused before it can do harm. A file without the line (somebody
 * worked on it with other tools) is read too, with every size and type checked.
 */
#ifndef TB_PANEL_STORE_H
#define TB_PANEL_STORE_H

#include "panel/builder.h"

/* What the rules of a year make of the cells that are not in the data, into out [units][columns];
 * NaN where a part is not known, or there are none. false: no memory. */
typedef bool tb_compose(double *out, const tb_index *x, int year);

/* Writes the draft to `path`, all or nothing. The cells of each index are given back to the system
 * as they are written. compose (may be NULL): nodes that are not in the draft and that the year's
 * rules make of their parts are written too, with the status TB_CELL_COMPUTED, for people who open
 * the file with other tools. Reading leaves them out again: no computed figure is ever a fact. */
TB_MUST_CHECK tb_status tbi_store_write(tb_builder *d, const char *path, tb_compose *compose,
                                        tb_err *err);

#define TB_STORE_SEAL "tangbac panel sha256 "
enum { TB_STORE_SEAL_SIZE = sizeof TB_STORE_SEAL - 1 + 64 + 1 };

#endif
