/* Whole commands on a small synthetic panel, in this process, with the k-th request for memory
 * refused: for as many k as the list says, or for every k with TANGBAC_REFUSE_EVERY. Right is the sentence that there is no memory and exit 1, or the very bytes
 * of the run that was refused nothing. The linker puts our three functions before the C library's,
 * for the objects of libtangbac and of the command; vendors' own requests pass.
 */
#include "failure/small_commands.h"
#include "support/check.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <tangbac/error.h>
#include <time.h>
#include <unistd.h>

enum { MAX_WORDS = 64 };

int tangbac_command_main(int argc, char **argv);
void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t n);
unsigned long __real_tb_memory_refusals(void);
unsigned long __wrap_tb_memory_refusals(void);

static long asked, refuse_at;        /* requests so far; which one is refused, 0: none */
static unsigned long refused_before; /* by the runs before this one */

static bool refuse(void)
{
    return ++asked == refuse_at;
}

void *__wrap_malloc(size_t n)
{
    return refuse() ? NULL : __real_malloc(n);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return refuse() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *p, size_t n)
{
    return refuse() ? NULL : __real_realloc(p, n);
}

/* Every run counts from 0, as a process of its own would. */
unsigned long __wrap_tb_memory_refusals(void)
{
    return __real_tb_memory_refusals() - refused_before;
}

typedef struct {
    int code;
    char *out, *err;
    size_t out_size;
    long asked;
} run;

/* The caller frees it; *size without the 0 behind it. */
static char *read_all(FILE *f, size_t *size)
{
    fseek(f, 0, SEEK_END);
    long n = ftell(f);
    rewind(f);
    char *text = __real_malloc((size_t)n + 1);
    assert_non_null(text);
    *size = fread(text, 1, (size_t)n, f);
    text[*size] = '\0';
    return text;
}

/* The words of the line, in `copy`, which is written over. */
static int split_line(char *copy, char **argv)
{
    int n = 0;
    argv[n++] = (char[]){ "tangbac" };
    for (char *word = strtok(copy, ";"); word != NULL; word = strtok(NULL, ";")) {
        assert_true(n < MAX_WORDS - 1);
        argv[n++] = word;
    }
    argv[n] = NULL;
    return n;
}

/* Runs the line with request `at` refused, its two outputs taken away. */
static run run_line(const char *line, long at)
{
    char copy[1024], name[] = "tangbac";
    char *argv[MAX_WORDS];
    FILE *to[2] = { tmpfile(), tmpfile() };
    int kept[2] = { dup(1), dup(2) };
    assert_true(strlen(line) < sizeof copy && to[0] != NULL && to[1] != NULL);
    strcpy(copy, line);
    int argc = split_line(copy, argv);
    argv[0] = name;
    fflush(NULL);
    dup2(fileno(to[0]), 1);
    dup2(fileno(to[1]), 2);
    refused_before = __real_tb_memory_refusals();
    asked = 0;
    refuse_at = at;
    run r = { .code = tangbac_command_main(argc, argv) };
    r.asked = asked;
    refuse_at = 0;
    fflush(NULL);
    for (int i = 0; i < 2; i++) {
        dup2(kept[i], i + 1);
        close(kept[i]);
    }
    size_t size;
    r.out = read_all(to[0], &r.out_size);
    r.err = read_all(to[1], &size);
    fclose(to[0]);
    fclose(to[1]);
    return r;
}

static void free_run(run *r)
{
    free(r->out);
    free(r->err);
}

/* NULL, or what is wrong with a run that was refused a request, beside one that was not. */
static const char *find_fault(const run *r, const run *whole)
{
    if (strstr(r->out, "(null)") != NULL || strstr(r->err, "(null)") != NULL)
        return "it says (null)";
    if (r->code == whole->code && r->code == 0)
        return r->out_size == whole->out_size && memcmp(r->out, whole->out, r->out_size) == 0
                   ? NULL
                   : "other bytes and exit 0";
    if (r->code != 1)
        return "another exit code";
    bool said =
        strstr(r->err, "not enough memory") != NULL || strstr(r->err, "không đủ bộ nhớ") != NULL;
    return said ? NULL : "another reason";
}

/* Number of requests whose refusal is answered wrongly, 1 for a line that does not work at all.
 * Lines that are alike begin at different requests. */
static int refuse_requests(const char *line, long points, long first)
{
    clock_t since = clock();
    run whole = run_line(line, 0);
    int bad = whole.code != 0;
    if (bad)
        print_error("%s: exit %d, '%s'\n", line, whole.code, whole.err);
    long step = 1 + whole.asked / points;
    for (long k = 1 + first % step; whole.code == 0 && k <= whole.asked; k += step) {
        run r = run_line(line, k);
        const char *fault = find_fault(&r, &whole);
        if (fault != NULL) {
            bad++;
            print_error("%s: request %ld of %ld refused: exit %d, %s: '%.200s'\n", line, k,
                        whole.asked, r.code, fault, r.err);
        }
        free_run(&r);
    }
    if (getenv("TANGBAC_REFUSE_SAY") != NULL)
        print_message("%6ld requests, %.2f s: %s\n", whole.asked,
                      (double)(clock() - since) / CLOCKS_PER_SEC, line);
    free_run(&whole);
    return bad;
}

static void every_command_says_that_memory_is_lacking(void **state)
{
    (void)state;
    int bad = 0;
    bool every = getenv("TANGBAC_REFUSE_EVERY") != NULL;
    const char *only = getenv("TANGBAC_REFUSE_ONLY");
    for (long i = 0; small_commands[i].line != NULL; i++) {
        const small_command *c = &small_commands[i];
        if (only == NULL || strstr(c->line, only) != NULL)
            bad += refuse_requests(c->line, every ? LONG_MAX : c->points, 13 * i);
    }
    assert_int_equal(bad, 0);
}

/* The panel and a result are made here, by the commands themselves. */
static int make_inputs(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "synth;-q;-o;syn;--units;8;--years;7;--indicators;12",
        "import;syn/datapackage.json;second.csv;-q;-o;p.h5",
        "run;s.json;-q;-o;result.json",
        "run;two.json;-q;-o;two-result.json",
    };
    if (chdir(check_folder("small_commands")) != 0)
        return 1;
    setenv("TANGBAC_CACHE", "none", 1);
    write_small_inputs();
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        run r = run_line(lines[i], 0);
        if (r.code != 0)
            print_error("%s: exit %d, '%s'\n", lines[i], r.code, r.err);
        int code = r.code;
        free_run(&r);
        if (code != 0)
            return 1;
    }
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(
        every_command_says_that_memory_is_lacking) };
    return cmocka_run_group_tests(tests, make_inputs, NULL);
}
