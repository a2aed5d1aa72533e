/* rank_bounds.c - published places, counts, extremes and means as limits on the scores of
 * places. */
#include "complete/rank_bounds.h"

#include "base/error.h"
#include "messages/complete.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Both facts are named with their sources, so that a reader can settle which is wrong. */
static tb_status refuse_contradiction(tb_err *err, const tb_rank_bounds *s, tb_fact_words first,
                                      tb_fact_words second)
{
    return tbi_constraints_contradict(err, s->f, s->y->year, first, second);
}

/* With the limits of its score where a group or a change gives some, since these may hold it. */
static tb_fact_words say_rank(const tb_rank_bounds *s, size_t unit)
{
    const tb_table_year *y = s->y;
    if (y->limit_source[unit] >= 0)
        return tbi_fact_words(s->a, TB_MSG_FACT_RANK_LIMITS, y->rank[unit],
                              tbi_constraints_unit(s->f, unit, s->a),
                              tbi_constraints_source(s->f, y->rank_source[unit]), y->low[unit],
                              y->high[unit], tbi_constraints_source(s->f, y->limit_source[unit]));
    return tbi_fact_words(s->a, TB_MSG_FACT_RANK, s->y->rank[unit],
                          tbi_constraints_unit(s->f, unit, s->a),
                          tbi_constraints_source(s->f, s->y->rank_source[unit]));
}

/* In the order in which a reader would look for it. */
tb_fact_words tbi_rank_bounds_say_unit(const tb_rank_bounds *s, size_t unit)
{
    const tb_table_year *y = s->y;
    const char *name = tbi_constraints_unit(s->f, unit, s->a);
    const char *limits = tbi_constraints_source(s->f, y->limit_source[unit]);
    const char *score = tbi_constraints_source(s->f, y->score_source[unit]);
    if (y->rank[unit] > 0 && !isnan(y->fixed[unit]))
        return tbi_fact_words(s->a, TB_MSG_FACT_RANK_SCORE, y->rank[unit], fabs(y->fixed[unit]),
                              name, score);
    if (y->rank[unit] > 0)
        return say_rank(s, unit);
    if (!isnan(y->fixed[unit]))
        return tbi_fact_words(s->a, TB_MSG_FACT_SCORE, fabs(y->fixed[unit]), name, score);
    if (y->between[unit])
        return tbi_fact_words(s->a, TB_MSG_FACT_PARTS, name, fabs(y->low[unit]),
                              fabs(y->high[unit]));
    if (y->from[unit] > 0 || y->to[unit] < s->n)
        return tbi_fact_words(s->a, TB_MSG_FACT_GROUP, name, y->from[unit] + 1, y->to[unit],
                              limits);
    return tbi_fact_words(s->a, TB_MSG_FACT_LIMITS, name, y->low[unit], y->high[unit], limits);
}

static tb_fact_words say_bar(const tb_rank_bounds *s, const tb_bar *b)
{
    return tbi_fact_words(s->a, TB_MSG_FACT_ABOVE, b->above, b->at, b->kind,
                          tbi_constraints_source(s->f, b->source));
}

/* Said only where a contradiction is told: a chain makes the bounds of every year. */
tb_fact_words tbi_rank_bounds_say_why(const tb_rank_bounds *s, ptrdiff_t why)
{
    const tb_table_year *y = s->y;
    if (why >= 0)
        return tbi_rank_bounds_say_unit(s, (size_t)why);
    if (why == TB_WHY_BEST)
        return tbi_fact_words(s->a, TB_MSG_FACT_BEST, fabs(y->best),
                              tbi_constraints_source(s->f, y->best_source));
    if (why == TB_WHY_WORST)
        return tbi_fact_words(s->a, TB_MSG_FACT_WORST, fabs(y->worst),
                              tbi_constraints_source(s->f, y->worst_source));
    if (why <= TB_WHY_BAR)
        return say_bar(s, &y->bar[TB_WHY_BAR - why]);
    return tbi_fact_words(s->a, TB_MSG_FACT_NO_ROOM);
}

/* A unit with a published rank, for sorting; score NaN when it is not known. */
typedef struct ranked {
    size_t unit;
    int rank;
    double score;
} ranked;

/* By published rank; within a shared one by score, then by unit, so that the order never depends
 * on the sort. */
static int compare_by_rank(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank - b->rank;
    double x = isnan(a->score) ? -INFINITY : a->score;
    double y = isnan(b->score) ? -INFINITY : b->score;
    if (x != y)
        return x > y ? -1 : 1;
    return a->unit < b->unit ? -1 : 1;
}

/* Places the units whose rank was published, each at its rank or, where a rank is shared, behind
 * those that share it. Two ranks that cannot both be true are a contradiction, told with both
 * sources. */
static tb_status place_ranked(tb_rank_bounds *s, tb_err *err)
{
    ranked *list = TB_NEW(s->a, ranked, s->f->n_unit);
    size_t n = 0, next = 0;
    if (list == NULL)
        return tbi_no_memory(err, "the bounds of the ranks");
    for (size_t i = 0; i < s->f->n_unit; i++)
        if (s->y->rank[i] > 0 && s->y->in[i])
            list[n++] = (ranked){ i, s->y->rank[i], s->y->fixed[i] };
    qsort(list, n, sizeof *list, compare_by_rank);
    /* some publishers count on without a gap after a shared place: 11, 11, 12 */
    size_t shared = 0;
    for (size_t k = 0; k < n; k++) {
        size_t p = (size_t)list[k].rank - 1 > next ? (size_t)list[k].rank - 1 : next;
        if (p >= s->n)
            return refuse_contradiction(err, s, say_rank(s, list[k].unit),
                                        tbi_fact_words(s->a, TB_MSG_FACT_UNITS, s->n));
        if (k > 0 && list[k].rank == list[k - 1].rank)
            shared++;
        else if (k > 0 && p > (size_t)list[k].rank - 1 + shared)
            return refuse_contradiction(err, s, say_rank(s, list[k - 1].unit),
                                        say_rank(s, list[k].unit));
        s->who[p] = (ptrdiff_t)list[k].unit;
        s->has_place[list[k].unit] = 1;
        next = p + 1;
    }
    return TB_OK;
}

/* Place p scores at least (at most) so much, by a fact. */
static void raise_lower(tb_rank_bounds *s, size_t p, double v, ptrdiff_t why)
{
    if (!(v > s->low[p]))
        return;
    s->low[p] = v;
    s->why_low[p] = why;
}

/* Place p scores at most v. */
static void lower_upper(tb_rank_bounds *s, size_t p, double v, ptrdiff_t why)
{
    if (!(v < s->high[p]))
        return;
    s->high[p] = v;
    s->why_high[p] = why;
}

/* low, high [n_in]: what the score at a place can be, and why. Limits of the units, of the ends
 * and of the bars first; then no place can be below a lower one nor above a higher one, from
 * either end.
 * Two sweeps, O(n): lower limits are carried up the table and upper limits down, each with the
 * fact it came from, so that a contradiction can be told by the fact and not by the sweep. */
static void limit_places(tb_rank_bounds *s)
{
    const tb_table_year *y = s->y;
    for (size_t p = 0; p < s->n; p++) {
        if (s->who[p] == TB_NOBODY)
            continue;
        size_t i = (size_t)s->who[p];
        bool known = !isnan(y->fixed[i]);
        raise_lower(s, p, known ? y->fixed[i] : y->low[i], (ptrdiff_t)i);
        lower_upper(s, p, known ? y->fixed[i] : y->high[i], (ptrdiff_t)i);
    }
    raise_lower(s, 0, y->best, TB_WHY_BEST);
    lower_upper(s, 0, y->best, TB_WHY_BEST);
    raise_lower(s, s->n - 1, y->worst, TB_WHY_WORST);
    lower_upper(s, s->n - 1, y->worst, TB_WHY_WORST);
    for (size_t k = 0; k < y->n_bar; k++) {
        ptrdiff_t bar = TB_WHY_BAR - (ptrdiff_t)k;
        if (y->bar[k].above > 0)
            raise_lower(s, y->bar[k].above - 1, y->bar[k].at, bar);
        if (y->bar[k].above < s->n)
            lower_upper(s, y->bar[k].above, y->bar[k].at, bar);
    }
    for (size_t p = s->n - 1; p-- > 0;)
        raise_lower(s, p, s->low[p + 1], s->why_low[p + 1]);
    for (size_t p = 1; p < s->n; p++)
        lower_upper(s, p, s->high[p - 1], s->why_high[p - 1]);
}

/* Before any fact every place is anybody's and may have any score. */
static tb_status make_bounds(tb_rank_bounds *s, tb_err *err)
{
    size_t U = s->f->n_unit;
    s->who = TB_NEW(s->a, ptrdiff_t, s->n);
    s->low = TB_NEW(s->a, double, s->n);
    s->high = TB_NEW(s->a, double, s->n);
    s->why_low = TB_NEW(s->a, ptrdiff_t, s->n);
    s->why_high = TB_NEW(s->a, ptrdiff_t, s->n);
    s->job = TB_NEW(s->a, size_t, U);
    s->from = TB_NEW(s->a, size_t, U);
    s->to = TB_NEW(s->a, size_t, U);
    s->has_place = TB_NEW(s->a, unsigned char, U);
    s->scratch = TB_NEW(s->a, unsigned char, U);
    s->held = TB_NEW(s->a, size_t, U);
    s->guest = TB_NEW(s->a, ptrdiff_t, s->n);
    s->first_job = TB_NEW(s->a, size_t, s->n);
    s->next_job = TB_NEW(s->a, size_t, U);
    s->heap = TB_NEW(s->a, size_t, U);
    if (s->a->refused)
        return tbi_no_memory(err, "the bounds of the ranks");
    for (size_t p = 0; p < s->n; p++) {
        s->who[p] = TB_NOBODY;
        s->low[p] = -INFINITY;
        s->high[p] = INFINITY;
        s->why_low[p] = s->why_high[p] = TB_WHY_OPEN;
    }
    return TB_OK;
}

/* O(n^2) at worst, of a table of 63. */
tb_status tbi_rank_bounds_limit(tb_rank_bounds *out, const tb_constraints *f, size_t t, tb_arena *a,
                                tb_err *err)
{
    tb_rank_bounds s = { .f = f, .y = &f->year[t], .a = a, .n = f->year[t].n_in };
    tb_status st = make_bounds(&s, err);
    if (st == TB_OK)
        st = place_ranked(&s, err);
    if (st != TB_OK)
        return st;
    for (size_t k = 0; k < s.y->n_bar; k++)
        if (s.y->bar[k].above > s.n)
            return refuse_contradiction(err, &s, say_bar(&s, &s.y->bar[k]),
                                        tbi_fact_words(a, TB_MSG_FACT_UNITS, s.n));
    /* one unit may score just that, which one publisher counts and another does not */
    for (size_t k = 1; k < s.y->n_bar; k++) {
        const tb_bar *b = &s.y->bar[k], *c = b - 1;
        if (b->at == c->at && (b->above > c->above + 1 || c->above > b->above + 1))
            return refuse_contradiction(err, &s, say_bar(&s, c), say_bar(&s, b));
    }
    limit_places(&s);
    for (size_t p = 0; p < s.n; p++)
        if (s.low[p] > s.high[p] + f->slack)
            return refuse_contradiction(err, &s, tbi_rank_bounds_say_why(&s, s.why_low[p]),
                                        tbi_rank_bounds_say_why(&s, s.why_high[p]));
    for (size_t i = 0; i < f->n_unit; i++) {
        if (!s.y->in[i])
            continue;
        if (s.y->rank[i] == 0)
            s.job[s.n_job++] = i;
    }
    for (size_t p = 0; p < s.n; p++)
        if (s.who[p] != TB_NOBODY) {
            s.from[s.who[p]] = p;
            s.to[s.who[p]] = p + 1;
        }
    *out = s;
    return TB_OK;
}

/* Mean of the highest (lowest) scores that the members of a mean can have, each for itself. */
static double find_extreme_mean(const tb_rank_bounds *s, const tb_component_mean *m, bool most)
{
    double sum = 0;
    for (size_t i = 0; i < s->f->n_unit; i++) {
        if (!m->member[i])
            continue;
        double own = most ? s->y->high[i] : s->y->low[i];
        double place = most ? s->high[s->from[i]] : s->low[s->to[i] - 1];
        sum += !isnan(s->y->fixed[i]) ? s->y->fixed[i] : most ? fmin(own, place) : fmax(own, place);
    }
    return sum / (double)m->n;
}

static tb_fact_words say_mean(const tb_rank_bounds *s, const tb_component_mean *m)
{
    const char *source = tbi_constraints_source(s->f, m->source);
    if (strcmp(m->scope, "VN") == 0)
        return tbi_fact_words(s->a, TB_MSG_FACT_MEAN, fabs(m->mean), source);
    return tbi_fact_words(s->a, TB_MSG_FACT_MEAN_OF, fabs(m->mean), m->scope, source);
}

tb_status tbi_rank_bounds_check_means(const tb_rank_bounds *s, tb_err *err)
{
    const tb_table_year *y = s->y;
    double sum = 0, off = 0;
    size_t n = 0;
    for (size_t k = 0; k < y->n_mean; k++) {
        const tb_component_mean *m = &y->mean[k];
        double least = find_extreme_mean(s, m, false);
        double most = find_extreme_mean(s, m, true);
        if (m->n == s->n) { /* all units: place by place, which is tighter */
            least = most = 0;
            for (size_t p = 0; p < s->n; p++) {
                least += s->low[p] / (double)s->n;
                most += s->high[p] / (double)s->n;
            }
        }
        if (m->mean > most + m->tolerance + s->f->slack ||
            m->mean < least - m->tolerance - s->f->slack)
            return refuse_contradiction(
                err, s, say_mean(s, m),
                tbi_fact_words(s->a, TB_MSG_FACT_YEAR_HOLDS, fabs(least), fabs(most)));
        if (strcmp(m->scope, "VN") == 0)
            continue;
        n += m->n;
        sum += (double)m->n * m->mean;
        off += (double)m->n * m->tolerance;
    }
    const tb_component_mean *all = y->mean;
    if (n != s->n || y->n_mean == 0 || strcmp(all->scope, "VN") != 0)
        return TB_OK;
    if (fabs(sum / (double)n - all->mean) <= off / (double)n + all->tolerance)
        return TB_OK;
    return refuse_contradiction(err, s, say_mean(s, all),
                                tbi_fact_words(s->a, TB_MSG_FACT_MEANS, fabs(sum / (double)n),
                                               tbi_constraints_source(s->f, y->mean[1].source)));
}
