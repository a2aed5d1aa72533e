/* reml.c - random effects of units by restricted maximum likelihood (Patterson and Thompson 1971).
 *
 * y_it = x_it'b + u_i + e_it, u_i ~ N(0, su^2), e_it ~ N(0, se^2), ratio r = su^2 / se^2. With V_i
 * = I + r J the likelihood of what is left of y when X is out, se^2 maximised in closed form, is
 *   -2 l(r) = (n - k) (log(2 pi S(r) / (n - k)) + 1) + sum_i log(1 + T_i r) + log |X'V^-1 X|,
 * S(r) the weighted sum of squares (Harville 1977, eq. 4.2 and 4.4). A = X'V^-1 X is W + sum_i T_i
 * / (1 + T_i r) m_i m_i' with W the cross products within units and m_i the unit's means, so that a
 * value of r costs no pass through the rows. The maximum is the root of the score, by bisection in
 * the bracket that a grid finds: no step size, no starting value.
 * With weights e_it ~ N(0, se^2 / w_it), as in lme4: T_i is the sum of the unit's weights, means
 * and cross products are weighted, and the likelihood has sum log w_it more. */
#include "estimate/result.h"

#include "base/error.h"
#include "messages/estimate.h"
#include "num/dist.h"
#include "num/linalg.h"
#include "num/linalg_product.h"

#include <math.h>
#include <string.h>

/* Cross products of the k regressors and y, columns less their mean where there is an intercept. */
typedef struct restricted {
    size_t n, units, k, wide; /* wide: k + 1, y the last */
    double *within;           /* [wide][wide] */
    double *mean, *count;     /* [wide][units], [units]: sums of weights */
    double *a, *half, *b;     /* [k][k] A and its factor; [k][k]; [k] */
    double *slope;            /* [k][k] dA / dr */
} restricted;

/* Scratch of the search over the variance ratio, all of the size of the regressors and units: no
 * pass through the rows needs any. */
static void allocate_search(restricted *s, tb_arena *a)
{
    s->within = TB_NEW(a, double, (s->wide * s->wide));
    s->mean = TB_NEW(a, double, (s->wide * s->units));
    s->count = TB_NEW(a, double, s->units);
    s->a = TB_NEW(a, double, (s->k * s->k));
    s->half = TB_NEW(a, double, (s->k * s->k));
    s->slope = TB_NEW(a, double, (s->k * s->k));
    s->b = TB_NEW(a, double, (s->k + 1));
}

/* w_it of a row: the root is what the frame keeps. */
static double get_weight(const tb_frame *f, size_t i)
{
    return f->root != NULL ? f->root[i] * f->root[i] : 1;
}

/* column [k] of the frame: the regressors that are not combinations of others. within [wide x
 * wide]: cross products of rows less their unit's mean; mean [units x wide], count [units]. One
 * pass, O(n k^2); everything afterwards is of the size of units and regressors. y is the last of
 * the wide columns. */
static tb_status collect_products(restricted *s, const tb_frame *f, const size_t *column, size_t k,
                                  tb_arena *a, tb_err *err)
{
    *s = (restricted){ .n = f->n, .units = f->unit.count, .k = k, .wide = k + 1 };
    double *v = TB_NEW(a, double, (f->n * (k + 1)));
    allocate_search(s, a);
    if (a->refused)
        return tbi_no_memory(err, "the likelihood");
    for (size_t j = 0; j <= k; j++) {
        double *c = v + j * f->n;
        double middle = 0;
        memcpy(c, j < k ? f->x + column[j] * f->n : f->y, f->n * sizeof *c);
        for (size_t i = 0; f->intercept && i < f->n; i++)
            middle += c[i] / (double)f->n;
        /* the determinant does not see it, and digits are kept */
        for (size_t i = 0; !(j < k && f->intercept && column[j] == 0) && i < f->n; i++)
            c[i] -= middle;
        for (size_t i = 0; i < f->n; i++)
            s->mean[(size_t)f->unit.of[i] + j * s->units] += get_weight(f, i) * c[i];
    }
    for (size_t i = 0; i < f->n; i++)
        s->count[f->unit.of[i]] += get_weight(f, i);
    for (size_t j = 0; j <= k; j++) {
        for (size_t l = 0; l < s->units; l++)
            s->mean[l + j * s->units] /= s->count[l];
        for (size_t i = 0; i < f->n; i++)
            v[i + j * f->n] -= s->mean[(size_t)f->unit.of[i] + j * s->units];
    }
    tbi_ols_weigh(v, f->root, f->n, k + 1);
    tbi_cross(s->within, v, f->n, k + 1, f->n);
    return TB_OK;
}

/* Entry (i, j) of the cross products of V^-1, or of their slope in r.
 * w_l = T_l / (1 + T_l r) and its slope -w_l^2: with M_l the mean of a column in unit l, x'V^-1 y
 * = within + sum of w_l M_l(x) M_l(y). */
static double sum_units(const restricted *s, size_t i, size_t j, double ratio, bool slope)
{
    double sum = slope ? 0 : s->within[i + j * s->wide];
    const double *p = s->mean + i * s->units;
    const double *q = s->mean + j * s->units;
    for (size_t l = 0; l < s->units; l++) {
        double w = s->count[l] / (1 + s->count[l] * ratio);
        sum += (slope ? -w * w : w) * p[l] * q[l];
    }
    return sum;
}

/* -2 l(r) without what does not depend on r, and its slope; infinite where X'V^-1 X has no
 * factor. The slope is d/dr of -2 l: sum of T_l / (1 + T_l r) + trace(A^-1 dA/dr) + (n - k)
 * S'(r) / S(r), with S'(r) = - sum of (T_l / (1 + T_l r))^2 e_l^2 and e_l the residual of the
 * unit's mean. b is left at the coefficients of this r. O(units k^2). ratio r: variance of the
 * units by that of the errors; l the unit, T_l its weight. */
static double evaluate_criterion(restricted *s, double ratio, double *slope)
{
    size_t k = s->k;
    double left = sum_units(s, k, k, ratio, false);
    double value = 0;
    for (size_t j = 0; j < k; j++) {
        s->b[j] = sum_units(s, j, k, ratio, false);
        for (size_t i = 0; i <= j; i++) {
            s->a[i + j * k] = s->a[j + i * k] = sum_units(s, i, j, ratio, false);
            s->slope[i + j * k] = s->slope[j + i * k] = sum_units(s, i, j, ratio, true);
        }
    }
    memcpy(s->half, s->a, k * k * sizeof *s->half);
    if (!tbi_chol(s->half, k))
        return INFINITY;
    for (size_t j = 0; j < k; j++)
        value += 2 * log(fabs(s->half[j + j * k]));
    double *b = s->b;
    double *z = s->a; /* overwritten: only its factor is read from here on */
    double free_rows = (double)s->n - (double)k;
    memcpy(z, b, k * sizeof *z);
    tbi_chol_solve(s->half, k, b, 1);
    left -= tbi_dot(z, b, k);
    value += free_rows * log(left);
    *slope = 0;
    double change = 0; /* of S: the coefficients are where it is flat */
    for (size_t l = 0; l < s->units; l++) {
        double grown = 1 + s->count[l] * ratio;
        double e = s->mean[l + k * s->units];
        for (size_t j = 0; j < k; j++)
            e -= b[j] * s->mean[l + j * s->units];
        change -= s->count[l] * s->count[l] / (grown * grown) * e * e;
        value += log(grown);
        *slope += s->count[l] / grown;
    }
    tbi_chol_solve(s->half, k, s->slope, k);
    for (size_t j = 0; j < k; j++)
        *slope += s->slope[j + j * k];
    *slope += free_rows * change / left;
    return value;
}

enum { GRID = 81, HALVINGS = 200 };

/* The ratio with the largest likelihood: the best of a grid from 0 to 10^6, then the root of the
 * score between its neighbours. best: -2 l at the maximum, at_zero: at r = 0, which the test of
 * the units' variance needs. Returns the ratio, 0 where units do not differ more than errors
 * make them. */
static double find_ratio(restricted *s, double *best, double *at_zero)
{
    double slope;
    double ratio[GRID + 1];
    size_t least = 0;
    *best = INFINITY;
    for (size_t g = 0; g <= GRID; g++) {
        /* the grid: 0, then 1e-6 to 1e6 evenly in the logarithm */
        ratio[g] = g == 0 ? 0 : pow(10, -6 + 12 * (double)(g - 1) / (GRID - 1));
        double value = evaluate_criterion(s, ratio[g], &slope);
        *at_zero = g == 0 ? value : *at_zero;
        if (value < *best) {
            *best = value;
            least = g;
        }
    }
    double low = ratio[least > 0 ? least - 1 : 0];
    double high = ratio[least < GRID ? least + 1 : GRID];
    (void)evaluate_criterion(s, low, &slope);
    if (low == 0 && slope >= 0 && least == 0)
        return 0; /* the likelihood falls from the edge on */
    for (int i = 0; i < HALVINGS && high - low > 1e-15 * high; i++) {
        double middle = (low + high) / 2;
        double value = evaluate_criterion(s, middle, &slope);
        *best = fmin(*best, value);
        if (slope < 0)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

/* Rows less theta_i times their unit's mean, theta_i = 1 - 1 / sqrt(1 + T_i r): least squares of
 * these (by the rows' weights, which the frame keeps) are generalised least squares. r->used is
 * the transformed frame, without an intercept of its own: the column of ones is transformed too. */
static tb_status transform_rows(tb_run *r, const restricted *s, double ratio, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    const tb_frame *f = &r->level;
    size_t u = f->unit.count;
    r->used = *f;
    r->used.intercept = false;
    r->used.x = TB_NEW(a, double, (f->n * f->k));
    r->used.y = TB_NEW(a, double, f->n);
    double *mean = TB_NEW(a, double, u);
    if (a->refused)
        return tbi_no_memory(err, "the random effects");
    for (size_t j = 0; j <= f->k; j++) {
        const double *from = j < f->k ? f->x + j * f->n : f->y;
        double *to = j < f->k ? r->used.x + j * f->n : r->used.y;
        memset(mean, 0, u * sizeof *mean);
        for (size_t i = 0; i < f->n; i++)
            mean[f->unit.of[i]] += get_weight(f, i) * from[i] / s->count[f->unit.of[i]];
        for (size_t i = 0; i < f->n; i++) {
            size_t l = (size_t)f->unit.of[i];
            to[i] = from[i] - (1 - 1 / sqrt(1 + s->count[l] * ratio)) * mean[l];
        }
    }
    return TB_OK;
}

/* Whether units vary at all: twice the gain in likelihood; at the edge of the parameter half of the
 * weight lies on zero (Self and Liang 1987), so p is half that of chi-squared with one degree. */
static tb_status test_unit_variance(tb_run *r, double gain, tb_err *err)
{
    tb_estimate_test t = { .name = "unit_variance",
                           .distribution = "chisq",
                           .statistic = fmax(gain, 0),
                           .df = 1,
                           .df2 = NAN,
                           .wild_p = NAN };
    t.p_value = t.statistic > 0 ? tbi_chisq_upper(t.statistic, 1) / 2 : 1;
    return tbi_run_test(r, t, err);
}

/* Variances, the range of theta_i = 1 - 1 / sqrt(1 + T_i r), the share of the unit's mean that
 * is taken off, and the restricted log-likelihood with its constants, so that it compares with
 * lme4's. criterion: -2 l without constants at the maximum. */
static void describe_variances(tb_run *r, const restricted *s, double ratio, double criterion)
{
    tb_estimate_summary *v = &r->out->view;
    double free_rows = (double)s->n - (double)s->k;
    v->sigma2_idios = r->ols.rss / free_rows;
    v->sigma2_unit = ratio * v->sigma2_idios;
    v->theta_min = INFINITY;
    v->theta_max = -INFINITY;
    for (size_t l = 0; l < s->units; l++) {
        double theta = 1 - 1 / sqrt(1 + s->count[l] * ratio);
        v->theta_min = fmin(v->theta_min, theta);
        v->theta_max = fmax(v->theta_max, theta);
    }
    v->loglik = -0.5 * (criterion + free_rows * (log(2 * 3.14159265358979323846 / free_rows) + 1));
    for (size_t i = 0; r->level.root != NULL && i < s->n; i++)
        v->loglik += log(r->level.root[i]);
    if (ratio == 0)
        tbi_run_tell(r, "no_unit_variance", TB_MSG_ESTIMATE_NO_UNIT_VARIANCE);
}

/* Columns that are combinations of others are found by a plain regression first. A ratio at the
 * end of its range is no maximum and refused; 0 is one, and said. TB_ESINGULAR: a perfect fit,
 * one unit, or one row a unit; TB_ECONVERGE: no maximum within the range. */
tb_status tbi_method_reml(tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    restricted s;
    tb_ols plain;
    tb_status st = tbi_frame_spread(&r->level, &r->frame, a, err);
    if (st == TB_OK)
        st = tbi_ols_fit(&plain, &r->level, a, err);
    if (st == TB_OK && plain.perfect)
        st = tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_PERFECT_WITHIN);
    if (st == TB_OK && (r->level.unit.count < 2 || r->level.unit.count == r->level.n))
        st = tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_REML_NEEDS_UNITS, r->level.unit.count,
                      r->level.n);
    if (st == TB_OK)
        st = collect_products(&s, &r->level, plain.column, plain.k, a, err);
    if (st != TB_OK)
        return st;
    double criterion;
    double at_zero;
    double ratio = find_ratio(&s, &criterion, &at_zero);
    if (!isfinite(criterion) || ratio > 0.99e6)
        return tbi_fail(err, TB_ECONVERGE, TB_MSG_ESTIMATE_REML_NO_MAXIMUM);
    st = transform_rows(r, &s, ratio, err);
    if (st != TB_OK)
        return st;
    r->normal = r->spec.kind == TB_VCOV_IID;
    r->transformed = true;
    st = tbi_run_least_squares(r, err);
    if (st != TB_OK)
        return st;
    tbi_ols_recentre(&r->ols, r->used.root);
    describe_variances(r, &s, ratio, criterion);
    return test_unit_variance(r, at_zero - criterion, err);
}
