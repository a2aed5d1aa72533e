/* simulate/covariance.h - a covariance of scores that somebody else estimated, from a square table.
 * */
#ifndef TB_SIMULATE_COVARIANCE_H
#define TB_SIMULATE_COVARIANCE_H

#include <tangbac/simulate.h>

/* covariance [n][n] of the units code [n] of the panel in that year: the table at `path` has a
 * column 'unit' and one column a unit, by code, in any order; further units are passed over.
 * Errors: TB_EIO, TB_EDATA (no such column, a unit twice or not at all, a row that names two units,
 * no number, not symmetric), each with file and line. */
TB_MUST_CHECK tb_status tbi_covariance_read(double *covariance, const char *const *code, size_t n,
                                            const tb_panel *p, int year, const char *path,
                                            tb_err *err);

#endif
