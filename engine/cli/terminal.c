/* terminal.c - standard error as a person sees it. */
#include "cli/terminal.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

/* set by the handler and only read elsewhere */
static volatile sig_atomic_t interrupted;

/* One work at a time tells its progress; texts are borrowed from whoever started it. */
static struct {
    const char *what, *left;
    double since, painted;
    bool on;
} progress;

/* Seconds of a clock that nobody sets back. */
static double read_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Of standard error; NO_COLOR as no-color.org has it. */
static bool can_colour(void)
{
    const char *no = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    return isatty(STDERR_FILENO) && (no == NULL || no[0] == '\0') && term != NULL &&
           strcmp(term, "dumb") != 0;
}

/* 80 for a terminal that does not say. */
int cli_terminal_columns(void)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO))
        return 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 80;
    return size.ws_col;
}

/* A line of progress is wiped first, so that the sentence begins at the left. */
void cli_say(const char *lead, const char *text)
{
    if (progress.on && progress.painted > 0)
        fputs("\r\033[K", stderr);
    if (can_colour())
        fprintf(stderr, "\033[1m%s\033[0m%s\n", lead, text);
    else
        fprintf(stderr, "%s%s\n", lead, text);
}

/* Nothing is painted before a second has passed: short work needs no line. */
void cli_progress_start(const char *what, const char *left, int force)
{
    progress.what = what;
    progress.left = left;
    progress.since = read_clock();
    progress.painted = 0;
    progress.on = force > 0 || (force == 0 && isatty(STDERR_FILENO));
}

/* The words are of messages/cli.h, both with one %.0f. */
static void print_left(double seconds)
{
    char text[96];
    const char *at = strstr(progress.left, "%.0f");
    snprintf(text, sizeof text, "%.*s%.0f%s", at != NULL ? (int)(at - progress.left) : 0,
             progress.left, seconds, at != NULL ? at + 4 : " s");
    fprintf(stderr, ", %s", text);
}

/* At most five times a second, whatever the caller does. */
void cli_progress(size_t done, size_t all)
{
    double t = read_clock();
    if (!progress.on || t - progress.since < 1 || t - progress.painted < 0.2)
        return;
    progress.painted = t;
    double share = all > 0 ? (double)done / (double)all : 0.0;
    double left = share > 0 ? (t - progress.since) * (1 - share) / share : 0;
    fprintf(stderr, "\r%s: %.0f%%", progress.what, 100.0 * share);
    if (t - progress.since >= 2 && share > 0) /* earlier, the pace is not known */
        print_left(ceil(left));
    fputs("\033[K", stderr);
    fflush(stderr);
}

/* In thousandths, which is finer than what is shown. */
void cli_progress_share(void *about, double share)
{
    (void)about;
    cli_progress((size_t)(1000 * share), 1000);
}

/* The line is wiped, not finished: what follows is the result. */
void cli_progress_end(void)
{
    if (progress.on && progress.painted > 0)
        fputs("\r\033[K", stderr);
    progress.on = false;
}

/* Nothing but the flag: little is allowed in a handler. */
static void handle_interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

/* Only commands that can stop in good order ask for this; the others end at once. */
void cli_catch_interrupt(void)
{
    struct sigaction act;
    memset(&act, 0, sizeof act);
    act.sa_handler = handle_interrupt;
    act.sa_flags = (int)SA_RESETHAND; /* a second Ctrl-C ends the program at once */
    sigaction(SIGINT, &act, NULL);
    sigaction(SIGTERM, &act, NULL); /* what batch systems and mpirun send before they kill */
}

/* Asked between steps of the work. */
bool cli_interrupted(void)
{
    return interrupted != 0;
}
