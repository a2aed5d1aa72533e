/* notices.c - a growing list of warnings in the arena of the result that they belong to. */
#include "base/notices.h"

#include <string.h>

/* A warning that was said already is not said again. false: no memory, also for the words that are
 * handed in. */
bool tbi_notice_add(tb_notice_list *l, tb_arena *a, const char *code, const char *text,
                    const char *text_vi)
{
    if (text == NULL || text_vi == NULL)
        return false;
    for (size_t i = 0; i < l->count; i++)
        if (strcmp(l->notice[i].code, code) == 0 && strcmp(l->notice[i].text, text) == 0)
            return true;
    if (l->count == l->room) {
        size_t room = l->room == 0 ? 8 : l->room * 2;
        tb_notice *wider = TB_NEW(a, tb_notice, room);
        if (wider == NULL)
            return false;
        if (l->count > 0)
            memcpy(wider, l->notice, l->count * sizeof *wider);
        l->notice = wider;
        l->room = room;
    }
    tb_notice n = { tbi_arena_text(a, code), tbi_arena_text(a, text), tbi_arena_text(a, text_vi) };
    if (n.code == NULL || n.text == NULL || n.text_vi == NULL)
        return false;
    l->notice[l->count++] = n;
    return true;
}

/* Borrowed; holds until the list grows. */
tb_notices tbi_notice_view(const tb_notice_list *l)
{
    return (tb_notices){ l->notice, l->count };
}
