/* optimise.c - a quasi-Newton search that asks for few values: one gradient by differences a step,
 * and a line search by values alone. GSL's searches ask for several gradients a step, which
 * differences make four times as dear. */
#include "num/optimise.h"

#include "base/arena.h"
#include "base/error.h"
#include "messages/num.h"

#include <math.h>
#include <string.h>

/* of the differences: rounding of the objective and curvature cost about the same here */
static const double SIDE = 1e-4;
/* share of the promised fall that a step must bring (Armijo 1966) */
static const double ENOUGH = 1e-4;

typedef struct search {
    tb_minimand f;
    void *with;
    size_t n;
    /* h [n][n]: inverse curvature so far */
    double *x, *g, *next, *slope, *step, *change, *h, *hy;
    double *beside, *there; /* [2 n][n] points beside x and their values, below then above each */
    double value;
} search;

/* Central differences; one-sided where the function is infinite on a side, 0 where it is on
 * both. */
static void compute_gradient(double *g, const double *x, search *s)
{
    size_t n = s->n;
    for (size_t i = 0; i < 2 * n; i++) {
        memcpy(s->beside + i * n, x, n * sizeof *x);
        s->beside[i * n + i / 2] += i % 2 == 0 ? -SIDE : SIDE;
    }
    s->f(s->there, s->beside, 2 * n, n, s->with);
    for (size_t i = 0; i < n; i++) {
        double down = s->there[2 * i], up = s->there[2 * i + 1];
        if (isfinite(up) && isfinite(down))
            g[i] = (up - down) / (2 * SIDE);
        else if (isfinite(up))
            g[i] = (up - s->value) / SIDE;
        else
            g[i] = isfinite(down) ? (s->value - down) / SIDE : 0;
    }
}

static double compute_dot(const double *a, const double *b, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* The inverse Hessian starts anew as a multiple of the identity. */
static void reset_hessian(search *s, double scale)
{
    memset(s->h, 0, s->n * s->n * sizeof *s->h);
    for (size_t i = 0; i < s->n; i++)
        s->h[i * s->n + i] = scale;
}

/* Moves along -h g by the first of 1, 1/2, 1/4 ... that falls enough. false: none does. */
static bool move_point(search *s)
{
    for (size_t i = 0; i < s->n; i++)
        s->step[i] = -compute_dot(s->h + i * s->n, s->g, s->n);
    double slope = compute_dot(s->step, s->g, s->n);
    double far = 1;
    if (!(slope < 0))
        return false;
    /* no coordinate moves by more than 2 at once */
    for (size_t i = 0; i < s->n; i++)
        far = fmin(far, 2 / fmax(fabs(s->step[i]), 1e-300));
    for (int cut = 0; cut < 40; cut++, far /= 2) {
        for (size_t i = 0; i < s->n; i++)
            s->next[i] = s->x[i] + far * s->step[i];
        double value;
        s->f(&value, s->next, 1, s->n, s->with);
        if (!isfinite(value) || value > s->value + ENOUGH * far * slope)
            continue;
        s->value = value;
        for (size_t i = 0; i < s->n; i++)
            s->step[i] *= far;
        return true;
    }
    return false;
}

/* The update of Broyden, Fletcher, Goldfarb and Shanno (Nocedal and Wright 2006, eq. 6.17), passed
 * over where the curvature is not positive. */
static void update_hessian(search *s, bool first)
{
    size_t n = s->n;
    for (size_t i = 0; i < n; i++)
        s->change[i] = s->slope[i] - s->g[i];
    double sy = compute_dot(s->step, s->change, n);
    double yy = compute_dot(s->change, s->change, n);
    if (!(sy > 1e-10 * sqrt(yy)))
        return;
    if (first)
        reset_hessian(s, sy / yy);
    for (size_t i = 0; i < n; i++)
        s->hy[i] = compute_dot(s->h + i * n, s->change, n);
    double yhy = compute_dot(s->change, s->hy, n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            s->h[i * n + j] += (1 + yhy / sy) * s->step[i] * s->step[j] / sy -
                               (s->hy[i] * s->step[j] + s->step[i] * s->hy[j]) / sy;
}

/* BFGS (Nocedal and Wright 2006, chapter 6) until the gradient is shorter than the tolerance.
 * Where no step along the quasi-Newton direction goes down, the curvature is forgotten and the
 * steepest descent tried; where that goes down nowhere either, the point is as good as doubles
 * tell. The first step is a tenth long. false: not there after `most` steps. */
static bool run_bfgs(search *s, double tolerance, size_t most)
{
    size_t n = s->n;
    compute_gradient(s->g, s->x, s);
    reset_hessian(s, 0.1 / fmax(sqrt(compute_dot(s->g, s->g, n)), 1e-12));
    bool fresh = true;
    for (size_t k = 0; k < most; k++) {
        if (sqrt(compute_dot(s->g, s->g, n)) < tolerance)
            return true;
        if (!move_point(s)) {
            if (fresh)
                return true; /* straight downhill no step improves */
            reset_hessian(s, 0.1 / sqrt(compute_dot(s->g, s->g, n)));
            fresh = true;
            continue;
        }
        memcpy(s->x, s->next, n * sizeof *s->x);
        compute_gradient(s->slope, s->x, s);
        update_hessian(s, fresh);
        fresh = false;
        memcpy(s->g, s->slope, n * sizeof *s->g);
    }
    return false;
}

/* A search from x, which holds the best point on return even where it did not converge. */
tb_status tbi_minimise(double *x, double *value, size_t n, tb_minimand f, void *with,
                       double tolerance, size_t most, tb_err *err)
{
    tb_arena a = { 0 };
    search s = { .f = f, .with = with, .n = n, .x = x };
    s.g = TB_NEW(&a, double, n);
    s.next = TB_NEW(&a, double, n);
    s.slope = TB_NEW(&a, double, n);
    s.step = TB_NEW(&a, double, n);
    s.change = TB_NEW(&a, double, n);
    s.hy = TB_NEW(&a, double, n);
    s.h = TB_NEW(&a, double, (n * n));
    s.beside = TB_NEW(&a, double, (2 * n * n));
    s.there = TB_NEW(&a, double, (2 * n));
    tb_status st = TB_OK;
    if (a.refused) {
        st = tbi_no_memory(err, "the optimiser");
    } else {
        f(&s.value, x, 1, n, with);
        if (!run_bfgs(&s, tolerance, most))
            st = tbi_fail(err, TB_ECONVERGE, TB_MSG_NUM_OPTIMISER_DID_CONVERGE_ITERATIONS, most);
        *value = s.value;
    }
    tbi_arena_free(&a);
    return st;
}

/* at [4][n]: x with coordinates i and j moved by a step down and up each, j turning faster. */
static void place_corners(double *at, const double *x, size_t n, size_t i, size_t j, double step)
{
    for (size_t c = 0; c < 4; c++, at += n) {
        memcpy(at, x, n * sizeof *x);
        at[i] = x[i] + (c < 2 ? -step : step);
        if (i != j)
            at[j] = x[j] + (c % 2 == 0 ? -step : step);
    }
}

/* Second differences with one step for all: (f+ - 2 f + f-) / h^2 and (f++ - f+- - f-+ + f--) /
 * (4 h^2). A row of the triangle at a time; on the diagonal the first two corners are one point,
 * and so are the last two. */
bool tbi_hessian(double *h, const double *x, size_t n, double step, tb_minimand f, void *with)
{
    tb_arena a = { 0 };
    double *corner = TB_NEW(&a, double, (4 * n * n)), *value = TB_NEW(&a, double, (4 * n)), middle;
    bool fits = !a.refused;
    if (fits)
        f(&middle, x, 1, n, with);
    for (size_t i = 0; i < n && fits; i++) {
        for (size_t j = 0; j <= i; j++)
            place_corners(corner + 4 * n * j, x, n, i, j, step);
        f(value, corner, 4 * (i + 1), n, with);
        for (size_t j = 0; j < i; j++) {
            const double *v = value + 4 * j;
            h[i * n + j] = h[j * n + i] = (v[0] - v[1] - v[2] + v[3]) / (4 * step * step);
        }
        double sum = value[4 * i] + value[4 * i + 3];
        h[i * n + i] = (sum - 2 * middle) / (step * step);
    }
    tbi_arena_free(&a);
    return fits;
}
