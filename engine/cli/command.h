/* cli/command.h - what a command is, and what all of them share: the error sentence, the envelope's
 * head, where output goes. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/option.h"
#include "messages/cli.h"
#include "messages/cli_help.h"

#include <tangbac/render.h>

/* The headings under which the help lists the commands, in their order. */
typedef enum cli_group { CLI_LOOK, CLI_ESTIMATE, CLI_DECIDE, CLI_WRITE, CLI_GROUPS } cli_group;

/* One row of the table of commands: everything that help, man page, completion and the parser
 * know of it. Static; texts in both languages. */
typedef struct cli_command {
    const char *name;
    cli_group group;
    cli_words summary;   /* one line */
    const char *usage;   /* "rank PANEL.h5 --index I --year Y" */
    cli_words about;     /* some sentences for the help and the man page */
    const char *example; /* one real command */
    const cli_opt *options;
    int (*run)(const cli_args *a); /* returns the exit code */
    /* fewer or more are a wrong use, said before the command runs */
    size_t least, most; /* how many arguments that are no options */
} cli_command;

extern const cli_command *const cli_commands[]; /* NULL-terminated */
const cli_command *cli_find_command(const char *name);

/* Runs a command; returns its exit code. */
int cli_run(const cli_command *c, const cli_args *a);

/* "tangbac: sentence" on standard error, in the language of the user where there is one; returns
 * the exit code of the status. Behind it, where the library says what would settle the refusal (it
 * names members of options), the options of the command that do. */
int cli_fail(const tb_err *err);
/* That memory was refused, in the sentence of every other refusal; returns its exit code. */
int cli_no_memory(void);
/* As cli_fail, with every line of a list, where there is one; frees it. */
int cli_fail_all(const tb_err *err, tb_err_details *all);
/* The reader's language: --lang, else Vietnamese where a --goal is, else the locale, else English.
 * cli_find_lang looks for --lang in a command line that is not parsed yet, so that its faults too
 * are told in that language; cli_lang_of_goals is for the goals of a file, once they are read. */
tb_lang cli_lang(const cli_args *a);
void cli_find_lang(int argc, char **argv);
void cli_lang_of_goals(const cli_args *a, const tb_ask *ask);
/* Of a page: --lang, else the language in which the goals are written. */
tb_render_lang cli_page_lang(const cli_args *a);
int cli_page_width(const cli_args *a);   /* columns of the terminal, else COLUMNS, else 100 */
bool cli_page_colour(const cli_args *a); /* only on a terminal and without NO_COLOR */
bool cli_quiet(const cli_args *a);
uint64_t cli_seed(const cli_args *a);
int cli_threads(const cli_args *a);
/* The folder for what follows from a panel alone: --cache, else TANGBAC_CACHE, else tangbac/ in the
 * user's folder for such things (XDG_CACHE_HOME, else ~/.cache); text [n] holds it. NULL: "none"
 * was said, or there is no such folder. */
const char *cli_cache(const cli_args *a, char *text, size_t n);

/* Opens a panel (indices as tb_panel_open). With --merged, and for a year from which the new units
 * hold (year: the last one asked for, 0 = none) unless
 * --no-merged is given, it is the panel of the new units, and what has to be said about them is
 * said. */
TB_MUST_CHECK tb_status cli_open(tb_panel **p, const cli_args *a, const char *path,
                                 const char *const *indices, int year, tb_err *err);
/* The same with the tables of the years range[0] .. range[1] alone (0: from the first, to the
 * last). An index without any of them is read whole, so that its years can be told. */
TB_MUST_CHECK tb_status cli_open_years(tb_panel **p, const cli_args *a, const char *path,
                                       const char *const *indices, int year, const int *range,
                                       tb_err *err);
/* The lines for it in a command's table of options, and what was said: -1 --no-merged, 1 --merged
 * (the last one holds), 0 neither. */
#define CLI_MERGED                                                   \
    { "merged", 0, CLI_FLAG, NULL, { TB_HELP_MERGED }, false },      \
    {                                                                \
        "no-merged", 0, CLI_FLAG, NULL, { TB_HELP_NO_MERGED }, false \
    }
int cli_merged(const cli_args *a);

/* The head of a report; room holds the inputs (at least `inputs` of them). */
tb_report_head cli_head(const cli_args *a, const char *command, const tb_report_input *input,
                        size_t inputs);
/* The same for a report about a panel, which is put into input[0], with what has to be said about
 * the panel. */
tb_report_head cli_panel_head(const cli_args *a, const char *command, const tb_panel *p,
                              tb_report_input *input, size_t inputs);

/* Starts to show progress of long work, named in the reader's language; asked: also where standard
 * error is no terminal (--progress, which for run and intervene is a file). */
void cli_watch(const cli_args *a, cli_words what, bool asked);

/* Repeats warnings on standard error unless --quiet. */
void cli_warn(const cli_args *a, tb_notices w);

/* With --table the JSON in *text gives way to its table in the reader's language. */
TB_MUST_CHECK tb_status cli_tabulate(tb_text **text, const cli_args *a, tb_err *err);
/* Whatever the options say: a form, and stars for a regression. */
TB_MUST_CHECK tb_status cli_tabulate_as(tb_text **text, const cli_args *a, tb_table_form form,
                                        bool stars, tb_err *err);

/* Writes a text to standard output or to -o FILE, and frees it; returns the exit code. */
int cli_write(const cli_args *a, tb_text *text);
/* The same to a place of the command's own choice; "-" is standard output. */
int cli_write_to(const char *path, tb_text *text);
/* The usual end: the text is written when the status is TB_OK, else the error; it is freed in any
 * case and may be NULL when the status is not TB_OK. */
int cli_finish(const cli_args *a, tb_status st, tb_text *text, const tb_err *err);

#endif
