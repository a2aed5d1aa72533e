/* sampler.c - the moves of the chain. */
#include "complete/sampler.h"

#include "base/error.h"
#include "dynamics/gauss.h"

#include <math.h>
#include <string.h>

enum {
    P = TB_MOTION_FREE,
    MOST = 96 /* years */,
    EXCHANGES = 6 /* tried a sweep and open unit: they are cheap, and what moves units between gaps */
};

static const double REACH = 0.3; /* of a trade between regions, in spreads of the scores */

static double logistic(double x) {
    return 1 / (1 + exp(-x));
}

/* A normal between two limits: by rejection where the limits are wide or far out (Robert 1995), else by the distribution function. */
static double truncated(tb_rng *r, double mean, double sd, double low, double high) {
    double a = (low - mean) / sd, b = (high - mean) / sd;
    if (!(b > a)) return low;
    if (a > 0 || b < 0) {
        bool turned = b < 0;
        double from = turned ? -b : a, to = turned ? -a : b, rate = (from + sqrt(from * from + 4)) / 2;
        for (int k = 0; k < 1000; k++) {
            double z, u = tb_rng_uniform(r);
            if (to - from < 1 / rate) {
                z = from + (to - from) * tb_rng_uniform(r);
                if (u > exp((from * from - z * z) / 2)) continue;
            } else {
                z = from - log(tb_rng_uniform(r)) / rate;
                if (z > to || u > exp(-(z - rate) * (z - rate) / 2)) continue;
            }
            return mean + sd * (turned ? -z : z);
        }
        return mean + sd * (turned ? -from : from);
    }
    if (b - a > 0.8) {
        for (int k = 0; k < 1000; k++) {
            double z = tb_rng_normal(r);
            if (z >= a && z <= b) return mean + sd * z;
        }
    }
    for (;;) {
        double z = a + (b - a) * tb_rng_uniform(r);
        if (tb_rng_uniform(r) <= exp(-z * z / 2)) return mean + sd * z; /* 0 lies between: no more than a few tries */
    }
}

/* Expectation of a score given the unit's other years. */
static double expected(const tb_chain *c, size_t t, size_t i) {
    const double *q = c->precision + t * c->n_year;
    double sum = 0;
    for (size_t s = 0; s < c->n_year; s++) {
        double y = c->score[s * c->n_unit + i];
        if (s != t) sum += q[s] * (y - c->level[s]);
    }
    return c->level[t] - sum / q[t];
}

typedef struct limits {
    double low, high;
} limits;

/* How far a score may move so that all places and counts stay: an unplaced unit up to the next unit with a published place or the next counted bar, a
 * placed one up to the next unit of any kind. */
static limits room_for(const tb_chain *c, size_t t, size_t i) {
    const tb_table_year *y = &c->f->year[t];
    const double *s = c->score + t * c->n_unit;
    double here = s[i];
    limits l = { y->low[i], y->high[i] };
    if (!y->in[i]) return (limits){ -INFINITY, INFINITY };
    for (size_t k = 0; k < c->n_unit; k++) {
        if (k == i || !y->in[k] || (y->rank[i] == 0 && y->rank[k] == 0)) continue;
        if (s[k] >= here && s[k] < l.high) l.high = s[k];
        if (s[k] <= here && s[k] > l.low) l.low = s[k];
    }
    for (size_t k = 0; k < y->n_bar; k++) {
        if (y->bar[k].at >= here && y->bar[k].at < l.high) l.high = y->bar[k].at;
        if (y->bar[k].at <= here && y->bar[k].at > l.low) l.low = y->bar[k].at;
    }
    if (y->best < l.high) l.high = y->best;
    if (y->worst > l.low) l.low = y->worst;
    return l;
}

static bool is_free(const tb_chain *c, size_t t, size_t i) {
    return !isnan(c->score[t * c->n_unit + i]) && isnan(c->f->year[t].fixed[i]) && !c->slot[t * c->n_unit + i];
}

static void set(tb_chain *c, size_t t, size_t i, double v) {
    double *s = &c->score[t * c->n_unit + i];
    const tb_table_year *y = &c->f->year[t];
    for (size_t k = 0; k < y->n_mean; k++)
        if (y->mean[k].member[i]) c->sum[t * TB_REGIONS + k] += v - *s;
    *s = v;
}

/* What the means say of a move by d along a direction: precision and its pull, for member counts w of the direction. */
static void mean_pull(double *precision, double *pull, const tb_chain *c, size_t t, size_t plus, size_t minus) {
    const tb_table_year *y = &c->f->year[t];
    for (size_t k = 0; k < y->n_mean; k++) {
        double w = (plus != SIZE_MAX && y->mean[k].member[plus] ? 1 : 0) - (minus != SIZE_MAX && y->mean[k].member[minus] ? 1 : 0);
        if (w == 0) continue;
        double n = (double)y->mean[k].n, sd = c->ease * y->mean[k].tolerance / sqrt(3.0), weight = w / n / sd;
        *precision += weight * weight;
        *pull += weight * (y->mean[k].mean - c->sum[t * TB_REGIONS + k] / n) / sd;
    }
}

static void move_one(tb_chain *c, size_t t, size_t i) {
    double q = c->precision[t * c->n_year + t], here = c->score[t * c->n_unit + i], precision = q, pull = q * (expected(c, t, i) - here);
    limits l = room_for(c, t, i);
    mean_pull(&precision, &pull, c, t, i, SIZE_MAX);
    set(c, t, i, truncated(&c->rng, here + pull / precision, 1 / sqrt(precision), l.low, l.high));
}

/* i up, k down by the same. */
static void move_pair(tb_chain *c, size_t t, size_t i, size_t k) {
    const double *s = c->score + t * c->n_unit;
    double q = c->precision[t * c->n_year + t], precision = 2 * q;
    double pull = q * (expected(c, t, i) - s[i]) - q * (expected(c, t, k) - s[k]), si = s[i], sk = s[k];
    limits a = room_for(c, t, i), b = room_for(c, t, k);
    double low = fmax(a.low - si, sk - b.high), high = fmin(a.high - si, sk - b.low);
    if ((c->f->year[t].rank[i] > 0 || c->f->year[t].rank[k] > 0) && si != sk) { /* they bound each other: neither may pass the middle */
        double half = fabs(si - sk) / 2;
        if (si < sk)
            high = fmin(high, half);
        else
            low = fmax(low, -half);
    }
    mean_pull(&precision, &pull, c, t, i, k);
    double d = truncated(&c->rng, pull / precision, 1 / sqrt(precision), fmin(low, 0), fmax(high, 0));
    set(c, t, i, si + d);
    set(c, t, k, sk - d);
}

static double mean_misfit(const tb_chain *c, size_t t) {
    const tb_table_year *y = &c->f->year[t];
    double sum = 0;
    for (size_t k = 0; k < y->n_mean; k++) {
        double z = (c->sum[t * TB_REGIONS + k] / (double)y->mean[k].n - y->mean[k].mean) / (c->ease * y->mean[k].tolerance / sqrt(3.0));
        sum -= 0.5 * z * z;
    }
    return sum;
}

/* The best or the worst score goes to whoever took it. */
static void swap_slots(tb_chain *c, size_t t, size_t i, size_t k) {
    unsigned char *slot = c->slot + t * c->n_unit, held = slot[i];
    slot[i] = slot[k];
    slot[k] = held;
}

/* Two units without published places or scores trade scores: all places and counts stay. */
static void exchange(tb_chain *c, size_t t, size_t i, size_t k) {
    const tb_table_year *y = &c->f->year[t];
    double si = c->score[t * c->n_unit + i], sk = c->score[t * c->n_unit + k];
    if (sk < y->low[i] || sk > y->high[i] || si < y->low[k] || si > y->high[k]) return;
    double change = -(si - sk) * (expected(c, t, i) - expected(c, t, k)) * c->precision[t * c->n_year + t];
    double before = mean_misfit(c, t);
    set(c, t, i, sk);
    set(c, t, k, si);
    change += mean_misfit(c, t) - before;
    if (log(tb_rng_uniform(&c->rng)) < change) {
        swap_slots(c, t, i, k);
        return;
    }
    set(c, t, i, si);
    set(c, t, k, sk);
}

static bool same_means(const tb_table_year *y, size_t i, size_t k) {
    for (size_t m = 0; m < y->n_mean; m++)
        if (y->mean[m].member[i] != y->mean[m].member[k]) return false;
    return true;
}

/* Whether an unplaced unit can be at `to` and every place and count stay as they are with it at `from`. */
static bool on_same_side(const tb_chain *c, size_t t, size_t i, double from, double to) {
    const tb_table_year *y = &c->f->year[t];
    const double *s = c->score + t * c->n_unit;
    if (to < y->low[i] || to > y->high[i] || to > y->best || to < y->worst) return false;
    double low = fmin(from, to), high = fmax(from, to);
    for (size_t k = 0; k < c->n_unit; k++)
        if (y->rank[k] > 0 && s[k] >= low && s[k] <= high) return false;
    for (size_t k = 0; k < y->n_bar; k++)
        if (y->bar[k].at >= low && y->bar[k].at <= high) return false;
    return true;
}

/* Log density of a unit's score given its other years, up to a constant. */
static double fit_of(const tb_chain *c, size_t t, size_t i, double v) {
    double d = v - expected(c, t, i);
    return -0.5 * d * d * c->precision[t * c->n_year + t];
}

/* Two units of different regions trade scores, and the other free units of each region make up for it in equal shares, so that the regions' means
 * stay: a map that is its own inverse and keeps volumes, taken or left by the ratio of densities. */
static void trade(tb_chain *c, size_t t, size_t i, size_t k, const size_t *open, size_t m) {
    const tb_table_year *y = &c->f->year[t];
    double *s = c->score + t * c->n_unit, si = s[i], sk = s[k], change = 0, n_i = 0, n_k = 0;
    if (sk < y->low[i] || sk > y->high[i] || si < y->low[k] || si > y->high[k]) return;
    for (size_t j = 0; j < m; j++) {
        if (open[j] == i || open[j] == k || c->slot[t * c->n_unit + open[j]]) continue;
        n_i += same_means(y, open[j], i);
        n_k += same_means(y, open[j], k);
    }
    if (n_i == 0 || n_k == 0) return;
    change += fit_of(c, t, i, sk) - fit_of(c, t, i, si) + fit_of(c, t, k, si) - fit_of(c, t, k, sk);
    for (size_t j = 0; j < m; j++) {
        size_t u = open[j];
        bool with_i = same_means(y, u, i), with_k = same_means(y, u, k);
        if (u == i || u == k || c->slot[t * c->n_unit + u] || (!with_i && !with_k)) continue;
        double to = s[u] + (with_i ? (si - sk) / n_i : (sk - si) / n_k);
        if (!on_same_side(c, t, u, s[u], to)) return;
        change += fit_of(c, t, u, to) - fit_of(c, t, u, s[u]);
    }
    if (!(log(tb_rng_uniform(&c->rng)) < change)) return;
    for (size_t j = 0; j < m; j++) {
        size_t u = open[j];
        bool with_i = same_means(y, u, i), with_k = same_means(y, u, k);
        if (u == i || u == k || c->slot[t * c->n_unit + u] || (!with_i && !with_k)) continue;
        set(c, t, u, s[u] + (with_i ? (si - sk) / n_i : (sk - si) / n_k));
    }
    set(c, t, i, sk);
    set(c, t, k, si);
    swap_slots(c, t, i, k);
}

/* The same with one unit of each region making up for the whole: it moves far, but only two others must have room. */
static void trade_with(tb_chain *c, size_t t, size_t i, size_t k, size_t j, size_t l) {
    const tb_table_year *y = &c->f->year[t];
    const double *s = c->score + t * c->n_unit;
    const unsigned char *slot = c->slot + t * c->n_unit;
    double si = s[i], sk = s[k], by = si - sk, sj = s[j], sl = s[l];
    if (i == j || k == l || i == l || k == j || j == l || slot[j] || slot[l] || !same_means(y, i, j) || !same_means(y, k, l)) return;
    if (sk < y->low[i] || sk > y->high[i] || si < y->low[k] || si > y->high[k]) return;
    if (!on_same_side(c, t, j, sj, sj + by) || !on_same_side(c, t, l, sl, sl - by)) return;
    double change = fit_of(c, t, i, sk) - fit_of(c, t, i, si) + fit_of(c, t, k, si) - fit_of(c, t, k, sk) + fit_of(c, t, j, sj + by) -
                    fit_of(c, t, j, sj) + fit_of(c, t, l, sl - by) - fit_of(c, t, l, sl);
    if (!(log(tb_rng_uniform(&c->rng)) < change)) return;
    set(c, t, i, sk);
    set(c, t, k, si);
    set(c, t, j, sj + by);
    set(c, t, l, sl - by);
    swap_slots(c, t, i, k);
}

static void move_year(tb_chain *c, size_t t) {
    const tb_table_year *y = &c->f->year[t];
    size_t free_units[4096], open_units[4096], n = 0, m = 0;
    for (size_t i = 0; i < c->n_unit && n < 4096; i++) {
        if (isnan(c->score[t * c->n_unit + i]) || !isnan(y->fixed[i])) continue;
        if (is_free(c, t, i)) free_units[n++] = i;
        if (y->rank[i] == 0 && y->in[i]) open_units[m++] = i; /* holders of the best or worst score trade it too */
    }
    for (size_t k = 0; k < n; k++) move_one(c, t, free_units[k]);
    for (size_t k = 0; k < n && n > 1 && y->n_mean > 0; k++) {
        size_t other = tb_rng_below(&c->rng, n);
        for (int again = 0; again < 12 && !same_means(y, free_units[k], free_units[other]); again++) other = tb_rng_below(&c->rng, n);
        if (other != k) move_pair(c, t, free_units[k], free_units[other]);
    }
    size_t rounds = m > 1 ? (y->n_mean > 1 && c->ease <= 1 ? (size_t)5 : 1) * EXCHANGES * m : 0;
    for (size_t again = 0; again < rounds; again++) {
        size_t k = open_units[tb_rng_below(&c->rng, m)], other = open_units[tb_rng_below(&c->rng, m)];
        if (other == k) continue;
        if (c->ease > 1 || same_means(y, k, other)) {
            if (again < EXCHANGES * m) exchange(c, t, k, other);
            continue;
        }
        /* far trades are hardly ever taken: those who would trade stand as far apart afterwards, so passing them over is even-handed */
        if (fabs(c->score[t * c->n_unit + k] - c->score[t * c->n_unit + other]) > REACH * c->spread) continue;
        if (again % 4 == 0)
            trade(c, t, k, other, open_units, m);
        else
            trade_with(c, t, k, other, open_units[tb_rng_below(&c->rng, m)], open_units[tb_rng_below(&c->rng, m)]);
    }
}

/* The level of a year given all scores: the mean of what the units say of it, and a prior so wide (two sd of the scores) that it matters only where
 * nothing is known of a year. */
static void move_level(tb_chain *c, size_t t) {
    double sum = 0, n = 0, q = c->precision[t * c->n_year + t];
    for (size_t i = 0; i < c->n_unit; i++) {
        double y = c->score[t * c->n_unit + i];
        sum += y - (expected(c, t, i) - c->level[t]);
        n++;
    }
    double weak = 1 / (4 * c->spread * c->spread), precision = q * n + weak;
    c->level[t] = (q * sum + weak * c->anchor[t]) / precision + tb_rng_normal(&c->rng) / sqrt(precision);
}

static double table_loglik(tb_chain *c, const tb_motion *m, const double *keep) {
    double *y = c->scratch, *gain = c->scratch + c->n_unit * c->n_year;
    for (size_t i = 0; i < c->n_unit; i++)
        for (size_t t = 0; t < c->n_year; t++) y[i * c->n_year + t] = c->score[t * c->n_unit + i] - c->level[t];
    return tb_motion_loglik(m, keep, y, c->n_unit, c->n_year, gain);
}

static double log_prior(const tb_chain *c, const double *x) {
    double sum = 0;
    for (size_t k = 1; k < P; k++) sum -= 0.5 * pow((x[k] - c->prior->mean[k]) / c->prior->sd[k], 2);
    for (size_t k = P; k < c->n_free; k++) {
        const double *p = c->f->year[k - P + 1].broken ? c->prior->change : c->prior->calm;
        sum -= 0.5 * pow((x[k] - p[0]) / p[1], 2);
    }
    return sum;
}

static void keeps(double *keep, const double *x, size_t n_year) {
    keep[0] = 1;
    for (size_t t = 1; t < n_year; t++) keep[t] = logistic(x[P + t - 1]);
}

static bool set_precision(tb_chain *c) {
    size_t T = c->n_year;
    double v[MOST * MOST];
    if (T > MOST) return false;
    for (size_t s = 0; s < T; s++)
        for (size_t t = 0; t < T; t++) v[s * T + t] = tb_motion_signal(&c->motion, c->keep, s, t) + (s == t ? c->motion.var_e : 0);
    if (!tb_gauss_factor(v, T)) return false;
    for (size_t t = 0; t < T; t++) {
        double *row = c->precision + t * T;
        for (size_t s = 0; s < T; s++) row[s] = s == t;
        tb_gauss_forward(v, T, row);
        tb_gauss_back(v, T, row);
    }
    return true;
}

static void move_motion(tb_chain *c, bool adapt) {
    double *x = c->scratch + c->n_unit * c->n_year + 4 * c->n_year, *keep = x + c->n_free;
    c->loglik = table_loglik(c, &c->motion, c->keep);
    for (size_t k = 0; k < c->n_free; k++) {
        memcpy(x, c->free, c->n_free * sizeof *x);
        x[k] += c->step[k] * tb_rng_normal(&c->rng);
        if (fabs(x[k]) > 25) continue;
        tb_motion m = tb_motion_of(x);
        keeps(keep, x, c->n_year);
        double loglik = table_loglik(c, &m, keep), change = loglik - c->loglik + log_prior(c, x) - log_prior(c, c->free);
        bool take = log(tb_rng_uniform(&c->rng)) < change;
        if (take) {
            c->free[k] = x[k];
            c->motion = m;
            memcpy(c->keep, keep, c->n_year * sizeof *keep);
            c->loglik = loglik;
        }
        if (adapt) c->step[k] *= take ? 1.12 : 0.92; /* settles where 0.42 are taken */
    }
    set_precision(c);
}

tb_status tb_chain_start(tb_chain *out, const tb_facts *f, const tb_motion_prior *prior, const double *free, const double *level, uint64_t seed,
                         uint64_t number, tb_arena *a, tb_err *err) {
    size_t T = f->n_year, U = f->n_unit, n = P + T - 1;
    tb_chain c = { .f = f, .prior = prior, .n_year = T, .n_unit = U, .n_free = n, .ease = 1 };
    tb_rng_start(&c.rng, seed, TB_STREAM_SAMPLER, number);
    c.score = TB_NEW(a, double, T *U);
    c.level = TB_NEW(a, double, T);
    c.anchor = TB_NEW(a, double, T);
    c.spread = exp(free[0]);
    c.free = TB_NEW(a, double, n);
    c.keep = TB_NEW(a, double, T);
    c.step = TB_NEW(a, double, n);
    c.slot = TB_NEW(a, unsigned char, T *U);
    c.precision = TB_NEW(a, double, T *T);
    c.sum = TB_NEW(a, double, T *TB_REGIONS);
    c.scratch = TB_NEW(a, double, U *T + 5 * T + n);
    if (!c.score || !c.level || !c.anchor || !c.free || !c.keep || !c.step || !c.slot || !c.precision || !c.sum || !c.scratch)
        return tb_no_memory(err, "a chain");
    for (size_t k = 0; k < n; k++) {
        c.free[k] = free[k] + 0.2 * tb_rng_normal(&c.rng);
        c.step[k] = k == 0 ? 0.1 : 0.4;
    }
    c.motion = tb_motion_of(c.free);
    keeps(c.keep, c.free, T);
    if (!set_precision(&c)) return tb_fail(err, TB_ESINGULAR, "the years of '%s' cannot be told apart, or are too many", f->x->code);
    for (size_t t = 0; t < T; t++) {
        c.level[t] = c.anchor[t] = level[t];
        tb_status st = tb_facts_start(c.score + t * U, c.slot + t * U, f, t, level[t], exp(free[0]), a, err);
        if (st != TB_OK) return st;
        for (size_t k = 0; k < f->year[t].n_mean; k++)
            for (size_t i = 0; i < U; i++)
                if (f->year[t].mean[k].member[i]) c.sum[t * TB_REGIONS + k] += c.score[t * U + i];
    }
    for (size_t k = 0; k < T * U; k++)
        if (isnan(c.score[k])) c.score[k] = c.level[k / U]; /* outside the table: a latent score that nothing limits */
    *out = c;
    return TB_OK;
}

void tb_chain_sweep(tb_chain *c, bool adapt) {
    for (size_t t = 0; t < c->n_year; t++) {
        move_year(c, t);
        move_level(c, t);
    }
    move_motion(c, adapt);
}
