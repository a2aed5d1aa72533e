/* main.c - finds the command, parses its options, runs it. */
#include "cli/command.h"
#include "cli/heap.h"
#include "cli/help.h"
#include "cli/terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/simulate.h>
#include <tangbac/version.h>
#include <unistd.h>

/* With the libraries that are in use: a report of a fault needs them. */
static int print_version(void)
{
    printf("tangbac %s\n%s\nLicense GPL-3.0-or-later: free software, no warranty\n", tb_version(),
           tb_version_libraries());
    return 0;
}

/* With the nearest name, when one is near. */
static int refuse_command(const char *word)
{
    const char *near = cli_help_nearest(word);
    if (near != NULL)
        return cli_usage("", TB_MSG_CLI_COMMAND_NEAR, word, near);
    return cli_usage("", TB_MSG_CLI_COMMAND, word);
}

/* What `help` takes besides the name of a command. */
static const cli_opt help_options[] = {
    { "man", 0, CLI_FLAG, NULL, { NULL, NULL }, true },
    { "complete", 0, CLI_FLAG, NULL, { NULL, NULL }, true },
    { "completion", 0, CLI_FLAG, NULL, { NULL, NULL }, true },
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* Of all commands, also for `help help`. Exit code 0. */
static int print_help_all(void)
{
    cli_help_all(stdout);
    return 0;
}

/* The help of a command, or of all. argv [argc]: every word but `help` itself. Exit code 0, or 2
 * for an unknown command, option or shell. */
static int print_help(int argc, char **argv)
{
    cli_args a;
    if (!cli_parse(&a, help_options, "", argc, argv))
        return tb_status_exit_code(TB_EARG);
    const char *word = a.n_arg > 0 ? a.arg[0] : NULL;
    if (a.n_arg > 1)
        return cli_usage("", TB_MSG_CLI_SURPLUS, a.arg[1]);
    if (cli_has(&a, "output"))
        return cli_usage("", TB_MSG_CLI_OPTION, "--output");
    if (cli_has(&a, "man")) {
        cli_help_man(stdout);
        return 0;
    }
    if (cli_has(&a, "complete"))
        return cli_help_complete(stdout, word) ? 0 : 2;
    if (cli_has(&a, "completion")) {
        if (word != NULL && cli_help_shell(stdout, word))
            return 0;
        return cli_usage("", TB_MSG_CLI_SHELL, word != NULL ? word : "");
    }
    if (word == NULL || strcmp(word, "help") == 0)
        return print_help_all();
    const cli_command *c = cli_find_command(word);
    if (c == NULL)
        return refuse_command(word);
    cli_help_command(stdout, c);
    return 0;
}

/* Options and no command: the first wrong one is said, else the help, as without a word. */
static int refuse_no_command(int argc, char **argv)
{
    cli_args a;
    const cli_opt *none = help_options + sizeof help_options / sizeof *help_options - 1;
    if (cli_parse(&a, none, "", argc, argv))
        cli_help_all(stderr);
    return tb_status_exit_code(TB_EARG);
}

/* argv [argc]: what follows the command. The order: help before anything may fail, then the
 * refusal of several processes, options, number of arguments. Exit code 2 for a wrong use, else
 * what the command returns. */
static int run_command(const cli_command *c, int argc, char **argv, const tb_comm *comm)
{
    cli_args a;
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") != 0 && strcmp(argv[i], "-h") != 0)
            continue;
        cli_help_command(stdout, c);
        return 0;
    }
    /* one process speaks for all: the others end with the same code in silence */
    if (tb_comm_size(comm) > 1 && strcmp(c->name, "simulate") != 0) {
        if (tb_comm_rank(comm) != 0)
            return tb_status_exit_code(TB_EARG);
        return cli_usage(c->name, TB_MSG_CLI_PROCESSES, c->name);
    }
    if (!cli_parse(&a, c->options, c->name, argc, argv))
        return tb_status_exit_code(TB_EARG);
    a.comm = comm;
    cli_lang(&a);
    if (a.n_arg < c->least)
        return cli_usage(c->name, TB_MSG_CLI_ARGUMENT, c->usage);
    if (a.n_arg > c->most)
        return cli_usage(c->name, TB_MSG_CLI_SURPLUS, a.arg[c->most]);
    /* after the options, which say how many threads there are */
    cli_prepare_heap();
    return cli_run(c, &a);
}

/* Also before any command. */
static bool is_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

/* The position of the command: options may stand before it, some with a value. The first word that
 * names a command is it, else the first that is no option. */
static int find_position(int argc, char **argv)
{
    int at = 1;
    while (at + 1 < argc && argv[at][0] == '-' && !is_help(argv[at]) &&
           strcmp(argv[at], "--version") != 0) {
        const char *next = argv[at + 1];
        bool value = next[0] != '-' && strcmp(next, "help") != 0 &&
                     cli_find_command(next) == NULL && at + 2 < argc;
        at += value ? 2 : 1;
    }
    return at;
}

/* The first control character of a word, 0 for none: what is asked is repeated in sentences, pages
 * and JSON. */
static unsigned find_control(const char *word)
{
    for (const unsigned char *p = (const unsigned char *)word; *p != '\0'; p++) {
        bool text = *p == '\t' || *p == '\n' || *p == '\r';
        if ((*p < 0x20 && !text) || *p == 0x7F)
            return *p;
        if (p[0] == 0xC2 && p[1] >= 0x80 && p[1] <= 0x9F)
            return p[1];
    }
    return 0;
}

/* Help and version need no panel, so they come before everything else. Without a word the
 * help goes to standard error, and it is a wrong use. */
static int dispatch_command(int argc, char **argv, const tb_comm *comm)
{
    for (int i = 1; i < argc; i++) {
        /* arguments are repeated in sentences and in JSON */
        unsigned control = find_control(argv[i]);
        if (control != 0)
            return cli_usage("", TB_MSG_CLI_CONTROL, i, control);
    }
    int at = find_position(argc, argv);
    if (at < argc && is_help(argv[at]))
        return print_help_all();
    if (at < argc && strcmp(argv[at], "--version") == 0)
        return print_version();
    if (at >= argc || argv[at][0] == '-')
        return refuse_no_command(argc - 1, argv + 1);
    const char *name = argv[at];
    const cli_command *c = cli_find_command(name);
    if (c == NULL && strcmp(name, "help") != 0)
        return refuse_command(name);
    /* what stood before the command comes behind its place: argv + 2 holds everything but it */
    for (int i = at; i > 1; i--)
        argv[i] = argv[i - 1];
    return c != NULL ? run_command(c, argc - 2, argv + 2, comm) : print_help(argc - 2, argv + 2);
}

/* The exit code is that of the command unless its output could not be delivered. */
int main(int argc, char **argv)
{
    cli_find_lang(argc, argv);
    /* a closed pipe and a limit on the size of files are answers to a write, not an end without a
     * word */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    tb_err err = TB_ERR_INIT;
    tb_comm *comm = NULL;
    if (tb_comm_start(&comm, &argc, &argv, &err) != TB_OK)
        return cli_fail(&err);
    int code = dispatch_command(argc, argv, comm);
    /* what was printed must have arrived: a full disk or a closed output is no success */
    if ((ferror(stdout) || fflush(stdout) != 0) && code == 0) {
        if (errno != EPIPE)
            cli_say_stdout(errno);
        code = 1;
    }
    tb_comm_end(comm);
    /* under a limit a thread of OpenBLAS may ask for its room for ever, and the end of the process
     * would wait for it; everything is written by now */
    if (cli_is_address_space_limited())
        _exit(code);
    return code;
}
