/* joint_fit.c - from a panel to the law: parameters, completed tables, what follows from them for the years asked. */
#include "forecast/joint_law.h"

#include "base/error.h"
#include "dynamics/gauss.h"
#include "dynamics/level.h"
#include "dynamics/motion_fit.h"
#include "num/rng.h"

#include <math.h>
#include <string.h>

enum { MOST = 96 }; /* years of the past and of the future that one law can span */

typedef struct fitting {
    const tb_index *x;
    const tb_joint_opts *o;
    tb_joint *j;
    tb_arena *scratch;
    tb_deviation d;
    tb_motion_fit motion;
    tb_level_law level;
    size_t ahead;  /* years from the origin to the last one wanted */
    double *table; /* [n_year][n_unit] the deviations of a case without holes */
} fitting;

/* Share of the signal kept over each step of the past and the future of case c, and whether a step breaks. */
static void steps(double *keep, unsigned char *broken, const fitting *f, size_t c, double kept) {
    for (size_t t = 0; t < f->d.n_year; t++) keep[t] = f->d.broken[t] ? kept : 1;
    for (size_t h = 0; h < f->ahead; h++) {
        double chance = tb_break_chance(f->x, &f->d, f->o->origin, f->o->origin + 1 + (int)h);
        double place = fmod(((double)c + 0.5) * sqrt(2 + (double)h) + 0.25 * (double)h, 1); /* evenly spread over the cases (Kronecker) */
        if (h == 2) place = fmod(((double)c + 0.5) * sqrt(7), 1);
        broken[h] = place < chance;
        keep[f->d.n_year + h] = broken[h] ? kept : 1;
    }
}

static double covariance(const tb_motion *m, const double *keep, size_t s, size_t t) {
    return tb_motion_signal(m, keep, s, t) + (s == t ? m->var_e : 0);
}

/* Fills the holes of every unit with a draw given what is known of it. */
static bool fill(fitting *f, const tb_motion *m, const double *keep, size_t c) {
    size_t T = f->d.n_year, U = f->d.n_unit;
    tb_rng r;
    tb_rng_start(&r, f->o->seed, TB_STREAM_COMPLETE + f->j->shift, c);
    for (size_t i = 0; i < U; i++) {
        size_t known[MOST], hole[MOST], k = 0, w = 0;
        for (size_t t = 0; t < T; t++) {
            double y = f->d.y[t * U + i];
            f->table[t * U + i] = y;
            if (isnan(y))
                hole[w++] = t;
            else
                known[k++] = t;
        }
        if (w == 0) continue;
        double kk[MOST * MOST], wk[MOST * MOST], ww[MOST * MOST], weight[MOST * MOST], z[MOST];
        for (size_t a = 0; a < k; a++)
            for (size_t b = 0; b < k; b++) kk[a * k + b] = covariance(m, keep, known[a], known[b]);
        for (size_t a = 0; a < w; a++) {
            for (size_t b = 0; b < k; b++) wk[a * k + b] = covariance(m, keep, hole[a], known[b]);
            for (size_t b = 0; b < w; b++) ww[a * w + b] = covariance(m, keep, hole[a], hole[b]);
            z[a] = tb_rng_normal(&r);
        }
        if (!tb_gauss_condition(weight, ww, kk, wk, w, k)) return false;
        for (size_t a = 0; a < w; a++) {
            double y = 0;
            for (size_t b = 0; b < k; b++) y += weight[a * k + b] * f->d.y[known[b] * U + i];
            for (size_t b = 0; b <= a; b++) y += ww[a * w + b] * z[b];
            f->table[hole[a] * U + i] = y;
        }
    }
    return true;
}

/* Given a table without holes: the law of the years wanted after the origin, and of the signal at the origin. */
static bool look_ahead(fitting *f, const tb_motion *m, const double *keep, size_t c) {
    tb_joint *j = f->j;
    size_t T = f->d.n_year, U = f->d.n_unit, Y = j->n_year, w = Y - j->past + 1; /* the last row: the signal at the origin */
    double kk[MOST * MOST], wk[MOST * MOST], ww[MOST * MOST], weight[MOST * MOST];
    size_t at[MOST];
    for (size_t y = j->past; y < Y; y++) at[y - j->past] = (size_t)(f->o->year[y] - f->d.first);
    at[w - 1] = T - 1;
    for (size_t s = 0; s < T; s++)
        for (size_t t = 0; t < T; t++) kk[s * T + t] = covariance(m, keep, s, t);
    for (size_t a = 0; a < w; a++) {
        for (size_t t = 0; t < T; t++) wk[a * T + t] = tb_motion_signal(m, keep, at[a], t);
        for (size_t b = 0; b < w; b++) ww[a * w + b] = tb_motion_signal(m, keep, at[a], at[b]) + (a == b && a + 1 < w ? m->var_e : 0);
    }
    if (!tb_gauss_factor(kk, T)) return false;
    for (size_t a = 0; a < w; a++) {
        double *row = weight + a * T;
        memcpy(row, wk + a * T, T * sizeof *row);
        tb_gauss_forward(kk, T, row);
        tb_gauss_back(kk, T, row);
    }
    for (size_t a = 0; a < w; a++)
        for (size_t b = 0; b < w; b++)
            for (size_t t = 0; t < T; t++) ww[a * w + b] -= weight[a * T + t] * wk[b * T + t];
    double signal = ww[w * w - 1];
    j->still_sd[c] = sqrt(fmax(signal, 0) + m->var_e);
    for (size_t a = 0; a < w; a++) {
        double *to = a + 1 < w ? j->mean + (c * Y + j->past + a) * U : j->still_mean + c * U;
        for (size_t i = 0; i < U; i++) {
            double y = 0;
            for (size_t t = 0; t < T; t++) y += weight[a * T + t] * f->table[t * U + i];
            to[i] = y;
        }
    }
    double future[MOST * MOST];
    size_t n = w - 1;
    for (size_t a = 0; a < n; a++)
        for (size_t b = 0; b < n; b++) future[a * n + b] = ww[a * w + b];
    if (!tb_gauss_factor(future, n)) return false;
    for (size_t a = 0; a < n; a++)
        for (size_t b = 0; b <= a; b++) j->factor[(c * Y + j->past + a) * Y + j->past + b] = future[a * n + b];
    return true;
}

static void past_rows(fitting *f, size_t c) {
    tb_joint *j = f->j;
    for (size_t y = 0; y < j->past; y++) {
        int t = f->o->year[y] - f->d.first;
        for (size_t i = 0; i < j->n_unit; i++) j->mean[(c * j->n_year + y) * j->n_unit + i] = t >= 0 ? f->table[(size_t)t * j->n_unit + i] : NAN;
        double level = t >= 0 ? f->d.level[t] : NAN;
        j->level[c * j->n_year + y] = isnan(level) ? f->level.last : level;
    }
}

static void levels(fitting *f, const unsigned char *broken, size_t c) {
    tb_joint *j = f->j;
    tb_rng r;
    tb_rng_start(&r, f->o->seed, TB_STREAM_PARAMETER + j->shift, 2 * c + 1);
    const tb_level_law *l = &f->level;
    double step = l->step * sqrt(l->step_df / tb_rng_chisq(&r, l->step_df)), jump = l->jump * sqrt(l->jump_df / tb_rng_chisq(&r, l->jump_df));
    double var = (double)l->age * step * step;
    size_t h = 0;
    for (size_t y = j->past; y < j->n_year; y++) {
        for (; (int)h < f->o->year[y] - f->o->origin; h++) var += broken[h] ? jump * jump : step * step;
        j->level[c * j->n_year + y] = l->last;
        j->level_step[c * j->n_year + y] = sqrt(var);
        var = 0;
    }
}

static bool make_case(fitting *f, size_t c) {
    tb_rng r;
    tb_rng_start(&r, f->o->seed, TB_STREAM_PARAMETER + f->j->shift, 2 * c);
    double z[TB_MOTION_FREE], free[TB_MOTION_FREE], keep[MOST];
    unsigned char broken[MOST] = { 0 };
    for (size_t k = 0; k < TB_MOTION_FREE; k++) z[k] = tb_rng_normal(&r);
    tb_motion_fit_draw(free, &f->motion, z);
    tb_motion m = tb_motion_of(free);
    steps(keep, broken, f, c, m.keep);
    f->j->same[c] = 1;
    for (size_t h = 0; h < f->ahead; h++)
        if (broken[h]) f->j->same[c] = 0;
    levels(f, broken, c);
    if (!fill(f, &m, keep, c)) return false;
    past_rows(f, c);
    return look_ahead(f, &m, keep, c);
}

/* A unit's chance of being withheld: its own years and those of all units, as if one year's worth of the common rate had been seen of it (a beta
 * prior). */
static void withheld(fitting *f) {
    tb_joint *j = f->j;
    double all = 0, years = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < j->n_unit; i++) {
            double n = 0, k = 0;
            for (size_t t = 0; t < f->d.n_year; t++) {
                unsigned char known = f->d.known[t * j->n_unit + i];
                if (!f->d.whole[t] || known == TB_KNOWN_ABSENT) continue;
                n++;
                k += known == TB_KNOWN_WITHHELD;
            }
            all += pass == 0 ? k : 0;
            years += pass == 0 ? n : 0;
            if (pass == 0) continue;
            double rate = years > 0 ? all / years : 0, p = (k + 3 * rate) / (n + 3);
            j->withheld_chance[i] = p;
            j->withheld[i] = (uint32_t)(p * 4294967295.0);
        }
}

static uint32_t shift_of(const tb_panel *p, const tb_index *x) {
    for (size_t k = 0; p != NULL && k < tb_panel_indices(p); k++)
        if (tb_panel_index_at(p, k) == x) return (uint32_t)(16 * k);
    return 0;
}

static tb_status room(tb_joint *j, tb_err *err) {
    size_t C = j->cases, Y = j->n_year, U = j->n_unit;
    j->mean = TB_NEW(&j->own, double, C *Y *U);
    j->factor = TB_NEW(&j->own, double, C *Y *Y);
    j->level = TB_NEW(&j->own, double, C *Y);
    j->level_step = TB_NEW(&j->own, double, C *Y);
    j->still_mean = TB_NEW(&j->own, double, C *U);
    j->still_sd = TB_NEW(&j->own, double, C);
    j->same = TB_NEW(&j->own, unsigned char, C);
    j->gone = TB_NEW(&j->own, unsigned char, Y *U);
    j->withheld = TB_NEW(&j->own, uint32_t, U);
    j->withheld_chance = TB_NEW(&j->own, double, U);
    if (!j->mean || !j->factor || !j->level || !j->level_step || !j->still_mean || !j->still_sd || !j->same || !j->gone || !j->withheld ||
        !j->withheld_chance)
        return tb_no_memory(err, "the law of a forecast");
    return TB_OK;
}

static tb_status check_years(const tb_joint_opts *o, const tb_deviation *d, tb_err *err) {
    if (o->n_year == 0) return tb_fail(err, TB_EARG, "no year was asked for");
    for (size_t y = 1; y < o->n_year; y++)
        if (o->year[y] <= o->year[y - 1]) return tb_fail(err, TB_EARG, "the years asked for must ascend");
    int last = o->year[o->n_year - 1];
    if (last - o->origin > 30) return tb_fail(err, TB_EARG, "%d is too far from the origin %d: a forecast looks 1 to 5 years ahead", last, o->origin);
    if (d->n_year + 32 > MOST || o->n_year > 60) return tb_fail(err, TB_EDATA, "%zu years are more than the forecast can take", d->n_year);
    return TB_OK;
}

static tb_status work(fitting *f, tb_err *err) {
    const tb_joint_opts *o = f->o;
    tb_joint *j = f->j;
    tb_status st = tb_deviation_make(&f->d, f->x, 0, o->origin, f->scratch, err);
    if (st == TB_OK) st = check_years(o, &f->d, err);
    if (st == TB_OK && f->x->n_unit < 2)
        st = tb_fail_vi(err, TB_EDATA, "'%s' has one unit: ranks need at least two", "'%s' chỉ có một đơn vị: xếp hạng cần ít nhất hai đơn vị",
                        f->x->code);
    if (st == TB_OK) st = tb_motion_fit_table(&f->motion, &f->d, &tb_motion_vague, err);
    if (st != TB_OK) return st;
    f->level = tb_level_learn(&f->d, exp(f->motion.free[0]));
    for (size_t y = 0; y < o->n_year; y++)
        if (o->year[y] <= o->origin) j->past = y + 1;
    int ahead = o->year[o->n_year - 1] - o->origin;
    f->ahead = ahead > 0 ? (size_t)ahead : 0;
    f->table = TB_NEW(f->scratch, double, f->d.n_year * f->d.n_unit);
    if (f->table == NULL) return tb_no_memory(err, "a table");
    if ((st = room(j, err)) != TB_OK) return st;
    for (size_t y = 0; y < j->past; y++)
        for (size_t i = 0; i < j->n_unit; i++) {
            int t = o->year[y] - f->d.first;
            unsigned char known = t >= 0 ? f->d.known[(size_t)t * j->n_unit + i] : TB_KNOWN_ABSENT;
            j->gone[y * j->n_unit + i] = known == TB_KNOWN_WITHHELD || known == TB_KNOWN_ABSENT;
        }
    withheld(f);
    j->facts = f->d.scores;
    for (size_t c = 0; c < j->cases; c++)
        if (!make_case(f, c))
            return tb_fail(err, TB_ESINGULAR, "the law of '%s' from %d on has no spread that can be computed", f->x->code, o->origin);
    return TB_OK;
}

tb_status tb_joint_fit(tb_joint **out, const tb_panel *p, const tb_index *x, const tb_joint_opts *o, tb_err *err) {
    *out = NULL;
    tb_arena own = { 0 }, scratch = { 0 };
    tb_joint *j = TB_NEW(&own, tb_joint, 1);
    if (j == NULL) return tb_no_memory(err, "a forecast");
    j->own = own;
    j->model = "statespace";
    j->cases = TB_JOINT_CASES;
    j->n_year = o->n_year;
    j->n_unit = x->n_unit;
    j->seed = o->seed;
    j->shift = shift_of(p, x);
    fitting f = { .x = x, .o = o, .j = j, .scratch = &scratch };
    tb_status st = work(&f, err);
    tb_arena_free(&scratch);
    if (st == TB_OK)
        *out = j;
    else
        tb_joint_free(j);
    return st;
}

void tb_joint_free(tb_joint *j) {
    if (j == NULL) return;
    tb_arena own = j->own; /* the joint itself lives in it */
    tb_arena_free(&own);
}

const char *tb_joint_model(const tb_joint *j) {
    return j->model;
}

size_t tb_joint_parts(const tb_joint *j) {
    (void)j;
    return 0;
}

size_t tb_joint_part(const tb_joint *j, size_t k) {
    (void)j;
    return k;
}

double tb_joint_part_weight(const tb_joint *j, size_t k) {
    (void)j;
    (void)k;
    return 1;
}

size_t tb_joint_facts(const tb_joint *j) {
    return j->facts;
}

tb_notices tb_joint_notices(const tb_joint *j) {
    return tb_notice_view(&j->notices);
}
