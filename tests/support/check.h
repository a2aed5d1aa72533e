/* support/check.h - what every test program includes: cmocka in the order that it needs, and checks
 * that print a tb_err's sentence. */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <tangbac/error.h>

/* st must be TB_OK; otherwise the sentence is printed and the test ends. */
#define CHECK_OK(st, err) check_ok((st), &(err), #st, __FILE__, __LINE__)
/* st must be `wanted`, and the sentence must hold every one of the words given (NULL ends them). */
#define CHECK_FAILS(st, wanted, err, ...) \
    check_fails((st), (wanted), &(err), __FILE__, __LINE__, (const char *[]){ __VA_ARGS__, NULL })
/* |a - b| <= tolerance * max(1, |b|) */
#define CHECK_NEAR(a, b, tolerance) check_near((a), (b), (tolerance), #a, __FILE__, __LINE__)

void check_ok(tb_status st, const tb_err *err, const char *what, const char *file, int line);
void check_fails(tb_status st, tb_status wanted, const tb_err *err, const char *file, int line,
                 const char *const *words);
void check_near(double a, double b, double tolerance, const char *what, const char *file, int line);

/* A fresh folder for a test's files under the build folder; static storage, valid until the next
 * call. */
const char *check_folder(const char *name);
/* The path of a file with this text, written into such a folder beside what is there; static
 * storage, valid until the next call. */
const char *check_file(const char *folder, const char *name, const char *text);
const char *check_file_of(const char *folder, const char *name, const void *bytes, size_t n);

#endif
