/* formula_variable.c - one variable of a formula with the functions around it, and how trouble in a
 * formula is told. */
#include "estimate/formula_variable.h"

#include "base/error.h"
#include "messages/estimate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* what, what_vi: a pair of messages/estimate.h */
tb_status tbi_formula_refuse(const char *whole, const char *p, const char *what,
                             const char *what_vi, tb_err *err)
{
    size_t at = (size_t)(p - whole);
    size_t from = at > 24 ? at - 24 : 0;
    while (from > 0 && ((unsigned char)whole[from] & 0xC0) == 0x80)
        from--;
    return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_POSITION_JUST_AFTER_EXAMPLE, what, what_vi,
                    at + 1, whole, (int)(at - from), whole + from);
}

const char *tbi_formula_skip(const char *p)
{
    while (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')
        p++;
    return p;
}

/* Bytes from 0x80 on are letters of UTF-8; a dot may stand inside a name ("PAPI.D5"). */
static bool is_name_byte(char c, bool first)
{
    unsigned char u = (unsigned char)c;
    return isalpha(u) || c == '_' || u >= 0x80 || (!first && (isdigit(u) || c == '.'));
}

const char *tbi_formula_name_end(const char *p)
{
    if (!is_name_byte(*p, true))
        return p;
    while (is_name_byte(*p, false))
        p++;
    return p;
}

/* The text from..to without spaces. */
static const char *squeeze_spaces(const char *from, const char *to, tb_arena *a)
{
    char *s = tbi_arena_text_n(a, from, (size_t)(to - from));
    char *w = s;
    if (s == NULL)
        return NULL;
    for (const char *r = s; *r != '\0'; r++)
        if (*r != ' ' && *r != '\t' && *r != '\n' && *r != '\r')
            *w++ = *r;
    *w = '\0';
    return s;
}

/* ", k" or ", k = 2" after a variable; without it 1. *p stands behind the number on return. */
static tb_status read_order(int *k, const char **p, const char *whole, tb_err *err)
{
    const char *q = tbi_formula_skip(*p);
    *k = 1;
    if (*q != ',')
        return TB_OK;
    q = tbi_formula_skip(q + 1);
    if (*q == 'k' && *tbi_formula_skip(q + 1) == '=')
        q = tbi_formula_skip(tbi_formula_skip(q + 1) + 1);
    if (*q == '-')
        return tbi_formula_refuse(whole, q, TB_MSG_FORMULA_A_LAG_THAT_IS_NEGATIVE, err);
    char *end = NULL;
    long v = isdigit((unsigned char)*q) ? strtol(q, &end, 10) : -1;
    if (v < 0 || v > 60)
        return tbi_formula_refuse(whole, q, TB_MSG_FORMULA_A_NUMBER_OF_YEARS_FROM, err);
    *k = (int)v;
    *p = end;
    return TB_OK;
}

typedef struct function {
    const char *word;
    tb_op op;
    bool order; /* takes a number of years */
} function;

/* NULL: there is no such function. */
static const function *find_function(const char *word, size_t n)
{
    static const function functions[] = { { "lag", TB_OP_LAG, true },
                                          { "lead", TB_OP_LEAD, true },
                                          { "diff", TB_OP_DIFF, true },
                                          { "log", TB_OP_LOG, false },
                                          { "sqrt", TB_OP_SQRT, false } };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (strlen(functions[i].word) == n && strncmp(functions[i].word, word, n) == 0)
            return &functions[i];
    return NULL;
}

/* factor(): of a region, a year or a unit as it stands. */
static bool is_category(const tb_variable *v)
{
    static const char *const names[] = { "region", "year", "unit" };
    for (size_t i = 0; i < 3; i++)
        if (strcmp(v->name, names[i]) == 0)
            return v->ops == 0;
    return false;
}

/* Functions are stored from the innermost outwards, in the order in which they are carried
 * out. */
static tb_status read_variable(tb_variable *v, const char **p, const char *whole, tb_err *err,
                               tb_arena *a, int depth)
{
    const char *start = *p = tbi_formula_skip(*p);
    const char *end = tbi_formula_name_end(start);
    const char *after = tbi_formula_skip(end);
    if (end == start && *start == '\0')
        return tbi_formula_refuse(whole, start, TB_MSG_FORMULA_THE_FORMULA_ENDS_WHERE_A, err);
    if (end == start)
        return tbi_formula_refuse(whole, start, TB_MSG_FORMULA_A_VARIABLE_IS_EXPECTED, err);
    size_t n = (size_t)(end - start);
    if (*after != '(') {
        v->name = tbi_arena_text_n(a, start, n);
        v->place = (size_t)(start - whole);
        *p = end;
        return v->name != NULL ? TB_OK : tbi_no_memory(err, "the formula");
    }
    if (depth >= TB_OPS_MOST)
        return tbi_formula_refuse(whole, start, TB_MSG_FORMULA_TOO_MANY_FUNCTIONS_AROUND_ONE, err);
    bool factor = n == 6 && strncmp(start, "factor", 6) == 0;
    const function *found = find_function(start, n);
    bool event = (n == 1 && *start == 'i') || (n == 5 && strncmp(start, "sunab", 5) == 0);
    if (found == NULL && event)
        return tbi_formula_refuse(whole, start, TB_MSG_FORMULA_EVENT_STUDIES_ARE_EFFECTS, err);
    if (found == NULL && !factor)
        return tbi_formula_refuse(whole, start, TB_MSG_FORMULA_AN_UNKNOWN_FUNCTION_THERE_ARE, err);
    if (factor && depth > 0)
        return tbi_formula_refuse(whole, start, TB_MSG_FORMULA_FACTOR_INSIDE_ANOTHER_FUNCTION, err);
    *p = after + 1;
    tb_status st = read_variable(v, p, whole, err, a, depth + 1);
    if (st != TB_OK)
        return st;
    if (v->categorical)
        return tbi_formula_refuse(whole, start, TB_MSG_FORMULA_A_FUNCTION_AROUND_FACTOR, err);
    int k = 1;
    if (found != NULL && found->order)
        st = read_order(&k, p, whole, err);
    if (st != TB_OK)
        return st;
    const char *close = tbi_formula_skip(*p);
    if (*close != ')')
        return tbi_formula_refuse(whole, close, TB_MSG_FORMULA_A_CLOSING_PARENTHESIS_IS_EXPECTED,
                                  err);
    *p = close + 1;
    if (factor) {
        v->categorical = true;
        if (!is_category(v))
            return tbi_formula_refuse(whole, start, TB_MSG_FORMULA_FACTOR_TAKES_REGION_YEAR_OR,
                                      err);
        return TB_OK;
    }
    v->op[v->ops].op = found->op;
    v->op[v->ops++].k = k;
    return TB_OK;
}

/* *p is left behind the variable; whole is the formula, for the sentence of a fault. v->text: as
 * it was written, without blanks. */
tb_status tbi_variable_parse(tb_variable *v, const char **p, const char *whole, tb_arena *a,
                             tb_err *err)
{
    *v = (tb_variable){ 0 };
    const char *start = tbi_formula_skip(*p);
    tb_status st = read_variable(v, p, whole, err, a, 0);
    if (st != TB_OK)
        return st;
    v->text = squeeze_spaces(start, *p, a);
    return v->text != NULL ? TB_OK : tbi_no_memory(err, "the formula");
}
