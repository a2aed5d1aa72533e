/* table_estimate.c - a regression, or several side by side, as researchers print them. */
#include "base/error.h"
#include "render/reason_words.h"
#include "render/table.h"
#include "text/owned_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct words {
    const char *term, *estimate, *error, *t, *p, *ci, *wild, *rows, *units, *periods, *effects,
        *none, *dropped, *variance, *tests, *stars, *fit, *inclusion, *instruments, *influence,
        *without;
} words;

static const words says[2] = {
    { "Term",
      "Estimate",
      "Std. error",
      "t or z",
      "p",
      "interval",
      "wild p",
      "Observations",
      "Units",
      "Years",
      "Effects",
      "none",
      "dropped",
      "Standard errors",
      "Test",
      "* p<0.1 ** p<0.05 *** p<0.01",
      "R2 within / between / overall",
      "P(in)",
      "instruments",
      "Largest influence (estimate without the unit)",
      "without" },
    { "Biến",
      "Ước lượng",
      "Sai số chuẩn",
      "t hoặc z",
      "p",
      "khoảng tin cậy",
      "p (wild)",
      "Số quan sát",
      "Số đơn vị",
      "Số năm",
      "Hiệu ứng",
      "không có",
      "bị loại",
      "Sai số chuẩn",
      "Kiểm định",
      "* p<0,1 ** p<0,05 *** p<0,01",
      "R2 trong / giữa / chung",
      "P(thuộc mô hình)",
      "biến công cụ",
      "Ảnh hưởng lớn nhất (ước lượng khi bỏ đơn vị)",
      "khi bỏ" },
};

/* Four significant digits or so, never exponents for usual sizes. */
static const char *say(tb_arena *a, double x, tb_lang lang)
{
    if (!isfinite(x))
        return "–";
    double m = fabs(x);
    if (m != 0 && (m < 1e-4 || m >= 1e7)) {
        char *text = tbi_arena_printf(a, "%.4g", x);
        for (char *p = text; p != NULL && *p != '\0'; p++)
            if (*p == '.' || *p == ',')
                *p = lang == TB_LANG_VI ? ',' : '.';
        return text;
    }
    return tbi_say_number(a, x, m >= 1000 ? 1 : m >= 100 ? 2 : m >= 10 ? 3 : 4, lang);
}

static const char *choose_stars(double p)
{
    return p < 0.01 ? "***" : p < 0.05 ? "**" : p < 0.1 ? "*" : "";
}

static const char *say_p(tb_arena *a, double p, tb_lang lang)
{
    if (!isfinite(p))
        return "–";
    if (p < 0.0001)
        return lang == TB_LANG_VI ? "<0,0001" : "<0.0001";
    return tbi_say_number(a, p, 4, lang);
}

/* Columns that the regression does not have are left out: the wild p, the CR2 error. The first
 * letter of a head is the side on which it stands. */
static void print_single(tb_buf *b, tb_arena *a, const tb_estimate_summary *v, bool stars,
                         tb_lang lang)
{
    const words *w = &says[lang];
    bool bma = isfinite(v->models);
    bool wild = v->wild_weights != NULL;
    char ci[64];
    snprintf(ci, sizeof ci, "r%g%% %s", 100 * v->level, w->ci);
    char head[8][64];
    const char *columns[9];
    snprintf(head[0], 64, "l%s", w->term);
    snprintf(head[1], 64, "r%s", w->estimate);
    snprintf(head[2], 64, "r%s", w->error);
    snprintf(head[3], 64, "r%s", bma ? w->inclusion : w->t);
    snprintf(head[4], 64, "r%s", w->p);
    snprintf(head[5], 64, "%s", ci);
    snprintf(head[6], 64, "r%s", w->wild);
    snprintf(head[7], 64, "r%s cr2:unit", w->error);
    size_t n = 0;
    bool cr2 = v->coefficients > 0 && isfinite(v->coefficient[0].cr2_error);
    for (size_t i = 0; i < 8; i++)
        if (i < 6 || (i == 6 && wild) || (i == 7 && cr2))
            columns[n++] = head[i];
    columns[n] = NULL;
    tb_table t;
    tbi_table_start(&t, a, columns);
    for (size_t i = 0; i < v->coefficients; i++) {
        const tb_coefficient *c = &v->coefficient[i];
        const char *cell[8] = { c->term };
        cell[1] = tbi_arena_printf(a, "%s%s", say(a, c->estimate, lang),
                                   stars && isfinite(c->p_value) ? choose_stars(c->p_value) : "");
        cell[2] = say(a, c->std_error, lang);
        cell[3] = bma                      ? say(a, c->inclusion, lang)
                  : isfinite(c->statistic) ? tbi_say_number(a, c->statistic, 2, lang)
                                           : "–";
        cell[4] = say_p(a, c->p_value, lang);
        cell[5] = isfinite(c->ci_low) ? tbi_arena_printf(a, "[%s; %s]", say(a, c->ci_low, lang),
                                                         say(a, c->ci_high, lang))
                                      : "–";
        size_t at = 6;
        if (wild)
            cell[at++] = say_p(a, c->wild_p, lang);
        if (cr2)
            cell[at] = tbi_arena_printf(a, "%s (df %s)", say(a, c->cr2_error, lang),
                                        tbi_say_number(a, c->cr2_df, 1, lang));
        tbi_table_row(&t, cell);
    }
    tbi_table_print(&t, b, 0);
}

/* A reason in the language of the table, in the arena. */
static const char *say_reason(tb_arena *a, const char *reason, tb_lang lang)
{
    char room[TB_REASON_ROOM];
    if (reason == NULL || lang != TB_LANG_VI)
        return reason;
    const char *text = tbi_arena_text(a, tbi_reason_vi(room, reason));
    return text != NULL ? text : reason;
}

/* What stands below the coefficients; a line only where there is something to say. */
static void print_below(tb_buf *b, tb_arena *a, const tb_estimate_summary *v, tb_lang lang)
{
    const words *w = &says[lang];
    tbi_buf_printf(b, "\n%s: %zu   %s: %zu   %s: %zu   %s: %s\n", w->rows, v->n_obs, w->units,
                   v->n_units, w->periods, v->n_periods, w->effects,
                   v->effects != NULL && v->effects[0] != '\0' ? v->effects : w->none);
    if (isfinite(v->r2_overall) || isfinite(v->r2_within))
        tbi_buf_printf(b, "%s: %s / %s / %s   sigma: %s\n", w->fit, say(a, v->r2_within, lang),
                       say(a, v->r2_between, lang), say(a, v->r2_overall, lang),
                       say(a, v->sigma, lang));
    if (v->vcov_type != NULL)
        tbi_buf_printf(b, "%s: %s (%s)\n", w->variance, v->vcov_type,
                       v->vcov_words != NULL ? v->vcov_words : "");
    if (v->gmm.steps > 0)
        tbi_buf_printf(b, "GMM: %zu %s / %zu %s\n", v->gmm.instruments, w->instruments,
                       v->gmm.units, w->units);
    for (size_t i = 0; i < v->dropped; i++)
        tbi_buf_printf(b, "%s: %s (%s)\n", w->dropped, v->drop[i].term,
                       say_reason(a, v->drop[i].reason, lang));
    for (size_t i = 0; i < v->tests; i++) {
        const tb_estimate_test *t = &v->test[i];
        tbi_buf_printf(b, "%s %s: ", w->tests, t->name);
        if (!isfinite(t->statistic))
            tbi_buf_printf(b, "– (%s)\n", t->reason != NULL ? say_reason(a, t->reason, lang) : "");
        else if (isfinite(t->df2))
            tbi_buf_printf(b, "F(%g, %s) = %s, p %s\n", t->df, say(a, t->df2, lang),
                           say(a, t->statistic, lang), say_p(a, t->p_value, lang));
        else
            tbi_buf_printf(b, "%s = %s, p %s\n",
                           strcmp(t->distribution, "normal") == 0
                               ? "z"
                               : tbi_arena_printf(a, "chi2(%g)", t->df),
                           say(a, t->statistic, lang), say_p(a, t->p_value, lang));
    }
}

/* The three units with the largest influence on the first coefficient that is no intercept. */
static void print_influence(tb_buf *b, tb_arena *a, const tb_estimate_summary *v, tb_lang lang)
{
    if (v->influence == 0 || v->coefficients == 0)
        return;
    const words *w = &says[lang];
    bool used[512] = { false };
    tbi_buf_printf(b, "%s:", w->influence);
    size_t first =
        strcmp(v->coefficient[0].term, "(Intercept)") == 0 && v->coefficients > 1 ? 1 : 0;
    for (int pass = 0; pass < 3; pass++) {
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < v->influence && i < 512; i++)
            if (!used[i] && isfinite(v->influential[i].dfbeta_max) &&
                (best == SIZE_MAX ||
                 v->influential[i].dfbeta_max > v->influential[best].dfbeta_max))
                best = i;
        if (best == SIZE_MAX)
            break;
        used[best] = true;
        tbi_buf_printf(b, "%s %s (%s %s)", pass > 0 ? "," : "", v->influential[best].unit,
                       v->coefficient[first].term,
                       say(a, v->influential[best].coefficient[first], lang));
    }
    tbi_buf_char(b, '\n');
}

/* Intervals need both of their ends; of the mean and of an observation. */
static void print_predictions(tb_buf *b, tb_arena *a, const tb_estimate_summary *v, tb_lang lang)
{
    if (v->predictions == 0)
        return;
    static const char *const en[] = { "lUnit",
                                      "rYear",
                                      "rPrediction",
                                      "rStd. error",
                                      "rInterval of the mean",
                                      "rInterval of an observation",
                                      "lReason",
                                      NULL };
    static const char *const vi[] = {
        "lĐơn vị",        "rNăm",   "rDự báo", "rSai số chuẩn", "rKhoảng của trung bình",
        "rKhoảng dự báo", "lLý do", NULL
    };
    tb_table t;
    tbi_table_start(&t, a, lang == TB_LANG_VI ? vi : en);
    for (size_t i = 0; i < v->predictions; i++) {
        const tb_prediction *p = &v->prediction[i];
        const char *cell[] = {
            p->unit,
            tbi_arena_printf(a, "%d", p->year),
            say(a, p->fit, lang),
            say(a, p->std_error, lang),
            isfinite(p->ci_low)
                ? tbi_arena_printf(a, "[%s; %s]", say(a, p->ci_low, lang), say(a, p->ci_high, lang))
                : "–",
            isfinite(p->pi_low)
                ? tbi_arena_printf(a, "[%s; %s]", say(a, p->pi_low, lang), say(a, p->pi_high, lang))
                : "–",
            say_reason(a, p->reason, lang)
        };
        tbi_table_row(&t, cell);
    }
    tbi_buf_char(b, '\n');
    tbi_table_print(&t, b, 0);
}

/* Several side by side: a row a term with the standard error in parentheses below. */
static void print_compare(tb_buf *b, tb_arena *a, const tb_estimate *const *e, size_t n, bool stars,
                          tb_lang lang)
{
    enum { MODELS = 12, TERMS = 400 };
    const words *w = &says[lang];
    const char *columns[MODELS + 2], *term[TERMS];
    size_t terms = 0;
    if (n > MODELS)
        n = MODELS;
    columns[0] = tbi_arena_printf(a, "l%s", w->term);
    for (size_t i = 0; i < n; i++) {
        const tb_estimate_summary *v = tb_estimate_info(e[i]);
        columns[i + 1] = tbi_arena_printf(a, "r(%zu) %s", i + 1, v->method);
        for (size_t c = 0; c < v->coefficients; c++) {
            size_t at = 0;
            while (at < terms && strcmp(term[at], v->coefficient[c].term) != 0)
                at++;
            if (at == terms && terms < TERMS)
                term[terms++] = v->coefficient[c].term;
        }
    }
    columns[n + 1] = NULL;
    tb_table t;
    tbi_table_start(&t, a, columns);
    for (size_t r = 0; r < terms; r++) {
        const char *top[MODELS + 1] = { term[r] }, *below[MODELS + 1] = { NULL };
        for (size_t i = 0; i < n; i++) {
            const tb_estimate_summary *v = tb_estimate_info(e[i]);
            for (size_t c = 0; c < v->coefficients; c++) {
                const tb_coefficient *k = &v->coefficient[c];
                if (strcmp(k->term, term[r]) != 0)
                    continue;
                top[i + 1] =
                    tbi_arena_printf(a, "%s%s", say(a, k->estimate, lang),
                                     stars && isfinite(k->p_value) ? choose_stars(k->p_value) : "");
                below[i + 1] = isfinite(k->std_error)
                                   ? tbi_arena_printf(a, "(%s)", say(a, k->std_error, lang))
                                   : NULL;
            }
        }
        tbi_table_row(&t, top);
        tbi_table_row(&t, below);
    }
    const char *rows[MODELS + 1] = { w->rows };
    const char *units[MODELS + 1] = { w->units };
    const char *effects[MODELS + 1] = { w->effects };
    const char *r2[MODELS + 1] = { "R2" };
    const char *se[MODELS + 1] = { w->variance };
    for (size_t i = 0; i < n; i++) {
        const tb_estimate_summary *v = tb_estimate_info(e[i]);
        rows[i + 1] = tbi_arena_printf(a, "%zu", v->n_obs);
        units[i + 1] = tbi_arena_printf(a, "%zu", v->n_units);
        effects[i + 1] = v->effects != NULL && v->effects[0] != '\0' ? v->effects : w->none;
        r2[i + 1] = say(a, v->r2, lang);
        se[i + 1] = v->vcov_type;
    }
    tbi_table_row(&t, rows);
    tbi_table_row(&t, units);
    tbi_table_row(&t, effects);
    tbi_table_row(&t, r2);
    tbi_table_row(&t, se);
    tbi_table_print(&t, b, 0);
    tbi_buf_char(b, '\n');
    for (size_t i = 0; i < n; i++)
        tbi_buf_printf(b, "(%zu) %s\n", i + 1, tb_estimate_info(e[i])->formula);
}

/* e [n]; one in detail, several side by side. */
tb_status tb_table_estimate(tb_text **out, const tb_estimate *const *e, size_t n, bool stars,
                            tb_lang lang, tb_err *err)
{
    tb_buf b = { 0 };
    tb_arena a = { 0 };
    const tb_estimate_summary *v = tb_estimate_info(e[0]);
    if (n > 1)
        print_compare(&b, &a, e, n, stars, lang);
    else {
        tbi_buf_printf(&b, "%s   [%s]\n\n", v->formula, v->method);
        print_single(&b, &a, v, stars, lang);
        print_below(&b, &a, v, lang);
        print_influence(&b, &a, v, lang);
        print_predictions(&b, &a, v, lang);
    }
    if (stars)
        tbi_buf_printf(&b, "%s\n", says[lang].stars);
    tbi_arena_free(&a);
    return tbi_text_take(out, &b, err);
}
