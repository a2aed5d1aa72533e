/* start.c - a first table that agrees with every fact of a year, or the two facts that no table can satisfy together. */
#include "complete/facts.h"

#include "base/error.h"
#include "num/dist.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NOBODY = -1 };
static const double SLACK = 5e-3; /* scores are printed with two digits */

/* Place p (0-based) of the table: who stands there, and at which score. */
typedef struct places {
    const tb_facts *f;
    const tb_table_year *y;
    tb_arena *a;
    size_t n;
    double share;        /* where between the scores of its parts a merged unit starts */
    ptrdiff_t *who;      /* [n] unit or NOBODY */
    double *value;       /* [n] NaN = not known yet */
    unsigned char *held; /* [n] 1: value is a fact */
} places;

static tb_status contradiction(tb_err *err, const places *s, const char *first, const char *second) {
    return tb_fail_vi(err, TB_EDATA, "'%s' %d: facts contradict each other: %s; %s", "'%s' %d: các số liệu mâu thuẫn nhau: %s; %s", s->f->x->code,
                      s->y->year, first, second);
}

static const char *say_score(const places *s, size_t unit) {
    if (s->y->between[unit])
        return tb_arena_printf(s->a, "the scores of the parts of %s (%.4g to %.4g)", tb_facts_unit(s->f, unit, s->a), fabs(s->y->low[unit]), fabs(s->y->high[unit]));
    return tb_arena_printf(s->a, "score %.4g of %s [%s]", fabs(s->y->fixed[unit]), tb_facts_unit(s->f, unit, s->a),
                           tb_facts_source(s->f, s->y->score_source[unit]));
}

static const char *say_rank(const places *s, size_t unit) {
    return tb_arena_printf(s->a, "rank %d of %s [%s]", s->y->rank[unit], tb_facts_unit(s->f, unit, s->a),
                           tb_facts_source(s->f, s->y->rank_source[unit]));
}

static const char *say_place(const places *s, size_t p) {
    if (s->who[p] != NOBODY) {
        size_t unit = (size_t)s->who[p];
        if (s->y->rank[unit] > 0 && !isnan(s->y->fixed[unit]))
            return tb_arena_printf(s->a, "rank %d with score %.4g of %s [%s]", s->y->rank[unit], fabs(s->y->fixed[unit]),
                                   tb_facts_unit(s->f, unit, s->a), tb_facts_source(s->f, s->y->score_source[unit]));
        return s->y->rank[unit] > 0 ? say_rank(s, unit) : say_score(s, unit);
    }
    bool best = p == 0;
    return tb_arena_printf(s->a, "%s %.4g [%s]", best ? "best" : "worst", fabs(best ? s->y->best : s->y->worst),
                           tb_facts_source(s->f, best ? s->y->best_source : s->y->worst_source));
}

static const char *say_bar(const places *s, const tb_bar *b) {
    return tb_arena_printf(s->a, "%zu above %.4g (%s) [%s]", b->above, b->at, b->kind, tb_facts_source(s->f, b->source));
}

typedef struct ranked {
    size_t unit;
    int rank;
    double score;
} ranked;

static int by_rank(const void *left, const void *right) {
    const ranked *a = left, *b = right;
    if (a->rank != b->rank) return a->rank - b->rank;
    double x = isnan(a->score) ? -INFINITY : a->score, y = isnan(b->score) ? -INFINITY : b->score;
    if (x != y) return x > y ? -1 : 1;
    return a->unit < b->unit ? -1 : 1;
}

static int by_score(const void *left, const void *right) {
    const ranked *a = left, *b = right;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    return a->unit < b->unit ? -1 : 1;
}

static tb_status place_ranked(places *s, tb_err *err) {
    ranked *list = TB_NEW(s->a, ranked, s->f->n_unit);
    size_t n = 0, next = 0;
    if (list == NULL) return tb_no_memory(err, "the places");
    for (size_t i = 0; i < s->f->n_unit; i++)
        if (s->y->rank[i] > 0) list[n++] = (ranked){ i, s->y->rank[i], s->y->fixed[i] };
    qsort(list, n, sizeof *list, by_rank);
    size_t shared = 0; /* some publishers count on without a gap after a shared place: 11, 11, 12 */
    for (size_t k = 0; k < n; k++) {
        size_t p = (size_t)list[k].rank - 1 > next ? (size_t)list[k].rank - 1 : next;
        if (p >= s->n) return contradiction(err, s, say_rank(s, list[k].unit), tb_arena_printf(s->a, "the table has %zu units", s->n));
        if (k > 0 && list[k].rank == list[k - 1].rank)
            shared++;
        else if (k > 0 && p > (size_t)list[k].rank - 1 + shared)
            return contradiction(err, s, say_rank(s, list[k - 1].unit), say_rank(s, list[k].unit));
        s->who[p] = (ptrdiff_t)list[k].unit;
        s->value[p] = list[k].score;
        if (!isnan(list[k].score)) s->held[p] = 1;
        next = p + 1;
    }
    return TB_OK;
}

static tb_status hold_extremes(places *s, tb_err *err) {
    size_t last = s->n - 1;
    if (!isnan(s->y->best) && !isnan(s->y->worst) && s->y->worst > s->y->best + SLACK)
        return contradiction(err, s, say_place(s, 0), say_place(s, last));
    for (size_t i = 0; i < s->f->n_unit; i++) {
        double v = s->y->fixed[i];
        if (isnan(v)) continue;
        if (v > s->y->best + SLACK)
            return contradiction(err, s, say_score(s, i),
                                 tb_arena_printf(s->a, "best %.4g [%s]", fabs(s->y->best), tb_facts_source(s->f, s->y->best_source)));
        if (v < s->y->worst - SLACK)
            return contradiction(err, s, say_score(s, i),
                                 tb_arena_printf(s->a, "worst %.4g [%s]", fabs(s->y->worst), tb_facts_source(s->f, s->y->worst_source)));
    }
    if (!isnan(s->y->best) && s->held[0] && s->value[0] < s->y->best - SLACK)
        return contradiction(err, s, say_place(s, 0),
                             tb_arena_printf(s->a, "best %.4g [%s]", fabs(s->y->best), tb_facts_source(s->f, s->y->best_source)));
    if (!isnan(s->y->worst) && s->held[last] && s->value[last] > s->y->worst + SLACK)
        return contradiction(err, s, say_place(s, last),
                             tb_arena_printf(s->a, "worst %.4g [%s]", fabs(s->y->worst), tb_facts_source(s->f, s->y->worst_source)));
    return TB_OK;
}

static tb_status check_order(places *s, tb_err *err) {
    ptrdiff_t before = -1;
    for (size_t p = 0; p < s->n; p++) {
        if (!s->held[p]) continue;
        if (before >= 0 && s->value[p] > s->value[before] + SLACK) return contradiction(err, s, say_place(s, (size_t)before), say_place(s, p));
        before = (ptrdiff_t)p;
        for (size_t k = 0; k < s->y->n_bar; k++) {
            const tb_bar *b = &s->y->bar[k];
            if (b->above > s->n) return contradiction(err, s, say_bar(s, b), tb_arena_printf(s->a, "the table has %zu units", s->n));
            if ((p < b->above && s->value[p] < b->at - SLACK) || (p >= b->above && s->value[p] > b->at + SLACK))
                return contradiction(err, s, say_place(s, p), say_bar(s, b));
        }
    }
    for (size_t k = 1; k < s->y->n_bar; k++)
        if (s->y->bar[k].above < s->y->bar[k - 1].above) return contradiction(err, s, say_bar(s, &s->y->bar[k - 1]), say_bar(s, &s->y->bar[k]));
    return TB_OK;
}

/* The places at which a score can stand: below every held one that is higher, above every held one that is lower, and on its side of every bar. */
static void range_of(size_t *from, size_t *to, const places *s, double v) {
    *from = 0;
    *to = s->n;
    for (size_t p = 0; p < s->n; p++) {
        if (!s->held[p]) continue;
        if (s->value[p] > v + SLACK)
            *from = p + 1;
        else if (s->value[p] < v - SLACK && p < *to)
            *to = p;
    }
    for (size_t k = 0; k < s->y->n_bar; k++) {
        const tb_bar *b = &s->y->bar[k];
        if (v > b->at + SLACK && b->above < *to) *to = b->above;
        if (v < b->at - SLACK && b->above > *from) *from = b->above;
    }
}

/* Scores without places, best first, each onto a free place of its range: the latest possible are found from below, then each takes the middle of
 * what is left. */
static tb_status place_scored(places *s, double level, double sd, tb_err *err) {
    ranked *list = TB_NEW(s->a, ranked, s->f->n_unit);
    size_t n = 0, *latest = TB_NEW(s->a, size_t, s->f->n_unit + 1);
    if (list == NULL || latest == NULL) return tb_no_memory(err, "the places");
    for (size_t i = 0; i < s->f->n_unit; i++)
        if (s->y->in[i] && s->y->rank[i] == 0 && !isnan(s->y->fixed[i]))
            list[n++] = (ranked){ i, 0, s->y->fixed[i] };
        else if (s->y->between[i])
            list[n++] = (ranked){ i, 0, s->y->low[i] + s->share * (s->y->high[i] - s->y->low[i]) };
    qsort(list, n, sizeof *list, by_score);
    size_t limit = s->n;
    for (size_t k = n; k-- > 0;) {
        size_t from, to;
        range_of(&from, &to, s, list[k].score);
        if (to > limit) to = limit;
        while (to > from && s->who[to - 1] != NOBODY) to--;
        if (to <= from) {
            size_t other = SIZE_MAX;
            for (size_t p = 0; p < s->n && other == SIZE_MAX; p++)
                if (s->held[p] && p + 1 >= from) other = p;
            return contradiction(err, s, say_score(s, list[k].unit),
                                 other != SIZE_MAX ? say_place(s, other) : tb_arena_printf(s->a, "the counts and places leave no room for it"));
        }
        latest[k] = limit = to - 1;
    }
    size_t next = 0;
    for (size_t k = 0; k < n; k++) {
        size_t from, to, best = SIZE_MAX;
        range_of(&from, &to, s, list[k].score);
        if (from < next) from = next;
        double ideal = (double)s->n * tb_normal_upper((list[k].score - level) / sd);
        for (size_t p = from; p <= latest[k]; p++)
            if (s->who[p] == NOBODY && (best == SIZE_MAX || fabs((double)p - ideal) < fabs((double)best - ideal))) best = p;
        if (best == SIZE_MAX) return contradiction(err, s, say_score(s, list[k].unit), tb_arena_printf(s->a, "the places leave no room for it"));
        s->who[best] = (ptrdiff_t)list[k].unit;
        s->value[best] = list[k].score;
        s->held[best] = 1;
        next = best + 1;
    }
    return TB_OK;
}

static double quantile_at(const places *s, double p) {
    double share = (p + 0.5) / (double)s->n;
    return tb_normal_quantile(1 - fmin(fmax(share, 1e-6), 1 - 1e-6));
}

/* What is held nearest above and below place p: places and values, bars between places included. NaN values: an open end. */
static void neighbours(double *at, double *value, const places *s, size_t p) {
    at[0] = -1;
    at[1] = (double)s->n;
    value[0] = value[1] = NAN;
    for (size_t q = 0; q < s->n; q++) {
        if (!s->held[q]) continue;
        if (q < p) {
            at[0] = (double)q;
            value[0] = s->value[q];
        } else if (q > p && isnan(value[1])) {
            at[1] = (double)q;
            value[1] = s->value[q];
        }
    }
    for (size_t k = 0; k < s->y->n_bar; k++) {
        double place = (double)s->y->bar[k].above - 0.5;
        if (place < (double)p && place > at[0]) {
            at[0] = place;
            value[0] = s->y->bar[k].at;
        }
        if (place > (double)p && place < at[1]) {
            at[1] = place;
            value[1] = s->y->bar[k].at;
        }
    }
}

/* Values for the places that nothing holds; bend > 0 lifts them, < 0 lowers them. */
static void fill(double *out, const places *s, double level, double sd, double bend) {
    for (size_t p = 0; p < s->n; p++) {
        double at[2], v[2];
        if (s->held[p]) {
            out[p] = s->value[p];
            continue;
        }
        neighbours(at, v, s, p);
        if (!isnan(v[0]) && !isnan(v[1]))
            out[p] = v[1] + (v[0] - v[1]) * pow((at[1] - (double)p) / (at[1] - at[0]), exp(-bend));
        else if (!isnan(v[0]))
            out[p] = v[0] - exp(-bend) * sd * (quantile_at(s, at[0]) - quantile_at(s, (double)p)) - 1e-6;
        else if (!isnan(v[1]))
            out[p] = v[1] + exp(bend) * sd * (quantile_at(s, (double)p) - quantile_at(s, at[1])) + 1e-6;
        else
            out[p] = level + sd * quantile_at(s, (double)p) + bend * sd;
    }
}

static double mean_of(const double *x, size_t n) {
    double sum = 0;
    for (size_t k = 0; k < n; k++) sum += x[k];
    return sum / (double)n;
}

static tb_status meet_mean(double *out, const places *s, double level, double sd, tb_err *err) {
    fill(out, s, level, sd, 0);
    if (s->y->n_mean == 0 || strcmp(s->y->mean[0].scope, "VN") != 0) return TB_OK;
    const tb_part_mean *m = &s->y->mean[0];
    double low = -8, high = 8, least, most;
    fill(out, s, level, sd, low);
    least = mean_of(out, s->n);
    fill(out, s, level, sd, high);
    most = mean_of(out, s->n);
    if (m->mean > most + m->tolerance || m->mean < least - m->tolerance)
        return contradiction(err, s, tb_arena_printf(s->a, "mean %.4g [%s]", fabs(m->mean), tb_facts_source(s->f, m->source)),
                             tb_arena_printf(s->a, "the other facts of the year hold it between %.4g and %.4g", fabs(least), fabs(most)));
    for (int k = 0; k < 80; k++) {
        double middle = (low + high) / 2;
        fill(out, s, level, sd, middle);
        if (mean_of(out, s->n) < m->mean)
            low = middle;
        else
            high = middle;
    }
    return TB_OK;
}

/* Units of which nothing but perhaps a group is known, onto the places that are left: those with the narrowest limits first. */
static tb_status seat_rest(places *s, const double *value, tb_err *err) {
    for (int limited = 1; limited >= 0; limited--)
        for (size_t i = 0; i < s->f->n_unit; i++) {
            bool has = s->y->low[i] > -INFINITY || s->y->high[i] < INFINITY, seated = false;
            if (!s->y->in[i] || has != (limited == 1) || s->y->rank[i] > 0 || !isnan(s->y->fixed[i]) || s->y->between[i]) continue;
            for (size_t k = 0; k < s->n && !seated; k++) {
                size_t p = (k + 7 * i) % s->n; /* not in the order of the codes */
                if (s->who[p] != NOBODY || value[p] < s->y->low[i] || value[p] > s->y->high[i]) continue;
                s->who[p] = (ptrdiff_t)i;
                seated = true;
            }
            if (!seated)
                return contradiction(
                    err, s, tb_arena_printf(s->a, "the group of %s (%.4g to %.4g)", tb_facts_unit(s->f, i, s->a), s->y->low[i], s->y->high[i]),
                    "the other places and counts leave no room in it");
        }
    return TB_OK;
}

static tb_status start_at(double *score, unsigned char *slot, ptrdiff_t *at, const tb_facts *f, size_t t, double level, double sd, double share,
                          tb_arena *a, tb_err *err) {
    const tb_table_year *y = &f->year[t];
    places s = { .f = f, .y = y, .a = a, .n = y->n_in, .share = share };
    for (size_t i = 0; i < f->n_unit; i++) {
        score[i] = NAN;
        slot[i] = 0;
    }
    if (s.n == 0) return TB_OK;
    s.who = TB_NEW(a, ptrdiff_t, s.n);
    s.value = TB_NEW(a, double, s.n);
    s.held = TB_NEW(a, unsigned char, s.n);
    double *value = TB_NEW(a, double, s.n);
    if (!s.who || !s.value || !s.held || !value) return tb_no_memory(err, "the places");
    for (size_t p = 0; p < s.n; p++) {
        s.who[p] = NOBODY;
        s.value[p] = NAN;
    }
    tb_status st = place_ranked(&s, err);
    if (st == TB_OK) st = hold_extremes(&s, err);
    if (st == TB_OK) st = check_order(&s, err);
    if (st == TB_OK) st = place_scored(&s, level, sd, err);
    size_t last = s.n - 1;
    bool top = st == TB_OK && !isnan(y->best) && !s.held[0], bottom = st == TB_OK && !isnan(y->worst) && !s.held[last];
    for (size_t p = 0; p < s.n && st == TB_OK; p++) { /* a known score may be the best or the worst itself */
        if (s.held[p] && fabs(s.value[p] - y->best) <= SLACK) top = false;
        if (s.held[p] && fabs(s.value[p] - y->worst) <= SLACK) bottom = false;
    }
    if (top) s.value[0] = y->best;
    if (bottom) s.value[last] = y->worst;
    if (top) s.held[0] = 1;
    if (bottom) s.held[last] = 1;
    if (st == TB_OK) st = meet_mean(value, &s, level, sd, err);
    if (st == TB_OK) st = seat_rest(&s, value, err);
    for (size_t p = 0; p < s.n && st == TB_OK; p++) {
        at[p] = s.who[p];
        score[s.who[p]] = value[p];
        slot[s.who[p]] = (p == 0 && top) || (p == last && bottom);
    }
    return st;
}

tb_status tb_facts_start(double *score, unsigned char *slot, ptrdiff_t *at, const tb_facts *f, size_t t, double level, double sd, tb_arena *a,
                         tb_err *err) {
    static const double shares[] = { 0.5, 0.25, 0.75, 0.02, 0.98 }; /* a known mean may want merged units low or high */
    tb_status st = start_at(score, slot, at, f, t, level, sd, shares[0], a, err);
    for (size_t k = 1; st == TB_EDATA && f->ranges > 0 && k < sizeof shares / sizeof *shares; k++)
        if (start_at(score, slot, at, f, t, level, sd, shares[k], a, NULL) == TB_OK) st = TB_OK;
    return st;
}
