/* gamma_table.c - on the axis of the normal quantile the log of a gamma quantile is smooth, so that few nodes do. */
#include "simulate/gamma_table.h"

#include "num/dist.h"

#include <math.h>

enum { NODES_PER_UNIT = 16 };

/* log density of log X at y = log x */
static double log_density(double y, double shape)
{
    return shape * y - exp(y) - tb_log_gamma(shape);
}

/* log of the quantile at the normal quantile z, by Newton's method on the log of the smaller tail, from `start`. Far below, P(x) = x^shape / Gamma(shape + 1). */
static double log_quantile(double z, double shape, double start)
{
    double tail = log(z < 0 ? tb_normal_cdf(z) : tb_normal_upper(z));
    double small = z < 0 ? (tail + tb_log_gamma(shape + 1)) / shape : INFINITY;
    if (small < -40) return small;
    double y = start;
    for (int i = 0; i < 60; i++) {
        double p = z < 0 ? tb_gamma_cdf(exp(y), shape) : tb_gamma_upper(exp(y), shape);
        if (!(p > 1e-300)) { /* too far out */
            y += z < 0 ? 1 : -1;
            continue;
        }
        double slope = exp(log_density(y, shape)) / p, step = (log(p) - tail) / (z < 0 ? -slope : slope);
        if (!(fabs(step) < 2)) step = step > 0 ? 2 : -2;
        y += step;
        if (fabs(step) < 1e-14 * (1 + fabs(y))) break;
    }
    return y;
}

static double in_tail(const double *table, double u)
{
    double at = (tb_normal_quantile(u) + 8.5) * NODES_PER_UNIT;
    int k = at > 0 ? (int)at : 0;
    if (k > TB_GAMMA_NODES - 2) k = TB_GAMMA_NODES - 2;
    double t = at - k, s = 1 - t, a = table[2 * k], b = table[2 * k + 2], da = table[2 * k + 1] / NODES_PER_UNIT, db = table[2 * k + 3] / NODES_PER_UNIT;
    return exp(s * s * ((1 + 2 * t) * a + t * da) + t * t * ((1 + 2 * s) * b - s * db));
}

void tb_gamma_table(double *table, double shape)
{
    double y = log(shape), slope = 0;
    for (int side = 0; side < 2; side++) /* outwards from the middle, each node starting from the one before */
        for (int k = NODES_PER_UNIT * 17 / 2 + side; side ? k < TB_GAMMA_NODES : k >= 0; k += side ? 1 : -1) {
            double z = -8.5 + k / (double)NODES_PER_UNIT;
            if (side && k == NODES_PER_UNIT * 17 / 2 + 1) y = table[2 * k - 2], slope = table[2 * k - 1];
            y = log_quantile(z, shape, y + (side ? slope : -slope) / NODES_PER_UNIT);
            /* d log q / dz = density of z / density of log q */
            slope = exp(-0.5 * z * z - 0.918938533204672741780 - log_density(y, shape));
            table[2 * k] = y;
            table[2 * k + 1] = slope;
        }
    double *centre = table + 2 * TB_GAMMA_NODES;
    centre[0] = shape >= 2; /* below, the quantile itself is no smooth function of u: the log's table serves alone */
    for (int k = TB_GAMMA_CENTRE / 32; k <= TB_GAMMA_CENTRE * 31 / 32; k++) {
        double q = in_tail(table, k / (double)TB_GAMMA_CENTRE);
        centre[2 * k] = q;
        centre[2 * k + 1] = q * exp(-log_density(log(q), shape)) / TB_GAMMA_CENTRE;
    }
}

double tb_gamma_table_at(const double *table, double u)
{
    if (!(u > 1.0 / 32 && u < 31.0 / 32) || table[2 * TB_GAMMA_NODES] == 0) return in_tail(table, u);
    double at = u * TB_GAMMA_CENTRE;
    int k = (int)at;
    const double *node = table + 2 * TB_GAMMA_NODES + 2 * k;
    double t = at - k, s = 1 - t, a = node[0], da = node[1], b = node[2], db = node[3]; /* slopes are per step */
    return s * s * ((1 + 2 * t) * a + t * da) + t * t * ((1 + 2 * s) * b - s * db);
}
