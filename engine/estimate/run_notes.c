/* run_notes.c - what a run says besides its figures: notices and tests. */
#include "estimate/result.h"

#include "base/error.h"
#include "base/format_vi.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool tbi_run_notice(tb_run *r, const char *code, const char *text, const char *text_vi)
{
    return tbi_notice_add(&r->out->notices, &r->out->arena, code, text, text_vi);
}

/* One list of arguments read twice: both languages take them in the same order. */
void tbi_run_tell(tb_run *r, const char *code, const char *format, const char *format_vi, ...)
{
    char text[2][600];
    va_list list;
    va_start(list, format_vi);
    vsnprintf(text[0], sizeof text[0], format, list);
    va_end(list);
    va_start(list, format_vi);
    tbi_vsnprintf_vi(text[1], sizeof text[1], format_vi, list);
    va_end(list);
    tbi_run_notice(r, code, tbi_arena_text(&r->out->arena, text[0]),
                   tbi_arena_text(&r->out->arena, text[1]));
}

/* The list is copied each time: a handful of tests. */
tb_status tbi_run_test(tb_run *r, tb_estimate_test t, tb_err *err)
{
    tb_estimate_summary *v = &r->out->view;
    tb_estimate_test *more = TB_NEW(&r->out->arena, tb_estimate_test, v->tests + 1);
    if (more == NULL)
        return tbi_no_memory(err, "the tests");
    if (v->tests > 0)
        memcpy(more, v->test, v->tests * sizeof *more);
    more[v->tests++] = t;
    v->test = more;
    return TB_OK;
}
