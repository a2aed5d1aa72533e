/* latex_estimate.c - regressions side by side as a table for a paper (booktabs), in English. */
#include "render/tabulate.h"

#include <math.h>
#include <string.h>

/* What LaTeX reads as a command stands for itself. */
static void add_escaped(tb_buf *b, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("&%$#_{}", *text) != NULL)
            tbi_buf_char(b, '\\');
        if (*text == '\\' || *text == '~' || *text == '^')
            tbi_buf_text(b, *text == '\\'  ? "\\textbackslash{}"
                            : *text == '~' ? "\\textasciitilde{}"
                                           : "\\textasciicircum{}");
        else
            tbi_buf_char(b, *text);
    }
}

/* !(p < 0.1) is also true of NaN, which gets none. */
static const char *find_stars(double p)
{
    return !(p < 0.1) ? "" : p < 0.01 ? "$^{***}$" : p < 0.05 ? "$^{**}$" : "$^{*}$";
}

/* Four significant digits without an exponent. */
static void add_number(tb_buf *b, double x)
{
    if (!isfinite(x)) {
        tbi_buf_text(b, "--");
        return;
    }
    double size = fabs(x);
    int decimals = size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
    if (size > 0 && size < 0.1)
        decimals = size < 1e-8 ? 12 : 3 - (int)floor(log10(size));
    if (x < 0)
        tbi_buf_char(b, '$');
    tbi_buf_printf(b, x < 0 ? "-$%.*f" : "%.*f", decimals, size);
}

static void add_whole(tb_buf *b, double x)
{
    if (isfinite(x))
        tbi_buf_printf(b, "%.0f", x);
    else
        tbi_buf_text(b, "--");
}

/* Terms are matched by their names, as the formula wrote them. */
static const cJSON *find_term(const cJSON *v, const char *term)
{
    const cJSON *c;
    cJSON_ArrayForEach(c, tbi_json_get(v, "coefficients"))
    {
        if (strcmp(tbi_text_of(c, "term"), term) == 0)
            return c;
    }
    return NULL;
}

/* Whether a model before the m-th has the term already. */
static bool is_had_before(const cJSON *result, size_t m, const char *term)
{
    for (size_t i = 0; i < m; i++)
        if (find_term(tbi_estimate_at(result, i), term) != NULL)
            return true;
    return false;
}

/* Two lines: estimates with their stars, and below them standard errors in parentheses. A model
 * without the term has empty cells. */
static void add_term(tb_buf *b, const cJSON *result, const char *term, bool stars)
{
    const cJSON *v;
    add_escaped(b, term);
    for (size_t i = 0; (v = tbi_estimate_at(result, i)) != NULL; i++) {
        const cJSON *c = find_term(v, term);
        tbi_buf_text(b, " & ");
        if (c == NULL)
            continue;
        add_number(b, tbi_number_of(c, "estimate"));
        tbi_buf_text(b, stars ? find_stars(tbi_number_of(c, "p_value")) : "");
    }
    tbi_buf_text(b, " \\\\\n");
    for (size_t i = 0; (v = tbi_estimate_at(result, i)) != NULL; i++) {
        const cJSON *c = find_term(v, term);
        tbi_buf_text(b, " & ");
        if (c == NULL)
            continue;
        tbi_buf_char(b, '(');
        add_number(b, tbi_number_of(c, "std_error"));
        tbi_buf_char(b, ')');
    }
    tbi_buf_text(b, " \\\\\n");
}

/* The left side of the formula. */
static void add_dependent(tb_buf *b, const cJSON *v)
{
    char name[128];
    const char *formula = tbi_text_of(v, "formula");
    size_t n = strcspn(formula, "~");
    while (n > 0 && formula[n - 1] == ' ')
        n--;
    n = n < sizeof name ? n : sizeof name - 1;
    memcpy(name, formula, n);
    name[n] = '\0';
    add_escaped(b, name);
}

/* A column for each model, named by what it explains and by its method. */
static void add_head(tb_buf *b, const cJSON *result)
{
    const cJSON *v;
    tbi_buf_text(b, "\\begin{tabular}{l");
    for (size_t i = 0; tbi_estimate_at(result, i) != NULL; i++)
        tbi_buf_char(b, 'r');
    tbi_buf_text(b, "}\n\\toprule\n");
    for (size_t i = 0; (v = tbi_estimate_at(result, i)) != NULL; i++) {
        tbi_buf_text(b, " & ");
        add_dependent(b, v);
    }
    tbi_buf_text(b, " \\\\\n");
    for (size_t i = 0; (v = tbi_estimate_at(result, i)) != NULL; i++) {
        tbi_buf_text(b, " & ");
        add_escaped(b, tbi_text_of(v, "method"));
    }
    tbi_buf_text(b, " \\\\\n\\midrule\n");
}

/* none: what stands in an empty cell. */
static void add_text_or(tb_buf *b, const char *text, const char *none)
{
    add_escaped(b, text[0] != '\0' ? text : none);
}

/* R squared within is the one that fixed-effects tables in journals have. */
static void add_foot(tb_buf *b, const cJSON *result, bool stars)
{
    /* in English only, as papers are */
    static const char *const rows[] = { "Observations", "Units", "Effects", "$R^2$ within",
                                        "Standard errors" };
    const cJSON *v;
    size_t n = 0;
    tbi_buf_text(b, "\\midrule\n");
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        tbi_buf_text(b, rows[r]);
        for (n = 0; (v = tbi_estimate_at(result, n)) != NULL; n++) {
            tbi_buf_text(b, " & ");
            if (r <= 1)
                add_whole(b, tbi_number_of(v, r == 0 ? "n_obs" : "n_units"));
            else if (r == 2)
                add_text_or(b, tbi_text_of(v, "effects"), "none");
            else if (r == 3)
                add_number(b, tbi_number_in(v, "fit", "r2_within"));
            else
                add_text_or(b, tbi_text_of(tbi_json_get(v, "vcov"), "type"), "--");
        }
        tbi_buf_text(b, " \\\\\n");
    }
    tbi_buf_text(b, "\\bottomrule\n");
    if (stars)
        tbi_buf_printf(b, "\\multicolumn{%zu}{l}{%s}\n", n + 1,
                       "$^{*}$ $p<0.1$, $^{**}$ $p<0.05$, $^{***}$ $p<0.01$");
    tbi_buf_text(b, "\\end{tabular}\n");
}

/* Terms in the order in which the models bring them up. */
void tbi_latex_estimate(tb_buf *out, const tb_brief *p, bool stars)
{
    const cJSON *v;
    const cJSON *c;
    tbi_buf_text(out, "% \\usepackage{booktabs}\n");
    add_head(out, p->result);
    for (size_t i = 0; (v = tbi_estimate_at(p->result, i)) != NULL; i++) {
        cJSON_ArrayForEach(c, tbi_json_get(v, "coefficients"))
        {
            const char *term = tbi_text_of(c, "term");
            if (!is_had_before(p->result, i, term))
                add_term(out, p->result, term, stars);
        }
    }
    add_foot(out, p->result, stars);
}
