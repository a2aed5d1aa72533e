/* feasible_start.c - a first table that agrees with every fact of a year, or the facts that no
 * table can satisfy together.
 *
 * Facts of places (published places, counts, extremes) give each place the limits of its score. A
 * unit without a place can then stand at the places whose limits meet its own, which are
 * consecutive, so that the earliest deadline first finds slots for all if there are any (Jackson
 * 1955); units that then stand the wrong way round trade places, which never breaks a limit.
 */
#include "complete/rank_bounds.h"
#include "complete/start_order.h"
#include "complete/start_scores.h"

#include "base/error.h"
#include "messages/complete.h"
#include "num/dist.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Always TB_EDATA, with both facts in words. */
static tb_status refuse_contradiction(tb_err *err, const tb_rank_bounds *s, tb_fact_words first,
                                      tb_fact_words second)
{
    return tbi_constraints_contradict(err, s->f, s->y->year, first, second);
}

/* ---- Slots for the units without places ---- */

/* The places from[i] .. to[i] that the unit's lowest and highest possible score leave it between
 * the neighbours that are known, within those that the facts name. false: none is left.
 * slack: half a rounding, within which two published figures are not held to contradict each
 * other. */
static bool set_window(tb_rank_bounds *s, size_t i)
{
    size_t from = 0, to = 0;
    for (size_t left = s->n; from < left;) { /* neither limit rises from above to below */
        size_t middle = from + (left - from) / 2;
        if (tbi_rank_bounds_highest(s, i) < s->low[middle] - s->f->slack)
            from = middle + 1;
        else
            left = middle;
    }
    for (size_t left = s->n; to < left;) {
        size_t middle = to + (left - to) / 2;
        if (tbi_rank_bounds_lowest(s, i) > s->high[middle] + s->f->slack)
            left = middle;
        else
            to = middle + 1;
    }
    s->from[i] = from > s->y->from[i] ? from : s->y->from[i];
    s->to[i] = to < s->y->to[i] ? to : s->y->to[i];
    return s->from[i] < s->to[i];
}

/* What keeps a unit where it is: the fact below which or above which it cannot stand. */
static tb_fact_words find_hindrance(const tb_rank_bounds *s, size_t i)
{
    ptrdiff_t why = TB_WHY_OPEN;
    if (s->from[i] > 0)
        why = s->why_low[s->from[i] - 1];
    if (s->to[i] < s->n && s->why_high[s->to[i]] != TB_WHY_OPEN)
        why = s->why_high[s->to[i]];
    return tbi_rank_bounds_say_why(s, why);
}

/* Whether job a must be seated before job b: the sooner last place, of equals the first in the
 * list. */
static bool is_sooner(const tb_rank_bounds *s, size_t a, size_t b)
{
    size_t last_a = s->to[s->job[a]], last_b = s->to[s->job[b]];
    return last_a != last_b ? last_a < last_b : a < b;
}

/* A heap of jobs, the soonest first (Williams 1964). */
static void push_job(tb_rank_bounds *s, size_t *waiting, size_t k)
{
    size_t at = (*waiting)++;
    for (; at > 0 && is_sooner(s, k, s->heap[(at - 1) / 2]); at = (at - 1) / 2)
        s->heap[at] = s->heap[(at - 1) / 2];
    s->heap[at] = k;
}

static size_t take_job(tb_rank_bounds *s, size_t *waiting)
{
    size_t soonest = s->heap[0], last = s->heap[--*waiting], at = 0;
    for (size_t child = 1; child < *waiting; child = 2 * at + 1) {
        if (child + 1 < *waiting && is_sooner(s, s->heap[child + 1], s->heap[child]))
            child++;
        if (!is_sooner(s, s->heap[child], last))
            break;
        s->heap[at] = s->heap[child];
        at = child;
    }
    s->heap[at] = last;
    return soonest;
}

/* Lists the jobs without a slot by the first place that they may have. */
static void list_arrivals(tb_rank_bounds *s)
{
    for (size_t p = 0; p < s->n; p++)
        s->first_job[p] = SIZE_MAX;
    for (size_t k = 0; k < s->n_job; k++) {
        size_t i = s->job[k];
        if (s->has_place[i] || s->from[i] >= s->n)
            continue;
        s->next_job[k] = s->first_job[s->from[i]];
        s->first_job[s->from[i]] = k;
    }
}

/* Whether all units that have no slot yet find one: each place from the best on takes the unit that
 * must be seated soonest. lost: the unit that finds none.
 * Earliest deadline first is optimal for jobs of unit length with release times and deadlines, so
 * false means that no seating exists. O((n + jobs) log jobs). Changes nothing but s->scratch and
 * the lists of jobs, and s->held and s->guest, which are the seating that was found. */
static bool has_places_for_all(size_t *lost, tb_rank_bounds *s)
{
    unsigned char *placed = s->scratch;
    size_t waiting = 0;
    s->seated = false;
    memset(placed, 0, s->f->n_unit);
    list_arrivals(s);
    for (size_t p = 0; p < s->n; p++) {
        for (size_t k = s->first_job[p]; k != SIZE_MAX; k = s->next_job[k])
            push_job(s, &waiting, k);
        if (s->who[p] != TB_NOBODY)
            continue;
        s->guest[p] = TB_NOBODY;
        while (waiting > 0 && s->guest[p] == TB_NOBODY) {
            size_t i = s->job[take_job(s, &waiting)];
            if (s->to[i] <= p)
                continue; /* its last place has gone by */
            s->guest[p] = (ptrdiff_t)i;
            placed[i] = 1;
            s->held[i] = p;
        }
    }
    for (size_t k = 0; k < s->n_job; k++) {
        *lost = s->job[k];
        if (!placed[*lost] && !s->has_place[*lost])
            return false;
    }
    s->seated = true;
    return true;
}

static void place_unit(tb_rank_bounds *s, size_t p, size_t i)
{
    s->who[p] = (ptrdiff_t)i;
    s->has_place[i] = 1;
}

/* Takes back what place_unit() did. */
static void remove_unit(tb_rank_bounds *s, size_t p)
{
    s->has_place[s->who[p]] = 0;
    s->who[p] = TB_NOBODY;
}

/* Unit i may have the free place p when whoever holds it in the seating that was found last can
 * take the one that i holds there: then the others still find slots, and all of them need not be
 * seated anew, which for every unit would be n^3. Changes the seating to that. */
static bool can_trade(tb_rank_bounds *s, size_t p, size_t i)
{
    size_t held = s->held[i];
    ptrdiff_t guest = s->guest[p];
    if (!s->seated)
        return false;
    if (guest != TB_NOBODY && guest != (ptrdiff_t)i &&
        (held < s->from[guest] || held >= s->to[guest]))
        return false;
    if (guest == (ptrdiff_t)i)
        return true;
    if (guest != TB_NOBODY)
        s->held[guest] = held;
    s->guest[held] = guest;
    return true;
}

/* The free place nearest to where a unit would stand by its score, such that the others still find
 * slots.
 * level, sd: of the normal distribution by which a score is turned into a place. Places are tried
 * at growing distance on both sides in turn. */
static void place_near(tb_rank_bounds *s, size_t i, double level, double sd)
{
    double middle = fmin(fmax(level, tbi_rank_bounds_lowest(s, i)), tbi_rank_bounds_highest(s, i));
    double ideal = (double)s->n * tbi_normal_upper((middle - level) / sd) - 0.5;
    size_t lost;
    for (size_t away = 0; away <= 2 * s->n; away++) {
        double at = floor(ideal + 0.5) + (away & 1 ? 1 : -1) * (double)((away + 1) / 2);
        if (at < (double)s->from[i] || at >= (double)s->to[i] || s->who[(size_t)at] != TB_NOBODY)
            continue;
        bool fits = can_trade(s, (size_t)at, i);
        place_unit(s, (size_t)at, i);
        if (fits || has_places_for_all(&lost, s))
            return;
        remove_unit(s, (size_t)at);
    }
}

/* A unit and the number of places it could have, for sorting the narrow ones first. */
typedef struct placement {
    size_t unit, width;
} placement;

/* Ties by unit, so that the start never depends on the sort. */
static int compare_narrow_first(const void *left, const void *right)
{
    const placement *a = left, *b = right;
    if (a->width != b->width)
        return a->width < b->width ? -1 : 1;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

/* Those who can stand at few places first. */
static tb_status sort_jobs(tb_rank_bounds *s, tb_err *err)
{
    placement *w = TB_NEW(s->a, placement, s->n_job);
    if (w == NULL)
        return tbi_no_memory(err, "the start of the chain");
    for (size_t k = 0; k < s->n_job; k++)
        w[k] = (placement){ s->job[k], s->to[s->job[k]] - s->from[s->job[k]] };
    qsort(w, s->n_job, sizeof *w, compare_narrow_first);
    for (size_t k = 0; k < s->n_job; k++)
        s->job[k] = w[k].unit;
    return TB_OK;
}

/* Gives every unit without a published rank a place: first the best and the worst to whoever has
 * just that score, then those of whom anything is known, the narrowest windows first, near the
 * score that they would have, and the rest spread over what is left. That there are places for
 * all is asked before (soonest last place first, which finds them if they exist). */
static tb_status place_units(tb_rank_bounds *s, double level, double sd, tb_err *err)
{
    size_t lost;
    for (size_t k = 0; k < s->n_job; k++)
        if (!set_window(s, s->job[k]))
            return refuse_contradiction(err, s, tbi_rank_bounds_say_unit(s, s->job[k]),
                                        find_hindrance(s, s->job[k]));
    /* a known score may be the best or the worst itself */
    for (size_t k = 0; k < s->n_job; k++) {
        double v = s->y->fixed[s->job[k]];
        if (s->n > 0 && s->who[0] == TB_NOBODY && fabs(v - s->y->best) <= s->f->slack &&
            s->from[s->job[k]] == 0)
            place_unit(s, 0, s->job[k]);
        else if (s->n > 1 && s->who[s->n - 1] == TB_NOBODY &&
                 fabs(v - s->y->worst) <= s->f->slack && s->to[s->job[k]] == s->n)
            place_unit(s, s->n - 1, s->job[k]);
    }
    if (!has_places_for_all(&lost, s))
        return refuse_contradiction(err, s, tbi_rank_bounds_say_unit(s, lost),
                                    find_hindrance(s, lost));
    tb_status st = sort_jobs(s, err);
    if (st != TB_OK)
        return st;
    for (size_t k = 0; k < s->n_job; k++) {
        size_t i = s->job[k];
        if (!s->has_place[i] &&
            (isfinite(tbi_rank_bounds_lowest(s, i)) || isfinite(tbi_rank_bounds_highest(s, i)) ||
             s->to[i] - s->from[i] < s->n))
            place_near(s, i, level, sd);
    }
    /* nothing is known of the rest: not in the order of the codes */
    for (size_t k = 0, turn = 0; k < s->n_job; k++) {
        size_t i = s->job[k];
        if (s->has_place[i])
            continue;
        while (s->who[(turn * 7 + 3) % s->n] != TB_NOBODY && turn < s->n)
            turn++;
        size_t p = (turn * 7 + 3) % s->n;
        for (size_t q = 0; s->who[p] != TB_NOBODY && q < s->n; q++)
            p = q;
        place_unit(s, p, i);
    }
    return TB_OK;
}

/* ---- Scores ---- */

/* The limits of each place with those of its unit.
 * After this low and high fall down the table, and each place's score may be chosen by itself. */
static tb_status close_limits(tb_rank_bounds *s, tb_err *err)
{
    for (size_t p = 0; p < s->n; p++) {
        size_t i = (size_t)s->who[p];
        s->low[p] = fmax(s->low[p], tbi_rank_bounds_lowest(s, i));
        s->high[p] = fmin(s->high[p], tbi_rank_bounds_highest(s, i));
        if (!isnan(s->y->fixed[i]))
            s->low[p] = s->high[p] = s->y->fixed[i];
    }
    for (size_t p = s->n - 1; p-- > 0;)
        s->low[p] = fmax(s->low[p], s->low[p + 1]);
    for (size_t p = 1; p < s->n; p++)
        s->high[p] = fmin(s->high[p], s->high[p - 1]);
    for (size_t p = 0; p < s->n; p++)
        if (s->low[p] > s->high[p] + 2 * s->f->slack)
            return refuse_contradiction(err, s, tbi_rank_bounds_say_unit(s, (size_t)s->who[p]),
                                        tbi_fact_words(s->a, TB_MSG_FACT_NO_ROOM_BETWEEN));
    return TB_OK;
}

/* at [n_in]: the unit at each place; score [n_unit]; at_extreme 1 where a unit without a known
 * score stands for the published best or worst, whose score is then known though its holder may
 * change. */
tb_status tbi_constraints_start(double *score, unsigned char *at_extreme, ptrdiff_t *at,
                                const tb_constraints *f, size_t t, double level, double sd,
                                tb_arena *a, tb_err *err)
{
    const tb_table_year *y = &f->year[t];
    tb_rank_bounds s;
    for (size_t i = 0; i < f->n_unit; i++) {
        score[i] = NAN;
        at_extreme[i] = 0;
    }
    if (y->n_in == 0)
        return TB_OK;
    double *value = TB_NEW(a, double, y->n_in);
    if (value == NULL)
        return tbi_no_memory(err, "the start of the chain");
    tb_status st = tbi_rank_bounds_limit(&s, f, t, a, err);
    if (st == TB_OK)
        st = place_units(&s, level, sd, err);
    if (st == TB_OK)
        st = tbi_rank_bounds_check_means(&s, err);
    if (st != TB_OK)
        return st;
    st = tbi_start_order(&s, err);
    if (st == TB_OK)
        st = close_limits(&s, err);
    if (st == TB_OK)
        st = tbi_start_scores(value, &s, level, sd, err);
    if (st != TB_OK)
        return st;
    for (size_t p = 0; p < s.n; p++) {
        at[p] = s.who[p];
        score[at[p]] = value[p];
        bool top = p == 0 && !isnan(y->best);
        bool bottom = p + 1 == s.n && !isnan(y->worst);
        if (!isnan(y->fixed[at[p]]) || (!top && !bottom))
            continue;
        at_extreme[at[p]] = 1;
        score[at[p]] = top ? y->best : y->worst;
    }
    return TB_OK;
}
