/* vcov.c - the sandwich and its fillings.
 * All have the form V = factor * sum over groups of s_g s_g' with s_g = sum over the rows of the
 * group of u_i e_i and u_i' the row of U = X (X'X)^-1, so that no bread is multiplied afterwards.
 * What differs is the group (a row, a cluster, a year with its neighbours), the residual e and
 * the factor. */
#include "estimate/vcov.h"
#include "estimate/clusters.h"

#include "base/error.h"
#include "messages/estimate.h"
#include "messages/estimate_variance.h"
#include "num/linalg_product.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What was not said is said: clustered by unit. */
tb_vcov_spec tbi_vcov_spec_of(tb_vcov_choice v, tb_ssc ssc)
{
    static const char names[][12] = { "", "unit", "year", "region" };
    tb_vcov_spec s = { .kind = v.kind == TB_VCOV_DEFAULT ? TB_VCOV_CLUSTER : v.kind,
                       .ssc = ssc,
                       .lags = v.lags_given ? v.lags : -1 };
    bool clusters = s.kind == TB_VCOV_CLUSTER || s.kind == TB_VCOV_CR2 || s.kind == TB_VCOV_CR3;
    if (clusters && v.by[0] == TB_BY_NONE)
        v.by[0] = TB_BY_UNIT;
    for (size_t i = 0; i < 2 && clusters && v.by[i] != TB_BY_NONE; i++)
        memcpy(s.way[s.ways++], names[v.by[i]], sizeof names[0]);
    return s;
}

/* way [ways]: what errors are clustered by. The three conventions agree when no effect is
 * absorbed. */
double tbi_vcov_parameters(const tb_ols *o, const tb_frame *f, tb_ssc ssc,
                           const tb_levels *const *way, size_t ways)
{
    size_t k = o->counted > 0 ? o->counted : o->k;
    size_t e = f->n_effect;
    size_t nested = 0;
    size_t nested_levels = 0;
    if (ssc == TB_SSC_NONE)
        return 0;
    if (ssc == TB_SSC_PLM)
        return (double)k; /* plm does not count what it took out */
    if (e == 0)
        return (double)k;
    for (size_t i = 0; i < e; i++) {
        bool in = false;
        for (size_t w = 0; w < ways; w++)
            in = in || tbi_levels_nested(&f->effect[i], way[w], f->n);
        if (in) {
            nested++;
            nested_levels += f->effect[i].count;
        }
    }
    /* effects nested in a cluster are not counted, but for the constant that they hold */
    size_t whole = o->parameters;
    if (nested == 0)
        return (double)whole;
    if (nested == e)
        return (double)(k + 1);
    return (double)(whole - (nested_levels - nested));
}

/* v [k x k] += weight * sum over levels of s_l s_l', s_l = sum of u_i e_i over the level.
 * s [count x k] scratch. */
static void add_clusters(double *v, const tb_ols *o, const tb_levels *l, const double *e,
                         double weight, double *s)
{
    size_t n = o->n, k = o->k, g = l->count;
    memset(s, 0, g * k * sizeof *s);
    for (size_t j = 0; j < k; j++)
        for (size_t i = 0; i < n; i++)
            s[(size_t)l->of[i] + j * g] += o->u[i + j * n] * e[i];
    tbi_gemm(1, 0, k, k, g, weight, s, g, s, g, 1, v, k);
}

/* v [k][k] += weight sum_i u_i u_i' e_i^2, u the rows of influence.
 * Both triangles. O(n k^2). */
static void add_white(double *v, const tb_ols *o, const double *e, double weight)
{
    size_t n = o->n, k = o->k;
    for (size_t j = 0; j < k; j++)
        for (size_t l = 0; l <= j; l++) {
            double s = 0;
            for (size_t i = 0; i < n; i++)
                s += o->u[i + j * n] * o->u[i + l * n] * e[i] * e[i];
            v[l + j * k] += weight * s;
            if (l != j)
                v[j + l * k] += weight * s;
        }
}

/* Bartlett-weighted sums over years (Driscoll and Kraay 1998): lags count calendar years. S =
 * sum over years a, b with |a - b| <= lags of (1 - |a - b| / (lags + 1)) s_a s_b' (Newey and
 * West 1987), s_t the sum over the units of year t. s [years x k] scratch. v [k x k] is added
 * to, times weight. lags 0: White's sum of years' scores alone. O(years^2 k^2). */
static void add_kernel(double *v, const tb_ols *o, const tb_frame *f, int lags, double weight,
                       double *s)
{
    size_t n = o->n, k = o->k, t = f->year.count;
    memset(s, 0, t * k * sizeof *s);
    for (size_t j = 0; j < k; j++)
        for (size_t i = 0; i < n; i++)
            s[(size_t)f->year.of[i] + j * t] += o->u[i + j * n] * o->e[i];
    for (size_t a = 0; a < t; a++)
        for (size_t b = 0; b < t; b++) {
            int gap = abs(f->year_value[a] - f->year_value[b]);
            if (gap > lags)
                continue;
            /* the weights fall to 0 just behind the last lag, so that the sum is positive
             * semidefinite */
            double w = weight * (1 - (double)gap / (lags + 1.0));
            for (size_t j = 0; j < k; j++)
                for (size_t i = 0; i < k; i++)
                    v[i + j * k] += w * s[a + i * t] * s[b + j * t];
        }
}

/* Diagonal of the projection on regressors and effects together; under plm's convention on the
 * transformed regressors alone. h [n], each in 0..1. O(n^2) with effects, hence the limit on
 * rows. o must have its rows (tbi_ols_rows). effects false: those of the regressors alone.
 * TB_EARG: more than 20,000 rows with effects. */
static tb_status compute_leverages(double *h, const tb_ols *o, const tb_frame *f, bool effects,
                                   tb_arena *a, tb_err *err)
{
    size_t n = o->n, k = o->k;
    for (size_t i = 0; i < n; i++) {
        h[i] = 0;
        for (size_t j = 0; j < k; j++)
            h[i] += o->q[i + j * n] * o->q[i + j * n];
    }
    if (!effects || f->n_effect == 0)
        return TB_OK;
    /* the effects' part: take the effects out of each unit vector's share, by levels of the first
     * way and a factored rest: e_i'(I - M)e_i = 1 - (M e_i)_i */
    if (n > 20000)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_HC3_EFFECTS_TAKES_20000, n);
    double *v = TB_NEW(a, double, n);
    double *room = TB_NEW(a, double, tbi_absorb_room(&o->absorb));
    if (a->refused)
        return tbi_no_memory(err, "the leverages");
    for (size_t i = 0; i < n; i++) {
        memset(v, 0, n * sizeof *v);
        v[i] = 1;
        tbi_absorb_out(&o->absorb, v, 1, room);
        h[i] += 1 - v[i];
    }
    return TB_OK;
}

/* White's covariance (MacKinnon and White 1985): HC1 with residuals e and the factor n/(n-K),
 * HC3 with e/(1-h). h counts the absorbed effects unless plm's convention is asked for. A row
 * that its own dummy fits has no residual and adds nothing. v->v is empty before. Degrees of
 * freedom n - K with K counting the effects, under every convention. */
static tb_status make_hc(tb_vcov *v, const tb_vcov_spec *s, const tb_ols *o, const tb_frame *f,
                         tb_arena *a, tb_err *err)
{
    double n = (double)o->n;
    double *e = o->e;
    /* plm does not count the effects that were taken out */
    double dof = n - (s->ssc == TB_SSC_PLM ? (double)o->k : (double)o->parameters);
    if (s->kind == TB_VCOV_HC3) {
        double *h = TB_NEW(a, double, o->n);
        e = TB_NEW(a, double, o->n);
        if (a->refused)
            return tbi_no_memory(err, "the leverages");
        tb_status st = compute_leverages(h, o, f, s->ssc != TB_SSC_PLM, a, err);
        if (st != TB_OK)
            return st;
        for (size_t i = 0; i < o->n; i++) {
            if (1 - h[i] < 1e-10)
                e[i] = 0; /* a row that its own effect fits: its residual is 0 */
            else
                e[i] = o->e[i] / (1 - h[i]);
        }
    }
    v->factor = s->kind == TB_VCOV_HC3 || s->ssc == TB_SSC_NONE ? 1 : n / dof;
    add_white(v->v, o, e, v->factor);
    for (size_t j = 0; j < o->k; j++)
        v->df[j] = n - (double)o->parameters;
    bool said;
    if (s->kind != TB_VCOV_HC3)
        said = tbi_arena_pair(a, &v->words, &v->words_vi, TB_MSG_VCOV_HC1, v->factor);
    else if (s->ssc == TB_SSC_PLM)
        said = tbi_arena_pair(a, &v->words, &v->words_vi, TB_MSG_VCOV_HC3_TRANSFORMED);
    else
        said = tbi_arena_pair(a, &v->words, &v->words_vi, TB_MSG_VCOV_HC3);
    return said ? TB_OK : tbi_no_memory(err, "the variance");
}

/* G/(G-1) (n-1)/(n-K). */
static double compute_cluster_factor(double g, double n, double k, tb_ssc ssc)
{
    return ssc == TB_SSC_NONE ? 1 : g / (g - 1) * (n - 1) / (n - k);
}

/* Clustered by one way, or by two: the sum of both less that of their intersections (Cameron,
 * Gelbach and Miller 2011). The small-sample factor is of the smaller number of clusters
 * (fixest) or each way's own (Stata, plm); t with G - 1 degrees of freedom, G the smaller
 * number. The difference of two positive matrices need not be positive: a negative variance is
 * reported as such by tbi_run_coefficients, never cut off at 0. TB_EARG: a way that the table
 * has not; TB_ESINGULAR: one cluster. v->words says the factor that was used. */
static tb_status make_cluster(tb_vcov *v, const tb_vcov_spec *s, const tb_ols *o, const tb_frame *f,
                              tb_arena *a, tb_err *err)
{
    const tb_levels *way[2] = { NULL, NULL };
    size_t least = SIZE_MAX, most = 0;
    for (size_t w = 0; w < s->ways; w++) {
        way[w] = tbi_frame_levels(f, s->way[w]);
        if (way[w] == NULL)
            return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_TABLE_HAS_CLUSTER, s->way[w]);
        if (way[w]->count < 2)
            return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_THERE_ONLY_ONE_CLUSTERED, s->way[w]);
        if (way[w]->count < least)
            least = way[w]->count;
        if (way[w]->count > most)
            most = way[w]->count;
    }
    double n = (double)o->n;
    double k = tbi_vcov_parameters(o, f, s->ssc, way, s->ways);
    /* two ways: each with its own number of clusters, as cgmreg and vcovDC do */
    bool own = s->ssc == TB_SSC_STATA || s->ssc == TB_SSC_PLM;
    double *scores = TB_NEW(a, double, (most * o->k));
    if (scores == NULL)
        return tbi_no_memory(err, "the scores of clusters");
    v->factor = compute_cluster_factor((double)least, n, k, s->ssc);
    for (size_t w = 0; w < s->ways; w++)
        add_clusters(v->v, o, way[w], o->e,
                     own ? compute_cluster_factor((double)way[w]->count, n, k, s->ssc) : v->factor,
                     scores);
    if (s->ways == 2) {
        /* the intersections: unit and year meet in one row; region and year, unit and region in
         * several */
        tb_levels both = { "both", NULL, 0 };
        int32_t *of = TB_NEW(a, int32_t, f->n);
        int32_t *slot = TB_NEW(a, int32_t, (way[0]->count * way[1]->count));
        if (a->refused)
            return tbi_no_memory(err, "the scores of clusters");
        for (size_t i = 0; i < f->n; i++) {
            int32_t *p = &slot[(size_t)way[0]->of[i] * way[1]->count + (size_t)way[1]->of[i]];
            if (*p == 0)
                *p = (int32_t)++both.count;
            of[i] = *p - 1;
        }
        both.of = of;
        double *cells = TB_NEW(a, double, (both.count * o->k));
        if (cells == NULL)
            return tbi_no_memory(err, "the scores of clusters");
        /* plm takes the number of the first way's clusters for the intersections */
        double g = s->ssc == TB_SSC_PLM ? (double)way[0]->count : (double)both.count;
        add_clusters(v->v, o, &both, o->e,
                     -(own ? compute_cluster_factor(g, n, k, s->ssc) : v->factor), cells);
    }
    v->clusters = least;
    for (size_t j = 0; j < o->k; j++)
        v->df[j] = (double)least - 1;
    bool said = s->ssc == TB_SSC_NONE
                    ? tbi_arena_pair(a, &v->words, &v->words_vi, TB_MSG_VCOV_CLUSTERS_BARE, least)
                    : tbi_arena_pair(a, &v->words, &v->words_vi, TB_MSG_VCOV_CLUSTERS, least,
                                     v->factor, k, tb_ssc_word(s->ssc));
    return said ? TB_OK : tbi_no_memory(err, "the variance");
}

/* Lags floor(T^(1/4)) unless said; years are the sample, so there are T - 1 degrees of freedom.
 * TB_ESINGULAR: one year. v->factor is on the sum of the kernel. */
static tb_status make_dk(tb_vcov *v, const tb_vcov_spec *s, const tb_ols *o, const tb_frame *f,
                         tb_arena *a, tb_err *err)
{
    size_t t = f->year.count;
    if (t < 2)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_THERE_ONLY_ONE_YEAR);
    v->lags = s->lags >= 0 ? s->lags : (int)floor(pow((double)t, 0.25));
    const tb_levels *way[1] = { &f->year };
    double n = (double)o->n;
    double k = tbi_vcov_parameters(o, f, s->ssc, way, 1);
    double *scores = TB_NEW(a, double, (t * o->k));
    if (scores == NULL)
        return tbi_no_memory(err, "the scores of years");
    v->factor = compute_cluster_factor((double)t, n, k, s->ssc);
    add_kernel(v->v, o, f, v->lags, v->factor, scores);
    v->clusters = t;
    for (size_t j = 0; j < o->k; j++)
        v->df[j] = (double)t - 1;
    if (!tbi_arena_pair(a, &v->words, &v->words_vi, TB_MSG_VCOV_KERNEL, v->lags, t, v->factor,
                        tb_ssc_word(s->ssc)))
        return tbi_no_memory(err, "the variance");
    return TB_OK;
}

/* The residuals of a cluster are multiplied by (I - H_g)^(-1/2) for CR2, by (I - H_g)^-1 for
 * CR3. One way only. v->factor stays 1: the correction is in the residuals. */
static tb_status make_reduced(tb_vcov *v, const tb_vcov_spec *s, tb_ols *o, const tb_frame *f,
                              tb_arena *a, tb_err *err)
{
    const tb_levels *way = tbi_frame_levels(f, s->way[0]);
    tb_blocks c;
    if (way == NULL)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_TABLE_HAS_CLUSTER, s->way[0]);
    if (way->count < 2)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_THERE_ONLY_ONE_CLUSTERED, s->way[0]);
    tb_status st = tbi_clusters_make(&c, o, f, way, a, err);
    if (st == TB_OK)
        st = tbi_clusters_variance(v->v, v->df, &c, s->kind == TB_VCOV_CR2 ? -0.5 : -1, a, err);
    v->clusters = way->count;
    bool said = s->kind == TB_VCOV_CR2
                    ? tbi_arena_pair(a, &v->words, &v->words_vi, TB_MSG_VCOV_CR2, way->count)
                    : tbi_arena_pair(a, &v->words, &v->words_vi, TB_MSG_VCOV_CR3, way->count);
    return st == TB_OK && !said ? tbi_no_memory(err, "the variance") : st;
}

/* The type as the caller may say it again, dk with the lags that were chosen. */
static const char *write_type(const tb_vcov_spec *s, int lags, tb_arena *a)
{
    static const char *const words[] = { "default", "iid", "hc1", "hc3",
                                         "cluster", "cr2", "cr3", "dk" };
    if (s->kind == TB_VCOV_DK)
        return tbi_arena_printf(a, "dk:%d", lags);
    if (s->ways == 0)
        return words[s->kind];
    return tbi_arena_printf(a, "%s:%s%s%s", words[s->kind], s->way[0], s->ways == 2 ? "," : "",
                            s->ways == 2 ? s->way[1] : "");
}

/* What the levels of one way say of each coefficient. The scores s_g = U_g'e_g of all clusters
 * sum to zero; where one cluster alone has any, that one is zero as well, and what stands there
 * is rounding: below 1e-12 of the sum of |u_i e_i|, the term is `alone`. The effective number of
 * clusters is G / (1 + CV^2 of |u_g|^2) (Carter, Schnepel and Steigerwald 2017, independent
 * errors within clusters): it falls to 1 when one cluster has all the weight. v->effective keeps
 * the least over the ways, v->alone is set by any of them. O(n k). */
static tb_status look_at_clusters(tb_vcov *v, const tb_ols *o, const tb_levels *l, tb_arena *a,
                                  tb_err *err)
{
    size_t n = o->n;
    size_t g = l->count;
    double *score = TB_NEW(a, double, (2 * g));
    if (v->effective == NULL)
        v->effective = TB_NEW(a, double, o->k);
    if (a->refused)
        return tbi_no_memory(err, "the scores of clusters");
    double *weight = score + g; /* |u_g|^2 */
    for (size_t j = 0; j < o->k; j++) {
        double gross = 0;
        double most = 0;
        double sum = 0;
        double squares = 0;
        memset(score, 0, 2 * g * sizeof *score);
        for (size_t i = 0; i < n; i++) {
            double u = o->u[i + j * n];
            score[l->of[i]] += u * o->e[i];
            weight[l->of[i]] += u * u;
            gross += fabs(u * o->e[i]);
        }
        for (size_t c = 0; c < g; c++) {
            most = fmax(most, fabs(score[c]));
            sum += weight[c];
            squares += weight[c] * weight[c];
        }
        double effective = squares > 0 ? sum / squares * sum : NAN;
        v->alone[j] = v->alone[j] || most <= 1e-12 * gross;
        if (!(v->effective[j] > 0) || effective < v->effective[j])
            v->effective[j] = effective;
    }
    return TB_OK;
}

/* Warns of few or unequal clusters in every way; of Driscoll and Kraay's errors the years are
 * the clusters. */
static tb_status look_at_ways(tb_vcov *v, const tb_vcov_spec *s, const tb_ols *o, const tb_frame *f,
                              tb_arena *a, tb_err *err)
{
    tb_status st = TB_OK;
    if (s->kind == TB_VCOV_DK)
        return look_at_clusters(v, o, &f->year, a, err);
    for (size_t w = 0; st == TB_OK && w < s->ways; w++)
        st = look_at_clusters(v, o, tbi_frame_levels(f, s->way[w]), a, err);
    return st;
}

/* df [k]: infinite where the normal distribution is used; alone [k] is filled by look_at_ways().
 * r's convention is in s; o gets its rows here. v->type is the text that asks for the same variance
 * again. */
tb_status tbi_vcov_make(tb_vcov *v, const tb_vcov_spec *s, tb_ols *o, const tb_frame *f,
                        bool normal, tb_arena *a, tb_err *err)
{
    size_t k = o->k;
    *v = (tb_vcov){ .factor = 1 };
    v->v = TB_NEW(a, double, (k * k));
    v->df = TB_NEW(a, double, k);
    v->alone = TB_NEW(a, bool, k);
    if (a->refused)
        return tbi_no_memory(err, "the variance");
    tb_status st = tbi_ols_rows(o, a, err);
    if (st != TB_OK)
        return st;
    if (s->kind == TB_VCOV_IID) {
        double dof = (double)o->n - (double)o->parameters;
        /* K counts the absorbed effects */
        double sigma2 = o->rss / dof;
        for (size_t i = 0; i < k * k; i++)
            v->v[i] = sigma2 * o->bread[i];
        for (size_t j = 0; j < k; j++)
            v->df[j] = normal ? INFINITY : dof;
        bool said = normal ? tbi_arena_pair(a, &v->words, &v->words_vi, TB_MSG_VCOV_NORMAL)
                           : tbi_arena_pair(a, &v->words, &v->words_vi, TB_MSG_VCOV_CLASSICAL);
        st = said ? TB_OK : tbi_no_memory(err, "the variance");
    } else if (s->kind == TB_VCOV_CR2 || s->kind == TB_VCOV_CR3) {
        st = make_reduced(v, s, o, f, a, err);
    } else {
        if (s->kind == TB_VCOV_CLUSTER)
            st = make_cluster(v, s, o, f, a, err);
        else if (s->kind == TB_VCOV_DK)
            st = make_dk(v, s, o, f, a, err);
        else
            st = make_hc(v, s, o, f, a, err);
    }
    if (st == TB_OK)
        st = look_at_ways(v, s, o, f, a, err);
    v->type = write_type(s, v->lags, a);
    return st;
}
