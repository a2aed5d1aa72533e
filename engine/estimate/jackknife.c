/* jackknife.c - the half-panel jackknife of Dhaene and Jochmans (2015), which takes the first-order
 * bias out of a within estimate with a lagged dependent variable.
 * b = 2 b(all years) - (b(first half) + b(second half)) / 2: a bias of B / T in each fit is B / T
 * in the first term and 2 B / T in the halves, so that it cancels. The influence function of a
 * unit is the same combination of its scores, which gives the variance by clusters. */
#include "estimate/result.h"

#include "base/error.h"
#include "messages/estimate.h"
#include "messages/estimate_variance.h"
#include "num/linalg_product.h"

#include <string.h>

/* The frame's rows of years from..to-1 (by their numbers), regressed; b and the scores of units
 * are added with a weight. to is exclusive. b [k] and score [units x k] are added to.
 * TB_ESINGULAR where the half drops a term that the whole keeps. */
static tb_status estimate_half(const tb_run *r, const tb_ols *full, size_t from, size_t to,
                               double weight, double *b, double *score, tb_arena *a, tb_err *err)
{
    const tb_frame *f = &r->frame;
    unsigned char *keep = TB_NEW(a, unsigned char, f->n);
    tb_frame part;
    tb_ols o;
    if (keep == NULL)
        return tbi_no_memory(err, "the half-panel jackknife");
    for (size_t i = 0; i < f->n; i++)
        keep[i] = (size_t)f->year.of[i] >= from && (size_t)f->year.of[i] < to;
    tb_status st = tbi_frame_rows(&part, f, keep, a, err);
    if (st == TB_OK)
        st = tbi_ols_fit(&o, &part, a, err);
    if (st != TB_OK)
        return st;
    if (o.k != full->k)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_YEARS_ALONE_DO_IDENTIFY,
                        f->year_value[from], f->year_value[to - 1],
                        o.drops > 0 ? o.drop[0].term : "1");
    size_t k = o.k;
    size_t *unit = TB_NEW(a, size_t, part.unit.count);
    st = tbi_ols_rows(&o, a, err);
    if (st != TB_OK)
        return st;
    if (unit == NULL)
        return tbi_no_memory(err, "the half-panel jackknife");
    /* both lists of names ascend, and the names are the same pointers */
    for (size_t l = 0, at = 0; l < part.unit.count; l++) {
        while (f->unit_code[at] != part.unit_code[l])
            at++;
        unit[l] = at++;
    }
    tbi_axpy(b, weight, o.b, k);
    /* the influence function of a unit: U_g'e_g */
    for (size_t i = 0; i < o.n; i++)
        for (size_t j = 0; j < k; j++)
            score[unit[part.unit.of[i]] + j * f->unit.count] += weight * o.u[i + j * o.n] * o.e[i];
    return TB_OK;
}

/* At least four years, so that each half has two and identifies a within estimate. Only with
 * variances clustered by unit: the halves of a unit belong together. */
tb_status tbi_method_hpj(tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    if (r->spec.kind != TB_VCOV_CLUSTER || r->spec.ways != 1 || strcmp(r->spec.way[0], "unit") != 0)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_HALF_PANEL_JACKKNIFE_HAS);
    if (r->frame.unit.count < 2)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_THERE_ONLY_ONE_UNIT);
    r->used = r->level = r->frame;
    tb_status st = tbi_ols_fit(&r->ols, &r->frame, a, err);
    if (st != TB_OK)
        return st;
    size_t k = r->ols.k;
    size_t units = r->frame.unit.count;
    size_t years = r->frame.year.count;
    size_t odd = years % 2;
    if (years < 4)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_YEARS_TOO_FEW_TWO, years);
    double *b = TB_NEW(a, double, k);
    double *score = TB_NEW(a, double, (units * k));
    double *v = TB_NEW(a, double, (k * k));
    double *df = TB_NEW(a, double, k);
    const char **term = TB_NEW(a, const char *, k);
    if (a->refused)
        return tbi_no_memory(err, "the jackknife");
    st = estimate_half(r, &r->ols, 0, years, 2, b, score, a, err);
    /* with an odd number of years the two ways to halve them are averaged */
    for (size_t split = 0; st == TB_OK && split <= odd; split++) {
        double w = -0.5 / (1 + (double)odd);
        st = estimate_half(r, &r->ols, 0, years / 2 + split, w, b, score, a, err);
        if (st == TB_OK)
            st = estimate_half(r, &r->ols, years / 2 + split, years, w, b, score, a, err);
    }
    if (st != TB_OK)
        return st;
    const tb_levels *way[1] = { &r->frame.unit };
    double g = (double)units;
    double n = (double)r->ols.n;
    double parameters = tbi_vcov_parameters(&r->ols, &r->frame, r->spec.ssc, way, 1);
    double factor = r->spec.ssc == TB_SSC_NONE ? 1 : g / (g - 1) * (n - 1) / (n - parameters);
    tbi_cross(v, score, units, k, units);
    for (size_t i = 0; i < k * k; i++)
        v[i] *= factor;
    for (size_t j = 0; j < k; j++) {
        df[j] = g - 1;
        term[j] = r->frame.term[r->ols.column[j]];
    }
    memcpy(r->ols.b, b, k * sizeof *b);
    r->vcov = (tb_vcov){
        .v = v,
        .df = df,
        .factor = factor,
        .clusters = units,
        .type = "cluster:unit",
    };
    if (!tbi_arena_pair(a, &r->vcov.words, &r->vcov.words_vi, TB_MSG_VCOV_JACKKNIFE, units, factor,
                        tb_ssc_word(r->spec.ssc)))
        return tbi_no_memory(err, "the variance");
    return tbi_run_coefficients(r, k, term, b, v, df, err);
}
