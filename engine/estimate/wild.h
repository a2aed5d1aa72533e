/* estimate/wild.h - the restricted wild cluster bootstrap on a least-squares fit. */
#ifndef TB_ESTIMATE_WILD_H
#define TB_ESTIMATE_WILD_H

#include "estimate/ols.h"

/* Weights v_g of a cluster: +-1 with a half each, Webb's six points, or all 2^G sign vectors
 * once. */
typedef enum tb_wild_kind { TB_WILD_RADEMACHER, TB_WILD_WEBB, TB_WILD_ENUMERATE } tb_wild_kind;

/* One regression and how its draws are made; the lower half is filled by tbi_wild_run for one
 * hypothesis c'b = r and overwritten by the next. */
typedef struct tb_wild {
    const tb_ols *ols; /* with its rows: tbi_ols_rows */
    const int32_t *of; /* [n] cluster of each row */
    /* how many clusters; how many draws of signs */
    size_t clusters, draws;
    tb_wild_kind kind;
    /* the same seed gives the same signs at any number of threads */
    uint64_t seed;
    int threads;
    size_t mixing; /* effects that cross clusters: columns of `basis` */
    double *basis; /* [n x mixing] orthonormal, nested effects out */
    /* of the hypothesis at hand */
    double *q, *wz, *qb;
    double cbc, estimate, error;
    bool affine;
} tb_wild;

typedef struct tb_wild_answer {
    double p, low, high;
    const tb_reason *reason; /* why there is no p or no interval */
} tb_wild_answer;

/* p-value of c'b = value, and the interval of c'b by inversion when it is wanted.
 * c [k], in the order of o->b. NaN and a reason where there is no answer: that is no error.
 * Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_wild_run(tb_wild_answer *out, tb_wild *w, const double *c, double value,
                                     double alpha, bool interval, tb_arena *a, tb_err *err);

#endif
