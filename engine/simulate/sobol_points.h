/* simulate/sobol_points.h - Sobol' points with nested uniform scrambling (Owen 1995): evenly spread
 * in every coordinate, and random enough for honest intervals.
 *
 * Owen's scrambling flips bit b of a coordinate by a random bit that belongs to the b - 1 bits
 * before it. The random bits are hashes of (seed, scrambling, dimension, bits before), so that any
 * point can be made alone. Of 2^m points no two share their first m bits: all later bits are then
 * independent, and come from one hash. */
#ifndef TB_SIMULATE_SOBOL_POINTS_H
#define TB_SIMULATE_SOBOL_POINTS_H

#include <stddef.h>
#include <stdint.h>

enum { TB_SOBOL_DIMENSIONS = 512, TB_SOBOL_LOG_MAX = 30 };

extern const uint16_t tbi_joe_kuo[];

/* direction [dimensions][32]: column k is the number that index bit k switches, left-aligned in 32
 * bits. dimensions <= TB_SOBOL_DIMENSIONS. */
void tbi_sobol_directions(uint32_t *direction, size_t dimensions);

/* u [count]: coordinate `dimension` of points first .. first + count - 1 of the sequence of
 * 2^log_n, in (0, 1). direction: that dimension's 32 numbers, or NULL for a dimension beyond the
 * table: independent uniform numbers. first + count <= 2^log_n. */
void tbi_sobol_scrambled(double *u, size_t first, size_t count, unsigned log_n,
                         const uint32_t *direction, size_t dimension, uint64_t seed,
                         uint32_t scrambling);

#endif
