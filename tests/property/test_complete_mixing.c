/* A table whose chains have not mixed after the usual number of sweeps is drawn anew with more of
 * them: PAR INDEX 2020 has R-hat 1.015 then, and what is handed out is below 1.01. */
#include "support/check.h"
#include "support/shipped.h"

#include <tangbac/complete.h>

static tb_err err;

static void what_is_handed_out_has_mixed(void **state)
{
    (void)state;
    tb_completion *c = NULL;
    tb_completion_opts o = TB_COMPLETION_OPTS_INIT;
    o.index = "PAR";
    o.year = 2020;
    o.draws = 4000;
    CHECK_OK(tb_completion_run(&c, shipped, &o, &err), err);
    const tb_completion_summary *about = tb_completion_info(c);
    assert_int_equal(about->draws, 4000);
    assert_true(about->rhat_max > 1 && about->rhat_max <= 1.01);
    assert_true(about->ess_min >= 400 && about->ess_min <= 8000);
    tb_completion_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(what_is_handed_out_has_mixed) };
    return cmocka_run_group_tests_name("property.complete_mixing", tests, open_shipped,
                                       close_shipped);
}
