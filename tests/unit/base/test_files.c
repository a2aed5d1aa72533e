/* test_files.c - base: files that are read from a pipe or grow, that are replaced through links, and
 * what is said where they cannot be; lists of kinds of facts; words that find no room. */
#include "base/control.h"
#include "base/fact_counts.h"
#include "base/file.h"
#include "base/format_vi.h"
#include "base/notices.h"
#include "base/stream.h"
#include "base/threads.h"
#include "base/to_index.h"
#include "support/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A descriptor from which n bytes come, each the last digit of its place, through a pipe: one, two,
 * ... and up to 1,000 at a time. */
static int open_pipe_of(size_t n)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t writer = fork();
    assert_true(writer >= 0);
    if (writer == 0) {
        close(ends[0]);
        char c[1000];
        for (size_t i = 0, piece = 1; i < n; i += piece, piece = piece % sizeof c + 1) {
            piece = piece < n - i ? piece : n - i;
            for (size_t k = 0; k < piece; k++)
                c[k] = (char)('0' + (i + k) % 10);
            if (write(ends[1], c, piece) != (ssize_t)piece)
                _exit(1);
        }
        _exit(0);
    }
    close(ends[1]);
    return ends[0];
}

static void a_pipe_is_read_to_its_end(void **state)
{
    (void)state;
    static const size_t sizes[] = { 0, 1, 65535, 65536, 65537, 150000 };
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        tb_arena a = { 0 };
        tb_err err = TB_ERR_INIT;
        const char *data = NULL;
        size_t n = 0;
        char path[40];
        int fd = open_pipe_of(sizes[k]);
        snprintf(path, sizeof path, "/dev/fd/%d", fd);
        CHECK_OK(tbi_file_read(&data, &n, path, 1 << 20, &a, &err), err);
        assert_int_equal(n, sizes[k]);
        for (size_t i = 0; i < n; i += 997)
            assert_int_equal(data[i], '0' + i % 10);
        assert_int_equal(data[n], '\0');
        close(fd);
        assert_true(wait(NULL) > 0);
        tbi_arena_free(&a);
    }
}

static void what_is_larger_than_the_limit_is_refused(void **state)
{
    (void)state;
    tb_arena a = { 0 };
    tb_err err = TB_ERR_INIT;
    const char *data = NULL;
    size_t n = 0;
    char path[40];
    int fd = open_pipe_of(70000);
    snprintf(path, sizeof path, "/dev/fd/%d", fd);
    CHECK_FAILS(tbi_file_read(&data, &n, path, 100000, &a, &err), TB_EDATA, err,
                "is larger than the 100000 bytes");
    close(fd);
    assert_true(wait(NULL) > 0);
    CHECK_FAILS(tbi_file_read(&data, &n, "/", 100, &a, &err), TB_EIO, err, "is a directory");
    CHECK_FAILS(tbi_file_read(&data, &n, "/none", 100, &a, &err), TB_EIO, err, "no file '/none'");
    CHECK_FAILS(tbi_file_read(&data, &n, "/proc/self/mem", 1 << 20, &a, &err), TB_EIO, err,
                "/proc/self/mem", "Input/output error");
    tbi_arena_free(&a);
}

static void save(const char *path, const char *text)
{
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tbi_file_save(path, text, strlen(text), &err), err);
}

static void holds(const char *path, const char *text)
{
    tb_arena a = { 0 };
    tb_err err = TB_ERR_INIT;
    const char *data = NULL;
    size_t n = 0;
    CHECK_OK(tbi_file_read(&data, &n, path, 1 << 20, &a, &err), err);
    assert_string_equal(data, text);
    tbi_arena_free(&a);
}

/* Links stay links, also those that lead to what is not there yet; a mode stays what it was. */
static void what_a_link_leads_to_is_replaced(void **state)
{
    (void)state;
    struct stat s;
    tb_err err = TB_ERR_INIT;
    assert_int_equal(chdir(check_folder("files")), 0);
    assert_int_equal(symlink("second", "first"), 0);
    assert_int_equal(symlink("file", "second"), 0);
    save("first", "one");
    holds("file", "one");
    assert_int_equal(chmod("file", 0640), 0);
    save("second", "two");
    holds("file", "two");
    assert_true(stat("file", &s) == 0 && (s.st_mode & 0777) == 0640);
    assert_true(lstat("first", &s) == 0 && S_ISLNK(s.st_mode));
    assert_int_equal(symlink("circle", "circle"), 0);
    CHECK_FAILS(tbi_file_save("circle", "x", 1, &err), TB_EIO, err, "circle");
    CHECK_FAILS(tbi_file_save("no/such/folder", "x", 1, &err), TB_EIO, err, "no/such/folder");
    CHECK_FAILS(tbi_file_save(".", "x", 1, &err), TB_EIO, err, "is a directory");
    CHECK_FAILS(tbi_file_put("none-beside", "file", &err), TB_EIO, err, "file");
    CHECK_FAILS(tbi_file_put("file", ".", &err), TB_EIO, err, "is a directory");
    CHECK_FAILS(tbi_file_put("file", "circle", &err), TB_EIO, err, "circle");
    holds("file", "two");
    save("beside", "three"); /* a version with a name of its own, as where files need one */
    CHECK_OK(tbi_file_put("beside", "file", &err), err);
    holds("file", "three");
    assert_false(tbi_file_exists("beside"));
    tb_stream_file f;
    CHECK_FAILS(tbi_stream_open(&f, "circle", &err), TB_EIO, err, "circle");
    CHECK_FAILS(tbi_stream_open(&f, "none", &err), TB_EIO, err, "no file 'none'");
}

static void folders(void **state)
{
    (void)state;
    tb_arena a = { 0 };
    tb_err err = TB_ERR_INIT;
    size_t n = 0;
    assert_int_equal(chdir(check_folder("folders")), 0);
    save("file", "five!");
    assert_true(tbi_file_size(&n, "file") && n == 5);
    assert_false(tbi_file_size(&n, "none"));
    CHECK_OK(tbi_file_make_dir("in", &err), err);
    CHECK_OK(tbi_file_make_dir("in", &err), err);
    CHECK_FAILS(tbi_file_make_dir("file", &err), TB_EIO, err, "file");
    save("in/file", "six");
    assert_true(tbi_file_inside(&a, "in/x.json", "in/file"));
    assert_true(tbi_file_inside(&a, "/x.json", "in/file"));
    assert_true(tbi_file_inside(&a, "x.json", "in/file"));
    assert_false(tbi_file_inside(&a, "in/x.json", "file"));
    assert_false(tbi_file_inside(&a, "in/x.json", "in/none"));
    assert_false(tbi_file_inside(&a, "none/x.json", "in/file"));
    assert_string_equal(tbi_file_relative(&a, "in/x.json", "y.csv"), "in/y.csv");
    assert_string_equal(tbi_file_relative(&a, "x.json", "y.csv"), "y.csv");
    assert_string_equal(tbi_file_relative(&a, "in/x.json", "/y.csv"), "/y.csv");
    tbi_arena_free(&a);
}

static void said(tb_fact_counts n, const char *en, const char *vi)
{
    tb_arena a = { 0 };
    const char *text, *text_vi;
    assert_true(tbi_fact_counts_say(&a, &text, &text_vi, &n));
    assert_string_equal(text, en);
    assert_string_equal(text_vi, vi);
    tbi_arena_free(&a);
}

static void kinds_of_facts_are_listed(void **state)
{
    (void)state;
    said((tb_fact_counts){ 0 }, "0 scores", "0 điểm số");
    said((tb_fact_counts){ .scores = 22, .ranks = 12 }, "22 scores, 12 ranks",
         "22 điểm số, 12 thứ hạng");
    said((tb_fact_counts){ .ranks = 1, .means = 1, .extremes = 1, .counts = 1 },
         "1 rank, 1 mean, 1 best or worst score, 1 count of units by score",
         "1 thứ hạng, 1 điểm trung bình, 1 điểm cao nhất hoặc thấp nhất, 1 số liệu đếm số tỉnh "
         "theo ngưỡng điểm");
    said((tb_fact_counts){ .scores = 1, .means = 3, .extremes = 2, .counts = 4 },
         "1 score, 3 means, 2 best or worst scores, 4 counts of units by score",
         "1 điểm số, 3 điểm trung bình, 2 điểm cao nhất hoặc thấp nhất, 4 số liệu đếm số tỉnh "
         "theo ngưỡng điểm");
}

static int print_vi(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = tbi_vsnprintf_vi(out, size, format, args);
    va_end(args);
    return n;
}

static void figures_that_find_no_room(void **state)
{
    (void)state;
    char out[64], text[3000];
    assert_int_equal(print_vi(out, sizeof out, "%s %.2f%%", "PAPI.D5", 7.08), 13);
    assert_string_equal(out, "PAPI.D5 7,08%");
    assert_true(print_vi(out, 4, "%.2f và", 7.08) >= 4); /* cut off */
    assert_string_equal(out, "7,"); /* the marks count until they are taken out */
    assert_true(print_vi(NULL, 0, "%.2f", 7.08) >= 4);
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    memcpy(text + 2500, "%.1f", 4);
    assert_int_equal(print_vi(out, sizeof out, text, 7.5), (int)sizeof text - 2);
    assert_int_equal(strspn(out, "x"), sizeof out - 1);
}

static void words_without_memory_are_no_notice(void **state)
{
    (void)state;
    tb_arena a = { 0 };
    tb_notice_list l = { 0 };
    assert_true(tbi_notice_add(&l, &a, "sum", "one", "một"));
    assert_false(tbi_notice_add(&l, &a, "sum", NULL, "hai"));
    assert_false(tbi_notice_add(&l, &a, "sum", "two", NULL));
    assert_true(tbi_notice_add(&l, &a, "sum", "two", "hai"));
    assert_true(tbi_notice_add(&l, &a, "mean", "two", "hai"));
    assert_int_equal(tbi_notice_view(&l).count, 3);
    tbi_arena_free(&a);
}

static void control_characters(void **state)
{
    (void)state;
    char text[] = "a\x01"
                  "b\x7F"
                  "c\xC2\x85"
                  "d\xE2\x80\xAE"
                  "e\xC2\xA0\t\xE2\x80\xA6\xE2\x80\xA8\xC2";
    tbi_control_replace(text, ' ');
    assert_string_equal(text, "a b c  d   e\xC2\xA0\t\xE2\x80\xA6\xE2\x80\xA8\xC2");
}

static void numbers_to_places(void **state)
{
    (void)state;
    assert_int_equal(tbi_to_index((double)NAN, 5), 0);
    assert_int_equal(tbi_to_index(-INFINITY, 5), 0);
    assert_int_equal(tbi_to_index(4.99, 5), 4);
    assert_int_equal(tbi_to_index(5, 5), 5);
    assert_int_equal(tbi_to_index(INFINITY, 5), 5);
}

/* Less address space than threads need for their stacks: one. In a child, which keeps the limit. */
static void a_narrow_process_has_one_thread(void **state)
{
    (void)state;
    assert_int_equal(tbi_threads(3), 3);
    assert_true(tbi_threads(0) >= 1);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit narrow = { (rlim_t)3 << 30, (rlim_t)3 << 30 };
        bool set = setrlimit(RLIMIT_AS, &narrow) == 0;
        _exit(set && tbi_threads(8) == 1 ? 0 : 1);
    }
    int how = -1;
    assert_true(waitpid(child, &how, 0) == child);
    assert_int_equal(how, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pipe_is_read_to_its_end),
        cmocka_unit_test(what_is_larger_than_the_limit_is_refused),
        cmocka_unit_test(what_a_link_leads_to_is_replaced),
        cmocka_unit_test(folders),
        cmocka_unit_test(kinds_of_facts_are_listed),
        cmocka_unit_test(figures_that_find_no_room),
        cmocka_unit_test(words_without_memory_are_no_notice),
        cmocka_unit_test(control_characters),
        cmocka_unit_test(numbers_to_places),
        cmocka_unit_test(a_narrow_process_has_one_thread),
    };
    return cmocka_run_group_tests_name("base.files", tests, NULL, NULL);
}
