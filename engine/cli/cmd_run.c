/* cmd_run.c - the main job: a scenario, from a file or from options, to its answer. */
#include "cli/cmd_run.h"
#include "cli/terminal.h"
#include "messages/cli_help_progress.h"

#include "messages/cli_run.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/render.h>
#include <tangbac/scenario.h>

extern const cli_opt cli_run_options[];
const cli_opt cli_run_options[] = {
    { "panel", 0, CLI_TEXT, "PANEL.h5", { TB_HELP_RUN_PANEL }, false },
    { "unit", 0, CLI_TEXT, "UNIT", { TB_HELP_RUN_UNIT }, false },
    { "origin", 0, CLI_LIST, "YEAR", { TB_HELP_RUN_ORIGIN }, false },
    { "known", 0, CLI_LIST, "INDEX:YEAR:rank=N", { TB_HELP_RUN_KNOWN }, false },
    { "year", 0, CLI_INT, "YEAR", { TB_HELP_RUN_YEAR }, false },
    { "goal", 0, CLI_LIST, "GOAL", { TB_HELP_RUN_GOAL }, false },
    { "levers", 0, CLI_TEXT, "FILE", { TB_HELP_RUN_LEVERS }, false },
    { "criteria", 0, CLI_TEXT, "FILE", { TB_HELP_RUN_CRITERIA }, false },
    { "agencies", 0, CLI_TEXT, "FILE", { TB_HELP_RUN_AGENCIES }, false },
    { "asked", 0, CLI_TEXT, "DATE", { TB_HELP_RUN_ASKED }, false },
    { "progress", 0, CLI_TEXT, "FILE", { TB_HELP_RUN_PROGRESS }, false },
    { "budget", 0, CLI_TEXT, "AMOUNT", { TB_HELP_RUN_BUDGET }, false },
    { "cost-unit", 0, CLI_TEXT, "NAME", { TB_HELP_RUN_COST_UNIT }, false },
    { "max-levers", 0, CLI_INT, "N", { TB_HELP_RUN_MAX_LEVERS }, false },
    { "objective", 0, CLI_TEXT, "chance|joint|rank", { TB_HELP_RUN_OBJECTIVE }, false },
    { "draws", 0, CLI_INT, "N", { TB_HELP_RUN_DRAWS }, false },
    { "leading", 0, CLI_INT, "N", { TB_HELP_RUN_LEADING }, false },
    { "rivals", 0, CLI_TEXT, "forecast|reach", { TB_HELP_RUN_RIVALS }, false },
    { "evidence", 0, CLI_TEXT, "estimated", { TB_HELP_RUN_EVIDENCE }, false },
    { "units", 0, CLI_TEXT, "all", { TB_HELP_RUN_UNITS }, false },
    { "origins", 0, CLI_TEXT, "A:B", { TB_HELP_RUN_ORIGINS }, false },
    { "evaluate", 0, CLI_FLAG, NULL, { TB_HELP_RUN_EVALUATE }, false },
    { "model", 0, CLI_TEXT, "NAME", { TB_HELP_RUN_MODEL }, false },
    { "peers", 0, CLI_LIST, "UNIT", { TB_HELP_STANDING_PEERS }, false },
    { "full", 0, CLI_FLAG, NULL, { TB_HELP_RUN_FULL }, false },
    { "cache", 0, CLI_TEXT, "FOLDER", { TB_HELP_RUN_CACHE }, true },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* Measures are those that are given: an answer must not depend on the folder it is asked in. */
static const char *find_levers(const cli_args *a)
{
    const char *given = cli_text(a, "levers", NULL);
    return given != NULL && strcmp(given, "none") == 0 ? NULL : given;
}

/* --origin 2018 is the question's, --origin ICT=2019 that of one index. */
static int find_origin(const cli_args *a, int otherwise)
{
    const char *text[CLI_MAX_VALUES];
    for (size_t i = cli_list(a, "origin", text, CLI_MAX_VALUES); i-- > 0;)
        if (strchr(text[i], '=') == NULL)
            return (int)strtol(text[i], NULL, 10);
    return otherwise;
}

/* The first value of --origin that is neither; NULL: there is none. */
static const char *find_no_origin(const cli_args *a)
{
    const char *text[CLI_MAX_VALUES];
    size_t n = cli_list(a, "origin", text, CLI_MAX_VALUES);
    for (size_t i = 0; i < n; i++)
        if (strchr(text[i], '=') == NULL && text[i][strspn(text[i], "0123456789")] != '\0')
            return text[i];
    return NULL;
}

/* What the command line knows besides, and the origins of single indices. */
static tb_status add_known(tb_scenario *s, const cli_args *a, tb_err *err)
{
    const char *text[CLI_MAX_VALUES];
    tb_status st = TB_OK;
    size_t n = cli_list(a, "known", text, CLI_MAX_VALUES);
    for (size_t i = 0; i < n && st == TB_OK; i++)
        st = tb_scenario_add_known(s, text[i], err);
    n = cli_list(a, "origin", text, CLI_MAX_VALUES);
    for (size_t i = 0; i < n && st == TB_OK; i++)
        if (strchr(text[i], '=') != NULL)
            st = tb_scenario_add_origin(s, text[i], err);
    return st;
}

/* A question from the command line alone; what is borrowed from argv outlives it. --origins A:B
 * without --year asks for the year behind the first origin. */
static tb_status make_scenario(tb_scenario **out, const cli_args *a, tb_err *err)
{
    const char *goal[64];
    int first = 0, last = 0;
    /* checked before; without it both stay 0 */
    (void)cli_years(&first, &last, cli_text(a, "origins", ""));
    /* in the order of tb_scenario_words: panel, unit, origin, year, most levers, goals */
    tb_scenario_words w = { cli_text(a, "panel", NULL),
                            cli_text(a, "unit", cli_has(a, "units") ? "all" : NULL),
                            find_origin(a, first),
                            (int)cli_int(a, "year", first > 0 ? first + 1 : 0),
                            0,
                            goal,
                            find_levers(a),
                            NAN,
                            cli_text(a, "cost-unit", NULL),
                            (int)cli_int(a, "leading", 0) };
    w.goals = cli_list(a, "goal", goal, sizeof goal / sizeof *goal);
    tb_status st = tb_scenario_make(out, &w, err);
    return st;
}

/* A scenario of a file, or of the command line; then what adds to it, in this order. Levers
 * first, since criteria, budget and agencies speak of them. *out is the caller's, also when a
 * later step fails. */
static tb_status load_scenario(tb_scenario **out, const cli_args *a, tb_err *err)
{
    tb_status st =
        a->n_arg > 0 ? tb_scenario_read(out, a->arg[0], err) : make_scenario(out, a, err);
    if (st == TB_OK && a->n_arg > 0 && find_levers(a) != NULL && cli_has(a, "levers"))
        st = tb_scenario_add(*out, cli_text(a, "levers", NULL), err);
    if (st == TB_OK && cli_has(a, "criteria"))
        st = tb_scenario_add(*out, cli_text(a, "criteria", NULL), err);
    if (st == TB_OK && a->n_arg > 0 && cli_has(a, "cost-unit"))
        st = tb_scenario_set_cost_unit(*out, cli_text(a, "cost-unit", ""), err);
    if (st == TB_OK && cli_has(a, "budget"))
        st = tb_scenario_set_budget(*out, cli_text(a, "budget", ""), err);
    if (st == TB_OK)
        st = add_known(*out, a, err);
    if (st == TB_OK && cli_has(a, "agencies"))
        st = tb_scenario_add_agencies(*out, cli_text(a, "agencies", NULL), err);
    if (st == TB_OK && cli_has(a, "asked"))
        st = tb_scenario_set_asked(*out, cli_text(a, "asked", ""), err);
    if (st == TB_OK && cli_has(a, "progress"))
        st = tb_scenario_add_progress(*out, cli_text(a, "progress", NULL), err);
    return st;
}

/* The question with what the command line says instead. What was not said stays as the scenario
 * has it. Texts are borrowed from argv or from s. */
static tb_ask make_ask(const cli_args *a, const tb_scenario *s)
{
    tb_ask ask = *tb_scenario_ask(s);
    ask.panel = cli_text(a, "panel", ask.panel);
    ask.unit = cli_text(a, "unit", ask.unit);
    ask.origin = find_origin(a, ask.origin);
    ask.year = (int)cli_int(a, "year", ask.year);
    ask.most = (int)cli_int(a, "max-levers", ask.most);
    if (cli_has(a, "objective") &&
        tb_objective_of(&ask.objective, cli_text(a, "objective", ""), NULL) != TB_OK)
        ask.objective = TB_OBJECTIVE_CHANCE; /* the parser knows its words */
    int first, last;
    /* --origins keeps the distance from origin to year */
    if (cli_years(&first, &last, cli_text(a, "origins", ""))) {
        int ahead = cli_has(a, "year") ? ask.year - first : ask.year - ask.origin;
        ask.origin = first;
        ask.year = first + ahead;
    }
    return ask;
}

/* peer [CLI_MAX_VALUES]: room for the units to compare with; cache [PATH_MAX]: for a folder.
 * --draws not given: 0, and the library chooses. A --seed given overrules that of the scenario;
 * whole: history, forecast and sensitivity too. */
static tb_intervention_opts make_options(const cli_args *a, const tb_ask *ask, bool whole,
                                         const char **peer, char *cache)
{
    tb_intervention_opts o = TB_INTERVENTION_OPTS_INIT;
    o.draws = cli_has(a, "draws") ? (size_t)cli_int(a, "draws", 0) : 0;
    o.seed = cli_has(a, "seed") || !ask->seed_given ? cli_seed(a) : ask->seed;
    o.threads = cli_threads(a);
    o.leading = (int)cli_int(a, "leading", 0);
    o.rivals = cli_text(a, "rivals", "forecast");
    o.estimated = cli_has(a, "evidence");
    o.with_context = whole;
    o.evaluate = cli_has(a, "evaluate");
    o.model = cli_text(a, "model", NULL);
    o.peers = cli_list(a, "peers", peer, CLI_MAX_VALUES);
    o.peer = peer;
    o.cache = cli_cache(a, cache, PATH_MAX);
    /* the first origin is in the question already */
    int first;
    if (!cli_years(&first, &o.last_origin, cli_text(a, "origins", "")))
        o.last_origin = 0;
    return o;
}

/* Writes the result, or with --table the page that is made of it. */
static int finish_page(const cli_args *a, tb_status st, tb_text *json, tb_err *err)
{
    tb_text *page = NULL;
    tb_render_opts o = TB_RENDER_OPTS_INIT;
    if (st != TB_OK || !cli_has(a, "table"))
        return cli_finish(a, st, json, err);
    o.lang = cli_page_lang(a);
    o.full = cli_has(a, "full");
    o.width = cli_page_width(a);
    o.colour = cli_page_colour(a);
    st = tb_render_text(&page, tb_text_data(json), tb_text_size(json), "JSON", TB_RENDER_TERMINAL,
                        &o, err);
    tb_text_free(json);
    return cli_finish(a, st, page, err);
}

/* input [18]: the panel, and the files of the scenario behind it. */
static int report_answer(const cli_args *a, const char *command, const tb_scenario *s,
                         const tb_panel *p, const tb_intervention *v)
{
    tb_err err = TB_ERR_INIT;
    tb_text *text = NULL;
    tb_report_input input[18];
    size_t n = 1; /* the panel is the first */
    for (size_t i = 0; i < tb_scenario_files(s); i++, n++)
        input[n].path = tb_scenario_file(s, i, &input[n].sha256);
    tb_report_head head = cli_panel_head(a, command, p, input, n);
    head.seed = tb_intervention_seed(v);
    if (!cli_has(a, "table"))
        cli_warn(a, tb_intervention_notices(v));
    tb_status st = tb_report_intervene(&text, &head, v, cli_has(a, "full"), &err);
    return finish_page(a, st, text, &err);
}

/* Every unit at once. --units all: a table of all units in place of one plan. Inputs: the panel,
 * then the files that the scenario was read from (at most 17). */
static int run_survey(const cli_args *a, const char *command, const tb_scenario *s,
                      const tb_panel *p, const tb_ask *ask, const tb_intervention_opts *o)
{
    tb_err err = TB_ERR_INIT;
    tb_survey *all = NULL;
    tb_text *text = NULL;
    tb_report_input input[18];
    size_t n = 1; /* the panel is the first */
    tb_status st = tb_survey_run(&all, p, ask, o, &err);
    cli_progress_end();
    if (st != TB_OK)
        return cli_fail(&err);
    for (size_t i = 0; i < tb_scenario_files(s); i++, n++)
        input[n].path = tb_scenario_file(s, i, &input[n].sha256);
    tb_report_head head = cli_panel_head(a, command, p, input, n);
    head.seed = o->seed;
    st = tb_report_survey(&text, &head, all, &err);
    tb_survey_free(all);
    return finish_page(a, st, text, &err);
}

/* The new units when the goals are of a year in which they hold, unless the unit that is asked
 * for had ended by then: then the answer is about it as it was. --merged overrules. Indices are
 * not read in the first look, which needs units only. */
static tb_status open_panel(tb_panel **p, const cli_args *a, const tb_ask *ask, tb_err *err)
{
    tb_err unheard = TB_ERR_INIT;
    size_t row;
    int year = ask->year;
    if (cli_merged(a) == 0 && !cli_has(a, "units")) {
        static const char *const none[] = { NULL };
        tb_panel *look = NULL;
        tb_panel_opts o = TB_PANEL_OPTS_INIT;
        o.indices = none;
        o.unsealed = cli_has(a, "unsealed");
        tb_status st = tb_panel_open_as(&look, ask->panel, &o, err);
        if (st != TB_OK)
            return st;
        /* a unit that has no row in the year is asked for as it was */
        if (ask->unit == NULL || tb_panel_find_unit(&row, look, ask->unit, year, &unheard) != TB_OK)
            year = 0;
        tb_panel_free(look);
    }
    return cli_open(p, a, ask->panel, NULL, year, err);
}

/* All that can be checked is checked before anything is read. 0, or the exit code of the
 * refusal. */
static int check_options(const cli_args *a, const char *command)
{
    static const struct {
        const char *name;
        long long least, most;
    } range[] = { { "draws", 2, 10000000 }, { "leading", 1, 100000 }, { "max-levers", 1, 64 } };
    if (cli_has(a, "units") && strcmp(cli_text(a, "units", ""), "all") != 0)
        return cli_usage(command, TB_MSG_CLI_UNITS, cli_text(a, "units", ""));
    if (find_no_origin(a) != NULL)
        return cli_usage(command, TB_MSG_CLI_WHOLE, "origin", find_no_origin(a));
    int first, last;
    if (cli_has(a, "origins") && !cli_years(&first, &last, cli_text(a, "origins", "")))
        return cli_usage(command, TB_MSG_CLI_ORIGINS, cli_text(a, "origins", ""));
    /* looking back over years is a matter of all units, and moves the origin itself */
    if (cli_has(a, "origins") && (!cli_has(a, "units") || cli_has(a, "origin")))
        return cli_usage(command, TB_MSG_CLI_ORIGINS_UNITS);
    /* a scenario has its goals: which of the two would hold? */
    if (a->n_arg > 0 && cli_has(a, "goal"))
        return cli_usage(command, TB_MSG_CLI_GOALS_TWICE);
    for (size_t i = 0; i < sizeof range / sizeof *range; i++) {
        long long x = cli_int(a, range[i].name, range[i].least);
        if (x < range[i].least || x > range[i].most)
            return cli_usage(command, TB_MSG_CLI_RANGE, range[i].name, range[i].least,
                             range[i].most, x);
    }
    if (cli_has(a, "evidence") && strcmp(cli_text(a, "evidence", ""), "estimated") != 0)
        return cli_usage(command, TB_MSG_CLI_EVIDENCE, cli_text(a, "evidence", ""));
    return 0;
}

/* whole: run, else intervene. */
int cli_answer(const cli_args *a, const char *command, bool whole)
{
    tb_err err = TB_ERR_INIT;
    tb_scenario *s = NULL;
    tb_panel *p = NULL;
    tb_intervention *v = NULL;
    tb_ask ask;
    /* room that options borrow until the answer is written */
    const char *peer[CLI_MAX_VALUES];
    char cache[PATH_MAX];
    int refused = check_options(a, command);
    if (refused != 0)
        return refused;
    /* from here on faults are those of files, and cli_fail says them */
    tb_status st = load_scenario(&s, a, &err);
    if (st == TB_OK) {
        ask = make_ask(a, s);
        cli_lang_of_goals(a, &ask);
        st = open_panel(&p, a, &ask, &err);
    }
    tb_intervention_opts o = st == TB_OK ? make_options(a, &ask, whole, peer, cache)
                                         : (tb_intervention_opts)TB_INTERVENTION_OPTS_INIT;
    /* a survey tells its own progress, unit by unit */
    bool all = cli_has(a, "units");
    o.tell = cli_progress_share;
    cli_watch(a, (cli_words){ TB_MSG_CLI_ANSWERING }, false);
    if (st == TB_OK && !all)
        st = tb_intervention_run(&v, p, &ask, &o, &err);
    if (!all)
        cli_progress_end();
    int code = st != TB_OK ? cli_fail(&err)
               : all       ? run_survey(a, command, s, p, &ask, &o)
                           : report_answer(a, command, s, p, v);
    tb_intervention_free(v);
    tb_panel_free(p);
    tb_scenario_free(s);
    return code;
}

/* With history, forecasts and sources. */
static int run_scenario(const cli_args *a)
{
    return cli_answer(a, "run", true);
}

const cli_command cli_cmd_run = {
    .name = "run",
    .group = CLI_DECIDE,
    .summary = { TB_HELP_RUN },
    .usage = "run SCENARIO.json | run --panel P --unit U --origin Y --year Y2 --goal 'PAPI: +5 "
             "ranks' ...",
    .about = { TB_HELP_RUN_ABOUT },
    .example = "tangbac run datasets/scenarios/lai-chau-2022.json -t --lang vi",
    .options = cli_run_options,
    .run = run_scenario,
    .least = 0,
    .most = 1,
};
