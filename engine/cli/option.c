/* option.c - GNU long options: --name VALUE, --name=VALUE, -l VALUE, "--" ends them; no
 * abbreviations. */
#include "cli/option.h"

#include "messages/cli.h"
#include "messages/cli_help.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const cli_opt cli_shared[] = {
    { "output", 'o', CLI_TEXT, "FILE", { TB_HELP_OUTPUT }, true },
    { "table", 't', CLI_FLAG, NULL, { TB_HELP_TABLE }, true },
    { "quiet", 'q', CLI_FLAG, NULL, { TB_HELP_QUIET }, true },
    { "seed", 0, CLI_U64, "N", { TB_HELP_SEED }, false },
    { "threads", 0, CLI_INT, "N", { TB_HELP_THREADS }, true },
    { "lang", 0, CLI_TEXT, "vi|en", { TB_HELP_LANG }, true },
    { "progress", 0, CLI_FLAG, NULL, { TB_HELP_PROGRESS }, true },
    { "no-progress", 0, CLI_FLAG, NULL, { TB_HELP_NO_PROGRESS }, true },
    { "unsealed", 0, CLI_FLAG, NULL, { TB_HELP_UNSEALED }, true },
    { "help", 'h', CLI_FLAG, NULL, { TB_HELP_HELP_OPTION }, true },
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

enum { MOST_THREADS = 4096 };
static const cli_words either = { TB_MSG_CLI_OR };
/* 2^53 - 1, as in a scenario: beyond it a seed would come back from the JSON as another one */
static const unsigned long long MOST_WHOLE = 9007199254740991ULL;

/* The whole name: "--ind" is not "--index", so that a new option cannot change an old
 * command. */
static const cli_opt *find_long(const cli_opt *table, const char *name, size_t n)
{
    for (const cli_opt *o = table; o->name != NULL; o++)
        if (strlen(o->name) == n && strncmp(o->name, name, n) == 0)
            return o;
    return NULL;
}

/* 0 is no letter, and no argument can be one. */
static const cli_opt *find_letter(const cli_opt *table, char letter)
{
    for (const cli_opt *o = table; o->name != NULL; o++)
        if (o->letter == letter)
            return o;
    return NULL;
}

/* list: "a|b|c". The empty word is in no list but one that has it.
 * Words are ASCII; case counts. */
static bool is_word_of(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = list; p != NULL; p = strchr(p, '|')) {
        if (*p == '|')
            p++;
        if (strncmp(p, word, n) == 0 && (p[n] == '|' || p[n] == '\0'))
            return true;
    }
    return false;
}

/* "a|b|c" as "a, b or c" in the reader's language, into text [room]; cut where it is longer. */
static void join_words(char *text, size_t room, const char *list)
{
    size_t at = 0;
    text[0] = '\0';
    while (list != NULL && at < room) {
        size_t n = strcspn(list, "|");
        const char *next = list[n] == '|' ? list + n + 1 : NULL;
        bool last_but_one = next != NULL && strchr(next, '|') == NULL;
        const char *between = next == NULL ? "" : last_but_one ? cli_pick(either) : ", ";
        at += (size_t)snprintf(text + at, room - at, "%.*s%s", (int)n, list, between);
        list = next;
    }
}

/* A word that is none of those that an option takes; false, as the caller returns it. */
static bool refuse_word(const cli_opt *o, const char *text, const char *command)
{
    char words[512];
    join_words(words, sizeof words, o->value);
    cli_usage(command, TB_MSG_CLI_ONE_OF, o->name, text, words);
    return false;
}

/* strtod takes 0x10, inf and nan too: people mean none of them. */
bool cli_number_of(double *out, const char *text)
{
    char *end = NULL;
    double x = strtod(text, &end);
    bool read = end != text && *end == '\0' && strpbrk(text, "xX") == NULL;
    if (out != NULL)
        *out = x;
    return read && fabs(x) <= (double)MOST_WHOLE;
}

/* What the kind of the option demands; a list of words in its value is the choice that there is.
 * false: said already. Said in the reader's language with the option's name and what was given.
 * o->value of a text with '|' in it lists the words: "deviation|score". */
static bool check_value(const cli_opt *o, const char *text, const char *command)
{
    char *end = NULL;
    long long whole;
    unsigned long long natural;
    errno = 0;
    switch (o->kind) {
    case CLI_FLAG:
        return true;
    case CLI_TEXT:
    case CLI_LIST:
        if (strchr(o->value, '|') == NULL || is_word_of(o->value, text))
            return true;
        return refuse_word(o, text, command);
    case CLI_INT:
        whole = strtoll(text, &end, 10);
        if (end == text || *end != '\0' || errno != 0) {
            cli_usage(command, TB_MSG_CLI_WHOLE, o->name, text);
            return false;
        }
        /* threads alone are bounded here: a wrong number of them would be felt by the
         * machine */
        if (strcmp(o->name, "threads") != 0 && whole >= -INT_MAX && whole <= INT_MAX)
            return true;
        if (strcmp(o->name, "threads") == 0 && whole >= 1 && whole <= MOST_THREADS)
            return true;
        if (strcmp(o->name, "threads") == 0)
            cli_usage(command, TB_MSG_CLI_RANGE, o->name, 1LL, (long long)MOST_THREADS, whole);
        else /* years and counts are cut to an int by who asks for them */
            cli_usage(command, TB_MSG_CLI_RANGE, o->name, 0LL, (long long)INT_MAX, whole);
        return false;
    case CLI_U64:
        natural = strtoull(text, &end, 10);
        /* strtoull would take "-1" as a large number, hence the first digit */
        if (isdigit((unsigned char)text[0]) && *end == '\0' && errno == 0 && natural <= MOST_WHOLE)
            return true;
        cli_usage(command, TB_MSG_CLI_NATURAL, o->name, text);
        return false;
    case CLI_NUMBER:
        if (cli_number_of(NULL, text))
            return true;
        cli_usage(command, TB_MSG_CLI_NUMBER, o->name, text);
        return false;
    }
    return false;
}

/* text is borrowed from argv; NULL for flags.
 * The last of several counts, so that a script can add to a default. */
static bool keep_option(cli_args *a, const cli_opt *o, const char *text, const char *command)
{
    if (text != NULL && !check_value(o, text, command))
        return false;
    if (a->n_value == CLI_MAX_VALUES) {
        cli_usage(command, TB_MSG_CLI_OPTIONS_MOST, CLI_MAX_VALUES);
        return false;
    }
    a->value[a->n_value].opt = o;
    a->value[a->n_value++].text = text;
    return true;
}

/* What the result repeats of the command line; more than there is room for is left out.
 * Options that change no result are not repeated, so that two equal results have equal heads. */
static void echo_argument(cli_args *a, const char *text)
{
    if (a->n_echo < sizeof a->echo / sizeof *a->echo)
        a->echo[a->n_echo++] = text;
}

/* One argument that starts with a dash. Returns how many elements of argv it took, 0 on failure.
 * "-n5", "-n 5", "--draws=5" and "--draws 5" alike. Two elements of argv when the value is one
 * of them. left: how many elements of argv there are from this one on. */
static int take_option(cli_args *a, const char *command, int left, char **argv)
{
    const char *word = argv[0], *inlined = NULL;
    const cli_opt *o = NULL;
    /* long options are looked for in the command's own table first */
    if (word[1] == '-') {
        size_t n = strcspn(word + 2, "=");
        inlined = word[2 + n] == '=' ? word + 3 + n : NULL;
        o = find_long(a->table, word + 2, n);
        if (o == NULL)
            o = find_long(cli_shared, word + 2, n);
    } else {
        o = find_letter(a->table, word[1]);
        if (o == NULL)
            o = find_letter(cli_shared, word[1]);
        if (word[2] != '\0')
            inlined = word + 2;
    }
    if (o == NULL) {
        cli_usage(command, TB_MSG_CLI_OPTION, word);
        return 0;
    }
    if (o->kind == CLI_FLAG && inlined != NULL) {
        cli_usage(command, TB_MSG_CLI_NO_VALUE, o->name);
        return 0;
    }
    bool two = o->kind != CLI_FLAG && inlined == NULL;
    if (two && left < 2) {
        cli_usage(command, TB_MSG_CLI_VALUE, o->name, o->value);
        return 0;
    }
    const char *text = o->kind == CLI_FLAG ? NULL : two ? argv[1] : inlined;
    if (!keep_option(a, o, text, command))
        return 0;
    if (!o->quiet && strcmp(o->name, "seed") != 0) {
        echo_argument(a, argv[0]);
        if (two)
            echo_argument(a, argv[1]);
    }
    return two ? 2 : 1;
}

/* The seed is not echoed: it stands in the result by itself. "-" alone is an argument. After
 * "--" everything is an argument. false: the wrong use was said, exit code 2. */
bool cli_parse(cli_args *a, const cli_opt *table, const char *command, int argc, char **argv)
{
    *a = (cli_args){ .table = table };
    echo_argument(a, command);
    bool options = true;
    for (int i = 0; i < argc;) {
        if (options && strcmp(argv[i], "--") == 0) {
            options = false;
            i++;
        } else if (options && argv[i][0] == '-' && argv[i][1] != '\0') {
            int took = take_option(a, command, argc - i, argv + i);
            if (took == 0)
                return false;
            i += took;
        } else if (a->n_arg == CLI_MAX_ARGS) {
            cli_usage(command, TB_MSG_CLI_ARGUMENTS_MOST, CLI_MAX_ARGS);
            return false;
        } else {
            a->arg[a->n_arg++] = argv[i];
            echo_argument(a, argv[i++]);
        }
    }
    return true;
}

/* The last one that was given counts. */
const char *cli_text(const cli_args *a, const char *name, const char *otherwise)
{
    for (size_t i = a->n_value; i > 0; i--)
        if (strcmp(a->value[i - 1].opt->name, name) == 0)
            return a->value[i - 1].text;
    return otherwise;
}

/* Whether it was given at all. */
bool cli_has(const cli_args *a, const char *name)
{
    for (size_t i = 0; i < a->n_value; i++)
        if (strcmp(a->value[i].opt->name, name) == 0)
            return true;
    return false;
}

/* Checked while parsing, so that what is read here is a number. */
long long cli_int(const cli_args *a, const char *name, long long otherwise)
{
    const char *text = cli_text(a, name, NULL);
    return text != NULL ? strtoll(text, NULL, 10) : otherwise;
}

uint64_t cli_u64(const cli_args *a, const char *name, uint64_t otherwise)
{
    const char *text = cli_text(a, name, NULL);
    return text != NULL ? strtoull(text, NULL, 10) : otherwise;
}

double cli_number(const cli_args *a, const char *name, double otherwise)
{
    const char *text = cli_text(a, name, NULL);
    /* the command never calls setlocale for numbers */
    return text != NULL ? strtod(text, NULL) : otherwise;
}

/* "2019" or "2019:2022", within 1990 to 2100. *first and *last are untouched on failure. One
 * year is a range of itself. */
bool cli_years(int *first, int *last, const char *text)
{
    char *end;
    long a = strtol(text, &end, 10);
    long b = a;
    if (end == text)
        return false;
    if (*end == ':') {
        const char *second = end + 1;
        b = strtol(second, &end, 10);
        if (end == second)
            return false;
    }
    if (*end != '\0' || a < 1990 || b > 2100 || a > b)
        return false;
    *first = (int)a;
    *last = (int)b;
    return true;
}

/* In the order of the command line; out [room]. */
size_t cli_list(const cli_args *a, const char *name, const char **out, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; i < a->n_value && n < room; i++)
        if (strcmp(a->value[i].opt->name, name) == 0)
            out[n++] = a->value[i].text;
    return n;
}
