/* kalman.c - the filter: gains once for each sort of gaps, means for each unit. */
#include "statespace/kalman.h"

#include "base/error.h"
#include "messages/statespace.h"
#include "statespace/conditional.h"
#include "statespace/mvnormal.h"

#include <math.h>
#include <string.h>

enum { MOST_SORTS = 64 };

/* One run of the filter. Everything but `series` and `correlation` is scratch; gain [n_year][2n][m]
 * keeps the gains of a sort of gaps for all its units, of which m <= n columns are used in year
 * t. */
typedef struct filter {
    const tb_correlation_series *series;
    const tb_correlation *correlation;
    size_t n, n_unit, n_year;
    const double *persistence;
    /* [2n][2n], [2n][n], [n][n], [n_year][2n][n], [2n], [n] */
    double *v, *cross, *shown, *gain, *state, *news;
    /* [n_year][n] components that are known in a year */
    size_t *at;
    size_t *count;  /* [n_year] */
    double *filled; /* [n_year] of one component */
} filter;

/* v [2n][2n] in place, a's before u's; f_j = k rho_j is what u_j keeps. The fresh parts of u_i
 * and u_j have covariance r_ij sd_i sd_j sqrt((1 - f_i^2)(1 - f_j^2)): every variance stays,
 * while the covariance of two u with unlike rho settles below r_ij sd_i sd_j. */
void tbi_kalman_step(double *v, double k, const tb_correlation_series *series, size_t n,
                     const double *signal)
{
    size_t w = 2 * n;
    for (size_t i = 0; i < n; i++) {
        const tb_uc_model *m = &series[i].model;
        double fi = k * m->rho;
        double own = sqrt(m->var_u * (1 - fi * fi));
        for (size_t j = 0; j < n; j++) {
            const tb_uc_model *o = &series[j].model;
            double fj = k * o->rho, r = signal[i * n + j];
            v[i * w + j] = k * k * v[i * w + j] + (1 - k * k) * r * sqrt(m->var_a * o->var_a);
            v[i * w + n + j] *= k * fj;
            v[(n + i) * w + j] *= fi * k;
            v[(n + i) * w + n + j] =
                fi * fj * v[(n + i) * w + n + j] + r * own * sqrt(o->var_u * (1 - fj * fj));
        }
    }
}

/* v [2n x 2n] of the first year: the permanent parts a of all series, then their AR(1) parts u,
 * both in their stationary distributions and correlated across series as the signals are. a and u
 * are independent. */
static void start_state(double *v, const filter *f)
{
    size_t n = f->n, w = 2 * n;
    memset(v, 0, w * w * sizeof *v);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            const tb_uc_model *a = &f->series[i].model, *b = &f->series[j].model;
            v[i * w + j] = f->correlation->signal[i * n + j] * sqrt(a->var_a * b->var_a);
            v[(n + i) * w + n + j] = f->correlation->signal[i * n + j] * sqrt(a->var_u * b->var_u);
        }
}

/* y of component k in year t of the total's axis; NAN before its series */
static double compute_shown(const filter *f, size_t k, size_t t, size_t unit)
{
    const tb_correlation_series *s = &f->series[k];
    return t >= s->first ? s->y[(t - s->first) * f->n_unit + unit] : NAN;
}

/* Which components are known in which year: for a unit, or (SIZE_MAX) as if none had gaps. */
static void mark_observed(filter *f, size_t unit)
{
    for (size_t t = 0; t < f->n_year; t++) {
        f->count[t] = 0;
        for (size_t k = 0; k < f->n; k++)
            if (unit == SIZE_MAX ? t >= f->series[k].first : !isnan(compute_shown(f, k, t, unit)))
                f->at[t * f->n + f->count[t]++] = k;
    }
}

/* What year t says: its gain, and less spread in v. false: no covariance.
 * cross = P Z', shown = F, both in place: with F = L L' and W = P Z' L^-T the update is P -= W
 * W', and the gain K = W L^-1. Symmetric by construction. O(n^2 m). */
static bool update_state(filter *f, size_t t)
{
    size_t n = f->n, w = 2 * n, m = f->count[t];
    const size_t *at = f->at + t * n;
    double *gain = f->gain + t * w * n;
    for (size_t r = 0; r < w; r++)
        for (size_t j = 0; j < m; j++)
            f->cross[r * m + j] = f->v[r * w + at[j]] + f->v[r * w + n + at[j]];
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < m; j++) {
            const tb_uc_model *a = &f->series[at[i]].model, *b = &f->series[at[j]].model;
            f->shown[i * m + j] =
                f->cross[at[i] * m + j] + f->cross[(n + at[i]) * m + j] +
                f->correlation->noise[at[i] * n + at[j]] * sqrt(a->var_e * b->var_e);
        }
    if (!tbi_mvnormal_factor(f->shown, m))
        return false;
    for (size_t r = 0; r < w; r++)
        tbi_mvnormal_forward(f->shown, m, f->cross + r * m);
    for (size_t r = 0; r < w; r++)
        for (size_t c = 0; c <= r; c++) {
            double both = 0;
            for (size_t j = 0; j < m; j++)
                both += f->cross[r * m + j] * f->cross[c * m + j];
            f->v[r * w + c] -= both;
            f->v[c * w + r] = f->v[r * w + c];
        }
    for (size_t r = 0; r < w; r++) {
        memcpy(gain + r * m, f->cross + r * m, m * sizeof *gain);
        tbi_mvnormal_back(f->shown, m, gain + r * m);
    }
    return true;
}

/* Gains of all years for the gaps that mark_observed() saw; v ends as the covariance at the origin.
 * Starts in the stationary distribution, since nothing is known of the years before the first: no
 * diffuse prior. */
static bool run_gains(filter *f)
{
    start_state(f->v, f);
    for (size_t t = 0; t < f->n_year; t++) {
        if (t > 0)
            tbi_kalman_step(f->v, f->persistence[t], f->series, f->n, f->correlation->signal);
        if (f->count[t] > 0 && !update_state(f, t))
            return false;
    }
    return true;
}

/* The state of a unit by the gains; y [n_year][n] of that unit.
 * Only the means need the figures: O(T n m) a unit. y of a component that is not known is not
 * read. */
static void run_means(tb_kalman *out, filter *f, const double *y, size_t unit)
{
    size_t n = f->n, w = 2 * n;
    memset(f->state, 0, w * sizeof *f->state);
    for (size_t t = 0; t < f->n_year; t++) {
        for (size_t k = 0; k < n && t > 0; k++) {
            f->state[k] *= f->persistence[t];
            f->state[n + k] *= f->persistence[t] * f->series[k].model.rho;
        }
        size_t m = f->count[t];
        for (size_t j = 0; j < m; j++) {
            size_t k = f->at[t * n + j];
            f->news[j] = y[t * n + k] - f->state[k] - f->state[n + k];
        }
        const double *gain = f->gain + t * w * n;
        for (size_t r = 0; r < w; r++)
            for (size_t j = 0; j < m; j++)
                f->state[r] += gain[r * m + j] * f->news[j];
    }
    for (size_t k = 0; k < n; k++) {
        out->permanent[k * f->n_unit + unit] = f->state[k];
        out->transitory[k * f->n_unit + unit] = f->state[n + k];
    }
}

/* y [n_year][n] out of one unit; NaN where a component is not known or does not exist yet. */
static void copy_unit(double *y, const filter *f, size_t unit)
{
    for (size_t t = 0; t < f->n_year; t++)
        for (size_t k = 0; k < f->n; k++)
            y[t * f->n + k] = compute_shown(f, k, t, unit);
}

/* Holes of one unit filled with what each component's own years say.
 * Each component by itself: only for units whose gaps no other unit has, when there are too many
 * sorts. */
static bool fill_unit(double *y, filter *f)
{
    for (size_t k = 0; k < f->n; k++) {
        size_t first = f->series[k].first;
        if (!tbi_fill_gaps(y + first * f->n + k, f->n, f->n_year - first, &f->series[k].model,
                           f->persistence + first, NULL, NULL))
            return false;
    }
    return true;
}

/* A number for the gaps of a unit; 0 when it has none.
 * FNV-1a over the cells in order; units with equal numbers are taken to have equal gaps. */
static uint64_t list_gaps(const filter *f, const double *y)
{
    uint64_t hash = 1469598103934665603u;
    bool any = false;
    for (size_t t = 0; t < f->n_year; t++)
        for (size_t k = 0; k < f->n; k++) {
            bool gap = t >= f->series[k].first && isnan(y[t * f->n + k]);
            any = any || gap;
            hash = (hash ^ (gap ? 2u : 1u)) * 1099511628211u;
        }
    return any ? hash | 1 : 0;
}

/* Gains, and who is known in which year, are those of every year: they are made once for each
 * sort of gaps and serve every unit that has these gaps. The rest is of one step. */
static bool make_room(filter *f, tb_arena *a)
{
    size_t n = f->n, w = 2 * n;
    f->v = TB_NEW(a, double, (w * w));
    f->cross = TB_NEW(a, double, (w * n));
    f->shown = TB_NEW(a, double, (n * n));
    f->gain = TB_NEW(a, double, (f->n_year * w * n));
    f->state = TB_NEW(a, double, w);
    f->news = TB_NEW(a, double, n);
    f->at = TB_NEW(a, size_t, (f->n_year * n));
    f->count = TB_NEW(a, size_t, f->n_year);
    return !a->refused;
}

/* All units whose gaps are those of unit `like` (SIZE_MAX: those without gaps, and those that
 * fill_unit() makes so). */
static bool run_sort(tb_kalman *out, filter *f, size_t like, const uint64_t *gaps,
                     const unsigned char *rare, double *y)
{
    size_t w = 2 * f->n;
    mark_observed(f, like);
    if (!run_gains(f))
        return false;
    if (like == SIZE_MAX)
        memcpy(out->cov, f->v, w * w * sizeof *f->v);
    for (size_t i = 0; i < f->n_unit; i++) {
        if (like == SIZE_MAX ? gaps[i] != 0 && !rare[i] : rare[i] || gaps[i] != gaps[like])
            continue;
        copy_unit(y, f, i);
        if (like == SIZE_MAX && rare[i] && !fill_unit(y, f))
            return false;
        run_means(out, f, y, i);
    }
    return true;
}

/* O(sorts T n^3 + U T n^2): covariances are made once for each sort of gaps. */
tb_status tbi_kalman_fit(tb_kalman *out, const tb_correlation_series *series, size_t n,
                         const tb_correlation *correlation, size_t n_unit, size_t n_year,
                         const double *persistence, tb_arena *a, tb_err *err)
{
    filter f = { .series = series,
                 .correlation = correlation,
                 .n = n,
                 .n_unit = n_unit,
                 .n_year = n_year,
                 .persistence = persistence };
    tb_kalman s = { TB_NEW(a, double, (n * n_unit)), TB_NEW(a, double, (n * n_unit)),
                    TB_NEW(a, double, (4 * n * n)) };
    uint64_t *gaps = TB_NEW(a, uint64_t, n_unit);
    unsigned char *rare = TB_NEW(a, unsigned char, n_unit);
    double *y = TB_NEW(a, double, (n_year * n));
    /* the first unit of each sort of gaps, told apart by the hash of list_gaps() */
    size_t sort[MOST_SORTS], sorts = 0;
    if (!make_room(&f, a))
        return tbi_no_memory(err, "the Kalman filter");
    for (size_t i = 0; i < n_unit; i++) {
        copy_unit(y, &f, i);
        gaps[i] = list_gaps(&f, y);
        bool known = gaps[i] == 0;
        for (size_t k = 0; k < sorts && !known; k++)
            known = gaps[sort[k]] == gaps[i];
        if (known)
            continue;
        if (sorts < MOST_SORTS)
            sort[sorts++] = i;
        else
            rare[i] = 1;
    }
    bool fine = run_sort(&s, &f, SIZE_MAX, gaps, rare, y);
    for (size_t k = 0; k < sorts && fine; k++)
        fine = run_sort(&s, &f, sort[k], gaps, rare, y);
    if (!fine)
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_STATESPACE_JOINT_COVARIANCE_COMPONENTS);
    *out = s;
    return TB_OK;
}

/* The gains alone: a covariance depends on which years are known, not on what they show. */
tb_status tbi_kalman_spread(double *v, const tb_correlation_series *series, size_t n,
                            const tb_correlation *correlation, size_t n_unit, size_t n_year,
                            const double *persistence, size_t unit, tb_arena *a, tb_err *err)
{
    filter f = { .series = series,
                 .correlation = correlation,
                 .n = n,
                 .n_unit = n_unit,
                 .n_year = n_year,
                 .persistence = persistence };
    if (!make_room(&f, a))
        return tbi_no_memory(err, "the Kalman filter");
    mark_observed(&f, unit);
    if (!run_gains(&f))
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_STATESPACE_JOINT_COVARIANCE_COMPONENTS);
    memcpy(v, f.v, 4 * n * n * sizeof *v);
    return TB_OK;
}
