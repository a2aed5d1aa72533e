/* least_squares.c - what follows every least-squares fit: coefficients with their intervals, what
 * few or concentrated clusters do to them, and measures of fit. */
#include "estimate/result.h"

#include "base/error.h"
#include "base/reason.h"
#include "messages/estimate.h"
#include "messages/one_language.h"
#include "num/dist.h"
#include "num/linalg_product.h"

#include <math.h>
#include <string.h>

/* Below so many clusters a term amounts to is said (Carter, Schnepel and Steigerwald 2017). */
enum { FEW_EFFECTIVE = 4 };

/* v [k][k]: NULL where the method gives no variance; df [k]: NULL for the normal distribution. A
 * coefficient whose variance cannot be used keeps its estimate, loses everything else, and says
 * why; its row and column of the variance go too. t with df degrees of freedom, or the normal
 * distribution; level of the interval from the options. term [k], borrowed for as long as the
 * result lives. The view's arrays are in the result's arena. */
tb_status tbi_run_coefficients(tb_run *r, size_t k, const char *const *term, const double *b,
                               const double *v, const double *df, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_coefficient *c = TB_NEW(a, tb_coefficient, k);
    double *keep = TB_NEW(a, double, (k * k));
    /* level 0.95: the quantile at 0.975 */
    double tail = 1 - (1 - r->o->level) / 2;
    if (a->refused)
        return tbi_no_memory(err, "the coefficients");
    if (v != NULL)
        memcpy(keep, v, k * k * sizeof *keep);
    else
        for (size_t i = 0; i < k * k; i++)
            keep[i] = NAN;
    for (size_t j = 0; j < k; j++) {
        double se = v != NULL ? sqrt(v[j + j * k]) : NAN;
        /* infinitely many degrees of freedom are the normal distribution */
        double d = df != NULL ? df[j] : INFINITY;
        c[j] = (tb_coefficient){ .term = term[j],
                                 .estimate = b[j],
                                 .std_error = se,
                                 .df = d,
                                 .inclusion = NAN,
                                 .wild_p = NAN,
                                 .wild_low = NAN,
                                 .wild_high = NAN,
                                 .other_step = NAN,
                                 .other_step_se = NAN,
                                 .cr2_error = NAN,
                                 .cr2_df = NAN,
                                 .effective_clusters =
                                     r->vcov.effective != NULL ? r->vcov.effective[j] : NAN };
        if (v == NULL)
            c[j].reason = TBI_REASON(NO_ERROR);
        else if (r->ols.perfect)
            c[j].reason = TBI_REASON(PERFECT_FIT);
        else if (r->vcov.alone != NULL && r->vcov.alone[j])
            c[j].reason = TBI_REASON(ONE_CLUSTER_ALONE);
        else if (!(v[j + j * k] > 0))
            c[j].reason =
                v[j + j * k] < 0 ? TBI_REASON(NEGATIVE_TWO_WAY) : TBI_REASON(ZERO_VARIANCE);
        if (c[j].reason != NULL) {
            c[j].std_error = c[j].statistic = c[j].df = c[j].p_value = c[j].ci_low = c[j].ci_high =
                NAN;
            for (size_t i = 0; i < k; i++)
                keep[i + j * k] = keep[j + i * k] = NAN;
            continue;
        }
        c[j].statistic = b[j] / se;
        c[j].p_value = tbi_t_two_sided(c[j].statistic, d);
        double q = tbi_t_quantile(tail, d);
        c[j].ci_low = b[j] - q * se;
        c[j].ci_high = b[j] + q * se;
    }
    r->out->view.coefficient = c;
    r->out->view.coefficients = k;
    r->out->view.vcov = keep;
    return TB_OK;
}

/* CR2 by clusters of `way` beside a variance that rests on few years or few clusters. Bell and
 * McCaffrey's (2002) correction with Satterthwaite's degrees of freedom. What cannot be had is
 * left NaN without a word: it is an addition. way NULL: nothing is put. Errors in memory of the
 * result. */
static void put_cr2(tb_run *r, const tb_levels *way)
{
    tb_arena *a = &r->out->arena;
    size_t k = r->ols.k;
    tb_blocks c;
    double *v = TB_NEW(a, double, (k * k));
    double *df = TB_NEW(a, double, k);
    if (v == NULL || df == NULL || way == NULL || way->count < 2 || r->ols.perfect)
        return;
    if (tbi_clusters_make(&c, &r->ols, &r->used, way, a, NULL) != TB_OK ||
        tbi_clusters_variance(v, df, &c, -0.5, a, NULL) != TB_OK)
        return;
    tb_coefficient *out = (tb_coefficient *)r->out->view.coefficient;
    for (size_t j = 0; j < k; j++) {
        /* a coefficient without an error of its own gets none here either */
        if (out[j].reason != NULL)
            continue;
        out[j].cr2_error = sqrt(v[j + j * k]);
        out[j].cr2_df = df[j];
    }
}

/* A term whose weight sits in few of many clusters: named, with how many it amounts to. */
static void tell_concentrated(tb_run *r)
{
    for (size_t j = 0; j < r->ols.k; j++)
        if (!r->vcov.alone[j] && r->vcov.effective[j] < FEW_EFFECTIVE)
            tbi_run_tell(r, "effective_clusters", TB_MSG_ESTIMATE_CONCENTRATED,
                         r->used.term[r->ols.column[j]], r->vcov.effective[j], r->vcov.clusters);
}

/* Years first: there the asymptotics need many of them whatever the number of units. CR2 is put
 * beside what is reported, never in its place. Few are fewer than 20 years, or than
 * TB_FEW_CLUSTERS clusters. */
static void warn_few_clusters(tb_run *r)
{
    const tb_vcov_spec *s = &r->spec;
    bool years = s->kind == TB_VCOV_DK;
    for (size_t w = 0; w < s->ways; w++)
        years = years || (strcmp(s->way[w], "year") == 0 && s->kind == TB_VCOV_CLUSTER);
    if (years && r->used.year.count < 20) {
        put_cr2(r, &r->used.unit);
        tbi_run_notice(
            r, "few_years",
            tbi_arena_printf(&r->out->arena, TB_EN(TB_MSG_ESTIMATE_THIS_VARIANCE_RESTS_ON),
                             r->used.year.count),
            tbi_arena_printf(&r->out->arena, TB_VI(TB_MSG_ESTIMATE_THIS_VARIANCE_RESTS_ON),
                             r->used.year.count));
    } else if (r->vcov.clusters > 0 && r->vcov.clusters < TB_FEW_CLUSTERS &&
               s->kind == TB_VCOV_CLUSTER) {
        double least = INFINITY;
        /* a term that one cluster identifies alone would make the least 1 and hide the others */
        for (size_t j = 0; j < r->ols.k; j++)
            if (r->vcov.effective[j] < least && !r->vcov.alone[j])
                least = r->vcov.effective[j];
        put_cr2(r, tbi_frame_levels(&r->used, s->way[0]));
        tbi_run_tell(r, "few_clusters", TB_MSG_ESTIMATE_FEW_CLUSTERS, r->vcov.clusters, least);
    } else if (r->vcov.clusters > 0)
        tell_concentrated(r);
}

/* Names of the columns that stayed, which need not be those of the formula. */
tb_status tbi_run_terms(const char *const **out, tb_run *r, tb_err *err)
{
    const char **term = TB_NEW(&r->out->arena, const char *, r->ols.k);
    *out = term;
    if (term == NULL)
        return tbi_no_memory(err, "the names of terms");
    for (size_t j = 0; j < r->ols.k; j++)
        term[j] = r->used.term[r->ols.column[j]];
    return TB_OK;
}

/* r->used must be the frame that regresses; r->linear is set, so that the bootstrap and
 * predictions follow. */
tb_status tbi_run_least_squares(tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_status st = tbi_ols_fit(&r->ols, &r->used, a, err);
    if (st == TB_OK)
        st = tbi_vcov_make(&r->vcov, &r->spec, &r->ols, &r->used, r->normal, a, err);
    if (st != TB_OK)
        return st;
    const char *const *term;
    st = tbi_run_terms(&term, r, err);
    if (st != TB_OK)
        return st;
    r->linear = true;
    if (r->ols.perfect)
        tbi_run_notice(r, "perfect_fit", TB_MSG_ESTIMATE_REGRESSORS_EFFECTS_FIT_DEPENDENT);
    if (r->ols.absorb.rank_is_bound)
        tbi_run_notice(r, "rank_bound", TB_MSG_ESTIMATE_NUMBER_REDUNDANT_EFFECTS_LOWER);
    st = tbi_run_coefficients(r, r->ols.k, term, r->ols.b, r->vcov.v, r->vcov.df, err);
    if (st == TB_OK)
        warn_few_clusters(r);
    return st;
}

/* used: what the fit sees; level: the same rows before any transformation. Here they are one. */
tb_status tbi_method_ols(tb_run *r, tb_err *err)
{
    bool within = strcmp(r->out->view.method, "within") == 0;
    if (within && !r->effects_named) {
        tbi_run_notice(r, "effects", TB_MSG_ESTIMATE_EFFECTS_NAMED_PANEL_UNITS);
    }
    if (!within && r->frame.n_effect > 0)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_POOLED_TAKES_EFFECTS_BEHIND);
    r->used = r->level = r->frame;
    return tbi_run_least_squares(r, err);
}

/* Squared correlation (weighted by root^2 where there are roots), divided in two steps so that no
 * product overflows; NAN where a side is constant.
 * x, y [n]; root [n] or NULL. */
static double compute_corr2(const double *x, const double *y, const double *root, size_t n)
{
    double total = 0;
    double mx = 0;
    double my = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (size_t i = 0; i < n; i++)
        total += root != NULL ? root[i] * root[i] : 1;
    for (size_t i = 0; i < n; i++) {
        double w = (root != NULL ? root[i] * root[i] : 1) / total;
        mx += x[i] * w;
        my += y[i] * w;
    }
    for (size_t i = 0; i < n; i++) {
        double w = root != NULL ? root[i] * root[i] : 1;
        xx += w * (x[i] - mx) * (x[i] - mx);
        yy += w * (y[i] - my) * (y[i] - my);
        xy += w * (x[i] - mx) * (y[i] - my);
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx) * (xy / sqrt(xx)) / yy : NAN;
}

/* Whether what is left of values is their rounding: what varies between units alone varies within
 * them by this. */
static bool is_rounding(const double *left, const double *all, size_t n)
{
    double some = 0;
    double whole = 0;
    for (size_t i = 0; i < n; i++) {
        some += left[i] * left[i];
        whole += all[i] * all[i];
    }
    return some <= 1e-26 * whole;
}

/* r2 of the regression as it was run; within, between and overall as squared correlations of the
 * fit x'b with y, of deviations from unit means, of the means, and of the rows. The
 * log-likelihood is that of independent normal errors with the maximised variance rss / n. */
tb_status tbi_run_fit(tb_run *r, tb_err *err)
{
    tb_estimate_summary *v = &r->out->view;
    const tb_ols *o = &r->ols;
    const tb_frame *f = &r->level;
    size_t n = f->n, units = f->unit.count;
    double *fit = TB_NEW(&r->out->arena, double, n);
    double *ym = TB_NEW(&r->out->arena, double, (2 * units + 2 * n));
    double *count = TB_NEW(&r->out->arena, double, units);
    if (r->out->arena.refused)
        return tbi_no_memory(err, "the fit");
    double *fm = ym + units, *yw = fm + units, *fw = yw + n;
    for (size_t j = 0; j < o->k; j++)
        if (!(f->intercept && o->column[j] == 0))
            tbi_axpy(fit, o->b[j], f->x + o->column[j] * n, n);
    for (size_t i = 0; i < n; i++) {
        count[f->unit.of[i]] += 1;
        ym[f->unit.of[i]] += f->y[i];
        fm[f->unit.of[i]] += fit[i];
    }
    for (size_t l = 0; l < units; l++) {
        ym[l] /= count[l];
        fm[l] /= count[l];
    }
    for (size_t i = 0; i < n; i++) {
        yw[i] = f->y[i] - ym[f->unit.of[i]];
        fw[i] = fit[i] - fm[f->unit.of[i]];
    }
    v->rss = o->rss;
    v->r2 = o->tss > 0 ? 1 - o->rss / o->tss : NAN;
    v->r2_overall = compute_corr2(f->y, fit, f->root, n);
    /* means of units and distances to them have no one meaning with weights */
    if (f->root == NULL) {
        v->r2_between = compute_corr2(ym, fm, NULL, units);
        if (!is_rounding(fw, fit, n) && !is_rounding(yw, f->y, n))
            v->r2_within = compute_corr2(yw, fw, NULL, n);
    }
    if (strcmp(v->method, "within") == 0)
        v->r2_within = v->r2;
    double m = (double)o->n;
    double dof = m - (double)o->parameters;
    v->sigma = sqrt(o->rss / dof);
    v->parameters = o->parameters;
    v->absorbed = o->absorb.rank;
    v->condition = o->condition;
    if (!o->perfect && !r->transformed) {
        v->loglik = -0.5 * m * (log(2 * 3.14159265358979323846 * o->rss / m) + 1);
        for (size_t i = 0; r->used.root != NULL && i < r->used.n; i++)
            v->loglik += log(r->used.root[i]);
        v->aic = -2 * v->loglik + 2 * (double)o->parameters;
        v->bic = -2 * v->loglik + log(m) * (double)o->parameters;
    }
    if (o->condition > 1e6)
        tbi_run_notice(r, "condition",
                       tbi_arena_printf(&r->out->arena,
                                        TB_EN(TB_MSG_ESTIMATE_TERMS_NEARLY_COLLINEAR_CONDITION),
                                        o->condition),
                       tbi_arena_printf(&r->out->arena,
                                        TB_VI(TB_MSG_ESTIMATE_TERMS_NEARLY_COLLINEAR_CONDITION),
                                        o->condition));
    return TB_OK;
}
