/* check.c - checks that say what went wrong. */
#include "support/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

const char *check_folder(const char *name)
{
    static char path[512];
    char command[1200];
    snprintf(path, sizeof path, "%s/tests/files/%s", TANGBAC_BINARY_DIR, name);
    snprintf(command, sizeof command, "rm -rf '%s' && mkdir -p '%s'", path, path);
    if (system(command) != 0)
        fail_msg("cannot make the folder %s", path);
    return path;
}
