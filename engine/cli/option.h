/* cli/option.h - one table of options feeds the parser, --help, the man page and the completions.
 * */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include "cli/speech.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum cli_kind {
    CLI_FLAG,
    CLI_TEXT,
    CLI_LIST, /* a text, may be given several times */
    CLI_INT,
    CLI_U64,
    CLI_NUMBER
} cli_kind;

/* One row of an option table, which ends with a row whose name is NULL. */
typedef struct cli_opt {
    const char *name; /* long name without dashes; NULL ends a table */
    char letter;      /* 0 for none */
    cli_kind kind;
    /* what the value is called in the help: "YEAR"; NULL for flags. "a|b|c" lists the only words
     * that are accepted */
    const char *value;
    cli_words help; /* one line, lower case, no full stop */
    bool quiet;     /* does not change the result: stays out of the JSON's argv */
} cli_opt;

enum { CLI_MAX_VALUES = 128, CLI_MAX_ARGS = 256 };

/* A parsed command line; texts are borrowed from argv. */
typedef struct cli_args {
    /* of the command; the shared one is looked into after it */
    const cli_opt *table;
    /* options in the order in which they were given; of one that is given twice the last
     * counts */
    size_t n_value;
    struct {
        const cli_opt *opt;
        const char *text;
    } value[CLI_MAX_VALUES];
    size_t n_arg;
    const char *arg[CLI_MAX_ARGS]; /* what is no option */
    size_t n_echo;
    /* argv for the JSON: the command first */
    const char *echo[CLI_MAX_ARGS + 2 * CLI_MAX_VALUES];
    const struct tb_comm
        *comm; /* processes that share the work of simulate; NULL: this one alone */
} cli_args;

/* Options that every command has. */
extern const cli_opt cli_shared[];

/* Parses argv[0..argc-1] (after the command's name) with the command's table and the shared one.
 * false: a sentence was printed. */
bool cli_parse(cli_args *a, const cli_opt *table, const char *command, int argc, char **argv);

/* Whether the option was given at all. */
bool cli_has(const cli_args *a, const char *name);
/* the last one given */
const char *cli_text(const cli_args *a, const char *name, const char *otherwise);
long long cli_int(const cli_args *a, const char *name, long long otherwise);
uint64_t cli_u64(const cli_args *a, const char *name, uint64_t otherwise);
double cli_number(const cli_args *a, const char *name, double otherwise);
/* The same of a text that is part of an option; false: no number, or none that may be. out: NULL =
 * only asked. */
bool cli_number_of(double *out, const char *text);
/* "2013:2022" or "2013", from 1990 to 2100; false: it is neither */
bool cli_years(int *first, int *last, const char *text);
/* how many; out gets them in order */
size_t cli_list(const cli_args *a, const char *name, const char **out, size_t room);

#endif
