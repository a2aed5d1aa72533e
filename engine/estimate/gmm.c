/* gmm.c - the method: which lags, which step, what to tell. */
#include "estimate/gmm_moments.h"

#include "base/error.h"
#include "base/reason.h"
#include "estimate/result.h"
#include "messages/estimate.h"
#include "messages/estimate_variance.h"
#include "messages/one_language.h"
#include "num/dist.h"

#include <math.h>
#include <string.h>

/* What a first lag beyond 2 costs: the equations of the first years, which have lag 2 at most.
 * from: the first lag of y that serves as an instrument. The equation of year t needs y of year t
 * - from, so the years first + 2 .. first + from - 1 have an equation and no instrument. */
static void tell_lost_years(tb_run *r, int from)
{
    const tb_frame *f = &r->frame;
    int first = f->year_value[0] + 2;
    int last = f->year_value[0] + from - 1;
    if (last > f->year_value[f->year.count - 1])
        return;
    const char *dash = last > first ? "-" : "";
    int end = last > first ? last : 0;
    tbi_run_tell(r, "lost_equations", TB_MSG_ESTIMATE_LOST_EQUATIONS, from, first, dash, end);
}

/* Collapsed unless lags are limited: with all lags the instruments grow with the square of the
 * years. Instruments of the difference equations are y_(t-2), y_(t-3), ... (Arellano and Bond
 * 1991), valid as long as the errors in levels are not correlated. A survey adds noise to each y
 * that is also in the difference of the regressor two years on, hence lag 3 for indices that
 * rest on one. /. TB_EARG: an effect other than unit and year, or no lag of y among the
 * regressors. */
static tb_status choose_moments(tb_run *r, tb_moment_opts *m, tb_err *err)
{
    const tb_estimate_opts *o = r->o;
    const tb_frame *f = &r->frame;
    *m = (tb_moment_opts){ .lag_from = o->lag_from,
                           .lag_to = o->lag_to,
                           .across_gaps = o->across_gaps,
                           .system = strcmp(r->out->view.method, "sysgmm") == 0 };
    for (size_t e = 0; e < f->n_effect; e++) {
        if (strcmp(f->effect[e].name, "year") == 0)
            m->years = true;
        else if (strcmp(f->effect[e].name, "unit") != 0)
            return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_GMM_TAKES_UNIT_YEAR, f->effect[e].name);
    }
    bool any = false;
    for (size_t j = 0; j < f->k; j++)
        any = any || f->lag_of_y[j];
    if (!any)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_GMM_NEEDS_LAGGED_DEPENDENT, f->y_name);
    /* collapse -1: not said */
    m->collapse = o->collapse >= 0 ? o->collapse == 1 : o->lag_to == 0;
    if (m->lag_from > 0)
        return TB_OK;
    m->lag_from = f->survey ? 3 : 2;
    if (f->survey)
        tbi_run_notice(r, "lags", TB_MSG_ESTIMATE_INSTRUMENTS_START_LAG_3);
    if (m->lag_from > 2)
        tell_lost_years(r, m->lag_from);
    return TB_OK;
}

/* A statistic without a p-value is not shown either: the reason stands in its place. chisq with
 * df degrees, or normal and two-sided; reason: why there is none when it cannot be computed. */
static tb_status add_test(tb_run *r, const char *name, const char *distribution, double statistic,
                          double df, const tb_reason *reason, tb_err *err)
{
    tb_estimate_test t = { .name = name,
                           .distribution = distribution,
                           .statistic = statistic,
                           .df = df,
                           .df2 = NAN,
                           .p_value = NAN,
                           .wild_p = NAN };
    bool chisq = strcmp(distribution, "chisq") == 0;
    if (r->ols.perfect) {
        t.reason = TBI_REASON(PERFECT_FIT);
    } else if (!isfinite(statistic) || (chisq && df <= 0)) {
        t.reason = reason;
        t.statistic = chisq && df <= 0 ? NAN : statistic;
    } else
        t.p_value = chisq ? tbi_chisq_upper(statistic, df) : 2 * tbi_normal_upper(fabs(statistic));
    if (t.reason != NULL)
        t.statistic = NAN;
    return tbi_run_test(r, t, err);
}

/* Hansen's test is that of two steps whatever is reported; the others belong to the step that
 * is. hansen: J = g'A2 g of two steps, chi-squared with instruments - k degrees (Hansen 1982);
 * sargan: the same with the weight of the reported step's errors; sargan_homoskedastic: Sargan's
 * (1958) of the first step with errors of one variance. ar1, ar2: Arellano and Bond's (1991) m1,
 * m2, normal. step 0 or 1: the reported one. Moments beyond the terms are the degrees of
 * freedom. */
static tb_status test_moments(tb_run *r, const tb_gmm_fit *g, const tb_moments *m, int step,
                              tb_err *err)
{
    double df = (double)m->instruments - (double)m->k;
    const tb_reason *exact = TBI_REASON(EXACTLY_IDENTIFIED);
    const tb_reason *few = TBI_REASON(FEW_YEARS_IN_A_ROW);
    tb_status st = add_test(r, "hansen", "chisq", g->step[1].j, df, exact, err);
    if (st == TB_OK)
        st = add_test(r, "sargan", "chisq", g->step[step].j, df, exact, err);
    if (st == TB_OK)
        st = add_test(r, "sargan_homoskedastic", "chisq", g->sargan, df, exact, err);
    if (st == TB_OK)
        st = add_test(r, "ar1", "normal", g->step[step].ar[0], NAN, few, err);
    if (st == TB_OK)
        st = add_test(r, "ar2", "normal", g->step[step].ar[1], NAN, few, err);
    return st;
}

/* Hansen's statistic without each group of instruments that the rest can do without. The
 * difference-in-Hansen statistic C = J(all) - J(without the group), chi-squared with as many
 * degrees as moments went (Eichenbaum, Hansen and Singleton 1988). A group that is rejected at
 * 0.05 is told in words too. */
static tb_status test_groups(tb_run *r, const tb_gmm_fit *g, const tb_moments *m, tb_err *err)
{
    static const struct {
        tb_moment_group group;
        const char *name;
    } groups[] = { { TB_MOMENT_LEVELS, "difference_hansen: levels" },
                   { TB_MOMENT_REGRESSORS, "difference_hansen: regressors" },
                   { TB_MOMENT_EXTERNAL, "difference_hansen: instruments" } };
    tb_arena *a = &r->out->arena;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        double c;
        size_t df;
        tb_status st = tbi_gmm_difference(&c, &df, g, m, groups[i].group, a, err);
        if (st == TB_OK && df > 0)
            st = add_test(r, groups[i].name, "chisq", c, (double)df,
                          m->instruments - df < m->k ? TBI_REASON(IDENTIFIED_BY_THEM)
                                                     : TBI_REASON(SINGULAR_MOMENTS),
                          err);
        if (st != TB_OK)
            return st;
        double p = df > 0 && isfinite(c) ? tbi_chisq_upper(c, (double)df) : 1;
        if (p < 0.05 && !r->ols.perfect)
            tbi_run_tell(r, "difference_hansen", TB_MSG_ESTIMATE_DIFFERENCE_HANSEN,
                         strchr(groups[i].name, ' ') + 1, p);
    }
    return TB_OK;
}

/* What makes the weight matrix, and with it Hansen's test, unreliable: more instruments than
 * units (Roodman 2009), or moments that repeat one another. */
static void warn_instruments(tb_run *r, const tb_gmm_fit *g, const tb_moments *m)
{
    tb_arena *a = &r->out->arena;
    if (m->instruments > m->units)
        tbi_run_notice(r, "instruments",
                       tbi_arena_printf(a, TB_EN(TB_MSG_ESTIMATE_INSTRUMENTS_MORE_THAN_UNITS),
                                        m->instruments, m->units),
                       tbi_arena_printf(a, TB_VI(TB_MSG_ESTIMATE_INSTRUMENTS_MORE_THAN_UNITS),
                                        m->instruments, m->units));
    else if (g->generalised)
        tbi_run_notice(r, "generalised_inverse",
                       TB_MSG_ESTIMATE_WEIGHT_MATRIX_INSTRUMENTS_SINGULAR);
}

/* Whether what the coefficients leave of y is rounding.
 * 1e-22 of the sum of squares is 1e-11 of the length: below what two steps of weights can hold. */
static bool is_perfect_fit(const tb_gmm_step *s, const tb_moments *m)
{
    double left = 0;
    double all = 0;
    for (size_t i = 0; i < m->rows; i++) {
        left += s->e[i] * s->e[i];
        all += m->row[i].y * m->row[i].y;
    }
    return left <= 1e-22 * all;
}

/* Both steps are solved whatever is reported; the other one stands beside it. n_obs of a system
 * counts level rows, rss the differences' alone. */
tb_status tbi_method_gmm(tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_estimate_summary *v = &r->out->view;
    tb_moment_opts o;
    tb_moments m;
    tb_gmm_fit g;
    if (r->o->vcov.kind != TB_VCOV_DEFAULT && r->spec.kind != TB_VCOV_CLUSTER)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_GMM_ERRORS_ROBUST_CLUSTERED);
    tb_status st = choose_moments(r, &o, err);
    if (st == TB_OK)
        st = tbi_moments_make(&m, &r->frame, &o, a, err);
    if (st == TB_OK)
        st = tbi_gmm_solve(&g, &m, a, err);
    if (st != TB_OK)
        return st;
    int step = r->o->steps == 2 ? 1 : 0;
    r->ols.perfect = is_perfect_fit(&g.step[step], &m);
    st = tbi_run_coefficients(r, m.k, m.term, g.step[step].b, g.step[step].v, NULL, err);
    if (st != TB_OK)
        return st;
    tb_coefficient *c = (tb_coefficient *)v->coefficient;
    for (size_t j = 0; j < m.k; j++) {
        c[j].other_step = g.step[1 - step].b[j];
        c[j].other_step_se = r->ols.perfect ? NAN : sqrt(g.step[1 - step].v[j + j * m.k]);
    }
    size_t seen = 0;
    size_t balanced = m.start[1];
    bool all = true;
    for (size_t u = 0; u < m.units; u++) {
        seen += m.start[u + 1] > m.start[u];
        all = all && m.start[u + 1] - m.start[u] == balanced;
    }
    int years[2] = { m.row[0].time, m.row[0].time };
    double rss = 0;
    for (size_t i = 0; i < m.rows; i++) {
        years[0] = m.row[i].time < years[0] ? m.row[i].time : years[0];
        years[1] = m.row[i].time > years[1] ? m.row[i].time : years[1];
        if (!m.row[i].level)
            rss += g.step[step].e[i] * g.step[step].e[i];
    }
    v->n_obs = o.system ? m.level_rows : m.rows;
    v->n_units = seen;
    v->n_periods = (size_t)(years[1] - years[0] + 1);
    v->balanced = all;
    v->rss = rss;
    v->parameters = m.k;
    v->vcov_type = step == 1 ? "windmeijer" : "robust:unit";
    v->vcov_words = step == 1 ? TB_EN(TB_MSG_VCOV_TWO_STEPS) : TB_EN(TB_MSG_VCOV_ONE_STEP);
    v->vcov_words_vi = step == 1 ? TB_VI(TB_MSG_VCOV_TWO_STEPS) : TB_VI(TB_MSG_VCOV_ONE_STEP);
    v->ssc = "none";
    v->clusters = seen;
    v->gmm = (tb_gmm_info){ step + 1,      o.lag_from,    o.lag_to,      o.collapse, o.system,
                            g.generalised, o.across_gaps, m.instruments, seen };
    warn_instruments(r, &g, &m);
    double free_moments = (double)m.instruments - (double)m.k;
    double hansen = free_moments > 0 ? tbi_chisq_upper(g.step[1].j, free_moments) : NAN;
    if (hansen < 0.05 && !r->ols.perfect)
        tbi_run_tell(r, "hansen", TB_MSG_ESTIMATE_HANSEN, hansen);
    st = test_moments(r, &g, &m, step, err);
    return st == TB_OK ? test_groups(r, &g, &m, err) : st;
}
