/* cmd_effects.c - tangbac effects PANEL.h5 --measure M --outcome INDEX.NODE */
#include "cli/command.h"
#include "messages/cli_effects.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/effects.h>

static const cli_opt options[] = {
    { "measure", 'm', CLI_LIST, "M", { TB_HELP_EFFECTS_MEASURE }, false },
    { "outcome", 0, CLI_LIST, "INDEX.NODE", { TB_HELP_EFFECTS_OUTCOME }, false },
    { "events", 0, CLI_TEXT, "FILE", { TB_HELP_EFFECTS_EVENTS }, false },
    { "estimator",
      0,
      CLI_TEXT,
      "cs|sunab|imputation|etwfe|switchers|twfe|synth|sdid",
      { TB_HELP_EFFECTS_ESTIMATOR },
      false },
    { "method", 0, CLI_TEXT, "reg|ipw|dr", { TB_HELP_EFFECTS_METHOD }, false },
    { "control", 0, CLI_TEXT, "never|not-yet", { TB_HELP_EFFECTS_CONTROL }, false },
    { "base", 0, CLI_TEXT, "varying|universal", { TB_HELP_EFFECTS_BASE }, false },
    { "covariate", 0, CLI_LIST, "X", { TB_HELP_EFFECTS_COVARIATE }, false },
    { "scale", 0, CLI_TEXT, "points|sd", { TB_HELP_EFFECTS_SCALE }, false },
    { "years", 0, CLI_TEXT, "A:B", { TB_HELP_EFFECTS_YEARS }, false },
    { "balanced", 0, CLI_FLAG, NULL, { TB_HELP_EFFECTS_BALANCED }, false },
    { "dates", 0, CLI_TEXT, "dated|drawn|bounds", { TB_HELP_EFFECTS_DATES }, false },
    { "dated-only", 0, CLI_FLAG, NULL, { TB_HELP_EFFECTS_DATED_ONLY }, false },
    { "cutoff", 0, CLI_TEXT, "MM-DD", { TB_HELP_EFFECTS_CUTOFF }, false },
    { "as-of", 0, CLI_INT, "YEAR", { TB_HELP_EFFECTS_AS_OF }, false },
    { "need", 0, CLI_NUMBER, "POINTS", { TB_HELP_EFFECTS_NEED }, false },
    { "prior", 0, CLI_NUMBER, "SD", { TB_HELP_EFFECTS_PRIOR }, false },
    { "floor", 0, CLI_INT, "N", { TB_HELP_EFFECTS_FLOOR }, false },
    { "bootstrap", 0, CLI_INT, "N", { TB_HELP_EFFECTS_BOOTSTRAP }, false },
    { "permutations", 0, CLI_INT, "N", { TB_HELP_EFFECTS_PERMUTATIONS }, false },
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* names in one kind of option, several of which may stand in one value */
enum { MOST = 3 * CLI_MAX_VALUES };

/* Names as they were given, each option with one or several ("PASC,IOC"). */
typedef struct names {
    /* more than MOST names are not taken: read_names stops there */
    const char *list[MOST];
    size_t count;
    char *room; /* the copy that list points into */
} names;

/* strtok keeps its place between calls: no other one may run meanwhile. false: no memory. *out
 * owns room, which the caller frees. */
static bool read_names(names *out, const cli_args *a, const char *option)
{
    const char *text[CLI_MAX_VALUES];
    size_t n = cli_list(a, option, text, CLI_MAX_VALUES), bytes = 1;
    for (size_t k = 0; k < n; k++)
        bytes += strlen(text[k]) + 1;
    char *at = malloc(bytes);
    *out = (names){ .room = at };
    for (size_t k = 0; at != NULL && k < n; k++) {
        strcpy(at, text[k]);
        char *end = at + strlen(at);
        for (char *word = strtok(at, ","); word != NULL && out->count < MOST;
             word = strtok(NULL, ","))
            out->list[out->count++] = word;
        at = end + 1;
    }
    return out->room != NULL;
}

/* false: said already. */
static bool read_count(size_t *out, const cli_args *a, const char *option, long long most)
{
    long long n = cli_int(a, option, (long long)*out);
    if (n < 0 || n > most) {
        cli_usage("effects", TB_MSG_CLI_RANGE, option, 0LL, most, n);
        return false;
    }
    *out = (size_t)n;
    return true;
}

/* years and cutoff are left as they are when they are not given. --cutoff MM-DD becomes 100 *
 * month + day; --prior is above 0 and at most 10. false: said already,
 * exit code 2. */
static bool read_calendar(tb_effects_ask *ask, tb_effect_opts *o, const cli_args *a)
{
    const char *years = cli_text(a, "years", NULL), *cutoff = cli_text(a, "cutoff", NULL);
    int month = 0, day = 0, used = 0;
    if (years != NULL && !cli_years(&o->first_year, &o->last_year, years)) {
        cli_usage("effects", TB_MSG_CLI_EFFECTS_YEARS, years);
        return false;
    }
    if (cutoff != NULL) {
        /* used: where reading ended, so that "10-01x" is refused */
        bool good = sscanf(cutoff, "%2d-%2d%n", &month, &day, &used) == 2 && cutoff[used] == '\0';
        if (!good || month < 1 || month > 12 || day < 1 || day > 31) {
            cli_usage("effects", TB_MSG_CLI_EFFECTS_CUTOFF, cutoff);
            return false;
        }
        ask->cutoff = 100 * month + day;
    }
    long long as_of = cli_int(a, "as-of", 0);
    if (as_of != 0 && (as_of < 1990 || as_of > 2100)) {
        cli_usage("effects", TB_MSG_CLI_RANGE, "as-of", 1990LL, 2100LL, as_of);
        return false;
    }
    ask->as_of = (int)as_of;
    ask->prior = cli_number(a, "prior", ask->prior);
    if (!(ask->prior > 0 && ask->prior <= 10)) {
        cli_usage("effects", TB_MSG_CLI_EFFECTS_PRIOR, ask->prior);
        return false;
    }
    return true;
}

/* Words were checked by the table of options. */
static bool read_how(tb_effects_ask *ask, tb_effect_opts *o, const cli_args *a)
{
    ask->how = o;
    (void)tb_effect_estimator_of(&o->estimator, cli_text(a, "estimator", "cs"));
    (void)tb_effect_method_of(&o->method, cli_text(a, "method", "reg"));
    (void)tb_effect_control_of(&o->control, cli_text(a, "control", "not-yet"));
    (void)tb_effect_base_of(&o->base, cli_text(a, "base", "varying"));
    (void)tb_effect_scale_of(&o->scale, cli_text(a, "scale", "points"));
    (void)tb_effect_dates_of(&ask->dates, cli_text(a, "dates", "dated"));
    o->balanced = cli_has(a, "balanced");
    o->seed = cli_seed(a);
    return read_count(&o->floor, a, "floor", 1000) &&
           read_count(&o->bootstraps, a, "bootstrap", 100000) &&
           read_count(&o->permutations, a, "permutations", 100000) && read_calendar(ask, o, a);
}

/* Whether a need was named: none is another thing than a need of 0. */
static bool read_need(double *need, const cli_args *a)
{
    *need = cli_number(a, "need", 0);
    return cli_has(a, "need");
}

/* The question borrows its texts from the command line. The panel is opened as it is in the
 * file: measures are dated, and no merger moves them. */
static int answer_question(const cli_args *a, const tb_effects_ask *ask)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    tb_effects *e = NULL;
    tb_text *text = NULL;
    tb_report_input input;
    tb_status st = tb_panel_open(&p, a->arg[0], NULL, &err);
    if (st == TB_OK)
        st = tb_effects_run(&e, p, ask, &err);
    if (st != TB_OK) {
        tb_panel_free(p);
        return cli_fail(&err);
    }
    tb_report_head head = cli_panel_head(a, "effects", p, &input, 1);
    st = tb_report_effects(&text, &head, e, ask, &err);
    if (st == TB_OK)
        st = cli_tabulate(&text, a, &err);
    cli_warn(a, tb_effects_notices(e));
    int code = cli_finish(a, st, text, &err);
    tb_effects_free(e);
    tb_panel_free(p);
    return code;
}

/* measure, outcome and covariate point into copies that are freed at the end. */
static int run_effects(const cli_args *a)
{
    tb_effects_ask ask = TB_EFFECTS_ASK_INIT;
    tb_effect_opts how = TB_EFFECT_OPTS_INIT;
    names measure = { .room = NULL }, outcome = { .room = NULL }, covariate = { .room = NULL };
    int code = tb_status_exit_code(TB_EARG);
    static const char *const all[] = { "all" };
    double need = 0;
    bool ok = read_names(&measure, a, "measure") && read_names(&outcome, a, "outcome") &&
              read_names(&covariate, a, "covariate");
    if (ok && read_how(&ask, &how, a)) {
        /* without an outcome: those that each measure is said to move, for the ranking */
        ask.expected = outcome.count == 0;
        ask.need = read_need(&need, a) ? &need : NULL;
        /* without a measure all of the panel's, for the ranking */
        ask.measure = measure.count > 0 ? measure.list : all;
        ask.measures = measure.count > 0 ? measure.count : 1;
        ask.outcome = outcome.list;
        ask.outcomes = outcome.count;
        ask.covariate = covariate.list;
        ask.covariates = covariate.count;
        ask.events = cli_text(a, "events", NULL);
        code = answer_question(a, &ask);
    }
    if (!ok)
        code = cli_no_memory();
    free(measure.room);
    free(outcome.room);
    free(covariate.room);
    return code;
}

const cli_command cli_cmd_effects = {
    .name = "effects",
    .group = CLI_ESTIMATE,
    .summary = { TB_HELP_EFFECTS },
    .usage = "effects PANEL.h5 [--measure M] [--outcome INDEX.NODE]",
    .about = { TB_HELP_EFFECTS_ABOUT },
    .example = "tangbac effects build/panel.h5 --measure PASC --outcome PAPI.D5 -t",
    .options = options,
    .run = run_effects,
    .least = 1,
    .most = 1,
};
