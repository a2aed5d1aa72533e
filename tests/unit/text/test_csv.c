/* test_csv.c - text.csv: rows as spreadsheets save them, and places of trouble. */
#include "support/check.h"

#include "base/file.h"
#include "text/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *file_of(const char *bytes, size_t n)
{
    return check_file_of("csv", "t.csv", bytes, n);
}

/* The rows of a table as one text: fields joined by |, rows by ;, each with its line before. */
static void read_all(char *out, size_t room, const char *path)
{
    tb_csv *c = NULL;
    tb_err err = TB_ERR_INIT;
    tb_csv_row row;
    bool fatal;
    size_t at = 0;
    out[0] = '\0';
    CHECK_OK(tbi_csv_open(&c, path, &err), err);
    for (;;) {
        CHECK_OK(tbi_csv_next(c, &row, &fatal, &err), err);
        if (row.count == 0)
            break;
        at += (size_t)snprintf(out + at, room - at, "%zu:", row.line);
        for (size_t i = 0; i < row.count; i++)
            at += (size_t)snprintf(out + at, room - at, "%s%.*s", i > 0 ? "|" : "",
                                   (int)row.field[i].n, row.field[i].text);
        at += (size_t)snprintf(out + at, room - at, ";");
    }
    tbi_csv_close(c);
}

static void rows_are_cut(void **state)
{
    (void)state;
    static const struct {
        const char *text, *rows;
    } cases[] = { { "a,b\n1,2\n3,4\n", "2:1|2;3:3|4;" },
                  { "a,b\n1,2\n3,4", "2:1|2;3:3|4;" },
                  { "a,b\r\n1,2\r\n\r\n3,4\r\n", "2:1|2;4:3|4;" },
                  { "a;b\n1,5;2\n", "2:1,5|2;" },
                  { "a\tb\n1\t\n", "2:1|;" },
                  { "\xEF\xBB\xBF"
                    "a,b\n1,2\n",
                    "2:1|2;" },
                  { "sep=;\na;b\n1;2\n", "3:1|2;" },
                  { "a,b\n\"x\ny\",2\nz,3\n", "2:x\ny|2;4:z|3;" },
                  { "a,b\n\"say \"\"so\"\"\",2\n", "2:say \"so\"|2;" },
                  { "a,b\n \" kept \" , plain \n", "2: kept |plain;" },
                  { "a,b\n\"1,2\",3\n", "2:1,2|3;" },
                  { "a,b,,\n1,2,,\n,,,\n3,4,,\n", "2:1|2;4:3|4;" },
                  { "a,b\r1,2\r3,4\r", "2:1|2;3:3|4;" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char rows[400];
        read_all(rows, sizeof rows, file_of(cases[i].text, strlen(cases[i].text)));
        assert_string_equal(rows, cases[i].rows);
    }
}

static void heads_are_composed(void **state)
{
    (void)state;
    static const char text[] = "unit,Ti\xCC\x89nh\n1,2\n"; /* i and a hook above, decomposed */
    tb_csv *c = NULL;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tbi_csv_open(&c, file_of(text, sizeof text - 1), &err), err);
    assert_int_equal(tbi_csv_columns(c), 2);
    assert_string_equal(tbi_csv_head(c, 1), "T\xE1\xBB\x89nh");
    assert_int_equal(tbi_csv_separator(c), ',');
    tbi_csv_close(c);
}

static void trouble_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t n, line;
        bool fatal;
        const char *word;
    } cases[] = { { "a,b\n1\n", 6, 2, false, "1 fields, the first row has 2" },
                  { "a,b\nx,2,3\n", 10, 2, false, "3 fields" },
                  { "a,b\n1,x\"y\n2,3\n", 13, 2, true, "quote" },
                  { "a,b\n1,\"y\n", 9, 2, true, "quote" },
                  { "a,b\n1,\"y\"z\n", 11, 2, true, "quote" },
                  { "a,b\n1,\xFF\n", 8, 2, true, "CSV UTF-8" },
                  { "a,b\n1,\0\n", 8, 2, true, "CSV UTF-8" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tb_csv *c = NULL;
        tb_err err = TB_ERR_INIT;
        tb_csv_row row;
        bool fatal = !cases[i].fatal;
        CHECK_OK(tbi_csv_open(&c, file_of(cases[i].text, cases[i].n), &err), err);
        CHECK_FAILS(tbi_csv_next(c, &row, &fatal, &err), TB_EDATA, err, cases[i].word);
        assert_int_equal(row.line, cases[i].line);
        assert_int_equal(fatal, cases[i].fatal);
        tbi_csv_close(c);
    }
}

static void what_is_no_table_is_refused(void **state)
{
    (void)state;
    tb_csv *c = NULL;
    tb_err err = TB_ERR_INIT;
    CHECK_FAILS(tbi_csv_open(&c, file_of("", 0), &err), TB_EDATA, err, "is empty");
    CHECK_FAILS(tbi_csv_open(&c, file_of("\n\n\n", 3), &err), TB_EDATA, err, "is empty");
    CHECK_FAILS(tbi_csv_open(&c,
                             file_of("\xFF\xFE"
                                     "a\0",
                                     4),
                             &err),
                TB_EDATA, err, "CSV UTF-8");
    CHECK_FAILS(tbi_csv_open(&c, "/no/such.csv", &err), TB_EIO, err, "no file");
    CHECK_FAILS(tbi_csv_open(&c, "/", &err), TB_EIO, err, "directory");
    assert_null(c);
}

/* Rows longer than the window of the reader, and many of them: nothing is lost at its edges. */
static void rows_cross_the_window(void **state)
{
    (void)state;
    enum { ROWS = 40000, WIDE = 700000 };
    char *text = malloc(ROWS * 24 + WIDE + 100);
    assert_non_null(text);
    size_t n = (size_t)sprintf(text, "a,b\n");
    for (int i = 0; i < ROWS; i++)
        n += (size_t)sprintf(text + n, "%d,\"x%d\"\n", i, i);
    text[n++] = '"';
    memset(text + n, 'w', WIDE);
    n += WIDE;
    n += (size_t)sprintf(text + n, "\",end\n");
    tb_csv *c = NULL;
    tb_err err = TB_ERR_INIT;
    tb_csv_row row;
    bool fatal;
    CHECK_OK(tbi_csv_open(&c, file_of(text, n), &err), err);
    for (int i = 0; i < ROWS; i++) {
        char want[24];
        snprintf(want, sizeof want, "x%d", i);
        CHECK_OK(tbi_csv_next(c, &row, &fatal, &err), err);
        assert_int_equal(row.line, i + 2);
        assert_int_equal(row.field[1].n, strlen(want));
        assert_memory_equal(row.field[1].text, want, row.field[1].n);
    }
    CHECK_OK(tbi_csv_next(c, &row, &fatal, &err), err);
    assert_int_equal(row.field[0].n, WIDE);
    CHECK_OK(tbi_csv_next(c, &row, &fatal, &err), err);
    assert_int_equal(row.count, 0);
    tbi_csv_close(c);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(rows_are_cut),
                                        cmocka_unit_test(heads_are_composed),
                                        cmocka_unit_test(trouble_is_named),
                                        cmocka_unit_test(what_is_no_table_is_refused),
                                        cmocka_unit_test(rows_cross_the_window) };
    return cmocka_run_group_tests_name("text.csv", tests, NULL, NULL);
}
