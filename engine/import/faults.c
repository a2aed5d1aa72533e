/* faults.c - faults that a publisher may really have printed: parts that do not add up, a unit that
 * is left out, places against scores. Each has a name, and is taken only when the caller names it:
 * one word for all of them would take in silence what nobody has looked at. */
#include "base/buf.h"
#include "base/error.h"
#include "import/reading.h"
#include "messages/import.h"

#include <string.h>

enum { NAMES_MOST = 16 }; /* of faults in one sentence */

/* The name must be the same each time that the same file is read: it is what the user copies
 * out of the message into the next call. So it has no line numbers in it. */
const char *tbi_fault_name(tb_reading *r, const char *kind, const char *index,
                           const char *indicator, int year, const char *unit)
{
    const char *name =
        tbi_arena_printf(r->arena, "%s:%s%s%s:%d%s%s", kind, index, indicator[0] != '\0' ? "." : "",
                         indicator, year, unit[0] != '\0' ? ":" : "", unit);
    r->no_memory = r->no_memory || name == NULL;
    return name != NULL ? name : "";
}

/* Every fault is kept, accepted or not: tbi_faults_check_names asks at the end whether each name
 * that was given belongs to one of them. name lives at least as long as r. true: the caller has
 * accepted it by that name, and the fault becomes a notice. */
bool tbi_fault_met(tb_reading *r, const char *name)
{
    bool taken = false;
    for (const char *const *p = r->opts->faults; p != NULL && *p != NULL && !taken; p++)
        taken = strcmp(*p, name) == 0;
    if (r->faults == r->fault_room) {
        size_t room = r->fault_room == 0 ? 64 : r->fault_room * 2;
        tb_fault *wider = TB_NEW(r->arena, tb_fault, room);
        if (wider == NULL) {
            r->no_memory = true;
            return taken;
        }
        if (r->faults > 0)
            memcpy(wider, r->fault, r->faults * sizeof *wider);
        r->fault = wider;
        r->fault_room = room;
    }
    r->fault[r->faults++] = (tb_fault){ name, taken };
    return taken;
}

/* An open fault keeps a guessed table from being accepted, see import.c. */
size_t tbi_faults_open(const tb_reading *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->faults; i++)
        n += !r->fault[i].taken;
    return n;
}

/* The names of all faults, or of those that are open. */
static void list_names(tb_buf *b, const tb_reading *r, bool open)
{
    size_t n = 0;
    for (size_t i = 0; i < r->faults; i++) {
        if (open && r->fault[i].taken)
            continue;
        if (n == NAMES_MOST)
            tbi_buf_text(b, ", ...");
        if (n++ < NAMES_MOST)
            tbi_buf_printf(b, "%s%s", n > 1 ? ", " : "", r->fault[i].name);
    }
}

/* For the sentence that asks for them; cut after NAMES_MOST. Never NULL. */
const char *tbi_faults_named(tb_reading *r)
{
    tb_buf b = { 0 };
    list_names(&b, r, true);
    const char *text = tbi_arena_text_n(r->arena, b.size > 0 ? b.data : "", b.size);
    r->no_memory = r->no_memory || b.failed || text == NULL;
    tbi_buf_free(&b);
    return text != NULL ? text : "";
}

/* A name that no fault has was misspelt, or belongs to another file. TB_EARG, with the names
 * that there are; the list comes once, at the first that is unknown. */
tb_status tbi_faults_check_names(tb_reading *r, tb_err *err)
{
    for (const char *const *p = r->opts->faults; p != NULL && *p != NULL; p++) {
        bool known = false;
        for (size_t i = 0; i < r->faults && !known; i++)
            known = strcmp(*p, r->fault[i].name) == 0;
        if (known)
            continue;
        tb_buf b = { 0 };
        list_names(&b, r, false);
        tb_status st = b.failed         ? tbi_no_memory(err, "the list of faults")
                       : r->faults == 0 ? tbi_fail(err, TB_EARG, TB_MSG_IMPORT_FAULT_OF_NONE, *p)
                                        : tbi_fail(err, TB_EARG, TB_MSG_IMPORT_UNKNOWN_FAULT, *p,
                                                   b.size > 0 ? b.data : "");
        tbi_buf_free(&b);
        return st;
    }
    return TB_OK;
}
