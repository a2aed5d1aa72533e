/* one_run.c - the command's main as a function, its outputs taken away. */
#include "failure/one_run.h"

#include "support/check.h"

#include <glob.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MAX_WORDS = 64 };

int tangbac_command_main(int argc, char **argv);
unsigned long __real_tb_memory_refusals(void);
unsigned long __wrap_tb_memory_refusals(void);

static unsigned long refused_before; /* requests for memory, by the runs before this one */

/* Every run counts from 0, as a process of its own would. */
unsigned long __wrap_tb_memory_refusals(void)
{
    return __real_tb_memory_refusals() - refused_before;
}

/* The caller frees it; *size without the 0 behind it. */
static char *read_all(FILE *f, size_t *size)
{
    fseek(f, 0, SEEK_END);
    long n = ftell(f);
    rewind(f);
    char *text = malloc((size_t)n + 1);
    assert_non_null(text);
    *size = fread(text, 1, (size_t)n, f);
    text[*size] = '\0';
    return text;
}

/* The words of the line, in `copy`, which is written over. */
static int split_line(char *copy, char **argv)
{
    static char name[] = "tangbac";
    int n = 0;
    argv[n++] = name;
    for (char *word = strtok(copy, ";"); word != NULL; word = strtok(NULL, ";")) {
        assert_true(n < MAX_WORDS - 1);
        argv[n++] = word;
    }
    argv[n] = NULL;
    return n;
}

/* NULL where there is none. Of more than one the first by name. With `gone` all are removed. */
static char *take_file(size_t *size, bool gone)
{
    glob_t found;
    char *text = NULL;
    *size = 0;
    if (glob("out.*", 0, NULL, &found) != 0)
        return NULL;
    FILE *f = gone ? NULL : fopen(found.gl_pathv[0], "rb");
    if (f != NULL) {
        text = read_all(f, size);
        fclose(f);
    }
    for (size_t i = 0; gone && i < found.gl_pathc; i++)
        unlink(found.gl_pathv[i]);
    globfree(&found);
    return text;
}

one_run run_line(const char *line, long at)
{
    char copy[1024];
    char *argv[MAX_WORDS];
    size_t size;
    take_file(&size, true);
    FILE *to[2] = { tmpfile(), tmpfile() };
    int kept[2] = { dup(1), dup(2) };
    assert_true(strlen(line) < sizeof copy && to[0] != NULL && to[1] != NULL);
    strcpy(copy, line);
    int argc = split_line(copy, argv);
    fflush(NULL);
    dup2(fileno(to[0]), 1);
    dup2(fileno(to[1]), 2);
    refused_before = __real_tb_memory_refusals();
    faults_start(at);
    one_run r = { .code = tangbac_command_main(argc, argv) };
    r.asked = faults_stop();
    fflush(NULL);
    for (int i = 0; i < 2; i++) {
        dup2(kept[i], i + 1);
        close(kept[i]);
    }
    clearerr(stdout);
    r.out = read_all(to[0], &r.out_size);
    r.err = read_all(to[1], &size);
    r.file = take_file(&r.file_size, false);
    fclose(to[0]);
    fclose(to[1]);
    return r;
}

void free_run(one_run *r)
{
    free(r->out);
    free(r->err);
    free(r->file);
}

const char *find_memory_fault(const one_run *r, const one_run *whole)
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

/* Number of calls whose refusal is answered wrongly, 1 for a line that does not work at all.
 * Lines that are alike begin at different calls. */
static int refuse_calls(const char *line, long points, long first,
                        const char *(*find_fault)(const one_run *r, const one_run *whole))
{
    clock_t since = clock();
    one_run whole = run_line(line, 0);
    int bad = whole.code != 0;
    if (bad)
        print_error("%s: exit %d, '%s'\n", line, whole.code, whole.err);
    long step = 1 + whole.asked / points;
    for (long k = 1 + first % step; whole.code == 0 && k <= whole.asked; k += step) {
        one_run r = run_line(line, k);
        const char *fault = find_fault(&r, &whole);
        if (fault != NULL) {
            bad++;
            print_error("%s: call %ld of %ld refused: exit %d, %s: '%.200s'\n", line, k,
                        whole.asked, r.code, fault, r.err);
        }
        free_run(&r);
    }
    if (getenv("TANGBAC_REFUSE_SAY") != NULL)
        print_message("%6ld calls, %.2f s: %s\n", whole.asked,
                      (double)(clock() - since) / CLOCKS_PER_SEC, line);
    free_run(&whole);
    return bad;
}

int refuse_calls_of_lines(const small_command *list,
                          const char *(*find_fault)(const one_run *r, const one_run *whole))
{
    int bad = 0;
    bool every = getenv("TANGBAC_REFUSE_EVERY") != NULL;
    const char *only = getenv("TANGBAC_REFUSE_ONLY");
    for (long i = 0; list[i].line != NULL; i++) {
        const small_command *c = &list[i];
        if (only == NULL || strstr(c->line, only) != NULL)
            bad += refuse_calls(c->line, every ? LONG_MAX : c->points, 13 * i, find_fault);
    }
    return bad;
}

int make_small_inputs(const char *folder)
{
    static const char *const lines[] = {
        "synth;-q;-o;syn;--units;8;--years;7;--indicators;12",
        "import;syn/datapackage.json;second.csv;-q;-o;p.h5",
        "run;s.json;-q;-o;result.json",
        "run;two.json;-q;-o;two-result.json",
        "effects;p.h5;--events;events.csv;--measure;M;--outcome;SYN.D1;-q;-o;effects.json",
    };
    if (chdir(check_folder(folder)) != 0)
        return 1;
    setenv("TANGBAC_CACHE", "none", 1);
    write_small_inputs();
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        one_run r = run_line(lines[i], 0);
        if (r.code != 0)
            print_error("%s: exit %d, '%s'\n", lines[i], r.code, r.err);
        int code = r.code;
        free_run(&r);
        if (code != 0)
            return 1;
    }
    return 0;
}
