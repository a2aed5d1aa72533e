/* panel/h5_rows.h - columns of a plain table into the members of rows that have their names. */
#ifndef TB_PANEL_H5_ROWS_H
#define TB_PANEL_H5_ROWS_H

#include "panel/h5_part.h"

#define TB_GET_TEXTS(r, at, rows, n, member) \
    tbi_h5_get_texts((r), (at), #member, &(rows)[0].member, sizeof *(rows), (n))
#define TB_GET_INTS(r, at, rows, n, member, lo, hi) \
    tbi_h5_get_ints((r), (at), #member, &(rows)[0].member, sizeof *(rows), (n), (lo), (hi))
#define TB_GET_DOUBLES(r, at, rows, n, member) \
    tbi_h5_get_doubles((r), (at), #member, &(rows)[0].member, sizeof *(rows), (n))

#endif
