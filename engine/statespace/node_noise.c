/* node_noise.c - fits one column's model and keeps what does not last. */
#include "statespace/node_noise.h"

#include <math.h>

/* NaN where the node is known of too few years or units. */
tb_status tbi_node_noise(double *sd, const tb_index *x, size_t column, int origin,
                         tb_number_book *book, tb_err *err)
{
    tb_arena own = { 0 };
    tb_deviation d;
    tb_signal_fit fit;
    double *scale;
    tb_err why;
    *sd = NAN;
    /* too few years or units is an answer here, not an error */
    tb_status st = tbi_deviation_make(&d, x, column, origin, &own, &why);
    if (st == TB_OK && column != 0)
        st = tbi_deviation_one_scale(&scale, &d, &own, &why);
    if (st == TB_OK)
        st = tbi_signal_fit_kept(&fit, book, &d, &own, &why);
    if (st == TB_OK)
        *sd = sqrt(tbi_signal_of(fit.free).var_e);
    tbi_arena_free(&own);
    if (st == TB_ENOMEM && err != NULL)
        *err = why;
    return st == TB_ENOMEM ? st : TB_OK;
}
