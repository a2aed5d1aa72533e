/* component.c - which components stand for the total, and how each of them moves. */
#include "dynamics/component.h"

#include "base/error.h"
#include "dynamics/gauss.h"
#include "dynamics/outlook.h"

#include <math.h>
#include <string.h>
#include <tangbac/score.h>

static const double KNOWN_SHARE = 0.8, LEAST_SPREAD = 0.15, SHRINK = 0.2;

static bool child_of_kind(const tb_index *x, size_t c, int year, const char *kind, double *weight) {
    const tb_node *n = tb_index_node(x, c, year);
    if (c == 0 || n == NULL || n->parent != 0 || n->kind == NULL || strcmp(n->kind, kind) != 0) return false;
    *weight = isnan(n->weight) ? 1 : n->weight;
    return true;
}

/* Whether the components of a kind add up to the total for nearly all units that have one; *scale is 1, or 1/10 where weights are percents of a total
 * of 10ths. */
static bool adds_up(const tb_index *x, const tb_deviation *total, int year, const char *kind, double scale) {
    size_t known = 0, fine = 0;
    for (size_t i = 0; i < x->n_unit; i++) {
        double whole = tb_score_cell(x, year, i, 0, NULL), sum = 0, w;
        if (isnan(whole)) continue;
        known++;
        for (size_t c = 1; c < x->n_indicator; c++)
            if (child_of_kind(x, c, year, kind, &w)) sum += scale * w * tb_score_cell(x, year, i, c, NULL);
        fine += fabs(sum - whole) <= 0.01 * fmax(1, fabs(whole));
    }
    (void)total;
    return known > 1 && (double)fine >= KNOWN_SHARE * (double)known;
}

static const char *kind_that_adds_up(double *scale, const tb_index *x, const tb_deviation *total, int year) {
    for (size_t c = 1; c < x->n_indicator; c++) {
        const tb_node *n = tb_index_node(x, c, year);
        if (n == NULL || n->parent != 0 || n->kind == NULL) continue;
        bool met = false;
        for (size_t b = 1; b < c && !met; b++) {
            const tb_node *m = tb_index_node(x, b, year);
            met = m != NULL && m->parent == 0 && m->kind != NULL && strcmp(m->kind, n->kind) == 0;
        }
        for (*scale = 1; !met && *scale > 0.05; *scale /= 10)
            if (adds_up(x, total, year, n->kind, *scale)) return n->kind;
    }
    return NULL;
}

/* From the whole axis to the unbroken series up to the origin, each year divided by its spread. false: no spread in a year. */
static bool standardise(tb_part *p, tb_arena *a) {
    tb_deviation *d = &p->d;
    size_t first = d->n_year, U = d->n_unit;
    while (first > 0 && d->count[first - 1] > 1) first--;
    if (first == d->n_year) return false;
    p->first = first;
    d->n_year -= first;
    d->first += (int)first;
    d->y += first * U;
    d->known += first * U;
    d->level += first;
    d->whole += first;
    d->level_is += first;
    d->broken += first;
    d->count += first;
    p->sd = TB_NEW(a, double, d->n_year);
    p->raw = TB_NEW(a, double, U);
    if (p->sd == NULL || p->raw == NULL) return false;
    double steps = 0;
    for (size_t t = 0; t < d->n_year; t++) {
        double squares = 0;
        for (size_t i = 0; i < U; i++)
            if (!isnan(d->y[t * U + i])) squares += d->y[t * U + i] * d->y[t * U + i];
        p->sd[t] = sqrt(squares / (double)d->count[t]);
        if (!(p->sd[t] > 1e-9)) p->sd[t] = 0;
        if (t > 0) steps += (d->level[t] - d->level[t - 1]) * (d->level[t] - d->level[t - 1]);
    }
    size_t last = d->n_year - 1;
    p->level = d->level[last];
    p->level_sd = last > 0 ? sqrt(steps / (double)last) : p->sd[last];
    for (size_t i = 0; i < U; i++) p->raw[i] = d->y[last * U + i] + p->level;
    for (size_t t = 0; t < d->n_year; t++)
        for (size_t i = 0; i < U; i++) d->y[t * U + i] = p->sd[t] > 0 ? d->y[t * U + i] / p->sd[t] : isnan(d->y[t * U + i]) ? NAN : 0;
    return true;
}

/* Middle and spread of the components' numbers: the law that they are drawn from. */
static tb_motion_prior common_law(const tb_motion_fit *fit, size_t n) {
    tb_motion_prior p = tb_motion_vague;
    for (size_t k = 1; k < TB_MOTION_FREE && n > 1; k++) {
        double mean = 0, square = 0;
        for (size_t i = 0; i < n; i++) mean += fit[i].free[k] / (double)n;
        for (size_t i = 0; i < n; i++) square += (fit[i].free[k] - mean) * (fit[i].free[k] - mean) / (double)n;
        p.mean[k] = mean;
        p.sd[k] = fmax(sqrt(square), LEAST_SPREAD);
    }
    return p;
}

static bool constant(const tb_part *p) {
    for (size_t t = 0; t < p->d.n_year; t++)
        if (p->sd[t] > 0) return false;
    return true;
}

static tb_status fit_motions(tb_parts *s, const double *keep, tb_arena *a, tb_err *err) {
    tb_motion_fit *fit = TB_NEW(a, tb_motion_fit, s->n);
    if (fit == NULL) return tb_no_memory(err, "the components");
    tb_motion_prior prior = tb_motion_vague;
    for (int round = 0; round < 2; round++) {
        size_t done = 0;
        for (size_t k = 0; k < s->n; k++) {
            tb_part *p = &s->part[k];
            if (constant(p)) {
                p->motion = (tb_motion){ .var_e = 1e-12 };
                continue;
            }
            tb_status st = tb_motion_fit_table(&fit[done], &p->d, &prior, keep + p->first, false, a, err);
            if (st != TB_OK) return st;
            p->motion = tb_motion_fit_at(NULL, &fit[done], NULL, fit[done].free);
            done++;
        }
        prior = common_law(fit, done);
    }
    return TB_OK;
}

static double change_correlation(const tb_part *p, const tb_part *q) {
    double pq = 0, pp = 0, qq = 0;
    size_t U = p->d.n_unit, most = p->d.n_year < q->d.n_year ? p->d.n_year : q->d.n_year;
    const double *yp = p->d.y + (p->d.n_year - most) * U, *yq = q->d.y + (q->d.n_year - most) * U;
    for (size_t k = U; k < most * U; k++) {
        double a = yp[k] - yp[k - U], b = yq[k] - yq[k - U];
        if (isnan(a) || isnan(b)) continue;
        pq += a * b;
        pp += a * a;
        qq += b * b;
    }
    return pp > 0 && qq > 0 ? pq / sqrt(pp * qq) : 0;
}

static bool correlate(tb_parts *s, tb_arena *a) {
    s->factor = TB_NEW(a, double, s->n * s->n);
    if (s->factor == NULL) return false;
    for (size_t i = 0; i < s->n; i++)
        for (size_t j = 0; j < s->n; j++) s->factor[i * s->n + j] = i == j ? 1 : (1 - SHRINK) * change_correlation(&s->part[i], &s->part[j]);
    if (tb_gauss_factor(s->factor, s->n)) return true;
    for (size_t i = 0; i < s->n; i++)
        for (size_t j = 0; j < s->n; j++) s->factor[i * s->n + j] = i == j;
    return true;
}

tb_status tb_parts_fit(tb_parts *out, const tb_index *x, const tb_deviation *total, int origin, const double *keep, tb_arena *a, tb_err *err) {
    *out = (tb_parts){ 0 };
    double scale, weight;
    const char *kind = kind_that_adds_up(&scale, x, total, origin);
    if (kind == NULL) return TB_OK;
    tb_parts s = { .part = TB_NEW(a, tb_part, x->n_indicator) };
    if (s.part == NULL) return tb_no_memory(err, "the components");
    for (size_t c = 1; c < x->n_indicator; c++) {
        if (!child_of_kind(x, c, origin, kind, &weight)) continue;
        tb_part *p = &s.part[s.n];
        p->column = c;
        p->weight = scale * weight;
        tb_status st = tb_deviation_make(&p->d, x, c, origin, a, err);
        if (st != TB_OK) return st;
        if (!standardise(p, a)) return TB_OK; /* a component that nearly nobody has: the total is all there is */
        s.n++;
    }
    tb_status st = fit_motions(&s, keep, a, err);
    if (st != TB_OK) return st;
    if (!correlate(&s, a)) return tb_no_memory(err, "the components");
    for (size_t k = 0; k < s.n; k++)
        for (size_t i = 0; i < x->n_unit; i++) {
            tb_part *p = &s.part[k];
            if (!tb_fill_holes(p->d.y + i, x->n_unit, p->d.n_year, &p->motion, keep + p->first, NULL)) return TB_OK;
        }
    *out = s;
    return TB_OK;
}
