/* cli/command.h - what a command is, and what all of them share: the error sentence, the envelope's
 * head, where output goes. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/option.h"

#include <tangbac/report.h>

typedef struct cli_command {
    const char *name, *group; /* group: Look, Estimate, Decide, Write, Help */
    const char *summary;      /* one line */
    const char *usage;        /* "rank PANEL.h5 --index I --year Y" */
    const char *about;        /* some sentences for the help and the man page */
    const char *example;      /* one real command */
    const cli_opt *options;
    int (*run)(const cli_args *a); /* returns the exit code */
    size_t least, most;            /* how many arguments that are no options */
} cli_command;

extern const cli_command *const cli_commands[]; /* NULL-terminated */
const cli_command *cli_find_command(const char *name);

/* "tangbac: sentence" on standard error, in the language of the user where there is one; returns
 * the exit code of the status. */
int cli_fail(const tb_err *err);
/* A usage error: sentence and a pointer to the help; returns 2. */
int cli_usage(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

tb_lang cli_lang(const cli_args *a); /* --lang, else the locale, else English */
bool cli_quiet(const cli_args *a);
uint64_t cli_seed(const cli_args *a);
int cli_threads(const cli_args *a);

/* Opens a panel (indices as tb_panel_open). With --merged, and for a year from which the new units
 * hold (year: the last one asked for, 0 = none) unless
 * --no-merged is given, it is the panel of the new units, and what has to be said about them is
 * said. */
TB_MUST_CHECK tb_status cli_open(tb_panel **p, const cli_args *a, const char *path,
                                 const char *const *indices, int year, tb_err *err);
/* The lines for it in a command's table of options, and what was said: -1 --no-merged, 1 --merged
 * (the last one holds), 0 neither. */
#define CLI_MERGED                                                                             \
    { "merged",                                                                                \
      0,                                                                                       \
      CLI_FLAG,                                                                                \
      NULL,                                                                                    \
      "by the 34 units since July 2025, of several provinces where need be (the default for "  \
      "years from 2025)",                                                                      \
      false },                                                                                 \
    {                                                                                          \
        "no-merged", 0, CLI_FLAG, NULL,                                                        \
            "by the 63 provinces that the publishers ranked before, also for years from 2025", \
            false                                                                              \
    }
int cli_merged(const cli_args *a);

/* The head of a report; room holds the inputs (at least `inputs` of them). */
tb_report_head cli_head(const cli_args *a, const char *command, const tb_report_input *input,
                        size_t inputs);
/* The same for a report about a panel, which is put into input[0], with what has to be said about
 * the panel. */
tb_report_head cli_panel_head(const cli_args *a, const char *command, const tb_panel *p,
                              tb_report_input *input, size_t inputs);

/* Repeats warnings on standard error unless --quiet. */
void cli_warn(const cli_args *a, tb_notices w);

/* Writes a text to standard output or to -o FILE, and frees it; returns the exit code. */
int cli_write(const cli_args *a, tb_text *text);
/* The usual end: a status, the text made when it is TB_OK, the error otherwise. */
int cli_finish(const cli_args *a, tb_status st, tb_text *text, const tb_err *err);

#endif
