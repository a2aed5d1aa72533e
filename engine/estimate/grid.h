/* estimate/grid.h - variables of a panel on the grid units x years, so that a lag is a step of
 * years and a gap stays a gap. */
#ifndef TB_ESTIMATE_GRID_H
#define TB_ESTIMATE_GRID_H

#include "estimate/formula.h"

#include <tangbac/panel.h>

/* Cell (u, t) stands at u * years + t. u: row of the panel's units table (a code can mean another
 * unit since 2025); t: year - first. */
typedef struct tb_grid {
    const tb_panel *panel;
    size_t units, years;
    /* calendar year of t = 0 */
    int first;
    tb_arena *arena;
} tb_grid;

/* The years that the variables of a formula have, cut to first..last where these are not 0. */
TB_MUST_CHECK tb_status tbi_grid_make(tb_grid *g, const tb_panel *p, const tb_formula *f, int first,
                                      int last, tb_arena *a, tb_err *err);
/* A variable with its functions: v [units * years]. whole: the text that it stands in, for
 * messages. *bad counts cells that log or sqrt could not take. */
TB_MUST_CHECK tb_status tbi_grid_variable(double **v, size_t *bad, const tb_grid *g,
                                          const tb_variable *x, const char *whole, tb_err *err);
/* Applies the functions of x to v in place. */
void tbi_grid_functions(double *v, size_t *bad, const tb_grid *g, const tb_variable *x,
                        double *scratch);
/* Which cells a subset keeps: keep [units * years]. 'region == "NMM" & year >= 2018 & !(unit ==
 * "Lai Châu" | PAPI.D2 < 5)'. TB_EARG with the place of trouble. */
TB_MUST_CHECK tb_status tbi_grid_subset(unsigned char *keep, const tb_grid *g, const char *text,
                                        tb_err *err);

#endif
