/* estimate/result.h - the result while it is being made: an arena, the view that people read, and
 * the pieces that later steps need. */
#ifndef TB_ESTIMATE_RESULT_H
#define TB_ESTIMATE_RESULT_H

#include "estimate/clusters.h"
#include "estimate/vcov.h"

#include <math.h>

struct tb_estimate {
    tb_arena arena;
    /* what the public functions give out; its arrays are in arena */
    tb_estimate_summary view;
    tb_notice_list notices;
    tb_estimate_row *row; /* [rows] */
    size_t rows;
    tb_estimate_effect *effect; /* [effects] */
    /* how many, all levels of all effects */
    size_t effects;
};

/* What a method hands back for the common ending: coefficients, their variance, tests. */
typedef struct tb_run {
    tb_estimate *out;
    const tb_estimate_opts *o;
    tb_vcov_spec spec;
    tb_frame frame; /* as asked */
    /* the same columns as `used`, before rows were transformed: what R2 and predictions look at */
    tb_frame level;
    tb_frame used; /* as regressed: transformed rows for fd and between, the same otherwise */
    tb_ols ols;    /* of `used`; k 0 for gmm and others without least squares */
    tb_vcov vcov;
    bool effects_named; /* behind | */
    bool normal;        /* statistics are normal, not t */
    bool transformed;   /* random effects, instruments: the sum of squares is no likelihood */
    bool linear; /* ols is the estimate: wild bootstrap, influence and predictions make sense */
} tb_run;

/* A notice from a pair of formats that read the same arguments. */
__attribute__((format(printf, 3, 5), format(printf, 4, 5))) void
tbi_run_tell(tb_run *r, const char *code, const char *format, const char *format_vi, ...);
bool tbi_run_notice(tb_run *r, const char *code, const char *text, const char *text_vi);

/* Puts k coefficients with variance v [k x k] and degrees of freedom df [k] into the view:
 * statistics, p-values, intervals. */
TB_MUST_CHECK tb_status tbi_run_coefficients(tb_run *r, size_t k, const char *const *term,
                                             const double *b, const double *v, const double *df,
                                             tb_err *err);

/* The methods (the table of model.c has their words): each fills r->used, r->ols, r->vcov and the
 * view's coefficients. */
typedef tb_status tb_method(tb_run *r, tb_err *err);
tb_method tbi_method_ols, tbi_method_between, tbi_method_fd, tbi_method_random, tbi_method_mundlak,
    tbi_method_gmm, tbi_method_hpj, tbi_method_reml, tbi_method_iv, tbi_method_ridge,
    tbi_method_bma, tbi_method_fractional;

/* Fewer clusters than this bring CR2 and the wild bootstrap to the variance that was asked for. */
enum { TB_FEW_CLUSTERS = 20 };

/* Names of the terms that r->ols kept, [r->ols.k]. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_run_terms(const char *const **out, tb_run *r, tb_err *err);
/* The usual ending of a least-squares method: regress r->used, variance, coefficients. */
TB_MUST_CHECK tb_status tbi_run_least_squares(tb_run *r, tb_err *err);

/* Swamy and Arora's random-effects fit on f: theta per unit, transformed frame; shared by the
 * method and the Hausman test. */
typedef struct tb_swar {
    /* variances of errors and of units */
    double sigma2_e, sigma2_u;
    double *theta; /* [units] */
    /* rows less theta of their unit's mean */
    tb_frame transformed;
    tb_ols ols;
} tb_swar;
TB_MUST_CHECK tb_status tbi_swar_fit(tb_swar *s, const tb_frame *f, tb_arena *a, tb_err *err);
/* The frame with means over units of every varying column added: mean(x). *first gets the position
 * of the first mean. */
TB_MUST_CHECK tb_status tbi_mundlak_frame(tb_frame *out, size_t *first, const tb_frame *f,
                                          tb_arena *a, tb_err *err);

/* Steps after the estimate. */
TB_MUST_CHECK tb_status tbi_run_fit(tb_run *r, tb_err *err); /* R2 and friends */
/* Hausman, serial correlation, CD */
TB_MUST_CHECK tb_status tbi_run_diagnose(tb_run *r, tb_err *err);
TB_MUST_CHECK tb_status tbi_run_hypotheses(tb_run *r, tb_err *err); /* --test */
TB_MUST_CHECK tb_status tbi_run_wild(tb_run *r, tb_err *err);       /* --wild */
TB_MUST_CHECK tb_status tbi_run_influence(tb_run *r, tb_err *err);
TB_MUST_CHECK tb_status tbi_run_rows(tb_run *r, tb_err *err); /* residuals and effects */

/* A test before its figures are known: none has been found. */
static inline tb_estimate_test tbi_test_without_figure(const char *name, const char *distribution,
                                                       double df)
{
    return (tb_estimate_test){ .name = name,
                               .distribution = distribution,
                               .statistic = (double)NAN,
                               .df = df,
                               .df2 = (double)NAN,
                               .p_value = (double)NAN,
                               .wild_p = (double)NAN };
}
/* One row of the tests; grows view.test. */
TB_MUST_CHECK tb_status tbi_run_test(tb_run *r, tb_estimate_test t, tb_err *err);

/* A linear hypothesis on coefficients: q rows of c [q x k] (row-major) b = d [q]. */
typedef struct tb_hypothesis {
    const char *name;
    size_t q;
    double *c, *d;
} tb_hypothesis;
TB_MUST_CHECK tb_status tbi_hypothesis_read(tb_hypothesis *h, const char *text,
                                            const char *const *term, size_t k, tb_arena *a,
                                            tb_err *err);
/* Degrees of freedom eta of the matrix C V C' under CR2 (htz.c): contrast [q][k]. NaN when rows
 * repeat one another. */
TB_MUST_CHECK tb_status tbi_hypothesis_htz(double *eta, const tb_blocks *c, const double *contrast,
                                           size_t q, tb_arena *a, tb_err *err);
/* Wald statistic / q with variance v [k x k]; *rank gets the rows that count. NaN when the variance
 * of the restrictions is singular. */
double tbi_hypothesis_f(const tb_hypothesis *h, const double *b, const double *v, size_t k,
                        tb_arena *a);

struct tb_columns;
/* Estimates from a frame: what both doors end in. d: where predictions find their variables; NULL
 * for none. */
TB_MUST_CHECK tb_status tbi_run_frame(tb_estimate *out, const tb_frame *f,
                                      const tb_estimate_opts *o, const struct tb_columns *d,
                                      tb_err *err);

/* Which method the options, the effects and the instruments mean; whether rows with gaps are
 * kept. */
const char *tbi_method_word(const tb_estimate_opts *o, bool effects, bool instruments);
bool tbi_method_keeps_gaps(const char *method);

#endif
