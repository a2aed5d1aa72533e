/* test_envelope.c - report: what stands around a result is what was asked and nothing of the moment, and
 * a number that is absent is null beside its reason. */
#include "support/check.h"
#include "support/shipped.h"

#include <math.h>
#include <string.h>
#include <tangbac/report.h>

static int open_panel(void **state)
{
    static const char *const wanted[] = { "PCI", NULL };
    (void)state;
    return open_shipped_of(wanted);
}

static tb_text *report(const tb_report_head *h, const tb_ranking *r)
{
    tb_text *text = NULL;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tb_report_rank(&text, h, tb_panel_index(shipped, "PCI"), r, &err), err);
    assert_int_equal(strlen(tb_text_data(text)), tb_text_size(text));
    return text;
}

static tb_ranking *rank(void)
{
    tb_ranking *r = NULL;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tb_ranking_make(&r, shipped, tb_panel_index(shipped, "PCI"), 0, 2021, &err), err);
    return r;
}

static void the_head_is_the_question(void **state)
{
    (void)state;
    static const char *const argv[] = { "rank", "a \"b\".h5", "--index", "PCI" };
    const tb_report_input input[] = { { "a \"b\".h5", "00ff" } };
    const tb_notice also[] = { { "first", "said in English", "nói bằng tiếng Việt" } };
    tb_report_head h = { .command = "rank",
                         .argv = argv,
                         .argc = 4,
                         .seed = 9007199254740991,
                         .input = input,
                         .inputs = 1,
                         .also = { also, 1 } };
    tb_ranking *r = rank();
    tb_text *text = report(&h, r), *again = report(&h, r);
    assert_string_equal(tb_text_data(text), tb_text_data(again));
    static const char *const parts[] = { "\"schema\": \"tangbac/rank/1\"",
                                         "\"command\": \"rank\"",
                                         "\"a \\\"b\\\".h5\"",
                                         "9007199254740991",
                                         "\"sha256\": \"00ff\"",
                                         "nói bằng tiếng Việt" };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strstr(tb_text_data(text), parts[i]) == NULL)
            fail_msg("no %s", parts[i]);
    tb_text_free(text);
    tb_text_free(again);
    tb_ranking_free(r);
}

static void what_is_absent_is_null_with_its_reason(void **state)
{
    (void)state;
    const tb_report_head h = { .command = "rank" };
    tb_ranking *r = rank();
    size_t without = 0, nulls = 0, nan = 0;
    for (size_t i = 0; i < tb_ranking_rows(r); i++)
        without += isnan(tb_ranking_row(r, i)->score) ? 1 : 0;
    assert_true(without > 0); /* else the test says nothing */
    tb_text *text = report(&h, r);
    for (const char *p = tb_text_data(text); (p = strstr(p, "\"score\": null")) != NULL; p++) {
        const char *end = strchr(p, '}'), *reason = strstr(p, "\"reason\": \"");
        assert_true(reason != NULL && reason < end);
        nulls++;
    }
    nan += strstr(tb_text_data(text), ": nan") != NULL ? 1 : 0;
    assert_int_equal(nulls, without);
    assert_int_equal(nan, 0);
    tb_text_free(text);
    tb_ranking_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_head_is_the_question),
                                        cmocka_unit_test(what_is_absent_is_null_with_its_reason) };
    return cmocka_run_group_tests_name("report.envelope", tests, open_panel, close_shipped);
}
