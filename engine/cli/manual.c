/* manual.c - the man page, in roff, from the tables of commands and options. */
#include "cli/help.h"

#include <string.h>
#include <tangbac/version.h>

/* Prints a text so that roff takes it for nothing but text: a leading dot or quote and backslashes
 * would be requests, a plain dash is a hyphen. */
static void print_roff(FILE *out, const char *text)
{
    bool start = true;
    for (; *text != '\0'; text++) {
        if (start && (*text == '.' || *text == '\''))
            fputs("\\&", out);
        if (*text == '\\')
            fputs("\\e", out);
        else if (*text == '-')
            fputs("\\-", out);
        else
            fputc(*text, out);
        start = *text == '\n';
    }
}

/* .TP: an option, and what it does indented below it. Hyphens of options are escaped, so that
 * they can be copied from the page as they are typed. */
static void print_options(FILE *out, const cli_opt *table)
{
    for (const cli_opt *o = table; o->name != NULL; o++) {
        char value[192];
        fputs(".TP\n\\fB", out);
        if (o->letter)
            fprintf(out, "\\-%c\\fR, \\fB", o->letter);
        fputs("\\-\\-", out);
        print_roff(out, o->name);
        fputs("\\fR", out);
        if (o->value != NULL) {
            cli_help_values(value, sizeof value, o->value);
            fputs(" \\fI", out);
            print_roff(out, value);
            fputs("\\fR", out);
        }
        fputc('\n', out);
        print_roff(out, cli_pick(o->help));
        fputc('\n', out);
    }
}

/* .SS takes its title as one argument, hence the quotes. */
static void print_command(FILE *out, const cli_command *c)
{
    static const cli_words example = { TB_HELP_MAN_EXAMPLE };
    char words[512];
    cli_help_values(words, sizeof words, c->usage);
    fputs(".SS \"tangbac ", out);
    print_roff(out, words);
    fputs("\"\n", out);
    print_roff(out, cli_pick(c->summary));
    fputs("\n.PP\n", out);
    print_roff(out, cli_pick(c->about));
    fputc('\n', out);
    print_options(out, c->options);
    fprintf(out, ".PP\n%s\\fB", cli_pick(example));
    print_roff(out, c->example);
    fputs("\\fR\n", out);
}

/* No date: the page is the same whenever it is made. */
static void print_head(FILE *out)
{
    static const cli_words section = { TB_HELP_MAN_SECTION }, name = { TB_HELP_MAN_NAME };
    static const cli_words line = { TB_HELP_MAN_ONE_LINE }, synopsis = { TB_HELP_MAN_SYNOPSIS };
    static const cli_words command = { TB_HELP_MAN_COMMAND };
    static const cli_words arguments = { TB_HELP_MAN_ARGUMENTS };
    static const cli_words options = { TB_HELP_MAN_OPTIONS };
    static const cli_words description = { TB_HELP_MAN_DESCRIPTION }, intro = { TB_HELP_INTRO };
    static const cli_words commands = { TB_HELP_MAN_COMMANDS };
    fprintf(out, ".TH TANGBAC 1 \"\" \"tangbac %s\" \"%s\"\n", TB_VERSION, cli_pick(section));
    fprintf(out, ".SH %s\ntangbac \\- %s\n", cli_pick(name), cli_pick(line));
    fprintf(out, ".SH %s\n.B tangbac\n\\fI%s\\fR [\\fI%s\\fR] [\\fI%s\\fR]\n", cli_pick(synopsis),
            cli_pick(command), cli_pick(arguments), cli_pick(options));
    fprintf(out, ".SH %s\n", cli_pick(description));
    print_roff(out, cli_pick(intro));
    fprintf(out, "\n.SH %s\n", cli_pick(commands));
}

/* The variables that the command asks for, each beside what it decides. */
static void print_environment(FILE *out)
{
    static const struct {
        const char *name;
        cli_words means;
    } variables[] = {
        { "TANGBAC_CACHE", { TB_HELP_MAN_ENV_CACHE } },
        { "NO_COLOR", { TB_HELP_MAN_ENV_COLOUR } },
        { "COLUMNS", { TB_HELP_MAN_ENV_COLUMNS } },
        { "LC_ALL, LC_MESSAGES, LANG", { TB_HELP_MAN_ENV_LANG } },
    };
    static const cli_words head = { TB_HELP_MAN_ENVIRONMENT };
    fprintf(out, ".SH %s\n", cli_pick(head));
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        fprintf(out, ".TP\n\\fB%s\\fR\n", variables[i].name);
        print_roff(out, cli_pick(variables[i].means));
        fputc('\n', out);
    }
}

/* In the language that the messages are in. roff for man(1), from the same tables as the help. */
void cli_help_man(FILE *out)
{
    static const cli_words shared = { TB_HELP_MAN_SHARED }, status = { TB_HELP_MAN_EXIT };
    static const cli_words license = { TB_HELP_MAN_LICENSE };
    print_head(out);
    for (size_t i = 0; cli_commands[i] != NULL; i++)
        print_command(out, cli_commands[i]);
    fprintf(out, ".SH %s\n", cli_pick(shared));
    print_options(out, cli_shared);
    fprintf(out, ".SH %s\n", cli_pick(status));
    for (const cli_exit *e = cli_exits; e->code != NULL; e++) {
        fprintf(out, ".TP\n%s\n", e->code);
        print_roff(out, cli_pick(e->means));
        fputc('\n', out);
    }
    print_environment(out);
    fprintf(out, ".SH %s\nGPL\\-3.0\\-or\\-later\n", cli_pick(license));
}
