/* Whole commands on a small synthetic panel, in this process, with the k-th call to the system or to
 * HDF5 refused (failing_calls.h). Right is a sentence, a code that is not 0 and no file, or the very
 * bytes of the run that was refused nothing: where a call is no more than a help, it may fail.
 */
#include "failure/one_run.h"
#include "support/check.h"

#include <dirent.h>
#include <errno.h>
#include <hdf5.h>
#include <hdf5_hl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "failure/failing_calls.h"

static bool counting;
static long asked, refuse_at; /* calls so far; which one is refused, 0: none */
static const char *refused;   /* its name */

static bool refuse(const char *name)
{
    if (!counting || ++asked != refuse_at)
        return false;
    refused = name;
    errno = asked % 3 == 0 ? EINTR : EIO; /* a signal came, or the disk fails */
    return true;
}

/* clang-format off */
#define REFUSED(type, name, with, given, failure) \
    type __real_##name with; \
    type __wrap_##name with; \
    type __wrap_##name with { return refuse(#name) ? failure : __real_##name given; }
#define ENDED(type, name, with, given, failure) \
    type __real_##name with; \
    type __wrap_##name with; \
    type __wrap_##name with \
    { \
        bool no = refuse(#name); \
        type got = __real_##name given; \
        errno = no ? EIO : errno;                       \
        return no ? failure : got; \
    }
/* clang-format on */
FAILING_CALLS(REFUSED, ENDED)

void faults_start(long at)
{
    counting = true;
    asked = 0;
    refuse_at = at;
    refused = "none";
}

long faults_stop(void)
{
    counting = false;
    return asked;
}

static bool is_same(const char *a, size_t n, const char *b, size_t m)
{
    return (a == NULL) == (b == NULL) && (a == NULL || (n == m && memcmp(a, b, n) == 0));
}

static const char *find_fault(const one_run *r, const one_run *whole)
{
    static char text[100];
    const char *what = NULL;
    if (strstr(r->out, "(null)") != NULL || strstr(r->err, "(null)") != NULL)
        what = "it says (null)";
    else if (r->code == 0 && !is_same(r->out, r->out_size, whole->out, whole->out_size))
        what = "other bytes and exit 0";
    else if (r->code == 0 && !is_same(r->file, r->file_size, whole->file, whole->file_size))
        what = "another file and exit 0";
    else if (r->code < 0 || r->code > 4)
        what = "another exit code";
    else if (r->code != 0 && strstr(r->err, "tangbac: ") == NULL)
        what = "no sentence";
    else if (strncmp(refused, "H5", 2) != 0 && strstr(r->err, "not enough memory") != NULL)
        /* HDF5 works in memory alone, which is what its calls can lack */
        what = "another reason";
    else if (r->code != 0 && r->file != NULL)
        what = "a file and no exit 0";
    if (what == NULL)
        return NULL;
    snprintf(text, sizeof text, "%s, of %s", what, refused);
    return text;
}

static void every_failed_call_is_said_or_makes_no_difference(void **state)
{
    (void)state;
    assert_int_equal(refuse_calls_of_lines(writing_commands, find_fault), 0);
}

static int make_inputs(void **state)
{
    (void)state;
    return make_small_inputs("failing_calls");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(
        every_failed_call_is_said_or_makes_no_difference) };
    return cmocka_run_group_tests(tests, make_inputs, NULL);
}
