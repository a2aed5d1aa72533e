/* dist.c - one line each over GSL. */
#include "num/dist.h"

#include "num/libraries.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

double tbi_normal_pdf(double x)
{
    return 0.39894228040143267794 * exp(-0.5 * x * x);
}

/* By erfc, so that the lower tail keeps its relative precision; tbi_normal_upper for the other
 * one. */
double tbi_normal_cdf(double x)
{
    return 0.5 * erfc(-x * 0.70710678118654752440);
}

double tbi_normal_upper(double x)
{
    return 0.5 * erfc(x * 0.70710678118654752440);
}

/* -INFINITY at 0, INFINITY at 1, NaN outside. */
double tbi_normal_quantile(double p)
{
    tbi_num_start();
    return gsl_cdf_ugaussian_Pinv(p);
}

/* The continued fraction of the incomplete beta integral by Lentz's method (DLMF 8.17.22), good
 * where x < (a + 1) / (a + b + 2). */
static double compute_beta_fraction(double x, double a, double b)
{
    const double tiny = 1e-300;
    double c = 1;
    double d = 1 - (a + b) * x / (a + 1);
    d = 1 / (fabs(d) < tiny ? tiny : d);
    double f = d;
    for (int m = 1; m < 20000; m++) {
        double k = m;
        double up = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k));
        double down = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1));
        for (int half = 0; half < 2; half++) {
            double step = half == 0 ? up : down;
            d = 1 + step * d;
            d = 1 / (fabs(d) < tiny ? tiny : d);
            c = 1 + step / c;
            if (fabs(c) < tiny)
                c = tiny;
            f *= c * d;
        }
        if (fabs(c * d - 1) < 1e-16)
            break;
    }
    return f;
}

/* Regularised incomplete beta I_x(a, b); y = 1 - x is given apart, so that neither end loses
 * digits. GSL's own tail of Student's t has ten. */
static double compute_beta_share(double x, double y, double a, double b)
{
    if (x <= 0)
        return 0;
    if (y <= 0)
        return 1;
    double front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(y));
    if (x < (a + 1) / (a + b + 2))
        return front * compute_beta_fraction(x, a, b) / a;
    return 1 - front * compute_beta_fraction(y, b, a) / b;
}

/* P(|T| > |t|) = I_x(df / 2, 1 / 2), x = df / (df + t^2), I the regularised incomplete beta. Both
 * x and 1 - x are handed on: neither can be had from the other when it is tiny. */
double tbi_t_two_sided(double t, double df)
{
    if (isnan(t) || isnan(df) || !(df > 0))
        return NAN;
    if (isinf(t))
        return 0;
    if (isinf(df))
        return 2 * tbi_normal_upper(fabs(t));
    double t2 = t * t;
    if (isinf(t2))
        return 0;
    return compute_beta_share(df / (df + t2), t2 / (df + t2), 0.5 * df, 0.5);
}

/* GSL's start mended by Newton's steps on the two-sided tail; df infinite: normal. */
double tbi_t_quantile(double p, double df)
{
    if (isnan(df) || !(df > 0))
        return NAN;
    if (isinf(df))
        return tbi_normal_quantile(p);
    if (p == 0.5)
        return 0;
    tbi_num_start();
    double tail = 2 * (p < 0.5 ? p : 1 - p);
    double t = fabs(gsl_cdf_tdist_Pinv(p, df));
    for (int i = 0; i < 4; i++) { /* Newton on the two-sided tail */
        double density =
            exp(lgamma(0.5 * (df + 1)) - lgamma(0.5 * df) - 0.5 * (df + 1) * log1p(t * t / df)) /
            sqrt(df * 3.14159265358979323846);
        double step = (tbi_t_two_sided(t, df) - tail) / (2 * density);
        if (!isfinite(step) || fabs(step) > 0.5 * t)
            break;
        t += step;
        if (fabs(step) < 1e-15 * t)
            break;
    }
    return p < 0.5 ? -t : t;
}

/* P(X > x); 1 for x <= 0. */
double tbi_chisq_upper(double x, double df)
{
    if (isnan(x) || isnan(df) || !(df > 0))
        return NAN;
    tbi_num_start();
    return x <= 0 ? 1 : gsl_cdf_chisq_Q(x, df);
}

/* P(F > f) = I_x(df2 / 2, df1 / 2), x = df2 / (df2 + df1 f); df2 infinite is chi-squared /
 * df1. */
double tbi_f_upper(double f, double df1, double df2)
{
    if (isnan(f) || isnan(df2) || !(df1 > 0))
        return NAN;
    if (isinf(df2))
        return tbi_chisq_upper(f * df1, df1);
    if (f <= 0)
        return 1;
    if (isinf(f))
        return 0;
    return compute_beta_share(df2 / (df2 + df1 * f), df1 * f / (df2 + df1 * f), 0.5 * df2,
                              0.5 * df1);
}

/* 2F1(b, 1; c; z) = (c - 1) z^(1-c) (1-z)^(c-1-b) B_z(c - 1, b - c + 1) (DLMF 8.17.7), whose
 * fraction has no front factor where it converges fast. */
double tbi_log_hyper(double b, double c, double z)
{
    double p = c - 1, q = b - c + 1;
    if (z <= 0)
        return 0;
    if (z < (p + 1) / (p + q + 2))
        return log(compute_beta_fraction(z, p, q));
    double whole = lgamma(p) + lgamma(q) - lgamma(p + q);
    return log(p) + whole + log(compute_beta_share(z, 1 - z, p, q)) - p * log(z) - q * log1p(-z);
}

/* lgamma sets signgam, which nobody reads: threads may call this at once. */
double tbi_log_gamma(double x)
{
    return lgamma(x);
}

double tbi_gamma_cdf(double x, double shape)
{
    tbi_num_start();
    return gsl_cdf_gamma_P(x, shape, 1);
}

double tbi_gamma_upper(double x, double shape)
{
    tbi_num_start();
    return gsl_cdf_gamma_Q(x, shape, 1);
}

double tbi_beta_quantile(double p, double a, double b)
{
    tbi_num_start();
    return gsl_cdf_beta_Pinv(p, a, b);
}
