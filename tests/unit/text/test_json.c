/* The writer makes JSON that the reader understands, and the reader names the place of trouble. */
#include "support/check.h"
#include "text/json_read.h"
#include "text/json_write.h"

#include <math.h>
#include <string.h>

static void numbers_come_back_to_the_bit(void **state)
{
    (void)state;
    static const double x[] = {
        0.1, 1.0 / 3, 2.385, 1e300, 5e-324, -86.81, 42.343200000000003, 123456789012345680.0
    };
    tb_buf b = { 0 };
    tb_json j;
    tbi_json_start(&j, &b, 1);
    tbi_json_array(&j, NULL);
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        tbi_json_number(&j, NULL, x[i]);
    tbi_json_number(&j, NULL, NAN);
    tbi_json_array_end(&j);
    tbi_json_end(&j);
    cJSON *root = NULL;
    tb_err err = TB_ERR_INIT;
    CHECK_OK(tbi_json_parse(&root, b.data, b.size, "here", &err), err);
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        assert_true(cJSON_GetArrayItem(root, (int)i)->valuedouble == x[i]);
    assert_true(cJSON_IsNull(cJSON_GetArrayItem(root, 8)));
    cJSON_Delete(root);
    tbi_buf_free(&b);
}

static void trouble_is_named_by_place(void **state)
{
    (void)state;
    cJSON *root = NULL;
    tb_err err = TB_ERR_INIT;
    const char *broken = "{ \"a\": 1,\n  \"b\": }\n";
    const char *twice = "{ \"a\": 1, \"a\": 2 }";
    const char *foreign = "{ \"t\xE9n\": 1 }";
    CHECK_FAILS(tbi_json_parse(&root, broken, strlen(broken), "x.json", &err), TB_EDATA, err,
                "x.json:2:", "not JSON");
    CHECK_FAILS(tbi_json_parse(&root, twice, strlen(twice), "x.json", &err), TB_EDATA, err, "'a'",
                "duplicate");
    CHECK_FAILS(tbi_json_parse(&root, foreign, strlen(foreign), "x.json", &err), TB_EDATA, err,
                "UTF-8");
    assert_null(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(numbers_come_back_to_the_bit),
                                        cmocka_unit_test(trouble_is_named_by_place) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
