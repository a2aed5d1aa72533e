/* cli/terminal.h - the one place that knows about terminals: sentences on standard error, colour,
 * progress, Ctrl-C. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/* Prints lead and text and a newline on standard error; `lead` is coloured when a terminal wants
 * it. */
void cli_say(const char *lead, const char *text);

/* Progress of long work: `done` of `all`. Painted after one second, only on a terminal (force: +1
 * always, -1 never), cleared by cli_progress_end. left: words with a %.0f for the seconds to
 * come. */
void cli_progress_start(const char *what, const char *left, int force);
void cli_progress(size_t done, size_t all);
void cli_progress_end(void);
/* The same for work that tells what share is done; about is not looked at. */
void cli_progress_share(void *about, double share);

/* Ctrl-C asks for an end; whether somebody asked. */
void cli_catch_interrupt(void);
bool cli_interrupted(void);

int cli_terminal_columns(void); /* of standard output; 0: not a terminal */

#endif
