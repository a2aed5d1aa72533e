/* help.c - what does `tangbac help` print? Lines of at most 100 columns from the tables of commands
 * and options. */
#include "cli/help.h"

#include <ctype.h>
#include <string.h>

enum {
    COLUMNS = 100,    /* of a line of help */
    OPTION_WIDTH = 26 /* of an option and its value, before what it does */
};

/* headings in the order in which a planner meets the commands */
static const cli_words group_names[CLI_GROUPS] = {
    [CLI_LOOK] = { TB_HELP_LOOK },
    [CLI_ESTIMATE] = { TB_HELP_ESTIMATE },
    [CLI_DECIDE] = { TB_HELP_DECIDE },
    [CLI_WRITE] = { TB_HELP_WRITE },
};

/* the same numbers as tb_status_exit_code gives */
const cli_exit cli_exits[] = {
    { "0", { TB_HELP_EXIT_0 } }, { "1", { TB_HELP_EXIT_1 } }, { "2", { TB_HELP_EXIT_2 } },
    { "3", { TB_HELP_EXIT_3 } }, { "4", { TB_HELP_EXIT_4 } }, { "130", { TB_HELP_EXIT_130 } },
    { NULL, { NULL, NULL } },
};

static const cli_words values[] = { TB_HELP_VALUES };

/* ---- texts ----------------------------------------------------------------------------------- */

/* Columns of a UTF-8 text: its bytes but for those that continue a character. */
static size_t count_columns(const char *text, size_t bytes)
{
    size_t n = 0;
    for (size_t i = 0; i < bytes; i++)
        n += ((unsigned char)text[i] & 0xC0) != 0x80;
    return n;
}

/* Prints a text in lines of at most COLUMNS, the first from column `at`, the next from `indent`.
 * Widths are columns on the screen, not bytes: Vietnamese letters have two or three bytes and
 * one column. A newline of the text starts a new line at indent. */
static void print_wrapped(FILE *out, const char *text, size_t at, size_t indent)
{
    size_t column = at;
    bool first = true;
    while (*text != '\0') {
        size_t bytes = strcspn(text, " \n");
        size_t width = count_columns(text, bytes);
        if (!first && column + 1 + width > COLUMNS) {
            fprintf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (!first && column > indent) {
            fputc(' ', out);
            column++;
        }
        fwrite(text, 1, bytes, out);
        column += width;
        first = false;
        text += bytes;
        if (*text == '\n') {
            fprintf(out, "\n%*s", (int)indent, "");
            column = indent;
        }
        text += *text != '\0';
    }
    fputc('\n', out);
}

/* The word of the reader's language for the capitals at the start of `text`, NULL for none. */
static const char *find_value(const char *text, size_t bytes)
{
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (strlen(values[i].en) == bytes && strncmp(values[i].en, text, bytes) == 0)
            return cli_pick(values[i]);
    return NULL;
}

/* Words of two capitals or more are names of values, and become those of the reader's language.
 * out [size] always ends with a zero; what does not fit is cut. "PANEL.h5 --year YEAR" becomes
 * "BẢNG.h5 --year NĂM". */
void cli_help_values(char *out, size_t size, const char *usage)
{
    size_t n = 0;
    while (*usage != '\0' && n + 1 < size) {
        /* a single capital is a letter of its own, as in A:B */
        size_t bytes = strspn(usage, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        const char *word = bytes > 1 ? find_value(usage, bytes) : NULL;
        if (bytes == 0)
            bytes = 1;
        int length = word != NULL ? (int)strlen(word) : (int)bytes;
        int put = snprintf(out + n, size - n, "%.*s", length, word != NULL ? word : usage);
        n += put > 0 ? (size_t)put : 0;
        usage += bytes;
    }
    if (size > 0)
        out[n < size ? n : size - 1] = '\0';
}

/* ---- help ------------------------------------------------------------------------------------ */

/* An option that is wider than its column has what it does on the line below. Two columns: the
 * option with its value, and the help wrapped beside it. */
static void print_options(FILE *out, const cli_opt *table)
{
    for (const cli_opt *o = table; o->name != NULL; o++) {
        char left[256], value[192];
        cli_help_values(value, sizeof value, o->value != NULL ? o->value : "");
        /* without a letter four blanks stand, so that the long names are aligned */
        snprintf(left, sizeof left, "%s%c%s--%s%s%s", o->letter ? "-" : "",
                 o->letter ? o->letter : ' ', o->letter ? ", " : "   ", o->name,
                 value[0] != '\0' ? " " : "", value);
        size_t width = count_columns(left, strlen(left));
        if (width > OPTION_WIDTH)
            fprintf(out, "  %s\n  %*s ", left, OPTION_WIDTH, "");
        else
            fprintf(out, "  %s%*s ", left, (int)(OPTION_WIDTH - width), "");
        print_wrapped(out, cli_pick(o->help), OPTION_WIDTH + 3, OPTION_WIDTH + 3);
    }
}

/* Columns: two, ten and a space. */
static void print_commands(FILE *out, cli_group group)
{
    fprintf(out, "\n%s\n", cli_pick(group_names[group]));
    for (size_t i = 0; cli_commands[i] != NULL; i++) {
        const cli_command *c = cli_commands[i];
        if (c->group != group)
            continue;
        fprintf(out, "  %-10s ", c->name);
        print_wrapped(out, cli_pick(c->summary), 13, 13);
    }
}

/* Borrows the words of the tables, so that help cannot say anything else than the parser does.
 * What `tangbac help` prints: commands by group, shared options, exit codes, an example. */
void cli_help_all(FILE *out)
{
    static const cli_words usage = { TB_HELP_USAGE }, all = { TB_HELP_USAGE_ALL };
    static const cli_words intro = { TB_HELP_INTRO }, help = { TB_HELP_HELP };
    static const cli_words line = { TB_HELP_HELP_LINE }, shared = { TB_HELP_OPTIONS_ALL };
    static const cli_words exits = { TB_HELP_EXIT_CODES }, example = { TB_HELP_EXAMPLE };
    fprintf(out, "%s%s\n\n", cli_pick(usage), cli_pick(all));
    print_wrapped(out, cli_pick(intro), 0, 0);
    for (int group = 0; group < CLI_GROUPS; group++)
        print_commands(out, (cli_group)group);
    fprintf(out, "\n%s\n  %-10s %s\n\n%s\n", cli_pick(help), "help", cli_pick(line),
            cli_pick(shared));
    print_options(out, cli_shared);
    fprintf(out, "\n%s\n", cli_pick(exits));
    for (const cli_exit *e = cli_exits; e->code != NULL; e++)
        fprintf(out, "  %-4s %s\n", e->code, cli_pick(e->means));
    fprintf(out, "\n%stangbac rank build/panel.h5 --index PAPI --year 2022 --table\n",
            cli_pick(example));
}

/* Its own options before those of all commands. What `tangbac help COMMAND` and `tangbac COMMAND
 * --help` print. */
void cli_help_command(FILE *out, const cli_command *c)
{
    static const cli_words usage = { TB_HELP_USAGE }, any = { TB_HELP_OPTIONS_WORD };
    static const cli_words options = { TB_HELP_OPTIONS }, shared = { TB_HELP_OPTIONS_ALL };
    static const cli_words example = { TB_HELP_EXAMPLE };
    char words[512];
    cli_help_values(words, sizeof words, c->usage);
    fprintf(out, "%stangbac %s %s\n\n", cli_pick(usage), words, cli_pick(any));
    print_wrapped(out, cli_pick(c->summary), 0, 0);
    fputc('\n', out);
    print_wrapped(out, cli_pick(c->about), 0, 0);
    if (c->options[0].name != NULL)
        fprintf(out, "\n%s\n", cli_pick(options));
    print_options(out, c->options);
    fprintf(out, "\n%s\n", cli_pick(shared));
    print_options(out, cli_shared);
    fprintf(out, "\n%s%s\n", cli_pick(example), c->example);
}

/* ---- misspelt commands ----------------------------------------------------------------------- */

/* Edits between two short words (Levenshtein). O(na x nb), one row of the table at a time. Words
 * of 32 letters and more are held to be unlike all. */
static size_t count_edits(const char *a, const char *b)
{
    enum { LONGEST = 32 };
    size_t na = strlen(a), nb = strlen(b), row[LONGEST];
    if (na >= LONGEST || nb >= LONGEST)
        return LONGEST;
    for (size_t j = 0; j <= nb; j++)
        row[j] = j;
    for (size_t i = 1; i <= na; i++) {
        /* the cell up to the left, before it is overwritten */
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t up = row[j], best = corner + (a[i - 1] != b[j - 1]);
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

/* NULL when none is within two edits. */
const char *cli_help_nearest(const char *word)
{
    const char *best = NULL;
    size_t least = 3;
    for (size_t i = 0; cli_commands[i] != NULL; i++) {
        size_t edits = count_edits(word, cli_commands[i]->name);
        if (edits < least) {
            least = edits;
            best = cli_commands[i]->name;
        }
    }
    return best;
}
