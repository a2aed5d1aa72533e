/* Whole commands on a small synthetic panel, in this process, with one request for memory refused at
 * each place of our code that asks: the first time that a line comes there by a way (the callers next
 * to it) that no line before it came. An arena asks the system once for many of its own requests, so
 * that test_small_commands.c, which refuses those of the system, seldom comes to a given one; here the
 * requests of arenas are refused themselves. Right is what is right there. The linker puts our
 * functions before the library's. */
#include "base/arena.h"
#include "base/refusals.h"
#include "failure/one_run.h"
#include "support/check.h"

#include <execinfo.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* frames of the stack that tell two ways apart, our own two among them; ways that are known; below so
 * many points a line of small_commands.c is a slow one */
enum { FRAMES = 6, WAYS_MOST = 1 << 16, SLOW = 20 };

static bool listening;            /* the run that is refused nothing, and says where it asks */
static long asked, refuse_at;     /* requests so far; which one is refused, 0: none */
static uint64_t known[WAYS_MOST]; /* by hash, 0: free */
static long fresh[WAYS_MOST];     /* requests that came by a way that was not known */
static size_t freshes;

/* FNV-1a. Never 0. */
static uint64_t hash_frames(void *const *frame, int n)
{
    uint64_t h = 14695981039346656037u;
    for (int i = 0; i < n; i++)
        h = (h ^ (uint64_t)(uintptr_t)frame[i]) * 1099511628211u;
    h ^= h >> 29;
    return h != 0 ? h : 1;
}

static __attribute__((noinline)) void note_way(void)
{
    void *frame[FRAMES];
    uint64_t h = hash_frames(frame, backtrace(frame, FRAMES));
    size_t at = h % WAYS_MOST;
    while (known[at] != 0 && known[at] != h)
        at = (at + 1) % WAYS_MOST;
    if (known[at] == h)
        return;
    assert_true(freshes < WAYS_MOST / 2);
    known[at] = h;
    fresh[freshes++] = asked;
}

static bool refuse(void)
{
    asked++;
    if (listening)
        note_way();
    if (asked != refuse_at)
        return false;
    tbi_note_refusal();
    return true;
}

static bool refuse_of(tb_arena *a)
{
    bool no = refuse();
    a->refused = a->refused || no;
    return no;
}

void *__real_tbi_malloc(size_t bytes);
void *__wrap_tbi_malloc(size_t bytes);
void *__wrap_tbi_malloc(size_t bytes)
{
    return refuse() ? NULL : __real_tbi_malloc(bytes);
}

void *__real_tbi_calloc(size_t count, size_t size);
void *__wrap_tbi_calloc(size_t count, size_t size);
void *__wrap_tbi_calloc(size_t count, size_t size)
{
    return refuse() ? NULL : __real_tbi_calloc(count, size);
}

void *__real_tbi_realloc(void *p, size_t bytes);
void *__wrap_tbi_realloc(void *p, size_t bytes);
void *__wrap_tbi_realloc(void *p, size_t bytes)
{
    return refuse() ? NULL : __real_tbi_realloc(p, bytes);
}

void *__real_tbi_arena_alloc(tb_arena *a, size_t count, size_t size);
void *__wrap_tbi_arena_alloc(tb_arena *a, size_t count, size_t size);
void *__wrap_tbi_arena_alloc(tb_arena *a, size_t count, size_t size)
{
    return refuse_of(a) ? NULL : __real_tbi_arena_alloc(a, count, size);
}

char *__real_tbi_arena_text_n(tb_arena *a, const char *text, size_t n);
char *__wrap_tbi_arena_text_n(tb_arena *a, const char *text, size_t n);
char *__wrap_tbi_arena_text_n(tb_arena *a, const char *text, size_t n)
{
    return refuse_of(a) ? NULL : __real_tbi_arena_text_n(a, text, n);
}

char *__real_tbi_arena_text(tb_arena *a, const char *text);
char *__wrap_tbi_arena_text(tb_arena *a, const char *text);
char *__wrap_tbi_arena_text(tb_arena *a, const char *text)
{
    return text == NULL || refuse_of(a) ? NULL : __real_tbi_arena_text(a, text);
}

char *__real_tbi_arena_vprintf(tb_arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
char *__wrap_tbi_arena_vprintf(tb_arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
char *__wrap_tbi_arena_vprintf(tb_arena *a, const char *format, va_list args)
{
    return refuse_of(a) ? NULL : __real_tbi_arena_vprintf(a, format, args);
}

char *__wrap_tbi_arena_printf(tb_arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *__wrap_tbi_arena_printf(tb_arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = __wrap_tbi_arena_vprintf(a, format, args);
    va_end(args);
    return text;
}

bool __real_tbi_arena_vpair(tb_arena *a, const char **text, const char **text_vi,
                            const char *format, const char *format_vi, va_list args)
    __attribute__((format(printf, 4, 0), format(printf, 5, 0)));
bool __wrap_tbi_arena_vpair(tb_arena *a, const char **text, const char **text_vi,
                            const char *format, const char *format_vi, va_list args)
    __attribute__((format(printf, 4, 0), format(printf, 5, 0)));
bool __wrap_tbi_arena_vpair(tb_arena *a, const char **text, const char **text_vi,
                            const char *format, const char *format_vi, va_list args)
{
    *text = NULL;
    *text_vi = NULL;
    return !refuse_of(a) && __real_tbi_arena_vpair(a, text, text_vi, format, format_vi, args);
}

bool __wrap_tbi_arena_pair(tb_arena *a, const char **text, const char **text_vi, const char *format,
                           const char *format_vi, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));
bool __wrap_tbi_arena_pair(tb_arena *a, const char **text, const char **text_vi, const char *format,
                           const char *format_vi, ...)
{
    va_list args;
    va_start(args, format_vi);
    bool ok = __wrap_tbi_arena_vpair(a, text, text_vi, format, format_vi, args);
    va_end(args);
    return ok;
}

void faults_start(long at)
{
    listening = at == 0;
    asked = 0;
    refuse_at = at;
    freshes = listening ? 0 : freshes;
}

long faults_stop(void)
{
    listening = false;
    refuse_at = 0;
    return asked;
}

/* Of a line that takes long only some places are refused, spread evenly. */
static int refuse_each(const char *line, long points)
{
    clock_t since = clock();
    one_run whole = run_line(line, 0);
    int bad = whole.code != 0;
    if (bad)
        print_error("%s: exit %d, '%s'\n", line, whole.code, whole.err);
    size_t most = getenv("TANGBAC_REFUSE_EVERY") != NULL ? WAYS_MOST
                  : points < SLOW                        ? (size_t)points
                                                         : 3 * (size_t)points;
    size_t step = 1 + freshes / most;
    for (size_t i = 0; i < freshes; i += step) {
        one_run r = run_line(line, fresh[i]);
        const char *fault = find_memory_fault(&r, &whole);
        if (fault != NULL) {
            bad++;
            print_error("%s: request %ld refused: exit %d, %s: '%.200s'\n", line, fresh[i], r.code,
                        fault, r.err);
        }
        free_run(&r);
    }
    if (getenv("TANGBAC_REFUSE_SAY") != NULL)
        print_message("%6ld requests, %5zu places, %.2f s: %s\n", whole.asked, freshes,
                      (double)(clock() - since) / CLOCKS_PER_SEC, line);
    free_run(&whole);
    return bad;
}

static void every_place_says_that_memory_is_lacking(void **state)
{
    (void)state;
    int bad = 0;
    size_t ways = 0;
    memset(known, 0, sizeof known); /* what the inputs were made by */
    const char *only = getenv("TANGBAC_REFUSE_ONLY");
    for (const small_command *c = small_commands; c->line != NULL; c++)
        if (only == NULL || strstr(c->line, only) != NULL) {
            bad += refuse_each(c->line, c->points);
            ways += freshes;
        }
    assert_int_equal(bad, 0);
    assert_true(only != NULL || ways > 2000);
}

static int make_inputs(void **state)
{
    (void)state;
    return make_small_inputs("refused_places");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_place_says_that_memory_is_lacking) };
    return cmocka_run_group_tests(tests, make_inputs, NULL);
}
