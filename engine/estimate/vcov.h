/* estimate/vcov.h - how sure: variances of least squares, each with its small-sample convention
 * said aloud. */
#ifndef TB_ESTIMATE_VCOV_H
#define TB_ESTIMATE_VCOV_H

#include "estimate/ols.h"

/* What is asked for, defaults filled in. ways: 0 to 2 names in way; iid, hc1 and hc3 have none. */
typedef struct tb_vcov_spec {
    tb_vcov_kind kind;
    /* which small-sample factors are used */
    tb_ssc ssc;
    size_t ways;
    char way[2][12]; /* unit year region */
    int lags;        /* dk; -1: by the number of years */
} tb_vcov_spec;

tb_vcov_spec tbi_vcov_spec_of(tb_vcov_choice v, tb_ssc ssc);

/* The variance and what a reader must know of it. k: columns that the fit kept. All in the arena
 * of the caller of tbi_vcov_make. */
typedef struct tb_vcov {
    double *v;                    /* [k x k] */
    double factor;                /* small-sample factor on the meat; 1 for iid and cr2, cr3 */
    double *df;                   /* [k] degrees of freedom of t */
    size_t clusters;              /* smallest number of clusters; 0 for none */
    const char *type;             /* as asked, normalised: "cluster:unit" */
    const char *words, *words_vi; /* the convention in one sentence */
    /* of dk, as used */
    int lags;
    /* [k] the scores of all clusters are rounding: the term is identified by one cluster */
    bool *alone;
    double *effective; /* [k] effective number of clusters; NULL without clusters */
} tb_vcov;

/* The variance of o->b, V = sum over clusters g of s_g s_g', s_g = U_g'e_g, with U of tbi_ols_rows
 * (made here when it is not there). `normal`: the estimator's theory is asymptotic (random
 * effects): iid gives infinite df. */
TB_MUST_CHECK tb_status tbi_vcov_make(tb_vcov *v, const tb_vcov_spec *s, tb_ols *o,
                                      const tb_frame *f, bool normal, tb_arena *a, tb_err *err);

/* Parameters K of the small-sample factor for clusters `way` (NULL entries: none): fixest's rule
 * "nested" and its relatives. */
double tbi_vcov_parameters(const tb_ols *o, const tb_frame *f, tb_ssc ssc,
                           const tb_levels *const *way, size_t ways);

#endif
