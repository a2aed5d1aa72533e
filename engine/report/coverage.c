/* coverage.c - counts over the units of a year. */
#include "report/coverage.h"

#include <math.h>

/* status is NO_SCHEME only when it is so for every unit. */
tb_coverage tbi_coverage_of(const tb_index *x, size_t t, size_t c)
{
    tb_coverage k = { .status = TB_CELL_NO_SCHEME };
    for (size_t i = 0; i < x->n_unit; i++) {
        size_t at = (t * x->n_unit + i) * x->n_indicator + c;
        tb_basis basis = TB_BASIS_NONE;
        double score = tb_score_cell(x, x->year[t], i, c, &basis);
        k.ranks += x->rank[at] > 0;
        if (x->status[at] != TB_CELL_NO_SCHEME)
            k.status = TB_CELL_NOT_HERE;
        if (!isnan(score)) {
            k.known++;
            k.published += basis == TB_BASIS_PUBLISHED;
            k.derived += basis == TB_BASIS_DERIVED;
            k.computed += basis == TB_BASIS_COMPUTED;
        } else if (x->status[at] == TB_CELL_WITHHELD) {
            k.withheld++;
        } else if (x->status[at] == TB_CELL_NOT_HERE) {
            k.not_here++;
        }
    }
    return k;
}
