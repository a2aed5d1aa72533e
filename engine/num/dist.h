/* num/dist.h - distribution functions by GSL, with the tails computed as tails. */
#ifndef TB_NUM_DIST_H
#define TB_NUM_DIST_H

double tbi_normal_pdf(double x);
double tbi_normal_cdf(double x);
double tbi_normal_upper(double x); /* P(Z > x) */
double tbi_normal_quantile(double p);
/* P(|T| > |t|); df may be fractional; infinite df: the normal. NaN in, NaN out */
double tbi_t_two_sided(double t, double df);
double tbi_t_quantile(double p, double df);
double tbi_chisq_upper(double x, double df);          /* P(X > x) */
double tbi_f_upper(double f, double df1, double df2); /* infinite df2: chi-square / df1 */
double tbi_log_gamma(double x);
/* log of Gauss's hypergeometric function 2F1(b, 1; c; z), b > c - 1 > 0, 0 <= z < 1, by its
 * continued fraction. */
double tbi_log_hyper(double b, double c, double z);
double tbi_gamma_cdf(double x, double shape);   /* scale 1 */
double tbi_gamma_upper(double x, double shape); /* P(X > x) */
double tbi_beta_quantile(double p, double a, double b);

#endif
