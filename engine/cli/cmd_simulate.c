/* cmd_simulate.c - tangbac simulate PANEL.h5 --index I --year Y */
#include "cli/command.h"
#include "cli/terminal.h"
#include "messages/cli.h"
#include "messages/one_language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const cli_opt options[] = {
    { "index", 'i', CLI_TEXT, "CODE", { TB_HELP_SIMULATE_INDEX }, false },
    { "year", 'y', CLI_INT, "YEAR", { TB_HELP_SIMULATE_YEAR }, false },
    { "level", 0, CLI_TEXT, "leaf|dimension", { TB_HELP_SIMULATE_LEVEL }, false },
    { "weights", 0, CLI_TEXT, "gamma|uniform|percent|fixed", { TB_HELP_SIMULATE_WEIGHTS }, false },
    { "concentration", 0, CLI_NUMBER, "C", { TB_HELP_SIMULATE_CONCENTRATION }, false },
    { "percent", 0, CLI_NUMBER, "P", { TB_HELP_SIMULATE_PERCENT }, false },
    { "normalise", 0, CLI_TEXT, "LIST", { TB_HELP_SIMULATE_NORMALISE }, false },
    { "aggregate", 0, CLI_TEXT, "LIST", { TB_HELP_SIMULATE_AGGREGATE }, false },
    { "leave-out", 0, CLI_TEXT, "none|indicator|dimension", { TB_HELP_SIMULATE_LEAVE_OUT }, false },
    { "centre", 0, CLI_NUMBER, "SHARE", { TB_HELP_SIMULATE_CENTRE }, false },
    { "noise", 0, CLI_TEXT, "none|forecast|given", { TB_HELP_SIMULATE_NOISE }, false },
    { "error", 0, CLI_LIST, "COMPONENT[@UNIT]=SD", { TB_HELP_SIMULATE_ERROR }, false },
    { "vary", 0, CLI_LIST, "COMPONENT=SD", { TB_HELP_SIMULATE_VARY }, false },
    { "draws", 'n', CLI_U64, "N", { TB_HELP_SIMULATE_DRAWS }, false },
    { "samples", 0, CLI_U64, "N", { TB_HELP_SIMULATE_SAMPLES }, false },
    { "tables", 0, CLI_TEXT, "auto|known|completed", { TB_HELP_SIMULATE_TABLES }, false },
    { "covariance", 0, CLI_TEXT, "FILE", { TB_HELP_SIMULATE_COVARIANCE }, false },
    { "top", 0, CLI_INT, "N", { TB_HELP_SIMULATE_TOP }, false },
    { "confidence", 0, CLI_NUMBER, "C", { TB_HELP_SIMULATE_CONFIDENCE }, false },
    { "bootstraps", 0, CLI_U64, "N", { TB_HELP_SIMULATE_BOOTSTRAPS }, false },
    { "full", 0, CLI_FLAG, NULL, { TB_HELP_SIMULATE_FULL }, false },
    { "replicates", 0, CLI_TEXT, "FILE", { TB_HELP_SIMULATE_REPLICATES }, true },
    { "checkpoint", 0, CLI_TEXT, "FILE", { TB_HELP_SIMULATE_CHECKPOINT }, true },
    { "checkpoint-seconds", 0, CLI_NUMBER, "S", { TB_HELP_SIMULATE_CHECKPOINT_SECONDS }, true },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* units beyond which what takes pairs of them is not made unless it is asked for: sets of ranks,
 * and Copeland's rule, of which no way is known below their square */
enum { MOST = CLI_MAX_VALUES, MOST_PAIRED_UNITS = 1000 };

/* Reads COMPONENT[@UNIT]=SD, writing into `room`, a copy of the text. option: for the sentence
 * (error or vary). out borrows room. SD in points of the component. false: said already, and the
 * text is whole again. */
static bool read_error(tb_simulate_error *out, char *room, const char *option)
{
    char *equal = strrchr(room, '=');
    if (equal != NULL && equal != room) {
        *equal = '\0';
        bool read = cli_number_of(&out->sd, equal + 1);
        char *at = strchr(room, '@');
        if (at != NULL)
            *at = '\0';
        out->component = room;
        out->unit = at != NULL ? at + 1 : NULL;
        if (read && out->sd >= 0)
            return true;
        *equal = '=';
        if (at != NULL)
            *at = '@';
    }
    cli_usage("simulate", TB_MSG_CLI_COMPONENT_NUMBER, option, room);
    return false;
}

/* All texts of a list option as errors. Returns how many, or -1. The copies are in *room, to be
 * freed. The caller frees *room also after -1. */
static int read_errors(tb_simulate_error *out, char **room, const cli_args *a, const char *option)
{
    const char *text[MOST];
    size_t n = cli_list(a, option, text, MOST);
    size_t bytes = 1;
    for (size_t k = 0; k < n; k++)
        bytes += strlen(text[k]) + 1;
    char *at = *room = malloc(bytes);
    if (at == NULL) {
        cli_no_memory();
        return -1;
    }
    for (size_t k = 0; k < n; k++) {
        strcpy(at, text[k]);
        if (!read_error(&out[k], at, option))
            return -1;
        at += strlen(text[k]) + 1;
    }
    return (int)n;
}

/* The choices that are words; those that were not given keep their defaults. */
static tb_status read_words(tb_simulate_opts *o, const cli_args *a, tb_err *err)
{
    const char *noise = cli_has(a, "error") ? "given" : "forecast";
    tb_status st = tb_simulate_level_of(&o->level, cli_text(a, "level", "leaf"), err);
    if (st == TB_OK)
        st = tb_simulate_weights_of(&o->weights, cli_text(a, "weights", "gamma"), err);
    if (st == TB_OK)
        st = tb_simulate_leave_out_of(&o->leave_out, cli_text(a, "leave-out", "indicator"), err);
    if (st == TB_OK)
        st = tb_simulate_noise_of(&o->noise, cli_text(a, "noise", noise), err);
    if (st == TB_OK)
        st = tb_simulate_tables_of(&o->tables, cli_text(a, "tables", "auto"), err);
    return st;
}

/* What the library does not check by itself; false: said already. Ranges that need the option's
 * name are checked here; sentences of the library name no option. */
static bool read_numbers(tb_simulate_opts *o, const cli_args *a)
{
    long long year = cli_int(a, "year", 0);
    long long top = cli_int(a, "top", 10);
    if (!cli_has(a, "index") || !cli_has(a, "year")) {
        cli_usage("simulate", TB_MSG_CLI_SIMULATE_MISSING);
        return false;
    }
    if (year < 1990 || year > 2100) {
        cli_usage("simulate", TB_MSG_CLI_RANGE, "year", 1990LL, 2100LL, year);
        return false;
    }
    if (top < 1 || top > 65535) {
        cli_usage("simulate", TB_MSG_CLI_RANGE, "top", 1LL, 65535LL, top);
        return false;
    }
    o->index = cli_text(a, "index", NULL);
    o->year = (int)year;
    o->best = (size_t)top;
    o->concentration = cli_number(a, "concentration", 0);
    o->percent = cli_number(a, "percent", o->percent);
    o->normalise = cli_text(a, "normalise", o->normalise);
    o->aggregate = cli_text(a, "aggregate", o->aggregate);
    o->centre = cli_number(a, "centre", o->centre);
    o->draws = cli_u64(a, "draws", o->draws);
    o->samples = (size_t)cli_u64(a, "samples", o->samples);
    /* --confidence is that of the sets of ranks, strictly between 0.5 and 1 */
    o->level_of_sets = cli_number(a, "confidence", o->level_of_sets);
    o->bootstraps = (size_t)cli_u64(a, "bootstraps", o->bootstraps);
    o->covariance = cli_text(a, "covariance", NULL);
    tb_err err = TB_ERR_INIT;
    if (read_words(o, a, &err) != TB_OK) {
        (void)cli_fail(&err);
        return false;
    }
    o->seed = cli_seed(a);
    o->threads = cli_threads(a);
    if (cli_has(a, "concentration") && !(o->concentration > 0)) {
        cli_usage("simulate", TB_MSG_CLI_CONCENTRATION, o->concentration);
        return false;
    }
    if (!(o->level_of_sets > 0.5 && o->level_of_sets < 1)) {
        cli_usage("simulate", TB_MSG_CLI_CONFIDENCE, o->level_of_sets);
        return false;
    }
    return true;
}

/* Whether it can be read. NULL is none. */
static bool is_file(const char *path)
{
    FILE *f = path != NULL ? fopen(path, "rb") : NULL;
    if (f != NULL)
        fclose(f);
    return f != NULL;
}

/* Steps to the end; saves now and then, and when somebody asks for an end. */
static tb_status step_simulation(tb_simulation *s, const cli_args *a, const char *checkpoint,
                                 tb_err *err)
{
    double every = cli_number(a, "checkpoint-seconds", 60);
    time_t saved = time(NULL);
    tb_status st = TB_OK;
    if (tb_comm_any(a->comm, is_file(checkpoint)))
        st = tb_simulation_load(s, checkpoint, err);
    uint64_t all = tb_simulation_all(s);
    /* so many draws between two looks at the clock and at Ctrl-C */
    uint64_t step = all / 200 > 4096 ? 4096 + all / 2000 : 4096;
    if (tb_comm_rank(a->comm) == 0)
        cli_watch(a, (cli_words){ TB_MSG_CLI_SIMULATING }, cli_has(a, "progress"));
    while (st == TB_OK && tb_simulation_left(s) > 0) {
        /* any process may have been asked; all of them stop at the same draw */
        if (tb_comm_any(a->comm, cli_interrupted())) {
            if (checkpoint != NULL)
                st = tb_simulation_save(s, checkpoint, err);
            cli_progress_end();
            if (st != TB_OK)
                return st;
            /* not tbi_fail: this sentence is the command's own */
            err->status = TB_ECANCEL;
            snprintf(err->message, sizeof err->message,
                     checkpoint != NULL ? TB_EN(TB_MSG_CLI_INTERRUPTED_SAME_COMMAND_GOES)
                                        : TB_EN(TB_MSG_CLI_INTERRUPTED_NOTHING_WAS_WRITTEN),
                     checkpoint);
            snprintf(err->message_vi, sizeof err->message_vi,
                     checkpoint != NULL ? TB_VI(TB_MSG_CLI_INTERRUPTED_SAME_COMMAND_GOES)
                                        : TB_VI(TB_MSG_CLI_INTERRUPTED_NOTHING_WAS_WRITTEN),
                     checkpoint);
            return TB_ECANCEL;
        }
        st = tb_simulation_step(s, step, err);
        if (tb_comm_rank(a->comm) == 0)
            cli_progress((size_t)(all - tb_simulation_left(s)), (size_t)all);
        if (st == TB_OK && checkpoint != NULL && tb_simulation_left(s) > 0 &&
            tb_comm_any(a->comm,
                        tb_comm_rank(a->comm) == 0 && difftime(time(NULL), saved) >= every)) {
            st = tb_simulation_save(s, checkpoint, err);
            saved = time(NULL);
        }
    }
    cli_progress_end();
    return st == TB_OK ? tb_simulation_finish(s, err) : st;
}

/* best, the level of the sets and the year are those of the options, as the simulation was made
 * with them. */
static int report_simulation(const cli_args *a, const tb_panel *p, const tb_simulation *s,
                             const tb_simulate_opts *o)
{
    tb_err err = TB_ERR_INIT;
    tb_text *text = NULL;
    tb_report_input input;
    tb_report_head head = cli_panel_head(a, "simulate", p, &input, 1);
    cli_warn(a, tb_simulation_notices(s));
    tb_status st = tb_report_simulate(&text, &head, s, o->index, o->year, o->best, o->level_of_sets,
                                      cli_has(a, "full"), &err);
    if (st == TB_OK)
        st = cli_tabulate(&text, a, &err);
    return cli_finish(a, st, text, &err);
}

/* Under MPI all processes go the same way: when one failed (`elsewhere`), the others stop too, and
 * only the first one speaks. */
static int simulate_ranks(const cli_args *a, const tb_simulate_opts *o)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    tb_simulation *s = NULL;
    const char *checkpoint = cli_text(a, "checkpoint", NULL);
    const char *replicates = cli_text(a, "replicates", NULL);
    int code = 0;
    tb_status st = cli_open(&p, a, a->arg[0], NULL, o->year, &err);
    /* a copy, since the panel decides on one of the options */
    tb_simulate_opts chosen = *o;
    const tb_index *x = st == TB_OK ? tb_panel_index(p, o->index) : NULL;
    bool many = x != NULL && x->n_unit > MOST_PAIRED_UNITS;
    if (many && !cli_has(a, "bootstraps"))
        chosen.bootstraps = 0;
    if (many && !cli_has(a, "aggregate"))
        chosen.aggregate = "arithmetic,geometric,harmonic";
    o = &chosen;
    if (st == TB_OK)
        st = tb_simulation_start(&s, p, o, &err);
    bool elsewhere = tb_comm_any(a->comm, st != TB_OK) && st == TB_OK;
    if (st == TB_OK && !elsewhere)
        st = step_simulation(s, a, checkpoint, &err);
    if (st == TB_OK && !elsewhere && replicates != NULL)
        st = tb_simulation_replicates(s, replicates, &err);
    /* its sentence is printed by the process that failed, or by none but the first */
    if (elsewhere)
        code = tb_status_exit_code(TB_EIO);
    else if (tb_comm_rank(a->comm) == 0)
        code = st == TB_OK ? report_simulation(a, p, s, o) : cli_fail(&err);
    else
        code = tb_status_exit_code(st);
    /* the work is done: the same command is to begin anew */
    if (code == 0 && checkpoint != NULL && tb_comm_rank(a->comm) == 0)
        remove(checkpoint);
    tb_simulation_free(s);
    tb_panel_free(p);
    return code;
}

/* The copies of texts that `error` and `vary` point into live until the end. An interrupt
 * (Ctrl-C) is caught, so that the checkpoint is written before the end. */
static int run_simulate(const cli_args *a)
{
    tb_simulate_opts o = TB_SIMULATE_OPTS_INIT;
    o.comm = a->comm;
    tb_simulate_error error[MOST], vary[MOST];
    char *error_room = NULL, *vary_room = NULL;
    int code = tb_status_exit_code(TB_EARG);
    cli_catch_interrupt();
    if (read_numbers(&o, a)) {
        int errors = read_errors(error, &error_room, a, "error");
        int varies = errors < 0 ? -1 : read_errors(vary, &vary_room, a, "vary");
        /* a fault was said; that no room was left has a code of its own */
        if (error_room == NULL || (errors >= 0 && vary_room == NULL))
            code = tb_status_exit_code(TB_ENOMEM);
        if (varies >= 0) {
            o.error = error;
            o.errors = (size_t)errors;
            o.vary = vary;
            o.varies = (size_t)varies;
            code = simulate_ranks(a, &o);
        }
    }
    free(error_room);
    free(vary_room);
    return code;
}

const cli_command cli_cmd_simulate = {
    .name = "simulate",
    .group = CLI_DECIDE,
    .summary = { TB_HELP_SIMULATE },
    .usage = "simulate PANEL.h5 --index I --year Y",
    .about = { TB_HELP_SIMULATE_ABOUT },
    .example = "tangbac simulate build/panel.h5 --index PAPI --year 2022 -t",
    .options = options,
    .run = run_simulate,
    .least = 1,
    .most = 1,
};
