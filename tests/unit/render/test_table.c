/* test_table.c - render: a table is made of the JSON and nothing else: what is absent there is a dash, what is no such
 * result is refused. */
#include "support/check.h"

#include <string.h>
#include <tangbac/render.h>

static tb_text *make(const char *json, tb_table_form form, tb_lang lang, tb_status *st)
{
    tb_err err = TB_ERR_INIT;
    tb_text *out = NULL;
    tb_table_opts o = TB_TABLE_OPTS_INIT;
    o.form = form;
    o.lang = lang;
    *st = tb_render_table(&out, json, strlen(json), "kept.json", &o, &err);
    if (*st != TB_OK)
        assert_non_null(strstr(err.message, "kept.json"));
    return out;
}

static void is(const char *json, tb_table_form form, tb_lang lang, const char *wanted)
{
    tb_status st;
    tb_text *t = make(json, form, lang, &st);
    assert_int_equal(st, TB_OK);
    assert_string_equal(tb_text_data(t), wanted);
    tb_text_free(t);
}

static void refused(const char *json, tb_table_form form)
{
    tb_status st;
    tb_text *t = make(json, form, TB_LANG_EN, &st);
    assert_int_equal(st, TB_EDATA);
    assert_null(t);
}

static const char imported[] =
    "{\"schema\": \"tangbac/import/1\", \"result\": {\"values\": 31, \"rows\": 7, "
    "\"conflicts_settled\": 2, \"tables\": [{\"path\": \"a.csv\", \"rows\": 7}, "
    "{\"path\": \"b.csv\"}]}}";
static const char estimated[] =
    "{\"schema\": \"tangbac/estimate/1\", \"result\": {\"formula\": \"y ~ x, z\", \"method\": "
    "\"pooled\", \"n_obs\": 9, \"vcov\": {\"type\": null}, \"coefficients\": [{\"term\": "
    "\"x\", \"estimate\": 2.385, \"std_error\": null, \"p_value\": 0.25}]}}";

static void what_is_absent_is_a_dash(void **state)
{
    (void)state;
    is(imported, TB_TABLE_ALIGNED, TB_LANG_EN,
       "Table  Rows\n───────────\na.csv     7\nb.csv     –\n\n31 cells hold a figure; 2 conflicts "
       "were settled\n");
    is(imported, TB_TABLE_ALIGNED, TB_LANG_VI,
       "Bảng   Số dòng\n──────────────\na.csv        7\nb.csv        –\n\n31 ô có số liệu; 2 mâu "
       "thuẫn đã được xử lý\n");
}

static void what_is_absent_is_an_empty_field(void **state)
{
    (void)state;
    is(estimated, TB_TABLE_CSV, TB_LANG_VI,
       "formula,method,vcov,term,estimate,std_error,statistic,df,p_value,ci_low,ci_high,"
       "wild_p_value,wild_ci_low,wild_ci_high,n_obs\n\"y ~ x, "
       "z\",pooled,,x,2.385,,,,0.25,,,,,,9\n");
}

static void what_has_no_table_is_refused(void **state)
{
    (void)state;
    refused(imported, TB_TABLE_CSV);
    refused(imported, TB_TABLE_LATEX);
    refused("{\"schema\": \"tangbac/run/1\", \"result\": {}}", TB_TABLE_ALIGNED);
    refused("{\"schema\": \"tangbac/rank/1\", \"result\": []}", TB_TABLE_ALIGNED);
    refused("[1, 2]", TB_TABLE_ALIGNED);
    refused("{\"schema\"", TB_TABLE_ALIGNED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_absent_is_a_dash),
        cmocka_unit_test(what_is_absent_is_an_empty_field),
        cmocka_unit_test(what_has_no_table_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
