/* cli/speech.h - the language of the messages, and sentences of a wrong use. */
#ifndef TB_CLI_SPEECH_H
#define TB_CLI_SPEECH_H

#include <tangbac/report.h>

/* A text in both languages; the macros of messages/cli_help.h fill one. */
typedef struct cli_words {
    const char *en, *vi;
} cli_words;

/* English until it is set; once, before the command runs. */
void cli_set_language(tb_lang x);
tb_lang cli_language(void);

/* A usage error: a sentence of messages/cli.h, in the reader's language, and a pointer to the help
 * of the command ("" for none); returns 2. */
int cli_usage(const char *command, const char *en, const char *vi, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
/* That standard output cannot be written, and why (an errno). */
void cli_say_stdout(int cause);
/* A text in the reader's language. */
const char *cli_pick(cli_words words);

#endif
