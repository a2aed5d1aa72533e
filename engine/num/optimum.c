/* optimum.c - GSL's quasi-Newton search behind plain arrays. */
#include "num/optimum.h"

#include "base/error.h"
#include "num/libraries.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multimin.h>
#include <math.h>

static const double SIDE = 1e-4; /* of the differences: rounding of the objective and curvature cost about the same here */

typedef struct objective {
    tb_objective f;
    void *with;
    size_t n;
    double *x; /* [n] a copy that may be moved */
} objective;

static double tamed(double v) {
    return isfinite(v) ? v : 1e300;
}

static double value_at(const gsl_vector *x, void *params) {
    const objective *o = params;
    return tamed(o->f(x->data, o->n, o->with)); /* vectors that GSL allocates have stride 1 */
}

static void slope_at(const gsl_vector *x, void *params, gsl_vector *g) {
    const objective *o = params;
    for (size_t i = 0; i < o->n; i++) o->x[i] = x->data[i];
    for (size_t i = 0; i < o->n; i++) {
        o->x[i] = x->data[i] + SIDE;
        double up = tamed(o->f(o->x, o->n, o->with));
        o->x[i] = x->data[i] - SIDE;
        g->data[i] = (up - tamed(o->f(o->x, o->n, o->with))) / (2 * SIDE);
        o->x[i] = x->data[i];
    }
}

static void both_at(const gsl_vector *x, void *params, double *v, gsl_vector *g) {
    *v = value_at(x, params);
    slope_at(x, params, g);
}

static tb_status search(gsl_multimin_fdfminimizer *s, double tolerance, size_t most, tb_err *err) {
    for (size_t k = 0; k < most; k++) {
        if (gsl_multimin_fdfminimizer_iterate(s) != GSL_SUCCESS) return TB_OK; /* no step improves */
        if (gsl_multimin_test_gradient(s->gradient, tolerance) == GSL_SUCCESS) return TB_OK;
    }
    return tb_fail(err, TB_ECONVERGE, "the search for the best parameters did not settle in %zu steps", most);
}

tb_status tb_minimise(double *x, double *value, size_t n, tb_objective f, void *with, double tolerance, size_t most, tb_err *err) {
    tb_num_start();
    gsl_vector *start = gsl_vector_alloc(n), *copy = gsl_vector_alloc(n);
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(gsl_multimin_fdfminimizer_vector_bfgs2, n);
    tb_status st = TB_OK;
    if (start == NULL || copy == NULL || s == NULL) {
        st = tb_no_memory(err, "a search");
    } else {
        objective o = { f, with, n, copy->data };
        gsl_multimin_function_fdf g = { value_at, slope_at, both_at, n, &o };
        for (size_t i = 0; i < n; i++) start->data[i] = x[i];
        gsl_multimin_fdfminimizer_set(s, &g, start, 0.1, 0.1);
        st = search(s, tolerance, most, err);
        for (size_t i = 0; i < n; i++) x[i] = s->x->data[i];
        *value = s->f;
    }
    if (s != NULL) gsl_multimin_fdfminimizer_free(s);
    if (start != NULL) gsl_vector_free(start);
    if (copy != NULL) gsl_vector_free(copy);
    return st;
}

void tb_hessian(double *h, double *x, size_t n, double step, tb_objective f, void *with) {
    double middle = f(x, n, with);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double xi = x[i], xj = x[j], sum = 0;
            for (int a = -1; a <= 1; a += 2)
                for (int b = -1; b <= 1; b += 2) {
                    if (i == j && b != a) continue;
                    x[i] = xi + a * step;
                    if (i != j) x[j] = xj + b * step;
                    sum += (i == j ? 1 : a * b) * f(x, n, with);
                    x[i] = xi;
                    x[j] = xj;
                }
            h[i * n + j] = h[j * n + i] = i == j ? (sum - 2 * middle) / (step * step) : sum / (4 * step * step);
        }
}
