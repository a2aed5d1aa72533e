/* unit_components.c - the components of one unit, draw by draw, so that they add up to its total:
 * drawn from their own distributions, then moved by what the total says (Matheron's rule: a draw of
 * the joint distribution plus the regression of the components on the total's residual). */
#include "forecast/fit_state.h"

#include "base/error.h"
#include "messages/forecast.h"
#include "num/rng.h"
#include "statespace/mvnormal.h"
#include "statespace/persistence.h"

#include <math.h>
#include <string.h>

enum { MOST_PARTS = TB_PARTS_MOST };

/* Covariance of what the next year shows of components k and l, divided as they are. */
static double count_shown_together(const tb_components *s, const double *v, size_t k, size_t l)
{
    size_t n = s->n, w = 2 * n;
    return v[k * w + l] + v[(n + k) * w + l] + v[k * w + n + l] + v[(n + k) * w + n + l] +
           s->correlation.noise[k * n + l] *
               sqrt(s->series[k].model.var_e * s->series[l].model.var_e);
}

/* How the components' residuals of the next year go together, by the joint distribution at the
 * mode. */
static tb_status correlate_components(tb_fit_state *f, size_t n, tb_err *err)
{
    const tb_components *s = &f->shown;
    double *between = f->j->focus.between;
    double *v = TB_NEW(f->scratch, double, (4 * n * n));
    f->focus_state = TB_NEW(f->scratch, double, (4 * n * n));
    if (f->scratch->refused)
        return tbi_no_memory(err, "the components of a forecast");
    if (n == 0)
        return TB_OK;
    tb_status st = tbi_kalman_spread(f->focus_state, s->series, n, &s->correlation, f->j->n_unit,
                                     f->d.n_year, s->persistence, f->o->focus, f->scratch, err);
    if (st != TB_OK)
        return st;
    memcpy(v, f->focus_state, 4 * n * n * sizeof *v);
    tbi_kalman_step(v, tbi_persistence_usual(&f->d, s->persistence), s->series, n,
                    s->correlation.signal);
    for (size_t k = 0; k < n; k++)
        for (size_t l = 0; l < n; l++) {
            double kk = count_shown_together(s, v, k, k);
            double ll = count_shown_together(s, v, l, l);
            between[k * n + l] = k == l ? 1
                                 : kk > 0 && ll > 0
                                     ? count_shown_together(s, v, k, l) / sqrt(kk * ll)
                                     : 0;
        }
    if (tbi_mvnormal_factor(between, n))
        return TB_OK;
    for (size_t k = 0; k < n; k++)
        for (size_t l = 0; l < n; l++)
            between[k * n + l] = k == l;
    return TB_OK;
}

tb_status tbi_unit_components_start(tb_fit_state *f, tb_err *err)
{
    tb_predictive *j = f->j;
    tb_unit_components *g = &j->focus;
    size_t K = f->shown.n;
    size_t F = f->n_ahead;
    size_t C = j->cases;
    size_t who = f->o->focus;
    if (who >= j->n_unit)
        return tbi_fail(err, TB_EBUG, TB_MSG_FORECAST_UNIT_CANNOT_FOCUS, who, j->n_unit);
    if ((F + 2) * K > 4096)
        K = f->shown.n = 0;
    g->column = TB_NEW(&j->own, size_t, K);
    g->weight = TB_NEW(&j->own, double, K);
    g->share = TB_NEW(&j->own, double, K);
    g->level = TB_NEW(&j->own, double, K);
    g->past = TB_NEW(&j->own, double, (j->past * K));
    g->mean = TB_NEW(&j->own, double, (C * K * (F + 2)));
    g->factor = TB_NEW(&j->own, double, (C * K * (F + 2) * (F + 2)));
    g->link = TB_NEW(&j->own, double, (C * (F + 1) * K));
    g->between = TB_NEW(&j->own, double, (K * K));
    if (j->own.refused)
        return tbi_no_memory(err, "the components of a forecast");
    g->parts = K;
    g->unit = who;
    double steps = 0;
    for (size_t k = 0; k < K; k++)
        steps += f->shown.part[k].weight * f->shown.part[k].level_sd;
    for (size_t k = 0; k < K; k++) {
        const tb_component *p = &f->shown.part[k];
        g->column[k] = p->column;
        g->weight[k] = p->weight;
        g->level[k] = p->level;
        g->share[k] = steps > 0 ? p->level_sd / steps : 1 / ((double)K * p->weight);
        for (size_t y = 0; y < j->past; y++) {
            int t = f->o->year[y] - p->d.first;
            /* gaps are filled */
            double z = t >= 0 ? p->d.y[(size_t)t * j->n_unit + who] : NAN;
            g->past[y * K + k] = t >= 0 ? p->d.level[t] + z * p->sd[t] : NAN;
        }
    }
    return correlate_components(f, K, err);
}

/* For row h of the years ahead (gain false) or for the lasting gain up to the last year: what each
 * component gets of a point of the total. */
static void add_links(double *link, const tb_unit_components *g, const double *factor, size_t w,
                      size_t h, bool gain)
{
    size_t K = g->parts;
    double cross[MOST_PARTS] = { 0 }, total = 0;
    for (size_t k = 0; k < K; k++)
        for (size_t l = 0; l < K; l++) {
            double both = 0, own = 0, between = 0;
            const double *fk = factor + k * w * w, *fl = factor + l * w * w + h * w;
            for (size_t m = 0; m < K; m++)
                between += g->between[k * K + m] * g->between[l * K + m];
            for (size_t m = 0; m < w; m++) {
                own += fk[h * w + m] * fl[m];
                both += gain ? (fk[(w - 1) * w + m] - fk[(w - 2) * w + m]) * fl[m]
                             : fk[h * w + m] * fl[m];
            }
            cross[k] += g->weight[l] * between * both;
            total += g->weight[k] * g->weight[l] * between * own;
        }
    for (size_t k = 0; k < K; k++)
        link[k] = total > 0 ? cross[k] / total : 0;
}

/* Rows of a component's factor to the spread that the joint distribution gives it: the years to
 * come, the signal at the origin and in the last year. */
static void scale_to_joint_spread(tb_fit_state *f, double *factor, const double *persistence,
                                  double *v)
{
    const tb_components *s = &f->shown;
    size_t K = s->n;
    size_t F = f->n_ahead;
    size_t w = F + 2;
    size_t T = f->d.n_year;
    size_t year = T;
    memcpy(v, f->focus_state, 4 * K * K * sizeof *v);
    for (size_t row = 0; row < w; row++) {
        /* the signal at the origin first */
        size_t h = row == 0 ? F : row <= F ? row - 1 : F + 1;
        for (; h < F && year <= f->at[h]; year++)
            tbi_kalman_step(v, persistence[year], s->series, K, s->correlation.signal);
        for (size_t k = 0; k < K; k++) {
            double own = 0, *r = factor + k * w * w + h * w;
            double joint =
                count_shown_together(s, v, k, k) - (h < F ? 0 : s->series[k].model.var_e);
            for (size_t m = 0; m <= h; m++)
                own += r[m] * r[m];
            double scale = own > 0 && joint > 0
                               ? sqrt(joint / own) * s->part[k].sd[s->part[k].d.n_year - 1]
                               : 0;
            for (size_t m = 0; m <= h; m++)
                r[m] *= scale;
        }
    }
}

/* mean [part][n_ahead + 2], in points of the part: the target years, then the signal at the
 * origin and at the last target. points turns divided deviations into points. */
bool tbi_unit_components_case(tb_fit_state *f, size_t c, const double *persistence, double *scratch)
{
    tb_unit_components *g = &f->j->focus;
    const tb_components *s = &f->shown;
    size_t K = g->parts;
    size_t F = f->n_ahead;
    size_t w = F + 2;
    size_t U = f->j->n_unit;
    size_t at[TB_CONDITIONAL_YEARS];
    size_t who = f->o->focus;
    double weight[TB_CONDITIONAL_YEARS * TB_CONDITIONAL_YEARS];
    double *factor = g->factor + c * K * w * w;
    double *mean = g->mean + c * K * w;
    for (size_t k = 0; k < K; k++) {
        const tb_component *p = &s->part[k];
        size_t T = p->d.n_year, first = f->d.n_year - T, year = f->d.n_year;
        double points = p->sd[T - 1];
        double a = s->state.permanent[k * U + who];
        double u = s->state.transitory[k * U + who];
        double kept = points;
        for (size_t h = 0; h < F; h++)
            at[h] = f->at[h] - first;
        if (!tbi_conditional(weight, factor + k * w * w, &s->series[k].model, persistence + first,
                             NULL, T, at, F))
            return false;
        mean[k * w + F] = points * (a + u);
        for (size_t h = 0; h < F; h++) {
            for (; year <= f->at[h]; year++) {
                kept *= persistence[year];
                u *= s->series[k].model.rho;
            }
            mean[k * w + h] = kept * (a + u);
        }
        mean[k * w + F + 1] = F > 0 ? mean[k * w + F - 1] : mean[k * w + F];
    }
    scale_to_joint_spread(f, factor, persistence, scratch);
    double *link = g->link + c * (F + 1) * K;
    for (size_t h = 0; h < F; h++)
        add_links(link + h * K, g, factor, w, h, false);
    if (F > 0)
        add_links(link + F * K, g, factor, w, F - 1, true);
    return true;
}

/* between [parts][parts] mixes the parts' normals so that they move together. What the weighted
 * parts lack of the drawn total, rest, is shared out by link: the parts add up to it. */
void tbi_unit_components_draw(double *part, double *gain, const tb_predictive *j,
                              const double *score, const double *level, uint64_t c, uint64_t draw)
{
    const tb_unit_components *g = &j->focus;
    size_t K = g->parts;
    size_t Y = j->n_year;
    size_t F = Y - j->past;
    size_t w = F + 2;
    double z[4096], value[4096];
    tbi_rng_normals(z, K * w, j->seed, TB_STREAM_PART + j->shift, draw);
    for (size_t k = 0; k < K; k++) {
        double mixed[TB_PREDICTIVE_YEARS + 2] = { 0 };
        for (size_t l = 0; l <= k; l++)
            for (size_t m = 0; m < w; m++)
                mixed[m] += g->between[k * K + l] * z[l * w + m];
        const double *factor = g->factor + (c * K + k) * w * w;
        const double *mean = g->mean + (c * K + k) * w;
        for (size_t h = 0; h < w; h++) {
            double v = mean[h];
            for (size_t m = 0; m <= h; m++)
                v += factor[h * w + m] * mixed[m];
            value[k * w + h] = v;
        }
    }
    double last = 0, rest = 0;
    for (size_t k = 0; k < K; k++)
        last += g->weight[k] * g->level[k];
    for (size_t y = 0; y < Y; y++) {
        if (y < j->past) {
            for (size_t k = 0; k < K && part != NULL; k++)
                part[y * K + k] = g->past[y * K + k];
            continue;
        }
        size_t h = y - j->past;
        double sum = 0;
        for (size_t k = 0; k < K; k++)
            sum += g->weight[k] * value[k * w + h];
        rest = score[y] - level[y] - sum;
        const double *link = g->link + (c * (F + 1) + h) * K;
        for (size_t k = 0; k < K && part != NULL; k++)
            part[y * K + k] =
                g->level[k] + g->share[k] * (level[y] - last) + value[k * w + h] + link[k] * rest;
    }
    for (size_t k = 0; k < K && gain != NULL; k++)
        gain[k] = F == 0 ? 0
                         : value[k * w + F + 1] - value[k * w + F] +
                               (isnan(rest) ? 0 : g->link[(c * (F + 1) + F) * K + k] * rest);
}
