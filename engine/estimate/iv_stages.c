/* iv_stages.c - what the first stage and the test of the instruments have in common. */
#include "estimate/iv_stages.h"

#include "base/error.h"

#include <string.h>

/* Regression of a column y on [exogenous, instruments]; overwrites neither.
 * Its coefficients are in the order of w: those from s->exogenous on belong to instruments. */
tb_status tbi_iv_regress(tb_ols *o, const tb_iv_stages *s, const double *y, tb_err *err)
{
    tb_arena *a = &s->r->out->arena;
    size_t m = s->exogenous + s->f->q;
    double *w = TB_NEW(a, double, (s->n * m));
    double *copy = TB_NEW(a, double, s->n);
    *o = (tb_ols){ .absorb = s->absorb };
    if (a->refused)
        return tbi_no_memory(err, "the first stage");
    memcpy(w, s->w, s->n * m * sizeof *w);
    memcpy(copy, y, s->n * sizeof *copy);
    return tbi_ols_solve(o, w, copy, s->n, m, s->w_before, s->w_term, false, a, err);
}
