/* cli/help.h - help, man page and completions, all from the tables of commands and options, in the
 * reader's language. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"

#include <stdio.h>

void cli_help_all(FILE *out);
void cli_help_command(FILE *out, const cli_command *c);
void cli_help_man(FILE *out); /* roff, section 1 */
/* its options one a line; NULL: the commands; false: no such command */
bool cli_help_complete(FILE *out, const char *command);
/* a completion file for bash, zsh or fish */
bool cli_help_shell(FILE *out, const char *shell);
/* The command whose name is nearest to a misspelt one, NULL when none is near. */
const char *cli_help_nearest(const char *word);

/* Shared by help.c and manual.c: the words of exit codes, and a text of usage with the words in
 * capitals (FILE, YEAR) in the reader's language. */
typedef struct cli_exit {
    const char *code;
    cli_words means;
} cli_exit;
extern const cli_exit cli_exits[]; /* ends with a NULL code */
void cli_help_values(char *out, size_t size, const char *usage);

#endif
