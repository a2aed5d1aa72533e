/* Whole commands on a small synthetic panel, in this process, with the k-th request for memory
 * refused: for as many k as the list says, or for every k with TANGBAC_REFUSE_EVERY. Right is the sentence that there is no memory and exit 1, or the very bytes
 * of the run that was refused nothing. The linker puts our three functions before the C library's,
 * for the objects of libtangbac and of the command; vendors' own requests pass.
 */
#include "failure/one_run.h"
#include "failure/wrap_memory.h"
#include "support/check.h"

static long asked, refuse_at; /* requests so far; which one is refused, 0: none */

bool refuse_request(void)
{
    return ++asked == refuse_at;
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

static void every_command_says_that_memory_is_lacking(void **state)
{
    (void)state;
    assert_int_equal(refuse_calls_of_lines(small_commands, find_memory_fault), 0);
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
