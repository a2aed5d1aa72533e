/* start_order.c - passes over the places from above, in each of which a place takes every unit
 * further down that must stand above the one it has. Whom there is to take is told by a tree of the
 * least scores (a tournament tree: Knuth 1998, 5.2.3), so that a pass costs n log n and not the
 * square. */
#include "complete/start_order.h"

#include "base/error.h"

#include <math.h>

/* most [2 * leaves]: leaf of place p at leaves + p, its unit's lowest score; -INFINITY of a unit
 * with a published place, which never trades. A node has the larger of its two children. */
typedef struct tournament {
    size_t leaves;
    double *most;
} tournament;

static double find_floor(const tb_rank_bounds *s, size_t p)
{
    size_t i = (size_t)s->who[p];
    return s->y->rank[i] > 0 ? -INFINITY : tbi_rank_bounds_lowest(s, i);
}

static void update_leaf(tournament *t, size_t p, double floor)
{
    size_t at = t->leaves + p;
    t->most[at] = floor;
    for (at /= 2; at > 0; at /= 2)
        t->most[at] = fmax(t->most[2 * at], t->most[2 * at + 1]);
}

static tb_status make_tournament(tournament *t, const tb_rank_bounds *s, tb_err *err)
{
    t->leaves = 1;
    while (t->leaves < s->n)
        t->leaves *= 2;
    t->most = TB_NEW(s->a, double, (2 * t->leaves));
    if (t->most == NULL)
        return tbi_no_memory(err, "the start of the chain");
    for (size_t p = 0; p < t->leaves; p++)
        t->most[t->leaves + p] = p < s->n ? find_floor(s, p) : -INFINITY;
    for (size_t at = t->leaves; at-- > 1;)
        t->most[at] = fmax(t->most[2 * at], t->most[2 * at + 1]);
    return TB_OK;
}

/* The first place from `from` on whose unit must score more than x; SIZE_MAX: none. */
static size_t find_next(const tournament *t, size_t from, double x)
{
    if (from >= t->leaves)
        return SIZE_MAX;
    size_t at = t->leaves + from;
    while (!(x < t->most[at])) { /* to the next subtree on the right */
        while (at % 2 == 1)
            at /= 2;
        if (at == 0)
            return SIZE_MAX;
        at++;
    }
    while (at < t->leaves)
        at = x < t->most[2 * at] ? 2 * at : 2 * at + 1;
    return at - t->leaves;
}

/* Place p takes whom it must from below; whether it took anybody. */
static bool trade_place(tb_rank_bounds *s, tournament *t, size_t p)
{
    bool traded = false;
    size_t i = (size_t)s->who[p];
    for (size_t q = p; s->y->rank[i] == 0;) {
        q = find_next(t, q + 1, tbi_rank_bounds_highest(s, i));
        if (q >= s->y->to[i]) /* none, or none that i could stand for */
            break;
        size_t k = (size_t)s->who[q];
        if (p < s->y->from[k])
            continue;
        s->who[p] = (ptrdiff_t)k;
        s->who[q] = (ptrdiff_t)i;
        update_leaf(t, p, find_floor(s, p));
        update_leaf(t, q, find_floor(s, q));
        i = k;
        traded = true;
    }
    return traded;
}

/* n^2 passes are more than enough for one to end. */
tb_status tbi_start_order(tb_rank_bounds *s, tb_err *err)
{
    tournament t;
    tb_status st = make_tournament(&t, s, err);
    bool again = st == TB_OK;
    for (size_t pass = 0; again && pass < s->n * s->n; pass++) {
        again = false;
        for (size_t p = 0; p < s->n; p++)
            again |= trade_place(s, &t, p);
    }
    return st;
}
