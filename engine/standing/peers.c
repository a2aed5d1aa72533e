/* peers.c - which provinces are like this one? Those of its region and of its group; a planner's
 * own list goes before. */
#include "base/error.h"
#include "standing/standing_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PEERS = 5 };

/* A province beside the one that asks, and how like it is. */
typedef struct nearness {
    const tb_rank_row *row;
    int shared;      /* 2 region and group, 1 one of them */
    double distance; /* of scores; INFINITY when one is not known */
    bool same_region, same_group;
} nearness;

/* Equal ones stand by code, so that the list is the same each time. */
static int compare_nearness(const void *a, const void *b)
{
    const nearness *x = a;
    const nearness *y = b;
    if (x->shared != y->shared)
        return x->shared > y->shared ? -1 : 1;
    if (x->distance != y->distance)
        return x->distance < y->distance ? -1 : 1;
    return strcmp(x->row->code, y->row->code);
}

/* "" for a unit that the panel does not have in the year. */
static const char *find_region(const tb_panel *p, const char *code, int year)
{
    const tb_unit *u = tb_panel_unit_of(p, code, year);
    return u != NULL ? u->region : "";
}

/* Texts are the ranking's. */
static tb_standing_peer make_peer(const tb_rank_row *row)
{
    return (tb_standing_peer){ .code = row->code,
                               .name_vi = row->name_vi,
                               .name_en = row->name_en,
                               .score = row->score,
                               .rank = row->rank };
}

/* Same region and group before one of them, then the nearest score; without a score the
 * distance is infinite. A unit of provinces of two regions, in a year without groups, has neither:
 * then the nearest scores alone. */
tb_status tbi_standing_peers(tb_standing_index *out, const tb_panel *p, const tb_ranking *r,
                             size_t own, tb_arena *a, tb_err *err)
{
    const tb_rank_row *me = tb_ranking_row(r, own);
    const char *region = find_region(p, me->code, tb_ranking_year(r));
    size_t n = 0;
    nearness *near = TB_NEW(a, nearness, tb_ranking_rows(r));
    tb_standing_peer *peer = TB_NEW(a, tb_standing_peer, MOST_PEERS);
    if (near == NULL || peer == NULL)
        return tbi_no_memory(err, "the provinces to compare with");
    for (size_t i = 0; i < tb_ranking_rows(r); i++) {
        const tb_rank_row *row = tb_ranking_row(r, i);
        bool same_region =
            region[0] != '\0' && strcmp(region, find_region(p, row->code, tb_ranking_year(r))) == 0;
        bool same_group =
            me->group != NULL && row->group != NULL && strcmp(me->group, row->group) == 0;
        /* somebody of whom nothing is known is no help to compare with */
        bool known = !isnan(row->score) || row->rank > 0;
        bool neither = region[0] == '\0' && me->group == NULL;
        if (i == own || !known || (!same_region && !same_group && !neither))
            continue;
        double distance = fabs(row->score - me->score);
        near[n++] = (nearness){ row, (int)same_region + (int)same_group,
                                isnan(distance) ? INFINITY : distance, same_region, same_group };
    }
    qsort(near, n, sizeof *near, compare_nearness);
    out->peers = n < MOST_PEERS ? n : MOST_PEERS;
    for (size_t i = 0; i < out->peers; i++) {
        peer[i] = make_peer(near[i].row);
        peer[i].same_region = near[i].same_region;
        peer[i].same_group = near[i].same_group;
    }
    out->peer = peer;
    return TB_OK;
}

/* In the order in which they were asked for; those not in the table of the year are left out. */
tb_status tbi_standing_peers_asked(tb_standing_index *out, const tb_panel *p, const tb_ranking *r,
                                   const tb_standing_opts *o, tb_arena *a, tb_err *err)
{
    tb_standing_peer *peer = TB_NEW(a, tb_standing_peer, o->peers);
    if (peer == NULL)
        return tbi_no_memory(err, "the provinces to compare with");
    out->peers = 0;
    for (size_t k = 0; k < o->peers; k++) {
        size_t row = 0;
        tb_status st = tb_panel_find_unit(&row, p, o->peer[k], tb_ranking_year(r), err);
        if (st != TB_OK)
            return st;
        for (size_t i = 0; i < tb_ranking_rows(r); i++)
            if (strcmp(tb_ranking_row(r, i)->code, tb_panel_unit(p, row)->code) == 0)
                peer[out->peers++] = make_peer(tb_ranking_row(r, i));
    }
    out->peer = peer;
    return TB_OK;
}
