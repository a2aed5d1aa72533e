/* simulate/gamma_table.h - the quantile function of a gamma distribution as a table, since a design asks for it millions of times. */
#ifndef TB_SIMULATE_GAMMA_TABLE_H
#define TB_SIMULATE_GAMMA_TABLE_H

enum { TB_GAMMA_NODES = 273, TB_GAMMA_CENTRE = 1024, TB_GAMMA_TABLE = 2 * TB_GAMMA_NODES + 2 * (TB_GAMMA_CENTRE + 1) };

/* table [TB_GAMMA_TABLE] for Gamma(shape), scale 1: log quantile and its slope at normal quantiles -8.5, -8.5 + 1/16, ..., 8.5. */
void tb_gamma_table(double *table, double shape);
/* Behind these: quantile and slope at u = k / 1024, read where u is within 1/32 .. 31/32; the tails are read on the axis of the normal quantile.
 * The quantile at u in (0, 1) by cubic Hermite interpolation: within 3e-8 of the exact one,
 * relatively, for shapes from 0.3 up, and within 3e-7 from 0.05. */
double tb_gamma_table_at(const double *table, double u);

#endif
