/* forecast/place_distribution.h - how published places move: the distribution of an index that is
 * known in part.
 *
 * With z = -Phi^-1((place - 1/2) / units) of every published place of unit i in year t,
 *
 *   z_it = a_i + u_it + e_it,   a_i ~ N(0, var_a),  u AR(1): rho, var_u,  e_it ~ N(0, var_e)
 *
 * (signal_model.h, every step keeping all), and the likelihood of all units' published places
 * together, exact with gaps. Priors of the free numbers: log var_a / var_e and log var_u / var_e
 * ~ N(0, 3^2), so that no noise at all is allowed; logit rho ~ N(1, 1.5^2). Nothing is said of
 * scores, and that what is printed is selected is not known to it: a member of a mixture
 * (mixture.c), and a distribution to be compared with (backtest/verification_places.c).
 */
#ifndef TB_FORECAST_PLACE_DISTRIBUTION_H
#define TB_FORECAST_PLACE_DISTRIBUTION_H

#include "complete/table_facts.h"
#include "statespace/signal_fit.h"

/* Phi^-1 of where a place (from 1) stands among the units: the best is the highest. */
double tbi_place_score(int place, size_t units);

/* Places of every year as the facts know them: of whole tables by their scores, else as published.
 * place [n_year][n_unit], 0 = not known; order [n_unit] scratch. */
void tbi_places_known(int *place, const tb_constraints *facts, size_t *order);

/* Pairs of known places of a unit in two years running. */
size_t tbi_places_pairs(const int *place, size_t n_year, size_t units);

/* The numbers of the distribution from place [n_year][units]. wide: the distribution around the
 * mode is wanted too. out->n is 0 where too little is known to say anything. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_place_distribution_fit(tb_signal_fit *out, const int *place,
                                                   size_t n_year, size_t units, bool wide,
                                                   tb_arena *a, tb_err *err);

#endif
