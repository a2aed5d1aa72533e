/* motion.c - the law of a + u + e as a covariance and as a filter; a test holds them against each other. */
#include "dynamics/motion.h"

#include <math.h>

static double logistic(double x) {
    return 1 / (1 + exp(-x));
}

tb_motion tb_motion_of(const double *free) {
    double total = exp(2 * free[0]), a = exp(free[1]), u = exp(free[2]), e = total / (1 + a + u);
    return (tb_motion){ .var_a = a * e, .var_u = u * e, .var_e = e, .rho = logistic(free[3]), .keep = logistic(free[4]) };
}

double tb_motion_signal(const tb_motion *m, const double *keep, size_t s, size_t t) {
    if (s > t) {
        size_t swap = s;
        s = t;
        t = swap;
    }
    double kept = 1, fade = 1;
    for (size_t k = s + 1; k <= t; k++) {
        kept *= keep[k];
        fade *= m->rho;
    }
    return kept * (m->var_a + m->var_u * fade);
}

double tb_motion_loglik(const tb_motion *m, const double *keep, const double *y, size_t n) {
    /* state (a, u), its mean and the covariance [[paa, pau], [pau, puu]] */
    double a = 0, u = 0, paa = m->var_a, pau = 0, puu = m->var_u, sum = 0;
    for (size_t t = 0; t < n; t++) {
        if (t > 0) {
            double k = keep[t], f = k * m->rho;
            a *= k;
            u *= f;
            paa = k * k * paa + (1 - k * k) * m->var_a;
            pau = k * f * pau;
            puu = f * f * puu + (1 - f * f) * m->var_u;
        }
        if (isnan(y[t])) continue;
        double ca = paa + pau, cu = pau + puu, v = ca + cu + m->var_e, d = y[t] - a - u;
        if (!(v > 0)) return -INFINITY;
        sum -= 0.5 * (log(6.283185307179586476925 * v) + d * d / v);
        a += ca / v * d;
        u += cu / v * d;
        paa -= ca * ca / v;
        pau -= ca * cu / v;
        puu -= cu * cu / v;
    }
    return sum;
}
