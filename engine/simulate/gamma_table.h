/* simulate/gamma_table.h - the quantile function of a gamma distribution as a table, since a design
 * asks for it millions of times. */
#ifndef TB_SIMULATE_GAMMA_TABLE_H
#define TB_SIMULATE_GAMMA_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum {
    TB_GAMMA_NODES = 273,
    TB_GAMMA_BINADES = 8,
    TB_GAMMA_CELLS = 32,
    TB_GAMMA_TABLE = 2 * TB_GAMMA_NODES + 1 + 4 * 2 * TB_GAMMA_BINADES * TB_GAMMA_CELLS
};

/* table [TB_GAMMA_TABLE] for Gamma(shape), scale 1: log quantile and its slope at normal quantiles
 * -8.5, -8.5 + 1/16, ..., 8.5. Behind these, for shapes from 2 up: whether there are cubics, and
 * those of either tail for probabilities from 2^-9 to 1/2, 32 to each halving. */
void tbi_gamma_table(double *table, double shape);
/* The quantile at u in (0, 1): within 3e-8 of the exact one, relatively, for shapes from 0.3 up,
 * and within 3e-7 from 0.05. */
double tbi_gamma_table_at(const double *table, double u);
/* q [count]: the quantiles at u[from[i]], the same. */
void tbi_gamma_table_read(double *q, const double *table, const double *u, const uint32_t *from,
                          size_t count);

#endif
