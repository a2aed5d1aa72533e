/* latex_estimate.c - regressions side by side as a table for a paper (booktabs), in English. */
#include "base/buf.h"
#include "base/error.h"
#include "text/owned_text.h"

#include <math.h>
#include <string.h>
#include <tangbac/report.h>

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

static const tb_coefficient *find_term(const tb_estimate_summary *v, const char *term)
{
    for (size_t j = 0; j < v->coefficients; j++)
        if (strcmp(v->coefficient[j].term, term) == 0)
            return &v->coefficient[j];
    return NULL;
}

/* Whether an earlier model, or an earlier place of model `m`, has the term already. */
static bool is_had_before(const tb_estimate *const *e, size_t m, const char *term)
{
    for (size_t i = 0; i < m; i++)
        if (find_term(tb_estimate_info(e[i]), term) != NULL)
            return true;
    return false;
}

/* Two lines: estimates with their stars, and below them standard errors in parentheses. A model
 * without the term has empty cells. */
static void add_term(tb_buf *b, const tb_estimate *const *e, size_t n, const char *term, bool stars)
{
    add_escaped(b, term);
    for (size_t i = 0; i < n; i++) {
        const tb_coefficient *c = find_term(tb_estimate_info(e[i]), term);
        tbi_buf_text(b, " & ");
        if (c == NULL)
            continue;
        add_number(b, c->estimate);
        tbi_buf_text(b, stars ? find_stars(c->p_value) : "");
    }
    tbi_buf_text(b, " \\\\\n");
    for (size_t i = 0; i < n; i++) {
        const tb_coefficient *c = find_term(tb_estimate_info(e[i]), term);
        tbi_buf_text(b, " & ");
        if (c == NULL)
            continue;
        tbi_buf_char(b, '(');
        add_number(b, c->std_error);
        tbi_buf_char(b, ')');
    }
    tbi_buf_text(b, " \\\\\n");
}

/* The left side of the formula. */
static void add_dependent(tb_buf *b, const tb_estimate_summary *v)
{
    char name[128];
    size_t n = strcspn(v->formula, "~");
    while (n > 0 && v->formula[n - 1] == ' ')
        n--;
    n = n < sizeof name ? n : sizeof name - 1;
    memcpy(name, v->formula, n);
    name[n] = '\0';
    add_escaped(b, name);
}

/* A column for each model, named by what it explains and by its method. */
static void add_head(tb_buf *b, const tb_estimate *const *e, size_t n)
{
    tbi_buf_text(b, "\\begin{tabular}{l");
    for (size_t i = 0; i < n; i++)
        tbi_buf_char(b, 'r');
    tbi_buf_text(b, "}\n\\toprule\n");
    for (size_t i = 0; i < n; i++) {
        tbi_buf_text(b, " & ");
        add_dependent(b, tb_estimate_info(e[i]));
    }
    tbi_buf_text(b, " \\\\\n");
    for (size_t i = 0; i < n; i++) {
        tbi_buf_text(b, " & ");
        add_escaped(b, tb_estimate_info(e[i])->method);
    }
    tbi_buf_text(b, " \\\\\n\\midrule\n");
}

static void add_foot(tb_buf *b, const tb_estimate *const *e, size_t n, bool stars)
{
    static const char *const rows[] = { "Observations", "Units", "Effects", "$R^2$ within",
                                        "Standard errors" };
    tbi_buf_text(b, "\\midrule\n");
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        tbi_buf_text(b, rows[r]);
        for (size_t i = 0; i < n; i++) {
            const tb_estimate_summary *v = tb_estimate_info(e[i]);
            tbi_buf_text(b, " & ");
            if (r == 0)
                tbi_buf_printf(b, "%zu", v->n_obs);
            else if (r == 1)
                tbi_buf_printf(b, "%zu", v->n_units);
            else if (r == 2)
                add_escaped(b, v->effects[0] != '\0' ? v->effects : "none");
            else if (r == 3)
                add_number(b, v->r2_within);
            else
                add_escaped(b, v->vcov_type != NULL ? v->vcov_type : "--");
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
tb_status tb_latex_estimate(tb_text **out, const tb_estimate *const *e, size_t n, bool stars,
                            tb_err *err)
{
    tb_buf b = { 0 };
    tbi_buf_text(&b, "% \\usepackage{booktabs}\n");
    add_head(&b, e, n);
    for (size_t i = 0; i < n; i++) {
        const tb_estimate_summary *v = tb_estimate_info(e[i]);
        for (size_t j = 0; j < v->coefficients; j++)
            if (!is_had_before(e, i, v->coefficient[j].term))
                add_term(&b, e, n, v->coefficient[j].term, stars);
    }
    add_foot(&b, e, n, stars);
    return tbi_text_take(out, &b, err);
}
