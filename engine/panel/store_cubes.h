/* panel/store_cubes.h - the tables of years x units x columns of one index, written to its
 * group. */
#ifndef TB_PANEL_STORE_CUBES_H
#define TB_PANEL_STORE_CUBES_H

#include "panel/h5_part.h"
#include "panel/store.h"

/* Writes value, rank, status and source (and rank_status, rank_source where the index has published
 * ranks) as [years][units][columns], year by year, and lets go of the slabs of each year as soon
 * as it is written: the draft has no cells afterwards. scale [3]: open scales of years, units,
 * columns. view, whose years, values and status are set here, is what `compose` (may be NULL)
 * sees; the buffers in `a` are of one year and used for all. false: HDF5 refused, or no memory. */
bool tbi_store_put_cubes(hid_t at, const tb_builder *d, tb_builder_index *x, const tb_shape *s,
                         const hid_t *scale, tb_index *view, tb_compose *compose, tb_arena *a);

#endif
