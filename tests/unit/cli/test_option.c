/* test_option.c - cli: options before and after arguments, with and without '=', until "--"; numbers as
 * people write them and no others. What is refused is refused with a sentence. */
#include "cli/command.h"
#include "support/check.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static char said[512];

/* In the place of the command's: the sentence is kept. */
int cli_usage(const char *command, const char *en, const char *vi, ...)
{
    va_list args;
    (void)command;
    va_start(args, vi);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    vsnprintf(said, sizeof said, en, args);
#pragma GCC diagnostic pop
    va_end(args);
    return 2;
}

const char *cli_pick(cli_words words)
{
    return words.en;
}

static const cli_opt table[] = {
    { "index", 'i', CLI_LIST, "CODE", { "which", "nào" }, false },
    { "year", 'y', CLI_INT, "YEAR", { "when", "khi nào" }, false },
    { "size", 0, CLI_NUMBER, "X", { "how much", "bao nhiêu" }, false },
    { "kind", 0, CLI_TEXT, "long|wide|other", { "form", "dạng" }, false },
    { "full", 0, CLI_FLAG, NULL, { "all", "tất cả" }, false },
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

static bool parse(cli_args *a, const char *const *word, size_t n)
{
    char *argv[32];
    said[0] = '\0';
    for (size_t i = 0; i < n; i++)
        argv[i] = (char *)(uintptr_t)word[i];
    return cli_parse(a, table, "rank", (int)n, argv);
}

static void options_stand_anywhere(void **state)
{
    (void)state;
    static const char *const word[] = { "--index=PAPI", "a.h5",   "-y",     "2022", "-iPAR",
                                        "--size",       "-2.385", "--full", "--",   "--year" };
    cli_args a;
    const char *index[4];
    assert_true(parse(&a, word, 10));
    assert_int_equal(a.n_arg, 2);
    assert_string_equal(a.arg[0], "a.h5");
    assert_string_equal(a.arg[1], "--year");
    assert_int_equal(cli_int(&a, "year", 0), 2022);
    assert_int_equal(cli_list(&a, "index", index, 4), 2);
    assert_string_equal(index[1], "PAR");
    assert_true(cli_number(&a, "size", NAN) == -2.385);
    assert_true(cli_has(&a, "full") && !cli_has(&a, "quiet"));
}

static void what_is_no_option_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *word[2], *part;
    } cases[] = { { { "--indx", "PAPI" }, "--indx" },
                  { { "--year", "20x" }, "20x" },
                  { { "--size", "0x10" }, "0x10" },
                  { { "--size", "inf" }, "inf" },
                  { { "--kind", "wid" }, "unknown kind 'wid'; expected long, wide or other" },
                  { { "a.h5", "--year" }, "year" },
                  { { "--full=1", "a" }, "full" },
                  { { "--ind", "PAPI" }, "--ind" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cli_args a;
        if (parse(&a, cases[i].word, 2))
            fail_msg("%s %s was taken", cases[i].word[0], cases[i].word[1]);
        if (strstr(said, cases[i].part) == NULL)
            fail_msg("'%s' does not name %s", said, cases[i].part);
    }
}

static void years_are_one_or_two(void **state)
{
    (void)state;
    int first = 0, last = 0;
    assert_true(cli_years(&first, &last, "2013:2022") && first == 2013 && last == 2022);
    assert_true(cli_years(&first, &last, "2013") && first == 2013 && last == 2013);
    assert_false(cli_years(&first, &last, "2013-2022"));
    assert_false(cli_years(&first, &last, "13"));
    assert_false(cli_years(&first, &last, ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(options_stand_anywhere),
                                        cmocka_unit_test(what_is_no_option_is_named),
                                        cmocka_unit_test(years_are_one_or_two) };
    return cmocka_run_group_tests_name("cli.option", tests, NULL, NULL);
}
