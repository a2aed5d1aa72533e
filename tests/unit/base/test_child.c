/* test_child.c - base: another process is started, read until its end, and told apart by how it
 * ended: done, refused, died, beyond a limit, not there. */
#include "base/child.h"
#include "support/check.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const tb_child_limits limits = { .seconds = 20,
                                        .memory = (size_t)1 << 30,
                                        .output_most = 1 << 20 };

static tb_child_end run_shell(tb_buf *out, const char *words, const tb_child_limits *l)
{
    const char *const argv[] = { "sh", "-c", words, NULL };
    tb_child_end end = TB_CHILD_REFUSED;
    tb_err err = TB_ERR_INIT;
    out->size = 0;
    CHECK_OK(tbi_child_run(&end, out, argv, l, &err), err);
    return end;
}

static void ends_of_a_program(void **state)
{
    (void)state;
    tb_buf out = { 0 };
    assert_int_equal(run_shell(&out, "echo Lai; echo unheard >&2; echo Châu", &limits),
                     TB_CHILD_DONE);
    assert_int_equal(out.size, strlen("Lai\nChâu\n"));
    assert_memory_equal(out.data, "Lai\nChâu\n", out.size);
    assert_int_equal(run_shell(&out, "cat", &limits), TB_CHILD_DONE); /* nothing is there to read */
    assert_int_equal(out.size, 0);
    assert_int_equal(run_shell(&out, "exit 3", &limits), TB_CHILD_REFUSED);
    assert_int_equal(run_shell(&out, "kill -SEGV $$", &limits), TB_CHILD_DIED);
    assert_int_equal(run_shell(&out, "kill -XCPU $$", &limits), TB_CHILD_BEYOND);
    assert_int_equal(run_shell(&out, "cat /dev/zero", &limits), TB_CHILD_BEYOND);
    assert_true(out.size < limits.output_most + (1 << 17));
    tb_child_limits short_ = limits;
    short_.seconds = 0.1;
    assert_int_equal(run_shell(&out, "sleep 20", &short_), TB_CHILD_BEYOND);
    tbi_buf_free(&out);
}

static void programs_that_are_not_there(void **state)
{
    (void)state;
    const char *const none[] = { "tangbac-no-such-program", NULL };
    const char *const folder[] = { "/", NULL };
    tb_child_end end = TB_CHILD_DONE;
    tb_err err = TB_ERR_INIT;
    tb_buf out = { 0 };
    CHECK_OK(tbi_child_run(&end, &out, none, &limits, &err), err);
    assert_int_equal(end, TB_CHILD_ABSENT);
    CHECK_OK(tbi_child_run(&end, &out, folder, &limits, &err), err);
    assert_int_equal(end, TB_CHILD_REFUSED); /* it is there, and no program */
    assert_int_equal(out.size, 0);
    tbi_buf_free(&out);
}

static bool say_word(void *ctx, FILE *to)
{
    return fputs(ctx, to) >= 0;
}

static bool refuse_work(void *ctx, FILE *to)
{
    (void)ctx;
    (void)to;
    return false;
}

static bool raise_signal(void *ctx, FILE *to)
{
    (void)to;
    raise(*(const int *)ctx);
    return true;
}

static bool say_much(void *ctx, FILE *to)
{
    (void)ctx;
    for (int i = 0; i < 1 << 16; i++)
        if (fputs("0123456789abcdef0123456789abcdef", to) < 0)
            return false;
    return true;
}

static tb_child_end tell(tb_buf *out, bool (*work)(void *ctx, FILE *to), void *ctx)
{
    tb_child_end end = TB_CHILD_ABSENT;
    tb_err err = TB_ERR_INIT;
    out->size = 0;
    CHECK_OK(tbi_child_tell(&end, out, work, ctx, &limits, &err), err);
    return end;
}

static void ends_of_a_fork(void **state)
{
    (void)state;
    static char word[] = "Bắc Kạn";
    tb_buf out = { 0 };
    int deadly[] = { SIGABRT, SIGXCPU, SIGALRM, SIGKILL };
    assert_int_equal(tell(&out, say_word, word), TB_CHILD_DONE);
    assert_int_equal(out.size, strlen(word));
    assert_memory_equal(out.data, word, out.size);
    assert_int_equal(tell(&out, refuse_work, NULL), TB_CHILD_REFUSED);
    assert_int_equal(tell(&out, raise_signal, &deadly[0]), TB_CHILD_DIED);
    for (int i = 1; i < 4; i++)
        assert_int_equal(tell(&out, raise_signal, &deadly[i]), TB_CHILD_BEYOND);
    assert_int_equal(tell(&out, say_much, NULL), TB_CHILD_BEYOND);
    tbi_buf_free(&out);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_of_a_program),
        cmocka_unit_test(programs_that_are_not_there),
        cmocka_unit_test(ends_of_a_fork),
    };
    return cmocka_run_group_tests_name("base.child", tests, NULL, NULL);
}
