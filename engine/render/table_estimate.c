/* table_estimate.c - a regression, or several side by side, as researchers print them. */
#include "messages/one_language.h"
#include "messages/render_tables.h"
#include "render/tabulate.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Heads and labels of one language, by what they are. */
typedef struct words {
    const char *term, *estimate, *error, *t, *p, *ci, *wild, *rows, *units, *periods, *effects,
        *none, *dropped, *variance, *tests, *stars, *fit, *inclusion, *instruments, *influence,
        *without;
} words;

/* By tb_lang. */
static const words says[2] = { { TB_WORDS_ESTIMATE(TB_EACH_EN) },
                               { TB_WORDS_ESTIMATE(TB_EACH_VI) } };

/* Four significant digits or so, never exponents for usual sizes.
 * Infinity and NaN are a dash. Very small and very large numbers do have an exponent, with the
 * decimal sign of the page's language. */
static const char *say_figure(const tb_brief *p, double x)
{
    double m = fabs(x);
    if (!isfinite(x))
        return "–";
    if (m != 0 && (m < 1e-4 || m >= 1e7)) {
        char *text = tbi_arena_printf(p->a, "%.4g", x);
        for (char *c = text; c != NULL && *c != '\0'; c++)
            if (*c == '.' || *c == ',')
                *c = p->lang == TB_LANG_VI ? ',' : '.';
        return text != NULL ? text : "";
    }
    return tbi_say_amount(p, x, m >= 1000 ? 1 : m >= 100 ? 2 : m >= 10 ? 3 : 4);
}

/* A dash for a member that is absent. */
static const char *say_member(const tb_brief *p, const cJSON *o, const char *name)
{
    return say_figure(p, tbi_number_of(o, name));
}

/* NaN gets none.
 * p: two-sided. The limits are printed below the table whenever stars are. */
static const char *choose_stars(double p)
{
    return p < 0.01 ? "***" : p < 0.05 ? "**" : p < 0.1 ? "*" : "";
}

/* Below 0.0001 the digits say nothing. */
static const char *say_p(const tb_brief *p, double x)
{
    if (!isfinite(x))
        return "–";
    if (x < 0.0001)
        return tbi_word(p, "<0.0001", "<0,0001");
    return tbi_say_amount(p, x, 4);
}

/* One missing end is a missing interval.
 * low, high: names of the members; at the level that the result has in `level`. */
static const char *say_interval(const tb_brief *p, const cJSON *o, const char *low,
                                const char *high)
{
    double from = tbi_number_of(o, low);
    const char *text =
        tbi_arena_printf(p->a, "[%s; %s]", say_figure(p, from), say_member(p, o, high));
    return isfinite(from) && text != NULL ? text : "–";
}

/* An estimate with its stars.
 * c: of `coefficients`. Without stars also where the test is missing. */
static const char *say_estimate(const tb_brief *p, const cJSON *c, bool stars)
{
    double level = tbi_number_of(c, "p_value");
    return tbi_join(p, say_member(p, c, "estimate"), "",
                    stars && isfinite(level) ? choose_stars(level) : "");
}

/* CR2 by unit or by region, NULL where it was not computed.
 * A result has one of the two, as its errors are clustered. */
static const cJSON *find_cr2(const cJSON *coefficient)
{
    const cJSON *unit = tbi_json_get(coefficient, "cr2_unit");
    return unit != NULL ? unit : tbi_json_get(coefficient, "cr2_region");
}

/* wild, cr2: whether there is such a column.
 * bma: the column of t holds the probability that the term is in the model instead. */
static void add_coefficient(tb_table *t, const tb_brief *p, const cJSON *c, bool stars, bool bma,
                            bool wild, bool cr2)
{
    const cJSON *corrected = find_cr2(c);
    size_t at = 6;
    const char *cell[8] = {
        tbi_text_of(c, "term"),
        say_estimate(p, c, stars),
        say_member(p, c, "std_error"),
        bma ? say_member(p, c, "inclusion_probability")
            : tbi_say_amount(p, tbi_number_of(c, "statistic"), 2),
        say_p(p, tbi_number_of(c, "p_value")),
        say_interval(p, c, "ci_low", "ci_high"),
    };
    if (wild)
        cell[at++] = say_p(p, tbi_number_in(c, "wild", "p_value"));
    if (cr2)
        cell[at] = tbi_arena_printf(p->a, "%s (df %s)", say_member(p, corrected, "std_error"),
                                    tbi_say_amount(p, tbi_number_of(corrected, "df"), 1));
    tbi_table_row(t, cell);
}

/* Columns that the regression does not have are left out: the wild p, the CR2 error. The first
 * letter of a head is the side on which it stands. */
static void print_single(tb_buf *b, const tb_brief *p, const cJSON *v, bool stars)
{
    const words *w = &says[p->lang];
    const cJSON *coefficients = tbi_json_get(v, "coefficients");
    const cJSON *c;
    bool bma = tbi_json_get(v, "bma") != NULL;
    bool wild = tbi_json_get(v, "wild") != NULL;
    bool cr2 = coefficients != NULL && find_cr2(coefficients->child) != NULL;
    const char *all[8] = {
        tbi_arena_printf(p->a, "l%s", w->term),
        tbi_arena_printf(p->a, "r%s", w->estimate),
        tbi_arena_printf(p->a, "r%s", w->error),
        tbi_arena_printf(p->a, "r%s", bma ? w->inclusion : w->t),
        tbi_arena_printf(p->a, "r%s", w->p),
        tbi_print(p, "r%g%% %s", 100 * tbi_number_of(v, "level"), w->ci),
        tbi_arena_printf(p->a, "r%s", w->wild),
        tbi_arena_printf(p->a, "r%s cr2:unit", w->error),
    };
    const char *columns[9];
    size_t n = 0;
    for (size_t i = 0; i < 8; i++)
        if (i < 6 || (i == 6 && wild) || (i == 7 && cr2))
            columns[n++] = all[i];
    columns[n] = NULL;
    tb_table t;
    tbi_table_start(&t, p->a, columns);
    cJSON_ArrayForEach(c, coefficients) add_coefficient(&t, p, c, stars, bma, wild, cr2);
    tbi_table_print(&t, b, 0);
}

/* "F(2, 61.0) = 3.1, p 0.05", or why there is none.
 * df is a pair for F, one number for chi2; a test by the normal distribution has none. */
static void print_test(tb_buf *b, const tb_brief *p, const cJSON *t)
{
    const cJSON *df = tbi_json_get(t, "df");
    const char *statistic = say_member(p, t, "statistic");
    const char *level = say_p(p, tbi_number_of(t, "p_value"));
    tbi_buf_printf(b, "%s %s: ", says[p->lang].tests, tbi_text_of(t, "name"));
    if (!isfinite(tbi_number_of(t, "statistic")))
        tbi_buf_printf(b, "– (%s)\n", tbi_said_of(p, t, "statistic_reason"));
    else if (cJSON_IsArray(df) && cJSON_GetArraySize(df) == 2)
        tbi_buf_text(b, tbi_print(p, "F(%g, %s) = %s, p %s\n", df->child->valuedouble,
                                  say_figure(p, df->child->next->valuedouble), statistic, level));
    else if (strcmp(tbi_text_of(t, "distribution"), "normal") == 0)
        tbi_buf_printf(b, "z = %s, p %s\n", statistic, level);
    else
        tbi_buf_text(
            b, tbi_print(p, "chi2(%g) = %s, p %s\n", tbi_number_of(t, "df"), statistic, level));
}

/* What stands below the coefficients; a line only where there is something to say.
 * Reads n_obs, n_units, n_periods, effects, fit, vcov, gmm, dropped and tests of the model. */
static void print_below(tb_buf *b, const tb_brief *p, const cJSON *v)
{
    const words *w = &says[p->lang];
    const cJSON *fit = tbi_json_get(v, "fit");
    const cJSON *vcov = tbi_json_get(v, "vcov");
    const cJSON *gmm = tbi_json_get(v, "gmm");
    const char *effects = tbi_text_of(v, "effects");
    const cJSON *one;
    tbi_buf_printf(b, "\n%s: %s   %s: %s   %s: %s   %s: %s\n", w->rows,
                   tbi_say_whole(p, tbi_number_of(v, "n_obs")), w->units,
                   tbi_say_whole(p, tbi_number_of(v, "n_units")), w->periods,
                   tbi_say_whole(p, tbi_number_of(v, "n_periods")), w->effects,
                   effects[0] != '\0' ? effects : w->none);
    if (isfinite(tbi_number_of(fit, "r2_overall")) || isfinite(tbi_number_of(fit, "r2_within")))
        tbi_buf_printf(b, "%s: %s / %s / %s   sigma: %s\n", w->fit, say_member(p, fit, "r2_within"),
                       say_member(p, fit, "r2_between"), say_member(p, fit, "r2_overall"),
                       say_member(p, fit, "sigma"));
    if (tbi_json_get(vcov, "type") != NULL)
        tbi_buf_printf(b, "%s: %s (%s)\n", w->variance, tbi_text_of(vcov, "type"),
                       tbi_said_of(p, vcov, "words"));
    if (gmm != NULL)
        tbi_buf_printf(b, "GMM: %s %s / %s %s\n",
                       tbi_say_whole(p, tbi_number_of(gmm, "instruments")), w->instruments,
                       tbi_say_whole(p, tbi_number_of(gmm, "units")), w->units);
    cJSON_ArrayForEach(one, tbi_json_get(v, "dropped"))
    {
        tbi_buf_printf(b, "%s: %s (%s)\n", w->dropped, tbi_text_of(one, "term"),
                       tbi_said_of(p, one, "reason"));
    }
    cJSON_ArrayForEach(one, tbi_json_get(v, "tests")) print_test(b, p, one);
}

/* The unit with the largest influence that is not among the n used ones; the first of equals.
 * By dfbeta_max; a unit for which it is not known is passed over. */
static const cJSON *find_next_influence(const cJSON *v, const cJSON *const *used, size_t n)
{
    const cJSON *best = NULL;
    const cJSON *f;
    cJSON_ArrayForEach(f, tbi_json_get(v, "influence"))
    {
        double size = tbi_number_of(f, "dfbeta_max");
        bool taken = !isfinite(size);
        for (size_t k = 0; k < n; k++)
            taken = taken || used[k] == f;
        if (!taken && (best == NULL || size > tbi_number_of(best, "dfbeta_max")))
            best = f;
    }
    return best;
}

/* The three units with the largest influence on the first coefficient that is no intercept.
 * coefficients_without runs side by side with coefficients, so the place of the term is kept. */
static void print_influence(tb_buf *b, const tb_brief *p, const cJSON *v)
{
    enum { SHOWN = 3 };
    const cJSON *coefficient = cJSON_GetArrayItem(tbi_json_get(v, "coefficients"), 0);
    const cJSON *used[SHOWN];
    int first = 0;
    if (tbi_json_get(v, "influence") == NULL || coefficient == NULL)
        return;
    if (strcmp(tbi_text_of(coefficient, "term"), "(Intercept)") == 0 && coefficient->next != NULL) {
        coefficient = coefficient->next;
        first = 1;
    }
    tbi_buf_printf(b, "%s:", says[p->lang].influence);
    for (size_t n = 0; n < SHOWN; n++) {
        const cJSON *f = find_next_influence(v, used, n);
        if (f == NULL)
            break;
        used[n] = f;
        const cJSON *without = cJSON_GetArrayItem(tbi_json_get(f, "coefficients_without"), first);
        tbi_buf_printf(b, "%s %s (%s %s)", n > 0 ? "," : "", tbi_text_of(f, "unit"),
                       tbi_text_of(coefficient, "term"),
                       say_figure(p, cJSON_IsNumber(without) ? without->valuedouble : NAN));
    }
    tbi_buf_char(b, '\n');
}

/* Why there is no prediction, or else no interval. */
static const char *find_prediction_reason(const tb_brief *p, const cJSON *one)
{
    static const char *const names[] = { "fit_reason", "ci_low_reason", "pi_low_reason" };
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        const char *text = tbi_said_of(p, one, names[k]);
        if (text[0] != '\0')
            return text;
    }
    return "";
}

/* Intervals need both of their ends; of the mean and of an observation. */
static void print_predictions(tb_buf *b, const tb_brief *p, const cJSON *v)
{
    static const char *const english[] = { TB_EN(TB_WORD_TABLE_ESTIMATE_LUNIT),
                                           TB_EN(TB_WORD_TABLE_ESTIMATE_RYEAR),
                                           TB_EN(TB_WORD_TABLE_ESTIMATE_RPREDICTION),
                                           TB_EN(TB_WORD_TABLE_EFFECTS_RSTD_ERROR),
                                           TB_EN(TB_WORD_TABLE_ESTIMATE_RINTERVAL_MEAN),
                                           TB_EN(TB_WORD_TABLE_ESTIMATE_RINTERVAL_OBSERVATION),
                                           TB_EN(TB_WORD_TABLE_ESTIMATE_LREASON),
                                           NULL };
    static const char *const vietnamese[] = { TB_VI(TB_WORD_TABLE_ESTIMATE_LUNIT),
                                              TB_VI(TB_WORD_TABLE_ESTIMATE_RYEAR),
                                              TB_VI(TB_WORD_TABLE_ESTIMATE_RPREDICTION),
                                              TB_VI(TB_WORD_TABLE_EFFECTS_RSTD_ERROR),
                                              TB_VI(TB_WORD_TABLE_ESTIMATE_RINTERVAL_MEAN),
                                              TB_VI(TB_WORD_TABLE_ESTIMATE_RINTERVAL_OBSERVATION),
                                              TB_VI(TB_WORD_TABLE_ESTIMATE_LREASON),
                                              NULL };
    const cJSON *predictions = tbi_json_get(v, "predictions");
    const cJSON *one;
    tb_table t;
    if (predictions == NULL)
        return;
    tbi_table_begin(&t, p, english, vietnamese);
    cJSON_ArrayForEach(one, predictions)
    {
        const char *cell[] = { tbi_text_of(one, "unit"),
                               tbi_say_whole(p, tbi_number_of(one, "year")),
                               say_member(p, one, "fit"),
                               say_member(p, one, "std_error"),
                               say_interval(p, one, "ci_low", "ci_high"),
                               say_interval(p, one, "pi_low", "pi_high"),
                               find_prediction_reason(p, one) };
        tbi_table_row(&t, cell);
    }
    tbi_buf_char(b, '\n');
    tbi_table_print(&t, b, 0);
}

/* 0 is the result itself, the others those it is compared with. */
const cJSON *tbi_estimate_at(const cJSON *result, size_t i)
{
    return i == 0 ? result : cJSON_GetArrayItem(tbi_json_get(result, "compare"), (int)i - 1);
}

/* The most that a terminal has room for. */
enum { MODELS = 12, TERMS = 400 };

/* Terms in the order in which the models bring them up; their number.
 * term [TERMS], borrowed from the JSON. Beyond TERMS terms are dropped without a word: no table
 * on a terminal has so many rows. */
static size_t collect_terms(const char **term, const cJSON *const *model, size_t n)
{
    size_t terms = 0;
    const cJSON *c;
    for (size_t i = 0; i < n; i++) {
        cJSON_ArrayForEach(c, tbi_json_get(model[i], "coefficients"))
        {
            size_t at = 0;
            while (at < terms && strcmp(term[at], tbi_text_of(c, "term")) != 0)
                at++;
            if (at == terms && terms < TERMS)
                term[terms++] = tbi_text_of(c, "term");
        }
    }
    return terms;
}

/* A row of estimates and one of the standard errors in parentheses below.
 * A model without the term has NULL cells, which the table prints as blanks. */
static void add_term(tb_table *t, const tb_brief *p, const char *term, const cJSON *const *model,
                     size_t n, bool stars)
{
    const char *top[MODELS + 1] = { term }, *below[MODELS + 1] = { NULL };
    const cJSON *c;
    for (size_t i = 0; i < n; i++) {
        cJSON_ArrayForEach(c, tbi_json_get(model[i], "coefficients"))
        {
            double error = tbi_number_of(c, "std_error");
            if (strcmp(tbi_text_of(c, "term"), term) != 0)
                continue;
            top[i + 1] = say_estimate(p, c, stars);
            below[i + 1] =
                isfinite(error) ? tbi_arena_printf(p->a, "(%s)", say_figure(p, error)) : NULL;
        }
    }
    tbi_table_row(t, top);
    tbi_table_row(t, below);
}

/* What stands below the terms, a column a model.
 * Rows: observations, units, effects, R2, kind of standard errors. */
static void add_foot(tb_table *t, const tb_brief *p, const cJSON *const *model, size_t n)
{
    const words *w = &says[p->lang];
    const char *row[5][MODELS + 1] = {
        { w->rows }, { w->units }, { w->effects }, { "R2" }, { w->variance }
    };
    for (size_t i = 0; i < n; i++) {
        const char *effects = tbi_text_of(model[i], "effects");
        row[0][i + 1] = tbi_say_whole(p, tbi_number_of(model[i], "n_obs"));
        row[1][i + 1] = tbi_say_whole(p, tbi_number_of(model[i], "n_units"));
        row[2][i + 1] = effects[0] != '\0' ? effects : w->none;
        row[3][i + 1] = say_figure(p, tbi_number_in(model[i], "fit", "r2"));
        row[4][i + 1] = tbi_text_of(tbi_json_get(model[i], "vcov"), "type");
    }
    for (size_t r = 0; r < 5; r++)
        tbi_table_row(t, row[r]);
}

/* Several side by side.
 * Formulas stand below with the numbers of their columns, since they are too long for heads. */
static void print_compare(tb_buf *b, const tb_brief *p, bool stars)
{
    const char *columns[MODELS + 2], *term[TERMS];
    const cJSON *model[MODELS];
    size_t n = 0;
    while (n < MODELS) {
        model[n] = tbi_estimate_at(p->result, n);
        if (model[n] == NULL)
            break;
        n++;
    }
    size_t terms = collect_terms(term, model, n);
    columns[0] = tbi_arena_printf(p->a, "l%s", says[p->lang].term);
    for (size_t i = 0; i < n; i++)
        columns[i + 1] =
            tbi_arena_printf(p->a, "r(%zu) %s", i + 1, tbi_text_of(model[i], "method"));
    columns[n + 1] = NULL;
    tb_table t;
    tbi_table_start(&t, p->a, columns);
    for (size_t r = 0; r < terms; r++)
        add_term(&t, p, term[r], model, n, stars);
    add_foot(&t, p, model, n);
    tbi_table_print(&t, b, 0);
    tbi_buf_char(b, '\n');
    for (size_t i = 0; i < n; i++)
        tbi_buf_printf(b, "(%zu) %s\n", i + 1, tbi_text_of(model[i], "formula"));
}

/* One in detail, several side by side. */
void tbi_tabulate_estimate(tb_buf *out, const tb_brief *p, bool stars)
{
    const cJSON *v = p->result;
    if (tbi_json_get(v, "compare") != NULL)
        print_compare(out, p, stars);
    else {
        tbi_buf_printf(out, "%s   [%s]\n\n", tbi_text_of(v, "formula"), tbi_text_of(v, "method"));
        print_single(out, p, v, stars);
        print_below(out, p, v);
        print_influence(out, p, v);
        print_predictions(out, p, v);
    }
    if (stars)
        tbi_buf_printf(out, "%s\n", says[p->lang].stars);
}
