/* test_pdf_tables.c - sheet: what is made of the words that pdftotext prints. The program stands in
 * for poppler's: a script on the path that prints, fails or does not end as each case says. */
#include "support/check.h"
#include "support/sheet_cells.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORD(page, left, top, width, text) \
    "5\t" page "\t0\t0\t0\t0\t" left "\t" top "\t" width "\t10\t100\t" text "\n"

static char path_before[4000];

static void write_text(const char *name, const char *text)
{
    FILE *f = fopen(name, "wb");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
}

/* A program pdftotext that does this. */
static void put_program(const char *words)
{
    char text[9000];
    snprintf(text, sizeof text, "#!/bin/sh\n%s\n", words);
    write_text("bin/pdftotext", text);
    assert_int_equal(chmod("bin/pdftotext", 0755), 0);
}

/* One that prints this. */
static void put_words(const char *tsv)
{
    char text[8000];
    assert_true(snprintf(text, sizeof text, "cat <<'END'\nlevel\tpage_num\n%sEND", tsv) <
                (int)sizeof text);
    put_program(text);
}

/* One sheet, which is marked as guessed. */
static void say_guessed(char *out, size_t room, const char *path)
{
    tb_sheets *all = NULL;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tbi_sheets_open(&all, path, &err), err);
    assert_true(all->guessed);
    assert_int_equal(all->count, 1);
    say_sheet(out, room, all);
    tbi_sheets_free(all);
}

static void refused(const char *word, tb_status wanted)
{
    refuse_sheets("t.pdf", wanted, word);
}

static void programs_that_fail(void **state)
{
    (void)state;
    put_program("exit 1");
    refused("cannot be read as a PDF", TB_EDATA);
    put_program("kill -SEGV $$");
    refused("cannot be read as a PDF", TB_EDATA);
    put_program("head -c 70000000 /dev/zero");
    refused("too large to be read in 30 seconds", TB_EDATA);
    put_program("head -c 262145 /dev/zero | tr '\\0' '\\n'");
    refused("more than 262144 words", TB_EDATA);
    put_program(":");
    refused("has no text: it is a scan", TB_EDATA);
    put_words(WORD("1", "10", "10", "30", "Bảng") WORD("1", "50", "10", "30", "2023"));
    refused("no line of it has two numbers", TB_EDATA);
    setenv("PATH", "/nonexistent", 1);
    refused("pdftotext that reads it is not installed", TB_EIO);
}

/* A name that begins with a hyphen is no option of the program. */
static void a_name_like_an_option(void **state)
{
    (void)state;
    char said[500];
    write_text("-tsv.pdf", "%PDF-1.4\n");
    put_program("case \"$3\" in ./-tsv.pdf) ;; *) exit 1;; esac\ncat words");
    write_text("words", WORD("1", "10", "10", "20", "A") WORD("1", "50", "10", "10", "1")
                            WORD("1", "80", "10", "10", "2"));
    say_guessed(said, sizeof said, "-tsv.pdf");
    assert_string_equal(said, "0,0=A;0,1=1;0,2=2;");
}

static void tables(void **state)
{
    (void)state;
    static const struct {
        const char *words, *said;
    } cases[] = {
        /* what a damaged file makes it print: no words, not finite, not a place, no text, no end */
        { WORD("1", "10", "10", "20", "Lai") WORD("1", "31", "10", "20", "Châu")
              WORD("1", "80", "10", "20", "86,3") WORD("1", "120", "10", "20", "2")
                  WORD("1", "nan", "10", "20", "x") WORD("1", "10", "inf", "20", "x")
                      WORD("1", "10", "10", "-1", "x") WORD("1", "-99999", "10", "20", "x")
                          WORD("1", "99999", "10", "20", "x") WORD(
                              "1", "10", "10", "20", "") "4\t1\t0\t0\t0\t0\t10\t10\t20\t10\t-1\tx\n"
                                                         "5\t1\t0\t0\t0\n",
          "0,0=Lai Châu;0,1=86,3;0,2=2;" },
        /* words beside figures in one column: "withheld" where others have a figure */
        { WORD("1", "10", "10", "20", "A") WORD("1", "80", "10", "20", "1,5")
              WORD("1", "120", "10", "20", "2") WORD("1", "10", "30", "20", "B")
                  WORD("1", "75", "30", "30", "ẩn") WORD("1", "120", "30", "20", "3")
                      WORD("1", "150", "30", "20", "4"),
          "0,0=A;0,1=1,5;0,2=2;1,0=B;1,1=ẩn;1,2=3;1,3=4;" },
        /* a line below its row goes on with the name, one above it does not where the row has a name
         * itself; nor does one of another page; a page's number between marks is no row */
        { WORD("1", "10", "10", "30", "Bà") WORD("1", "10", "19", "30", "Rịa")
              WORD("1", "80", "19", "20", "1") WORD("1", "120", "19", "20", "2")
                  WORD("1", "10", "28", "30", "-Vũng") WORD("1", "10", "60", "30", "Huế")
                      WORD("1", "80", "60", "20", "3") WORD("1", "120", "60", "20", "4")
                          WORD("1", "60", "90", "5", "-") WORD("1", "70", "90", "5", "12")
                              WORD("1", "80", "90", "5", "\xE2\x80\x93")
                                  WORD("2", "10", "61", "30", "Tàu"),
          "0,0=Bà;1,0=Rịa -Vũng;1,1=1;1,2=2;2,0=Huế;2,1=3;2,2=4;3,0=Tàu;" },
        /* a name printed in two lines around the middle of its row */
        { WORD("1", "10", "14", "30", "Bà Rịa -") WORD("1", "80", "19", "20", "1")
              WORD("1", "120", "19", "20", "2") WORD("1", "10", "24", "30", "Vũng Tàu")
                  WORD("1", "10", "50", "30", "Huế") WORD("1", "80", "50", "20", "3")
                      WORD("1", "120", "50", "20", "4"),
          "0,0=Bà Rịa - Vũng Tàu;0,1=1;0,2=2;1,0=Huế;1,1=3;1,2=4;" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char said[1000];
        put_words(cases[i].words);
        say_guessed(said, sizeof said, "t.pdf");
        assert_string_equal(said, cases[i].said);
    }
}

static int make_folder(void **state)
{
    (void)state;
    static char path[5000];
    const char *before = getenv("PATH");
    if (before == NULL || chdir(check_folder("pdf_tables")) != 0 || mkdir("bin", 0755) != 0)
        return 1;
    snprintf(path_before, sizeof path_before, "%s", before);
    snprintf(path, sizeof path, "bin:%s", path_before);
    write_text("t.pdf", "%PDF-1.4\n");
    return setenv("PATH", path, 1);
}

static int restore_path(void **state)
{
    (void)state;
    return setenv("PATH", path_before, 1);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables),
        cmocka_unit_test(a_name_like_an_option),
        cmocka_unit_test_teardown(programs_that_fail, restore_path),
    };
    return cmocka_run_group_tests_name("sheet.pdf_tables", tests, make_folder, NULL);
}
