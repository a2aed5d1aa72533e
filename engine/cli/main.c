/* main.c - finds the command, parses its options, runs it. */
#include "cli/command.h"
#include "cli/help.h"
#include "cli/terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/simulate.h>
#include <tangbac/version.h>

static int print_version(void)
{
    printf("tangbac %s\n%s\nLicense GPL-3.0-or-later: free software, no warranty\n", tb_version(),
           tb_version_libraries());
    return 0;
}

static int unknown_command(const char *word)
{
    const char *near = cli_help_nearest(word);
    if (near != NULL)
        return cli_usage("", "'%s' is not a command; did you mean '%s'?", word, near);
    return cli_usage("", "'%s' is not a command", word);
}

static int help(int argc, char **argv)
{
    if (argc == 0) {
        cli_help_all(stdout);
        return 0;
    }
    if (strcmp(argv[0], "--man") == 0) {
        cli_help_man(stdout);
        return 0;
    }
    if (strcmp(argv[0], "--complete") == 0)
        return cli_help_complete(stdout, argc > 1 ? argv[1] : NULL) ? 0 : 2;
    if (strcmp(argv[0], "--completion") == 0) {
        if (argc > 1 && cli_help_shell(stdout, argv[1]))
            return 0;
        return cli_usage("", "--completion needs bash, zsh or fish");
    }
    const cli_command *c = cli_find_command(argv[0]);
    if (c == NULL)
        return unknown_command(argv[0]);
    cli_help_command(stdout, c);
    return 0;
}

static int run(const cli_command *c, int argc, char **argv)
{
    cli_args a;
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") != 0 && strcmp(argv[i], "-h") != 0)
            continue;
        cli_help_command(stdout, c);
        return 0;
    }
    if (tb_world_size() > 1 && strcmp(c->name, "simulate") != 0)
        return tb_world_rank() != 0
                   ? tb_status_exit_code(TB_EARG)
                   : cli_usage(c->name,
                               "only simulate runs in several processes; start '%s' with tangbac",
                               c->name);
    if (!cli_parse(&a, c->options, c->name, argc, argv))
        return tb_status_exit_code(TB_EARG);
    cli_lang(&a);
    if (a.n_arg < c->least)
        return cli_usage(c->name, "something is missing: tangbac %s", c->usage);
    if (a.n_arg > c->most)
        return cli_usage(c->name, "'%s' is one argument too many", a.arg[c->most]);
    return c->run(&a);
}

static int dispatch(int argc, char **argv)
{
    /* options may stand before the command: the first word that names one is the command */
    int at = 1;
    while (at < argc && argv[at][0] == '-' && strcmp(argv[at], "--help") != 0 &&
           strcmp(argv[at], "-h") != 0 && strcmp(argv[at], "--version") != 0 && at + 1 < argc)
        at += cli_find_command(argv[at + 1]) == NULL && argv[at + 1][0] != '-' && at + 2 < argc ? 2
                                                                                                : 1;
    if (at >= argc || strcmp(argv[at], "--help") == 0 || strcmp(argv[at], "-h") == 0) {
        cli_help_all(at >= argc ? stderr : stdout);
        return at >= argc ? 2 : 0;
    }
    if (strcmp(argv[at], "--version") == 0)
        return print_version();
    if (strcmp(argv[at], "help") == 0)
        return help(argc - at - 1, argv + at + 1);
    const cli_command *c = cli_find_command(argv[at]);
    if (c == NULL)
        return unknown_command(argv[at]);
    /* bring what stood before the command behind it */
    char *rest[1024];
    int n = 0;
    for (int i = 1; i < argc && n < 1024; i++)
        if (i != at)
            rest[n++] = argv[i];
    return run(c, n, rest);
}

int main(int argc, char **argv)
{
    cli_lang(NULL);
    /* a closed pipe is an answer to a write, not an end without a word */
    signal(SIGPIPE, SIG_IGN);
    tb_err err = TB_ERR_INIT;
    if (tb_world_start(&argc, &argv, &err) != TB_OK)
        return cli_fail(&err);
    int code = dispatch(argc, argv);
    /* what was printed must have arrived: a full disk or a closed output is no success */
    if ((ferror(stdout) || fflush(stdout) != 0) && code == 0) {
        if (errno != EPIPE)
            cli_say("tangbac: cannot write to standard output: ", strerror(errno));
        code = 1;
    }
    tb_world_end(code);
    return code;
}
