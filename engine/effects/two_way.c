/* two_way.c - effects of units and years swept out exactly: units by their means, years by a small
 * pseudo-inverse, so that gaps in the table cost nothing and a year without rows does no harm. */
#include "effects/two_way.h"

#include "num/linalg.h"
#include "num/linalg_product.h"

#include <math.h>
#include <string.h>

/* The cross product of year dummies less their unit means: diagonal counts, less 1 / n_i for each
 * pair of years of a unit. */
static bool invert_years(tbi_rows *r, tb_arena *a)
{
    size_t t = r->years;
    double *gram = TB_NEW(a, double, (t * t)), *room = TB_NEW(a, double, (t * t + t));
    r->inverse = TB_NEW(a, double, (t * t));
    if (a->refused)
        return false;
    size_t from = 0;
    for (size_t i = 0; i < r->units; i++) {
        size_t m = r->count[i];
        for (size_t p = from; p < from + m; p++) {
            gram[r->year[p] * (t + 1)] += 1;
            for (size_t q = from; q < from + m; q++)
                gram[r->year[p] + r->year[q] * t] -= 1 / (double)m;
        }
        from += m;
    }
    long rank = tbi_sympower(r->inverse, gram, t, -1, 1e-10, room);
    size_t with = 0;
    for (size_t i = 0; i < r->units; i++)
        with += r->count[i] > 0;
    r->effects = with + (rank > 0 ? (size_t)rank : 0);
    return rank >= 0;
}

/* Rows unit by unit. unexposed: only what was seen before exposure; a unit without a cohort
 * counts only as long as it is known not to be exposed. */
bool tbi_rows_make(tbi_rows *r, const tbi_design *d, bool unexposed, tb_arena *a)
{
    size_t most = d->n * d->years;
    *r = (tbi_rows){ .units = d->n, .years = d->years };
    r->unit = TB_NEW(a, size_t, most);
    r->year = TB_NEW(a, size_t, most);
    r->y = TB_NEW(a, double, most);
    r->count = TB_NEW(a, size_t, d->n);
    r->sum = TB_NEW(a, double, d->n + d->years);
    if (a->refused)
        return false;
    for (size_t i = 0; i < d->n; i++)
        for (size_t t = 0; t < d->years; t++) {
            double y = d->y[t * d->n + i];
            bool before = tbi_unexposed(d, i, d->year[t]);
            if (!isfinite(y) || (!before && (unexposed || d->group[i] == 0)))
                continue;
            r->unit[r->n] = i;
            r->year[r->n] = t;
            r->y[r->n] = y;
            r->count[i]++;
            r->n++;
        }
    return invert_years(r, a);
}

/* With v less its unit means, the year effects are inverse x (sums of v by year), and the unit
 * effects what their means lack. */
void tbi_rows_project(double *v, const tbi_rows *r, double *effect_unit, double *effect_year)
{
    double *mean = r->sum, *by_year = r->sum + r->units, year[TB_EFFECT_MAX_YEARS];
    memset(mean, 0, (r->units + r->years) * sizeof *mean);
    for (size_t p = 0; p < r->n; p++)
        mean[r->unit[p]] += v[p] / (double)r->count[r->unit[p]];
    for (size_t p = 0; p < r->n; p++)
        by_year[r->year[p]] += v[p] - mean[r->unit[p]];
    for (size_t s = 0; s < r->years; s++) {
        year[s] = 0;
        for (size_t t = 0; t < r->years; t++)
            year[s] += r->inverse[s + t * r->years] * by_year[t];
    }
    for (size_t p = 0; p < r->n; p++)
        mean[r->unit[p]] -= year[r->year[p]] / (double)r->count[r->unit[p]];
    for (size_t p = 0; p < r->n; p++)
        v[p] -= mean[r->unit[p]] + year[r->year[p]];
    if (effect_unit != NULL)
        memcpy(effect_unit, mean, r->units * sizeof *mean);
    if (effect_year != NULL)
        memcpy(effect_year, year, r->years * sizeof *year);
}

/* psi of coefficient j: row j of the bread times the unit's sum of x e, with the small-sample
 * factor. */
static void fill_influences(tbi_fit *f, const double *x, const tbi_rows *r, double *score)
{
    size_t m = f->rank, with = 0;
    memset(score, 0, r->units * m * sizeof *score);
    for (size_t p = 0; p < r->n; p++)
        for (size_t j = 0; j < m; j++)
            score[r->unit[p] * m + j] += x[p + f->place[j] * r->n] * f->residual[p];
    for (size_t i = 0; i < r->units; i++)
        with += r->count[i] > 0;
    double n = (double)r->n, g = (double)with, parameters = (double)(m + r->years);
    double factor = sqrt((n - 1) / (n - parameters) * g / (g - 1));
    for (size_t j = 0; j < m; j++)
        for (size_t i = 0; i < r->units; i++) {
            double s = 0;
            for (size_t l = 0; l < m; l++)
                s += f->bread[j + l * m] * score[i * m + l];
            f->psi[f->place[j] * r->units + i] = factor * s;
        }
}

/* Columns that are left after the effects, and which of them are combinations of earlier ones. */
static bool keep_columns(tbi_fit *f, const double *x, size_t k, const double *norm,
                         const tbi_rows *r, tb_arena *a)
{
    double *copy = TB_NEW(a, double, (r->n * k)), *y = TB_NEW(a, double, r->n),
           *tau = TB_NEW(a, double, k);
    if (a->refused)
        return false;
    memcpy(copy, x, r->n * k * sizeof *copy);
    tbi_qr(copy, r->n, k, norm, 1e-9, f->kept, y, tau);
    f->rank = 0;
    for (size_t j = 0; j < k; j++)
        if (f->kept[j])
            f->place[f->rank++] = j;
    return true;
}

/* x is clear of the effects by now, so least squares on what is kept are those of the whole. */
static bool solve_kept(tbi_fit *f, const double *x, const double *y, const tbi_rows *r, tb_arena *a)
{
    size_t m = f->rank;
    double *z = TB_NEW(a, double, (r->n * m + 1)), *gram = TB_NEW(a, double, (m * m + 1)),
           *b = TB_NEW(a, double, m + 1);
    f->bread = TB_NEW(a, double, (m * m + 1));
    if (a->refused)
        return false;
    for (size_t j = 0; j < m; j++)
        memcpy(&z[j * r->n], &x[f->place[j] * r->n], r->n * sizeof *z);
    tbi_cross(gram, z, r->n, m, r->n);
    if (m > 0 && !tbi_chol(gram, m))
        return false;
    for (size_t j = 0; j < m; j++)
        b[j] = tbi_dot(&z[j * r->n], y, r->n);
    if (m > 0) {
        tbi_chol_solve(gram, m, b, 1);
        tbi_chol_inverse(f->bread, gram, m);
    }
    memcpy(f->residual, y, r->n * sizeof *y);
    for (size_t j = 0; j < m; j++) {
        f->beta[f->place[j]] = b[j];
        tbi_axpy(f->residual, -b[j], &z[j * r->n], r->n);
    }
    return true;
}

/* x [k][rows] and y are overwritten by what the effects leave of them; a column that nothing is
 * left of has beta NAN. */
bool tbi_fit_make(tbi_fit *f, double *x, size_t k, double *y, const tbi_rows *r, tb_arena *a)
{
    *f = (tbi_fit){ .k = k };
    f->kept = TB_NEW(a, unsigned char, k);
    f->beta = TB_NEW(a, double, k);
    f->psi = TB_NEW(a, double, k * r->units);
    f->residual = TB_NEW(a, double, r->n);
    f->place = TB_NEW(a, size_t, k);
    double *norm = TB_NEW(a, double, k), *score = TB_NEW(a, double, (r->units * k));
    if (a->refused)
        return false;
    for (size_t j = 0; j < k; j++) {
        f->beta[j] = NAN;
        norm[j] = sqrt(tbi_dot(&x[j * r->n], &x[j * r->n], r->n));
        tbi_rows_project(&x[j * r->n], r, NULL, NULL);
    }
    tbi_rows_project(y, r, NULL, NULL);
    if (!keep_columns(f, x, k, norm, r, a) || !solve_kept(f, x, y, r, a))
        return false;
    fill_influences(f, x, r, score);
    return true;
}
