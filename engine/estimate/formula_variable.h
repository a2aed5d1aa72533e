/* estimate/formula_variable.h - 'lag(X2,2)', 'factor(region)': one variable of a formula with the
 * functions around it. */
#ifndef TB_ESTIMATE_FORMULA_VARIABLE_H
#define TB_ESTIMATE_FORMULA_VARIABLE_H

#include "base/arena.h"

#include <stdbool.h>
#include <tangbac/error.h>

typedef enum tb_op { TB_OP_LAG, TB_OP_LEAD, TB_OP_DIFF, TB_OP_LOG, TB_OP_SQRT } tb_op;

enum { TB_OPS_MOST = 8 };

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

/* One variable with its functions at *p, for other grammars; moves *p behind it. whole: the text
 * that p points into, for messages. */
TB_MUST_CHECK tb_status tbi_variable_parse(tb_variable *v, const char **p, const char *whole,
                                           tb_arena *a, tb_err *err);

/* Behind blanks; behind a name, p where there is none; where trouble is, as a sentence (what,
 * what_vi: a pair of messages/estimate.h). */
const char *tbi_formula_skip(const char *p);
const char *tbi_formula_name_end(const char *p);
tb_status tbi_formula_refuse(const char *whole, const char *p, const char *what,
                             const char *what_vi, tb_err *err);

#endif
