/* num/normal_kernel.h - Philox words into standard normals, some lanes at a time. Included by each
 * kernels_*.c after simd_lanes.h.
 *
 * Philox 4x32-10: Salmon, Moraes, Dror and Shaw (2011). Box-Muller (1958): z = sqrt(-2 log u) (cos
 * 2 pi v, sin 2 pi v) with u = (a + 1/2) / 2^52 and v likewise, a of 52 bits. The logarithm is 2
 * atanh((m - 1) / (m + 1)) with m in [sqrt(1/2), sqrt 2), the circle functions are Taylor sums on
 * an eighth of the circle; both within 2e-16. */
#ifndef TB_NUM_NORMAL_KERNEL_H
#define TB_NUM_NORMAL_KERNEL_H

#include "num/simd_lanes.h"

typedef struct philox_keys {
    vu a[10], b[10];
} philox_keys;

static inline philox_keys make_philox_keys(uint64_t seed)
{
    philox_keys k;
    uint32_t a = (uint32_t)seed, b = (uint32_t)(seed >> 32);
    for (int i = 0; i < 10; i++, a += 0x9E3779B9u, b += 0xBB67AE85u) {
        k.a[i] = V_U((uint64_t)a);
        k.b[i] = V_U((uint64_t)b);
    }
    return k;
}

/* c [4]: counter words in, random words out; only the low 32 bits of a lane count. */
static inline void run_philox_lanes(vu *c, const philox_keys *k)
{
    const vu m0 = V_U((uint64_t)0xD2511F53u), m1 = V_U((uint64_t)0xCD9E8D57u);
    for (int i = 0; i < 10; i++) {
        vu p0 = V_MUL32(c[0], m0), p1 = V_MUL32(c[2], m1);
        c[0] = (p1 >> 32) ^ c[1] ^ k->a[i];
        c[1] = p1;
        c[2] = (p0 >> 32) ^ c[3] ^ k->b[i];
        c[3] = p0;
    }
}

/* sqrt(-2 log((a + 1/2) / 2^52)) */
static inline vd compute_radius_lanes(vu a)
{
    const vu root_half = V_U((uint64_t)0x3FE6A09E667F3BCD), one = V_U((uint64_t)1 << 52);
    vd t = (vd)(a | V_U((uint64_t)0x4330000000000000)) - (0x1p52 - 0.5);
    vu x = (vu)t - root_half + (one << 6); /* 64 added to the exponent keeps it positive */
    vd m = (vd)((x & (one - 1)) + root_half);
    vd e = (vd)((x >> 52) | V_U((uint64_t)0x4330000000000000)) - (0x1p52 + 64 + 52);
    vd s = (m - 1) / (m + 1), q = s * s, p = V_D(1.0 / 21);
    p = V_FMA(p, q, V_D(1.0 / 19));
    p = V_FMA(p, q, V_D(1.0 / 17));
    p = V_FMA(p, q, V_D(1.0 / 15));
    p = V_FMA(p, q, V_D(1.0 / 13));
    p = V_FMA(p, q, V_D(1.0 / 11));
    p = V_FMA(p, q, V_D(1.0 / 9));
    p = V_FMA(p, q, V_D(1.0 / 7));
    p = V_FMA(p, q, V_D(1.0 / 5));
    p = V_FMA(p, q, V_D(1.0 / 3));
    vd s4 = s * -4;
    p = V_FMA(p * q, s4, s4);
    return V_SQRT(V_FMA(e, V_D(-1.386294361119890618835), p));
}

/* The point of the unit circle at (a + 1/2) / 2^52 of a turn. */
static inline void compute_circle_lanes(vd *cosine, vd *sine, vu a)
{
    vd turn4 = ((vd)(a | V_U((uint64_t)0x4330000000000000)) - (0x1p52 - 0.5)) * 0x1p-50;
    vd shifted = turn4 + 0x1.8p52;
    vu quarter = (vu)shifted;
    vd x = (turn4 - (shifted - 0x1.8p52)) * 1.570796326794896619231, q = x * x;
    vd c = V_D(1 / 20922789888000.0), s = V_D(-1 / 1307674368000.0);
    c = V_FMA(c, q, V_D(-1 / 87178291200.0));
    s = V_FMA(s, q, V_D(1 / 6227020800.0));
    c = V_FMA(c, q, V_D(1 / 479001600.0));
    s = V_FMA(s, q, V_D(-1 / 39916800.0));
    c = V_FMA(c, q, V_D(-1 / 3628800.0));
    s = V_FMA(s, q, V_D(1 / 362880.0));
    c = V_FMA(c, q, V_D(1 / 40320.0));
    s = V_FMA(s, q, V_D(-1 / 5040.0));
    c = V_FMA(c, q, V_D(-1 / 720.0));
    s = V_FMA(s, q, V_D(1 / 120.0));
    c = V_FMA(c, q, V_D(1 / 24.0));
    s = V_FMA(s, q, V_D(-1 / 6.0));
    c = V_FMA(c, q, V_D(-0.5));
    c = V_FMA(c, q, V_D(1.0));
    s = V_FMA(s * q, x, x);
    vu odd = V_U((uint64_t)0) - (quarter & 1), minus_sine = (quarter & 2) << 62,
       minus_cosine = ((quarter + 1) & 2) << 62;
    *cosine = (vd)((vu)V_PICK(odd, s, c) ^ minus_cosine);
    *sine = (vd)((vu)V_PICK(odd, c, s) ^ minus_sine);
}

/* The two normals of each lane's counter. */
static inline void draw_pair_lanes(vd *z0, vd *z1, vu draw_low, vu draw_high, vu stream, vu block,
                                   const philox_keys *k)
{
    vu c[4] = { draw_low, draw_high, stream, block };
    run_philox_lanes(c, k);
    const vu top = V_U((uint64_t)0xFFFFF00000000), low = V_U((uint64_t)0xFFFFFFFF);
    vd cosine, sine, r = compute_radius_lanes(((c[1] << 20) & (top | low)) | ((c[0] & low) >> 12));
    compute_circle_lanes(&cosine, &sine, ((c[3] << 20) & (top | low)) | ((c[2] & low) >> 12));
    *z0 = r * cosine;
    *z1 = r * sine;
}

static void draw_normal_pair(double *z, uint64_t radius_bits, uint64_t angle_bits)
{
    vd cosine, sine, r = compute_radius_lanes(V_U(radius_bits));
    compute_circle_lanes(&cosine, &sine, V_U(angle_bits));
    z[0] = r[0] * cosine[0];
    z[1] = r[0] * sine[0];
}

/* to [2 LANES]: a and b by turns. */
static inline void store_interleaved(double *to, vd a, vd b)
{
#if defined(LANES_AVX512)
    V_STORE(to, __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11));
    V_STORE(to + LANES, __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15));
#elif defined(LANES_AVX2)
    V_STORE(to, __builtin_shufflevector(a, b, 0, 4, 1, 5));
    V_STORE(to + LANES, __builtin_shufflevector(a, b, 2, 6, 3, 7));
#else
    V_STORE(to, __builtin_shufflevector(a, b, 0, 2));
    V_STORE(to + LANES, __builtin_shufflevector(a, b, 1, 3));
#endif
}

/* Lanes are blocks of one draw: block b gives normals 2 b and 2 b + 1. The last few go by way of a
 * buffer: all others are stored where they belong, since a copy of what was just stored waits. */
static void draw_normals(double *z, size_t n, uint64_t seed, uint32_t stream, uint64_t draw)
{
    philox_keys keys = make_philox_keys(seed);
    const vu low = V_U(draw), high = V_U(draw >> 32), of = V_U((uint64_t)stream);
    double last[2 * LANES];
    size_t whole = n - n % (2 * LANES);
    vd a, b;
    vu block;
    for (int l = 0; l < LANES; l++)
        block[l] = (uint64_t)l;
    for (size_t i = 0; i < whole; i += 2 * LANES, block += LANES) {
        draw_pair_lanes(&a, &b, low, high, of, block, &keys);
        store_interleaved(z + i, a, b);
    }
    if (whole == n)
        return;
    draw_pair_lanes(&a, &b, low, high, of, block, &keys);
    store_interleaved(last, a, b);
    memcpy(z + whole, last, (n - whole) * sizeof *z);
}

/* Lanes are draws: block j / 2 of each gives its normals j and j + 1. */
static void draw_normal_block(double *z, size_t n, size_t draws, uint64_t seed, uint32_t stream,
                              uint64_t first)
{
    philox_keys keys = make_philox_keys(seed);
    for (size_t d = 0; d < draws; d += LANES) {
        vu draw;
        for (int l = 0; l < LANES; l++)
            draw[l] = first + d + (uint64_t)l;
        for (size_t j = 0; j < n; j += 2) {
            vd z0, z1;
            draw_pair_lanes(&z0, &z1, draw, draw >> 32, V_U((uint64_t)stream),
                            V_U((uint64_t)(j / 2)), &keys);
            V_STORE(z + j * draws + d, z0);
            if (j + 1 < n)
                V_STORE(z + (j + 1) * draws + d, z1);
        }
    }
}

#endif
