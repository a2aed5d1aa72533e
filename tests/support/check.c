/* check.c - checks that say what went wrong. */
#define _XOPEN_SOURCE 700 /* nftw */
#include "support/check.h"

#include <errno.h>
#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

void check_ok(tb_status st, const tb_err *err, const char *what, const char *file, int line)
{
    if (st == TB_OK)
        return;
    print_error("%s gave status %d: %s\n", what, (int)st, err->message);
    _fail(file, line);
}

void check_fails(tb_status st, tb_status wanted, const tb_err *err, const char *file, int line,
                 const char *const *words)
{
    if (st != wanted) {
        print_error("status %d instead of %d: %s\n", (int)st, (int)wanted,
                    st == TB_OK ? "success" : err->message);
        _fail(file, line);
    }
    for (; *words != NULL; words++) {
        if (strstr(err->message, *words) != NULL)
            continue;
        print_error("'%s' is not in: %s\n", *words, err->message);
        _fail(file, line);
    }
}

void check_near(double a, double b, double tolerance, const char *what, const char *file, int line)
{
    double scale = fabs(b) > 1 ? fabs(b) : 1;
    if (fabs(a - b) <= tolerance * scale)
        return;
    print_error("%s is %.17g instead of %.17g\n", what, a, b);
    _fail(file, line);
}

static int remove_entry(const char *path, const struct stat *s, int kind, struct FTW *at)
{
    (void)s;
    (void)kind;
    (void)at;
    return remove(path);
}

/* The path of a folder for tests; both it and the one that holds all of them are there then. */
static const char *make_folder(const char *name)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/tests/files/%s", TANGBAC_BINARY_DIR, name);
    (void)mkdir(TANGBAC_BINARY_DIR "/tests/files", 0777);
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        fail_msg("cannot make the folder %s: %s", path, strerror(errno));
    return path;
}

/* No shell is asked, which would take longer than most tests. */
const char *check_folder(const char *name)
{
    const char *path = make_folder(name);
    if (nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS) != 0)
        fail_msg("cannot empty the folder %s: %s", path, strerror(errno));
    return make_folder(name);
}

/* By plain writing: tbi_file_save waits for the disk. */
const char *check_file_of(const char *folder, const char *name, const void *bytes, size_t n)
{
    static char path[640];
    snprintf(path, sizeof path, "%s/%s", make_folder(folder), name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
    return path;
}

const char *check_file(const char *folder, const char *name, const char *text)
{
    return check_file_of(folder, name, text, strlen(text));
}
