/* child.c - fork, limits, exec, and a pipe that is read until its end or until the time is up. */
#include "base/child.h"

#include "base/error.h"
#include "messages/base.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A build that counts its own lines (the preset coverage) writes what a child has counted before
 * the child ends, so that there a child may write files. */
#if defined(TANGBAC_COVERAGE)
#include <gcov.h>
enum { FILES_BOUND = 0 };
#define WRITE_COUNTERS() __gcov_dump()
#else
enum { FILES_BOUND = 1 };
#define WRITE_COUNTERS() ((void)0)
#endif

enum { NO_PROGRAM = 127, PIECE = 1 << 16 };

/* Processor time is counted in whole seconds. */
static struct rlimit limit_time(const tb_child_limits *limits)
{
    rlim_t most = (rlim_t)ceil(limits->seconds);
    return (struct rlimit){ most, most };
}

/* What runs between fork and exec: only calls that are safe after a fork of a threaded process. */
static void exec_program(const char *const *argv, int out, int nowhere,
                         const tb_child_limits *limits)
{
    struct rlimit time = limit_time(limits);
    struct rlimit memory = { limits->memory, limits->memory };
    struct rlimit none = { 0, 0 };
    setrlimit(RLIMIT_CPU, &time);
    setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_CORE, &none);
    if (FILES_BOUND)
        setrlimit(RLIMIT_FSIZE, &none); /* it writes to the pipe and to no file */
    if (dup2(nowhere, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        dup2(nowhere, STDERR_FILENO) < 0)
        _exit(NO_PROGRAM - 1);
    union {
        const char *const *given;
        char *const *wanted;
    } words = { argv };
    execvp(argv[0], words.wanted);
    _exit(errno == ENOENT ? NO_PROGRAM : NO_PROGRAM - 1);
}

/* Milliseconds of the child's time that are left, at most a minute of them: poll takes no more than
 * an int. By the monotonic clock: a clock that is set does not end a child. */
static int count_milliseconds_left(const struct timespec *start, double seconds)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double gone =
        (double)(now.tv_sec - start->tv_sec) + 1e-9 * (double)(now.tv_nsec - start->tv_nsec);
    return (int)ceil(1000 * fmax(0, fmin(60, seconds - gone)));
}

/* Reads until the end. false: over a limit. */
static bool collect_output(int from, tb_buf *out, const tb_child_limits *limits)
{
    char piece[PIECE];
    struct timespec start;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (;;) {
        struct pollfd ready = { .fd = from, .events = POLLIN };
        int left = count_milliseconds_left(&start, limits->seconds);
        if (left == 0)
            return false;
        if (poll(&ready, 1, left) <= 0)
            continue;
        ssize_t got = read(from, piece, sizeof piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return true;
        tbi_buf_add(out, piece, (size_t)got);
        if (out->failed || out->size > limits->output_most)
            return false;
    }
}

/* The ends of the pipe are closed on exec, or a child would keep its own pipe open and never see
 * the end. */
tb_status tbi_child_run(tb_child_end *end, tb_buf *out, const char *const *argv,
                        const tb_child_limits *limits, tb_err *err)
{
    int pipe_of[2];
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere < 0 || pipe(pipe_of) != 0) {
        if (nowhere >= 0)
            close(nowhere);
        return tbi_fail(err, TB_EIO, TB_MSG_BASE_CANNOT_RUN, argv[0], strerror(errno));
    }
    fcntl(pipe_of[0], F_SETFD, FD_CLOEXEC);
    fcntl(pipe_of[1], F_SETFD, FD_CLOEXEC);
    pid_t child = fork();
    if (child == 0)
        exec_program(argv, pipe_of[1], nowhere, limits);
    close(pipe_of[1]);
    close(nowhere);
    if (child < 0) {
        close(pipe_of[0]);
        return tbi_fail(err, TB_EIO, TB_MSG_BASE_CANNOT_RUN, argv[0], strerror(errno));
    }
    bool within = collect_output(pipe_of[0], out, limits);
    close(pipe_of[0]);
    if (!within)
        kill(child, SIGKILL);
    int how = 0;
    while (waitpid(child, &how, 0) < 0 && errno == EINTR)
        continue;
    if (out->failed)
        return tbi_no_memory_of(err, argv[0]);
    *end = !within || (WIFSIGNALED(how) && WTERMSIG(how) == SIGXCPU) ? TB_CHILD_BEYOND
           : !WIFEXITED(how)                                         ? TB_CHILD_DIED
           : WEXITSTATUS(how) == 0                                   ? TB_CHILD_DONE
           : WEXITSTATUS(how) == NO_PROGRAM                          ? TB_CHILD_ABSENT
                                                                     : TB_CHILD_REFUSED;
    return TB_OK;
}

#if defined(__SANITIZE_ADDRESS__)
enum { ADDRESSES_BOUND = 0 }; /* the sanitizer's shadow takes terabytes of addresses */
#else
enum { ADDRESSES_BOUND = 1 };
#endif

/* Bytes of address space that the process has: the first number of statm, in pages (proc(5)); 0
 * where it cannot be read. */
static size_t measure_addresses(void)
{
    char text[64] = "";
    int from = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t n = from >= 0 ? read(from, text, sizeof text - 1) : -1;
    if (from >= 0)
        close(from);
    return n > 0 ? (size_t)strtoull(text, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

/* Puts the limits on this process, and takes signals as they come. */
static void limit_process(const tb_child_limits *limits)
{
    size_t most = limits->memory + measure_addresses();
    struct rlimit time = limit_time(limits);
    struct rlimit memory = { most, most };
    struct rlimit none = { 0, 0 };
    static const int deadly[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGXCPU, SIGXFSZ };
    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
        signal(deadly[i], SIG_DFL);
    setrlimit(RLIMIT_CPU, &time);
    if (ADDRESSES_BOUND)
        setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_CORE, &none);
    if (FILES_BOUND)
        setrlimit(RLIMIT_FSIZE, &none);
    alarm((unsigned)ceil(limits->seconds * 2));
}

/* Waits for a child that was forked to work. */
static tb_child_end await_child(pid_t child)
{
    int how = 0;
    while (waitpid(child, &how, 0) < 0 && errno == EINTR)
        continue;
    bool late = WIFSIGNALED(how) &&
                (WTERMSIG(how) == SIGXCPU || WTERMSIG(how) == SIGALRM || WTERMSIG(how) == SIGKILL);
    return WIFEXITED(how) && WEXITSTATUS(how) == 0 ? TB_CHILD_DONE
           : late                                  ? TB_CHILD_BEYOND
           : WIFEXITED(how)                        ? TB_CHILD_REFUSED
                                                   : TB_CHILD_DIED;
}

/* The end of the pipe is seen before the child is waited for: a full pipe would keep both
 * waiting. */
tb_status tbi_child_tell(tb_child_end *end, tb_buf *out, bool (*work)(void *ctx, FILE *to),
                         void *ctx, const tb_child_limits *limits, tb_err *err)
{
    int pipe_of[2];
    if (pipe(pipe_of) != 0)
        return tbi_fail(err, TB_EIO, TB_MSG_BASE_CANNOT_MAKE_PROCESS, strerror(errno));
    fcntl(pipe_of[0], F_SETFD, FD_CLOEXEC);
    pid_t child = fork();
    if (child == 0) {
        close(pipe_of[0]);
        limit_process(limits);
        FILE *to = fdopen(pipe_of[1], "wb");
        bool good = to != NULL && work(ctx, to) && fflush(to) == 0;
        WRITE_COUNTERS();
        _exit(good ? 0 : 1);
    }
    close(pipe_of[1]);
    if (child < 0) {
        close(pipe_of[0]);
        return tbi_fail(err, TB_EIO, TB_MSG_BASE_CANNOT_MAKE_PROCESS, strerror(errno));
    }
    bool within = collect_output(pipe_of[0], out, limits);
    close(pipe_of[0]);
    if (!within)
        kill(child, SIGKILL);
    *end = await_child(child);
    if (!within) /* it may have died of the pipe that was closed before it was killed */
        *end = TB_CHILD_BEYOND;
    return out->failed ? tbi_no_memory(err, "the child process") : TB_OK;
}
