/* What is kept is found again by whoever asks the same; what is damaged, cut, another's or open to
 * others is as if it were not there; a folder that cannot be written keeps nothing. */
#include "support/check.h"

#include "base/memo.h"
#include "base/refusals.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[PATH_MAX];
static const char TEXT[] = "2.385 and a NUL: \0 behind it";
static tb_err err;

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/tangbac-memo-XXXXXX");
    return mkdtemp(folder) == NULL;
}

/* Removes every file; returns how many. path: of the last of them, before it is removed. */
static size_t empty_folder(char *path)
{
    size_t n = 0;
    char text[PATH_MAX + 300];
    DIR *d = opendir(folder);
    for (struct dirent *e = readdir(d); e != NULL; e = readdir(d)) {
        if (e->d_name[0] == '.')
            continue;
        snprintf(text, sizeof text, "%s/%s", folder, e->d_name);
        if (path == NULL)
            unlink(text);
        else
            snprintf(path, PATH_MAX + 300, "%s", text);
        n++;
    }
    closedir(d);
    return n;
}

static int remove_folder(void **state)
{
    (void)state;
    empty_folder(NULL);
    return rmdir(folder);
}

static void write_text(const tb_memo *m, const char *key)
{
    tb_buf b = { 0 };
    tbi_buf_add(&b, TEXT, sizeof TEXT);
    tbi_memo_write(m, key, &b);
    tbi_buf_free(&b);
}

static bool is_kept(const tb_memo *m, const char *key)
{
    tb_arena a = { 0 };
    const char *bytes;
    size_t n;
    CHECK_OK(tbi_memo_read(&bytes, &n, m, key, &a, &err), err);
    bool kept = bytes != NULL;
    if (kept) {
        assert_int_equal(n, sizeof TEXT);
        assert_memory_equal(bytes, TEXT, n);
    }
    tbi_arena_free(&a);
    return kept;
}

static void the_same_question_finds_it(void **state)
{
    (void)state;
    tb_memo m, other;
    tbi_memo_start(&m, folder, "avx");
    tbi_memo_start(&other, folder, "plain");
    assert_non_null(m.folder);
    assert_false(is_kept(&m, "PAPI 2021"));
    write_text(&m, "PAPI 2021");
    assert_true(is_kept(&m, "PAPI 2021"));
    assert_false(is_kept(&m, "PAPI 2022"));
    assert_false(is_kept(&other, "PAPI 2021"));
    tbi_digest_add(&m.about, "another panel", 13);
    assert_false(is_kept(&m, "PAPI 2021"));
    assert_int_equal(empty_folder(NULL), 1);
}

/* Every bit counts, and so does every byte at the end. */
static void what_is_damaged_is_not_there(void **state)
{
    (void)state;
    tb_memo m;
    char path[PATH_MAX + 300], whole[512];
    tbi_memo_start(&m, folder, "avx");
    write_text(&m, "k");
    assert_int_equal(empty_folder(path), 1);
    FILE *f = fopen(path, "rb");
    size_t n = fread(whole, 1, sizeof whole, f);
    fclose(f);
    for (size_t i = 0; i < n; i += 7) {
        char other[512];
        memcpy(other, whole, n);
        other[i] = (char)(other[i] ^ 1);
        f = fopen(path, "wb");
        fwrite(other, 1, n, f);
        fclose(f);
        assert_false(is_kept(&m, "k"));
        f = fopen(path, "wb");
        fwrite(whole, 1, i, f);
        fclose(f);
        assert_false(is_kept(&m, "k"));
    }
    write_text(&m, "k"); /* takes the place of what was damaged */
    assert_true(is_kept(&m, "k"));
    empty_folder(NULL);
}

/* Others may write to it, it is a link, or it stands under another key. */
static void what_is_not_ours_is_not_there(void **state)
{
    (void)state;
    tb_memo m;
    char path[PATH_MAX + 300], aside[PATH_MAX + 310], second[PATH_MAX + 300];
    tbi_memo_start(&m, folder, "avx");
    write_text(&m, "k");
    empty_folder(path);
    chmod(path, 0620);
    assert_false(is_kept(&m, "k"));
    chmod(path, 0600);
    assert_true(is_kept(&m, "k"));
    snprintf(aside, sizeof aside, "%s.aside", path);
    rename(path, aside);
    assert_int_equal(symlink(aside, path), 0);
    assert_false(is_kept(&m, "k"));
    unlink(path);
    write_text(&m, "other");
    snprintf(second, sizeof second, "%s", path);
    DIR *d = opendir(folder);
    for (struct dirent *e = readdir(d); e != NULL; e = readdir(d))
        if (strlen(e->d_name) == 64)
            snprintf(second, sizeof second, "%.200s/%s", folder, e->d_name);
    closedir(d);
    assert_int_equal(rename(second, path), 0);
    assert_false(is_kept(&m, "k"));
    empty_folder(NULL);
}

static void no_folder_is_no_error(void **state)
{
    (void)state;
    tb_memo none = { 0 }, m;
    write_text(&none, "k");
    assert_false(is_kept(&none, "k"));
    tbi_memo_start(&m, NULL, "avx");
    assert_null(m.folder);
    tbi_memo_start(&m, "/proc/no/such/folder", "avx");
    write_text(&m, "k");
    assert_false(is_kept(&m, "k"));
    char below[PATH_MAX + 20];
    snprintf(below, sizeof below, "%s/one/two", folder);
    tbi_memo_start(&m, below, "avx");
    write_text(&m, "k");
    assert_true(is_kept(&m, "k"));
    char command[PATH_MAX + 40];
    snprintf(command, sizeof command, "rm -r '%s/one'", folder);
    assert_int_equal(system(command), 0);
}

/* The oldest go where the folder holds more than it may; what is no entry stays. */
static void the_oldest_entries_go(void **state)
{
    (void)state;
    tb_memo m;
    char large[PATH_MAX + 80], aside[PATH_MAX + 80];
    struct stat s;
    tbi_memo_start(&m, folder, "avx");
    snprintf(large, sizeof large, "%s/%064d", folder, 7);
    snprintf(aside, sizeof aside, "%s/%s", folder, "note.txt");
    for (int i = 0; i < 2; i++) {
        const char *path = i == 0 ? large : aside;
        FILE *f = fopen(path, "wb");
        assert_non_null(f);
        assert_int_equal(fclose(f), 0);
        assert_int_equal(truncate(path, (off_t)TB_MEMO_MOST + 1), 0); /* a hole: no disk is used */
    }
    assert_int_equal(utimensat(AT_FDCWD, large, (struct timespec[2]){ { 1, 0 }, { 1, 0 } }, 0), 0);
    write_text(&m, "k");
    assert_true(is_kept(&m, "k"));
    assert_int_not_equal(stat(large, &s), 0);
    assert_int_equal(stat(aside, &s), 0);
    empty_folder(NULL);
}

/* What is too large or lies in the place of an entry, and folders that are none. */
static void what_is_no_file_of_ours(void **state)
{
    (void)state;
    tb_memo m;
    char path[PATH_MAX + 300], below[PATH_MAX + 320];
    tb_buf b = { 0 };
    tbi_memo_start(&m, folder, "avx");
    tbi_memo_write(&m, "k", &b); /* nothing to keep */
    assert_false(is_kept(&m, "k"));
    write_text(&m, "k");
    empty_folder(path);
    assert_int_equal(truncate(path, (off_t)65 << 20), 0);
    assert_false(is_kept(&m, "k"));
    assert_int_equal(truncate(path, 10), 0);
    assert_false(is_kept(&m, "k"));
    snprintf(below, sizeof below, "%s/below", path);
    tbi_memo_start(&m, path, "avx"); /* a file stands where the folder should */
    write_text(&m, "k");
    assert_false(is_kept(&m, "k"));
    tbi_memo_start(&m, below, "avx");
    write_text(&m, "k");
    assert_false(is_kept(&m, "k"));
    tbi_memo_start(&m, folder, "avx");
    assert_true(unlink(path) == 0 && mkdir(path, 0700) == 0);
    assert_false(is_kept(&m, "k"));
    write_text(&m, "k");
    assert_false(is_kept(&m, "k"));
    assert_int_equal(rmdir(path), 0);
    empty_folder(NULL);
}

/* What was worked out without all of its memory may be another result. */
static void nothing_is_kept_after_a_refusal(void **state)
{
    (void)state;
    tb_memo m;
    tbi_memo_start(&m, folder, "avx");
    tbi_note_refusal();
    write_text(&m, "k");
    assert_false(is_kept(&m, "k"));
    tbi_memo_start(&m, folder, "avx");
    write_text(&m, "k");
    assert_true(is_kept(&m, "k"));
    empty_folder(NULL);
}

static void numbers_must_be_numbers(void **state)
{
    (void)state;
    const double x[] = { 2.385, 1e300 * 1e300 };
    double to[2] = { 0 };
    const char *bytes = (const char *)x;
    size_t left = sizeof x;
    assert_true(tbi_memo_take_numbers(to, 1, &bytes, &left));
    assert_int_equal(left, sizeof(double));
    assert_false(tbi_memo_take_numbers(to, 1, &bytes, &left));
    assert_false(tbi_memo_take(to, 1, &bytes, &left));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_question_finds_it),
        cmocka_unit_test(what_is_damaged_is_not_there),
        cmocka_unit_test(what_is_not_ours_is_not_there),
        cmocka_unit_test(no_folder_is_no_error),
        cmocka_unit_test(the_oldest_entries_go),
        cmocka_unit_test(what_is_no_file_of_ours),
        cmocka_unit_test(nothing_is_kept_after_a_refusal),
        cmocka_unit_test(numbers_must_be_numbers),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
