/* goal_state.c - what every stage of an answer asks of its state: texts, reasons, origins,
 * schemes. */
#include "attain/goal_state.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *tbi_ask_say(tb_ask_state *c, const char *format, ...)
{
    char text[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    const char *copy = tbi_arena_text(c->arena, text);
    return copy != NULL ? copy : "";
}

/* The first reason stays: later ones may only follow from it. The goal has no track afterwards
 * and is skipped by every later stage. */
void tbi_ask_reason(tb_ask_state *c, tb_goal_state *aim, const char *text, const char *text_vi)
{
    if (aim->a->reason != NULL)
        return;
    aim->a->reason = tbi_ask_say(c, "%s", text);
    aim->a->reason_vi =
        tbi_ask_say(c, "%s", text_vi != NULL && text_vi[0] != '\0' ? text_vi : text);
    aim->track = NULL;
}

/* INDEX=YEAR of the question goes before its common origin. */
int tbi_ask_origin(const tb_ask_state *c, const tb_index *x)
{
    return tb_ask_origin(c->ask, x->code);
}

/* `announced` is a date as text; its year is all that counts, since origins are years. */
const tb_scheme *tbi_scheme_known(const tb_index *x, int year, int origin)
{
    const tb_scheme *then = tb_index_scheme(x, year);
    const tb_scheme *now = tb_index_scheme(x, year < origin ? year : origin);
    if (then == NULL || then == now)
        return now;
    bool announced = then->announced[0] != '\0' && atoi(then->announced) <= origin;
    return announced ? then : now;
}
