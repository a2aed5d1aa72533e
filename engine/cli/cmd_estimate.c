/* cmd_estimate.c - tangbac estimate: panel regressions. */
#include "cli/command.h"
#include "messages/cli_help_estimate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/estimate.h>

static const cli_opt options[] = {
    { "method",
      'm',
      CLI_TEXT,
      "pooled|within|between|fd|random|reml|mundlak|iv|gmm|sysgmm|hpj|ridge|bma|fractional",
      { TB_HELP_ESTIMATE_METHOD },
      false },
    { "vcov", 0, CLI_TEXT, "TYPE", { TB_HELP_ESTIMATE_VCOV }, false },
    { "ssc", 0, CLI_TEXT, "fixest|none|stata|plm", { TB_HELP_ESTIMATE_SSC }, false },
    { "wild", 0, CLI_U64, "N", { TB_HELP_ESTIMATE_WILD }, false },
    { "weights", 0, CLI_TEXT, "rademacher|webb|enumerate", { TB_HELP_ESTIMATE_WEIGHTS }, false },
    { "weight-by", 0, CLI_TEXT, "VARIABLE", { TB_HELP_ESTIMATE_WEIGHT_BY }, false },
    { "years", 0, CLI_TEXT, "A:B", { TB_HELP_ESTIMATE_YEARS }, false },
    { "subset", 0, CLI_TEXT, "EXPR", { TB_HELP_ESTIMATE_SUBSET }, false },
    { "lags", 0, CLI_TEXT, "A:B", { TB_HELP_ESTIMATE_LAGS }, false },
    { "collapse", 0, CLI_TEXT, "yes|no", { TB_HELP_ESTIMATE_COLLAPSE }, false },
    { "across-gaps", 0, CLI_FLAG, NULL, { TB_HELP_ESTIMATE_ACROSS_GAPS }, false },
    { "steps", 0, CLI_TEXT, "1|2", { TB_HELP_ESTIMATE_STEPS }, false },
    { "penalty", 0, CLI_NUMBER, "L", { TB_HELP_ESTIMATE_PENALTY }, false },
    { "test", 0, CLI_LIST, "HYPOTHESIS", { TB_HELP_ESTIMATE_TEST }, false },
    { "compare", 0, CLI_LIST, "SPEC", { TB_HELP_ESTIMATE_COMPARE }, false },
    { "predict", 0, CLI_TEXT, "FILE", { TB_HELP_ESTIMATE_PREDICT }, false },
    { "residuals", 0, CLI_TEXT, "FILE", { TB_HELP_ESTIMATE_RESIDUALS }, true },
    { "effects", 0, CLI_TEXT, "FILE", { TB_HELP_ESTIMATE_EFFECTS }, true },
    { "level", 0, CLI_NUMBER, "P", { TB_HELP_ESTIMATE_LEVEL }, false },
    { "csv", 0, CLI_FLAG, NULL, { TB_HELP_ESTIMATE_CSV }, true },
    { "latex", 0, CLI_FLAG, NULL, { TB_HELP_ESTIMATE_LATEX }, true },
    { "stars", 0, CLI_FLAG, NULL, { TB_HELP_ESTIMATE_STARS }, true },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* of one call: regressions, hypotheses, indices that formulas name */
enum { MODELS = 12, TESTS = 64, CODES = 24 };

/* "A:B", "A:", "A"; false when it is none of them. open: whether "A:" and "A:all" are allowed;
 * *to is 0 then. Numbers up to 99,999. */
static bool read_range(const char *text, int *from, int *to, bool open)
{
    char *end = NULL;
    long a = strtol(text, &end, 10), b;
    if (end == text || a < 0 || a > 99999)
        return false;
    *from = (int)a;
    *to = (int)a;
    if (*end == '\0')
        return true;
    if (*end != ':')
        return false;
    const char *rest = end + 1;
    if (*rest == '\0' || strcmp(rest, "all") == 0) {
        *to = 0;
        return open;
    }
    b = strtol(rest, &end, 10);
    *to = (int)b;
    return end != rest && *end == '\0' && b >= a && b <= 99999;
}

/* The choices that are words; those that were not given keep their defaults. */
static tb_status read_words(tb_estimate_opts *o, const cli_args *a, tb_err *err)
{
    tb_status st = TB_OK;
    if (cli_has(a, "method"))
        st = tb_estimate_method_of(&o->method, cli_text(a, "method", ""), err);
    if (st == TB_OK && cli_has(a, "vcov"))
        st = tb_vcov_of(&o->vcov, cli_text(a, "vcov", ""), err);
    if (st == TB_OK && cli_has(a, "ssc"))
        st = tb_ssc_of(&o->ssc, cli_text(a, "ssc", ""), err);
    if (st == TB_OK && cli_has(a, "weights"))
        st = tb_wild_weights_of(&o->weights, cli_text(a, "weights", ""), err);
    return st;
}

/* tests [TESTS] ends with NULL and is borrowed by o. 0, or the exit code of a wrong use.
 * --penalty -1: chosen by the method; --wild 0: no bootstrap. */
static int read_options(tb_estimate_opts *o, const cli_args *a, const char **tests)
{
    *o = (tb_estimate_opts)TB_ESTIMATE_OPTS_INIT;
    tb_err err = TB_ERR_INIT;
    if (read_words(o, a, &err) != TB_OK)
        return cli_fail(&err);
    o->across_gaps = cli_has(a, "across-gaps");
    o->weight_by = cli_text(a, "weight-by", NULL);
    o->subset = cli_text(a, "subset", NULL);
    o->predict = cli_text(a, "predict", NULL);
    o->rows = cli_has(a, "residuals") || cli_has(a, "effects");
    o->level = cli_number(a, "level", 0.95);
    o->penalty = cli_number(a, "penalty", -1);
    o->seed = cli_seed(a);
    o->threads = cli_threads(a);
    /* naming the weights alone asks for the bootstrap too */
    o->wild = (size_t)cli_u64(a, "wild", o->weights != TB_WEIGHTS_AUTO ? 9999 : 0);
    o->steps = strcmp(cli_text(a, "steps", "1"), "2") == 0 ? 2 : 1;
    const char *years = cli_text(a, "years", NULL);
    const char *lags = cli_text(a, "lags", NULL);
    const char *collapse = cli_text(a, "collapse", NULL);
    if (years != NULL && !read_range(years, &o->first_year, &o->last_year, true))
        return cli_usage("estimate", TB_MSG_CLI_YEARS, years);
    if (lags != NULL && (!read_range(lags, &o->lag_from, &o->lag_to, true) || o->lag_from < 1))
        return cli_usage("estimate", TB_MSG_CLI_LAGS, lags);
    if (collapse != NULL)
        /* --collapse yes|no; without it the method decides */
        o->collapse = strcmp(collapse, "yes") == 0;
    if (cli_has(a, "penalty") && o->penalty < 0)
        return cli_usage("estimate", TB_MSG_CLI_PENALTY, o->penalty);
    if (o->wild > 10000000)
        return cli_usage("estimate", TB_MSG_CLI_WILD, o->wild);
    size_t n = cli_list(a, "test", tests, TESTS);
    if (n >= TESTS)
        return cli_usage("estimate", TB_MSG_CLI_TESTS_MOST, TESTS - 1);
    tests[n] = NULL;
    o->tests = n > 0 ? tests : NULL;
    return 0;
}

/* A specification beside: a method's word, a formula, or "method: formula". *method NULL: by the
 * formula; *formula NULL: the one of the command line. word [room] holds the method's word. */
static void read_compare(const char *spec, const char **formula, const char **method, char *word,
                         size_t room)
{
    const char *colon = strstr(spec, ": ");
    const char *tilde = strchr(spec, '~');
    *formula = NULL;
    /* a tilde is in every formula and in no method's word */
    if (tilde == NULL)
        *method = spec;
    else if (colon != NULL && colon < tilde && (size_t)(colon - spec) < room) {
        memcpy(word, spec, (size_t)(colon - spec));
        word[colon - spec] = '\0';
        *method = word;
        *formula = colon + 2;
    } else {
        *method = NULL;
        *formula = spec;
    }
}

/* Makes one of the tables that stand beside a regression. */
typedef tb_status write_csv(tb_text **out, const tb_estimate *e, tb_err *err);

/* A table of the estimate in the file that an option names; nothing without the option. */
static tb_status write_table(const cli_args *a, const char *option, write_csv *make,
                             const tb_estimate *e, tb_err *err)
{
    tb_text *text = NULL;
    const char *path = cli_text(a, option, NULL);
    if (path == NULL)
        return TB_OK;
    tb_status st = make(&text, e, err);
    if (st == TB_OK)
        st = tb_text_save(text, path, err);
    tb_text_free(text);
    return st;
}

/* The indices that n formulas name, each once, in code[0..CODES), NULL after the last, their
 * letters in text. More than fit: *many, and the list is not whole. */
static tb_status list_indices(const char **code, char (*text)[32], bool *many,
                              /* Used to open no more of the panel than is read. */
                              const char *const *formula, size_t n, tb_err *err)
{
    size_t at = 0;
    *many = false;
    for (size_t i = 0; i < n; i++) {
        const char *one[CODES];
        char names[CODES][32];
        /* an index that another formula has named already is not added again */
        tb_status st = tb_estimate_indices(one, names, CODES, formula[i], err);
        if (st != TB_OK)
            return st;
        for (size_t l = 0; one[l] != NULL; l++) {
            size_t k = 0;
            while (k < at && strcmp(code[k], one[l]) != 0)
                k++;
            if (k < at)
                continue;
            /* one place is left for the NULL at the end */
            if (at + 1 == CODES) {
                *many = true;
                continue;
            }
            memcpy(text[at], one[l], strlen(one[l]) + 1);
            code[at] = text[at];
            at++;
        }
    }
    code[at] = NULL;
    return TB_OK;
}

/* Opens only the indices that the formulas name: a panel of many takes long to read.
 * Whenever the names may not be all, or one of them is unknown, everything is opened. A grid of
 * --years looks at no other year, lags included, so no other is read. */
static tb_status open_panel(tb_panel **p, const cli_args *a, const char *const *formula, size_t n,
                            const int *range, tb_err *err)
{
    const char *code[CODES];
    char text[CODES][32];
    /* it may name further indices */
    if (cli_has(a, "subset") || cli_has(a, "weight-by"))
        return cli_open(p, a, a->arg[0], NULL, 0, err);
    bool many;
    tb_status st = list_indices(code, text, &many, formula, n, err);
    if (st == TB_OK)
        st = cli_open_years(p, a, a->arg[0], many ? NULL : code, 0, range, err);
    if (st != TB_OK || many)
        return st;
    for (size_t l = 0; code[l] != NULL; l++) {
        if (tb_panel_index(*p, code[l]) != NULL)
            continue;
        /* an unknown index: open all of them, so that the nearest names can be told */
        tb_panel_free(*p);
        *p = NULL;
        return cli_open(p, a, a->arg[0], NULL, 0, err);
    }
    return TB_OK;
}

/* The JSON in *text as it was asked for: by an option, or by the ending of the file. */
static tb_status choose_form(tb_text **text, const cli_args *a, tb_err *err)
{
    const char *path = cli_text(a, "output", "");
    size_t n = strlen(path);
    const char *ending = n > 4 ? path + n - 4 : "";
    bool stars = cli_has(a, "stars");
    if (cli_has(a, "table"))
        return cli_tabulate_as(text, a, TB_TABLE_ALIGNED, stars, err);
    if (cli_has(a, "latex") || strcmp(path, "latex") == 0 || strcmp(ending, ".tex") == 0)
        return cli_tabulate_as(text, a, TB_TABLE_LATEX, stars, err);
    if (cli_has(a, "csv") || strcmp(ending, ".csv") == 0)
        return cli_tabulate_as(text, a, TB_TABLE_CSV, stars, err);
    return TB_OK;
}

/* Several regressions side by side: outcomes of the formula first, then what --compare names.
 * Predictions and residuals are of the first one alone. At most MODELS - 1 regressions; all run
 * before anything is written, so that a fault in the last one leaves no half result. Exit code 2
 * for options and specifications. */
static int run_estimate(const cli_args *a)
{
    tb_err err = TB_ERR_INIT;
    tb_estimate_opts o[MODELS];
    const char *tests[TESTS], *formula[MODELS], *spec[MODELS];
    char word[MODELS][32];
    tb_estimate *e[MODELS] = { NULL };
    tb_panel *p = NULL;
    tb_text *text = NULL;
    int code = read_options(&o[0], a, tests);
    if (code != 0)
        return code;
    char outcome[MODELS][2048];
    /* "A + B ~ x" is two regressions */
    size_t outcomes = tb_estimate_outcomes(a->arg[1]);
    size_t n = (outcomes > 0 ? outcomes : 1) + cli_list(a, "compare", spec, MODELS - 1);
    if (n >= MODELS)
        return cli_usage("estimate", TB_MSG_CLI_MODELS_MOST, MODELS - 1);
    formula[0] = a->arg[1];
    for (size_t i = 0; i < outcomes && outcomes > 1; i++) {
        if (tb_estimate_outcome(outcome[i], sizeof outcome[i], a->arg[1], i, &err) != TB_OK)
            return cli_fail(&err);
        formula[i] = outcome[i];
        o[i] = o[0];
    }
    outcomes = outcomes > 1 ? outcomes : 1;
    for (size_t i = 1; i < n; i++) {
        bool beside = i >= outcomes; /* a specification beside, not another outcome */
        o[i] = o[0];
        o[i].predict = NULL;
        o[i].rows = false;
        /* tests are of the formula's own outcomes */
        if (!beside)
            continue;
        o[i].tests = NULL;
        const char *method = NULL;
        read_compare(spec[i - outcomes], &formula[i], &method, word[i], sizeof word[i]);
        /* a formula beside chooses its own method unless it names one */
        o[i].method = TB_METHOD_AUTO;
        if (method != NULL && tb_estimate_method_of(&o[i].method, method, &err) != TB_OK)
            return cli_fail(&err);
        if (formula[i] == NULL)
            formula[i] = formula[0];
    }
    const int range[2] = { o[0].first_year, o[0].last_year };
    tb_status st = open_panel(&p, a, formula, n, range, &err);
    for (size_t i = 0; st == TB_OK && i < n; i++)
        st = tb_estimate_run(&e[i], p, formula[i], &o[i], &err);
    if (st == TB_OK) {
        const tb_estimate *const *all = (const tb_estimate *const *)e;
        for (size_t i = 0; i < n; i++)
            cli_warn(a, tb_estimate_notices(e[i]));
        tb_report_input input[2] = { { NULL, NULL },
                                     { o[0].predict, tb_estimate_info(e[0])->predict_digest } };
        tb_report_head head = cli_panel_head(a, "estimate", p, input, o[0].predict != NULL ? 2 : 1);
        st = tb_report_estimate(&text, &head, all, n, &err);
        if (st == TB_OK)
            st = choose_form(&text, a, &err);
    }
    if (st == TB_OK)
        /* CSV files beside the result: --residuals and --effects each name one */
        st = write_table(a, "residuals", tb_csv_estimate_rows, e[0], &err);
    if (st == TB_OK)
        st = write_table(a, "effects", tb_csv_estimate_effects, e[0], &err);
    for (size_t i = 0; i < n; i++)
        tb_estimate_free(e[i]);
    tb_panel_free(p);
    /* `--output latex` names the form, as the outputs of other regressions' commands do */
    if (st == TB_OK && strcmp(cli_text(a, "output", ""), "latex") == 0)
        return cli_write_to("-", text);
    return cli_finish(a, st, text, &err);
}

const cli_command cli_cmd_estimate = {
    .name = "estimate",
    .group = CLI_ESTIMATE,
    .summary = { TB_HELP_ESTIMATE_SUMMARY },
    .usage = "estimate PANEL.h5 'FORMULA'",
    .about = { TB_HELP_ESTIMATE_ABOUT },
    .example =
        "tangbac estimate build/panel.h5 'PAPI.D6 ~ PAPI.D2 | unit + year' --years 2011:2017 -t",
    .options = options,
    .run = run_estimate,
    .least = 2,
    .most = 2,
};
