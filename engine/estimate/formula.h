/* estimate/formula.h - 'Y ~ X1 + lag(X2,2) + lead(X3) + A:B + factor(region) | unit + region^year |
 * X4 ~ Z' as terms; trouble is named with its place. */
#ifndef TB_ESTIMATE_FORMULA_H
#define TB_ESTIMATE_FORMULA_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <tangbac/error.h>

typedef enum tb_op { TB_OP_LAG, TB_OP_LEAD, TB_OP_DIFF, TB_OP_LOG, TB_OP_SQRT } tb_op;

enum { TB_OPS_MOST = 8, TB_FACTORS_MOST = 4, TB_TERMS_MOST = 512 };

/* One variable with the functions around it, innermost first: log(lag(x)) is x, lag 1, log. */
typedef struct tb_variable {
    const char *text; /* as written, without spaces */
    const char *name; /* of the indicator, or year */
    size_t place;     /* where the name stands in the formula, from 0 */
    bool categorical; /* factor(region), factor(year), factor(unit) */
    /* how many functions stand around it */
    size_t ops;
    struct {
        tb_op op;
        int k;
    } op[TB_OPS_MOST];
} tb_variable;

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

/* One variable with its functions at *p, for other grammars; moves *p behind it. whole: the text
 * that p points into, for messages. */
TB_MUST_CHECK tb_status tbi_variable_parse(tb_variable *v, const char **p, const char *whole,
                                           tb_arena *a, tb_err *err);

#endif
