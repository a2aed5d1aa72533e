/* A book finds the numbers of a digest in this run and in the next; others, too few, damaged or not
 * finite ones are not there. */
#include "support/check.h"

#include "base/number_book.h"

#include <dirent.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[PATH_MAX];
static tb_err err;
static const double ONE[3] = { 2.385, -1.0 / 3, 4e-310 };

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/tangbac-book-XXXXXX");
    return mkdtemp(folder) == NULL;
}

/* The last file of the folder; returns how many there are. */
static size_t find_file(char *path)
{
    size_t n = 0;
    DIR *d = opendir(folder);
    for (struct dirent *e = readdir(d); e != NULL; e = readdir(d)) {
        if (e->d_name[0] == '.')
            continue;
        snprintf(path, PATH_MAX + 300, "%s/%s", folder, e->d_name);
        n++;
    }
    closedir(d);
    return n;
}

static int remove_folder(void **state)
{
    (void)state;
    char path[PATH_MAX + 300];
    while (find_file(path) > 0)
        unlink(path);
    return rmdir(folder);
}

static tb_digest digest(const char *text)
{
    tb_digest d;
    tbi_digest_start(&d);
    tbi_digest_add(&d, text, strlen(text));
    return d;
}

/* Whether the book has ONE under a text; name [65] out. */
static bool has_one(char *name, tb_number_book *b, const char *text, size_t n)
{
    double to[3] = { 0 };
    tb_digest of = digest(text);
    if (!tbi_number_book_find(to, n, name, b, &of))
        return false;
    assert_memory_equal(to, ONE, n * sizeof *to);
    return true;
}

static void numbers_are_found_again(void **state)
{
    (void)state;
    char name[65];
    tb_memo m;
    tb_number_book *b;
    tbi_memo_start(&m, folder, "avx");
    CHECK_OK(tbi_number_book_open(&b, &m, &err), err);
    for (int k = 0; k < 200; k++) { /* more than there is room for at first */
        char text[16];
        snprintf(text, sizeof text, "%d", k);
        assert_false(has_one(name, b, text, 3));
        tbi_number_book_add(b, name, ONE, 3);
        assert_true(has_one(name, b, text, 3));
        assert_false(has_one(name, b, text, 2));
    }
    tbi_number_book_close(b);
    CHECK_OK(tbi_number_book_open(&b, &m, &err), err);
    for (int k = 0; k < 200; k++) {
        char text[16];
        snprintf(text, sizeof text, "%d", k);
        assert_true(has_one(name, b, text, 3));
    }
    assert_false(has_one(name, b, "200", 3));
    tbi_number_book_close(b);
    CHECK_OK(tbi_number_book_open(&b, NULL, &err), err);
    assert_false(has_one(name, b, "0", 3));
    tbi_number_book_close(b);
}

static void what_is_no_number_is_not_kept(void **state)
{
    (void)state;
    const double bad[3] = { 1, NAN, 2 }, far[3] = { 1, 2, -INFINITY };
    char name[65];
    tb_number_book *b;
    CHECK_OK(tbi_number_book_open(&b, NULL, &err), err);
    assert_false(has_one(name, b, "bad", 3));
    tbi_number_book_add(b, name, bad, 3);
    tbi_number_book_add(b, name, far, 3);
    assert_false(has_one(name, b, "bad", 3));
    tbi_number_book_add(b, name, ONE, 3);
    assert_true(has_one(name, b, "bad", 3));
    tbi_number_book_close(b);
    assert_false(has_one(name, NULL, "bad", 3));
    tbi_number_book_add(NULL, name, ONE, 3);
    tbi_number_book_close(NULL);
}

/* A book that nothing was added to is not written; a damaged one is an empty one. */
static void a_damaged_book_is_empty(void **state)
{
    (void)state;
    char name[65], path[PATH_MAX + 300];
    tb_memo m;
    tb_number_book *b;
    tbi_memo_start(&m, folder, "sse");
    size_t before = find_file(path);
    CHECK_OK(tbi_number_book_open(&b, &m, &err), err);
    tbi_number_book_close(b);
    assert_int_equal(find_file(path), before);
    while (find_file(path) > 0)
        unlink(path);
    CHECK_OK(tbi_number_book_open(&b, &m, &err), err);
    assert_false(has_one(name, b, "0", 3));
    tbi_number_book_add(b, name, ONE, 3);
    tbi_number_book_close(b);
    assert_int_equal(find_file(path), 1);
    FILE *f = fopen(path, "r+b");
    assert_non_null(f);
    fseek(f, 160, SEEK_SET);
    fputc('x', f);
    fclose(f);
    CHECK_OK(tbi_number_book_open(&b, &m, &err), err);
    assert_false(has_one(name, b, "0", 3));
    tbi_number_book_close(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_found_again),
        cmocka_unit_test(what_is_no_number_is_not_kept),
        cmocka_unit_test(a_damaged_book_is_empty),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
