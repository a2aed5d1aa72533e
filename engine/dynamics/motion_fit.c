/* motion_fit.c - maximum likelihood with a prior that matters only where the table is short. */
#include "dynamics/motion_fit.h"

#include "base/error.h"
#include "dynamics/gauss.h"
#include "num/optimum.h"

#include <math.h>
#include <string.h>

enum { P = TB_MOTION_FREE, MOST_YEARS = 256 };

const tb_motion_prior tb_motion_vague = { { 0, 0, 0, 0.85, 0.85 }, { INFINITY, 1.5, 1.5, 1, 1 } };

typedef struct problem {
    const tb_deviation *d;
    const tb_motion_prior *prior;
    double *by_unit; /* [n_unit][n_year] */
} problem;

static void keeps(double *keep, const tb_deviation *d, double kept) {
    for (size_t t = 0; t < d->n_year; t++) keep[t] = d->broken[t] ? kept : 1;
}

static double loglik(const double *x, const problem *p) {
    double keep[MOST_YEARS], sum = 0;
    tb_motion m = tb_motion_of(x);
    keeps(keep, p->d, m.keep);
    for (size_t i = 0; i < p->d->n_unit; i++) sum += tb_motion_loglik(&m, keep, p->by_unit + i * p->d->n_year, p->d->n_year);
    return sum;
}

static double minus_posterior(const double *x, size_t n, void *with) {
    const problem *p = with;
    double penalty = 0;
    for (size_t k = 0; k < n; k++) {
        if (fabs(x[k]) > 40) return INFINITY;
        double z = (x[k] - p->prior->mean[k]) / p->prior->sd[k];
        penalty += 0.5 * z * z;
    }
    return penalty - loglik(x, p);
}

static double spread(const tb_deviation *d) {
    double sum = 0, n = 0;
    for (size_t t = 0; t < d->n_year; t++) {
        double mean = 0, count = 0, square = 0;
        for (size_t i = 0; i < d->n_unit; i++) {
            double y = d->y[t * d->n_unit + i];
            if (isnan(y)) continue;
            mean += y;
            square += y * y;
            count++;
        }
        if (count < 2 && d->level_is[t] < 2) continue;
        double s = d->level_is[t] == 2 ? square : square - mean * mean / count;
        sum += s;
        n += count;
    }
    return n > 0 ? sqrt(sum / n) : 0;
}

/* The covariance is the inverse of the curvature; where that is no covariance, the prior's. */
static void curvature(tb_motion_fit *f, problem *p) {
    double h[P * P], step[P] = { 0.02, 0.05, 0.05, 0.05, 0.05 }, inverse[P * P];
    tb_hessian(h, f->free, P, step, minus_posterior, p);
    bool fine = tb_gauss_factor(h, P);
    for (size_t k = 0; k < P; k++) fine = fine && h[k * P + k] > 0;
    memset(f->factor, 0, sizeof f->factor);
    if (fine) {
        for (size_t k = 0; k < P; k++) {
            double *row = inverse + k * P;
            for (size_t j = 0; j < P; j++) row[j] = j == k;
            tb_gauss_forward(h, P, row);
            tb_gauss_back(h, P, row);
        }
        if (tb_gauss_factor(inverse, P)) {
            memcpy(f->factor, inverse, sizeof inverse);
            return;
        }
    }
    for (size_t k = 0; k < P; k++) f->factor[k * P + k] = fmin(p->prior->sd[k], 0.2);
}

tb_status tb_motion_fit_table(tb_motion_fit *out, const tb_deviation *d, const tb_motion_prior *prior, tb_err *err) {
    double sd = spread(d);
    if (!(sd > 1e-9))
        return tb_fail_vi(err, TB_ESINGULAR, "all units have the same score in every year: there is no spread to learn from",
                          "mọi đơn vị có cùng một điểm số trong mọi năm: không có độ phân tán để ước lượng");
    if (d->n_year > MOST_YEARS) return tb_fail(err, TB_EDATA, "%zu years are more than the forecast can take (%d)", d->n_year, (int)MOST_YEARS);
    tb_arena scratch = { 0 };
    problem p = { d, prior, TB_NEW(&scratch, double, d->n_unit * d->n_year) };
    if (p.by_unit == NULL) return tb_no_memory(err, "the fit of the motion");
    for (size_t t = 0; t < d->n_year; t++)
        for (size_t i = 0; i < d->n_unit; i++) p.by_unit[i * d->n_year + t] = d->y[t * d->n_unit + i];
    tb_motion_fit f = { .free = { log(sd) } };
    for (size_t k = 1; k < P; k++) f.free[k] = prior->mean[k];
    double step[P] = { 0.1, 0.5, 0.5, 0.5, 0.5 }, value;
    tb_status st = tb_minimise(f.free, &value, P, step, minus_posterior, &p, 1e-3, 2000, err);
    if (st == TB_OK) {
        f.loglik = loglik(f.free, &p);
        curvature(&f, &p);
        *out = f;
    }
    tb_arena_free(&scratch);
    return st;
}

void tb_motion_fit_draw(double *free, const tb_motion_fit *f, const double *z) {
    for (size_t i = 0; i < P; i++) {
        free[i] = f->free[i];
        for (size_t j = 0; j <= i; j++) free[i] += f->factor[i * P + j] * z[j];
        free[i] = fmax(-30, fmin(30, free[i]));
    }
}
