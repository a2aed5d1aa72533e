/* Whole commands on a small synthetic panel, in this process, with the k-th request for memory
 * refused: for as many k as the list says, or for every k with TANGBAC_REFUSE_EVERY. Right is the sentence that there is no memory and exit 1, or the very bytes
 * of the run that was refused nothing. The linker puts our three functions before the C library's,
 * for the objects of libtangbac and of the command; vendors' own requests pass.
 */
#include "failure/one_run.h"
#include "support/check.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t n);

static long asked, refuse_at; /* requests so far; which one is refused, 0: none */

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

void faults_start(long at)
{
    asked = 0;
    refuse_at = at;
}

long faults_stop(void)
{
    refuse_at = 0;
    return asked;
}

/* NULL, or what is wrong with a run that was refused a request, beside one that was not. */
static const char *find_fault(const one_run *r, const one_run *whole)
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

static void every_command_says_that_memory_is_lacking(void **state)
{
    (void)state;
    assert_int_equal(refuse_calls_of_lines(small_commands, find_fault), 0);
}

static int make_inputs(void **state)
{
    (void)state;
    return make_small_inputs("small_commands");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(
        every_command_says_that_memory_is_lacking) };
    return cmocka_run_group_tests(tests, make_inputs, NULL);
}
