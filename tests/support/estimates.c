/* estimates.c - see estimates.h. */
#include "support/estimates.h"

#include "support/check.h"

#include <string.h>

tb_estimate *fit_arrays(const tb_estimate_data *d, const tb_estimate_opts *o)
{
    tb_err err = TB_ERR_INIT;
    tb_estimate *e = NULL;
    CHECK_OK(tb_estimate_arrays(&e, d, o, &err), err);
    return e;
}

const tb_coefficient *find_coefficient(const tb_estimate_summary *v, const char *term)
{
    for (size_t j = 0; j < v->coefficients; j++)
        if (strcmp(v->coefficient[j].term, term) == 0)
            return &v->coefficient[j];
    return NULL;
}

const tb_coefficient *coefficient_of(const tb_estimate_summary *v, const char *term)
{
    const tb_coefficient *c = find_coefficient(v, term);
    if (c == NULL)
        fail_msg("no coefficient %s", term);
    return c;
}
