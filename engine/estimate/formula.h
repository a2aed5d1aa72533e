/* estimate/formula.h - 'Y ~ X1 + lag(X2,2) + lead(X3) + A:B + factor(region) | unit + region^year |
 * X4 ~ Z' as terms; trouble is named with its place. */
#ifndef TB_ESTIMATE_FORMULA_H
#define TB_ESTIMATE_FORMULA_H

#include "base/arena.h"
#include "estimate/formula_variable.h"

#include <stdbool.h>
#include <tangbac/error.h>

enum { TB_FACTORS_MOST = 4, TB_TERMS_MOST = 512 };

typedef struct tb_term {
    /* as written */
    const char *text;
    /* how many variables its product has */
    size_t factors;
    size_t factor[TB_FACTORS_MOST]; /* positions in the list of variables */
} tb_term;

typedef struct tb_formula {
    /* the whole, for sentences */
    const char *text;
    size_t variables, terms;
    tb_variable *variable; /* 0 is the dependent one; equal texts are one */
    tb_term *term;
    bool intercept;
    const char *effects; /* "unit + region^year" or "" */
    /* behind a second '|', 'X ~ Z1 + Z2': terms from `endogenous` on are X, the instruments
     * (numbers and their products) stand in a list of their own; instruments 0 without that part */
    size_t endogenous, instruments;
    tb_term *instrument;
} tb_formula;

/* TB_EARG with the place of the trouble. */
TB_MUST_CHECK tb_status tbi_formula_parse(tb_formula *f, const char *text, tb_arena *a,
                                          tb_err *err);

#endif
