/* Memory that grows, texts that are cut at a character's edge, files that are replaced whole,
 * SHA-256 against the vectors of FIPS 180-4. */
#include "support/check.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/digest_block.h"
#include "base/error.h"
#include "base/file.h"
#include "base/notices.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    tb_arena a = { 0 };
    for (size_t n = 0; n < 5000; n += 37) {
        unsigned char *p = tbi_arena_alloc(&a, n, 3);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 64, 0);
        for (size_t i = 0; i < 3 * n; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xA5, 3 * n);
    }
    assert_null(tbi_arena_alloc(&a, SIZE_MAX / 4, 8));
    assert_string_equal(tbi_arena_printf(&a, "%s %d", "tăng", 5), "tăng 5");
    tbi_arena_free(&a);
    assert_null(a.last);
}

static void a_sentence_that_is_too_long_ends_with_a_whole_character(void **state)
{
    (void)state;
    tb_err *err = calloc(1, sizeof *err);
    assert_non_null(err);
    char *text = malloc(3 * TB_ERR_TEXT);
    assert_non_null(text);
    for (size_t cut = 0; cut < 3; cut++) {
        size_t n = 0;
        for (; n < cut; n++)
            text[n] = 'x';
        for (; n + 3 < 2 * TB_ERR_TEXT; n += 3)
            memcpy(text + n, "ậ", 3);
        text[n] = '\0';
        assert_int_equal(tbi_fail(err, TB_EDATA, "%s", "%s", text), TB_EDATA);
        size_t length = strlen(err->message);
        assert_true(length >= TB_ERR_TEXT - 4 && length < TB_ERR_TEXT);
        assert_int_equal((length - cut) % 3, 0);
    }
    free(text);
    free(err);
    assert_int_equal(tbi_fail(NULL, TB_EIO, "nobody listens", "không ai nghe"), TB_EIO);
}

/* Only what the sentence itself counts: a name, a version and a file are said as they were given. */
static void figures_have_a_comma_in_vietnamese(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tbi_fail(&err, TB_EDATA, "%s: %s has %g of %.2f, 50%% of %d",
             "%s: %s có %g trên %.2f, 50%% của %d", "bang-2.5.csv", "PAPI.D5", 7.25, 10.0, 12);
    assert_string_equal(err.message, "bang-2.5.csv: PAPI.D5 has 7.25 of 10.00, 50% of 12");
    assert_string_equal(err.message_vi, "bang-2.5.csv: PAPI.D5 có 7,25 trên 10,00, 50% của 12");
    tb_err outer = TB_ERR_INIT;
    tbi_fail_within(&outer, TB_EDATA, &err, "line %d, %.1f: ", "dòng %d, %.1f: ", 3, 0.5);
    assert_string_equal(outer.message_vi,
                        "dòng 3, 0,5: bang-2.5.csv: PAPI.D5 có 7,25 trên 10,00, 50% của 12");
}

static void every_status_has_its_exit_code(void **state)
{
    (void)state;
    static const int code[TB_STATUS_COUNT] = { 0, 2, 3, 4, 4, 1, 1, 130, 1 };
    for (int s = 0; s < TB_STATUS_COUNT; s++) {
        assert_int_equal(tb_status_exit_code((tb_status)s), code[s]);
        assert_true(strlen(tb_status_words((tb_status)s)) > 4);
    }
    assert_int_equal(tb_status_exit_code((tb_status)99), 1);
}

static void digests_match_the_standard(void **state)
{
    (void)state;
    static const struct {
        const char *text, *digest;
    } known[] = { { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
                  { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
                  { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" } };
    char got[65];
    tb_digest d;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        tbi_digest_start(&d);
        /* byte by byte: the block's edge is crossed */
        for (const char *p = known[i].text; *p != '\0'; p++)
            tbi_digest_add(&d, p, 1);
        tbi_digest_end(&d, got);
        assert_string_equal(got, known[i].digest);
    }
    char *million = malloc(1000000);
    assert_non_null(million);
    memset(million, 'a', 1000000);
    tbi_digest_start(&d);
    tbi_digest_add(&d, million, 1000000);
    tbi_digest_end(&d, got);
    free(million);
    assert_string_equal(got, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* The processor's own instructions and plain C are one digest. */
static void digests_are_the_same_on_every_machine(void **state)
{
    (void)state;
    tb_digest_step fast = tbi_digest_step_x86();
    if (fast == NULL)
        skip();
    unsigned char bytes[64 * 9];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 167 + i / 7);
    uint32_t a[8] = { 1, 2, 3, 4, 5, 6, 7, 8 }, b[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    fast(a, bytes, 9);
    tbi_digest_step_plain(b, bytes, 9);
    assert_memory_equal(a, b, sizeof a);
}

static void a_file_is_replaced_whole_or_not_at_all(void **state)
{
    (void)state;
    tb_arena a = { 0 };
    tb_err err = TB_ERR_INIT;
    const char *folder = check_folder("base-file");
    char *path = tbi_arena_printf(&a, "%s/x.txt", folder);
    char *nowhere = tbi_arena_printf(&a, "%s/no/x.txt", folder);
    const char *text = NULL;
    size_t size = 0;
    CHECK_OK(tbi_file_save(path, "first", 5, &err), err);
    CHECK_OK(tbi_file_save(path, "second", 6, &err), err);
    CHECK_OK(tbi_file_read(&text, &size, path, 100, &a, &err), err);
    assert_string_equal(text, "second");
    CHECK_FAILS(tbi_file_read(&text, &size, path, 3, &a, &err), TB_EDATA, err, "larger");
    CHECK_FAILS(tbi_file_save(nowhere, "x", 1, &err), TB_EIO, err, "no such folder");
    CHECK_FAILS(tbi_file_save(folder, "x", 1, &err), TB_EIO, err, "directory");
    CHECK_FAILS(tbi_file_read(&text, &size, folder, 100, &a, &err), TB_EIO, err, "directory");
    tbi_file_remove(path);
    bool empty = false;
    CHECK_OK(tbi_file_dir_empty(&empty, folder, &err), err);
    assert_true(empty); /* nothing was left beside */
    assert_string_equal(tbi_file_relative(&a, "a/b/s.json", "../p.h5"), "a/b/../p.h5");
    assert_string_equal(tbi_file_relative(&a, "s.json", "p.h5"), "p.h5");
    assert_string_equal(tbi_file_relative(&a, "a/s.json", "/p.h5"), "/p.h5");
    assert_string_equal(tbi_file_ending("a.b/c"), "");
    assert_string_equal(tbi_file_ending("a/b.csv"), ".csv");
    tbi_arena_free(&a);
}

static void a_notice_is_said_once(void **state)
{
    (void)state;
    tb_arena a = { 0 };
    tb_notice_list l = { 0 };
    for (int i = 0; i < 40; i++) {
        char text[32];
        snprintf(text, sizeof text, "notice %d", i / 2);
        assert_true(tbi_notice_add(&l, &a, "gap", text, "lưu ý"));
    }
    assert_int_equal(tbi_notice_view(&l).count, 20);
    assert_string_equal(tbi_notice_view(&l).notice[19].text, "notice 19");
    tbi_arena_free(&a);
}

static void buffers_grow(void **state)
{
    (void)state;
    tb_buf b = { 0 };
    for (int i = 0; i < 1000; i++)
        tbi_buf_printf(&b, "%d,", i);
    tbi_buf_repeat(&b, '-', 3);
    assert_int_equal(b.size, 3893);
    assert_string_equal(b.data + b.size - 7, "999,---");
    assert_false(b.failed);
    tbi_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(a_sentence_that_is_too_long_ends_with_a_whole_character),
        cmocka_unit_test(figures_have_a_comma_in_vietnamese),
        cmocka_unit_test(every_status_has_its_exit_code),
        cmocka_unit_test(digests_match_the_standard),
        cmocka_unit_test(digests_are_the_same_on_every_machine),
        cmocka_unit_test(a_file_is_replaced_whole_or_not_at_all),
        cmocka_unit_test(a_notice_is_said_once),
        cmocka_unit_test(buffers_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
