/* complete/table_likelihood.h - the density of full tables by the model's numbers.
 *
 * A table without gaps tells them only its sums of squares and products between years, so a
 * proposal costs no more for many units than for few. With S_p the sum over units of pace p of
 * d_i d_i', d_it = (s_it - m_t) / c_t, and n_p their number,
 *
 *   log density = sum_p -tr(S_p R_p^-1) / 2 - n_p log|2 pi R_p| / 2 - U sum_t log c_t,
 *
 * R_p = C_p at c = 1 (chain_state.h). tr(S R^-1) is the sum of the quadratic forms of the rows of
 * any root of S, and each form comes out of the filter of statespace/signal_model.h. */
#ifndef TB_COMPLETE_TABLE_LIKELIHOOD_H
#define TB_COMPLETE_TABLE_LIKELIHOOD_H

#include "complete/chain_state.h"

/* square [TB_PACES][n_year][row]: the Cholesky factor of S_p, pace by pace; count [TB_PACES]: n_p.
 * false: a table whose years cannot be told apart. */
bool tbi_table_squares(double *square, double *count, const tb_chain *c);
/* The log density but for -U sum_t log c_t, which square does not know; -INFINITY: a variance is
 * not positive. persistence [n_year], pace [TB_PACES]. */
double tbi_table_loglik(const tb_chain *c, const double *square, const double *count,
                        const tb_uc_model *m, const double *persistence, const double *pace);

#endif
