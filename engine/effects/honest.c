/* honest.c - what is left of an effect when trends were not parallel (Rambachan and Roth 2023).
 *
 * Relative magnitudes: the unseen drift after exposure moves by at most m times its largest step
 * before. For each place and sign of that largest step the drift lies in a cone A delta <= 0, and a
 * value theta of the target is refused by the conditional test of Andrews, Roth and Pakes with a
 * least favourable first stage (size 0.005 of 0.05). The target's limits are the extremes over all
 * cones. The test's linear programme, min eta with y - X tau <= eta sd, is the largest of gamma'y
 * over the vertices gamma of { gamma >= 0, gamma'sd = 1, gamma'X = 0 }, and these are few: they are
 * listed once, and everything else is inner products. */
#include "effects/inference.h"

#include "num/dist.h"
#include "num/linalg.h"
#include "num/rng.h"
#include "num/wide.h"

#include <math.h>
#include <string.h>

/* Sizes of fixed tables. POST: periods after exposure that are bounded, VERTICES: more than a
 * cone of 2 (POST - 1) rows can have; SIMULATIONS of the first stage, whose quantile at 0.995
 * rests on twenty. */
enum {
    POST = 4,
    PERIODS = 16,
    ROWS = 2 * POST,
    VERTICES = 80,
    SIMULATIONS = 4000,
    GRID = 200,
    HALVINGS = 30
};
static const double alpha = 0.05, first_stage = 0.005;

/* One cone in terms of the estimates: vertex v gives eta = g_v'beta - h_v theta. */
typedef struct cone {
    size_t p, post, rows, vertices;
    double a[ROWS][PERIODS];     /* rows that speak of years after exposure, base period left out */
    double g[VERTICES][PERIODS]; /* A'gamma */
    double h[VERTICES];          /* gamma'(column of theta) */
    double cross[VERTICES][VERTICES]; /* gamma_v' A Sigma A' gamma_w */
    double limit;                     /* least favourable critical value */
} cone;

/* A row of first differences: +1 at place k + 1, -1 at place k of the periods with the base in
 * between at place `pre`.
 * row [p]: the difference delta_(k+1) - delta_k as weights of the estimates; the base period is 0
 * by construction and has no column. */
static void add_step(double *row, size_t k, size_t pre, double by)
{
    size_t last = k + 1;
    if (last != pre)
        row[last < pre ? last : last - 1] += by;
    if (k != pre)
        row[k < pre ? k : k - 1] -= by;
}

/* Steps after exposure are at most m times step `s` (0 .. pre - 1) times sign.
 * Row t: (delta_(t+1) - delta_t) - m sign (delta_(s+1) - delta_s) <= 0, row post + t the same
 * with the step after exposure negative; A delta <= 0 says |step| <= m sign step_s. */
static void fill_rows(cone *c, size_t pre, size_t post, size_t s, double sign, double m)
{
    memset(c->a, 0, sizeof c->a);
    c->p = pre + post;
    c->post = post;
    c->rows = 2 * post;
    for (size_t t = 0; t < post; t++) {
        add_step(c->a[t], pre + t, pre, 1);
        add_step(c->a[post + t], pre + t, pre, -1);
        add_step(c->a[t], s, pre, -m * sign);
        add_step(c->a[post + t], s, pre, -m * sign);
    }
}

/* x'Sigma y, sigma [p x p] column-major. */
double tbi_quadratic_form(const double *x, const double *sigma, const double *y, size_t p)
{
    double sum = 0;
    for (size_t i = 0; i < p; i++)
        for (size_t j = 0; j < p; j++)
            sum += x[i] * sigma[i + j * p] * y[j];
    return sum;
}

/* Solves the square system by Gauss with pivoting: m [n][n + 1] with the right side last.
 * false: singular to 1e-11, which means that the chosen rows make no vertex. */
static bool solve_square(double m[POST][POST + 1], size_t n)
{
    for (size_t c = 0; c < n; c++) {
        size_t best = c;
        for (size_t r = c + 1; r < n; r++)
            if (fabs(m[r][c]) > fabs(m[best][c]))
                best = r;
        if (fabs(m[best][c]) < 1e-11)
            return false;
        for (size_t j = 0; j <= n; j++) {
            double swap = m[c][j];
            m[c][j] = m[best][j];
            m[best][j] = swap;
        }
        for (size_t r = 0; r < n; r++) {
            double by = r == c ? 0 : m[r][c] / m[c][c];
            for (size_t j = c; j <= n && by != 0; j++)
                m[r][j] -= by * m[c][j];
        }
    }
    for (size_t c = 0; c < n; c++)
        m[c][n] /= m[c][c];
    return true;
}

/* The vertex on the rows of `set`, when it is one and new. column [rows][post]: of theta, then of
 * the nuisances. */
static void try_vertex(cone *c, const size_t *set, const double *sd, double column[ROWS][POST])
{
    double m[POST][POST + 1], gamma[ROWS] = { 0 };
    size_t n = c->post;
    for (size_t j = 0; j < n; j++) {
        for (size_t r = 0; r < n; r++)
            m[j][r] = j == 0 ? sd[set[r]] : column[set[r]][j];
        m[j][n] = j == 0;
    }
    if (c->vertices == VERTICES || !solve_square(m, n))
        return;
    for (size_t r = 0; r < n; r++) {
        if (m[r][n] < -1e-10)
            return;
        gamma[set[r]] = fmax(0, m[r][n]);
    }
    double *g = c->g[c->vertices], h = 0;
    memset(g, 0, PERIODS * sizeof *g);
    for (size_t r = 0; r < c->rows; r++) {
        h += gamma[r] * column[r][0];
        for (size_t j = 0; j < c->p; j++)
            g[j] += gamma[r] * c->a[r][j];
    }
    for (size_t v = 0; v < c->vertices; v++) {
        double off = fabs(h - c->h[v]);
        for (size_t j = 0; j < c->p; j++)
            off += fabs(g[j] - c->g[v][j]);
        if (off < 1e-9)
            return;
    }
    c->h[c->vertices++] = h;
}

/* All vertices: every choice of `post` rows. The last effect is eliminated by l'beta = theta.
 * 2^rows subsets of at most six rows of interest: at most 64 tries of a system of size three.
 * false: a row without variance, whose moment says nothing of a size. */
static bool list_vertices(cone *c, const double *sigma, const double *l)
{
    double sd[ROWS], column[ROWS][POST];
    size_t set[POST], pre = c->p - c->post, last = c->post - 1;
    for (size_t r = 0; r < c->rows; r++) {
        sd[r] = sqrt(tbi_quadratic_form(c->a[r], sigma, c->a[r], c->p));
        if (!(sd[r] > 0))
            return false;
        column[r][0] = c->a[r][pre + last] / l[last];
        for (size_t j = 0; j < last; j++)
            column[r][j + 1] = c->a[r][pre + j] - c->a[r][pre + last] * l[j] / l[last];
    }
    c->vertices = 0;
    for (size_t code = 0; code < ((size_t)1 << c->rows); code++) {
        size_t n = 0;
        for (size_t r = 0; r < c->rows; r++)
            if ((code >> r & 1) != 0 && n < c->post + 1) {
                if (n < c->post)
                    set[n] = r;
                n++;
            }
        if (n == c->post)
            try_vertex(c, set, sd, column);
    }
    for (size_t v = 0; v < c->vertices; v++)
        for (size_t w = 0; w < c->vertices; w++)
            c->cross[v][w] = tbi_quadratic_form(c->g[v], sigma, c->g[w], c->p);
    return c->vertices > 0;
}

/* Simulations that are worked on side by side; no figure depends on how many. */
enum { SIDE = 40, TOP = 24 };

/* The largest eta of each simulation. z [p][SIMULATIONS]: draws of the errors; most
 * [SIMULATIONS]. */
TB_WIDE static void find_largest(double *most, const cone *c, const double *z)
{
    for (size_t from = 0; from < SIMULATIONS; from += SIDE) {
        double best[SIDE];
        for (size_t b = 0; b < SIDE; b++)
            best[b] = -INFINITY;
        for (size_t v = 0; v < c->vertices; v++) {
            double eta[SIDE] = { 0 };
            for (size_t j = 0; j < c->p; j++) {
                const double *at = z + j * SIMULATIONS + from;
                for (size_t b = 0; b < SIDE; b++)
                    eta[b] += c->g[v][j] * at[b];
            }
            for (size_t b = 0; b < SIDE; b++)
                best[b] = eta[b] > best[b] ? eta[b] : best[b];
        }
        memcpy(most + from, best, sizeof best);
    }
}

/* Quantile of eta when all moments bind: only its largest values are needed in their order. room
 * [SIMULATIONS] */
static void find_limit(cone *c, const double *z, double *room)
{
    double top[TOP]; /* descending */
    size_t n = 0;
    find_largest(room, c, z);
    for (size_t b = 0; b < SIMULATIONS; b++) {
        if (n == TOP && room[b] <= top[TOP - 1])
            continue;
        size_t at = n < TOP ? n++ : TOP - 1;
        for (; at > 0 && top[at - 1] < room[b]; at--)
            top[at] = top[at - 1];
        top[at] = room[b];
    }
    /* as tb_quantile_sorted() of all of them: place (n - 1) p, between two order statistics */
    double place = (SIMULATIONS - 1) * (1 - first_stage);
    size_t below = (size_t)place;
    double low = top[SIMULATIONS - 1 - below];
    double high = top[SIMULATIONS - 2 - below];
    c->limit = low + (place - (double)below) * (high - low);
}

/* P(Z > x given lo < Z < hi), with tails as tails. */
static double find_truncated_upper(double x, double lo, double hi)
{
    if (lo < 0) /* the mass is on both sides: the lower tails are exact enough */
        return (tbi_normal_cdf(hi) - tbi_normal_cdf(x)) / (tbi_normal_cdf(hi) - tbi_normal_cdf(lo));
    return (tbi_normal_upper(x) - tbi_normal_upper(hi)) /
           (tbi_normal_upper(lo) - tbi_normal_upper(hi));
}

/* at [vertices]: g'beta of the estimates. Whether theta is kept.
 * The conditional test: given that vertex `best` is the largest, eta is a normal cut to (lo, hi),
 * which are where another vertex would take over; the test has size 0.045 / 0.995 after the first
 * stage. */
static bool is_kept(const cone *c, const double *at, double theta)
{
    size_t best = 0;
    double eta = -INFINITY, lo = -INFINITY, hi = INFINITY;
    for (size_t v = 0; v < c->vertices; v++) {
        double x = at[v] - c->h[v] * theta;
        if (x > eta) {
            eta = x;
            best = v;
        }
    }
    if (eta > c->limit)
        return false;
    double own = c->cross[best][best];
    if (own < 1e-300)
        return eta <= 0;
    for (size_t v = 0; v < c->vertices; v++) {
        double slope = c->cross[v][best] / own, rest = at[v] - c->h[v] * theta - slope * eta;
        if (v == best || fabs(1 - slope) < 1e-12)
            continue;
        if (slope < 1)
            lo = fmax(lo, rest / (1 - slope));
        else
            hi = fmin(hi, rest / (1 - slope));
    }
    double sd = sqrt(own), size = (alpha - first_stage) / (1 - first_stage);
    double x = eta / sd, low = lo / sd, high = fmin(hi, c->limit) / sd;
    if (x <= 0 || x < low || x > high)
        return true;
    return find_truncated_upper(x, low, high) >= size;
}

/* Edge between a theta that is kept and one that is not. */
static double find_edge(const cone *c, const double *at, double kept, double refused)
{
    for (int k = 0; k < HALVINGS; k++) {
        double middle = (kept + refused) / 2;
        if (is_kept(c, at, middle))
            kept = middle;
        else
            refused = middle;
    }
    return kept;
}

/* Looks at a grid of GRID + 1 values about the centre, then closes in on the edges of what is
 * kept. A set that reaches the end of the grid is cut there. */
static void search_grid(double *low, double *high, const cone *c, const double *beta, double centre,
                        double reach)
{
    double at[VERTICES], step = 2 * reach / GRID;
    for (size_t v = 0; v < c->vertices; v++) {
        at[v] = 0;
        for (size_t j = 0; j < c->p; j++)
            at[v] += c->g[v][j] * beta[j];
    }
    size_t first = GRID + 1, last = 0;
    for (size_t k = 0; k <= GRID; k++) {
        if (!is_kept(c, at, centre - reach + step * (double)k))
            continue;
        first = first > GRID ? k : first;
        last = k;
    }
    if (first > GRID)
        return;
    double from = centre - reach + step * (double)first, to = centre - reach + step * (double)last;
    *low = fmin(*low, first == 0 ? from : find_edge(c, at, from, from - step));
    *high = fmax(*high, last == GRID ? to : find_edge(c, at, to, to + step));
}

/* Draws of the errors by the Cholesky factor: z [p][SIMULATIONS].
 * The draws are those of (seed, b) whatever the thread; 4 << 40 sets them apart from other
 * bootstraps of the treatment stream. */
static bool draw_errors(double *z, const double *sigma, size_t p, uint64_t seed, tb_arena *a)
{
    double *r = TB_NEW(a, double, (p * p)), e[PERIODS];
    if (r == NULL)
        return false;
    memcpy(r, sigma, p * p * sizeof *r);
    if (!tbi_chol(r, p))
        return false;
    for (size_t b = 0; b < SIMULATIONS; b++) {
        tbi_rng_normals(e, p, seed, TB_STREAM_TREATMENT, ((uint64_t)4 << 40) + b);
        for (size_t j = 0; j < p; j++) {
            double sum = 0;
            for (size_t k = 0; k <= j; k++)
                sum += r[k + j * p] * e[k];
            z[j * SIMULATIONS + b] = sum;
        }
    }
    return true;
}

/* reach: twenty standard errors of the target. The limits are the extremes over all cones, since
 * the place and the sign of the largest step are not known. false: nothing is kept, or a limit of
 * size. */
bool tbi_honest_relative(double *low, double *high, const double *beta, const double *sigma,
                         size_t pre, size_t post, const double *l, double m, uint64_t seed,
                         tb_arena *a)
{
    size_t p = pre + post;
    if (pre < 1 || post < 1 || post >= POST || p > PERIODS)
        return false;
    cone *c = TB_NEW(a, cone, 1);
    double *z = TB_NEW(a, double, (SIMULATIONS * p)), *room = TB_NEW(a, double, SIMULATIONS);
    if (a->refused || !draw_errors(z, sigma, p, seed, a))
        return false;
    double wide[PERIODS] = { 0 }, reach = 0;
    for (size_t j = 0; j < post; j++)
        wide[pre + j] = l[j];
    reach = 20 * sqrt(tbi_quadratic_form(wide, sigma, wide, p));
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t s = 0; s < pre; s++)
        for (int sign = -1; sign <= 1; sign += 2) {
            fill_rows(c, pre, post, s, sign, m);
            if (!list_vertices(c, sigma, l))
                return false;
            find_limit(c, z, room);
            search_grid(low, high, c, beta, 0, reach);
        }
    return *low <= *high;
}
