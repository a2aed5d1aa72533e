/* completion.c - what can follow? Completions of the shells, which ask the command itself. */
#include "cli/help.h"

#include <string.h>

/* command NULL: the names of commands; else its options and those that all have. false: no such
 * command. One word a line, as compgen, compadd and fish take them. */
bool cli_help_complete(FILE *out, const char *command)
{
    if (command == NULL) {
        for (size_t i = 0; cli_commands[i] != NULL; i++)
            fprintf(out, "%s\n", cli_commands[i]->name);
        fputs("help\n", out);
        return true;
    }
    const cli_command *c = cli_find_command(command);
    if (c == NULL)
        return strcmp(command, "help") == 0;
    for (const cli_opt *o = c->options; o->name != NULL; o++)
        fprintf(out, "--%s\n", o->name);
    for (const cli_opt *o = cli_shared; o->name != NULL; o++)
        fprintf(out, "--%s\n", o->name);
    return true;
}

/* A text between the double quotes of a shell, in which ", \, $ and ` speak. */
static void write_quoted(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text != '\0'; text++) {
        if (strchr("\"\\$`", *text) != NULL)
            fputc('\\', out);
        fputc(*text, out);
    }
    fputs("\"\n", out);
}

/* The scripts ask the command itself each time, but for fish, whose list is written out. false:
 * no such shell. Used by `tangbac help --completion SHELL`; the script goes to out whole or not
 * at all. */
bool cli_help_shell(FILE *out, const char *shell)
{
    if (strcmp(shell, "bash") == 0) {
        fputs("_tangbac() {\n"
              "    local word=${COMP_WORDS[COMP_CWORD]}\n"
              "    if [ \"$COMP_CWORD\" -eq 1 ]; then COMPREPLY=($(compgen -W \"$(tangbac help "
              "--complete)\" -- \"$word\")); return; fi\n"
              "    case $word in -*) COMPREPLY=($(compgen -W \"$(tangbac help --complete "
              "\"${COMP_WORDS[1]}\")\" -- \"$word\")) ;; esac\n"
              "}\n"
              "complete -o default -F _tangbac tangbac\n",
              out);
        return true;
    }
    if (strcmp(shell, "zsh") == 0) {
        fputs("#compdef tangbac\n"
              "if (( CURRENT == 2 )); then compadd -- ${(f)\"$(tangbac help --complete)\"}\n"
              "elif [[ $words[CURRENT] == -* ]]; then compadd -- ${(f)\"$(tangbac help --complete "
              "$words[2])\"}\n"
              "else _files; fi\n",
              out);
        return true;
    }
    if (strcmp(shell, "fish") == 0) {
        fputs("complete -c tangbac -n __fish_use_subcommand -f -a '(tangbac help --complete)'\n",
              out);
        /* -r: the option needs a value; the shared options are listed for each command */
        for (size_t i = 0; cli_commands[i] != NULL; i++)
            for (int shared = 0; shared < 2; shared++)
                for (const cli_opt *o = shared ? cli_shared : cli_commands[i]->options;
                     o->name != NULL; o++) {
                    fprintf(out,
                            "complete -c tangbac -n '__fish_seen_subcommand_from %s' -l %s%s -d ",
                            cli_commands[i]->name, o->name, o->kind == CLI_FLAG ? "" : " -r");
                    write_quoted(out, cli_pick(o->help));
                }
        return true;
    }
    return false;
}
