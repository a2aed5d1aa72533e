/* speech.c - the language of the messages, and sentences of a wrong use. */
#include "cli/speech.h"

#include "cli/terminal.h"
#include "messages/cli.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/error.h>

/* one side of a message, where it must be a literal */
#define EN(...)        FIRST(__VA_ARGS__)
#define VI(...)        SECOND(__VA_ARGS__)
#define FIRST(en, vi)  en
#define SECOND(en, vi) vi

static tb_lang language = TB_LANG_EN; /* set once, before the command runs */

void cli_set_language(tb_lang x)
{
    language = x;
}

tb_lang cli_language(void)
{
    return language;
}

const char *cli_pick(cli_words words)
{
    return language == TB_LANG_VI ? words.vi : words.en;
}

/* Returns the exit code of a wrong use, with how to get help behind the sentence. en and vi are
 * literals that read the same arguments; at most 1,023 bytes are said. command "": of no
 * command, as an unknown one. */
int cli_usage(const char *command, const char *en, const char *vi, ...)
{
    char text[1024], whole[1400];
    const char *space = command[0] != '\0' ? " " : "";
    va_list args;
    va_start(args, vi);
    if (language == TB_LANG_VI)
        vsnprintf(text, sizeof text, vi, args);
    else
        vsnprintf(text, sizeof text, en, args);
    va_end(args);
    /* a question ("did you mean ...?") ends itself */
    bool asks = text[0] != '\0' && text[strlen(text) - 1] == '?';
    if (language == TB_LANG_VI)
        snprintf(whole, sizeof whole, VI(TB_MSG_CLI_SEE), text, "", space, command);
    else
        snprintf(whole, sizeof whole, EN(TB_MSG_CLI_SEE), text, asks ? "" : ";", space, command);
    cli_say("tangbac: ", whole);
    return tb_status_exit_code(TB_EARG);
}

/* The format must be a literal for the compiler's check, hence the two branches. */
void cli_say_stdout(int cause)
{
    char text[512];
    const char *why = strerror(cause);
    if (language == TB_LANG_VI)
        snprintf(text, sizeof text, VI(TB_MSG_CLI_STDOUT), why);
    else
        snprintf(text, sizeof text, EN(TB_MSG_CLI_STDOUT), why);
    cli_say("tangbac: ", text);
}
