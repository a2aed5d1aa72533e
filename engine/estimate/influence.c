/* influence.c - which province drives the result: the estimate without each unit, exactly, without
 * estimating again. */
#include "estimate/result.h"

#include "base/error.h"
#include "num/linalg.h"
#include "num/linalg_product.h"
#include "num/tolerance.h"

#include <math.h>
#include <string.h>

enum { UNITS_MOST = 500 };

/* b without cluster g = b - U_g'(I - H_gg)^-1 e_g, with every effect that is not the
 * unit's own estimated anew as well. */
static bool leave_cluster_out(double *b, const tb_blocks *c, const tb_ols *o, size_t g,
                              double *maker, double *inverse, double *scratch, double *w)
{
    size_t from = c->start[g], m = c->start[g + 1] - from, k = c->k;
    tbi_clusters_residual_maker(maker, c, g, c->r);
    if (tbi_sympower(inverse, maker, m, -1, 1e-9, scratch) != (long)m)
        return false;
    tbi_gemv(0, m, m, 1, inverse, m, c->e + from, 0, w);
    memcpy(b, o->b, k * sizeof *b);
    tbi_gemv(1, m, k, -1, c->u + from, c->n, w, 1, b);
    return true;
}

/* The estimate without each unit, exactly: b - U_g'(I - H_gg)^-1 e_g by the blocks of the clusters,
 * effects estimated anew; no regression is run again. O(sum of m_g^3). */
tb_status tbi_run_influence(tb_run *r, tb_err *err)
{
    tb_estimate_summary *v = &r->out->view;
    tb_arena *a = &r->out->arena;
    tb_ols *o = &r->ols;
    const tb_frame *f = &r->used;
    size_t units = f->unit.count, k = o->k;
    if (!r->linear || k == 0 || o->perfect || units < 3 || units > UNITS_MOST)
        return TB_OK;
    tb_blocks c;
    /* too large: the estimate stands without this list */
    if (tbi_clusters_make(&c, o, f, &f->unit, a, NULL) != TB_OK)
        return TB_OK;
    size_t m = c.most;
    double *room = TB_NEW(a, double, (2 * m * m + (m * m + m) + m));
    double *coefficient = TB_NEW(a, double, (units * k));
    tb_influence *row = TB_NEW(a, tb_influence, units);
    if (a->refused)
        return tbi_no_memory(err, "the estimates without each unit");
    double *maker = room;
    double *inverse = maker + m * m;
    double *scratch = inverse + m * m;
    double *w = scratch + m * m + m;
    for (size_t g = 0; g < units; g++) {
        double *b = coefficient + g * k;
        row[g] = (tb_influence){ .unit = f->unit_code[g], .coefficient = b, .dfbeta_max = NAN };
        for (size_t i = c.start[g]; i < c.start[g + 1]; i++)
            for (size_t j = 0; j < k; j++)
                row[g].leverage += c.z[i + j * c.n] * c.z[i + j * c.n];
        if (!leave_cluster_out(b, &c, o, g, maker, inverse, scratch, w)) {
            for (size_t j = 0; j < k; j++)
                b[j] = NAN;
            continue;
        }
        for (size_t j = 0; j < k; j++) {
            double change = fabs(o->b[j] - b[j]) / v->coefficient[j].std_error;
            if (isnan(row[g].dfbeta_max) || change > row[g].dfbeta_max)
                row[g].dfbeta_max = change;
        }
    }
    v->influential = row;
    v->influence = units;
    return TB_OK;
}
