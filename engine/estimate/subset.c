/* subset.c - which rows: comparisons joined by & | ! and parentheses, evaluated for whole columns
 * at once. */
#include "estimate/grid.h"

#include "base/error.h"
#include "messages/estimate.h"
#include "text/parse_number.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

typedef struct parser {
    /* the whole text, for sentences, and where reading is */
    const char *text, *p;
    const tb_grid *g;
    tb_err *err;
    /* of brackets, so that a text cannot exhaust the stack */
    int depth;
} parser;

static tb_status refuse_subset(parser *s, const char *what, const char *what_vi)
{
    return tbi_fail(s->err, TB_EARG, TB_MSG_ESTIMATE_POSITION_SUBSET_EXAMPLE_REGION, what, what_vi,
                    (size_t)(s->p - s->text) + 1, s->text);
}

static void skip_spaces(parser *s)
{
    while (*s->p == ' ' || *s->p == '\t')
        s->p++;
}

static tb_status read_or(parser *s, unsigned char *out);

typedef enum comparison { EQ, NE, LT, LE, GT, GE } comparison;

/* Longer words come before their beginnings. */
static bool read_comparison(parser *s, comparison *c)
{
    static const char *const words[] = { "==", "!=", "<=", ">=", "<", ">", "=" };
    static const comparison means[] = { EQ, NE, LE, GE, LT, GT, EQ };
    skip_spaces(s);
    for (size_t i = 0; i < 7; i++) {
        size_t n = strlen(words[i]);
        if (strncmp(s->p, words[i], n) != 0)
            continue;
        *c = means[i];
        s->p += n;
        return true;
    }
    return false;
}

/* Kleene's three values (1952): a comparison with what is not known is not known, and neither is
 * its negation; a row is kept where the whole expression is true. */
enum { IS_FALSE, IS_TRUE, IS_UNKNOWN };

/* Three values, as SQL has them: not unknown is unknown. */
static unsigned char negate_truth(unsigned char a)
{
    return a == IS_UNKNOWN ? IS_UNKNOWN : a == IS_FALSE ? IS_TRUE : IS_FALSE;
}

/* False when either is, whatever the other. */
static unsigned char join_and(unsigned char a, unsigned char b)
{
    if (a == IS_FALSE || b == IS_FALSE)
        return IS_FALSE;
    return a == IS_UNKNOWN || b == IS_UNKNOWN ? IS_UNKNOWN : IS_TRUE;
}

/* True when either is, whatever the other. */
static unsigned char join_or(unsigned char a, unsigned char b)
{
    return negate_truth(join_and(negate_truth(a), negate_truth(b)));
}

/* A comparison of Kleene's logic: what is not known is neither true nor false. Returns IS_TRUE,
 * IS_FALSE or IS_UNKNOWN. */
static unsigned char compare_numbers(comparison c, double a, double b)
{
    if (isnan(a) || isnan(b))
        return IS_UNKNOWN;
    switch (c) {
    case EQ:
        return a == b;
    case NE:
        return a != b;
    case LT:
        return a < b;
    case LE:
        return a <= b;
    case GT:
        return a > b;
    case GE:
        return a >= b;
    }
    return false;
}

/* "text" or 'text' or a bare word or number, as text [n]. false: no word, one that is too long,
 * or a quote that is not closed. Letters beyond ASCII may stand without quotes. */
static bool read_text(parser *s, char *text, size_t n)
{
    skip_spaces(s);
    char quote = *s->p == '"' || *s->p == '\'' ? *s->p : '\0';
    if (quote != '\0')
        s->p++;
    size_t len = 0;
    while (s->p[len] != '\0' &&
           (quote != '\0' ? s->p[len] != quote
                          : isalnum((unsigned char)s->p[len]) || (unsigned char)s->p[len] >= 0x80 ||
                                s->p[len] == '_'))
        len++;
    if (len == 0 || len >= n || (quote != '\0' && s->p[len] != quote))
        return false;
    memcpy(text, s->p, len);
    text[len] = '\0';
    s->p += len + (quote != '\0');
    return true;
}

/* out [units][years]. A unit's name is looked up year by year, since names and borders change.
 * The region of a unit that has none is not known. region: of regions, else of units. TB_EARG:
 * only = and != compare words, or the word is none in any year. */
static tb_status compare_words(parser *s, unsigned char *out, bool region)
{
    comparison c;
    char text[200];
    if (!read_comparison(s, &c) || (c != EQ && c != NE))
        return refuse_subset(s, TB_MSG_FORMULA_OR_IS_EXPECTED);
    if (!read_text(s, text, sizeof text))
        return refuse_subset(s, TB_MSG_FORMULA_A_WORD_IN_QUOTES_IS);
    const tb_grid *g = s->g;
    bool any = false;
    for (size_t t = 0; t < g->years; t++) {
        size_t row = SIZE_MAX;
        if (!region && tb_panel_find_unit(&row, g->panel, text, g->first + (int)t, NULL) != TB_OK)
            row = SIZE_MAX;
        for (size_t u = 0; u < g->units; u++) {
            const char *own = tb_panel_unit(g->panel, u)->region;
            bool known = !region || (own != NULL && own[0] != '\0');
            bool is = region ? known && strcasecmp(own, text) == 0 : u == row;
            any = any || is;
            out[u * g->years + t] = !known ? IS_UNKNOWN : is == (c == EQ) ? IS_TRUE : IS_FALSE;
        }
    }
    if (any)
        return TB_OK;
    if (!region) {
        size_t row;
        tb_err inner = TB_ERR_INIT;
        if (tb_panel_find_unit(&row, g->panel, text, g->first + (int)g->years - 1, &inner) != TB_OK)
            return tbi_fail_within(s->err, TB_EARG, &inner, TB_MSG_ESTIMATE_IN_SUBSET, s->text);
    }
    return tbi_fail(s->err, TB_EARG, TB_MSG_ESTIMATE_SUBSET_UNKNOWN, s->text,
                    region ? "region" : "unit", text);
}

/* The longest beginning that is a number: "1-2" is 1. */
static tb_status read_number(parser *s, double *x)
{
    skip_spaces(s);
    size_t n = strspn(s->p, "0123456789.eE+-");
    if (n > 60)
        n = 60;
    while (n > 0 && !tbi_parse_double(x, NULL, s->p, n, false))
        n--;
    if (n == 0)
        return refuse_subset(s, TB_MSG_FORMULA_A_NUMBER_IS_EXPECTED);
    s->p += n;
    return TB_OK;
}

/* one = ! one | ( or ) | variable comparison number | unit or region comparison "word". */
static tb_status read_factor(parser *s, unsigned char *out)
{
    const tb_grid *g = s->g;
    size_t n = g->units * g->years, bad = 0;
    skip_spaces(s);
    if (++s->depth > 64)
        return refuse_subset(s, TB_MSG_FORMULA_TOO_MANY_PARENTHESES);
    if (*s->p == '!' && s->p[1] != '=') {
        s->p++;
        tb_status st = read_factor(s, out);
        for (size_t i = 0; i < n; i++)
            out[i] = negate_truth(out[i]);
        s->depth--;
        return st;
    }
    if (*s->p == '(') {
        s->p++;
        tb_status st = read_or(s, out);
        if (st != TB_OK)
            return st;
        skip_spaces(s);
        if (*s->p != ')')
            return refuse_subset(s, TB_MSG_FORMULA_A_CLOSING_PARENTHESIS_IS_EXPECTED);
        s->p++;
        s->depth--;
        return TB_OK;
    }
    tb_variable v;
    comparison c;
    double *x = NULL, limit;
    tb_status st = tbi_variable_parse(&v, &s->p, s->text, g->arena, s->err);
    if (st != TB_OK)
        return st;
    s->depth--;
    if (v.categorical)
        return refuse_subset(s, TB_MSG_FORMULA_FACTOR_CANNOT_BE_COMPARED);
    if (v.ops == 0 && (strcmp(v.name, "region") == 0 || strcmp(v.name, "unit") == 0))
        return compare_words(s, out, v.name[0] == 'r');
    st = tbi_grid_variable(&x, &bad, g, &v, s->text, s->err);
    if (st != TB_OK)
        return st;
    if (!read_comparison(s, &c))
        return refuse_subset(s, TB_MSG_FORMULA_A_COMPARISON_IS_EXPECTED);
    st = read_number(s, &limit);
    for (size_t i = 0; st == TB_OK && i < n; i++)
        out[i] = compare_numbers(c, x[i], limit);
    return st;
}

/* & binds closer than |; && and || mean the same. */
static tb_status read_and(parser *s, unsigned char *out)
{
    size_t n = s->g->units * s->g->years;
    tb_status st = read_factor(s, out);
    for (skip_spaces(s); st == TB_OK && *s->p == '&'; skip_spaces(s)) {
        unsigned char *more = TB_NEW(s->g->arena, unsigned char, n);
        if (more == NULL)
            return tbi_no_memory(s->err, "the subset");
        s->p += s->p[1] == '&' ? 2 : 1;
        st = read_factor(s, more);
        for (size_t i = 0; i < n; i++)
            out[i] = join_and(out[i], more[i]);
    }
    return st;
}

/* or := and { ('|' | '||') and }, for all cells [units x years] at once. */
static tb_status read_or(parser *s, unsigned char *out)
{
    size_t n = s->g->units * s->g->years;
    tb_status st = read_and(s, out);
    for (skip_spaces(s); st == TB_OK && *s->p == '|'; skip_spaces(s)) {
        unsigned char *more = TB_NEW(s->g->arena, unsigned char, n);
        if (more == NULL)
            return tbi_no_memory(s->err, "the subset");
        s->p += s->p[1] == '|' ? 2 : 1;
        st = read_and(s, more);
        for (size_t i = 0; i < n; i++)
            out[i] = join_or(out[i], more[i]);
    }
    return st;
}

/* keep [units * years] out, 0 or 1: a cell about which the condition cannot be told is left out.
 */
tb_status tbi_grid_subset(unsigned char *keep, const tb_grid *g, const char *text, tb_err *err)
{
    parser s = { text, text, g, err, 0 };
    tb_status st = read_or(&s, keep);
    if (st != TB_OK)
        return st;
    skip_spaces(&s);
    if (*s.p != '\0')
        return refuse_subset(&s, TB_MSG_FORMULA_SOMETHING_UNEXPECTED);
    for (size_t i = 0; i < g->units * g->years; i++)
        keep[i] = keep[i] == IS_TRUE;
    return TB_OK;
}
