/* gamma_table.c - on the axis of the normal quantile the log of a gamma quantile is smooth, so that
 * few nodes do; cubics in the tail's probability, cells by its leading bits, are read faster. */
#include "simulate/gamma_table.h"

#include "num/dist.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { NODES_PER_UNIT = 16, CELLS_LOG = 5, CELLS = TB_GAMMA_BINADES * TB_GAMMA_CELLS };
_Static_assert(1 << CELLS_LOG == TB_GAMMA_CELLS, "a cell is found by the leading bits");
#define SMALLEST (1.0 / (2 << TB_GAMMA_BINADES))

/* log density of log X at y = log x */
static double compute_log_density(double y, double shape)
{
    return shape * y - exp(y) - tbi_log_gamma(shape);
}

/* log of the quantile at the normal quantile z, by Newton's method on the log of the smaller tail,
 * from `start`. Far below, P(x) = x^shape / Gamma(shape + 1). */
static double compute_log_quantile(double z, double shape, double start)
{
    double tail = log(z < 0 ? tbi_normal_cdf(z) : tbi_normal_upper(z));
    double small = z < 0 ? (tail + tbi_log_gamma(shape + 1)) / shape : INFINITY;
    if (small < -40)
        return small;
    double y = start;
    for (int i = 0; i < 60; i++) {
        double p = z < 0 ? tbi_gamma_cdf(exp(y), shape) : tbi_gamma_upper(exp(y), shape);
        if (!(p > 1e-300)) { /* too far out */
            y += z < 0 ? 1 : -1;
            continue;
        }
        double slope = exp(compute_log_density(y, shape)) / p;
        double step = (log(p) - tail) / (z < 0 ? -slope : slope);
        if (!(fabs(step) < 2))
            step = step > 0 ? 2 : -2;
        y += step;
        if (fabs(step) < 1e-14 * (1 + fabs(y)))
            break;
    }
    return y;
}

/* Cubic Hermite interpolation of the log of the quantile over z = normal quantile of u; beyond
 * the last nodes the end cells are extended. */
static double evaluate_tail(const double *table, double u)
{
    double at = (tbi_normal_quantile(u) + 8.5) * NODES_PER_UNIT;
    int k = at > 0 ? (int)at : 0;
    if (k > TB_GAMMA_NODES - 2)
        k = TB_GAMMA_NODES - 2;
    double t = at - k;
    double s = 1 - t;
    double a = table[2 * k];
    double b = table[2 * k + 2];
    double da = table[2 * k + 1] / NODES_PER_UNIT;
    double db = table[2 * k + 3] / NODES_PER_UNIT;
    return exp(s * s * ((1 + 2 * t) * a + t * da) + t * t * ((1 + 2 * s) * b - s * db));
}

/* Quantile, and its slope along the tail's probability, where one tail has probability p. */
static double evaluate_slope(double *slope, const double *table, double shape, int upper, double p)
{
    double q = evaluate_tail(table, upper ? 1 - p : p);
    *slope = (upper ? -q : q) * exp(-compute_log_density(log(q), shape));
    return q;
}

/* c [4]: the cubic over p .. p + width that has the quantiles and slopes of its ends, in t = 0 ..
 * 1. */
static void evaluate_cubic(double *c, const double *table, double shape, int upper, double p,
                           double width)
{
    double da;
    double db;
    double a = evaluate_slope(&da, table, shape, upper, p);
    double b = evaluate_slope(&db, table, shape, upper, p + width);
    da *= width;
    db *= width;
    c[0] = a;
    c[1] = da;
    c[2] = 3 * (b - a) - 2 * da - db;
    c[3] = 2 * (a - b) + da + db;
}

/* table: TB_GAMMA_NODES pairs (log of the quantile, its slope in z) at z = -8.5 + k /
 * NODES_PER_UNIT; then one flag and, for shapes from 2 on, the cubics of both tails. */
void tbi_gamma_table(double *table, double shape)
{
    double y = log(shape);
    double slope = 0;
    /* outwards from the middle, each node starting from the one before */
    for (int side = 0; side < 2; side++)
        for (int k = NODES_PER_UNIT * 17 / 2 + side; side ? k < TB_GAMMA_NODES : k >= 0;
             k += side ? 1 : -1) {
            double z = -8.5 + k / (double)NODES_PER_UNIT;
            if (side && k == NODES_PER_UNIT * 17 / 2 + 1) {
                y = table[2 * k - 2];
                slope = table[2 * k - 1];
            }
            y = compute_log_quantile(z, shape, y + (side ? slope : -slope) / NODES_PER_UNIT);
            /* d log q / dz = density of z / density of log q */
            slope = exp(-0.5 * z * z - 0.918938533204672741780 - compute_log_density(y, shape));
            table[2 * k] = y;
            table[2 * k + 1] = slope;
        }
    double *cell = table + 2 * TB_GAMMA_NODES;
    /* below, the quantile itself is no smooth function of u: the log's table serves alone */
    cell[0] = shape >= 2;
    for (int upper = 0; upper < 2 && shape >= 2; upper++)
        for (int k = 0; k < CELLS; k++)
            evaluate_cubic(cell + 1 + 4 * (upper * CELLS + k), table, shape, upper,
                           ldexp(1 + k % TB_GAMMA_CELLS / (double)TB_GAMMA_CELLS,
                                 k / TB_GAMMA_CELLS - TB_GAMMA_BINADES - 1),
                           ldexp(1.0 / TB_GAMMA_CELLS, k / TB_GAMMA_CELLS - TB_GAMMA_BINADES - 1));
}

/* The cell of a tail probability is its exponent and leading bits, read from the double itself:
 * no search and no logarithm. */
void tbi_gamma_table_read(double *q, const double *table, const double *u, const uint32_t *from,
                          size_t count)
{
    const double *cell = table + 2 * TB_GAMMA_NODES;
    const bool smooth = cell[0] != 0;
    for (size_t i = 0; i < count; i++) {
        double at = u[from[i]], rest = 1 - at, tail = rest < at ? rest : at, t;
        if (!smooth || !(tail >= SMALLEST && tail < 0.5)) {
            q[i] = evaluate_tail(table, at);
            continue;
        }
        uint64_t whole, bits, part; /* which tail is chance: no branch may depend on it */
        memcpy(&whole, &at, sizeof whole);
        memcpy(&bits, &tail, sizeof bits);
        /* where in the cell: 1 + t */
        part = (bits & (((uint64_t)1 << (52 - CELLS_LOG)) - 1)) << CELLS_LOG | (uint64_t)0x3ff
                                                                                   << 52;
        memcpy(&t, &part, sizeof t);
        t -= 1;
        const double *c = cell + 1 +
                          4 * ((bits >> (52 - CELLS_LOG)) -
                               ((uint64_t)(1023 - TB_GAMMA_BINADES - 1) << CELLS_LOG) +
                               CELLS * (size_t)(whole >> 52 == 0x3fe));
        q[i] = c[0] + t * (c[1] + t * (c[2] + t * c[3]));
    }
}

/* The same bits as the reading of many. */
double tbi_gamma_table_at(const double *table, double u)
{
    const uint32_t first = 0;
    double q;
    tbi_gamma_table_read(&q, table, &u, &first, 1);
    return q;
}
