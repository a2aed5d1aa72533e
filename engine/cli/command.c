/* command.c - the table of commands, and what all of them share. */
#include "cli/command.h"

#include "cli/terminal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* for the sentence about options: only those that this command has are named */
static const cli_command *running; /* NULL: none yet */

/* each command stands in its own cmd_NAME.c */
extern const cli_command cli_cmd_atlas;
extern const cli_command cli_cmd_backtest;
extern const cli_command cli_cmd_complete;
extern const cli_command cli_cmd_evaluate;
extern const cli_command cli_cmd_estimate;
extern const cli_command cli_cmd_export;
extern const cli_command cli_cmd_forecast;
extern const cli_command cli_cmd_import;
extern const cli_command cli_cmd_intervene;
extern const cli_command cli_cmd_rank;
extern const cli_command cli_cmd_report;
extern const cli_command cli_cmd_run;
extern const cli_command cli_cmd_show;
extern const cli_command cli_cmd_effects;
extern const cli_command cli_cmd_simulate;
extern const cli_command cli_cmd_standing;
extern const cli_command cli_cmd_synth;

const cli_command *const cli_commands[] = {
    &cli_cmd_import,   &cli_cmd_show,     &cli_cmd_rank,
    &cli_cmd_standing, &cli_cmd_export,   &cli_cmd_synth,
    &cli_cmd_forecast, &cli_cmd_simulate, &cli_cmd_estimate,
    &cli_cmd_effects,  &cli_cmd_run,      &cli_cmd_intervene,
    &cli_cmd_report,   &cli_cmd_atlas,    &cli_cmd_backtest,
    &cli_cmd_evaluate, &cli_cmd_complete, NULL,
};

const cli_command *cli_find_command(const char *name)
{
    for (size_t i = 0; cli_commands[i] != NULL; i++)
        if (strcmp(cli_commands[i]->name, name) == 0)
            return cli_commands[i];
    return NULL;
}

/* LC_ALL before LC_MESSAGES before LANG, as POSIX has it; an empty one counts as not set.
 * Any locale that begins with "vi"; "C" and "POSIX" are English. */
static tb_lang read_locale_language(void)
{
    static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return strncmp(value, "vi", 2) == 0 ? TB_LANG_VI : TB_LANG_EN;
    }
    return TB_LANG_EN;
}

/* NULL: the locale decides. Words other than "vi" were refused by the table of options. */
static tb_lang parse_language(const char *word)
{
    if (word == NULL)
        return read_locale_language();
    return strcmp(word, "vi") == 0 ? TB_LANG_VI : TB_LANG_EN;
}

/* One Vietnamese goal is enough. */
static bool has_vietnamese_goal(const cli_args *a)
{
    const char *goal[CLI_MAX_VALUES];
    const size_t n = cli_list(a, "goal", goal, CLI_MAX_VALUES);
    for (size_t i = 0; i < n; i++)
        if (tb_goal_is_vietnamese(goal[i]))
            return true;
    return false;
}

/* The command is remembered for refusals that name its options. */
int cli_run(const cli_command *c, const cli_args *a)
{
    running = c;
    return c->run(a);
}

/* Also sets the language of all messages that follow. */
tb_lang cli_lang(const cli_args *a)
{
    const char *said = cli_text(a, "lang", NULL);
    cli_set_language(said == NULL && has_vietnamese_goal(a) ? TB_LANG_VI : parse_language(said));
    return cli_language();
}

/* Goals of a file are known only after it was read; --lang goes before them. */
void cli_lang_of_goals(const cli_args *a, const tb_ask *ask)
{
    for (size_t i = 0; i < ask->goals && !cli_has(a, "lang"); i++)
        if (tb_goal_is_vietnamese(ask->goal[i].goal))
            cli_set_language(TB_LANG_VI);
}

/* Before the options are parsed: errors of parsing are to be in the right language too. */
void cli_find_lang(int argc, char **argv)
{
    const char *word = NULL;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--lang=", 7) == 0)
            word = argv[i] + 7;
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            word = argv[i + 1];
    }
    cli_set_language(parse_language(word));
}

tb_render_lang cli_page_lang(const cli_args *a)
{
    const char *said = cli_text(a, "lang", NULL);
    if (said == NULL)
        return TB_RENDER_LANG_GOALS;
    return strcmp(said, "vi") == 0 ? TB_RENDER_LANG_VI : TB_RENDER_LANG_EN;
}

/* Neither a file nor a pipe. */
static bool is_to_terminal(const cli_args *a)
{
    return strcmp(cli_text(a, "output", "-"), "-") == 0 && cli_terminal_columns() > 0;
}

/* The terminal's columns, or what COLUMNS says when the page goes elsewhere; 100 without either. */
int cli_page_width(const cli_args *a)
{
    const char *said = getenv("COLUMNS");
    int columns = is_to_terminal(a) ? cli_terminal_columns() : said != NULL ? atoi(said) : 0;
    return columns <= 0 ? 100 : columns > 160 ? 160 : columns;
}

/* As no-color.org has it, and not on a terminal that says of itself that it cannot. */
bool cli_page_colour(const cli_args *a)
{
    const char *no = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    bool wanted = no == NULL || no[0] == '\0';
    return is_to_terminal(a) && wanted && term != NULL && strcmp(term, "dumb") != 0;
}

/* Whatever was said or computed after a refusal of memory may be wrong in a way that nothing
 * shows.
 * Then the process ends with "no memory", whatever it was about to say. */
static bool was_refused(const tb_err *err)
{
    return tb_memory_refusals() > 0 && (err == NULL || err->status != TB_ENOMEM);
}

/* Needs no memory itself. */
int cli_no_memory(void)
{
    cli_say("tangbac: ", cli_pick((cli_words){ TB_MSG_CLI_MEMORY }));
    return tb_status_exit_code(TB_ENOMEM);
}

/* The option of each bit of tb_remedy. */
static const char *const remedies[] = { "index",  "year",         "columns", "prefer",
                                        "accept", "accept-fault", "leading" };

/* Which options of the command answer what the library left open. */
static void say_remedies(const tb_err *err)
{
    char named[200] = "", text[400];
    size_t n = 0;
    for (size_t i = 0; running != NULL && i < sizeof remedies / sizeof *remedies; i++)
        for (const cli_opt *o = running->options; o->name != NULL && err->remedies >> i & 1; o++)
            if (strcmp(o->name, remedies[i]) == 0)
                n += (size_t)snprintf(named + n, sizeof named - n, "%s--%s%s%s", n > 0 ? ", " : "",
                                      o->name, o->value != NULL ? " " : "",
                                      o->value != NULL ? o->value : "");
    if (n == 0)
        return;
    snprintf(text, sizeof text, cli_pick((cli_words){ TB_MSG_CLI_REMEDY }), named, running->name);
    cli_say("tangbac: ", text);
}

/* Words of the caller's error, unless memory was refused: then that is the news. */
int cli_fail_all(const tb_err *err, tb_err_details *all)
{
    bool vi = cli_language() == TB_LANG_VI;
    bool more = all->text != NULL && !was_refused(err);
    if (more) {
        cli_say("tangbac: ", vi ? all->text_vi : all->text);
        say_remedies(err);
    }
    int code = more ? tb_status_exit_code(err->status) : cli_fail(err);
    tb_err_details_free(all);
    return code;
}

/* Vietnamese where there is such a sentence, else English, else the words of the status. */
int cli_fail(const tb_err *err)
{
    if (was_refused(err))
        return cli_no_memory();
    bool vi = cli_language() == TB_LANG_VI && err->message_vi[0] != '\0';
    cli_say("tangbac: ", vi                        ? err->message_vi
                         : err->message[0] != '\0' ? err->message
                                                   : tb_status_words(err->status));
    say_remedies(err);
    return tb_status_exit_code(err->status);
}

bool cli_quiet(const cli_args *a)
{
    return cli_has(a, "quiet");
}

/* 1 unless said: the same command gives the same bytes. */
uint64_t cli_seed(const cli_args *a)
{
    return cli_u64(a, "seed", 1);
}

/* 0: as many as there are processors. */
int cli_threads(const cli_args *a)
{
    long long n = cli_int(a, "threads", 0);
    return n > 0 && n < 4096 ? (int)n : 0;
}

/* A relative XDG_CACHE_HOME is not valid by its specification. */
const char *cli_cache(const cli_args *a, char *text, size_t n)
{
    const char *said = cli_text(a, "cache", getenv("TANGBAC_CACHE"));
    const char *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    int written = -1;
    if (said != NULL && said[0] != '\0')
        return strcmp(said, "none") == 0 ? NULL : said;
    if (xdg != NULL && xdg[0] == '/')
        written = snprintf(text, n, "%s/tangbac", xdg);
    else if (home != NULL && home[0] == '/')
        written = snprintf(text, n, "%s/.cache/tangbac", home);
    return written > 0 && (size_t)written < n ? text : NULL;
}

/* argv without options that change no result: two runs that must agree have the same head.
 * Borrows argv, input and command: the head must not outlive the arguments. */
tb_report_head cli_head(const cli_args *a, const char *command, const tb_report_input *input,
                        size_t inputs)
{
    return (tb_report_head){ .command = command,
                             .argv = a->echo,
                             .argc = a->n_echo,
                             .seed = cli_seed(a),
                             .input = input,
                             .inputs = inputs };
}

/* What was said of merging the units goes along. */
tb_report_head cli_panel_head(const cli_args *a, const char *command, const tb_panel *p,
                              tb_report_input *input, size_t inputs)
{
    input[0] = (tb_report_input){ tb_panel_path(p), tb_panel_digest(p) };
    tb_report_head head = cli_head(a, command, input, inputs);
    head.also = tb_panel_notices(p);
    return head;
}

/* 1 merged, -1 not, 0 not said; the last one of the two counts. */
int cli_merged(const cli_args *a)
{
    for (size_t i = a->n_value; i > 0; i--) {
        if (strcmp(a->value[i - 1].opt->name, "merged") == 0)
            return 1;
        if (strcmp(a->value[i - 1].opt->name, "no-merged") == 0)
            return -1;
    }
    return 0;
}

/* indices: NULL for all, else ends with NULL; more than MOST are read as all. year > 0: merged when
 * the new units hold in it, unless the command line says otherwise.
 * *p is the caller's to free; NULL on failure. Warnings of merging go to standard error at once.
 */
tb_status cli_open_years(tb_panel **p, const cli_args *a, const char *path,
                         const char *const *indices, int year, const int *range, tb_err *err)
{
    enum { MOST = 64 };
    const char *wanted[MOST + 1];
    size_t n = 0;
    while (indices != NULL && indices[n] != NULL && n < MOST) {
        wanted[n] = indices[n];
        n++;
    }
    /* a list that is longer than MOST is read as "all", which is never wrong */
    bool some = indices != NULL && indices[n] == NULL;
    wanted[n] = NULL;
    tb_panel_opts o = TB_PANEL_OPTS_INIT;
    o.first_year = range[0];
    o.last_year = range[1];
    o.indices = some ? wanted : NULL;
    o.unsealed = cli_has(a, "unsealed");
    tb_status st = tb_panel_open_as(p, path, &o, err);
    if (st != TB_OK)
        return st;
    /* 0: no unit of the panel has a successor */
    int from = year > 0 ? tb_panel_merged_from(*p) : 0;
    int said = cli_merged(a);
    if (said < 0 || (said == 0 && (from == 0 || year < from)))
        return TB_OK;
    st = tb_panel_merge(p, err);
    if (st != TB_OK) {
        tb_panel_free(*p);
        *p = NULL;
        return st;
    }
    cli_warn(a, tb_panel_notices(*p));
    return TB_OK;
}

/* Every year: most answers look back. */
tb_status cli_open(tb_panel **p, const cli_args *a, const char *path, const char *const *indices,
                   int year, tb_err *err)
{
    static const int all[2] = { 0, 0 };
    return cli_open_years(p, a, path, indices, year, all, err);
}

/* On standard error, so that the result on standard output stays one.
 * Each in the reader's language; --quiet silences them here only, the JSON keeps them. */
void cli_warn(const cli_args *a, tb_notices w)
{
    if (cli_quiet(a))
        return;
    for (size_t i = 0; i < w.count; i++)
        cli_say(cli_pick((cli_words){ TB_MSG_CLI_NOTE }),
                cli_pick((cli_words){ w.notice[i].text, w.notice[i].text_vi }));
}

/* --quiet and --no-progress go before everything else. */
void cli_watch(const cli_args *a, cli_words what, bool asked)
{
    int force = cli_quiet(a) || cli_has(a, "no-progress") ? -1 : asked ? 1 : 0;
    cli_progress_start(cli_pick(what), cli_pick((cli_words){ TB_MSG_CLI_TIME_LEFT }), force);
}

/* The table is made of the JSON, so it cannot say anything else. *text is NULL on failure;
 * the JSON is freed in any case. */
tb_status cli_tabulate_as(tb_text **text, const cli_args *a, tb_table_form form, bool stars,
                          tb_err *err)
{
    tb_table_opts o = TB_TABLE_OPTS_INIT;
    tb_text *json = *text;
    o.form = form;
    o.lang = cli_lang(a);
    o.stars = stars;
    *text = NULL;
    tb_status st = tb_render_table(text, tb_text_data(json), tb_text_size(json), "result", &o, err);
    tb_text_free(json);
    return st;
}

/* Without --table the JSON stays as it is. */
tb_status cli_tabulate(tb_text **text, const cli_args *a, tb_err *err)
{
    return cli_has(a, "table") ? cli_tabulate_as(text, a, TB_TABLE_ALIGNED, false, err) : TB_OK;
}

/* Where --output says, or to standard output. */
int cli_write(const cli_args *a, tb_text *text)
{
    return cli_write_to(cli_text(a, "output", "-"), text);
}

/* Frees the text. A reader that has gone away (EPIPE) is no reason for a message. path "-":
 * standard output. Returns 0, 1 where standard output took less than all, or the code of the
 * file's fault. */
int cli_write_to(const char *path, tb_text *text)
{
    tb_err err = TB_ERR_INIT;
    int code = 0;
    /* a text that was cut for want of memory must not be written as if it were whole */
    if (was_refused(NULL)) {
        tb_text_free(text);
        return cli_no_memory();
    }
    if (strcmp(path, "-") != 0) {
        tb_status st = tb_text_save(text, path, &err);
        if (st != TB_OK)
            code = cli_fail(&err);
    } else if (fwrite(tb_text_data(text), 1, tb_text_size(text), stdout) != tb_text_size(text) ||
               fflush(stdout) != 0) {
        int cause = errno;
        if (cause != EPIPE)
            cli_say_stdout(cause);
        code = 1;
    }
    tb_text_free(text);
    return code;
}

/* text is NULL when st is a failure. */
int cli_finish(const cli_args *a, tb_status st, tb_text *text, const tb_err *err)
{
    if (st == TB_OK)
        return cli_write(a, text);
    tb_text_free(text);
    return cli_fail(err);
}
