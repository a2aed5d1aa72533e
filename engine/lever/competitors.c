/* competitors.c - what if the others try too: the units that most often stand in the way also rise
 * as the best quarter of comparable units did. */
#include "attain/summary.h"
#include "lever/historical_change.h"

#include "base/error.h"
#include "messages/lever.h"
#include "messages/one_language.h"

#include <math.h>
#include <string.h>

/* those nearest in the way: all of them moving would be another question */
enum { RIVALS = 10 };

/* In how many missed draws a unit stands in the way, over all goals on the track. */
static unsigned count_in_way(const tb_ask_state *c, const tb_index_draws *t, size_t unit)
{
    unsigned n = 0;
    for (size_t i = 0; i < c->goals; i++)
        if (c->aim[i].track == t)
            n += c->aim[i].between[unit];
    return n;
}

/* The RIVALS units most often in the way, each moved by the best quarter's change of its own
 * record. 1e-300 marks one that was taken with no change to add. The first without a record
 * ends the list: rivals move as forecast. */
static tb_status shift_track(tb_ask_state *c, tb_index_draws *t, tb_err *err)
{
    size_t units = t->index->n_unit;
    double *shift = TB_NEW(c->arena, double, units);
    if (shift == NULL)
        return tbi_no_memory(err, "the rivals");
    int years = t->year[t->n_year - 1] - tbi_ask_origin(c, t->index);
    for (size_t k = 0; k < RIVALS; k++) {
        size_t best = units;
        for (size_t u = 0; u < units; u++)
            if (shift[u] == 0 && count_in_way(c, t, u) > 0 &&
                (best == units || count_in_way(c, t, u) > count_in_way(c, t, best)))
                best = u;
        if (best == units)
            break;
        tb_historical_change r;
        tb_status st =
            tbi_historical_change_make(&r, t->index, t->column, best, tbi_ask_origin(c, t->index),
                                       years, c->book, c->arena, err);
        if (st != TB_OK)
            return st;
        if (r.reason != NULL) {
            tbi_notice_add(c->notices, c->arena, "rivals",
                           tbi_ask_say(c, TB_EN(TB_MSG_LEVER_RIVALS_MOVE_AS_FORECAST),
                                       t->index->code, r.reason),
                           tbi_ask_say(c, TB_VI(TB_MSG_LEVER_RIVALS_MOVE_AS_FORECAST),
                                       t->index->code, r.reason_vi));
            break;
        }
        shift[best] = r.q75 != 0 ? r.q75 : 1e-300;
    }
    t->shift = shift;
    return TB_OK;
}

/* Sets the shifts; the draws are made anew by the caller. */
tb_status tbi_ask_competitors_reach(tb_ask_state *c, tb_err *err)
{
    for (size_t i = 0; i < c->tracks; i++) {
        if (c->track[i]->joint == NULL || !c->track[i]->wanted)
            continue;
        tb_status st = shift_track(c, c->track[i], err);
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}
