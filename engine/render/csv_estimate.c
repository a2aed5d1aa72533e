/* csv_estimate.c - regressions as comma-separated rows: one a coefficient, or one a prediction. */
#include "render/tabulate.h"
#include "text/csv_write.h"

#include <math.h>
#include <string.h>

/* The first of three reasons is enough: why there is no prediction explains the missing
 * interval too. */
static void write_prediction(tb_buf *b, const cJSON *p)
{
    /* columns of a prediction, in the order of the line of heads */
    static const char *const names[] = { "fit",     "std_error", "ci_low",
                                         "ci_high", "pi_low",    "pi_high" };
    static const char *const reasons[] = { "fit_reason", "ci_low_reason", "pi_low_reason" };
    const char *reason = "";
    tbi_csv_write_text(b, tbi_text_of(p, "unit"));
    tbi_csv_add_number(b, tbi_number_of(p, "year"));
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        tbi_csv_add_number(b, tbi_number_of(p, names[k]));
    for (size_t k = 0; k < 3 && reason[0] == '\0'; k++)
        reason = tbi_text_of(p, reasons[k]);
    tbi_buf_char(b, ',');
    tbi_csv_write_text(b, reason);
    tbi_buf_char(b, '\n');
}

/* v: the regression that the coefficient is of. */
static void write_coefficient(tb_buf *b, const cJSON *v, const cJSON *c)
{
    static const char *const names[] = { "estimate", "std_error", "statistic", "df",
                                         "p_value",  "ci_low",    "ci_high" };
    static const char *const wild[] = { "p_value", "ci_low", "ci_high" };
    tbi_csv_write_text(b, tbi_text_of(v, "formula"));
    tbi_buf_printf(b, ",%s,", tbi_text_of(v, "method"));
    tbi_csv_write_text(b, tbi_text_of(tbi_json_get(v, "vcov"), "type"));
    tbi_buf_char(b, ',');
    tbi_csv_write_text(b, tbi_text_of(c, "term"));
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        tbi_csv_add_number(b, tbi_number_of(c, names[k]));
    for (size_t k = 0; k < sizeof wild / sizeof *wild; k++)
        tbi_csv_add_number(b, tbi_number_in(c, "wild", wild[k]));
    tbi_csv_add_number(b, tbi_number_of(v, "n_obs"));
    tbi_buf_char(b, '\n');
}

/* Rows of predictions when the first regression has any, else rows of coefficients. */
void tbi_csv_estimate(tb_buf *out, const tb_brief *p)
{
    bool rows = tbi_json_get(p->result, "predictions") != NULL;
    const cJSON *v;
    const cJSON *one;
    tbi_buf_text(out, rows ? "unit,year,fit,std_error,ci_low,ci_high,pi_low,pi_high,reason\n"
                           : "formula,method,vcov,term,estimate,std_error,statistic,df,p_value,ci_"
                             "low,ci_high,wild_p_value,wild_ci_low,wild_ci_high,n_obs\n");
    for (size_t i = 0; (v = tbi_estimate_at(p->result, i)) != NULL; i++) {
        cJSON_ArrayForEach(one, tbi_json_get(v, rows ? "predictions" : "coefficients"))
        {
            if (rows)
                write_prediction(out, one);
            else
                write_coefficient(out, v, one);
        }
    }
}
