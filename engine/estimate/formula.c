/* formula.c - the grammar of formulas, by recursive descent. */
#include "estimate/formula.h"

#include "base/error.h"
#include "messages/estimate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/estimate.h>

typedef struct parser {
    const char *text, *p;
    tb_formula *f;
    tb_arena *a;
    tb_err *err;
    /* where terms go: those of the regression, or the instruments */
    tb_term *list;
    size_t *count;
} parser;

/* The position of a variable in the formula's list, added when it is new. */
static tb_status add_variable(parser *s, size_t *at)
{
    tb_variable v;
    tb_status st = tbi_variable_parse(&v, &s->p, s->text, s->a, s->err);
    if (st != TB_OK)
        return st;
    if (!v.categorical && (strcmp(v.name, "region") == 0 || strcmp(v.name, "unit") == 0))
        return tbi_formula_refuse(s->text, s->text + v.place, TB_MSG_FORMULA_REGION_AND_UNIT_ARE_NO,
                                  s->err);
    for (*at = 0; *at < s->f->variables; ++*at)
        if (strcmp(s->f->variable[*at].text, v.text) == 0)
            return TB_OK;
    if (s->f->variables == TB_TERMS_MOST)
        return tbi_formula_refuse(s->text, s->p, TB_MSG_FORMULA_TOO_MANY_VARIABLES, s->err);
    s->f->variable[s->f->variables++] = v;
    return TB_OK;
}

/* Whether the product of these variables, in any order, stands among the first `count` terms. */
static bool find_term(const tb_term *list, size_t count, const size_t *factor, size_t n)
{
    for (size_t i = 0; i < count; i++) {
        size_t same = 0;
        for (size_t a = 0; a < n && list[i].factors == n; a++)
            for (size_t b = 0; b < n; b++)
                same += list[i].factor[b] == factor[a];
        if (list[i].factors == n && same >= n)
            return true;
    }
    return false;
}

/* Adds the product of n variables to the list at hand, named A:B. A term that is there already
 * is not added twice. */
static tb_status add_term(parser *s, const size_t *factor, size_t n)
{
    tb_term t = { .factors = n };
    char text[400] = "";
    for (size_t i = 0; i < n; i++) {
        t.factor[i] = factor[i];
        if (i > 0)
            strncat(text, ":", sizeof text - strlen(text) - 1);
        strncat(text, s->f->variable[factor[i]].text, sizeof text - strlen(text) - 1);
    }
    if (find_term(s->list, *s->count, factor, n))
        return TB_OK; /* said twice is said once */
    if (*s->count == TB_TERMS_MOST)
        return tbi_formula_refuse(s->text, s->p, TB_MSG_FORMULA_TOO_MANY_TERMS, s->err);
    t.text = tbi_arena_text(s->a, text);
    s->list[(*s->count)++] = t;
    return t.text != NULL ? TB_OK : tbi_no_memory(s->err, "the formula");
}

/* a, a:b, a*b (= a + b + a:b), a*b*c, a*b:c */
static tb_status read_product(parser *s)
{
    size_t group[TB_FACTORS_MOST][TB_FACTORS_MOST];
    size_t size[TB_FACTORS_MOST] = { 0 };
    size_t groups = 1;
    size_t all = 0;
    for (;;) {
        size_t at = 0;
        tb_status st = add_variable(s, &at);
        if (st != TB_OK)
            return st;
        if (++all > TB_FACTORS_MOST)
            return tbi_formula_refuse(s->text, s->p, TB_MSG_FORMULA_MORE_THAN_FOUR_VARIABLES_IN,
                                      s->err);
        group[groups - 1][size[groups - 1]++] = at;
        s->p = tbi_formula_skip(s->p);
        if (*s->p == '*')
            groups++;
        else if (*s->p != ':')
            break;
        s->p++;
    }
    /* subsets of the groups, smaller ones first */
    for (size_t want = 1; want <= groups; want++)
        for (unsigned set = 1; set < 1u << groups; set++) {
            size_t n = 0, factor[TB_FACTORS_MOST];
            if ((size_t)__builtin_popcount(set) != want)
                continue;
            for (size_t g = 0; g < groups; g++)
                for (size_t i = 0; (set >> g & 1) && i < size[g]; i++)
                    factor[n++] = group[g][i];
            tb_status st = add_term(s, factor, n);
            if (st != TB_OK)
                return st;
        }
    return TB_OK;
}

/* 0, 1 and - 1 speak of the intercept; nothing else can be taken away. */
static tb_status read_terms(parser *s)
{
    for (bool minus = false;;) {
        s->p = tbi_formula_skip(s->p);
        bool zero = *s->p == '0', one = *s->p == '1';
        if ((zero || one) && !isdigit((unsigned char)s->p[1]) && s->p[1] != '.') {
            s->f->intercept = one && !minus;
            s->p++;
        } else {
            if (minus)
                return tbi_formula_refuse(s->text, s->p, TB_MSG_FORMULA_ONLY_THE_INTERCEPT_CAN_BE,
                                          s->err);
            tb_status st = read_product(s);
            if (st != TB_OK)
                return st;
        }
        s->p = tbi_formula_skip(s->p);
        if (*s->p != '+' && *s->p != '-')
            return TB_OK;
        minus = *s->p++ == '-';
    }
}

/* unit, year or region; 0 when it is none of them. */
static size_t read_effect_word(const char *p)
{
    static const char *const words[] = { "unit", "year", "region" };
    size_t n = (size_t)(tbi_formula_name_end(p) - p);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == n && strncmp(words[i], p, n) == 0)
            return n;
    return 0;
}

/* One effect as a word: unit, or region^year, the levels of both together. */
static tb_status read_effect(char *word, size_t room, parser *s)
{
    word[0] = '\0';
    for (;;) {
        const char *start = s->p = tbi_formula_skip(s->p);
        size_t n = read_effect_word(start);
        if (n == 0)
            return tbi_formula_refuse(s->text, start, TB_MSG_FORMULA_AN_EFFECT_IS_EXPECTED_BEHIND,
                                      s->err);
        if (strstr(word, "^") != NULL)
            return tbi_formula_refuse(s->text, start, TB_MSG_FORMULA_MORE_THAN_TWO_EFFECTS_IN,
                                      s->err);
        if (word[0] != '\0')
            strncat(word, "^", room - strlen(word) - 1);
        strncat(word, start, n < room - strlen(word) - 1 ? n : room - strlen(word) - 1);
        s->p = tbi_formula_skip(start + n);
        if (*s->p != '^')
            return TB_OK;
        s->p++;
    }
}

/* Words between single blanks. */
static bool has_word(const char *text, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = text; (p = strstr(p, word)) != NULL; p += n)
        if ((p == text || p[-1] == ' ') && (p[n] == '\0' || p[n] == ' '))
            return true;
    return false;
}

/* Each effect once, in the order of the text; 0 means none. */
static tb_status read_effects(parser *s)
{
    char text[96] = "", word[32];
    for (;;) {
        s->p = tbi_formula_skip(s->p);
        if (*s->p == '0' && tbi_formula_name_end(s->p) == s->p) {
            s->p++;
        } else {
            tb_status st = read_effect(word, sizeof word, s);
            if (st != TB_OK)
                return st;
            if (!has_word(text, word)) {
                if (text[0] != '\0')
                    strncat(text, " + ", sizeof text - strlen(text) - 1);
                strncat(text, word, sizeof text - strlen(text) - 1);
            }
        }
        s->p = tbi_formula_skip(s->p);
        if (*s->p != '+')
            break;
        s->p++;
    }
    s->f->effects = tbi_arena_text(s->a, text);
    return s->f->effects != NULL ? TB_OK : tbi_no_memory(s->err, "the formula");
}

/* 'X1 + X2 ~ Z1 + Z2' behind a second bar, as in R's fixest. */
static tb_status read_instruments(parser *s)
{
    tb_formula *f = s->f;
    bool intercept = f->intercept;
    const char *start = s->p;
    f->endogenous = f->terms;
    tb_status st = read_terms(s);
    if (st != TB_OK)
        return st;
    s->p = tbi_formula_skip(s->p);
    if (*s->p != '~')
        return tbi_formula_refuse(s->text, s->p, TB_MSG_FORMULA_A_BETWEEN_ENDOGENOUS_TERMS_AND,
                                  s->err);
    if (f->terms == f->endogenous)
        return tbi_formula_refuse(s->text, start, TB_MSG_FORMULA_A_TERM_THAT_IS_NOT, s->err);
    s->p++;
    f->instrument = TB_NEW(s->a, tb_term, TB_TERMS_MOST);
    if (f->instrument == NULL)
        return tbi_no_memory(s->err, "the formula");
    s->list = f->instrument;
    s->count = &f->instruments;
    start = s->p;
    st = read_terms(s);
    f->intercept = intercept;
    for (size_t i = 0; st == TB_OK && i < f->instruments; i++) {
        const tb_term *t = &f->instrument[i];
        if (find_term(f->term, f->terms, t->factor, t->factors))
            st = tbi_formula_refuse(s->text, start, TB_MSG_FORMULA_AN_INSTRUMENT_STANDS_AMONG_THE,
                                    s->err);
        for (size_t l = 0; st == TB_OK && l < t->factors; l++)
            if (f->variable[t->factor[l]].categorical)
                st = tbi_formula_refuse(s->text, start, TB_MSG_FORMULA_AN_INSTRUMENT_MUST_BE_A,
                                        s->err);
    }
    return st;
}

/* variable 0 is the dependent one. It may stand among the regressors in a function (a lag), never
 * bare. */
tb_status tbi_formula_parse(tb_formula *f, const char *text, tb_arena *a, tb_err *err)
{
    *f = (tb_formula){ .text = tbi_arena_text(a, text), .intercept = true, .effects = "" };
    f->variable = TB_NEW(a, tb_variable, TB_TERMS_MOST);
    f->term = TB_NEW(a, tb_term, TB_TERMS_MOST);
    if (a->refused)
        return tbi_no_memory(err, "the formula");
    parser s = { text, text, f, a, err, f->term, &f->terms };
    size_t at;
    tb_status st = add_variable(&s, &at);
    if (st != TB_OK)
        return st;
    if (f->variable[0].categorical)
        return tbi_formula_refuse(text, text, TB_MSG_FORMULA_THE_DEPENDENT_VARIABLE_MUST_BE, err);
    s.p = tbi_formula_skip(s.p);
    if (*s.p != '~')
        return tbi_formula_refuse(text, s.p, TB_MSG_FORMULA_A_BETWEEN_THE_DEPENDENT_VARIABLE, err);
    s.p++;
    st = read_terms(&s);
    if (st != TB_OK)
        return st;
    s.p = tbi_formula_skip(s.p);
    if (*s.p == '|') {
        s.p++;
        st = read_effects(&s);
        if (st != TB_OK)
            return st;
    }
    s.p = tbi_formula_skip(s.p);
    f->endogenous = f->terms;
    if (*s.p == '|') {
        s.p++;
        st = read_instruments(&s);
        if (st != TB_OK)
            return st;
    }
    s.p = tbi_formula_skip(s.p);
    if (*s.p != '\0')
        return tbi_formula_refuse(text, s.p, TB_MSG_FORMULA_SOMETHING_UNEXPECTED, err);
    for (size_t i = 0; i < f->terms; i++)
        if (f->term[i].factors == 1 && f->term[i].factor[0] == 0)
            return tbi_formula_refuse(text, text,
                                      TB_MSG_FORMULA_THE_DEPENDENT_VARIABLE_STANDS_AMONG, err);
    return TB_OK;
}

/* The outcome number k of 'c(Y1, Y2) ~ ...': its text in *from .. *to; false when there is none.
 * *rest:
 * behind the list. A formula without a list has one outcome. */
static bool find_outcome(const char **from, const char **to, const char **rest, const char *formula,
                         size_t k)
{
    const char *p = tbi_formula_skip(formula);
    const char *tilde = strchr(p, '~');
    bool list = *p == 'c' && *tbi_formula_skip(p + 1) == '(' && tilde != NULL;
    if (!list) {
        *from = p;
        *to = *rest = tilde != NULL ? tilde : p + strlen(p);
        return k == 0;
    }
    p = tbi_formula_skip(p + 1) + 1;
    size_t at = 0;
    int depth = 0;
    for (*from = p; *p != '\0' && p < tilde; p++) {
        if (*p == '(')
            depth++;
        if (depth == 0 && (*p == ',' || *p == ')')) {
            *to = p;
            *rest = tilde;
            if (at == k)
                return true;
            if (*p == ')')
                return false;
            at++;
            *from = p + 1;
        }
        if (*p == ')')
            depth--;
    }
    return false;
}

/* "a + b ~ x" has two: one regression each. */
size_t tb_estimate_outcomes(const char *formula)
{
    const char *from, *to, *rest;
    size_t n = 0;
    while (find_outcome(&from, &to, &rest, formula, n))
        n++;
    return n;
}

/* The formula with the k-th of its dependent variables alone: what stands between, then the
 * rest. */
tb_status tb_estimate_outcome(char *text, size_t room, const char *formula, size_t k, tb_err *err)
{
    const char *from, *to, *rest;
    if (!find_outcome(&from, &to, &rest, formula, k))
        return tbi_formula_refuse(formula, formula, TB_MSG_FORMULA_THE_LIST_OF_DEPENDENT_VARIABLES,
                                  err);
    size_t n = (size_t)(to - from);
    if (n + strlen(rest) + 2 > room)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_FORMULA_TOO_LONG, room - 1);
    memcpy(text, from, n);
    text[n] = ' ';
    memcpy(text + n + 1, rest, strlen(rest) + 1);
    return TB_OK;
}
