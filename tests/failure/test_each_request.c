/* Whole commands on a small synthetic panel, in this process, with one request to an arena refused:
 * of every place in the code that asks for memory there, the first request that a command makes.
 * Arenas ask the system for blocks, so that refusing blocks alone (test_small_commands.c) leaves
 * most of these places untried. Right is the sentence that there is no memory and exit 1, or the
 * very bytes of the run that was refused nothing. */
#include "failure/one_run.h"
#include "support/check.h"

#include "base/arena.h"
#include "base/refusals.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* near: bytes of code within which two places are likely one group, of which one is tried; all of
 * them with TANGBAC_REFUSE_EVERY */
enum { PLACES = 20000, NEAR = 160 };

void *__real_tbi_arena_alloc(tb_arena *a, size_t count, size_t size);
void *__wrap_tbi_arena_alloc(tb_arena *a, size_t count, size_t size);

static uintptr_t tried[PLACES];
static size_t tries;
static struct {
    uintptr_t at;
    long request;
} fresh[PLACES]; /* places of this run that were not tried before, with their first request */
static size_t places;
static bool counting;
static long asked, refuse_at;

/* Whether a request from here was refused before, here or close by. */
static bool was_tried(uintptr_t at, uintptr_t near)
{
    for (size_t i = 0; i < tries; i++)
        if ((at > tried[i] ? at - tried[i] : tried[i] - at) <= near)
            return true;
    return false;
}

static void note_place(uintptr_t at)
{
    for (size_t i = 0; i < places; i++)
        if (fresh[i].at == at)
            return;
    if (places < PLACES && !was_tried(at, 0)) {
        fresh[places].at = at;
        fresh[places++].request = asked;
    }
}

void *__wrap_tbi_arena_alloc(tb_arena *a, size_t count, size_t size)
{
    if (counting) {
        asked++;
        if (refuse_at == 0)
            note_place((uintptr_t)__builtin_return_address(0));
        if (asked == refuse_at) {
            a->refused = true;
            tbi_note_refusal();
            return NULL;
        }
    }
    return __real_tbi_arena_alloc(a, count, size);
}

void faults_start(long at)
{
    counting = true;
    asked = 0;
    refuse_at = at;
    if (at == 0)
        places = 0;
}

long faults_stop(void)
{
    counting = false;
    return asked;
}

static int refuse_places(const char *line)
{
    one_run whole = run_line(line, 0);
    int bad = whole.code != 0;
    size_t n = places, done = 0;
    uintptr_t near = getenv("TANGBAC_REFUSE_EVERY") != NULL ? 0 : NEAR;
    if (bad)
        print_error("%s: exit %d, '%s'\n", line, whole.code, whole.err);
    for (size_t i = 0; i < n && whole.code == 0; i++) {
        if (tries == PLACES || was_tried(fresh[i].at, near))
            continue;
        tried[tries++] = fresh[i].at;
        one_run r = run_line(line, fresh[i].request);
        const char *fault = find_memory_fault(&r, &whole);
        if (fault != NULL) {
            bad++;
            print_error("%s: request %ld refused: exit %d, %s: '%.200s'\n", line, fresh[i].request,
                        r.code, fault, r.err);
        }
        free_run(&r);
        done++;
    }
    if (getenv("TANGBAC_REFUSE_SAY") != NULL)
        print_message("%6ld requests, %zu places: %s\n", whole.asked, done, line);
    free_run(&whole);
    return bad;
}

static void every_place_says_that_memory_is_lacking(void **state)
{
    (void)state;
    int bad = 0;
    const char *only = getenv("TANGBAC_REFUSE_ONLY");
    for (size_t i = 0; small_commands[i].line != NULL; i++)
        if (only == NULL || strstr(small_commands[i].line, only) != NULL)
            bad += refuse_places(small_commands[i].line);
    assert_int_equal(bad, 0);
    assert_true(only != NULL || tries > 300);
}

static int make_inputs(void **state)
{
    (void)state;
    return make_small_inputs("each_request");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_place_says_that_memory_is_lacking) };
    return cmocka_run_group_tests(tests, make_inputs, NULL);
}
