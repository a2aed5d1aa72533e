/* help.c - what `tangbac help` prints. */
#include "cli/help.h"

#include <string.h>
#include <tangbac/version.h>

static const char *const groups[] = { "Look", "Estimate", "Decide", "Write", NULL };

static const struct {
    const char *code, *means;
} exits[] = { { "0", "done; also when a goal is out of reach: that is an answer" },
              { "1", "could not run" },
              { "2", "usage; also a goal on the command line that does not parse" },
              { "3", "data rejected; also a goal in a file" },
              { "4", "numerical trouble" },
              { "130", "interrupted" } };

void cli_help_all(FILE *out)
{
    fputs("usage: tangbac COMMAND [ARGUMENTS] [OPTIONS]\n\n"
          "tăng bậc: which measures move a province's ranks, how likely a target is, and how much "
          "of a climb is noise.\n"
          "JSON goes to standard output, talk to standard error.\n",
          out);
    for (size_t g = 0; groups[g] != NULL; g++) {
        bool any = false;
        for (size_t i = 0; cli_commands[i] != NULL; i++) {
            const cli_command *c = cli_commands[i];
            if (strcmp(c->group, groups[g]) != 0)
                continue;
            if (!any)
                fprintf(out, "\n%s\n", groups[g]);
            any = true;
            fprintf(out, "  %-10s %s\n", c->name, c->summary);
        }
    }
    fputs("\nHelp\n  help       this text; help COMMAND, help --man, help --completion "
          "bash|zsh|fish\n\nOptions of every command\n",
          out);
    for (const cli_opt *o = cli_shared; o->name != NULL; o++) {
        char left[64];
        snprintf(left, sizeof left, "%s%c%s--%s%s%s", o->letter ? "-" : "",
                 o->letter ? o->letter : ' ', o->letter ? ", " : "   ", o->name,
                 o->value ? " " : "", o->value ? o->value : "");
        fprintf(out, "  %-24s %s\n", left, o->help);
    }
    fputs("\nExit codes\n", out);
    for (size_t i = 0; i < sizeof exits / sizeof *exits; i++)
        fprintf(out, "  %-4s %s\n", exits[i].code, exits[i].means);
    fputs("\nexample: tangbac rank build/panel.h5 --index PAPI --year 2022 --table\n", out);
}

static void option_lines(FILE *out, const cli_opt *table)
{
    for (const cli_opt *o = table; o->name != NULL; o++) {
        char left[80];
        snprintf(left, sizeof left, "%s%c%s--%s%s%s", o->letter ? "-" : "",
                 o->letter ? o->letter : ' ', o->letter ? ", " : "   ", o->name,
                 o->value ? " " : "", o->value ? o->value : "");
        if (strlen(left) > 26)
            fprintf(out, "  %s\n  %-26s %s\n", left, "", o->help);
        else
            fprintf(out, "  %-26s %s\n", left, o->help);
    }
}

void cli_help_command(FILE *out, const cli_command *c)
{
    fprintf(out, "usage: tangbac %s [OPTIONS]\n\n%s\n\n%s\n", c->usage, c->summary, c->about);
    if (c->options[0].name != NULL)
        fputs("\nOptions\n", out);
    option_lines(out, c->options);
    fputs("\nOptions of every command\n", out);
    option_lines(out, cli_shared);
    fprintf(out, "\nexample: %s\n", c->example);
}

/* roff: a leading dot or quote and backslashes must not be seen as requests. */
static void roff(FILE *out, const char *text)
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

static void man_options(FILE *out, const cli_opt *table)
{
    for (const cli_opt *o = table; o->name != NULL; o++) {
        fputs(".TP\n\\fB", out);
        if (o->letter)
            fprintf(out, "\\-%c\\fR, \\fB", o->letter);
        fputs("\\-\\-", out);
        roff(out, o->name);
        fputs("\\fR", out);
        if (o->value != NULL) {
            fputs(" \\fI", out);
            roff(out, o->value);
            fputs("\\fR", out);
        }
        fputc('\n', out);
        roff(out, o->help);
        fputc('\n', out);
    }
}

void cli_help_man(FILE *out)
{
    fprintf(out,
            ".TH TANGBAC 1 \"\" \"tangbac %s\" \"User commands\"\n.SH NAME\ntangbac \\- rankings, "
            "forecasts, targets and measures of provinces\n",
            TB_VERSION);
    fputs(".SH SYNOPSIS\n.B tangbac\n\\fICOMMAND\\fR [\\fIARGUMENTS\\fR] [\\fIOPTIONS\\fR]\n.SH "
          "DESCRIPTION\n",
          out);
    fputs("tangbac says which measures move a province's ranks in PAR INDEX, SIPAS, PAPI, PCI and "
          "DTI, how likely a target is, and how much of a "
          "climb is noise. "
          "JSON goes to standard output (or \\fB\\-o\\fR \\fIFILE\\fR), talk to standard "
          "error.\n.SH COMMANDS\n",
          out);
    for (size_t i = 0; cli_commands[i] != NULL; i++) {
        const cli_command *c = cli_commands[i];
        fputs(".SS \"tangbac ", out);
        roff(out, c->usage);
        fputs("\"\n", out);
        roff(out, c->about);
        fputc('\n', out);
        man_options(out, c->options);
        fputs(".PP\nExample: \\fB", out);
        roff(out, c->example);
        fputs("\\fR\n", out);
    }
    fputs(".SH OPTIONS OF EVERY COMMAND\n", out);
    man_options(out, cli_shared);
    fputs(".SH EXIT STATUS\n", out);
    for (size_t i = 0; i < sizeof exits / sizeof *exits; i++) {
        fprintf(out, ".TP\n%s\n", exits[i].code);
        roff(out, exits[i].means);
        fputc('\n', out);
    }
    fputs(".SH LICENSE\nGPL\\-3.0\\-or\\-later\n", out);
}

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
        for (size_t i = 0; cli_commands[i] != NULL; i++)
            for (int shared = 0; shared < 2; shared++)
                for (const cli_opt *o = shared ? cli_shared : cli_commands[i]->options;
                     o->name != NULL; o++)
                    fprintf(out,
                            "complete -c tangbac -n '__fish_seen_subcommand_from %s' -l %s%s -d "
                            "\"%s\"\n",
                            cli_commands[i]->name, o->name, o->kind == CLI_FLAG ? "" : " -r",
                            o->help);
        return true;
    }
    return false;
}

/* Edits between two short words. */
static size_t distance(const char *a, const char *b)
{
    enum { ROOM = 32 };
    size_t na = strlen(a);
    size_t nb = strlen(b);
    size_t row[ROOM];
    if (na >= ROOM || nb >= ROOM)
        return ROOM;
    for (size_t j = 0; j <= nb; j++)
        row[j] = j;
    for (size_t i = 1; i <= na; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t up = row[j];
            size_t best = corner + (a[i - 1] != b[j - 1]);
            if (up + 1 < best)
                best = up + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            corner = up;
            row[j] = best;
        }
    }
    return row[nb];
}

const char *cli_help_nearest(const char *word)
{
    const char *best = NULL;
    size_t least = 3;
    for (size_t i = 0; cli_commands[i] != NULL; i++) {
        size_t d = distance(word, cli_commands[i]->name);
        if (d < least) {
            least = d;
            best = cli_commands[i]->name;
        }
    }
    return best;
}
