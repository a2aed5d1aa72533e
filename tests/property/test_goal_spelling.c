/* property: a goal means the same however its letters are typed, and what the engine says of a goal
 * reads back as that goal. */
#include "support/check.h"
#include "support/goal_cases.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static void meaning_of(char *out, size_t n, const char *text)
{
    tb_goal g;
    tb_err err = TB_ERR_INIT;
    char en[300];
    if (tb_goal_parse(&g, text, NULL, NULL, &err) != TB_OK) {
        snprintf(out, n, "refused: %.200s", err.message);
        return;
    }
    tb_goal_describe(en, sizeof en, &g, false);
    snprintf(out, n, "%s: %s", tb_goal_kind_word(g.kind), en);
}

static void check_same(const char *spelling, const char *text, const goal_case *c)
{
    char meaning[2000];
    meaning_of(meaning, sizeof meaning, text);
    if (strcmp(meaning, c->meaning) != 0)
        fail_msg("%s of '%s': '%s' is %s", spelling, c->text, text, meaning);
}

static void composed_decomposed_bare_and_upper_case_read_alike(void **state)
{
    (void)state;
    for (size_t i = 0; i < GOAL_CASES; i++) {
        const goal_case *c = &goal_cases[i];
        const utf8proc_uint8_t *t = (const utf8proc_uint8_t *)c->text;
        utf8proc_uint8_t *nfd = utf8proc_NFD(t);
        utf8proc_uint8_t *nfc = utf8proc_NFC(t);
        utf8proc_uint8_t *bare = NULL;
        utf8proc_map(t, 0, &bare,
                     UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);
        check_same("decomposed", (const char *)nfd, c);
        check_same("composed", (const char *)nfc, c);
        check_same("without marks", (const char *)bare, c);
        char upper[1200];
        size_t n = 0;
        for (size_t k = 0; t[k] != 0;) {
            utf8proc_int32_t ch;
            k += (size_t)utf8proc_iterate(t + k, -1, &ch);
            n += (size_t)utf8proc_encode_char(utf8proc_toupper(ch), (utf8proc_uint8_t *)upper + n);
        }
        upper[n] = '\0';
        check_same("upper case", upper, c);
        free(nfd);
        free(nfc);
        free(bare);
    }
}

static void spaces_and_dashes_do_not_matter(void **state)
{
    (void)state;
    for (size_t i = 0; i < GOAL_CASES; i++) {
        const goal_case *c = &goal_cases[i];
        char wide[2400], dashed[2400];
        size_t n = 0, m = 0;
        n += (size_t)sprintf(wide, "  \t");
        for (const char *p = c->text; *p != '\0'; p++) {
            wide[n++] = *p;
            if (*p == ' ')
                n += (size_t)sprintf(wide + n, "\xC2\xA0 ");
            if (*p == '-')
                m += (size_t)sprintf(dashed + m, "\xE2\x80\x93"); /* en dash */
            else
                dashed[m++] = *p;
        }
        wide[n] = dashed[m] = '\0';
        check_same("wide", wide, c);
        check_same("with en dashes", dashed, c);
    }
}

static void what_is_said_reads_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < GOAL_CASES; i++) {
        tb_goal g;
        tb_err err = TB_ERR_INIT;
        char en[300], vi[300];
        CHECK_OK(tb_goal_parse(&g, goal_cases[i].text, NULL, NULL, &err), err);
        assert_true(tb_goal_describe(en, sizeof en, &g, false) < sizeof en);
        assert_true(tb_goal_describe(vi, sizeof vi, &g, true) < sizeof vi);
        check_same("English of", en, &goal_cases[i]);
        check_same("Vietnamese of", vi, &goal_cases[i]);
        char cut[8];
        assert_int_equal(tb_goal_describe(cut, sizeof cut, &g, false), strlen(en));
        assert_int_equal(strncmp(cut, en, sizeof cut - 1), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(composed_decomposed_bare_and_upper_case_read_alike),
        cmocka_unit_test(spaces_and_dashes_do_not_matter),
        cmocka_unit_test(what_is_said_reads_back),
    };
    return cmocka_run_group_tests_name("goal_spelling", tests, NULL, NULL);
}
