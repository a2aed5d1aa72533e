/* optimum.c - GSL's simplex behind plain arrays. */
#include "num/optimum.h"

#include "base/error.h"
#include "num/libraries.h"

#include <gsl/gsl_multimin.h>
#include <math.h>
#include <stdbool.h>

typedef struct objective {
    tb_objective f;
    void *with;
    size_t n;
} objective;

static double call(const gsl_vector *x, void *params) {
    const objective *o = params;
    double v = o->f(x->data, o->n, o->with); /* vectors that GSL allocates have stride 1 */
    return isfinite(v) ? v : 1e300;
}

static bool run(gsl_multimin_fminimizer *s, gsl_multimin_function *f, gsl_vector *start, gsl_vector *side, double tolerance, size_t most) {
    if (gsl_multimin_fminimizer_set(s, f, start, side) != 0) return false;
    for (size_t k = 0; k < most; k++) {
        if (gsl_multimin_fminimizer_iterate(s) != 0) return false;
        if (gsl_multimin_fminimizer_size(s) < tolerance) return true;
    }
    return false;
}

tb_status tb_minimise(double *x, double *value, size_t n, const double *step, tb_objective f, void *with, double tolerance, size_t most,
                      tb_err *err) {
    tb_num_start();
    objective o = { f, with, n };
    gsl_multimin_function g = { call, n, &o };
    gsl_vector *start = gsl_vector_alloc(n), *side = gsl_vector_alloc(n);
    gsl_multimin_fminimizer *s = gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, n);
    tb_status st = TB_OK;
    if (start == NULL || side == NULL || s == NULL) st = tb_no_memory(err, "a minimisation");
    for (int again = 0; again < 2 && st == TB_OK; again++) {
        for (size_t i = 0; i < n; i++) {
            gsl_vector_set(start, i, x[i]);
            gsl_vector_set(side, i, again ? step[i] / 4 : step[i]);
        }
        if (!run(s, &g, start, side, tolerance, most))
            st = tb_fail(err, TB_ECONVERGE, "the search for the best parameters did not settle after %zu steps", most);
        for (size_t i = 0; i < n; i++) x[i] = gsl_vector_get(s->x, i);
        *value = s->fval;
    }
    if (s != NULL) gsl_multimin_fminimizer_free(s);
    if (start != NULL) gsl_vector_free(start);
    if (side != NULL) gsl_vector_free(side);
    return st;
}

void tb_hessian(double *h, const double *x, size_t n, const double *step, tb_objective f, void *with) {
    double y[32] = { 0 };
    for (size_t i = 0; i < n; i++) y[i] = x[i];
    double middle = f(y, n, with);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum;
            if (i == j) {
                y[i] = x[i] + step[i];
                double up = f(y, n, with);
                y[i] = x[i] - step[i];
                sum = (up - 2 * middle + f(y, n, with)) / (step[i] * step[i]);
            } else {
                sum = 0;
                for (int a = -1; a <= 1; a += 2)
                    for (int b = -1; b <= 1; b += 2) {
                        y[i] = x[i] + a * step[i];
                        y[j] = x[j] + b * step[j];
                        sum += a * b * f(y, n, with);
                    }
                sum /= 4 * step[i] * step[j];
            }
            y[i] = x[i];
            y[j] = x[j];
            h[i * n + j] = h[j * n + i] = sum;
        }
}
