/* hypothesis.c - "PAPI.D4 = PAPI.D5 = 0", "name: 2*D4 + D5 = 1", "D4, D5": linear restrictions on
 * coefficients, and Wald's test of them. */
#include "estimate/result.h"

#include "base/error.h"
#include "base/reason.h"
#include "messages/estimate.h"
#include "num/dist.h"
#include "num/linalg.h"
#include "num/linalg_product.h"
#include "num/tolerance.h"
#include "text/parse_number.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

typedef struct reader {
    /* the whole text, for sentences, and where reading is */
    const char *text, *p;
    /* [k] names of coefficients, borrowed */
    const char *const *term;
    size_t k;
    tb_err *err;
} reader;

static void skip_spaces(reader *r)
{
    while (*r->p == ' ' || *r->p == '\t')
        r->p++;
}

/* What is wrong (a pair of messages/estimate.h), where, and which coefficients there are: a
 * hypothesis names terms of the output. */
static tb_status refuse_hypothesis(reader *r, const char *what, const char *what_vi)
{
    char names[600] = "";
    for (size_t j = 0; j < r->k && strlen(names) < 500; j++) {
        if (j > 0)
            strncat(names, ", ", sizeof names - strlen(names) - 1);
        strncat(names, r->term[j], 60);
    }
    return tbi_fail(r->err, TB_EARG, TB_MSG_ESTIMATE_HYPOTHESIS_HAS_POSITION_COEFFI, r->text, what,
                    what_vi, (size_t)(r->p - r->text) + 1, r->p, names);
}

/* The longest term that stands here, spaces inside the text ignored; -1 for none. Letters are
 * compared without their case, as in the formula. r->p moves behind the term. */
static long read_term(reader *r)
{
    long best = -1;
    size_t most = 0;
    for (size_t j = 0; j < r->k; j++) {
        const char *t = r->term[j], *p = r->p;
        while (*t != '\0') {
            while (*p == ' ' && *t != ' ')
                p++;
            if (toupper((unsigned char)*p) != toupper((unsigned char)*t))
                break;
            p++;
            t++;
        }
        bool whole = *t == '\0' && !isalnum((unsigned char)*p) && *p != '.' && *p != '_' &&
                     *p != '(' && !(*p == ':' && p[1] != ' ');
        if (whole && (size_t)(p - r->p) > most) {
            most = (size_t)(p - r->p);
            best = (long)j;
        }
    }
    r->p += most;
    return best;
}

/* side: sum of [+-] [number *] term | number. c [k + 1]: the last is the constant. "2 * x + y -
 * 1". refuse_hypothesis() says the place in the text. */
static tb_status read_side(reader *r, double *c)
{
    memset(c, 0, (r->k + 1) * sizeof *c);
    for (bool first = true;; first = false) {
        double sign = 1, factor = 1;
        skip_spaces(r);
        if (*r->p == '+' || *r->p == '-')
            sign = *r->p++ == '-' ? -1 : 1;
        else if (!first)
            return TB_OK;
        skip_spaces(r);
        bool number = false;
        if (isdigit((unsigned char)*r->p) || *r->p == '.') {
            size_t n = strspn(r->p, "0123456789.eE+-");
            /* a number of more than 60 characters is cut and read as far as it goes */
            if (n > 60)
                n = 60;
            while (n > 0 && !tbi_parse_double(&factor, NULL, r->p, n, false))
                n--;
            if (n == 0)
                return refuse_hypothesis(r, TB_MSG_HYPOTHESIS_NO_NUMBER);
            r->p += n;
            number = true;
            skip_spaces(r);
            if (*r->p == '*') {
                r->p++;
                number = false;
                skip_spaces(r);
            }
        }
        if (number) {
            c[r->k] += sign * factor;
            continue;
        }
        long j = read_term(r);
        if (j < 0)
            return *r->p == '\0' ? refuse_hypothesis(r, TB_MSG_HYPOTHESIS_END)
                                 : refuse_hypothesis(r, TB_MSG_HYPOTHESIS_NO_COEFFICIENT);
        c[j] += sign * factor;
    }
}

/* Reads "a = b = c, d" into pairs of sides. side, before [k + 1] scratch. "a = b = c" gives two
 * rows, a - b and b - c; an expression alone is set to 0. */
static tb_status read_rows(reader *r, tb_hypothesis *h, double *side, double *before, size_t room)
{
    size_t k = r->k;
    for (;;) {
        size_t chain = 0;
        for (;;) {
            tb_status st = read_side(r, side);
            if (st != TB_OK)
                return st;
            skip_spaces(r);
            bool equals = *r->p == '=', alone = !equals && chain == 0;
            if (chain > 0 || alone) {
                if (h->q == room)
                    return tbi_fail(r->err, TB_EARG, TB_MSG_ESTIMATE_HYPOTHESIS_HAS_MORE_PARTS,
                                    r->text, room);
                for (size_t j = 0; j < k; j++)
                    h->c[h->q * k + j] = alone ? side[j] : before[j] - side[j];
                h->d[h->q++] = alone ? -side[k] : side[k] - before[k];
            }
            memcpy(before, side, (k + 1) * sizeof *side);
            chain++;
            if (!equals)
                break;
            r->p++;
            if (*r->p == '=')
                r->p++;
        }
        if (*r->p == '\0')
            return TB_OK;
        if (*r->p != ',' && *r->p != ';')
            return refuse_hypothesis(r, TB_MSG_FORMULA_SOMETHING_UNEXPECTED);
        r->p++;
    }
}

/* C b = d: c [q][k], d [q]; "name: " in front is the name, else the text itself. h lives in a.
 * TB_EARG: what does not read, a row without a coefficient, or more rows than 2 k + 8. */
tb_status tbi_hypothesis_read(tb_hypothesis *h, const char *text, const char *const *term, size_t k,
                              tb_arena *a, tb_err *err)
{
    size_t room = 2 * k + 8;
    *h = (tb_hypothesis){ .name = tbi_arena_text(a, text),
                          .c = TB_NEW(a, double, (room * k)),
                          .d = TB_NEW(a, double, room) };
    double *side = TB_NEW(a, double, k + 1);
    double *before = TB_NEW(a, double, k + 1);
    if (a->refused)
        return tbi_no_memory(err, "the hypothesis");
    reader r = { text, text, term, k, err };
    const char *colon = strstr(text, ": ");
    if (colon != NULL) {
        h->name = tbi_arena_text_n(a, text, (size_t)(colon - text));
        r.p = colon + 2;
    }
    tb_status st = read_rows(&r, h, side, before, room);
    for (size_t i = 0; st == TB_OK && i < h->q; i++) {
        bool any = false;
        for (size_t j = 0; j < k; j++)
            any = any || h->c[i * k + j] != 0;
        if (!any)
            return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_HYPOTHESIS_NAMES_COEFFICIENT, text);
    }
    return st;
}

/* (C b - d)' (C V C')^+ (C b - d) / rank. v [k x k]. NaN: no memory, or restrictions that are
 * dependent or have no variance. By the inverse of a correlation matrix, so that units of
 * measure do not matter. */
double tbi_hypothesis_f(const tb_hypothesis *h, const double *b, const double *v, size_t k,
                        tb_arena *a)
{
    size_t q = h->q;
    double *cv = TB_NEW(a, double, (q * k));
    double *m = TB_NEW(a, double, (q * q));
    double *d = TB_NEW(a, double, q);
    double *x = TB_NEW(a, double, q);
    double *scratch = TB_NEW(a, double, (q * q + q));
    if (a->refused)
        return NAN;
    for (size_t i = 0; i < q; i++) {
        d[i] = -h->d[i];
        for (size_t j = 0; j < k; j++) {
            d[i] += h->c[i * k + j] * b[j];
            for (size_t l = 0; l < k; l++)
                if (h->c[i * k + l] != 0)
                    cv[i + j * q] += h->c[i * k + l] * v[l + j * k];
        }
    }
    /* a variance that has no number spoils only the restrictions that read it */
    for (size_t i = 0; i < q; i++)
        for (size_t l = 0; l < q; l++)
            for (size_t j = 0; j < k; j++)
                if (h->c[l * k + j] != 0)
                    m[i + l * q] += cv[i + j * q] * h->c[l * k + j];
    /* what is left of a sum after it cancelled to 1e-12 is rounding, not a variance */
    for (size_t i = 0; i < q; i++) {
        double gross = 0;
        for (size_t j = 0; j < k; j++)
            for (size_t l = 0; l < k; l++)
                if (h->c[i * k + j] != 0 && h->c[i * k + l] != 0)
                    gross += fabs(h->c[i * k + j] * h->c[i * k + l] * v[l + j * k]);
        if (!(m[i + i * q] > 1e-12 * gross))
            return NAN;
    }
    /* scale to a unit diagonal, then the inverse must exist */
    for (size_t i = 0; i < q; i++)
        x[i] = 1 / sqrt(m[i + i * q]);
    for (size_t i = 0; i < q; i++)
        for (size_t l = 0; l < q; l++)
            m[i + l * q] *= i == l ? 1 / m[i + i * q] : x[i] * x[l];
    for (size_t i = 0; i < q; i++) {
        d[i] *= x[i];
        m[i + i * q] = 1;
    }
    double *inverse = TB_NEW(a, double, (q * q));
    if (inverse == NULL || tbi_sympower(inverse, m, q, -1, TB_TOL_RANK, scratch) != (long)q)
        return NAN;
    double s = 0;
    for (size_t i = 0; i < q; i++)
        for (size_t l = 0; l < q; l++)
            s += d[i] * inverse[i + l * q] * d[l];
    return s / (double)q;
}

/* With CR2 the statistic and its degrees of freedom are those of HTZ. blocks are made at the
 * first hypothesis and serve the others. df2 = eta - q + 1. */
static tb_status correct_by_htz(tb_estimate_test *t, double *f, tb_blocks *blocks, tb_run *r,
                                const tb_hypothesis *h, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    double eta, q = (double)h->q;
    tb_status st = TB_OK;
    if (blocks->count == 0)
        st = tbi_clusters_make(blocks, &r->ols, &r->used,
                               tbi_frame_levels(&r->used, r->spec.way[0]), a, err);
    if (st == TB_OK)
        st = tbi_hypothesis_htz(&eta, blocks, h->c, h->q, a, err);
    if (st != TB_OK)
        return st;
    t->df2 = eta - q + 1;
    *f = t->df2 > 0 ? *f * t->df2 / eta : NAN;
    return TB_OK;
}

/* F with the least degrees of freedom of any coefficient, chi-squared where those are infinite.
 * A hypothesis that does not read ends the estimate; one that cannot be tested has a reason. */
tb_status tbi_run_hypotheses(tb_run *r, tb_err *err)
{
    tb_estimate_summary *v = &r->out->view;
    tb_arena *a = &r->out->arena;
    if (r->o->tests == NULL)
        return TB_OK;
    size_t k = v->coefficients;
    const char **term = TB_NEW(a, const char *, k);
    double *b = TB_NEW(a, double, k);
    if (a->refused)
        return tbi_no_memory(err, "the hypotheses");
    double df = INFINITY;
    tb_blocks blocks = { 0 };
    /* HTZ needs the coefficients to be those of the regression itself */
    bool htz = r->spec.kind == TB_VCOV_CR2 && r->linear && !r->ols.perfect && k == r->ols.k;
    for (size_t j = 0; j < k; j++) {
        term[j] = v->coefficient[j].term;
        b[j] = v->coefficient[j].estimate;
        if (v->coefficient[j].df < df)
            df = v->coefficient[j].df;
    }
    for (size_t i = 0; r->o->tests[i] != NULL; i++) {
        tb_hypothesis h;
        tb_status st = tbi_hypothesis_read(&h, r->o->tests[i], term, k, a, err);
        if (st != TB_OK)
            return st;
        tb_estimate_test t = { .name = h.name,
                               .distribution = isinf(df) ? "chisq" : "F",
                               .df = (double)h.q,
                               .df2 = isinf(df) ? NAN : df,
                               .wild_p = NAN,
                               .p_value = NAN };
        double f = tbi_hypothesis_f(&h, b, v->vcov, k, a);
        if (htz && isfinite(f))
            st = correct_by_htz(&t, &f, &blocks, r, &h, err);
        if (st != TB_OK)
            return st;
        t.statistic = isinf(df) ? f * (double)h.q : f;
        if (isfinite(f))
            t.p_value =
                isinf(df) ? tbi_chisq_upper(t.statistic, t.df) : tbi_f_upper(f, t.df, t.df2);
        else {
            t.reason = TBI_REASON(SINGULAR_RESTRICTIONS);
            t.statistic = NAN;
        }
        st = tbi_run_test(r, t, err);
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}
